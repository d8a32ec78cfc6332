"""The card of `keep_positive`: One family, one function."""

from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import BLOCK, FAR_OUT, ONE, WHOLE, one_by_one
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def leaky(z: Any) -> Any:
    """The left side of leaky ReLU, with a slope of one half."""
    return 0.5 * z


def elu(z: Any) -> Any:
    """The left side of ELU: it overflows for large positive numbers, so nobody should ask it about them."""
    return np.exp(z) - 1.0


def jump(z: Any) -> Any:
    """A left side that does not meet the right one at 0: it shows on which side 0 is."""
    return z - 1.0


def _family_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("the left side of leaky ReLU", "Leaky ReLU의 왼쪽"), (np.array([-2.0, -1.0, 1.0, 3.0]), leaky)),
        Case(
            Text("the left side of ELU, a table", "ELU의 왼쪽, 표"),
            (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]), elu),
        ),
        Case(BLOCK, (rng.normal(size=(4, 3, 2)), jump), hidden=True),
        Case(
            Text("exactly 0, and a left side with a jump", "정확히 0, 왼쪽이 끊긴 함수"),
            (np.array([0.0, 2.0]), jump),
            edge=True,
        ),
        Case(WHOLE, (np.array([-3, -1, 0, 2]), leaky), edge=True),
        Case(
            Text("ELU up to a thousand, without a warning", "경고 없이 1000까지 ELU"),
            (FAR_OUT, elu),
            edge=True,
            silent=True,
        ),
        Case(ONE, (np.array(-0.7), leaky), edge=True),
    )


def _masked(z: Any, left: Any) -> Any:
    kept = np.array(z, dtype=float)
    kept[kept <= 0] = left(kept[kept <= 0])
    return kept


def _in_place(z: Any, left: Any) -> Any:
    others = z <= 0
    z[others] = left(z[others])
    return z


def _truncated(z: Any, left: Any) -> Any:
    kept = np.array(z)
    kept[kept <= 0] = left(kept[kept <= 0])
    return kept


def _zero_kept(z: Any, left: Any) -> Any:
    kept = np.array(z, dtype=float)
    kept[kept < 0] = left(kept[kept < 0])
    return kept


def _sides_exchanged(z: Any, left: Any) -> Any:
    kept = np.array(z, dtype=float)
    with np.errstate(over="ignore"):
        kept[kept > 0] = left(kept[kept > 0])
    return kept


def _by_piecewise(z: Any, left: Any) -> Any:
    z = np.asarray(z, dtype=float)
    return np.piecewise(z, [z > 0], [lambda kept: kept, left])


