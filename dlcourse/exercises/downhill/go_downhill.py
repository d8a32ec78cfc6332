"""The card of `go_downhill`: Walk until it is flat."""

from typing import Any

import numpy as np

from dlcourse import downhill
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.downhill._shared import STUDENTS, bowl, square, students
from dlcourse.exercises.downhill._walks import (
    by_recursion,
    heights,
    never_flat,
    one_place_too_few,
    one_step_too_many,
    only_the_end,
    own_flat,
    sign_kept,
    slope_of_the_start,
    until_the_height_is_small,
    until_the_step_is_small,
    uphill,
    with_a_countdown,
    with_a_for_loop,
    without_end,
    without_limit,
    without_start,
)
from dlcourse.language import Text


def _walk_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    valley = bowl(float(rng.uniform(1.0, 2.0)), float(rng.uniform(0.5, 2.0)))
    # the slopes are measured, with whatever tiny h their author chose: eight digits are not to be had
    loose: Any = {"rtol": 1e-6, "atol": 1e-7}
    return (
        Case(Text("two steps from 3 on w²", "w²에서 3부터 두 걸음"), (square, 3.0, 0.25, 0.001, 2), **loose),
        Case(STUDENTS, (students, 0.0, 0.1), **loose),
        Case(Text("w² until the slope is 0.5", "기울기가 0.5가 될 때까지 w²"), (square, 2.0, 0.1, 0.5), **loose),
        Case(
            Text("a valley from the left", "왼쪽에서 내려가는 골짜기"),
            (valley, float(rng.uniform(-1.0, 0.5)), float(rng.uniform(0.05, 0.1)), 0.01),
            hidden=True,
            **loose,
        ),
        Case(
            Text("a valley from the right, seven steps at most", "오른쪽에서 내려가는 골짜기, 많아야 일곱 걸음"),
            (valley, float(rng.uniform(2.5, 3.5)), float(rng.uniform(0.01, 0.03)), 0.001, 7),
            hidden=True,
            **loose,
        ),
        Case(Text("the ground is flat already", "이미 평평한 곳"), (square, 0.0, 0.1), edge=True, **loose),
        Case(Text("no step allowed", "한 걸음도 갈 수 없을 때"), (square, 3.0, 0.1, 0.001, 0), edge=True, **loose),
    )


