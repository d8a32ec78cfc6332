"""The seven exercises of the second lesson: XOR from gates and from two layers, what collapses, what is counted, what the hidden layer sees."""

from itertools import pairwise
from typing import Any

import numpy as np

from dlcourse import multilayer
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text
from dlcourse.multilayer import and_gate, nand_gate, or_gate
from dlcourse.perceptron import CORNERS, GATES

_XOR = GATES["XOR"]


def _step(z: Any) -> Any:
    return (z > 0).astype(int)


# --- xor_gates ------------------------------------------------------------------------------------------------------


def _xor_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("the four corners", "네 꼭짓점"), (np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))),
        Case(
            Text("zeros and ones with a decimal point", "소수점이 붙은 0과 1"),
            (np.array([1.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0])),
        ),
        Case(
            Text("a table of random zeros and ones", "임의의 0과 1로 된 표"),
            (rng.integers(0, 2, size=(5, 7)), rng.integers(0, 2, size=(5, 7))),
            hidden=True,
        ),
        Case(Text("two single numbers", "수 하나씩"), (1, 0), edge=True),
        Case(Text("both single numbers are 1", "수 하나씩, 둘 다 1일 때"), (1, 1), edge=True),
    )


def _xor_by_cases(x1: Any, x2: Any) -> Any:
    first_only = and_gate(x1, nand_gate(x2, x2))
    second_only = and_gate(nand_gate(x1, x1), x2)
    return or_gate(first_only, second_only)


def _xor_from_nand(x1: Any, x2: Any) -> Any:
    both = nand_gate(x1, x2)
    return nand_gate(nand_gate(x1, both), nand_gate(x2, both))


def _xor_or_but_not_and(x1: Any, x2: Any) -> Any:
    both = and_gate(x1, x2)
    return and_gate(or_gate(x1, x2), nand_gate(both, both))


