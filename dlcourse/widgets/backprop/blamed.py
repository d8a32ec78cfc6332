"""Who gets the blame: how large the gradients of the first layers are beside those of the last."""

from typing import TYPE_CHECKING

import numpy as np

from dlcourse import backprop
from dlcourse.activations import ELEMENTWISE, sigmoid
from dlcourse.language import Text
from dlcourse.widgets.activations._known import name_of
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.palette import INK, ONE, QUIET
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import AS_POWERS, tell
from dlcourse.widgets.stage.words import number, printed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

DEEPEST, WIDTH, EXAMPLES = 12, 16, 32
FLOOR, TOP = -13.0, 3.9  # what the picture shows, as powers of 10
ROWS = (1.8, 2.8)  # where the numbers stand
KINDS = ("sigmoid", "tanh", "relu")


def blame(
    *, kind: str = "sigmoid", depth: int = 6, scale: float = 1.0, mlp_backward: Function = backprop.mlp_backward
) -> Numbers:
    """The mean size of dE/dW in every layer of a random network, first layer first."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(EXAMPLES, WIDTH))
    t = rng.integers(0, 2, size=(EXAMPLES, 1))
    cache = []
    for i in range(depth):
        out = 1 if i == depth - 1 else WIDTH
        W = rng.normal(size=(WIDTH, WIDTH))[:, :out] * scale / np.sqrt(WIDTH)
        z = x @ W
        cache.append((x, W, z))
        x = ELEMENTWISE[kind].f(z)
    gradients = mlp_backward(cache, (sigmoid(z) - t) / EXAMPLES, kind)
    sizes = np.array([np.mean(np.abs(dW)) for dW, _ in gradients])
    return {"kind": kind, "depth": depth, "scale": scale, "sizes": sizes}


def short(value: float) -> str:
    """A size with two digits, whatever its power of ten."""
    return f"{value:.1e}" if 0 < value < 0.001 or value >= 1000 else f"{value:.2g}"


def describe_blame(numbers: Numbers) -> Text:
    """The first layer beside the last."""
    sizes = numbers["sizes"]
    first, last = sizes[0], sizes[-1]
    facts = {
        "depth": numbers["depth"],
        "scale": number(numbers["scale"]),
        "first": short(first),
        "last": short(last),
        "ratio": short(last / first if first > 0 else np.inf),
    }
    name = name_of(numbers["kind"])
    if first == 0:
        return Text(
            "{depth} layers with {name}, weights times {scale}: the first layer gets no gradient at all ({first}), the last one {last}.",
            "{name} {depth}층, 가중치 {scale}배: 첫째 층의 기울기는 아예 없고({first}) 마지막 층은 {last}입니다.",
        ).format(name=name, **facts)
    return Text(
        "{depth} layers with {name}, weights times {scale}: the mean size of dE/dW is {first} in the first layer and {last} in the last, {ratio} times as large.",
        "{name} {depth}층, 가중치 {scale}배: dE/dW의 평균 크기는 첫째 층이 {first}, 마지막 층이 {last}이고 {ratio}배입니다.",
    ).format(name=name, **facts)


def table_blame(numbers: Numbers) -> Table:
    """One row for each layer."""
    return Table(
        Text("Mean size of dE/dW", "dE/dW의 평균 크기"),
        (Text("layer", "층"), Text("mean |dE/dW|", "|dE/dW|의 평균")),
        tuple((str(i), short(size)) for i, size in enumerate(numbers["sizes"], start=1)),
    )


def draw_blame(figure: "Figure", language: str) -> Artists:
    """One bar for each layer, on a scale of powers of ten."""
    axes = figure.add_axes((0.12, 0.17, 0.86, 0.79), xlim=(0.4, DEEPEST + 0.6), ylim=(FLOOR, TOP))
    axes.set_xlabel(Text("layer (1 is next to the inputs)", "층 (1층이 입력 바로 옆)").in_(language))
    axes.set_ylabel(Text("mean |dE/dW|", "|dE/dW|의 평균").in_(language))
    powers = range(-12, 1, 3)
    axes.set_xticks(range(1, DEEPEST + 1))
    axes.set_yticks(list(powers), [f"$10^{{{power}}}$" for power in powers])
    tell(axes.yaxis, AS_POWERS)
    for power in powers:
        axes.axhline(power, color=QUIET, linewidth=0.5, alpha=0.5, zorder=1)
    bars = axes.bar(range(1, DEEPEST + 1), 1.0, bottom=FLOOR, color=ONE, edgecolor=INK, width=0.7, zorder=2)
    # in two rows above all bars: beside each other a narrow window has no room for twelve numbers
    labels = [axes.text(i, ROWS[i % 2], "", ha="center", fontsize=8.5, zorder=3) for i in range(1, DEEPEST + 1)]
    return {"bars": list(bars), "labels": labels}


def _narrow(value: float) -> str:
    """A size as it fits between its neighbours: a power of ten has one digit before it, and no room beside the cross."""
    return printed(f"{value:.0e}").replace(" ", "") if 0 < value < 0.001 or value >= 1000 else short(value)


def update_blame(artists: Artists, numbers: Numbers) -> None:
    """Set the height of each bar, and write its size."""
    sizes = numbers["sizes"]
    for i, (bar, label) in enumerate(zip(artists["bars"], artists["labels"], strict=True)):
        shown = i < len(sizes)
        bar.set_visible(shown)
        label.set_visible(shown)
        if shown:
            top = max(float(np.log10(sizes[i])), FLOOR) if sizes[i] > 0 else FLOOR
            bar.set_height(top - FLOOR)
            label.set_text(_narrow(sizes[i]))


SCENE = Scene(
    title=Text("Who gets the blame?", "책임은 어디까지 전해질까요?"),
    controls=(
        Choice("kind", Text("activation", "활성화 함수"), "sigmoid", tuple((kind, name_of(kind)) for kind in KINDS)),
        Slider("depth", Text("layers", "층 수"), 6, 2, DEEPEST, 1),
        Slider("scale", Text("weights times", "가중치 배율"), 1.0, 0.5, 3.0, 0.25),
    ),
    compute=blame,
    size=(7.6, 3.7),
    draw=draw_blame,
    update=update_blame,
    describe=describe_blame,
    table=table_blame,
    predict=Question(
        Text(
            "A network of 12 layers with sigmoid: which layer gets the smallest gradients?",
            "시그모이드를 쓰는 12층 신경망에서 기울기가 가장 작은 층은 어디일까요?",
        ),
        (
            Text("The last, next to the loss", "손실 바로 옆의 마지막 층"),
            Text("One in the middle", "가운데에 있는 층"),
            Text("The first, next to the inputs", "입력 바로 옆의 첫째 층"),
        ),
        2,
        Text(
            "On its way back the gradient passes one sigmoid after the other, and each multiplies it by a quarter at most. How does ReLU compare?",
            "돌아오는 길에 기울기가 시그모이드를 하나씩 지나고, 그때마다 기껏해야 4분의 1이 됩니다. ReLU는 어떨까요?",
        ),
    ),
    uses={"mlp_backward": backprop.mlp_backward},
    touch=(Handle("depth", on="bars", place=lambda numbers, values: (values["depth"] + 0.35, FLOOR + 0.8)),),
)


def blamed() -> "Stage | None":
    """Compare the gradients of all layers, for several depths and activations."""
    return show(SCENE)
