"""The six exercises about losses: how wrong is an amount, how surprising is a class, and where a loss stops teaching."""

import math
from typing import Any

import numpy as np

from dlcourse import losses
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _sigmoid(z: Any) -> Any:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


# --- half_sse -------------------------------------------------------------------------------------------------------


def _half_sse_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("the worked example", "본문의 계산 예제"),
            (np.array([0.6094460050, 0.6638449097]), np.array([0.4, 0.6])),
        ),
        Case(
            Text("two outputs, one too small", "출력 두 개, 하나는 목푯값보다 작음"),
            (np.array([1.0, -2.0]), np.array([4.0, -1.5])),
        ),
        Case(
            Text("a single output", "출력이 하나일 때"),
            (rng.normal(size=1), rng.normal(size=1) + 3.0),
            hidden=True,
        ),
        Case(
            Text("three outputs", "출력이 세 개일 때"),
            (rng.normal(size=3), rng.normal(size=3) + np.array([2.0, -2.0, 1.5])),
            hidden=True,
        ),
    )


def _half_sse_by_loop(o: Any, t: Any) -> Any:
    total = 0.0
    for output, target in zip(o, t, strict=True):
        total += (target - output) ** 2 / 2
    return total


HALF_SSE = Exercise(
    id="half-sse",
    reference=losses.half_sse,
    points=1.5,
    stars=1,
    title=Text("Half the sum of squared errors", "오차 제곱합의 절반"),
    text=Text(
        r"""Write `half_sse(o, t)`: one number that says how far the outputs are from the targets.

$$E = \frac{1}{2} \sum_{k=1}^{K} (t_k - o_k)^2$$

`o` and `t` have the same shape `(K,)`. The result is a single number.

For `o = [1.0, 2.0, 3.0]` and `t = [1.0, 1.0, 1.0]` the result is `2.5`.""",
        r"""`half_sse(o, t)`를 작성하세요. 출력이 목푯값에서 얼마나 떨어져 있는지를 수 하나로 말합니다.

$$E = \frac{1}{2} \sum_{k=1}^{K} (t_k - o_k)^2$$

`o`와 `t`의 형상은 `(K,)`로 같습니다. 결과는 수 하나입니다.

`o = [1.0, 2.0, 3.0]`, `t = [1.0, 1.0, 1.0]`이면 결과는 `2.5`입니다.""",
    ),
    docstring_ko="""출력 o와 목푯값 t의 오차 제곱합의 절반입니다.

    식:   1/2 * (t - o)^2의 합
    형상: (K,), (K,) -> ()
    참고: Rumelhart, Hinton & Williams (1986)
    >>> half_sse(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 1.0]))
    2.5
    """,
    cases=_half_sse_cases,
    misconceptions=(
        Misconception(
            "mean-instead-of-half-the-sum",
            Text("the mean of the squares instead of half their sum", "제곱합의 절반이 아니라 제곱의 평균입니다"),
            lambda o, t: np.mean((t - o) ** 2),
            Text(
                "With exactly two outputs the mean and half the sum are the same number. What happens with one, or with three?",
                "출력이 정확히 두 개이면 평균과 합의 절반이 같은 수가 됩니다. 한 개나 세 개이면 어떻게 될까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "half-forgotten",
            Text("the factor one half is missing", "절반(1/2)을 빠뜨렸습니다"),
            lambda o, t: np.sum((t - o) ** 2),
            Text(
                "Your result is exactly twice as large. What stands in front of the sum?",
                "결과가 정확히 두 배입니다. 합 앞에 무엇이 있나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "half-of-the-mean",
            Text("half of the mean instead of half of the sum", "합이 아니라 평균의 절반입니다"),
            lambda o, t: 0.5 * np.mean((t - o) ** 2),
            Text(
                "The formula has a sum and a half, but no division by K. Which of your steps divides by K?",
                "식에는 합과 1/2이 있을 뿐 K로 나누지 않습니다. 어느 단계에서 K로 나누었나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "not-squared",
            Text("the errors are not squared", "오차를 제곱하지 않았습니다"),
            lambda o, t: 0.5 * np.sum(t - o),
            Text(
                "An error of 1 and an error of -1 cancel in your sum. What prevents that?",
                "오차 1과 -1이 합에서 서로 지워집니다. 무엇이 그것을 막아 줄까요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "absolute-errors",
            Text("absolute values in the place of squares", "제곱이 아니라 절댓값을 썼습니다"),
            lambda o, t: 0.5 * np.sum(np.abs(t - o)),
            Text(
                "How much larger should the loss become when an error doubles?",
                "오차가 두 배가 되면 손실은 몇 배가 되어야 할까요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "square-of-the-sum",
            Text("the sum is squared, not each error", "오차마다가 아니라 합을 제곱했습니다"),
            lambda o, t: 0.5 * np.sum(t - o) ** 2,
            Text(
                "First square, then add up. Where do your brackets end?",
                "먼저 제곱하고 그다음 더합니다. 괄호가 어디에서 끝나나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "not-added-up",
            Text("one error for each output, not added up", "출력마다 오차가 하나씩이고 더하지 않았습니다"),
            lambda o, t: 0.5 * (t - o) ** 2,
            Text(
                "You returned one number for each output. How many numbers should a loss be?",
                "출력마다 수가 하나씩 나왔습니다. 손실은 수 몇 개여야 할까요?",
            ),
            "reduce.sum_vs_mean",
        ),
    ),
    alternatives=(
        _half_sse_by_loop,
        lambda o, t: (o - t) @ (o - t) / 2,
        lambda o, t: 0.5 * np.linalg.norm(t - o) ** 2,
        lambda o, t: np.einsum("k,k->", t - o, t - o) / 2,
    ),
    hints=(
        Text(
            "One error for each output; a square makes it positive, a sum makes it one number.",
            "출력마다 오차가 하나씩 있습니다. 제곱하면 음수가 사라지고, 더하면 수 하나가 됩니다.",
        ),
        Text(
            r"$\frac{1}{2} \sum (t_k - o_k)^2$: `(K,)` minus `(K,)` is `(K,)`, and the sum has no axis left.",
            r"$\frac{1}{2} \sum (t_k - o_k)^2$에서 `(K,)` 빼기 `(K,)`는 `(K,)`이고, 더하고 나면 축이 남지 않습니다.",
        ),
        Text(
            "Subtract, square every difference, add them up with one function of NumPy, and halve.",
            "빼고, 차이를 하나하나 제곱하고, NumPy 함수 하나로 모두 더한 다음, 반으로 나눕니다.",
        ),
    ),
)

# --- recover_targets ------------------------------------------------------------------------------------------------


def _recover_targets_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("the worked example", "본문의 계산 예제"),
            (np.array([0.6094460050, 0.6638449097]), np.array([0.0219338145, 0.0020380862])),
        ),
        Case(Text("round numbers", "간단한 수"), (np.array([1.0, -2.0, 0.5]), np.array([0.5, 2.0, 0.02]))),
        Case(
            Text("four random outputs", "임의의 출력 네 개"),
            (rng.normal(size=4), rng.uniform(0.1, 3.0, size=4)),
            hidden=True,
        ),
        Case(
            Text("one of two errors is 0", "두 오차 가운데 하나가 0일 때"),
            (np.array([0.25, -1.0]), np.array([0.0, 0.125])),
            edge=True,
        ),
    )


def _recover_by_loop(o: Any, E: Any) -> Any:
    low, high = [], []
    for output, error in zip(o, E, strict=True):
        away = math.sqrt(2 * error)
        low.append(output - away)
        high.append(output + away)
    return np.array(low), np.array(high)


def _recover_by_abc_formula(o: Any, E: Any) -> Any:
    # t^2 - 2 o t + (o^2 - 2 E) = 0
    under_the_root = np.sqrt((2 * o) ** 2 - 4 * (o**2 - 2 * E))
    return (2 * o - under_the_root) / 2, (2 * o + under_the_root) / 2


def _recover_sorted(o: Any, E: Any) -> Any:
    both = np.sort(np.stack([o + (2 * E) ** 0.5, o - (2 * E) ** 0.5]), axis=0)
    return both[0], both[1]


RECOVER_TARGETS = Exercise(
    id="recover-targets",
    reference=losses.recover_targets,
    points=1.5,
    stars=1,
    title=Text("Which targets did the slide forget?", "슬라이드가 빠뜨린 목푯값은 무엇일까요?"),
    text=Text(
        r"""Write `recover_targets(o, E)`. For each output you know the number itself and its own error

$$E_k = \frac{1}{2} (t_k - o_k)^2$$

Which targets are possible? Solve for $t_k$. Return two arrays: first the lower target of each output, then the upper one.

`o` and `E` have shape `(K,)`, and so have both results.

For `o = [0.5]` and `E = [0.02]` the result is `([0.3], [0.7])`.""",
        r"""`recover_targets(o, E)`를 작성하세요. 출력마다 그 값과 그 출력만의 오차를 알고 있습니다.

$$E_k = \frac{1}{2} (t_k - o_k)^2$$

어떤 목푯값이 가능할까요? $t_k$에 대해 풀어 보세요. 배열 두 개를 반환합니다. 먼저 출력마다 작은 쪽 목푯값, 그다음 큰 쪽 목푯값입니다.

`o`와 `E`의 형상은 `(K,)`이고 두 결과의 형상도 같습니다.

`o = [0.5]`, `E = [0.02]`이면 결과는 `([0.3], [0.7])`입니다.""",
    ),
    docstring_ko="""출력 o의 오차가 E = 1/2 (t - o)^2가 되는 목푯값 둘을 작은 쪽, 큰 쪽 순서로 답합니다.

    형상: (K,), (K,) -> (K,), (K,)
    참고: `half_sse`의 식을 거꾸로 읽습니다
    >>> recover_targets(np.array([0.5]), np.array([0.02]))
    (array([0.3]), array([0.7]))
    """,
    cases=_recover_targets_cases,
    returns=("lower", "upper"),
    misconceptions=(
        Misconception(
            "only-one-root",
            Text("only one of the two targets", "두 목푯값 가운데 하나뿐입니다"),
            lambda o, E: o - np.sqrt(2 * E),
            Text(
                "The square of 3 is 9. Which other number has the square 9?",
                "3을 제곱하면 9입니다. 제곱해서 9가 되는 수가 또 있지 않나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "both-in-one-array",
            Text("both targets in one array instead of two", "두 목푯값이 배열 하나에 들어 있습니다"),
            lambda o, E: np.array([o - np.sqrt(2 * E), o + np.sqrt(2 * E)]),
            Text(
                "The numbers are right. How does a Python function return two things?",
                "수는 맞습니다. 파이썬 함수가 두 가지를 반환하려면 어떻게 쓰나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "upper-first",
            Text("the upper target comes first", "큰 쪽 목푯값이 먼저 나옵니다"),
            lambda o, E: (o + np.sqrt(2 * E), o - np.sqrt(2 * E)),
            Text(
                "Both targets are right. In which order does the task want them?",
                "두 목푯값은 맞습니다. 문제에서는 어떤 순서를 원하나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "half-forgotten",
            Text("the factor one half of the error is forgotten", "오차에 있는 1/2을 잊었습니다"),
            lambda o, E: (o - np.sqrt(E), o + np.sqrt(E)),
            Text(
                "Put your target into the formula of the error. Does the error come out, or half of it?",
                "구한 목푯값을 오차의 식에 넣어 보세요. 오차가 그대로 나오나요, 절반이 나오나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "half-on-the-wrong-side",
            Text("divided by two where it should be doubled", "두 배 해야 할 곳에서 반으로 나누었습니다"),
            lambda o, E: (o - np.sqrt(E / 2), o + np.sqrt(E / 2)),
            Text(
                "One half times the square is E. Then what is the square itself?",
                "제곱의 절반이 E입니다. 그러면 제곱 자체는 무엇일까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "root-forgotten",
            Text("the square root is missing", "제곱근을 구하지 않았습니다"),
            lambda o, E: (o - 2 * E, o + 2 * E),
            Text(
                "You know the square of the distance. How do you get the distance?",
                "거리의 제곱을 알고 있습니다. 거리는 어떻게 구하나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "distance-only",
            Text("the distances from the output, without the output", "출력은 빼고 거리만 답했습니다"),
            lambda o, E: (-np.sqrt(2 * E), np.sqrt(2 * E)),
            Text(
                "You found how far the target is from the output. Where does that journey start?",
                "목푯값이 출력에서 얼마나 떨어져 있는지를 구했습니다. 그 거리는 어디에서부터 재나요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(_recover_by_loop, _recover_by_abc_formula, _recover_sorted),
    hints=(
        Text(
            "The error tells how far the target is away, but not in which direction.",
            "오차는 목푯값이 얼마나 떨어져 있는지 알려 주지만 어느 쪽인지는 알려 주지 않습니다.",
        ),
        Text(
            r"$(t_k - o_k)^2 = 2 E_k$, so the distance is a square root; everything has shape `(K,)`.",
            r"$(t_k - o_k)^2 = 2 E_k$이므로 거리는 제곱근입니다. 모두 형상이 `(K,)`입니다.",
        ),
        Text(
            "Work out the distance once, then go down from `o` by it and up from `o` by it; return both, separated by a comma.",
            "거리를 한 번 구한 다음 `o`에서 그만큼 내려간 값과 올라간 값을 만듭니다. 두 값을 쉼표로 나누어 반환합니다.",
        ),
    ),
)

# --- one_hot --------------------------------------------------------------------------------------------------------


def _one_hot_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("three labels, four classes", "정답 세 개, 클래스 네 개"), (np.array([2, 0, 1]), 4)),
        Case(Text("labels that repeat", "되풀이되는 정답"), (np.array([0, 2, 2, 1, 0]), 3)),
        Case(
            Text("many labels, the last class never seen", "정답 여러 개, 마지막 클래스는 한 번도 나오지 않음"),
            (np.concatenate([rng.integers(0, 6, size=10), [0, 5]]), 7),
            hidden=True,
        ),
        Case(Text("one example", "예제 하나"), (np.array([3]), 5), hidden=True),
    )


def _one_hot_transposed(y: Any, C: Any) -> Any:
    rows = np.zeros((C, len(y)))
    rows[y, np.arange(len(y))] = 1.0
    return rows


def _one_hot_every_row(y: Any, C: Any) -> Any:
    rows = np.zeros((len(y), C))
    rows[:, y] = 1.0
    return rows


def _one_hot_label_as_value(y: Any, C: Any) -> Any:
    rows = np.zeros((len(y), C))
    rows[np.arange(len(y)), y] = y
    return rows


def _one_hot_by_loop(y: Any, C: Any) -> Any:
    return np.array([[1.0 if label == column else 0.0 for column in range(C)] for label in y])


def _one_hot_by_index(y: Any, C: Any) -> Any:
    rows = np.zeros((len(y), C))
    rows[np.arange(len(y)), y] = 1.0
    return rows


ONE_HOT = Exercise(
    id="one-hot",
    reference=losses.one_hot,
    points=1.5,
    stars=1,
    title=Text("Labels as rows", "정답을 행으로"),
    text=Text(
        r"""Write `one_hot(y, C)`. Each label becomes a row of `C` numbers: 1 in the column of the label, 0 everywhere else.

`y` has shape `(N,)` and holds whole numbers from 0 to `C - 1`. The result has shape `(N, C)` and holds numbers, not truth values.

For `y = [2, 0]` and `C = 4` the result is `[[0, 0, 1, 0], [1, 0, 0, 0]]`. Can you do it without a loop?""",
        r"""`one_hot(y, C)`를 작성하세요. 정답 하나가 수 `C`개짜리 행이 됩니다. 정답에 해당하는 열은 1, 나머지는 모두 0입니다.

`y`의 형상은 `(N,)`이고 0부터 `C - 1`까지의 정수로 이루어집니다. 결과의 형상은 `(N, C)`이고 참과 거짓이 아니라 수로 이루어집니다.

`y = [2, 0]`, `C = 4`이면 결과는 `[[0, 0, 1, 0], [1, 0, 0, 0]]`입니다. 반복문 없이 할 수 있을까요?""",
    ),
    docstring_ko="""정답마다 수 C개짜리 행을 만듭니다. 정답의 열은 1, 나머지는 0입니다.

    형상: (N,) -> (N, C)
    참고: Bishop (2006), 4.1절
    >>> one_hot(np.array([2, 0]), 4)
    array([[0., 0., 1., 0.],
           [1., 0., 0., 0.]])
    """,
    cases=_one_hot_cases,
    misconceptions=(
        Misconception(
            "classes-guessed",
            Text("the number of classes is guessed from the labels", "클래스 수를 정답에서 짐작했습니다"),
            lambda y, C: np.eye(int(y.max()) + 1)[y],
            Text(
                "What if the last class does not occur in `y`? Which argument tells you how many there are?",
                "마지막 클래스가 `y`에 나오지 않으면 어떻게 될까요? 클래스가 몇 개인지는 어느 인수가 알려 주나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "transposed",
            Text("classes are rows and examples are columns", "클래스가 행이고 예제가 열입니다"),
            _one_hot_transposed,
            Text(
                "In this course a row is an example. What is a row of your result?",
                "이 강의에서는 행이 예제입니다. 결과의 행은 무엇인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "truth-values",
            Text("True and False instead of 1 and 0", "1과 0이 아니라 True와 False입니다"),
            lambda y, C: y[:, None] == np.arange(C),
            Text(
                "The places are right. How do you turn truth values into numbers?",
                "자리는 맞습니다. 참과 거짓을 수로 바꾸려면 어떻게 하나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "counted-from-one",
            Text("the labels are counted from 1", "정답을 1부터 세었습니다"),
            lambda y, C: np.eye(C)[y - 1],
            Text(
                "Label 0 belongs to the first column. Where did yours go?",
                "정답 0은 첫 번째 열입니다. 어느 열로 갔나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "every-row-alike",
            Text("every row has the 1s of all labels", "모든 행에 모든 정답의 1이 들어 있습니다"),
            _one_hot_every_row,
            Text(
                "Each row should hold a single 1. Row n should look at which label alone?",
                "행마다 1은 하나여야 합니다. n번째 행은 어느 정답 하나만 보아야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "label-as-the-value",
            Text("the label itself stands in its column instead of a 1", "정답의 열에 1이 아니라 정답 번호가 있습니다"),
            _one_hot_label_as_value,
            Text(
                "Add up a row: a one-hot row adds up to 1. What do your rows add up to?",
                "행을 더해 보세요. 원-핫 행의 합은 1입니다. 여러분의 행은 합이 얼마인가요?",
            ),
            "hardcoded.value",
        ),
    ),
    alternatives=(
        _one_hot_by_loop,
        _one_hot_by_index,
        lambda y, C: (y[:, None] == np.arange(C)[None, :]).astype(float),
        lambda y, C: np.take(np.identity(C), y, axis=0),
    ),
    hints=(
        Text(
            "Look at the identity matrix. What does its row number 2 look like?",
            "단위행렬을 살펴보세요. 2번 행은 어떻게 생겼나요?",
        ),
        Text(
            "An array may be indexed by an array: rows picked from a `(C, C)` table by `y` of shape `(N,)` have shape `(N, C)`.",
            "배열은 배열로도 인덱싱할 수 있습니다. 형상이 `(C, C)`인 표에서 형상이 `(N,)`인 `y`로 행을 고르면 `(N, C)`가 됩니다.",
        ),
        Text(
            "Make the identity matrix of size `C`, and pick its rows by putting the whole `y` into the square brackets.",
            "크기가 `C`인 단위행렬을 만들고, 대괄호 안에 `y`를 통째로 넣어 행을 고릅니다.",
        ),
    ),
)

# --- cross_entropy --------------------------------------------------------------------------------------------------


def _cross_entropy_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("the worked example", "본문의 계산 예제"),
            (np.log(np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]])), np.array([0, 1])),
        ),
        Case(
            Text("ten classes, all logits equal", "클래스 열 개, 로짓이 모두 같음"),
            (np.full((3, 10), 2.0), np.array([7, 0, 3])),
        ),
        Case(
            Text("random logits", "임의의 로짓"),
            (rng.normal(scale=3.0, size=(8, 5)), rng.integers(0, 5, size=8)),
            hidden=True,
        ),
        Case(
            Text("one random example", "임의의 예제 하나"),
            (rng.normal(scale=3.0, size=(1, 4)), rng.integers(0, 4, size=1)),
            hidden=True,
        ),
        Case(
            Text("logits that lie 1000 apart", "1000만큼 떨어진 로짓"),
            (np.array([[1000.0, 0.0, -1000.0], [0.0, 1000.0, 0.0]]), np.array([1, 1])),
            edge=True,
            silent=True,
        ),
        Case(
            Text("all logits near 1000", "모두 1000에 가까운 로짓"),
            (np.array([[1000.0, 1001.0], [999.0, 1000.0], [1000.0, 1000.0]]), np.array([0, 1, 0])),
            edge=True,
            silent=True,
        ),
    )


def _log_softmax(logits: Any, axis: int = 1) -> Any:
    shifted = logits - logits.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def _shifted_softmax(logits: Any) -> Any:
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _ce_of_naive_softmax(logits: Any, y: Any) -> Any:
    e = np.exp(logits)
    p = e / e.sum(axis=1, keepdims=True)
    return -np.mean(np.log(p[np.arange(len(y)), y]))


def _ce_times_one_hot_mean(logits: Any, y: Any) -> Any:
    rows = np.zeros(logits.shape)
    rows[np.arange(len(y)), y] = 1.0
    return -np.mean(rows * _log_softmax(logits))


def _ce_by_loop(logits: Any, y: Any) -> Any:
    total = 0.0
    for row, label in zip(logits, y, strict=True):
        highest = max(row)
        total += highest + math.log(sum(math.exp(score - highest) for score in row)) - row[label]
    return total / len(y)


def _ce_by_one_hot(logits: Any, y: Any) -> Any:
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.einsum("nc,nc->", np.eye(logits.shape[1])[y], log_p) / len(logits)


CROSS_ENTROPY = Exercise(
    id="cross-entropy",
    reference=losses.cross_entropy,
    points=4.0,
    stars=2,
    title=Text("How surprising is the right class?", "정답은 얼마나 뜻밖일까요?"),
    text=Text(
        r"""Write `cross_entropy(logits, y)`: the mean, over all examples, of how surprised the network is by the right class.

$$L = -\frac{1}{N} \sum_{n=1}^{N} \log p_{n, y_n} \qquad\text{where}\qquad p_n = \mathrm{softmax}(s_n)$$

`logits` has shape `(N, C)`; its rows are the scores $s_n$, **before** softmax. `y` has shape `(N,)` and holds the right classes. The result is a single number.

Logits may lie far apart, such as 1000 and 0. Then a probability is rounded to 0, and its logarithm is lost; find a way that never takes the logarithm of a probability.""",
        r"""`cross_entropy(logits, y)`를 작성하세요. 신경망에게 정답이 얼마나 뜻밖인지를 모든 예제에 대해 평균한 것입니다.

$$L = -\frac{1}{N} \sum_{n=1}^{N} \log p_{n, y_n} \qquad\text{where}\qquad p_n = \mathrm{softmax}(s_n)$$

`logits`의 형상은 `(N, C)`이고, 행마다 소프트맥스를 지나기 **전의** 점수 $s_n$이 들어 있습니다. `y`의 형상은 `(N,)`이고 정답 클래스가 들어 있습니다. 결과는 수 하나입니다.

로짓은 1000과 0처럼 멀리 떨어져 있을 수 있습니다. 그러면 확률이 0으로 반올림되어 로그를 구할 수 없습니다. 확률에 로그를 씌우지 않는 방법을 찾아보세요.""",
    ),
    docstring_ko="""softmax(logits)에게 정답이 얼마나 뜻밖인지, 곧 -log(정답의 확률)의 평균입니다.

    식:   n에 대한 -log(softmax(logits)[n, y[n]])의 평균
    형상: (N, C), (N,) -> ()
    참고: Bridle (1990)
    >>> logits = np.log(np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]]))
    >>> round(cross_entropy(logits, np.array([0, 1])), 8)
    1.32963002
    """,
    cases=_cross_entropy_cases,
    depends=("one-hot",),
    misconceptions=(
        Misconception(
            "sum-instead-of-mean",
            Text("the sum over the examples instead of the mean", "예제들의 평균이 아니라 합입니다"),
            lambda logits, y: -np.sum(_log_softmax(logits)[np.arange(len(y)), y]),
            Text(
                "Would your loss double if every example came twice? A mean would not.",
                "같은 예제가 두 번씩 나오면 손실이 두 배가 되나요? 평균이라면 그대로입니다.",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "log-of-softmax",
            Text("the logarithm of a probability that was rounded to 0", "0으로 반올림된 확률에 로그를 씌웠습니다"),
            lambda logits, y: -np.mean(np.log(_shifted_softmax(logits)[np.arange(len(y)), y])),
            Text(
                "exp(-1000) is 0 for the computer. What is the logarithm of a fraction, written as a difference? Then nothing has to become 0 first.",
                "컴퓨터에게 exp(-1000)은 0입니다. 분수의 로그를 차로 쓰면 무엇일까요? 그러면 먼저 0이 될 필요가 없습니다.",
            ),
            "stability.log_zero",
        ),
        Misconception(
            "softmax-without-shift",
            Text("exp of a large logit overflows", "큰 로짓의 exp가 넘칩니다"),
            _ce_of_naive_softmax,
            Text(
                "What may you subtract from all logits of a row without changing the probabilities?",
                "확률을 바꾸지 않으면서 한 행의 모든 로짓에서 뺄 수 있는 것은 무엇일까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "softmax-twice",
            Text("softmax is applied twice", "소프트맥스를 두 번 적용했습니다"),
            lambda logits, y: -np.mean(_log_softmax(_shifted_softmax(logits))[np.arange(len(y)), y]),
            Text(
                "Your formula contains a softmax already. What did you hand to it: logits, or probabilities?",
                "식 안에 이미 소프트맥스가 있습니다. 거기에 로짓을 넣었나요, 확률을 넣었나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "logits-taken-for-probabilities",
            Text("the logits are taken for probabilities", "로짓을 확률로 여겼습니다"),
            lambda logits, y: -np.mean(np.log(logits[np.arange(len(y)), y])),
            Text(
                "A logit can be negative, and then it has no logarithm. What turns a row of scores into probabilities?",
                "로짓은 음수일 수 있고 음수에는 로그가 없습니다. 점수의 행을 확률로 바꾸는 것은 무엇일까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "sign-forgotten",
            Text("the minus sign is missing", "음의 부호를 빠뜨렸습니다"),
            lambda logits, y: np.mean(_log_softmax(logits)[np.arange(len(y)), y]),
            Text(
                "The logarithm of a probability is never positive. Should a loss fall or rise as the answer gets better?",
                "확률의 로그는 양수가 될 수 없습니다. 답이 좋아질수록 손실은 줄어야 할까요, 늘어야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "softmax-over-the-examples",
            Text(
                "softmax runs down the columns, over the examples", "소프트맥스를 열 방향으로, 예제들에 걸쳐 구했습니다"
            ),
            lambda logits, y: -np.mean(_log_softmax(logits, axis=0)[np.arange(len(y)), y]),
            Text(
                "Each example has probabilities of its own. Along which axis do they add up to 1?",
                "확률은 예제마다 따로 있습니다. 어느 축을 따라 더해야 1이 되나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "every-label-for-every-example",
            Text("every example is asked about the labels of all examples", "예제마다 모든 예제의 정답을 물었습니다"),
            lambda logits, y: -np.mean(_log_softmax(logits)[:, y]),
            Text(
                "`[:, y]` picks whole columns. How do you pick one number in each row?",
                "`[:, y]`는 열을 통째로 고릅니다. 행마다 수 하나씩 고르려면 어떻게 해야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "mean-over-the-classes-too",
            Text("the mean runs over the classes as well", "클래스까지 함께 평균했습니다"),
            _ce_times_one_hot_mean,
            Text(
                "Multiplying by a one-hot table leaves N numbers and many zeros. By what does your mean divide?",
                "원-핫 표를 곱하면 수 N개와 많은 0이 남습니다. 평균을 낼 때 무엇으로 나누었나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "one-loss-for-each-example",
            Text("one loss for each example, without the mean", "예제마다 손실이 하나씩이고 평균을 내지 않았습니다"),
            lambda logits, y: -_log_softmax(logits)[np.arange(len(y)), y],
            Text(
                "You returned one number for each example. What makes them one?",
                "예제마다 수가 하나씩 나왔습니다. 어떻게 하나로 만들까요?",
            ),
            "reduce.sum_vs_mean",
        ),
    ),
    alternatives=(
        _ce_by_loop,
        _ce_by_one_hot,
        lambda logits, y: np.mean(np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(y)), y]),
    ),
    hints=(
        Text(
            "A fraction under a logarithm becomes a difference: the log of the top minus the log of the bottom. What is the log of exp?",
            "로그 안의 분수는 차가 됩니다. 분자의 로그에서 분모의 로그를 뺍니다. exp의 로그는 무엇일까요?",
        ),
        Text(
            r"$\log p_{n,c} = s_{n,c} - \log \sum_j e^{s_{n,j}}$, after the row's largest number was subtracted from all $s_n$; shape `(N, C)`, then one number a row: `(N,)`.",
            r"$\log p_{n,c} = s_{n,c} - \log \sum_j e^{s_{n,j}}$입니다. 그 전에 $s_n$ 전체에서 행의 최댓값을 뺍니다. 형상은 `(N, C)`이고, 행마다 수 하나를 고르면 `(N,)`입니다.",
        ),
        Text(
            "Shift each row by its maximum (keep the axis), subtract the log of the row's sum of exps, pick in row n the column `y[n]` with two index arrays, take the mean and turn the sign.",
            "행마다 최댓값을 빼고(축은 남깁니다), 그 행의 exp 합의 로그를 뺍니다. 인덱스 배열 두 개로 n번째 행에서 `y[n]` 열을 고르고, 평균을 낸 다음 부호를 바꿉니다.",
        ),
    ),
)

# --- bce ------------------------------------------------------------------------------------------------------------


def _bce_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("undecided", "결정하지 못할 때"), (np.array([0.0, 0.0, 0.0]), np.array([0.0, 1.0, 1.0]))),
        Case(Text("three logits", "로짓 세 개"), (np.array([2.0, -1.0, 0.5]), np.array([1.0, 0.0, 0.0]))),
        Case(
            Text("random logits", "임의의 로짓"),
            (rng.normal(scale=2.0, size=9), rng.integers(0, 2, size=9).astype(float)),
            hidden=True,
        ),
        Case(
            Text("targets between 0 and 1", "0과 1 사이의 목푯값"),
            (rng.normal(scale=2.0, size=6), rng.uniform(0.1, 0.9, size=6)),
            hidden=True,
        ),
        Case(
            Text("confident and wrong", "확신하는데 틀렸을 때"),
            (np.array([1000.0, -1000.0]), np.array([1.0, 1.0])),
            edge=True,
            silent=True,
        ),
        Case(
            Text("confident and right", "확신하고 맞았을 때"),
            (np.array([1000.0, -1000.0, 60.0]), np.array([1.0, 0.0, 1.0])),
            edge=True,
            silent=True,
        ),
    )


def _bce_clipped(z: Any, t: Any) -> Any:
    a = np.clip(_sigmoid(z), 1e-12, 1 - 1e-12)
    return -np.mean(t * np.log(a) + (1 - t) * np.log(1 - a))


def _bce_only_the_first_term(z: Any, t: Any) -> Any:
    return np.mean(t * np.logaddexp(0, -z))


def _bce_by_loop(z: Any, t: Any) -> Any:
    total = 0.0
    for score, target in zip(z, t, strict=True):
        # -log of the smaller probability is the larger of the two
        small = math.log1p(math.exp(-abs(score)))
        no, yes = (small + score, small) if score > 0 else (small, small - score)
        total += target * yes + (1 - target) * no
    return total / len(z)


BCE = Exercise(
    id="bce",
    reference=losses.bce,
    points=2.5,
    stars=2,
    title=Text("Cross-entropy for yes or no", "예, 아니요의 교차 엔트로피"),
    text=Text(
        r"""Write `bce(z, t)`, the binary cross-entropy, straight from the logits:

$$L = -\frac{1}{N} \sum_{n=1}^{N} \bigl( t_n \log a_n + (1 - t_n) \log (1 - a_n) \bigr) \qquad\text{where}\qquad a_n = \sigma(z_n)$$

`z` and `t` have shape `(N,)`; targets lie between 0 and 1. The result is a single number.

It must be right for `z = 1000.0` and `z = -1000.0` as well, where $a$ is rounded to 1 or 0 and one of the two logarithms is lost. Clipping $a$ does not save it: a confident mistake costs 1000 there, however you clip.""",
        r"""로짓에서 바로 이진 교차 엔트로피를 구하는 `bce(z, t)`를 작성하세요.

$$L = -\frac{1}{N} \sum_{n=1}^{N} \bigl( t_n \log a_n + (1 - t_n) \log (1 - a_n) \bigr) \qquad\text{where}\qquad a_n = \sigma(z_n)$$

`z`와 `t`의 형상은 `(N,)`이고 목푯값은 0과 1 사이의 수입니다. 결과는 수 하나입니다.

`z = 1000.0`과 `z = -1000.0`에서도 맞아야 합니다. 거기서는 $a$가 1이나 0으로 반올림되어 두 로그 가운데 하나를 구할 수 없습니다. $a$를 잘라 내도 소용없습니다. 어떻게 잘라 내든, 그곳에서 확신하며 틀린 답의 손실은 1000입니다.""",
    ),
    docstring_ko="""sigmoid(z)와 0과 1 사이의 목푯값 t의 이진 교차 엔트로피입니다. 모든 수에 대한 평균이며 log(0)을 만나지 않습니다.

    식:   -(t * log(a) + (1 - t) * log(1 - a))의 평균, a = sigmoid(z)
    형상: (N,), (N,) -> ()
    참고: Cox (1958)
    >>> bce(np.array([1000.0, -1000.0]), np.array([1.0, 1.0]))
    500.0
    """,
    cases=_bce_cases,
    misconceptions=(
        Misconception(
            "log-of-sigmoid",
            Text("the logarithm of a rounded sigmoid", "반올림된 시그모이드에 로그를 씌웠습니다"),
            lambda z, t: -np.mean(t * np.log(_sigmoid(z)) + (1 - t) * np.log(1 - _sigmoid(z))),
            Text(
                "At z = 60 the computer rounds the sigmoid to 1, and 1 - a is 0. Put the formula of the sigmoid into the logarithm first, on paper. What is left?",
                "z = 60이면 컴퓨터는 시그모이드를 1로 반올림하고 1 - a는 0이 됩니다. 먼저 종이 위에서 시그모이드의 식을 로그에 넣어 보세요. 무엇이 남나요?",
            ),
            "stability.log_zero",
        ),
        Misconception(
            "clipped",
            Text("the sigmoid is clipped to save the logarithm", "로그를 구하려고 시그모이드를 잘라 냈습니다"),
            _bce_clipped,
            Text(
                "Clipping puts a ceiling on the loss: beyond it a worse answer costs nothing more. Can you reach the logarithm without passing through a?",
                "잘라 내면 손실에 천장이 생겨서 그 너머에서는 답이 더 나빠져도 손실이 늘지 않습니다. a를 거치지 않고 로그에 이를 수 있을까요?",
            ),
            "stability.log_zero",
        ),
        Misconception(
            "sum-instead-of-mean",
            Text("the sum instead of the mean", "평균이 아니라 합입니다"),
            lambda z, t: np.sum(np.logaddexp(0, z) - z * t),
            Text(
                "Would your loss double if every example came twice? A mean would not.",
                "같은 예제가 두 번씩 나오면 손실이 두 배가 되나요? 평균이라면 그대로입니다.",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "second-term-forgotten",
            Text("targets of 0 cost nothing", "목푯값이 0이면 손실이 없습니다"),
            _bce_only_the_first_term,
            Text(
                "Set t = 0 and z = 5, a confident mistake. What does your loss say?",
                "t = 0, z = 5로 두어 보세요. 확신하는데 틀린 답입니다. 손실이 얼마로 나오나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "terms-swapped",
            Text("targets 0 and 1 have changed places", "목푯값 0과 1의 자리가 바뀌었습니다"),
            lambda z, t: np.mean(np.logaddexp(0, z) - z * (1 - t)),
            Text(
                "Which logarithm belongs to t = 1, that of a or that of 1 - a?",
                "t = 1일 때의 로그는 a의 로그인가요, 1 - a의 로그인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "sign-forgotten",
            Text("the minus sign is missing", "음의 부호를 빠뜨렸습니다"),
            lambda z, t: np.mean(z * t - np.logaddexp(0, z)),
            Text(
                "The logarithm of a probability is never positive, a loss is never negative. What stands between the two?",
                "확률의 로그는 양수가 될 수 없고 손실은 음수가 될 수 없습니다. 그 사이에 무엇이 있어야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "squared-error",
            Text(
                "the squared error of the sigmoid instead of the cross-entropy",
                "교차 엔트로피가 아니라 시그모이드의 제곱 오차입니다",
            ),
            lambda z, t: np.mean(0.5 * (_sigmoid(z) - t) ** 2),
            Text(
                "There is no logarithm in your loss, so it can never grow beyond one half. Which loss is asked for?",
                "손실에 로그가 없어서 아무리 틀려도 0.5를 넘지 못합니다. 어떤 손실을 구하라고 했나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "one-loss-for-each-example",
            Text("one loss for each example, without the mean", "예제마다 손실이 하나씩이고 평균을 내지 않았습니다"),
            lambda z, t: np.logaddexp(0, z) - z * t,
            Text(
                "You returned one number for each example. What makes them one?",
                "예제마다 수가 하나씩 나왔습니다. 어떻게 하나로 만들까요?",
            ),
            "reduce.sum_vs_mean",
        ),
    ),
    alternatives=(
        _bce_by_loop,
        lambda z, t: np.mean(np.logaddexp(0, z) - t * z),
        lambda z, t: np.mean(t * np.logaddexp(0, -z) + (1 - t) * np.logaddexp(0, z)),
    ),
    hints=(
        Text(
            "Put the formula of the sigmoid into both logarithms before you compute anything. The fractions become differences.",
            "계산하기 전에 시그모이드의 식을 두 로그에 넣어 보세요. 분수가 차로 바뀝니다.",
        ),
        Text(
            r"For one number the loss is $\log(1 + e^{z}) - z t$. You have met $\log(1 + e^{z})$ as softplus, and its safe form has $e^{-|z|}$ in it.",
            r"수 하나의 손실은 $\log(1 + e^{z}) - z t$입니다. $\log(1 + e^{z})$는 소프트플러스로 만난 적이 있고, 안전한 꼴에는 $e^{-|z|}$가 들어 있습니다.",
        ),
        Text(
            "Softplus is the larger of `z` and 0, plus `np.log1p` of exp of minus the absolute value. Subtract `z` times `t`, and take the mean.",
            "소프트플러스는 `z`와 0 가운데 큰 쪽에, 절댓값에 음의 부호를 붙인 수의 exp를 `np.log1p`에 넣어 더한 것입니다. 여기서 `z`와 `t`의 곱을 빼고 평균을 냅니다.",
        ),
    ),
)

# --- mse_sigmoid_grad -----------------------------------------------------------------------------------------------


def _mse_sigmoid_grad_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("undecided, and confidently wrong", "결정하지 못할 때와 확신하는데 틀렸을 때"),
            (np.array([0.0, -10.0]), np.array([1.0, 1.0])),
        ),
        Case(
            Text("where it is steepest: a = 1/3 and a = 2/3", "가장 가파른 곳: a = 1/3과 a = 2/3"),
            (np.array([-math.log(2.0), math.log(2.0), 0.5]), np.array([1.0, 0.0, 0.0])),
        ),
        Case(
            Text("random logits", "임의의 로짓"),
            (rng.normal(scale=2.0, size=9), rng.integers(0, 2, size=9).astype(float)),
            hidden=True,
        ),
        Case(
            Text("targets between 0 and 1", "0과 1 사이의 목푯값"),
            (rng.normal(scale=2.0, size=6), rng.uniform(0.1, 0.9, size=6)),
            hidden=True,
        ),
        Case(
            Text("very large logits", "아주 큰 로짓"),
            (np.array([1000.0, -1000.0, 30.0]), np.array([0.0, 1.0, 1.0])),
            edge=True,
            silent=True,
        ),
    )


def _slope_naive(z: Any, t: Any) -> Any:
    a = 1 / (1 + np.exp(-z))
    return (a - t) * a * (1 - a)


def _slope_by_loop(z: Any, t: Any) -> Any:
    slopes = []
    for score, target in zip(z, t, strict=True):
        a = (1 + math.tanh(score / 2)) / 2
        slopes.append((a - target) * a * (1 - a))
    return np.array(slopes)


def _slope_by_exp(z: Any, t: Any) -> Any:
    e = np.exp(-np.abs(z))
    a = np.where(z > 0, 1 / (1 + e), e / (1 + e))
    return (a - t) * e / (1 + e) ** 2


MSE_SIGMOID_GRAD = Exercise(
    id="mse-sigmoid-grad",
    reference=losses.mse_sigmoid_grad,
    points=2.0,
    stars=2,
    title=Text("The slope that fades away", "사라지는 기울기"),
    text=Text(
        r"""Write `mse_sigmoid_grad(z, t)`: how fast the squared error of a sigmoid unit changes when its pre-activation grows. For every number on its own,

$$\frac{d}{dz} \, \frac{1}{2} \bigl( \sigma(z) - t \bigr)^2$$

`z` and `t` have shape `(N,)`, and so has the result: no sum and no mean. You may use `sigmoid`.

For `z = [0.0]` and `t = [1.0]` the result is `[-0.125]`.""",
        r"""`mse_sigmoid_grad(z, t)`를 작성하세요. 활성화 전 값이 커질 때 시그모이드 유닛의 제곱 오차가 얼마나 빨리 변하는지를 답합니다. 수마다 따로 다음을 구합니다.

$$\frac{d}{dz} \, \frac{1}{2} \bigl( \sigma(z) - t \bigr)^2$$

`z`와 `t`의 형상은 `(N,)`이고 결과도 같습니다. 더하거나 평균하지 않습니다. `sigmoid`를 써도 됩니다.

`z = [0.0]`, `t = [1.0]`이면 결과는 `[-0.125]`입니다.""",
    ),
    docstring_ko="""수마다 따로, z에서 1/2 (sigmoid(z) - t)^2의 기울기를 답합니다. 크기는 4/27를 넘지 않습니다.

    형상: (N,), (N,) -> (N,)
    참고: Glorot & Bengio (2010). 교차 엔트로피가 배우는 곳에서 왜 멈추는지를 다룹니다
    >>> mse_sigmoid_grad(np.array([0.0, -10.0]), np.array([1.0, 1.0]))
    array([-1.25000000e-01, -4.53937469e-05])
    """,
    cases=_mse_sigmoid_grad_cases,
    misconceptions=(
        Misconception(
            "slope-of-sigmoid-forgotten",
            Text("the slope of the sigmoid is missing", "시그모이드의 기울기가 빠졌습니다"),
            lambda z, t: _sigmoid(z) - t,
            Text(
                "You have the slope at a. From z to a there is one more step with a slope of its own. (Your answer is the gradient of another loss, one that does not fade.)",
                "a에서의 기울기까지 구했습니다. z에서 a로 가는 단계에도 기울기가 있습니다. (지금 답은 사라지지 않는 다른 손실의 기울기입니다.)",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "sigmoid-applied-twice",
            Text(
                "the slope of the sigmoid is taken at a instead of z",
                "시그모이드의 기울기를 z가 아니라 a에서 구했습니다",
            ),
            lambda z, t: (_sigmoid(z) - t) * _sigmoid(_sigmoid(z)) * (1 - _sigmoid(_sigmoid(z))),
            Text(
                "How often does your code put a number through the sigmoid, and how often does the network?",
                "코드에서는 시그모이드를 몇 번 거치나요? 신경망에서는 몇 번 거치나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "z-in-the-place-of-a",
            Text("z(1 - z) instead of a(1 - a)", "a(1 - a)가 아니라 z(1 - z)를 썼습니다"),
            lambda z, t: (_sigmoid(z) - t) * z * (1 - z),
            Text(
                "At z = 0 you get 0, where the sigmoid is steepest. Which letter belongs into the product?",
                "시그모이드가 가장 가파른 z = 0에서 0이 나옵니다. 곱에 들어갈 글자는 무엇일까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "sign-flipped",
            Text("the sign is flipped", "부호가 뒤집혔습니다"),
            lambda z, t: (t - _sigmoid(z)) * _sigmoid(z) * (1 - _sigmoid(z)),
            Text(
                "With t = 1 the loss falls as z grows. Which sign has the slope of something that falls?",
                "t = 1이면 z가 커질수록 손실이 줄어듭니다. 줄어드는 것의 기울기는 부호가 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "twice-too-large",
            Text("twice too large: the half is forgotten", "두 배입니다. 1/2을 잊었습니다"),
            lambda z, t: 2 * (_sigmoid(z) - t) * _sigmoid(z) * (1 - _sigmoid(z)),
            Text(
                "The exponent 2 comes down when you differentiate. What is it multiplied by?",
                "미분하면 지수 2가 내려옵니다. 그 2는 무엇과 곱해지나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "divided-by-n",
            Text("the slopes are divided by N", "기울기를 N으로 나누었습니다"),
            lambda z, t: (_sigmoid(z) - t) * _sigmoid(z) * (1 - _sigmoid(z)) / len(z),
            Text(
                "Here every number stands for itself. Is there a mean in the formula?",
                "여기서는 수마다 따로 구합니다. 식에 평균이 있나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "added-up",
            Text("the slopes are added up to one number", "기울기를 더해 수 하나로 만들었습니다"),
            lambda z, t: np.sum((_sigmoid(z) - t) * _sigmoid(z) * (1 - _sigmoid(z))),
            Text(
                "Each z gets a slope of its own. Which shape should the result have?",
                "z마다 자기 기울기가 있습니다. 결과의 형상은 무엇이어야 할까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "sigmoid-overflows",
            Text("exp(1000) overflows inside the sigmoid", "시그모이드 안에서 exp(1000)이 넘칩니다"),
            _slope_naive,
            Text(
                "The number is right, but NumPy warned on the way. Where is a sigmoid that stays calm at -1000?",
                "수는 맞지만 계산 중에 NumPy가 경고했습니다. -1000에서도 경고가 없는 시그모이드는 어디에 있을까요?",
            ),
            "stability.overflow",
        ),
    ),
    alternatives=(
        _slope_by_loop,
        _slope_by_exp,
        lambda z, t: (0.5 + 0.5 * np.tanh(z / 2) - t) * (0.25 - 0.25 * np.tanh(z / 2) ** 2),
    ),
    hints=(
        Text(
            "Two steps lead from z to the loss: z to a, and a to the error. Each step has a slope; what happens to slopes in a chain?",
            "z에서 손실까지는 두 단계입니다. z에서 a로, a에서 오차로 갑니다. 단계마다 기울기가 있습니다. 이어진 단계의 기울기는 어떻게 될까요?",
        ),
        Text(
            r"The slope of $\frac{1}{2}(a - t)^2$ at $a$ is $a - t$; the slope of $\sigma$ at $z$ is $a(1 - a)$. All have shape `(N,)`.",
            r"$a$에서 $\frac{1}{2}(a - t)^2$의 기울기는 $a - t$이고, $z$에서 $\sigma$의 기울기는 $a(1 - a)$입니다. 모두 형상이 `(N,)`입니다.",
        ),
        Text(
            "Compute `a` once with the safe `sigmoid`, then multiply three things: the error, `a`, and what is missing from `a` to 1.",
            "안전한 `sigmoid`로 `a`를 한 번 구한 다음 세 가지를 곱합니다. 오차, `a`, 그리고 `a`에서 1까지 모자란 만큼입니다.",
        ),
    ),
)

EXERCISES = (HALF_SSE, RECOVER_TARGETS, ONE_HOT, CROSS_ENTROPY, BCE, MSE_SIGMOID_GRAD)
