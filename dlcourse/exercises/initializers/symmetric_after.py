"""The card of `symmetric_after`: Equal units stay equal."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _train(
    steps: int,
    value: float,
    nudge: float,
    lr: float = 0.5,
    linear: bool = False,
    stale: bool = False,
    total: bool = False,
    column: bool = False,
    slope: Callable[[Any, Any], Any] = lambda h, z: 1.0 - h**2,
    squared: float = 0.0,
    fixed_biases: bool = False,
    outer: bool = False,
    instead: bool = False,
) -> Any:
    """XOR trained from equal weights, with room for the ways this goes wrong: W1, b1, W2, b2."""
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0], [1.0], [1.0], [0.0]])
    W1, b1, W2, b2 = np.full((2, 2), value), np.zeros(2), np.full((2, 1), value), np.zeros(1)
    if outer:
        W2[0, 0] += nudge
    elif instead:
        W1[0, 0] = nudge
    elif column:
        W1[:, 0] += nudge
    else:
        W1[0, 0] += nudge
    for _ in range(steps):
        z1 = X @ W1 + b1
        h = z1 if linear else np.tanh(z1)
        o = 0.5 * (1.0 + np.tanh(0.5 * (h @ W2 + b2)))
        dz2 = (o - t) / (1 if total else len(X)) * (squared * o * (1 - o) if squared else 1.0)
        old = W2
        W2, b2 = W2 - lr * h.T @ dz2, b2 - (0 if fixed_biases else lr) * dz2.sum(axis=0)
        dz1 = dz2 @ (W2 if stale else old).T * (1.0 if linear else slope(h, z1))
        W1, b1 = W1 - lr * X.T @ dz1, b1 - (0 if fixed_biases else lr) * dz1.sum(axis=0)
    return W1, b1, W2, b2


def _apart(W1: Any) -> float:
    return float(np.abs(W1[:, 0] - W1[:, 1]).max())


def _symmetric_with_noise(steps: int, value: float, nudge: float = 0.0) -> float:
    return _apart(_train(steps, value, nudge if nudge else 1e-3)[0])


def _symmetric_by_biases(steps: int, value: float, nudge: float = 0.0) -> float:
    b1 = _train(steps, value, nudge)[1]
    return float(abs(b1[0] - b1[1]))


def _symmetric_by_rows(steps: int, value: float, nudge: float = 0.0) -> float:
    W1 = _train(steps, value, nudge)[0]
    return float(np.abs(W1[0] - W1[1]).max())


def _symmetric_by_loops(steps: int, value: float, nudge: float = 0.0) -> float:
    examples = [((0.0, 0.0), 0.0), ((0.0, 1.0), 1.0), ((1.0, 0.0), 1.0), ((1.0, 1.0), 0.0)]
    w = [[value + nudge, value], [value, value]]
    b, v, c = [0.0, 0.0], [value, value], 0.0
    for _ in range(steps):
        dw, db, dv, dc = [[0.0, 0.0], [0.0, 0.0]], [0.0, 0.0], [0.0, 0.0], 0.0
        for x, t in examples:
            h = [math.tanh(x[0] * w[0][j] + x[1] * w[1][j] + b[j]) for j in range(2)]
            blame = (1.0 / (1.0 + math.exp(-(h[0] * v[0] + h[1] * v[1] + c))) - t) / 4
            dc += blame
            for j in range(2):
                dv[j] += blame * h[j]
                inner = blame * v[j] * (1.0 - h[j] * h[j])
                db[j] += inner
                dw[0][j] += inner * x[0]
                dw[1][j] += inner * x[1]
        for j in range(2):
            v[j] -= 0.5 * dv[j]
            b[j] -= 0.5 * db[j]
            w[0][j] -= 0.5 * dw[0][j]
            w[1][j] -= 0.5 * dw[1][j]
        c -= 0.5 * dc
    return max(abs(w[i][0] - w[i][1]) for i in range(2))


def _symmetric_with_a_ones_column(steps: int, value: float, nudge: float = 0.0) -> float:
    X = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0]])
    t = np.array([0.0, 1.0, 1.0, 0.0])
    V, u = np.full((3, 2), float(value)), np.full(3, float(value))
    V[2], u[2] = 0.0, 0.0
    V[0, 0] += nudge
    for _ in range(steps):
        h = np.hstack([np.tanh(X @ V), np.ones((4, 1))])
        blame = (1.0 / (1.0 + np.exp(-(h @ u))) - t) / 4
        step_v = np.einsum("ni,n,j,nj->ij", X, blame, u[:2], 1.0 - h[:, :2] ** 2)
        u, V = u - 0.5 * blame @ h, V - 0.5 * step_v
    return float(np.ptp(V[:2], axis=1).max())


def _symmetric_in_columns(steps: int, value: float, nudge: float = 0.0) -> float:
    X = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])  # examples as columns
    t = np.logical_xor(X[0], X[1]).astype(float)
    A, a = np.full((2, 2), float(value)), np.zeros((2, 1))  # one row a unit
    B, b = np.full((1, 2), float(value)), 0.0
    A[0, 0] += nudge
    for _ in range(steps):
        H = np.tanh(A @ X + a)
        wrong = (1.0 / (1.0 + np.exp(-(B @ H + b))) - t) / 4
        back = (B.T @ wrong) * (1.0 - H * H)
        B, b = B - 0.5 * wrong @ H.T, b - 0.5 * wrong.sum()
        A, a = A - 0.5 * back @ X.T, a - 0.5 * back.sum(axis=1, keepdims=True)
    return float(np.linalg.norm(A[0] - A[1], ord=np.inf))


def _trained_with(**screws: Any) -> Callable[..., float]:
    """An answer whose training has a screw turned."""
    return lambda steps, value, nudge=0.0: _apart(_train(steps, value, nudge, **screws)[0])


CARD = Exercise(
    id="symmetric-after",
    reference=initializers.symmetric_after,
    points=4.0,
    stars=2,
    title=Text("Equal units stay equal", "똑같은 유닛은 끝까지 똑같습니다"),
    text=Text(
        r"""Write `symmetric_after(steps, value, nudge=0.0)`: train XOR from equal weights, and measure whether the two hidden units have become different.

