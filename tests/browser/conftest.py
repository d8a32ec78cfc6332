"""One JupyterLab for all browser tests, one browser a module."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the tests' own helpers, which the benchmarks use as well

import harness

from dlcourse.language import LANGUAGES
from tests.offline import offline

ROOT = Path(__file__).parents[2]
ARTEFACTS = Path(__file__).parent / "artefacts"


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """JupyterLab as `dlcourse lab` starts it, with every notebook of the course in its folder; its kernels have no network."""
    folder = tmp_path_factory.mktemp("jupyterlab")
    for path in (f"{room}/{language}" for room in ("lessons", "solutions") for language in LANGUAGES):
        shutil.copytree(ROOT / path, folder / "work" / path)  # `test_generated` says that they are what is built
    with harness.jupyterlab(folder, env=offline(folder)) as running:
        yield running


@pytest.fixture(scope="module")
def browser():
    """Chromium. A module is its life, because Playwright's event loop would disturb other tests of this process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = harness.chromium(playwright)
        if program is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(harness.NO_CHROMIUM)
        browser = harness.launch(playwright, program)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def context(browser):
    """What the browser remembers from page to page: JupyterLab's files, above all."""
    context = harness.new_context(browser)
    yield context
    context.close()


@pytest.fixture
def window(browser, server, context):
    """A JupyterLab page of the test's own: nothing that an earlier test left behind can speak or weigh on it."""
    window = harness.Window.open(browser, server, context)
    yield window
    window.page.close()


@pytest.fixture
def show(window):
    """Open a notebook for one test; until it is closed again nothing unlucky may have happened on the page."""
    shown = []

    def show(path):
        shown.append(window.show(path))
        return shown[-1]

    yield show
    unlucky = window.unlucky()
    for notebook in shown:
        notebook.close()
    assert unlucky == {}


@pytest.fixture(scope="session")
def artefacts():
    """Where screenshots are kept for looking at, each in the place of the last one; several workers share it."""
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS
