"""The card of `repaired_step`: four bugs in somebody else's program, none of which stops it."""

from itertools import combinations
from typing import Any

import numpy as np

from dlcourse import backprop
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

# the program as it is handed out; nothing in it is language, so both texts show the same
_BROKEN = """\
    def repaired_step(X, t, W1, b1, W2, b2, lr):
        h = np.tanh(X @ W1 + b1)
        o = h @ W2 + b2
        d2 = o - t
        W2 = W2 - lr * h.T @ d2
        b2 = b2 - lr * d2.sum(axis=0)
        d1 = (d2 @ W2.T) * (1 - h) ** 2
        W1 = W1 - lr * X.T @ d1
        b1 = b1 - lr * d1.sum()
        return W1, b1, W2, b2"""

_BUGS = ("count", "stale", "square", "axis")


_SLOPES: dict[str, Any] = {"right": lambda h: 1 - h**2, "square": lambda h: (1 - h) ** 2, "no-square": lambda h: 1 - h}


def _with(*bugs: str) -> Any:
    """The program with these bugs still in it."""

    def repaired_step(X: Any, t: Any, W1: Any, b1: Any, W2: Any, b2: Any, lr: Any) -> Any:
        h = np.tanh(X @ W1 + b1)
        d2 = h @ W2 + b2 - t
        if "count" not in bugs:
            d2 = d2 / len(X)
        new_W2, new_b2 = W2 - lr * h.T @ d2, b2 - lr * d2.sum(axis=0)
        back = new_W2 if "stale" in bugs else W2
        slope = _SLOPES[next((bug for bug in bugs if bug in _SLOPES), "right")]
        d1 = (d2 @ back.T) * slope(h)
        return W1 - lr * X.T @ d1, b1 - lr * d1.sum(axis=None if "axis" in bugs else 0), new_W2, new_b2

    return repaired_step


def _inputs(rng: np.random.Generator, N: int, D: int, H: int, K: int, lr: float) -> tuple[Any, ...]:
    weights = rng.normal(size=(D, H)), 0.5 * rng.normal(size=H), rng.normal(size=(H, K)), 0.5 * rng.normal(size=K)
    return (rng.normal(size=(N, D)), rng.normal(size=(N, K)), *weights, lr)


_SMALL = (
    np.array([[1.0, 0.0], [0.5, -1.0], [0.0, 2.0]]),
    np.array([[1.0], [0.0], [-1.0]]),
    np.array([[0.5, -0.5, 1.0], [0.25, 1.0, 0.0]]),
    np.array([0.0, 0.5, -0.25]),
    np.array([[1.0], [-1.0], [0.5]]),
    np.array([0.25]),
    0.5,
)


def _repaired_step_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("three examples, one output", "샘플 세 개, 출력 하나"), _SMALL),
        Case(Text("two outputs", "출력 두 개"), _inputs(rng, 4, 3, 5, 2, 0.25)),
        Case(Text("many random examples", "무작위 샘플 여러 개"), _inputs(rng, 9, 2, 4, 3, 0.1), hidden=True),
        Case(Text("one example", "샘플 하나"), _inputs(rng, 1, 4, 3, 2, 1.0), hidden=True),
    )


def _gradients_first(X: Any, t: Any, W1: Any, b1: Any, W2: Any, b2: Any, lr: Any) -> Any:
    h = np.tanh(X @ W1 + b1)
    d2 = (h @ W2 + b2 - t) / X.shape[0]
    dW2, db2 = h.T @ d2, d2.sum(axis=0)
    d1 = d2 @ W2.T * (1 - h * h)
    dW1, db1 = X.T @ d1, d1.sum(axis=0)
    return W1 - lr * dW1, b1 - lr * db1, W2 - lr * dW2, b2 - lr * db2


def _mean_at_the_end(X: Any, t: Any, W1: Any, b1: Any, W2: Any, b2: Any, lr: Any) -> Any:
    h = np.tanh(X @ W1 + b1)
    d2 = h @ W2 + b2 - t
    d1 = d2 @ W2.T / np.cosh(X @ W1 + b1) ** 2
    rate = lr / len(X)
    return W1 - rate * X.T @ d1, b1 - rate * d1.sum(0), W2 - rate * h.T @ d2, b2 - rate * d2.sum(0)


def _one_by_one(X: Any, t: Any, W1: Any, b1: Any, W2: Any, b2: Any, lr: Any) -> Any:
    new = [np.array(each, dtype=float) for each in (W1, b1, W2, b2)]
    for x, goal in zip(X, t, strict=True):
        h = np.tanh(x @ W1 + b1)
        d2 = (h @ W2 + b2 - goal) / len(X)
        d1 = (W2 @ d2) * (1 - h**2)
        for array, slope in zip(new, (np.outer(x, d1), d1, np.outer(h, d2), d2), strict=True):
            array -= lr * slope
    return tuple(new)


