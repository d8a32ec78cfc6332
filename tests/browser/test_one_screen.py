"""Every stage on one screen: all scenes in one notebook, measured in a window of an ordinary laptop, in both themes and when it is narrow.

With `DLCOURSE_PICTURES=1` it leaves pictures in `artefacts/`, for looking at.
"""

import re

import pytest
from by_hand import Stage
from every_stage import alike, blurred, many_stops, mismarked, moving, not_beside
from harness import DARK, LIGHT, PICTURES

from dlcourse.widgets import registry
from dlcourse.widgets.stage.controls import GO, PAUSE

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("one-screen")]

MOST = 640  # pixels of height in a window of 1440x900
LONG = {"dashboard.explore"}  # a list of all exercises
LAPTOP, NARROW, ZOOMED = (1440, 900), (800, 900), (720, 450)  # the last is 1440x900 at 200 %
SCENES = registry.scenes()


def cells(speaks):
    """Every scene, a cell for each."""
    # an answer is remembered from one test to the next: here every question is open
    forget = "import os, tempfile\nroom = tempfile.TemporaryDirectory()\nos.environ['DLCOURSE_DATA'] = room.name\n"
    return {"setup": f"{forget}from dlcourse import language, widgets\nlanguage.use({speaks!r})"} | {
        name.replace(".", "-"): f"widgets.{name}()" for name in SCENES
    }


def measured(notebook):
    """Height, width and what sticks out at the side, of every stage."""
    return notebook.window.page.evaluate(
        """names => Object.fromEntries(names.map(name => {
            const stage = document.querySelector(`[data-cell="${name}"] .dlcourse-stage`), {height, width} = stage.getBoundingClientRect();
            const out = [...stage.querySelectorAll('*')].filter(node => node.checkVisibility() && !node.closest('.dlcourse-table, .dlcourse-code')
                && !node.parentElement.closest('.dlcourse-view')  // a picture that is wider than its place is moved in it
                && node.getBoundingClientRect().right > stage.getBoundingClientRect().right + 1).map(node => node.className);
            return [name, {height, width, out}];
        }))""",
        [name.replace(".", "-") for name in SCENES],
    )


def uncovered(notebook):
    """Answer the first question of every stage with its first choice."""
    notebook.window.page.evaluate(
        "() => document.querySelectorAll('.dlcourse-stage').forEach(stage => stage.querySelector('.dlcourse-choice')?.click())"
    )
    notebook.settle()


@pytest.mark.parametrize("speaks", ["en", "ko"])
def test_every_stage_fits_on_one_screen(show, window, server, artefacts, speaks):
    notebook = show(server.write(f"every-stage-{speaks}", cells(speaks)))
    for cell in notebook.ids():
        notebook.run(cell)  # all at once would be more messages than a busy server keeps
    assert notebook.troubles() == []
    found, wrong = {}, {}
    for state in ("asked", "answered"):
        for (width, height), theme in ((LAPTOP, LIGHT), (LAPTOP, DARK), (NARROW, LIGHT), (ZOOMED, LIGHT)):
            window.page.set_viewport_size({"width": width, "height": height})
            window.theme(theme)
            notebook.settle()
            found[state, width, theme] = measured(notebook)
            wrong[state, width, theme] = odd(window.page, beside=width == LAPTOP[0])
            if state == "answered" and width != LAPTOP[0]:
                by_keyboard(notebook)
            if PICTURES and state == "answered" and width != ZOOMED[0]:
                for name in SCENES:
                    shade = "dark" if theme == DARK else "light"
                    window.picture(at(notebook, name), artefacts / f"stage-{name}-{speaks}-{width}-{shade}.png")
        if state == "asked":
            look_without_a_guess(notebook, "s" if speaks == "en" else "ㄴ")
            uncovered(notebook)
    assert {key: one for key, one in wrong.items() if any(one)} == {}
    tall = {
        (state, name): round(one["height"])
        for (state, width, _), stages in found.items()
        if width == LAPTOP[0]
        for name, one in stages.items()
        if one["height"] > MOST and name.replace("-", ".", 1) not in LONG
    }
    out = {(*key, name): one["out"] for key, stages in found.items() for name, one in stages.items() if one["out"]}
    assert (tall, out) == ({}, {})
    assert misread(notebook) == []
    assert restless(notebook) == []
    for_some_eyes(window.page)
    if speaks == "en":
        window.page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
        keys(notebook)
        sight(notebook)


def at(notebook, name):
    return notebook.cell(name.replace(".", "-")).locator(".dlcourse-stage")


def odd(page, *, beside):
    """What is wrong with the look of any stage, or with the way of the Tab key through it."""
    return [
        many_stops(page),
        mismarked(page),
        alike(page),
        not_beside(page) if beside else [],
        blurred(page),
    ]


