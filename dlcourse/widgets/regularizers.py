"""Five pictures of regularization: overfitting, two penalties, dropout, batch normalization, moved digits."""

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import batches, datasets, regularizers
from dlcourse.language import Text
from dlcourse.widgets._palette import INK, LINE, ONE, ONE_GROUND, PAPER, QUIET, ZERO, ZERO_GROUND
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
    number,
    show,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

_HOLLOW: dict[str, Any] = {"markerfacecolor": PAPER, "markeredgecolor": ZERO, "markeredgewidth": 2}

# --- overfitting --------------------------------------------------------------------------------------------------------

POOL = 60  # examples in all; half of them validate
MOST_UNITS = 24
POLYNOMIAL, UNITS = "polynomial", "units"
# the epochs that a picture can show: 0, then six for each power of ten
EPOCHS = np.array([0, *sorted({round(10 ** (k / 6)) for k in range(31)})])
WORST = 3.0  # losses above this leave the picture


def features(x: np.ndarray, model: str, units: int) -> np.ndarray:
    """What the output layer sees: powers up to a degree, or hidden tanh units whose own weights were drawn once and stay."""
    t = 2 * x - 1
    if model == POLYNOMIAL:
        return np.polynomial.legendre.legvander(t, units)
    rng = np.random.default_rng(4)
    slopes = rng.uniform(4, 14, size=MOST_UNITS) * rng.choice([-1, 1], size=MOST_UNITS)
    kinks = rng.uniform(-1, 1, size=MOST_UNITS)
    hidden = np.tanh(slopes[:units] * (t[:, None] - kinks[:units]))
    return np.column_stack([np.ones_like(t), hidden])


def descent(F: np.ndarray, y: np.ndarray, epochs: np.ndarray) -> np.ndarray:
    """The weights that gradient descent on the mean squared error reaches from 0 after each number of epochs, as rows.

    The loss is quadratic, so no loop is needed: along each singular vector of F the error shrinks by a constant factor.
    """
    U, s, Vt = np.linalg.svd(F, full_matrices=False)
    shrinks = 1 - (s / s[0]) ** 2  # with the learning rate that suits the steepest direction
    inverse = np.where(s > 1e-10 * s[0], 1 / np.maximum(s, 1e-300), 0.0)
    return np.asarray(((1 - shrinks ** epochs[:, None]) * inverse * (U.T @ y)) @ Vt)


def overfitting(
    *,
    model: str = POLYNOMIAL,
    units: int = 15,
    examples: int = 12,
    noise: float = 0.3,
    epoch: int = 0,
    split: Function = batches.split,
) -> Numbers:
    """One model after some epochs, and its two losses after any number of epochs."""
    X, y = datasets.noisy_sine(POOL, noise=noise, rng=np.random.default_rng(3))
    share = examples / POOL
    (X_train, y_train), (X_val, y_val), _ = split(X, y[:, 0], (share, 0.5, 0.5 - share), rng=np.random.default_rng(1))
    path = descent(features(X_train[:, 0], model, units), y_train, EPOCHS)
    train = np.mean((path @ features(X_train[:, 0], model, units).T - y_train) ** 2, axis=1)
    val = np.mean((path @ features(X_val[:, 0], model, units).T - y_val) ** 2, axis=1)
    grid = np.linspace(0, 1, 141)
    best = int(val.argmin())
    return {
        "model": model,
        "units": units,
        "epoch": epoch,
        "train": train,
        "val": val,
        "best": best,
        "points": (X_train[:, 0], y_train),
        "unseen": (X_val[:, 0], y_val),
        "grid": grid,
        "curve": features(grid, model, units) @ path[epoch],
        "stopped": features(grid, model, units) @ path[best],
        "weights": units + 1,
    }


def describe_overfitting(numbers: Numbers) -> Text:
    """Both losses now, and where the validation loss was lowest."""
    epoch, best = numbers["epoch"], numbers["best"]
    facts = {
        "weights": numbers["weights"],
        "examples": len(numbers["points"][0]),
        "now": int(EPOCHS[epoch]),
        "train": number(numbers["train"][epoch]),
        "val": number(numbers["val"][epoch]),
        "best": int(EPOCHS[best]),
        "lowest": number(numbers["val"][best]),
    }
    said = Text(
        "{weights} weights, {examples} training examples, epoch {now}: training loss {train}, validation loss {val}. "
        "The validation loss is lowest at epoch {best}: {lowest}.",
        "가중치 {weights}개, 훈련 예제 {examples}개, 에폭 {now}: 훈련 손실 {train}, 검증 손실 {val}. "
        "검증 손실은 에폭 {best}에서 가장 낮으며 그 값은 {lowest}입니다.",
    )
    return said.format(**facts)


def table_overfitting(numbers: Numbers) -> Table:
    """Every sixth epoch that the picture knows."""
    shown = sorted({*range(0, len(EPOCHS), 4), numbers["best"], numbers["epoch"]})
    return Table(
        Text("Losses after so many epochs", "에폭 수에 따른 손실"),
        (
            Text("epochs", "에폭"),
            Text("training loss", "훈련 손실"),
            Text("validation loss", "검증 손실"),
            Text("note", "비고"),
        ),
        tuple(
            (
                str(EPOCHS[i]),
                number(numbers["train"][i]),
                number(numbers["val"][i]),
                Text("★ lowest validation loss", "★ 가장 낮은 검증 손실") if i == numbers["best"] else Text(" ", " "),
            )
            for i in shown
        ),
    )


