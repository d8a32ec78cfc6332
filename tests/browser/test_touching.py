"""Pictures that can be touched, in a real JupyterLab: dragging moves the controls, and what lies under the pointer says its numbers."""

import re
import time
from pathlib import Path

import numpy as np
import pytest

from dlcourse.widgets import stage
from dlcourse.widgets.stage.touch import Rail, nearest

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("touching")]

CELLS = {
    "line": "from dlcourse import language, widgets\nlanguage.use('{language}')\nline = widgets.perceptron.explore()\nline",
    "curve": "curve = widgets.activations.explore()\ncurve",
    "bars": "bars = widgets.activations.probabilities()\nbars",
    "race": "race = widgets.optimizers.compare()\nrace",
    "net": "net = widgets.forward.explore()\nnet",
    "pins": "pins = widgets.perceptron.learn()\npins",
    "fit": "fit = widgets.linear.explore()\nfit",
    "shares": "widgets.initializers.spread()",
    "map": "widgets.multilayer.switch()",
    "ask": "",
}


@pytest.fixture(params=["en", "ko"])
def speaks(request):
    return request.param


@pytest.fixture
def notebook(show, server, speaks):
    cells = {cell: code.format(language=speaks) for cell, code in CELLS.items()}
    notebook = show(server.write(f"touching-{speaks}", cells))
    notebook.run_all()
    return notebook


class Hand:
    """A mouse over the stage of a cell."""

    def __init__(self, notebook, cell):
        self.notebook, self.mouse = notebook, notebook.window.page.mouse
        self.stage = notebook.cell(cell).locator(".dlcourse-stage")
        self.picture = self.stage.locator(".dlcourse-picture").first
        cover = self.stage.locator(".dlcourse-veil")
        if cover.count() and cover.is_visible():
            cover.click()  # what answers the open question
        self.picture.scroll_into_view_if_needed()
        self.point(0.5, 0.02)  # somebody comes near

    def point(self, across, down):
        """Over this part of the picture."""
        self.over(self.picture, lambda box: (box["x"] + across * box["width"], box["y"] + down * box["height"]))

    def over(self, node, place):
        """There the mouse is, with everything said. A page that is still at work moves its parts away under it: then once more."""
        for _ in range(9):
            box = node.bounding_box()
            self.mouse.move(*place(box))
            self.notebook.settle()
            if node.bounding_box() == box:
                return
        raise AssertionError("the page does not stand still")

    def ring(self, controls, which=0):
        return self.stage.locator(f'.held[data-control="{controls}"]:visible').nth(which)

    def drag(self, controls, right, down, which=0, *, leap=False):
        """Take hold of a handle and pull it so many pixels; what stands beside it before it is let go."""
        box = self.ring(controls, which).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.mouse.move(x, y)
        self.mouse.down()
        if not leap:
            self.mouse.move(x + right / 2, y + down / 2, steps=3)
        self.mouse.move(x + right, y + down, steps=1 if leap else 3)
        # the page follows the pointer from frame to frame, and says where it would let go
        self.notebook.window.page.evaluate("() => new Promise(requestAnimationFrame).then(() => undefined)")
        said = self.says()
        self.mouse.up()
        self.notebook.settle()
        return said

    def says(self):
        """What stands beside the pointer."""
        words = self.stage.locator(".dlcourse-touch .tells")
        return words.inner_text() if words.is_visible() else ""

    def hover(self, controls, which=0):
        """Over a handle: the point that it stands for says its numbers."""
        self.over(
            self.ring(controls, which),
            lambda box: (box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2),
        )
        return self.says()

    def value(self, control):
        """What the control's own handle says."""
        slider = self.stage.locator(f".dlcourse-control-{control} [role=slider]")
        return float(slider.get_attribute("aria-valuenow"))

    def words(self):
        return self.stage.locator(".dlcourse-says").inner_text()


def ask(notebook, code):
    notebook.write("ask", code)
    notebook.run("ask")
    return notebook.cell("ask").locator(".jp-OutputArea-output").inner_text().strip()


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"