def look_without_a_guess(notebook, key):
    """The key S, whatever letter it bears, shows what is veiled from any control of the stage; the question stays open."""
    stage = at(notebook, "activations.explore")
    picture, choice = stage.locator(".dlcourse-picture"), stage.locator(".dlcourse-choice").first
    handle = stage.locator(".dlcourse-control-probe [role=slider]")
    assert not picture.is_visible()
    handle.dispatch_event("keydown", {"key": key, "code": "KeyS", "bubbles": True, "cancelable": True})
    for shown in (picture, stage.locator(".dlcourse-says").filter(has_text=re.compile(r"\S"))):
        shown.wait_for()  # each comes by a message of its own
    assert (choice.is_visible(), stage.locator(".dlcourse-veil").is_visible()) == (True, False)


def by_keyboard(notebook):
    """In a narrow window too, a slider and a choice are moved by keys, are seen while they are, and change the picture."""
    stage = Stage(notebook, "activations-explore", "keyboard")
    for css in ("probe [role=slider]", "act button[tabindex='0']"):
        stage.moved, before = set(), stage.shows()
        control = stage.controls.locator(f".dlcourse-control-{css}")
        control.press("ArrowRight")
        stage.changed(before)
        here = stage.node.evaluate(
            """() => {
                const {left, right, top, bottom} = document.activeElement.getBoundingClientRect();
                const on = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                return document.activeElement.contains(on);
            }"""
        )
        assert ("picture" in stage.moved, here) == (True, True), css


def for_some_eyes(page):
    """Windows' high contrast keeps chosen and plain apart; who wants little motion gets none."""
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert (alike(page), moving(page)) == ([], [])
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")


def restless(notebook):
    """What goes on changing on the page while nobody touches anything: it would take a processor for itself."""
    return notebook.window.page.evaluate(
        """async () => {
            const seen = [];
            const watcher = new MutationObserver((changes) => seen.push(...changes.map(({target}) => target.className ?? target.nodeName)));
            for (const stage of document.querySelectorAll(".dlcourse-stage")) {
                watcher.observe(stage, {subtree: true, childList: true, attributes: true, characterData: true});
            }
            await new Promise((over) => setTimeout(over, 1500));
            watcher.disconnect();
            return [...new Set(seen)];
        }"""
    )


def misread(notebook):
    """Sliders that tell a screen reader, or show by their filled part, another number than the one beside them."""
    return notebook.window.page.evaluate(
        """() => [...document.querySelectorAll(".dlcourse-stage .widget-slider")].filter((one) => one.querySelector(".widget-readout")).map((one) => {
            const handle = one.querySelector(".noUi-handle"), track = one.querySelector(".noUi-target");
            const shown = Number(one.querySelector(".widget-readout").textContent.replace("−", "-"));
            const told = ["min", "max", "now"].map((which) => Number(handle.getAttribute("aria-value" + which)));
            const at = parseFloat(getComputedStyle(track).getPropertyValue("--at"));
            const right = told[2] === shown && Math.abs(at - (100 * (shown - told[0])) / (told[1] - told[0])) < 0.1;
            return right ? null : [one.className, shown, told, at];
        }).filter(Boolean)"""
    )


def keys(notebook):
    """A slider finds back to its start by key and by double click; a group of choices is one stop with arrow keys inside."""
    stage = at(notebook, "perceptron.explore")
    bias = stage.locator(".dlcourse-control-b .noUi-handle")
    value = bias.get_attribute("aria-valuenow")
    for back in (lambda: bias.press("Backspace"), bias.dblclick):
        bias.press("ArrowLeft")
        notebook.settle()
        assert bias.get_attribute("aria-valuenow") != value
        back()
        notebook.settle()
        assert bias.get_attribute("aria-valuenow") == value
    gates = stage.locator(".dlcourse-control-gate button")
    gates.first.press("ArrowRight")
    notebook.settle()
    stops = gates.evaluate_all("all => all.map(one => [one.tabIndex, one.getAttribute('aria-pressed')])")
    assert stops == [[-1, "false"], [0, "true"], [-1, "false"], [-1, "false"]]


def sight(notebook):
    """What plays rests while it is scrolled out of sight, and goes on when it is back."""
    stage = at(notebook, "playground.explore")
    button = stage.locator(".dlcourse-play")
    for look, says in (
        (lambda: button.press("Enter"), PAUSE),
        (notebook.cell("setup").scroll_into_view_if_needed, GO),
        (stage.scroll_into_view_if_needed, PAUSE),
        (lambda: button.press("Enter"), GO),
    ):
        look()
        button.filter(has_text=says.en).wait_for(state="attached")
