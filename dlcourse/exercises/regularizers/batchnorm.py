"""The card of `batchnorm`: Batch normalization."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import regularizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _batch(rng: np.random.Generator, n: int, m: int) -> tuple[Any, ...]:
    """A batch, its gamma and beta, and a running pair that is not the batch's own."""
    x = rng.normal(3.0, 2.0, size=(n, m))
    state = (rng.normal(size=m), rng.uniform(0.5, 2.0, size=m))
    return x, rng.uniform(0.5, 2.0, size=m), rng.normal(size=m), state


def _batchnorm_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    x = np.array([[1.0], [2.0], [3.0], [4.0]])
    return (
        Case(
            Text("the batch 1, 2, 3, 4", "배치 1, 2, 3, 4"),
            (x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), True),
        ),
        Case(Text("three columns in training", "훈련 중인 세 열"), (*_batch(rng, 5, 3), True)),
        Case(Text("the same sizes, not training", "훈련이 아닐 때"), (*_batch(rng, 5, 3), False)),
        Case(
            Text("a large eps, a small momentum", "큰 eps와 작은 momentum"),
            (*_batch(rng, 6, 2), True),
            {"momentum": 0.6, "eps": 0.5},
        ),
        Case(Text("many random columns", "무작위 여러 열"), (*_batch(rng, 9, 4), True), {"momentum": 0.7}, hidden=True),
        Case(
            Text("many random columns, not training", "무작위 여러 열, 훈련이 아닐 때"),
            (*_batch(rng, 7, 5), False),
            {"eps": 0.1},
            hidden=True,
        ),
        Case(Text("a batch of one example", "샘플이 하나뿐인 배치"), (*_batch(rng, 1, 3), True), edge=True),
    )


def _batchnorm_with(
    *,
    axis: int | None = 0,
    ddof: int = 0,
    running_ddof: int | None = None,
    middle: Callable[..., Any] | None = None,
    stored: Callable[..., Any] = lambda x, x_hat, gamma, scale, var, eps: (x_hat, gamma, scale),
    std: Callable[..., Any] = lambda var, eps: np.sqrt(var + eps),
    uses_running: Callable[[bool], bool] = lambda train: not train,
    updates: Callable[[bool], bool] = lambda train: train,
    mix: Callable[..., Any] = lambda old, new, momentum: momentum * old + (1 - momentum) * new,
    out: Callable[..., Any] = lambda x_hat, gamma, beta: gamma * x_hat + beta,
) -> Callable[..., Any]:
    """Batch normalization with one screw turned."""

    def batchnorm(x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5) -> Any:
        own = x.mean(axis=axis, keepdims=axis == 1), x.var(axis=axis, ddof=ddof, keepdims=axis == 1)
        mean, var = state if uses_running(train) else own
        if updates(train):
            seen = own[1] if running_ddof is None else x.var(axis=axis, ddof=running_ddof)
            state = mix(state[0], own[0], momentum), mix(state[1], seen, momentum)
        scale = std(var, eps)
        x_hat = (x - mean) / scale if middle is None else middle(x, mean, scale)
        return out(x_hat, gamma, beta), stored(x, x_hat, gamma, scale, var, eps), state

    return batchnorm


def _rows_but_columns_for_the_state(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, *settings: Any, **named: Any
) -> Any:
    out, cache, _ = _batchnorm_with(axis=1)(x, gamma, beta, state, train, *settings, **named)
    return out, cache, _batchnorm_with()(x, gamma, beta, state, train, *settings, **named)[2]


def _with_eps(number: float) -> Callable[..., Any]:
    """Batch normalization that has its own eps, whatever it is given."""
    return _batchnorm_with(std=lambda var, eps: np.sqrt(var + number))


