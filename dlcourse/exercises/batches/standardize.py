"""The card of `standardize`: Mean 0, spread 1."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from dlcourse import batches
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _columns(rng: np.random.Generator, rows: int, shift: float) -> np.ndarray:
    """Columns of very different size, as heights in metres beside incomes in won."""
    return rng.normal(size=(rows, 3)) * [0.2, 30.0, 5.0] + np.array([1.7, 200.0, -40.0]) + shift


def _standardize_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    fixed = np.random.default_rng(8)
    same = np.array([[2.0, 1.0], [2.0, 3.0], [2.0, 8.0]])
    return (
        Case(
            Text("the leak of the text", "본문의 정보 누출"),
            (np.array([[1.0], [2.0], [3.0]]), np.array([[2.0], [4.0]]), np.array([[100.0]])),
        ),
        Case(
            Text("three columns of different size", "크기가 서로 다른 열 셋"),
            (_columns(fixed, 6, 0.0), _columns(fixed, 4, 3.0), _columns(fixed, 5, -2.0)),
        ),
        Case(
            Text("random columns", "무작위 열"),
            (_columns(rng, 11, 0.0), _columns(rng, 5, 1.0), _columns(rng, 7, 4.0)),
            hidden=True,
        ),
        Case(
            Text("a column that never changes", "값이 모두 같은 열"),
            (same, same[:2] + np.array([1.0, 0.5]), same[:1] - 1.0),
            edge=True,
            silent=True,
        ),
    )


def _moved(
    *,
    numbers: Callable[..., Any] = lambda X, X_val, X_test: X,
    middle: Callable[[Any], Any] = lambda part: part.mean(axis=0),
    spread: Callable[[Any], Any] = lambda part: part.std(axis=0),
    safe: Callable[[Any], Any] = lambda s: np.where(s > 0, s, 1.0),
) -> Callable[..., Any]:
    """The function with one screw turned: where the two numbers come from, and how they are computed."""

    def standardize(X: Any, X_val: Any, X_test: Any) -> Any:
        source = numbers(X, X_val, X_test)
        m, s = middle(source), safe(spread(source))
        return (X - m) / s, (X_val - m) / s, (X_test - m) / s

    return standardize


def _guarded(guard: Callable[..., Any]) -> tuple[Callable[..., Any], ...]:
    """The function with a small number against division by 0, for every number that is in use."""
    numbers = (1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3)
    return tuple(_moved(safe=partial(guard, small=small)) for small in numbers)


def _each_by_its_own(X: Any, X_val: Any, X_test: Any) -> Any:
    def own(part: Any) -> Any:
        s = part.std(axis=0)
        return (part - part.mean(axis=0)) / np.where(s > 0, s, 1.0)

    return own(X), own(X_val), own(X_test)


def _training_alone(X: Any, X_val: Any, X_test: Any) -> Any:
    return _each_by_its_own(X, X, X)[0], X_val.copy(), X_test.copy()


def _between_0_and_1(X: Any, X_val: Any, X_test: Any) -> Any:
    low, high = X.min(axis=0), X.max(axis=0)
    width = np.where(high > low, high - low, 1.0)
    return (X - low) / width, (X_val - low) / width, (X_test - low) / width


def _divided_first(X: Any, X_val: Any, X_test: Any) -> Any:
    m, s = X.mean(axis=0), X.std(axis=0)
    s = np.where(s > 0, s, 1.0)
    return X / s - m, X_val / s - m, X_test / s - m


def _in_place(X: Any, X_val: Any, X_test: Any) -> Any:
    m, s = X.mean(axis=0), X.std(axis=0)
    s = np.where(s > 0, s, 1.0)
    for part in (X, X_val, X_test):
        part -= m
        part /= s
    return X, X_val, X_test


def _column_by_column(X: Any, X_val: Any, X_test: Any) -> Any:
    parts = [np.empty(part.shape) for part in (X, X_val, X_test)]
    for j in range(X.shape[1]):
        m = sum(X[:, j]) / len(X)
        s = (sum((x - m) ** 2 for x in X[:, j]) / len(X)) ** 0.5
        for out, part in zip(parts, (X, X_val, X_test), strict=True):
            out[:, j] = (part[:, j] - m) / (s or 1.0)
    return tuple(parts)


def _by_one_matrix(X: Any, X_val: Any, X_test: Any) -> Any:
    everything = np.concatenate([X, X_val, X_test]) - np.mean(X, axis=0, keepdims=True)
    variance = np.mean(X**2, axis=0) - np.mean(X, axis=0) ** 2
    spread = np.std(X, axis=0, keepdims=True)
    everything = everything / np.where(variance > 1e-12, spread, 1.0)
    return list(np.split(everything, np.cumsum([len(X), len(X_val)])))


def _with_mask(X: Any, X_val: Any, X_test: Any) -> Any:
    s = X.std(axis=0)
    s[s == 0] = 1
    return tuple((part - X.mean(axis=0)) / s for part in (X, X_val, X_test))


CARD = Exercise(
    id="standardize",
    reference=batches.standardize,
    points=2.0,
    stars=1,
    title=Text("Mean 0, spread 1", "평균 0, 표준편차 1"),
    text=Text(
        """Write `standardize(X, X_val, X_test)`. The three parts of a data set have the same columns, one for each input, and shapes `(N, D)`, `(K, D)`, `(L, D)`.

