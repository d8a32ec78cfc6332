"""The nine exercises of regularization: split, penalize, drop, normalize, stop in time, and show pictures a little elsewhere.

Splitting and dropout are random, so many different answers are right. They are judged by properties that every right
answer has, whatever order it draws its random numbers in; the bounds lie so far out that chance does not reach them.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from dlcourse import batches, regularizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

# --- split ----------------------------------------------------------------------------------------------------------

_DEALS = 100  # chance leaves one of 8 examples out of a part that takes 2 of them with 24 * 0.75^100, below 1e-11


def _places(rows: np.ndarray, X: np.ndarray) -> list[int | None]:
    """Which example each row is; None for a row that is none of them."""
    if rows.shape[1:] != X.shape[1:]:
        return [None] * len(rows)
    same = np.all(rows[:, None, :] == X, axis=2)
    return [int(row.argmax()) if row.any() else None for row in same]


def _parts(split: Any, X: Any, y: Any, fractions: Any, rng: np.random.Generator) -> tuple[list[list[int | None]], int]:
    """The examples in each part, and how many of them came with the y of another one."""
    known, own = X.copy(), y.copy()  # a function that changes its inputs is told that, and nothing else
    answer = split(X, y, fractions, rng=rng)
    if not isinstance(answer, tuple | list) or len(answer) != 3:
        raise TypeError("three pairs (X, y) were expected")
    parts, torn = [], 0
    for pair in answer:
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise TypeError("each of the three parts should be a pair (X, y)")
        rows, targets = (np.asarray(half) for half in pair)
        if rows.ndim != 2 or targets.shape != (len(rows),):
            raise TypeError(f"X of shape {rows.shape} and y of shape {targets.shape} do not belong together")
        places = _places(rows, known)
        torn += sum(place is not None and target != own[place] for place, target in zip(places, targets, strict=True))
        parts.append(places)
    return parts, torn


def _dealt(split: Any, X: Any, y: Any, fractions: Any, *, rng: np.random.Generator) -> dict[str, Any]:
    """One deal, told without the luck of the draw."""
    parts, torn = _parts(split, X, y, fractions, rng)
    count = np.zeros(len(X), dtype=int)
    for places in parts:
        for place in places:
            count[place] += place is not None
    ends = np.cumsum([len(places) for places in parts])
    blocks = [set(range(end - len(places), end)) for end, places in zip(ends, parts, strict=True)]
    return {
        "sizes": [len(places) for places in parts],
        "strangers": sum(place is None for places in parts for place in places),
        "missing": int(np.sum(count == 0)),
        "twice": int(np.sum(count > 1)),
        "torn": int(torn),
        # chance deals 11 examples in their order once in 1980 times, 40 of them never
        "in order": len(X) >= 40 and blocks == [set(places) for places in parts],
    }


def _dealt_often(split: Any, X: Any, y: Any, fractions: Any, *, rng: np.random.Generator) -> dict[str, Any]:
    """Many deals: whether everybody gets everywhere, and whether `rng` alone decides."""
    seen = np.zeros((3, len(X)), dtype=bool)
    for _ in range(_DEALS):
        for part, places in zip(seen, _parts(split, X, y, fractions, rng)[0], strict=True):
            part[[place for place in places if place is not None]] = True
    first, again = (_parts(split, X, y, fractions, np.random.default_rng(7))[0] for _ in range(2))
    return {"stuck": int(np.sum(~seen)), "repeatable": first == again}


def _split_accept(case: Case, value: Any) -> Text | None:
    if "stuck" in value:
        return _split_often_accept(value)
    X, _, fractions = case.args
    if value["strangers"]:
        return Text(
            "Some of the rows that came back are not rows of `X`.", "돌려준 행 가운데 `X`의 행이 아닌 것이 있습니다."
        )
    if value["twice"]:
        return Text("Some examples are in more than one part.", "둘 이상의 부분에 들어 있는 예제가 있습니다.")
    if value["missing"]:
        return Text("Some examples are in no part.", "어느 부분에도 들어 있지 않은 예제가 있습니다.")
    if value["torn"]:
        return Text(
            "Some examples came back with the `y` of another one.", "다른 예제의 `y`와 짝이 된 예제가 있습니다."
        )
    # two sizes rounded up may leave the third one short by nearly 2
    if any(abs(size - share * len(X)) >= 2 for size, share in zip(value["sizes"], fractions, strict=True)):
        return Text(
            "The sizes of the three parts are not the fractions of N.",
            "세 부분의 크기가 N에 비율을 곱한 값과 다릅니다.",
        )
    if value["in order"]:
        return Text(
            "The first examples went to training, the next to validation, the last to test.",
            "앞쪽 예제는 훈련, 그다음은 검증, 마지막은 시험으로 순서대로 갔습니다.",
        )
    return None


def _split_often_accept(value: Any) -> Text | None:
    if value["stuck"]:
        return Text(
            "We dealt many times, and some examples never came to one of the parts.",
            "여러 번 나누어 보았지만 어떤 부분에는 한 번도 들어가지 않은 예제가 있습니다.",
        )
    if not value["repeatable"]:
        return Text(
            "Two generators with the same seed gave two different splits.",
            "시드가 같은 두 난수 생성기로 나누었는데 결과가 서로 다릅니다.",
        )
    return None


def _examples(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows that nobody can mistake for each other, and a y that belongs to one row alone."""
    X = rng.normal(size=(n, d))
    X[:, 0] = np.arange(n) + 0.5
    return X, np.arange(n) * 10


def _split_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    def case(name: Text, n: int, d: int, fractions: Any, *, call: Any = _dealt, **more: Any) -> Case:
        return Case(name, (*_examples(rng, n, d), fractions), {"rng": np.random.default_rng(rng)}, call=call, **more)

    return (
        case(Text("40 examples in three parts", "예제 40개를 셋으로"), 40, 2, (0.6, 0.2, 0.2)),
        case(
            Text("11 examples, which no fraction divides evenly", "나누어떨어지지 않는 예제 11개"),
            11,
            3,
            (0.6, 0.2, 0.2),
        ),
        case(Text("other fractions", "다른 비율"), 50, 4, (0.5, 0.3, 0.2), hidden=True),
        case(Text("many deals of 8 examples", "예제 8개를 여러 번 나누기"), 8, 2, (0.5, 0.25, 0.25), call=_dealt_often),
    )


def _rounded(n: int, fractions: Any) -> tuple[int, int, int]:
    return round(fractions[0] * n), round((fractions[0] + fractions[1]) * n), n


