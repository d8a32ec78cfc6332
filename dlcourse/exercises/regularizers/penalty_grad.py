"""The card of `penalty_grad`: Which way the penalty pulls."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import regularizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.regularizers._shared import layers, one_layer
from dlcourse.language import Text


def _penalty_grad_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    with_zero = [(np.array([[0.5, 0.0], [-1.0, 0.0]]), np.array([9.0, -3.0]))]
    return (
        Case(Text("L1 alone", "L1만"), (one_layer(), 0.1, 0.0)),
        Case(Text("L2 alone", "L2만"), (one_layer(), 0.0, 0.1)),
        Case(Text("two layers, both penalties", "두 층, 두 벌점"), (layers(rng, 3, 2, 4), 0.3, 0.2)),
        Case(Text("three random layers", "무작위 세 층"), (layers(rng, 5, 3, 4, 2), 0.7, 0.1), hidden=True),
        Case(Text("a weight of exactly 0", "정확히 0인 가중치"), (with_zero, 0.5, 0.25), edge=True),
    )


def _penalty_grad_of(
    dW: Callable[..., Any], db: Callable[..., Any] = lambda b, l1, l2: np.zeros_like(b)
) -> Callable[..., Any]:
    """A gradient layer by layer, with the formulas given."""

    def penalty_grad(params: Any, l1: Any, l2: Any) -> Any:
        return [(dW(W, l1, l2), db(b, l1, l2)) for W, b in params]

    return penalty_grad


def _sign_by_division(W: Any, l1: Any, l2: Any) -> Any:
    with np.errstate(invalid="ignore"):
        return l1 * W / np.abs(W) + l2 * W


def _penalty_grad_by_loops(params: Any, l1: Any, l2: Any) -> Any:
    grads = []
    for W, b in params:
        dW = np.zeros(W.shape)
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                w = W[i, j]
                dW[i, j] = l2 * w + (l1 if w > 0 else -l1 if w < 0 else 0.0)
        grads.append((dW, np.zeros(b.shape)))
    return grads


def _penalty_grad_by_where(params: Any, l1: Any, l2: Any) -> Any:
    return [(l2 * W + np.where(W > 0, l1, np.where(W < 0, -l1, 0.0)), 0.0 * b) for W, b in params]


def _penalty_grad_by_division(params: Any, l1: Any, l2: Any) -> Any:
    grads = []
    for W, b in params:
        size = np.abs(W)
        direction = np.divide(W, size, out=np.zeros_like(W), where=size > 0)
        grads.append([direction * l1 + W * l2, np.zeros(len(b))])
    return tuple(grads)


CARD = Exercise(
    id="penalty-grad",
    reference=regularizers.penalty_grad,
    points=3.0,
    stars=2,
    title=Text("Which way the penalty pulls", "벌점이 당기는 방향"),
    text=Text(
        r"""Write `penalty_grad(params, l1, l2)`: the gradient of the penalty of the last exercise, for every weight and every bias.

`params` is a list with a pair `(W, b)` for each layer. Return a list with a pair `(dW, db)` for each layer, in the shapes of `W` and `b`.

$\lvert w \rvert$ has a corner at 0 and no derivative there. Say 0, as everybody does: a weight that is 0 already need not be pulled anywhere.

For the weights `0.5, -1.0, 2.0` the result is `0.1, -0.1, 0.1` with `l1 = 0.1`, and `0.05, -0.1, 0.2` with `l2 = 0.1` instead.""",
        r"""`penalty_grad(params, l1, l2)`를 작성하세요. 앞 문제의 벌점을 가중치와 편향마다 미분한 기울기(gradient)입니다.

`params`는 층마다 쌍 `(W, b)`가 하나씩 든 리스트입니다. 층마다 쌍 `(dW, db)`가 하나씩 든 리스트를 반환하며 형상은 `W`, `b`와 같습니다.

$\lvert w \rvert$는 0에서 꺾이므로 미분값이 없습니다. 모두가 하듯이 0으로 정합니다. 이미 0인 가중치는 어느 쪽으로도 당길 필요가 없습니다.

