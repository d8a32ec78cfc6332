"""The stage keeps its promises: newest value only, a learner's function cannot break it, nothing stays behind."""

import asyncio
import base64
import gc
import io
import re
import sys
import threading
import time
import tracemalloc
from types import SimpleNamespace

import ipywidgets
import matplotlib
import numpy as np
import PIL.Image
import pytest

from dlcourse import language, own_functions, widgets
from dlcourse.language import LANGUAGES, Text
from dlcourse.widgets import _controls, _running, _scene, _stage
from dlcourse.widgets import _picture as picture
from dlcourse.widgets._scene import Choice, Points, Question, Run, Scene, Slider, Steps, Switches, Table, When

QUESTION = Question(Text("Which?", "무엇일까요?"), (Text("a", "가"), Text("b", "나")), 1, Text("So.", "그렇습니다."))
STAGES = [widgets.shapes.explore, widgets.perceptron.explore, widgets.perceptron.learn, widgets.linear.explore]


def double(x: float) -> float:
    return 2 * x


def compute(*, x=1.0, wide=False, double=double):
    if x == 5:
        raise ZeroDivisionError("x is <5>")
    return {"x": x, "wide": wide, "y": 0.0 + double(x)}


def draw(figure, language):
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8), xlim=(0, 10), ylim=(0, 20))
    return {"axes": [], "point": axes.plot([], [], "o")[0]}


def update(artists, numbers):
    artists["point"].set_data([numbers["x"]], [numbers["y"]])
    axes = artists["point"].axes
    before = axes.get_xlim()
    axes.set_xlim(0, 20 if numbers["wide"] else 10)
    return axes.get_xlim() != before


def describe(numbers):
    return Text("y is {y}.", "y는 {y}입니다.").format(y=_scene.number(numbers["y"]))


def table(numbers):
    return Table(
        Text("Both", "둘"), (Text("x", "x"), Text("y < z", "y < z")), ((str(numbers["x"]), str(numbers["y"])),)
    )


SCENE = Scene(
    title=Text("Twice `x` & more", "`x`의 두 배"),
    controls=(
        Slider("x", Text("x", "x"), 1.0, 0.0, 10.0, 0.5),
        Choice("wide", Text("wide", "넓게"), False, ((False, Text("no", "아니요")), (True, Text("yes", "예")))),
    ),
    compute=compute,
    size=(3, 2),
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    predict=QUESTION,
    uses={"double": double},
)


@pytest.fixture
def stage():
    made = _stage.Stage(SCENE)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def as_it_was():
    yield
    own_functions.forget(double)
    language.use("en")


def plain(html):
    return re.sub("<[^>]*>", "", html.value)


def pixels(frame):
    return np.asarray(PIL.Image.open(io.BytesIO(frame)).convert("RGB"))


# --- whose function -----------------------------------------------------------------------------------------------------

OURS = {
    "en": "Calculated by the course's function double; yours takes over once its check passes.",
    "ko": "강의의 double 함수로 계산합니다. 점검을 통과하면 여러분의 함수로 바뀝니다.",
}
YOURS = {"en": "Calculated by your function double.", "ko": "여러분이 작성한 double 함수로 계산합니다."}
RAISED = {
    "en": "Your function double stopped with these values (ValueError: no &lt;b&gt;), so the course's own function drew this picture.",
    "ko": "이 값에서 여러분의 double 함수가 오류로 멈추었습니다(ValueError: no &lt;b&gt;). 그래서 이 그림은 강의의 함수로 그렸습니다.",
}
UNUSABLE = {
    "en": "The picture could not be drawn from what your function double returned (TypeError: unsupported operand type(s) for +: 'float' and 'NoneType'), so the course's own function drew it.",
    "ko": "여러분의 double 함수가 돌려준 값으로는 그림을 그릴 수 없습니다(TypeError: unsupported operand type(s) for +: 'float' and 'NoneType'). 그래서 이 그림은 강의의 함수로 그렸습니다.",
}
SLOW = {
    "en": "Your function double took 0.0 seconds for one picture, so the course's own function draws until you change yours.",
    "ko": "여러분의 double 함수가 그림 하나에 0.0초를 썼습니다. 함수를 고칠 때까지 강의의 함수로 그립니다.",
}
BROKEN = {
    "en": "This picture stopped with an error that is not yours (ZeroDivisionError: x is &lt;5&gt;). Run its cell again; if it comes back, please report it.",
    "ko": "이 그림이 여러분 탓이 아닌 오류로 멈추었습니다(ZeroDivisionError: x is &lt;5&gt;). 셀을 다시 실행해 보고, 또 멈추면 알려 주세요.",
}

