"""The card of `softmax`: Softmax, row by row."""

import math
from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import logistic
from dlcourse.exercises.activations._softmax_mistakes import (
    along_axis_1,
    by_columns,
    by_columns_unshifted,
    clipped,
    divided_by_the_mean,
    global_max,
    in_place,
    least_subtracted,
    mean_subtracted,
    not_divided,
    of_sigmoids,
    over_everything,
    raised_to,
    shares_above_the_least,
    shifted_above_only,
    shifted_below_only,
    without_keepdims,
)
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _softmax_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("one row", "한 행"), (np.array([1.0, 2.0, 3.0]),)),
        Case(Text("two rows of three", "세 개씩 두 행"), (np.array([[0.3, 2.9, 4.0], [-1.0, 0.5, -2.5]]),)),
        Case(
            Text("as many rows as columns, no score above zero", "행과 열의 수가 같고 0보다 큰 점수가 없을 때"),
            (np.array([[-1.0, 0.0, -2.0], [0.0, -3.0, -0.5], [-1.5, -0.25, 0.0]]),),
        ),
        Case(Text("many random rows", "무작위로 만든 행 여러 개"), (rng.normal(scale=2.0, size=(7, 4)),), hidden=True),
        Case(Text("rows of rows", "여러 겹으로 쌓은 행"), (rng.normal(size=(2, 3, 5)),), hidden=True),
        Case(
            Text("scores of a thousand, without a warning", "경고 없이 1000이나 되는 점수"),
            (np.array([[1000.0, 1001.0, 999.0], [1000.0, 1000.0, 1000.0]]),),
            edge=True,
            silent=True,
        ),
        Case(
            Text("rows of very different size", "크기가 아주 다른 행"),
            (np.array([[1000.0, 1002.0], [-1000.0, -1001.0], [0.5, 0.25], [1000.0, -1000.0]]),),
            edge=True,
            silent=True,
        ),
    )


def _softmax_by_rows(z: Any) -> Any:
    rows = np.reshape(z, (-1, np.shape(z)[-1]))
    shares = []
    for row in rows:
        e = [math.exp(score - max(row)) for score in row]
        shares.append([part / sum(e) for part in e])
    return np.reshape(shares, np.shape(z))


def _softmax_by_logarithm(z: Any) -> Any:
    top = np.max(z, axis=-1, keepdims=True)
    return np.exp(z - top - np.log(np.sum(np.exp(z - top), axis=-1, keepdims=True)))


def _softmax_by_differences(z: Any) -> Any:
    gaps = z[..., None, :] - z[..., :, None]
    return 1.0 / np.sum(np.exp(np.minimum(gaps, 700.0)), axis=-1)


def _shows_temperature(case: Case, value: Any) -> bool:
    """Right shares of scores that were all multiplied by the same number, other than 1."""
    z = case.args[0]
    if case.edge or np.shape(value) != np.shape(z) or not np.all(value > 0):
        return False
    gaps, found = (part - part[..., :1] for part in (z, np.log(value)))
    factor = float(np.sum(gaps * found) / np.sum(gaps * gaps))
    sums = np.sum(value, axis=-1)
    others = all(abs(factor - known) > 1e-3 for known in (1.0, math.log(2.0)))  # right, and a mistake of its own
    return factor > 0 and others and np.allclose(found, factor * gaps) and np.allclose(sums, 1.0)


