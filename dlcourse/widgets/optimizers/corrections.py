"""Adam's corrections: a slide's errors, switched on one by one, and the first steps that follow."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np

from dlcourse import optimizers
from dlcourse.language import Text
from dlcourse.widgets.optimizers._shared import short
from dlcourse.widgets.stage.palette import ONE, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import joined, printed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

LAST = 50
BETA1, BETA2, EPS = 0.9, 0.999, 1e-8
HUGE = 0.1**-8  # "0.10^{-8}", read to the letter
_UNIT = 0.001  # the learning rate; the picture shows steps as multiples of it
GRADIENTS = {"three": (3.0,), "changing": (3.0, 4.0, -2.0), "tiny": (1e-6,)}
CORRECTIONS: dict[str, Callable[[float, float, int], tuple[float, float]]] = {
    "own": lambda beta1, beta2, t: (1 - beta1**t, 1 - beta2**t),
    "beta1": lambda beta1, beta2, t: (1 - beta1**t, 1 - beta1**t),
    "beta2": lambda beta1, beta2, t: (1 - beta2**t, 1 - beta2**t),
    "none": lambda beta1, beta2, t: (1.0, 1.0),
}


def bent_steps(
    gradients: Iterable[float], correction: str, beta2: float, inside: bool, eps: float
) -> tuple[np.ndarray, np.ndarray]:
    """Adam as the switches say: the length of each step as a multiple of lr, and the two divisors (steps, 2)."""
    m = v = 0.0
    lengths, divisors = [], []
    for t, g in enumerate(gradients, start=1):
        m, v = BETA1 * m + (1 - BETA1) * g, beta2 * v + (1 - beta2) * g**2
        for_m, for_v = CORRECTIONS[correction](BETA1, beta2, t)
        root = np.sqrt(v / for_v + eps) if inside else np.sqrt(v / for_v) + eps
        lengths.append(abs(m / for_m) / root)
        divisors.append((for_m, for_v))
    return np.array(lengths), np.array(divisors)


def corrected(
    *,
    gradient: str = "three",
    correction: str = "own",
    beta2: float = BETA2,
    inside: bool = False,
    huge: bool = False,
    adam_step: Function = optimizers.adam_step,
) -> Numbers:
    """The first 50 steps of Adam beside those of an Adam with a slide's changes."""
    gradients = [GRADIENTS[gradient][t % len(GRADIENTS[gradient])] for t in range(LAST)]
    w, m, v = np.zeros((3, 1))
    places = [0.0]
    for t, g in enumerate(gradients, start=1):
        w, m, v = adam_step(w, m, v, np.array([g]), t, _UNIT)
        places.append(float(w[0]))
    bent, divisors = bent_steps(gradients, correction, beta2, inside, HUGE if huge else EPS)
    count = np.arange(1, LAST + 1)
    return {
        "gradient": gradient,
        "correction": correction,
        "beta2": beta2,
        "inside": inside,
        "huge": huge,
        "right": np.abs(np.diff(places)) / _UNIT,
        "bent": bent,
        "shares": np.stack([1 - BETA1**count, 1 - beta2**count], axis=1),
        "divisors": divisors,
    }


def _changes(numbers: Numbers) -> Text:
    """What the switches changed, in words."""
    said = {
        "beta1": Text("β1 corrects both", "두 평균을 모두 β1로 보정"),
        "beta2": Text("β2 corrects both", "두 평균을 모두 β2로 보정"),
        "none": Text("no correction", "보정 없음"),
    }
    changes = [said[numbers["correction"]]] if numbers["correction"] != "own" else []
    if numbers["beta2"] != BETA2:
        changes.append(Text("β2 = 0.99", "β2 = 0.99"))
    if numbers["inside"]:
        changes.append(Text("ε under the root", "ε을 제곱근 안에"))
    if numbers["huge"]:
        changes.append(Text("ε = 100000000", "ε = 100000000"))
    if not changes:
        return Text("nothing changed", "바꾼 것 없음")
    return joined(*changes, between=", ")


_GRADIENT_NAMES = {
    "three": Text("always 3", "계속 3"),
    "changing": Text("3, 4, -2, and again", "3, 4, -2 되풀이"),
    "tiny": Text("always 0.000001", "계속 0.000001"),
}


def describe_corrected(numbers: Numbers) -> Text:
    """The first, the second and the last step of both, as multiples of lr."""
    right, bent = ([short(numbers[name][i]) for i in (0, 1, -1)] for name in ("right", "bent"))
    return Text(
        "Gradients: {gradient}. Steps 1, 2 and 50 as multiples of lr: Adam {right}; with the changes ({changes}) {bent}.",
        "기울기: {gradient}. 걸음 1, 2, 50의 크기는 lr의 몇 배인가: Adam {right}, 바꾼 것({changes}) {bent}.",
    ).format(
        gradient=_GRADIENT_NAMES[numbers["gradient"]],
        right=", ".join(right),
        changes=_changes(numbers),
        bent=", ".join(bent),
    )


