"""The six exercises of the perceptron: decide, weigh, build gates, find the line, learn it, and see where lines end."""

import math
from typing import Any

import numpy as np

from dlcourse import perceptron
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS, GATES

_step = perceptron.step

# --- step -----------------------------------------------------------------------------------------------------------


def _step_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("below and above zero", "0보다 작은 수와 큰 수"), (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(Text("a table", "표"), (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),)),
        Case(
            Text("a random block of numbers", "임의의 수로 된 3차원 배열"), (rng.normal(size=(4, 3, 2)),), hidden=True
        ),
        Case(Text("exactly zero", "정확히 0일 때"), (np.array([-1.0, 0.0, 1.0]),), edge=True),
        Case(Text("a single number", "수 하나"), (0.7,), edge=True),
    )


def _scalar_if(x: Any) -> Any:
    return 1 if x > 0 else 0


def _step_by_loop(x: Any) -> Any:
    flat = [1 if value > 0 else 0 for value in np.ravel(x)]
    return np.array(flat).reshape(np.shape(x))


STEP = Exercise(
    id="step",
    reference=perceptron.step,
    points=2.0,
    stars=1,
    title=Text("The step function", "계단 함수"),
    text=Text(
        r"""Write `step(x)`. Every number of `x` becomes a decision:

$$h(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}$$

`x` is an array of any shape, or a single number. The result has the same shape and holds whole numbers.

For `x = [-2.0, 0.0, 0.5]` the result is `[0, 0, 1]`.""",
        r"""`step(x)`를 작성하세요. `x`의 수 하나하나가 결정이 됩니다.

$$h(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}$$

`x`는 어떤 형상의 배열일 수도, 수 하나일 수도 있습니다. 결과는 형상이 같고 정수로 이루어집니다.

`x = [-2.0, 0.0, 0.5]`이면 결과는 `[0, 0, 1]`입니다.""",
    ),
    docstring_ko="""결정합니다. 0보다 크면 1, 0이거나 그보다 작으면 0입니다.

    식:   h(x) = 1 if x > 0 else 0
    형상: 어떤 형상이든 -> 같은 형상, 정수
    참고: Rosenblatt (1958)
    >>> step(np.array([-2.0, 0.0, 0.5]))
    array([0, 0, 1])
    """,
    cases=_step_cases,
    misconceptions=(
        Misconception(
            "greater-or-equal",
            Text("zero itself counts as above zero", "0도 0보다 큰 수로 보았습니다"),
            lambda x: np.where(np.asarray(x) >= 0, 1, 0),
            Text(
                "Everything is right except exactly at zero. On which side does the formula put it?",
                "정확히 0일 때만 다릅니다. 식에서 0은 어느 쪽에 들어 있나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "truth-values",
            Text("True and False instead of 1 and 0", "1과 0이 아니라 True와 False입니다"),
            lambda x: np.asarray(x) > 0,
            Text(
                "A comparison answers with truth values. How do you turn an array of them into whole numbers?",
                "비교하면 참과 거짓이 나옵니다. 참과 거짓으로 된 배열을 정수로 바꾸려면 어떻게 해야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "sign",
            Text("the sign of the number: -1 below zero", "수의 부호를 돌려주어 0보다 작으면 -1이 됩니다"),
            lambda x: np.sign(x).astype(int),
            Text(
                "Your negative numbers became -1. What should a perceptron that says no return?",
                "음수가 -1이 되었습니다. '아니요'라고 답하는 퍼셉트론은 무엇을 돌려주어야 할까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "arrays-only",
            Text("it works for arrays, but not for a single number", "배열에는 되지만 수 하나에는 되지 않습니다"),
            lambda x: (x > 0).astype(int),
            Text(
                "A Python number has no `astype`. Which NumPy function accepts arrays and single numbers alike?",
                "파이썬의 수에는 `astype`이 없습니다. 배열과 수 하나를 모두 받는 NumPy 함수는 무엇일까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "one-number-only",
            Text("it works for a single number, but not for arrays", "수 하나에는 되지만 배열에는 되지 않습니다"),
            _scalar_if,
            Text(
                "`if` wants one truth value, and an array has many. How do you choose between 1 and 0 for every element at once?",
                "`if`는 참과 거짓 하나만 받는데 배열에는 여러 개가 있습니다. 원소마다 1과 0을 한꺼번에 고르려면 어떻게 해야 할까요?",
            ),
            "loop.not_vectorized",
        ),
        Misconception(
            "fractions",
            Text("1.0 and 0.0 instead of the whole numbers 1 and 0", "정수 1과 0이 아니라 실수 1.0과 0.0입니다"),
            lambda x: np.where(np.asarray(x) > 0, 1.0, 0.0),
            Text(
                "The decisions are right. Of which type are your numbers?",
                "결정은 맞습니다. 결과로 나온 수의 자료형은 무엇인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "flipped",
            Text("it says 1 below zero", "0보다 작을 때 1이 됩니다"),
            lambda x: np.where(np.asarray(x) < 0, 1, 0),
            Text(
                "Try `step` on 5. What do you expect, and what comes out?",
                "`step`에 5를 넣어 보세요. 무엇을 기대했고 무엇이 나오나요?",
            ),
            "sign.flipped",
        ),
    ),
    alternatives=(
        lambda x: np.heaviside(x, 0).astype(int),
        lambda x: np.greater(x, 0) * 1,
        lambda x: ((np.sign(x) + 1) // 2).astype(int),
        _step_by_loop,
    ),
    hints=(
        Text(
            "A comparison answers for every element at once: yes or no.",
            "비교 연산은 모든 원소에 한꺼번에 '예'와 '아니요'로 답합니다.",
        ),
        Text(
            "$h(x) = 1$ only where $x > 0$; the shape stays as it is.",
            "$x > 0$인 곳에서만 $h(x) = 1$이고, 형상은 그대로입니다.",
        ),
        Text(
            "Choose for every element: where the comparison is true take 1, elsewhere 0. NumPy has one function for “where, this, else that”.",
            "원소마다 고릅니다. 비교가 참이면 1, 아니면 0입니다. NumPy에는 '어디에서는 이것, 나머지는 저것'을 고르는 함수가 있습니다.",
        ),
    ),
)

# --- perceptron -----------------------------------------------------------------------------------------------------


def _perceptron_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("AND on the four corners", "네 점에서 계산한 AND"), (CORNERS, np.array([1.0, 1.0]), -1.5)),
        Case(
            Text("four examples of three numbers", "수 세 개짜리 예제 네 개"),
            (
                np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0], [3.0, 1.0, 0.0], [-1.0, -2.0, 1.0]]),
                np.array([0.5, -1.0, 0.25]),
                -0.25,
            ),
        ),
        Case(
            Text("as many examples as inputs", "예제 수와 입력 수가 같을 때"),
            (np.array([[1.0, 2.0, -1.0], [0.0, -1.0, 3.0], [2.0, 0.5, 1.0]]), np.array([1.0, -2.0, 0.5]), 1.5),
        ),
        Case(
            Text("one example", "예제 하나"), (np.array([[2.0, -1.0, 0.5, 1.0]]), np.array([0.5, 1.0, 2.0, -1.5]), 1.0)
        ),
        Case(
            Text("many random examples", "임의의 예제 여러 개"),
            (rng.normal(size=(40, 5)), rng.normal(size=5), float(rng.uniform(0.5, 1.5))),
            hidden=True,
        ),
        Case(
            Text("a point exactly on the line", "정확히 직선 위에 있는 점"),
            (np.array([[1.0, 0.5], [0.5, 0.0], [1.0, 1.0]]), np.array([1.0, 1.0]), -1.5),
            edge=True,
        ),
    )


def _perceptron_by_loop(X: Any, w: Any, b: Any) -> Any:
    decisions = []
    for row in X:
        total = b
        for value, weight in zip(row, w, strict=True):
            total += value * weight
        decisions.append(1 if total > 0 else 0)
    return np.array(decisions)


def _perceptron_augmented(X: Any, w: Any, b: Any) -> Any:
    ones = np.ones((len(X), 1))
    return _step(np.hstack([ones, X]) @ np.concatenate([[b], w]))


PERCEPTRON = Exercise(
    id="perceptron",
    reference=perceptron.perceptron,
    points=2.0,
    stars=1,
    title=Text("One perceptron, many examples", "퍼셉트론 하나, 예제 여러 개"),
    text=Text(
        r"""Write `perceptron(X, w, b)`. It weighs the inputs, adds the bias and decides, for all examples at once:

$$y = h(w_1 x_1 + \dots + w_D x_D + b)$$

`X` has shape `(N, D)`, one example a row; `w` has shape `(D,)`; `b` is a number. The result has shape `(N,)` and holds whole numbers. You may use your `step`.

With `w = [1.0, 1.0]` and `b = -1.5` the rows `[0.0, 1.0]` and `[1.0, 1.0]` give `[0, 1]`.""",
        r"""`perceptron(X, w, b)`를 작성하세요. 입력에 가중치를 곱해 더하고, 편향을 더한 뒤, 모든 예제의 결정을 한꺼번에 내립니다.

$$y = h(w_1 x_1 + \dots + w_D x_D + b)$$

`X`의 형상은 `(N, D)`이고 행마다 예제가 하나입니다. `w`의 형상은 `(D,)`, `b`는 수 하나입니다. 결과의 형상은 `(N,)`이고 정수로 이루어집니다. 앞에서 작성한 `step`을 써도 됩니다.

`w = [1.0, 1.0]`, `b = -1.5`이면 두 행 `[0.0, 1.0]`, `[1.0, 1.0]`의 결과는 `[0, 1]`입니다.""",
    ),
    docstring_ko="""예제 여러 개에 대한 퍼셉트론 하나의 결정입니다.

    식:   y = h(w1*x1 + ... + wD*xD + b), h는 계단 함수
    형상: X (N, D), w (D,), b () -> (N,), 정수
    참고: Rosenblatt (1958)
    >>> perceptron(np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([1.0, 1.0]), -1.5)
    array([0, 1])
    """,
    cases=_perceptron_cases,
    misconceptions=(
        Misconception(
            "bias-forgotten",
            Text("the bias is not added", "편향을 더하지 않았습니다"),
            lambda X, w, b: _step(X @ w),
            Text(
                "Change `b` and call your function again. Does anything change?",
                "`b`를 바꾸어 다시 불러 보세요. 결과가 달라지나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "bias-subtracted",
            Text("the bias is subtracted, as if it were a threshold", "편향을 문턱값처럼 빼고 있습니다"),
            lambda X, w, b: _step(X @ w - b),
            Text(
                "A threshold is subtracted, a bias is added. Which of the two is `b` in the formula?",
                "문턱값은 빼고 편향은 더합니다. 식에서 `b`는 둘 중 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "weights-on-the-left",
            Text("the weights stand on the wrong side of the product", "곱에서 가중치가 반대쪽에 있습니다"),
            lambda X, w, b: _step(w @ X + b),
            Text(
                "Write down the shapes: `(N, D)` and `(D,)`. In which order do the two D meet?",
                "형상을 적어 보세요. `(N, D)`와 `(D,)`입니다. 어떤 순서로 놓아야 두 D가 만날까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "column-of-decisions",
            Text("a column of shape (N, 1) instead of N numbers", "수 N개가 아니라 형상이 (N, 1)인 열입니다"),
            lambda X, w, b: _step(X @ w.reshape(-1, 1) + b),
            Text(
                "The decisions are right, but each stands in a row of its own. What shape has `X @ w` when `w` is `(D,)`?",
                "결정은 맞지만 하나씩 따로 행에 들어 있습니다. `w`가 `(D,)`일 때 `X @ w`의 형상은 무엇인가요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "no-step",
            Text("the weighted sum, without the decision", "결정하지 않고 가중합을 그대로 돌려주었습니다"),
            lambda X, w, b: X @ w + b,
            Text(
                "A perceptron answers 0 or 1. What comes after the sum?",
                "퍼셉트론은 0이나 1로 답합니다. 합을 구한 다음에는 무엇이 올까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "not-summed",
            Text(
                "inputs and weights are multiplied, but not added up", "입력과 가중치를 곱하기만 하고 더하지 않았습니다"
            ),
            lambda X, w, b: _step(X * w + b),
            Text(
                "You got one decision for every number in `X`. How many should one example have?",
                "`X`의 수마다 결정이 하나씩 나왔습니다. 예제 하나에 결정은 몇 개여야 할까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "line-counts-as-one",
            Text("a point exactly on the line counts as 1", "정확히 직선 위에 있는 점을 1로 보았습니다"),
            lambda X, w, b: np.where(X @ w + b >= 0, 1, 0),
            Text("What does `step` say at exactly 0?", "정확히 0일 때 `step`은 무엇이라고 답하나요?"),
            "boundary.zero",
        ),
    ),
    alternatives=(
        _perceptron_by_loop,
        lambda X, w, b: (np.einsum("nd,d->n", X, w) > -b).astype(int),
        _perceptron_augmented,
        lambda X, w, b: _step((X * w).sum(axis=1) + b),
    ),
    hints=(
        Text(
            "One example is a weighted sum and a decision. A product of matrix and vector does all the sums at once.",
            "예제 하나는 가중합과 결정 하나입니다. 행렬과 벡터의 곱은 그 합을 한꺼번에 구합니다.",
        ),
        Text(
            "`(N, D) @ (D,)` has shape `(N,)`; adding the number `b` keeps that shape, and so does $h$.",
            "`(N, D) @ (D,)`의 형상은 `(N,)`입니다. 수 `b`를 더해도, $h$를 지나도 형상은 그대로입니다.",
        ),
        Text(
            "Multiply `X` by `w`, add `b`, give the result to `step`, return what comes back.",
            "`X`와 `w`를 곱하고 `b`를 더한 값을 `step`에 넣고, 나온 것을 돌려줍니다.",
        ),
    ),
    depends=("step",),
)

# --- gate -----------------------------------------------------------------------------------------------------------

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
    return bool(np.array_equal(_step(_scores(value)), GATES[name]))


def _accept_gate(case: Case, value: Any) -> Text | None:
    name = case.args[0]
    for corner, score, want in zip(CORNERS, _scores(value), GATES[name], strict=True):
        got = int(score > 0)
        if got != want:
            facts = {"name": name, "corner": f"({corner[0]:g}, {corner[1]:g})", "got": got, "want": int(want)}
            return (_ON_THE_LINE if score == 0 else _WRONG_CORNER).format(score=float(score), **facts)
    return None


def _on_the_line(case: Case, value: Any) -> bool:
    return bool(np.any((_scores(value) == 0) & (GATES[case.args[0]] == 1)))


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


GATE = Exercise(
    id="gate",
    reference=perceptron.gate,
    points=2.0,
    stars=1,
    title=Text("Gates are perceptrons", "게이트는 퍼셉트론입니다"),
    text=Text(
        """Write `gate(name)`. For `"AND"`, `"OR"` and `"NAND"` it returns weights and bias `(w, b)` with which a perceptron computes that gate on the four corners (0, 0), (0, 1), (1, 0) and (1, 1). `w` is an array of shape `(2,)`, `b` a number.

Many answers are right, and every right one is accepted. The line explorer above is a good place to look for them.""",
        """`gate(name)`을 작성하세요. `"AND"`, `"OR"`, `"NAND"`에 대해, 퍼셉트론이 네 점 (0, 0), (0, 1), (1, 0), (1, 1)에서 그 게이트를 계산하게 하는 가중치와 편향 `(w, b)`를 돌려줍니다. `w`는 형상이 `(2,)`인 배열이고 `b`는 수 하나입니다.

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
            "name-ignored",
            Text("every gate gets the weights of AND", "모든 게이트에 AND의 가중치를 썼습니다"),
            _table(AND=((1.0, 1.0), -1.5), OR=((1.0, 1.0), -1.5), NAND=((1.0, 1.0), -1.5)),
            Text("Does your answer depend on `name`?", "답이 `name`에 따라 달라지나요?"),
            "hardcoded.value",
        ),
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
            Text("AND and OR are exchanged", "AND와 OR가 서로 바뀌었습니다"),
            _table(AND=((1.0, 1.0), -0.5), OR=((1.0, 1.0), -1.5), NAND=((-1.0, -1.0), 1.5)),
            Text(
                "How many inputs must be 1 before the sum gets above zero? For AND it should take both.",
                "입력 몇 개가 1이어야 합이 0을 넘나요? AND라면 둘 다 1이어야 합니다.",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                case.args[0] in ("AND", "OR") and _computes(value, "OR" if case.args[0] == "AND" else "AND")
            ),
        ),
        Misconception(
            "nand-not-turned",
            Text("NAND is answered with AND", "NAND에 AND로 답했습니다"),
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
            shows=lambda case, value: bool(np.any(np.asarray(value[0]) == 0)),
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

# --- boundary_line --------------------------------------------------------------------------------------------------


def _boundary_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    w = rng.uniform(0.5, 3.0, size=2) * rng.choice([-1.0, 1.0], size=2)
    return (
        Case(Text("a falling line", "내려가는 직선"), (np.array([2.0, 4.0]), -2.0)),
        Case(Text("a rising line", "올라가는 직선"), (np.array([-3.0, 1.5]), 6.0)),
        Case(Text("a line through the origin", "원점을 지나는 직선"), (np.array([1.0, 2.0]), 0.0)),
        Case(Text("random weights", "임의의 가중치"), (w, float(rng.uniform(1.0, 3.0))), hidden=True),
        Case(Text("a vertical line", "세로로 선 직선"), (np.array([2.0, 0.0]), -3.0), edge=True, silent=True),
    )


def _unless_vertical(line: Any) -> Any:
    """The line, with the vertical case done right."""

    def boundary_line(w: Any, b: Any) -> Any:
        return (math.inf, -b / w[0]) if w[1] == 0 else line(w, b)

    return boundary_line


def _vertical_forgets_w1(w: Any, b: Any) -> Any:
    return (math.inf, -b) if w[1] == 0 else (-w[0] / w[1], -b / w[1])


def _line_by_two_points(w: Any, b: Any) -> Any:
    if w[1] == 0:
        return np.inf, -b / w[0]
    at_zero, at_one = (-(w[0] * x1 + b) / w[1] for x1 in (0.0, 1.0))
    return at_one - at_zero, at_zero


def _line_by_exception(w: Any, b: Any) -> Any:
    w1, w2 = w.tolist()
    try:
        return -w1 / w2, -b / w2
    except ZeroDivisionError:
        return math.inf, -b / w1


def _line_by_scaling(w: Any, b: Any) -> Any:
    if not w[1]:
        return float("inf"), float(-b / w[0])
    scaled = np.array([w[0], b]) / -w[1]
    return scaled[0], scaled[1]


BOUNDARY_LINE = Exercise(
    id="boundary-line",
    reference=perceptron.boundary_line,
    points=3.0,
    stars=2,
    title=Text("From weights to a line", "가중치에서 직선으로"),
    text=Text(
        r"""Write `boundary_line(w, b)`. A perceptron with two inputs changes its mind on the line

$$w_1 x_1 + w_2 x_2 + b = 0$$

Solve it for $x_2$ and return `(slope, intercept)`, two numbers, so that $x_2 = \text{slope} \cdot x_1 + \text{intercept}$.

If $w_2 = 0$ the line is vertical and has no such form: return `(inf, x1)`, infinity and the place $x_1$ where the line stands.

For `w = [2.0, 4.0]` and `b = -2.0` the result is `(-0.5, 0.5)`.""",
        r"""`boundary_line(w, b)`를 작성하세요. 입력이 두 개인 퍼셉트론은 다음 직선에서 결정이 바뀝니다.

$$w_1 x_1 + w_2 x_2 + b = 0$$

이 식을 $x_2$에 대해 풀어 수 두 개 `(slope, intercept)`를 돌려주세요. 곧 $x_2 = \text{slope} \cdot x_1 + \text{intercept}$입니다.

$w_2 = 0$이면 세로로 선 직선이라 이렇게 쓸 수 없습니다. 이때는 무한대와 직선이 서 있는 $x_1$의 값을 `(inf, x1)`로 돌려줍니다.

`w = [2.0, 4.0]`, `b = -2.0`이면 결과는 `(-0.5, 0.5)`입니다.""",
    ),
    docstring_ko="""입력이 두 개인 퍼셉트론의 결정이 바뀌는 곳, 곧 직선 x2 = slope*x1 + intercept의 기울기와 절편입니다.

    식:   w1*x1 + w2*x2 + b = 0. 세로로 선 직선(w2 = 0)은 기울기가 inf이고, 절편 자리에 직선이 서 있는 x1을 씁니다
    형상: w (2,), b () -> 수 두 개
    참고: Minsky & Papert (1969)
    >>> boundary_line(np.array([2.0, 4.0]), -2.0)
    (-0.5, 0.5)
    """,
    cases=_boundary_cases,
    returns=("slope", "intercept"),
    misconceptions=(
        Misconception(
            "intercept-sign",
            Text("the sign of the intercept is lost", "절편의 부호가 사라졌습니다"),
            _unless_vertical(lambda w, b: (-w[0] / w[1], b / w[1])),
            Text(
                "What happens to the sign of `b` when it moves to the other side of the equation?",
                "`b`를 등호 반대쪽으로 옮기면 부호가 어떻게 되나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "slope-sign",
            Text("the sign of the slope is lost", "기울기의 부호가 사라졌습니다"),
            _unless_vertical(lambda w, b: (w[0] / w[1], -b / w[1])),
            Text(
                "With two positive weights, does the line rise or fall? Look at it in the line explorer.",
                "두 가중치가 모두 양수이면 직선은 올라가나요, 내려가나요? 직선 탐색기에서 확인해 보세요.",
            ),
            "sign.flipped",
        ),
        Misconception(
            "weights-exchanged",
            Text("the two weights are exchanged", "두 가중치가 서로 바뀌었습니다"),
            _unless_vertical(lambda w, b: (-w[1] / w[0], -b / w[0])),
            Text(
                "You solved for $x_1$. Which variable should stand alone?",
                "$x_1$에 대해 풀었습니다. 어느 변수를 혼자 남겨야 하나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "vertical-divides-by-zero",
            Text("a vertical line divides by zero", "세로로 선 직선에서 0으로 나누었습니다"),
            lambda w, b: (-w[0] / w[1], -b / w[1]),
            Text(
                "All slanted lines are right. What do you divide by when $w_2 = 0$?",
                "기울어진 직선은 모두 맞습니다. $w_2 = 0$이면 무엇으로 나누게 되나요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "answer-in-other-order",
            Text("slope and intercept are returned in the other order", "기울기와 절편을 반대 순서로 돌려주었습니다"),
            _unless_vertical(lambda w, b: (-b / w[1], -w[0] / w[1])),
            Text("Both numbers are right. Which comes first?", "두 수는 모두 맞습니다. 어느 것이 먼저인가요?"),
            "axis.wrong",
        ),
        Misconception(
            "bias-not-divided",
            Text("the bias was not divided by $w_2$", "편향을 $w_2$로 나누지 않았습니다"),
            _unless_vertical(lambda w, b: (-w[0] / w[1], -b)),
            Text(
                "To leave $x_2$ alone, the whole equation is divided by $w_2$. Did every term get its share?",
                "$x_2$만 남기려면 식 전체를 $w_2$로 나누어야 합니다. 모든 항을 나누었나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "vertical-not-divided",
            Text(
                "a vertical line stands at -b instead of -b divided by $w_1$",
                "세로로 선 직선이 -b를 $w_1$로 나눈 곳이 아니라 -b에 있습니다",
            ),
            _vertical_forgets_w1,
            Text(
                "With $w_2 = 0$ the equation is $w_1 x_1 + b = 0$. Where is $x_1$?",
                "$w_2 = 0$이면 식은 $w_1 x_1 + b = 0$입니다. $x_1$은 얼마인가요?",
            ),
            "boundary.zero",
        ),
    ),
    alternatives=(_line_by_two_points, _line_by_exception, _line_by_scaling),
    hints=(
        Text(
            "It is an equation with two unknowns. Leave $x_2$ alone on one side.",
            "미지수가 둘인 방정식입니다. 한쪽에 $x_2$만 남겨 보세요.",
        ),
        Text(
            "$w_2 x_2 = -w_1 x_1 - b$. Dividing by $w_2$ is allowed only if $w_2 \\ne 0$.",
            "$w_2 x_2 = -w_1 x_1 - b$입니다. $w_2 \\ne 0$일 때만 $w_2$로 나눌 수 있습니다.",
        ),
        Text(
            "First ask whether `w[1]` is zero; then solve $w_1 x_1 + b = 0$ and return infinity with it. Otherwise divide both terms, with their signs, by `w[1]`.",
            "먼저 `w[1]`이 0인지 묻습니다. 0이면 $w_1 x_1 + b = 0$을 풀어 무한대와 함께 돌려줍니다. 아니면 두 항을 부호까지 그대로 `w[1]`로 나눕니다.",
        ),
    ),
)

# --- train_perceptron -----------------------------------------------------------------------------------------------


def _train_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    X = rng.integers(-3, 4, size=(9, 3)).astype(float)
    side = X @ np.array([2.0, -1.0, 1.0]) > 0.5
    return (
        Case(Text("AND, six epochs", "AND, 6에폭"), (CORNERS, GATES["AND"], 1.0, 6)),
        Case(Text("OR, four epochs", "OR, 4에폭"), (CORNERS, GATES["OR"], 1.0, 4)),
        Case(Text("XOR, which never ends", "끝나지 않는 XOR"), (CORNERS, GATES["XOR"], 1.0, 8)),
        Case(Text("AND with half the learning rate", "학습률이 절반인 AND"), (CORNERS, GATES["AND"], 0.5, 3)),
        Case(
            Text("an example that is right from the start", "처음부터 맞는 예제"),
            (np.zeros((1, 2)), np.array([0]), 1.0, 2),
        ),
        # whole numbers and a learning rate of 1/4: every order of adding gives the same bits
        Case(Text("three inputs", "입력 세 개"), (X, side.astype(int), 0.25, 5), hidden=True),
    )


def _training(
    *,
    miss: Any = lambda target, decision: target - decision,
    bias_rate: float = 1.0,
    sign: float = 1.0,
    rate: Any = lambda lr: lr,
    counts: Any = lambda target, decision: target != decision,
) -> Any:
    """The perceptron rule with one screw turned."""

    def train_perceptron(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
        w, b = np.zeros(X.shape[1]), 0.0
        errors = np.zeros(epochs, dtype=int)
        for epoch in range(epochs):
            for x, target in zip(X, y, strict=True):
                decision = int(x @ w + b > 0)
                w = w + sign * rate(lr) * miss(int(target), decision) * x
                b = b + sign * rate(lr) * bias_rate * miss(int(target), decision)
                errors[epoch] += bool(counts(int(target), decision))
        return w, b, errors

    return train_perceptron


def _whole_epoch(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        miss = y - _step(X @ w + b)
        w, b = w + lr * miss @ X, b + lr * miss.sum()
        errors.append(np.count_nonzero(miss))
    return w, float(b), np.array(errors)


def _random_start(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b = np.random.default_rng(7).normal(size=X.shape[1]), 0.0
    errors = np.zeros(epochs, dtype=int)
    for epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            miss = int(target) - int(x @ w + b > 0)
            w, b = w + lr * miss * x, b + lr * miss
            errors[epoch] += miss != 0
    return w, b, errors


def _counts_after(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            miss = int(target) - int(x @ w + b > 0)
            w, b = w + lr * miss * x, b + lr * miss
        errors.append(int(np.sum(_step(X @ w + b) != y)))
    return w, b, np.array(errors)


def _stops_early(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, y, strict=True):
            miss = int(target) - int(x @ w + b > 0)
            w, b, wrong = w + lr * miss * x, b + lr * miss, wrong + abs(miss)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, np.array(errors)


def _train_augmented(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    A = np.hstack([np.ones((len(X), 1)), X])
    beta, errors = np.zeros(A.shape[1]), []
    for _ in range(epochs):
        wrong = 0
        for row, target in zip(A, y, strict=True):
            decision = 1 if row @ beta > 0 else 0
            if decision != target:
                beta = beta + lr * (target - decision) * row
                wrong += 1
        errors.append(wrong)
    return beta[1:], beta[0], np.array(errors)


def _train_with_perceptron(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = np.zeros(X.shape[1]), 0.0, np.zeros(epochs, dtype=np.int64)
    for epoch in range(epochs):
        for n in range(len(X)):
            miss = y[n] - perceptron.perceptron(X[n : n + 1], w, b)[0]
            w += lr * miss * X[n]
            b += lr * miss
            errors[epoch] += abs(miss)
    return w, b, errors


def _train_with_if(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = [0.0] * X.shape[1], 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X.tolist(), y.tolist(), strict=True):
            total = sum(wi * xi for wi, xi in zip(w, x, strict=True)) + b
            if total > 0 and target == 0:
                w, b, wrong = [wi - lr * xi for wi, xi in zip(w, x, strict=True)], b - lr, wrong + 1
            elif total <= 0 and target == 1:
                w, b, wrong = [wi + lr * xi for wi, xi in zip(w, x, strict=True)], b + lr, wrong + 1
        errors.append(wrong)
    return np.array(w), b, np.array(errors)


TRAIN_PERCEPTRON = Exercise(
    id="train-perceptron",
    reference=perceptron.train_perceptron,
    points=4.0,
    stars=2,
    title=Text("The perceptron rule", "퍼셉트론 학습 규칙"),
    text=Text(
        r"""Write `train_perceptron(X, y, lr, epochs)`. Start with all weights and the bias at zero. In every epoch go through the examples in their order; after **each** example

$$w \leftarrow w + \text{lr}\,(t - y)\,x \qquad b \leftarrow b + \text{lr}\,(t - y)$$

where $t$ is the target (0 or 1) and $y$ the perceptron's decision with the weights it has at that moment. Count the wrong decisions as you meet them.

`X` has shape `(N, D)`, `y` has shape `(N,)`. Return `(w, b, errors)`: shape `(D,)`, a number, and shape `(epochs,)` with whole numbers.

AND with `lr=1.0` and `epochs=6` ends at `w = [2.0, 1.0]`, `b = -2.0`, with `errors = [1, 3, 3, 2, 1, 0]`.""",
        r"""`train_perceptron(X, y, lr, epochs)`를 작성하세요. 가중치와 편향은 모두 0에서 시작합니다. 에폭마다 예제를 주어진 순서대로 살펴보고, 예제를 **하나** 볼 때마다 다음과 같이 바꿉니다.

$$w \leftarrow w + \text{lr}\,(t - y)\,x \qquad b \leftarrow b + \text{lr}\,(t - y)$$

$t$는 목푯값(0 또는 1)이고 $y$는 그 순간의 가중치로 내린 퍼셉트론의 결정입니다. 틀린 결정은 만날 때마다 셉니다.

`X`의 형상은 `(N, D)`, `y`의 형상은 `(N,)`입니다. `(w, b, errors)`를 돌려주세요. 차례로 형상이 `(D,)`인 배열, 수 하나, 형상이 `(epochs,)`인 정수 배열입니다.

AND를 `lr=1.0`, `epochs=6`으로 학습하면 `w = [2.0, 1.0]`, `b = -2.0`으로 끝나고 `errors = [1, 3, 3, 2, 1, 0]`입니다.""",
    ),
    docstring_ko="""퍼셉트론 규칙으로 가중치와 편향을 학습합니다. 0에서 시작해 주어진 순서대로 예제를 하나씩 봅니다.

    식:   예제마다 w <- w + lr*(target - decision)*x, b <- b + lr*(target - decision)
    형상: X (N, D), y (N,)는 0과 1 -> w (D,), b (), errors (epochs,): 에폭마다 만난 틀린 결정의 수
    참고: Rosenblatt (1958)
    >>> X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> w, b, errors = train_perceptron(X, np.array([0, 0, 0, 1]), lr=1.0, epochs=6)
    >>> w, b, errors
    (array([2., 1.]), -2.0, array([1, 3, 3, 2, 1, 0]))
    """,
    cases=_train_cases,
    returns=("w", "b", "errors"),
    misconceptions=(
        Misconception(
            "updates-when-right",
            Text("it also updates where the decision was right", "결정이 맞았을 때도 가중치를 바꿉니다"),
            _training(miss=lambda target, decision: 2 * target - 1),
            Text(
                "What is $t - y$ when the decision is right, and what should the update be then?",
                "결정이 맞으면 $t - y$는 얼마인가요? 그때 가중치는 얼마나 바뀌어야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "plus-minus-targets",
            Text("targets of -1 and 1 against decisions of 0 and 1", "목푯값은 -1과 1인데 결정은 0과 1입니다"),
            _training(miss=lambda target, decision: (2 * target - 1) - decision),
            Text(
                "A right answer should give a difference of 0. Does it, for both classes, with your targets?",
                "맞은 답이라면 차이가 0이어야 합니다. 지금 목푯값으로 두 클래스 모두 그런가요?",
            ),
            "scale.half",
        ),
        Misconception(
            "bias-not-learned",
            Text("the bias stays where it started", "편향이 처음 값 그대로입니다"),
            _training(bias_rate=0.0),
            Text(
                "Which of your numbers lets the line leave the origin?",
                "직선이 원점을 벗어나게 해 주는 수는 무엇인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "update-after-the-epoch",
            Text(
                "one update at the end of each epoch instead of one for each example",
                "예제마다가 아니라 에폭이 끝날 때 한 번만 바꿉니다",
            ),
            _whole_epoch,
            Text(
                "The second example should already be judged with what the first one taught. Where does your update stand?",
                "두 번째 예제는 첫 번째 예제에서 배운 것으로 판단해야 합니다. 가중치를 바꾸는 줄은 어디에 있나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "random-start",
            Text("the weights do not start at zero", "가중치가 0에서 시작하지 않습니다"),
            _random_start,
            Text(
                "With zero inputs nothing can be learned, so the weights you return are those you began with. What were you asked to begin with?",
                "입력이 모두 0이면 배울 것이 없으므로 처음 가중치가 그대로 나옵니다. 처음 가중치는 얼마여야 했나요?",
            ),
            "rng.global",
            shows=lambda case, value: not case.args[0].any() and bool(np.any(value[0] != 0)),
        ),
        Misconception(
            "learning-rate-ignored",
            Text("the learning rate is not used", "학습률을 쓰지 않았습니다"),
            _training(rate=lambda lr: 1.0),
            Text(
                "Halve `lr` and train again. What should change?",
                "`lr`을 절반으로 줄이고 다시 학습해 보세요. 무엇이 달라져야 하나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "wrong-direction",
            Text("the weights move away from the target", "가중치가 목표에서 멀어집니다"),
            _training(sign=-1.0),
            Text(
                "The target is 1 and the decision 0: should the weighted sum grow or shrink?",
                "목푯값이 1인데 결정이 0이라면 가중합은 커져야 할까요, 작아져야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "counted-after-learning",
            Text(
                "errors are counted after the epoch, not while learning",
                "학습하는 동안이 아니라 에폭이 끝난 뒤에 오류를 세었습니다",
            ),
            _counts_after,
            Text(
                "Weights and bias are right. At which moment should a wrong decision be counted?",
                "가중치와 편향은 맞습니다. 틀린 결정은 언제 세어야 하나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "stops-early",
            Text("it stops at the first epoch without an error", "오류가 없는 에폭에서 멈추었습니다"),
            _stops_early,
            Text(
                "A good idea, but `errors` must have one number for every epoch. What are the missing ones?",
                "좋은 생각이지만 `errors`에는 에폭마다 수가 하나씩 있어야 합니다. 빠진 수는 무엇인가요?",
            ),
            "shape.keepdims",
        ),
    ),
    alternatives=(_train_augmented, _train_with_perceptron, _train_with_if),
    hints=(
        Text(
            "Two loops, one inside the other: over epochs, and over examples. Learning happens in the inner one.",
            "반복문 두 개를 겹칩니다. 바깥은 에폭, 안쪽은 예제입니다. 학습은 안쪽에서 일어납니다.",
        ),
        Text(
            "The difference $t - y$ is one of -1, 0, 1. It is 0 when the decision is right, so the same line serves all three. $x$ and $w$ have shape `(D,)`.",
            "$t - y$는 -1, 0, 1 중 하나입니다. 결정이 맞으면 0이므로 같은 줄로 세 경우를 모두 다룰 수 있습니다. $x$와 $w$의 형상은 `(D,)`입니다.",
        ),
        Text(
            "For each example: decide with the present `w` and `b`; compute the difference; add `lr` times difference times `x` to `w`, and `lr` times difference to `b`; if the difference is not zero, add one to this epoch's count.",
            "예제마다 지금의 `w`와 `b`로 결정하고, 차이를 구합니다. `w`에는 `lr`과 차이와 `x`를 곱해 더하고, `b`에는 `lr`과 차이를 곱해 더합니다. 차이가 0이 아니면 이번 에폭의 개수에 1을 더합니다.",
        ),
    ),
    depends=("step", "perceptron"),
)

# --- best_linear_accuracy -------------------------------------------------------------------------------------------

_COLUMN = np.array([[0.0, 0.0], [0.0, 1.0], [0.0, 2.0]])
_SIDES = np.array([[1.0, 3.0], [2.0, -3.0], [0.0, 2.0], [3.0, 0.0]])
_CLOUD = np.array([[2.0, 0.0], [1.0, 2.0], [-1.0, 3.0], [-3.0, 1.0], [-2.0, -2.0], [1.0, -3.0], [0.0, 0.0]])
_CLOUD_Y = np.array([1, 1, 0, 1, 0, 0, 1])


def _accuracy_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    # a fixed cloud, turned by quarter turns, scaled, moved and shuffled: new numbers with the same best line
    order = rng.permutation(len(_CLOUD))
    turned = np.linalg.matrix_power(np.array([[0.0, -1.0], [1.0, 0.0]]), int(rng.integers(4)))
    cloud = (_CLOUD @ turned * rng.uniform(0.5, 3.0) + rng.normal(size=2))[order]
    return (
        Case(Text("AND", "AND"), (CORNERS, GATES["AND"], 12)),
        Case(Text("XOR", "XOR"), (CORNERS, GATES["XOR"], 12)),
        Case(Text("NAND", "NAND"), (CORNERS, GATES["NAND"], 12)),
        Case(Text("upper left against lower right", "왼쪽 위와 오른쪽 아래"), (CORNERS, np.array([0, 1, 0, 0]), 12)),
        Case(Text("lower right against upper left", "오른쪽 아래와 왼쪽 위"), (CORNERS, np.array([0, 0, 1, 0]), 12)),
        Case(Text("left against right", "왼쪽과 오른쪽"), (_SIDES, np.array([0, 1, 0, 1]), 12)),
        Case(Text("three points in a column", "세로로 늘어선 점 세 개"), (_COLUMN, np.array([1, 0, 1]), 12)),
        Case(Text("a cloud of points", "흩어진 점들"), (cloud, _CLOUD_Y[order], 36), hidden=True),
        Case(Text("only ones", "모두 1일 때"), (CORNERS, np.ones(4, dtype=int), 12), edge=True),
    )


def _scan(
    angles: Any,
    *,
    thresholds: Any,
    right: Any = lambda score, threshold, y: (score > threshold) == y,
    scale: float = 1.0,
) -> Any:
    """A scan over directions and thresholds with one screw turned."""

    def best_linear_accuracy(X: Any, y: Any, n: Any) -> Any:
        best = 0.0
        for angle in angles(n):
            score = X @ np.array([np.cos(angle), np.sin(angle)])
            best = max(best, float(right(score, thresholds(score)[:, None], y).mean(axis=1).max()))
        return scale * best

    return best_linear_accuracy


def _around(n: int) -> np.ndarray:
    return np.linspace(0, 2 * np.pi, n, endpoint=False)


def _between(score: np.ndarray) -> np.ndarray:
    ordered = np.sort(score)
    return np.concatenate([[ordered[0] - 1], (ordered[1:] + ordered[:-1]) / 2, [ordered[-1] + 1]])


def _inner(score: np.ndarray) -> np.ndarray:
    return _between(score)[1:-1]


def _by_sorting(X: Any, y: Any, n: Any) -> Any:
    best = 0.0
    for angle in np.linspace(0, 2 * np.pi, n + 1)[:-1]:
        score = X @ np.array([np.cos(angle), np.sin(angle)])
        for threshold in [score.min() - 1.0, *np.unique(score)]:
            best = max(best, np.mean(np.where(score > threshold, 1, 0) == y))
    return best


def _by_half_circle_and_flip(X: Any, y: Any, n: Any) -> Any:
    best = 0.0
    for angle in np.linspace(0, np.pi, n, endpoint=False):
        score = X[:, 0] * np.cos(angle) + X[:, 1] * np.sin(angle)
        for threshold in _between(score):
            share = float(np.mean((score > threshold) == y))
            best = max(best, share, 1 - share)
    return best


def _by_grid(X: Any, y: Any, n: Any) -> Any:
    angles = np.linspace(0, 2 * np.pi, n, endpoint=False)
    scores = X @ np.array([np.cos(angles), np.sin(angles)])
    ordered = np.sort(scores, axis=0)
    thresholds = np.vstack([ordered[:1] - 1, (ordered[1:] + ordered[:-1]) / 2, ordered[-1:] + 1])
    return ((scores[None] > thresholds[:, None]) == y[None, :, None]).mean(axis=1).max()


BEST_LINEAR_ACCURACY = Exercise(
    id="best-linear-accuracy",
    reference=perceptron.best_linear_accuracy,
    points=4.0,
    stars=2,
    title=Text("How good can a line be?", "직선은 어디까지 할 수 있을까요?"),
    text=Text(
        r"""Write `best_linear_accuracy(X, y, n)`. It looks for the straight line that gets the largest share of the points right, and returns that share, a number between 0 and 1.

Try `n` directions $w = (\cos t, \sin t)$, evenly spread around the **full** circle. For each direction try every bias that matters: the lines that pass between two neighbouring points, and one beyond the points on either side. As in `step`, a point on the line counts as 0.

`X` has shape `(N, 2)`, `y` has shape `(N,)` and holds 0 and 1. AND gives `1.0`, XOR gives `0.75`: that is the wall which one perceptron cannot climb.""",
        r"""`best_linear_accuracy(X, y, n)`를 작성하세요. 점을 가장 많이 맞히는 직선을 찾아, 맞힌 비율을 0과 1 사이의 수로 돌려줍니다.

원을 **한 바퀴** 돌며 고르게 나눈 방향 $w = (\cos t, \sin t)$를 `n`개 시험합니다. 방향마다 의미 있는 편향을 모두 시험합니다. 이웃한 두 점 사이를 지나는 직선들과, 양쪽 끝 점을 벗어난 직선 하나씩입니다. `step`과 마찬가지로 직선 위의 점은 0으로 봅니다.

`X`의 형상은 `(N, 2)`, `y`의 형상은 `(N,)`이고 0과 1로 이루어집니다. AND는 `1.0`, XOR는 `0.75`입니다. 퍼셉트론 하나로는 넘을 수 없는 벽입니다.""",
    ),
    docstring_ko="""`n`개의 방향으로 한 바퀴를 돌며 찾은 직선 가운데, 점을 가장 많이 맞힌 비율입니다.

    식:   w = (cos t, sin t)와 b를 바꾸어 가며 h(w1*x1 + w2*x2 + b)가 y와 같은 점의 비율을 재고, 그중 가장 큰 값
    형상: X (N, 2), y (N,)는 0과 1 -> [0, 1]의 수
    참고: Minsky & Papert (1969)
    >>> X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> best_linear_accuracy(X, np.array([0, 1, 1, 0]), n=360)
    0.75
    """,
    cases=_accuracy_cases,
    misconceptions=(
        Misconception(
            "positive-weights-only",
            Text("only directions with positive weights are tried", "가중치가 양수인 방향만 시험했습니다"),
            _scan(lambda n: np.linspace(0, np.pi / 2, n), thresholds=_between),
            Text(
                "AND works, NAND does not. Which signs do the weights of NAND have?",
                "AND는 되는데 NAND는 되지 않습니다. NAND의 가중치는 부호가 어떤가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "half-circle",
            Text("only half of the circle is tried", "원의 절반만 시험했습니다"),
            _scan(lambda n: np.linspace(0, np.pi, n, endpoint=False), thresholds=_between),
            Text(
                "The same line has two sides. Which directions say 1 on the other one?",
                "같은 직선에도 양쪽이 있습니다. 반대쪽을 1이라고 하는 방향은 어디인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "no-bias",
            Text("only lines through the origin are tried", "원점을 지나는 직선만 시험했습니다"),
            _scan(_around, thresholds=lambda score: np.zeros(1)),
            Text("Which number moves a line away from the origin?", "직선을 원점에서 떼어 놓는 수는 무엇인가요?"),
            "bias.missing",
        ),
        Misconception(
            "line-is-always-right",
            Text(
                "a point on the line counts as right, whatever its class",
                "직선 위의 점을 클래스와 상관없이 맞은 것으로 세었습니다",
            ),
            _scan(
                _around,
                thresholds=lambda score: np.concatenate([_between(score), score]),
                right=lambda score, threshold, y: ((score > threshold) == y) | (score == threshold),
            ),
            Text(
                "Three points in a column cannot all be right. What does the perceptron say to a point on the line?",
                "세로로 늘어선 점 세 개를 모두 맞힐 수는 없습니다. 직선 위의 점에 퍼셉트론은 무엇이라고 답하나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "percent",
            Text("a percentage instead of a share", "비율이 아니라 퍼센트입니다"),
            _scan(_around, thresholds=_between, scale=100.0),
            Text("Between which two numbers should the answer lie?", "답은 어떤 두 수 사이에 있어야 하나요?"),
            "scale.one_over_n",
        ),
        Misconception(
            "no-line-outside",
            Text("no line beyond the points is tried", "점들을 벗어난 직선을 시험하지 않았습니다"),
            _scan(_around, thresholds=_inner),
            Text(
                "If all points belong to one class, where does the best line run?",
                "모든 점이 한 클래스라면 가장 좋은 직선은 어디를 지날까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "one-direction",
            Text("only one direction is tried", "방향을 하나만 시험했습니다"),
            _scan(lambda n: [np.pi / 4], thresholds=_between),
            Text("You were given `n`. What is it for?", "`n`은 무엇에 쓰는 수인가요?"),
            "hardcoded.value",
        ),
    ),
    alternatives=(_by_sorting, _by_half_circle_and_flip, _by_grid),
    hints=(
        Text(
            "A direction turns every point into one number, its score. What is left is to cut a row of numbers in two.",
            "방향을 하나 정하면 점마다 수 하나, 곧 점수가 나옵니다. 이제 한 줄로 늘어선 수를 둘로 나누기만 하면 됩니다.",
        ),
        Text(
            "Scores: `(N, 2) @ (2,)` gives `(N,)`. Sorted, they leave N - 1 gaps, and one place beyond each end: N + 1 cuts to try.",
            "점수는 `(N, 2) @ (2,)`로 구하며 형상은 `(N,)`입니다. 정렬하면 사이가 N - 1개, 양쪽 끝 바깥이 하나씩이므로 시험할 곳은 N + 1군데입니다.",
        ),
        Text(
            "Loop over `n` angles from 0 to just before $2\\pi$. Compute the scores, sort them, take the middles between neighbours and one value below and above all. For every cut compare “score above cut” with `y`, take the mean, and keep the largest.",
            "0부터 $2\\pi$ 직전까지 각도 `n`개를 차례로 봅니다. 점수를 구해 정렬하고, 이웃한 값의 가운데와 가장 작은 값 아래, 가장 큰 값 위를 하나씩 고릅니다. 그때마다 '점수가 그 값보다 큰지'를 `y`와 비교해 평균을 내고 가장 큰 값을 남깁니다.",
        ),
    ),
    depends=("step",),
)

EXERCISES = (STEP, PERCEPTRON, GATE, BOUNDARY_LINE, TRAIN_PERCEPTRON, BEST_LINEAR_ACCURACY)
