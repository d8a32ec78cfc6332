"""The course's own solution and the untouched notebook are graded before a class, and what they show is said once."""

import json

import pytest

from autograder.errors import CourseError
from autograder.grade import canary
from autograder.grade.canary import SOLUTION, UNTOUCHED, Canary
from autograder.grade.course import grade
from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.settings import Course
from dlcourse.language import Text

LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"
SAID = {"en": "Cell 7 stopped with NameError: name 'table' is not defined", "ko": "7번째 셀이 NameError 오류로 멈추었습니다: name 'table' is not defined"}  # fmt: skip


def record(points=2.0, status="graded", reason=None, **more):
    scores = {"check-step": {"points": points, "most": 2.0}}
    return {"status": status, "reason": reason, "scores": scores, "notes": [], **more}


@pytest.fixture
def watched(tmp_path):
    for room in ("solutions", "lessons"):
        (tmp_path / room / "en" / LESSON).mkdir(parents=True)
        (tmp_path / room / "en" / NOTEBOOK).write_bytes(room.encode())
    return Canary(Course.at(tmp_path), LESSON)


def refused(watched, name, found):
    with pytest.raises(CourseError) as caught:
        watched.seen(name, found)
    return str(caught.value)


FIX = "fix:   nobody was graded: run autograder doctor, open the solution and run it, mend what stops it, then run the command again"


def test_both_notebooks_come_first(watched):
    items = watched.items("{}", "landlock", 3)
    assert [(one.student, one.data, one.isolation, one.seed) for one in items] == [
        (SOLUTION, b"solutions", "landlock", 3),
        (UNTOUCHED, b"lessons", "landlock", 3),
    ]
    assert watched.waiting == {SOLUTION, UNTOUCHED}
    assert watched.seen(SOLUTION, record()) == []
    assert watched.seen(UNTOUCHED, record(0.0)) == []
    assert watched.waiting == set()


def test_a_class_without_them_is_graded_all_the_same(tmp_path):
    assert (
        Canary(Course.at(tmp_path), LESSON).items("{}", "none", 1),
        Canary(Course.at(tmp_path), LESSON).waiting,
    ) == ([], set())


def test_a_solution_that_does_not_earn_everything_stops_the_run_with_a_sentence(watched):
    assert refused(watched, SOLUTION, record(1.5)) == (
        f"error: {LESSON}: the course's own solution got 1.5 of 2 points for step, not 2\n{FIX}"
    )


def test_an_untouched_notebook_that_earns_something_does_too(watched):
    assert refused(watched, UNTOUCHED, record(0.5)) == (
        f"error: {LESSON}: the untouched notebook got 0.5 of 2 points for step, not 0\n{FIX}"
    )


def test_so_does_one_that_could_not_be_judged(watched):
    reason = {"en": "We tried twice.", "ko": "두 번 시도했습니다."}
    assert refused(watched, SOLUTION, record(status="review", reason=reason)) == (
        f"error: {LESSON}: the course's own solution could not be judged: We tried twice.\n{FIX}"
    )


def test_a_cell_that_stops_for_everybody_is_told_once_and_to_nobody_else(watched):
    [told] = watched.seen(SOLUTION, record(ours={"d1": SAID}))
    assert told == Text(
        f"The course's own cell stops in everybody's notebook, so no learner is told of it. {SAID['en']}",
        f"과정의 셀이 모두의 노트북에서 멈춥니다. 학습자에게는 알리지 않습니다. {SAID['ko']}",
    )
    other, mine = {"en": "Cell 2 was damaged."}, {"en": "Cell 9 stopped", "ko": "9번째 셀"}
    found = watched.without(record(ours={"d1": mine, "d2": other}) | {"notes": [mine, other]})
    assert (found["notes"], "ours" in found) == ([other], False)  # the second stops in this notebook alone


@pytest.mark.default
def test_a_class_with_a_broken_lesson_hears_of_it_once(fresh, monkeypatch):
    course = Course.at(fresh)
    broken = "table = no_such_table"

    def with_broken(path):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"].insert(
            3,
            {
                "cell_type": "code",
                "id": "shown",
                "metadata": {},
                "source": broken,
                "outputs": [],
                "execution_count": None,
            },
        )
        path.write_text(json.dumps(notebook), encoding="utf-8")

    for file in [
        fresh / "solutions" / "en" / NOTEBOOK,
        *(fresh / "lessons").glob(f"*/{NOTEBOOK}"),
        *(fresh / "submitted").glob(f"*/{NOTEBOOK}"),
    ]:
        with_broken(file)
    told = []
    rows = list(grade(course, LESSON, language="en", isolation="namespaces", workers=1, seed=3, tell=told.append))
    assert [one.en for one in told if "no_such_table" in one.en] == [
        canary.FOR_EVERYBODY.en.format(said="Cell 4 stopped with NameError: name 'no_such_table' is not defined")
    ]
    assert len(rows) > 5
    assert not any("no_such_table" in note["en"] for row in rows for note in row.record["notes"])


@pytest.mark.default
def test_nobody_is_graded_where_the_solution_fails(fresh):
    course = Course.at(fresh)
    path = fresh / "solutions" / "en" / NOTEBOOK
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell.get("id") == "step":
            cell["source"] = "def step(x):\n    return x"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(CourseError, match="the course's own solution got 0 of 2 points for step, not 2"):
        list(grade(course, LESSON, language="en", isolation="namespaces", workers=1, seed=3))
    assert scores(course, LESSON) == {}
