"""What a training came to, epoch by epoch."""

from collections.abc import Iterator, Mapping, Sequence

from dlcourse._require import lookup


class History(Mapping[str, list[float]]):
    """One list per name, one entry per epoch: `history["val_loss"]`. `stopped` says why training ended."""

    def __init__(self, names: Sequence[str]) -> None:
        self._logs: dict[str, list[float]] = {name: [] for name in names}
        self.stopped = ""

    def add(self, log: Mapping[str, float]) -> None:
        """Append one epoch."""
        for name, values in self._logs.items():
            values.append(log[name])

    def __getitem__(self, name: str) -> list[float]:
        try:
            return lookup("history", "name", name, self._logs)
        except ValueError as unknown:
            raise KeyError(str(unknown)) from None  # what `in` and `get` of a mapping wait for

    def __iter__(self) -> Iterator[str]:
        return iter(self._logs)

    def __len__(self) -> int:
        return len(self._logs)

    def __repr__(self) -> str:
        last = ", ".join(f"{name} {values[-1]:.4f}" for name, values in self._logs.items() if values)
        return f"History({len(self._logs['loss'])} epochs: {last or 'nothing yet'}; {self.stopped})"
