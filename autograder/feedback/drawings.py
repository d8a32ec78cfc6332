"""Our drawings in a stranger's HTML: what is exactly of the kind that reports draw passes, and every other SVG is thrown away.

An SVG may hold programs, styles and addresses, so a sanitizer drops it whole. A drawing of ours is of a language so small that it can be told by
its letters: these elements, these attributes, these characters in their values. It is taken out before the sanitizer works and put
back where the sanitizer left a mark of ours standing as an element, which it cannot do inside an attribute or in text.
"""

import re
import secrets
from collections.abc import Callable

from dlcourse.exercises.drawn.canvas import LONGEST

_MOST = 40  # drawings of one output
# possessive throughout, so that no text takes long to be refused
_TEXT = r"(?:[^<>&]|&(?:amp|lt|gt);)*+"
_SIZE = r"[0-9]{1,3}(?:\.[0-9])?"
_VALUE = r'"[-A-Za-z0-9 #.]*+"'
_NAMES = "fill|fill-opacity|text-anchor|d|x|y|stroke|stroke-width|stroke-opacity|stroke-dasharray"
_SPACED = rf"(?: (?:{_NAMES})={_VALUE})*+"
_DRAWING = re.compile(
    rf'<svg width="{_SIZE}" height="{_SIZE}" viewBox="0 0 {_SIZE} {_SIZE}" role="img" fill="none" font-size="12">'
    rf"<title>{_TEXT}</title> <desc>{_TEXT}</desc> "
    rf"(?:<path{_SPACED}/>|<g{_SPACED}>(?:<text{_SPACED}>{_TEXT}</text> )*+</g>)*+</svg>"
)


def kept(text: str, clean: Callable[[str], str]) -> str:
    """What `clean` makes of HTML, with our drawings in their places."""
    found: dict[str, str] = {}

    def taken(drawing: re.Match[str]) -> str:
        if len(found) == _MOST or len(drawing[0].encode()) > LONGEST:
            return ""
        mark = f'<img alt="{secrets.token_hex(16)}">'
        found[mark] = drawing[0]
        return mark

    if "<svg " not in text:
        return clean(text)
    cleaned = clean(_DRAWING.sub(taken, text))
    for mark, drawing in found.items():
        cleaned = cleaned.replace(mark, drawing, 1)
    return cleaned
