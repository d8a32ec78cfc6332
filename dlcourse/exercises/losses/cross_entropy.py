"""The card of `cross_entropy`: How surprising is the right class?"""

import math
from typing import Any

import numpy as np

from dlcourse import losses
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.losses._shared import TINY
from dlcourse.language import Text


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
            Text("random logits", "무작위 로짓"),
            (rng.normal(scale=3.0, size=(8, 5)), rng.integers(0, 5, size=8)),
            hidden=True,
        ),
        Case(
            Text("one random example", "무작위 샘플 하나"),
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
            Text("rows of very different size", "크기가 아주 다른 행"),
            (np.array([[0.0, 1.0], [1000.0, 1001.0], [-1000.0, -1002.0]]), np.array([0, 1, 1])),
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


def _ce_global_max(logits: Any, y: Any) -> Any:
    s = logits - np.max(logits)
    return np.mean(np.log(np.sum(np.exp(s), axis=1)) - s[np.arange(len(y)), y])


def _ce_with_a_tiny_number(tiny: float) -> Any:
    return lambda logits, y: -np.mean(np.log(_shifted_softmax(logits)[np.arange(len(y)), y] + tiny))


def _ce_clipped(tiny: float) -> Any:
    return lambda logits, y: -np.mean(np.log(np.clip(_shifted_softmax(logits), tiny, 1)[np.arange(len(y)), y]))


def _ce_shifted_once(logits: Any, y: Any) -> Any:
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - logits[np.arange(len(y)), y])


def _ce_of_every_class(logits: Any, y: Any) -> Any:
    p = _shifted_softmax(logits)
    rows = np.eye(logits.shape[1])[y]
    return -np.sum(rows * np.log(p) + (1 - rows) * np.log(1 - p)) / len(y)


