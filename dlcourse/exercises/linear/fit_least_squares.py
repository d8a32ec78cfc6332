"""The card of `fit_least_squares`: Fit a line in one stroke."""

from typing import Any

import numpy as np

from dlcourse import linear
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _cases(rng: np.random.Generator) -> tuple[Case, ...]:
    x = np.array([[0.0], [1.0], [2.0], [3.0]])
    X = rng.normal(size=(11, 3))
    return (
        Case(Text("points exactly on a line", "한 직선 위에 있는 점들"), (x, np.array([1.0, 3.0, 5.0, 7.0]))),
        Case(Text("points near a line", "직선 가까이에 있는 점들"), (x, np.array([1.2, 2.7, 5.4, 6.5]))),
        Case(
            Text("a line through the origin", "원점을 지나는 직선"),
            (x, np.array([0.5, 2.0, 4.5, 6.0])),
            {"intercept": False},
        ),
        Case(Text("three inputs", "입력 세 개"), (X, X @ rng.normal(size=3) + 2.0 + rng.normal(size=11)), hidden=True),
        Case(
            Text("three inputs, no intercept", "입력 세 개, 절편 없음"),
            (X, X @ rng.normal(size=3) + rng.normal(size=11)),
            {"intercept": False},
            hidden=True,
        ),
        Case(
            Text("the same column twice", "똑같은 열이 두 번"),
            (np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]), np.array([2.0, 4.0, 6.0])),
            {"intercept": False},
            edge=True,
        ),
    )


def _ones_first(X: np.ndarray) -> np.ndarray:
    return np.column_stack([np.ones(len(X)), X])


def _never_intercept(X: Any, y: Any, intercept: bool = True) -> Any:
    return np.linalg.pinv(X) @ y


def _ones_last(X: Any, y: Any, intercept: bool = True) -> Any:
    A = np.column_stack([X, np.ones(len(X))]) if intercept else X
    return np.linalg.pinv(A) @ y


def _always_intercept(X: Any, y: Any, intercept: bool = True) -> Any:
    return np.linalg.pinv(_ones_first(X)) @ y


def _normal_equations(X: Any, y: Any, intercept: bool = True) -> Any:
    A = _ones_first(X) if intercept else X
    return np.linalg.inv(A.T @ A) @ A.T @ y


def _intercept_added_to_y(X: Any, y: Any, intercept: bool = True) -> Any:
    if not intercept:
        return np.linalg.pinv(X) @ y
    return np.concatenate([[y.mean()], np.linalg.pinv(X) @ (y - y.mean())])


def _centred_and_left_there(X: Any, y: Any, intercept: bool = True) -> Any:
    if not intercept:
        return np.linalg.pinv(X) @ y
    return np.concatenate([[y.mean()], np.linalg.pinv(X - X.mean(axis=0)) @ y])


def _predictions(X: Any, y: Any, intercept: bool = True) -> Any:
    A = _ones_first(X) if intercept else X
    return A @ (np.linalg.pinv(A) @ y)


def _by_lstsq(X: Any, y: Any, intercept: bool = True) -> Any:
    A = np.concatenate([np.ones((X.shape[0], 1)), X], axis=1) if intercept else X
    return np.linalg.lstsq(A, y, rcond=None)[0]


def _by_svd(X: Any, y: Any, intercept: bool = True) -> Any:
    A = np.insert(X, 0, 1.0, axis=1) if intercept else X
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    keep = s > 1e-10 * s.max()
    return Vt[keep].T @ ((U[:, keep].T @ y) / s[keep])


def _by_centering(X: Any, y: Any, intercept: bool = True) -> Any:
    if not intercept:
        return np.linalg.pinv(X) @ y
    slope = np.linalg.pinv(X - X.mean(axis=0)) @ (y - y.mean())
    return np.append([y.mean() - X.mean(axis=0) @ slope], slope)


def _by_gram(X: Any, y: Any, intercept: bool = True) -> Any:
    A = np.hstack([np.ones((len(X), 1)), X]) if intercept else X
    return np.linalg.pinv(A.T @ A) @ (A.T @ y)


def _all_of_lstsq(X: Any, y: Any, intercept: bool = True) -> Any:
    return np.linalg.lstsq(_ones_first(X) if intercept else X, y, rcond=None)


def _normal_equations_solved(X: Any, y: Any, intercept: bool = True) -> Any:
    A = _ones_first(X) if intercept else X
    return np.linalg.solve(A.T @ A, A.T @ y)


def _only_the_products(X: Any, y: Any, intercept: bool = True) -> Any:
    return (_ones_first(X) if intercept else X).T @ y


