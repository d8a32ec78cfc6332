"""A class graded by a Dask cluster of several workers, one of which is killed on the way; and
clusters that are not there.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.grade import course
from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.settings import Course
from autograder.grade.workers import cluster, pool
from autograder.grade.workers.cluster import Cluster, LostError
from autograder.grade.workers.pool import Item
from tests.ports import free_port

BIN = Path(sys.executable).parent
LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"
WORKERS = 3

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("cluster"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # Dask's own, about its own parts
]


def eventually(look, seconds=60.0):
    end = time.monotonic() + seconds
    while not (seen := look()) and time.monotonic() < end:
        time.sleep(0.1)
    return seen


def listens(here):
    name, port = here.split(":")
    with contextlib.suppress(OSError), socket.create_connection((name, int(port)), timeout=1):
        return True


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A scheduler and its workers, each a process of its own, as on several machines."""
    folder = tmp_path_factory.mktemp("cluster")
    here = f"127.0.0.1:{free_port()}"
    env = os.environ | {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "HOME": str(folder)}
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", here.split(":")[1], "--no-dashboard"]
    worker = ["worker", here, "--nworkers", str(WORKERS), "--nthreads", "1", "--no-dashboard"]
    with (folder / "log").open("wb") as log:
        running = [
            subprocess.Popen(
                [BIN / "dask", *words], cwd=folder, env=env, stdout=log, stderr=log, start_new_session=True
            )
            for words in (scheduler, [*worker, "--local-directory", str(folder)])
        ]
        assert eventually(
            lambda: listens(here)
        )  # who asks waits ten seconds, and on a busy machine it takes longer to begin
        yield f"tcp://{here}"
        for process in reversed(running):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def connected(address):
    made = Cluster(address)
    assert eventually(lambda: made.workers == WORKERS)
    yield made
    made.shutdown()


def test_a_class_is_graded_though_a_worker_is_killed(connected, a_class, tmp_path):
    folder, full = a_class
    here = shutil.copytree(folder, tmp_path / "course")
    pids = list(connected._client.run(os.getpid).values())
    rows = []
    for row in course.grade(
        Course.at(here),
        LESSON,
        language="en",
        isolation="namespaces",
        workers=connected.workers,
        executor=lambda: connected,
    ):
        if not rows:
            os.kill(pids[0], signal.SIGKILL)
        rows.append(row)
    assert {row.record["status"] for row in rows} == {"graded"}
    assert {
        name: sum(one.points for one in book.values()) for name, book in scores(Course.at(here), LESSON).items()
    } == full


def suicide(item):
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_item_that_kills_every_worker_is_told(connected):
    deadly = Item("deadly", "{}", b"", "none", 5)
    [(_, record)] = pool.records([deadly], lambda: connected, 1, do=suicide)
    assert (record["status"], record["seed"]) == ("review", 5)
    assert record["reason"] == {
        "en": "Every worker of the cluster that took this submission died, so it was not judged; that costs no points.",
        "ko": "이 제출물을 맡은 클러스터의 작업 프로세스가 모두 종료되어 채점하지 못했습니다. 감점되지 않습니다.",
    }
    assert issubclass(LostError, Exception)


def stumble(item):
    raise RuntimeError("no bubblewrap here")


def test_a_worker_that_cannot_grade_is_told(connected):
    with pytest.raises(CourseError) as caught:
        list(pool.records([Item("ada", "{}", b"", "none", 5)], lambda: connected, 1, do=stumble))
    assert str(caught.value) == (
        f"error: --cluster {connected.address}: a worker could not grade (RuntimeError: no bubblewrap here)\n"
        "fix:   run autograder doctor on its machine, then run the command again: it goes on where it stopped"
    )


def test_a_cluster_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr(cluster, "SECONDS", 0.5)
    with pytest.raises(CourseError) as caught:
        Cluster("tcp://127.0.0.1:1")
    assert str(caught.value) == (
        "error: --cluster tcp://127.0.0.1:1: no cluster answers at this address\n"
        "fix:   start one (dask scheduler, then dask worker ADDRESS on each machine) and name what it prints"
    )


def test_a_machine_without_dask_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CourseError) as caught:
        Cluster("tcp://127.0.0.1:1")
    assert str(caught.value) == (
        "error: --cluster: Dask is not installed here\n"
        'fix:   install the extra that brings it: pip install "dlcourse[cluster]"'
    )
