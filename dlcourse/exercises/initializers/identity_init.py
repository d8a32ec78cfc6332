"""The card of `identity_init`: A layer that changes nothing."""

from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.initializers._identity_init_answers import (
    for_others,
    identity_asserted,
    identity_by_blocks,
    identity_by_loop,
    identity_by_transposing,
    pair_for_any,
    pairs,
    printed_only,
    raising,
    refuses,
    squares_alone,
    squares_refused,
)
from dlcourse.exercises.initializers._refusals import refusal
from dlcourse.language import Text

_NOT_REFUSED = Text(
    "For a shape that is neither square nor twice or half as wide your function should raise a ValueError, but it returned something.",
    "정사각형도 아니고 두 배나 절반도 아닌 형상에서는 ValueError를 일으켜야 하는데 값을 반환했습니다.",
)


_REFUSED_OTHERWISE = Text(
    "For a shape that is neither square nor twice or half as wide your function should raise a ValueError, but it raised another exception, {name}.",
    "정사각형도 아니고 두 배나 절반도 아닌 형상에서는 ValueError를 일으켜야 하는데 다른 예외 {name}을(를) 일으켰습니다.",
)


_WITHOUT_WORDS = Text(
    "Your ValueError says nothing; a sentence should tell what is wrong with the shape.",
    "ValueError에 아무 말도 없습니다. 형상의 무엇이 잘못되었는지 알리는 문장이 있어야 합니다.",
)


_RETURNED = Text(
    "Your function returned an exception as its result; nothing stops then.",
    "예외를 결과로 반환했습니다. 그러면 아무것도 멈추지 않습니다.",
)


_NOT_IDENTITY = Text(
    "The matrix should hold 1 on its diagonal and 0 everywhere else.",
    "대각선은 1, 나머지는 모두 0이어야 합니다.",
)


_NOT_A_PAIR = Text(
    "The first half of the wide side should belong to the numbers themselves, the second half to the same numbers with the other sign.",
    "넓은 쪽의 앞 절반은 수 자신의 것이고, 뒤 절반은 부호가 반대인 같은 수의 것이어야 합니다.",
)


def _accept_identity(case: Case, value: Any) -> Text | None:
    if case.call is None:
        if np.array_equal(value, initializers.identity_init(case.args[0])):
            return None
        return _NOT_IDENTITY if len(set(case.args[0])) == 1 else _NOT_A_PAIR
    how, _, what = str(value).partition(" ")
    if value == "raised ValueError":
        return None
    if what == "ValueError without a sentence":
        return _WITHOUT_WORDS
    if what == "an exception":
        return _RETURNED
    return _REFUSED_OTHERWISE.format(name=what.split(" without")[0]) if how == "raised" else _NOT_REFUSED


