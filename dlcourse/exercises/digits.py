"""The eight exercises of the last lesson: from pixels to rows, answers, counts, a training run, and back to pixels.

Training draws random numbers, so any network that reads well enough is right: it is judged by what it reads on pictures it never saw.
"""

import time
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse.datasets import load_mnist
from dlcourse.digits import accuracy, predict
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

Params = list[tuple[np.ndarray, np.ndarray]]


# --- preprocess -----------------------------------------------------------------------------------------------------


def _preprocess_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    def bytes_of(*shape: int) -> np.ndarray:
        return rng.integers(0, 256, size=shape, dtype=np.uint8)

    ramp = np.arange(12, dtype=np.uint8).reshape(2, 2, 3) * 20
    return (
        Case(Text("two small pictures", "작은 그림 두 장"), (ramp, np.array([7, 1], dtype=np.uint8))),
        Case(
            Text("three pictures of 28 by 28 pixels", "28×28 픽셀 그림 세 장"),
            (bytes_of(3, 28, 28), np.array([0, 9, 4], dtype=np.uint8)),
        ),
        Case(
            Text("pictures that are wider than high", "가로가 세로보다 긴 그림"),
            (bytes_of(5, 4, 7), rng.integers(0, 10, size=5).astype(np.uint8)),
            hidden=True,
        ),
        Case(Text("one picture", "그림 한 장"), (bytes_of(1, 5, 6), np.array([3], dtype=np.uint8)), edge=True),
    )


def _preprocess_by_loop(images: Any, labels: Any) -> Any:
    rows = [[float(pixel) / 255 for line in image for pixel in line] for image in images]
    return np.array(rows), np.array([int(label) for label in labels])


