"""XOR is learned, picture by picture."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import backprop
from dlcourse.activations import sigmoid
from dlcourse.language import Text
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.palette import LINE, ONE, ONE_GROUND, PAPER, QUIET, WRONG, ZERO, ZERO_GROUND, rgb
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Steps, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell_values

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
TARGETS = np.array([[0.0], [1.0], [1.0], [0.0]])
FRAMES, STRIDE = 60, 20  # pictures, and training steps from one to the next
LOW, HIGH = -0.4, 1.4
_SIDE = np.linspace(LOW, HIGH, 91)
_GRID = np.column_stack([grid.ravel() for grid in np.meshgrid(_SIDE, _SIDE)])

Layers = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _xor_forward(layers: Layers, X: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    W1, b1, W2, b2 = layers
    z1 = X @ W1 + b1
    h = np.tanh(z1)
    return z1, h, h @ W2 + b2


@lru_cache(maxsize=32)
def recording(hidden: int, start: int, mlp_backward: Function) -> tuple[np.ndarray, tuple[Layers, ...]]:
    """A training with learning rate 1: the loss before every step, and the weights at every picture."""
    rng = np.random.default_rng(start)
    layers = (rng.normal(size=(2, hidden)), np.zeros(hidden), rng.normal(size=(hidden, 1)), np.zeros(1))
    losses, kept = [], []
    for step in range(FRAMES * STRIDE + 1):
        W1, b1, W2, b2 = layers
        z1, h, z = _xor_forward(layers, CORNERS)
        losses.append(float(np.mean(np.logaddexp(0.0, z) - z * TARGETS)))
        if step % STRIDE == 0:
            kept.append(layers)
        dz = (sigmoid(z) - TARGETS) / len(CORNERS)
        (dW1, db1), (dW2, db2) = mlp_backward([(CORNERS, W1, z1), (h, W2, z)], dz, "tanh")
        layers = (W1 - dW1, b1 - db1, W2 - dW2, b2 - db2)
    return np.array(losses), tuple(kept)


def movie(
    *, hidden: int = 4, start: int = 1, frame: int = 0, mlp_backward: Function = backprop.mlp_backward
) -> Numbers:
    """The network at one picture of its training: its map, its answers and its losses so far."""
    losses, kept = recording(hidden, start, mlp_backward)
    layers = kept[frame]
    answers = sigmoid(_xor_forward(layers, CORNERS)[2]).ravel()
    return {
        "hidden": hidden,
        "start": start,
        "step": frame * STRIDE,
        "losses": losses[: frame * STRIDE + 1],
        "answers": answers,
        "right": int(np.sum((answers > 0.5) == (TARGETS.ravel() == 1))),
        "map": sigmoid(_xor_forward(layers, _GRID)[2]).reshape(len(_SIDE), len(_SIDE)),
    }


def describe_movie(numbers: Numbers) -> Text:
    """How far the training is, and what the network answers."""
    answers = ", ".join(f"{a:.2f}" for a in numbers["answers"])
    facts = {
        "step": numbers["step"],
        "loss": f"{numbers['losses'][-1]:.4f}",
        "answers": answers,
        "right": numbers["right"],
        "hidden": numbers["hidden"],
        "start": numbers["start"],
    }
    said = Text(
        "{hidden} hidden units, start {start}, after {step} steps: the loss is {loss}. At (0, 0), (0, 1), (1, 0), (1, 1) the network answers {answers}: {right} of 4 are on the right side of one half.",
        "은닉 유닛 {hidden}개, 초기화 {start}, {step}걸음 뒤: 손실은 {loss}입니다. (0, 0), (0, 1), (1, 0), (1, 1)에서 신경망의 답은 {answers}이고, 절반을 기준으로 4개 가운데 {right}개가 맞습니다.",
    )
    return said.format(**facts)


def table_movie(numbers: Numbers) -> Table:
    """One row for each corner."""
    rows = zip(CORNERS, numbers["answers"], TARGETS.ravel(), strict=True)
    return Table(
        Text("Answers after {step} steps", "{step}걸음 뒤의 답").format(step=numbers["step"]),
        (Text("corner", "꼭짓점"), Text("answer", "답"), Text("target", "목푯값"), Text("right?", "맞음?")),
        tuple(
            (
                f"({x[0]:g}, {x[1]:g})",
                f"{a:.4f}",
                f"{t:g}",
                Text("✓ right", "✓ 맞음") if (a > 0.5) == (t == 1) else Text("✗ wrong", "✗ 틀림"),
            )
            for x, a, t in rows
        ),
    )


_ONE_RGB, _ZERO_RGB, _PAPER_RGB, _LINE_RGB = rgb(ONE_GROUND), rgb(ZERO_GROUND), rgb(PAPER), rgb(LINE)


def painted(answers: np.ndarray) -> np.ndarray:
    """The map as colours: class 1 blue, class 0 orange, paler where the network doubts, and a line where it changes its mind."""
    sure = 2 * np.abs(answers - 0.5)[..., None]
    ground = np.where(answers[..., None] > 0.5, _ONE_RGB, _ZERO_RGB)
    picture = _PAPER_RGB + (ground - _PAPER_RGB) * (0.35 + 0.65 * sure)
    above = answers > 0.5
    edge = np.zeros(answers.shape, dtype=bool)
    edge[:, 1:] |= above[:, 1:] != above[:, :-1]
    edge[1:] |= above[1:] != above[:-1]
    picture[edge] = _LINE_RGB
    return np.asarray(picture)


def draw_movie(figure: "Figure", language: str) -> Artists:
    """The map on the left, the losses on the right."""
    plane = figure.add_axes((0.07, 0.15, 0.42, 0.81), xlim=(LOW, HIGH), ylim=(LOW, HIGH))
    plane.set(xlabel="$x_1$", ylabel="$x_2$", xticks=[0, 1], yticks=[0, 1])
    blank = np.ones((len(_SIDE), len(_SIDE), 3))
    moving: Artists = {
        "map": plane.imshow(
            blank, origin="lower", extent=(LOW, HIGH, LOW, HIGH), aspect="auto", interpolation="nearest", zorder=1
        )
    }
    hollow: dict[str, Any] = {"markerfacecolor": PAPER, "markeredgecolor": ZERO, "markeredgewidth": 3}
    ones = TARGETS.ravel() == 1
    moving["ones"] = plane.plot(*CORNERS[ones].T, "o", color=ONE, markersize=13, zorder=4)[0]
    moving["zeros"] = plane.plot(*CORNERS[~ones].T, "s", **hollow, markersize=11, zorder=4)[0]
    moving["missed"] = plane.plot([], [], "x", color=WRONG, markersize=22, markeredgewidth=2.5, zorder=5)[0]
    moving["answers"] = [
        plane.text(x, y + 0.13, "", ha="center", va="center", fontsize=10.5, zorder=6) for x, y in CORNERS
    ]
    curve = figure.add_axes((0.6, 0.15, 0.365, 0.81), xlim=(0, FRAMES * STRIDE), ylim=(0, 1.2))
    curve.set_xticks(range(0, FRAMES * STRIDE + 1, 300))
    curve.set_xlabel(Text("steps", "걸음").in_(language))
    curve.set_ylabel(Text("loss", "손실").in_(language))
    curve.axhline(np.log(2), color=QUIET, linewidth=1, linestyle=":")
    guess = Text("always one half: 0.6931", "언제나 0.5라고 답할 때: 0.6931").in_(language)
    curve.text(FRAMES * STRIDE * 0.98, np.log(2) + 0.03, guess, ha="right", fontsize=9.5, color=QUIET)
    moving["losses"] = curve.plot([], [], color=ONE, linewidth=2, zorder=3)[0]
    moving["now"] = curve.plot([], [], "o", color=ONE, markersize=8, clip_on=False, zorder=4)[0]
    return moving


def update_movie(artists: Artists, numbers: Numbers) -> None:
    """Paint the map, cross out wrong corners, and extend the curve."""
    artists["map"].set_data(painted(numbers["map"]))
    tell_values(artists["map"], numbers["map"])
    wrong = (numbers["answers"] > 0.5) != (TARGETS.ravel() == 1)
    artists["missed"].set_data(*CORNERS[wrong].T)
    for label, answer in zip(artists["answers"], numbers["answers"], strict=True):
        label.set_text(f"{answer:.2f}")
    losses = np.minimum(numbers["losses"], 1.2)
    artists["losses"].set_data(np.arange(len(losses)), losses)
    artists["now"].set_data([numbers["step"]], losses[-1:])


SCENE = Scene(
    title=Text("XOR, found by gradients", "기울기가 찾아내는 XOR"),
    controls=(
        Choice(
            "hidden", Text("hidden units", "은닉 유닛 수"), 4, tuple((n, Text(str(n), str(n))) for n in (2, 3, 4, 8))
        ),
        Slider("start", Text("start", "초기화"), 1, 1, 6, 1, continuous=False),
        Steps(
            "frame",
            Text(f"picture (every {STRIDE} steps)", f"장면 ({STRIDE}걸음마다)"),
            FRAMES,
            milliseconds=150,
        ),
    ),
    compute=movie,
    size=(7.8, 3.9),
    draw=draw_movie,
    update=update_movie,
    describe=describe_movie,
    table=table_movie,
    gives_away=lambda values: values["frame"] > 0,
    reached=lambda numbers: numbers["right"] == 4,
    predict=Question(
        Text(
            "Two hidden units are enough for XOR if somebody chooses their weights. Will gradient descent find them from every start?",
            "가중치를 사람이 골라 준다면 은닉 유닛 두 개로 XOR를 풀 수 있습니다. 경사 하강법은 어떻게 초기화하든 그 가중치를 찾아낼까요?",
        ),
        (
            Text("Yes, from every start", "네, 어떻게 초기화하든 찾습니다"),
            Text("No, some starts get stuck; more units help", "아니요, 막히는 초기화가 있고 유닛이 많으면 낫습니다"),
            Text("No, it never finds them", "아니요, 한 번도 찾지 못합니다"),
        ),
        1,
        Text(
            "That a solution exists does not mean that walking downhill reaches it. Compare 2 and 8 units over all starts.",
            "답이 있다고 해서 내리막을 따라가면 언제나 닿는 것은 아닙니다. 모든 초기화에서 유닛이 2개일 때와 8개일 때를 비교해 보세요.",
        ),
    ),
    uses={"mlp_backward": backprop.mlp_backward},
    touch=(
        Handle(
            "frame",
            on="now",
            place=lambda numbers, values: (values["frame"] * STRIDE, min(float(numbers["losses"][-1]), 1.2)),
            level=True,
        ),
    ),
)


def learn() -> "Stage | None":
    """Watch a network learn XOR, picture by picture."""
    return show(SCENE)
