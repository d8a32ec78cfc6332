"""What all benchmarks share: medians of repeated measurements, and one plain table to print them in."""

import argparse
import platform
import statistics
import time
from collections.abc import Callable, Sequence


def arguments(description: str, quick: int, full: int) -> int:
    """The command line of every benchmark; how many repetitions were asked for."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help=f"{quick} repetitions instead of {full}")
    return quick if parser.parse_args().quick else full


def milliseconds(function: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    function()
    return (time.perf_counter() - start) * 1000


def alternating(sides: Sequence[Callable[[], float]], repetitions: int) -> list[float]:
    """The median of each side. They take turns, so that a busy moment of the machine hits all alike."""
    rounds = [[side() for side in sides] for _ in range(repetitions)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they need to be; the first is text, the others numbers."""
    lines = [list(heads), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    cells = ["  ".join(map(str.rjust, line, widths)) for line in lines]
    first = widths[0]
    cells = [line[0].ljust(first) + cell[first:] for line, cell in zip(lines, cells, strict=True)]
    return "\n".join([cells[0], "-" * len(cells[0]), *cells[1:]])


def machine() -> str:
    """On what this was measured."""
    import numpy

    return f"Python {platform.python_version()}, NumPy {numpy.__version__}, {platform.system()} {platform.machine()}"
