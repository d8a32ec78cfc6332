"""The card of `xor_weights`: Nine numbers that solve XOR."""

import itertools
from typing import Any

import numpy as np

from dlcourse import multilayer
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.multilayer._shared import XOR, step
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS

_SAME_CODE = Text(
    "Your hidden units turn the corners {one} and {other} into the same code {code}, but XOR wants {first} at one and {second} at the other; the output unit cannot tell them apart.",
    "은닉 유닛이 꼭짓점 {one}과 {other}을 똑같은 은닉 값 {code}로 바꿉니다. XOR의 답은 한쪽이 {first}, 다른 쪽이 {second}이어야 하는데 출력 유닛은 둘을 구별할 수 없습니다.",
)


_STILL_XOR = Text(
    "Your hidden units give every corner a code of its own, so the output unit, a single line, still has the whole of XOR before it.",
    "은닉 유닛을 지나도 네 꼭짓점의 은닉 값이 모두 달라서, 직선 하나뿐인 출력 유닛이 여전히 XOR를 통째로 풀어야 합니다.",
)


_WRONG_OUTPUT = Text(
    "Your hidden units keep the classes apart, but at the corner {corner} the output's weighted sum is {score:.4g}, so it says {got} and should say {want}.",
    "은닉 유닛은 두 클래스를 잘 구별하지만, 꼭짓점 {corner}에서 출력의 가중합이 {score:.4g}이므로 답이 {got}입니다. {want}이어야 합니다.",
)


def _codes(value: Any) -> np.ndarray:
    W1, b1, _, _ = value
    return np.asarray(step(CORNERS @ np.asarray(W1, dtype=float) + b1))


def _sums(value: Any) -> np.ndarray:
    """The weighted sums of the output unit at the four corners."""
    _, _, W2, b2 = value
    return np.asarray(_codes(value) @ np.asarray(W2, dtype=float) + b2)[:, 0]


def _solves(value: Any) -> bool:
    return bool(np.array_equal(_sums(value) > 0, XOR == 1))


def _written(numbers: Any) -> str:
    return f"({', '.join(f'{number:g}' for number in numbers)})"


def _accept_xor(case: Case, value: Any) -> Text | None:
    with np.errstate(all="ignore"):  # weights may be as large as they like
        codes, sums = _codes(value), _sums(value)
    if np.array_equal(sums > 0, XOR == 1):
        return None
    for i, j in ((0, 1), (0, 2), (1, 3), (2, 3)):  # the pairs of corners with different classes
        if np.array_equal(codes[i], codes[j]):
            facts = {"code": _written(codes[i]), "first": int(XOR[i]), "second": int(XOR[j])}
            return _SAME_CODE.format(one=_written(CORNERS[i]), other=_written(CORNERS[j]), **facts)
    if len(np.unique(codes, axis=0)) == len(CORNERS):
        return _STILL_XOR
    wrong = int(np.argmax((sums > 0) != (XOR == 1)))
    facts = {"score": float(sums[wrong]), "got": int(sums[wrong] > 0), "want": int(XOR[wrong])}
    return _WRONG_OUTPUT.format(corner=_written(CORNERS[wrong]), **facts)


def _equal_units(case: Case, value: Any) -> bool:
    codes = _codes(value)
    # a unit that says the same everywhere is another mistake than a second copy
    return bool(np.array_equal(codes[:, 0], codes[:, 1]) and len(np.unique(codes[:, 0])) > 1)


def _passes_corners_on(case: Case, value: Any) -> bool:
    return len(np.unique(_codes(value), axis=0)) == len(CORNERS)


def _on_the_line(case: Case, value: Any) -> bool:
    """Whether the weights would solve XOR if a weighted sum of zero counted as 1, in some of the three units."""
    W1, b1, W2, b2 = (np.asarray(part, dtype=float) for part in value)
    sums, strict = CORNERS @ W1 + b1, _codes(value)
    for units in itertools.product((True, False), repeat=2):
        h = np.where(units, sums >= 0, strict)
        outputs = (h @ W2 + b2)[:, 0]
        if any(np.array_equal(said, XOR == 1) for said in (outputs > 0, outputs >= 0)):
            return True
    return False


