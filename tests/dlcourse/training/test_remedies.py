"""The scoreboard of remedies: what it shows, what each setting changes, and the numbers that the lesson quotes."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from dlcourse import language
from dlcourse.remedies import POINTS, gains, scoreboard, trial

KEPT = json.loads((Path(__file__).parents[2] / "goldens" / "scoreboard.json").read_text())
SHORT = {"width": 4, "epochs": 3}


def test_the_same_start_gives_the_same_numbers_and_another_start_others():
    assert trial.__wrapped__(3, **SHORT) == trial.__wrapped__(3, **SHORT)
    assert trial(3, **SHORT) != trial(4, **SHORT)


@pytest.mark.parametrize(
    "setting",
    [
        *({"l1": 0.1}, {"l2": 0.1}, {"dropped": 0.5}, {"normalized": True}, {"watched_by": 15}, {"copies": 2}),
        *({"points": 2 * POINTS}, {"points": 45}, {"width": 5}, {"epochs": 4}, {"copies": 2, "moved": 1.0}),
    ],
    ids=str,
)
def test_every_setting_makes_a_difference(setting):
    assert trial(0, **SHORT | setting) != trial(0, **SHORT)


def test_unseen_points_stay_the_same_whatever_the_remedy():
    # a network that is not trained says the same: only the points it is judged by could differ
    plain, more = (trial(0, width=4, epochs=0, points=points)[1:] for points in (POINTS, 2 * POINTS))
    assert plain[0] > 0
    assert np.isfinite([*plain, *more]).all()


def test_a_gain_is_a_mean_of_differences_with_its_error():
    learned, unseen, more, error, loss = gains(SHORT, starts=3)
    with_it, without = (np.array([trial(start, **kw) for start in range(3)]) for kw in (SHORT, {}))
    difference = with_it[:, 1] - without[:, 1]
    assert (learned, unseen, loss) == tuple(with_it.mean(axis=0))
    assert more == difference.mean()
    assert error == pytest.approx(np.sqrt(np.sum((difference - more) ** 2) / 2 / 3), rel=1e-12)


def test_one_start_has_no_error_and_is_refused():
    with pytest.raises(ValueError, match="gains") as caught:
        gains({}, starts=1)
    assert str(caught.value) == "gains: starts is 1, expected an integer of at least 2."


def test_the_board_has_a_row_for_the_network_as_it_is_and_one_for_each_remedy():
    learned, unseen, more, error, loss = gains(SHORT, starts=2)
    bare = gains({}, starts=2)
    gain = f"{more:+.3f}".replace("-", "−")
    language.use("en")
    board = scoreboard(SHORT, starts=2)
    assert repr(board) == str(board)
    assert str(board) == (
        "training        unseen             gain  unseen loss\n"
        f"   {bare[0]:.3f}         {bare[1]:.3f}                         {bare[4]:.3f}   as it is\n"
        f"   {learned:.3f}         {unseen:.3f}   {gain} ± {error:.3f}        {loss:.3f}   width=4, epochs=3"
    )
    # in a notebook the name comes first
    assert re.findall("<t[hd](?: [^>]*)?>(.*?)</t[hd]>", board._repr_html_()) == [
        *("", "training", "unseen", "gain", "unseen loss"),
        *("as it is", f"{bare[0]:.3f}", f"{bare[1]:.3f}", "", f"{bare[4]:.3f}"),
        *("width=4, epochs=3", f"{learned:.3f}", f"{unseen:.3f}", f"{gain} ± {error:.3f}", f"{loss:.3f}"),
    ]


def test_the_board_speaks_korean():
    language.use("ko")
    board = scoreboard(starts=2)
    heading, row = str(board).splitlines()
    assert heading == "    훈련  처음 보는 점      나아진 정도      그 손실"
    assert row.endswith("   처방 없음")
    assert re.findall('<th scope="(.*?)".*?>(.*?)</th>', board._repr_html_()) == [
        *(("col", "훈련"), ("col", "처음 보는 점"), ("col", "나아진 정도"), ("col", "그 손실"), ("row", "처방 없음"))
    ]


def test_two_of_the_kept_rows_hold_on_this_machine():
    # another machine rounds otherwise, and 300 steps of training let it grow: an example or two may change sides
    assert gains({}) == pytest.approx(KEPT["none"], abs=0.01)
    assert gains({"width": 16}) == pytest.approx(KEPT["width"], abs=0.01)


@pytest.mark.rest
@pytest.mark.parametrize("name", KEPT)
def test_every_kept_row_is_what_the_lessons_cell_prints(name):
    remedies = {"l1": {"l1": 0.001}, "l2": {"l2": 0.003}, "elastic net": {"l1": 0.001, "l2": 0.001}}
    remedies |= {"none": {}, "dropout": {"dropped": 0.5}, "batch normalization": {"normalized": True}}
    remedies |= {"early stopping": {"watched_by": 15}, "augmentation": {"copies": 9}}
    remedies |= {"width": {"width": 16}, "points": {"points": 240}, "as few points": {"points": 45}}
    assert gains(remedies[name]) == pytest.approx(KEPT[name], abs=0.02)
