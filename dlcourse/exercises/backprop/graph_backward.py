"""The card of `graph_backward`: Backwards through a graph."""

from typing import Any

import numpy as np

from dlcourse import backprop
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _graph_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    x, y, z = rng.uniform(0.5, 2.0, size=3) * rng.choice([-1.0, 1.0], size=3)
    return (
        Case(Text("x = 2, y = 3, z = -1", "x = 2, y = 3, z = -1 (본문의 예제)"), (2.0, 3.0, -1.0)),
        Case(Text("one negative factor", "음수가 섞인 곱"), (-1.5, 2.0, 0.5)),
        Case(Text("random numbers", "난수"), (float(x), float(y), float(z) + 0.25), hidden=True),
        Case(Text("other random numbers", "또 다른 난수"), (float(z), float(x), float(y) - 0.25), hidden=True),
        Case(Text("at the bottom, where f is 0", "f가 0인 바닥에서"), (2.0, 0.5, -1.0), edge=True),
    )


def _graph_step_by_step(x: Any, y: Any, z: Any) -> Any:
    u = x * y
    v = u + z
    slope_of_square = 2 * v
    into_u, into_z = slope_of_square * 1.0, slope_of_square * 1.0
    return into_u * y, into_u * x, into_z


def _graph_expanded(x: Any, y: Any, z: Any) -> Any:
    # f = x²y² + 2xyz + z²
    return 2 * x * y**2 + 2 * y * z, 2 * x**2 * y + 2 * x * z, 2 * x * y + 2 * z


def _graph_complex_step(x: Any, y: Any, z: Any) -> Any:
    tiny = 1e-30j
    f = [
        ((x + tiny) * y + z) ** 2,
        (x * (y + tiny) + z) ** 2,
        (x * y + (z + tiny)) ** 2,
    ]
    return tuple(value.imag / 1e-30 for value in f)


