"""A playground: put a small network together, press play, and watch it learn to part two classes of points.

Everything in it is a network of this course: the widget runs the very lines of Python that it shows beside the picture (`recipe`), one epoch at a
time, and looks at the network after each. So whatever is seen here can be done again in a cell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse.activations import sigmoid
from dlcourse.language import Text
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.training import epochs, evaluate
from dlcourse.widgets._palette import INK, LINE, ONE, PAPER, QUIET, ZERO
from dlcourse.widgets._scene import (
    Artists,
    Choice,
    Numbers,
    Point,
    Points,
    Question,
    Rounds,
    Run,
    Scene,
    Slider,
    Switches,
    Table,
    When,
    number,
    show,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

EXAMPLES = 200
REACH = 4.0  # the picture shows x1 and x2 from -REACH to REACH
MOST_LAYERS, MOST_UNITS = 4, 8
LAST = 5000  # epochs
OWN = "own"
START: tuple[Point, ...] = (
    (-2.0, -2.0, 0),
    (2.0, 2.0, 0),
    (-2.0, 2.0, 1),
    (2.0, -2.0, 1),
    (0.0, 0.5, 1),
    (0.5, 3.0, 0),
)

# --- the recipe: settings in, Python out --------------------------------------------------------------------------------

# name -> (what it imports from dlcourse.datasets, lines that make X and y)
DATA = {
    "circle": ("circles", ["X, y = circles({n}, noise={noise}, rng=rng)", "X = 3 * X"]),
    "xor": (
        "",
        [
            "X = rng.uniform(-3, 3, size=({n}, 2))",
            "y = (X[:, 0] * X[:, 1] < 0).astype(int)",
            "X = X + 0.5 * np.sign(X) + 2 * {noise} * rng.normal(size=X.shape)",
        ],
    ),
    "blobs": ("blobs", ["X, y = blobs({n}, classes=2, noise=0.4 + 2 * {noise}, rng=rng)"]),
    "spiral": ("spirals", ["X, y = spirals({n}, turns=1.5, noise={noise} / 2, rng=rng)", "X = 3.5 * X"]),
}
FEATURES = {
    "x1": "x1",
    "x2": "x2",
    "x1**2": "x1²",
    "x2**2": "x2²",
    "x1*x2": "x1·x2",
    "sin(x1)": "sin x1",
    "sin(x2)": "sin x2",
}
# name -> (class, its further arguments)
OPTIMIZERS = {
    "sgd": ("SGD", ""),
    "momentum": ("SGD", ", momentum=0.9"),
    "rmsprop": ("RMSProp", ""),
    "adam": ("Adam", ""),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Everything a learner can choose."""

    data: str = "circle"
    points: tuple[Point, ...] = START
    noise: float = 0.1
    share: float = 0.5
    features: tuple[str, ...] = ("x1", "x2")
    layers: int = 1
    units1: int = 4
    activation1: str = "tanh"
    units2: int = 4
    activation2: str = "tanh"
    units3: int = 4
    activation3: str = "tanh"
    units4: int = 4
    activation4: str = "tanh"
    init: str = "glorot_normal"
    optimizer: str = "adam"
    lr: float = 0.03
    batch: int = 10
    l1: float = 0.0
    l2: float = 0.0
    dropout: float = 0.0
    seed: int = 0

    @property
    def hidden(self) -> list[tuple[int, str]]:
        """Units and activation of every hidden layer."""
        return [(getattr(self, f"units{i}"), getattr(self, f"activation{i}")) for i in range(1, self.layers + 1)]

    @property
    def examples(self) -> int:
        """How many examples there are."""
        return len(self.points) if self.data == OWN else EXAMPLES


