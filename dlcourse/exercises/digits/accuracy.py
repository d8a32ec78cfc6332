"""The card of `accuracy`: How often is it right?"""

import numpy as np

from dlcourse import digits
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _accuracy_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    y = rng.integers(0, 10, size=37)
    near = np.where(rng.uniform(size=37) < 0.7, y, (y + 1) % 10)
    near[:2] = y[:2]
    near[2] = (y[2] + 1) % 10
    return (
        Case(Text("three of four right", "넷 가운데 셋이 맞을 때"), (np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2]))),
        Case(
            Text("the largest digit in the same place", "가장 큰 숫자가 같은 자리에 있을 때"),
            (np.array([9, 0, 1, 3, 0]), np.array([9, 1, 1, 0, 0])),
        ),
        Case(Text("nothing right", "하나도 맞지 않을 때"), (np.array([3, 4, 5]), np.array([4, 5, 3]))),
        Case(Text("many digits", "많은 숫자"), (y, near), hidden=True),
        Case(Text("one digit, right", "숫자 하나, 맞을 때"), (np.array([8]), np.array([8])), edge=True),
    )


CARD = Exercise(
    id="accuracy",
    reference=digits.accuracy,
    points=2.0,
    stars=1,
    title=Text("How often is it right?", "얼마나 자주 맞을까요?"),
    text=Text(
        "Write `accuracy(y, yhat)`: the share of examples whose answer `yhat` is the true class `y`. Both have shape `(N,)`; the result is one number between 0 and 1.",
        "`accuracy(y, yhat)`를 작성하세요. 답 `yhat`이 실제 클래스 `y`와 같은 샘플의 비율입니다. 둘 다 형상이 `(N,)`이고, 결과는 0과 1 사이의 수 하나입니다.",
    ),
    docstring_ko="""맞은 답의 비율로, 0과 1 사이입니다. y는 실제 클래스, yhat은 답입니다.

    형상: (N,), (N,) -> ()
    참고: Bishop (2006), 1.5절
    >>> accuracy(np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2]))
    0.75
    """,
    cases=_accuracy_cases,
    misconceptions=(
        Misconception(
            "percent",
            Text("percent instead of a share", "비율이 아니라 퍼센트입니다"),
            lambda y, yhat: 100.0 * float(np.mean(y == yhat)),
            Text("Between which two numbers should the result lie?", "결과는 어느 두 수 사이에 있어야 할까요?"),
            "scale.half",
        ),
        Misconception(
            "counted-not-shared",
            Text("the number of right answers instead of their share", "맞은 답의 비율이 아니라 개수입니다"),
            lambda y, yhat: float(np.sum(y == yhat)),
            Text(
                "Seven right answers: is that good? What else do you need to know?",
                "일곱 개가 맞았다면 잘한 것일까요? 무엇을 더 알아야 할까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "share-of-wrong",
            Text("the share of wrong answers", "틀린 답의 비율입니다"),
            lambda y, yhat: float(np.mean(y != yhat)),
            Text("If everything is right, what should come out?", "모두 맞으면 무엇이 나와야 할까요?"),
            "sign.flipped",
        ),
        Misconception(
            "distance",
            Text("measures how far apart the digits are", "숫자끼리 얼마나 떨어져 있는지를 쟀습니다"),
            lambda y, yhat: float(1 - np.mean(np.abs(y - yhat)) / 10),
            Text(
                "Is taking a 1 for a 2 a smaller mistake than taking it for a 7? Classes are names, not sizes.",
                "1을 2로 읽는 것이 7로 읽는 것보다 작은 실수일까요? 클래스는 이름이지 크기가 아닙니다.",
            ),
            "type.wrong",
            variants=(lambda y, yhat: float(1 - np.mean(np.abs(y - yhat))),),
        ),
        Misconception(
            "all-or-nothing",
            Text("the result is 1 only if everything is right, else 0", "모두 맞을 때만 1이고 아니면 0입니다"),
            lambda y, yhat: float(np.array_equal(y, yhat)),
            Text(
                "One wrong answer and your result is 0. How many were right, and where do the fractions get lost?",
                "하나만 틀려도 결과가 0입니다. 몇 개가 맞았고, 소수 부분은 어디에서 사라지나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "not-averaged",
            Text("one truth value for each example", "샘플마다 참과 거짓이 하나씩입니다"),
            lambda y, yhat: y == yhat,
            Text(
                "You know for each example whether it is right. How do many become one number?",
                "샘플마다 맞았는지는 알았습니다. 여러 개가 어떻게 수 하나가 되나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "largest-labels-compared",
            Text("the places of the largest labels are compared", "가장 큰 레이블이 놓인 자리를 비교했습니다"),
            lambda y, yhat: float(np.argmax(y) == np.argmax(yhat)),
            Text(
                "`y` and `yhat` hold classes already. What would `np.argmax` look for in them?",
                "`y`와 `yhat`에는 이미 클래스가 들어 있습니다. 거기서 `np.argmax`는 무엇을 찾나요?",
            ),
            "chain.wrong_input",
            variants=(lambda y, yhat: float(np.max(y) == np.max(yhat)),),
        ),
        Misconception(
            "rounded",
            Text("the share is rounded", "비율을 반올림했습니다"),
            lambda y, yhat: float(round(np.mean(y == yhat))),
            Text(
                "Two networks, 0.954 and 0.949: can your number tell which is better?",
                "0.954와 0.949인 두 신경망 가운데 어느 쪽이 나은지 지금의 수로 알 수 있나요?",
            ),
            "type.wrong",
            variants=(
                lambda y, yhat: round(float(np.mean(y == yhat)), 1),
                lambda y, yhat: round(float(np.mean(y == yhat)), 2),
                lambda y, yhat: round(float(np.mean(y == yhat)), 3),
                lambda y, yhat: round(float(np.mean(y == yhat)), 4),
            ),
        ),
        Misconception(
            "divided-by-the-classes",
            Text("divided by the number of classes, not of examples", "샘플의 수가 아니라 클래스의 수로 나누었습니다"),
            lambda y, yhat: float(np.sum(y == yhat) / len(np.unique(y))),
            Text("A share of what? How many answers were there?", "무엇에 대한 비율인가요? 답은 모두 몇 개였나요?"),
            "scale.one_over_n",
            variants=(
                lambda y, yhat: float(np.sum(y == yhat) / (np.max(y) + 1)),
                lambda y, yhat: float(np.sum(y == yhat) / 10),
                lambda y, yhat: float(np.sum(y == yhat) / len(np.unique(np.concatenate([y, yhat])))),
            ),
        ),
        Misconception(
            "class-one-alone",
            Text("only the answers 1 count as right", "1이라고 맞힌 것만 세었습니다"),
            lambda y, yhat: float(np.mean((y == 1) & (yhat == 1))),
            Text(
                "With ten classes there is no yes and no. When is one answer right?",
                "클래스가 열 개이면 예와 아니요가 없습니다. 답 하나는 언제 맞은 것인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "mean-of-the-classes",
            Text("every class counts as much as every other", "클래스마다 맞힌 비율을 구해 평균 냈습니다"),
            lambda y, yhat: float(np.mean([np.mean(yhat[y == c] == c) for c in np.unique(y)])),
            Text(
                "Should a class with one example weigh as much as one with a hundred? What does the task count?",
                "샘플이 하나뿐인 클래스와 백 개인 클래스를 똑같이 세어야 할까요? 문제에서는 무엇을 세나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "class-zero-left-out",
            Text("class 0 is left out of the count", "클래스 0을 빼고 셌습니다"),
            lambda y, yhat: float(np.sum((y == yhat) & (y > 0)) / max(np.sum(y > 0), 1)),
            Text(
                "0 is a class like every other. What becomes of an image of a 0 that is answered with 0?",
                "0도 다른 것과 똑같은 클래스입니다. 0인 그림을 0이라고 맞히면 어떻게 되나요?",
            ),
            "boundary.zero",
            variants=(
                lambda y, yhat: float(np.sum((y == yhat) & (y > 0)) / max(np.sum(yhat > 0), 1)),
                lambda y, yhat: float(np.mean((y == yhat) & (y > 0))),
            ),
        ),
        Misconception(
            "order-lost",
            Text("both arrays are sorted before they are compared", "두 배열을 정렬한 다음 비교했습니다"),
            lambda y, yhat: float(np.mean(np.sort(y) == np.sort(yhat))),
            Text(
                "Two examples are answered the wrong way round: 3 for 5 and 5 for 3. What does sorting make of that?",
                "3을 5로, 5를 3으로 서로 바꾸어 답했습니다. 정렬하면 그 두 실수는 어떻게 보이나요?",
            ),
            "axis.wrong",
        ),
    ),
    alternatives=(
        lambda y, yhat: sum(int(a == b) for a, b in zip(y, yhat, strict=True)) / len(y),
        lambda y, yhat: np.count_nonzero(y == yhat) / y.size,
        lambda y, yhat: 1 - np.sum(y != yhat) / len(y),
    ),
    hints=(
        Text("Compare, then average.", "비교한 다음 평균을 내세요."),
        Text(
            "`True` counts as 1 and `False` as 0, so the mean of a comparison is a share.",
            "`True`는 1, `False`는 0으로 세므로, 비교한 결과의 평균이 비율입니다.",
        ),
        Text(
            "`y == yhat` gives `(N,)` truth values; which NumPy function averages them?",
            "`y == yhat`은 참과 거짓 `(N,)`개를 줍니다. 평균을 내는 NumPy 함수는 무엇일까요?",
        ),
    ),
)
