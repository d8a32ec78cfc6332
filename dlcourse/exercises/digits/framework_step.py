"""The card of `framework_step`: ten lines of PyTorch, read closely enough to do the same."""

from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse.exercises.card import Case, Exercise
from dlcourse.exercises.digits._framework_step_answers import (
    decay_first,
    example_by_example,
    with_parts_of_the_course,
)
from dlcourse.exercises.digits._framework_step_mistakes import OF_THE_LAYERS, OF_THE_LOSS
from dlcourse.exercises.digits._framework_step_optimizer import OF_THE_OPTIMIZER
from dlcourse.language import Text

# the program to read; nothing in it is language, so both texts show the same
_PROGRAM = """\
    model = nn.Sequential(nn.Linear(D, H), nn.ReLU(), nn.Linear(H, C))
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(
        model.parameters(), lr=lr, momentum=momentum, weight_decay=weight_decay
    )
    for X, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(X), y)
        loss.backward()
        optimizer.step()"""


def _inputs(
    rng: np.random.Generator, N: int, D: int, H: int, C: int, lr: float, momentum: float, weight_decay: float
) -> tuple[Any, ...]:
    sizes = (H, D), (H,), (C, H), (C,)
    params = tuple(rng.normal(size=size) for size in sizes)
    velocities = tuple(0.5 * rng.normal(size=size) for size in sizes)
    return rng.normal(size=(N, D)), rng.integers(C, size=N), params, velocities, lr, momentum, weight_decay


def _by_hand(W1: Any, b1: Any, W2: Any, b2: Any) -> tuple[Any, ...]:
    """Two layers at rest."""
    params = tuple(np.array(w, dtype=float) for w in (W1, b1, W2, b2))
    return params, tuple(np.zeros(w.shape) for w in params)


_SMALL: tuple[Any, ...] = (
    np.array([[1.0, 0.0], [2.0, -1.0]]),
    np.array([0, 1]),
    *_by_hand(
        [[1.0, 1.0], [-1.0, 0.5], [0.5, 2.0]], [0.0, 0.5, 1.0], [[1.0, 0.0, -1.0], [0.5, 2.0, 0.0]], [0.25, -0.5]
    ),
    0.5,
    0.9,
    0.1,
)
_LARGE: tuple[Any, ...] = (
    np.array([[1000.0], [-500.0], [800.0]]),
    np.array([1, 0, 0]),
    *_by_hand([[1.0], [-2.0]], [0.5, 0.0], [[1.0, 0.0], [-1.0, 1.5]], [0.0, 0.25]),
    0.001,
    0.9,
    0.01,
)
_AT_ZERO: tuple[Any, ...] = (
    np.array([[1.0, 2.0], [-1.0, 0.5]]),
    np.array([2, 0]),
    *_by_hand([[2.0, -1.0], [1.0, 1.0]], [0.0, 0.5], [[1.0, -1.0], [0.5, 0.0], [-2.0, 1.0]], [0.0, 0.5, 0.25]),
    0.5,
    0.0,
    0.0,
)


def _framework_step_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("two examples, the first step", "샘플 두 개, 첫걸음"), _SMALL),
        Case(Text("a later step", "나중 걸음"), _inputs(rng, 5, 3, 4, 2, 0.25, 0.9, 0.1)),
        Case(
            Text("as many inputs as units and classes", "입력, 유닛, 클래스의 수가 모두 같을 때"),
            _inputs(rng, 4, 3, 3, 3, 0.5, 0.8, 0.2),
        ),
        Case(Text("many examples", "샘플 여러 개"), _inputs(rng, 11, 4, 6, 3, 0.1, 0.5, 0.05), hidden=True),
        Case(Text("without momentum", "모멘텀이 없을 때"), _inputs(rng, 7, 2, 5, 4, 0.2, 0.0, 0.3), hidden=True),
        Case(Text("very large scores", "아주 큰 점수"), _LARGE, edge=True, silent=True),
        Case(Text("ReLU exactly at zero", "정확히 0인 곳의 ReLU"), _AT_ZERO, edge=True),
    )


