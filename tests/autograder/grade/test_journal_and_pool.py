"""No grading is lost and none is counted twice, whatever breaks off where; a deadly item ends as a sentence."""

import multiprocessing
import os
import signal
import tempfile
from concurrent.futures import BrokenExecutor, Future

import pytest

from autograder.grade.journal import Journal, digest
from autograder.grade.wall import cleaning
from autograder.grade.workers import local_workers, pool
from autograder.grade.workers.pool import Item

RECORD = {"status": "graded", "scores": {"check-step": {"points": 2.0}}, "notes": [{"ko": "한국어"}]}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "grading" / "01.jsonl"


def test_what_was_written_is_known_after_a_restart(path):
    with Journal(path) as journal:
        journal.graded("ada", "d1", RECORD)
        journal.has_saved("ada")
        journal.graded("bob", "d1", RECORD)
    with Journal(path) as journal:
        assert journal.known("ada", "d1") == RECORD
        assert journal.known("ada", "d2") is None
        assert journal.known("eve", "d1") is None
        assert journal.saved == {"ada"}


def test_a_new_grading_must_be_saved_again(path):
    with Journal(path) as journal:
        journal.graded("ada", "d1", RECORD)
        journal.has_saved("ada")
        journal.graded("ada", "d2", RECORD)
    with Journal(path) as journal:
        assert journal.saved == set()
        assert journal.known("ada", "d2") == RECORD


def test_a_journal_cut_off_anywhere_keeps_every_whole_line(path):
    with Journal(path) as journal:
        for number in range(3):
            journal.graded(f"s{number}", "d", RECORD)
            journal.has_saved(f"s{number}")
    whole = path.read_bytes()
    for cut in range(0, len(whole), 7):
        path.write_bytes(whole[:cut])
        complete = whole[:cut].count(b"\n")
        with Journal(path) as journal:
            assert len(journal.entries) >= (complete + 1) // 2
            assert len(journal.saved) >= complete // 2
            journal.graded("new", "d", RECORD)
        with Journal(path) as journal:
            assert journal.known("new", "d") == RECORD


def test_a_line_of_garbage_harms_nobody(path):
    with Journal(path) as journal:
        journal.graded("ada", "d", RECORD)
    path.write_bytes(b'\xff\xfe\n[]\n7\n{"student": "x"}\n' + path.read_bytes())
    with Journal(path) as journal:
        assert list(journal.entries) == ["ada"]


def test_a_fingerprint_knows_where_one_part_ends():
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
    assert digest(b"a", b"b") == digest(b"a", b"b")


class Line:
    """An executor that works at once and breaks at an item called "deadly"."""

    made = 0

    def __init__(self):
        self.broken = False
        Line.made += 1

    def submit(self, do, some):
        future = Future()
        self.broken |= "deadly" in [item.student for item in some]
        if self.broken:
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(do(some))
        return future

    def shutdown(self, **_):
        return None


def items(*names):
    return [Item(name, "{}", b"", "none", 5) for name in names]


@pytest.mark.parametrize("at_a_time", [1, 4])
def test_one_deadly_item_is_told_and_everybody_else_is_judged(at_a_time):
    def do(some):
        return [{"of": item.student} for item in some]

    found = dict(pool.records(items("a", "b", "deadly", "c", "d", "e"), Line, 1, do, at_a_time))
    records = {item.student: record for item, record in found.items()}
    assert records.pop("deadly")["reason"] == {
        "en": "The worker that judged this submission died 3 times, so it was not judged; that costs no points.",
        "ko": "이 제출물을 채점하던 작업 프로세스가 3번 종료되어 채점하지 못했습니다. 감점되지 않습니다.",
    }
    assert records == {name: {"of": name} for name in "abcde"}
    assert Line.made > 1


def test_items_are_given_out_only_a_little_ahead():
    asked = []

    def endless():
        for number in range(1000):
            asked.append(number)
            yield items(str(number))[0]

    stream = pool.records(endless(), Line, 2, do=lambda some: [{} for _ in some], at_a_time=3)
    next(stream)
    assert len(asked) <= 2 * 3 * pool.AHEAD
    stream.close()


def test_a_started_pool_is_used_once_and_an_unused_one_leaves_no_process():
    with local_workers.LocalWorkers(1) as make:
        first = make()
        assert first.submit(os.getpid).result() != os.getpid()
        again = make()
        assert again is not first
        for used in (first, again):
            used.shutdown()
    with local_workers.LocalWorkers(2):
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []


def test_what_workers_leave_that_are_killed_is_gone_when_the_class_is_done(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with local_workers.LocalWorkers(1) as make:
        first = make()
        first.submit(cleaning.made).result()
        os.kill(first.submit(os.getpid).result(), signal.SIGKILL)
        make().submit(os.getpid).result()
        assert len(os.listdir(tmp_path)) == 1
    assert os.listdir(tmp_path) == []


def test_workers_that_die_before_they_get_work_are_replaced(monkeypatch):
    made = iter([Broken(), Line(), Line()])
    monkeypatch.setattr(local_workers, "processes", lambda workers: next(made))
    with local_workers.LocalWorkers(2) as local:
        local.everybody(print, "nobody hears it")
        found = list(pool.records([Item("ada", "", b"", "namespaces", 1)], local, 2, do=graded))
    assert [(item.student, record) for item, record in found] == [("ada", RECORD)]


class Broken:
    """An executor whose process died."""

    def submit(self, do, *given):
        raise BrokenExecutor

    def shutdown(self, **_):
        pass


def graded(items):
    return [RECORD for _ in items]
