"""What is given away is whole: the wheel holds all a learner needs and nothing of the tests, and the source archive makes the same wheel."""

import configparser
import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from dlcourse.language import LANGUAGES

ROOT = Path(__file__).parents[1]


def built(folder, kind, into):
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = into.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


def contents(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The repository as a clone would have it, so that nothing that lies about here helps."""
    clone = tmp_path_factory.mktemp("wheel") / "clone"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)
    return clone


@pytest.fixture(scope="module")
def wheel(clone):
    return contents(built(clone, "wheel", clone.parent / "wheel"))


def test_every_lesson_is_there_in_every_language(wheel):
    for language in LANGUAGES:
        lessons = sorted((ROOT / "lessons" / language).glob("*/*.ipynb"))
        assert lessons
        for lesson in lessons:
            name = f"dlcourse/_lessons/{language}/{lesson.stem}/{lesson.name}"
            assert wheel[name] == lesson.read_bytes()


def test_every_file_of_the_packages_is_there(wheel, clone):
    files = [
        path.relative_to(clone).as_posix()
        for room in ("dlcourse", "autograder")
        for path in sorted((clone / room).rglob("*"))
        if path.is_file()
    ]
    assert {"dlcourse/jupyter/ko/labconfig/default_setting_overrides.json", "dlcourse/data/mnist_subset.npz"} <= set(
        files
    )
    assert "dlcourse/widgets/stage/fonts/DlcourseHangul.ttf" in files
    assert [name for name in files if name not in wheel] == []


def test_nothing_else_is_there(wheel):
    rooms = {name.split("/")[0] for name in wheel}
    (data,) = {room for room in rooms if room.endswith(".data")}
    assert {room for room in rooms if not room.endswith(".dist-info")} == {"dlcourse", "autograder", data}
    # a plugin of JupyterLab's, which it finds where its environment keeps them
    plugin = f"{data}/data/share/jupyter/labextensions/dlcourse/"
    assert [name for name in wheel if name.startswith(data) and not name.startswith(plugin)] == []
    assert [name for name in wheel if name.startswith("dlcourse/_lessons/") and not name.endswith(".ipynb")] == []
    # an instructor's room, not a learner's: `autograder class new` begins a class from it
    answers = [name for name, data in wheel.items() if name.endswith(".ipynb") and b"BEGIN SOLUTION" in data]
    assert answers
    assert [name for name in answers if not name.startswith("autograder/_solutions/")] == []


def test_the_licences_and_commands_are_there(wheel):
    (info,) = {name.split("/")[0] for name in wheel if ".dist-info/" in name}
    licences = sorted(name.removeprefix(f"{info}/licenses/") for name in wheel if name.startswith(f"{info}/licenses/"))
    assert licences == ["LICENSE", "dlcourse/widgets/stage/fonts/OFL.txt"]
    entries = configparser.ConfigParser()
    entries.read_string(wheel[f"{info}/entry_points.txt"].decode())
    assert dict(entries["console_scripts"]) == {
        "dlcourse": "dlcourse.desk.cli:main",
        "autograder": "autograder.cli:main",
    }


def test_the_source_archive_makes_the_same_wheel(wheel, clone):
    archive = built(clone, "sdist", clone.parent / "sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(clone.parent / "unpacked", filter="data")
    (folder,) = (clone.parent / "unpacked").iterdir()
    again = contents(built(folder, "wheel", clone.parent / "again"))

    def digests(files):
        return {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if not name.endswith("/RECORD")}

    assert digests(again) == digests(wheel)
