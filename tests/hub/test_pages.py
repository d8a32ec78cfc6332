"""The hub in Chromium: logging in, formgrader from the menu and by address with its links, and pages and menus in Korean."""

import re

import guide
import harness
import pytest
from class_week import LESSON, ROSTER

from tests.browser.conftest import artefacts, browser  # noqa: F401  # fixtures

pytestmark = [pytest.mark.rest, pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("hub")]

ACTIVE = "() => document.querySelectorAll('#jp-MainMenu .lm-MenuBar-itemLabel').length > 3"


@pytest.fixture(scope="module")
def course(hub):
    """An English class in a home and a Korean one for two, each with a released lesson: made here if no other file did."""
    kim, han = hub.people["kim"], hub.people["han"]
    kim.starts()
    han.starts()
    for person, step, folder in ((kim, "as kim: the class", f"{kim.home}/ml"), (han, "as han: the class of several instructors", hub.srv / "class")):  # fmt: skip
        if person.types(f"test -f {folder}/roster.csv && echo there || true") != "there":
            person.saves("students.csv", ROSTER.format(**hub.names))
            person.types(hub.here(guide.steps(hub.language)[step]))
            person.types(f"autograder release {LESSON} && nbgrader release_assignment {LESSON}", within=folder)
            person.stops()
            person.starts()
    return hub


def enters(hub, browser, name, page):  # noqa: F811
    """Somebody opens an address of the hub and logs in with their password; the browser's page."""
    person = hub.people[name]
    context = harness.new_context(browser)
    shown = context.new_page()
    shown.goto(f"{hub.address}hub/login")
    shown.fill("#username_input", person.name)
    shown.fill("#password_input", person.password)
    shown.click("#login_submit")
    shown.wait_for_url(re.compile(rf"/user/{person.name}/"))
    shown.goto(hub.address + page.format(person.name))
    return shown


def formgrader(page):
    """The frame that JupyterLab shows formgrader in."""
    frame = page.frame_locator("iframe[src*='formgrader']")
    frame.get_by_role("link", name=LESSON).first.wait_for()
    return frame


def menu(page, *names):
    for name in names:
        page.get_by_role("menuitem", name=name, exact=True).click()


def test_formgrader_opens_from_the_menu_and_its_links_show_files(course, browser, artefacts):  # noqa: F811
    page = enters(course, browser, "kim", "user/{}/lab?reset")
    try:
        page.locator("#jp-MainMenu").get_by_text("Nbgrader", exact=True).click()
        page.screenshot(path=artefacts / "hub-menu.png")
        menu(page, "Formgrader")
        frame = formgrader(page)
        row = frame.locator("tr", has_text=LESSON).first
        page.screenshot(path=artefacts / "hub-formgrader.png")
        for link, folder in ((f"{LESSON}", f"ml/solutions/en/{LESSON}"), ("", f"ml/lessons/en/{LESSON}")):
            (row.get_by_role("link", name=link) if link else row.locator("td.preview a")).first.click()
            page.get_by_role("listitem").filter(has_text=f"{LESSON}.ipynb").first.wait_for()
            where = page.locator(".jp-FileBrowser-crumbs").first
            page.wait_for_function("path => document.querySelector('.jp-FileBrowser-crumbs').innerText.replace(/\\s/g, '').includes(path.split('/').at(-2))", arg=folder)  # fmt: skip
            assert where.is_visible()
            page.screenshot(path=artefacts / f"hub-files-{folder.split('/')[1]}.png")
    finally:
        page.context.close()


def test_formgrader_opens_by_the_address_that_is_told(course, browser, artefacts):  # noqa: F811
    kim = course.people["kim"]
    address = kim.types("autograder formgrade", within="ml").splitlines()[1].rpartition("/courses/hub/")[2]
    page = enters(course, browser, "kim", address)
    try:
        formgrader(page)
        page.screenshot(path=artefacts / "hub-formgrader-address.png")
    finally:
        page.context.close()


def test_the_service_shows_formgrader_to_its_instructors_in_korean(course, browser, artefacts):  # noqa: F811
    page = enters(course, browser, "han", "services/dlcourse-ko/lab?formgrader=true")
    try:
        formgrader(page)
        page.wait_for_function(ACTIVE)
        assert page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").all_inner_texts()[:3] == ["파일", "편집", "보기"]
        page.screenshot(path=artefacts / "hub-service-ko.png")
    finally:
        page.context.close()


def test_a_learner_fetches_in_the_list_and_works_in_korean_without_formgrader(course, browser, artefacts):  # noqa: F811
    park = course.people["park"]
    park.starts()
    park.types(f"test -d {LESSON} || nbgrader fetch_assignment {LESSON}")
    page = enters(course, browser, "park", "user/{}/lab?reset")
    try:
        page.wait_for_function(ACTIVE)
        assert page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").all_inner_texts()[:3] == ["파일", "편집", "보기"]
        page.locator("#jp-MainMenu").get_by_text("Nbgrader", exact=True).click()
        names = page.locator(".lm-Menu-itemLabel").all_inner_texts()
        assert "Assignment List" in names
        assert not {"Formgrader", "Create Assignment"} & {*names}
        menu(page, "Assignment List")
        page.locator(
            "#nbgrader-assignment_list, .assignment_list, #released_assignments, #assignments"
        ).first.wait_for()
        page.screenshot(path=artefacts / "hub-assignments-ko.png")
        page.goto(f"{park.server}lab/tree/{LESSON}/{LESSON}.ipynb")
        page.wait_for_function(ACTIVE)
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        page.get_by_role("menuitem", name="실행", exact=True).click()
        page.get_by_text("모든 셀 실행", exact=True).first.click()
        page.locator(".dlcourse-stage img.dlcourse-picture").first.wait_for()
        page.screenshot(path=artefacts / "hub-lesson-ko.png")
    finally:
        page.context.close()
