"""The card of `penalty`: The price of large weights."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import regularizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.regularizers._shared import layers, one_layer
from dlcourse.language import Text


def _penalty_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    four = [(np.array([[1.0, -2.0], [3.0, -4.0]]), np.array([5.0, 5.0]))]
    return (
        Case(Text("L1 alone", "L1만"), (one_layer(), 0.1, 0.0)),
        Case(Text("L2 alone", "L2만"), (one_layer(), 0.0, 0.1)),
        Case(Text("both together", "둘 다 함께"), (four, 0.5, 0.25)),
        Case(Text("two layers", "두 층"), (layers(rng, 3, 2, 4), 0.3, 0.2)),
        Case(Text("three random layers", "무작위 세 층"), (layers(rng, 5, 3, 4, 2), 0.7, 0.1), hidden=True),
        Case(Text("no penalty at all", "벌점이 없을 때"), (layers(rng, 2, 3), 0.0, 0.0), edge=True),
    )


def _penalty_of(one: Callable[..., Any]) -> Callable[..., Any]:
    """A penalty summed over layers, with the cost of one layer given."""

    def penalty(params: Any, l1: Any, l2: Any) -> float:
        return float(sum(one(W, b, l1, l2) for W, b in params))

    return penalty


def _penalty_by_loops(params: Any, l1: Any, l2: Any) -> float:
    total = 0.0
    for W, _ in params:
        for row in W:
            for w in row:
                total += l1 * abs(w) + 0.5 * l2 * w * w
    return total


def _penalty_of_one_long_vector(params: Any, l1: Any, l2: Any) -> Any:
    w = np.concatenate([W.ravel() for W, _ in params])
    return l1 * np.linalg.norm(w, 1) + 0.5 * l2 * (w @ w)


def _penalty_by_einsum(params: Any, l1: Any, l2: Any) -> Any:
    squares = sum(np.einsum("ij,ij->", layer[0], layer[0]) for layer in params)
    sizes = sum(np.where(layer[0] < 0, -layer[0], layer[0]).sum() for layer in params)
    return l1 * sizes + l2 * squares / 2


CARD = Exercise(
    id="penalty",
    reference=regularizers.penalty,
    points=2.0,
    stars=1,
    title=Text("The price of large weights", "큰 가중치에 물리는 비용"),
    text=Text(
        r"""Write `penalty(params, l1, l2)`. It says what the weights of a whole network cost:

$$\lambda_{L1} \sum \lvert w \rvert + \lambda_{L2} \, \tfrac{1}{2} \sum w^2$$

`params` is a list with a pair `(W, b)` for each layer; `l1` is $\lambda_{L1}$ and `l2` is $\lambda_{L2}$. Both sums run over **all weights of all layers**, and biases cost nothing. The result is one float.

One layer with the weights `0.5, -1.0, 2.0` costs `0.35` with `l1 = 0.1`, and `0.2625` with `l2 = 0.1` instead.""",
        r"""`penalty(params, l1, l2)`를 작성하세요. 신경망 전체의 가중치에 매기는 벌점입니다.

$$\lambda_{L1} \sum \lvert w \rvert + \lambda_{L2} \, \tfrac{1}{2} \sum w^2$$

`params`는 층마다 쌍 `(W, b)`가 하나씩 든 리스트이고, `l1`은 $\lambda_{L1}$, `l2`는 $\lambda_{L2}$입니다. 두 합은 **모든 층의 모든 가중치**에 걸쳐 구하며 편향에는 벌점이 없습니다. 결과는 float 하나입니다.

