"""A graph of three nodes for f = (x y + z)²: values forward in blue, and at each node local slope times what comes from upstream."""

from autograder.drawing.network import edge
from autograder.drawing.paper import BLUE, INK, ORANGE, PALE, QUIET, SMALL
from dlcourse.backprop import graph_backward
from dlcourse.language import Text

X, Y, Z = 2.0, 3.0, -1.0
PRODUCT = X * Y
TOTAL = PRODUCT + Z
DX, DY, DZ = graph_backward(X, Y, Z)
TITLE = Text(
    "Local times upstream: each node multiplies what comes back to it by its own slope, and hands it on.",
    "국소 기울기 곱하기 위에서 온 기울기. 노드마다 되돌아온 값에 자기 기울기를 곱해 넘겨줍니다.",
)
TOLD = Text(
    f"The graph of f = (x y + z) squared at x = {X:g}, y = {Y:g}, z = {Z:g}. Forward: the product is {PRODUCT:g}, the sum {TOTAL:g}, the square {TOTAL**2:g}. Backward from 1: the square passes on 2 times {TOTAL:g}, that is {DZ:g}; the sum passes {DZ:g} on to both sides unchanged, so z gets {DZ:g}; the product passes on the other factor times {DZ:g}, so x gets {DX:g} and y gets {DY:g}.",
    f"x = {X:g}, y = {Y:g}, z = {Z:g}에서 f = (x y + z)의 제곱을 나타낸 그래프입니다. 앞으로 가면 곱은 {PRODUCT:g}, 합은 {TOTAL:g}, 제곱은 {TOTAL**2:g}입니다. 1에서 거꾸로 가면 제곱 노드는 2 곱하기 {TOTAL:g}, 곧 {DZ:g}을 넘깁니다. 덧셈 노드는 {DZ:g}을 양쪽에 그대로 넘기므로 z의 기울기는 {DZ:g}입니다. 곱셈 노드는 상대편 값을 곱해 넘기므로 x의 기울기는 {DX:g}, y의 기울기는 {DY:g}입니다.",
)
SIZE = (760, 330)


def draw(paper, say):
    """Three inputs, three nodes, one answer."""
    x, y, z = (80, 80), (80, 190), (250, 250)
    times, plus, square, end = (250, 135), (420, 135), (590, 135), (712, 135)
    for start, to, value, grad, radius in (
        (x, times, f"{X:g}", DX, 28),
        (y, times, f"{Y:g}", DY, 28),
        (times, plus, f"{PRODUCT:g}", DZ, 28),
        (z, plus, f"{Z:g}".replace("-", "−"), DZ, 28),
        (plus, square, f"{TOTAL:g}", DZ, 28),
        (square, end, f"{TOTAL**2:g}", 1.0, 26),
    ):
        edge(paper, start, to, radius=radius, colour=QUIET)
        middle = ((start[0] + to[0]) / 2, (start[1] + to[1]) / 2)
        paper.text((middle[0], middle[1] - 9), value, colour=BLUE, bold=True, halo=True)
        paper.text((middle[0], middle[1] + 20), f"{grad:g}", colour=ORANGE, bold=True, halo=True)
    for at, name in ((x, "x"), (y, "y"), (z, "z")):
        paper.circle(at, 24, colour=BLUE, fill=PALE[BLUE])
        paper.text((at[0], at[1] + 6), name, formula=True, size=18)
    for at, name in ((times, "×"), (plus, "+"), (square, "( )²")):
        paper.circle(at, 26, colour=INK, fill="#ffffff")
        paper.text((at[0], at[1] + 6), name, size=17)
    paper.text((716, 140), "f", formula=True, size=19)
    notes = (
        (250, 88, say("times the other factor", "상대편을 곱합니다")),
        (420, 88, say("unchanged", "그대로")),
        (590, 88, say(f"times 2 · {TOTAL:g}", f"2 · {TOTAL:g}를 곱합니다")),
    )
    for a, b, words in notes:
        paper.text((a, b), words, size=SMALL, colour=ORANGE)
    paper.arrow((80, 300), (180, 300), colour=BLUE, width=2.4)
    paper.text((190, 305), say("values", "값"), anchor="start", colour=BLUE, bold=True)
    paper.arrow((690, 300), (590, 300), colour=ORANGE, width=2.4)
    paper.text((580, 305), say("gradients of f", "f의 기울기"), anchor="end", colour=ORANGE, bold=True)
    paper.text((420, 40), "f = (x y + z)²", formula=True, size=20)
