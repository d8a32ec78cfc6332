"""One weight goes downhill: a loss says how wrong it is, the slope says which way is down, a step goes there.

Nothing here needs a formula for the slope: it is measured. Back-propagation and the optimizers do the same with
formulas, and for many weights at once.
"""

from collections.abc import Callable

import numpy as np

from dlcourse._require import function, not_negative, number, positive, require, whole


@require(f=function, w=number, h=positive)
def slope_at(f: "Callable[[float], float]", w: float, h: float = 1e-5) -> float:
    """How steeply f climbs at w: the rise from a little before w to a little after it, over the run.

    Shape:   () -> ()
    Raises:  TypeError if f is no function, ValueError if h is not positive
    See:     Fornberg (1988), on central differences
    >>> slope_at(lambda w: w**2, 3.0, h=0.5)
    6.0
    """
    return float((f(w + h) - f(w - h)) / (2 * h))


@require(f=function, w=number, lr=positive)
def step_downhill(f: "Callable[[float], float]", w: float, lr: float) -> float:
    """The place after one step of gradient descent: against the slope of f at w, `lr` times as far.

    Shape:   () -> ()
    Raises:  TypeError if f is no function, ValueError if lr is not positive
    See:     Cauchy (1847)
    >>> round(step_downhill(lambda w: w**2, 3.0, lr=0.25), 6)
    1.5
    """
    return w - lr * slope_at(f, w)


@require(f=function, w=number, lr=positive, flat=not_negative, most=whole())
def go_downhill(
    f: "Callable[[float], float]", w: float, lr: float, flat: float = 0.001, most: int = 1000
) -> np.ndarray:
    """Every place on the way down from w, until the ground is flat: the slope is no larger than `flat` in size.

    After `most` steps it stops wherever it is.
    Shape:   () -> (steps + 1,), the start first
    Raises:  TypeError if f is no function, ValueError if lr is not positive, or flat or most is negative
    See:     Cauchy (1847)
    >>> go_downhill(lambda w: w**2, 3.0, lr=0.25, most=2).round(6)
    array([3.  , 1.5 , 0.75])
    """
    places = [w]
    while abs(slope_at(f, places[-1])) > flat and len(places) <= most:
        places.append(step_downhill(f, places[-1], lr))
    return np.array(places, dtype=float)
