"""The playground: what it shows is what the code beside it comes to, and what it teaches is true."""

import html
import re

import numpy as np
import pytest

from dlcourse import language, widgets
from dlcourse.language import LANGUAGES
from dlcourse.widgets.playground._maps import LARGE, SCALE, _stripes, finer, large_map, painted
from dlcourse.widgets.playground._picture import update
from dlcourse.widgets.playground._recipe import FEATURES, code
from dlcourse.widgets.playground._training import SIDE
from dlcourse.widgets.playground.explore import SCENE
from dlcourse.widgets.stage.palette import LINE, levels
from dlcourse.widgets.stage.stage import Stage
from dlcourse.widgets.stage.words import number


@pytest.fixture(autouse=True)
def english_again():
    yield
    language.use("en")


def after(epochs, **settings):
    return SCENE.compute(**SCENE.start() | settings | {"epochs": epochs})


def last(epochs, **settings):
    return after(epochs, **settings)["logs"][-1]


# --- the code beside the picture ----------------------------------------------------------------------------------------

TRIED = [
    {},
    {"data": "xor", "optimizer": "sgd", "lr": 0.3, "batch": 7},
    {"data": "blobs", "optimizer": "momentum", "layers": 0, "l1": 0.01, "share": 0.8},
    {"data": "spiral", "optimizer": "rmsprop", "layers": 3, "units2": 7, "activation2": "relu", "l2": 0.001},
    {"data": "spiral", "features": tuple(FEATURES), "layers": 4, "dropout": 0.3, "init": "he_normal"},
    {"data": "own", "batch": 1, "seed": 3, "features": ("x1*x2", "sin(x2)"), "init": "normal"},
    {"noise": 0.45, "seed": 20, "init": "ones", "activation1": "leaky_relu", "layers": 2, "dropout": 0.1, "l2": 0.1},
    {"layers": 2, "activation1": "sigmoid", "activation2": "identity", "init": "zeros", "share": 0.1, "batch": 50},
]


@pytest.mark.parametrize("settings", TRIED, ids=str)
def test_the_code_beside_the_picture_comes_to_the_same_losses(settings):
    stage = Stage(SCENE)
    stage.set(**settings, epochs=6)
    shown = html.unescape(re.search("<pre><code>(.*)</code></pre>", stage.code.lines.value, re.DOTALL).group(1))
    room = {}
    exec(shown, room)
    logs = stage._runner.numbers()["logs"]
    assert len(logs) == 7
    for name, values in room["history"].items():
        if name != "penalty":
            assert values == [log[name] for log in logs[1:]], name
    assert ("val_loss" in room["history"]) == (settings.get("data") != "own")
    assert f"training loss {number(room['history']['loss'][-1])}, " in stage.words
    stage.close()


def test_code_is_made_for_any_choice():
    for control in SCENE.controls:
        for value, _ in getattr(control, "options", ()):
            chosen = (value,) if control.name == "features" else value
            compile(code(after(0, **{control.name: chosen})), control.name, "exec")


def test_equal_settings_give_equal_pictures_however_the_learner_got_there():
    roundabout, straight = Stage(SCENE), Stage(SCENE)
    roundabout.set(epochs=9)
    roundabout.set(lr=0.3, data="xor")
    roundabout.set(epochs=4)
    straight.set(data="xor", lr=0.3, epochs=4)
    assert roundabout.image.value == straight.image.value
    assert roundabout.words == straight.words
    roundabout.close()
    straight.close()


# --- what it teaches ----------------------------------------------------------------------------------------------------


def test_without_a_hidden_layer_xor_is_not_learned_and_with_one_it_is():
    assert last(100, data="xor", layers=0)["accuracy"] < 0.7
    assert last(100, data="xor", layers=1)["accuracy"] > 0.95


def test_layers_that_bend_nothing_stay_one_line():
    flat = {f"activation{layer}": "identity" for layer in (1, 2, 3)}
    assert last(60, data="circle", layers=3, **flat)["accuracy"] < 0.75
    assert last(60, data="circle", layers=3)["accuracy"] > 0.95


