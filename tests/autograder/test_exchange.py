"""nbgrader's exchange between accounts of the machine, as on a JupyterHub: release, fetch, submit, collect, grade, feedback.

The roster's ids are not the names of the accounts, one learner hands in for another, and one is in no roster.
"""

import csv
import json
import sys

import pytest

from tests.ordinary import machine, names  # noqa: F401  # fixtures

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("accounts")]

LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"
LATER = "2036-12-01 00:00:00.000000 UTC"
FORGE = """
import os, shutil, sys
inbound, mine, theirs, later = sys.argv[1:]
forged = f"{inbound}/{theirs}+01_perceptron+{later}"
shutil.copytree(mine, forged)
os.chmod(forged, 0o777)
os.symlink(mine, f"{inbound}/{theirs}+01_perceptron+{later.replace('12-01', '12-02')}+link")
os.mkdir(f"{inbound}/{theirs}+01_perceptron+never")
own = f"{inbound}/{os.environ['USER']}+01_perceptron+{later}+own"
os.mkdir(own)
os.symlink("/etc/hostname", f"{own}/01_perceptron.ipynb")
"""


@pytest.fixture(scope="module")
def hub(machine, names):  # noqa: F811  # fixtures
    """An instructor with a class that released a lesson, and three learners who handed it in."""
    exchange = machine.base / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    people = {one: machine.account(names[one]) for one in ("kim", "lee", "park", "cho")}
    for one in people.values():
        one.env["JUPYTER_CONFIG_DIR"] = str(one.home / ".jupyter")
        text = f"c = get_config()\nc.CourseDirectory.course_id = 'dlcourse'\nc.Exchange.root = {str(exchange)!r}\n"
        one.writes(one.home / ".jupyter" / "nbgrader_config.py", text)
    kim = people["kim"]
    rows = [f"20260001,Lee,Ada,lee@x.kr,{names['lee']}", f"20260002,Park,Ben,{names['park']}@x.kr,"]
    kim.writes(kim.home / "students.csv", "\n".join(["id,first_name,last_name,email,account", *rows]))
    for room in ("ours", "nbgraders"):
        kim.does("autograder", "class", "new", room, "--roster", "students.csv")
        kim.does("autograder", "release", LESSON, cwd=kim.home / room)
    kim.does("nbgrader", "release_assignment", LESSON, cwd=kim.home / "ours")
    solution = kim.does("cat", f"ours/solutions/en/{NOTEBOOK}").stdout
    for one in ("lee", "park", "cho"):
        people[one].does("nbgrader", "fetch_assignment", LESSON)
    people["lee"].writes(people["lee"].home / NOTEBOOK, solution)
    for one in ("lee", "park", "cho"):
        people[one].does("nbgrader", "submit", LESSON)
    inbound = exchange / "dlcourse" / "inbound"
    park = people["park"]
    park.does(sys.executable, "-c", FORGE, inbound, park.home / LESSON, names["lee"], LATER)
    return people


def refusals(names):  # noqa: F811
    """What both ways of collecting have to say, by the beginning of a folder's name."""
    lee, park, cho = (names[one] for one in ("lee", "park", "cho"))
    return {
        f"{lee}+{LESSON}+{LATER}": f"it says that it is {lee}'s, but it belongs to {park}: refused",
        f"{lee}+{LESSON}+{LATER.replace('12-01', '12-02')}+link": "it is no folder: refused",
        f"{lee}+{LESSON}+never": "its name does not say who handed in when: refused",
        f"{park}+{LESSON}+{LATER}+own": f"{LESSON}.ipynb in it is a link or a device, not a file: refused",
        f"{cho}+{LESSON}+": f"{cho} is not in the roster: write the name of the account into the column account of roster.csv",
    }


def graded(kim, room):
    """The class graded and exported, as Moodle would read it; its submissions are by the roster's ids."""
    folder = kim.home / room
    assert kim.does("ls", "submitted", cwd=folder).stdout.split() == ["20260001", "20260002"]
    done = kim.does("autograder", "grade", LESSON, "--workers", "1", cwd=folder).stdout
    assert "2 graded, 0 unchanged since the last time, 0 to look at" in done
    kim.does("autograder", "export", "moodle", cwd=folder)
    rows = [*csv.reader(kim.does("cat", "grades/moodle.csv", cwd=folder).stdout.splitlines())][1:]
    assert [(row[0], row[1], row[4]) for row in rows] == [("20260001", "Lee", "20"), ("20260002", "Park", "0")]


