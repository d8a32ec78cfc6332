"""`check`, `hint` and `grade` as a notebook calls them, on two made-up exercises that build on each other."""

import ast
import dataclasses
import os
import subprocess
import sys

import pytest

import dlcourse.exercises as exercises
from dlcourse import language, own_functions
from dlcourse.exercises import CARDS as EVERY_CARD
from dlcourse.exercises import CardError, Case, Exercise, Misconception, solutions
from dlcourse.language import Text
from dlcourse.record import hosting, progress


def double(x):
    """Twice the number."""
    return 2 * x


def quadruple(x):
    """Four times the number."""
    return double(double(x))


def _card(reference, points, depends=()):
    return Exercise(
        id=reference.__name__,
        reference=reference,
        points=points,
        stars=1,
        title=Text(reference.__name__.title(), "배수"),
        text=Text("Multiply.", "곱하세요."),
        docstring_ko="곱합니다.",
        cases=lambda rng: (
            Case(Text("three", "셋"), (3,)),
            Case(Text("a random one", "임의의 수"), (int(rng.integers(5, 99)),)),
        ),
        misconceptions=(
            Misconception(
                "adds",
                Text("it adds instead", "더하고 있습니다"),
                lambda x: x + 2,
                Text("Is that a sum?", "합인가요?"),
                "chain.missing_local",
            ),
        ),
        alternatives=(),
        hints=(Text("one $x$", "하나 $x$"), Text("two", "둘"), Text("three", "셋")),
        depends=depends,
    )


CARDS = {"double": _card(double, 2.0), "quadruple": _card(quadruple, 1.5, ("double",)), "half": _card(double, 0.0)}


@pytest.fixture(autouse=True)
def _two_cards(monkeypatch):
    monkeypatch.setattr(exercises, "_cards", lambda: CARDS)
    monkeypatch.setattr(exercises, "_hints", type(exercises._hints)())
    monkeypatch.setattr(own_functions, "_mine", {})
    monkeypatch.setattr(language, "_chosen", "en")
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


def run(source, **names):
    """Run a cell in a notebook of its own; the value of its last line."""
    notebook = {"check": exercises.check, "grade": exercises.grade, "hint": exercises.hint, **names}
    *body, last = source.strip().splitlines()
    exec("\n".join(body), notebook)
    return eval(last, notebook)


RIGHT = "def double(x):\n    return x + x\n"
WRONG = "def double(x):\n    return x + 2\n"


def test_check_finds_the_function_in_the_callers_notebook():
    assert str(run(RIGHT + 'check("double")')) == "✓ Double: passed · 2 of 2 points\n  All 2 cases are right."


def test_check_takes_a_function_as_it_is_handed_over():
    assert run('check("double", lambda x: x * 2)').verdict.status == "passed"


def test_a_cell_that_never_ran_is_not_a_mistake():
    report = run('check("double")')
    assert str(report) == (
        "○ Double: not attempted · 0 of 2 points\n"
        "  There is no `double` in this notebook yet. Run the cell with your code, then this one."
    )
    language.use("ko")
    assert str(report) == (
        "○ 배수: 시작 전 · 2점 중 0점\n"
        "  이 노트북에 아직 `double`이(가) 없습니다. 코드 셀을 먼저 실행한 뒤 이 셀을 실행해 보세요."
    )


def test_an_empty_cell_is_told_to_be_filled_from_its_first_line(monkeypatch):
    monkeypatch.setitem(CARDS, "double", dataclasses.replace(CARDS["double"], stub=False))
    report = run('check("double")')
    assert str(report) == (
        "○ Double: not attempted · 0 of 2 points\n"
        "  There is no `double` in this notebook yet. Its cell was handed out empty: write the whole function there, from `def double(` on. "
        "Run that cell, then this one."
    )
    language.use("ko")
    assert str(report) == (
        "○ 배수: 시작 전 · 2점 중 0점\n"
        "  이 노트북에 아직 `double`이(가) 없습니다. 이 문제의 셀은 비어 있습니다. `def double(`부터 함수 전체를 작성해 실행한 뒤 이 셀을 실행해 보세요."
    )


