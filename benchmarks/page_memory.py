"""What a page keeps after 10,000 pictures: its JavaScript heap, nodes and listeners before and after, with everything collected that nobody holds.

One stage in a real JupyterLab in Chromium; the slider goes up and down its whole way with picture, words and table, as fast as the page paints. A
first part of the pictures comes before the first count, so that whatever is made once has been made. It exits with 1 if the page has grown.
Target: no more than 2 MB, 50 nodes and 10 listeners.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from _table import arguments, machine, table
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

import harness

FIRST = 500
MOST = {"heap, MB": 2.0, "nodes": 50.0, "listeners": 10.0}
CELL = """
from dlcourse.widgets import activations
stage = activations.explore()
stage.asking.look()
stage.switch.click()
stage
"""
# Keys until so many pictures are painted, each key once the words name where the one before has led. The next picture is no sign of that: on a busy
# machine it may be the answer to an earlier key, and where the handle turns round the right one is there already.
MOVE = """async pictures => {
    const stage = document.querySelector('.dlcourse-stage'), canvas = stage.querySelector('.dlcourse-picture canvas');
    const handle = stage.querySelector('.dlcourse-control-probe [role=slider]'), says = stage.querySelector('.dlcourse-says');
    const frame = () => new Promise(requestAnimationFrame);
    const painted = () => Number(canvas.dataset.painted), enough = painted() + pictures;
    handle.focus();
    let key = 'ArrowRight', late = 0;
    for (let i = 0; painted() < enough; i++) {
        if (i > 100 + 2 * pictures) throw new Error(`${painted() + pictures - enough} pictures after ${i} keys`);
        const now = Number(handle.getAttribute('aria-valuenow'));
        if (now >= Number(handle.getAttribute('aria-valuemax'))) key = 'ArrowLeft';
        if (now <= Number(handle.getAttribute('aria-valuemin'))) key = 'ArrowRight';
        const keyCode = key === 'ArrowRight' ? 39 : 37, begun = performance.now();
        handle.dispatchEvent(new KeyboardEvent('keydown', {key, code: key, keyCode, bubbles: true, cancelable: true}));
        const place = `z = ${Number(handle.getAttribute('aria-valuenow'))}:`.replace('-', '−');
        await frame();
        for (let k = 1; !says.textContent.includes(place); k++) {
            if (performance.now() - begun > 60000) throw new Error(`no words for ${place} after ${painted()} pictures`);
            await frame();
            late += k > 1;
        }
        if (i % 20 === 19) await new Promise(done => setTimeout(done)); // whoever waits for a quiet moment has one
    }
    return late;
}"""


def main() -> int:
    pictures = arguments(__doc__, quick=300, full=10_000)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        program = harness.chromium(playwright)
        if program is None:
            print(harness.NO_CHROMIUM.replace("browser tests need", "benchmark needs"))
            return 0
        with harness.jupyterlab(Path(folder)) as server:
            browser = harness.launch(playwright, program)
            window = harness.Window.open(browser, server)
            notebook = window.show(server.write("memory", {"stage": CELL.strip()}))
            notebook.run_all()
            before, after, said = moved(notebook, pictures)
            assert notebook.troubles() == [], notebook.troubles()
            assert window.unlucky() == {}, window.unlucky()
            browser.close()
    print(machine())
    grown = {what: after[what] - before[what] for what in MOST}
    rows = [
        [what, *(f"{n:.2f}".rstrip("0").rstrip(".") for n in (before[what], after[what], grown[what], MOST[what]))]
        for what in before
    ]
    print(table(["the page's", "before", "after", "more", "at most"], rows))
    print(said)
    return int(any(grown[what] > MOST[what] for what in grown))


def moved(notebook: "harness.Notebook", pictures: int) -> tuple[dict[str, float], dict[str, float], str]:
    """What the page holds before and after so many pictures, and how long they took."""
    page = notebook.window.page
    time.sleep(2)  # the kernel gets ahead
    page.evaluate(MOVE, min(FIRST, pictures))
    before = counted(notebook)
    began = time.monotonic()
    late = page.evaluate(MOVE, pictures)
    said = f"{pictures} pictures in {time.monotonic() - began:.0f} s; frames that waited for one: {late}"
    return before, counted(notebook), said


def counted(notebook: "harness.Notebook") -> dict[str, float]:
    """What the page holds when everything is collected that can be."""
    notebook.settle()
    time.sleep(1)
    asked = notebook.window.page.context.new_cdp_session(notebook.window.page)
    for _ in range(3):  # what the first lets go may hold others
        asked.send("HeapProfiler.collectGarbage")
    heap: Any = asked.send("Runtime.getHeapUsage")
    dom: Any = asked.send("Memory.getDOMCounters")
    asked.detach()
    return {
        "heap, MB": heap["usedSize"] / 1e6,
        "nodes": float(dom["nodes"]),
        "listeners": float(dom["jsEventListeners"]),
    }


if __name__ == "__main__":
    raise SystemExit(main())