XOR_GATES = Exercise(
    id="xor-gates",
    reference=multilayer.xor_gates,
    points=2.0,
    stars=1,
    title=Text("XOR from three gates", "게이트 세 개로 만드는 XOR"),
    text=Text(
        """Write `xor_gates(x1, x2)`: 1 where exactly one of the two inputs is 1, and 0 elsewhere.

Use nothing but the gates `and_gate`, `or_gate` and `nand_gate`, which the first cell of this lesson has imported. Each takes two inputs, single numbers or arrays of one shape, and answers with 0 and 1. What one gate answers may go into another.

For `x1 = [0, 0, 1, 1]` and `x2 = [0, 1, 0, 1]` the result is `[0, 1, 1, 0]`.""",
        """`xor_gates(x1, x2)`를 작성하세요. 두 입력 가운데 정확히 하나가 1인 곳은 1, 나머지는 0입니다.

이 수업의 첫 셀에서 불러온 게이트 `and_gate`, `or_gate`, `nand_gate`만 씁니다. 게이트는 입력을 두 개 받습니다. 수 하나씩이어도 되고 형상이 같은 배열이어도 됩니다. 답은 0과 1입니다. 한 게이트의 답을 다른 게이트에 넣어도 됩니다.

`x1 = [0, 0, 1, 1]`, `x2 = [0, 1, 0, 1]`이면 결과는 `[0, 1, 1, 0]`입니다.""",
    ),
    docstring_ko="""정확히 한 입력만 1인 곳에서 1입니다. `and_gate`, `or_gate`, `nand_gate`만으로 만듭니다.

    형상: 어떤 형상이든, 두 입력이 같으면 됩니다 -> 같은 형상
    오류: 입력이 0도 1도 아니면 ValueError
    참고: Minsky & Papert (1969)
    >>> xor_gates(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    array([0, 1, 1, 0])
    """,
    cases=_xor_cases,
    misconceptions=(
        Misconception(
            "not-equal",
            Text(
                "the inputs are compared instead of going through gates",
                "게이트를 거치지 않고 두 입력을 서로 비교했습니다",
            ),
            lambda x1, x2: x1 != x2,
            Text(
                "A comparison answers True and False, and no perceptron took part. Which gates say 1 at both corners where XOR does?",
                "비교하면 참과 거짓이 나오고, 퍼셉트론은 하나도 쓰이지 않습니다. XOR가 1인 두 꼭짓점에서 모두 1이라고 답하는 게이트는 무엇인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "gates-exchanged",
            Text("AND and NAND have changed places", "AND와 NAND의 자리가 바뀌었습니다"),
            lambda x1, x2: nand_gate(and_gate(x1, x2), or_gate(x1, x2)),
            Text(
                "Your result is 1 at (0, 0). What do your two inner gates say there, and what does the outer one make of it?",
                "(0, 0)에서 1이 나왔습니다. 그때 안쪽의 두 게이트는 무엇이라고 답하고, 바깥 게이트는 그 답으로 무엇을 만드나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "or-outside",
            Text("the two answers are joined by OR", "두 답을 OR로 합쳤습니다"),
            lambda x1, x2: or_gate(nand_gate(x1, x2), or_gate(x1, x2)),
            Text(
                "At every corner at least one of the two is content, so your result is always 1. When must both be?",
                "어느 꼭짓점에서나 둘 중 하나는 1이라고 하므로 결과가 늘 1입니다. 둘 다 1이어야 하는 것은 언제일까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "and-for-nand",
            Text("AND stands where NAND belongs", "NAND가 있어야 할 자리에 AND가 있습니다"),
            lambda x1, x2: and_gate(and_gate(x1, x2), or_gate(x1, x2)),
            Text(
                "You ask for “both” and “at least one”. Which of these two should be forbidden?",
                "'둘 다'와 '적어도 하나'를 함께 요구하고 있습니다. 둘 중 무엇을 금지해야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "plain-or",
            Text("both inputs at 1 still count as yes", "둘 다 1일 때도 1이 됩니다"),
            lambda x1, x2: or_gate(x1, x2),
            Text(
                "Three corners are right. Which gate says 0 at the fourth one, and nowhere else?",
                "세 꼭짓점은 맞습니다. 나머지 한 곳에서만 0이라고 답하는 게이트는 무엇인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "flipped",
            Text("1 and 0 are exchanged", "1과 0이 서로 바뀌었습니다"),
            lambda x1, x2: nand_gate(nand_gate(x1, x2), or_gate(x1, x2)),
            Text(
                "Your result is 1 where the inputs are equal. Which gate stands outermost?",
                "두 입력이 같을 때 1이 나옵니다. 가장 바깥에 있는 게이트는 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "python-and",
            Text(
                "`and` or `if` of Python, which want a single truth value",
                "참과 거짓 하나만 받는 파이썬의 `and`나 `if`를 썼습니다",
            ),
            lambda x1, x2: nand_gate(x1, x2) and or_gate(x1, x2),
            Text(
                "With single numbers it works, with arrays it stops. Which function here joins two answers element by element?",
                "수 하나에는 되지만 배열에서는 멈춥니다. 두 답을 원소마다 합쳐 주는 함수는 여기서 무엇인가요?",
            ),
            "loop.not_vectorized",
        ),
    ),
    alternatives=(
        _xor_by_cases,
        _xor_from_nand,
        _xor_or_but_not_and,
        lambda x1, x2: and_gate(or_gate(x2, x1), nand_gate(x2, x1)),
    ),
    hints=(
        Text(
            "Say XOR in words with “at least one” and “not both”. Each half of the sentence is a gate.",
            "XOR를 '적어도 하나'와 '둘 다는 아님'이라는 말로 풀어 보세요. 반쪽마다 게이트가 하나씩 있습니다.",
        ),
        Text(
            "Write the truth tables of `or_gate` and `nand_gate` side by side. XOR is 1 exactly where both columns are 1.",
            "`or_gate`와 `nand_gate`의 진리표를 나란히 적어 보세요. 두 열이 모두 1인 곳에서만 XOR가 1입니다.",
        ),
        Text(
            "Give both inputs to `nand_gate` and to `or_gate`, and hand the two answers to a third gate, the one that wants both.",
            "두 입력을 `nand_gate`와 `or_gate`에 각각 넣고, 나온 두 답을 셋째 게이트에 넘깁니다. 둘 다 1이기를 바라는 게이트입니다.",
        ),
    ),
)

# --- forward_step ---------------------------------------------------------------------------------------------------

_OR_AND = (
    np.array([[1.0, 1.0], [1.0, 1.0]]),
    np.array([-0.5, -1.5]),
    np.array([[1.0], [-1.0]]),
    np.array([-0.5]),
)


def _forward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("OR and AND make XOR", "OR와 AND로 만드는 XOR"), (CORNERS, *_OR_AND)),
        Case(
            Text("five numbers in a row", "한 줄에 놓인 수 다섯 개"),
            (
                np.array([[-1.0], [0.0], [1.0], [2.0], [3.0]]),
                np.array([[1.0, 1.0]]),
                np.array([-0.5, -1.5]),
                np.array([[2.0], [-1.0]]),
                np.array([-1.5]),
            ),
        ),
        Case(
            Text("as many examples as hidden units", "예제 수와 은닉 유닛 수가 같을 때"),
            (
                np.array([[1.0, 2.0], [-1.0, 0.5], [2.0, -1.0]]),
                np.array([[1.0, -2.0, 0.5], [0.5, 1.0, -1.0]]),
                np.array([-1.0, 3.5, 0.25]),
                np.array([[1.0], [1.0], [-2.0]]),
                np.array([-1.5]),
            ),
        ),
        Case(
            Text("one example", "예제 하나"),
            (
                np.array([[0.5, -1.0, 2.0]]),
                np.array([[1.0, 0.0], [2.0, 1.0], [0.25, 1.0]]),
                np.array([2.0, -0.5]),
                np.array([[-1.0], [2.0]]),
                np.array([-0.5]),
            ),
        ),
        Case(
            Text("a random network", "임의의 신경망"),
            (
                rng.normal(size=(30, 3)),
                rng.normal(size=(3, 5)),
                rng.normal(size=5),
                rng.choice([-1.0, 1.0], size=(5, 1)),
                np.array([-0.5]),
            ),
            hidden=True,
        ),
        Case(
            Text("a weighted sum of exactly zero", "가중합이 정확히 0일 때"),
            (
                np.array([[1.0, 1.0], [2.0, 1.0], [2.0, 2.0]]),
                np.array([[1.0, 0.0], [0.0, 1.0]]),
                np.array([-1.0, -1.0]),
                np.array([[1.0], [1.0]]),
                np.array([-1.0]),
            ),
            edge=True,
        ),
    )


def _network(*, inner: Any = _step, outer: Any = _step, use_b1: float = 1.0, use_b2: float = 1.0) -> Any:
    """Two layers of steps with one screw turned."""

    def forward_step(X: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
        h = inner(X @ W1 + use_b1 * b1)
        return outer(h @ W2 + use_b2 * b2)[:, 0]

    return forward_step


def _forward_by_loop(X: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    answers = []
    for x in X:
        total = float(b2[0])
        for j in range(len(b1)):
            z = b1[j] + sum(x[i] * W1[i, j] for i in range(len(x)))
            if z > 0:
                total += W2[j, 0]
        answers.append(1 if total > 0 else 0)
    return np.array(answers)


def _forward_by_einsum(X: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    h = np.heaviside(np.einsum("nd,dh->nh", X, W1) + b1, 0.0)
    return np.heaviside(np.einsum("nh,ho->n", h, W2) + b2, 0.0).astype(int)


def _forward_augmented(X: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    ones = np.ones((len(X), 1))
    h = np.where(np.hstack([X, ones]) @ np.vstack([W1, b1]) > 0, 1, 0)
    return np.where(np.hstack([h, ones]) @ np.vstack([W2, b2]) > 0, 1, 0).ravel()


FORWARD_STEP = Exercise(
    id="forward-step",
    reference=multilayer.forward_step,
    points=3.0,
    stars=2,
    title=Text("Two layers of perceptrons", "퍼셉트론 두 층"),
    text=Text(
        r"""Write `forward_step(X, W1, b1, W2, b2)`: a layer of $H$ perceptrons, and one more perceptron that looks only at what they answered. With the step function $h(z)$, which is 1 for $z > 0$ and 0 otherwise,

$$H = h(X W_1 + b_1), \qquad o = h(H W_2 + b_2)$$

| argument | shape |
| --- | --- |
| `X` | `(N, D)`, one example a row |
| `W1`, `b1` | `(D, H)`, `(H,)` |
| `W2`, `b2` | `(H, 1)`, `(1,)` |

The result has shape `(N,)`: one whole number, 0 or 1, for each example.""",
        r"""`forward_step(X, W1, b1, W2, b2)`를 작성하세요. 퍼셉트론 $H$개로 된 층이 있고, 퍼셉트론 하나가 그 답만 보고 결정합니다. $h(z)$는 $z > 0$이면 1, 아니면 0인 계단 함수입니다.

$$H = h(X W_1 + b_1), \qquad o = h(H W_2 + b_2)$$

| 인자 | 형상 |
| --- | --- |
| `X` | `(N, D)`, 행마다 예제가 하나입니다 |
| `W1`, `b1` | `(D, H)`, `(H,)` |
| `W2`, `b2` | `(H, 1)`, `(1,)` |

결과의 형상은 `(N,)`이고, 예제마다 정수 0 또는 1이 하나씩 있습니다.""",
    ),
    docstring_ko="""은닉층 뒤와 하나뿐인 출력 뒤에 계단 함수가 있는 신경망입니다. X의 행마다 0 또는 1을 하나씩 돌려줍니다.

    형상: (N, D), (D, H), (H,), (H, 1), (1,) -> (N,)
    오류: 형상이 서로 맞지 않으면 ValueError
    참고: Rosenblatt (1962)
    >>> X = np.array([[0.0], [1.0], [2.0]])
    >>> forward_step(X, np.array([[1.0, 1.0]]), np.array([-0.5, -1.5]), np.array([[1.0], [-1.0]]), np.array([-0.5]))
    array([0, 1, 0])
    """,
    cases=_forward_cases,
    misconceptions=(
        Misconception(
            "no-step-inside",
            Text("the hidden layer has no step", "은닉층에 계단 함수가 없습니다"),
            _network(inner=lambda z: z),
            Text(
                "What does a hidden unit hand on: its weighted sum, or its decision?",
                "은닉 유닛이 다음 층에 넘기는 것은 가중합인가요, 결정인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "no-step-at-the-end",
            Text("the output has no step", "출력에 계단 함수가 없습니다"),
            _network(outer=lambda z: z),
            Text(
                "The last unit is a perceptron too. What does it do after its weighted sum?",
                "마지막 유닛도 퍼셉트론입니다. 가중합을 구한 다음에는 무엇을 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "column-of-answers",
            Text("a column of shape (N, 1) instead of N numbers", "수 N개가 아니라 형상이 (N, 1)인 열입니다"),
            lambda X, W1, b1, W2, b2: _step(_step(X @ W1 + b1) @ W2 + b2),
            Text(
                "The answers are right, each in a row of its own. `W2` has one column; how do you take just that column?",
                "답은 맞지만 하나씩 따로 행에 들어 있습니다. `W2`의 열이 하나라서 그렇습니다. 그 열만 꺼내려면 어떻게 해야 할까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "bias-as-a-column",
            Text(
                "the hidden bias is added by row instead of by unit",
                "은닉층의 편향을 유닛이 아니라 행(예제)마다 더했습니다",
            ),
            lambda X, W1, b1, W2, b2: _step(_step(X @ W1 + b1.reshape(-1, 1)) @ W2 + b2)[:, 0],
            Text(
                "`X @ W1` has shape `(N, H)`, and every unit, that is every column, has its own bias. Along which axis must `b1` lie?",
                "`X @ W1`의 형상은 `(N, H)`이고 유닛마다, 곧 열마다 편향이 하나씩 있습니다. `b1`은 어느 축을 따라 놓여야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "no-biases",
            Text("no bias is added anywhere", "편향을 어디에도 더하지 않았습니다"),
            _network(use_b1=0.0, use_b2=0.0),
            Text(
                "Without biases every line passes through the origin. Which two of the arguments did you not use?",
                "편향이 없으면 모든 직선이 원점을 지납니다. 인자 가운데 쓰지 않은 두 개는 무엇인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "no-hidden-bias",
            Text("the bias of the hidden layer is missing", "은닉층의 편향이 빠졌습니다"),
            _network(use_b1=0.0),
            Text(
                "The output is complete. What do the hidden units add to their weighted sum?",
                "출력 쪽은 맞습니다. 은닉 유닛은 가중합에 무엇을 더하나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "no-output-bias",
            Text("the bias of the output is missing", "출력의 편향이 빠졌습니다"),
            _network(use_b2=0.0),
            Text(
                "The hidden layer is complete. What does the last unit add to its weighted sum?",
                "은닉층은 맞습니다. 마지막 유닛은 가중합에 무엇을 더하나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "minus-one-and-one",
            Text("hidden answers are -1 and 1 instead of 0 and 1", "은닉층의 답이 0과 1이 아니라 -1과 1입니다"),
            _network(inner=lambda z: np.where(z > 0, 1, -1)),
            Text(
                "A hidden unit that says no should add nothing to the next sum. What does yours add?",
                "'아니요'라고 답한 은닉 유닛은 다음 합에 아무것도 보태지 않아야 합니다. 지금은 무엇을 보태고 있나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "truth-values",
            Text("True and False instead of 1 and 0", "1과 0이 아니라 True와 False입니다"),
            _network(outer=lambda z: z > 0),
            Text(
                "The comparison is right. How do truth values become whole numbers?",
                "비교는 맞습니다. 참과 거짓을 정수로 바꾸려면 어떻게 해야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "zero-counts-as-one",
            Text("a weighted sum of exactly zero counts as 1", "가중합이 정확히 0일 때 1로 보았습니다"),
            _network(inner=lambda z: np.where(z >= 0, 1, 0), outer=lambda z: np.where(z >= 0, 1, 0)),
            Text("What does the step function say at exactly 0?", "정확히 0일 때 계단 함수는 무엇이라고 답하나요?"),
            "boundary.zero",
        ),
    ),
    alternatives=(_forward_by_loop, _forward_by_einsum, _forward_augmented),
    hints=(
        Text(
            "You have written one perceptron for many examples. Here a whole row of them works side by side, and one more listens to their answers.",
            "퍼셉트론 하나로 여러 예제를 처리하는 함수는 이미 작성했습니다. 여기서는 퍼셉트론 여럿이 나란히 일하고, 또 하나가 그 답을 듣습니다.",
        ),
        Text(
            "`(N, D) @ (D, H)` gives `(N, H)`, and adding `(H,)` keeps that shape; `(N, H) @ (H, 1)` gives `(N, 1)`. The step changes no shape.",
            "`(N, D) @ (D, H)`의 형상은 `(N, H)`이고 `(H,)`를 더해도 그대로입니다. `(N, H) @ (H, 1)`의 형상은 `(N, 1)`입니다. 계단 함수는 형상을 바꾸지 않습니다.",
        ),
        Text(
            "Weighted sums of the first layer, compare with 0, turn into whole numbers; the same again with the second layer's weights and bias; then take the only column.",
            "첫째 층의 가중합을 구해 0과 비교하고 정수로 바꿉니다. 둘째 층의 가중치와 편향으로 같은 일을 한 번 더 합니다. 마지막으로 하나뿐인 열을 꺼냅니다.",
        ),
    ),
)

# --- xor_weights ----------------------------------------------------------------------------------------------------

_SAME_CODE = Text(
    "Your hidden units turn the corners {one} and {other} into the same code {code}, but XOR wants {first} at one and {second} at the other; the output unit cannot tell them apart.",
    "은닉 유닛이 꼭짓점 {one}과 {other}을 똑같은 코드 {code}로 바꿉니다. XOR의 답은 한쪽이 {first}, 다른 쪽이 {second}이어야 하는데 출력 유닛은 둘을 구별할 수 없습니다.",
)
_STILL_XOR = Text(
    "Your hidden units give every corner a code of its own, so the output unit, a single line, still has the whole of XOR before it.",
    "은닉 유닛을 지나도 네 꼭짓점의 코드가 모두 달라서, 직선 하나뿐인 출력 유닛이 여전히 XOR를 통째로 풀어야 합니다.",
)
_WRONG_OUTPUT = Text(
    "Your hidden units keep the classes apart, but at the corner {corner} the output's weighted sum is {score:.4g}, so it says {got} and should say {want}.",
    "은닉 유닛은 두 클래스를 잘 구별하지만, 꼭짓점 {corner}에서 출력의 가중합이 {score:.4g}이므로 답이 {got}입니다. {want}이어야 합니다.",
)


def _codes(value: Any) -> np.ndarray:
    W1, b1, _, _ = value
    return np.asarray(_step(CORNERS @ np.asarray(W1, dtype=float) + b1))


def _sums(value: Any) -> np.ndarray:
    """The weighted sums of the output unit at the four corners."""
    _, _, W2, b2 = value
    return np.asarray(_codes(value) @ np.asarray(W2, dtype=float) + b2)[:, 0]


def _solves(value: Any) -> bool:
    return bool(np.array_equal(_sums(value) > 0, _XOR == 1))


def _written(numbers: Any) -> str:
    return f"({', '.join(f'{number:g}' for number in numbers)})"


def _accept_xor(case: Case, value: Any) -> Text | None:
    with np.errstate(all="ignore"):  # weights may be as large as they like
        codes, sums = _codes(value), _sums(value)
    if np.array_equal(sums > 0, _XOR == 1):
        return None
    for i, j in ((0, 1), (0, 2), (1, 3), (2, 3)):  # the pairs of corners with different classes
        if np.array_equal(codes[i], codes[j]):
            facts = {"code": _written(codes[i]), "first": int(_XOR[i]), "second": int(_XOR[j])}
            return _SAME_CODE.format(one=_written(CORNERS[i]), other=_written(CORNERS[j]), **facts)
    if len(np.unique(codes, axis=0)) == len(CORNERS):
        return _STILL_XOR
    wrong = int(np.argmax((sums > 0) != (_XOR == 1)))
    facts = {"score": float(sums[wrong]), "got": int(sums[wrong] > 0), "want": int(_XOR[wrong])}
    return _WRONG_OUTPUT.format(corner=_written(CORNERS[wrong]), **facts)


def _equal_units(case: Case, value: Any) -> bool:
    codes = _codes(value)
    return bool(np.array_equal(codes[:, 0], codes[:, 1]))


def _passes_corners_on(case: Case, value: Any) -> bool:
    return len(np.unique(_codes(value), axis=0)) == len(CORNERS)


def _on_the_line(case: Case, value: Any) -> bool:
    """Whether the weights would solve XOR if a weighted sum of zero counted as 1."""
    W1, b1, W2, b2 = (np.asarray(part, dtype=float) for part in value)
    generous = [(CORNERS @ W1 + b1 >= 0).astype(int), _codes(value)]
    return any(np.array_equal((h @ W2 + b2 >= 0)[:, 0], _XOR == 1) for h in generous)


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


XOR_WEIGHTS = Exercise(
    id="xor-weights",
    reference=multilayer.xor_weights,
    points=4.0,
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
        """`xor_weights()`를 작성하세요. 인자는 없습니다. 두 층의 퍼셉트론, 곧 앞에서 작성한 `forward_step`이 네 꼭짓점에서 XOR의 답 0, 1, 1, 0을 내게 하는 `W1, b1, W2, b2`를 돌려줍니다.

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
            shows=lambda case, value: bool(np.array_equal(_sums(value) > 0, _XOR == 0)),
        ),
        Misconception(
            "nobody-vetoes",
            Text("both hidden units vote for 1", "두 은닉 유닛이 모두 1 쪽에 표를 줍니다"),
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
            "꼭짓점마다 두 은닉 유닛의 답, 곧 코드를 적어 보세요. (0, 1)과 (1, 0)의 코드는 (0, 0)의 코드와도 (1, 1)의 코드와도 달라야 합니다.",
        ),
        Text(
            "Take OR as the first column and AND as the second, with weights and biases you know. Their codes are (0, 0), (1, 0), (1, 0), (1, 1). Now find a line that has only (1, 0) on its upper side: one weight pulls up, the other pulls down more.",
            "첫 열은 OR, 둘째 열은 AND로 하고 이미 아는 가중치와 편향을 씁니다. 코드는 (0, 0), (1, 0), (1, 0), (1, 1)이 됩니다. 이제 (1, 0)만 0보다 큰 쪽에 두는 직선을 찾습니다. 한 가중치는 끌어올리고 다른 가중치는 그만큼 끌어내립니다.",
        ),
    ),
)

# --- collapse -------------------------------------------------------------------------------------------------------


def _collapse_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("two inputs, three in the middle, two outputs", "입력 둘, 가운데 셋, 출력 둘"),
            (
                np.array([[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]),
                np.array([1.0, 0.0, 2.0]),
                np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]]),
                np.array([0.5, -0.5]),
            ),
        ),
        Case(
            Text("one unit everywhere", "층마다 유닛 하나"),
            (np.array([[2.0]]), np.array([3.0]), np.array([[5.0]]), np.array([7.0])),
        ),
        Case(
            Text("square layers", "정사각 행렬인 층"),
            (
                np.array([[1.0, 2.0], [3.0, -1.0]]),
                np.array([1.0, -2.0]),
                np.array([[0.0, 1.0], [2.0, 1.0]]),
                np.array([0.5, 3.0]),
            ),
        ),
        Case(
            Text("a single output", "출력 하나"),
            (rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=(4, 1)), rng.normal(size=1)),
            hidden=True,
        ),
        Case(
            Text("random layers", "임의의 두 층"),
            (rng.normal(size=(4, 3)), rng.normal(size=3), rng.normal(size=(3, 5)), rng.normal(size=5)),
            hidden=True,
        ),
    )


def _collapse_by_asking(W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    def both(x: Any) -> Any:
        return (x @ W1 + b1) @ W2 + b2

    b = both(np.zeros(len(W1)))
    return both(np.eye(len(W1))) - b, b


def _collapse_by_loops(W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    W, b = np.zeros((W1.shape[0], W2.shape[1])), b2.copy()
    for k in range(W2.shape[1]):
        for j in range(W1.shape[1]):
            b[k] += b1[j] * W2[j, k]
            for i in range(W1.shape[0]):
                W[i, k] += W1[i, j] * W2[j, k]
    return W, b


def _collapse_augmented(W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    first = np.vstack([np.column_stack([W1, np.zeros(len(W1))]), np.append(b1, 1.0)])
    both = first @ np.vstack([W2, b2])
    return both[:-1], both[-1]


COLLAPSE = Exercise(
    id="collapse",
    reference=multilayer.collapse,
    points=3.0,
    stars=2,
    title=Text("Two layers without a bend are one", "굽힘이 없는 두 층은 한 층"),
    text=Text(
        r"""Write `collapse(W1, b1, W2, b2)`. Two layers follow each other with **no activation** between them. Return the weights and bias `(W, b)` of the single layer that does the same, so that for every `X`

$$X W + b = (X W_1 + b_1) W_2 + b_2$$

`W1` has shape `(D, H)`, `b1` `(H,)`, `W2` `(H, M)`, `b2` `(M,)`; so `W` has shape `(D, M)` and `b` has shape `(M,)`.

With one unit everywhere, `W1 = [[2.0]]`, `b1 = [3.0]`, `W2 = [[5.0]]`, `b2 = [7.0]`, the result is `[[10.0]]` and `[22.0]`.""",
        r"""`collapse(W1, b1, W2, b2)`를 작성하세요. 두 층이 이어져 있고 사이에 **활성화 함수가 없습니다**. 이 둘과 똑같은 일을 하는 층 하나의 가중치와 편향 `(W, b)`를 돌려줍니다. 곧 모든 `X`에 대해 다음이 성립해야 합니다.

$$X W + b = (X W_1 + b_1) W_2 + b_2$$

`W1`의 형상은 `(D, H)`, `b1`은 `(H,)`, `W2`는 `(H, M)`, `b2`는 `(M,)`입니다. 그러므로 `W`의 형상은 `(D, M)`, `b`의 형상은 `(M,)`입니다.

층마다 유닛이 하나이고 `W1 = [[2.0]]`, `b1 = [3.0]`, `W2 = [[5.0]]`, `b2 = [7.0]`이면 결과는 `[[10.0]]`과 `[22.0]`입니다.""",
    ),
    docstring_ko="""활성화 함수 없이 이어진 두 층과 똑같은 일을 하는 층 하나의 W, b입니다.

    형상: (D, H), (H,), (H, M), (M,) -> (D, M), (M,)
    오류: 형상이 서로 맞지 않으면 ValueError
    참고: Minsky & Papert (1969)
    >>> W1, b1 = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]), np.array([1.0, 0.0, 2.0])
    >>> W2, b2 = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]]), np.array([0.5, -0.5])
    >>> collapse(W1, b1, W2, b2)
    (array([[5., 2.],
           [2., 2.]]), array([ 1.5, -2.5]))
    """,
    cases=_collapse_cases,
    returns=("W", "b"),
    misconceptions=(
        Misconception(
            "biases-added",
            Text("the two biases are simply added", "두 편향을 그냥 더했습니다"),
            lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2),
            Text(
                "Put a zero into both layers. On its way out, what does `b1` still have to pass through?",
                "두 층에 0을 넣어 보세요. `b1`이 밖으로 나오기까지 무엇을 더 지나야 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "biases-multiplied",
            Text("the two biases are multiplied", "두 편향을 곱했습니다"),
            lambda W1, b1, W2, b2: (W1 @ W2, b1 * b2),
            Text(
                "Multiply the formula out by hand for one unit. Do the two biases ever meet in a product?",
                "유닛이 하나일 때의 식을 손으로 전개해 보세요. 두 편향이 서로 곱해지는 곳이 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "order-exchanged",
            Text("the matrices are multiplied in the other order", "두 행렬을 반대 순서로 곱했습니다"),
            lambda W1, b1, W2, b2: (W2 @ W1, b1 @ W2 + b2),
            Text(
                "Rows meet the first layer first. Which of the two matrices stands next to `X`?",
                "행은 첫째 층을 먼저 만납니다. `X` 바로 옆에 오는 행렬은 어느 것인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "entry-by-entry",
            Text("the matrices are multiplied entry by entry", "두 행렬을 같은 자리끼리 곱했습니다"),
            lambda W1, b1, W2, b2: (W1 * W2, b1 @ W2 + b2),
            Text(
                "The star multiplies numbers in equal places. Which sign makes rows meet columns?",
                "별표는 같은 자리의 수를 곱합니다. 행과 열을 곱하는 기호는 무엇인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "hidden-bias-lost",
            Text("the first bias is lost", "첫째 층의 편향이 사라졌습니다"),
            lambda W1, b1, W2, b2: (W1 @ W2, b2 + 0.0),
            Text(
                "Your weights are right. What comes out of both layers when the input is all zeros?",
                "가중치는 맞습니다. 입력이 모두 0이면 두 층을 지나 무엇이 나오나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "output-bias-lost",
            Text("the second bias is lost", "둘째 층의 편향이 사라졌습니다"),
            lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2),
            Text("What does the last layer add at the very end?", "마지막 층은 맨 끝에 무엇을 더하나요?"),
            "bias.missing",
        ),
        Misconception(
            "bias-as-a-row",
            Text("the bias has shape (1, M) instead of (M,)", "편향의 형상이 (M,)이 아니라 (1, M)입니다"),
            lambda W1, b1, W2, b2: (W1 @ W2, b1.reshape(1, -1) @ W2 + b2),
            Text(
                "The numbers are right. `b1` is a plain list of numbers; does it need to become a matrix first?",
                "숫자는 맞습니다. `b1`은 수를 한 줄로 늘어놓은 것입니다. 먼저 행렬로 바꾸어야 할까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "columns-convention",
            Text(
                "the weights are transposed, as in books that write examples as columns",
                "예제를 열로 쓰는 책처럼 가중치를 전치했습니다",
            ),
            lambda W1, b1, W2, b2: (W2.T @ W1.T, b1 @ W2 + b2),
            Text(
                "In this course rows are examples. Which shape must `W` have so that `X @ W` fits?",
                "이 강의에서는 행이 예제입니다. `X @ W`가 맞으려면 `W`의 형상은 무엇이어야 하나요?",
            ),
            "shape.transposed",
        ),
    ),
    alternatives=(
        _collapse_by_asking,
        _collapse_by_loops,
        _collapse_augmented,
        lambda W1, b1, W2, b2: (np.einsum("dh,hm->dm", W1, W2), np.einsum("h,hm->m", b1, W2) + b2),
    ),
    hints=(
        Text(
            "Forget matrices for a moment: with plain numbers, what is $(a x + b) c + d$ when you multiply it out?",
            "잠시 행렬은 잊고 수로 생각해 봅니다. $(a x + b) c + d$를 전개하면 무엇이 되나요?",
        ),
        Text(
            "What stands next to `X` is `W`, and it must have shape `(D, M)`. All that does not contain `X` is `b`, with shape `(M,)`. `(H,)` times `(H, M)` is `(M,)`.",
            "`X` 옆에 남는 것이 `W`이고 형상은 `(D, M)`이어야 합니다. `X`가 들어 있지 않은 나머지가 모두 `b`이고 형상은 `(M,)`입니다. `(H,)`와 `(H, M)`의 곱은 `(M,)`입니다.",
        ),
        Text(
            "The weights: the product of the two matrices, in the order in which a row meets them. The bias: send the first bias through the second matrix, then add the second bias.",
            "가중치는 행이 만나는 순서대로 두 행렬을 곱한 것입니다. 편향은 첫째 편향을 둘째 행렬에 통과시킨 다음 둘째 편향을 더한 것입니다.",
        ),
    ),
)

# --- count_params ---------------------------------------------------------------------------------------------------


def _count_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    sizes = [int(size) for size in rng.integers(2, 60, size=5)]
    return (
        Case(Text("3 inputs, 4 hidden units, 1 output", "입력 3개, 은닉 유닛 4개, 출력 1개"), ([3, 4, 1],)),
        Case(Text("a network for digits", "숫자 이미지를 읽는 신경망"), ([784, 128, 10],)),
        Case(Text("a single layer", "층이 하나일 때"), ([5, 2],)),
        Case(Text("without biases", "편향이 없을 때"), ([3, 4, 1],), {"bias": False}),
        Case(Text("a deep network", "층이 여러 개인 신경망"), (sizes,), hidden=True),
        Case(Text("a deep network without biases", "층이 여러 개이고 편향이 없을 때"), (sizes, False), hidden=True),
    )


def _weights_between(sizes: Any) -> Any:
    return sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 1))


def _count_by_building(sizes: Any, bias: Any = True) -> Any:
    total = 0
    for ins, outs in pairwise(sizes):
        total += np.zeros((ins, outs)).size
        if bias:
            total += np.zeros(outs).size
    return total


def _count_by_dot(sizes: Any, bias: Any = True) -> Any:
    inputs, outputs = np.array(sizes[:-1]), np.array(sizes[1:])
    return inputs @ outputs + (outputs.sum() if bias else 0)


def _count_from_the_end(sizes: Any, bias: Any = True) -> Any:
    total, rest = 0, list(sizes)
    while len(rest) > 1:
        outs = rest.pop()
        total += outs * (rest[-1] + (1 if bias else 0))
    return total


COUNT_PARAMS = Exercise(
    id="count-params",
    reference=multilayer.count_params,
    points=2.0,
    stars=1,
    title=Text("How many numbers does it learn?", "학습하는 수는 모두 몇 개일까요?"),
    text=Text(
        """Write `count_params(sizes, bias=True)`. `sizes` lists the number of units of every layer, inputs first: `[3, 4, 1]` has 3 inputs, 4 hidden units and 1 output. The network is fully connected, and every unit after the inputs has a bias, unless `bias` is `False`.

Return how many parameters, weights and biases together, the network has: a whole number. `sizes` may have any length from 2 on.

For `[3, 4, 1]` the result is `21`, without biases `16`; for `[784, 128, 10]` it is `101770`.""",
        """`count_params(sizes, bias=True)`를 작성하세요. `sizes`는 입력부터 차례로 층마다 유닛이 몇 개인지 늘어놓은 목록입니다. `[3, 4, 1]`은 입력 3개, 은닉 유닛 4개, 출력 1개입니다. 신경망은 완전 연결이고, 입력을 뺀 모든 유닛에 편향이 하나씩 있습니다. `bias`가 `False`이면 편향이 없습니다.

가중치와 편향을 합한 매개변수의 개수를 정수로 돌려줍니다. `sizes`의 길이는 2 이상이면 됩니다.

`[3, 4, 1]`의 결과는 `21`이고 편향이 없으면 `16`입니다. `[784, 128, 10]`의 결과는 `101770`입니다.""",
    ),
    docstring_ko="""층마다 유닛이 몇 개인지(입력부터) 주어졌을 때, 완전 연결 신경망이 학습하는 수의 개수입니다.

    형상: 크기가 2개 이상 든 목록 -> ()
    오류: 1보다 작은 크기가 있거나 크기가 2개보다 적으면 ValueError
    참고: Goodfellow, Bengio & Courville (2016), 6장
    >>> count_params([3, 4, 1]), count_params([784, 128, 10]), count_params([3, 4, 1], bias=False)
    (21, 101770, 16)
    """,
    cases=_count_cases,
    misconceptions=(
        Misconception(
            "biases-forgotten",
            Text("the biases are not counted", "편향을 세지 않았습니다"),
            lambda sizes, bias=True: _weights_between(sizes),
            Text(
                "Your weights are right. Which units have one more number each?",
                "가중치의 수는 맞습니다. 수를 하나씩 더 가진 유닛은 어느 것인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "inputs-with-biases",
            Text("the inputs got biases, too", "입력에도 편향이 있는 것으로 세었습니다"),
            lambda sizes, bias=True: _weights_between(sizes) + bias * sum(sizes),
            Text(
                "Is anything computed in the inputs? Which units add a bias?",
                "입력에서도 무언가를 계산하나요? 편향을 더하는 유닛은 어느 것인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "one-bias-a-layer",
            Text("one bias for a whole layer", "층마다 편향을 하나씩만 세었습니다"),
            lambda sizes, bias=True: _weights_between(sizes) + bias * (len(sizes) - 1),
            Text(
                "The bias of a layer has shape `(M,)`. How many numbers are that?",
                "한 층의 편향은 형상이 `(M,)`입니다. 수가 몇 개인가요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "output-bias-forgotten",
            Text("the outputs have no biases", "출력의 편향을 빠뜨렸습니다"),
            lambda sizes, bias=True: _weights_between(sizes) + bias * sum(sizes[1:-1]),
            Text(
                "Output units weigh and add like all others. What else do they have?",
                "출력 유닛도 다른 유닛처럼 곱하고 더합니다. 무엇을 하나 더 가지고 있나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "flag-ignored",
            Text("`bias` is not used", "`bias`를 쓰지 않았습니다"),
            lambda sizes, bias=True: _weights_between(sizes) + sum(sizes[1:]),
            Text(
                "Call it with `bias=False`. What should change?", "`bias=False`로 불러 보세요. 무엇이 달라져야 하나요?"
            ),
            "hardcoded.value",
        ),
        Misconception(
            "two-layers-only",
            Text("it always expects exactly two layers of weights", "가중치 층이 꼭 두 개라고 가정했습니다"),
            lambda sizes, bias=True: (sizes[0] + bias) * sizes[1] + (sizes[1] + bias) * sizes[2],
            Text(
                "Networks come in all lengths. How do you walk through `sizes`, pair by pair?",
                "신경망의 길이는 여러 가지입니다. `sizes`를 이웃한 둘씩 짝지어 훑으려면 어떻게 해야 할까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "units-counted",
            Text("the units are counted, not their weights", "가중치가 아니라 유닛을 세었습니다"),
            lambda sizes, bias=True: sum(sizes),
            Text(
                "How many weights lead from 3 inputs to 4 units when every input reaches every unit?",
                "입력 3개가 유닛 4개에 빠짐없이 이어지면 가중치는 몇 개인가요?",
            ),
            "hardcoded.value",
        ),
    ),
    alternatives=(_count_by_building, _count_by_dot, _count_from_the_end),
    hints=(
        Text(
            "Draw 3 dots, 4 dots and 1 dot and connect them. Count the lines first, then the dots that have a bias.",
            "점 3개, 4개, 1개를 그려 서로 이어 보세요. 먼저 선을 세고, 그다음 편향이 있는 점을 셉니다.",
        ),
        Text(
            "A layer from $D$ to $M$ units has a matrix of shape `(D, M)` and a bias of shape `(M,)`: $D M + M$ numbers.",
            "유닛 $D$개에서 $M$개로 가는 층에는 형상이 `(D, M)`인 행렬과 `(M,)`인 편향이 있습니다. 수는 $D M + M$개입니다.",
        ),
        Text(
            "Walk through neighbouring pairs of `sizes`. For each pair add the product, and the second of the two once more if there are biases. Return the sum.",
            "`sizes`에서 이웃한 두 수를 차례로 봅니다. 둘의 곱을 더하고, 편향이 있으면 뒤의 수를 한 번 더 더합니다. 그 합을 돌려줍니다.",
        ),
    ),
)

# --- layer_shapes ---------------------------------------------------------------------------------------------------


def _shape_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    sizes = [int(size) for size in rng.permutation(np.arange(2, 9))[:5]]
    return (
        Case(Text("3 inputs, 4 hidden units, 1 output", "입력 3개, 은닉 유닛 4개, 출력 1개"), ([3, 4, 1], 5)),
        Case(Text("one example", "예제 하나"), ([3, 4, 2], 1)),
        Case(Text("a single layer", "층이 하나일 때"), ([6, 2], 7)),
        Case(Text("a deep network", "층이 여러 개인 신경망"), (sizes, int(rng.integers(10, 30))), hidden=True),
    )


def _layers(pair: Any) -> Any:
    """`pair` says what to write down for a layer of d inputs and m units that n examples pass."""

    def layer_shapes(sizes: Any, n: Any) -> Any:
        return [pair(sizes[i], sizes[i + 1], n) for i in range(len(sizes) - 1)]

    return layer_shapes


def _with_the_inputs(sizes: Any, n: Any) -> Any:
    sizes = [sizes[0], *sizes]
    return [((n, sizes[i + 1]), (sizes[i], sizes[i + 1])) for i in range(len(sizes) - 1)]


def _without_the_last(sizes: Any, n: Any) -> Any:
    return [((n, sizes[i + 1]), (sizes[i], sizes[i + 1])) for i in range(len(sizes) - 2)]


def _shapes_by_running(sizes: Any, n: Any) -> Any:
    a, found = np.zeros((n, sizes[0])), []
    for units in sizes[1:]:
        W = np.zeros((a.shape[1], units))
        a = a @ W
        found.append((a.shape, W.shape))
    return found


def _shapes_in_two_lists(sizes: Any, n: Any) -> Any:
    of_z = [(n, units) for units in sizes[1:]]
    of_W = [(sizes[i], sizes[i + 1]) for i in range(len(sizes) - 1)]
    return list(zip(of_z, of_W, strict=True))


def _shapes_from_the_end(sizes: Any, n: Any) -> Any:
    if len(sizes) < 2:
        return []
    return [*_shapes_from_the_end(sizes[:-1], n), ((n, sizes[-1]), (sizes[-2], sizes[-1]))]


LAYER_SHAPES = Exercise(
    id="layer-shapes",
    reference=multilayer.layer_shapes,
    points=2.0,
    stars=1,
    title=Text("Shapes on the way through", "층을 지나는 동안의 형상"),
    text=Text(
        """Write `layer_shapes(sizes, n)`. `sizes` lists the units of every layer, inputs first, and `n` examples pass through together, one a row.

Return a list with one pair for every layer after the inputs: the shape of its pre-activation `z`, then the shape of its weights `W`. Each shape is a tuple of two numbers.

`layer_shapes([3, 4, 1], 5)` is `[((5, 4), (3, 4)), ((5, 1), (4, 1))]`.""",
        """`layer_shapes(sizes, n)`을 작성하세요. `sizes`는 입력부터 차례로 층마다 유닛이 몇 개인지 늘어놓은 목록이고, 예제 `n`개가 행마다 하나씩 한꺼번에 지나갑니다.

입력을 뺀 층마다 쌍을 하나씩 담은 목록을 돌려줍니다. 쌍은 활성화 전 값 `z`의 형상과 가중치 `W`의 형상 순서이고, 형상은 수 두 개로 된 튜플입니다.

`layer_shapes([3, 4, 1], 5)`의 결과는 `[((5, 4), (3, 4)), ((5, 1), (4, 1))]`입니다.""",
    ),
    docstring_ko="""예제 n개가 행으로 지나갈 때, 층마다 z의 형상과 W의 형상입니다.

    형상: 크기가 2개 이상 든 목록, () -> (z의 형상, W의 형상)의 목록
    오류: 크기나 n이 1보다 작거나 크기가 2개보다 적으면 ValueError
    참고: Goodfellow, Bengio & Courville (2016), 6장
    >>> layer_shapes([3, 4, 1], n=5)
    [((5, 4), (3, 4)), ((5, 1), (4, 1))]
    """,
    cases=_shape_cases,
    misconceptions=(
        Misconception(
            "column-convention",
            Text(
                "both shapes are those of a book that writes examples as columns",
                "예제를 열로 쓰는 책의 형상입니다. 두 형상이 모두 뒤집혔습니다",
            ),
            _layers(lambda d, m, n: ((m, n), (m, d))),
            Text(
                "Many books write $W x$ with columns. Here rows are examples: what does `X @ W` ask of the shapes?",
                "열로 쓰는 책에서는 $W x$라고 씁니다. 이 강의에서는 행이 예제입니다. `X @ W`라고 쓰려면 형상이 어떠해야 하나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "weights-transposed",
            Text("the shape of W is turned round", "W의 형상이 뒤집혔습니다"),
            _layers(lambda d, m, n: ((n, m), (m, d))),
            Text(
                "`z` is right. Which size of `W` must meet the columns of what comes in?",
                "`z`는 맞습니다. 들어오는 배열의 열과 만나야 하는 것은 `W`의 어느 크기인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "z-transposed",
            Text("the shape of z is turned round", "z의 형상이 뒤집혔습니다"),
            _layers(lambda d, m, n: ((m, n), (d, m))),
            Text(
                "`W` is right. One example is one row; so how many rows has `z`?",
                "`W`는 맞습니다. 예제 하나가 행 하나입니다. 그러면 `z`의 행은 몇 개인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "shape-of-the-input",
            Text(
                "z has the shape of what comes in, not of what comes out",
                "z에 나오는 것이 아니라 들어오는 것의 형상을 썼습니다",
            ),
            _layers(lambda d, m, n: ((n, d), (d, m))),
            Text(
                "After the product, which of the two inner sizes is left?",
                "곱하고 나면 안쪽의 두 크기 가운데 남는 것이 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "n-ignored",
            Text("`n` is not used; z is a single row", "`n`을 쓰지 않아 z가 한 행뿐입니다"),
            _layers(lambda d, m, n: ((1, m), (d, m))),
            Text("How many rows go in, and how many come out?", "행이 몇 개 들어가고 몇 개 나오나요?"),
            "hardcoded.value",
        ),
        Misconception(
            "pair-exchanged",
            Text("the shape of W comes first", "W의 형상이 먼저 나왔습니다"),
            _layers(lambda d, m, n: ((d, m), (n, m))),
            Text(
                "Both shapes are right. Which one was asked for first?",
                "두 형상은 모두 맞습니다. 어느 것이 먼저인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "inputs-as-a-layer",
            Text("the inputs are listed as a layer with weights", "입력도 가중치가 있는 층으로 넣었습니다"),
            _with_the_inputs,
            Text(
                "Three sizes are joined by two matrices. Which matrix would lead into the inputs?",
                "크기 세 개 사이에는 행렬이 두 개 있습니다. 입력으로 들어가는 행렬이 있나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "last-layer-missing",
            Text("the last layer is missing", "마지막 층이 빠졌습니다"),
            _without_the_last,
            Text(
                "Count your pairs. Where does the loop over `sizes` stop?",
                "쌍이 몇 개인지 세어 보세요. `sizes`를 훑는 반복문이 어디에서 끝나나요?",
            ),
            "hardcoded.value",
        ),
    ),
    alternatives=(_shapes_by_running, _shapes_in_two_lists, _shapes_from_the_end),
    hints=(
        Text(
            "Think of dominoes: what one layer gives out, the next one takes in.",
            "도미노를 떠올려 보세요. 한 층에서 나온 것이 다음 층으로 들어갑니다.",
        ),
        Text(
            "`(n, D) @ (D, M)` gives `(n, M)`. Here $D$ and $M$ are two neighbours in `sizes`.",
            "`(n, D) @ (D, M)`의 형상은 `(n, M)`입니다. 여기서 $D$와 $M$은 `sizes`에서 이웃한 두 수입니다.",
        ),
        Text(
            "For every pair of neighbours write down two tuples: the number of rows with the second neighbour, then both neighbours. Collect the pairs in a list.",
            "이웃한 두 수마다 튜플을 두 개 적습니다. 먼저 행의 수와 뒤의 수, 그다음 이웃한 두 수입니다. 이 쌍들을 목록에 모읍니다.",
        ),
    ),
)

# --- hidden_codes ---------------------------------------------------------------------------------------------------


def _code_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    ones = np.ones((2, 2))
    return (
        Case(
            Text("XOR seen by OR and AND", "OR와 AND로 본 XOR"),
            (CORNERS, _XOR, ones, np.array([-0.5, -1.5])),
        ),
        Case(Text("XOR seen by OR twice", "OR 두 개로 본 XOR"), (CORNERS, _XOR, ones, np.array([-0.5, -0.5]))),
        Case(
            Text("five examples, three hidden units", "예제 다섯 개, 은닉 유닛 세 개"),
            (
                np.array([[2.0, 0.5], [-1.0, 1.0], [0.25, -2.0], [3.0, 1.0], [-2.0, 0.5]]),
                np.array([2, 0, 1, 0, 2]),
                np.array([[1.0, -1.0, 0.5], [0.0, 0.5, 1.0]]),
                np.array([-0.5, 0.25, 1.0]),
            ),
        ),
        Case(
            Text("random examples", "임의의 예제"),
            (rng.normal(size=(14, 4)), rng.integers(0, 3, size=14), rng.normal(size=(4, 3)), rng.normal(size=3)),
            hidden=True,
        ),
        Case(
            Text("an example exactly on a line", "정확히 직선 위에 있는 예제"),
            (
                np.array([[1.0, 1.0], [2.0, 1.0], [1.0, 2.0]]),
                np.array([1, 0, 1]),
                np.array([[1.0, 0.0], [0.0, 1.0]]),
                np.array([-1.0, -1.0]),
            ),
            edge=True,
        ),
    )


def _as_code(row: Any) -> Any:
    return tuple(int(z > 0) for z in row)


def _grouped(*, code: Any = _as_code, use_b1: float = 1.0, finish: Any = lambda labels: labels) -> Any:
    """Classes gathered by code, with one screw turned."""

    def hidden_codes(X: Any, y: Any, W1: Any, b1: Any) -> Any:
        codes = [code(row) for row in X @ W1 + use_b1 * b1]
        return {key: finish([int(y[i]) for i in range(len(y)) if codes[i] == key]) for key in codes}

    return hidden_codes


def _codes_by_class(X: Any, y: Any, W1: Any, b1: Any) -> Any:
    codes = [_as_code(row) for row in X @ W1 + b1]
    return {int(label): [codes[i] for i in range(len(y)) if y[i] == label] for label in y}


def _every_pattern(X: Any, y: Any, W1: Any, b1: Any) -> Any:
    codes, units = [_as_code(row) for row in X @ W1 + b1], range(len(b1))
    patterns = [tuple(number // 2**unit % 2 for unit in units) for number in range(2 ** len(b1))]
    return {key: [int(y[i]) for i in range(len(y)) if codes[i] == key] for key in patterns}


def _codes_by_unique(X: Any, y: Any, W1: Any, b1: Any) -> Any:
    bits = (X @ W1 + b1 > 0).astype(int)
    patterns, which = np.unique(bits, axis=0, return_inverse=True)
    which = which.ravel()
    return {tuple(pattern.tolist()): y[which == i].tolist() for i, pattern in enumerate(patterns)}


def _codes_by_asking(X: Any, y: Any, W1: Any, b1: Any) -> Any:
    codes = [tuple(row) for row in np.heaviside(X @ W1 + b1, 0).astype(int)]
    return {code: [y[i] for i in range(len(y)) if codes[i] == code] for code in set(codes)}


def _codes_with_if(X: Any, y: Any, W1: Any, b1: Any) -> Any:
    found: dict[Any, Any] = {}
    for i in range(len(X)):
        code = tuple(X[i] @ W1 + b1 > 0)
        if code not in found:
            found[code] = []
        found[code] = [*found[code], int(y[i])]
    return found


HIDDEN_CODES = Exercise(
    id="hidden-codes",
    reference=multilayer.hidden_codes,
    points=4.0,
    stars=2,
    title=Text("What the hidden layer sees", "은닉층이 보는 것"),
    text=Text(
        r"""Write `hidden_codes(X, y, W1, b1)`. Send every example through the hidden layer, $h(X W_1 + b_1)$ with the step function. The pattern of 0s and 1s that comes out is the example's **code**.

Return a dictionary. Its keys are the codes that occur, as tuples of whole numbers; each value is the list of the classes (from `y`) of all examples with that code, in the order of the rows. Nothing is left out: two examples of one class with the same code are two entries.

`X` has shape `(N, D)`, `y` `(N,)`, `W1` `(D, H)`, `b1` `(H,)`. For XOR with OR and AND as hidden units the result is `{(0, 0): [0], (1, 0): [1, 1], (1, 1): [0]}`.""",
        r"""`hidden_codes(X, y, W1, b1)`를 작성하세요. 모든 예제를 은닉층에 통과시킵니다. 곧 계단 함수로 $h(X W_1 + b_1)$을 구합니다. 나온 0과 1의 무늬가 그 예제의 **코드**(code)입니다.

딕셔너리를 돌려줍니다. 키는 실제로 나온 코드이고 정수로 된 튜플입니다. 값은 그 코드를 가진 모든 예제의 클래스(`y`의 값)를 행의 순서대로 늘어놓은 목록입니다. 하나도 빠뜨리지 않습니다. 클래스도 코드도 같은 예제가 둘이면 두 번 적습니다.

`X`의 형상은 `(N, D)`, `y`는 `(N,)`, `W1`은 `(D, H)`, `b1`은 `(H,)`입니다. OR와 AND가 은닉 유닛인 XOR의 결과는 `{(0, 0): [0], (1, 0): [1, 1], (1, 1): [0]}`입니다.""",
    ),
    docstring_ko="""은닉층의 계단 함수가 X의 행들을 어디로 보내는지 알려 줍니다. 실제로 나온 0과 1의 무늬마다 그 행들의 클래스를 적습니다.

    무늬가 같은 행은 다음 층에 똑같아 보입니다. 클래스는 행의 순서대로 적습니다.
    형상: (N, D), (N,), (D, H), (H,) -> 길이가 H인 무늬
    오류: 형상이 서로 맞지 않으면 ValueError
    참고: Minsky & Papert (1969)
    >>> corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> W1, b1, W2, b2 = xor_weights()
    >>> hidden_codes(corners, np.array([0, 1, 1, 0]), W1, b1)
    {(0, 0): [0], (1, 0): [1, 1], (1, 1): [0]}
    """,
    cases=_code_cases,
    misconceptions=(
        Misconception(
            "repeated-classes-lost",
            Text("classes that repeat are listed only once", "되풀이되는 클래스를 한 번만 적었습니다"),
            _grouped(finish=lambda labels: sorted(set(labels))),
            Text(
                "Two corners share the code (1, 0), and both are of class 1. How many entries should it have?",
                "두 꼭짓점의 코드가 (1, 0)으로 같고 둘 다 클래스 1입니다. 몇 개를 적어야 할까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "last-one-wins",
            Text(
                "a later example overwrites an earlier one with the same code",
                "코드가 같은 예제가 나오면 앞의 것을 덮어썼습니다",
            ),
            _grouped(finish=lambda labels: labels[-1:]),
            Text(
                "What does your dictionary do when a code comes a second time?",
                "같은 코드가 두 번째로 나오면 딕셔너리는 어떻게 하나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "first-one-stays",
            Text(
                "only the first example of each code is kept",
                "코드마다 첫 예제만 남겼습니다",
            ),
            _grouped(finish=lambda labels: labels[:1]),
            Text(
                "A code that is already known gets one more class. Where does your function add it?",
                "이미 나온 코드에도 클래스를 하나 더해야 합니다. 어디에서 더하고 있나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "sums-as-codes",
            Text("the weighted sums are the keys, without the step", "계단 함수 없이 가중합을 그대로 키로 썼습니다"),
            _grouped(code=lambda row: tuple(float(z) for z in row)),
            Text(
                "A hidden unit hands on its decision. What turns a weighted sum into 0 or 1?",
                "은닉 유닛은 결정을 넘깁니다. 가중합을 0이나 1로 바꾸는 것은 무엇인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "bias-forgotten",
            Text("the hidden biases are not added", "은닉층의 편향을 더하지 않았습니다"),
            _grouped(use_b1=0.0),
            Text(
                "OR and AND differ in their bias alone. Do your two units differ?",
                "OR와 AND는 편향만 다릅니다. 지금 두 유닛은 서로 다른가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "keys-and-values-exchanged",
            Text("classes are the keys and codes are the values", "클래스를 키로, 코드를 값으로 썼습니다"),
            _codes_by_class,
            Text(
                "The next layer sees codes and has to guess classes. Which of the two should you look things up by?",
                "다음 층은 코드를 보고 클래스를 알아내야 합니다. 무엇으로 찾아볼 수 있어야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "patterns-that-never-occur",
            Text("codes are listed that no example has", "어느 예제에도 없는 코드를 넣었습니다"),
            _every_pattern,
            Text("With OR and AND, can the code (0, 1) occur at all?", "OR와 AND라면 코드 (0, 1)이 나올 수 있나요?"),
            "hardcoded.value",
        ),
        Misconception(
            "counted-only",
            Text("examples are counted instead of listed by class", "클래스를 적지 않고 예제의 수만 세었습니다"),
            _grouped(finish=lambda labels: len(labels)),
            Text(
                "A number does not tell whether a code mixes the classes. What would?",
                "개수만으로는 코드에 클래스가 섞였는지 알 수 없습니다. 무엇을 적어야 알 수 있을까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "codes-as-words",
            Text("the codes are words such as '10' instead of tuples", "코드가 튜플이 아니라 '10' 같은 문자열입니다"),
            _grouped(code=lambda row: "".join(str(int(z > 0)) for z in row)),
            Text(
                "The groups are right. Which kind of thing did the task ask for as a key?",
                "묶음은 맞습니다. 문제에서 키를 어떤 모양으로 하라고 했나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "zero-counts-as-one",
            Text("a weighted sum of exactly zero counts as 1", "가중합이 정확히 0일 때 1로 보았습니다"),
            _grouped(code=lambda row: tuple(int(z >= 0) for z in row)),
            Text("What does the step function say at exactly 0?", "정확히 0일 때 계단 함수는 무엇이라고 답하나요?"),
            "boundary.zero",
        ),
    ),
    alternatives=(_codes_by_unique, _codes_by_asking, _codes_with_if),
    hints=(
        Text(
            "First find the code of every example, then sort the examples into boxes, one box for each code.",
            "먼저 예제마다 코드를 구하고, 코드마다 상자를 하나씩 두어 예제를 나누어 담는다고 생각해 보세요.",
        ),
        Text(
            "$X W_1 + b_1$ has shape `(N, H)`: row $n$ belongs to example $n$ and to `y[n]`. Where it is above 0, the code has a 1.",
            "$X W_1 + b_1$의 형상은 `(N, H)`입니다. $n$번째 행은 $n$번째 예제와 `y[n]`의 것입니다. 0보다 큰 자리마다 코드가 1입니다.",
        ),
        Text(
            "Walk through rows and classes together. Make a tuple of 0s and 1s from the row; if the dictionary does not know it yet, start an empty list there; then append the class.",
            "행과 클래스를 나란히 훑습니다. 행에서 0과 1로 된 튜플을 만들고, 딕셔너리에 아직 없으면 빈 목록을 넣은 다음, 클래스를 덧붙입니다.",
        ),
    ),
)

EXERCISES = (XOR_GATES, FORWARD_STEP, XOR_WEIGHTS, COLLAPSE, COUNT_PARAMS, LAYER_SHAPES, HIDDEN_CODES)
