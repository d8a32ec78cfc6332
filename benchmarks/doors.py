"""Whether an answer gets one verdict at every door: `check` in the notebook, Validate, `dlcourse submit`, `autograder grade`, `nbgrader autograde`.

Strangers' answers are put into whole hand-ins, one answer for every exercise of a lesson, and each hand-in goes through all five.
Every door asks with inputs of its own, as it does in a class. Target: points, status and diagnosis differ nowhere.
"""

import argparse
import json
import multiprocessing
import os
import random
import re
import shutil
import sys
import tempfile
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
import told
from _table import machine, table
from nbclient import NotebookClient
from nbgrader.validator import Validator
from tqdm import tqdm
from traitlets.config import Config

from autograder import config
from autograder.demo.students import answered, text
from autograder.grade.course import grade
from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.pages import NOTED
from autograder.grade.gradebook.settings import Course
from autograder.grade.handed_in import rehearse
from autograder.grade.wall.probe import best
from dlcourse.exercises import CARDS

ROOT = Path(__file__).parents[1]
LESSONS = sorted(path.parent.name for path in (ROOT / "solutions" / "en").glob("*/*.ipynb"))[1:]
DOORS = ("check", "Validate", "submit", "grade", "autograde")
RIGHT, WRONG = 1, 2
SECONDS = 600  # for a cell: here only the verdicts are looked at
SEEDS = 20  # with which a verdict that differs is asked for again

Seen = tuple[str, float, str]  # status, points and diagnosis
Verdicts = dict[str, dict[str, Seen]]  # by hand-in and exercise
HandIns = Mapping[str, Any]  # notebooks by the name of a hand-in

_REPORT = re.compile(
    r'class="dlcourse-report dlcourse-([a-z-]+)"[^>]*? data-exercise="([^"]*)" data-diagnosis="([^"]*)"'
)
_POINTS = re.compile(r"· ([\d.]+) of [\d.]+ point")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="only these: " + ", ".join(LESSONS))
    parser.add_argument("--right", type=int, default=RIGHT, help="hand-ins of right answers (default %(default)s)")
    parser.add_argument("--wrong", type=int, default=WRONG, help="hand-ins of wrong answers (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which answers of the bank (default %(default)s)")
    parser.add_argument("--quick", action="store_true", help="one wrong hand-in of the shortest lesson")
    asked = parser.parse_args()
    if asked.quick:
        asked.lessons, asked.right, asked.wrong = ["03_activations"], 0, 1
    if unknown := [name for name in asked.lessons if name not in LESSONS]:
        parser.error(f"no such lesson: {', '.join(unknown)}")
    rows, all_differences = [], 0
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home  # the kernels keep their record of progress there
        for lesson in tqdm(asked.lessons or LESSONS, disable=asked.quick):
            answers, hand_ins = sample(lesson, asked.right, asked.wrong, asked.seed)
            at = through_all(lesson, hand_ins, Path(home) / lesson)
            count: Counter[str] = Counter()
            for name, exercise, seen in verdicts(at, answers):
                count["answers"] += 1
                kind = compared(CARDS[exercise].id, answers[name, exercise], seen)
                count[kind] += 1
                if kind != "equal":
                    tqdm.write(explained(name, answers[name, exercise], seen, kind))
            all_differences += count["by door"]
            rows.append([lesson, *(str(count[key]) for key in ("answers", "equal", "by seed", "by door"))])
    print(machine())
    print(table(["lesson", "answers", "equal", "by seed", "by door"], rows))
    print(f"verdicts that differ by the door: {all_differences}")
    return int(all_differences > 0)


# --- what is handed in ----------------------------------------------------------------------------------------------


