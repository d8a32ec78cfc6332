"""How long a learner waits from the key press on a slider to the new picture: our widgets against `interact`.

Three pictures, each both ways in one notebook in a real JupyterLab in Chromium, taking turns. The `interact` version draws the same scene, with
the same functions, on a new inline figure for every value, as notebooks usually do. Ours sends a list of what moves, and the page paints it. A
third way draws nothing: its slider swaps two finished PNGs of the same size, and shows what JupyterLab, the browser and the slider take where
every picture comes from the kernel as pixels. Target: five times faster than `interact`.
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
SCENES = {  # what it is -> topic and name
    "line explorer": ("perceptron", "explore"),
    "activation explorer": ("activations", "explore"),
    "hidden layer": ("multilayer", "explore"),
}
OURS = """
from dlcourse import widgets
widgets.{module}.{function}()
"""
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, interact
from dlcourse.widgets.{module}.{function} import SCENE
from dlcourse.widgets.stage.scene import Slider

def picture_of(scene):
    def picture(**values):
        figure = plt.figure(figsize=scene.size)
        scene.update(scene.draw(figure, "en"), scene.compute(**scene.start() | values, **scene.uses))
        plt.show()
    return picture

sliders = [s for s in SCENE.controls if isinstance(s, Slider) and not s.when]
interact(picture_of(SCENE), **{{s.name: FloatSlider(value=s.value, min=s.low, max=s.high, step=s.step, description=s.name) for s in sliders}});
"""
SWAP = """
from ipywidgets import FloatSlider, Image, VBox
from dlcourse.widgets.{module}.{function} import SCENE
from dlcourse.widgets.stage.scene import Slider
from dlcourse.widgets.stage.stage import Stage

def swapped(scene):
    stage = Stage(scene)
    slider = next(s for s in scene.controls if isinstance(s, Slider) and not s.when)
    pictures = [stage.image.png()]
    stage.set(**{{slider.name: slider.value + slider.step}})
    stage.refresh()
    pictures.append(stage.image.png())
    shown = Image(value=pictures[0])
    moved = FloatSlider(value=0, min=-50, max=50, step=1)
    moved.observe(lambda change: setattr(shown, "value", pictures[int(change.new) % 2]), names="value")
    return VBox([moved, shown])

swapped(SCENE)
"""
WAYS = {"interact": INTERACT, "ours": OURS, "swap": SWAP}
# from the key press until a new picture is painted, or decoded and drawn
WATCH = """cell => {
    const node = document.querySelector(`[data-cell="${cell}"]`);
    const canvas = () => node.querySelector('.dlcourse-picture canvas');
    const last = () => canvas()?.dataset.painted ?? [...node.querySelectorAll('img')].at(-1)?.src;
    const old = last();
    window.waited = new Promise((resolve, reject) => {
        setTimeout(() => reject(`no new picture in ${cell}`), 20000);
        let start;
        node.addEventListener('keydown', () => { start = performance.now(); }, {capture: true, once: true});
        const watcher = new MutationObserver(async () => {
            if (!last() || last() === old) return;
            watcher.disconnect();
            if (!canvas()) await [...node.querySelectorAll('img')].at(-1).decode();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        });
        watcher.observe(node, {childList: true, subtree: true, attributes: true, attributeFilter: ['src', 'data-painted']});
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
            assert notebook.troubles() == []
            rows = [row(notebook, number, what, repetitions) for number, what in enumerate(SCENES)]
            browser.close()
    print(machine())
    heads = [
        "key press to picture",
        "interact, ms",
        "painted, ms",
        "a PNG, nothing drawn, ms",
        "faster",
        "a PNG at best",
    ]
    print(table(heads, rows))
    print(f"target: {TARGET:g}x; medians of {repetitions} steps each, taking turns")


def row(notebook: "harness.Notebook", number: int, what: str, repetitions: int) -> list[str]:
    """One scene all ways."""
    sides = [partial(step, notebook, f"{way}-{number}", ["ArrowLeft", "ArrowRight"]) for way in WAYS]
    alternating(sides, 2)  # all have imported and drawn everything once
    interact, ours, swap = alternating(sides, repetitions)
    return [what, f"{interact:.0f}", f"{ours:.0f}", f"{swap:.0f}", f"{interact / ours:.1f}x", f"{interact / swap:.1f}x"]


def write_notebook(path: Path) -> None:
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    for number, (module, function) in enumerate(SCENES.values()):
        for way, source in WAYS.items():
            text = source.format(module=module, function=function).strip()
            notebook.cells.append(nbformat.v4.new_code_cell(text, id=f"{way}-{number}"))
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)


def step(notebook: "harness.Notebook", cell: str, keys: list[str]) -> float:
    """Press an arrow key on the first slider; milliseconds until the picture is a new one."""
    page = notebook.window.page
    notebook.settle()  # nothing of the other side is still on its way
    slider = notebook.cell(cell).locator("[role=slider]:visible").first
    slider.focus()
    page.evaluate(WATCH, cell)
    slider.press(keys[0])
    keys.reverse()
    return float(page.evaluate("window.waited"))


if __name__ == "__main__":
    main()