가중치가 `0.5, -1.0, 2.0`일 때 `l1 = 0.1`이면 `0.1, -0.1, 0.1`이고, 그 대신 `l2 = 0.1`이면 `0.05, -0.1, 0.2`입니다.""",
    ),
    docstring_ko="""층마다 (W, b)에 대한 `penalty`의 기울기입니다. 가중치가 정확히 0이면 l1 부분은 0입니다.

    형상: [(D, M), (M,)], ... -> 그대로
    예외: l1이나 l2가 음수이면 ValueError
    참고: Tibshirani (1996); Hoerl & Kennard (1970); Zou & Hastie (2005)
    >>> [(dW, db)] = penalty_grad([(np.array([[0.5], [-1.0], [0.0]]), np.array([9.0]))], l1=0.1, l2=0.0)
    >>> dW.ravel(), db
    (array([ 0.1, -0.1,  0. ]), array([0.]))
    """,
    cases=_penalty_grad_cases,
    misconceptions=(
        Misconception(
            "bias-pulled",
            Text("biases are pulled too", "편향까지 당겼습니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.sign(W) + l2 * W, lambda b, l1, l2: l1 * np.sign(b) + l2 * b),
            Text(
                "Biases cost nothing. What is the derivative of something that is not there?",
                "편향에는 벌점이 없습니다. 없는 것을 미분하면 얼마일까요?",
            ),
            "bias.penalized",
        ),
        Misconception(
            "factor-two",
            Text("the L2 part is twice as large", "L2 부분이 두 배입니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.sign(W) + 2 * l2 * W),
            Text(
                "You took the derivative of $w^2$. What stands in front of it in the penalty?",
                "$w^2$을 미분했습니다. 벌점에서는 그 앞에 무엇이 있었나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "mean-instead-of-sum",
            Text("divided by the number of weights", "가중치의 개수로 나누었습니다"),
            _penalty_grad_of(lambda W, l1, l2: (l1 * np.sign(W) + l2 * W) / W.size),
            Text(
                "The penalty is a sum. Does the derivative for one weight know how many others there are?",
                "벌점은 합입니다. 가중치 하나로 미분할 때 다른 가중치가 몇 개인지 알아야 하나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "zero-is-pulled",
            Text("a weight of exactly 0 is pulled", "정확히 0인 가중치를 당겼습니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.where(W >= 0, 1.0, -1.0) + l2 * W),
            Text(
                "Everything is right except at 0. On which side of the corner is your 0?",
                "0에서만 다릅니다. 꺾인 곳의 어느 쪽에 0을 넣었나요?",
            ),
            "boundary.zero",
            variants=(_penalty_grad_of(lambda W, l1, l2: l1 * np.where(W > 0, 1.0, -1.0) + l2 * W),),
        ),
        Misconception(
            "lambdas-swapped",
            Text("`l1` stands at the L2 part and `l2` at the L1 part", "`l1`을 L2 부분에, `l2`를 L1 부분에 곱했습니다"),
            _penalty_grad_of(lambda W, l1, l2: l2 * np.sign(W) + l1 * W),
            Text(
                "Which part grows with the weight, and whose $\\lambda$ is that?",
                "가중치가 커질수록 커지는 부분은 어느 쪽이고, 그 $\\lambda$는 어느 것인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "size-instead-of-sign",
            Text(
                "the L1 part is the size of the weight, not its sign", "L1 부분이 가중치의 부호가 아니라 절댓값입니다"
            ),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.abs(W) + l2 * W),
            Text(
                "Draw $\\lvert w \\rvert$. How steep is it at 0.5, at 5 and at -5?",
                "$\\lvert w \\rvert$를 그려 보세요. 0.5, 5, -5에서 얼마나 가파른가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "sign-forgotten",
            Text("the L1 part pulls negative weights the wrong way", "L1 부분이 음수 가중치를 반대쪽으로 당깁니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.ones_like(W) + l2 * W),
            Text(
                "Towards 0 means down for positive weights. And for negative ones?",
                "0 쪽으로 간다는 것은 양수라면 줄어든다는 뜻입니다. 음수라면 어떨까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "penalty-itself",
            Text("the penalty of each weight, not its derivative", "미분이 아니라 가중치마다의 벌점 자체입니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.abs(W) + 0.5 * l2 * W**2),
            Text(
                "What does a weight cost, and how much more if it grows a little? Which of the two did you return?",
                "가중치의 벌점이 얼마인지와, 가중치가 조금 커질 때 벌점이 얼마나 늘어나는지 가운데 무엇을 반환했나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "square-kept",
            Text("the L2 part still has its square", "L2 부분에 제곱이 그대로 남아 있습니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.sign(W) + l2 * W**2),
            Text("How steep is a parabola at 3? And at -3?", "포물선은 3에서 얼마나 가파른가요? -3에서는요?"),
            "opt.square_missing",
            variants=(_penalty_grad_of(lambda W, l1, l2: l1 * np.sign(W) + 0.5 * l2 * W**2),),
        ),
        Misconception(
            "half-kept",
            Text("the one half of the penalty is still there", "벌점의 이분의 일이 그대로 남아 있습니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.sign(W) + 0.5 * l2 * W),
            Text(
                "Which factor falls down from the exponent of $w^2$, and what does it do to the one half?",
                "$w^2$을 미분하면 지수에서 어떤 수가 내려오고, 이분의 일은 어떻게 되나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "one-number-a-layer",
            Text("one number instead of a gradient for every weight", "가중치마다의 기울기가 아니라 수 하나입니다"),
            lambda params, l1, l2: [(np.sum(l1 * np.sign(W) + l2 * W), np.zeros_like(b)) for W, b in params],
            Text(
                "Each weight is pulled on its own. Which shape must `dW` have to say so?",
                "가중치는 저마다 따로 당겨집니다. 그러려면 `dW`의 형상은 어떠해야 할까요?",
            ),
            "reduce.sum_vs_mean",
            variants=(
                lambda params, l1, l2: [(l1 * np.sign(W).sum() + l2 * W.sum(), 0.0) for W, b in params],
                lambda params, l1, l2: [(l1 * np.sign(W).sum() + l2 * W.sum(), np.zeros_like(b)) for W, b in params],
                lambda params, l1, l2: sum(np.sum(l1 * np.sign(W) + l2 * W) for W, b in params),
            ),
        ),
        Misconception(
            "pushed-away",
            Text("the weights are pushed away from 0", "가중치를 0에서 멀어지게 밉니다"),
            _penalty_grad_of(lambda W, l1, l2: -(l1 * np.sign(W) + l2 * W)),
            Text(
                "A step goes *against* the gradient. Where does yours take a weight of 2?",
                "걸음은 기울기의 **반대쪽**으로 갑니다. 지금 기울기라면 가중치 2는 어디로 가나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "divided-by-its-size",
            Text("a weight of exactly 0 is divided by its size", "정확히 0인 가중치를 그 크기로 나누었습니다"),
            _penalty_grad_of(_sign_by_division),
            Text(
                "0 divided by 0 is nan. Which NumPy function says -1, 0 or 1?",
                "0을 0으로 나누면 nan입니다. -1, 0, 1을 주는 NumPy 함수는 무엇인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "one-penalty-only",
            Text(
                "where both penalties are given, only one of them pulls",
                "두 벌점이 모두 있을 때 한쪽만 당깁니다",
            ),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.sign(W) if l1 > 0 else l2 * W),
            Text(
                "Each penalty alone comes out right. What does your code do when `l1` and `l2` are both larger than 0?",
                "벌점이 하나일 때는 맞습니다. `l1`과 `l2`가 모두 0보다 클 때 코드는 무엇을 하나요?",
            ),
            "chain.missing_local",
            variants=(_penalty_grad_of(lambda W, l1, l2: l2 * W if l2 > 0 else l1 * np.sign(W)),),
        ),
    ),
    alternatives=(_penalty_grad_by_loops, _penalty_grad_by_where, _penalty_grad_by_division),
    hints=(
        Text(
            "Take one weight alone and differentiate its two terms. All other weights are constants then.",
            "가중치 하나만 놓고 두 항을 미분합니다. 이때 다른 가중치는 상수입니다.",
        ),
        Text(
            "$\\lvert w \\rvert$ rises with slope 1 right of 0 and -1 left of it; $\\tfrac{1}{2} w^2$ has slope $w$. `dW` has the shape `(D, M)` of `W`.",
            "$\\lvert w \\rvert$의 기울기는 0의 오른쪽에서 1, 왼쪽에서 -1이고, $\\tfrac{1}{2} w^2$의 기울기는 $w$입니다. `dW`의 형상은 `W`와 같은 `(D, M)`입니다.",
        ),
        Text(
            "NumPy has a function that answers 1, -1 or 0 for each number. Multiply it by `l1`, add `l2` times `W`, and pair the result with zeros in the shape of `b`.",
            "NumPy에는 수마다 1, -1, 0으로 답하는 함수가 있습니다. 여기에 `l1`을 곱하고 `W`에 `l2`를 곱해 더한 다음, `b`와 형상이 같은 0 배열과 짝을 짓습니다.",
        ),
    ),
)
