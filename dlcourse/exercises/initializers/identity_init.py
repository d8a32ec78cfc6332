"""The card of `identity_init`: A layer that changes nothing."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.initializers._refusals import refusal
from dlcourse.language import Text

_NOT_REFUSED = Text(
    "For a shape that is not square your function should raise a ValueError, but it returned something.",
    "정사각형이 아닌 형상에서는 ValueError를 일으켜야 하는데 값을 반환했습니다.",
)


_REFUSED_OTHERWISE = Text(
    "For a shape that is not square your function should raise a ValueError, but it raised another exception, {name}.",
    "정사각형이 아닌 형상에서는 ValueError를 일으켜야 하는데 다른 예외 {name}을(를) 일으켰습니다.",
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


def _accept_identity(case: Case, value: Any) -> Text | None:
    if case.call is None:
        return None if np.array_equal(value, np.eye(case.args[0][0])) else _NOT_IDENTITY
    how, _, what = str(value).partition(" ")
    if value == "raised ValueError":
        return None
    if what == "ValueError without a sentence":
        return _WITHOUT_WORDS
    if what == "an exception":
        return _RETURNED
    return _REFUSED_OTHERWISE.format(name=what.split(" without")[0]) if how == "raised" else _NOT_REFUSED


def _identity_or_nothing(shape: Any) -> Any:
    if shape[0] == shape[1]:
        return np.eye(shape[0])
    print("not square")
    return None


def _identity_asserted(shape: Any) -> Any:
    assert shape[0] == shape[1], "not square"
    return np.eye(shape[0])


def _squares_refused(shape: Any) -> Any:
    if shape[0] == shape[1]:
        raise ValueError("the shape must be square")
    return np.eye(*shape)


def _raising(kind: type[Exception]) -> Callable[..., Any]:
    def identity_init(shape: Any) -> Any:
        if shape[0] != shape[1]:
            raise kind("not square")
        return np.eye(shape[0])

    return identity_init


class _ShapeError(ValueError):
    """A ValueError of one's own."""


def _identity_with_own_error(shape: Any) -> Any:
    if shape[0] != shape[1]:
        raise _ShapeError("not square")
    return np.eye(shape[0])


def _identity_returning_the_error(shape: Any) -> Any:
    return np.eye(shape[0]) if shape[0] == shape[1] else ValueError("not square")


def _identity_without_words(shape: Any) -> Any:
    if shape[0] != shape[1]:
        raise ValueError
    return np.eye(shape[0])


def _refuses(make: Callable[[int], Any]) -> Callable[[Any], Any]:
    """With the check in place, so that only the matrix is wrong."""

    def identity_init(shape: Any) -> Any:
        rows, columns = shape
        if rows != columns:
            raise ValueError("not square")
        return make(rows)

    return identity_init


def _identity_by_loop(shape: Any) -> Any:
    rows, columns = shape
    if rows != columns:
        raise ValueError(f"{rows} is not {columns}")
    matrix = np.zeros((rows, columns))
    for i in range(rows):
        matrix[i, i] = 1.0
    return matrix


def _identity_by_unpacking(shape: Any) -> Any:
    (size,) = set(shape)  # two different sizes are too many values to unpack, a ValueError
    return np.identity(size)


