"""One step of a 2-2-2 network, number by number: forward, backward, and the update."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from dlcourse import backprop, particles
from dlcourse.activations import sigmoid
from dlcourse.language import Text
from dlcourse.widgets.forward._network import EDGES, UNITS
from dlcourse.widgets.stage.axes import bare
from dlcourse.widgets.stage.palette import LINE, LINE_GROUND, PAPER, QUIET
from dlcourse.widgets.stage.scene import Artists, Function, Numbers, Question, Scene, Slider, Steps, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

W = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
X, T = np.array([0.1, 0.2]), np.array([0.4, 0.6])
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


def _forward(w: np.ndarray) -> Iterator[Move]:
    """h1, h2, o1, o2 and E, one after the other."""
    values = {"x1": X[0], "x2": X[1]}
    for i, unit in enumerate(("h1", "h2", "o1", "o2")):
        one, two = f"w{2 * i + 1}", f"w{2 * i + 2}"
        a, b = EDGES[one][0], EDGES[two][0]
        z = w[2 * i] * values[a] + w[2 * i + 1] * values[b]
        values[unit] = float(sigmoid(z))
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
            particles.chosen(
                f"{count}. 새 가중치로 순전파를 다시 합니다. 오차가 {before}에서 {long(move.value)}(으)로 바뀌었습니다."
            ),
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
    axes = bare(figure, (0.01, 0.3, 0.98, 0.69), xlim=(0, 10), ylim=(0, 4.2))
    moving: Artists = {}
    box: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
    for edge, (start, end) in EDGES.items():
        (x0, y0), (x1, y1) = UNITS[start], UNITS[end]
        moving[f"edge {edge}"] = axes.plot([x0, x1], [y0, y1], color=QUIET, linewidth=1.2, zorder=2)[0]
        if edge.startswith("e"):
            continue
        part = _ALONG.get(edge, 0.42)
        at = (x0 + part * (x1 - x0), y0 + part * (y1 - y0))
        lift = 0.3 if y0 == y1 == UNITS["x1"][1] else -0.3 if y0 == y1 else 0.0
        moving[f"weight {edge}"] = axes.text(
            at[0], at[1] + lift, "", ha="center", va="center", fontsize=9.5, bbox=box, zorder=4
        )
        far = 0.73 if edge in _ALONG else 0.42
        where = (x0 + far * (x1 - x0), y0 + far * (y1 - y0) + 2.1 * lift)
        moving[f"gradient {edge}"] = axes.text(
            *where, "", ha="center", va="center", fontsize=9.5, color=LINE, bbox=box, zorder=4
        )
    for unit, (x, y) in UNITS.items():
        moving[f"unit {unit}"] = axes.plot([x], [y], "o", markersize=53, markeredgecolor=QUIET, zorder=5)[0]
        moving[f"name {unit}"] = axes.text(x, y + 0.19, unit, ha="center", va="center", fontsize=11, zorder=7)
        moving[f"value {unit}"] = axes.text(x, y - 0.17, "", ha="center", va="center", fontsize=9, zorder=7)
        if unit[0] in "ho":
            below = y - 0.84 if y < 2 else y + 0.84
            moving[f"blame {unit}"] = axes.text(
                x, below, "", ha="center", va="center", fontsize=9.5, color=LINE, zorder=7
            )
    for k, t in enumerate(T, start=1):
        x, y = UNITS[f"o{k}"]
        axes.text(x + 0.75, y + (0.35 if y > 2 else -0.35), f"t{k} = {number(t)}", fontsize=9.5, zorder=7)
    panel = bare(figure, (0.01, 0.01, 0.98, 0.28), xlim=(0, 1), ylim=(0, 4))
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
            weight = f"{edge} = {number_or_long(numbers['weights'][i])}"
            tell(artists[f"edge {edge}"], weight if gradient is None else f"{weight}\ndE/d{edge} = {long(gradient)}")
    for unit in UNITS:
        on = unit in lit
        ring = {"markeredgecolor": LINE if on else QUIET, "markeredgewidth": 3 if on else 1.2}
        artists[f"unit {unit}"].set(markerfacecolor=LINE_GROUND if on else PAPER, **ring)
        value = known.get("E after", known.get("E")) if unit == "E" else known.get(unit)
        artists[f"value {unit}"].set_text("" if value is None else number(value) if unit[0] == "x" else f"{value:.5f}")
        said = [f"{unit} = {'?' if value is None else number_or_long(value)}"]
        if unit[0] in "ho":
            slot = int(unit[1]) + (2 if unit[0] == "o" else 0)
            blame = known.get(f"dE/dz{slot}")
            said += [] if blame is None else [f"dE/dz{slot} = {long(blame)}"]
            artists[f"blame {unit}"].set_text("" if blame is None else f"dE/dz{slot}  {blame:.5f}")
        tell(artists[f"unit {unit}"], "\n".join(said))
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


SCENE = Scene(
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
    gives_away=lambda values: values["done"] > 0,
    predict=Question(
        Text(
            "The error is small, 0.024. Which weights get the larger gradients: w5 to w8 near the output, or w1 to w4 near the inputs?",
            "오차가 0.024로 작습니다. 출력 가까이의 w5~w8과 입력 가까이의 w1~w4 가운데 어느 쪽의 기울기가 더 클까요?",
        ),
        (
            Text("w1 to w4: everything begins with them", "w1~w4입니다. 모든 것이 여기에서 시작합니다"),
            Text(
                "w5 to w8: their blame passes through fewer slopes",
                "w5~w8입니다. 오차가 거쳐 오는 기울기가 더 적습니다",
            ),
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
    return show(SCENE)
