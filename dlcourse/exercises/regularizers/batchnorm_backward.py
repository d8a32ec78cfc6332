"""The card of `batchnorm_backward`: Batch normalization, backwards."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import regularizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _cached(rng: np.random.Generator, n: int, m: int) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """A gradient from above, and what a forward pass in training leaves in its cache."""
    x = rng.normal(3.0, 2.0, size=(n, m))
    std = np.sqrt(x.var(axis=0) + 1e-5)
    return rng.normal(size=(n, m)), ((x - x.mean(axis=0)) / std, rng.uniform(0.5, 2.0, size=m), std)


def _batchnorm_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    x = np.array([[1.0], [2.0], [4.0]])
    std = np.sqrt(x.var(axis=0) + 1e-5)
    cache = ((x - x.mean(axis=0)) / std, np.ones(1), std)
    return (
        Case(Text("one column", "한 열"), (np.array([[1.0], [0.0], [1.0]]), cache)),
        Case(Text("three columns", "세 열"), _cached(rng, 5, 3)),
        Case(Text("two random columns", "무작위 두 열"), _cached(rng, 7, 2), hidden=True),
        Case(Text("four random columns", "무작위 네 열"), _cached(rng, 6, 4), hidden=True),
        Case(
            Text("a batch of one example", "샘플이 하나뿐인 배치"),
            (rng.normal(size=(1, 3)), (np.zeros((1, 3)), np.array([0.5, 1.0, 2.0]), np.full(3, np.sqrt(1e-5)))),
            edge=True,
            atol=1e-9,
        ),
    )


def _batchnorm_backward_with(
    dx: Callable[..., Any],
    dgamma: Callable[..., Any] = lambda dout, x_hat, gamma: (dout * x_hat).sum(axis=0),
    dbeta: Callable[..., Any] = lambda dout: dout.sum(axis=0),
) -> Callable[..., Any]:
    """Three gradients, one of them with a screw turned."""

    def batchnorm_backward(dout: Any, cache: Any) -> Any:
        x_hat, gamma, std = cache
        return dx(dout, x_hat, gamma, std), dgamma(dout, x_hat, gamma), dbeta(dout)

    return batchnorm_backward


def _right_dx(dout: Any, x_hat: Any, gamma: Any, std: Any) -> Any:
    return gamma / std * (dout - dout.mean(axis=0) - x_hat * (dout * x_hat).mean(axis=0))


def _batchnorm_backward_step_by_step(dout: Any, cache: Any) -> Any:
    x_hat, gamma, std = cache
    n = dout.shape[0]
    centred = x_hat * std
    dx_hat = dout * gamma
    dvar = np.sum(dx_hat * centred * -0.5 * std**-3, axis=0)
    dmean = -np.sum(dx_hat / std, axis=0) + dvar * np.mean(-2.0 * centred, axis=0)
    dx = dx_hat / std + dvar * 2.0 * centred / n + dmean / n
    return dx, np.sum(x_hat * dout, axis=0), np.sum(dout, axis=0)


def _batchnorm_backward_by_matrix(dout: Any, cache: Any) -> Any:
    x_hat, gamma, std = cache
    n, m = dout.shape
    dx = np.zeros((n, m))
    for j in range(m):
        column = x_hat[:, j : j + 1]
        jacobian = (np.eye(n) - 1 / n - column @ column.T / n) / std[j]
        dx[:, j] = gamma[j] * jacobian @ dout[:, j]
    return dx, np.einsum("nm,nm->m", dout, x_hat), np.ones(n) @ dout


def _batchnorm_backward_times_n(dout: Any, cache: Any) -> Any:
    x_hat, gamma, std = cache
    n = len(dout)
    dx_hat = gamma * dout
    dx = (n * dx_hat - dx_hat.sum(axis=0) - x_hat * (dx_hat * x_hat).sum(axis=0)) / (n * std)
    return [dx, (x_hat * dout).sum(axis=0), dout.sum(axis=0)]


CARD = Exercise(
    id="batchnorm-backward",
    reference=regularizers.batchnorm_backward,
    points=4.0,
    stars=3,
    title=Text("Batch normalization, backwards", "배치 정규화의 역전파"),
    text=Text(
        r"""Write `batchnorm_backward(dout, cache)` for a forward pass in training.

`dout` has shape `(N, M)`; `cache = (x_hat, gamma, std)` has the shapes `(N, M)`, `(M,)` and `(M,)`. Return `(dx, dgamma, dbeta)` with the shapes `(N, M)`, `(M,)` and `(M,)`.

