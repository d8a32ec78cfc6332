"""The card of `minibatches`: Small shuffled groups."""

from typing import Any

from dlcourse import batches
from dlcourse.exercises.batches._epochs import heard
from dlcourse.exercises.batches._minibatches_answers import (
    Dealer,
    always_the_same_order,
    an_order_for_every_group,
    by_sorting_random_numbers,
    copies_shuffled_alike,
    drawn_one_by_one,
    evenly_split,
    global_after_a_seed,
    global_randomness,
    groups_shuffled,
    last_dropped,
    list_of_groups,
    not_shuffled,
    one_too_many,
    only_examples_shuffled,
    only_the_first,
    original_shuffled,
    shuffled_separately,
    with_replacement,
    yields_only_the_first,
)
from dlcourse.exercises.batches._minibatches_cases import RIGHT, minibatch_cases, some_twice
from dlcourse.exercises.batches._minibatches_mistakes import MORE
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _accept(case: Case, value: Any) -> Text | None:
    return heard(RIGHT[case.name.en], case, value)


CARD = Exercise(
    id="minibatches",
    reference=batches.minibatches,
    points=3.0,
    stars=2,
    title=Text("Small shuffled groups", "무작위로 섞은 작은 그룹"),
    text=Text(
        r"""Write `minibatches(X, y, size, rng=rng)`, a generator that gives **one epoch**: all examples once, in a random order, `size` at a time.

- Each `yield` gives a pair: some rows of `X`, and the labels `y` of the very same rows.
- If `size` does not divide the number of examples, the last pair is smaller. It is not left out.
- The order comes from `rng`, so another epoch has another order.
- `X` and `y` themselves stay as they are.

`X` has shape `(N, ...)`, `y` has shape `(N,)`. With 5 examples and `size = 2` the pairs hold 2, 2 and 1 examples. Which examples come first is up to chance: any order is right.""",
        r"""`minibatches(X, y, size, rng=rng)`를 작성하세요. **에폭 하나**를 내놓는 제너레이터(generator)입니다. 모든 샘플을 한 번씩, 무작위 순서로, `size`개씩 내놓습니다.

- `yield`할 때마다 쌍을 하나 내놓습니다. `X`의 행 몇 개와, 바로 그 행들의 레이블 `y`입니다.
- 샘플 수가 `size`로 나누어떨어지지 않으면 마지막 쌍은 더 작습니다. 버리지 않습니다.
- 순서는 `rng`로 정합니다. 그래서 에폭마다 순서가 다릅니다.
- `X`와 `y` 자체는 그대로 둡니다.

`X`의 형상은 `(N, ...)`, `y`의 형상은 `(N,)`입니다. 샘플이 5개이고 `size = 2`이면 쌍에는 샘플이 2개, 2개, 1개 들어 있습니다. 어느 샘플이 먼저 나올지는 우연에 맡깁니다. 어떤 순서든 맞습니다.""",
    ),
    docstring_ko="""에폭 하나를 내놓습니다. 모든 샘플을 새로운 무작위 순서로 `size`개씩 내놓으며, 마지막 그룹은 더 작을 수 있습니다.

    형상: (N, ...), (N,) -> 쌍 (size, ...), (size,)
    예외: X와 y의 길이가 다르거나 size가 1보다 작으면 ValueError
    참고: Robbins & Monro (1951)
    >>> X, y = np.arange(5.0), np.arange(5)
    >>> [len(batch) for batch, labels in minibatches(X, y, 2, rng=np.random.default_rng(0))]
    [2, 2, 1]
    """,
    cases=minibatch_cases,
    accept=_accept,
    misconceptions=(
        Misconception(
            "last-group-dropped",
            Text("the last, smaller group is left out", "마지막 작은 그룹을 버렸습니다"),
            last_dropped,
            Text(
                "Ten examples by four: how many does your epoch show? Who has not been seen?",
                "샘플 10개를 4개씩 나누면 에폭 하나에 샘플이 몇 개 나오나요? 나오지 않은 샘플은 어느 것인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "shuffled-separately",
            Text("examples and labels are shuffled separately", "샘플과 레이블을 따로 섞었습니다"),
            shuffled_separately,
            Text(
                "Row 7 must still come with label 7. How many random orders did you draw, and how many may there be?",
                "7번 행은 여전히 7번 레이블과 함께 나와야 합니다. 무작위 순서를 몇 번 뽑았나요? 몇 번이어야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "labels-stay-behind",
            Text("the examples are shuffled, the labels are not", "샘플만 섞고 레이블은 섞지 않았습니다"),
            only_examples_shuffled,
            Text(
                "Look at the first pair: does the label belong to the row next to it?",
                "첫 번째 쌍을 보세요. 레이블이 옆에 있는 행의 것인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "same-order-every-epoch",
            Text("every epoch has the same order", "에폭마다 순서가 똑같습니다"),
            always_the_same_order,
            Text(
                "You were handed a `rng`. Where does your order come from?",
                "`rng`를 받았습니다. 지금의 순서는 어디에서 나오나요?",
            ),
            "rng.global",
            variants=(global_after_a_seed,),
        ),
        Misconception(
            "global-randomness",
            Text("the order comes from NumPy's global generator", "순서가 NumPy의 전역 난수 생성기에서 나옵니다"),
            global_randomness,
            Text(
                "With the same `rng` nobody can repeat your epoch. Who drew the order?",
                "같은 `rng`를 주어도 같은 에폭을 다시 만들 수 없습니다. 순서를 뽑은 것은 무엇인가요?",
            ),
            "rng.global",
        ),
        Misconception(
            "shuffles-the-original",
            Text("`X` and `y` themselves are shuffled", "`X`와 `y` 자체를 섞었습니다"),
            original_shuffled,
            Text(
                "Look at `X` after an epoch. Can you draw an order of row numbers instead of moving the rows themselves?",
                "에폭이 끝난 뒤 `X`를 보세요. 행 자체를 옮기지 않고 행 번호의 순서만 뽑을 수 있을까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "not-shuffled",
            Text("the examples come in their old order", "샘플이 원래 순서대로 나옵니다"),
            not_shuffled,
            Text(
                "If the data are sorted by class, what does your first group look like?",
                "데이터가 클래스 순으로 정렬되어 있다면 첫 번째 그룹은 어떤 모습일까요?",
            ),
            "rng.global",
        ),
        Misconception(
            "only-groups-shuffled",
            Text("the groups are shuffled, but not the examples in them", "그룹의 순서만 섞고 샘플은 섞지 않았습니다"),
            groups_shuffled,
            Text(
                "Examples 0 and 1 always meet in the same group. Before which step should the shuffling happen?",
                "샘플 0과 1이 언제나 같은 그룹에서 만납니다. 섞는 일은 어느 단계보다 먼저 해야 할까요?",
            ),
            "rng.global",
        ),
        Misconception(
            "drawn-with-replacement",
            Text("some examples come twice, others never", "어떤 샘플은 두 번 나오고 어떤 샘플은 나오지 않습니다"),
            with_replacement,
            Text(
                "An epoch is one pass of all examples. Does each draw remember who has been there already?",
                "에폭은 모든 샘플이 한 번씩 지나가는 것입니다. 뽑을 때 이미 나온 샘플을 기억하나요?",
            ),
            "rng.global",
            variants=(an_order_for_every_group,),
            shows=some_twice,
        ),
        Misconception(
            "empty-group-at-the-end",
            Text("an empty group comes at the end", "끝에 빈 그룹이 나옵니다"),
            one_too_many,
            Text(
                "Ten examples by five make two groups. What does your third one hold?",
                "샘플 10개를 5개씩 나누면 그룹은 두 개입니다. 세 번째 그룹에는 무엇이 들어 있나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "only-the-first-group",
            Text("only one group comes back", "그룹이 하나만 나옵니다"),
            only_the_first,
            Text(
                "`return` ends a function at once. Which word hands something out and goes on?",
                "`return`은 함수를 바로 끝냅니다. 값을 내놓고도 계속 이어 가는 것은 어떤 키워드인가요?",
            ),
            "type.wrong",
            variants=(yields_only_the_first,),
        ),
        Misconception(
            "evenly-split",
            Text("the groups are made equally large", "그룹을 모두 비슷한 크기로 나누었습니다"),
            evenly_split,
            Text(
                "Ten examples by four should be 4, 4 and 2. What are your sizes?",
                "샘플 10개를 4개씩 나누면 4, 4, 2여야 합니다. 지금은 크기가 어떻게 되나요?",
            ),
            "hardcoded.value",
        ),
        *MORE,
    ),
    alternatives=(list_of_groups, by_sorting_random_numbers, drawn_one_by_one, copies_shuffled_alike, Dealer),
    hints=(
        Text(
            "Do not move the examples. Draw a random order of their *numbers*, and cut that order into pieces.",
            "샘플을 옮기지 마세요. 샘플의 **번호**를 무작위 순서로 늘어놓고, 그 순서를 잘라 나누면 됩니다.",
        ),
        Text(
            "`rng.permutation(N)` gives the numbers 0 to N - 1 in random order, shape `(N,)`. A slice of it picks rows: `X` indexed with `(size,)` numbers has shape `(size, ...)`.",
            "`rng.permutation(N)`은 0부터 N - 1까지의 번호를 무작위 순서로 줍니다. 형상은 `(N,)`입니다. 그 일부를 잘라 행을 고릅니다. 번호가 `(size,)`이면 `X`에서 고른 것의 형상은 `(size, ...)`입니다.",
        ),
        Text(
            "Draw one order. Let a start run from 0 to N in steps of `size`; take the piece of the order from there, at most `size` long; `yield` the rows of `X` and the labels of `y` with these numbers. A slice that reaches beyond the end is simply shorter.",
            "순서를 한 번 뽑습니다. 시작 위치를 0부터 N 직전까지 `size`씩 늘리면서, 거기서부터 순서를 최대 `size`개만큼 잘라 그 번호에 해당하는 `X`의 행과 `y`의 레이블을 `yield`합니다. 끝을 넘어가는 슬라이스는 저절로 짧아집니다.",
        ),
    ),
)
