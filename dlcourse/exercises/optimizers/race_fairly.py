"""The card of `fair_race`: A fair race."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import optimizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

RATES = np.array([0.3, 0.01, 1.0, 0.1, 3.0])


def _losses_as_written(table: np.ndarray) -> Callable[[float, float], float]:
    """Losses as written down: row for the rate (by its place in `RATES`), column for the start."""

    def run_once(rate: float, start: float) -> float:
        row = int(np.argmin(np.abs(RATES - rate)))
        return float(table[row, min(max(round(start), 0), table.shape[1] - 1)])

    return run_once


# the first has one lucky run at 1.0; the second is best where the first is bad
ONE = np.array([[3.0, 3.2, 3.1], [6.0, 7.0, 6.5], [0.1, 9.0, 9.0], [2.0, 2.2, 2.4], [8.0, 8.0, 9.5]])
TWO = np.array([[4.0, 4.0, 4.3], [9.0, 9.0, 9.0], [2.5, 5.0, 3.0], [7.0, 6.0, 7.0], [3.0, 3.1, 2.9]])


def _random(rng: np.random.Generator) -> np.ndarray:
    """Losses of which the best mean, the best single run, and the best first run each belong to another rate."""
    while True:
        table = rng.uniform(1.0, 9.0, size=(5, 3))
        places = {int(np.argmin(table.mean(axis=1))), int(np.argmin(table.min(axis=1))), int(np.argmin(table[:, 0]))}
        if len(places) == 3:
            return table


def _fair_race_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    starts = np.arange(3.0)
    gone = ONE.copy()
    gone[2], gone[0, 1] = np.nan, np.inf
    # the best rate of each would win but for one start
    torn, burst = ONE.copy(), TWO.copy()
    torn[3, 1], burst[4, 0] = np.nan, np.inf
    return (
        Case(
            Text("a lucky run among bad ones", "나쁜 결과 사이의 운 좋은 한 번"),
            (_losses_as_written(ONE), _losses_as_written(TWO), RATES, starts),
        ),
        Case(
            Text("the two change places", "둘의 자리를 바꾸었을 때"),
            (_losses_as_written(TWO), _losses_as_written(ONE), RATES, starts),
        ),
        Case(
            Text("random losses", "무작위 손실"),
            (_losses_as_written(_random(rng)), _losses_as_written(_random(rng)), RATES, starts),
            hidden=True,
        ),
        Case(
            Text("one start only", "출발점이 하나뿐일 때"),
            (_losses_as_written(TWO), _losses_as_written(_random(rng)), RATES, starts[1:2]),
            edge=True,
        ),
        Case(
            Text("a rate that leads out of the valley", "골짜기 밖으로 튕겨 나가는 학습률"),
            (_losses_as_written(gone), _losses_as_written(TWO), RATES, starts),
            edge=True,
            silent=True,
        ),
        Case(
            Text("a rate that fails from one start only", "한 출발점에서만 실패하는 학습률"),
            (_losses_as_written(torn), _losses_as_written(burst), RATES, starts),
            edge=True,
        ),
    )


def _race(
    *,
    over: Callable[[Any], Any] = np.mean,
    best: Callable[[Any], Any] = np.argmin,
    tell: Callable[..., Any] = lambda rates, k, means, runs: [rates[k], means[k]],
    lost: Callable[[Any], Any] = lambda means: np.where(np.isfinite(means), means, np.inf),
) -> Callable[..., Any]:
    """The race with one screw turned."""

    def fair_race(first: Any, second: Any, rates: Any, starts: Any) -> Any:
        rows = []
        for run_once in (first, second):
            runs = [[run_once(float(rate), float(start)) for start in starts] for rate in rates]
            means = lost(np.array([over(one) for one in runs]))
            k = int(best(means))
            rows.append(tell(rates, k, means, runs))
        return np.array(rows, dtype=float)

    return fair_race


def _mean_of_the_finite(runs: Any) -> Any:
    kept = [loss for loss in runs if np.isfinite(loss)]
    return np.mean(kept) if kept else np.inf


def _table(run_once: Any, rates: Any, starts: Any) -> Any:
    losses = np.array([[run_once(float(rate), float(start)) for start in starts] for rate in rates]).mean(axis=1)
    return np.where(np.isfinite(losses), losses, np.inf)


def _one_rate_for_both(first: Any, second: Any, rates: Any, starts: Any) -> Any:
    both = np.array([_table(run_once, rates, starts) for run_once in (first, second)])
    k = int(np.argmin(both.sum(axis=0)))
    return np.array([[rates[k], both[0, k]], [rates[k], both[1, k]]])


def _rate_of_the_first_for_both(first: Any, second: Any, rates: Any, starts: Any) -> Any:
    both = np.array([_table(run_once, rates, starts) for run_once in (first, second)])
    k = int(np.argmin(both[0]))
    return np.array([[rates[k], both[0, k]], [rates[k], both[1, k]]])


def _by_loops(first: Any, second: Any, rates: Any, starts: Any) -> Any:
    out = np.empty((2, 2))
    for i, run_once in enumerate((first, second)):
        lowest = np.inf
        for rate in rates:
            total = 0.0
            for start in starts:
                total += run_once(float(rate), float(start))
            if total / len(starts) < lowest:
                lowest = total / len(starts)
                out[i] = rate, lowest
    return out


def _by_min(first: Any, second: Any, rates: Any, starts: Any) -> Any:
    def key(run_once: Any, rate: Any) -> float:
        mean = float(np.mean([run_once(float(rate), float(start)) for start in starts]))
        return mean if np.isfinite(mean) else np.inf

    def row(run_once: Any) -> tuple[float, float]:
        best = min(rates, key=lambda rate: key(run_once, rate))
        return float(best), key(run_once, best)

    return np.array([row(first), row(second)])


def _by_arrays(first: Any, second: Any, rates: Any, starts: Any) -> Any:
    both = np.array([_table(run_once, rates, starts) for run_once in (first, second)])
    return np.column_stack([rates[both.argmin(axis=1)], both.min(axis=1)])


CARD = Exercise(
    id="race-fairly",
    reference=optimizers.fair_race,
    points=3.0,
    stars=2,
    title=Text("A fair race", "공정한 경주"),
    text=Text(
        """Write `fair_race(first, second, rates, starts)`. Two optimizers race, and it shall be fair: both try the same rates, each is judged at *its own* best rate, and no single lucky start may decide.