def _with_signs_changed(value: Any) -> tuple[Any, Any, Any]:
    """The same weights with other signs: of the biases; of one output weight; of one whole hidden unit."""
    W1, b1, W2, b2 = (np.asarray(part, dtype=float) for part in value)
    turns = (np.array([-1.0, 1.0]), np.array([1.0, -1.0]))
    biases = [(W1, s * b1, W2, t * b2) for s, t in ((-1, 1), (1, -1), (-1, -1))]
    outputs = [(W1, b1, turn[:, None] * W2, b2) for turn in turns]
    units = [(turn * W1, turn * b1, W2, b2) for turn in turns]
    return biases, outputs, units


def _weights(W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    def xor_weights() -> Any:
        return np.array(W1), np.array(b1), np.array(W2), np.array(b2)

    return xor_weights


def _found_by_trying() -> Any:
    rng = np.random.default_rng(3)
    corners, wanted = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    while True:
        W1, b1, W2, b2 = (rng.normal(size=shape) for shape in ((2, 2), 2, (2, 1), 1))
        if np.array_equal(((corners @ W1 + b1 > 0) @ W2 + b2 > 0)[:, 0], wanted):
            return W1, b1, W2, b2


CARD = Exercise(
    id="xor-weights",
    reference=multilayer.xor_weights,
    points=3.0,
    stars=2,
    title=Text("Nine numbers that solve XOR", "XOR를 푸는 숫자 아홉 개"),
    text=Text(
        """Write `xor_weights()`. It takes nothing and returns `W1, b1, W2, b2` with which two layers of perceptrons, your `forward_step`, compute XOR on the four corners: 0, 1, 1, 0.

| | shape | holds |
| --- | --- | --- |
| `W1` | `(2, 2)` | one column of weights for each hidden unit |
| `b1` | `(2,)` | the biases of the hidden units |
| `W2` | `(2, 1)` | what the output unit makes of their answers |
| `b2` | `(1,)` | the bias of the output unit |

Many answers are right, and every right one is accepted. A column of weights and its bias are a gate; choose two gates whose answers one more line can divide.""",
        """`xor_weights()`를 작성하세요. 인수는 없습니다. 두 층의 퍼셉트론, 곧 앞에서 작성한 `forward_step`이 네 꼭짓점에서 XOR의 답 0, 1, 1, 0을 내게 하는 `W1, b1, W2, b2`를 반환합니다.

| | 형상 | 담는 것 |
| --- | --- | --- |
| `W1` | `(2, 2)` | 은닉 유닛마다 한 열씩, 가중치 |
| `b1` | `(2,)` | 은닉 유닛의 편향 |
| `W2` | `(2, 1)` | 출력 유닛이 은닉 유닛의 답에 곱하는 가중치 |
| `b2` | `(1,)` | 출력 유닛의 편향 |

정답은 여러 가지이며 맞는 답은 모두 인정합니다. 가중치 한 열과 그 편향은 게이트 하나입니다. 두 게이트의 답을 직선 하나로 가를 수 있도록 골라 보세요.""",
    ),
    docstring_ko="""`forward_step`이 네 꼭짓점에서 XOR를 계산하게 하는 가중치와 편향 W1, b1, W2, b2입니다.

    형상: -> (2, 2), (2,), (2, 1), (1,)
    참고: Minsky & Papert (1969)
    >>> corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> forward_step(corners, *xor_weights())
    array([0, 1, 1, 0])
    """,
    cases=lambda rng: (Case(Text("XOR on the four corners", "네 꼭짓점에서 계산한 XOR")),),
    accept=_accept_xor,
    returns=("W1", "b1", "W2", "b2"),
    misconceptions=(
        # the more particular mistakes first: several of them can lead to equal units as well
        Misconception(
            "corner-on-the-line",
            Text("a weighted sum that should win is exactly 0", "0보다 커야 할 가중합이 정확히 0입니다"),
            _weights([[1.0, 1.0], [1.0, 1.0]], [-1.0, -2.0], [[1.0], [-1.0]], [-0.5]),
            Text(
                "On the line a perceptron says 0. In which direction would you move the bias a little?",
                "직선 위에서 퍼셉트론은 0이라고 답합니다. 편향을 어느 쪽으로 조금 옮기면 될까요?",
            ),
            "boundary.zero",
            shows=_on_the_line,
        ),
        Misconception(
            "bias-sign",
            Text("a bias has the wrong sign", "편향의 부호가 반대입니다"),
            _weights([[1.0, 1.0], [1.0, 1.0]], [0.5, 1.5], [[1.0], [-1.0]], [-0.5]),
            Text(
                "At (0, 0) a hidden unit sees nothing but its bias. Should OR and AND speak up there?",
                "(0, 0)에서 은닉 유닛에는 편향만 남습니다. 그곳에서 OR와 AND가 1이라고 답해야 하나요?",
            ),
            "sign.flipped",
            shows=lambda case, value: any(map(_solves, _with_signs_changed(value)[0])),
        ),
        Misconception(
            "equal-hidden-units",
            Text("both hidden units give the same answers", "두 은닉 유닛의 답이 똑같습니다"),
            _weights([[1.0, 1.0], [1.0, 1.0]], [-0.5, -0.5], [[1.0], [-1.0]], [-0.5]),
            Text(
                "Two equal units know no more than one. Keep one of them; at which corner should the other disagree?",
                "똑같은 유닛 둘은 하나보다 더 아는 것이 없습니다. 하나는 그대로 두세요. 다른 하나는 어느 꼭짓점에서 다르게 답해야 할까요?",
            ),
            "chain.wrong_input",
            shows=_equal_units,
        ),
        Misconception(
            "corners-passed-on",
            Text(
                "each hidden unit looks at one input only and passes it on",
                "은닉 유닛이 입력을 하나씩만 보고 그대로 넘깁니다",
            ),
            _weights([[1.0, 0.0], [0.0, 1.0]], [-0.5, -0.5], [[1.0], [1.0]], [-0.5]),
            Text(
                "Four corners went in and four came out, the 1s still on one diagonal. Which two corners should the hidden layer bring together?",
                "꼭짓점 네 개가 들어가 네 개가 그대로 나왔고, 답이 1인 점은 여전히 한 대각선에 있습니다. 은닉층은 어느 두 꼭짓점을 한곳으로 모아야 할까요?",
            ),
            "chain.wrong_input",
            shows=_passes_corners_on,
        ),
        Misconception(
            "answers-flipped",
            Text("every answer is the opposite of XOR", "모든 답이 XOR와 반대입니다"),
            _weights([[1.0, 1.0], [1.0, 1.0]], [-0.5, -1.5], [[-1.0], [1.0]], [0.5]),
            Text(
                "Your network says 1 where the inputs are equal. What happens to a perceptron when all its signs are turned round?",
                "두 입력이 같을 때 1이라고 답하는 신경망입니다. 퍼셉트론의 부호를 모두 뒤집으면 어떻게 되나요?",
            ),
            "sign.flipped",
            shows=lambda case, value: bool(np.array_equal(_sums(value) > 0, XOR == 0)),
        ),
        Misconception(
            "nobody-vetoes",
            Text("both hidden units vote for 1", "두 은닉 유닛이 모두 1 쪽에 표를 던집니다"),
            _weights([[1.0, 1.0], [1.0, 1.0]], [-0.5, -1.5], [[1.0], [1.0]], [-0.5]),
            Text(
                "At (1, 1) both of your hidden units are on. Which of them should then speak against 1, and with which sign?",
                "(1, 1)에서는 두 은닉 유닛이 모두 켜집니다. 이때 어느 쪽이 1에 반대해야 하고, 그 부호는 무엇이어야 할까요?",
            ),
            "sign.flipped",
            shows=lambda case, value: any(map(_solves, _with_signs_changed(value)[1])),
        ),
        Misconception(
            "opposite-gate",
            Text(
                "one hidden gate is the opposite of what the output needs",
                "은닉 게이트 하나가 출력에 필요한 것과 반대입니다",
            ),
            _weights([[1.0, 1.0], [1.0, 1.0]], [-0.5, -1.5], [[1.0], [1.0]], [-1.5]),
            Text(
                "Your output is an AND: both hidden gates must say 1. “At least one” is one of them; what does the other have to say about “both”?",
                "출력이 AND이므로 두 은닉 게이트가 모두 1이어야 합니다. 하나는 '적어도 하나'입니다. 다른 하나는 '둘 다'에 대해 무엇이라고 해야 할까요?",
            ),
            "sign.flipped",
            shows=lambda case, value: any(map(_solves, _with_signs_changed(value)[2])),
        ),
        Misconception(
            "a-unit-in-a-row",
            Text(
                "the hidden units stand in the rows of `W1`, not in its columns",
                "은닉 유닛이 `W1`의 열이 아니라 행에 있습니다",
            ),
            _weights([[1.0, 1.0], [-1.0, -1.0]], [-0.5, 1.5], [[1.0], [1.0]], [-1.5]),
            Text(
                "`X @ W1` lets every example meet the columns. Which two numbers does your first unit use for $x_1$ and $x_2$?",
                "`X @ W1`에서는 샘플이 열과 만납니다. 첫째 유닛은 $x_1$과 $x_2$에 어떤 두 수를 곱하나요?",
            ),
            "shape.transposed",
            shows=lambda case, value: _solves((np.transpose(value[0]), *value[1:])),
        ),
        Misconception(
            "hidden-units-exchanged",
            Text(
                "the output takes each hidden unit for the other one",
                "출력이 두 은닉 유닛을 서로 바꾸어 쓰고 있습니다",
            ),
            _weights([[1.0, 1.0], [1.0, 1.0]], [-1.5, -0.5], [[1.0], [-1.0]], [-0.5]),
            Text(
                "Which of your hidden units is on at (1, 0), and which weight does the output give to it? And at (1, 1)?",
                "(1, 0)에서 켜지는 은닉 유닛은 어느 것이고, 출력은 거기에 어떤 가중치를 주나요? (1, 1)에서는 어떤가요?",
            ),
            "axis.wrong",
            shows=lambda case, value: _solves((*value[:2], np.asarray(value[2])[::-1], value[3])),
        ),
        Misconception(
            "or-at-the-output",
            Text(
                "the output unit is an OR of OR and NAND, which is 1 at every corner",
                "출력 유닛이 OR와 NAND를 OR로 모아서 모든 꼭짓점에서 1이라고 답합니다",
            ),
            _weights([[1.0, -1.0], [1.0, -1.0]], [-0.5, 1.5], [[1.0], [1.0]], [-0.5]),
            Text(
                "At which corners do both hidden units say 1, and at which only one of them? When should the output say 1?",
                "두 은닉 유닛이 모두 1이라고 답하는 꼭짓점은 어디이고, 하나만 1이라고 답하는 꼭짓점은 어디인가요? 출력은 언제 1이어야 할까요?",
            ),
            "boundary.zero",
        ),
    ),
    alternatives=(
        _weights([[-1, 1], [-1, 1]], [1.5, -0.5], [[1], [1]], [-1.5]),
        _weights([[1.0, -1.0], [-1.0, 1.0]], [-0.5, -0.5], [[1.0], [1.0]], [-0.5]),
        _weights([[3.0, 0.2], [3.0, 0.2]], [0.0, -0.4 + 0.1], [[0.7], [-5.0]], [0.0]),
        _found_by_trying,
    ),
    hints=(
        Text(
            "You have just built XOR from gates. A hidden unit is a gate, and so is the output.",
            "방금 게이트로 XOR를 만들었습니다. 은닉 유닛도 게이트이고 출력도 게이트입니다.",
        ),
        Text(
            "For each corner write down the two hidden answers, its code. The corners (0, 1) and (1, 0) need a code that neither (0, 0) nor (1, 1) has.",
            "꼭짓점마다 두 은닉 유닛의 답, 곧 은닉 값을 적어 보세요. (0, 1)과 (1, 0)의 은닉 값은 (0, 0)의 은닉 값과도 (1, 1)의 은닉 값과도 달라야 합니다.",
        ),
        Text(
            "Take OR as the first column and AND as the second, with weights and biases you know. Their codes are (0, 0), (1, 0), (1, 0), (1, 1). Now find a line that has only (1, 0) on its upper side: one weight pulls up, the other pulls down more.",
            "첫 열은 OR, 둘째 열은 AND로 하고 이미 아는 가중치와 편향을 씁니다. 은닉 값은 (0, 0), (1, 0), (1, 0), (1, 1)이 됩니다. 이제 (1, 0)만 0보다 큰 쪽에 두는 직선을 찾습니다. 한 가중치는 끌어올리고 다른 가중치는 그만큼 끌어내립니다.",
        ),
    ),
)
