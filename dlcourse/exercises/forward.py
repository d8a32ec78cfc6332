"""The three exercises of the forward pass: one layer, every number of a tiny network, and a whole network with its notes."""

from itertools import pairwise
from typing import Any

import numpy as np

from dlcourse import forward
from dlcourse.activations import identity, relu, sigmoid, softmax
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _sigmoid(z: Any) -> Any:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


# --- affine ---------------------------------------------------------------------------------------------------------


def _affine_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("two examples, two inputs, three units", "예제 두 개, 입력 두 개, 유닛 세 개"),
            (
                np.array([[1.0, 2.0], [0.0, -1.0]]),
                np.array([[1.0, 0.0, 2.0], [0.5, 1.0, -1.0]]),
                np.array([0.0, 10.0, -0.5]),
            ),
        ),
        Case(
            Text("one example, as many units as inputs", "예제 하나, 입력 수와 유닛 수가 같을 때"),
            (
                np.array([[1.0, -1.0, 2.0]]),
                np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [1.0, 0.0, -1.0]]),
                np.array([0.5, 0.0, 1.0]),
            ),
        ),
        Case(
            Text("as many examples as units", "예제 수와 유닛 수가 같을 때"),
            (
                np.array([[1.0, 0.0], [2.0, 1.0], [-1.0, 3.0]]),
                np.array([[1.0, -1.0, 0.5], [2.0, 0.0, 1.0]]),
                np.array([1.0, 2.0, 3.0]),
            ),
        ),
        Case(
            Text("many random examples", "임의의 예제 여러 개"),
            (rng.normal(size=(12, 5)), rng.normal(size=(5, 4)), rng.uniform(1.0, 2.0, size=4) * [1, -1, 2, -2]),
            hidden=True,
        ),
        Case(
            Text("a single unit", "유닛 하나"),
            (rng.normal(size=(6, 3)), rng.normal(size=(3, 1)), np.array([0.75])),
            hidden=True,
        ),
    )


def _affine_by_loops(X: Any, W: Any, b: Any) -> Any:
    z = np.zeros((X.shape[0], W.shape[1]))
    for n in range(X.shape[0]):
        for j in range(W.shape[1]):
            z[n, j] = b[j]
            for d in range(X.shape[1]):
                z[n, j] += X[n, d] * W[d, j]
    return z


def _affine_with_ones(X: Any, W: Any, b: Any) -> Any:
    return np.hstack([np.ones((len(X), 1)), X]) @ np.vstack([b, W])


