"""Objects that pretend to be an answer are stopped by their type."""

import numpy as np
import pytest
from made_up import verdict


class AlwaysEqual:
    """Pretends to be the answer."""

    shape = (2,)
    dtype = np.dtype(float)

    def __eq__(self, other):
        return True

    __hash__ = None

    def __array__(self, dtype=None, copy=None):
        return np.array([2.0, -1.0])


class Agreeable(np.ndarray):
    """An array that answers every question with yes."""

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.True_


@pytest.mark.parametrize(
    "answer",
    [
        AlwaysEqual(),
        np.array([2.0, -1.0]).view(Agreeable),
        np.ma.array([2.0, -1.0]),
        np.array([2.0, -1.0], dtype=object),
        (x for x in (2.0, -1.0)),
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_objects_that_pretend_are_stopped_by_their_type(answer):
    got = verdict(lambda x, by=1.0: answer)
    assert (got.points, got.failed[0].finding.kind) == (0.0, "type")
