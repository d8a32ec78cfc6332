"""X W + b as boxes: the two inner sizes are equal and vanish, the bias is added to every row."""

from autograder.drawing.paper import BLUE, GREEN, INK, ORANGE, PALE, PURPLE, QUIET, SMALL
from dlcourse.language import Text
from dlcourse.multilayer import layer_shapes

N, D, M = 5, 3, 2
((X_SHAPE, _),) = layer_shapes([D, M], N)
TITLE = Text(
    "One layer: rows are examples. The inner sizes, here 3 and 3, must be equal, and they vanish.",
    "층 하나. 행이 샘플 하나입니다. 안쪽의 두 크기(여기서는 3과 3)는 같아야 하고, 곱하면 사라집니다.",
)
TOLD = Text(
    f"Four grids of cells: X with {N} rows and {D} columns, times W with {D} rows and {M} columns, plus a bias b of {M} cells that is added to every row, equals Z with {N} rows and {M} columns. "
    "One row of X, one column of W and the cell of Z that they make are coloured.",
    f"칸으로 된 격자가 네 개 있습니다. {N}행 {D}열인 X에 {D}행 {M}열인 W를 곱하고, 칸이 {M}개인 편향 b를 모든 행에 더하면 {N}행 {M}열인 Z가 됩니다. "
    "X의 행 하나와 W의 열 하나, 그 둘이 만드는 Z의 칸 하나가 색칠되어 있습니다.",
)
SIZE = (760, 300)
SIDE = 30


def draw(paper, say):
    """X @ W + b = Z."""
    middle = 150
    _grid(paper, (70, middle), N, D, "X", f"({N}, {D})", BLUE, row=1)
    _sign(paper, 200, "@")
    _grid(paper, (235, middle), D, M, "W", f"({D}, {M})", ORANGE, column=1)
    _sign(paper, 335, "+")
    _grid(paper, (375, middle), 1, M, "b", f"({M},)", PURPLE, column=1)
    _sign(paper, 478, "=")
    _grid(paper, (520, middle), N, M, "Z", f"({N}, {M})", GREEN, row=1, column=1)
    left = 600
    paper.lines(
        (left, 104),
        (
            say("row 2 of X,", "X의 2행과"),
            say("column 2 of W,", "W의 2열,"),
            say("and b₂", "그리고 b₂가"),
            say("make this one cell", "이 칸 하나를 만듭니다"),
        ),
        anchor="start",
        size=SMALL + 1,
    )
    paper.text((52, middle + 4), say("examples", "샘플"), size=SMALL, colour=QUIET, turn=-90)
    paper.text((115, 262), f"({N}, {D}) @ ({D}, {M}) + ({M},)  →  ({N}, {M})", anchor="start", size=15)


def _sign(paper, x, sign):
    paper.text((x, 157), sign, size=22)


def _grid(paper, at, rows, columns, name, shape, colour, row=None, column=None):
    left, top = at[0], at[1] - rows * SIDE / 2
    for i in range(rows):
        for j in range(columns):
            chosen = (row is None or i == row) and (column is None or j == column)
            paper.box(
                (left + j * SIDE, top + i * SIDE),
                (SIDE, SIDE),
                colour=colour,
                fill=PALE[colour] if chosen else "#ffffff",
                width=2.2 if chosen else 1.0,
            )
    middle = left + columns * SIDE / 2
    paper.text((middle, top - 24), name, formula=True, size=19)
    paper.text((middle, top - 8), shape, size=SMALL, colour=INK)
