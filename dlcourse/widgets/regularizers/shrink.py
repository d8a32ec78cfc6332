"""L1 and L2: diamond and circle, and which weights become exactly 0."""

from typing import TYPE_CHECKING

import numpy as np

from dlcourse import regularizers
from dlcourse.language import Text
from dlcourse.widgets.regularizers._shared import legend, legend_line
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import LINE, ONE, ONE_GROUND, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

BOWL = np.array([[1.0, 0.4], [0.4, 0.6]])  # how the loss rises around its lowest point
_FACTOR = np.linalg.inv(np.linalg.cholesky(BOWL)).T
_ROUND = np.linspace(0, 2 * np.pi, 121)
_RING = np.column_stack([np.cos(_ROUND), np.sin(_ROUND)])
FREE = np.sort(np.random.default_rng(8).normal(size=60))  # sixty weights that nobody holds back
BINS = np.arange(-2.625, 2.626, 0.25)


def shrinking(
    *, strength: float = 1.0, mix: float = 1.0, angle: int = 30, penalty: Function = regularizers.penalty
) -> Numbers:
    """Where loss and penalty come to rest together, for two weights; and what the penalty does to sixty others."""
    aim = _aim(angle)
    w = _at_rest(aim, strength * mix, strength * (1 - mix))
    budget = float(penalty([(w[:, None], np.zeros(1))], mix, 1 - mix))
    kept = regularizers.soft_threshold(FREE, strength * mix)
    kept = regularizers.ridge_shrink(kept, strength * (1 - mix))
    return {
        "mix": mix,
        "strength": strength,
        "aim": aim,
        "w": w,
        "budget": budget,
        "ball": _ball(mix, budget),
        "contours": [aim + size * _height(w, aim) * _RING @ _FACTOR.T for size in (1.0, 0.6, 1.5)],
        "loss": _height(w, aim) ** 2 / 2,
        "kept": kept,
        "zeros": int(np.sum(kept == 0)),
    }


def _aim(angle: float) -> np.ndarray:
    """Where the loss alone would be lowest."""
    return 2.4 * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])


def _height(w: np.ndarray, aim: np.ndarray) -> float:
    """The distance from the loss's lowest point, as the bowl measures it."""
    return float(np.sqrt((w - aim) @ BOWL @ (w - aim)))


def _at_rest(aim: np.ndarray, l1: float, l2: float) -> np.ndarray:
    """The lowest point of loss plus penalty, one weight after the other until nothing moves."""
    w = np.zeros(2)
    for _ in range(60):
        for i in (0, 1):
            pull = BOWL[i] @ (aim - w) + BOWL[i, i] * w[i]
            w[i] = np.sign(pull) * max(abs(pull) - l1, 0.0) / (BOWL[i, i] + l2)
    return w


def _ball(mix: float, budget: float) -> np.ndarray:
    """The corners of the set in which the penalty is at most `budget`: a diamond, a circle, or something between."""
    sizes = np.abs(_RING).sum(axis=1)
    if mix == 1:
        radius = budget / sizes
    else:
        radius = (np.sqrt((mix * sizes) ** 2 + 2 * (1 - mix) * budget) - mix * sizes) / (1 - mix)
    return np.asarray(radius[:, None] * _RING)


def describe_shrinking(numbers: Numbers) -> Text:
    """Where the weights come to rest, and how many of the sixty are exactly 0."""
    facts = {
        "strength": number(numbers["strength"]),
        "mix": number(numbers["mix"]),
        "rest": number(1 - numbers["mix"]),
        "aim": _pair(numbers["aim"]),
        "w": _pair(numbers["w"]),
        "zeros": numbers["zeros"],
        "largest": number(float(np.abs(numbers["kept"]).max())),
    }
    said = Text(
        "Strength {strength}, mix L1 {mix} to L2 {rest}: the two weights move from {aim} to {w}. "
        "Of sixty other weights {zeros} are exactly 0, and the largest has size {largest}.",
        "세기 {strength}, L1과 L2의 비율 {mix} 대 {rest}: 두 가중치가 {aim}에서 출발해 {w}에 멈춥니다. "
        "다른 가중치 예순 개 가운데 {zeros}개가 정확히 0이고, 가장 큰 것의 크기는 {largest}입니다.",
    )
    return said.format(**facts)


def _pair(w: np.ndarray) -> str:
    return f"({w[0]:.2f}, {w[1]:.2f})".replace("-0.00", "0.00")


def table_shrinking(numbers: Numbers) -> Table:
    """Every fourth of the sixty weights, before and after."""
    return Table(
        Text("Weights before and after the penalty (every fourth)", "벌점을 매기기 전과 후의 가중치 (네 개마다 하나)"),
        (Text("before", "전"), Text("after", "후")),
        tuple((number(free), number(kept)) for free, kept in zip(FREE[::4], numbers["kept"][::4], strict=True)),
    )


