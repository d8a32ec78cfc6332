"""Three pictures of more than one layer: XOR before and after the hidden units, what is left without a bend, and how many numbers there are."""

from functools import cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import multilayer
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS, GATES
from dlcourse.widgets._palette import INK, LINE, ONE, ONE_GROUND, PAPER, QUIET, WRONG, ZERO, ZERO_GROUND
from dlcourse.widgets._scene import (
    Artists,
    Choice,
    Function,
    Numbers,
    Question,
    Scene,
    Slider,
    Table,
    When,
    number,
    show,
)
from dlcourse.widgets.perceptron import HIGH, LOW, corner, equation, half_plane

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

# --- XOR before and after the hidden units --------------------------------------------------------------------------------

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
_SQUARE = np.array([[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]])


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
    return _joined(said)


def table_hidden(numbers: Numbers) -> Table:
    """One row for every corner: its code, the output's sum, answer and target."""
    sums = numbers["hidden"] @ numbers["v"] + numbers["c"]
    rows = zip(CORNERS, numbers["hidden"], sums, numbers["answers"], XOR, strict=True)
    return Table(
        Text("XOR through two hidden units", "은닉 유닛 두 개를 지나는 XOR"),
        (
            Text("corner (x1, x2)", "꼭짓점 (x1, x2)"),
            Text("code (h1, h2)", "코드 (h1, h2)"),
            Text("output's sum", "출력의 가중합"),
            Text("answer", "답"),
            Text("target", "목표"),
            Text("right?", "맞음?"),
        ),
        tuple(
            (corner(x), corner(h), number(z), str(answer), str(target), _verdict(answer == target))
            for x, h, z, answer, target in rows
        ),
    )


def _verdict(right: bool) -> Text:
    return Text("✓ right", "✓ 맞음") if right else Text("✗ wrong", "✗ 틀림")


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


