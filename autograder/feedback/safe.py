"""A stranger's words on somebody else's screen: what is shown is text, pictures and formulas, and nothing of it acts.

A submission's markdown may hold any HTML, and a notebook's outputs are HTML by trade. Everything passes through nh3, a sanitizer that parses like a
browser and keeps only what is named here: no script, no style, no id, no address that the page would fetch by itself. Of drawings
those of our reports alone are kept (`drawings`). Formulas become
MathML, which browsers draw without help, so that a page needs nobody else's server. This holds for the feedback page and for formgrader,
where a script would run with the instructor's rights.
"""

import base64
import binascii
import time
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import latex2mathml.converter
import nh3
from jinja2 import pass_context
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from autograder.feedback import drawings
from dlcourse.exercises.report import STYLE
from dlcourse.time_limit import TimeUp, limit

_MATH = frozenset(
    [
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "mspace",
        "mfrac",
        "msqrt",
        "mroot",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mtable",
        "mtr",
        "mtd",
        "mstyle",
        "mpadded",
        "mphantom",
    ]
)
_TAGS = (nh3.ALLOWED_TAGS | _MATH | {"section"}) - {"map", "area", "header", "footer", "nav"}
_SHAPE = {"accent", "columnalign", "display", "displaystyle", "fence", "form", "linethickness", "mathvariant", "maxsize", "minsize", "stretchy", "width"}  # fmt: skip
_ATTRIBUTES = {
    **dict.fromkeys(_MATH, _SHAPE),
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan", "align"},
    "td": {"colspan", "rowspan", "align"},
    "section": {"lang", "aria-label", "data-exercise", "data-diagnosis", "data-seed"},
    "ul": {"lang"},
}
# of the report's own classes; those of a page around it would let a submission dress up as the page
_CLASSES = {
    "section": {"dlcourse-report", *(f"dlcourse-{how}" for how in ("passed", "failed", "not-attempted", "not-judged"))},
    "p": {"dlcourse-head", "dlcourse-note"},
    "ul": {"dlcourse-notes"},
}
_PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}
_LONGEST = 20_000  # characters of plain output that a page repeats


def html(text: str) -> str:
    """HTML that shows what `text` shows and does nothing."""
    return _CLEANER.clean(text)


def _address(tag: str, attribute: str, value: str) -> str | None:
    """Pictures are part of the page; links wait until somebody follows them, and lead to the web or to a person."""
    if (tag, attribute) == ("img", "src"):
        return value if _picture(value) else None
    if attribute == "href":
        return value if value.lower().startswith(("https://", "http://", "mailto:")) else None
    return value


def _picture(address: str) -> bool:
    """Whether an address is itself a picture made of pixels; a drawing (SVG) may hold a program."""
    kind, _, data = address.removeprefix("data:").partition(";base64,")
    if not address.startswith("data:") or kind not in _PICTURES:
        return False
    try:
        return base64.b64decode("".join(data.split()), validate=True).startswith(_PICTURES[kind])
    except binascii.Error:
        return False


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style", "iframe", "object", "embed", "noscript", "template", "svg"},
    attributes=_ATTRIBUTES,
    attribute_filter=_address,
    allowed_classes=_CLASSES,
    url_schemes={"https", "http", "mailto", "data"},
    generic_attribute_prefixes=set(),
    strip_comments=True,
)


# --- markdown -------------------------------------------------------------------------------------------------------


class _Renderer(IPythonRenderer):
    """nbconvert's own, with formulas in MathML."""

    def block_math(self, body: str) -> str:
        return _formula(body, "block")

    def inline_math(self, body: str) -> str:
        return _formula(body, "inline")

    def latex_environment(self, name: str, body: str) -> str:
        return _formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", "block")


def _formula(tex: str, display: str) -> str:
    """MathML, or the formula as it was typed where that cannot be made."""
    try:
        return latex2mathml.converter.convert(tex, display=display)
    except Exception:  # the converter meets a stranger's text and may stumble over anything in it
        return f"<code>${escape(tex)}$</code>"