in_both = pytest.mark.parametrize("speaks", LANGUAGES)


def staged(speaks):
    language.use(speaks)
    return _stage.Stage(SCENE)


def note(stage):
    return plain(stage.note).replace("&#x27;", "'")


@in_both
def test_the_learners_function_takes_over_at_once_and_goes_again(speaks):
    stage = staged(speaks)
    assert note(stage) == OURS[speaks]
    own_functions.remember(double, lambda x: 2 * x + 1)
    assert (stage.words[:6].count("3"), note(stage)) == (1, YOURS[speaks])
    own_functions.forget(double)
    assert (stage.words[:6].count("2"), note(stage)) == (1, OURS[speaks])
    stage.close()


@in_both
def test_a_function_that_raises_does_not_break_the_picture(speaks):
    def mine(x):
        if x == 4:
            raise ValueError("no <b>\nand a second line")
        return 2 * x + 1

    stage = staged(speaks)
    own_functions.remember(double, mine)
    stage.set(x=4.0)
    assert ("8" in stage.words, note(stage), stage.trouble.value) == (True, RAISED[speaks], "")
    stage.set(x=3.0)
    assert ("7" in stage.words, note(stage)) == (True, YOURS[speaks])
    stage.close()


@in_both
def test_a_function_that_returns_nonsense_does_not_break_the_picture(speaks):
    stage = staged(speaks)
    own_functions.remember(double, lambda x: None)
    assert ("2" in stage.words, note(stage), stage.trouble.value) == (True, UNUSABLE[speaks], "")
    stage.close()


@in_both
def test_a_slow_function_is_not_asked_again_until_it_changes(speaks, monkeypatch):
    monkeypatch.setattr(_stage, "PATIENCE", 0.0)
    calls = []
    stage = staged(speaks)
    own_functions.remember(double, lambda x: calls.append(x) or 2 * x + 1)
    assert note(stage) == SLOW[speaks]
    stage.set(x=4.0)
    assert (calls, "8" in stage.words, note(stage)) == ([1.0], True, SLOW[speaks])
    monkeypatch.undo()
    own_functions.remember(double, lambda x: 2 * x + 1)
    assert ("9" in stage.words, note(stage)) == (True, YOURS[speaks])
    stage.close()


@in_both
def test_a_function_without_an_end_gives_the_picture_back(speaks, monkeypatch):
    monkeypatch.setattr(_stage, "PATIENCE", 0.2)

    def endless(x):
        while True:
            pass

    stage = staged(speaks)
    own_functions.remember(double, endless)
    assert note(stage) == SLOW[speaks].replace("0.0", "0.2")
    stage.set(x=3.0)
    assert "6" in stage.words
    stage.close()


@in_both
def test_an_error_of_the_course_is_told_and_the_stage_recovers(speaks):
    stage = staged(speaks)
    picture = stage.image.value
    stage.set(x=5.0)
    assert plain(stage.trouble) == BROKEN[speaks]
    assert 'role="alert"' in stage.trouble.value
    assert stage.image.value == picture
    stage.set(x=6.0)
    assert (stage.trouble.value, "12" in stage.words) == ("", True)
    stage.close()


# --- the newest value ---------------------------------------------------------------------------------------------------


