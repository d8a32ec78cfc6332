"""Where the words of a picture stand when the page paints it narrow, and which of them meet: painter.js's rule for words, in Python."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from dlcourse.widgets.stage.lettering import outlines, set_like
from dlcourse.widgets.stage.recorder import Recorder

LEAST = 11  # pixels of the page: painter.js makes no letters smaller
SPARE = 2  # pixels that matplotlib adds around a mark
TOUCH = 0.5  # pixels that the ink of two words may share
HELD = {"left": 0, "right": 2}


class Words(Recorder):
    """A renderer that keeps the four corners of all words, in pixels of a page that shows the picture `scale` times as large."""

    def __init__(self, figure, scale):
        super().__init__(figure)
        self.scale, self.found = scale, []

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        letters = outlines(*set_like(s, prop, bool(ismath)), bool(ismath))
        points = [np.asarray(one) * own + (left, up) for one, _, left, up, own in letters if len(one)]
        if not points:
            return
        (left, low), (right, high) = np.vstack(points).min(axis=0), np.vstack(points).max(axis=0)
        size = self.points_to_pixels(prop.get_size_in_points()) / 100
        more = max(1.0, LEAST / (100 * size * self.scale))
        held = HELD.get(mtext.get_horizontalalignment(), 1) if mtext is not None and not angle else 1
        turn = np.radians(angle)
        along, down = size * np.array([np.cos(turn), -np.sin(turn)]), size * np.array([np.sin(turn), np.cos(turn)])
        across = [left, (left + right) / 2, right][held] * (1 - more)
        start = np.array([x, y]) + along * across - down * (low + high) / 2 * (1 - more)
        corners = np.array([(left, low), (right, low), (right, high), (left, high)]) * more
        box = start + corners[:, :1] * along - corners[:, 1:] * down
        if more > 1:  # it stays on the picture
            end = (self._width, self._height)
            box += np.maximum(0, 1 - box.min(axis=0)) + np.minimum(0, np.array(end) - 1 - box.max(axis=0))
        clip = gc.get_clip_rectangle()
        if clip is not None:
            x0, y0, x1, y1 = clip.extents
            outside = box.max(axis=0) < (x0, self._height - y1), box.min(axis=0) > (x1, self._height - y0)
            if np.any(outside):
                return
        self.found.append((s, box * self.scale))


def words(picture, scale):
    """All words that are seen, and their corners."""
    recorder = Words(picture.figure, scale)
    picture.figure.draw(recorder)
    for artist in picture._moving:
        artist.draw(recorder)
    for axes in picture.figure.axes:  # a name must not run into the sign of the next one
        for sign in axes.get_legend().legend_handles if axes.get_legend() else ():
            (left, low), (right, high) = sign.get_window_extent(recorder).get_points()
            middle, level = (low + high) / 2, picture.height
            left, right = left + SPARE, right - SPARE
            corners = [(left, middle - 4), (right, middle - 4), (right, middle + 4), (left, middle + 4)]
            recorder.found.append(("(a sign)", np.array([(x, level - y) for x, y in corners]) * scale))
    return recorder.found


def met(found) -> Iterator[tuple[str, str, float]]:
    """Pairs of words whose boxes share more than a hair, and how far they would have to move."""
    for (one, here), (other, there) in combinations(found, 2):
        if (deep := shared(here, there)) > TOUCH:
            yield one, other, deep


def shared(one, other):
    """How deep two turned boxes lie in each other; 0 if they do not."""
    deepest = np.inf
    for box in (one, other):
        for side in (box[1] - box[0], box[3] - box[0]):
            axis = side / max(np.hypot(*side), 1e-9)
            first, second = one @ axis, other @ axis
            deepest = min(deepest, min(first.max(), second.max()) - max(first.min(), second.min()))
    return max(0.0, float(deepest))
