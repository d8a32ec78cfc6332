"""Six exercises about optimizers: five ways to turn a gradient into a step, and the loop that takes the steps.

One step cannot show what an optimizer remembers, so most cases take several steps in a row, with gradients that change, and
some with gradients as small as 1e-6, where a misplaced `eps` takes over.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import optimizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

SEVERAL = Text("several steps in a row", "여러 걸음을 이어서")
TINY = Text("three steps with tiny gradients", "아주 작은 기울기로 세 걸음")
WORKED = Text("the worked example", "앞에서 계산한 예")
NUMBERS = Text("a single number", "수 하나")
MANY = Text("many random gradients", "임의의 기울기 여러 개")
TABLE = Text("a table of weights, in the middle of training", "학습 중인 표 모양의 가중치")
RESTING = Text("a weight whose gradients have all been zero", "기울기가 계속 0이었던 가중치")


def _is_new(value: Any, parts: int) -> bool:
    """Whether this can be the result of a step: so many parts, none of them missing."""
    return isinstance(value, tuple | list) and len(value) == parts and all(part is not None for part in value)


def _with_memory(function: Any, w: Any, memory: Any, gradients: Any, *settings: Any, **named: Any) -> Any:
    """A case's call: one step for each gradient; the path of the weights and the last memory."""
    path = []
    for g in gradients:
        new = function(w, memory, g, *settings, **named)
        if not _is_new(new, 2):
            return new
        w, memory = new
        path.append(np.array(w))
    return np.array(path), memory


def _with_two(function: Any, w: Any, m: Any, v: Any, gradients: Any, t: int, *settings: Any, **named: Any) -> Any:
    """A case's call: one step for each gradient, numbered from t; the path of the weights and the last memories."""
    path = []
    for number, g in enumerate(gradients, start=t):
        new = function(w, m, v, g, number, *settings, **named)
        if not _is_new(new, 3):
            return new
        w, m, v = new
        path.append(np.array(w))
    return np.array(path), m, v


def _column(*values: float) -> np.ndarray:
    return np.array(values)[:, None]


def _each(formula: Callable[..., tuple[float, ...]], *arrays: Any) -> tuple[Any, ...]:
    """A formula for single numbers, applied to every weight in a loop."""
    shape = np.shape(arrays[0])
    rows = [formula(*(float(part) for part in parts)) for parts in zip(*map(np.ravel, arrays), strict=True)]
    return tuple(np.reshape(column, shape) for column in zip(*rows, strict=True))


# --- gd_step --------------------------------------------------------------------------------------------------------


def _gd_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(WORKED, (np.array([1.0, 2.0]), np.array([10.0, -10.0]), 0.1)),
        Case(
            Text("a table of weights", "표 모양의 가중치"),
            (np.array([[1.0, -2.0, 0.5]]), np.array([[4.0, 0.0, -3.0]]), 0.25),
        ),
        Case(
            Text("random weights and gradients", "임의의 가중치와 기울기"),
            (rng.normal(size=(4, 3)), rng.normal(size=(4, 3)), float(rng.uniform(0.01, 0.5))),
            hidden=True,
        ),
        Case(NUMBERS, (2.0, 3.0, 0.5), edge=True),
    )


def _gd_in_place(w: Any, g: Any, lr: Any) -> Any:
    w -= lr * g
    return w


