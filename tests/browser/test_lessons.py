"""Every lesson, in both languages, in a real JupyterLab: all cells run without network, the answers earn everything, every control of every
widget answers, nothing goes wrong.

The tests know no widget by name. A cell that is tagged as a widget must show a stage, and whatever can be operated on a
stage must change its picture or its description; so a new lesson is covered because it exists.

In English all is operated, by keyboard. Korean stages are the same stages with other words: there the words are looked at,
and one widget of a lesson is operated, by mouse.
"""

import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from accessibility import barriers, faint
from by_hand import PADS, SLIDERS, Stage
from every_stage import blurred, sticking_out
from harness import DARK, HEIGHT, LIGHT, MESSAGES, PICTURES, Window

from autograder import build
from dlcourse.exercises import CARDS, verdict_on
from dlcourse.exercises.sentences import STATUS
from dlcourse.language import LANGUAGES
from dlcourse.widgets.stage.badge import LIT
from dlcourse.widgets.stage.whose import OURS, YOURS
from tests.offline import ANSWER, ASK

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
LESSONS = [source.stem for source in build.sources(ROOT)]
READ = (".dlcourse-stage", ".dlcourse-report")
# how wide a window is, and how many dots of the screen are a pixel; the last one is read
WINDOWS = {"light": ((720, 1), (800, 2), (1440, 1)), "dark": ((720, 2), (1440, 1), (800, 2))}
MET_FIRST = 1  # lessons that the default tier operates: whoever breaks the frame of all widgets breaks these
REST = pytest.mark.rest
# what takes little has one worker and its JupyterLab; a whole lesson takes any
TOGETHER = pytest.mark.xdist_group("lessons")


@pytest.fixture(scope="module")
def page_of_all(browser, server, context):
    """One JupyterLab page after the other would load and compile the same files: lessons share one."""
    window = Window.open(browser, server, context)
    yield window
    window.page.close()


@pytest.fixture
def screen(page_of_all):
    """Somebody to ask for the sizes of other screens, until the lesson is closed."""
    page = page_of_all.page
    asked, usual = page.context.new_cdp_session(page), page.viewport_size
    yield asked
    asked.detach()
    # by way of another size, or Playwright would think that nothing has changed
    page.set_viewport_size(usual | {"height": usual["height"] + 1})
    page.set_viewport_size(usual)


@pytest.fixture
def window(page_of_all, screen):
    """The page as a lesson finds it; what it asks for and what goes wrong is told for each lesson by itself."""
    page_of_all.outside.clear()
    page_of_all.console.clear()
    # a learner's answers are kept, and stand in both languages
    shutil.rmtree(os.environ["DLCOURSE_DATA"], ignore_errors=True)
    yield page_of_all
    page_of_all.theme(name=LIGHT)


@pytest.mark.parametrize(
    "lesson",
    [
        *(pytest.param(one, marks=TOGETHER) for one in LESSONS[:MET_FIRST]),
        *(pytest.param(one, marks=REST) for one in LESSONS[MET_FIRST:]),
    ],
)
def test_every_control_of_every_widget_answers_the_keyboard(show, screen, artefacts, lesson):
    notebook, cells = open_solved(show, lesson, "en")
    stages = [Stage(notebook, cell, "keyboard") for cell in cells]
    words = [stage.cell for stage in stages if not stage.controls.count()]
    answer_at_once(notebook.window.page, words[1:])
    for stage in stages:
        notebook.only(stage.cell)
        if stage.cell not in words[1:]:
            operated(stage)
        assert stage.strays() == [], stage.cell
    notebook.only(None)
    named(notebook.window.page.locator(".dlcourse-stage"))
    look_at(notebook, screen, cells, artefacts, f"{lesson}-en")


