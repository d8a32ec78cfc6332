"""nbgrader's exchange between two accounts of the machine, as on a JupyterHub: release, fetch, submit, collect, grade, feedback."""

import json
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import build
from autograder.build import freshness
from autograder.demo.students import students, text
from dlcourse.exercises import CARDS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("nbgrader")]

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"
TEACHER, LEARNER = "daemon", "nobody"  # two accounts that every Debian has, and no person


class Account:
    """Runs commands as somebody, in a folder of their own."""

    def __init__(self, name, folder, exchange):
        self.name, self.home = name, folder / name
        self.home.mkdir(mode=0o700)
        config = self.home / "jupyter"
        config.mkdir()
        (config / "nbgrader_config.py").write_text(
            f"c = get_config()\nc.CourseDirectory.course_id = 'dlcourse'\nc.Exchange.root = {str(exchange)!r}\n"
        )
        self.env = {
            "HOME": str(self.home),
            "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]]),
            "LANG": "C.UTF-8",
            "JUPYTER_CONFIG_DIR": str(config),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def own(self):
        account = pwd.getpwnam(self.name)
        for path in (self.home, *self.home.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)

    def run(self, *words, cwd=None):
        return subprocess.run(
            [BIN / words[0], *words[1:]],
            cwd=cwd or self.home,
            env=self.env,
            user=self.name,
            group=pwd.getpwnam(self.name).pw_gid,
            extra_groups=[],
            capture_output=True,
            text=True,
            timeout=300,
        )

    def does(self, *words, cwd=None):
        done = self.run(*words, cwd=cwd)
        assert done.returncode == 0, done.stderr
        return done


@pytest.fixture
def hub():
    """A folder that everybody may enter, with the exchange in it."""
    if os.geteuid() != 0:
        pytest.skip("only root may work in the name of two accounts")
    try:
        subprocess.run([sys.executable, "-c", "import dlcourse"], user=LEARNER, extra_groups=[], cwd="/", check=True, capture_output=True)  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"the account {LEARNER} may not run {sys.executable}: Python lies in somebody's own folder")
    folder = Path(os.path.realpath(os.environ.get("TMPDIR", "/tmp"))) / f"dlcourse-hub-{os.getpid()}"
    folder.mkdir(mode=0o755)
    (folder / "exchange").mkdir()
    (folder / "exchange").chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def test_a_lesson_goes_out_and_a_feedback_page_comes_back(hub):
    teacher, learner = (Account(name, hub, hub / "exchange") for name in (TEACHER, LEARNER))
    course = teacher.home / "class"
    course.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", course)
    source = next(path for path in build.sources(ROOT) if path.stem == LESSON)
    freshness.write(build.notebooks(source, CARDS), course)
    teacher.own()
    learner.own()
    teacher.does("nbgrader", "generate_assignment", LESSON, cwd=course)
    teacher.does("nbgrader", "release_assignment", LESSON, cwd=course)
    learner.does("nbgrader", "fetch_assignment", LESSON, "--course", "dlcourse")
    assert learner.run("python", "-c", f"open({str(course / 'gradebook.db')!r})").returncode != 0

    solution, released = (
        json.loads((course / room / "en" / NOTEBOOK).read_text()) for room in ("solutions", "lessons")
    )
    mine = learner.home / NOTEBOOK
    assert json.loads(mine.read_text()) == released
    mine.write_text(text(next(students(solution, released, CARDS)).notebook))
    learner.does("nbgrader", "submit", LESSON, "--course", "dlcourse")

    teacher.does("nbgrader", "collect", LESSON, cwd=course)
    graded = teacher.does("autograder", "grade", LESSON, cwd=course)
    assert graded.stdout.strip().startswith("1 graded, 0 unchanged since the last time, 0 to look at; isolation: ")
    teacher.does("nbgrader", "generate_feedback", LESSON, cwd=course)
    teacher.does("nbgrader", "release_feedback", LESSON, cwd=course)
    learner.does("nbgrader", "fetch_feedback", LESSON, "--course", "dlcourse")
    (page,) = learner.home.glob(f"{LESSON}/feedback/*/{LESSON}.html")
    assert "The step function: passed" in page.read_text()
