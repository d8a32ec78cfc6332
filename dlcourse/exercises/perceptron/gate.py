"""The card of `gate`: Gates are perceptrons."""

from typing import Any

import numpy as np

from dlcourse import perceptron
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.perceptron._shared import step
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS, GATES

_ON_THE_LINE = Text(
    "With your weights for {name}, the corner {corner} lies exactly on the line, and on the line a perceptron says 0; it should say 1.",
    "{name}에 쓴 가중치로는 점 {corner}이(가) 정확히 직선 위에 있습니다. 직선 위에서 퍼셉트론은 0이라고 답하는데 1이어야 합니다.",
)


_WRONG_CORNER = Text(
    "With your weights for {name}, the corner {corner} gives {got}, but should give {want}; the weighted sum there is {score:.4g}.",
    "{name}에 쓴 가중치로는 점 {corner}에서 {got}이(가) 나오는데 {want}이어야 합니다. 그 점에서 가중합은 {score:.4g}입니다.",
)


def _scores(value: Any) -> np.ndarray:
    w, b = value
    return np.asarray(CORNERS @ np.asarray(w, dtype=float) + float(b))


def _computes(value: Any, name: str) -> bool:
    return bool(np.array_equal(step(_scores(value)), GATES[name]))


def _accept_gate(case: Case, value: Any) -> Text | None:
    name = case.args[0]
    for corner, score, want in zip(CORNERS, _scores(value), GATES[name], strict=True):
        got = int(score > 0)
        if got != want:
            facts = {"name": name, "corner": f"({corner[0]:g}, {corner[1]:g})", "got": got, "want": int(want)}
            return (_ON_THE_LINE if score == 0 else _WRONG_CORNER).format(score=float(score), **facts)
    return None


def _on_the_line(case: Case, value: Any) -> bool:
    """Whether it would be this gate if a corner on the line counted as 1."""
    scores = _scores(value)
    return bool(np.any(scores == 0) and np.array_equal(scores >= 0, GATES[case.args[0]] == 1))


def _and_or_swapped(case: Case, value: Any) -> bool:
    other = {"AND": "OR", "OR": "AND"}.get(case.args[0])
    return other is not None and not np.any(_scores(value) == 0) and _computes(value, other)


def _table(**gates: tuple[tuple[float, float], float]) -> Any:
    """A `gate` function that looks its answers up."""

    def gate(name: str) -> tuple[np.ndarray, float]:
        w, b = gates[name]
        return np.array(w), b

    return gate


def _gate_trained(name: str) -> tuple[np.ndarray, float]:
    w, b, _ = perceptron.train_perceptron(CORNERS, GATES[name], lr=1.0, epochs=10)
    return w, b


def _gate_from_and(name: str) -> tuple[np.ndarray, float]:
    sign = -1 if name == "NAND" else 1
    return sign * np.array([1, 1]), sign * (-0.5 if name == "OR" else -1.5)


