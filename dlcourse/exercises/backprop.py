"""The seven exercises of back-propagation: one graph, one layer, one bend, one loss, one step by hand, a whole network, XOR."""

import itertools
import math
from typing import Any

import numpy as np

from dlcourse import backprop, losses
from dlcourse.exercises.card import Case, Exercise, Function, Misconception
from dlcourse.language import Text

# --- graph_backward -------------------------------------------------------------------------------------------------


def _graph_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    x, y, z = rng.uniform(0.5, 2.0, size=3) * rng.choice([-1.0, 1.0], size=3)
    return (
        Case(Text("x = 2, y = 3, z = -1", "x = 2, y = 3, z = -1 (본문의 예제)"), (2.0, 3.0, -1.0)),
        Case(Text("one negative factor", "음수가 섞인 곱"), (-1.5, 2.0, 0.5)),
        Case(Text("random numbers", "임의의 수"), (float(x), float(y), float(z) + 0.25), hidden=True),
        Case(Text("other random numbers", "또 다른 임의의 수"), (float(z), float(x), float(y) - 0.25), hidden=True),
        Case(Text("at the bottom, where f is 0", "f가 0인 바닥에서"), (2.0, 0.5, -1.0), edge=True),
    )


def _graph_step_by_step(x: Any, y: Any, z: Any) -> Any:
    p = x * y
    q = p + z
    slope_of_square = 2 * q
    into_p, into_z = slope_of_square * 1.0, slope_of_square * 1.0
    return into_p * y, into_p * x, into_z


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


