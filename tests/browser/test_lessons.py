"""Every lesson, in both languages, in a real JupyterLab: all cells run, every control of every widget answers, nothing goes wrong.

The tests know no widget by name. A cell that is tagged as a widget must show a stage, and whatever can be operated on a stage must change its
picture or its description; so a new lesson is covered because it exists.
"""

from pathlib import Path

import harness
import pytest
from harness import DARK, LIGHT, SLIDERS, Stage

from autograder import build
from dlcourse.exercises import CARDS, verdict_on
from dlcourse.exercises.sentences import STATUS
from dlcourse.language import LANGUAGES
from dlcourse.widgets.stage.whose import OURS, YOURS

pytestmark = pytest.mark.browser

LESSONS = [source.stem for source in build.sources(Path(__file__).parents[2])]
# each language is a worker's work, for the whole would take too long one after the other
BOTH = [pytest.param(language, marks=pytest.mark.xdist_group(f"lessons-{language}")) for language in LANGUAGES]
HAND = {"en": "keyboard", "ko": "mouse"}  # one language by keyboard alone, the other by mouse


def open_solved(show, lesson, language):
    notebook = show(f"solutions/{language}/{lesson}/{lesson}.ipynb")
    notebook.run_all()
    return notebook


def widgets(notebook):
    return [cell for cell in notebook.ids() if cell.startswith("widget-")]


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_widget_of_a_lesson_answers(show, artefacts, lesson, language):
    notebook = open_solved(show, lesson, language)
    window = notebook.window
    assert notebook.troubles() == []
    cells = widgets(notebook)
    assert cells, "a lesson without a widget would make this test empty"
    assert [cell for cell in cells if notebook.cell(cell).locator(".dlcourse-stage").count() != 1] == []

    for cell in cells:
        stage = Stage(notebook, cell, HAND[language])
        answer_the_question(stage)
        if stage.controls.count():
            show_the_table(stage)
            assert stage.unanswered() == set(), cell
            assert stage.moved == {"picture", "words"}, cell
            described(stage)
            stage.pose()
        named(stage)

    if HAND[language] == "keyboard":
        for cell in cells:
            assert Stage(notebook, cell, "keyboard").strays() == [], cell
    barriers = {}
    for theme, name in ((LIGHT, "light"), (DARK, "dark")):
        window.theme(name=theme)
        for cell in cells:
            notebook.cell(cell).locator(".dlcourse-stage").screenshot(
                path=artefacts / f"{lesson}-{language}-{cell.removeprefix('widget-')}-{name}.png"
            )
        window.page.screenshot(path=artefacts / f"{lesson}-{language}-{name}.png")
        barriers[name] = barriers_in(window, cells)
    window.theme(LIGHT)
    assert barriers == {"light": [], "dark": []}
    assert notebook.troubles() == []


def barriers_in(window, cells):
    """What axe-core finds on the stages and reports, with every table open."""
    tables = [window.page.locator(f'[data-cell="{cell}"] .dlcourse-table-switch') for cell in cells]
    for switch in tables:
        if switch.count():
            switch.click()
            switch.locator("xpath=self::*[@aria-expanded='true']").wait_for()
    places = (".dlcourse-stage", ".dlcourse-report")
    found = harness.barriers(window.page, *places) + harness.faint(window.page, *places)
    for switch in tables:
        if switch.count():
            switch.click()
            switch.locator("xpath=self::*[@aria-expanded='false']").wait_for()
    return found


def answer_the_question(stage):
    """Every choice is followed by a reason, and exactly one of them is right."""
    if stage.controls.count() and not stage.node.locator(".dlcourse-predict").count():
        return  # the dashboard asks nothing
    choices, why = stage.node.locator(".dlcourse-choice"), stage.node.locator(".dlcourse-why")
    assert choices.count() >= 2
    assert why.inner_text().strip() == ""
    replies = []
    for i in range(choices.count()):
        stage.press(choices.nth(i))
        stage.notebook.settle()
        replies.append(why.inner_text().strip())
    assert sorted(reply[0] for reply in replies) == ["✓"] + ["✗"] * (len(replies) - 1)


