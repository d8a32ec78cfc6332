"""Shapes on their way through any network, layer by layer."""

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dlcourse.language import Text
from dlcourse.widgets.stage.axes import bare
from dlcourse.widgets.stage.palette import INK, LINE_GROUND, ONE_GROUND, RIGHT_GROUND, WRONG, ZERO_GROUND
from dlcourse.widgets.stage.scene import Artists, Choice, Numbers, Question, Scene, Slider, Table, When
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import same

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

NETWORKS = {"2-2-2": (2, 2, 2), "3-4-1": (3, 4, 1), "784-128-10": (784, 128, 10)}
OWN = "own"
MOST_LAYERS = 4


class Layer(NamedTuple):
    """The shapes that meet in one layer, what comes out (None where NumPy stops), and what went wrong."""

    x: tuple[int, ...]
    W: tuple[int, ...]
    b: tuple[int, ...]
    z: tuple[int, ...] | None
    wrong: str


def trace(
    *,
    net: str = "3-4-1",
    n: int = 5,
    inputs: int = 3,
    layers: int = MOST_LAYERS,
    units1: int = 4,
    units2: int = 4,
    units3: int = 2,
    units4: int = 1,
    fault: str = "none",
    convention: str = "rows",
) -> Numbers:
    """The shapes of every layer, up to the place where NumPy stops."""
    sizes = NETWORKS.get(net) or (inputs, *(units1, units2, units3, units4)[:layers])
    rows = convention == "rows"
    comes: tuple[int, ...] = (n, sizes[0]) if rows else (sizes[0], n)
    passed: list[Layer] = []
    for i, (before, after) in enumerate(pairwise(sizes)):
        W = (before, after) if rows else (after, before)
        b = (after,) if rows else (after, 1)
        # turning a single number over changes nothing
        turned = {"transposed": i == len(sizes) - 2 and before * after > 1, "bias": i == 0 and after > 1}.get(fault)
        if turned and fault == "transposed":
            W = W[::-1]
        elif turned:
            b = (after, 1) if rows else (after,)
        z, wrong = _met(comes, W, b, rows)
        wrong = wrong or ("silent" if turned else "")
        passed.append(Layer(comes, W, b, z, wrong))
        if z is None:
            break
        comes = z
    counted = sum(before * after + after for before, after in pairwise(sizes))
    return {"sizes": sizes, "n": n, "layers": passed, "rows": rows, "parameters": counted}


def _met(x: tuple[int, ...], W: tuple[int, ...], b: tuple[int, ...], rows: bool) -> tuple[tuple[int, ...] | None, str]:
    """What `x @ W + b` (or `W @ x + b`) comes to, and what stops it: the inner sizes or the bias."""
    left, right = (x, W) if rows else (W, x)
    if left[1] != right[0]:
        return None, "inner"
    product = (left[0], right[1])
    try:
        result = np.broadcast_shapes(product, b)
    except ValueError:
        return None, "bias"
    return result, "" if result == product else "grown"


def _formula(layer: Layer, rows: bool) -> str:
    left, right = (layer.x, layer.W) if rows else (layer.W, layer.x)
    return f"{left} @ {right} + {layer.b}"


