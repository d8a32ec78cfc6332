"""What may happen between two epochs, and what may end a training."""

from collections.abc import Mapping, Sequence

from dlcourse._require import not_negative, one_of, refuse, whole
from dlcourse.network import Sequential
from dlcourse.regularizers import StoppingRule


class Callback:
    """Called by `fit` before, after every epoch, and at the end; change what you need and leave the rest."""

    def on_fit_start(self, net: Sequential, names: Sequence[str]) -> None:
        """Training is about to start; logs will have these names."""

    def on_epoch_end(self, epoch: int, log: Mapping[str, float], net: Sequential) -> str | None:
        """An epoch is done. Return a reason to stop, or None to go on."""
        return None

    def on_fit_end(self, net: Sequential) -> None:
        """Training is over, for whatever reason."""


class EarlyStopping(Callback):
    """Stop when `monitor` has not improved for `patience` epochs, and put the best weights back.

    The counting is done by `StoppingRule` of `regularizers`.
    """

    def __init__(self, *, patience: int, min_delta: float = 0.0, monitor: str = "val_loss") -> None:
        refuse("EarlyStopping", whole(1)("patience", patience))
        refuse("EarlyStopping", not_negative("min_delta", min_delta))
        self.patience, self.min_delta, self.monitor = patience, min_delta, monitor
        self.best_epoch: int | None = None  # counted from 0

    def on_fit_start(self, net: Sequential, names: Sequence[str]) -> None:
        refuse("EarlyStopping", one_of(*names)("monitor", self.monitor))
        self._rule = StoppingRule(self.patience, self.min_delta)
        self.best_epoch = None

    def on_epoch_end(self, epoch: int, log: Mapping[str, float], net: Sequential) -> str | None:
        # the rule wants something that should fall
        value = -log[self.monitor] if self.monitor.endswith("accuracy") else log[self.monitor]
        stop = self._rule.update(value, [net.snapshot()])
        self.best_epoch = self._rule.best_index
        return f"{self.monitor} has not improved for {self.patience} epochs" if stop else None

    def on_fit_end(self, net: Sequential) -> None:
        for best in self._rule.best_weights:  # none, when training ended before its first epoch did
            net.restore(best)