@REST
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_speaks_korean_and_answers_the_mouse(show, screen, artefacts, lesson):
    notebook, cells = open_solved(show, lesson, "ko")
    stages = [Stage(notebook, cell, "mouse") for cell in cells]
    assert [stage.cell for stage in stages if not re.search("[가-힣]", stage.node.inner_text())] == []
    named(notebook.window.page.locator(".dlcourse-stage"))
    movable = [stage for stage in stages if stage.controls.count()]
    # a pad is made for the mouse
    for stage in sorted(movable, key=lambda stage: not stage.controls.locator(PADS).count())[:1]:
        operated(stage)
    look_at(notebook, screen, cells, artefacts, f"{lesson}-ko")


def open_solved(show, lesson, language):
    """The lesson with its answers, all of it run without network and trouble and for all points, and its cells that show a widget."""
    path = f"solutions/{language}/{lesson}/{lesson}.ipynb"
    notebook = show(path)
    assert notebook.run_all() < MESSAGES
    assert notebook.troubles() == []
    assert notebook.asked(ASK) == repr(ANSWER)
    code = [cell for cell in nbformat.read(ROOT / path, as_version=4).cells if cell.cell_type == "code"]
    graded = {cell.id: cell.metadata.nbgrader for cell in code if cell.metadata.get("nbgrader", {}).get("grade")}
    assert notebook.earned() == {cell: [repr(about.points)] for cell, about in graded.items()}
    cells = [cell for cell in notebook.ids() if cell.startswith("widget-")]
    assert cells, "a lesson without a widget would make this test empty"
    assert [cell for cell in cells if notebook.cell(cell).locator(".dlcourse-stage").count() != 1] == []
    return notebook, cells


def operated(stage):
    """The question is answered, every control has changed something, and both picture and words have moved."""
    answer_the_question(stage)
    if stage.controls.count():
        show_the_table(stage)
        assert stage.unanswered() == set(), stage.cell
        assert stage.moved == {"picture", "words"}, stage.cell
        described(stage)
        if PICTURES:
            stage.pose()
    named(stage.node)


def look_at(notebook, screen, cells, artefacts, name):
    """In both themes, in windows of three widths, on a screen with one dot for a pixel and on one with two, nothing keeps anybody from reading it.

    Every table is open. Each theme is read in one width, and in the others only measured; if asked for, there are pictures of every widget.
    """
    window, found = notebook.window, {}
    open_tables(window)
    for theme, shade in ((LIGHT, "light"), (DARK, "dark")):
        window.theme(name=theme)
        for across, dots in WINDOWS[shade]:
            shape = {"width": across, "height": HEIGHT, "deviceScaleFactor": dots, "mobile": False}
            screen.send("Emulation.setDeviceMetricsOverride", shape)
            window.page.wait_for_function(
                "([across, dots]) => innerWidth === across && devicePixelRatio === dots", arg=[across, dots]
            )
            notebook.settle()
            found[shade, across] = blurred(window.page) + sticking_out(window.page)
        if PICTURES:
            for cell in cells:
                file = artefacts / f"{name}-{cell.removeprefix('widget-')}-{shade}.png"
                window.picture(notebook.cell(cell).locator(".dlcourse-stage"), file)
        window.page.screenshot(path=artefacts / f"{name}-{shade}.png")
        found[shade] = barriers(window.page, *READ) + faint(window.page, *READ)
    assert {key: one for key, one in found.items() if one} == {}
    assert notebook.troubles() == []


def open_tables(window):
    """Open the tables of all stages that show one; under the cover of an open question there is none."""
    window.page.evaluate(
        """async () => {
            const switches = [...document.querySelectorAll('.dlcourse-table-switch')].filter((one) => one.checkVisibility());
            const waiting = () => switches.filter((one) => one.getAttribute('aria-expanded') !== 'true');
            waiting().forEach((one) => one.click());
            while (waiting().length) await new Promise(requestAnimationFrame);
        }"""
    )


