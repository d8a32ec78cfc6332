"""The card of `rate_at`: Warm up, then slow down."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import optimizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _every_step(rate_at: Any, steps: Any, lr: Any, warmup: Any) -> Any:
    """A case's call: the rates of all steps in a row."""
    found = [rate_at(t, steps, lr, warmup) for t in range(1, steps + 1)]
    strange = next((one for one in found if np.shape(one) != () or one is None), 0.0)
    return strange if strange is None or np.shape(strange) != () else np.array(found, dtype=float)


def _rate_at_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    warm, more = int(rng.integers(3, 7)), int(rng.integers(8, 14))
    return (
        Case(Text("the plan of the text", "문제에 나온 계획"), (6, 0.4, 2), call=_every_step),
        Case(Text("halfway down", "절반쯤 내려왔을 때"), (60, 100, 0.5, 20)),
        Case(Text("a long rise", "오래 오를 때"), (12, 3.0, 8), call=_every_step),
        Case(
            Text("another plan", "다른 계획"),
            (warm + more, float(rng.uniform(0.1, 2.0)), warm),
            hidden=True,
            call=_every_step,
        ),
        Case(Text("no warm-up at all", "워밍업이 없을 때"), (5, 0.8, 0), edge=True, call=_every_step),
    )


def _plan(
    *,
    rise: Callable[..., Any] = lambda t, warmup: t / warmup,
    done: Callable[..., Any] = lambda t, steps, warmup: (t - warmup) / (steps - warmup),
    fall: Callable[[Any], Any] = lambda done: (1 + np.cos(np.pi * done)) / 2,
) -> Callable[..., Any]:
    """The schedule with one screw turned."""

    def rate_at(t: Any, steps: Any, lr: Any, warmup: Any = 0) -> Any:
        if t <= warmup:
            return float(lr * rise(t, warmup))
        return float(lr * fall(done(t, steps, warmup)))

    return rate_at


def _by_sine(t: Any, steps: Any, lr: Any, warmup: Any = 0) -> Any:
    if t <= warmup:
        return lr / warmup * t
    return float(lr * np.cos(np.pi / 2 * (t - warmup) / (steps - warmup)) ** 2)


def _by_a_table(t: Any, steps: Any, lr: Any, warmup: Any = 0) -> Any:
    rising = np.linspace(0.0, lr, warmup + 1)[1:] if warmup else np.empty(0)
    falling = lr / 2 * (1 + np.cos(np.linspace(0.0, np.pi, steps - warmup + 1)[1:]))
    return float(np.concatenate([rising, falling])[t - 1])


def _by_minimum(t: Any, steps: Any, lr: Any, warmup: Any = 0) -> Any:
    up = 1.0 if warmup == 0 else min(1.0, t / warmup)
    down = 1.0 if t < warmup else 0.5 + 0.5 * np.cos(np.pi * (t - warmup) / (steps - warmup))
    return np.float64(lr * min(up, down))


