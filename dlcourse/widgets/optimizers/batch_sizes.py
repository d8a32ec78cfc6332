"""Small groups of examples: what the batch size does to the way down."""

from typing import TYPE_CHECKING

import numpy as np

from dlcourse import batches, optimizers
from dlcourse.language import Text
from dlcourse.widgets.optimizers._shared import LR, place, within
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, LINE, ONE, PAPER, QUIET
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Steps, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import joined, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

N = 100
EPOCHS = 6
SIZES = (1, 10, 32, 100)
FAR = np.array([-1.0, 1.5])


def _examples() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(12)
    x = rng.uniform(-1.5, 1.5, N)
    return np.column_stack([x, np.ones(N)]), 2 * x - 1 + rng.normal(0, 0.8, N)


A, Y = _examples()
BEST = np.linalg.lstsq(A, Y)[0]  # where the gradient of all examples is zero


def _mean_loss(w: np.ndarray) -> np.ndarray:
    """Half the mean squared error of all examples, for weights (..., 2)."""
    return np.asarray(((w @ A.T - Y) ** 2).mean(axis=-1) / 2)


def groups(
    *,
    size: int = 10,
    start: str = "far",
    lr: float = 0.2,
    shuffle: int = 0,
    epochs: int = 0,
    minibatches: Function = batches.minibatches,
    iterations: Function = batches.iterations,
    gd_step: Function = optimizers.gd_step,
) -> Numbers:
    """A line fitted to 100 points, one group of examples at a time."""
    rng = np.random.default_rng(shuffle)
    w = np.array(FAR if start == "far" else BEST)
    path, sizes = [w], []
    for _ in range(epochs):
        for rows, targets in minibatches(A, Y, size, rng=rng):
            w = gd_step(w, rows.T @ (rows @ w - targets) / len(rows), lr)
            path.append(w)
            sizes.append(len(rows))
    per_epoch = int(iterations(N, size))
    return {
        "size": size,
        "start": start,
        "epochs": epochs,
        "path": np.array(path),
        "loss": _mean_loss(np.array(path)),
        "per_epoch": per_epoch,
        "last": N - (per_epoch - 1) * size,
        "moved": float(np.linalg.norm(w - path[0])),
    }


def describe_groups(numbers: Numbers) -> Text:
    """How many steps an epoch has, and where they led."""
    facts = {
        "size": numbers["size"],
        "per_epoch": numbers["per_epoch"],
        "last": numbers["last"],
        "epochs": numbers["epochs"],
        "steps": len(numbers["path"]) - 1,
        "w": place(numbers["path"][-1]),
        "loss": number(numbers["loss"][-1]),
        "moved": number(numbers["moved"]),
    }
    said = Text(
        "Groups of {size}: {per_epoch} steps an epoch, the last with a group of {last}. Epochs: {epochs}, steps: {steps}, weights {w}, loss {loss}.",
        "{size}개씩 나누면 에폭마다 {per_epoch}걸음이고 마지막 그룹은 {last}개입니다. 에폭 {epochs}, 걸음 {steps}, 가중치 {w}, 손실 {loss}.",
    )
    if numbers["start"] == "minimum" and numbers["epochs"]:
        if numbers["moved"] < 1e-9:
            rest = Text(
                "It stays: the gradient of all examples is 0.", "움직이지 않습니다. 모든 샘플의 기울기가 0입니다."
            )
        else:
            rest = Text(
                "It left the minimum by {moved}: the gradient of a group is not 0.",
                "최솟값에서 {moved}만큼 벗어났습니다. 그룹의 기울기는 0이 아닙니다.",
            )
        said = joined(said, rest)
    return said.format(**facts)


def table_groups(numbers: Numbers) -> Table:
    """One row for every epoch."""
    ends = [epoch * numbers["per_epoch"] for epoch in range(numbers["epochs"] + 1)]
    return Table(
        Text("After each epoch", "에폭이 끝날 때마다"),
        (
            Text("epoch", "에폭"),
            Text("steps so far", "지금까지의 걸음 수"),
            Text("weights (slope, bias)", "가중치(기울기, 편향)"),
            Text("loss of all examples", "모든 샘플의 손실"),
        ),
        tuple(
            (str(epoch), str(end), place(numbers["path"][end]), number(numbers["loss"][end]))
            for epoch, end in enumerate(ends)
        ),
    )


