"""The gradebook on a real PostgreSQL server, which the tests start and stop."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from autograder.desk import classroom
from autograder.errors import CourseError
from autograder.grade import course
from autograder.grade.gradebook import gradebook, nbgrader_api
from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.settings import Course
from tests.ports import free_port

LESSON = "01_perceptron"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgres")]


def programs():
    """Where Debian puts the server's own programs, of the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else shutil.which("pg_ctl") and Path(shutil.which("pg_ctl")).parent


@pytest.fixture(scope="module")
def server():
    """The address of an empty database."""
    there = programs()
    if not there:
        assert not os.environ.get("CI"), "CI promises to have a PostgreSQL server"
        pytest.skip("no PostgreSQL server is installed")
    # the server refuses to run as root
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if user:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, pwd.getpwnam("postgres").pw_gid)
    port = free_port()

    def run(program, *words):
        subprocess.run([there / program, *words], check=True, capture_output=True, cwd=folder, timeout=60, **user)

    data = folder / "data"
    run("initdb", "-D", data, "-U", "teacher", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    log = folder / "log"
    run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
    run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "teacher", "course")
    yield f"postgresql+psycopg://teacher:secret@127.0.0.1:{port}/course"
    with contextlib.suppress(subprocess.CalledProcessError):
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


def named(address):
    return f'\nget_config().CourseDirectory.db_url = "{address}"  # noqa: F821\n'


def test_a_class_is_graded_into_a_server(server, tmp_path, hand_in):
    folder = tmp_path / "course"
    earned = hand_in(folder, named(server))
    assert nbgrader_api.release(Course.at(folder), LESSON, "en") == ""
    assert not (folder / "gradebook.db").exists()
    assert Course.at(folder).address == server
    *some, last = earned
    for row in course.grade(Course.at(folder), LESSON, language="en", isolation="namespaces", only=some):
        assert row.record["status"] == "graded"
    [(name, problem)] = nbgrader_api.grade(
        Course.at(folder), LESSON, "en", [last]
    )  # nbgrader's own command finds the same gradebook
    assert (name, problem) == (last, "")
    assert {
        name: sum(one.points for one in book.values()) for name, book in scores(Course.at(folder), LESSON).items()
    } == earned


def test_a_server_that_is_not_there_is_told(tmp_path):
    address = "postgresql+psycopg://teacher:secret@127.0.0.1:1/course"
    (tmp_path / "nbgrader_config.py").write_text(named(address), encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        list(course.grade(Course.at(tmp_path), LESSON, language="en", isolation="namespaces"))
    told = str(caught.value)
    assert told.startswith(
        "error: postgresql+psycopg://teacher:***@127.0.0.1:1/course: the gradebook cannot be opened (connection failed:"
    )
    assert told.endswith("\nfix:   start its server, or correct CourseDirectory.db_url in nbgrader_config.py")
    assert "secret" not in told


def test_a_class_on_a_server_is_set_up_and_grows(server, tmp_path):
    roster = tmp_path / "students.csv"
    roster.write_text("id,last_name\nlee,Lee\n", encoding="utf-8")
    made = classroom.new(tmp_path / "class", roster, spoken=("en",), address=server, due=[f"{LESSON}=2026-09-01"])
    assert (made.new, made.known) == (1, 0)
    roster.write_text("id,last_name\nlee,Li\nkim,Kim\n", encoding="utf-8")
    made = classroom.add(tmp_path / "class", roster)
    assert (made.new, made.known) == (1, 1)
    with gradebook.opened(Course.at(tmp_path / "class")) as book:
        assert {one.id: one.last_name for one in book.students}.items() >= {("lee", "Li"), ("kim", "Kim")}
    assert not (tmp_path / "class" / "gradebook.db").exists()
