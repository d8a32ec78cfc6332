"""The card of `hidden_codes`: What the hidden layer sees."""

from typing import Any

import numpy as np

from dlcourse import multilayer
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.multilayer._shared import XOR
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS


def _code_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    ones = np.ones((2, 2))
    return (
        Case(
            Text("XOR seen by OR and AND", "OR와 AND로 본 XOR"),
            (CORNERS, XOR, ones, np.array([-0.5, -1.5])),
        ),
        Case(Text("XOR seen by OR twice", "OR 두 개로 본 XOR"), (CORNERS, XOR, ones, np.array([-0.5, -0.5]))),
        Case(
            Text("five examples, three hidden units", "샘플 다섯 개, 은닉 유닛 세 개"),
            (
                np.array([[2.0, 0.5], [-1.0, 1.0], [0.25, -2.0], [3.0, 1.0], [-2.0, 0.5]]),
                np.array([2, 0, 1, 0, 2]),
                np.array([[1.0, -1.0, 0.5], [0.0, 0.5, 1.0]]),
                np.array([-0.5, 0.25, 1.0]),
            ),
        ),
        Case(
            Text("random examples", "무작위 샘플"),
            (rng.normal(size=(14, 4)), rng.integers(0, 3, size=14), rng.normal(size=(4, 3)), rng.normal(size=3)),
            hidden=True,
        ),
        Case(
            Text("an example exactly on a line", "정확히 직선 위에 있는 샘플"),
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


CARD = Exercise(
    id="hidden-codes",
    reference=multilayer.hidden_codes,
    points=3.0,
    stars=2,
    title=Text("What the hidden layer sees", "은닉층이 보는 것"),
    text=Text(
        r"""Write `hidden_codes(X, y, W1, b1)`. Send every example through the hidden layer, $\text{step}(X W_1 + b_1)$ with the step function. The pattern of 0s and 1s that comes out is the example's **code**.

Return a dictionary. Its keys are the codes that occur, as tuples of zeros and ones; each value is the list of the classes (from `y`) of all examples with that code, in the order of the rows. Nothing is left out: two examples of one class with the same code are two entries.

`X` has shape `(N, D)`, `y` `(N,)`, `W1` `(D, H)`, `b1` `(H,)`. For XOR with OR and AND as hidden units the result is `{(0, 0): [0], (1, 0): [1, 1], (1, 1): [0]}`.""",
        r"""`hidden_codes(X, y, W1, b1)`를 작성하세요. 모든 샘플을 은닉층에 통과시킵니다. 곧 계단 함수로 $\text{step}(X W_1 + b_1)$을 구합니다. 나온 0과 1의 조합이 그 샘플의 **은닉 값**(code)입니다.

딕셔너리를 반환합니다. 키는 실제로 나온 은닉 값이고 0과 1로 된 튜플입니다. 값은 그 은닉 값을 가진 모든 샘플의 클래스(`y`의 값)를 행의 순서대로 늘어놓은 리스트입니다. 하나도 빠뜨리지 않습니다. 클래스도 은닉 값도 같은 샘플이 둘이면 두 번 적습니다.

`X`의 형상은 `(N, D)`, `y`는 `(N,)`, `W1`은 `(D, H)`, `b1`은 `(H,)`입니다. OR와 AND가 은닉 유닛인 XOR의 결과는 `{(0, 0): [0], (1, 0): [1, 1], (1, 1): [0]}`입니다.""",
    ),
    docstring_ko="""은닉층의 계단 함수가 X의 행들을 어디로 보내는지 알려 줍니다. 실제로 나온 0과 1의 조합마다 그 행들의 클래스를 적습니다.

    조합이 같은 행은 다음 층에 똑같아 보입니다. 클래스는 행의 순서대로 적습니다.
    형상: (N, D), (N,), (D, H), (H,) -> 0과 1이 H개인 조합
    예외: 형상이 서로 맞지 않으면 ValueError
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
                "두 꼭짓점의 은닉 값이 (1, 0)으로 같고 둘 다 클래스 1입니다. 몇 개를 적어야 할까요?",
            ),
            "shape.keepdims",
            variants=(_grouped(finish=lambda labels: list(dict.fromkeys(labels))),),
        ),
        Misconception(
            "last-one-wins",
            Text(
                "a later example overwrites an earlier one with the same code",
                "은닉 값이 같은 샘플이 나오면 앞의 것을 덮어썼습니다",
            ),
            _grouped(finish=lambda labels: labels[-1:]),
            Text(
                "What does your dictionary do when a code comes a second time?",
                "같은 은닉 값이 두 번째로 나오면 딕셔너리는 어떻게 하나요?",
            ),
            "state.not_returned",
            variants=(_grouped(finish=lambda labels: labels[-1]),),
        ),
        Misconception(
            "first-one-stays",
            Text(
                "only the first example of each code is kept",
                "은닉 값마다 첫 샘플만 남겼습니다",
            ),
            _grouped(finish=lambda labels: labels[:1]),
            Text(
                "A code that is already known gets one more class. Where does your function add it?",
                "이미 나온 은닉 값에도 클래스를 하나 더해야 합니다. 어디에서 더하고 있나요?",
            ),
            "state.not_returned",
            variants=(_grouped(finish=lambda labels: labels[0]),),
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
            Text("classes are the keys and codes are the values", "클래스를 키로, 은닉 값을 값으로 썼습니다"),
            _codes_by_class,
            Text(
                "The next layer sees codes and has to guess classes. Which of the two should you look things up by?",
                "다음 층은 은닉 값을 보고 클래스를 알아내야 합니다. 무엇으로 찾아볼 수 있어야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "patterns-that-never-occur",
            Text("codes are listed that no example has", "어느 샘플에도 없는 은닉 값을 넣었습니다"),
            _every_pattern,
            Text("With OR and AND, can the code (0, 1) occur at all?", "OR와 AND라면 은닉 값 (0, 1)이 나올 수 있나요?"),
            "hardcoded.value",
        ),
        Misconception(
            "counted-only",
            Text("examples are counted instead of listed by class", "클래스를 적지 않고 샘플의 수만 세었습니다"),
            _grouped(finish=lambda labels: len(labels)),
            Text(
                "A number does not tell whether a code mixes the classes. What would?",
                "개수만으로는 은닉 값에 클래스가 섞였는지 알 수 없습니다. 무엇을 적어야 알 수 있을까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "codes-as-words",
            Text(
                "the codes are words such as '10' instead of tuples", "은닉 값이 튜플이 아니라 '10' 같은 문자열입니다"
            ),
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
        Misconception(
            "classes-sorted",
            Text("the classes of a code are sorted", "은닉 값마다 클래스를 크기 순서로 정렬했습니다"),
            _grouped(finish=sorted),
            Text(
                "The right classes stand at every code. In which order did their examples come?",
                "은닉 값마다 클래스는 맞습니다. 샘플은 어떤 순서로 나왔나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "minus-one-and-one",
            Text("a code holds -1 where it should hold 0", "은닉 값에서 0이어야 할 자리가 -1입니다"),
            _grouped(code=lambda row: tuple(1 if z > 0 else -1 for z in row)),
            Text("What does the step function answer below 0?", "0보다 작으면 계단 함수는 무엇이라고 답하나요?"),
            "boundary.zero",
        ),
        Misconception(
            "first-class-lost",
            Text("the first example of every code is lost", "은닉 값마다 첫째 샘플이 빠졌습니다"),
            _grouped(finish=lambda labels: labels[1:]),
            Text(
                "A new code gets its empty list. Which line adds the class of the example that brought the code?",
                "새 은닉 값에는 빈 리스트를 만들어 줍니다. 그 은닉 값을 처음 가져온 샘플의 클래스는 어느 줄에서 더하나요?",
            ),
            "state.not_returned",
        ),
    ),
    alternatives=(_codes_by_unique, _codes_by_asking, _codes_with_if),
    hints=(
        Text(
            "First find the code of every example, then sort the examples into boxes, one box for each code.",
            "먼저 샘플마다 은닉 값을 구하고, 은닉 값마다 상자를 하나씩 두어 샘플을 나누어 담는다고 생각해 보세요.",
        ),
        Text(
            "$X W_1 + b_1$ has shape `(N, H)`: row $n$ belongs to example $n$ and to `y[n]`. Where it is above 0, the code has a 1.",
            "$X W_1 + b_1$의 형상은 `(N, H)`입니다. $n$번째 행은 $n$번째 샘플과 `y[n]`의 것입니다. 0보다 큰 자리마다 은닉 값이 1입니다.",
        ),
        Text(
            "Walk through rows and classes together. Make a tuple of 0s and 1s from the row; if the dictionary does not know it yet, start an empty list there; then append the class.",
            "행과 클래스를 나란히 훑습니다. 행에서 0과 1로 된 튜플을 만들고, 딕셔너리에 아직 없으면 빈 리스트를 넣은 다음, 클래스를 덧붙입니다.",
        ),
    ),
)
