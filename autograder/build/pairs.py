"""Whether two prose cells say the same in two languages, as far as a machine can tell.

Headings (how deep, in which order), formulas and names in `backticks` are the same in every language. How often a name
is said is not: a sentence may need it twice in one language and once in the other.
"""

import re
from collections.abc import Callable, Iterable

from dlcourse.language import Text

_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)(?<!\\)\$", re.DOTALL)
_WORDS = re.compile(r"\\(text|mathrm|textbf)\{[^{}]*\}")  # words inside a formula are language, not mathematics


def unpaired(cell: Text) -> tuple[str, str, str] | None:
    """The first kind of thing that differs, and what stands only in the English and only in the Korean half."""
    english, korean = headings(cell.en), headings(cell.ko)
    if english != korean:
        return "headings", _listed(english), _listed(korean)
    kinds: tuple[tuple[str, Callable[[str], set[str]]], ...] = (("formulas", formulas), ("code names", code_names))
    for kind, found in kinds:
        english_set, korean_set = found(cell.en), found(cell.ko)
        if english_set != korean_set:
            return kind, _listed(sorted(english_set - korean_set)), _listed(sorted(korean_set - english_set))
    return None


def headings(text: str) -> list[str]:
    """The signs of all headings in order: ["#", "##"]."""
    return re.findall(r"^(#{1,6}) ", _FENCE.sub("", text), re.MULTILINE)


def formulas(text: str) -> set[str]:
    """All formulas, without blanks and without the words inside them."""
    found = _FORMULA.findall(_CODE.sub("", _FENCE.sub("", text)))
    return {"".join(_WORDS.sub(r"\\\1{}", display or inline).split()) for display, inline in found}


def code_names(text: str) -> set[str]:
    """Everything in single backticks."""
    return set(_CODE.findall(_FENCE.sub("", text)))


def _listed(items: Iterable[str]) -> str:
    return " ".join(items) or "nothing"
