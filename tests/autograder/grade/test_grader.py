"""The grader: equal to the check in a notebook on honest work, kind about prerequisites, exact about what it records."""

import dataclasses
import re
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "planted"))

from handin import FULL, IDS, answer, data, handed_in, released

from autograder.demo import mistakes
from autograder.grade.judging.grader import Grader
from autograder.grade.judging.task import Times
from autograder.grade.wall.kernel import Limits
from autograder.grade.wall.sandbox import Sandbox, SandboxError
from dlcourse import busy
from dlcourse.exercises import CARDS, Case, Exercise, report, verdict_on
from dlcourse.language import LANGUAGES, Text

NAMES = {"np", "check", "hint", "language", *(CARDS[name].name for name in IDS)}


def card(function, *cases):
    """A card for functions that no lesson has."""
    text = Text("x", "x")
    return Exercise("made-up", function, 2.0, 1, text, text, "", lambda rng: cases, (), (), (text, text, text))


ONE_ASKED = {"cells": [{"cell_type": "code", "id": "made-up", "metadata": {"nbgrader": {"grade_id": "made-up", "solution": True}}, "source": "stub"}, {"cell_type": "code", "id": "check-made-up", "metadata": {"nbgrader": {"grade_id": "check-made-up", "grade": True, "points": 2.0}}, "source": ""}]}  # fmt: skip


def one_answered(source):
    return {"nbformat": 4, "cells": [{"cell_type": "code", "id": "made-up", "metadata": {}, "source": source}]}


def made_up(reference, submitted, *cases):
    """The record of one made-up exercise: what it got, and what its report says."""
    exercise = card(reference, *cases)
    with Grader(ONE_ASKED, {"made-up": exercise}, "namespaces") as grader:
        record = grader.grade(data(one_answered(submitted)), seed=1)
    assert record["status"] == "graded", record["reason"]
    score = record["scores"]["check-made-up"]
    return score["points"], score["text"]["en"]


@pytest.fixture(scope="module")
def grader(wall):
    with Grader(released(), CARDS, wall, times=Times(cell=5)) as made:
        yield made


def points(record):
    return {name: score["points"] for name, score in record["scores"].items()}


def test_the_courses_answers_earn_everything(grader):
    record = grader.grade(data(handed_in()), seed=3)
    assert points(record) == FULL
    assert record["notes"] == []
    assert (record["status"], record["reason"], record["seed"]) == ("graded", None, 3)
    assert record["isolation"] == grader.level
    assert record["versions"]["numpy"] == np.__version__


def test_nothing_written_earns_nothing(grader):
    record = grader.grade(data(released()), seed=3)
    assert points(record) == dict.fromkeys(FULL, 0.0)
    assert {score["status"] for score in record["scores"].values()} == {"not-attempted"}


@pytest.mark.parametrize("name", IDS)
def test_every_known_mistake_is_judged_as_in_the_notebook(grader, name):
    for wrong in CARDS[name].misconceptions:
        source = mistakes.cell(wrong.wrong, CARDS[name].name, NAMES)
        score = grader.grade(data(handed_in({name: source})), seed=11)["scores"][f"check-{name}"]
        verdict = verdict_on(name, wrong.wrong, seed=11)
        assert (score["points"], score["diagnosis"]) == (verdict.points, wrong.name)
        drawn = report.picture(verdict)
        shown = [drawn.svg(language) if drawn else "" for language in LANGUAGES]
        assert [re.findall("<svg.*</svg>|$", score["html"][language])[0] for language in LANGUAGES] == shown


def test_a_wrong_prerequisite_is_not_counted_twice(grader):
    record = grader.grade(data(handed_in({"step": "def step(x):\n    return np.where(x > 0, 0, 1)"})), seed=1)
    assert points(record) == FULL | {"check-step": 0.0}
    assert record["scores"]["check-perceptron"]["spared"] == ["step"]
    assert "Judged with the course's own `step`" in record["scores"]["check-perceptron"]["text"]["en"]
    assert "강의의 함수로 바꾸어" in record["scores"]["check-perceptron"]["html"]["ko"]


def test_the_same_seed_gives_the_same_record(grader):
    wrong = data(handed_in({"step": "def step(x):\n    return x > 0"}))
    assert grader.grade(wrong, seed=5) == grader.grade(wrong, seed=5)
    assert grader.grade(wrong)["seed"] != grader.grade(wrong)["seed"]


def test_what_a_seed_asks_is_worked_out_once_for_a_class(wall):
    asked = []

    def reference(x):
        asked.append(x)
        return x + 1

    step = card(reference, Case(Text("one", "하나"), (1.0,)), Case(Text("two", "둘"), (2.0,)))
    right, wrong = (one_answered(f"def reference(x):\n    return x + {more}") for more in (1, 2))
    with Grader(ONE_ASKED, {"made-up": step}, wall) as grader:
        same = [points(grader.grade(data(right), seed=1)) for _ in range(2)]
        assert asked == [1.0, 2.0]
        assert points(grader.grade(data(right), seed=2)) == same[0]
        assert asked == [1.0, 2.0] * 2
        same.append(points(grader.grade(data(wrong), seed=2)))  # which is compared with more than that
    assert [found["check-made-up"] for found in same] == [2.0, 2.0, 0.0]