def test_the_courses_own_function_earns_nothing():
    report = run('check("double")', double=own_functions.remember)
    assert report.verdict.points == 0.0
    assert "`double` is the course's own function, not yours. Run the cell in which you write `double`." in str(report)
    language.use("ko")
    assert (
        "이 `double`은(는) 직접 작성한 함수가 아니라 강의가 제공하는 함수입니다. `double`을(를) 작성하는 셀을 실행해 보세요."
        in str(report)
    )


def test_a_mistyped_exercise_gets_a_sentence():
    assert str(run('check("duoble")')) == "There is no exercise called 'duoble'. Did you mean 'double'?"
    assert str(run('hint("zzz")')) == "There is no exercise called 'zzz'."
    language.use("ko")
    assert str(run('check("duoble")')) == "'duoble'(이)라는 연습 문제는 없습니다. 'double'을(를) 말하나요?"


def test_a_passed_function_takes_the_references_place_and_a_failed_one_gives_it_back():
    run(RIGHT + 'check("double")')
    assert own_functions.is_mine(double)
    assert own_functions.function(double)(4) == 8
    run(WRONG + 'check("double")')
    assert own_functions.function(double) is double


def test_listeners_hear_of_changes_until_they_stop():
    heard = []
    stop = own_functions.listen(lambda: heard.append(1))
    run(RIGHT + 'check("double")')
    stop()
    run(WRONG + 'check("double")')
    assert heard == [1]


def test_grade_shows_the_report_and_returns_a_builtin_float(capsys):
    points = run(RIGHT + 'grade("double")')
    assert type(points) is float
    assert points == 2.0
    assert capsys.readouterr().out.startswith("✓ Double: passed · 2 of 2 points\n")
    points = run(WRONG + 'grade("double")')
    assert (type(points), points) == (float, 0.0)


def test_grade_refuses_an_unknown_exercise():
    with pytest.raises(CardError) as caught:
        exercises.grade("triple")
    assert str(caught.value) == "grade: there is no exercise 'triple'; name one of: double, half, quadruple."


