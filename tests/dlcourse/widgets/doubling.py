"""Two small scenes to try the stage with: one doubles a number, one counts; and ways to look at what stands on a stage."""

import asyncio
import re
import time

import ipywidgets
import pytest

from dlcourse.language import LANGUAGES, Text
from dlcourse.widgets.stage.panel import everything
from dlcourse.widgets.stage.picture import Picture
from dlcourse.widgets.stage.scene import Choice, Question, Rounds, Run, Scene, Slider, Table
from dlcourse.widgets.stage.words import number

QUESTION = Question(Text("Which?", "무엇일까요?"), (Text("a", "가"), Text("b", "나")), 1, Text("So.", "그렇습니다."))


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
    return Text("y is {y}.", "y는 {y}입니다.").format(y=number(numbers["y"]))


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


def plain(html):
    return re.sub("<[^>]*>", "", html.value)


in_both = pytest.mark.parametrize("speaks", LANGUAGES)


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
    compute=Rounds(Counting, "rounds"),
    size=(3, 2),
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    predict=QUESTION,
    uses={"double": double},
    code=lambda numbers: f"# <{numbers['y']:g}>" if numbers["y"] else "",
)


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


def alive():
    return len(ipywidgets.widgets.widget._instances)


def press(box, text):
    (button,) = (part for part in everything(box) if getattr(part, "description", None) == text)
    button.click()


def drawn(scene, **values):
    """The artists of a scene that has been drawn once."""
    made = Picture(scene.size, lambda figure: scene.draw(figure, "en"), scene.update)
    made.frame(scene.compute(**scene.start() | values))
    return made.artists
