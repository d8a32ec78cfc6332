"""Record README's first picture: a slider that moves a line, then a check that names a mistake, in a real JupyterLab.

    .venv/bin/python docs/images/record.py [FOLDER]

It writes `first-look-en.gif` and `first-look-ko.gif` here (or into FOLDER), and for readers who want no motion a still of
each. Wanted: Chromium, and the extra `dev`. What is shown is what a learner sees; only the waiting is cut out.
"""

import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from PIL import Image

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "tests" / "browser"))

import harness  # noqa: E402  # the browser tests' own helpers live there

WIDTH, HEIGHT = 860, 548  # of the window, and of the picture
ROOM = ".jp-WindowedPanel-outer"  # what scrolls
# nothing of JupyterLab's frame but the notebook itself
ALONE = f"""{ROOM} {{ scrollbar-width: none; }}
.jp-SideBar, .jp-cell-toolbar, #jp-bottom-panel, #jp-down-stack {{ display: none !important; }}"""
COLOURS = 96
LANGUAGES = ("en", "ko")
SECOND = 1000
# which slider (w1, w2, b), which key, how often: until the line cuts the right corner off, and on
MOVES = ((2, "ArrowLeft", 4), (0, "ArrowRight", 1), (1, "ArrowLeft", 1))
WRONG, RIGHT = "return np.where(x >= 0, 1, 0)", "return np.where(x > 0, 1, 0)"
CELLS = {
    "setup": "import numpy as np\n\nfrom dlcourse import language, widgets\nfrom dlcourse.exercises import check\n\n"
    'language.use("{language}")',
    "picture": "widgets.perceptron.explore()",
    "answer": "def step(x):\n    ",
    "check": 'check("step")',
}

Frame = tuple[Image.Image, int]  # a picture and for how many milliseconds it stands


def main(folder: Path) -> None:
    """Record both languages."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = harness.chromium(playwright)
        if program is None:
            sys.exit(harness.NO_CHROMIUM)
        browser = harness.launch(playwright, program)
        for language in LANGUAGES:
            with tempfile.TemporaryDirectory() as rooms:
                frames = list(recorded(browser, Path(rooms), language))
            save(frames, folder, language)
        browser.close()


def recorded(browser: Any, folder: Path, language: str) -> Iterator[Frame]:
    """The frames, as they come."""
    with harness.jupyterlab(folder, language=language, env={"DLCOURSE_DATA": str(folder / "data")}) as server:
        made = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
        made.cells = [
            nbformat.v4.new_code_cell(source.replace("{language}", language), id=cell) for cell, source in CELLS.items()
        ]
        nbformat.write(made, server.folder / "first-look.ipynb")
        window = harness.Window.open(browser, server)
        window.command("application:toggle-left-area")
        window.page.add_style_tag(content=ALONE)
        window.page.set_viewport_size({"width": WIDTH, "height": 1400})
        notebook = window.show("first-look.ipynb")
        notebook.run("setup")
        yield from moving(notebook)
        yield from checking(notebook)
        unlucky = {**window.unlucky(), "troubles": notebook.troubles()}
        assert unlucky == {"troubles": []}, unlucky
        notebook.close()
        window.page.context.close()


def moving(notebook: harness.Notebook) -> Iterator[Frame]:
    """Sliders move, and the line with them."""
    notebook.run("picture")
    cell = notebook.cell("picture")
    cell.locator(".dlcourse-says p").wait_for()
    sliders = cell.locator("[role=slider]")
    shot = seen(notebook, cell.locator(".dlcourse-picture").first)
    yield shot, 2 * SECOND
    for slider, key, times in MOVES:
        for _ in range(times):
            sliders.nth(slider).press(key)
            notebook.settle()
            shot = seen(notebook, cell.locator(".dlcourse-picture").first)
            yield shot, 180
        yield shot, SECOND // 2
    yield shot, 3 * SECOND


def checking(notebook: harness.Notebook) -> Iterator[Frame]:
    """An answer is written; the check names its mistake; it is mended."""
    keyboard = notebook.window.page.keyboard
    cell, verdict = notebook.cell("answer"), notebook.cell("check")
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    keyboard.press("Control+End")
    yield seen(notebook, cell), SECOND
    for place in range(0, len(WRONG), 4):
        keyboard.insert_text(WRONG[place : place + 4])
        yield seen(notebook, cell), 130
    for source in (WRONG, RIGHT):
        if source == RIGHT:
            notebook.write("answer", CELLS["answer"] + RIGHT)
            yield seen(notebook, cell), SECOND
        notebook.run("answer")
        notebook.run("check")
        verdict.locator(".dlcourse-report").wait_for()
        odd = verdict.locator("p.dlcourse-note").all_inner_texts()  # of this machine, not of what a learner sees
        assert odd == [], odd
        yield seen(notebook, cell), 4 * SECOND
        if source == WRONG:
            verdict.locator("summary").click()
            yield seen(notebook, cell), 5 * SECOND


def seen(notebook: harness.Notebook, top: Any) -> Image.Image:
    """What the page shows from the top of an element on, in the size of the picture."""
    top.evaluate(
        """(node, where) => {
            const room = document.querySelector(where);
            room.scrollTop += node.getBoundingClientRect().top - room.getBoundingClientRect().top - 8;
        }""",
        ROOM,
    )
    left, cell = notebook.window.page.locator(ROOM).bounding_box()["x"], notebook.cell("answer").bounding_box()
    width = cell["x"] + cell["width"] + 8 - left
    clip = {"x": left, "y": max(top.bounding_box()["y"] - 8, 0), "width": width, "height": HEIGHT}
    return Image.open(io.BytesIO(notebook.window.page.screenshot(clip=clip, caret="initial"))).convert("RGB")


def save(frames: list[Frame], folder: Path, language: str) -> None:
    """One palette for all frames, so that nothing flickers; the picture with the mistake's name is the still."""
    still = frames[-3][0]
    still.quantize(COLOURS).save(folder / f"first-look-{language}.png", optimize=True)
    samples = [frames[0][0], still, frames[-1][0]]
    sheet = Image.new("RGB", (still.width, HEIGHT * len(samples)))
    for place, sample in enumerate(samples):
        sheet.paste(sample, (0, place * HEIGHT))
    palette = sheet.quantize(COLOURS)
    pictures = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture, _ in frames]
    path = folder / f"first-look-{language}.gif"
    pictures[0].save(
        path,
        save_all=True,
        append_images=pictures[1:],
        duration=[milliseconds for _, milliseconds in frames],
        loop=0,
        optimize=True,
    )
    print(f"{path}: {len(frames)} frames, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
