"""The course as on Binder: its start script, below a prefix, its kernels near by and 100 ms away.

For each distance: the seconds from the badge's address to the lesson on the page, for all cells of lesson 01, for a `check`, and the
milliseconds from a key on a slider to the new picture. Then the memory of the server and its kernels with one, three and nine
lessons open (proportional set size: what a container is charged). Binder gives 2 GB. It measures; nothing here is a target.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from _table import arguments, machine, table
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

import harness
from relay import Relay

ROOT = Path(__file__).parents[1]
PREFIX = "/user/kim-dlcourse-x1/"
ONE_WAY = (0.0, 0.05)  # seconds
LESSONS = ("01_perceptron", "05_backprop", "09_mnist", "02_xor", "03_activations", "04_forward")
LESSONS += ("06_initialization", "07_optimizers", "08_regularization")
OPENED = "path => window.jupyterapp?.shell.currentWidget?.context?.path === path"
# the page's own clock, from the key to the picture that follows
SLIDE = """async () => {
    const stages = [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .dlcourse-stage')];
    const stage = stages.find((each) => each.querySelector('[role=slider]'));
    const picture = stage.querySelector('.dlcourse-picture canvas');
    const handle = stage.querySelector('[role=slider]');
    handle.focus();
    const start = performance.now();
    const changed = new Promise(done =>
        new MutationObserver(done).observe(picture, {attributes: true, attributeFilter: ['data-painted']}));
    handle.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', code: 'ArrowRight', keyCode: 39, bubbles: true}));
    await Promise.race([changed, new Promise(done => setTimeout(done, 5000))]);
    return performance.now() - start;
}"""


@contextmanager
def binder(folder: Path) -> Iterator[harness.Server]:
    """Jupyter as Binder's recipe starts it."""
    (folder / "work").mkdir()
    start = [str(ROOT / "binder" / "start"), str(Path(sys.executable).parent / "jupyter-lab"), "--no-browser"]
    start += [f"--ServerApp.base_url={PREFIX}", "--ServerApp.port=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        start.append("--allow-root")
    environ = {"BINDER_REQUEST": "v2/gh/kim/dlcourse/main", "DLCOURSE_DATA": str(folder / "data")}
    with harness.jupyterlab(folder, env=environ, instead=start) as server:
        yield server


def visit(browser: Any, server: harness.Server, keys: int) -> list[float]:
    """Seconds to the lesson, for all cells of lesson 01 and for a check; milliseconds for a slider."""
    context = harness.new_context(browser)
    begin = time.perf_counter()
    page = context.new_page()
    page.goto(f"{server.address}dlcourse/en?token={server.token}")
    page.wait_for_function(OPENED, arg="en/00_orientation/00_orientation.ipynb")
    page.locator(".jp-Notebook .jp-Cell h1").first.wait_for()
    shown = time.perf_counter() - begin
    notebook = open_lesson(page, server, LESSONS[0])
    all_cells = timed(notebook.run_all)
    checked = timed(lambda: notebook.run("check-step"))
    slides = median(page.evaluate(SLIDE) for _ in range(keys))
    notebook.close()
    context.close()
    return [shown, all_cells, checked, slides]


def open_lesson(page: Any, server: harness.Server, name: str) -> harness.Notebook:
    page.wait_for_selector("#jupyterlab-splash", state="detached")
    return harness.Window(page, server).show(f"en/{name}/{name}.ipynb")


def timed(work: Any) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def memory(browser: Any, server: harness.Server, most: int) -> list[list[str]]:
    """What the server and its kernels weigh, with more and more lessons open and run."""
    page = harness.new_context(browser).new_page()
    page.goto(f"{server.address}lab?reset&token={server.token}")
    page.wait_for_function("window.jupyterapp !== undefined")
    page.evaluate("() => window.jupyterapp.restored.then(() => undefined)")
    page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")  # the visits' own kernels
    rows = [["server alone", f"{weight():.0f}"]]
    for number, name in enumerate(LESSONS[:most], 1):
        open_lesson(page, server, name).run_all()
        if number in (1, 3, 9):
            rows.append([f"{number} {'lesson' if number == 1 else 'lessons'}", f"{weight():.0f}"])
    page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")
    page.context.close()
    return rows


def weight() -> float:
    """MB of all processes of this one's that are Jupyter's: the browser's and our own are not."""
    parents, sizes, ours = {}, {}, set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            pid, words = int(process.name), (process / "cmdline").read_bytes()
            parents[pid] = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            rollup = (process / "smaps_rollup").read_text()
        except (OSError, ValueError):  # ended meanwhile, or somebody else's
            continue
        sizes[pid] = int(rollup.partition("\nPss:")[2].split()[0]) / 1024
        if PREFIX.encode() in words:
            ours.add(pid)
    return sum(size for pid, size in sizes.items() if ours & set(lineage(pid, parents)))


def lineage(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid:
        yield pid
        pid = parents.get(pid, 0)


def main() -> None:
    if not Path("/proc/self/smaps_rollup").exists():
        print("The benchmark asks Linux for the memory of processes: run it there.")
        return
    keys = arguments(__doc__, quick=3, full=15)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        program = harness.chromium(playwright)
        if program is None:
            print(harness.NO_CHROMIUM.replace("browser tests need", "benchmark needs"))
            return
        browser = harness.launch(playwright, program)
        with binder(Path(name)) as server:
            rows = []
            for one_way in ONE_WAY:
                relay = Relay(urlsplit(server.address).port or 80, one_way=one_way) if one_way else None
                with relay.open() if relay else nullcontext():
                    address = f"http://127.0.0.1:{relay.port}{PREFIX}" if relay else server.address
                    shown, cells, checked, slide = visit(browser, replace(server, address=address), keys)
                rows.append(
                    [f"{one_way * 2000:.0f} ms", f"{shown:.1f}", f"{cells:.1f}", f"{checked:.2f}", f"{slide:.0f}"]
                )
            weights = memory(browser, server, 9 if keys > 3 else 1)
        browser.close()
    print(machine())
    print(table(["away", "lesson on the page, s", "all of lesson 01, s", "check, s", "slider, ms"], rows))
    print(table(["open", "memory, MB"], weights))
    print(f"slider: median of {keys} keys; there and back, {ONE_WAY[-1] * 2000:.0f} ms go by on the way")


if __name__ == "__main__":
    main()
