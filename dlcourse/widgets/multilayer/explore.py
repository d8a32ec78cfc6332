"""XOR before and after the hidden units."""

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import multilayer
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS, GATES
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, LINE, ONE, ONE_GROUND, PAPER, WRONG, ZERO, ZERO_GROUND
from dlcourse.widgets.stage.plane import (
    HIGH,
    LOW,
    SQUARE,
    clipped,
    corner,
    draw_vector,
    equation,
    foot,
    half_plane,
    held_line,
    move_vector,
    tip,
)
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell
from dlcourse.widgets.stage.words import joined, number, verdict

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

MOST = 2.0  # how large a weight or the bias of the output unit can be
XOR = GATES["XOR"]
# what a hidden unit may be: weights and bias
UNITS = {
    "OR": ((1.0, 1.0), -0.5),
    "AND": ((1.0, 1.0), -1.5),
    "NAND": ((-1.0, -1.0), 1.5),
    "x1": ((1.0, 0.0), -0.5),
    "x2": ((0.0, 1.0), -0.5),
}
CODES = tuple(product((0, 1), repeat=2))


def hidden(
    *,
    first: str = "OR",
    second: str = "AND",
    v1: float = 1.0,
    v2: float = 1.0,
    c: float = -0.5,
    forward_step: Function = multilayer.forward_step,
    hidden_codes: Function = multilayer.hidden_codes,
) -> Numbers:
    """Where two hidden units send the corners, and what an output unit makes of it."""
    W1 = np.column_stack([UNITS[first][0], UNITS[second][0]])
    b1 = np.array([UNITS[first][1], UNITS[second][1]])
    v = np.array([v1, v2])
    answers = np.asarray(forward_step(CORNERS, W1, b1, v[:, None], np.array([c])))
    codes = hidden_codes(CORNERS, XOR, W1, b1)
    return {
        "units": (first, second),
        "W1": W1,
        "b1": b1,
        "v": v,
        "c": c,
        "hidden": (CORNERS @ W1 + b1 > 0).astype(int),
        "places": len(codes),
        "mixed": [code for code, classes in codes.items() if len(set(classes)) > 1],
        "answers": answers,
        "right": int((answers == XOR).sum()),
    }


def describe_hidden(numbers: Numbers) -> Text:
    """How many points are left, whether a code mixes the classes, and what the output line achieves."""
    first, second = numbers["units"]
    line = equation(numbers["v"], numbers["c"]).replace("x", "h")
    places, right, mixed = numbers["places"], numbers["right"], numbers["mixed"]
    said = [
        Text(
            f"Hidden units {first} and {second}: the 4 corners arrive at {places} {'place' if places == 1 else 'places'}.",
            f"은닉 유닛 {first}와 {second}: 꼭짓점 4개가 {places}곳에 도착합니다.",
        )
    ]
    if mixed:
        said.append(
            Text(
                f"Both classes share {corner(mixed[0])}, so no output line can be right everywhere.",
                f"두 클래스가 {corner(mixed[0])}에 함께 있으므로 어떤 출력 직선도 모두 맞힐 수 없습니다.",
            )
        )
    if numbers["v"].any():
        said.append(Text(f"The output line is {line}.", f"출력의 직선은 {line}입니다."))
    else:
        always = int(numbers["c"] > 0)
        said.append(
            Text(
                f"Both output weights are 0, so there is no line, and with bias {number(numbers['c'])} the answer is always {always}.",
                f"출력의 두 가중치가 모두 0이라 직선이 없고, 편향이 {number(numbers['c'])}이므로 답은 언제나 {always}입니다.",
            )
        )
    if right == 4:
        said.append(Text("All 4 answers are right: this is XOR.", "답 4개가 모두 맞습니다. XOR입니다."))
    else:
        verb = "is" if right == 1 else "are"
        said.append(Text(f"{right} of 4 answers {verb} right.", f"답 4개 중 {right}개가 맞습니다."))
    return joined(*said)


