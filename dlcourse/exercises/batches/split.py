"""The card of `split`: Training, validation, test."""

from typing import Any

import numpy as np

from dlcourse import batches
from dlcourse.exercises.batches._split_answers import (
    cut_by_own_share,
    floored,
    split_by_choice,
    split_by_shuffling_a_list,
    split_by_sorting_random_numbers,
    split_in_two,
    split_losing_at_cuts,
    split_overlap,
    split_rounding_up,
    split_rows_alone,
    split_scaled,
    split_six,
    split_test_second,
    split_torn,
    split_with,
)
from dlcourse.exercises.batches._split_deals import clean, dealt, dealt_often, second_cut_alone, split_accept
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _examples(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows that nobody can mistake for each other, and a y that belongs to one row alone."""
    X = rng.normal(size=(n, d))
    X[:, 0] = np.arange(n) + 0.5
    return X, np.arange(n) * 10


def _split_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    def case(name: Text, n: int, d: int, fractions: Any, *, call: Any = dealt, **more: Any) -> Case:
        return Case(name, (*_examples(rng, n, d), fractions), {"rng": np.random.default_rng(rng)}, call=call, **more)

    return (
        case(Text("40 examples in three parts", "샘플 40개를 셋으로"), 40, 2, (0.6, 0.2, 0.2)),
        case(
            Text("11 examples, which no fraction divides evenly", "나누어떨어지지 않는 샘플 11개"),
            11,
            3,
            (0.6, 0.2, 0.2),
        ),
        case(Text("other fractions", "다른 비율"), 50, 4, (0.5, 0.3, 0.2), hidden=True),
        case(Text("many deals of 8 examples", "샘플 8개를 여러 번 나누기"), 8, 2, (0.5, 0.25, 0.25), call=dealt_often),
    )


CARD = Exercise(
    id="split",
    reference=batches.split,
    points=2.0,
    stars=1,
    title=Text("Training, validation, test", "훈련, 검증, 테스트"),
    text=Text(
        r"""Write `split(X, y, fractions, rng)`. It deals the examples out **at random** into three pairs: training, validation, test.

`X` has shape `(N, D)` and `y` shape `(N,)`; `fractions` is a tuple such as `(0.6, 0.2, 0.2)` that adds up to 1. Return `((X_train, y_train), (X_val, y_val), (X_test, y_test))`.

Every example must be in exactly one part, next to its own `y`. Each size is its fraction of `N`, rounded up or down as you like. Take all chance from the generator `rng`; two generators with the same seed must give the same split.""",
        r"""`split(X, y, fractions, rng)`를 작성하세요. 샘플을 **무작위로** 훈련, 검증, 테스트의 세 쌍으로 나눕니다.

`X`의 형상은 `(N, D)`, `y`의 형상은 `(N,)`이고 `fractions`는 `(0.6, 0.2, 0.2)`처럼 더해서 1이 되는 튜플입니다. `((X_train, y_train), (X_val, y_val), (X_test, y_test))`를 반환합니다.

모든 샘플은 정확히 한 세트에, 자기의 `y`와 함께 들어가야 합니다. 크기는 `N`에 비율을 곱한 값이며 올림이든 내림이든 괜찮습니다. 난수는 모두 `rng`에서 뽑습니다. 시드가 같은 두 생성기로 나누면 결과도 같아야 합니다.""",
    ),
    docstring_ko="""샘플을 무작위로 나눕니다. 훈련, 검증, 테스트의 쌍 (X, y)입니다.

    모든 샘플은 정확히 한 쌍에 들어갑니다. 크기는 N에 비율을 곱해 반올림한 값입니다.
    형상: (N, ...), (N,) -> 세 쌍
    예외: X와 y의 길이가 다르거나 비율의 합이 1이 아니면 ValueError
    참고: Stone (1974)
    >>> train, val, test = split(np.arange(10.0), np.arange(10), (0.6, 0.2, 0.2), rng=np.random.default_rng(0))
    >>> len(train[0]), len(val[0]), len(test[0]), sorted(np.concatenate([train[1], val[1], test[1]]).tolist())
    (6, 2, 2, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """,
    cases=_split_cases,
    accept=split_accept,
    misconceptions=(
        Misconception(
            "no-shuffle",
            Text("the examples are dealt in the order they came in", "샘플을 들어온 순서대로 나누었습니다"),
            split_with(lambda n, rng: np.arange(n)),
            Text(
                "Many files are sorted by class. Which classes would your training part never see?",
                "클래스별로 정렬된 파일이 많습니다. 그러면 훈련 세트가 한 번도 보지 못하는 클래스는 무엇일까요?",
            ),
            "leak.validation",
        ),
        Misconception(
            "shuffled-piecewise",
            Text(
                "the examples are shuffled piece by piece, so some never reach some parts",
                "토막별로만 섞어, 어떤 세트에는 절대 들어가지 못하는 샘플이 있습니다",
            ),
            split_with(lambda n, rng: np.concatenate([rng.permutation(n // 2), n // 2 + rng.permutation(n - n // 2)])),
            Text(
                "Can the first example of the file ever become a test example? When must the shuffling happen?",
                "파일의 첫 샘플이 테스트 세트에 들어갈 수 있나요? 섞는 일은 언제 해야 할까요?",
            ),
            "leak.validation",
            shows=lambda case, value: clean(value) and value.get("stuck", 0) > 0 and value["varies"],
        ),
        Misconception(
            "second-cut-from-the-start",
            Text(
                "the second cut is made after $f_2 N$ examples, counted from the start",
                "두 번째로 자른 곳이 처음부터 세어 $f_2 N$개 뒤입니다",
            ),
            split_with(lambda n, rng: rng.permutation(n), sizes=cut_by_own_share),
            Text(
                "With 40 examples and (0.6, 0.2, 0.2), at which number does validation begin, and at which does it end?",
                "샘플이 40개이고 비율이 (0.6, 0.2, 0.2)이면 검증은 몇 번에서 시작해 몇 번에서 끝나나요?",
            ),
            "order.stale_update",
            shows=lambda case, value: second_cut_alone(case, value),
        ),
        Misconception(
            "overlap",
            Text("an example can be in two parts", "한 샘플이 두 세트에 들어갈 수 있습니다"),
            split_overlap,
            Text(
                "If training and test share an example, what does the test measure for it? Which rows went into two of your parts?",
                "훈련 세트와 테스트 세트에 같은 샘플이 있으면 테스트는 무엇을 재는 걸까요? 두 세트에 모두 들어간 행은 어느 것인가요?",
            ),
            "leak.validation",
            shows=lambda case, value: (
                value["twice"] > 0 and not value["strangers"] and not second_cut_alone(case, value)
            ),
        ),
        Misconception(
            "rounding-loses",
            Text("rounding down loses examples", "내림을 하다가 샘플을 잃어버렸습니다"),
            split_with(lambda n, rng: rng.permutation(n), sizes=floored),
            Text(
                "With 11 examples the three sizes you cut add up to 10. Which part can simply take all that is left?",
                "샘플이 11개인데 자른 크기를 더하면 10입니다. 남은 것을 모두 가져가도 되는 세트는 어디일까요?",
            ),
            "scale.one_over_n",
            shows=lambda case, value: (
                value.get("missing", 0) > 0
                and not (value["twice"] or value["strangers"] or value["torn"])
                and value["sizes"] == [int(share * len(case.args[0])) for share in case.args[2]]
            ),
        ),
        Misconception(
            "lost-at-the-cuts",
            Text("an example falls out at a cut", "자르는 곳에서 샘플이 빠집니다"),
            split_losing_at_cuts,
            Text(
                "A slice ends before its second number. Where must the next slice begin so that nobody is left out?",
                "슬라이스는 두 번째 수 바로 앞에서 끝납니다. 아무도 빠지지 않으려면 다음 슬라이스는 어디에서 시작해야 할까요?",
            ),
            "boundary.zero",
            shows=lambda case, value: (
                len(case.args[0]) == 40
                and value.get("missing", 0) in (1, 2)
                and not (value["twice"] or value["strangers"] or value["torn"])
            ),
        ),
        Misconception(
            "torn-pairs",
            Text("rows and their `y` no longer belong together", "행과 `y`가 서로 짝이 아닙니다"),
            split_torn,
            Text(
                "Is the first `y` still the answer for the first row? Draw one order and use it for both.",
                "첫 번째 `y`가 여전히 첫 번째 행의 답인가요? 순서를 한 번만 뽑아 양쪽에 써 보세요.",
            ),
            "leak.validation",
            shows=lambda case, value: value.get("torn", 0) > 0,
        ),
        Misconception(
            "scaled-with-all-data",
            Text("X is standardized with numbers from all examples", "모든 샘플에서 구한 값으로 X를 표준화했습니다"),
            split_scaled,
            Text(
                "Mean and spread of all rows know the test rows already. From which part alone may they be taken?",
                "모든 행의 평균과 표준편차에는 테스트 세트의 행도 이미 들어 있습니다. 어느 세트에서만 구해야 할까요?",
            ),
            "leak.validation",
            shows=lambda case, value: bool(value.get("scaled", False)),
        ),
        Misconception(
            "test-before-validation",
            Text("validation and test have changed places", "검증과 테스트의 자리가 바뀌었습니다"),
            split_test_second,
            Text(
                "Look at the order in which the three pairs are asked for.",
                "세 쌍을 어떤 순서로 반환해야 하는지 다시 보세요.",
            ),
            "order.stale_update",
            shows=lambda case, value: clean(value) and value.get("sizes") == [25, 10, 15],
        ),
        Misconception(
            "rng-ignored",
            Text("the same split every time, whatever `rng` is", "`rng`가 무엇이든 늘 똑같이 나눕니다"),
            split_with(lambda n, rng: np.random.default_rng(0).permutation(n)),
            Text(
                "Call your function with two different generators. Where does your chance come from?",
                "서로 다른 두 생성기로 불러 보세요. 난수가 어디에서 나오고 있나요?",
            ),
            "rng.global",
            shows=lambda case, value: "varies" in value and clean(value) and not (value["varies"] or value["in order"]),
        ),
        Misconception(
            "global-generator",
            Text(
                "the order does not come from `rng`: the same seed gives two different splits",
                "순서를 `rng`에서 뽑지 않았습니다. 시드가 같아도 결과가 다릅니다",
            ),
            split_with(lambda n, rng: np.random.permutation(n)),  # noqa: NPY002  # the mistake itself
            Text(
                "Only with the generator that was handed in can anybody repeat your split. Which object draws your order?",
                "받은 생성기를 써야 누구든 같은 결과를 되풀이할 수 있습니다. 순서를 뽑는 것은 어떤 객체인가요?",
            ),
            "rng.global",
            shows=lambda case, value: clean(value) and not value.get("repeatable", True),
        ),
        Misconception(
            "six-arrays",
            Text("six arrays came back instead of three pairs", "쌍 세 개가 아니라 배열 여섯 개를 반환했습니다"),
            split_six(flat=False),
            Text(
                "A well-known library does it like that. How do you put what belongs together into a pair?",
                "널리 쓰는 라이브러리의 방식입니다. 짝이 되는 것을 어떻게 한 쌍으로 묶을까요?",
            ),
            "order.stale_update",
            shows=lambda case, value: value["form"] == "six",
            variants=(split_six(flat=True),),
        ),
        Misconception(
            "two-parts",
            Text("two parts came back, not three", "세 세트가 아니라 두 세트를 반환했습니다"),
            split_in_two,
            Text(
                "A part is a pair of rows and their `y`: one to learn from, one to choose by, one for the very end. What are your two?",
                "한 세트는 행과 그 `y`의 쌍입니다. 배울 때, 고를 때, 맨 마지막에 볼 때 하나씩 필요합니다. 반환한 둘은 각각 무엇인가요?",
            ),
            "state.not_returned",
            shows=lambda case, value: value["form"] == "two",
        ),
        Misconception(
            "rows-alone",
            Text("the rows came back without their `y`", "행이 `y` 없이 나왔습니다"),
            split_rows_alone,
            Text(
                "Whoever trains on your first part must also know the answers. What is missing beside the rows?",
                "첫 세트로 학습하려면 정답도 알아야 합니다. 행 옆에 무엇이 빠졌나요?",
            ),
            "state.not_returned",
            shows=lambda case, value: value["form"] == "rows",
        ),
    ),
    alternatives=(
        split_by_shuffling_a_list,
        split_rounding_up,
        split_by_choice,
        split_by_sorting_random_numbers,
    ),
    hints=(
        Text(
            "Do not move the examples; move their numbers. Shuffle the numbers 0 to N - 1 once, then cut that row of numbers in three.",
            "샘플이 아니라 샘플의 번호를 옮깁니다. 0부터 N - 1까지의 번호를 한 번만 섞고, 그 번호들을 세 토막으로 자릅니다.",
        ),
        Text(
            "Two cuts are enough: one after about $f_1 N$ numbers, one after about $(f_1 + f_2) N$. What is left is the test part.",
            "자를 곳은 두 군데면 됩니다. $f_1 N$개쯤 뒤와 $(f_1 + f_2) N$개쯤 뒤입니다. 남은 것이 테스트 세트입니다.",
        ),
        Text(
            "`rng.permutation` gives a shuffled array of numbers. Slice it twice, and use every slice as an index for `X` and for `y` alike.",
            "`rng.permutation`이 섞인 번호 배열을 줍니다. 이것을 잘라서, 잘라 낸 번호를 `X`와 `y` 양쪽의 인덱스로 씁니다.",
        ),
    ),
)
