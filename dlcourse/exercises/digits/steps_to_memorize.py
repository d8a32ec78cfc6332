"""The card of `steps_to_memorize`: Twenty by heart."""

import numpy as np

from dlcourse import digits
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.digits._memorize_runs import (
    after_all_steps,
    by_counting_wrong_ones,
    by_recursion,
    down,
    examples_in_a_step,
    judged_by_loss,
    learns_without_a_word,
    looks_after_the_step_only,
    points,
    stands_still,
    start,
    turned,
)
from dlcourse.language import Text


def _memorize_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    fixed = np.random.default_rng(1)
    data, first = points(fixed, 60), start(fixed)
    needed = digits.steps_to_memorize(first, *data, down(0.1), 200)
    known = [(9.0 * np.eye(3), np.zeros(3))]
    return (
        Case(Text("a step that learns", "잘 배우는 걸음"), (first, *data, down(0.1), 200)),
        Case(Text("a step that climbs", "거꾸로 올라가는 걸음"), (first, *data, down(-0.1), 30)),
        Case(Text("a step that stands still", "제자리에 머무는 걸음"), (first, *data, stands_still, 12)),
        Case(
            Text("a step that learns, and always reports the loss 0", "잘 배우지만 손실을 늘 0으로 알려 주는 걸음"),
            (first, *data, learns_without_a_word, 200),
        ),
        Case(
            Text("how many examples a step is given", "한 걸음에 넘긴 샘플 수"),
            (first, *data, down(0.1), 200),
            call=examples_in_a_step,
        ),
        Case(
            Text("other data, another rate", "다른 데이터와 다른 학습률"),
            (start(rng), *points(rng, 45), down(0.05), 400),
            hidden=True,
        ),
        Case(
            Text("all right before the first step", "첫걸음 전에 이미 모두 맞을 때"),
            (known, *data, down(0.1), 9),
            edge=True,
        ),
        Case(
            Text("exactly as many steps as are needed", "꼭 필요한 만큼만 걸을 수 있을 때"),
            (first, *data, down(0.1), needed),
            edge=True,
        ),
        Case(
            Text("one step fewer than are needed", "한 걸음이 모자랄 때"),
            (first, *data, down(0.1), needed - 1),
            edge=True,
        ),
        Case(Text("no step allowed", "한 걸음도 허락되지 않을 때"), (first, *data, down(0.1), 0), edge=True),
    )


