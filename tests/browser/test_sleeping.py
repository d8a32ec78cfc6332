"""Pictures the next day: saved, their kernel and server ended, opened again, exported, not trusted. They stand there, move, and wake with one click.

One evening saves a notebook in each language, and one morning opens them; both serve all tests of this file.
"""

from dataclasses import dataclass
from pathlib import Path

import harness
import nbformat
import pytest
from accessibility import barriers, faint

from dlcourse.language import LANGUAGES
from dlcourse.widgets.stage import stored

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("sleeping")]

# one has a choice, one is veiled until its question is answered, one has sliders alone
SCENES = {"choice": "perceptron.explore", "veiled": "activations.explore", "sliders": "optimizers.rates"}
ALL = ["value", "picture", "words", "table"]
FRONT = ".jp-NotebookPanel:not(.lm-mod-hidden)"  # JupyterLab opens the others again as well
TRUSTED = (
    "() => window.jupyterapp.shell.currentWidget.content.widgets.filter(({model}) => model.type === 'code')"
    ".map(({model}) => model.trusted)"
)


def cells(speaks):
    """The code of a notebook by its cells, whose names are found once on a page that shows several notebooks."""
    # what is worked out in idle moments takes all of a core, and not a tenth
    quick = "from dlcourse.widgets.stage import idle\nidle.SHARE, stages = 1.0, []"
    setup = {f"setup-{speaks}": f"from dlcourse import language, widgets\n{quick}\nlanguage.use({speaks!r})"}
    return setup | {f"{cell}-{speaks}": f"stages.append(widgets.{name}())\nstages[-1]" for cell, name in SCENES.items()}


def moved(stage):
    """What an arrow key on the last slider of a stage without a kernel changes."""
    slider = stage.locator("input[type=range]:visible").last

    def looks():
        shown = stage.evaluate(
            "node => [node.querySelector('canvas').toDataURL(), ...['.says', 'table'].map(part => node.querySelector(part).textContent)]"
        )
        return [slider.get_attribute("aria-valuetext"), *shown]

    before = looks()
    slider.press("ArrowRight")
    after = looks()
    assert stage.locator("canvas").get_attribute("aria-label") == after[2].strip()
    return [what for what, old, new in zip(ALL, before, after, strict=True) if old != new]


def loaded_again(window, path, cell):
    """What the page shows of a notebook when it was loaded again, with the kernel still there."""
    page = window.page
    page.reload()
    page.wait_for_function("window.jupyterapp !== undefined")
    page.evaluate("() => window.jupyterapp.restored.then(() => undefined)")
    notebook = window.show(path)
    stage = notebook.cell(cell).locator(".dlcourse-stage")
    handle, says = stage.locator(".noUi-handle").first, stage.locator(".dlcourse-says")
    handle.wait_for()
    notebook.settle()
    before = says.inner_text()
    handle.press("ArrowRight")
    notebook.settle()
    instead = ".dlcourse-stored, .jupyter-widgets-disconnected, .jp-OutputArea-output pre"
    return {
        "stages": page.locator(f"{FRONT} .dlcourse-stage").count(),
        "instead": page.locator(f"{FRONT} :is({instead})").count(),
        "words moved": says.inner_text() != before,
        "unlucky": window.unlucky(),
    }


@dataclass
class Evening:
    """What is left of it: the folder, and what a page that was loaded again showed while the kernel was there."""

    folder: Path
    reloaded: dict[str, object]

    def notebook(self, speaks):
        return self.folder / "work" / f"kept-{speaks}.ipynb"


@pytest.fixture(scope="module")
def evening(browser, tmp_path_factory):
    from playwright.sync_api import TimeoutError

    folder = tmp_path_factory.mktemp("evening")
    with harness.jupyterlab(folder, env={"DLCOURSE_DATA": str(folder / "own")}) as server:
        window = harness.Window.open(browser, server)
        page = window.page
        for speaks in LANGUAGES:
            notebook = window.show(server.write(f"kept-{speaks}", cells(speaks)))
            notebook.run_all()
            notebook.get_ahead("stages")
            notebook.settle()
            window.command("docmanager:save")

        try:
            reloaded = loaded_again(window, f"kept-{speaks}.ipynb", f"choice-{speaks}")
        except TimeoutError as error:  # the other tests need only what is saved
            reloaded = {"unseen": str(error)}
        page.context.close()
    return Evening(folder, reloaded)


