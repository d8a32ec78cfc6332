"""Two instructors on one class: whatever their umask, each goes on where the other stopped, and a file in the way is named."""

import pytest

from tests.ordinary import machine, names  # noqa: F401  # fixtures

pytestmark = [pytest.mark.rest, pytest.mark.xdist_group("accounts")]

LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}.ipynb"
ROSTER = "id,first_name,last_name\na1,Ada,Lovelace\nb2,Blaise,Pascal\n"
HOLD = "import sys; from pathlib import Path; from autograder.lock import held\nwith held(Path.cwd(), 'grade'):\n print('held', flush=True); sys.stdin.read()"


@pytest.fixture(scope="module")
def teachers(machine, names):  # noqa: F811  # fixtures
    """Two accounts of one group."""
    group = machine.group(names["kim"].replace("kim", "all"))
    return [machine.account(names[one] + "t", group) for one in ("kim", "han")], group


def shared(machine, group, owner, name):  # noqa: F811
    """A folder as an administrator makes one for several instructors."""
    folder = machine.base / name
    machine.administers("mkdir", folder)
    machine.administers("chown", f"{owner.name}:{group}", folder)
    machine.administers("chmod", "2770", folder)
    return folder


@pytest.mark.parametrize("umask", ["077", "022", "027"])
def test_each_does_half_of_a_week_whatever_the_umask(machine, teachers, umask):  # noqa: F811
    (kim, han), group = teachers
    folder = shared(machine, group, kim, f"shared-{umask}")

    def does(account, *words, code=0):
        return account.does(*words, code=code, cwd=folder, umask=umask)

    kim.writes(kim.home / "students.csv", ROSTER)
    does(kim, "autograder", "class", "new", ".", "--roster", kim.home / "students.csv")
    does(han, "autograder", "release", LESSON)
    does(kim, "autograder", "release", LESSON)
    for student in ("a1", "b2"):
        kim.writes(folder / "in" / student / "timestamp.txt", "2026-11-01 10:00:00 UTC", "007")
        does(kim, "cp", f"solutions/en/{LESSON}/{NOTEBOOK}", f"in/{student}")
    does(kim, "chmod", "-R", "g+rX", "in")
    does(kim, "autograder", "collect", LESSON, "in")
    does(han, "nbgrader", "autograde", LESSON, "--student", "a1")
    does(kim, "autograder", "grade", LESSON, "--workers", "1")
    does(han, "autograder", "grade", LESSON, "--workers", "1", "--force")
    does(kim, "autograder", "feedback", LESSON)
    does(han, "autograder", "feedback", LESSON)
    does(kim, "autograder", "export", "moodle")
    does(han, "autograder", "export", "moodle")
    does(kim, "autograder", "report", LESSON)
    does(han, "autograder", "report", LESSON)
    does(han, "autograder", "class", "add", "roster.csv")
    assert (
        does(kim, "stat", "-c", "%a", "gradebook.db", "grading.log").stdout.split() == ["660", "660"] or umask != "077"
    )
    modes = does(kim, "find", ".", "-not", "-type", "l", "-not", "-perm", "-g=rw").stdout
    assert modes == ""


def test_the_sentence_names_who_is_at_work_and_whose_file_is_in_the_way(machine, teachers):  # noqa: F811
    (kim, han), group = teachers
    folder = shared(machine, group, kim, "named")
    kim.writes(kim.home / "students.csv", ROSTER)
    kim.does("autograder", "class", "new", ".", "--roster", kim.home / "students.csv", cwd=folder)
    held = kim.starts("python", "-c", HOLD, cwd=folder)
    try:
        assert held.stdout.readline() == "held\n"
        said = han.does("autograder", "release", LESSON, cwd=folder, code=1).stderr
        assert said.startswith(
            f"error: {folder}: somebody is working on this class: {kim.name} (autograder grade, process "
        )
    finally:
        held.stdin.close()
        held.wait(60)
        held.stdout.close()
    kim.does("chmod", "640", "gradebook.db", cwd=folder)
    for language, what, fix in (
        (
            "en",
            "this account ({me}) may not write here: it belongs to {owner}",
            "have {owner} give it free (chmod g+rwX); in a class of several instructors, chmod 2770 the class's folder first",
        ),
        (
            "ko",
            "이 계정({me})은 여기에 쓸 수 없습니다. 소유자는 {owner}입니다",
            "{owner} 계정에서 권한을 열어 주세요(chmod g+rwX). 강사가 여럿인 반이라면 먼저 반의 폴더에 chmod 2770을 해 주세요",
        ),
    ):
        done = han.does("autograder", "release", LESSON, cwd=folder, code=1, DLCOURSE_LANG=language)
        said = {"me": han.name, "owner": kim.name}
        expected = f"error: {folder / 'gradebook.db'}: {what.format(**said)}\nfix:   {fix.format(**said)}\n"
        assert (done.stdout, done.stderr) == ("", expected)
    kim.does("autograder", "status", cwd=folder)
    kim.does("autograder", "class", "add", "roster.csv", cwd=folder)  # what is theirs is opened again
    han.does("autograder", "release", LESSON, cwd=folder)
