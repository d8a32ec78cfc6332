"""A 3-4-1 network: three layers, every arrow a weight, and how many numbers it learns."""

from itertools import pairwise

from autograder.drawing.network import column, edge, unit
from autograder.drawing.paper import BLUE, GREEN, ORANGE, PALE, QUIET, SMALL
from dlcourse.language import Text
from dlcourse.multilayer import count_params

SIZES = [3, 4, 1]
FIRST, SECOND = count_params(SIZES[:2]), count_params(SIZES[1:])
TITLE = Text(
    "A 3-4-1 network: every arrow is one weight, every unit of the last two layers has a bias.",
    "3-4-1 신경망. 화살표 하나가 가중치 하나이고, 뒤의 두 층은 유닛마다 편향이 하나씩 있습니다.",
)
TOLD = Text(
    f"Three inputs x1 to x3 stand in the first column, four hidden units h1 to h4 in the second, one output o in the third. An arrow leads from each unit "
    f"to every unit of the next column: 12 and then 4. With biases the first step has {FIRST} numbers to learn, the second {SECOND}, together {FIRST + SECOND}.",
    f"첫째 열에 입력 x1, x2, x3이, 둘째 열에 은닉 유닛 h1부터 h4까지가, 셋째 열에 출력 o가 있습니다. 각 유닛에서 다음 열의 모든 유닛으로 화살표가 갑니다. "
    f"화살표는 처음에 12개, 그다음에 4개입니다. 편향까지 세면 첫 단계에서 {FIRST}개, 둘째 단계에서 {SECOND}개, 모두 {FIRST + SECOND}개의 수를 학습합니다.",
)
SIZE = (720, 350)


def draw(paper, say):
    """Three columns of units, their names above, their weights below."""
    layers = [column(x, 180, count, 62) for x, count in zip((140, 360, 580), SIZES, strict=True)]
    for before, after in pairwise(layers):
        for start in before:
            for end in after:
                edge(paper, start, end, width=1.3)
    for number, at in enumerate(layers[0], start=1):
        unit(paper, at, f"x{'₁₂₃'[number - 1]}", colour=BLUE, fill=PALE[BLUE])
    for number, at in enumerate(layers[1], start=1):
        unit(paper, at, f"h{'₁₂₃₄'[number - 1]}", colour=GREEN, fill=PALE[GREEN])
    unit(paper, layers[2][0], "o", colour=ORANGE, fill=PALE[ORANGE])
    heads = (
        (say("input layer", "입력층"), BLUE),
        (say("hidden layer", "은닉층"), GREEN),
        (say("output layer", "출력층"), ORANGE),
    )
    for x, (head, colour) in zip((140, 360, 580), heads, strict=True):
        paper.text((x, 36), head, bold=True, colour=colour)
    paper.text((250, 318), f"W₁ (3, 4), b₁ (4,): {FIRST}", size=SMALL + 1)
    paper.text((470, 318), f"W₂ (4, 1), b₂ (1,): {SECOND}", size=SMALL + 1)
    paper.text(
        (360, 338),
        say(f"{FIRST + SECOND} numbers to learn", f"학습하는 수 {FIRST + SECOND}개"),
        size=SMALL,
        colour=QUIET,
    )