def test_the_page_finds_the_positions_that_the_kernel_would_find(browser):
    """`nearest` is written twice, for it has to answer without a kernel."""
    rng = np.random.default_rng(3)
    asked = []
    for _ in range(60):
        rails = []
        # two controls add up what they do, so both rails begin at the same place
        base = rng.integers(0, 10_000, 2)
        for _ in range(rng.integers(1, 3)):
            places = rng.integers(0, 10_000, (rng.integers(2, 9), 2)).astype(float)
            now = int(rng.integers(len(places)))
            places[now] = base
            places[(now + 1) % len(places)] = np.nan
            rails.append(Rail("x", now, places))
        asked.append((rails, rng.integers(0, 10_000, 2).astype(float)))
    plain = [
        {
            "rails": [
                {"now": rail.now, "places": [None if np.isnan(place[0]) else list(place) for place in rail.places]}
                for rail in rails
            ],
            "target": list(target),
        }
        for rails, target in asked
    ]
    page = browser.new_page()
    found, written = page.evaluate(
        """async ([source, asked, numbers]) => {
            const { nearest, number } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
            return [asked.map(({ rails, target }) => nearest(rails, target, [10000, 10000])), numbers.map(number)];
        }""",
        [
            (Path(stage.__file__).parent / "touch.js").read_text(encoding="utf-8"),
            plain,
            [0, -0.5, 0.1 + 0.2, 9.54e-7, 1e-5, 123456, 99999],
        ],
    )
    page.close()
    assert [tuple(one) for one in found] == [nearest(rails, target) for rails, target in asked]
    assert written == ["0", "−0.5", "0.3", "9.54 × 10⁻⁷", "10⁻⁵", "1.23 × 10⁵", "100000"]


def test_what_is_drawn_can_be_dragged_and_tells_its_numbers(notebook, window, speaks, artefacts):
    """Dragging moves controls, words and picture, and whatever lies under the pointer says its numbers."""
    point_at_curves_and_bars(notebook, window, speaks, artefacts)
    point_at_steps_and_cells(notebook, speaks)
    drag_lines_and_curves(notebook, window, speaks, artefacts)
    drag_points_and_bars(notebook, speaks)
    assert notebook.troubles() == []


def drag_lines_and_curves(notebook, window, speaks, artefacts):
    line = Hand(notebook, "line")
    window.picture(line.stage, artefacts / f"touch-line-{speaks}.png")
    before, words = line.value("b"), line.words()
    line.drag("b", -40, 40)  # the line is pushed away from the corner (1, 1)
    assert line.value("b") > before
    assert line.words() != words
    # the arrow keys go on from there
    pulled = line.value("b")
    window.page.keyboard.press("ArrowLeft")
    notebook.settle()
    assert line.value("b") < pulled
    assert ask(notebook, "line.values['w1'], line.values['w2']") == "(1.0, 1.0)"
    line = Hand(notebook, "line")
    line.drag("w1 w2", 60, 0)
    w1, w2 = (line.value(name) for name in ("w1", "w2"))
    assert (w1 > 1, w2) == (True, 1)
    curve = Hand(notebook, "curve")
    curve.drag("probe", 80, 0)
    assert curve.value("probe") > 1
    # the keyboard moves the same thing: the ring lights up while its control has the focus
    curve.stage.locator(".dlcourse-control-probe [role=slider]").focus()
    assert curve.stage.locator(".held.focus").count() == 2
    window.picture(curve.stage, artefacts / f"touch-curve-{speaks}.png")
    window.page.keyboard.press("Home")
    notebook.settle()
    assert curve.value("probe") == -4
    race = Hand(notebook, "race")
    race.drag("x y", 60, 20)
    assert ask(notebook, "race.values['start']") == "'own'"
    # several controls move at once, each at the pace at which its messages are answered
    until(lambda: ask(notebook, "race.values['x'] > -7, race.values['y'] < 2") == "(True, True)")
    window.picture(race.stage, artefacts / f"touch-race-{speaks}.png")


