"""Promises that every widget keeps. A new scene is tested because it exists."""

import io
import random
import re
import subprocess
import sys

import numpy as np
import PIL.Image
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dlcourse import language, widgets
from dlcourse.language import LANGUAGES
from dlcourse.widgets import registry
from dlcourse.widgets.stage.lettering import Canvas
from dlcourse.widgets.stage.palette import (
    INK,
    LINE,
    ONE,
    ONE_GROUND,
    PAPER,
    QUIET,
    RIGHT,
    WRONG,
    ZERO,
    ZERO_GROUND,
    at_night,
    levels,
)
from dlcourse.widgets.stage.picture import Picture, drawing, flat
from dlcourse.widgets.stage.scene import Choice, Pad, Points, Run, Slider, Steps, Switches
from dlcourse.widgets.stage.stage import Stage
from dlcourse.widgets.stage.words import number

SCENES = registry.scenes()
HANGUL = re.compile("[가-힣ㄱ-ㅣ]")

every_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
every_language = pytest.mark.parametrize("speaks", LANGUAGES)


@pytest.fixture(autouse=True)
def english_again():
    yield
    language.use("en")


def drawings(pad):
    """The examples of a pad; some are fetched."""
    return [ink() if callable(ink) else ink for _, ink in pad.examples]


def any_value(control):
    """Any value a learner can give a control."""
    match control:
        case Slider():
            steps = round((control.high - control.low) / control.step)
            return st.integers(0, steps).map(lambda i: control.low + i * control.step)
        case Choice():
            return st.sampled_from([value for value, _ in control.options])
        case Switches():
            values = [value for value, _ in control.options]
            return st.lists(st.sampled_from(values), min_size=1, unique=True).map(
                lambda chosen: tuple(sorted(chosen, key=values.index))
            )
        case Steps():
            return st.integers(0, control.last)
        case Run():
            return st.integers(0, 4)
        case Points():
            place = any_value(Slider("", control.label, control.low, control.low, control.high, control.step))
            return st.lists(
                st.tuples(place, place, st.integers(0, 1)), max_size=control.most, unique_by=lambda point: point[:2]
            ).map(tuple)
        case Pad():
            drawn = drawings(control)
            return st.sampled_from([(0,) * control.side**2, (255,) * control.side**2, *drawn]) | st.integers(
                0, control.side**2 - 1
            ).map(lambda at: tuple(255 * (i == at) for i in range(control.side**2)))


def any_values(scene):
    return st.fixed_dictionaries({control.name: any_value(control) for control in scene.controls})


