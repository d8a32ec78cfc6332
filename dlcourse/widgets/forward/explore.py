"""The 2-2-2 network, number by number."""

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from dlcourse import forward, losses
from dlcourse.language import Text
from dlcourse.widgets.forward._network import EDGES, UNITS
from dlcourse.widgets.stage.axes import bare
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import LINE, LINE_GROUND, PAPER, QUIET
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Steps, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell
from dlcourse.widgets.stage.words import number, same

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

START = (0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6)
TARGETS = np.array([0.4, 0.6])
# which weight stands where: as printed, and with w2 and w3 (and w6 and w7) in each other's place
READINGS = {
    "printed": (0, 1, 2, 3, 4, 5, 6, 7),
    "hidden": (0, 2, 1, 3, 4, 5, 6, 7),
    "both": (0, 2, 1, 3, 4, 6, 5, 7),
}
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
        pairs = [(2 * i + side, EDGES[f"w{2 * i + side + 1}"][0]) for side in (0, 1)]
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


def _label(start: str, end: str) -> Place:
    """Where the weight of an edge is written: of crossing edges near their beginnings, of level edges beside the line."""
    (x0, y0), (x1, y1) = UNITS[start], UNITS[end]
    along = 0.42 if y0 == y1 else 0.29
    lift = 0.0 if y0 != y1 else 0.28 if y0 > 2 else -0.28
    return x0 + along * (x1 - x0), y0 + along * (y1 - y0) + lift


def _written(name: str, numbers: Numbers) -> Place:
    """Where a weight or an input is written."""
    if name in UNITS:
        x, y = UNITS[name]
        return x, y - 0.17
    return _label(*EDGES[f"w{numbers['names'].index(name) + 1}"])


def _held(name: str, numbers: Numbers, values: Numbers) -> tuple[Place, Place]:
    """It is held where it is written, and stays there while it is pulled up and down."""
    x, y = _written(name, numbers)
    half = 0.12 if name in UNITS else 0.22
    return (x - half, y), (x + half, y)


def _lifted(name: str, numbers: Numbers, values: Numbers) -> Place:
    """The larger, the higher."""
    x, y = _written(name, numbers)
    return x, y + values[name]


def draw_network(figure: "Figure", language: str) -> Artists:
    """Units as circles, weights on their edges, and the calculation of the moment below."""
    axes = bare(figure, (0.01, 0.18, 0.98, 0.81), xlim=(0, 10), ylim=(0, 4.2))
    moving: Artists = {"edges": [], "weights": []}
    box: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
    for i, (start, end) in enumerate(EDGES.values()):
        (x0, y0), (x1, y1) = UNITS[start], UNITS[end]
        moving["edges"].append(axes.plot([x0, x1], [y0, y1], color=QUIET, linewidth=1.2, zorder=2)[0])
        if i < 8:
            moving["weights"].append(
                axes.text(*_label(start, end), "", ha="center", va="center", fontsize=10, bbox=box, zorder=4)
            )
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
    panel = bare(figure, (0.01, 0.01, 0.98, 0.16), xlim=(0, 1), ylim=(0, 2))
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
    for i, (edge, (_, end)) in enumerate(zip(artists["edges"], EDGES.values(), strict=True)):
        on = end == now and (last in units or last == "E")
        edge.set(color=LINE if on else QUIET, linewidth=3.5 if on else 1.2)
        if i < 8:
            artists["weights"][i].set_text(f"{numbers['names'][i]} {number(numbers['w'][i])}")
            tell(edge, f"{numbers['names'][i]} = {number(numbers['w'][i])}")
    for unit in UNITS:
        on = unit == now
        artists[f"circle {unit}"].set(
            markerfacecolor=LINE_GROUND if on else PAPER,
            markeredgecolor=LINE if on else QUIET,
            markeredgewidth=3 if on else 1.2,
        )
        value = known.get(unit)
        artists[f"value {unit}"].set_text("" if value is None else number(value) if unit[0] == "x" else f"{value:.5f}")
        tell(artists[f"circle {unit}"], f"{unit} = {'?' if value is None else digits(value)}")
    for z, unit in units.items():
        artists[f"z of {unit}"].set_text(f"{z} = {digits(known[z])}" if z in known else "")
    artists["letters"].set_text(f"{last} = {found[-1].letters}" if found else "")
    artists["figures"].set_text(f"= {found[-1].figures} = {digits(found[-1].value)}" if found else "")


SCENE = Scene(
    title=Text("The 2-2-2 network, number by number", "수 하나하나로 보는 2-2-2 신경망"),
    controls=(
        Slider("x1", same("x1"), 0.1, -1.0, 1.0, 0.05),
        Slider("x2", same("x2"), 0.2, -1.0, 1.0, 0.05),
        *(Slider(f"w{i}", same(f"w{i}"), value, -1.0, 1.0, 0.05) for i, value in enumerate(START, start=1)),
        Choice(
            "reading",
            Text("weights", "가중치"),
            "printed",
            (
                ("printed", Text("as printed", "슬라이드에 적힌 대로")),
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
    gives_away=lambda values: values["done"] > 0,
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
    touch=(
        *(
            Handle(f"x{k}", on=f"value x{k}", place=partial(_lifted, f"x{k}"), grip=partial(_held, f"x{k}"))
            for k in (1, 2)
        ),
        *(
            Handle(f"w{k}", on="weights", place=partial(_lifted, f"w{k}"), grip=partial(_held, f"w{k}"))
            for k in range(1, 9)
        ),
    ),
)


def explore() -> "Stage | None":
    """Compute the 2-2-2 network number by number, and change its weights."""
    return show(SCENE)