def answer_the_question(stage):
    """Every choice is followed by a reason, and exactly one of them is right.

    A question by itself has nothing but these words, which are the same code everywhere: there one choice is enough.
    """
    if stage.controls.count() and not stage.node.locator(".dlcourse-predict").count():
        return  # the dashboard asks nothing
    choices, why = stage.node.locator(".dlcourse-choice"), stage.node.locator(".dlcourse-why")
    assert choices.count() >= 2
    tried = choices.count() if stage.controls.count() else 1
    again = stage.node.locator(".dlcourse-ask-again")
    replies = []
    for place in range(tried):
        if again.is_visible():  # an answer is remembered: by the stage, and from one lesson's test to the next
            stage.press(again)
            for gone in (again, why, stage.node.locator(".dlcourse-choice.mod-active")):  # each by a message of its own
                gone.wait_for(state="hidden")
        assert not why.is_visible()
        stage.press(choices.nth(place))
        for come in (again, why.filter(has_text=re.compile(r"\S"))):
            come.wait_for()
        replies.append(why.inner_text().strip())
    stage.notebook.settle()
    assert "dlcourse-veiled" not in stage.node.get_attribute("class")
    assert sorted(reply[0] for reply in replies) == ["✓"] + ["✗"] * (len(replies) - 1) or tried == 1
    assert all(reply[0] in "✓✗" and len(reply) > 10 for reply in replies)


def answer_at_once(page, cells):
    """Questions that are nothing but words: one choice of each is taken, all in the same moment, and every one gets its reason.

    A lesson has two dozen of them, and they are one and the same code: its first is answered by hand.
    """
    asked = page.evaluate(
        """cells => cells.map(cell => {
            const stage = document.querySelector(`[data-cell="${cell}"] .dlcourse-stage`);
            const choices = stage.querySelectorAll('.dlcourse-choice'), why = stage.querySelector('.dlcourse-why');
            const open = choices.length >= 2 && choices[0].checkVisibility() && !why.checkVisibility();
            choices[0].click();
            return open;
        })""",
        cells,
    )
    assert [cell for cell, open in zip(cells, asked, strict=True) if not open] == []
    page.wait_for_function(
        """cells => cells.every(cell => {
            const stage = document.querySelector(`[data-cell="${cell}"] .dlcourse-stage`);
            return stage.querySelector('.dlcourse-ask-again').checkVisibility()
                && !stage.classList.contains('dlcourse-veiled')
                && /^[✓✗].{10}/.test(stage.querySelector('.dlcourse-why').innerText.trim());
        })""",
        arg=cells,
    )


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
    spoken = stage.node.locator(".dlcourse-picture canvas").get_attribute("aria-label")
    assert spoken.split() == says.inner_text().split()  # a page shows two spaces as one


def named(stages):
    """Everything on some stages that takes the keyboard has a name to be spoken."""
    nameless = stages.evaluate_all(
        """stages => stages.flatMap(stage => [...stage.querySelectorAll('button, [tabindex="0"], input, select, textarea')])
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


@TOGETHER
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_answer_is_explained_and_the_right_one_moves_the_picture(show, artefacts, language):
    diagnosis = verdict_on("perceptron", function(FORGETS_BIAS)).diagnosis
    (mistake,) = [one for one in CARDS["perceptron"].misconceptions if one.name == diagnosis]
    notebook = show(f"lessons/{language}/01_perceptron/01_perceptron.ipynb")
    note = notebook.cell("widget-line-explorer").locator(".dlcourse-note")
    badge = notebook.cell("widget-line-explorer").locator(".dlcourse-badge")
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
    assert (badge.inner_text().strip(), badge.get_attribute("aria-live")) == (LIT.in_(language), "polite")
    assert notebook.troubles() == []


@TOGETHER
def test_a_learner_sees_validate_and_no_teachers_panel(show, window):
    show("en/00_orientation.ipynb")
    shell = window.page.evaluate(
        "() => ({commands: window.jupyterapp.commands.listCommands(), menus: document.querySelector('#jp-MainMenu').innerText})"
    )
    window.page.get_by_text("Validate", exact=True).wait_for()
    assert "Nbgrader" not in shell["menus"]
    assert [name for name in shell["commands"] if "formgrader" in name or "create-assignment" in name] == []
