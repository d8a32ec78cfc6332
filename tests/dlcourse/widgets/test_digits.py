"""The network behind the pictures of lesson 9, the numbers they show, and the pad."""

import re

import numpy as np
import pytest

from dlcourse import digits, language
from dlcourse.datasets import load_mnist
from dlcourse.language import Text
from dlcourse.widgets import digits as pictures
from dlcourse.widgets.digits._shared import GAP, begin, measured, network, sheet, step, training
from dlcourse.widgets.digits._shared import pictures as images
from dlcourse.widgets.digits.compare import settings
from dlcourse.widgets.digits.draw import LINES, another, centred, drawn, reading
from dlcourse.widgets.digits.draw import SCENE as DRAW_SCENE
from dlcourse.widgets.digits.mistakes import SHOWN, mixing
from dlcourse.widgets.digits.units import PARTS, insides
from dlcourse.widgets.stage.controls import build
from dlcourse.widgets.stage.scene import Pad
from dlcourse.widgets.stage.stage import Stage


@pytest.fixture(autouse=True)
def english_again():
    yield
    language.use("en")


# --- the network ------------------------------------------------------------------------------------------------------


def test_the_network_has_the_size_the_lesson_names_and_reads_nine_of_ten():
    assert sum(W.size + b.size for W, b in network()) == 101_770
    past = training()
    assert past["val_accuracy"][0] < 0.25
    assert past["val_accuracy"][-1] > 0.9
    assert past["loss"] == sorted(past["loss"], reverse=True)
    X, y, X_val, y_val = images()
    for part, (rows, classes) in {"accuracy": (X, y), "val_accuracy": (X_val, y_val)}.items():
        assert past[part][-1] == digits.accuracy(classes, digits.predict(rows, network()))


def test_no_picture_looks_at_the_test_part():
    kept = load_mnist()
    rows = {row.tobytes() for part in (images()[0], images()[2]) for row in part}
    X_test, _ = digits.preprocess(kept.X_test, kept.y_test)
    assert not rows & {row.tobytes() for row in X_test.astype(np.float32)}


def test_a_step_follows_the_gradient():
    rng = np.random.default_rng(2)
    params = [(W.astype(float), b.astype(float) + 0.1) for W, b in begin(6, 5, 4, rng=rng)]
    X, y = rng.normal(size=(7, 6)), rng.integers(0, 4, size=7)
    moved, loss = step(params, X, y, lr=1.0)
    assert loss == pytest.approx(measured(X, y, params)[0])
    for layer in range(2):
        for part in range(2):
            array = params[layer][part]
            for at in np.ndindex(array.shape):
                kept = array[at]
                sides = []
                for h in (1e-6, -1e-6):
                    array[at] = kept + h
                    sides.append(measured(X, y, params)[0])
                array[at] = kept
                slope = (sides[0] - sides[1]) / 2e-6
                assert array[at] - moved[layer][part][at] == pytest.approx(slope, abs=1e-6)


# --- drawing ----------------------------------------------------------------------------------------------------------


def test_ready_made_digits_are_read():
    answers = {name: str(reading(ink=drawn(line))["order"][0]) for name, line in LINES.items() if name.isdigit()}
    assert answers == {name: name for name in answers}
    assert len(answers) == 3


def test_a_drawing_in_a_corner_is_brought_to_the_middle():
    image = np.zeros((28, 28))
    image[0, 0] = image[2, 4] = 1.0
    moved = centred(image)
    assert [tuple(map(int, at)) for at in np.argwhere(moved)] == [(12, 12), (14, 16)]
    assert np.array_equal(centred(np.zeros((28, 28))), np.zeros((28, 28)))


def test_a_learners_network_answers():
    always_four = [(np.zeros((784, 10)), np.eye(10)[4] * 5)]
    stage = pictures.draw(always_four)
    assert stage.words.startswith("The network reads a 4 with probability 0.94;")
    stage.close()


def test_the_mistakes_are_those_of_a_learners_network():
    always_four = [(np.zeros((784, 10)), np.eye(10)[4] * 5)]
    stage = pictures.mistakes(always_four)
    stage.set(true=9, answered=4)
    assert stage.words == "Of 200 validation images of a 9, 200 are read as 4; up to 12 of them are shown."
    stage.close()


