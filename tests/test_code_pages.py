"""Every command prints on every output: work that is done does not end in an error because a letter cannot be shown.

On Windows that is the code page of a pipe, a log file or Git Bash; elsewhere an old terminal.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import cli as instructors
from dlcourse import letters
from dlcourse.desk import cli as learners

ROOT = Path(__file__).parents[1]
LESSON = "01_perceptron"
FIRST = ("cp1252", "ko")  # letters of neither kind: the others repeat what it says
PAGES = [
    pytest.param(page, language, marks=() if (page, language) == FIRST else pytest.mark.slow)
    for page in ("cp949", "cp1252", "ascii")
    for language in ("en", "ko")
]
ODD = "홍길동 José"  # no code page has both names

# many commands in one process: loading the course takes longer than most of them
COMMANDS = """
import contextlib, json, os, sys, traceback
from pathlib import Path

def main(words):
    if words[0] == "script":
        exec(words[1], {})
        return 0
    from autograder import cli as autograder
    from dlcourse.desk import cli as dlcourse
    return {"autograder": autograder, "dlcourse": dlcourse}[words[0]].main(words[1:])

if __name__ == "__main__":
    asked, answers = sys.argv[1:]
    from autograder.desk import classroom
    from dlcourse.desk import doctor, handin, lab
    classroom.SHELVES = (Path("shelf"),)
    lab._jupyter = lambda *words: 0                     # no server is wanted here,
    doctor.KERNEL = ""                                  # no kernel,
    handin._try_out = lambda *words: {"refused": None}  # and no rehearsal
    told = []
    for folder, words in json.loads(asked):
        here = os.getcwd()
        os.chdir(folder)
        try:
            told.append(main(words))
        except SystemExit as end:
            told.append(end.code)
        except BaseException:
            told.append(traceback.format_exc())
        os.chdir(here)
        print("=" * 20, flush=True)
    Path(answers).write_text(json.dumps(told), encoding="utf-8")
"""

SCRIPT = """
import numpy as np
from dlcourse.exercises import check, hint
def step(x):
    return np.where(np.asarray(x) >= 0, 1, 0)
