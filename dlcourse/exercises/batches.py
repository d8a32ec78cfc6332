"""Two exercises about mini-batches: deal the examples out in small shuffled groups, and count the steps this gives.

Any order is right, so no case looks at one draw: each case asks for a property that every right answer has and that a known mistake lacks.
"""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import batches
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

# --- minibatches: reading what came back ----------------------------------------------------------------------------


def _kept(pair: Any) -> Any:
    """A pair as it is now: a slice of `X` would follow every later change of `X`."""
    if not isinstance(pair, list | tuple):
        return pair
    return tuple(part.copy() if isinstance(part, np.ndarray) else part for part in pair)


def _read(groups: Any, most: int) -> list[Any]:
    """The groups of one epoch, from a generator or a list; an endless generator is cut off after `most`."""
    if isinstance(groups, list | tuple):
        return [_kept(pair) for pair in groups[:most]]
    read: list[Any] = []
    try:
        # `send` instead of a loop: a generator that lives in another process can be asked for its next value, but not looped over
        while len(read) < most:
            read.append(_kept(groups.send(None)))
    except Exception as end:
        told = getattr(getattr(end, "outcome", None), "error", None)
        if "StopIteration" not in (type(end).__name__, getattr(told, "type_name", "")):
            raise
    return read


def _is_generator(groups: Any) -> bool:
    try:
        return callable(groups.send)
    except Exception:  # in another process the answer "there is no such thing" may come as any error
        return False


def _epoch(minibatches: Any, X: Any, y: Any, size: int, rng: np.random.Generator) -> Any:
    """One epoch as a list of pairs; anything that is no list of pairs of arrays comes back as it is."""
    groups = minibatches(X, y, size, rng=rng)
    if not isinstance(groups, list | tuple) and not _is_generator(groups):
        return groups
    read = _read(groups, len(X) + 2)
    paired = all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in read)
    sized = paired and all(len(np.shape(part)) > 0 for pair in read for part in pair)
    return read if sized else tuple(read)


