"""Every stage on one screen: all scenes in one notebook, measured in a window of an ordinary laptop, in both themes and when it is narrow.

The pictures that this leaves in `artefacts/` are for looking at.
"""

import pytest
from harness import DARK, LIGHT

from dlcourse.widgets import registry
from dlcourse.widgets.stage.controls import GO, PAUSE

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("lessons-en")]

MOST = 640  # pixels of height in a window of 1440x900
LONG = {"dashboard.explore"}  # a list of all exercises
LAPTOP, NARROW, ZOOMED = (1440, 900), (800, 900), (720, 450)  # the last is 1440x900 at 200 %
SCENES = registry.scenes()


def cells(speaks):
    """Every scene, a cell for each."""
    return {"setup": f"from dlcourse import language, widgets\nlanguage.use({speaks!r})"} | {
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
    notebook.run_all()
    assert notebook.troubles() == []
    found = {}
    for state in ("asked", "answered"):
        for (width, height), theme in ((LAPTOP, LIGHT), (LAPTOP, DARK), (NARROW, LIGHT), (ZOOMED, LIGHT)):
            window.page.set_viewport_size({"width": width, "height": height})
            window.theme(theme)
            notebook.settle()
            found[state, width, theme] = measured(notebook)
            if state == "answered" and width != ZOOMED[0]:
                for name in SCENES:
                    shade = "dark" if theme == DARK else "light"
                    window.picture(at(notebook, name), artefacts / f"stage-{name}-{speaks}-{width}-{shade}.png")
        uncovered(notebook)
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
    if speaks == "en":
        window.page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
        keys(notebook)
        sight(notebook)


def at(notebook, name):
    return notebook.cell(name.replace(".", "-")).locator(".dlcourse-stage")


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
