"""The card of `leaky_relu`: Leaky ReLU."""

from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import BLOCK, ONE, WHOLE, one_by_one
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _leaky_relu_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("both signs", "양수와 음수"), (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(
            Text("a table, slope one half", "표, 기울기 절반"),
            (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),),
            {"slope": 0.5},
        ),
        Case(BLOCK, (rng.normal(size=(4, 3, 2)),), {"slope": float(rng.uniform(0.1, 0.4))}, hidden=True),
        Case(
            Text("a slope above one", "1보다 큰 기울기"), (np.array([-2.0, 1.0, -0.5, 3.0]),), {"slope": 1.5}, edge=True
        ),
        Case(WHOLE, (np.array([-3, 2, 0, -1]),), {"slope": 0.25}, edge=True),
        Case(ONE, (np.array(-0.7),), {"slope": 0.2}, edge=True),
    )


def _leaky_relu_by_mask(z: Any, slope: float = 0.01) -> Any:
    out = np.array(z, dtype=float)
    out[out < 0] *= slope
    return out


def _leaky_relu_truncated(z: Any, slope: float = 0.01) -> Any:
    out = np.array(z)
    out[out <= 0] = slope * out[out <= 0]
    return out


def _leaky_relu_without_a_default(z: Any, slope: float) -> Any:
    return np.where(z > 0, z, slope * z)


