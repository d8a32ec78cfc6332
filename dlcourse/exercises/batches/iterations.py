"""The card of `iterations`: How many steps is that?"""

from typing import Any

import numpy as np

from dlcourse import batches
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _iteration_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    size, groups = int(rng.integers(20, 40)), int(rng.integers(5, 9))
    return (
        Case(Text("4000 examples by 64", "샘플 4000개를 64개씩"), (4000, 64)),
        Case(Text("4000 examples by 64, three epochs", "샘플 4000개를 64개씩, 세 에폭"), (4000, 64, 3)),
        Case(Text("a size that divides the number of examples", "나누어떨어지는 크기"), (120, 30, 2)),
        Case(Text("one example at a time", "샘플을 하나씩"), (50, 1)),
        Case(
            Text("a nearly empty last group", "마지막 그룹이 거의 비었을 때"), (size * groups + 1, size, 7), hidden=True
        ),
        Case(Text("a nearly full last group", "마지막 그룹이 거의 찼을 때"), (size * groups - 1, size, 5), hidden=True),
        Case(Text("fewer examples than one group holds", "샘플이 그룹 하나보다 적을 때"), (5, 64, 2), edge=True),
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


CARD = Exercise(
    id="iterations",
    reference=batches.iterations,
    points=2.0,
    stars=1,
    title=Text("How many steps is that?", "모두 몇 걸음일까요?"),
    text=Text(
        r"""Write `iterations(N, size, epochs=1)`: how many steps do the weights make when `N` examples come in groups of `size`, for so many epochs?

Each group is one step, the last and smaller one as well. Find the formula yourself: what is the answer if `size` divides `N`, and what if something is left over?

The result is a whole number. `iterations(10, 4)` is `3`, and with two epochs it is `6`.""",
        r"""`iterations(N, size, epochs=1)`를 작성하세요. 샘플 `N`개를 `size`개씩 나누어 주어진 에폭 수만큼 학습하면 가중치는 모두 몇 번 바뀔까요?

그룹 하나가 한 걸음이고, 더 작은 마지막 그룹도 한 걸음입니다. 식은 직접 찾아보세요. `N`이 `size`로 나누어떨어지면 얼마이고, 나머지가 있으면 얼마일까요?

결과는 정수입니다. `iterations(10, 4)`는 `3`이고, 에폭이 둘이면 `6`입니다.""",
    ),
    docstring_ko="""샘플 N개를 size개씩 나누어 주어진 에폭 수만큼 학습할 때 가중치가 몇 걸음 움직이는지 셉니다.

    형상: (), (), () -> ()
    예외: N이나 size가 1보다 작거나 epochs가 음수이면 ValueError
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
                "64개씩 62번 나가고 나면 샘플 4000개 가운데 몇 개가 남아 있나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "always-one-more",
            Text(
                "one step too many where the size divides the number of examples",
                "나누어떨어질 때 한 걸음을 더 세었습니다",
            ),
            lambda N, size, epochs=1: (N // size + 1) * epochs,
            Text(
                "120 examples by 30: what would be in a fifth group?",
                "샘플 120개를 30개씩 나눕니다. 다섯 번째 그룹에는 무엇이 들어 있을까요?",
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
                "에폭마다 작은 그룹으로 끝나고, 다음 에폭의 샘플로 채우지 않습니다. 올림은 어디에서 해야 할까요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "rounded-to-nearest",
            Text("rounded to the nearest whole number", "가장 가까운 정수로 반올림했습니다"),
            lambda N, size, epochs=1: int(N / size + 0.5) * epochs,
            Text(
                "One example left over still needs a step of its own. Does yours get one?",
                "샘플이 하나만 남아도 한 걸음이 더 필요합니다. 지금 식에서는 그 한 걸음이 있나요?",
            ),
            "boundary.zero",
            variants=(lambda N, size, epochs=1: round(N / size) * epochs,),
        ),
        Misconception(
            "fraction",
            Text("a number with a fraction instead of a whole number", "정수가 아니라 부동소수점 수(float)입니다"),
            lambda N, size, epochs=1: np.ceil(N / size) * epochs,
            Text(
                "The number is right. Of which type is it?",
                "수는 맞습니다. 자료형은 무엇인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "epochs-added",
            Text("the epochs are added, not multiplied", "에폭 수를 곱하지 않고 더했습니다"),
            lambda N, size, epochs=1: -(-N // size) + epochs,
            Text(
                "With no epoch at all, how many steps are there? And with yours?",
                "에폭이 0이면 몇 걸음인가요? 지금 함수에서는 몇 걸음인가요?",
            ),
            "chain.wrong_input",
            variants=(lambda N, size, epochs=1: -(-N // size) + epochs - 1,),
        ),
        Misconception(
            "small-set-apart",
            Text(
                "wrong only where there are fewer examples than one group holds",
                "샘플이 그룹 하나보다 적을 때만 틀립니다",
            ),
            lambda N, size, epochs=1: 0 if size > N else -(-N // size) * epochs,
            Text(
                "Five examples and groups of 64: does an epoch pass without a step? And what do two epochs make of that?",
                "샘플이 다섯 개이고 그룹의 크기가 64입니다. 한 에폭이 한 걸음도 없이 지나가나요? 에폭이 둘이면 어떻게 되나요?",
            ),
            "boundary.zero",
            variants=(lambda N, size, epochs=1: 1 if size > N else -(-N // size) * epochs,),
        ),
        Misconception(
            "remainder",
            Text(
                "the remainder `%` is taken where the number of groups is wanted",
                "그룹의 수가 아니라 나머지 `%`를 구했습니다",
            ),
            lambda N, size, epochs=1: (N % size + (N % size > 0)) * epochs,
            Text(
                "`%` says how many examples are left over in the end. Which operator says how often `size` fits into `N`?",
                "`%`는 마지막에 남는 샘플의 수입니다. `N`에 `size`가 몇 번 들어가는지는 어떤 연산자로 구하나요?",
            ),
            "chain.wrong_input",
            variants=(lambda N, size, epochs=1: N % size * epochs,),
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
            "먼저 에폭 하나의 그룹 수를 세어 봅니다. 샘플 10개를 4개씩 나누어 종이에 적어 보세요.",
        ),
        Text(
            "Groups of one epoch: `N` divided by `size`, rounded **up**. All arguments and the result are whole numbers, shape `()`.",
            "에폭 하나의 그룹 수는 `N`을 `size`로 나누어 **올림**한 것입니다. 인수도 결과도 모두 정수이고 형상은 `()`입니다.",
        ),
        Text(
            "Whole division `//` rounds down. Either ask for the next whole number with a function of NumPy and turn it into an `int`, or add something to `N` first, so that rounding down is enough. Then multiply by `epochs`.",
            "정수 나눗셈 `//`은 내림을 합니다. NumPy 함수로 올림한 뒤 `int`로 바꾸거나, 내림만 해도 되도록 `N`에 미리 적당한 수를 더합니다. 그다음 `epochs`를 곱합니다.",
        ),
    ),
)
