"""The scoreboard of lesson 8: what each remedy gained on unseen points, with the error of ten starts.

The numbers are those of the lesson's table, which a test computes again: ten trainings a bar would take minutes here.
"""

import re
from pathlib import Path

from autograder.drawing.paper import BLUE, INK, LINE, ORANGE, PALE, QUIET, RULE, SMALL, THIN
from dlcourse.language import Text

LESSON = Path(__file__).parents[1] / "08_regularization.py"
ROW = re.compile(r"^# \| ([^|]+) \| [\d.]+ \| [\d.]+ \| ([+-][\d.]+) ± ([\d.]+) \| [\d.]+ \|$", re.MULTILINE)
TABLE = ROW.findall(LESSON.read_text(encoding="utf-8"))
HALF = len(TABLE) // 2  # the same table in English and in Korean
ROWS = [
    (Text(en, ko), float(gain), float(error))
    for (en, gain, error), (ko, *_) in zip(TABLE[:HALF], TABLE[HALF:], strict=True)
]
TITLE = Text(
    "What each remedy gained on unseen points: the mean of ten starts, with its standard error.",
    "처방마다 처음 보는 점에서 정확도가 얼마나 나아졌는지, 열 번의 평균과 표준오차.",
)
# a gain that is seen; one that is not; a loss
HELPS, UNCLEAR, HURTS = (
    Text("helps", "도움이 됩니다"),
    Text("no difference seen", "차이를 알 수 없습니다"),
    Text("costs", "손해입니다"),
)
SIZE = (760, 400)
LEFT, ZERO, PER_POINT = 256.0, 402.0, 7200.0  # where names end; where 0 is; pixels for a gain of 1
TOP, STEP, HIGH = 74.0, 28.0, 18.0


def verdict(gain, error):
    """What a bar says: a gain counts from twice its error on."""
    return UNCLEAR if abs(gain) < 2 * error else HELPS if gain > 0 else HURTS


def _said(language):
    return "; ".join(f"{name.in_(language)} {gain:+.3f} ± {error:.3f}" for name, gain, error in ROWS)


TOLD = Text(
    "A bar for each remedy: how much the accuracy on unseen points rose above that of the network without a remedy, "
    f"with one standard error to both sides. {_said('en')}.",
    "처방마다 막대가 하나 있습니다. 처방이 없는 신경망보다 처음 보는 점의 정확도가 얼마나 높은지 나타내고, 양쪽으로 "
    f"표준오차 하나만큼의 선을 붙였습니다. {_said('ko')}.",
)


def draw(paper, say):
    """Bars to both sides of 0, each with its error, its numbers and what they say."""
    bottom = TOP + STEP * len(ROWS)
    paper.text((ZERO, 28), say("gain in accuracy on unseen points", "처음 보는 점에서 정확도가 나아진 정도"), bold=True)
    for tick in (-0.01, 0.0, 0.01, 0.02):
        x = ZERO + PER_POINT * tick
        paper.line((x, TOP - 8), (x, bottom), colour=RULE if tick else INK, width=THIN if tick else LINE)
        paper.text((x, TOP - 16), f"{tick:+.2f}" if tick else "0", size=SMALL, colour=QUIET)
    for number, (name, gain, error) in enumerate(ROWS):
        middle = TOP + STEP * (number + 0.5)
        end, spread = ZERO + PER_POINT * gain, PER_POINT * error
        says = verdict(gain, error)
        colour = {HELPS: BLUE, UNCLEAR: QUIET, HURTS: ORANGE}[says]
        paper.box(
            (min(ZERO, end), middle - HIGH / 2),
            (abs(end - ZERO), HIGH),
            colour=colour,
            fill=PALE[colour] if says is UNCLEAR else colour,
            dash="4 3" if says is UNCLEAR else "",
        )
        paper.line((end - spread, middle), (end + spread, middle), colour=INK)
        for side in (end - spread, end + spread):
            paper.line((side, middle - 5), (side, middle + 5), colour=INK)
        paper.text((LEFT, middle + 4), say(name.en, name.ko), size=SMALL, anchor="end")
        paper.text((618, middle + 4), f"{gain:+.3f} ± {error:.3f}", size=SMALL, anchor="start")
    for number, (says, colour) in enumerate(((HELPS, BLUE), (UNCLEAR, QUIET), (HURTS, ORANGE))):
        x, y = 120 + 200 * number, bottom + 26
        paper.box(
            (x, y - 10),
            (26, 12),
            colour=colour,
            fill=PALE[colour] if says is UNCLEAR else colour,
            dash="4 3" if says is UNCLEAR else "",
        )
        paper.text((x + 34, y), say(says.en, says.ko), size=SMALL, anchor="start")