def draw_overfitting(figure: "Figure", language: str) -> Artists:
    """Points and curve on the left, the two losses over the epochs on the right."""
    plane = figure.add_axes((0.07, 0.16, 0.4, 0.66), xlim=(-0.02, 1.02), ylim=(-2.2, 2.2))
    plane.set(xlabel="$x$", ylabel="$y$", xticks=[0, 0.5, 1], yticks=[-2, -1, 0, 1, 2])
    x = np.linspace(0, 1, 100)
    plane.plot(x, np.sin(2 * np.pi * x), ":", color=QUIET, linewidth=2, zorder=1)
    losses = figure.add_axes((0.6, 0.16, 0.38, 0.66), xlim=(-0.3, len(EPOCHS) - 0.7), ylim=(1e-4, WORST), yscale="log")
    losses.set_xlabel(Text("epochs", "에폭").in_(language))
    losses.set_ylabel(Text("loss", "손실").in_(language))
    ticks = [0, 10, 100, 1000, 10_000, 100_000]
    losses.set_xticks([int(np.flatnonzero(tick == EPOCHS)[0]) for tick in ticks])
    losses.set_xticklabels(["0", "10", "100", "$10^3$", "$10^4$", "$10^5$"])
    losses.set_yticks([0.0001, 0.001, 0.01, 0.1, 1.0], ["0.0001", "0.001", "0.01", "0.1", "1"])
    losses.minorticks_off()
    moving = {
        "unseen": plane.plot([], [], "s", **_HOLLOW, markersize=5, zorder=2)[0],
        "stopped": plane.plot([], [], "--", color=ZERO, linewidth=1.8, zorder=3)[0],
        "curve": plane.plot([], [], color=LINE, linewidth=2.5, zorder=4)[0],
        "points": plane.plot([], [], "o", color=ONE, markersize=7, zorder=5)[0],
        "now": losses.axvline(0, color=LINE, linewidth=1.5, zorder=1),
        "train": losses.plot([], [], color=ONE, linewidth=2.5, zorder=3)[0],
        "val": losses.plot([], [], "--", color=ZERO, linewidth=2.5, zorder=3)[0],
        "best": losses.plot([], [], "*", color=INK, markersize=15, zorder=5)[0],
    }
    words = (
        (Text("training", "훈련"), moving["points"]),
        (Text("validation", "검증"), moving["unseen"]),
        (Text("model now", "지금 모델"), moving["curve"]),
        (Text("stopped at ★", "★에서 멈춘 모델"), moving["stopped"]),
    )
    _legend(plane, words, language)
    words = (
        (Text("training loss", "훈련 손실"), moving["train"]),
        (Text("validation loss", "검증 손실"), moving["val"]),
        (Text("now", "지금"), moving["now"]),
        (Text("lowest validation loss", "가장 낮은 검증 손실"), moving["best"]),
    )
    _legend(losses, words, language)
    return moving


def _legend(axes: "Axes", words: tuple[tuple[Text, Any], ...], language: str) -> None:
    """Names above the axes, so that no curve can run under them."""
    handles = [_twin(artist) for _, artist in words]
    labels = [text.in_(language) for text, _ in words]
    axes.legend(
        handles,
        labels,
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=2,
        frameon=False,
        fontsize=9.5,
        handlelength=1.8,
        columnspacing=1.2,
        borderaxespad=0.2,
    )


def _twin(artist: Any) -> Any:
    """A line that looks like this one and stays in the legend when the other moves."""
    from matplotlib.lines import Line2D

    twin = Line2D([], [])
    twin.update_from(artist)
    return twin


def update_overfitting(artists: Artists, numbers: Numbers) -> None:
    """Bend the curves and move the markers."""
    places = np.arange(len(EPOCHS))
    for name in ("points", "unseen"):
        artists[name].set_data(*numbers[name])
    for name in ("curve", "stopped"):
        artists[name].set_data(numbers["grid"], np.clip(numbers[name], -3, 3))
    for name in ("train", "val"):
        artists[name].set_data(places, np.clip(numbers[name], 1e-5, 10 * WORST))
    artists["now"].set_xdata([numbers["epoch"]] * 2)
    artists["best"].set_data([numbers["best"]], [numbers["val"][numbers["best"]]])


OVERFITTING_SCENE = Scene(
    title=Text("Too much freedom, too little data, too many epochs", "너무 큰 자유, 너무 적은 데이터, 너무 많은 에폭"),
    controls=(
        Choice(
            "model",
            Text("model", "모델"),
            POLYNOMIAL,
            ((POLYNOMIAL, Text("polynomial", "다항식")), (UNITS, Text("hidden tanh units", "tanh 은닉 유닛"))),
        ),
        Slider("units", Text("degree, or hidden units", "차수 또는 은닉 유닛 수"), 15, 1, MOST_UNITS, 1),
        Slider("examples", Text("training examples", "훈련 예제 수"), 12, 6, 30, 2),
        Slider("noise", Text("noise", "잡음"), 0.3, 0.0, 0.6, 0.1),
        Steps("epoch", Text("epochs (faster and faster)", "에폭 (점점 빠르게)"), len(EPOCHS) - 1, 250),
    ),
    compute=overfitting,
    size=(8.0, 4.0),
    draw=draw_overfitting,
    update=update_overfitting,
    describe=describe_overfitting,
    table=table_overfitting,
    predict=Question(
        Text(
            "Training goes on and on. What will the loss on examples that the model never saw do?",
            "훈련을 계속합니다. 모델이 한 번도 보지 못한 예제에서 손실은 어떻게 될까요?",
        ),
        (
            Text("It falls for ever, like the training loss", "훈련 손실처럼 끝없이 내려갑니다"),
            Text("It falls first, then it rises", "처음에는 내려가다가 다시 올라갑니다"),
            Text("It stays where it is", "그대로입니다"),
        ),
        1,
        Text(
            "First the model learns the wave, which all examples share. Then it learns the noise of the training examples, which no other example has.",
            "처음에는 모든 예제에 공통된 물결을 배웁니다. 그다음에는 훈련 예제의 잡음을 배우는데, 다른 예제에는 그런 잡음이 없습니다.",
        ),
    ),
    uses={"split": batches.split},
)


