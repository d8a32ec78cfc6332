"""The card of `count_params`: How many numbers does it learn?"""

import math
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from dlcourse import multilayer
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _count_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    sizes = [int(size) for size in rng.integers(2, 60, size=5)]
    return (
        Case(Text("3 inputs, 4 hidden units, 1 output", "입력 3개, 은닉 유닛 4개, 출력 1개"), ([3, 4, 1],)),
        Case(Text("a network for digits", "숫자 이미지를 읽는 신경망"), ([784, 128, 10],)),
        Case(Text("a single layer", "층이 하나일 때"), ([5, 2],)),
        Case(Text("without biases", "편향이 없을 때"), ([3, 4, 1],), {"bias": False}),
        Case(Text("a deep network", "층이 여러 개인 신경망"), (sizes,), hidden=True),
        Case(Text("a deep network without biases", "층이 여러 개이고 편향이 없을 때"), (sizes, False), hidden=True),
    )


def _weights_between(sizes: Any) -> Any:
    return sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 1))


def _count_by_building(sizes: Any, bias: Any = True) -> Any:
    total = 0
    for ins, outs in pairwise(sizes):
        total += np.zeros((ins, outs)).size
        if bias:
            total += np.zeros(outs).size
    return total


def _count_by_dot(sizes: Any, bias: Any = True) -> Any:
    inputs, outputs = np.array(sizes[:-1]), np.array(sizes[1:])
    return inputs @ outputs + (outputs.sum() if bias else 0)


def _count_from_the_end(sizes: Any, bias: Any = True) -> Any:
    total, rest = 0, list(sizes)
    while len(rest) > 1:
        outs = rest.pop()
        total += outs * (rest[-1] + (1 if bias else 0))
    return total


def _weights_to_all_later(sizes: Any) -> Any:
    return sum(ins * outs for ins, outs in combinations(sizes, 2))


def _count_three_sizes(sizes: Any, bias: Any = True) -> Any:
    ins, units, outs = sizes
    return (ins + bias) * units + (units + bias) * outs


