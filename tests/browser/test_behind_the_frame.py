"""When the kernel hears of a move: behind the frame where the page has answered it, at once where only the kernel can."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("behind-the-frame")]

MADE = "from dlcourse import widgets\n{name} = widgets.perceptron.explore()\n{name}.asking.look()\n{name}"
CELLS = {
    "known": MADE.format(name="known"),
    "unknown": MADE.format(name="unknown").replace("unknown.asking", "unknown.sweeping.close()\nunknown.asking"),
}
LISTEN = """() => {
    const send = WebSocket.prototype.send;
    window.order = [];
    WebSocket.prototype.send = function (...given) {
        order.push('kernel');
        return send.apply(this, given);
    };
    addEventListener('keydown', () => {
        order.length = 0;
        requestAnimationFrame(() => order.push('frame'));
    }, {capture: true});
}"""


def test_the_kernel_hears_behind_the_frame_what_the_page_has_answered(show, server, window):
    notebook = show(server.write("behind", CELLS))
    for cell in CELLS:
        notebook.run(cell)
    notebook.get_ahead("[known]")
    notebook.settle()
    window.page.evaluate(LISTEN)
    for cell, first in (("known", "frame"), ("unknown", "kernel")):
        says = notebook.cell(cell).locator(".dlcourse-says")
        before = says.inner_text()
        slider = notebook.cell(cell).locator(".dlcourse-control-w1 [role=slider]:visible").first
        slider.press("ArrowRight")
        notebook.settle()
        assert says.inner_text() != before
        assert window.page.evaluate("order.slice(0, 2)") == [first, "kernel" if first == "frame" else "frame"], cell
    assert notebook.asked("known.values['w1'] == unknown.values['w1']") == "True"