def recipe(settings: Settings) -> str:
    """The lines that make data and network."""
    dropout = ", Dropout" if settings.dropout and settings.layers else ""
    activation = "Activation, " if settings.layers else ""
    source, made = DATA.get(settings.data, ("", []))
    imports = ["import numpy as np", ""]
    if settings.data != OWN:
        imports.append("from dlcourse.batches import split")
    if source:
        imports.append(f"from dlcourse.datasets import {source}")
    imports += [
        f"from dlcourse.layers import {activation}Dense{dropout}",
        "from dlcourse.network import Sequential",
        f"from dlcourse.training import {OPTIMIZERS[settings.optimizer][0]}, fit",
    ]
    if settings.data == OWN:
        data = [
            f"X_train = np.array({[[x1, x2] for x1, x2, _ in settings.points]})",
            f"y_train = np.array({[label for *_, label in settings.points]})",
        ]
    else:
        rest = round(1 - settings.share, 9)
        data = [line.format(n=EXAMPLES, noise=settings.noise) for line in made]
        data.append(f"(X_train, y_train), (X_val, y_val), _ = split(X, y, ({settings.share}, {rest}, 0.0), rng=rng)")
    columns = ", ".join(name.replace("sin", "np.sin") for name in settings.features)
    features = ["def features(X):", "    x1, x2 = X[:, 0], X[:, 1]", f"    return np.column_stack([{columns}])"]
    network, width = ["net = Sequential(", "    ["], len(settings.features)
    for units, name in settings.hidden:
        drop = f" Dropout({settings.dropout})," if settings.dropout else ""
        network.append(f'        Dense({width}, {units}, init="{settings.init}"), Activation("{name}"),{drop}')
        width = units
    network += [f'        Dense({width}, 1, init="{settings.init}"),', "    ],", "    rng=rng,", ")"]
    seeded = [f"rng = np.random.default_rng({settings.seed})"]
    return "\n".join([*imports, "", *seeded, *data, "", "", *features, "", "", *network])


def training(settings: Settings) -> str:
    """The arguments of `fit` after the network, but for `epochs`."""
    name, further = OPTIMIZERS[settings.optimizer]
    parts = [
        "features(X_train), y_train",
        *(["validation=(features(X_val), y_val)"] if settings.data != OWN else []),
        f'loss="bce", optimizer={name}(lr={settings.lr}{further})',
        f"batch_size={settings.batch}, l1={settings.l1}, l2={settings.l2}, rng=rng",
    ]
    return "".join(f"    {part},\n" for part in parts)


def code(numbers: Numbers) -> str:
    """Lines for a cell, which end with the same losses."""
    settings: Settings = numbers["settings"]
    if not settings.examples:
        return ""
    return f"{recipe(settings)}\nhistory = fit(\n    net,\n{training(settings)}    epochs={numbers['epoch']},\n)"


# --- the process --------------------------------------------------------------------------------------------------------

SIDE = 72  # the network is asked on a grid of so many places each way


@cache
def _grid() -> np.ndarray:
    """The middles of the grid's cells, from the upper left one on, row by row."""
    middles = (np.arange(SIDE) + 0.5) / SIDE * 2 * REACH - REACH
    x1, x2 = np.meshgrid(middles, middles[::-1])
    return np.column_stack([x1.ravel(), x2.ravel()])


class Training:
    """A network that learns, one epoch a round."""

    def __init__(self, **settings: Any) -> None:
        self.settings = Settings(**settings)
        # the learner's copy of these lines does what the widget does, because the widget does what they say
        room: dict[str, Any] = {"run": self._epochs}
        exec(recipe(self.settings), room)
        self.net: Sequential = room["net"]
        self._features = room["features"]
        self.X, self.y = room["X_train"].reshape(-1, 2), room["y_train"]
        self.X_val, self.y_val = room.get("X_val", np.empty((0, 2))), room.get("y_val", np.empty(0, dtype=int))
        self.logs: list[Mapping[str, float]] = []
        self.broken = False
        self._run: Iterator[Mapping[str, float]] = iter(())
        if self.settings.examples:
            exec(f"run(net,\n{training(self.settings)})", room)
            start = evaluate(self.net, self._features(self.X), self.y, loss="bce")
            if len(self.y_val):
                seen = evaluate(self.net, self._features(self.X_val), self.y_val, loss="bce")
                start |= {f"val_{name}": value for name, value in seen.items()}
            self.logs.append(start)

    def _epochs(self, *args: Any, **kwargs: Any) -> None:
        self._run = epochs(*args, **kwargs)

    def advance(self) -> bool:
        """One epoch."""
        try:
            with np.errstate(all="ignore"):
                log = next(self._run, None)
        except FloatingPointError:
            log, self.broken = None, True
        if log is not None and not all(map(np.isfinite, log.values())):
            log, self.broken = None, True
        if log is None:
            return True
        self.logs.append(log)
        return False

    def numbers(self) -> Numbers:
        """The network as it is, and the losses so far."""
        with np.errstate(all="ignore"):  # a network that broke is looked at as well
            inputs = self._features(_grid())
            given = self.net.activations(inputs)
            kinds = zip(self.net.layers, given, strict=True)
            maps = [inputs, *(out for layer, out in kinds if isinstance(layer, Activation))]
            answer = sigmoid(np.nan_to_num(given[-1]))
        dense = [layer for layer in self.net.layers if isinstance(layer, Dense)]
        return {
            "settings": self.settings,
            "X": self.X,
            "y": self.y,
            "X_val": self.X_val,
            "y_val": self.y_val,
            "maps": [np.nan_to_num(one.T.reshape(-1, SIDE, SIDE)) for one in maps],
            "answer": answer.reshape(SIDE, SIDE),
            "weights": [np.nan_to_num(layer.params["W"]) for layer in dense],
            "parameters": self.net.n_params,
            "epoch": max(len(self.logs) - 1, 0),
            "logs": list(self.logs),
            "broken": self.broken,
        }


