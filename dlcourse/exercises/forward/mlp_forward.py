"""The card of `mlp_forward`: A whole network, with its notes."""

from itertools import pairwise
from typing import Any

import numpy as np

from dlcourse import forward
from dlcourse.activations import identity, relu, sigmoid, softmax
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.forward._mlp_mistakes import (
    cache_from_the_back,
    caches_a,
    caches_the_first_input,
    caches_what_comes_out,
    hidden_before_out,
    hidden_everywhere,
    hidden_in_the_first_only,
    last_layer_not_cached,
    no_hidden_activation,
    out_everywhere,
    out_too_early,
    reuses_the_array,
    two_layers_by_number,
    two_layers_unpacked,
    weights_transposed,
    without_biases,
    without_cache,
    x_into_every_layer,
)
from dlcourse.exercises.forward._shared import X222
from dlcourse.language import Text


def _layers(rng: np.random.Generator, *sizes: int) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(rng.normal(size=(before, after)), rng.uniform(0.3, 1.0, size=after)) for before, after in pairwise(sizes)]


def _mlp_forward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("the 2-2-2 network as matrices", "행렬로 쓴 2-2-2 신경망"),
            (
                X222[None],
                [
                    (np.array([[0.3, 0.4], [0.25, 0.35]]), np.zeros(2)),
                    (np.array([[0.45, 0.7], [0.4, 0.6]]), np.zeros(2)),
                ],
                sigmoid,
                sigmoid,
            ),
        ),
        Case(
            Text("three examples, ReLU inside", "샘플 세 개, 안쪽은 ReLU"),
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


def _mlp_notes(note: Any) -> Any:
    """The right outputs, with other notes about each layer."""

    def mlp_forward(X: Any, params: Any, hidden: Any, out: Any) -> Any:
        y, cache = _mlp_recursive(X, params, hidden, out)
        return y, [note(x, W, z, b) for (x, W, z), (_, b) in zip(cache, params, strict=True)]

    return mlp_forward


CARD = Exercise(
    id="mlp-forward",
    reference=forward.mlp_forward,
    points=3.0,
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
    docstring_ko="""신경망 전체를 계산합니다. X의 행마다 나온 출력과, 가는 길에 각 층이 본 것을 함께 반환합니다.

    `params`에는 층마다 (W, b)가 들어 있습니다. `hidden`은 마지막 층을 뺀 모든 층의 활성화 함수, `out`은 마지막 층의 것입니다.
    두 번째 결과에는 층마다 들어온 것, W, z가 들어 있습니다.
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
            hidden_before_out,
            Text(
                "In the last layer `out` takes the place of `hidden`. Which value does your `out` get?",
                "마지막 층에서는 `out`이 `hidden`을 대신합니다. `out`에 어떤 값이 들어가나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "hidden-everywhere",
            Text("the last layer is activated like the hidden ones", "마지막 층도 은닉층처럼 활성화했습니다"),
            hidden_everywhere,
            Text(
                "Where in your code is `out` used? How do you notice that the last layer has come?",
                "코드에서 `out`을 어디에 썼나요? 마지막 층이라는 것을 어떻게 알 수 있을까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "out-everywhere",
            Text("every layer is activated like the last", "모든 층을 마지막 층처럼 활성화했습니다"),
            out_everywhere,
            Text(
                "Where in your code is `hidden` used? Which layers does it belong to?",
                "코드에서 `hidden`을 어디에 썼나요? 어느 층들의 것인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "no-hidden-activation",
            Text("the hidden layers are not activated", "은닉층을 활성화하지 않았습니다"),
            no_hidden_activation,
            Text(
                "Without `hidden` between them, all layers collapse into one. What comes into the second layer?",
                "층 사이에 `hidden`이 없으면 모든 층이 하나로 합쳐집니다. 둘째 층에는 무엇이 들어가나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "cache-holds-a-instead-of-z",
            Text("`cache` holds the activated values instead of z", "`cache`에 z가 아니라 활성화한 값이 있습니다"),
            caches_a,
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
            caches_what_comes_out,
            Text(
                "For the first layer the triple should begin with `X`. Does it? What have you changed before storing?",
                "첫째 층에서는 세 값의 첫 번째가 `X`여야 합니다. 그런가요? 담기 전에 무엇을 바꾸었나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "cache-holds-the-first-input",
            Text("`cache` holds `X` for every layer", "`cache`에 모든 층마다 `X`가 있습니다"),
            caches_the_first_input,
            Text(
                "The second layer never saw `X`. What did come into it?",
                "둘째 층은 `X`를 본 적이 없습니다. 그 층에 무엇이 들어갔나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "last-layer-not-cached",
            Text("the last layer is missing from `cache`", "`cache`에 마지막 층이 없습니다"),
            last_layer_not_cached,
            Text(
                "How many layers does `params` hold, and how many triples does your cache?",
                "`params`에는 층이 몇 개이고, 세 값은 몇 묶음 담았나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "biases-forgotten",
            Text("the biases are not added", "편향을 더하지 않았습니다"),
            without_biases,
            Text(
                "The 2-2-2 network has biases of 0, so it cannot notice. Which other part of `params` did you not use?",
                "2-2-2 신경망은 편향이 0이라 차이가 드러나지 않습니다. `params`에서 쓰지 않은 것이 무엇인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "input-overwritten",
            Text("the result is written into `X` itself", "결과를 `X` 자리에 덮어썼습니다"),
            reuses_the_array,
            Text(
                "`a = X` gives the same array a second name. Does a later line write into that array?",
                "`a = X`는 같은 배열에 이름을 하나 더 붙일 뿐입니다. 뒤에서 그 배열에 값을 써넣지 않나요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "no-cache",
            Text("only the outputs are returned", "출력만 반환했습니다"),
            without_cache,
            Text(
                "Two things are wanted: the outputs and the list `cache`. What does each layer put into it?",
                "출력과 리스트 `cache`, 두 가지가 필요합니다. 층마다 그 안에 무엇을 담아야 할까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "other-notes",
            Text("each note in `cache` holds other things than x, W and z", "`cache`에 적은 것이 x, W, z와 다릅니다"),
            _mlp_notes(lambda x, W, z, b: (x, z)),
            Text(
                "Three things belong into each note, in an order. Which of yours are they?",
                "기록마다 세 가지를 순서대로 담아야 합니다. 담은 것 가운데 어느 것이 그 셋인가요?",
            ),
            "state.not_returned",
            variants=(
                _mlp_notes(lambda x, W, z, b: (x, z, W)),
                _mlp_notes(lambda x, W, z, b: (W, b, z)),
                _mlp_notes(lambda x, W, z, b: (x, b, z)),
                _mlp_notes(lambda x, W, z, b: (z, W, x)),
                _mlp_notes(lambda x, W, z, b: (W, x, z)),
                _mlp_notes(lambda x, W, z, b: (x, W, b, z)),
                _mlp_notes(lambda x, W, z, b: z),
            ),
        ),
        Misconception(
            "x-into-every-layer",
            Text("every layer reads `X`", "모든 층이 `X`를 읽습니다"),
            x_into_every_layer,
            Text(
                "What does the second layer multiply with its weights in your loop, and who made it?",
                "반복문에서 둘째 층은 무엇에 가중치를 곱하나요? 그것은 어디에서 온 값인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "out-too-early",
            Text("`out` is used before the last layer", "마지막 층보다 앞에서 `out`을 썼습니다"),
            out_too_early,
            Text(
                "Which number has the last layer when you count from 0, and where does your condition change over?",
                "0부터 셀 때 마지막 층은 몇 번인가요? 조건은 몇 번부터 바뀌나요?",
            ),
            "opt.t_offset",
            variants=(hidden_in_the_first_only,),
        ),
        Misconception(
            "two-layers-only",
            Text("it works for exactly two layers", "층이 정확히 두 개일 때만 됩니다"),
            two_layers_unpacked,
            Text(
                "`params` may hold one layer or ten. Which lines of yours repeat, and what could repeat them?",
                "`params`에는 층이 하나 있을 수도, 열 개 있을 수도 있습니다. 코드에서 되풀이되는 줄은 무엇이고, 어떻게 되풀이하면 될까요?",
            ),
            "hardcoded.value",
            variants=(two_layers_by_number,),
        ),
        Misconception(
            "weights-transposed",
            Text("the weights are transposed before the product", "곱하기 전에 가중치를 전치했습니다"),
            weights_transposed,
            Text(
                "`x` is `(N, D)` and `W` is `(D, M)`. Which sizes meet in your product?",
                "`x`는 `(N, D)`이고 `W`는 `(D, M)`입니다. 여러분의 곱에서는 어떤 크기끼리 만나나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "cache-from-the-back",
            Text("`cache` begins with the last layer", "`cache`가 마지막 층부터 시작합니다"),
            cache_from_the_back,
            Text(
                "Which layer does `cache[0]` describe in your result, and which should it?",
                "결과의 `cache[0]`은 몇째 층의 기록인가요? 몇째 층이어야 할까요?",
            ),
            "axis.wrong",
        ),
    ),
    alternatives=(_mlp_recursive, _mlp_last_layer_apart, _mlp_row_by_row),
    hints=(
        Text(
            "One layer after the other does the same: weigh, note down, bend, pass on. Only the last one bends differently.",
            "층마다 같은 일을 되풀이합니다. 가중합을 구하고, 적어 두고, 활성화 함수를 적용하고, 넘겨줍니다. 마지막 층만 활성화 함수가 다릅니다.",
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
