"""The card of `prelu_grads`: PReLU learns its slope."""

from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _prelu_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    z = np.array([[-2.0, 3.0], [1.0, -4.0], [-1.0, -0.5]])
    return (
        Case(
            Text("one alpha for all units", "모든 유닛에 alpha 하나"),
            (z, 0.25, np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, -2.0]])),
        ),
        Case(
            Text("one alpha for each column", "열마다 alpha 하나"),
            (z, np.array([0.1, 0.5]), np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, -2.0]])),
        ),
        Case(
            Text("random numbers, one alpha", "난수, alpha 하나"),
            (rng.normal(size=(4, 3)), float(rng.uniform(0.1, 0.5)), rng.normal(size=(4, 3))),
            hidden=True,
        ),
        Case(
            Text("random numbers, an alpha for each column", "난수, 열마다 alpha 하나"),
            (rng.normal(size=(6, 4)), rng.uniform(0.1, 0.5, size=4), rng.normal(size=(6, 4))),
            hidden=True,
        ),
        Case(
            Text("exactly zero", "정확히 0일 때"),
            (np.array([[0.0, 2.0, -1.0]]), np.array([0.5, 0.25, 0.1]), np.array([[2.0, -1.0, 4.0]])),
            edge=True,
        ),
    )


def _prelu_each(z: Any, alpha: Any, dout: Any) -> tuple[Any, Any]:
    """The gradient at z, and what every single number contributes to the gradient at alpha."""
    return np.where(z > 0, 1.0, alpha) * dout, np.where(z > 0, 0.0, z) * dout


def _summed(each: Any, alpha: Any) -> Any:
    return each.sum() if np.ndim(alpha) == 0 else each.sum(axis=0)


def _prelu_not_summed(z: Any, alpha: Any, dout: Any) -> Any:
    return _prelu_each(z, alpha, dout)


def _prelu_mean(z: Any, alpha: Any, dout: Any) -> Any:
    dz, each = _prelu_each(z, alpha, dout)
    return dz, each.mean() if np.ndim(alpha) == 0 else each.mean(axis=0)


def _prelu_summed_over_all(z: Any, alpha: Any, dout: Any) -> Any:
    dz, each = _prelu_each(z, alpha, dout)
    return dz, each.sum()


def _prelu_summed_by_column(z: Any, alpha: Any, dout: Any) -> Any:
    dz, each = _prelu_each(z, alpha, dout)
    return dz, each.sum(axis=0)


def _prelu_summed_by_row(z: Any, alpha: Any, dout: Any) -> Any:
    dz, each = _prelu_each(z, alpha, dout)
    return dz, each.sum() if np.ndim(alpha) == 0 else each.sum(axis=1)


def _prelu_dalpha_without_dout(z: Any, alpha: Any, dout: Any) -> Any:
    dz, _ = _prelu_each(z, alpha, dout)
    return dz, _summed(np.where(z > 0, 0.0, z), alpha)


def _prelu_dz_without_dout(z: Any, alpha: Any, dout: Any) -> Any:
    _, each = _prelu_each(z, alpha, dout)
    return np.where(z > 0, 1.0, alpha) * np.ones_like(z), _summed(each, alpha)


def _prelu_wrong_side(z: Any, alpha: Any, dout: Any) -> Any:
    return np.where(z > 0, alpha, 1.0) * dout, _summed(np.where(z > 0, z, 0.0) * dout, alpha)


def _prelu_output_for_z(z: Any, alpha: Any, dout: Any) -> Any:
    dz, each = _prelu_each(z, alpha, dout)
    return dz, _summed(alpha * each, alpha)


def _prelu_all_numbers(z: Any, alpha: Any, dout: Any) -> Any:
    dz, _ = _prelu_each(z, alpha, dout)
    return dz, _summed(z * dout, alpha)


def _prelu_one_at_zero(z: Any, alpha: Any, dout: Any) -> Any:
    _, each = _prelu_each(z, alpha, dout)
    return np.where(z >= 0, 1.0, alpha) * dout, _summed(each, alpha)