# --- in words -----------------------------------------------------------------------------------------------------------


def describe(numbers: Numbers) -> Text:
    """How far training is, and what is being trained."""
    settings: Settings = numbers["settings"]
    facts: dict[str, object] = {
        "inputs": ", ".join(FEATURES[name] for name in settings.features),
        "hidden": ", ".join(f"{units} {name}" for units, name in settings.hidden) or Text("none", "없음"),
        "parameters": numbers["parameters"],
    }
    net = Text(
        "The network: inputs {inputs}; hidden layers {hidden}; one output; {parameters} weights and biases.",
        "신경망: 입력 {inputs}; 은닉층 {hidden}; 출력 하나. 가중치와 편향은 모두 {parameters}개입니다.",
    )
    if not numbers["logs"]:
        said = Text("There are no points yet: add one.", "아직 점이 없습니다. 점을 추가해 보세요.")
    else:
        last = numbers["logs"][-1]
        facts |= {"epoch": numbers["epoch"], "next": numbers["epoch"] + 1, "lr": f"{settings.lr:g}"}
        facts |= {name: _shown(name, value) for name, value in last.items()}
        said = Text(
            "Epoch {epoch}: training loss {loss}, {accuracy} % right",
            "에폭 {epoch}: 훈련 손실 {loss}, 정답률 {accuracy} %",
        )
        if "val_loss" in last:
            seen = Text(
                "; validation loss {val_loss}, {val_accuracy} % right.",
                "; 검증 손실 {val_loss}, 정답률 {val_accuracy} %입니다.",
            )
        else:
            seen = Text(".", "입니다.")
        said = Text(said.en + seen.en, said.ko + seen.ko)
    if numbers["broken"]:
        broken = Text(
            "Epoch {next} broke: the numbers became too large to count with. Try a learning rate below {lr}.",
            "에폭 {next}에서 숫자가 셀 수 없이 커져 학습이 끊겼습니다. 학습률을 {lr}보다 작게 해 보세요.",
        )
        said = Text(f"{said.en} {broken.en}", f"{said.ko} {broken.ko}")
    return Text(f"{said.en} {net.en}", f"{said.ko} {net.ko}").format(**facts)


def _shown(name: str, value: float) -> str:
    return f"{round(100 * value, 1):g}" if "accuracy" in name else number(value)


def table(numbers: Numbers) -> Table:
    """Losses at the start, now, and at up to ten epochs in between."""
    logs = numbers["logs"]
    rows = sorted({round(place) for place in np.linspace(0, len(logs) - 1, 12)}) if logs else []
    named = [
        ("loss", Text("training loss", "훈련 손실")),
        ("accuracy", Text("training, % right", "훈련 정답률(%)")),
        ("val_loss", Text("validation loss", "검증 손실")),
        ("val_accuracy", Text("validation, % right", "검증 정답률(%)")),
    ]
    return Table(
        Text("Losses so far", "지금까지의 손실"),
        (Text("epoch", "에폭"), *(label for _, label in named)),
        tuple(
            (
                str(row),
                *(_shown(name, logs[row][name]) if name in logs[row] else "–" for name, _ in named),
            )
            for row in rows
        ),
    )


# --- in a picture -------------------------------------------------------------------------------------------------------

WIDTH, HEIGHT = 860, 500  # pixels
SCALE = 4  # pixels of the large map for each place of the grid
LARGE, SMALL = SIDE * SCALE, SIDE // 2  # sides of the large map and of the small ones
LEFT, BOTTOM = 546, 196  # of the large map
MIDDLE, APART = 238, 52  # height of the network's middle line, and from one unit to the next
FIRST = 74  # middle of the column of inputs
_SHADES = 128