_MOST_MARKED = 30_000  # characters of one cell that we make a page of; more is shown as it was typed
_MOST_BEGUN = 50  # "\\begin{" that may stay open: each of them has all that follows looked through for its end
_SECONDS, _SECONDS_A_PAGE = 0.5, 5.0  # of the processor
_spent = [0.0]  # by the page that is made


def new_page() -> None:
    """Another page is made: it has its own time."""
    _spent[0] = 0.0


def markdown(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """A cell's markdown as HTML that anybody can read; as it was typed where that would take too long."""

    def made() -> str:
        if source.count("\\begin{") - source.count("\\end{") > _MOST_BEGUN:
            raise TimeUp
        renderer = _Renderer(escape=False, attachments=dict(attachments or {}), exclude_anchor_links=True)
        rendered: str = MarkdownWithMath(renderer=renderer).render(source)
        return html(rendered)

    return _in_time(source, made)


def code(source: str, formatter: Any) -> Markup:
    """A cell's code in its colours; without them where that would take too long."""
    return Markup(_in_time(source, lambda: str(highlight(source, PythonLexer(), formatter))))  # pygments escapes


def _in_time(source: str, make: Callable[[], str]) -> str:
    """What is made of a text, or the text as it was typed."""
    begun = time.thread_time()
    try:
        if len(source) > _MOST_MARKED or _spent[0] > _SECONDS_A_PAGE:
            raise TimeUp
        with limit(_SECONDS):
            return make()
    except (Exception, TimeUp):  # nested a thousand times, a missing attachment: the words can still be read
        return html(f"<pre>{escape(source)}</pre>")
    finally:
        _spent[0] += time.thread_time() - begun


@pass_context
def in_template(context: Any, source: str) -> Markup:
    """The same for nbconvert's templates, in the place of their `markdown2html`."""
    return Markup(markdown(source, context.get("cell", {}).get("attachments")))  # cleaned in the line itself


def code_in_template(source: str, metadata: object = None) -> Markup:
    """The same for code, in the place of their `highlight_code`."""
    return code(source, _FORMATTER)


_FORMATTER: Any = HtmlFormatter(cssclass=" highlight hl-ipython3")  # as nbconvert's styles name it


# --- outputs --------------------------------------------------------------------------------------------------------


class SafeOutputs(Preprocessor):
    """Keeps of a notebook's outputs what does nothing, and of its metadata what nbgrader itself put there."""

    enabled = True

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """nbconvert calls this before the page is made."""
        new_page()
        nb.metadata.pop("widgets", None)
        for cell in nb.cells:
            cell.metadata = type(cell.metadata)(
                {"nbgrader": cell.metadata["nbgrader"]} if "nbgrader" in cell.metadata else {}
            )
            if cell.cell_type == "code":
                cell.outputs = [one for output in cell.outputs if (one := _output(output)) is not None]
        return nb, resources


def _output(output: Any) -> Any:
    kind = output.get("output_type")
    if kind in ("display_data", "execute_result"):
        data = _data(output.get("data", {}))
        return type(output)(output | {"data": data, "metadata": {}}) if data else None
    if kind == "stream":
        return type(output)(output | {"text": _text(output.get("text", ""))})
    if kind == "error":  # one line instead of a way through other people's files
        said = f"{output.get('ename', '')}: {output.get('evalue', '')}"
        return type(output)(output_type="stream", name="stderr", text=_text(said))
    return None


def _data(data: Mapping[str, Any]) -> dict[str, str]:
    """What a page may show of one output, the richest form alone."""
    page = _text(data.get("text/html", ""))
    if page.strip():
        clean = drawings.kept(page, html)
        dressed = f"<style>{STYLE}</style>{clean}" if 'class="dlcourse-report' in clean else clean
        return {"text/html": dressed} if clean.strip() else {}
    for kind in _PICTURES:
        picture = "".join(_text(data.get(kind, ""), most=None).split())
        if picture and _picture(f"data:{kind};base64,{picture}"):
            return {kind: picture}
    words = _text(data.get("text/plain", ""))
    return {"text/plain": words} if words else {}


def _text(text: Any, most: int | None = _LONGEST) -> str:
    joined = "".join(part for part in text if isinstance(part, str)) if isinstance(text, list) else str(text)
    return joined if most is None or len(joined) <= most else joined[:most] + "…"
