"""How busy the machine is: how many times slower than alone a process runs on it now.

Whoever waits on a clock for what the processor does has to know it: on a busy machine a clock runs faster than the work, and who waited no longer
than on a quiet one would take points for the neighbours' load.
"""

import os
import time
from functools import lru_cache
from pathlib import Path

_SPARE = 1.5  # the load is a mean of the last minute
_MOST = 60.0  # times that a machine may be slower
_NOW = Path("/proc/loadavg")
_FRESH = 0.1  # seconds that what was read is true: a grading asks a hundred times a submission


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