print(check("step", step))
print(check("no-such-exercise"))
print(hint("step"))
"""


def run(base, page, language, commands, **more):
    """The exit code of each command, and what it printed there."""
    (base / "commands.py").write_text(COMMANDS, encoding="utf-8")
    env = os.environ | {"PYTHONIOENCODING": page, "DLCOURSE_LANG": language, "DLCOURSE_DATA": str(base / "data")} | more
    asked = json.dumps([[str(folder), [str(word) for word in words]] for folder, words in commands])
    done = subprocess.run(
        [sys.executable, base / "commands.py", asked, base / "answers.json"], env=env, cwd=base, capture_output=True
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr.decode(errors="replace")
    printed = done.stdout.decode(page).replace("\r\n", "\n").split("=" * 20 + "\n")
    return json.loads((base / "answers.json").read_text(encoding="utf-8")), printed, done.stderr.decode(page)


@pytest.fixture
def base(tmp_path):
    """A folder with an odd name, and beside it the notebooks of one lesson, as a wheel carries them."""
    base = tmp_path / ODD
    for language in ("en", "ko"):
        shutil.copytree(ROOT / "solutions" / language / LESSON, base / "shelf" / language / LESSON)
    (base / "명단 é.csv").write_text("이름,성,ID 번호,이메일 주소\n길동,홍,2601,hong@x.kr\n", encoding="utf-8")
    return base


def _below(parser, words):
    """A command and all commands within it."""
    yield [*words, "--help"]
    for action in parser._actions:
        for name, inner in (action.choices or {}).items() if action.nargs == "A..." else ():
            yield from _below(inner, [*words, name])


HELP = [*_below(learners._parser(), ["dlcourse"]), *_below(instructors._parser(), ["autograder"])]


def test_no_command_is_forgotten():
    words = {" ".join(command) for command in HELP}
    assert {"dlcourse submit --help", "autograder class new --help", "autograder dates --help"} < words


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_a_learner_and_a_beginning_instructor(base, page, language):
    work, room = base / "작업 é", base / "반 é"
    commands = [
        *([base, words] for words in HELP),
        [base, ["dlcourse", "lab", work, "--lang", language]],
        [base, ["dlcourse", "progress"]],
        [work, ["dlcourse", "save", "내 답 é.zip"]],
        [work, ["dlcourse", "save", "내 답 é.zip"]],
        [base, ["dlcourse", "restore", work / "내 답 é.zip", base / "되찾음 é"]],
        [base, ["dlcourse", "restore", "없음 é.zip"]],
        [base, ["dlcourse", "submit", "0", "--folder", work, "--student", "kim"]],
        [base, ["dlcourse", "doctor", "--folder", work]],
        [base, ["script", SCRIPT]],
        [base, ["autograder", "class", "new", room, "--roster", "명단 é.csv", "--lang", "ko"]],
        [room, ["autograder", "collect", LESSON, base / "shelf"]],
        [room, ["autograder", "status"]],
        [room, ["autograder", "report"]],
        [room, ["autograder", "release", "없음 é"]],
        [base, ["autograder", "build"]],
        [base, ["dlcourse", "lab", "--lang", "dé"]],
    ]
    codes, printed, errors = run(base, page, language, commands)
    assert codes == [*([0] * len(HELP)), 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 1, 0, 2, 2, 2, 2], list(
        zip(codes, commands, strict=True)
    )
    for text in printed[: len(HELP)]:
        assert text.startswith("usage: ")
    for file in (
        work / language / f"{LESSON}.ipynb",
        work / "내 답 é.zip",
        base / "되찾음 é" / language,
        room / "roster.csv",
    ):
        assert file.exists(), file
    assert len(list(work.rglob("*_kim_attempt_*.zip"))) == 1
    report = printed[len(HELP) + 8]
    assert report.startswith("x "), report
    assert ("작업" in printed[len(HELP)]) == (page == "cp949"), "letters that the page has stay"
    assert "José" in errors if page == "cp1252" else "Jos?" in errors


@pytest.mark.slow
@pytest.mark.parametrize(("page", "language"), [("cp1252", "ko"), ("cp949", "en")])
def test_an_instructors_week(base, page, language):
    room = base / "반 é"
    inbox = base / "받은 것 é"
    inbox.mkdir()
    shutil.copy(ROOT / "solutions" / "ko" / LESSON / f"{LESSON}.ipynb", inbox / "2601.ipynb")
    commands = [
        [base, ["autograder", "class", "new", room, "--roster", "명단 é.csv", "--lang", "ko"]],
        [room, ["autograder", "release", LESSON]],
        [room, ["autograder", "collect", LESSON, inbox]],
        [room, ["autograder", "grade", LESSON, "--workers", "1", "--isolation", "none"]],
        [room, ["autograder", "feedback", LESSON]],
        [room, ["autograder", "export", "moodle"]],
        [room, ["autograder", "dates", LESSON, "--due", "2026-12-01 18:00", "--why", "홍 é"]],
        [room, ["autograder", "dates", "--changes"]],
        [room, ["autograder", "class", "show"]],
        [room, ["autograder", "report"]],
        [room, ["autograder", "status"]],
    ]
    codes, printed, _ = run(base, page, language, commands)
    assert codes == [0] * len(commands), printed
    for file in (f"feedback/2601/{LESSON}/{LESSON}.html", "grades/moodle.csv", "report/report.html"):
        assert (room / file).stat().st_size, file


@pytest.mark.parametrize(
    "words",
    [["-m", "dlcourse", "--help"], ["-m", "autograder", "lesson", "new", "10_scaling"], ["-c", SCRIPT]],
    ids=["dlcourse", "autograder", "a script of the learner's own"],
)
def test_each_way_in_prints_by_itself(tmp_path, words):
    for room in ("solutions", "dlcourse/exercises"):
        (tmp_path / room).mkdir(parents=True)
    (tmp_path / "nbgrader_config.py").write_text("", encoding="utf-8")
    env = os.environ | {"PYTHONIOENCODING": "ascii", "DLCOURSE_LANG": "ko", "PYTHONSAFEPATH": "1"}
    done = subprocess.run([sys.executable, *words], env=env, cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"??" in done.stdout


def test_signs_become_plain_ones_and_what_the_page_knows_stays(capsys):
    def shown(text, page):
        letters.allow_any()  # names the way to handle errors
        return text.encode(page, letters.HANDLER).decode(page)

    assert shown("✓ José … “홍” → 2×", "ascii") == '+ Jos? ... "?" -> 2x'
    assert shown("✓ José … “홍” → 2×", "cp949") == "+ Jos? … “홍” → 2×"
    assert shown("✓ José … “홍” → 2×", "cp1252") == "+ José … “?” -> 2×"
    assert shown("✗ \udcff", "utf-8") == "✗ ?", "a name of a file that is no text"


@pytest.mark.parametrize("chosen", ["replace", "ignore", "xmlcharrefreplace"])
def test_who_chose_a_way_keeps_it(chosen):
    code = "import sys\nfrom dlcourse.letters import allow_any\nallow_any()\nprint(sys.stdout.errors)"
    env = os.environ | {"PYTHONIOENCODING": f"cp1252:{chosen}"}
    assert subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True).stdout == f"{chosen}\n"


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["dlcourse"], "usage: dlcourse "),
        (["dlcourse.desk.cli"], "usage: dlcourse "),
        (["autograder"], "usage: autograder "),
        (["autograder.cli"], "usage: autograder "),
    ],
)
def test_every_command_can_be_started_by_python(words, start):
    done = subprocess.run([sys.executable, "-m", *words, "--help"], capture_output=True, text=True)
    assert (done.returncode, done.stderr, done.stdout[: len(start)]) == (0, "", start)
    done = subprocess.run([sys.executable, "-m", *words, "no-such"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr[: len(start)]) == (2, "", start)


def test_progress_by_python_is_the_table(tmp_path):
    env = os.environ | {"DLCOURSE_DATA": str(tmp_path), "DLCOURSE_LANG": "en"}
    for module in ("dlcourse", "dlcourse.desk.cli"):
        done = subprocess.run(
            [sys.executable, "-m", module, "progress"], env=env, capture_output=True, encoding="utf-8"
        )
        assert done.stdout.startswith("Your progress: 0 of ")