CARD = Exercise(
    id="framework-step",
    reference=digits.framework_step,
    points=4.0,
    stars=2,
    title=Text("Ten lines of a framework", "프레임워크 열 줄"),
    text=Text(
        f"""These lines train a network in PyTorch. Nothing has to be installed: you read them, and write what one turn of the loop does in NumPy.

{_PROGRAM}

Write `framework_step(X, y, params, velocities, lr, momentum, weight_decay)`. `X` has shape `(N, D)`, `y` holds `N` labels. `params` is a tuple of four arrays, as `model.parameters()` lists them: weight `(H, D)` and bias `(H,)` of the first layer, weight `(C, H)` and bias `(C,)` of the second. `velocities` are what `SGD` remembers, in the same shapes, 0 before the first batch.

Return three things: the new `params`, the new `velocities`, and `loss` as a number. Arrays that came in stay as they are; ReLU's slope at exactly 0 counts as 0. You may use the functions of the course.""",
        f"""다음은 PyTorch로 신경망을 학습시키는 코드입니다. 아무것도 설치하지 않아도 됩니다. 코드를 읽고, 반복문 한 바퀴가 하는 일을 NumPy로 작성하세요.

{_PROGRAM}

`framework_step(X, y, params, velocities, lr, momentum, weight_decay)`를 작성하세요. `X`의 형상은 `(N, D)`이고 `y`에는 레이블이 `N`개 있습니다. `params`는 `model.parameters()`의 순서대로 배열 네 개를 담은 튜플입니다. 첫째 층의 가중치 `(H, D)`와 편향 `(H,)`, 둘째 층의 가중치 `(C, H)`와 편향 `(C,)`입니다. `velocities`는 `SGD`가 기억하는 값입니다. 형상은 같고, 첫 배치 전에는 0입니다.

세 가지를 반환합니다. 새 `params`, 새 `velocities`, 그리고 수 하나인 `loss`입니다. 받은 배열은 바꾸지 않습니다. 정확히 0에서 ReLU의 기울기는 0으로 봅니다. 이 강의의 함수를 써도 됩니다.""",
    ),
    docstring_ko="""PyTorch처럼 한 번 갱신합니다. Linear, ReLU, Linear, CrossEntropyLoss, SGD이고 params, velocities, 손실을 답합니다.

    `params`는 첫째 층의 가중치와 편향, 둘째 층의 가중치와 편향입니다. 가중치에는 유닛마다 행이 하나씩 있습니다.
    velocities의 형상은 같고, 첫걸음 전에는 0입니다.
    형상: (N, D), (N,), ((H, D), (H,), (C, H), (C,)), 같음, (), (), () -> params와 같음, 같음, ()
    참고: Paszke 외 (2019), "PyTorch: an imperative style, high-performance deep learning library"
    >>> X, y = np.array([[1.0], [3.0]]), np.array([0, 0])
    >>> params = np.array([[0.0]]), np.array([0.0]), np.array([[0.0], [0.0]]), np.array([2.0, 2.0])
    >>> still = tuple(np.zeros(w.shape) for w in params)
    >>> params, velocities, loss = framework_step(X, y, params, still, lr=0.5, momentum=0.9, weight_decay=0.1)
    >>> params[3].round(6), velocities[3].round(6), round(loss, 6)
    (array([2.15, 1.65]), array([-0.3,  0.7]), 0.693147)
    """,
    cases=_framework_step_cases,
    returns=("params", "velocities", "loss"),
    misconceptions=(*OF_THE_LAYERS, *OF_THE_LOSS, *OF_THE_OPTIMIZER),
    alternatives=(with_parts_of_the_course, example_by_example, decay_first),
    hints=(
        Text(
            "Translate line by line: two layers and what lies between, a loss that wants scores, the way back, the optimizer's memory. Beside each line, write down its shapes.",
            "한 줄씩 옮깁니다. 층 두 개와 그 사이, 점수를 받는 손실, 역전파, 옵티마이저가 기억하는 것입니다. 줄마다 옆에 형상을 적어 보세요.",
        ),
        Text(
            "A weight of shape `(H, D)` is the transpose of what this course calls $W$. Its gradient has to come back in the shape `(H, D)`, too.",
            "형상이 `(H, D)`인 가중치는 이 강의의 $W$를 전치한 것입니다. 그 기울기도 형상 `(H, D)`로 돌아와야 합니다.",
        ),
        Text(
            "For each of the four arrays, three lines: the decay goes into the gradient, a share of the old velocity is kept and the sum added to it, and the array moves against the velocity, the rate times as far.",
            "배열 네 개마다 세 줄입니다. 가중치 감소를 기울기에 더하고, 예전 속도의 일부를 남겨 거기에 그 합을 더하고, 속도의 반대쪽으로 학습률을 곱한 만큼 움직입니다.",
        ),
    ),
)
