"""A network that learns, one epoch a round, by the very lines that the playground shows."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

from dlcourse.activations import sigmoid
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.training import epochs, evaluate
from dlcourse.widgets.playground._recipe import REACH, Settings, recipe, training
from dlcourse.widgets.stage.scene import Numbers

SIDE = 72  # the network is asked on a grid of so many places each way


@cache
def _grid() -> np.ndarray:
    """The middles of the grid's cells, from the upper left one on, row by row."""
    middles = (np.arange(SIDE) + 0.5) / SIDE * 2 * REACH - REACH
    x1, x2 = np.meshgrid(middles, middles[::-1])
    return np.column_stack([x1.ravel(), x2.ravel()])


class Training:
    """A network that learns, one epoch a round."""

    def __init__(self, **settings: Any) -> None:
        self.settings = Settings(**settings)
        # the learner's copy of these lines does what the widget does, because the widget does what they say
        room: dict[str, Any] = {"run": self._epochs}
        exec(recipe(self.settings), room)
        self.net: Sequential = room["net"]
        self._features = room["features"]
        self.X, self.y = room["X_train"].reshape(-1, 2), room["y_train"]
        self.X_val, self.y_val = room.get("X_val", np.empty((0, 2))), room.get("y_val", np.empty(0, dtype=int))
        self.logs: list[Mapping[str, float]] = []
        self.broken = False
        self._run: Iterator[Mapping[str, float]] = iter(())
        if self.settings.examples:
            exec(f"run(net,\n{training(self.settings)})", room)
            start = evaluate(self.net, self._features(self.X), self.y, loss="bce")
            if len(self.y_val):
                seen = evaluate(self.net, self._features(self.X_val), self.y_val, loss="bce")
                start |= {f"val_{name}": value for name, value in seen.items()}
            self.logs.append(start)

    def _epochs(self, *args: Any, **kwargs: Any) -> None:
        self._run = epochs(*args, **kwargs)

    def advance(self) -> bool:
        """One epoch."""
        try:
            with np.errstate(all="ignore"):
                log = next(self._run, None)
        except FloatingPointError:
            log, self.broken = None, True
        if log is not None and not all(map(np.isfinite, log.values())):
            log, self.broken = None, True
        if log is None:
            return True
        self.logs.append(log)
        return False

    def numbers(self) -> Numbers:
        """The network as it is, and the losses so far."""
        with np.errstate(all="ignore"):  # a network that broke is looked at as well
            inputs = self._features(_grid())
            given = self.net.activations(inputs)
            kinds = zip(self.net.layers, given, strict=True)
            maps = [inputs, *(out for layer, out in kinds if isinstance(layer, Activation))]
            answer = sigmoid(np.nan_to_num(given[-1]))
        dense = [layer for layer in self.net.layers if isinstance(layer, Dense)]
        return {
            "settings": self.settings,
            "X": self.X,
            "y": self.y,
            "X_val": self.X_val,
            "y_val": self.y_val,
            "maps": [np.nan_to_num(one.T.reshape(-1, SIDE, SIDE)) for one in maps],
            "answer": answer.reshape(SIDE, SIDE),
            "weights": [np.nan_to_num(layer.params["W"]) for layer in dense],
            "biases": [np.nan_to_num(layer.params["b"]) for layer in dense],
            "parameters": self.net.n_params,
            "epoch": max(len(self.logs) - 1, 0),
            "logs": list(self.logs),
            "broken": self.broken,
        }
