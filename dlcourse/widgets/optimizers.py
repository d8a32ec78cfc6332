"""Four pictures of optimizers: the learning rate alone, small groups of examples, five optimizers in a race, and Adam's corrections."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import batches, optimizers
from dlcourse.language import Text
from dlcourse.widgets._palette import INK, LINE, ONE, PAPER, QUIET, ZERO
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
    When,
    number,
    show,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

OWN = "own"
LR = Text("learning rate lr", "학습률 lr")


def short(value: float) -> str:
    """A number with three digits that count, however large or small it is."""
    return f"{value:.3g}"


def place(w: np.ndarray) -> str:
    """A point as a person writes it."""
    return f"({', '.join(number(part) if abs(part) < 1e4 else short(part) for part in w)})"


def _joined(*texts: Text) -> Text:
    return Text(" ".join(text.en for text in texts), " ".join(text.ko for text in texts))


def _within(path: np.ndarray, bound: float) -> np.ndarray:
    """A path that left the picture, cut down to what a canvas can hold."""
    return np.asarray(np.clip(path, -bound, bound))


# --- one weight, and how far to go --------------------------------------------------------------------------------------

START_1D = 4.0
STEPS_1D = 12
WIDE = 8.0


def rate(
    *,
    lr: float = 0.1,
    curvature: float = 2.0,
    steps: int = 0,
    gd_step: Function = optimizers.gd_step,
    run: Function = optimizers.run,
) -> Numbers:
    """Gradient descent on f(w) = curvature/2 * w², from w = 4."""
    path = run(lambda w, g, memory: (gd_step(w, g, lr), None), lambda w: curvature * w, np.array([START_1D]), steps)
    w = np.asarray(path)[:, 0]
    return {
        "lr": lr,
        "curvature": curvature,
        "w": w,
        "loss": curvature / 2 * w**2,
        "factor": round(1 - lr * curvature, 9),
        "limit": 2 / curvature,
    }


def _verdict(factor: float) -> Text:
    """What a weight does that is multiplied by this factor in every step."""
    if abs(factor) > 1:
        return Text("it diverges: every step leads farther away", "발산합니다. 걸음마다 더 멀어집니다")
    if factor == -1:
        return Text("it jumps between two points for ever", "두 점 사이를 영원히 오갑니다")
    if factor < 0:
        return Text("it zigzags, but arrives", "지그재그로 가지만 도착합니다")
    if factor == 0:
        return Text("it arrives in a single step", "한 걸음에 도착합니다")
    if factor > 0.75:
        return Text("it creeps: the rate is too small", "아주 느립니다. 학습률이 너무 작습니다")
    return Text("it arrives soon, from one side", "한쪽에서 곧장 다가가 금방 도착합니다")


def describe_rate(numbers: Numbers) -> Text:
    """The factor of a step, what it means, and where the weight is now."""
    facts = {
        "factor": number(numbers["factor"]),
        "limit": number(numbers["limit"]),
        "lr": number(numbers["lr"]),
        "count": len(numbers["w"]) - 1,
        "w": place(numbers["w"][-1:])[1:-1],
        "loss": short(numbers["loss"][-1]),
    }
    said = Text(
        "With lr = {lr}, every step multiplies w by {factor}: {verdict}. The limit is lr = {limit}.",
        "lr = {lr}: 걸음마다 w에 곱하는 수는 {factor}입니다. {verdict}. 한계는 lr = {limit}입니다.",
    ).format(verdict=_verdict(numbers["factor"]), **facts)
    now = Text("Steps: {count}, w = {w}, loss {loss}.", "걸음 수 {count}, w = {w}, 손실 {loss}.").format(**facts)
    return _joined(said, now)


def table_rate(numbers: Numbers) -> Table:
    """One row for every step."""
    return Table(
        Text("Path of the weight", "가중치가 지나온 길"),
        (Text("step", "걸음"), Text("w", "w"), Text("loss", "손실")),
        tuple(
            (str(i), place(np.array([w]))[1:-1], short(loss))
            for i, (w, loss) in enumerate(zip(numbers["w"], numbers["loss"], strict=True))
        ),
    )


def draw_rate(figure: "Figure", language: str) -> Artists:
    """The valley on the left, the weight after each step on the right."""
    valley = figure.add_axes((0.08, 0.16, 0.42, 0.8), xlim=(-WIDE, WIDE), ylim=(-1.5, 36))
    valley.set_xlabel("w")
    valley.set_ylabel(Text("loss", "손실").in_(language))
    after = figure.add_axes(
        (0.6, 0.16, 0.38, 0.8), xlim=(-0.3, STEPS_1D + 0.3), ylim=(-WIDE, WIDE), xticks=range(0, 13, 2)
    )
    after.set_xlabel(Text("step", "걸음").in_(language))
    after.set_ylabel("w", labelpad=0)
    after.axhline(0, color=QUIET, linewidth=0.8)
    return {
        "valley": valley.plot([], [], color=QUIET, linewidth=1.5)[0],
        "path": valley.plot([], [], "o--", color=ONE, linewidth=1.2, markersize=6)[0],
        "now": valley.plot([], [], "o", markerfacecolor=PAPER, markeredgecolor=LINE, markersize=12, markeredgewidth=3)[
            0
        ],
        "w": after.plot([], [], "o--", color=ONE, linewidth=1.2, markersize=6)[0],
    }


def update_rate(artists: Artists, numbers: Numbers) -> None:
    """Bend the valley, and draw the path in it."""
    ground = np.linspace(-WIDE, WIDE, 81)
    artists["valley"].set_data(ground, numbers["curvature"] / 2 * ground**2)
    w, loss = _within(numbers["w"], 100.0), _within(numbers["loss"], 1000.0)
    artists["path"].set_data(w, loss)
    artists["now"].set_data(w[-1:], loss[-1:])
    artists["w"].set_data(np.arange(len(w)), w)


RATE_SCENE = Scene(
    title=Text("One weight, one learning rate", "가중치 하나, 학습률 하나"),
    controls=(
        Slider("lr", LR, 0.1, 0.05, 1.5, 0.05),
        Slider("curvature", Text("curvature λ", "곡률 λ"), 2.0, 0.5, 4.0, 0.5),
        Steps("steps", Text("steps", "걸음 수"), STEPS_1D),
    ),
    compute=rate,
    size=(7.6, 3.4),
    draw=draw_rate,
    update=update_rate,
    describe=describe_rate,
    table=table_rate,
    predict=Question(
        Text(
            "The loss is w², its gradient 2w. From w = 4, which learning rate brings the weight to the minimum in one step?",
            "손실은 w², 기울기는 2w입니다. w = 4에서 한 걸음에 최솟값에 닿는 학습률은 얼마일까요?",
        ),
        (Text("0.1", "0.1"), Text("0.5", "0.5"), Text("1", "1"), Text("2", "2")),
        1,
        Text(
            "The gradient at 4 is 8, and 4 - 0.5 · 8 = 0. With lr = 1 the weight lands at -4, just as high as before. Try what happens beyond.",
            "4에서 기울기는 8이고 4 - 0.5 · 8 = 0입니다. lr = 1이면 -4에 떨어져 처음과 똑같은 높이가 됩니다. 그보다 크면 어떻게 되는지 시험해 보세요.",
        ),
    ),
    uses={"gd_step": optimizers.gd_step, "run": optimizers.run},
)


def rates() -> "Stage | None":
    """Choose a learning rate and a curvature, and take steps."""
    return show(RATE_SCENE)


# --- small groups of examples -------------------------------------------------------------------------------------------

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
                "It stays: the gradient of all examples is 0.", "움직이지 않습니다. 모든 예제의 기울기가 0입니다."
            )
        else:
            rest = Text(
                "It left the minimum by {moved}: the gradient of a group is not 0.",
                "최솟값에서 {moved}만큼 벗어났습니다. 그룹의 기울기는 0이 아닙니다.",
            )
        said = _joined(said, rest)
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
            Text("loss of all examples", "모든 예제의 손실"),
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
    down.set_ylabel(Text("loss of all examples", "모든 예제의 손실").in_(language))
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
    path = _within(numbers["path"], 50.0)
    artists["path"].set_data(path[:, 0], path[:, 1])
    artists["now"].set_data(path[-1:, 0], path[-1:, 1])
    loss = np.clip(numbers["loss"], 0.2, 12.0)
    artists["loss"].set_data(np.arange(len(loss)) / numbers["per_epoch"], loss)


GROUPS_SCENE = Scene(
    title=Text("All examples at once, or a few at a time", "예제를 한꺼번에, 또는 조금씩"),
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
    predict=Question(
        Text(
            "After one epoch, who is nearer to the minimum: one step with the gradient of all 100 examples, or ten steps with the gradients of 10 examples each?",
            "에폭 하나가 지났습니다. 예제 100개 모두의 기울기로 1걸음 간 쪽과, 10개씩 나눈 기울기로 10걸음 간 쪽 가운데 어느 쪽이 최솟값에 더 가까울까요?",
        ),
        (
            Text("The one step: its gradient is exact", "한 걸음 쪽입니다. 기울기가 정확합니다"),
            Text("The ten steps: rough, but there are ten of them", "열 걸음 쪽입니다. 거칠지만 열 번이나 갑니다"),
            Text("Both are equally near: they saw the same data", "둘이 같습니다. 같은 데이터를 보았습니다"),
        ),
        1,
        Text(
            "Both looked at every example once. Ten rough steps lead much farther than one exact step. The price: near the minimum they never quite come to rest.",
            "둘 다 모든 예제를 한 번씩 보았습니다. 거친 걸음 열 번이 정확한 걸음 한 번보다 훨씬 멀리 갑니다. 그 대신 최솟값 가까이에서 가만히 멈추지 못합니다.",
        ),
    ),
    uses={"minibatches": batches.minibatches, "iterations": batches.iterations, "gd_step": optimizers.gd_step},
)


def batch_sizes() -> "Stage | None":
    """Choose a batch size, and let epochs go by."""
    return show(GROUPS_SCENE)


# --- the race -----------------------------------------------------------------------------------------------------------

START = np.array([-7.0, 2.0])
STEPS = 30
# the rate of 0.1, 0.2, ..., 1.5 that is lowest after all steps from START, everything else at its default
BEST_RATES = {"gd": 0.9, "momentum": 0.6, "adagrad": 1.5, "rmsprop": 0.6, "adam": 0.7}
NAMES = {
    "gd": Text("GD", "GD"),
    "momentum": Text("Momentum", "모멘텀"),
    "adagrad": Text("AdaGrad", "AdaGrad"),
    "rmsprop": Text("RMSProp", "RMSProp"),
    "adam": Text("Adam", "Adam"),
}
_LOOKS = {
    "gd": (ONE, "o", "-"),
    "momentum": (ZERO, "s", "--"),
    "adagrad": (LINE, "^", "-."),
    "rmsprop": (INK, "x", ":"),
    "adam": (QUIET, "D", (0, (5, 1, 1, 1, 1, 1))),
}


def height(w: np.ndarray) -> np.ndarray:
    """f = x²/20 + y², a valley that is long in x and steep in y."""
    return np.asarray(w[..., 0] ** 2 / 20 + w[..., 1] ** 2)


def slope(w: np.ndarray) -> np.ndarray:
    """The gradient of `height`."""
    return np.array([w[0] / 10, 2 * w[1]])


def race(
    *,
    start: str = "book",
    x: float = -7.0,
    y: float = 2.0,
    rates: str = "same",
    lr: float = 0.1,
    alpha: float = 0.9,
    rho: float = 0.9,
    beta1: float = 0.9,
    beta2: float = 0.999,
    steps: int = 0,
    gd_step: Function = optimizers.gd_step,
    momentum_step: Function = optimizers.momentum_step,
    adagrad_step: Function = optimizers.adagrad_step,
    rmsprop_step: Function = optimizers.rmsprop_step,
    adam_step: Function = optimizers.adam_step,
    run: Function = optimizers.run,
) -> Numbers:
    """Five optimizers, the same start, the same number of steps."""
    chosen = dict.fromkeys(NAMES, lr) if rates == "same" else BEST_RATES

    def gd(w: Any, g: Any, memory: Any) -> Any:
        return gd_step(w, g, chosen["gd"]), None

    def momentum(w: Any, g: Any, memory: Any) -> Any:
        return momentum_step(w, _or_zeros(memory, w), g, chosen["momentum"], alpha)

    def adagrad(w: Any, g: Any, memory: Any) -> Any:
        return adagrad_step(w, _or_zeros(memory, w), g, chosen["adagrad"])

    def rmsprop(w: Any, g: Any, memory: Any) -> Any:
        return rmsprop_step(w, _or_zeros(memory, w), g, chosen["rmsprop"], rho)

    def adam(w: Any, g: Any, memory: Any) -> Any:
        t, m, v = (1, np.zeros_like(w), np.zeros_like(w)) if memory is None else memory
        w, m, v = adam_step(w, m, v, g, t, chosen["adam"], beta1, beta2)
        return w, (t + 1, m, v)

    runners: dict[str, Callable[..., Any]] = {
        "gd": gd,
        "momentum": momentum,
        "adagrad": adagrad,
        "rmsprop": rmsprop,
        "adam": adam,
    }
    w0 = START if start == "book" else np.array([x, y])
    paths = {name: np.asarray(run(runner, slope, w0, steps)) for name, runner in runners.items()}
    return {
        "start": w0,
        "rates": chosen,
        "steps": steps,
        "paths": paths,
        "losses": {name: height(path) for name, path in paths.items()},
    }


def _or_zeros(memory: Any, w: np.ndarray) -> Any:
    return np.zeros_like(w) if memory is None else memory


def _ranked(numbers: Numbers) -> list[str]:
    return sorted(NAMES, key=lambda name: float(numbers["losses"][name][-1]))


def describe_race(numbers: Numbers) -> Text:
    """All losses, lowest first."""
    if not numbers["steps"]:
        return Text(
            "All five stand at {start}, with a loss of {loss}.", "다섯 모두 {start}에 있고 손실은 {loss}입니다."
        ).format(start=place(numbers["start"]), loss=short(numbers["losses"]["gd"][0]))
    parts = [
        Text("{name} {loss} (lr {lr})", "{name} {loss}(lr {lr})").format(
            name=NAMES[name], loss=short(numbers["losses"][name][-1]), lr=number(numbers["rates"][name])
        )
        for name in _ranked(numbers)
    ]
    listed = Text(", ".join(part.en for part in parts), ", ".join(part.ko for part in parts))
    return Text(
        "Loss after {steps} steps from {start}, lowest first: {listed}.",
        "{start}에서 {steps}걸음을 간 뒤의 손실을 낮은 것부터 적으면 {listed}입니다.",
    ).format(steps=numbers["steps"], start=place(numbers["start"]), listed=listed)


def table_race(numbers: Numbers) -> Table:
    """One row for every optimizer, the lowest loss first."""
    return Table(
        Text("Losses after {steps} steps", "{steps}걸음 뒤의 손실").format(steps=numbers["steps"]),
        (Text("optimizer", "옵티마이저"), Text("lr", "lr"), Text("place", "위치"), Text("loss", "손실")),
        tuple(
            (
                NAMES[name],
                number(numbers["rates"][name]),
                place(numbers["paths"][name][-1]),
                short(numbers["losses"][name][-1]),
            )
            for name in _ranked(numbers)
        ),
    )


def _valley(figure: "Figure", box: tuple[float, float, float, float], title: str) -> "Axes":
    axes = figure.add_axes(box, xlim=(-10, 10), ylim=(-3, 3), xticks=[-8, 0, 8], yticks=[-2, 0, 2])
    across, up = np.meshgrid(np.linspace(-10, 10, 81), np.linspace(-3, 3, 61))
    level = height(np.stack([across, up], axis=-1))
    axes.contour(across, up, level, levels=[0.2, 0.7, 1.5, 2.5, 4, 6, 8.5], colors=QUIET, linewidths=0.5)
    axes.plot([0], [0], "+", color=INK, markersize=10)
    axes.set_title(title, fontsize=11, loc="left", pad=4)
    axes.tick_params(labelsize=9)
    return axes


def draw_race(figure: "Figure", language: str) -> Artists:
    """A small valley for each optimizer, and all losses together."""
    lefts, bottoms, wide, high = (0.05, 0.38, 0.72), (0.57, 0.08), 0.265, 0.35
    boxes = [(left, bottom, wide, high) for bottom in bottoms for left in lefts]
    moving: Artists = {}
    for box, (name, (colour, marker, line)) in zip(boxes, _LOOKS.items(), strict=False):
        axes = _valley(figure, box, NAMES[name].in_(language))
        moving[f"path {name}"] = axes.plot(
            [], [], marker=marker, linestyle=line, color=colour, linewidth=1.2, markersize=3.5
        )[0]
        moving[f"loss of {name}"] = axes.set_title("", fontsize=10, loc="right", pad=4)
    down = figure.add_axes(boxes[-1], xlim=(0, STEPS), ylim=(1e-6, 1e3), yscale="log")
    down.set_title(Text("loss, step by step", "걸음에 따른 손실").in_(language), fontsize=11, loc="left", pad=4)
    down.tick_params(labelsize=9)
    down.set_yticks([1e-6, 1e-3, 1, 1e3], ["1e-6", "0.001", "1", "1000"])
    down.minorticks_off()
    for name, (colour, marker, line) in _LOOKS.items():
        moving[f"losses {name}"] = down.plot(
            [], [], marker=marker, markevery=6, linestyle=line, color=colour, linewidth=1.4, markersize=4
        )[0]
    return moving


def update_race(artists: Artists, numbers: Numbers) -> None:
    """Draw the five paths so far."""
    for name, path in numbers["paths"].items():
        inside = _within(path, 1000.0)
        artists[f"path {name}"].set_data(inside[:, 0], inside[:, 1])
        losses = numbers["losses"][name]
        artists[f"losses {name}"].set_data(np.arange(len(losses)), np.clip(losses, 1e-9, 1e6))
        artists[f"loss of {name}"].set_text(short(losses[-1]))


_OWN_START = When("start", (OWN,))

RACE_SCENE = Scene(
    title=Text("A race of five optimizers", "옵티마이저 다섯의 경주"),
    controls=(
        Choice(
            "start",
            Text("start", "출발점"),
            "book",
            (("book", Text("(-7, 2)", "(-7, 2)")), (OWN, Text("my own", "직접 정하기"))),
        ),
        Slider("x", Text("start: x", "출발점의 x"), -7.0, -9.0, 9.0, 0.5, when=_OWN_START),
        Slider("y", Text("start: y", "출발점의 y"), 2.0, -2.5, 2.5, 0.25, when=_OWN_START),
        Choice(
            "rates",
            Text("learning rates", "학습률"),
            "same",
            (("same", Text("one for all", "모두 같게")), ("best", Text("each its best", "저마다 가장 좋은 값"))),
        ),
        Slider("lr", LR, 0.1, 0.05, 1.5, 0.05, when=When("rates", ("same",))),
        Slider("alpha", Text("momentum's α", "모멘텀의 α"), 0.9, 0.0, 0.95, 0.05),
        Slider("rho", Text("RMSProp's ρ", "RMSProp의 ρ"), 0.9, 0.5, 0.99, 0.01),
        Slider("beta1", Text("Adam's β1", "Adam의 β1"), 0.9, 0.0, 0.95, 0.05),
        Slider("beta2", Text("Adam's β2", "Adam의 β2"), 0.999, 0.9, 0.999, 0.001),
        Steps("steps", Text("steps", "걸음 수"), STEPS, 250),
    ),
    compute=race,
    size=(7.8, 4.6),
    draw=draw_race,
    update=update_race,
    describe=describe_race,
    table=table_race,
    predict=Question(
        Text(
            "Which of the five has the lowest loss after 30 steps?",
            "30걸음 뒤에 손실이 가장 낮은 것은 다섯 가운데 어느 것일까요?",
        ),
        (
            Text("Adam, whatever the learning rate", "학습률과 상관없이 Adam"),
            Text("Momentum, whatever the learning rate", "학습률과 상관없이 모멘텀"),
            Text("It depends on the learning rate", "학습률에 따라 다릅니다"),
        ),
        2,
        Text(
            "With lr = 0.1 momentum leads, with lr = 0.5 RMSProp, and with lr = 0.9 plain gradient descent beats them all. A race with one learning rate for everybody says little.",
            "lr = 0.1이면 모멘텀이, lr = 0.5이면 RMSProp이 앞서고, lr = 0.9이면 평범한 경사하강법이 모두를 이깁니다. 모두가 같은 학습률로 달리는 경주로는 알 수 있는 것이 별로 없습니다.",
        ),
    ),
    uses={
        "gd_step": optimizers.gd_step,
        "momentum_step": optimizers.momentum_step,
        "adagrad_step": optimizers.adagrad_step,
        "rmsprop_step": optimizers.rmsprop_step,
        "adam_step": optimizers.adam_step,
        "run": optimizers.run,
    },
)


def compare() -> "Stage | None":
    """Let five optimizers run from the same start."""
    return show(RACE_SCENE)


# --- Adam's corrections -------------------------------------------------------------------------------------------------

LAST = 50
BETA1, BETA2, EPS = 0.9, 0.999, 1e-8
HUGE = 0.1**-8  # "0.10^{-8}", read to the letter
_UNIT = 0.001  # the learning rate; the picture shows steps as multiples of it
GRADIENTS = {"three": (3.0,), "changing": (3.0, 4.0, -2.0), "tiny": (1e-6,)}
CORRECTIONS: dict[str, Callable[[float, float, int], tuple[float, float]]] = {
    "own": lambda beta1, beta2, t: (1 - beta1**t, 1 - beta2**t),
    "beta1": lambda beta1, beta2, t: (1 - beta1**t, 1 - beta1**t),
    "beta2": lambda beta1, beta2, t: (1 - beta2**t, 1 - beta2**t),
    "none": lambda beta1, beta2, t: (1.0, 1.0),
}


def bent_steps(
    gradients: Iterable[float], correction: str, beta2: float, inside: bool, eps: float
) -> tuple[np.ndarray, np.ndarray]:
    """Adam as the switches say: the length of each step as a multiple of lr, and the two divisors (steps, 2)."""
    m = v = 0.0
    lengths, divisors = [], []
    for t, g in enumerate(gradients, start=1):
        m, v = BETA1 * m + (1 - BETA1) * g, beta2 * v + (1 - beta2) * g**2
        for_m, for_v = CORRECTIONS[correction](BETA1, beta2, t)
        root = np.sqrt(v / for_v + eps) if inside else np.sqrt(v / for_v) + eps
        lengths.append(abs(m / for_m) / root)
        divisors.append((for_m, for_v))
    return np.array(lengths), np.array(divisors)


def corrected(
    *,
    gradient: str = "three",
    correction: str = "own",
    beta2: float = BETA2,
    inside: bool = False,
    huge: bool = False,
    adam_step: Function = optimizers.adam_step,
) -> Numbers:
    """The first 50 steps of Adam beside those of an Adam with a slide's changes."""
    gradients = [GRADIENTS[gradient][t % len(GRADIENTS[gradient])] for t in range(LAST)]
    w, m, v = np.zeros((3, 1))
    places = [0.0]
    for t, g in enumerate(gradients, start=1):
        w, m, v = adam_step(w, m, v, np.array([g]), t, _UNIT)
        places.append(float(w[0]))
    bent, divisors = bent_steps(gradients, correction, beta2, inside, HUGE if huge else EPS)
    count = np.arange(1, LAST + 1)
    return {
        "gradient": gradient,
        "correction": correction,
        "beta2": beta2,
        "inside": inside,
        "huge": huge,
        "right": np.abs(np.diff(places)) / _UNIT,
        "bent": bent,
        "shares": np.stack([1 - BETA1**count, 1 - beta2**count], axis=1),
        "divisors": divisors,
    }


