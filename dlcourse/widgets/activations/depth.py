"""What depth does to slopes: each layer multiplies the gradient by one more of them."""

from typing import TYPE_CHECKING

import numpy as np

from dlcourse import activations
from dlcourse.language import Text
from dlcourse.widgets.activations._known import name_of
from dlcourse.widgets.stage.axes import called
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, ONE, QUIET
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import number, printed, small

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

DEEPEST = 20
FLOOR = 1e-15  # the foot of the logarithmic picture


def chain(
    *,
    act: str = "sigmoid",
    z: float = 0.0,
    depth: int = 10,
    gradient_through: Function = activations.gradient_through,
) -> Numbers:
    """How much of a gradient is left after each layer of a chain."""
    left = [float(gradient_through(layers, z, act)) for layers in range(depth + 1)]
    return {"act": act, "z": z, "depth": depth, "left": left, "slope": float(gradient_through(1, z, act))}


def describe_chain(numbers: Numbers) -> Text:
    """The factor of a layer, and what is left in the end."""
    depth, left = numbers["depth"], numbers["left"][-1]
    said = {
        "act": name_of(numbers["act"]),
        "depth": depth,
        "layers": "layer" if depth == 1 else "layers",
        "z": number(numbers["z"]),
        "slope": small(numbers["slope"]),
        "left": small(left),
    }
    if left == 0:
        return Text(
            "{act} at z = {z}, {depth} {layers}: each layer multiplies the gradient by {slope}, so nothing is left of it.",
            "{act}, z = {z}, 층 {depth}개: 층마다 기울기에 {slope}이 곱해져 아무것도 남지 않습니다.",
        ).format(**said)
    return Text(
        "{act} at z = {z}, {depth} {layers}: each layer multiplies the gradient by {slope}, and {left} of it is left.",
        "{act}, z = {z}, 층 {depth}개: 층마다 곱하는 기울기는 {slope}이고, 끝에 남는 것은 {left}입니다.",
    ).format(**said)


def table_chain(numbers: Numbers) -> Table:
    """One row for every layer."""
    return Table(
        Text("What is left of the gradient", "기울기가 얼마나 남을까"),
        (Text("layers passed", "지나온 층"), Text("left of the gradient", "남은 기울기")),
        tuple((str(layers), small(left)) for layers, left in enumerate(numbers["left"])),
    )


def draw_chain(figure: "Figure", language: str) -> Artists:
    """The same bars twice: as they are, and on a scale where each line is a thousandth of the one above."""
    places = ((0.08, 0.16, 0.39, 0.72), (0.585, 0.16, 0.39, 0.72))
    passed = Text("layers passed", "지나온 층").in_(language)
    titles = (Text("as it is", "그대로 보기"), Text("each line: a thousandth", "눈금 하나가 천분의 일"))
    artists: Artists = {}
    for name, where, title in zip(("plain", "powers"), places, titles, strict=True):
        axes = figure.add_axes(where, xlim=(-0.8, DEEPEST + 0.8), xlabel=passed, xticks=range(0, DEEPEST + 1, 5))
        axes.set_title(title.in_(language), fontsize=11)
        called(axes, y=Text("left of the gradient", "남은 기울기").in_(language))
        if name == "plain":
            axes.set(ylim=(0, 1.35), yticks=[0, 0.25, 0.5, 0.75, 1])
            foot = 0.0
        else:
            axes.set(yscale="log", ylim=(FLOOR, 3.0), yticks=[1.0, 1e-3, 1e-6, 1e-9, 1e-12, FLOOR])
            axes.set_yticklabels(["1", *(printed(f"1e-{power}") for power in (3, 6, 9, 12, 15))])
            axes.minorticks_off()
            axes.grid(axis="y", color=QUIET, linewidth=0.4)
            axes.set_axisbelow(True)
            foot = FLOOR
        bars = axes.bar(range(DEEPEST + 1), np.full(DEEPEST + 1, foot or 1.0), bottom=foot, color=ONE, edgecolor=INK)
        artists[name] = list(bars.patches)
    # above the highest bar: ReLU fills the rest
    figure.text(0.285, 0.79, Text("left in the end:", "끝에 남는 기울기:").in_(language), ha="right", color=QUIET)
    artists["last"] = figure.text(0.295, 0.79, "", ha="left", fontsize=13)
    return artists


def update_chain(artists: Artists, numbers: Numbers) -> None:
    """Grow and shrink the bars."""
    left = np.zeros(DEEPEST + 1)
    left[: len(numbers["left"])] = numbers["left"]
    for bar, height in zip(artists["plain"], left, strict=True):
        bar.set_height(height)
        bar.set_visible(height > 0)
    for bar, height in zip(artists["powers"], left, strict=True):
        bar.set_height(max(height - FLOOR, 0.0))
        bar.set_visible(height > FLOOR)
    artists["last"].set_text(printed(small(numbers["left"][-1])))


def _last(numbers: Numbers, values: Numbers) -> Place:
    """The top of the last bar, which is dragged to and fro."""
    return values["depth"], max(numbers["slope"] ** values["depth"], 2 * FLOOR)


SCENE = Scene(
    title=Text("What is left of a gradient after many layers", "여러 층을 지나면 기울기가 얼마나 남을까"),
    controls=(
        Choice(
            "act",
            Text("activation", "활성화 함수"),
            "sigmoid",
            tuple((name, name_of(name)) for name in ("sigmoid", "tanh", "relu")),
        ),
        Slider("z", Text("z in every layer", "모든 층의 z"), 0.0, -3.0, 3.0, 0.25),
        Slider("depth", Text("layers", "층 수"), 10, 1, DEEPEST, 1),
    ),
    compute=chain,
    size=(7.6, 3.4),
    draw=draw_chain,
    update=update_chain,
    describe=describe_chain,
    table=table_chain,
    predict=Question(
        Text(
            "A gradient passes 10 sigmoid layers at z = 0, the best place there is. About how much of it is left?",
            "기울기가 시그모이드 10개 층을 지납니다. 모두 가장 유리한 z = 0입니다. 얼마나 남을까요?",
        ),
        (Text("a quarter", "4분의 1"), Text("a fortieth", "40분의 1"), Text("a millionth", "백만분의 1")),
        2,
        Text(
            "Ten quarters are multiplied, not added: about one part in a million. Now find a z at which tanh is as bad, and one at which ReLU is worse.",
            "4분의 1을 열 번 더하는 것이 아니라 곱하므로 백만분의 1쯤 남습니다. tanh가 이만큼 나빠지는 z와, ReLU가 더 나빠지는 z를 찾아보세요.",
        ),
    ),
    uses={"gradient_through": activations.gradient_through},
    touch=tuple(Handle("depth", on=name, place=_last) for name in ("plain", "powers")),
)


def depth() -> "Stage | None":
    """Multiply slopes, layer after layer."""
    return show(SCENE)
