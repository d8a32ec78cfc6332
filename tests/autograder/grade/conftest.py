"""Sandboxes for the tests: where a level is missing its tests are skipped, but never where CI promises to have it."""

import os
import shutil

import pytest

from autograder.grade.sandbox import kernel

WALLS = ("namespaces", "landlock")


def missing(level):
    """Why a level cannot be tested here; "" where it can."""
    if level == "namespaces" and shutil.which("bwrap") is None:
        return "bubblewrap is not installed"
    if level == "landlock" and not kernel.landlock_version():
        return "this kernel has no Landlock"
    return ""


@pytest.fixture(scope="session", params=WALLS)
def wall(request):
    """A level of isolation that this machine should have."""
    reason = missing(request.param)
    if reason and not os.environ.get("CI"):
        pytest.skip(reason)
    return request.param