@pytest.fixture(scope="module")
def morning(browser, evening):
    """The next day: another server, another browser page, and no kernel that knows of anything."""
    with harness.jupyterlab(evening.folder, env={"DLCOURSE_DATA": str(evening.folder / "own")}) as server:
        window = harness.Window.open(browser, server)
        yield window
        window.page.context.close()


def test_a_page_that_is_loaded_again_finds_its_pictures(evening):
    assert evening.reloaded == {"stages": len(SCENES), "instead": 0, "words moved": True, "unlucky": {}}


@pytest.mark.parametrize("speaks", LANGUAGES)
def test_a_saved_picture_lives_on_without_its_kernel(morning, artefacts, speaks):
    window = morning
    notebook = window.show(f"kept-{speaks}.ipynb")
    stages = {cell: notebook.cell(f"{cell}-{speaks}").locator(".dlcourse-stored") for cell in SCENES}
    for stage in stages.values():
        stage.locator(".sleeps").wait_for()
        assert stage.locator(".sleeps p").inner_text() == stored.MOVES.in_(speaks)
    seen_by_everybody(window, speaks)
    stays_veiled(stages["veiled"], speaks)
    for stage in stages.values():
        assert moved(stage) == ALL
    seen_by_everybody(window, speaks)

    cell, asleep = notebook.cell(f"choice-{speaks}"), stages["choice"]
    window.picture(cell, artefacts / f"sleeping-{speaks}.png")
    # two controls away from what was kept only the kernel knows more
    asleep.locator("input[type=range]").nth(1).press("ArrowLeft")
    assert asleep.locator(".sleeps p").inner_text() == stored.BEYOND.in_(speaks)
    assert asleep.locator(".wake").inner_text() == stored.WAKE.in_(speaks)
    if speaks == "en":
        wakes_and_sleeps(notebook, cell)


def seen_by_everybody(window, speaks):
    """Nothing that axe-core finds, and no faint words, in either theme; what was shown stays as it was."""
    places = [f'[data-cell="{cell}-{speaks}"] .dlcourse-stored' for cell in SCENES]
    for theme in (harness.DARK, harness.LIGHT):
        window.theme(theme)
        assert barriers(window.page, *places) == []
        assert faint(window.page, *places) == []


def stays_veiled(stage, speaks):
    """What answers the open question is covered, and is not on the page, until it is answered or asked for; the controls move all the while."""
    inside = stage.locator("canvas, .says, table")
    veil, slider = stage.locator(".veil"), stage.locator("input[type=range]:visible")
    assert veil.inner_text() == stored.VEIL.in_(speaks)
    slider.press("ArrowRight")
    guesses = stage.locator(".question button")
    # one stop of the Tab key: an arrow goes on to the next guess, and does not take it
    guesses.first.press("ArrowDown")
    states = "all => all.map(one => [one.tabIndex, one.getAttribute('aria-pressed'), one === document.activeElement])"
    assert guesses.evaluate_all(states) == [[-1, "false", False], [0, "false", True], [-1, "false", False]]
    assert (veil.count(), inside.count()) == (1, 0)
    slider.press("Backspace")
    if speaks == "en":
        guesses.nth(1).press("Enter")
        assert stage.locator(".question p").last.inner_text().startswith("✗ ")
    else:
        veil.press("Enter")
    assert (veil.count(), inside.count()) == (0, 3)