def draw_groups(figure: "Figure", language: str) -> Artists:
    """The path over the lines of equal loss, and the loss along the way."""
    ground = figure.add_axes((0.08, 0.15, 0.42, 0.8), xlim=(-1.6, 3.2), ylim=(-2.2, 2.1), yticks=[-2, -1, 0, 1, 2])
    ground.set_xlabel(Text("slope", "직선의 기울기").in_(language))
    ground.set_ylabel(Text("bias", "편향").in_(language))
    across, up = np.meshgrid(np.linspace(-1.6, 3.2, 61), np.linspace(-2.2, 2.1, 61))
    level = _mean_loss(np.stack([across, up], axis=-1))
    ground.contour(across, up, level, levels=[0.35, 0.5, 0.8, 1.3, 2.0, 3.0, 4.5, 6.5], colors=QUIET, linewidths=0.6)
    ground.plot(*BEST, "+", color=INK, markersize=15, markeredgewidth=2)
    down = figure.add_axes((0.6, 0.15, 0.38, 0.8), xlim=(-0.1, EPOCHS + 0.1), ylim=(0.2, 12), yscale="log")
    down.set_xlabel(Text("epoch", "에폭").in_(language))
    down.set_ylabel(Text("loss of all examples", "모든 샘플의 손실").in_(language))
    down.set_yticks([0.3, 1, 3, 10], ["0.3", "1", "3", "10"])
    down.minorticks_off()
    down.axhline(float(_mean_loss(BEST)), color=INK, linewidth=0.8, linestyle=":")
    return {
        "path": ground.plot([], [], "o-", color=ONE, linewidth=0.8, markersize=2.5)[0],
        "now": ground.plot([], [], "o", markerfacecolor=PAPER, markeredgecolor=LINE, markersize=12, markeredgewidth=3)[
            0
        ],
        "loss": down.plot([], [], "o-", color=ONE, linewidth=1.2, markersize=3, clip_on=False)[0],
    }


def update_groups(artists: Artists, numbers: Numbers) -> None:
    """Draw the path so far and the loss so far."""
    path = within(numbers["path"], 50.0)
    artists["path"].set_data(path[:, 0], path[:, 1])
    artists["now"].set_data(path[-1:, 0], path[-1:, 1])
    loss = np.clip(numbers["loss"], 0.2, 12.0)
    artists["loss"].set_data(np.arange(len(loss)) / numbers["per_epoch"], loss)


def _place(w: np.ndarray) -> Place:
    return float(w[0]), float(w[1])


SCENE = Scene(
    title=Text("All examples at once, or a few at a time", "샘플을 한꺼번에, 또는 조금씩"),
    controls=(
        Choice(
            "size", Text("batch size", "배치 크기"), 10, tuple((size, Text(str(size), str(size))) for size in SIZES)
        ),
        Choice(
            "start",
            Text("start", "출발점"),
            "far",
            (("far", Text("far away", "먼 곳")), ("minimum", Text("at the minimum", "최솟값"))),
        ),
        Slider("lr", LR, 0.2, 0.05, 0.5, 0.05),
        Slider("shuffle", Text("another shuffle", "다르게 섞기"), 0, 0, 9, 1),
        Steps("epochs", Text("epochs", "에폭"), EPOCHS, 700),
    ),
    compute=groups,
    size=(7.6, 3.6),
    draw=draw_groups,
    update=update_groups,
    describe=describe_groups,
    table=table_groups,
    gives_away=lambda values: values["epochs"] > 0,
    predict=Question(
        Text(
            "After one epoch, who is nearer to the minimum: one step with the gradient of all 100 examples, or ten steps with the gradients of 10 examples each?",
            "에폭 하나가 지났습니다. 샘플 100개 모두의 기울기로 1걸음 간 쪽과, 10개씩 나눈 기울기로 10걸음 간 쪽 가운데 어느 쪽이 최솟값에 더 가까울까요?",
        ),
        (
            Text("The one step: its gradient is exact", "한 걸음 쪽입니다. 기울기가 정확합니다"),
            Text("The ten steps: rough, but there are ten of them", "열 걸음 쪽입니다. 거칠지만 열 번이나 갑니다"),
            Text("Both are equally near: they saw the same data", "둘이 같습니다. 같은 데이터를 보았습니다"),
        ),
        1,
        Text(
            "Both looked at every example once. Ten rough steps lead much farther than one exact step. The price: near the minimum they never quite come to rest.",
            "둘 다 모든 샘플을 한 번씩 보았습니다. 거친 걸음 열 번이 정확한 걸음 한 번보다 훨씬 멀리 갑니다. 그 대신 최솟값 가까이에서 가만히 멈추지 못합니다.",
        ),
    ),
    uses={"minibatches": batches.minibatches, "iterations": batches.iterations, "gd_step": optimizers.gd_step},
    touch=(
        Handle(
            "epochs",
            on="loss",
            place=lambda numbers, values: (values["epochs"], float(numbers["loss"][-1])),
            level=True,
        ),
        Handle("start", on="path", place=lambda numbers, values: _place(FAR if values["start"] == "far" else BEST)),
    ),
)


def batch_sizes() -> "Stage | None":
    """Choose a batch size, and let epochs go by."""
    return show(SCENE)
