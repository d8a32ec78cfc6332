"""Controls as a learner meets them."""

import asyncio

from doubling import looked_at, press, until
from test_promises import SCENES

from dlcourse import widgets
from dlcourse.language import Text
from dlcourse.widgets.stage.controls import build
from dlcourse.widgets.stage.knob import places, width_of
from dlcourse.widgets.stage.scene import Points, Slider, Steps, Switches, When


def knob(control):
    return build(control, "en", "5em")


def test_whole_numbers_stay_whole_and_fractions_lose_their_tail():
    assert isinstance(knob(Slider("n", Text("n", "n"), 2, 1, 6, 1)).value, int)
    slider = knob(Slider("x", Text("x", "x"), 0.0, 0.0, 1.0, 0.1))
    slider.value = 0.1 + 0.2
    assert slider.value == 0.3


def test_steps_go_on_and_back():
    steps = knob(Steps("seen", Text("seen", "본 수"), 2))
    told = []
    steps.watch(lambda: told.append(steps.value))
    for _ in range(3):
        press(steps.box, "One step")
    press(steps.box, "Back to the start")
    assert told == [1, 2, 0]


def test_own_points_are_added_replaced_refused_and_cleared():
    points = knob(Points("points", Text("points", "점"), (), 0.0, 1.0, 0.25, most=2))
    across, up, _buttons, says = points.box.children
    told = []
    points.watch(lambda: told.append(points.value))
    press(points.box, "Add a point of class 1")
    press(points.box, "Add a point of class 0")
    assert points.value == ((0.5, 0.5, 0),)
    across.value, up.value = 0.75, 0.1 + 0.2
    press(points.box, "Add a point of class 1")
    assert points.value == ((0.5, 0.5, 0), (0.75, 0.3, 1))
    across.value = 0.0
    press(points.box, "Add a point of class 1")
    assert (len(points.value), says.value) == (2, "At most 2 points.")
    press(points.box, "Remove all points")
    assert (points.value, says.value, len(told)) == ((), "", 4)


def test_a_control_is_seen_only_when_it_matters():
    stage = widgets.perceptron.learn()
    box = stage.knobs["points"].box
    assert box.layout.display == "none"
    stage.set(data="own")
    assert box.layout.display is None
    stage.close()
    assert When("data", ("own",)) == next(c.when for c in stage.scene.controls if c.name == "points")


def test_what_depends_on_a_hidden_control_is_hidden_with_it():
    stage = widgets.forward.trace_shapes()
    layers, third = (stage.knobs[name].box.layout for name in ("layers", "units3"))
    assert (layers.display, third.display) == ("none", "none")
    stage.set(net="own")
    assert (layers.display, third.display) == (None, None)
    stage.set(layers=2)
    assert (layers.display, third.display) == (None, "none")
    stage.set(net="3-4-1", layers=3)
    assert (layers.display, third.display) == ("none", "none")
    stage.close()


def test_the_label_column_is_as_wide_as_its_longest_label():
    assert width_of(["b", "rate"]) == "3.2em"
    assert width_of(["학습률"]) == "4.3em"


def test_switches_stay_in_order_and_the_last_one_stays_down():
    options = tuple((name, Text(name, name)) for name in "abc")
    switches = knob(Switches("s", Text("s", "s"), ("a",), options))
    told = []
    switches.watch(lambda: told.append(switches.value))
    _label, a, b, c = switches.box.children
    c.value = True
    b.value = True
    a.value = False
    c.value = False
    b.value = False  # refused
    assert told == [("a", "c"), ("a", "b", "c"), ("b", "c"), ("b",)]
    assert (a.value, b.value, c.value) == (False, True, False)
    switches.value = ("c", "a")
    assert (switches.value, a.value, b.value, c.value) == (("a", "c"), True, False, True)
    assert told[4:] == [("a", "c")]
    switches.value = ()
    assert (switches.value, len(told)) == (("a", "c"), 5)


def test_a_slider_shows_its_value_as_precisely_as_it_steps():
    assert [places(step) for step in (1, 1.0, 0.5, 0.05, 0.001)] == [0, 0, 1, 2, 3]
    beta = SCENES["optimizers.compare"].preset("compare").controls
    formats = {
        control.name: knob(control).sliders[f"dlcourse-control-{control.name}"].readout_format
        for control in beta
        if isinstance(control, Slider)
    }
    assert formats["beta2"] == ".3f"
    assert format(0.999, formats["beta2"]) == "0.999"


def test_no_slider_of_any_scene_shows_another_value_than_it_has():
    wrong = []
    for name, scene in SCENES.items():
        for control in scene.controls:
            if isinstance(control, Slider):
                shown = knob(control).sliders[f"dlcourse-control-{control.name}"].readout_format
                steps = round((control.high - control.low) / control.step)
                for i in range(steps + 1):
                    value = round(control.low + i * control.step, 9)
                    if float(format(value, shown)) != value:
                        wrong.append((name, control.name, value, shown))
    assert wrong == []


def test_a_slider_finds_back_to_where_it_began(stage):
    stage.set(x=3.0)
    stage._page_says(stage.aria, {"home": "dlcourse-control-x"}, [])
    assert stage.values["x"] == 1.0
    assert stage.aria.homes == {"dlcourse-control-x": [1.0, 0.5, "Double click or Backspace: back to 1.0"]}
    stage._page_says(stage.aria, {"home": "dlcourse-control-nowhere"}, [])
    assert stage.values["x"] == 1.0


def test_what_plays_rests_while_it_is_out_of_sight_and_goes_on(running):
    knob = running.knobs["rounds"]

    async def learner():
        looked_at(running)
        knob.play.click()
        for seen, plays in ((True, True), (False, False), (False, False), (True, True)):
            running._page_says(running.aria, {"view": "a", "seen": seen}, [])
            assert knob.playing == plays
        running._page_says(running.aria, {"view": "b", "seen": True}, [])
        running._page_says(running.aria, {"view": "a", "seen": False}, [])
        assert knob.playing  # the other view is looked at
        knob.rest()
        running._page_says(running.aria, {"view": "b", "seen": False}, [])
        running._page_says(running.aria, {"view": "b", "seen": True}, [])
        assert not knob.playing  # it was at rest before
        await until(lambda: running._task is None)

    asyncio.run(learner())


def test_what_the_page_plays_rests_too():
    steps = knob(Steps("seen", Text("seen", "본 수"), 2))
    assert not steps.pause()
    steps.go_on()
    assert (steps.pause(), steps.pause()) == (True, False)