def _batchnorm_by_columns(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5
) -> Any:
    n, m = x.shape
    out, x_hat, std = np.zeros((n, m)), np.zeros((n, m)), np.zeros(m)
    running = np.array(state[0]), np.array(state[1])
    for j in range(m):
        mean, var = state[0][j], state[1][j]
        if train:
            mean = sum(x[:, j]) / n
            var = sum((x[:, j] - mean) ** 2) / n
            running[0][j] = running[0][j] * momentum + mean * (1 - momentum)
            running[1][j] = running[1][j] * momentum + var * (1 - momentum)
        std[j] = (var + eps) ** 0.5
        x_hat[:, j] = (x[:, j] - mean) / std[j]
        out[:, j] = x_hat[:, j] * gamma[j] + beta[j]
    return out, (x_hat, gamma, std), running


def _batchnorm_by_moving_averages(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5
) -> Any:
    running_mean, running_var = state
    if train:
        mean = np.sum(x, axis=0) / len(x)
        var = np.mean(x * x, axis=0) - mean * mean
        new_mean = running_mean + (1 - momentum) * (mean - running_mean)
        new_var = running_var + (1 - momentum) * (var - running_var)
    else:
        mean, var, new_mean, new_var = running_mean, running_var, running_mean, running_var
    std = np.power(var + eps, 0.5)
    centred = x - mean[None, :]
    return beta + gamma * centred / std, [centred / std, gamma, std], [new_mean, new_var]


def _batchnorm_by_einsum(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5
) -> Any:
    mean, var = state[0].copy(), state[1].copy()
    if train:
        mean = np.einsum("nm->m", x) / x.shape[0]
        var = np.einsum("nm,nm->m", x - mean, x - mean) / x.shape[0]
        weights = np.array([momentum, 1 - momentum])
        state = weights @ np.stack([state[0], mean]), weights @ np.stack([state[1], var])
    std = np.sqrt(eps + var)
    x_hat = (x - mean) * (1 / std)
    return x_hat @ np.diag(gamma) + beta, (x_hat, gamma, std), state


