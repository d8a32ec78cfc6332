"""The card of `adamw_step`: Weights that shrink by themselves."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import optimizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.optimizers._shared import MANY, is_new, step_by_step, still
from dlcourse.language import Text


def _walk(function: Any, w: Any, gradients: Any, *settings: Any, **named: Any) -> Any:
    """A case's call: one step for each gradient, from no memory; the path of the weights and the last averages."""
    m, v, path = np.zeros(np.shape(w)), np.zeros(np.shape(w)), []
    for t, g in enumerate(gradients, start=1):
        new = function(w, m, v, g, t, *settings, **named)
        if not is_new(new, 3) or not still(new[0], w):
            return new
        w, m, v = new
        path.append(np.array(w))
    return np.array(path), m, v


def _adamw_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("no gradient at all: only the decay moves", "기울기가 없을 때: 가중치 감소만 움직입니다"),
            (np.array([2.0, -4.0]), np.zeros((1, 2)), 0.1),
            {"weight_decay": 0.5},
            call=_walk,
        ),
        Case(
            Text("three steps, large and small gradients", "크고 작은 기울기로 세 걸음"),
            (np.array([1.0, 1.0]), np.array([[50.0, 0.02], [-30.0, 0.05], [20.0, -0.01]]), 0.1),
            {"weight_decay": 0.3},
            call=_walk,
        ),
        Case(
            Text("the usual settings", "흔히 쓰는 설정"),
            (np.array([3.0, -2.0, 0.5]), np.array([[1.0, -2.0, 0.5], [0.5, 1.0, -1.0]])),
            call=_walk,
        ),
        Case(
            MANY,
            (rng.normal(size=4) + 2.0, rng.normal(size=(5, 4)), 0.05, 0.8, 0.95),
            {"weight_decay": 0.2},
            hidden=True,
            call=_walk,
        ),
        Case(
            Text("no decay: Adam itself", "가중치 감소가 0일 때: Adam 그대로"),
            (np.array([1.0, -1.0]), np.array([[3.0, 1.0], [4.0, -2.0]]), 0.1),
            {"weight_decay": 0.0},
            edge=True,
            call=_walk,
        ),
    )


def _decayed(
    *,
    before: Callable[..., Any] = lambda w, lr, decay: w * (1 - lr * decay),
    into: Callable[..., Any] = lambda g, w, decay: g,
    after: Callable[..., Any] = lambda new, old, lr, decay: new,
) -> Callable[..., Any]:
    """The step with one screw turned: what the decay does to the weights before, to the gradient, and afterwards."""

    def adamw_step(
        w: Any,
        m: Any,
        v: Any,
        g: Any,
        t: Any,
        lr: Any = 0.001,
        beta1: Any = 0.9,
        beta2: Any = 0.999,
        eps: Any = 1e-8,
        weight_decay: Any = 0.01,
    ) -> Any:
        start = before(w, lr, weight_decay)
        g = into(g, w, weight_decay)
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
        new = start - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
        return after(new, w, lr, weight_decay), m, v

    return adamw_step


def _stays(w: Any, lr: Any, decay: Any) -> Any:
    return w


def _memory_forgotten(*given: Any, **named: Any) -> Any:
    return _decayed()(*given, **named)[0]


def _in_place(w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, *rest: Any, weight_decay: Any = 0.01) -> Any:
    w *= 1 - lr * weight_decay
    return optimizers.adam_step(w, m, v, g, t, lr, *rest)


def _subtracted_afterwards(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, *rest: Any, weight_decay: Any = 0.01
) -> Any:
    new, m, v = optimizers.adam_step(w, m, v, g, t, lr, *rest)
    return new - lr * weight_decay * w, m, v


