"""How many numbers a network learns."""

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import multilayer
from dlcourse.language import Text
from dlcourse.widgets.stage.axes import bare
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, LINE, ONE, ONE_GROUND, PAPER, QUIET
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table, When
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

DIGITS = [784, 128, 10]
DRAWN = 8  # units of a layer that fit into the picture
MOST_HIDDEN = 4


def counted(
    *,
    kind: str = "own",
    inputs: int = 3,
    hidden: int = 1,
    units: int = 4,
    outputs: int = 1,
    n: int = 5,
    bias: bool = True,
    count_params: Function = multilayer.count_params,
    layer_shapes: Function = multilayer.layer_shapes,
) -> Numbers:
    """The sizes of a network, its parameters in all and layer by layer, and the shapes that n examples have on their way."""
    sizes = DIGITS if kind == "digits" else [inputs, *[units] * hidden, outputs]
    shapes = layer_shapes(sizes, n)
    return {
        "sizes": sizes,
        "bias": bias,
        "n": n,
        "shapes": [(tuple(map(int, z)), tuple(map(int, W))) for z, W in shapes],
        "each": [int(count_params(list(pair), bias)) for pair in pairwise(sizes)],
        "total": int(count_params(sizes, bias)),
    }


def describe_counted(numbers: Numbers) -> Text:
    """The sum, and the shapes on the way."""
    sizes, n = numbers["sizes"], numbers["n"]
    names = "-".join(map(str, sizes))
    parts = " + ".join(f"({d}·{m} + {m})" if numbers["bias"] else f"{d}·{m}" for d, m in pairwise(sizes))
    way = ", ".join([f"({n}, {sizes[0]})", *[str(z) for z, _ in numbers["shapes"]]])
    return Text(
        f"The {names} network has {parts} = {numbers['total']} parameters. The shapes on the way are {way}.",
        f"{names} 신경망의 매개변수는 {parts} = {numbers['total']}개입니다. 지나는 동안의 형상은 차례로 {way}입니다.",
    )


def table_counted(numbers: Numbers) -> Table:
    """One row for every layer of weights, and the sum."""
    rows: list[tuple[str | Text, ...]] = [
        (
            str(i),
            str(W),
            f"({W[1]},)" if numbers["bias"] else Text("none", "없음"),
            str(z),
            str(count),
        )
        for i, ((z, W), count) in enumerate(zip(numbers["shapes"], numbers["each"], strict=True), start=1)
    ]
    rows.append((Text("all", "모두"), "", "", "", str(numbers["total"])))
    return Table(
        Text("Parameters and shapes", "매개변수와 형상"),
        (
            Text("layer", "층"),
            Text("shape of W", "W의 형상"),
            Text("shape of b", "b의 형상"),
            Text("shape of z", "z의 형상"),
            Text("parameters", "매개변수"),
        ),
        tuple(rows),
    )


def draw_counted(figure: "Figure", language: str) -> Artists:
    """Units as circles, weights as lines, and the count below every layer of weights."""
    from matplotlib.collections import LineCollection

    axes = bare(figure, (0.01, 0.01, 0.98, 0.98), xlim=(-0.5, MOST_HIDDEN + 1.5), ylim=(-3.4, DRAWN + 1.2))
    edges = LineCollection([], colors=QUIET, linewidths=0.7, zorder=1)
    axes.add_collection(edges, autolim=False)
    ring: dict[str, Any] = {"markersize": 12, "markeredgewidth": 2, "zorder": 3}

    def words(count: int, y: float, size: float, colour: str = INK) -> list[Any]:
        return [axes.text(0, y, "", ha="center", va="center", fontsize=size, color=colour) for _ in range(count)]

    return {
        "edges": edges,
        "inputs": axes.plot([], [], "s", color=PAPER, markeredgecolor=INK, **ring)[0],
        "units": axes.plot([], [], "o", color=ONE_GROUND, markeredgecolor=ONE, **ring)[0],
        "biases": axes.plot([], [], "+", color=LINE, markersize=8, markeredgewidth=2, zorder=4)[0],
        "sizes": words(MOST_HIDDEN + 2, DRAWN + 0.6, 12),
        "dots": words(MOST_HIDDEN + 2, 0, 15),
        "shapes": words(MOST_HIDDEN + 2, -1.0, 9.5, QUIET),
        "counts": words(MOST_HIDDEN + 1, -1.9, 10.5, LINE),
        "total": axes.text((MOST_HIDDEN + 1) / 2, -2.9, "", ha="center", va="center", fontsize=14),
    }