def sample(
    lesson: str, right: int, wrong: int, seed: int
) -> tuple[dict[tuple[str, str], dict[str, str]], dict[str, Any]]:
    """Strangers' answers by hand-in and exercise, and the notebooks that hold them."""
    bank: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for path in sorted(told.BANK.glob("*.json")):
        for one in json.loads(path.read_text(encoding="utf-8")):
            bank[one["exercise"], one["kind"]].append(one)
    lesson_file, solved = (notebook(room, lesson) for room in ("lessons", "solutions"))
    exercises = [name for name in graded(lesson_file) if (name, "wrong") in bank]
    chosen: dict[tuple[str, str], dict[str, str]] = {}
    for kind, number in (("right", right), ("wrong", wrong)):
        for exercise in exercises:
            picked = random.Random(f"{seed} {exercise}").sample(bank[exercise, kind], number)
            chosen |= {(f"{kind}-{place}", exercise): one for place, one in enumerate(picked)}
    names = sorted({name for name, _ in chosen})
    made = {
        name: answered(lesson_file, solved, {exercise: chosen[name, exercise]["source"] for exercise in exercises})
        for name in names
    }
    return chosen, made


def notebook(room: str, lesson: str) -> Any:
    """A notebook of the course, as it is handed out or with the answers."""
    return json.loads((ROOT / room / "en" / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8"))


def graded(lesson: Any) -> list[str]:
    """The exercises of a notebook that give points."""
    ids = [cell["metadata"].get("nbgrader", {}) for cell in lesson["cells"] if cell["cell_type"] == "code"]
    return [one["grade_id"].removeprefix("check-") for one in ids if one.get("grade")]


# --- the five doors -------------------------------------------------------------------------------------------------


def through_all(lesson: str, hand_ins: HandIns, folder: Path) -> dict[str, Verdicts]:
    """What every door says of every hand-in."""
    folder.mkdir()
    released = json.dumps(notebook("lessons", lesson))
    at: dict[str, Verdicts] = {door: {} for door in DOORS}
    for name, made in hand_ins.items():
        at["check"][name] = checked(made, folder)
        at["Validate"][name] = validated(made, folder)
        at["submit"][name] = submitted(made, json.loads(released))
    course = a_class(lesson, hand_ins, folder / "class")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:  # it changes its folder
        apart.submit(autograde, course, lesson, sorted(hand_ins)).result()
    at["autograde"] = dict(in_the_gradebook(course, lesson, hand_ins))
    for row in grade(Course.at(course), lesson, language="en", isolation=best(None), workers=1, force=True):
        found = ((name.removeprefix("check-"), score) for name, score in row.record["scores"].items())
        at["grade"][row.student] = {exercise: of_a_record(score) for exercise, score in found}
    return at


def checked(made: Any, folder: Path) -> dict[str, Seen]:
    """The learner runs every cell."""
    run: Any = nbformat.reads(text(made), as_version=4)  # type: ignore[no-untyped-call]  # its functions carry no types
    NotebookClient(
        run, timeout=SECONDS, allow_errors=True, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return shown(run.cells)


def validated(made: Any, folder: Path) -> dict[str, Seen]:
    """The learner presses Validate."""
    settings = Config()
    config.configure(settings, None, "en")
    settings.Execute.timeout = SECONDS
    path = folder / "validated.ipynb"
    path.write_text(text(made), encoding="utf-8")
    kept: list[Any] = []

    class Kept(Validator):  # type: ignore[misc]  # nbgrader carries no types
        def _preprocess(self, nb: Any) -> Any:
            kept.append(super()._preprocess(nb))
            return kept[0]

    Kept(config=settings).validate(str(path))
    said = shown(kept[0].cells)
    return {exercise: (status, printed(kept[0], exercise), name) for exercise, (status, _, name) in said.items()}


def printed(run: Any, exercise: str) -> float:
    """The number in which a check ends, from which nbgrader takes the points."""
    cell = next(one for one in run.cells if one.metadata.get("nbgrader", {}).get("grade_id") == f"check-{exercise}")
    ends = [out.data["text/plain"] for out in cell.outputs if out.output_type == "execute_result"]
    return float(ends[-1]) if ends else float("nan")


def submitted(made: Any, released: Any) -> dict[str, Seen]:
    """The learner hands in, and is told beforehand what the grader will say."""
    outputs: list[Any] = []
    read = rehearse._score

    def keeping(one: list[Any]) -> tuple[float, str]:
        outputs.append(nbformat.from_dict({"cell_type": "code", "outputs": one}))
        return read(one)

    with mock.patch.object(rehearse, "_score", keeping):
        said = rehearse.rehearse(text(made).encode(), released, "en", seconds=SECONDS)
    reports = shown(outputs)
    points = {one["id"]: one["points"] for one in said["exercises"]}
    return {exercise: (status, points[exercise], name) for exercise, (status, _, name) in reports.items()}


def a_class(lesson: str, hand_ins: HandIns, folder: Path) -> Path:
    """An instructor's course in which the hand-ins were collected."""
    shutil.copytree(ROOT / "solutions" / "en" / lesson, folder / "solutions" / "en" / lesson)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for name, made in hand_ins.items():
        path = folder / "submitted" / name / lesson / f"{lesson}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(text(made), encoding="utf-8")
    return folder


def autograde(folder: Path, lesson: str, students: Sequence[str]) -> None:
    """Released and graded by nbgrader's own commands, with the course's settings."""
    from nbgrader.apps import NbGraderAPI

    warnings.simplefilter("ignore")
    settings = Config()
    config.configure(settings, folder, "en")
    api = NbGraderAPI(config=settings)
    for result in (api.generate_assignment(lesson), *(api.autograde(lesson, one) for one in students)):
        if not result["success"]:
            raise RuntimeError(result["log"])


def in_the_gradebook(folder: Path, lesson: str, hand_ins: HandIns) -> Iterator[tuple[str, dict[str, Seen]]]:
    """What nbgrader wrote: the points of its gradebook, the rest from the graded notebook."""
    points = scores(Course.at(folder), lesson)
    for name in hand_ins:
        path = folder / "autograded" / name / lesson / f"{lesson}.ipynb"
        noted = json.loads(path.read_text(encoding="utf-8"))["metadata"][NOTED]["scores"]
        yield (
            name,
            {
                check.removeprefix("check-"): of_a_record(score | {"points": points[name][check].points})
                for check, score in noted.items()
            },
        )


def of_a_record(score: Mapping[str, Any]) -> Seen:
    return score["status"], float(score["points"]), score["diagnosis"] or ""


def shown(cells: Iterable[Any]) -> dict[str, Seen]:
    """The reports that stand below cells."""
    found: dict[str, Seen] = {}
    for cell in cells:
        for output in cell.outputs if cell.cell_type == "code" else ():
            said = output.get("data", {}).get("text/html", "")
            if report := _REPORT.search(said):
                points = _POINTS.search(said)
                status, exercise, name = report.groups()
                found[exercise] = (status, float(points[1]) if points else float("nan"), unescape(name))
    return found


# --- comparing ------------------------------------------------------------------------------------------------------


def verdicts(
    at: Mapping[str, Verdicts], answers: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str, dict[str, Seen | None]]]:
    for name, exercise in answers:
        yield name, exercise, {door: at[door][name].get(exercise) for door in DOORS}


def compared(exercise: str, answer: dict[str, str], seen: Mapping[str, Seen | None]) -> str:
    """Whether all doors say one thing; if not, whether the answer alone is told one and the other by different seeds."""
    if len(set(seen.values())) == 1:
        return "equal"
    alone = {
        (verdict.status, verdict.points, verdict.diagnosis or "")
        for verdict in (told.judged(answer, f"<{exercise}>", seed) for seed in range(SEEDS))
    }
    return "by seed" if set(seen.values()) <= alone else "by door"


def explained(name: str, answer: dict[str, str], seen: Mapping[str, Seen | None], kind: str) -> str:
    lines = [f"{answer['exercise']} ({name}, {kind}): {answer['truth']}"]
    return "\n".join([*lines, *(f"    {door}: {one}" for door, one in seen.items())])


if __name__ == "__main__":
    sys.exit(main())
