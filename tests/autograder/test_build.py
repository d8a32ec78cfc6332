"""From text to notebooks, on a small lesson: what each of the four holds, and what it does not."""

import dataclasses
import json
import os
import subprocess
import sys

import numpy as np
import pytest
from nbgrader.nbgraderformat import MetadataValidator, reads

from autograder import build
from autograder.build import freshness, pairs, splice
from autograder.config import ANSWER_STUB, CODE_STUB
from dlcourse.language import LANGUAGES, Text

NAME = "01_twice"


@pytest.fixture
def made(course, cards):
    return build.notebooks(course / "solutions" / f"{NAME}.py", cards)


def notebook(made, room, language):
    return json.loads(made[f"{room}/{language}/{NAME}/{NAME}.ipynb"])


def cells(made, room, language):
    return {cell["id"]: "".join(cell["source"]) for cell in notebook(made, room, language)["cells"]}


# --- the four notebooks ---------------------------------------------------------------------------------------------


def test_one_text_gives_four_notebooks(made):
    assert sorted(made) == [
        f"{room}/{language}/{NAME}/{NAME}.ipynb" for room in ("lessons", "solutions") for language in ("en", "ko")
    ]


def test_cells_have_ids_that_say_what_they_are(made):
    assert list(cells(made, "lessons", "ko")) == [
        "prose-001",
        "setup",
        "widget-doubler",
        "task-warm-up",
        "warm-up",
        "check-warm-up",
        "task-double",
        "double",
        "check-double",
        "code-001",
        "code-002",
        "task-quadruple",
        "quadruple",
        "check-quadruple",
        "ask-why-twice",
        "why-twice",
    ]


@pytest.mark.parametrize("room", ["lessons", "solutions"])
def test_both_languages_have_the_same_cells(made, room):
    def skeleton(language):
        found = notebook(made, room, language)["cells"]
        for cell in found:
            cell["metadata"].get("nbgrader", {}).pop("checksum", None)  # it is a sum over the words
        return [(cell["id"], cell["cell_type"], cell["metadata"]) for cell in found]

    assert skeleton("en") == skeleton("ko")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ["lessons", "solutions"])