def _divided_again(X: Any, t: Any, W1: Any, b1: Any, W2: Any, b2: Any, lr: Any) -> Any:
    h = np.tanh(X @ W1 + b1)
    d2 = (h @ W2 + b2 - t) / len(X)
    d1 = (d2 @ W2.T) * (1 - h**2) / len(X)
    return W1 - lr * X.T @ d1, b1 - lr * d1.sum(axis=0), W2 - lr * h.T @ d2, b2 - lr * d2.sum(axis=0)


def _divided_by_all(X: Any, t: Any, W1: Any, b1: Any, W2: Any, b2: Any, lr: Any) -> Any:
    h = np.tanh(X @ W1 + b1)
    d2 = (h @ W2 + b2 - t) / t.size
    d1 = (d2 @ W2.T) * (1 - h**2)
    return W1 - lr * X.T @ d1, b1 - lr * d1.sum(axis=0), W2 - lr * h.T @ d2, b2 - lr * d2.sum(axis=0)


def _uphill(X: Any, t: Any, W1: Any, b1: Any, W2: Any, b2: Any, lr: Any) -> Any:
    return _gradients_first(X, t, W1, b1, W2, b2, -lr)


CARD = Exercise(
    id="repaired-step",
    reference=backprop.repaired_step,
    points=4.0,
    stars=3,
    title=Text("Four bugs in somebody else's program", "다른 사람의 프로그램에 있는 버그 네 개"),
    text=Text(
        f"""This program should make one step of gradient descent for a network with one hidden layer: tanh there, no activation at the output. Its error is half the squared error, summed over the outputs and averaged over the `N` examples.

{_BROKEN}

It runs, every shape fits, and often the error even falls. But **four of its lines are wrong**. Copy it into your cell and repair it.

`X` has shape `(N, D)`, `t` `(N, K)`, `W1` `(D, H)`, `b1` `(H,)`, `W2` `(H, K)`, `b2` `(K,)`. If you get stuck, measure: `numerical_gradient` knows the truth.""",
        f"""은닉층이 하나인 신경망에서 경사 하강법으로 한 번 갱신하는 프로그램입니다. 은닉층은 tanh이고 출력층에는 활성화 함수가 없습니다. 오차는 제곱 오차의 절반을 출력에 걸쳐 더하고 샘플 `N`개에 대해 평균한 것이어야 합니다.

{_BROKEN}

오류 없이 실행되고 형상도 모두 맞으며, 오차가 줄어들 때도 많습니다. 하지만 **네 줄이 틀렸습니다**. 아래 셀로 옮겨서 고치세요.

`X`의 형상은 `(N, D)`, `t`는 `(N, K)`, `W1`은 `(D, H)`, `b1`은 `(H,)`, `W2`는 `(H, K)`, `b2`는 `(K,)`입니다. 막히면 재어 보세요. `numerical_gradient`로 옳은 값을 알 수 있습니다.""",
    ),
    docstring_ko="""연속적인 값을 답하는 신경망을 한 번 갱신합니다. 은닉층은 tanh이고 출력층에는 활성화 함수가 없습니다.

    오차는 제곱 오차의 절반을 출력에 걸쳐 더하고 샘플에 대해 평균한 것입니다. 새 W1, b1, W2, b2를 답합니다.
    형상: (N, D), (N, K), (D, H), (H,), (H, K), (K,), () -> (D, H), (H,), (H, K), (K,)
    참고: Rumelhart, Hinton & Williams (1986)
    >>> W1, b1, W2, b2 = repaired_step(
    ...     np.array([[1.0], [0.0]]), np.array([[0.0], [0.0]]), np.zeros((1, 2)), np.zeros(2), np.ones((2, 1)), np.ones(1), 0.5
    ... )
    >>> W1, b1, W2.ravel(), b2
    (array([[-0.25, -0.25]]), array([-0.5, -0.5]), array([1., 1.]), array([0.5]))
    """,
    cases=_repaired_step_cases,
    returns=("W1", "b1", "W2", "b2"),
    misconceptions=(
        Misconception(
            "nothing-repaired",
            Text("all four bugs are still there", "버그 네 개가 그대로 있습니다"),
            _with(*_BUGS),
            Text(
                "Begin with the line of `d2`: the error is a mean. What follows from that for its gradient?",
                "`d2`를 구하는 줄부터 봅시다. 오차는 평균입니다. 그러면 기울기는 어떻게 되어야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "several-bugs-left",
            Text("some bugs are repaired, more than one is left", "버그를 일부 고쳤지만 두 개 이상 남았습니다"),
            _with("stale", "square"),
            Text(
                "Measure one array after the other with `numerical_gradient`. Which are right already, and which line makes the first wrong one?",
                "`numerical_gradient`로 배열을 하나씩 재어 보세요. 이미 맞는 것은 무엇이고, 처음으로 틀린 것은 어느 줄에서 나오나요?",
            ),
            "chain.wrong_input",
            variants=tuple(
                _with(*left)
                for bugs in (_BUGS, ("no-square", "count", "stale", "axis"))
                for n in (2, 3, 4)
                for left in combinations(bugs, n)
                if left not in (_BUGS, ("stale", "square")) and (bugs is _BUGS or "no-square" in left)
            ),
        ),
        Misconception(
            "mean-forgotten",
            Text(
                "the gradient of a sum, not of a mean over the examples", "샘플에 대한 평균이 아니라 합의 기울기입니다"
            ),
            _with("count"),
            Text(
                "With twice as many examples your steps are twice as long. Where does the mean divide, and how often?",
                "샘플이 두 배가 되면 걸음도 두 배가 됩니다. 평균은 어디에서, 몇 번 나누나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "stale-weights",
            Text(
                "the hidden layer is computed with output weights that were updated already",
                "이미 갱신한 출력층 가중치로 은닉층을 계산했습니다",
            ),
            _with("stale"),
            Text(
                "The output layer is right, the hidden layer a little off. What is the value of `W2` when `d1` is computed?",
                "출력층은 맞고 은닉층이 조금 어긋납니다. `d1`을 구할 때 `W2`에는 어떤 값이 들어 있나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "slope-of-tanh",
            Text("the slope of tanh has its square in the wrong place", "tanh의 기울기에서 제곱하는 곳이 틀렸습니다"),
            _with("square"),
            Text(
                "What is the slope of tanh, and what is squared in it: the difference or `h`?",
                "tanh의 기울기는 무엇이고, 그 식에서 제곱하는 것은 차인가요, `h`인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "slope-of-tanh-without-square",
            Text("the slope of tanh has no square any more", "tanh의 기울기에 제곱이 없습니다"),
            _with("no-square"),
            Text(
                "tanh is equally steep at -1 and at 1. What does your slope say for h and for -h?",
                "tanh는 -1과 1에서 똑같이 가파릅니다. 여러분의 기울기는 h일 때와 -h일 때 같은가요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "one-number-for-all-biases",
            Text("all hidden biases get the same number", "은닉층의 모든 편향에 같은 수를 썼습니다"),
            _with("axis"),
            Text(
                "A gradient has the shape of its owner. Which shape has the gradient of `b1` in your program?",
                "기울기는 미분하는 변수와 형상이 같습니다. 이 프로그램에서 `b1`의 기울기는 어떤 형상인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "divided-again",
            Text("the hidden layer is divided by N a second time", "은닉층에서 N으로 한 번 더 나누었습니다"),
            _divided_again,
            Text(
                "The division by N is in `d2` already. Does it travel back from there by itself?",
                "N으로 나누는 것은 이미 `d2`에 들어 있습니다. 거기에서 저절로 뒤로 전해지지 않나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "divided-by-all-numbers",
            Text("divided by the number of all targets", "모든 목푯값의 수로 나누었습니다"),
            _divided_by_all,
            Text(
                "The error is summed over the outputs and averaged over the examples. By which of the two do you divide?",
                "오차는 출력에 걸쳐 더하고 샘플에 대해 평균한 것입니다. 둘 중 무엇의 수로 나누나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "uphill",
            Text("the step goes uphill", "오르막으로 갔습니다"),
            _uphill,
            Text("Which sign takes you downhill?", "내리막으로 가려면 어떤 부호여야 할까요?"),
            "sign.flipped",
        ),
    ),
    alternatives=(_gradients_first, _mean_at_the_end, _one_by_one),
    hints=(
        Text(
            "Two bugs are about *when* and *how much*, two about a single symbol in a line. Compare with what a gradient has to be: its place, its weights, its shape, its size.",
            "버그 두 개는 '언제'와 '얼마나'에 관한 것이고, 두 개는 한 줄 안의 기호 하나에 관한 것입니다. 기울기가 어떠해야 하는지와 비교하세요. 위치, 가중치, 형상, 크기입니다.",
        ),
        Text(
            "$N$ belongs into the first gradient, the slope of tanh is $1 - h^2$, and a bias of shape `(H,)` wants a gradient of shape `(H,)`. One more is about the order of lines.",
            "$N$은 첫 기울기에 들어가고, tanh의 기울기는 $1 - h^2$이며, 형상이 `(H,)`인 편향에는 형상이 `(H,)`인 기울기가 필요합니다. 나머지 하나는 줄의 순서입니다.",
        ),
        Text(
            "Compute both deltas before any array is updated; divide the first one by the number of rows; look at the brackets around the square, and at the last sum.",
            "어떤 배열이든 갱신하기 전에 두 델타를 모두 구합니다. 첫 델타를 행의 수로 나눕니다. 제곱을 감싼 괄호와 마지막 합을 살펴보세요.",
        ),
    ),
)
