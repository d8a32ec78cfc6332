"""Pieces of a page: how text, code and a table become HTML, and the style of everything that stands on a stage."""

import html
import re

import ipywidgets

from dlcourse.language import Text
from dlcourse.widgets.stage.scene import Table

STYLE = """<style>
.dlcourse-stage { border: 1px solid var(--jp-border-color2, #bdbdbd); border-radius: 6px; padding: 10px 14px; max-width: 900px;
  color: var(--jp-ui-font-color1, #222222); }
.dlcourse-stage p { margin: 2px 0 6px; line-height: 1.5; }
.dlcourse-stage .dlcourse-title { font-size: 115%; font-weight: 600; }
.dlcourse-stage .widget-html, .dlcourse-stage .widget-html-content { height: auto; line-height: 1.5; font-size: 14px; white-space: normal;
  color: var(--jp-ui-font-color1, #222222); }
.dlcourse-stage .dlcourse-asleep { border-left: 4px solid var(--jp-warn-color1, #b35900); padding: 4px 12px; font-weight: 600; }
.dlcourse-stage .dlcourse-picture { width: 100%; align-self: flex-start; }
.dlcourse-stage .dlcourse-canvas, .dlcourse-stage .dlcourse-picture img { display: block; width: 100%; height: auto; }
.dlcourse-stage .dlcourse-choice { width: auto; height: auto; min-height: 30px; margin: 2px 0; padding: 4px 12px; text-align: left;
  white-space: normal; line-height: 1.4; align-self: flex-start; max-width: 100%; }
.dlcourse-stage .dlcourse-predict { border-left: 4px solid var(--jp-brand-color1, #0072b2); padding-left: 12px; margin-bottom: 8px; }
.dlcourse-stage .dlcourse-table-switch { align-self: flex-start; }
.dlcourse-stage .widget-play { width: auto; }
.dlcourse-stage .widget-play button + button { display: none; }
.dlcourse-stage .dlcourse-note { color: var(--jp-ui-font-color1, #222222); font-size: 13px; }
.dlcourse-stage button.mod-active { box-shadow: inset 0 0 0 2px var(--jp-brand-color1, #0072b2); }
.dlcourse-stage button:focus-visible, .dlcourse-stage .noUi-handle:focus-visible, .dlcourse-stage .widget-readout:focus-visible {
  outline: 2px solid var(--jp-brand-color1, #0072b2); outline-offset: 2px; }
.dlcourse-stage .dlcourse-columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(380px, 100%), 1fr)); column-gap: 20px; }
.dlcourse-stage .dlcourse-columns > * { min-width: 0; }
.dlcourse-stage .dlcourse-columns .widget-label { text-align: left; flex-shrink: 0; }
.dlcourse-stage .dlcourse-columns .widget-toggle-buttons { display: flex; }
.dlcourse-stage .dlcourse-columns .jupyter-button { padding: 0 7px; height: 26px; line-height: 26px; font-size: 12px; }
.dlcourse-stage .dlcourse-run { grid-column: 1 / -1; }
.dlcourse-stage .dlcourse-switches .widget-label { text-align: right; padding-right: 4px; }
.dlcourse-stage .dlcourse-code pre { margin: 2px 0; padding: 8px 10px; overflow-x: auto; font-size: 12.5px; line-height: 1.4;
  color: var(--jp-content-font-color1, #222222); background: var(--jp-layout-color2, #f2f2f2); border-radius: 4px; }
.dlcourse-stage .dlcourse-copy { align-self: flex-start; }
.dlcourse-stage table { border-collapse: collapse; margin: 6px 0; font-size: 13px; }
.dlcourse-stage caption { text-align: left; font-weight: 600; padding: 4px 0; }
.dlcourse-stage th, .dlcourse-stage td { border: 1px solid var(--jp-border-color2, #bdbdbd); padding: 2px 10px; text-align: right; }
</style>"""


def html_box(value: str = "", css: tuple[str, ...] = ()) -> ipywidgets.Widget:
    widget = ipywidgets.HTML(value=value)
    for name in css:
        widget.add_class(name)
    return widget


def marked(text: str) -> str:
    """Text as HTML, with `code` between backticks."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))


def paragraph(text: str) -> str:
    return f"<p>{marked(text)}</p>"


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
