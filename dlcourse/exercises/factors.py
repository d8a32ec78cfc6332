"""The shapes of a product that does not fit: NumPy names its sizes only, the learner thinks in shapes.

The line is read, not run: only names of arrays and their `.T` are looked up, so nothing of the learner's happens a second time.
"""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

Shape = tuple[int, ...]


def unfit(line: str, names: Mapping[str, Any]) -> tuple[Shape, Shape] | None:
    """The shapes of the first product in a line whose two sides do not fit; None where they cannot be told."""
    for left, right in _products(line):
        a, b = _shape(left, names), _shape(right, names)
        if a is None or b is None:
            return None  # another product might be the one
        if not _fits(a, b):
            return a, b
    return None


def _products(line: str) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Both sides of every product of tables, inner ones first."""
    for text in (line.strip(), f"{line.strip()} pass"):  # a line such as `for ... :` stands alone only with a body
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        for node in reversed(list(ast.walk(tree))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
                yield node.left, node.right
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "np.matmul" and len(node.args) == 2:
                yield node.args[0], node.args[1]
        return


def _shape(side: ast.expr, names: Mapping[str, Any]) -> Shape | None:
    if isinstance(side, ast.Name):
        value = names.get(side.id)
        return value.shape if type(value) is np.ndarray else None
    if isinstance(side, ast.Attribute) and side.attr == "T":
        shape = _shape(side.value, names)
        return None if shape is None else shape[::-1]
    if isinstance(side, ast.BinOp) and isinstance(side.op, ast.MatMult):
        a, b = _shape(side.left, names), _shape(side.right, names)
        tables = a is not None and b is not None and len(a) == len(b) == 2 and a[1] == b[0]
        return (a[0], b[1]) if tables and a and b else None
    return None


def _fits(a: Shape, b: Shape) -> bool:
    return bool(a) and bool(b) and a[-1] == b[max(len(b) - 2, 0)]
