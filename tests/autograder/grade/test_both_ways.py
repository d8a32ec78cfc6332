"""The same class graded by nbgrader as it comes and by nbgrader with our steps: the same gradebook, to the point."""

import contextlib
import copy
import dataclasses
import errno
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from autograder.demo.students import students, text
from autograder.errors import CourseError
from autograder.grade import crew, gradebook, ledger, pool
from autograder.grade.course import grade as grade_class
from autograder.grade.gradebook import scores
from dlcourse.exercises import CARDS

ROOT = Path(__file__).parents[3]
LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("nbgrader")]

# nbgrader's programming interface changes the working directory, so it runs in a process of its own
GRADE = """
import sys
from pathlib import Path
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
from autograder import config
c = Config()
config.configure(c, Path(sys.argv[1]), "en")
if sys.argv[2] == "stock":
    del c.Autograde["autograde_preprocessors"]
api = NbGraderAPI(config=c)
for work in (lambda: api.generate_assignment("01_perceptron"), *(lambda s=s: api.autograde("01_perceptron", s) for s in sys.argv[3:])):
    result = work()
    assert result["success"], result
"""


def course(folder, everyone):
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(ROOT / "solutions" / "en" / LESSON, folder / "solutions" / "en" / LESSON)
    for student in everyone:
        handed_in = folder / "submitted" / student.name / NOTEBOOK
        handed_in.parent.mkdir(parents=True)
        handed_in.write_text(text(student.notebook), encoding="utf-8")
    (folder / "submitted" / "half" / LESSON / "timestamp.txt").write_text("2026-03-01 12:00:00 +0900", encoding="utf-8")


def graded(folder, way, everyone):
    names = [student.name for student in everyone]
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", GRADE, str(folder), way, *names], capture_output=True, text=True, timeout=300, env=os.environ | {"HOME": str(folder)}
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return scores(folder, LESSON)


@pytest.fixture(scope="module")
def everyone():
    solution, lesson = (
        json.loads((ROOT / room / "en" / NOTEBOOK).read_text(encoding="utf-8")) for room in ("solutions", "lessons")
    )
    perfect, untouched, crashes = itertools.islice(students(solution, lesson, CARDS), 3)
    return [perfect, untouched, crashes, *(mistaken(perfect, *mistake) for mistake in MISTAKES)]


# a name, an answer to `step`, and its points
MISTAKES = (
    ("half", "def step(x):\n    return np.where(np.asarray(x) >= 0, 1, 0)", 1.5),
    ("flipped", "def step(x):\n    return np.where(np.asarray(x) > 0, 0, 1)", 0.0),
    ("true", "def step(x):\n    return np.asarray(x) > 0", 0.0),
    ("prints", "import sys\ndef step(x):\n    print('x', file=sys.stderr)\n    return np.where(np.asarray(x) > 0, 1, 0)", 2.0),
    ("nothing", "def step(x):\n    np.asarray(x) > 0", 0.0),
    ("raises", "def step(x):\n    return y", 0.0),
    ("changes", "def step(x):\n    x = np.asarray(x)\n    x *= 1.5\n    return np.where(x > 0, 1, 0)", 0.0),
    ("lambda", "step = lambda x: (np.asarray(x) > 0).astype(int)", 2.0),
)  # fmt: skip


def mistaken(perfect, name, step, earned):
    notebook = copy.deepcopy(perfect.notebook)
    for cell in notebook["cells"]:
        if cell["id"] == "step":
            cell["source"] = step
    return dataclasses.replace(perfect, name=name, notebook=notebook, points={**perfect.points, "step": earned})


@pytest.fixture(scope="module")
def stock(tmp_path_factory, everyone):
    """A class graded by nbgrader as it comes: the course's folder and its gradebook."""
    folder = tmp_path_factory.mktemp("stock")
    course(folder, everyone)
    return folder, graded(folder, "stock", everyone)


@pytest.fixture(scope="module")
def safe(tmp_path_factory, everyone):
    """The same, graded by nbgrader with our steps."""
    folder = tmp_path_factory.mktemp("safe")
    course(folder, everyone)
    return folder, graded(folder, "safe", everyone)


