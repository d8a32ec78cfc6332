"""More mistakes of `minibatches`: cuts in the wrong places, pairs in another form, shuffling that reaches too little."""

from dlcourse.exercises.batches._minibatches_answers import (
    as_many_groups_as_size,
    endless,
    ends_one_early,
    full_groups_drawn,
    groups_overlap,
    groups_overlap_to_the_end,
    labels_first,
    last_cut_missing,
    last_group_filled_up,
    numbers_alone,
    numbers_with_labels,
    only_labels_shuffled,
    rows_alone,
    shuffled_inside_groups,
    size_is_the_number_of_groups,
    slice_ends_at_size,
)
from dlcourse.exercises.batches._minibatches_cases import some_twice_and_too_many
from dlcourse.exercises.card import Misconception
from dlcourse.language import Text

MORE = (
    Misconception(
        "shuffled-inside-groups",
        Text("examples are shuffled only inside their group", "샘플을 그룹 안에서만 섞었습니다"),
        shuffled_inside_groups,
        Text(
            "Can the first example of the data ever meet the last one in a group? What must be shuffled before the cutting?",
            "데이터의 첫 샘플이 마지막 샘플과 같은 그룹에서 만날 수 있나요? 자르기 전에 무엇을 섞어야 할까요?",
        ),
        "rng.global",
    ),
    Misconception(
        "labels-alone-shuffled",
        Text("the labels are shuffled, the examples are not", "레이블만 섞고 샘플은 섞지 않았습니다"),
        only_labels_shuffled,
        Text(
            "Look at the first pair: does the label belong to the row next to it?",
            "첫 번째 쌍을 보세요. 레이블이 옆에 있는 행의 것인가요?",
        ),
        "axis.wrong",
    ),
    Misconception(
        "last-cut-missing",
        Text("the cutting stops one group too early", "자르기를 한 그룹 먼저 멈추었습니다"),
        last_cut_missing,
        Text(
            "Write down where your groups start, for ten examples by five. Up to which number may a start go?",
            "샘플 10개를 5개씩 나눌 때 그룹이 시작하는 번호를 적어 보세요. 시작 번호는 어디까지 갈 수 있나요?",
        ),
        "boundary.zero",
    ),
    Misconception(
        "groups-end-one-early",
        Text("every group is one example short", "그룹마다 샘플이 하나씩 모자랍니다"),
        ends_one_early,
        Text(
            "How many entries has the slice `order[0:3]`? Is the end of a slice inside or outside?",
            "슬라이스 `order[0:3]`에는 값이 몇 개 있나요? 끝 번호는 들어가나요, 빠지나요?",
        ),
        "boundary.zero",
    ),
    Misconception(
        "size-taken-as-count",
        Text("`size` is taken as the number of groups", "`size`를 그룹의 개수로 보았습니다"),
        size_is_the_number_of_groups,
        Text(
            "Ten examples, `size = 5`: how many groups, and how many examples in each?",
            "샘플 10개, `size = 5`이면 그룹은 몇 개이고 그룹마다 샘플은 몇 개인가요?",
        ),
        "axis.wrong",
        variants=(as_many_groups_as_size,),
    ),
    Misconception(
        "labels-first",
        Text("labels and rows have changed places in the pairs", "쌍에서 레이블과 행의 자리가 바뀌었습니다"),
        labels_first,
        Text("In which order does the task name the two?", "문제에서는 둘을 어떤 순서로 말하나요?"),
        "order.stale_update",
    ),
    Misconception(
        "rows-without-labels",
        Text("the rows come without their labels", "행이 레이블 없이 나옵니다"),
        rows_alone,
        Text(
            "Whoever trains on a group must also know the answers. What belongs to each `yield`?",
            "그룹으로 학습하려면 정답도 알아야 합니다. `yield`할 때마다 무엇이 함께 나와야 할까요?",
        ),
        "state.not_returned",
    ),
    Misconception(
        "numbers-instead-of-examples",
        Text("the numbers of the examples come, not the examples", "샘플이 아니라 샘플의 번호가 나옵니다"),
        numbers_alone,
        Text(
            "A number says which row is meant. How do you fetch the rows of `X` with these numbers?",
            "번호는 어느 행인지를 말할 뿐입니다. 이 번호로 `X`의 행을 어떻게 가져오나요?",
        ),
        "chain.wrong_input",
        variants=(numbers_with_labels,),
    ),
    Misconception(
        "endless",
        Text("the groups never end", "그룹이 끝없이 나옵니다"),
        endless,
        Text(
            "Some libraries work like that. When is one epoch over?",
            "그렇게 하는 라이브러리도 있습니다. 에폭 하나는 언제 끝나나요?",
        ),
        "boundary.zero",
    ),
    Misconception(
        "full-groups-drawn",
        Text(
            "every group is drawn anew from all examples, the last one in full",
            "그룹마다 모든 샘플에서 새로 뽑고, 마지막 그룹도 가득 채웠습니다",
        ),
        full_groups_drawn,
        Text(
            "Does the second draw know who has come already? How often should the order of an epoch be drawn?",
            "두 번째로 뽑을 때 이미 나온 샘플을 알고 있나요? 에폭의 순서는 몇 번 뽑아야 할까요?",
        ),
        "rng.global",
        shows=some_twice_and_too_many,
    ),
    Misconception(
        "last-group-filled-up",
        Text(
            "the last group is filled up with examples that came already", "마지막 그룹을 이미 나온 샘플로 채웠습니다"
        ),
        last_group_filled_up,
        Text(
            "An epoch shows every example once. How large may the last group be?",
            "에폭에서는 샘플이 한 번씩만 나옵니다. 마지막 그룹은 얼마나 커야 할까요?",
        ),
        "boundary.zero",
    ),
    Misconception(
        "groups-overlap",
        Text("each group starts one example after the one before it", "그룹이 앞 그룹보다 샘플 하나 뒤에서 시작합니다"),
        groups_overlap,
        Text(
            "The second group should begin where the first one ended. By how much does your start move on?",
            "둘째 그룹은 첫 그룹이 끝난 곳에서 시작해야 합니다. 시작 번호가 얼마씩 늘어나나요?",
        ),
        "boundary.zero",
        variants=(groups_overlap_to_the_end,),
    ),
    Misconception(
        "slice-ends-at-size",
        Text(
            "every group ends at number `size`, so only the first one holds anything",
            "그룹이 모두 `size`번에서 끝나서, 첫 그룹 말고는 비어 있습니다",
        ),
        slice_ends_at_size,
        Text(
            "The second group begins at number `size`. Where should it end?",
            "둘째 그룹은 `size`번에서 시작합니다. 몇 번에서 끝나야 하나요?",
        ),
        "boundary.zero",
    ),
)
