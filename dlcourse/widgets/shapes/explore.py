"""The shape calculator: which shapes fit together, and what NumPy does with those that should not."""

from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse.language import Text
from dlcourse.widgets.stage.axes import bare
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, LINE_GROUND, ONE_GROUND, RIGHT_GROUND, WRONG, ZERO_GROUND
from dlcourse.widgets.stage.scene import Artists, Choice, Numbers, Question, Scene, Slider, Table, When
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import same

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

PRODUCT, DIFFERENCE = "product", "difference"
MOST = 6  # the largest size a slider offers


def shapes(*, compute: str = PRODUCT, n: int = 5, d: int = 3, rows: int = 4, m: int = 2, bias: str = "(M,)") -> Numbers:
    """The shapes that meet, the shape that comes out (or None), and where NumPy stops."""
    if compute == DIFFERENCE:
        meet: tuple[tuple[int, ...], ...] = ((n,), (n, 1))
        return {"names": ("y", "o"), "shapes": meet, "signs": ("-",), "result": (n, n), "stops": ""}
    b = {"(M,)": (m,), "(1, M)": (1, m), "(M, 1)": (m, 1), "(N, 1)": (n, 1)}[bias]
    stops = "inner" if d != rows else "" if _fits((n, m), b) else "bias"
    return {
        "names": ("X", "W", "b"),
        "shapes": ((n, d), (rows, m), b),
        "signs": ("@", "+"),
        "result": None if stops else np.broadcast_shapes((n, m), b),
        "stops": stops,
    }


