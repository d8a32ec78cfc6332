"""Two pictures of the forward pass: the 2-2-2 network number by number, and the shapes on their way through any network."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from dlcourse import forward, losses
from dlcourse.language import Text
from dlcourse.widgets._palette import (
    INK,
    LINE,
    LINE_GROUND,
    ONE_GROUND,
    PAPER,
    QUIET,
    RIGHT_GROUND,
    WRONG,
    ZERO_GROUND,
)
from dlcourse.widgets._scene import (
    Artists,
    Choice,
    Function,
    Numbers,
    Question,
    Scene,
    Slider,
    Steps,
    Table,
    When,
    number,
    show,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

# --- the 2-2-2 network, number by number --------------------------------------------------------------------------------

START = (0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6)
TARGETS = np.array([0.4, 0.6])
# which weight stands where: as printed, and with w2 and w3 (and w6 and w7) in each other's place
READINGS = {
    "printed": (0, 1, 2, 3, 4, 5, 6, 7),
    "hidden": (0, 2, 1, 3, 4, 5, 6, 7),
    "both": (0, 2, 1, 3, 4, 6, 5, 7),
}
UNITS = {
    "x1": (0.8, 3.3),
    "x2": (0.8, 0.9),
    "h1": (3.7, 3.3),
    "h2": (3.7, 0.9),
    "o1": (6.6, 3.3),
    "o2": (6.6, 0.9),
    "E": (9.2, 2.1),
}
# the edges in the order w1, ..., w8 of the slide, then those to the error
EDGES = (
    ("x1", "h1"),
    ("x2", "h1"),
    ("x1", "h2"),
    ("x2", "h2"),
    ("h1", "o1"),
    ("h2", "o1"),
    ("h1", "o2"),
    ("h2", "o2"),
    ("o1", "E"),
    ("o2", "E"),
)
ORDER = ("z1", "h1", "z2", "h2", "z3", "o1", "z4", "o2", "E")


class Found(NamedTuple):
    """One number: its name, the calculation in letters and in figures, and its value."""

    name: str
    letters: str
    figures: str
    value: float


def digits(value: float) -> str:
    """Eight digits after the point, as the slide prints them; round numbers as they are."""
    short = number(value)
    return short if abs(float(short) - value) < 1e-12 else f"{value:.8f}"


def network(
    *,
    done: int = len(ORDER),
    reading: str = "printed",
    x1: float = 0.1,
    x2: float = 0.2,
    w1: float = START[0],
    w2: float = START[1],
    w3: float = START[2],
    w4: float = START[3],
    w5: float = START[4],
    w6: float = START[5],
    w7: float = START[6],
    w8: float = START[7],
    forward_222: Function = forward.forward_222,
    half_sse: Function = losses.half_sse,
) -> Numbers:
    """The first `done` of the nine numbers: four sums, four sigmoids and the error."""
    places = READINGS[reading]
    w = np.array([w1, w2, w3, w4, w5, w6, w7, w8])[list(places)]
    x = np.array([x1, x2])
    names = [f"w{place + 1}" for place in places]
    answer = forward_222(x, w)
    z, h, o = (np.asarray(answer[name], dtype=float) for name in ("z", "h", "o"))
    comes_in = {"x1": x1, "x2": x2, "h1": float(h[0]), "h2": float(h[1])}
    found: list[Found] = []
    for i, (unit, bent) in enumerate(zip(("h1", "h2", "o1", "o2"), (*h, *o), strict=True)):
        pairs = [(2 * i + side, EDGES[2 * i + side][0]) for side in (0, 1)]
        letters = " + ".join(f"{names[edge]}·{start}" for edge, start in pairs)
        figures = " + ".join(f"{_factor(w[edge])} × {_factor(comes_in[start])}" for edge, start in pairs)
        found.append(Found(f"z{i + 1}", letters, figures, float(z[i])))
        found.append(Found(unit, f"σ(z{i + 1})", f"σ({digits(z[i])})", float(bent)))
    squares = " + ".join(f"½({number(t)} - {digits(out)})²" for t, out in zip(TARGETS, o, strict=True))
    found.append(Found("E", "½(t1 - o1)² + ½(t2 - o2)²", squares, float(half_sse(o, TARGETS))))
    return {"found": found[:done], "names": names, "w": w, "x": x, "reading": reading}


def _factor(value: float) -> str:
    """A factor of a product; a negative one in brackets."""
    return f"({digits(value)})" if value < 0 else digits(value)


def describe_network(numbers: Numbers) -> Text:
    """The number just found, with its calculation."""
    found: list[Found] = numbers["found"]
    swapped = {
        "printed": Text("", ""),
        "hidden": Text(" The hidden matrix is transposed.", " 은닉층의 행렬이 전치되어 있습니다."),
        "both": Text(" Both matrices are transposed.", " 두 행렬이 모두 전치되어 있습니다."),
    }[numbers["reading"]]
    if not found:
        x1, x2 = (number(value) for value in numbers["x"])
        listed = ", ".join(f"{name} = {number(w)}" for name, w in zip(numbers["names"], numbers["w"], strict=True))
        return Text(
            f"Nothing is computed yet: x1 = {x1}, x2 = {x2}, {listed}.{swapped.en}",
            f"아직 아무것도 계산하지 않았습니다. x1 = {x1}, x2 = {x2}, {listed}.{swapped.ko}",
        )
    last = found[-1]
    fact = f"{last.name} = {last.letters} = {last.figures} = {digits(last.value)}"
    count = f"{len(found)}/{len(ORDER)}"
    return Text(f"Number {count}: {fact}.{swapped.en}", f"{count}번째 수: {fact}.{swapped.ko}")


def table_network(numbers: Numbers) -> Table:
    """Every number found so far with its calculation."""
    rows = [
        (name, Text("input", "입력"), number(value)) for name, value in zip(("x1", "x2"), numbers["x"], strict=True)
    ]
    rows += [
        (name, Text("weight", "가중치"), number(value))
        for name, value in zip(numbers["names"], numbers["w"], strict=True)
    ]
    return Table(
        Text("Every number so far", "지금까지 나온 모든 수"),
        (Text("name", "이름"), Text("where it comes from", "어디에서 나왔나"), Text("value", "값")),
        (*rows, *((one.name, f"{one.letters} = {one.figures}", digits(one.value)) for one in numbers["found"])),
    )


def draw_network(figure: "Figure", language: str) -> Artists:
    """Units as circles, weights on their edges, and the calculation of the moment below."""
    axes = figure.add_axes((0.01, 0.18, 0.98, 0.81), xlim=(0, 10), ylim=(0, 4.2))
    axes.set_axis_off()
    moving: Artists = {"edges": [], "weights": []}
    box: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
    for i, (start, end) in enumerate(EDGES):
        (x0, y0), (x1, y1) = UNITS[start], UNITS[end]
        moving["edges"].append(axes.plot([x0, x1], [y0, y1], color=QUIET, linewidth=1.2, zorder=2)[0])
        if i < 8:
            # labels of crossing edges stand near their beginnings, those of level edges beside the line
            along = 0.42 if y0 == y1 else 0.29
            lift = 0.0 if y0 != y1 else 0.28 if y0 > 2 else -0.28
            place = (x0 + along * (x1 - x0), y0 + along * (y1 - y0) + lift)
            moving["weights"].append(axes.text(*place, "", ha="center", va="center", fontsize=10, bbox=box, zorder=4))
    for unit, (x, y) in UNITS.items():
        moving[f"circle {unit}"] = axes.plot([x], [y], "o", markersize=56, markeredgecolor=QUIET, zorder=5)[0]
        moving[f"name {unit}"] = axes.text(x, y + 0.2, unit, ha="center", va="center", fontsize=11, zorder=7)
        moving[f"value {unit}"] = axes.text(x, y - 0.17, "", ha="center", va="center", fontsize=9, zorder=8)
        if unit[0] in "ho":
            side = 0.73 if y > 2 else -0.73
            moving[f"z of {unit}"] = axes.text(x, y + side, "", ha="center", va="center", fontsize=10, color=LINE)
    for k, t in enumerate(TARGETS, start=1):
        x, y = UNITS[f"o{k}"]
        axes.text(x + 0.75, y + (0.35 if y > 2 else -0.35), f"t{k} = {number(t)}", va="center", fontsize=10)
    panel = figure.add_axes((0.01, 0.01, 0.98, 0.16), xlim=(0, 1), ylim=(0, 2))
    panel.set_axis_off()
    panel.plot([0, 1], [1.98, 1.98], color=QUIET, linewidth=0.8)
    moving["letters"] = panel.text(0.5, 1.4, "", ha="center", va="center", fontsize=11.5)
    moving["figures"] = panel.text(0.5, 0.5, "", ha="center", va="center", fontsize=11.5, color=LINE)
    return moving


def update_network(artists: Artists, numbers: Numbers) -> None:
    """Write what is known; what makes the number of the moment is drawn thick."""
    found: list[Found] = numbers["found"]
    known = {one.name: one.value for one in found}
    known |= {"x1": float(numbers["x"][0]), "x2": float(numbers["x"][1])}
    last = found[-1].name if found else ""
    units = dict(zip(("z1", "z2", "z3", "z4"), ("h1", "h2", "o1", "o2"), strict=True))
    now = units.get(last, last)
    for i, (edge, (_, end)) in enumerate(zip(artists["edges"], EDGES, strict=True)):
        on = end == now and (last in units or last == "E")
        edge.set(color=LINE if on else QUIET, linewidth=3.5 if on else 1.2)
        if i < 8:
            artists["weights"][i].set_text(f"{numbers['names'][i]} {number(numbers['w'][i])}")
    for unit in UNITS:
        on = unit == now
        artists[f"circle {unit}"].set(
            markerfacecolor=LINE_GROUND if on else PAPER,
            markeredgecolor=LINE if on else QUIET,
            markeredgewidth=3 if on else 1.2,
        )
        value = known.get(unit)
        artists[f"value {unit}"].set_text("" if value is None else number(value) if unit[0] == "x" else f"{value:.5f}")
    for z, unit in units.items():
        artists[f"z of {unit}"].set_text(f"{z} = {digits(known[z])}" if z in known else "")
    artists["letters"].set_text(f"{last} = {found[-1].letters}" if found else "")
    artists["figures"].set_text(f"= {found[-1].figures} = {digits(found[-1].value)}" if found else "")


def _same(words: str) -> Text:
    return Text(words, words)


NETWORK_SCENE = Scene(
    title=Text("The 2-2-2 network, number by number", "수 하나하나로 보는 2-2-2 신경망"),
    controls=(
        Slider("x1", _same("x1"), 0.1, -1.0, 1.0, 0.05),
        Slider("x2", _same("x2"), 0.2, -1.0, 1.0, 0.05),
        *(Slider(f"w{i}", _same(f"w{i}"), value, -1.0, 1.0, 0.05) for i, value in enumerate(START, start=1)),
        Choice(
            "reading",
            Text("weights", "가중치"),
            "printed",
            (
                ("printed", Text("as printed", "인쇄된 대로")),
                ("hidden", Text("hidden layer transposed", "은닉층 전치")),
                ("both", Text("both transposed", "둘 다 전치")),
            ),
        ),
        Steps("done", Text("numbers found", "구한 수"), len(ORDER), milliseconds=1200),
    ),
    compute=network,
    size=(7.8, 4.5),
    draw=draw_network,
    update=update_network,
    describe=describe_network,
    table=table_network,
    predict=Question(
        Text(
            "All inputs and weights are positive. Which numbers come out of the two output units?",
            "입력과 가중치가 모두 양수입니다. 두 출력 유닛에서 어떤 수가 나올까요?",
        ),
        (
            Text("Both below one half", "둘 다 0.5보다 작습니다"),
            Text("Both above one half", "둘 다 0.5보다 큽니다"),
            Text("One of them can be above 1", "하나는 1보다 클 수 있습니다"),
        ),
        1,
        Text(
            "Every sum of the way is positive, and a sigmoid of a positive number lies between one half and 1. Press “one step” nine times to see it.",
            "가는 길의 모든 가중합이 양수이고, 양수의 시그모이드는 0.5와 1 사이에 있습니다. '한 단계 진행'을 아홉 번 눌러 확인해 보세요.",
        ),
    ),
    uses={"forward_222": forward.forward_222, "half_sse": losses.half_sse},
    columns=2,
)


def explore() -> "Stage | None":
    """Compute the 2-2-2 network number by number, and change its weights."""
    return show(NETWORK_SCENE)


# --- shapes on their way ------------------------------------------------------------------------------------------------

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
            f"{name}: {path}. 파라미터는 {count}개이고 N = {numbers['n']}과는 상관없습니다.",
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
        f"{place}번째 층: {fact}의 결과는 {wrong.z}입니다. 오류는 없지만 틀린 계산입니다. 우연히 같은 크기가 실수를 가립니다.",
    )


def table_trace(numbers: Numbers) -> Table:
    """One row for every layer."""
    return Table(
        Text("Shapes, layer by layer", "층마다 만나는 형상"),
        (
            Text("layer", "층"),
            Text("comes in", "들어온 것"),
            _same("W"),
            _same("b"),
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

    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), xlim=(0, 1), ylim=(0, MOST_LAYERS + 0.1))
    axes.set_axis_off()
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


TRACE_SCENE = Scene(
    title=Text("Shape tracer", "형상 추적기"),
    controls=(
        Choice(
            "net",
            Text("network", "신경망"),
            "3-4-1",
            (*((name, _same(name)) for name in NETWORKS), (OWN, Text("my own", "내가 정하기"))),
        ),
        Slider("n", Text("N: examples", "N: 예제 수"), 5, 1, 64, 1),
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
            Text("examples are", "예제는"),
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
            "예제 5개가 3-4-1 신경망을 지나갑니다. 은닉층의 `z`는 형상이 무엇일까요?",
        ),
        (_same("(3, 4)"), _same("(4, 1)"), _same("(5, 4)"), _same("(5, 3)")),
        2,
        Text(
            "(5, 3) meets (3, 4): the 3 vanishes, one row of 4 numbers is left for each of the 5 examples.",
            "(5, 3)이 (3, 4)를 만나면 3이 사라지고, 예제 5개마다 수가 4개인 행이 하나씩 남습니다.",
        ),
    ),
    columns=2,
)


def trace_shapes() -> "Stage | None":
    """Follow the shapes through a network, layer by layer."""
    return show(TRACE_SCENE)
