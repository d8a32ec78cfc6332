"""Words, table, question and code beside the picture."""

import re

import matplotlib.text
import pytest
from doubling import QUESTION, alive, in_both, plain
from test_promises import SCENES, states

from dlcourse import language, widgets
from dlcourse.language import Text
from dlcourse.widgets.stage import ask, lettering
from dlcourse.widgets.stage.page import marked, saying, table_html
from dlcourse.widgets.stage.panel import Aria
from dlcourse.widgets.stage.picture import Picture
from dlcourse.widgets.stage.scene import Steps
from dlcourse.widgets.stage.stage import Stage
from dlcourse.widgets.stage.words import printed


def test_code_is_shown_and_says_that_it_was_copied(running):
    assert running.code.lines.value == ""
    running.set(rounds=2)
    assert running.code.lines.value == (
        "<details><summary>These lines of <code>dlcourse</code> do exactly the same:</summary>"
        "<pre><code># &lt;4&gt;</code></pre></details>"
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


REPLIES = {
    "en": ("✗ You said: a WhyWhich?Not quite. So.", "✓ You said: b WhyWhich?Yes. So."),
    "ko": (
        "✗ 내 예상: 가 이유 보기무엇일까요?아쉽지만 아닙니다. 그렇습니다.",
        "✓ 내 예상: 나 이유 보기무엇일까요?맞습니다. 그렇습니다.",
    ),
}


def seen(asking):
    """Which parts of a question are on the page: the question, its choices, the line that is left of them."""
    return [part.layout.display != "none" for part in asking.box.children]


@in_both
def test_the_question_answers_each_choice_and_blocks_nothing(speaks):
    language.use(speaks)
    panel = widgets.ask(QUESTION.question, QUESTION.choices, QUESTION.answer, QUESTION.why)
    asking = panel.asking
    assert (asking.why.value, seen(asking)) == ("", [True, True, False])
    for chosen, reply in zip(asking.choices, REPLIES[speaks], strict=True):
        chosen.value = True
        assert (plain(asking.why), seen(asking)) == (reply, [False, False, True])
        assert asking.why.value.startswith("<details open ")
        asking.again.click()
        assert (asking.why.value, seen(asking)) == ("", [True, True, False])
        assert [button.value for button in asking.choices] == [False, False]
    panel.close()


@in_both
def test_an_answer_is_remembered_in_one_folded_line(speaks):
    language.use(speaks)
    first = widgets.ask(QUESTION.question, QUESTION.choices, QUESTION.answer, QUESTION.why)
    first.asking.choices[0].value = True
    first.asking.again.click()
    first.asking.choices[1].value = True
    first.close()
    again = widgets.ask(QUESTION.question, QUESTION.choices, QUESTION.answer, QUESTION.why)
    assert (plain(again.asking.why), seen(again.asking)) == (REPLIES[speaks][1], [False, False, True])
    assert again.asking.why.value.startswith('<details class="dlcourse-hit">')
    again.close()


def test_a_record_that_cannot_be_written_says_so_under_the_question(monkeypatch):
    monkeypatch.setattr(ask.progress, "answered", lambda question, choice: Text("No room.", "자리가 없습니다."))
    panel = widgets.ask(QUESTION.question, QUESTION.choices, QUESTION.answer, QUESTION.why)
    panel.asking.choices[1].value = True
    assert panel.asking.why.value.endswith("</details><p>No room.</p>")
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
    assert '<p class="dlcourse-title">Twice <code>x</code> &amp; more</p>' in stage.children[0].children[0].value


def test_numbers_are_printed_with_a_minus_and_powers_of_ten():
    printed_as = {
        "x = -0.5, then 1 - 2": "x = −0.5, then 1 − 2",
        "9.54e-7 and 2.1e+03": "9.54 × 10⁻⁷ and 2.1 × 10³",
        "9.54e-7입니다, 2.1e+03배입니다": "9.54 × 10⁻⁷입니다, 2.1 × 10³배입니다",
        "1e-6, -1e+24": "10⁻⁶, −10²⁴",
        "a 3-4-1 network, one-half, 1e, e-7, z-1, 5 examples": "a 3-4-1 network, one-half, 1e, e-7, z-1, 5 examples",
        "(-7, 2), -.5, 2021-03": "(−7, 2), −.5, 2021-03",
        "-log of 0.5^7, -log는, a-log, -logit, x^2": "−log of 0.5⁷, −log는, a-log, -logit, x^2",
    }
    assert {words: printed(words) for words in printed_as} == printed_as
    assert marked("`-1e-6` is -1e-6") == "<code>-1e-6</code> is −10⁻⁶"


POWER_OF_A_COMPUTER = re.compile(r"\d[eE][+-]?\d")
HYPHEN_FOR_MINUS = re.compile(r"(?<![\w)])-\d")


@in_both
@pytest.mark.parametrize("name", SCENES)
def test_every_picture_words_and_table_have_one_notation_and_one_typeface(name, speaks):
    scene = SCENES[name]
    made = Picture(scene.size, lambda figure: scene.draw(figure, speaks), scene.update)
    for state in states(scene, count=4):
        numbers = scene.compute(**state, **scene.uses)
        made.frame(numbers)
        drawn = [text for text in made.figure.findobj(matplotlib.text.Text) if text.get_text()]
        assert [text.get_text() for text in drawn if POWER_OF_A_COMPUTER.search(text.get_text())] == []
        others = {text.get_text(): face(text) for text in drawn if face(text) != (lettering.family(), "dejavusans")}
        assert others == {}
        words = saying(scene.describe(numbers).in_(speaks)) + table_html(scene.table(numbers), speaks)
        page = re.sub("<code>.*?</code>", "", words)
        assert not POWER_OF_A_COMPUTER.search(page), page
        assert not HYPHEN_FOR_MINUS.search(re.sub("<[^>]*>", " ", page)), page


def face(text):
    """The families that a text of a picture is written in: its letters, and its formulas."""
    return text.get_fontfamily(), text.get_math_fontfamily()


def test_what_was_asked_for_and_is_done_has_a_tick_and_a_frame():
    stage = widgets.perceptron.explore()
    stage.asking.look()
    assert "dlcourse-reached" not in stage.says.value
    stage.set(b=-1.5)
    assert stage.says.value.startswith('<p class="dlcourse-reached">✓ The line is ')
    stage.close()


# what brings each scene that has a goal to it, and the words of the picture that are said there and nowhere else
GOALS = {
    "backprop.learn": ({"frame": "last"}, Text("4 of 4 are on the right", "4개 가운데 4개가 맞습니다")),
    "downhill.explore": ({"lr": 0.1, "steps": "last"}, Text("It is flat here.", "여기는 평평합니다.")),
    "initializers.learn": ({"nudge": 0.5, "ticks": "last"}, Text("4 of 4 right.", "4개 중 4개가 맞습니다.")),
    "multilayer.explore": ({"v2": -2.0}, Text("All 4 answers are right", "답 4개가 모두 맞습니다")),
    "optimizers.rates": ({"lr": 0.5, "steps": 1}, Text("it arrives in a single step", "한 걸음에 도착합니다")),
    "perceptron.explore": ({"b": -1.5}, Text("All 4 corners are right", "꼭짓점 4개가 모두 맞습니다")),
    "perceptron.learn": ({"seen": "last"}, Text("At rest: ", "한 번도 틀리지 않아 학습이 멈추었습니다")),
    "shapes.explore": ({"rows": 3}, Text("the inner sizes are both", "안쪽의 두 크기는 모두")),
}


def test_every_goal_is_tried():
    assert GOALS.keys() == {name for name, scene in SCENES.items() if scene.reached}


@in_both
@pytest.mark.parametrize("name", GOALS)
def test_a_goal_is_told_when_it_is_reached_and_not_before(name, speaks):
    scene, (way, words) = SCENES[name], GOALS[name]
    lasts = {control.name: control.last for control in scene.controls if isinstance(control, Steps)}
    way = {control: lasts[control] if value == "last" else value for control, value in way.items()}
    for state in [scene.start() | way, *states(scene)]:
        numbers = scene.compute(**state, **scene.uses)
        told = words.in_(speaks) in printed(scene.describe(numbers).in_(speaks))
        assert scene.reached(numbers) is told, state
    language.use(speaks)
    stage = Stage(scene)
    stage.asking.look()
    assert "dlcourse-reached" not in stage.says.value
    stage.set(**way)
    assert stage.says.value.startswith('<p class="dlcourse-reached">✓ ')
    stage.close()