CARD = Exercise(
    id="gate",
    reference=perceptron.gate,
    points=2.0,
    stars=1,
    title=Text("Gates are perceptrons", "게이트는 퍼셉트론입니다"),
    text=Text(
        """Write `gate(name)`. For `"AND"`, `"OR"` and `"NAND"` it returns weights and bias `(w, b)` with which a perceptron computes that gate on the four corners (0, 0), (0, 1), (1, 0) and (1, 1). `w` is an array of shape `(2,)`, `b` a number.

Many answers are right, and every right one is accepted. The line explorer above is a good place to look for them.""",
        """`gate(name)`을 작성하세요. `"AND"`, `"OR"`, `"NAND"`에 대해, 퍼셉트론이 네 점 (0, 0), (0, 1), (1, 0), (1, 1)에서 그 게이트를 계산하게 하는 가중치와 편향 `(w, b)`를 반환합니다. `w`는 형상이 `(2,)`인 배열이고 `b`는 수 하나입니다.

정답은 여러 가지이며 맞는 답은 모두 인정합니다. 위의 직선 탐색기에서 찾아보세요.""",
    ),
    docstring_ko="""논리 게이트 "AND", "OR", "NAND"를 계산하는 퍼셉트론의 가중치와 편향입니다.

    식:   게이트가 1인 점에서만 w1*x1 + w2*x2 + b > 0입니다
    형상: w (2,), b ()
    참고: Minsky & Papert (1969)
    >>> w, b = gate("AND")
    >>> perceptron(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), w, b)
    array([0, 0, 0, 1])
    """,
    cases=lambda rng: tuple(
        Case(Text(f"the {name} gate", f"{name} 게이트"), (name,)) for name in ("AND", "OR", "NAND")
    ),
    accept=_accept_gate,
    returns=("w", "b"),
    misconceptions=(
        Misconception(
            "corner-on-the-line",
            Text("a corner that should give 1 lies exactly on the line", "1이어야 하는 점이 정확히 직선 위에 있습니다"),
            _table(AND=((1.0, 1.0), -2.0), OR=((1.0, 1.0), -1.0), NAND=((-1.0, -1.0), 1.0)),
            Text(
                "On the line the weighted sum is 0, and `step(0)` is 0. In which direction would you move the bias a little?",
                "직선 위에서는 가중합이 0이고 `step(0)`은 0입니다. 편향을 어느 쪽으로 조금 옮기면 될까요?",
            ),
            "boundary.zero",
            shows=_on_the_line,
        ),
        Misconception(
            "bias-sign",
            Text("the bias has the wrong sign", "편향의 부호가 반대입니다"),
            _table(AND=((1.0, 1.0), 1.5), OR=((1.0, 1.0), 0.5), NAND=((-1.0, -1.0), -1.5)),
            Text(
                "At (0, 0) the weighted sum is the bias alone. What should this gate say there?",
                "(0, 0)에서는 가중합이 편향뿐입니다. 그 점에서 이 게이트는 무엇이라고 답해야 할까요?",
            ),
            "sign.flipped",
            shows=lambda case, value: _computes((value[0], -value[1]), case.args[0]),
        ),
        Misconception(
            "and-or-swapped",
            Text("AND is answered with OR, or OR with AND", "AND를 물었는데 OR를, 또는 OR를 물었는데 AND를 답했습니다"),
            _table(AND=((1.0, 1.0), -0.5), OR=((1.0, 1.0), -1.5), NAND=((-1.0, -1.0), 1.5)),
            Text(
                "How many inputs must be 1 before the sum gets above zero? For AND it should take both.",
                "입력 몇 개가 1이어야 합이 0을 넘나요? AND라면 둘 다 1이어야 합니다.",
            ),
            "hardcoded.value",
            shows=_and_or_swapped,
        ),
        Misconception(
            "nand-not-turned",
            Text("NAND is answered with AND", "NAND를 물었는데 AND를 답했습니다"),
            _table(AND=((1.0, 1.0), -1.5), OR=((1.0, 1.0), -0.5), NAND=((2.0, 2.0), -3.0)),
            Text(
                "NAND is 1 exactly where AND is 0. What happens to a weighted sum when all its signs are turned round?",
                "NAND는 AND가 0인 곳에서만 1입니다. 가중합의 부호를 모두 뒤집으면 어떻게 될까요?",
            ),
            "sign.flipped",
            shows=lambda case, value: case.args[0] == "NAND" and _computes(value, "AND"),
        ),
        Misconception(
            "one-input-ignored",
            Text("one of the two inputs has weight 0", "두 입력 중 하나의 가중치가 0입니다"),
            _table(AND=((1.0, 0.0), -0.5), OR=((0.0, 1.0), -0.5), NAND=((-1.0, 0.0), 0.5)),
            Text(
                "With weight 0, an input can be anything without changing the answer. Is that so for this gate?",
                "가중치가 0이면 그 입력은 무엇이든 답을 바꾸지 못합니다. 이 게이트가 그런가요?",
            ),
            "bias.missing",
            shows=lambda case, value: np.count_nonzero(value[0]) == 1,
        ),
        Misconception(
            "weights-sign",
            Text("the weights have the wrong sign", "가중치의 부호가 반대입니다"),
            _table(AND=((-1.0, -1.0), -1.5), OR=((-1.0, -1.0), -0.5), NAND=((1.0, 1.0), 1.5)),
            Text(
                "When one more input becomes 1, should this gate come nearer to 1 or to 0? Which sign moves the sum that way?",
                "입력 하나가 더 1이 되면 이 게이트의 답은 1에 가까워져야 하나요, 0에 가까워져야 하나요? 합을 그쪽으로 움직이는 부호는 무엇인가요?",
            ),
            "sign.flipped",
            shows=lambda case, value: _computes((-np.asarray(value[0]), value[1]), case.args[0]),
        ),
        Misconception(
            "truth-table",
            Text(
                "the answers of the gate instead of its weights and bias",
                "가중치와 편향이 아니라 게이트의 답을 반환했습니다",
            ),
            lambda name: np.array({"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0]}[name]),
            Text(
                "A perceptron will give these answers itself. Which numbers does it need for that?",
                "그 답은 퍼셉트론이 스스로 내놓습니다. 그러려면 퍼셉트론에 어떤 수들이 있어야 할까요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(
        _gate_trained,
        _gate_from_and,
        _table(AND=((0.5, 0.5), -0.7), OR=((0.5, 0.5), -0.2), NAND=((-0.5, -0.5), 0.7)),
        _table(AND=((1.0, 1.0), -1.0), OR=((3.0, 2.0), 0.0), NAND=((-2.0, -1.0), 3.0)),
    ),
    hints=(
        Text(
            "At (0, 0) only the bias speaks, so its sign decides there. Then ask at which corners the weights must win against it.",
            "(0, 0)에서는 편향만 남으므로 편향의 부호가 답을 정합니다. 그다음 어느 점에서 가중치가 편향을 이겨야 하는지 생각해 봅니다.",
        ),
        Text(
            "AND needs $b \\le 0$, $w_1 + b \\le 0$, $w_2 + b \\le 0$ and $w_1 + w_2 + b > 0$. Write the same four lines for OR.",
            "AND에는 $b \\le 0$, $w_1 + b \\le 0$, $w_2 + b \\le 0$, $w_1 + w_2 + b > 0$이 필요합니다. OR에 대해서도 네 줄을 적어 보세요.",
        ),
        Text(
            "Two equal weights and a bias between two limits are enough. For NAND take your AND and change every sign.",
            "같은 가중치 두 개와, 두 한계 사이에 있는 편향이면 충분합니다. NAND는 AND에서 부호를 모두 바꾸면 됩니다.",
        ),
    ),
)