CARD = Exercise(
    id="count-params",
    reference=multilayer.count_params,
    points=2.0,
    stars=1,
    title=Text("How many numbers does it learn?", "학습하는 수는 모두 몇 개일까요?"),
    text=Text(
        """Write `count_params(sizes, bias=True)`. `sizes` lists the number of units of every layer, inputs first: `[3, 4, 1]` has 3 inputs, 4 hidden units and 1 output. The network is fully connected, and every unit after the inputs has a bias, unless `bias` is `False`.

Return how many parameters, weights and biases together, the network has: a whole number. `sizes` may have any length from 2 on.

For `[3, 4, 1]` the result is `21`, without biases `16`; for `[784, 128, 10]` it is `101770`.""",
        """`count_params(sizes, bias=True)`를 작성하세요. `sizes`는 입력부터 차례로 층마다 유닛이 몇 개인지 늘어놓은 리스트입니다. `[3, 4, 1]`은 입력 3개, 은닉 유닛 4개, 출력 1개입니다. 신경망은 완전 연결이고, 입력을 뺀 모든 유닛에 편향이 하나씩 있습니다. `bias`가 `False`이면 편향이 없습니다.

가중치와 편향을 합한 매개변수의 개수를 정수로 반환합니다. `sizes`의 길이는 2 이상이면 됩니다.

`[3, 4, 1]`의 결과는 `21`이고 편향이 없으면 `16`입니다. `[784, 128, 10]`의 결과는 `101770`입니다.""",
    ),
    docstring_ko="""층마다 유닛이 몇 개인지(입력부터) 주어졌을 때, 완전 연결 신경망이 학습하는 수의 개수입니다.

    형상: 크기가 2개 이상 든 리스트 -> ()
    예외: 1보다 작은 크기가 있거나 크기가 2개보다 적으면 ValueError
    참고: Goodfellow, Bengio & Courville (2016), 6장
    >>> count_params([3, 4, 1]), count_params([784, 128, 10]), count_params([3, 4, 1], bias=False)
    (21, 101770, 16)
    """,
    cases=_count_cases,
    misconceptions=(
        Misconception(
            "biases-forgotten",
            Text("the biases are not counted", "편향을 세지 않았습니다"),
            lambda sizes, bias=True: _weights_between(sizes),
            Text(
                "Your weights are right. Which units have one more number each?",
                "가중치의 수는 맞습니다. 수가 하나씩 더 있는 유닛은 어느 것인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "inputs-with-biases",
            Text("the inputs got biases, too", "입력에도 편향이 있는 것으로 세었습니다"),
            lambda sizes, bias=True: _weights_between(sizes) + bias * sum(sizes),
            Text(
                "Is anything computed in the inputs? Which units add a bias?",
                "입력에서도 무언가를 계산하나요? 편향을 더하는 유닛은 어느 것인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "one-bias-a-layer",
            Text("one bias for a whole layer", "층마다 편향을 하나씩만 세었습니다"),
            lambda sizes, bias=True: _weights_between(sizes) + bias * (len(sizes) - 1),
            Text(
                "The bias of a layer has shape `(M,)`. How many numbers are that?",
                "한 층의 편향은 형상이 `(M,)`입니다. 수가 몇 개인가요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "output-bias-forgotten",
            Text("the outputs have no biases", "출력의 편향을 빠뜨렸습니다"),
            lambda sizes, bias=True: _weights_between(sizes) + bias * sum(sizes[1:-1]),
            Text(
                "Output units weigh and add like all others. What else do they have?",
                "출력 유닛도 다른 유닛처럼 곱하고 더합니다. 그 유닛에는 무엇이 하나 더 있나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "flag-ignored",
            Text("`bias` is not used", "`bias`를 쓰지 않았습니다"),
            lambda sizes, bias=True: _weights_between(sizes) + sum(sizes[1:]),
            Text(
                "Call it with `bias=False`. What should change?", "`bias=False`로 불러 보세요. 무엇이 달라져야 하나요?"
            ),
            "hardcoded.value",
        ),
        Misconception(
            "two-layers-only",
            Text("it always expects exactly two layers of weights", "가중치 층이 꼭 두 개라고 가정했습니다"),
            lambda sizes, bias=True: (sizes[0] + bias) * sizes[1] + (sizes[1] + bias) * sizes[2],
            Text(
                "Networks come in all lengths. How do you walk through `sizes`, pair by pair?",
                "신경망의 길이는 여러 가지입니다. `sizes`를 이웃한 둘씩 짝지어 훑으려면 어떻게 해야 할까요?",
            ),
            "hardcoded.value",
            variants=(
                _count_three_sizes,
                lambda sizes, bias=True: (sizes[0] + bias) * sizes[1] + (sizes[1] + bias) * sizes[-1],
                lambda sizes, bias=True: (sizes[0] + bias) * sizes[-2] + (sizes[-2] + bias) * sizes[-1],
            ),
        ),
        Misconception(
            "units-counted",
            Text("the units are counted, not their weights", "가중치가 아니라 유닛을 세었습니다"),
            lambda sizes, bias=True: sum(sizes),
            Text(
                "How many weights lead from 3 inputs to 4 units when every input reaches every unit?",
                "입력 3개가 유닛 4개에 빠짐없이 이어지면 가중치는 몇 개인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "biases-of-the-layer-before",
            Text("the biases are counted by the units of the layer before", "편향을 앞 층의 유닛 수만큼 세었습니다"),
            lambda sizes, bias=True: _weights_between(sizes) + bias * sum(sizes[:-1]),
            Text(
                "A bias belongs to the unit that adds it. On which side of the weights does that unit stand?",
                "편향은 그것을 더하는 유닛의 것입니다. 그 유닛은 가중치의 어느 쪽에 있나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "inputs-to-every-layer",
            Text("every layer is fed from the inputs", "모든 층이 입력을 바로 받는 것으로 세었습니다"),
            lambda sizes, bias=True: sum((sizes[0] + bias) * units for units in sizes[1:]),
            Text(
                "What comes into the third layer: the inputs, or what the second layer gave out?",
                "셋째 층에 들어가는 것은 입력인가요, 둘째 층에서 나온 것인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "last-layer-missing",
            Text("the last matrix of weights is not counted", "마지막 가중치 행렬을 세지 않았습니다"),
            lambda sizes, bias=True: sum((sizes[i] + bias) * sizes[i + 1] for i in range(len(sizes) - 2)),
            Text(
                "Three sizes are joined by two matrices. How many does your loop visit?",
                "크기 세 개 사이에는 행렬이 두 개 있습니다. 반복문은 몇 개를 지나나요?",
            ),
            "hardcoded.value",
            variants=(lambda sizes, bias=True: _weights_between(sizes[:-1]) + bias * sum(sizes[1:]),),
        ),
        Misconception(
            "all-sizes-multiplied",
            Text("all sizes are multiplied together", "크기를 모두 곱했습니다"),
            lambda sizes, bias=True: math.prod(sizes) + bias * sum(sizes[1:]),
            Text(
                "Two matrices join three sizes. Do you multiply the numbers in one matrix by those in the other, or count both?",
                "크기가 셋이면 행렬이 둘입니다. 한 행렬에 있는 수의 개수를 다른 행렬의 것과 곱하나요, 아니면 둘을 모두 세나요?",
            ),
            "chain.missing_local",
            variants=(
                lambda sizes, bias=True: math.prod(sizes),
                lambda sizes, bias=True: math.prod(size + bias for size in sizes[:-1]) * sizes[-1],
            ),
        ),
        Misconception(
            "biases-taken-away-twice",
            Text(
                "without biases, they are taken away from a sum that never held them",
                "편향이 없을 때, 편향을 넣은 적이 없는 합에서 편향의 개수를 뺐습니다",
            ),
            lambda sizes, bias=True: _weights_between(sizes) + (1 if bias else -1) * sum(sizes[1:]),
            Text(
                "With `bias=False` the weights alone are left. What do you take away, and was it in the sum before?",
                "`bias=False`이면 가중치만 남습니다. 무엇을 뺐나요? 그것이 앞의 합에 들어 있었나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "every-later-layer",
            Text("each layer is joined to all later layers", "층마다 뒤에 오는 모든 층과 이었습니다"),
            lambda sizes, bias=True: _weights_to_all_later(sizes) + bias * sum(sizes[1:]),
            Text(
                "The inputs reach the first hidden layer. Is there a matrix that leads from them straight to the output?",
                "입력은 첫째 은닉층으로 들어갑니다. 입력에서 출력으로 곧장 가는 행렬이 있나요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(_count_by_building, _count_by_dot, _count_from_the_end),
    hints=(
        Text(
            "Draw 3 dots, 4 dots and 1 dot and connect them. Count the lines first, then the dots that have a bias.",
            "점 3개, 4개, 1개를 그려 서로 이어 보세요. 먼저 선을 세고, 그다음 편향이 있는 점을 셉니다.",
        ),
        Text(
            "A layer from $D$ to $M$ units has a matrix of shape `(D, M)` and a bias of shape `(M,)`: $D M + M$ numbers.",
            "유닛 $D$개에서 $M$개로 가는 층에는 형상이 `(D, M)`인 행렬과 `(M,)`인 편향이 있습니다. 수는 $D M + M$개입니다.",
        ),
        Text(
            "Walk through neighbouring pairs of `sizes`. For each pair add the product, and the second of the two once more if there are biases. Return the sum.",
            "`sizes`에서 이웃한 두 수를 차례로 봅니다. 둘의 곱을 더하고, 편향이 있으면 뒤의 수를 한 번 더 더합니다. 그 합을 반환합니다.",
        ),
    ),
)
