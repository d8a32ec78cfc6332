"""The shape calculator: which shapes fit together, and what NumPy does with those that should not."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from dlcourse.language import Text
from dlcourse.widgets import _palette as paint
from dlcourse.widgets._controls import Choice, Slider
from dlcourse.widgets._picture import Artists, Numbers
from dlcourse.widgets._stage import Predict, Scene, Stage, Table, stage

PRODUCT, DIFFERENCE = "product", "difference"
_MOST = 6  # the largest size a slider offers


def numbers(
    *, compute: str = PRODUCT, n: int = 5, d: int = 3, rows: int = 3, m: int = 2, bias: str = "(M,)"
) -> Numbers:
    """The shapes that meet, the shape that comes out (or None), and what NumPy says."""
    if compute == DIFFERENCE:
        shapes: list[tuple[int, ...]] = [(n,), (n, 1)]
        return {
            "names": ("y", "o"),
            "shapes": shapes,
            "signs": ("-",),
            "result": np.broadcast_shapes(*shapes),
            "stops": "",
        }
    b = {"(M,)": (m,), "(1, M)": (1, m), "(M, 1)": (m, 1), "(N, 1)": (n, 1)}[bias]
    result: tuple[int, ...] | None = None
    stops = ""
    if d != rows:
        stops = "inner"
    else:
        try:
            result = np.broadcast_shapes((n, m), b)
        except ValueError:
            stops = "bias"
    return {
        "names": ("X", "W", "b"),
        "shapes": [(n, d), (rows, m), b],
        "signs": ("@", "+"),
        "result": result,
        "stops": stops,
    }


def describe(numbers: Numbers) -> Text:
    """The sentence below the picture."""
    shapes, result = [_shape(shape) for shape in numbers["shapes"]], numbers["result"]
    if numbers["signs"] == ("-",):
        n = numbers["shapes"][0][0]
        trap = (
            Text("", "")
            if n == 1
            else Text(
                f" Every number meets every other: {n * n} numbers where {n} were meant, and no warning.",
                f" 모든 수가 서로 한 번씩 만나서, {n}개여야 할 수가 {n * n}개가 되었습니다. 경고도 없습니다.",
            )
        )
        fact = f"{shapes[0]} - {shapes[1]}"
        return Text(f"{fact} gives {_shape(result)}.{trap.en}", f"{fact}의 결과는 {_shape(result)}입니다.{trap.ko}")
    fact = f"{shapes[0]} @ {shapes[1]} + {shapes[2]}"
    (n, d), (rows, m), b = numbers["shapes"]
    if numbers["stops"] == "inner":
        return Text(
            f"{fact} stops with an error: X has {d} columns, but W has {rows} rows. The inner sizes must be equal.",
            f"{fact}은(는) 오류로 멈춥니다. X의 열은 {d}개인데 W의 행은 {rows}개입니다. 안쪽의 두 크기가 같아야 합니다.",
        )
    if numbers["stops"] == "bias":
        return Text(
            f"{fact} stops with an error: the product is ({n}, {m}), and the bias {_shape(b)} cannot be stretched to it.",
            f"{fact}은(는) 오류로 멈춥니다. 곱의 형상은 ({n}, {m})인데 편향 {_shape(b)}을(를) 그 크기로 늘릴 수 없습니다.",
        )
    if result != (n, m):
        return Text(
            f"{fact} gives {_shape(result)}, larger than the product ({n}, {m}): here the bias stretched the product. That is hardly meant.",
            f"{fact}의 결과는 {_shape(result)}로, 곱의 형상 ({n}, {m})보다 큽니다. 편향이 곱을 늘렸습니다. 의도한 계산은 아닐 것입니다.",
        )
    if b == (m, 1) and m > 1:
        return Text(
            f"{fact} gives {_shape(result)}, but only because N equals M: every row got one number, where every column should.",
            f"{fact}의 결과는 {_shape(result)}입니다. 하지만 N과 M이 같아서 우연히 계산된 것입니다. 열마다 더해야 할 수를 행마다 더했습니다.",
        )
    return Text(
        f"{fact} gives {_shape(result)}: the inner {d} meets {rows} and vanishes, one row of {m} for each of {n} examples.",
        f"{fact}의 결과는 {_shape(result)}입니다. 안쪽의 {d}와(과) {rows}이(가) 만나 사라지고, 예제 {n}개마다 수가 {m}개씩 나옵니다.",
    )


def table(numbers: Numbers) -> Table:
    """One row for every array."""
    rows = [
        (name, _shape(shape), int(np.prod(shape)))
        for name, shape in zip(numbers["names"], numbers["shapes"], strict=True)
    ]
    result = numbers["result"]
    nothing = Text("no result", "결과 없음")
    rows.append(("=", _shape(result) if result else nothing, int(np.prod(result)) if result else 0))  # type: ignore[arg-type]  # a cell may be a Text
    return Table(
        Text("The arrays and their shapes", "배열과 형상"),
        (Text("array", "배열"), Text("shape", "형상"), Text("numbers", "수의 개수")),
        rows,
    )


def _shape(shape: Any) -> str:
    return str(tuple(int(size) for size in shape))


_SLOTS = 4  # X, W, b and the result


def draw(figure: Figure) -> Artists:
    """Grids side by side, each with its name above and its shape below."""
    ax = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    ax.set(xlim=(0, 4 * _MOST + 7), ylim=(-3.4, _MOST + 2.6))
    ax.set_axis_off()
    moving: dict[str, Any] = {}
    for slot in range(_SLOTS):
        for i in range(_MOST * _MOST):
            cell = Rectangle((0, 0), 0.92, 0.92, linewidth=1.0)
            moving[f"cell-{slot}-{i}"] = ax.add_patch(cell)
        moving[f"name-{slot}"] = ax.text(0, 0, "", ha="center", fontsize=13)
        moving[f"shape-{slot}"] = ax.text(0, 0, "", ha="center", fontsize=12)
        moving[f"sign-{slot}"] = ax.text(0, 0, "", ha="center", va="center", fontsize=16)
    moving["cross"] = ax.text(0, 0, "", ha="center", va="center", fontsize=34, color=paint.WRONG)
    return moving


def update(artists: Artists, numbers: Numbers) -> None:
    """Lay the grids out again."""
    a: Any = artists
    shapes = [*numbers["shapes"], numbers["result"]]
    names = [*numbers["names"], "="]
    signs = ["", *numbers["signs"], "="]
    fills = {
        "X": paint.ONE_GROUND,
        "y": paint.ONE_GROUND,
        "W": paint.ZERO_GROUND,
        "o": paint.ZERO_GROUND,
        "b": "#e9def0",
    }
    for key in a:
        a[key].set_visible(False)
    left = 0.6
    for slot, (name, shape, sign) in enumerate(zip(names, shapes, signs, strict=True)):
        height, width = _drawn(shape)
        if sign:
            _write(a[f"sign-{slot}"], left + 0.45, _MOST / 2, sign)
            left += 1.4
        middle, bottom = left + max(width, 2.4) / 2, (_MOST - height) / 2
        if shape is None:
            _write(a["cross"], middle, _MOST / 2, "×")
        start = middle - width / 2
        for i in range(height * width):
            cell = a[f"cell-{slot}-{i}"]
            cell.set_xy((start + i % width, bottom + i // width))
            inner = numbers["stops"] == "inner" and name in ("X", "W")
            cell.set(facecolor=fills.get(name, "#dff0e8"), edgecolor=paint.WRONG if inner else paint.INK, visible=True)
            cell.set_linestyle("--" if inner else "-")
        _write(a[f"name-{slot}"], middle, bottom + height + 0.5, "" if name == "=" else name)
        label = "" if shape is None else _shape(shape)
        _write(a[f"shape-{slot}"], middle, bottom - 1.2, label)
        left += max(width, 2.4) + 0.5


def _drawn(shape: tuple[int, ...] | None) -> tuple[int, int]:
    """Rows and columns of the grid that stands for a shape; an array with one axis lies flat."""
    if shape is None:
        return 0, 0
    return (1, shape[0]) if len(shape) == 1 else (min(shape[0], _MOST), min(shape[1], _MOST))


def _write(artist: Any, x: float, y: float, text: str) -> None:
    artist.set(x=x, y=y, text=text, visible=True)


def _same(words: str) -> Text:
    return Text(words, words)


SCENE = Scene(
    title=Text("Shape calculator", "형상 계산기"),
    controls={
        "compute": Choice(
            Text("compute", "계산"), PRODUCT, {PRODUCT: _same("X @ W + b"), DIFFERENCE: _same("y (N,) - o (N, 1)")}
        ),
        "n": Slider(Text("N, examples", "N, 예제 수"), 5, 1, _MOST),
        "d": Slider(Text("D, columns of X", "D, X의 열 수"), 3, 1, _MOST),
        "rows": Slider(Text("rows of W", "W의 행 수"), 4, 1, _MOST),
        "m": Slider(Text("M, columns of W", "M, W의 열 수"), 2, 1, _MOST),
        "bias": Choice(
            Text("shape of b", "b의 형상"),
            "(M,)",
            {shape: _same(shape) for shape in ("(M,)", "(1, M)", "(M, 1)", "(N, 1)")},
        ),
    },
    numbers=numbers,
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    predict=Predict(
        Text(
            "5 examples of 3 numbers each shall give 2 answers each. Which shape must `W` have?",
            "수가 3개씩 든 예제 5개에서 답을 2개씩 얻으려고 합니다. `W`의 형상은 무엇이어야 할까요?",
        ),
        (_same("(2, 3)"), _same("(3, 2)"), _same("(5, 2)")),
        1,
        Text(
            "`X` is `(5, 3)`: its 3 columns must meet 3 rows of `W`, and 2 columns give 2 answers. Set the sliders so and watch.",
            "`X`는 `(5, 3)`입니다. 열 3개가 `W`의 행 3개와 만나야 하고, 열이 2개면 답이 2개 나옵니다. 슬라이더를 그렇게 맞추어 보세요.",
        ),
    ),
    size=(7.6, 3.0),
)


def explore() -> Stage | None:
    """Change the sizes, and see which shapes fit."""
    return stage(SCENE)
