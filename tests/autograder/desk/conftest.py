"""A class folder without nbgrader: roster and notebooks are enough to collect."""

import json

import pytest

from autograder.desk import roster
from autograder.desk.roster import Person
from dlcourse import language

PEOPLE = (
    Person("20260001", "길동", "홍", "hong@uni.ac.kr", "1234"),
    Person("20260002", "영희", "김", "kim@uni.ac.kr"),
    Person("20260003", "철수", "이", "lee@uni.ac.kr"),
    Person("20260004", "철수", "이", "lee4@uni.ac.kr"),
    Person("ada", "Ada", "Lovelace", "ada.lovelace@uni.ac.kr", "991"),
)
LESSON = "01_twice"


def notebook(task, answer=""):
    """A handed-in notebook with one graded cell."""
    cell = {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": task}}, "source": answer, "outputs": []}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture(autouse=True)
def english(monkeypatch):
    """Sentences in English, and no test chooses the language of the next one."""
    monkeypatch.delenv("DLCOURSE_LANG", raising=False)
    monkeypatch.setattr(language, "_chosen", None)


@pytest.fixture
def room(tmp_path):
    """A class of five with two lessons."""
    folder = tmp_path / "class"
    for lesson, task in ((LESSON, "check-double"), ("02_other", "check-other")):
        path = folder / "solutions" / "en" / lesson / f"{lesson}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook(task))
    (folder / "nbgrader_config.py").write_text("", encoding="utf-8")
    roster.save(folder, PEOPLE)
    return folder
