"""Mistakes that `adagrad_step` and `rmsprop_step` share: uphill, the root kept as memory, a number of one's own for `eps`."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.exercises.card import Misconception
from dlcourse.language import Text


def with_memory_mistakes(
    step: Callable[..., Any], gather: Callable[..., Any], usual: float
) -> tuple[Misconception, ...]:
    """`step` is right, with the settings of its method between `lr` and `eps`; `gather` makes the new memory of G, g and those."""

    def uphill(w: Any, G: Any, g: Any, lr: Any, *settings: Any, **named: Any) -> Any:
        new, memory = step(w, G, g, lr, *settings, **named)
        return 2 * w - new, memory

    def root_kept(w: Any, G: Any, g: Any, lr: Any, *settings: Any, eps: float = usual, **named: Any) -> Any:
        root = np.sqrt(gather(G, g, *settings, **named))
        return w - lr * g / (root + eps), root

    def root_kept_as_well(w: Any, G: Any, g: Any, lr: Any, *settings: Any, **named: Any) -> Any:
        new, memory = step(w, G, g, lr, *settings, **named)
        return new, np.sqrt(memory)

    def eps_fixed(fixed: float) -> Callable[..., Any]:
        return lambda w, G, g, lr, *settings, eps=usual, **named: step(w, G, g, lr, *settings, eps=fixed, **named)

    def eps_usually(other: float) -> Callable[..., Any]:
        return lambda w, G, g, lr, *settings, eps=other, **named: step(w, G, g, lr, *settings, eps=eps, **named)

    tried = (1e-7, 1e-8, 1e-6, 1e-5, 1e-9, 1e-10, 1e-12, 0.0)
    return (
        Misconception(
            "uphill",
            Text("the step goes uphill", "오르막으로 갑니다"),
            uphill,
            Text(
                "The gradient points to where the loss grows. Which way do you want to go?",
                "기울기는 손실이 커지는 쪽을 가리킵니다. 어느 쪽으로 가야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "root-kept",
            Text("the root is stored as $G$", "제곱근을 $G$로 저장했습니다"),
            root_kept,
            Text(
                "After a first gradient of 3, is your $G$ a 3 or a multiple of 9? Where in the formula is the root taken?",
                "첫 기울기가 3일 때 $G$는 3에서 나온 수인가요, 9에서 나온 수인가요? 식에서 제곱근은 어디에 있나요?",
            ),
            "state.not_returned",
            variants=(root_kept_as_well,),
        ),
        Misconception(
            "eps-of-its-own",
            Text(
                "`eps` is another number than the one you were handed, or not there at all",
                "`eps`가 받은 값과 다르거나 아예 빠졌습니다",
            ),
            eps_fixed(1e-7),
            Text(
                "Books and libraries differ in this number. Which one were you handed, and which one does your step use?",
                "이 수는 책과 라이브러리마다 다릅니다. 받은 값은 무엇이고, 걸음에서 쓴 값은 무엇인가요?",
            ),
            "hardcoded.value",
            variants=(
                *map(eps_fixed, tried[1:]),
                *(eps_usually(other) for other in tried if other not in (usual, 0.0)),
            ),
        ),
    )
