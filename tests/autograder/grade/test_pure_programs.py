"""What `pure` proves holds: random programs do the same in the notebook's process and in copies, and a weaker proof is found out."""

import pytest

from autograder.grade.handed_in.pure import pure
from tests.autograder.grade.pure_programs import run

pytestmark = [pytest.mark.rest]


def test_random_programs_do_the_same_both_ways():
    assert run(400, seed=7) == (400, None)


@pytest.mark.parametrize(
    "weak",
    [
        lambda *_: True,
        lambda cells, *more: (
            pure([one.replace("_annotation", "renamed") for one in cells], *more)
            or any("seen = []" in one for one in cells)
        ),
    ],
)
def test_a_weaker_proof_is_found_out(weak):
    _, differed = run(4_000, seed=7, proved=weak)
    assert differed is not None
