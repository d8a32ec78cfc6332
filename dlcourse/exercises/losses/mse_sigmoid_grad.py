"""The card of `mse_sigmoid_grad`: The slope that fades away."""

import math
from typing import Any

import numpy as np

from dlcourse import losses
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.losses._shared import sigmoid
from dlcourse.language import Text


def _mse_sigmoid_grad_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("undecided, and confidently wrong", "결정하지 못할 때와 확신하는데 틀렸을 때"),
            (np.array([0.0, -10.0]), np.array([1.0, 1.0])),
        ),
        Case(
            Text("where it is steepest: a = 1/3 and a = 2/3", "가장 가파른 곳: a = 1/3과 a = 2/3"),
            (np.array([-math.log(2.0), math.log(2.0), 0.5]), np.array([1.0, 0.0, 0.0])),
        ),
        Case(
            Text("random logits", "무작위 로짓"),
            (rng.normal(scale=2.0, size=9), rng.integers(0, 2, size=9).astype(float)),
            hidden=True,
        ),
        Case(
            Text("targets between 0 and 1", "0과 1 사이의 목푯값"),
            (rng.normal(scale=2.0, size=6), rng.uniform(0.1, 0.9, size=6)),
            hidden=True,
        ),
        Case(
            Text("very large logits", "아주 큰 로짓"),
            (np.array([1000.0, -1000.0, 30.0]), np.array([0.0, 1.0, 1.0])),
            edge=True,
            silent=True,
        ),
    )


def _slope_naive(z: Any, t: Any) -> Any:
    a = 1 / (1 + np.exp(-z))
    return (a - t) * a * (1 - a)


def _slope_by_loop(z: Any, t: Any) -> Any:
    slopes = []
    for score, target in zip(z, t, strict=True):
        a = (1 + math.tanh(score / 2)) / 2
        slopes.append((a - target) * a * (1 - a))
    return np.array(slopes)


def _slope_by_exp(z: Any, t: Any) -> Any:
    e = np.exp(-np.abs(z))
    a = np.where(z > 0, 1 / (1 + e), e / (1 + e))
    return (a - t) * e / (1 + e) ** 2


