"""The card of `run`: The whole path."""

from dlcourse import optimizers
from dlcourse.exercises.card import Exercise, Misconception
from dlcourse.exercises.optimizers._run_answers import (
    run_always_from_the_start,
    run_forgetting,
    run_from,
    run_handing_the_start,
    run_into_a_table,
    run_into_the_start,
    run_one_array,
    run_one_too_many,
    run_only_the_end,
    run_recursively,
    run_with_exchanged_results,
    run_with_one_gradient,
    run_with_the_function,
    run_with_the_pair,
    run_with_while,
    run_without_end,
    run_without_optimizer,
    run_without_start,
)
from dlcourse.exercises.optimizers._run_cases import run_cases
from dlcourse.language import Text

CARD = Exercise(
    id="run",
    reference=optimizers.run,
    points=3.0,
    stars=2,
    title=Text("The whole path", "지나온 길 전체"),
    text=Text(
        r"""Write `run(optimizer, grad, w0, steps)`. It starts at the weights `w0`, takes that many steps, and returns **all** places on the way as one array.

- `grad(w)` is the gradient at `w`. It changes from place to place.
- `optimizer(w, g, memory)` takes one step and returns the pair `(w, memory)`. What the memory is, is the optimizer's own affair: hand it what it returned last time. Before the first step, the memory is `None`.

The result has shape `(steps + 1, 2)`: the start first, then one row for each step. `w0` itself stays as it was.

An optimizer that halves the weights takes `[8, 4]` in two steps to `[[8, 4], [4, 2], [2, 1]]`.""",
        r"""`run(optimizer, grad, w0, steps)`를 작성하세요. 가중치 `w0`에서 출발해 주어진 걸음 수만큼 가고, 지나온 곳을 **모두** 배열 하나로 반환합니다.

- `grad(w)`는 `w`에서의 기울기입니다. 위치마다 다릅니다.
- `optimizer(w, g, memory)`는 한 걸음을 내딛고 쌍 `(w, memory)`를 반환합니다. 기억 속에 무엇이 있는지는 옵티마이저만 알면 됩니다. 지난번에 반환받은 것을 그대로 넘겨주세요. 첫걸음 전의 기억은 `None`입니다.

결과의 형상은 `(steps + 1, 2)`입니다. 출발점이 먼저 오고, 걸음마다 한 행씩 이어집니다. `w0` 자체는 그대로 둡니다.

가중치를 절반으로 줄이는 옵티마이저라면 `[8, 4]`에서 두 걸음에 `[[8, 4], [4, 2], [2, 1]]`이 됩니다.""",
    ),
    docstring_ko="""`optimizer`가 기울기 `grad(w)`를 따라갈 때 가중치가 지나온 길입니다. 출발점도 들어 있습니다.

    `optimizer(w, g, memory)`는 다음 w와 다음 기억을 줍니다. 첫걸음 전의 기억은 None입니다.
    형상: (2,) -> (steps + 1, 2)
    예외: optimizer나 grad가 함수가 아니면 TypeError, steps가 음수이면 ValueError
    참고: `optimizer_named`. 여기 있는 모든 걸음 함수로 이런 옵티마이저를 만들어 줍니다
    >>> halve = lambda w, g, memory: (gd_step(w, g, lr=0.25), None)
    >>> run(halve, lambda w: 2.0 * w, np.array([8.0, 4.0]), steps=2)
    array([[8., 4.],
           [4., 2.],
           [2., 1.]])
    """,
    cases=run_cases,
    misconceptions=(
        Misconception(
            "start-missing",
            Text("the start is missing", "출발점이 빠졌습니다"),
            run_without_start,
            Text(
                "How many places does a walk of three steps have? Which is the first?",
                "세 걸음을 걸으면 지나온 곳은 몇 군데인가요? 맨 처음은 어디인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "end-missing",
            Text("the last place is missing", "마지막 위치가 빠졌습니다"),
            run_without_end,
            Text(
                "You write the place down, then go. Who writes down where the last step arrives?",
                "위치를 적은 다음 걸음을 내딛습니다. 마지막 걸음이 닿은 곳은 어디에 적나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "same-array-in-every-row",
            Text(
                "all rows are the same: one array, stored again and again",
                "모든 행이 같습니다. 배열 하나를 되풀이해 저장했습니다",
            ),
            run_one_array,
            Text(
                "A list holds the array itself, not a photograph of it. What happens to the earlier entries when you write into that array?",
                "리스트에는 그 순간의 복사본이 아니라 배열 자체가 들어갑니다. 그 배열에 덮어쓰면 앞서 넣은 것은 어떻게 될까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "start-overwritten",
            Text("`w0` was changed on the way", "도중에 `w0`을 바꾸었습니다"),
            run_into_the_start,
            Text(
                "Whoever called you may want to start there again. On which array do you walk?",
                "함수를 부른 사람은 같은 곳에서 다시 출발하고 싶을 수 있습니다. 지금 어느 배열 위를 걷고 있나요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "memory-forgotten",
            Text("the optimizer gets `None` in every step", "옵티마이저에게 걸음마다 `None`을 주었습니다"),
            run_forgetting,
            Text(
                "The ball never gets any faster. What did the optimizer give you besides the new weights?",
                "공이 조금도 빨라지지 않습니다. 옵티마이저는 새 가중치 말고 무엇을 더 반환했나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "gradient-of-the-start",
            Text("every step uses the gradient of the start", "걸음마다 출발점의 기울기를 썼습니다"),
            run_with_one_gradient,
            Text(
                "The slope is different after each step. When must `grad` be asked?",
                "걸음을 내디딜 때마다 기울기가 달라집니다. `grad`는 언제 불러야 할까요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "always-from-the-start",
            Text("every step begins at `w0` again", "걸음마다 `w0`에서 다시 시작합니다"),
            run_always_from_the_start,
            Text(
                "Where should the second step begin?",
                "두 번째 걸음은 어디에서 시작해야 하나요?",
            ),
            "order.stale_update",
            variants=(run_handing_the_start,),
        ),
        Misconception(
            "one-step-too-many",
            Text("one step too many", "한 걸음을 더 갔습니다"),
            run_one_too_many,
            Text(
                "With `steps` = 0 the path is the start alone. How often does your loop run?",
                "`steps`가 0이면 출발점만 남아야 합니다. 반복문은 몇 번 도나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "only-the-end",
            Text("only the last place comes back", "마지막 위치만 반환합니다"),
            run_only_the_end,
            Text(
                "The places on the way are wanted too. Where could you collect them?",
                "지나온 곳도 모두 필요합니다. 어디에 모아 둘 수 있을까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "memory-begins-as-zeros",
            Text("the memory begins as a number, not as `None`", "기억이 `None`이 아니라 수에서 시작합니다"),
            run_from(lambda w0: 0 * w0),
            Text(
                "How does an optimizer find out that this is the first step? What does the task hand it then?",
                "옵티마이저는 첫걸음이라는 것을 무엇으로 알 수 있나요? 문제에서는 그때 무엇을 넘겨주나요?",
            ),
            "state.not_returned",
            variants=(
                run_from(lambda w0: 0),
                run_from(lambda w0: 0.0),
                run_from(lambda w0: 0 * w0[:1]),
            ),
        ),
        Misconception(
            "function-for-gradient",
            Text(
                "the optimizer is handed the function `grad`, not the gradient",
                "옵티마이저에게 기울기가 아니라 함수 `grad`를 넘겼습니다",
            ),
            run_with_the_function,
            Text(
                "`grad` answers when it is asked about a place. Where do you ask?",
                "`grad`는 위치를 넘겨야 기울기를 반환합니다. 어디에서 위치를 넘기고 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "results-exchanged",
            Text(
                "weights and memory are taken in the wrong order from the optimizer",
                "옵티마이저가 반환한 가중치와 기억을 반대로 받았습니다",
            ),
            run_with_exchanged_results,
            Text(
                "Which of the two does the optimizer return first?",
                "옵티마이저가 먼저 반환하는 것은 둘 가운데 어느 것인가요?",
            ),
            "order.stale_update",
            variants=(run_with_the_pair,),
        ),
        Misconception(
            "optimizer-not-asked",
            Text("the steps are your own, the optimizer is not asked", "옵티마이저에게 묻지 않고 스스로 걸었습니다"),
            run_without_optimizer,
            Text(
                "Hand your function two different optimizers. Does the path change?",
                "서로 다른 옵티마이저 둘을 넘겨 보세요. 길이 달라지나요?",
            ),
            "hardcoded.value",
        ),
    ),
    alternatives=(run_recursively, run_into_a_table, run_with_while),
    hints=(
        Text(
            "Three things go from step to step: where you are, what the optimizer remembers, and the list of places so far.",
            "걸음마다 이어지는 것은 세 가지입니다. 지금 있는 곳, 옵티마이저의 기억, 지금까지 지나온 곳의 리스트입니다.",
        ),
        Text(
            "Start with a list that holds `w0` and with the memory `None`. Each step adds one place, so the array of the list has shape `(steps + 1, 2)`.",
            "`w0`만 들어 있는 리스트와 기억 `None`으로 시작합니다. 걸음마다 위치가 하나씩 늘어나므로 리스트로 만든 배열의 형상은 `(steps + 1, 2)`입니다.",
        ),
        Text(
            "In a loop of `steps` rounds: ask for the gradient *here*, hand place, gradient and memory to the optimizer, take both results, and append the new place. After the loop make one array of the list.",
            "`steps`번 도는 반복문에서, **지금 있는 곳**의 기울기를 구하고, 위치와 기울기와 기억을 옵티마이저에 넘겨 두 결과를 받고, 새 위치를 리스트에 넣습니다. 반복문이 끝나면 리스트를 배열 하나로 만듭니다.",
        ),
    ),
    picture="path",
)
