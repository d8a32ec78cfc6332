"""More mistakes of `adam_step`: corrections that are half done, and conventions of other libraries and papers."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.exercises.card import Misconception
from dlcourse.exercises.optimizers._adam_step_answers import adam
from dlcourse.language import Text


def _stepping(move: Callable[..., Any]) -> Any:
    """Adam with right averages and a step of its own: `move` is asked with g, the averages, their corrections, lr and eps."""

    def adam_step(
        w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
    ) -> Any:
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
        return w - move(w, g, m, v, 1 - beta1**t, 1 - beta2**t, lr, beta1, eps), m, v

    return adam_step


def _with_eps(fixed: float | None = None, usual: float = 1e-8, step: Any = None) -> Any:
    """Adam with an `eps` that is always `fixed`, or with another one where none is given."""
    right = step or adam()

    def adam_step(
        w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = usual
    ) -> Any:
        return right(w, m, v, g, t, lr, beta1, beta2, eps if fixed is None else fixed)

    return adam_step


def _once(w: Any, g: Any, m: Any, v: Any, for_m: Any, for_v: Any, lr: Any, beta1: Any, eps: Any) -> Any:
    return lr * np.sqrt(for_v) / for_m * m / (np.sqrt(v) + eps)


def _right(w: Any, g: Any, m: Any, v: Any, for_m: Any, for_v: Any, lr: Any, beta1: Any, eps: Any) -> Any:
    return lr * (m / for_m) / (np.sqrt(v / for_v) + eps)


def _decaying(share: float, *, rated: bool = True) -> Any:
    return _stepping(lambda w, *rest: _right(w, *rest) + share * w * (rest[5] if rated else 1.0))


def _never_shrinking(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    m, v = beta1 * m + (1 - beta1) * g, np.maximum(v, beta2 * v + (1 - beta2) * g**2)
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


CORRECTIONS = (
    Misconception(
        "v-not-corrected",
        Text("$m$ is corrected, $v$ is not", "$m$은 보정했지만 $v$는 보정하지 않았습니다"),
        adam(corrections=lambda beta1, beta2, t: (1 - beta1**t, 1.0)),
        Text(
            "Both averages start at zero. Which of the two does your step use as it is?",
            "두 평균 모두 0에서 시작합니다. 걸음에서 그대로 쓴 것은 둘 가운데 어느 것인가요?",
        ),
        "opt.t_offset",
    ),
    Misconception(
        "m-not-corrected",
        Text("$v$ is corrected, $m$ is not", "$v$는 보정했지만 $m$은 보정하지 않았습니다"),
        adam(corrections=lambda beta1, beta2, t: (1.0, 1 - beta2**t)),
        Text(
            "Your first step is ten times too short. Which average does it use as it is?",
            "첫걸음이 열 배나 작습니다. 그대로 쓴 평균은 어느 것인가요?",
        ),
        "opt.t_offset",
    ),
    Misconception(
        "corrections-exchanged",
        Text(
            "$m$ is corrected with $\\beta_2$ and $v$ with $\\beta_1$",
            "$m$을 $\\beta_2$로, $v$를 $\\beta_1$로 보정했습니다",
        ),
        adam(corrections=lambda beta1, beta2, t: (1 - beta2**t, 1 - beta1**t)),
        Text(
            "Which $\\beta$ averages the gradients, and which one corrects that average?",
            "기울기의 평균을 만드는 $\\beta$는 어느 것이고, 그 평균을 보정하는 것은 어느 것인가요?",
        ),
        "opt.beta_swapped",
    ),
    Misconception(
        "multiplied-by-the-correction",
        Text("multiplied by $1 - \\beta^t$ instead of divided", "$1 - \\beta^t$으로 나누지 않고 곱했습니다"),
        adam(corrections=lambda beta1, beta2, t: (1 / (1 - beta1**t), 1 / (1 - beta2**t))),
        Text(
            "The first averages are too small. Does your correction make them larger or smaller still?",
            "처음의 평균은 너무 작습니다. 지금의 보정은 평균을 키우나요, 더 줄이나요?",
        ),
        "sign.flipped",
        variants=(
            adam(corrections=lambda beta1, beta2, t: (1 / (1 - beta1**t), 1 - beta2**t)),
            adam(corrections=lambda beta1, beta2, t: (1 - beta1**t, 1 / (1 - beta2**t))),
        ),
    ),
    Misconception(
        "one-step-ahead",
        Text("corrected as if the next step were being taken", "이미 다음 걸음인 것처럼 보정했습니다"),
        adam(corrections=lambda beta1, beta2, t: (1 - beta1 ** (t + 1), 1 - beta2 ** (t + 1))),
        Text(
            "`t` is 1 in the first step already. What is the power in your correction then?",
            "첫걸음에서 `t`는 이미 1입니다. 그때 보정에 쓴 지수는 얼마인가요?",
        ),
        "opt.t_offset",
    ),
    Misconception(
        "root-of-the-correction",
        Text("$v$ is divided by the root of its correction", "$v$를 보정값의 제곱근으로 나누었습니다"),
        adam(corrections=lambda beta1, beta2, t: (1 - beta1**t, np.sqrt(1 - beta2**t))),
        Text(
            "The root is taken once, of what? Read the formulas for $\\hat v$ and for the step apart.",
            "제곱근은 무엇에 대해 한 번 구하나요? $\\hat v$의 식과 걸음의 식을 따로 읽어 보세요.",
        ),
        "opt.square_missing",
    ),
    Misconception(
        "gradient-not-average",
        Text("the step goes along $g$, not along $\\hat m$", "$\\hat m$이 아니라 $g$를 따라 움직입니다"),
        _stepping(lambda w, g, m, v, for_m, for_v, lr, beta1, eps: lr * g / (np.sqrt(v / for_v) + eps)),
        Text(
            "You compute $m$ with care. Where does your step use it?",
            "$m$을 정성껏 구했습니다. 걸음의 어디에서 쓰고 있나요?",
        ),
        "chain.wrong_input",
        variants=(_stepping(lambda w, g, m, v, for_m, for_v, lr, beta1, eps: lr * g / (np.sqrt(v) + eps)),),
    ),
    Misconception(
        "no-root",
        Text("divided by $\\hat v$ itself, not by its root", "제곱근이 아니라 $\\hat v$ 자체로 나누었습니다"),
        adam(divisor=lambda v_hat, eps: v_hat + eps),
        Text(
            "If all gradients were ten times as large, Adam's steps would stay. Do yours?",
            "모든 기울기가 열 배 커져도 Adam의 걸음은 그대로입니다. 지금 함수에서도 그런가요?",
        ),
        "opt.square_missing",
    ),
    Misconception(
        "square-of-the-average",
        Text("$v$ averages the squares of $m$, not of $g$", "$v$가 $g$가 아니라 $m$의 제곱을 평균합니다"),
        lambda w, m, v, g, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8: adam(
            second=lambda v, g, beta1, beta2: beta2 * v + (1 - beta2) * (beta1 * m + (1 - beta1) * g) ** 2
        )(w, m, v, g, t, lr, beta1, beta2, eps),
        Text(
            "A gradient of 3 comes first. Which square goes into $v$, and which does yours take?",
            "첫 기울기가 3입니다. $v$에는 어떤 수의 제곱이 들어가야 하고, 지금은 무엇의 제곱이 들어가나요?",
        ),
        "chain.wrong_input",
    ),
    Misconception(
        "uphill",
        Text("the step goes uphill", "오르막으로 갑니다"),
        _stepping(lambda *given: -_right(*given)),
        Text(
            "The gradient points to where the loss grows. Which way do you want to go?",
            "기울기는 손실이 커지는 쪽을 가리킵니다. 어느 쪽으로 가야 할까요?",
        ),
        "sign.flipped",
    ),
)


CONVENTIONS = (
    Misconception(
        "rate-corrected-instead",
        Text(
            "both corrections are put into the rate, so `eps` is added to a root that is not corrected",
            "두 보정을 학습률에 합쳐서, 보정하지 않은 제곱근에 `eps`를 더하게 됩니다",
        ),
        _stepping(_once),
        Text(
            "Many books and libraries do so, and only `eps` notices. To which root does the formula of this task add it?",
            "그렇게 하는 책과 라이브러리가 많고, 차이는 `eps`에서만 납니다. 이 문제의 식에서는 어떤 제곱근에 더하나요?",
        ),
        "opt.eps_place",
        variants=tuple(
            _with_eps(fixed, usual, _stepping(_once))
            for fixed, usual in ((1e-7, 1e-8), (None, 1e-7), (1e-8, 1e-8), (10e-8, 1e-8), (None, 1e-6))
        ),
    ),
    Misconception(
        "eps-of-its-own",
        Text(
            "`eps` is another number than the one you were handed, or not there at all",
            "`eps`가 받은 값과 다르거나 아예 빠졌습니다",
        ),
        _with_eps(1e-7),
        Text(
            "Books and libraries differ in this number. Which one were you handed, and which one does your step use?",
            "이 수는 책과 라이브러리마다 다릅니다. 받은 값은 무엇이고, 걸음에서 쓴 값은 무엇인가요?",
        ),
        "hardcoded.value",
        variants=(
            *(_with_eps(fixed) for fixed in (1e-8, 1e-6, 1e-5, 1e-9, 1e-10, 1e-12, 0.0)),
            *(_with_eps(None, usual) for usual in (1e-7, 1e-6, 1e-5, 1e-9, 1e-10)),
        ),
    ),
    Misconception(
        "weights-decay",
        Text("the weights themselves shrink as well (AdamW)", "가중치 자체도 줄어듭니다(AdamW)"),
        _decaying(0.01),
        Text(
            "Take a step with a gradient of zero. Should the weights change in the formula of this task?",
            "기울기가 0일 때 한 걸음 가 보세요. 이 문제의 식에서 가중치가 달라져야 하나요?",
        ),
        "bias.penalized",
        variants=(*(_decaying(share) for share in (0.1, 0.001, 1e-4, 0.05, 0.004)), _decaying(0.01, rated=False)),
    ),
    Misconception(
        "never-shrinking-average",
        Text("$v$ never gets smaller (AMSGrad)", "$v$가 결코 작아지지 않습니다(AMSGrad)"),
        _never_shrinking,
        Text(
            "After a long rest, should Adam still remember its steepest slope in full?",
            "오래 쉰 뒤에도 Adam은 가장 가팔랐던 기울기를 그대로 기억해야 할까요?",
        ),
        "state.not_returned",
    ),
    Misconception(
        "looks-ahead",
        Text("the next average is used at once (Nadam)", "다음 평균을 미리 썼습니다(Nadam)"),
        _stepping(
            lambda w, g, m, v, for_m, for_v, lr, beta1, eps: (
                lr * (beta1 * m / for_m + (1 - beta1) * g / for_m) / (np.sqrt(v / for_v) + eps)
            )
        ),
        Text(
            "That is a known cousin of Adam. Along what do the weights move in this formula?",
            "Adam의 친척뻘 되는 방법입니다. 이 식에서 가중치는 무엇을 따라 움직이나요?",
        ),
        "order.stale_update",
    ),
)
