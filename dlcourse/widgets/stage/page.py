"""Pieces of a page: how text, code and a table become HTML, and the style of everything that stands on a stage."""

import html
import re
from pathlib import Path

import ipywidgets

from dlcourse.language import Text
from dlcourse.widgets.stage.scene import Table
from dlcourse.widgets.stage.words import printed

STYLE = f"<style>{(Path(__file__).parent / 'stage.css').read_text(encoding='utf-8')}</style>"


def html_box(value: str = "", css: tuple[str, ...] = ()) -> ipywidgets.Widget:
    """A piece of page. Here and elsewhere classes come with the widget: each that is added later would be a message more."""
    return ipywidgets.HTML(value=value, _dom_classes=css)


def marked(text: str) -> str:
    """Text as HTML, with `code` between backticks and, outside of it, numbers as they are printed."""
    parts = re.split(r"`([^`]*)`", text)
    return "".join(
        f"<code>{html.escape(part)}</code>" if i % 2 else html.escape(printed(part)) for i, part in enumerate(parts)
    )


def paragraph(text: str) -> str:
    return f"<p>{marked(text)}</p>"


def saying(words: str, reached: bool = False) -> str:
    """The description below a picture; with a tick where what was asked for is done, which frames the picture too."""
    return f'<p class="dlcourse-reached">✓ {marked(words)}</p>' if reached else paragraph(words)


def code_name(name: str) -> str:
    return f"`{name}`"


def short_error(error: Exception) -> str:
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def table_html(table: Table, language: str) -> str:
    def said(cell: str | Text) -> str:
        return marked(cell.in_(language) if isinstance(cell, Text) else cell)

    head = "".join(f'<th scope="col">{said(column)}</th>' for column in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{said(first)}</th>{"".join(f"<td>{said(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in table.rows
    )
    return f"<table><caption>{said(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
