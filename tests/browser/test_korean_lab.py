"""`dlcourse lab --lang ko`: JupyterLab itself speaks Korean, opens the Korean lesson, and a learner who prefers English menus keeps them."""

import harness
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("korean-lab")]

LANGUAGE = "@jupyterlab/translation-extension:plugin"


OPEN = """async () => {
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.revealed;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
}"""


def menus(page):
    return page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").all_inner_texts()


def wait_for_the_first_lesson(page):
    """Until it is open with its kernel: a JupyterLab that ends while a kernel starts ends late."""
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.context?.path === 'ko/00_orientation.ipynb'")
    page.evaluate(OPEN)
    page.wait_for_selector("#jupyterlab-splash", state="detached")


def test_the_menus_are_korean_until_the_learner_chooses_otherwise(browser, tmp_path, artefacts):
    with harness.jupyterlab(tmp_path, language="ko") as server:
        window = harness.Window.open(browser, server)
        page = window.page
        try:
            page.goto(f"{server.address}?token={server.token}")
            wait_for_the_first_lesson(page)
            assert menus(page)[:3] == ["파일", "편집", "보기"]
            page.screenshot(path=artefacts / "lab-ko.png")

            page.evaluate(
                "([id, text]) => window.jupyterapp.serviceManager.settings.save(id, text)",
                [LANGUAGE, '{"locale": "default"}'],
            )
            page.reload()
            wait_for_the_first_lesson(page)
            assert menus(page)[:3] == ["File", "Edit", "View"]
            assert window.unlucky() == {}
            page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        finally:
            page.context.close()