CARD = Exercise(
    id="keep-positive",
    reference=activations.keep_positive,
    points=3.0,
    stars=2,
    title=Text("One family, one function", "한 계열을 함수 하나로"),
    text=Text(
        r"""Write `keep_positive(z, left)`. Positive numbers pass unchanged; what becomes of the others, the function `left` says:

$$f(z) = \begin{cases} z & z > 0 \\ \text{left}(z) & z \le 0 \end{cases}$$

`z` is an array of any shape, of fractions or whole numbers; a single number comes as an array of shape `()`. `left` takes an array and returns one of the same shape. The result is a *new* array of the shape of `z`.

Never ask `left` about a positive number: for ELU it would overflow at 1000, and there must be **no warning**.

For `z = [-2.0, 0.0, 3.0]` and a `left` that halves, the result is `[-1.0, 0.0, 3.0]`.""",
        r"""`keep_positive(z, left)`를 작성하세요. 양수는 그대로 지나가고, 나머지를 어떻게 할지는 함수 `left`가 정합니다.

$$f(z) = \begin{cases} z & z > 0 \\ \text{left}(z) & z \le 0 \end{cases}$$

`z`는 실수나 정수로 된 배열이고 형상은 무엇이든 될 수 있습니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. `left`는 배열을 받아 형상이 같은 배열을 반환합니다. 결과는 형상이 `z`와 같은 **새** 배열입니다.

`left`에는 양수를 넘기지 않아야 합니다. ELU라면 1000에서 오버플로가 나는데, **경고가 없어야** 합니다.

`z = [-2.0, 0.0, 3.0]`이고 `left`가 절반으로 줄이는 함수이면 결과는 `[-1.0, 0.0, 3.0]`입니다.""",
    ),
    docstring_ko="""양수는 그대로 두고, 나머지는 함수 `left`가 정합니다. `left`는 양수를 만나지 않습니다.

    `left`를 바꾸면 ReLU, Leaky ReLU, ELU가 모두 나옵니다.
    식:   z > 0이면 z, 아니면 left(z)
    형상: 어떤 형상이든 -> 같은 형상
    예외: z가 실수로 되어 있지 않거나 left가 함수가 아니면 TypeError
    참고: Maas, Hannun & Ng (2013)
    >>> keep_positive(np.array([-2.0, 0.0, 3.0]), lambda z: 0.5 * z)
    array([-1.,  0.,  3.])
    """,
    cases=_family_cases,
    misconceptions=(
        Misconception(
            "both-sides-computed",
            Text(
                "right values, but `left` is asked about positive numbers too, and overflows",
                "값은 맞지만 `left`에 양수까지 넘겨서 오버플로가 납니다",
            ),
            lambda z, left: np.where(np.asarray(z) > 0, z, left(np.asarray(z, dtype=float))),
            Text(
                "`np.where` chooses only after both answers are computed. How could `left` be handed the numbers that are not positive, and no others?",
                "`np.where`는 두 답을 다 계산한 다음에 고릅니다. 양수가 아닌 수만 `left`에 넘기려면 어떻게 할까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "left-of-everything",
            Text("`left` is applied to all numbers", "모든 수에 `left`를 적용했습니다"),
            lambda z, left: left(np.minimum(np.asarray(z, dtype=float), 700.0)),
            Text("What should come out for a positive number?", "양수이면 무엇이 나와야 하나요?"),
            "chain.missing_local",
        ),
        Misconception(
            "left-ignored",
            Text("`left` is not asked: negative numbers became 0", "`left`를 부르지 않고 음수를 0으로 만들었습니다"),
            lambda z, left: np.maximum(z, 0.0),
            Text(
                "Hand your function two different `left`. Does the result change?",
                "서로 다른 `left`를 넘겨 보세요. 결과가 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "sides-exchanged",
            Text("`left` is applied to the positive numbers", "`left`를 양수에 적용했습니다"),
            _sides_exchanged,
            Text(
                "Which numbers stand on the left of 0, and which does your function change?",
                "0의 왼쪽에 있는 수는 무엇이고, 지금 바뀌는 수는 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "zero-kept",
            Text("exactly 0 is kept, though it is not positive", "양수가 아닌 0을 그대로 두었습니다"),
            _zero_kept,
            Text(
                "All numbers but 0 are right. On which side does the formula put it?",
                "0만 다릅니다. 식에서 0은 어느 쪽인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "changed-in-place",
            Text("the array that came in was changed", "받은 배열을 바꾸었습니다"),
            _in_place,
            Text(
                "Print `z` before and after the call. Whose array did you write into?",
                "호출하기 전과 후에 `z`를 출력해 보세요. 누구의 배열에 값을 썼나요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "truncated",
            Text("whole numbers go in, and the fractions are cut off", "정수를 넣으면 소수점 아래가 잘립니다"),
            _truncated,
            Text(
                "Which type does the array have that you write your results into? It was copied from `z`.",
                "결과를 적어 넣는 배열의 자료형은 무엇인가요? 그 배열은 `z`를 본떠 만들었습니다.",
            ),
            "type.wrong",
        ),
        Misconception(
            "added-to-z",
            Text("what `left` says is added to the number itself", "`left`의 답을 원래 수에 더했습니다"),
            lambda z, left: np.where(np.asarray(z) > 0, z, z + left(np.minimum(z, 0.0))),
            Text(
                "For -2 and a `left` that halves, -1 is wanted. Which number do you get, and where does the rest come from?",
                "-2를 넣고 `left`가 절반으로 줄이면 -1이 나와야 합니다. 무엇이 나오고, 나머지는 어디에서 왔나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "both-sides-added",
            Text(
                "what `left` makes of 0 is added to the positive numbers", "`left`가 0에서 내는 답을 양수에 더했습니다"
            ),
            lambda z, left: np.maximum(z, 0.0) + left(np.minimum(np.asarray(z, dtype=float), 0.0)),
            Text(
                "What does `left` say of 0 where it has a jump there, and which numbers get that from you?",
                "0에서 끊긴 `left`는 0에서 무엇을 답하나요? 지금 그 답을 받는 수는 무엇인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "larger-of-both",
            Text("the larger of `z` and `left(z)` is taken", "`z`와 `left(z)` 가운데 큰 쪽을 골랐습니다"),
            lambda z, left: np.maximum(z, left(np.minimum(np.asarray(z, dtype=float), 700.0))),
            Text(
                "Does a function on the left always lie above `z` there? Try one that gives -3 for -2.",
                "왼쪽의 함수는 늘 `z`보다 위에 있나요? -2에서 -3이 되는 함수로 해 보세요.",
            ),
            "boundary.zero",
        ),
        Misconception(
            "left-times-z",
            Text("what `left` says is multiplied by the number itself", "`left`의 답에 원래 수를 곱했습니다"),
            lambda z, left: np.where(np.asarray(z) > 0, z, z * left(np.minimum(z, 0.0))),
            Text(
                "`left` is a whole answer, not a slope. What do you do with it?",
                "`left`가 주는 것은 기울기가 아니라 답 자체입니다. 그 답으로 무엇을 하나요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(
        _by_piecewise,
        lambda z, left: np.where(np.asarray(z) > 0, z, left(np.minimum(np.asarray(z, dtype=float), 0.0))),
        lambda z, left: one_by_one(z, lambda value: value if value > 0 else float(left(np.array([value]))[0])),
        _masked,
    ),
    hints=(
        Text(
            "You can ask an array which of its numbers are positive. How do you take out the others alone?",
            "배열에 어느 수가 양수인지 물어볼 수 있습니다. 나머지만 꺼내려면 어떻게 할까요?",
        ),
        Text(
            "A mask `z <= 0` has the shape of `z`; `z[mask]` are the numbers that `left` should see.",
            "마스크 `z <= 0`은 `z`와 형상이 같고, `z[mask]`가 `left`에 넘길 수입니다.",
        ),
        Text(
            "Copy `z` as fractions, make the mask, and write into these places what `left` says about the numbers there. Return the copy.",
            "`z`를 실수 배열로 복사하고 마스크를 만듭니다. 그 자리에 `left`가 그 수들로 내놓은 답을 적어 넣고 사본을 반환합니다.",
        ),
    ),
)