def _changes(numbers: Numbers) -> Text:
    """What the switches changed, in words."""
    said = {
        "beta1": Text("β1 corrects both", "두 평균을 모두 β1로 보정"),
        "beta2": Text("β2 corrects both", "두 평균을 모두 β2로 보정"),
        "none": Text("no correction", "보정 없음"),
    }
    changes = [said[numbers["correction"]]] if numbers["correction"] != "own" else []
    if numbers["beta2"] != BETA2:
        changes.append(Text("β2 = 0.99", "β2 = 0.99"))
    if numbers["inside"]:
        changes.append(Text("ε under the root", "ε을 제곱근 안에"))
    if numbers["huge"]:
        changes.append(Text("ε = 100000000", "ε = 100000000"))
    if not changes:
        return Text("nothing changed", "바꾼 것 없음")
    return Text(", ".join(change.en for change in changes), ", ".join(change.ko for change in changes))


_GRADIENT_NAMES = {
    "three": Text("always 3", "계속 3"),
    "changing": Text("3, 4, -2, and again", "3, 4, -2 되풀이"),
    "tiny": Text("always 0.000001", "계속 0.000001"),
}


def describe_corrected(numbers: Numbers) -> Text:
    """The first, the second and the last step of both, as multiples of lr."""
    right, bent = ([short(numbers[name][i]) for i in (0, 1, -1)] for name in ("right", "bent"))
    return Text(
        "Gradients: {gradient}. Steps 1, 2 and 50 as multiples of lr: Adam {right}; with the changes ({changes}) {bent}.",
        "기울기: {gradient}. 걸음 1, 2, 50의 크기는 lr의 몇 배인가: Adam {right}, 바꾼 것({changes}) {bent}.",
    ).format(
        gradient=_GRADIENT_NAMES[numbers["gradient"]],
        right=", ".join(right),
        changes=_changes(numbers),
        bent=", ".join(bent),
    )


