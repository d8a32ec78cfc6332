"""The record of progress: complete under contention, kept through damage, and never in the way of a check."""

import errno
import json
import os
import sys
import types

import pytest

import dlcourse.exercises as exercises
from dlcourse import files, language
from dlcourse.record import hosting, progress
from dlcourse.record.progress import Entry, Mistake, Progress

ENTRY = {"points": 0.0, "tries": 1, "hints": 0, "passed": None, "opened": None, "mistakes": {}}


def kept(data):
    return json.loads((data / "progress.json").read_text(encoding="utf-8"))


def failed(exercise="step", mistake=None, points=0.0):
    return progress.checked(exercise, status="failed", points=points, mistake=mistake)


def passed(exercise="step", points=2.0):
    return progress.checked(exercise, status="passed", points=points)


# --- what is kept


def test_a_story_of_an_exercise(data):
    for said in (failed(mistake="a", points=1.5), failed(mistake="a"), failed(mistake="b"), progress.hinted("step", 2)):
        assert said is None
    entry = progress.read()[0].of("step")
    assert (entry.status, entry.points, entry.tries, entry.hints, entry.passed) == ("failed", 1.5, 3, 2, None)
    assert entry.mistakes == {"a": Mistake(2, False), "b": Mistake(1, False)}
    passed()
    first = progress.read()[0].of("step").passed
    assert first.endswith("+00:00")
    failed(mistake="b")
    progress.hinted("step", 1)
    entry = progress.read()[0].of("step")
    assert (entry.status, entry.points, entry.tries, entry.hints, entry.passed) == ("passed", 2.0, 5, 2, first)
    assert entry.mistakes == {"a": Mistake(2, True), "b": Mistake(2, False)}, (
        "a mistake that comes back is not overcome"
    )


@pytest.mark.parametrize("status", ["not-attempted", "not-judged"])
def test_what_was_not_tried_is_not_counted(data, status):
    progress.checked("step", status=status, points=2.0)
    assert not data.exists()


def test_what_is_known_elsewhere_is_added_once(data):
    passed("step")
    failed("gate", mistake="a")
    other = Progress(
        {
            "step": Entry(1.0, 7, 3, "2026-01-01T00:00:00+00:00", None, {"b": Mistake(2, True)}),
            "relu": Entry(2.0, 1, 0, "2026-01-02T00:00:00+00:00"),
        }
    )
    for _ in range(2):
        assert progress.merge(other) is None
    now = progress.read()[0]
    assert now.of("step") == Entry(2.0, 7, 3, "2026-01-01T00:00:00+00:00", None, {"b": Mistake(2, True)})
    assert now.of("relu") == other.of("relu")
    assert now.of("gate").mistakes == {"a": Mistake(1, False)}


def test_looking_makes_no_folder(data):
    assert progress.read() == (Progress(), None)
    assert not data.exists()


def test_the_text_of_a_record_gives_the_same_record(data):
    failed(mistake="a")
    progress.opened("step")
    progress.saved()
    now = progress.read()[0]
    assert progress.from_json(progress.as_json(now)) == now
    assert now.saved
    assert now.of("step").opened


def test_answers_are_kept_the_latest_of_each_and_the_own_before_those_from_elsewhere(data):
    for choice in (0, 2):
        assert progress.answered("why", choice) is None
    assert progress.merge(Progress(answers={"why": 1, "how": 0})) is None
    now = progress.read()[0]
    assert now.answers == {"why": 2, "how": 0}
    assert progress.from_json(progress.as_json(now)) == now


def test_a_record_from_before_answers_were_kept_is_read(data):
    assert progress.from_json('{"format": 1, "exercises": {}, "saved": null}') == Progress()


# --- damage


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"format": 1, "exercises": {"st',
        b"\xff\xfe\x00",
        b"[]",
        b'{"format": "one"}',
        b'{"format": 1}',
        b'{"format": 1, "saved": null, "exercises": {"step": 3}}',
        json.dumps({"format": 1, "saved": "yesterday", "exercises": {}}).encode(),
        json.dumps({"format": 1, "saved": None, "exercises": {"step": ENTRY | {"tries": "many"}}}).encode(),
        b"[" * 100_000,
    ],
)
def test_a_damaged_record_is_kept_beside_and_told(data, content):
    data.mkdir()
    (data / "progress.json").write_bytes(content)
    (data / "progress.damaged.json").write_bytes(b"an earlier one")
    aside = data / "progress.damaged2.json"
    said = failed()
    assert said.en == f"The file with your progress was damaged, so a new one begins. The old one is kept as {aside}."
    assert said.ko == f"학습 기록 파일이 손상되어 새로 시작합니다. 이전 파일은 {aside}에 남겨 두었습니다."
    assert aside.read_bytes() == content
    assert (data / "progress.damaged.json").read_bytes() == b"an earlier one"
    assert kept(data)["exercises"]["step"]["tries"] == 1


def test_the_record_of_a_newer_version_stays_as_it_is(data):
    data.mkdir()
    path = data / "progress.json"
    path.write_text('{"format": 2}', encoding="utf-8")
    said = failed()
    assert said.en == (
        f"Your progress in {path} was written by a newer version of the course. "
        "Update dlcourse to go on recording; the file stays as it is."
    )
    assert said.ko == (
        f"{path}의 학습 기록은 더 새로운 버전의 강의가 썼습니다. 계속 기록하려면 dlcourse를 업데이트하세요. 파일은 그대로 둡니다."
    )
    assert failed() is None
    assert progress.read()[1] == said, "who asks for the progress is told"
    assert path.read_text(encoding="utf-8") == '{"format": 2}'


