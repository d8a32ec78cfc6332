"""A picture the next day: saved, its kernel and server ended, opened again. It stands there, moves, says what it is, and wakes with one click."""

import harness
import pytest

from dlcourse.widgets.stage import stored

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("browser")]

CELL = "widget-line-explorer"
# what was worked out in the first idle moments has come into the notebook
KEPT = """id => new Promise(done => {
    const cell = window.jupyterapp.shell.currentWidget.content.widgets.find(cell => cell.model.id === id);
    const size = () => JSON.stringify(cell.model.outputs.toJSON()).length;
    const first = size();
    const look = () => size() > first + 1000 ? done() : setTimeout(look, 200);
    look();
})"""
PAINTED = "node => node.querySelector('canvas').toDataURL()"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_saved_picture_lives_on_without_its_kernel(browser, tmp_path, artefacts, language):
    environ = {"DLCOURSE_DATA": str(tmp_path / "data")}
    with harness.jupyterlab(tmp_path, language=language, env=environ) as server:
        window = harness.Window.open(browser, server)
        notebook = window.show(f"{language}/01_perceptron.ipynb")
        for cell in ("setup", CELL):
            notebook.run(cell)
        window.page.evaluate(KEPT, CELL)
        window.command("docmanager:save")
        assert window.unlucky() == {}
        window.page.context.close()

    with harness.jupyterlab(tmp_path, language=language, env=environ) as server:
        window = harness.Window.open(browser, server)
        notebook = window.show(f"{language}/01_perceptron.ipynb")
        cell = notebook.cell(CELL)
        asleep = cell.locator(".dlcourse-stored")
        assert asleep.locator(".sleeps p").inner_text() == stored.MOVES.in_(language)
        # the question is still open: what answers it is covered
        if asleep.locator(".veil").count():
            asleep.locator(".veil").click()
        slider, says = asleep.locator("input[type=range]").first, asleep.locator(".says")
        before = says.inner_text(), asleep.evaluate(PAINTED), slider.get_attribute("aria-valuetext")
        slider.press("ArrowRight")
        after = says.inner_text(), asleep.evaluate(PAINTED), slider.get_attribute("aria-valuetext")
        assert [old == new for old, new in zip(before, after, strict=True)] == [False] * 3
        assert asleep.locator("canvas").get_attribute("aria-label") == after[0]
        window.picture(cell, artefacts / f"sleeping-{language}.png")

        # two controls away from what was kept only the kernel knows more
        asleep.locator("input[type=range]").nth(1).press("ArrowLeft")
        assert asleep.locator(".sleeps p").inner_text() == stored.BEYOND.in_(language)
        assert asleep.locator(".wake").inner_text() == stored.WAKE.in_(language)
        asleep.locator(".wake").click()
        cell.locator(".dlcourse-stage .noUi-handle").first.wait_for()
        assert asleep.count() == 0
        assert notebook.troubles() == []

        # and a kernel that is started anew leaves no dead controls behind
        window.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel().then(() => undefined)"
        )
        asleep.locator(".wake").wait_for()
        assert cell.locator(".dlcourse-stage, .jupyter-widgets-disconnected").count() == 0

        # nor does one that the server ends while the page is open, as Binder's does after ten idle minutes
        asleep.locator(".wake").click()
        cell.locator(".dlcourse-stage .noUi-handle").first.wait_for()
        kernel = window.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.id")
        server.delete(f"api/kernels/{kernel}")
        asleep.locator(".wake").wait_for()
        assert asleep.locator(".sleeps p").inner_text() == stored.MOVES.in_(language)
        assert cell.locator(".dlcourse-stage, .jupyter-widgets-disconnected").count() == 0
        assert window.unlucky() == {}
        window.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        window.page.context.close()