def explore() -> "Stage | None":
    """Give a model too much freedom, and watch the two losses part."""
    return show(OVERFITTING_SCENE)


# --- L1 and L2 ----------------------------------------------------------------------------------------------------------

BOWL = np.array([[1.0, 0.4], [0.4, 0.6]])  # how the loss rises around its lowest point
_FACTOR = np.linalg.inv(np.linalg.cholesky(BOWL)).T
_ROUND = np.linspace(0, 2 * np.pi, 121)
_RING = np.column_stack([np.cos(_ROUND), np.sin(_ROUND)])
FREE = np.sort(np.random.default_rng(8).normal(size=60))  # sixty weights that nobody holds back
BINS = np.arange(-2.625, 2.626, 0.25)


def shrinking(
    *, strength: float = 1.0, mix: float = 1.0, angle: int = 30, penalty: Function = regularizers.penalty
) -> Numbers:
    """Where loss and penalty come to rest together, for two weights; and what the penalty does to sixty others."""
    aim = 2.4 * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    w = _at_rest(aim, strength * mix, strength * (1 - mix))
    budget = float(penalty([(w[:, None], np.zeros(1))], mix, 1 - mix))
    kept = regularizers.soft_threshold(FREE, strength * mix)
    kept = regularizers.ridge_shrink(kept, strength * (1 - mix))
    return {
        "mix": mix,
        "strength": strength,
        "aim": aim,
        "w": w,
        "budget": budget,
        "ball": _ball(mix, budget),
        "contours": [aim + size * _height(w, aim) * _RING @ _FACTOR.T for size in (1.0, 0.6, 1.5)],
        "loss": _height(w, aim) ** 2 / 2,
        "kept": kept,
        "zeros": int(np.sum(kept == 0)),
    }


def _height(w: np.ndarray, aim: np.ndarray) -> float:
    """The distance from the loss's lowest point, as the bowl measures it."""
    return float(np.sqrt((w - aim) @ BOWL @ (w - aim)))


def _at_rest(aim: np.ndarray, l1: float, l2: float) -> np.ndarray:
    """The lowest point of loss plus penalty, one weight after the other until nothing moves."""
    w = np.zeros(2)
    for _ in range(60):
        for i in (0, 1):
            pull = BOWL[i] @ (aim - w) + BOWL[i, i] * w[i]
            w[i] = np.sign(pull) * max(abs(pull) - l1, 0.0) / (BOWL[i, i] + l2)
    return w


def _ball(mix: float, budget: float) -> np.ndarray:
    """The corners of the set in which the penalty is at most `budget`: a diamond, a circle, or something between."""
    sizes = np.abs(_RING).sum(axis=1)
    if mix == 1:
        radius = budget / sizes
    else:
        radius = (np.sqrt((mix * sizes) ** 2 + 2 * (1 - mix) * budget) - mix * sizes) / (1 - mix)
    return np.asarray(radius[:, None] * _RING)


def describe_shrinking(numbers: Numbers) -> Text:
    """Where the weights come to rest, and how many of the sixty are exactly 0."""
    facts = {
        "strength": number(numbers["strength"]),
        "mix": number(numbers["mix"]),
        "rest": number(1 - numbers["mix"]),
        "aim": _pair(numbers["aim"]),
        "w": _pair(numbers["w"]),
        "zeros": numbers["zeros"],
        "largest": number(float(np.abs(numbers["kept"]).max())),
    }
    said = Text(
        "Strength {strength}, mix L1 {mix} to L2 {rest}: the two weights move from {aim} to {w}. "
        "Of sixty other weights {zeros} are exactly 0, and the largest has size {largest}.",
        "세기 {strength}, L1과 L2의 비율 {mix} 대 {rest}: 두 가중치가 {aim}에서 출발해 {w}에 멈춥니다. "
        "다른 가중치 예순 개 가운데 {zeros}개가 정확히 0이고, 가장 큰 것의 크기는 {largest}입니다.",
    )
    return said.format(**facts)


def _pair(w: np.ndarray) -> str:
    return f"({w[0]:.2f}, {w[1]:.2f})".replace("-0.00", "0.00")


def table_shrinking(numbers: Numbers) -> Table:
    """Every fourth of the sixty weights, before and after."""
    return Table(
        Text("Weights before and after the penalty (every fourth)", "벌점을 매기기 전과 후의 가중치 (네 개마다 하나)"),
        (Text("before", "전"), Text("after", "후")),
        tuple((number(free), number(kept)) for free, kept in zip(FREE[::4], numbers["kept"][::4], strict=True)),
    )