def test_the_right_inputs_make_a_hidden_layer_unnecessary():
    assert last(60, data="circle", layers=0, features=("x1**2", "x2**2"), lr=0.1)["accuracy"] > 0.95
    assert last(60, data="xor", layers=0, features=("x1*x2",), lr=0.1, noise=0.0)["accuracy"] > 0.95


def test_equal_weights_stay_equal_and_zeros_learn_no_border():
    ones = after(20, data="xor", init="ones", dropout=0.0)
    assert np.ptp(ones["weights"][0], axis=1).max() == pytest.approx(0, abs=1e-12)
    zeros = after(20, data="xor", init="zeros")
    assert np.ptp(zeros["answer"]) == pytest.approx(0, abs=1e-12)


def test_few_examples_are_learned_by_heart():
    few = last(300, data="spiral", share=0.1, noise=0.3, layers=2, units1=8, units2=8)
    assert few["accuracy"] == 1
    assert few["val_accuracy"] < 0.85


def test_the_answer_in_predict_first_is_true():
    """A line in x1 and x2: the answer is the same function of one weighted sum everywhere."""
    numbers = after(60, data="circle", layers=0)
    z = np.log(numbers["answer"] / (1 - numbers["answer"]))
    assert np.abs(np.diff(z, n=2, axis=0)).max() < 1e-9
    assert np.abs(np.diff(z, n=2, axis=1)).max() < 1e-9


# --- what may go wrong --------------------------------------------------------------------------------------------------

EXPLODES = {
    "data": "circle",
    "layers": 0,
    "optimizer": "momentum",
    "lr": 3.0,
    "features": ("x1**2", "x2**2"),
    "l2": 0.1,
}


def test_a_training_that_breaks_says_so_and_stops():
    stage = Stage(SCENE)
    stage.set(**EXPLODES | {"layers": 4, "l1": 0.1}, **{f"activation{i}": "identity" for i in (1, 2, 3, 4)}, epochs=200)
    numbers = stage._runner.numbers()
    assert numbers["broken"]
    done = numbers["epoch"]
    assert stage.knobs["epochs"].value == done + 1 < 200
    assert stage.trouble.value == ""
    said = {
        "en": f" right. Epoch {done + 1} broke: the numbers became too large to count with. Try a learning rate below 3. The network: ",
        "ko": f"%입니다. 에폭 {done + 1}에서 값이 발산하여 학습이 중단되었습니다. 학습률을 3보다 작게 해 보세요. 신경망: ",
    }
    words = SCENE.describe(numbers)
    assert said["en"] in words.en
    assert said["ko"] in words.ko
    stage.set(lr=0.003)
    assert not stage._runner.numbers()["broken"]
    assert stage.knobs["epochs"].value == done + 1
    stage.close()


@pytest.mark.parametrize(
    ("points", "says"),
    [
        (
            (),
            "There are no points yet: add one. The network: inputs x1, x2; hidden layers 4 tanh; one output; 17 weights and biases.",
        ),
        (((1.0, 1.0, 1),), "Epoch 5: training loss "),
        (((1.0, 1.0, 0), (2.0, 1.0, 0)), "Epoch 5: training loss "),
    ],
)
def test_own_points_may_be_few(points, says):
    stage = Stage(SCENE)
    stage.set(data="own", points=points, epochs=5)
    assert stage.trouble.value == ""
    assert stage.words.startswith(says)
    assert bool(stage.code.lines.value) == bool(points)
    assert stage.knobs["epochs"].value == (5 if points else 1)
    stage.close()


# --- words and table ----------------------------------------------------------------------------------------------------