def table_corrected(numbers: Numbers) -> Table:
    """A few steps of both."""
    return Table(
        Text("Steps as multiples of lr", "lr의 몇 배를 움직이는가"),
        (
            Text("step t", "걸음 t"),
            Text("Adam", "Adam"),
            Text("with the changes", "바꾼 것"),
            Text("m is divided by", "m을 나누는 수"),
            Text("v is divided by", "v를 나누는 수"),
        ),
        tuple(
            (
                str(t),
                *(
                    short(value)
                    for value in (numbers["right"][t - 1], numbers["bent"][t - 1], *numbers["divisors"][t - 1])
                ),
            )
            for t in (1, 2, 3, 5, 10, 20, LAST)
        ),
    )


def draw_corrected(figure: "Figure", language: str) -> Artists:
    """How much of the true average m and v hold; the length of the steps."""
    share = figure.add_axes((0.09, 0.16, 0.36, 0.72), xlim=(0, LAST), ylim=(5e-4, 2), yscale="log")
    share.set_title(Text("share of the true average", "참 평균에 대한 비율").in_(language), fontsize=11)
    share.set_xlabel(Text("step t", "걸음 t").in_(language))
    share.set_yticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
    share.minorticks_off()
    share.axhline(1, color=QUIET, linewidth=0.8)
    length = figure.add_axes((0.57, 0.16, 0.41, 0.72), xlim=(0, LAST), ylim=(1e-15, 1e3), yscale="log")
    length.set_title(Text("length of a step / lr", "걸음의 크기 / lr").in_(language), fontsize=11)
    length.set_xlabel(Text("step t", "걸음 t").in_(language))
    length.set_yticks([1e-12, 1e-8, 1e-4, 1], ["1e-12", "1e-8", "0.0001", "1"])
    length.minorticks_off()
    artists = {
        "m": share.plot([], [], "-", color=ONE, linewidth=2, label="m")[0],
        "v": share.plot([], [], "--", color=ZERO, linewidth=2, label="v")[0],
        "bent": length.plot(
            [],
            [],
            "s--",
            color=ZERO,
            markersize=5,
            markevery=7,
            linewidth=1.5,
            label=Text("with the changes", "바꾼 것").in_(language),
        )[0],
        "right": length.plot([], [], "-", color=ONE, linewidth=2.2, label="Adam")[0],
    }
    share.legend(loc="lower right", frameon=False)
    length.legend(loc="lower left", frameon=False, bbox_to_anchor=(0.0, 0.02))
    return artists


