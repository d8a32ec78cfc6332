"""An instructor installs the `lab` extra; what only authors and testers install must not be missed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

WITHOUT = """
import importlib.abc, sys

class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"jupytext", "hypothesis", "pytest", "fontTools", "repo2docker", "dask"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

sys.meta_path.insert(0, Missing())
from autograder import cli, config, demo
"""


def run(source):
    return subprocess.run([sys.executable, "-c", WITHOUT + source], capture_output=True, text=True, cwd=ROOT)


def test_the_demo_and_the_configuration_load():
    done = run("")
    assert done.returncode == 0, done.stderr


def test_build_says_what_authors_install():
    done = run("raise SystemExit(cli.main(['build', '--check', '00_orientation']))")
    assert done.returncode == 1
    assert done.stderr == (
        "error: solutions/00_orientation.py: reading a lesson needs jupytext\n"
        'fix:   install what authors need: pip install -e ".[dev]"\n'
    )
