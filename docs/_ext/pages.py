"""The pages that nobody writes: each lesson as its notebook with pictures, each module of `dlcourse`, the errata, the glossary, the concepts.

A lesson's cells are run here, in a process of its own, and every widget leaves what paper can hold: its question with the answer behind a
click, its first picture with the description as alternative text, the same description in words, and its numbers as a table. A page is kept
beside the site and used again until its notebook or the package changes.
"""

import base64
import hashlib
import importlib
import inspect
import itertools
import multiprocessing
import os
import pkgutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import concepts_page
import errata_page
import glossary_page
import nbformat
from sphinx.application import Sphinx
from sphinx.util import logging

import dlcourse
import dlcourse.widgets.registry
from autograder import build
from dlcourse.exercises import CARDS
from dlcourse.language import Text
from dlcourse.widgets.stage.page import marked, table_html
from dlcourse.widgets.stage.words import printed

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "_build" / "lessons"
LIVE = Text(
    "Move it yourself: open this lesson with `dlcourse lab`.", "직접 움직여 보려면 `dlcourse lab`으로 이 수업을 여세요."
)
ANSWER = Text("Show the answer", "답 보기")
NUMBERS = Text("Show the numbers as a table", "숫자를 표로 보기")

POSITIONS = 60  # of a stage's controls that move on its page

logger = logging.getLogger(__name__)


# --- lessons ------------------------------------------------------------------------------------------------------------


def lessons(language: str, folder: Path) -> list[str]:
    """Put a page for each lesson into `folder`; their names."""
    sources = sorted((ROOT / "lessons" / language).glob("*/*.ipynb"))
    package = hashlib.sha256()
    for path in sorted(Path(dlcourse.__file__).parent.rglob("*")):
        if path.suffix in {".py", ".js", ".npz", ".ttf"}:
            package.update(path.read_bytes())
    package.update(Path(__file__).read_bytes())
    KEPT.mkdir(parents=True, exist_ok=True)
    jobs = {}
    for source in sources:
        key = hashlib.sha256(package.digest() + source.read_bytes()).hexdigest()[:16]
        jobs[source.stem] = (source, KEPT / f"{source.stem}-{language}-{key}.ipynb")
    missing = [job for job in jobs.values() if not job[1].exists()]
    if missing:
        logger.info("running %d lessons ...", len(missing))
        # a fresh process a lesson; where the system can, they are copies of one that has loaded everything
        quick = "forkserver" in multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if quick else "spawn")
        context.set_forkserver_preload(
            ["pages", "matplotlib.figure", "dlcourse.widgets.stage.stage", "IPython.core.interactiveshell"]
        )
        with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=context, max_tasks_per_child=1) as pool:
            for _ in pool.map(run, *zip(*missing, strict=True)):
                pass
    for stem, (_, page) in jobs.items():
        _bring(page.read_text(encoding="utf-8"), folder / f"{stem}.ipynb")
    return list(jobs)


def run(source: Path, page: Path) -> None:
    """Run a lesson's cells as a notebook would, and write its page."""
    os.environ["MPLBACKEND"] = "agg"
    os.environ["DLCOURSE_DATA"] = str(
        page.with_suffix(".nobody")
    )  # a reader has done nothing yet, whatever the builder has
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    notebook = nbformat.read(source, as_version=4)
    glossary_page.leading_there(notebook)
    shell = InteractiveShell.instance(warn_venv=False)  # another environment may be active in the builder's terminal
    shown: list[Any] = []
    shell.display_trap.hook = lambda value: None if value is None else shown.append(value)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        shown.clear()
        with capture_output() as told:
            shell.run_cell(cell.source, store_history=False).raise_error()
        if told.stderr:
            raise RuntimeError(f"{source}: cell {cell.id} says {told.stderr}")
        cell.metadata.tags = ["remove-input"] if cell.metadata.get("jupyter", {}).get("source_hidden") else []
        cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=told.stdout)] if told.stdout else []
        bundles = [output.data for output in told.outputs]
        for value in shown:
            pictures = still(value, cell)
            cell.outputs += pictures
            bundles += [] if pictures else [shell.display_formatter.format(value)[0]]
        cell.outputs += [nbformat.v4.new_output("display_data", data=data) for data in bundles]
    partial = page.with_suffix(".partial")
    nbformat.write(notebook, partial)
    partial.replace(page)


def still(shown: Any, cell: Any) -> list[Any]:
    """What a page without a kernel shows of a widget; nothing for anything else."""
    from dlcourse.widgets.stage import stored
    from dlcourse.widgets.stage.ask import Ask
    from dlcourse.widgets.stage.stage import Stage

    def block(text: str) -> Any:
        return nbformat.v4.new_output("display_data", data={"text/html": text})

    if isinstance(shown, Ask):
        return [block(question(shown._question, shown._language))]
    if not isinstance(shown, Stage):
        return []
    scene, language = shown.scene, shown._language
    cell.metadata["mystnb"] = {"image": {"alt": printed(shown.words)}}
    picture = base64.b64encode(shown._image()).decode("ascii")
    alive = stored.page(on_the_site(shown), language, picture=None, words="")
    table = table_html(scene.table(scene.compute(**shown.values, **scene.uses)), language)
    return [
        *([block(question(scene.predict, language))] if scene.predict else []),
        nbformat.v4.new_output("display_data", data={"image/png": picture}),
        block(alive),
        block(
            f'<div class="still"><p>{marked(shown.words)}</p><p class="still-live">{marked(LIVE.in_(language))}</p>'
            f'<details><summary>{NUMBERS.in_(language)}</summary><div class="still-table">{table}</div></details></div>'
        ),
    ]