def drag_points_and_bars(notebook, speaks):
    pins = Hand(notebook, "pins")
    pins.stage.locator(".dlcourse-control-data button").last.click()  # the learner's own points
    pins.ring("points points", 2).wait_for()
    box, before = pins.picture.bounding_box(), pins.ring("points points", 2).bounding_box()
    # one to the right on axes that show the numbers from -0.5 to 1.5 on this part of the picture
    right, up = 0.43 * box["width"] / 2, 0.81 * box["height"] / 2
    # the next places are a quarter away: no need to hit it
    assert pins.drag("points points", 0.28 * right, -0.46 * up, which=2) == "(0.75, 0.5)"
    assert ask(notebook, "pins.values['points'][2]") == "(0.75, 0.5, 1)"
    pins = Hand(notebook, "pins")
    after = pins.ring("points points", 2).bounding_box()
    moved = after["x"] - before["x"] - (box["x"] - pins.picture.bounding_box()["x"])
    assert abs(moved - 0.25 * right) < 1
    # where another point is, there is no room: nothing moves, neither here nor in the kernel
    pins.drag("points points", -0.5 * right, -0.25 * up, which=2, leap=True)
    assert pins.ring("points points", 2).bounding_box() == after
    assert ask(notebook, "pins.values['points'][1:3]") == "((0.25, 0.75, 0), (0.75, 0.5, 1))"
    bars = Hand(notebook, "bars")
    score, words = bars.value("z1"), bars.words()
    assert bars.drag("z1", 0, -60).startswith({"en": "score 1 = ", "ko": "점수 1 = "}[speaks])
    assert bars.value("z1") > score + 1
    assert bars.words() != words
    fit = Hand(notebook, "fit")
    words = fit.words()
    fit.drag("lift", 0, -40, which=1)  # one point pulls the other three along
    assert fit.value("lift") > 0
    assert fit.words() != words


def point_at_steps_and_cells(notebook, speaks):
    words = {"en": ("normal", "weight", "density"), "ko": ("정규분포", "가중치", "밀도")}[speaks]
    shares = Hand(notebook, "shares")
    shares.point(0.09 + 0.89 * 0.505, 0.78)  # near the foot of the step that begins in the middle
    assert shares.says() == "{}\n{} = 0 … 0.01, {} = 2.8033".format(*words)
    plane = Hand(notebook, "map")
    for height, answer in ((1, 1), (-1, 0)):
        plane.point(0.08 + 0.4 * 0.25, 0.1 + 0.75 * (2 - height) / 4)  # above and below the border
        says = plane.says().splitlines()[-1]
        assert re.fullmatch(rf"x₁ = −0\.98\d+, x₂ = {'−0.98' if height < 0 else '1.01'}\d+: {answer}", says)


def point_at_curves_and_bars(notebook, window, speaks, artefacts):
    curve = Hand(notebook, "curve")
    name = {"en": "value f(z)", "ko": "값 f(z)"}[speaks]
    assert curve.hover("probe") == f"z = 1, {name} = 0.7311"
    window.picture(curve.stage, artefacts / f"hover-curve-{speaks}.png")
    bars = Hand(notebook, "bars")
    heads = {"en": ("class", "probability"), "ko": ("클래스", "확률")}[speaks]
    bars.over(bars.ring("z3"), lambda box: (box["x"] + box["width"] / 2, box["y"] + 60))  # somewhere in the bar
    assert re.fullmatch(rf"{heads[0]} = 3, {heads[1]} = 0\.7\d+", bars.says())
    window.picture(bars.stage, artefacts / f"hover-bars-{speaks}.png")
    net = Hand(notebook, "net")
    assert net.hover("w1") == "w1 = 0.3"
    assert net.hover("x2") == "x2 = 0.2"
    window.picture(net.stage, artefacts / f"hover-net-{speaks}.png")
    # nobody hears it twice: the table and the words say the same
    assert net.stage.locator(".dlcourse-touch").get_attribute("aria-hidden") == "true"
    net.mouse.move(5, 5)
    notebook.settle()
    assert net.says() == ""
    assert ask(notebook, "net.fingers.told") == "{}"
