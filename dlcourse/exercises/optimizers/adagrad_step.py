"""The card of `adagrad_step`: A rate for every weight."""

from typing import Any

import numpy as np

from dlcourse import optimizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.optimizers._memory_mistakes import with_memory_mistakes
from dlcourse.exercises.optimizers._shared import (
    MANY,
    NUMBERS,
    RESTING,
    SEVERAL,
    TABLE,
    TINY,
    WORKED,
    as_column,
    step_by_step,
    with_memory,
)
from dlcourse.language import Text


def _adagrad_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    W, G, g = rng.normal(size=(3, 2, 4))
    return (
        Case(Text("the first step", "첫걸음"), (np.array([1.0, -2.0]), np.zeros(2), np.array([3.0, 0.5]), 0.1)),
        Case(
            Text("a step with memory", "기억이 있을 때의 한 걸음"),
            (np.array([1.0, 0.0]), np.array([9.0, 4.0]), np.array([4.0, -2.0]), 0.1),
        ),
        Case(WORKED, (np.zeros(1), np.zeros(1), as_column(3.0, 4.0), 0.1), call=with_memory),
        Case(
            SEVERAL,
            (
                np.array([4.0, -3.0, 1.0]),
                np.zeros(3),
                np.array([[2.0, -1.0, 0.1], [-1.0, 3.0, -0.2], [4.0, 0.5, 0.1], [0.5, 2.0, 0.3]]),
                0.2,
            ),
            call=with_memory,
        ),
        Case(TINY, (np.array([1.0]), np.zeros(1), as_column(1e-6, 3e-6, -2e-6), 0.1), call=with_memory),
        Case(TABLE, (W, np.abs(G), g, 0.05), {"eps": 1e-3}, hidden=True),
        Case(MANY, (rng.normal(size=5), np.zeros(5), rng.normal(size=(6, 5)), 0.3), hidden=True, call=with_memory),
        Case(RESTING, (np.array([1.0, 2.0]), np.zeros(2), np.array([0.0, 3.0]), 0.1), edge=True, silent=True),
        Case(NUMBERS, (np.array(2.0), np.array(9.0), np.array(4.0), 0.1), edge=True),
    )


def _scaled(gather: Any, rate: Any = lambda new, old, g, lr, eps: lr / (np.sqrt(new) + eps)) -> Any:
    """AdaGrad with another memory, or with another rate made of it."""

    def adagrad_step(w: Any, G: Any, g: Any, lr: Any, eps: Any = 1e-10) -> Any:
        new = gather(G, g)
        return w - rate(new, G, g, lr, eps) * g, new

    return adagrad_step


def _sum_of_squares(G: Any, g: Any) -> Any:
    return G + g**2


def _adagrad_by_hand(w: Any, G: Any, g: Any, lr: Any, eps: Any = 1e-10) -> Any:
    return step_by_step(lambda w, G, g: (w - lr * g / ((G + g * g) ** 0.5 + eps), G + g * g), w, G, g)


def _adagrad_with_hypot(w: Any, G: Any, g: Any, lr: Any, eps: Any = 1e-10) -> Any:
    length = np.hypot(np.sqrt(G), g)
    return w - np.multiply(g, lr / (length + eps)), np.add(G, np.square(g))


def _adagrad_with_power(w: Any, G: Any, g: Any, lr: Any, eps: Any = 1e-10) -> Any:
    collected = np.stack([np.asarray(G, dtype=float), np.asarray(g, dtype=float) ** 2]).sum(axis=0)
    rate = (eps + collected**0.5) ** -1 * lr
    return w - rate * g, collected


def _adagrad_in_place(w: Any, G: Any, g: Any, lr: Any, eps: Any = 1e-10) -> Any:
    G += g**2
    return w - lr * g / (np.sqrt(G) + eps), G


