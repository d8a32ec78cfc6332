"""Whoever names files may name them in any order."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BELOW, ABOVE, BELOW_TOO = (
    "tests/dlcourse/test_progress.py",
    "tests/test_tiers.py",
    "tests/dlcourse/test_progress_locks.py",
)


def test_a_file_of_the_folder_above_takes_no_fixtures_away():
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-m", "all", "--setup-plan", BELOW, ABOVE, BELOW_TOO]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "not found" in done.stdout) == (pytest.ExitCode.OK, False), done.stdout[-2000:]
