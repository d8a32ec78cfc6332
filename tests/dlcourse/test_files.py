"""A file is there whole or as it was: on the disk before it is in its place, and never over a file that is another's."""

import errno
import os

import pytest

from dlcourse import files
from dlcourse.files import InUseError, write_new, write_whole


@pytest.fixture
def steps(monkeypatch):
    """What the system was asked for, in order; a file's size as it was then."""
    asked = []

    def fsync(descriptor):
        asked.append(("fsync", os.fstat(descriptor).st_size))
        real_fsync(descriptor)

    def replace(source, target):
        asked.append(("replace", os.path.getsize(source)))
        real_replace(source, target)

    def link(source, target):
        asked.append(("link", os.path.getsize(source)))
        real_link(source, target)

    real_fsync, real_replace, real_link = os.fsync, os.replace, os.link
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "link", link)
    return asked


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("write", "move"), [(write_whole, "replace"), (write_new, "link")])
def test_every_byte_is_on_the_disk_before_the_file_is_in_its_place(tmp_path, steps, write, move):
    write(tmp_path / "new" / "한글 é.txt", b"x" * 100)
    assert steps == [("fsync", 100), (move, 100)]
    assert names(tmp_path / "new") == ["한글 é.txt"]


@pytest.mark.parametrize("write", [write_whole, write_new])
@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_what_fails_leaves_nothing_behind_and_the_old_file_as_it_was(tmp_path, monkeypatch, write, broken):
    def fails(*asked):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "file"
    if write is write_whole:
        path.write_bytes(b"old")
    monkeypatch.setattr(os, broken, fails)
    monkeypatch.setattr(os, "link", fails)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"new")
    assert names(tmp_path) == (["file"] if write is write_whole else [])
    assert write is write_new or path.read_bytes() == b"old"


def test_a_new_file_never_replaces_one(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        write_new(path, b"mine")

    def somebody_is_quicker(descriptor):
        (tmp_path / "other").write_bytes(b"theirs")

    for disk in ("with hard links", "without"):
        (tmp_path / "other").unlink(missing_ok=True)
        monkeypatch.setattr(os, "fsync", somebody_is_quicker)
        if disk == "without":
            monkeypatch.setattr(os, "link", no_links)
        with pytest.raises(FileExistsError):
            write_new(tmp_path / "other", b"mine")
        assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == {
            "file": b"precious",
            "other": b"theirs",
        }


def no_links(source, target):
    raise OSError(errno.EPERM, "no hard links")


def test_a_disk_without_hard_links_takes_new_files_too(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", no_links)
    write_new(tmp_path / "file", b"mine")
    assert names(tmp_path) == ["file"]
    assert (tmp_path / "file").read_bytes() == b"mine"


@pytest.mark.parametrize("write", [write_whole, write_new])
def test_a_file_where_the_folder_should_be_is_not_taken_for_the_file(tmp_path, write):
    (tmp_path / "folder").write_text("")
    with pytest.raises(NotADirectoryError) as caught:
        write(tmp_path / "folder" / "file", b"x")
    assert caught.value.filename == str(tmp_path / "folder")
    assert (files.reason(caught.value).en, files.reason(caught.value).ko) == ("Not a directory", "Not a directory")


def test_a_file_that_a_program_on_windows_has_open_is_told_and_stays(tmp_path, monkeypatch):
    path = tmp_path / "점수.csv"
    path.write_bytes(b"old")

    def refused(source, target):
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(InUseError) as caught:
        write_whole(path, b"new")
    said = files.reason(caught.value)
    assert said.en == "another program has 점수.csv open: close it there"
    assert said.ko == "다른 프로그램에서 점수.csv 파일을 먼저 닫아 주세요"
    assert names(tmp_path) == ["점수.csv"]
    assert path.read_bytes() == b"old"


def test_others_may_read_what_they_could_read_before(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "fresh", b"x")
        (tmp_path / "shared").write_bytes(b"old")
        (tmp_path / "shared").chmod(0o664)
        write_whole(tmp_path / "shared", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "fresh").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o664


def test_what_a_killed_writer_left_is_found_and_nothing_else(tmp_path):
    path = tmp_path / "grades.csv"
    for name in (
        ".grades.csv.0123abcd",
        ".grades.csv.0123abcde",
        ".grades-csv.0123abcd",
        "grades.csv",
        ".other.csv.0123abcd",
    ):
        (tmp_path / name).write_text("x")
    assert files.unfinished(path) == [tmp_path / ".grades.csv.0123abcd"]
    assert files.unfinished(tmp_path / "nowhere" / "grades.csv") == []
