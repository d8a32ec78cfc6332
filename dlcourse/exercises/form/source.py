"""The text of the learner's function, read as a tree: nothing of it is run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

Function = ast.FunctionDef | ast.AsyncFunctionDef
Loop = ast.For | ast.While | ast.AsyncFor


@dataclass(frozen=True)
class Source:
    """A function's definition and the lines it stands in."""

    function: Function
    lines: tuple[str, ...]

    def line(self, node: ast.stmt | ast.expr) -> str:
        """The line on which a piece of the function begins."""
        return self.lines[node.lineno - 1].strip() if node.lineno <= len(self.lines) else ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of its parameters, in order; those behind a star are left out."""
        arguments = self.function.args
        return tuple(one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs))

    def own(self) -> Iterator[ast.AST]:
        """Every node of the body, those of functions defined inside it left out."""
        return inside(self.function.body)


@lru_cache(maxsize=1)
def read(text: str, name: str) -> Source | None:
    """The last function called `name` in a text; None where there is none or the text is no Python.

    Every file of this folder asks about the same answer, one after the other: it is read once.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = [node for node in ast.walk(tree) if isinstance(node, Function) and node.name == name]
    return Source(found[-1], tuple(text.splitlines())) if found else None


def inside(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Every node of some statements, without the bodies of the functions and classes among them."""
    waiting: list[ast.AST] = list(reversed(body))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting += reversed(list(ast.iter_child_nodes(node)))