CARD = Exercise(
    id="identity-init",
    reference=initializers.identity_init,
    points=3.0,
    stars=2,
    title=Text("A layer that changes nothing", "아무것도 바꾸지 않는 층"),
    text=Text(
        """Write `identity_init(shape)` for a layer of `D` inputs that should change nothing at first.

- `(D, D)`: as many units as inputs, and `X @ W` is `X`.
- `(D, 2*D)` and `(2*D, D)`: a pair with a ReLU between them. The first `D` of the `2*D` units carry the inputs, the other `D` carry the same numbers with the other sign; the second layer puts them together. With `A = identity_init((D, 2*D))` and `B = identity_init((2*D, D))`, the result of `np.maximum(X @ A, 0) @ B` is `X`.

Every other shape has no such matrix: raise a `ValueError` with a sentence that would help you if you met it, `raise ValueError("...")`.""",
        """입력이 `D`개이고 처음에는 아무것도 바꾸지 않아야 하는 층의 가중치 `identity_init(shape)`을 작성하세요.

- `(D, D)`: 유닛이 입력만큼 있고, `X @ W`가 `X`입니다.
- `(D, 2*D)`와 `(2*D, D)`: 사이에 ReLU가 있는 한 쌍입니다. 유닛 `2*D`개 가운데 앞의 `D`개는 입력을, 뒤의 `D`개는 부호가 반대인 같은 수를 맡고, 둘째 층이 이를 합칩니다. `A = identity_init((D, 2*D))`, `B = identity_init((2*D, D))`라고 하면 `np.maximum(X @ A, 0) @ B`가 `X`입니다.

다른 형상에는 그런 행렬이 없습니다. `ValueError`를 일으키세요. 나중에 이 오류를 만났을 때 도움이 될 문장을 `raise ValueError("...")`에 적습니다.""",
    ),
    docstring_ko="""아무것도 바꾸지 않는 행렬, 또는 사이에 ReLU가 있어도 아무것도 바꾸지 않는 두 행렬 가운데 하나입니다.

    유닛이 입력의 두 배이면 앞 절반이 입력을, 뒤 절반이 부호가 반대인 입력을 맡습니다. 절반이면 둘을 다시 합치는 층입니다.
    형상: -> (D, D), (D, 2 D), (2 D, D)
    예외: 다른 형상이면 ValueError
    참고: Le, Jaitly & Hinton (2015); Balduzzi 외 (2017)
    >>> identity_init((2, 2))
    array([[1., 0.],
           [0., 1.]])
    >>> x = np.array([[3.0, -5.0]])
    >>> np.maximum(x @ identity_init((2, 4)), 0.0) @ identity_init((4, 2))
    array([[ 3., -5.]])
    """,
    cases=lambda rng: (
        Case(Text("three by three", "3행 3열"), ((3, 3),)),
        Case(Text("twice as many units", "유닛이 입력의 두 배일 때"), ((2, 4),)),
        Case(Text("half as many units", "유닛이 입력의 절반일 때"), ((4, 2),)),
        Case(Text("a random square", "무작위로 고른 정사각 행렬"), ((int(rng.integers(4, 9)),) * 2,), hidden=True),
        Case(Text("a larger pair, in", "더 큰 쌍의 첫째 층"), ((5, 10),), hidden=True),
        Case(Text("a larger pair, out", "더 큰 쌍의 둘째 층"), ((10, 5),), hidden=True),
        Case(Text("too many rows", "행이 더 많을 때"), ((5, 3),), call=refusal, edge=True),
        Case(Text("too many columns", "열이 더 많을 때"), ((3, 4),), call=refusal, edge=True),
    ),
    accept=_accept_identity,
    misconceptions=(
        Misconception(
            "shape-not-checked",
            Text("a shape without an identity is accepted", "맞는 행렬이 없는 형상도 받아들였습니다"),
            for_others(lambda shape: np.eye(*shape)),
            Text(
                "What would `X @ W` do to a `(N, 5)` input with your `(5, 3)` matrix? Is that `X`?",
                "`(5, 3)` 행렬이라면 `X @ W`는 `(N, 5)` 입력을 어떻게 바꿀까요? 그것이 `X`인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "pair-for-any-shape",
            Text(
                "every shape that is not square gets a pair, whether it is twice as wide or not",
                "두 배인지 확인하지 않고, 정사각형이 아니면 언제나 쌍을 만들었습니다",
            ),
            for_others(pair_for_any),
            Text(
                "Print the shape of what you return for `(5, 3)`. Is it the shape you were asked for?",
                "`(5, 3)`일 때 반환하는 행렬의 형상을 출력해 보세요. 부탁받은 형상인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "second-size-ignored",
            Text("the second size is ignored", "두 번째 수를 무시했습니다"),
            for_others(lambda shape: np.eye(shape[0])),
            Text(
                "You were asked for a `(3, 4)` matrix and returned a `(3, 3)` one, silently. Who will find out, and when?",
                "`(3, 4)` 행렬을 부탁받고 말없이 `(3, 3)` 행렬을 반환했습니다. 누가 언제 알아차릴까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "returns-nothing",
            Text(
                "when the shape is wrong, nothing comes back and nothing stops",
                "형상이 잘못되면 아무것도 반환하지 않고, 멈추지도 않습니다",
            ),
            for_others(printed_only),
            Text(
                "The program goes on with `None`, even if a line was printed. What stops it at once?",
                "문장을 출력했더라도 프로그램은 `None`으로 계속 갑니다. 바로 멈추게 하려면 무엇을 쓸까요?",
            ),
            "returns.none",
        ),
        Misconception(
            "assert-instead",
            Text("an assertion instead of a ValueError", "ValueError가 아니라 assert를 썼습니다"),
            identity_asserted,
            Text(
                "`assert` is for promises to yourself and can be switched off. How do you raise a `ValueError`?",
                "`assert`는 스스로 하는 확인이고 끌 수도 있습니다. `ValueError`는 어떻게 일으키나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "ones-everywhere",
            Text("1 everywhere, not only on the diagonal", "대각선만이 아니라 모든 곳이 1입니다"),
            refuses(lambda size: np.ones((size, size))),
            Text(
                "Multiply `[[1.0, 2.0]]` by your `(2, 2)` matrix. What comes out?",
                "`[[1.0, 2.0]]`에 여러분의 `(2, 2)` 행렬을 곱하면 무엇이 나오나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "wrong-diagonal",
            Text("the ones stand on the other diagonal", "반대쪽 대각선에 1이 있습니다"),
            refuses(lambda size: np.eye(size)[::-1]),
            Text(
                "Your matrix turns the order of the inputs round. On which diagonal do row and column have the same number?",
                "이 행렬은 입력의 순서를 뒤집습니다. 행 번호와 열 번호가 같은 대각선은 어느 쪽인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "exception-returned",
            Text("the exception is returned instead of raised", "예외를 일으키지 않고 반환했습니다"),
            for_others(lambda shape: ValueError("no identity")),
            Text(
                "What does a caller hold after `W = identity_init((3, 4))`? Which word stops the program instead?",
                "`W = identity_init((3, 4))` 다음에 부른 쪽은 무엇을 갖게 되나요? 프로그램을 멈추는 키워드는 무엇인가요?",
            ),
            "returns.none",
        ),
        Misconception(
            "no-sentence",
            Text("the exception says nothing", "예외에 아무 말도 없습니다"),
            for_others(raising(ValueError)),
            Text(
                "You meet this error in a month. What would you want to read?",
                "한 달 뒤에 이 오류를 만난다면 무엇을 읽고 싶을까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "zeros-everywhere",
            Text("0 everywhere", "모든 곳이 0입니다"),
            refuses(lambda size: np.zeros((size, size))),
            Text("What becomes of `X @ W` with your matrix?", "이 행렬로는 `X @ W`가 무엇이 되나요?"),
            "hardcoded.value",
        ),
        Misconception(
            "squares-refused",
            Text(
                "the comparison is turned round: square shapes are refused",
                "비교가 거꾸로 되어 정사각형 형상을 거절합니다",
            ),
            squares_refused,
            Text(
                "Read your `if` aloud for the shape (3, 3). Should it stop there?",
                "형상 (3, 3)으로 `if` 줄을 소리 내어 읽어 보세요. 거기서 멈추어야 할까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "another-exception",
            Text("another exception than `ValueError` is raised", "`ValueError`가 아닌 다른 예외를 일으킵니다"),
            for_others(raising(TypeError, "no identity")),
            Text(
                "The value is of the right type, but not allowed. Which exception does the task name?",
                "자료형은 맞지만 허용되지 않는 값입니다. 문제에서 말한 예외는 무엇인가요?",
            ),
            "type.wrong",
            variants=tuple(
                for_others(raising(kind, "no identity"))
                for kind in (Exception, RuntimeError, IndexError, ArithmeticError, KeyError)
            ),
        ),
        Misconception(
            "pairs-refused",
            Text("the pairs are refused, only squares pass", "쌍을 거절하고 정사각형만 받아들였습니다"),
            squares_alone,
            Text(
                "`(2, 4)` and `(4, 2)` have an answer. Which two units would carry a single number past a ReLU?",
                "`(2, 4)`와 `(4, 2)`에는 답이 있습니다. 수 하나를 ReLU 너머로 나르려면 어떤 두 유닛이 필요할까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "nothing-for-the-negative",
            Text("the second half of the units carries nothing", "유닛의 뒤 절반이 아무것도 맡지 않습니다"),
            pairs(lambda eye: np.hstack([eye, 0 * eye]), lambda eye: np.vstack([eye, 0 * eye])),
            Text(
                "Send -5 through your pair, with a ReLU in the middle. What comes out?",
                "이 쌍에 -5를 보내 보세요. 가운데에 ReLU가 있습니다. 무엇이 나오나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "doubled",
            Text("both halves carry the same sign", "두 절반의 부호가 같습니다"),
            pairs(lambda eye: np.hstack([eye, eye]), lambda eye: np.vstack([eye, eye])),
            Text(
                "Send 3 and then -5 through your pair. Which of them comes back, and how large?",
                "이 쌍에 3을, 그다음 -5를 보내 보세요. 어느 것이 어떤 크기로 돌아오나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "added-at-the-end",
            Text("the second layer adds the halves instead of subtracting", "둘째 층이 두 절반을 빼지 않고 더했습니다"),
            pairs(lambda eye: np.hstack([eye, -eye]), lambda eye: np.vstack([eye, eye])),
            Text(
                "Behind the ReLU both halves are positive. What becomes of the sign of -5 when they are added?",
                "ReLU를 지나면 두 절반이 모두 0 이상입니다. 그 둘을 더하면 -5의 부호는 어떻게 되나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "halves-interleaved",
            Text(
                "the two signs alternate instead of standing in two halves",
                "두 부호가 절반씩 모여 있지 않고 번갈아 나옵니다",
            ),
            pairs(lambda eye: np.kron(eye, [[1.0, -1.0]]), lambda eye: np.kron(eye, [[1.0], [-1.0]])),
            Text(
                "Your pair works. Which units carry the inputs themselves, by the text of the task, and where do yours stand?",
                "쌍으로 쓰면 맞습니다. 문제에서 입력 자신을 맡는 유닛은 어느 것이고, 여러분의 것은 어디에 있나요?",
            ),
            "axis.wrong",
        ),
    ),
    alternatives=(
        identity_by_loop,
        identity_by_blocks,
        identity_by_transposing,
        refuses(lambda size: np.diag(np.ones(size))),
        refuses(lambda size: (np.arange(size)[:, None] == np.arange(size)).astype(float)),
    ),
    hints=(
        Text(
            "First decide which of the three allowed shapes it is, or none. For the pair, draw one input, its two units and one output.",
            "먼저 허용되는 세 형상 가운데 무엇인지, 아니면 어느 것도 아닌지 정합니다. 쌍이라면 입력 하나, 유닛 둘, 출력 하나를 그려 보세요.",
        ),
        Text(
            "$X I = X$, and NumPy has a function with a one-syllable name for $I$. In a pair stand $I$ and $-I$, beside each other or one above the other.",
            "$X I = X$이고, NumPy에는 $I$를 만드는, 이름이 한 음절인 함수가 있습니다. 쌍에는 $I$와 $-I$가 옆으로 또는 위아래로 놓입니다.",
        ),
        Text(
            "Three `if` lines, each with its `return`; whoever passes all three meets the `raise`. `np.hstack` and `np.vstack` join two matrices.",
            "`if` 세 줄에 저마다 `return`이 있고, 셋을 모두 지나치면 `raise`를 만납니다. `np.hstack`과 `np.vstack`이 두 행렬을 이어 줍니다.",
        ),
    ),
    picture="cells",
)
