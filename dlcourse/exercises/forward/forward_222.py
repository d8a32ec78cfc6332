"""The card of `forward_222`: Every number of a 2-2-2 network."""

from typing import Any

import numpy as np

from dlcourse import forward
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.forward._shared import X222, logistic
from dlcourse.language import Text

_W222 = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])


def _forward_222_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("the worked example", "본문의 계산 예제"), (X222, _W222)),
        Case(
            Text("round weights, one of them negative", "음수가 섞인 간단한 가중치"),
            (np.array([1.0, -2.0]), np.array([1.0, 0.5, 2.0, -1.0, 3.0, 1.0, -2.0, 0.5])),
        ),
        Case(
            Text("random inputs and weights", "무작위 입력과 가중치"),
            (rng.normal(size=2), rng.normal(scale=2.0, size=8)),
            hidden=True,
        ),
        Case(
            Text("other random inputs and weights", "또 다른 무작위 입력과 가중치"),
            (rng.normal(size=2), rng.normal(scale=2.0, size=8)),
            hidden=True,
        ),
    )


def _layers_222(x: Any, hidden: Any, output: Any) -> Any:
    """The right network for matrices whose unit j is column j."""
    z_hidden = x @ hidden
    h = logistic(z_hidden)
    z_output = h @ output
    return {"z": np.concatenate([z_hidden, z_output]), "h": h, "o": logistic(z_output)}


def _222_output_not_activated(x: Any, w: Any) -> Any:
    found = _layers_222(x, w[:4].reshape(2, 2).T, w[4:].reshape(2, 2).T)
    return {"z": found["z"], "h": found["h"], "o": found["z"][2:]}


def _222_hidden_not_activated(x: Any, w: Any) -> Any:
    z_hidden = x @ w[:4].reshape(2, 2).T
    z_output = z_hidden @ w[4:].reshape(2, 2).T
    return {"z": np.concatenate([z_hidden, z_output]), "h": z_hidden, "o": logistic(z_output)}


def _222_with(bend: Any, last: Any) -> Any:
    """The right sums, with other activations."""

    def forward_222(x: Any, w: Any) -> Any:
        z_hidden = x @ w[:4].reshape(2, 2).T
        h = bend(z_hidden)
        z_output = h @ w[4:].reshape(2, 2).T
        return {"z": np.concatenate([z_hidden, z_output]), "h": h, "o": last(z_output)}

    return forward_222


def _relu(z: Any) -> Any:
    return np.maximum(z, 0.0)


def _222_inputs_again(x: Any, w: Any) -> Any:
    z_hidden, z_output = x @ w[:4].reshape(2, 2).T, x @ w[4:].reshape(2, 2).T
    return {"z": np.concatenate([z_hidden, z_output]), "h": logistic(z_hidden), "o": logistic(z_output)}


def _222_z_of_the_output_only(x: Any, w: Any) -> Any:
    found = _layers_222(x, w[:4].reshape(2, 2).T, w[4:].reshape(2, 2).T)
    return {"z": found["z"][2:], "h": found["h"], "o": found["o"]}


def _222_z_of_the_hidden_only(x: Any, w: Any) -> Any:
    found = _layers_222(x, w[:4].reshape(2, 2).T, w[4:].reshape(2, 2).T)
    return {"z": found["z"][:2], "h": found["h"], "o": found["o"]}


def _222_sums_passed_on(x: Any, w: Any) -> Any:
    found = _222_hidden_not_activated(x, w)
    return {**found, "h": logistic(found["h"])}


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
        values = [float(logistic(total)) for total in sums]
        z += sums
        layers.append(np.array(values))
    return {"z": np.array(z), "h": layers[0], "o": layers[1]}


def _222_a_key_for_each(x: Any, w: Any) -> Any:
    found = _layers_222(x, w[:4].reshape(2, 2).T, w[4:].reshape(2, 2).T)
    return {f"{name}{i}": number for name, numbers in found.items() for i, number in enumerate(numbers, start=1)}


def _222_h_and_o_exchanged(x: Any, w: Any) -> Any:
    found = _layers_222(x, w[:4].reshape(2, 2).T, w[4:].reshape(2, 2).T)
    return {"z": found["z"], "h": found["o"], "o": found["h"]}


def _222_with_bias(bias: float) -> Any:
    def forward_222(x: Any, w: Any) -> Any:
        z_hidden = x @ w[:4].reshape(2, 2).T + bias
        h = logistic(z_hidden)
        z_output = h @ w[4:].reshape(2, 2).T + bias
        return {"z": np.concatenate([z_hidden, z_output]), "h": h, "o": logistic(z_output)}

    return forward_222


