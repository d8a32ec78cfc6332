"""Nothing stays behind: no listener, no widget, no figure, no setting."""

import gc
import sys
import tracemalloc
from types import SimpleNamespace

import matplotlib
import pytest
from doubling import SCENE, alive

from dlcourse import own_functions, widgets
from dlcourse.widgets.stage import panel
from dlcourse.widgets.stage.stage import Stage

STAGES = [widgets.shapes.explore, widgets.perceptron.explore, widgets.perceptron.learn, widgets.linear.explore]


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
    monkeypatch.setattr(panel, "_cell_and_run", lambda: running)
    monkeypatch.setattr(panel, "_panels", {})
    first, beside = Stage(SCENE), Stage(SCENE)
    assert (first._ended, beside._ended) == (False, False)
    running = ("cell-2", "run-2")
    elsewhere = Stage(SCENE)
    running = ("cell-1", "run-3")
    again = Stage(SCENE)
    assert [stage._ended for stage in (first, beside, elsewhere, again)] == [True, True, False, False]
    again.close()
    elsewhere.close()


def test_a_notebook_cell_is_known_by_what_its_kernel_was_asked(monkeypatch):
    asked = {"metadata": {"cellId": "c"}, "header": {"msg_id": "m"}}
    shell = SimpleNamespace(get_parent=lambda: asked)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    assert panel._cell_and_run() == ("c", "m")
    asked = {"metadata": {}, "header": {"msg_id": "m"}}
    assert panel._cell_and_run() == (None, "m")
    shell = None
    assert panel._cell_and_run() == (None, "")


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
        other = Stage(SCENE)
        assert dict(matplotlib.rcParams) == dark
        assert other.image.value == usual
        other.close()
    stage.set(x=2.0, wide=True)
    assert dict(matplotlib.rcParams) == before
