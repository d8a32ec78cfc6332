"""The pixels of the playground: what the network and its units answer everywhere, and where units and edges stand."""

from functools import cache

import numpy as np

from dlcourse.widgets.playground._training import SIDE
from dlcourse.widgets.stage.palette import LINE, ONE, PAPER, QUIET, ZERO, levels
from dlcourse.widgets.stage.scene import Numbers

WIDTH, HEIGHT = 860, 500  # pixels
SCALE = 4  # pixels of the large map for each place of the grid
LARGE, SMALL = SIDE * SCALE, SIDE // 2  # sides of the large map and of the small ones
LEFT, BOTTOM = 546, 196  # of the large map
MIDDLE, APART = 238, 52  # height of the network's middle line, and from one unit to the next
FIRST = 74  # middle of the column of inputs
_SHADES = 128


@cache
def _shades(depth: float) -> np.ndarray:
    """From orange (0) over white to blue (1), as deep as asked; striped by half of them, from `_SHADES` on, a little darker."""
    towards = np.linspace(-1, 1, _SHADES)[:, None]
    ends = np.where(towards < 0, levels(ZERO), levels(ONE))
    plain = levels(PAPER) + (ends - levels(PAPER)) * np.abs(towards) * depth
    rgb = np.concatenate([plain, plain * 0.86])
    return np.column_stack([rgb, np.full(2 * _SHADES, 255.0)]).astype(np.uint8).view(np.uint32).ravel()


@cache
def _stripes(side: int, every: int, wide: int) -> np.ndarray:
    place = np.arange(side)
    return (place[:, None] + place[None, :]) % every < wide


@cache
def _between() -> tuple[np.ndarray, np.ndarray]:
    """For every pixel of the large map, the place of the grid before it, and how far the way to the next one is gone."""
    places = np.clip((np.arange(LARGE) + 0.5) / SCALE - 0.5, 0, SIDE - 1)
    before = np.minimum(places.astype(int), SIDE - 2)
    return before, places - before


def finer(answer: np.ndarray) -> np.ndarray:
    """(SIDE, SIDE) -> (LARGE, LARGE), in straight lines from each place of the grid to the next."""
    before, gone = _between()
    down = answer[before] * (1 - gone)[:, None] + answer[before + 1] * gone[:, None]
    fine: np.ndarray = down[:, before] * (1 - gone) + down[:, before + 1] * gone
    return fine


def painted(share: np.ndarray, stripes: np.ndarray, depth: float) -> np.ndarray:
    """Numbers from 0 to 1 as colours; above 1/2 blue with stripes, below orange without."""
    shade = (share * (_SHADES - 1) + 0.5).astype(np.uint8)
    shade[(share > 0.5) & stripes] += _SHADES
    # the four bytes of a colour as one number: a fifth of the time
    return np.take(_shades(depth), shade).view(np.uint8).reshape(*share.shape, 4)


def large_map(answer: np.ndarray) -> np.ndarray:
    """The network's answer everywhere, with a line where it changes its mind."""
    fine = finer(answer)
    picture = painted(fine, _stripes(LARGE, 12, 2), 0.5)
    yes = fine > 0.5
    border = np.zeros_like(yes)
    border[:, 1:] = yes[:, 1:] != yes[:, :-1]
    border[1:] |= yes[1:] != yes[:-1]
    border[:, :-1] |= border[:, 1:]
    border[:-1] |= border[1:]
    picture[border, :3] = levels(LINE)
    return picture


def small_maps(maps: np.ndarray) -> np.ndarray:
    """What every unit of a layer says everywhere, one above the other, with room in between."""
    near = maps[:, ::2, ::2]
    most = np.abs(near).max(axis=(1, 2), keepdims=True)
    share = 0.5 + 0.5 * near / np.where(most > 0, most, 1)
    column = np.zeros((APART * (len(maps) - 1) + SMALL + 2, SMALL + 2, 4), dtype=np.uint8)
    for at, one in enumerate(painted(share, _stripes(SMALL, 6, 1), 0.9)):
        column[at * APART : at * APART + SMALL + 2] = (*levels(QUIET), 255)
        column[at * APART + 1 : at * APART + SMALL + 1, 1:-1] = one
    return column


def heights(units: int) -> np.ndarray:
    """The middles of a column of units, from the top."""
    places: np.ndarray = MIDDLE + APART * ((units - 1) / 2 - np.arange(units))
    return places


def columns(layers: int) -> np.ndarray:
    """The middles of the columns: inputs, hidden layers."""
    places: np.ndarray = np.linspace(FIRST, LEFT + SMALL / 2 - 10, layers + 2)
    return places[:-1]


def edges(numbers: Numbers) -> tuple[np.ndarray, np.ndarray]:
    """Every weight as a line (K, 2, 2) from unit to unit, and the weights (K,)."""
    weights = numbers["weights"]
    across = [*columns(len(weights) - 1), LEFT - 2 + SMALL / 2]
    lines = []
    for at, W in enumerate(weights):
        ends = heights(W.shape[1]) if at < len(weights) - 1 else np.array([BOTTOM + LARGE / 2])
        for start in heights(W.shape[0]):
            lines += [[[across[at] + SMALL / 2, start], [across[at + 1] - SMALL / 2, end]] for end in ends]
    return np.array(lines), np.concatenate([W.ravel() for W in weights])