def test_both_ways_give_the_same_gradebook(stock, safe):
    folder, scores = safe
    assert scores == stock[1]
    page = (folder / "autograded" / "perfect" / NOTEBOOK).read_text(encoding="utf-8")
    assert page.count('data-exercise=\\"step\\"') == 1
    assert '"execute_result"' in page


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory, everyone):
    """The same class, released and handed in, not graded."""
    folder = tmp_path_factory.mktemp("handed-in")
    course(folder, everyone)
    graded(folder, "safe", [])
    return folder


@pytest.fixture
def fresh(tmp_path, handed_in):
    """A copy of it for one test."""
    shutil.copytree(handed_in, tmp_path, dirs_exist_ok=True)
    return tmp_path


def points(folder):
    return {name: {key: one.points for key, one in rows.items()} for name, rows in scores(folder, LESSON).items()}


def grade(folder, **options):
    return {
        row.student: row
        for row in grade_class(folder, LESSON, language="en", isolation="namespaces", workers=2, **options)
    }


def test_a_whole_class_at_once_gives_the_same_gradebook(fresh, stock, everyone, tmp_path_factory, monkeypatch):
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setenv("TMPDIR", str(scratch))
    rows = grade(fresh)
    assert list(scratch.iterdir()) == []
    assert scores(fresh, LESSON) == stock[1]
    assert {name: row.points for name, row in rows.items()} == {one.name: sum(one.points.values()) for one in everyone}
    page = json.loads((fresh / "autograded" / "perfect" / NOTEBOOK).read_text(encoding="utf-8"))
    nbformat.validate(nbformat.from_dict(page))
    known = [cell["metadata"]["nbgrader"]["grade_id"] for cell in page["cells"] if "nbgrader" in cell["metadata"]]
    assert len(known) == len(set(known))
    again = grade(fresh)
    assert all(row.skipped for row in again.values())
    assert not any(row.skipped for row in grade(fresh, force=True, only=["perfect"]).values())


ROWS = (
    "SELECT id, first_name, last_name, email, lms_user_id FROM student",
    "SELECT student_id, timestamp, extension, assignment.name FROM submitted_assignment s JOIN assignment ON assignment.id = s.assignment_id",
    "SELECT student_id, flagged, late_submission_penalty, notebook.name FROM submitted_notebook n JOIN notebook ON notebook.id = n.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id",
    "SELECT student_id, name, type, auto_score, manual_score, extra_credit, needs_manual_grade FROM grade g JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id",
    "SELECT student_id, name, type, auto_comment, manual_comment FROM comment d JOIN base_cell c ON c.id = d.cell_id JOIN submitted_notebook n ON n.id = d.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id",
)


def rows_of(folder):
    with contextlib.closing(sqlite3.connect(folder / "gradebook.db")) as book:
        return [sorted(map(repr, book.execute(asked))) for asked in ROWS]


def test_every_row_of_the_gradebook_is_the_one_that_nbgrader_writes(fresh, safe):
    grade(fresh)
    written = rows_of(fresh)
    for mine, theirs in zip(written, rows_of(safe[0]), strict=True):
        assert [row for row in mine if row not in theirs] == [row for row in theirs if row not in mine] == []
    assert all(len(found) >= 11 for found in written)
    grade(fresh, force=True)  # now the rows are there
    assert rows_of(fresh) == written


def test_everybody_of_a_run_is_asked_the_same_and_nobody_knows_it_beforehand(fresh):
    def seeds(**options):
        return {
            row.record["seed"] for row in grade(fresh, only=["perfect", "untouched"], force=True, **options).values()
        }

    (one,), (other,) = seeds(), seeds()
    assert one != other
    assert seeds(seed=one) == {one}


def test_only_what_changed_is_graded_again_and_a_persons_points_stay(fresh):
    grade(fresh)
    with gradebook._book(gradebook.url(fresh)) as book:
        book.find_grade("check-step", LESSON, LESSON, "untouched").manual_score = 1.5
        book.db.commit()
    file = fresh / "submitted" / "untouched" / NOTEBOOK
    file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    rows = grade(fresh)
    assert [name for name, row in rows.items() if not row.skipped] == ["untouched"]
    assert points(fresh)["untouched"]["check-step"] == 1.5