def test_inputs_too_large_to_be_sent_together_arrive_one_by_one():
    cases = [Case(Text(f"{n}", f"{n}"), (np.full(size, n),)) for n, size in enumerate((10, 3_000, 3_000, 300_000, 10))]
    assert made_up(total, "def total(x):\n    return x.sum()", *cases)[0] == 2.0
    earned, said = made_up(total, "def total(x):\n    return x[:100].sum()", *cases)
    assert earned == 0.0
    assert "“1”" in said


def total(x):
    return x.sum()


def test_an_answer_that_ends_its_process_ahead_of_its_turn_is_told_in_its_turn(grader):
    ends = "def gate(name):\n    import os\n    os._exit(7)"
    scores = grader.grade(data(handed_in({"gate": ends})), seed=1)["scores"]
    assert {name: one["points"] for name, one in scores.items()} == FULL | {"check-gate": 0.0}
    assert "exit code 7" in scores["check-gate"]["text"]["en"]


def test_the_released_notebook_says_what_an_exercise_is_worth(wall):
    asked = released()
    for one in asked["cells"]:
        if one["id"] == "check-step":
            one["metadata"]["nbgrader"]["points"] = 10
    with Grader(asked, CARDS, wall) as grader:
        edge = "def step(x):\n    return np.where(np.asarray(x) >= 0, 1, 0)"
        score = grader.grade(data(handed_in({"step": edge})))["scores"]["check-step"]
    assert (score["points"], score["most"]) == (7.5, 10.0)


def test_answers_in_words_come_back_for_a_person_to_read(grader):
    made = handed_in()
    made["cells"][-1]["source"] = "Because one line has two sides."
    assert grader.grade(data(made))["answers"] == {"why-one-line": "Because one line has two sides."}


def test_a_function_may_be_called_more_than_once_and_change_what_it_got():
    def drive(function, start, rng):
        params = {"W": start.copy()}
        for _ in range(3):
            function(params, rng)
        return params["W"], rng.integers(1000)

    def descend(params, rng):
        params["W"] -= rng.normal(size=params["W"].shape)
        params["steps"] = params.get("steps", 0) + 1

    case = Case(Text("a", "가"), (np.ones(3), np.random.default_rng(2)), call=drive)
    right = "def descend(params, rng):\n    params['W'] -= rng.normal(size=params['W'].shape)\n    params['steps'] = params.get('steps', 0) + 1"
    assert made_up(descend, right, case)[0] == 2.0
    assert made_up(descend, right.replace("-=", "+="), case)[0] == 0.0


def test_objects_stay_behind_the_wall_and_can_be_used_from_here():
    class Line:
        def __init__(self, slope):
            self.slope = slope

        def at(self, x):
            return self.slope * x

    def drive(kind, slope):
        line = kind(slope)
        return line.at(np.arange(3.0)), line.slope

    Line.__name__ = "Line"
    case = Case(Text("a", "가"), (2.0,), call=drive)
    right = "class Line:\n    def __init__(self, slope):\n        self.slope = slope\n    def at(self, x):\n        return self.slope * x"
    assert made_up(Line, right, case)[0] == 2.0
    assert made_up(Line, right.replace("* x", "+ x"), case)[0] == 0.0
    bare = made_up(Line, "class Line:\n    def __init__(self, slope):\n        pass", case)
    assert bare[0] == 0.0
    assert "AttributeError" in bare[1]


def test_functions_among_the_inputs_are_called_here_not_there():
    def slope(f, x):
        return (f(x + 1e-3) - f(x - 1e-3)) / 2e-3

    calls = []

    def square(x):
        calls.append(x)
        return x**2

    case = Case(Text("a", "가"), (square, np.array([1.0, 2.0])))
    right = "def slope(f, x):\n    return (f(x + 1e-3) - f(x - 1e-3)) / 2e-3"
    assert made_up(slope, right, case)[0] == 2.0
    assert len(calls) == 4  # two by the reference, two from behind the wall
    raised = made_up(slope, "def slope(f, x):\n    return f('a', 'b')", case)
    assert raised[0] == 0.0
    assert "TypeError" in raised[1]


def test_an_object_returned_is_a_type_and_nothing_more():
    def one():
        return 1.0

    case = Case(Text("a", "가"))
    got = made_up(
        one, "class Yes:\n    def __eq__(self, other): return True\ndef one(): return [Yes(), {1: Yes()}]", case
    )
    assert got[0] == 0.0
    assert "Your result should be a float, but is a list." in got[1]


def test_a_sandbox_that_breaks_down_is_built_again_and_then_a_matter_for_review(wall, monkeypatch):
    with Grader(released(), CARDS, wall) as grader:
        monkeypatch.setattr(Sandbox, "begin", lambda *_, **__: (_ for _ in ()).throw(SandboxError("it broke")))
        record = grader.grade(data(handed_in()))
        assert record["status"] == "review"
        assert record["reason"]["en"] == (
            "We tried twice and could not judge this submission; that is our fault and costs no points: SandboxError: it broke"
        )
        assert record["scores"] == {}
        monkeypatch.undo()
        assert points(grader.grade(data(handed_in()))) == FULL


