"""A class made, collected, graded both ways, fed back and exported by an account that is not root, whatever its umask.

nbgrader leaves what it wrote read-only. Root is let off that, so all of this has to be seen by somebody who is not.
"""

import contextlib
import json
import sqlite3
import sys

import pytest

from tests.autograder.whole_gradebook import whole
from tests.ordinary import machine, names, ordinary  # noqa: F401  # fixtures

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("accounts")]

LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}.ipynb"
ROSTER = "id,first_name,last_name,email\na1,Ada,Lovelace,ada@x.kr\nb2,Blaise,Pascal,\nc3,Carl,Gauss,\n"
WHEN = "2026-11-01 10:00:00.000000 UTC"

# what a test may not read itself, since the class is private to its account
SHOW = """
import json, sys
from pathlib import Path
from tests.autograder.whole_gradebook import whole
folder = Path(sys.argv[1])
files = {str(one.relative_to(folder)): oct(one.stat().st_mode & 0o7777) for one in (folder, *sorted(folder.rglob("*")))}
print(json.dumps({"book": whole(folder / "gradebook.db"), "files": files, "moodle": (folder / "grades/moodle.csv").read_text("utf-8-sig")}))
"""
AGAIN = """
import json, sys
from pathlib import Path
path = Path(sys.argv[1])
book = json.loads(path.read_text("utf-8"))
book["cells"].append({"cell_type": "markdown", "id": "zz", "metadata": {}, "source": "handed in again"})
path.unlink()
path.write_text(json.dumps(book), "utf-8")
"""
# points and a word for a written answer, as formgrader keeps them
READ = """
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    book.find_grade("why-one-line", "01_perceptron", "01_perceptron", "a1").manual_score = 2.0
    book.find_comment("why-one-line", "01_perceptron", "01_perceptron", "a1").manual_comment = "One line cuts once."
    book.db.commit()
"""

SENTENCES = (
    (
        "en",
        "it is read-only, though it belongs to this account",
        "give it its rights back (chmod u+rwX), then run the command again",
    ),
    (
        "ko",
        "이 계정의 것이지만 쓰기 권한이 없습니다",
        "쓰기 권한을 되돌린 뒤(chmod u+rwX) 명령을 다시 실행해 주세요",
    ),
)


def a_week(account, umask, root):
    """The instructor's week, with the class as it is at its end."""
    folder = account.home / f"class-{umask}"

    def does(*words, code=0):
        return account.does(*words, code=code, cwd=folder, umask=umask)

    account.writes(account.home / "students.csv", ROSTER, umask)
    rules = ("--due", f"{LESSON}=2026-10-30", "--late", "10")
    account.does("autograder", "class", "new", folder, "--roster", account.home / "students.csv", *rules, umask=umask)
    does("autograder", "release", LESSON)
    for student, room in (("a1", "solutions"), ("b2", "lessons"), ("c3", "lessons")):
        text = (root / room / "en" / LESSON / NOTEBOOK).read_text("utf-8")
        account.writes(folder / "in" / student / NOTEBOOK, text, umask)
        account.writes(folder / "in" / student / "timestamp.txt", WHEN, umask)
    does("autograder", "collect", LESSON, "in")
    does("nbgrader", "autograde", LESSON, "--student", "a1")
    left = does("stat", "-c", "%a", f"autograded/a1/{LESSON}/timestamp.txt").stdout
    assert left == "444\n"  # as another program left it
    does(sys.executable, "-c", AGAIN, f"submitted/a1/{LESSON}/{NOTEBOOK}")
    does("chmod", "-R", "a-w", "autograded", "grading.log")
    does("chmod", "-R", "u+wX", *(f"autograded/a1/{LESSON}", "autograded/a1", "autograded"))
    does("chmod", "a-w", f"autograded/a1/{LESSON}/timestamp.txt", f"autograded/a1/{LESSON}/{NOTEBOOK}")
    first = does("autograder", "grade", LESSON, "--seed", "7", "--workers", "1").stdout.lstrip()
    assert first.startswith("3 graded, 0 unchanged since the last time, 0 to look at")
    does("chmod", "a-w", f"grading/{LESSON}.jsonl", "grading.log")
    second = does("autograder", "grade", LESSON, "--seed", "7", "--workers", "1").stdout.lstrip()
    assert second.startswith("0 graded, 3 unchanged since the last time, 0 to look at")
    does(sys.executable, "-c", READ)
    does("nbgrader", "generate_feedback", LESSON)
    does("autograder", "feedback", LESSON)
    does("autograder", "export", "moodle")
    does("chmod", "a-w", "grades/moodle.csv", "desk/exported.json")
    does("autograder", "export", "moodle")
    does("autograder", "class", "add", "roster.csv")
    for language, what, fix in SENTENCES:
        does("chmod", "a-w", f"autograded/a1/{LESSON}")
        words = ("autograder", "grade", LESSON, "--force", "--seed", "7", "--workers", "1", "--student", "a1")
        if account.name == "root":
            break  # who may write everywhere has nothing in the way
        said = account.does(*words, code=1, cwd=folder, umask=umask, DLCOURSE_LANG=language).stderr
        assert said.endswith(f"error: {folder}/autograded/a1/{LESSON}: {what}\nfix:   {fix}\n")
    does("chmod", "u+w", f"autograded/a1/{LESSON}")
    does(*words)
    done = account.does(sys.executable, "-c", SHOW, folder, cwd=root, umask=umask, PYTHONPATH=str(root))
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def weeks(ordinary, pytestconfig):  # noqa: F811  # a fixture
    """Each umask's week, done once."""
    known = {}

    def week(umask):
        if umask not in known:
            known[umask] = a_week(ordinary, umask, pytestconfig.rootpath)
        return known[umask]

    return week