def _colour(name: str) -> np.ndarray:
    return np.array([int(name[at : at + 2], 16) for at in (1, 3, 5)], dtype=float)


@cache
def _shades(depth: float) -> np.ndarray:
    """From orange (0) over white to blue (1), as deep as asked; striped by half of them, from `_SHADES` on, a little darker."""
    towards = np.linspace(-1, 1, _SHADES)[:, None]
    ends = np.where(towards < 0, _colour(ZERO), _colour(ONE))
    plain = _colour(PAPER) + (ends - _colour(PAPER)) * np.abs(towards) * depth
    rgb = np.concatenate([plain, plain * 0.86])
    return np.column_stack([rgb, np.full(2 * _SHADES, 255.0)]).astype(np.uint8).view(np.uint32).ravel()


@cache
def _stripes(side: int, every: int, wide: int) -> np.ndarray:
    place = np.arange(side)
    return (place[:, None] + place[None, :]) % every < wide


@cache
def _between() -> tuple[np.ndarray, np.ndarray]:
    """For every pixel of the large map, the place of the grid before it, and how far the way to the next one is gone."""
    places = np.clip((np.arange(LARGE) + 0.5) / SCALE - 0.5, 0, SIDE - 1)
    before = np.minimum(places.astype(int), SIDE - 2)
    return before, places - before


def finer(answer: np.ndarray) -> np.ndarray:
    """(SIDE, SIDE) -> (LARGE, LARGE), in straight lines from each place of the grid to the next."""
    before, gone = _between()
    down = answer[before] * (1 - gone)[:, None] + answer[before + 1] * gone[:, None]
    fine: np.ndarray = down[:, before] * (1 - gone) + down[:, before + 1] * gone
    return fine


def painted(share: np.ndarray, stripes: np.ndarray, depth: float) -> np.ndarray:
    """Numbers from 0 to 1 as colours; above 1/2 blue with stripes, below orange without."""
    shade = (share * (_SHADES - 1) + 0.5).astype(np.uint8)
    shade[(share > 0.5) & stripes] += _SHADES
    # the four bytes of a colour as one number: a fifth of the time
    return np.take(_shades(depth), shade).view(np.uint8).reshape(*share.shape, 4)


def large_map(answer: np.ndarray) -> np.ndarray:
    """The network's answer everywhere, with a line where it changes its mind."""
    fine = finer(answer)
    picture = painted(fine, _stripes(LARGE, 12, 2), 0.5)
    yes = fine > 0.5
    border = np.zeros_like(yes)
    border[:, 1:] = yes[:, 1:] != yes[:, :-1]
    border[1:] |= yes[1:] != yes[:-1]
    border[:, :-1] |= border[:, 1:]
    border[:-1] |= border[1:]
    picture[border, :3] = _colour(LINE)
    return picture


def small_maps(maps: np.ndarray) -> np.ndarray:
    """What every unit of a layer says everywhere, one above the other, with room in between."""
    near = maps[:, ::2, ::2]
    most = np.abs(near).max(axis=(1, 2), keepdims=True)
    share = 0.5 + 0.5 * near / np.where(most > 0, most, 1)
    column = np.zeros((APART * (len(maps) - 1) + SMALL + 2, SMALL + 2, 4), dtype=np.uint8)
    for at, one in enumerate(painted(share, _stripes(SMALL, 6, 1), 0.9)):
        column[at * APART : at * APART + SMALL + 2] = (*_colour(QUIET), 255)
        column[at * APART + 1 : at * APART + SMALL + 1, 1:-1] = one
    return column


def heights(units: int) -> np.ndarray:
    """The middles of a column of units, from the top."""
    places: np.ndarray = MIDDLE + APART * ((units - 1) / 2 - np.arange(units))
    return places


def columns(layers: int) -> np.ndarray:
    """The middles of the columns: inputs, hidden layers."""
    places: np.ndarray = np.linspace(FIRST, LEFT + SMALL / 2 - 10, layers + 2)
    return places[:-1]


