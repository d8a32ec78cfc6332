"""What a page without a kernel shows of a process: some stops on its way, as a slider over its rounds.

Its settings do not move there: what others come to, a page would need all rounds of each for.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dlcourse.time_limit import TimeUp
from dlcourse.widgets.stage.scene import Rounds, Run, Scene
from dlcourse.widgets.stage.sweeps import Moment

STOPS = (0, 1, 2, 5, 10, 20, 50, 100)


def run_of(scene: Scene) -> Run | None:
    """The control of a process; None if the scene has none."""
    name = scene.compute.run if isinstance(scene.compute, Rounds) else None
    return next((one for one in scene.controls if isinstance(one, Run) and one.name == name), None)


def stops(scene: Scene) -> dict[str, dict[str, Any]]:
    """The values at each stop by its name, which is its round; from the scene's own settings."""
    run = run_of(scene)
    return {str(stop): scene.start() | {run.name: stop} for stop in STOPS if stop <= run.last} if run else {}


def at_hand(scene: Scene, values: Mapping[str, Any]) -> bool:
    """Whether the process on screen has the settings of the stops."""
    run = run_of(scene)
    return run is not None and {**values, run.name: 0} == scene.start() | {run.name: 0}


def slider(run: Run, names: Iterable[str], now: int, language: str) -> dict[str, Any]:
    """The control of these stops, as `stored.js` needs it."""
    places = sorted(map(int, names))
    return {
        "name": run.name,
        "between": False,
        "label": run.label.in_(language),
        "kind": "slider",
        "places": places,
        "says": [str(place) for place in places],
        "at": places.index(now),
        "seen": len(places) > 1,
    }


class Along:
    """Works the stops of a scene out, one after the other."""

    def __init__(
        self,
        scene: Scene,
        beforehand: Callable[[Mapping[str, Any]], Moment | None],
        worked_out: Callable[[dict[str, Moment]], None],
    ) -> None:
        """`beforehand` gives the moment at a position, or None if it is to be asked again; `worked_out` is told what there is at the end."""
        self._beforehand, self._worked_out = beforehand, worked_out
        self._left = list(stops(scene).items())
        self._moments: dict[str, Moment] = {}

    def __bool__(self) -> bool:
        """Whether there is more to do."""
        return bool(self._left)

    def work(self) -> None:
        """One piece of it."""
        name, values = self._left[0]
        try:
            moment = self._beforehand(values)
        except (TimeUp, Exception):  # it is slow, or ends here: what there is has to do
            self._left.clear()
        else:
            if moment is None:
                return
            self._moments[name] = moment
            self._left.pop(0)
        if not self._left and self._moments:
            self._worked_out(self._moments)