def test_many_events_make_one_frame_of_the_newest(stage):
    async def events():
        for i in range(20):
            stage.set(x=i / 2)
        assert stage.frames == before
        await asyncio.sleep(5 * _stage.MOMENT)

    before = stage.frames
    asyncio.run(events())
    assert (stage.frames - before, stage.words) == (1, "y is 19.")


def test_events_that_come_while_drawing_are_not_lost(stage):
    async def events():
        for i in range(1, 4):
            stage.set(x=float(i))
            await asyncio.sleep(5 * _stage.MOMENT)
            assert stage.words == f"y is {2 * i}."

    asyncio.run(events())


def test_a_busy_loop_does_not_hold_up_the_loop_of_another_thread(stage):
    """JupyterLab hands the events of widgets to a thread of their own, while a cell keeps the main one busy."""

    async def elsewhere():
        stage.set(x=7.0)
        await asyncio.sleep(5 * _stage.MOMENT)

    async def busy():
        stage.set(x=3.0)
        thread = threading.Thread(target=lambda: asyncio.run(elsewhere()))
        thread.start()
        thread.join()  # this loop does not turn meanwhile
        assert stage.words == "y is 14."

    asyncio.run(busy())


# --- a process that goes on by itself -----------------------------------------------------------------------------------


class Counting:
    """A process that can be counted on: after n rounds of `step` its total is n times double(step)."""

    begun = 0

    def __init__(self, *, step=1, double=double):
        Counting.begun += 1
        self.step, self.double, self.total = step, double, 0.0

    def advance(self):
        if self.step == 5 and self.total >= 30:
            raise ZeroDivisionError("x is <5>")
        self.total += self.double(self.step)
        return self.step == 7 and self.total >= 42

    def numbers(self):
        return {"x": min(self.total / 4, 10), "y": self.total, "wide": False}


RUNNING = Scene(
    title=Text("Counting", "세기"),
    controls=(
        Slider("step", Text("step", "폭"), 1, 1, 9, 1),
        Run("rounds", Text("rounds", "바퀴"), 1000, Text("rounds per step", "한 단계의 바퀴 수")),
    ),
    compute=_scene.Rounds(Counting, "rounds"),
    size=(3, 2),
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    predict=QUESTION,
    uses={"double": double},
    code=lambda numbers: f"# <{numbers['y']:g}>" if numbers["y"] else "",
)


@pytest.fixture
def running():
    made = _stage.Stage(RUNNING)
    yield made
    made.close()


def looked_at(stage):
    """Somebody is looking: a page that answers every picture."""
    stage.aria.send = lambda message: stage._page_says(stage.aria, {"shown": message["picture"]}, [])


async def until(condition, seconds=5.0):
    end = time.perf_counter() + seconds
    while not condition():
        assert time.perf_counter() < end, "waited in vain"
        await asyncio.sleep(0.001)


def state(stage):
    knob = stage.knobs["rounds"]
    return knob.value, knob.playing, knob.play.description


def test_a_script_gets_the_rounds_it_asks_for(running):
    assert running.words == "y is 0."
    running.set(rounds=5)
    assert (running.words, state(running)) == ("y is 10.", (5, False, "▶ Play"))
    assert running.values == {"step": 1, "rounds": 5}
    assert running.scene.compute(rounds=5)["y"] == 10
    assert running.scene.compute()["y"] == 0


def test_new_settings_catch_up_with_the_old_ones(running):
    running.set(rounds=6)
    running.set(step=3)
    assert (running.words, state(running)[0]) == ("y is 36.", 6)
    running.set(rounds=2)
    assert (running.words, state(running)[0]) == ("y is 12.", 2)


def test_rounds_go_on_where_they_were(running):
    running.set(rounds=6)
    begun = Counting.begun
    running.set(rounds=9)
    running.refresh()
    assert (running.words, Counting.begun) == ("y is 18.", begun)


def test_steps_are_as_long_as_the_learner_wants(running):
    knob = running.knobs["rounds"]
    press(knob.box, "One step")
    knob._pace.value = 4
    press(knob.box, "One step")
    assert (running.words, state(running)[0]) == ("y is 10.", 5)
    press(knob.box, "Back to the start")
    assert (running.words, state(running)) == ("y is 0.", (0, False, "▶ Play"))