def update_counted(artists: Artists, numbers: Numbers) -> None:
    """Place units and lines from left to right; a layer that is too tall shows its first and last units."""
    sizes, n, last = numbers["sizes"], numbers["n"], len(numbers["sizes"]) - 1
    middle = (DRAWN - 1) / 2
    columns = np.linspace(0.0, MOST_HIDDEN + 1.0, last + 1)
    heights = [_heights(size) + middle for size in sizes]
    segments = [
        [(columns[i], here), (columns[i + 1], there)]
        for i in range(last)
        for here in heights[i]
        for there in heights[i + 1]
    ]
    artists["edges"].set_segments(segments)
    artists["inputs"].set_data(np.full(len(heights[0]), columns[0]), heights[0])
    x = np.concatenate([np.full(len(heights[i]), columns[i]) for i in range(1, last + 1)])
    y = np.concatenate(heights[1:])
    artists["units"].set_data(x, y)
    tell(artists["units"], partial(_units_say, numbers))
    artists["biases"].set_data(x, y)
    artists["biases"].set_visible(numbers["bias"])
    shapes = [(n, sizes[0]), *[z for z, _ in numbers["shapes"]]]
    for i in range(MOST_HIDDEN + 2):
        there = i <= last
        for name, text in (("sizes", sizes), ("shapes", shapes)):
            artists[name][i].set(visible=there, text=str(text[i]) if there else "", x=columns[min(i, last)])
        tall = there and sizes[i] > DRAWN
        artists["dots"][i].set(visible=tall, text="⋮", x=columns[min(i, last)], y=middle)
    for i, word in enumerate(artists["counts"]):
        word.set_visible(i < last)
        if i < last:
            d, m = sizes[i], sizes[i + 1]
            word.set(x=(columns[i] + columns[i + 1]) / 2, text=f"{d}·{m}+{m}" if numbers["bias"] else f"{d}·{m}")
    artists["total"].set_text(
        f"{' + '.join(map(str, numbers['each']))} = {numbers['total']}" if last > 1 else str(numbers["total"])
    )


def _units_say(numbers: Numbers) -> list[Text]:
    """Every unit that is drawn, in its order: how many weights come in, and whether a bias is added."""
    plus = Text(" + 1 bias", " + 편향 1개") if numbers["bias"] else Text("", "")
    told = Text("{d} weights{plus}: {sum} parameters", "가중치 {d}개{plus}: 매개변수 {sum}개")
    return [
        told.format(d=d, plus=plus, sum=d + bool(numbers["bias"]))
        for d, m in pairwise(numbers["sizes"])
        for _ in range(len(_heights(m)))
    ]


def _heights(size: int) -> np.ndarray:
    """Where the units of a layer stand, around 0."""
    if size <= DRAWN:
        return np.arange(size) - (size - 1) / 2
    return np.concatenate([np.arange(3) - (DRAWN - 1) / 2, (DRAWN - 1) / 2 - np.arange(3)])


def _top(layer: str, numbers: Numbers, values: Numbers) -> Place | None:
    """The uppermost unit of a layer: whoever pulls at it makes the layer taller. For the hidden layers it is the first of them."""
    if layer == "units" and not values["hidden"]:
        return None
    across = {"inputs": 0.0, "units": 1 / (values["hidden"] + 1), "outputs": 1.0}[layer]
    return across * (MOST_HIDDEN + 1), (DRAWN - 1) / 2 + (values[layer] - 1) / 2


_OWN = When("kind", ("own",))

SCENE = Scene(
    title=Text("The parameter counter", "매개변수 세기"),
    controls=(
        Choice(
            "kind",
            Text("network", "신경망"),
            "own",
            (
                ("own", Text("my own", "직접 만들기")),
                ("digits", Text("784-128-10, for digits", "784-128-10, 숫자 이미지용")),
            ),
        ),
        Slider("inputs", Text("inputs", "입력"), 3, 1, DRAWN, 1, when=_OWN),
        Slider("hidden", Text("hidden layers", "은닉층 수"), 1, 0, MOST_HIDDEN, 1, when=_OWN),
        Slider("units", Text("units in each", "은닉층마다 유닛 수"), 4, 1, DRAWN, 1, when=_OWN),
        Slider("outputs", Text("outputs", "출력"), 1, 1, DRAWN, 1, when=_OWN),
        Slider("n", Text("examples at once", "한꺼번에 지나는 샘플 수"), 5, 1, 9, 1),
        Choice("bias", Text("biases", "편향"), True, ((True, Text("on", "있음")), (False, Text("off", "없음")))),
    ),
    compute=counted,
    size=(7.6, 3.9),
    draw=draw_counted,
    update=update_counted,
    describe=describe_counted,
    table=table_counted,
    predict=Question(
        Text(
            "3 inputs, 4 hidden units, 1 output. How many numbers does this network learn, biases included?",
            "입력 3개, 은닉 유닛 4개, 출력 1개입니다. 이 신경망이 학습하는 수는 편향까지 모두 몇 개일까요?",
        ),
        (Text("8", "8개"), Text("16", "16개"), Text("21", "21개")),
        2,
        Text(
            "3·4 + 4·1 = 16 weights, and one bias for each of the 4 hidden units and the 1 output: 16 + 5 = 21. The number of examples does not matter.",
            "가중치가 3·4 + 4·1 = 16개이고, 은닉 유닛 4개와 출력 1개에 편향이 하나씩 있어 16 + 5 = 21개입니다. 샘플의 수는 상관없습니다.",
        ),
    ),
    uses={"count_params": multilayer.count_params, "layer_shapes": multilayer.layer_shapes},
    touch=tuple(
        Handle(name, on="inputs" if name == "inputs" else "units", place=partial(_top, name))
        for name in ("inputs", "units", "outputs")
    ),
)


def count() -> "Stage | None":
    """Build a network and count what it learns."""
    return show(SCENE)