PREPROCESS = Exercise(
    id="preprocess",
    reference=digits.preprocess,
    points=2.0,
    stars=1,
    title=Text("From pictures to rows", "그림을 행으로"),
    text=Text(
        """Write `preprocess(images, labels)`. `images` has shape `(N, 28, 28)`, or another height and width, and holds whole numbers from 0 to 255; `labels` has shape `(N,)`.

Return `X, y`: `X` has one row for each picture, pixel after pixel as one reads, and its numbers lie between 0 and 1. `y` holds the labels as plain integers.""",
        """`preprocess(images, labels)`를 작성하세요. `images`는 형상이 `(N, 28, 28)`이거나 높이와 너비가 다를 수 있고, 0부터 255까지의 정수로 이루어집니다. `labels`의 형상은 `(N,)`입니다.

`X, y`를 돌려주세요. `X`는 그림마다 한 행이고, 글을 읽는 순서대로 픽셀이 이어지며, 수는 모두 0과 1 사이입니다. `y`는 레이블을 보통 정수로 담습니다.""",
    ),
    docstring_ko="""0부터 255까지의 픽셀로 된 그림을 0부터 1까지의 수로 된 행으로 바꾸고, 레이블을 보통 정수로 바꿉니다.

    형상: (N, 28, 28), (N,) -> (N, 784), (N,)
    참고: LeCun, Bottou, Bengio & Haffner (1998)
    >>> X, y = preprocess(np.full((2, 28, 28), 51, dtype=np.uint8), np.array([7, 1], dtype=np.uint8))
    >>> X.shape, float(X[0, 0]), y
    ((2, 784), 0.2, array([7, 1]))
    """,
    cases=_preprocess_cases,
    misconceptions=(
        Misconception(
            "pixels-mixed",
            Text("each row holds pixels of several pictures", "한 행에 여러 그림의 픽셀이 섞였습니다"),
            lambda images, labels: (images.reshape(-1, len(images)).T / 255.0, labels.astype(np.int64)),
            Text(
                "`reshape` fills row after row in reading order. Which size has to stay in front so that a row is one picture?",
                "`reshape`은 읽는 순서대로 행을 채웁니다. 한 행이 그림 한 장이 되려면 어느 크기가 앞에 남아야 할까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "columns-are-pictures",
            Text("one column a picture instead of one row", "그림이 행이 아니라 열이 되었습니다"),
            lambda images, labels: (images.reshape(len(images), -1).T / 255.0, labels.astype(np.int64)),
            Text(
                "In this course, is an example a row or a column of `X`?",
                "이 강의에서 예제 하나는 `X`의 행인가요, 열인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "whole-number-division",
            Text(
                "divided without a rest, so almost everything became 0",
                "나머지를 버리고 나누어 거의 모두 0이 되었습니다",
            ),
            lambda images, labels: (images.reshape(len(images), -1) // 255, labels.astype(np.int64)),
            Text(
                "What is `100 // 255` in Python, and what should a grey pixel become?",
                "파이썬에서 `100 // 255`는 얼마인가요? 회색 픽셀은 무엇이 되어야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "divided-twice",
            Text("divided by 255 twice", "255로 두 번 나누었습니다"),
            lambda images, labels: (images.reshape(len(images), -1) / 255.0 / 255.0, labels.astype(np.int64)),
            Text(
                "What is the largest number in your `X`, and what should a completely white pixel become?",
                "여러분의 `X`에서 가장 큰 수는 얼마인가요? 가장 밝은 픽셀은 무엇이 되어야 할까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "not-scaled",
            Text("the pixels still go up to 255", "픽셀이 아직 255까지 올라갑니다"),
            lambda images, labels: (images.reshape(len(images), -1).astype(float), labels.astype(np.int64)),
            Text(
                "The rows are right. Between which two numbers should they lie?",
                "행은 맞습니다. 수는 어느 두 수 사이에 있어야 할까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "byte-overflow",
            Text("computed in bytes, where 256 is 0 again", "256이 다시 0이 되는 바이트로 계산했습니다"),
            lambda images, labels: (
                (images * np.uint8(2)).reshape(len(images), -1) / 510.0,
                labels.astype(np.int64),
            ),
            Text(
                "A `uint8` holds 0 to 255 and starts again after that. When do your numbers become fractions?",
                "`uint8`은 0부터 255까지만 담고, 넘치면 0부터 다시 시작합니다. 여러분의 수는 언제 실수로 바뀌나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "own-maximum",
            Text(
                "divided by the largest pixel at hand instead of 255",
                "255가 아니라 주어진 픽셀의 최댓값으로 나누었습니다",
            ),
            lambda images, labels: (images.reshape(len(images), -1) / images.max(), labels.astype(np.int64)),
            Text(
                "A dim picture must stay dim. Does your divisor depend on which pictures are in the batch?",
                "어두운 그림은 어두운 채로 남아야 합니다. 나누는 수가 함께 들어온 그림에 따라 달라지나요?",
            ),
            "leak.validation",
        ),
    ),
    alternatives=(
        _preprocess_by_loop,
        lambda images, labels: (
            np.array([image.ravel() for image in images], dtype=float) * (1 / 255),
            np.array(labels, dtype=int),
        ),
        lambda images, labels: (
            np.concatenate(images.transpose(1, 0, 2), axis=1) / np.float64(255),
            labels.astype(int),
        ),
    ),
    hints=(
        Text(
            "Two jobs: bring the pixels of a picture into one row, then make them small.",
            "할 일은 두 가지입니다. 그림의 픽셀을 한 행으로 잇고, 수를 작게 만듭니다.",
        ),
        Text(
            "`(N, H, W)` becomes `(N, H * W)`; 255 becomes 1.", "`(N, H, W)`가 `(N, H * W)`가 되고, 255가 1이 됩니다."
        ),
        Text(
            "`reshape` with `len(images)` in front and `-1` behind; then a division that gives fractions; `astype` for the labels.",
            "앞에 `len(images)`, 뒤에 `-1`을 넣은 `reshape`, 그다음 실수가 나오는 나눗셈, 레이블에는 `astype`을 쓰세요.",
        ),
    ),
    returns=("X", "y"),
)


# --- predict --------------------------------------------------------------------------------------------------------


def _layers(rng: np.random.Generator, *sizes: int) -> Params:
    return [(rng.normal(size=pair), rng.normal(size=pair[1])) for pair in zip(sizes, sizes[1:], strict=False)]  # noqa: RUF007  # a learner's cell should need NumPy alone


def _predict_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    one = [(np.array([[0.0, 3.0, 1.0], [2.0, 1.0, 0.0]]), np.array([0.0, 0.0, 2.5]))]
    return (
        Case(
            Text("one layer, three classes", "층 하나, 클래스 세 개"),
            (np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 0.0]]), one),
        ),
        Case(Text("two layers", "층 두 개"), (rng.normal(size=(9, 4)), _layers(rng, 4, 6, 5))),
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


PREDICT = Exercise(
    id="predict",
    reference=digits.predict,
    points=2.5,
    stars=1,
    title=Text("Which digit is it?", "어떤 숫자일까요?"),
    text=Text(
        r"""Write `predict(X, params)`. `params` is a list with a pair `(W, b)` for each layer. Between the layers stands ReLU; behind the last one there is nothing.

For each row of `X`, return the class with the largest score: an integer array of shape `(N,)`.""",
        r"""`predict(X, params)`를 작성하세요. `params`는 층마다 `(W, b)` 한 쌍이 들어 있는 리스트입니다. 층과 층 사이에는 ReLU가 있고 마지막 층 뒤에는 아무것도 없습니다.

`X`의 행마다 점수가 가장 큰 클래스를 돌려주세요. 형상이 `(N,)`인 정수 배열입니다.""",
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
                "열 방향으로 찾아 클래스마다 가장 좋은 예제를 골랐습니다",
            ),
            lambda X, params: np.argmax(_scores(X, params), axis=0),
            Text(
                "Each example needs one answer. Along which axis do the classes lie?",
                "예제마다 답이 하나씩 필요합니다. 클래스는 어느 축을 따라 놓여 있나요?",
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
                "꺾이는 곳이 없으면 층들이 하나로 합쳐집니다. 두 층 사이에는 무엇이 있나요?",
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
        ),
        Misconception(
            "scores-instead-of-classes",
            Text(
                "the largest score itself instead of its place", "가장 큰 점수의 자리가 아니라 점수 자체를 돌려줍니다"
            ),
            lambda X, params: np.max(_scores(X, params), axis=1),
            Text(
                "You found how large the best score is. Which question was asked?",
                "가장 큰 점수가 얼마인지 찾았습니다. 무엇을 물었나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "overflowing-softmax",
            Text("exponentials of large scores overflow on the way", "큰 점수를 지수 함수에 넣어 넘쳤습니다"),
            _naive_softmax,
            Text(
                "Does the exponential function change which score is the largest? And what is the exponential of 1000?",
                "지수 함수가 어느 점수가 가장 큰지를 바꾸나요? 그리고 1000을 지수 함수에 넣으면 얼마인가요?",
            ),
            "stability.overflow",
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


# --- accuracy -------------------------------------------------------------------------------------------------------


def _accuracy_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    y = rng.integers(0, 10, size=37)
    near = np.where(rng.uniform(size=37) < 0.7, y, (y + 1) % 10)
    near[:2] = y[:2]
    near[2] = (y[2] + 1) % 10
    return (
        Case(Text("three of four right", "넷 가운데 셋이 맞을 때"), (np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2]))),
        Case(Text("nothing right", "하나도 맞지 않을 때"), (np.array([3, 4, 5]), np.array([4, 5, 3]))),
        Case(Text("many digits", "많은 숫자"), (y, near), hidden=True),
        Case(Text("one digit, right", "숫자 하나, 맞을 때"), (np.array([8]), np.array([8])), edge=True),
    )


ACCURACY = Exercise(
    id="accuracy",
    reference=digits.accuracy,
    points=1.5,
    stars=1,
    title=Text("How often is it right?", "얼마나 자주 맞을까요?"),
    text=Text(
        "Write `accuracy(y, yhat)`: the share of examples whose answer `yhat` is the true class `y`. Both have shape `(N,)`; the result is one number between 0 and 1.",
        "`accuracy(y, yhat)`를 작성하세요. 답 `yhat`이 참 클래스 `y`와 같은 예제의 비율입니다. 둘 다 형상이 `(N,)`이고, 결과는 0과 1 사이의 수 하나입니다.",
    ),
    docstring_ko="""맞은 답의 비율로, 0과 1 사이입니다. y는 참 클래스, yhat은 답입니다.

    형상: (N,), (N,) -> ()
    참고: Bishop (2006), 1.5절
    >>> accuracy(np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2]))
    0.75
    """,
    cases=_accuracy_cases,
    misconceptions=(
        Misconception(
            "percent",
            Text("percent instead of a share", "비율이 아니라 퍼센트입니다"),
            lambda y, yhat: 100.0 * float(np.mean(y == yhat)),
            Text("Between which two numbers should the result lie?", "결과는 어느 두 수 사이에 있어야 할까요?"),
            "scale.half",
        ),
        Misconception(
            "counted-not-shared",
            Text("the number of right answers instead of their share", "맞은 답의 비율이 아니라 개수입니다"),
            lambda y, yhat: float(np.sum(y == yhat)),
            Text(
                "Seven right answers: is that good? What else do you need to know?",
                "일곱 개가 맞았다면 잘한 것일까요? 무엇을 더 알아야 할까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "share-of-wrong",
            Text("the share of wrong answers", "틀린 답의 비율입니다"),
            lambda y, yhat: float(np.mean(y != yhat)),
            Text("If everything is right, what should come out?", "모두 맞으면 무엇이 나와야 할까요?"),
            "sign.flipped",
        ),
        Misconception(
            "distance",
            Text("measures how far apart the digits are", "숫자끼리 얼마나 떨어져 있는지를 쟀습니다"),
            lambda y, yhat: float(1 - np.mean(np.abs(y - yhat)) / 10),
            Text(
                "Is taking a 1 for a 2 a smaller mistake than taking it for a 7? Classes are names, not sizes.",
                "1을 2로 읽는 것이 7로 읽는 것보다 작은 실수일까요? 클래스는 이름이지 크기가 아닙니다.",
            ),
            "type.wrong",
        ),
        Misconception(
            "all-or-nothing",
            Text("asks whether everything is right", "모두 맞았는지만 물었습니다"),
            lambda y, yhat: float(np.array_equal(y, yhat)),
            Text(
                "One wrong answer and your result is 0. How many were right?",
                "하나만 틀려도 결과가 0입니다. 몇 개가 맞았나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "not-averaged",
            Text("one truth value for each example", "예제마다 참과 거짓이 하나씩입니다"),
            lambda y, yhat: y == yhat,
            Text(
                "You know for each example whether it is right. How do many become one number?",
                "예제마다 맞았는지는 알았습니다. 여러 개가 어떻게 수 하나가 되나요?",
            ),
            "reduce.sum_vs_mean",
        ),
    ),
    alternatives=(
        lambda y, yhat: sum(int(a == b) for a, b in zip(y, yhat, strict=True)) / len(y),
        lambda y, yhat: np.count_nonzero(y == yhat) / y.size,
        lambda y, yhat: 1 - np.sum(y != yhat) / len(y),
    ),
    hints=(
        Text("Compare, then average.", "비교한 다음 평균을 내세요."),
        Text(
            "`True` counts as 1 and `False` as 0, so the mean of a comparison is a share.",
            "`True`는 1, `False`는 0으로 세므로, 비교한 결과의 평균이 비율입니다.",
        ),
        Text(
            "`y == yhat` gives `(N,)` truth values; which NumPy function averages them?",
            "`y == yhat`은 참과 거짓 `(N,)`개를 줍니다. 평균을 내는 NumPy 함수는 무엇일까요?",
        ),
    ),
)


# --- confusion ------------------------------------------------------------------------------------------------------


def _confusion_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    y = rng.integers(0, 6, size=60)
    yhat = np.where(rng.uniform(size=60) < 0.5, y, rng.integers(0, 6, size=60))
    yhat[:3], y[:3] = 2, 4
    return (
        Case(Text("two classes", "클래스 두 개"), (np.array([0, 1, 1, 1]), np.array([0, 0, 0, 1]), 2)),
        Case(
            Text("a class that never occurs", "한 번도 나오지 않은 클래스"),
            (np.array([0, 2, 2]), np.array([2, 2, 0]), 4),
        ),
        Case(Text("many digits", "많은 숫자"), (y, yhat, 6), hidden=True),
        Case(Text("one example", "예제 하나"), (np.array([1]), np.array([2]), 3), edge=True),
    )


def _counted_once(y: Any, yhat: Any, C: Any) -> Any:
    counts = np.zeros((C, C), dtype=int)
    counts[y, yhat] += 1
    return counts


def _counted(y: Any, yhat: Any, C: Any) -> Any:
    counts = np.zeros((C, C), dtype=int)
    for i, j in zip(y, yhat, strict=True):
        counts[i, j] += 1
    return counts


def _shares(y: Any, yhat: Any, C: Any) -> Any:
    counts = _counted(y, yhat, C)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


CONFUSION = Exercise(
    id="confusion",
    reference=digits.confusion,
    points=2.5,
    stars=2,
    title=Text("What is taken for what?", "무엇을 무엇으로 읽을까요?"),
    text=Text(
        """Write `confusion(y, yhat, C)`. `y` are true classes and `yhat` answers, both of shape `(N,)` with classes from 0 to `C - 1`.

The result is a table of counts of shape `(C, C)`: row `i`, column `j` says how many examples of class `i` were answered `j`. Whatever was right stands on the diagonal.""",
        """`confusion(y, yhat, C)`를 작성하세요. `y`는 참 클래스, `yhat`은 답이고 둘 다 형상이 `(N,)`이며 클래스는 0부터 `C - 1`까지입니다.

결과는 형상이 `(C, C)`인 개수 표입니다. `i`행 `j`열은 클래스 `i`인 예제 가운데 몇 개를 `j`라고 답했는지를 말합니다. 맞은 것은 대각선에 놓입니다.""",
    ),
    docstring_ko="""무엇을 무엇으로 읽었는지 셉니다. (i, j)에는 클래스 i인 예제를 j라고 답한 횟수가 있습니다.

    형상: (N,), (N,) -> (C, C)
    참고: Bishop (2006), 1.5절
    >>> confusion(np.array([0, 1, 1, 1]), np.array([0, 0, 0, 1]), 2)
    array([[1, 0],
           [2, 1]])
    """,
    cases=_confusion_cases,
    misconceptions=(
        Misconception(
            "repeats-lost",
            Text("a pair that occurs several times is counted once", "여러 번 나온 쌍을 한 번만 세었습니다"),
            _counted_once,
            Text(
                "`counts[y, yhat] += 1` reads all places first and then writes each once. What happens to a pair that occurs twice?",
                "`counts[y, yhat] += 1`은 모든 자리를 먼저 읽은 뒤 한 번씩만 씁니다. 두 번 나온 쌍은 어떻게 될까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "transposed",
            Text("rows are answers and columns are truths", "행이 답이고 열이 참 클래스입니다"),
            lambda y, yhat, C: _counted(yhat, y, C),
            Text(
                "Row 1 should speak of the examples that truly are a 1. Of which does yours speak?",
                "1행은 정말로 1인 예제를 말해야 합니다. 여러분의 1행은 무엇을 말하나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "size-from-data",
            Text("the size is taken from the classes that happen to occur", "크기를 나타난 클래스로 정했습니다"),
            lambda y, yhat, C: _counted(y, yhat, int(max(y.max(), yhat.max())) + 1),
            Text(
                "If no 9 is in this batch, does your table still have a row for it?",
                "이 묶음에 9가 없어도 여러분의 표에 9의 행이 있나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "shares",
            Text("shares of each row instead of counts", "개수가 아니라 행마다의 비율입니다"),
            _shares,
            Text(
                "A useful table, but not the one asked for: how many examples, in whole numbers?",
                "쓸모 있는 표이지만 물은 것은 아닙니다. 예제는 몇 개인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "diagonal-only",
            Text("only what was right is counted", "맞은 것만 세었습니다"),
            lambda y, yhat, C: np.diag(np.bincount(y[y == yhat], minlength=C)),
            Text(
                "Where does your table show that a 4 was taken for a 9?",
                "4를 9로 읽었다는 것은 여러분의 표 어디에 나오나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "errors-only",
            Text("only the mistakes are counted", "틀린 것만 세었습니다"),
            lambda y, yhat, C: _counted(y[y != yhat], yhat[y != yhat], C),
            Text("What belongs on the diagonal?", "대각선에는 무엇이 들어가나요?"),
            "reduce.sum_vs_mean",
        ),
    ),
    alternatives=(
        _counted,
        lambda y, yhat, C: np.bincount(y * C + yhat, minlength=C * C).reshape(C, C),
        lambda y, yhat, C: np.array([[np.sum((y == i) & (yhat == j)) for j in range(C)] for i in range(C)]),
        lambda y, yhat, C: (np.eye(C)[y].T @ np.eye(C)[yhat]).astype(int),
    ),
    hints=(
        Text(
            "Start from a table of zeros and go through the examples.",
            "0으로 된 표에서 시작해 예제를 하나씩 지나가세요.",
        ),
        Text(
            "Example n adds 1 in row $y_n$ and column $\\hat y_n$ of a `(C, C)` table.",
            "n번째 예제는 `(C, C)` 표의 $y_n$행 $\\hat y_n$열에 1을 더합니다.",
        ),
        Text(
            "A loop over pairs will do. Without a loop: `np.add.at`, or `np.bincount` of one number for each pair.",
            "쌍을 도는 반복문이면 됩니다. 반복문 없이 하려면 `np.add.at`을 쓰거나, 쌍마다 수 하나를 만들어 `np.bincount`를 쓰세요.",
        ),
    ),
)


# --- fit ------------------------------------------------------------------------------------------------------------


def _watched(fit: Any, n: int, held: int, epochs: int, size: int, rng: np.random.Generator) -> dict[str, Any]:
    """Train with a step that writes down what it is given; all that is told does not depend on the order of examples.

    Every example carries its number; each step makes class 1 a little more likely, so that the accuracy tells how many steps were taken.
    """
    number = np.arange(n + held, dtype=float)
    X = np.stack([number, np.cos(number)], axis=1)
    y = np.arange(n + held) % 2
    seen: list[list[int]] = []
    torn = [0]
    given: list[float] = []

    def step(params: Any, X: Any, y: Any) -> Any:
        rows = np.asarray(X)[:, 0].astype(int)
        seen.append(rows.tolist())
        torn[0] += int(np.sum(rows % 2 != np.asarray(y)))
        ((W, b),) = params
        given.append(float(b[1]))
        return [(W, b + np.array([0.0, 1.0]))], float(np.mean(np.asarray(X)[:, 1]))

    # class 0 leads by its number's share of all the steps, so each step lets some more examples change sides
    most = epochs * -(-n // size)
    start = [(np.array([[most / (n + held), 0.0], [0.0, 0.0]]), np.array([0.0, 0.0]))]
    answer = fit(start, (X[:n], y[:n], X[n:], y[n:]), step, epochs, size, rng=rng)
    if not isinstance(answer, tuple | list) or len(answer) != 2 or not isinstance(answer[1], dict):
        raise TypeError("a pair (params, history) with a dictionary as history was expected")
    trained = [row for rows in seen for row in rows]
    turns = [trained[i : i + n] for i in range(0, len(trained), n)]
    return {
        "steps": len(seen),
        "largest batch": max(map(len, seen), default=0),
        "validation examples trained on": sum(row >= n for row in trained),
        "epochs that saw each example once": sum(sorted(turn) == list(range(n)) for turn in turns),
        "different orders": len({tuple(turn) for turn in turns}),
        "shuffled": turns != [list(range(n))] * len(turns),
        "labels of another example": torn[0],
        "steps that began where the last one ended": sum(b == i for i, b in enumerate(given)),
        "params": answer[0],
        "history": answer[1],
    }


def _fit_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    def fresh() -> dict[str, Any]:
        return {"rng": np.random.default_rng(int(rng.integers(2**32)))}

    return (
        Case(
            Text("12 examples in batches of 4, 2 epochs", "예제 12개를 4개씩 묶어 2 에폭"),
            (12, 6, 2, 4),
            fresh(),
            call=_watched,
        ),
        Case(Text("a last batch that is smaller", "마지막 묶음이 작을 때"), (14, 9, 3, 4), fresh(), call=_watched),
        Case(Text("other sizes", "다른 크기"), (23, 11, 4, 5), fresh(), hidden=True, call=_watched),
        Case(
            Text("a batch larger than the data", "데이터보다 큰 묶음"), (9, 4, 3, 50), fresh(), edge=True, call=_watched
        ),
    )


def _fitted(
    params: Any,
    data: Any,
    step: Any,
    epochs: int,
    size: int,
    *,
    rng: np.random.Generator,
    all_data: bool = False,
    shuffle: str = "epoch",
    short: bool = True,
    average: str = "examples",
    measure: str = "after",
    keep: bool = True,
) -> Any:
    """A training run with switches, each of which is a mistake."""
    X, y, X_val, y_val = data
    if all_data:
        X, y = np.concatenate([X, X_val]), np.concatenate([y, y_val])
    n = len(X)
    order = rng.permutation(n) if shuffle != "never" else np.arange(n)
    history: dict[str, list[float]] = {"loss": [], "val_accuracy": []}
    for _ in range(epochs):
        if shuffle == "epoch":
            order = rng.permutation(n)
        if measure == "before":
            history["val_accuracy"].append(accuracy(y_val, predict(X_val, params)))
        losses, counts = [], []
        for i in range(0, n if short or n < size else n - size + 1, size):
            rows = order[i : i + size]
            new, loss = step(params, X[rows], y[rows] if shuffle != "apart" else y[rng.permutation(n)[: len(rows)]])
            params = new if keep else params
            losses.append(loss)
            counts.append(len(rows))
        if average == "examples":
            history["loss"].append(float(np.dot(losses, counts) / np.sum(counts)))
        elif average == "batches":
            history["loss"].append(float(np.mean(losses)))
        elif average == "sum":
            history["loss"].append(float(np.dot(losses, counts)))
        else:
            history["loss"].append(losses[-1])
        if measure == "after":
            history["val_accuracy"].append(accuracy(y_val, predict(X_val, params)))
        elif measure == "train":
            history["val_accuracy"].append(accuracy(y, predict(X, params)))
    return params, history


def _fit_by_while(params: Any, data: Any, step: Any, epochs: int, size: int, *, rng: np.random.Generator) -> Any:
    X, y, X_val, y_val = data
    history: dict[str, list[float]] = {"val_accuracy": [], "loss": []}
    while len(history["loss"]) < epochs:
        left = list(rng.permutation(len(y)))
        total = 0.0
        while left:
            rows, left = left[-size:], left[:-size]
            params, loss = step(params, X[rows], y[rows])
            total += len(rows) * loss
        history["loss"] += [total / len(y)]
        history["val_accuracy"] += [accuracy(y_val, predict(X_val, params))]
    return params, history


def _fit_by_split(params: Any, data: Any, step: Any, epochs: int, size: int, *, rng: np.random.Generator) -> Any:
    X, y, X_val, y_val = data
    losses, accuracies = [], []
    for _ in range(epochs):
        order = np.arange(len(X))
        rng.shuffle(order)
        batches = np.split(order, range(size, len(order), size))
        sums = []
        for rows in batches:
            params, loss = step(params, X[rows], y[rows])
            sums.append(loss * len(rows))
        losses.append(sum(sums) / len(X))
        accuracies.append(accuracy(y_val, predict(X_val, params)))
    return params, {"loss": losses, "val_accuracy": accuracies}


def _close_history(case: Case, value: Any) -> Any:
    return value


FIT = Exercise(
    id="fit-digits",
    reference=digits.fit,
    points=4.0,
    stars=3,
    title=Text("The training run", "학습 전체"),
    text=Text(
        """Write `fit(params, data, step, epochs, size, *, rng)`: train for `epochs` epochs on shuffled mini-batches of `size` examples.

- `data` is `(X, y, X_val, y_val)`. Learn from the first two, measure on the last two.
- `step(params, X, y)` takes one mini-batch. It returns new params, and the loss averaged over that mini-batch.
- Every epoch brings each example once, in an order drawn afresh with `rng`. The last mini-batch may be smaller.

Return `params, history`. `history` is a dictionary of two lists with one entry for each epoch: `"loss"`, averaged over all examples of the epoch, and `"val_accuracy"`, measured after the epoch.""",
        """`fit(params, data, step, epochs, size, *, rng)`를 작성하세요. 예제를 섞어 `size`개씩 미니배치로 묶고 `epochs` 에폭 동안 학습합니다.

- `data`는 `(X, y, X_val, y_val)`입니다. 앞의 둘로 배우고 뒤의 둘로 잽니다.
- `step(params, X, y)`는 미니배치 하나를 받습니다. 새 매개변수와, 그 미니배치에서 평균을 낸 손실을 돌려줍니다.
- 에폭마다 예제가 한 번씩, `rng`로 새로 뽑은 순서로 나옵니다. 마지막 미니배치는 작아도 됩니다.

`params, history`를 돌려주세요. `history`는 에폭마다 값이 하나씩 들어 있는 리스트 두 개의 딕셔너리입니다. `"loss"`는 그 에폭의 모든 예제에 대한 평균이고, `"val_accuracy"`는 에폭이 끝난 뒤에 잰 값입니다.""",
    ),
    docstring_ko="""섞은 미니배치로 몇 에폭 학습합니다. 층마다의 새 (W, b)와 학습 과정을 돌려줍니다.

    `data`는 (X, y, X_val, y_val)입니다. `step(params, X, y)`는 새 매개변수와, 걸음 전의 손실을 그 예제들에 대해 평균 낸 값을 줍니다.
    기록에는 에폭마다 값이 하나씩 있습니다. "loss"는 본 순서대로 모든 예제에 대해 평균 낸 손실이고,
    "val_accuracy"는 에폭이 끝난 뒤 검증 예제에서 잰 정확도입니다.
    형상: [(D, H), (H,)], ..., (N, D), (N,), (K, D), (K,) -> 같은 형상, 길이가 epochs인 리스트
    참고: LeCun, Bottou, Orr & Müller (1998)
    >>> X, y = np.array([[1.0], [2.0], [3.0]]), np.array([0, 1, 1])
    >>> stay = lambda params, X, y: (params, float(len(X)))
    >>> start = [(np.array([[0.0, 1.0]]), np.array([1.5, 0.0]))]
    >>> fit(start, (X, y, X, y), stay, epochs=2, size=2, rng=np.random.default_rng(0))[1]
    {'loss': [1.6666666666666667, 1.6666666666666667], 'val_accuracy': [1.0, 1.0]}
    """,
    cases=_fit_cases,
    depends=("predict", "accuracy"),
    misconceptions=(
        Misconception(
            "validation-trained-on",
            Text("trains on the validation examples as well", "검증 예제로도 학습했습니다"),
            lambda *args, rng, **named: _fitted(*args, **named, rng=rng, all_data=True),
            Text(
                "What is a measurement worth on examples that the network has learned from?",
                "이미 배운 예제로 재면 그 값에 어떤 의미가 있을까요?",
            ),
            "leak.validation",
            shows=lambda case, value: value["validation examples trained on"] > 0,
        ),
        Misconception(
            "labels-come-apart",
            Text("examples and labels are shuffled apart", "예제와 레이블을 따로 섞었습니다"),
            lambda *args, rng, **named: _fitted(*args, **named, rng=rng, shuffle="apart"),
            Text(
                "After shuffling, does row 5 of `X` still belong to entry 5 of `y`?",
                "섞은 뒤에도 `X`의 5행이 `y`의 5번째 값과 짝인가요?",
            ),
            "order.stale_update",
            shows=lambda case, value: value["labels of another example"] > 0,
        ),
        Misconception(
            "last-batch-dropped",
            Text("the last, smaller mini-batch is left out", "작은 마지막 미니배치를 빠뜨렸습니다"),
            lambda *args, rng, **named: _fitted(*args, **named, rng=rng, short=False),
            Text(
                "14 examples in batches of 4: how many steps does an epoch take?",
                "예제 14개를 4개씩 묶으면 한 에폭은 몇 걸음인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "never-shuffled",
            Text("the examples come in the same order as in the data", "예제가 데이터에 있는 순서 그대로 나옵니다"),
            lambda *args, rng, **named: _fitted(*args, **named, rng=rng, shuffle="never"),
            Text(
                "If all zeros came first and all nines last, what would the network remember at the end?",
                "0이 모두 먼저 나오고 9가 모두 나중에 나온다면 신경망은 끝에 무엇을 기억할까요?",
            ),
            "rng.global",
        ),
        Misconception(
            "shuffled-once",
            Text("shuffled once, then the same order in every epoch", "한 번만 섞고 에폭마다 같은 순서를 썼습니다"),
            lambda *args, rng, **named: _fitted(*args, **named, rng=rng, shuffle="once"),
            Text(
                "Where does your line that draws the order stand: before the loop over epochs, or inside?",
                "순서를 뽑는 줄이 에폭 반복문의 앞에 있나요, 안에 있나요?",
            ),
            "rng.global",
        ),
        Misconception(
            "loss-of-the-last-batch",
            Text("the loss is that of the last mini-batch alone", "마지막 미니배치의 손실만 적었습니다"),
            lambda *args, rng, **named: _fitted(*args, **named, rng=rng, average="last"),
            Text(
                "Four examples speak for an epoch of thousands. What should speak instead?",
                "예제 네 개가 수천 개짜리 에폭을 대표하고 있습니다. 무엇이 대신해야 할까요?",
            ),
            "reduce.sum_vs_mean",
            shows=lambda case, value: _only_the_loss_differs(case, value) and not _averaged(case, value, "sum"),
        ),
        Misconception(
            "loss-summed",
            Text("the loss is a sum over the examples", "손실이 예제에 대한 합입니다"),
            lambda *args, rng, **named: _fitted(*args, **named, rng=rng, average="sum"),
            Text(
                "With twice as many examples, should the loss be twice as large?",
                "예제가 두 배이면 손실도 두 배가 되어야 할까요?",
            ),
            "reduce.sum_vs_mean",
            shows=lambda case, value: _only_the_loss_differs(case, value) and _averaged(case, value, "sum"),
        ),
        Misconception(
            "measured-before",
            Text(
                "the accuracy is measured before the epoch, not after",
                "에폭이 끝난 뒤가 아니라 시작하기 전에 정확도를 쟀습니다",
            ),
            lambda *args, rng, **named: _fitted(*args, **named, rng=rng, measure="before"),
            Text(
                "Your first accuracy belongs to a network that has learned nothing. When should it be measured?",
                "첫 정확도가 아직 아무것도 배우지 않은 신경망의 것입니다. 언제 재야 할까요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "measured-on-training",
            Text("the accuracy is measured on the training examples", "학습 예제에서 정확도를 쟀습니다"),
            lambda *args, rng, **named: _fitted(*args, **named, rng=rng, measure="train"),
            Text(
                "Which examples show whether the network has learned by heart?",
                "신경망이 외우기만 했는지는 어떤 예제에서 드러나나요?",
            ),
            "leak.validation",
        ),
        Misconception(
            "step-thrown-away",
            Text("the new params are not kept", "새 매개변수를 받아 두지 않았습니다"),
            lambda *args, rng, **named: _fitted(*args, **named, rng=rng, keep=False),
            Text(
                "`step` returns new params. With which params does your next step begin?",
                "`step`은 새 매개변수를 돌려줍니다. 다음 걸음은 어떤 매개변수로 시작하나요?",
            ),
            "state.not_returned",
        ),
    ),
    alternatives=(
        _fit_by_while,
        _fit_by_split,
        lambda *args, rng, **named: _fitted(*args, **named, rng=rng),
    ),
    hints=(
        Text(
            "Two loops: epochs outside, mini-batches inside.",
            "반복문 두 개가 필요합니다. 바깥은 에폭, 안쪽은 미니배치입니다.",
        ),
        Text(
            r"The loss of an epoch is $\frac{1}{N} \sum_k n_k L_k$ over its mini-batches of $n_k$ examples: a smaller one counts less.",
            r"한 에폭의 손실은 예제 $n_k$개짜리 미니배치에 대한 $\frac{1}{N} \sum_k n_k L_k$입니다. 작은 미니배치는 그만큼 적게 셉니다.",
        ),
        Text(
            "`rng.permutation` at the start of every epoch, slices of it as rows, `step` for each; then `accuracy` of `predict` on the validation half.",
            "에폭이 시작할 때마다 `rng.permutation`을 부르고, 그 조각을 행으로 삼아 조각마다 `step`을 부르세요. 끝나면 검증 쪽에서 `predict`의 `accuracy`를 구합니다.",
        ),
    ),
)


def _losses(case: Case, how: str) -> list[float]:
    """What each entry of the history's loss should be for this case; every epoch has the same examples."""
    n = case.args[0]
    total = float(np.sum(np.cos(np.arange(n, dtype=float))))
    return [total if how == "sum" else total / n] * int(case.args[2])


def _averaged(case: Case, value: Any, how: str) -> bool:
    return bool(np.allclose(value["history"]["loss"], _losses(case, how)))


def _only_the_loss_differs(case: Case, value: Any) -> bool:
    """Everything as it should be, but the loss."""
    n, _, epochs, size = case.args
    fine = value["steps"] == epochs * -(-n // size) and value["epochs that saw each example once"] == epochs
    fine = (
        fine
        and value["different orders"] == epochs
        and value["steps that began where the last one ended"] == value["steps"]
    )
    return bool(fine and not _averaged(case, value, "mean"))


# --- binary_from_softmax --------------------------------------------------------------------------------------------


def _binary_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("two inputs", "입력 두 개"), (np.array([[1.0, 4.0], [2.0, 2.0]]), np.array([0.5, 0.0]))),
        Case(Text("five random inputs", "임의의 입력 다섯 개"), (rng.normal(size=(5, 2)), rng.normal(size=2))),
        Case(Text("many inputs", "많은 입력"), (rng.normal(size=(17, 2)), rng.normal(size=2)), hidden=True),
        Case(Text("one input", "입력 하나"), (rng.normal(size=(1, 2)), rng.normal(size=2)), edge=True),
    )


BINARY = Exercise(
    id="binary-from-softmax",
    reference=digits.binary_from_softmax,
    points=2.0,
    stars=2,
    title=Text("One sigmoid instead of two scores", "점수 두 개 대신 시그모이드 하나"),
    text=Text(
        r"""A softmax layer with two classes has `W` of shape `(D, 2)` and `b` of shape `(2,)`. Write `binary_from_softmax(W, b)`: return `w, c` of shapes `(D,)` and `()` so that a single sigmoid unit gives class 1 the same probability for every input:

$$\sigma(x w + c) = \mathrm{softmax}(x W + b)_1$$""",
        r"""클래스가 둘인 소프트맥스 층은 `W`의 형상이 `(D, 2)`, `b`의 형상이 `(2,)`입니다. `binary_from_softmax(W, b)`를 작성하세요. 어떤 입력에서든 시그모이드 유닛 하나가 클래스 1에 같은 확률을 주도록, 형상이 `(D,)`와 `()`인 `w, c`를 돌려주세요.

$$\sigma(x w + c) = \mathrm{softmax}(x W + b)_1$$""",
    ),
    docstring_ko="""이 소프트맥스 층과 같은 확률을 클래스 1에 주는 시그모이드 유닛 하나의 가중치 w와 편향 c입니다.

    형상: (D, 2), (2,) -> (D,), ()
    참고: Bishop (2006), 4.2절
    >>> binary_from_softmax(np.array([[1.0, 4.0], [2.0, 2.0]]), np.array([0.5, 0.0]))
    (array([3., 0.]), np.float64(-0.5))
    """,
    cases=_binary_cases,
    misconceptions=(
        Misconception(
            "other-class",
            Text("the probability of class 0 instead of class 1", "클래스 1이 아니라 클래스 0의 확률입니다"),
            lambda W, b: (W[:, 0] - W[:, 1], b[0] - b[1]),
            Text(
                "If the score of class 1 grows, should your sigmoid rise or fall?",
                "클래스 1의 점수가 커지면 여러분의 시그모이드는 올라가야 할까요, 내려가야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "sum-of-scores",
            Text("the two scores are added", "두 점수를 더했습니다"),
            lambda W, b: (W[:, 1] + W[:, 0], b[1] + b[0]),
            Text(
                "Add 5 to both scores: softmax does not notice. Does your unit?",
                "두 점수에 5씩 더해도 소프트맥스는 달라지지 않습니다. 여러분의 유닛은 어떤가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "class-one-alone",
            Text("only the weights of class 1", "클래스 1의 가중치만 썼습니다"),
            lambda W, b: (W[:, 1], b[1]),
            Text(
                "Can the probability of class 1 be known without the score of class 0?",
                "클래스 0의 점수를 모르고 클래스 1의 확률을 알 수 있을까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "rows-instead-of-columns",
            Text("rows of W were taken instead of columns", "W의 열이 아니라 행을 썼습니다"),
            lambda W, b: (W[-1] - W[0], b[1] - b[0]),
            Text("In `(D, 2)`, which axis counts the classes?", "`(D, 2)`에서 클래스는 어느 축인가요?"),
            "axis.wrong",
        ),
        Misconception(
            "bias-forgotten",
            Text("the bias stays at 0", "편향이 0으로 남았습니다"),
            lambda W, b: (W[:, 1] - W[:, 0], np.float64(0.0)),
            Text(
                "For x = 0 the softmax depends on `b` alone. And your unit?",
                "x = 0이면 소프트맥스는 `b`만으로 정해집니다. 여러분의 유닛은 어떤가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "column-kept",
            Text("w is a column of shape (D, 1), not (D,)", "w의 형상이 (D,)가 아니라 (D, 1)입니다"),
            lambda W, b: (W[:, 1:] - W[:, :1], b[1] - b[0]),
            Text(
                "`W[:, 1:]` keeps its axis. What does `W[:, 1]` do?",
                "`W[:, 1:]`은 축을 남깁니다. `W[:, 1]`은 어떤가요?",
            ),
            "shape.keepdims",
        ),
    ),
    alternatives=(
        lambda W, b: (np.diff(W, axis=1)[:, 0], np.diff(b)[0]),
        lambda W, b: (W @ np.array([-1.0, 1.0]), b @ np.array([-1.0, 1.0])),
        lambda W, b: (np.array([row[1] - row[0] for row in W]), float(b[1]) - float(b[0])),
    ),
    hints=(
        Text(
            "Write the softmax of two scores, then divide above and below by the same exponential.",
            "점수 두 개의 소프트맥스를 쓰고, 분자와 분모를 같은 지수로 나누어 보세요.",
        ),
        Text(
            r"$\frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \frac{1}{1 + e^{-(z_1 - z_0)}}$: only a difference is left.",
            r"$\frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \frac{1}{1 + e^{-(z_1 - z_0)}}$이므로 차이만 남습니다.",
        ),
        Text(
            "Columns of `W` and entries of `b`: take the difference of both, class 1 first.",
            "`W`의 열과 `b`의 값에서 클래스 1을 앞에 두고 차이를 구하세요.",
        ),
    ),
    returns=("w", "c"),
)


# --- train_mnist ----------------------------------------------------------------------------------------------------

_TRAINING, _SMALL = 6000, 2500
_MARKS = {
    _TRAINING: 0.85,  # the weakest of our own networks reads 0.91 +- 0.01
    _SMALL: 0.40,  # a few runs in a thousand end with 0.5 instead of 0.9; who does not learn the new names reads 0.1
}
_SHORT = 10.0  # seconds of training that may be asked for once more


@cache
def _small_pictures() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Training and validation digits of the shipped subset at half the size: 14 by 14 pixels, each the mean of four."""
    kept = load_mnist()

    def halved(images: np.ndarray) -> np.ndarray:
        quarters = images.reshape(len(images), 14, 2, 14, 2) / 255.0
        rows: np.ndarray = quarters.mean(axis=(2, 4)).reshape(len(images), 196)
        return rows

    return halved(kept.X_train), kept.y_train.astype(int), halved(kept.X_val), kept.y_val.astype(int)


def _reads(train: Any, n: int, first: int, shift: int, rng: np.random.Generator) -> dict[str, Any]:
    """Train on n digits and read others; chance has a part in it, so a run that ends badly is repeated once."""
    began = time.monotonic()
    found = _read(train, n, first, shift, rng)
    if found["read"] >= _MARKS[n] or time.monotonic() - began > _SHORT:
        return found
    return max(found, _read(train, n, first, shift, rng), key=lambda one: one["read"])


def _read(train: Any, n: int, first: int, shift: int, rng: np.random.Generator) -> dict[str, Any]:
    """Train once on n digits, each called by its name plus `shift`, and read digits that were kept back."""
    X, y, X_val, y_val = _small_pictures()
    params = train(X[first : first + n].copy(), (y[first : first + n] + shift) % 10, rng=rng)
    layers = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in params]
    finite = all(np.isfinite(W).all() and np.isfinite(b).all() for W, b in layers)
    W = layers[0][0]
    return {
        "read": accuracy((y_val + shift) % 10, predict(X_val, layers)) if finite else 0.0,
        "finite": finite,
        "twins": bool(finite and W.shape[1] > 1 and np.allclose(W, W[:, :1])),
        "spread": float(np.std(W)) if finite else 0.0,
    }


def _train_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    first = int(rng.integers(0, 8000 - _TRAINING))
    other = int(rng.integers(0, 8000 - _SMALL))

    def fresh() -> dict[str, Any]:
        return {"rng": np.random.default_rng(int(rng.integers(2**32)))}

    return (
        Case(
            Text("6,000 pictures of 14 by 14 pixels", "14×14 픽셀 그림 6,000장"),
            (_TRAINING, first, 0),
            fresh(),
            call=_reads,
        ),
        Case(
            Text("2,500 pictures whose labels have been renamed", "레이블 이름을 바꾼 그림 2,500장"),
            (_SMALL, other, int(rng.integers(1, 10))),
            fresh(),
            hidden=True,
            call=_reads,
        ),
    )


def _accept_reading(case: Case, value: Any) -> Text | None:
    read, mark = value["read"], _MARKS[case.args[0]]
    if not value["finite"]:
        return Text("The trained weights are not finite.", "학습한 가중치가 유한하지 않습니다.")
    if read >= mark:
        return None
    return Text(
        f"It reads {read:.1%} of the digits that were kept back; {mark:.0%} are needed.",
        f"따로 남겨 둔 숫자의 {read:.1%}를 읽습니다. {mark:.0%}가 필요합니다.",
    )


def _learned(
    X: Any,
    y: Any,
    rng: np.random.Generator,
    *,
    sizes: tuple[int, ...] = (48,),
    epochs: int = 10,
    lr: float = 0.1,
    size: int = 32,
    alpha: float = 0.0,
    spread: float | None = None,
    zero: bool = False,
    sign: float = -1.0,
    mixed: bool = False,
    scale: float = 1.0,
) -> Any:
    """Gradient descent on cross-entropy, with switches: most of them are mistakes."""
    widths = (X.shape[1], *sizes, 10)
    X = X * scale
    params = []
    for before, after in zip(widths[:-1], widths[1:], strict=True):  # noqa: RUF007  # a learner's cell should need NumPy alone
        std = np.sqrt(2.0 / before) if spread is None else spread
        params.append(
            [np.zeros((before, after)) if zero else rng.normal(0.0, std, size=(before, after)), np.zeros(after)]
        )
    moves = [[np.zeros_like(W), np.zeros_like(b)] for W, b in params]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        targets = y[rng.permutation(len(X))] if mixed else y[order]
        for start in range(0, len(X), size):
            rows, want = order[start : start + size], targets[start : start + size]
            a, seen = X[rows], []
            for i, (W, b) in enumerate(params):
                seen.append(a)
                a = a @ W + b
                if i < len(params) - 1:
                    a = np.maximum(a, 0.0)
            e = np.exp(a - a.max(axis=1, keepdims=True))
            d = e / e.sum(axis=1, keepdims=True)
            d[np.arange(len(want)), want] -= 1.0
            d /= len(want)
            for i in reversed(range(len(params))):
                W = params[i][0]
                slopes = (seen[i].T @ d, d.sum(axis=0))
                if i > 0:
                    d = (d @ W.T) * (seen[i] > 0)
                for k, slope in enumerate(slopes):
                    moves[i][k] = alpha * moves[i][k] + sign * lr * slope
                    params[i][k] = params[i][k] + moves[i][k]
    return [(W, b) for W, b in params]


TRAIN = Exercise(
    id="train-mnist",
    reference=digits.train_mnist,
    points=5.0,
    stars=3,
    title=Text("Read digits", "숫자를 읽는 신경망"),
    text=Text(
        """Write `train_mnist(X, y, *, rng)`: train a network from scratch and return its `params`, a list with `(W, b)` for each layer as `predict` takes them: ReLU between the layers, ten scores at the end.

`X` has shape `(N, D)` with numbers from 0 to 1; do not count on 784 pixels. `y` has shape `(N,)` with classes from 0 to 9. Everything random comes from `rng`.

You are judged by what it reads: at least 85 % of digits that were kept back, after learning from 6,000 that are only 14 by 14 pixels large. Layers, optimizer and epochs are yours; half a minute must do. A run that ends badly is repeated once: chance has a part in it.""",
        """`train_mnist(X, y, *, rng)`를 작성하세요. 신경망을 처음부터 학습해 `params`를 돌려줍니다. `predict`가 받는 것처럼 층마다 `(W, b)`가 들어 있는 리스트입니다. 층 사이에는 ReLU가 있고 끝에는 점수가 열 개 있습니다.

`X`의 형상은 `(N, D)`이고 수는 0부터 1까지입니다. 픽셀이 784개라고 믿지 마세요. `y`의 형상은 `(N,)`이고 클래스는 0부터 9까지입니다. 무작위는 모두 `rng`에서 나옵니다.

얼마나 읽는지로 판정합니다. 14×14 픽셀인 작은 그림 6,000장으로 배운 뒤, 따로 남겨 둔 숫자의 85 % 이상을 읽어야 합니다. 층과 옵티마이저와 에폭 수는 자유롭게 정하세요. 30초 안에 끝나야 합니다. 학습에는 우연도 작용하므로 결과가 나쁘면 한 번 더 학습해 봅니다.""",
    ),
    docstring_ko="""숫자를 읽는 신경망을 이 예제들로 처음부터 학습합니다. 층마다 (W, b)가 있고 층 사이에는 ReLU가 있습니다.

    형상: (N, D), (N,) -> [(D, H), (H,)], [(H, 10), (10,)]
    참고: LeCun, Bottou, Bengio & Haffner (1998)
    >>> X = np.repeat(np.eye(10), 20, axis=0)
    >>> y = np.repeat(np.arange(10), 20)
    >>> accuracy(y, predict(X, train_mnist(X, y, rng=np.random.default_rng(0))))
    1.0
    """,
    cases=_train_cases,
    accept=_accept_reading,
    depends=("fit-digits",),
    misconceptions=(
        Misconception(
            "weights-blew-up",
            Text("the weights grew beyond all bounds", "가중치가 한없이 커졌습니다"),
            lambda X, y, *, rng: [(W * np.inf, b) for W, b in _learned(X, y, rng, epochs=1)],
            Text(
                "`inf` and `nan` in the weights: is your learning rate too large, or does your softmax overflow?",
                "가중치에 `inf`나 `nan`이 있습니다. 학습률이 너무 크거나, 소프트맥스가 넘치지 않나요?",
            ),
            "stability.overflow",
            shows=lambda case, value: not value["finite"],
        ),
        Misconception(
            "all-units-alike",
            Text("all hidden units are copies of each other", "은닉 유닛이 모두 똑같습니다"),
            lambda X, y, *, rng: _learned(X, y, rng, zero=True, epochs=2),
            Text(
                "Units that start equal stay equal. How did they start?",
                "똑같이 시작한 유닛은 끝까지 똑같습니다. 어떻게 시작했나요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: value["twins"],
        ),
        Misconception(
            "start-too-large",
            Text("the first weights were drawn too large", "처음 가중치를 너무 크게 뽑았습니다"),
            lambda X, y, *, rng: _learned(X, y, rng, spread=1.0, lr=0.01, epochs=3),
            Text(
                "Your first layer still has a spread near 1. What does a layer with so many inputs want?",
                "첫 층의 가중치가 아직도 1만큼 퍼져 있습니다. 입력이 이렇게 많은 층에는 얼마가 알맞을까요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: value["spread"] > 0.5,
        ),
        Misconception(
            "no-better-than-guessing",
            Text("it reads no better than guessing", "찍는 것보다 낫지 않습니다"),
            lambda X, y, *, rng: _learned(X, y, rng, mixed=True, epochs=1),
            Text(
                "One in ten is chance. Do rows of `X` and entries of `y` still belong together, and does the loss go down, not up?",
                "열에 하나는 우연입니다. `X`의 행과 `y`의 값이 여전히 짝인가요? 손실이 올라가지 않고 내려가나요?",
            ),
            "sign.flipped",
            shows=lambda case, value: value["read"] < 0.25,
        ),
        Misconception(
            "stopped-too-early",
            Text("it learns, but not far enough", "배우기는 하지만 충분히 배우지 못했습니다"),
            lambda X, y, *, rng: _learned(X, y, rng, lr=0.02, epochs=1),
            Text(
                "Well above chance, and still rising? Watch the validation accuracy: more epochs, or a larger learning rate?",
                "우연보다 훨씬 낫고 아직 오르는 중인가요? 검증 정확도를 보면서 에폭을 늘리거나 학습률을 키워 보세요.",
            ),
            "hardcoded.value",
            shows=lambda case, value: 0.25 <= value["read"] < _MARKS[case.args[0]],
        ),
    ),
    alternatives=(
        lambda X, y, *, rng: _learned(X, y, rng, alpha=0.9, lr=0.05, epochs=9),
        lambda X, y, *, rng: _learned(X, y, rng, sizes=(48, 32), alpha=0.5, size=24),
        lambda X, y, *, rng: _learned(X, y, rng, sizes=(64,), size=16, epochs=8),
    ),
    hints=(
        Text(
            "You have written every part in earlier lessons: put them in a row.",
            "필요한 부품은 앞 수업에서 모두 만들었습니다. 차례로 이어 보세요.",
        ),
        Text(
            "He start for `(D, H)` and `(H, 10)`; forward; softmax with cross-entropy; backward; a step against the gradient.",
            "`(D, H)`와 `(H, 10)`을 He 방법으로 초기화하고, 순전파, 소프트맥스와 교차 엔트로피, 역전파, 기울기 반대쪽으로 한 걸음을 차례로 하세요.",
        ),
        Text(
            "Put the forward and backward pass of one mini-batch into a function `step`, keep a tenth of the examples back, and hand both to `fit`; 64 units and a learning rate of 0.1 will do.",
            "미니배치 하나의 순전파와 역전파를 함수 `step`에 담고, 예제의 10분의 1을 따로 남긴 다음 둘 다 `fit`에 넘기세요. 유닛 64개와 학습률 0.1이면 됩니다.",
        ),
    ),
    seconds=60.0,
)


# --- maximize_unit --------------------------------------------------------------------------------------------------


def _maximize_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    small = [
        (rng.normal(0.0, 0.6, size=(9, 5)), rng.normal(0.0, 0.3, size=5)),
        (rng.normal(size=(5, 4)), rng.normal(size=4)),
    ]
    deep = [
        (rng.normal(0.0, 0.4, size=(16, 7)), rng.uniform(0.1, 0.6, size=7)),
        (rng.normal(0.0, 0.5, size=(7, 6)), rng.uniform(0.1, 0.6, size=6)),
        (rng.normal(size=(6, 3)), rng.normal(size=3)),
    ]
    line = [(np.array([[1.0], [-1.0], [0.0], [2.0]]), np.zeros(1))]
    # the second hidden unit stays closed while the first pixel is at most 1
    asleep = [
        (np.array([[1.0, 1.0], [0.0, 0.5], [0.0, 0.0], [0.0, -0.3]]), np.array([0.0, -1.6])),
        (np.array([[1.0], [1.0]]), np.zeros(1)),
    ]
    return (
        Case(Text("one layer, a picture of 2 by 2", "층 하나, 2×2 그림"), (line, 0, 10, 0.1)),
        Case(Text("a few small steps", "작은 걸음 몇 번"), (small, 2, 3, 0.02)),
        Case(
            Text("a unit that only an impossible pixel could wake", "불가능한 픽셀만 깨울 수 있는 유닛"),
            (asleep, 0, 30, 0.1),
        ),
        Case(Text("many steps, to the edges", "끝에 닿을 만큼 많은 걸음"), (small, 1, 40, 0.2)),
        Case(Text("three layers", "층 세 개"), (deep, 1, 4, 0.03), hidden=True),
        Case(Text("no step at all", "한 걸음도 가지 않을 때"), (small, 0, 0, 0.1), edge=True),
    )


def _climbed(
    params: Any,
    unit: int,
    steps: int,
    lr: float,
    *,
    sign: float = 1.0,
    clip: str = "each",
    masked: bool = True,
    start: float = 0.5,
    flat: bool = False,
    softmax: bool = False,
) -> Any:
    """Gradient ascent on the pixels, with switches, each of which is a mistake."""
    x = np.full(len(params[0][0]), start)
    for _ in range(steps):
        a, open_ = x, []
        for i, (W, b) in enumerate(params):
            a = a @ W + b
            if i < len(params) - 1:
                open_.append(a > 0)
                a = a * open_[-1]
        if softmax:
            e = np.exp(a - a.max())
            p = e / e.sum()
            g = p[unit] * ((np.arange(len(p)) == unit) - p)
            g = params[-1][0] @ g
        else:
            g = params[-1][0][:, unit]
        for (W, _), mask in zip(params[-2::-1], open_[::-1], strict=True):
            g = W @ (g * mask if masked else g)
        x = x + sign * lr * g
        if clip == "each":
            x = np.clip(x, 0.0, 1.0)
    x = np.clip(x, 0.0, 1.0) if clip == "end" else x
    side = round(np.sqrt(len(x)))
    return x if flat else x.reshape(side, side)


def _climb_the_weights(params: Any, unit: int, steps: int, lr: float) -> Any:
    side = round(np.sqrt(len(params[0][0])))
    params[-1][0][:, unit] += lr * steps
    return np.full((side, side), 0.5)


def _climbed_by_differences(params: Any, unit: int, steps: int, lr: float) -> Any:
    def score(x: Any) -> Any:
        for i, (W, b) in enumerate(params):
            x = x @ W + b
            x = np.where(x > 0, x, 0) if i < len(params) - 1 else x
        return x[unit]

    n, h = len(params[0][0]), 1e-6
    x = np.full(n, 0.5)
    for _ in range(steps):
        g = np.array([(score(x + h * e) - score(x - h * e)) / (2 * h) for e in np.eye(n)])
        x = np.minimum(np.maximum(x + lr * g, 0), 1)
    return x.reshape(round(n**0.5), -1)


def _climbed_by_matrices(params: Any, unit: int, steps: int, lr: float) -> Any:
    x = np.full((1, len(params[0][0])), 0.5)
    for _ in range(steps):
        slope = np.eye(len(params[0][0]))
        a = x
        for W, b in params[:-1]:
            z = a @ W + b
            slope = (slope @ W) * (z > 0)
            a = np.maximum(z, 0)
        x = np.clip(x + lr * (slope @ params[-1][0][:, unit])[None, :], 0, 1)
    side = round(x.size**0.5)
    return x.reshape(side, side)


MAXIMIZE = Exercise(
    id="maximize-unit",
    reference=digits.maximize_unit,
    points=3.0,
    stars=2,
    title=Text("What does a unit want to see?", "유닛은 무엇을 보고 싶어 할까요?"),
    text=Text(
        """Write `maximize_unit(params, unit, steps, lr)`. The weights stay as they are; the *picture* learns.

Start with every pixel at 0.5. In each of `steps` steps, go uphill: add `lr` times the gradient of the score of `unit` with respect to the pixels, then keep every pixel between 0 and 1. The score is the unit's value in the last layer, before any softmax; ReLU stands between the layers.

Return the picture, square: with 784 pixels its shape is `(28, 28)`.""",
        """`maximize_unit(params, unit, steps, lr)`를 작성하세요. 가중치는 그대로 두고 **그림**이 배웁니다.

모든 픽셀을 0.5로 시작합니다. `steps`번의 걸음마다 오르막으로 갑니다. 픽셀에 대한 `unit` 점수의 기울기에 `lr`을 곱해 더하고, 모든 픽셀을 0과 1 사이로 유지합니다. 점수는 마지막 층에서 소프트맥스를 하기 전 그 유닛의 값이고, 층 사이에는 ReLU가 있습니다.

그림을 정사각형으로 돌려주세요. 픽셀이 784개이면 형상은 `(28, 28)`입니다.""",
    ),
    docstring_ko="""출력 유닛이 가장 좋아하는 그림입니다. 회색(0.5)에서 시작해 유닛의 점수를 올라가며, 픽셀은 [0, 1] 안에 둡니다.

    신경망의 층 사이에는 ReLU가 있고, 점수는 소프트맥스 전 유닛의 값이며, 가중치는 그대로 둡니다.
    형상: [(D, H), (H,)], ..., [(H, C), (C,)] -> (side, side), side * side = D
    참고: Erhan, Bengio, Courville & Vincent (2009)
    >>> W = np.array([[1.0], [-1.0], [0.0], [2.0]])
    >>> maximize_unit([(W, np.zeros(1))], unit=0, steps=10, lr=0.1)
    array([[1. , 0. ],
           [0.5, 1. ]])
    """,
    cases=_maximize_cases,
    misconceptions=(
        Misconception(
            "downhill",
            Text("the picture goes downhill", "그림이 내리막으로 갑니다"),
            lambda *args: _climbed(*args, sign=-1.0),
            Text(
                "Training makes a loss small. What should become large here?",
                "학습은 손실을 작게 만듭니다. 여기서는 무엇이 커져야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "never-clipped",
            Text("pixels leave the range from 0 to 1", "픽셀이 0과 1 사이를 벗어납니다"),
            lambda *args: _climbed(*args, clip="never"),
            Text("Can a pixel be blacker than black?", "픽셀이 검은색보다 더 검을 수 있을까요?"),
            "boundary.zero",
        ),
        Misconception(
            "clipped-at-the-end",
            Text("pixels are brought back only at the very end", "픽셀을 맨 끝에 한 번만 되돌렸습니다"),
            lambda *args: _climbed(*args, clip="end"),
            Text(
                "What does the network see in the steps between? Is that still a picture?",
                "그 사이 걸음에서 신경망은 무엇을 보나요? 그것도 그림인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "closed-units-let-through",
            Text("units that are switched off pass the gradient on", "꺼진 유닛이 기울기를 그대로 넘겼습니다"),
            lambda *args: _climbed(*args, masked=False),
            Text(
                "What is the slope of ReLU where its pre-activation is negative?",
                "활성화 전 값이 음수일 때 ReLU의 기울기는 얼마인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "probability-climbed",
            Text(
                "climbs the probability behind softmax, not the score",
                "점수가 아니라 소프트맥스를 지난 확률을 올랐습니다",
            ),
            lambda *args: _climbed(*args, softmax=True),
            Text(
                "Which value of the unit does the task name: before softmax, or after?",
                "문제에서 말하는 유닛의 값은 소프트맥스 앞인가요, 뒤인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "weights-climbed",
            Text("the weights were changed instead of the picture", "그림이 아니라 가중치를 바꾸었습니다"),
            _climb_the_weights,
            Text(
                "The network is finished. What is it that learns here?",
                "신경망은 이미 완성되었습니다. 여기서 배우는 것은 무엇인가요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "black-start",
            Text("started from black instead of grey", "회색이 아니라 검은색에서 시작했습니다"),
            lambda *args: _climbed(*args, start=0.0),
            Text("With no step at all, what should come out?", "한 걸음도 가지 않으면 무엇이 나와야 할까요?"),
            "hardcoded.value",
        ),
        Misconception(
            "row-not-picture",
            Text("a row of pixels instead of a square", "정사각형이 아니라 픽셀 한 줄입니다"),
            lambda *args: _climbed(*args, flat=True),
            Text("How many rows has a picture of 784 pixels?", "픽셀이 784개인 그림은 몇 줄인가요?"),
            "shape.keepdims",
        ),
    ),
    alternatives=(
        _climbed_by_differences,
        _climbed_by_matrices,
        lambda *args: _climbed(*args),
    ),
    hints=(
        Text(
            "Back-propagation does not stop at the first weights: go one step further, to the input.",
            "역전파는 첫 가중치에서 멈추지 않습니다. 한 걸음 더 가서 입력까지 가 보세요.",
        ),
        Text(
            r"Start with column `unit` of the last $W$, shape `(H,)`. For each layer before: times 1 where $z > 0$ and 0 elsewhere, then $W g$.",
            r"마지막 $W$의 `unit`번째 열에서 시작하며 형상은 `(H,)`입니다. 앞의 층마다 $z > 0$인 곳에 1, 나머지에 0을 곱한 다음 $W g$를 구합니다.",
        ),
        Text(
            "In every step: forward while keeping where `z > 0`, backward to the pixels, add `lr` times that, `np.clip`. At the end `reshape`.",
            "걸음마다 `z > 0`인 곳을 기억하면서 순전파하고, 픽셀까지 역전파해 `lr`을 곱해 더하고, `np.clip`을 하세요. 끝에는 `reshape`을 합니다.",
        ),
    ),
)

EXERCISES = (PREPROCESS, PREDICT, ACCURACY, CONFUSION, FIT, BINARY, TRAIN, MAXIMIZE)
