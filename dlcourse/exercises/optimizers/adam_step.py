"""The card of `adam_step`: Adam."""

from typing import Any

import numpy as np

from dlcourse import optimizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.optimizers._adam_step_answers import (
    adam,
    adam_by_hand,
    adam_hats_returned,
    adam_in_place,
    adam_old_memory,
    adam_stacked,
    adam_with_one_rate,
    from_zero,
    no_correction,
    with_beta2,
)
from dlcourse.exercises.optimizers._adam_step_mistakes import CONVENTIONS, CORRECTIONS
from dlcourse.exercises.optimizers._shared import (
    MANY,
    NUMBERS,
    RESTING,
    SEVERAL,
    TABLE,
    TINY,
    WORKED,
    as_column,
    is_new,
    still,
)
from dlcourse.language import Text


def _with_two(function: Any, w: Any, m: Any, v: Any, gradients: Any, t: int, *settings: Any, **named: Any) -> Any:
    """A case's call: one step for each gradient, numbered from t; the path of the weights and the last memories."""
    path = []
    for number, g in enumerate(gradients, start=t):
        new = function(w, m, v, g, number, *settings, **named)
        if not is_new(new, 3) or not still(new[0], w):
            return new
        w, m, v = new
        path.append(np.array(w))
    return np.array(path), m, v


def _adam_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    W, m, v, g = rng.normal(size=(4, 2, 4))
    changing = np.array([[2.0, -1.0, 0.1], [-1.0, 3.0, -0.2], [4.0, 0.5, 0.1], [0.5, -2.0, 0.3], [1.0, 1.0, -0.4]])
    return (
        Case(
            Text("the first step", "첫걸음"),
            (np.array([1.0, -2.0]), np.zeros(2), np.zeros(2), np.array([3.0, -0.5]), 1),
        ),
        Case(WORKED, (np.zeros(1), np.zeros(1), np.zeros(1), as_column(3.0, 4.0, -2.0), 1, 0.1), call=_with_two),
        Case(SEVERAL, (np.array([4.0, -3.0, 1.0]), np.zeros(3), np.zeros(3), changing, 1, 0.05), call=_with_two),
        Case(
            Text("several steps with other betas", "다른 베타로 여러 걸음을"),
            (np.array([4.0, -3.0, 1.0]), np.zeros(3), np.zeros(3), changing, 1),
            {"lr": 0.1, "beta1": 0.6, "beta2": 0.8},
            call=_with_two,
        ),
        Case(TINY, (np.array([1.0]), np.zeros(1), np.zeros(1), as_column(1e-6, 3e-6, -2e-6), 1, 0.1), call=_with_two),
        Case(TABLE, (W, m, np.abs(v), g, 7), {"lr": 0.05, "eps": 1e-3}, hidden=True),
        Case(
            MANY,
            (rng.normal(size=5), np.zeros(5), np.zeros(5), rng.normal(size=(8, 5)), 1, 0.02),
            hidden=True,
            call=_with_two,
        ),
        Case(
            RESTING,
            (np.array([1.0, 2.0]), np.zeros(2), np.zeros(2), np.array([0.0, 3.0]), 1, 0.1),
            edge=True,
            silent=True,
        ),
        Case(NUMBERS, (np.array(2.0), np.array(0.3), np.array(0.009), np.array(4.0), 2, 0.1), edge=True),
    )


