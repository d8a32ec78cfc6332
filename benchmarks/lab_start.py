"""From the command to the first lesson on the page: `dlcourse lab` on a new folder against `jupyter lab`.

`dlcourse lab` first copies the lessons; `jupyter lab` finds the same notebook there already. Each repetition begins with empty settings and a new
page in a Chromium that is open, and ends when the notebook's first cell is drawn. Target: at most a quarter longer.
"""

import os
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from _table import alternating, arguments, machine, table
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

import harness

TARGET = 1.25
FIRST = "en/00_orientation.ipynb"
LESSON = Path(__file__).parents[1] / "lessons" / "en" / "00_orientation" / "00_orientation.ipynb"
OPEN = f"window.jupyterapp?.shell.currentWidget?.context?.path === '{FIRST}'"
# a server that is told to end while a kernel starts ends late
END = """async () => {
    const context = window.jupyterapp.shell.currentWidget.sessionContext;
    await context.ready;
    await context.session.kernel.info;
    await context.shutdown();
}"""


def main() -> None:
    repetitions = arguments(__doc__, quick=1, full=5)
    with sync_playwright() as playwright:
        program = harness.chromium(playwright)
        if program is None:
            print(harness.NO_CHROMIUM.replace("browser tests need", "benchmark needs"))
            return
        browser = harness.launch(playwright, program)
        sides = [partial(opened, browser, plain=plain) for plain in (True, False)]
        if repetitions > 1:
            alternating(sides, 1)  # the disk's cache is warm for both
        plain, ours = alternating(sides, repetitions)
        browser.close()
    print(machine())
    rows = [
        ["jupyter lab", f"{plain / 1000:.1f}", "1.00x"],
        ["dlcourse lab", f"{ours / 1000:.1f}", f"{ours / plain:.2f}x"],
    ]
    print(table(["command", "to the lesson on the page, s", "ratio"], rows))
    print(f"target: at most {TARGET:g}x; medians of {repetitions}, taking turns")


def opened(browser: Any, *, plain: bool) -> float:
    """Milliseconds from the command to the first cell of the first lesson."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        with harness.jupyterlab(folder, instead=jupyter_lab(folder) if plain else None) as server:
            page = browser.new_page()
            page.set_default_timeout(harness.SECONDS * 1000)
            page.goto(f"{server.address}?token={server.token}")
            page.wait_for_function(OPEN)
            page.locator(".jp-Notebook .jp-Cell h1").first.wait_for()
            took = (time.perf_counter() - start) * 1000
            page.evaluate(END)
            page.close()
    return took


def jupyter_lab(folder: Path) -> list[str]:
    """The command of everybody's JupyterLab, with the lesson in its folder."""
    (folder / "work" / FIRST).parent.mkdir(parents=True)
    shutil.copy2(LESSON, folder / "work" / FIRST)
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder / 'work'}", "--no-browser"]
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [*command, f"--LabApp.default_url=/lab/tree/{FIRST}", *root]


if __name__ == "__main__":
    main()