def on_the_site(stage: Any) -> dict[str, Any]:
    """What `stored.js` shows in the place of a stage's picture: the nearest moments, and no question, for that stands above."""
    from dlcourse.widgets.stage import along, keeping, sweeps

    scene, now, moments = stage.scene, stage.values, {}
    near = itertools.islice(by_turns(sweeps.order(scene.controls, now), now), POSITIONS)
    # of a process, its stops
    for name, values in (along.stops(scene) or {sweeps.key(scene.controls, one): one for one in near}).items():
        numbers = scene.compute(**values, **scene.uses)
        moments[name] = replace(stage.moment(numbers), told=stage.fingers.telling(numbers, values))
    return keeping.keep(stage, moments) | {"question": None, "veil": "", "title": ""}


def by_turns(order: Iterable[dict[str, Any]], now: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Positions one control away, the nearest one of each control first: a page has room for some of every control, not for all of the first."""
    lanes: dict[str, list[dict[str, Any]]] = {}
    for values in order:
        lanes.setdefault(next((name for name in now if values[name] is not now[name]), ""), []).append(values)
    yield from (one for turn in itertools.zip_longest(*lanes.values()) for one in turn if one is not None)


def question(asked: Any, language: str) -> str:
    """A "predict first" question with its answer behind a click."""
    from dlcourse.widgets.stage.ask import PREDICT

    choices = "".join(f"<li>{marked(choice.in_(language))}</li>" for choice in asked.choices)
    right = f"<strong>{marked(asked.choices[asked.answer].in_(language))}</strong>"
    return (
        f'<div class="question"><p><strong>{PREDICT.in_(language)}:</strong> {marked(asked.question.in_(language))}</p><ul>{choices}</ul>'
        f"<details><summary>{ANSWER.in_(language)}</summary><p>✓ {right}</p><p>{marked(asked.why.in_(language))}</p></details></div>"
    )


# --- modules ------------------------------------------------------------------------------------------------------------

# commands, the frames that a page is made of, the cards, which hold the answers' mistakes, and helpers of the package
LEFT_OUT = {
    *("dlcourse.desk.cli", "dlcourse.desk.lab", "dlcourse.widgets", "dlcourse.exercises"),
    *("dlcourse.files", "dlcourse.letters", "dlcourse.time_limit"),
}
MODULE = "# `{name}`\n\n```{{eval-rst}}\n.. automodule:: {name}\n   :members:{members}\n```\n"
WIDGET = "## {title}\n\n```{{eval-rst}}\n{functions}\n```\n"


def modules(folder: Path) -> list[str]:
    """Put a page for each public module of the library into `folder`, and one for all widgets; their names."""
    pages = {name: members for name, members in _public(dlcourse) if name not in LEFT_OUT}
    for name, members in pages.items():
        _bring(MODULE.format(name=name, members=" ".join(["", ", ".join(members)]).rstrip()), folder / f"{name}.md")
    shown = []
    for topic in dlcourse.widgets.TOPICS:
        makers = dlcourse.widgets.registry.names(topic)
        functions = "\n".join(f".. autofunction:: dlcourse.widgets.{topic}.{maker}" for maker in makers)
        shown.append(WIDGET.format(title=topic, functions=functions))
    _bring("\n".join(["# `dlcourse.widgets`\n", *shown]), folder / "dlcourse.widgets.md")
    return [*pages, "dlcourse.widgets"]


def _public(package: Any) -> Iterator[tuple[str, list[str]]]:
    """Modules a reader imports from, each with what to show of it; nothing named means all that it defines itself.

    A folder is one module where it gathers what its files define; a folder that gathers nothing is a room, and its files are the modules.
    """
    for found in pkgutil.iter_modules(package.__path__):
        name = f"{package.__name__}.{found.name}"
        if found.name.startswith("_"):
            continue
        if not found.ispkg or name in LEFT_OUT:
            yield name, []
            continue
        module = importlib.import_module(name)
        gathered = [one for one, thing in vars(module).items() if not one.startswith("_") and _is_of(thing, name)]
        if gathered:
            yield name, gathered
        else:
            yield from _public(module)


def _is_of(thing: Any, package: str) -> bool:
    """Whether it is a function or class that a package, or a file of it, defines."""
    return (inspect.isfunction(thing) or inspect.isclass(thing)) and f"{thing.__module__}.".startswith(f"{package}.")


def _bring(text: str, page: Path) -> None:
    """Write what has changed, so that Sphinx reads nothing twice."""
    if not page.exists() or page.read_text(encoding="utf-8") != text:
        page.write_text(text, encoding="utf-8")


def make(app: Sphinx, config: Any) -> None:
    """Make the pages before Sphinx looks for them; those whose source is gone go as well."""
    titles = {}
    for path in sorted((ROOT / "lessons" / config.language).glob("*/*.ipynb")):
        first = nbformat.read(path, as_version=4).cells[0].source
        titles[path.stem] = first.split("\n")[0].removeprefix("# ")
    _bring(errata_page.page(config.language, titles, errata_page.read()), Path(app.srcdir) / "errata.md")
    words, brought = build.words(ROOT)
    _bring(glossary_page.page(config.language, titles, words, brought), Path(app.srcdir) / "glossary.md")
    authored = [build.read(source) for source in build.sources(ROOT)]
    concepts = concepts_page.rows(concepts_page.read(), authored, CARDS)
    _bring(concepts_page.page(config.language, concepts), Path(app.srcdir) / "concepts.md")
    for name, maker in {
        "lessons": lambda folder: lessons(config.language, folder),
        "api": modules,
    }.items():
        folder = Path(app.srcdir) / name
        folder.mkdir(exist_ok=True)
        made = maker(folder)
        for page in folder.iterdir():
            if page.is_file() and page.stem not in [*made, "index"]:
                page.unlink()


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx asks for this."""
    app.connect("config-inited", make)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
