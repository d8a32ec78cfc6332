"""Stages that close after their test; afterwards everything is as it was."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the tests' own scenes

import pytest
from doubling import RUNNING, SCENE, double

from dlcourse import language, own_functions
from dlcourse.widgets.stage import idle, sweeping
from dlcourse.widgets.stage.stage import Stage


@pytest.fixture
def stage():
    made = Stage(SCENE)
    made.asking.look()  # nothing is covered
    yield made
    made.close()


@pytest.fixture(autouse=True)
def as_it_was(data):
    """A learner who has answered nothing yet."""
    yield
    own_functions.forget(double)
    language.use("en")


@pytest.fixture
def running():
    made = Stage(RUNNING)
    made.asking.look()
    yield made
    made.close()


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(idle, "QUIET", 0.0)
    monkeypatch.setattr(idle, "SHARE", 1.0)
    monkeypatch.setattr(sweeping, "PACKAGE", 10**9)  # one package holds all parts
