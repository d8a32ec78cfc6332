"""How long a learner waits from the key press on a slider to the new picture, words and table: our widgets against `interact`.

Every scene that has a slider, one after the other in a real JupyterLab in Chromium, each in a page and a kernel of its own, as a lesson is opened (a
page that has shown thirty is slower, whatever it shows): with the kernel near by, then 100 ms away, the ways taking turns. The `interact` version
says the same words, shows the same table and draws the same picture, with the same functions, on a new inline figure for every value, as notebooks
usually do. `asked` is our stage before anything was sent ahead: the kernel answers each move. `ours` is answered by the page from what the kernel
has sent ahead. All bytes go through a relay that makes the distance; near by it adds none.

Beside each: after how many seconds everything around was sent ahead, what one step costs the kernel, before (pixels, a PNG) and now (a list that the
page paints), how many kB that is, and how many the slider's whole sweep. What of it stays in a lesson's notebook, `notebook_sizes.py` says.
Target: as medians of all scenes, at most 16 ms, 8 times faster than `interact` near by, and 14 times 100 ms away. A whole run that misses it ends with
exit code 1. The eye of the needle is the screen: a page is painted 60 times a second, so nothing is faster than 8 ms on average. Milliseconds mean
something on a calm machine only, so before each key press the same page paints an `empty` frame, in which nothing but a number is new: where that takes
much longer than in other scenes, the machine was busy. (A loop of arithmetic does not tell: it is as fast while every frame takes double.)
"""

import argparse
import contextlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from _races import Race, costs, names, race
from _table import alternating, machine, table
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

import harness
from relay import Relay

MOST = 16.0  # milliseconds: a frame
FASTER = {0: 8.0, 100: 14.0}  # milliseconds there and back -> times `interact`
KNOWN = ("perceptron.explore", "activations.explore", "multilayer.explore")  # a light, a middling and a full picture
TRIES = {
    "interact": (8, 5),
    "asked": (2, 20),
    "ours": (2, 20),
}  # how often a key is pressed, and the seconds that it may take
PATIENCE = 90.0  # seconds that the first sweep may take: a tenth of a core
ASKED = """
from dlcourse.widgets import {topic}
other = {topic}.{name}()
other.sweeping.close()
if other.asking:
    other.asking.look()
other.switch.click()
other
"""
OURS = """
from dlcourse.widgets import {topic}
stage = {topic}.{name}()
if stage.asking:
    stage.asking.look()
stage.switch.click()
stage
"""
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
from IPython.display import HTML, display
from ipywidgets import FloatSlider, IntSlider, interact
from dlcourse.widgets.{topic}.{name} import SCENE
from dlcourse.widgets.stage.page import table_html

def picture(**values):
    numbers = SCENE.compute(**SCENE.start() | values, **SCENE.uses)
    print(SCENE.describe(numbers))
    display(HTML(table_html(SCENE.table(numbers), "en")))
    figure = plt.figure(figsize=SCENE.size)
    SCENE.update(SCENE.draw(figure, "en"), numbers)
    plt.show()

