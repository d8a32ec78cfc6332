"""The card of `mlp_backward`: Backwards through a whole network."""

import itertools
from typing import Any

import numpy as np

from dlcourse import backprop
from dlcourse.exercises.backprop._shared import T222, W222, X222, right_bend, right_slope, sigmoid
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _affine_back(dout: Any, X: Any, W: Any) -> Any:
    """The right gradients, for wrong functions of other exercises."""
    return np.einsum("nm,dm->nd", dout, W), np.einsum("nd,nm->dm", X, dout), np.einsum("nm->m", dout)


_Layer = tuple[np.ndarray, np.ndarray, np.ndarray]


def _cache(rng: np.random.Generator, n: int, kind: str, *sizes: int) -> tuple[list[_Layer], np.ndarray, str]:
    """What a forward pass through random layers leaves, and a gradient at its end."""
    cache: list[_Layer] = []
    x = rng.normal(size=(n, sizes[0]))
    for before, after in itertools.pairwise(sizes):
        W = rng.normal(size=(before, after))
        z = x @ W + rng.uniform(0.3, 1.0, size=after)
        cache.append((x, W, z))
        x = right_bend(z, kind)
    return cache, rng.normal(size=(n, sizes[-1])), kind


def _at_the_corner() -> tuple[list[_Layer], np.ndarray, str]:
    """Two ReLU layers; in the first, one z is exactly 0."""
    x, W1, W2 = np.array([[1.0, 2.0]]), np.array([[2.0, 1.0], [-1.0, 1.0]]), np.array([[3.0], [-1.0]])
    z1 = x @ W1
    h = np.maximum(z1, 0.0)
    return [(x, W1, z1), (h, W2, h @ W2)], np.array([[0.5]]), "relu"