def test_our_collecting_takes_what_is_the_owners_and_feedback_finds_its_way_back(hub, names):  # noqa: F811
    kim, lee, park = (hub[one] for one in ("kim", "lee", "park"))
    folder = kim.home / "ours"
    said = " ".join(kim.does("autograder", "collect", LESSON, "--exchange", cwd=folder, code=1).stdout.split())
    assert said.startswith(f"{LESSON}: 2 new, 0 newer, 0 unchanged, 0 older, 5 not taken")
    for sentence in refusals(names).values():  # broken over the lines of a table; whole in the other way's test
        assert set(sentence.split()) <= set(said.split()), sentence
    graded(kim, "ours")
    kim.does("autograder", "feedback", LESSON, cwd=folder)
    kim.does("nbgrader", "release_feedback", LESSON, cwd=folder)
    for learner, passed in ((lee, True), (park, False)):
        learner.does("nbgrader", "fetch_feedback", LESSON)
        pages = learner.does("sh", "-c", f"cat {LESSON}/feedback/*/{LESSON}.html").stdout
        assert ("The step function: passed" in pages) is passed
        assert "The step function" in pages
    # a class that was collected before the slips travelled gets them with the next collecting
    slip = f"submitted/20260001/{LESSON}/submission_secret.txt"
    secret = kim.does("cat", slip, cwd=folder).stdout
    kim.does("rm", slip, cwd=folder)
    said = kim.does("autograder", "collect", LESSON, "--exchange", cwd=folder, code=1).stdout
    assert said.startswith(f"{LESSON}: 0 new, 0 newer, 2 unchanged, 0 older, 5 not taken")
    assert kim.does("cat", slip, cwd=folder).stdout == secret
    assert park.run("ls", folder).returncode != 0


def test_nbgraders_own_collecting_takes_the_same_and_says_the_same(hub, names):  # noqa: F811
    kim = hub["kim"]
    said = kim.does("nbgrader", "collect", LESSON, cwd=kim.home / "nbgraders").stderr
    for folder, sentence in refusals(names).items():
        assert any(folder in line and line.endswith(f": {sentence}") for line in said.splitlines()), said
    graded(kim, "nbgraders")


def test_who_is_in_no_roster_gets_no_grade_and_no_line_in_the_gradebook(hub, names):  # noqa: F811
    kim, stranger = hub["kim"], names["cho"]
    folder = kim.home / "nbgraders"
    kim.does("cp", "-r", "submitted/20260002", f"submitted/{stranger}", cwd=folder)
    done = kim.does("autograder", "grade", LESSON, "--student", stranger, cwd=folder, code=1).stdout
    assert "0 graded, 0 unchanged since the last time, 1 to look at" in done
    assert f"{stranger} is not in the roster and got no grade" in " ".join(done.replace("│", " ").split())
    assert kim.run("nbgrader", "autograde", LESSON, "--student", stranger, cwd=folder).returncode != 0
    button = "from nbgrader.apps import NbGraderAPI; from autograder.grade.gradebook import settings; from pathlib import Path; import json, sys; print(json.dumps(NbGraderAPI(config=settings.load(Path.cwd())).autograde('01_perceptron', sys.argv[1])))"  # fmt: skip
    done = json.loads(kim.does(sys.executable, "-c", button, stranger, cwd=folder).stdout.splitlines()[-1])
    assert not done["success"]
    assert f"{stranger} is not in the roster and got no grade" in done["log"]
    ask = "import sqlite3; print([*sqlite3.connect('gradebook.db').execute('SELECT id FROM student ORDER BY id')])"
    assert kim.does(sys.executable, "-c", ask, cwd=folder).stdout == "[('20260001',), ('20260002',)]\n"
    kim.does("rm", "-r", f"submitted/{stranger}", cwd=folder)
