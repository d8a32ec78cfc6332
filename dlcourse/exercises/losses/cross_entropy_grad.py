"""The card of `cross_entropy_grad`: Where the way back begins."""

import math
from typing import Any

import numpy as np

from dlcourse import losses
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _cross_entropy_grad_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("undecided between two classes", "두 클래스 사이에서 반반일 때"),
            (np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([0, 1])),
        ),
        Case(
            Text("probabilities 0.7, 0.2, 0.1 and 0.1, 0.1, 0.8", "확률이 0.7, 0.2, 0.1과 0.1, 0.1, 0.8일 때"),
            (np.log(np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]])), np.array([0, 1])),
        ),
        Case(
            Text("one example, as many classes as you like", "샘플 하나, 클래스 네 개"),
            (np.array([[1.0, -1.0, 0.5, 2.0]]), np.array([2])),
        ),
        Case(
            Text("random logits", "무작위 로짓"),
            (rng.normal(scale=2.0, size=(7, 4)), rng.integers(0, 4, size=7)),
            hidden=True,
        ),
        Case(
            Text("two examples of the same class", "같은 클래스의 샘플들"),
            (rng.normal(size=(3, 5)), np.array([4, 4, 1])),
            hidden=True,
        ),
        Case(
            Text("rows of very different size", "크기가 아주 다른 행"),
            (np.array([[0.0, 1.0], [1000.0, 1001.0], [-1000.0, -1002.0], [1000.0, -1000.0]]), np.array([0, 1, 1, 0])),
            edge=True,
            silent=True,
        ),
        Case(
            Text("very large logits", "아주 큰 로짓"),
            (np.array([[1000.0, 900.0, 800.0], [900.0, 1000.0, 950.0]]), np.array([1, 2])),
            edge=True,
            silent=True,
        ),
    )


