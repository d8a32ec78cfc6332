"""A small lesson with small cards, so that the builder is tested without the course."""

import dataclasses
import importlib.util
import sys
from pathlib import Path

import pytest

from dlcourse.exercises import Case, Exercise
from dlcourse.language import Text

HERE = Path(__file__).parent

LESSON = """\
# %% [markdown] lang="en"
# # Twice
#
# Take $z = 2x$ and `double`.

# %% [markdown] lang="ko"
# # 두 배
#
# $z = 2x$와 `double`을 봅니다.

# %% setup
import numpy as np
from dlcourse import language
from dlcourse.exercises import check, hint
language.use("en")

# %% widget="doubler"
widget = "stands for a widget"

# %% exercise="warm-up"
from tiny_concepts import warm_up

# %% exercise="double"
from tiny_concepts import double

# %%
four = double(np.array([2.0]))

# %% lang="en"
four  # twice two
# %% lang="ko"
four  # 2의 두 배

# %% exercise="quadruple"
from tiny_concepts import quadruple

# %% [markdown] manual="why-twice" points=4 lang="en"
# Why does `double` work?
#
# ### MODEL ANSWER
# Because it adds a number to itself.
#
# ### RUBRIC
# 4 points: says so.
# %% [markdown] manual="why-twice" points=4 lang="ko"
# `double`은 왜 동작하나요?
#
# ### MODEL ANSWER
# 자기 자신을 더하기 때문입니다.
#
# ### RUBRIC
# 4점: 이유를 말함.
"""


@pytest.fixture(scope="session")
def concepts():
    spec = importlib.util.spec_from_file_location("tiny_concepts", HERE / "tiny_concepts.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["tiny_concepts"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["tiny_concepts"]


def card(function, points, **changes):
    return Exercise(
        id=function.__name__.replace("_", "-"),
        reference=function,
        points=points,
        stars=1,
        title=Text(function.__name__.title(), "연습"),
        text=Text("Write it.", "작성해 보세요."),
        docstring_ko="한국어 설명입니다.\n\n형상: 그대로",
        cases=lambda rng: (Case(Text("three", "셋"), (rng.normal(size=3),)),),
        misconceptions=(),
        alternatives=(),
        hints=(Text("a", "가"), Text("b", "나"), Text("c", "다")),
        **changes,
    )


@pytest.fixture(scope="session")
def cards(concepts):
    made = [
        dataclasses.replace(card(concepts.warm_up, 0.0), title=Text("Warm up", "준비 운동")),
        dataclasses.replace(card(concepts.double, 2.0), stars=2, title=Text("Double", "두 배")),
        card(concepts.quadruple, 1.0, depends=("double",)),
        card(concepts.leaning, 1.0),
        card(concepts.silent, 1.0),
    ]
    return {one.id: one for one in made}


@pytest.fixture
def course(tmp_path):
    """A course's folder with the small lesson as its first."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "nbgrader_config.py").write_text("", encoding="utf-8")
    (tmp_path / "solutions" / "01_twice.py").write_text(LESSON, encoding="utf-8")
    return tmp_path