def _by_polyfit(X: Any, y: Any, intercept: bool = True) -> Any:
    return np.polyfit(X[:, 0], y, 1) if intercept else np.linalg.pinv(X) @ y


CARD = Exercise(
    id="fit-least-squares",
    reference=linear.fit_least_squares,
    points=3.0,
    stars=2,
    title=Text("Fit a line in one stroke", "단번에 직선 맞추기"),
    text=Text(
        r"""Write `fit_least_squares(X, y, intercept=True)`. It takes inputs `X` of shape `(N, p)` and targets `y` of shape `(N,)` and returns the coefficients `beta` with the smallest sum of squared errors, by the pseudo-inverse `np.linalg.pinv`:

$$\beta = A^{+} y$$

With `intercept=True`, $A$ is $X$ with one more input that is always 1, **in front**; then `beta` has shape `(p + 1,)` and `beta[0]` is the intercept. With `intercept=False`, $A$ is $X$ itself and `beta` has shape `(p,)`. Two inputs may be the same: then $A^{T} A$ has no inverse, and $A$ still has a pseudo-inverse.

For `X = [[0.0], [1.0], [2.0]]` and `y = [1.0, 3.0, 5.0]` the result is `[1.0, 2.0]`.""",
        r"""`fit_least_squares(X, y, intercept=True)`를 작성하세요. 형상이 `(N, p)`인 입력 `X`와 형상이 `(N,)`인 목푯값 `y`를 받아, 오차 제곱의 합이 가장 작은 계수 `beta`를 유사역행렬 `np.linalg.pinv`로 구합니다.

$$\beta = A^{+} y$$

`intercept=True`이면 $A$는 $X$의 **맨 앞에** 값이 항상 1인 입력을 하나 더한 행렬입니다. 이때 `beta`의 형상은 `(p + 1,)`이고 `beta[0]`이 절편입니다. `intercept=False`이면 $A$는 $X$ 자체이고 `beta`의 형상은 `(p,)`입니다. 똑같은 입력이 두 개 있을 수도 있습니다. 그러면 $A^{T} A$에는 역행렬이 없지만 $A$의 유사역행렬은 있습니다.

`X = [[0.0], [1.0], [2.0]]`, `y = [1.0, 3.0, 5.0]`이면 결과는 `[1.0, 2.0]`입니다.""",
    ),
    docstring_ko="""오차 제곱의 합이 가장 작은 계수를 구합니다. 절편이 맨 앞에 옵니다.

    식:   beta는 (y - A @ beta)**2의 합을 가장 작게 합니다. A는 X이고, `intercept`이면 맨 앞에 1로 된 열이 더해집니다
    형상: X (N, p), y (N,) -> (p + 1,), 절편이 없으면 (p,)
    참고: Moore (1920), Penrose (1955)
    >>> fit_least_squares(np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 5.0])).round(6)
    array([1., 2.])
    """,
    cases=_cases,
    misconceptions=(
        Misconception(
            "ones-column-missing",
            Text("there is no intercept: the column of ones is missing", "1로 된 열이 없어서 절편이 빠졌습니다"),
            _never_intercept,
            Text(
                "Your line always goes through the origin. Which extra input would let it move up and down?",
                "지금 직선은 언제나 원점을 지납니다. 어떤 입력을 하나 더하면 직선이 위아래로 움직일 수 있을까요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "ones-column-last",
            Text("the intercept stands last instead of first", "절편이 맨 앞이 아니라 맨 뒤에 있습니다"),
            _ones_last,
            Text(
                "Your numbers are right, in another order. Which column of $A$ does `beta[0]` belong to?",
                "수는 맞지만 순서가 다릅니다. `beta[0]`은 $A$의 어느 열에 대한 계수인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "always-an-intercept",
            Text("it adds an intercept even when none was asked for", "절편을 쓰지 않아야 할 때도 절편을 넣었습니다"),
            _always_intercept,
            Text("What should happen when `intercept` is `False`?", "`intercept`가 `False`이면 어떻게 해야 할까요?"),
            "bias.missing",
        ),
        Misconception(
            "normal-equations",
            Text(
                "it inverts a matrix that need not have an inverse", "역행렬이 없을 수 있는 행렬의 역행렬을 구했습니다"
            ),
            _normal_equations,
            Text(
                "When two columns are the same, $A^T A$ has no inverse. Which function of `np.linalg` still has an answer?",
                "똑같은 열이 두 개이면 $A^T A$의 역행렬이 없습니다. 그래도 답을 주는 `np.linalg`의 함수는 무엇일까요?",
            ),
            "stability.overflow",
            variants=(_normal_equations_solved,),
        ),
        Misconception(
            "mean-as-intercept",
            Text("the mean of the targets serves as the intercept", "목푯값의 평균을 절편으로 썼습니다"),
            _intercept_added_to_y,
            Text(
                "The mean of `y` is the height of the line above the mean of `X`, not above zero. Could the fit find the intercept itself?",
                "`y`의 평균은 `X`의 평균에서 잰 직선의 높이이지 0에서 잰 높이가 아닙니다. 절편도 함께 구하게 할 수는 없을까요?",
            ),
            "bias.missing",
            variants=(_centred_and_left_there,),
        ),
        Misconception(
            "predictions-returned",
            Text("it returns the fitted values, not the coefficients", "계수가 아니라 예측값을 반환했습니다"),
            _predictions,
            Text(
                "You returned one number for every example. How many coefficients does a line have?",
                "샘플마다 수가 하나씩 나왔습니다. 직선의 계수는 몇 개인가요?",
            ),
            "returns.none",
        ),
        Misconception(
            "all-of-lstsq",
            Text(
                "all four answers of `np.linalg.lstsq`, not the coefficients alone",
                "계수만이 아니라 `np.linalg.lstsq`의 답 네 가지를 모두 반환했습니다",
            ),
            _all_of_lstsq,
            Text(
                "`lstsq` answers with four things, and three of them describe the fit. Which one holds the coefficients?",
                "`lstsq`는 네 가지를 반환하는데 그중 셋은 직선을 맞춘 결과를 설명하는 값입니다. 계수는 어느 것인가요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "column-of-zeros",
            Text("the added input is always 0, not 1", "더한 입력이 1이 아니라 늘 0입니다"),
            lambda X, y, intercept=True: np.linalg.pinv(np.column_stack([0.0 * y, X]) if intercept else X) @ y,
            Text(
                "A weight times 0 is nothing. What must the extra input be, so that its weight moves the line up?",
                "가중치에 0을 곱하면 아무것도 남지 않습니다. 그 가중치가 직선을 위로 옮기려면 더한 입력이 얼마여야 할까요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "flag-turned-round",
            Text(
                "an intercept is added exactly when none was asked for", "절편을 쓰지 말아야 할 때만 절편을 넣었습니다"
            ),
            lambda X, y, intercept=True: np.linalg.pinv(X if intercept else _ones_first(X)) @ y,
            Text(
                "Read your `if` aloud. In which of the two branches is the column of ones?",
                "`if`를 소리 내어 읽어 보세요. 1로 된 열은 어느 갈래에 있나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "not-divided-by-the-squares",
            Text("$A^T y$ alone, which is only half of the normal equations", "정규 방정식의 절반인 $A^T y$뿐입니다"),
            _only_the_products,
            Text(
                "Give every example twice: your numbers double. Should the line move at all?",
                "샘플을 두 번씩 넣으면 결과가 두 배가 됩니다. 직선이 조금이라도 움직여야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "polyfit-order",
            Text(
                "`np.polyfit`, which begins with the highest power and knows one input only",
                "`np.polyfit`을 썼습니다. 가장 높은 차수의 계수부터 반환하고 입력이 하나일 때만 쓸 수 있습니다",
            ),
            _by_polyfit,
            Text(
                "Fit y = 1 + 2x with it. Which of the two numbers comes first, and where would a second input go?",
                "y = 1 + 2x를 맞추어 보세요. 두 수 가운데 무엇이 먼저 나오나요? 둘째 입력은 어디에 넣을 수 있나요?",
            ),
            "axis.wrong",
        ),
    ),
    alternatives=(_by_lstsq, _by_svd, _by_centering, _by_gram),
    hints=(
        Text(
            "A line has a slope for every input and one number that moves it up and down. That number is the weight of an input that never changes.",
            "직선에는 입력마다 기울기가 하나씩 있고, 직선을 위아래로 옮기는 수가 하나 있습니다. 그 수는 값이 변하지 않는 입력의 가중치입니다.",
        ),
        Text(
            "$A$ has shape `(N, p + 1)`, its pseudo-inverse has shape `(p + 1, N)`, and $A^{+} y$ has shape `(p + 1,)`.",
            "$A$의 형상은 `(N, p + 1)`, 유사역행렬의 형상은 `(p + 1, N)`, $A^{+} y$의 형상은 `(p + 1,)`입니다.",
        ),
        Text(
            "If an intercept is wanted, put a column of N ones before `X` (NumPy can stack columns). Then multiply the pseudo-inverse of that matrix by `y`.",
            "절편이 필요하면 1이 N개 든 열을 `X` 앞에 붙입니다(NumPy로 열을 이어 붙일 수 있습니다). 그 행렬의 유사역행렬에 `y`를 곱합니다.",
        ),
    ),
)