- `first(rate, start)` and `second(rate, start)` each make one whole run and return the loss at its end.
- `rates` and `starts` are arrays with the rates and the starts to try.

For every optimizer and every rate, take the mean loss over all starts; its best rate is the one with the smallest mean. Return an array of shape `(2, 2)`: a row for each optimizer with its best rate and its mean loss there.

A run that leaves the valley ends as `inf` or `nan`. Such a rate must never win.""",
        """`fair_race(first, second, rates, starts)`를 작성하세요. 두 옵티마이저가 공정하게 경주합니다. 둘 다 같은 학습률들을 시험하고, 저마다 **자기에게** 가장 좋은 학습률로 평가받으며, 운 좋은 출발점 하나가 승부를 정하지 못하게 합니다.

- `first(rate, start)`와 `second(rate, start)`는 한 번의 학습을 끝까지 하고 마지막 손실을 반환합니다.
- `rates`와 `starts`는 시험할 학습률과 출발점을 담은 배열입니다.

옵티마이저마다, 학습률마다 모든 출발점에 걸쳐 손실의 평균을 구합니다. 평균이 가장 작은 학습률이 가장 좋은 학습률입니다. 형상이 `(2, 2)`인 배열을 반환합니다. 옵티마이저마다 한 행이고, 가장 좋은 학습률과 그때의 평균 손실이 들어 있습니다.