def test_a_class_with_damaged_submissions_ends_with_a_row_for_each(fresh, everyone):
    handed_in = fresh / "submitted"
    perfect = (handed_in / "perfect" / NOTEBOOK).read_bytes()
    shutil.rmtree(handed_in)
    files = {"empty": b"", "cut": perfect[:999], "fine": perfect}
    for name, data in files.items():
        (handed_in / name / LESSON).mkdir(parents=True)
        (handed_in / name / NOTEBOOK).write_bytes(data)
    for name in ("link", "pipe", "folder", "nothing", "renamed", "several"):
        (handed_in / name / LESSON).mkdir(parents=True)
    (handed_in / "link" / NOTEBOOK).symlink_to(handed_in / "fine" / NOTEBOOK)
    os.mkfifo(handed_in / "pipe" / NOTEBOOK)
    (handed_in / "folder" / NOTEBOOK).mkdir()
    (handed_in / "renamed" / LESSON / "my work.ipynb").write_bytes(perfect)
    for name in ("a.ipynb", "b.ipynb"):
        (handed_in / "several" / LESSON / name).write_bytes(perfect)
    rows = grade(fresh)
    full = sum(everyone[0].points.values())
    no_file = f"{LESSON}.ipynb is not a plain file (a link, a folder or a device), so we did not open it."
    assert {name: row.points for name, row in rows.items() if row.points} == {"fine": full, "renamed": full}
    assert {name: row.record["reason"]["en"] for name, row in rows.items() if row.record["reason"]} == {
        "empty": "The file is empty.",
        "cut": f"The file is not a whole notebook: it breaks off or is damaged near line {files['cut'].count(10) + 1}.",
        "link": no_file,
        "pipe": no_file,
        "folder": no_file,
        "nothing": f"There is no notebook in the submission; expected {LESSON}.ipynb.",
        "several": f"There is no {LESSON}.ipynb in the submission, but there are 2 other notebooks; we did not guess.",
    }
    assert rows["renamed"].record["notes"][0]["en"] == (
        f"The notebook was called my work.ipynb instead of {LESSON}.ipynb; we took it as it is."
    )
    book = scores(fresh, LESSON)
    assert all(score.by_hand for score in book["cut"].values())
    assert book["fine"]["check-step"].points == 2.0


def test_a_run_that_is_killed_goes_on_where_it_stopped(fresh, stock):
    run = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", KILLED, str(fresh)], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, start_new_session=True
    )  # fmt: skip
    try:
        assert [run.stdout.readline() for _ in range(2)] == ["done\n"] * 2
        os.kill(run.pid, 9)
        end = time.monotonic() + 30
        while (left := of_session(run.pid)) and time.monotonic() < end:
            time.sleep(0.05)
        assert left == [], "workers and sandboxes go with the process that began them"
    finally:
        for pid in (run.pid, *of_session(run.pid)):
            os.kill(pid, 9)
        run.communicate()
    rows = grade(fresh)
    assert sum(row.skipped for row in rows.values()) >= 2
    assert scores(fresh, LESSON) == stock[1]


def of_session(session):
    """The processes that a program began, itself apart."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            if int(fields[3]) == session and fields[0] != "Z" and int(entry.name) != session:
                found.append(int(entry.name))
    return found


KILLED = """
import sys
from pathlib import Path
from autograder.grade.course import grade
if __name__ == "__main__":
    for row in grade(Path(sys.argv[1]), "01_perceptron", language="en", isolation="namespaces", workers=1):
        print("done", flush=True)
