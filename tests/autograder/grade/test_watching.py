"""What a submission's processes have together is seen, wherever they keep it, and not what the dying are about to give back."""

import subprocess
import sys
import time

import pytest

from autograder.grade.wall import watching
from autograder.grade.wall.kernel import MEGABYTE, Limits
from autograder.grade.wall.watching import Watcher, ended

HELD = 200 * MEGABYTE

# one thread keeps memory; the first one is over at once, or waits for it
KEEPS = f"""
import ctypes, sys, threading, time
def keep():
    time.sleep(0.5)  # the first thread is gone before there is anything to weigh
    kept = bytearray(b'x') * {HELD}
    print('kept', flush=True)
    time.sleep(60)
threading.Thread(target=keep).start()
if sys.argv[1] == 'first thread over':
    ctypes.CDLL(None).pthread_exit(None)
"""
WARM = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[2], sys.argv[1]])"


@pytest.fixture(params=["first thread over", "first thread waits"])
def keeper(request):
    with subprocess.Popen([sys.executable, "-c", KEEPS, request.param], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"kept\n"
        yield process
        process.kill()


def test_a_process_is_weighed_by_a_thread_that_lives(keeper):
    assert watching._own(keeper.pid) >= HELD
    assert watching._share(keeper.pid, 1) >= HELD


def test_a_process_that_was_killed_weighs_nothing(keeper):
    keeper.kill()
    assert watching._own(keeper.pid) == 0


@pytest.mark.parametrize("first", ["over", "waits"])
def test_processes_with_too_much_are_ended(first):
    with subprocess.Popen([sys.executable, "-c", WARM, f"first thread {first}", KEEPS], stdout=subprocess.PIPE) as warm:
        watcher = Watcher(warm.pid, None, Limits(together=HELD // 2))
        watcher.watch(True)
        end = time.monotonic() + 60
        while not watcher.exceeded and time.monotonic() < end:
            time.sleep(0.05)
        watcher.close()
        assert watcher.exceeded == {"memory"}
        assert warm.wait(60) == 0  # what it waited for is gone


STATUS = b"Name:\tpython3\nState:\t%s\nSigPnd:\t%016x\nShdPnd:\t%016x\nSigBlk:\t0000000000000000\n"


@pytest.mark.parametrize(
    ("state", "own", "shared", "is_over"),
    [
        (b"S (sleeping)", 0, 0, False),
        (b"R (running)", 1 << 14, 1 << 9, False),  # SIGTERM and SIGUSR1 wait, which end nobody for certain
        (b"R (running)", 1 << 8, 0, True),
        (b"D (disk sleep)", 0, 1 << 8, True),
        (b"Z (zombie)", 0, 0, True),
        (b"X (dead)", 0, 0, True),
    ],
)
def test_a_thread_is_over_when_it_is_dead_or_killed(state, own, shared, is_over):
    assert ended(STATUS % (state, own, shared)) is is_over


def test_of_a_process_that_is_not_there_nothing_is_weighed():
    assert watching._own(2**22 + 1) == 0
