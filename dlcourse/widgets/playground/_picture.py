"""The playground's picture: the network on the left, its answer on the right, the losses below that."""

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse.language import Text
from dlcourse.widgets.playground._maps import (
    BOTTOM,
    FIRST,
    HEIGHT,
    LARGE,
    LEFT,
    MIDDLE,
    SMALL,
    WIDTH,
    columns,
    edges,
    heights,
    large_map,
    small_maps,
)
from dlcourse.widgets.playground._recipe import FEATURES, LAST, MOST_LAYERS, REACH, Settings
from dlcourse.widgets.stage.axes import bare, called
from dlcourse.widgets.stage.palette import INK, ONE, PAPER, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Numbers
from dlcourse.widgets.stage.tell import Spot, tell
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw(figure: "Figure", language: str) -> Artists:
    """The network on the left, its answer on the right, the losses below that."""
    from matplotlib.collections import LineCollection

    from dlcourse.widgets.stage.picture import Stamp

    net = bare(figure, (0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, HEIGHT))
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
    called(plane, "x1", "x2")
    plane.yaxis.tick_right()
    plane.tick_params(labelsize=9, length=2, pad=3)
    plane.tick_params(axis="x", pad=6)  # the two numbers at the corner keep apart
    moving["map"] = Stamp(figure, zorder=-1)
    for label, name, mark, colour in ((0, "zeros", "s", ZERO), (1, "ones", "o", ONE)):
        hollow: dict[str, Any] = {"markerfacecolor": PAPER, "markeredgecolor": colour, "markeredgewidth": 1.4}
        filled: dict[str, Any] = {"markerfacecolor": colour, "markeredgecolor": PAPER, "markeredgewidth": 0.7}
        moving[f"held {name}"] = plane.plot([], [], mark, **hollow, markersize=4.5 + label, zorder=3)[0]
        moving[name] = plane.plot([], [], mark, **filled, markersize=5.5 + label, zorder=4)[0]

    losses = figure.add_axes(((LEFT + 34) / WIDTH, 50 / HEIGHT, (LARGE - 34) / WIDTH, 73 / HEIGHT))
    losses.tick_params(labelsize=9, length=2, pad=2)
    losses.set_xlabel(Text("epoch", "에폭").in_(language), fontsize=10, labelpad=4)
    losses.set_ylabel(Text("loss", "손실").in_(language), fontsize=10, labelpad=2)
    losses.set(xlim=(0, 20), ylim=(0, 0.8), xticks=[0, 10, 20], yticks=[0, 0.8])
    moving["validation"] = losses.plot([], [], "--", color=ZERO, linewidth=1.8, zorder=3)[0]
    moving["training"] = losses.plot([], [], "-", color=ONE, linewidth=1.8, zorder=4)[0]
    for up, name, style, colour, inside, words in (
        (160, "training", "-", ONE, INK, Text("training", "훈련")),
        (138, "validation", "--", ZERO, PAPER, Text("validation", "검증")),
    ):
        net.plot([LEFT - 4, LEFT + 18], [up, up], style, color=colour, linewidth=1.8)
        net.plot([LEFT + 28], [up], "o", markersize=5.5, markerfacecolor=inside, markeredgecolor=INK)
        net.text(LEFT + 37, up, words.in_(language), va="center", fontsize=10)
        moving[f"{name} now"] = net.text(LEFT + 215, up, "", va="center", ha="right", fontsize=10)
    epoch = Text("epoch", "에폭").in_(language)
    net.text(12, HEIGHT - 26, epoch, fontsize=13)
    moving["epoch"] = net.text(90, HEIGHT - 26, "", fontsize=13)
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
        tell(artists[name], partial(_edges_say, numbers, chosen))
    tell(artists["positive"].axes, partial(_units_say, numbers))
    artists["map"].put(large_map(numbers["answer"]), LEFT, BOTTOM)
    for group, X, y in (("", numbers["X"], numbers["y"]), ("held ", numbers["X_val"], numbers["y_val"])):
        artists[f"{group}ones"].set_data(X[y == 1].T)
        artists[f"{group}zeros"].set_data(X[y == 0].T)
    # both, whatever the first one says
    return any([_update_words(artists, settings), _update_losses(artists, numbers)])


def _names(numbers: Numbers) -> list[list[Text]]:
    """What the units are called, column by column."""
    settings: Settings = numbers["settings"]
    unit = Text("unit {i} of layer {layer}", "{layer}층의 유닛 {i}")
    hidden = [
        [unit.format(i=i, layer=layer) for i in range(1, units + 1)]
        for layer, (units, _) in enumerate(settings.hidden, start=1)
    ]
    inputs = [Text(FEATURES[name], FEATURES[name]) for name in settings.features]
    return [inputs, *hidden, [Text("output", "출력")]]


def _edges_say(numbers: Numbers, chosen: np.ndarray) -> list[Text]:
    """From where to where, and the weight, for those edges."""
    names = _names(numbers)
    said = [
        Text("{start} → {end}: weight {w}", "{start} → {end}: 가중치 {w}").format(
            start=start, end=end, w=number(W[i, j])
        )
        for before, after, W in zip(names[:-1], names[1:], numbers["weights"], strict=True)
        for i, start in enumerate(before)
        for j, end in enumerate(after)
    ]
    return [words for words, there in zip(said, chosen, strict=True) if there]


def _units_say(numbers: Numbers) -> list[Spot]:
    """The name of every unit; of a hidden one its bias, too."""
    settings: Settings = numbers["settings"]
    found: list[Spot] = []
    for at, (x, names) in enumerate(zip(columns(settings.layers), _names(numbers), strict=False)):
        for i, (y, name) in enumerate(zip(heights(len(names)), names, strict=True)):
            bias = Text("{name}: bias {b}", "{name}: 편향 {b}")
            said = bias.format(name=name, b=number(numbers["biases"][at - 1][i])) if at else name
            found.append((float(x), float(y), SMALL / 2, said))
    return found


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