"""


def test_a_graded_record_reaches_the_gradebook_even_if_the_run_ended_in_between(fresh, monkeypatch):
    monkeypatch.setattr(ledger.Writer, "save", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        grade(fresh, only=["perfect"])
    assert scores(fresh, LESSON) == {}
    monkeypatch.undo()
    monkeypatch.setattr(pool, "records", None)  # nothing needs to be judged again
    assert grade(fresh, only=["perfect"])["perfect"].points == 20.0
    assert points(fresh)["perfect"]["check-step"] == 2.0


def test_a_worker_that_is_killed_costs_nobody_anything(fresh, stock):
    made = []

    def executor():
        made.append(crew.local(2))
        return made[-1]

    rows = []
    for row in grade_class(fresh, LESSON, language="en", isolation="namespaces", workers=2, executor=executor):
        if not rows:
            os.kill(next(iter(made[0]._processes)), 9)
        rows.append(row)
    assert len(made) > 1
    assert {row.record["status"] for row in rows} == {"graded"}
    assert scores(fresh, LESSON) == stock[1]


def test_wrong_requests_are_told(fresh, tmp_path_factory):
    empty = tmp_path_factory.mktemp("empty")
    with pytest.raises(CourseError) as caught:
        list(grade_class(empty, LESSON, language="en", isolation="namespaces"))
    assert str(caught.value) == (
        f"error: {empty}: there is no gradebook here\n"
        f"fix:   release the lesson first: nbgrader generate_assignment {LESSON}"
    )
    with pytest.raises(CourseError) as caught:
        list(grade_class(fresh, "99_dreams", language="en", isolation="namespaces"))
    assert str(caught.value) == (
        f"error: {gradebook.url(fresh)}: the gradebook knows no lesson 99_dreams\n"
        f"known: {LESSON}\n"
        "fix:   name one of them, or release it first: nbgrader generate_assignment 99_dreams"
    )
    shutil.rmtree(fresh / "submitted")
    with pytest.raises(CourseError) as caught:
        grade(fresh)
    assert str(caught.value) == (
        f"error: {fresh / 'submitted'}: the submissions cannot be listed (No such file or directory)\n"
        "fix:   collect them with nbgrader, or put them into submitted/STUDENT/LESSON/LESSON.ipynb"
    )
    (fresh / "submitted").mkdir()
    with pytest.raises(CourseError) as caught:
        grade(fresh)
    assert str(caught.value) == (
        f"error: {fresh / 'submitted'}: nobody handed in {LESSON}\n"
        "fix:   collect the submissions with nbgrader, or put them into submitted/STUDENT/LESSON/LESSON.ipynb"
    )


# --- what stands in the way ---------------------------------------------------------------------------------------------


def test_coming_late_costs_what_the_course_says(fresh):
    with (fresh / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('\nget_config().LateSubmissionPlugin.penalty_method = "zero"  # noqa: F821\n')
    with gradebook._book(gradebook.url(fresh)) as book:
        book.update_or_create_assignment(LESSON, duedate="2026-01-01 12:00:00 UTC")
    times = {"perfect": "2026-01-01 11:59:00 UTC", "half": "2026-01-01 12:00:01 UTC"}
    for name, moment in times.items():
        (fresh / "submitted" / name / LESSON / "timestamp.txt").write_text(moment, encoding="utf-8")
    grade(fresh, only=list(times))
    with gradebook._book(gradebook.url(fresh)) as book:
        found = {name: book.find_submission(LESSON, name) for name in times}
        penalties = {name: submission.late_submission_penalty for name, submission in found.items()}
        assert penalties == {"perfect": 0, "half": found["half"].score}
        assert found["half"].score > 15


def test_the_slips_of_the_exchange_go_on_to_the_feedback(fresh):
    """nbgrader's `release_feedback` reads them where `generate_feedback` copied them to."""
    room = fresh / "submitted" / "perfect" / LESSON
    (room / "timestamp.txt").write_text("2026-01-01 11:59:00 UTC", encoding="utf-8")
    (room / "submission_secret.txt").write_text("s3cret", encoding="utf-8")
    (room / "notes.txt").write_text("a stranger's own file", encoding="utf-8")
    grade(fresh, only=["perfect"])
    graded = fresh / "autograded" / "perfect" / LESSON
    assert {path.name: path.read_text("utf-8") for path in graded.glob("*.txt")} == {
        "timestamp.txt": "2026-01-01 11:59:00 UTC",
        "submission_secret.txt": "s3cret",
    }
    (room / "submission_secret.txt").write_text("handed in again", encoding="utf-8")
    assert grade(fresh, only=["perfect"])["perfect"].skipped is False
    assert (graded / "submission_secret.txt").read_text("utf-8") == "handed in again"
    assert grade(fresh, only=["perfect"])["perfect"].skipped is True


