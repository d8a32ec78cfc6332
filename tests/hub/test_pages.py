"""The hub in Chromium, as people use it: formgrader by menu, by address and as a service, a learner's list of lessons, and a lesson."""

import json
import re

import guide
import harness
import pytest
from class_week import LESSON, NOTEBOOK, ROOT, ROSTER, answered, pages, points
from formgrading import fetched, give

from tests.browser.conftest import artefacts, browser  # noqa: F401  # fixtures

pytestmark = [pytest.mark.rest, pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("hub")]

STUDENT, COMMENT = "20260001", "One line cuts the plane once, and XOR wants it twice."
RELEASED = json.loads((ROOT / "lessons" / "ko" / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
PLACES = {cell["id"]: place for place, cell in enumerate(RELEASED)}
ANSWER = "def step(x):\n    return np.where(x > 0, 1, 0)"
KOREAN = ["파일", "편집", "보기", "실행", "커널", "Nbgrader", "탭", "설정", "도움말"]


def has_a_class(hub, name, step, folder):
    """Their class, with a released lesson: made here if no other file did."""
    person = hub.people[name]
    person.starts()
    if person.types(f"test -f {folder}/gradebook.db && echo there || true") != "there":
        person.saves("students.csv", ROSTER.format(**hub.names))
        person.types(hub.here(guide.steps(hub.language)[step]))
        person.types(f"autograder release {LESSON} && nbgrader release_assignment {LESSON}", within=folder)
        person.stops()
        person.starts()


@pytest.fixture(scope="module")
def english(hub):
    """The class in its instructor's home, with one hand-in that is graded."""
    lee = hub.people["lee"]
    has_a_class(hub, "kim", "as kim: the class", "ml")
    lee.starts()
    lee.types(f"test -d {LESSON} || nbgrader fetch_assignment {LESSON}")
    lee.saves(NOTEBOOK, answered("en"))
    lee.types(f"nbgrader submit {LESSON}")
    hub.people["kim"].types(f"autograder collect {LESSON} --exchange && autograder grade {LESSON}", within="ml")
    return hub


@pytest.fixture(scope="module")
def korean(hub):
    """The class of several instructors."""
    has_a_class(hub, "han", "as han: the class of several instructors", hub.srv / "class")
    hub.people["park"].starts()
    return hub


@pytest.fixture
def enters(hub, browser):  # noqa: F811
    """Somebody opens an address of the hub and logs in with their password; no page may have broken off in the end."""
    contexts, broken = [], []

    def enters(name, page):
        person = hub.people[name]
        contexts.append(harness.new_context(browser))
        shown = contexts[-1].new_page()
        shown.on("pageerror", lambda error: broken.append(str(error)))
        shown.goto(f"{hub.address}hub/login?next=/courses/hub/{page.format(person.name)}")
        shown.fill("#username_input", person.name)
        shown.fill("#password_input", person.password)
        shown.click("#login_submit")
        shown.locator("#jp-MainMenu").get_by_text("Nbgrader", exact=True).wait_for()
        return shown

    yield enters
    for one in contexts:
        one.close()
    assert broken == []


def menus(page):
    return page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").all_inner_texts()


def chooses(page, name):
    """Out of nbgrader's menu; what stands in it."""
    page.locator("#jp-MainMenu").get_by_text("Nbgrader", exact=True).click()
    page.get_by_role("menuitem", name=name, exact=True).wait_for()
    offered = {*page.locator(".lm-Menu-itemLabel").all_inner_texts()}
    page.get_by_role("menuitem", name=name, exact=True).click()
    return offered


def formgrader(page):
    """The frame that JupyterLab shows formgrader in, and the lesson's line in it."""
    frame = page.frame_locator("iframe[src*='formgrader']")
    line = frame.locator("tr", has=frame.get_by_role("link", name=LESSON))
    line.wait_for()
    return frame, line


def shows_files(page, folder, kind="ipynb"):
    """What a link opens: a folder beside the page, with the lesson's notebook or feedback."""
    page.wait_for_url(re.compile(f"/lab/tree/{folder}$"))
    page.locator(f".jp-DirListing-item[title*='{LESSON}.{kind}']").wait_for()


def checks_an_answer(lesson, wrong, right):
    """By keys alone, as who opened the lesson works: a picture, an answer that is wrong, and the same one mended."""
    # the notebook's own sign says idle before there is a kernel, and a cell that runs then is lost without a word
    lesson.locator("#jp-main-statusbar").get_by_text("Python 3 (ipykernel) | 대기", exact=True).wait_for()
    lesson.locator(".jp-Notebook .jp-Cell h1").first.click()

    def runs(cells):
        for _ in range(cells):  # a key that comes before the page has moved on is lost
            lesson.evaluate("() => { document.querySelector('.jp-Cell.jp-mod-active').dataset.ran = ''; }")
            lesson.keyboard.press("Shift+Enter")
            lesson.locator(".jp-Cell.jp-mod-active:not([data-ran])").wait_for()

    def writes(answer):
        lesson.keyboard.press("Enter")
        lesson.locator(".jp-Cell.jp-mod-active .cm-editor.cm-focused").wait_for()
        lesson.keyboard.press("Control+A")
        lesson.keyboard.insert_text(answer)
        runs(2)  # the answer and its check

    runs(PLACES["widget-line-explorer"] + 1)
    lesson.locator(".dlcourse-stage canvas").first.wait_for()
    runs(PLACES["step"] - PLACES["widget-line-explorer"] - 1)
    verdict = lesson.locator(".dlcourse-report[data-exercise=step]")
    writes(wrong)
    verdict.get_by_text("✗ 계단 함수: 아직 통과하지 못함 · 2점 중 0점", exact=True).wait_for()
    verdict.get_by_text("이런 실수로 보입니다: 0보다 작을 때 1이 됩니다").wait_for()
    for _ in range(2):
        lesson.keyboard.press("ArrowUp")
    lesson.evaluate("() => document.querySelectorAll('.jp-Cell[data-ran]').forEach((cell) => delete cell.dataset.ran)")
    writes(right)
    verdict.get_by_text("✓ 계단 함수: 통과 · 2점 중 2점", exact=True).wait_for()


def test_formgrader_opens_from_the_menu_and_its_links_show_what_they_name(english, enters, artefacts):  # noqa: F811
    page = enters("kim", "user/{}/lab?reset")
    assert {"Assignment List", "Formgrader"} <= chooses(page, "Formgrader")
    frame, line = formgrader(page)
    page.screenshot(path=artefacts / "hub-formgrader.png")
    line.get_by_role("link", name=LESSON).click()
    shows_files(page, f"ml/solutions/en/{LESSON}")
    line.locator("td.preview a").click()
    shows_files(page, f"ml/lessons/en/{LESSON}")
    line.locator("td.edit a").click()
    dialog = frame.locator("#edit-assignment-modal")
    dialog.get_by_text(f"Editing {LESSON}").wait_for()
    page.screenshot(path=artefacts / "hub-formgrader-edit.png")
    dialog.get_by_role("button", name="Cancel").click()


def test_an_answer_is_read_and_gets_points_where_the_told_address_leads(english, enters, artefacts):  # noqa: F811
    kim = english.people["kim"]
    address = kim.types("autograder formgrade", within="ml").splitlines()[1].rpartition("/courses/hub/")[2]
    page = enters("kim", address)
    frame, _ = formgrader(page)
    frame.get_by_role("link", name="Manual Grading").click()
    # by their addresses, for the page before has a link of this name, too
    for link in (LESSON, f"{LESSON}/{LESSON}"):
        frame.locator(f"a[href$='/formgrader/gradebook/{link}']").click()
    frame.get_by_role("link", name="Submission #1").click()
    fetched(frame)
    give(page, frame.locator("#why-one-line.score"), "grade", "1")
    give(page, frame.locator("#why-one-line-comment"), "comment", COMMENT)
    page.screenshot(path=artefacts / "hub-formgrader-answer.png")
    assert points(kim, f"user/{kim.name}/", STUDENT)["score"] == 21
    kim.types(f"autograder feedback {LESSON}", within="ml")
    assert COMMENT in kim.types(f"cat feedback/{STUDENT}/{LESSON}/{LESSON}.html", within="ml")


def test_the_service_shows_a_shared_class_to_its_instructors_in_korean(korean, enters, artefacts):  # noqa: F811
    page = enters("han", "services/dlcourse-ko/lab?formgrader=true")
    _, line = formgrader(page)
    assert menus(page) == KOREAN
    line.get_by_role("link", name=LESSON).click()
    shows_files(page, f"solutions/ko/{LESSON}")
    line.locator("td.preview a").click()
    shows_files(page, f"lessons/ko/{LESSON}")
    page.screenshot(path=artefacts / "hub-service-ko.png")


def test_a_learner_fetches_checks_hands_in_and_gets_feedback_under_korean_menus(korean, enters, artefacts):  # noqa: F811
    park, han = korean.people["park"], korean.people["han"]
    park.types(f"rm -rf {LESSON}")
    page = enters("park", "user/{}/lab?reset")
    assert menus(page) == KOREAN
    assert not {"Formgrader", "Create Assignment"} & chooses(page, "Assignment List")
    page.locator("#released_assignments_list").get_by_role("button", name="Fetch").click()
    fetched = page.locator("#fetched_assignments_list")
    fetched.get_by_role("button", name="Submit").wait_for()
    lesson, broken = page.context.new_page(), []
    lesson.on("pageerror", lambda error: broken.append(str(error)))
    lesson.goto(f"{korean.address}user/{park.name}/lab/tree/{NOTEBOOK}")
    checks_an_answer(lesson, "def step(x):\n    return np.where(x > 0, 0, 1)", ANSWER)
    lesson.screenshot(path=artefacts / "hub-check-ko.png")
    lesson.close()
    assert broken == []
    assert "20점 중 2점" in park.types("dlcourse progress")
    park.saves(NOTEBOOK, answered("ko", "step"))
    times = page.locator("#submitted_assignments_list .nested_list_item")
    before = times.count()
    fetched.get_by_role("button", name="Submit").click()
    times.nth(before).wait_for()
    page.screenshot(path=artefacts / "hub-assignments-ko.png")

    weekly = f"autograder collect {LESSON} --exchange && autograder grade {LESSON} && autograder feedback {LESSON}"
    han.types(f"{weekly} && nbgrader release_feedback {LESSON}", within=korean.srv / "class")
    page.locator("#submitted_assignments_list").get_by_role("button", name="Fetch Feedback").click()
    times.last.get_by_text("(view feedback)").click()
    shows_files(page, f"{LESSON}/feedback/[^/]+", "html")
    page.screenshot(path=artefacts / "hub-feedback-ko.png")
    assert "계단 함수 2점 중 0점" in pages(park)[-1]
