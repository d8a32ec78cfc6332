"""How long a learner waits from the key press on a slider to the new picture: our widget against `interact`.

Both show the line explorer, side by side in one notebook in a real JupyterLab in Chromium, and take turns. The `interact` version draws the same
scene, with the same functions, on a new inline figure for every value, as notebooks usually do. Target: five times faster.
"""

import sys
import tempfile
from functools import partial
from pathlib import Path

import nbformat
from _table import alternating, arguments, machine, table
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

import harness

TARGET = 5.0
WAYS = {"ours": "widget of this course (blitted)", "interact": "interact + inline figure"}
OURS = """
from dlcourse import widgets
widgets.perceptron.explore()
"""
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, interact
from dlcourse.widgets.perceptron import LINE_SCENE as scene

def picture(**values):
    figure = plt.figure(figsize=scene.size)
    scene.update(scene.draw(figure, "en"), scene.compute(**values, **scene.uses))
    plt.show()

gate, *sliders = scene.controls
moved = {s.name: FloatSlider(value=s.value, min=s.low, max=s.high, step=s.step, description=s.name) for s in sliders}
interact(picture, gate=[value for value, _ in gate.options], **moved);
"""
# from the key press until a new picture is decoded and drawn
WATCH = """cell => {
    const node = document.querySelector(`[data-cell="${cell}"]`);
    const last = () => [...node.querySelectorAll('img')].at(-1)?.src;
    const old = last();
    window.waited = new Promise(resolve => {
        let start;
        node.addEventListener('keydown', () => { start = performance.now(); }, {capture: true, once: true});
        const watcher = new MutationObserver(async () => {
            const picture = [...node.querySelectorAll('img')].at(-1);
            if (!picture || !picture.src || picture.src === old) return;
            watcher.disconnect();
            await picture.decode();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        });
        watcher.observe(node, {childList: true, subtree: true, attributes: true, attributeFilter: ['src']});
    });
}"""


def main() -> None:
    repetitions = arguments(__doc__, quick=4, full=40)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        program = harness.chromium(playwright)
        if program is None:
            print(harness.NO_CHROMIUM.replace("browser tests need", "benchmark needs"))
            return
        write_notebook(Path(folder) / "work" / "race.ipynb")
        with harness.jupyterlab(Path(folder)) as server:
            browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu"])
            notebook = harness.Window.open(browser, server).show("race.ipynb")
            notebook.run_all()
            sides = [partial(step, notebook, way, ["ArrowLeft", "ArrowRight"]) for way in WAYS]
            alternating(sides, 2)  # both have imported and drawn everything once
            ours, interact = alternating(sides, repetitions)
            browser.close()
    print(machine())
    rows = [
        [WAYS["interact"], f"{interact:.0f}", "1.0x"],
        [WAYS["ours"], f"{ours:.0f}", f"{interact / ours:.1f}x"],
    ]
    print(table(["way", "key press to picture, ms", "faster"], rows))
    print(f"target: {TARGET:g}x; medians of {repetitions} steps each, taking turns")


def write_notebook(path: Path) -> None:
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    notebook.cells = [
        nbformat.v4.new_code_cell(source.strip(), id=cell) for cell, source in (("ours", OURS), ("interact", INTERACT))
    ]
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)


def step(notebook: "harness.Notebook", cell: str, keys: list[str]) -> float:
    """Press an arrow key on the first slider; milliseconds until the picture is a new one."""
    page = notebook.window.page
    notebook.settle()  # nothing of the other side is still on its way
    slider = notebook.cell(cell).locator("[role=slider]").first
    slider.focus()
    page.evaluate(WATCH, cell)
    slider.press(keys[0])
    keys.reverse()
    return float(page.evaluate("window.waited"))


if __name__ == "__main__":
    main()
