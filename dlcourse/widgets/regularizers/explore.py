"""Overfitting: a model with too much freedom, and two losses that part."""

from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import batches, datasets
from dlcourse.language import Text
from dlcourse.widgets.regularizers._shared import legend
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.palette import INK, LINE, ONE, PAPER, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Steps, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

_HOLLOW: dict[str, Any] = {"markerfacecolor": PAPER, "markeredgecolor": ZERO, "markeredgewidth": 2}

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
        "가중치 {weights}개, 훈련 샘플 {examples}개, 에폭 {now}: 훈련 손실 {train}, 검증 손실 {val}. "
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
    tell(losses.xaxis, [str(epochs) for epochs in EPOCHS])
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
    legend(plane, words, language)
    words = (
        (Text("training loss", "훈련 손실"), moving["train"]),
        (Text("validation loss", "검증 손실"), moving["val"]),
        (Text("now", "지금"), moving["now"]),
        (Text("its lowest", "검증 최저점"), moving["best"]),
    )
    legend(losses, words, language)
    return moving


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


SCENE = Scene(
    title=Text(
        "Too much freedom, too little data, too many epochs", "지나치게 복잡한 모델, 너무 적은 데이터, 너무 많은 에폭"
    ),
    controls=(
        Choice(
            "model",
            Text("model", "모델"),
            POLYNOMIAL,
            ((POLYNOMIAL, Text("polynomial", "다항식")), (UNITS, Text("hidden tanh units", "tanh 은닉 유닛"))),
        ),
        Slider("units", Text("degree, or hidden units", "차수 또는 은닉 유닛 수"), 15, 1, MOST_UNITS, 1),
        Slider("examples", Text("training examples", "훈련 샘플 수"), 12, 6, 30, 2),
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
            "훈련을 계속합니다. 모델이 한 번도 보지 못한 샘플에서 손실은 어떻게 될까요?",
        ),
        (
            Text("It falls for ever, like the training loss", "훈련 손실처럼 끝없이 내려갑니다"),
            Text("It falls first, then it rises", "처음에는 내려가다가 다시 올라갑니다"),
            Text("It stays where it is", "그대로입니다"),
        ),
        1,
        Text(
            "First the model learns the wave, which all examples share. Then it learns the noise of the training examples, which no other example has.",
            "처음에는 모든 샘플에 공통된 물결을 배웁니다. 그다음에는 훈련 샘플의 잡음을 배우는데, 다른 샘플에는 그런 잡음이 없습니다.",
        ),
    ),
    uses={"split": batches.split},
    touch=(
        Handle(
            "epoch",
            on="now",
            place=lambda numbers, values: (values["epoch"], 0.01),
            grip=lambda numbers, values: ((values["epoch"], 2e-4), (values["epoch"], WORST / 2)),
        ),
    ),
)


def explore() -> "Stage | None":
    """Give a model too much freedom, and watch the two losses part."""
    return show(SCENE)
