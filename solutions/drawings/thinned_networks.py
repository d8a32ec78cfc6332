"""Dropout: every example trains another thinned network; when tested, all units are there."""

import numpy as np

from autograder.drawing.network import column, edge, unit
from autograder.drawing.paper import BLUE, GREEN, INK, ORANGE, PALE, QUIET, RULE, SMALL
from dlcourse.language import Text
from dlcourse.regularizers import dropout

P = 0.5
RNG = np.random.default_rng(8)
# two examples of one batch, then one that is tested
MASKS = [mask for n, train in ((2, True), (1, False)) for mask in dropout(np.ones((n, 4)), P, rng=RNG, train=train)[1]]
TITLE = Text(
    f"Dropout with p = {P:g}: in training other units are switched off for each example, and the rest doubled; in testing all work, unscaled.",
    f"p = {P:g}인 드롭아웃. 훈련할 때는 샘플마다 다른 유닛을 끄고 나머지를 두 배로 키웁니다. 테스트할 때는 모두 그대로 일합니다.",
)


def TOLD():  # noqa: N802  # in the place of a sentence
    """Which units are off in each of the three networks."""
    off = [[f"h{number + 1}" for number in range(4) if mask[number] == 0] for mask in MASKS]
    assert all(off[:2])
    assert off[0] != off[1]
    assert not off[2]
    return Text(
        f"The same network three times: two inputs, four hidden units, one output. Training, first example of a batch: {', '.join(off[0])} are crossed out and have no arrows, the others are multiplied by {MASKS[0].max():g}. "
        f"Second example of the same batch: {', '.join(off[1])} are crossed out. Testing: nothing is crossed out, every factor is 1.",
        f"같은 신경망이 세 번 그려져 있습니다. 입력 둘, 은닉 유닛 넷, 출력 하나입니다. 훈련할 때 배치의 첫째 샘플에서는 {', '.join(off[0])}에 가위표가 있고 화살표가 없으며 나머지에는 {MASKS[0].max():g}를 곱합니다. "
        f"같은 배치의 둘째 샘플에서는 {', '.join(off[1])}에 가위표가 있습니다. 테스트할 때는 가위표가 없고 곱하는 수는 모두 1입니다.",
    )


SIZE = (760, 350)


def draw(paper, say):
    """Three networks side by side."""
    heads = (
        say("training, example 1", "훈련, 첫째 샘플"),
        say("training, example 2", "훈련, 둘째 샘플"),
        say("testing", "테스트"),
    )
    for number, (head, mask) in enumerate(zip(heads, MASKS, strict=True)):
        left = 40 + number * 245
        paper.text((left + 95, 34), head, bold=True)
        if number:
            paper.line((left - 27, 30), (left - 27, 300), colour=RULE, width=1)
        inputs, hidden, (output,) = (
            column(left + 14, 176, 2, 70),
            column(left + 95, 176, 4, 62),
            column(left + 178, 176, 1, 60),
        )
        for place, factor in zip(hidden, mask, strict=True):
            if factor:
                for start in inputs:
                    edge(paper, start, place, radius=17, width=1.3)
                edge(paper, place, output, radius=17, width=1.3)
        for place, name in zip(inputs, ("x₁", "x₂"), strict=True):
            unit(paper, place, name, radius=17, colour=BLUE, fill=PALE[BLUE])
        for place, factor, name in zip(hidden, mask, ("h₁", "h₂", "h₃", "h₄"), strict=True):
            if factor:
                unit(paper, place, name, radius=17, colour=GREEN, fill=PALE[GREEN])
                paper.text((place[0], place[1] - 21), f"× {factor:g}", size=SMALL, colour=INK, halo=True)
            else:
                paper.circle(place, 17, colour=QUIET, dash="3 4", width=1.2)
                paper.cross(place, 8, ORANGE, width=2.4)
        unit(paper, output, "o", radius=17, colour=ORANGE, fill=PALE[ORANGE])
    paper.text(
        (285, 326),
        say("other units each time: no unit can rely on another", "매번 다른 유닛이 꺼지므로 서로 기댈 수 없습니다"),
        size=SMALL + 1,
    )
    paper.text((625, 326), say("the mean is the same", "평균은 같습니다"), size=SMALL + 1)
