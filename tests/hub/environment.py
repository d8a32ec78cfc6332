"""The environment of everybody on the hub, as the guide has it installed: the course from its wheel, the rest from the tester's.

Downloading all of Jupyter once more would show nothing. So what others wrote are the tester's own files under a second name, and only
commands, settings and the course are made.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import entry_points
from pathlib import Path

ROOT = Path(__file__).parents[2]


def make(folder: Path, scratch: Path) -> None:
    """`folder` becomes an environment of its own, with the course as a wheel brings it."""
    _runs(sys.executable, "-m", "venv", "--without-pip", folder)
    python, theirs = folder / "bin" / "python", Path(sysconfig.get_path("purelib"))
    room = folder / "lib" / theirs.relative_to(Path(sys.prefix) / "lib")
    ours = shutil.ignore_patterns("dlcourse*", "autograder*", "*editable*dlcourse*")
    shutil.copytree(theirs, room, ignore=ours, copy_function=_same_file, dirs_exist_ok=True)
    _runs(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", scratch, cwd=ROOT)
    (wheel,) = scratch.glob("*.whl")
    install = ["install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check", "--root-user-action=ignore"]
    _runs(sys.executable, "-m", "pip", "--python", python, *install, wheel)
    for one in entry_points(group="console_scripts"):
        script = folder / "bin" / one.name
        if not script.exists():
            script.write_text(f"#!{python}\nimport sys\nfrom {one.module} import {one.attr}\nsys.exit({one.attr}())\n")
            script.chmod(0o755)
    shutil.copytree(Path(sys.prefix) / "etc", folder / "etc")
    # the wheel brought the course's own part of it
    share = Path(sys.prefix) / "share"
    ours = shutil.ignore_patterns("dlcourse")
    shutil.copytree(share, folder / "share", ignore=ours, copy_function=_same_file, dirs_exist_ok=True)


def _same_file(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy2(source, target)


def _runs(*words: object, cwd: Path | None = None) -> None:
    done = subprocess.run([*map(str, words)], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
