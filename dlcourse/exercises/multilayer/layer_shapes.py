"""The card of `layer_shapes`: Shapes on the way through."""

from typing import Any

import numpy as np

from dlcourse import multilayer
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _shape_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    sizes = [int(size) for size in rng.permutation(np.arange(2, 9))[:5]]
    return (
        Case(Text("3 inputs, 4 hidden units, 1 output", "입력 3개, 은닉 유닛 4개, 출력 1개"), ([3, 4, 1], 5)),
        Case(Text("one example", "샘플 하나"), ([3, 4, 2], 1)),
        Case(Text("a single layer", "층이 하나일 때"), ([6, 2], 7)),
        Case(Text("a deep network", "층이 여러 개인 신경망"), (sizes, int(rng.integers(10, 30))), hidden=True),
    )


def _layers(pair: Any) -> Any:
    """`pair` says what to write down for a layer of d inputs and m units that n examples pass."""

    def layer_shapes(sizes: Any, n: Any) -> Any:
        return [pair(sizes[i], sizes[i + 1], n) for i in range(len(sizes) - 1)]

    return layer_shapes


def _with_the_inputs(sizes: Any, n: Any) -> Any:
    sizes = [sizes[0], *sizes]
    return [((n, sizes[i + 1]), (sizes[i], sizes[i + 1])) for i in range(len(sizes) - 1)]


def _without_the_last(sizes: Any, n: Any) -> Any:
    return [((n, sizes[i + 1]), (sizes[i], sizes[i + 1])) for i in range(len(sizes) - 2)]


def _shapes_by_running(sizes: Any, n: Any) -> Any:
    a, found = np.zeros((n, sizes[0])), []
    for units in sizes[1:]:
        W = np.zeros((a.shape[1], units))
        a = a @ W
        found.append((a.shape, W.shape))
    return found


def _shapes_in_two_lists(sizes: Any, n: Any) -> Any:
    of_z = [(n, units) for units in sizes[1:]]
    of_W = [(sizes[i], sizes[i + 1]) for i in range(len(sizes) - 1)]
    return list(zip(of_z, of_W, strict=True))


def _shapes_from_the_end(sizes: Any, n: Any) -> Any:
    if len(sizes) < 2:
        return []
    return [*_shapes_from_the_end(sizes[:-1], n), ((n, sizes[-1]), (sizes[-2], sizes[-1]))]


def _with_a_first_pair(W: str) -> Any:
    """The right list after a pair for the inputs, with something in the place of their weights."""

    def layer_shapes(sizes: Any, n: Any) -> Any:
        first = {"n": (n, sizes[0]), "zero": (0, sizes[0]), "one": (1, sizes[0]), "none": ()}[W]
        return [((n, sizes[0]), first), *_shapes_in_two_lists(sizes, n)]

    return layer_shapes