def test_two_steps_in_a_hurry_are_two_steps(running):
    async def presses():
        for _ in range(3):
            press(running.knobs["rounds"].box, "One step")
        await until(lambda: state(running)[0] == 3)

    asyncio.run(presses())
    assert running.words == "y is 6."


def test_play_goes_on_until_pause_and_everybody_else_gets_a_turn(running):
    looked_at(running)
    turns = []

    async def others():
        while True:
            turns.append(time.perf_counter())
            await asyncio.sleep(0)

    async def learner():
        other = asyncio.create_task(others())
        frames = running.frames
        running.knobs["rounds"].play.click()
        assert state(running)[1:] == (True, "⏸ Pause")
        await until(lambda: running.frames >= frames + 8)
        running.knobs["rounds"].play.click()
        await until(lambda: running._task is None)
        rounds = state(running)[0]
        await asyncio.sleep(0.1)
        assert state(running) == (rounds, False, "▶ Play")
        assert running.words == f"y is {2 * rounds}."
        other.cancel()

    asyncio.run(learner())
    assert len(turns) > 3 * state(running)[0]


def test_a_picture_for_every_step_while_it_plays(running):
    looked_at(running)
    seen = []
    show = running.picture.frame
    running.picture.frame = lambda numbers: seen.append(numbers["y"]) or show(numbers)

    async def learner():
        running.knobs["rounds"]._pace.value = 3
        running.knobs["rounds"].play.click()
        await until(lambda: len(seen) >= 5)
        running.knobs["rounds"].rest()

    asyncio.run(learner())
    assert seen[:5] == [6, 12, 18, 24, 30]


def test_a_script_cannot_play(running):
    running.knobs["rounds"].play.click()
    assert (running.words, state(running)) == ("y is 0.", (0, False, "▶ Play"))


def test_without_an_answer_from_the_page_it_pauses(running, monkeypatch):
    monkeypatch.setattr(_running, "PATIENCE", 0.3)
    sent = []
    running.aria.send = sent.append

    async def nobody():
        running.knobs["rounds"].play.click()
        await until(lambda: not state(running)[1])
        await until(lambda: running._task is None)

    asyncio.run(nobody())
    # two pictures were under way; nothing was trained for nobody
    assert sent == [{"picture": 1}, {"picture": 2}]
    assert state(running) == (2, False, "▶ Play")
    assert running.words == "y is 4."
    looked_at(running)

    async def somebody():
        running.knobs["rounds"].play.click()
        await until(lambda: state(running)[0] >= 6)
        running.knobs["rounds"].play.click()

    asyncio.run(somebody())


def test_a_kernel_that_was_busy_has_not_been_left_alone():
    watch = _running.Watch()
    watch.sent = 1
    for seconds in (60.0, 60.0):
        watch.wait(seconds)
    assert not watch.alone
    for _ in range(60):
        watch.wait(0.1)
    assert watch.alone
    watch.answer(1)
    assert not watch.alone


def test_answers_make_room_for_pictures():
    watch = _running.Watch()
    watch.sent = 2
    assert watch.full
    watch.answer(1)
    assert not watch.full
    watch.answer("1")  # nonsense from a page
    watch.answer(99)
    assert (watch.heard, watch.sent) == (2, 2)


def test_settings_that_change_while_it_plays_begin_anew_and_play_on(running):
    looked_at(running)

    async def learner():
        running.knobs["rounds"].play.click()
        await until(lambda: state(running)[0] >= 8)
        before = Counting.begun
        running.set(step=2)
        await until(lambda: Counting.begun > before)
        assert (state(running)[0] < 8, state(running)[1]) == (True, True)
        await until(lambda: state(running)[0] >= 8)
        running.knobs["rounds"].play.click()
        await until(lambda: running._task is None)
        assert running.words == f"y is {4 * state(running)[0]}."

    asyncio.run(learner())


