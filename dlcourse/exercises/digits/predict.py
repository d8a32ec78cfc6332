"""The card of `predict`: Which digit is it?"""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

Params = list[tuple[np.ndarray, np.ndarray]]


def _layers(rng: np.random.Generator, *sizes: int) -> Params:
    return [(rng.normal(size=pair), rng.normal(size=pair[1])) for pair in zip(sizes, sizes[1:], strict=False)]  # noqa: RUF007  # a learner's cell should need NumPy alone


def _predict_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    one = [(np.array([[0.0, 3.0, 1.0], [2.0, 1.0, 0.0]]), np.array([0.0, 0.0, 2.5]))]
    # units whose answers tell ReLU from every other bend: one far below zero, two far above it
    told_apart = [
        (np.array([[-1000.0, 1.0, 0.0, 0.0], [0.0, 0.0, 5.0, 1.0]]), np.zeros(4)),
        (np.array([[-1.0, 0.0, 0.01], [0.0, 0.5, 0.0], [1.0, 0.0, 0.0], [0.0, 3.0, 0.0]]), np.zeros(3)),
    ]
    return (
        Case(
            Text("one layer, three classes", "층 하나, 클래스 세 개"),
            (np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 0.0]]), one),
        ),
        Case(Text("two layers", "층 두 개"), (rng.normal(size=(9, 4)), _layers(rng, 4, 6, 5))),
        Case(
            Text("hidden units far from zero", "0에서 먼 은닉 유닛"),
            (np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 0.0], [0.0, 3.0]]), told_apart),
        ),
        Case(
            Text("three layers, many rows", "층 세 개, 여러 행"),
            (rng.normal(size=(40, 5)), _layers(rng, 5, 7, 6, 4)),
            hidden=True,
        ),
        Case(
            Text("a row whose scores are all negative", "점수가 모두 음수인 행"),
            (rng.normal(size=(7, 4)), [(W, b - 90.0 * (i > 0)) for i, (W, b) in enumerate(_layers(rng, 4, 6, 5))]),
        ),
        Case(Text("large scores", "큰 점수"), (1000.0 * rng.normal(size=(6, 3)), _layers(rng, 3, 4, 5)), silent=True),
        Case(Text("a single row", "행 하나"), (rng.normal(size=(1, 3)), _layers(rng, 3, 4, 6)), edge=True),
    )


def _scores(
    X: Any, params: Any, *, last: bool = False, bias: bool = True, bend: Callable[..., Any] | None = None
) -> Any:
    """A network's last layer; the switches are mistakes."""
    a = X
    for i, (W, b) in enumerate(params):
        a = a @ W + (b if bias else 0)
        if last or i < len(params) - 1:
            a = np.maximum(a, 0) if bend is None else bend(a)
    return a


def _predict_by_loop(X: Any, params: Any) -> Any:
    answers = []
    for row in X:
        a = row
        for i, (W, b) in enumerate(params):
            a = np.array([sum(a[k] * W[k, j] for k in range(len(a))) + b[j] for j in range(len(b))])
            if i < len(params) - 1:
                a = np.where(a > 0, a, 0)
        best = 0
        for j in range(len(a)):
            if a[j] > a[best]:
                best = j
        answers.append(best)
    return np.array(answers)


def _predict_by_softmax(X: Any, params: Any) -> Any:
    z = _scores(X, params)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).argmax(axis=1)


def _naive_softmax(X: Any, params: Any) -> Any:
    e = np.exp(_scores(X, params))
    return (e / e.sum(axis=1, keepdims=True)).argmax(axis=1)


_OTHERS: tuple[Callable[..., Any], ...] = (
    lambda z: np.maximum(z, 0.1 * z),
    lambda z: np.maximum(z, 0.2 * z),
    lambda z: np.maximum(z, 0.3 * z),
    lambda z: 0.5 * (1 + np.tanh(z / 2)),
    np.tanh,
    np.abs,
    lambda z: np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1),
    lambda z: np.logaddexp(0, z),
    lambda z: 1.0 * (z > 0),
    lambda z: 1 / (1 + np.exp(-z)),
    lambda z: np.log(1 + np.exp(z)),
    lambda z: np.where(z > 0, z, np.exp(z) - 1),
)


def _bent(bend: Callable[..., Any]) -> Callable[..., Any]:
    return lambda X, params: np.argmax(_scores(X, params, bend=bend), axis=1)


