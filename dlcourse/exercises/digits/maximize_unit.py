"""The card of `maximize_unit`: What does a unit want to see?"""

from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.digits._maximize_unit_mistakes import MORE
from dlcourse.language import Text


def _maximize_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    small = [
        (rng.normal(0.0, 0.6, size=(9, 5)), rng.normal(0.0, 0.3, size=5)),
        (rng.normal(size=(5, 4)), rng.normal(size=4)),
    ]
    deep = [
        (rng.normal(0.0, 0.4, size=(16, 7)), rng.uniform(0.1, 0.6, size=7)),
        (rng.normal(0.0, 0.5, size=(7, 6)), rng.uniform(0.1, 0.6, size=6)),
        (rng.normal(size=(6, 3)), rng.normal(size=3)),
    ]
    line = [(np.array([[1.0], [-1.0], [0.0], [2.0]]), np.zeros(1))]
    # the second hidden unit stays closed while the first pixel is at most 1
    asleep = [
        (np.array([[1.0, 1.0], [0.0, 0.5], [0.0, 0.0], [0.0, -0.3]]), np.array([0.0, -1.6])),
        (np.array([[1.0], [1.0]]), np.zeros(1)),
    ]
    # the second hidden unit opens only once the first pixel is above 0.8, and then pulls at the others
    waking = [
        (np.array([[1.0, 1.0], [0.0, 0.0], [0.1, 0.4], [0.0, -0.3]]), np.array([0.0, -0.85])),
        (np.array([[1.0, -1.0], [1.0, 2.0]]), np.array([-50.0, 0.0])),
    ]
    return (
        Case(Text("one layer, a picture of 2 by 2", "층 하나, 2×2 그림"), (line, 0, 10, 0.1)),
        Case(Text("a few small steps", "작은 걸음 몇 번"), (small, 2, 3, 0.02)),
        Case(
            Text("a unit that only an impossible pixel could wake", "불가능한 픽셀만 깨울 수 있는 유닛"),
            (asleep, 0, 30, 0.1),
        ),
        Case(
            Text("a unit that wakes on the way, a score below zero", "도중에 깨어나는 유닛, 0보다 작은 점수"),
            (waking, 0, 12, 0.05),
        ),
        Case(Text("many steps, to the edges", "끝에 닿을 만큼 많은 걸음"), (small, 1, 40, 0.2)),
        Case(Text("three layers", "층 세 개"), (deep, 1, 4, 0.03), hidden=True),
        Case(Text("no step at all", "한 걸음도 가지 않을 때"), (small, 0, 0, 0.1), edge=True),
    )


def _climbed(
    params: Any,
    unit: int,
    steps: int,
    lr: float,
    *,
    sign: float = 1.0,
    clip: str = "each",
    masked: bool = True,
    start: float = 0.5,
    flat: bool = False,
    softmax: bool = False,
    biased: bool = True,
    frozen: bool = False,
    everybody: bool = False,
    signs: bool = False,
    closed_end: bool = False,
) -> Any:
    """Gradient ascent on the pixels, with switches, each of which is a mistake."""
    x = np.full(len(params[0][0]), start)
    first = x
    for _ in range(steps):
        a, open_ = first if frozen else x, []
        for i, (W, b) in enumerate(params):
            a = a @ W + (b if biased else 0.0)
            if i < len(params) - 1:
                open_.append(a > 0)
                a = a * open_[-1]
        if softmax:
            e = np.exp(a - a.max())
            p = e / e.sum()
            g = p[unit] * ((np.arange(len(p)) == unit) - p)
            g = params[-1][0] @ g
        else:
            g = params[-1][0].sum(axis=1) if everybody else params[-1][0][:, unit]
        g = g * (a[unit] > 0) if closed_end else g
        for (W, _), mask in zip(params[-2::-1], open_[::-1], strict=True):
            g = W @ (g * mask if masked else g)
        x = x + sign * lr * (np.sign(g) if signs else g)
        if clip == "each":
            x = np.clip(x, 0.0, 1.0)
    x = np.clip(x, 0.0, 1.0) if clip == "end" else x
    side = round(np.sqrt(len(x)))
    return x if flat else x.reshape(side, side)


def _climb_the_weights(params: Any, unit: int, steps: int, lr: float) -> Any:
    side = round(np.sqrt(len(params[0][0])))
    params[-1][0][:, unit] += lr * steps
    return np.full((side, side), 0.5)


def _climbed_by_differences(params: Any, unit: int, steps: int, lr: float) -> Any:
    def score(x: Any) -> Any:
        for i, (W, b) in enumerate(params):
            x = x @ W + b
            x = np.where(x > 0, x, 0) if i < len(params) - 1 else x
        return x[unit]

    n, h = len(params[0][0]), 1e-6
    x = np.full(n, 0.5)
    for _ in range(steps):
        g = np.array([(score(x + h * e) - score(x - h * e)) / (2 * h) for e in np.eye(n)])
        x = np.minimum(np.maximum(x + lr * g, 0), 1)
    return x.reshape(round(n**0.5), -1)


