"""The nine exercises about where weights start: equal, random, orthogonal, and what the start does to a deep network.

Random answers are judged by their distribution, never by one seed's numbers: mean, standard deviation and shape of a hundred thousand draws, each
window so wide that a right answer misses it less than once in a million times. A second kind of case calls a function with
equal and with different seeds, and so sees whether the draws come from `rng` alone.
"""

import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

# --- what distributions look like -------------------------------------------------------------------------------------

_CELLS = 320
_GRID = np.linspace(-4.0, 4.0, _CELLS + 1)[1:]  # in standard deviations
_CUT = 0.8796256610342398  # standard deviation of a normal that is cut at -2 and 2


def _phi(x: float) -> float:
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))


def _cut(x: float) -> float:
    return (_phi(min(max(x * _CUT, -2.0), 2.0)) - _phi(-2.0)) / (_phi(2.0) - _phi(-2.0))


# the share of numbers up to each place of the grid, for distributions of mean 0 and standard deviation 1
_SHARES = {
    "normal": np.array([_phi(x) for x in _GRID]),
    "uniform": np.clip(0.5 + _GRID / math.sqrt(12.0), 0.0, 1.0),
    "truncated": np.array([_cut(x) for x in _GRID]),
}
_FAR = 0.012  # 1e5 right draws come this far from their distribution less than once in 1e12 times
_OFF = 0.025  # of a standard deviation: eight standard errors of the mean of 1e5 draws, eleven of their spread


def _distance(draws: Any, kind: str, std: float) -> float:
    """Kolmogorov and Smirnov's distance on a grid: by how much the share of numbers below a place is off, at most."""
    cells = np.clip(np.ravel(draws) * (_CELLS / (8.0 * std)) + _CELLS / 2, 0, _CELLS).astype(np.int16)
    found = np.cumsum(np.bincount(cells, minlength=_CELLS + 1)[:-1]) / cells.size
    return float(np.max(np.abs(found - _SHARES[kind])))


def _follows(draws: Any, kind: str, std: float) -> bool:
    """Whether many draws look like this distribution around 0."""
    centred = abs(np.mean(draws)) < _OFF * std and abs(np.std(draws) / std - 1.0) < _OFF
    return bool(centred and _distance(draws, kind, std) < _FAR)


_MEAN = Text(
    "The mean of your numbers is {mean:.4g}, but they should be spread around 0.",
    "결과의 평균이 {mean:.4g}입니다. 0을 중심으로 퍼져 있어야 합니다.",
)
_MEAN_HIDDEN = Text("Your numbers are not spread around 0.", "결과가 0을 중심으로 퍼져 있지 않습니다.")
_SPREAD = Text(
    "The standard deviation of your numbers is {std:.4g}, but should be close to {want:.4g}.",
    "결과의 표준편차가 {std:.4g}입니다. {want:.4g}에 가까워야 합니다.",
)
_SPREAD_HIDDEN = Text("Your numbers have the wrong standard deviation.", "결과의 표준편차가 맞지 않습니다.")
_NORMAL = Text(
    "Mean and standard deviation are right, but the numbers are not normally distributed.",
    "평균과 표준편차는 맞지만 정규분포를 따르지 않습니다.",
)
_UNIFORM = Text(
    "Mean and standard deviation are right, but the numbers are not uniformly distributed.",
    "평균과 표준편차는 맞지만 균등분포를 따르지 않습니다.",
)
_TRUNCATED = Text(
    "Mean and standard deviation are right, but the numbers are not those of a normal distribution cut at two of its standard deviations.",
    "평균과 표준편차는 맞지만, 정규분포를 그 표준편차의 두 배에서 자른 분포가 아닙니다.",
)
_SHAPES = {"normal": _NORMAL, "uniform": _UNIFORM, "truncated": _TRUNCATED}


def _unlike(case: Case, draws: Any, kind: str, std: float) -> Text | None:
    """What keeps many draws from looking like this distribution around 0; None if nothing does."""
    if abs(np.mean(draws)) > _OFF * std:
        return _MEAN_HIDDEN if case.hidden else _MEAN.format(mean=float(np.mean(draws)))
    if abs(np.std(draws) / std - 1.0) > _OFF:
        return _SPREAD_HIDDEN if case.hidden else _SPREAD.format(std=float(np.std(draws)), want=std)
    return _SHAPES[kind] if _distance(draws, kind, std) > _FAR else None


# --- where draws come from --------------------------------------------------------------------------------------------

_SEEDS = "equal and different seeds"
_REPEAT = Text(
    "Two generators with the same seed gave different results, but the same seed must give the same result.",
    "시드가 같은 생성기 두 개에서 서로 다른 결과가 나왔습니다. 시드가 같으면 결과도 같아야 합니다.",
)
_VARY = Text(
    "Generators with different seeds gave the same result, so it does not depend on `rng`.",
    "시드가 다른 생성기에서 같은 결과가 나왔습니다. 결과가 `rng`에 따라 달라지지 않습니다.",
)


def _thrice(function: Any, *args: Any, rng: np.random.Generator) -> Any:
    """Call with a seed, with the same again, with another; and look whether the generator was used."""
    again, other = copy.deepcopy(rng), np.random.default_rng(int(copy.deepcopy(rng).integers(1 << 60)))
    before = repr(rng.bit_generator.state)
    first = function(*args, rng=rng)
    used = repr(rng.bit_generator.state) != before
    return {"first": first, "again": function(*args, rng=again), "other": function(*args, rng=other), "used": used}


def _seeds(rng: np.random.Generator, *args: Any) -> Case:
    fresh = {"rng": _fresh(rng)}
    return Case(Text(_SEEDS, "같은 시드와 다른 시드"), args, fresh, call=_thrice)


def _fresh(rng: np.random.Generator) -> np.random.Generator:
    return np.random.default_rng(int(rng.integers(1 << 60)))


def _repeats(value: Any) -> bool:
    return bool(np.array_equal(value["first"], value["again"]))


def _varies(value: Any) -> bool:
    return not np.array_equal(value["first"], value["other"])


def _not_from_rng(value: Any) -> Text | None:
    if not _repeats(value):
        return _REPEAT
    return None if _varies(value) else _VARY


def _about_seeds(case: Case) -> bool:
    return case.call is _thrice


def _strays(elsewhere: Any, always: Any, both: Any) -> tuple[Misconception, ...]:
    """Three mistakes about where draws come from, told apart by what repeats and by whether `rng` was used."""
    return (
        Misconception(
            "global-rng",
            Text(
                "the numbers come from `np.random` or a generator of your own, not from `rng`",
                "`rng`가 아니라 `np.random`이나 직접 만든 생성기에서 수를 뽑았습니다",
            ),
            elsewhere,
            Text(
                "Whoever calls your function chose a generator and hands it over as `rng`. Which of your draws use it?",
                "함수를 부르는 쪽에서 생성기를 골라 `rng`로 넘겨줍니다. 어느 줄에서 `rng`를 쓰고 있나요?",
            ),
            "rng.global",
            shows=lambda case, value: _about_seeds(case) and not _repeats(value) and not value["used"],
        ),
        Misconception(
            "always-the-same",
            Text(
                "every seed gives the same numbers, because the function sets a seed itself",
                "함수 안에서 시드를 정해서 어떤 시드를 넘겨도 같은 수가 나옵니다",
            ),
            always,
            Text(
                "Call your function with two different generators. Where does the second one get lost?",
                "서로 다른 생성기 두 개로 함수를 불러 보세요. 두 번째 생성기는 어디에서 사라지나요?",
            ),
            "rng.global",
            shows=lambda case, value: _about_seeds(case) and _repeats(value) and not _varies(value),
        ),
        Misconception(
            "another-result-each-time",
            Text(
                "`rng` is used, but the same seed gives another result each time",
                "`rng`를 쓰기는 하지만, 시드가 같은데도 매번 결과가 다릅니다",
            ),
            both,
            Text(
                "One of your steps draws from `rng`, another one from somewhere else. Look for a second source of chance, such as `np.random.shuffle`.",
                "어떤 단계는 `rng`를 쓰고 다른 단계는 그렇지 않습니다. `np.random.shuffle`처럼 `rng` 밖에서 오는 우연이 또 있는지 찾아보세요.",
            ),
            "rng.global",
            shows=lambda case, value: _about_seeds(case) and not _repeats(value) and bool(value["used"]),
        ),
    )


# --- symmetric_after --------------------------------------------------------------------------------------------------


def _train(
    steps: int,
    value: float,
    nudge: float,
    lr: float = 0.5,
    linear: bool = False,
    stale: bool = False,
    total: bool = False,
    column: bool = False,
) -> Any:
    """XOR trained from equal weights, with room for the ways this goes wrong: W1, b1, W2, b2."""
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0], [1.0], [1.0], [0.0]])
    W1, b1, W2, b2 = np.full((2, 2), value), np.zeros(2), np.full((2, 1), value), np.zeros(1)
    if column:
        W1[:, 0] += nudge
    else:
        W1[0, 0] += nudge
    for _ in range(steps):
        z1 = X @ W1 + b1
        h = z1 if linear else np.tanh(z1)
        o = 0.5 * (1.0 + np.tanh(0.5 * (h @ W2 + b2)))
        dz2 = (o - t) / (1 if total else len(X))
        old = W2
        W2, b2 = W2 - lr * h.T @ dz2, b2 - lr * dz2.sum(axis=0)
        dz1 = dz2 @ (W2 if stale else old).T * (1.0 if linear else 1.0 - h**2)
        W1, b1 = W1 - lr * X.T @ dz1, b1 - lr * dz1.sum(axis=0)
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


