"""Every scene with a slider, as something to be measured: which slider is moved, and what a step of it costs the kernel."""

import statistics
from dataclasses import dataclass
from functools import partial
from typing import Any

from _table import milliseconds

from dlcourse.widgets import registry
from dlcourse.widgets.stage import sweeps
from dlcourse.widgets.stage.page import table_html
from dlcourse.widgets.stage.positions import positions, shown
from dlcourse.widgets.stage.scene import Scene, Slider, Steps
from dlcourse.widgets.stage.stage import Stage


@dataclass(frozen=True)
class Race:
    """A scene and the slider that is moved: the first that can be seen and changes the picture, and words or table, in one step."""

    name: str  # topic.name
    scene: Scene
    slider: Slider  # that of `Steps`, too
    keys: tuple[str, str]  # there and back

    def facts(self) -> dict[str, Any]:
        """What the cells of a notebook need to know."""
        topic, name = self.name.split(".")
        s = self.slider
        whole = all(isinstance(part, int) for part in (s.value, s.low, s.high, s.step))
        range_of = {"control": s.name, "value": s.value, "low": s.low, "high": s.high, "step": s.step}
        return {"topic": topic, "name": name, "kind": "Int" if whole else "Float", **range_of}


def names() -> list[str]:
    """Every scene with a slider."""
    return [name for name, scene in registry.scenes().items() if _sliders(scene)]


def race(name: str) -> Race:
    """What is moved in a scene of this name."""
    scene = registry.scenes()[name]
    start, image = scene.start(), Stage(scene).image
    for slider in _sliders(scene):
        up = slider.value + slider.step <= slider.high + 1e-9
        there = slider.value + (slider.step if up else -slider.step)
        before, after = (scene.compute(**values, **scene.uses) for values in (start, start | {slider.name: there}))
        if image.painted(before)[:2] != image.painted(after)[:2] and texts(scene, before) != texts(scene, after):
            return Race(name, scene, slider, ("ArrowRight", "ArrowLeft") if up else ("ArrowLeft", "ArrowRight"))
    raise LookupError(f"no slider of {name} changes its picture, and its words or its table, in one step")


def _sliders(scene: Scene) -> list[Slider]:
    seen = shown(scene.controls, scene.start())
    return [
        control if isinstance(control, Slider) else Slider(control.name, control.label, 0, 0, control.last, 1)
        for control in scene.controls
        if isinstance(control, Slider | Steps) and control.name in seen
    ]


def texts(scene: Scene, numbers: dict[str, Any]) -> tuple[str, str]:
    """Words and table."""
    return scene.describe(numbers).en, table_html(scene.table(numbers), "en")


def costs(race: Race, most: int) -> list[str]:
    """Of one step in the kernel, with words and table: milliseconds before (a PNG) and now (a list), kB of both; and kB of the slider's sweep."""
    scene, stage = race.scene, Stage(race.scene)
    every = [scene.start() | {race.slider.name: value} for value in positions(race.slider)]
    before, now, pixels, moments = [], [], [], {}

    def png(values: dict[str, Any]) -> None:
        numbers = scene.compute(**values, **scene.uses)
        pixels.append(len(stage.picture.frame(numbers)))
        scene.describe(numbers)
        table_html(scene.table(numbers), "en")

    def moment(values: dict[str, Any]) -> None:
        moments[str(len(moments))] = stage.moment(scene.compute(**values, **scene.uses))

    try:
        for i, values in enumerate(every):
            now.append(milliseconds(partial(moment, values)))
            if i % -(-len(every) // most) == 0:
                before.append(milliseconds(partial(png, values)))
        swept = len(sweeps.pack(moments))
    finally:
        stage.close()
    lists = [len(one.picture[1]) for one in moments.values()]
    times = [f"{statistics.median(side):.1f}" for side in (before, now)]
    return [*times, *(f"{statistics.median(side) / 1000:.1f}" for side in (pixels, lists)), f"{swept / 1000:.0f}"]
