"""How long to wait outside for what has some seconds inside: on a machine that is busy with others, longer.

What a submission may use up is counted where it runs. Out here a clock is all there is, and on a busy machine a clock
runs faster than the work: whoever waited no longer than on a quiet one would take points for the neighbours' load.
"""

import os
import time
from functools import lru_cache
from pathlib import Path

from dlcourse.time_limit import on_the_clock

GRACE = 1.0  # seconds between the polite end of a call and the other one
_SPARE = 1.5  # the load is a mean of the last minute
_MOST = 60.0  # times that a machine may be slower
_NOW = Path("/proc/loadavg")
_FRESH = 0.1  # seconds that what was read is true: it is asked for a hundred times a submission


def patience(seconds: float) -> float:
    """How long what has `seconds` of the processor may last on the clock, for either side of the wall."""
    return on_the_clock(seconds) * slowness()


def slowness() -> float:
    """How many times slower than alone a process runs on this machine now; 1.0 where nobody waits for a processor."""
    share = _waiting(_NOW, time.monotonic() // _FRESH) / (os.cpu_count() or 1)
    return min(_SPARE * share, _MOST) if share > 1.0 else 1.0


@lru_cache(maxsize=1)
def _waiting(path: Path, moment: float) -> float:
    """How many processes want to run: in the last minute or at this moment, whichever is more; read once a `moment`."""
    try:
        minute, _, _, now, *_ = path.read_text("ascii").split()
        return max(float(minute), float(now.partition("/")[0]))
    except (OSError, ValueError):  # no Linux, or no such file in a container
        return 0.0
