"""What an artist says when somebody points at it. Lines, bars and pictures in axes with ticks speak for themselves (`hover.py`); a unit or an
edge of a drawn network does not, because its place means nothing: `tell(artist, "w5 = 0.45")`. A line of many marks, a collection of many
lines and a histogram of many steps say a word each. Axes say what stands in places where there is no artist: `tell(axes, [(x, y, radius, words)])`.
"""

from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from dlcourse.language import Text

Words = str | Text
Spot = tuple[float, float, float, Words]
Said = (
    Words | Sequence[Words] | Sequence[Spot] | Callable[[], Sequence[Words] | Sequence[Spot]]
)  # a function is asked only when somebody points there
AS_POWERS = "10^"  # an axis whose numbers are powers of ten

_said: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()


def tell(artist: Any, said: Said) -> None:
    """From now on the artist says this. An axis (`axes.xaxis`) says what its numbers 0, 1, 2, ... are called, or `AS_POWERS`."""
    _said[artist] = said


def tell_values(image: Any, values: Any) -> None:
    """The numbers (rows, columns) behind an image that is made of colours."""
    _said[image] = values


def told(artist: Any) -> Any:
    """What it says, or None."""
    said = _said.get(artist)
    return said() if callable(said) else said