def _asking(measure: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    """A case's call: measure one epoch."""

    def call(function: Any, X: Any, y: Any, size: int, *, rng: np.random.Generator) -> Any:
        pairs = _epoch(function, X, y, size, rng)
        return measure(pairs) if isinstance(pairs, list) else pairs

    return call


def _sizes(pairs: list[Any]) -> Any:
    return np.array([len(rows) for rows, _ in pairs], dtype=int)


def _label_sizes(pairs: list[Any]) -> Any:
    return np.array([len(labels) for _, labels in pairs], dtype=int)


def _numbers(pairs: list[Any]) -> np.ndarray:
    """The first number of every row, in the order of the epoch: the cases write the row's own number there."""
    return np.concatenate([np.zeros(0), *(np.reshape(rows, (len(rows), -1))[:, 0] for rows, _ in pairs if len(rows))])


def _labels(pairs: list[Any]) -> np.ndarray:
    return np.concatenate([np.zeros(0), *(np.ravel(labels) for _, labels in pairs)])


def _share(truths: Any) -> float:
    """How large a share is true, to one digit: coarse enough that chance never shows."""
    return round(float(np.mean(truths)), 1) if np.size(truths) else 0.0


def _each_once(pairs: list[Any]) -> Any:
    return np.sort(_numbers(pairs))


def _with_own_label(pairs: list[Any]) -> float:
    numbers, labels = _numbers(pairs), _labels(pairs)
    return _share(numbers == labels) if len(numbers) == len(labels) else 0.0


def _labels_in_old_place(pairs: list[Any]) -> float:
    labels = _labels(pairs)
    return _share(labels == np.arange(len(labels)))


def _in_old_place(pairs: list[Any]) -> float:
    numbers = _numbers(pairs)
    return _share(numbers == np.arange(len(numbers)))


def _next_to_old_neighbour(pairs: list[Any]) -> float:
    return _share(np.diff(_numbers(pairs)) == 1)


def _shapes(pairs: list[Any]) -> Any:
    return np.array([np.shape(rows) for rows, _ in pairs], dtype=int)


def _two_epochs(second: Callable[[np.random.Generator], np.random.Generator]) -> Callable[..., Any]:
    """A case's call: the share of examples that have the same place in two epochs."""

    def call(function: Any, X: Any, y: Any, size: int, *, rng: np.random.Generator) -> Any:
        other = second(rng)
        epochs = [_epoch(function, X, y, size, each) for each in (rng, other)]
        if not all(isinstance(pairs, list) for pairs in epochs):
            return epochs[0]
        one, two = map(_numbers, epochs)
        return _share(one == two) if len(one) == len(two) else 0.0

    return call


_NEW_DRAWS = _two_epochs(lambda rng: rng.spawn(1)[0])
_SAME_DRAWS = _two_epochs(copy.deepcopy)


def _numbered(N: int, D: int) -> tuple[np.ndarray, np.ndarray]:
    """Examples that can be told apart: row i begins with i, and i is its label."""
    X = np.arange(N, dtype=float)[:, None] + np.linspace(0.0, 0.5, D)
    return X, np.arange(N)


def _minibatch_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    draws = rng.spawn(12)
    ten, many = _numbered(10, 2), _numbered(600, 3)
    images = (np.arange(7.0)[:, None, None] + np.zeros((7, 3, 2)), np.arange(7))
    return (
        Case(
            Text("sizes of the groups, 10 examples by 4", "그룹 크기, 예제 10개를 4개씩"),
            (*ten, 4),
            {"rng": draws[0]},
            call=_asking(_sizes),
        ),
        Case(
            Text("sizes of the groups, 10 examples by 5", "그룹 크기, 예제 10개를 5개씩"),
            (*ten, 5),
            {"rng": draws[1]},
            call=_asking(_sizes),
        ),
        Case(
            Text("sizes of the groups of labels", "라벨 그룹의 크기"),
            (*ten, 4),
            {"rng": draws[2]},
            call=_asking(_label_sizes),
        ),
        Case(
            Text("which examples came, sorted", "나온 예제를 정렬한 것"),
            (*ten, 4),
            {"rng": draws[3]},
            call=_asking(_each_once),
        ),
        Case(
            Text("share of examples with their own label", "자기 라벨과 함께 나온 예제의 비율"),
            (*many, 64),
            {"rng": draws[4]},
            call=_asking(_with_own_label),
        ),
        Case(
            Text("share of examples still in their old place", "원래 자리에 그대로 있는 예제의 비율"),
            (*many, 64),
            {"rng": draws[5]},
            call=_asking(_in_old_place),
        ),
        Case(
            Text("share of labels still in their old place", "원래 자리에 그대로 있는 라벨의 비율"),
            (*many, 64),
            {"rng": draws[11]},
            call=_asking(_labels_in_old_place),
        ),
        Case(
            Text("share of places that two epochs have in common", "두 에폭에서 같은 자리에 나온 예제의 비율"),
            (*many, 64),
            {"rng": draws[6]},
            call=_NEW_DRAWS,
        ),
        Case(
            Text(
                "the same random numbers once more: share of equal places",
                "같은 난수를 다시 쓸 때 같은 자리에 나온 예제의 비율",
            ),
            (*many, 64),
            {"rng": draws[7]},
            call=_SAME_DRAWS,
            hidden=True,
        ),
        Case(
            Text("share of examples right behind their old neighbour", "원래 이웃 바로 뒤에 나온 예제의 비율"),
            (*many, 100),
            {"rng": draws[8]},
            call=_asking(_next_to_old_neighbour),
            hidden=True,
        ),
        Case(
            Text("shapes of groups of images", "이미지 그룹의 형상"),
            (*images, 7),
            {"rng": draws[9]},
            call=_asking(_shapes),
            hidden=True,
        ),
        Case(
            Text("fewer examples than one group holds", "예제가 그룹 하나보다 적을 때"),
            (*_numbered(3, 2), 8),
            {"rng": draws[10]},
            call=_asking(_sizes),
            edge=True,
        ),
    )


# --- minibatches: other right answers and wrong ones ----------------------------------------------------------------


def _list_of_groups(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = np.arange(len(y))
    rng.shuffle(order)
    groups = []
    while len(order):
        groups.append((X[order[:size]], y[order[:size]]))
        order = order[size:]
    return groups


def _by_sorting_random_numbers(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = np.argsort(rng.random(len(X)))
    for rows in np.split(order, range(size, len(X), size)):
        yield np.take(X, rows, axis=0), np.take(y, rows)


def _drawn_one_by_one(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    left = list(range(len(X)))
    while left:
        rows = [left.pop(int(rng.integers(len(left)))) for _ in range(min(size, len(left)))]
        yield np.array([X[i] for i in rows]), np.array([y[i] for i in rows])


def _copies_shuffled_alike(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.choice(len(X), size=len(X), replace=False)
    X, y = X[order], y[order]
    return ((X[start : start + size], y[start : start + size]) for start in range(0, len(X), size))


def _shuffled_separately(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    X, y = rng.permutation(X), rng.permutation(y)
    for start in range(0, len(X), size):
        yield X[start : start + size], y[start : start + size]


def _only_examples_shuffled(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    X = rng.permutation(X)
    for start in range(0, len(X), size):
        yield X[start : start + size], y[start : start + size]


def _last_dropped(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    for number in range(len(X) // size):
        rows = order[number * size : (number + 1) * size]
        yield X[rows], y[rows]


def _one_too_many(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    for number in range(len(X) // size + 1):
        rows = order[number * size : (number + 1) * size]
        yield X[rows], y[rows]


def _always_the_same_order(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = np.random.default_rng(0).permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], y[rows]


def _global_randomness(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = np.random.permutation(len(X))  # noqa: NPY002  # the mistake itself
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], y[rows]


def _original_shuffled(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return [(X[start : start + size], y[start : start + size]) for start in range(0, len(X), size)]


def _not_shuffled(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    for start in range(0, len(X), size):
        yield X[start : start + size], y[start : start + size]


def _groups_shuffled(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    starts = list(range(0, len(X), size))
    for number in rng.permutation(len(starts)):
        start = starts[number]
        yield X[start : start + size], y[start : start + size]


def _with_replacement(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    for start in range(0, len(X), size):
        rows = rng.integers(len(X), size=min(size, len(X) - start))
        yield X[rows], y[rows]


def _only_the_first(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    rows = rng.permutation(len(X))[:size]
    return X[rows], y[rows]


def _evenly_split(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    for rows in np.array_split(order, -(-len(X) // size)):
        yield X[rows], y[rows]


MINIBATCHES = Exercise(
    id="minibatches",
    reference=batches.minibatches,
    points=4.0,
    stars=2,
    title=Text("Small shuffled groups", "무작위로 섞은 작은 그룹"),
    text=Text(
        r"""Write `minibatches(X, y, size, rng=rng)`, a generator that gives **one epoch**: all examples once, in a random order, `size` at a time.

- Each `yield` gives a pair: some rows of `X`, and the labels `y` of the very same rows.
- If `size` does not divide the number of examples, the last pair is smaller. It is not left out.
- The order comes from `rng`, so another epoch has another order.
- `X` and `y` themselves stay as they are.

`X` has shape `(N, ...)`, `y` has shape `(N,)`. With 5 examples and `size = 2` the pairs hold 2, 2 and 1 examples. Which examples come first is up to chance: any order is right.""",
        r"""`minibatches(X, y, size, rng=rng)`를 작성하세요. **에폭 하나**를 내놓는 제너레이터(generator)입니다. 모든 예제를 한 번씩, 무작위 순서로, `size`개씩 내놓습니다.

- `yield`할 때마다 쌍을 하나 내놓습니다. `X`의 행 몇 개와, 바로 그 행들의 라벨 `y`입니다.
- 예제 수가 `size`로 나누어떨어지지 않으면 마지막 쌍은 더 작습니다. 버리지 않습니다.
- 순서는 `rng`로 정합니다. 그래서 에폭마다 순서가 다릅니다.
- `X`와 `y` 자체는 그대로 둡니다.

`X`의 형상은 `(N, ...)`, `y`의 형상은 `(N,)`입니다. 예제가 5개이고 `size = 2`이면 쌍에는 예제가 2개, 2개, 1개 들어 있습니다. 어느 예제가 먼저 나올지는 우연에 맡깁니다. 어떤 순서든 맞습니다.""",
    ),
    docstring_ko="""에폭 하나를 내놓습니다. 모든 예제를 새로운 무작위 순서로 `size`개씩 내놓으며, 마지막 그룹은 더 작을 수 있습니다.

    형상: (N, ...), (N,) -> 쌍 (size, ...), (size,)
    오류: X와 y의 길이가 다르거나 size가 1보다 작으면 ValueError
    참고: Robbins & Monro (1951)
    >>> X, y = np.arange(5.0), np.arange(5)
    >>> [len(batch) for batch, labels in minibatches(X, y, 2, rng=np.random.default_rng(0))]
    [2, 2, 1]
    """,
    cases=_minibatch_cases,
    misconceptions=(
        Misconception(
            "last-group-dropped",
            Text("the last, smaller group is left out", "마지막 작은 그룹을 버렸습니다"),
            _last_dropped,
            Text(
                "Ten examples by four: how many does your epoch show? Who has not been seen?",
                "예제 10개를 4개씩 나누면 에폭 하나에 예제가 몇 개 나오나요? 나오지 않은 예제는 어느 것인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "shuffled-separately",
            Text("examples and labels are shuffled separately", "예제와 라벨을 따로 섞었습니다"),
            _shuffled_separately,
            Text(
                "Row 7 must still come with label 7. How many random orders did you draw, and how many may there be?",
                "7번 행은 여전히 7번 라벨과 함께 나와야 합니다. 무작위 순서를 몇 번 뽑았나요? 몇 번이어야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "labels-stay-behind",
            Text("the examples are shuffled, the labels are not", "예제만 섞고 라벨은 섞지 않았습니다"),
            _only_examples_shuffled,
            Text(
                "Look at the first pair: does the label belong to the row next to it?",
                "첫 번째 쌍을 보세요. 라벨이 옆에 있는 행의 것인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "same-order-every-epoch",
            Text("every epoch has the same order", "에폭마다 순서가 똑같습니다"),
            _always_the_same_order,
            Text(
                "You were handed a `rng`. Where does your order come from?",
                "`rng`를 받았습니다. 지금의 순서는 어디에서 나오나요?",
            ),
            "rng.global",
        ),
        Misconception(
            "global-randomness",
            Text("the order comes from NumPy's global generator", "순서가 NumPy의 전역 난수 생성기에서 나옵니다"),
            _global_randomness,
            Text(
                "With the same `rng` nobody can repeat your epoch. Who drew the order?",
                "같은 `rng`를 주어도 같은 에폭을 다시 만들 수 없습니다. 순서를 뽑은 것은 무엇인가요?",
            ),
            "rng.global",
        ),
        Misconception(
            "shuffles-the-original",
            Text("`X` and `y` themselves are shuffled", "`X`와 `y` 자체를 섞었습니다"),
            _original_shuffled,
            Text(
                "Look at `X` after an epoch. Can you draw an order of row numbers instead of moving the rows themselves?",
                "에폭이 끝난 뒤 `X`를 보세요. 행 자체를 옮기지 않고 행 번호의 순서만 뽑을 수 있을까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "not-shuffled",
            Text("the examples come in their old order", "예제가 원래 순서대로 나옵니다"),
            _not_shuffled,
            Text(
                "If the data are sorted by class, what does your first group look like?",
                "데이터가 클래스 순으로 정렬되어 있다면 첫 번째 그룹은 어떤 모습일까요?",
            ),
            "rng.global",
        ),
        Misconception(
            "only-groups-shuffled",
            Text("the groups are shuffled, but not the examples in them", "그룹의 순서만 섞고 예제는 섞지 않았습니다"),
            _groups_shuffled,
            Text(
                "Examples 0 and 1 always meet in the same group. Before which step should the shuffling happen?",
                "예제 0과 1이 언제나 같은 그룹에서 만납니다. 섞는 일은 어느 단계보다 먼저 해야 할까요?",
            ),
            "rng.global",
        ),
        Misconception(
            "drawn-with-replacement",
            Text("some examples come twice, others never", "어떤 예제는 두 번 나오고 어떤 예제는 나오지 않습니다"),
            _with_replacement,
            Text(
                "An epoch is one pass of all examples. Does each draw remember who has been there already?",
                "에폭은 모든 예제가 한 번씩 지나가는 것입니다. 뽑을 때 이미 나온 예제를 기억하나요?",
            ),
            "rng.global",
        ),
        Misconception(
            "empty-group-at-the-end",
            Text("an empty group comes at the end", "끝에 빈 그룹이 나옵니다"),
            _one_too_many,
            Text(
                "Ten examples by five make two groups. What does your third one hold?",
                "예제 10개를 5개씩 나누면 그룹은 두 개입니다. 세 번째 그룹에는 무엇이 들어 있나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "only-the-first-group",
            Text("only one group comes back", "그룹이 하나만 나옵니다"),
            _only_the_first,
            Text(
                "`return` ends a function at once. Which word hands something out and goes on?",
                "`return`은 함수를 바로 끝냅니다. 값을 내놓고도 계속 이어 가는 것은 어떤 키워드인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "evenly-split",
            Text("the groups are made equally large", "그룹을 모두 비슷한 크기로 나누었습니다"),
            _evenly_split,
            Text(
                "Ten examples by four should be 4, 4 and 2. What are your sizes?",
                "예제 10개를 4개씩 나누면 4, 4, 2여야 합니다. 지금은 크기가 어떻게 되나요?",
            ),
            "hardcoded.value",
        ),
    ),
    alternatives=(_list_of_groups, _by_sorting_random_numbers, _drawn_one_by_one, _copies_shuffled_alike),
    hints=(
        Text(
            "Do not move the examples. Draw a random order of their *numbers*, and cut that order into pieces.",
            "예제를 옮기지 마세요. 예제의 **번호**를 무작위 순서로 늘어놓고, 그 순서를 잘라 나누면 됩니다.",
        ),
        Text(
            "`rng.permutation(N)` gives the numbers 0 to N - 1 in random order, shape `(N,)`. A slice of it picks rows: `X` indexed with `(size,)` numbers has shape `(size, ...)`.",
            "`rng.permutation(N)`은 0부터 N - 1까지의 번호를 무작위 순서로 줍니다. 형상은 `(N,)`입니다. 그 일부를 잘라 행을 고릅니다. 번호가 `(size,)`이면 `X`에서 고른 것의 형상은 `(size, ...)`입니다.",
        ),
        Text(
            "Draw one order. Let a start run from 0 to N in steps of `size`; take the piece of the order from there, at most `size` long; `yield` the rows of `X` and the labels of `y` with these numbers. A slice that reaches beyond the end is simply shorter.",
            "순서를 한 번 뽑습니다. 시작 위치를 0부터 N 직전까지 `size`씩 늘리면서, 거기서부터 순서를 최대 `size`개만큼 잘라 그 번호에 해당하는 `X`의 행과 `y`의 라벨을 `yield`합니다. 끝을 넘어가는 슬라이스는 저절로 짧아집니다.",
        ),
    ),
)

# --- iterations -----------------------------------------------------------------------------------------------------


def _iteration_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    size, groups = int(rng.integers(20, 40)), int(rng.integers(5, 9))
    return (
        Case(Text("4000 examples by 64", "예제 4000개를 64개씩"), (4000, 64)),
        Case(Text("4000 examples by 64, three epochs", "예제 4000개를 64개씩, 세 에폭"), (4000, 64, 3)),
        Case(Text("a size that divides the examples", "나누어떨어지는 크기"), (120, 30, 2)),
        Case(Text("one example at a time", "예제를 하나씩"), (50, 1)),
        Case(
            Text("a nearly empty last group", "마지막 그룹이 거의 비었을 때"), (size * groups + 1, size, 7), hidden=True
        ),
        Case(Text("a nearly full last group", "마지막 그룹이 거의 찼을 때"), (size * groups - 1, size, 5), hidden=True),
        Case(Text("fewer examples than one group holds", "예제가 그룹 하나보다 적을 때"), (5, 64, 2), edge=True),
        Case(Text("no epoch at all", "에폭이 0일 때"), (100, 10, 0), edge=True),
    )


def _by_counting_starts(N: Any, size: Any, epochs: Any = 1) -> Any:
    return len(range(0, N, size)) * epochs


def _by_walking(N: Any, size: Any, epochs: Any = 1) -> Any:
    steps = 0
    for _ in range(epochs):
        left = N
        while left > 0:
            left -= size
            steps += 1
    return steps


ITERATIONS = Exercise(
    id="iterations",
    reference=batches.iterations,
    points=2.0,
    stars=1,
    title=Text("How many steps is that?", "모두 몇 걸음일까요?"),
    text=Text(
        r"""Write `iterations(N, size, epochs=1)`: how many steps do the weights make when `N` examples come in groups of `size`, for so many epochs?

Each group is one step, the last and smaller one as well:

$$\text{iterations} = \left\lceil \frac{N}{\text{size}} \right\rceil \cdot \text{epochs}$$

The result is a whole number. `iterations(10, 4)` is `3`, and with two epochs it is `6`.""",
        r"""`iterations(N, size, epochs=1)`를 작성하세요. 예제 `N`개를 `size`개씩 나누어 주어진 에폭 수만큼 학습하면 가중치는 모두 몇 번 바뀔까요?

그룹 하나가 한 걸음이고, 더 작은 마지막 그룹도 한 걸음입니다.

$$\text{iterations} = \left\lceil \frac{N}{\text{size}} \right\rceil \cdot \text{epochs}$$

결과는 정수입니다. `iterations(10, 4)`는 `3`이고, 에폭이 둘이면 `6`입니다.""",
    ),
    docstring_ko="""예제 N개를 size개씩 나누어 주어진 에폭 수만큼 학습할 때 가중치가 몇 걸음 움직이는지 셉니다.

    형상: (), (), () -> ()
    오류: N이나 size가 1보다 작거나 epochs가 음수이면 ValueError
    참고: `minibatches`
    >>> iterations(4000, 64), iterations(4000, 64, epochs=3)
    (63, 189)
    """,
    cases=_iteration_cases,
    misconceptions=(
        Misconception(
            "rounded-down",
            Text("the last, smaller group is not counted", "마지막 작은 그룹을 세지 않았습니다"),
            lambda N, size, epochs=1: N // size * epochs,
            Text(
                "After 62 groups of 64, how many of the 4000 examples are still waiting?",
                "64개씩 62번 나가고 나면 예제 4000개 가운데 몇 개가 남아 있나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "always-one-more",
            Text("one step too many where the size divides the examples", "나누어떨어질 때 한 걸음을 더 세었습니다"),
            lambda N, size, epochs=1: (N // size + 1) * epochs,
            Text(
                "120 examples by 30: who would be in a fifth group?",
                "예제 120개를 30개씩 나눕니다. 다섯 번째 그룹에는 무엇이 들어 있을까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "epochs-forgotten",
            Text("the number of epochs is not used", "에폭 수를 쓰지 않았습니다"),
            lambda N, size, epochs=1: -(-N // size),
            Text(
                "One epoch is right. What happens in the second one?",
                "에폭 하나는 맞습니다. 두 번째 에폭에서는 무슨 일이 일어나나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "rounded-at-the-end",
            Text("rounded up once for all epochs, not in each", "에폭마다가 아니라 마지막에 한 번만 올림했습니다"),
            lambda N, size, epochs=1: -(-N * epochs // size),
            Text(
                "Each epoch ends with its own small group; it is not filled up from the next epoch. Where must the rounding happen?",
                "에폭마다 작은 그룹으로 끝나고, 다음 에폭의 예제로 채우지 않습니다. 올림은 어디에서 해야 할까요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "rounded-to-nearest",
            Text("rounded to the nearest whole number", "가장 가까운 정수로 반올림했습니다"),
            lambda N, size, epochs=1: int(N / size + 0.5) * epochs,
            Text(
                "One example left over still needs a step of its own. Does yours get one?",
                "예제가 하나만 남아도 한 걸음이 더 필요합니다. 지금 식에서는 그 한 걸음이 있나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "fraction",
            Text("a number with a fraction instead of a whole number", "정수가 아니라 실수입니다"),
            lambda N, size, epochs=1: np.ceil(N / size) * epochs,
            Text(
                "The number is right. Of which type is it?",
                "수는 맞습니다. 자료형은 무엇인가요?",
            ),
            "type.wrong",
        ),
    ),
    alternatives=(
        lambda N, size, epochs=1: int(np.ceil(N / size)) * epochs,
        lambda N, size, epochs=1: epochs * -(-N // size),
        _by_counting_starts,
        _by_walking,
    ),
    hints=(
        Text(
            "Count the groups of one epoch first. Try 10 examples by 4 on paper.",
            "먼저 에폭 하나의 그룹 수를 세어 봅니다. 예제 10개를 4개씩 나누어 종이에 적어 보세요.",
        ),
        Text(
            "Groups of one epoch: `N` divided by `size`, rounded **up**. All arguments and the result are whole numbers, shape `()`.",
            "에폭 하나의 그룹 수는 `N`을 `size`로 나누어 **올림**한 것입니다. 인자도 결과도 모두 정수이고 형상은 `()`입니다.",
        ),
        Text(
            "Whole division `//` rounds down. Either ask for the next whole number with a function of NumPy and turn it into an `int`, or add something to `N` first, so that rounding down is enough. Then multiply by `epochs`.",
            "정수 나눗셈 `//`은 내림을 합니다. NumPy 함수로 올림한 뒤 `int`로 바꾸거나, 내림만 해도 되도록 `N`에 미리 적당한 수를 더합니다. 그다음 `epochs`를 곱합니다.",
        ),
    ),
)

EXERCISES = (MINIBATCHES, ITERATIONS)
