"""Two pictures of the perceptron: the line its weights draw, and the rule that moves it, example by example."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from dlcourse import perceptron
from dlcourse.language import Text
from dlcourse.learned import Function
from dlcourse.perceptron import CORNERS, GATES
from dlcourse.widgets import _palette as paint
from dlcourse.widgets._controls import Choice, OwnPoints, Slider
from dlcourse.widgets._picture import Artists, Numbers
from dlcourse.widgets._stage import Predict, Scene, Stage, Table, stage

OWN = "own"
LOW, HIGH = -0.5, 1.5
_FINE = 64  # pixels along one side of the decision map
_GRID = np.linspace(LOW, HIGH, _FINE)
_PLANE = np.column_stack([side.ravel() for side in np.meshgrid(_GRID, _GRID)])
_MOST = 8  # points that a learner may set

# --- both pictures --------------------------------------------------------------------------------------------------


def _draw_plane(figure: Figure, place: tuple[float, float, float, float]) -> dict[str, Any]:
    """The plane of two inputs: grounds for 0 and 1, the line, points whose shape says what they should be."""
    ax = figure.add_axes(place)
    ax.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xlabel="$x_1$", ylabel="$x_2$", xticks=[0, 1], yticks=[0, 1])
    grounds = ListedColormap([paint.ZERO_GROUND, paint.ONE_GROUND])
    blank = np.zeros((_FINE, _FINE))
    return {
        "ground": ax.imshow(
            blank, extent=(LOW, HIGH, LOW, HIGH), origin="lower", cmap=grounds, vmin=0, vmax=1, aspect="auto", zorder=0
        ),
        "line": ax.plot([], [], color=paint.LINE, linewidth=3, zorder=3)[0],
        "ones": ax.plot([], [], "o", color=paint.ONE, markersize=13, zorder=4)[0],
        "zeros": ax.plot(
            [], [], "s", markerfacecolor="white", markeredgecolor=paint.ZERO, markeredgewidth=3, markersize=11, zorder=4
        )[0],
        "missed": ax.plot([], [], "x", color=paint.WRONG, markersize=24, markeredgewidth=2.5, zorder=5)[0],
    }


def _update_plane(a: Any, numbers: Numbers) -> None:
    X, y = numbers["X"], numbers["y"]
    a["ground"].set_data(numbers["ground"])
    a["line"].set_data(*_ends(numbers["w"], numbers["b"]))
    for name, chosen in (("ones", y == 1), ("zeros", y == 0), ("missed", numbers["says"] != y)):
        a[name].set_data(X[chosen, 0], X[chosen, 1])


def _ends(w: np.ndarray, b: float) -> tuple[np.ndarray, np.ndarray]:
    """Two far ends of the line w1*x1 + w2*x2 + b = 0; nothing where there is no line."""
    length = float(np.hypot(*w))
    if length == 0:
        return np.array([]), np.array([])
    foot, along = -b * w / length**2, np.array([-w[1], w[0]]) / length
    ends = np.array([foot - 9 * along, foot + 9 * along])
    return ends[:, 0], ends[:, 1]


def _ground(decide: Function, w: np.ndarray, b: float) -> np.ndarray:
    return np.asarray(decide(_PLANE, w, b)).reshape(_FINE, _FINE)


# --- the line explorer ----------------------------------------------------------------------------------------------


def line_numbers(decide: Function, *, gate: str = "AND", w1: float = 1.0, w2: float = 1.0, b: float = -0.5) -> Numbers:
    """What a perceptron with these weights says at the four corners, and everywhere around them."""
    w = np.array([w1, w2])
    says = np.asarray(decide(CORNERS, w, b))
    y = GATES[gate]
    return {
        "gate": gate,
        "w": w,
        "b": b,
        "X": CORNERS,
        "y": y,
        "sums": CORNERS @ w + b,
        "says": says,
        "right": int((says == y).sum()),
        "ground": _ground(decide, w, b),
    }


def describe_line(numbers: Numbers) -> Text:
    """The sentence below the picture."""
    (w1, w2), b, right, gate = numbers["w"], numbers["b"], numbers["right"], numbers["gate"]
    line = f"{w1:g}·x1 + {w2:g}·x2 + {b:g} = 0".replace("+ -", "- ")
    if w1 == w2 == 0:
        where = Text("There is no line: both weights are 0.", "두 가중치가 모두 0이라 직선이 없습니다.")
    else:
        where = Text(f"The line is {line}.", f"직선은 {line}입니다.")
    if right == 4:
        result = Text(f"All 4 corners are right: this is {gate}.", f"네 점이 모두 맞습니다. {gate} 게이트입니다.")
    else:
        wrong = ", ".join(
            f"({x[0]:g}, {x[1]:g})"
            for x, says, want in zip(CORNERS, numbers["says"], numbers["y"], strict=True)
            if says != want
        )
        result = Text(
            f"{right} of 4 corners are right for {gate}; wrong: {wrong}.",
            f"{gate}에 대해 네 점 중 {right}개가 맞습니다. 틀린 점: {wrong}.",
        )
    return Text(f"{where.en} {result.en}", f"{where.ko} {result.ko}")


def table_line(numbers: Numbers) -> Table:
    """The truth table."""
    yes, no = Text("✓ right", "✓ 맞음"), Text("✗ wrong", "✗ 틀림")
    rows = [
        (f"{x[0]:g}", f"{x[1]:g}", float(total), int(says), int(want), yes if says == want else no)
        for x, total, says, want in zip(CORNERS, numbers["sums"], numbers["says"], numbers["y"], strict=True)
    ]
    return Table(
        Text(f"Truth table of {numbers['gate']}", f"{numbers['gate']}의 진리표"),
        (
            Text("x1", "x1"),
            Text("x2", "x2"),
            Text("weighted sum", "가중합"),
            Text("says", "답"),
            Text("should be", "목표"),
            Text("result", "결과"),
        ),
        rows,
    )


_COLUMNS = (0.04, 0.18, 0.40, 0.62, 0.80, 0.95)
_HEADS = ("$x_1$", "$x_2$", "sum", "y", "t", "")


def draw_line(figure: Figure) -> Artists:
    """The plane on the left, the truth table on the right."""
    moving = _draw_plane(figure, (0.08, 0.14, 0.43, 0.82))
    ax = figure.add_axes((0.56, 0.1, 0.42, 0.8))
    ax.set(xlim=(0, 1), ylim=(0, 6))
    ax.set_axis_off()
    for x, head in zip(_COLUMNS, _HEADS, strict=True):
        ax.text(x, 4.55, head, ha="center")
    ax.axhline(4.35, color=paint.INK, linewidth=1)
    moving["gate"] = ax.text(0.5, 5.4, "", ha="center", fontsize=14)
    for row in range(4):
        for column, x in enumerate(_COLUMNS):
            moving[f"cell-{row}-{column}"] = ax.text(x, 3.6 - row, "", ha="center", va="center", fontsize=12)
    return moving


def update_line(artists: Artists, numbers: Numbers) -> None:
    """Move the line and write the table."""
    a: Any = artists
    _update_plane(a, numbers)
    a["gate"].set_text(numbers["gate"])
    rows = zip(CORNERS, numbers["sums"], numbers["says"], numbers["y"], strict=True)
    for row, (x, total, says, want) in enumerate(rows):
        right = says == want
        words = (f"{x[0]:g}", f"{x[1]:g}", f"{total:+.2f}", f"{int(says)}", f"{int(want)}", "✓" if right else "✗")
        for column, word in enumerate(words):
            cell = a[f"cell-{row}-{column}"]
            cell.set(text=word, color=paint.RIGHT if right else paint.WRONG)


_GATE_NAMES = {name: Text(name, name) for name in GATES}

LINE = Scene(
    title=Text("Line explorer", "직선 탐색기"),
    controls={
        "gate": Choice(Text("gate", "게이트"), "AND", _GATE_NAMES),
        "w1": Slider(Text("w1", "w1"), 1.0, -3.0, 3.0, 0.25),
        "w2": Slider(Text("w2", "w2"), 1.0, -3.0, 3.0, 0.25),
        "b": Slider(Text("b", "b"), -0.5, -3.0, 3.0, 0.25),
    },
    numbers=line_numbers,
    draw=draw_line,
    update=update_line,
    describe=describe_line,
    table=table_line,
    predict=Predict(
        Text(
            "With w1 = w2 = 1 and b = -0.5 this is OR. Which way must the line move to become AND?",
            "w1 = w2 = 1, b = -0.5이면 OR입니다. AND가 되려면 직선이 어느 쪽으로 움직여야 할까요?",
        ),
        (
            Text("towards (0, 0)", "(0, 0) 쪽으로"),
            Text("towards (1, 1)", "(1, 1) 쪽으로"),
            Text("it must turn", "돌아야 합니다"),
        ),
        1,
        Text(
            "Only (1, 1) may stay above the line, so it moves towards (1, 1): make b smaller, to -1.5 for example.",
            "(1, 1)만 직선 위쪽에 남아야 하므로 (1, 1) 쪽으로 움직입니다. b를 -1.5처럼 더 작게 만들어 보세요.",
        ),
    ),
    uses=(perceptron.perceptron,),
)


def explore() -> Stage | None:
    """Move two weights and a bias, and watch the line and the truth table."""
    return stage(LINE)


# --- the perceptron rule --------------------------------------------------------------------------------------------


class Visit(NamedTuple):
    """What happened when the rule met one example: before, the decision, and after."""

    epoch: int
    example: int
    says: int
    target: int
    w: np.ndarray
    b: float


STEPS = 48  # twelve epochs of four corners


def visits(decide: Function, X: np.ndarray, y: np.ndarray) -> Iterator[Visit]:
    """The perceptron rule from zero with learning rate 1, one example after the other, without an end."""
    w, b, seen = np.zeros(2), 0.0, 0
    while len(X):
        epoch, example = divmod(seen, len(X))
        target = int(y[example])
        says = int(decide(X[example : example + 1], w, b)[0])
        w, b = w + (target - says) * X[example], b + (target - says)
        yield Visit(epoch + 1, example, says, target, w, b)
        seen += 1


def errors_per_epoch(seen: Iterable[Visit]) -> list[int]:
    """Wrong decisions met in each epoch so far."""
    counts: list[int] = []
    for visit in seen:
        if visit.epoch > len(counts):
            counts.append(0)
        counts[-1] += visit.says != visit.target
    return counts


def rule_numbers(
    decide: Function, *, data: str = "AND", seen: int = 0, own: tuple[tuple[float, float, int], ...] = ()
) -> Numbers:
    """Where the rule stands after `seen` examples."""
    if data == OWN:
        X = np.array([point[:2] for point in own], dtype=float).reshape(-1, 2)
        y = np.array([point[2] for point in own], dtype=int)
    else:
        X, y = CORNERS, GATES[data]
    steps = visits(decide, X, y)
    met = [visit for _, visit in zip(range(seen), steps, strict=False)]
    w, b = (met[-1].w, met[-1].b) if met else (np.zeros(2), 0.0)
    return {
        "data": data,
        "X": X,
        "y": y,
        "w": w,
        "b": b,
        "met": met,
        "errors": errors_per_epoch(met),
        "says": np.asarray(decide(X, w, b)) if len(X) else np.zeros(0, dtype=int),
        "ground": _ground(decide, w, b),
    }


def describe_rule(numbers: Numbers) -> Text:
    """The sentence below the picture."""
    if not len(numbers["X"]):
        return Text("No points yet. Set one below.", "아직 점이 없습니다. 아래에서 점을 하나 놓아 보세요.")
    w, b = numbers["w"], numbers["b"]
    now = f"w = ({w[0]:g}, {w[1]:g}), b = {b:g}"
    if not numbers["met"]:
        return Text(f"Before the first example: {now}.", f"첫 예제를 보기 전입니다. {now}.")
    last: Visit = numbers["met"][-1]
    x = numbers["X"][last.example]
    met = f"({x[0]:g}, {x[1]:g})"
    errors = ", ".join(map(str, numbers["errors"]))
    if last.says == last.target:
        what = Text("which is right: nothing changes", "맞았으므로 그대로 둡니다")
    else:
        what = Text("which is wrong: weights and bias move", "틀렸으므로 가중치와 편향이 움직입니다")
    done = numbers["says"].tolist() == numbers["y"].tolist()
    end = Text(" Every point is right now.", " 이제 모든 점이 맞습니다.") if done else Text("", "")
    return Text(
        f"Epoch {last.epoch}: at {met} the perceptron said {last.says}, the target is {last.target}, {what.en}. "
        f"Now {now}. Errors per epoch: {errors}.{end.en}",
        f"{last.epoch}에폭, {met}에서 퍼셉트론은 {last.says}(이)라고 답했고 목표는 {last.target}입니다. {what.ko}. "
        f"지금은 {now}입니다. 에폭별 오류: {errors}.{end.ko}",
    )


def table_rule(numbers: Numbers) -> Table:
    """One row for every example met."""
    rows = [
        (
            visit.epoch,
            "({:g}, {:g})".format(*numbers["X"][visit.example]),
            visit.says,
            visit.target,
            "({:g}, {:g})".format(*visit.w),
            f"{visit.b:g}",
        )
        for visit in numbers["met"]
    ]
    return Table(
        Text("Examples met", "지금까지 본 예제"),
        (
            Text("epoch", "에폭"),
            Text("example", "예제"),
            Text("said", "답"),
            Text("target", "목표"),
            Text("w after", "이후의 w"),
            Text("b after", "이후의 b"),
        ),
        rows,
    )


def draw_rule(figure: Figure) -> Artists:
    """The plane on the left, errors per epoch on the right."""
    moving = _draw_plane(figure, (0.08, 0.14, 0.43, 0.82))
    moving["now"] = figure.axes[0].plot(
        [], [], "o", markersize=26, markerfacecolor="none", markeredgecolor=paint.INK, markeredgewidth=2
    )[0]
    ax = figure.add_axes((0.62, 0.16, 0.35, 0.72))
    ax.set(
        xlim=(0.4, 12.6),
        ylim=(0, _MOST + 0.5),
        xlabel="epoch",
        ylabel="errors",
        xticks=range(1, 13),
        yticks=range(0, _MOST + 1, 2),
    )
    moving["errors"] = ax.plot([], [], "o-", color=paint.ZERO, linewidth=2, markersize=7)[0]
    moving["weights"] = figure.text(0.62, 0.92, "", fontsize=12)
    return moving


def update_rule(artists: Artists, numbers: Numbers) -> None:
    """Move the line, mark the example just met, and extend the curve."""
    a: Any = artists
    _update_plane(a, numbers)
    errors = numbers["errors"]
    a["errors"].set_data(range(1, len(errors) + 1), errors)
    here = numbers["X"][[visit.example for visit in numbers["met"][-1:]]]
    a["now"].set_data(here[:, 0], here[:, 1])
    w, b = numbers["w"], numbers["b"]
    a["weights"].set_text(f"w = ({w[0]:g}, {w[1]:g})   b = {b:g}")


RULE = Scene(
    title=Text("The perceptron rule, step by step", "한 걸음씩 보는 퍼셉트론 규칙"),
    controls={
        "data": Choice(Text("data", "데이터"), "AND", {**_GATE_NAMES, OWN: Text("my own points", "내가 놓은 점")}),
        "seen": Slider(Text("examples seen", "본 예제 수"), 0, 0, STEPS, play=True),
        "own": OwnPoints(Text("A point of your own", "내 점 놓기"), LOW, HIGH, _MOST),
    },
    numbers=rule_numbers,
    draw=draw_rule,
    update=update_rule,
    describe=describe_rule,
    table=table_rule,
    predict=Predict(
        Text("AND comes to rest. What will the rule do on XOR?", "AND에서는 학습이 멈춥니다. XOR에서는 어떻게 될까요?"),
        (
            Text("rest as well, only later", "늦지만 역시 멈춥니다"),
            Text("rest with one corner wrong", "한 점을 틀린 채로 멈춥니다"),
            Text("never rest", "영원히 멈추지 않습니다"),
        ),
        2,
        Text(
            "No line is right at all four corners, so every epoch meets a mistake and moves the line again: 4 errors in every epoch, for ever.",
            "네 점을 모두 맞히는 직선이 없으므로 에폭마다 틀린 점을 만나 직선이 또 움직입니다. 에폭마다 4번씩 영원히 틀립니다.",
        ),
    ),
    uses=(perceptron.perceptron,),
)


def learn() -> Stage | None:
    """Let the rule meet one example after the other."""
    return stage(RULE)