def draw_shrinking(figure: "Figure", language: str) -> Artists:
    """Two weights on the left: budget, loss and the point where they touch; sixty weights on the right."""
    plane = figure.add_axes((0.06, 0.15, 0.42, 0.68), xlim=(-3.2, 3.2), ylim=(-2.6, 2.6))
    plane.set(xlabel="$w_1$", ylabel="$w_2$", xticks=range(-3, 4), yticks=range(-2, 3))
    # the budget lies under the axes, and the bars lie under the outline: both move on with it
    cross = [draw(0, color=QUIET, linewidth=0.8, zorder=1.5) for draw in (plane.axhline, plane.axvline)]
    bars = figure.add_axes((0.57, 0.15, 0.41, 0.68), xlim=(BINS[0], BINS[-1]), ylim=(0, 40))
    bars.set_xlabel(Text("size and sign of a weight", "가중치의 값").in_(language))
    bars.set_ylabel(Text("how many of 60", "60개 중 개수").in_(language))
    counts = np.histogram(FREE, BINS)[0]
    before = bars.stairs(counts, BINS, color=ZERO, linestyle="--", linewidth=1.8, zorder=3)
    before.set_fill(False)
    after = bars.stairs(counts, BINS, fill=True, facecolor=ONE_GROUND, edgecolor=ONE, linewidth=1.5, zorder=2)
    moving: Artists = {
        "ball": plane.fill(
            [0.0, 1.0, 1.0], [0.0, 0.0, 1.0], facecolor=ONE_GROUND, edgecolor=ONE, linewidth=2, zorder=1.2
        )[0],
        "contours": [
            plane.plot([], [], "-" if i == 0 else ":", color=ZERO, linewidth=2 if i == 0 else 1.4, zorder=2)[0]
            for i in range(3)
        ],
        "aim": plane.plot([], [], "x", color=ZERO, markersize=11, markeredgewidth=3, zorder=4)[0],
        "w": plane.plot([], [], "o", color=LINE, markersize=11, zorder=5)[0],
        "cross": cross,
        "after": after,
        "before": before,
        "zeros": bars.text(0.97, 0.95, "", transform=bars.transAxes, ha="right", va="top", fontsize=13, zorder=5),
    }
    words = (
        (Text("allowed by the penalty", "벌점이 허락하는 곳"), _line(ONE, "-")),
        (Text("equal loss", "손실이 같은 곳"), moving["contours"][0]),
        (Text("lowest loss", "손실이 가장 낮은 점"), moving["aim"]),
        (Text("where both rest", "둘이 만나는 점"), moving["w"]),
    )
    _legend(plane, words, language)
    both = ((Text("before", "전"), _line(ZERO, "--")), (Text("after the penalty", "벌점을 매긴 후"), _line(ONE, "-")))
    _legend(bars, both, language)
    return moving


def _line(color: str, style: Any) -> Any:
    from matplotlib.lines import Line2D

    return Line2D([], [], color=color, linestyle=style, linewidth=2)


def update_shrinking(artists: Artists, numbers: Numbers) -> None:
    """Change the shape of the budget, and drop the bars."""
    artists["ball"].set_xy(numbers["ball"])
    for artist, ring in zip(artists["contours"], numbers["contours"], strict=True):
        artist.set_data(ring[:, 0], ring[:, 1])
    for name in ("aim", "w"):
        artists[name].set_data(*numbers[name][:, None])
    counts = np.histogram(numbers["kept"], BINS)[0]
    artists["after"].set_data(np.minimum(counts, 39))
    artists["zeros"].set_text(f"$w = 0$: {numbers['zeros']} / 60")


PENALTY_SCENE = Scene(
    title=Text("A diamond has corners, a circle has none", "마름모에는 꼭짓점이 있고 원에는 없습니다"),
    controls=(
        Slider("mix", Text("mix: 0 is L2, 1 is L1", "비율: 0은 L2, 1은 L1"), 1.0, 0.0, 1.0, 0.1),
        Slider("strength", Text("strength λ", "세기 λ"), 1.0, 0.0, 2.0, 0.1),
        Slider(
            "angle", Text("direction of the lowest loss (degrees)", "손실이 가장 낮은 점의 방향 (도)"), 30, 0, 180, 15
        ),
    ),
    compute=shrinking,
    size=(8.0, 4.1),
    draw=draw_shrinking,
    update=update_shrinking,
    describe=describe_shrinking,
    table=table_shrinking,
    predict=Question(
        Text(
            "Which penalty makes many weights exactly 0?",
            "많은 가중치를 정확히 0으로 만드는 벌점은 무엇일까요?",
        ),
        (
            Text("L1, whose budget is a diamond", "허락된 곳이 마름모인 L1"),
            Text("L2, whose budget is a circle", "허락된 곳이 원인 L2"),
            Text("Both, if they are strong enough", "충분히 세면 둘 다"),
        ),
        0,
        Text(
            "The loss meets the diamond mostly at a corner, and corners lie on the axes, where a weight is 0. A circle has no corners: L2 makes weights small, never 0.",
            "손실은 마름모와 대개 꼭짓점에서 만나고, 꼭짓점은 가중치 하나가 0인 축 위에 있습니다. 원에는 꼭짓점이 없습니다. L2는 가중치를 작게 만들 뿐 0으로 만들지 않습니다.",
        ),
    ),
    uses={"penalty": regularizers.penalty},
)


def shrink() -> "Stage | None":
    """Press on two weights, and on sixty, with L1, L2 or a mix of both."""
    return show(PENALTY_SCENE)


# --- dropout ------------------------------------------------------------------------------------------------------------

ROWS, COLUMNS = 6, 10  # examples and units
DRAWS = 60
_UNITS = np.ones((ROWS, COLUMNS))


def dropping(
    *,
    p: float = 0.5,
    train: bool = True,
    scaled: bool = True,
    draws: int = 0,
    dropout: Function = regularizers.dropout,
) -> Numbers:
    """The last of so many masks, and the mean of all outputs so far, with every input 1."""
    means = []
    mask = np.ones_like(_UNITS)
    for draw in range(draws + 1):
        out, mask = dropout(_UNITS, p, rng=np.random.default_rng(draw), train=train)
        factor = 1.0 if scaled or not train else 1 - p  # what the scale had added is taken away again
        means.append(float(np.mean(out)) * factor)
    means_so_far = np.cumsum(means) / np.arange(1, len(means) + 1)
    return {
        "p": p,
        "train": train,
        "scaled": scaled,
        "mask": np.asarray(mask) * factor,
        "means": means_so_far,
        "off": int(np.sum(np.asarray(mask) == 0)),
        "scale": float(np.max(mask)) * factor,
    }


