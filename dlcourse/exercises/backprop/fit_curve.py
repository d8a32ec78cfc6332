"""The card of `fit_curve`: a network that answers with an amount, and the loop that teaches it."""

from typing import Any

import numpy as np

from dlcourse import backprop
from dlcourse.exercises.backprop._fit_curve_answers import (
    BENDS,
    bent,
    biases_as_weights,
    fit,
    point_by_point,
    written_out,
)
from dlcourse.exercises.backprop._fit_curve_mistakes import MORE
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

_SMALL: tuple[Any, ...] = (
    np.array([[0.0], [0.5], [1.0]]),
    np.array([[0.0], [2.0], [-1.0]]),
    [
        (np.array([[1.0, -2.0]]), np.array([0.5, 1.0])),
        (np.array([[1.0], [0.5]]), np.array([0.25])),
    ],
)

_MET: tuple[Any, ...] = (
    np.array([[0.0], [1.0]]),
    np.array([[0.5], [0.5]]),
    [(np.array([[1.0, -2.0]]), np.array([0.5, 1.0])), (np.zeros((2, 1)), np.array([0.5]))],
)


def _sine(rng: np.random.Generator, N: int, H: int, lr: float, steps: int) -> tuple[Any, ...]:
    """Noisy points of a sine that is higher than an activation at the output could reach, and a random start."""
    x = rng.uniform(-1, 1, size=(N, 1))
    t = 2 * np.sin(3 * x) + 0.5 + 0.2 * rng.normal(size=(N, 1))
    hidden = 2 * rng.normal(size=(1, H)), rng.normal(size=H)
    return x, t, [hidden, (0.5 * rng.normal(size=(H, 1)), 0.5 * rng.normal(size=1))], lr, steps


def _fit_curve_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("three points, one step", "점 세 개, 한 걸음"), (*_SMALL, 0.25, 1)),
        Case(Text("a noisy sine, four steps", "잡음이 섞인 사인 곡선, 네 걸음"), _sine(rng, 12, 5, 0.1, 4)),
        Case(Text("more points and more units", "점과 유닛이 더 많을 때"), _sine(rng, 17, 8, 0.2, 3), hidden=True),
        Case(Text("a single point, two units", "점 하나, 유닛 두 개"), _sine(rng, 1, 2, 0.1, 2), hidden=True),
        Case(Text("a single unit", "유닛 하나"), _sine(rng, 6, 1, 0.1, 3), edge=True),
        Case(Text("the curve is met already", "이미 곡선에 딱 맞을 때"), (*_MET, 0.25, 3), edge=True),
    )