SYMMETRIC_AFTER = Exercise(
    id="symmetric-after",
    reference=initializers.symmetric_after,
    points=3.0,
    stars=2,
    title=Text("Equal units stay equal", "똑같은 유닛은 끝까지 똑같습니다"),
    text=Text(
        r"""Write `symmetric_after(steps, value, nudge=0.0)`: train XOR from equal weights, and measure whether the two hidden units have become different.

The network is 2-2-1 with tanh in the hidden layer and a sigmoid at the output. All weights start at `value`, all biases at 0; then `nudge` is added to `W1[0, 0]`, and to no other weight. Do `steps` steps of gradient descent with all four examples at once, rate 0.5, on the mean cross-entropy, so that $dz_2 = (o - t) / 4$.

Return the largest difference between the two columns of `W1`, as a positive number. From `value = 0.5` it is exactly `0.0` after 100 steps.""",
        r"""`symmetric_after(steps, value, nudge=0.0)`을 작성하세요. 가중치를 모두 같게 두고 XOR를 학습한 다음, 은닉 유닛 두 개가 서로 달라졌는지 잽니다.

신경망은 2-2-1이고 은닉층은 tanh, 출력은 시그모이드입니다. 가중치는 모두 `value`에서, 편향은 모두 0에서 시작합니다. 그다음 `W1[0, 0]` 하나에만 `nudge`를 더합니다. 네 예제를 한꺼번에 써서 학습률 0.5로 경사 하강을 `steps`번 합니다. 손실은 교차 엔트로피의 평균이므로 $dz_2 = (o - t) / 4$입니다.

`W1`의 두 열 사이의 차이 가운데 가장 큰 것을 양수로 돌려줍니다. `value = 0.5`이면 100번 뒤에 정확히 `0.0`입니다.""",
    ),
    docstring_ko="""가중치를 모두 `value`로 두고 XOR를 학습한 뒤(2-2-1, tanh, 시그모이드) 두 은닉 유닛이 얼마나 다른지 답합니다.

    네 예제를 모두 쓰는 경사 하강이고, 손실은 교차 엔트로피의 평균, 학습률은 0.5, 편향은 0에서 시작합니다. 첫걸음 전에 가중치
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
            Text("the nudge is not added", "변화량을 더하지 않았습니다"),
            lambda steps, value, nudge=0.0: _apart(_train(steps, value, 0.0)[0]),
            Text(
                "Your answer is 0 even when one weight was changed. Where does `nudge` enter?",
                "가중치 하나를 바꾸었는데도 답이 0입니다. `nudge`는 어디에서 쓰이나요?",
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
                "손실은 네 예제의 평균입니다. 기울기의 어디에 4가 들어 있나요?",
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
    ),
    alternatives=(_symmetric_by_loops, _symmetric_with_a_ones_column, _symmetric_in_columns),
    hints=(
        Text(
            "It is the training loop of the back-propagation lesson, with a different start and a different answer.",
            "역전파 수업의 학습 루프와 같습니다. 시작하는 값과 돌려주는 값만 다릅니다.",
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

# --- fans -------------------------------------------------------------------------------------------------------------

FANS = Exercise(
    id="fans",
    reference=initializers.fans,
    points=1.0,
    stars=1,
    title=Text("Neighbours of a unit", "유닛의 이웃 수"),
    text=Text(
        """Write `fans(shape)`. For a weight matrix of this shape it returns `(fan_in, fan_out)`: how many inputs reach each unit of the layer, and how many units each input reaches.

Our layers compute `X @ W`, with one example a row. Weights of shape `(784, 128)` give `(784, 128)`.""",
        """`fans(shape)`를 작성하세요. 가중치 행렬의 형상을 받아 `(fan_in, fan_out)`을 돌려줍니다. 층의 유닛 하나에 들어오는 입력의 수와, 입력 하나가 닿는 유닛의 수입니다.

우리의 층은 예제를 행으로 놓고 `X @ W`를 계산합니다. 가중치의 형상이 `(784, 128)`이면 결과는 `(784, 128)`입니다.""",
    ),
    docstring_ko="""이 형상의 가중치에서 유닛 하나에 들어오는 입력의 수(fan_in)와 입력 하나가 닿는 유닛의 수(fan_out)입니다.

    형상: (D, M) -> (), ()
    예외: shape이 양의 정수 두 개가 아니면 ValueError
    참고: Glorot & Bengio (2010)
    >>> fans((784, 128))
    (784, 128)
    """,
    # by name: the answer is the shape itself, and an answer that merely returns its first argument should not find it
    cases=lambda rng: (
        Case(Text("the first layer for digits", "숫자 이미지의 첫 층"), kwargs={"shape": (784, 128)}),
        Case(Text("few inputs, many units", "입력은 적고 유닛은 많을 때"), kwargs={"shape": (3, 200)}),
        Case(
            Text("a random layer", "임의의 층"),
            kwargs={"shape": (int(rng.integers(5, 50)), int(rng.integers(60, 90)))},
            hidden=True,
        ),
        Case(Text("a single output", "출력이 하나일 때"), kwargs={"shape": (10, 1)}, hidden=True),
    ),
    returns=("fan_in", "fan_out"),
    misconceptions=(
        Misconception(
            "axes-swapped",
            Text("fan_in and fan_out are exchanged", "fan_in과 fan_out이 서로 바뀌었습니다"),
            lambda shape: (shape[1], shape[0]),
            Text(
                "Write down `X @ W` with shapes: `(N, D) @ (D, M)`. How many numbers does one of the M units add up?",
                "`X @ W`의 형상 `(N, D) @ (D, M)`을 적어 보세요. 유닛 M개 가운데 하나는 수를 몇 개 더하나요?",
            ),
            "init.fan_swapped",
        ),
        Misconception(
            "larger-first",
            Text("the larger number always comes first", "언제나 큰 수를 먼저 돌려주었습니다"),
            lambda shape: (max(shape), min(shape)),
            Text(
                "A layer may have more units than inputs. Does the order depend on which number is larger?",
                "유닛이 입력보다 많은 층도 있습니다. 어느 수가 큰지에 따라 순서가 달라질까요?",
            ),
            "init.fan_swapped",
        ),
        Misconception(
            "bias-counted",
            Text("the bias is counted as one more input", "편향을 입력 하나로 더 세었습니다"),
            lambda shape: (shape[0] + 1, shape[1]),
            Text(
                "The bias starts at 0 and adds no spread. Which neighbours does fan_in count?",
                "편향은 0에서 시작하고 퍼짐에 보태는 것이 없습니다. fan_in은 어떤 이웃을 세나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "all-weights",
            Text("all weights of the layer are counted", "층의 모든 가중치를 세었습니다"),
            lambda shape: (shape[0] * shape[1], shape[0] * shape[1]),
            Text(
                "That is how many weights the layer has. How many of them end in one and the same unit?",
                "그것은 층 전체의 가중치 수입니다. 그 가운데 같은 유닛 하나로 들어가는 것은 몇 개인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "same-number-twice",
            Text("fan_in is returned twice", "fan_in을 두 번 돌려주었습니다"),
            lambda shape: (shape[0], shape[0]),
            Text(
                "How many arrows leave one input? The other number of the shape tells.",
                "입력 하나에서 화살표가 몇 개 나가나요? 형상의 다른 수를 보세요.",
            ),
            "axis.wrong",
        ),
        Misconception(
            "one-array",
            Text("one array instead of two numbers", "수 두 개가 아니라 배열 하나입니다"),
            lambda shape: np.array(shape),
            Text(
                "Whoever calls your function wants to write `fan_in, fan_out = ...` and go on with whole numbers. What does `return a, b` give?",
                "함수를 부르는 쪽은 `fan_in, fan_out = ...`이라고 쓰고 정수로 계산하려 합니다. `return a, b`는 무엇을 돌려주나요?",
            ),
            "type.wrong",
        ),
    ),
    alternatives=(
        lambda shape: (shape[0], shape[1]),
        lambda shape: tuple(np.zeros(shape).shape),
        lambda shape: (len(np.ones(shape)), len(np.ones(shape)[0])),
    ),
    hints=(
        Text(
            "Think of one unit and count the arrows that arrive at it.",
            "유닛 하나를 떠올리고 그리로 들어오는 화살표를 세어 봅니다.",
        ),
        Text(
            "In `(N, D) @ (D, M)` one unit is one column of `W`, with D weights.",
            "`(N, D) @ (D, M)`에서 유닛 하나는 `W`의 열 하나이고, 그 열에는 가중치가 D개 있습니다.",
        ),
        Text(
            "The shape holds both numbers already: which comes first, the number of inputs or of units?",
            "형상에 이미 두 수가 다 있습니다. 먼저 오는 것은 입력의 수일까요, 유닛의 수일까요?",
        ),
    ),
)

# --- init_weights -----------------------------------------------------------------------------------------------------


def _variance(shape: Any, scheme: str) -> float:
    fan_in, fan_out = shape
    if scheme.startswith("lecun"):
        return float(1.0 / fan_in)
    return float(2.0 / fan_in if scheme.startswith("he") else 2.0 / (fan_in + fan_out))


def _spread(shape: Any, kind: str, variance: float, rng: Any) -> Any:
    if kind == "normal":
        return rng.normal(0.0, np.sqrt(variance), size=shape)
    return rng.uniform(-np.sqrt(3.0 * variance), np.sqrt(3.0 * variance), size=shape)


def _kind(scheme: str) -> str:
    return scheme.split("_")[1]


def _weights(shape: Any, scheme: str, rng: Any) -> Any:
    """Right weights, for answers to other exercises."""
    return _spread(shape, _kind(scheme), _variance(shape, scheme), rng)


def _std_as_limit(shape: Any, scheme: str, *, rng: Any) -> Any:
    std = np.sqrt(_variance(shape, scheme))
    return rng.normal(0.0, std, size=shape) if _kind(scheme) == "normal" else rng.uniform(-std, std, size=shape)


def _limit_as_std(shape: Any, scheme: str, *, rng: Any) -> Any:
    limit = np.sqrt(3.0 * _variance(shape, scheme))
    return rng.normal(0.0, limit, size=shape) if _kind(scheme) == "normal" else rng.uniform(-limit, limit, size=shape)


def _variance_as_std(shape: Any, scheme: str, *, rng: Any) -> Any:
    variance = _variance(shape, scheme)
    if _kind(scheme) == "normal":
        return rng.normal(0.0, variance, size=shape)
    return rng.uniform(-3.0 * variance, 3.0 * variance, size=shape)


def _variance_swapped(shape: Any, scheme: str) -> float:
    return _variance((shape[1], shape[0]), scheme)


def _variance_of_books(shape: Any, scheme: str) -> float:
    return float((2.0 if scheme.startswith("he") else 1.0) / shape[0])


def _variance_without_two(shape: Any, scheme: str) -> float:
    return _variance(shape, scheme) / (1.0 if scheme.startswith("lecun") else 2.0)


def _one_sided(shape: Any, scheme: str, *, rng: Any) -> Any:
    std = np.sqrt(_variance(shape, scheme))
    if _kind(scheme) == "normal":
        return np.abs(rng.normal(0.0, std, size=shape))
    return rng.uniform(0.0, np.sqrt(3.0) * std, size=shape)


def _one_unit_copied(shape: Any, scheme: str, *, rng: Any) -> Any:
    column = _spread((shape[0], 1), _kind(scheme), _variance(shape, scheme), rng)
    return np.repeat(column, shape[1], axis=1)


def _weights_from_np_random(shape: Any, scheme: str, *, rng: Any) -> Any:
    return _spread(shape, _kind(scheme), _variance(shape, scheme), np.random)


def _weights_from_own_seed(shape: Any, scheme: str, *, rng: Any) -> Any:
    return _spread(shape, _kind(scheme), _variance(shape, scheme), np.random.default_rng(42))


def _weights_shuffled(shape: Any, scheme: str, *, rng: Any) -> Any:
    W = _spread(shape, _kind(scheme), _variance(shape, scheme), rng)
    np.random.shuffle(W)  # noqa: NPY002  # this second source of chance is the mistake
    return W


def _weights_scaled(shape: Any, scheme: str, *, rng: Any) -> Any:
    fan_in, fan_out = shape
    std = {"lecun": fan_in**-0.5, "glorot": ((fan_in + fan_out) / 2) ** -0.5, "he": (fan_in / 2) ** -0.5}
    name, kind = scheme.split("_")
    unit = rng.standard_normal(shape) if kind == "normal" else (2.0 * rng.random(shape) - 1.0) * 3**0.5
    return std[name] * unit


def _weights_unit_by_unit(shape: Any, scheme: str, *, rng: Any) -> Any:
    D, M = shape
    count = {"l": D, "g": (D + M) / 2, "h": D / 2}[scheme[0]]
    W = np.empty((D, M))
    for j in reversed(range(M)):
        if "normal" in scheme:
            W[:, j] = rng.normal(scale=1 / math.sqrt(count), size=D)
        else:
            W[:, j] = rng.uniform(-math.sqrt(3 / count), math.sqrt(3 / count), size=D)
    return W


def _weights_by_box_and_muller(shape: Any, scheme: str, *, rng: Any) -> Any:
    """Normal numbers from uniform ones; and uniform ones from the ranks of nothing but `rng.random`."""
    std = math.sqrt(_variance(shape, scheme))
    u, v = rng.random(shape), rng.random(shape)
    if scheme.endswith("uniform"):
        return math.sqrt(12.0) * std * (u - 0.5)
    return std * np.sqrt(-2.0 * np.log(1.0 - u)) * np.cos(2.0 * math.pi * v)


_COPIES = Text(
    "All units of the layer have the same weights, so they would stay copies of each other.",
    "층의 모든 유닛이 같은 가중치를 가지고 있습니다. 이대로면 끝까지 서로 똑같습니다.",
)


def _copies(W: Any) -> bool:
    return W.shape[1] > 1 and bool(np.array_equal(W[:, 0], W[:, 1]))


def _accept_weights(case: Case, value: Any) -> Text | None:
    if _about_seeds(case):
        return _not_from_rng(value)
    shape, scheme = case.args
    if _copies(value):
        return _COPIES
    return _unlike(case, value, _kind(scheme), math.sqrt(_variance(shape, scheme)))


Rule = Callable[[Any, str], float]


def _spread_by(variance: Rule, other_kind: bool = False) -> Callable[[Case, Any], bool]:
    """Whether the weights have the distribution that this variance, or the other kind of distribution, would give."""

    def shows(case: Case, value: Any) -> bool:
        if _about_seeds(case):
            return False
        shape, scheme = case.args
        other = "uniform" if _kind(scheme) == "normal" else "normal"
        return _follows(value, other if other_kind else _kind(scheme), math.sqrt(variance(shape, scheme)))

    return shows


def _init_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    # about a hundred thousand weights each, and never as many inputs as units
    def case(en: str, ko: str, scheme: str, inputs: int, units: int, hidden: bool = False) -> Case:
        shape = (inputs, units) if not hidden else (inputs + int(rng.integers(9)), units + int(rng.integers(9)))
        return Case(Text(en, ko), (shape, scheme), {"rng": _fresh(rng)}, hidden=hidden)

    return (
        case("He, normal, for digits", "숫자 이미지의 첫 층, He 정규분포", "he_normal", 784, 128),
        case("Glorot, uniform", "Glorot 균등분포", "glorot_uniform", 800, 130),
        case("LeCun, normal", "LeCun 정규분포", "lecun_normal", 160, 640),
        case("He, uniform", "He 균등분포", "he_uniform", 200, 512, hidden=True),
        case("Glorot, normal", "Glorot 정규분포", "glorot_normal", 128, 800, hidden=True),
        case("LeCun, uniform", "LeCun 균등분포", "lecun_uniform", 640, 160, hidden=True),
        _seeds(rng, (40, 30), "glorot_normal"),
    )


INIT_WEIGHTS = Exercise(
    id="init-weights",
    reference=initializers.init_weights,
    points=4.0,
    stars=2,
    title=Text("LeCun, Glorot and He", "LeCun과 Glorot과 He"),
    text=Text(
        r"""Write `init_weights(shape, scheme, *, rng)`: random weights of this shape around 0, with the variance that the scheme asks for. `scheme` is one of the six names `"lecun_normal"`, `"lecun_uniform"`, `"glorot_normal"`, `"glorot_uniform"`, `"he_normal"`, `"he_uniform"`.

| name | variance |
| --- | --- |
| `lecun` | $1 / \text{fan}_{\text{in}}$ |
| `glorot` | $2 / (\text{fan}_{\text{in}} + \text{fan}_{\text{out}})$ |
| `he` | $2 / \text{fan}_{\text{in}}$ |

`normal` means the plain normal distribution, `uniform` a uniform one with the *same variance*; numbers spread evenly over $[-a, a]$ have the variance $a^2 / 3$.

Draw from `rng` and from nothing else. Your numbers need not be ours: the check looks at how a hundred thousand of them are distributed. You may use your `fans`.""",
        r"""`init_weights(shape, scheme, *, rng)`를 작성하세요. 0을 중심으로, 방식이 요구하는 분산을 가진 임의의 가중치를 주어진 형상으로 돌려줍니다. `scheme`은 `"lecun_normal"`, `"lecun_uniform"`, `"glorot_normal"`, `"glorot_uniform"`, `"he_normal"`, `"he_uniform"` 여섯 가지 가운데 하나입니다.

| 이름 | 분산 |
| --- | --- |
| `lecun` | $1 / \text{fan}_{\text{in}}$ |
| `glorot` | $2 / (\text{fan}_{\text{in}} + \text{fan}_{\text{out}})$ |
| `he` | $2 / \text{fan}_{\text{in}}$ |

`normal`은 보통의 정규분포이고, `uniform`은 **분산이 같은** 균등분포입니다. $[-a, a]$에 고르게 퍼진 수의 분산은 $a^2 / 3$입니다.

수는 `rng`에서만 뽑으세요. 강의의 수와 똑같을 필요는 없습니다. 십만 개가 어떻게 분포하는지를 봅니다. 앞에서 작성한 `fans`를 써도 됩니다.""",
    ),
    docstring_ko="""초기화 방식이 요구하는 만큼 퍼진 임의의 가중치입니다.

    식:   분산 1 / fan_in (LeCun), 2 / (fan_in + fan_out) (Glorot), 2 / fan_in (He)
    `scheme`은 그런 이름에 분포의 종류를 붙인 것입니다. "lecun_uniform", "lecun_normal", "glorot_uniform" 등입니다.
    형상: -> (D, M)
    예외: 모르는 방식이면 ValueError, rng가 생성기가 아니면 TypeError
    참고: LeCun, Bottou, Orr & Müller (1998); Glorot & Bengio (2010); He, Zhang, Ren & Sun (2015)
    >>> W = init_weights((784, 128), "he_normal", rng=np.random.default_rng(0))
    >>> W.shape, round(float(W.std()), 2)
    ((784, 128), 0.05)
    """,
    cases=_init_cases,
    accept=_accept_weights,
    misconceptions=(
        Misconception(
            "units-are-copies",
            Text("every unit gets the same weights", "모든 유닛의 가중치가 같습니다"),
            _one_unit_copied,
            Text(
                "Compare two columns of your matrix. What did the first part of this lesson say about equal units?",
                "행렬의 두 열을 비교해 보세요. 이 수업의 앞부분에서 똑같은 유닛은 어떻게 된다고 했나요?",
            ),
            "axis.wrong",
            shows=lambda case, value: not _about_seeds(case) and _copies(value) and len(np.unique(value[:, 0])) > 2,
        ),
        Misconception(
            "nothing-random",
            Text("the weights are all of one size, without randomness", "가중치의 크기가 모두 같고 임의성이 없습니다"),
            lambda shape, scheme, *, rng: np.full(shape, np.sqrt(_variance(shape, scheme))),
            Text(
                "A standard deviation says how far random numbers spread. Which method of `rng` draws them?",
                "표준편차는 임의의 수가 얼마나 퍼져 있는지를 말합니다. `rng`의 어떤 메서드로 수를 뽑나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: not _about_seeds(case) and len(np.unique(np.abs(value[:50]))) < 3,
        ),
        Misconception(
            "one-sided",
            Text("no weight is negative", "음수인 가중치가 없습니다"),
            _one_sided,
            Text(
                "Weights should be spread around 0. What are the two ends of your interval?",
                "가중치는 0을 중심으로 퍼져야 합니다. 구간의 양 끝은 무엇인가요?",
            ),
            "sign.flipped",
            shows=lambda case, value: not _about_seeds(case) and bool(np.all(value >= 0)),
        ),
        Misconception(
            "std-as-limit",
            Text(
                "the standard deviation is used as the limit of the uniform distribution",
                "표준편차를 균등분포의 한계로 썼습니다",
            ),
            _std_as_limit,
            Text(
                "Numbers spread evenly over $[-a, a]$ have the variance $a^2/3$. Which $a$ gives the variance you want?",
                "$[-a, a]$에 고르게 퍼진 수의 분산은 $a^2/3$입니다. 원하는 분산이 되려면 $a$가 얼마여야 할까요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: (
                not _about_seeds(case)
                and _kind(case.args[1]) == "uniform"
                and _spread_by(lambda s, name: _variance(s, name) / 3)(case, value)
            ),
        ),
        Misconception(
            "limit-as-std",
            Text(
                "the limit of the uniform distribution is used as the standard deviation of the normal one",
                "균등분포의 한계를 정규분포의 표준편차로 썼습니다",
            ),
            _limit_as_std,
            Text(
                "`rng.normal` wants a standard deviation, `rng.uniform` wants two limits. Which of the two does your number belong to?",
                "`rng.normal`에는 표준편차를, `rng.uniform`에는 두 한계를 줍니다. 계산한 수는 둘 중 어느 것인가요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: (
                not _about_seeds(case)
                and _kind(case.args[1]) == "normal"
                and _spread_by(lambda s, name: _variance(s, name) * 3)(case, value)
            ),
        ),
        Misconception(
            "variance-as-std",
            Text("the variance is used where its square root belongs", "제곱근을 써야 할 곳에 분산을 그대로 썼습니다"),
            _variance_as_std,
            Text(
                "Your weights are far too small. What stands between a variance and a standard deviation?",
                "가중치가 너무 작습니다. 분산과 표준편차 사이에는 어떤 계산이 있나요?",
            ),
            "opt.square_missing",
            shows=lambda case, value: (
                not _about_seeds(case)
                and any(
                    _follows(value, _kind(case.args[1]), factor * _variance(*case.args))
                    for factor in ((1.0,) if _kind(case.args[1]) == "normal" else (1.0, 1.0 / 3**0.5, 3**0.5))
                )
            ),
        ),
        Misconception(
            "fans-swapped",
            Text("fan_out stands where fan_in belongs", "fan_in 자리에 fan_out을 썼습니다"),
            lambda shape, scheme, *, rng: _spread(shape, _kind(scheme), _variance_swapped(shape, scheme), rng),
            Text(
                "For `(784, 128)` a unit adds up 784 numbers. Which of the two sizes did you divide by?",
                "`(784, 128)`에서 유닛 하나는 수 784개를 더합니다. 두 수 가운데 무엇으로 나누었나요?",
            ),
            "init.fan_swapped",
            shows=lambda case, value: (
                not _about_seeds(case)
                and not case.args[1].startswith("glorot")
                and _spread_by(_variance_swapped)(case, value)
            ),
        ),
        Misconception(
            "glorot-with-fan-in-alone",
            Text(
                "Glorot's scheme with fan_in alone, as some books print it under the name Xavier",
                "Glorot 방식에 fan_in만 썼습니다. Xavier라는 이름으로 그렇게 적은 책도 있습니다",
            ),
            lambda shape, scheme, *, rng: _spread(shape, _kind(scheme), _variance_of_books(shape, scheme), rng),
            Text(
                "$1/\\text{fan}_{\\text{in}}$ is LeCun's variance. Which second number does the table above want for `glorot`?",
                "$1/\\text{fan}_{\\text{in}}$은 LeCun의 분산입니다. 위의 표에서 `glorot`에는 어떤 수가 하나 더 필요한가요?",
            ),
            "init.fan_swapped",
            shows=lambda case, value: (
                not _about_seeds(case)
                and case.args[1].startswith("glorot")
                and _spread_by(_variance_of_books)(case, value)
            ),
        ),
        Misconception(
            "two-missing",
            Text("the 2 of Glorot's and He's variance is missing", "Glorot과 He의 분산에서 2가 빠졌습니다"),
            lambda shape, scheme, *, rng: _spread(shape, _kind(scheme), _variance_without_two(shape, scheme), rng),
            Text(
                "Your variance is half of what it should be. Compare your numerator with the table above.",
                "분산이 절반입니다. 분자를 위의 표와 비교해 보세요.",
            ),
            "scale.half",
            shows=lambda case, value: (
                not _about_seeds(case)
                and not case.args[1].startswith("lecun")
                and _spread_by(_variance_without_two)(case, value)
            ),
        ),
        Misconception(
            "always-normal",
            Text("the uniform schemes are normally distributed", "균등분포여야 할 방식도 정규분포입니다"),
            lambda shape, scheme, *, rng: rng.normal(0.0, np.sqrt(_variance(shape, scheme)), size=shape),
            Text(
                "The spread is right. What does the second half of the scheme's name ask for?",
                "퍼진 정도는 맞습니다. 방식 이름의 뒷부분은 무엇을 말하나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                not _about_seeds(case)
                and _kind(case.args[1]) == "uniform"
                and _spread_by(_variance, other_kind=True)(case, value)
            ),
        ),
        Misconception(
            "always-uniform",
            Text("the normal schemes are uniformly distributed", "정규분포여야 할 방식도 균등분포입니다"),
            lambda shape, scheme, *, rng: _spread(shape, "uniform", _variance(shape, scheme), rng),
            Text(
                "The standard deviation is right, but no number is further out than 1.8 of them. Which method of `rng` draws from a bell curve?",
                "표준편차는 맞지만, 표준편차의 1.8배보다 멀리 있는 수가 없습니다. `rng`의 어떤 메서드가 종 모양 분포에서 뽑나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                not _about_seeds(case)
                and _kind(case.args[1]) == "normal"
                and _spread_by(_variance, other_kind=True)(case, value)
            ),
        ),
        *_strays(_weights_from_np_random, _weights_from_own_seed, _weights_shuffled),
    ),
    alternatives=(_weights_scaled, _weights_unit_by_unit, _weights_by_box_and_muller),
    hints=(
        Text(
            "First the variance, from the name's first half; then the draws, from its second half.",
            "먼저 이름의 앞부분으로 분산을 구하고, 뒷부분에 따라 수를 뽑습니다.",
        ),
        Text(
            "Normal: the standard deviation is $\\sqrt{v}$. Uniform: from $v = a^2/3$ follows $a = \\sqrt{3 v}$. Both draws have `size=shape`.",
            "정규분포에서 표준편차는 $\\sqrt{v}$입니다. 균등분포에서는 $v = a^2/3$이므로 $a = \\sqrt{3 v}$입니다. 두 경우 모두 `size=shape`로 뽑습니다.",
        ),
        Text(
            "Split the scheme at the underscore, look the variance up in a dictionary of three entries, then call `rng.normal` or `rng.uniform`.",
            "방식 이름을 밑줄에서 나누고, 항목이 셋인 딕셔너리에서 분산을 찾은 다음, `rng.normal`이나 `rng.uniform`을 부릅니다.",
        ),
    ),
    depends=("fans",),
)

# --- truncated_normal -------------------------------------------------------------------------------------------------


def _cut_at(draws: Any, rng: Any) -> Any:
    """Draw again whatever is further away than 2."""
    while np.any(far := np.abs(draws) > 2.0):
        draws[far] = rng.normal(size=np.count_nonzero(far))
    return draws


def _clipped(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    return np.clip(rng.normal(0.0, std, size=shape), -2 * std, 2 * std)


def _redrawn_once(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    draws = rng.normal(size=shape)
    far = np.abs(draws) > 2.0
    draws[far] = rng.normal(size=np.count_nonzero(far))
    return draws * std / 0.8796256610342398


def _far_ones_zero(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    draws = rng.normal(size=shape)
    return np.where(np.abs(draws) > 2.0, 0.0, draws) * std / 0.8796256610342398


def _cut_at_two_of_the_result(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    wide = std / 0.8796256610342398
    draws = rng.normal(0.0, wide, size=shape)
    while np.any(far := np.abs(draws) > 2.0 * std):
        draws[far] = rng.normal(0.0, wide, size=np.count_nonzero(far))
    return draws


def _redrawn_from_np_random(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    return _cut_at(rng.normal(size=shape), np.random) * std / 0.8796256610342398


def _truncated_from_np_random(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    start = np.random.normal(size=shape)  # noqa: NPY002  # the global generator is the mistake
    return _cut_at(start, np.random) * std / 0.8796256610342398


def _truncated_from_own_seed(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    own = np.random.default_rng(0)
    return _cut_at(own.normal(size=shape), own) * std / 0.8796256610342398


def _truncated_by_collecting(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    wanted, kept = math.prod(shape), np.zeros(0)
    while kept.size < wanted:
        fresh = rng.standard_normal(wanted)
        kept = np.concatenate([kept, fresh[np.abs(fresh) <= 2.0]])
    return (kept[:wanted] / 0.8796256610342398 * std).reshape(shape)


def _truncated_by_dice(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    """Von Neumann's way: a uniform place, kept with the probability of its height under the bell."""
    wanted = math.prod(shape)
    found: list[Any] = []
    while sum(len(part) for part in found) < wanted:
        place = rng.uniform(-2.0, 2.0, size=2 * wanted)
        found.append(place[rng.random(2 * wanted) < np.exp(-(place**2) / 2.0)])
    return np.concatenate(found)[:wanted].reshape(shape) * (std / 0.8796256610342398)


def _truncated_by_radius(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    """The wide normal itself, cut at twice its own deviation."""
    wide = std / 0.8796256610342398
    draws = rng.normal(scale=wide, size=shape)
    for _ in range(1000):
        far = np.argwhere(np.abs(draws) > 2.0 * wide)
        if not len(far):
            break
        draws[tuple(far.T)] = wide * rng.standard_normal(len(far))
    return draws


_PILE = Text(
    "Many of your numbers lie exactly at the two ends, where only few should come near.",
    "많은 수가 정확히 양 끝에 몰려 있습니다. 끝 가까이에는 수가 적어야 합니다.",
)
_BEYOND = Text(
    "Some of your numbers lie further out than two standard deviations of the normal distribution that is cut.",
    "자르기 전 정규분포의 표준편차 두 배보다 멀리 있는 수가 남아 있습니다.",
)


def _std_of(case: Case) -> float:
    return float(case.args[1]) if len(case.args) > 1 else 0.05


def _piled(value: Any) -> bool:
    size = np.abs(value)
    return bool(np.mean(size == size.max()) > 0.01)


def _beyond(case: Case, value: Any) -> float:
    """The share of numbers that should have been drawn again."""
    return float(np.mean(np.abs(value) > 2.0 * (1 + 1e-9) * _std_of(case) / _CUT))


def _accept_truncated(case: Case, value: Any) -> Text | None:
    if _about_seeds(case):
        return _not_from_rng(value)
    if _piled(value):
        return _PILE
    wrong = _unlike(case, value, "truncated", _std_of(case))
    return wrong or (_BEYOND if _beyond(case, value) else None)


def _looks_cut(kind: str, factor: float) -> Callable[[Case, Any], bool]:
    return lambda case, value: not _about_seeds(case) and _follows(value, kind, factor * _std_of(case))


TRUNCATED_NORMAL = Exercise(
    id="truncated-normal",
    reference=initializers.truncated_normal,
    points=2.5,
    stars=2,
    title=Text("A normal distribution without tails", "꼬리를 잘라 낸 정규분포"),
    text=Text(
        r"""Write `truncated_normal(shape, std=0.05, *, rng)`. Draw from a normal distribution around 0, and draw every number again that is further away than *two* of that distribution's standard deviations, until none is.

Cutting the tails leaves 0.8796256610342398 of the spread. The result shall have the standard deviation `std`, so the normal distribution that is cut must be wider than `std`.

`shape` may have any number of dimensions. Draw from `rng` and from nothing else.""",
        r"""`truncated_normal(shape, std=0.05, *, rng)`을 작성하세요. 0을 중심으로 한 정규분포에서 수를 뽑고, 그 분포의 표준편차 **두 배**보다 멀리 있는 수는 없어질 때까지 다시 뽑습니다.

꼬리를 자르면 표준편차가 0.8796256610342398배로 줄어듭니다. 결과의 표준편차가 `std`여야 하므로, 자르기 전의 정규분포는 `std`보다 넓어야 합니다.

`shape`은 몇 차원이든 될 수 있습니다. 수는 `rng`에서만 뽑으세요.""",
    ),
    docstring_ko="""0을 중심으로 한 정규분포에서 뽑되, 표준편차의 두 배보다 멀리 있는 수가 없을 때까지 다시 뽑습니다.

    꼬리를 자르면 덜 퍼지게 됩니다(정규분포의 0.8796배). `std`는 결과의 표준편차이므로, 자르기 전의 정규분포는 그만큼 더
    넓어야 합니다.
    형상: -> shape
    예외: std가 음수이면 ValueError, rng가 생성기가 아니면 TypeError
    참고: Burkardt (2014)
    >>> w = truncated_normal((100, 100), 1.0, rng=np.random.default_rng(0))
    >>> round(float(w.std()), 2), bool(np.abs(w).max() < 2 / 0.8796)
    (1.0, True)
    """,
    cases=lambda rng: (
        Case(Text("standard deviation 1", "표준편차 1"), ((400, 256), 1.0), {"rng": _fresh(rng)}),
        Case(Text("the usual standard deviation", "기본 표준편차"), ((102_400,),), {"rng": _fresh(rng)}),
        Case(
            Text("another shape and spread", "다른 형상과 다른 표준편차"),
            ((40, 50, 52), float(rng.uniform(0.1, 0.6))),
            {"rng": _fresh(rng)},
            hidden=True,
        ),
        _seeds(rng, (40, 30), 0.5),
    ),
    accept=_accept_truncated,
    misconceptions=(
        Misconception(
            "clipped",
            Text(
                "far numbers are pushed to the ends, not drawn again", "멀리 있는 수를 다시 뽑지 않고 끝으로 옮겼습니다"
            ),
            _clipped,
            Text(
                "Make a histogram: two towers stand at the ends. What should happen to a number that is too far out?",
                "히스토그램을 그려 보면 양 끝에 탑이 서 있습니다. 너무 멀리 있는 수는 어떻게 해야 할까요?",
            ),
            "boundary.zero",
            shows=lambda case, value: not _about_seeds(case) and _piled(value),
        ),
        Misconception(
            "far-ones-zero",
            Text("far numbers became 0", "멀리 있는 수가 0이 되었습니다"),
            _far_ones_zero,
            Text(
                "About one number in 22 is exactly 0 now. Which value should stand there instead?",
                "이제 22개에 하나꼴로 정확히 0입니다. 그 자리에는 어떤 값이 있어야 할까요?",
            ),
            "boundary.zero",
            shows=lambda case, value: not _about_seeds(case) and bool(np.mean(value == 0) > 0.01),
        ),
        Misconception(
            "not-widened",
            Text(
                "the result's standard deviation is 0.88 of what it should be: cutting made it smaller",
                "결과의 표준편차가 0.88배입니다. 꼬리를 자르면서 줄어들었습니다",
            ),
            lambda shape, std=0.05, *, rng: _cut_at(rng.normal(size=shape), rng) * std,
            Text(
                "Cutting the tails shrinks the spread by a known factor. How do you make up for it?",
                "꼬리를 자르면 퍼진 정도가 정해진 비율로 줄어듭니다. 어떻게 되돌릴 수 있을까요?",
            ),
            "scale.half",
            shows=_looks_cut("truncated", _CUT),
        ),
        Misconception(
            "widened-the-wrong-way",
            Text("it is multiplied by 0.88 where it should be divided", "0.88로 나누어야 하는데 곱했습니다"),
            lambda shape, std=0.05, *, rng: _cut_at(rng.normal(size=shape), rng) * std * 0.8796256610342398,
            Text(
                "Your result is even narrower than before. Should the normal that is cut be wider or narrower than `std`?",
                "결과가 오히려 더 좁아졌습니다. 자르기 전의 정규분포는 `std`보다 넓어야 할까요, 좁아야 할까요?",
            ),
            "scale.half",
            shows=_looks_cut("truncated", _CUT**2),
        ),
        Misconception(
            "not-cut",
            Text("the tails are still there", "꼬리가 그대로 남아 있습니다"),
            lambda shape, std=0.05, *, rng: rng.normal(0.0, std, size=shape),
            Text(
                "About one number in 22 is too far away. What do you do with those?",
                "22개에 하나꼴로 너무 멀리 있습니다. 그런 수를 어떻게 하나요?",
            ),
            "boundary.zero",
            shows=_looks_cut("normal", 1.0),
        ),
        Misconception(
            "redrawn-once",
            Text("far numbers are drawn again only once", "멀리 있는 수를 한 번만 다시 뽑았습니다"),
            _redrawn_once,
            Text(
                "A number that is drawn again can be too far away again. When are you finished?",
                "다시 뽑은 수도 또 멀리 있을 수 있습니다. 언제 끝났다고 할 수 있을까요?",
            ),
            "boundary.zero",
            shows=lambda case, value: (
                not _about_seeds(case)
                and 0 < _beyond(case, value) < 0.01
                and abs(np.std(value) / _std_of(case) - 1) < 0.04
            ),
        ),
        Misconception(
            "cut-at-two-of-the-result",
            Text("the cut is at two standard deviations of the result", "결과의 표준편차 두 배에서 잘랐습니다"),
            _cut_at_two_of_the_result,
            Text(
                "You widened the normal, but kept the old limits. Two standard deviations of which distribution are meant?",
                "정규분포를 넓혔는데 한계는 그대로입니다. 어느 분포의 표준편차 두 배일까요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: (
                not _about_seeds(case)
                and 1.98 < np.abs(value).max() / _std_of(case) <= 2.0
                and 0.91 < np.std(value) / _std_of(case) < 0.96
            ),
        ),
        *_strays(_truncated_from_np_random, _truncated_from_own_seed, _redrawn_from_np_random),
    ),
    alternatives=(_truncated_by_collecting, _truncated_by_dice, _truncated_by_radius),
    hints=(
        Text(
            "Begin with the standard normal distribution and the limits -2 and 2; bring in `std` at the end.",
            "표준정규분포와 한계 -2, 2로 시작하고 `std`는 마지막에 넣습니다.",
        ),
        Text(
            "A comparison gives a mask of the numbers that are too far away; assign fresh draws to exactly those places. In the end multiply by `std` and divide by the factor.",
            "비교하면 멀리 있는 수의 자리가 나옵니다. 바로 그 자리에 새로 뽑은 수를 넣습니다. 끝으로 `std`를 곱하고 비율로 나눕니다.",
        ),
        Text(
            "Draw an array; while any number in it is further from 0 than 2, draw as many new ones as there are of them and put them in their places; then scale.",
            "배열을 뽑습니다. 0에서 2보다 멀리 있는 수가 하나라도 있는 동안, 그 개수만큼 새로 뽑아 그 자리에 넣습니다. 그다음 크기를 맞춥니다.",
        ),
    ),
)

# --- orthogonal -------------------------------------------------------------------------------------------------------


def _tall(shape: Any, rng: Any) -> Any:
    return np.linalg.qr(rng.normal(size=(max(shape), min(shape))))[0]


def _turned(shape: Any, Q: Any) -> Any:
    return Q if shape[0] >= shape[1] else Q.T


def _unit_columns(shape: Any, *, rng: Any) -> Any:
    W = rng.normal(size=shape)
    return W / np.linalg.norm(W, axis=0)


def _upper(shape: Any, *, rng: Any) -> Any:
    return np.linalg.qr(rng.normal(size=shape))[1]


def _shuffled_rows(shape: Any, *, rng: Any) -> Any:
    return rng.permuted(np.eye(*shape), axis=1) if shape[0] < 2 else rng.permutation(np.eye(*shape))


def _orthogonal_shuffled(shape: Any, *, rng: Any) -> Any:
    Q = _tall(shape, rng)
    np.random.shuffle(Q)  # noqa: NPY002  # this second source of chance is the mistake
    return _turned(shape, Q)


def _orthogonal_by_svd(shape: Any, *, rng: Any) -> Any:
    U, _, V = np.linalg.svd(rng.normal(size=shape), full_matrices=False)
    return U @ V


def _orthogonal_by_gram_and_schmidt(shape: Any, *, rng: Any) -> Any:
    long, short = max(shape), min(shape)
    found: list[Any] = []
    while len(found) < short:
        vector = rng.normal(size=long)
        for _ in range(2):  # a second pass removes what rounding left of the first
            for other in found:
                vector = vector - (vector @ other) * other
        found.append(vector / np.linalg.norm(vector))
    return _turned(shape, np.array(found).T)


def _orthogonal_by_symmetric(shape: Any, *, rng: Any) -> Any:
    """Eigenvectors of a symmetric random matrix stand at right angles."""
    size = max(shape)
    A = rng.normal(size=(size, size))
    return np.linalg.eigh(A + A.T)[1][: shape[0], : shape[1]]


def _products(value: Any) -> Any:
    return value.T @ value if value.shape[0] >= value.shape[1] else value @ value.T


_ANGLES = Text(
    "The columns of your matrix (its rows, if it is wide) do not all have length 1 and right angles.",
    "행렬의 열(가로로 길면 행)이 모두 길이 1이고 서로 직각인 것은 아닙니다.",
)
_ZEROS = Text(
    "Your matrix only moves numbers to other places; it should be a random direction for every column.",
    "이 행렬은 수의 자리를 바꾸기만 합니다. 열마다 임의의 방향이어야 합니다.",
)


def _accept_orthogonal(case: Case, value: Any) -> Text | None:
    if _about_seeds(case):
        return _not_from_rng(value)
    products = _products(value)
    if not np.allclose(products, np.eye(len(products)), rtol=0, atol=1e-8):
        return _ANGLES
    return _ZEROS if np.all((value == 0) | (np.abs(value) == 1)) else None


def _plain_shape(case: Case, value: Any) -> bool:
    return not _about_seeds(case) and value.shape == case.args[0]


ORTHOGONAL = Exercise(
    id="orthogonal",
    reference=initializers.orthogonal,
    points=3.0,
    stars=2,
    title=Text("Random, but length-preserving", "임의이지만 길이를 지키는 행렬"),
    text=Text(
        r"""Write `orthogonal(shape, *, rng)`: a random matrix of this shape whose columns have length 1 and stand at right angles to each other. If it is wider than tall, that cannot be; then its rows shall be so.

In symbols: $Q^\top Q = I$ if the matrix is square or tall, $Q Q^\top = I$ if it is wide. The QR decomposition `np.linalg.qr` makes such columns out of any tall or square matrix of random normal numbers. Signs do not matter.""",
        r"""`orthogonal(shape, *, rng)`을 작성하세요. 열의 길이가 모두 1이고 서로 직각인 임의의 행렬을 주어진 형상으로 돌려줍니다. 가로가 더 길면 열이 모두 직각일 수 없으므로, 그때는 행이 그래야 합니다.

기호로 쓰면 정사각형이거나 세로로 길 때 $Q^\top Q = I$, 가로로 길 때 $Q Q^\top = I$입니다. QR 분해 `np.linalg.qr`는 세로로 길거나 정사각형인, 정규분포에서 뽑은 행렬에서 그런 열을 만들어 줍니다. 부호는 상관없습니다.""",
    ),
    docstring_ko="""길이를 지키는 임의의 행렬입니다. 열(가로로 길면 행)의 길이가 1이고 서로 직각입니다.

    형상: -> (D, M)
    예외: shape이 양의 정수 두 개가 아니면 ValueError, rng가 생성기가 아니면 TypeError
    참고: Saxe, McClelland & Ganguli (2014)
    >>> Q = orthogonal((5, 3), rng=np.random.default_rng(0))
    >>> bool(np.allclose(Q.T @ Q, np.eye(3)))
    True
    """,
    cases=lambda rng: (
        Case(Text("a square matrix", "정사각 행렬"), ((6, 6),), {"rng": _fresh(rng)}),
        Case(Text("a tall matrix", "세로로 긴 행렬"), ((7, 3),), {"rng": _fresh(rng)}),
        Case(Text("a wide matrix", "가로로 긴 행렬"), ((4, 9),), {"rng": _fresh(rng)}),
        Case(
            Text("a larger matrix", "더 큰 행렬"),
            ((int(rng.integers(20, 30)), int(rng.integers(31, 40))),),
            {"rng": _fresh(rng)},
            hidden=True,
        ),
        _seeds(rng, (12, 8)),
    ),
    accept=_accept_orthogonal,
    misconceptions=(
        Misconception(
            "always-square",
            Text("the result is square, whatever the shape", "어떤 형상을 주어도 결과가 정사각형입니다"),
            lambda shape, *, rng: np.linalg.qr(rng.normal(size=(shape[0], shape[0])))[0],
            Text(
                "Where does the second number of `shape` enter?",
                "`shape`의 두 번째 수는 어디에서 쓰이나요?",
            ),
            "shape.transposed",
            shows=lambda case, value: not _about_seeds(case) and value.shape == (7, 7),
        ),
        Misconception(
            "wide-not-turned",
            Text("a wide matrix came out too small", "가로로 긴 행렬이 작게 나왔습니다"),
            lambda shape, *, rng: np.linalg.qr(rng.normal(size=shape))[0],
            Text(
                "Four columns at right angles are easy in nine dimensions, nine in four are impossible. Make the tall matrix first; how does it become wide?",
                "9차원에서 서로 직각인 열 네 개는 쉽지만, 4차원에서 아홉 개는 불가능합니다. 세로로 긴 행렬을 먼저 만드세요. 어떻게 하면 가로로 길어질까요?",
            ),
            "shape.transposed",
            shows=lambda case, value: not _about_seeds(case) and value.shape == (4, 4),
        ),
        Misconception(
            "transposed",
            Text("rows and columns of the result are exchanged", "결과의 행과 열이 바뀌었습니다"),
            lambda shape, *, rng: _turned(shape, _tall(shape, rng)).T,
            Text(
                "Print the shape you return beside the shape you were asked for.",
                "돌려준 형상과 요청받은 형상을 나란히 출력해 보세요.",
            ),
            "shape.transposed",
            shows=lambda case, value: not _about_seeds(case) and value.shape == case.args[0][::-1] != case.args[0],
        ),
        Misconception(
            "only-moved",
            Text("an identity matrix, perhaps shuffled", "단위행렬이거나 그 행을 섞은 것입니다"),
            _shuffled_rows,
            Text(
                "It keeps lengths, but every output is a copy of one input. Which columns would mix all inputs?",
                "길이는 지키지만 출력 하나가 입력 하나를 그대로 베낍니다. 모든 입력을 섞는 열은 어떻게 만들까요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                _plain_shape(case, value) and bool(np.all((value == 0) | (value == 1))) and value.any()
            ),
        ),
        Misconception(
            "upper-triangle",
            Text("the triangle R of the decomposition, not Q", "분해에서 Q가 아니라 삼각행렬 R을 돌려주었습니다"),
            _upper,
            Text(
                "`np.linalg.qr` gives two matrices. Below the diagonal yours holds only zeros: which of the two is it?",
                "`np.linalg.qr`는 행렬 두 개를 줍니다. 대각선 아래가 모두 0이라면 둘 중 어느 것일까요?",
            ),
            "chain.wrong_input",
            shows=lambda case, value: _plain_shape(case, value) and bool(np.allclose(value, np.triu(value))),
        ),
        Misconception(
            "length-one-only",
            Text("the columns have length 1, but no right angles", "열의 길이는 1이지만 서로 직각이 아닙니다"),
            _unit_columns,
            Text(
                "Compute `Q.T @ Q`: the diagonal is right. What do the other numbers tell?",
                "`Q.T @ Q`를 계산해 보면 대각선은 맞습니다. 나머지 수는 무엇을 말하나요?",
            ),
            "chain.missing_local",
            shows=lambda case, value: _plain_shape(case, value) and bool(np.allclose((value**2).sum(axis=0), 1.0)),
        ),
        Misconception(
            "plain-normal",
            Text("random normal numbers, not made orthogonal", "정규분포에서 뽑은 수를 직교하게 만들지 않았습니다"),
            lambda shape, *, rng: rng.normal(0.0, 1.0 / np.sqrt(shape[0]), size=shape),
            Text(
                "Compute `Q.T @ Q`. In which step do your columns get right angles?",
                "`Q.T @ Q`를 계산해 보세요. 어느 단계에서 열이 직각이 되나요?",
            ),
            "chain.missing_local",
            shows=lambda case, value: (
                _plain_shape(case, value)
                and not np.allclose(_products(value), np.diag(np.diag(_products(value))), atol=1e-8)
            ),
        ),
        *_strays(
            lambda shape, *, rng: _turned(shape, _tall(shape, np.random)),
            lambda shape, *, rng: _turned(shape, _tall(shape, np.random.default_rng(1))),
            _orthogonal_shuffled,
        ),
    ),
    alternatives=(_orthogonal_by_svd, _orthogonal_by_gram_and_schmidt, _orthogonal_by_symmetric),
    hints=(
        Text(
            "Make random columns, then bend them until they stand at right angles. One NumPy function does the bending.",
            "임의의 열을 만든 다음 서로 직각이 되도록 세웁니다. 이 일은 NumPy 함수 하나가 해 줍니다.",
        ),
        Text(
            "`np.linalg.qr` of a tall `(D, M)` matrix gives Q `(D, M)` with $Q^\\top Q = I$. If $Q^\\top Q = I$, which matrix fulfils $P P^\\top = I$?",
            "세로로 긴 `(D, M)` 행렬을 `np.linalg.qr`에 넣으면 $Q^\\top Q = I$인 Q가 `(D, M)`으로 나옵니다. $Q^\\top Q = I$일 때 $P P^\\top = I$인 행렬은 무엇일까요?",
        ),
        Text(
            "Take the larger of the two sizes as rows and the smaller as columns, decompose, and transpose in the end if a wide matrix was wanted.",
            "두 수 가운데 큰 것을 행의 수로, 작은 것을 열의 수로 삼아 분해하고, 가로로 긴 행렬이 필요하면 마지막에 전치합니다.",
        ),
    ),
)

# --- identity_init ----------------------------------------------------------------------------------------------------

_NO_SQUARE = Text("no square", "정사각형이 아님")


def _refusal(function: Any, shape: Any) -> Any:
    """How the function refuses a shape: the name of its exception, or what it returned instead."""
    try:
        value = function(shape)
    except NotImplementedError:
        raise
    except Exception as error:
        told = getattr(error, "outcome", None)  # from behind the grader's wall comes an account of the exception
        if told is None:
            return type(error).__name__
        if told.status != "raised" or told.error is None:
            raise
        return told.error.type_name
    return f"array of shape {value.shape}" if isinstance(value, np.ndarray) else type(value).__name__


_NOT_REFUSED = Text(
    "For a shape that is not square your function should raise a ValueError, but it returned something.",
    "정사각형이 아닌 형상에서는 ValueError를 일으켜야 하는데 값을 돌려주었습니다.",
)
_REFUSED_OTHERWISE = Text(
    "For a shape that is not square your function should raise a ValueError, but it raised another exception, {name}.",
    "정사각형이 아닌 형상에서는 ValueError를 일으켜야 하는데 다른 예외 {name}을(를) 일으켰습니다.",
)
_NOT_IDENTITY = Text(
    "The matrix should hold 1 on its diagonal and 0 everywhere else.",
    "대각선은 1, 나머지는 모두 0이어야 합니다.",
)


def _accept_identity(case: Case, value: Any) -> Text | None:
    if case.call is None:
        return None if np.array_equal(value, np.eye(case.args[0][0])) else _NOT_IDENTITY
    if value == "ValueError":
        return None
    return _REFUSED_OTHERWISE.format(name=value) if str(value).endswith(("Error", "Exception")) else _NOT_REFUSED


def _identity_or_nothing(shape: Any) -> Any:
    if shape[0] == shape[1]:
        return np.eye(shape[0])
    print("not square")
    return None


def _identity_asserted(shape: Any) -> Any:
    assert shape[0] == shape[1], "not square"
    return np.eye(shape[0])


def _refuses(make: Callable[[int], Any]) -> Callable[[Any], Any]:
    """With the check in place, so that only the matrix is wrong."""

    def identity_init(shape: Any) -> Any:
        rows, columns = shape
        if rows != columns:
            raise ValueError("not square")
        return make(rows)

    return identity_init


def _identity_by_loop(shape: Any) -> Any:
    rows, columns = shape
    if rows != columns:
        raise ValueError(f"{rows} is not {columns}")
    matrix = np.zeros((rows, columns))
    for i in range(rows):
        matrix[i, i] = 1.0
    return matrix


def _identity_by_unpacking(shape: Any) -> Any:
    (size,) = set(shape)  # two different sizes are too many values to unpack, a ValueError
    return np.identity(size)


IDENTITY_INIT = Exercise(
    id="identity-init",
    reference=initializers.identity_init,
    points=1.5,
    stars=1,
    title=Text("A layer that changes nothing", "아무것도 바꾸지 않는 층"),
    text=Text(
        """Write `identity_init(shape)`: 1 on the diagonal, 0 everywhere else, so that `X @ W` is `X`.

That needs as many outputs as inputs. For any other shape raise a `ValueError` with a sentence that would help you if you met it: `raise ValueError("...")`.

`(2, 2)` gives `[[1.0, 0.0], [0.0, 1.0]]`.""",
        """`identity_init(shape)`을 작성하세요. 대각선은 1, 나머지는 0이어서 `X @ W`가 `X` 그대로입니다.

그러려면 출력의 수가 입력의 수와 같아야 합니다. 다른 형상이면 `ValueError`를 일으키세요. 나중에 이 오류를 만났을 때 도움이 될 문장을 `raise ValueError("...")`에 적습니다.

`(2, 2)`이면 결과는 `[[1.0, 0.0], [0.0, 1.0]]`입니다.""",
    ),
    docstring_ko="""아무것도 바꾸지 않는 행렬입니다. 출력의 수가 입력의 수와 같은 층에 씁니다.

    형상: -> (D, D)
    예외: 정사각형이 아니면 ValueError
    참고: Le, Jaitly & Hinton (2015)
    >>> identity_init((2, 2))
    array([[1., 0.],
           [0., 1.]])
    """,
    cases=lambda rng: (
        Case(Text("three by three", "3행 3열"), ((3, 3),)),
        Case(Text("a random square", "임의의 정사각 행렬"), ((int(rng.integers(4, 9)),) * 2,), hidden=True),
        Case(Text("too many rows", "행이 더 많을 때"), ((5, 3),), call=_refusal, edge=True),
        Case(Text("too many columns", "열이 더 많을 때"), ((3, 4),), call=_refusal, edge=True),
    ),
    accept=_accept_identity,
    misconceptions=(
        Misconception(
            "shape-not-checked",
            Text("a shape that is not square is accepted", "정사각형이 아닌 형상도 받아들였습니다"),
            lambda shape: np.eye(*shape),
            Text(
                "What would `X @ W` do to a `(N, 5)` input with your `(5, 3)` matrix? Is that `X`?",
                "`(5, 3)` 행렬이라면 `X @ W`는 `(N, 5)` 입력을 어떻게 바꿀까요? 그것이 `X`인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "second-size-ignored",
            Text("the second size is ignored", "두 번째 수를 무시했습니다"),
            lambda shape: np.eye(shape[0]),
            Text(
                "You were asked for a `(3, 4)` matrix and returned a `(3, 3)` one, silently. Who will find out, and when?",
                "`(3, 4)` 행렬을 부탁받고 말없이 `(3, 3)` 행렬을 돌려주었습니다. 누가 언제 알아차릴까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "returns-nothing",
            Text(
                "it prints a message and returns nothing when the shape is wrong",
                "형상이 잘못되면 출력만 하고 아무것도 돌려주지 않습니다",
            ),
            _identity_or_nothing,
            Text(
                "A printed line is easily overlooked, and the program goes on with `None`. What stops it at once?",
                "출력한 줄은 지나치기 쉽고 프로그램은 `None`으로 계속 갑니다. 바로 멈추게 하려면 무엇을 쓸까요?",
            ),
            "returns.none",
        ),
        Misconception(
            "assert-instead",
            Text("an assertion instead of a ValueError", "ValueError가 아니라 assert를 썼습니다"),
            _identity_asserted,
            Text(
                "`assert` is for promises to yourself and can be switched off. How do you raise a `ValueError`?",
                "`assert`는 스스로 하는 확인이고 끌 수도 있습니다. `ValueError`는 어떻게 일으키나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "ones-everywhere",
            Text("1 everywhere, not only on the diagonal", "대각선만이 아니라 모든 곳이 1입니다"),
            _refuses(lambda size: np.ones((size, size))),
            Text(
                "Multiply `[[1.0, 2.0]]` by your `(2, 2)` matrix. What comes out?",
                "`[[1.0, 2.0]]`에 여러분의 `(2, 2)` 행렬을 곱하면 무엇이 나오나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "wrong-diagonal",
            Text("the ones stand on the other diagonal", "반대쪽 대각선에 1이 있습니다"),
            _refuses(lambda size: np.eye(size)[::-1]),
            Text(
                "Your matrix turns the order of the inputs round. On which diagonal do row and column have the same number?",
                "이 행렬은 입력의 순서를 뒤집습니다. 행 번호와 열 번호가 같은 대각선은 어느 쪽인가요?",
            ),
            "axis.wrong",
        ),
    ),
    alternatives=(
        _identity_by_loop,
        _identity_by_unpacking,
        _refuses(lambda size: np.diag(np.ones(size))),
        _refuses(lambda size: (np.arange(size)[:, None] == np.arange(size)).astype(float)),
    ),
    hints=(
        Text(
            "First decide whether the shape is allowed, then make the matrix.",
            "먼저 허용되는 형상인지 정하고, 그다음 행렬을 만듭니다.",
        ),
        Text(
            "The result $I$ has shape `(D, D)`, and $X I = X$. NumPy has a function with a one-syllable name for it.",
            "결과 $I$의 형상은 `(D, D)`이고 $X I = X$입니다. NumPy에는 이름이 한 음절인 함수가 있습니다.",
        ),
        Text(
            "If the two sizes differ, raise; otherwise return the matrix of the first size.",
            "두 수가 다르면 예외를 일으키고, 같으면 그 크기의 행렬을 돌려줍니다.",
        ),
    ),
)

# --- activation_stds --------------------------------------------------------------------------------------------------


def _act(z: Any, act: str) -> Any:
    if act == "relu":
        return np.maximum(z, 0.0)
    if act == "sigmoid":
        return 0.5 * (1.0 + np.tanh(0.5 * z))
    return np.tanh(z) if act == "tanh" else z


def _layer(scheme: Any, width: int, rng: Any) -> Any:
    if isinstance(scheme, str):
        return _weights((width, width), scheme, rng)
    return rng.normal(0.0, scheme, size=(width, width))


def _stds(scheme: Any, act: str, depth: int, width: int, rng: Any) -> Any:
    a = rng.normal(size=(width, width))
    found = []
    for _ in range(depth):
        a = _act(a @ _layer(scheme, width, rng), act)
        found.append(a.std())
    return np.array(found)


def _stds_of_z(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    a, found = rng.normal(size=(width, width)), []
    for _ in range(depth):
        z = a @ _layer(scheme, width, rng)
        found.append(z.std())
        a = _act(z, act)
    return np.array(found)


def _stds_one_matrix(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    a, W, found = rng.normal(size=(width, width)), _layer(scheme, width, rng), []
    for _ in range(depth):
        a = _act(a @ W, act)
        found.append(a.std())
    return np.array(found)


def _stds_uniform_input(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    a, found = rng.uniform(-1.0, 1.0, size=(width, width)), []
    for _ in range(depth):
        a = _act(a @ _layer(scheme, width, rng), act)
        found.append(a.std())
    return np.array(found)


def _stds_input_counted(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    a, found = rng.normal(size=(width, width)), []
    for _ in range(depth):
        found.append(a.std())
        a = _act(a @ _layer(scheme, width, rng), act)
    return np.array(found)


def _stds_without_activation(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    return _stds(scheme, "identity", depth, width, rng)


def _stds_shuffled(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    start = np.random.normal(size=(width, width))  # noqa: NPY002  # the global generator is the mistake
    a, found = start, []
    for _ in range(depth):
        a = _act(a @ _layer(scheme, width, rng), act)
        found.append(a.std())
    return np.array(found)


def _stds_drawn_first(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    layers = [_layer(scheme, width, rng) for _ in range(depth)]
    signals = [rng.standard_normal((width, width))]
    for W in layers:
        signals.append(_act(np.einsum("nd,dm->nm", signals[-1], W, optimize=True), act))
    return np.std(signals[1:], axis=(1, 2))


def _stds_by_moments(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    signal, found = rng.normal(size=(width, width)).T, np.empty(depth)  # examples as columns
    for i in range(depth):
        signal = _act(_layer(scheme, width, rng).T @ signal, act)
        found[i] = math.sqrt(max((signal**2).mean() - signal.mean() ** 2, 0.0))
    return found


def _stds_recursive(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    def after(a: Any, left: int) -> list[float]:
        if not left:
            return []
        a = _act(a @ _layer(scheme, width, rng), act)
        return [float(np.sqrt(np.mean((a - a.mean()) ** 2))), *after(a, left - 1)]

    return np.array(after(rng.normal(size=(width, width)), depth))


_BELL = np.linspace(-9.0, 9.0, 2001)
_HEIGHT = np.exp(-(_BELL**2) / 2.0) / np.exp(-(_BELL**2) / 2.0).sum()


def _in_theory(case: Case, start: float = 1.0, linear: bool = False) -> tuple[Any, Any]:
    """What very wide layers do: the spreads of a and of z after each layer, if inputs have the mean square `start`."""
    scheme, act, depth, width = case.args
    variance = _variance((width, width), scheme) if isinstance(scheme, str) else scheme**2
    square, spreads = start, []
    for _ in range(depth):
        z = math.sqrt(width * variance * square)
        a = _act(z * _BELL, "identity" if linear else act)
        square = float(_HEIGHT @ a**2)
        spreads.append((math.sqrt(max(square - float(_HEIGHT @ a) ** 2, 0.0)), z))
    stds, before = zip(*spreads, strict=True)
    return np.array(stds), np.array(before)


_WINDOW = 0.27  # of the logarithm; draws of these widths have standard deviations of at most 0.042 there


def _near(value: Any, want: Any) -> bool:
    return bool(np.all(np.abs(np.log(np.maximum(value, 1e-300) / want)) < _WINDOW))


_RUNS = 24
_TOGETHER = (
    0.065  # growth in the first and second half of a run: independent layers reach 0.05 less than once in 1e9 runs
)


def _many(function: Any, *args: Any, rng: np.random.Generator) -> Any:
    """The answer of many calls one after the other, one a row."""
    found = [function(*args, rng=rng) for _ in range(_RUNS)]
    odd = next((one for one in found if not isinstance(one, np.ndarray) or one.shape != (args[2],)), None)
    return np.array(found) if odd is None else odd


def _shared(runs: Any) -> bool:
    """Whether early and late layers of a run grow alike, as they do if they are the same matrix."""
    logs = np.log(np.maximum(np.asarray(runs, dtype=float), 1e-300))
    half = logs.shape[1] // 2
    early = (logs[:, half] - logs[:, 0]) / half
    late = (logs[:, -1] - logs[:, half]) / (logs.shape[1] - 1 - half)
    return bool(np.mean((early - early.mean()) * (late - late.mean())) > _TOGETHER)


_FAR_OFF = Text(
    "After layer {layer} your spread is {got:.3g}, but it should be near {want:.3g}; draws alone never differ that much.",
    "{layer}번째 층 뒤의 표준편차가 {got:.3g}인데 {want:.3g}에 가까워야 합니다. 우연만으로는 이만큼 다를 수 없습니다.",
)
_FAR_OFF_HIDDEN = Text(
    "At least one spread is further off than draws alone can explain.",
    "우연으로는 설명할 수 없을 만큼 다른 표준편차가 있습니다.",
)
_ALIKE = Text(
    "In a very narrow network the signal grows by nearly the same factor in early and in late layers, as if all layers shared one matrix.",
    "아주 좁은 신경망에서 앞쪽 층과 뒤쪽 층이 신호를 거의 같은 비율로 키웁니다. 모든 층이 행렬 하나를 함께 쓰는 듯합니다.",
)


def _accept_stds(case: Case, value: Any) -> Text | None:
    if _about_seeds(case):
        return _not_from_rng(value)
    if case.call is _many:
        return _ALIKE if _shared(value) else None
    want, _ = _in_theory(case)
    if _near(value, want):
        return None
    if case.hidden:
        return _FAR_OFF_HIDDEN
    layer = int(np.argmax(np.abs(np.log(np.maximum(value, 1e-300) / want)) >= _WINDOW))
    return _FAR_OFF.format(layer=layer + 1, got=float(value[layer]), want=float(want[layer]))


def _one_run(case: Case) -> bool:
    return case.call is None


ACTIVATION_STDS = Exercise(
    id="activation-stds",
    reference=initializers.activation_stds,
    points=3.5,
    stars=2,
    title=Text("What arrives after many layers?", "여러 층을 지나면 무엇이 남을까요?"),
    text=Text(
        r"""Write `activation_stds(scheme, act, depth, width, *, rng)`: send random inputs through `depth` layers and return the standard deviation of the activations after each of them, as an array of shape `(depth,)`.

- Inputs: `width` examples with `width` standard normal numbers each.
- Layers: `width` units, no bias; *every layer gets new weights*. `scheme` is a name for your `init_weights`, or a number: then the weights are plain normal with that standard deviation.
- `act` is `"identity"`, `"sigmoid"`, `"tanh"` or `"relu"`. The standard deviation is taken over all numbers of a layer, after its activation.

Draw from `rng` and from nothing else.""",
        r"""`activation_stds(scheme, act, depth, width, *, rng)`를 작성하세요. 임의의 입력을 `depth`개의 층에 통과시키면서 층마다 활성화 값의 표준편차를 재어, 형상이 `(depth,)`인 배열로 돌려줍니다.

- 입력: 예제 `width`개이고, 예제마다 표준정규분포에서 뽑은 수 `width`개입니다.
- 층: 유닛 `width`개, 편향은 없고 **층마다 새 가중치**를 뽑습니다. `scheme`은 앞에서 작성한 `init_weights`에 줄 이름이거나 수 하나입니다. 수이면 그 표준편차를 가진 보통의 정규분포에서 가중치를 뽑습니다.
- `act`는 `"identity"`, `"sigmoid"`, `"tanh"`, `"relu"` 가운데 하나입니다. 표준편차는 활성화 함수를 지난 뒤, 층의 모든 수에 대해 구합니다.

수는 `rng`에서만 뽑으세요.""",
    ),
    docstring_ko="""표준정규분포에서 뽑은 입력이 똑같은 층 `depth`개를 지날 때, 층마다 활성화 값이 얼마나 퍼져 있는지 답합니다.

    `scheme`은 `init_weights`가 아는 이름이거나 수입니다. 수이면 보통 정규분포의 표준편차입니다. `act`는 "identity",
    "sigmoid", "tanh", "relu" 가운데 하나입니다. 층마다 가중치를 새로 뽑고 편향은 없습니다. 예제의 수는 유닛의 수와 같습니다.
    형상: -> (depth,)
    예외: 모르는 scheme이나 act이면 ValueError, rng가 생성기가 아니면 TypeError
    참고: Glorot & Bengio (2010), 그림 6
    >>> stds = activation_stds("he_normal", "relu", depth=20, width=256, rng=np.random.default_rng(0))
    >>> bool(0.3 < stds.min() and stds.max() < 1.2)
    True
    """,
    cases=lambda rng: (
        Case(Text("He with ReLU", "He와 ReLU"), ("he_normal", "relu", 2, 128), {"rng": _fresh(rng)}),
        Case(Text("small weights with tanh", "작은 가중치와 tanh"), (0.01, "tanh", 4, 96), {"rng": _fresh(rng)}),
        Case(
            Text("large weights with tanh", "큰 가중치와 tanh"), (1.0, "tanh", 2, 64), {"rng": _fresh(rng)}, hidden=True
        ),
        Case(Text("no activation", "활성화 함수 없음"), (1.0, "identity", 4, 96), {"rng": _fresh(rng)}, hidden=True),
        Case(
            Text("Glorot with sigmoid", "Glorot과 시그모이드"),
            ("glorot_uniform", "sigmoid", 2, 160),
            {"rng": _fresh(rng)},
            hidden=True,
        ),
        Case(
            Text("many very narrow networks", "아주 좁은 신경망 여러 개"),
            (1.0, "identity", 24, 2),
            {"rng": _fresh(rng)},
            hidden=True,
            call=_many,
        ),
        _seeds(rng, "he_normal", "relu", 3, 20),
    ),
    accept=_accept_stds,
    misconceptions=(
        Misconception(
            "last-layer-only",
            Text("one number instead of one for every layer", "층마다 하나가 아니라 수 하나입니다"),
            lambda scheme, act, depth, width, *, rng: _stds(scheme, act, depth, width, rng)[-1],
            Text(
                "How many layers does the signal pass, and how many numbers did you keep?",
                "신호는 층을 몇 개 지나고, 여러분은 수를 몇 개 남겼나요?",
            ),
            "shape.keepdims",
            shows=lambda case, value: _one_run(case) and np.ndim(value) == 0,
        ),
        Misconception(
            "input-counted",
            Text(
                "the first number belongs to the input, the last layer is missing",
                "첫 수는 입력의 것이고 마지막 층이 빠졌습니다",
            ),
            _stds_input_counted,
            Text(
                "Your first number is always near 1: that is the input. When in the loop do you measure?",
                "첫 수가 언제나 1에 가깝습니다. 입력을 잰 것입니다. 반복문의 어느 곳에서 재나요?",
            ),
            "order.stale_update",
            shows=lambda case, value: (
                _one_run(case)
                and _near(value[:1], 1.0)
                and _near(value[1:], _in_theory(case)[0][:-1])
                and not _near(_in_theory(case)[0][:1], 1.0)
            ),
        ),
        Misconception(
            "no-activation",
            Text("the activation is never applied", "활성화 함수를 한 번도 쓰지 않았습니다"),
            _stds_without_activation,
            Text(
                "Your signal passes products of matrices and nothing else. Where does `act` enter?",
                "신호가 행렬 곱만 지나고 있습니다. `act`는 어디에서 쓰이나요?",
            ),
            "chain.missing_local",
            shows=lambda case, value: (
                # only here do products of matrices alone and z before tanh lie far apart
                case.args[:2] == (1.0, "tanh") and _near(value, _in_theory(case, linear=True)[0])
            ),
        ),
        Misconception(
            "measured-before-activation",
            Text("the spread of z is measured, before the activation", "활성화 함수를 지나기 전의 z를 쟀습니다"),
            _stds_of_z,
            Text(
                "What the next layer receives is the activation. Which of your two arrays did you measure?",
                "다음 층이 받는 것은 활성화 값입니다. 두 배열 가운데 어느 것을 쟀나요?",
            ),
            "chain.wrong_input",
            shows=lambda case, value: _one_run(case) and _near(value, _in_theory(case)[1]),
        ),
        Misconception(
            "variance-measured",
            Text("the variance instead of the standard deviation", "표준편차가 아니라 분산입니다"),
            lambda scheme, act, depth, width, *, rng: _stds(scheme, act, depth, width, rng) ** 2,
            Text(
                "Every number of yours is the square of what it should be. Which NumPy function did you call?",
                "모든 수가 제곱되어 있습니다. 어떤 NumPy 함수를 불렀나요?",
            ),
            "opt.square_missing",
            shows=lambda case, value: (
                _one_run(case) and case.args[0] == 0.01 and _near(np.sqrt(value), _in_theory(case)[0])
            ),
        ),
        Misconception(
            "input-not-standard-normal",
            Text("the inputs are not standard normal", "입력이 표준정규분포가 아닙니다"),
            _stds_uniform_input,
            Text(
                "All your numbers are too small or too large by about the same factor. What is the spread of what enters the first layer?",
                "모든 수가 거의 같은 비율로 작거나 큽니다. 첫 층에 들어가는 입력은 얼마나 퍼져 있나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                case.args[1:3] == ("identity", 4)
                and bool(np.ptp(np.log(np.maximum(value, 1e-300) / _in_theory(case)[0])) < _WINDOW)
            ),
        ),
        Misconception(
            "one-matrix-for-all",
            Text("all layers share one weight matrix", "모든 층이 가중치 행렬 하나를 함께 씁니다"),
            _stds_one_matrix,
            Text(
                "How often are weights drawn in your function: once, or once a layer?",
                "함수에서 가중치를 몇 번 뽑나요? 한 번인가요, 층마다 한 번인가요?",
            ),
            "order.stale_update",
            shows=lambda case, value: case.call is _many and _shared(value),
        ),
        *_strays(
            lambda scheme, act, depth, width, *, rng: _stds(scheme, act, depth, width, np.random),
            lambda scheme, act, depth, width, *, rng: _stds(scheme, act, depth, width, np.random.default_rng(0)),
            _stds_shuffled,
        ),
    ),
    alternatives=(_stds_drawn_first, _stds_by_moments, _stds_recursive),
    hints=(
        Text(
            "A loop over layers: new weights, product, activation, measure.",
            "층을 따라 반복합니다. 새 가중치, 곱, 활성화, 측정 순서입니다.",
        ),
        Text(
            "$a_0$ and every $W$ have the shape `(width, width)`; $z = a W$, and `np.std` of the new $a$ goes into a list.",
            "$a_0$과 모든 $W$의 형상은 `(width, width)`입니다. $z = a W$를 구하고, 새 $a$의 `np.std`를 목록에 넣습니다.",
        ),
        Text(
            "Ask with `isinstance(scheme, str)` whether to call `init_weights` or `rng.normal`; pick the activation by its name; turn the list into an array at the end.",
            "`isinstance(scheme, str)`로 `init_weights`를 부를지 `rng.normal`을 부를지 정하고, 이름에 맞는 활성화 함수를 고릅니다. 마지막에 목록을 배열로 바꿉니다.",
        ),
    ),
    depends=("init-weights",),
)

# --- choose_init ------------------------------------------------------------------------------------------------------

_ACTS = ("elu", "identity", "leaky_relu", "prelu", "relu", "sigmoid", "softmax", "softplus", "swish", "tanh")
_SHOWN = ("relu", "tanh", "sigmoid", "leaky_relu", "identity", "softmax")


def _choose(act: str) -> str:
    return "he_normal" if act in ("elu", "leaky_relu", "prelu", "relu", "softplus", "swish") else "glorot_normal"


CHOOSE_INIT = Exercise(
    id="choose-init",
    reference=initializers.choose_init,
    points=1.5,
    stars=1,
    title=Text("Which scheme for which activation?", "어느 활성화 함수에 어느 초기화일까요?"),
    text=Text(
        """Write `choose_init(act)`: the name of the scheme that suits a layer followed by this activation, `"he_normal"` or `"glorot_normal"`.

He's is for ReLU and its relatives, which silence or weaken one half of their inputs: `relu`, `leaky_relu`, `prelu`, `elu`, `softplus`, `swish`. Glorot's is for the others: `identity`, `sigmoid`, `softmax`, `tanh`.""",
        """`choose_init(act)`를 작성하세요. 이 활성화 함수가 붙은 층에 알맞은 방식의 이름을 돌려줍니다. `"he_normal"` 또는 `"glorot_normal"`입니다.

He 방식은 ReLU와 그 친척에 씁니다. 입력의 절반을 없애거나 약하게 만드는 `relu`, `leaky_relu`, `prelu`, `elu`, `softplus`, `swish`입니다. 나머지 `identity`, `sigmoid`, `softmax`, `tanh`에는 Glorot 방식을 씁니다.""",
    ),
    docstring_ko="""이 활성화 함수가 붙은 층에 알맞은 방식입니다. Glorot 방식이고, ReLU의 친척에는 He 방식입니다.

    형상: 이름 -> 이름
    예외: 모르는 활성화 함수이면 ValueError
    참고: Glorot & Bengio (2010); He, Zhang, Ren & Sun (2015)
    >>> choose_init("tanh"), choose_init("relu")
    ('glorot_normal', 'he_normal')
    """,
    cases=lambda rng: tuple(
        Case(Text(f"before {act}", f"{act} 앞"), (act,), hidden=act not in _SHOWN)
        for act in (*_SHOWN, *(name for name in _ACTS if name not in _SHOWN))
    ),
    misconceptions=(
        Misconception(
            "he-for-all",
            Text("He's scheme for every activation", "모든 활성화 함수에 He 방식을 썼습니다"),
            lambda act: "he_normal",
            Text(
                "He's factor 2 makes up for a half that is lost. Does tanh lose half of its inputs?",
                "He의 2는 잃어버린 절반을 메웁니다. tanh가 입력의 절반을 잃나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "glorot-for-all",
            Text("Glorot's scheme for every activation", "모든 활성화 함수에 Glorot 방식을 썼습니다"),
            lambda act: "glorot_normal",
            Text(
                "You saw what Glorot's scheme does to twenty layers with ReLU. What do they need?",
                "ReLU 층 스무 개에서 Glorot 방식이 어떻게 되는지 보았습니다. 무엇이 필요할까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "he-for-tanh",
            Text("He's scheme for tanh as well", "tanh에도 He 방식을 썼습니다"),
            lambda act: "he_normal" if act == "tanh" else _choose(act),
            Text(
                "tanh keeps positive and negative inputs alike. Which scheme was made for such curves?",
                "tanh는 양수와 음수를 똑같이 다룹니다. 그런 곡선을 위한 방식은 무엇인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "exchanged",
            Text("the two schemes are exchanged", "두 방식이 서로 바뀌었습니다"),
            lambda act: "glorot_normal" if _choose(act) == "he_normal" else "he_normal",
            Text(
                "Which of the two schemes has the larger variance, and which activation needs it?",
                "둘 가운데 분산이 큰 방식은 무엇이고, 어느 활성화 함수에 필요할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "relu-alone",
            Text("only ReLU itself gets He's scheme", "ReLU에만 He 방식을 썼습니다"),
            lambda act: "he_normal" if act == "relu" else "glorot_normal",
            Text(
                "ReLU has relatives that weaken their negative half as well. Which names are missing?",
                "음수 쪽 절반을 약하게 만드는 ReLU의 친척이 더 있습니다. 어떤 이름이 빠졌나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "by-spelling",
            Text("the relatives are found by “relu” in the name", "이름에 “relu”가 들어 있는지만 보았습니다"),
            lambda act: "he_normal" if "relu" in act else "glorot_normal",
            Text(
                "Not every relative of ReLU has it in its name. Go through the list once more.",
                "ReLU의 친척이라고 모두 이름에 relu가 들어 있지는 않습니다. 목록을 다시 살펴보세요.",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "half-a-name",
            Text("only the first half of the scheme's name", "방식 이름의 앞부분뿐입니다"),
            lambda act: _choose(act).split("_")[0],
            Text(
                "Would `init_weights` understand your answer? It wants to know how the numbers are distributed, too.",
                "`init_weights`가 이 답을 알아들을까요? 수가 어떻게 분포하는지도 알아야 합니다.",
            ),
            "type.wrong",
        ),
    ),
    alternatives=(
        lambda act: "glorot_normal" if act in {"identity", "sigmoid", "softmax", "tanh"} else "he_normal",
        lambda act: (
            {"identity": "glorot", "sigmoid": "glorot", "softmax": "glorot", "tanh": "glorot"}.get(act, "he")
            + "_normal"
        ),
        lambda act: "he_normal" if act.endswith(("relu", "elu", "plus", "swish")) else "glorot_normal",
    ),
    hints=(
        Text("There are two groups of names and two answers.", "이름은 두 무리이고 답도 두 가지입니다."),
        Text(
            "He's variance is $2/n$ where LeCun's is $1/n$: the 2 is for activations that lose half.",
            "LeCun의 분산이 $1/n$이라면 He의 분산은 $2/n$입니다. 2는 절반을 잃는 활성화 함수를 위한 것입니다.",
        ),
        Text(
            "Put the six relatives of ReLU into a tuple and ask with `in`.",
            "ReLU의 친척 여섯 개를 튜플에 넣고 `in`으로 물어봅니다.",
        ),
    ),
)

# --- gain -------------------------------------------------------------------------------------------------------------


def _gain_with(leaky: Callable[[float], float], relu: float = 2.0**0.5, tanh: float = 5.0 / 3.0) -> Any:
    """A `gain` that has this answer for the leaky one."""

    def gain(act: str, slope: float = 0.01) -> float:
        if act == "leaky_relu":
            return float(leaky(slope))
        return {"relu": relu, "tanh": tanh}.get(act, 1.0)

    return gain


def _gain_by_match(act: str, slope: float = 0.01) -> float:
    match act:
        case "relu":
            return math.sqrt(2)
        case "leaky_relu":
            return math.sqrt(2 / (1 + slope * slope))
        case "tanh":
            return 5 / 3
    return 1.0


def _gain_by_table(act: str, slope: float = 0.01) -> float:
    kept = {"relu": (0.0, 1.0), "leaky_relu": (slope, 1.0)}.get(act, (1.0, 1.0))
    share = (kept[0] ** 2 + kept[1] ** 2) / 2  # the mean square that is left of a symmetric input
    return float(np.power(share, -0.5)) * (5 / 3 if act == "tanh" else 1.0)


GAIN = Exercise(
    id="gain",
    reference=initializers.gain,
    points=1.5,
    stars=1,
    title=Text("Making up for the activation", "활성화 함수가 잃은 만큼 키우기"),
    text=Text(
        r"""Write `gain(act, slope=0.01)`: the factor by which weights of standard deviation $\sqrt{1/\text{fan}_{\text{in}}}$ must grow for this activation.

| `act` | gain |
| --- | --- |
| `"identity"`, `"sigmoid"`, `"softmax"` | $1$ |
| `"tanh"` | $5/3$ |
| `"relu"` | $\sqrt{2}$ |
| `"leaky_relu"` with slope $\alpha$ | $\sqrt{2 / (1 + \alpha^2)}$ |

For `"relu"` the result is about 1.414; its square, 2, is the 2 of He's variance.""",
        r"""`gain(act, slope=0.01)`을 작성하세요. 표준편차가 $\sqrt{1/\text{fan}_{\text{in}}}$인 가중치를 이 활성화 함수에 맞추어 몇 배로 키워야 하는지 답합니다.

| `act` | 배율 |
| --- | --- |
| `"identity"`, `"sigmoid"`, `"softmax"` | $1$ |
| `"tanh"` | $5/3$ |
| `"relu"` | $\sqrt{2}$ |
| `"leaky_relu"`, 음수 쪽 기울기 $\alpha$ | $\sqrt{2 / (1 + \alpha^2)}$ |

`"relu"`이면 약 1.414이고, 제곱하면 He의 분산에 나오는 2입니다.""",
    ),
    docstring_ko="""표준편차가 sqrt(1 / fan_in)인 가중치를 활성화 함수에 맞추어 몇 배로 키워야 하는지 답합니다.

    `act`는 "identity", "sigmoid", "softmax", "tanh", "relu", "leaky_relu" 가운데 하나이고, `slope`는 leaky_relu의 기울기입니다.
    형상: 이름, () -> ()
    예외: 배율이 알려지지 않은 활성화 함수이면 ValueError
    참고: He, Zhang, Ren & Sun (2015), 식 15
    >>> round(gain("relu") ** 2, 10), gain("sigmoid")
    (2.0, 1.0)
    """,
    cases=lambda rng: (
        Case(Text("ReLU", "ReLU"), ("relu",)),
        Case(Text("tanh", "tanh"), ("tanh",)),
        Case(Text("Leaky ReLU with slope 0.5", "기울기 0.5인 Leaky ReLU"), ("leaky_relu", 0.5)),
        Case(Text("sigmoid", "시그모이드"), ("sigmoid",)),
        Case(Text("no activation", "활성화 함수 없음"), ("identity",), hidden=True),
        Case(Text("softmax", "소프트맥스"), ("softmax",), hidden=True),
        Case(
            Text("Leaky ReLU with another slope", "다른 기울기의 Leaky ReLU"),
            ("leaky_relu", float(rng.uniform(0.2, 0.9))),
            hidden=True,
        ),
        Case(Text("Leaky ReLU with its usual slope", "기본 기울기의 Leaky ReLU"), ("leaky_relu",), edge=True),
        Case(Text("ReLU, whatever the slope", "기울기를 주어도 ReLU는 그대로"), ("relu", 0.5), edge=True),
    ),
    misconceptions=(
        Misconception(
            "slope-not-squared",
            Text("the slope is not squared", "기울기를 제곱하지 않았습니다"),
            _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope))),
            Text(
                "Variances add up squares. What stands beside the 1 under the root?",
                "분산은 제곱을 더한 것입니다. 근호 안에서 1 옆에 무엇이 있나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "no-root",
            Text("the factor of the variance, not of the standard deviation", "표준편차가 아니라 분산의 배율입니다"),
            _gain_with(lambda slope: 2.0 / (1.0 + slope**2), relu=2.0),
            Text(
                "Your gain for ReLU is 2. If a standard deviation doubles, by how much does the variance grow?",
                "ReLU의 배율이 2로 나왔습니다. 표준편차가 2배가 되면 분산은 몇 배가 될까요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "leaky-like-relu",
            Text("Leaky ReLU is treated as ReLU", "Leaky ReLU를 ReLU와 똑같이 다루었습니다"),
            _gain_with(lambda slope: math.sqrt(2.0)),
            Text(
                "With slope 1 a Leaky ReLU changes nothing, so its gain should be 1. Does yours depend on `slope`?",
                "기울기가 1이면 Leaky ReLU는 아무것도 바꾸지 않으므로 배율이 1이어야 합니다. 답이 `slope`에 따라 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "slope-hardcoded",
            Text("the slope is always 0.01", "기울기가 언제나 0.01입니다"),
            _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + 0.01**2))),
            Text(
                "Call your function with two different slopes. Does anything change?",
                "서로 다른 두 기울기로 불러 보세요. 결과가 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "slope-for-relu",
            Text("ReLU gets a slope, too", "ReLU에도 기울기를 썼습니다"),
            lambda act, slope=0.01: (
                math.sqrt(2.0 / (1.0 + slope**2))
                if act in ("relu", "leaky_relu")
                else (5.0 / 3.0 if act == "tanh" else 1.0)
            ),
            Text(
                "ReLU keeps nothing of its negative half, whatever `slope` says.",
                "ReLU는 `slope`가 무엇이든 음수 쪽을 조금도 남기지 않습니다.",
            ),
            "boundary.zero",
        ),
        Misconception(
            "tanh-like-identity",
            Text("tanh got 1", "tanh의 배율이 1입니다"),
            _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope**2)), tanh=1.0),
            Text(
                "tanh presses large inputs together, so a little more spread is needed. What does the table say?",
                "tanh는 큰 입력을 눌러 줄이므로 조금 더 퍼져야 합니다. 표에는 무엇이라고 되어 있나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "upside-down",
            Text("the fraction stands on its head", "분수가 뒤집혔습니다"),
            _gain_with(lambda slope: math.sqrt((1.0 + slope**2) / 2.0), relu=0.5**0.5, tanh=0.6),
            Text(
                "ReLU makes signals smaller. Should the weights that make up for it be larger or smaller than 1?",
                "ReLU는 신호를 작게 만듭니다. 그것을 메우는 배율은 1보다 커야 할까요, 작아야 할까요?",
            ),
            "sign.flipped",
        ),
    ),
    alternatives=(_gain_by_match, _gain_by_table, _gain_with(lambda slope: (0.5 + slope**2 / 2) ** -0.5)),
    hints=(
        Text(
            "ReLU is a Leaky ReLU with a slope of zero, so one formula serves both.",
            "ReLU는 기울기가 0인 Leaky ReLU이므로 식 하나로 둘 다 됩니다.",
        ),
        Text(
            "$g^2 = 2/(1 + \\alpha^2)$; for ReLU $\\alpha = 0$. The result is a single number.",
            "$g^2 = 2/(1 + \\alpha^2)$이고 ReLU에서는 $\\alpha = 0$입니다. 결과는 수 하나입니다.",
        ),
        Text(
            "Answer tanh first; then decide which slope the two relatives keep and take the root; everything else is 1.",
            "먼저 tanh에 답합니다. 그다음 두 친척이 남기는 기울기를 정하고 제곱근을 구합니다. 나머지는 모두 1입니다.",
        ),
    ),
)

EXERCISES = (
    SYMMETRIC_AFTER,
    FANS,
    INIT_WEIGHTS,
    TRUNCATED_NORMAL,
    ORTHOGONAL,
    IDENTITY_INIT,
    ACTIVATION_STDS,
    CHOOSE_INIT,
    GAIN,
)
