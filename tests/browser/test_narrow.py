"""What is printed, in a narrow window: a table keeps its lines whole and is moved in its place, by the keyboard too; sentences break."""

import pytest
from harness import HEIGHT, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("narrow")]

NARROW = 800
CELLS = {
    "gaps": "for word in ('one', 'another'):\n    print(f'{word:30}', *(f'{0.5:12.3f}' for _ in range(5)))",
    "alike": "for n in (5, 40):\n    print(f'{n:5} units: training error {1 / n:.3f}, unseen accuracy {1 / n:.3f}, length {1 / n:.1f}')",
    "array": "import numpy as np\nnp.arange(36.0).reshape(2, 18) / 7",
    "said": "print('a sentence that is longer than such a narrow window, ' * 3)\nprint('and another one, ' * 9)",
    "short": "print('a    b')\nprint('c    d')",
}
TABLES = ("gaps", "alike", "array")


def printed(notebook, cell):
    return notebook.cell(cell).locator(".jp-RenderedText pre")


def rows(notebook, cell):
    """How many lines were printed, and how many are shown."""
    return printed(notebook, cell).evaluate(
        """pre => [pre.textContent.trimEnd().split('\\n').length,
            Math.round(pre.getBoundingClientRect().height / parseFloat(getComputedStyle(pre).lineHeight))]"""
    )


def test_a_printed_table_is_moved_in_its_place_and_a_sentence_breaks(show, window, server):
    notebook = show(server.write("narrow", CELLS))
    window.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    notebook.run_all()
    for cell in TABLES:
        printed(notebook, cell).and_(window.page.locator(".dlcourse-columns[tabindex='0']")).wait_for()
        lines, shown = rows(notebook, cell)
        assert lines == shown, cell
    lines, shown = rows(notebook, "said")
    assert (lines, shown > lines) == (2, True)
    # what has room takes no stop of the Tab key
    assert [printed(notebook, cell).get_attribute("tabindex") for cell in ("said", "short")] == [None, None]

    table = printed(notebook, "gaps")
    table.focus()
    for key, moved in (("ArrowRight", True), ("ArrowLeft", False)):
        window.page.keyboard.press(key)
        window.page.wait_for_function(
            "([pre, moved]) => pre.scrollLeft > 0 === moved", arg=[table.element_handle(), moved]
        )
    # JupyterLab's own keys go on working from there
    window.page.evaluate("() => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0; }")
    table.focus()
    window.page.keyboard.press("j")
    window.page.wait_for_function("() => window.jupyterapp.shell.currentWidget.content.activeCellIndex === 1")

    window.page.set_viewport_size({"width": 2 * WIDE, "height": HEIGHT})
    window.page.wait_for_function("pre => !pre.hasAttribute('tabindex')", arg=table.element_handle())