CARD = Exercise(
    id="graph-backward",
    reference=backprop.graph_backward,
    points=2.0,
    stars=1,
    title=Text("Backwards through a graph", "계산 그래프의 역전파"),
    text=Text(
        r"""Write `graph_backward(x, y, z)` for the graph drawn above:

$$u = xy, \qquad v = u + z, \qquad f = v^2$$

Return a tuple of the three partial derivatives, in this order:

$$\frac{\partial f}{\partial x}, \quad \frac{\partial f}{\partial y}, \quad \frac{\partial f}{\partial z}$$

All arguments and all results are numbers. For `x = 2.0`, `y = 3.0`, `z = -1.0` the result is `(30.0, 20.0, 10.0)`.""",
        r"""위에 그린 계산 그래프에 대해 `graph_backward(x, y, z)`를 작성하세요.

$$u = xy, \qquad v = u + z, \qquad f = v^2$$

편미분 세 개를 다음 순서로 담은 튜플을 반환합니다.

$$\frac{\partial f}{\partial x}, \quad \frac{\partial f}{\partial y}, \quad \frac{\partial f}{\partial z}$$

인수와 결과는 모두 수 하나씩입니다. `x = 2.0`, `y = 3.0`, `z = -1.0`이면 결과는 `(30.0, 20.0, 10.0)`입니다.""",
    ),
    docstring_ko="""f = (x y + z)^2을 x, y, z로 편미분한 값입니다.

    형상: (), (), () -> (), (), ()
    참고: Linnainmaa (1970)
    >>> graph_backward(2.0, 3.0, -1.0)
    (30.0, 20.0, 10.0)
    """,
    cases=_graph_backward_cases,
    returns=("df/dx", "df/dy", "df/dz"),
    misconceptions=(
        Misconception(
            "upstream-forgotten",
            Text("the upstream factor is missing", "상류 기울기를 곱하지 않았습니다"),
            lambda x, y, z: (y, x, 1.0),
            Text(
                "These are the slopes of q. Which factor comes down from f to q, and into all three?",
                "q의 기울기까지 구했습니다. f에서 q로 내려와 셋 모두에 곱해지는 수는 무엇일까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "added-instead-of-multiplied",
            Text("local and upstream slopes are added", "국소 기울기와 상류 기울기를 더했습니다"),
            lambda x, y, z: (2 * (x * y + z) + y, 2 * (x * y + z) + x, 2 * (x * y + z) + 1),
            Text(
                "If v moves y times as fast as x, and f moves 2v times as fast as v: how much faster is f than x?",
                "v는 x보다 y배 빠르게 변하고 f는 v보다 2v배 빠르게 변합니다. f는 x보다 몇 배 빠를까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "factors-swapped",
            Text("the factors of the product are swapped", "곱의 두 인수가 바뀌었습니다"),
            lambda x, y, z: (2 * (x * y + z) * x, 2 * (x * y + z) * y, 2 * (x * y + z)),
            Text(
                "If y is 0, can x change anything? What must then stand in df/dx?",
                "y가 0이면 x가 바뀌어도 달라지는 것이 있을까요? 그러면 df/dx에는 무엇이 있어야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "two-forgotten",
            Text("everything is half as large as it should be", "모두 절반입니다"),
            lambda x, y, z: ((x * y + z) * y, (x * y + z) * x, x * y + z),
            Text(
                "Where do the slopes lose half? What is the slope of q² at q, and does a sum share out what arrives or hand it to both sides?",
                "어디에서 절반이 사라졌을까요? q에서 q²의 기울기는 얼마인가요? 덧셈은 도착한 값을 나누어 주나요, 양쪽에 그대로 주나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "z-forgotten-inside",
            Text("the slope of the square is taken at xy, without z", "제곱의 기울기를 z 없이 xy에서 구했습니다"),
            lambda x, y, z: (2 * x * y * y, 2 * x * y * x, 2 * x * y),
            Text(
                "Which number goes into the square: p, or q?",
                "제곱에 들어가는 수는 p인가요, q인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "sum-treated-as-a-product",
            Text("the addition is treated like a product", "덧셈을 곱셈처럼 다루었습니다"),
            lambda x, y, z: (2 * (x * y + z) * y * z, 2 * (x * y + z) * x * z, 2 * (x * y + z) * x * y),
            Text(
                "If z grows by 1, how much does u + z grow? Does that depend on u?",
                "z가 1만큼 커지면 u + z는 얼마나 커지나요? u에 따라 달라지나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "the-square-itself",
            Text("f itself is used where its slope belongs", "f의 기울기를 써야 할 곳에 f의 값을 썼습니다"),
            lambda x, y, z: ((x * y + z) ** 2 * y, (x * y + z) ** 2 * x, (x * y + z) ** 2),
            Text(
                "The forward pass computes q². What does the backward pass want of it?",
                "순전파는 q²을 계산합니다. 역전파에 필요한 것은 무엇일까요?",
            ),
            "chain.wrong_input",
            variants=(lambda x, y, z: (2 * (x * y + z) ** 2 * y, 2 * (x * y + z) ** 2 * x, 2 * (x * y + z) ** 2),),
        ),
        Misconception(
            "z-multiplied-in",
            Text("df/dz is multiplied by z", "df/dz에 z를 곱했습니다"),
            lambda x, y, z: (2 * (x * y + z) * y, 2 * (x * y + z) * x, 2 * (x * y + z) * z),
            Text(
                "z is added, not multiplied. What does an addition do to what arrives?",
                "z는 곱해지지 않고 더해집니다. 덧셈은 도착한 값을 어떻게 하나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "nothing-arrives-at-z",
            Text("df/dz is the slope of the sum alone", "df/dz가 덧셈의 기울기뿐입니다"),
            lambda x, y, z: (2 * (x * y + z) * y, 2 * (x * y + z) * x, 1.0),
            Text(
                "The sum's own slope is 1. What arrives there from above, and is multiplied by it?",
                "덧셈의 기울기는 1입니다. 위에서 무엇이 도착해 곱해지나요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(_graph_step_by_step, _graph_expanded, _graph_complex_step),
    hints=(
        Text(
            "Begin at the end, where the gradient is 1, and go back one operation at a time. Each one multiplies what arrives by its own slope.",
            "기울기가 1인 끝에서 시작하여 연산을 하나씩 거슬러 올라갑니다. 연산마다 도착한 값에 자기 기울기를 곱합니다.",
        ),
        Text(
            r"The square passes on $2v$. A sum passes on what arrives, to both sides. A product passes on what arrives times the *other* factor.",
            r"제곱은 $2v$를 곱해 넘깁니다. 덧셈은 도착한 값을 양쪽에 그대로 넘깁니다. 곱셈은 도착한 값에 **상대 쪽** 인수를 곱해 넘깁니다.",
        ),
        Text(
            "Compute q first, and from it what arrives at the sum. z gets that number unchanged; x and y get it times each other.",
            "먼저 q를 구하고, 그것으로 덧셈에 도착하는 값을 구합니다. z는 그 값을 그대로 받고, x와 y는 서로 상대를 곱해 받습니다.",
        ),
    ),
)
