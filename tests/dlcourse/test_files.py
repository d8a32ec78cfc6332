"""A file written whole is as open to others as its writer says."""

import os
import stat
import sys

import pytest

from dlcourse._files import write_whole


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_a_file_is_its_owners_alone_unless_it_is_shared(tmp_path):
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "mine", b"1")
        write_whole(tmp_path / "ours", b"2", shared=True)
    finally:
        os.umask(before)
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert rights == {"mine": 0o600, "ours": 0o644}
    assert (tmp_path / "ours").read_bytes() == b"2"


def test_a_shared_file_that_cannot_be_finished_leaves_the_old_one_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "ours"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new", shared=True)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("ours", b"old")]