def test_a_long_way_back_is_gone_in_slices_and_shown_at_its_end(running, monkeypatch):
    monkeypatch.setattr(_stage, "SLICE", 0.0)  # one round at a time
    running.set(rounds=400)
    frames = running.frames

    async def learner():
        running.set(step=2)
        await until(lambda: running._runner._begun[0] == {"step": 2})
        assert state(running)[0] < 400
        await until(lambda: running._task is None)

    monkeypatch.setattr(_running, "CATCH_UP", 60.0)
    asyncio.run(learner())
    assert (running.words, running.frames, state(running)[0]) == ("y is 1600.", frames + 1, 400)


def test_an_event_while_a_slice_runs_is_heard(running):
    """The goal that is set just when the old one is reached begins a new run."""

    async def learner():
        for rounds in range(1, 60):
            running.set(rounds=rounds)
            await asyncio.sleep(0.001 * (rounds % 4))
        await until(lambda: state(running)[0] == 59 and running.words == "y is 118.")

    asyncio.run(learner())


def test_the_last_round_and_the_end_of_a_process_put_it_to_rest(running):
    looked_at(running)
    running.set(rounds=990)

    async def to_the_end():
        running.knobs["rounds"].play.click()
        await until(lambda: running._task is None and not state(running)[1])

    asyncio.run(to_the_end())
    assert (running.words, state(running)) == ("y is 2000.", (1000, False, "▶ Play"))
    running.set(rounds=2000)
    assert state(running)[0] == 1000
    running.set(step=7)  # comes to its end after three rounds
    assert (running.words, state(running)[0]) == ("y is 42.", 3)


def test_descriptions_come_slowly_while_it_plays_and_at_once_at_rest(running, monkeypatch):
    looked_at(running)
    said = []
    running.says.observe(lambda change: said.append(change["new"]), names="value")

    async def learner():
        running.knobs["rounds"].play.click()
        frames = running.frames
        await until(lambda: running.frames > frames + 8)
        assert said == []
        running.knobs["rounds"].play.click()
        await until(lambda: running._task is None)

    running.refresh()  # a description, from which the pause is counted
    asyncio.run(learner())
    assert said == [f"<p>y is {2 * state(running)[0]}.</p>"]
    monkeypatch.setattr(_stage, "BREATH", 0.0)

    async def breathless():
        running.knobs["rounds"].play.click()
        await until(lambda: len(said) > 3)
        running.knobs["rounds"].play.click()

    asyncio.run(breathless())


def test_closing_ends_it(running):
    looked_at(running)

    async def learner():
        running.knobs["rounds"].play.click()
        await until(lambda: state(running)[0] > 2)
        task = running._task
        running.close()
        await until(task.done)
        assert task.exception() is None
        rounds = state(running)[0]
        await asyncio.sleep(0.1)
        assert state(running)[0] == rounds

    asyncio.run(learner())


@in_both
def test_an_error_in_a_round_is_told_and_stops_it(speaks):
    language.use(speaks)
    stage = _stage.Stage(RUNNING)
    looked_at(stage)

    async def learner():
        stage.set(step=5)
        stage.knobs["rounds"].play.click()
        await until(lambda: stage.trouble.value)
        await until(lambda: stage._task is None)

    asyncio.run(learner())
    assert plain(stage.trouble) == BROKEN[speaks]
    assert state(stage)[:2] == (3, False)
    stage.set(step=2)
    assert (stage.trouble.value, "12" in stage.words) == ("", True)
    stage.close()


@in_both
def test_a_learners_function_that_raises_lets_the_courses_own_begin_anew(speaks):
    calls = []

    def mine(x):
        calls.append(x)
        if len(calls) == 4:
            raise ValueError("no <b>\nand a second line")
        return 2 * x + 1

    language.use(speaks)
    stage = _stage.Stage(RUNNING)
    own_functions.remember(double, mine)
    stage.set(rounds=3)
    assert ("9" in stage.words, note(stage)) == (True, YOURS[speaks])
    stage.set(rounds=5)
    assert ("10" in stage.words, note(stage), len(calls)) == (True, RAISED[speaks], 4)
    stage.set(rounds=6)  # the same settings: it would fail again, so it is not asked
    assert ("12" in stage.words, note(stage), len(calls)) == (True, RAISED[speaks], 4)
    stage.set(step=2)
    assert ("30" in stage.words, note(stage)) == (True, YOURS[speaks])
    stage.close()