def edges(numbers: Numbers) -> tuple[np.ndarray, np.ndarray]:
    """Every weight as a line (K, 2, 2) from unit to unit, and the weights (K,)."""
    weights = numbers["weights"]
    across = [*columns(len(weights) - 1), LEFT - 2 + SMALL / 2]
    lines = []
    for at, W in enumerate(weights):
        ends = heights(W.shape[1]) if at < len(weights) - 1 else np.array([BOTTOM + LARGE / 2])
        for start in heights(W.shape[0]):
            lines += [[[across[at] + SMALL / 2, start], [across[at + 1] - SMALL / 2, end]] for end in ends]
    return np.array(lines), np.concatenate([W.ravel() for W in weights])


def draw(figure: "Figure", language: str) -> Artists:
    """The network on the left, its answer on the right, the losses below that."""
    from matplotlib.collections import LineCollection

    from dlcourse.widgets._picture import Stamp

    net = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, HEIGHT))
    net.set_axis_off()
    moving: Artists = {
        "positive": LineCollection([], colors=ONE, linestyles="solid", zorder=1),
        "negative": LineCollection([], colors=ZERO, linestyles=(0, (2.5, 1.5)), zorder=1),
    }
    for collection in moving.values():
        net.add_collection(collection, autolim=False)
    moving["columns"] = [Stamp(figure, zorder=2) for _ in range(MOST_LAYERS + 1)]
    moving["still heads"] = [net.text(0, HEIGHT - 24, "", ha="center", fontsize=10) for _ in range(MOST_LAYERS)]
    moving["still names"] = [
        net.text(FIRST - SMALL / 2 - 4, 0, "", ha="right", va="center", fontsize=10) for _ in FEATURES
    ]
    net.text(
        12,
        12,
        Text("solid: positive weight; dashed: negative", "실선: 양의 가중치, 점선: 음의 가중치").in_(language),
        fontsize=9,
        color=QUIET,
    )

    box = (LEFT / WIDTH, BOTTOM / HEIGHT, LARGE / WIDTH, LARGE / HEIGHT)
    plane = figure.add_axes(box, xlim=(-REACH, REACH), ylim=(-REACH, REACH), facecolor="none")
    plane.set(xticks=[-4, -2, 0, 2, 4], yticks=[-4, -2, 0, 2, 4])
    plane.yaxis.tick_right()
    plane.tick_params(labelsize=9, length=2, pad=2)
    moving["map"] = Stamp(figure, zorder=-1)
    for label, name, mark, colour in ((0, "zeros", "s", ZERO), (1, "ones", "o", ONE)):
        hollow: dict[str, Any] = {"markerfacecolor": PAPER, "markeredgecolor": colour, "markeredgewidth": 1.4}
        filled: dict[str, Any] = {"markerfacecolor": colour, "markeredgecolor": PAPER, "markeredgewidth": 0.7}
        moving[f"held {name}"] = plane.plot([], [], mark, **hollow, markersize=4.5 + label, zorder=3)[0]
        moving[name] = plane.plot([], [], mark, **filled, markersize=5.5 + label, zorder=4)[0]

    losses = figure.add_axes(((LEFT + 34) / WIDTH, 48 / HEIGHT, (LARGE - 34) / WIDTH, 84 / HEIGHT))
    losses.tick_params(labelsize=9, length=2, pad=2)
    losses.set_xlabel(Text("epoch", "에폭").in_(language), fontsize=10, labelpad=1)
    losses.set_ylabel(Text("loss", "손실").in_(language), fontsize=10, labelpad=2)
    losses.set(xlim=(0, 20), ylim=(0, 0.8), xticks=[0, 10, 20], yticks=[0, 0.8])
    moving["validation"] = losses.plot([], [], "--", color=ZERO, linewidth=1.8, zorder=3)[0]
    moving["training"] = losses.plot([], [], "-", color=ONE, linewidth=1.8, zorder=4)[0]
    for at, name, style, colour, inside, words in (
        (LEFT - 4, "training", "-", ONE, INK, Text("training", "훈련")),
        (LEFT + 156, "validation", "--", ZERO, PAPER, Text("validation", "검증")),
    ):
        net.plot([at, at + 22], [156, 156], style, color=colour, linewidth=1.8)
        net.plot([at + 32], [156], "o", markersize=5.5, markerfacecolor=inside, markeredgecolor=INK)
        net.text(at + 41, 156, words.in_(language), va="center", fontsize=10)
        moving[f"{name} now"] = net.text(at + 150, 156, "", va="center", ha="right", fontsize=10)
    epoch = Text("epoch", "에폭").in_(language)
    net.text(12, HEIGHT - 26, epoch, fontsize=13)
    moving["epoch"] = net.text(74, HEIGHT - 26, "", fontsize=13)
    return moving