def clipped(polygon: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """The part of a convex polygon (K, 2) where w1*x1 + w2*x2 + b > 0, as corners."""
    kept = []
    for here, there in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        z, next_z = float(here @ w + b), float(there @ w + b)
        if z > 0:
            kept.append(here)
        if (z > 0) != (next_z > 0):
            kept.append(here + z / (z - next_z) * (there - here))
    return np.array(kept).reshape(-1, 2)


def update_hidden(artists: Artists, numbers: Numbers) -> None:
    """Paint the regions of answer 1, move the lines, and put the points where their codes are."""
    W1, b1, v, c = (numbers[name] for name in ("W1", "b1", "v", "c"))
    for cell, code in zip(artists["cells"], CODES, strict=True):
        region = _SQUARE
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
    missed = numbers["answers"] != XOR
    for side, places in (("before", CORNERS), ("after", numbers["hidden"])):
        for name, chosen in (("ones", XOR == 1), ("zeros", XOR == 0), ("missed", missed)):
            artists[f"{side} {name}"].set_data(places[chosen, 0], places[chosen, 1])
    for word, code in zip(artists["who"], CODES, strict=True):
        here = [corner(x) for x, h in zip(CORNERS, numbers["hidden"], strict=True) if tuple(h) == code]
        word.set_text("\n".join("  ".join(here[i : i + 2]) for i in range(0, len(here), 2)))


def _fill(ground: Any, region: np.ndarray) -> None:
    ground.set_visible(len(region) > 2)
    if len(region) > 2:
        ground.set_xy(region)


_UNIT_NAMES = tuple((name, Text(name, name)) for name in UNITS)

HIDDEN_SCENE = Scene(
    title=Text("XOR before and after the hidden layer", "은닉층을 지나기 전과 후의 XOR"),
    controls=(
        Choice("first", Text("hidden unit h1", "은닉 유닛 h1"), "OR", _UNIT_NAMES),
        Choice("second", Text("hidden unit h2", "은닉 유닛 h2"), "AND", _UNIT_NAMES),
        Slider("v1", Text("output's weight for h1", "h1에 곱하는 가중치"), 1.0, -2.0, 2.0, 0.5),
        Slider("v2", Text("output's weight for h2", "h2에 곱하는 가중치"), 1.0, -2.0, 2.0, 0.5),
        Slider("c", Text("output's bias", "출력의 편향"), -0.5, -2.0, 2.0, 0.25),
    ),
    compute=hidden,
    size=(7.6, 4.0),
    draw=draw_hidden,
    update=update_hidden,
    describe=describe_hidden,
    table=table_hidden,
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
)


def explore() -> "Stage | None":
    """Choose two hidden units, and look for a line through what they make of XOR."""
    return show(HIDDEN_SCENE)


# --- without a bend, any depth is one layer ---------------------------------------------------------------------------------

Layer = tuple[np.ndarray, np.ndarray]  # W, b
REACH = 2.0  # the picture shows x1 and x2 from -REACH to REACH
SIDE = 120  # points on a side of the map
WIDTH = 4  # units in every hidden layer
DEEPEST, NETWORKS = 6, 6
_AXIS = np.linspace(-REACH, REACH, SIDE)
_GRID = np.column_stack([grid.ravel() for grid in np.meshgrid(_AXIS, _AXIS)])
_COARSE = _GRID[:: SIDE // 3]
_PATH = np.column_stack([_AXIS, np.zeros(SIDE)])
# once round the edge of the picture
_ROUND = np.column_stack(
    [
        np.concatenate([_AXIS[:-1], np.full(SIDE - 1, REACH), -_AXIS[:-1], np.full(SIDE - 1, -REACH)]),
        np.concatenate([np.full(SIDE - 1, -REACH), _AXIS[:-1], np.full(SIDE - 1, REACH), -_AXIS[:-1]]),
    ]
)


@cache
def network(layers: int, weights: int) -> tuple[Layer, ...]:
    """Random weights and biases of so many layers, drawn until there is something to see both with and without a step."""
    rng = np.random.default_rng([weights, layers])
    sizes = [2, *[WIDTH] * (layers - 1), 1]
    while True:
        params = tuple((rng.normal(size=(d, m)), rng.normal(size=m)) for d, m in pairwise(sizes))
        shares = [(run(_COARSE, params, bend=bend) > 0).mean() for bend in (False, True)]
        turns = changes(run(_ROUND, params, bend=True) > 0)
        if all(0.3 <= share <= 0.7 for share in shares) and (layers == 1 or turns >= 4):
            return params


def changes(around: np.ndarray) -> int:
    """How often the answer changes on a round walk."""
    return int((around != np.roll(around, 1)).sum())


def run(X: np.ndarray, params: tuple[Layer, ...], *, bend: bool) -> np.ndarray:
    """The output's weighted sum for every row, with or without a step after each hidden layer."""
    for i, (W, b) in enumerate(params):
        X = X @ W + b
        if bend and i < len(params) - 1:
            X = (X > 0).astype(float)
    return X[:, 0]


def layered(
    *, bend: bool = False, layers: int = 3, weights: int = 2, collapse: Function = multilayer.collapse
) -> Numbers:
    """What a random network answers everywhere, and the one layer it comes to without a bend."""
    params = network(layers, weights)
    W, b = params[0]
    for following in params[1:]:
        W, b = collapse(W, b, *following)
    answers, path = run(_GRID, params, bend=bend) > 0, run(_PATH, params, bend=bend)
    around = run(_ROUND, params, bend=bend) > 0
    return {
        "bend": bend and layers > 1,
        "switch": bend,
        "layers": layers,
        "w": np.asarray(W)[:, 0],
        "b": float(b[0]),
        "map": answers.reshape(SIDE, SIDE),
        "path": path / max(float(np.abs(path).max()), 1e-12),
        "share": float(answers.mean()),
        "changes": changes(around),
    }


def describe_layered(numbers: Numbers) -> Text:
    """A line or not, and how often the answer changes on the way round."""
    layers, changes = numbers["layers"], numbers["changes"]
    line = equation(numbers["w"], numbers["b"])
    percent = f"{100 * numbers['share']:.0f}"
    around = Text(
        f"Once round the edge of the picture, the answer changes {changes} times; it is 1 on {percent} % of the picture.",
        f"그림의 가장자리를 한 바퀴 돌면 답이 {changes}번 바뀝니다. 그림의 {percent} %에서 답이 1입니다.",
    )
    if layers == 1:
        steps = Text(
            "1 layer has nothing between layers, so there is no step to switch on."
            if numbers["switch"]
            else "1 layer.",
            "층이 1개라 층 사이가 없으므로 켤 계단 함수도 없습니다." if numbers["switch"] else "층이 1개입니다.",
        )
        return _joined([steps, Text(f"The border is the line {line}.", f"경계는 직선 {line}입니다."), around])
    if numbers["bend"]:
        steps = Text(f"{layers} layers with steps between them.", f"층이 {layers}개이고 사이에 계단 함수가 있습니다.")
        return _joined([steps, around])
    steps = Text(
        f"{layers} layers without a bend are one layer, and the border is the line {line}.",
        f"굽힘이 없는 층 {layers}개는 층 하나와 같고, 경계는 직선 {line}입니다.",
    )
    return _joined([steps, around])


def table_layered(numbers: Numbers) -> Table:
    """The one layer that the weights come to, and what the picture shows."""
    rows: list[tuple[str | Text, ...]] = [
        (Text("layers", "층의 수"), str(numbers["layers"])),
        (
            Text("step between layers", "층 사이의 계단 함수"),
            Text("yes", "있음") if numbers["bend"] else Text("no", "없음"),
        ),
        (Text("w1 of the one layer", "층 하나로 합친 w1"), number(numbers["w"][0])),
        (Text("w2 of the one layer", "층 하나로 합친 w2"), number(numbers["w"][1])),
        (Text("b of the one layer", "층 하나로 합친 b"), number(numbers["b"])),
        (Text("answer 1 on", "답이 1인 비율"), f"{100 * numbers['share']:.0f} %"),
        (Text("changes round the edge", "가장자리에서 답이 바뀌는 횟수"), str(numbers["changes"])),
    ]
    return Table(
        Text("The network in numbers", "숫자로 본 신경망"),
        (Text("what", "항목"), Text("value", "값")),
        tuple(rows),
    )


def draw_layered(figure: "Figure", language: str) -> Artists:
    """The map of answers on the left, the output along the dotted path on the right."""
    plane = figure.add_axes((0.08, 0.15, 0.4, 0.75), xlim=(-REACH, REACH), ylim=(-REACH, REACH))
    plane.set(xlabel="$x_1$", ylabel="$x_2$", xticks=[-2, -1, 0, 1, 2], yticks=[-2, -1, 0, 1, 2])
    plane.set_title(Text("where the answer is 1 (striped)", "답이 1인 곳(빗금)").in_(language))
    blank = np.zeros((SIDE, SIDE, 3))
    shown = plane.imshow(blank, extent=(-REACH, REACH, -REACH, REACH), origin="lower", aspect="auto", zorder=1)
    axes = figure.add_axes((0.58, 0.15, 0.4, 0.75), xlim=(-REACH, REACH), ylim=(-1.15, 1.15))
    axes.set(xlabel="$x_1$", xticks=[-2, -1, 0, 1, 2], yticks=[0])
    axes.set_title(Text("the output along the dotted path", "점선을 따라간 출력").in_(language))
    axes.axhline(0, color=QUIET, linewidth=0.8)
    return {
        "map": shown,
        "way": plane.plot([-REACH, REACH], [0, 0], ":", color=INK, linewidth=1.5, zorder=2)[0],
        "line": plane.plot([], [], "--", color=LINE, linewidth=3, zorder=3)[0],
        "path": axes.plot([], [], color=ONE, linewidth=2.5, zorder=3)[0],
    }


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


_STRIPES = np.add.outer(np.arange(SIDE), np.arange(SIDE)) % 10 < 2
_ONE_PAINT = np.where(_STRIPES[..., None], _rgb(PAPER), _rgb(ONE_GROUND))


def update_layered(artists: Artists, numbers: Numbers) -> None:
    """Paint the map, draw the line of the one layer where it is the border, and the output along the path."""
    artists["map"].set_data(np.where(numbers["map"][..., None], _ONE_PAINT, _rgb(ZERO_GROUND)))
    artists["line"].set_visible(not numbers["bend"])
    w, b = numbers["w"], numbers["b"]
    # two points far outside, on the line: its foot nearest to the origin, and along it
    foot, along = -b * w / (w @ w), np.array([-w[1], w[0]]) / np.hypot(*w)
    ends = foot + np.outer((-9.0, 9.0), along)
    artists["line"].set_data(ends[:, 0], ends[:, 1])
    artists["path"].set_data(_PATH[:, 0], numbers["path"])


LINEAR_SCENE = Scene(
    title=Text("The linear switch", "선형 스위치"),
    controls=(
        Choice(
            "bend",
            Text("between the layers", "층 사이에"),
            False,
            ((False, Text("nothing (linear)", "아무것도 없음(선형)")), (True, Text("a step", "계단 함수"))),
        ),
        Slider("layers", Text("layers of weights", "가중치 층의 수"), 3, 1, DEEPEST, 1),
        Slider("weights", Text("another random network", "다른 임의의 신경망"), 2, 1, NETWORKS, 1),
    ),
    compute=layered,
    size=(7.6, 3.8),
    draw=draw_layered,
    update=update_layered,
    describe=describe_layered,
    table=table_layered,
    predict=Question(
        Text(
            "Nothing stands between the layers. How many layers does a network need before its border bends?",
            "층 사이에 아무것도 없습니다. 경계가 휘려면 층이 몇 개나 있어야 할까요?",
        ),
        (
            Text("2 layers are enough", "2개면 됩니다"),
            Text("About 6 layers", "6개쯤 있어야 합니다"),
            Text("No number is enough", "몇 개여도 휘지 않습니다"),
        ),
        2,
        Text(
            "Layers without a bend collapse into one, and one layer draws a straight line. Try every depth; then put a step between the layers.",
            "굽힘이 없는 층들은 층 하나로 합쳐지고, 층 하나는 직선을 그립니다. 층의 수를 모두 바꾸어 본 다음 층 사이에 계단 함수를 넣어 보세요.",
        ),
    ),
    uses={"collapse": multilayer.collapse},
)


def switch() -> "Stage | None":
    """Stack layers with and without a step between them."""
    return show(LINEAR_SCENE)


# --- counting -------------------------------------------------------------------------------------------------------------

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

    axes = figure.add_axes((0.01, 0.01, 0.98, 0.98), xlim=(-0.5, MOST_HIDDEN + 1.5), ylim=(-3.4, DRAWN + 1.2))
    axes.set_axis_off()
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


def _heights(size: int) -> np.ndarray:
    """Where the units of a layer stand, around 0."""
    if size <= DRAWN:
        return np.arange(size) - (size - 1) / 2
    return np.concatenate([np.arange(3) - (DRAWN - 1) / 2, (DRAWN - 1) / 2 - np.arange(3)])


_OWN = When("kind", ("own",))

COUNT_SCENE = Scene(
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
        Slider("n", Text("examples at once", "한꺼번에 지나는 예제 수"), 5, 1, 9, 1),
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
            "가중치가 3·4 + 4·1 = 16개이고, 은닉 유닛 4개와 출력 1개에 편향이 하나씩 있어 16 + 5 = 21개입니다. 예제의 수는 상관없습니다.",
        ),
    ),
    uses={"count_params": multilayer.count_params, "layer_shapes": multilayer.layer_shapes},
)


def count() -> "Stage | None":
    """Build a network and count what it learns."""
    return show(COUNT_SCENE)


def _joined(said: list[Text]) -> Text:
    return Text(" ".join(text.en for text in said), " ".join(text.ko for text in said))
