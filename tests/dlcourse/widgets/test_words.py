"""Words, table, question and code beside the picture."""

import pytest
from doubling import QUESTION, alive, in_both, plain

from dlcourse import language, widgets
from dlcourse.widgets.stage.panel import Aria


def test_code_is_shown_and_says_that_it_was_copied(running):
    assert running.code.lines.value == ""
    running.set(rounds=2)
    assert running.code.lines.value == (
        "<p>These lines of <code>dlcourse</code> do exactly the same:</p><pre><code># &lt;4&gt;</code></pre>"
    )
    assert running.code.button.description == "Copy the code"
    running._page_says(running.aria, {"copied": True}, [])
    assert running.code.button.description == "✓ Copied: paste it into a cell"
    running.set(rounds=3)
    assert running.code.button.description == "Copy the code"


def test_the_table_comes_on_demand_and_follows(stage):
    assert stage.table.value == ""
    stage.switch.click()
    assert stage.table.value == (
        "<table><caption>Both</caption>"
        '<thead><tr><th scope="col">x</th><th scope="col">y &lt; z</th></tr></thead>'
        '<tbody><tr><th scope="row">1.0</th><td>2.0</td></tr></tbody></table>'
    )
    assert stage.switch.description == "Hide the table"
    stage.set(x=2.0)
    assert '<th scope="row">2.0</th><td>4.0</td>' in stage.table.value
    stage.switch.click()
    assert (stage.table.value, stage.switch.description) == ("", "Show the numbers as a table")


def test_live_regions_and_names_are_marked_for_the_page(stage):
    css = {name: [*part._dom_classes] for name, part in (("says", stage.says), ("image", stage.image))}
    assert css == {"says": ["dlcourse-says", "dlcourse-live"], "image": ["dlcourse-picture"]}
    (aria,) = (child for child in stage.children if isinstance(child, Aria))
    assert aria.language == "en"
    assert aria.names == {"dlcourse-control-x": "x", "dlcourse-control-wide": "wide", "dlcourse-choices": "Which?"}


def buttons_and_why(panel):
    box = next(child for child in panel.children if "dlcourse-predict" in child._dom_classes)
    _asked, choices, why = box.children
    return choices.children, why


REPLIES = {
    "en": ("✗ Not quite. So.", "✓ Yes. So."),
    "ko": ("✗ 아쉽지만 아닙니다. 그렇습니다.", "✓ 맞습니다. 그렇습니다."),
}


@in_both
def test_the_question_answers_each_choice_and_blocks_nothing(speaks):
    language.use(speaks)
    panel = widgets.ask(QUESTION.question, QUESTION.choices, QUESTION.answer, QUESTION.why)
    (a, b), why = buttons_and_why(panel)
    assert why.value == ""
    for chosen, other, reply in ((a, b, REPLIES[speaks][0]), (b, a, REPLIES[speaks][1])):
        chosen.value = True
        assert (plain(why), chosen.value, other.value) == (reply, True, False)
        chosen.value = False  # clicked again
        assert (plain(why), chosen.value, other.value) == (reply, True, False)
    panel.close()


def test_a_question_by_itself_is_readable_without_a_kernel():
    before = alive()
    panel = widgets.ask(QUESTION.question, QUESTION.choices, QUESTION.answer, QUESTION.why)
    bundle = panel._repr_mimebundle_()
    assert bundle["text/plain"] == "Predict first: Which?\n  - a\n  - b"
    assert "image/png" not in bundle
    panel.close()
    assert alive() == before


@pytest.mark.parametrize("answer", [-1, 2])
def test_an_answer_that_is_no_choice_is_refused(answer):
    with pytest.raises(ValueError, match="answer") as told:
        widgets.ask(QUESTION.question, QUESTION.choices, answer, QUESTION.why)
    assert str(told.value) == f"answer is {answer}, expected a number from 0 to 1, one for each choice."


def test_words_are_escaped_and_code_is_marked(stage):
    assert '<p class="dlcourse-title">Twice <code>x</code> &amp; more</p>' in stage.children[0].value