가중치가 `0.5, -1.0, 2.0`인 층 하나의 벌점은 `l1 = 0.1`이면 `0.35`, 그 대신 `l2 = 0.1`이면 `0.2625`입니다.""",
    ),
    docstring_ko="""큰 가중치의 벌점입니다. 절댓값의 합에 `l1`을, 제곱합의 절반에 `l2`를 곱해 더합니다.

    `params`에는 층마다 (W, b)가 있고 편향은 벌점이 없습니다. l2 = 0이면 라쏘, l1 = 0이면 릿지, 둘 다 있으면 엘라스틱 넷입니다.
    형상: [(D, M), (M,)], ... -> ()
    예외: l1이나 l2가 음수이면 ValueError
    참고: Tibshirani (1996); Hoerl & Kennard (1970); Zou & Hastie (2005)
    >>> layer = (np.array([[0.5], [-1.0], [2.0]]), np.array([9.0]))
    >>> round(penalty([layer], l1=0.1, l2=0.0), 12), round(penalty([layer], l1=0.0, l2=0.1), 12)
    (0.35, 0.2625)
    """,
    cases=_penalty_cases,
    misconceptions=(
        Misconception(
            "bias-included",
            Text("biases are penalized too", "편향에도 벌점을 매겼습니다"),
            _penalty_of(
                lambda W, b, l1, l2: l1 * (np.abs(W).sum() + np.abs(b).sum()) + 0.5 * l2 * ((W**2).sum() + (b**2).sum())
            ),
            Text(
                "A bias only shifts a unit; it does not make the function steeper. Who is missing from the formula?",
                "편향은 유닛을 옮길 뿐 함수를 가파르게 만들지 않습니다. 식에 나오지 않는 것은 무엇인가요?",
            ),
            "bias.penalized",
        ),
        Misconception(
            "mean-instead-of-sum",
            Text("means instead of sums", "합이 아니라 평균을 구했습니다"),
            _penalty_of(lambda W, b, l1, l2: l1 * np.abs(W).mean() + 0.5 * l2 * (W**2).mean()),
            Text(
                "Double the number of weights. Should the same weights become cheaper by that?",
                "가중치의 개수를 두 배로 늘려 보세요. 그렇다고 같은 가중치의 벌점이 줄어들어야 할까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "half-missing",
            Text("the factor one half of L2 is missing", "L2의 이분의 일이 빠졌습니다"),
            _penalty_of(lambda W, b, l1, l2: l1 * np.abs(W).sum() + l2 * (W**2).sum()),
            Text(
                "Your L2 part is twice as large. What does the formula have in front of the squares, and what will it be good for in the derivative?",
                "L2 부분이 두 배입니다. 식에서 제곱 앞에 무엇이 있나요? 미분하면 왜 편해질까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "half-on-both",
            Text("the factor one half is on L1 as well", "L1에도 이분의 일을 곱했습니다"),
            _penalty_of(lambda W, b, l1, l2: 0.5 * (l1 * np.abs(W).sum() + l2 * (W**2).sum())),
            Text("To which of the two sums does the one half belong?", "이분의 일은 두 합 가운데 어느 쪽에 붙나요?"),
            "scale.half",
        ),
        Misconception(
            "lambdas-swapped",
            Text("`l1` stands at the squares and `l2` at the sizes", "`l1`은 제곱에, `l2`는 절댓값에 곱했습니다"),
            _penalty_of(lambda W, b, l1, l2: l2 * np.abs(W).sum() + 0.5 * l1 * (W**2).sum()),
            Text("Which sum does the L1 in $\\lambda_{L1}$ name?", "$\\lambda_{L1}$의 L1은 어느 합의 이름인가요?"),
            "order.stale_update",
        ),
        Misconception(
            "signs-cancel",
            Text("positive and negative weights cancel", "양수와 음수 가중치가 서로 지워집니다"),
            _penalty_of(lambda W, b, l1, l2: l1 * W.sum() + 0.5 * l2 * (W**2).sum()),
            Text(
                "A weight of -5 is as large as one of 5. Which function forgets the sign?",
                "-5는 5만큼 큰 가중치입니다. 부호를 없애는 함수는 무엇일까요?",
            ),
            "sign.flipped",
            variants=(_penalty_of(lambda W, b, l1, l2: l1 * abs(W.sum()) + 0.5 * l2 * (W**2).sum()),),
        ),
        Misconception(
            "norm-not-squared",
            Text("the length of the weights, not its square", "가중치 벡터 길이의 제곱이 아니라 길이입니다"),
            _penalty_of(lambda W, b, l1, l2: l1 * np.abs(W).sum() + 0.5 * l2 * np.sqrt((W**2).sum())),
            Text(
                "`np.linalg.norm` takes a root at the end. Is there a root in the formula?",
                "`np.linalg.norm`은 마지막에 제곱근을 구합니다. 식에 제곱근이 있나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "last-layer-only",
            Text("only the last layer counts", "마지막 층만 셌습니다"),
            lambda params, l1, l2: float(l1 * np.abs(params[-1][0]).sum() + 0.5 * l2 * (params[-1][0] ** 2).sum()),
            Text(
                "One layer works, two do not. Does your loop add up, or does it start again?",
                "층이 하나면 맞고 둘이면 다릅니다. 반복할 때마다 더하고 있나요, 아니면 새로 시작하나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "first-layer-only",
            Text("only the first layer counts", "첫 층만 셌습니다"),
            lambda params, l1, l2: float(l1 * np.abs(params[0][0]).sum() + 0.5 * l2 * (params[0][0] ** 2).sum()),
            Text(
                "One layer works, two do not. When does your loop end?",
                "층이 하나면 맞고 둘이면 다릅니다. 반복문이 언제 끝나나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "one-number-a-layer",
            Text("one number for each layer, not one for all", "모두 합한 수 하나가 아니라 층마다 수가 하나씩입니다"),
            lambda params, l1, l2: np.array([l1 * np.abs(W).sum() + 0.5 * l2 * (W**2).sum() for W, _ in params]),
            Text(
                "The penalty is added to one loss. How do several layers become one number?",
                "벌점은 손실 하나에 더해집니다. 여러 층이 어떻게 수 하나가 되나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "squares-for-sizes",
            Text("L1 has squares where sizes belong", "L1에서 절댓값이 있어야 할 곳에 제곱이 있습니다"),
            _penalty_of(lambda W, b, l1, l2: l1 * (W**2).sum() + 0.5 * l2 * (W**2).sum()),
            Text("What is the L1 part of a single weight of 3?", "가중치 3 하나의 L1 부분은 얼마인가요?"),
            "chain.wrong_input",
        ),
        Misconception(
            "sum-then-square",
            Text("the weights are added first and squared then", "가중치를 먼저 더한 다음 제곱했습니다"),
            _penalty_of(lambda W, b, l1, l2: l1 * np.abs(W).sum() + 0.5 * l2 * W.sum() ** 2),
            Text(
                "The weights 1 and -1 are not free. What do they cost with yours?",
                "가중치 1과 -1에도 벌점이 있습니다. 지금 함수에서는 얼마인가요?",
            ),
            "opt.square_missing",
        ),
    ),
    alternatives=(_penalty_by_loops, _penalty_of_one_long_vector, _penalty_by_einsum),
    hints=(
        Text(
            "Work out what one layer costs, then add up the layers. From each pair you need only the first half.",
            "층 하나의 벌점을 먼저 구하고 층마다 더합니다. 쌍에서 필요한 것은 앞의 것뿐입니다.",
        ),
        Text(
            "For each `W` of shape `(D, M)` two numbers are needed: $\\sum \\lvert w \\rvert$ and $\\sum w^2$.",
            "형상이 `(D, M)`인 `W`마다 수 두 개가 필요합니다. $\\sum \\lvert w \\rvert$와 $\\sum w^2$입니다.",
        ),
        Text(
            "Start a total at 0. For each layer add `l1` times the sum of absolute values, and `l2` times half the sum of squares.",
            "합계를 0에서 시작합니다. 층마다 절댓값의 합에 `l1`을 곱한 값과, 제곱합의 절반에 `l2`를 곱한 값을 더합니다.",
        ),
    ),
)
