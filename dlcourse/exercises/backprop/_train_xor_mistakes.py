"""More mistakes of `train_xor`: ways back that begin wrongly or leave a factor out."""

from functools import partial
from typing import Any

import numpy as np

from dlcourse.exercises.backprop._shared import sigmoid
from dlcourse.exercises.backprop._train_xor_answers import steps_like, train
from dlcourse.exercises.backprop._xor_runs import CORNERS, XOR, flat, next, short, xor_slopes
from dlcourse.exercises.card import Case, Misconception
from dlcourse.language import Text


def _hidden_through(params: Any, gradients: Any, W2: Any, *, bent: bool = True) -> Any:
    """The right gradients of the output layer; the hidden ones through these weights, with or without the slope of tanh."""
    (W1, b1), (here, b2) = params
    h = np.tanh(CORNERS @ W1 + b1)
    below = ((sigmoid(h @ here + b2) - XOR) / 4 @ W2.T) * (1 - h**2 if bent else 1.0)
    return [(CORNERS.T @ below, below.sum(axis=0)), gradients[1]]


def _output_first(params: Any, gradients: Any, lr: float) -> Any:
    return _hidden_through(params, gradients, params[1][0] - lr * gradients[1][0])


def _shows_output_first(case: Case, value: Any) -> bool:
    if not short(case):
        return False
    first, second = value[1][:2]
    lr = case.args[1]
    made = _output_first(first, xor_slopes(first)[2], lr)
    return bool(np.allclose(flat(second), next(first, lr, made), rtol=1e-9, atol=1e-12))


def _bend_forgotten(params: Any, gradients: Any) -> Any:
    return _hidden_through(params, gradients, params[1][0], bent=False)


def _all_targets_at_once(by: float) -> Any:
    """Every answer minus all four targets: their mean, or with `by` = 4 their sum, is what goes back."""

    def made(params: Any, gradients: Any) -> Any:
        return [(by * dW, by * db) for dW, db in xor_slopes(params, np.full((4, 1), XOR.mean()))[2]]

    return made


def _stepping(made: Any) -> Any:
    def train_xor(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
        return train(hidden, lr, steps, rng=rng, change=lambda params, gradients, total: made(params, gradients))

    return train_xor


def _train_output_first(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    return train(
        hidden, lr, steps, rng=rng, change=lambda params, gradients, total: _output_first(params, gradients, lr)
    )


def _squared_errors(params: Any) -> float:
    return float(np.mean((sigmoid(xor_slopes(params)[1]) - XOR) ** 2))


def _train_and_log_squares(hidden: int, lr: float, steps: int, *, rng: np.random.Generator, by: float = 1.0) -> Any:
    losses: list[float] = []

    def change(params: Any, gradients: Any, total: Any) -> Any:
        losses.append(by * _squared_errors(params))
        return gradients

    _, params = train(hidden, lr, steps, rng=rng, change=change)
    return np.array(losses), params


def _shows_squared_errors(case: Case, value: Any) -> bool:
    """The second and the third loss are the squared errors of the networks after one step and after two."""
    if not short(case):
        return False
    squares = np.array([_squared_errors(params) for params in value[1][:2]])
    # a mean, half of it, the sum over the corners, half of that
    return any(bool(np.allclose(value[0][1:3], by * squares, rtol=1e-9)) for by in (1.0, 0.5, 4.0, 2.0))


MORE = (
    Misconception(
        "output-updated-first",
        Text(
            "the hidden gradient goes through output weights that have moved already",
            "은닉층의 기울기가 이미 바뀐 출력 가중치를 지나갑니다",
        ),
        _train_output_first,
        Text(
            "All gradients belong to the weights of this moment. Which of your lines changes `W` before the last gradient is known?",
            "모든 기울기는 이 순간의 가중치에서 구합니다. 마지막 기울기를 구하기 전에 `W`를 바꾸는 줄은 어디인가요?",
        ),
        "order.stale_update",
        shows=_shows_output_first,
    ),
    Misconception(
        "tanh-slope-forgotten",
        Text("the way back leaves out the slope of tanh", "되돌아가는 길에 tanh의 기울기가 빠졌습니다"),
        _stepping(_bend_forgotten),
        Text(
            "On its way to the hidden weights the gradient passes the bend. Which factor stands for it?",
            "기울기는 은닉층 가중치로 가는 길에 활성화 함수를 지납니다. 식에서 그것을 나타내는 부분은 무엇인가요?",
        ),
        "chain.missing_local",
        shows=steps_like(_bend_forgotten),
    ),
    Misconception(
        "all-targets-at-once",
        Text("every answer is compared with all four targets", "답 하나를 목푯값 네 개와 모두 비교합니다"),
        _stepping(_all_targets_at_once(1.0)),
        Text(
            "Which shapes have your answers and your targets? Which shape has their difference?",
            "답과 목푯값의 형상은 각각 무엇인가요? 그 차이의 형상은 무엇인가요?",
        ),
        "shape.keepdims",
        shows=lambda case, value: any(steps_like(_all_targets_at_once(by))(case, value) for by in (1.0, 4.0)),
        variants=(_stepping(_all_targets_at_once(4.0)),),
    ),
    Misconception(
        "losses-squared",
        Text("the losses are squared errors, not cross-entropies", "손실이 교차 엔트로피가 아니라 제곱 오차입니다"),
        _train_and_log_squares,
        Text(
            "Suppose the network is sure of a wrong answer. How large can your loss become, and how large the one of the task?",
            "신경망이 틀린 답을 확신한다고 합시다. 여러분의 손실은 얼마까지 커질 수 있고, 문제의 손실은 어떤가요?",
        ),
        "chain.wrong_input",
        shows=_shows_squared_errors,
        variants=tuple(partial(_train_and_log_squares, by=by) for by in (0.5, 4.0, 2.0)),
    ),
)