def wakes_and_sleeps(notebook, cell):
    """One click wakes it, and a kernel that ends leaves no dead controls behind."""
    window, asleep = notebook.window, cell.locator(".dlcourse-stored")
    asleep.locator(".wake").click()
    cell.locator(".dlcourse-stage .noUi-handle").first.wait_for()
    assert asleep.count() == 0
    assert notebook.troubles() == []

    # one that is started anew
    window.page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel().then(() => undefined)"
    )
    asleep.locator(".wake").wait_for()
    assert cell.locator(".dlcourse-stage, .jupyter-widgets-disconnected").count() == 0
    assert window.unlucky() == {}

    # and one that the server ends while the page is open, as Binder's does after ten idle minutes
    asleep.locator(".wake").click()
    cell.locator(".dlcourse-stage .noUi-handle").first.wait_for()
    kernel = window.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.id")
    window.server.delete(f"api/kernels/{kernel}")
    asleep.locator(".wake").wait_for()
    assert asleep.locator(".sleeps p").inner_text() in (stored.STANDS.en, stored.MOVES.en)
    assert cell.locator(".dlcourse-stage, .jupyter-widgets-disconnected").count() == 0


def test_a_notebook_that_nobody_trusts_shows_its_pictures_and_so_when_it_is_trusted(evening, morning):
    made = nbformat.read(evening.notebook("en"), as_version=4)
    made.cells[0].source += "  # another hand"  # so that it is not what was signed
    for cell in made.cells:
        cell.id = f"doubtful-{cell.id}"
    nbformat.write(made, evening.folder / "work" / "doubtful.ipynb")
    notebook, page = morning.show("doubtful.ipynb"), morning.page
    assert set(page.evaluate(TRUSTED)) == {False}
    stage = notebook.cell("doubtful-choice-en").locator(".dlcourse-stored")
    stage.locator("canvas").wait_for()
    assert moved(stage) == ALL

    page.evaluate("() => void window.jupyterapp.commands.execute('notebook:trust')")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.wait_for_function(f"({TRUSTED})().every(Boolean)")
    stage.locator("canvas").wait_for()
    assert moved(stage) == ALL


@pytest.fixture(scope="module")
def exported(evening):
    """The notebooks as pages of their own, by language."""
    from nbconvert import HTMLExporter  # half a second, which whoever only collects tests need not wait for

    pages = {}
    for speaks in LANGUAGES:
        html, _ = HTMLExporter().from_filename(str(evening.notebook(speaks)))
        pages[speaks] = evening.folder / f"{speaks}.html"
        pages[speaks].write_text(html, encoding="utf-8")
    return pages


@pytest.mark.parametrize("speaks", LANGUAGES)
def test_an_exported_notebook_moves_on_a_machine_without_network(browser, exported, speaks):
    window = harness.Window(harness.new_context(browser).new_page(), None)
    window.watch()
    window.page.goto(exported[speaks].as_uri())
    stages = window.page.locator(".dlcourse-stored")
    assert stages.count() == len(SCENES)
    for cell, stage in zip(SCENES, stages.all(), strict=True):
        stage.locator(".sleeps").wait_for()
        if cell == "veiled":
            assert stage.locator("canvas, img, .says, table").count() == 0
            stage.get_by_role("button", name=stored.VEIL.in_(speaks)).click()
        assert moved(stage) == ALL
    # what nbconvert's own page asks the network for is all that went wrong
    assert [said for said in window.console if "ERR_NAME_NOT_RESOLVED" not in said] == []
    window.page.context.close()


def test_an_exported_notebook_shows_pictures_and_words_where_scripts_are_blocked(browser, exported, evening):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("http*://**", lambda route: route.abort())
    for speaks in LANGUAGES:
        page.goto(exported[speaks].as_uri())
        outputs = [cell.outputs[0].data for cell in nbformat.read(evening.notebook(speaks), 4).cells[1:]]
        stages = page.locator(".dlcourse-stored").all()
        for data, stage in zip(outputs, stages, strict=True):
            picture = stage.locator("img")
            assert picture.is_visible()
            assert picture.evaluate("node => node.complete && node.naturalWidth") > 300
            title = data["text/plain"].partition(".")[0]
            assert stage.locator("p").first.inner_text().startswith(title)
            assert picture.get_attribute("alt").startswith(title)
    context.close()
