"""The card of `half_sse`: Half the sum of squared errors."""

from typing import Any

import numpy as np

from dlcourse import losses
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _half_sse_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("the worked example", "본문의 계산 예제"),
            (np.array([0.6094460050, 0.6638449097]), np.array([0.4, 0.6])),
        ),
        Case(
            Text("two outputs, one too small", "출력 두 개, 하나는 목푯값보다 작음"),
            (np.array([1.0, -2.0]), np.array([4.0, -1.5])),
        ),
        Case(
            Text("a single output", "출력이 하나일 때"),
            (rng.normal(size=1), rng.normal(size=1) + 3.0),
            hidden=True,
        ),
        Case(
            Text("three outputs", "출력이 세 개일 때"),
            (rng.normal(size=3), rng.normal(size=3) + np.array([2.0, -2.0, 1.5])),
            hidden=True,
        ),
    )


def _half_sse_by_loop(o: Any, t: Any) -> Any:
    total = 0.0
    for output, target in zip(o, t, strict=True):
        total += (target - output) ** 2 / 2
    return total


CARD = Exercise(
    id="half-sse",
    reference=losses.half_sse,
    points=1.5,
    stars=1,
    title=Text("Half the sum of squared errors", "오차 제곱합의 절반"),
    text=Text(
        r"""Write `half_sse(o, t)`: one number that says how far the outputs are from the targets.

$$E = \frac{1}{2} \sum_{k=1}^{K} (t_k - o_k)^2$$

`o` and `t` have the same shape `(K,)`. The result is a single number.

For `o = [1.0, 2.0, 3.0]` and `t = [1.0, 1.0, 1.0]` the result is `2.5`.""",
        r"""`half_sse(o, t)`를 작성하세요. 출력이 목푯값에서 얼마나 떨어져 있는지를 수 하나로 나타냅니다.

$$E = \frac{1}{2} \sum_{k=1}^{K} (t_k - o_k)^2$$

`o`와 `t`의 형상은 `(K,)`로 같습니다. 결과는 수 하나입니다.

`o = [1.0, 2.0, 3.0]`, `t = [1.0, 1.0, 1.0]`이면 결과는 `2.5`입니다.""",
    ),
    docstring_ko="""출력 o와 목푯값 t의 오차 제곱합의 절반입니다.

    식:   1/2 * (t - o)^2의 합
    형상: (K,), (K,) -> ()
    참고: Rumelhart, Hinton & Williams (1986)
    >>> half_sse(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 1.0]))
    2.5
    """,
    cases=_half_sse_cases,
    misconceptions=(
        Misconception(
            "mean-instead-of-half-the-sum",
            Text("the mean of the squares instead of half their sum", "제곱합의 절반이 아니라 제곱의 평균입니다"),
            lambda o, t: np.mean((t - o) ** 2),
            Text(
                "With exactly two outputs the mean and half the sum are the same number. What happens with one, or with three?",
                "출력이 정확히 두 개이면 평균과 합의 절반이 같은 수가 됩니다. 한 개나 세 개이면 어떻게 될까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "half-forgotten",
            Text("the factor one half is missing", "절반(1/2)을 빠뜨렸습니다"),
            lambda o, t: np.sum((t - o) ** 2),
            Text(
                "Your result is exactly twice as large. What stands in front of the sum?",
                "결과가 정확히 두 배입니다. 합 앞에 무엇이 있나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "half-of-the-mean",
            Text("half of the mean instead of half of the sum", "합이 아니라 평균의 절반입니다"),
            lambda o, t: 0.5 * np.mean((t - o) ** 2),
            Text(
                "The formula has a sum and a half, but no division by K. Which of your steps divides by K?",
                "식에는 합과 1/2이 있을 뿐 K로 나누지 않습니다. 어느 단계에서 K로 나누었나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "not-squared",
            Text("the errors are not squared", "오차를 제곱하지 않았습니다"),
            lambda o, t: 0.5 * np.sum(t - o),
            Text(
                "An error of 1 and an error of -1 cancel in your sum. What prevents that?",
                "오차 1과 -1이 합에서 서로 지워집니다. 무엇이 그것을 막아 줄까요?",
            ),
            "opt.square_missing",
            variants=(
                lambda o, t: 0.5 * np.sum(o - t),
                lambda o, t: np.sum(o - t),
                lambda o, t: np.sum(t - o),
                lambda o, t: np.mean(o - t),
                lambda o, t: np.mean(t - o),
            ),
        ),
        Misconception(
            "absolute-errors",
            Text("absolute values in the place of squares", "제곱이 아니라 절댓값을 썼습니다"),
            lambda o, t: 0.5 * np.sum(np.abs(t - o)),
            Text(
                "How much larger should the loss become when an error doubles?",
                "오차가 두 배가 되면 손실은 몇 배가 되어야 할까요?",
            ),
            "opt.square_missing",
            variants=(
                lambda o, t: np.mean(np.abs(t - o)),
                lambda o, t: np.sum(np.abs(t - o)),
            ),
        ),
        Misconception(
            "square-of-the-sum",
            Text("the sum is squared, not each error", "오차마다가 아니라 합을 제곱했습니다"),
            lambda o, t: 0.5 * np.sum(t - o) ** 2,
            Text(
                "First square, then add up. Where do your brackets end?",
                "먼저 제곱하고 그다음 더합니다. 괄호가 어디에서 끝나나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "not-added-up",
            Text("one error for each output, not added up", "출력마다 오차가 하나씩이고 더하지 않았습니다"),
            lambda o, t: 0.5 * (t - o) ** 2,
            Text(
                "You returned one number for each output. How many numbers should a loss be?",
                "출력마다 수가 하나씩 나왔습니다. 손실은 수 몇 개여야 할까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "two-outputs-only",
            Text("exactly two outputs are expected", "출력이 꼭 두 개라고 가정했습니다"),
            lambda o, t: 0.5 * ((t[0] - o[0]) ** 2 + (t[1] - o[1]) ** 2),
            Text(
                "The worked example has two outputs. How do you add up as many errors as there are?",
                "본문의 예제는 출력이 두 개입니다. 오차가 몇 개이든 모두 더하려면 어떻게 해야 할까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "root-taken",
            Text("a square root is taken at the end", "마지막에 제곱근을 구했습니다"),
            lambda o, t: np.sqrt(np.sum((t - o) ** 2)),
            Text(
                "The length of the error is one thing, the loss of the formula another. Is there a root in it?",
                "오차의 길이와 식의 손실은 다릅니다. 식에 제곱근이 있나요?",
            ),
            "opt.square_missing",
            variants=(
                lambda o, t: np.sqrt(np.mean((t - o) ** 2)),
                lambda o, t: 0.5 * np.sqrt(np.sum((t - o) ** 2)),
                lambda o, t: np.sqrt(0.5 * np.sum((t - o) ** 2)),
            ),
        ),
        Misconception(
            "half-squared",
            Text("the half is squared as well", "1/2까지 제곱했습니다"),
            lambda o, t: np.sum((0.5 * (t - o)) ** 2),
            Text(
                "Half of a square, or the square of a half? Which of the two comes first in the formula?",
                "제곱의 절반인가요, 절반의 제곱인가요? 식에서는 어느 것을 먼저 하나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "squares-subtracted",
            Text("squares are subtracted, not the numbers", "수가 아니라 제곱을 서로 뺐습니다"),
            lambda o, t: 0.5 * np.sum(t**2 - o**2),
            Text(
                "A loss is never negative. For t = 0 and o = 1, what does yours say, and what stands inside the square?",
                "손실은 음수일 수 없습니다. t = 0, o = 1이면 얼마가 나오나요? 제곱 안에는 무엇이 있나요?",
            ),
            "chain.wrong_input",
            variants=(lambda o, t: 0.5 * np.sum(o**2 - t**2),),
        ),
        Misconception(
            "last-output-missing",
            Text("the last output is left out", "마지막 출력이 빠졌습니다"),
            lambda o, t: 0.5 * np.sum((t[:-1] - o[:-1]) ** 2),
            Text(
                "With a single output your loss is 0. How far does your loop count?",
                "출력이 하나이면 손실이 0으로 나옵니다. 반복문은 어디까지 세나요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "divided-by-one-less",
            Text("divided by K - 1", "K - 1로 나누었습니다"),
            lambda o, t: np.sum((t - o) ** 2) / (len(o) - 1),
            Text(
                "Three outputs give the right number, one output gives none at all. What does the formula put in front of the sum, however many there are?",
                "출력이 세 개이면 맞지만 한 개이면 수가 나오지 않습니다. 출력이 몇 개이든 식에서 합 앞에 있는 것은 무엇인가요?",
            ),
            "scale.one_over_n",
        ),
    ),
    alternatives=(
        _half_sse_by_loop,
        lambda o, t: (o - t) @ (o - t) / 2,
        lambda o, t: 0.5 * np.linalg.norm(t - o) ** 2,
        lambda o, t: np.einsum("k,k->", t - o, t - o) / 2,
    ),
    hints=(
        Text(
            "One error for each output; a square makes it positive, a sum makes it one number.",
            "출력마다 오차가 하나씩 있습니다. 제곱하면 음수가 사라지고, 더하면 수 하나가 됩니다.",
        ),
        Text(
            r"$\frac{1}{2} \sum (t_k - o_k)^2$: `(K,)` minus `(K,)` is `(K,)`, and the sum has no axis left.",
            r"$\frac{1}{2} \sum (t_k - o_k)^2$에서 `(K,)` 빼기 `(K,)`는 `(K,)`이고, 더하고 나면 축이 남지 않습니다.",
        ),
        Text(
            "Subtract, square every difference, add them up with one function of NumPy, and halve.",
            "빼고, 차이를 하나하나 제곱하고, NumPy 함수 하나로 모두 더한 다음, 반으로 나눕니다.",
        ),
    ),
)
