"""The card of `best_linear_accuracy`: How good can a line be?"""

from typing import Any

import numpy as np

from dlcourse import perceptron
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS, GATES

_COLUMN = np.array([[0.0, 0.0], [0.0, 1.0], [0.0, 2.0]])


_SIDES = np.array([[1.0, 3.0], [2.0, -3.0], [0.0, 2.0], [3.0, 0.0]])


# the best line lies along an axis; three points of four, or angles in other steps, miss it
_AXES = np.array([[1.0, 2.0], [2.0, -4.0], [3.0, 4.0], [-1.0, 1.0], [-3.0, -3.0], [4.0, -1.0]])


_UNSORTED = np.array([[-3.0, -3.0], [3.0, 3.0], [-4.0, 0.0], [4.0, 4.0], [-2.0, -2.0], [0.0, -1.0]])


_FAR = np.array([[-4.0, -4.0], [-3.0, 0.0], [1.0, 4.0], [3.0, -2.0], [0.0, 2.0]])


# with three directions the opposite of each is another one
_THREE = np.array([[3.0, 0.0], [2.0, -1.0], [-1.0, 3.0], [1.0, -3.0]])


_CLOUD = np.array([[2.0, 0.0], [1.0, 2.0], [-1.0, 3.0], [-3.0, 1.0], [-2.0, -2.0], [1.0, -3.0], [0.0, 0.0]])


_CLOUD_Y = np.array([1, 1, 0, 1, 0, 0, 1])


def _accuracy_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    # a fixed cloud, turned by quarter turns, scaled, moved and shuffled: new numbers with the same best line
    order = rng.permutation(len(_CLOUD))
    turned = np.linalg.matrix_power(np.array([[0.0, -1.0], [1.0, 0.0]]), int(rng.integers(4)))
    cloud = (_CLOUD @ turned * rng.uniform(0.5, 3.0) + rng.normal(size=2))[order]
    return (
        Case(Text("AND", "AND"), (CORNERS, GATES["AND"], 12)),
        Case(Text("XOR", "XOR"), (CORNERS, GATES["XOR"], 12)),
        Case(Text("NAND", "NAND"), (CORNERS, GATES["NAND"], 12)),
        Case(Text("upper left against lower right", "왼쪽 위와 오른쪽 아래"), (CORNERS, np.array([0, 1, 0, 0]), 12)),
        Case(Text("lower right against upper left", "오른쪽 아래와 왼쪽 위"), (CORNERS, np.array([0, 0, 1, 0]), 12)),
        Case(Text("left against right", "왼쪽과 오른쪽"), (_SIDES, np.array([0, 1, 0, 1]), 12)),
        Case(Text("three points in a column", "세로로 늘어선 점 세 개"), (_COLUMN, np.array([1, 0, 1]), 12)),
        Case(Text("six points, four directions", "점 여섯 개, 방향 네 개"), (_AXES, np.array([1, 1, 0, 1, 0, 0]), 4)),
        Case(
            Text("the same points, lying down", "같은 점들을 눕혀서"), (_AXES[:, ::-1], np.array([1, 1, 0, 1, 0, 0]), 4)
        ),
        Case(Text("points in no order", "순서 없이 놓인 점들"), (_UNSORTED, np.array([0, 0, 1, 1, 1, 1]), 12)),
        Case(Text("points far from the origin", "원점에서 먼 점들"), (40.0 * _FAR, np.array([1, 0, 1, 0, 0]), 12)),
        Case(Text("a cloud of points", "흩어진 점들"), (cloud, _CLOUD_Y[order], 36), hidden=True),
        Case(Text("only ones", "모두 1일 때"), (CORNERS, np.ones(4, dtype=int), 12), edge=True),
        Case(Text("only zeros", "모두 0일 때"), (_AXES, np.zeros(6, dtype=int), 4), edge=True),
        Case(Text("three directions", "방향 세 개"), (_THREE, np.array([0, 1, 1, 1]), 3), hidden=True, edge=True),
    )