def describe_trace(numbers: Numbers) -> Text:
    """How far the shapes come, and what is wrong where they stop."""
    layers: list[Layer] = numbers["layers"]
    name = "-".join(map(str, numbers["sizes"]))
    count = f"{numbers['parameters']:,}"
    place = next((i for i, layer in enumerate(layers, start=1) if layer.wrong), 0)
    if not place:
        path = " → ".join(str(shape) for shape in (layers[0].x, *(layer.z for layer in layers)))
        return Text(
            f"{name}: {path}. The network has {count} parameters, whatever N = {numbers['n']} is.",
            f"{name}: {path}. 매개변수는 {count}개이고 N = {numbers['n']}과는 상관없습니다.",
        )
    wrong = layers[place - 1]
    fact = f"{name}: {_formula(wrong, numbers['rows'])}"
    if wrong.wrong == "inner":
        return Text(
            f"In layer {place} of {fact} stops with an error: the inner sizes differ.",
            f"{place}번째 층에서 오류가 납니다. {fact}. 안쪽의 두 크기가 다릅니다.",
        )
    if wrong.wrong == "bias":
        return Text(
            f"In layer {place} of {fact} stops with an error: the bias cannot be stretched to the product.",
            f"{place}번째 층에서 오류가 납니다. {fact}. 편향을 곱의 크기로 늘릴 수 없습니다.",
        )
    if wrong.wrong == "grown":
        return Text(
            f"In layer {place} of {fact} gives {wrong.z} without an error: the bias stretched the product.",
            f"{place}번째 층: {fact}의 결과는 {wrong.z}입니다. 오류는 없지만 편향이 곱을 늘렸습니다.",
        )
    return Text(
        f"In layer {place} of {fact} gives {wrong.z} without an error, and yet it is wrong: sizes that happen to be equal hide the mistake.",
        f"{place}번째 층: {fact}의 결과는 {wrong.z}입니다. 오류는 없지만 틀린 계산입니다. 크기가 우연히 같아서 실수가 드러나지 않습니다.",
    )


def table_trace(numbers: Numbers) -> Table:
    """One row for every layer."""
    return Table(
        Text("Shapes, layer by layer", "층마다 만나는 형상"),
        (
            Text("layer", "층"),
            Text("comes in", "들어온 것"),
            same("W"),
            same("b"),
            Text("z and a", "z와 a"),
            Text("numbers in W and b", "W와 b에 든 수의 개수"),
        ),
        tuple(
            (
                str(i),
                str(layer.x),
                str(layer.W),
                str(layer.b),
                str(layer.z) if layer.z else Text("error", "오류"),
                str(int(np.prod(layer.W) + np.prod(layer.b))),
            )
            for i, layer in enumerate(numbers["layers"], start=1)
        ),
    )


_SLOTS = (0.115, 0.315, 0.515, 0.705, 0.895)  # a, W, b, z, a again


def draw_trace(figure: "Figure", language: str) -> Artists:
    """One line for every layer: what meets, and what comes out."""
    from matplotlib.patches import Rectangle

    axes = bare(figure, (0.0, 0.0, 1.0, 1.0), xlim=(0, 1), ylim=(0, MOST_LAYERS + 0.1))
    moving: Artists = {}
    grounds = (ONE_GROUND, ZERO_GROUND, ZERO_GROUND, LINE_GROUND, RIGHT_GROUND)
    for row in range(MOST_LAYERS):
        y = MOST_LAYERS - 0.5 - row
        boxes = []
        for x, ground in zip(_SLOTS, grounds, strict=True):
            box = Rectangle((x - 0.075, y - 0.36), 0.15, 0.72, facecolor=ground, edgecolor=INK, linewidth=1, zorder=2)
            boxes.append(axes.add_patch(box))
        moving[f"boxes {row}"] = boxes
        moving[f"names {row}"] = [axes.text(x, y + 0.16, "", ha="center", va="center", zorder=3) for x in _SLOTS]
        moving[f"shapes {row}"] = [
            axes.text(x, y - 0.16, "", ha="center", va="center", fontsize=12, zorder=3) for x in _SLOTS
        ]
        moving[f"signs {row}"] = [
            axes.text((a + b) / 2, y, "", ha="center", va="center", fontsize=15, zorder=3) for a, b in pairwise(_SLOTS)
        ]
        moving[f"cross {row}"] = axes.text(
            _SLOTS[3], y, "✗", ha="center", va="center", fontsize=24, color=WRONG, zorder=4
        )
    return moving