$\gamma$ and $\beta$ are like the weights and the bias of an affine layer. For `x` there is a trap: moving **one** row also moves mean and variance, and through them **every** row. You know you have it right when every column of `dx` adds up to 0.""",
        r"""훈련할 때의 순전파에 대한 `batchnorm_backward(dout, cache)`를 작성하세요.

`dout`의 형상은 `(N, M)`이고, `cache = (x_hat, gamma, std)`의 형상은 `(N, M)`, `(M,)`, `(M,)`입니다. 형상이 `(N, M)`, `(M,)`, `(M,)`인 `(dx, dgamma, dbeta)`를 반환합니다.

$\gamma$와 $\beta$는 아핀 층의 가중치와 편향처럼 다루면 됩니다. `x`에는 함정이 있습니다. **한** 행을 움직이면 평균과 분산도 움직이고, 그래서 **모든** 행이 움직입니다. `dx`의 열마다 합이 0이면 맞게 구한 것입니다.""",
    ),
    docstring_ko="""훈련할 때의 `batchnorm`에 대해, 출력에서의 기울기로 x, gamma, beta에서의 기울기를 구합니다.

    `cache`에는 정규화된 x, gamma, 표준편차가 있습니다. 평균과 분산은 배치의 모든 행에 달려 있으므로 `dout`의 모든 행이 첫 번째 답의 모든 행에
    닿고, 그 열의 합은 0입니다.
    형상: (N, M), [(N, M), (M,), (M,)] -> (N, M), (M,), (M,)
    예외: 형상이 맞지 않으면 ValueError
    참고: Ioffe & Szegedy (2015)
    >>> x = np.array([[1.0], [2.0], [4.0]])
    >>> out, cache, state = batchnorm(x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), train=True)
    >>> dx, dgamma, dbeta = batchnorm_backward(np.array([[1.0], [0.0], [1.0]]), cache)
    >>> dx.ravel().round(4), dgamma.round(4), dbeta
    (array([ 0.3436, -0.5154,  0.1718]), array([0.2673]), array([2.]))
    """,
    cases=_batchnorm_backward_cases,
    returns=("dx", "dgamma", "dbeta"),
    misconceptions=(
        Misconception(
            "mean-and-variance-constant",
            Text("mean and variance are treated as constants", "평균과 분산을 상수로 보았습니다"),
            _batchnorm_backward_with(lambda dout, x_hat, gamma, std: gamma * dout / std),
            Text(
                "Add up the columns of your `dx`. If every row grew by 1, what would come out of the forward pass?",
                "`dx`의 열마다 합을 구해 보세요. 모든 행이 1씩 커지면 순전파의 결과는 어떻게 될까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "variance-constant",
            Text("the variance is treated as a constant", "분산을 상수로 보았습니다"),
            _batchnorm_backward_with(lambda dout, x_hat, gamma, std: gamma / std * (dout - dout.mean(axis=0))),
            Text(
                "The mean is taken care of. If every row were twice as far from it, would the output change?",
                "평균은 잘 처리했습니다. 모든 행이 평균에서 두 배 멀어지면 출력이 달라질까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "gamma-forgotten",
            Text("`dx` forgets gamma", "`dx`에 gamma가 빠졌습니다"),
            _batchnorm_backward_with(lambda dout, x_hat, gamma, std: _right_dx(dout, x_hat, np.ones_like(gamma), std)),
            Text(
                "On the way back to `x` the gradient passes the multiplication by gamma. What does the chain rule say there?",
                "기울기는 `x`로 돌아가는 길에 gamma를 곱한 곳을 지납니다. 거기서 연쇄 법칙은 무엇이라고 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "std-forgotten",
            Text("`dx` is not divided by the standard deviation", "`dx`를 표준편차로 나누지 않았습니다"),
            _batchnorm_backward_with(lambda dout, x_hat, gamma, std: _right_dx(dout, x_hat, gamma, np.ones_like(std))),
            Text(
                "A column with a large spread is squeezed hard on the way forward. What does that do to its gradient?",
                "많이 퍼진 열은 순전파에서 크게 눌립니다. 그 열의 기울기는 어떻게 될까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "means-for-gamma-and-beta",
            Text("means over the batch for gamma and beta", "gamma와 beta에서 배치의 평균을 구했습니다"),
            _batchnorm_backward_with(
                _right_dx, lambda dout, x_hat, gamma: (dout * x_hat).mean(axis=0), lambda dout: dout.mean(axis=0)
            ),
            Text(
                "beta is added to every row. What happens to the gradients of something that is used N times?",
                "beta는 모든 행에 더해집니다. N번 쓰인 것의 기울기는 어떻게 되나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "gamma-and-beta-swapped",
            Text("`dgamma` and `dbeta` have changed places", "`dgamma`와 `dbeta`의 자리가 바뀌었습니다"),
            lambda dout, cache: (_right_dx(dout, *cache), dout.sum(axis=0), (dout * cache[0]).sum(axis=0)),
            Text("Which of the two gradients needs `x_hat`?", "두 기울기 가운데 `x_hat`이 필요한 것은 어느 쪽인가요?"),
            "order.stale_update",
        ),
        Misconception(
            "gamma-in-dgamma",
            Text("`dgamma` is multiplied by gamma", "`dgamma`에 gamma를 곱했습니다"),
            _batchnorm_backward_with(_right_dx, lambda dout, x_hat, gamma: gamma * (dout * x_hat).sum(axis=0)),
            Text(
                "Differentiate gamma times `x_hat` by gamma. What is left?",
                "gamma 곱하기 `x_hat`을 gamma로 미분하면 무엇이 남나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "mean-constant",
            Text("the mean is treated as a constant", "평균을 상수로 보았습니다"),
            _batchnorm_backward_with(
                lambda dout, x_hat, gamma, std: gamma / std * (dout - x_hat * (dout * x_hat).mean(axis=0))
            ),
            Text(
                "The variance is taken care of. If every row grew by 1, would the output change? Add up the columns of your `dx`.",
                "분산은 잘 처리했습니다. 모든 행이 1씩 커지면 출력이 달라질까요? `dx`의 열마다 합을 구해 보세요.",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "sums-for-means",
            Text(
                "`dx` has sums over the batch where means belong", "`dx`에서 평균이 있어야 할 곳에 배치의 합이 있습니다"
            ),
            _batchnorm_backward_with(
                lambda dout, x_hat, gamma, std: (
                    gamma / std * (dout - dout.sum(axis=0) - x_hat * (dout * x_hat).sum(axis=0))
                )
            ),
            Text(
                "The mean of the batch moves by one N-th when one row moves by 1. Where is that N in your `dx`?",
                "행 하나가 1만큼 움직이면 배치의 평균은 N분의 1만큼 움직입니다. `dx`에서 그 N은 어디에 있나요?",
            ),
            "reduce.sum_vs_mean",
            variants=(
                _batchnorm_backward_with(
                    lambda dout, x_hat, gamma, std: (
                        gamma / std * (dout - dout.mean(axis=0) - x_hat * (dout * x_hat).sum(axis=0))
                    )
                ),
                _batchnorm_backward_with(
                    lambda dout, x_hat, gamma, std: (
                        gamma / std * (dout - dout.sum(axis=0) - x_hat * (dout * x_hat).mean(axis=0))
                    )
                ),
            ),
        ),
        Misconception(
            "divided-by-the-variance",
            Text(
                "`dx` is divided by the variance, not by the standard deviation",
                "`dx`를 표준편차가 아니라 분산으로 나누었습니다",
            ),
            _batchnorm_backward_with(lambda dout, x_hat, gamma, std: _right_dx(dout, x_hat, gamma, std) / std),
            Text(
                "How often does the forward pass divide a row by `std`?", "순전파에서 한 행을 `std`로 몇 번 나누나요?"
            ),
            "opt.square_missing",
        ),
        Misconception(
            "plus-for-minus",
            Text("a correction in `dx` is added, not taken away", "`dx`의 보정을 빼지 않고 더했습니다"),
            _batchnorm_backward_with(
                lambda dout, x_hat, gamma, std: (
                    gamma / std * (dout - dout.mean(axis=0) + x_hat * (dout * x_hat).mean(axis=0))
                )
            ),
            Text(
                "A row that grows takes the mean and the variance along. Does that weaken or strengthen what comes out?",
                "한 행이 커지면 평균과 분산도 따라 커집니다. 그러면 결과가 약해지나요, 강해지나요?",
            ),
            "sign.flipped",
            variants=(
                _batchnorm_backward_with(
                    lambda dout, x_hat, gamma, std: (
                        gamma / std * (dout + dout.mean(axis=0) - x_hat * (dout * x_hat).mean(axis=0))
                    )
                ),
                _batchnorm_backward_with(
                    lambda dout, x_hat, gamma, std: (
                        gamma / std * (dout + dout.mean(axis=0) + x_hat * (dout * x_hat).mean(axis=0))
                    )
                ),
            ),
        ),
        Misconception(
            "x-hat-forgotten-in-dx",
            Text("the way through the variance forgets `x_hat`", "분산을 지나는 길에서 `x_hat`이 빠졌습니다"),
            _batchnorm_backward_with(
                lambda dout, x_hat, gamma, std: gamma / std * (dout - dout.mean(axis=0) - (dout * x_hat).mean(axis=0))
            ),
            Text(
                "Rows far from the mean move the variance most. Where does your formula say how far a row is?",
                "평균에서 먼 행일수록 분산을 많이 움직입니다. 식의 어디에 행이 얼마나 먼지 나와 있나요?",
            ),
            "chain.missing_local",
            variants=(
                _batchnorm_backward_with(
                    lambda dout, x_hat, gamma, std: gamma / std * (dout - dout.mean(axis=0) - x_hat * dout.mean(axis=0))
                ),
            ),
        ),
        Misconception(
            "divided-by-n-minus-1",
            Text("`dx` divides by N - 1", "`dx`에서 N - 1로 나누었습니다"),
            _batchnorm_backward_with(
                lambda dout, x_hat, gamma, std: (
                    gamma
                    / std
                    * (dout - dout.sum(axis=0) / (len(dout) - 1) - x_hat * (dout * x_hat).sum(axis=0) / (len(dout) - 1))
                )
            ),
            Text(
                "By which number did the forward pass divide to get mean and variance?",
                "순전파에서 평균과 분산을 구할 때 어떤 수로 나누었나요?",
            ),
            "scale.one_over_n",
            variants=(
                _batchnorm_backward_with(
                    lambda dout, x_hat, gamma, std: (
                        gamma / std * (dout - dout.mean(axis=0) - x_hat * (dout * x_hat).sum(axis=0) / (len(dout) - 1))
                    )
                ),
            ),
        ),
        Misconception(
            "dgamma-without-x-hat",
            Text("`dgamma` forgets `x_hat`", "`dgamma`에 `x_hat`이 빠졌습니다"),
            _batchnorm_backward_with(_right_dx, lambda dout, x_hat, gamma: dout.sum(axis=0)),
            Text("gamma multiplies something in the forward pass. What?", "순전파에서 gamma는 무엇에 곱해지나요?"),
            "chain.missing_local",
        ),
        Misconception(
            "sums-over-the-columns",
            Text("the sums run over the columns, not over the batch", "배치가 아니라 열을 따라 더했습니다"),
            _batchnorm_backward_with(
                _right_dx, lambda dout, x_hat, gamma: (dout * x_hat).sum(axis=1), lambda dout: dout.sum(axis=1)
            ),
            Text(
                "Each unit has one gamma, used by every example. Over whom do its gradients add up?",
                "유닛마다 gamma가 하나이고 모든 샘플이 그것을 씁니다. 기울기는 무엇에 걸쳐 더해지나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "divided-twice-and-centred",
            Text("divided by std once more, and only the mean taken off", "std로 한 번 더 나누고 평균만 뺐습니다"),
            _batchnorm_backward_with(
                lambda dout, x_hat, gamma, std: dout * gamma / std**2 - (dout * gamma / std**2).mean(axis=0)
            ),
            Text(
                "Through which ways does one number of `x` reach the result? How often does a division by std stand on the straight one?",
                "`x`의 수 하나는 어떤 길로 결과에 닿나요? 곧은 길에서는 std로 몇 번 나누나요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(
        _batchnorm_backward_step_by_step,
        _batchnorm_backward_by_matrix,
        _batchnorm_backward_times_n,
    ),
    hints=(
        Text(
            "Begin with the two easy ones: what is added to every row, and what is multiplied onto every row. For `dx` follow three ways: straight, through the mean, through the variance.",
            "쉬운 둘부터 구합니다. 모든 행에 더해지는 것과 모든 행에 곱해지는 것입니다. `dx`는 세 갈래를 따라갑니다. 곧장 가는 길, 평균을 지나는 길, 분산을 지나는 길입니다.",
        ),
        Text(
            "The three ways join to $\\frac{\\gamma}{\\sqrt{\\sigma^2 + \\epsilon}} \\left( g - \\bar{g} - \\hat{x} \\, \\overline{g \\hat{x}} \\right)$, where $g$ is `dout` and a bar means the mean over the batch.",
            "세 갈래를 합치면 $\\frac{\\gamma}{\\sqrt{\\sigma^2 + \\epsilon}} \\left( g - \\bar{g} - \\hat{x} \\, \\overline{g \\hat{x}} \\right)$입니다. $g$는 `dout`이고 윗줄은 배치에 걸친 평균입니다.",
        ),
        Text(
            "Sum `dout` over the rows for `dbeta`, and `dout` times `x_hat` for `dgamma`. Divided by N, these two sums are the two means that `dx` needs.",
            "`dbeta`는 `dout`을 행에 걸쳐 더한 것이고, `dgamma`는 `dout`에 `x_hat`을 곱해 더한 것입니다. 이 두 합을 N으로 나누면 `dx`에 필요한 두 평균이 됩니다.",
        ),
    ),
)