CARD = Exercise(
    id="adam-step",
    reference=optimizers.adam_step,
    points=4.0,
    stars=3,
    title=Text("Adam", "Adam"),
    text=Text(
        r"""Write `adam_step(w, m, v, g, t, lr, beta1, beta2, eps)`, step number `t` = 1, 2, 3, ... of Adam. Two running averages, of gradients and of squares, each with its own $\beta$:

$$m \leftarrow \beta_1 m + (1 - \beta_1) \, g \qquad\qquad v \leftarrow \beta_2 v + (1 - \beta_2) \, g^2$$

Both start at zero and are therefore too small at first. Each is corrected with **its own** $\beta$, for this step only:

$$\hat m = \frac{m}{1 - \beta_1^{\,t}} \qquad \hat v = \frac{v}{1 - \beta_2^{\,t}} \qquad w \leftarrow w - \frac{\eta}{\sqrt{\hat v} + \epsilon} \, \hat m$$

Return the tuple `(w, m, v)`, with $m$ and $v$ as they are **before** the correction.

With `lr = 0.1` and the gradients 3, 4 and -2 the weight moves by `-0.1`, `-0.099732` and `-0.047834`.""",
        r"""`adam_step(w, m, v, g, t, lr, beta1, beta2, eps)`를 작성하세요. Adam의 `t`번째 걸음이며 `t`는 1, 2, 3, ...입니다. 기울기와 그 제곱의 이동 평균을 하나씩, 저마다의 $\beta$로 구합니다.

$$m \leftarrow \beta_1 m + (1 - \beta_1) \, g \qquad\qquad v \leftarrow \beta_2 v + (1 - \beta_2) \, g^2$$

둘 다 0에서 시작하므로 처음에는 너무 작습니다. 그래서 이번 걸음에 쓸 값을 각각 **자기** $\beta$로 보정합니다.

$$\hat m = \frac{m}{1 - \beta_1^{\,t}} \qquad \hat v = \frac{v}{1 - \beta_2^{\,t}} \qquad w \leftarrow w - \frac{\eta}{\sqrt{\hat v} + \epsilon} \, \hat m$$

튜플 `(w, m, v)`를 반환합니다. $m$과 $v$는 보정하기 **전**의 값입니다.

`lr = 0.1`이고 기울기가 3, 4, -2이면 가중치는 `-0.1`, `-0.099732`, `-0.047834`만큼 움직입니다.""",
    ),
    docstring_ko="""모멘텀과 RMSProp을 합친 방법의 t번째(1, 2, 3, ...) 걸음입니다. 둘 다 0에서 시작한 것을 보정합니다.

    m은 beta1로 기울기를, v는 beta2로 그 제곱을 평균합니다. 둘 다 0에서 시작합니다. 새 가중치, m, v를 반환합니다.
    `eps`는 제곱근 안이 아니라 밖에서 더합니다.
    형상: 어떤 형상이든, 같은 형상 셋 -> 같은 형상 셋
    예외: 형상이 다르거나 t < 1이거나 lr이나 eps가 양수가 아니거나 베타가 [0, 1)을 벗어나면 ValueError
    참고: Kingma & Ba (2015)
    >>> w, m, v = adam_step(np.zeros(1), np.zeros(1), np.zeros(1), np.array([3.0]), t=1, lr=0.1)
    >>> w.round(6), m.round(6), v.round(6)
    (array([-0.1]), array([0.3]), array([0.009]))
    """,
    cases=_adam_cases,
    returns=("w", "m", "v"),
    misconceptions=(
        Misconception(
            "beta1-corrects-both",
            Text("both averages are corrected with $\\beta_1$", "두 평균을 모두 $\\beta_1$로 보정했습니다"),
            adam(corrections=lambda beta1, beta2, t: (1 - beta1**t, 1 - beta1**t)),
            Text(
                "Your first step is ten times too long. Which $\\beta$ made $v$ too small?",
                "첫걸음이 열 배나 큽니다. $v$를 작게 만든 것은 어느 $\\beta$인가요?",
            ),
            "opt.beta_swapped",
        ),
        Misconception(
            "beta2-corrects-both",
            Text("both averages are corrected with $\\beta_2$", "두 평균을 모두 $\\beta_2$로 보정했습니다"),
            adam(corrections=lambda beta1, beta2, t: (1 - beta2**t, 1 - beta2**t)),
            Text(
                "Your first step is a hundred times too long. Which $\\beta$ made $m$ too small?",
                "첫걸음이 백 배나 큽니다. $m$을 작게 만든 것은 어느 $\\beta$인가요?",
            ),
            "opt.beta_swapped",
        ),
        Misconception(
            "not-corrected",
            Text("the averages are not corrected", "평균을 보정하지 않았습니다"),
            adam(corrections=no_correction),
            Text(
                "$m$ starts at zero. After one gradient of 3, is $m$ near 3? What do you do about it?",
                "$m$은 0에서 시작합니다. 기울기 3을 한 번 본 뒤 $m$이 3에 가까운가요? 이것을 어떻게 해결하나요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "not-corrected-and-beta2-too-small",
            Text(
                "no correction, and 0.99 in the place of `beta2`",
                "보정하지 않았고 `beta2` 자리에 0.99를 썼습니다",
            ),
            with_beta2(adam(corrections=no_correction), 0.99),
            Text(
                "The first step happens to be right. Look at the second: what does `t` do in your code, and where does 0.99 come from?",
                "첫걸음은 우연히 맞습니다. 두 번째 걸음을 보세요. 코드에서 `t`는 무슨 일을 하나요? 0.99는 어디에서 왔나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "beta2-fixed",
            Text("0.99 in the place of `beta2`", "`beta2` 자리에 0.99를 썼습니다"),
            with_beta2(adam(), 0.99),
            Text(
                "You were given `beta2`. Which number does the paper use for it, and which do you?",
                "`beta2`를 받았습니다. 논문에서는 이 값이 얼마이고, 지금 코드에서는 얼마인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "eps-is-huge",
            Text("`eps` is a hundred million, not a hundred-millionth", "`eps`가 1억분의 1이 아니라 1억입니다"),
            adam(divisor=lambda v_hat, eps: np.sqrt(v_hat) + 0.1**-8),
            Text(
                "Your weights hardly move. What is 0.1 to the power of -8?",
                "가중치가 거의 움직이지 않습니다. 0.1의 -8제곱은 얼마인가요?",
            ),
            "opt.eps_place",
        ),
        Misconception(
            "eps-inside-the-root",
            Text("`eps` stands under the root", "`eps`가 제곱근 안에 있습니다"),
            adam(divisor=lambda v_hat, eps: np.sqrt(v_hat + eps)),
            Text(
                "Only tiny gradients show it: for a gradient of 1e-6, $\\hat v$ is 1e-12. Which of $\\hat v$ and `eps` rules under the root?",
                "기울기가 아주 작을 때만 드러납니다. 기울기가 1e-6이면 $\\hat v$는 1e-12입니다. 제곱근 안에서 $\\hat v$와 `eps` 가운데 어느 쪽이 더 큰가요?",
            ),
            "opt.eps_place",
        ),
        Misconception(
            "counted-from-zero",
            Text("the steps are counted from 0", "걸음을 0부터 세었습니다"),
            adam(corrections=from_zero),
            Text(
                "In the first step, `t` is 1 already. Which power of $\\beta$ corrects your first step, and which one the second?",
                "첫걸음에서 `t`는 이미 1입니다. 첫걸음과 두 번째 걸음을 보정한 것은 각각 $\\beta$의 몇 제곱인가요?",
            ),
            "opt.t_offset",
            variants=(
                adam(corrections=lambda beta1, beta2, t: from_zero(beta1, beta2, max(t, 2))),
                adam(corrections=lambda beta1, beta2, t: from_zero(beta1, beta2, t) if t > 1 else (1.0, 1.0)),
            ),
        ),
        Misconception(
            "always-the-first-step",
            Text("every step is corrected like the first", "모든 걸음을 첫걸음처럼 보정했습니다"),
            adam(corrections=lambda beta1, beta2, t: (1 - beta1, 1 - beta2)),
            Text(
                "After many steps the averages need no correction any more. Where is `t` in your code?",
                "걸음이 많아지면 더는 보정할 필요가 없습니다. 코드에서 `t`는 어디에 있나요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "power-became-product",
            Text(
                "$\\beta$ times `t` instead of $\\beta$ to the power of `t`",
                "$\\beta$의 `t`제곱이 아니라 $\\beta$ 곱하기 `t`를 썼습니다",
            ),
            adam(corrections=lambda beta1, beta2, t: (1 - beta1 * t, 1 - beta2 * t)),
            Text(
                "In step 2, is your correction still positive? Look closely at the small $t$ in the formula.",
                "두 번째 걸음에서 보정값이 양수인가요? 식에서 작게 쓴 $t$를 다시 보세요.",
            ),
            "opt.t_offset",
            variants=(
                adam(corrections=lambda beta1, beta2, t: (abs(1 - beta1 * t) + 1e-12, abs(1 - beta2 * t) + 1e-12)),
            ),
        ),
        Misconception(
            "corrected-for-ever",
            Text("the corrected averages are stored and corrected again", "보정한 평균을 저장해서 또 보정하게 됩니다"),
            adam_hats_returned,
            Text(
                "The weights are right once. Which $m$ should the next step start from, the corrected or the uncorrected one?",
                "가중치는 한 번만 맞습니다. 다음 걸음은 보정한 $m$에서 시작해야 할까요, 보정하지 않은 $m$에서 시작해야 할까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "betas-swapped",
            Text("$\\beta_1$ and $\\beta_2$ are swapped", "$\\beta_1$과 $\\beta_2$가 바뀌었습니다"),
            adam(
                first=lambda m, g, beta1, beta2: beta2 * m + (1 - beta2) * g,
                second=lambda v, g, beta1, beta2: beta1 * v + (1 - beta1) * g**2,
                corrections=lambda beta1, beta2, t: (1 - beta2**t, 1 - beta1**t),
            ),
            Text(
                "Which of the two averages should remember longer?",
                "두 평균 가운데 더 오래 기억해야 하는 것은 어느 쪽인가요?",
            ),
            "opt.beta_swapped",
        ),
        Misconception(
            "not-squared",
            Text("$v$ averages the gradients, not their squares", "$v$가 제곱이 아니라 기울기를 평균합니다"),
            adam(second=lambda v, g, beta1, beta2: beta2 * v + (1 - beta2) * g),
            Text(
                "Can you take the root of $\\hat v$ after a gradient of -2?",
                "기울기가 -2였다면 $\\hat v$의 제곱근을 구할 수 있나요?",
            ),
            "opt.square_missing",
            variants=(
                adam(
                    second=lambda v, g, beta1, beta2: beta2 * v + (1 - beta2) * g,
                    divisor=lambda v_hat, eps: np.sqrt(np.abs(v_hat)) + eps,
                ),
            ),
        ),
        Misconception(
            "old-memory",
            Text("the step is made of the old averages", "이전 평균으로 걸음을 내디뎠습니다"),
            adam_old_memory,
            Text(
                "In the first step the old averages are zero, so nothing moves. Which lines come first?",
                "첫걸음에서 이전 평균은 0이므로 아무것도 움직이지 않습니다. 어느 줄이 먼저인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "memory-kept-to-itself",
            Text("only the weights come back", "가중치만 반환합니다"),
            lambda w, m, v, g, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8: (
                w
                - lr
                * ((beta1 * m + (1 - beta1) * g) / (1 - beta1**t))
                / (np.sqrt((beta2 * v + (1 - beta2) * g**2) / (1 - beta2**t)) + eps)
            ),
            Text(
                "How should the next step know the averages?",
                "다음 걸음에서는 두 평균을 어떻게 알 수 있을까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "changed-in-place",
            Text("the averages that came in were changed", "받은 평균을 바꾸었습니다"),
            adam_in_place,
            Text(
                "`*=` and `+=` write into the array they were given. Which expression makes a new one?",
                "`*=`와 `+=`는 받은 배열에 덮어씁니다. 새 배열을 만드는 식은 무엇일까요?",
            ),
            "inplace.mutation",
        ),
        *CORRECTIONS,
        *CONVENTIONS,
    ),
    alternatives=(adam_by_hand, adam_with_one_rate, adam_stacked),
    hints=(
        Text(
            "Five short lines: two averages, two corrections, one step. You have written a running average before.",
            "짧은 다섯 줄입니다. 평균 두 줄, 보정 두 줄, 걸음 한 줄입니다. 이동 평균은 이미 작성해 보았습니다.",
        ),
        Text(
            "$m$ with $\\beta_1$ and $g$; $v$ with $\\beta_2$ and $g^2$. Divide $m$ by $1 - \\beta_1^{\\,t}$ and $v$ by $1 - \\beta_2^{\\,t}$, into names of their own. All arrays have one shape; `t` is a number.",
            "$m$은 $\\beta_1$과 $g$로, $v$는 $\\beta_2$와 $g^2$으로 구합니다. $m$은 $1 - \\beta_1^{\\,t}$으로, $v$는 $1 - \\beta_2^{\\,t}$으로 나누어 새 이름에 담습니다. 배열의 형상은 모두 같고 `t`는 수 하나입니다.",
        ),
        Text(
            "New averages first (not in place). Then two new names, say `m_hat` and `v_hat`, each average divided by one minus its own beta to the power of `t`. Then subtract `lr` times `m_hat`, divided by root of `v_hat` plus `eps` (outside the root). Return the weights, and the averages as they were before the division.",
            "먼저 새 평균 둘을 구합니다(덮어쓰지 않습니다). 다음으로 새 이름 `m_hat`과 `v_hat`을 만듭니다. 1에서 자기 베타의 `t`제곱을 뺀 값으로 각 평균을 나눈 것입니다. 그다음 `lr`과 `m_hat`의 곱을, `v_hat`의 제곱근에 `eps`를 더한 값으로 나누어(`eps`는 제곱근 밖) 가중치에서 뺍니다. 가중치와, 보정하지 않은 두 평균을 반환합니다.",
        ),
    ),
    picture="path",
)