def test_check_rests_while_nbgrader_grades(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert run(WRONG + 'check("double")') is None


def test_validate_gets_the_same_answer_as_grading(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert run(WRONG + 'check("double")') == 0.0
    assert run(RIGHT + 'check("double")') == 2.0
    assert "Is that a sum?" in capsys.readouterr().out
    assert run('check("half")').verdict.status == "not-attempted"  # a warm-up is never counted


def test_one_mistake_is_not_counted_twice(capsys):
    both = WRONG + "def quadruple(x):\n    return double(double(x))\n"
    assert run(both + 'grade("double")') == 0.0
    assert run(both + 'grade("quadruple")') == 1.5
    assert (
        "  Judged with the course's own `double` in the place of yours: one mistake is not counted twice."
        in capsys.readouterr().out
    )
    notebook = {"grade": exercises.grade}
    exec(both + "points = grade('quadruple')", notebook)
    assert notebook["double"](1) == 3, "the learner's own function is back in its place"


@pytest.mark.parametrize("mine", ["x * 9", "double(x)", "double(double(double(x)))"])
def test_what_does_not_help_is_not_mentioned(mine):
    report = run(WRONG + f"def quadruple(x):\n    return {mine}\n" + 'check("quadruple")')
    assert (report.verdict.points, report.verdict.spared) == (0.0, ())
    assert "course's own" not in str(report)


def test_a_wrong_exercise_stays_wrong_with_the_right_prerequisite():
    assert run(WRONG + "def quadruple(x):\n    return double(x)\n" + 'grade("quadruple")') == 0.0


def test_hints_come_one_by_one_and_stay():
    first, second, third, again = (run('hint("double")') for _ in range(4))
    assert str(first) == "**Hint 1 of 3, the idea.** one $x$"
    assert str(second) == "**Hint 1 of 3, the idea.** one $x$\n\n**Hint 2 of 3, the formula and its shapes.** two"
    assert str(third).endswith(
        "**Hint 3 of 3, almost the code.** three\n\nThat was the last hint. Try once more with it. If you would rather read an answer now, "
        'this opens the course\'s own: `from dlcourse.exercises import solution; solution("double")`'
    )
    assert str(again) == str(third)
    assert again._repr_markdown_() == str(again)
    assert again._repr_html_() is None
    language.use("ko")
    assert str(first) == "**힌트 1/3, 생각의 실마리.** 하나 $x$"


def test_a_report_is_html_in_a_notebook():
    page = run(WRONG + 'check("double")')._repr_html_()
    assert 'data-diagnosis="adds"' in page
    assert "it adds instead" in page


# --- the course's own answer


NOT_YET = (
    'The answer opens after the third hint. Hints cost nothing: run `hint("double")`, and try again after each one.'
)


def test_the_answer_opens_after_the_third_hint(capsys):
    for _ in range(3):
        assert str(run('solution("double")', solution=exercises.solution)) == NOT_YET
        run('hint("double")')
    answer = run('solution("double")', solution=exercises.solution)
    assert str(answer) == (
        "**One way to write it: Double**\n\n"
        "**What to look at.** Find the lines that answer the first hint: one $x$\n\n"
        '```python\ndef double(x):\n    """Twice the number."""\n    return 2 * x\n```\n\n'
        "Close it, and write it in your own words: that is the part that stays."
    )
    assert answer._repr_markdown_() == str(answer)
    language.use("ko")
    assert str(answer) == (
        "**풀이 한 가지: 배수**\n\n"
        "**눈여겨볼 곳.** 아래 코드에서 첫 번째 힌트에 답하는 줄을 찾아보세요. 하나 $x$\n\n"
        '```python\ndef double(x):\n    """Twice the number."""\n    return 2 * x\n```\n\n'
        "이제 풀이를 접고 자신의 코드로 다시 작성해 보세요. 그래야 오래 남습니다."
    )
    assert str(run('solution("quadruple")', solution=exercises.solution)) == (
        '풀이는 세 번째 힌트 다음에 열립니다. 힌트를 봐도 점수가 깎이지 않습니다. `hint("quadruple")`를 실행하고, 힌트마다 다시 한번 풀어 보세요.'
    )


def test_the_line_to_look_at_answers_the_mistake_of_this_learner(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path))
    monkeypatch.setattr(hosting, "recording", lambda: True)
    run(WRONG + 'check("double")')
    for _ in range(3):
        run('hint("double")')
    monkeypatch.setattr(exercises, "_hints", type(exercises._hints)())  # the kernel was restarted; the record remembers
    answer = run('solution("double")', solution=exercises.solution)
    assert (
        "**What to look at.** A check of yours once said “it adds instead”. Find the place in these lines that decides it: Is that a sum?"
        in str(answer)
    )
    language.use("ko")
    assert (
        "**눈여겨볼 곳.** 앞선 점검에서 “더하고 있습니다”라는 결과가 나온 적이 있습니다. 아래 코드에서 그 차이를 만드는 곳을 찾아보세요. 합인가요?"
        in str(answer)
    )
    entry = progress.read()[0].of("double")
    assert (entry.hints, bool(entry.opened)) == (3, True)


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_the_answer_stays_closed_while_nbgrader_runs(monkeypatch, mode):
    for _ in range(3):
        run('hint("double")')
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    closed = run('solution("double")', solution=exercises.solution)
    assert str(closed) == "Answers stay closed while nbgrader runs the notebook."
    language.use("ko")
    assert str(closed) == "nbgrader가 노트북을 실행하는 동안에는 풀이를 열 수 없습니다."


SNEAK = """
import os
from dlcourse.exercises import hint, solution
os.environ.pop("NBGRADER_EXECUTION")
for _ in range(3): hint("step")
print(solution("step"))
"""


def test_a_notebook_cannot_talk_its_way_to_the_answer_while_it_is_graded():
    env = os.environ | {"NBGRADER_EXECUTION": "autograde", "DLCOURSE_LANG": "en"}
    done = subprocess.run([sys.executable, "-c", SNEAK], env=env, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("Answers stay closed while nbgrader runs the notebook.\n", "")


def test_a_mistyped_answer_gets_a_sentence():
    said = run('solution("duoble")', solution=exercises.solution)
    assert str(said) == "There is no exercise called 'duoble'. Did you mean 'double'?"


@pytest.mark.parametrize("card", EVERY_CARD.values(), ids=EVERY_CARD)
def test_an_answer_can_be_read_and_run(card):
    """Without its decorator, and with a docstring; it is one function of this name."""
    (function,) = ast.parse(solutions.source(card)).body
    assert (type(function), function.name, function.decorator_list) == (ast.FunctionDef, card.name, [])
    assert ast.get_docstring(function)