def describe_dropping(numbers: Numbers) -> Text:
    """How many units are off, and the mean so far."""
    facts = {
        "off": numbers["off"],
        "count": _UNITS.size,
        "scale": number(numbers["scale"]),
        "mean": number(numbers["means"][-1]),
        "draws": len(numbers["means"]),
        "p": number(numbers["p"]),
    }
    if not numbers["train"]:
        said = Text(
            "At test time nothing happens: with p = {p}, {off} of {count} units are off and every output is {scale}. The mean is {mean} after {draws} draws.",
            "시험할 때는 아무 일도 일어나지 않습니다. p = {p}이지만 {count}개 유닛 중 {off}개가 꺼졌고 출력은 모두 {scale}입니다. {draws}번 뽑은 평균은 {mean}입니다.",
        )
    else:
        said = Text(
            "Training with p = {p}: {off} of {count} units are off, the others are multiplied by {scale}. The mean of all outputs is {mean} after {draws} draws.",
            "훈련, p = {p}: {count}개 유닛 중 {off}개가 꺼졌고 나머지의 배율은 {scale}입니다. {draws}번 뽑은 출력 전체의 평균은 {mean}입니다.",
        )
    return said.format(**facts)


def table_dropping(numbers: Numbers) -> Table:
    """The mask as it stands, one row for every example."""
    heads = tuple(Text(f"unit {j + 1}", f"유닛 {j + 1}") for j in range(COLUMNS))
    return Table(
        Text("The last mask: what each output was multiplied by", "마지막 마스크: 출력마다 곱한 수"),
        (Text("example", "예제"), *heads),
        tuple((str(i + 1), *(number(value) for value in row)) for i, row in enumerate(numbers["mask"])),
    )


def draw_dropping(figure: "Figure", language: str) -> Artists:
    """The mask as a table of dots and crosses; the mean so far beside it."""
    plane = figure.add_axes((0.07, 0.15, 0.43, 0.7), xlim=(0.3, COLUMNS + 0.7), ylim=(ROWS + 0.7, 0.3))
    plane.set_xlabel(Text("units", "유닛").in_(language))
    plane.set_ylabel(Text("examples", "예제").in_(language))
    plane.set(xticks=range(1, COLUMNS + 1), yticks=range(1, ROWS + 1))
    meter = figure.add_axes((0.6, 0.15, 0.38, 0.7), xlim=(0, DRAWS + 2), ylim=(0, 2.0))
    meter.set_xlabel(Text("masks drawn", "뽑은 마스크 수").in_(language))
    meter.set_ylabel(Text("mean of all outputs", "출력 전체의 평균").in_(language))
    meter.axhline(1, color=QUIET, linestyle="--", linewidth=1.5)
    moving = {
        "off": plane.plot([], [], "x", color=ZERO, markersize=10, markeredgewidth=2, zorder=3)[0],
        "on": plane.plot([], [], "o", color=ONE, markersize=13, zorder=3)[0],
        "mean": meter.plot([], [], color=LINE, linewidth=2.5, zorder=3)[0],
        "end": meter.plot([], [], "o", color=LINE, markersize=8, zorder=4)[0],
        "says": meter.text(DRAWS / 2, 1.78, "", ha="center", fontsize=13),
    }
    words = ((Text("on", "켜짐"), moving["on"]), (Text("off", "꺼짐"), moving["off"]))
    _legend(plane, words, language)
    words = (
        (Text("mean so far", "지금까지의 평균"), moving["mean"]),
        (Text("at test time", "시험할 때"), _line(QUIET, "--")),
    )
    _legend(meter, words, language)
    return moving


def update_dropping(artists: Artists, numbers: Numbers) -> None:
    """Set dots and crosses, and draw the mean on."""
    for name, chosen in (("on", numbers["mask"] != 0), ("off", numbers["mask"] == 0)):
        rows, columns = np.nonzero(chosen)
        artists[name].set_data(columns + 1, rows + 1)
    means = numbers["means"]
    artists["mean"].set_data(np.arange(1, len(means) + 1), np.minimum(means, 1.98))
    artists["end"].set_data([len(means)], [min(means[-1], 1.98)])
    artists["says"].set_text(f"{numbers['means'][-1]:.3f}")


DROPOUT_SCENE = Scene(
    title=Text("Dropout: who is off this time?", "드롭아웃: 이번에는 누가 꺼질까요?"),
    controls=(
        Slider("p", Text("p, the share that is dropped", "끄는 비율 p"), 0.5, 0.0, 0.9, 0.1),
        Choice("train", Text("mode", "모드"), True, ((True, Text("training", "훈련")), (False, Text("test", "시험")))),
        Choice(
            "scaled",
            Text("scale 1/(1-p)", "배율 1/(1-p)"),
            True,
            ((True, Text("on", "곱함")), (False, Text("off", "곱하지 않음"))),
        ),
        Steps("draws", Text("masks drawn", "뽑은 마스크 수"), DRAWS - 1, 300),
    ),
    compute=dropping,
    size=(8.0, 3.7),
    draw=draw_dropping,
    update=update_dropping,
    describe=describe_dropping,
    table=table_dropping,
    predict=Question(
        Text(
            "Every unit gives 1, and half of them are dropped. By what must the others be multiplied, so that the next layer sees the same sum on average?",
            "모든 유닛이 1을 내보내고 그중 절반을 끕니다. 다음 층이 받는 합이 평균적으로 그대로이려면 나머지에 얼마를 곱해야 할까요?",
        ),
        (Text("by 0.5", "0.5"), Text("by 1, nothing", "1, 곧 아무것도"), Text("by 2", "2")),
        2,
        Text(
            "Half as many, each twice as large. In general 1/(1 - p). Switch the scale off, and the mean falls to 1 - p.",
            "개수는 절반, 크기는 두 배입니다. 일반적으로 1/(1 - p)입니다. 배율을 끄면 평균이 1 - p로 떨어집니다.",
        ),
    ),
    uses={"dropout": regularizers.dropout},
)