CARD = Exercise(
    id="cross-entropy",
    reference=losses.cross_entropy,
    points=3.0,
    stars=2,
    title=Text("How surprising is the right class?", "정답은 얼마나 뜻밖일까요?"),
    text=Text(
        r"""Write `cross_entropy(logits, y)`: the mean, over all examples, of how surprised the network is by the right class.

$$E = -\frac{1}{N} \sum_{n=1}^{N} \log p_{n, y_n}, \qquad p_n = \mathrm{softmax}(z_n)$$

`logits` has shape `(N, C)`; its rows are the scores $z_n$, **before** softmax. `y` has shape `(N,)` and holds the right classes. The result is a single number.

Logits may lie far apart, such as 1000 and 0, in one row and from row to row. Then a probability is rounded to 0, and its logarithm is lost; find a way that never takes the logarithm of a probability. Adding a tiny number to it is no way: losses are compared to seven digits.""",
        r"""`cross_entropy(logits, y)`를 작성하세요. 신경망에게 정답이 얼마나 뜻밖인지를 모든 샘플에 대해 평균한 것입니다.

$$E = -\frac{1}{N} \sum_{n=1}^{N} \log p_{n, y_n}, \qquad p_n = \mathrm{softmax}(z_n)$$

`logits`의 형상은 `(N, C)`이고, 행마다 소프트맥스를 지나기 **전의** 점수 $z_n$이 들어 있습니다. `y`의 형상은 `(N,)`이고 정답 클래스가 들어 있습니다. 결과는 수 하나입니다.

로짓은 한 행 안에서도, 행과 행 사이에서도 1000과 0처럼 멀리 떨어져 있을 수 있습니다. 그러면 확률이 0으로 반올림되어 로그를 구할 수 없습니다. 확률에 로그를 씌우지 않는 방법을 찾아보세요. 아주 작은 수를 더하는 것은 방법이 아닙니다. 손실은 일곱 자리까지 비교합니다.""",
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
            Text("the sum over the examples instead of the mean", "샘플에 대해 평균을 내지 않고 더하기만 했습니다"),
            lambda logits, y: -np.sum(_log_softmax(logits)[np.arange(len(y)), y]),
            Text(
                "Would your loss double if every example came twice? A mean would not.",
                "같은 샘플이 두 번씩 나오면 손실이 두 배가 되나요? 평균이라면 그대로입니다.",
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
            Text("exp of a large logit overflows", "큰 로짓의 exp에서 오버플로가 납니다"),
            _ce_of_naive_softmax,
            Text(
                "What may you subtract from all logits of a row without changing the probabilities?",
                "확률을 바꾸지 않으면서 한 행의 모든 로짓에서 뺄 수 있는 것은 무엇일까요?",
            ),
            "stability.overflow",
            variants=(lambda logits, y: np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(y)), y]),),
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
                "softmax runs down the columns, over the examples", "소프트맥스를 열 방향으로, 샘플들에 걸쳐 구했습니다"
            ),
            lambda logits, y: -np.mean(_log_softmax(logits, axis=0)[np.arange(len(y)), y]),
            Text(
                "Each example has probabilities of its own. Along which axis do they add up to 1?",
                "확률은 샘플마다 따로 있습니다. 어느 축을 따라 더해야 1이 되나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "every-label-for-every-example",
            Text("every example is asked about the labels of all examples", "샘플마다 모든 샘플의 정답을 물었습니다"),
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
            Text("one loss for each example, without the mean", "샘플마다 손실이 하나씩이고 평균을 내지 않았습니다"),
            lambda logits, y: -_log_softmax(logits)[np.arange(len(y)), y],
            Text(
                "You returned one number for each example. What makes them one?",
                "샘플마다 수가 하나씩 나왔습니다. 어떻게 하나로 만들까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "one-maximum-for-all",
            Text("the largest logit of the whole table was subtracted", "표 전체에서 가장 큰 로짓을 뺐습니다"),
            _ce_global_max,
            Text(
                "In a row far below the others every exp becomes 0. Whose maximum should each row subtract?",
                "다른 행보다 훨씬 작은 행에서는 exp가 모두 0이 됩니다. 행마다 어느 최댓값을 빼야 할까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "clipped",
            Text(
                "a small number saves the logarithm: the probability is clipped, or something is added to it",
                "로그를 구하려고 확률을 잘라 내거나 아주 작은 수를 더했습니다",
            ),
            _ce_clipped(1e-7),
            Text(
                "The small number puts a ceiling on the loss: beyond it a worse answer costs nothing more. Can the loss be reached without making a probability first?",
                "그 작은 수 때문에 손실에 천장이 생겨서 그 너머에서는 답이 더 나빠져도 손실이 늘지 않습니다. 확률을 먼저 만들지 않고 손실에 이를 수 있을까요?",
            ),
            "stability.log_zero",
            variants=(
                *(_ce_clipped(tiny) for tiny in TINY),
                *(_ce_with_a_tiny_number(tiny) for tiny in TINY),
            ),
        ),
        Misconception(
            "base-ten",
            Text("a logarithm to another base, 10 or 2", "밑이 10이나 2인 로그입니다"),
            lambda logits, y: -np.mean(_log_softmax(logits)[np.arange(len(y)), y]) / np.log(10),
            Text(
                "Ten equal classes cost log 10. Which logarithm gives 2.303 there, and which gives 1?",
                "똑같은 클래스가 열 개일 때의 손실은 log 10입니다. 어떤 로그가 2.303이고 어떤 로그가 1인가요?",
            ),
            "hardcoded.value",
            variants=(lambda logits, y: -np.mean(_log_softmax(logits)[np.arange(len(y)), y]) / np.log(2),),
        ),
        Misconception(
            "logit-alone",
            Text("the right logit alone, without the others", "다른 로짓 없이 정답의 로짓뿐입니다"),
            lambda logits, y: -np.mean(logits[np.arange(len(y)), y]),
            Text(
                "Add 5 to all logits of a row: the probabilities stay. Does your loss?",
                "한 행의 로짓에 모두 5를 더해도 확률은 그대로입니다. 손실도 그대로인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "log-of-the-mean",
            Text("the logarithm of the mean probability", "확률의 평균에 로그를 씌웠습니다"),
            lambda logits, y: -np.log(np.mean(_shifted_softmax(logits)[np.arange(len(y)), y])),
            Text(
                "Which comes first in the formula, the logarithm of each example or the mean?",
                "식에서 먼저 하는 것은 샘플마다의 로그인가요, 평균인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "missing-probability",
            Text(
                "what the right class lacks to 1, without a logarithm",
                "로그 없이 정답의 확률이 1에서 모자란 만큼입니다",
            ),
            lambda logits, y: np.mean(1 - _shifted_softmax(logits)[np.arange(len(y)), y]),
            Text(
                r"However wrong, an example costs at most 1. What does $-\log p$ say when p goes to 0?",
                r"아무리 틀려도 손실이 1을 넘지 않습니다. p가 0으로 가면 $-\log p$는 어떻게 되나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "shift-not-undone",
            Text(
                "the row's maximum was subtracted in one of the two terms only",
                "행의 최댓값을 두 항 가운데 한쪽에서만 뺐습니다",
            ),
            _ce_shifted_once,
            Text(
                "A shift changes nothing only if all logits make it. Which logit of yours stayed behind?",
                "모든 로짓을 함께 옮겨야 달라지는 것이 없습니다. 남겨 둔 로짓은 어느 것인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "share-of-wrong-answers",
            Text("the share of wrong answers, not how surprising they are", "얼마나 뜻밖인지가 아니라 틀린 비율입니다"),
            lambda logits, y: np.mean(np.argmax(logits, axis=1) != y),
            Text(
                "That is how an error rate is counted. How sure was the network of the right class?",
                "그것은 오류율입니다. 신경망은 정답을 얼마나 확신했나요?",
            ),
            "chain.wrong_input",
            variants=(lambda logits, y: np.mean(np.argmax(logits, axis=1) == y),),
        ),
        Misconception(
            "labels-counted-from-one",
            Text("the labels are counted from 1", "정답을 1부터 셌습니다"),
            lambda logits, y: -np.mean(_log_softmax(logits)[np.arange(len(y)), y - 1]),
            Text(
                "Which column holds the score of class 0, and which one do you pick for it?",
                "클래스 0의 점수는 어느 열에 있나요? 여러분은 어느 열을 골랐나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "wrong-classes-cost-too",
            Text(
                "the wrong classes cost something as well, as in the loss for yes or no",
                "예, 아니요의 손실처럼 틀린 클래스에도 손실을 매겼습니다",
            ),
            _ce_of_every_class,
            Text(
                "The formula has one logarithm for each example. How many does yours take?",
                "식에는 샘플마다 로그가 하나입니다. 여러분은 몇 개를 구했나요?",
            ),
            "chain.wrong_input",
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
            r"$\log p_{n,c} = z_{n,c} - \log \sum_j e^{z_{n,j}}$, after the row's largest number was subtracted from all $z_n$; shape `(N, C)`, then one number a row: `(N,)`.",
            r"$\log p_{n,c} = z_{n,c} - \log \sum_j e^{z_{n,j}}$입니다. 그 전에 $z_n$ 전체에서 행의 최댓값을 뺍니다. 형상은 `(N, C)`이고, 행마다 수 하나를 고르면 `(N,)`입니다.",
        ),
        Text(
            "Shift each row by its maximum (keep the axis), subtract the log of the row's sum of exps, pick in row n the column `y[n]` with two index arrays, take the mean and turn the sign.",
            "행마다 최댓값을 빼고(축은 남깁니다), 그 행의 exp 합의 로그를 뺍니다. 인덱스 배열 두 개로 n번째 행에서 `y[n]` 열을 고르고, 평균을 낸 다음 부호를 바꿉니다.",
        ),
    ),
)