def update(artists: Artists, numbers: Numbers) -> bool:
    """Paint the maps, move points and edges, extend the losses; ticks change when the losses need more room."""
    settings: Settings = numbers["settings"]
    across = columns(settings.layers)
    for at, column in enumerate(artists["columns"]):
        column.set_visible(at < len(numbers["maps"]))
        if column.get_visible():
            picture = small_maps(numbers["maps"][at])
            tall, wide, _ = picture.shape
            column.put(picture, round(across[at] - wide / 2), round(MIDDLE - tall / 2))
    lines, weights = edges(numbers)
    for name, chosen in (("positive", weights >= 0), ("negative", weights < 0)):
        artists[name].set_segments(lines[chosen])
        artists[name].set_linewidths(0.3 + np.minimum(np.abs(weights[chosen]) * 1.6, 6))
    artists["map"].put(large_map(numbers["answer"]), LEFT, BOTTOM)
    for group, X, y in (("", numbers["X"], numbers["y"]), ("held ", numbers["X_val"], numbers["y_val"])):
        artists[f"{group}ones"].set_data(X[y == 1].T)
        artists[f"{group}zeros"].set_data(X[y == 0].T)
    # both, whatever the first one says
    return any([_update_words(artists, settings), _update_losses(artists, numbers)])


def _update_words(artists: Artists, settings: Settings) -> bool:
    """The inputs' names, and the activation above every hidden layer."""
    heads = zip(columns(settings.layers)[1:], (name for _, name in settings.hidden), strict=True)
    words = [(x, HEIGHT - 24.0, name) for x, name in heads]
    names = zip(heights(len(settings.features)), settings.features, strict=True)
    inputs = [(FIRST - SMALL / 2 - 4, y, FEATURES[name]) for y, name in names]
    changed = False
    for texts, now in ((artists["still heads"], words), (artists["still names"], inputs)):
        nothing = [(0.0, 0.0, "")] * (len(texts) - len(now))
        for text, (x, y, said) in zip(texts, now + nothing, strict=True):
            changed |= (text.get_text(), *text.get_position()) != (said, x, y)
            text.set(text=said, position=(x, y))
    return changed


