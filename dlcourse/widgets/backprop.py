"""Three pictures of back-propagation: one step of a 2-2-2 network, XOR being learned, and how far the blame reaches."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from dlcourse import backprop
from dlcourse.language import Text
from dlcourse.widgets._palette import (
    INK,
    LINE,
    LINE_GROUND,
    ONE,
    ONE_GROUND,
    PAPER,
    QUIET,
    WRONG,
    ZERO,
    ZERO_GROUND,
)
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
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

# --- one step of the 2-2-2 network --------------------------------------------------------------------------------------

W = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
X, T = np.array([0.1, 0.2]), np.array([0.4, 0.6])
PLACES = {
    "x1": (0.8, 3.3),
    "x2": (0.8, 0.9),
    "h1": (3.7, 3.3),
    "h2": (3.7, 0.9),
    "o1": (6.6, 3.3),
    "o2": (6.6, 0.9),
    "E": (9.2, 2.1),
}
# the edge of each weight: where it begins and where it ends
EDGES = {
    "w1": ("x1", "h1"),
    "w2": ("x2", "h1"),
    "w3": ("x1", "h2"),
    "w4": ("x2", "h2"),
    "w5": ("h1", "o1"),
    "w6": ("h2", "o1"),
    "w7": ("h1", "o2"),
    "w8": ("h2", "o2"),
    "e1": ("o1", "E"),
    "e2": ("o2", "E"),
}
LAST = 21


class Product(NamedTuple):
    """Local times upstream, each with its name."""

    local: str
    its_value: float
    upstream: str
    value: float


class Move(NamedTuple):
    """One thing that is computed: what lights up, what it is called, and either a sum in words or products."""

    lit: tuple[str, ...]
    name: str
    value: float
    forward: str = ""
    products: tuple[Product, ...] = ()


def long(value: float) -> str:
    """A computed number with all digits of the worked example."""
    return f"{value:.10f}"


def _sigmoid(z: Any) -> Any:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def _forward(w: np.ndarray) -> Iterator[Move]:
    """h1, h2, o1, o2 and E, one after the other."""
    values = {"x1": X[0], "x2": X[1]}
    for i, unit in enumerate(("h1", "h2", "o1", "o2")):
        one, two = f"w{2 * i + 1}", f"w{2 * i + 2}"
        a, b = EDGES[one][0], EDGES[two][0]
        z = w[2 * i] * values[a] + w[2 * i + 1] * values[b]
        values[unit] = float(_sigmoid(z))
        said = f"z{i + 1} = {one}·{a} + {two}·{b} = {number_or_long(z)},  {unit} = σ(z{i + 1}) = {long(values[unit])}"
        yield Move((one, two, unit), unit, values[unit], said)
    errors = [(t - values[o]) ** 2 / 2 for t, o in zip(T, ("o1", "o2"), strict=True)]
    said = f"E = ½(t1 - o1)² + ½(t2 - o2)² = {long(errors[0])} + {long(errors[1])} = {long(sum(errors))}"
    yield Move(("e1", "e2", "E"), "E", float(sum(errors)), said)


def number_or_long(value: float) -> str:
    """A round number as it is, any other with all digits."""
    return number(value) if round(float(value), 4) == round(float(value), 12) else long(value)


def _backward(w: np.ndarray, values: dict[str, float]) -> Iterator[Move]:
    """All gradients, from the error to the first weights; every one is made of products local times upstream."""

    def move(name: str, lit: tuple[str, ...], *products: Product) -> Move:
        values[name] = sum(one.its_value * one.value for one in products)
        return Move(lit, name, values[name], products=products)

    for k in (1, 2):
        output, miss = values[f"o{k}"], values[f"o{k}"] - float(T[k - 1])
        into = Product(f"o{k}(1 - o{k})", output * (1 - output), f"o{k} - t{k}", miss)
        yield move(f"dE/dz{k + 2}", (f"e{k}", f"o{k}"), into)
    for i in range(5, 9):
        h, z = EDGES[f"w{i}"][0], f"dE/dz{3 if i < 7 else 4}"
        yield move(f"dE/dw{i}", (f"w{i}", h, EDGES[f"w{i}"][1]), Product(h, values[h], z, values[z]))
    for k in (1, 2):
        up, down = f"w{4 + k}", f"w{6 + k}"
        pairs = ((up, w[3 + k], "dE/dz3"), (down, w[5 + k], "dE/dz4"))
        yield move(f"dE/dh{k}", (up, down, f"h{k}"), *(Product(name, float(v), z, values[z]) for name, v, z in pairs))
        middle = values[f"h{k}"]
        into = Product(f"h{k}(1 - h{k})", middle * (1 - middle), f"dE/dh{k}", values[f"dE/dh{k}"])
        yield move(f"dE/dz{k}", (f"h{k}",), into)
    for i in range(1, 5):
        x, z = EDGES[f"w{i}"][0], f"dE/dz{1 if i < 3 else 2}"
        yield move(f"dE/dw{i}", (f"w{i}", x, EDGES[f"w{i}"][1]), Product(x, float(values[x]), z, values[z]))


def walk(*, lr: float = 0.5, done: int = 0, train_step_222: Function = backprop.train_step_222) -> Numbers:
    """Where one training step stands after `done` moves: forward, backward, the update, and the new error."""
    values: dict[str, float] = {"x1": float(X[0]), "x2": float(X[1])}
    moves: list[Move] = []
    for move in _forward(W):
        values[move.name] = move.value
        moves.append(move)
    moves += _backward(W, values)
    new, _, after = train_step_222(W, X, T, lr)
    said = f"w5 = 0.45 - {number(lr)} × {long(values['dE/dw5'])} = {long(float(new[4]))}"
    moves.append(Move(tuple(EDGES)[:8], "w", float(new[4]), said))
    said = f"E = {long(float(after))}"
    moves.append(Move(("E",), "E after", float(after), said))
    seen = moves[:done]
    known = {move.name: move.value for move in seen}
    return {
        "lr": lr,
        "done": done,
        "now": seen[-1] if seen else None,
        "known": {"x1": float(X[0]), "x2": float(X[1])} | known,
        "weights": np.asarray(new, dtype=float) if "w" in known else W,
        "updated": "w" in known,
        "order": [move.name for move in seen],
    }


def describe_walk(numbers: Numbers) -> Text:
    """The move just made, with all its numbers."""
    move: Move | None = numbers["now"]
    if move is None:
        return Text(
            "The network before anything is computed: x = (0.1, 0.2), targets (0.4, 0.6), eight weights.",
            "아직 아무것도 계산하지 않은 신경망입니다. x = (0.1, 0.2), 목푯값 (0.4, 0.6), 가중치 여덟 개.",
        )
    count = f"{numbers['done']}/{LAST}"
    if move.name == "w":
        weights = ", ".join(long(w) for w in numbers["weights"])
        return Text(
            f"{count}. Update, all eight weights at once: {move.forward}. The new weights are {weights}.",
            f"{count}. 갱신, 가중치 여덟 개를 한꺼번에 바꿉니다. {move.forward}. 새 가중치는 {weights}.",
        )
    if move.name == "E after":
        before = long(numbers["known"]["E"])
        return Text(
            f"{count}. Forward once more with the new weights: the error was {before} and is {long(move.value)}.",
            f"{count}. 새 가중치로 순전파를 다시 합니다. 오차가 {before}에서 {long(move.value)}(으)로 바뀌었습니다.",
        )
    if move.forward:
        return Text(f"{count}. Forward: {move.forward}.", f"{count}. 순전파: {move.forward}.")
    terms = " + ".join(f"{p.local} × {p.upstream}" for p in move.products)
    figures = " + ".join(f"{number_or_long(p.its_value)} × {long(p.value)}" for p in move.products)
    said = f"{move.name} = {terms} = {figures} = {long(move.value)}"
    return Text(f"{count}. Backward, local × upstream: {said}.", f"{count}. 역전파, 국소 기울기 × 상류 기울기: {said}.")


def table_walk(numbers: Numbers) -> Table:
    """Everything computed so far, in its order."""
    rows = [("x1", number(X[0])), ("x2", number(X[1]))]
    rows += [(name, long(numbers["known"][name])) for name in numbers["order"] if name != "w"]
    if numbers["updated"]:
        rows += [(f"w{i} →", long(w)) for i, w in enumerate(numbers["weights"], start=1)]
    return Table(
        Text("Computed so far", "지금까지 계산한 수"), (Text("quantity", "기호"), Text("value", "값")), tuple(rows)
    )


# how far along its edge a weight and its gradient are written; crossing edges keep apart
_ALONG = {"w2": 0.27, "w3": 0.27, "w6": 0.27, "w7": 0.27}
_COLUMNS = (0.13, 0.36, 0.62, 0.87)


def draw_walk(figure: "Figure", language: str) -> Artists:
    """The network above, and below it the products of the move."""
    axes = figure.add_axes((0.01, 0.3, 0.98, 0.69), xlim=(0, 10), ylim=(0, 4.2))
    axes.set_axis_off()
    moving: Artists = {}
    box: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
    for edge, (start, end) in EDGES.items():
        (x0, y0), (x1, y1) = PLACES[start], PLACES[end]
        moving[f"edge {edge}"] = axes.plot([x0, x1], [y0, y1], color=QUIET, linewidth=1.2, zorder=2)[0]
        if edge.startswith("e"):
            continue
        part = _ALONG.get(edge, 0.42)
        at = (x0 + part * (x1 - x0), y0 + part * (y1 - y0))
        lift = 0.3 if y0 == y1 == PLACES["x1"][1] else -0.3 if y0 == y1 else 0.0
        moving[f"weight {edge}"] = axes.text(
            at[0], at[1] + lift, "", ha="center", va="center", fontsize=9.5, bbox=box, zorder=4
        )
        far = 0.73 if edge in _ALONG else 0.42
        where = (x0 + far * (x1 - x0), y0 + far * (y1 - y0) + 2.1 * lift)
        moving[f"gradient {edge}"] = axes.text(
            *where, "", ha="center", va="center", fontsize=9.5, color=LINE, bbox=box, zorder=4
        )
    for unit, (x, y) in PLACES.items():
        moving[f"unit {unit}"] = axes.plot([x], [y], "o", markersize=53, markeredgecolor=QUIET, zorder=5)[0]
        moving[f"name {unit}"] = axes.text(x, y + 0.19, unit, ha="center", va="center", fontsize=11, zorder=7)
        moving[f"value {unit}"] = axes.text(x, y - 0.17, "", ha="center", va="center", fontsize=9, zorder=7)
        if unit[0] in "ho":
            below = y - 0.71 if y < 2 else y + 0.71
            moving[f"blame {unit}"] = axes.text(
                x, below, "", ha="center", va="center", fontsize=9.5, color=LINE, zorder=7
            )
    for k, t in enumerate(T, start=1):
        x, y = PLACES[f"o{k}"]
        axes.text(x + 0.75, y + (0.35 if y > 2 else -0.35), f"t{k} = {number(t)}", fontsize=9.5, zorder=7)
    panel = figure.add_axes((0.01, 0.01, 0.98, 0.28), xlim=(0, 1), ylim=(0, 4))
    panel.set_axis_off()
    panel.plot([0, 1], [3.95, 3.95], color=QUIET, linewidth=0.8)
    moving["line"] = panel.text(0.5, 2.0, "", ha="center", va="center", fontsize=11.5)
    heads = (Text("", ""), Text("local", "국소 기울기"), Text("upstream", "상류 기울기"), Text("product", "곱"))
    moving["heads"] = [
        panel.text(x, 3.3, head.in_(language), ha="center", va="center", color=QUIET)
        for x, head in zip(_COLUMNS, heads, strict=True)
    ]
    for row, y in enumerate((2.35, 1.35)):
        moving[f"cells {row}"] = [
            panel.text(x, y, "", ha="center", va="center", fontsize=11.5) for x in (_COLUMNS[0], *_COLUMNS[1:])
        ]
    moving["signs"] = [panel.text(x, y, "", ha="center", va="center") for y in (2.35, 1.35) for x in (0.49, 0.75)]
    moving["sum"] = panel.text(0.5, 0.4, "", ha="center", va="center", fontsize=11.5, color=LINE)
    return moving


def update_walk(artists: Artists, numbers: Numbers) -> None:
    """Light up what takes part in the move, and write its numbers."""
    move: Move | None = numbers["now"]
    known = numbers["known"]
    lit = move.lit if move else ()
    for i, edge in enumerate(EDGES):
        on = edge in lit
        artists[f"edge {edge}"].set(color=LINE if on else QUIET, linewidth=3.5 if on else 1.2)
        if edge.startswith("w"):
            short = f"{numbers['weights'][i]:.4f}" if numbers["updated"] else number(numbers["weights"][i])
            artists[f"weight {edge}"].set_text(f"{edge} {short}")
            gradient = known.get(f"dE/d{edge}")
            artists[f"gradient {edge}"].set_text("" if gradient is None else f"{gradient:.5f}")
    for unit in PLACES:
        on = unit in lit
        ring = {"markeredgecolor": LINE if on else QUIET, "markeredgewidth": 3 if on else 1.2}
        artists[f"unit {unit}"].set(markerfacecolor=LINE_GROUND if on else PAPER, **ring)
        value = known.get("E after", known.get("E")) if unit == "E" else known.get(unit)
        artists[f"value {unit}"].set_text("" if value is None else number(value) if unit[0] == "x" else f"{value:.5f}")
        if unit[0] in "ho":
            slot = int(unit[1]) + (2 if unit[0] == "o" else 0)
            blame = known.get(f"dE/dz{slot}")
            artists[f"blame {unit}"].set_text("" if blame is None else f"dE/dz{slot}  {blame:.5f}")
    products = move.products if move else ()
    artists["line"].set_text(move.forward if move else "")
    for head in artists["heads"]:
        head.set_visible(bool(products))
    signs = iter(artists["signs"])
    for row in range(2):
        words = ("", "", "", "")
        marks = ("", "")
        if row < len(products):
            p = products[row]
            words = (
                f"{p.local} × {p.upstream}",
                number_or_long(p.its_value),
                long(p.value),
                long(p.its_value * p.value),
            )
            marks = ("×", "=")
        for cell, word in zip(artists[f"cells {row}"], words, strict=True):
            cell.set_text(word)
        for mark in marks:
            next(signs).set_text(mark)
    artists["sum"].set_text(f"{move.name} = {long(move.value)}" if move and products else "")


WALK_SCENE = Scene(
    title=Text("One training step, number by number", "수 하나하나로 보는 학습 한 걸음"),
    controls=(
        Steps("done", Text("moves made", "진행한 단계"), LAST, milliseconds=1200),
        Slider("lr", Text("learning rate", "학습률"), 0.5, 0.1, 5.0, 0.1),
    ),
    compute=walk,
    size=(7.8, 5.2),
    draw=draw_walk,
    update=update_walk,
    describe=describe_walk,
    table=table_walk,
    predict=Question(
        Text(
            "The error is small, 0.024. Which weights get the larger gradients: w5 to w8 near the output, or w1 to w4 near the inputs?",
            "오차가 0.024로 작습니다. 출력 가까이의 w5~w8과 입력 가까이의 w1~w4 가운데 어느 쪽의 기울기가 더 클까요?",
        ),
        (
            Text("w1 to w4: everything begins with them", "w1~w4입니다. 모든 것이 여기에서 시작합니다"),
            Text("w5 to w8: their blame passes through fewer slopes", "w5~w8입니다. 책임이 기울기를 덜 거칩니다"),
            Text("They are about equal", "거의 같습니다"),
        ),
        1,
        Text(
            "On its way to w1 the blame is multiplied by a weight, by a slope of at most a quarter and by a small input. Count the factors.",
            "책임이 w1까지 가는 동안 가중치, 기껏해야 4분의 1인 기울기, 작은 입력이 곱해집니다. 곱해지는 수를 세어 보세요.",
        ),
    ),
    uses={"train_step_222": backprop.train_step_222},
)


def explore() -> "Stage | None":
    """Walk through one forward pass, one backward pass and one update."""
    return show(WALK_SCENE)


# --- XOR is learned -----------------------------------------------------------------------------------------------------

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
        dz = (_sigmoid(z) - TARGETS) / len(CORNERS)
        (dW1, db1), (dW2, db2) = mlp_backward([(CORNERS, W1, z1), (h, W2, z)], dz, "tanh")
        layers = (W1 - dW1, b1 - db1, W2 - dW2, b2 - db2)
    return np.array(losses), tuple(kept)


def movie(
    *, hidden: int = 4, start: int = 1, frame: int = 0, mlp_backward: Function = backprop.mlp_backward
) -> Numbers:
    """The network at one picture of its training: its map, its answers and its losses so far."""
    losses, kept = recording(hidden, start, mlp_backward)
    layers = kept[frame]
    answers = _sigmoid(_xor_forward(layers, CORNERS)[2]).ravel()
    return {
        "hidden": hidden,
        "start": start,
        "step": frame * STRIDE,
        "losses": losses[: frame * STRIDE + 1],
        "answers": answers,
        "right": int(np.sum((answers > 0.5) == (TARGETS.ravel() == 1))),
        "map": _sigmoid(_xor_forward(layers, _GRID)[2]).reshape(len(_SIDE), len(_SIDE)),
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
        "은닉 유닛 {hidden}개, 출발점 {start}, {step}걸음 뒤: 손실은 {loss}입니다. (0, 0), (0, 1), (1, 0), (1, 1)에서 신경망의 답은 {answers}이고, 4개 가운데 {right}개가 절반을 기준으로 맞는 쪽에 있습니다.",
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


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


_ONE_RGB, _ZERO_RGB, _PAPER_RGB, _LINE_RGB = _rgb(ONE_GROUND), _rgb(ZERO_GROUND), _rgb(PAPER), _rgb(LINE)


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
    guess = Text("always one half: 0.6931", "언제나 절반이라고 답할 때: 0.6931").in_(language)
    curve.text(FRAMES * STRIDE * 0.98, np.log(2) + 0.03, guess, ha="right", fontsize=9.5, color=QUIET)
    moving["losses"] = curve.plot([], [], color=ONE, linewidth=2, zorder=3)[0]
    moving["now"] = curve.plot([], [], "o", color=ONE, markersize=8, clip_on=False, zorder=4)[0]
    return moving


def update_movie(artists: Artists, numbers: Numbers) -> None:
    """Paint the map, cross out wrong corners, and extend the curve."""
    artists["map"].set_data(painted(numbers["map"]))
    wrong = (numbers["answers"] > 0.5) != (TARGETS.ravel() == 1)
    artists["missed"].set_data(*CORNERS[wrong].T)
    for label, answer in zip(artists["answers"], numbers["answers"], strict=True):
        label.set_text(f"{answer:.2f}")
    losses = np.minimum(numbers["losses"], 1.2)
    artists["losses"].set_data(np.arange(len(losses)), losses)
    artists["now"].set_data([numbers["step"]], losses[-1:])


MOVIE_SCENE = Scene(
    title=Text("XOR, found by gradients", "기울기가 찾아내는 XOR"),
    controls=(
        Choice(
            "hidden", Text("hidden units", "은닉 유닛 수"), 4, tuple((n, Text(str(n), str(n))) for n in (2, 3, 4, 8))
        ),
        Slider("start", Text("start", "출발점"), 1, 1, 6, 1, continuous=False),
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
    predict=Question(
        Text(
            "Two hidden units are enough for XOR if somebody chooses their weights. Will gradient descent find them from every start?",
            "가중치를 사람이 골라 준다면 은닉 유닛 두 개로 XOR를 풀 수 있습니다. 경사 하강법은 어느 출발점에서든 그 가중치를 찾아낼까요?",
        ),
        (
            Text("Yes, from every start", "네, 어느 출발점에서든 찾습니다"),
            Text("No, some starts get stuck; more units help", "아니요, 막히는 출발점이 있고 유닛이 많으면 낫습니다"),
            Text("No, it never finds them", "아니요, 한 번도 찾지 못합니다"),
        ),
        1,
        Text(
            "That a solution exists does not mean that walking downhill reaches it. Compare 2 and 8 units over all starts.",
            "답이 있다고 해서 내리막을 따라가면 언제나 닿는 것은 아닙니다. 모든 출발점에서 유닛이 2개일 때와 8개일 때를 비교해 보세요.",
        ),
    ),
    uses={"mlp_backward": backprop.mlp_backward},
)


def learn() -> "Stage | None":
    """Watch a network learn XOR, picture by picture."""
    return show(MOVIE_SCENE)


# --- who gets the blame -------------------------------------------------------------------------------------------------

DEEPEST, WIDTH, EXAMPLES = 12, 16, 32
FLOOR = -13.0  # what the picture shows at least, as a power of 10
KINDS = (
    ("sigmoid", Text("sigmoid", "시그모이드")),
    ("tanh", Text("tanh", "tanh")),
    ("relu", Text("ReLU", "ReLU")),
)


def blame(
    *, kind: str = "sigmoid", depth: int = 6, scale: float = 1.0, mlp_backward: Function = backprop.mlp_backward
) -> Numbers:
    """The mean size of dE/dW in every layer of a random network, first layer first."""
    rng = np.random.default_rng(0)
    bends: dict[str, Function] = {"sigmoid": _sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}
    x = rng.normal(size=(EXAMPLES, WIDTH))
    t = rng.integers(0, 2, size=(EXAMPLES, 1))
    cache = []
    for i in range(depth):
        out = 1 if i == depth - 1 else WIDTH
        W = rng.normal(size=(WIDTH, WIDTH))[:, :out] * scale / np.sqrt(WIDTH)
        z = x @ W
        cache.append((x, W, z))
        x = bends[kind](z)
    gradients = mlp_backward(cache, (_sigmoid(z) - t) / EXAMPLES, kind)
    sizes = np.array([np.mean(np.abs(dW)) for dW, _ in gradients])
    return {"kind": kind, "depth": depth, "scale": scale, "sizes": sizes}


def short(value: float) -> str:
    """A size with two digits, whatever its power of ten."""
    return f"{value:.1e}" if 0 < value < 0.001 or value >= 1000 else f"{value:.2g}"


def describe_blame(numbers: Numbers) -> Text:
    """The first layer beside the last."""
    sizes = numbers["sizes"]
    first, last = sizes[0], sizes[-1]
    facts = {
        "depth": numbers["depth"],
        "scale": number(numbers["scale"]),
        "first": short(first),
        "last": short(last),
        "ratio": short(last / first if first > 0 else np.inf),
    }
    en, ko = next((name.en, name.ko) for kind, name in KINDS if kind == numbers["kind"])
    if first == 0:
        return Text(
            "{depth} layers with {name}, weights times {scale}: the first layer gets no gradient at all ({first}), the last one {last}.",
            "{name} {depth}층, 가중치 {scale}배: 첫째 층의 기울기는 아예 없고({first}) 마지막 층은 {last}입니다.",
        ).format(name=Text(en, ko), **facts)
    return Text(
        "{depth} layers with {name}, weights times {scale}: the mean size of dE/dW is {first} in the first layer and {last} in the last, {ratio} times as large.",
        "{name} {depth}층, 가중치 {scale}배: dE/dW의 평균 크기는 첫째 층이 {first}, 마지막 층이 {last}이고 {ratio}배입니다.",
    ).format(name=Text(en, ko), **facts)


def table_blame(numbers: Numbers) -> Table:
    """One row for each layer."""
    return Table(
        Text("Mean size of dE/dW", "dE/dW의 평균 크기"),
        (Text("layer", "층"), Text("mean |dE/dW|", "|dE/dW|의 평균")),
        tuple((str(i), short(size)) for i, size in enumerate(numbers["sizes"], start=1)),
    )


def draw_blame(figure: "Figure", language: str) -> Artists:
    """One bar for each layer, on a scale of powers of ten."""
    axes = figure.add_axes((0.12, 0.17, 0.86, 0.79), xlim=(0.4, DEEPEST + 0.6), ylim=(FLOOR, 1.6))
    axes.set_xlabel(Text("layer (1 is next to the inputs)", "층 (1층이 입력 바로 옆)").in_(language))
    axes.set_ylabel(Text("mean |dE/dW|", "|dE/dW|의 평균").in_(language))
    powers = range(-12, 1, 3)
    axes.set_xticks(range(1, DEEPEST + 1))
    axes.set_yticks(list(powers), [f"$10^{{{power}}}$" for power in powers])
    for power in powers:
        axes.axhline(power, color=QUIET, linewidth=0.5, alpha=0.5, zorder=1)
    bars = axes.bar(range(1, DEEPEST + 1), 1.0, bottom=FLOOR, color=ONE, edgecolor=INK, width=0.7, zorder=2)
    labels = [axes.text(i, 0, "", ha="center", fontsize=8.5, zorder=3) for i in range(1, DEEPEST + 1)]
    return {"bars": list(bars), "labels": labels}


def update_blame(artists: Artists, numbers: Numbers) -> None:
    """Set the height of each bar, and write its size above it."""
    sizes = numbers["sizes"]
    for i, (bar, label) in enumerate(zip(artists["bars"], artists["labels"], strict=True)):
        shown = i < len(sizes)
        bar.set_visible(shown)
        label.set_visible(shown)
        if shown:
            top = max(float(np.log10(sizes[i])), FLOOR) if sizes[i] > 0 else FLOOR
            bar.set_height(top - FLOOR)
            label.set(text=short(sizes[i]), y=top + 0.25)


BLAME_SCENE = Scene(
    title=Text("Who gets the blame?", "책임은 어디까지 전해질까요?"),
    controls=(
        Choice("kind", Text("activation", "활성화 함수"), "sigmoid", KINDS),
        Slider("depth", Text("layers", "층 수"), 6, 2, DEEPEST, 1),
        Slider("scale", Text("weights times", "가중치 배율"), 1.0, 0.5, 3.0, 0.25),
    ),
    compute=blame,
    size=(7.6, 3.7),
    draw=draw_blame,
    update=update_blame,
    describe=describe_blame,
    table=table_blame,
    predict=Question(
        Text(
            "A network of 12 layers with sigmoid: which layer gets the smallest gradients?",
            "시그모이드를 쓰는 12층 신경망에서 기울기가 가장 작은 층은 어디일까요?",
        ),
        (
            Text("The last, next to the loss", "손실 바로 옆의 마지막 층"),
            Text("One in the middle", "가운데에 있는 층"),
            Text("The first, next to the inputs", "입력 바로 옆의 첫째 층"),
        ),
        2,
        Text(
            "On its way back the gradient passes one sigmoid after the other, and each multiplies it by a quarter at most. How does ReLU compare?",
            "돌아오는 길에 기울기가 시그모이드를 하나씩 지나고, 그때마다 기껏해야 4분의 1이 됩니다. ReLU는 어떨까요?",
        ),
    ),
    uses={"mlp_backward": backprop.mlp_backward},
)


def blamed() -> "Stage | None":
    """Compare the gradients of all layers, for several depths and activations."""
    return show(BLAME_SCENE)