def test_a_network_of_another_size_is_told():
    with pytest.raises(ValueError, match=r"^mistakes: ") as told:
        pictures.mistakes([(np.zeros((784, 9)), np.zeros(9))])
    assert (
        str(told.value)
        == "mistakes: params leads from 784 numbers to 9 scores, expected 784 and 10: train on whole images."
    )
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
    return build(control, "en", "5em")


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


def test_a_pad_may_fetch_an_example_at_each_press():
    drawings = iter([(1, 0, 0, 0), (0, 2, 0, 0)])
    knob = pad(examples=((Text("another", "다음"), lambda: next(drawings)),))
    button = knob.box.children[2].children[0]
    seen = []
    for _ in range(2):
        button.click()
        seen.append(knob.value)
    assert seen == [(1, 0, 0, 0), (0, 2, 0, 0)]


def test_validation_images_come_one_after_the_other():
    kept = load_mnist().X_val
    shown = {another() for _ in range(3)}
    assert len(shown) == 3
    assert shown <= {tuple(map(int, image.ravel())) for image in kept}


def test_a_pad_takes_no_drawing_of_another_size():
    knob = pad()
    knob.box.children[1].ink = [1, 2, 3]
    assert knob.value == (0, 0, 0, 0)


def test_a_pad_says_how_it_is_used_without_a_mouse():
    canvas = pad().box.children[1]
    says = canvas.says
    assert canvas.cells == ["empty", "ink"]
    assert re.match(r"Draw\. Arrow keys move the cursor, space draws", says)


def test_a_scene_may_begin_with_another_drawing():
    blank = (0,) * (28 * 28)
    assert DRAW_SCENE.preset("draw", ink=blank).start()["ink"] == blank
    with pytest.raises(ValueError, match="ink") as told:
        DRAW_SCENE.preset("draw", ink=(1, 2))
    assert str(told.value).endswith("expected 784 integers from 0 to 255.")


def test_drawing_moves_the_picture():
    stage = Stage(DRAW_SCENE)
    before = stage.image.value
    stage.knobs["ink"].box.children[2].children[-1].click()
    assert stage.words.startswith("Nothing is drawn, 0 cells, and still the network answers")
    assert stage.image.value != before
    stage.close()


# --- the others -------------------------------------------------------------------------------------------------------


def test_each_cell_shows_its_own_images():
    _, _, X_val, y_val = images()
    seen = mixing(true=4, answered=9)
    guesses = digits.predict(X_val, network())
    count = seen["counts"][4, 9]
    assert count == np.sum((y_val == 4) & (guesses == 9))
    shown = [image for image in seen["images"] if image.any()]
    assert len(shown) == min(count, SHOWN)
    known = {row.tobytes() for row in X_val[(y_val == 4) & (guesses == 9)]}
    assert all(image.ravel().astype(np.float32).tobytes() in known for image in shown)


def test_four_and_nine_are_mixed_up_more_often_than_zero_and_one():
    counts = mixing(true=0, answered=0)["counts"]
    assert counts[4, 9] + counts[9, 4] > counts[0, 1] + counts[1, 0]


def test_climbing_makes_the_network_sure():
    start, end = (insides(show="end", unit=0, digit=3, steps=steps)["p"] for steps in (0, 40))
    assert start < 0.5 < 0.95 < end


def test_what_training_changed_is_the_difference():
    seen = {show: insides(show=show, unit=5, digit=3, steps=0)["weights"] for show in PARTS}
    assert np.allclose(seen["start"] + seen["change"], seen["end"], atol=1e-7)  # of single precision
    border, middle = (np.abs(seen["change"][rows]).mean() for rows in (slice(0, 2), slice(13, 15)))
    assert border < middle / 10  # where no image has ink, nothing is learned


def test_a_sheet_lays_images_out_as_one_reads():
    images = np.zeros((6, 28, 28))
    for i in range(5):
        images[i, 3, 4] = (i + 1) / 10
    pasted, wide = sheet(images, 3), 30 + GAP
    assert pasted.shape == (2 * wide - GAP, 3 * wide - GAP)
    assert [pasted[4 + wide * (i // 3), 5 + wide * (i % 3)] for i in range(6)] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.0]
    assert (pasted[0, 0], pasted[wide, 2 * wide]) == (0.35, 0.0)  # an empty place has no frame


def test_the_learning_rate_decides_more_than_the_width():
    share = settings(lr=0.1, width=16)["share"]
    assert share[0].max() < 0.3
    assert np.ptp(share, axis=0).min() > np.ptp(share[2])