def _split(order: Callable[..., Any], *, sizes: Callable[[int, Any], Any] = _rounded) -> Callable[..., Any]:
    """A split with one screw turned: the order in which examples are dealt, or the sizes."""

    def split(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
        dealt = order(len(X), rng)
        first, second, last = sizes(len(X), fractions)
        parts = dealt[:first], dealt[first:second], dealt[second:last]
        return tuple((X[part], y[part]) for part in parts)

    return split


def _floored(n: int, fractions: Any) -> tuple[int, int, int]:
    a, b, c = (int(share * n) for share in fractions)
    return a, a + b, a + b + c


def _split_overlap(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    parts = []
    for share in fractions:
        chosen = rng.permutation(len(X))[: round(share * len(X))]
        parts.append((X[chosen], y[chosen]))
    return tuple(parts)


def _split_torn(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    first, second, _ = _rounded(len(X), fractions)
    rows, targets = X[rng.permutation(len(X))], y[rng.permutation(len(X))]
    return (
        (rows[:first], targets[:first]),
        (rows[first:second], targets[first:second]),
        (rows[second:], targets[second:]),
    )


def _split_scaled(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    scaled = (X - X.mean(axis=0)) / X.std(axis=0)
    return _split(lambda n, rng: rng.permutation(n))(scaled, y, fractions, rng=rng)


def _split_test_second(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    train, val, test = _split(lambda n, rng: rng.permutation(n))(X, y, fractions, rng=rng)
    return train, test, val


def _split_by_shuffling_a_list(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    order = list(range(len(X)))
    rng.shuffle(order)
    first = int(fractions[0] * len(X))
    second = first + int(fractions[1] * len(X))
    groups = [order[:first], order[first:second], order[second:]]
    return tuple((X[group], y[group]) for group in groups)


def _split_rounding_up(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    first = int(np.ceil(fractions[0] * len(X)))
    second = first + int(np.ceil(fractions[1] * len(X)))
    return (
        (X[order[:first]], y[order[:first]]),
        (X[order[first:second]], y[order[first:second]]),
        (X[order[second:]], y[order[second:]]),
    )


def _split_by_choice(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    everybody = np.arange(len(X))
    train = rng.choice(everybody, size=round(fractions[0] * len(X)), replace=False)
    rest = np.setdiff1d(everybody, train)
    val = np.sort(rng.choice(rest, size=round(fractions[1] * len(X)), replace=False))
    test = np.setdiff1d(rest, val)
    return (X[train], y[train]), (X[val], y[val]), (X[test], y[test])


def _split_by_sorting_random_numbers(X: Any, y: Any, fractions: Any, *, rng: Any) -> list[Any]:
    order = np.argsort(rng.random(len(X)))
    ends = np.rint(np.cumsum(fractions) * len(X)).astype(int)
    return [[X[part], y[part]] for part in np.split(order, ends[:2])]


SPLIT = Exercise(
    id="split",
    reference=batches.split,
    points=2.0,
    stars=1,
    title=Text("Training, validation, test", "훈련, 검증, 시험"),
    text=Text(
        r"""Write `split(X, y, fractions, rng)`. It deals the examples out **at random** into three pairs: training, validation, test.

`X` has shape `(N, D)` and `y` shape `(N,)`; `fractions` is a tuple such as `(0.6, 0.2, 0.2)` that adds up to 1. Return `((X_train, y_train), (X_val, y_val), (X_test, y_test))`.

Every example must be in exactly one part, next to its own `y`. Each size is its fraction of `N`, rounded up or down as you like. Take all chance from the generator `rng`; two generators with the same seed must give the same split.""",
        r"""`split(X, y, fractions, rng)`를 작성하세요. 예제를 **무작위로** 훈련, 검증, 시험의 세 쌍으로 나눕니다.

`X`의 형상은 `(N, D)`, `y`의 형상은 `(N,)`이고 `fractions`는 `(0.6, 0.2, 0.2)`처럼 더해서 1이 되는 튜플입니다. `((X_train, y_train), (X_val, y_val), (X_test, y_test))`를 돌려줍니다.

모든 예제는 정확히 한 부분에, 자기의 `y`와 함께 들어가야 합니다. 크기는 `N`에 비율을 곱한 값이며 올림이든 내림이든 괜찮습니다. 난수는 모두 `rng`에서 뽑습니다. 시드가 같은 두 생성기로 나누면 결과도 같아야 합니다.""",
    ),
    docstring_ko="""예제를 무작위로 나눕니다. 훈련, 검증, 시험의 쌍 (X, y)입니다.

    모든 예제는 정확히 한 쌍에 들어갑니다. 크기는 N에 비율을 곱해 반올림한 값입니다.
    형상: (N, ...), (N,) -> 세 쌍
    예외: X와 y의 길이가 다르거나 비율의 합이 1이 아니면 ValueError
    참고: Stone (1974)
    >>> train, val, test = split(np.arange(10.0), np.arange(10), (0.6, 0.2, 0.2), rng=np.random.default_rng(0))
    >>> len(train[0]), len(val[0]), len(test[0]), sorted(np.concatenate([train[1], val[1], test[1]]).tolist())
    (6, 2, 2, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """,
    cases=_split_cases,
    accept=_split_accept,
    misconceptions=(
        Misconception(
            "no-shuffle",
            Text("the examples are dealt in the order they came in", "예제를 들어온 순서대로 나누었습니다"),
            _split(lambda n, rng: np.arange(n)),
            Text(
                "Many files are sorted by class. Which classes would your training part never see?",
                "클래스별로 정렬된 파일이 많습니다. 그러면 훈련 부분이 한 번도 보지 못하는 클래스는 무엇일까요?",
            ),
            "leak.validation",
        ),
        Misconception(
            "shuffled-piecewise",
            Text(
                "the examples are shuffled piece by piece, so some never reach some parts",
                "토막별로만 섞어, 어떤 부분에는 절대 들어가지 못하는 예제가 있습니다",
            ),
            _split(lambda n, rng: np.concatenate([rng.permutation(n // 2), n // 2 + rng.permutation(n - n // 2)])),
            Text(
                "Can the first example of the file ever become a test example? When must the shuffling happen?",
                "파일의 첫 예제가 시험 부분에 들어갈 수 있나요? 섞는 일은 언제 해야 할까요?",
            ),
            "leak.validation",
            shows=lambda case, value: 0 < value.get("stuck", 0) < 16,
        ),
        Misconception(
            "overlap",
            Text("an example can be in two parts", "한 예제가 두 부분에 들어갈 수 있습니다"),
            _split_overlap,
            Text(
                "If training and test share an example, what does the test measure for it? How many times should you shuffle?",
                "훈련과 시험에 같은 예제가 있으면 시험은 무엇을 재는 걸까요? 몇 번 섞어야 할까요?",
            ),
            "leak.validation",
            shows=lambda case, value: value.get("twice", 0) > 0,
        ),
        Misconception(
            "rounding-loses",
            Text("rounding down loses examples", "내림을 하다가 예제를 잃어버렸습니다"),
            _split(lambda n, rng: rng.permutation(n), sizes=_floored),
            Text(
                "With 11 examples the three sizes you cut add up to 10. Which part can simply take all that is left?",
                "예제가 11개인데 자른 크기를 더하면 10입니다. 남은 것을 모두 가져가도 되는 부분은 어디일까요?",
            ),
            "scale.one_over_n",
            shows=lambda case, value: value.get("missing", 0) > 0 and not value["twice"] and not value["strangers"],
        ),
        Misconception(
            "torn-pairs",
            Text("X and y are shuffled apart", "X와 y를 따로 섞었습니다"),
            _split_torn,
            Text(
                "Is the first `y` still the answer for the first row? Draw one order and use it for both.",
                "첫 번째 `y`가 여전히 첫 번째 행의 답인가요? 순서를 한 번만 뽑아 양쪽에 써 보세요.",
            ),
            "leak.validation",
            shows=lambda case, value: value.get("torn", 0) > 0,
        ),
        Misconception(
            "scaled-with-all-data",
            Text("X is standardized with numbers from all examples", "모든 예제에서 구한 값으로 X를 표준화했습니다"),
            _split_scaled,
            Text(
                "Mean and spread of all rows know the test rows already. From which part alone may they be taken?",
                "모든 행의 평균과 표준편차에는 시험 행도 이미 들어 있습니다. 어느 부분에서만 구해야 할까요?",
            ),
            "leak.validation",
            shows=lambda case, value: value.get("strangers", 0) > 0,
        ),
        Misconception(
            "test-before-validation",
            Text("validation and test have changed places", "검증과 시험의 자리가 바뀌었습니다"),
            _split_test_second,
            Text(
                "Look at the order in which the three pairs are asked for.",
                "세 쌍을 어떤 순서로 돌려주어야 하는지 다시 보세요.",
            ),
            "order.stale_update",
            shows=lambda case, value: value.get("sizes") == [25, 10, 15],
        ),
        Misconception(
            "rng-ignored",
            Text("the same split every time, whatever `rng` is", "`rng`가 무엇이든 늘 똑같이 나눕니다"),
            _split(lambda n, rng: np.random.default_rng(0).permutation(n)),
            Text(
                "Call your function with two different generators. Where does your chance come from?",
                "서로 다른 두 생성기로 불러 보세요. 난수가 어디에서 나오고 있나요?",
            ),
            "rng.global",
            shows=lambda case, value: value.get("stuck", 0) == 16 or not value.get("repeatable", True),
        ),
    ),
    alternatives=(_split_by_shuffling_a_list, _split_rounding_up, _split_by_choice, _split_by_sorting_random_numbers),
    hints=(
        Text(
            "Do not move the examples; move their numbers. Shuffle the numbers 0 to N - 1 once, then cut that row of numbers in three.",
            "예제가 아니라 예제의 번호를 옮깁니다. 0부터 N - 1까지의 번호를 한 번만 섞고, 그 번호들을 세 토막으로 자릅니다.",
        ),
        Text(
            "Two cuts are enough: one after about $f_1 N$ numbers, one after about $(f_1 + f_2) N$. What is left is the test part.",
            "자를 곳은 두 군데면 됩니다. $f_1 N$개쯤 뒤와 $(f_1 + f_2) N$개쯤 뒤입니다. 남은 것이 시험 부분입니다.",
        ),
        Text(
            "`rng.permutation` gives a shuffled array of numbers. Slice it twice, and use every slice as an index for `X` and for `y` alike.",
            "`rng.permutation`이 섞인 번호 배열을 줍니다. 이것을 잘라서, 잘라 낸 번호를 `X`와 `y` 양쪽의 인덱스로 씁니다.",
        ),
    ),
)

# --- penalty --------------------------------------------------------------------------------------------------------

Layers = list[tuple[np.ndarray, np.ndarray]]


def _layers(rng: np.random.Generator, *sizes: int) -> Layers:
    return [(rng.normal(size=(d, m)), rng.normal(2.0, 1.0, size=m)) for d, m in pairwise(sizes)]


def _one_layer() -> Layers:
    return [(np.array([[0.5], [-1.0], [2.0]]), np.array([9.0]))]


def _penalty_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    four = [(np.array([[1.0, -2.0], [3.0, -4.0]]), np.array([5.0, 5.0]))]
    return (
        Case(Text("L1 alone", "L1만"), (_one_layer(), 0.1, 0.0)),
        Case(Text("L2 alone", "L2만"), (_one_layer(), 0.0, 0.1)),
        Case(Text("both together", "둘 다 함께"), (four, 0.5, 0.25)),
        Case(Text("two layers", "두 층"), (_layers(rng, 3, 2, 4), 0.3, 0.2)),
        Case(Text("three random layers", "임의의 세 층"), (_layers(rng, 5, 3, 4, 2), 0.7, 0.1), hidden=True),
        Case(Text("no penalty at all", "벌점이 없을 때"), (_layers(rng, 2, 3), 0.0, 0.0), edge=True),
    )


def _penalty_of(one: Callable[..., Any]) -> Callable[..., Any]:
    """A penalty summed over layers, with the cost of one layer given."""

    def penalty(params: Any, l1: Any, l2: Any) -> float:
        return float(sum(one(W, b, l1, l2) for W, b in params))

    return penalty


def _penalty_by_loops(params: Any, l1: Any, l2: Any) -> float:
    total = 0.0
    for W, _ in params:
        for row in W:
            for w in row:
                total += l1 * abs(w) + 0.5 * l2 * w * w
    return total


def _penalty_of_one_long_vector(params: Any, l1: Any, l2: Any) -> Any:
    w = np.concatenate([W.ravel() for W, _ in params])
    return l1 * np.linalg.norm(w, 1) + 0.5 * l2 * (w @ w)


def _penalty_by_einsum(params: Any, l1: Any, l2: Any) -> Any:
    squares = sum(np.einsum("ij,ij->", layer[0], layer[0]) for layer in params)
    sizes = sum(np.where(layer[0] < 0, -layer[0], layer[0]).sum() for layer in params)
    return l1 * sizes + l2 * squares / 2


PENALTY = Exercise(
    id="penalty",
    reference=regularizers.penalty,
    points=2.0,
    stars=1,
    title=Text("The price of large weights", "큰 가중치의 값"),
    text=Text(
        r"""Write `penalty(params, l1, l2)`. It says what the weights of a whole network cost:

$$\lambda_{L1} \sum \lvert w \rvert + \lambda_{L2} \, \tfrac{1}{2} \sum w^2$$

`params` is a list with a pair `(W, b)` for each layer; `l1` is $\lambda_{L1}$ and `l2` is $\lambda_{L2}$. Both sums run over **all weights of all layers**, and biases cost nothing. The result is one float.

One layer with the weights `0.5, -1.0, 2.0` costs `0.35` with `l1 = 0.1`, and `0.2625` with `l2 = 0.1` instead.""",
        r"""`penalty(params, l1, l2)`를 작성하세요. 신경망 전체의 가중치에 매기는 벌점입니다.

$$\lambda_{L1} \sum \lvert w \rvert + \lambda_{L2} \, \tfrac{1}{2} \sum w^2$$

`params`는 층마다 쌍 `(W, b)`가 하나씩 든 리스트이고, `l1`은 $\lambda_{L1}$, `l2`는 $\lambda_{L2}$입니다. 두 합은 **모든 층의 모든 가중치**에 걸쳐 구하며 편향에는 벌점이 없습니다. 결과는 float 하나입니다.

가중치가 `0.5, -1.0, 2.0`인 층 하나의 벌점은 `l1 = 0.1`이면 `0.35`, 그 대신 `l2 = 0.1`이면 `0.2625`입니다.""",
    ),
    docstring_ko="""큰 가중치의 벌점입니다. 절댓값의 합에 `l1`을, 제곱합의 절반에 `l2`를 곱해 더합니다.

    `params`에는 층마다 (W, b)가 있고 편향은 벌점이 없습니다. l2 = 0이면 lasso, l1 = 0이면 ridge, 둘 다 있으면 elastic net입니다.
    형상: [(D, M), (M,)], ... -> ()
    예외: l1이나 l2가 음수이면 ValueError
    참고: Tibshirani (1996); Hoerl & Kennard (1970); Zou & Hastie (2005)
    >>> layer = (np.array([[0.5], [-1.0], [2.0]]), np.array([9.0]))
    >>> round(penalty([layer], l1=0.1, l2=0.0), 12), round(penalty([layer], l1=0.0, l2=0.1), 12)
    (0.35, 0.2625)
    """,
    cases=_penalty_cases,
    misconceptions=(
        Misconception(
            "bias-included",
            Text("biases are penalized too", "편향에도 벌점을 매겼습니다"),
            _penalty_of(
                lambda W, b, l1, l2: l1 * (np.abs(W).sum() + np.abs(b).sum()) + 0.5 * l2 * ((W**2).sum() + (b**2).sum())
            ),
            Text(
                "A bias only shifts a unit; it does not make the function steeper. Who is missing from the formula?",
                "편향은 유닛을 옮길 뿐 함수를 가파르게 만들지 않습니다. 식에 나오지 않는 것은 무엇인가요?",
            ),
            "bias.penalized",
        ),
        Misconception(
            "mean-instead-of-sum",
            Text("means instead of sums", "합이 아니라 평균을 구했습니다"),
            _penalty_of(lambda W, b, l1, l2: l1 * np.abs(W).mean() + 0.5 * l2 * (W**2).mean()),
            Text(
                "Double the number of weights. Should the same weights become cheaper by that?",
                "가중치의 개수를 두 배로 늘려 보세요. 그렇다고 같은 가중치의 벌점이 줄어들어야 할까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "half-missing",
            Text("the factor one half of L2 is missing", "L2의 이분의 일이 빠졌습니다"),
            _penalty_of(lambda W, b, l1, l2: l1 * np.abs(W).sum() + l2 * (W**2).sum()),
            Text(
                "Your L2 part is twice as large. What does the formula have in front of the squares, and what will it be good for in the derivative?",
                "L2 부분이 두 배입니다. 식에서 제곱 앞에 무엇이 있나요? 미분하면 왜 편해질까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "half-on-both",
            Text("the factor one half is on L1 as well", "L1에도 이분의 일을 곱했습니다"),
            _penalty_of(lambda W, b, l1, l2: 0.5 * (l1 * np.abs(W).sum() + l2 * (W**2).sum())),
            Text("To which of the two sums does the one half belong?", "이분의 일은 두 합 가운데 어느 쪽에 붙나요?"),
            "scale.half",
        ),
        Misconception(
            "lambdas-swapped",
            Text("`l1` stands at the squares and `l2` at the sizes", "`l1`은 제곱에, `l2`는 절댓값에 곱했습니다"),
            _penalty_of(lambda W, b, l1, l2: l2 * np.abs(W).sum() + 0.5 * l1 * (W**2).sum()),
            Text("Which sum does the L1 in $\\lambda_{L1}$ name?", "$\\lambda_{L1}$의 L1은 어느 합의 이름인가요?"),
            "order.stale_update",
        ),
        Misconception(
            "signs-cancel",
            Text("positive and negative weights cancel", "양수와 음수 가중치가 서로 지워집니다"),
            _penalty_of(lambda W, b, l1, l2: l1 * W.sum() + 0.5 * l2 * (W**2).sum()),
            Text(
                "A weight of -5 is as large as one of 5. Which function forgets the sign?",
                "-5는 5만큼 큰 가중치입니다. 부호를 없애는 함수는 무엇일까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "norm-not-squared",
            Text("the length of the weights, not its square", "가중치 벡터 길이의 제곱이 아니라 길이입니다"),
            _penalty_of(lambda W, b, l1, l2: l1 * np.abs(W).sum() + 0.5 * l2 * np.sqrt((W**2).sum())),
            Text(
                "`np.linalg.norm` takes a root at the end. Is there a root in the formula?",
                "`np.linalg.norm`은 마지막에 제곱근을 구합니다. 식에 제곱근이 있나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "last-layer-only",
            Text("only the last layer counts", "마지막 층만 셌습니다"),
            lambda params, l1, l2: float(l1 * np.abs(params[-1][0]).sum() + 0.5 * l2 * (params[-1][0] ** 2).sum()),
            Text(
                "One layer works, two do not. Does your loop add up, or does it start again?",
                "층이 하나면 맞고 둘이면 다릅니다. 반복할 때마다 더하고 있나요, 아니면 새로 시작하나요?",
            ),
            "state.not_returned",
        ),
    ),
    alternatives=(_penalty_by_loops, _penalty_of_one_long_vector, _penalty_by_einsum),
    hints=(
        Text(
            "Work out what one layer costs, then add up the layers. From each pair you need only the first half.",
            "층 하나의 벌점을 먼저 구하고 층마다 더합니다. 쌍에서 필요한 것은 앞의 것뿐입니다.",
        ),
        Text(
            "For each `W` of shape `(D, M)` two numbers are needed: $\\sum \\lvert w \\rvert$ and $\\sum w^2$.",
            "형상이 `(D, M)`인 `W`마다 수 두 개가 필요합니다. $\\sum \\lvert w \\rvert$와 $\\sum w^2$입니다.",
        ),
        Text(
            "Start a total at 0. For each layer add `l1` times the sum of absolute values, and `l2` times half the sum of squares.",
            "합계를 0에서 시작합니다. 층마다 절댓값의 합에 `l1`을 곱한 값과, 제곱합의 절반에 `l2`를 곱한 값을 더합니다.",
        ),
    ),
)

# --- penalty_grad ---------------------------------------------------------------------------------------------------


def _penalty_grad_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    with_zero = [(np.array([[0.5, 0.0], [-1.0, 0.0]]), np.array([9.0, -3.0]))]
    return (
        Case(Text("L1 alone", "L1만"), (_one_layer(), 0.1, 0.0)),
        Case(Text("L2 alone", "L2만"), (_one_layer(), 0.0, 0.1)),
        Case(Text("two layers, both penalties", "두 층, 두 벌점"), (_layers(rng, 3, 2, 4), 0.3, 0.2)),
        Case(Text("three random layers", "임의의 세 층"), (_layers(rng, 5, 3, 4, 2), 0.7, 0.1), hidden=True),
        Case(Text("a weight of exactly 0", "정확히 0인 가중치"), (with_zero, 0.5, 0.25), edge=True),
    )


def _penalty_grad_of(
    dW: Callable[..., Any], db: Callable[..., Any] = lambda b, l1, l2: np.zeros_like(b)
) -> Callable[..., Any]:
    """A gradient layer by layer, with the formulas given."""

    def penalty_grad(params: Any, l1: Any, l2: Any) -> Any:
        return [(dW(W, l1, l2), db(b, l1, l2)) for W, b in params]

    return penalty_grad


def _penalty_grad_by_loops(params: Any, l1: Any, l2: Any) -> Any:
    grads = []
    for W, b in params:
        dW = np.zeros(W.shape)
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                w = W[i, j]
                dW[i, j] = l2 * w + (l1 if w > 0 else -l1 if w < 0 else 0.0)
        grads.append((dW, np.zeros(b.shape)))
    return grads


def _penalty_grad_by_where(params: Any, l1: Any, l2: Any) -> Any:
    return [(l2 * W + np.where(W > 0, l1, np.where(W < 0, -l1, 0.0)), 0.0 * b) for W, b in params]


def _penalty_grad_by_division(params: Any, l1: Any, l2: Any) -> Any:
    grads = []
    for W, b in params:
        size = np.abs(W)
        direction = np.divide(W, size, out=np.zeros_like(W), where=size > 0)
        grads.append([direction * l1 + W * l2, np.zeros(len(b))])
    return tuple(grads)


PENALTY_GRAD = Exercise(
    id="penalty-grad",
    reference=regularizers.penalty_grad,
    points=2.5,
    stars=2,
    title=Text("Which way the penalty pulls", "벌점이 당기는 방향"),
    text=Text(
        r"""Write `penalty_grad(params, l1, l2)`: the gradient of the penalty of the last exercise, for every weight and every bias.

`params` is a list with a pair `(W, b)` for each layer. Return a list with a pair `(dW, db)` for each layer, in the shapes of `W` and `b`.

$\lvert w \rvert$ has a corner at 0 and no derivative there. Say 0, as everybody does: a weight that is 0 already need not be pulled anywhere.

For the weights `0.5, -1.0, 2.0` the result is `0.1, -0.1, 0.1` with `l1 = 0.1`, and `0.05, -0.1, 0.2` with `l2 = 0.1` instead.""",
        r"""`penalty_grad(params, l1, l2)`를 작성하세요. 앞 문제의 벌점을 가중치와 편향마다 미분한 기울기(gradient)입니다.

`params`는 층마다 쌍 `(W, b)`가 하나씩 든 리스트입니다. 층마다 쌍 `(dW, db)`가 하나씩 든 리스트를 돌려주며 형상은 `W`, `b`와 같습니다.

$\lvert w \rvert$는 0에서 꺾이므로 미분값이 없습니다. 모두가 하듯이 0으로 정합니다. 이미 0인 가중치는 어느 쪽으로도 당길 필요가 없습니다.

가중치가 `0.5, -1.0, 2.0`일 때 `l1 = 0.1`이면 `0.1, -0.1, 0.1`이고, 그 대신 `l2 = 0.1`이면 `0.05, -0.1, 0.2`입니다.""",
    ),
    docstring_ko="""층마다 (W, b)에 대한 `penalty`의 기울기입니다. 가중치가 정확히 0이면 l1 부분은 0입니다.

    형상: [(D, M), (M,)], ... -> 그대로
    예외: l1이나 l2가 음수이면 ValueError
    참고: Tibshirani (1996); Hoerl & Kennard (1970); Zou & Hastie (2005)
    >>> [(dW, db)] = penalty_grad([(np.array([[0.5], [-1.0], [0.0]]), np.array([9.0]))], l1=0.1, l2=0.0)
    >>> dW.ravel(), db
    (array([ 0.1, -0.1,  0. ]), array([0.]))
    """,
    cases=_penalty_grad_cases,
    misconceptions=(
        Misconception(
            "bias-pulled",
            Text("biases are pulled too", "편향까지 당겼습니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.sign(W) + l2 * W, lambda b, l1, l2: l1 * np.sign(b) + l2 * b),
            Text(
                "Biases cost nothing. What is the derivative of something that is not there?",
                "편향에는 벌점이 없습니다. 없는 것을 미분하면 얼마일까요?",
            ),
            "bias.penalized",
        ),
        Misconception(
            "factor-two",
            Text("the L2 part is twice as large", "L2 부분이 두 배입니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.sign(W) + 2 * l2 * W),
            Text(
                "You took the derivative of $w^2$. What stands in front of it in the penalty?",
                "$w^2$을 미분했군요. 벌점에서는 그 앞에 무엇이 있었나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "mean-instead-of-sum",
            Text("divided by the number of weights", "가중치의 개수로 나누었습니다"),
            _penalty_grad_of(lambda W, l1, l2: (l1 * np.sign(W) + l2 * W) / W.size),
            Text(
                "The penalty is a sum. Does the derivative for one weight know how many others there are?",
                "벌점은 합입니다. 가중치 하나로 미분할 때 다른 가중치가 몇 개인지 알아야 하나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "zero-is-pulled",
            Text("a weight of exactly 0 is pulled", "정확히 0인 가중치를 당겼습니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.where(W >= 0, 1.0, -1.0) + l2 * W),
            Text(
                "Everything is right except at 0. On which side of the corner is your 0?",
                "0에서만 다릅니다. 꺾인 곳의 어느 쪽에 0을 넣었나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "lambdas-swapped",
            Text("`l1` stands at the L2 part and `l2` at the L1 part", "`l1`을 L2 부분에, `l2`를 L1 부분에 곱했습니다"),
            _penalty_grad_of(lambda W, l1, l2: l2 * np.sign(W) + l1 * W),
            Text(
                "Which part grows with the weight, and whose $\\lambda$ is that?",
                "가중치가 커질수록 커지는 부분은 어느 쪽이고, 그 $\\lambda$는 어느 것인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "size-instead-of-sign",
            Text(
                "the L1 part is the size of the weight, not its sign", "L1 부분이 가중치의 부호가 아니라 절댓값입니다"
            ),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.abs(W) + l2 * W),
            Text(
                "Draw $\\lvert w \\rvert$. How steep is it at 0.5, at 5 and at -5?",
                "$\\lvert w \\rvert$를 그려 보세요. 0.5, 5, -5에서 얼마나 가파른가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "sign-forgotten",
            Text("the L1 part pulls negative weights the wrong way", "L1 부분이 음수 가중치를 반대쪽으로 당깁니다"),
            _penalty_grad_of(lambda W, l1, l2: l1 * np.ones_like(W) + l2 * W),
            Text(
                "Towards 0 means down for positive weights. And for negative ones?",
                "0 쪽으로 간다는 것은 양수라면 줄어든다는 뜻입니다. 음수라면 어떨까요?",
            ),
            "sign.flipped",
        ),
    ),
    alternatives=(_penalty_grad_by_loops, _penalty_grad_by_where, _penalty_grad_by_division),
    hints=(
        Text(
            "Take one weight alone and differentiate its two terms. All other weights are constants then.",
            "가중치 하나만 놓고 두 항을 미분합니다. 이때 다른 가중치는 상수입니다.",
        ),
        Text(
            "$\\lvert w \\rvert$ rises with slope 1 right of 0 and -1 left of it; $\\tfrac{1}{2} w^2$ has slope $w$. `dW` has the shape `(D, M)` of `W`.",
            "$\\lvert w \\rvert$의 기울기는 0의 오른쪽에서 1, 왼쪽에서 -1이고, $\\tfrac{1}{2} w^2$의 기울기는 $w$입니다. `dW`의 형상은 `W`와 같은 `(D, M)`입니다.",
        ),
        Text(
            "NumPy has a function that answers 1, -1 or 0 for each number. Multiply it by `l1`, add `l2` times `W`, and pair the result with zeros in the shape of `b`.",
            "NumPy에는 수마다 1, -1, 0으로 답하는 함수가 있습니다. 여기에 `l1`을 곱하고 `W`에 `l2`를 곱해 더한 다음, `b`와 형상이 같은 0 배열과 짝을 지읍니다.",
        ),
    ),
)

# --- dropout --------------------------------------------------------------------------------------------------------

_FAR = 7.0  # standard deviations: chance goes further once in 4e11


def _repeated(dropout: Any, a: Any, p: Any, *, seeds: Any, train: Any) -> dict[str, Any]:
    """Whether the same seed gives the same mask, and another seed another one."""
    masks = [dropout(a, p, rng=np.random.default_rng(seed), train=train)[1] for seed in seeds]
    return {"same again": bool(np.array_equal(masks[0], masks[1])), "new": not np.array_equal(masks[0], masks[2])}


def _dropout_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    def fresh() -> np.random.Generator:
        return np.random.default_rng(rng.integers(2**63))

    a = rng.normal(size=(4, 3))
    seed = int(rng.integers(2**31))
    return (
        Case(
            Text("ones, a fifth of them dropped", "1로만 된 배열에서 다섯에 하나를 끄기"),
            (np.ones((200, 110)), 0.2),
            {"rng": fresh(), "train": True},
        ),
        Case(Text("not training", "훈련이 아닐 때"), (a, 0.2), {"rng": fresh(), "train": False}),
        Case(
            Text("random numbers, most of them dropped", "임의의 수에서 대부분을 끄기"),
            (rng.normal(3.0, 1.0, size=(120, 170)), 0.7),
            {"rng": fresh(), "train": True},
            hidden=True,
        ),
        Case(
            Text("the same generator again, and another one", "같은 생성기로 다시, 그리고 다른 생성기로"),
            (rng.normal(size=(6, 20)), 0.5),
            {"seeds": (seed, seed, seed + 1), "train": True},
            call=_repeated,
        ),
        Case(Text("dropping nobody", "아무것도 끄지 않을 때"), (a, 0.0), {"rng": fresh(), "train": True}, edge=True),
    )


def _share_dropped(mask: Any) -> float:
    return float(np.mean(mask == 0))


def _near(share: float, p: float, count: int) -> bool:
    return abs(share - p) <= _FAR * np.sqrt(p * (1 - p) / count)


def _dropout_accept(case: Case, value: Any) -> Text | None:
    if case.call is not None:
        return _repeated_accept(value)
    (a, p), (out, mask) = case.args, value
    if not case.kwargs["train"]:
        if not (np.allclose(out, a) and np.all(mask == 1)):
            return Text(
                "Without training the numbers should come back as they were, with a mask of ones.",
                "훈련이 아닐 때는 수가 그대로 나오고 마스크는 모두 1이어야 합니다.",
            )
        return None
    if not np.allclose(out, a * mask):
        return Text("The output is not the input times the mask.", "출력이 입력과 마스크를 곱한 값이 아닙니다.")
    share = _share_dropped(mask)
    if not _near(share, p, mask.size):
        return Text(
            "With p = {p:g}, a share of {share:.3f} was dropped.", "p = {p:g}인데 꺼진 비율이 {share:.3f}입니다."
        ).format(p=p, share=share)
    kept = mask[mask != 0]
    if not np.allclose(kept, 1 / (1 - p)):
        return Text(
            "The numbers that stay are multiplied by {kept:.4g}, so the mean of ones becomes {mean:.2f}.",
            "남은 수에 {kept:.4g}을(를) 곱해서, 모두 1이던 배열의 평균이 {mean:.2f}이(가) 됩니다.",
        ).format(kept=float(kept[0]), mean=float(mask.mean()))
    if p and (len(np.unique(mask, axis=0)) < len(mask) or len(np.unique(mask, axis=1).T) < mask.shape[1]):
        return Text(
            "Some rows or columns of the mask are copies of each other.", "마스크에 서로 똑같은 행이나 열이 있습니다."
        )
    return None


def _repeated_accept(value: Any) -> Text | None:
    if not value["same again"]:
        return Text(
            "Two generators with the same seed gave different masks.",
            "시드가 같은 두 생성기에서 서로 다른 마스크가 나왔습니다.",
        )
    if not value["new"]:
        return Text(
            "Two generators with different seeds gave the same mask.",
            "시드가 다른 두 생성기에서 같은 마스크가 나왔습니다.",
        )
    return None


def _trained(shows: Callable[..., bool]) -> Callable[[Case, Any], bool]:
    """A sign of a mistake that shows in training: asked with input, output, mask and p."""

    def asked(case: Case, value: Any) -> bool:
        return case.call is None and bool(case.kwargs["train"]) and shows(case.args[0], *value, case.args[1])

    return asked


def _at_rest(shows: Callable[..., bool]) -> Callable[[Case, Any], bool]:
    """A sign of a mistake that shows without training."""

    def asked(case: Case, value: Any) -> bool:
        return case.call is None and not case.kwargs["train"] and shows(case.args[0], *value, case.args[1])

    return asked


def _dropout_with(
    mask: Callable[..., Any],
    rest: Callable[..., Any] = lambda a, p, rng: (a.copy(), np.ones(a.shape)),
) -> Callable[..., Any]:
    """A dropout with another mask, or another rest."""

    def dropout(a: Any, p: Any, *, rng: Any, train: Any) -> Any:
        if not train:
            return rest(a, p, rng)
        made = mask(a.shape, p, rng)
        return a * made, made

    return dropout


def _right_mask(shape: Any, p: Any, rng: Any) -> Any:
    return (rng.random(shape) >= p) / (1 - p)


def _masked(a: Any, p: Any, rng: Any) -> Any:
    mask = _right_mask(a.shape, p, rng)
    return a * mask, mask


def _dropout_by_loop(a: Any, p: Any, *, rng: Any, train: Any) -> Any:
    mask = np.ones(a.shape)
    if train:
        for i in range(a.shape[0]):
            row = rng.random(a.shape[1])
            mask[i] = [0.0 if draw < p else 1.0 / (1.0 - p) for draw in row]
    return a * mask, mask


DROPOUT = Exercise(
    id="dropout",
    reference=regularizers.dropout,
    points=3.0,
    stars=2,
    title=Text("Dropout", "드롭아웃"),
    text=Text(
        r"""Write `dropout(a, p, rng, train)`. While training it makes a **mask** and multiplies it onto the numbers of `a`, each on its own:

$$\text{out} = a \cdot \text{mask}, \qquad \text{mask} = \begin{cases} 0 & \text{with probability } p \\ \frac{1}{1 - p} & \text{else} \end{cases}$$

`p` is the share that is **dropped**, $0 \le p < 1$. The scale $\frac{1}{1-p}$ keeps the expected value. If `train` is False, nothing is dropped and nothing is scaled, and the mask is 1 everywhere.

`a` has shape `(N, M)`. Return the pair `(out, mask)`, both of that shape. Take all chance from `rng`, and draw for every number: no two examples share a mask.""",
        r"""`dropout(a, p, rng, train)`를 작성하세요. 훈련할 때는 **마스크**(mask)를 만들어 `a`의 수 하나하나에 곱합니다.

$$\text{out} = a \cdot \text{mask}, \qquad \text{mask} = \begin{cases} 0 & \text{with probability } p \\ \frac{1}{1 - p} & \text{else} \end{cases}$$

`p`는 **끄는** 비율이고 $0 \le p < 1$입니다. 배율 $\frac{1}{1-p}$ 덕분에 기댓값이 그대로 유지됩니다. `train`이 False이면 아무것도 끄지 않고 배율도 곱하지 않으며, 마스크는 모두 1입니다.

`a`의 형상은 `(N, M)`입니다. 형상이 같은 쌍 `(out, mask)`를 돌려줍니다. 난수는 모두 `rng`에서, 수마다 따로 뽑습니다. 두 예제가 마스크를 함께 쓰는 일은 없습니다.""",
    ),
    docstring_ko="""훈련할 때는 수를 p의 확률로 끄고 나머지를 키워 평균을 지킵니다. 그 밖에는 모두 그대로 둡니다.

    새 수와 곱한 마스크를 돌려줍니다. 꺼진 곳은 0, 남은 곳은 배율이고 훈련이 아니면 모두 1입니다.
    형상: (N, M) -> (N, M), (N, M)
    예외: p가 [0, 1) 밖이면 ValueError, rng가 생성기가 아니면 TypeError
    참고: Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014)
    >>> out, mask = dropout(np.ones((2, 3)), 0.75, rng=np.random.default_rng(3), train=True)
    >>> out
    array([[0., 0., 4.],
           [0., 0., 0.]])
    """,
    cases=_dropout_cases,
    accept=_dropout_accept,
    returns=("out", "mask"),
    misconceptions=(
        Misconception(
            "p-is-kept",
            Text("p is the share that is kept", "p를 남기는 비율로 보았습니다"),
            _dropout_with(lambda shape, p, rng: (rng.random(shape) < p) / max(p, 1e-9)),
            Text(
                "With p = 0.2, count the zeros. Is p the share that goes, or the share that stays?",
                "p = 0.2일 때 0이 몇 개인지 세어 보세요. p는 꺼지는 비율인가요, 남는 비율인가요?",
            ),
            "mode.train_test",
            shows=_trained(lambda a, out, mask, p: p > 0 and _near(_share_dropped(mask), 1 - p, mask.size)),
        ),
        Misconception(
            "scaled-at-test",
            Text(
                "the scale is applied when not training, and not while training",
                "훈련할 때가 아니라 훈련이 아닐 때 배율을 곱했습니다",
            ),
            _dropout_with(
                lambda shape, p, rng: 1.0 * (rng.random(shape) >= p),
                lambda a, p, rng: (a * (1 - p), np.full(a.shape, 1 - p)),
            ),
            Text(
                "That is how the first paper did it, and it works. The formula here wants nothing to happen at test time. Where must the scale go then?",
                "처음 나온 논문의 방법이고 그것도 됩니다. 하지만 여기의 식에서는 시험할 때 아무 일도 일어나지 않아야 합니다. 그러면 배율은 어디로 가야 할까요?",
            ),
            "mode.train_test",
            shows=_at_rest(lambda a, out, mask, p: bool(np.allclose(out, a * (1 - p)))),
        ),
        Misconception(
            "always-active",
            Text("numbers are dropped even when not training", "훈련이 아닐 때도 수를 끕니다"),
            _dropout_with(_right_mask, _masked),
            Text("What is `train` for?", "`train`은 무엇을 위한 것일까요?"),
            "mode.train_test",
            shows=_at_rest(lambda a, out, mask, p: bool(np.any(mask != 1))),
        ),
        Misconception(
            "no-scale",
            Text("the numbers that stay are not scaled up", "남은 수를 키우지 않았습니다"),
            _dropout_with(lambda shape, p, rng: 1.0 * (rng.random(shape) >= p)),
            Text(
                "Take the mean of a large array of ones before and after. What is lost, and by which factor?",
                "1로만 된 큰 배열의 평균을 전후로 비교해 보세요. 무엇이 몇 배로 줄었나요?",
            ),
            "scale.one_over_n",
            shows=_trained(lambda a, out, mask, p: p > 0 and bool(np.isclose(np.max(mask), 1.0))),
        ),
        Misconception(
            "scaled-by-p",
            Text("scaled by 1/p", "1/p를 곱했습니다"),
            _dropout_with(lambda shape, p, rng: (rng.random(shape) >= p) / max(p, 1e-9)),
            Text(
                "The share that stays is 1 - p. With p = 0.2, what does your mean of ones become?",
                "남는 비율은 1 - p입니다. p = 0.2이면 1들의 평균이 얼마가 되나요?",
            ),
            "scale.one_over_n",
            shows=_trained(lambda a, out, mask, p: p > 0 and bool(np.isclose(np.max(mask), 1 / p))),
        ),
        Misconception(
            "one-mask-for-all-examples",
            Text("all examples share one mask", "모든 예제가 마스크 하나를 함께 씁니다"),
            _dropout_with(lambda shape, p, rng: np.ones(shape) * (rng.random(shape[1]) >= p) / (1 - p)),
            Text(
                "Compare two rows of your mask. Of which shape must the random numbers be?",
                "마스크의 두 행을 비교해 보세요. 난수의 형상은 어떠해야 할까요?",
            ),
            "shape.keepdims",
            shows=_trained(lambda a, out, mask, p: p > 0 and bool(np.all(mask == mask[0]))),
        ),
        Misconception(
            "whole-examples-dropped",
            Text("whole rows are dropped or kept", "행을 통째로 끄거나 남깁니다"),
            _dropout_with(lambda shape, p, rng: np.ones(shape) * (rng.random((shape[0], 1)) >= p) / (1 - p)),
            Text(
                "Your mask drops whole examples. Who should be dropped, examples or single units?",
                "마스크가 예제를 통째로 끕니다. 꺼야 할 것은 예제인가요, 유닛 하나하나인가요?",
            ),
            "axis.wrong",
            shows=_trained(lambda a, out, mask, p: p > 0 and bool(np.all(mask == mask[:, :1]))),
        ),
        Misconception(
            "rng-ignored",
            Text("the chance does not come from `rng`", "난수를 `rng`에서 뽑지 않았습니다"),
            _dropout_with(lambda shape, p, rng: (np.random.default_rng().random(shape) >= p) / (1 - p)),
            Text(
                "Only with the generator that was handed in can anybody repeat your experiment. Which object do you ask for random numbers?",
                "받은 생성기를 써야 누구든 같은 실험을 되풀이할 수 있습니다. 난수를 어떤 객체에서 뽑고 있나요?",
            ),
            "rng.global",
            shows=lambda case, value: case.call is not None and not (value["same again"] and value["new"]),
        ),
    ),
    alternatives=(
        _dropout_with(lambda shape, p, rng: rng.binomial(1, 1 - p, size=shape) / (1 - p)),
        _dropout_with(lambda shape, p, rng: np.where(p <= rng.uniform(size=shape[::-1]).T, 1 / (1 - p), 0.0)),
        _dropout_with(lambda shape, p, rng: rng.choice([0.0, 1 / (1 - p)], size=shape, p=[p, 1 - p])),
        _dropout_by_loop,
    ),
    hints=(
        Text(
            "Throw a coin for every number of `a`. A uniform random number in [0, 1) is below 0.2 in one case of five.",
            "`a`의 수마다 동전을 던집니다. [0, 1)에서 고르게 뽑은 수는 다섯 번에 한 번꼴로 0.2보다 작습니다.",
        ),
        Text(
            "Draw an array of the shape `(N, M)` of `a`. Where the draw is at least $p$ the number stays; the mask is $\\frac{1}{1-p}$ there and 0 elsewhere.",
            "`a`와 형상이 같은 `(N, M)` 배열을 뽑습니다. 뽑은 수가 $p$ 이상이면 남깁니다. 그곳의 마스크는 $\\frac{1}{1-p}$, 나머지는 0입니다.",
        ),
        Text(
            "First the easy half: if not `train`, return a copy of `a` and an array of ones. Else compare `rng.random` with `p`, divide the truth values by `1 - p`, and multiply.",
            "쉬운 쪽부터 처리합니다. `train`이 아니면 `a`의 복사본과 1로 된 배열을 돌려줍니다. 아니면 `rng.random`을 `p`와 비교하고, 그 참과 거짓을 `1 - p`로 나누어 곱합니다.",
        ),
    ),
)

# --- dropout_backward -----------------------------------------------------------------------------------------------


def _some_mask(rng: np.random.Generator, shape: tuple[int, ...], p: float) -> np.ndarray:
    mask = (rng.random(shape) >= p) / (1 - p)
    mask.flat[0], mask.flat[-1] = 0.0, 1 / (1 - p)  # both kinds, whatever chance says
    return mask


def _dropout_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("one dropped, one kept", "하나는 꺼지고 하나는 남은 경우"),
            (np.array([[1.0, 2.0]]), np.array([[0.0, 4.0]])),
        ),
        Case(
            Text("a small table", "작은 표"),
            (np.array([[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]]), np.array([[1.25, 0.0, 1.25], [1.25, 1.25, 0.0]])),
        ),
        Case(
            Text("a random mask", "임의의 마스크"), (rng.normal(size=(7, 4)), _some_mask(rng, (7, 4), 0.6)), hidden=True
        ),
        Case(
            Text("without training", "훈련이 아닐 때의 마스크"), (rng.normal(size=(3, 2)), np.ones((3, 2))), edge=True
        ),
    )


def _dropout_backward_by_loop(dout: Any, mask: Any) -> Any:
    dx = np.zeros(dout.shape)
    for i, row in enumerate(mask):
        for j, scale in enumerate(row):
            dx[i, j] = dout[i, j] * scale
    return dx


DROPOUT_BACKWARD = Exercise(
    id="dropout-backward",
    reference=regularizers.dropout_backward,
    points=1.5,
    stars=1,
    title=Text("Dropout, backwards", "드롭아웃의 역전파"),
    text=Text(
        r"""Write `dropout_backward(dout, mask)`. Back-propagation arrives at the output of `dropout` with `dout`; what goes on to its input?

`dout` and the `mask` that the forward pass returned both have shape `(N, M)`. Return the gradient at the input, of that shape.

Use the mask as it is: the same units, the same scale as on the way forward.""",
        r"""`dropout_backward(dout, mask)`를 작성하세요. 역전파가 `dropout`의 출력에 `dout`을 가지고 도착했습니다. 입력 쪽으로는 무엇이 전해질까요?

`dout`과, 순전파가 돌려준 `mask`의 형상은 모두 `(N, M)`입니다. 형상이 같은 입력의 기울기를 돌려줍니다.

마스크를 그대로 씁니다. 순전파 때와 같은 유닛, 같은 배율입니다.""",
    ),
    docstring_ko="""`dropout`의 출력에서의 기울기와 마스크로 입력에서의 기울기를 구합니다.

    형상: (N, M), (N, M) -> (N, M)
    예외: 형상이 서로 다르면 ValueError
    참고: Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014)
    >>> dropout_backward(np.array([[1.0, 2.0]]), mask=np.array([[0.0, 4.0]]))
    array([[0., 8.]])
    """,
    cases=_dropout_backward_cases,
    misconceptions=(
        Misconception(
            "scale-lost",
            Text("the dropped units are right, but the scale is missing", "꺼진 유닛은 맞지만 배율이 빠졌습니다"),
            lambda dout, mask: dout * (mask > 0),
            Text(
                "On the way forward the survivors were multiplied by more than 1. What is the derivative of `a * 4`?",
                "순전파에서 남은 수에 1보다 큰 수를 곱했습니다. `a * 4`를 미분하면 얼마인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "scaled-twice",
            Text("the scale is applied twice", "배율을 두 번 곱했습니다"),
            lambda dout, mask: dout * mask * np.max(mask),
            Text(
                "The scale 1/(1 - p) is already in the mask. How often is the mask multiplied on the way forward?",
                "배율 1/(1 - p)은 이미 마스크에 들어 있습니다. 순전파에서 마스크를 몇 번 곱하나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "straight-through",
            Text(
                "the gradient passes as if nothing had been dropped",
                "아무것도 꺼지지 않은 것처럼 기울기를 그대로 보냈습니다",
            ),
            lambda dout, mask: dout.copy(),
            Text(
                "Change an input that was dropped. Does the output change? What must its gradient be?",
                "꺼진 입력을 바꾸어 보세요. 출력이 달라지나요? 그러면 그 기울기는 얼마여야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "mask-alone",
            Text("the mask without the gradient from above", "위에서 온 기울기 없이 마스크만 돌려주었습니다"),
            lambda dout, mask: mask.copy(),
            Text(
                "The chain rule multiplies two things. Which one is missing?",
                "연쇄 법칙은 두 가지를 곱합니다. 무엇이 빠졌나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "dropped-instead-of-kept",
            Text("the gradient goes to the dropped units", "꺼진 유닛에 기울기를 보냈습니다"),
            lambda dout, mask: dout * (mask == 0) * np.max(mask),
            Text(
                "Where the mask is 0, nothing came through. Which units should learn?",
                "마스크가 0인 곳으로는 아무것도 지나가지 않았습니다. 어떤 유닛이 배워야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "new-mask",
            Text("a new random mask on the way back", "돌아오는 길에 마스크를 새로 뽑았습니다"),
            lambda dout, mask: (
                dout * (np.random.default_rng(0).random(mask.shape) >= np.mean(mask == 0)) * np.max(mask)
            ),
            Text(
                "A unit that was off had no influence on this loss. Which mask knows who was off?",
                "꺼져 있던 유닛은 이번 손실에 영향을 주지 않았습니다. 누가 꺼져 있었는지는 어떤 마스크가 알고 있나요?",
            ),
            "state.not_returned",
            shows=lambda case, value: bool(np.any((value != 0) & (case.args[1] == 0))),
        ),
    ),
    alternatives=(
        _dropout_backward_by_loop,
        lambda dout, mask: np.einsum("ij,ij->ij", dout, mask),
        lambda dout, mask: np.where(mask == 0, 0.0, dout * mask.max()),
        lambda dout, mask: np.multiply(mask, dout),
    ),
    hints=(
        Text(
            "Each output is one input times one number. What is the slope of that?",
            "출력 하나는 입력 하나에 수 하나를 곱한 것입니다. 그 기울기는 무엇일까요?",
        ),
        Text(
            "$\\text{out}_{ij} = a_{ij} \\, m_{ij}$, so the local slope is $m_{ij}$; shapes `(N, M)` everywhere.",
            "$\\text{out}_{ij} = a_{ij} \\, m_{ij}$이므로 국소 기울기는 $m_{ij}$입니다. 형상은 모두 `(N, M)`입니다.",
        ),
        Text(
            "Multiply what comes from above by the local slope, element by element. It is one line.",
            "위에서 온 기울기에 국소 기울기를 원소끼리 곱합니다. 한 줄이면 됩니다.",
        ),
    ),
)

# --- batchnorm ------------------------------------------------------------------------------------------------------


def _batch(rng: np.random.Generator, n: int, m: int) -> tuple[Any, ...]:
    """A batch, its gamma and beta, and a running pair that is not the batch's own."""
    x = rng.normal(3.0, 2.0, size=(n, m))
    state = (rng.normal(size=m), rng.uniform(0.5, 2.0, size=m))
    return x, rng.uniform(0.5, 2.0, size=m), rng.normal(size=m), state


def _batchnorm_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    x = np.array([[1.0], [2.0], [3.0], [4.0]])
    return (
        Case(
            Text("the batch 1, 2, 3, 4", "배치 1, 2, 3, 4"),
            (x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), True),
        ),
        Case(Text("three columns in training", "훈련 중인 세 열"), (*_batch(rng, 5, 3), True)),
        Case(Text("the same sizes, not training", "훈련이 아닐 때"), (*_batch(rng, 5, 3), False)),
        Case(
            Text("a large eps, a small momentum", "큰 eps와 작은 momentum"),
            (*_batch(rng, 6, 2), True),
            {"momentum": 0.6, "eps": 0.5},
        ),
        Case(Text("many random columns", "임의의 여러 열"), (*_batch(rng, 9, 4), True), {"momentum": 0.7}, hidden=True),
        Case(
            Text("many random columns, not training", "임의의 여러 열, 훈련이 아닐 때"),
            (*_batch(rng, 7, 5), False),
            {"eps": 0.1},
            hidden=True,
        ),
        Case(Text("a batch of one example", "예제가 하나뿐인 배치"), (*_batch(rng, 1, 3), True), edge=True),
    )


def _batchnorm_with(
    *,
    axis: int = 0,
    ddof: int = 0,
    std: Callable[..., Any] = lambda var, eps: np.sqrt(var + eps),
    uses_running: Callable[[bool], bool] = lambda train: not train,
    updates: Callable[[bool], bool] = lambda train: train,
    mix: Callable[..., Any] = lambda old, new, momentum: momentum * old + (1 - momentum) * new,
    out: Callable[..., Any] = lambda x_hat, gamma, beta: gamma * x_hat + beta,
) -> Callable[..., Any]:
    """Batch normalization with one screw turned."""

    def batchnorm(x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5) -> Any:
        own = x.mean(axis=axis, keepdims=axis == 1), x.var(axis=axis, ddof=ddof, keepdims=axis == 1)
        mean, var = state if uses_running(train) else own
        if updates(train):
            state = mix(state[0], own[0], momentum), mix(state[1], own[1], momentum)
        scale = std(var, eps)
        x_hat = (x - mean) / scale
        return out(x_hat, gamma, beta), (x_hat, gamma, scale), state

    return batchnorm


def _batchnorm_by_columns(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5
) -> Any:
    n, m = x.shape
    out, x_hat, std = np.zeros((n, m)), np.zeros((n, m)), np.zeros(m)
    running = np.array(state[0]), np.array(state[1])
    for j in range(m):
        mean, var = state[0][j], state[1][j]
        if train:
            mean = sum(x[:, j]) / n
            var = sum((x[:, j] - mean) ** 2) / n
            running[0][j] = running[0][j] * momentum + mean * (1 - momentum)
            running[1][j] = running[1][j] * momentum + var * (1 - momentum)
        std[j] = (var + eps) ** 0.5
        x_hat[:, j] = (x[:, j] - mean) / std[j]
        out[:, j] = x_hat[:, j] * gamma[j] + beta[j]
    return out, (x_hat, gamma, std), running


def _batchnorm_by_moving_averages(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5
) -> Any:
    running_mean, running_var = state
    if train:
        mean = np.sum(x, axis=0) / len(x)
        var = np.mean(x * x, axis=0) - mean * mean
        new_mean = running_mean + (1 - momentum) * (mean - running_mean)
        new_var = running_var + (1 - momentum) * (var - running_var)
    else:
        mean, var, new_mean, new_var = running_mean, running_var, running_mean, running_var
    std = np.power(var + eps, 0.5)
    centred = x - mean[None, :]
    return beta + gamma * centred / std, [centred / std, gamma, std], [new_mean, new_var]


def _batchnorm_by_einsum(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5
) -> Any:
    mean, var = state[0].copy(), state[1].copy()
    if train:
        mean = np.einsum("nm->m", x) / x.shape[0]
        var = np.einsum("nm,nm->m", x - mean, x - mean) / x.shape[0]
        weights = np.array([momentum, 1 - momentum])
        state = weights @ np.stack([state[0], mean]), weights @ np.stack([state[1], var])
    std = np.sqrt(eps + var)
    x_hat = (x - mean) * (1 / std)
    return x_hat @ np.diag(gamma) + beta, (x_hat, gamma, std), state


BATCHNORM = Exercise(
    id="batchnorm",
    reference=regularizers.batchnorm,
    points=4.0,
    stars=3,
    title=Text("Batch normalization", "배치 정규화"),
    text=Text(
        r"""Write `batchnorm(x, gamma, beta, state, train, momentum=0.9, eps=1e-5)`. Every **column** of `x` gets mean 0 and variance 1; then the scale $\gamma$ and the shift $\beta$ are applied:

$$\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}, \qquad \text{out} = \gamma \hat{x} + \beta$$

`x` has shape `(N, M)`; `gamma`, `beta` and both halves of `state = (running mean, running variance)` have shape `(M,)`.

- `train` True: $\mu$ and $\sigma^2$ are mean and variance of the batch (divided by N). Each half of the new state is `momentum` times the old value plus `1 - momentum` times the batch's.
- `train` False: $\mu$ and $\sigma^2$ are the two halves of `state`, which stays as it is.

Return `(out, cache, state)` with `cache = (x_hat, gamma, std)`, where `std` is the denominator.""",
        r"""`batchnorm(x, gamma, beta, state, train, momentum=0.9, eps=1e-5)`를 작성하세요. `x`의 **열**마다 평균을 0, 분산을 1로 만든 다음 배율 $\gamma$를 곱하고 이동량 $\beta$를 더합니다.

$$\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}, \qquad \text{out} = \gamma \hat{x} + \beta$$

`x`의 형상은 `(N, M)`이고 `gamma`, `beta`, 그리고 `state = (running mean, running variance)`의 두 부분은 형상이 모두 `(M,)`입니다.

- `train`이 True이면 $\mu$와 $\sigma^2$은 배치의 평균과 분산(N으로 나눈 것)입니다. 새 상태의 두 부분은 각각 이전 값에 `momentum`을, 배치의 값에 `1 - momentum`을 곱해 더한 것입니다.
- `train`이 False이면 $\mu$와 $\sigma^2$은 `state`의 두 부분이고, 상태는 그대로입니다.

`(out, cache, state)`를 돌려줍니다. `cache = (x_hat, gamma, std)`이고 `std`는 분모입니다.""",
    ),
    docstring_ko="""열마다 평균을 0, 분산을 1로 만든 다음, 학습하는 배율 gamma를 곱하고 이동량 beta를 더합니다.

    훈련할 때 평균과 분산은 배치의 것이고(제곱합을 N으로 나눔), `state`의 이동 평균 쌍은 자신의 몫 `momentum`을 지키고 나머지를 배치에서
    가져옵니다. 훈련이 아니면 이동 평균 쌍을 쓰고 그대로 둡니다. `eps`는 제곱근 안에서 분산에 더합니다. 출력, `batchnorm_backward`에 필요한 것(정규화된 x,
    gamma, 표준편차), 새 상태를 돌려줍니다.
    형상: (N, M), (M,), (M,), [(M,), (M,)] -> (N, M)
    예외: 형상이 맞지 않으면 ValueError
    참고: Ioffe & Szegedy (2015)
    >>> x = np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> out, cache, state = batchnorm(x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), train=True)
    >>> out.ravel().round(8), state[0]
    (array([-1.34163542, -0.44721181,  0.44721181,  1.34163542]), array([0.25]))
    """,
    cases=_batchnorm_cases,
    returns=("out", "cache", "state"),
    misconceptions=(
        Misconception(
            "rows-instead-of-columns",
            Text("rows are normalized, not columns", "열이 아니라 행을 정규화했습니다"),
            _batchnorm_with(axis=1),
            Text(
                "Rows are examples. Over whom should the mean of one unit be taken?",
                "행은 예제입니다. 유닛 하나의 평균은 무엇에 걸쳐 구해야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "divided-by-n-minus-1",
            Text("the variance is divided by N - 1", "분산을 N - 1로 나누었습니다"),
            _batchnorm_with(ddof=1),
            Text(
                "For 1, 2, 3, 4 your outer values are ±1.16. By which number do you divide the sum of squares?",
                "1, 2, 3, 4에서 바깥쪽 값이 ±1.16입니다. 제곱합을 어떤 수로 나누었나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "eps-outside-the-root",
            Text("eps is added behind the root", "eps를 제곱근 밖에서 더했습니다"),
            _batchnorm_with(std=lambda var, eps: np.sqrt(var) + eps),
            Text(
                "With a large eps the difference shows. What stands under the root in the formula?",
                "eps가 크면 차이가 드러납니다. 식에서 제곱근 안에는 무엇이 있나요?",
            ),
            "opt.eps_place",
        ),
        Misconception(
            "batch-statistics-at-test",
            Text(
                "the batch's own mean and variance are used even when not training",
                "훈련이 아닐 때도 배치의 평균과 분산을 썼습니다",
            ),
            _batchnorm_with(uses_running=lambda train: False),
            Text(
                "At test time an answer must not depend on who else is in the batch. What is `state` for?",
                "시험할 때는 같은 배치에 누가 있는지에 따라 답이 달라지면 안 됩니다. `state`는 무엇을 위한 것일까요?",
            ),
            "mode.train_test",
        ),
        Misconception(
            "state-updated-at-test",
            Text("the state changes even when not training", "훈련이 아닐 때도 상태가 바뀝니다"),
            _batchnorm_with(updates=lambda train: True),
            Text(
                "Looking at test examples must leave no trace. When may the running pair move?",
                "시험 예제를 보아도 흔적이 남으면 안 됩니다. 이동 평균은 언제만 바뀌어야 할까요?",
            ),
            "leak.validation",
        ),
        Misconception(
            "state-never-updated",
            Text("the state never changes", "상태가 한 번도 바뀌지 않습니다"),
            _batchnorm_with(updates=lambda train: False),
            Text(
                "After a thousand batches your running mean is still what it was. Where does it learn?",
                "배치를 천 개 보아도 이동 평균이 처음 그대로입니다. 어디에서 갱신되나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "momentum-swapped",
            Text("the batch gets the large share of the state", "상태에서 배치가 큰 몫을 차지합니다"),
            _batchnorm_with(mix=lambda old, new, momentum: (1 - momentum) * old + momentum * new),
            Text(
                "With momentum 0.9 the state should remember. Who keeps nine tenths?",
                "momentum이 0.9이면 상태는 오래 기억해야 합니다. 십분의 구를 지키는 쪽은 누구인가요?",
            ),
            "opt.beta_swapped",
        ),
        Misconception(
            "gamma-and-beta-swapped",
            Text("gamma and beta have changed places", "gamma와 beta의 자리가 바뀌었습니다"),
            _batchnorm_with(out=lambda x_hat, gamma, beta: beta * x_hat + gamma),
            Text("Which of the two multiplies?", "둘 가운데 곱하는 것은 어느 쪽인가요?"),
            "order.stale_update",
        ),
        Misconception(
            "running-statistics-in-training",
            Text("training uses the running pair", "훈련할 때 이동 평균을 썼습니다"),
            _batchnorm_with(uses_running=lambda train: True),
            Text(
                "Take the mean of your output's columns in training. Is it beta?",
                "훈련할 때 출력의 열마다 평균을 구해 보세요. beta와 같은가요?",
            ),
            "mode.train_test",
        ),
        Misconception(
            "divided-by-variance",
            Text("divided by the variance, without the root", "제곱근 없이 분산으로 나누었습니다"),
            _batchnorm_with(std=lambda var, eps: var + eps),
            Text(
                "Is the variance of your normalized columns 1? What takes a variance back to the scale of the numbers?",
                "정규화한 열의 분산이 1인가요? 분산을 원래 수의 크기로 되돌리려면 무엇이 필요할까요?",
            ),
            "opt.square_missing",
        ),
    ),
    alternatives=(_batchnorm_by_columns, _batchnorm_by_moving_averages, _batchnorm_by_einsum),
    hints=(
        Text(
            "Decide first which pair (mean, variance) is used: the batch's own or the running one. Everything after that is the same.",
            "먼저 어떤 쌍(평균, 분산)을 쓸지 정합니다. 배치의 것이거나 이동 평균입니다. 그다음은 똑같습니다.",
        ),
        Text(
            "Means and variances run over `axis=0`, so they have shape `(M,)` and fit every row. $\\epsilon$ stands under the root, beside the variance.",
            "평균과 분산은 `axis=0`을 따라 구하므로 형상이 `(M,)`이고 모든 행에 맞습니다. $\\epsilon$은 제곱근 안, 분산 옆에 있습니다.",
        ),
        Text(
            "In training: take mean and variance of the columns, and make a new state from the old one and them. Else: take both from the state. Then subtract, divide by the root, multiply by `gamma`, add `beta`, and return all three things.",
            "훈련할 때는 열의 평균과 분산을 구하고, 이전 상태와 합쳐 새 상태를 만듭니다. 아니면 둘 다 상태에서 가져옵니다. 그런 다음 빼고, 제곱근으로 나누고, `gamma`를 곱하고 `beta`를 더해 세 가지를 돌려줍니다.",
        ),
    ),
)

# --- batchnorm_backward ---------------------------------------------------------------------------------------------


def _cached(rng: np.random.Generator, n: int, m: int) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """A gradient from above, and what a forward pass in training leaves in its cache."""
    x = rng.normal(3.0, 2.0, size=(n, m))
    std = np.sqrt(x.var(axis=0) + 1e-5)
    return rng.normal(size=(n, m)), ((x - x.mean(axis=0)) / std, rng.uniform(0.5, 2.0, size=m), std)


def _batchnorm_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    x = np.array([[1.0], [2.0], [4.0]])
    std = np.sqrt(x.var(axis=0) + 1e-5)
    cache = ((x - x.mean(axis=0)) / std, np.ones(1), std)
    return (
        Case(Text("one column", "한 열"), (np.array([[1.0], [0.0], [1.0]]), cache)),
        Case(Text("three columns", "세 열"), _cached(rng, 5, 3)),
        Case(Text("two random columns", "임의의 두 열"), _cached(rng, 7, 2), hidden=True),
        Case(Text("four random columns", "임의의 네 열"), _cached(rng, 6, 4), hidden=True),
        Case(
            Text("a batch of one example", "예제가 하나뿐인 배치"),
            (rng.normal(size=(1, 3)), (np.zeros((1, 3)), np.array([0.5, 1.0, 2.0]), np.full(3, np.sqrt(1e-5)))),
            edge=True,
            atol=1e-9,
        ),
    )


def _batchnorm_backward_with(
    dx: Callable[..., Any],
    dgamma: Callable[..., Any] = lambda dout, x_hat, gamma: (dout * x_hat).sum(axis=0),
    dbeta: Callable[..., Any] = lambda dout: dout.sum(axis=0),
) -> Callable[..., Any]:
    """Three gradients, one of them with a screw turned."""

    def batchnorm_backward(dout: Any, cache: Any) -> Any:
        x_hat, gamma, std = cache
        return dx(dout, x_hat, gamma, std), dgamma(dout, x_hat, gamma), dbeta(dout)

    return batchnorm_backward


def _right_dx(dout: Any, x_hat: Any, gamma: Any, std: Any) -> Any:
    return gamma / std * (dout - dout.mean(axis=0) - x_hat * (dout * x_hat).mean(axis=0))


def _batchnorm_backward_step_by_step(dout: Any, cache: Any) -> Any:
    x_hat, gamma, std = cache
    n = dout.shape[0]
    centred = x_hat * std
    dx_hat = dout * gamma
    dvar = np.sum(dx_hat * centred * -0.5 * std**-3, axis=0)
    dmean = -np.sum(dx_hat / std, axis=0) + dvar * np.mean(-2.0 * centred, axis=0)
    dx = dx_hat / std + dvar * 2.0 * centred / n + dmean / n
    return dx, np.sum(x_hat * dout, axis=0), np.sum(dout, axis=0)


def _batchnorm_backward_by_matrix(dout: Any, cache: Any) -> Any:
    x_hat, gamma, std = cache
    n, m = dout.shape
    dx = np.zeros((n, m))
    for j in range(m):
        column = x_hat[:, j : j + 1]
        jacobian = (np.eye(n) - 1 / n - column @ column.T / n) / std[j]
        dx[:, j] = gamma[j] * jacobian @ dout[:, j]
    return dx, np.einsum("nm,nm->m", dout, x_hat), np.ones(n) @ dout


def _batchnorm_backward_times_n(dout: Any, cache: Any) -> Any:
    x_hat, gamma, std = cache
    n = len(dout)
    dx_hat = gamma * dout
    dx = (n * dx_hat - dx_hat.sum(axis=0) - x_hat * (dx_hat * x_hat).sum(axis=0)) / (n * std)
    return [dx, (x_hat * dout).sum(axis=0), dout.sum(axis=0)]


BATCHNORM_BACKWARD = Exercise(
    id="batchnorm-backward",
    reference=regularizers.batchnorm_backward,
    points=4.0,
    stars=3,
    title=Text("Batch normalization, backwards", "배치 정규화의 역전파"),
    text=Text(
        r"""Write `batchnorm_backward(dout, cache)` for a forward pass in training.

`dout` has shape `(N, M)`; `cache = (x_hat, gamma, std)` has the shapes `(N, M)`, `(M,)` and `(M,)`. Return `(dx, dgamma, dbeta)` with the shapes `(N, M)`, `(M,)` and `(M,)`.

$\gamma$ and $\beta$ are like the weights and the bias of an affine layer. For `x` there is a trap: moving **one** row also moves mean and variance, and through them **every** row. You know you have it right when every column of `dx` adds up to 0.""",
        r"""훈련할 때의 순전파에 대한 `batchnorm_backward(dout, cache)`를 작성하세요.

`dout`의 형상은 `(N, M)`이고, `cache = (x_hat, gamma, std)`의 형상은 `(N, M)`, `(M,)`, `(M,)`입니다. 형상이 `(N, M)`, `(M,)`, `(M,)`인 `(dx, dgamma, dbeta)`를 돌려줍니다.

$\gamma$와 $\beta$는 아핀 층의 가중치와 편향처럼 다루면 됩니다. `x`에는 함정이 있습니다. **한** 행을 움직이면 평균과 분산도 움직이고, 그래서 **모든** 행이 움직입니다. `dx`의 열마다 합이 0이면 맞게 구한 것입니다.""",
    ),
    docstring_ko="""훈련할 때의 `batchnorm`에 대해, 출력에서의 기울기로 x, gamma, beta에서의 기울기를 구합니다.

    `cache`에는 정규화된 x, gamma, 표준편차가 있습니다. 평균과 분산은 배치의 모든 행에 달려 있으므로 `dout`의 모든 행이 첫 번째 답의 모든 행에
    닿고, 그 열의 합은 0입니다.
    형상: (N, M), [(N, M), (M,), (M,)] -> (N, M), (M,), (M,)
    예외: 형상이 맞지 않으면 ValueError
    참고: Ioffe & Szegedy (2015)
    >>> x = np.array([[1.0], [2.0], [4.0]])
    >>> out, cache, state = batchnorm(x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), train=True)
    >>> dx, dgamma, dbeta = batchnorm_backward(np.array([[1.0], [0.0], [1.0]]), cache)
    >>> dx.ravel().round(4), dgamma.round(4), dbeta
    (array([ 0.3436, -0.5154,  0.1718]), array([0.2673]), array([2.]))
    """,
    cases=_batchnorm_backward_cases,
    returns=("dx", "dgamma", "dbeta"),
    misconceptions=(
        Misconception(
            "mean-and-variance-constant",
            Text("mean and variance are treated as constants", "평균과 분산을 상수로 보았습니다"),
            _batchnorm_backward_with(lambda dout, x_hat, gamma, std: gamma * dout / std),
            Text(
                "Add up the columns of your `dx`. If every row grew by 1, what would come out of the forward pass?",
                "`dx`의 열마다 합을 구해 보세요. 모든 행이 1씩 커지면 순전파의 결과는 어떻게 될까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "variance-constant",
            Text("the variance is treated as a constant", "분산을 상수로 보았습니다"),
            _batchnorm_backward_with(lambda dout, x_hat, gamma, std: gamma / std * (dout - dout.mean(axis=0))),
            Text(
                "The mean is taken care of. If every row were twice as far from it, would the output change?",
                "평균은 잘 처리했습니다. 모든 행이 평균에서 두 배 멀어지면 출력이 달라질까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "gamma-forgotten",
            Text("`dx` forgets gamma", "`dx`에 gamma가 빠졌습니다"),
            _batchnorm_backward_with(lambda dout, x_hat, gamma, std: _right_dx(dout, x_hat, np.ones_like(gamma), std)),
            Text(
                "On the way back to `x` the gradient passes the multiplication by gamma. What does the chain rule say there?",
                "기울기는 `x`로 돌아가는 길에 gamma를 곱한 곳을 지납니다. 거기서 연쇄 법칙은 무엇이라고 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "std-forgotten",
            Text("`dx` is not divided by the standard deviation", "`dx`를 표준편차로 나누지 않았습니다"),
            _batchnorm_backward_with(lambda dout, x_hat, gamma, std: _right_dx(dout, x_hat, gamma, np.ones_like(std))),
            Text(
                "A column with a large spread is squeezed hard on the way forward. What does that do to its gradient?",
                "많이 퍼진 열은 순전파에서 크게 눌립니다. 그 열의 기울기는 어떻게 될까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "means-for-gamma-and-beta",
            Text("means over the batch for gamma and beta", "gamma와 beta에서 배치의 평균을 구했습니다"),
            _batchnorm_backward_with(
                _right_dx, lambda dout, x_hat, gamma: (dout * x_hat).mean(axis=0), lambda dout: dout.mean(axis=0)
            ),
            Text(
                "beta is added to every row. What happens to the gradients of something that is used N times?",
                "beta는 모든 행에 더해집니다. N번 쓰인 것의 기울기는 어떻게 되나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "gamma-and-beta-swapped",
            Text("`dgamma` and `dbeta` have changed places", "`dgamma`와 `dbeta`의 자리가 바뀌었습니다"),
            lambda dout, cache: (_right_dx(dout, *cache), dout.sum(axis=0), (dout * cache[0]).sum(axis=0)),
            Text("Which of the two gradients needs `x_hat`?", "두 기울기 가운데 `x_hat`이 필요한 것은 어느 쪽인가요?"),
            "order.stale_update",
        ),
        Misconception(
            "gamma-in-dgamma",
            Text("`dgamma` is multiplied by gamma", "`dgamma`에 gamma를 곱했습니다"),
            _batchnorm_backward_with(_right_dx, lambda dout, x_hat, gamma: gamma * (dout * x_hat).sum(axis=0)),
            Text(
                "Differentiate gamma times `x_hat` by gamma. What is left?",
                "gamma 곱하기 `x_hat`을 gamma로 미분하면 무엇이 남나요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(
        _batchnorm_backward_step_by_step,
        _batchnorm_backward_by_matrix,
        _batchnorm_backward_times_n,
    ),
    hints=(
        Text(
            "Begin with the two easy ones: what is added to every row, and what is multiplied onto every row. For `dx` follow three ways: straight, through the mean, through the variance.",
            "쉬운 둘부터 구합니다. 모든 행에 더해지는 것과 모든 행에 곱해지는 것입니다. `dx`는 세 갈래를 따라갑니다. 곧장 가는 길, 평균을 지나는 길, 분산을 지나는 길입니다.",
        ),
        Text(
            "The three ways join to $\\frac{\\gamma}{\\sqrt{\\sigma^2 + \\epsilon}} \\left( g - \\bar{g} - \\hat{x} \\, \\overline{g \\hat{x}} \\right)$, where $g$ is `dout` and a bar means the mean over the batch.",
            "세 갈래를 합치면 $\\frac{\\gamma}{\\sqrt{\\sigma^2 + \\epsilon}} \\left( g - \\bar{g} - \\hat{x} \\, \\overline{g \\hat{x}} \\right)$입니다. $g$는 `dout`이고 윗줄은 배치에 걸친 평균입니다.",
        ),
        Text(
            "Sum `dout` over the rows for `dbeta`, and `dout` times `x_hat` for `dgamma`. Divided by N, these two sums are the two means that `dx` needs.",
            "`dbeta`는 `dout`을 행에 걸쳐 더한 것이고, `dgamma`는 `dout`에 `x_hat`을 곱해 더한 것입니다. 이 두 합을 N으로 나누면 `dx`에 필요한 두 평균이 됩니다.",
        ),
    ),
)

# --- early_stopping -------------------------------------------------------------------------------------------------

_STORY = (0.9, 0.7, 0.6, 0.62, 0.61, 0.605, 0.58, 0.59, 0.6, 0.61)


def _told(losses: tuple[float, ...]) -> tuple[np.ndarray, Any, Any]:
    """Training that only counts: w is the number of the epoch, and the losses are as written down."""

    def one_up(w: np.ndarray) -> np.ndarray:
        return -np.ones_like(w)

    def as_told(w: np.ndarray) -> float:
        return losses[min(max(round(float(w[0])), 0), len(losses) - 1)]

    return np.array([0.0]), one_up, as_told


def _two_valleys(rng: np.random.Generator) -> tuple[np.ndarray, Any, Any]:
    """Training pulls towards one place; validation is best on the way there."""
    aim = rng.uniform(3.0, 5.0, size=(3, 2)) * rng.choice([-1.0, 1.0], size=(3, 2))
    best = 0.6 * aim + 0.1 * rng.normal(size=(3, 2))

    def towards_the_aim(w: np.ndarray) -> np.ndarray:
        return w - aim

    def away_from_the_best(w: np.ndarray) -> float:
        return float(np.sum((w - best) ** 2))

    return np.zeros((3, 2)), towards_the_aim, away_from_the_best


def _early_stopping_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("patience 2", "patience가 2일 때"), (*_told(_STORY), 1.0, 2, 10)),
        Case(Text("patience 3", "patience가 3일 때"), (*_told(_STORY), 1.0, 3, 10)),
        Case(
            Text("patience 4: the epochs run out", "patience가 4일 때: 에폭이 먼저 끝남"), (*_told(_STORY), 1.0, 4, 9)
        ),
        Case(
            Text("better than the last epoch, but not than the best", "직전보다는 낫지만 가장 좋았던 것보다는 못할 때"),
            (*_told((0.5, 0.9, 0.8, 0.7, 0.6, 0.4)), 1.0, 3, 6),
        ),
        Case(
            Text("only a little better", "아주 조금만 나을 때"),
            (*_told((1.0, 0.95, 0.92, 0.91, 0.3, 0.2)), 1.0, 2, 6),
            {"min_delta": 0.1},
        ),
        Case(Text("random weights", "임의의 가중치"), (*_two_valleys(rng), 0.08, 3, 80), hidden=True),
        Case(
            Text("random weights, min_delta given", "임의의 가중치와 min_delta"),
            (*_two_valleys(rng), 0.05, 2, 80),
            {"min_delta": 1.0},
            hidden=True,
        ),
    )


def _stopping_with(
    *,
    better: Callable[..., Any] = lambda loss, best, last, delta: loss < best - delta,
    enough: Callable[[int, int], bool] = lambda waited, patience: waited >= patience,
    again: Callable[[int], int] = lambda waited: 0,
) -> Callable[..., Any]:
    """Early stopping with one screw turned."""

    def early_stopping(
        w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0
    ) -> Any:
        best_w, best, last, waited = w.copy(), np.inf, np.inf, 0
        losses = []
        for _ in range(epochs):
            loss = float(val_loss(w))
            losses.append(loss)
            if better(loss, best, last, min_delta):
                best_w, best, waited = w.copy(), loss, again(waited)
            else:
                waited += 1
            last = loss
            if enough(waited, patience):
                break
            w = w - lr * grad(w)
        return best_w, np.array(losses)

    return early_stopping


def _keeps_a_reference(
    w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0
) -> Any:
    w = w.copy()
    best_w, best, waited, losses = w, np.inf, 0, []
    for _ in range(epochs):
        losses.append(float(val_loss(w)))
        if losses[-1] < best - min_delta:
            best_w, best, waited = w, losses[-1], 0
        else:
            waited += 1
        if waited == patience:
            break
        w -= lr * grad(w)
    return best_w, np.array(losses)


def _steps_before_it_looks(
    w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0
) -> Any:
    best_w, best, waited, losses = w.copy(), np.inf, 0, []
    for _ in range(epochs):
        w = w - lr * grad(w)
        losses.append(float(val_loss(w)))
        if losses[-1] < best - min_delta:
            best_w, best, waited = w.copy(), losses[-1], 0
        else:
            waited += 1
        if waited == patience:
            break
    return best_w, np.array(losses)


def _in_place_with_copies(
    w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0
) -> Any:
    w = np.array(w)
    best_w, best, when, losses = None, float("inf"), -1, []
    epoch = 0
    while epoch < epochs and (epoch == 0 or epoch - 1 - when < patience):
        loss = val_loss(w)
        losses.append(loss)
        if best - loss > min_delta:
            best, best_w, when = loss, np.array(w), epoch
        w -= lr * grad(w)
        epoch += 1
    return best_w, np.asarray(losses)


def _by_remembering_every_epoch(
    w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0
) -> Any:
    path, losses, best = [w], [val_loss(w)], 0
    while len(path) < epochs and len(path) - 1 - best < patience:
        path.append(path[-1] - lr * grad(path[-1]))
        losses.append(val_loss(path[-1]))
        if losses[-1] < losses[best] - min_delta:
            best = len(path) - 1
    return path[best].copy(), np.array(losses, dtype=float)


def _counting_down(w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0) -> Any:
    def go_on(w: Any, best_w: Any, best: Any, left: int, losses: Any) -> Any:
        loss = val_loss(w)
        losses = np.append(losses, loss)
        if loss < best - min_delta:
            best_w, best, left = w + 0.0, loss, patience
        else:
            left = left - 1
        if left == 0 or len(losses) == epochs:
            return best_w, losses
        return go_on(w - lr * grad(w), best_w, best, left, losses)

    return go_on(w, w, np.inf, patience, np.array([]))


EARLY_STOPPING = Exercise(
    id="early-stopping",
    reference=regularizers.early_stopping,
    points=3.0,
    stars=2,
    title=Text("Stop in time", "제때 멈추기"),
    text=Text(
        r"""Write `early_stopping(w, grad, val_loss, lr, patience, epochs, min_delta=0.0)`: gradient descent that watches the validation loss. Every epoch

1. measures `val_loss(w)` and writes it down;
2. compares it: an epoch is **better** if its loss lies below the best loss so far by more than `min_delta`; the first epoch always is;
3. stops if the last `patience` epochs in a row were not better;
4. takes a step: `lr` times `grad(w)`, downhill.

After `epochs` measurements training ends in any case. Return the pair `(best_w, losses)`: the weights of the best epoch, and an array with the loss of every epoch.

`w` is an array of any shape and must stay as it was; `grad(w)` has the same shape; `val_loss(w)` is a number.""",
        r"""`early_stopping(w, grad, val_loss, lr, patience, epochs, min_delta=0.0)`를 작성하세요. 검증 손실을 지켜보는 경사 하강법입니다. 에폭마다 다음을 합니다.

1. `val_loss(w)`를 재어 적어 둡니다.
2. 비교합니다. 지금까지 가장 좋았던 손실보다 `min_delta`를 넘게 작으면 **더 나은** 에폭입니다. 첫 에폭은 언제나 더 나은 에폭입니다.
3. 더 낫지 않은 에폭이 `patience`번 이어졌으면 멈춥니다.
4. 한 걸음 내려갑니다. `grad(w)`에 `lr`을 곱한 만큼입니다.

`epochs`번 재고 나면 어떤 경우든 훈련을 마칩니다. 쌍 `(best_w, losses)`를 돌려줍니다. 가장 좋았던 에폭의 가중치와, 에폭마다의 손실을 담은 배열입니다.

`w`는 어떤 형상의 배열이든 될 수 있고 바뀌지 않아야 합니다. `grad(w)`의 형상은 `w`와 같고 `val_loss(w)`는 수 하나입니다.""",
    ),
    docstring_ko="""검증 손실이 더 나아지지 않을 때까지 훈련의 기울기를 따라가고, 가장 좋았던 가중치를 지킵니다.

    에폭마다 먼저 `val_loss(w)`를 재고, 그다음 `grad(w)`의 반대쪽으로 갑니다. 지금까지 가장 좋았던 손실보다 `min_delta`를 넘게 작으면 더 나은
    에폭입니다. 더 낫지 않은 에폭이 `patience`번 이어지거나 모두 `epochs`번 재면 훈련이 끝납니다. 가장 좋았던 에폭의 가중치와, 잰 손실 모두를 돌려줍니다.
    형상: 어떤 형상이든 -> 그대로, (E,), E <= epochs
    예외: lr, patience, epochs가 0보다 크지 않거나 min_delta가 음수이면 ValueError
    참고: Prechelt (1998)
    >>> losses = [0.9, 0.6, 0.62, 0.61, 0.5]
    >>> early_stopping(np.array([0.0]), lambda w: -np.ones(1), lambda w: losses[int(w[0])], lr=1.0, patience=2, epochs=5)
    (array([1.]), array([0.9 , 0.6 , 0.62, 0.61]))
    """,
    cases=_early_stopping_cases,
    returns=("best_w", "losses"),
    misconceptions=(
        Misconception(
            "keeps-a-reference",
            Text(
                "the last weights come back: the best ones were not copied, or not returned",
                "마지막 가중치를 돌려주었습니다. 가장 좋은 가중치를 복사하지 않았거나 돌려주지 않았습니다",
            ),
            _keeps_a_reference,
            Text(
                "Your losses are right. Did you put the best weights away and return them? If so: what does `best_w = w` store, and what does `w -= ...` do to it later?",
                "손실은 맞습니다. 가장 좋은 가중치를 챙겨 두고 돌려주었나요? 그랬다면 `best_w = w`는 무엇을 담고, 나중의 `w -= ...`는 거기에 어떤 영향을 줄까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "one-epoch-late",
            Text("it stops one epoch too late", "한 에폭 늦게 멈춥니다"),
            _stopping_with(enough=lambda waited, patience: waited > patience),
            Text(
                "With patience 2, how many epochs without a better one may go by? Count on your fingers with the first case.",
                "patience가 2이면 더 낫지 않은 에폭을 몇 번까지 기다리나요? 첫 번째 경우를 손가락으로 세어 보세요.",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "one-epoch-early",
            Text("it stops one epoch too early", "한 에폭 일찍 멈춥니다"),
            _stopping_with(enough=lambda waited, patience: waited >= max(patience - 1, 1)),
            Text(
                "With patience 2 you gave up after one epoch without a better one. When does counting start?",
                "patience가 2인데 한 에폭 만에 그만두었습니다. 언제부터 세어야 할까요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "compares-with-the-last",
            Text(
                "each epoch is compared with the one before, not with the best",
                "가장 좋았던 에폭이 아니라 직전 에폭과 비교했습니다",
            ),
            _stopping_with(better=lambda loss, best, last, delta: loss < last - delta),
            Text(
                "0.9, then 0.8, then 0.7: better each time, but the best was 0.5. With whom should you compare?",
                "0.9, 0.8, 0.7은 매번 나아지지만 가장 좋았던 것은 0.5입니다. 무엇과 비교해야 할까요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "waiting-never-reset",
            Text(
                "the waiting is not counted anew after a better epoch",
                "더 나은 에폭이 나와도 처음부터 다시 세지 않습니다",
            ),
            _stopping_with(again=lambda waited: waited),
            Text(
                "`patience` counts epochs in a row. What happens to your count when a better epoch comes?",
                "`patience`는 이어진 횟수입니다. 더 나은 에폭이 나오면 세던 수는 어떻게 되어야 할까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "min-delta-ignored",
            Text("any improvement counts, however small", "아무리 작아도 나아졌다고 보았습니다"),
            _stopping_with(better=lambda loss, best, last, delta: loss < best),
            Text(
                "From 1.0 to 0.95 with `min_delta` 0.1: is that better?",
                "`min_delta`가 0.1일 때 1.0에서 0.95가 되었다면 더 나은 것인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "min-delta-added",
            Text("`min_delta` makes it easier to be better", "`min_delta` 때문에 오히려 쉽게 나아졌다고 봅니다"),
            _stopping_with(better=lambda loss, best, last, delta: loss < best + delta),
            Text(
                "Should the loss lie below the best one, or may it lie above it by `min_delta`?",
                "손실이 가장 좋았던 값보다 작아야 하나요, 아니면 `min_delta`만큼 커도 되나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "steps-before-it-looks",
            Text("the first weights are never measured", "처음 가중치를 재지 않았습니다"),
            _steps_before_it_looks,
            Text(
                "Your first loss is the second one. What comes first in an epoch: measuring or stepping?",
                "첫 손실이 두 번째 것입니다. 에폭에서 먼저 할 일은 재는 것인가요, 움직이는 것인가요?",
            ),
            "opt.t_offset",
        ),
    ),
    alternatives=(_in_place_with_copies, _by_remembering_every_epoch, _counting_down),
    hints=(
        Text(
            "Besides `w` you carry four things through the loop: the best weights, the best loss, how long you have been waiting, and the list of losses.",
            "반복문 안에서 `w` 말고도 네 가지를 들고 다닙니다. 가장 좋은 가중치, 가장 좋은 손실, 기다린 횟수, 손실의 목록입니다.",
        ),
        Text(
            "Start the best loss at infinity, so that the first epoch is better. Better means $L < L_{\\text{best}} - \\delta$; then the waiting is 0 again, else it grows by 1.",
            "가장 좋은 손실을 무한대에서 시작하면 첫 에폭은 저절로 더 낫습니다. 더 낫다는 것은 $L < L_{\\text{best}} - \\delta$라는 뜻입니다. 그러면 기다린 횟수는 다시 0, 아니면 1 늘어납니다.",
        ),
        Text(
            "For each of at most `epochs` rounds: measure, note, compare. If better, store a **copy** of `w`. If you have waited `patience` times, leave the loop before stepping. Else make a new `w` by one step.",
            "많아야 `epochs`번 되풀이합니다. 재고, 적고, 비교합니다. 더 나으면 `w`의 **복사본**을 챙깁니다. `patience`번 기다렸으면 움직이기 전에 반복문을 나옵니다. 아니면 한 걸음 움직여 새 `w`를 만듭니다.",
        ),
    ),
)

# --- augment_shift --------------------------------------------------------------------------------------------------


def _augment_shift_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    image = np.arange(1.0, 13.0).reshape(1, 3, 4)
    return (
        Case(Text("one down", "아래로 한 칸"), (image, 1, 0)),
        Case(Text("two to the left", "왼쪽으로 두 칸"), (image, 0, -2)),
        Case(Text("up and to the right", "위로, 그리고 오른쪽으로"), (image, -1, 1)),
        Case(
            Text("several random images", "임의의 이미지 여러 장"),
            (rng.uniform(0.1, 1.0, size=(5, 7, 6)), 2, -3),
            hidden=True,
        ),
        Case(
            Text("several random images, other way", "임의의 이미지 여러 장, 반대쪽"),
            (rng.uniform(0.1, 1.0, size=(4, 5, 8)), -2, 3),
            hidden=True,
        ),
        Case(Text("not moved at all", "움직이지 않을 때"), (image, 0, 0), edge=True),
        Case(Text("moved out of sight", "이미지 밖으로 나갈 때"), (image, 5, -6), edge=True),
    )


def _shift_with_rows(images: Any, dy: Any, dx: Any, *, fill: float) -> Any:
    """Every pixel fetched from where it was; `fill` where there was nothing."""
    _, height, width = images.shape
    shifted = np.full(images.shape, fill)
    for y in range(height):
        for x in range(width):
            if 0 <= y - dy < height and 0 <= x - dx < width:
                shifted[:, y, x] = images[:, y - dy, x - dx]
    return shifted


def _shift_by_clipping(images: Any, dy: Any, dx: Any) -> Any:
    rows = np.clip(np.arange(images.shape[1]) - dy, 0, images.shape[1] - 1)
    columns = np.clip(np.arange(images.shape[2]) - dx, 0, images.shape[2] - 1)
    return images[:, rows][:, :, columns]


def _shift_by_rolling_and_wiping(images: Any, dy: Any, dx: Any) -> Any:
    shifted = np.roll(images, (dy, dx), axis=(1, 2))
    _, height, width = images.shape
    came_from_y, came_from_x = np.arange(height) - dy, np.arange(width) - dx
    shifted[:, (came_from_y < 0) | (came_from_y >= height)] = 0
    shifted[:, :, (came_from_x < 0) | (came_from_x >= width)] = 0
    return shifted


def _shift_by_padding(images: Any, dy: Any, dx: Any) -> Any:
    _, height, width = images.shape
    framed = np.pad(images, ((0, 0), (abs(dy), abs(dy)), (abs(dx), abs(dx))))
    top, left = abs(dy) - dy, abs(dx) - dx
    return framed[:, top : top + height, left : left + width]


def _shift_one_column_at_a_time(images: Any, dy: Any, dx: Any) -> Any:
    shifted = images.copy()
    for axis, by in ((1, dy), (2, dx)):
        for _ in range(abs(by)):
            shifted = np.roll(shifted, 1 if by > 0 else -1, axis=axis)
            edge: list[Any] = [slice(None)] * 3
            edge[axis] = 0 if by > 0 else -1
            shifted[tuple(edge)] = 0.0
    return shifted


def _shift_forward_only(images: Any, dy: Any, dx: Any) -> Any:
    shifted = np.zeros_like(images)
    dy, dx = max(dy, 0), max(dx, 0)
    shifted[:, dy:, dx:] = images[:, : images.shape[1] - dy or None, : images.shape[2] - dx or None]
    return shifted


AUGMENT_SHIFT = Exercise(
    id="augment-shift",
    reference=regularizers.augment_shift,
    points=2.0,
    stars=2,
    title=Text("The same picture, a little elsewhere", "조금 옮겨 놓은 같은 그림"),
    text=Text(
        r"""Write `augment_shift(images, dy, dx)`. It moves every image down by `dy` pixels and to the right by `dx`; negative numbers move up and to the left.

`images` has shape `(N, H, W)`, and so has the result. What leaves the picture is gone. What comes in from outside is empty paper: 0.

The image `[[1, 2], [3, 4]]` with `dy = 1`, `dx = 0` becomes `[[0, 0], [1, 2]]`.""",
        r"""`augment_shift(images, dy, dx)`를 작성하세요. 모든 이미지를 아래로 `dy`픽셀, 오른쪽으로 `dx`픽셀 옮깁니다. 음수이면 위와 왼쪽입니다.

`images`의 형상은 `(N, H, W)`이고 결과도 같습니다. 그림 밖으로 나간 것은 사라집니다. 밖에서 들어오는 것은 빈 종이, 곧 0입니다.

이미지 `[[1, 2], [3, 4]]`는 `dy = 1`, `dx = 0`이면 `[[0, 0], [1, 2]]`가 됩니다.""",
    ),
    docstring_ko="""모든 이미지를 아래로 dy픽셀, 오른쪽으로 dx픽셀 옮깁니다(음수이면 위, 왼쪽). 밖에서 들어오는 것은 0입니다.

    형상: (N, H, W) -> (N, H, W)
    예외: images가 3차원이 아니면 ValueError
    참고: Simard, Steinkraus & Platt (2003)
    >>> augment_shift(np.array([[[1, 2], [3, 4]]]), dy=1, dx=0)
    array([[[0, 0],
            [1, 2]]])
    """,
    cases=_augment_shift_cases,
    misconceptions=(
        Misconception(
            "wraps-around",
            Text("what leaves on one side comes back on the other", "한쪽으로 나간 것이 반대쪽에서 다시 들어옵니다"),
            lambda images, dy, dx: np.roll(images, (dy, dx), axis=(1, 2)),
            Text(
                "The foot of a 7 appears above its head. What does `np.roll` do with what it pushes out?",
                "7의 발이 머리 위에 나타났습니다. `np.roll`은 밀려난 것을 어떻게 하나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "dy-and-dx-swapped",
            Text("dy moves to the side and dx up and down", "dy가 옆으로, dx가 위아래로 옮깁니다"),
            lambda images, dy, dx: _shift_with_rows(images, dx, dy, fill=0.0),
            Text(
                "Shape `(N, H, W)`: which axis is the height, and which number moves along it?",
                "형상이 `(N, H, W)`입니다. 높이는 어느 축이고, 어떤 수가 그 축을 따라 옮기나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "other-direction",
            Text("up instead of down, left instead of right", "아래가 아니라 위로, 오른쪽이 아니라 왼쪽으로 옮깁니다"),
            lambda images, dy, dx: _shift_with_rows(images, -dy, -dx, fill=0.0),
            Text(
                "Row 0 is the top. If everything moves down by one, where does row 0 go?",
                "0번째 행이 맨 위입니다. 모두 한 칸 내려가면 0번째 행은 어디로 가나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "edge-repeated",
            Text("the edge is repeated where 0 should come in", "0이 들어올 자리에 가장자리가 되풀이됩니다"),
            _shift_by_clipping,
            Text(
                "Outside the picture there is paper, not more ink. What is its number?",
                "그림 밖은 잉크가 아니라 종이입니다. 종이의 수는 얼마인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "negative-does-nothing",
            Text("negative numbers move nothing", "음수이면 움직이지 않습니다"),
            _shift_forward_only,
            Text(
                "Down and to the right works. What do `dy = -1` or `dx = -2` mean?",
                "아래와 오른쪽은 됩니다. `dy = -1`이나 `dx = -2`는 무슨 뜻인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "filled-with-ones",
            Text("what comes in is 1", "들어오는 것이 1입니다"),
            lambda images, dy, dx: _shift_with_rows(images, dy, dx, fill=1.0),
            Text("In these pictures 0 is paper. Which is 1?", "이 그림들에서 0은 종이입니다. 그러면 1은 무엇인가요?"),
            "hardcoded.value",
        ),
    ),
    alternatives=(
        _shift_by_rolling_and_wiping,
        _shift_by_padding,
        _shift_one_column_at_a_time,
        lambda images, dy, dx: _shift_with_rows(images, dy, dx, fill=0.0),
    ),
    hints=(
        Text(
            "Start from empty paper of the same shape, then copy the part that stays in sight to its new place.",
            "형상이 같은 빈 종이에서 시작해, 그림 안에 남는 부분을 새 자리에 옮겨 적습니다.",
        ),
        Text(
            "With `dy` = 1 the rows 0 to H - 2 of the old image become the rows 1 to H - 1 of the new one. With a negative `dy` the two trade roles.",
            "`dy` = 1이면 이전 이미지의 0번부터 H - 2번 행이 새 이미지의 1번부터 H - 1번 행이 됩니다. `dy`가 음수이면 둘의 역할이 바뀝니다.",
        ),
        Text(
            "For each axis build two slices: where it goes to begins at the larger of the shift and 0, where it comes from begins at the larger of minus the shift and 0; both are as long as what is left. Assign one to the other, and think of shifts larger than the picture.",
            "축마다 조각(slice)을 두 개 만듭니다. 도착할 곳은 이동량과 0 가운데 큰 값에서, 출발할 곳은 이동량의 부호를 바꾼 값과 0 가운데 큰 값에서 시작하며 길이는 남는 만큼입니다. 하나를 다른 하나에 대입하되, 그림보다 큰 이동량도 생각해 보세요.",
        ),
    ),
)

EXERCISES = (
    SPLIT,
    PENALTY,
    PENALTY_GRAD,
    DROPOUT,
    DROPOUT_BACKWARD,
    BATCHNORM,
    BATCHNORM_BACKWARD,
    EARLY_STOPPING,
    AUGMENT_SHIFT,
)
