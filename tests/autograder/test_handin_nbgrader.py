"""A learner hands in with `dlcourse submit`, the instructor collects with nbgrader's own commands and grades: nothing is lost on the way."""

import getpass
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.demo.students import students, text
from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.settings import Course
from dlcourse.desk import handin
from dlcourse.exercises import CARDS

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"
WRONG = "gate"  # one exercise is wrong, one untouched, the others are right
UNTOUCHED = "boundary-line"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("handin")]


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """An instructor's course with an exchange, a learner's folder, and what each of them runs."""
    top = tmp_path_factory.mktemp("desk")
    home, course, work = top / "home", top / "course", top / "work"
    for folder in (home / "jupyter", course / "solutions/en", work / "en", top / "exchange"):
        folder.mkdir(parents=True)
    (top / "exchange").chmod(0o777)  # as nbgrader wants it
    (home / "jupyter" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(top / 'exchange')!r}\nc.Exchange.cache = {str(home / 'cache')!r}\n",
        encoding="utf-8",
    )
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "TMPDIR") if name in os.environ}
    env = kept | {
        "HOME": str(home),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "JUPYTER_CONFIG_DIR": str(home / "jupyter"),
    }
    shutil.copy(ROOT / "nbgrader_config.py", course)
    shutil.copytree(ROOT / "solutions/en" / LESSON, course / "solutions/en" / LESSON)

    def run(folder, *words):
        done = subprocess.run(
            [BIN / words[0], *words[1:]], cwd=folder, env=env, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(course, "nbgrader", "generate_assignment", LESSON)
    run(course, "nbgrader", "release_assignment", LESSON)
    lesson = read(ROOT / "lessons/en" / NOTEBOOK)
    klass = {s.name: s for s in students(read(ROOT / "solutions/en" / NOTEBOOK), lesson, CARDS, quick=True)}
    mine = next(s.notebook for name, s in klass.items() if name.startswith(f"{WRONG}--"))
    handed_out = {cell["id"]: cell["source"] for cell in lesson["cells"]}
    for cell in mine["cells"]:
        if cell["id"] == UNTOUCHED:
            cell["source"] = handed_out[UNTOUCHED]
    (work / "en" / f"{LESSON}.ipynb").write_text(text(mine), encoding="utf-8")
    return course, work, run


@pytest.fixture(scope="module")
def handed_in(desk):
    """What the learner was told, and the file that was made."""
    _, work, run = desk
    told = run(work.parent, "dlcourse", "submit", "1", "--folder", str(work), "--student", "kim_lee", "--lang", "en")
    (made,) = (work / "en" / handin.HANDED_IN).glob("*.zip")
    return told, made


def told_points(told):
    """Title -> points, from the lines that the learner read."""
    return {
        title: float(points)
        for title, points in re.findall(r"^  [✓✗○] (.+?):? (?:passed|not yet|not attempted) · ([\d.]+) of", told, re.M)
    }


def test_the_zip_is_collected_and_graded_as_it_was_told(desk, handed_in):
    course, work, run = desk
    told, made = handed_in
    archive = course / "downloaded" / LESSON / "archive"
    archive.mkdir(parents=True)
    # as learning platforms hand them over: one file a student under a longer name, or all of them in one zip
    shutil.copy(made, archive / f"Kim Lee_1123_assignsubmission_file_{made.name}")
    other = archive / "another-zip-with-all"
    with zipfile.ZipFile(made) as zipped, zipfile.ZipFile(other.with_suffix(".zip"), "w") as all_of_them:
        inner = zipped.namelist()[0].replace("kim_lee", "2026-park")
        all_of_them.writestr(f"Park_77_file_{inner}", zipped.read(zipped.namelist()[0]))
    run(course, "nbgrader", "zip_collect", LESSON)
    mine = work / "en" / f"{LESSON}.ipynb"
    for student in ("kim_lee", "2026-park"):
        assert (course / "submitted" / student / NOTEBOOK).read_bytes() == mine.read_bytes()
    when = re.search(r"_attempt_(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)(\d\d)\.zip", made.name)
    stamp = (course / "submitted" / "kim_lee" / LESSON / "timestamp.txt").read_text(encoding="utf-8")
    assert stamp.startswith(f"{when[1]} {when[2]}:{when[3]}:{when[4]}")

    run(course, "autograder", "grade", LESSON)
    found = {
        CARDS[name.removeprefix("check-")].title.en: score.points
        for name, score in scores(Course.at(course), LESSON)["kim_lee"].items()
        if name.startswith("check-")
    }
    assert told_points(told) == found
    assert found[CARDS[UNTOUCHED].title.en] == 0.0
    lost = {
        title
        for title, points in found.items()
        if points < next(c.points for c in CARDS.values() if c.title.en == title)
    }
    assert lost == {CARDS[WRONG].title.en, CARDS[UNTOUCHED].title.en}


def test_the_exchange_has_it_too(desk, handed_in):
    course, work, run = desk
    told, _ = handed_in
    assert told.splitlines()[-1] == (
        "Your instructor can also collect it from nbgrader's exchange, in the course dlcourse."
    )
    run(course, "nbgrader", "collect", LESSON)
    collected = course / "submitted" / getpass.getuser() / NOTEBOOK
    assert collected.read_bytes() == (work / "en" / f"{LESSON}.ipynb").read_bytes()


def test_validate_gives_the_same_answer(desk, handed_in):
    """nbgrader's Validate button runs this command; it names every check that does not give all points."""
    _, work, run = desk
    told, _ = handed_in
    said = run(work / "en", "nbgrader", "validate", f"{LESSON}.ipynb")
    failing = re.findall(r'^    check\("([a-z-]+)"\)$', said, re.M)
    most = {card.title.en: card.points for card in CARDS.values()}
    expected = {title for title, points in told_points(told).items() if points < most[title]}
    assert {CARDS[name].title.en for name in failing} == expected
    assert {WRONG, UNTOUCHED} <= set(failing)
    assert len(failing) < len(told_points(told))