The network is 2-2-1 with tanh in the hidden layer and a sigmoid at the output. All weights start at `value`, all biases at 0; then `nudge` is added to `W1[0, 0]`, and to no other weight. Do `steps` steps of gradient descent with all four examples at once, rate 0.5, on the mean cross-entropy, so that $dz_2 = (o - t) / 4$.

Return the largest difference between the two columns of `W1`, as a positive number. From `value = 0.5` it is exactly `0.0` after 100 steps.""",
        r"""`symmetric_after(steps, value, nudge=0.0)`을 작성하세요. 가중치를 모두 같게 두고 XOR를 학습한 다음, 은닉 유닛 두 개가 서로 달라졌는지 잽니다.

신경망은 2-2-1이고 은닉층은 tanh, 출력은 시그모이드입니다. 가중치는 모두 `value`에서, 편향은 모두 0에서 시작합니다. 그다음 `W1[0, 0]` 하나에만 `nudge`를 더합니다. 네 샘플을 한꺼번에 써서 학습률 0.5로 경사 하강을 `steps`번 합니다. 손실은 교차 엔트로피의 평균이므로 $dz_2 = (o - t) / 4$입니다.

`W1`의 두 열 사이의 차이 가운데 가장 큰 것을 양수로 반환합니다. `value = 0.5`이면 100번 뒤에 정확히 `0.0`입니다.""",
    ),
    docstring_ko="""가중치를 모두 `value`로 두고 XOR를 학습한 뒤(2-2-1, tanh, 시그모이드) 두 은닉 유닛이 얼마나 다른지 답합니다.

    네 샘플을 모두 쓰는 경사 하강이고, 손실은 교차 엔트로피의 평균, 학습률은 0.5, 편향은 0에서 시작합니다. 첫걸음 전에 가중치
    하나, 곧 첫째 입력에서 첫째 은닉 유닛으로 가는 가중치에 `nudge`를 더합니다. 답은 은닉 가중치의 두 열 사이에서 가장 큰 차이입니다.
    형상: (), (), () -> ()
    예외: steps가 음수이면 ValueError
    참고: Rumelhart, Hinton & Williams (1986), 대칭성 깨기
    >>> symmetric_after(steps=100, value=0.5)
    0.0
    """,
    cases=lambda rng: (
        # 1e-12: sums in another order may round differently, and no noise that a learner adds is that small
        Case(Text("all weights 0.5", "가중치가 모두 0.5"), (100, 0.5), atol=1e-12),
        Case(Text("one weight nudged by 0.1", "가중치 하나에 0.1을 더함"), (60, 0.5, 0.1)),
        Case(Text("nudged, one step", "조금 바꾸고 한 걸음"), (1, 1.0, 0.5)),
        Case(Text("another constant", "다른 상수"), (150, float(rng.uniform(0.8, 1.5))), hidden=True, atol=1e-12),
        Case(
            Text("another nudge", "다른 변화량"),
            (80, float(rng.uniform(0.4, 0.8)), float(rng.uniform(-0.3, -0.1))),
            hidden=True,
        ),
        Case(Text("before the first step", "첫걸음 전"), (0, 0.5, 0.25), edge=True),
    ),
    misconceptions=(
        Misconception(
            "noise-added",
            Text(
                "the weights do not start equal: noise was added",
                "가중치가 같은 값에서 시작하지 않고 잡음이 섞였습니다",
            ),
            _symmetric_with_noise,
            Text(
                "With `nudge` at 0 your units are not equal even before the first step. What did you add to the weights?",
                "`nudge`가 0인데도 두 유닛이 처음부터 다릅니다. 가중치에 무엇을 더했나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: len(case.args) == 2 and 1e-9 < value < 0.5,
        ),
        Misconception(
            "nudge-ignored",
            Text("the units stay equal in spite of the nudge", "변화량을 주었는데도 유닛이 똑같습니다"),
            lambda steps, value, nudge=0.0: _apart(_train(steps, value, 0.0)[0]),
            Text(
                "Print `W1` before the first step: is exactly one weight larger by `nudge`, and do your last lines compare what was trained?",
                "첫걸음 전에 `W1`을 출력해 보세요. 꼭 가중치 하나만 `nudge`만큼 큰가요? 마지막 줄들은 학습한 것을 비교하고 있나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "nudge-in-both-weights",
            Text(
                "the nudge is added to both weights of the first unit",
                "변화량을 첫째 유닛의 두 가중치에 모두 더했습니다",
            ),
            lambda steps, value, nudge=0.0: _apart(_train(steps, value, nudge, column=True)[0]),
            Text(
                "Two weights lead to the first hidden unit. Which single one of them is `W1[0, 0]`?",
                "첫째 은닉 유닛으로 들어가는 가중치는 두 개입니다. 그 가운데 `W1[0, 0]`은 어느 것인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "rows-compared",
            Text("two rows of `W1` are compared: two inputs, not two units", "`W1`의 두 행, 곧 두 입력을 비교했습니다"),
            _symmetric_by_rows,
            Text(
                "In `X @ W1`, one hidden unit is one column. Which two things did you subtract?",
                "`X @ W1`에서 은닉 유닛 하나는 열 하나입니다. 무엇과 무엇을 뺐나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "biases-compared",
            Text("the biases are compared, not the weights", "가중치가 아니라 편향을 비교했습니다"),
            _symmetric_by_biases,
            Text(
                "Both biases may well be equal while the weights are not. Which array holds what the units see?",
                "편향이 같아도 가중치는 다를 수 있습니다. 유닛이 입력을 보는 방식은 어느 배열에 들어 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "output-weights-updated-first",
            Text(
                "the hidden gradient uses output weights that were already updated",
                "이미 갱신한 출력 가중치로 은닉층의 기울기를 구했습니다",
            ),
            lambda steps, value, nudge=0.0: _apart(_train(steps, value, nudge, stale=True)[0]),
            Text(
                "All gradients of a step belong to the weights of the forward pass. When do you change `W2`?",
                "한 걸음의 모든 기울기는 순전파에 쓴 가중치에서 구합니다. `W2`를 언제 바꾸나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "sum-not-mean",
            Text("the gradients are summed, not averaged", "기울기를 평균 내지 않고 더했습니다"),
            lambda steps, value, nudge=0.0: _apart(_train(steps, value, nudge, total=True)[0]),
            Text(
                "The loss is a mean over four examples. Where does the 4 stand in your gradient?",
                "손실은 네 샘플의 평균입니다. 기울기의 어디에 4가 들어 있나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "no-activation",
            Text("the hidden layer has no tanh", "은닉층에 tanh가 없습니다"),
            lambda steps, value, nudge=0.0: _apart(_train(steps, value, nudge, linear=True)[0]),
            Text(
                "Look at your hidden layer: what comes after the weighted sum, forward and back?",
                "은닉층을 보세요. 순전파와 역전파에서 가중합 다음에 무엇이 오나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "no-tanh-slope",
            Text("the slope of tanh is missing on the way back", "돌아오는 길에 tanh의 기울기가 빠졌습니다"),
            _trained_with(slope=lambda h, z: 1.0),
            Text(
                "The way back passes the bend of the hidden layer. What does the chain rule multiply there?",
                "돌아오는 길은 은닉층의 활성화 함수를 지납니다. 거기서 연쇄 법칙은 무엇을 곱하나요?",
            ),
            "chain.missing_local",
            variants=(
                _trained_with(slope=lambda h, z: 1.0 - z**2),
                _trained_with(slope=lambda h, z: h * (1.0 - h)),
                _trained_with(slope=lambda h, z: 1.0 - h),
            ),
        ),
        Misconception(
            "squared-error",
            Text(
                "the gradient of the squared error, not of cross-entropy",
                "교차 엔트로피가 아니라 제곱 오차의 기울기입니다",
            ),
            _trained_with(squared=1.0),
            Text(
                "With which loss does the slope of the sigmoid cancel out? Which one is yours?",
                "어느 손실에서 시그모이드의 기울기가 지워지나요? 지금 쓴 손실은 무엇인가요?",
            ),
            "chain.wrong_input",
            variants=(_trained_with(squared=2.0),),
        ),
        Misconception(
            "biases-fixed",
            Text("the biases are never trained", "편향을 한 번도 바꾸지 않았습니다"),
            _trained_with(fixed_biases=True),
            Text(
                "A step changes four arrays. How many do you change?",
                "한 걸음에 배열 네 개가 바뀝니다. 지금은 몇 개를 바꾸나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "another-rate",
            Text("another learning rate than the task says", "문제와 다른 학습률을 썼습니다"),
            _trained_with(lr=0.1),
            Text(
                "By which number do you multiply the gradients? Which one does the task name?",
                "기울기에 어떤 수를 곱했나요? 문제에서 말한 수는 얼마인가요?",
            ),
            "hardcoded.value",
            variants=(*(_trained_with(lr=rate) for rate in (1.0, 0.01, 0.05, 0.2, 0.25, 0.3, 0.001)),),
        ),
        Misconception(
            "nudge-in-the-output-weights",
            Text("the nudge is added to `W2`, not to `W1`", "`W1`이 아니라 `W2`에 더했습니다"),
            _trained_with(outer=True),
            Text(
                "Which array holds the weights from the inputs to the hidden units?",
                "입력에서 은닉 유닛으로 가는 가중치는 어느 배열에 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "nudge-instead-of-value",
            Text("the nudge replaces the weight instead of being added", "가중치에 더하지 않고 바꾸어 넣었습니다"),
            _trained_with(instead=True),
            Text(
                "What is the nudged weight before the first step, with `value` 0.5 and `nudge` 0.1?",
                "`value`가 0.5이고 `nudge`가 0.1이면 첫걸음 전에 그 가중치는 얼마인가요?",
            ),
            "chain.wrong_input",
            variants=(lambda steps, value, nudge=0.0: _apart(_train(steps, value, nudge, instead=bool(nudge))[0]),),
        ),
        Misconception(
            "mean-difference",
            Text(
                "the differences are averaged or signed, the largest one was asked for",
                "가장 큰 차이가 아니라 차이의 평균이나 부호 있는 차이입니다",
            ),
            lambda steps, value, nudge=0.0: float(np.abs(np.subtract(*_train(steps, value, nudge)[0].T)).mean()),
            Text(
                "Two units differ in two weights. Which of the two differences does the task want?",
                "두 유닛은 두 가중치에서 다릅니다. 문제에서 묻는 것은 어느 차이인가요?",
            ),
            "reduce.sum_vs_mean",
            variants=(
                lambda steps, value, nudge=0.0: float(np.subtract(*_train(steps, value, nudge)[0].T).max()),
                lambda steps, value, nudge=0.0: float(np.abs(np.subtract(*_train(steps, value, nudge)[0].T)).sum()),
                lambda steps, value, nudge=0.0: float(np.linalg.norm(np.subtract(*_train(steps, value, nudge)[0].T))),
                lambda steps, value, nudge=0.0: float(np.subtract(*_train(steps, value, nudge)[0].T)[0]),
                lambda steps, value, nudge=0.0: float(np.abs(np.subtract(*_train(steps, value, nudge)[0].T)).min()),
            ),
        ),
        Misconception(
            "one-step-off",
            Text("one step too many or too few", "한 걸음을 더 갔거나 덜 갔습니다"),
            lambda steps, value, nudge=0.0: _apart(_train(steps + 1, value, nudge)[0]),
            Text("With `steps` = 1, how often does your loop run?", "`steps`가 1이면 반복문은 몇 번 도나요?"),
            "boundary.zero",
            variants=(lambda steps, value, nudge=0.0: _apart(_train(max(steps - 1, 0), value, nudge)[0]),),
        ),
    ),
    alternatives=(_symmetric_by_loops, _symmetric_with_a_ones_column, _symmetric_in_columns),
    hints=(
        Text(
            "It is the training loop of the back-propagation lesson, with a different start and a different answer.",
            "역전파 수업의 학습 루프와 같습니다. 시작하는 값과 반환하는 값만 다릅니다.",
        ),
        Text(
            "$dz_2 = (o - t)/4$ has shape `(4, 1)`, $dz_1 = (dz_2 W_2^\\top)(1 - h^2)$ has shape `(4, 2)`; weights move by 0.5 times the gradient.",
            "$dz_2 = (o - t)/4$의 형상은 `(4, 1)`이고 $dz_1 = (dz_2 W_2^\\top)(1 - h^2)$의 형상은 `(4, 2)`입니다. 가중치는 기울기의 0.5배만큼 움직입니다.",
        ),
        Text(
            "Fill both weight matrices, add `nudge` to one entry, loop: forward, both blames, then all four updates. At the end subtract one column of `W1` from the other.",
            "두 가중치 행렬을 채우고 원소 하나에 `nudge`를 더합니다. 그리고 순전파, 두 층의 오차, 네 가지 갱신을 반복합니다. 마지막에 `W1`의 한 열에서 다른 열을 뺍니다.",
        ),
    ),
)