CARD = Exercise(
    id="rate-at",
    reference=optimizers.rate_at,
    points=3.0,
    stars=2,
    title=Text("Warm up, then slow down", "워밍업하고 나서 천천히 줄이기"),
    text=Text(
        r"""Write `rate_at(t, steps, lr, warmup=0)`: the learning rate of step number `t`, where `t` is 1 in the first step and `steps` in the last.

- In the first `warmup` steps the rate rises in equal parts and reaches `lr` in step `warmup`.
- Then it falls along half a cosine wave: it would be `lr` at step `warmup` and is 0 at step `steps`.

No formula is given: the cosine runs from 1 to $-1$ while its angle goes from 0 to $\pi$. Which angle belongs to step `t`, and how does "from 1 to $-1$" become "from `lr` to 0"?

With `steps = 6`, `lr = 0.4`, `warmup = 2` the six rates are 0.2, 0.4, 0.3414, 0.2, 0.0586 and 0.""",
        r"""`rate_at(t, steps, lr, warmup=0)`를 작성하세요. `t`번째 걸음의 학습률입니다. `t`는 첫걸음에서 1, 마지막 걸음에서 `steps`입니다.

- 처음 `warmup`걸음 동안 같은 폭으로 올라가 `warmup`번째 걸음에서 `lr`이 됩니다.
- 그다음 코사인 반 주기를 따라 내려갑니다. `warmup`번째 걸음의 값이 `lr`이고 `steps`번째 걸음에서 0입니다.

식은 드리지 않습니다. 각이 0에서 $\pi$까지 갈 때 코사인은 1에서 $-1$까지 변합니다. `t`번째 걸음의 각은 얼마이고, "1에서 $-1$까지"를 어떻게 "`lr`에서 0까지"로 바꿀까요?

`steps = 6`, `lr = 0.4`, `warmup = 2`이면 여섯 걸음의 학습률은 0.2, 0.4, 0.3414, 0.2, 0.0586, 0입니다.""",
    ),
    docstring_ko="""t번째 걸음(1, 2, ..., steps)의 학습률입니다. 같은 폭으로 `lr`까지 오른 다음 코사인 반 주기를 따라 0까지 내려갑니다.

    오르는 데 `warmup`걸음이 걸리고 그 끝에서 `lr`이 됩니다. 워밍업이 없으면 첫걸음 직전에 `lr`에서 내려가기 시작합니다.
    형상: (), (), (), () -> ()
    예외: t나 steps가 1보다 작거나 lr이 양수가 아니거나 warmup이 음수이면 ValueError
    참고: Loshchilov & Hutter (2017)
    >>> [round(rate_at(t, steps=6, lr=0.4, warmup=2), 4) for t in range(1, 7)]
    [0.2, 0.4, 0.3414, 0.2, 0.0586, 0.0]
    """,
    cases=_rate_at_cases,
    misconceptions=(
        Misconception(
            "starts-at-zero",
            Text("the first step has rate 0", "첫걸음의 학습률이 0입니다"),
            _plan(rise=lambda t, warmup: (t - 1) / warmup),
            Text(
                "Steps are counted from 1. What does a step with rate 0 do?",
                "걸음은 1부터 셉니다. 학습률이 0인 걸음은 무엇을 하나요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "wave-over-all-steps",
            Text(
                "the wave is counted from the first step, not from the end of the warm-up",
                "코사인을 워밍업이 끝난 뒤부터가 아니라 처음부터 셌습니다",
            ),
            _plan(done=lambda t, steps, warmup: t / steps),
            Text(
                "Right after the warm-up, how much lower than `lr` is your rate?",
                "워밍업이 끝난 바로 다음 걸음에서 학습률이 `lr`보다 얼마나 낮아졌나요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "wave-too-long",
            Text(
                "the wave is divided by all steps, so it never reaches 0",
                "전체 걸음 수로 나누어서 0까지 내려가지 않습니다",
            ),
            _plan(done=lambda t, steps, warmup: (t - warmup) / steps),
            Text(
                "How many steps are left after the warm-up? In that many the rate must fall to 0.",
                "워밍업이 끝나면 몇 걸음이 남나요? 그동안 0까지 내려가야 합니다.",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "negative-rates",
            Text(
                "the cosine itself is used: in the second half the rate is negative",
                "코사인을 그대로 써서 뒤쪽 절반에서 학습률이 음수입니다",
            ),
            _plan(fall=lambda done: np.cos(np.pi * done)),
            Text(
                "A step with a negative rate goes uphill. How do you move a wave from between -1 and 1 to between 0 and 1?",
                "학습률이 음수이면 오르막으로 갑니다. -1과 1 사이의 값을 어떻게 0과 1 사이로 옮길까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "quarter-wave",
            Text(
                "a quarter of the wave: it falls fastest at the very end",
                "코사인의 4분의 1 주기입니다. 끝에서 가장 빨리 내려갑니다",
            ),
            _plan(fall=lambda done: np.cos(np.pi / 2 * done)),
            Text(
                "Halfway down, the rate should be `lr / 2`. What is yours?",
                "절반쯤 내려왔을 때 학습률은 `lr / 2`여야 합니다. 지금은 얼마인가요?",
            ),
            "scale.half",
        ),
        Misconception(
            "twice-the-rate",
            Text(
                "the half is missing: the wave begins at twice `lr`", "절반으로 나누지 않아 `lr`의 두 배에서 시작합니다"
            ),
            _plan(fall=lambda done: 1 + np.cos(np.pi * done)),
            Text("How large is 1 + cos 0?", "1 + cos 0은 얼마인가요?"),
            "scale.half",
        ),
        Misconception(
            "straight-line-down",
            Text("it falls along a straight line", "직선을 따라 내려갑니다"),
            _plan(fall=lambda done: 1 - done),
            Text(
                "A straight line is a schedule too. Is your first step down as small as the third value in the text?",
                "직선도 스케줄입니다. 하지만 처음 내려가는 폭이 문제의 셋째 값만큼 작은가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "no-warm-up",
            Text("there is no rise: the wave begins at once", "워밍업 없이 처음부터 내려갑니다"),
            lambda t, steps, lr, warmup=0: float(lr * (1 + np.cos(np.pi * t / steps)) / 2),
            Text("What should the rate be in the very first step?", "맨 첫걸음의 학습률은 얼마여야 하나요?"),
            "chain.missing_local",
        ),
        Misconception(
            "full-rate-while-warming-up",
            Text("the rate is `lr` during the whole warm-up", "워밍업 내내 학습률이 `lr`입니다"),
            _plan(rise=lambda t, warmup: 1.0),
            Text(
                "With four steps of warm-up, how large should the first of them be?",
                "워밍업이 네 걸음이면 첫걸음의 학습률은 얼마여야 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "angle-in-degrees",
            Text(
                "the angle is in degrees; NumPy counts in radians", "각을 도(°)로 썼습니다. NumPy는 라디안으로 셉니다"
            ),
            _plan(fall=lambda done: (1 + np.cos(180 * done)) / 2),
            Text("What does `np.cos(180)` give?", "`np.cos(180)`은 얼마인가요?"),
            "type.wrong",
        ),
        Misconception(
            "wave-a-step-late",
            Text(
                "the wave begins one step late: right after the warm-up the rate has not fallen yet",
                "코사인이 한 걸음 늦게 시작해, 워밍업 바로 다음 걸음에서 학습률이 아직 내려가지 않았습니다",
            ),
            _plan(done=lambda t, steps, warmup: (t - warmup - 1) / (steps - warmup - 1)),
            Text(
                "In the plan of the text, in how many steps is the rate `lr`? And in yours?",
                "문제에 나온 계획에서 학습률이 `lr`인 걸음은 몇 번인가요? 지금은 몇 번인가요?",
            ),
            "opt.t_offset",
            variants=(_plan(done=lambda t, steps, warmup: (t - warmup - 1) / (steps - warmup)),),
        ),
    ),
    alternatives=(_by_sine, _by_a_table, _by_minimum),
    hints=(
        Text(
            "Two parts, and `t` says in which of them you are. Draw both on paper with `warmup = 2` and `steps = 6`.",
            "두 부분으로 되어 있고 어느 쪽인지는 `t`가 정합니다. `warmup = 2`, `steps = 6`으로 종이에 그려 보세요.",
        ),
        Text(
            r"On the way down, which share of the way is done? It goes from 0 to 1; the angle is that share times $\pi$.",
            r"내려가는 길의 얼마만큼을 왔나요? 그 비율이 0에서 1까지 변하고, 각은 거기에 $\pi$를 곱한 것입니다.",
        ),
        Text(
            "Share: steps since the warm-up, divided by the steps that were left then. Add 1 to the cosine, halve it, multiply by `lr`.",
            "비율은 워밍업 뒤로 걸은 걸음 수를 그때 남아 있던 걸음 수로 나눈 것입니다. 코사인에 1을 더해 절반으로 나누고 `lr`을 곱합니다.",
        ),
    ),
)
