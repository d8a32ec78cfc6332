"""The card of `binary_from_softmax`: One sigmoid instead of two scores."""

from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _binary_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("two inputs", "입력 두 개"), (np.array([[1.0, 4.0], [2.0, 2.0]]), np.array([0.5, 0.0]))),
        Case(Text("five random inputs", "무작위 입력 다섯 개"), (rng.normal(size=(5, 2)), rng.normal(size=2))),
        Case(Text("many inputs", "많은 입력"), (rng.normal(size=(17, 2)), rng.normal(size=2)), hidden=True),
        Case(Text("one input", "입력 하나"), (rng.normal(size=(1, 2)), rng.normal(size=2)), edge=True),
    )


def _ratio(eps: float) -> Any:
    return lambda W, b: (W[:, 1] / W[:, 0], b[1] / (b[0] + eps))


CARD = Exercise(
    id="binary-from-softmax",
    reference=digits.binary_from_softmax,
    points=3.0,
    stars=2,
    title=Text("One sigmoid instead of two scores", "점수 두 개 대신 시그모이드 하나"),
    text=Text(
        r"""A softmax layer with two classes has `W` of shape `(D, 2)` and `b` of shape `(2,)`. Write `binary_from_softmax(W, b)`: return `w, c` of shapes `(D,)` and `()` so that a single sigmoid unit gives class 1 the same probability for every input:

$$\sigma(x w + c) = \mathrm{softmax}(x W + b)_1$$""",
        r"""클래스가 둘인 소프트맥스 층은 `W`의 형상이 `(D, 2)`, `b`의 형상이 `(2,)`입니다. `binary_from_softmax(W, b)`를 작성하세요. 어떤 입력에서든 시그모이드 유닛 하나가 클래스 1에 같은 확률을 주도록, 형상이 `(D,)`와 `()`인 `w, c`를 반환하세요.

$$\sigma(x w + c) = \mathrm{softmax}(x W + b)_1$$""",
    ),
    docstring_ko="""이 소프트맥스 층과 같은 확률을 클래스 1에 주는 시그모이드 유닛 하나의 가중치 w와 편향 c입니다.

    형상: (D, 2), (2,) -> (D,), ()
    참고: Bishop (2006), 4.2절
    >>> binary_from_softmax(np.array([[1.0, 4.0], [2.0, 2.0]]), np.array([0.5, 0.0]))
    (array([3., 0.]), np.float64(-0.5))
    """,
    cases=_binary_cases,
    misconceptions=(
        Misconception(
            "other-class",
            Text("the probability of class 0 instead of class 1", "클래스 1이 아니라 클래스 0의 확률입니다"),
            lambda W, b: (W[:, 0] - W[:, 1], b[0] - b[1]),
            Text(
                "If the score of class 1 grows, should your sigmoid rise or fall?",
                "클래스 1의 점수가 커지면 여러분의 시그모이드는 올라가야 할까요, 내려가야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "sum-of-scores",
            Text("the two scores are added", "두 점수를 더했습니다"),
            lambda W, b: (W[:, 1] + W[:, 0], b[1] + b[0]),
            Text(
                "Add 5 to both scores: softmax does not notice. Does your unit?",
                "두 점수에 5씩 더해도 소프트맥스는 달라지지 않습니다. 여러분의 유닛은 어떤가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "class-one-alone",
            Text("only the weights of class 1", "클래스 1의 가중치만 썼습니다"),
            lambda W, b: (W[:, 1], b[1]),
            Text(
                "Can the probability of class 1 be known without the score of class 0?",
                "클래스 0의 점수를 모르고 클래스 1의 확률을 알 수 있을까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "rows-instead-of-columns",
            Text("rows of W were taken instead of columns", "W의 열이 아니라 행을 썼습니다"),
            lambda W, b: (W[-1] - W[0], b[1] - b[0]),
            Text("In `(D, 2)`, which axis counts the classes?", "`(D, 2)`에서 클래스는 어느 축인가요?"),
            "axis.wrong",
            variants=(lambda W, b: (W[-1 if len(W) < 2 else 1] - W[0], b[1] - b[0]),),
        ),
        Misconception(
            "class-zero-alone",
            Text("only the weights of class 0", "클래스 0의 가중치만 썼습니다"),
            lambda W, b: (W[:, 0], b[0]),
            Text(
                "Whose probability does your unit give, and can it be known without the score of class 1?",
                "여러분의 유닛은 어느 클래스의 확률을 주나요? 클래스 1의 점수를 모르고 그것을 알 수 있을까요?",
            ),
            "chain.missing_local",
            variants=(lambda W, b: (-W[:, 0], -b[0]),),
        ),
        Misconception(
            "bias-forgotten",
            Text("the bias stays at 0", "편향이 0으로 남았습니다"),
            lambda W, b: (W[:, 1] - W[:, 0], np.float64(0.0)),
            Text(
                "For x = 0 the softmax depends on `b` alone. And your unit?",
                "x = 0이면 소프트맥스는 `b`만으로 정해집니다. 여러분의 유닛은 어떤가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "column-kept",
            Text("w is a column of shape (D, 1), not (D,)", "w의 형상이 (D,)가 아니라 (D, 1)입니다"),
            lambda W, b: (W[:, 1:] - W[:, :1], b[1] - b[0]),
            Text(
                "`W[:, 1:]` keeps its axis. What does `W[:, 1]` do?",
                "`W[:, 1:]`은 축을 남깁니다. `W[:, 1]`은 어떤가요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "ratio-of-scores",
            Text("one score is divided by the other", "한 점수를 다른 점수로 나누었습니다"),
            _ratio(0.0),
            Text(
                "Dividing two exponentials subtracts their exponents. What happens to the two scores, then?",
                "지수 함수 둘을 나누면 지수는 빼집니다. 그러면 두 점수는 어떻게 되나요?",
            ),
            "chain.wrong_input",
            variants=(_ratio(1e-12), _ratio(1e-8)),
        ),
        Misconception(
            "bias-of-one-class",
            Text(
                "the weights are right, but the bias is that of one class alone",
                "가중치는 맞지만 편향은 한 클래스의 것만 썼습니다",
            ),
            lambda W, b: (W[:, 1] - W[:, 0], b[1]),
            Text(
                "Add 5 to both biases: the softmax does not notice. Does your unit?",
                "두 편향에 5씩 더해도 소프트맥스는 달라지지 않습니다. 여러분의 유닛은 어떤가요?",
            ),
            "bias.missing",
            variants=(
                lambda W, b: (W[:, 1] - W[:, 0], b[0]),
                lambda W, b: (W[:, 1] - W[:, 0], -b[0]),
            ),
        ),
    ),
    alternatives=(
        lambda W, b: (np.diff(W, axis=1)[:, 0], np.diff(b)[0]),
        lambda W, b: (W @ np.array([-1.0, 1.0]), b @ np.array([-1.0, 1.0])),
        lambda W, b: (np.array([row[1] - row[0] for row in W]), float(b[1]) - float(b[0])),
    ),
    hints=(
        Text(
            "Write the softmax of two scores, then divide above and below by the same exponential.",
            "점수 두 개의 소프트맥스를 쓰고, 분자와 분모를 같은 지수로 나누어 보세요.",
        ),
        Text(
            r"$\frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \frac{1}{1 + e^{-(z_1 - z_0)}}$: only a difference is left.",
            r"$\frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \frac{1}{1 + e^{-(z_1 - z_0)}}$이므로 차이만 남습니다.",
        ),
        Text(
            "Columns of `W` and entries of `b`: take the difference of both, class 1 first.",
            "`W`의 열과 `b`의 값에서 클래스 1을 앞에 두고 차이를 구하세요.",
        ),
    ),
    returns=("w", "c"),
)
