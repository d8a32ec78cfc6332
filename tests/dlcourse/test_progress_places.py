"""Where the record lies: the platform's folder, and nothing is lost that an older version kept elsewhere."""

import json
import shutil
import sys
from pathlib import Path

import platformdirs
import pytest

from dlcourse import language
from dlcourse.record import places, progress
from dlcourse.record.progress import Entry, Mistake, Progress

LATER, EARLIER = "2026-02-01T00:00:00+00:00", "2026-01-01T00:00:00+00:00"


@pytest.fixture
def homes(tmp_path, monkeypatch):
    """The platform's folder, and the one of the old rule where that differs: a Mac with a variable of Linux."""
    monkeypatch.delenv("DLCOURSE_DATA")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, appauthor: tmp_path / "xdg" / name)
    monkeypatch.setattr(progress, "_said", set())
    monkeypatch.setattr(progress, "_waiting", [])
    monkeypatch.setattr(language, "_chosen", "en")
    return tmp_path / "xdg" / "dlcourse", tmp_path / "Library" / "Application Support" / "dlcourse"


def put(folder, **entries):
    folder.mkdir(parents=True)
    text = progress.as_json(Progress(entries, saved=EARLIER))
    (folder / "progress.json").write_text(text, encoding="utf-8")
    return text


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_platform_says_where(monkeypatch, tmp_path):
    monkeypatch.delenv("DLCOURSE_DATA")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert places.folder() == tmp_path / ".local" / "share" / "dlcourse"
    assert places.earlier() is None
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert places.folder() == tmp_path / "xdg" / "dlcourse"
    assert places.earlier() is None
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert places.folder() == tmp_path / "xdg" / "dlcourse", "a learner's functions need NumPy alone"


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {}, ".local/share/dlcourse"),
        ("linux", {"XDG_DATA_HOME": "xdg"}, "xdg/dlcourse"),
        ("darwin", {"XDG_DATA_HOME": "xdg"}, "Library/Application Support/dlcourse"),
        ("win32", {"LOCALAPPDATA": "local"}, "local/dlcourse"),
        ("win32", {}, "AppData/Local/dlcourse"),
    ],
)
def test_the_old_rule_is_remembered(monkeypatch, tmp_path, platform, environ, folder):
    for name in ("DLCOURSE_DATA", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, value in environ.items():
        monkeypatch.setenv(name, str(tmp_path / value))
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, appauthor: Path("/elsewhere") / name)
    monkeypatch.setattr(sys, "platform", platform)
    assert places.earlier() == tmp_path / folder


def test_the_variable_wins_and_nothing_is_moved_into_it(homes, monkeypatch, tmp_path):
    _, old = homes
    put(old, step=Entry(2.0, 3, 1, EARLIER))
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "mine"))
    assert places.folder() == tmp_path / "mine"
    progress.checked("gate", status="failed", points=0.0)
    assert set(progress.read()[0].exercises) == {"gate"}
    assert names(old) == ["progress.json"]


def test_a_record_in_the_old_place_is_seen_and_moves_with_the_next_check(homes):
    new, old = homes
    text = put(old, step=Entry(2.0, 3, 1, EARLIER, None, {"a": Mistake(2, True)}))
    known, damage = progress.read()
    assert (known.of("step").points, known.saved, damage) == (2.0, EARLIER, None)
    assert not new.exists(), "looking moves nothing"
    assert names(old) == ["progress.json"]
    progress.checked("gate", status="failed", points=0.0)
    assert progress.read()[0].of("step") == Entry(2.0, 3, 1, EARLIER, None, {"a": Mistake(2, True)})
    assert set(json.loads((new / "progress.json").read_text(encoding="utf-8"))["exercises"]) == {"step", "gate"}
    assert names(old) == ["progress.moved.json"]
    assert (old / "progress.moved.json").read_text(encoding="utf-8") == text, "nothing is thrown away"


def test_two_records_become_one_with_the_better_of_both(homes):
    new, old = homes
    put(new, step=Entry(1.0, 5, 0), gate=Entry(1.0, 1, 0, LATER))
    for _ in range(2):  # an older version of the course may go on writing there
        put(old, step=Entry(2.0, 3, 1, EARLIER))
        progress.hinted("gate", 1)
        assert progress.read()[0].of("step") == Entry(2.0, 5, 1, EARLIER)
        assert progress.read()[0].of("gate") == Entry(1.0, 1, 1, LATER)
        assert names(old) == ["progress.moved.json"]
        shutil.rmtree(old)


@pytest.mark.parametrize("content", ["no", '{"format": 2}'])
def test_an_old_record_that_cannot_be_read_stays_where_it_is(homes, content):
    new, old = homes
    old.mkdir(parents=True)
    (old / "progress.json").write_text(content, encoding="utf-8")
    assert progress.checked("step", status="failed", points=0.0) is None
    assert progress.read()[1] is None
    assert (new / "progress.json").exists()
    assert (old / "progress.json").read_text(encoding="utf-8") == content


def test_what_could_not_be_written_leaves_the_old_record_in_its_place(homes, monkeypatch):
    new, old = homes
    put(old, step=Entry(2.0, 3, 1, EARLIER))
    new.parent.mkdir()
    new.write_text("a file where the folder should be")
    assert progress.checked("gate", status="failed", points=0.0) is not None
    assert names(old) == ["progress.json"]
    assert set(progress.read()[0].exercises) == {"step", "gate"}, "and it is still seen"