def test_a_full_disk_costs_neither_the_check_nor_the_record(data, monkeypatch):
    passed("gate")
    before = (data / "progress.json").read_bytes()

    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(files.os, "fsync", full)
        said = failed()
        assert failed() is None
    assert said.en == (
        f"Your progress cannot be written to {data / 'progress.json'} (No space left on device). "
        "The check counts all the same, and we try again at the next one."
    )
    assert (data / "progress.json").read_bytes() == before
    assert sorted(path.name for path in data.iterdir()) == ["progress.json", "progress.lock"]
    assert failed() is None
    assert kept(data)["exercises"]["step"]["tries"] == 3, "what could not be written before is written now"


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path, data, monkeypatch):
    (tmp_path / "a-file").write_text("")
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "a-file" / "data"))
    assert failed().en == (
        f"Your progress cannot be written to {tmp_path / 'a-file' / 'data' / 'progress.json'} (Not a directory). "
        "The check counts all the same, and we try again at the next one."
    )
    assert failed() is None
    assert progress.read()[0].of("step").tries == 2


# --- who is recorded


def notebook(monkeypatch, *, shell=True):
    """As if a learner's kernel ran here."""
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: object() if shell else None))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


def run(source):
    cell = {"check": exercises.check, "hint": exercises.hint, "solution": exercises.solution}
    *body, last = source.strip().splitlines()
    exec("\n".join(["import numpy as np", *body]), cell)
    return eval(last, cell)


WRONG = "def step(x):\n    return np.where(np.asarray(x) >= 0, 1, 0)\n"
RIGHT = "def step(x):\n    return np.where(np.asarray(x) > 0, 1, 0)\n"


def test_a_check_in_a_notebook_is_recorded(data, monkeypatch):
    notebook(monkeypatch)
    wrong = run(WRONG + 'check("step")')
    assert wrong.notes == ()
    run('hint("step")')
    run(RIGHT + 'check("step")')
    entry = progress.read()[0].of("step")
    assert (entry.status, entry.points, entry.tries, entry.hints) == ("passed", 2.0, 2, 1)
    assert entry.mistakes == {wrong.verdict.misconception.name: Mistake(1, True)}


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_nothing_is_recorded_while_nbgrader_runs(data, monkeypatch, mode):
    notebook(monkeypatch)
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    monkeypatch.setattr(exercises, "_as_points", lambda verdict: verdict.points)
    run(RIGHT + 'check("step")')
    run('hint("step")')
    assert not data.exists()


def test_nothing_is_recorded_without_a_notebook(data, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    run(RIGHT + 'check("step")')
    notebook(monkeypatch, shell=False)
    run(RIGHT + 'check("step")')
    assert not data.exists()


def test_a_trouble_with_the_record_stands_below_the_report(data, monkeypatch):
    notebook(monkeypatch)
    data.mkdir()
    (data / "progress.json").write_bytes(b"no")
    report = run(RIGHT + 'check("step")')
    sentence = "The file with your progress was damaged, so a new one begins. The old one is kept as "
    assert report.verdict.status == "passed"
    assert str(report).endswith(f"  {sentence}{data / 'progress.damaged.json'}.")
    assert sentence in report._repr_html_()
    assert sentence not in str(run(RIGHT + 'check("step")'))


BINDER = {
    "en": "Binder stops after ten minutes in which you run nothing, even with this page open, and forgets your files about ten minutes later. "
    "Keep your work in a file: `widgets.dashboard.save()`.",
    "ko": "Binder는 10분 동안 아무것도 실행하지 않으면 이 페이지를 열어 두어도 멈추고, 10분쯤 더 지나면 파일을 모두 지웁니다. `widgets.dashboard.save()`를 실행해 "
    "작업을 파일로 보관하세요.",
}


@pytest.mark.parametrize("speaks", ["en", "ko"])
def test_the_first_cell_of_a_lesson_says_what_binder_does(data, monkeypatch, capsys, speaks):
    notebook(monkeypatch)
    monkeypatch.setattr(language, "_chosen", None)
    language.use(speaks)
    assert capsys.readouterr().out == "", "this is no Binder"
    monkeypatch.setenv("BINDER_REQUEST", "v2/gh/kim/dlcourse/main")
    monkeypatch.setattr(hosting, "_reminded", -hosting.REMIND_AFTER)
    language.use(speaks)
    assert capsys.readouterr().out == BINDER[speaks] + "\n"
    assert hosting.reminder() is None, "the next check says it not at once again"
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    language.use(speaks)
    assert capsys.readouterr().out == "", "nobody reads it"


def test_binder_is_mentioned_now_and_then(data, monkeypatch):
    notebook(monkeypatch)
    monkeypatch.setattr(hosting, "_reminded", -hosting.REMIND_AFTER)
    assert run(RIGHT + 'check("step")').notes == (), "this is no Binder"
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.0.0.1")
    report = run(RIGHT + 'check("step")')
    assert report.notes == (hosting.REMINDER,)
    assert str(report).endswith(f"  {BINDER['en']}")
    assert run(RIGHT + 'check("step")').notes == ()
    monkeypatch.setattr(hosting, "_reminded", -hosting.REMIND_AFTER)
    progress.saved()
    assert run(RIGHT + 'check("step")').notes == (), "who has just saved is left in peace"