CARD = Exercise(
    id="batchnorm",
    reference=regularizers.batchnorm,
    points=4.0,
    stars=3,
    title=Text("Batch normalization", "배치 정규화"),
    text=Text(
        r"""Write `batchnorm(x, gamma, beta, state, train, momentum=0.9, eps=1e-5)`. Every **column** of `x` gets mean 0 and variance 1; then the scale $\gamma$ and the shift $\beta$ are applied:

$$\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}, \qquad \text{out} = \gamma \hat{x} + \beta$$

`x` has shape `(N, M)`; `gamma`, `beta` and both halves of `state = (running mean, running variance)` have shape `(M,)`.

- `train` True: $\mu$ and $\sigma^2$ are mean and variance of the batch (divided by N). Each half of the new state is `momentum` times the old value plus `1 - momentum` times the batch's.
- `train` False: $\mu$ and $\sigma^2$ are the two halves of `state`, which stays as it is.

Return `(out, cache, state)` with `cache = (x_hat, gamma, std)`, where `std` is the denominator.""",
        r"""`batchnorm(x, gamma, beta, state, train, momentum=0.9, eps=1e-5)`를 작성하세요. `x`의 **열**마다 평균을 0, 분산을 1로 만든 다음 배율 $\gamma$를 곱하고 이동량 $\beta$를 더합니다.

$$\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}, \qquad \text{out} = \gamma \hat{x} + \beta$$

`x`의 형상은 `(N, M)`이고 `gamma`, `beta`, 그리고 `state = (running mean, running variance)`의 두 부분은 형상이 모두 `(M,)`입니다.

- `train`이 True이면 $\mu$와 $\sigma^2$은 배치의 평균과 분산(N으로 나눈 것)입니다. 새 상태의 두 부분은 각각 이전 값에 `momentum`을, 배치의 값에 `1 - momentum`을 곱해 더한 것입니다.
- `train`이 False이면 $\mu$와 $\sigma^2$은 `state`의 두 부분이고, 상태는 그대로입니다.

`(out, cache, state)`를 반환합니다. `cache = (x_hat, gamma, std)`이고 `std`는 분모입니다.""",
    ),
    docstring_ko="""열마다 평균을 0, 분산을 1로 만든 다음, 학습하는 배율 gamma를 곱하고 이동량 beta를 더합니다.

    훈련할 때 평균과 분산은 배치의 것이고(제곱합을 N으로 나눔), `state`의 이동 평균 쌍은 자신의 몫 `momentum`만큼 남고 나머지를 배치에서
    가져옵니다. 훈련이 아니면 이동 평균 쌍을 쓰고 그대로 둡니다. `eps`는 제곱근 안에서 분산에 더합니다. 출력, `batchnorm_backward`에 필요한 것(정규화된 x,
    gamma, 표준편차), 새 상태를 반환합니다.
    형상: (N, M), (M,), (M,), [(M,), (M,)] -> (N, M)
    예외: 형상이 맞지 않으면 ValueError
    참고: Ioffe & Szegedy (2015)
    >>> x = np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> out, cache, state = batchnorm(x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), train=True)
    >>> out.ravel().round(8), state[0]
    (array([-1.34163542, -0.44721181,  0.44721181,  1.34163542]), array([0.25]))
    """,
    cases=_batchnorm_cases,
    returns=("out", "cache", "state"),
    misconceptions=(
        Misconception(
            "rows-instead-of-columns",
            Text("rows are normalized, not columns", "열이 아니라 행을 정규화했습니다"),
            _batchnorm_with(axis=1),
            Text(
                "Rows are examples. Over whom should the mean of one unit be taken?",
                "행은 샘플입니다. 유닛 하나의 평균은 무엇에 걸쳐 구해야 할까요?",
            ),
            "axis.wrong",
            variants=(_rows_but_columns_for_the_state,),
        ),
        Misconception(
            "divided-by-n-minus-1",
            Text("the variance is divided by N - 1", "분산을 N - 1로 나누었습니다"),
            _batchnorm_with(ddof=1),
            Text(
                "For 1, 2, 3, 4 your outer values are ±1.16. By which number do you divide the sum of squares?",
                "1, 2, 3, 4에서 바깥쪽 값이 ±1.16입니다. 제곱합을 어떤 수로 나누었나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "eps-outside-the-root",
            Text("eps is added behind the root", "eps를 제곱근 밖에서 더했습니다"),
            _batchnorm_with(std=lambda var, eps: np.sqrt(var) + eps),
            Text(
                "With a large eps the difference shows. What stands under the root in the formula?",
                "eps가 크면 차이가 드러납니다. 식에서 제곱근 안에는 무엇이 있나요?",
            ),
            "opt.eps_place",
        ),
        Misconception(
            "batch-statistics-at-test",
            Text(
                "the batch's own mean and variance are used even when not training",
                "훈련이 아닐 때도 배치의 평균과 분산을 썼습니다",
            ),
            _batchnorm_with(uses_running=lambda train: False),
            Text(
                "At test time an answer must not depend on who else is in the batch. What is `state` for?",
                "테스트할 때는 같은 배치에 누가 있는지에 따라 답이 달라지면 안 됩니다. `state`는 무엇을 위한 것일까요?",
            ),
            "mode.train_test",
        ),
        Misconception(
            "state-updated-at-test",
            Text("the state changes even when not training", "훈련이 아닐 때도 상태가 바뀝니다"),
            _batchnorm_with(updates=lambda train: True),
            Text(
                "Looking at test examples must leave no trace. When may the running pair move?",
                "테스트 샘플을 보아도 흔적이 남으면 안 됩니다. 이동 평균은 언제만 바뀌어야 할까요?",
            ),
            "leak.validation",
        ),
        Misconception(
            "state-never-updated",
            Text("the state never changes", "상태가 한 번도 바뀌지 않습니다"),
            _batchnorm_with(updates=lambda train: False),
            Text(
                "After a thousand batches your running mean is still what it was. Where does it learn?",
                "배치를 천 개 보아도 이동 평균이 처음 그대로입니다. 어디에서 갱신되나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "momentum-swapped",
            Text("the batch gets the large share of the state", "상태에서 배치가 큰 몫을 차지합니다"),
            _batchnorm_with(mix=lambda old, new, momentum: (1 - momentum) * old + momentum * new),
            Text(
                "With momentum 0.9 the state should remember. Who keeps nine tenths?",
                "모멘텀(momentum)이 0.9이면 상태는 오래 기억해야 합니다. 0.9를 곱하는 것은 이전 값인가요, 새 값인가요?",
            ),
            "opt.beta_swapped",
        ),
        Misconception(
            "gamma-and-beta-swapped",
            Text("gamma and beta have changed places", "gamma와 beta의 자리가 바뀌었습니다"),
            _batchnorm_with(out=lambda x_hat, gamma, beta: beta * x_hat + gamma),
            Text("Which of the two multiplies?", "둘 가운데 곱하는 것은 어느 쪽인가요?"),
            "order.stale_update",
        ),
        Misconception(
            "running-statistics-in-training",
            Text("training uses the running pair", "훈련할 때 이동 평균을 썼습니다"),
            _batchnorm_with(uses_running=lambda train: True),
            Text(
                "Take the mean of your output's columns in training. Is it beta?",
                "훈련할 때 출력의 열마다 평균을 구해 보세요. beta와 같은가요?",
            ),
            "mode.train_test",
        ),
        Misconception(
            "divided-by-variance",
            Text("divided by the variance, without the root", "제곱근 없이 분산으로 나누었습니다"),
            _batchnorm_with(std=lambda var, eps: var + eps),
            Text(
                "Is the variance of your normalized columns 1? What takes a variance back to the scale of the numbers?",
                "정규화한 열의 분산이 1인가요? 분산을 원래 수의 크기로 되돌리려면 무엇이 필요할까요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "one-mean-for-all",
            Text("one mean and one variance for the whole table", "표 전체에서 평균과 분산을 하나씩만 구했습니다"),
            _batchnorm_with(axis=None),
            Text(
                "Units have different scales. How many means does a table with M columns need?",
                "유닛마다 크기가 다릅니다. 열이 M개인 표에는 평균이 몇 개 필요한가요?",
            ),
            "axis.wrong",
            variants=(
                _batchnorm_with(
                    axis=None,
                    stored=lambda x, x_hat, gamma, scale, var, eps: (x_hat, gamma, scale * np.ones_like(gamma)),
                ),
            ),
        ),
        Misconception(
            "unbiased-running-variance",
            Text("the running variance is divided by N - 1", "이동 분산을 N - 1로 나누었습니다"),
            _batchnorm_with(running_ddof=1),
            Text(
                "A well-known library does that. By which number does this task divide, for the state too?",
                "널리 쓰는 라이브러리의 방식입니다. 이 문제에서는 상태의 분산도 어떤 수로 나누나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "variance-in-the-cache",
            Text("the cache holds the variance, not the denominator", "cache에 분모가 아니라 분산이 들어 있습니다"),
            _batchnorm_with(stored=lambda x, x_hat, gamma, scale, var, eps: (x_hat, gamma, var + eps)),
            Text(
                "What did you divide by to get `x_hat`? Is that the third thing in your cache?",
                "`x_hat`을 구할 때 무엇으로 나누었나요? cache의 세 번째 것이 그것인가요?",
            ),
            "state.not_returned",
            variants=(
                _batchnorm_with(stored=lambda x, x_hat, gamma, scale, var, eps: (x_hat, gamma, var)),
                _batchnorm_with(stored=lambda x, x_hat, gamma, scale, var, eps: (x_hat, gamma, np.sqrt(var))),
                _batchnorm_with(stored=lambda x, x_hat, gamma, scale, var, eps: (x_hat, gamma, 1 / scale)),
            ),
        ),
        Misconception(
            "x-in-the-cache",
            Text("the cache holds another table in the place of `x_hat`", "cache의 `x_hat` 자리에 다른 표가 있습니다"),
            _batchnorm_with(stored=lambda x, x_hat, gamma, scale, var, eps: (x, gamma, scale)),
            Text(
                "Which table does the way back need: before or after the normalization, before or after gamma?",
                "역전파에는 어떤 표가 필요한가요? 정규화하기 전인가요, 뒤인가요? gamma를 곱하기 전인가요, 뒤인가요?",
            ),
            "chain.wrong_input",
            variants=(
                _batchnorm_with(stored=lambda x, x_hat, gamma, scale, var, eps: (x_hat * scale, gamma, scale)),
                _batchnorm_with(stored=lambda x, x_hat, gamma, scale, var, eps: (gamma * x_hat, gamma, scale)),
            ),
        ),
        Misconception(
            "eps-of-its-own",
            Text(
                "`eps` is another number than the one you were handed, or not there at all",
                "`eps`가 받은 값과 다르거나 아예 빠졌습니다",
            ),
            _batchnorm_with(std=lambda var, eps: np.sqrt(var + 1e-5)),
            Text(
                "Books and libraries differ in this number. Which one were you handed, and which one stands under your root?",
                "이 수는 책과 라이브러리마다 다릅니다. 받은 값은 무엇이고, 제곱근 안에 있는 값은 무엇인가요?",
            ),
            "hardcoded.value",
            variants=(*(_with_eps(number) for number in (0.0, 1e-8, 1e-7, 1e-6, 10e-7, 1e-3, 1e-4)),),
        ),
        Misconception(
            "min-max",
            Text(
                "scaled by minimum and maximum, not by mean and variance",
                "평균과 분산이 아니라 최솟값과 최댓값으로 맞추었습니다",
            ),
            _batchnorm_with(middle=lambda x, mean, scale: (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))),
            Text(
                "What are mean and variance of your columns afterwards? Which did the task ask for?",
                "그렇게 하면 열의 평균과 분산은 얼마가 되나요? 문제에서 바란 것은 무엇인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "only-centred",
            Text("the mean is taken away, but nothing is divided", "평균만 빼고 나누지 않았습니다"),
            _batchnorm_with(middle=lambda x, mean, scale: x - mean),
            Text(
                "The columns have mean 0 now. What is their variance?", "이제 열의 평균은 0입니다. 분산은 얼마인가요?"
            ),
            "chain.missing_local",
        ),
        Misconception(
            "not-centred",
            Text("divided, but the mean is not taken away", "나누기만 하고 평균을 빼지 않았습니다"),
            _batchnorm_with(middle=lambda x, mean, scale: x / scale),
            Text("What is the mean of your normalized columns?", "정규화한 열의 평균은 얼마인가요?"),
            "chain.missing_local",
        ),
    ),
    alternatives=(_batchnorm_by_columns, _batchnorm_by_moving_averages, _batchnorm_by_einsum),
    hints=(
        Text(
            "Decide first which pair (mean, variance) is used: the batch's own or the running one. Everything after that is the same.",
            "먼저 어떤 쌍(평균, 분산)을 쓸지 정합니다. 배치의 것이거나 이동 평균입니다. 그다음은 똑같습니다.",
        ),
        Text(
            "Means and variances run over `axis=0`, so they have shape `(M,)` and fit every row. $\\epsilon$ stands under the root, beside the variance.",
            "평균과 분산은 `axis=0`을 따라 구하므로 형상이 `(M,)`이고 모든 행에 맞습니다. $\\epsilon$은 제곱근 안, 분산 옆에 있습니다.",
        ),
        Text(
            "In training: take mean and variance of the columns, and make a new state from the old one and them. Else: take both from the state. Then subtract, divide by the root, multiply by `gamma`, add `beta`, and return all three things.",
            "훈련할 때는 열의 평균과 분산을 구하고, 이전 상태와 합쳐 새 상태를 만듭니다. 아니면 둘 다 상태에서 가져옵니다. 그런 다음 빼고, 제곱근으로 나누고, `gamma`를 곱하고 `beta`를 더해 세 가지를 반환합니다.",
        ),
    ),
)