CARD = Exercise(
    id="mse-sigmoid-grad",
    reference=losses.mse_sigmoid_grad,
    points=3.0,
    stars=2,
    title=Text("The slope that fades away", "사라지는 기울기"),
    text=Text(
        r"""Write `mse_sigmoid_grad(z, t)`: how fast the squared error of a sigmoid unit changes when its pre-activation grows. For every number on its own,

$$\frac{d}{dz} \, \frac{1}{2} \bigl( \sigma(z) - t \bigr)^2$$

`z` and `t` have shape `(N,)`, and so has the result: no sum and no mean. You may use `sigmoid`.

For `z = [0.0]` and `t = [1.0]` the result is `[-0.125]`.""",
        r"""`mse_sigmoid_grad(z, t)`를 작성하세요. 활성화 전 값이 커질 때 시그모이드 유닛의 제곱 오차가 얼마나 빨리 변하는지를 구합니다. 수마다 따로 다음을 구합니다.

$$\frac{d}{dz} \, \frac{1}{2} \bigl( \sigma(z) - t \bigr)^2$$

`z`와 `t`의 형상은 `(N,)`이고 결과도 같습니다. 더하거나 평균하지 않습니다. `sigmoid`를 써도 됩니다.

`z = [0.0]`, `t = [1.0]`이면 결과는 `[-0.125]`입니다.""",
    ),
    docstring_ko="""수마다 따로, z에서 1/2 (sigmoid(z) - t)^2의 기울기를 구합니다. 크기는 4/27를 넘지 않습니다.

    형상: (N,), (N,) -> (N,)
    참고: Glorot & Bengio (2010). 교차 엔트로피가 배우는 곳에서 왜 멈추는지를 다룹니다
    >>> mse_sigmoid_grad(np.array([0.0, -10.0]), np.array([1.0, 1.0]))
    array([-1.25000000e-01, -4.53937469e-05])
    """,
    cases=_mse_sigmoid_grad_cases,
    misconceptions=(
        Misconception(
            "slope-of-sigmoid-forgotten",
            Text("the slope of the sigmoid is missing", "시그모이드의 기울기가 빠졌습니다"),
            lambda z, t: sigmoid(z) - t,
            Text(
                "You have the slope at a. From z to a there is one more step with a slope of its own. (Your answer is the gradient of another loss, one that does not fade.)",
                "a에서의 기울기까지 구했습니다. z에서 a로 가는 단계에도 기울기가 있습니다. (지금 답은 사라지지 않는 다른 손실의 기울기입니다.)",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "sigmoid-applied-twice",
            Text(
                "the slope of the sigmoid is taken at a instead of z",
                "시그모이드의 기울기를 z가 아니라 a에서 구했습니다",
            ),
            lambda z, t: (sigmoid(z) - t) * sigmoid(sigmoid(z)) * (1 - sigmoid(sigmoid(z))),
            Text(
                "How often does your code put a number through the sigmoid, and how often does the network?",
                "코드에서는 시그모이드를 몇 번 거치나요? 신경망에서는 몇 번 거치나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "z-in-the-place-of-a",
            Text("z(1 - z) instead of a(1 - a)", "a(1 - a)가 아니라 z(1 - z)를 썼습니다"),
            lambda z, t: (sigmoid(z) - t) * z * (1 - z),
            Text(
                "At z = 0 you get 0, where the sigmoid is steepest. Which letter belongs into the product?",
                "시그모이드가 가장 가파른 z = 0에서 0이 나옵니다. 곱에 들어갈 글자는 무엇일까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "sign-flipped",
            Text("the sign is flipped", "부호가 뒤집혔습니다"),
            lambda z, t: (t - sigmoid(z)) * sigmoid(z) * (1 - sigmoid(z)),
            Text(
                "With t = 1 the loss falls as z grows. Which sign has the slope of something that falls?",
                "t = 1이면 z가 커질수록 손실이 줄어듭니다. 줄어드는 것의 기울기는 부호가 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "twice-too-large",
            Text("twice too large: the half is forgotten", "두 배입니다. 1/2을 잊었습니다"),
            lambda z, t: 2 * (sigmoid(z) - t) * sigmoid(z) * (1 - sigmoid(z)),
            Text(
                "The exponent 2 comes down when you differentiate. What is it multiplied by?",
                "미분하면 지수 2가 내려옵니다. 그 2는 무엇과 곱해지나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "divided-by-n",
            Text("the slopes are divided by N", "기울기를 N으로 나누었습니다"),
            lambda z, t: (sigmoid(z) - t) * sigmoid(z) * (1 - sigmoid(z)) / len(z),
            Text(
                "Here every number stands for itself. Is there a mean in the formula?",
                "여기서는 수마다 따로 구합니다. 식에 평균이 있나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "added-up",
            Text("the slopes are made into one number", "기울기를 수 하나로 합쳤습니다"),
            lambda z, t: np.sum((sigmoid(z) - t) * sigmoid(z) * (1 - sigmoid(z))),
            Text(
                "Each z gets a slope of its own. Which shape should the result have?",
                "z마다 자기 기울기가 있습니다. 결과의 형상은 무엇이어야 할까요?",
            ),
            "reduce.sum_vs_mean",
            variants=(lambda z, t: np.mean((sigmoid(z) - t) * sigmoid(z) * (1 - sigmoid(z))),),
        ),
        Misconception(
            "sigmoid-overflows",
            Text("exp(1000) overflows inside the sigmoid", "시그모이드 안에서 exp(1000)에 오버플로가 납니다"),
            _slope_naive,
            Text(
                "The number is right, but NumPy warned on the way. Where is a sigmoid that stays calm at -1000?",
                "수는 맞지만 계산 중에 NumPy가 경고했습니다. -1000에서도 경고가 없는 시그모이드는 어디에 있을까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "loss-itself",
            Text("the loss itself, not its slope", "기울기가 아니라 손실의 값입니다"),
            lambda z, t: 0.5 * (sigmoid(z) - t) ** 2,
            Text(
                "Your numbers are never negative, yet a loss can fall. By how much does it change when z grows a little?",
                "결과가 음수인 적이 없는데 손실은 줄어들 수도 있습니다. z가 조금 커지면 손실은 얼마나 달라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "z-compared",
            Text("z is compared with the target instead of a", "a가 아니라 z를 목푯값과 비교했습니다"),
            lambda z, t: (z - t) * sigmoid(z) * (1 - sigmoid(z)),
            Text(
                r"Which number stands inside the square of the loss, z or $\sigma(z)$?",
                r"손실의 제곱 안에 있는 수는 z인가요, $\sigma(z)$인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "error-squared",
            Text("the error is still squared", "오차를 여전히 제곱했습니다"),
            lambda z, t: (sigmoid(z) - t) ** 2 * sigmoid(z) * (1 - sigmoid(z)),
            Text(
                "What is left of a half times a square when it is differentiated?",
                "제곱의 절반을 미분하면 무엇이 남나요?",
            ),
            "opt.square_missing",
            variants=(lambda z, t: 0.5 * (sigmoid(z) - t) ** 2 * sigmoid(z) * (1 - sigmoid(z)),),
        ),
        Misconception(
            "slope-of-tanh",
            Text(
                "the slope of tanh, 1 - a², instead of the sigmoid's",
                "시그모이드가 아니라 tanh의 기울기인 1 - a²을 곱했습니다",
            ),
            lambda z, t: (sigmoid(z) - t) * (1 - sigmoid(z) ** 2),
            Text(
                "Far to the left a is almost 0 and the sigmoid almost flat. Which slope do you multiply by there?",
                "왼쪽 먼 곳에서는 a가 거의 0이고 시그모이드는 거의 평평합니다. 그곳에서 어떤 기울기를 곱하나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "half-of-the-slope",
            Text(
                "only one of the two factors of the sigmoid's slope",
                "시그모이드 기울기의 두 인수 가운데 하나만 곱했습니다",
            ),
            lambda z, t: (sigmoid(z) - t) * (1 - sigmoid(z)),
            Text(
                "The sigmoid is flat on both sides. On which side does your slope not fade?",
                "시그모이드는 양쪽에서 모두 평평합니다. 결과의 기울기가 사라지지 않는 쪽은 어느 쪽인가요?",
            ),
            "chain.missing_local",
            variants=(lambda z, t: (sigmoid(z) - t) * sigmoid(z),),
        ),
        Misconception(
            "brackets-forgotten",
            Text(
                "the error has no brackets: only the target is multiplied", "오차에 괄호가 없어서 목푯값에만 곱했습니다"
            ),
            lambda z, t: sigmoid(z) - t * sigmoid(z) * (1 - sigmoid(z)),
            Text(
                "Python multiplies before it subtracts. What should be finished before the product begins?",
                "파이썬은 뺄셈보다 곱셈을 먼저 합니다. 곱하기 전에 무엇을 먼저 계산해 두어야 할까요?",
            ),
            "chain.missing_local",
            variants=(lambda z, t: sigmoid(z) * (1 - sigmoid(z)) * sigmoid(z) - t,),
        ),
        Misconception(
            "target-minus-output",
            Text(
                "the sigmoid's slope is missing, and the difference is the other way round",
                "시그모이드의 기울기가 빠졌고 뺄셈의 순서도 반대입니다",
            ),
            lambda z, t: t - sigmoid(z),
            Text(
                "With t = 1 the loss falls as z grows: which sign should come out? And from z to a there is one more step; how steep is it?",
                "t = 1이면 z가 커질수록 손실이 줄어듭니다. 어떤 부호가 나와야 할까요? 또 z에서 a로 가는 단계가 하나 더 있습니다. 그 단계는 얼마나 가파른가요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(
        _slope_by_loop,
        _slope_by_exp,
        lambda z, t: (0.5 + 0.5 * np.tanh(z / 2) - t) * (0.25 - 0.25 * np.tanh(z / 2) ** 2),
    ),
    hints=(
        Text(
            "Two steps lead from z to the loss: z to a, and a to the error. Each step has a slope; what happens to slopes in a chain?",
            "z에서 손실까지는 두 단계입니다. z에서 a로, a에서 오차로 갑니다. 단계마다 기울기가 있습니다. 이어진 단계의 기울기는 어떻게 될까요?",
        ),
        Text(
            r"The slope of $\frac{1}{2}(a - t)^2$ at $a$ is $a - t$; the slope of $\sigma$ at $z$ is $a(1 - a)$. All have shape `(N,)`.",
            r"$a$에서 $\frac{1}{2}(a - t)^2$의 기울기는 $a - t$이고, $z$에서 $\sigma$의 기울기는 $a(1 - a)$입니다. 모두 형상이 `(N,)`입니다.",
        ),
        Text(
            "Compute `a` once with the safe `sigmoid`, then multiply three things: the error, `a`, and what is missing from `a` to 1.",
            "안전한 `sigmoid`로 `a`를 한 번 구한 다음 세 가지를 곱합니다. 오차, `a`, 그리고 `a`에서 1까지 모자란 만큼입니다.",
        ),
    ),
)
