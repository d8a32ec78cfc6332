"""On Windows every module loads, and all that is not grading works; grading says in one sentence what it wants.

Windows itself is not here. `other_systems/sitecustomize.py` hides from our modules what it does not have.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.report import page

ROOT = Path(__file__).parents[1]
# the class that is made and graded for them is made once
pytestmark = pytest.mark.xdist_group("other-systems")
WINDOWS = Path(__file__).parent / "other_systems"
LESSON = "01_perceptron"

EVERY_MODULE = """
import importlib, pkgutil, sys, traceback
import autograder, dlcourse

bad = 0
found = [dlcourse.__name__, autograder.__name__]
for room in (dlcourse, autograder):
    for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        if ".make_" in module.name:
            continue  # makes a file of the repository, with the author's own tools
        found.append(module.name)
        try:
            importlib.import_module(module.name)
        except Exception:
            bad += 1
            print(module.name, traceback.format_exc().strip().splitlines()[-1])
print(len(found), "modules")
sys.exit(bad)
"""

# all commands in one process, because loading the course takes longer than most of them
COMMANDS = """
import contextlib, io, json, os, sys, traceback
from pathlib import Path

if __name__ == "__main__":
    from autograder import cli
    from autograder.desk import classroom

    given = json.loads(sys.argv[1])
    classroom.SHELVES = (Path(given["shelf"]),)
    for folder, words in given["commands"]:
        os.chdir(folder)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = cli.main(words)
            except SystemExit as end:
                code = end.code
            except Exception:
                code = traceback.format_exc()
        print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
"""


def environment(**more):
    return os.environ | {"PYTHONPATH": str(WINDOWS), "DLCOURSE_LANG": "en"} | more


def test_what_windows_lacks_is_truly_hidden_from_our_modules():
    """Otherwise every test here would pass for nothing."""
    code = (
        "import sys\n"
        "__package__ = 'dlcourse.something'\n"
        "import os, signal\n"
        "assert not hasattr(os, 'fork') and not hasattr(signal, 'SIGALRM') and os.name == 'nt'\n"
        "for name in ('fcntl', 'resource', 'pwd', 'grp', 'termios'):\n"
        "    try:\n"
        "        __import__(name, globals())\n"
        "    except ModuleNotFoundError:\n"
        "        continue\n"
        "    sys.exit(name)\n"
        "try:\n"
        "    from os import geteuid\n"
        "except ImportError:\n"
        "    print('hidden')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("hidden\n", "")


def test_every_module_loads():
    done = subprocess.run([sys.executable, "-c", EVERY_MODULE], env=environment(), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert int(done.stdout.split()[-2]) > 100, done.stdout


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What each command said there: of a class that was graded here, and of a small course of an author's."""
    base = tmp_path_factory.mktemp("다른 시스템")
    folder, course, shelf, roster = base / "반", base / "course", base / "shelf", base / "students.csv"
    for language in ("en", "ko"):
        shutil.copytree(ROOT / "solutions" / language / LESSON, shelf / language / LESSON)
    roster.write_text("이름,성,ID 번호,이메일 주소\n길동,홍,2601,hong@x.kr\n", encoding="utf-8")
    for room in ("solutions", "dlcourse/exercises"):
        (course / room).mkdir(parents=True)
    (course / "nbgrader_config.py").write_text("", encoding="utf-8")
    inbox = base / "inbox"
    inbox.mkdir()
    shutil.copy(ROOT / "solutions" / "ko" / LESSON / f"{LESSON}.ipynb", inbox / "2601.ipynb")
    take = ["collect", LESSON, str(inbox)]
    first = run(
        base,
        os.environ | {"DLCOURSE_LANG": "en"},
        [base, ["class", "new", str(folder), "--roster", str(roster), "--lang", "ko"]],
        [folder, ["release", LESSON]],
        [folder, take],
        [folder, ["grade", LESSON, "--workers", "1", "--isolation", "none"]],
    )
    assert [code for code, _, _ in first] == [0, 0, 0, 0], first
    there = {
        "help": [base, ["--help"]],
        "build": [ROOT, ["build", "--check"]],
        "lesson": [course, ["lesson", "new", "10_scaling"]],
        "class": [base, ["class", "new", str(base / "another"), "--roster", str(roster), "--lang", "ko"]],
        "add": [folder, ["class", "add", str(roster)]],
        "release": [folder, ["release", LESSON]],
        "collect": [folder, take],
        "feedback": [folder, ["feedback", LESSON]],
        "report": [folder, ["report", LESSON]],
        "export": [folder, ["export", "moodle"]],
        "status": [folder, ["status"]],
        "grade": [folder, ["grade", LESSON]],
        "demo": [ROOT, ["demo"]],
        "doctor": [folder, ["doctor"]],
    }
    told = run(base, environment(), *there.values())
    return folder, dict(zip(there, told, strict=True))


def run(base, env, *commands):
    (base / "commands.py").write_text(COMMANDS, encoding="utf-8")
    given = {"shelf": str(base / "shelf"), "commands": [[str(folder), words] for folder, words in commands]}
    done = subprocess.run(
        [sys.executable, base / "commands.py", json.dumps(given)], env=env, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("help", r"usage: autograder .*"),
        ("build", r"\d+ notebooks are what their sources give\n"),
        ("lesson", r"wrote dlcourse/scaling\.py\n.*next: autograder build 10_scaling, .*"),
        ("class", r".*another: 1 students came in, 0 were there already\n.*"),
        ("add", r".*: 0 students came in, 1 were there already\n.*"),
        ("release", rf"for your learners: lessons/ko/{LESSON}/{LESSON}\.ipynb\n.*"),
        ("collect", rf"{LESSON}: 0 new, 0 newer, 1 unchanged, 0 older, 0 not taken\n.*"),
        ("feedback", r"1 feedback pages in feedback\n.*"),
        ("report", r"class report: .*\n"),
        ("export", r"written: .*moodle\.csv\n.*"),
        ("status", rf".*: 1 students\n.* {LESSON} .*"),
    ],
)
def test_what_is_not_grading_works(said, command, told):
    code, out, err = said[1][command]
    assert (code, err) == (0, "")
    assert re.fullmatch(told, out, re.DOTALL), out


@pytest.mark.slow
def test_the_files_are_there(said):
    folder, _ = said
    for path in (f"feedback/2601/{LESSON}/{LESSON}.html", f"report/{page.PAGE}", "grades/moodle.csv"):
        assert (folder / path).stat().st_size, path


@pytest.mark.slow
@pytest.mark.parametrize("command", ["grade", "demo", "doctor"])
def test_grading_says_in_one_sentence_what_it_wants(said, command):
    assert said[1][command] == [
        2,
        "",
        f"error: autograder {command}: submissions are run behind walls that Linux alone can build, and this system is another\n"
        "fix:   run it on a Linux machine, or on Windows in WSL; all that is not grading works here\n",
    ]


def test_a_wall_that_is_asked_for_there_is_refused_with_its_reason():
    code = (
        "from autograder.grade.wall.sandbox import Sandbox, SandboxError\n"
        "try:\n    Sandbox('landlock')\nexcept SandboxError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("the sandbox (landlock) did not start: it needs Linux\n", "")


def test_a_check_stops_a_loop_there_too():
    code = (
        "import dlcourse.time_limit as limits\nlimits_of = vars(limits)\n"
        "from dlcourse.exercises import check\n"
        "def step(x):\n    while True: pass\n"
        "print(str(check('step', step)).splitlines()[0])\n"
        "assert not hasattr(limits_of['signal'], 'setitimer')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 of 2 points" in done.stdout