def show_the_table(stage):
    """The numbers appear as a table with a caption and column heads, and go away again."""
    table, switch = stage.node.locator(".dlcourse-table table"), stage.node.locator(".dlcourse-table-switch")
    assert table.count() == 0
    for slider in stage.controls.locator(SLIDERS).all():  # before anything moved there may be nothing to tell
        if slider.is_visible():
            stage.operate(slider)
    stage.press(switch)
    table.wait_for()
    assert table.locator("caption").inner_text().strip()
    assert table.locator("th[scope=col]").count() >= 2
    assert table.locator("tbody tr").count() >= 1
    stage.press(switch)
    table.wait_for(state="detached")


def described(stage):
    """The picture has the description as its alternative text, and a change of it is spoken."""
    says = stage.node.locator(".dlcourse-says")
    assert (says.get_attribute("role"), says.get_attribute("aria-live")) == ("status", "polite")
    spoken = stage.node.locator("img.dlcourse-picture").get_attribute("alt")
    assert spoken.split() == says.inner_text().split()  # a page shows two spaces as one


def named(stage):
    """Everything that takes the keyboard has a name to be spoken."""
    nameless = stage.node.evaluate(
        """stage => [...stage.querySelectorAll('button, [tabindex="0"], input, select, textarea')]
            .filter(node => node.offsetParent && !(node.innerText || node.getAttribute('aria-label') || '').trim())
            .map(node => node.outerHTML)"""
    )
    assert nameless == []


# --- a learner's work ---------------------------------------------------------------------------------------------------

FORGETS_BIAS = """def perceptron(X, w, b):
    return (X @ w > 0).astype(int)
"""
RIGHT = """def perceptron(X, w, b):
    return (X @ w + b > 0).astype(int)
"""


def function(source):
    room = {}
    exec(source, room)
    return room["perceptron"]


@pytest.mark.parametrize("language", BOTH)
def test_a_wrong_answer_is_explained_and_the_right_one_moves_the_picture(show, artefacts, language):
    diagnosis = verdict_on("perceptron", function(FORGETS_BIAS)).diagnosis
    (mistake,) = [one for one in CARDS["perceptron"].misconceptions if one.name == diagnosis]
    notebook = show(f"lessons/{language}/01_perceptron/01_perceptron.ipynb")
    note = notebook.cell("widget-line-explorer").locator(".dlcourse-note")
    report = notebook.cell("check-perceptron").locator(".jp-OutputArea-output")

    for cell in ("setup", "widget-line-explorer"):
        notebook.run(cell)
    assert note.inner_text().strip() == OURS.format(names="perceptron").in_(language)

    notebook.write("perceptron", FORGETS_BIAS)
    for cell in ("perceptron", "check-perceptron"):
        notebook.run(cell)
    seen = report.inner_text()
    assert STATUS["failed"].in_(language) in seen
    assert mistake.label.in_(language) in seen
    report.screenshot(path=artefacts / f"report-{language}-wrong.png")
    assert note.inner_text().strip() == OURS.format(names="perceptron").in_(language)

    notebook.write("perceptron", RIGHT)
    for cell in ("perceptron", "check-perceptron"):
        notebook.run(cell)
    assert STATUS["passed"].in_(language) in report.inner_text()
    report.screenshot(path=artefacts / f"report-{language}-right.png")
    assert note.inner_text().strip() == YOURS.format(names="perceptron").in_(language)
    assert notebook.troubles() == []


@pytest.mark.xdist_group("lessons-en")
def test_a_learner_sees_validate_and_no_teachers_panel(show, window):
    show("en/00_orientation.ipynb")
    shell = window.page.evaluate(
        "() => ({commands: window.jupyterapp.commands.listCommands(), menus: document.querySelector('#jp-MainMenu').innerText})"
    )
    assert window.page.get_by_text("Validate", exact=True).is_visible()
    assert "Nbgrader" not in shell["menus"]
    assert [name for name in shell["commands"] if "formgrader" in name or "create-assignment" in name] == []
