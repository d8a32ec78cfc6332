"""A page that is busy for longer than anywidget waits for a widget: its pictures hear from the kernel all the same."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("slow-page")]

# as when a whole lesson is run at once on a slow machine: no time for anything else between the making of a widget and its loading
HOLD_UP = """() => {
    const make = URL.createObjectURL;
    let held = 0;
    URL.createObjectURL = (made) => {
        const end = performance.now() + (held++ < 3 ? 2500 : 0);
        while (performance.now() < end);
        return make.call(URL, made);
    };
}"""
CELLS = {
    "stage": "from dlcourse import widgets\nstage = widgets.activations.explore()\nstage.asking.look()\nstage",
    "set": "stage.set(probe=2.5)",
}


def test_a_widget_that_loads_late_hears_from_its_kernel(show, server, window):
    notebook = show(server.write("slow", CELLS))
    window.page.evaluate(HOLD_UP)
    notebook.run("stage")
    says = notebook.cell("stage").locator(".dlcourse-says")
    before = says.inner_text()
    notebook.run("set")
    assert notebook.troubles() == []
    assert says.inner_text() != before
    assert window.unlucky() == {}
