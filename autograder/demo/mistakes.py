"""From a misconception on a card to the cell of a student who has it.

A card's wrong function is a lambda or a small function that may lean on its neighbours. The cell must stand alone in
the student's notebook: same behaviour, the exercise's name, and only names that the notebook has or the cell brings.
"""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import numpy as np

from autograder.build.splice import free_names
from autograder.errors import CourseError


def cell(wrong: Callable[..., Any], name: str, notebook: set[str]) -> str:
    """Source that defines `name` and behaves as `wrong`; `notebook` holds the names that cells above define."""
    return "\n\n\n".join([*_needed(wrong, notebook), _definition(wrong, name, _renamed(wrong, notebook))])


def _definition(function: Callable[..., Any], name: str, renamed: dict[str, str]) -> str:
    node = _Plain(renamed).visit(_node(function))
    _with_defaults(node, _unwrapped(function))
    if isinstance(node, ast.Lambda):
        return f"def {name}({ast.unparse(node.args)}):\n    return {ast.unparse(node.body)}"
    node.name = name
    return ast.unparse(node)


def _with_defaults(node: Any, function: FunctionType) -> None:
    """Write the default values themselves: where they were worked out, there may be names that a notebook has not."""
    for place, value in enumerate(function.__defaults__ or ()):
        if value is None or isinstance(value, bool | int | float | str):
            node.args.defaults[place] = ast.Constant(value)
    for place, named in enumerate(node.args.kwonlyargs):
        value = (function.__kwdefaults__ or {}).get(named.arg)
        if isinstance(value, bool | int | float | str):
            node.args.kw_defaults[place] = ast.Constant(value)


class _Plain(ast.NodeTransformer):
    """Leaves annotations and decorators away, whose names a notebook may not have, and gives names that clash other ones."""

    def __init__(self, renamed: dict[str, str]) -> None:
        self.renamed = renamed

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.renamed.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is None:
            return ast.Pass()
        return self.generic_visit(ast.Assign([node.target], node.value, lineno=node.lineno))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns, node.decorator_list = None, []
        return self.generic_visit(node)


def _outside(function: Callable[..., Any]) -> dict[str, Any]:
    """The names that a function takes from around it, and what they are there."""
    plain = _unwrapped(function)
    enclosed = zip(plain.__code__.co_freevars, (c.cell_contents for c in plain.__closure__ or ()), strict=True)
    around = {**plain.__globals__, **dict(enclosed)}
    return {
        name: around[name]
        for name in sorted(free_names(ast.unparse(_Plain({}).visit(_node(function)))))
        if name in around
    }


def _renamed(function: Callable[..., Any], notebook: set[str]) -> dict[str, str]:
    """Names that mean something else in the notebook."""
    return {
        name: f"{name}_"
        for name, value in _outside(function).items()
        if name in notebook and not _same_thing(name, value)
    }


def _same_thing(name: str, value: Any) -> bool:
    """Whether the notebook's `name` is the same thing: NumPy, or a function of the course, which students write.

    What a card has for itself is no such function: a notebook may call a number so.
    """
    if isinstance(value, ModuleType):
        return value is np
    home = f"{getattr(value, '__module__', '')}."
    return (
        getattr(value, "__name__", "") == name
        and home.startswith("dlcourse.")
        and not home.startswith("dlcourse.exercises.")
    )


def _needed(function: Callable[..., Any], notebook: set[str]) -> list[str]:
    """What the cell must bring along, in order."""
    renamed = _renamed(function, notebook)
    return [
        _brought(renamed.get(name, name), value, notebook, function)
        for name, value in _outside(function).items()
        if name in renamed or name not in notebook
    ]


def _brought(name: str, value: Any, notebook: set[str], function: Callable[..., Any]) -> str:
    if isinstance(value, ModuleType):
        return f"import {value.__name__} as {name}"
    if isinstance(value, FunctionType):
        return cell(value, name, notebook)
    if isinstance(value, np.ndarray | np.ufunc | dict | list | tuple) or _is_numpys(value):
        return f"{name} = {_written(value)}"
    if value is None or isinstance(value, bool | int | float | str):
        return f"{name} = {value!r}"
    if isinstance(value, type | BuiltinFunctionType) and value.__module__ in sys.stdlib_module_names:
        return f"from {value.__module__} import {value.__qualname__} as {name}"
    code = _unwrapped(function).__code__
    raise CourseError(
        where=f"{code.co_filename}:{code.co_firstlineno}",
        what=f'a wrong function uses "{name}", whose type {type(value).__name__} no cell can hold',
        fix="use functions, modules and plain values",
    )


def _is_numpys(value: Any) -> bool:
    """Whether it is one of NumPy's own functions, such as `np.argmin`."""
    return callable(value) and getattr(np, getattr(value, "__name__", ""), None) is value


def _written(value: Any) -> str:
    """A value as Python writes it, arrays and small functions inside of containers included."""
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()!r})"
    if isinstance(value, np.ufunc) or _is_numpys(value):
        return f"np.{value.__name__}"
    if isinstance(value, FunctionType) and value.__name__ == "<lambda>":
        return f"({ast.unparse(_Plain({}).visit(_node(value)))})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, tuple):
        return "(" + "".join(f"{_written(one)}, " for one in value) + ")"
    return repr(value)


def _unwrapped(function: Callable[..., Any]) -> FunctionType:
    plain = inspect.unwrap(function)
    if not isinstance(plain, FunctionType):
        raise CourseError(
            where=repr(function), what="a wrong function is not a plain function", fix="write it with def or lambda"
        )
    return plain


def _node(function: Callable[..., Any]) -> Any:
    """The syntax tree of a function or lambda, found in its file by where its code begins."""
    plain = _unwrapped(function)
    if plain.__name__ != "<lambda>":
        return ast.parse(textwrap.dedent(inspect.getsource(plain))).body[0]
    lines, _ = inspect.findsource(plain)
    start = min(
        (line, column)
        for line, _, column, end in plain.__code__.co_positions()
        if line is not None and column is not None and column != end  # an instruction that no source stands behind
    )
    lambdas = [node for node in ast.walk(ast.parse("".join(lines))) if isinstance(node, ast.Lambda)]
    around = [
        n for n in lambdas if (n.body.lineno, n.body.col_offset) <= start < (n.body.end_lineno, n.body.end_col_offset)
    ]
    # lambdas may stand inside each other: the innermost one that begins on the code's own line is meant
    return max(
        (n for n in around if n.lineno == plain.__code__.co_firstlineno),
        key=lambda n: (n.body.lineno, n.body.col_offset),
    )