def _prelu_by_loop(z: Any, alpha: Any, dout: Any) -> Any:
    slopes = np.broadcast_to(alpha, z.shape[1])
    dz, dalpha = np.zeros(z.shape), np.zeros(z.shape[1])
    for row in range(z.shape[0]):
        for column in range(z.shape[1]):
            if z[row, column] > 0:
                dz[row, column] = dout[row, column]
            else:
                dz[row, column] = slopes[column] * dout[row, column]
                dalpha[column] += z[row, column] * dout[row, column]
    return dz, dalpha if np.ndim(alpha) else dalpha.sum()


def _prelu_by_einsum(z: Any, alpha: Any, dout: Any) -> Any:
    below = np.minimum(z, 0.0)
    dz = dout - (1.0 - alpha) * dout * (z <= 0)
    return dz, np.einsum("nm,nm->m", below, dout) if np.ndim(alpha) else np.einsum("nm,nm->", below, dout)


def _prelu_by_mask(z: Any, alpha: Any, dout: Any) -> Any:
    left = z <= 0
    dz = np.array(dout, dtype=float)
    dz[left] = (np.broadcast_to(alpha, z.shape) * dout)[left]
    dalpha = (z * dout * left).sum(axis=tuple(range(z.ndim - np.ndim(alpha))))
    return dz, dalpha


def _prelu_dout_decides(z: Any, alpha: Any, dout: Any) -> Any:
    return np.where(dout > 0, 1.0, alpha) * dout, _summed(np.where(dout > 0, 0.0, z) * dout, alpha)


