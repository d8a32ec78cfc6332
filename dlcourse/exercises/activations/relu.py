"""The card of `relu`: ReLU."""

from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import BLOCK, ONE, TABLE, WHOLE, one_by_one
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _relu_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("both signs", "양수와 음수"), (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(TABLE, (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),)),
        Case(WHOLE, (np.array([-3, 4, 0, -1]),)),
        Case(Text("only positive numbers", "모두 양수"), (np.array([0.5, 2.0, 7.0]),)),
        Case(BLOCK, (rng.normal(size=(4, 3, 2)),), hidden=True),
        Case(ONE, (np.array(-0.7),), edge=True),
    )


def _relu_in_place(z: Any) -> Any:
    z[z < 0] = 0
    return z


def _relu_in_place_too(z: Any) -> Any:
    return np.maximum(z, 0, out=z)


def _leaky(slope: float) -> Any:
    return lambda z: np.where(np.asarray(z) > 0, z, slope * np.asarray(z))


def _passes_above(limit: float) -> Any:
    return lambda z: np.where(np.asarray(z) > limit, z, 0.0)


CARD = Exercise(
    id="relu",
    reference=activations.relu,
    points=1.0,
    stars=1,
    title=Text("ReLU", "ReLU"),
    text=Text(
        r"""Write `relu(z)`. Positive numbers pass unchanged; all others become 0:

$$f(z) = \begin{cases} z & z > 0 \\ 0 & z \le 0 \end{cases}$$

`z` is an array of any shape, of fractions or whole numbers; a single number comes as an array of shape `()`. The result is a *new* array of the same shape; `z` itself stays as it was.

For `z = [-2.0, 0.0, 3.0]` the result is `[0.0, 0.0, 3.0]`.""",
        r"""`relu(z)`를 작성하세요. 양수는 그대로 지나가고 나머지는 모두 0이 됩니다.

$$f(z) = \begin{cases} z & z > 0 \\ 0 & z \le 0 \end{cases}$$

`z`는 실수나 정수로 된 배열이고 형상은 무엇이든 될 수 있습니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. 결과는 형상이 같은 **새** 배열이고, `z` 자체는 바뀌지 않아야 합니다.

`z = [-2.0, 0.0, 3.0]`이면 결과는 `[0.0, 0.0, 3.0]`입니다.""",
    ),
    docstring_ko="""양수는 그대로 두고 나머지는 0으로 바꿉니다.

    식:   z if z > 0 else 0
    형상: 어떤 형상이든 -> 같은 형상
    예외: z가 실수가 아니면 TypeError
    참고: Nair & Hinton (2010)
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """,
    cases=_relu_cases,
    misconceptions=(
        Misconception(
            "in-place",
            Text("the numbers are right, but the input was overwritten", "수는 맞지만 입력을 덮어썼습니다"),
            _relu_in_place,
            Text(
                "Somebody may still need the old `z`; back-propagation will. How do you get a new array?",
                "원래의 `z`가 아직 필요한 곳이 있습니다. 역전파가 그렇습니다. 새 배열은 어떻게 만들까요?",
            ),
            "inplace.mutation",
            variants=(_relu_in_place_too,),
        ),
        Misconception(
            "other-side",
            Text("negative numbers are kept, positive ones are lost", "음수를 남기고 양수를 버렸습니다"),
            lambda z: np.minimum(z, 0.0),
            Text(
                "Put in 3 and look. Which side should pass?",
                "3을 넣어 보세요. 어느 쪽 수가 지나가야 하나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "absolute-value",
            Text("the minus sign is dropped", "음의 부호만 떼어 냈습니다"),
            lambda z: np.abs(z),
            Text(
                "Put in -2. ReLU lets nothing of it pass; what does yours let pass?",
                "-2를 넣어 보세요. ReLU는 아무것도 통과시키지 않습니다. 여러분의 함수는 무엇을 통과시키나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "python-max",
            Text("`max` of Python, which compares whole arrays", "배열을 통째로 비교하는 파이썬의 `max`를 썼습니다"),
            lambda z: max(z, 0.0),
            Text(
                "`max` asks which of two things is larger, and an array as a whole is neither. Which NumPy function compares element by element?",
                "`max`는 둘 중 어느 것이 큰지 묻는데, 배열 전체에는 크고 작음이 없습니다. 원소끼리 비교하는 NumPy 함수는 무엇일까요?",
            ),
            "loop.not_vectorized",
        ),
        Misconception(
            "max-over-axis",
            Text("the largest number along an axis", "한 축을 따라 가장 큰 수를 골랐습니다"),
            lambda z: np.max(z, 0),
            Text(
                "`np.max` makes an array smaller; its second argument is an axis. Which function, with a longer name, compares every number with 0?",
                "`np.max`는 배열을 줄이고, 둘째 인수는 축입니다. 모든 수를 0과 비교하는, 이름이 더 긴 함수는 무엇일까요?",
            ),
            "axis.wrong",
            variants=(lambda z: np.max(0, z),),
        ),
        Misconception(
            "decisions",
            Text("1 for every positive number, as a step would say", "계단 함수처럼 양수를 모두 1로 바꾸었습니다"),
            lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
            Text(
                "That is the step function. What does ReLU say for 3?",
                "그것은 계단 함수입니다. 3을 넣으면 ReLU는 무엇을 반환하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "thrown-away",
            Text("the negative numbers are missing in the result", "결과에서 음수의 자리가 사라졌습니다"),
            lambda z: z[z > 0],
            Text(
                "Every unit keeps its place. What should stand where a negative number was?",
                "유닛은 자기 자리를 지킵니다. 음수가 있던 자리에는 무엇이 있어야 할까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "truth-values",
            Text("True and False instead of numbers", "수가 아니라 참과 거짓입니다"),
            lambda z: np.asarray(z) > 0,
            Text(
                "A comparison says which numbers may pass. How do you let them pass?",
                "비교는 어떤 수가 지나갈 수 있는지 알려 줍니다. 그 수를 지나가게 하려면 어떻게 해야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "leaky",
            Text("negative numbers leak through: Leaky ReLU", "음수가 새어 나갑니다. Leaky ReLU입니다"),
            _leaky(0.01),
            Text(r"What does the formula say for $z \le 0$?", r"$z \le 0$일 때 식은 무엇이라고 하나요?"),
            "chain.wrong_input",
            variants=(*(_leaky(slope) for slope in (0.1, 0.2, 0.3)),),
        ),
        Misconception(
            "capped",
            Text("large numbers are cut off", "큰 수를 잘라 냈습니다"),
            lambda z: np.clip(z, 0.0, 1.0),
            Text(
                "Put in 7. What should pass, and what does?",
                "7을 넣어 보세요. 얼마가 지나가야 하고, 얼마가 지나가나요?",
            ),
            "hardcoded.value",
            variants=(
                lambda z: np.clip(z, 0.0, 6.0),
                lambda z: np.clip(z, 0.0, 2.0),
            ),
        ),
        Misconception(
            "smooth",
            Text("Softplus, the ReLU without a corner", "모서리가 없는 Softplus입니다"),
            lambda z: np.logaddexp(0.0, z),
            Text(
                "At 0 your result is 0.69. What does the formula say there?",
                "0에서 0.69가 나옵니다. 식은 그곳에서 무엇이라고 하나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "corner-elsewhere",
            Text(
                "positive numbers near 0 are lost: the comparison is not with 0",
                "0에 가까운 양수가 사라졌습니다. 0과 비교하지 않았습니다",
            ),
            _passes_above(1.0),
            Text(
                "Try 0.3, which is positive. Does it pass, and with which number do you compare?",
                "양수인 0.3을 넣어 보세요. 그대로 지나가나요? 어떤 수와 비교하고 있나요?",
            ),
            "hardcoded.value",
            variants=(*(_passes_above(limit) for limit in (0.5, 2.0)),),
        ),
    ),
    alternatives=(
        lambda z: np.where(np.asarray(z) > 0, z, 0.0),
        lambda z: z * (np.asarray(z) > 0),
        lambda z: (z + np.abs(z)) / 2.0,
        lambda z: one_by_one(z, lambda value: value if value > 0 else 0.0),
    ),
    hints=(
        Text(
            "Compare every number with 0 and keep the larger of the two.",
            "모든 수를 0과 비교하여 큰 쪽을 남깁니다.",
        ),
        Text(
            r"$f(z) = \max(0, z)$, number by number; the shape stays as it is.",
            r"수마다 $f(z) = \max(0, z)$이고, 형상은 그대로입니다.",
        ),
        Text(
            "NumPy has a function that takes two things and keeps the larger number in each place. It is not `np.max`, but its name begins in the same way.",
            "NumPy에는 두 가지를 받아 자리마다 큰 수를 남기는 함수가 있습니다. `np.max`가 아니지만 이름이 비슷하게 시작합니다.",
        ),
    ),
)