CARD = Exercise(
    id="layer-shapes",
    reference=multilayer.layer_shapes,
    points=2.0,
    stars=1,
    title=Text("Shapes on the way through", "층을 지나는 동안의 형상"),
    text=Text(
        """Write `layer_shapes(sizes, n)`. `sizes` lists the units of every layer, inputs first, and `n` examples pass through together, one a row.

Return a list with one pair for every layer after the inputs: the shape of its pre-activation `z`, then the shape of its weights `W`. Each shape is a tuple of two whole numbers.

`layer_shapes([3, 4, 1], 5)` is `[((5, 4), (3, 4)), ((5, 1), (4, 1))]`.""",
        """`layer_shapes(sizes, n)`을 작성하세요. `sizes`는 입력부터 차례로 층마다 유닛이 몇 개인지 늘어놓은 리스트이고, 샘플 `n`개가 행마다 하나씩 한꺼번에 지나갑니다.

입력을 뺀 층마다 쌍을 하나씩 담은 리스트를 반환합니다. 쌍은 활성화 전 값 `z`의 형상과 가중치 `W`의 형상 순서이고, 형상은 정수 두 개로 된 튜플입니다.

`layer_shapes([3, 4, 1], 5)`의 결과는 `[((5, 4), (3, 4)), ((5, 1), (4, 1))]`입니다.""",
    ),
    docstring_ko="""샘플 n개가 행으로 지나갈 때, 층마다 z의 형상과 W의 형상입니다.

    형상: 크기가 2개 이상 든 리스트, () -> (z의 형상, W의 형상)의 리스트
    예외: 크기나 n이 1보다 작거나 크기가 2개보다 적으면 ValueError
    참고: Goodfellow, Bengio & Courville (2016), 6장
    >>> layer_shapes([3, 4, 1], n=5)
    [((5, 4), (3, 4)), ((5, 1), (4, 1))]
    """,
    cases=_shape_cases,
    misconceptions=(
        Misconception(
            "column-convention",
            Text(
                "both shapes are those of a book that writes examples as columns",
                "샘플을 열로 쓰는 책의 형상입니다. 두 형상이 모두 뒤집혔습니다",
            ),
            _layers(lambda d, m, n: ((m, n), (m, d))),
            Text(
                "Many books write $W x$ with columns. Here rows are examples: what does `X @ W` ask of the shapes?",
                "열로 쓰는 책에서는 $W x$라고 씁니다. 이 강의에서는 행이 샘플입니다. `X @ W`라고 쓰려면 형상이 어떠해야 하나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "weights-transposed",
            Text("the shape of W is turned round", "W의 형상이 뒤집혔습니다"),
            _layers(lambda d, m, n: ((n, m), (m, d))),
            Text(
                "`z` is right. Which size of `W` must meet the columns of what comes in?",
                "`z`는 맞습니다. 들어오는 배열의 열과 만나야 하는 것은 `W`의 어느 크기인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "z-transposed",
            Text("the shape of z is turned round", "z의 형상이 뒤집혔습니다"),
            _layers(lambda d, m, n: ((m, n), (d, m))),
            Text(
                "`W` is right. One example is one row; so how many rows has `z`?",
                "`W`는 맞습니다. 샘플 하나가 행 하나입니다. 그러면 `z`의 행은 몇 개인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "shape-of-the-input",
            Text(
                "z has the shape of what comes in, not of what comes out",
                "z에 나오는 것이 아니라 들어오는 것의 형상을 썼습니다",
            ),
            _layers(lambda d, m, n: ((n, d), (d, m))),
            Text(
                "After the product, which of the two inner sizes is left?",
                "곱하고 나면 안쪽의 두 크기 가운데 남는 것이 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "n-ignored",
            Text("`n` is not used; z is a single row", "`n`을 쓰지 않아 z가 한 행뿐입니다"),
            _layers(lambda d, m, n: ((1, m), (d, m))),
            Text("How many rows go in, and how many come out?", "행이 몇 개 들어가고 몇 개 나오나요?"),
            "hardcoded.value",
            variants=(_layers(lambda d, m, n: ((m,), (d, m))),),
        ),
        Misconception(
            "pair-exchanged",
            Text("the shape of W comes first", "W의 형상이 먼저 나왔습니다"),
            _layers(lambda d, m, n: ((d, m), (n, m))),
            Text(
                "Both shapes are right. Which one was asked for first?",
                "두 형상은 모두 맞습니다. 어느 것이 먼저인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "inputs-as-a-layer",
            Text("the inputs are listed as a layer with weights", "입력도 가중치가 있는 층으로 넣었습니다"),
            _with_the_inputs,
            Text(
                "Three sizes are joined by two matrices. Which matrix would lead into the inputs?",
                "크기 세 개 사이에는 행렬이 두 개 있습니다. 입력으로 들어가는 행렬이 있나요?",
            ),
            "hardcoded.value",
            variants=(*(_with_a_first_pair(W) for W in ("n", "zero", "one", "none")),),
        ),
        Misconception(
            "last-layer-missing",
            Text("the last layer is missing", "마지막 층이 빠졌습니다"),
            _without_the_last,
            Text(
                "Count your pairs. Where does the loop over `sizes` stop?",
                "쌍이 몇 개인지 세어 보세요. `sizes`를 훑는 반복문이 어디에서 끝나나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "bias-row-in-the-weights",
            Text("W has one more row, for the bias", "W에 편향을 위한 행이 하나 더 있습니다"),
            _layers(lambda d, m, n: ((n, m), (d + 1, m))),
            Text(
                "Some books put the biases into `W` as a row of their own. Where does this course keep them?",
                "편향을 `W`의 한 행으로 넣는 책도 있습니다. 이 강의에서는 편향을 어디에 두나요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "arrays-not-shapes",
            Text("arrays of the right shape, not the shapes", "형상이 아니라 형상이 맞는 배열입니다"),
            _layers(lambda d, m, n: (np.zeros((n, m)), np.zeros((d, m)))),
            Text(
                "Your arrays have the right shapes. Which attribute of an array tells only that?",
                "배열의 형상은 맞습니다. 형상만 알려 주는 배열의 속성은 무엇인가요?",
            ),
            "type.wrong",
            variants=(_layers(lambda d, m, n: (np.ones((n, m)), np.ones((d, m)))),),
        ),
        Misconception(
            "one-flat-list",
            Text("one flat list of shapes instead of pairs", "쌍이 아니라 형상을 한 줄로 늘어놓은 리스트입니다"),
            lambda sizes, n: [shape for pair in _shapes_in_two_lists(sizes, n) for shape in pair],
            Text(
                "The shapes are right. How do you keep the two of one layer together?",
                "형상은 맞습니다. 한 층의 둘을 어떻게 묶을까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "shape-of-the-bias-too",
            Text("the shape of the bias is listed as well", "편향의 형상까지 적었습니다"),
            _layers(lambda d, m, n: ((n, m), (d, m), (m,))),
            Text(
                "A bias has a shape as well, true. Which two were asked for?",
                "편향에도 형상이 있는 것은 맞습니다. 적으라고 한 둘은 무엇인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "inputs-to-every-layer",
            Text("every W begins at the inputs", "모든 W가 입력에서 시작합니다"),
            lambda sizes, n: [((n, units), (sizes[0], units)) for units in sizes[1:]],
            Text(
                "What comes into the second layer, and how many columns does it have?",
                "둘째 층에 들어가는 것은 무엇이고, 열이 몇 개인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "two-lists",
            Text(
                "two lists, one of each kind, instead of one list of pairs",
                "쌍의 리스트가 아니라 종류별로 리스트가 두 개입니다",
            ),
            lambda sizes, n: tuple(map(list, zip(*_shapes_in_two_lists(sizes, n), strict=True))),
            Text(
                "Both lists are right. How do you walk through two lists side by side?",
                "두 리스트는 모두 맞습니다. 두 리스트를 나란히 훑으려면 어떻게 해야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "examples-as-inputs",
            Text(
                "W has a row for every example instead of every input",
                "W의 행이 입력마다가 아니라 샘플마다 하나씩입니다",
            ),
            _layers(lambda d, m, n: ((n, m), (n, m))),
            Text(
                "Bring twice as many examples. Does the network get more weights?",
                "샘플을 두 배로 늘려 보세요. 신경망의 가중치도 늘어나나요?",
            ),
            "shape.transposed",
            variants=(_layers(lambda d, m, n: ((n, m), (n, d))),),
        ),
    ),
    alternatives=(_shapes_by_running, _shapes_in_two_lists, _shapes_from_the_end),
    hints=(
        Text(
            "Think of dominoes: what one layer gives out, the next one takes in.",
            "도미노를 떠올려 보세요. 한 층에서 나온 것이 다음 층으로 들어갑니다.",
        ),
        Text(
            "`(n, D) @ (D, M)` gives `(n, M)`. Here $D$ and $M$ are two neighbours in `sizes`.",
            "`(n, D) @ (D, M)`의 형상은 `(n, M)`입니다. 여기서 $D$와 $M$은 `sizes`에서 이웃한 두 수입니다.",
        ),
        Text(
            "For every pair of neighbours write down two tuples: the number of rows with the second neighbour, then both neighbours. Collect the pairs in a list.",
            "이웃한 두 수마다 튜플을 두 개 적습니다. 먼저 행의 수와 뒤의 수, 그다음 이웃한 두 수입니다. 이 쌍들을 리스트에 모읍니다.",
        ),
    ),
)
