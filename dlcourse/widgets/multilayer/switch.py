"""Without a bend, any depth is one layer: layers with and without a step between them."""

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dlcourse import multilayer
from dlcourse.language import Text
from dlcourse.widgets.stage.palette import INK, LINE, ONE, ONE_GROUND, PAPER, QUIET, ZERO_GROUND, rgb
from dlcourse.widgets.stage.plane import equation
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell_values
from dlcourse.widgets.stage.words import joined, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

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
        f"Once round the edge of the picture, the answer changes {changes} times; it is 1 on {percent}% of the picture.",
        f"그림의 가장자리를 한 바퀴 돌면 답이 {changes}번 바뀝니다. 그림의 {percent}%에서 답이 1입니다.",
    )
    if layers == 1:
        steps = Text(
            "1 layer has nothing between layers, so there is no step to switch on."
            if numbers["switch"]
            else "1 layer.",
            "층이 1개라 층 사이가 없으므로 켤 계단 함수도 없습니다." if numbers["switch"] else "층이 1개입니다.",
        )
        return joined(steps, Text(f"The border is the line {line}.", f"경계는 직선 {line}입니다."), around)
    if numbers["bend"]:
        steps = Text(f"{layers} layers with steps between them.", f"층이 {layers}개이고 사이에 계단 함수가 있습니다.")
        return joined(steps, around)
    steps = Text(
        f"{layers} layers without a bend are one layer, and the border is the line {line}.",
        f"비선형 함수가 없는 층 {layers}개는 층 하나와 같고, 경계는 직선 {line}입니다.",
    )
    return joined(steps, around)


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
        (Text("answer 1 on", "답이 1인 비율"), f"{100 * numbers['share']:.0f}%"),
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


_STRIPES = np.add.outer(np.arange(SIDE), np.arange(SIDE)) % 10 < 2
_ONE_PAINT = np.where(_STRIPES[..., None], rgb(PAPER), rgb(ONE_GROUND))


def update_layered(artists: Artists, numbers: Numbers) -> None:
    """Paint the map, draw the line of the one layer where it is the border, and the output along the path."""
    artists["map"].set_data(np.where(numbers["map"][..., None], _ONE_PAINT, rgb(ZERO_GROUND)))
    tell_values(artists["map"], numbers["map"])
    artists["line"].set_visible(not numbers["bend"])
    w, b = numbers["w"], numbers["b"]
    # two points far outside, on the line: its foot nearest to the origin, and along it
    foot, along = -b * w / (w @ w), np.array([-w[1], w[0]]) / np.hypot(*w)
    ends = foot + np.outer((-9.0, 9.0), along)
    artists["line"].set_data(ends[:, 0], ends[:, 1])
    artists["path"].set_data(_PATH[:, 0], numbers["path"])


SCENE = Scene(
    title=Text("The linear switch", "선형 스위치"),
    controls=(
        Choice(
            "bend",
            Text("between the layers", "층 사이에"),
            False,
            ((False, Text("nothing (linear)", "아무것도 없음(선형)")), (True, Text("a step", "계단 함수"))),
        ),
        Slider("layers", Text("layers of weights", "가중치 층의 수"), 3, 1, DEEPEST, 1),
        Slider("weights", Text("another random network", "무작위로 만든 다른 신경망"), 2, 1, NETWORKS, 1),
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
            "비선형 함수가 없는 층들은 층 하나로 합쳐지고, 층 하나는 직선을 그립니다. 층의 수를 모두 바꾸어 본 다음 층 사이에 계단 함수를 넣어 보세요.",
        ),
    ),
    uses={"collapse": multilayer.collapse},
)


def switch() -> "Stage | None":
    """Stack layers with and without a step between them."""
    return show(SCENE)