def _mlp_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    x, W1, W2 = X222[None], W222[:4].reshape(2, 2).T, W222[4:].reshape(2, 2).T
    z1 = x @ W1
    h = sigmoid(z1)
    z2 = h @ W2
    o = sigmoid(z2)
    return (
        Case(
            Text("the worked example as matrices", "행렬로 쓴 계산 예제"),
            ([(x, W1, z1), (h, W2, z2)], (o - T222) * o * (1 - o), "sigmoid"),
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
        Case(Text("ReLU exactly at zero", "정확히 0인 곳의 ReLU"), _at_the_corner(), edge=True),
    )


def _backward(
    cache: Any,
    dz: Any,
    kind: str,
    *,
    bend_last: bool = False,
    bend: Any = lambda dx, cache, i, kind: dx * right_slope(cache[i - 1][2], kind),
    layer: Any = _affine_back,
    last_first: bool = False,
) -> Any:
    """The way back, with one part exchanged."""
    gradients = []
    if bend_last:
        dz = dz * right_slope(cache[-1][2], kind)
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
    return dx * right_slope(cache[i][0], kind)


def _back_own_slope(dx: Any, cache: Any, i: int, kind: str) -> Any:
    """The slope of this layer's own z, not of the one below."""
    return dx * right_slope(cache[i][2], kind)


def _back_recursive(cache: Any, dz: Any, kind: str) -> Any:
    *below, (x, W, _) = cache
    own = (x.T @ dz, dz.sum(axis=0))
    if not below:
        return [own]
    return [*_back_recursive(below, (dz @ W.T) * right_slope(below[-1][2], kind), kind), own]


def _back_deltas_first(cache: Any, dz: Any, kind: str) -> Any:
    deltas = [dz]
    for (_, W, _), (_, _, z) in zip(cache[:0:-1], cache[-2::-1], strict=True):
        deltas.insert(0, np.einsum("nm,dm->nd", deltas[0], W) * right_slope(z, kind))
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
                delta = (W @ delta) * right_slope(cache[i - 1][2][n], kind)
    return totals


def _back_z_for_a(dx: Any, cache: Any, i: int, kind: str) -> Any:
    z = cache[i - 1][2]
    return dx * {"sigmoid": z * (1 - z), "tanh": 1 - z**2}.get(kind, right_slope(z, kind))


def _back_one_at_zero(dx: Any, cache: Any, i: int, kind: str) -> Any:
    z = cache[i - 1][2]
    return dx * (z >= 0) if kind == "relu" else dx * right_slope(z, kind)


def _back_bias_row(dz: Any, x: Any, W: Any) -> Any:
    dx, dW, db = _affine_back(dz, x, W)
    return dx, dW, db[None]


def _back_two_layers(cache: Any, dz: Any, kind: str) -> Any:
    _, _ = cache
    return _backward(cache, dz, kind)


CARD = Exercise(
    id="mlp-backward",
    reference=backprop.mlp_backward,
    points=4.0,
    stars=3,
    title=Text("Backwards through a whole network", "신경망 전체의 역전파"),
    text=Text(
        r"""Write `mlp_backward(cache, dz, kind)` for a network with any number of layers.

`cache` is what `mlp_forward` noted on its way: a triple `(x, W, z)` for each layer, first layer first. `dz` is the gradient of the loss at the last layer's z, so the last activation is already behind you. `kind` names the activation of all other layers; ReLU's slope at exactly 0 counts as 0.

Return a list with a pair `(dW, db)` for each layer, **first layer first**. You may use your `affine_backward` and `activation_backward`.

$$\delta^{[l]} = \bigl( \delta^{[l+1]} \, W^{[l+1]\top} \bigr) \odot g'(z^{[l]})$$

Here $\delta^{[l]}$ is the gradient at $z^{[l]}$, and $\odot$ multiplies number by number.""",
        r"""층이 몇 개든 되는 `mlp_backward(cache, dz, kind)`를 작성하세요.

`cache`는 `mlp_forward`가 가는 길에 적어 둔 것입니다. 층마다 세 값 `(x, W, z)`가 있고 첫째 층이 먼저입니다. `dz`는 마지막 층의 z에 온 손실의 기울기이므로 마지막 활성화는 이미 지나왔습니다. `kind`는 나머지 모든 층의 활성화 함수입니다. 정확히 0에서 ReLU의 기울기는 0으로 봅니다.

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
        Misconception(
            "bias-gradient-is-a-row",
            Text("`db` has shape (1, M) instead of (M,)", "`db`의 형상이 (M,)이 아니라 (1, M)입니다"),
            lambda cache, dz, kind: _backward(cache, dz, kind, layer=_back_bias_row),
            Text("The numbers are right. Which shape does b itself have?", "수는 맞습니다. b의 형상은 무엇인가요?"),
            "shape.keepdims",
        ),
        Misconception(
            "two-layers-only",
            Text("exactly two layers are expected", "층이 꼭 두 개라고 가정했습니다"),
            _back_two_layers,
            Text(
                "The worked example has two layers. What is done again and again when there are more?",
                "본문의 예제는 층이 두 개입니다. 층이 더 많으면 무엇을 되풀이해야 할까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "z-taken-for-a",
            Text("z is put into formulas that want the activated value", "활성화한 값이 필요한 식에 z를 넣었습니다"),
            lambda cache, dz, kind: _backward(cache, dz, kind, bend=_back_z_for_a),
            Text(
                "a(1 - a) and 1 - a² want a. `cache` holds z; what lies between the two?",
                "a(1 - a)와 1 - a²에는 a가 필요합니다. `cache`에는 z가 있습니다. 그 사이에는 무엇이 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "one-at-zero",
            Text("at exactly 0, ReLU passes the gradient on", "정확히 0에서 ReLU가 기울기를 넘깁니다"),
            lambda cache, dz, kind: _backward(cache, dz, kind, bend=_back_one_at_zero),
            Text(
                "What does the task say about the slope of ReLU at exactly 0?",
                "정확히 0에서 ReLU의 기울기를 무엇으로 보기로 했나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "activation-instead-of-slope",
            Text("multiplied by the activation instead of its slope", "기울기가 아니라 활성화한 값을 곱했습니다"),
            lambda cache, dz, kind: _backward(
                cache, dz, kind, bend=lambda dx, cache, i, kind: dx * right_bend(cache[i - 1][2], kind)
            ),
            Text(
                "Forward needs g, backward needs its slope. Which of the two do you multiply by?",
                "순전파에는 g가, 역전파에는 g의 기울기가 필요합니다. 무엇을 곱하고 있나요?",
            ),
            "chain.missing_local",
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