CARD = Exercise(
    id="steps-to-memorize",
    reference=digits.steps_to_memorize,
    points=3.0,
    stars=2,
    title=Text("Twenty by heart", "스무 장 외우기"),
    text=Text(
        """Write `steps_to_memorize(params, X, y, step, steps)`, a test for any network: can it learn the **first 20** examples by heart?

- `step(params, X, y)` takes one step and returns new params and a loss; give it the twenty examples at once.
- `predict(X, params)` gives the answers, and `accuracy(y, yhat)` the share of right ones.

Return after how many steps all twenty are answered right: 0 if they are before the first step, and -1 if `steps` steps are not enough. Take no step more than you need.""",
        """`steps_to_memorize(params, X, y, step, steps)`를 작성하세요. 어떤 신경망에나 쓸 수 있는 시험입니다. **처음 20개**의 샘플을 외울 수 있을까요?

- `step(params, X, y)`는 한 걸음을 걷고 새 매개변수와 손실을 반환합니다. 스무 개를 한꺼번에 넘깁니다.
- `predict(X, params)`는 답을, `accuracy(y, yhat)`는 맞은 비율을 구합니다.

몇 걸음 뒤에 스무 개를 모두 맞히는지 반환합니다. 첫걸음 전에 이미 맞으면 0이고, `steps`걸음으로 모자라면 -1입니다. 필요한 것보다 더 걷지 마세요.""",
    ),
    docstring_ko="""신경망이 처음 스무 개의 샘플을 모두 맞히기까지 몇 걸음이 걸리는지 셉니다. `steps`걸음으로 모자라면 -1입니다.

    `step(params, X, y)`는 새 매개변수와 손실을 주며, 스무 개를 한꺼번에 받습니다. 벌점을 끄고 학습률을 바꾸어 보아도
    샘플 스무 개를 외우지 못하는 신경망은 어딘가가 잘못되었습니다.
    형상: [(D, H), (H,)], ..., (N, D), (N,) -> ()
    예외: 형상이 맞지 않거나 steps가 음수이면 ValueError
    참고: Karpathy (2019), "A recipe for training neural networks"
    >>> X, y = np.array([[1.0], [-1.0]]), np.array([1, 0])
    >>> towards_one = lambda params, X, y: ([(params[0][0] + np.array([[0.0, 1.0]]), params[0][1])], 0.0)
    >>> steps_to_memorize([(np.array([[1.5, 0.0]]), np.zeros(2))], X, y, towards_one, steps=5)
    2
    """,
    cases=_memorize_cases,
    depends=("predict", "accuracy"),
    misconceptions=(
        Misconception(
            "all-examples",
            Text("all examples are learned, not the first twenty", "처음 스무 개가 아니라 모든 샘플을 배웁니다"),
            turned(few=lambda part: part),
            Text(
                "The test is meant to take seconds. How many examples does one of your steps see?",
                "몇 초 만에 끝나야 하는 시험입니다. 걸음마다 샘플을 몇 개나 보나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "last-twenty",
            Text("the last twenty examples are learned, not the first", "처음이 아니라 마지막 스무 개를 배웁니다"),
            turned(few=lambda part: part[-20:]),
            Text("Which rows does your slice take?", "지금 조각은 어느 행을 꺼내나요?"),
            "chain.wrong_input",
        ),
        Misconception(
            "step-thrown-away",
            Text("the new params are not kept", "새 매개변수를 받아 두지 않았습니다"),
            turned(keep=False),
            Text(
                "`step` returns new params. With which ones does your next step begin?",
                "`step`은 새 매개변수를 반환합니다. 다음 걸음은 어떤 매개변수로 시작하나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "gives-up-silently",
            Text(
                "a network that never manages gets the number of steps, as if it had",
                "끝내 외우지 못해도 걸음 수를 반환합니다",
            ),
            turned(never=lambda steps: steps),
            Text(
                "The broken step of the second case: how would your caller find out that it failed?",
                "두 번째 경우의 고장 난 걸음에서, 실패했다는 것을 함수를 부른 사람은 어떻게 알 수 있나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "counts-one-more",
            Text("one step too many is counted", "걸음을 하나 더 셉니다"),
            turned(one_more=1),
            Text(
                "If all are right before the first step, which number do you return?",
                "첫걸음 전에 이미 모두 맞으면 몇을 반환하나요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "looks-after-the-step-only",
            Text("it never looks before the first step", "첫걸음 전에는 보지 않습니다"),
            looks_after_the_step_only,
            Text(
                "What if the network already knows all twenty? How many steps are needed then?",
                "신경망이 이미 스무 개를 다 안다면 몇 걸음이 필요한가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "last-step-not-judged",
            Text("what the last step made of the params is never looked at", "마지막 걸음을 걷고 나서는 보지 않습니다"),
            turned(looks=lambda steps: steps),
            Text(
                "With `steps` = 3, after how many steps do you look? May the third one be the one that was missing?",
                "`steps`가 3이면 몇 걸음을 걸은 뒤에 보게 되나요? 바로 세 번째 걸음이 모자랐던 한 걸음일 수도 있지 않나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "one-step-over-the-limit",
            Text("one step more than `steps` is taken", "`steps`보다 한 걸음을 더 걷습니다"),
            turned(looks=lambda steps: steps + 2),
            Text(
                "With `steps` = 0, how many steps may there be? How many does your loop take?",
                "`steps`가 0이면 몇 걸음까지 걸을 수 있나요? 반복문은 몇 걸음을 걷나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "nearly-all",
            Text("nineteen of twenty are enough for it", "스무 개 중 열아홉 개면 된다고 보았습니다"),
            turned(enough=lambda y, yhat, loss: np.mean(y == yhat) >= 0.95),
            Text(
                "A hundred thousand weights and twenty images: is one wrong answer acceptable?",
                "가중치는 십만 개이고 그림은 스무 장입니다. 하나쯤 틀려도 괜찮을까요?",
            ),
            "hardcoded.value",
            variants=(turned(enough=lambda y, yhat, loss: np.mean(y == yhat) >= 0.9),),
        ),
        Misconception(
            "loss-decides",
            Text(
                "a small loss ends the test, not twenty right answers", "모두 맞았는지가 아니라 손실이 작은지를 봅니다"
            ),
            judged_by_loss(0.1),
            Text(
                "How small must a loss be for all answers to be right? Ask the answers themselves.",
                "손실이 얼마나 작아야 모두 맞은 것인가요? 답을 직접 확인해 보세요.",
            ),
            "chain.wrong_input",
            variants=(
                judged_by_loss(0.01),
                judged_by_loss(0.5),
                *(judged_by_loss(small, looks_first=True) for small in (0.01, 0.1, 0.5)),
            ),
        ),
        Misconception(
            "always-all-steps",
            Text("it always takes all steps and looks once, at the end", "언제나 끝까지 걷고 마지막에 한 번만 봅니다"),
            after_all_steps,
            Text(
                "The question is *when* it knows them. Where should you look, in the loop or behind it?",
                "**언제** 외웠는지를 묻고 있습니다. 반복문 안에서 보아야 하나요, 밖에서 보아야 하나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "small-batches",
            Text("a step gets a few of the twenty at a time", "한 걸음에 스무 개를 나누어 조금씩 넘겼습니다"),
            turned(size=5),
            Text(
                "Mini-batches are for thousands of examples. What does the task say about the twenty?",
                "미니배치는 샘플이 수천 개일 때 씁니다. 문제에서는 스무 개를 어떻게 넘기라고 하나요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(by_counting_wrong_ones, by_recursion, turned()),
    hints=(
        Text(
            "Look, then step, then look again: how often at most do you look, and how often do you step?",
            "보고, 걷고, 다시 봅니다. 많아야 몇 번 보고, 몇 번 걷게 되나요?",
        ),
        Text(
            "Look `steps + 1` times, step at most `steps` times; the answer is how many steps lie behind you when the accuracy is 1.",
            "보는 것은 `steps + 1`번, 걷는 것은 많아야 `steps`번입니다. 정확도가 1일 때까지 걸은 걸음 수가 답입니다.",
        ),
        Text(
            "Slice `X` and `y` once, before a `while` loop whose condition is the accuracy. Inside: give up if you have taken all steps; else keep the first thing that `step` returns, and count.",
            "`X`와 `y`의 조각을 먼저 만들고, 정확도를 조건으로 하는 `while` 반복문을 씁니다. 그 안에서, 걸음을 다 썼으면 그만두고, 아니면 `step`이 반환한 첫째 값을 받아 두고 하나 셉니다.",
        ),
    ),
)
