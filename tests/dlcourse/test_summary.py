"""Where a learner stands: the table of a terminal, what comes next, and a catalogue that agrees with the cards."""

import pytest

import dlcourse.exercises as exercises
from dlcourse.language import Text
from dlcourse.record import catalogue, summary
from dlcourse.record.catalogue import Lesson, Task
from dlcourse.record.progress import Entry, Mistake, Progress

COURSE = (
    Lesson(
        "00_first",
        Text("First", "처음"),
        (Task("warm", Text("Warm up", "준비 운동"), 0.0, {}),),
        {"en": "1", "ko": "2"},
    ),
    Lesson(
        "01_second",
        Text("Second", "둘째"),
        (
            Task("step", Text("The step", "계단 함수입니다"), 2.0, {"zero": Text("zero counts", "0도 셉니다")}),
            Task("gate", Text("A gate that is long", "문"), 1.5, {}),
        ),
        {"en": "3", "ko": "4"},
    ),
)


@pytest.fixture
def course(monkeypatch):
    monkeypatch.setattr(summary, "lessons", lambda: COURSE)


STORY = Progress({"step": Entry(2.0, 3, 1, "2026-01-01T00:00:00+00:00", None, {"zero": Mistake(2, True)})})

EN = """\
Your progress: 1 of 3 exercises passed, 2 of 3.5 points.
Next: “A gate that is long” in 01_second.

  exercise             status       points    tries  hints

00_first: First · 0 of 1 passed
  Warm up              ○ not begun  practice  0      0

01_second: Second · 1 of 2 passed · 2 of 3.5 points
  The step             ✓ passed     2 / 2     3      1
  A gate that is long  ○ not begun  0 / 1.5   0      0

Mistakes you have overcome: 1.
  ✓ The step: zero counts"""
KO = """\
학습 현황: 연습 문제 3개 중 1개를 통과했고 3.5점 중 2점입니다.
다음 할 일: 01_second 수업의 “문”.

  연습 문제        상태       점수     시도  힌트

00_first: 처음 · 1개 중 0개 통과
  준비 운동        ○ 시작 전  연습     0     0

01_second: 둘째 · 2개 중 1개 통과 · 3.5점 중 2점
  계단 함수입니다  ✓ 통과     2 / 2    3     1
  문               ○ 시작 전  0 / 1.5  0     0

극복한 실수: 1개.
  ✓ 계단 함수입니다: 0도 셉니다"""


@pytest.mark.parametrize(("speaks", "text"), [("en", EN), ("ko", KO)])
def test_the_table_of_a_terminal(course, speaks, text):
    assert summary.text(summary.summarize(STORY), speaks) == text


def test_what_comes_next(course):
    def coming(**entries):
        return summary.summarize(Progress(entries)).next().en

    done = "2026-01-01T00:00:00+00:00"
    assert coming() == "Next: “Warm up” in 00_first."
    assert coming(step=Entry(tries=1)) == "Next: “The step” in 01_second.", "stay where you are at work"
    assert coming(step=Entry(passed=done, tries=1), gate=Entry(passed=done, tries=1)) == "Next: “Warm up” in 00_first."
    everything = {name: Entry(passed=done, tries=1) for name in ("warm", "step", "gate")}
    assert coming(**everything) == "Everything is passed. What would you like to build now?"


def test_points_never_exceed_what_an_exercise_is_worth_today(course):
    assert summary.summarize(Progress({"step": Entry(points=9.0)})).whole.points == 2.0


def test_the_catalogue_says_what_the_cards_say():
    tasks = [task for lesson in catalogue.lessons() for task in lesson.tasks]
    assert len(tasks) == len({task.id for task in tasks})
    for task in tasks:
        card = exercises.CARDS[task.id]
        assert (task.title, task.points) == (card.title, card.points)
        assert task.mistakes == {one.name: one.label for one in card.misconceptions}