def states(scene, count=12):
    """The start, each option of each choice, early and late; then some at random, always the same ones."""
    start = scene.start()
    found = [start]
    for control in scene.controls:
        if isinstance(control, Choice):
            found += [start | {control.name: value} for value, _ in control.options]
    found += [
        state | {steps.name: at}
        for steps in scene.controls
        if isinstance(steps, Steps)
        for state in tuple(found)
        for at in (1, steps.last // 3, steps.last)
    ]
    for run in scene.controls:
        if isinstance(run, Run):
            # before its first round a process shows little of its settings
            found = [start, *(state | {run.name: 3} for state in found)]
    dice = random.Random(7)
    for _ in range(count):
        found.append({control.name: dice.choice(others(control)) for control in scene.controls})
    return found


def others(control):
    """A handful of values of a control, its bounds among them."""
    match control:
        case Slider():
            middle = control.low + round((control.high - control.low) / control.step / 3) * control.step
            return [control.low, middle, control.high]
        case Choice():
            return [value for value, _ in control.options]
        case Steps():
            return [0, 1, control.last // 2, control.last]
        case Switches():
            values = tuple(value for value, _ in control.options)
            return [control.value, values[:1], values]
        case Run():
            return [0, 1, 5]
        case Points():
            return [(), control.value[:1], control.value]
        case Pad():
            return [(0,) * control.side**2, control.value, *drawings(control)]


def pixels(frame):
    return np.asarray(PIL.Image.open(io.BytesIO(frame)))


def picture_of(scene, speaks="en"):
    return Picture(scene.size, lambda figure: scene.draw(figure, speaks), scene.update)


def numbers_of(scene, values):
    return scene.compute(**values, **scene.uses)


def test_scenes_are_found():
    assert {"linear.explore", "perceptron.explore", "perceptron.learn", "shapes.explore"} <= set(SCENES)


@every_scene
def test_every_control_changes_picture_and_description(scene):
    stage = Stage(scene)
    deaf = {control.name for control in scene.controls}
    for state in states(scene):
        stage.set(**state)
        assert stage.trouble.value == ""
        for control in scene.controls:
            if control.name not in deaf or (control.when and state[control.when.name] not in control.when.values):
                continue
            picture, words = stage.image.value, stage.words
            for value in others(control):
                stage.set(**{control.name: value})
                if stage.image.value != picture and stage.words != words:
                    deaf.discard(control.name)
                    break
            stage.set(**state)
    stage.close()
    assert deaf == set()


@every_scene
def test_words_and_table_are_there_for_any_values(scene):
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(any_values(scene))
    def promise(values):
        numbers = numbers_of(scene, values)
        words, table = scene.describe(numbers), scene.table(numbers)
        assert words.en.endswith(".")
        assert not HANGUL.search(words.en)
        assert words.ko.endswith(".")
        assert HANGUL.search(words.ko)
        assert "{" not in words.en + words.ko
        for text in (table.caption, *table.columns):
            assert text.en
            assert text.ko
        assert all(len(row) == len(table.columns) for row in table.rows)

    promise()


@every_scene
def test_a_sentence_holds_the_same_numbers_in_both_languages(scene):
    for state in states(scene):
        words = scene.describe(numbers_of(scene, state))
        found = [sorted(set(re.findall(r"-?\d+(?:\.\d+)?", half))) for half in (words.en, words.ko)]
        assert found[0] == found[1], words


@every_scene
@every_language
def test_every_figure_can_write_what_it_says(scene, speaks):
    # a glyph that no font holds is a warning, and warnings are errors here
    picture = picture_of(scene, speaks)
    for state in states(scene):
        picture.frame(numbers_of(scene, state))


@every_scene
def test_a_blitted_frame_equals_a_full_redraw(scene):
    picture = picture_of(scene)
    for i, state in enumerate(states(scene)):
        blitted = picture.frame(numbers_of(scene, state))
        if i % 5 == 0:
            # a new picture knows nothing of the frames before: what `update` leaves behind shows as well
            fresh = picture_of(scene)
            fresh.frame(numbers_of(scene, state))
            for artist in fresh.figure.findobj():
                artist.set_animated(False)
            canvas = Canvas(fresh.figure)
            with drawing():
                canvas.draw()
            np.testing.assert_array_equal(pixels(blitted), np.asarray(canvas.buffer_rgba())[..., :3])


@every_scene
def test_update_moves_artists_and_makes_none(scene):
    picture = picture_of(scene)
    picture.frame(numbers_of(scene, scene.start()))  # matplotlib makes ticks when it first draws
    before = {id(artist) for artist in flat(picture.artists.values())}
    children = len(picture.figure.findobj(include_self=False))
    for state in states(scene):
        picture.frame(numbers_of(scene, state))
    assert {id(artist) for artist in flat(picture.artists.values())} == before
    assert len(picture.figure.findobj(include_self=False)) == children


@every_scene
def test_compute_is_pure(scene):
    for state in states(scene, count=3):
        first, second = numbers_of(scene, state), numbers_of(scene, state)
        assert first.keys() == second.keys()
        assert scene.describe(first) == scene.describe(second)
        assert scene.table(first) == scene.table(second)


@every_scene
def test_controls_fit_the_function(scene):
    names = [control.name for control in scene.controls]
    assert len(set(names)) == len(names)
    for control in scene.controls:
        assert control.label.en
        assert control.label.ko
        assert re.fullmatch("[a-z][a-z0-9_]*", control.name)
        if control.when:
            assert control.when.name in names[: names.index(control.name)]
        if isinstance(control, Slider):
            assert control.low <= control.value <= control.high
            steps = (control.value - control.low) / control.step
            assert steps == pytest.approx(round(steps))
    # the dashboard shows facts; everything else asks first
    assert (scene.predict is None) == (scene is SCENES["dashboard.explore"])
    assert scene.predict is None or 0 <= scene.predict.answer < len(scene.predict.choices)
    assert scene.start().keys() == set(names)


@every_scene
@every_language
def test_everything_on_the_stage_is_in_its_language(scene, speaks):
    language.use(speaks)
    stage = Stage(scene)
    language.use("en" if speaks == "ko" else "ko")
    stage.switch.click()
    stage.refresh()
    said = " ".join([stage.words, stage.note.value, stage.switch.description, stage.table.value])
    assert bool(HANGUL.search(said)) == (speaks == "ko")
    stage.close()


@pytest.mark.parametrize("dark", [False, True])
def test_colours_stand_out(dark):
    """At least 4.5 to 1 for words, 3 to 1 for marks, on every ground they are drawn on, in both themes."""
    shown = night if dark else str
    grounds = [PAPER, ONE_GROUND, ZERO_GROUND]
    for mark in (ONE, ZERO, LINE, WRONG, INK):
        for ground in grounds:
            assert contrast(shown(mark), shown(ground)) >= 3, (mark, ground)
    for word in (INK, RIGHT, WRONG, QUIET):
        assert contrast(shown(word), shown(PAPER)) >= 4.5, word


def night(colour):
    return "#{:02x}{:02x}{:02x}".format(*at_night(levels(colour)[None])[0])


def contrast(one, other):
    """The contrast of two colours as WCAG 2 defines it."""

    def luminance(colour):
        parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_rightly():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


SCRIPT = """
import sys
from dlcourse import widgets
assert "ipywidgets" not in sys.modules and "matplotlib" not in sys.modules, "importing the room loads nothing"
from dlcourse.language import Text
for topic in widgets.TOPICS:
    module = getattr(widgets, topic)
    assert "ipywidgets" not in sys.modules and "matplotlib" not in sys.modules or grading is False, topic
    for name in ("explore", "learn"):
        if hasattr(module, name):
            made.append(getattr(module, name)())
made.append(widgets.ask(question=Text("?", "?"), choices=(Text("a", "a"), Text("b", "b")), answer=0, why=Text("c", "c")))
assert "matplotlib.pyplot" not in sys.modules, "a figure of pyplot stays open"
"""


def run(code, **env):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", **env},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_plain_script_can_show_widgets():
    run(f"made = []; grading = False\n{SCRIPT}\nassert len(made) >= 5 and None not in made")


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_nothing_is_built_while_nbgrader_runs(mode):
    code = f"made = []; grading = True\n{SCRIPT}\nassert len(made) >= 5 and set(made) == {{None}}\nassert 'ipywidgets' not in sys.modules"
    run(code, NBGRADER_EXECUTION=mode)


def test_a_number_is_written_as_a_person_would():
    written = {2.0: "2", -1.5: "-1.5", 1 / 3: "0.3333", -1e-12: "0", 0.1 + 0.2: "0.3", 100.0: "100"}
    assert {value: number(value) for value in written} == written


def test_an_unknown_widget_is_told():
    with pytest.raises(AttributeError) as told:
        _ = widgets.perceptrons
    known = ", ".join(["ask", *widgets.TOPICS])
    assert str(told.value) == f"dlcourse.widgets has no 'perceptrons', expected one of: {known}."
    assert dir(widgets) == sorted(["TOPICS", "ask", *widgets.TOPICS])
    assert {"linear", "perceptron", "shapes"} <= set(widgets.TOPICS)