CARD = Exercise(
    id="fit-curve",
    reference=backprop.fit_curve,
    points=4.0,
    stars=2,
    title=Text("A network that follows a curve", "곡선을 따라가는 신경망"),
    text=Text(
        r"""Write `fit_curve(x, t, params, lr, steps)`: a network with one input, one hidden layer with tanh and one output **without activation** learns a curve from `N` points, all of them in every step.

- **Loss**: the mean of the squared errors, $\frac{1}{N} \sum_n (o_n - t_n)^2$, without a half.
- **Step**: all weights and biases go $\eta$ (`lr`) times their gradient downhill.

`x` and `t` have shape `(N, 1)`. `params` is a list of two pairs `(W, b)`, with shapes `(1, H)`, `(H,)` and `(H, 1)`, `(1,)`; the arrays in it must stay as they are.

Return two things: a list of the two pairs `(W, b)` after `steps` steps, and the losses *before* every step, an array of shape `(steps,)`. You may use your `mlp_backward`.""",
        r"""`fit_curve(x, t, params, lr, steps)`를 작성하세요. 입력이 하나, tanh를 쓰는 은닉층이 하나, **활성화 함수가 없는** 출력이 하나인 신경망이 점 `N`개로 곡선을 학습합니다. 걸음마다 점을 모두 씁니다.

- **손실**: 제곱 오차의 평균 $\frac{1}{N} \sum_n (o_n - t_n)^2$입니다. 절반으로 나누지 않습니다.
- **걸음**: 모든 가중치와 편향이 기울기에 $\eta$(`lr`)를 곱한 만큼 내려갑니다.

`x`와 `t`의 형상은 `(N, 1)`입니다. `params`는 `(W, b)` 쌍 두 개로 된 리스트이고 형상은 `(1, H)`, `(H,)`와 `(H, 1)`, `(1,)`입니다. 그 안의 배열은 바꾸지 않습니다.

두 가지를 반환합니다. `steps`걸음 뒤의 `(W, b)` 쌍 두 개로 된 리스트, 그리고 걸음마다 갱신하기 **전**의 손실을 담은 형상 `(steps,)`의 배열입니다. 앞에서 작성한 `mlp_backward`를 써도 됩니다.""",
    ),
    docstring_ko="""1-hidden-1 신경망(은닉층은 tanh, 출력은 그대로)에 곡선을 가르칩니다. 마지막 (W, b)와 걸음마다 갱신하기 전의 손실을 답합니다.

    손실은 점에 대한 제곱 오차의 평균입니다. 경사 하강법의 걸음마다 점을 모두 씁니다.
    형상: (N, 1), (N, 1), [(1, H), (H,)], [(H, 1), (1,)] -> params와 같음, (steps,)
    참고: Cybenko (1989), 이런 신경망이 따라갈 수 있는 곡선에 대하여
    >>> x, t = np.array([[0.0], [1.0]]), np.array([[1.0], [3.0]])
    >>> start = [(np.zeros((1, 2)), np.zeros(2)), (np.zeros((2, 1)), np.zeros(1))]
    >>> params, losses = fit_curve(x, t, start, lr=0.25, steps=2)
    >>> losses, params[1][1]
    (array([5., 2.]), array([1.5]))
    """,
    cases=_fit_curve_cases,
    returns=("params", "losses"),
    depends=("mlp-backward",),
    misconceptions=(
        Misconception(
            "output-bent",
            Text("the output has an activation", "출력에 활성화 함수를 썼습니다"),
            bent("tanh", slope=True),
            Text(
                "What is the largest number your network can answer, and how large are the targets?",
                "이 신경망이 답할 수 있는 가장 큰 수는 무엇이고, 목푯값은 얼마나 큰가요?",
            ),
            "chain.wrong_input",
            variants=(
                *(bent(kind, slope=slope, half=True) for kind in BENDS for slope in (True, False)),
                *(bent(kind, slope=slope) for kind, slope in (("tanh", False), ("sigmoid", True), ("sigmoid", False))),
            ),
        ),
        Misconception(
            "output-slope-multiplied",
            Text(
                "the way back passes an activation at the output, where there is none",
                "출력에 없는 활성화 함수를 거꾸로 지났습니다",
            ),
            fit(output_slope=lambda z: 1 - np.tanh(z) ** 2),
            Text(
                "The answer is `z` itself. How steep is that, and by what did you multiply?",
                "답은 `z` 그대로입니다. 그 기울기는 얼마이고, 무엇을 곱했나요?",
            ),
            "chain.wrong_input",
            variants=(
                fit(output_slope=lambda z: 1 - z**2),
                fit(output_slope=lambda z: z * (1 - z)),
                fit(output_slope=BENDS["sigmoid"][1]),
            ),
        ),
        Misconception(
            "tanh-slope-forgotten",
            Text("the way back leaves out the slope of tanh", "되돌아가는 길에 tanh의 기울기가 빠졌습니다"),
            fit(slope=lambda z: 1.0),
            Text(
                "The output layer is right. What does the gradient pass between the hidden layer's answer and its `z`?",
                "출력층은 맞습니다. 은닉층의 답과 `z` 사이에서 기울기는 무엇을 지나나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "slope-at-the-activated-value",
            Text("the slope of tanh is taken at h instead of z", "tanh의 기울기를 z가 아니라 h에서 구했습니다"),
            fit(slope=lambda z: 1 - np.tanh(np.tanh(z)) ** 2),
            Text(
                "On the way forward tanh was met once. How often does your slope send a number through it?",
                "순전파에서는 tanh를 한 번 지났습니다. 여러분의 기울기에서는 몇 번 지나나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "z-taken-for-h",
            Text("1 - z² instead of 1 - h²", "1 - h²이 아니라 1 - z²을 썼습니다"),
            fit(slope=lambda z: 1 - z**2),
            Text(
                "A slope of tanh lies between 0 and 1. What does yours say where `z` is 3?",
                "tanh의 기울기는 0과 1 사이에 있습니다. `z`가 3이면 여러분의 기울기는 얼마인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "slope-of-tanh",
            Text("the slope of tanh has its square in the wrong place", "tanh의 기울기에서 제곱하는 곳이 틀렸습니다"),
            fit(slope=lambda z: (1 - np.tanh(z)) ** 2),
            Text(
                "tanh is equally steep at -1 and at 1. Is your slope the same for `h` and for `-h`?",
                "tanh는 -1과 1에서 똑같이 가파릅니다. 여러분의 기울기는 `h`일 때와 `-h`일 때 같은가요?",
            ),
            "chain.missing_local",
            variants=(fit(slope=lambda z: 1 - np.tanh(z)), fit(slope=lambda z: np.tanh(z) * (1 - np.tanh(z)))),
        ),
        Misconception(
            "summed-over-the-points",
            Text(
                "the gradient of a sum, not of a mean over the points",
                "점에 대한 평균이 아니라 합의 기울기입니다",
            ),
            fit(begin=lambda off: 2 * off),
            Text(
                "With twice as many points your steps are twice as long. Where does the mean divide?",
                "점이 두 배가 되면 걸음도 두 배가 됩니다. 평균은 어디에서 나누나요?",
            ),
            "scale.one_over_n",
            variants=(
                fit(begin=lambda off: off),
                fit(begin=lambda off: 2 * off, loss=lambda o, t: np.sum((o - t) ** 2)),
                fit(begin=lambda off: off, loss=lambda o, t: 0.5 * np.sum((o - t) ** 2)),
            ),
        ),
        Misconception(
            "loss-summed",
            Text("the losses are sums over the points", "손실이 점에 대한 합입니다"),
            fit(loss=lambda o, t: np.sum((o - t) ** 2)),
            Text(
                "Your steps are right. Does your loss grow when every point is put in twice?",
                "걸음은 맞습니다. 점을 모두 두 번씩 넣으면 여러분의 손실은 커지나요?",
            ),
            "reduce.sum_vs_mean",
            variants=(fit(loss=lambda o, t: 0.5 * np.sum((o - t) ** 2)),),
        ),
        Misconception(
            "two-forgotten",
            Text(
                "the steps are half as long: those of half the squared error",
                "걸음이 절반입니다. 제곱 오차의 절반에 대한 걸음입니다",
            ),
            fit(begin=lambda off: off / len(off)),
            Text(
                "This loss has no half in front. What becomes of the exponent when you take the slope of a square?",
                "이 손실 앞에는 절반이 없습니다. 제곱을 미분하면 지수는 어디로 가나요?",
            ),
            "scale.half",
            variants=(fit(begin=lambda off: off / len(off), loss=lambda o, t: 0.5 * np.mean((o - t) ** 2)),),
        ),
        Misconception(
            "loss-halved",
            Text("the losses are half the squared error", "손실이 제곱 오차의 절반입니다"),
            fit(loss=lambda o, t: 0.5 * np.mean((o - t) ** 2)),
            Text(
                "Your steps are right. Which factor does the task put in front of the loss, and which do you?",
                "걸음은 맞습니다. 문제의 손실과 여러분의 손실 앞에는 각각 어떤 수가 곱해져 있나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "all-pairs",
            Text("the loss compares every answer with every target", "손실에서 답 하나를 모든 목푯값과 비교합니다"),
            fit(loss=lambda o, t: np.mean((o[:, 0] - t) ** 2)),
            Text(
                "Which shapes have your answers and `t` inside the loss, and which shape has their difference?",
                "손실 안에서 답과 `t`의 형상은 각각 무엇이고, 그 차이의 형상은 무엇인가요?",
            ),
            "shape.keepdims",
        ),
        *MORE,
    ),
    alternatives=(written_out, point_by_point, biases_as_weights),
    hints=(
        Text(
            "It is the loop of XOR with another end: no sigmoid, another loss, and therefore another gradient at the output.",
            "XOR를 학습시킨 반복문에서 끝부분만 다릅니다. 시그모이드가 없고 손실이 다르므로, 출력에 오는 기울기도 다릅니다.",
        ),
        Text(
            r"Turn up one answer $o_n$ a little: how much does $\frac{1}{N} \sum_n (o_n - t_n)^2$ grow? This number goes into `mlp_backward`, with a triple for each layer.",
            r"답 $o_n$ 하나를 조금 키우면 $\frac{1}{N} \sum_n (o_n - t_n)^2$은 얼마나 커지나요? 그 수를 층마다 세 값이 든 기록과 함께 `mlp_backward`에 넘깁니다.",
        ),
        Text(
            "In each turn: take the two pairs apart, go forward and keep z and h, note the loss, ask for the gradients, and make a new list of pairs. Nothing is written into an array that was given.",
            "한 바퀴마다 두 쌍을 풀고, 순전파하며 z와 h를 남기고, 손실을 적고, 기울기를 구하고, 새 쌍의 리스트를 만듭니다. 받은 배열에는 아무것도 덮어쓰지 않습니다.",
        ),
    ),
)
