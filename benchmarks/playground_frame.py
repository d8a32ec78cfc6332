"""How long one picture of the playground takes while it trains, the epoch included: blitted, against drawing the same figure wholly.

Both sides train the same network for an epoch and make a PNG of it. The other side calls `savefig`, as a notebook does that redraws its figure
for every frame. Both have pixels to compare, so they are compared. Target: three times faster, and below 30 ms on a quiet machine.
"""

import io
from functools import partial

import numpy as np
import PIL.Image
from _table import alternating, arguments, machine, milliseconds, table

from dlcourse.widgets.playground._training import Training
from dlcourse.widgets.playground.explore import SCENE
from dlcourse.widgets.stage.picture import Picture, drawing

TARGET = 3.0
NETWORKS = {
    "4 units": {},
    "two layers of 8, all inputs": {
        "layers": 2,
        "units1": 8,
        "units2": 8,
        "features": SCENE.preset(
            "benchmark", features=["x1", "x2", "x1**2", "x2**2", "x1*x2", "sin(x1)", "sin(x2)"]
        ).start()["features"],
    },
}


def main() -> None:
    repetitions = arguments(__doc__, quick=5, full=60)
    print(machine())
    rows = []
    for name, settings in NETWORKS.items():
        ours, wholly = Frames(settings), Frames(settings)
        same(ours.blitted(), wholly.saved())
        sides = [partial(milliseconds, ours.blitted), partial(milliseconds, wholly.saved)]
        alternating(sides, 2)  # everything has been used once
        quick, slow = alternating(sides, repetitions)
        rows += [
            [f"{name}: savefig", f"{slow:.1f}", f"{1000 / slow:.0f}", "1.0x"],
            [f"{name}: blitted", f"{quick:.1f}", f"{1000 / quick:.0f}", f"{slow / quick:.1f}x"],
        ]
    print(table(["an epoch and its picture", "ms", "a second", "faster"], rows))
    print(f"target: {TARGET:g}x; medians of {repetitions} epochs each, taking turns")


class Frames:
    """One network in training and the figure that shows it."""

    def __init__(self, settings: dict[str, object]) -> None:
        self.training = Training(**settings)
        self.picture = Picture(SCENE.size, lambda figure: SCENE.draw(figure, "en"), SCENE.update)

    def blitted(self) -> bytes:
        self.training.advance()
        return self.picture.frame(self.training.numbers())

    def saved(self) -> bytes:
        self.training.advance()
        for artist in self.picture.figure.findobj():
            artist.set_animated(False)
        SCENE.update(self.picture.artists, self.training.numbers())
        out = io.BytesIO()
        with drawing():
            self.picture.figure.savefig(out, format="png", dpi=100)
        return out.getvalue()


def same(one: bytes, other: bytes) -> None:
    pictures = [np.asarray(PIL.Image.open(io.BytesIO(each)).convert("RGB")) for each in (one, other)]
    np.testing.assert_array_equal(*pictures)


if __name__ == "__main__":
    main()