def _by_numbers(
    w: Any,
    m: Any,
    v: Any,
    g: Any,
    t: Any,
    lr: Any = 0.001,
    beta1: Any = 0.9,
    beta2: Any = 0.999,
    eps: Any = 1e-8,
    weight_decay: Any = 0.01,
) -> Any:
    def formula(w: float, m: float, v: float, g: float) -> tuple[float, ...]:
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        step = lr * m / (1 - beta1**t) / ((v / (1 - beta2**t)) ** 0.5 + eps)
        return w - lr * weight_decay * w - step, m, v

    return step_by_step(formula, w, m, v, g)


CARD = Exercise(
    id="adamw-step",
    reference=optimizers.adamw_step,
    points=3.0,
    stars=2,
    title=Text("Weights that shrink by themselves", "저절로 줄어드는 가중치"),
    text=Text(
        r"""Write `adamw_step(w, m, v, g, t, lr, beta1, beta2, eps, weight_decay)`: step number `t` of Adam with weight decay **outside** the root.

Every weight loses the share `lr * weight_decay` of itself, whatever its gradient is; from there Adam takes its usual step. (So it is in PyTorch; in the paper the decay is multiplied by the schedule alone, not by the learning rate.) The averages `m` and `v` see the gradient alone. Return the tuple `(w, m, v)`.

You may call your `adam_step`. With gradient 0, `lr = 0.1` and `weight_decay = 0.5` a weight of 2 becomes 1.9.""",
        r"""`adamw_step(w, m, v, g, t, lr, beta1, beta2, eps, weight_decay)`를 작성하세요. 가중치 감소를 제곱근 **밖에** 둔 Adam의 `t`번째 걸음입니다.

모든 가중치가 기울기와 상관없이 자신의 `lr * weight_decay`만큼을 잃고, 거기에서 Adam의 보통 걸음을 걷습니다. (PyTorch가 이렇게 합니다. 논문에서는 감소에 스케줄만 곱하고 학습률은 곱하지 않습니다.) 평균 `m`과 `v`에는 기울기만 들어갑니다. 튜플 `(w, m, v)`를 반환합니다.

직접 작성한 `adam_step`을 불러도 됩니다. 기울기가 0이고 `lr = 0.1`, `weight_decay = 0.5`이면 2였던 가중치는 1.9가 됩니다.""",
    ),
    docstring_ko="""기울기와 상관없이 가중치를 먼저 lr * weight_decay의 비율만큼 줄이고, 거기에서 `adam_step`을 한 번 합니다.

    형상: 어떤 형상이든, 같은 형상 셋 -> 같은 형상 셋
    예외: 형상이 다르거나 t < 1이거나 lr이나 eps가 양수가 아니거나 베타가 [0, 1)을 벗어나거나 weight_decay < 0이면 ValueError
    참고: Loshchilov & Hutter (2019)
    >>> w, m, v = adamw_step(np.ones(1), np.zeros(1), np.zeros(1), np.zeros(1), t=1, lr=0.1, weight_decay=0.5)
    >>> w
    array([0.95])
    """,
    cases=_adamw_cases,
    returns=("w", "m", "v"),
    depends=("adam-step",),
    misconceptions=(
        Misconception(
            "decay-in-the-gradient",
            Text(
                "the decay is added to the gradient, and Adam divides it away: that is L2, not weight decay",
                "가중치 감소를 기울기에 더해서 Adam이 나누어 버립니다. 이것은 L2 벌점이지 가중치 감소가 아닙니다",
            ),
            _decayed(before=_stays, into=lambda g, w, decay: g + decay * w),
            Text(
                "Give one weight huge gradients: does it still lose its share? What do `m` and `v` see?",
                "기울기가 아주 큰 가중치도 자기 몫을 잃나요? `m`과 `v`에는 무엇이 들어가나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "decay-without-the-rate",
            Text("the decay is not multiplied by the learning rate", "가중치 감소에 학습률을 곱하지 않았습니다"),
            _decayed(before=lambda w, lr, decay: w * (1 - decay)),
            Text(
                "With `weight_decay` = 0.5 your weights are halved in every step. What is their share?",
                "`weight_decay`가 0.5이면 걸음마다 가중치가 절반이 됩니다. 잃어야 할 몫은 얼마인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "no-decay",
            Text("nothing decays: this is Adam itself", "줄어드는 것이 없습니다. Adam 그대로입니다"),
            _decayed(before=_stays),
            Text(
                "With a gradient of 0, your weights stand still. What should they do?",
                "기울기가 0이면 가중치가 제자리에 있습니다. 어떻게 되어야 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "weights-grow",
            Text("the weights grow instead of shrinking", "가중치가 줄지 않고 커집니다"),
            _decayed(before=lambda w, lr, decay: w * (1 + lr * decay)),
            Text(
                "Which way is 0, seen from a weight of 2, and from one of -4?",
                "가중치 2에서 볼 때, 그리고 -4에서 볼 때 0은 어느 쪽인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "shrinks-the-new-weights",
            Text(
                "the weights shrink after Adam's step, so the step itself is shrunk too",
                "Adam의 걸음 뒤에 줄여서 걸음까지 함께 줄어듭니다",
            ),
            _decayed(before=_stays, after=lambda new, old, lr, decay: new * (1 - lr * decay)),
            Text(
                "The share belongs to the weights as they were before the step. Which ones do you shrink?",
                "몫은 걸음을 내딛기 전의 가중치에서 덜어 냅니다. 지금은 어느 가중치를 줄이나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "pulls-with-equal-force",
            Text(
                "every weight loses the same amount, not the same share",
                "모든 가중치가 같은 비율이 아니라 같은 양을 잃습니다",
            ),
            _decayed(before=lambda w, lr, decay: w - lr * decay * np.sign(w)),
            Text(
                "A weight of 4 and one of 2: which of them should lose more?",
                "가중치 4와 2 가운데 더 많이 잃어야 하는 것은 어느 쪽인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "only-the-decay",
            Text("the weights shrink, but Adam's step is missing", "줄어들기만 하고 Adam의 걸음이 없습니다"),
            _decayed(after=lambda new, old, lr, decay: old * (1 - lr * decay)),
            Text(
                "With `weight_decay` = 0 your weights never move. What should remain then?",
                "`weight_decay`가 0이면 가중치가 움직이지 않습니다. 그때는 무엇이 남아야 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "memory-not-returned",
            Text("only the weights come back", "가중치만 반환합니다"),
            _memory_forgotten,
            Text(
                "How should the next step know the averages?",
                "다음 걸음에서는 평균을 어떻게 알 수 있을까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "changed-in-place",
            Text("the weights that came in were changed", "받은 가중치를 바꾸었습니다"),
            _in_place,
            Text(
                "`*=` writes into the array it was given. Which expression makes a new one?",
                "`*=`는 받은 배열에 덮어씁니다. 새 배열을 만드는 식은 무엇일까요?",
            ),
            "inplace.mutation",
        ),
    ),
    alternatives=(_subtracted_afterwards, _by_numbers, _decayed()),
    hints=(
        Text(
            "Two things happen to the weights, and they know nothing of each other: a share is taken off, and Adam steps.",
            "가중치에 두 가지 일이 일어나고 둘은 서로 상관이 없습니다. 몫을 덜어 내는 것과 Adam이 걷는 것입니다.",
        ),
        Text(
            r"$w \leftarrow (1 - \eta \delta) \, w - \eta \, \frac{\hat m}{\sqrt{\hat v} + \epsilon}$: the gradient in $m$ and $v$ is the plain one.",
            r"$w \leftarrow (1 - \eta \delta) \, w - \eta \, \frac{\hat m}{\sqrt{\hat v} + \epsilon}$입니다. $m$과 $v$에 들어가는 기울기는 원래 기울기입니다.",
        ),
        Text(
            "Make the smaller weights first, as a new array, and hand them to `adam_step` with everything else unchanged.",
            "줄인 가중치를 먼저 새 배열로 만들고, 나머지는 그대로 `adam_step`에 넘기세요.",
        ),
    ),
)