def test_the_picture_in_words():
    numbers = after(0, data="xor", layers=2, units2=3, activation2="relu")
    start = numbers["logs"][0]
    facts = [number(start[name]) for name in ("loss", "val_loss")]
    rights = [number(100 * start[name]) for name in ("accuracy", "val_accuracy")]
    words = SCENE.describe(numbers)
    assert words.en == (
        f"Epoch 0: training loss {facts[0]}, {rights[0]}% right; validation loss {facts[1]}, {rights[1]}% right. "
        "The network: inputs x1, x2; hidden layers 4 tanh, 3 relu; one output; 31 weights and biases."
    )
    assert words.ko == (
        f"에폭 0: 훈련 손실 {facts[0]}, 정답률 {rights[0]}%; 검증 손실 {facts[1]}, 정답률 {rights[1]}%입니다. "
        "신경망: 입력 x1, x2; 은닉층 4 tanh, 3 relu; 출력 하나. 가중치와 편향은 모두 31개입니다."
    )


def test_the_table_begins_at_the_start_and_ends_now():
    for epochs in (0, 5, 40):
        rows = SCENE.table(after(epochs)).rows
        assert (rows[0][0], rows[-1][0]) == ("0", str(epochs))
        assert len(rows) == min(epochs + 1, 12)
    assert SCENE.table(after(2, data="own")).rows[-1][3:] == ("–", "–")


# --- the picture --------------------------------------------------------------------------------------------------------


def test_the_large_map_runs_straight_between_the_places_of_the_grid():
    slope = np.add.outer(np.arange(SIDE), 2.0 * np.arange(SIDE))
    inside = slice(SCALE, -SCALE)
    fine = finer(slope)
    assert fine.shape == (LARGE, LARGE)
    np.testing.assert_allclose(np.diff(fine, axis=0)[inside, inside], 1 / SCALE)
    np.testing.assert_allclose(np.diff(fine, axis=1)[inside, inside], 2 / SCALE)
    assert (fine[0, 0], fine[-1, -1]) == (0, slope[-1, -1])


