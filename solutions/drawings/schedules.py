"""Four plans for the learning rate over one training: it stays, falls in steps, falls along a cosine, or warms up first."""

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, DASHED, GREEN, INK, ORANGE, QUIET, SMALL
from dlcourse.language import Text
from dlcourse.optimizers import rate_at

STEPS, LR, WARMUP, DROPS = 300, 0.5, 30, (100, 200)
TIMES = range(1, STEPS + 1)
STAYS = [LR for _ in TIMES]
FALLS = [LR / 10 ** sum(t > drop for drop in DROPS) for t in TIMES]
COSINE = [rate_at(t, STEPS, LR) for t in TIMES]
WARMED = [rate_at(t, STEPS, LR, warmup=WARMUP) for t in TIMES]


def half(rates):
    """The first step, after the highest rate, whose rate is at most half of the highest; None where there is none."""
    top = rates.index(max(rates))
    return next((t for t in TIMES[top:] if rates[t - 1] <= LR / 2), None)


HALF = tuple(map(half, (FALLS, COSINE, WARMED)))
TITLE = Text(
    f"Four plans for a training of {STEPS} steps, all made for the same highest rate.",
    f"{STEPS}걸음 학습에서 학습률을 바꾸는 네 가지 계획. 정해 준 가장 큰 값은 모두 같습니다.",
)
TOLD = Text(
    f"A plot of the learning rate over {STEPS} steps, with four lines. One stays at {LR} to the end. Step decay stays there too, falls to {FALLS[DROPS[0]]:g} after step {DROPS[0]} and to {FALLS[DROPS[1]]:g} after step {DROPS[1]}. "
    f"The cosine leaves {LR} slowly, comes to half of it in step {HALF[1]} and glides into 0. Warm-up rises in a straight line from near 0 to {LR} in step {WARMUP}, and falls along a cosine from there: half in step {HALF[2]}, 0 at the end.",
    f"{STEPS}걸음 동안의 학습률을 선 네 개로 그린 그래프입니다. 하나는 끝까지 {LR}에 머뭅니다. 계단식 감소는 {LR}에 머물다가 {DROPS[0]}걸음 뒤에 {FALLS[DROPS[0]]:g}로, {DROPS[1]}걸음 뒤에 {FALLS[DROPS[1]]:g}로 떨어집니다. "
    f"코사인은 {LR}에서 천천히 줄기 시작해 {HALF[1]}걸음째에 절반이 되고 0으로 부드럽게 내려앉습니다. 워밍업은 0 가까이에서 {WARMUP}걸음째의 {LR}까지 곧게 올라간 다음 코사인을 따라 줄어듭니다. {HALF[2]}걸음째에 절반, 끝에서 0입니다.",
)
SIZE = (760, 360)


def draw(paper, say):
    """One plot; every line has its name beside it."""
    axes = Axes(paper, (74, 30), (610, 264), (0, STEPS), (0, LR * 1.12))
    axes.frame(x=say("step", "걸음"), y=say("learning rate", "학습률"))
    axes.ticks((1, *range(50, STEPS + 1, 50)), (0, LR))
    axes.level(LR / 2)
    axes.words(STEPS, LR / 2 + 0.012, say("half", "절반"), colour=QUIET, anchor="end", size=SMALL)
    axes.curve(TIMES, STAYS, colour=INK, width=2.8)
    axes.curve(TIMES, FALLS, colour=ORANGE, dash=DASHED, width=2.8)
    axes.curve(TIMES, COSINE, colour=BLUE, width=2.8)
    axes.curve(TIMES, WARMED, colour=GREEN, dash="2 4", width=2.8)
    for t, rates, colour in ((HALF[1], COSINE, BLUE), (HALF[2], WARMED, GREEN)):
        axes.dots([t], [rates[t - 1]], colour=colour, radius=4.5, ring=True)
    axes.words(STEPS, LR * 1.04, say("it stays", "그대로"), anchor="end", bold=True)
    axes.words(104, 0.066, say("step decay: ÷ 10", "계단식 감소: ÷ 10"), colour=ORANGE, anchor="start", bold=True)
    axes.words(104, 0.2, say("cosine", "코사인"), colour=BLUE, anchor="start", bold=True)
    axes.words(160, 0.33, say("warm-up, then cosine", "워밍업 다음에 코사인"), colour=GREEN, anchor="start", bold=True)