CARD = Exercise(
    id="identity-init",
    reference=initializers.identity_init,
    points=2.0,
    stars=1,
    title=Text("A layer that changes nothing", "아무것도 바꾸지 않는 층"),
    text=Text(
        """Write `identity_init(shape)`: 1 on the diagonal, 0 everywhere else, so that `X @ W` is `X`.

That needs as many outputs as inputs. For any other shape raise a `ValueError` with a sentence that would help you if you met it: `raise ValueError("...")`.

`(2, 2)` gives `[[1.0, 0.0], [0.0, 1.0]]`.""",
        """`identity_init(shape)`을 작성하세요. 대각선은 1, 나머지는 0이어서 `X @ W`가 `X` 그대로입니다.

그러려면 출력의 수가 입력의 수와 같아야 합니다. 다른 형상이면 `ValueError`를 일으키세요. 나중에 이 오류를 만났을 때 도움이 될 문장을 `raise ValueError("...")`에 적습니다.

`(2, 2)`이면 결과는 `[[1.0, 0.0], [0.0, 1.0]]`입니다.""",
    ),
    docstring_ko="""아무것도 바꾸지 않는 행렬입니다. 출력의 수가 입력의 수와 같은 층에 씁니다.

    형상: -> (D, D)
    예외: 정사각형이 아니면 ValueError
    참고: Le, Jaitly & Hinton (2015)
    >>> identity_init((2, 2))
    array([[1., 0.],
           [0., 1.]])
    """,
    cases=lambda rng: (
        Case(Text("three by three", "3행 3열"), ((3, 3),)),
        Case(Text("a random square", "무작위로 고른 정사각 행렬"), ((int(rng.integers(4, 9)),) * 2,), hidden=True),
        Case(Text("too many rows", "행이 더 많을 때"), ((5, 3),), call=refusal, edge=True),
        Case(Text("too many columns", "열이 더 많을 때"), ((3, 4),), call=refusal, edge=True),
    ),
    accept=_accept_identity,
    misconceptions=(
        Misconception(
            "shape-not-checked",
            Text("a shape that is not square is accepted", "정사각형이 아닌 형상도 받아들였습니다"),
            lambda shape: np.eye(*shape),
            Text(
                "What would `X @ W` do to a `(N, 5)` input with your `(5, 3)` matrix? Is that `X`?",
                "`(5, 3)` 행렬이라면 `X @ W`는 `(N, 5)` 입력을 어떻게 바꿀까요? 그것이 `X`인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "second-size-ignored",
            Text("the second size is ignored", "두 번째 수를 무시했습니다"),
            lambda shape: np.eye(shape[0]),
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
            _identity_or_nothing,
            Text(
                "The program goes on with `None`, even if a line was printed. What stops it at once?",
                "문장을 출력했더라도 프로그램은 `None`으로 계속 갑니다. 바로 멈추게 하려면 무엇을 쓸까요?",
            ),
            "returns.none",
        ),
        Misconception(
            "assert-instead",
            Text("an assertion instead of a ValueError", "ValueError가 아니라 assert를 썼습니다"),
            _identity_asserted,
            Text(
                "`assert` is for promises to yourself and can be switched off. How do you raise a `ValueError`?",
                "`assert`는 스스로 하는 확인이고 끌 수도 있습니다. `ValueError`는 어떻게 일으키나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "ones-everywhere",
            Text("1 everywhere, not only on the diagonal", "대각선만이 아니라 모든 곳이 1입니다"),
            _refuses(lambda size: np.ones((size, size))),
            Text(
                "Multiply `[[1.0, 2.0]]` by your `(2, 2)` matrix. What comes out?",
                "`[[1.0, 2.0]]`에 여러분의 `(2, 2)` 행렬을 곱하면 무엇이 나오나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "wrong-diagonal",
            Text("the ones stand on the other diagonal", "반대쪽 대각선에 1이 있습니다"),
            _refuses(lambda size: np.eye(size)[::-1]),
            Text(
                "Your matrix turns the order of the inputs round. On which diagonal do row and column have the same number?",
                "이 행렬은 입력의 순서를 뒤집습니다. 행 번호와 열 번호가 같은 대각선은 어느 쪽인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "exception-returned",
            Text("the exception is returned instead of raised", "예외를 일으키지 않고 반환했습니다"),
            _identity_returning_the_error,
            Text(
                "What does a caller hold after `W = identity_init((3, 4))`? Which word stops the program instead?",
                "`W = identity_init((3, 4))` 다음에 부른 쪽은 무엇을 갖게 되나요? 프로그램을 멈추는 키워드는 무엇인가요?",
            ),
            "returns.none",
        ),
        Misconception(
            "no-sentence",
            Text("the exception says nothing", "예외에 아무 말도 없습니다"),
            _identity_without_words,
            Text(
                "You meet this error in a month. What would you want to read?",
                "한 달 뒤에 이 오류를 만난다면 무엇을 읽고 싶을까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "zeros-everywhere",
            Text("0 everywhere", "모든 곳이 0입니다"),
            _refuses(lambda size: np.zeros((size, size))),
            Text("What becomes of `X @ W` with your matrix?", "이 행렬로는 `X @ W`가 무엇이 되나요?"),
            "hardcoded.value",
        ),
        Misconception(
            "squares-refused",
            Text(
                "the comparison is turned round: square shapes are refused",
                "비교가 거꾸로 되어 정사각형 형상을 거절합니다",
            ),
            _squares_refused,
            Text(
                "Read your `if` aloud for the shape (3, 3). Should it stop there?",
                "형상 (3, 3)으로 `if` 줄을 소리 내어 읽어 보세요. 거기서 멈추어야 할까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "another-exception",
            Text("another exception than `ValueError` is raised", "`ValueError`가 아닌 다른 예외를 일으킵니다"),
            _raising(TypeError),
            Text(
                "The value is of the right type, but not allowed. Which exception does the task name?",
                "자료형은 맞지만 허용되지 않는 값입니다. 문제에서 말한 예외는 무엇인가요?",
            ),
            "type.wrong",
            variants=tuple(map(_raising, (Exception, RuntimeError, IndexError, ArithmeticError, KeyError))),
        ),
    ),
    alternatives=(
        _identity_by_loop,
        _identity_by_unpacking,
        _identity_with_own_error,
        _refuses(lambda size: np.diag(np.ones(size))),
        _refuses(lambda size: (np.arange(size)[:, None] == np.arange(size)).astype(float)),
    ),
    hints=(
        Text(
            "First decide whether the shape is allowed, then make the matrix.",
            "먼저 허용되는 형상인지 정하고, 그다음 행렬을 만듭니다.",
        ),
        Text(
            "The result $I$ has shape `(D, D)`, and $X I = X$. NumPy has a function with a one-syllable name for it.",
            "결과 $I$의 형상은 `(D, D)`이고 $X I = X$입니다. NumPy에는 이름이 한 음절인 함수가 있습니다.",
        ),
        Text(
            "If the two sizes differ, raise; otherwise return the matrix of the first size.",
            "두 수가 다르면 예외를 일으키고, 같으면 그 크기의 행렬을 반환합니다.",
        ),
    ),
    picture="cells",
)