def test_a_warm_process_that_was_killed_is_replaced(wall):
    with Grader(released(), CARDS, wall) as grader:
        [sandbox] = grader._sandboxes
        sandbox._process.kill()
        sandbox._process.wait()
        assert points(grader.grade(data(handed_in()))) == FULL


def test_the_following_submission_runs_meanwhile_behind_a_wall_of_its_own(wall):
    leave = "import os, time\nopen('mine', 'w').close()\nstart = time.time()"
    look = "import os\nprobe = os.path.exists('mine')\ndef step(x):\n    return np.full(np.shape(x), 7) if probe else np.where(np.asarray(x) > 0, 1, 0)"
    sleeps = "import time\ntime.sleep(0.5)"
    class_ = [
        data(handed_in(before=[leave])),
        data(handed_in({"step": look}, before=[sleeps])),
        b"{",
        data(released()),
        data(handed_in()),
    ]
    with Grader(released(), CARDS, wall) as grader:
        alone = [grader.grade(one, seed=3) for one in class_]
        together = [
            grader.grade(one, seed=3, following=class_[number : number + 2])
            for number, one in enumerate(class_, start=1)
        ]
        assert together == alone
        assert [points(record) for record in together] == [FULL, FULL, {}, dict.fromkeys(FULL, 0.0), FULL]
        grader.grade(class_[0], seed=3, following=class_[1:2])
        assert grader.grade(class_[4], seed=3) == alone[4]  # another one came than was announced
        grader.grade(class_[0], seed=3, following=class_[1:2])
        for sandbox in grader._sandboxes:  # the one that runs ahead is lost, and nobody is blamed
            sandbox._process.kill()
            sandbox._process.wait()
        assert grader.grade(class_[1], seed=3) == alone[1]


RECURSION = "def step(x):\n    return 1 if x is None else step(x)"
FOREVER = "def step(x):\n    while True:\n        try:\n            while True:\n                pass\n        except:\n            pass"


@pytest.mark.rest
@pytest.mark.parametrize("lost", [RECURSION, FOREVER], ids=["recursion", "forever"])
def test_a_pure_notebook_that_gets_lost_goes_on_with_copies(wall, lost):
    quick = {name: dataclasses.replace(card, seconds=0.5) for name, card in CARDS.items()}
    with Grader(released(), quick, wall, times=Times(cell=5, total=60, turn=2)) as grader:
        record = grader.grade(data(handed_in({"step": lost})), seed=3)
    assert record["status"] == "graded"
    got = points(record)
    assert got.pop("check-step") == 0.0
    assert got == {name: most for name, most in FULL.items() if name != "check-step"}
    assert [note["en"] for note in record["notes"]] == []


def test_all_cells_together_have_a_time(wall, monkeypatch):
    monkeypatch.setattr(busy, "slowness", lambda: 1.0)  # a second of the processor is five on the clock
    slow = handed_in(before=["import time\ntime.sleep(1.5)"] * 5)
    with Grader(released(), CARDS, wall, times=Times(cell=1, total=1)) as grader:
        record = grader.grade(data(slow))
    said = "The notebook took longer than 1 seconds in all, so its last cells were not run."
    assert said in [note["en"] for note in record["notes"]]
    assert points(record) == dict.fromkeys(FULL, 0.0)


def test_a_card_that_cannot_be_judged_costs_nothing(wall):
    broken = dataclasses.replace(CARDS["step"], cases=lambda rng: 1 / 0)
    with Grader(released(), CARDS | {"step": broken}, wall) as grader:
        record = grader.grade(data(released()))
    assert record["scores"]["check-step"]["status"] == "not-judged"
    assert record["scores"]["check-step"]["points"] == 2.0


def test_the_answers_are_those_of_the_course():
    assert "BEGIN" not in answer(CARDS["step"])
    assert Limits().memory > 1 << 30


def test_a_number_that_vanishes_is_no_warning_as_in_the_notebook():
    def small(x):
        return np.exp(x)

    case = Case(Text("a", "가"), (np.array([-1000.0, 0.0]),), silent=True)
    right = "import numpy as np\ndef small(x):\n    return np.exp(x)"
    assert made_up(small, right, case)[0] == 2.0


def test_a_generator_that_changes_what_it_got_is_caught_though_its_body_runs_late():
    def doubled(x):
        yield from (2 * value for value in x)

    def drive(function, x):
        return np.array(list(function(x)))

    case = Case(Text("a", "가"), (np.arange(3.0),), call=drive)
    assert made_up(doubled, "def doubled(x):\n    for value in x:\n        yield 2 * value", case)[0] == 2.0
    spoils = made_up(doubled, "def doubled(x):\n    x *= 2\n    yield from x", case)
    assert spoils[0] == 0.0
    assert "`x`" in spoils[1]
    endless = made_up(doubled, "def doubled(x):\n    while True:\n        yield 1.0", case)
    assert endless[0] == 0.0
