"""The card of `affine_backward`: Backwards through a layer."""

from typing import Any

import numpy as np

from dlcourse import backprop
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _affine_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("two examples, two inputs, one unit", "샘플 두 개, 입력 두 개, 유닛 하나"),
            (np.array([[1.0], [2.0]]), np.array([[1.0, 0.0], [3.0, 4.0]]), np.array([[5.0], [6.0]])),
        ),
        Case(
            Text("three of everything", "모두 세 개씩"),
            (
                np.array([[1.0, 0.0, -1.0], [0.5, 2.0, 0.0], [0.0, 1.0, 3.0]]),
                np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 1.0], [2.0, 0.0, 0.5]]),
                np.array([[1.0, 0.0, 2.0], [-1.0, 3.0, 0.0], [0.5, 1.0, 1.0]]),
            ),
        ),
        Case(
            Text("one example", "샘플 하나"),
            (np.array([[1.0, -2.0]]), np.array([[3.0, 0.5, -1.0]]), np.array([[1.0, 2.0], [0.0, 1.0], [-1.0, 0.5]])),
        ),
        Case(
            Text("many random examples", "무작위 샘플 여러 개"),
            (rng.normal(size=(7, 4)), rng.normal(size=(7, 3)), rng.normal(size=(3, 4))),
            hidden=True,
        ),
        Case(
            Text("more units than examples", "샘플보다 유닛이 많을 때"),
            (rng.normal(size=(2, 6)), rng.normal(size=(2, 5)), rng.normal(size=(5, 6))),
            hidden=True,
        ),
    )


def _affine_back_by_loops(dout: Any, X: Any, W: Any) -> Any:
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])
    for n in range(X.shape[0]):
        for m in range(W.shape[1]):
            db[m] += dout[n, m]
            for d in range(W.shape[0]):
                dX[n, d] += dout[n, m] * W[d, m]
                dW[d, m] += dout[n, m] * X[n, d]
    return dX, dW, db


def _affine_back_by_outer_products(dout: Any, X: Any, W: Any) -> Any:
    dX = np.array([W @ row for row in dout])
    dW = sum(np.outer(x, row) for x, row in zip(X, dout, strict=True))
    return dX, dW, np.ones(len(X)) @ dout