def _climbed_by_matrices(params: Any, unit: int, steps: int, lr: float) -> Any:
    x = np.full((1, len(params[0][0])), 0.5)
    for _ in range(steps):
        slope = np.eye(len(params[0][0]))
        a = x
        for W, b in params[:-1]:
            z = a @ W + b
            slope = (slope @ W) * (z > 0)
            a = np.maximum(z, 0)
        x = np.clip(x + lr * (slope @ params[-1][0][:, unit])[None, :], 0, 1)
    side = round(x.size**0.5)
    return x.reshape(side, side)


CARD = Exercise(
    id="maximize-unit",
    reference=digits.maximize_unit,
    points=4.0,
    stars=2,
    title=Text("What does a unit want to see?", "유닛은 무엇을 보고 싶어 할까요?"),
    text=Text(
        """Write `maximize_unit(params, unit, steps, lr)`. The weights stay as they are; the *picture* learns.

Start with every pixel at 0.5. In each of `steps` steps, go uphill: add `lr` times the gradient of the score of `unit` with respect to the pixels, then keep every pixel between 0 and 1. The score is the unit's value in the last layer, before any softmax; ReLU stands between the layers.

Return the picture, square: with 784 pixels its shape is `(28, 28)`.""",
        """`maximize_unit(params, unit, steps, lr)`를 작성하세요. 가중치는 그대로 두고 **그림**이 배웁니다.

모든 픽셀을 0.5로 시작합니다. `steps`번의 걸음마다 오르막으로 갑니다. 픽셀에 대한 `unit` 점수의 기울기에 `lr`을 곱해 더하고, 모든 픽셀을 0과 1 사이로 유지합니다. 점수는 마지막 층에서 소프트맥스를 하기 전 그 유닛의 값이고, 층 사이에는 ReLU가 있습니다.

그림을 정사각형으로 반환하세요. 픽셀이 784개이면 형상은 `(28, 28)`입니다.""",
    ),
    docstring_ko="""출력 유닛이 가장 좋아하는 그림입니다. 회색(0.5)에서 시작해 유닛의 점수를 올라가며, 픽셀은 [0, 1] 안에 둡니다.

    신경망의 층 사이에는 ReLU가 있고, 점수는 소프트맥스 전 유닛의 값이며, 가중치는 그대로 둡니다.
    형상: [(D, H), (H,)], ..., [(H, C), (C,)] -> (side, side), side * side = D
    참고: Erhan, Bengio, Courville & Vincent (2009)
    >>> W = np.array([[1.0], [-1.0], [0.0], [2.0]])
    >>> maximize_unit([(W, np.zeros(1))], unit=0, steps=10, lr=0.1)
    array([[1. , 0. ],
           [0.5, 1. ]])
    """,
    cases=_maximize_cases,
    misconceptions=(
        Misconception(
            "downhill",
            Text("the picture goes downhill", "그림이 내리막으로 갑니다"),
            lambda *args: _climbed(*args, sign=-1.0),
            Text(
                "Training makes a loss small. What should become large here?",
                "학습은 손실을 작게 만듭니다. 여기서는 무엇이 커져야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "never-clipped",
            Text("pixels leave the range from 0 to 1", "픽셀이 0과 1 사이를 벗어납니다"),
            lambda *args: _climbed(*args, clip="never"),
            Text("Can a pixel be blacker than black?", "픽셀이 검은색보다 더 검을 수 있을까요?"),
            "boundary.zero",
        ),
        Misconception(
            "clipped-at-the-end",
            Text("pixels are brought back only at the very end", "픽셀을 맨 끝에 한 번만 되돌렸습니다"),
            lambda *args: _climbed(*args, clip="end"),
            Text(
                "What does the network see in the steps between? Is that still a picture?",
                "그 사이 걸음에서 신경망은 무엇을 보나요? 그것도 그림인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "closed-units-let-through",
            Text("units that are switched off pass the gradient on", "꺼진 유닛이 기울기를 그대로 넘겼습니다"),
            lambda *args: _climbed(*args, masked=False),
            Text(
                "What is the slope of ReLU where its pre-activation is negative?",
                "활성화 전 값이 음수일 때 ReLU의 기울기는 얼마인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "probability-climbed",
            Text(
                "climbs the probability behind softmax, not the score",
                "점수가 아니라 소프트맥스를 지난 확률을 올랐습니다",
            ),
            lambda *args: _climbed(*args, softmax=True),
            Text(
                "Which value of the unit does the task name: before softmax, or after?",
                "문제에서 말하는 유닛의 값은 소프트맥스 앞인가요, 뒤인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "weights-climbed",
            Text("the weights were changed instead of the picture", "그림이 아니라 가중치를 바꾸었습니다"),
            _climb_the_weights,
            Text(
                "The network is finished. What is it that learns here?",
                "신경망은 이미 완성되었습니다. 여기서 배우는 것은 무엇인가요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "black-start",
            Text("started from black instead of grey", "회색이 아니라 검은색에서 시작했습니다"),
            lambda *args: _climbed(*args, start=0.0),
            Text("With no step at all, what should come out?", "한 걸음도 가지 않으면 무엇이 나와야 할까요?"),
            "hardcoded.value",
        ),
        Misconception(
            "row-not-picture",
            Text("a row of pixels instead of a square", "정사각형이 아니라 픽셀 한 줄입니다"),
            lambda *args: _climbed(*args, flat=True),
            Text("How many rows has a picture of 784 pixels?", "픽셀이 784개인 그림은 몇 줄인가요?"),
            "shape.keepdims",
        ),
        Misconception(
            "gradient-of-the-start",
            Text("every step uses the gradient of the grey picture", "걸음마다 회색 그림의 기울기를 썼습니다"),
            lambda *args: _climbed(*args, frozen=True),
            Text(
                "Hidden units open and close while the picture changes. When must you look which are open?",
                "그림이 바뀌는 동안 은닉 유닛이 켜지고 꺼집니다. 어느 것이 켜졌는지 언제 보아야 할까요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "biases-forgotten",
            Text("the biases are missing on the way forward", "순전파에서 편향을 더하지 않았습니다"),
            lambda *args: _climbed(*args, biased=False),
            Text(
                "Whether a unit is open depends on its bias, too. Where do you add it?",
                "유닛이 켜졌는지는 편향에도 달려 있습니다. 어디에서 더하나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "all-units-climbed",
            Text("the scores of all units are climbed", "모든 유닛의 점수를 올랐습니다"),
            lambda *args: _climbed(*args, everybody=True),
            Text(
                "`unit` names one column of the last weights. Which columns does your gradient begin with?",
                "`unit`은 마지막 가중치의 열 하나를 가리킵니다. 기울기는 어느 열에서 시작하나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "sign-of-the-gradient",
            Text("only the sign of the gradient is used", "기울기의 부호만 썼습니다"),
            lambda *args: _climbed(*args, signs=True),
            Text(
                "Should a pixel that hardly matters move as far as one that matters much?",
                "점수에 거의 영향이 없는 픽셀도 영향이 큰 픽셀만큼 움직여야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "relu-at-the-end",
            Text(
                "ReLU also behind the last layer, so a negative score has no gradient",
                "마지막 층 뒤에도 ReLU가 있어 점수가 음수이면 기울기가 없습니다",
            ),
            lambda *args: _climbed(*args, closed_end=True),
            Text(
                "Your picture does not move while its score is below zero. What stands behind the last layer in the task?",
                "점수가 0보다 작은 동안 그림이 움직이지 않습니다. 문제에서 마지막 층 뒤에는 무엇이 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "rate-forgotten",
            Text("the learning rate is not used", "학습률을 쓰지 않았습니다"),
            lambda params, unit, steps, lr: _climbed(params, unit, steps, 1.0),
            Text(
                "Halve `lr`. What should change in a picture after one step?",
                "`lr`을 절반으로 줄이면 한 걸음 뒤의 그림에서 무엇이 달라져야 하나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "one-step-only",
            Text("only one step is taken", "한 걸음만 갔습니다"),
            lambda params, unit, steps, lr: _climbed(params, unit, min(steps, 1), lr),
            Text(
                "How often does your loop run? Where does `return` stand?",
                "반복문은 몇 번 도나요? `return`은 어디에 있나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "another-start",
            Text("started from another grey than 0.5", "0.5가 아닌 다른 회색에서 시작했습니다"),
            lambda *args: _climbed(*args, start=1.0),
            Text("With no step at all, what should come out?", "한 걸음도 가지 않으면 무엇이 나와야 할까요?"),
            "hardcoded.value",
            variants=(
                lambda *args: _climbed(*args, start=0.25),
                lambda *args: _climbed(*args, start=0.1),
            ),
        ),
        *MORE,
    ),
    alternatives=(
        _climbed_by_differences,
        _climbed_by_matrices,
        lambda *args: _climbed(*args),
    ),
    hints=(
        Text(
            "Back-propagation does not stop at the first weights: go one step further, to the input.",
            "역전파는 첫 가중치에서 멈추지 않습니다. 한 걸음 더 가서 입력까지 가 보세요.",
        ),
        Text(
            r"Start with column `unit` of the last $W$, shape `(H,)`. For each layer before: times 1 where $z > 0$ and 0 elsewhere, then $W g$.",
            r"마지막 $W$의 `unit`번째 열에서 시작하며 형상은 `(H,)`입니다. 앞의 층마다 $z > 0$인 곳에 1, 나머지에 0을 곱한 다음 $W g$를 구합니다.",
        ),
        Text(
            "In every step: forward while keeping where `z > 0`, backward to the pixels, add `lr` times that, `np.clip`. At the end `reshape`.",
            "걸음마다 `z > 0`인 곳을 기억하면서 순전파하고, 픽셀까지 역전파해 `lr`을 곱해 더하고, `np.clip`을 하세요. 끝에는 `reshape`을 합니다.",
        ),
    ),
)