def table_hidden(numbers: Numbers) -> Table:
    """One row for every corner: its code, the output's sum, answer and target."""
    sums = numbers["hidden"] @ numbers["v"] + numbers["c"]
    rows = zip(CORNERS, numbers["hidden"], sums, numbers["answers"], XOR, strict=True)
    return Table(
        Text("XOR through two hidden units", "은닉 유닛 두 개를 지나는 XOR"),
        (
            Text("corner (x1, x2)", "꼭짓점 (x1, x2)"),
            Text("code (h1, h2)", "은닉 값 (h1, h2)"),
            Text("output's sum", "출력의 가중합"),
            Text("answer", "답"),
            Text("target", "목푯값"),
            Text("right?", "맞음?"),
        ),
        tuple(
            (corner(x), corner(h), number(z), str(answer), str(target), verdict(answer == target))
            for x, h, z, answer, target in rows
        ),
    )


def draw_hidden(figure: "Figure", language: str) -> Artists:
    """The plane of the inputs on the left, the plane of the hidden answers on the right."""
    before = figure.add_axes((0.07, 0.13, 0.4, 0.76))
    after = figure.add_axes((0.57, 0.13, 0.4, 0.76))
    before.set_title(Text("what comes in, and the hidden units' lines", "들어오는 점과 은닉 유닛의 직선").in_(language))
    after.set_title(Text("what the output unit sees", "출력 유닛이 보는 것").in_(language))
    moving: Artists = {}
    for side, axes, letter in (("before", before, "x"), ("after", after, "h")):
        axes.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xlabel=f"${letter}_1$", ylabel=f"${letter}_2$")
        axes.set(xticks=[0, 1], yticks=[0, 1], facecolor=ZERO_GROUND)
        moving |= {f"{side} {name}": artist for name, artist in _points(axes).items()}
    moving["cells"] = [_ground(before) for _ in CODES]
    moving["half"] = _ground(after)
    moving["lines"] = [
        before.plot([], [], color=LINE, linewidth=3.5, zorder=2.2)[0],
        before.plot([], [], "--", color=INK, linewidth=2, zorder=2.3)[0],
    ]
    boxed: dict[str, Any] = {"boxstyle": "round,pad=0.15", "facecolor": PAPER, "edgecolor": "none"}
    moving["names"] = [
        before.text(0, 0, "", ha="center", va="center", color=ink, bbox=boxed, zorder=6) for ink in (LINE, INK)
    ]
    moving["line"] = after.plot([], [], color=LINE, linewidth=3, zorder=2.2)[0]
    moving["v"] = draw_vector(after, "v")
    moving["who"] = [
        after.text(
            h1, h2 + (0.14 if h2 else -0.14), "", ha="center", va="bottom" if h2 else "top", fontsize=10, zorder=6
        )
        for h1, h2 in CODES
    ]
    return moving


def _ground(axes: "Axes") -> Any:
    return axes.fill([], [], facecolor=ONE_GROUND, edgecolor=PAPER, hatch="//", linewidth=0, zorder=1)[0]


def _points(axes: "Axes") -> Artists:
    """Filled circles for 1; hollow squares for 0, large enough to be seen around a circle; crosses for what is wrong."""
    hollow: dict[str, Any] = {"markerfacecolor": "none", "markeredgecolor": ZERO, "markeredgewidth": 3}
    return {
        "zeros": axes.plot([], [], "s", **hollow, markersize=17, zorder=4)[0],
        "ones": axes.plot([], [], "o", color=ONE, markersize=11, zorder=4)[0],
        "missed": axes.plot([], [], "x", color=WRONG, markersize=24, markeredgewidth=2.5, zorder=5)[0],
    }