def _scan(
    angles: Any,
    *,
    thresholds: Any,
    right: Any = lambda score, threshold, y: (score > threshold) == y,
    scale: float = 1.0,
) -> Any:
    """A scan over directions and thresholds with one screw turned."""

    def best_linear_accuracy(X: Any, y: Any, n: Any) -> Any:
        best = 0.0
        for angle in angles(n):
            score = X @ np.array([np.cos(angle), np.sin(angle)])
            best = max(best, float(right(score, thresholds(score)[:, None], y).mean(axis=1).max()))
        return scale * best

    return best_linear_accuracy


def _around(n: int) -> np.ndarray:
    return np.linspace(0, 2 * np.pi, n, endpoint=False)


def _between(score: np.ndarray) -> np.ndarray:
    ordered = np.sort(score)
    return np.concatenate([[ordered[0] - 1], (ordered[1:] + ordered[:-1]) / 2, [ordered[-1] + 1]])


def _inner(score: np.ndarray) -> np.ndarray:
    return _between(score)[1:-1]


def _by_sorting(X: Any, y: Any, n: Any) -> Any:
    best = 0.0
    for angle in np.linspace(0, 2 * np.pi, n + 1)[:-1]:
        score = X @ np.array([np.cos(angle), np.sin(angle)])
        for threshold in [score.min() - 1.0, *np.unique(score)]:
            best = max(best, np.mean(np.where(score > threshold, 1, 0) == y))
    return best


def _by_turning_the_points(X: Any, y: Any, n: Any) -> Any:
    shares = []
    for k in range(n):
        c, s = np.cos(2 * np.pi * k / n), np.sin(2 * np.pi * k / n)
        scores = np.round(c * X[:, 0] + s * X[:, 1], 9)
        shares += [np.mean((scores > cut) == (y == 1)) for cut in (-np.inf, *scores)]
    return max(shares)


def _neighbours_in_the_list(score: np.ndarray) -> np.ndarray:
    return np.concatenate([[score.min() - 1], (score[1:] + score[:-1]) / 2, [score.max() + 1]])


def _fixed(reach: float) -> Any:
    return lambda score: np.linspace(-reach, reach, 101)


def _flipped_too(score: Any, threshold: Any, y: Any) -> Any:
    said = (score > threshold) == y
    return np.where(said.mean(axis=1, keepdims=True) >= 0.5, said, ~said)


def _by_grid(X: Any, y: Any, n: Any) -> Any:
    angles = np.linspace(0, 2 * np.pi, n, endpoint=False)
    scores = X @ np.array([np.cos(angles), np.sin(angles)])
    ordered = np.sort(scores, axis=0)
    thresholds = np.vstack([ordered[:1] - 1, (ordered[1:] + ordered[:-1]) / 2, ordered[-1:] + 1])
    return ((scores[None] > thresholds[:, None]) == y[None, :, None]).mean(axis=1).max()


def _shares(X: Any, y: Any, n: Any) -> list[Any]:
    """For each direction the accuracy of every threshold."""
    scores = [X @ np.array([np.cos(angle), np.sin(angle)]) for angle in _around(n)]
    return [((score > _between(score)[:, None]) == y).mean(axis=1) for score in scores]


def _last_line(X: Any, y: Any, n: Any) -> Any:
    return float(_shares(X, y, n)[-1][-1])


def _mean_of_directions(X: Any, y: Any, n: Any) -> Any:
    return float(np.mean([shares.max() for shares in _shares(X, y, n)]))


