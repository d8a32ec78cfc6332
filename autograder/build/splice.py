"""From a reference function to the cell a learner fills in: its source, the body between nbgrader's solution markers.

Decorators are dropped, because they belong to the library; signature and docstring stay (the Korean notebook gets the
Korean docstring). A notebook holds only what its cells define, so a function that leans on any other name is refused.
"""

import ast
import builtins
import inspect
import symtable
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import CourseError

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
BEGIN_ALL, END_ALL = "### BEGIN MARK SCHEME", "### END MARK SCHEME"
_MARKERS = (BEGIN, END, BEGIN_ALL, END_ALL)
_INDENT = " " * 4
_BUILTIN = frozenset(dir(builtins))


@dataclass(frozen=True)
class Function:
    """A function's source in the three pieces a notebook needs, and where it stands."""

    name: str
    where: str
    signature: str
    docstring: str
    body: str

    def cell(self, docstring: str = "") -> str:
        """The solution cell, with `docstring` in place of the function's own if it is given."""
        stub = _quoted(inspect.cleandoc(docstring)) if docstring.strip() else self.docstring
        return "\n".join([self.signature, stub, f"{_INDENT}{BEGIN}", self.body, f"{_INDENT}{END}"])

    def whole_cell(self, invitation: str, docstring: str = "") -> str:
        """The solution cell of an exercise without a stub: learners get the `invitation`, a comment, and nothing else.

        nbgrader puts the line that raises where a solution was, which would stop a notebook that runs from top to bottom;
        with a mark scheme's markers around it that line is taken away again.
        """
        return "\n".join([invitation, BEGIN_ALL, BEGIN, unmarked(self.cell(docstring)), END, END_ALL])


def unmarked(source: str) -> str:
    """A cell's text without the lines that say where its solution is, as learners write it."""
    return "\n".join(line for line in source.split("\n") if line.strip() not in _MARKERS)


def _quoted(docstring: str) -> str:
    """A docstring as source: backslashes as they are, closing quotes on their own line after several lines."""
    opening = 'r"""' if "\\" in docstring else '"""'
    closing = '\n"""' if "\n" in docstring else '"""'
    return textwrap.indent(f"{opening}{docstring}{closing}", _INDENT)


def function(reference: Callable[..., Any]) -> Function:
    """The pieces of `reference`, cut from its source file with comments and blank lines as they are."""
    reference = inspect.unwrap(reference)
    lines, first = inspect.getsourcelines(reference)
    source = textwrap.dedent("".join(lines))
    node = ast.parse(source).body[0]
    where = f"{_last_two_parts(inspect.getsourcefile(reference) or '?')}:{first}"
    if not isinstance(node, ast.FunctionDef):
        raise CourseError(where=where, what=f'"{reference.__name__}" is not a plain function', fix="write it with def")
    if ast.get_docstring(node) is None or len(node.body) < 2:
        what = f'function "{node.name}" lacks a docstring or a body'
        raise CourseError(where=where, what=what, fix="write both; learners see the docstring")
    kept = source.split("\n")
    quoted = node.body[0]
    signature = kept[node.lineno - 1 : quoted.lineno - 1]
    body = kept[quoted.end_lineno : node.body[-1].end_lineno]
    return Function(
        name=node.name,
        where=where,
        signature="\n".join(signature),
        docstring="\n".join(kept[quoted.lineno - 1 : quoted.end_lineno]),
        body="\n".join(body).strip("\n"),
    )


def _last_two_parts(path: str) -> str:
    """A file as a reader of the repository calls it: its last two parts."""
    return "/".join(Path(path).parts[-2:])


def defined_names(source: str) -> set[str]:
    """What a cell gives to the cells after it: imports, assignments, functions."""
    table = symtable.symtable(_without_commands(source), "<cell>", "exec")
    return {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}


def free_names(source: str) -> set[str]:
    """What the code takes from outside: names it uses, without defining them, at any depth."""
    tables = [symtable.symtable(source, "<function>", "exec")]
    used: set[str] = set()
    while tables:
        table = tables.pop()
        outside = table.get_type() == "module"
        used |= {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_referenced() and (symbol.is_global() or outside)
        }
        tables += table.get_children()
    return used - defined_names(source) - _BUILTIN


def _without_commands(source: str) -> str:
    """Without the notebook's own commands (%, !), which are not Python."""
    return "\n".join("pass" if line.startswith(("%", "!")) else line for line in source.split("\n"))


def check_names(spliced: Function, known: Iterable[str], where: str) -> None:
    """Refuse a function that uses names which the notebook does not have at this point."""
    known = set(known)
    missing = sorted(free_names(spliced.cell()) - known)
    if missing:
        used = ", ".join(missing)
        raise CourseError(
            where=where,
            what=f'function "{spliced.name}" ({spliced.where}) uses {used}, which the notebook does not define',
            known=sorted(known),
            fix="use arguments, builtins and earlier exercises only, or import the name in the setup cell",
        )
