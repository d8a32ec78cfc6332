"""How large a lesson's notebook is, in kB: as it is given out, and as it is saved after Run All, with its stages as one PNG each and as they are kept.

Every lesson runs as it is given out, each in a process of its own. A page is there (one that only listens), so the kernel works out in its idle
moments what a stage's controls come to, and says what the notebook is to keep of it: what moves on without a kernel. Beside it stands the same
notebook with a PNG and the words of each stage instead, which is all that a picture by `interact` would leave. Idle moments are made longer
here; what is worked out in them, and what is kept, is the same. Target: what the stages of a lesson add to that, with pictures for whoever blocks
scripts, words, controls, moments and scripts, takes at most 300 kB, and every one of them moves. Questions by themselves are no stages. It exits
with 1 if one lesson has more.
"""

import argparse
import asyncio
import base64
import json
import multiprocessing
import os
import re
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from _table import machine, table

ROOT = Path(__file__).parents[1]
QUICK = 2  # lessons
MOST = 300  # kB
MOMENTS = re.compile(r'"moments":"([^"]+)"')


@dataclass(frozen=True)
class Sizes:
    """Of one lesson, in bytes: as given out; saved with PNGs, and with what is kept; all that its stages add to the PNGs; and places of each stage."""

    given: int
    pictures: int
    kept: int
    stages: int
    places: list[int]  # that a stage moves to


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"the first {QUICK} lessons instead of all")
    parser.add_argument("--language", choices=["en", "ko"], default="en", help="of the lessons (en)")
    asked = parser.parse_args()
    lessons = sorted((ROOT / "lessons" / asked.language).glob("*/*.ipynb"))[: QUICK if asked.quick else None]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        found = dict(zip((lesson.stem for lesson in lessons), pool.map(sizes, lessons), strict=True))
    print(machine())
    heads = [
        "a lesson's notebook",
        "stages",
        "given out, kB",
        "with PNGs, kB",
        "as kept, kB",
        "larger",
        "by stages, kB",
        "places of each",
    ]
    print(table(heads, [[name, *columns(one)] for name, one in found.items()]))
    most = max(one.stages for one in found.values()) / 1000
    print(f"by stages: at most {most:.0f} of {MOST} kB a lesson")
    return int(most > MOST)


def columns(of: Sizes) -> list[str]:
    """The columns of a line."""
    sizes = [f"{size / 1000:.0f}" for size in (of.given, of.pictures, of.kept)]
    places = ", ".join(map(str, of.places))
    return [str(len(of.places)), *sizes, f"{of.kept / of.pictures:.1f}x", f"{of.stages / 1000:.0f}", places]


def sizes(lesson: Path) -> Sizes:
    """Run a lesson in this process, which has run nothing else."""
    with tempfile.TemporaryDirectory() as nobody:
        # a learner who has done nothing yet, whatever whoever measures has
        os.environ |= {"MPLBACKEND": "agg", "DLCOURSE_DATA": nobody}
        here = os.getcwd()
        os.chdir(nobody)
        try:
            return asyncio.run(run_all(lesson))
        finally:
            os.chdir(here)


async def run_all(lesson: Path) -> Sizes:
    """What its notebook comes to."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    from dlcourse.widgets.stage import idle
    from dlcourse.widgets.stage.panel import Panel
    from dlcourse.widgets.stage.stage import Stage

    idle.QUIET, idle.SHARE = 0.01, 1.0
    notebook = nbformat.read(lesson, as_version=4)
    shell = InteractiveShell.instance(warn_venv=False)
    shown: list[Any] = []
    shell.display_trap.hook = lambda value: None if value is None else shown.append(value)
    panels: list[tuple[Panel, Any]] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        shown.clear()
        with capture_output() as told:
            shell.run_cell(cell.source, store_history=False).raise_error()
        if told.stdout:
            cell.outputs.append(nbformat.v4.new_output("stream", name="stdout", text=told.stdout))
        bundles = [(None, output.data) for output in told.outputs]
        bundles += [(value, shell.display_formatter.format(value)[0]) for value in shown]
        for value, data in bundles:
            cell.outputs.append(nbformat.v4.new_output("display_data", data=data))
            if isinstance(value, Panel):
                panels.append((value, cell.outputs[-1].data))
    stages = [(panel, data) for panel, data in panels if isinstance(panel, Stage)]
    for stage, data in stages:
        data["text/html"] = await kept_of(stage) or data["text/html"]
    kept, pages = written(notebook), [data["text/html"] for _, data in stages]
    for _, data in panels:
        del data["text/html"]
    by_stages = sum(len(json.dumps(page, ensure_ascii=False).encode()) for page in pages)
    return Sizes(lesson.stat().st_size, written(notebook), kept, by_stages, [places(page) for page in pages])


def places(page: str) -> int:
    """How many places of its controls a stage has without a kernel."""
    from dlcourse.widgets.stage import sweeps

    found = MOMENTS.search(page)
    return len(sweeps.unpack(base64.b64decode(found[1]))) if found else 0


async def kept_of(stage: Any) -> str:
    """The last that the kernel says the notebook is to keep of a stage, once a page is there."""
    heard = [""]
    stage.sweeping.page.send = lambda content, buffers=None: heard.append(content.get("keep", heard[-1]))
    stage.sweeping.page._handle_custom_msg({"lacks": True}, [])
    while True:
        await asyncio.sleep(0.05)
        if stage.sweeping.ahead:
            return heard[-1]


def written(notebook: Any) -> int:
    return len(nbformat.writes(notebook).encode())


if __name__ == "__main__":
    sys.exit(main())
