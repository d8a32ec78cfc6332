"""What a stranger leaves behind is deleted, whatever it is; what a killed run left is swept by the next, and nothing else."""

import os
import subprocess
import sys

import pytest

from autograder.grade.wall import cleaning

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the wall needs Linux")


@pytest.fixture(autouse=True)
def own_room(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def deep(folder, levels):
    here = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir("deep", dir_fd=here)
        below = os.open("deep", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)


def test_a_tree_deeper_than_the_stack_and_longer_than_a_path_is_deleted(tmp_path):
    room = tmp_path / "room"
    room.mkdir()
    deep(room, 1_100)
    assert cleaning.weighed(room, 1 << 40, 1 << 40)[1] == 1_101
    assert cleaning.remove(room, seconds=60)
    assert os.listdir(tmp_path) == []


def test_wide_trees_locked_folders_links_and_odd_names_are_deleted_and_what_links_lead_to_is_not(tmp_path):
    room, outside = tmp_path / "room", tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("x")
    for number in range(40):
        (room / f"a{number}" / "b" / "c").mkdir(parents=True)
        (room / f"a{number}" / "b" / "file").write_text("x")
    os.mkdir(os.fsencode(room) + b"/\xff\xfe\n")
    (room / "link").symlink_to(outside)
    os.mkfifo(room / "a1" / "pipe")
    (room / "a0" / "b").chmod(0)
    (room / "a2").chmod(0o500)
    (room / "keep").write_text("x")
    assert cleaning.empty(room, keep={"keep"}) == 0
    assert os.listdir(room) == ["keep"]
    assert (outside / "kept").read_text() == "x"


def test_what_cannot_be_deleted_is_counted_and_the_rest_goes(tmp_path, monkeypatch):
    room = tmp_path / "room"
    (room / "bad").mkdir(parents=True)
    (room / "good").write_text("x")
    really = os.rmdir

    def refuse(path, **more):
        if path == "bad":
            raise PermissionError(1, "not permitted")
        really(path, **more)

    monkeypatch.setattr(os, "rmdir", refuse)
    assert cleaning.empty(room) == 1
    assert os.listdir(room) == ["bad"]
    assert not cleaning.remove(room)
    assert cleaning.empty(tmp_path / "nowhere") == 1


def test_a_folder_that_takes_too_long_is_left(tmp_path):
    deep(tmp_path, 3)
    assert cleaning.empty(tmp_path, seconds=-1) > 0
    assert os.listdir(tmp_path) == ["deep"]


def test_folders_of_processes_that_are_gone_are_swept_and_no_others(tmp_path):
    code = "from autograder.grade.wall import cleaning; print(cleaning.made())"
    env = os.environ | {"TMPDIR": str(tmp_path)}
    gone = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    deep(gone.stdout.strip(), 50)
    ours = cleaning.made()
    other_space = tmp_path / f"{cleaning.PREFIX}1-999999-5-abc"
    other_space.mkdir()
    (tmp_path / f"{cleaning.PREFIX}abc").mkdir()
    mine = os.geteuid()
    assert cleaning.sweep({mine + 1}) == 0  # somebody else's
    assert cleaning.sweep({mine}) == 1
    assert sorted(os.listdir(tmp_path)) == sorted([os.path.basename(ours), other_space.name, f"{cleaning.PREFIX}abc"])


def test_a_process_of_which_only_the_name_is_left_is_gone(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    code = "from autograder.grade.wall import cleaning; cleaning.made()"
    ended = subprocess.Popen([sys.executable, "-c", code])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)  # nobody has asked yet how it ended
    assert cleaning.sweep({os.geteuid()}) == 1
    ended.wait()


def test_the_secret_of_a_machines_trial_that_was_killed_is_swept(tmp_path):
    code = "import os\nfrom autograder.grade.wall import probe\nwith probe._secret(): os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code], check=False, env=os.environ | {"TMPDIR": str(tmp_path)})
    assert len(os.listdir(tmp_path)) == 1
    assert cleaning.sweep({os.geteuid()}) == 1
    assert os.listdir(tmp_path) == []