def test_a_loop_that_is_gone_does_not_hold_the_next_one_up(running):
    """A page that is loaded again may bring another thread and another loop; the old one never comes back."""
    looked_at(running)
    lost = asyncio.new_event_loop()

    async def begin():
        running.knobs["rounds"].play.click()
        await asyncio.sleep(0.05)

    lost.run_until_complete(begin())
    lost.close()
    running.knobs["rounds"].rest()

    async def again():
        before = state(running)[0]
        running.knobs["rounds"].play.click()
        await until(lambda: state(running)[0] > before + 2)
        running.knobs["rounds"].play.click()

    asyncio.run(again())


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


def test_several_controls_that_move_together_make_one_picture(stage):
    frames = stage.frames
    stage.set(x=2.0, wide=True)
    assert (stage.frames, stage.words) == (frames + 1, "y is 4.")
    stage.set(x=2.0)
    assert stage.frames == frames + 1


# --- nothing stays behind -----------------------------------------------------------------------------------------------


def alive():
    return len(ipywidgets.widgets.widget._instances)


@pytest.mark.parametrize("explore", STAGES)
def test_a_closed_stage_leaves_nothing(explore):
    widgets_before, listeners_before = alive(), len(own_functions._listeners)
    stage = explore()
    assert alive() > widgets_before
    frames = stage.frames
    stage.close()
    assert (alive(), len(own_functions._listeners)) == (widgets_before, listeners_before)
    stage.refresh()
    stage.close()
    assert stage.frames == frames


def test_running_the_cell_again_closes_the_stage_before(monkeypatch):
    running = ("cell-1", "run-1")
    monkeypatch.setattr(_stage, "_cell_and_run", lambda: running)
    monkeypatch.setattr(_stage, "_panels", {})
    first, beside = _stage.Stage(SCENE), _stage.Stage(SCENE)
    assert (first._ended, beside._ended) == (False, False)
    running = ("cell-2", "run-2")
    elsewhere = _stage.Stage(SCENE)
    running = ("cell-1", "run-3")
    again = _stage.Stage(SCENE)
    assert [stage._ended for stage in (first, beside, elsewhere, again)] == [True, True, False, False]
    again.close()
    elsewhere.close()


def test_a_notebook_cell_is_known_by_what_its_kernel_was_asked(monkeypatch):
    asked = {"metadata": {"cellId": "c"}, "header": {"msg_id": "m"}}
    shell = SimpleNamespace(get_parent=lambda: asked)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    assert _stage._cell_and_run() == ("c", "m")
    asked = {"metadata": {}, "header": {"msg_id": "m"}}
    assert _stage._cell_and_run() == (None, "m")
    shell = None
    assert _stage._cell_and_run() == (None, "")


def test_two_hundred_updates_do_not_grow():
    stage = widgets.linear.explore()

    def updates(count):
        for i in range(count):
            stage.set(lift=-4 + i % 19 * 0.5)

    updates(20)
    gc.collect()
    widgets_before = alive()
    tracemalloc.start()
    updates(20)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    updates(200)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert after - before < 100_000
    assert alive() == widgets_before
    stage.close()


def test_the_learners_own_matplotlib_is_left_alone(stage):
    usual = stage.image.value
    before = dict(matplotlib.rcParams)
    with matplotlib.style.context("dark_background"), matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9}):
        dark = dict(matplotlib.rcParams)
        other = _stage.Stage(SCENE)
        assert dict(matplotlib.rcParams) == dark
        assert other.image.value == usual
        other.close()
    stage.set(x=2.0, wide=True)
    assert dict(matplotlib.rcParams) == before


