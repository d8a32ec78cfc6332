"""The card of `rmsprop_step`: AdaGrad that forgets."""

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


def _rmsprop_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    W, G, g = rng.normal(size=(3, 2, 4))
    return (
        Case(Text("the first step", "첫걸음"), (np.array([1.0, -2.0]), np.zeros(2), np.array([3.0, 0.5]), 0.1)),
        Case(WORKED, (np.zeros(1), np.zeros(1), as_column(3.0, 4.0), 0.1), call=with_memory),
        Case(
            SEVERAL,
            (
                np.array([4.0, -3.0, 1.0]),
                np.zeros(3),
                np.array([[2.0, -1.0, 0.1], [-1.0, 3.0, -0.2], [4.0, 0.5, 0.1], [0.5, 2.0, 0.3]]),
                0.2,
                0.75,
            ),
            call=with_memory,
        ),
        Case(TINY, (np.array([1.0]), np.zeros(1), as_column(1e-6, 3e-6, -2e-6), 0.1), call=with_memory),
        Case(TABLE, (W, np.abs(G), g, 0.05), {"rho": 0.6, "eps": 1e-3}, hidden=True),
        Case(MANY, (rng.normal(size=5), np.zeros(5), rng.normal(size=(6, 5)), 0.01), hidden=True, call=with_memory),
        Case(RESTING, (np.array([1.0, 2.0]), np.zeros(2), np.array([0.0, 3.0]), 0.1), edge=True, silent=True),
        Case(NUMBERS, (np.array(2.0), np.array(9.0), np.array(4.0), 0.1), edge=True),
    )


def _forgetting(gather: Any, rate: Any = lambda new, old, g, lr, eps: lr / (np.sqrt(new) + eps)) -> Any:
    """RMSProp with another memory, or with another rate made of it."""

    def rmsprop_step(w: Any, G: Any, g: Any, lr: Any, rho: Any = 0.9, eps: Any = 1e-8) -> Any:
        new = gather(G, g, rho)
        return w - rate(new, G, g, lr, eps) * g, new

    return rmsprop_step


def _corrected_as_in_adam(w: Any, G: Any, g: Any, lr: Any, rho: Any = 0.9, eps: Any = 1e-8) -> Any:
    new = rho * G + (1 - rho) * g**2
    return w - lr * g / (np.sqrt(new / (1 - rho)) + eps), new


def _average_of_squares(G: Any, g: Any, rho: Any) -> Any:
    return rho * G + (1 - rho) * g**2


def _rmsprop_by_hand(w: Any, G: Any, g: Any, lr: Any, rho: Any = 0.9, eps: Any = 1e-8) -> Any:
    def one(w: float, G: float, g: float) -> tuple[float, float]:
        new = G + (1 - rho) * (g * g - G)
        return w - lr * g / (new**0.5 + eps), new

    return step_by_step(one, w, G, g)


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