AFFINE = Exercise(
    id="affine",
    reference=forward.affine,
    points=2.0,
    stars=1,
    title=Text("One layer, before its activation", "층 하나, 활성화하기 전까지"),
    text=Text(
        r"""Write `affine(X, W, b)`. Every unit weighs all inputs and adds its bias, for all examples at once:

$$z = X W + b$$

`X` has shape `(N, D)`, one example a row; `W` has shape `(D, M)`, one unit a column; `b` has shape `(M,)`, one bias for each unit. The result has shape `(N, M)`.

For `X = [[1.0, 2.0]]`, `W = [[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]` and `b = [0.0, 0.0, 10.0]` the result is `[[1.0, 2.0, 14.0]]`.""",
        r"""`affine(X, W, b)`를 작성하세요. 유닛마다 모든 입력에 가중치를 곱해 더하고 자기 편향을 더합니다. 모든 예제를 한꺼번에 계산합니다.

$$z = X W + b$$

`X`의 형상은 `(N, D)`이고 행마다 예제가 하나입니다. `W`의 형상은 `(D, M)`이고 열마다 유닛이 하나입니다. `b`의 형상은 `(M,)`이고 유닛마다 편향이 하나입니다. 결과의 형상은 `(N, M)`입니다.

`X = [[1.0, 2.0]]`, `W = [[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]`, `b = [0.0, 0.0, 10.0]`이면 결과는 `[[1.0, 2.0, 14.0]]`입니다.""",
    ),
    docstring_ko="""층 하나를 활성화하기 전까지 계산합니다. 유닛마다 모든 입력에 가중치를 곱해 더하고 자기 편향을 더합니다.

    식:   z = X W + b
    형상: (N, D), (D, M), (M,) -> (N, M)
    참고: Rosenblatt (1958)
    >>> affine(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]), np.array([0.0, 0.0, 10.0]))
    array([[ 1.,  2., 14.]])
    """,
    cases=_affine_cases,
    misconceptions=(
        Misconception(
            "weights-on-the-left",
            Text("the weights stand on the left of the product", "곱에서 가중치가 왼쪽에 있습니다"),
            lambda X, W, b: W @ X + b,
            Text(
                "`W` times x is how books write it whose examples are columns. Ours are rows: which two sizes must meet in the middle?",
                "`W`를 왼쪽에 두는 것은 예제를 열로 쓰는 책의 방식입니다. 여기서는 예제가 행입니다. 가운데에서 어떤 두 크기가 만나야 할까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "weights-transposed",
            Text("the weights are transposed", "가중치를 전치했습니다"),
            lambda X, W, b: X @ W.T + b,
            Text(
                "`W` is `(D, M)` already: unit j is column j. Does it need to be turned?",
                "`W`는 이미 `(D, M)`이고 유닛 j가 j번째 열입니다. 뒤집을 필요가 있을까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "bias-forgotten",
            Text("the biases are not added", "편향을 더하지 않았습니다"),
            lambda X, W, b: X @ W,
            Text(
                "Change `b` and call your function again. Does anything change?",
                "`b`를 바꾸어 다시 불러 보세요. 결과가 달라지나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "bias-as-a-column",
            Text("the biases stand in a column, one for each example", "편향을 열로 세워 예제마다 더했습니다"),
            lambda X, W, b: X @ W + b.reshape(-1, 1),
            Text(
                "A bias belongs to a unit, and units are columns. Which shape lets NumPy add one number to each column?",
                "편향은 유닛의 것이고 유닛은 열입니다. NumPy가 열마다 수 하나씩 더하려면 편향이 어떤 형상이어야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "one-bias-for-all",
            Text("all units share the first bias", "모든 유닛이 첫 번째 편향을 함께 씁니다"),
            lambda X, W, b: X @ W + b[0],
            Text(
                "How many numbers does `b` hold, and how many of them did you use?",
                "`b`에는 수가 몇 개 있고, 그 가운데 몇 개를 썼나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "not-summed",
            Text("inputs and weights are multiplied one by one", "입력과 가중치를 원소끼리 곱했습니다"),
            lambda X, W, b: X * W + b,
            Text(
                "The star multiplies number by number and adds nothing up. Which sign is the product of matrices?",
                "별표는 원소끼리 곱할 뿐 더하지 않습니다. 행렬의 곱은 어떤 기호인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "activated",
            Text("an activation is applied already", "활성화 함수까지 적용했습니다"),
            lambda X, W, b: _sigmoid(X @ W + b),
            Text(
                "All your numbers lie between 0 and 1. What is the pre-activation z, before anything bends it?",
                "결과가 모두 0과 1 사이에 있습니다. 활성화하기 전의 z는 무엇일까요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(
        _affine_by_loops,
        _affine_with_ones,
        lambda X, W, b: np.einsum("nd,dm->nm", X, W) + b[None, :],
        lambda X, W, b: (W.T @ X.T).T + b,
    ),
    hints=(
        Text(
            "In the perceptron one column of weights met every row of `X`. Now several columns stand side by side.",
            "퍼셉트론에서는 가중치 한 벌이 `X`의 모든 행을 만났습니다. 이제 그런 열이 여럿 나란히 서 있습니다.",
        ),
        Text(
            "`(N, D)` times `(D, M)` has shape `(N, M)`; adding `(M,)` gives every column its own bias.",
            "`(N, D)`와 `(D, M)`의 곱은 형상이 `(N, M)`입니다. 여기에 `(M,)`을 더하면 열마다 자기 편향이 더해집니다.",
        ),
        Text(
            "Multiply `X` by `W` with the sign for matrices, `X` first; then add `b` as it is and return the sum.",
            "행렬 곱 기호로 `X`와 `W`를 이 순서로 곱합니다. 그다음 `b`를 그대로 더하여 반환합니다.",
        ),
    ),
)

# --- forward_222 ----------------------------------------------------------------------------------------------------

_X222 = np.array([0.1, 0.2])
_W222 = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])


def _forward_222_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("the worked example", "본문의 계산 예제"), (_X222, _W222)),
        Case(
            Text("round weights, one of them negative", "음수가 섞인 간단한 가중치"),
            (np.array([1.0, -2.0]), np.array([1.0, 0.5, 2.0, -1.0, 3.0, 1.0, -2.0, 0.5])),
        ),
        Case(
            Text("random inputs and weights", "임의의 입력과 가중치"),
            (rng.normal(size=2), rng.normal(scale=2.0, size=8)),
            hidden=True,
        ),
        Case(
            Text("other random inputs and weights", "또 다른 임의의 입력과 가중치"),
            (rng.normal(size=2), rng.normal(scale=2.0, size=8)),
            hidden=True,
        ),
    )


def _layers_222(x: Any, hidden: Any, output: Any) -> Any:
    """The right network for matrices whose unit j is column j."""
    z_hidden = x @ hidden
    h = _sigmoid(z_hidden)
    z_output = h @ output
    return {"z": np.concatenate([z_hidden, z_output]), "h": h, "o": _sigmoid(z_output)}


def _222_output_not_activated(x: Any, w: Any) -> Any:
    found = _layers_222(x, w[:4].reshape(2, 2).T, w[4:].reshape(2, 2).T)
    return {"z": found["z"], "h": found["h"], "o": found["z"][2:]}


def _222_hidden_not_activated(x: Any, w: Any) -> Any:
    z_hidden = x @ w[:4].reshape(2, 2).T
    z_output = z_hidden @ w[4:].reshape(2, 2).T
    return {"z": np.concatenate([z_hidden, z_output]), "h": z_hidden, "o": _sigmoid(z_output)}


def _222_tanh(x: Any, w: Any) -> Any:
    z_hidden = x @ w[:4].reshape(2, 2).T
    h = np.tanh(z_hidden)
    z_output = h @ w[4:].reshape(2, 2).T
    return {"z": np.concatenate([z_hidden, z_output]), "h": h, "o": np.tanh(z_output)}


def _222_inputs_again(x: Any, w: Any) -> Any:
    z_hidden, z_output = x @ w[:4].reshape(2, 2).T, x @ w[4:].reshape(2, 2).T
    return {"z": np.concatenate([z_hidden, z_output]), "h": _sigmoid(z_hidden), "o": _sigmoid(z_output)}


def _222_z_of_the_output_only(x: Any, w: Any) -> Any:
    found = _layers_222(x, w[:4].reshape(2, 2).T, w[4:].reshape(2, 2).T)
    return {"z": found["z"][2:], "h": found["h"], "o": found["o"]}


def _222_as_a_tuple(x: Any, w: Any) -> Any:
    found = _layers_222(x, w[:4].reshape(2, 2).T, w[4:].reshape(2, 2).T)
    return found["z"], found["h"], found["o"]


def _222_written_out(x: Any, w: Any) -> Any:
    z1, z2 = w[0] * x[0] + w[1] * x[1], w[2] * x[0] + w[3] * x[1]
    h1, h2 = 1 / (1 + np.exp(-z1)), 1 / (1 + np.exp(-z2))
    z3, z4 = w[4] * h1 + w[5] * h2, w[6] * h1 + w[7] * h2
    o1, o2 = 1 / (1 + np.exp(-z3)), 1 / (1 + np.exp(-z4))
    return {"z": np.array([z1, z2, z3, z4]), "h": np.array([h1, h2]), "o": np.array([o1, o2])}


def _222_in_columns(x: Any, w: Any) -> Any:
    hidden, output = w.reshape(2, 2, 2)
    z_hidden = hidden @ x
    h = 1 / (1 + np.exp(-z_hidden))
    z_output = output @ h
    return {"z": np.append(z_hidden, z_output), "h": h, "o": 1 / (1 + np.exp(-z_output))}


def _222_by_loop(x: Any, w: Any) -> Any:
    values, z, layers, weights = list(x), [], [], iter(w)
    for _ in range(2):
        sums = [sum(next(weights) * value for value in values) for _ in range(2)]
        values = [float(_sigmoid(total)) for total in sums]
        z += sums
        layers.append(np.array(values))
    return {"z": np.array(z), "h": layers[0], "o": layers[1]}


FORWARD_222 = Exercise(
    id="forward-222",
    reference=forward.forward_222,
    points=2.0,
    stars=1,
    title=Text("Every number of a 2-2-2 network", "2-2-2 신경망의 모든 수"),
    text=Text(
        r"""Write `forward_222(x, w)` for the network in the picture: two inputs, two hidden units, two outputs, sigmoid everywhere, no biases.

$$z_1 = w_1 x_1 + w_2 x_2, \quad z_2 = w_3 x_1 + w_4 x_2, \quad z_3 = w_5 h_1 + w_6 h_2, \quad z_4 = w_7 h_1 + w_8 h_2$$

`x` has shape `(2,)` and `w` shape `(8,)`, in the order $w_1, \dots, w_8$. Return a dictionary with three arrays: `"z"` holds $z_1, z_2, z_3, z_4$, `"h"` holds $h_1, h_2$ and `"o"` holds $o_1, o_2$. You may use `sigmoid`, which this notebook has imported.""",
        r"""그림의 신경망을 계산하는 `forward_222(x, w)`를 작성하세요. 입력이 두 개, 은닉 유닛이 두 개, 출력이 두 개이고, 어디서나 시그모이드를 쓰며, 편향은 없습니다.

$$z_1 = w_1 x_1 + w_2 x_2, \quad z_2 = w_3 x_1 + w_4 x_2, \quad z_3 = w_5 h_1 + w_6 h_2, \quad z_4 = w_7 h_1 + w_8 h_2$$

`x`의 형상은 `(2,)`, `w`의 형상은 `(8,)`이고 순서는 $w_1, \dots, w_8$입니다. 배열 세 개가 든 딕셔너리를 반환합니다. `"z"`에는 $z_1, z_2, z_3, z_4$, `"h"`에는 $h_1, h_2$, `"o"`에는 $o_1, o_2$를 담습니다. 이 노트북에 불러와 둔 `sigmoid`를 써도 됩니다.""",
    ),
    docstring_ko="""입력 두 개, 은닉 유닛 두 개, 출력 두 개, 어디서나 시그모이드, 편향 없음. 중간에 나오는 수를 모두 답합니다.

    식:   z1 = w1 x1 + w2 x2, z2 = w3 x1 + w4 x2, h = sigmoid(z1, z2)
          z3 = w5 h1 + w6 h2, z4 = w7 h1 + w8 h2, o = sigmoid(z3, z4)
    답에는 "z"(z1, z2, z3, z4), "h"(h1, h2), "o"(o1, o2)가 들어 있습니다.
    형상: (2,), (8,) -> (4,), (2,), (2,)
    참고: Rumelhart, Hinton & Williams (1986)
    >>> w = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
    >>> forward_222(np.array([0.1, 0.2]), w)["o"]
    array([0.609446  , 0.66384491])
    """,
    cases=_forward_222_cases,
    misconceptions=(
        Misconception(
            "w2-and-w3-swapped",
            Text("w2 and w3 have changed places", "w2와 w3의 자리가 바뀌었습니다"),
            lambda x, w: _layers_222(x, w[:4].reshape(2, 2), w[4:].reshape(2, 2).T),
            Text(
                "Follow the edge with w2 in the picture: from which input, to which hidden unit? A transposed matrix is easy to miss here, because the outputs stay close.",
                "그림에서 w2가 적힌 선을 따라가 보세요. 어느 입력에서 어느 은닉 유닛으로 가나요? 행렬이 전치되어도 출력이 비슷해서 알아차리기 어렵습니다.",
            ),
            "shape.transposed",
        ),
        Misconception(
            "both-layers-transposed",
            Text("the weights of both layers are transposed", "두 층의 가중치가 모두 전치되었습니다"),
            lambda x, w: _layers_222(x, w[:4].reshape(2, 2), w[4:].reshape(2, 2)),
            Text(
                "w1 and w2 belong to the same hidden unit. Does your z1 use exactly these two?",
                "w1과 w2는 같은 은닉 유닛의 가중치입니다. z1을 구할 때 바로 이 둘을 쓰나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "output-not-activated",
            Text("the outputs are not activated", "출력을 활성화하지 않았습니다"),
            _222_output_not_activated,
            Text(
                "Your o1 equals z3. What happens to z3 before it leaves the network?",
                "o1이 z3과 같습니다. z3이 신경망을 떠나기 전에 무엇을 거치나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "hidden-not-activated",
            Text("the hidden units are not activated", "은닉 유닛을 활성화하지 않았습니다"),
            _222_hidden_not_activated,
            Text(
                "Your h1 equals z1, and then two layers are only one. What bends the line?",
                "h1이 z1과 같습니다. 그러면 두 층이 한 층이 되고 맙니다. 직선을 구부리는 것은 무엇일까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "tanh-instead-of-sigmoid",
            Text("tanh in the place of the sigmoid", "시그모이드가 아니라 tanh를 썼습니다"),
            _222_tanh,
            Text(
                "Feed a 0 into your activation. A sigmoid answers one half; what does yours say?",
                "활성화 함수에 0을 넣어 보세요. 시그모이드는 절반을 답하는데 무엇이 나오나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "inputs-fed-to-the-output-layer",
            Text("the output layer gets the inputs instead of h", "출력층이 h가 아니라 입력을 받았습니다"),
            _222_inputs_again,
            Text(
                "What comes into the output layer: x1 and x2 again, or what the hidden units answered?",
                "출력층에 들어가는 것은 다시 x1과 x2인가요, 은닉 유닛의 답인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "hidden-z-lost",
            Text("only z3 and z4 were kept", "z3과 z4만 남았습니다"),
            _222_z_of_the_output_only,
            Text(
                "Was one variable used for both layers, so that the second sums took the place of the first? All four are wanted.",
                "변수 하나를 두 층에 써서 앞의 가중합이 지워지지 않았나요? 네 개가 모두 필요합니다.",
            ),
            "state.not_returned",
        ),
        Misconception(
            "tuple-instead-of-dictionary",
            Text("a tuple instead of a dictionary", "딕셔너리가 아니라 튜플입니다"),
            _222_as_a_tuple,
            Text(
                "The numbers are right. How do you give each of the three arrays its name?",
                "수는 맞습니다. 세 배열에 이름을 붙이려면 어떻게 해야 할까요?",
            ),
            "type.wrong",
        ),
    ),
    alternatives=(_222_written_out, _222_in_columns, _222_by_loop),
    hints=(
        Text(
            "Go through the picture from left to right: two sums, two sigmoids, two sums, two sigmoids.",
            "그림을 왼쪽에서 오른쪽으로 따라갑니다. 합 두 번, 시그모이드 두 번, 합 두 번, 시그모이드 두 번입니다.",
        ),
        Text(
            r"$h_1 = \sigma(z_1)$, $h_2 = \sigma(z_2)$, $o_1 = \sigma(z_3)$, $o_2 = \sigma(z_4)$; the second sums use `h`, not `x`.",
            r"$h_1 = \sigma(z_1)$, $h_2 = \sigma(z_2)$, $o_1 = \sigma(z_3)$, $o_2 = \sigma(z_4)$입니다. 두 번째 합에는 `x`가 아니라 `h`를 씁니다.",
        ),
        Text(
            "Take the eight numbers of `w` apart, write the four sums one after the other, keep the first two until the end, and put the four into one array for the dictionary.",
            "`w`의 수 여덟 개를 하나씩 꺼내고, 합 네 개를 차례로 씁니다. 처음 두 개를 끝까지 남겨 두었다가 네 개를 한 배열로 모아 딕셔너리에 넣습니다.",
        ),
    ),
)

# --- mlp_forward ----------------------------------------------------------------------------------------------------


def _layers(rng: np.random.Generator, *sizes: int) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(rng.normal(size=(before, after)), rng.uniform(0.3, 1.0, size=after)) for before, after in pairwise(sizes)]


def _mlp_forward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("the 2-2-2 network as matrices", "행렬로 쓴 2-2-2 신경망"),
            (
                _X222[None],
                [
                    (np.array([[0.3, 0.4], [0.25, 0.35]]), np.zeros(2)),
                    (np.array([[0.45, 0.7], [0.4, 0.6]]), np.zeros(2)),
                ],
                sigmoid,
                sigmoid,
            ),
        ),
        Case(
            Text("three examples, ReLU inside", "예제 세 개, 안쪽은 ReLU"),
            (
                np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, -2.0]]),
                [
                    (np.array([[1.0, -1.0, 0.5, 0.0], [0.0, 1.0, 1.0, -2.0]]), np.array([0.0, 0.5, -1.0, 1.0])),
                    (np.array([[1.0], [-2.0], [1.0], [0.5]]), np.array([-3.0])),
                ],
                relu,
                np.negative,
            ),
        ),
        Case(
            Text("three layers, softmax at the end", "세 층, 마지막은 소프트맥스"),
            (rng.normal(size=(5, 3)), _layers(rng, 3, 4, 6, 2), np.tanh, softmax),
            hidden=True,
        ),
        Case(
            Text("four layers, no activation at the end", "네 층, 마지막은 활성화 없음"),
            (rng.normal(size=(7, 2)), _layers(rng, 2, 5, 3, 4, 1), sigmoid, identity),
            hidden=True,
        ),
        Case(
            Text("a single layer has no hidden activation", "층이 하나이면 은닉 활성화도 없음"),
            (rng.normal(size=(4, 3)), _layers(rng, 3, 2), np.tanh, np.exp),
            hidden=True,
            edge=True,
        ),
    )


def _mlp_hidden_everywhere(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for W, b in params:
        z = a @ W + b
        cache.append((a, W, z))
        a = hidden(z)
    return a, cache


def _mlp_hidden_before_out(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for W, b in params:
        z = a @ W + b
        cache.append((a, W, z))
        a = hidden(z)
    return out(a), cache


def _mlp_out_everywhere(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for W, b in params:
        z = a @ W + b
        cache.append((a, W, z))
        a = out(z)
    return a, cache


def _mlp_no_hidden_activation(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for W, b in params:
        z = a @ W + b
        cache.append((a, W, z))
        a = z
    return out(a), cache


def _mlp_caches_a(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for i, (W, b) in enumerate(params):
        x, z = a, a @ W + b
        a = hidden(z) if i < len(params) - 1 else out(z)
        cache.append((x, W, a))
    return a, cache


def _mlp_caches_what_comes_out(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for i, (W, b) in enumerate(params):
        z = a @ W + b
        a = hidden(z) if i < len(params) - 1 else out(z)
        cache.append((a, W, z))
    return a, cache


def _mlp_caches_the_first_input(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for i, (W, b) in enumerate(params):
        z = a @ W + b
        cache.append((X, W, z))
        a = hidden(z) if i < len(params) - 1 else out(z)
    return a, cache


def _mlp_last_layer_not_cached(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for W, b in params[:-1]:
        z = a @ W + b
        cache.append((a, W, z))
        a = hidden(z)
    W, b = params[-1]
    return out(a @ W + b), cache


def _mlp_without_biases(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for i, (W, _) in enumerate(params):
        z = a @ W
        cache.append((a, W, z))
        a = hidden(z) if i < len(params) - 1 else out(z)
    return a, cache


def _mlp_reuses_the_array(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for i, (W, b) in enumerate(params):
        x, z = a.copy(), a @ W + b
        cache.append((x, W, z))
        answer = hidden(z) if i < len(params) - 1 else out(z)
        if answer.shape == a.shape:
            a[...] = answer
        else:
            a = answer
    return a, cache


def _mlp_without_cache(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a = X
    for i, (W, b) in enumerate(params):
        z = a @ W + b
        a = hidden(z) if i < len(params) - 1 else out(z)
    return a


def _mlp_recursive(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    (W, b), *rest = params
    z = X @ W + b
    if not rest:
        return out(z), [(X, W, z)]
    y, cache = _mlp_recursive(hidden(z), rest, hidden, out)
    return y, [(X, W, z), *cache]


def _mlp_last_layer_apart(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    inputs, sums = [X], []
    for W, b in params[:-1]:
        sums.append(np.einsum("nd,dm->nm", inputs[-1], W) + b)
        inputs.append(hidden(sums[-1]))
    last, bias = params[-1]
    sums.append(np.einsum("nd,dm->nm", inputs[-1], last) + bias)
    weights = [W for W, _ in params]
    return out(sums[-1]), list(zip(inputs, weights, sums, strict=True))


def _mlp_row_by_row(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    functions = [hidden] * (len(params) - 1) + [out]
    a, cache = X, []
    for (W, b), bend in zip(params, functions, strict=True):
        z = np.array([[sum(row * column) + bias for column, bias in zip(W.T, b, strict=True)] for row in a])
        cache.append((a, W, z))
        a = bend(z)
    return a, cache


MLP_FORWARD = Exercise(
    id="mlp-forward",
    reference=forward.mlp_forward,
    points=4.0,
    stars=2,
    title=Text("A whole network, with its notes", "신경망 전체와 그 기록"),
    text=Text(
        r"""Write `mlp_forward(X, params, hidden, out)` for a network with any number of layers. With $a^{[0]} = X$, each layer $l = 1, \dots, L$ does

$$z^{[l]} = a^{[l-1]} W^{[l]} + b^{[l]}, \qquad a^{[l]} = g^{[l]}(z^{[l]})$$

`params` is the list of the pairs `(W, b)`. `hidden` and `out` are functions: $g^{[l]}$ is `hidden` in every layer but the last, and `out` in the last.

Return two things: the outputs $a^{[L]}$, and `cache`, a list with a triple `(x, W, z)` for each layer: what came in, the weights, and the pre-activation. You may use your `affine`.""",
        r"""층이 몇 개든 계산할 수 있는 `mlp_forward(X, params, hidden, out)`을 작성하세요. $a^{[0]} = X$에서 시작하여 각 층 $l = 1, \dots, L$은 다음을 합니다.

$$z^{[l]} = a^{[l-1]} W^{[l]} + b^{[l]}, \qquad a^{[l]} = g^{[l]}(z^{[l]})$$

`params`는 `(W, b)` 쌍의 리스트입니다. `hidden`과 `out`은 함수입니다. $g^{[l]}$은 마지막 층을 뺀 모든 층에서 `hidden`이고, 마지막 층에서 `out`입니다.

두 가지를 반환합니다. 출력 $a^{[L]}$과, 층마다 세 값 `(x, W, z)`를 담은 리스트 `cache`입니다. 세 값은 들어온 것, 가중치, 활성화 전 값입니다. 앞에서 작성한 `affine`을 써도 됩니다.""",
    ),
    docstring_ko="""신경망 전체를 계산합니다. X의 행마다 출력을 답하고, 가는 길에 각 층이 본 것을 함께 답합니다.

    `params`에는 층마다 (W, b)가 들어 있습니다. `hidden`은 마지막 층을 뺀 모든 층의 활성화 함수, `out`은 마지막 층의 것입니다.
    두 번째 답에는 층마다 들어온 것, W, z가 들어 있습니다.
    형상: (N, D), [(D, H), (H,)], ..., [(H, M), (M,)] -> (N, M)
    참고: Rumelhart, Hinton & Williams (1986)
    >>> params = [(np.array([[1.0, -1.0]]), np.zeros(2)), (np.ones((2, 1)), np.zeros(1))]
    >>> y, cache = mlp_forward(np.array([[-3.0], [2.0]]), params, hidden=np.abs, out=np.negative)
    >>> y
    array([[-6.],
           [-4.]])
    """,
    cases=_mlp_forward_cases,
    returns=("y", "cache"),
    depends=("affine",),
    misconceptions=(
        Misconception(
            "hidden-before-out",
            Text("the last layer is activated twice", "마지막 층을 두 번 활성화했습니다"),
            _mlp_hidden_before_out,
            Text(
                "In the last layer `out` takes the place of `hidden`. Which value does your `out` get?",
                "마지막 층에서는 `out`이 `hidden`을 대신합니다. `out`에 어떤 값이 들어가나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "hidden-everywhere",
            Text("the last layer is activated like the hidden ones", "마지막 층도 은닉층처럼 활성화했습니다"),
            _mlp_hidden_everywhere,
            Text(
                "Where in your code is `out` used? How do you notice that the last layer has come?",
                "코드에서 `out`을 어디에 썼나요? 마지막 층이라는 것을 어떻게 알 수 있을까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "out-everywhere",
            Text("every layer is activated like the last", "모든 층을 마지막 층처럼 활성화했습니다"),
            _mlp_out_everywhere,
            Text(
                "Where in your code is `hidden` used? Which layers does it belong to?",
                "코드에서 `hidden`을 어디에 썼나요? 어느 층들의 것인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "no-hidden-activation",
            Text("the hidden layers are not activated", "은닉층을 활성화하지 않았습니다"),
            _mlp_no_hidden_activation,
            Text(
                "Without `hidden` between them, all layers collapse into one. What comes into the second layer?",
                "층 사이에 `hidden`이 없으면 모든 층이 하나로 합쳐집니다. 둘째 층에는 무엇이 들어가나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "cache-holds-a-instead-of-z",
            Text("`cache` holds the activated values instead of z", "`cache`에 z가 아니라 활성화한 값이 있습니다"),
            _mlp_caches_a,
            Text(
                "The way back will ask for z itself. Did you store it after the activation, or let the activation change it in place?",
                "돌아오는 길에는 z 자체가 필요합니다. 활성화한 뒤에 담았나요, 아니면 활성화하면서 그 자리에서 바뀌었나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "cache-holds-what-comes-out",
            Text(
                "`cache` holds each layer's output instead of its input", "`cache`에 층의 입력이 아니라 출력이 있습니다"
            ),
            _mlp_caches_what_comes_out,
            Text(
                "For the first layer the triple should begin with `X`. Does it? What have you changed before storing?",
                "첫째 층에서는 세 값의 첫 번째가 `X`여야 합니다. 그런가요? 담기 전에 무엇을 바꾸었나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "cache-holds-the-first-input",
            Text("`cache` holds `X` for every layer", "`cache`에 모든 층마다 `X`가 있습니다"),
            _mlp_caches_the_first_input,
            Text(
                "The second layer never saw `X`. What did come into it?",
                "둘째 층은 `X`를 본 적이 없습니다. 그 층에 무엇이 들어갔나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "last-layer-not-cached",
            Text("the last layer is missing from `cache`", "`cache`에 마지막 층이 없습니다"),
            _mlp_last_layer_not_cached,
            Text(
                "How many layers does `params` hold, and how many triples does your cache?",
                "`params`에는 층이 몇 개이고, 세 값은 몇 묶음 담았나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "biases-forgotten",
            Text("the biases are not added", "편향을 더하지 않았습니다"),
            _mlp_without_biases,
            Text(
                "The 2-2-2 network has biases of 0, so it cannot notice. Which other part of `params` did you not use?",
                "2-2-2 신경망은 편향이 0이라 차이가 드러나지 않습니다. `params`에서 쓰지 않은 것이 무엇인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "input-overwritten",
            Text("the result is written into `X` itself", "결과를 `X` 자리에 덮어썼습니다"),
            _mlp_reuses_the_array,
            Text(
                "`a = X` gives the same array a second name. Does a later line write into that array?",
                "`a = X`는 같은 배열에 이름을 하나 더 붙일 뿐입니다. 뒤에서 그 배열에 값을 써넣지 않나요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "no-cache",
            Text("only the outputs are returned", "출력만 반환했습니다"),
            _mlp_without_cache,
            Text(
                "Two things are wanted: the outputs and the list `cache`. What does each layer put into it?",
                "출력과 리스트 `cache`, 두 가지가 필요합니다. 층마다 그 안에 무엇을 담아야 할까요?",
            ),
            "state.not_returned",
        ),
    ),
    alternatives=(_mlp_recursive, _mlp_last_layer_apart, _mlp_row_by_row),
    hints=(
        Text(
            "One layer after the other does the same: weigh, note down, bend, pass on. Only the last one bends differently.",
            "층마다 같은 일을 되풀이합니다. 가중합을 구하고, 적어 두고, 구부리고, 넘겨줍니다. 마지막 층만 구부리는 방법이 다릅니다.",
        ),
        Text(
            "`a` starts as `X`; each layer needs `x` of shape `(N, D)` and `W` of shape `(D, M)` and makes `z` of shape `(N, M)`, which becomes the next `a` through a function.",
            "`a`는 `X`에서 시작합니다. 층마다 형상이 `(N, D)`인 `x`와 `(D, M)`인 `W`로 `(N, M)`인 `z`를 만들고, 이것이 함수를 지나 다음 `a`가 됩니다.",
        ),
        Text(
            "Loop over `params` with a counter. Note `(x, W, z)` before you change `a`; then use `out` if the counter stands at the last layer, else `hidden`.",
            "번호를 세면서 `params`를 반복합니다. `a`를 바꾸기 전에 `(x, W, z)`를 적어 둡니다. 그런 다음 번호가 마지막 층이면 `out`, 아니면 `hidden`을 씁니다.",
        ),
    ),
)

EXERCISES = (AFFINE, FORWARD_222, MLP_FORWARD)