def test_notebooks_are_clean_and_nbgrader_takes_them(made, room, language):
    found = notebook(made, room, language)
    assert found["metadata"] == {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    code = [cell for cell in found["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    MetadataValidator().validate_nb(reads(json.dumps(found), as_version=4))


def test_building_twice_in_other_processes_gives_the_same_bytes(course):
    code = f"""
import sys, hashlib, pathlib, importlib.util
sys.path.insert(0, {os.path.dirname(__file__)!r})
import conftest, tiny_concepts
from autograder import build
cards = [conftest.card(tiny_concepts.warm_up, 0.0), conftest.card(tiny_concepts.double, 2.0), conftest.card(tiny_concepts.quadruple, 1.0)]
made = build.notebooks(pathlib.Path({str(course / "solutions" / f"{NAME}.py")!r}), {{card.id: card for card in cards}})
print(hashlib.sha256("".join(made.values()).encode()).hexdigest())
"""
    sums = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(sums[0]) == 65
    assert sums[0] == sums[1]


# --- what stands in the cells ---------------------------------------------------------------------------------------


def test_the_setup_cell_chooses_the_language(made):
    assert 'language.use("en")' in cells(made, "lessons", "en")["setup"]
    assert cells(made, "lessons", "ko")["setup"] == cells(made, "lessons", "en")["setup"].replace('"en"', '"ko"')


def test_code_in_one_language_goes_to_that_notebook(made):
    assert cells(made, "lessons", "en")["code-002"] == "four  # twice two"
    assert cells(made, "lessons", "ko")["code-002"] == "four  # 2의 두 배"


def test_headings_carry_number_stars_and_points(made):
    english, korean = cells(made, "lessons", "en"), cells(made, "lessons", "ko")
    assert english["task-warm-up"] == "### Exercise 1.1 · Warm up ★☆☆ · practice, not graded\n\nWrite it."
    assert english["task-double"] == "### Exercise 1.2 · Double ★★☆ · 2 points\n\nWrite it."
    assert english["task-quadruple"] == "### Exercise 1.3 · Quadruple ★☆☆ · 1 point\n\nWrite it."
    assert english["ask-why-twice"] == "### Question 1.1 · 4 points\n\nWhy does `double` work?\n"
    assert korean["task-warm-up"] == "### 연습 문제 1.1 · 준비 운동 ★☆☆ · 연습용, 채점하지 않음\n\n작성해 보세요."
    assert korean["task-double"] == "### 연습 문제 1.2 · 두 배 ★★☆ · 2점\n\n작성해 보세요."
    assert korean["ask-why-twice"] == "### 서술형 문제 1.1 · 4점\n\n`double`은 왜 동작하나요?\n"


def test_the_answer_is_the_reference_without_its_decorator(made):
    assert cells(made, "solutions", "en")["double"] == (
        "def double(\n"
        "    x: np.ndarray,\n"
        "    times: float = 2.0,\n"
        ") -> np.ndarray:\n"
        '    """Make every number twice as large.\n'
        "\n"
        "    Shape: any -> same\n"
        "\n"
        "    >>> double(np.array([1.0, -2.0]))\n"
        "    array([ 2., -4.])\n"
        '    """\n'
        "    ### BEGIN SOLUTION\n"
        "    # a comment that belongs to the answer\n"
        "    scale = np.asarray(times)\n"
        "\n"
        "    return x * scale\n"
        "    ### END SOLUTION"
    )


def test_the_answer_computes_what_the_reference_does(made, concepts):
    for language in LANGUAGES:
        names = {"np": np}
        exec(cells(made, "solutions", language)["double"], names)
        x = np.array([[1.5, -2.0], [0.0, 7.0]])
        np.testing.assert_array_equal(names["double"](x, times=3.0), concepts.double(x, times=3.0))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stub_is_signature_docstring_and_an_invitation(made, language):
    stub = cells(made, "lessons", language)["quadruple"]
    docstring = {
        "en": '    """Make every number four times as large."""',
        "ko": '    """한국어 설명입니다.\n\n    형상: 그대로\n    """',
    }[language]
    invitation = CODE_STUB.in_(language).replace("\n", "\n    ")
    assert stub == f"def quadruple(x: np.ndarray) -> np.ndarray:\n{docstring}\n    {invitation}"
    assert cells(made, "lessons", language)["why-twice"] == ANSWER_STUB.in_(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exercise_without_a_stub_leaves_learners_one_comment(course, cards, concepts, language):
    bare = cards | {"quadruple": dataclasses.replace(cards["quadruple"], stub=False)}
    made = build.notebooks(course / "solutions" / f"{NAME}.py", bare)
    assert cells(made, "lessons", language)["quadruple"] == CODE_STUB.in_(language).split("\n")[0]
    names = {"np": np, "double": concepts.double}
    exec(cells(made, "solutions", language)["quadruple"], names)
    assert names["quadruple"](np.array([1.5])) == [6.0]


def test_a_docstring_with_backslashes_stays_as_it_is(concepts):
    cell = splice.function(concepts.quadruple).cell("가중치 $\\frac{1}{2}$\n\n끝")
    assert cell.split("\n")[1:5] == ['    r"""가중치 $\\frac{1}{2}$', "", "    끝", '    """']


def test_a_docstring_may_be_indented_on_its_card(concepts):
    cell = splice.function(concepts.quadruple).cell("Title.\n\n    Shape: any\n      more\n    ")
    assert cell.split("\n")[1:6] == ['    """Title.', "", "    Shape: any", "      more", '    """']


def test_the_check_hides_its_graded_half(made):
    whole = 'check("double")\n### BEGIN HIDDEN TESTS\nfrom dlcourse.exercises import grade\ngrade("double")\n### END HIDDEN TESTS'
    for language in LANGUAGES:
        assert cells(made, "solutions", language)["check-double"] == whole
        assert cells(made, "lessons", language)["check-double"] == 'check("double")'
        assert cells(made, "solutions", language)["check-warm-up"] == 'check("warm-up")'


def test_the_model_answer_and_the_rubric_stay_with_the_grader(made):
    english = cells(made, "solutions", "en")
    assert english["why-twice"] == "Because it adds a number to itself."
    assert english["ask-why-twice"] == (
        "### Question 1.1 · 4 points\n\nWhy does `double` work?\n\n<!-- BEGIN MARK SCHEME -->\n"
        "**For the grader: model answer**\n\nBecause it adds a number to itself.\n\n"
        "**For the grader: rubric**\n\n4 points: says so.\n<!-- END MARK SCHEME -->"
    )
    assert "**채점자용: 채점 기준**\n\n4점: 이유를 말함." in cells(made, "solutions", "ko")["ask-why-twice"]
    for language, secrets in {"en": ["Because", "says so"], "ko": ["때문입니다", "이유를 말함"]}.items():
        lesson = made[f"lessons/{language}/{NAME}/{NAME}.ipynb"]
        solution = made[f"solutions/{language}/{NAME}/{NAME}.ipynb"]
        for secret in secrets:
            assert secret in solution
            assert secret not in lesson


# --- pairs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "korean", "difference"),
    [
        ("$a + b$ and $a$", "$a$와 $a+b$와 $a$", None),
        ("$z$ is `z` here, `z` there", "`z`는 $z$", None),
        ("$y = \\text{if } x$", "$y = \\text{만약 } x$", None),
        ("$$\na\n$$", "$$ a $$", None),
        ("it costs \\$5 or \\$6", "5달러나 6달러", None),
        ("`$x` costs", "`$x` 값", None),
        ("# A\n## B", "# 가\n## 나", None),
        ("```python\n# no heading `a` $b$\n```", "```python\n# 제목 아님\n```", None),
        ("## A\n# B", "# 가\n## 나", ("headings", "## #", "# ##")),
        ("$a$", "$b$", ("formulas", "a", "b")),
        ("$$a$$", "a", ("formulas", "a", "nothing")),
        ("`a` `b`", "`b` `c`", ("code names", "a", "c")),
    ],
)
def test_pairs_compare_what_has_no_language(english, korean, difference):
    assert pairs.unpaired(Text(english, korean)) == difference


# --- names ----------------------------------------------------------------------------------------------------------


def test_free_names_are_what_a_function_takes_from_outside():
    source = (
        "def f(x: np.ndarray, y=START):\n"
        "    import math\n"
        "    def inner(z):\n"
        "        return z + x + OUTER\n"
        "    return [inner(v) for v in x] + [math.pi, len(x), f]\n"
    )
    assert splice.free_names(source) == {"np", "START", "OUTER"}


def test_cells_define_imports_assignments_and_functions():
    source = "%matplotlib inline\nimport numpy as np\nfrom a.b import c as d\nx, y = 1, 2\nfor i in x: pass\ndef f(): z = 1\nprint(q)"
    assert splice.defined_names(source) == {"np", "d", "x", "y", "i", "f"}


# --- freshness ------------------------------------------------------------------------------------------------------


def test_what_was_just_written_is_fresh(made, course):
    assert sorted(freshness.write(made, course)) == sorted(made)
    assert freshness.write(made, course) == []
    assert freshness.stale(made, course) == []
    assert freshness.orphans(made, course, build.rooms()) == []


def test_one_changed_byte_is_stale(made, course):
    freshness.write(made, course)
    (changed, missing, *_) = sorted(made)
    (course / changed).write_bytes((course / changed).read_bytes()[:-1])
    (course / missing).unlink()
    assert [str(problem) for problem in freshness.stale(made, course)] == [
        f"error: {changed}: the notebook is not what its source gives\nfix:   run autograder build, and commit what it writes",
        f"error: {missing}: the notebook is missing\nfix:   run autograder build, and commit what it writes",
    ]


def test_a_notebook_without_source_is_an_orphan(made, course):
    freshness.write(made, course)
    (course / "lessons/ko/09_old").mkdir()
    (course / "lessons/ko/09_old/09_old.ipynb").write_text("{}", encoding="utf-8")
    (course / "lessons/ko/.ipynb_checkpoints").mkdir()
    (course / "lessons/ko/.ipynb_checkpoints/a.ipynb").write_text("{}", encoding="utf-8")
    assert [str(problem) for problem in freshness.orphans(made, course, build.rooms())] == [
        "error: lessons/ko/09_old/09_old.ipynb: no source gives this notebook\nfix:   delete it, or write its source"
    ]
