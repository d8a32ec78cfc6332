"""The card of `momentum_step`: A ball that keeps rolling."""

from typing import Any

import numpy as np

from dlcourse import optimizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.optimizers._shared import (
    MANY,
    NUMBERS,
    SEVERAL,
    TABLE,
    WORKED,
    as_column,
    step_by_step,
    with_memory,
)
from dlcourse.language import Text


def _momentum_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    W, V, G = rng.normal(size=(3, 2, 4))
    return (
        Case(
            Text("the first step, from rest", "멈춰 있다가 내딛는 첫걸음"),
            (np.array([2.0, -1.0]), np.zeros(2), np.array([5.0, -2.0]), 0.1),
        ),
        Case(
            Text("a step that is already moving", "이미 움직이고 있을 때"),
            (np.array([1.0]), np.array([-0.5]), np.array([3.0]), 0.1),
        ),
        Case(
            WORKED,
            (np.zeros(1), np.zeros(1), as_column(5.0, 3.0), 0.1),
            call=with_memory,
        ),
        Case(
            SEVERAL,
            (
                np.array([4.0, -3.0, 1.0]),
                np.zeros(3),
                np.array([[2.0, -1.0, 0.5], [1.0, 3.0, -2.0], [-4.0, 0.5, 1.0], [0.5, 2.0, 3.0]]),
                0.2,
                0.5,
            ),
            call=with_memory,
        ),
        Case(TABLE, (W, V, G, 0.05), {"alpha": 0.8}, hidden=True),
        Case(MANY, (rng.normal(size=5), np.zeros(5), rng.normal(size=(6, 5)), 0.03), hidden=True, call=with_memory),
        Case(NUMBERS, (np.array(2.0), np.array(-0.5), np.array(3.0), 0.1), edge=True),
        Case(
            Text("nothing is kept, alpha = 0", "아무것도 남기지 않을 때, alpha = 0"),
            (np.ones(2), np.full(2, 7.0), np.array([1.0, -2.0]), 0.5, 0.0),
            edge=True,
        ),
    )


def _momentum(velocity: Any, move: Any = lambda new, old, g, lr, alpha: new) -> Any:
    """The step with another velocity, or another way to use it."""

    def momentum_step(w: Any, v: Any, g: Any, lr: Any, alpha: Any = 0.9) -> Any:
        new = velocity(v, g, lr, alpha)
        return w + move(new, v, g, lr, alpha), new

    return momentum_step


def _right_velocity(v: Any, g: Any, lr: Any, alpha: Any) -> Any:
    return alpha * v - lr * g


def _plain_velocity(v: Any, g: Any, lr: Any, alpha: Any) -> Any:
    return alpha * v + g


def _momentum_by_hand(w: Any, v: Any, g: Any, lr: Any, alpha: Any = 0.9) -> Any:
    return step_by_step(lambda w, v, g: (w + alpha * v - lr * g, alpha * v - lr * g), w, v, g)


def _momentum_as_a_matrix(w: Any, v: Any, g: Any, lr: Any, alpha: Any = 0.9) -> Any:
    new = np.einsum("ij,j...->i...", np.array([[1.0, alpha, -lr], [0.0, alpha, -lr]]), np.stack([w, v, g]))
    return new[0], new[1]


def _momentum_uphill_inside(w: Any, v: Any, g: Any, lr: Any, alpha: Any = 0.9) -> Any:
    speed = lr * np.asarray(g) - alpha * np.asarray(v)
    return np.asarray(w) - speed, -speed


def _momentum_in_place(w: Any, v: Any, g: Any, lr: Any, alpha: Any = 0.9) -> Any:
    v *= alpha
    v -= lr * g
    return w + v, v