def update_trace(artists: Artists, numbers: Numbers) -> None:
    """Write the shapes; a dashed red frame and a cross where NumPy stops."""
    layers: list[Layer] = numbers["layers"]
    for row in range(MOST_LAYERS):
        parts = {kind: artists[f"{kind} {row}"] for kind in ("boxes", "names", "shapes", "signs")}
        there = row < len(layers)
        for group in parts.values():
            for artist in group:
                artist.set_visible(there)
        artists[f"cross {row}"].set_visible(there and layers[row].z is None)
        if not there:
            continue
        layer, i = layers[row], row + 1
        last = i == len(numbers["sizes"]) - 1
        x, out = ("X" if row == 0 else f"$a^{{[{row}]}}$"), ("y" if last else f"$a^{{[{i}]}}$")
        W, b, z = f"$W^{{[{i}]}}$", f"$b^{{[{i}]}}$", f"$z^{{[{i}]}}$"
        left, right = ((x, layer.x), (W, layer.W)) if numbers["rows"] else ((W, layer.W), (x, layer.x))
        cells = (left, right, (b, layer.b), (z, layer.z), (out, layer.z))
        for slot, (name, shape) in enumerate(cells):
            parts["names"][slot].set_text(name if shape else "")
            parts["shapes"][slot].set_text(str(shape) if shape else "")
            parts["boxes"][slot].set_visible(shape is not None)
            clash = (layer.wrong == "inner" and slot < 2) or (layer.wrong == "bias" and slot == 2)
            doubtful = layer.wrong in ("grown", "silent") and slot >= 3
            ground = ZERO_GROUND if name == W else ONE_GROUND if name == x else None
            if ground:
                parts["boxes"][slot].set_facecolor(ground)
            parts["boxes"][slot].set(
                edgecolor=WRONG if clash or doubtful else INK,
                linestyle="--" if clash or doubtful else "-",
                linewidth=2 if clash or doubtful else 1,
            )
        for slot, sign in enumerate(("@", "+", "=", "→")):
            parts["signs"][slot].set_text(sign if layer.z or slot < 3 else "")


_MINE = When("net", (OWN,))


def _has(layer: int) -> When:
    return When("layers", tuple(range(layer, MOST_LAYERS + 1)))


SCENE = Scene(
    title=Text("Shape tracer", "형상 추적기"),
    controls=(
        Choice(
            "net",
            Text("network", "신경망"),
            "3-4-1",
            (*((name, same(name)) for name in NETWORKS), (OWN, Text("my own", "내가 정하기"))),
        ),
        Slider("n", Text("N: examples", "N: 샘플 수"), 5, 1, 64, 1),
        Slider("inputs", Text("inputs", "입력"), 3, 1, 12, 1, when=_MINE),
        Slider("layers", Text("layers", "층"), MOST_LAYERS, 1, MOST_LAYERS, 1, when=_MINE),
        *(
            Slider(f"units{i}", Text(f"units of layer {i}", f"{i}번째 층의 유닛"), value, 1, 12, 1, when=_has(i))
            for i, value in enumerate((4, 4, 2, 1), start=1)
        ),
        Choice(
            "fault",
            Text("mistake built in", "넣어 둔 실수"),
            "none",
            (
                ("none", Text("none", "없음")),
                ("transposed", Text("last W transposed", "마지막 W를 전치")),
                ("bias", Text("first b turned", "첫 b의 방향을 바꿈")),
            ),
        ),
        Choice(
            "convention",
            Text("examples are", "샘플은"),
            "rows",
            (
                ("rows", Text("rows: X @ W + b", "행: X @ W + b")),
                ("columns", Text("columns: W @ X + b", "열: W @ X + b")),
            ),
        ),
    ),
    compute=trace,
    size=(7.8, 3.6),
    draw=draw_trace,
    update=update_trace,
    describe=describe_trace,
    table=table_trace,
    predict=Question(
        Text(
            "5 examples go through the 3-4-1 network. Which shape has `z` of the hidden layer?",
            "샘플 5개가 3-4-1 신경망을 지나갑니다. 은닉층의 `z`는 형상이 무엇일까요?",
        ),
        (same("(3, 4)"), same("(4, 1)"), same("(5, 4)"), same("(5, 3)")),
        2,
        Text(
            "(5, 3) meets (3, 4): the 3 vanishes, one row of 4 numbers is left for each of the 5 examples.",
            "(5, 3)이 (3, 4)를 만나면 3이 사라지고, 샘플 5개마다 수가 4개인 행이 하나씩 남습니다.",
        ),
    ),
    columns=2,
)


def trace_shapes() -> "Stage | None":
    """Follow the shapes through a network, layer by layer."""
    return show(SCENE)
