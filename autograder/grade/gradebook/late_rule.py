"""What a day costs, as the rule of percents has it; everybody who takes points off asks here."""

from math import ceil

DAY = 24 * 60 * 60


def per_day(score: float, percent: float, seconds: float) -> float:
    """`percent` of the points for each day that has begun, never more than all of them."""
    return min(score, score * percent / 100 * ceil(seconds / DAY))