def drop() -> "Stage | None":
    """Draw one mask after the other, and watch the mean."""
    return show(DROPOUT_SCENE)


# --- batch normalization ------------------------------------------------------------------------------------------------

SEEN = 60  # training batches at most
_BEFORE = np.arange(-15.0, 15.1, 1.0)
_AFTER = np.arange(-10.0, 10.1, 0.5)


def normalizing(
    *,
    centre: float = 5.0,
    spread: float = 2.0,
    size: int = 64,
    gamma: float = 1.0,
    beta: float = 0.0,
    train: bool = True,
    seen: int = 0,
    batchnorm: Function = regularizers.batchnorm,
) -> Numbers:
    """One unit: some training batches have passed, then comes the batch that is shown."""
    state = np.zeros(1), np.ones(1)
    scale, shift = np.array([gamma]), np.array([beta])
    for batch in range(seen):
        x = _batch(batch + 1, centre, spread, 64)
        _, _, state = batchnorm(x, scale, shift, state, True)
    x = _batch(0, centre, spread, size)
    out, _, _ = batchnorm(x, scale, shift, state, train)
    return {
        "x": x[:, 0],
        "out": np.asarray(out)[:, 0],
        "train": train,
        "seen": seen,
        "used": (float(x.mean()), float(x.std())) if train else (float(state[0][0]), float(np.sqrt(state[1][0]))),
        "running": (float(state[0][0]), float(np.sqrt(state[1][0]))),
    }


@cache
def _noise(batch: int, size: int) -> np.ndarray:
    return np.random.default_rng(100 + batch).normal(size=(size, 1))


def _batch(batch: int, centre: float, spread: float, size: int) -> np.ndarray:
    """Pre-activations of one unit, always the same for the same number."""
    return np.asarray(centre + spread * _noise(batch, size))


def describe_normalizing(numbers: Numbers) -> Text:
    """Mean and spread before and after, and whose mean and spread were used."""
    x, out = numbers["x"], numbers["out"]
    facts = {
        "count": len(x),
        "mean": _brief(x.mean()),
        "std": _brief(x.std()),
        "after": _brief(out.mean()),
        "wide": _brief(out.std()),
        "used": _brief(numbers["used"][0]),
        "used_std": _brief(numbers["used"][1]),
        "seen": numbers["seen"],
    }
    if numbers["train"]:
        said = Text(
            "Training: {count} values with mean {mean} and standard deviation {std} are normalized with their own numbers; they come out with {after} and {wide}. {seen} batches came before.",
            "훈련: 평균 {mean}, 표준편차 {std}인 값 {count}개를 자신의 값으로 정규화했습니다. 결과의 평균은 {after}, 표준편차는 {wide}입니다. 앞서 지나간 배치는 {seen}개입니다.",
        )
    else:
        said = Text(
            "Test: {count} values with mean {mean} and standard deviation {std} are normalized with the running numbers {used} and {used_std}, learned from {seen} batches; they come out with {after} and {wide}.",
            "시험: 평균 {mean}, 표준편차 {std}인 값 {count}개를 배치 {seen}개에서 배운 이동 평균과 표준편차 {used}, {used_std}에 맞추어 정규화했습니다. 결과의 평균은 {after}, 표준편차는 {wide}입니다.",
        )
    return said.format(**facts)


def _brief(value: float) -> str:
    """Two decimals, without a minus sign in front of nothing."""
    return f"{value:.2f}".replace("-0.00", "0.00")


def table_normalizing(numbers: Numbers) -> Table:
    """Means and standard deviations."""
    x, out = numbers["x"], numbers["out"]
    rows = (
        (Text("before", "전"), x.mean(), x.std()),
        (Text("used to normalize", "정규화에 쓴 값"), *numbers["used"]),
        (Text("running", "이동 평균"), *numbers["running"]),
        (Text("after", "후"), out.mean(), out.std()),
    )
    return Table(
        Text("One unit before and after", "유닛 하나의 전과 후"),
        (Text("which numbers", "값"), Text("mean", "평균"), Text("standard deviation", "표준편차")),
        tuple((name, _brief(mean), _brief(std)) for name, mean, std in rows),
    )


def draw_normalizing(figure: "Figure", language: str) -> Artists:
    """A histogram before on the left, one after on the right."""
    moving: Artists = {}
    sides = (
        ("x", 0.07, _BEFORE, Text("before", "정규화 전"), ZERO, ZERO_GROUND),
        ("out", 0.56, _AFTER, Text("after", "정규화 후"), ONE, ONE_GROUND),
    )
    for name, left, bins, title, color, ground in sides:
        axes = figure.add_axes((left, 0.16, 0.42, 0.66), xlim=(bins[0], bins[-1]), ylim=(0, 1.12))
        axes.set_title(title.in_(language), fontsize=11, pad=24)
        axes.set_xlabel("$z$" if name == "x" else r"$\gamma \hat{z} + \beta$")
        if name == "x":
            axes.set_ylabel(Text("highest bar = 1", "가장 높은 막대 = 1").in_(language))
        axes.axvline(0, color=QUIET, linewidth=0.8)
        moving[name] = axes.stairs(
            np.zeros(len(bins) - 1), bins, fill=True, facecolor=ground, edgecolor=color, linewidth=1.5, zorder=2
        )
        moving[f"{name} mean"] = axes.axvline(0, color=LINE, linewidth=2.5, linestyle="--", zorder=3)
        moving[f"{name} says"] = axes.text(
            0.5, 1.03, "", transform=axes.transAxes, ha="center", va="bottom", fontsize=11
        )
    return moving


