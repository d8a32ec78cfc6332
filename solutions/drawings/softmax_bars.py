"""Scores become probabilities: exponentials make them positive, their sum makes them shares."""

import numpy as np

from autograder.drawing.paper import BLUE, GREEN, ORANGE, QUIET, SMALL
from dlcourse.activations import softmax
from dlcourse.language import Text

SCORES = np.array([2.0, 1.0, -1.0])
POWERS, SHARES = np.exp(SCORES), softmax(SCORES.reshape(1, -1))[0]
TITLE = Text(
    "Softmax in two steps: exponentials make every score positive, and dividing by their sum makes them shares of 1.",
    "소프트맥스의 두 단계. 지수를 취하면 모두 양수가 되고, 그 합으로 나누면 더해서 1이 됩니다.",
)
TOLD = Text(
    f"Three groups of three bars. Scores {', '.join(f'{z:g}' for z in SCORES)}, one of them below 0. Their exponentials {', '.join(f'{e:.2f}' for e in POWERS)}, all above 0, with the sum {POWERS.sum():.2f}. Divided by the sum: {', '.join(f'{p:.3f}' for p in SHARES)}, together 1.",
    f"막대 세 개씩 세 묶음입니다. 점수는 {', '.join(f'{z:g}' for z in SCORES)}이고 하나는 0보다 작습니다. 지수를 취하면 {', '.join(f'{e:.2f}' for e in POWERS)}로 모두 양수이며 합은 {POWERS.sum():.2f}입니다. 합으로 나누면 {', '.join(f'{p:.3f}' for p in SHARES)}이고 더하면 1입니다.",
)
SIZE = (720, 310)


def draw(paper, say):
    """Three groups with arrows between them."""
    groups = (
        (say("scores z", "점수 z"), SCORES, BLUE, 20.0, "{:g}"),
        ("exp(z)", POWERS, ORANGE, 19.0, "{:.2f}"),
        (say("probabilities p", "확률 p"), SHARES, GREEN, 150.0, "{:.3f}"),
    )
    ground = 210
    for number, (name, values, colour, scale, form) in enumerate(groups):
        left = 50 + number * 235
        paper.text((left + 75, 34), name, bold=True, colour=colour)
        paper.line((left - 6, ground), (left + 156, ground), colour=QUIET, width=1.2)
        for bar, value in enumerate(values):
            height = float(value) * scale
            paper.box((left + bar * 54, ground - max(height, 0)), (40, abs(height)), colour=colour, fill=colour)
            paper.text(
                (left + bar * 54 + 20, ground - height - 7 if height > 0 else ground - height + 17),
                form.format(float(value)).replace("-", "−"),
                size=SMALL + 1,
            )
    for x, words in ((216, "exp"), (451, say(f"÷ {POWERS.sum():.2f}", f"÷ {POWERS.sum():.2f}"))):
        paper.arrow((x, 130), (x + 52, 130), width=2.4)
        paper.text((x + 26, 118), words, size=SMALL + 1)
    paper.text((125, 286), say("any numbers", "어떤 실수든"), size=SMALL + 1, colour=QUIET)
    paper.text(
        (360, 286),
        say(f"all positive, sum {POWERS.sum():.2f}", f"모두 양수, 합 {POWERS.sum():.2f}"),
        size=SMALL + 1,
        colour=QUIET,
    )
    paper.text((595, 286), say("all positive, sum 1", "모두 양수, 합 1"), size=SMALL + 1, colour=QUIET)