@pytest.mark.parametrize("said", ["yesterday", "99999999999999999999", "2026-13-40 25:00:00 UTC", "\x00\ufffd"])
def test_a_time_that_nobody_can_read_is_told_and_the_rest_goes_on(fresh, said):
    room = fresh / "submitted" / "perfect" / LESSON
    (room / "timestamp.txt").write_text(said, encoding="utf-8")
    row = grade(fresh, only=["perfect"])["perfect"]
    assert row.points == 20.0
    assert row.record["notes"][0] == {
        "en": f"timestamp.txt does not say a time that can be read, so nobody knows whether this came late: {said.strip()}",
        "ko": f"timestamp.txt에 적힌 시각을 읽을 수 없어 늦게 냈는지 알 수 없습니다: {said.strip()}",
    }
    assert not (fresh / "autograded" / "perfect" / LESSON / "timestamp.txt").exists()


def test_slips_that_are_no_plain_little_files_are_left_alone(fresh):
    room = fresh / "submitted" / "perfect" / LESSON
    (room / "timestamp.txt").symlink_to("/etc/passwd")
    (room / "submission_secret.txt").write_text("x" * 1001, encoding="utf-8")
    assert grade(fresh, only=["perfect"])["perfect"].record["notes"] == []
    assert list((fresh / "autograded" / "perfect" / LESSON).glob("*.txt")) == []


def test_a_gradebook_that_somebody_holds_is_told_and_nothing_is_lost(fresh, monkeypatch):
    monkeypatch.setattr(ledger, "_PATIENCE", (0.1,))
    monkeypatch.setattr(ledger, "_LOCK_SECONDS", 0.2)
    holder = sqlite3.connect(fresh / "gradebook.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(CourseError) as caught:
        grade(fresh, only=["perfect"])
    assert str(caught.value) == (
        f"error: {gradebook.url(fresh)}: the gradebook would not take a grade of perfect (database is locked)\n"
        "fix:   close what else uses it, then run the command again: it goes on where it stopped"
    )
    holder.execute("ROLLBACK")
    holder.close()
    monkeypatch.setattr(pool, "records", None)  # nothing needs to be judged again
    assert grade(fresh, only=["perfect"])["perfect"].points == 20.0
    assert points(fresh)["perfect"]["check-step"] == 2.0


def test_a_full_disk_is_told_and_nothing_is_lost(fresh, monkeypatch):
    (fresh / "autograded").symlink_to("/dev/full")
    with pytest.raises(CourseError) as caught:
        grade(fresh, only=["perfect"])
    target = fresh / "autograded" / "perfect" / LESSON / f"{LESSON}.ipynb"
    assert str(caught.value) == (
        f"error: {target}: the graded notebook could not be written (Not a directory)\n"
        "fix:   make room or rights, then run the command again: it goes on where it stopped"
    )
    (fresh / "autograded").unlink()

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    (fresh / "grading" / f"{LESSON}.jsonl").unlink()
    monkeypatch.setattr("autograder.grade.journal.os.fsync", full)
    with pytest.raises(CourseError) as caught:
        grade(fresh, only=["perfect"])
    assert str(caught.value) == (
        f"error: {fresh / 'grading' / LESSON}.jsonl: the journal of the gradings could not be written (No space left on device)\n"
        "fix:   make room or rights, then run the command again: it goes on where it stopped"
    )
    assert scores(fresh, LESSON) == {}
    monkeypatch.undo()
    assert grade(fresh, only=["perfect"])["perfect"].points == 20.0


def test_settings_that_do_not_load_are_told(fresh):
    (fresh / "nbgrader_config.py").write_text("c.CourseDirectory.db_url = 5 +\n", encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        grade(fresh)
    said = str(caught.value)
    assert said.startswith(
        f"error: {fresh / 'nbgrader_config.py'}: the settings do not load (SyntaxError: invalid syntax"
    )
    assert said.endswith("\nfix:   correct the file; three lines are enough, as in the repository")