def update_corrected(artists: Artists, numbers: Numbers) -> None:
    """Draw both shares and both lengths."""
    t = np.arange(1, LAST + 1)
    for i, name in enumerate("mv"):
        artists[name].set_data(t, numbers["shares"][:, i])
    for name in ("right", "bent"):
        artists[name].set_data(t, np.maximum(numbers[name], 1e-16))


CORRECTED_SCENE = Scene(
    title=Text("Adam's first steps", "Adam의 첫걸음들"),
    controls=(
        Choice("gradient", Text("gradients", "기울기"), "three", tuple(_GRADIENT_NAMES.items())),
        Choice(
            "correction",
            Text("correction", "보정"),
            "own",
            (
                ("own", Text("each its own β", "각각 자기 β로")),
                ("beta1", Text("β1 for both", "둘 다 β1로")),
                ("beta2", Text("β2 for both", "둘 다 β2로")),
                ("none", Text("none", "없음")),
            ),
        ),
        Choice("beta2", Text("β2", "β2"), BETA2, ((BETA2, Text("0.999", "0.999")), (0.99, Text("0.99", "0.99")))),
        Choice(
            "inside",
            Text("ε stands", "ε의 자리"),
            False,
            ((False, Text("outside the root", "제곱근 밖")), (True, Text("under the root", "제곱근 안"))),
        ),
        Choice(
            "huge",
            Text("size of ε", "ε의 크기"),
            False,
            ((False, Text("10⁻⁸", "10⁻⁸")), (True, Text("0.10⁻⁸ to the letter", "0.10⁻⁸ 글자 그대로"))),
        ),
    ),
    compute=corrected,
    size=(7.6, 3.5),
    draw=draw_corrected,
    update=update_corrected,
    describe=describe_corrected,
    table=table_corrected,
    predict=Question(
        Text(
            "The gradient is 3. About how long is Adam's first step?",
            "기울기가 3입니다. Adam의 첫걸음은 크기가 얼마쯤일까요?",
        ),
        (
            Text("3 · lr", "3 · lr"),
            Text("lr", "lr"),
            Text("lr / 3", "lr / 3"),
            Text(
                "0.1 · lr, because m has only a tenth of the gradient",
                "0.1 · lr, m에는 기울기의 10분의 1만 들어 있으므로",
            ),
        ),
        1,
        Text(
            "Corrected, m is 3 and the root of v is 3 as well: the step is lr · 3 / 3. It would be lr for a gradient of 300, too. Now switch the corrections off.",
            "보정하면 m은 3이고 v의 제곱근도 3이므로 걸음은 lr · 3 / 3입니다. 기울기가 300이어도 lr입니다. 이제 보정을 꺼 보세요.",
        ),
    ),
    uses={"adam_step": optimizers.adam_step},
)


def corrections() -> "Stage | None":
    """Switch a slide's errors on, one by one, and look at the first steps."""
    return show(CORRECTED_SCENE)