GRAPH_BACKWARD = Exercise(
    id="graph-backward",
    reference=backprop.graph_backward,
    points=2.0,
    stars=1,
    title=Text("Backwards through a graph", "계산 그래프를 거꾸로"),
    text=Text(
        r"""Write `graph_backward(x, y, z)` for the graph drawn above:

$$p = xy, \qquad q = p + z, \qquad f = q^2$$

Return the three partial derivatives, in this order:

$$\frac{\partial f}{\partial x}, \quad \frac{\partial f}{\partial y}, \quad \frac{\partial f}{\partial z}$$

All arguments and all results are numbers. For `x = 2.0`, `y = 3.0`, `z = -1.0` the result is `(30.0, 20.0, 10.0)`.""",
        r"""위에 그린 계산 그래프에 대해 `graph_backward(x, y, z)`를 작성하세요.

$$p = xy, \qquad q = p + z, \qquad f = q^2$$

편미분 세 개를 다음 순서로 반환합니다.

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
                "If q moves y times as fast as x, and f moves 2q times as fast as q: how much faster is f than x?",
                "q는 x보다 y배 빠르게 변하고 f는 q보다 2q배 빠르게 변합니다. f는 x보다 몇 배 빠를까요?",
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
            Text("the 2 of the square is missing", "제곱에서 내려오는 2가 빠졌습니다"),
            lambda x, y, z: ((x * y + z) * y, (x * y + z) * x, x * y + z),
            Text(
                "All three are half as large as they should be. What is the slope of q² at q?",
                "세 값이 모두 절반입니다. q에서 q²의 기울기는 얼마인가요?",
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
                "If z grows by 1, how much does p + z grow? Does that depend on p?",
                "z가 1만큼 커지면 p + z는 얼마나 커지나요? p에 따라 달라지나요?",
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
        ),
    ),
    alternatives=(_graph_step_by_step, _graph_expanded, _graph_complex_step),
    hints=(
        Text(
            "Begin at the end, where the gradient is 1, and go back one operation at a time. Each one multiplies what arrives by its own slope.",
            "기울기가 1인 끝에서 시작하여 연산을 하나씩 거슬러 올라갑니다. 연산마다 도착한 값에 자기 기울기를 곱합니다.",
        ),
        Text(
            r"The square passes on $2q$. A sum passes on what arrives, to both sides. A product passes on what arrives times the *other* factor.",
            r"제곱은 $2q$를 곱해 넘깁니다. 덧셈은 도착한 값을 양쪽에 그대로 넘깁니다. 곱셈은 도착한 값에 **상대 쪽** 인수를 곱해 넘깁니다.",
        ),
        Text(
            "Compute q first, and from it what arrives at the sum. z gets that number unchanged; x and y get it times each other.",
            "먼저 q를 구하고, 그것으로 덧셈에 도착하는 값을 구합니다. z는 그 값을 그대로 받고, x와 y는 서로 상대를 곱해 받습니다.",
        ),
    ),
)

# --- affine_backward ------------------------------------------------------------------------------------------------


def _affine_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("two examples, two inputs, one unit", "예제 두 개, 입력 두 개, 유닛 하나"),
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
            Text("one example", "예제 하나"),
            (np.array([[1.0, -2.0]]), np.array([[3.0, 0.5, -1.0]]), np.array([[1.0, 2.0], [0.0, 1.0], [-1.0, 0.5]])),
        ),
        Case(
            Text("many random examples", "임의의 예제 여러 개"),
            (rng.normal(size=(7, 4)), rng.normal(size=(7, 3)), rng.normal(size=(3, 4))),
            hidden=True,
        ),
        Case(
            Text("more units than examples", "예제보다 유닛이 많을 때"),
            (rng.normal(size=(2, 6)), rng.normal(size=(2, 5)), rng.normal(size=(5, 6))),
            hidden=True,
        ),
    )


def _affine_back(dout: Any, X: Any, W: Any) -> Any:
    """The right gradients, for wrong functions of other exercises."""
    return np.einsum("nm,dm->nd", dout, W), np.einsum("nd,nm->dm", X, dout), np.einsum("nm->m", dout)


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


AFFINE_BACKWARD = Exercise(
    id="affine-backward",
    reference=backprop.affine_backward,
    points=3.0,
    stars=2,
    title=Text("Backwards through a layer", "층 하나를 거꾸로"),
    text=Text(
        r"""Write `affine_backward(dout, X, W)` for the layer

$$z = X W + b$$

`dout` is the gradient of the loss with respect to `z`, of shape `(N, M)`; `X` has shape `(N, D)` and `W` shape `(D, M)`. Return the three gradients `dX`, `dW` and `db`, each with the shape of what it belongs to: `(N, D)`, `(D, M)` and `(M,)`.

No mean is taken here: if the loss is a mean over the examples, its gradient `dout` knows that already.""",
        r"""다음 층에 대해 `affine_backward(dout, X, W)`를 작성하세요.

$$z = X W + b$$

`dout`은 `z`에 대한 손실의 기울기이고 형상은 `(N, M)`입니다. `X`의 형상은 `(N, D)`, `W`의 형상은 `(D, M)`입니다. 기울기 세 개 `dX`, `dW`, `db`를 반환합니다. 형상은 저마다 짝이 되는 것과 같아서 `(N, D)`, `(D, M)`, `(M,)`입니다.

여기서는 평균을 내지 않습니다. 손실이 예제에 대한 평균이라면 그 기울기인 `dout`에 이미 들어 있습니다.""",
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
            Text("`db` is not summed over the examples", "`db`를 예제에 걸쳐 더하지 않았습니다"),
            lambda dout, X, W: (dout @ W.T, X.T @ dout, dout.copy()),
            Text(
                "One bias served all N examples. What happens to their N answers?",
                "편향 하나가 예제 N개에 모두 쓰였습니다. 그 N개의 답은 어떻게 될까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "bias-gradient-averaged",
            Text("`db` is a mean instead of a sum", "`db`가 합이 아니라 평균입니다"),
            lambda dout, X, W: (dout @ W.T, X.T @ dout, np.mean(dout, axis=0)),
            Text(
                "Answers of numbers that were used many times add up. Who divides by N, and has it been done already?",
                "여러 번 쓰인 수의 답은 더해집니다. N으로 나누는 일은 누가 하고, 이미 끝난 일은 아닐까요?",
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
                "A gradient has the shape of what it belongs to. Which of the two factors gives the rows of `W`?",
                "기울기는 짝이 되는 것과 형상이 같습니다. `W`의 행을 만드는 것은 두 인수 가운데 어느 쪽인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "upstream-forgotten-in-db",
            Text("`db` counts the examples instead of adding up `dout`", "`db`가 `dout`의 합이 아니라 예제의 수입니다"),
            lambda dout, X, W: (dout @ W.T, X.T @ dout, np.full(W.shape[1], float(len(X)))),
            Text(
                "The own slope of a bias is 1, right. What is it multiplied by, before you add up?",
                "편향 자신의 기울기가 1인 것은 맞습니다. 더하기 전에 무엇을 곱해야 할까요?",
            ),
            "chain.missing_local",
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

# --- activation_backward --------------------------------------------------------------------------------------------


def _away_from_zero(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return rng.uniform(0.2, 2.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def _activation_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    dout = np.array([[1.0, -2.0, 0.5], [3.0, 1.0, -1.0]])
    z = np.array([[-2.0, 0.5, 1.0], [0.25, -0.75, 2.0]])
    return (
        Case(Text("ReLU", "ReLU 함수"), (dout, z, "relu")),
        Case(Text("sigmoid", "시그모이드"), (dout, z, "sigmoid")),
        Case(Text("tanh", "tanh 함수"), (dout, z, "tanh")),
        Case(Text("identity", "항등 함수"), (dout, z, "identity")),
        *(
            Case(
                Text(f"random numbers, {kind}", f"임의의 수, {kind}"),
                (_away_from_zero(rng, 5, 3), _away_from_zero(rng, 5, 3), kind),
                hidden=True,
            )
            for kind in ("relu", "sigmoid", "tanh")
        ),
        Case(
            Text("ReLU exactly at zero", "정확히 0인 곳의 ReLU"),
            (np.array([[1.0, 2.0]]), np.array([[0.0, 1.0]]), "relu"),
            edge=True,
        ),
        Case(
            Text("sigmoid far away from zero", "0에서 아주 먼 곳의 시그모이드"),
            (np.array([[1.0, 2.0, 3.0]]), np.array([[-1000.0, 1000.0, 1.0]]), "sigmoid"),
            edge=True,
            silent=True,
        ),
    )


def _sigmoid(z: Any) -> Any:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def _slope(z: Any, kind: str) -> Any:
    """The right slope, for wrong functions."""
    if kind == "relu":
        return np.where(z > 0, 1.0, 0.0)
    if kind == "sigmoid":
        return _sigmoid(z) * (1 - _sigmoid(z))
    return 1 - np.tanh(z) ** 2 if kind == "tanh" else np.ones_like(z)


def _bend(z: Any, kind: str) -> Any:
    return {"relu": np.maximum(z, 0.0), "sigmoid": _sigmoid(z), "tanh": np.tanh(z), "identity": z}[kind]


def _activation_z_taken_for_a(dout: Any, z: Any, kind: str) -> Any:
    slopes = {"relu": 1.0 * (z > 0), "sigmoid": z * (1 - z), "tanh": 1 - z**2, "identity": 1.0}
    return dout * slopes[kind]


def _activation_mask_from_dout(dout: Any, z: Any, kind: str) -> Any:
    return dout * (dout > 0) if kind == "relu" else dout * _slope(z, kind)


def _activation_tanh_not_squared(dout: Any, z: Any, kind: str) -> Any:
    return dout * (1 - np.tanh(z)) if kind == "tanh" else dout * _slope(z, kind)


def _activation_one_at_zero(dout: Any, z: Any, kind: str) -> Any:
    return dout * (z >= 0) if kind == "relu" else dout * _slope(z, kind)


def _activation_overwrites_dout(dout: Any, z: Any, kind: str) -> Any:
    if kind == "relu":
        dout[z <= 0] = 0.0
    else:
        dout *= _slope(z, kind)
    return dout


def _activation_naive(dout: Any, z: Any, kind: str) -> Any:
    if kind != "sigmoid":
        return dout * _slope(z, kind)
    a = 1 / (1 + np.exp(-z))
    return dout * a * (1 - a)


def _activation_by_loop(dout: Any, z: Any, kind: str) -> Any:
    slopes = {
        "identity": lambda v: 1.0,
        "relu": lambda v: 1.0 if v > 0 else 0.0,
        "tanh": lambda v: 1.0 - math.tanh(v) ** 2,
        "sigmoid": lambda v: (1.0 - math.tanh(v / 2) ** 2) / 4,
    }
    rows = [[d * slopes[kind](v) for d, v in zip(*pair, strict=True)] for pair in zip(dout, z, strict=True)]
    return np.array(rows)


def _activation_by_dictionary(dout: Any, z: Any, kind: str) -> Any:
    e = np.exp(-np.abs(z))
    return dout * {"identity": 1, "relu": np.sign(np.maximum(z, 0)), "tanh": 1 - np.tanh(z) ** 2}.get(
        kind, e / (1 + e) ** 2
    )


def _activation_by_cases(dout: Any, z: Any, kind: str) -> Any:
    match kind:
        case "relu":
            return np.where(z > 0, dout, 0.0)
        case "tanh":
            return dout * (1 + np.tanh(z)) * (1 - np.tanh(z))
        case "sigmoid":
            positive = 1 / (1 + np.exp(-np.abs(z)))
            return dout * positive * (1 - positive)
        case _:
            return dout.copy()


ACTIVATION_BACKWARD = Exercise(
    id="activation-backward",
    reference=backprop.activation_backward,
    points=2.0,
    stars=1,
    title=Text("Backwards through a bend", "활성화 함수를 거꾸로"),
    text=Text(
        r"""Write `activation_backward(dout, z, kind)`. An activation $a = g(z)$ works on every number alone, and so does its way back:

$$\frac{\partial E}{\partial z} = \frac{\partial E}{\partial a} \cdot g'(z)$$

`dout` is the gradient at `a`, `z` the pre-activation; both have shape `(N, M)`, and so has the result. `kind` is `"identity"`, `"sigmoid"`, `"tanh"` or `"relu"`. At exactly 0 the slope of ReLU counts as 0.

For `dout = [[5.0, 5.0]]`, `z = [[-2.0, 2.0]]` and `"relu"` the result is `[[0.0, 5.0]]`.""",
        r"""`activation_backward(dout, z, kind)`를 작성하세요. 활성화 함수 $a = g(z)$는 수마다 따로 계산하고, 돌아오는 길도 마찬가지입니다.

$$\frac{\partial E}{\partial z} = \frac{\partial E}{\partial a} \cdot g'(z)$$

`dout`은 `a`에 온 기울기이고 `z`는 활성화 전 값입니다. 둘 다 형상이 `(N, M)`이고 결과도 같습니다. `kind`는 `"identity"`, `"sigmoid"`, `"tanh"`, `"relu"` 가운데 하나입니다. 정확히 0에서 ReLU의 기울기는 0으로 봅니다.

`dout = [[5.0, 5.0]]`, `z = [[-2.0, 2.0]]`, `"relu"`이면 결과는 `[[0.0, 5.0]]`입니다.""",
    ),
    docstring_ko="""활성화 함수의 출력에 온 기울기에서 z의 기울기를 구합니다. "identity", "sigmoid", "tanh", "relu"를 알고 있습니다.

    형상: (N, M), (N, M) -> (N, M)
    참고: Rumelhart, Hinton & Williams (1986)
    >>> activation_backward(np.array([[5.0, 5.0]]), np.array([[-2.0, 2.0]]), "relu")
    array([[0., 5.]])
    """,
    cases=_activation_backward_cases,
    misconceptions=(
        Misconception(
            "z-taken-for-a",
            Text("`z` is treated as if it were a already", "`z`를 이미 활성화한 값 a처럼 썼습니다"),
            _activation_z_taken_for_a,
            Text(
                "a(1 - a) wants a. What do you have, and how do you get from one to the other?",
                "a(1 - a)에는 a가 필요합니다. 가진 것은 무엇이고, 거기에서 a를 어떻게 얻을까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "mask-from-upstream",
            Text(
                "ReLU looks at the sign of `dout` instead of `z`",
                "ReLU가 `z`가 아니라 `dout`의 부호를 보고 있습니다",
            ),
            _activation_mask_from_dout,
            Text(
                "Which number decided on the way forward whether the gate was open?",
                "순전파에서 문이 열렸는지를 정한 수는 무엇이었나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "upstream-forgotten",
            Text("the local slope alone, without `dout`", "`dout`을 곱하지 않고 국소 기울기만 반환했습니다"),
            lambda dout, z, kind: _slope(z, kind),
            Text(
                "Double `dout`: does your answer change?",
                "`dout`을 두 배로 해 보세요. 답이 달라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "local-forgotten",
            Text("`dout` is passed on unchanged", "`dout`을 그대로 넘겼습니다"),
            lambda dout, z, kind: 1.0 * dout,
            Text(
                "Only the identity passes a gradient on unchanged. What does `kind` change in your code?",
                "기울기를 그대로 넘기는 것은 항등 함수뿐입니다. `kind`에 따라 무엇이 달라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "activation-instead-of-slope",
            Text("multiplied by the activation instead of its slope", "기울기가 아니라 활성화한 값을 곱했습니다"),
            lambda dout, z, kind: dout * _bend(z, kind),
            Text(
                "Forward needs g, backward needs its slope. Which of the two do you multiply by?",
                "순전파에는 g가, 역전파에는 g의 기울기가 필요합니다. 무엇을 곱하고 있나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "activated-twice",
            Text("the slope is taken at a instead of z", "기울기를 z가 아니라 a에서 구했습니다"),
            lambda dout, z, kind: dout * _slope(_bend(z, kind), kind),
            Text(
                "How often does your `z` go through the activation before the slope is taken?",
                "기울기를 구하기 전에 `z`가 활성화 함수를 몇 번 지나나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "tanh-not-squared",
            Text("for tanh, 1 - a instead of 1 - a²", "tanh에서 1 - a²이 아니라 1 - a를 썼습니다"),
            _activation_tanh_not_squared,
            Text(
                "The slope of tanh is never larger than 1. What does yours say for a negative `z`?",
                "tanh의 기울기는 1을 넘지 않습니다. `z`가 음수일 때 얼마가 나오나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "one-at-zero",
            Text("at exactly 0, ReLU passes the gradient on", "정확히 0에서 ReLU가 기울기를 넘깁니다"),
            _activation_one_at_zero,
            Text(
                "What does the task say about the slope of ReLU at exactly 0?",
                "정확히 0에서 ReLU의 기울기를 무엇으로 보기로 했나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "upstream-overwritten",
            Text("`dout` itself is changed", "`dout` 자체를 바꾸었습니다"),
            _activation_overwrites_dout,
            Text(
                "Others may still need `dout`. How do you make a new array instead?",
                "`dout`은 다른 곳에서 또 쓸 수 있습니다. 새 배열을 만들려면 어떻게 해야 할까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "sigmoid-overflows",
            Text("exp(1000) overflows inside the sigmoid", "시그모이드 안에서 exp(1000)이 넘칩니다"),
            _activation_naive,
            Text(
                "The number is right, but NumPy warned on the way. Which way of writing a sigmoid stays calm at -1000?",
                "수는 맞지만 계산 중에 NumPy가 경고했습니다. 시그모이드를 어떻게 쓰면 -1000에서도 경고가 없을까요?",
            ),
            "stability.overflow",
        ),
    ),
    alternatives=(_activation_by_loop, _activation_by_dictionary, _activation_by_cases),
    hints=(
        Text(
            "One product for every number: what arrives, times the slope of the activation at that place.",
            "수마다 곱셈 하나입니다. 도착한 값에 그 자리의 활성화 함수 기울기를 곱합니다.",
        ),
        Text(
            r"The slopes: identity 1; ReLU 1 where $z > 0$, else 0; tanh $1 - \tanh^2 z$; sigmoid $\sigma(z)(1 - \sigma(z))$. All have shape `(N, M)`.",
            r"기울기는 항등 함수가 1, ReLU가 $z > 0$인 곳에서 1이고 나머지는 0, tanh가 $1 - \tanh^2 z$, 시그모이드가 $\sigma(z)(1 - \sigma(z))$입니다. 모두 형상이 `(N, M)`입니다.",
        ),
        Text(
            "Ask for `kind` with `if`. For sigmoid and tanh compute the activation of `z` first and make the slope from it; for ReLU a comparison of `z` with 0 will do.",
            "`if`로 `kind`를 나눕니다. 시그모이드와 tanh는 먼저 `z`를 활성화하고 그 값으로 기울기를 만듭니다. ReLU는 `z`를 0과 비교하면 됩니다.",
        ),
    ),
)

# --- cross_entropy_grad ---------------------------------------------------------------------------------------------


def _cross_entropy_grad_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("undecided between two classes", "두 클래스 사이에서 반반일 때"),
            (np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([0, 1])),
        ),
        Case(
            Text("probabilities 0.7, 0.2, 0.1 and 0.1, 0.1, 0.8", "확률이 0.7, 0.2, 0.1과 0.1, 0.1, 0.8일 때"),
            (np.log(np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]])), np.array([0, 1])),
        ),
        Case(
            Text("one example, as many classes as you like", "예제 하나, 클래스 네 개"),
            (np.array([[1.0, -1.0, 0.5, 2.0]]), np.array([2])),
        ),
        Case(
            Text("random logits", "임의의 로짓"),
            (rng.normal(scale=2.0, size=(7, 4)), rng.integers(0, 4, size=7)),
            hidden=True,
        ),
        Case(
            Text("two examples of the same class", "같은 클래스의 예제들"),
            (rng.normal(size=(3, 5)), np.array([4, 4, 1])),
            hidden=True,
        ),
        Case(
            Text("very large logits", "아주 큰 로짓"),
            (np.array([[1000.0, 900.0, 800.0], [900.0, 1000.0, 950.0]]), np.array([1, 2])),
            edge=True,
            silent=True,
        ),
    )


def _softmax(logits: Any, axis: int = 1) -> Any:
    e = np.exp(logits - np.max(logits, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


def _hot(logits: Any, y: Any) -> Any:
    return 1.0 * (np.arange(logits.shape[1]) == np.asarray(y)[:, None])


def _ce_grad_right_class_only(logits: Any, y: Any) -> Any:
    return _hot(logits, y) * (_softmax(logits) - 1) / len(y)


def _ce_grad_columns(logits: Any, y: Any) -> Any:
    p = _softmax(logits)
    p[:, y] -= 1
    return p / len(y)


def _ce_grad_naive(logits: Any, y: Any) -> Any:
    e = np.exp(logits)
    return (e / np.sum(e, axis=1, keepdims=True) - _hot(logits, y)) / len(y)


def _ce_grad_changes_logits(logits: Any, y: Any) -> Any:
    p = logits
    p -= np.max(p, axis=1, keepdims=True)
    np.exp(p, out=p)
    p /= np.sum(p, axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)


def _ce_grad_by_loop(logits: Any, y: Any) -> Any:
    rows = []
    for row, right in zip(logits, y, strict=True):
        top = max(row)
        e = [math.exp(value - top) for value in row]
        rows.append([(value / sum(e) - (i == right)) / len(y) for i, value in enumerate(e)])
    return np.array(rows)


def _ce_grad_by_logsumexp(logits: Any, y: Any) -> Any:
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    gradient = np.exp(log_p)
    np.subtract.at(gradient, (np.arange(len(y)), y), 1.0)
    return gradient / gradient.shape[0]


def _ce_grad_chained(logits: Any, y: Any) -> Any:
    """The long way: the gradient at the probabilities, through the matrix of softmax's slopes."""
    gradient = np.zeros(logits.shape)
    for n, p in enumerate(_softmax(logits)):
        slopes = np.diag(p) - np.outer(p, p)
        # dE/dp is -1/p at the right class; p times the slope ratio keeps 1/0 away
        gradient[n] = -(slopes[y[n]] / p[y[n]] if p[y[n]] > 0 else np.eye(len(p))[y[n]] - p) / len(y)
    return gradient


CROSS_ENTROPY_GRAD = Exercise(
    id="cross-entropy-grad",
    reference=losses.cross_entropy_grad,
    points=2.0,
    stars=2,
    title=Text("Where the way back begins", "돌아오는 길이 시작되는 곳"),
    text=Text(
        r"""Write `cross_entropy_grad(logits, y)`: the gradient of the cross-entropy

$$E = -\frac{1}{N} \sum_{n=1}^{N} \log \mathrm{softmax}(\text{logits}_n)_{y_n}$$

with respect to the logits. Softmax and logarithm belong together here; differentiated as one they leave something very simple.

`logits` has shape `(N, C)`, `y` holds one whole number from 0 to C - 1 for each example. The result has shape `(N, C)`, every row adds up to 0, and large logits cause no warning.

For two examples with logits `[0.0, 0.0]` and labels 0 and 1 the result is `[[-0.25, 0.25], [0.25, -0.25]]`.""",
        r"""`cross_entropy_grad(logits, y)`를 작성하세요. 교차 엔트로피를 로짓으로 미분한 기울기입니다.

$$E = -\frac{1}{N} \sum_{n=1}^{N} \log \mathrm{softmax}(\text{logits}_n)_{y_n}$$

여기서는 소프트맥스와 로그를 하나로 묶습니다. 함께 미분하면 아주 간단한 식이 남습니다.

`logits`의 형상은 `(N, C)`이고, `y`에는 예제마다 0부터 C - 1까지의 정수가 하나씩 있습니다. 결과의 형상은 `(N, C)`이고 행마다 합이 0이며, 로짓이 커도 경고가 나오지 않아야 합니다.

로짓이 `[0.0, 0.0]`이고 정답이 0과 1인 두 예제에서 결과는 `[[-0.25, 0.25], [0.25, -0.25]]`입니다.""",
    ),
    docstring_ko="""로짓에 대한 `cross_entropy`의 기울기입니다. 행마다 합이 0입니다.

    형상: (N, C), (N,) -> (N, C)
    참고: Bridle (1990)
    >>> cross_entropy_grad(np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([0, 1]))
    array([[-0.25,  0.25],
           [ 0.25, -0.25]])
    """,
    cases=_cross_entropy_grad_cases,
    misconceptions=(
        Misconception(
            "not-divided-by-n",
            Text("N times too large: the loss is a mean", "N배입니다. 손실은 평균입니다"),
            lambda logits, y: _softmax(logits) - _hot(logits, y),
            Text(
                "Each row is right for an example by itself. How much of the mean is one example's loss?",
                "예제 하나만 보면 행마다 맞습니다. 평균에서 예제 하나의 몫은 얼마인가요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "one-hot-subtracted-from-logits",
            Text("the targets are subtracted from the logits", "로짓에서 정답을 뺐습니다"),
            lambda logits, y: (logits - _hot(logits, y)) / len(y),
            Text(
                "Targets of 0 and 1 can only be compared with probabilities. What turns logits into those?",
                "0과 1인 정답은 확률과 비교해야 합니다. 로짓을 확률로 바꾸는 것은 무엇인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "targets-not-subtracted",
            Text("the probabilities alone, without the targets", "정답을 빼지 않은 확률입니다"),
            lambda logits, y: _softmax(logits) / len(y),
            Text(
                "Every row should add up to 0. What do yours add up to, and what does `y` do in your function?",
                "행마다 합이 0이어야 합니다. 지금은 얼마이고, 함수에서 `y`는 무슨 일을 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "right-class-only",
            Text("only the right class gets a gradient", "정답 클래스에만 기울기가 있습니다"),
            _ce_grad_right_class_only,
            Text(
                "Softmax shares out one whole. If a wrong logit grows, what happens to the right class's share?",
                "소프트맥스는 1을 나누어 가집니다. 틀린 클래스의 로짓이 커지면 정답의 몫은 어떻게 될까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "sign-flipped",
            Text("the sign is flipped", "부호가 뒤집혔습니다"),
            lambda logits, y: (_hot(logits, y) - _softmax(logits)) / len(y),
            Text(
                "If the logit of the right class grows, does the loss rise or fall? Which sign has that slope?",
                "정답의 로짓이 커지면 손실은 늘어나나요, 줄어드나요? 그 기울기의 부호는 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "ones-taken-off-whole-columns",
            Text("1 is subtracted from whole columns", "열 전체에서 1을 뺐습니다"),
            _ce_grad_columns,
            Text(
                "`[:, y]` means these columns in every row. How do you name one place in each row?",
                "`[:, y]`는 모든 행에서 그 열들을 뜻합니다. 행마다 한 자리만 가리키려면 어떻게 써야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "softmax-over-columns",
            Text(
                "softmax runs over the examples instead of the classes",
                "소프트맥스를 클래스가 아니라 예제에 걸쳐 구했습니다",
            ),
            lambda logits, y: (_softmax(logits, axis=0) - _hot(logits, y)) / len(y),
            Text(
                "Which numbers compete with each other: those in a row or those in a column?",
                "서로 경쟁하는 수들은 한 행에 있나요, 한 열에 있나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "divided-by-classes",
            Text("divided by all numbers instead of the examples", "예제 수가 아니라 수 전체의 개수로 나누었습니다"),
            lambda logits, y: (_softmax(logits) - _hot(logits, y)) / logits.size,
            Text(
                "The mean of the loss runs over the examples. How many losses are averaged?",
                "손실의 평균은 예제에 대한 것입니다. 손실은 몇 개인가요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "logits-overwritten",
            Text("`logits` itself is changed", "`logits` 자체를 바꾸었습니다"),
            _ce_grad_changes_logits,
            Text(
                "A second name is not a second array. Which line writes into what you were given?",
                "이름을 하나 더 붙인다고 배열이 하나 더 생기지는 않습니다. 받은 배열에 값을 쓰는 줄은 어디인가요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "exp-overflows",
            Text("exp(1000) overflows", "exp(1000)이 넘칩니다"),
            _ce_grad_naive,
            Text(
                "Softmax does not change when the same number is subtracted from a whole row. Which number keeps exp small?",
                "행 전체에서 같은 수를 빼도 소프트맥스는 그대로입니다. 어떤 수를 빼면 exp가 작게 유지될까요?",
            ),
            "stability.overflow",
        ),
    ),
    alternatives=(_ce_grad_by_loop, _ce_grad_by_logsumexp, _ce_grad_chained),
    hints=(
        Text(
            "For one example the answer compares what the network believes with what is true, class by class.",
            "예제 하나에서 답은 신경망이 믿는 것과 실제를 클래스마다 비교한 것입니다.",
        ),
        Text(
            r"For one example $\partial E_n / \partial \text{logits}_n = p_n - t_n$, with $p_n$ the softmax and $t_n$ the one-hot row of $y_n$; both have C numbers. The mean makes it $1/N$ of that.",
            r"예제 하나에서 $\partial E_n / \partial \text{logits}_n = p_n - t_n$입니다. $p_n$은 소프트맥스, $t_n$은 $y_n$의 원-핫 행이고 둘 다 수가 C개입니다. 평균이므로 이것의 $1/N$이 됩니다.",
        ),
        Text(
            "Make the softmax row by row with the largest logit subtracted; take 1 away at one place in each row (two index arrays: the row numbers and `y`); divide by the number of examples.",
            "행마다 가장 큰 로짓을 빼고 소프트맥스를 구합니다. 행마다 한 자리에서 1을 뺍니다(색인 배열 두 개, 곧 행 번호와 `y`를 씁니다). 예제 수로 나눕니다.",
        ),
    ),
)

# --- train_step_222 -------------------------------------------------------------------------------------------------

_W222 = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
_X222, _T222 = np.array([0.1, 0.2]), np.array([0.4, 0.6])


def _train_step_222_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("the worked example, lr = 0.5", "본문의 계산 예제, lr = 0.5"), (_W222, _X222, _T222, 0.5)),
        Case(
            Text("round numbers, lr = 2", "간단한 수, lr = 2"),
            (
                np.array([1.0, -0.5, 0.5, 2.0, -1.0, 1.5, 0.5, -2.0]),
                np.array([1.0, -1.0]),
                np.array([0.9, 0.1]),
                2.0,
            ),
        ),
        Case(
            Text("random weights", "임의의 가중치"),
            (rng.normal(size=8), _away_from_zero(rng, 2), rng.uniform(size=2), 0.75),
            hidden=True,
        ),
        Case(
            Text("other random weights", "또 다른 임의의 가중치"),
            (rng.normal(size=8), _away_from_zero(rng, 2), rng.uniform(size=2), 0.1),
            hidden=True,
        ),
        Case(
            Text("a target that is met already", "이미 맞은 목표"),
            (np.array([0.5, -0.5, 1.0, 2.0, 0.0, 0.0, 1.0, -1.0]), np.array([1.0, 0.5]), np.array([0.5, 0.9]), 1.0),
            edge=True,
        ),
    )


def _forward_222(w: Any, x: Any) -> Any:
    h = _sigmoid(w[:4].reshape(2, 2) @ x)
    return h, _sigmoid(w[4:].reshape(2, 2) @ h)


def _error_222(w: Any, x: Any, t: Any) -> float:
    return float(0.5 * np.sum((t - _forward_222(w, x)[1]) ** 2))


def _step_222(w: Any, x: Any, t: Any, lr: Any, back: Any, delta_o: Any, delta_h: Any = None) -> Any:
    """One step, with `back` as the output weights on the way back and deltas that may lack a factor."""
    h, o = _forward_222(w, x)
    at_o = delta_o(o)
    at_h = (at_o @ back(w, h, at_o)) * (h * (1 - h) if delta_h is None else delta_h(h))
    new = w - lr * np.concatenate([np.outer(at_h, x).ravel(), np.outer(at_o, h).ravel()])
    return new, _error_222(w, x, t), _error_222(new, x, t)


def _old_weights(w: Any, h: Any, delta_o: Any) -> Any:
    return w[4:].reshape(2, 2)


def _stale_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    def updated(w: Any, h: Any, delta_o: Any) -> Any:
        return w[4:].reshape(2, 2) - lr * np.outer(delta_o, h)

    return _step_222(w, x, t, lr, updated, lambda o: (o - t) * o * (1 - o))


def _no_output_slope_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return _step_222(w, x, t, lr, _old_weights, lambda o: o - t)


def _no_hidden_slope_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return _step_222(w, x, t, lr, _old_weights, lambda o: (o - t) * o * (1 - o), np.ones_like)


def _not_transposed_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return _step_222(w, x, t, lr, lambda w, h, d: w[4:].reshape(2, 2).T, lambda o: (o - t) * o * (1 - o))


def _uphill_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, _ = _step_222(w, x, t, -lr, _old_weights, lambda o: (o - t) * o * (1 - o))
    return new, before, _error_222(new, x, t)


def _twice_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return _step_222(w, x, t, lr, _old_weights, lambda o: 2 * (o - t) * o * (1 - o))


def _output_only_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, _ = _step_222(w, x, t, lr, _old_weights, lambda o: (o - t) * o * (1 - o))
    new[:4] = w[:4]
    return new, before, _error_222(new, x, t)


def _right_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return _step_222(w, x, t, lr, _old_weights, lambda o: (o - t) * o * (1 - o))


def _old_error_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, _ = _right_222(w, x, t, lr)
    return new, before, before


def _overwritten_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, after = _right_222(w, x, t, lr)
    w[:] = new
    return w, before, after


def _lr_ignored_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return _right_222(w, x, t, 0.5)


def _gradient_returned_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, after = _right_222(w, x, t, lr)
    return (w - new) / lr, before, after


def _written_out_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    def forward(w: Any) -> tuple[float, ...]:
        h1 = 1 / (1 + math.exp(-(w[0] * x[0] + w[1] * x[1])))
        h2 = 1 / (1 + math.exp(-(w[2] * x[0] + w[3] * x[1])))
        o1 = 1 / (1 + math.exp(-(w[4] * h1 + w[5] * h2)))
        o2 = 1 / (1 + math.exp(-(w[6] * h1 + w[7] * h2)))
        return h1, h2, o1, o2, 0.5 * (t[0] - o1) ** 2 + 0.5 * (t[1] - o2) ** 2

    h1, h2, o1, o2, before = forward(w)
    d3, d4 = (o1 - t[0]) * o1 * (1 - o1), (o2 - t[1]) * o2 * (1 - o2)
    d1, d2 = (d3 * w[4] + d4 * w[6]) * h1 * (1 - h1), (d3 * w[5] + d4 * w[7]) * h2 * (1 - h2)
    slopes = [d1 * x[0], d1 * x[1], d2 * x[0], d2 * x[1], d3 * h1, d3 * h2, d4 * h1, d4 * h2]
    new = np.array([weight - lr * slope for weight, slope in zip(w, slopes, strict=True)])
    return new, before, forward(new)[4]


def _in_rows_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    """As row vectors: the matrices are the transposed ones."""
    W1, W2, row = w[:4].reshape(2, 2).T, w[4:].reshape(2, 2).T, x[None]

    def run(W1: Any, W2: Any) -> tuple[Any, Any, float]:
        h = 1 / (1 + np.exp(-row @ W1))
        o = 1 / (1 + np.exp(-h @ W2))
        return h, o, float(np.sum((o - t) ** 2) / 2)

    h, o, before = run(W1, W2)
    d2 = (o - t) * o * (1 - o)
    d1 = d2 @ W2.T * h * (1 - h)
    V1, V2 = W1 - lr * row.T @ d1, W2 - lr * h.T @ d2
    return np.concatenate([V1.T.ravel(), V2.T.ravel()]), before, run(V1, V2)[2]


def _complex_step_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    """No chain rule at all: each slope from a tiny imaginary step."""

    def error(w: Any) -> Any:
        h = 1 / (1 + np.exp(-(w[:4].reshape(2, 2) @ x)))
        o = 1 / (1 + np.exp(-(w[4:].reshape(2, 2) @ h)))
        return 0.5 * np.sum((t - o) ** 2)

    slopes = np.array([error(w + 1e-30j * one).imag / 1e-30 for one in np.eye(8)])
    new = w - lr * slopes
    return new, float(error(w)), float(error(new))


TRAIN_STEP_222 = Exercise(
    id="train-step-222",
    reference=backprop.train_step_222,
    points=3.0,
    stars=2,
    title=Text("One whole step of learning", "학습 한 걸음 전체"),
    text=Text(
        r"""Write `train_step_222(w, x, t, lr)`: forward, backward and update for the 2-2-2 network of the picture, with sigmoid everywhere and no biases.

$$z_1 = w_1 x_1 + w_2 x_2, \quad z_2 = w_3 x_1 + w_4 x_2, \quad z_3 = w_5 h_1 + w_6 h_2, \quad z_4 = w_7 h_1 + w_8 h_2$$

$$E = \frac{1}{2} \sum_k (t_k - o_k)^2, \qquad w_i \leftarrow w_i - \eta \, \frac{\partial E}{\partial w_i}$$

`w` has shape `(8,)`, `x` and `t` have shape `(2,)`, `lr` is $\eta$. Return three things: the new weights as a new array of shape `(8,)`, the error before the step and the error after it. All eight gradients belong to the weights *before* the step.""",
        r"""`train_step_222(w, x, t, lr)`를 작성하세요. 그림의 2-2-2 신경망에서 순전파, 역전파, 갱신을 한 번씩 합니다. 어디서나 시그모이드를 쓰고 편향은 없습니다.

$$z_1 = w_1 x_1 + w_2 x_2, \quad z_2 = w_3 x_1 + w_4 x_2, \quad z_3 = w_5 h_1 + w_6 h_2, \quad z_4 = w_7 h_1 + w_8 h_2$$

$$E = \frac{1}{2} \sum_k (t_k - o_k)^2, \qquad w_i \leftarrow w_i - \eta \, \frac{\partial E}{\partial w_i}$$

`w`의 형상은 `(8,)`, `x`와 `t`의 형상은 `(2,)`이고 `lr`은 $\eta$입니다. 세 가지를 반환합니다. 형상이 `(8,)`인 새 배열에 담은 새 가중치, 갱신하기 전의 오차, 갱신한 뒤의 오차입니다. 기울기 여덟 개는 모두 갱신하기 **전** 가중치의 것입니다.""",
    ),
    docstring_ko="""2-2-2 신경망을 경사 하강법으로 한 번 갱신합니다. 새 가중치 w1부터 w8, 갱신 전과 후의 오차 1/2 sum (t - o)^2을 답합니다.

    신경망은 z1 = w1 x1 + w2 x2, z2 = w3 x1 + w4 x2, z3 = w5 h1 + w6 h2, z4 = w7 h1 + w8 h2이고 모두 시그모이드를 지납니다.
    형상: (8,), (2,), (2,) -> (8,), (), ()
    참고: Rumelhart, Hinton & Williams (1986)
    >>> w = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
    >>> new, before, after = train_step_222(w, np.array([0.1, 0.2]), np.array([0.4, 0.6]), lr=0.5)
    >>> round(before, 10), round(after, 10)
    (0.0239719008, 0.0232363389)
    """,
    cases=_train_step_222_cases,
    returns=("the new weights", "the error before", "the error after"),
    misconceptions=(
        Misconception(
            "stale-weights",
            Text(
                "the hidden gradients were computed with output weights that had been updated already",
                "이미 갱신한 출력층 가중치로 은닉층의 기울기를 구했습니다",
            ),
            _stale_222,
            Text(
                "Your output layer is right, and your hidden layer is off by a few per cent. Which w5 to w8 were in use when the error was made: those before the update, or those after it?",
                "출력층은 맞고 은닉층은 몇 퍼센트쯤 어긋납니다. 오차가 생겼을 때 쓰인 w5부터 w8은 갱신하기 전의 것인가요, 갱신한 뒤의 것인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "output-slope-forgotten",
            Text("the slope of the sigmoid is missing at the outputs", "출력에서 시그모이드의 기울기가 빠졌습니다"),
            _no_output_slope_222,
            Text(
                "From z3 to the error two steps lead: z3 to o1, and o1 to E. Which local slope did you leave out?",
                "z3에서 오차까지는 두 단계입니다. z3에서 o1로, o1에서 E로 갑니다. 어느 단계의 기울기가 빠졌나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "hidden-slope-forgotten",
            Text(
                "the slope of the sigmoid is missing at the hidden units",
                "은닉 유닛에서 시그모이드의 기울기가 빠졌습니다",
            ),
            _no_hidden_slope_222,
            Text(
                "The output layer is right. Between h1 and z1 there is a sigmoid as well: what does it multiply by?",
                "출력층은 맞습니다. h1과 z1 사이에도 시그모이드가 있습니다. 무엇을 곱해야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "not-transposed-on-the-way-back",
            Text(
                "the output weights are not transposed on the way back",
                "돌아오는 길에 출력층 가중치를 전치하지 않았습니다",
            ),
            _not_transposed_222,
            Text(
                "h1 has two edges to the outputs. Which two weights stand on them? Follow these edges back.",
                "h1에서 출력으로 가는 선은 두 개입니다. 그 위에 적힌 두 가중치는 무엇인가요? 그 선을 거꾸로 따라가 보세요.",
            ),
            "shape.transposed",
        ),
        Misconception(
            "uphill",
            Text("the gradient is added, so the error grows", "기울기를 더해서 오차가 커집니다"),
            _uphill_222,
            Text(
                "Compare your two errors. Does a gradient point uphill or downhill?",
                "두 오차를 비교해 보세요. 기울기는 오르막을 가리키나요, 내리막을 가리키나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "twice-too-far",
            Text("every step is twice too large", "모든 걸음이 두 배입니다"),
            _twice_222,
            Text(
                "The square brings down a 2. What does the half in E do with it?",
                "제곱을 미분하면 2가 내려옵니다. E에 있는 1/2은 그 2를 어떻게 하나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "hidden-layer-not-trained",
            Text("w1 to w4 stay as they are", "w1부터 w4가 그대로입니다"),
            _output_only_222,
            Text(
                "Four weights have moved. How does the blame get from the outputs to the other four?",
                "가중치 네 개만 움직였습니다. 출력의 책임은 나머지 네 개에 어떻게 전해질까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "error-not-computed-again",
            Text("the error after the step is that of the old weights", "갱신 후의 오차가 예전 가중치의 오차입니다"),
            _old_error_222,
            Text(
                "Your two errors are equal. Which weights must run forward once more?",
                "두 오차가 같습니다. 어떤 가중치로 순전파를 한 번 더 해야 할까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "lr-ignored",
            Text("the learning rate is always 0.5", "학습률이 언제나 0.5입니다"),
            _lr_ignored_222,
            Text(
                "Call your function with another `lr`. Does the step change?",
                "다른 `lr`로 함수를 불러 보세요. 걸음이 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "gradients-instead-of-weights",
            Text("the gradients are returned instead of the new weights", "새 가중치가 아니라 기울기를 반환했습니다"),
            _gradient_returned_222,
            Text(
                "You have found all eight gradients. What is done with them, and with `lr`?",
                "기울기 여덟 개를 모두 구했습니다. 이것과 `lr`로 무엇을 해야 할까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "weights-overwritten",
            Text("the new weights were written into `w` itself", "새 가중치를 `w` 자체에 썼습니다"),
            _overwritten_222,
            Text(
                "Whoever called your function still needs the old weights. How do you make a new array?",
                "함수를 부른 쪽은 예전 가중치도 필요합니다. 새 배열을 만들려면 어떻게 해야 할까요?",
            ),
            "inplace.mutation",
        ),
    ),
    alternatives=(_written_out_222, _in_rows_222, _complex_step_222),
    hints=(
        Text(
            "Three parts: forward, and keep h and o; backward, first the output units, then the hidden ones; then one update for all eight weights together.",
            "세 부분입니다. 순전파를 하면서 h와 o를 남겨 둡니다. 역전파는 출력 유닛, 은닉 유닛 순서로 합니다. 그다음 가중치 여덟 개를 한꺼번에 갱신합니다.",
        ),
        Text(
            r"$\delta_{o} = (o - t) \, o \, (1 - o)$. For $h_1$: $\delta_{h_1} = (\delta_{o_1} w_5 + \delta_{o_2} w_7) \, h_1 (1 - h_1)$. A weight's gradient is the delta at its end times the value at its beginning.",
            r"$\delta_{o} = (o - t) \, o \, (1 - o)$입니다. $h_1$에서는 $\delta_{h_1} = (\delta_{o_1} w_5 + \delta_{o_2} w_7) \, h_1 (1 - h_1)$입니다. 가중치의 기울기는 끝점의 델타에 시작점의 값을 곱한 것입니다.",
        ),
        Text(
            "Write a small inner function that goes forward and also gives the error; you need it twice. Collect the eight gradients in one array before you touch any weight.",
            "순전파를 하고 오차까지 구하는 작은 함수를 안에 만드세요. 두 번 씁니다. 가중치를 건드리기 전에 기울기 여덟 개를 한 배열에 모읍니다.",
        ),
    ),
)

# --- mlp_backward ---------------------------------------------------------------------------------------------------

_Layer = tuple[np.ndarray, np.ndarray, np.ndarray]


def _cache(rng: np.random.Generator, n: int, kind: str, *sizes: int) -> tuple[list[_Layer], np.ndarray, str]:
    """What a forward pass through random layers leaves, and a gradient at its end."""
    cache: list[_Layer] = []
    x = rng.normal(size=(n, sizes[0]))
    for before, after in itertools.pairwise(sizes):
        W = rng.normal(size=(before, after))
        z = x @ W + rng.uniform(0.3, 1.0, size=after)
        cache.append((x, W, z))
        x = _bend(z, kind)
    return cache, rng.normal(size=(n, sizes[-1])), kind


def _mlp_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    x, W1, W2 = _X222[None], _W222[:4].reshape(2, 2).T, _W222[4:].reshape(2, 2).T
    z1 = x @ W1
    h = _sigmoid(z1)
    z2 = h @ W2
    o = _sigmoid(z2)
    return (
        Case(
            Text("the worked example as matrices", "행렬로 쓴 계산 예제"),
            ([(x, W1, z1), (h, W2, z2)], (o - _T222) * o * (1 - o), "sigmoid"),
        ),
        Case(
            Text("three layers of two units, tanh", "유닛이 두 개씩인 세 층, tanh"), _cache(rng, 2, "tanh", 2, 2, 2, 2)
        ),
        Case(
            Text("three layers of different sizes, ReLU", "크기가 다른 세 층, ReLU"),
            _cache(rng, 6, "relu", 3, 5, 4, 2),
            hidden=True,
        ),
        Case(
            Text("four layers of different sizes, sigmoid", "크기가 다른 네 층, 시그모이드"),
            _cache(rng, 5, "sigmoid", 2, 6, 3, 4, 1),
            hidden=True,
        ),
        Case(Text("a single layer", "층 하나"), _cache(rng, 4, "tanh", 3, 2), hidden=True, edge=True),
    )


def _backward(
    cache: Any,
    dz: Any,
    kind: str,
    *,
    bend_last: bool = False,
    bend: Any = lambda dx, cache, i, kind: dx * _slope(cache[i - 1][2], kind),
    layer: Any = _affine_back,
    last_first: bool = False,
) -> Any:
    """The way back, with one part exchanged."""
    gradients = []
    if bend_last:
        dz = dz * _slope(cache[-1][2], kind)
    for i in range(len(cache) - 1, -1, -1):
        dx, dW, db = layer(dz, *cache[i][:2])
        gradients.append((dW, db))
        if i > 0:
            dz = bend(dx, cache, i, kind)
    return gradients if last_first else gradients[::-1]


def _back_averaged(dz: Any, x: Any, W: Any) -> Any:
    dx, dW, db = _affine_back(dz, x, W)
    return dx, dW / len(x), db / len(x)


def _back_without_biases(cache: Any, dz: Any, kind: str) -> Any:
    return [dW for dW, _ in _backward(cache, dz, kind)]


def _back_flat(cache: Any, dz: Any, kind: str) -> Any:
    return [gradient for pair in _backward(cache, dz, kind) for gradient in pair]


def _back_last_layer_only(cache: Any, dz: Any, kind: str) -> Any:
    x, W, _ = cache[-1]
    return [_affine_back(dz, x, W)[1:]]


def _back_input_through_slope(dx: Any, cache: Any, i: int, kind: str) -> Any:
    """The slope is taken at the activated value."""
    return dx * _slope(cache[i][0], kind)


def _back_own_slope(dx: Any, cache: Any, i: int, kind: str) -> Any:
    """The slope of this layer's own z, not of the one below."""
    return dx * _slope(cache[i][2], kind)


def _back_recursive(cache: Any, dz: Any, kind: str) -> Any:
    *below, (x, W, _) = cache
    own = (x.T @ dz, dz.sum(axis=0))
    if not below:
        return [own]
    return [*_back_recursive(below, (dz @ W.T) * _slope(below[-1][2], kind), kind), own]


def _back_deltas_first(cache: Any, dz: Any, kind: str) -> Any:
    deltas = [dz]
    for (_, W, _), (_, _, z) in zip(cache[:0:-1], cache[-2::-1], strict=True):
        deltas.insert(0, np.einsum("nm,dm->nd", deltas[0], W) * _slope(z, kind))
    inputs = [x for x, _, _ in cache]
    return [(np.einsum("nd,nm->dm", x, d), np.einsum("nm->m", d)) for x, d in zip(inputs, deltas, strict=True)]


def _back_example_by_example(cache: Any, dz: Any, kind: str) -> Any:
    totals = [(np.zeros(W.shape), np.zeros(W.shape[1])) for _, W, _ in cache]
    for n, row in enumerate(dz):
        delta = row
        for i in range(len(cache) - 1, -1, -1):
            x, W, _ = cache[i]
            totals[i] = (totals[i][0] + np.outer(x[n], delta), totals[i][1] + delta)
            if i:
                delta = (W @ delta) * _slope(cache[i - 1][2][n], kind)
    return totals


MLP_BACKWARD = Exercise(
    id="mlp-backward",
    reference=backprop.mlp_backward,
    points=4.0,
    stars=3,
    title=Text("Backwards through a whole network", "신경망 전체를 거꾸로"),
    text=Text(
        r"""Write `mlp_backward(cache, dz, kind)` for a network with any number of layers.

`cache` is what `mlp_forward` noted on its way: a triple `(x, W, z)` for each layer, first layer first. `dz` is the gradient of the loss at the last layer's z, so the last activation is already behind you. `kind` names the activation of all other layers.

Return a list with a pair `(dW, db)` for each layer, **first layer first**. You may use your `affine_backward` and `activation_backward`.

$$\delta^{[l]} = \bigl( \delta^{[l+1]} \, W^{[l+1]\top} \bigr) \odot g'(z^{[l]})$$

Here $\delta^{[l]}$ is the gradient at $z^{[l]}$, and $\odot$ multiplies number by number.""",
        r"""층이 몇 개든 되는 `mlp_backward(cache, dz, kind)`를 작성하세요.

`cache`는 `mlp_forward`가 가는 길에 적어 둔 것입니다. 층마다 세 값 `(x, W, z)`가 있고 첫째 층이 먼저입니다. `dz`는 마지막 층의 z에 온 손실의 기울기이므로 마지막 활성화는 이미 지나왔습니다. `kind`는 나머지 모든 층의 활성화 함수입니다.

층마다 `(dW, db)` 쌍이 하나씩 든 리스트를 **첫째 층부터** 차례로 반환합니다. 앞에서 작성한 `affine_backward`와 `activation_backward`를 써도 됩니다.

$$\delta^{[l]} = \bigl( \delta^{[l+1]} \, W^{[l+1]\top} \bigr) \odot g'(z^{[l]})$$

여기서 $\delta^{[l]}$은 $z^{[l]}$에 온 기울기이고, $\odot$은 원소끼리 곱한다는 뜻입니다.""",
    ),
    docstring_ko="""마지막 층의 z에 온 기울기에서 모든 층의 기울기 (dW, db)를 구합니다. 첫째 층이 먼저입니다.

    `cache`에는 `mlp_forward`가 준 대로 층마다 들어온 것, W, z가 있습니다. `kind`는 마지막 층을 뺀 모든 층의 활성화 함수입니다.
    `dz`는 로짓에서 계산하는 손실의 기울기(`cross_entropy_grad`, `bce_grad`)입니다.
    형상: [(N, D), (D, H), (N, H)], ..., (N, M) -> [(D, H), (H,)], ...
    참고: Rumelhart, Hinton & Williams (1986)
    >>> x, W, z = np.array([[1.0, 2.0]]), np.array([[1.0], [1.0]]), np.array([[3.0]])
    >>> [(dW, db)] = mlp_backward([(x, W, z)], np.array([[0.5]]), "tanh")
    >>> dW.ravel(), db
    (array([0.5, 1. ]), array([0.5]))
    """,
    cases=_mlp_backward_cases,
    depends=("affine-backward", "activation-backward"),
    misconceptions=(
        Misconception(
            "last-layer-first",
            Text("the gradients come in reverse order", "기울기의 순서가 거꾸로입니다"),
            lambda cache, dz, kind: _backward(cache, dz, kind, last_first=True),
            Text(
                "You walk backwards, so the last layer is ready first. Where in the list does each pair belong?",
                "거꾸로 가므로 마지막 층이 먼저 나옵니다. 각 쌍은 리스트의 어디에 들어가야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "last-activation-twice",
            Text("the last layer's activation is passed through again", "마지막 층의 활성화를 한 번 더 지났습니다"),
            lambda cache, dz, kind: _backward(cache, dz, kind, bend_last=True),
            Text(
                "`dz` is the gradient at z already. Which layers still have an activation in front of you?",
                "`dz`는 이미 z에 온 기울기입니다. 아직 활성화를 지나야 하는 층은 어느 층인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "activations-forgotten",
            Text("the slopes of the hidden activations are missing", "은닉층 활성화 함수의 기울기가 빠졌습니다"),
            lambda cache, dz, kind: _backward(cache, dz, kind, bend=lambda dx, cache, i, kind: dx),
            Text(
                "Only the last layer is right. What stands between the input of one layer and the z of the layer below?",
                "마지막 층만 맞습니다. 한 층의 입력과 그 아래층의 z 사이에는 무엇이 있나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "slope-at-the-activated-value",
            Text("the slope is taken at x instead of z", "기울기를 z가 아니라 x에서 구했습니다"),
            lambda cache, dz, kind: _backward(cache, dz, kind, bend=_back_input_through_slope),
            Text(
                "x is the layer below *after* its activation. Where did that layer note its z?",
                "x는 아래층이 활성화를 **지난** 값입니다. 아래층의 z는 어디에 적혀 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "slope-of-the-wrong-layer",
            Text("the slope is taken at the z of the wrong layer", "다른 층의 z에서 기울기를 구했습니다"),
            lambda cache, dz, kind: _backward(cache, dz, kind, bend=_back_own_slope),
            Text(
                "You have just left layer i and stand at its input. Whose activation made that input?",
                "방금 i번째 층을 지나 그 입력에 서 있습니다. 그 입력은 어느 층의 활성화가 만든 것인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "averaged-again",
            Text("the gradients are divided by N", "기울기를 N으로 나누었습니다"),
            lambda cache, dz, kind: _backward(cache, dz, kind, layer=_back_averaged),
            Text(
                "`dz` comes from the loss, which has divided by N if it wanted to. How often is it done now?",
                "`dz`는 손실에서 왔고, 필요하다면 손실이 이미 N으로 나누었습니다. 지금은 몇 번 나누게 되나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "biases-left-out",
            Text("a list of `dW` alone, without `db`", "`db` 없이 `dW`만 담은 리스트입니다"),
            _back_without_biases,
            Text(
                "Every layer has a bias, and each bias has a gradient. What should stand beside each `dW`?",
                "층마다 편향이 있고 편향에도 기울기가 있습니다. `dW` 옆에 무엇이 있어야 할까요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "one-flat-list",
            Text("one flat list instead of pairs", "쌍이 아니라 한 줄로 늘어놓은 리스트입니다"),
            _back_flat,
            Text(
                "The arrays are right. How do you keep the two of one layer together?",
                "배열은 맞습니다. 한 층의 둘을 어떻게 묶을까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "last-layer-only",
            Text("only the last layer has gradients", "마지막 층에만 기울기가 있습니다"),
            _back_last_layer_only,
            Text(
                "How many layers does `cache` hold? What does the last one hand down to the others?",
                "`cache`에는 층이 몇 개인가요? 마지막 층은 아래층에 무엇을 넘겨주나요?",
            ),
            "state.not_returned",
        ),
    ),
    alternatives=(_back_recursive, _back_deltas_first, _back_example_by_example),
    hints=(
        Text(
            "Walk through `cache` from the end. At each layer: find its gradients, then carry the blame to its input, then through the activation that made that input.",
            "`cache`를 끝에서부터 따라갑니다. 층마다 기울기를 구하고, 책임을 그 층의 입력으로 옮긴 다음, 그 입력을 만든 활성화 함수를 거꾸로 지납니다.",
        ),
        Text(
            "`affine_backward` takes `dz` of shape `(N, M)` and gives `dx` of shape `(N, D)`. That is the gradient at the activation of the layer below, whose z is one place earlier in `cache`.",
            "`affine_backward`는 형상이 `(N, M)`인 `dz`를 받아 `(N, D)`인 `dx`를 줍니다. 이것은 아래층의 활성화에 온 기울기이고, 아래층의 z는 `cache`에서 한 칸 앞에 있습니다.",
        ),
        Text(
            "Loop with an index that counts down. Put each new pair in front of those you have. Unless you stand at the first layer, make the next `dz` with `activation_backward` and the z one place earlier.",
            "번호를 거꾸로 세며 반복합니다. 새 쌍은 이미 있는 것들의 앞에 넣습니다. 첫째 층이 아니라면 `activation_backward`와 한 칸 앞의 z로 다음 `dz`를 만듭니다.",
        ),
    ),
)

# --- train_xor ------------------------------------------------------------------------------------------------------

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([[0.0], [1.0], [1.0], [0.0]])
STARTS = 5  # a start may be unlucky: with four hidden units about one in forty is

_NOT_SOLVED = Text(
    "From {starts} different starts your network did not learn XOR once. The last one answers {answers} at the four corners, but should answer 0, 1, 1, 0.",
    "서로 다른 출발점 {starts}곳에서 시작했지만 한 번도 XOR를 배우지 못했습니다. 마지막 신경망은 네 꼭짓점에서 {answers}(이)라고 답하는데, 0, 1, 1, 0이어야 합니다.",
)
_SAME_START = Text(
    "Two different generators gave exactly the same weights. The start should be drawn from `rng`.",
    "서로 다른 난수 생성기를 넘겼는데 가중치가 똑같습니다. 출발점은 `rng`에서 뽑아야 합니다.",
)
_OTHER_START = Text(
    "The same generator gave different weights the second time. Every random number should come from `rng`.",
    "같은 난수 생성기를 넘겼는데 두 번째에는 가중치가 다릅니다. 모든 난수는 `rng`에서 뽑아야 합니다.",
)
_OTHER_STEP = Text(
    "Training for one step and for two from the same start, we saw a second step that is not `lr` times the gradient, downhill.",
    "같은 출발점에서 한 걸음과 두 걸음을 학습시켜 보니, 두 번째 걸음이 기울기에 `lr`을 곱해 내려간 것과 다릅니다.",
)
_OTHER_LOSS = Text(
    "`losses[1]` is {got:.6g}, but after one step the mean cross-entropy of your network is {want:.6g}. Each loss belongs to the weights before that step.",
    "`losses[1]`은 {got:.6g}인데, 한 걸음 뒤 신경망의 평균 교차 엔트로피는 {want:.6g}입니다. 손실은 걸음마다 갱신하기 전 가중치의 것입니다.",
)


def _xor_slopes(params: Any) -> tuple[float, np.ndarray, list[tuple[np.ndarray, np.ndarray]]]:
    """The cross-entropy of a network on XOR, its logits and all its gradients."""
    (W1, b1), (W2, b2) = params
    h = np.tanh(CORNERS @ W1 + b1)
    z = h @ W2 + b2
    loss = np.mean(np.logaddexp(0.0, z) - z * XOR)
    delta = (_sigmoid(z) - XOR) / 4
    below = (delta @ W2.T) * (1 - h**2)
    return float(loss), z, [(CORNERS.T @ below, below.sum(axis=0)), (h.T @ delta, delta.sum(axis=0))]


def _solves(params: Any) -> bool:
    return bool(np.array_equal(_xor_slopes(params)[1] > 0, XOR == 1))


def _flat(params: Any) -> np.ndarray:
    return np.concatenate([np.ravel(part) for pair in params for part in pair])


def _until_solved(train: Function, hidden: int, lr: float, steps: int, seed: int) -> Any:
    """Train from a few starts, until one of them learns XOR; whatever the last one gave."""
    answer = None
    for start in range(STARTS):
        answer = train(hidden, lr, steps, rng=np.random.default_rng([seed, start]))
        try:
            if _solves(answer[1]):
                break
        except (TypeError, ValueError, IndexError, KeyError):
            break  # not a network: the judge will say so
    return answer


def _first_steps(train: Function, hidden: int, lr: float, seed: int) -> Any:
    """Three steps, and the networks after one, two, three and again one step; at last after one step from another start."""
    runs = [(3, seed), (1, seed), (2, seed), (1, seed), (1, seed + 1)]
    answers = [train(hidden, lr, steps, rng=np.random.default_rng(start)) for steps, start in runs]
    try:
        (losses, third), (_, first), (_, second), (_, again), (_, other) = answers
    except (TypeError, ValueError):
        return answers[0]
    return losses, [first, second, third, again, other]


def _train_xor_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    first, second, third = (int(seed) for seed in rng.integers(0, 2**31, size=3))
    return (
        Case(Text("XOR with four hidden units", "은닉 유닛 네 개로 XOR"), (4, 1.0, 400, first), call=_until_solved),
        Case(
            Text("the first steps, one at a time", "처음 몇 걸음을 한 걸음씩"),
            (5, 0.5, second),
            call=_first_steps,
        ),
        Case(
            Text("XOR with eight hidden units", "은닉 유닛 여덟 개로 XOR"),
            (8, 1.0, 250, third),
            call=_until_solved,
            hidden=True,
        ),
    )


def _short(case: Case) -> bool:
    return case.call is _first_steps


def _next(params: Any, lr: float, gradients: Any) -> np.ndarray:
    return np.asarray(_flat(params) - lr * _flat(gradients))


def _accept_xor(case: Case, value: Any) -> Text | None:
    if not _short(case):
        if _solves(value[1]):
            return None
        answers = ", ".join(str(int(z > 0)) for z in _xor_slopes(value[1])[1].ravel())
        return _NOT_SOLVED.format(starts=STARTS, answers=answers)
    losses, (first, second, third, again, other) = value
    lr = case.args[1]
    if np.array_equal(_flat(first), _flat(other)):
        return _SAME_START
    if not np.array_equal(_flat(first), _flat(again)):
        return _OTHER_START
    for here, there in ((first, second), (second, third)):
        if not np.allclose(_flat(there), _next(here, lr, _xor_slopes(here)[2]), rtol=1e-9, atol=1e-12):
            return _OTHER_STEP
    loss = _xor_slopes(first)[0]
    if not np.isclose(losses[1], loss, rtol=1e-9):
        return _OTHER_LOSS.format(got=float(losses[1]), want=loss)
    return None


def _train(
    hidden: int,
    lr: float,
    steps: int,
    *,
    rng: np.random.Generator,
    start: float | None = None,
    change: Any = lambda params, gradients, total: gradients,
    loss_after: bool = False,
    moves: bool = True,
) -> Any:
    """The right training, with one part exchanged: `change` makes the step from the gradients and from their total so far."""
    params = [(rng.normal(size=(2, hidden)), np.zeros(hidden)), (rng.normal(size=(hidden, 1)), np.zeros(1))]
    if start is not None:
        params = [(np.full(W.shape, start), b) for W, b in params]
    total = [(0.0 * W, 0.0 * b) for W, b in params]
    losses = []
    for _ in range(steps):
        loss, _, gradients = _xor_slopes(params)
        total = [(T + dW, s + db) for (T, s), (dW, db) in zip(total, gradients, strict=True)]
        used = change(params, gradients, total) if moves else [(0.0 * W, 0.0 * b) for W, b in params]
        params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, used, strict=True)]
        losses.append(_xor_slopes(params)[0] if loss_after else loss)
    return np.array(losses), params


def _scaled(gradients: Any, by: float) -> Any:
    return [(by * dW, by * db) for dW, db in gradients]


def _output_slope_twice(params: Any) -> Any:
    """The gradients with the output's slope multiplied in once more."""
    (W1, b1), (W2, b2) = params
    h = np.tanh(CORNERS @ W1 + b1)
    o = _sigmoid(h @ W2 + b2)
    delta = (o - XOR) * o * (1 - o) / 4
    below = (delta @ W2.T) * (1 - h**2)
    return [(CORNERS.T @ below, below.sum(axis=0)), (h.T @ delta, delta.sum(axis=0))]


def _without_biases(gradients: Any) -> Any:
    return [(dW, 0.0 * db) for dW, db in gradients]


def _output_layer_alone(gradients: Any) -> Any:
    return [_scaled(gradients, 0.0)[0], gradients[1]]


def _steps_like(made: Any) -> Any:
    """Recognises a training whose second step uses `made(params, gradients)` as its gradients, and whose third does too."""

    def shows(case: Case, value: Any) -> bool:
        if not _short(case):
            return False
        networks = value[1][:3]
        return all(
            np.allclose(
                _flat(there), _next(here, case.args[1], made(here, _xor_slopes(here)[2])), rtol=1e-9, atol=1e-12
            )
            for here, there in itertools.pairwise(networks)
        )

    return shows


def _shows_one_unit(case: Case, value: Any) -> bool:
    """All hidden units are copies of the first."""
    (W1, b1), _ = value[1][0] if _short(case) else value[1]
    return bool(np.all(W1[:, :1] == W1) and np.all(b1 == b1[0]))


def _shows_own_generator(case: Case, value: Any) -> bool:
    return _short(case) and bool(np.array_equal(_flat(value[1][0]), _flat(value[1][4])))


def _shows_global_generator(case: Case, value: Any) -> bool:
    return _short(case) and not np.array_equal(_flat(value[1][0]), _flat(value[1][3]))


def _shows_accumulation(case: Case, value: Any) -> bool:
    if not _short(case):
        return False
    first, second, third = (_flat(params) for params in value[1][:3])
    fresh = case.args[1] * _flat(_xor_slopes(value[1][1])[2])
    return bool(np.allclose(second - third, (first - second) + fresh, rtol=1e-7, atol=1e-10))


def _shows_late_losses(case: Case, value: Any) -> bool:
    if not _short(case):
        return False
    return bool(np.allclose(value[0], [_xor_slopes(params)[0] for params in value[1][:3]], rtol=1e-9))


def _own_generator(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    return _train(hidden, lr, steps, rng=np.random.default_rng(1))


def _global_generator(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    return _train(hidden, lr, steps, rng=np.random.default_rng())


def _xor_written_out(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    W2, W1 = rng.standard_normal((hidden, 1)), rng.standard_normal((2, hidden))
    b1, b2 = np.zeros(hidden), np.zeros(1)
    losses = np.empty(steps)
    for i in range(steps):
        h = np.tanh(CORNERS @ W1 + b1)
        z = h @ W2 + b2
        p = 1 / (1 + np.exp(-z))
        losses[i] = np.mean(np.logaddexp(0, np.where(XOR == 1, -z, z)))
        d2 = (p - XOR) / 4
        d1 = np.einsum("nm,hm->nh", d2, W2) * (1 + h) * (1 - h)
        W2, b2 = W2 - lr * np.einsum("nh,nm->hm", h, d2), b2 - lr * d2.sum(axis=0)
        W1, b1 = W1 - lr * np.einsum("nd,nh->dh", CORNERS, d1), b1 - lr * d1.sum(axis=0)
    return losses, [(W1, b1), (W2, b2)]


def _xor_example_by_example(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    W1, w2 = np.array([rng.normal(size=2) for _ in range(hidden)]).T, rng.normal(size=hidden)
    b1, b2 = np.zeros(hidden), 0.0
    losses = []
    for _ in range(steps):
        dW1, db1, dw2, db2, loss = np.zeros((2, hidden)), np.zeros(hidden), np.zeros(hidden), 0.0, 0.0
        for x, t in zip(CORNERS, XOR[:, 0], strict=True):
            h = np.tanh(x @ W1 + b1)
            z = float(h @ w2 + b2)
            loss += (max(z, 0.0) - z * t + math.log1p(math.exp(-abs(z)))) / 4
            delta = (0.5 + 0.5 * math.tanh(z / 2) - t) / 4
            below = delta * w2 * (1 - h * h)
            dw2, db2 = dw2 + delta * h, db2 + delta
            dW1, db1 = dW1 + np.outer(x, below), db1 + below
        losses.append(loss)
        W1, b1, w2, b2 = W1 - lr * dW1, b1 - lr * db1, w2 - lr * dw2, b2 - lr * db2
    return np.array(losses), [(W1, b1), (w2[:, None], np.array([b2]))]


def _xor_with_ones(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    """Biases as one more row of weights."""
    X = np.hstack([CORNERS, np.ones((4, 1))])
    A, B = rng.normal(size=(3, hidden)), rng.normal(size=(hidden + 1, 1))
    A[2], B[hidden] = 0.0, 0.0
    losses = []
    for _ in range(steps):
        h = np.hstack([np.tanh(X @ A), np.ones((4, 1))])
        z = h @ B
        losses.append(-np.mean(np.where(XOR == 1, -np.logaddexp(0, -z), -np.logaddexp(0, z))))
        d = (0.5 + 0.5 * np.tanh(z / 2) - XOR) / 4
        down = ((d @ B.T) * (1 - h**2))[:, :hidden]
        A, B = A - lr * X.T @ down, B - lr * h.T @ d
    return np.array(losses), [(A[:2], A[2]), (B[:hidden], B[hidden])]


TRAIN_XOR = Exercise(
    id="train-xor",
    reference=backprop.train_xor,
    points=2.0,
    stars=3,
    title=Text("Let the network find XOR", "신경망이 XOR를 찾게 하기"),
    text=Text(
        r"""Write `train_xor(hidden, lr, steps, *, rng)`: a network with two inputs, `hidden` units with tanh and one output with sigmoid learns XOR from the four corners, all four in every step.

- **Start**: weights standard normal, drawn from `rng`; biases 0.
- **Loss**: the mean binary cross-entropy over the four corners. For it the gradient at the output's z is $(\sigma(z) - t)/4$.
- **Step**: all weights and biases go $\eta$ (`lr`) times their gradient downhill.

Return two things: the losses *before* every step, an array of shape `(steps,)`, and the list of the two pairs `(W, b)` at the end, with shapes `(2, hidden)`, `(hidden,)`, `(hidden, 1)` and `(1,)`. You may use your `mlp_backward`.

The check trains from a few different starts, because one start may be unlucky; one that solves XOR is enough.""",
        r"""`train_xor(hidden, lr, steps, *, rng)`를 작성하세요. 입력이 두 개, tanh를 쓰는 은닉 유닛이 `hidden`개, 시그모이드를 쓰는 출력이 하나인 신경망이 네 꼭짓점에서 XOR를 학습합니다. 걸음마다 네 꼭짓점을 모두 씁니다.

- **출발**: 가중치는 `rng`에서 뽑은 표준정규분포의 수, 편향은 0입니다.
- **손실**: 네 꼭짓점에 대한 이진 교차 엔트로피의 평균입니다. 이때 출력의 z에 오는 기울기는 $(\sigma(z) - t)/4$입니다.
- **걸음**: 모든 가중치와 편향이 기울기에 $\eta$(`lr`)를 곱한 만큼 내려갑니다.

두 가지를 반환합니다. 걸음마다 갱신하기 **전**의 손실을 담은 형상 `(steps,)`의 배열, 그리고 끝났을 때의 `(W, b)` 쌍 두 개로 된 리스트입니다. 형상은 `(2, hidden)`, `(hidden,)`, `(hidden, 1)`, `(1,)`입니다. 앞에서 작성한 `mlp_backward`를 써도 됩니다.

출발점에 따라 운이 나쁠 수 있으므로 점검에서는 서로 다른 출발점에서 몇 번 학습시킵니다. 그 가운데 하나라도 XOR를 풀면 됩니다.""",
    ),
    docstring_ko="""2-hidden-1 신경망(tanh, 그다음 시그모이드)에 XOR를 가르칩니다. 걸음마다 갱신하기 전의 교차 엔트로피와 마지막 (W, b)를 답합니다.

    네 점을 모두 쓰는 경사 하강법입니다. 가중치는 표준정규분포에서, 편향은 0에서 시작합니다.
    형상: -> (steps,), [(2, hidden), (hidden,)], [(hidden, 1), (1,)]
    참고: Rumelhart, Hinton & Williams (1986)
    >>> losses, params = train_xor(4, lr=1.0, steps=500, rng=np.random.default_rng(1))
    >>> bool(losses[-1] < 0.05 < losses[0])
    True
    """,
    cases=_train_xor_cases,
    returns=("losses", "params"),
    depends=("mlp-backward",),
    accept=_accept_xor,
    seconds=15.0,
    misconceptions=(
        Misconception(
            "all-units-alike",
            Text("all hidden units start alike, and stay alike", "은닉 유닛이 모두 똑같이 시작해서 끝까지 똑같습니다"),
            lambda hidden, lr, steps, *, rng: _train(hidden, lr, steps, rng=rng, start=0.5),
            Text(
                "Units with equal weights get equal gradients. What could make them differ from the beginning?",
                "가중치가 같은 유닛은 기울기도 같습니다. 처음부터 서로 다르게 하려면 무엇이 필요할까요?",
            ),
            "hardcoded.value",
            shows=_shows_one_unit,
        ),
        Misconception(
            "not-updated",
            Text("the weights never move", "가중치가 전혀 움직이지 않습니다"),
            lambda hidden, lr, steps, *, rng: _train(hidden, lr, steps, rng=rng, moves=False),
            Text(
                "After three steps your network is the one of the start. Where do the new weights go?",
                "세 걸음 뒤에도 신경망이 처음 그대로입니다. 새 가중치는 어디로 갔나요?",
            ),
            "state.not_returned",
            shows=_steps_like(lambda params, gradients: _scaled(gradients, 0.0)),
        ),
        Misconception(
            "uphill",
            Text("the gradients are added, so the loss grows", "기울기를 더해서 손실이 커집니다"),
            lambda hidden, lr, steps, *, rng: _train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: _scaled(gradients, -1.0)
            ),
            Text(
                "Look at your losses: do they fall? Which way does a gradient point?",
                "손실이 줄어드는지 보세요. 기울기는 어느 쪽을 가리키나요?",
            ),
            "sign.flipped",
            shows=_steps_like(lambda params, gradients: _scaled(gradients, -1.0)),
        ),
        Misconception(
            "summed-over-the-corners",
            Text("every step is four times too large", "모든 걸음이 네 배입니다"),
            lambda hidden, lr, steps, *, rng: _train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: _scaled(gradients, 4.0)
            ),
            Text(
                "The loss is a mean over four corners. How much of it is one corner's share?",
                "손실은 네 꼭짓점의 평균입니다. 꼭짓점 하나의 몫은 얼마인가요?",
            ),
            "scale.one_over_n",
            shows=_steps_like(lambda params, gradients: _scaled(gradients, 4.0)),
        ),
        Misconception(
            "output-slope-once-more",
            Text(
                "the slope of the output sigmoid is multiplied in once more",
                "출력 시그모이드의 기울기를 한 번 더 곱했습니다",
            ),
            lambda hidden, lr, steps, *, rng: _train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: _output_slope_twice(params)
            ),
            Text(
                "The slope of the sigmoid has cancelled already: what remains at z is the answer minus the target. Did you multiply by o(1 - o) again?",
                "시그모이드의 기울기는 이미 약분되었습니다. z에는 답에서 목푯값을 뺀 것만 남습니다. o(1 - o)를 다시 곱하지 않았나요?",
            ),
            "chain.wrong_input",
            shows=_steps_like(lambda params, gradients: _output_slope_twice(params)),
        ),
        Misconception(
            "gradients-pile-up",
            Text("the gradients of all earlier steps are added in", "지난 걸음의 기울기가 모두 더해집니다"),
            lambda hidden, lr, steps, *, rng: _train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: total
            ),
            Text(
                "Each step should use the gradients of this moment. Where in your loop do they begin anew?",
                "걸음마다 그 순간의 기울기를 써야 합니다. 반복문의 어디에서 기울기를 새로 시작하나요?",
            ),
            "order.stale_update",
            shows=_shows_accumulation,
        ),
        Misconception(
            "biases-not-trained",
            Text("the biases never move", "편향이 움직이지 않습니다"),
            lambda hidden, lr, steps, *, rng: _train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: _without_biases(gradients)
            ),
            Text(
                "`mlp_backward` gives a pair for each layer. What becomes of the second half?",
                "`mlp_backward`는 층마다 쌍을 줍니다. 쌍의 둘째는 어디에 썼나요?",
            ),
            "bias.missing",
            shows=_steps_like(lambda params, gradients: _without_biases(gradients)),
        ),
        Misconception(
            "output-layer-alone",
            Text("only the output layer learns", "출력층만 학습합니다"),
            lambda hidden, lr, steps, *, rng: _train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: _output_layer_alone(gradients)
            ),
            Text(
                "The hidden layer stays as it was drawn. How many layers does your update visit?",
                "은닉층이 처음 뽑은 그대로입니다. 몇 개의 층을 갱신하나요?",
            ),
            "chain.missing_local",
            shows=_steps_like(lambda params, gradients: _output_layer_alone(gradients)),
        ),
        Misconception(
            "lr-ignored",
            Text("the learning rate is always 1", "학습률이 언제나 1입니다"),
            lambda hidden, lr, steps, *, rng: _train(hidden, 1.0, steps, rng=rng),
            Text(
                "Halve `lr`: do the steps become shorter?",
                "`lr`을 절반으로 줄여 보세요. 걸음이 짧아지나요?",
            ),
            "hardcoded.value",
            # the case with short steps has lr = 0.5
            shows=_steps_like(lambda params, gradients: _scaled(gradients, 2.0)),
        ),
        Misconception(
            "own-generator",
            Text("the start is the same, whatever `rng` is", "`rng`가 무엇이든 출발점이 같습니다"),
            _own_generator,
            Text(
                "Which generator did your numbers come from? Is it the one you were given?",
                "난수를 어느 생성기에서 뽑았나요? 넘겨받은 생성기인가요?",
            ),
            "rng.global",
            shows=_shows_own_generator,
        ),
        Misconception(
            "other-randomness",
            Text("not all random numbers come from `rng`", "`rng`가 아닌 곳에서 나온 난수가 있습니다"),
            _global_generator,
            Text(
                "The same `rng` should give the same network. Which random number did not come from it?",
                "`rng`가 같으면 신경망도 같아야 합니다. 거기에서 나오지 않은 난수는 무엇인가요?",
            ),
            "rng.global",
            shows=_shows_global_generator,
        ),
        Misconception(
            "losses-after-the-step",
            Text("each loss is computed after its step", "손실을 걸음 뒤에 계산했습니다"),
            lambda hidden, lr, steps, *, rng: _train(hidden, lr, steps, rng=rng, loss_after=True),
            Text(
                "The first loss is that of the start. Is it written down before or after the weights move?",
                "첫 손실은 출발점의 것입니다. 가중치가 움직이기 전에 적나요, 움직인 뒤에 적나요?",
            ),
            "order.stale_update",
            shows=_shows_late_losses,
        ),
    ),
    alternatives=(_xor_written_out, _xor_example_by_example, _xor_with_ones),
    hints=(
        Text(
            "Everything is there: a forward pass, a loss, a gradient at the last z, `mlp_backward`, an update. Put it in a loop.",
            "필요한 것은 다 있습니다. 순전파, 손실, 마지막 z의 기울기, `mlp_backward`, 갱신입니다. 이것을 반복문에 넣습니다.",
        ),
        Text(
            r"$h = \tanh(X W_1 + b_1)$ of shape `(4, hidden)`, $z = h W_2 + b_2$ of shape `(4, 1)`; the cache is a triple for each layer, and $(\sigma(z) - t)/4$ goes in at the end.",
            r"$h = \tanh(X W_1 + b_1)$의 형상은 `(4, hidden)`이고 $z = h W_2 + b_2$의 형상은 `(4, 1)`입니다. 층마다 세 값이 든 기록과 $(\sigma(z) - t)/4$를 넘깁니다.",
        ),
        Text(
            "Keep the targets as a column, like z. In each turn: compute z1, h and z2, append the loss, ask `mlp_backward` with the two triples, and make a new list of pairs in which every part has moved.",
            "목푯값은 z처럼 열로 둡니다. 한 바퀴마다 z1, h, z2를 구하고, 손실을 적고, 세 값 두 묶음으로 `mlp_backward`를 부르고, 모든 부분이 움직인 새 쌍의 리스트를 만듭니다.",
        ),
    ),
)

EXERCISES = (
    GRAPH_BACKWARD,
    AFFINE_BACKWARD,
    ACTIVATION_BACKWARD,
    CROSS_ENTROPY_GRAD,
    TRAIN_STEP_222,
    MLP_BACKWARD,
    TRAIN_XOR,
)