def _fits(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two shapes can be stretched to one: from the right, sizes are equal, or one of them is 1."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return all(a == b or 1 in (a, b) for a, b in pairs)


def describe(numbers: Numbers) -> Text:
    """What NumPy does, and why."""
    written, result = [str(shape) for shape in numbers["shapes"]], numbers["result"]
    if numbers["signs"] == ("-",):
        n = numbers["shapes"][0][0]
        fact = f"{written[0]} - {written[1]}"
        if n == 1:
            return Text(f"{fact} gives (1, 1).", f"{fact}의 결과는 (1, 1)입니다.")
        return Text(
            f"{fact} gives {result}: every number meets every other, {n * n} numbers where {n} were meant, and no warning.",
            f"{fact}의 결과는 {result}입니다. 모든 수가 서로 한 번씩 만나서 {n}개여야 할 수가 {n * n}개가 되었습니다. 경고도 없습니다.",
        )
    fact = f"{written[0]} @ {written[1]} + {written[2]}"
    (n, d), (rows, m), b = numbers["shapes"]
    if numbers["stops"] == "inner":
        return Text(
            f"{fact} stops with an error: X has {d} columns, but W has {rows} rows. The inner sizes must be equal.",
            f"{fact}에서 오류가 납니다. X의 열은 {d}개인데 W의 행은 {rows}개입니다. 안쪽의 두 크기가 같아야 합니다.",
        )
    if numbers["stops"] == "bias":
        return Text(
            f"{fact} stops with an error: the product is {(n, m)}, and a bias of shape {b} cannot be stretched to it.",
            f"{fact}에서 오류가 납니다. 곱의 형상은 {(n, m)}인데, 형상이 {b}인 편향을 그 크기로 늘릴 수 없습니다.",
        )
    if result != (n, m):
        return Text(
            f"{fact} gives {result}, larger than the product {(n, m)}: the bias stretched the product. That is hardly what was meant.",
            f"{fact}의 결과는 {result}입니다. 곱의 형상 {(n, m)}보다 큽니다. 편향이 곱을 늘린 것인데, 아마 의도한 계산이 아닐 것입니다.",
        )
    if len(b) == 2 and b[0] > 1:
        return Text(
            f"{fact} gives {result}, but every row got a number of its own, where every column should. The next batch may have another size.",
            f"{fact}의 결과는 {result}입니다. 하지만 열마다 더해야 할 수를 행마다 더했습니다. 샘플 수가 달라지면 맞지 않습니다.",
        )
    return Text(
        f"{fact} gives {result}: the inner sizes are both {d} and vanish. {n} rows come out, each with {m} numbers.",
        f"{fact}의 결과는 {result}입니다. 안쪽의 두 크기는 모두 {d}이고 곱하면 사라집니다. 수가 {m}개씩 든 행이 {n}개 나옵니다.",
    )


def table(numbers: Numbers) -> Table:
    """One row for every array."""
    result = numbers["result"]
    arrays: list[tuple[str | Text, ...]] = [
        (name, str(shape), str(int(np.prod(shape))))
        for name, shape in zip(numbers["names"], numbers["shapes"], strict=True)
    ]
    arrays.append(
        (
            Text("result", "결과"),
            str(result) if result else Text("none", "없음"),
            str(int(np.prod(result)) if result else 0),
        )
    )
    return Table(
        Text("The arrays and their shapes", "배열과 형상"),
        (Text("array", "배열"), Text("shape", "형상"), Text("how many numbers", "수의 개수")),
        tuple(arrays),
    )


SLOTS = 4  # X, W, b and the result


def draw(figure: "Figure", language: str) -> Artists:
    """Four grids side by side, each with its name above and its shape below."""
    from matplotlib.collections import PolyCollection

    axes = bare(figure, (0.01, 0.02, 0.98, 0.96), xlim=(0, 4 * MOST + 7), ylim=(-1.6, MOST + 1.6))

    def words(size: float, colour: str = INK) -> list[Any]:
        return [axes.text(0, 0, "", ha="center", va="center", fontsize=size, color=colour) for _ in range(SLOTS)]

    grids = [PolyCollection([], linewidths=1.0) for _ in range(SLOTS)]
    for grid in grids:
        axes.add_collection(grid, autolim=False)
    return {
        "grids": grids,
        "names": words(13),
        "shapes": words(12),
        "signs": words(17),
        "cross": axes.text(0, 0, "✗", ha="center", va="center", fontsize=30, color=WRONG),
    }


def update(artists: Artists, numbers: Numbers) -> None:
    """Lay the grids out from left to right."""
    result = numbers["result"]
    shapes = [*numbers["shapes"], result or (0, 0)]
    names, signs = [*numbers["names"], ""], ["", *numbers["signs"], "="]
    ground = dict(zip("XWyob", (ONE_GROUND, ZERO_GROUND, ONE_GROUND, ZERO_GROUND, LINE_GROUND), strict=True))
    middle, left = MOST / 2, 0.6
    artists["cross"].set_visible(False)
    for slot in range(SLOTS):
        parts = [artists[kind][slot] for kind in ("grids", "names", "shapes", "signs")]
        for part in parts:
            part.set_visible(slot < len(shapes))
        if slot >= len(shapes):
            continue
        grid, name, written, sign = parts
        # a list of numbers has one axis; it is drawn lying flat
        height, width = shapes[slot] if len(shapes[slot]) == 2 else (1, shapes[slot][0])
        room = max(width, 2.2)
        if signs[slot]:
            sign.set(x=left + 0.5, y=middle, text=signs[slot])
            left += 1.4
        centre = left + room / 2
        start, bottom = centre - width / 2, middle - height / 2
        grid.set_verts([_cell(start + i % width, bottom + i // width) for i in range(height * width)])
        clash = numbers["stops"] == "inner" and names[slot] in ("X", "W")
        grid.set(facecolor=ground.get(names[slot], RIGHT_GROUND), edgecolor=WRONG if clash else INK)
        grid.set_linestyle("--" if clash else "-")
        name.set(x=centre, y=bottom + height + 0.6, text=names[slot])
        written.set(x=centre, y=bottom - 0.7, text=str(shapes[slot]) if height else "")
        if not height:
            artists["cross"].set(x=centre, y=middle, visible=True)
        left += room + 0.5


def _cell(x: float, y: float) -> list[tuple[float, float]]:
    return [(x, y), (x + 0.92, y), (x + 0.92, y + 0.92), (x, y + 0.92)]


def _right_edge(columns: int) -> float:
    """Where the first array ends that has so many columns."""
    return 0.6 + max(columns, 2.2) / 2 + columns / 2


def _lower_edge(numbers: Numbers, values: Numbers) -> Place:
    """The edge of the first array that moves with N: a list of numbers lies flat, so there it is the right one."""
    if values["compute"] == DIFFERENCE:
        return _right_edge(values["n"]), MOST / 2
    return 0.6 + max(values["d"], 2.2) / 2, (MOST - values["n"]) / 2


_LAYER = When("compute", (PRODUCT,))


def _fits_well(numbers: Numbers) -> bool:
    """Whether a layer comes out as it was meant: what fits by chance gives no error, and is no success either."""
    if numbers["stops"] or len(numbers["shapes"]) != 3:
        return False
    (n, _), (_, m), b = numbers["shapes"]
    return bool(numbers["result"] == (n, m) and (len(b) == 1 or b[0] == 1))


SCENE = Scene(
    title=Text("Shape calculator", "형상 계산기"),
    controls=(
        Choice(
            "compute",
            Text("compute", "계산"),
            PRODUCT,
            ((PRODUCT, same("X @ W + b")), (DIFFERENCE, same("y (N,) - o (N, 1)"))),
        ),
        Slider("n", Text("N: examples", "N: 샘플 수"), 5, 1, MOST, 1),
        Slider("d", Text("D: columns of X", "D: X의 열 수"), 3, 1, MOST, 1, when=_LAYER),
        Slider("rows", Text("rows of W", "W의 행 수"), 4, 1, MOST, 1, when=_LAYER),
        Slider("m", Text("M: columns of W", "M: W의 열 수"), 2, 1, MOST, 1, when=_LAYER),
        Choice(
            "bias",
            Text("shape of b", "b의 형상"),
            "(M,)",
            tuple((shape, same(shape)) for shape in ("(M,)", "(1, M)", "(M, 1)", "(N, 1)")),
            when=_LAYER,
        ),
    ),
    compute=shapes,
    size=(7.6, 2.6),
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    gives_away=lambda values: values["rows"] == values["d"],
    reached=_fits_well,
    predict=Question(
        Text(
            "5 examples of 3 numbers each shall give 2 answers each. Which shape must `W` have?",
            "수가 3개씩 든 샘플 5개에서 답을 2개씩 얻으려고 합니다. `W`의 형상은 무엇이어야 할까요?",
        ),
        (same("(2, 3)"), same("(3, 2)"), same("(5, 2)")),
        1,
        Text(
            "`X` is `(5, 3)`: its 3 columns must meet 3 rows of `W`, and 2 columns of `W` give 2 answers. Set the sliders so.",
            "`X`는 `(5, 3)`입니다. 열 3개가 `W`의 행 3개와 만나야 하고, `W`의 열이 2개면 답이 2개 나옵니다. 슬라이더를 그렇게 맞추어 보세요.",
        ),
    ),
    touch=(
        Handle("n", on="grids", place=_lower_edge),
        Handle("d", on="grids", place=lambda numbers, values: (_right_edge(values["d"]), MOST / 2)),
    ),
)


def explore() -> "Stage | None":
    """Change the sizes, and see which shapes fit."""
    return show(SCENE)
