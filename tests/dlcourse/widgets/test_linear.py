"""What the picture of the intercept calculates: the worked numbers of the lesson."""

import pytest
from doubling import drawn
from hypothesis import assume, given
from hypothesis import strategies as st

from dlcourse.widgets.linear.explore import SCENE, describe, fit


def test_the_four_students_of_the_lesson():
    with_it, without = fit(intercept=True), fit(intercept=False)
    assert (with_it["b"], with_it["w"], with_it["squares"]) == pytest.approx((1.9, 1.4, 0.2))
    assert (without["b"], without["w"], without["squares"]) == pytest.approx((0.0, 31 / 14, 75 / 14))
    assert without["fitted"].tolist() == pytest.approx([0.0, 2.2143, 4.4286, 6.6429], abs=1e-4)
    assert describe(with_it).en == ("With the intercept: score = 1.9 + 1.4 × hours. The sum of squared errors is 0.2.")
    assert describe(without).en == (
        "Without the intercept: score = 2.2143 × hours, tied to the origin. The sum of squared errors is 5.3571."
    )


@given(st.integers(-8, 10).map(lambda half: half / 2))
def test_lifting_all_scores_moves_the_intercept_alone(lift):
    low, lifted = fit(), fit(lift=lift)
    assert (lifted["b"] - lift, lifted["w"], lifted["squares"]) == pytest.approx((low["b"], low["w"], low["squares"]))
    assume(abs(lift) > 0.1)
    assert fit(intercept=False, lift=lift)["w"] != pytest.approx(fit(intercept=False)["w"])


def test_colour_is_not_the_only_sign():
    assert drawn(SCENE)["line"].get_linestyle() != drawn(SCENE, intercept=False)["line"].get_linestyle()