interact(picture, {control}={kind}Slider(value={value}, min={low}, max={high}, step={step}));
"""
SIDES = {"interact": INTERACT, "asked": ASKED, "ours": OURS}
REWRITE = """([cell, source]) => window.jupyterapp.shell.currentWidget.content.widgets
    .find(each => each.model.id === cell).model.sharedModel.setSource(source)"""
HEADS = ["key press to picture"]
HEADS += [f"{what}, {away} ms away" for away in FASTER for what in (*SIDES, "empty", "faster")]
HEADS += ["ahead after, s", "a step: PNG, ms", "list, ms", "PNG, kB", "list, kB", "sweep, kB"]
# JupyterLab has something to do for a while after another cell was chosen, and kernel and page after what a side has drawn: a hand takes hold first,
# and then an empty frame is timed
REST = """async () => {
    await new Promise(resolve => setTimeout(() => requestIdleCallback(resolve), 300));
    const number = document.querySelector('#empty') ?? document.createElement('div');
    Object.assign(number, {id: 'empty', textContent: 1 + Number(number.textContent)});
    Object.assign(number.style, {position: 'fixed', top: 0, left: 0});
    document.body.append(number);
    return new Promise(resolve => requestAnimationFrame(() => {
        const begin = performance.now();
        setTimeout(() => resolve(performance.now() - begin));
    }));
}"""
# words and table; an inline figure stands behind its own, so they are there when it is
SAID = """cell => [...document.querySelectorAll(`[data-cell="${cell}"] :is(.dlcourse-says, .dlcourse-table)`)].map(each => each.textContent).join()"""
# from the key press until picture, words and table are new and painted: the picture's first change, and the last one of words and table, which
# come in messages of their own
WATCH = """([cell, seconds]) => {
    const node = document.querySelector(`[data-cell="${cell}"]`);
    const canvas = () => node.querySelector('.dlcourse-picture canvas');
    const last = () => canvas()?.dataset.painted ?? [...node.querySelectorAll('img')].at(-1)?.src;
    const said = () => (SAID)(cell);
    const old = last(), before = said();
    let start, latest, pictured = false, now = before;
    const onScreen = done => requestAnimationFrame(() => setTimeout(() => { latest = performance.now() - start; done?.(); }));
    window.waited = new Promise((resolve, reject) => {
        const watcher = new MutationObserver(async () => {
            const spoken = said(), anew = spoken !== now;
            now = spoken;
            if (!pictured && last() && last() !== old && !(canvas() && spoken === before)) {
                pictured = true;
                if (!canvas()) await [...node.querySelectorAll('img')].at(-1).decode();
                onScreen(resolve);
            } else if (pictured && anew) onScreen();
        });
        const patience = setTimeout(() => (watcher.disconnect(), reject(`nothing new in ${cell}`)), 1000 * seconds);
        node.addEventListener('keydown', () => { start = performance.now(); }, {capture: true, once: true});
        watcher.observe(node, {childList: true, subtree: true, characterData: true, attributeFilter: ['src', 'data-painted']});
        window.took = () => (watcher.disconnect(), clearTimeout(patience), latest);
    });
    window.waited.catch(() => {});
}""".replace("SAID", SAID)


class UnmeasuredError(Exception):
    """A scene that did not do what is measured."""


def main() -> None:
    asked = options(names())
    chosen = [race(name) for name in asked.scenes or (KNOWN[:2] if asked.quick else names())]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        program = harness.chromium(playwright)
        if program is None:
            print(harness.NO_CHROMIUM.replace("browser tests need", "benchmark needs"))
            return
        with harness.jupyterlab(Path(folder)) as server:
            path = server.write("race", dict.fromkeys(SIDES, ""))
            straight = urlsplit(server.address)
            relay = Relay(straight.port or 80)
            with relay.open():
                browser = harness.launch(playwright, program)
                by_relay = replace(server, address=f"http://127.0.0.1:{relay.port}{straight.path}")
                context = harness.new_context(browser)
                waited = {}
                for each in tqdm(chosen, disable=None):
                    found = measured(
                        each,
                        lambda: harness.Window.open(browser, by_relay, context).show(path),
                        relay,
                        steps(each, asked),
                    )
                    if found is None:  # the other scenes are measured all the same
                        continue
                    waited[each.name] = found
                    if not asked.quick:  # all of it takes an hour: whoever ends it before has what there is
                        tqdm.write(f"{each.name}: {', '.join(timed(found))}", file=sys.stderr)
                browser.close()
    print(machine())
    lines = [
        [each.name, *timed(waited[each.name]), *costs(each, 3 if asked.quick else 12)]
        for each in chosen
        if each.name in waited
    ]
    print(table(HEADS, lines))
    said, kept = summary(list(waited.values()))
    print(said)
    if not (kept or asked.quick):
        raise SystemExit("the medians miss the target")
    if len(waited) < len(chosen):
        raise SystemExit(f"{len(chosen) - len(waited)} of {len(chosen)} scenes could not be measured: see above")


def options(scenes: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", help=f"which scenes; without any, all of: {', '.join(scenes)}")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="two scenes and 3 steps each, instead of all and 6 (30 where a picture is known)",
    )
    parser.add_argument("--steps", type=int, help="how many steps each")
    asked = parser.parse_args()
    if unknown := set(asked.scenes) - set(scenes):
        parser.error(f"no scene with a slider is called {', '.join(sorted(unknown))}; there are: {', '.join(scenes)}")
    return asked


def steps(race: Race, asked: argparse.Namespace) -> int:
    return asked.steps or (3 if asked.quick else 30 if race.name in KNOWN else 6)


def measured(
    race: Race, opened: Callable[[], "harness.Notebook"], relay: Relay, repetitions: int
) -> list[float] | None:
    """What `waits` measures, in a page and a kernel of its own. A scene that does not answer is tried once more; None if it never does."""
    for further in ("; once more", ""):
        relay.one_way = 0.0
        notebook = opened()
        try:
            return waits(race, notebook, relay, repetitions)
        except UnmeasuredError as error:
            print(f"{race.name}: {error}{further}", file=sys.stderr)
        finally:
            notebook.close()
            notebook.window.page.close()
    return None


def waits(race: Race, notebook: "harness.Notebook", relay: Relay, repetitions: int) -> list[float]:
    """Milliseconds near by, then far away: the sides and an empty frame; at the end the seconds until everything was sent ahead."""
    page = notebook.window.page
    for side, source in SIDES.items():
        page.evaluate(REWRITE, [side, source.strip().format(**race.facts())])
        notebook.run(side)
    # the last widget that is closed takes its subshell along, and a message for it that nobody reads is told of at some later moment
    if troubles := [said for said in notebook.troubles() if "Task was destroyed" not in said]:
        raise UnmeasuredError("; ".join(troubles))
    ours = f".dlcourse-control-{race.slider.name} [role=slider]:visible"
    controls = {"interact": "[role=slider]:visible", "asked": ours, "ours": ours}
    empty: list[float] = []
    sides = [partial(step, notebook, side, control, list(race.keys), empty) for side, control in controls.items()]
    found: list[float] = []
    first = 0.0
    for away in FASTER:
        relay.one_way = away / 2000
        first = first or get_ahead(notebook)
        alternating(sides, 2)  # both places have been seen
        get_ahead(notebook)
        empty.clear()
        found += [*alternating(sides, repetitions), statistics.median(empty)]
    return [*found, first]


def get_ahead(notebook: "harness.Notebook") -> float:
    """Wait until the kernel has sent what it can send ahead, or until nobody would wait any longer; how many seconds that took."""
    begin = time.monotonic()
    with contextlib.suppress(TimeoutError):
        notebook.get_ahead("[stage]", PATIENCE)
    return time.monotonic() - begin


def step(notebook: "harness.Notebook", side: str, control: str, keys: list[str], empty: list[float]) -> float:
    """Press an arrow key on a slider; milliseconds until all is new, and in `empty` what an empty frame took before it."""
    page = notebook.window.page
    tries, seconds = TRIES[side]
    for tries_left in reversed(range(tries)):
        notebook.settle()  # nothing of the other side is still on its way
        slider = notebook.cell(side).locator(control).first
        slider.focus()
        empty.append(page.evaluate(REST))
        page.evaluate(WATCH, [side, seconds])
        slider.press(keys[0])
        keys.reverse()
        try:
            page.evaluate("window.waited")
        except PlaywrightError:  # on a busy machine `interact` leaves out a value: there and back is no new figure
            if not tries_left:
                raise UnmeasuredError(f"{keys[-1]} shows nothing new in {side}") from None
            continue
        notebook.settle()  # all that this key brings is there
        return float(page.evaluate("window.took()"))
    raise AssertionError


def timed(waited: Sequence[float]) -> list[str]:
    """The columns of a line."""
    said = []
    for *sides, frame in by_distance(waited):
        said += [*(f"{one:.1f}" for one in (*sides, frame)), f"{sides[0] / sides[-1]:.1f}x"]
    return [*said, f"{waited[-1]:.0f}"]


def by_distance(waited: Sequence[float]) -> list[Sequence[float]]:
    """What was measured near by, and what far away."""
    wide = len(SIDES) + 1
    return [waited[wide * i : wide * (i + 1)] for i in range(len(FASTER))]


def summary(every: Sequence[Sequence[float]]) -> tuple[str, bool]:
    """How it stands with the targets, and whether they are kept."""
    said, kept = [], True
    for i, (away, least) in enumerate(FASTER.items()):
        here = [by_distance(waited)[i] for waited in every]
        ours, ratios = [sides[-2] for sides in here], [sides[0] / sides[-2] for sides in here]
        kept = kept and statistics.median(ours) <= MOST and statistics.median(ratios) >= least
        said.append(
            f"{away} ms away: median {statistics.median(ours):.1f} and at worst {max(ours):.1f} of {MOST:.0f} ms "
            f"(an empty frame {statistics.median(sides[-1] for sides in here):.1f}), "
            f"median {statistics.median(ratios):.1f}x and at worst {min(ratios):.1f}x of {least:g}x"
        )
    return "; ".join(said), kept


if __name__ == "__main__":
    main()