CARD = Exercise(
    id="momentum-step",
    reference=optimizers.momentum_step,
    points=3.0,
    stars=2,
    title=Text("A ball that keeps rolling", "계속 구르는 공"),
    text=Text(
        r"""Write `momentum_step(w, v, g, lr, alpha)`, one step of a ball that remembers its velocity:

$$u \leftarrow \alpha u - \eta \, g, \qquad w \leftarrow w + u$$

First the velocity $u$ changes, which the code calls `v`; then the weights move by the **new** velocity. Return both as a tuple `(w, v)`, so that the next step can go on from there. The three arrays have the same shape, and none of them is changed.

Starting at rest, with `lr = 0.1`, `alpha = 0.9` and the gradients 5 and 3, the velocity becomes `-0.5` and then `-0.75`; the weights arrive `0.5` and then `1.25` below their start.""",
        r"""`momentum_step(w, v, g, lr, alpha)`를 작성하세요. 자기 속도를 기억하는 공의 한 걸음입니다.

$$u \leftarrow \alpha u - \eta \, g, \qquad w \leftarrow w + u$$

먼저 속도 $u$(코드에서는 `v`)를 바꾸고, 가중치를 **새** 속도만큼 움직입니다. 다음 걸음이 이어질 수 있도록 둘을 튜플 `(w, v)`로 반환합니다. 세 배열의 형상은 같고, 받은 배열은 바꾸지 않습니다.

멈춘 상태에서 `lr = 0.1`, `alpha = 0.9`로 시작해 기울기가 5, 3이면 속도는 `-0.5`, 그다음 `-0.75`가 되고, 가중치는 처음보다 `0.5`, 그다음 `1.25`만큼 내려갑니다.""",
    ),
    docstring_ko="""속도 v를 `alpha` 비율만큼 남기는 공의 한 걸음입니다. 새 가중치와 새 속도를 반환합니다.

    형상: 어떤 형상이든, 같은 형상, 같은 형상 -> 같은 형상, 같은 형상
    예외: 형상이 다르거나 lr이 양수가 아니거나 alpha가 [0, 1)을 벗어나면 ValueError
    참고: Polyak (1964)
    >>> w, v = momentum_step(np.zeros(1), np.zeros(1), np.array([5.0]), lr=0.1)
    >>> momentum_step(w, v, np.array([3.0]), lr=0.1)
    (array([-1.25]), array([-0.75]))
    """,
    cases=_momentum_cases,
    returns=("w", "v"),
    misconceptions=(
        Misconception(
            "rate-kept-out-of-the-velocity",
            Text(
                "the velocity holds no learning rate; it multiplies the step instead",
                "속도에 학습률을 넣지 않고 걸음에 곱했습니다",
            ),
            _momentum(_plain_velocity, lambda new, old, g, lr, alpha: -lr * new),
            Text(
                "Some libraries do it like that, and from rest the weights agree. But what is $u$ after one step in *our* formula?",
                "그렇게 하는 라이브러리도 있고, 멈춘 상태에서 시작하면 가중치도 같습니다. 하지만 이 식에서 한 걸음 뒤의 $u$는 얼마인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "rate-lost",
            Text("the learning rate is not used", "학습률을 쓰지 않았습니다"),
            _momentum(_plain_velocity, lambda new, old, g, lr, alpha: -new),
            Text("Where does $\\eta$ stand in the formula?", "식에서 $\\eta$는 어디에 있나요?"),
            "hardcoded.value",
        ),
        Misconception(
            "rate-used-twice",
            Text("the learning rate is used twice", "학습률을 두 번 곱했습니다"),
            _momentum(_right_velocity, lambda new, old, g, lr, alpha: lr * new),
            Text(
                "The velocity is already a length of step. Does it need another factor?",
                "속도가 이미 걸음의 크기입니다. 또 무엇을 곱해야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "old-velocity",
            Text("the weights move by the old velocity", "가중치가 이전 속도로 움직입니다"),
            _momentum(_right_velocity, lambda new, old, g, lr, alpha: old),
            Text(
                "From rest, your weights do not move at all in the first step. Which of the two lines comes first?",
                "멈춘 상태에서 시작하면 첫걸음에서 가중치가 전혀 움직이지 않습니다. 두 식 가운데 어느 것이 먼저인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "velocity-replaces-the-way",
            Text(
                "the weights end at the start plus the last velocity: the earlier steps are taken back",
                "가중치가 출발점에 마지막 속도만 더한 곳에 있습니다. 앞서 간 걸음이 사라졌습니다",
            ),
            _momentum(_right_velocity, lambda new, old, g, lr, alpha: new - old),
            Text(
                "After the velocities -0.5 and -0.75, how far from the start are the weights?",
                "속도가 -0.5, -0.75였다면 가중치는 출발점에서 얼마나 떨어져 있나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "uphill",
            Text("the ball rolls uphill", "공이 오르막으로 굴러갑니다"),
            _momentum(lambda v, g, lr, alpha: alpha * v + lr * g),
            Text(
                "The gradient points uphill. Which sign stands before it in the velocity?",
                "기울기는 오르막을 가리킵니다. 속도의 식에서 그 앞의 부호는 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "share-swapped",
            Text(
                "the share $1 - \\alpha$ of the velocity is kept, not $\\alpha$",
                "속도를 $\\alpha$가 아니라 $1 - \\alpha$만큼 남겼습니다",
            ),
            _momentum(lambda v, g, lr, alpha: (1 - alpha) * v - lr * g),
            Text(
                "With `alpha` near 1, should the ball forget quickly or slowly?",
                "`alpha`가 1에 가까우면 공은 속도를 빨리 잊어야 할까요, 천천히 잊어야 할까요?",
            ),
            "opt.beta_swapped",
        ),
        Misconception(
            "running-average",
            Text(
                "a running average: the gradient is also multiplied by $1 - \\alpha$",
                "기울기에도 $1 - \\alpha$를 곱한 이동 평균입니다",
            ),
            _momentum(lambda v, g, lr, alpha: alpha * v - (1 - alpha) * lr * g),
            Text(
                "Adam averages like that. What is the very first velocity in the formula of this task?",
                "Adam에서는 그렇게 평균을 냅니다. 이 문제의 식에서 맨 처음 속도는 얼마인가요?",
            ),
            "chain.wrong_input",
            variants=(
                _momentum(
                    lambda v, g, lr, alpha: alpha * v + (1 - alpha) * g, lambda new, old, g, lr, alpha: -lr * new
                ),
                _momentum(
                    lambda v, g, lr, alpha: alpha * v + (1 - alpha) * lr * g, lambda new, old, g, lr, alpha: -new
                ),
            ),
        ),
        Misconception(
            "velocity-points-back",
            Text(
                "the velocity has the other sign; the weights move right",
                "속도의 부호가 반대입니다. 가중치는 맞게 움직입니다",
            ),
            _momentum(lambda v, g, lr, alpha: alpha * v + lr * g, lambda new, old, g, lr, alpha: -new),
            Text(
                "Whoever takes over your velocity adds it to the weights. Which way does it point after a gradient of 5?",
                "반환한 속도를 이어받은 사람은 그것을 가중치에 더합니다. 기울기가 5였다면 속도는 어느 쪽을 향하나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "looks-ahead",
            Text(
                "the weights take the next step at once (Nesterov's momentum)",
                "다음 걸음까지 미리 내디뎠습니다(네스테로프 모멘텀)",
            ),
            _momentum(_right_velocity, lambda new, old, g, lr, alpha: alpha * new - lr * g),
            Text(
                "That is a known cousin of this method. By what do the weights move here?",
                "이 방법의 친척뻘 되는 방법입니다. 여기서는 가중치가 무엇만큼 움직이나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "velocity-kept-to-itself",
            Text("only the weights come back", "가중치만 반환합니다"),
            lambda w, v, g, lr, alpha=0.9: w + alpha * v - lr * g,
            Text(
                "How should the next step know how fast the ball is?",
                "다음 걸음에서는 공의 속도를 어떻게 알 수 있을까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "changed-in-place",
            Text("the velocity that came in was changed", "받은 속도를 바꾸었습니다"),
            _momentum_in_place,
            Text(
                "`*=` and `-=` write into the array they were given. Which expression makes a new one?",
                "`*=`와 `-=`는 받은 배열에 덮어씁니다. 새 배열을 만드는 식은 무엇일까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "velocity-subtracted",
            Text(
                "the velocity is right, but it is subtracted from the weights",
                "속도는 맞지만 가중치에서 속도를 뺐습니다",
            ),
            lambda w, v, g, lr, alpha=0.9: (w - (alpha * v - lr * g), alpha * v - lr * g),
            Text(
                "The minus sign of going downhill is in the velocity already. What do two of them make?",
                "내리막으로 가는 빼기 부호는 이미 속도에 들어 있습니다. 한 번 더 빼면 어느 쪽으로 가나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "share-of-the-slope",
            Text("the share `alpha` is taken of the slope as well", "기울기 항에도 `alpha`를 곱했습니다"),
            lambda w, v, g, lr, alpha=0.9: (w + alpha * (v - lr * g), alpha * (v - lr * g)),
            Text(
                "What is slowed down before the new push comes, and what is not? Where does the bracket close?",
                "새로 미는 힘이 더해지기 전에 느려지는 것은 무엇인가요? 괄호는 어디에서 닫혀야 할까요?",
            ),
            "order.stale_update",
        ),
    ),
    alternatives=(_momentum_by_hand, _momentum_as_a_matrix, _momentum_uphill_inside),
    hints=(
        Text(
            "Two lines, in this order: the velocity first, then the weights. What was true before the step is needed only once.",
            "두 줄이고 순서가 있습니다. 속도가 먼저, 가중치가 다음입니다. 걸음을 내딛기 전의 값은 한 번만 쓰입니다.",
        ),
        Text(
            "$u \\leftarrow \\alpha u - \\eta \\, g$, then $w \\leftarrow w + u$ with the new $u$; all of one shape.",
            "$u \\leftarrow \\alpha u - \\eta \\, g$를 먼저, 그다음 새 $u$로 $w \\leftarrow w + u$를 계산합니다. 형상은 모두 같습니다.",
        ),
        Text(
            "Make a new array for the velocity: `alpha` times the old one, minus `lr` times the gradient. Add it to the weights. Return the pair, weights first.",
            "속도를 담을 새 배열을 만듭니다. 이전 속도에 `alpha`를 곱하고 기울기에 `lr`을 곱한 것을 뺍니다. 이것을 가중치에 더합니다. 가중치를 앞에 두고 둘을 함께 반환합니다.",
        ),
    ),
    picture="path",
)