CARD = Exercise(
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
    docstring_ko="""입력 두 개, 은닉 유닛 두 개, 출력 두 개, 어디서나 시그모이드, 편향 없음. 중간에 나오는 수를 모두 반환합니다.

    식:   z1 = w1 x1 + w2 x2, z2 = w3 x1 + w4 x2, h = sigmoid(z1, z2)
          z3 = w5 h1 + w6 h2, z4 = w7 h1 + w8 h2, o = sigmoid(z3, z4)
    결과에는 "z"(z1, z2, z3, z4), "h"(h1, h2), "o"(o1, o2)가 들어 있습니다.
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
                "h1이 z1과 같습니다. 그러면 두 층이 한 층이 되고 맙니다. 비선형으로 만드는 것은 무엇일까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "tanh-instead-of-sigmoid",
            Text("another activation in the place of the sigmoid", "시그모이드가 아닌 활성화 함수를 썼습니다"),
            _222_with(np.tanh, np.tanh),
            Text(
                "Feed a 0 into your activation. A sigmoid answers one half; what does yours say?",
                "활성화 함수에 0을 넣어 보세요. 시그모이드라면 0.5인데 무엇이 나오나요?",
            ),
            "hardcoded.value",
            variants=(
                _222_with(_relu, _relu),
                _222_with(np.tanh, logistic),
                _222_with(_relu, logistic),
            ),
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
            "sums-fed-to-the-output-layer",
            Text(
                "the output layer gets z1 and z2 instead of h1 and h2", "출력층이 h1과 h2가 아니라 z1과 z2를 받았습니다"
            ),
            _222_sums_passed_on,
            Text(
                "Your h is right. Which of your lines uses it?",
                "h는 맞습니다. 그 h를 쓰는 줄은 어디인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "output-z-lost",
            Text("only z1 and z2 were kept", "z1과 z2만 남았습니다"),
            _222_z_of_the_hidden_only,
            Text(
                'How many weighted sums does the picture show on its way from left to right, and how many are under your "z"?',
                '그림을 왼쪽에서 오른쪽으로 따라가면 가중합이 모두 몇 개인가요? "z"에는 몇 개가 들어 있나요?',
            ),
            "state.not_returned",
        ),
        Misconception(
            "weights-counted-from-one",
            Text("`w[1]` was taken for w1", "`w[1]`을 w1로 보았습니다"),
            lambda x, w: _222_by_loop(x, np.append(w[1:], 0.0)),
            Text(
                "With which number does Python begin to count? Which of the eight weights is `w[1]`?",
                "파이썬은 몇부터 세나요? 가중치 여덟 개 가운데 `w[1]`은 어느 것인가요?",
            ),
            "opt.t_offset",
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
        Misconception(
            "a-key-for-each-number",
            Text("every number has a key of its own", "수마다 키가 따로 있습니다"),
            _222_a_key_for_each,
            Text(
                "All numbers are there. Three keys are asked for; what is kept together under each?",
                "수는 모두 있습니다. 키는 세 개여야 합니다. 키마다 무엇을 함께 담아야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "softmax-at-the-output",
            Text("softmax at the outputs", "출력에 소프트맥스를 썼습니다"),
            _222_with(logistic, lambda z: np.exp(z) / np.exp(z).sum()),
            Text(
                "Your two outputs add up to 1. Does the task ask them to share, or does each answer for itself?",
                "두 출력을 더하면 1이 됩니다. 문제에서 출력이 몫을 나누어 갖나요, 저마다 따로 답하나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "w6-and-w7-swapped",
            Text("w6 and w7 have changed places", "w6과 w7의 자리가 바뀌었습니다"),
            lambda x, w: _layers_222(x, w[:4].reshape(2, 2).T, w[4:].reshape(2, 2)),
            Text(
                "Follow the edge with w6 in the picture: from which hidden unit, to which output?",
                "그림에서 w6이 적힌 선을 따라가 보세요. 어느 은닉 유닛에서 어느 출력으로 가나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "h-and-o-exchanged",
            Text("the two layers have changed places under their keys", "두 층의 값이 서로 다른 키에 들어 있습니다"),
            _222_h_and_o_exchanged,
            Text(
                "Which numbers are made first, those of the hidden units or those of the output? Under which key does each of them stand?",
                "은닉 유닛의 값과 출력의 값 가운데 무엇을 먼저 구하나요? 각각 어떤 키에 넣었나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "bias-added",
            Text("something is added to every weighted sum", "가중합마다 어떤 수를 더했습니다"),
            _222_with_bias(1.0),
            Text(
                "This network has eight weights. Is there a ninth number in its sums?",
                "이 신경망에는 가중치가 여덟 개 있습니다. 가중합에 다른 수가 더 들어 있나요?",
            ),
            "hardcoded.value",
            variants=(*(_222_with_bias(bias) for bias in (-1.0, 0.1, 0.5)),),
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