# --- the picture --------------------------------------------------------------------------------------------------------


def test_new_axes_are_drawn_in_full(stage):
    def wide_from_the_start(figure, language):
        artists = draw(figure, language)
        figure.axes[0].set_xlim(0, 20)
        return artists

    stage.set(x=9.0)
    stage.set(wide=True, x=1.0)
    fresh = picture.Picture(SCENE.size, lambda figure: wide_from_the_start(figure, "en"), update)
    assert stage.image.value == fresh.frame(compute(wide=True))
    stage.set(wide=False)
    assert stage.image.value != fresh.frame(compute(wide=True))


def test_a_far_kernel_sends_webp(monkeypatch, stage):
    monkeypatch.setenv("JUPYTERHUB_USER", "someone")
    far = _stage.Stage(SCENE)
    assert (stage.image.format, far.image.format) == ("png", "webp")
    assert PIL.Image.open(io.BytesIO(far.image.value)).format == "WEBP"
    assert np.abs(pixels(far.image.value).astype(int) - pixels(stage.image.value)).mean() < 2
    kept = base64.b64decode(far._repr_mimebundle_()["image/png"])
    assert PIL.Image.open(io.BytesIO(kept)).format == "PNG"
    far.close()


def test_a_page_without_a_kernel_shows_picture_and_words(stage):
    bundle = stage._repr_mimebundle_()
    assert bundle["text/plain"] == "Twice `x` & more. y is 2."
    assert "application/vnd.jupyter.widget-view+json" in bundle
    np.testing.assert_array_equal(pixels(base64.b64decode(bundle["image/png"])), pixels(stage.image.value))


def test_the_picture_has_a_fixed_size(stage):
    assert (stage.image.width, stage.image.height) == ("300", "200")
    assert pixels(stage.image.value).shape == (200, 300, 3)


# --- words, table, question ---------------------------------------------------------------------------------------------


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
    (aria,) = (child for child in stage.children if isinstance(child, _stage.Aria))
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


# --- controls -----------------------------------------------------------------------------------------------------------


def knob(control):
    return _controls.build(control, "en", "5em")


def press(box, text):
    (button,) = (part for part in _stage._everything(box) if getattr(part, "description", None) == text)
    button.click()


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
    assert _controls.width_of(["b", "rate"]) == "3.2em"
    assert _controls.width_of(["학습률"]) == "4.3em"


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


def test_the_fast_png_is_a_png():
    dice = np.random.default_rng(0)
    for shape in ((1, 1, 3), (7, 5, 3), (40, 60, 3)):
        given = dice.integers(0, 256, size=shape, dtype=np.uint8)
        np.testing.assert_array_equal(pixels(picture.fast_png(given)), given)


def test_a_stamp_is_put_where_it_belongs_pixel_by_pixel():
    given = np.random.default_rng(0).integers(0, 256, size=(5, 7, 4), dtype=np.uint8)
    given[..., 3] = 255
    stamped = picture.Picture(
        (0.3, 0.2),
        lambda figure: {"stamp": picture.Stamp(figure, zorder=1)},
        lambda artists, numbers: artists["stamp"].put(given, 4, 3),
    )
    frame = pixels(stamped.frame({})).copy()
    np.testing.assert_array_equal(frame[20 - 3 - 5 : 20 - 3, 4 : 4 + 7], given[..., :3])
    frame[20 - 3 - 5 : 20 - 3, 4 : 4 + 7] = 255
    assert (frame == 255).all()


def test_what_is_still_is_drawn_again_only_when_asked():
    def still(figure, language):
        return {"still word": figure.text(0.5, 0.5, "a")}

    def write(artists, numbers):
        artists["still word"].set_text(numbers["word"])
        return numbers["changed"]

    words = picture.Picture((1, 1), lambda figure: still(figure, "en"), write)
    first = words.frame({"word": "a", "changed": False})
    assert words.frame({"word": "b", "changed": False}) == first
    assert words.frame({"word": "b", "changed": True}) != first
