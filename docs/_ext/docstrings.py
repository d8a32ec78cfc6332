"""Our docstrings as Sphinx likes them: the lines `Formula:`, `Shape:`, `See:` become fields, and Korean pages show the cards' Korean."""

import inspect
import re
from typing import Any

from sphinx.application import Sphinx

from dlcourse.exercises import CARDS
from dlcourse.language import current

KEY = re.compile(r"(Formula|Shape|Raises|See|식|형상|오류|예외|참고): +(.*)")
CODE = {"Formula", "Shape", "식", "형상"}


def rewritten(docstring: str) -> list[str]:
    """A docstring's lines with each `Key: value` as a field, formulas and names as code, and nothing else as markup."""
    out: list[str] = []
    examples = fields = code = False
    for line in inspect.cleandoc(docstring).splitlines():
        examples = (examples or line.startswith(">>>")) and bool(line.strip())
        key = KEY.fullmatch(line)
        if fields and not key and line.startswith(" ") and not examples:
            out.append(f"   | {_value(line.strip(), code)}")
            continue
        if (key is None) == fields or (line.startswith(">>>") and not out[-1].startswith((">>>", "    "))):
            out.append("")  # what is different stands apart
        fields = key is not None
        if key:
            code = key[1] in CODE
            out += [f":{key[1]}:", f"   | {_value(key[2], code)}"]
        else:
            out.append(line if examples else _text(line))
    return [*out, ""]


def _value(text: str, code: bool) -> str:
    return f"``{text}``" if code and "`" not in text else _text(text)


def _text(text: str) -> str:
    """Words as they stand, with names between backticks as code."""
    pieces = re.split(r"`([^`]+)`", text)
    return "".join(
        rf"\ ``{piece}``\ " if i % 2 else re.sub(r"([\\*_|`])", r"\\\1", piece) for i, piece in enumerate(pieces)
    )


def process(_app: Sphinx, _what: str, _name: str, thing: Any, _options: Any, lines: list[str]) -> None:
    """Rewrite one docstring in place."""
    told = "\n".join(lines)
    if current() == "ko":
        told = next((card.docstring_ko for card in CARDS.values() if card.reference is thing), told)
    lines[:] = rewritten(told)


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx asks for this."""
    app.connect("autodoc-process-docstring", process)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