CARD = Exercise(
    id="adagrad-step",
    reference=optimizers.adagrad_step,
    points=3.0,
    stars=2,
    title=Text("A rate for every weight", "가중치마다 다른 학습률"),
    text=Text(
        r"""Write `adagrad_step(w, G, g, lr, eps)`. Every weight collects the **squares** of its own gradients, and its step is divided by the root of what it has collected:

$$G \leftarrow G + g^2, \qquad w \leftarrow w - \frac{\eta}{\sqrt{G} + \epsilon} \, g$$

All of this element by element, with the **new** $G$. Return the tuple `(w, G)`. The small `eps` is added **to** the root, not under it; it only keeps us from dividing by zero.

With `lr = 0.1` and the gradients 3 and 4, $G$ becomes 9 and 25, and the steps are `0.1` and `0.08`.""",
        r"""`adagrad_step(w, G, g, lr, eps)`를 작성하세요. 가중치마다 자기 기울기의 **제곱**을 모으고, 모은 값의 제곱근으로 걸음을 나눕니다.

$$G \leftarrow G + g^2, \qquad w \leftarrow w - \frac{\eta}{\sqrt{G} + \epsilon} \, g$$

모두 원소마다 계산하고, **새** $G$를 씁니다. 튜플 `(w, G)`를 반환합니다. 작은 수 `eps`는 제곱근 **안**이 아니라 제곱근 **밖**에서 더합니다. 0으로 나누는 일을 막는 것이 전부입니다.

`lr = 0.1`이고 기울기가 3, 4이면 $G$는 9, 25가 되고 걸음은 `0.1`, `0.08`입니다.""",
    ),
    docstring_ko="""가중치마다 학습률이 다른 한 걸음입니다. 지금까지 모은 기울기 G가 클수록 lr이 줄어듭니다.

    기억 G는 0에서 시작합니다. 새 가중치와 새 G를 반환합니다. `eps`는 제곱근 안이 아니라 밖에서 더합니다.
    형상: 어떤 형상이든, 같은 형상, 같은 형상 -> 같은 형상, 같은 형상
    예외: 형상이 다르거나 lr이나 eps가 양수가 아니면 ValueError
    참고: Duchi, Hazan & Singer (2011)
    >>> w, G = adagrad_step(np.zeros(1), np.zeros(1), np.array([3.0]), lr=0.1)
    >>> w, G = adagrad_step(w, G, np.array([4.0]), lr=0.1)
    >>> w.round(6), G
    (array([-0.18]), array([25.]))
    """,
    cases=_adagrad_cases,
    returns=("w", "G"),
    misconceptions=(
        Misconception(
            "not-squared",
            Text("the gradients are collected without a square", "기울기를 제곱하지 않고 모았습니다"),
            _scaled(lambda G, g: G + g),
            Text(
                "What is $G$ after the gradients 3 and -3? Can you take the root of a negative $G$?",
                "기울기가 3과 -3이었다면 $G$는 얼마인가요? $G$가 음수이면 제곱근을 구할 수 있나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "one-rate-for-all",
            Text("all weights share one rate", "모든 가중치가 학습률 하나를 함께 씁니다"),
            _scaled(lambda G, g: G + np.sum(np.square(g))),
            Text(
                "A weight with small gradients should keep a large rate. Whose gradients are in its $G$?",
                "기울기가 작은 가중치는 학습률이 커야 합니다. 그 가중치의 $G$에는 어떤 기울기가 들어 있나요?",
            ),
            "axis.wrong",
            variants=(_scaled(lambda G, g: G + np.mean(np.square(g))),),
        ),
        Misconception(
            "memory-reset",
            Text("what was collected before is lost", "전에 모은 것이 사라집니다"),
            _scaled(lambda G, g: 0 * G + g**2),
            Text(
                "After the gradients 3 and 4, $G$ should be 25. Where do the 9 go?",
                "기울기가 3, 4였다면 $G$는 25여야 합니다. 9는 어디로 갔나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "eps-inside-the-root",
            Text("`eps` stands under the root", "`eps`가 제곱근 안에 있습니다"),
            _scaled(_sum_of_squares, lambda new, old, g, lr, eps: lr / np.sqrt(new + eps)),
            Text(
                "Only tiny gradients show it: if $G$ is 1e-12, which of $G$ and `eps` rules under the root?",
                "기울기가 아주 작을 때만 드러납니다. $G$가 1e-12이면 제곱근 안에서 $G$와 `eps` 가운데 어느 쪽이 더 큰가요?",
            ),
            "opt.eps_place",
        ),
        Misconception(
            "no-root",
            Text("divided by $G$ itself, not by its root", "제곱근이 아니라 $G$ 자체로 나누었습니다"),
            _scaled(_sum_of_squares, lambda new, old, g, lr, eps: lr / (new + eps)),
            Text(
                "If all gradients were ten times as large, AdaGrad would make the same steps. Do yours stay?",
                "모든 기울기가 열 배 커져도 AdaGrad의 걸음은 그대로입니다. 지금 함수에서도 그런가요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "old-memory",
            Text("the step is divided by the old $G$", "이전 $G$로 나누었습니다"),
            _scaled(_sum_of_squares, lambda new, old, g, lr, eps: lr / (np.sqrt(old) + eps)),
            Text(
                "In the first step the old $G$ is zero. By what do you divide?",
                "첫걸음에서 이전 $G$는 0입니다. 무엇으로 나누게 되나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "magnitudes-collected",
            Text("magnitudes are collected instead of squares", "제곱이 아니라 절댓값을 모았습니다"),
            _scaled(lambda G, g: G + np.abs(g)),
            Text(
                "A square also makes every number positive, but it is not the same. What is $G$ after a gradient of 3?",
                "제곱도 모든 수를 양수로 만들지만 절댓값과는 다릅니다. 기울기가 3이었다면 $G$는 얼마여야 하나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "rate-raised",
            Text("multiplied by the root instead of divided", "제곱근으로 나누지 않고 곱했습니다"),
            _scaled(_sum_of_squares, lambda new, old, g, lr, eps: lr * (np.sqrt(new) + eps)),
            Text(
                "The more a weight has collected, the larger your step. Should it grow?",
                "모은 값이 클수록 걸음이 커집니다. 커져야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "memory-kept-to-itself",
            Text("only the weights come back", "가중치만 반환합니다"),
            lambda w, G, g, lr, eps=1e-10: w - lr * g / (np.sqrt(G + g**2) + eps),
            Text(
                "How should the next step know what has been collected?",
                "다음 걸음에서는 지금까지 모은 값을 어떻게 알 수 있을까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "changed-in-place",
            Text("the memory that came in was changed", "받은 기억을 바꾸었습니다"),
            _adagrad_in_place,
            Text(
                "`+=` writes into the array it was given. Which expression makes a new one?",
                "`+=`는 받은 배열에 덮어씁니다. 새 배열을 만드는 식은 무엇일까요?",
            ),
            "inplace.mutation",
        ),
        *with_memory_mistakes(_scaled(_sum_of_squares), _sum_of_squares, 1e-10),
        Misconception(
            "gradient-left-out",
            Text("the step is the rate alone, without the gradient", "걸음이 기울기 없이 학습률뿐입니다"),
            lambda w, G, g, lr, eps=1e-10: (w - lr / (np.sqrt(G + g**2) + eps), G + g**2),
            Text(
                "With a gradient of 0 your weight still moves. What tells a step its direction?",
                "기울기가 0이어도 가중치가 움직입니다. 걸음의 방향은 무엇이 정하나요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(_adagrad_by_hand, _adagrad_with_hypot, _adagrad_with_power),
    hints=(
        Text(
            "Each weight has its own account, and each step pays the square of its gradient in. The fuller the account, the shorter the step.",
            "가중치마다 통장이 하나씩 있고, 걸음마다 기울기의 제곱을 넣습니다. 통장이 찰수록 걸음이 짧아집니다.",
        ),
        Text(
            "$G \\leftarrow G + g^2$ first; then divide $\\eta \\, g$ by $\\sqrt{G} + \\epsilon$. Nothing is summed over weights: every shape stays as it is.",
            "먼저 $G \\leftarrow G + g^2$, 그다음 $\\eta \\, g$를 $\\sqrt{G} + \\epsilon$로 나눕니다. 가중치끼리 더하는 일은 없으며 형상은 그대로입니다.",
        ),
        Text(
            "Make a new array: the old $G$ plus the squared gradient. Take its square root, add `eps` to that, divide `lr` times the gradient by it, and subtract from the weights. Return weights and the new array.",
            "새 배열을 만듭니다. 이전 $G$에 기울기의 제곱을 더합니다. 그 제곱근을 구하고 거기에 `eps`를 더한 것으로 `lr`과 기울기의 곱을 나누어 가중치에서 뺍니다. 가중치와 새 배열을 반환합니다.",
        ),
    ),
    picture="path",
)