CARD = Exercise(
    id="go-downhill",
    reference=downhill.go_downhill,
    points=3.0,
    stars=2,
    title=Text("Walk until it is flat", "평평해질 때까지 걷기"),
    text=Text(
        r"""Write `go_downhill(f, w, lr, flat=0.001, most=1000)`: start at `w`, and step downhill as long as the slope is larger than `flat` **in size**, but `most` steps at the most.

Return **all** places on the way as one array, the start first: after `k` steps it has the shape `(k + 1,)`. If the ground is flat at once, only the start comes back.

Use your `slope_at` to ask whether it is flat yet, and your `step_downhill` to go on.

For `f(w) = w**2`, `w = 3.0`, `lr = 0.25` and `most = 2` the result is `[3.0, 1.5, 0.75]`, up to rounding.""",
        r"""`go_downhill(f, w, lr, flat=0.001, most=1000)`를 작성하세요. `w`에서 출발해, 기울기의 **크기**가 `flat`보다 큰 동안 한 걸음씩 내려갑니다. 다만 `most`걸음을 넘지 않습니다.

지나온 위치를 출발점부터 **모두** 배열 하나로 반환합니다. `k`걸음을 갔다면 형상은 `(k + 1,)`입니다. 처음부터 평평하면 출발점만 반환합니다.

평평해졌는지는 `slope_at`으로 알아보고, 걸음은 `step_downhill`로 내디딥니다.

`f(w) = w**2`, `w = 3.0`, `lr = 0.25`, `most = 2`이면, 반올림 오차를 무시할 때 결과는 `[3.0, 1.5, 0.75]`입니다.""",
    ),
    docstring_ko="""w에서 아래로 내려가며 지나온 모든 위치입니다. 땅이 평평해지면, 곧 기울기의 크기가 `flat` 이하가 되면 멈춥니다.

    `most`걸음을 가면 어디에 있든 멈춥니다.
    형상: () -> (steps + 1,), 출발점이 먼저
    예외: f가 함수가 아니면 TypeError, lr이 양수가 아니거나 flat이나 most가 음수이면 ValueError
    참고: Cauchy (1847)
    >>> go_downhill(lambda w: w**2, 3.0, lr=0.25, most=2).round(6)
    array([3.  , 1.5 , 0.75])
    """,
    cases=_walk_cases,
    misconceptions=(
        Misconception(
            "start-missing",
            Text("the start is missing", "출발점이 빠졌습니다"),
            without_start,
            Text(
                "How many places does a walk of two steps have? Which is the first?",
                "두 걸음을 걸으면 지나온 곳은 몇 군데인가요? 맨 처음은 어디인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "end-missing",
            Text("the last place is missing", "마지막 위치가 빠졌습니다"),
            without_end,
            Text(
                "You write a place down before you leave it. Who writes down where the last step arrives?",
                "떠나기 전에 위치를 적습니다. 마지막 걸음이 닿은 곳은 어디에 적나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "only-the-end",
            Text("only the last place comes back", "마지막 위치만 반환합니다"),
            only_the_end,
            Text(
                "The places on the way are wanted too. Where could you collect them?",
                "지나온 곳도 모두 필요합니다. 어디에 모아 둘 수 있을까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "slope-of-the-start",
            Text("every step uses the slope of the start", "걸음마다 출발점의 기울기를 썼습니다"),
            slope_of_the_start,
            Text(
                "The hill gets flatter on the way down. When must the slope be measured?",
                "내려갈수록 완만해집니다. 기울기는 언제 재어야 할까요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "sign-kept",
            Text(
                "a negative slope counts as flat: its size is not taken",
                "음수인 기울기를 평평한 것으로 봅니다. 크기를 재지 않았습니다",
            ),
            sign_kept,
            Text(
                "To the left of a valley the slope is negative. Is -15 smaller than 0.001? Is it flat there?",
                "골짜기의 왼쪽에서 기울기는 음수입니다. -15는 0.001보다 작은가요? 그곳은 평평한가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "never-flat",
            Text("it walks on when it is flat", "평평해져도 멈추지 않습니다"),
            never_flat,
            Text(
                "Your walk always has `most` steps. What should end it earlier?",
                "언제나 `most`걸음을 갑니다. 무엇이 더 일찍 멈추게 해야 하나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "limit-ignored",
            Text("`most` does not end the walk", "`most`가 되어도 멈추지 않습니다"),
            without_limit,
            Text(
                "Ask for two steps at most. How many places come back?",
                "많아야 두 걸음이라고 해 보세요. 위치가 몇 개 나오나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "flat-ignored",
            Text("`flat` is always the same, whatever is passed", "무엇을 넘기든 `flat`이 언제나 같습니다"),
            own_flat(0.001),
            Text(
                "Call your function with a larger `flat`. Does it stop earlier?",
                "더 큰 `flat`으로 함수를 불러 보세요. 더 일찍 멈추나요?",
            ),
            "hardcoded.value",
            variants=(own_flat(0.0001), own_flat(0.01)),
        ),
        Misconception(
            "uphill",
            Text("the walk goes uphill", "위로 올라갑니다"),
            uphill,
            Text(
                "Your places run away from the bottom. Which sign leads down?",
                "위치가 바닥에서 멀어집니다. 어느 부호라야 내려갈까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "one-step-too-many",
            Text("one step too many: asked after the step", "한 걸음을 더 갔습니다. 걸음을 옮긴 뒤에 물었습니다"),
            one_step_too_many,
            Text(
                "On flat ground only the start should come back. Do you ask before the step, or after it?",
                "평평한 곳이라면 출발점만 나와야 합니다. 평평한지를 걸음 앞에서 묻나요, 뒤에서 묻나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "one-step-too-few",
            Text("one step fewer than `most` allows", "`most`가 허락하는 것보다 한 걸음 덜 갔습니다"),
            one_place_too_few,
            Text(
                "With `most` = 2 you may take two steps. How many places are that, with the start?",
                "`most`가 2이면 두 걸음을 갈 수 있습니다. 출발점까지 더하면 위치는 몇 개인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "until-the-height-is-small",
            Text("it waits for a small loss, not for a small slope", "기울기가 아니라 손실이 작아지기를 기다립니다"),
            until_the_height_is_small,
            Text(
                "The bottom of a valley may lie high above 0. What is 0 at every bottom?",
                "골짜기의 바닥이 0보다 훨씬 높을 수도 있습니다. 어느 바닥에서나 0인 것은 무엇인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "until-the-step-is-small",
            Text("it waits for a small step, not for a small slope", "기울기가 아니라 걸음이 작아지기를 기다립니다"),
            until_the_step_is_small,
            Text(
                "With a smaller rate your walk ends earlier. Has the ground become flatter?",
                "학습률을 줄이면 더 일찍 멈춥니다. 땅이 더 평평해졌나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "heights-collected",
            Text("the heights are collected, not the places", "위치가 아니라 높이를 모았습니다"),
            heights,
            Text(
                "The first number should be the `w` you began with. Which one is it?",
                "첫째 수는 출발한 `w`여야 합니다. 지금은 무엇인가요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(with_a_for_loop, by_recursion, with_a_countdown),
    hints=(
        Text(
            "Two questions before every step: is it flat here, and may I still go on?",
            "걸음마다 먼저 두 가지를 묻습니다. 여기는 평평한가요? 아직 더 가도 되나요?",
        ),
        Text(
            "Go on while $|g| >$ `flat` ($g$: the slope here) and fewer than `most` steps are done. The list of places has one entry more than there are steps.",
            "$|g| >$ `flat`이고($g$는 지금 있는 곳의 기울기) 아직 `most`걸음이 되지 않았으면 계속합니다. 위치의 리스트는 걸음 수보다 하나 깁니다.",
        ),
        Text(
            "Begin with a list that holds `w`. In a `while` loop look at its last entry, append where `step_downhill` leads from there, and make one array of the list at the end.",
            "`w`만 든 리스트로 시작합니다. `while` 반복문에서 리스트의 마지막 위치를 보고, 거기서 `step_downhill`이 닿는 곳을 리스트에 넣습니다. 끝나면 리스트를 배열 하나로 만듭니다.",
        ),
    ),
    depends=("slope-at", "step-downhill"),
)