GD_STEP = Exercise(
    id="gd-step",
    reference=optimizers.gd_step,
    points=1.5,
    stars=1,
    title=Text("One step downhill", "내리막으로 한 걸음"),
    text=Text(
        r"""Write `gd_step(w, g, lr)`, one step of gradient descent:

$$w \leftarrow w - \eta \, g$$

`w` holds weights, `g` their gradient, of the same shape (any shape); `lr` is $\eta$. Return the **new** weights, and leave `w` as it was.

For `w = [1, 2]`, `g = [10, -10]` and `lr = 0.1` the result is `[0, 3]`.""",
        r"""`gd_step(w, g, lr)`를 작성하세요. 경사하강법(gradient descent)의 한 걸음입니다.

$$w \leftarrow w - \eta \, g$$

`w`는 가중치, `g`는 그 기울기이며 형상이 같습니다(어떤 형상이든 됩니다). `lr`은 $\eta$입니다. **새** 가중치를 돌려주고 `w`는 그대로 둡니다.

`w = [1, 2]`, `g = [10, -10]`, `lr = 0.1`이면 결과는 `[0, 3]`입니다.""",
    ),
    docstring_ko="""경사하강법의 한 걸음입니다. 기울기의 반대쪽으로, 기울기의 `lr`배만큼 갑니다.

    모든 예제가 아니라 미니배치 하나의 기울기를 쓰면 확률적 경사하강법(SGD)이라고 합니다.
    형상: 어떤 형상이든, 같은 형상 -> 같은 형상
    오류: 형상이 다르거나 lr이 양수가 아니면 ValueError
    참고: Cauchy (1847); Robbins & Monro (1951)
    >>> gd_step(np.array([1.0, 2.0]), np.array([10.0, -10.0]), lr=0.1)
    array([0., 3.])
    """,
    cases=_gd_cases,
    misconceptions=(
        Misconception(
            "uphill",
            Text("the step goes uphill", "오르막으로 갑니다"),
            lambda w, g, lr: w + lr * g,
            Text(
                "The gradient points to where the loss grows. Which way do you want to go?",
                "기울기는 손실이 커지는 쪽을 가리킵니다. 어느 쪽으로 가야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "changed-in-place",
            Text("the weights that came in were changed", "받은 가중치를 바꾸었습니다"),
            _gd_in_place,
            Text(
                "`-=` writes into the array it was given. Which expression makes a new one?",
                "`-=`는 받은 배열에 덮어씁니다. 새 배열을 만드는 식은 무엇일까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "learning-rate-ignored",
            Text("the learning rate is not used", "학습률을 쓰지 않았습니다"),
            lambda w, g, lr: w - g,
            Text("Halve `lr`. What should change?", "`lr`을 절반으로 줄이면 무엇이 달라져야 하나요?"),
            "hardcoded.value",
        ),
        Misconception(
            "only-the-change",
            Text("only the change comes back, not the new weights", "새 가중치가 아니라 변화량만 돌려줍니다"),
            lambda w, g, lr: -lr * g,
            Text(
                "With a gradient of zero the weights should stay. What do you return then?",
                "기울기가 0이면 가중치는 그대로여야 합니다. 그때 무엇을 돌려주나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "only-the-direction",
            Text("only the sign of the gradient is used", "기울기의 부호만 썼습니다"),
            lambda w, g, lr: w - lr * np.sign(g),
            Text(
                "Should a steep slope and a gentle one give the same step?",
                "가파른 곳과 완만한 곳에서 같은 만큼 움직여도 될까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "weights-shrunk-too",
            Text(
                "the rate multiplies the weights instead of the gradient",
                "학습률을 기울기가 아니라 가중치에 곱했습니다",
            ),
            lambda w, g, lr: lr * w - g,
            Text(
                "Which of the two does the formula multiply by $\\eta$?",
                "식에서 $\\eta$를 곱하는 것은 둘 가운데 어느 것인가요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(
        lambda w, g, lr: np.add(w, np.multiply(-lr, g)),
        lambda w, g, lr: -(lr * g - w),
        lambda w, g, lr: _each(lambda w, g: (w - lr * g,), w, g)[0],
        lambda w, g, lr: np.tensordot([1.0, -lr], np.stack([w, g]), axes=1),
    ),
    hints=(
        Text(
            "Where the gradient is positive, the loss grows with the weight: so the weight should shrink.",
            "기울기가 양수이면 가중치가 커질 때 손실도 커집니다. 그러니 가중치를 줄여야 합니다.",
        ),
        Text(
            "$w - \\eta \\, g$, element by element; all shapes are the same.",
            "$w - \\eta \\, g$를 원소마다 계산합니다. 형상은 모두 같습니다.",
        ),
        Text(
            "One line: multiply the gradient by the rate, subtract that from the weights, return the result. NumPy does it for all weights at once.",
            "한 줄이면 됩니다. 기울기에 학습률을 곱하고, 가중치에서 뺀 결과를 돌려줍니다. NumPy가 모든 가중치를 한꺼번에 계산합니다.",
        ),
    ),
)

# --- momentum_step --------------------------------------------------------------------------------------------------


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
            (np.zeros(1), np.zeros(1), _column(5.0, 3.0), 0.1),
            call=_with_memory,
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
            call=_with_memory,
        ),
        Case(TABLE, (W, V, G, 0.05), {"alpha": 0.8}, hidden=True),
        Case(MANY, (rng.normal(size=5), np.zeros(5), rng.normal(size=(6, 5)), 0.03), hidden=True, call=_with_memory),
        Case(NUMBERS, (2.0, -0.5, 3.0, 0.1), edge=True),
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
    return _each(lambda w, v, g: (w + alpha * v - lr * g, alpha * v - lr * g), w, v, g)


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


MOMENTUM_STEP = Exercise(
    id="momentum-step",
    reference=optimizers.momentum_step,
    points=3.0,
    stars=2,
    title=Text("A ball that keeps rolling", "계속 구르는 공"),
    text=Text(
        r"""Write `momentum_step(w, v, g, lr, alpha)`, one step of a ball that remembers its velocity:

$$v \leftarrow \alpha v - \eta \, g, \qquad w \leftarrow w + v$$

First the velocity `v` changes; then the weights move by the **new** velocity. Return both as a tuple `(w, v)`, so that the next step can go on from there. The three arrays have the same shape, and none of them is changed.

Starting at rest, with `lr = 0.1`, `alpha = 0.9` and the gradients 5 and 3, the velocity becomes `-0.5` and then `-0.75`; the weights arrive `0.5` and then `1.25` below their start.""",
        r"""`momentum_step(w, v, g, lr, alpha)`를 작성하세요. 자기 속도를 기억하는 공의 한 걸음입니다.

$$v \leftarrow \alpha v - \eta \, g, \qquad w \leftarrow w + v$$

먼저 속도 `v`를 바꾸고, 가중치를 **새** 속도만큼 움직입니다. 다음 걸음이 이어질 수 있도록 둘을 튜플 `(w, v)`로 돌려줍니다. 세 배열의 형상은 같고, 받은 배열은 바꾸지 않습니다.

멈춘 상태에서 `lr = 0.1`, `alpha = 0.9`로 시작해 기울기가 5, 3이면 속도는 `-0.5`, 그다음 `-0.75`가 되고, 가중치는 처음보다 `0.5`, 그다음 `1.25`만큼 내려갑니다.""",
    ),
    docstring_ko="""속도 v를 `alpha` 비율만큼 남기는 공의 한 걸음입니다. 새 가중치와 새 속도를 돌려줍니다.

    형상: 어떤 형상이든, 같은 형상, 같은 형상 -> 같은 형상, 같은 형상
    오류: 형상이 다르거나 lr이 양수가 아니거나 alpha가 [0, 1)을 벗어나면 ValueError
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
                "Some libraries do it like that, and from rest the weights agree. But what is $v$ after one step in *our* formula?",
                "그렇게 하는 라이브러리도 있고, 멈춘 상태에서 시작하면 가중치도 같습니다. 하지만 이 식에서 한 걸음 뒤의 $v$는 얼마인가요?",
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
            Text("only the weights come back", "가중치만 돌려줍니다"),
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
    ),
    alternatives=(_momentum_by_hand, _momentum_as_a_matrix, _momentum_uphill_inside),
    hints=(
        Text(
            "Two lines, in this order: the velocity first, then the weights. What was true before the step is needed only once.",
            "두 줄이고 순서가 있습니다. 속도가 먼저, 가중치가 다음입니다. 걸음을 내딛기 전의 값은 한 번만 쓰입니다.",
        ),
        Text(
            "$v \\leftarrow \\alpha v - \\eta \\, g$, then $w \\leftarrow w + v$ with the new $v$; all of one shape.",
            "$v \\leftarrow \\alpha v - \\eta \\, g$를 먼저, 그다음 새 $v$로 $w \\leftarrow w + v$를 계산합니다. 형상은 모두 같습니다.",
        ),
        Text(
            "Make a new array for the velocity: `alpha` times the old one, minus `lr` times the gradient. Add it to the weights. Return the pair, weights first.",
            "속도를 담을 새 배열을 만듭니다. 이전 속도에 `alpha`를 곱하고 기울기에 `lr`을 곱한 것을 뺍니다. 이것을 가중치에 더합니다. 가중치를 앞에 두고 둘을 함께 돌려줍니다.",
        ),
    ),
)

# --- adagrad_step ---------------------------------------------------------------------------------------------------


def _adagrad_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    W, G, g = rng.normal(size=(3, 2, 4))
    return (
        Case(Text("the first step", "첫걸음"), (np.array([1.0, -2.0]), np.zeros(2), np.array([3.0, 0.5]), 0.1)),
        Case(
            Text("a step with memory", "기억이 있을 때의 한 걸음"),
            (np.array([1.0, 0.0]), np.array([9.0, 4.0]), np.array([4.0, -2.0]), 0.1),
        ),
        Case(WORKED, (np.zeros(1), np.zeros(1), _column(3.0, 4.0), 0.1), call=_with_memory),
        Case(
            SEVERAL,
            (
                np.array([4.0, -3.0, 1.0]),
                np.zeros(3),
                np.array([[2.0, -1.0, 0.1], [-1.0, 3.0, -0.2], [4.0, 0.5, 0.1], [0.5, 2.0, 0.3]]),
                0.2,
            ),
            call=_with_memory,
        ),
        Case(TINY, (np.array([1.0]), np.zeros(1), _column(1e-6, 3e-6, -2e-6), 0.1), call=_with_memory),
        Case(TABLE, (W, np.abs(G), g, 0.05), {"eps": 1e-3}, hidden=True),
        Case(MANY, (rng.normal(size=5), np.zeros(5), rng.normal(size=(6, 5)), 0.3), hidden=True, call=_with_memory),
        Case(RESTING, (np.array([1.0, 2.0]), np.zeros(2), np.array([0.0, 3.0]), 0.1), edge=True, silent=True),
        Case(NUMBERS, (2.0, 9.0, 4.0, 0.1), edge=True),
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
    return _each(lambda w, G, g: (w - lr * g / ((G + g * g) ** 0.5 + eps), G + g * g), w, G, g)


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


ADAGRAD_STEP = Exercise(
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

모두 원소마다 계산하고, **새** $G$를 씁니다. 튜플 `(w, G)`를 돌려줍니다. 작은 수 `eps`는 제곱근 **안**이 아니라 제곱근 **밖**에서 더합니다. 0으로 나누는 일을 막는 것이 전부입니다.

`lr = 0.1`이고 기울기가 3, 4이면 $G$는 9, 25가 되고 걸음은 `0.1`, `0.08`입니다.""",
    ),
    docstring_ko="""가중치마다 학습률이 다른 한 걸음입니다. 지금까지 모은 기울기 G가 클수록 lr이 줄어듭니다.

    기억 G는 0에서 시작합니다. 새 가중치와 새 G를 돌려줍니다. `eps`는 제곱근 안이 아니라 밖에서 더합니다.
    형상: 어떤 형상이든, 같은 형상, 같은 형상 -> 같은 형상, 같은 형상
    오류: 형상이 다르거나 lr이나 eps가 양수가 아니면 ValueError
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
            Text("only the weights come back", "가중치만 돌려줍니다"),
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
            "새 배열을 만듭니다. 이전 $G$에 기울기의 제곱을 더합니다. 그 제곱근을 구하고 거기에 `eps`를 더한 것으로 `lr`과 기울기의 곱을 나누어 가중치에서 뺍니다. 가중치와 새 배열을 돌려줍니다.",
        ),
    ),
)

# --- rmsprop_step ---------------------------------------------------------------------------------------------------


def _rmsprop_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    W, G, g = rng.normal(size=(3, 2, 4))
    return (
        Case(Text("the first step", "첫걸음"), (np.array([1.0, -2.0]), np.zeros(2), np.array([3.0, 0.5]), 0.1)),
        Case(WORKED, (np.zeros(1), np.zeros(1), _column(3.0, 4.0), 0.1), call=_with_memory),
        Case(
            SEVERAL,
            (
                np.array([4.0, -3.0, 1.0]),
                np.zeros(3),
                np.array([[2.0, -1.0, 0.1], [-1.0, 3.0, -0.2], [4.0, 0.5, 0.1], [0.5, 2.0, 0.3]]),
                0.2,
                0.75,
            ),
            call=_with_memory,
        ),
        Case(TINY, (np.array([1.0]), np.zeros(1), _column(1e-6, 3e-6, -2e-6), 0.1), call=_with_memory),
        Case(TABLE, (W, np.abs(G), g, 0.05), {"rho": 0.6, "eps": 1e-3}, hidden=True),
        Case(MANY, (rng.normal(size=5), np.zeros(5), rng.normal(size=(6, 5)), 0.01), hidden=True, call=_with_memory),
        Case(RESTING, (np.array([1.0, 2.0]), np.zeros(2), np.array([0.0, 3.0]), 0.1), edge=True, silent=True),
        Case(NUMBERS, (2.0, 9.0, 4.0, 0.1), edge=True),
    )


def _forgetting(gather: Any, rate: Any = lambda new, old, g, lr, eps: lr / (np.sqrt(new) + eps)) -> Any:
    """RMSProp with another memory, or with another rate made of it."""

    def rmsprop_step(w: Any, G: Any, g: Any, lr: Any, rho: Any = 0.9, eps: Any = 1e-8) -> Any:
        new = gather(G, g, rho)
        return w - rate(new, G, g, lr, eps) * g, new

    return rmsprop_step


def _average_of_squares(G: Any, g: Any, rho: Any) -> Any:
    return rho * G + (1 - rho) * g**2


def _rmsprop_by_hand(w: Any, G: Any, g: Any, lr: Any, rho: Any = 0.9, eps: Any = 1e-8) -> Any:
    def one(w: float, G: float, g: float) -> tuple[float, float]:
        new = G + (1 - rho) * (g * g - G)
        return w - lr * g / (new**0.5 + eps), new

    return _each(one, w, G, g)


def _rmsprop_with_average(w: Any, G: Any, g: Any, lr: Any, rho: Any = 0.9, eps: Any = 1e-8) -> Any:
    G = np.average(np.stack([G, np.square(g)]), axis=0, weights=[rho, 1 - rho])
    return np.subtract(w, np.divide(np.multiply(lr, g), np.sqrt(G) + eps)), G


def _rmsprop_with_einsum(w: Any, G: Any, g: Any, lr: Any, rho: Any = 0.9, eps: Any = 1e-8) -> Any:
    G = np.einsum("k,k...->...", np.array([rho, 1 - rho]), np.stack([G, np.multiply(g, g)]))
    rate = lr * (G**0.5 + eps) ** -1.0
    return w - rate * g, G


def _rmsprop_in_place(w: Any, G: Any, g: Any, lr: Any, rho: Any = 0.9, eps: Any = 1e-8) -> Any:
    G *= rho
    G += (1 - rho) * g**2
    return w - lr * g / (np.sqrt(G) + eps), G


RMSPROP_STEP = Exercise(
    id="rmsprop-step",
    reference=optimizers.rmsprop_step,
    points=2.5,
    stars=2,
    title=Text("AdaGrad that forgets", "잊을 줄 아는 AdaGrad"),
    text=Text(
        r"""Write `rmsprop_step(w, G, g, lr, rho, eps)`. It is AdaGrad with one change: instead of a sum, $G$ is a **running average** of the squares, which keeps the share $\rho$ of its old value:

$$G \leftarrow \rho \, G + (1 - \rho) \, g^2, \qquad w \leftarrow w - \frac{\eta}{\sqrt{G} + \epsilon} \, g$$

Return the tuple `(w, G)`. `eps` is added to the root, as before.

With `lr = 0.1`, `rho = 0.9` and the gradients 3 and 4, $G$ becomes `0.9` and `2.41`; the steps are `0.316228` and `0.257663`.""",
        r"""`rmsprop_step(w, G, g, lr, rho, eps)`를 작성하세요. AdaGrad에서 한 가지만 바꿉니다. $G$는 제곱의 합이 아니라 **이동 평균**(running average)이며, 이전 값을 $\rho$ 비율만큼 남깁니다.

$$G \leftarrow \rho \, G + (1 - \rho) \, g^2, \qquad w \leftarrow w - \frac{\eta}{\sqrt{G} + \epsilon} \, g$$

튜플 `(w, G)`를 돌려줍니다. `eps`는 앞에서처럼 제곱근 밖에서 더합니다.

`lr = 0.1`, `rho = 0.9`이고 기울기가 3, 4이면 $G$는 `0.9`, `2.41`이 되고 걸음은 `0.316228`, `0.257663`입니다.""",
    ),
    docstring_ko="""잊을 줄 아는 AdaGrad입니다. G는 이동 평균이고, 걸음마다 이전 값을 `rho` 비율만큼 남깁니다.

    기억 G는 0에서 시작합니다. 새 가중치와 새 G를 돌려줍니다. `eps`는 제곱근 안이 아니라 밖에서 더합니다.
    형상: 어떤 형상이든, 같은 형상, 같은 형상 -> 같은 형상, 같은 형상
    오류: 형상이 다르거나 lr이나 eps가 양수가 아니거나 rho가 [0, 1)을 벗어나면 ValueError
    참고: Tieleman & Hinton (2012)
    >>> w, G = rmsprop_step(np.zeros(1), np.zeros(1), np.array([3.0]), lr=0.1)
    >>> w.round(6), G.round(6)
    (array([-0.316228]), array([0.9]))
    """,
    cases=_rmsprop_cases,
    returns=("w", "G"),
    misconceptions=(
        Misconception(
            "share-swapped",
            Text("$\\rho$ and $1 - \\rho$ are swapped", "$\\rho$와 $1 - \\rho$가 바뀌었습니다"),
            _forgetting(lambda G, g, rho: (1 - rho) * G + rho * g**2),
            Text(
                "With `rho = 0.9`, is the new gradient one tenth of $G$ or nine tenths?",
                "`rho = 0.9`이면 $G$에서 새 기울기의 몫은 10분의 1인가요, 10분의 9인가요?",
            ),
            "opt.beta_swapped",
        ),
        Misconception(
            "adds-up-like-adagrad",
            Text("the squares are added up as in AdaGrad", "AdaGrad처럼 제곱을 더하기만 했습니다"),
            _forgetting(lambda G, g, rho: G + g**2),
            Text(
                "Your $G$ can only grow. How should RMSProp forget?",
                "지금의 $G$는 커지기만 합니다. RMSProp은 어떻게 잊어야 할까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "new-square-in-full",
            Text("the new square is not multiplied by $1 - \\rho$", "새 제곱에 $1 - \\rho$를 곱하지 않았습니다"),
            _forgetting(lambda G, g, rho: rho * G + g**2),
            Text(
                "If the gradient is 3 for ever, an average of the squares should settle at 9. Where does yours settle?",
                "기울기가 계속 3이라면 제곱의 평균은 9에 머물러야 합니다. 지금 식에서는 얼마에 머무나요?",
            ),
            "opt.beta_swapped",
        ),
        Misconception(
            "not-squared",
            Text("the average is one of gradients, not of squares", "제곱이 아니라 기울기 자체의 평균입니다"),
            _forgetting(lambda G, g, rho: rho * G + (1 - rho) * g),
            Text(
                "Can you take the root after a gradient of -3?",
                "기울기가 -3이었다면 제곱근을 구할 수 있나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "eps-inside-the-root",
            Text("`eps` stands under the root", "`eps`가 제곱근 안에 있습니다"),
            _forgetting(_average_of_squares, lambda new, old, g, lr, eps: lr / np.sqrt(new + eps)),
            Text(
                "Only tiny gradients show it: if $G$ is 1e-13, which of $G$ and `eps` rules under the root?",
                "기울기가 아주 작을 때만 드러납니다. $G$가 1e-13이면 제곱근 안에서 $G$와 `eps` 가운데 어느 쪽이 더 큰가요?",
            ),
            "opt.eps_place",
        ),
        Misconception(
            "old-memory",
            Text("the step is divided by the old $G$", "이전 $G$로 나누었습니다"),
            _forgetting(_average_of_squares, lambda new, old, g, lr, eps: lr / (np.sqrt(old) + eps)),
            Text(
                "In the first step the old $G$ is zero. By what do you divide?",
                "첫걸음에서 이전 $G$는 0입니다. 무엇으로 나누게 되나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "no-root",
            Text("divided by $G$ itself, not by its root", "제곱근이 아니라 $G$ 자체로 나누었습니다"),
            _forgetting(_average_of_squares, lambda new, old, g, lr, eps: lr / (new + eps)),
            Text(
                "The name says *root* mean square. Where is the root?",
                "이름의 R은 제곱근(root)입니다. 제곱근은 어디에 있나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "changed-in-place",
            Text("the memory that came in was changed", "받은 기억을 바꾸었습니다"),
            _rmsprop_in_place,
            Text(
                "`*=` and `+=` write into the array they were given. Which expression makes a new one?",
                "`*=`와 `+=`는 받은 배열에 덮어씁니다. 새 배열을 만드는 식은 무엇일까요?",
            ),
            "inplace.mutation",
        ),
    ),
    alternatives=(_rmsprop_by_hand, _rmsprop_with_average, _rmsprop_with_einsum),
    hints=(
        Text(
            "Take your AdaGrad and change the one line that collects.",
            "AdaGrad에서 모으는 줄 하나만 바꾸면 됩니다.",
        ),
        Text(
            "$G \\leftarrow \\rho \\, G + (1 - \\rho) \\, g^2$: the two shares add up to 1, so $G$ is an average. All shapes are the same.",
            "$G \\leftarrow \\rho \\, G + (1 - \\rho) \\, g^2$입니다. 두 비율을 더하면 1이므로 $G$는 평균입니다. 형상은 모두 같습니다.",
        ),
        Text(
            "Make a new array: `rho` times the old $G$, plus one minus `rho` times the squared gradient. The second line is AdaGrad's: divide `lr` times the gradient by root plus `eps`, subtract, return both.",
            "새 배열을 만듭니다. 이전 $G$에 `rho`를 곱하고, 1에서 `rho`를 뺀 값에 기울기의 제곱을 곱해 더합니다. 둘째 줄은 AdaGrad와 같습니다. `lr`과 기울기의 곱을 제곱근과 `eps`의 합으로 나누어 빼고, 둘을 돌려줍니다.",
        ),
    ),
)

# --- adam_step ------------------------------------------------------------------------------------------------------


def _adam_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    W, m, v, g = rng.normal(size=(4, 2, 4))
    changing = np.array([[2.0, -1.0, 0.1], [-1.0, 3.0, -0.2], [4.0, 0.5, 0.1], [0.5, -2.0, 0.3], [1.0, 1.0, -0.4]])
    return (
        Case(
            Text("the first step", "첫걸음"),
            (np.array([1.0, -2.0]), np.zeros(2), np.zeros(2), np.array([3.0, -0.5]), 1),
        ),
        Case(WORKED, (np.zeros(1), np.zeros(1), np.zeros(1), _column(3.0, 4.0, -2.0), 1, 0.1), call=_with_two),
        Case(SEVERAL, (np.array([4.0, -3.0, 1.0]), np.zeros(3), np.zeros(3), changing, 1, 0.05), call=_with_two),
        Case(
            Text("several steps with other betas", "다른 베타로 여러 걸음을"),
            (np.array([4.0, -3.0, 1.0]), np.zeros(3), np.zeros(3), changing, 1),
            {"lr": 0.1, "beta1": 0.6, "beta2": 0.8},
            call=_with_two,
        ),
        Case(TINY, (np.array([1.0]), np.zeros(1), np.zeros(1), _column(1e-6, 3e-6, -2e-6), 1, 0.1), call=_with_two),
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
        Case(NUMBERS, (2.0, 0.3, 0.009, 4.0, 2, 0.1), edge=True),
    )


def _adam(
    *,
    first: Any = lambda m, g, beta1, beta2: beta1 * m + (1 - beta1) * g,
    second: Any = lambda v, g, beta1, beta2: beta2 * v + (1 - beta2) * g**2,
    corrections: Any = lambda beta1, beta2, t: (1 - beta1**t, 1 - beta2**t),
    divisor: Any = lambda v_hat, eps: np.sqrt(v_hat) + eps,
) -> Any:
    """Adam with one screw turned."""

    def adam_step(
        w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
    ) -> Any:
        m, v = first(m, g, beta1, beta2), second(v, g, beta1, beta2)
        for_m, for_v = corrections(beta1, beta2, t)
        return w - lr * (m / for_m) / divisor(v / for_v, eps), m, v

    return adam_step


def _with_beta2(step: Any, fixed: float) -> Any:
    """A step that has its own beta2, whatever it is given."""

    def adam_step(
        w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
    ) -> Any:
        return step(w, m, v, g, t, lr, beta1, fixed, eps)

    return adam_step


def _no_correction(beta1: Any, beta2: Any, t: Any) -> Any:
    return 1.0, 1.0


def _from_zero(beta1: Any, beta2: Any, t: Any) -> Any:
    return np.float64(1 - beta1 ** (t - 1)), np.float64(1 - beta2 ** (t - 1))


def _adam_hats_returned(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    m = (beta1 * m + (1 - beta1) * g) / (1 - beta1**t)
    v = (beta2 * v + (1 - beta2) * g**2) / (1 - beta2**t)
    return w - lr * m / (np.sqrt(v) + eps), m, v


def _adam_old_memory(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    step = lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w - step, beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2


def _adam_in_place(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def _adam_by_hand(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    def one(w: float, m: float, v: float, g: float) -> tuple[float, float, float]:
        m, v = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g * g - v)
        return w - lr * (m / (1 - beta1**t)) / ((v / (1 - beta2**t)) ** 0.5 + eps), m, v

    return _each(one, w, m, v, g)


def _adam_with_one_rate(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    m, v = np.add(beta1 * m, (1 - beta1) * g), np.add(beta2 * v, (1 - beta2) * np.square(g))
    root = np.sqrt(1 - beta2**t)
    # both corrections in one rate; eps has to grow with the root that moved
    return w - (lr * root / (1 - beta1**t)) * m / (np.sqrt(v) + root * eps), m, v


def _adam_stacked(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    keep = np.array([beta1, beta2])
    weights = np.stack([keep, 1 - keep])
    new = np.einsum("kj,kj...->j...", weights, np.stack([np.stack([m, v]), np.stack([g, np.multiply(g, g)])]))
    m_hat, v_hat = (part / share for part, share in zip(new, 1 - keep**t, strict=True))
    return w - lr * m_hat / (v_hat**0.5 + eps), new[0], new[1]


ADAM_STEP = Exercise(
    id="adam-step",
    reference=optimizers.adam_step,
    points=5.0,
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

튜플 `(w, m, v)`를 돌려줍니다. $m$과 $v$는 보정하기 **전**의 값입니다.

`lr = 0.1`이고 기울기가 3, 4, -2이면 가중치는 `-0.1`, `-0.099732`, `-0.047834`만큼 움직입니다.""",
    ),
    docstring_ko="""모멘텀과 RMSProp을 합친 방법의 t번째(1, 2, 3, ...) 걸음입니다. 둘 다 0에서 시작한 것을 보정합니다.

    m은 beta1로 기울기를, v는 beta2로 그 제곱을 평균합니다. 둘 다 0에서 시작합니다. 새 가중치, m, v를 돌려줍니다.
    `eps`는 제곱근 안이 아니라 밖에서 더합니다.
    형상: 어떤 형상이든, 같은 형상 셋 -> 같은 형상 셋
    오류: 형상이 다르거나 t < 1이거나 lr이나 eps가 양수가 아니거나 베타가 [0, 1)을 벗어나면 ValueError
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
            _adam(corrections=lambda beta1, beta2, t: (1 - beta1**t, 1 - beta1**t)),
            Text(
                "Your first step is ten times too long. Which $\\beta$ made $v$ too small?",
                "첫걸음이 열 배나 큽니다. $v$를 작게 만든 것은 어느 $\\beta$인가요?",
            ),
            "opt.beta_swapped",
        ),
        Misconception(
            "beta2-corrects-both",
            Text("both averages are corrected with $\\beta_2$", "두 평균을 모두 $\\beta_2$로 보정했습니다"),
            _adam(corrections=lambda beta1, beta2, t: (1 - beta2**t, 1 - beta2**t)),
            Text(
                "Your first step is a hundred times too long. Which $\\beta$ made $m$ too small?",
                "첫걸음이 백 배나 큽니다. $m$을 작게 만든 것은 어느 $\\beta$인가요?",
            ),
            "opt.beta_swapped",
        ),
        Misconception(
            "not-corrected",
            Text("the averages are not corrected", "평균을 보정하지 않았습니다"),
            _adam(corrections=_no_correction),
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
            _with_beta2(_adam(corrections=_no_correction), 0.99),
            Text(
                "The first step happens to be right. Look at the second: what does `t` do in your code, and where does 0.99 come from?",
                "첫걸음은 우연히 맞습니다. 두 번째 걸음을 보세요. 코드에서 `t`는 무슨 일을 하나요? 0.99는 어디에서 왔나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "beta2-fixed",
            Text("0.99 in the place of `beta2`", "`beta2` 자리에 0.99를 썼습니다"),
            _with_beta2(_adam(), 0.99),
            Text(
                "You were given `beta2`. Which number does the paper use for it, and which do you?",
                "`beta2`를 받았습니다. 논문에서는 이 값이 얼마이고, 지금 코드에서는 얼마인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "eps-is-huge",
            Text("`eps` is a hundred million, not a hundred-millionth", "`eps`가 1억분의 1이 아니라 1억입니다"),
            _adam(divisor=lambda v_hat, eps: np.sqrt(v_hat) + 0.1**-8),
            Text(
                "Your weights hardly move. What is 0.1 to the power of -8?",
                "가중치가 거의 움직이지 않습니다. 0.1의 -8제곱은 얼마인가요?",
            ),
            "opt.eps_place",
        ),
        Misconception(
            "eps-inside-the-root",
            Text("`eps` stands under the root", "`eps`가 제곱근 안에 있습니다"),
            _adam(divisor=lambda v_hat, eps: np.sqrt(v_hat + eps)),
            Text(
                "Only tiny gradients show it: for a gradient of 1e-6, $\\hat v$ is 1e-12. Which of $\\hat v$ and `eps` rules under the root?",
                "기울기가 아주 작을 때만 드러납니다. 기울기가 1e-6이면 $\\hat v$는 1e-12입니다. 제곱근 안에서 $\\hat v$와 `eps` 가운데 어느 쪽이 더 큰가요?",
            ),
            "opt.eps_place",
        ),
        Misconception(
            "counted-from-zero",
            Text("the steps are counted from 0", "걸음을 0부터 세었습니다"),
            _adam(corrections=_from_zero),
            Text(
                "In the first step, `t` is 1. What is $1 - \\beta^0$?",
                "첫걸음에서 `t`는 1입니다. $1 - \\beta^0$은 얼마인가요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "always-the-first-step",
            Text("every step is corrected like the first", "모든 걸음을 첫걸음처럼 보정했습니다"),
            _adam(corrections=lambda beta1, beta2, t: (1 - beta1, 1 - beta2)),
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
            _adam(corrections=lambda beta1, beta2, t: (1 - beta1 * t, 1 - beta2 * t)),
            Text(
                "In step 2, is your correction still positive? Look closely at the small $t$ in the formula.",
                "두 번째 걸음에서 보정값이 양수인가요? 식에서 작게 쓴 $t$를 다시 보세요.",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "corrected-for-ever",
            Text("the corrected averages are stored and corrected again", "보정한 평균을 저장해서 또 보정하게 됩니다"),
            _adam_hats_returned,
            Text(
                "The weights are right once. Which $m$ should the next step start from, the corrected or the uncorrected one?",
                "가중치는 한 번만 맞습니다. 다음 걸음은 보정한 $m$에서 시작해야 할까요, 보정하지 않은 $m$에서 시작해야 할까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "betas-swapped",
            Text("$\\beta_1$ and $\\beta_2$ are swapped", "$\\beta_1$과 $\\beta_2$가 바뀌었습니다"),
            _adam(
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
            _adam(second=lambda v, g, beta1, beta2: beta2 * v + (1 - beta2) * g),
            Text(
                "Can you take the root of $\\hat v$ after a gradient of -2?",
                "기울기가 -2였다면 $\\hat v$의 제곱근을 구할 수 있나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "old-memory",
            Text("the step is made of the old averages", "이전 평균으로 걸음을 내디뎠습니다"),
            _adam_old_memory,
            Text(
                "In the first step the old averages are zero, so nothing moves. Which lines come first?",
                "첫걸음에서 이전 평균은 0이므로 아무것도 움직이지 않습니다. 어느 줄이 먼저인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "memory-kept-to-itself",
            Text("only the weights come back", "가중치만 돌려줍니다"),
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
            _adam_in_place,
            Text(
                "`*=` and `+=` write into the array they were given. Which expression makes a new one?",
                "`*=`와 `+=`는 받은 배열에 덮어씁니다. 새 배열을 만드는 식은 무엇일까요?",
            ),
            "inplace.mutation",
        ),
    ),
    alternatives=(_adam_by_hand, _adam_with_one_rate, _adam_stacked),
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
            "먼저 새 평균 둘을 구합니다(덮어쓰지 않습니다). 다음으로 새 이름 `m_hat`과 `v_hat`을 만듭니다. 1에서 자기 베타의 `t`제곱을 뺀 값으로 각 평균을 나눈 것입니다. 그다음 `lr`과 `m_hat`의 곱을, `v_hat`의 제곱근에 `eps`를 더한 값으로 나누어(`eps`는 제곱근 밖) 가중치에서 뺍니다. 가중치와, 보정하지 않은 두 평균을 돌려줍니다.",
        ),
    ),
)

# --- run ------------------------------------------------------------------------------------------------------------


def small_steps(w: Any, g: Any, memory: Any) -> Any:
    """An optimizer without memory."""
    return w - 0.1 * g, None


def rolling(w: Any, g: Any, memory: Any) -> Any:
    """An optimizer that remembers its velocity."""
    velocity = -0.2 * g if memory is None else 0.5 * memory - 0.2 * g
    return w + velocity, velocity


def shorter_and_shorter(w: Any, g: Any, memory: Any) -> Any:
    """An optimizer that counts its steps."""
    count = 1 if memory is None else memory + 1
    return w - 0.3 * g / count, count


def bowl(w: Any) -> Any:
    """The gradient of (w1² + w2²) / 2."""
    return 1.0 * w


def valley(w: Any) -> Any:
    """The gradient of w1² / 20 + w2²."""
    return np.array([0.1, 2.0]) * w


def waves(w: Any) -> Any:
    """A gradient that is no straight line."""
    return np.sin(w) + 0.1 * w**3


def _run_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("three small steps into a bowl", "그릇 안으로 작은 걸음 세 번"),
            (small_steps, bowl, np.array([1.0, -2.0]), 3),
        ),
        Case(Text("a rolling ball in a valley", "골짜기를 구르는 공"), (rolling, valley, np.array([-7.0, 2.0]), 5)),
        Case(
            Text("steps that get shorter", "점점 짧아지는 걸음"), (shorter_and_shorter, valley, np.array([4.0, 1.0]), 4)
        ),
        Case(Text("from a random start", "임의의 출발점에서"), (rolling, waves, rng.normal(size=2), 7), hidden=True),
        Case(Text("one step", "한 걸음"), (shorter_and_shorter, waves, rng.normal(size=2) + 2.0, 1), hidden=True),
        Case(Text("no step at all", "한 걸음도 가지 않을 때"), (small_steps, bowl, np.array([1.5, 0.5]), 0), edge=True),
    )


def _run_recursively(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    def rest(w: Any, memory: Any, left: int) -> list[Any]:
        if not left:
            return [w]
        new, memory = optimizer(w, grad(w), memory)
        return [w, *rest(new, memory, left - 1)]

    return np.stack(rest(np.asarray(w0, dtype=float), None, steps))


def _run_into_a_table(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    path = np.empty((steps + 1, *np.shape(w0)))
    path[0], memory = w0, None
    for i in range(steps):
        path[i + 1], memory = optimizer(path[i].copy(), grad(path[i].copy()), memory)
    return path


def _run_with_while(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    path, memory = [w0], None
    while len(path) <= steps:
        new, memory = optimizer(path[-1], grad(path[-1]), memory)
        path += [new]
    return np.vstack(path)


def _run_without_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory, path = w0, None, []
    for _ in range(steps):
        w, memory = optimizer(w, grad(w), memory)
        path.append(w)
    return np.reshape(path, (steps, *np.shape(w0)))


def _run_without_end(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory, path = w0, None, []
    for _ in range(steps):
        path.append(w)
        w, memory = optimizer(w, grad(w), memory)
    return np.reshape(path, (steps, *np.shape(w0)))


def _run_one_array(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory = np.array(w0), None
    path = [w]
    for _ in range(steps):
        w[:], memory = optimizer(w, grad(w), memory)
        path.append(w)
    return np.array(path)


def _run_into_the_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0.copy()]
    for _ in range(steps):
        w0[:], memory = optimizer(w0, grad(w0), memory)
        path.append(w0.copy())
    return np.array(path)


def _run_forgetting(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    path = [w0]
    for _ in range(steps):
        path.append(optimizer(path[-1], grad(path[-1]), None)[0])
    return np.array(path)


def _run_with_one_gradient(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    g, memory, path = grad(w0), None, [w0]
    for _ in range(steps):
        new, memory = optimizer(path[-1], g, memory)
        path.append(new)
    return np.array(path)


def _run_one_too_many(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0]
    for _ in range(steps + 1):
        new, memory = optimizer(path[-1], grad(path[-1]), memory)
        path.append(new)
    return np.array(path)


def _run_only_the_end(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory = w0, None
    for _ in range(steps):
        w, memory = optimizer(w, grad(w), memory)
    return np.array(w)


def _run_always_from_the_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0]
    for _ in range(steps):
        new, memory = optimizer(w0, grad(w0), memory)
        path.append(new)
    return np.array(path)


RUN = Exercise(
    id="run",
    reference=optimizers.run,
    points=3.0,
    stars=2,
    title=Text("The whole path", "지나온 길 전체"),
    text=Text(
        r"""Write `run(optimizer, grad, w0, steps)`. It starts at the weights `w0`, takes that many steps, and returns **all** places on the way as one array.

- `grad(w)` is the gradient at `w`. It changes from place to place.
- `optimizer(w, g, memory)` takes one step and returns the pair `(w, memory)`. What the memory is, is the optimizer's own affair: hand it what it returned last time. Before the first step, the memory is `None`.

The result has shape `(steps + 1, 2)`: the start first, then one row for each step. `w0` itself stays as it was.

An optimizer that halves the weights takes `[8, 4]` in two steps to `[[8, 4], [4, 2], [2, 1]]`.""",
        r"""`run(optimizer, grad, w0, steps)`를 작성하세요. 가중치 `w0`에서 출발해 주어진 걸음 수만큼 가고, 지나온 곳을 **모두** 배열 하나로 돌려줍니다.

- `grad(w)`는 `w`에서의 기울기입니다. 위치마다 다릅니다.
- `optimizer(w, g, memory)`는 한 걸음을 내딛고 쌍 `(w, memory)`를 돌려줍니다. 기억 속에 무엇이 있는지는 옵티마이저만 알면 됩니다. 지난번에 돌려받은 것을 그대로 넘겨주세요. 첫걸음 전의 기억은 `None`입니다.

결과의 형상은 `(steps + 1, 2)`입니다. 출발점이 먼저 오고, 걸음마다 한 행씩 이어집니다. `w0` 자체는 그대로 둡니다.

가중치를 절반으로 줄이는 옵티마이저라면 `[8, 4]`에서 두 걸음에 `[[8, 4], [4, 2], [2, 1]]`이 됩니다.""",
    ),
    docstring_ko="""`optimizer`가 기울기 `grad(w)`를 따라갈 때 가중치가 지나온 길입니다. 출발점도 들어 있습니다.

    `optimizer(w, g, memory)`는 다음 w와 다음 기억을 줍니다. 첫걸음 전의 기억은 None입니다.
    형상: (2,) -> (steps + 1, 2)
    오류: optimizer나 grad가 함수가 아니면 TypeError, steps가 음수이면 ValueError
    참고: `optimizer_named`. 여기 있는 모든 걸음 함수로 이런 옵티마이저를 만들어 줍니다
    >>> halve = lambda w, g, memory: (gd_step(w, g, lr=0.25), None)
    >>> run(halve, lambda w: 2.0 * w, np.array([8.0, 4.0]), steps=2)
    array([[8., 4.],
           [4., 2.],
           [2., 1.]])
    """,
    cases=_run_cases,
    misconceptions=(
        Misconception(
            "start-missing",
            Text("the start is missing", "출발점이 빠졌습니다"),
            _run_without_start,
            Text(
                "How many places does a walk of three steps have? Which is the first?",
                "세 걸음을 걸으면 지나온 곳은 몇 군데인가요? 맨 처음은 어디인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "end-missing",
            Text("the last place is missing", "마지막 위치가 빠졌습니다"),
            _run_without_end,
            Text(
                "You write the place down, then go. Who writes down where the last step arrives?",
                "위치를 적은 다음 걸음을 내딛습니다. 마지막 걸음이 닿은 곳은 어디에 적나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "same-array-in-every-row",
            Text(
                "all rows are the same: one array, stored again and again",
                "모든 행이 같습니다. 배열 하나를 되풀이해 저장했습니다",
            ),
            _run_one_array,
            Text(
                "A list holds the array itself, not a photograph of it. What happens to the earlier entries when you write into that array?",
                "리스트에는 배열의 사진이 아니라 배열 자체가 들어갑니다. 그 배열에 덮어쓰면 앞서 넣은 것은 어떻게 될까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "start-overwritten",
            Text("`w0` was changed on the way", "도중에 `w0`을 바꾸었습니다"),
            _run_into_the_start,
            Text(
                "Whoever called you may want to start there again. On which array do you walk?",
                "함수를 부른 사람은 같은 곳에서 다시 출발하고 싶을 수 있습니다. 지금 어느 배열 위를 걷고 있나요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "memory-forgotten",
            Text("the optimizer gets `None` in every step", "옵티마이저에게 걸음마다 `None`을 주었습니다"),
            _run_forgetting,
            Text(
                "The ball never gets any faster. What did the optimizer give you besides the new weights?",
                "공이 조금도 빨라지지 않습니다. 옵티마이저는 새 가중치 말고 무엇을 더 돌려주었나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "gradient-of-the-start",
            Text("every step uses the gradient of the start", "걸음마다 출발점의 기울기를 썼습니다"),
            _run_with_one_gradient,
            Text(
                "The slope is different after each step. When must `grad` be asked?",
                "걸음을 내디딜 때마다 기울기가 달라집니다. `grad`는 언제 불러야 할까요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "always-from-the-start",
            Text("every step begins at `w0` again", "걸음마다 `w0`에서 다시 시작합니다"),
            _run_always_from_the_start,
            Text(
                "Where should the second step begin?",
                "두 번째 걸음은 어디에서 시작해야 하나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "one-step-too-many",
            Text("one step too many", "한 걸음을 더 갔습니다"),
            _run_one_too_many,
            Text(
                "With `steps` = 0 the path is the start alone. How often does your loop run?",
                "`steps`가 0이면 출발점만 남아야 합니다. 반복문은 몇 번 도나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "only-the-end",
            Text("only the last place comes back", "마지막 위치만 돌려줍니다"),
            _run_only_the_end,
            Text(
                "The places on the way are wanted too. Where could you collect them?",
                "지나온 곳도 모두 필요합니다. 어디에 모아 둘 수 있을까요?",
            ),
            "shape.keepdims",
        ),
    ),
    alternatives=(_run_recursively, _run_into_a_table, _run_with_while),
    hints=(
        Text(
            "Three things go from step to step: where you are, what the optimizer remembers, and the list of places so far.",
            "걸음마다 이어지는 것은 세 가지입니다. 지금 있는 곳, 옵티마이저의 기억, 지금까지 지나온 곳의 목록입니다.",
        ),
        Text(
            "Start with a list that holds `w0` and with the memory `None`. Each step adds one place, so the array of the list has shape `(steps + 1, 2)`.",
            "`w0`만 들어 있는 목록과 기억 `None`으로 시작합니다. 걸음마다 위치가 하나씩 늘어나므로 목록으로 만든 배열의 형상은 `(steps + 1, 2)`입니다.",
        ),
        Text(
            "In a loop of `steps` rounds: ask for the gradient *here*, hand place, gradient and memory to the optimizer, take both results, and append a copy of the new place. After the loop make one array of the list.",
            "`steps`번 도는 반복문에서, **지금 있는 곳**의 기울기를 구하고, 위치와 기울기와 기억을 옵티마이저에 넘겨 두 결과를 받고, 새 위치의 사본을 목록에 넣습니다. 반복문이 끝나면 목록을 배열 하나로 만듭니다.",
        ),
    ),
)

EXERCISES = (GD_STEP, MOMENTUM_STEP, ADAGRAD_STEP, RMSPROP_STEP, ADAM_STEP, RUN)