def update_hidden(artists: Artists, numbers: Numbers) -> None:
    """Paint the regions of answer 1, move the lines, and put the points where their codes are."""
    W1, b1, v, c = (numbers[name] for name in ("W1", "b1", "v", "c"))
    for cell, code in zip(artists["cells"], CODES, strict=True):
        region = SQUARE
        for j, bit in enumerate(code):
            sign = 1.0 if bit else -1.0
            region = clipped(region, sign * W1[:, j], sign * b1[j])
        _fill(cell, region if code @ v + c > 0 else region[:0])
    _fill(artists["half"], half_plane(v, c)[0])
    for j, line in enumerate(artists["lines"]):
        ends = half_plane(W1[:, j], b1[j])[1]
        line.set_data(ends[:, 0], ends[:, 1])
        # names near opposite ends, so that two equal units do not cover each other's
        x, y = ends[np.argsort(ends @ (1.0, -1.0))[-j]] * 0.88 + 0.06
        artists["names"][j].set(position=(x, y), text=f"$h_{j + 1}$")
    ends = half_plane(v, c)[1]
    artists["line"].set_data(ends[:, 0], ends[:, 1])
    move_vector(artists["v"], v, MOST)
    missed = numbers["answers"] != XOR
    for side, places in (("before", CORNERS), ("after", numbers["hidden"])):
        for name, chosen in (("ones", XOR == 1), ("zeros", XOR == 0), ("missed", missed)):
            artists[f"{side} {name}"].set_data(places[chosen, 0], places[chosen, 1])
            whole = zip(CORNERS[chosen], numbers["hidden"][chosen], strict=True)
            tell(artists[f"{side} {name}"], [f"x = {corner(x)} → h = {corner(h)}" for x, h in whole])
    for word, code in zip(artists["who"], CODES, strict=True):
        here = [corner(x) for x, h in zip(CORNERS, numbers["hidden"], strict=True) if tuple(h) == code]
        word.set_text("\n".join("  ".join(here[i : i + 2]) for i in range(0, len(here), 2)))


def _fill(ground: Any, region: np.ndarray) -> None:
    ground.set_visible(len(region) > 2)
    if len(region) > 2:
        ground.set_xy(region)


def _weights(values: Numbers) -> np.ndarray:
    return np.array([values["v1"], values["v2"]])


def _whole_line(numbers: Numbers, values: Numbers) -> tuple[Place, ...]:
    return held_line(_weights(values), values["c"])


_UNIT_NAMES = tuple((name, Text(name, name)) for name in UNITS)

SCENE = Scene(
    title=Text("XOR before and after the hidden layer", "은닉층을 지나기 전과 후의 XOR"),
    controls=(
        Choice("first", Text("hidden unit h1", "은닉 유닛 h1"), "OR", _UNIT_NAMES),
        Choice("second", Text("hidden unit h2", "은닉 유닛 h2"), "AND", _UNIT_NAMES),
        Slider("v1", Text("output's weight for h1", "h1에 곱하는 가중치"), 1.0, -MOST, MOST, 0.5),
        Slider("v2", Text("output's weight for h2", "h2에 곱하는 가중치"), 1.0, -MOST, MOST, 0.5),
        Slider("c", Text("output's bias", "출력의 편향"), -0.5, -MOST, MOST, 0.25),
    ),
    compute=hidden,
    size=(7.6, 4.0),
    draw=draw_hidden,
    update=update_hidden,
    describe=describe_hidden,
    table=table_hidden,
    reached=lambda numbers: numbers["right"] == 4,
    predict=Question(
        Text(
            "OR and AND look at the four corners. At how many different places do the corners arrive in the right picture?",
            "OR와 AND가 네 꼭짓점을 봅니다. 오른쪽 그림에서 꼭짓점들은 서로 다른 몇 곳에 도착할까요?",
        ),
        (Text("At 4", "4곳"), Text("At 3", "3곳"), Text("At 2", "2곳")),
        1,
        Text(
            "(0, 1) and (1, 0) both arrive at (1, 0): OR says 1, AND says 0. Three places are left, and one line can divide them. Find it with the three sliders.",
            "(0, 1)과 (1, 0)은 모두 (1, 0)에 도착합니다. OR는 1, AND는 0이기 때문입니다. 세 곳이 남고, 이제 직선 하나로 가를 수 있습니다. 슬라이더 세 개로 그 직선을 찾아보세요.",
        ),
    ),
    uses={"forward_step": multilayer.forward_step, "hidden_codes": multilayer.hidden_codes},
    touch=(
        Handle("c", on="line", place=lambda numbers, values: foot(_weights(values), values["c"]), grip=_whole_line),
        Handle("v1 v2", on="v", place=lambda numbers, values: tip(_weights(values), MOST)),
    ),
)


def explore() -> "Stage | None":
    """Choose two hidden units, and look for a line through what they make of XOR."""
    return show(SCENE)