CARD = Exercise(
    id="leaky-relu",
    reference=activations.leaky_relu,
    points=1.5,
    stars=1,
    title=Text("Leaky ReLU", "Leaky ReLU"),
    text=Text(
        r"""Write `leaky_relu(z, slope)`. Positive numbers pass unchanged; all others are multiplied by `slope`, written $\alpha$ in the formula:

$$f(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}$$

`z` is an array of any shape, of fractions or whole numbers; a single number comes as an array of shape `()`. `slope` is one number, 0.01 if nobody says otherwise, and may be any number.

For `z = [-2.0, 3.0]` and `slope = 0.5` the result is `[-1.0, 3.0]`.""",
        r"""`leaky_relu(z, slope)`를 작성하세요. 양수는 그대로 지나가고 나머지에는 `slope`를 곱합니다. 식에서는 $\alpha$로 씁니다.

$$f(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}$$

`z`는 실수나 정수로 된 배열이고 형상은 무엇이든 될 수 있습니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. `slope`는 수 하나이고, 따로 정하지 않으면 0.01이며, 어떤 수라도 될 수 있습니다.

`z = [-2.0, 3.0]`, `slope = 0.5`이면 결과는 `[-1.0, 3.0]`입니다.""",
    ),
    docstring_ko="""양수는 그대로 두고 나머지에는 `slope`를 곱해 줄입니다.

    식:   z if z > 0 else slope * z
    형상: 어떤 형상이든 -> 같은 형상
    예외: z가 실수가 아니거나 slope가 수가 아니면 TypeError
    참고: Maas, Hannun & Ng (2013)
    >>> leaky_relu(np.array([-2.0, 3.0]), slope=0.5)
    array([-1.,  3.])
    """,
    cases=_leaky_relu_cases,
    misconceptions=(
        Misconception(
            "larger-of-two",
            Text(
                "the larger of z and slope times z, which fails for a slope above 1",
                "z와 기울기를 곱한 z 가운데 큰 쪽을 골라서, 기울기가 1보다 크면 틀립니다",
            ),
            lambda z, slope=0.01: np.maximum(z, slope * np.asarray(z)),
            Text(
                "With a slope of 1.5, which is larger at $z = 2$: 2 or 3? And which one does the formula want?",
                "기울기가 1.5라면 $z = 2$에서 2와 3 가운데 어느 쪽이 클까요? 식이 말하는 것은 어느 쪽인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "both-sides",
            Text("positive numbers are shrunk as well", "양수까지 줄였습니다"),
            lambda z, slope=0.01: slope * np.asarray(z),
            Text(
                "Your positive inputs came out changed. What should happen to them?",
                "양수 입력의 출력이 달라졌습니다. 양수는 어떻게 되어야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "wrong-side",
            Text("the slope is on the positive side", "양수 쪽에 기울기를 곱했습니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, slope * np.asarray(z), z),
            Text(
                "Put in -2 and 3. Which of the two was changed, and which one should be?",
                "-2와 3을 넣어 보세요. 어느 쪽이 달라졌고, 어느 쪽이 달라져야 하나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "slope-by-heart",
            Text("always 0.01, whatever slope was asked for", "어떤 기울기를 주든 언제나 0.01입니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z)),
            Text(
                "Call it with two different slopes. Does the result change?",
                "서로 다른 기울기로 두 번 불러 보세요. 결과가 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "minus",
            Text("negative numbers come out positive", "음수가 양수로 나옵니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, -slope * np.asarray(z)),
            Text(
                "The line goes on through 0 and only gets flatter. On which side of 0 does -2 end up?",
                "직선은 0을 지나 계속되고 더 완만해질 뿐입니다. -2는 0의 어느 쪽에 놓여야 하나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "slope-itself",
            Text("the slope itself, not slope times z", "기울기를 곱하지 않고 기울기 자체를 반환했습니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, slope),
            Text(
                "All your negative inputs gave the same number. Should -2 and -4 give the same?",
                "음수 입력의 결과가 모두 같습니다. -2와 -4의 결과가 같아야 할까요?",
            ),
            "chain.missing_local",
            variants=(lambda z, slope=0.01: np.maximum(slope, z),),
        ),
        Misconception(
            "no-leak",
            Text("0 for negative numbers: the plain ReLU", "음수가 0이 되는 보통의 ReLU입니다"),
            lambda z, slope=0.01: np.maximum(z, 0.0),
            Text(
                "The leak is missing. What is left of -2 if the slope is one half?",
                "새어 나가는 부분이 없습니다. 기울기가 절반이면 -2에서 얼마가 남나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "truncated",
            Text("whole numbers go in, and the fractions are cut off", "정수를 넣으면 소수점 아래가 잘립니다"),
            _leaky_relu_truncated,
            Text(
                "Which type does the array have that you write your results into? It was copied from `z`.",
                "결과를 적어 넣는 배열의 자료형은 무엇인가요? 그 배열은 `z`를 본떠 만들었습니다.",
            ),
            "type.wrong",
        ),
        Misconception(
            "no-default",
            Text("`slope` has no value of its own when nobody gives one", "`slope`를 주지 않았을 때 쓸 값이 없습니다"),
            _leaky_relu_without_a_default,
            Text(
                "`leaky_relu(z)` should work as well, with 0.01. Where does Python let you write down what an argument is when it is left out?",
                "`leaky_relu(z)`라고만 불러도 0.01로 계산해야 합니다. 인수를 생략했을 때의 값은 어디에 적나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "slope-added",
            Text("the slope is added, not multiplied", "기울기를 곱하지 않고 더했습니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, z + slope),
            Text(
                "Your line on the left is as steep as on the right, only moved. Which operation makes a line flatter?",
                "왼쪽 직선이 옮겨졌을 뿐 오른쪽만큼 가파릅니다. 직선을 완만하게 만드는 연산은 무엇인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "divided",
            Text("divided by the slope, not multiplied", "기울기를 곱하지 않고 기울기로 나누었습니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, np.asarray(z) / slope),
            Text(
                "A slope of 0.5 should leave half of -2. What is left in your result?",
                "기울기가 0.5이면 -2의 절반이 남아야 합니다. 지금은 얼마가 남나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "slope-not-value",
            Text("the slope of Leaky ReLU, not its value", "Leaky ReLU의 값이 아니라 기울기입니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, 1.0, slope),
            Text(
                "Positive numbers should pass unchanged. What becomes of 3 in your function?",
                "양수는 그대로 지나가야 합니다. 함수에 3을 넣으면 무엇이 나오나요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(
        lambda z, slope=0.01: np.maximum(z, 0.0) + slope * np.minimum(z, 0.0),
        _leaky_relu_by_mask,
        lambda z, slope=0.01: z * (slope + (1.0 - slope) * (np.asarray(z) > 0)),
        lambda z, slope=0.01: one_by_one(z, lambda value: value if value > 0 else slope * value),
    ),
    hints=(
        Text(
            "Two pieces again, but the left one is no longer flat.",
            "이번에도 두 조각이지만 왼쪽이 평평하지 않습니다.",
        ),
        Text(
            r"$z$ where $z > 0$, else $\alpha z$; the shape stays as it is.",
            r"$z > 0$인 곳에서는 $z$, 나머지에서는 $\alpha z$이고, 형상은 그대로입니다.",
        ),
        Text(
            "`np.where` takes a question and two answers: what to take where it is true, and what to take elsewhere.",
            "`np.where`는 질문 하나와 답 두 개를 받습니다. 참인 곳에서 쓸 값과 나머지에서 쓸 값입니다.",
        ),
    ),
)
