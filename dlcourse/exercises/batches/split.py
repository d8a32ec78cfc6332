"""The card of `split`: Training, validation, test."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import batches
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

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


CARD = Exercise(
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