CARD = Exercise(
    id="affine-backward",
    reference=backprop.affine_backward,
    points=3.0,
    stars=2,
    title=Text("Backwards through a layer", "층 하나의 역전파"),
    text=Text(
        r"""Write `affine_backward(dout, X, W)` for the layer

$$z = X W + b$$

`dout` is the gradient of the loss with respect to `z`, of shape `(N, M)`; `X` has shape `(N, D)` and `W` shape `(D, M)`. Return the three gradients `dX`, `dW` and `db`, each with the shape of what it belongs to: `(N, D)`, `(D, M)` and `(M,)`.

No mean is taken here: if the loss is a mean over the examples, its gradient `dout` knows that already.""",
        r"""다음 층에 대해 `affine_backward(dout, X, W)`를 작성하세요.

$$z = X W + b$$

`dout`은 `z`에 대한 손실의 기울기이고 형상은 `(N, M)`입니다. `X`의 형상은 `(N, D)`, `W`의 형상은 `(D, M)`입니다. 기울기 세 개 `dX`, `dW`, `db`를 반환합니다. 형상은 저마다 미분하는 변수와 같아서 `(N, D)`, `(D, M)`, `(M,)`입니다.

여기서는 평균을 내지 않습니다. 손실이 샘플에 대한 평균이라면 그 기울기인 `dout`에 이미 들어 있습니다.""",
    ),
    docstring_ko="""층 X W + b의 출력에 온 기울기에서 X, W, b의 기울기를 구합니다.

    형상: (N, M), (N, D), (D, M) -> (N, D), (D, M), (M,)
    참고: Rumelhart, Hinton & Williams (1986)
    >>> X, W = np.array([[1.0, 0.0], [3.0, 4.0]]), np.array([[5.0], [6.0]])
    >>> dX, dW, db = affine_backward(np.array([[1.0], [2.0]]), X, W)
    >>> dX
    array([[ 5.,  6.],
           [10., 12.]])
    >>> dW.ravel(), db
    (array([7., 8.]), array([3.]))
    """,
    cases=_affine_backward_cases,
    returns=("dX", "dW", "db"),
    misconceptions=(
        Misconception(
            "bias-gradient-not-summed",
            Text("`db` is not summed over the examples", "`db`를 샘플에 걸쳐 더하지 않았습니다"),
            lambda dout, X, W: (dout @ W.T, X.T @ dout, dout.copy()),
            Text(
                "One bias served all N examples. What happens to their N answers?",
                "편향 하나가 샘플 N개에 모두 쓰였습니다. 샘플마다 나온 기울기 N개는 어떻게 될까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "bias-gradient-averaged",
            Text("`db` is a mean instead of a sum", "`db`가 합이 아니라 평균입니다"),
            lambda dout, X, W: (dout @ W.T, X.T @ dout, np.mean(dout, axis=0)),
            Text(
                "Answers of numbers that were used many times add up. Who divides by N, and has it been done already?",
                "여러 번 쓰인 수의 기울기는 더해집니다. N으로 나누는 일은 누가 하고, 이미 끝난 일은 아닐까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "averaged-over-the-examples",
            Text("`dW` and `db` are divided by N", "`dW`와 `db`를 N으로 나누었습니다"),
            lambda dout, X, W: (dout @ W.T, X.T @ dout / len(X), np.mean(dout, axis=0)),
            Text(
                "The division by N belongs to the loss, and `dout` brings it along. How often is it done now?",
                "N으로 나누는 것은 손실의 일이고 `dout`에 담겨 옵니다. 지금은 몇 번 나누게 되나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "bias-gradient-over-units",
            Text("`db` is summed over the units", "`db`를 유닛에 걸쳐 더했습니다"),
            lambda dout, X, W: (dout @ W.T, X.T @ dout, np.sum(dout, axis=1)),
            Text(
                "There is one bias a unit, and units are columns. Which axis has to vanish?",
                "편향은 유닛마다 하나이고 유닛은 열입니다. 어느 축이 사라져야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "bias-gradient-is-a-row",
            Text("`db` has shape (1, M) instead of (M,)", "`db`의 형상이 (M,)이 아니라 (1, M)입니다"),
            lambda dout, X, W: (dout @ W.T, X.T @ dout, np.sum(dout, axis=0, keepdims=True)),
            Text(
                "The numbers are right. Which shape does b itself have?",
                "수는 맞습니다. b의 형상은 무엇인가요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "weights-not-transposed",
            Text("`W` is not transposed on the way back", "돌아오는 길에 `W`를 전치하지 않았습니다"),
            lambda dout, X, W: (dout @ W, X.T @ dout, np.sum(dout, axis=0)),
            Text(
                "Forward, W leads from D to M. `dout` has M columns, and `dX` wants D. Which way must W lead now?",
                "순전파에서 W는 D에서 M으로 갑니다. `dout`은 열이 M개이고 `dX`는 D개여야 합니다. 이제 W는 어느 쪽으로 가야 할까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "inputs-not-transposed",
            Text("`X` is not transposed in `dW`", "`dW`에서 `X`를 전치하지 않았습니다"),
            lambda dout, X, W: (dout @ W.T, X @ dout, np.sum(dout, axis=0)),
            Text(
                "`dW` has shape (D, M), so N must meet N in the middle and vanish. How do you turn (N, D) so that it does?",
                "`dW`의 형상은 (D, M)이므로 가운데에서 N과 N이 만나 사라져야 합니다. (N, D)를 어떻게 돌려야 할까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "weight-gradient-transposed",
            Text("`dW` is transposed", "`dW`가 전치되었습니다"),
            lambda dout, X, W: (dout @ W.T, dout.T @ X, np.sum(dout, axis=0)),
            Text(
                "A gradient has the shape of what it belongs to. `dW` has D rows: which of the two factors, `X` or `dout`, holds D, and on which side of the product does it belong?",
                "기울기는 미분하는 변수와 형상이 같습니다. `dW`의 행은 D개입니다. `X`와 `dout` 가운데 D가 들어 있는 쪽은 어느 것이고, 곱셈의 어느 쪽에 와야 할까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "upstream-forgotten-in-db",
            Text("`db` does not use `dout`", "`db`를 구할 때 `dout`을 쓰지 않았습니다"),
            lambda dout, X, W: (dout @ W.T, X.T @ dout, np.full(W.shape[1], float(len(X)))),
            Text(
                "The own slope of a bias is 1, right. What is it multiplied by, before you add up?",
                "편향 자신의 기울기가 1인 것은 맞습니다. 더하기 전에 무엇을 곱해야 할까요?",
            ),
            "chain.missing_local",
            variants=(lambda dout, X, W: (dout @ W.T, X.T @ dout, np.ones(W.shape[1])),),
        ),
        Misconception(
            "upstream-forgotten",
            Text("the slopes of the layer alone: `dout` is not used", "층의 기울기만 있고 `dout`을 쓰지 않았습니다"),
            lambda dout, X, W: (W.T, X.T, np.ones(W.shape[1])),
            Text(
                "Double `dout`: which of your three answers change, and which should?",
                "`dout`을 두 배로 해 보세요. 세 답 가운데 달라지는 것은 무엇이고, 달라져야 하는 것은 무엇인가요?",
            ),
            "chain.missing_local",
            variants=(
                lambda dout, X, W: (W, X, np.ones(W.shape[1])),
                lambda dout, X, W: (W.T, X.T, 1.0),
            ),
        ),
    ),
    alternatives=(
        _affine_back_by_loops,
        _affine_back_by_outer_products,
        lambda dout, X, W: (
            np.einsum("nm,dm->nd", dout, W),
            np.einsum("nd,nm->dm", X, dout),
            np.einsum("nm->m", dout),
        ),
        lambda dout, X, W: ((W @ dout.T).T, (dout.T @ X).T, dout.sum(axis=0)),
    ),
    hints=(
        Text(
            "Each answer is `dout` times something, summed over what vanished. Let the three shapes tell you which product fits.",
            "세 답은 모두 `dout`에 무언가를 곱하고, 사라진 축에 걸쳐 더한 것입니다. 어떤 곱이 맞는지는 형상이 알려 줍니다.",
        ),
        Text(
            "`dX`: `(N, M)` and `(D, M)` make `(N, D)`. `dW`: `(N, D)` and `(N, M)` make `(D, M)`. `db`: `(N, M)` becomes `(M,)`, because one b is added to every row.",
            "`dX`는 `(N, M)`과 `(D, M)`으로 `(N, D)`를 만듭니다. `dW`는 `(N, D)`와 `(N, M)`으로 `(D, M)`을 만듭니다. `db`는 `(N, M)`이 `(M,)`이 됩니다. b 하나가 모든 행에 더해졌기 때문입니다.",
        ),
        Text(
            "For `dX`, `dout` meets the transpose of the weights. For `dW`, the transpose of the inputs meets `dout`. For `db`, add up the rows of `dout`.",
            "`dX`에서는 `dout`이 가중치의 전치와 만납니다. `dW`에서는 입력의 전치가 `dout`과 만납니다. `db`에서는 `dout`의 행을 모두 더합니다.",
        ),
    ),
)