Return the three parts on a new scale on which every column of the *training* part `X` has mean 0 and spread 1. Spread is the standard deviation (`np.std`, with N under the root). Nothing may leak from validation or test into the numbers that you subtract and divide by.

A column that never changes in training has spread 0: subtract its mean, and leave its scale as it is. The arrays you were given must stay as they were.""",
        """`standardize(X, X_val, X_test)`를 작성하세요. 세 세트는 입력마다 하나씩 같은 열을 가지며 형상은 `(N, D)`, `(K, D)`, `(L, D)`입니다.

세 세트를 새로운 척도로 바꾸어 반환합니다. 이 척도에서 **훈련** 세트 `X`의 열은 모두 평균이 0, 표준편차가 1입니다(`np.std`, N으로 나눈 것). 빼고 나누는 수에 검증 세트나 테스트 세트의 정보가 들어가면 안 됩니다.

훈련 세트에서 값이 모두 같은 열은 표준편차가 0입니다. 평균만 빼고 척도는 그대로 둡니다. 받은 배열은 바뀌지 않아야 합니다.""",
    ),
    docstring_ko="""훈련 세트 X의 열마다 평균을 0, 표준편차를 1로 만들고, 다른 세트도 같은 두 수로 옮깁니다.

    표준편차는 N으로 나눈 것입니다. 값이 모두 같은 열은 척도를 바꾸지 않습니다.
    형상: (N, D), (K, D), (L, D) -> (N, D), (K, D), (L, D)
    예외: 세 세트의 열 수가 다르면 ValueError
    참고: LeCun, Bottou, Orr & Müller (1998)
    >>> X, X_val, X_test = np.array([[1.0], [2.0], [3.0]]), np.array([[2.0]]), np.array([[100.0]])
    >>> [part.ravel().round(4).tolist() for part in standardize(X, X_val, X_test)]
    [[-1.2247, 0.0, 1.2247], [0.0], [120.025]]
    """,
    cases=_standardize_cases,
    returns=("X", "X_val", "X_test"),
    misconceptions=(
        Misconception(
            "leak-from-all-parts",
            Text("mean and spread are those of all parts together", "세 세트를 모두 합친 평균과 표준편차를 썼습니다"),
            _moved(numbers=lambda X, X_val, X_test: np.concatenate([X, X_val, X_test])),
            Text(
                "Change one number of the test part. Do your *training* inputs move? May they?",
                "테스트 세트의 수 하나를 바꾸어 보세요. **훈련** 입력이 달라지나요? 그래도 되나요?",
            ),
            "leak.validation",
            variants=(_moved(numbers=lambda X, X_val, X_test: np.concatenate([X, X_val])),),
        ),
        Misconception(
            "each-part-its-own",
            Text("each part has its own mean and spread", "세트마다 자기 평균과 표준편차를 썼습니다"),
            _each_by_its_own,
            Text(
                "The input 100 becomes 0 in your test part. What did the network learn that 0 stands for?",
                "테스트 세트의 입력 100이 0이 되었습니다. 신경망은 0이 무엇을 뜻한다고 배웠나요?",
            ),
            "leak.validation",
        ),
        Misconception(
            "one-number-for-all-columns",
            Text("one mean and one spread for the whole table", "표 전체에 평균 하나와 표준편차 하나를 썼습니다"),
            _moved(middle=lambda part: part.mean(), spread=lambda part: part.std()),
            Text(
                "Metres and won stand side by side. What should each column have for itself?",
                "미터와 원이 나란히 있습니다. 열마다 따로 있어야 하는 것은 무엇인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "divided-by-variance",
            Text("the columns are divided by the variance", "표준편차가 아니라 분산으로 나누었습니다"),
            _moved(spread=lambda part: part.var(axis=0)),
            Text(
                "Heights are measured in metres; in which unit is their variance?",
                "키의 단위가 미터라면 분산의 단위는 무엇인가요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "n-minus-one",
            Text("the spread divides by N - 1", "N이 아니라 N - 1로 나눈 표준편차를 썼습니다"),
            _moved(spread=lambda part: part.std(axis=0, ddof=1)),
            Text(
                "Both are in use. Which one does the text ask for?",
                "둘 다 쓰이는 값입니다. 문제에서 말한 것은 어느 쪽인가요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "mean-left-in",
            Text("the mean is not subtracted", "평균을 빼지 않았습니다"),
            _moved(middle=lambda part: 0.0),
            Text(
                "Compute the mean of a column of your result. What should it be?",
                "결과의 열 하나를 골라 평균을 구해 보세요. 얼마여야 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "spread-left-as-it-was",
            Text("the columns are not divided by their spread", "표준편차로 나누지 않았습니다"),
            _moved(spread=lambda part: np.ones(part.shape[1])),
            Text(
                "Your columns have mean 0. Compare their spreads: may one still be a hundred times another?",
                "열의 평균은 0입니다. 표준편차를 견주어 보세요. 아직도 어떤 열이 다른 열의 백 배인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "training-part-alone",
            Text("only the training part is on the new scale", "훈련 세트만 새 척도로 옮겼습니다"),
            _training_alone,
            Text(
                "The network learns on one scale. On which scale does it meet new inputs?",
                "신경망은 새 척도에서 배웠습니다. 새 입력은 어떤 척도로 만나게 되나요?",
            ),
            "mode.train_test",
        ),
        Misconception(
            "smallest-and-largest",
            Text("smallest value to 0, largest to 1", "가장 작은 값을 0, 가장 큰 값을 1로 옮겼습니다"),
            _between_0_and_1,
            Text(
                "That is another useful scale. What are mean and spread of your columns?",
                "그것도 쓸모 있는 척도입니다. 하지만 열의 평균과 표준편차가 얼마인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "divided-first",
            Text("divided before the mean is subtracted", "평균을 빼기 전에 나누었습니다"),
            _divided_first,
            Text(
                "After dividing, the column has another mean. Which one do you subtract?",
                "나누고 나면 열의 평균이 달라집니다. 지금 빼는 것은 어느 평균인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "nothing-to-divide-by",
            Text("a column that never changes is divided by 0", "값이 모두 같은 열을 0으로 나누었습니다"),
            _moved(safe=lambda s: s),
            Text(
                "A pixel that is black in every training image: what is its spread, and what becomes of it?",
                "모든 훈련 그림에서 검은 픽셀이 있다면 표준편차는 얼마이고, 나누면 어떻게 되나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "changed-in-place",
            Text("the arrays that came in were changed", "받은 배열을 바꾸었습니다"),
            _in_place,
            Text(
                "`-=` writes into the caller's table. Which expression makes a new one?",
                "`-=`는 부른 쪽의 표에 덮어씁니다. 새 배열을 만드는 식은 무엇일까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "small-number-added",
            Text(
                "a small number guards against division by 0, and a column that never changes is divided by it alone",
                "0으로 나누지 않으려고 작은 수를 썼습니다. 값이 모두 같은 열은 그 작은 수로 나누게 됩니다",
            ),
            _moved(safe=lambda s: s + 1e-8),
            Text(
                "A pixel is black in every training image and just not black in one of validation. How large is it on your scale?",
                "훈련 그림에서는 늘 검은 픽셀이 검증 그림 하나에서 조금 밝습니다. 지금 척도에서 그 값은 얼마나 커지나요?",
            ),
            "boundary.zero",
            variants=(
                *_guarded(lambda s, small: s + small),
                *_guarded(lambda s, small: np.sqrt(s**2 + small)),
                *_guarded(lambda s, small: np.maximum(s, small)),
                *_guarded(lambda s, small: np.where(s > 0, s, small)),
            ),
        ),
        Misconception(
            "constant-column-emptied",
            Text(
                "a column that never changes in training becomes 0 in the other parts, too",
                "훈련 세트에서 값이 모두 같은 열을 다른 세트에서도 모두 0으로 만들었습니다",
            ),
            _moved(safe=lambda s: np.where(s > 0, s, np.inf)),
            Text(
                "In validation that column may hold another value. Can one still see that on your scale?",
                "검증 세트에서는 그 열에 다른 값이 있을 수 있습니다. 지금 척도에서 그 차이가 보이나요?",
            ),
            "boundary.zero",
        ),
    ),
    alternatives=(_column_by_column, _by_one_matrix, _with_mask),
    hints=(
        Text(
            "Two numbers for each column, both from one part only; three parts use them.",
            "열마다 수가 두 개이고, 둘 다 한 세트에서만 구합니다. 쓰는 세트는 셋입니다.",
        ),
        Text(
            r"$\frac{x - \mu}{\sigma}$, with $\mu$ and $\sigma$ of shape `(D,)`: means and spreads down the rows.",
            r"$\frac{x - \mu}{\sigma}$이고 $\mu$와 $\sigma$의 형상은 `(D,)`입니다. 행을 따라 내려가며 구한 평균과 표준편차입니다.",
        ),
        Text(
            "`axis=0` for both; where the spread is 0, put 1 in its place (`np.where`). Then the same expression three times.",
            "둘 다 `axis=0`으로 구하고, 표준편차가 0인 자리에는 `np.where`로 1을 넣습니다. 그런 다음 같은 식을 세 번 씁니다.",
        ),
    ),
)
