"""Whoever runs a cell before there is a kernel is told: JupyterLab would pass over the cell without a word."""

import harness
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("before-the-kernel")]

TOLD = "You can run code cells when the kernel has initialized"


def test_a_cell_that_runs_too_early_is_told(browser, server, artefacts):
    page = harness.new_context(browser).new_page()
    held = []  # as on a hub or on Binder, where a kernel takes its time

    def kernels(route):
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/sessions?*", kernels)
    page.goto(f"{server.address}lab/tree/en/00_orientation.ipynb?reset&token={server.token}")
    page.get_by_text("Python 3 (ipykernel) | Initializing").wait_for()
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Shift+Enter")
    page.get_by_text(TOLD).wait_for()
    page.screenshot(path=artefacts / "before-the-kernel.png")
    held[0].continue_()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.context.close()
