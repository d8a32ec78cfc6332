"""What an instructor is told to look at in a submission's cells: signs, never verdicts, and none for an ordinary answer."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "planted"))

from handin import answer  # found by the line above

from autograder.grade.handed_in import match, reaching
from dlcourse.exercises import CARDS

ROOT = Path(__file__).parents[3]
STEP, RULE = CARDS["step"], CARDS["train-perceptron"]


def said(*texts, handed_out=(), places=None, cards=()):
    return [one.en for one in reaching.seen(list(enumerate(texts)), handed_out, places or {}, cards)]


RUNS = "Cell 1 runs a text or bytes as a program (`{}`); look at what it runs."
READS = "Cell 1 reaches into the course's own modules or files (`{}`); look at what it takes from there."
SIGNS = {
    "exec('def f(x): return x')": RUNS.format("exec"),
    "def f(x):\n    return eval('x')": RUNS.format("eval"),
    "import marshal\nf = marshal.loads(b'')": RUNS.format("loads"),
    "import types\nf = types.FunctionType(c, {})": RUNS.format("FunctionType"),
    "import inspect, dlcourse\nprint(inspect.getsource(dlcourse))": READS.format("getsource"),
    "import gc\ngc.get_objects()": READS.format("get_objects"),
    "g = f.__wrapped__": READS.format("__wrapped__"),
    "import dlcourse\nopen(dlcourse.__file__)": READS.format("__file__"),
    "import sys\nsys.modules['dlcourse.perceptron']": READS.format("modules"),
    "import importlib\nimportlib.import_module('dlcourse.perceptron')": READS.format("import_module"),
    "import sys\nsys.setprofile(None)": READS.format("setprofile"),
}


@pytest.mark.parametrize("text", SIGNS)
def test_a_sign_is_told_with_its_cell_and_its_name(text):
    assert said(text) == [SIGNS[text]]


def test_both_languages_say_it():
    [one] = reaching.seen([(4, "exec('1')")], (), {}, ())
    assert one.ko == "5번째 셀이 문자열이나 바이트를 프로그램으로 실행합니다(`exec`). 무엇을 실행하는지 확인해 주세요."
    [one] = reaching.seen([(4, "f.__code__")], (), {}, ())
    assert one.ko == "5번째 셀이 과정의 모듈이나 파일 안을 들여다봅니다(`__code__`). 무엇을 가져오는지 확인해 주세요."
    [one] = reaching.seen([(0, answer(RULE))], (), {RULE.id: 0}, [RULE])
    assert one.en == (
        "The answer to “The perceptron rule” is the course's own, word for word with its variables. "
        "Learners may open it after the last hint, so this alone says nothing."
    )
    assert one.ko == (
        f"“{RULE.title.ko}” 풀이가 변수 이름까지 과정의 풀이와 같습니다. "
        "마지막 힌트 다음에는 풀이를 열어 볼 수 있으므로 이것만으로는 아무것도 알 수 없습니다."
    )


def test_short_answers_are_alike_by_themselves():
    assert said(answer(STEP), places={"step": 0}, cards=[STEP]) == []
    assert (
        said(answer(RULE).replace("error", "fehler").replace("decision", "d"), places={RULE.id: 0}, cards=[RULE]) == []
    )


def test_the_courses_own_cells_are_not_looked_at():
    assert said("exec('1')", handed_out=["exec('1')\n"]) == []


@pytest.mark.parametrize(
    "text", ["def f(x:\n", "from dlcourse import widgets\nopen", "open('notes.txt')", "x = 'exec'", "print('dlcourse')"]
)
def test_ordinary_cells_and_broken_ones_say_nothing(text):
    assert said(text) == []


def test_no_more_is_said_than_a_person_reads():
    assert len(said(*["exec('1')"] * 40)) == reaching.MOST


@pytest.mark.parametrize("lesson", sorted(path.stem for path in (ROOT / "lessons" / "en").glob("*/*.ipynb")))
def test_a_lesson_as_handed_out_says_nothing(lesson):
    notebook = json.loads((ROOT / "lessons" / "en" / lesson / f"{lesson}.ipynb").read_text("utf-8"))
    master = match.master(notebook, CARDS)
    plan = match.plan(notebook["cells"], master)
    assert reaching.seen(plan.cells, (), plan.places, master.exercises) == []