def update_normalizing(artists: Artists, numbers: Numbers) -> None:
    """Move both histograms; what lies outside stands in the last bar."""
    for name, bins in (("x", _BEFORE), ("out", _AFTER)):
        values = numbers[name]
        inside = np.clip(values, bins[0] + 1e-6, bins[-1] - 1e-6)
        counts = np.histogram(inside, bins)[0]
        artists[name].set_data(counts / counts.max())
        artists[f"{name} mean"].set_xdata([float(np.clip(values.mean(), bins[0], bins[-1]))] * 2)
        artists[f"{name} says"].set_text(rf"$\mu$ = {_brief(values.mean())}   $\sigma$ = {_brief(values.std())}")


BATCHNORM_SCENE = Scene(
    title=Text("Batch normalization: training and test", "배치 정규화: 훈련과 시험"),
    controls=(
        Choice("train", Text("mode", "모드"), True, ((True, Text("training", "훈련")), (False, Text("test", "시험")))),
        Slider("centre", Text("mean that comes in", "들어오는 값의 평균"), 5.0, -8.0, 8.0, 1.0),
        Slider("spread", Text("spread that comes in", "들어오는 값의 표준편차"), 2.0, 0.5, 4.0, 0.5),
        Choice(
            "size",
            Text("examples in the batch", "배치의 예제 수"),
            64,
            tuple((size, Text(str(size), str(size))) for size in (1, 4, 64, 512)),
        ),
        Slider("gamma", Text("γ", "γ"), 1.0, 0.25, 2.0, 0.25),
        Slider("beta", Text("β", "β"), 0.0, -3.0, 3.0, 0.5),
        Steps("seen", Text("training batches before", "앞서 지나간 훈련 배치 수"), SEEN, 200),
    ),
    compute=normalizing,
    size=(8.0, 3.7),
    draw=draw_normalizing,
    update=update_normalizing,
    describe=describe_normalizing,
    table=table_normalizing,
    predict=Question(
        Text(
            "Not a single training batch has come by, and you switch to test. What happens to values with mean 5?",
            "훈련 배치가 하나도 지나가지 않았는데 시험 모드로 바꿉니다. 평균이 5인 값들은 어떻게 될까요?",
        ),
        (
            Text("They come out with mean 0, as in training", "훈련할 때처럼 평균 0이 되어 나옵니다"),
            Text("They come out almost as they went in", "거의 들어간 그대로 나옵니다"),
            Text("Nothing comes out: an error", "오류가 나서 아무것도 나오지 않습니다"),
        ),
        1,
        Text(
            "The running mean starts at 0 and the running variance at 1, so nothing is subtracted and nothing is divided. Let some batches pass, and the pair learns 5 and the spread.",
            "이동 평균은 0, 이동 분산은 1에서 시작하므로 아무것도 빼지 않고 나누지 않습니다. 배치를 흘려보내면 5와 표준편차를 배웁니다.",
        ),
    ),
    uses={"batchnorm": regularizers.batchnorm},
)


def normalize() -> "Stage | None":
    """See one unit before and after, in training and at test time."""
    return show(BATCHNORM_SCENE)


# --- moved digits -------------------------------------------------------------------------------------------------------

SHOWN, KNOWN, REACH = 30, 300, 2  # digits to look at, digits to compare with, and how far their copies are moved
PAPER_IN, ROLL = "paper", "roll"


@cache
def _shown() -> tuple[np.ndarray, np.ndarray]:
    """Digits to look at: from the validation part."""
    digits = datasets.load_mnist()
    return digits.X_val[:SHOWN] / 255, digits.y_val[:SHOWN]


@cache
def _known(copies: bool) -> tuple[np.ndarray, np.ndarray]:
    """Digits to compare with, from the training part; with `copies`, each of them moved in all directions as well."""
    digits = datasets.load_mnist()
    images, labels = digits.X_train[:KNOWN] / 255, digits.y_train[:KNOWN]
    if copies:
        moves = [(dy, dx) for dy in range(-REACH, REACH + 1) for dx in range(-REACH, REACH + 1)]
        images = np.concatenate([regularizers.augment_shift(images, dy, dx) for dy, dx in moves])
        labels = np.tile(labels, len(moves))
    return images.reshape(len(images), -1).astype(np.float32), labels


def _nearest(image: np.ndarray, copies: bool) -> tuple[int, np.ndarray]:
    """The most similar known digit: what it is, and how it looks."""
    images, labels = _known(copies)
    flat = image.ravel().astype(np.float32)
    squares = _squares(copies) - 2 * images @ flat
    nearest = int(squares.argmin())
    return int(labels[nearest]), images[nearest].reshape(image.shape)


@cache
def _squares(copies: bool) -> np.ndarray:
    images, _ = _known(copies)
    return np.asarray(np.einsum("nd,nd->n", images, images))


def moving(
    *,
    digit: int = 10,
    dy: int = 0,
    dx: int = 0,
    fill: str = PAPER_IN,
    copies: bool = False,
    augment_shift: Function = regularizers.augment_shift,
) -> Numbers:
    """One digit moved, and which known digit looks most like it."""
    images, labels = _shown()
    image = images[digit]
    rolled = np.roll(image, (dy, dx), axis=(0, 1))
    moved = rolled if fill == ROLL else np.asarray(augment_shift(image[None], dy, dx))[0]
    answer, like = _nearest(moved, copies)
    return {
        "image": image,
        "moved": moved,
        "like": like,
        "label": int(labels[digit]),
        "answer": answer,
        "move": (dy, dx),
        "rolled": fill == ROLL,
        "copies": copies,
        "known": KNOWN * (2 * REACH + 1) ** 2 if copies else KNOWN,
        "lost": 100 * (1 - moved.sum() / image.sum()),
    }


