"""Several notebooks at once lose no record, whatever the disk thinks of locks and however a holder ends."""

import errno
import json
import subprocess
import sys
import warnings

import filelock

from dlcourse.record import progress
from dlcourse.record.progress import Mistake


def kept(data):
    return json.loads((data / "progress.json").read_text(encoding="utf-8"))


def failed(exercise="step"):
    return progress.checked(exercise, status="failed", points=0.0)


MANY = """
import sys
from dlcourse.record import progress
progress.PATIENCE = 60.0  # no learner writes without a pause; on a busy machine one writer can shut the other out for seconds
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    said = progress.checked("shared", status="failed", points=0.0, mistake=sys.argv[1]) or progress.hinted(f"own-{sys.argv[1]}-{number}", 1)
    assert said is None, said
"""


def test_two_notebooks_that_write_hundreds_of_records_at_once_lose_none(data):
    count = 100
    command = [sys.executable, "-c", MANY]
    both = [
        subprocess.Popen([*command, name, str(count)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("one", "other")
    ]
    for process in both:
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in both:
        process.communicate()
        assert process.returncode == 0
    now = progress.read()[0]
    assert now.of("shared").tries == 2 * count
    assert now.of("shared").mistakes == {"one": Mistake(count, False), "other": Mistake(count, False)}
    assert len(now.exercises) == 2 * count + 1
    assert {path.name for path in data.iterdir()} <= {"progress.json", "progress.lock"}


HOLDS = """
import sys
from dlcourse.record import progress
with progress._locked(progress.folder() / progress.FILE):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_lock_that_nobody_lets_go_of_costs_no_record(data, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    holder = subprocess.Popen([sys.executable, "-c", HOLDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    said = failed()
    path = data / "progress.json"
    assert said.en == (
        f"Your progress cannot be written to {path} (another program holds it). "
        "The check counts all the same, and we try again at the next one."
    )
    assert said.ko == (
        f"학습 기록을 {path}에 쓸 수 없습니다(다른 프로그램이 사용하고 있습니다). 점검 결과는 그대로이며, 다음 점검 때 다시 기록해 봅니다."
    )
    assert failed() is None, "one sentence is enough"
    assert progress.read()[0].of("step").tries == 2, "what waits is known in this notebook"
    holder.kill()  # however its holder ends, the lock is free
    holder.communicate()
    assert failed() is None
    assert kept(data)["exercises"]["step"]["tries"] == 3


def test_a_disk_without_locks_is_written_all_the_same(data, monkeypatch):
    def acquire(self, **asked):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(filelock.FileLock, "acquire", acquire)
    assert failed() is None
    assert kept(data)["exercises"]["step"]["tries"] == 1


def test_a_disk_that_knows_only_weaker_locks_warns_no_learner(data, monkeypatch):
    import fcntl

    def flock(descriptor, operation):
        raise OSError(errno.ENOSYS, "no flock")

    monkeypatch.setattr(fcntl, "flock", flock)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert failed() is None
    assert said == []
    assert kept(data)["exercises"]["step"]["tries"] == 1


def test_python_in_a_browser_is_alone_and_needs_no_lock(data, monkeypatch):
    monkeypatch.setitem(sys.modules, "filelock", None)
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert failed() is None
    monkeypatch.undo()
    assert json.loads((data / "progress.json").read_text(encoding="utf-8"))["exercises"]["step"]["tries"] == 1


def test_without_the_lock_library_a_check_goes_on_with_one_sentence(data, monkeypatch):
    monkeypatch.setitem(sys.modules, "filelock", None)
    assert failed().en == (
        f"Your progress cannot be written to {data / 'progress.json'} (import of filelock halted; None in sys.modules). "
        "The check counts all the same, and we try again at the next one."
    )
    assert progress.read()[0].of("step").tries == 1