def test_the_border_is_drawn_where_the_answer_changes_and_nowhere_else():
    left = np.where(np.arange(SIDE) < SIDE // 2, 0.1, 0.9) * np.ones((SIDE, 1))
    line = (large_map(left)[..., :3] == levels(LINE)).all(axis=2)
    (across,) = np.nonzero(line.any(axis=0))
    assert line[:, across].all()
    np.testing.assert_array_equal(across, [LARGE // 2 - 1, LARGE // 2])
    assert not (large_map(np.full_like(left, 0.9))[..., :3] == levels(LINE)).all(axis=2).any()


def test_blue_is_striped_and_orange_is_not():
    """Colour is not the only sign: a half of the pictures can be told by its stripes."""
    share = np.repeat([[0.1, 0.9]], 40, axis=0).repeat(20, axis=1)
    seen = painted(share, _stripes(40, 6, 1), 0.9)
    shades = [len(np.unique(half.reshape(-1, 4), axis=0)) for half in (seen[:, :20], seen[:, 20:])]
    assert shades == [1, 2]
    orange, blue = seen[0, 1].astype(int), seen[0, 21].astype(int)
    assert orange[0] > orange[2]
    assert blue[0] < blue[2]


def test_every_weight_has_a_line_of_its_sign_and_size():
    numbers = after(3, layers=2, units1=3, units2=5, features=("x1", "x2", "sin(x1)"))
    stage = Stage(SCENE)
    update(stage.picture.artists, numbers)
    weights = np.concatenate([W.ravel() for W in numbers["weights"]])
    assert weights.size == 3 * 3 + 3 * 5 + 5
    drawn = {name: stage.picture.artists[name] for name in ("positive", "negative")}
    for name, chosen in (("positive", weights[weights >= 0]), ("negative", weights[weights < 0])):
        assert len(drawn[name].get_segments()) == len(chosen)
        order = np.argsort(np.abs(chosen))
        assert (np.diff(np.asarray(drawn[name].get_linewidths())[order]) >= 0).all()
    styles = [drawn[name].get_linestyles()[0][1] for name in ("positive", "negative")]
    assert styles[0] is None
    assert styles[1] is not None
    stage.close()


def test_training_points_are_filled_and_validation_points_hollow():
    numbers = after(0, share=0.7)
    stage = Stage(SCENE)
    artists = stage.picture.artists
    update(artists, numbers)
    counts = {name: len(artists[name].get_xdata()) for name in ("ones", "zeros", "held ones", "held zeros")}
    assert (counts["ones"] + counts["zeros"], counts["held ones"] + counts["held zeros"]) == (140, 60)
    assert artists["ones"].get_markerfacecolor() != artists["held ones"].get_markerfacecolor()
    assert artists["ones"].get_marker() != artists["zeros"].get_marker()
    stage.close()


# --- beginning elsewhere ------------------------------------------------------------------------------------------------


def test_a_lesson_can_begin_elsewhere():
    stage = widgets.playground.explore(
        data="xor", layers=3, activation="relu", activation2="sigmoid", units=2, features=["sin(x1)", "x1"], lr=0.1
    )
    values = stage.values
    assert [values[f"activation{layer}"] for layer in (1, 2, 3, 4)] == ["relu", "sigmoid", "relu", "relu"]
    assert [values[f"units{layer}"] for layer in (1, 2, 3, 4)] == [2, 2, 2, 2]
    assert (values["data"], values["features"], values["lr"]) == ("xor", ("x1", "sin(x1)"), 0.1)
    stage.close()
    own = widgets.playground.explore(data="own", points=[(1, 2, 1)])
    assert own.values["points"] == ((1.0, 2.0, 1),)
    own.close()


NAMES = ", ".join(sorted(control.name for control in SCENE.controls if control.name != "epochs"))


@pytest.mark.parametrize(
    ("settings", "error", "sentence"),
    [
        ({"dat": "xor"}, ValueError, f"setting is 'dat', expected one of: {NAMES}; did you mean 'data'?"),
        ({"epochs": 5}, ValueError, f"setting is 'epochs', expected one of: {NAMES}."),
        (
            {"data": "circles"},
            ValueError,
            "data is 'circles', expected one of: blobs, circle, own, spiral, xor; did you mean 'circle'?",
        ),
        (
            {"activation": "tahn"},
            ValueError,
            "activation1 is 'tahn', expected one of: elu, identity, leaky_relu, prelu, relu, sigmoid, softplus, swish, tanh; did you mean 'tanh'?",
        ),
        ({"layers": 5}, ValueError, "layers is 5, expected an integer from 0 to 4."),
        ({"layers": 1.5}, ValueError, "layers is 1.5, expected an integer from 0 to 4."),
        ({"layers": True}, ValueError, "layers is True, expected an integer from 0 to 4."),
        ({"noise": -0.1}, ValueError, "noise is -0.1, expected a number from 0.0 to 0.5."),
        ({"lr": 0.05}, ValueError, "lr is 0.05, expected one of: 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0."),
        (
            {"features": "x1"},
            ValueError,
            "features is 'x1', expected a list of one or more of: x1, x2, x1**2, x2**2, x1*x2, sin(x1), sin(x2).",
        ),
        (
            {"features": []},
            ValueError,
            "features is an empty list, expected a list of one or more of: x1, x2, x1**2, x2**2, x1*x2, sin(x1), sin(x2).",
        ),
        (
            {"points": [(0, 9, 1)]},
            ValueError,
            "points is a list, expected at most 40 points (x1, x2, class), x1 and x2 from -4.0 to 4.0, class 0 or 1.",
        ),
    ],
    ids=str,
)
def test_a_setting_that_does_not_exist_is_refused_in_a_sentence(settings, error, sentence):
    with pytest.raises(error) as told:
        widgets.playground.explore(**settings)
    assert str(told.value) == f"explore: {sentence}"


@pytest.mark.parametrize("speaks", LANGUAGES)
def test_the_playground_says_whose_network_it_is(speaks):
    language.use(speaks)
    stage = widgets.playground.explore()
    said = {
        "en": "<details><summary>These lines of <code>dlcourse</code> do exactly the same:</summary><pre><code>import numpy as np\n",
        "ko": "<details><summary>다음 <code>dlcourse</code> 코드가 똑같은 일을 합니다.</summary><pre><code>import numpy as np\n",
    }
    assert stage.code.lines.value.startswith(said[speaks])
    stage.close()