CARD = Exercise(
    id="prelu-grads",
    reference=activations.prelu_grads,
    points=3.0,
    stars=2,
    title=Text("PReLU learns its slope", "PReLU는 기울기를 학습합니다"),
    text=Text(
        r"""Write `prelu_grads(z, alpha, dout)`. It returns two gradients, `(dz, dalpha)`, of the function $f = z$ for $z > 0$, else $\alpha z$.

`dout` has the shape of `z`, `(N, M)`, and says how much the loss changes when each *output* grows. Multiply it by the slope of $f$:

$$dz = dout \cdot \frac{\partial f}{\partial z}, \qquad d\alpha = \sum dout \cdot \frac{\partial f}{\partial \alpha}$$

`alpha` is one number for all units, or has shape `(M,)`, one for each column. `dz` has the shape of `z`, and `dalpha` has the shape of `alpha`: every number that used an alpha adds to its gradient. At $z = 0$ count the left side.

For `z = [[-2.0, 3.0], [-1.0, -4.0]]`, `alpha = 0.5` and a `dout` of ones, `dz` is `[[0.5, 1.0], [0.5, 0.5]]` and `dalpha` is `-7.0`.""",
        r"""`prelu_grads(z, alpha, dout)`를 작성하세요. $z > 0$이면 $f = z$, 아니면 $\alpha z$인 함수의 두 기울기 `(dz, dalpha)`를 반환합니다.

`dout`은 형상이 `z`와 같은 `(N, M)`이고, **출력**이 하나하나 커질 때 손실이 얼마나 달라지는지를 담고 있습니다. 여기에 $f$의 기울기를 곱합니다.

$$dz = dout \cdot \frac{\partial f}{\partial z}, \qquad d\alpha = \sum dout \cdot \frac{\partial f}{\partial \alpha}$$

`alpha`는 모든 유닛이 함께 쓰는 수 하나이거나, 열마다 하나씩 형상이 `(M,)`입니다. `dz`의 형상은 `z`와 같고 `dalpha`의 형상은 `alpha`와 같습니다. 같은 alpha를 쓴 수가 모두 그 alpha의 기울기에 더해집니다. $z = 0$은 왼쪽으로 셉니다.

`z = [[-2.0, 3.0], [-1.0, -4.0]]`, `alpha = 0.5`이고 `dout`이 모두 1이면 `dz`는 `[[0.5, 1.0], [0.5, 0.5]]`이고 `dalpha`는 `-7.0`입니다.""",
    ),
    docstring_ko="""출력의 기울기 `dout`이 주어졌을 때, z와 alpha에서 손실의 기울기입니다.

    형상: (N, M), () 또는 (M,), (N, M) -> (N, M), alpha의 형상
    예외: z와 dout의 형상이 다르면 ValueError
    참고: He, Zhang, Ren & Sun (2015)
    >>> dz, dalpha = prelu_grads(np.array([[-2.0, 3.0], [-1.0, -4.0]]), 0.5, np.ones((2, 2)))
    >>> dz
    array([[0.5, 1. ],
           [0.5, 0.5]])
    >>> float(dalpha)
    -7.0
    """,
    cases=_prelu_cases,
    misconceptions=(
        Misconception(
            "not-summed",
            Text("dalpha was not summed", "dalpha를 더하지 않았습니다"),
            _prelu_not_summed,
            Text(
                "Your `dalpha` has as many numbers as `z`, but there are only as many slopes as `alpha` has. What happens to the contributions of those that share one?",
                "`dalpha`에 `z`만큼 많은 수가 있지만 기울기는 `alpha`의 수만큼만 있습니다. 같은 것을 함께 쓴 몫은 어떻게 해야 할까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "mean",
            Text("dalpha is a mean, not a sum", "dalpha가 합이 아니라 평균입니다"),
            _prelu_mean,
            Text(
                "Your `dalpha` is too small. If ten examples each push alpha by 1, how strong is the push?",
                "`dalpha`가 너무 작습니다. 샘플 열 개가 저마다 alpha를 1만큼 민다면 미는 힘은 모두 얼마인가요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "summed-over-all",
            Text(
                "one sum over all columns, though each column has its own alpha",
                "열마다 alpha가 따로 있는데 모든 열을 합쳐 더했습니다",
            ),
            _prelu_summed_over_all,
            Text(
                "When `alpha` has shape `(M,)`, so has `dalpha`. Over which axis do you have to add, and over which not?",
                "`alpha`의 형상이 `(M,)`이면 `dalpha`도 그렇습니다. 어느 축으로 더하고 어느 축으로는 더하지 말아야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "summed-by-column",
            Text(
                "a sum for each column, though all share one alpha", "모두 alpha 하나를 쓰는데 열마다 따로 더했습니다"
            ),
            _prelu_summed_by_column,
            Text(
                "When `alpha` is one number, all columns used the same. How many numbers is its gradient?",
                "`alpha`가 수 하나이면 모든 열이 같은 수를 쓴 것입니다. 그 기울기는 수 몇 개인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "summed-by-row",
            Text("the sums for dalpha go along the rows", "dalpha의 합을 행을 따라 구했습니다"),
            _prelu_summed_by_row,
            Text(
                "Each column has an alpha of its own. Over which axis must you add so that one number a column is left?",
                "열마다 alpha가 하나씩 있습니다. 열마다 수 하나가 남으려면 어느 축을 따라 더해야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "dout-forgotten-at-alpha",
            Text("dout is missing in dalpha", "dalpha에 dout이 빠졌습니다"),
            _prelu_dalpha_without_dout,
            Text(
                "`dz` is right. Does `dalpha` change when you double `dout`?",
                "`dz`는 맞습니다. `dout`을 두 배로 하면 `dalpha`가 달라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "dout-forgotten-at-z",
            Text("dout is missing in dz", "dz에 dout이 빠졌습니다"),
            _prelu_dz_without_dout,
            Text(
                "`dalpha` is right. Does `dz` change when you double `dout`?",
                "`dalpha`는 맞습니다. `dout`을 두 배로 하면 `dz`가 달라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "wrong-side",
            Text("alpha is on the positive side", "alpha를 양수 쪽에 두었습니다"),
            _prelu_wrong_side,
            Text(
                "Where `z` is positive, does the output depend on alpha at all?",
                "`z`가 양수인 곳에서 출력이 alpha에 따라 달라지나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "output-for-z",
            Text(
                "the output alpha·z stands in dalpha where z belongs", "dalpha에 z가 아니라 출력 alpha·z를 넣었습니다"
            ),
            _prelu_output_for_z,
            Text(
                "On the left the output is $\\alpha z$. If alpha grows by 1, by how much does it grow?",
                "왼쪽에서 출력은 $\\alpha z$입니다. alpha가 1만큼 커지면 출력은 얼마나 달라지나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "all-numbers",
            Text("positive numbers count in dalpha as well", "dalpha에 양수까지 넣었습니다"),
            _prelu_all_numbers,
            Text(
                "Which numbers of `z` ever met alpha?",
                "`z`의 수 가운데 alpha를 만난 것은 어느 것인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "one-at-zero",
            Text("exactly 0 counts as positive", "정확히 0을 양수로 셌습니다"),
            _prelu_one_at_zero,
            Text(
                "Everything is right except exactly at 0. On which side does the task put it?",
                "정확히 0일 때만 다릅니다. 문제에서 0은 어느 쪽인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "nothing-left-of-zero",
            Text("on the left dz is 0, as for a plain ReLU", "왼쪽에서 dz가 보통의 ReLU처럼 0입니다"),
            lambda z, alpha, dout: (np.where(z > 0, dout, 0.0), _summed(_prelu_each(z, alpha, dout)[1], alpha)),
            Text("How steep is the function to the left of 0?", "0의 왼쪽에서 이 함수는 얼마나 가파른가요?"),
            "chain.missing_local",
        ),
        Misconception(
            "z-missing-at-alpha",
            Text("dalpha adds up dout alone, without z", "dalpha가 z 없이 dout만 더한 것입니다"),
            lambda z, alpha, dout: (_prelu_each(z, alpha, dout)[0], _summed(np.where(z > 0, 0.0, dout), alpha)),
            Text(
                r"If alpha grows by 1, by how much does $\alpha z$ grow?",
                r"alpha가 1만큼 커지면 $\alpha z$는 얼마나 달라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "dout-decides",
            Text(
                "the sign of `dout` decides the side, not that of `z`",
                "`z`가 아니라 `dout`의 부호로 어느 쪽인지 정했습니다",
            ),
            _prelu_dout_decides,
            Text(
                "On the way forward the unit chose its side before `dout` existed. Which number did it look at?",
                "앞으로 갈 때는 `dout`이 생기기도 전에 어느 쪽인지 정해졌습니다. 그때 어떤 수를 보았나요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(_prelu_by_loop, _prelu_by_einsum, _prelu_by_mask),
    hints=(
        Text(
            "Ask two questions for one single number: if `z` grows a little, how much does the output grow? And if alpha grows a little?",
            "수 하나를 놓고 두 가지를 물어보세요. `z`가 조금 커지면 출력은 얼마나 커질까요? alpha가 조금 커지면 어떨까요?",
        ),
        Text(
            r"$\partial f / \partial z$ is 1 or $\alpha$, and $\partial f / \partial \alpha$ is 0 or $z$, each for $z > 0$ or not. Multiply both by `dout`. Then `dalpha` is a sum: over rows and columns for one alpha, over rows for shape `(M,)`.",
            r"$\partial f / \partial z$는 1 또는 $\alpha$이고, $\partial f / \partial \alpha$는 0 또는 $z$입니다. 각각 $z > 0$일 때와 아닐 때입니다. 둘 다 `dout`을 곱합니다. `dalpha`는 합입니다. alpha가 하나면 행과 열 모두에 대해, 형상이 `(M,)`이면 행에 대해 더합니다.",
        ),
        Text(
            "Write both products with `np.where`, each of shape `(N, M)`. For the sum, `np.ndim(alpha)` tells you whether there is one alpha or one for each column, and so which axes have to go.",
            "두 곱을 `np.where`로 쓰면 각각 형상이 `(N, M)`입니다. 더할 때는 `np.ndim(alpha)`를 보면 alpha가 하나인지 열마다 하나인지, 그래서 어느 축을 없애야 하는지 알 수 있습니다.",
        ),
    ),
    returns=("dz", "dalpha"),
)