def describe_moving(numbers: Numbers) -> Text:
    """How far it was moved, what was lost, and what the comparison says."""
    dy, dx = numbers["move"]
    facts = {
        "label": numbers["label"],
        "dy": dy,
        "dx": dx,
        "lost": f"{max(numbers['lost'], 0):.0f}",
        "known": numbers["known"],
        "answer": numbers["answer"],
    }
    right = numbers["answer"] == numbers["label"]
    comes = (
        Text("what left comes in on the other side", "나간 것이 반대쪽으로 들어옵니다")
        if numbers["rolled"]
        else Text("empty paper comes in", "빈 종이가 들어옵니다")
    )
    said = Text(
        "A {label}, moved by dy = {dy}, dx = {dx}; {comes}. {lost} percent of its ink left the picture. Among {known} known pictures the nearest is a {answer}: "
        + ("right." if right else "wrong."),
        "숫자 {label}, 이동 dy = {dy}, dx = {dx}. {comes}. 잉크의 {lost}퍼센트가 그림 밖으로 나갔습니다. 아는 그림 {known}장 가운데 가장 가까운 것은 {answer}입니다. "
        + ("맞습니다." if right else "틀립니다."),
    )
    return said.format(**facts, comes=comes)


def table_moving(numbers: Numbers) -> Table:
    """The answer for this digit at nine places."""
    rows = []
    for dy in (-3, 0, 3):
        answers = []
        for dx in (-3, 0, 3):
            moved = regularizers.augment_shift(numbers["image"][None], dy, dx)[0]
            answers.append(str(_nearest(moved, numbers["copies"])[0]))
        rows.append((f"dy = {dy}", *answers))
    return Table(
        Text(
            "What the nearest known picture is, for nine moves of this digit",
            "이 숫자를 아홉 가지로 옮겼을 때 가장 가까운 그림의 숫자",
        ),
        (Text("move", "이동"), *(Text(f"dx = {dx}", f"dx = {dx}") for dx in (-3, 0, 3))),
        tuple(rows),
    )


def draw_moving(figure: "Figure", language: str) -> Artists:
    """Three pictures in a row: as written, moved, and the known one that looks most like it."""
    titles = (
        Text("as it was written", "원래 그림"),
        Text("moved", "옮긴 그림"),
        Text("nearest known picture", "가장 가까운 아는 그림"),
    )
    artists: Artists = {}
    for i, (name, title) in enumerate(zip(("image", "moved", "like"), titles, strict=True)):
        axes = figure.add_axes((0.02 + 0.33 * i, 0.12, 0.3, 0.74), xticks=[], yticks=[])
        axes.set_title(title.in_(language), fontsize=12)
        artists[name] = axes.imshow(np.zeros((28, 28)), cmap="gray_r", vmin=0, vmax=1, zorder=1)
        artists[f"{name} says"] = axes.text(
            0.5, -0.03, "", transform=axes.transAxes, ha="center", va="top", fontsize=13
        )
    return artists


def update_moving(artists: Artists, numbers: Numbers) -> None:
    """Change the pictures and what stands below them."""
    for name in ("image", "moved", "like"):
        artists[name].set_data(numbers[name])
    right = numbers["answer"] == numbers["label"]
    dy, dx = numbers["move"]
    artists["image says"].set_text(str(numbers["label"]))
    artists["moved says"].set_text(f"dy = {dy}, dx = {dx}")
    artists["like says"].set_text(f"{numbers['answer']} {'✓' if right else '✗'}")


SHIFT_SCENE = Scene(
    title=Text("The same digit, a little elsewhere", "조금 옮겨 놓은 같은 숫자"),
    controls=(
        Slider("digit", Text("which digit", "몇 번째 숫자"), 10, 0, SHOWN - 1, 1),
        Slider("dy", Text("dy (down)", "dy (아래로)"), 0, -8, 8, 1),
        Slider("dx", Text("dx (to the right)", "dx (오른쪽으로)"), 0, -8, 8, 1),
        Choice(
            "fill",
            Text("what comes in", "들어오는 것"),
            PAPER_IN,
            ((PAPER_IN, Text("empty paper", "빈 종이")), (ROLL, Text("what left (np.roll)", "나간 것 (np.roll)"))),
        ),
        Choice(
            "copies",
            Text("known pictures", "아는 그림"),
            False,
            ((False, Text("as they are", "원래대로")), (True, Text("with moved copies", "옮긴 복사본도 함께"))),
        ),
    ),
    compute=moving,
    size=(8.0, 3.5),
    draw=draw_moving,
    update=update_moving,
    describe=describe_moving,
    table=table_moving,
    predict=Question(
        Text(
            "A digit is moved by three pixels. You still read it at once. What about a program that compares pixel by pixel?",
            "숫자를 세 픽셀 옮겼습니다. 사람은 바로 읽습니다. 픽셀끼리 비교하는 프로그램은 어떨까요?",
        ),
        (
            Text("It reads it as well: the shape is the same", "모양이 같으므로 역시 읽습니다"),
            Text("It is often wrong: nearly every pixel has changed", "거의 모든 픽셀이 달라졌으므로 자주 틀립니다"),
            Text("It cannot answer at all", "아예 답하지 못합니다"),
        ),
        1,
        Text(
            "For the program it is another picture. Give it moved copies to learn from, and it is right again: no new handwriting was needed.",
            "프로그램에게는 다른 그림입니다. 옮긴 복사본을 배울 거리로 주면 다시 맞힙니다. 새 손글씨는 필요하지 않았습니다.",
        ),
    ),
    uses={"augment_shift": regularizers.augment_shift},
)


def shift() -> "Stage | None":
    """Move a digit about, and see who still recognises it."""
    return show(SHIFT_SCENE)