CARD = Exercise(
    id="best-linear-accuracy",
    reference=perceptron.best_linear_accuracy,
    points=4.0,
    stars=2,
    title=Text("How good can a line be?", "직선은 어디까지 할 수 있을까요?"),
    text=Text(
        r"""Write `best_linear_accuracy(X, y, n)`. It looks for the straight line that gets the largest share of the points right, and returns that share, a number between 0 and 1.

Try `n` directions $w = (\cos \theta, \sin \theta)$, evenly spread around the **full** circle, from $\theta = 0$ on. For each direction try every bias that matters: the lines that pass between two neighbouring points, one line with all points on its 1 side, and one with all points on its 0 side. As in `step`, a point on the line counts as 0.

`X` has shape `(N, 2)`, `y` has shape `(N,)` and holds 0 and 1. AND gives `1.0`, XOR gives `0.75`: that is the wall which one perceptron cannot climb.""",
        r"""`best_linear_accuracy(X, y, n)`를 작성하세요. 점을 가장 많이 맞히는 직선을 찾아, 맞힌 비율을 0과 1 사이의 수로 반환합니다.

$\theta = 0$부터 원을 **한 바퀴** 돌며 고르게 나눈 방향 $w = (\cos \theta, \sin \theta)$를 `n`개 시험합니다. 방향마다 의미 있는 편향을 모두 시험합니다. 이웃한 두 점 사이를 지나는 직선들, 모든 점을 1로 보는 직선 하나, 모든 점을 0으로 보는 직선 하나입니다. `step`과 마찬가지로 직선 위의 점은 0으로 봅니다.

`X`의 형상은 `(N, 2)`, `y`의 형상은 `(N,)`이고 0과 1로 이루어집니다. AND는 `1.0`, XOR는 `0.75`입니다. 퍼셉트론 하나로는 넘을 수 없는 벽입니다.""",
    ),
    docstring_ko="""`n`개의 방향으로 한 바퀴를 돌며 찾은 직선 가운데, 점을 가장 많이 맞힌 비율입니다.

    식:   w = (cos θ, sin θ)와 b를 바꾸어 가며 h(w1*x1 + w2*x2 + b)가 y와 같은 점의 비율을 재고, 그중 가장 큰 값
    형상: X (N, 2), y (N,)는 0과 1 -> [0, 1]의 수
    참고: Minsky & Papert (1969)
    >>> X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> best_linear_accuracy(X, np.array([0, 1, 1, 0]), n=360)
    0.75
    """,
    cases=_accuracy_cases,
    misconceptions=(
        Misconception(
            "positive-weights-only",
            Text("only directions with positive weights are tried", "가중치가 양수인 방향만 시험했습니다"),
            _scan(lambda n: np.linspace(0, np.pi / 2, n), thresholds=_between),
            Text(
                "AND works, NAND does not. Which signs do the weights of NAND have?",
                "AND는 되는데 NAND는 되지 않습니다. NAND의 가중치는 부호가 어떤가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "half-circle",
            Text("only half of the circle is tried", "원의 절반만 시험했습니다"),
            _scan(lambda n: np.linspace(0, np.pi, n, endpoint=False), thresholds=_between),
            Text(
                "The same line has two sides. Which directions say 1 on the other one?",
                "같은 직선에도 양쪽이 있습니다. 반대쪽을 1이라고 하는 방향은 어디인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "no-bias",
            Text("only lines through the origin are tried", "원점을 지나는 직선만 시험했습니다"),
            _scan(_around, thresholds=lambda score: np.zeros(1)),
            Text("Which number moves a line away from the origin?", "직선을 원점에서 떼어 놓는 수는 무엇인가요?"),
            "bias.missing",
        ),
        Misconception(
            "line-is-always-right",
            Text(
                "a point on the line counts as right, whatever its class",
                "직선 위의 점을 클래스와 상관없이 맞은 것으로 세었습니다",
            ),
            _scan(
                _around,
                thresholds=lambda score: np.concatenate([_between(score), score]),
                right=lambda score, threshold, y: ((score > threshold) == y) | (score == threshold),
            ),
            Text(
                "Three points in a column cannot all be right. What does the perceptron say to a point on the line?",
                "세로로 늘어선 점 세 개를 모두 맞힐 수는 없습니다. 직선 위의 점에 퍼셉트론은 무엇이라고 답하나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "percent",
            Text("a percentage instead of a share", "비율이 아니라 퍼센트입니다"),
            _scan(_around, thresholds=_between, scale=100.0),
            Text("Between which two numbers should the answer lie?", "답은 어떤 두 수 사이에 있어야 하나요?"),
            "scale.one_over_n",
        ),
        Misconception(
            "no-line-outside",
            Text("no line beyond the points is tried", "점들을 벗어난 직선을 시험하지 않았습니다"),
            _scan(_around, thresholds=_inner),
            Text(
                "If all points belong to one class, where does the best line run?",
                "모든 점이 한 클래스라면 가장 좋은 직선은 어디를 지날까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "one-direction",
            Text("only one direction is tried", "방향을 하나만 시험했습니다"),
            _scan(lambda n: [np.pi / 4], thresholds=_between),
            Text("You were given `n`. What is it for?", "`n`은 무엇에 쓰는 수인가요?"),
            "hardcoded.value",
        ),
        Misconception(
            "one-direction-twice",
            Text(
                "the first direction comes again at the end of the circle",
                "한 바퀴를 돌아 첫 방향을 한 번 더 시험했습니다",
            ),
            _scan(lambda n: np.linspace(0, 2 * np.pi, n), thresholds=_between),
            Text(
                "Write your angles down for `n = 4`. How many different directions are they, and how far apart?",
                "`n = 4`일 때의 각도를 적어 보세요. 서로 다른 방향은 몇 개이고 얼마나 떨어져 있나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "steps-taken-for-radians",
            Text("the angles are 0, 1, 2, ... as they are", "각도가 0, 1, 2, ... 그대로입니다"),
            _scan(lambda n: np.arange(n), thresholds=_between),
            Text(
                "`np.cos` wants radians. How large is one step when `n` of them make a full circle?",
                "`np.cos`에는 라디안을 넣습니다. `n`걸음이 한 바퀴라면 한 걸음은 얼마인가요?",
            ),
            "hardcoded.value",
            variants=(_scan(lambda n: np.deg2rad(np.arange(n)), thresholds=_between),),
        ),
        Misconception(
            "degrees-for-radians",
            Text("the angles are counted in degrees", "각도를 도 단위로 세었습니다"),
            _scan(lambda n: 360.0 * np.arange(n) / n, thresholds=_between),
            Text(
                "What is `np.cos(90)`? In which unit does NumPy read an angle?",
                "`np.cos(90)`은 얼마인가요? NumPy는 각도를 어떤 단위로 읽나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "points-not-sorted",
            Text(
                "the lines pass between neighbours in the list, which are no neighbours in the plane",
                "평면에서가 아니라 표에 적힌 순서로 이웃한 점들 사이를 지나는 직선을 시험했습니다",
            ),
            _scan(_around, thresholds=_neighbours_in_the_list),
            Text(
                "Seen from one direction, the points stand in another order than in `X`. What must happen to the scores before neighbours can be found?",
                "방향을 정하고 보면 점들은 `X`와 다른 순서로 늘어섭니다. 이웃을 찾기 전에 점수를 어떻게 해야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "fixed-biases",
            Text(
                "the biases come from a fixed list, wherever the points are",
                "점이 어디에 있든 정해 둔 편향만 시험했습니다",
            ),
            _scan(_around, thresholds=_fixed(1.0)),
            Text(
                "Move all points a hundred steps away. Which of your lines still pass between them?",
                "점을 모두 백 걸음쯤 옮겨 보세요. 그래도 점들 사이를 지나는 직선이 남나요?",
            ),
            "hardcoded.value",
            variants=(*(_scan(_around, thresholds=_fixed(reach)) for reach in (0.5, 1.5, 2.0, 3.0, 5.0, 10.0)),),
        ),
        Misconception(
            "flipped-too",
            Text(
                "the opposite decision counts as well, so more than `n` directions are tried",
                "반대 결정까지 세어서 `n`개보다 많은 방향을 시험한 셈입니다",
            ),
            _scan(_around, thresholds=_between, right=_flipped_too),
            Text(
                "Turning a decision round is one more direction. With `n = 3`, how many did you try?",
                "결정을 뒤집는 것은 방향을 하나 더 시험하는 것입니다. `n = 3`일 때 모두 몇 개를 시험했나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "one-side-outside",
            Text("beyond the points a line is tried on one side only", "점들 바깥의 직선을 한쪽에서만 시험했습니다"),
            _scan(_around, thresholds=lambda score: _between(score)[:-1]),
            Text(
                "If all points are of one class, which line is right for all of them? Is it among yours, for either class?",
                "점이 모두 한 클래스이면 어떤 직선이 다 맞힐까요? 두 클래스 모두에 대해 그런 직선을 시험하나요?",
            ),
            "boundary.zero",
            variants=(_scan(_around, thresholds=lambda score: _between(score)[1:]),),
        ),
        Misconception(
            "round-and-round",
            Text("the directions run round the circle more than once", "방향이 원을 한 바퀴보다 많이 돕니다"),
            _scan(lambda n: np.linspace(0, 4 * np.pi, n, endpoint=False), thresholds=_between),
            Text(
                "Write your angles down for `n = 4`. Which of them point the same way?",
                "`n = 4`일 때의 각도를 적어 보세요. 그 가운데 방향이 같은 것이 있나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "bias-has-the-wrong-sign",
            Text(
                "the threshold is added to the scores instead of subtracted", "문턱값을 점수에서 빼지 않고 더했습니다"
            ),
            _scan(_around, thresholds=_between, right=lambda score, threshold, y: (score + threshold > 0) == y),
            Text(
                "A threshold of 2 should let pass what is above 2. Which bias does that, 2 or another number?",
                "문턱값이 2이면 2보다 큰 것이 지나가야 합니다. 그러려면 편향이 2여야 할까요, 다른 수여야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "last-line-kept",
            Text(
                "the accuracy of the last line tried, not the best one",
                "가장 좋은 직선이 아니라 마지막으로 시험한 직선의 정확도입니다",
            ),
            _last_line,
            Text(
                "Your variable is written anew for every line. What should it be compared with first?",
                "직선마다 변수에 새 값을 씁니다. 쓰기 전에 무엇과 비교해야 할까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "mean-of-the-directions",
            Text(
                "the mean over the directions instead of the best direction",
                "가장 좋은 방향이 아니라 방향들의 평균입니다",
            ),
            _mean_of_directions,
            Text(
                "One good direction is enough. What do the bad ones do to your number?",
                "좋은 방향 하나면 충분합니다. 나쁜 방향들은 여러분의 수를 어떻게 바꾸나요?",
            ),
            "reduce.sum_vs_mean",
        ),
    ),
    alternatives=(_by_sorting, _by_turning_the_points, _by_grid),
    hints=(
        Text(
            "A direction turns every point into one number, its score. What is left is to cut a row of numbers in two.",
            "방향을 하나 정하면 점마다 수 하나, 곧 점수가 나옵니다. 이제 한 줄로 늘어선 수를 둘로 나누기만 하면 됩니다.",
        ),
        Text(
            "Scores: `(N, 2) @ (2,)` gives `(N,)`. Sorted, they leave N - 1 gaps, and one place beyond each end: N + 1 cuts to try.",
            "점수는 `(N, 2) @ (2,)`로 구하며 형상은 `(N,)`입니다. 정렬하면 사이가 N - 1개, 양쪽 끝 바깥이 하나씩이므로 시험할 곳은 N + 1군데입니다.",
        ),
        Text(
            "Loop over `n` angles from 0 to just before $2\\pi$. Compute the scores, sort them, take the middles between neighbours and one value below and above all. For every cut compare “score above cut” with `y`, take the mean, and keep the largest.",
            "0부터 $2\\pi$ 직전까지 각도 `n`개를 차례로 봅니다. 점수를 구해 정렬하고, 이웃한 값의 가운데와 가장 작은 값 아래, 가장 큰 값 위를 하나씩 고릅니다. 그때마다 '점수가 그 값보다 큰지'를 `y`와 비교해 평균을 내고 가장 큰 값을 남깁니다.",
        ),
    ),
    depends=("step",),
)
