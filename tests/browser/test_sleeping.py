"""A picture whose kernel was stopped, as Binder stops them with the page open: it says so in its frame, and running two cells wakes it."""

import json

import harness
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# Binder's own settings, but for the times
LIMITS = {"MappingKernelManager": {"cull_idle_timeout": 5, "cull_interval": 1, "cull_connected": True}}
SAYS = {
    "en": "This picture sleeps, because its kernel has stopped: run the first cell of the lesson, then this one.",
    "ko": "커널이 멈추어 이 그림은 쉬고 있습니다. 수업의 첫 번째 셀을 실행한 다음 이 셀을 실행하세요.",
}
CELL = "widget-shape-calculator"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_picture_without_its_kernel_says_so(browser, tmp_path, artefacts, language):
    (tmp_path / "limits").mkdir()
    (tmp_path / "limits" / "jupyter_server_config.json").write_text(json.dumps(LIMITS), encoding="utf-8")
    environ = {"JUPYTER_CONFIG_PATH": str(tmp_path / "limits"), "DLCOURSE_DATA": str(tmp_path / "data")}
    with harness.jupyterlab(tmp_path, language=language, env=environ) as server:
        window = harness.Window.open(browser, server)
        notebook = window.show(f"{language}/00_orientation.ipynb")
        asleep = notebook.cell(CELL).locator(".dlcourse-stage .dlcourse-asleep")
        for cell in ("setup", CELL):
            notebook.run(cell)
        notebook.cell(CELL).locator(".dlcourse-says p").wait_for()
        assert asleep.count() == 0
        asleep.wait_for()
        assert asleep.inner_text() == SAYS[language]
        assert asleep.get_attribute("role") == "status"
        window.picture(notebook.cell(CELL), artefacts / f"sleeping-{language}.png")

        # another cell brings a new kernel, which knows nothing of this picture: it goes on sleeping until its own cell is run
        for cell in ("setup", CELL):
            assert asleep.is_visible()
            window.page.evaluate(
                """id => {
                    const notebook = window.jupyterapp.shell.currentWidget.content;
                    notebook.activeCellIndex = notebook.widgets.findIndex(cell => cell.model.id === id);
                }""",
                cell,
            )
            window.command("notebook:run-cell")
        asleep.wait_for(state="detached")
        assert notebook.cell(CELL).locator(".dlcourse-stage").count() == 1
        window.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        window.page.context.close()