def draw_shrinking(figure: "Figure", language: str) -> Artists:
    """Two weights on the left: budget, loss and the point where they touch; sixty weights on the right."""
    plane = figure.add_axes((0.07, 0.15, 0.41, 0.68), xlim=(-3.2, 3.2), ylim=(-2.6, 2.6))
    plane.set(xlabel="$w_1$", ylabel="$w_2$", xticks=range(-3, 4), yticks=range(-2, 3))
    # the budget lies under the axes, and the bars lie under the outline: both move on with it
    cross = [draw(0, color=QUIET, linewidth=0.8, zorder=1.5) for draw in (plane.axhline, plane.axvline)]
    bars = figure.add_axes((0.57, 0.15, 0.41, 0.68), xlim=(BINS[0], BINS[-1]), ylim=(0, 40))
    bars.set_xlabel(Text("size and sign of a weight", "가중치의 값").in_(language))
    bars.set_ylabel(Text("how many of 60", "60개 중 개수").in_(language))
    counts = np.histogram(FREE, BINS)[0]
    before = bars.stairs(counts, BINS, color=ZERO, linestyle="--", linewidth=1.8, zorder=3)
    before.set_fill(False)
    after = bars.stairs(counts, BINS, fill=True, facecolor=ONE_GROUND, edgecolor=ONE, linewidth=1.5, zorder=2)
    moving: Artists = {
        "ball": plane.fill(
            [0.0, 1.0, 1.0], [0.0, 0.0, 1.0], facecolor=ONE_GROUND, edgecolor=ONE, linewidth=2, zorder=1.2
        )[0],
        "contours": [
            plane.plot([], [], "-" if i == 0 else ":", color=ZERO, linewidth=2 if i == 0 else 1.4, zorder=2)[0]
            for i in range(3)
        ],
        "aim": plane.plot([], [], "x", color=ZERO, markersize=11, markeredgewidth=3, zorder=4)[0],
        "w": plane.plot([], [], "o", color=LINE, markersize=11, zorder=5)[0],
        "cross": cross,
        "after": after,
        "before": before,
        "zeros": bars.text(0.97, 0.95, "", transform=bars.transAxes, ha="right", va="top", fontsize=13, zorder=5),
    }
    words = (
        (Text("penalty allows", "벌점이 허락하는 곳"), legend_line(ONE, "-")),
        (Text("equal loss", "손실이 같은 곳"), moving["contours"][0]),
        (Text("lowest loss", "손실이 가장 낮은 점"), moving["aim"]),
        (Text("where both rest", "둘이 만나는 점"), moving["w"]),
    )
    legend(plane, words, language)
    both = (
        (Text("before", "전"), legend_line(ZERO, "--")),
        (Text("after the penalty", "벌점을 매긴 후"), legend_line(ONE, "-")),
    )
    legend(bars, both, language)
    return moving


def update_shrinking(artists: Artists, numbers: Numbers) -> None:
    """Change the shape of the budget, and drop the bars."""
    artists["ball"].set_xy(numbers["ball"])
    for artist, ring in zip(artists["contours"], numbers["contours"], strict=True):
        artist.set_data(ring[:, 0], ring[:, 1])
    for name in ("aim", "w"):
        artists[name].set_data(*numbers[name][:, None])
    counts = np.histogram(numbers["kept"], BINS)[0]
    artists["after"].set_data(np.minimum(counts, 39))
    tell(artists["after"], [Text(f"{count} of 60", f"60개 중 {count}개") for count in counts])
    artists["zeros"].set_text(f"$w = 0$: {numbers['zeros']} / 60")


def _rests(numbers: Numbers, values: Numbers) -> Place:
    """Where both rest at another strength: whoever pulls the point towards the middle presses harder."""
    strength, mix = values["strength"], values["mix"]
    return _pair_of(_at_rest(_aim(values["angle"]), strength * mix, strength * (1 - mix)))


def _pair_of(w: np.ndarray) -> Place:
    return float(w[0]), float(w[1])


SCENE = Scene(
    title=Text("A diamond has corners, a circle has none", "마름모에는 꼭짓점이 있고 원에는 없습니다"),
    controls=(
        Slider("mix", Text("mix: 0 is L2, 1 is L1", "비율: 0은 L2, 1은 L1"), 1.0, 0.0, 1.0, 0.1),
        Slider("strength", Text("strength λ", "세기 λ"), 1.0, 0.0, 2.0, 0.1),
        Slider(
            "angle", Text("direction of the lowest loss (degrees)", "손실이 가장 낮은 점의 방향 (도)"), 30, 0, 180, 15
        ),
    ),
    compute=shrinking,
    size=(8.0, 4.1),
    draw=draw_shrinking,
    update=update_shrinking,
    describe=describe_shrinking,
    table=table_shrinking,
    predict=Question(
        Text(
            "Which penalty makes many weights exactly 0?",
            "많은 가중치를 정확히 0으로 만드는 벌점은 무엇일까요?",
        ),
        (
            Text("L1, whose budget is a diamond", "허락된 곳이 마름모인 L1"),
            Text("L2, whose budget is a circle", "허락된 곳이 원인 L2"),
            Text("Both, if they are strong enough", "충분히 강하면 둘 다"),
        ),
        0,
        Text(
            "The loss meets the diamond mostly at a corner, and corners lie on the axes, where a weight is 0. A circle has no corners: L2 makes weights small, never 0.",
            "손실은 마름모와 대개 꼭짓점에서 만나고, 꼭짓점은 가중치 하나가 0인 축 위에 있습니다. 원에는 꼭짓점이 없습니다. L2는 가중치를 작게 만들 뿐 0으로 만들지 않습니다.",
        ),
    ),
    uses={"penalty": regularizers.penalty},
    touch=(
        Handle("strength", on="w", place=_rests),
        Handle("angle", on="aim", place=lambda numbers, values: _pair_of(_aim(values["angle"]))),
    ),
)


def shrink() -> "Stage | None":
    """Press on two weights, and on sixty, with L1, L2 or a mix of both."""
    return show(SCENE)