CARD = Exercise(
    id="softmax",
    reference=activations.softmax,
    points=3.0,
    stars=2,
    title=Text("Softmax, row by row", "행마다 구하는 소프트맥스"),
    text=Text(
        r"""Write `softmax(z)`. It turns the scores of each row into probabilities:

$$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$

`z` has shape `(..., C)`: one row of C scores, a table of rows, or more. The sum runs over the **last axis** alone, and the result has the shape of `z`. Scores of 1000 must give the right
shares without a warning, also when another row is far away from them; `z` itself stays as it was.

For `z = [1.0, 2.0, 3.0]` the result is `[0.09, 0.2447, 0.6652]`, rounded.""",
        r"""`softmax(z)`를 작성하세요. 행마다 점수를 확률로 바꿉니다.

$$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$

`z`의 형상은 `(..., C)`입니다. 점수 C개로 된 행 하나일 수도, 행이 여럿인 표일 수도, 그보다 여러 겹일 수도 있습니다. 합은 **마지막 축**에 대해서만 구하고 결과의 형상은 `z`와 같습니다. 점수가 1000이어도, 다른 행의 점수가 그와
아주 멀리 떨어져 있어도 경고 없이 맞아야 합니다. `z` 자체는 바뀌지 않아야 합니다.

`z = [1.0, 2.0, 3.0]`이면 결과는 반올림하여 `[0.09, 0.2447, 0.6652]`입니다.""",
    ),
    docstring_ko="""행마다 점수를 확률로 바꿉니다. 모두 양수이고 합이 1이며, 오버플로(overflow)가 없습니다.

    식:   exp(z_i) / exp(z_j)를 모든 j에 대해 더한 것
    형상: (..., C) -> 같은 형상
    예외: z가 실수 배열이 아니면 TypeError, 비어 있으면 ValueError
    참고: Bridle (1990)
    >>> softmax(np.array([[1.0, 2.0, 3.0], [1000.0, 1000.0, 1000.0]]))
    array([[0.09003057, 0.24472847, 0.66524096],
           [0.33333333, 0.33333333, 0.33333333]])
    """,
    cases=_softmax_cases,
    misconceptions=(
        Misconception(
            "no-shift",
            Text("nan for large scores: nothing was subtracted", "점수가 크면 nan이 됩니다. 아무것도 빼지 않았습니다"),
            lambda z: np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True),
            Text(
                "$e^{1000}$ is infinity for a float64. Adding one number to all scores of a row changes no share: which number would you add?",
                "$e^{1000}$은 float64에서 무한대입니다. 한 행의 모든 점수에 같은 수를 더해도 몫은 달라지지 않습니다. 어떤 수를 더하면 좋을까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "one-maximum-for-all",
            Text("the largest score of the whole table was subtracted", "표 전체에서 가장 큰 점수를 뺐습니다"),
            global_max,
            Text(
                "A row far below the others became 0 divided by 0. Whose maximum should each row subtract?",
                "다른 행보다 훨씬 작은 행이 0 나누기 0이 되었습니다. 행마다 어느 최댓값을 빼야 할까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "columns",
            Text("the columns add up to 1, not the rows", "행이 아니라 열의 합이 1입니다"),
            by_columns,
            Text(
                "One row is one example. Along which axis do its classes lie?",
                "행 하나가 샘플 하나입니다. 그 샘플의 클래스는 어느 축을 따라 놓여 있나요?",
            ),
            "axis.wrong",
            variants=(by_columns_unshifted,),
        ),
        Misconception(
            "keepdims-missing",
            Text("the sums lost their axis, and no longer fit the rows", "합이 축을 잃어서 행과 맞지 않습니다"),
            without_keepdims,
            Text(
                "The sums of `(2, 3)` have shape `(2,)`, which NumPy reads as one row. Which option leaves them as `(2, 1)`, one sum beside each row?",
                "`(2, 3)`의 합은 형상이 `(2,)`이고, NumPy는 이것을 행 하나로 봅니다. 행마다 합이 하나씩 놓이도록 `(2, 1)`로 남기려면 어떤 옵션이 필요할까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "sum-of-everything",
            Text("the whole table adds up to 1, not each row", "행마다가 아니라 표 전체의 합이 1입니다"),
            over_everything,
            Text(
                "Add up one row of your result. Every example needs probabilities of its own; over which axis should the sum run?",
                "결과의 한 행을 더해 보세요. 샘플마다 자기 확률이 있어야 합니다. 합은 어느 축으로 구해야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "no-exponential",
            Text(
                "shares of the scores themselves, without the exponential", "지수 함수 없이 점수 자체의 몫을 구했습니다"
            ),
            lambda z: z / np.sum(z, axis=-1, keepdims=True),
            Text(
                "Your rows do add up to 1, but a negative score gives a negative share. What makes every number positive first?",
                "행의 합은 1이지만 점수가 음수이면 몫도 음수가 됩니다. 먼저 모든 수를 양수로 만드는 것은 무엇인가요?",
            ),
            "chain.missing_local",
            variants=(
                lambda z: np.abs(z) / np.sum(np.abs(z), axis=-1, keepdims=True),
                shares_above_the_least,
            ),
        ),
        Misconception(
            "base-two",
            Text("powers of 2 where powers of e belong", "e가 아니라 2의 거듭제곱을 썼습니다"),
            lambda z: raised_to(2.0, z),
            Text(
                "From one score to the next your shares double. By which factor should they grow?",
                "점수가 1 커질 때 몫이 두 배가 됩니다. 몇 배가 되어야 할까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "temperature",
            Text(
                "the scores are stretched or squeezed before the exponential",
                "지수 함수에 넣기 전에 점수를 늘이거나 줄였습니다",
            ),
            lambda z: raised_to(math.exp(0.1), z),
            Text(
                "Your shares are right for other scores, all multiplied by the same number. Where does that number, a temperature, come in?",
                "모든 점수에 같은 수를 곱했을 때의 몫이 나왔습니다. 온도(temperature)라고 하는 그 수가 어디에서 들어왔을까요?",
            ),
            "hardcoded.value",
            _shows_temperature,
        ),
        Misconception(
            "each-by-itself",
            Text("a sigmoid for each score by itself", "점수마다 시그모이드를 따로 구했습니다"),
            lambda z: logistic(z),
            Text(
                "Add up one row. Softmax looks at a whole row at once; who looks at single numbers?",
                "한 행을 더해 보세요. 소프트맥스는 행 전체를 한꺼번에 봅니다. 수를 하나씩 보는 함수는 무엇인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "winner-takes-all",
            Text("a one-hot vector: arg max, not softmax", "원-핫 벡터입니다. 소프트맥스가 아니라 arg max입니다"),
            lambda z: np.eye(np.shape(z)[-1])[np.argmax(z, axis=-1)],
            Text(
                "That is how a network *predicts*. While it learns, what should the second-best score get?",
                "그것은 신경망이 **예측**할 때 하는 일입니다. 학습하는 동안 두 번째로 높은 점수는 무엇을 받아야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "in-place",
            Text("the shares are right, but the scores were overwritten", "몫은 맞지만 점수를 덮어썼습니다"),
            in_place,
            Text(
                "`-=` writes into the learner's own array. How do you subtract without changing `z`?",
                "`-=`는 건네받은 배열 자체를 고칩니다. `z`를 바꾸지 않고 빼려면 어떻게 해야 할까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "scores-clipped",
            Text(
                "the scores are cut off before the exponential, so that large ones become equal",
                "지수 함수에 넣기 전에 점수를 잘라서 큰 점수들이 같아집니다",
            ),
            clipped(500.0),
            Text(
                "1001 and 999 now share alike. What could you take from a whole row instead, so that the differences stay?",
                "1001과 999의 몫이 같아졌습니다. 대신 한 행 전체에서 무엇을 빼면 차이가 그대로 남을까요?",
            ),
            "hardcoded.value",
            variants=(*(clipped(limit) for limit in (2.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0, 700.0, 709.0)),),
        ),
        Misconception(
            "sigmoids-shared-out",
            Text("shares of sigmoids, not of exponentials", "지수 함수가 아니라 시그모이드의 몫입니다"),
            of_sigmoids,
            Text(
                "A sigmoid never exceeds 1, so a score of 10 hardly beats one of 5. Which function of the score stands in the formula?",
                "시그모이드는 1을 넘지 않아서 점수 10이 5를 거의 이기지 못합니다. 식에는 점수의 어떤 함수가 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "shifted-on-one-side",
            Text(
                "the largest score is subtracted on one side of the fraction only",
                "분수의 한쪽에서만 가장 큰 점수를 뺐습니다",
            ),
            shifted_above_only,
            Text(
                "Add up one row. What you take out above must be taken out below as well; which of the two sums did not change?",
                "한 행을 더해 보세요. 분자에서 뺀 것은 분모에서도 빼야 합니다. 둘 가운데 그대로인 쪽은 어디인가요?",
            ),
            "chain.missing_local",
            variants=(shifted_below_only,),
        ),
        Misconception(
            "another-number-subtracted",
            Text("not the largest score of the row is subtracted", "행에서 가장 큰 점수가 아닌 수를 뺐습니다"),
            least_subtracted,
            Text(
                "With 1000 and -1000 in one row, which exponents are left after you subtract? Which number keeps all of them at 0 or below?",
                "한 행에 1000과 -1000이 있으면 빼고 난 지수는 얼마인가요? 어떤 수를 빼야 지수가 모두 0 이하가 될까요?",
            ),
            "stability.overflow",
            variants=(mean_subtracted,),
        ),
        Misconception(
            "minus",
            Text("the smallest score gets the largest share", "가장 작은 점수가 가장 큰 몫을 받습니다"),
            lambda z: raised_to(math.exp(1.0), -z),
            Text("Which sign has the exponent in the formula?", "식에서 지수의 부호는 무엇인가요?"),
            "sign.flipped",
        ),
        Misconception(
            "logarithm",
            Text("the logarithm of the shares, not the shares", "몫이 아니라 몫의 로그입니다"),
            lambda z: np.log(_softmax_by_rows(z)),
            Text(
                "All your numbers are negative. What undoes a logarithm?",
                "결과가 모두 음수입니다. 로그를 되돌리는 것은 무엇인가요?",
            ),
            "chain.wrong_input",
            variants=(lambda z: z - np.logaddexp.reduce(z, axis=-1, keepdims=True),),
        ),
        Misconception(
            "second-axis",
            Text("axis 1 in the place of the last axis", "마지막 축이 아니라 1번 축을 썼습니다"),
            along_axis_1,
            Text(
                "A single row has no axis 1, and rows of rows have one more. Which number always means the last axis?",
                "행 하나에는 1번 축이 없고, 여러 겹이면 축이 더 있습니다. 언제나 마지막 축을 뜻하는 수는 무엇인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "not-divided",
            Text("the exponentials alone, not yet divided", "아직 나누지 않은 지수 함수의 값입니다"),
            not_divided,
            Text(
                "Add up a row of yours. What should it add up to, and what makes it so?",
                "결과의 한 행을 더해 보세요. 얼마가 되어야 하고, 어떻게 하면 그렇게 될까요?",
            ),
            "chain.missing_local",
            variants=(lambda z: np.exp(z),),
        ),
        Misconception(
            "divided-by-the-mean",
            Text(
                "divided by the mean of the exponentials, not by their sum",
                "지수 함수의 합이 아니라 평균으로 나누었습니다",
            ),
            divided_by_the_mean,
            Text(
                "Each of your rows adds up to the number of classes. By what would you have to divide for 1?",
                "행마다 더하면 클래스의 개수가 됩니다. 1이 되려면 무엇으로 나누어야 할까요?",
            ),
            "reduce.sum_vs_mean",
        ),
    ),
    alternatives=(_softmax_by_rows, _softmax_by_logarithm, _softmax_by_differences),
    hints=(
        Text(
            "First the exponential of every score, then divide by the sum of the own row. Before that, make sure that no exponential can be large.",
            "먼저 점수마다 지수 함수를 구하고 자기 행의 합으로 나눕니다. 그 전에 지수 함수 값이 커지지 않게 해 두세요.",
        ),
        Text(
            r"$\frac{e^{z_i - m}}{\sum_j e^{z_j - m}}$ is the same for every $m$; take the largest score of the row. For `(N, C)` the maxima and the sums must be `(N, 1)`.",
            r"$\frac{e^{z_i - m}}{\sum_j e^{z_j - m}}$은 $m$이 무엇이든 같습니다. 행에서 가장 큰 점수를 씁니다. `(N, C)`라면 최댓값과 합은 `(N, 1)`이어야 합니다.",
        ),
        Text(
            "Three steps: subtract each row's maximum, take the exponential, divide by each row's sum. `np.max` and `np.sum` both need `axis=-1` and `keepdims=True`.",
            "세 단계입니다. 행마다 최댓값을 빼고, 지수 함수를 구하고, 행마다 합으로 나눕니다. `np.max`와 `np.sum` 모두 `axis=-1`과 `keepdims=True`가 필요합니다.",
        ),
    ),
)
