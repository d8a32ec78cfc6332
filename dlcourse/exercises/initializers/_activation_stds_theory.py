"""What very wide layers do by theory, how near a run must come to it, and what many runs together tell."""

import math
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case
from dlcourse.exercises.initializers._activation_stds_answers import activated
from dlcourse.exercises.initializers._shared import right_variance

BELL = np.linspace(-9.0, 9.0, 2001)


HEIGHT = np.exp(-(BELL**2) / 2.0) / np.exp(-(BELL**2) / 2.0).sum()


def in_theory(
    case: Case, start: float = 1.0, linear: bool = False, bend: Any = None, share: float = 1.0
) -> tuple[Any, Any]:
    """What very wide layers do: the spreads of a and of z after each layer, if inputs have the mean square `start`."""
    scheme, act, depth, width = case.args
    variance = right_variance((width, width), scheme) if isinstance(scheme, str) else scheme**2
    variance *= share
    square, spreads = start, []
    for _ in range(depth):
        z = math.sqrt(width * variance * square)
        a = activated(z * BELL, "identity" if linear else act) if bend is None else bend(z * BELL)
        square = float(HEIGHT @ a**2)
        spreads.append((math.sqrt(max(square - float(HEIGHT @ a) ** 2, 0.0)), z))
    stds, before = zip(*spreads, strict=True)
    return np.array(stds), np.array(before)


WINDOW = 0.27  # of the logarithm; draws of these widths have standard deviations of at most 0.042 there


def near(value: Any, want: Any) -> bool:
    return bool(np.all(np.abs(np.log(np.maximum(value, 1e-300) / want)) < WINDOW))


RUNS = 24


TOGETHER = (
    0.065  # growth in the first and second half of a run: independent layers reach 0.05 less than once in 1e9 runs
)


def many(function: Any, *args: Any, rng: np.random.Generator) -> Any:
    """The answer of many calls one after the other, one a row."""
    found = [function(*args, rng=rng) for _ in range(RUNS)]
    odd = next((one for one in found if not isinstance(one, np.ndarray) or one.shape != (args[2],)), None)
    return np.array(found) if odd is None else odd


PRECISE = 0.022  # of the mean of 24 logarithms whose own standard deviation is 0.0146: seven standard errors


SCATTER = 0.05  # 24 right runs scatter by at most 0.03; one example of a hundred numbers scatters by 0.13


def precisely(function: Any, *args: Any, rng: np.random.Generator) -> Any:
    """Many runs of one layer that together leave little to chance."""
    return many(function, *args, rng=rng)


def logs(case: Case, runs: Any) -> Any:
    """How far many runs of one layer are from theory, in logarithms."""
    return np.log(np.maximum(np.asarray(runs, dtype=float)[:, 0], 1e-300) / in_theory(case)[0][0])


def shared(runs: Any) -> bool:
    """Whether early and late layers of a run grow alike, as they do if they are the same matrix."""
    logs = np.log(np.maximum(np.asarray(runs, dtype=float), 1e-300))
    half = logs.shape[1] // 2
    early = (logs[:, half] - logs[:, 0]) / half
    late = (logs[:, -1] - logs[:, half]) / (logs.shape[1] - 1 - half)
    return bool(np.mean((early - early.mean()) * (late - late.mean())) > TOGETHER)


def leaking(slope: float) -> Any:
    return lambda z: np.maximum(z, slope * z)
