"""A learner who begins."""

import pytest

from dlcourse import language
from dlcourse.record import progress


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A learner who begins: an empty data folder, and nothing said or waiting."""
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(progress, "_said", set())
    monkeypatch.setattr(progress, "_waiting", [])
    monkeypatch.setattr(language, "_chosen", "en")
    return tmp_path / "data"
