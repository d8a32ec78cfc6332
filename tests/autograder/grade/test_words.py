"""Nothing that a learner wrote is worth 0 unread: words beside an untouched, missing or split answer go to a person."""

import copy
import json
from pathlib import Path

import pytest

from autograder.config import ANSWER_STUB
from autograder.grade.gradebook import grade_rule, graded_notebook, pages
from autograder.grade.gradebook.released_cells import ReleasedCell
from autograder.grade.handed_in import collect, match, words
from autograder.grade.judging.record import for_review
from dlcourse.exercises import CARDS
from dlcourse.language import Text

ROOT = Path(__file__).parents[3]
LESSON, QUESTION = "01_perceptron", "why-one-line"
SAID = "Because the two corners of a diagonal cannot stand alone."
HANDED_OUT = json.loads((ROOT / "lessons" / "en" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
LINES = collect.lines_handed_out(ROOT, LESSON)
MASTER = match.master({**HANDED_OUT, "prose": sorted(LINES)}, CARDS)


def named(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def planned(change):
    cells = copy.deepcopy(HANDED_OUT["cells"])
    place = next(number for number, cell in enumerate(cells) if named(cell) == QUESTION)
    return match.plan(change(cells, place) or cells, MASTER)


def markdown(text):
    return {"cell_type": "markdown", "metadata": {}, "source": text, "id": "new"}


def code(text):
    return {"cell_type": "code", "metadata": {}, "source": text, "id": "new", "outputs": [], "execution_count": None}


def record(plan):
    return for_review(Text("", ""), 0, "none") | {
        "status": "graded",
        "answers": dict(plan.answers),
        "elsewhere": dict(plan.elsewhere),
        "joined": list(plan.joined),
    }


def points(plan):
    return grade_rule.in_words(record(plan), QUESTION, MASTER.sources[QUESTION].strip())


def below(cells, place):
    cells.insert(place + 1, markdown(SAID))


def instead(cells, place):
    cells[place] = markdown(SAID)


def in_the_question(cells, place):
    asks = next(cell for cell in cells if named(cell) == f"ask-{QUESTION}")
    asks["source"] = match.source(asks) + f"\n\n{SAID}"


def in_prose_of_the_course(cells, place):
    cells[0]["source"] = match.source(cells[0]) + f"\n{SAID}"


def as_a_comment(cells, place):
    cells.insert(place + 1, code(f"# {SAID}\nx = 1"))


def in_an_exercises_cell(cells, place):
    answer = next(cell for cell in cells if named(cell) == "step")
    answer["source"] = match.source(answer) + f"\n# {SAID}"


def as_code(cells, place):
    cells.insert(place, code(SAID))


def printed(cells, place):
    cells.insert(place, code(f"print({SAID!r})"))


def raw(cells, place):
    cells.insert(0, markdown(SAID) | {"cell_type": "raw"})


def without_labels(cells, place):
    for cell in cells:
        cell["metadata"], cell["id"] = {}, "x"
    cells[place]["source"] = SAID


@pytest.mark.parametrize(
    "change", [below, instead, in_the_question, in_prose_of_the_course, as_a_comment, in_an_exercises_cell, as_code, printed,
               raw, without_labels],
)  # fmt: skip
def test_words_anywhere_are_read_by_a_person(change):
    plan = planned(change)
    assert plan.elsewhere == {QUESTION: [SAID]}
    assert points(plan) is None


def test_who_wrote_nothing_gets_nothing_in_either_language_and_whatever_they_coded():
    def worked(cells, place):
        answer = next(cell for cell in cells if named(cell) == "step")
        answer["source"] = "def step(x):\n    # above zero\n    # return x > 0\n    return np.where(x > 0, 1, 0)"
        cells.insert(0, code("step(3)\nnp.zeros(2)"))

    for change in (lambda *_: None, worked):
        plan = planned(change)
        assert (plan.elsewhere, points(plan)) == ({}, 0.0)
    korean = json.loads((ROOT / "lessons" / "ko" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    plan = match.plan(korean["cells"], MASTER)
    assert (plan.elsewhere, points(plan)) == ({}, 0.0)


def test_a_split_answer_is_read_whole_and_a_stub_is_no_part_of_it():
    def split(cells, place):
        parts = [copy.deepcopy(cells[place]) for _ in range(3)]
        for part, text in zip(parts, ("First half.", ANSWER_STUB.ko, "Second half."), strict=True):
            part["source"] = text
        cells[place : place + 1] = parts

    plan = planned(split)
    assert (plan.answers[QUESTION], plan.joined) == ("First half.\n\nSecond half.", (QUESTION,))


def test_an_answer_in_its_place_is_read_with_what_was_added_in_prose_alone():
    def change(cells, place):
        cells[place]["source"] = "My answer."
        cells[place + 1 : place + 1] = [markdown(SAID), code("# a long comment that explains the code below")]

    assert planned(change).elsewhere == {QUESTION: [SAID]}


def test_the_words_stand_beside_the_question_where_a_person_reads_it():
    cells = [
        ReleasedCell(named(one), one["cell_type"], match.source(one), "", bool(one["metadata"]["nbgrader"]["solution"]),
                     one["metadata"]["nbgrader"].get("points"))
        for one in HANDED_OUT["cells"] if named(one)
    ]  # fmt: skip

    def change(known, place):
        below(known, place)
        known.insert(place, copy.deepcopy(known[place]) | {"source": "First half."})
        known[place + 1]["source"] = "Second half."

    submitted = copy.deepcopy(HANDED_OUT)
    change(submitted["cells"], next(n for n, one in enumerate(submitted["cells"]) if named(one) == QUESTION))
    its = record(planned(change))
    shown = json.loads(graded_notebook.compose(json.dumps(submitted).encode(), cells, its, "en"))["cells"]
    place = next(number for number, one in enumerate(shown) if named(one) == QUESTION)
    assert shown[place]["source"] == "First half.\n\nSecond half."
    assert shown[place + 1]["source"] == f"**{pages.ELSEWHERE.en}**\n\n---\n\n{SAID}"


def test_lines_are_known_whatever_their_spaces_and_letters():
    known = words.lines_of("A  line\nwith caf\u00e9")
    assert words.new_in_prose(" A line \nwith cafe\u0301\n---\nnew ![](a.png)", known) == "new ![](a.png)"