def _softmax(logits: Any, axis: int = 1) -> Any:
    e = np.exp(logits - np.max(logits, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


def _softmax_over_everything(logits: Any, y: Any) -> Any:
    e = np.exp(logits - np.max(logits))
    return (e / np.sum(e) - _hot(logits, y)) / len(logits)


def _hot(logits: Any, y: Any) -> Any:
    return 1.0 * (np.arange(logits.shape[1]) == np.asarray(y)[:, None])


def _ce_grad_right_class_only(logits: Any, y: Any) -> Any:
    return _hot(logits, y) * (_softmax(logits) - 1) / len(y)


def _ce_grad_columns(logits: Any, y: Any) -> Any:
    p = _softmax(logits)
    p[:, y] -= 1
    return p / len(y)


def _ce_grad_naive(logits: Any, y: Any) -> Any:
    e = np.exp(logits)
    return (e / np.sum(e, axis=1, keepdims=True) - _hot(logits, y)) / len(y)


def _ce_grad_changes_logits(logits: Any, y: Any) -> Any:
    p = logits
    p -= np.max(p, axis=1, keepdims=True)
    np.exp(p, out=p)
    p /= np.sum(p, axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)


def _ce_grad_by_loop(logits: Any, y: Any) -> Any:
    rows = []
    for row, right in zip(logits, y, strict=True):
        top = max(row)
        e = [math.exp(value - top) for value in row]
        rows.append([(value / sum(e) - (i == right)) / len(y) for i, value in enumerate(e)])
    return np.array(rows)


def _ce_grad_by_logsumexp(logits: Any, y: Any) -> Any:
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    gradient = np.exp(log_p)
    np.subtract.at(gradient, (np.arange(len(y)), y), 1.0)
    return gradient / gradient.shape[0]


def _ce_grad_chained(logits: Any, y: Any) -> Any:
    """The long way: the gradient at the probabilities, through the matrix of softmax's slopes."""
    gradient = np.zeros(logits.shape)
    for n, p in enumerate(_softmax(logits)):
        slopes = np.diag(p) - np.outer(p, p)
        # dE/dp is -1/p at the right class; p times the slope ratio keeps 1/0 away
        gradient[n] = -(slopes[y[n]] / p[y[n]] if p[y[n]] > 0 else np.eye(len(p))[y[n]] - p) / len(y)
    return gradient


def _ce_grad_global_max(logits: Any, y: Any) -> Any:
    e = np.exp(logits - np.max(logits))
    return (e / np.sum(e, axis=1, keepdims=True) - _hot(logits, y)) / len(y)


def _ce_grad_min(logits: Any, y: Any) -> Any:
    e = np.exp(logits - np.min(logits, axis=1, keepdims=True))
    return (e / np.sum(e, axis=1, keepdims=True) - _hot(logits, y)) / len(y)


CARD = Exercise(
    id="cross-entropy-grad",
    reference=losses.cross_entropy_grad,
    points=3.0,
    stars=2,
    title=Text("Where the way back begins", "돌아오는 길이 시작되는 곳"),
    text=Text(
        r"""Write `cross_entropy_grad(logits, y)`: the gradient of the cross-entropy

$$E = -\frac{1}{N} \sum_{n=1}^{N} \log \mathrm{softmax}(\text{logits}_n)_{y_n}$$

with respect to the logits. Softmax and logarithm belong together here; differentiated as one they leave something very simple.

`logits` has shape `(N, C)`, `y` holds one whole number from 0 to C - 1 for each example. The result has shape `(N, C)`, every row adds up to 0, and large logits cause no warning, also when another row is far away from them.

For two examples with logits `[0.0, 0.0]` and labels 0 and 1 the result is `[[-0.25, 0.25], [0.25, -0.25]]`.""",
        r"""`cross_entropy_grad(logits, y)`를 작성하세요. 교차 엔트로피를 로짓으로 미분한 기울기입니다.

$$E = -\frac{1}{N} \sum_{n=1}^{N} \log \mathrm{softmax}(\text{logits}_n)_{y_n}$$

여기서는 소프트맥스와 로그를 하나로 묶습니다. 함께 미분하면 아주 간단한 식이 남습니다.

`logits`의 형상은 `(N, C)`이고, `y`에는 샘플마다 0부터 C - 1까지의 정수가 하나씩 있습니다. 결과의 형상은 `(N, C)`이고 행마다 합이 0이며, 로짓이 크고 다른 행과 아주 멀리 떨어져 있어도 경고가 나오지 않아야 합니다.

로짓이 `[0.0, 0.0]`이고 정답이 0과 1인 두 샘플에서 결과는 `[[-0.25, 0.25], [0.25, -0.25]]`입니다.""",
    ),
    docstring_ko="""로짓에 대한 `cross_entropy`의 기울기입니다. 행마다 합이 0입니다.

    형상: (N, C), (N,) -> (N, C)
    참고: Bridle (1990)
    >>> cross_entropy_grad(np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([0, 1]))
    array([[-0.25,  0.25],
           [ 0.25, -0.25]])
    """,
    cases=_cross_entropy_grad_cases,
    misconceptions=(
        Misconception(
            "not-divided-by-n",
            Text("N times too large: the loss is a mean", "N배로 나왔습니다. 손실은 평균입니다"),
            lambda logits, y: _softmax(logits) - _hot(logits, y),
            Text(
                "Each row is right for an example by itself. How much of the mean is one example's loss?",
                "샘플 하나만 보면 행마다 맞습니다. 평균에서 샘플 하나의 몫은 얼마인가요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "one-hot-subtracted-from-logits",
            Text("the targets are subtracted from the logits", "로짓에서 정답을 뺐습니다"),
            lambda logits, y: (logits - _hot(logits, y)) / len(y),
            Text(
                "Targets of 0 and 1 can only be compared with probabilities. What turns logits into those?",
                "0과 1인 정답은 확률과 비교해야 합니다. 로짓을 확률로 바꾸는 것은 무엇인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "targets-not-subtracted",
            Text("the probabilities alone, without the targets", "정답을 빼지 않은 확률입니다"),
            lambda logits, y: _softmax(logits) / len(y),
            Text(
                "Every row should add up to 0. What do yours add up to, and what does `y` do in your function?",
                "행마다 합이 0이어야 합니다. 지금은 얼마이고, 함수에서 `y`는 무슨 일을 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "right-class-only",
            Text("only the right class gets a gradient", "정답 클래스에만 기울기가 있습니다"),
            _ce_grad_right_class_only,
            Text(
                "Softmax shares out one whole. If a wrong logit grows, what happens to the right class's share?",
                "소프트맥스는 1을 나누어 가집니다. 틀린 클래스의 로짓이 커지면 정답의 몫은 어떻게 될까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "sign-flipped",
            Text("the sign is flipped", "부호가 뒤집혔습니다"),
            lambda logits, y: (_hot(logits, y) - _softmax(logits)) / len(y),
            Text(
                "If the logit of the right class grows, does the loss rise or fall? Which sign has that slope?",
                "정답의 로짓이 커지면 손실은 늘어나나요, 줄어드나요? 그 기울기의 부호는 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "ones-taken-off-whole-columns",
            Text("1 is subtracted from whole columns", "열 전체에서 1을 뺐습니다"),
            _ce_grad_columns,
            Text(
                "`[:, y]` means these columns in every row. How do you name one place in each row?",
                "`[:, y]`는 모든 행에서 그 열들을 뜻합니다. 행마다 한 자리만 가리키려면 어떻게 써야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "softmax-over-columns",
            Text(
                "softmax runs over the examples instead of the classes",
                "소프트맥스를 클래스가 아니라 샘플에 걸쳐 구했습니다",
            ),
            lambda logits, y: (_softmax(logits, axis=0) - _hot(logits, y)) / len(y),
            Text(
                "Which numbers compete with each other: those in a row or those in a column?",
                "서로 경쟁하는 수들은 한 행에 있나요, 한 열에 있나요?",
            ),
            "axis.wrong",
            variants=(
                lambda logits, y: (_softmax(logits, axis=0) - _hot(logits, y)) / logits.size,
                lambda logits, y: _softmax(logits, axis=0) - _hot(logits, y),
            ),
        ),
        Misconception(
            "divided-by-classes",
            Text("divided by all numbers instead of the examples", "샘플 수가 아니라 수 전체의 개수로 나누었습니다"),
            lambda logits, y: (_softmax(logits) - _hot(logits, y)) / logits.size,
            Text(
                "The mean of the loss runs over the examples. How many losses are averaged?",
                "손실의 평균은 샘플에 대한 것입니다. 손실은 몇 개인가요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "logits-overwritten",
            Text("`logits` itself is changed", "`logits` 자체를 바꾸었습니다"),
            _ce_grad_changes_logits,
            Text(
                "A second name is not a second array. Which line writes into what you were given?",
                "이름을 하나 더 붙인다고 배열이 하나 더 생기지는 않습니다. 받은 배열에 값을 쓰는 줄은 어디인가요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "exp-overflows",
            Text("exp(1000) overflows", "exp(1000)에서 오버플로가 납니다"),
            _ce_grad_naive,
            Text(
                "Softmax does not change when the same number is subtracted from a whole row. Which number keeps exp small?",
                "행 전체에서 같은 수를 빼도 소프트맥스는 그대로입니다. 어떤 수를 빼면 exp가 작게 유지될까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "one-maximum-for-all",
            Text("the largest logit of the whole table was subtracted", "표 전체에서 가장 큰 로짓을 뺐습니다"),
            _ce_grad_global_max,
            Text(
                "A row far below the others became 0 divided by 0. Whose maximum should each row subtract?",
                "다른 행보다 훨씬 작은 행이 0 나누기 0이 되었습니다. 행마다 어느 최댓값을 빼야 할까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "smallest-subtracted",
            Text(
                "the smallest logit of the row is subtracted, not the largest",
                "행에서 가장 큰 로짓이 아니라 가장 작은 로짓을 뺐습니다",
            ),
            _ce_grad_min,
            Text(
                "With 1000 and -1000 in one row, which exponents are left after you subtract? Which number keeps all of them at 0 or below?",
                "한 행에 1000과 -1000이 있으면 빼고 난 지수는 얼마인가요? 어떤 수를 빼야 지수가 모두 0 이하가 될까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "slope-of-the-logarithm-alone",
            Text(
                "the slope of the logarithm alone, without softmax's", "소프트맥스의 기울기 없이 로그의 기울기뿐입니다"
            ),
            lambda logits, y: -_hot(logits, y) / _softmax(logits) / len(y),
            Text(
                "You stand at the probabilities. Which step leads on to the logits?",
                "지금은 확률까지 왔습니다. 로짓까지 가려면 어떤 단계가 더 있나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "sigmoid-slope-once-more",
            Text("p(1 - p) is multiplied in once more", "p(1 - p)를 한 번 더 곱했습니다"),
            lambda logits, y: (_softmax(logits) - _hot(logits, y)) * _softmax(logits) * (1 - _softmax(logits)) / len(y),
            Text(
                "Softmax and logarithm were differentiated as one. Which slope is in the difference already?",
                "소프트맥스와 로그를 하나로 묶어 미분했습니다. 그 차이에 이미 들어 있는 기울기는 무엇인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "labels-subtracted",
            Text(
                "the numbers of the classes are subtracted, not their one-hot rows",
                "원-핫 행이 아니라 클래스 번호를 뺐습니다",
            ),
            lambda logits, y: (_softmax(logits) - y[:, None]) / len(y),
            Text(
                "Class 3 is a place, not an amount. In which column does it take away how much?",
                "클래스 3은 자리이지 크기가 아닙니다. 어느 열에서 얼마를 빼야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "softmax-over-everything",
            Text(
                "the softmax is taken over the whole batch at once", "소프트맥스를 배치 전체에 걸쳐 한 번에 구했습니다"
            ),
            _softmax_over_everything,
            Text(
                "Each example has probabilities of its own, which add up to 1. To what do those of your first row add up?",
                "샘플마다 합이 1인 확률이 따로 있습니다. 첫 행의 확률을 더하면 얼마인가요?",
            ),
            "axis.wrong",
        ),
    ),
    alternatives=(_ce_grad_by_loop, _ce_grad_by_logsumexp, _ce_grad_chained),
    hints=(
        Text(
            "For one example the answer compares what the network believes with what is true, class by class.",
            "샘플 하나에서 답은 신경망의 예측과 정답을 클래스마다 비교한 것입니다.",
        ),
        Text(
            r"For one example $\partial E_n / \partial \text{logits}_n = p_n - t_n$, with $p_n$ the softmax and $t_n$ the one-hot row of $y_n$; both have C numbers. The mean makes it $1/N$ of that.",
            r"샘플 하나에서 $\partial E_n / \partial \text{logits}_n = p_n - t_n$입니다. $p_n$은 소프트맥스, $t_n$은 $y_n$의 원-핫 행이고 둘 다 수가 C개입니다. 평균이므로 이것의 $1/N$이 됩니다.",
        ),
        Text(
            "Make the softmax row by row with the largest logit subtracted; take 1 away at one place in each row (two index arrays: the row numbers and `y`); divide by the number of examples.",
            "행마다 가장 큰 로짓을 빼고 소프트맥스를 구합니다. 행마다 한 자리에서 1을 뺍니다(색인 배열 두 개, 곧 행 번호와 `y`를 씁니다). 샘플 수로 나눕니다.",
        ),
    ),
)
