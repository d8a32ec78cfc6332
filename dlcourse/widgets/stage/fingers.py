"""What the page needs to let somebody touch a picture: the handles and the hover of the picture that is shown, while somebody is near it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import numpy as np
import traitlets

from dlcourse.language import Text
from dlcourse.widgets.stage.handle import Pins
from dlcourse.widgets.stage.hover import FINE, seen
from dlcourse.widgets.stage.knob import Knob
from dlcourse.widgets.stage.picture import Picture
from dlcourse.widgets.stage.positions import positions
from dlcourse.widgets.stage.scene import Choice, Control, Numbers, Points, Scene
from dlcourse.widgets.stage.scripts import joined
from dlcourse.widgets.stage.touch import Held, ToPicture, held, moved_point, pinned, sides

CELL = Text("row {row}, column {column}", "{row}행 {column}열")


class Fingers(anywidget.AnyWidget):
    """Invisible: brings handles and hover to the page (touch.js, fingers.js), which moves the controls by itself; only points come back as messages.

    Nothing is worked out while nobody is near the picture.
    """

    _esm = joined("touch.js", "fingers.js")
    near = traitlets.Bool(False).tag(sync=True)  # whether somebody points at the stage, or moves one of its controls
    controls = traitlets.Dict().tag(sync=True)
    told = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        scene: Scene,
        picture: Picture,
        knobs: Mapping[str, Knob],
        language: str,
        move: Callable[..., None],
        again: Callable[[], None],
    ) -> None:
        self._again = again  # draws what is shown, and tells it to `follow`
        self._scene, self._picture, self._knobs, self._language, self._move = scene, picture, knobs, language, move
        self._shown: tuple[Numbers, Mapping[str, Any]] | None = None
        super().__init__(
            controls={
                control.name: _spoken(control, language) | _model(knobs[control.name]) for control in scene.controls
            }
        )
        self.observe(lambda _change: self._come(), names="near")
        self.on_msg(self._page_says)

    def follow(self, numbers: Numbers, values: Mapping[str, Any]) -> None:
        """This is what the picture shows now."""
        self._shown = numbers, values
        self._tell()

    def telling(self, numbers: Numbers, values: Mapping[str, Any]) -> str:
        """What can be touched of these numbers, which the picture shows, as JSON; for a page that has no kernel to ask."""
        news = told(self._scene, self._picture, numbers, values, self._language)
        # points live in the kernel alone
        news["handles"] = [one for one in news["handles"] if "pin" not in one]
        return json.dumps(news, ensure_ascii=False, separators=(",", ":"))

    def _come(self) -> None:
        if self.near:
            self._again()
        else:
            self.told = {}

    def _tell(self) -> None:
        # what is not kept up to date may not be told
        near = self.near and self._shown
        self.told = told(self._scene, self._picture, *near, self._language) if near else {}

    def _page_says(self, _self: Any, content: Any, _buffers: Any) -> None:
        """A point was dragged: the page has no widget that holds all points."""
        name = content.get("points")
        control = next((one for one in self._scene.controls if one.name == name and isinstance(one, Points)), None)
        if isinstance(control, Points):
            points = moved_point(control, self._knobs[control.name].value, content.get("pin"), content.get("to"))
            if points is not None:
                self._move(**{control.name: points})


def told(scene: Scene, picture: Picture, numbers: Numbers, values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Handles and hover of the picture as it is, ready for JSON."""
    held_now = [_packed(one, picture) for one in handles(scene, picture, numbers, values)]
    return {"handles": held_now, "cell": CELL.in_(language)} | seen(picture.figure, language)


def handles(scene: Scene, picture: Picture, numbers: Numbers, values: Mapping[str, Any]) -> list[Held]:
    """Everything that can be taken hold of, in pixels of the picture."""
    found: list[Held] = []
    for which, one in enumerate(scene.touch):
        artist = picture.artists[one.on]
        where = _where(artist[0] if isinstance(artist, list | tuple) else artist, picture)
        if isinstance(one, Pins):
            found += [pin._replace(key=f"{which}.{pin.pin}") for pin in pinned(one, scene.controls, values, where)]
        else:
            now = held(one, scene.controls, numbers, values, where)
            found += [now._replace(key=str(which))] if now else []
    return found


def _where(artist: Any, picture: Picture) -> ToPicture:
    axes = artist.axes

    def where(places: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):  # an axis of powers has no place for 0
            found = axes.transData.transform(places)
        return np.column_stack([found[:, 0], picture.height - found[:, 1]])

    return where


def _packed(one: Held, picture: Picture) -> dict[str, Any]:
    size = np.array([picture.width, picture.height])

    def fine(places: np.ndarray) -> list[list[int] | None]:
        within = np.clip(places / size, -2, 3) * FINE
        return [[round(x), round(y)] if np.isfinite((x, y)).all() else None for x, y in within]

    rails = [{"control": rail.control, "now": rail.now, "places": fine(rail.places)} for rail in one.rails]
    packed = {
        "key": one.key,
        "at": fine(one.at[None])[0],
        "grip": fine(one.grip),
        "rails": rails,
        "also": dict(one.also),
    }
    return packed if one.pin is None else packed | {"pin": one.pin}


def _spoken(control: Control, language: str) -> dict[str, Any]:
    """What a control is called, and what its positions are called."""
    spoken: dict[str, Any] = {"label": control.label.in_(language)}
    if isinstance(control, Choice):
        return spoken | {"words": [text.in_(language) for _, text in control.options]}
    return spoken | {"values": list(sides(control) if isinstance(control, Points) else positions(control))}


def _model(knob: Knob) -> dict[str, Any]:
    """Which widget of the page holds its value, and under what name."""
    source = knob.source
    return (
        {} if source is None else {"model": source.model_id, "key": "index" if source.has_trait("index") else "value"}
    )