골짜기 밖으로 튕겨 나간 학습은 `inf`나 `nan`으로 끝납니다. 그런 학습률이 이기면 안 됩니다.""",
    ),
    docstring_ko="""두 옵티마이저를 저마다 가장 좋은 학습률에서 견줍니다. 한 행에 그 학습률과, 출발점에 걸친 평균 손실이 있습니다.

    `first(rate, start)`와 `second(rate, start)`는 한 번의 학습이 끝났을 때의 손실을 줍니다. 수가 아닌 것으로 끝난 학습이
    있는 학습률은 진 것입니다.
    형상: 함수 둘, (R,), (K,) -> (2, 2)
    예외: first나 second가 함수가 아니면 TypeError
    참고: Choi 외 (2019), "On empirical comparisons of optimizers for deep learning"
    >>> fair_race(lambda rate, start: (rate - 1) ** 2 + start, lambda rate, start: rate, np.array([0.5, 1.0]), np.array([0.0, 2.0]))
    array([[1. , 1. ],
           [0.5, 0.5]])
    """,
    cases=_fair_race_cases,
    misconceptions=(
        Misconception(
            "one-rate-for-both",
            Text(
                "both run at one rate, the best for the two together",
                "둘을 합쳐 가장 좋은 학습률 하나로 둘 다 달립니다",
            ),
            _one_rate_for_both,
            Text(
                "The same rate is not the same chance. Which rate would the second one choose for itself?",
                "같은 학습률이 같은 기회는 아닙니다. 둘째가 스스로 고른다면 어느 학습률인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "first-ones-rate-for-both",
            Text("the second one runs at the best rate of the first", "둘째도 첫째의 가장 좋은 학습률로 달립니다"),
            _rate_of_the_first_for_both,
            Text(
                "You tuned one of the two only. What would its rival say?",
                "둘 중 하나만 학습률을 조정했습니다. 다른 쪽에도 공정한 비교일까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "luckiest-start",
            Text(
                "the smallest loss of all starts decides, not the mean",
                "평균이 아니라 가장 운 좋은 출발점의 손실로 정했습니다",
            ),
            _race(over=np.min),
            Text(
                "A rate that ends at 0.1 once and at 9 twice: is it the best one?",
                "한 번은 0.1, 두 번은 9로 끝나는 학습률이 가장 좋은 것일까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "first-start-only",
            Text("only the first start is run", "첫 출발점에서만 달립니다"),
            _race(over=lambda runs: runs[0]),
            Text("What are the other starts for?", "나머지 출발점은 무엇을 위한 것인가요?"),
            "hardcoded.value",
        ),
        Misconception(
            "sum-over-starts",
            Text("the losses are added up, not averaged", "손실을 평균 내지 않고 더했습니다"),
            _race(over=np.sum),
            Text(
                "With twice as many starts, should the reported loss be twice as large?",
                "출발점이 두 배이면 보고하는 손실도 두 배가 되어야 하나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "worst-start",
            Text("the worst start decides, not the mean", "평균이 아니라 가장 나쁜 출발점으로 정했습니다"),
            _race(over=np.max),
            Text(
                "That is a careful choice, but another one. What does the text ask for?",
                "그것도 조심스러운 기준이지만 문제의 기준과 다릅니다. 문제에서는 무엇을 구하라고 하나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "largest-mean",
            Text("the rate with the largest loss wins", "손실이 가장 큰 학습률을 골랐습니다"),
            _race(best=np.argmax, lost=lambda means: means),
            Text("Is a loss better when it is large or small?", "손실은 클수록 좋은가요, 작을수록 좋은가요?"),
            "sign.flipped",
        ),
        Misconception(
            "place-for-rate",
            Text("the place of the rate comes back, not the rate", "학습률이 아니라 배열에서의 위치를 반환했습니다"),
            _race(tell=lambda rates, k, means, runs: [k, means[k]]),
            Text(
                "`np.argmin` says where. What stands in `rates` there?",
                "`np.argmin`은 위치를 알려 줍니다. `rates`의 그 자리에는 무엇이 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "loss-before-rate",
            Text("loss and rate are exchanged in the rows", "행 안에서 손실과 학습률의 자리가 바뀌었습니다"),
            _race(tell=lambda rates, k, means, runs: [means[k], rates[k]]),
            Text("Which of the two comes first in a row?", "한 행에서 먼저 오는 것은 어느 것인가요?"),
            "order.stale_update",
        ),
        Misconception(
            "lucky-loss-reported",
            Text(
                "the rate is chosen by the mean, but the loss of its luckiest run is reported",
                "평균으로 골랐지만 가장 운 좋은 한 번의 손실을 보고했습니다",
            ),
            _race(tell=lambda rates, k, means, runs: [rates[k], min(runs[k])]),
            Text(
                "Which number would you see again if you ran it once more?",
                "한 번 더 학습시켜도 다시 나올 만한 수는 어느 것인가요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "no-number-wins",
            Text("a run that ends in `nan` wins", "`nan`으로 끝난 학습이 이깁니다"),
            _race(lost=lambda means: means),
            Text(
                "What does `np.argmin` answer when a `nan` is among the numbers?",
                "수 사이에 `nan`이 있으면 `np.argmin`은 무엇을 답하나요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "failed-runs-left-out",
            Text(
                "runs that failed are left out of the mean, so a rate that fails from some starts can win",
                "실패한 학습을 빼고 평균을 내어, 몇몇 출발점에서 실패한 학습률도 이길 수 있습니다",
            ),
            _race(over=_mean_of_the_finite),
            Text(
                "A rate leads out of the valley from one start and does well from the others. What does the task say about such a rate?",
                "어떤 학습률이 한 출발점에서는 골짜기 밖으로 튕겨 나가고 다른 출발점에서는 잘됩니다. 문제에서는 그런 학습률을 어떻게 하라고 하나요?",
            ),
            "stability.overflow",
            variants=(
                _race(over=lambda runs: np.nanmean(np.where(np.isfinite(runs), runs, np.nan))),
                _race(over=np.nanmean),
            ),
        ),
    ),
    alternatives=(_by_loops, _by_min, _by_arrays),
    hints=(
        Text(
            "Three loops: over the two optimizers, over the rates, over the starts. What is decided in which of them?",
            "반복문이 셋입니다. 옵티마이저, 학습률, 출발점입니다. 각각의 반복문에서 무엇이 정해지나요?",
        ),
        Text(
            "For one optimizer: means of shape `(R,)`, one for each rate; the best place is that of the smallest.",
            "옵티마이저 하나에 대해, 학습률마다 평균이 하나씩 있어 형상이 `(R,)`입니다. 그중 가장 작은 것의 위치를 찾습니다.",
        ),
        Text(
            "Replace means that are not finite by `np.inf` (`np.isfinite`, `np.where`); then `np.argmin`, and one row with `rates` and the means at that place.",
            "유한하지 않은 평균은 `np.isfinite`와 `np.where`로 `np.inf`로 바꿉니다. 그다음 `np.argmin`으로 위치를 찾고, 그 자리의 `rates`와 평균으로 행을 만듭니다.",
        ),
    ),
)
