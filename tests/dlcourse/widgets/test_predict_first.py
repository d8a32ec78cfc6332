"""While its question is open, no untouched stage shows the answer: not in the picture, not in the words, not in the table."""

import pytest
from doubling import QUESTION, SCENE, in_both, plain
from test_promises import SCENES, every_language, states

from dlcourse import language
from dlcourse.record import progress
from dlcourse.widgets.stage.ask import question_id
from dlcourse.widgets.stage.scene import Steps
from dlcourse.widgets.stage.stage import Stage
from dlcourse.widgets.stage.veil import gives_away

ASKING = {name: scene for name, scene in SCENES.items() if scene.predict}
# each of these shows the answer as it comes: a curve with its lowest point, a number in the sentence, a finished histogram
ANSWERED_AS_THEY_COME = {
    "activations.dead_units",
    "activations.depth",
    "activations.explore",
    "backprop.blamed",
    "digits.compare",
    "digits.mistakes",
    "digits.units",
    "forward.trace_shapes",
    "gradcheck.explore",
    "initializers.explore",
    "initializers.spread",
    "losses.explain_likelihood",
    "losses.explore",
    "multilayer.count",
    "multilayer.explore",
    "optimizers.corrections",
    "regularizers.drop",
    "regularizers.explore",
    "regularizers.shrink",
}


def covered(stage):
    """Whether the picture, the words and the table are off the page."""
    stage.switch.click()
    return ("dlcourse-veiled" in stage._dom_classes, stage.says.value, stage.table.value, stage.switch.layout.display)


COVERED = (True, "", "", "none")


@every_language
@pytest.mark.parametrize("name", ASKING)
def test_an_untouched_stage_does_not_answer_its_question(name, speaks):
    scene = ASKING[name]
    language.use(speaks)
    stage = Stage(scene)
    if scene.gives_away is None:
        assert covered(stage) == COVERED
        stage.asking.look()
        assert "dlcourse-veiled" not in stage._dom_classes
        assert plain(stage.says)
        assert stage.table.value
    else:
        # nothing is covered, so the start must be innocent, and the answer a state that can be reached
        assert name not in ANSWERED_AS_THEY_COME
        assert not scene.gives_away(scene.start())
        telling = [state for state in [*states(scene), *later(scene)] if scene.gives_away(state)]
        assert telling, "no value of the controls answers the question"
        begun = shown(scene, scene.start())
        for state in telling[:3]:
            words, table = shown(scene, state)
            assert words != begun[0]
            assert table != begun[1], "the table of the start holds all that the answer's has"
        right = scene.predict.choices[scene.predict.answer].in_(speaks)
        stage.switch.click()
        assert stage.table.value
        for part in (stage.says, stage.table):
            assert right not in plain(part)
        assert "dlcourse-veiled" not in stage._dom_classes
    stage.close()


def shown(scene, values):
    """The words and the table of these values."""
    numbers = scene.compute(**values, **scene.uses)
    return scene.describe(numbers), scene.table(numbers)


def later(scene):
    """The start with its processes at their end."""
    return [scene.start() | {control.name: control.last} for control in scene.controls if isinstance(control, Steps)]


def test_what_answers_as_it_comes_is_there():
    assert ASKING.keys() >= ANSWERED_AS_THEY_COME


@in_both
def test_a_guess_uncovers_and_is_remembered(speaks):
    language.use(speaks)
    stage = Stage(SCENE)
    assert covered(stage) == COVERED
    stage.set(x=3.0)  # controls work under the cover, and tell nothing
    assert (stage.words[:1] == "y", covered(stage)) == (True, COVERED)
    stage.switch.click()
    stage.asking.choices[0].value = True
    assert (plain(stage.says), covered(stage)[0]) == (plain(stage.says) and stage.words, False)
    stage.close()
    assert progress.read()[0].answers == {question_id(QUESTION): 0}
    again = Stage(SCENE)
    assert (covered(again)[0], plain(again.says)) == (False, again.words)
    again.close()


def test_one_key_or_click_shows_it_and_the_question_stays():
    stage = Stage(SCENE)
    stage._page_says(stage.aria, {"look": True}, [])
    assert ("dlcourse-veiled" in stage._dom_classes, plain(stage.says)) == (False, stage.words)
    assert stage.asking.chosen is None
    stage.close()
    again = Stage(SCENE)  # looking is no answer: the next run asks again
    assert covered(again) == COVERED
    again.close()


def test_a_start_that_answers_is_covered_and_another_is_not():
    from dataclasses import replace

    scene = replace(SCENE, gives_away=lambda values: values["x"] > 2)
    assert (gives_away(scene, scene.start()), gives_away(SCENE, SCENE.start())) == (False, True)
    for start, hidden in ((1.0, False), (3.0, True)):
        stage = Stage(scene.preset("explore", x=start))
        assert ("dlcourse-veiled" in stage._dom_classes) == hidden
        stage.close()