def _update_losses(artists: Artists, numbers: Numbers) -> bool:
    logs = numbers["logs"]
    axes = artists["training"].axes
    most = 0.8
    for name, key in (("training", "loss"), ("validation", "val_loss")):
        curve = np.array([log[key] for log in logs if key in log])
        kept = np.unique(np.linspace(0, len(curve) - 1, 300).round().astype(int)) if len(curve) else np.arange(0)
        artists[name].set_data(kept, curve[kept])
        artists[f"{name} now"].set_text(f"{curve[-1]:.3f}" if len(curve) else "–")
        most = max(most, *curve) if len(curve) else most
    artists["epoch"].set_text(str(numbers["epoch"]))
    wide = next(n for n in (20, 50, 100, 200, 500, 1000, 2000, LAST) if numbers["epoch"] <= n)
    tall = 0.8 if most <= 0.8 else 2 if most <= 2 else 10 ** np.ceil(np.log10(most))
    before = axes.get_xlim(), axes.get_ylim()
    axes.set(xlim=(0, wide), ylim=(0, tall), xticks=[0, wide // 2, wide], yticks=[0, tall])
    return before != (axes.get_xlim(), axes.get_ylim())


# --- the scene ----------------------------------------------------------------------------------------------------------

_START = Settings()
_ACTIVATIONS = tuple((name, Text(name, name)) for name in ("tanh", "relu", "leaky_relu", "sigmoid", "identity"))
_FREE = When("data", tuple(DATA))


def _numbers(*values: float) -> tuple[tuple[float, Text], ...]:
    return tuple((value, Text(f"{value:g}", f"{value:g}")) for value in values)


def _layer(layer: int) -> tuple[Slider, Choice]:
    when = When("layers", tuple(range(layer, MOST_LAYERS + 1)))
    units = Text(f"units {layer}", f"유닛 수 {layer}")
    bend = Text(f"activation {layer}", f"활성화 {layer}")
    return (
        Slider(f"units{layer}", units, 4, 1, MOST_UNITS, 1, when=when),
        Choice(f"activation{layer}", bend, "tanh", _ACTIVATIONS, when=when),
    )


SCENE = Scene(
    title=Text("Neural network playground", "신경망 놀이터"),
    controls=(
        Choice(
            "data",
            Text("data", "데이터"),
            _START.data,
            (
                ("circle", Text("circle", "원")),
                ("xor", Text("XOR", "XOR")),
                ("blobs", Text("clouds", "구름")),
                ("spiral", Text("spiral", "나선")),
                (OWN, Text("my points", "내 점")),
            ),
        ),
        Switches(
            "features",
            Text("inputs", "입력"),
            _START.features,
            tuple((name, Text(label, label)) for name, label in FEATURES.items()),
        ),
        Points("points", Text("points", "점"), START, -REACH, REACH, 0.5, 40, when=When("data", (OWN,))),
        Slider("noise", Text("noise", "잡음"), _START.noise, 0.0, 0.5, 0.05, when=_FREE),
        Slider("share", Text("training share", "훈련 비율"), _START.share, 0.1, 0.9, 0.1, when=_FREE),
        Slider("layers", Text("hidden layers", "은닉층 수"), _START.layers, 0, MOST_LAYERS, 1),
        Choice(
            "init",
            Text("initial weights", "초기화"),
            _START.init,
            (
                ("glorot_normal", Text("Glorot", "Glorot")),
                ("he_normal", Text("He", "He")),
                ("normal", Text("small", "작게")),
                ("ones", Text("all 1", "모두 1")),
                ("zeros", Text("all 0", "모두 0")),
            ),
        ),
        *_layer(1),
        *_layer(2),
        *_layer(3),
        *_layer(4),
        Choice(
            "optimizer",
            Text("optimizer", "옵티마이저"),
            _START.optimizer,
            (
                ("sgd", Text("SGD", "SGD")),
                ("momentum", Text("momentum", "모멘텀")),
                ("rmsprop", Text("RMSProp", "RMSProp")),
                ("adam", Text("Adam", "Adam")),
            ),
        ),
        Choice("lr", Text("learning rate", "학습률"), _START.lr, _numbers(0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)),
        Slider("batch", Text("batch size", "배치 크기"), _START.batch, 1, 50, 1),
        Slider("dropout", Text("dropout", "드롭아웃"), _START.dropout, 0.0, 0.8, 0.1),
        Choice("l1", Text("L1 rate", "L1 강도"), _START.l1, _numbers(0.0, 0.001, 0.003, 0.01, 0.03, 0.1)),
        Choice("l2", Text("L2 rate", "L2 강도"), _START.l2, _numbers(0.0, 0.001, 0.003, 0.01, 0.03, 0.1)),
        Slider("seed", Text("random seed", "난수 시드"), _START.seed, 0, 20, 1),
        Run("epochs", Text("epochs", "에폭"), LAST, Text("epochs per step", "한 단계의 에폭 수")),
    ),
    compute=Rounds(Training, "epochs"),
    size=(WIDTH / 100, HEIGHT / 100),
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    predict=Question(
        Text(
            "Set the number of hidden layers to 0. Which border between the classes can the network still learn?",
            "은닉층 수를 0으로 두면 신경망은 두 클래스 사이에 어떤 경계를 배울 수 있을까요?",
        ),
        (
            Text("A circle, if it trains long enough", "충분히 오래 훈련하면 원"),
            Text("A straight line, and nothing else", "직선뿐"),
            Text("No border at all", "아무 경계도 배우지 못함"),
        ),
        1,
        Text(
            "Without a hidden layer the output is a weighted sum of the inputs, so with x1 and x2 the border is a line. More inputs, such as x1², or a hidden layer bend it.",
            "은닉층이 없으면 출력은 입력의 가중합이므로 입력이 x1과 x2일 때 경계는 직선입니다. x1² 같은 입력을 더하거나 은닉층을 두면 경계가 휩니다.",
        ),
    ),
    code=code,
    columns=2,
)


def explore(**settings: Any) -> "Stage | None":
    """Build a network, press play, and watch it learn.

    Begin elsewhere by naming controls: `explore(data="xor", layers=2, units1=3, lr=0.1)`; `units` and `activation` stand for those of every layer.
    """
    for each in ("units", "activation"):
        if each in settings:
            value = settings.pop(each)
            settings = {f"{each}{layer}": value for layer in range(1, MOST_LAYERS + 1)} | settings
    return show(SCENE.preset("explore", **settings))