@pytest.mark.parametrize("umask", ["022", "027", "077"])
def test_a_week_goes_through_on_files_that_were_left_read_only(weeks, umask):
    found = weeks(umask)
    rows = [line.split(",") for line in found["moodle"].splitlines()[1:]]
    assert [(row[0], row[3], row[4]) for row in rows] == [("a1", "ada@x.kr", "17.6"), ("b2", "", "0"), ("c3", "", "0")]
    assert found["files"]["."] == "0o700"
    pages = [name for name in found["files"] if name.startswith("feedback/") and name.endswith(".html")]
    assert pages == [f"feedback/{student}/{LESSON}/{LESSON}.html" for student in ("a1", "b2", "c3")]


def test_root_and_an_ordinary_account_make_the_same_gradebook(weeks, machine, pytestconfig):  # noqa: F811
    by_root, ours = a_week(machine.root(), "022", pytestconfig.rootpath), weeks("022")
    assert by_root["book"].keys() == ours["book"].keys()
    for table, rows in ours["book"].items():
        assert by_root["book"][table] == rows, table
    assert by_root["moodle"] == ours["moodle"]
    assert by_root["files"].keys() == ours["files"].keys()
    # what was compared holds a penalty for two days, and what a person said of an answer, kept by the next grading
    penalty = 0.2 * (20 + 2)
    assert sum(f"'late_submission_penalty': {penalty}" in row for row in ours["book"]["submitted_notebook"]) == 1
    assert sum("'manual_score': 2.0" in row for row in ours["book"]["grade"]) == 1
    assert sum("'manual_comment': 'One line cuts once.'" in row for row in ours["book"]["comment"]) == 1


def test_two_gradebooks_that_differ_in_anything_are_told_apart(tmp_path):
    def book(name, cell, grade, points, penalty):
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as made, made:
            made.execute("CREATE TABLE base_cell (id, name)")
            made.execute("CREATE TABLE grade (id, cell_id, manual_score, penalty)")
            made.execute("INSERT INTO base_cell VALUES (?, 'why')", [cell])
            made.execute("INSERT INTO grade VALUES (?, ?, ?, ?)", [grade, cell, points, penalty])
        return whole(tmp_path / name)

    one = book("one", "a" * 32, "b" * 32, 2.0, 4.4)
    assert book("another run", "c" * 32, "d" * 32, 2.0, 4.4) == one
    assert book("other points", "a" * 32, "b" * 32, 2.5, 4.4) != one
    assert book("no penalty", "a" * 32, "b" * 32, 2.0, None) != one
