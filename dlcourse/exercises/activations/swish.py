"""The card of `swish`: Swish."""

import math
from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import BLOCK, FAR, FAR_OUT, ONE, SMALL, WHOLE, logistic, one_by_one
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _swish_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(SMALL, (np.array([-2.0, -1.0, 0.0, 1.0, 2.0]),)),
        Case(
            Text("a table, beta two", "표, beta는 2"),
            (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),),
            {"beta": 2.0},
        ),
        Case(BLOCK, (rng.normal(scale=2.0, size=(4, 3, 2)),), {"beta": float(rng.uniform(0.3, 0.8))}, hidden=True),
        Case(WHOLE, (np.array([-3, -1, 0, 2]),), edge=True),
        Case(FAR, (FAR_OUT,), edge=True, silent=True),
        Case(ONE, (np.array(-0.7),), edge=True),
    )


def _swish_by_sides(z: Any, beta: float = 1.0) -> Any:
    e = np.exp(-np.abs(beta * np.asarray(z)))
    return z * np.where(beta * np.asarray(z) >= 0, 1.0, e) / (1.0 + e)


CARD = Exercise(
    id="swish",
    reference=activations.swish,
    points=1.5,
    stars=1,
    title=Text("Swish", "Swish"),
    text=Text(
        r"""Write `swish(z, beta)`. Every number passes as far as its own sigmoid allows:

$$f(z) = z \cdot \sigma(\beta z)$$

`z` is an array of any shape, of fractions or whole numbers; a single number comes as an array of shape `()`. `beta` is one number, 1.0 if nobody says otherwise. For $z = \pm 1000$ there must be no warning. You may use your `sigmoid`.

For `z = [-1.0, 0.0, 1.0]` and `beta = 1.0` the result is `[-0.2689, 0.0, 0.7311]`, rounded.""",
        r"""`swish(z, beta)`를 작성하세요. 수마다 자기 자신의 시그모이드가 허락하는 만큼만 지나갑니다.

$$f(z) = z \cdot \sigma(\beta z)$$

`z`는 실수나 정수로 된 배열이고 형상은 무엇이든 될 수 있습니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. `beta`는 수 하나이고, 따로 정하지 않으면 1.0입니다. $z = \pm 1000$에서도 경고가 없어야 합니다. 앞에서 작성한 `sigmoid`를 써도 됩니다.

`z = [-1.0, 0.0, 1.0]`, `beta = 1.0`이면 결과는 반올림하여 `[-0.2689, 0.0, 0.7311]`입니다.""",
    ),
    docstring_ko="""모든 수를 자기 자신의 시그모이드가 허락하는 만큼 통과시킵니다.

    식:   z * sigmoid(beta * z)
    형상: 어떤 형상이든 -> 같은 형상
    예외: z가 실수가 아니거나 beta가 수가 아니면 TypeError
    참고: Ramachandran, Zoph & Le (2017), beta = 1이면 SiLU라고도 합니다
    >>> swish(np.array([-1.0, 0.0, 1.0]))
    array([-0.26894142,  0.        ,  0.73105858])
    """,
    cases=_swish_cases,
    misconceptions=(
        Misconception(
            "beta-outside",
            Text(
                "beta multiplies the result, not the argument of the sigmoid",
                "beta를 시그모이드 안이 아니라 결과에 곱했습니다",
            ),
            lambda z, beta=1.0: beta * np.asarray(z) * logistic(z),
            Text(
                "Far to the right Swish should come close to `z` itself. To what does yours come close with beta = 2?",
                "오른쪽 먼 곳에서 Swish는 `z`에 가까워져야 합니다. beta = 2일 때 여러분의 함수는 무엇에 가까워지나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "beta-twice",
            Text("beta is used twice", "beta를 두 번 썼습니다"),
            lambda z, beta=1.0: beta * np.asarray(z) * logistic(beta * np.asarray(z)),
            Text(
                "The formula has one beta. In which of the two factors does it stand?",
                "식에는 beta가 하나뿐입니다. 두 인수 가운데 어디에 들어 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "beta-ignored",
            Text("beta has no effect", "beta가 아무 영향도 주지 않습니다"),
            lambda z, beta=1.0: np.asarray(z) * logistic(z),
            Text(
                "Call it with two different values of `beta`. Does the result change?",
                "서로 다른 `beta`로 두 번 불러 보세요. 결과가 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "gate-alone",
            Text("the sigmoid alone: the z in front is missing", "시그모이드만 있고 앞에 곱할 z가 빠졌습니다"),
            lambda z, beta=1.0: logistic(beta * np.asarray(z)),
            Text(
                "Your result never exceeds 1. The sigmoid is only the gate; what passes through it?",
                "결과가 1을 넘지 않습니다. 시그모이드는 문일 뿐입니다. 그 문을 지나가는 것은 무엇인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "minus",
            Text("the gate opens on the wrong side", "문이 반대쪽에서 열립니다"),
            lambda z, beta=1.0: np.asarray(z) * logistic(-beta * np.asarray(z)),
            Text(
                "Put in 3. Most of it should pass; how much does?",
                "3을 넣어 보세요. 거의 다 지나가야 하는데 얼마나 지나갔나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "naive",
            Text("right values, but an overflow far to the left", "값은 맞지만 왼쪽 먼 곳에서 오버플로가 납니다"),
            lambda z, beta=1.0: z / (1.0 + np.exp(-beta * np.asarray(z))),
            Text(
                "Which function of yours computes the same gate without an overflow?",
                "앞에서 만든 함수 가운데 이 문을 오버플로 없이 계산하는 것은 무엇인가요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "tanh-gate",
            Text("tanh is the gate, not the sigmoid", "시그모이드가 아니라 tanh가 문입니다"),
            lambda z, beta=1.0: np.asarray(z) * np.tanh(beta * np.asarray(z)),
            Text(
                "Put in -2: almost nothing should pass. What does yours let pass, and which gate never turns negative?",
                "-2를 넣으면 거의 아무것도 지나가지 않아야 합니다. 지금은 무엇이 지나가나요? 음수가 되지 않는 문은 무엇인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "added",
            Text("z and the gate are added, not multiplied", "z와 게이트를 곱하지 않고 더했습니다"),
            lambda z, beta=1.0: np.asarray(z) + logistic(beta * np.asarray(z)),
            Text(
                "A closed gate should let nothing pass. What does your function answer at -4, where the gate is almost 0?",
                "닫힌 게이트는 아무것도 통과시키지 않아야 합니다. 게이트가 거의 0인 -4에서 무엇이 나오나요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(
        lambda z, beta=1.0: 0.5 * np.asarray(z) * (1.0 + np.tanh(0.5 * beta * np.asarray(z))),
        _swish_by_sides,
        lambda z, beta=1.0: np.asarray(z) * np.exp(-np.logaddexp(0.0, -beta * np.asarray(z))),
        lambda z, beta=1.0: one_by_one(z, lambda value: 0.5 * value * (1.0 + math.tanh(0.5 * beta * value))),
    ),
    hints=(
        Text(
            "The sigmoid says how far the gate is open, between 0 and 1. What goes through the gate?",
            "시그모이드는 문이 얼마나 열려 있는지를 0과 1 사이의 수로 말합니다. 그 문을 지나가는 것은 무엇일까요?",
        ),
        Text(
            r"$z \cdot \sigma(\beta z)$, number by number; beta stands inside the sigmoid only.",
            r"수마다 $z \cdot \sigma(\beta z)$입니다. beta는 시그모이드 안에만 있습니다.",
        ),
        Text(
            "First multiply by `beta`, then hand the product to your `sigmoid`, and multiply what comes out by the original `z`.",
            "먼저 `beta`를 곱하고, 그 곱을 `sigmoid`에 넘긴 다음, 나온 값에 원래의 `z`를 곱합니다.",
        ),
    ),
    depends=("sigmoid",),
)