def table_corrected(numbers: Numbers) -> Table:
    """A few steps of both."""
    return Table(
        Text("Steps as multiples of lr", "lr의 몇 배를 움직이는가"),
        (
            Text("step t", "걸음 t"),
            Text("Adam", "Adam"),
            Text("with the changes", "바꾼 것"),
            Text("m is divided by", "m을 나누는 수"),
            Text("v is divided by", "v를 나누는 수"),
        ),
        tuple(
            (
                str(t),
                *(
                    short(value)
                    for value in (numbers["right"][t - 1], numbers["bent"][t - 1], *numbers["divisors"][t - 1])
                ),
            )
            for t in (1, 2, 3, 5, 10, 20, LAST)
        ),
    )


def draw_corrected(figure: "Figure", language: str) -> Artists:
    """How much of the true average m and v hold; the length of the steps."""
    share = figure.add_axes((0.09, 0.16, 0.36, 0.72), xlim=(0, LAST), ylim=(5e-4, 2), yscale="log")
    share.set_title(Text("share of the true average", "실제 평균에 대한 비율").in_(language), fontsize=11)
    share.set_xlabel(Text("step t", "걸음 t").in_(language))
    share.set_yticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
    share.minorticks_off()
    share.axhline(1, color=QUIET, linewidth=0.8)
    length = figure.add_axes((0.57, 0.16, 0.41, 0.72), xlim=(0, LAST), ylim=(1e-15, 1e3), yscale="log")
    length.set_title(Text("length of a step / lr", "걸음의 크기 / lr").in_(language), fontsize=11)
    length.set_xlabel(Text("step t", "걸음 t").in_(language))
    length.set_yticks([1e-12, 1e-8, 1e-4, 1], [*(printed(f"1e-{power}") for power in (12, 8, 4)), "1"])
    length.minorticks_off()
    artists = {
        "m": share.plot([], [], "-", color=ONE, linewidth=2, label="m")[0],
        "v": share.plot([], [], "--", color=ZERO, linewidth=2, label="v")[0],
        "bent": length.plot(
            [],
            [],
            "s--",
            color=ZERO,
            markersize=5,
            markevery=7,
            linewidth=1.5,
            label=Text("with the changes", "바꾼 것").in_(language),
        )[0],
        "right": length.plot([], [], "-", color=ONE, linewidth=2.2, label="Adam")[0],
    }
    share.legend(loc="lower right", frameon=False)
    length.legend(loc="lower left", frameon=False, bbox_to_anchor=(0.0, 0.02))
    return artists


def update_corrected(artists: Artists, numbers: Numbers) -> None:
    """Draw both shares and both lengths."""
    t = np.arange(1, LAST + 1)
    for i, name in enumerate("mv"):
        artists[name].set_data(t, numbers["shares"][:, i])
    for name in ("right", "bent"):
        artists[name].set_data(t, np.maximum(numbers[name], 1e-16))


SCENE = Scene(
    title=Text("Adam's first steps", "Adam의 첫걸음들"),
    controls=(
        Choice("gradient", Text("gradients", "기울기"), "three", tuple(_GRADIENT_NAMES.items())),
        Choice(
            "correction",
            Text("correction", "보정"),
            "own",
            (
                ("own", Text("each its own β", "각각 자기 β로")),
                ("beta1", Text("β1 for both", "둘 다 β1로")),
                ("beta2", Text("β2 for both", "둘 다 β2로")),
                ("none", Text("none", "없음")),
            ),
        ),
        Choice("beta2", Text("β2", "β2"), BETA2, ((BETA2, Text("0.999", "0.999")), (0.99, Text("0.99", "0.99")))),
        Choice(
            "inside",
            Text("ε stands", "ε의 자리"),
            False,
            ((False, Text("outside the root", "제곱근 밖")), (True, Text("under the root", "제곱근 안"))),
        ),
        Choice(
            "huge",
            Text("size of ε", "ε의 크기"),
            False,
            ((False, Text("10⁻⁸", "10⁻⁸")), (True, Text("0.10⁻⁸ to the letter", "0.10⁻⁸ 글자 그대로"))),
        ),
    ),
    compute=corrected,
    size=(7.6, 3.5),
    draw=draw_corrected,
    update=update_corrected,
    describe=describe_corrected,
    table=table_corrected,
    predict=Question(
        Text(
            "The gradient is 3. About how long is Adam's first step?",
            "기울기가 3입니다. Adam의 첫걸음은 크기가 얼마쯤일까요?",
        ),
        (
            Text("3 · lr", "3 · lr"),
            Text("lr", "lr"),
            Text("lr / 3", "lr / 3"),
            Text(
                "0.1 · lr, because m has only a tenth of the gradient",
                "0.1 · lr, m에는 기울기의 10분의 1만 들어 있으므로",
            ),
        ),
        1,
        Text(
            "Corrected, m is 3 and the root of v is 3 as well: the step is lr · 3 / 3. It would be lr for a gradient of 300, too. Now switch the corrections off.",
            "보정하면 m은 3이고 v의 제곱근도 3이므로 걸음은 lr · 3 / 3입니다. 기울기가 300이어도 lr입니다. 이제 보정을 꺼 보세요.",
        ),
    ),
    uses={"adam_step": optimizers.adam_step},
)


def corrections() -> "Stage | None":
    """Switch a slide's errors on, one by one, and look at the first steps."""
    return show(SCENE)