def _biased_late(X: Any, params: Any) -> Any:
    a = X
    for W, b in params[:-1]:
        a = np.maximum(a @ W, 0) + b
    W, b = params[-1]
    return np.argmax(a @ W + b, axis=1)


CARD = Exercise(
    id="predict",
    reference=digits.predict,
    points=2.0,
    stars=1,
    title=Text("Which digit is it?", "어떤 숫자일까요?"),
    text=Text(
        r"""Write `predict(X, params)`. `params` is a list with a pair `(W, b)` for each layer. Between the layers stands ReLU; behind the last one there is nothing.

For each row of `X`, return the class with the largest score: an integer array of shape `(N,)`.""",
        r"""`predict(X, params)`를 작성하세요. `params`는 층마다 `(W, b)` 한 쌍이 들어 있는 리스트입니다. 층과 층 사이에는 ReLU가 있고 마지막 층 뒤에는 아무것도 없습니다.

`X`의 행마다 점수가 가장 큰 클래스를 반환하세요. 형상이 `(N,)`인 정수 배열입니다.""",
    ),
    docstring_ko="""X의 각 행에 가장 그럴듯한 클래스를 답합니다. 신경망의 층마다 (W, b)가 있고 층 사이에는 ReLU가 있습니다.

    형상: (N, D), [(D, H), (H,)], ..., [(H, C), (C,)] -> (N,)
    참고: LeCun, Bottou, Bengio & Haffner (1998)
    >>> predict(np.array([[1.0, 0.0], [0.0, 1.0]]), [(np.array([[0.0, 3.0, 1.0], [2.0, 1.0, 0.0]]), np.zeros(3))])
    array([1, 0])
    """,
    cases=_predict_cases,
    misconceptions=(
        Misconception(
            "best-example-of-each-class",
            Text(
                "looked down the columns: the best example for each class",
                "열 방향으로 찾아 클래스마다 가장 좋은 샘플을 골랐습니다",
            ),
            lambda X, params: np.argmax(_scores(X, params), axis=0),
            Text(
                "Each example needs one answer. Along which axis do the classes lie?",
                "샘플마다 답이 하나씩 필요합니다. 클래스는 어느 축을 따라 놓여 있나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "one-answer-for-all",
            Text(
                "one place in the whole table instead of one for each row",
                "행마다가 아니라 표 전체에서 한 자리만 찾았습니다",
            ),
            lambda X, params: np.argmax(_scores(X, params)),
            Text(
                "`np.argmax` without an axis looks at everything at once. How many answers do you need?",
                "축을 주지 않은 `np.argmax`는 전체를 한꺼번에 봅니다. 답은 몇 개가 필요한가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "no-relu",
            Text("no ReLU between the layers", "층 사이에 ReLU가 없습니다"),
            lambda X, params: np.argmax(_scores(X, params, bend=lambda z: z), axis=1),
            Text(
                "Without a bend your layers collapse to one. What stands between two layers?",
                "비선형 함수가 없으면 층들이 하나로 합쳐집니다. 두 층 사이에는 무엇이 있나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "relu-at-the-end",
            Text("ReLU also behind the last layer", "마지막 층 뒤에도 ReLU가 있습니다"),
            lambda X, params: np.argmax(_scores(X, params, last=True), axis=1),
            Text(
                "If all scores of a row are negative, ReLU makes them all 0. Who wins then?",
                "한 행의 점수가 모두 음수이면 ReLU는 모두 0으로 만듭니다. 그러면 어느 클래스가 이길까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "no-bias",
            Text("the biases are missing", "편향을 더하지 않았습니다"),
            lambda X, params: np.argmax(_scores(X, params, bias=False), axis=1),
            Text(
                "Every layer is a pair. Which half did you not use?",
                "층은 모두 한 쌍입니다. 어느 반쪽을 쓰지 않았나요?",
            ),
            "bias.missing",
            variants=(
                lambda X, params: np.argmax(np.abs(_scores(X, params, bias=False)), axis=1),
                lambda X, params: np.argmax(_scores(X, params, bias=False, last=True), axis=1),
                lambda X, params: np.argmax(_scores(X, params, bias=False, bend=lambda z: z), axis=1),
                lambda X, params: np.argmin(_scores(X, params, bias=False), axis=1),
            ),
        ),
        Misconception(
            "scores-instead-of-classes",
            Text(
                "the largest score itself instead of its place", "가장 큰 점수의 자리가 아니라 점수 자체를 반환합니다"
            ),
            lambda X, params: np.max(_scores(X, params), axis=1),
            Text(
                "You found how large the best score is. Which question was asked?",
                "가장 큰 점수가 얼마인지 찾았습니다. 문제에서 구하라고 한 것은 무엇인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "overflowing-softmax",
            Text("exponentials of large scores overflow on the way", "큰 점수를 지수 함수에 넣어 오버플로가 났습니다"),
            _naive_softmax,
            Text(
                "Does the exponential function change which score is the largest? And what is the exponential of 1000?",
                "지수 함수가 어느 점수가 가장 큰지를 바꾸나요? 그리고 1000을 지수 함수에 넣으면 얼마인가요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "other-activation",
            Text("another function than ReLU stands between the layers", "층 사이에 ReLU가 아닌 다른 함수가 있습니다"),
            lambda X, params: np.argmax(_scores(X, params, bend=lambda z: np.maximum(z, 0.01 * z)), axis=1),
            Text(
                "What does your function make of -5 and of 5? And ReLU?",
                "여러분의 함수에 -5와 5를 넣으면 무엇이 나오나요? ReLU라면요?",
            ),
            "chain.wrong_input",
            variants=(*(_bent(bend) for bend in _OTHERS),),
        ),
        Misconception(
            "smallest-score",
            Text("the class with the smallest score", "점수가 가장 작은 클래스입니다"),
            lambda X, params: np.argmin(_scores(X, params), axis=1),
            Text(
                "Does a large score speak for a class or against it?",
                "점수가 크면 그 클래스일 가능성이 큰가요, 작은가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "bias-behind-relu",
            Text("the bias is added behind ReLU", "ReLU를 지난 다음에 편향을 더했습니다"),
            _biased_late,
            Text(
                "In which order do product, bias and bend come in a layer?",
                "한 층에서 곱, 편향, 활성화 함수는 어떤 순서로 오나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "last-layer-left-out",
            Text("the last layer is left out", "마지막 층을 빠뜨렸습니다"),
            lambda X, params: np.argmax(_scores(X, params[:-1] or params, last=len(params) > 1), axis=1),
            Text(
                "How many classes can your answer name? Which layer has one unit for each class?",
                "지금 답할 수 있는 클래스는 몇 개인가요? 클래스마다 유닛이 하나씩 있는 층은 어느 것인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "largest-in-size",
            Text("the score that is largest without its sign wins", "부호를 뗀 크기가 가장 큰 점수를 골랐습니다"),
            lambda X, params: np.argmax(np.abs(_scores(X, params)), axis=1),
            Text(
                "Is a score of -90 better than one of 3? What does a negative score say about a class?",
                "-90점이 3점보다 좋은가요? 점수가 음수이면 그 클래스는 어떻다는 뜻인가요?",
            ),
            "sign.flipped",
        ),
    ),
    alternatives=(
        _predict_by_loop,
        _predict_by_softmax,
        lambda X, params: np.argsort(_scores(X, params), axis=1, kind="stable")[:, -1],
        lambda X, params: np.array([int(np.argmax(_scores(row[None, :], params))) for row in X]),
    ),
    hints=(
        Text(
            "It is the forward pass you know; only the end is new.", "알고 있는 순전파 그대로이고, 끝부분만 새롭습니다."
        ),
        Text(
            r"$a_0 = X$, then $a_l = \max(0, a_{l-1} W_l + b_l)$, and for the last layer only $z = a W + b$ of shape `(N, C)`.",
            r"$a_0 = X$에서 시작해 $a_l = \max(0, a_{l-1} W_l + b_l)$을 되풀이하고, 마지막 층에서는 형상이 `(N, C)`인 $z = a W + b$만 구합니다.",
        ),
        Text(
            "Loop over `params[:-1]` with `np.maximum`, treat `params[-1]` alone, then ask `np.argmax` along the classes.",
            "`params[:-1]`을 돌면서 `np.maximum`을 쓰고, `params[-1]`은 따로 다룬 다음, 클래스 방향으로 `np.argmax`를 쓰세요.",
        ),
    ),
)
