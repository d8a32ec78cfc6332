"""The network behind the pictures of lesson 9, the numbers they show, and the pad."""

import re

import numpy as np
import pytest

from dlcourse import digits, language
from dlcourse.datasets import load_mnist
from dlcourse.language import Text
from dlcourse.widgets import _controls, _stage
from dlcourse.widgets import digits as pictures
from dlcourse.widgets._scene import Pad


@pytest.fixture(autouse=True)
def english_again():
    yield
    language.use("en")


# --- the network ------------------------------------------------------------------------------------------------------


def test_the_network_has_the_size_the_lesson_names_and_reads_nine_of_ten():
    assert sum(W.size + b.size for W, b in pictures.network()) == 101_770
    past = pictures.training()
    assert past["val_accuracy"][0] < 0.25
    assert past["val_accuracy"][-1] > 0.9
    assert past["loss"] == sorted(past["loss"], reverse=True)


def test_no_picture_looks_at_the_test_part():
    kept = load_mnist()
    rows = {row.tobytes() for part in (pictures.pictures()[0], pictures.pictures()[2]) for row in part}
    X_test, _ = digits.preprocess(kept.X_test, kept.y_test)
    assert not rows & {row.tobytes() for row in X_test.astype(np.float32)}


def test_a_step_follows_the_gradient():
    rng = np.random.default_rng(2)
    params = [(W.astype(float), b.astype(float) + 0.1) for W, b in pictures.begin(6, 5, 4, rng=rng)]
    X, y = rng.normal(size=(7, 6)), rng.integers(0, 4, size=7)
    moved, loss = pictures.step(params, X, y, lr=1.0)
    assert loss == pytest.approx(pictures.cross_entropy(X, y, params))
    for layer in range(2):
        for part in range(2):
            array = params[layer][part]
            for at in np.ndindex(array.shape):
                kept = array[at]
                sides = []
                for h in (1e-6, -1e-6):
                    array[at] = kept + h
                    sides.append(pictures.cross_entropy(X, y, params))
                array[at] = kept
                slope = (sides[0] - sides[1]) / 2e-6
                assert array[at] - moved[layer][part][at] == pytest.approx(slope, abs=1e-6)


# --- drawing ----------------------------------------------------------------------------------------------------------


def test_ready_made_digits_are_read():
    answers = {
        name: str(pictures.reading(ink=pictures.drawn(line))["order"][0])
        for name, line in pictures.LINES.items()
        if name.isdigit()
    }
    assert answers == {name: name for name in answers}
    assert len(answers) == 3


def test_a_drawing_in_a_corner_is_brought_to_the_middle():
    image = np.zeros((28, 28))
    image[0, 0] = image[2, 4] = 1.0
    moved = pictures.centred(image)
    assert [tuple(map(int, at)) for at in np.argwhere(moved)] == [(12, 12), (14, 16)]
    assert np.array_equal(pictures.centred(np.zeros((28, 28))), np.zeros((28, 28)))


def test_a_learners_network_answers():
    always_four = [(np.zeros((784, 10)), np.eye(10)[4] * 5)]
    stage = pictures.draw(always_four)
    assert stage.words.startswith("The network reads a 4 with probability 0.94;")
    stage.close()


def test_a_network_of_another_size_is_told():
    with pytest.raises(ValueError, match=r"^draw: ") as told:
        pictures.draw([(np.zeros((196, 10)), np.zeros(10))])
    assert (
        str(told.value)
        == "draw: params leads from 196 numbers to 10 scores, expected 784 and 10: train on whole images."
    )
    with pytest.raises(ValueError, match=r"^draw: ") as told:
        pictures.draw([])
    assert (
        str(told.value)
        == "draw: params is an empty list, expected one (W, b) for each layer, as train_mnist returns them."
    )


# --- the pad ----------------------------------------------------------------------------------------------------------


DOT = ((Text("one dot", "점 하나"), (255, 0, 0, 0)),)


def pad(value=(0, 0, 0, 255), examples=DOT):
    control = Pad("ink", Text("Draw", "그리기"), value, 2, examples)
    return _controls.build(control, "en", "5em")


def test_a_pad_tells_what_is_drawn_loads_examples_and_clears():
    knob, heard = pad(), []
    knob.watch(lambda: heard.append(knob.value))
    _words, canvas, row = knob.box.children
    assert [button.description for button in row.children] == ["one dot", "Clear"]
    canvas.ink = [0, 9, 0, 0]
    for button in row.children:
        button.click()
    assert heard == [(0, 9, 0, 0), (255, 0, 0, 0), (0, 0, 0, 0)]
    knob.value = (1, 2, 3, 4)
    assert canvas.ink == [1, 2, 3, 4]


def test_a_pad_takes_no_drawing_of_another_size():
    knob = pad()
    knob.box.children[1].ink = [1, 2, 3]
    assert knob.value == (0, 0, 0, 0)


def test_a_pad_says_how_it_is_used_without_a_mouse():
    says = pad().box.children[1].says
    assert re.match(r"Draw\. Arrow keys move the cursor, space draws", says)


def test_a_scene_may_begin_with_another_drawing():
    blank = pictures.BLANK
    assert pictures.DRAW_SCENE.preset("draw", ink=blank).start()["ink"] == blank
    with pytest.raises(ValueError, match="ink") as told:
        pictures.DRAW_SCENE.preset("draw", ink=(1, 2))
    assert str(told.value).endswith("expected 784 integers from 0 to 255.")


def test_drawing_moves_the_picture():
    stage = _stage.Stage(pictures.DRAW_SCENE)
    before = stage.image.value
    stage.knobs["ink"].box.children[2].children[-1].click()
    assert stage.words.startswith("Nothing is drawn, 0 cells, and still the network answers")
    assert stage.image.value != before
    stage.close()


# --- the others -------------------------------------------------------------------------------------------------------


def test_each_cell_shows_its_own_images():
    _, _, X_val, y_val = pictures.pictures()
    seen = pictures.mixing(true=4, answered=9)
    guesses = digits.predict(X_val, pictures.network())
    count = seen["counts"][4, 9]
    assert count == np.sum((y_val == 4) & (guesses == 9))
    shown = [image for image in seen["images"] if image.any()]
    assert len(shown) == min(count, pictures.SHOWN)
    known = {row.tobytes() for row in X_val[(y_val == 4) & (guesses == 9)]}
    assert all(image.ravel().astype(np.float32).tobytes() in known for image in shown)


def test_four_and_nine_are_mixed_up_more_often_than_zero_and_one():
    counts = pictures.mixing(true=0, answered=0)["counts"]
    assert counts[4, 9] + counts[9, 4] > counts[0, 1] + counts[1, 0]


def test_climbing_makes_the_network_sure():
    start, end = (pictures.insides(unit=0, digit=3, steps=steps)["p"] for steps in (0, 40))
    assert start < 0.5 < 0.95 < end


def test_the_learning_rate_decides_more_than_the_width():
    share = pictures.settings(lr=0.1, width=16)["share"]
    assert share[0].max() < 0.3
    assert np.ptp(share, axis=0).min() > np.ptp(share[2])