CARD = Exercise(
    id="rmsprop-step",
    reference=optimizers.rmsprop_step,
    points=3.0,
    stars=2,
    title=Text("AdaGrad that forgets", "잊을 줄 아는 AdaGrad"),
    text=Text(
        r"""Write `rmsprop_step(w, G, g, lr, rho, eps)`. It is AdaGrad with one change: instead of a sum, $G$ is a **running average** of the squares, which keeps the share $\rho$ of its old value:

$$G \leftarrow \rho \, G + (1 - \rho) \, g^2, \qquad w \leftarrow w - \frac{\eta}{\sqrt{G} + \epsilon} \, g$$

Return the tuple `(w, G)`. `eps` is added to the root, as before.

With `lr = 0.1`, `rho = 0.9` and the gradients 3 and 4, $G$ becomes `0.9` and `2.41`; the steps are `0.316228` and `0.257663`.""",
        r"""`rmsprop_step(w, G, g, lr, rho, eps)`를 작성하세요. AdaGrad에서 한 가지만 바꿉니다. $G$는 제곱의 합이 아니라 **이동 평균**(running average)이며, 이전 값을 $\rho$ 비율만큼 남깁니다.

$$G \leftarrow \rho \, G + (1 - \rho) \, g^2, \qquad w \leftarrow w - \frac{\eta}{\sqrt{G} + \epsilon} \, g$$

튜플 `(w, G)`를 반환합니다. `eps`는 앞에서처럼 제곱근 밖에서 더합니다.

`lr = 0.1`, `rho = 0.9`이고 기울기가 3, 4이면 $G$는 `0.9`, `2.41`이 되고 걸음은 `0.316228`, `0.257663`입니다.""",
    ),
    docstring_ko="""잊을 줄 아는 AdaGrad입니다. G는 이동 평균이고, 걸음마다 이전 값을 `rho` 비율만큼 남깁니다.

    기억 G는 0에서 시작합니다. 새 가중치와 새 G를 반환합니다. `eps`는 제곱근 안이 아니라 밖에서 더합니다.
    형상: 어떤 형상이든, 같은 형상, 같은 형상 -> 같은 형상, 같은 형상
    예외: 형상이 다르거나 lr이나 eps가 양수가 아니거나 rho가 [0, 1)을 벗어나면 ValueError
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
        Misconception(
            "one-rate-for-all",
            Text("all weights share one rate", "모든 가중치가 학습률 하나를 함께 씁니다"),
            _forgetting(lambda G, g, rho: rho * G + (1 - rho) * np.mean(np.square(g))),
            Text(
                "A weight with small gradients should keep a large rate. Whose gradients are in its $G$?",
                "기울기가 작은 가중치는 학습률이 커야 합니다. 그 가중치의 $G$에는 어떤 기울기가 들어 있나요?",
            ),
            "axis.wrong",
            variants=(_forgetting(lambda G, g, rho: rho * G + (1 - rho) * np.sum(np.square(g))),),
        ),
        Misconception(
            "memory-kept-to-itself",
            Text("only the weights come back", "가중치만 반환합니다"),
            lambda *given, **named: _forgetting(_average_of_squares)(*given, **named)[0],
            Text(
                "How should the next step know the average of the squares?",
                "다음 걸음에서는 제곱의 평균을 어떻게 알 수 있을까요?",
            ),
            "state.not_returned",
        ),
        *with_memory_mistakes(
            _forgetting(_average_of_squares), lambda G, g, rho=0.9: _average_of_squares(G, g, rho), 1e-8
        ),
        Misconception(
            "share-squared-too",
            Text("the share of the new square is squared as well", "새 제곱에 곱하는 몫까지 제곱했습니다"),
            _forgetting(lambda G, g, rho: rho * G + ((1 - rho) * g) ** 2),
            Text(
                "For a first gradient of 3 and a share of 0.1, should 0.9 or 0.09 be added? What exactly is squared?",
                "첫 기울기가 3이고 몫이 0.1이면 0.9를 더해야 할까요, 0.09를 더해야 할까요? 제곱하는 것은 정확히 무엇인가요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "corrected-as-in-adam",
            Text("the memory is corrected for its start at 0", "0에서 시작한 기억을 보정했습니다"),
            _corrected_as_in_adam,
            Text(
                "Which method makes up for a memory that starts at 0? Is it in this formula?",
                "0에서 시작한 기억을 보정하는 것은 어떤 방법인가요? 이 식에도 있나요?",
            ),
            "opt.t_offset",
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
            "새 배열을 만듭니다. 이전 $G$에 `rho`를 곱하고, 1에서 `rho`를 뺀 값에 기울기의 제곱을 곱해 더합니다. 둘째 줄은 AdaGrad와 같습니다. `lr`과 기울기의 곱을 제곱근과 `eps`의 합으로 나누어 빼고, 둘을 반환합니다.",
        ),
    ),
    picture="path",
)
