"""Training, validation and test: who sees which part, and how often."""

import numpy as np

from autograder.drawing.paper import BLUE, GREEN, ORANGE, PALE, SMALL
from dlcourse.batches import split
from dlcourse.language import Text

N, SHARES = 100, (0.6, 0.2, 0.2)
PARTS = split(np.arange(float(N)), np.arange(N), SHARES, rng=np.random.default_rng(0))
SIZES = [len(part[1]) for part in PARTS]
TITLE = Text(
    "Three parts of the data: one to learn from, one to choose by, one to be opened once, at the end.",
    "데이터의 세 부분. 하나로 배우고, 하나로 고르고, 하나는 마지막에 한 번만 엽니다.",
)
TOLD = Text(
    f"A bar of {N} cells, one an example, each dealt at random to one of three parts: {SIZES[0]} for training, {SIZES[1]} for validation, {SIZES[2]} for testing. "
    "Below: training examples change weights, in every epoch. Validation examples choose: learning rate, width, when to stop, after every epoch. Test examples only measure, once.",
    f"칸이 {N}개인 띠입니다. 칸 하나가 샘플 하나이고, 무작위로 세 부분에 나누었습니다. 훈련 {SIZES[0]}개, 검증 {SIZES[1]}개, 테스트 {SIZES[2]}개입니다. "
    "아래: 훈련 샘플은 모든 에폭에서 가중치를 바꿉니다. 검증 샘플은 에폭이 끝날 때마다 학습률, 너비, 멈출 때를 고르는 데 씁니다. 테스트 샘플은 한 번, 재는 데에만 씁니다.",
)
SIZE = (760, 330)
LOOKS = ((BLUE, "full"), (ORANGE, "half"), (GREEN, "ring"))


def draw(paper, say):
    """The bar above, three boxes below."""
    whose = {int(number): part for part in range(3) for number in PARTS[part][1]}
    for number in range(N):
        at = (30 + number % 50 * 14, 48 + number // 50 * 22)
        colour, look = LOOKS[whose[number]]
        paper.box(at, (11, 17), colour=colour, fill=colour if look == "full" else "#ffffff", width=1.6)
        if look == "half":
            paper.line((at[0] + 1, at[1] + 16), (at[0] + 10, at[1] + 1), colour=colour)
    paper.text((380, 32), say(f"{N} examples, dealt out at random", f"샘플 {N}개를 무작위로 나눕니다"), bold=True)
    boxes = (
        (
            say("training", "훈련"),
            say("changes the weights", "가중치를 바꿉니다"),
            say("in every epoch", "모든 에폭에서"),
        ),
        (
            say("validation", "검증"),
            say("chooses: rate, width, stop", "고릅니다: 학습률, 너비, 멈출 때"),
            say("after every epoch", "에폭이 끝날 때마다"),
        ),
        (
            say("test", "테스트"),
            say("measures, changes nothing", "재기만 하고 바꾸지 않습니다"),
            say("once, at the very end", "맨 끝에 한 번"),
        ),
    )
    for number, ((name, does, when), (colour, look), size) in enumerate(zip(boxes, LOOKS, SIZES, strict=True)):
        left = 30 + number * 240
        paper.box((left, 130), (218, 130), colour=colour, fill=PALE[colour], width=2, round_=8)
        paper.box((left + 16, 148), (11, 17), colour=colour, fill=colour if look == "full" else "#ffffff", width=1.6)
        if look == "half":
            paper.line((left + 17, 164), (left + 26, 149), colour=colour)
        paper.text((left + 38, 162), f"{name}: {size}", bold=True, anchor="start", colour=colour, size=16)
        paper.text((left + 16, 200), does, anchor="start", size=SMALL + 0.5)
        paper.text((left + 16, 230), when, anchor="start", size=SMALL + 0.5)
        if number < 2:
            paper.arrow((left + 222, 195), (left + 237, 195), width=1.6)
    paper.text(
        (380, 300),
        say(
            "what has chosen a model can no longer measure it",
            "모델을 고르는 데 쓴 데이터로는 그 모델을 잴 수 없습니다",
        ),
    )
