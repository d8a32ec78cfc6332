"""The card of `unbroadcast`: Back to its own shape."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import backprop
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _unbroadcast_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    table = np.array([[1.0, 2.0, 4.0], [3.0, -1.0, 0.5]])
    square = np.array([[1.0, 2.0, 4.0], [3.0, -1.0, 0.5], [-2.0, 6.0, 1.5]])
    return (
        Case(Text("a bias of shape (3,)", "형상이 (3,)인 편향"), (table, (3,))),
        Case(Text("a column of shape (2, 1)", "형상이 (2, 1)인 열"), (table, (2, 1))),
        Case(Text("a single number", "수 하나"), (table, ())),
        Case(Text("nothing was stretched", "늘어나지 않은 배열"), (table, (2, 3))),
        Case(Text("as many rows as columns", "행과 열의 수가 같을 때"), (square, (3,))),
        Case(Text("a row of shape (1, 4)", "형상이 (1, 4)인 행"), (rng.normal(size=(5, 4)), (1, 4)), hidden=True),
        Case(Text("two new axes in front", "앞에 생긴 축 두 개"), (rng.normal(size=(2, 4, 3)), (3,)), hidden=True),
        Case(
            Text("a new axis in front and one of size 1", "앞에 생긴 축과 크기가 1인 축"),
            (rng.normal(size=(3, 5, 2)), (5, 1)),
            hidden=True,
        ),
        Case(Text("two axes of size 1", "크기가 1인 축 두 개"), (rng.normal(size=(2, 3, 4)), (1, 3, 1)), hidden=True),
    )


def _in_front(dout: Any, shape: Any) -> tuple[int, ...]:
    """The axes that broadcasting put in front."""
    return tuple(range(dout.ndim - len(shape)))


def _of_one(dout: Any, shape: Any) -> tuple[int, ...]:
    """The axes along which broadcasting repeated a single number."""
    return tuple(i for i in range(-len(shape), 0) if shape[i] == 1)


def _stretched(dout: Any, shape: Any) -> tuple[int, ...]:
    return _in_front(dout, shape) + tuple(dout.ndim + i for i in _of_one(dout, shape))


def _one_copy(place: int) -> Callable[[Any, Any], Any]:
    """What arrives at the first or the last copy alone."""

    def wrong(dout: Any, shape: Any) -> Any:
        axes = _stretched(dout, shape)
        return np.array(dout[tuple(place if i in axes else slice(None) for i in range(dout.ndim))]).reshape(shape)

    return wrong


def _from_the_left(dout: Any, shape: Any) -> Any:
    """As if broadcasting aligned two shapes at their left ends."""
    axes = tuple(i for i in range(dout.ndim) if i >= len(shape) or shape[i] == 1)
    return np.sum(dout, axis=axes, keepdims=True).reshape(
        [1 if i in axes else dout.shape[i] for i in range(len(shape))]
    )


def _one_new_axis(dout: Any, shape: Any) -> Any:
    if dout.ndim > len(shape):
        dout = np.sum(dout, axis=0)
    return np.sum(dout, axis=tuple(i for i, size in enumerate(shape) if size == 1), keepdims=True)


def _counted_on(dout: Any, shape: Any) -> Any:
    """As if axes kept their numbers while others vanish."""
    for i in range(dout.ndim - len(shape)):
        dout = np.sum(dout, axis=i)
    return np.sum(dout, axis=tuple(i for i, size in enumerate(shape) if size == 1), keepdims=True)


def _first_of_one(dout: Any, shape: Any) -> Any:
    gradient = np.sum(dout, axis=_in_front(dout, shape))
    return np.sum(gradient, axis=shape.index(1), keepdims=True) if 1 in shape else gradient


def _in_groups(dout: Any, shape: Any) -> Any:
    """As if the copies always lay one behind the other."""
    return np.sum(dout.reshape(-1, *shape), axis=0)


def _averaged_over_one_kind(in_front: Any, of_one: Any) -> Callable[[Any, Any], Any]:
    def wrong(dout: Any, shape: Any) -> Any:
        return of_one(in_front(dout, axis=_in_front(dout, shape)), axis=_of_one(dout, shape), keepdims=True)

    return wrong


def _ones_from_the_left(dout: Any, shape: Any) -> Any:
    for i, size in enumerate(shape):
        if size == 1:
            dout = np.sum(dout, axis=i, keepdims=True)
    return np.array(dout)


def _number_by_number(dout: Any, shape: Any) -> Any:
    gradient = np.zeros(shape)
    for place in np.ndindex(dout.shape):
        own = place[dout.ndim - len(shape) :]
        gradient[tuple(0 if size == 1 else i for i, size in zip(own, shape, strict=True))] += dout[place]
    return gradient


def _axis_by_axis(dout: Any, shape: Any) -> Any:
    while dout.ndim > len(shape):
        dout = dout.sum(axis=0)
    for i, size in enumerate(shape):
        if size == 1:
            dout = dout.sum(axis=i, keepdims=True)
    return dout


def _by_einsum(dout: Any, shape: Any) -> Any:
    stayed = [i for i in range(dout.ndim) if i not in _stretched(dout, shape)]
    return np.einsum(dout, list(range(dout.ndim)), stayed).reshape(shape)


def _by_addresses(dout: Any, shape: Any) -> Any:
    # every number's own address is stretched as the number was
    size = int(np.prod(shape))
    address = np.broadcast_to(np.arange(size).reshape(shape), dout.shape)
    return np.bincount(address.ravel(), weights=dout.ravel(), minlength=size).reshape(shape)


CARD = Exercise(
    id="unbroadcast",
    reference=backprop.unbroadcast,
    points=3.0,
    stars=2,
    title=Text("Back to its own shape", "원래 형상으로 되돌리기"),
    text=Text(
        """Write `unbroadcast(dout, shape)`. An array of shape `shape` was a part of a sum, and broadcasting stretched it to the shape of the result. `dout` is the gradient at the result; return the gradient at the array, which has the shape `shape`.

`shape` is a tuple, and `()` for a single number. Any of its sizes may be 1, and `dout` may have any number of axes more. Where nothing was stretched, `dout` comes back as it is. Broadcasting always fits; you need not check it.""",
        """`unbroadcast(dout, shape)`를 작성하세요. 형상이 `shape`인 배열이 덧셈에 들어갔고, 브로드캐스팅이 이 배열을 결과의 형상으로 늘렸습니다. `dout`은 결과에 온 기울기입니다. 그 배열의 기울기를 반환하세요. 형상은 `shape`입니다.

`shape`는 튜플이고, 수 하나라면 `()`입니다. 크기 가운데 1이 있을 수 있고, `dout`에는 축이 몇 개든 더 있을 수 있습니다. 늘어난 것이 없으면 `dout`을 그대로 반환합니다. 형상은 언제나 브로드캐스팅할 수 있게 주어지므로 확인하지 않아도 됩니다.""",
    ),
    docstring_ko="""덧셈에서 브로드캐스팅된 결과의 기울기에서, 형상이 shape인 원래 배열의 기울기를 구합니다.

    형상: (..., N, M) -> shape
    예외: shape를 브로드캐스팅해도 dout의 형상이 되지 않으면 ValueError
    참고: Harris 외 (2020), 브로드캐스팅
    >>> dout = np.array([[1.0, 2.0, 4.0], [3.0, -1.0, 0.5]])
    >>> unbroadcast(dout, (3,))
    array([4. , 1. , 4.5])
    >>> unbroadcast(dout, (2, 1))
    array([[7. ],
           [2.5]])
    """,
    cases=_unbroadcast_cases,
    misconceptions=(
        Misconception(
            "not-summed",
            Text("nothing is summed", "아무것도 더하지 않았습니다"),
            lambda dout, shape: dout.copy(),
            Text(
                "The bias has 3 numbers, and 6 came back. Which of them belong to the first one?",
                "편향의 수는 3개인데 기울기가 6개 왔습니다. 그중 편향의 첫째 수에 온 것은 어느 것인가요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "averaged",
            Text("the copies are averaged instead of summed", "복사본의 기울기를 더하지 않고 평균을 냈습니다"),
            lambda dout, shape: np.mean(dout, axis=_stretched(dout, shape)).reshape(shape),
            Text(
                "If a bias grows a little, every row of the sum grows just as much. Does the loss then change by the mean of what the rows say, or by all of it?",
                "편향이 조금 커지면 결과의 모든 행이 똑같이 커집니다. 손실은 행마다 온 기울기의 평균만큼 변할까요, 모두 더한 만큼 변할까요?",
            ),
            "reduce.sum_vs_mean",
            variants=(_averaged_over_one_kind(np.mean, np.sum), _averaged_over_one_kind(np.sum, np.mean)),
        ),
        Misconception(
            "one-copy-alone",
            Text("the answer of a single copy is taken", "복사본 하나에 온 것만 가져왔습니다"),
            _one_copy(0),
            Text(
                "Change a number of `dout` in another row, far from the one you take. Should the gradient of the bias not notice?",
                "`dout`에서 지금 가져온 행이 아닌 다른 행의 수를 바꾸어 보세요. 편향의 기울기도 달라져야 하지 않을까요?",
            ),
            "reduce.sum_vs_mean",
            variants=(_one_copy(-1),),
        ),
        Misconception(
            "cut-to-size",
            Text("the first numbers are kept, the others cut off", "앞의 수만 남기고 나머지를 잘랐습니다"),
            lambda dout, shape: dout.ravel()[: int(np.prod(shape))].reshape(shape),
            Text(
                "The shape is right. Where in your answer are the numbers of the last row of `dout`?",
                "형상은 맞습니다. `dout`의 마지막 행에 있던 수들은 답의 어디에 들어 있나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "upstream-forgotten",
            Text("the slope of the sum alone: `dout` is not used", "덧셈의 기울기만 있고 `dout`을 쓰지 않았습니다"),
            lambda dout, shape: np.ones(shape),
            Text(
                "The own slope of a sum is 1, right. With what is it multiplied at each copy, before you add up?",
                "덧셈 자신의 기울기가 1인 것은 맞습니다. 더하기 전에 복사본마다 무엇을 곱해야 할까요?",
            ),
            "chain.missing_local",
            variants=(lambda dout, shape: np.full(shape, dout.size / np.prod(shape)),),
        ),
        Misconception(
            "all-into-one-number",
            Text("everything is summed into one number", "모두 더해 수 하나로 만들었습니다"),
            lambda dout, shape: np.sum(dout),
            Text(
                "That is right for a single number. A bias has one for each column: which numbers of `dout` belong to its first one?",
                "수 하나라면 맞습니다. 편향에는 열마다 수가 하나씩 있습니다. 편향의 첫째 수에 온 것은 `dout`의 어느 수들인가요?",
            ),
            "axis.wrong",
            variants=(
                lambda dout, shape: float(np.sum(dout)),
                lambda dout, shape: np.full(shape, np.sum(dout)),
            ),
        ),
        Misconception(
            "always-the-first-axis",
            Text("the sum goes over axis 0, whatever `shape` is", "`shape`와 상관없이 언제나 축 0을 따라 더했습니다"),
            lambda dout, shape: np.sum(dout, axis=0),
            Text(
                "For a bias that is right. Along which axis was a column of shape (2, 1) repeated?",
                "편향이라면 맞습니다. 형상이 (2, 1)인 열은 어느 축을 따라 되풀이되었나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "the-other-axes",
            Text("the axes that were not stretched are summed over", "늘어나지 않은 축을 따라 더했습니다"),
            lambda dout, shape: np.sum(
                dout, axis=tuple(i for i in range(dout.ndim) if i not in _stretched(dout, shape))
            ),
            Text(
                "A sum over an axis makes it vanish. Which axes of `dout` does the array itself have, and which not?",
                "축을 따라 더하면 그 축이 사라집니다. `dout`의 축 가운데 원래 배열에도 있는 축은 어느 것이고, 없는 축은 어느 것인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "aligned-from-the-left",
            Text("the shapes are aligned from the left", "두 형상을 왼쪽부터 맞추었습니다"),
            _from_the_left,
            Text(
                "When `(3,)` is added to `(2, 3)`, does broadcasting put the 3 below the 2 or below the other 3?",
                "`(2, 3)`에 `(3,)`을 더할 때 브로드캐스팅은 3을 2와 맞추나요, 다른 3과 맞추나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "by-equal-sizes",
            Text(
                "an axis stays wherever its size occurs in `shape`", "크기가 `shape` 안에 있기만 하면 축을 남겼습니다"
            ),
            lambda dout, shape: np.sum(
                dout, axis=tuple(i for i, size in enumerate(dout.shape) if size not in shape)
            ).reshape(shape),
            Text(
                "Take `shape` as `(3,)` and a `dout` with three rows and three columns. Which of two equal sizes is meant is decided by the place. At which end do the shapes meet?",
                "`shape`가 `(3,)`이고 `dout`의 행과 열이 모두 세 개라고 해 보세요. 크기가 같은 두 축 가운데 어느 것인지는 자리로 정해집니다. 두 형상은 어느 쪽 끝을 맞추나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "axes-of-size-one-left",
            Text("axes of size 1 are not summed over", "크기가 1인 축을 따라 더하지 않았습니다"),
            lambda dout, shape: np.sum(dout, axis=_in_front(dout, shape)),
            Text(
                "New axes in front are done. A column of shape (2, 1) has two axes already: how many copies of each of its numbers were made?",
                "앞에 생긴 축은 잘 처리했습니다. 형상이 (2, 1)인 열에는 축이 이미 두 개 있습니다. 열의 수마다 복사본이 몇 개 생겼나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "axes-in-front-left",
            Text("new axes in front are not summed over", "앞에 생긴 축을 따라 더하지 않았습니다"),
            lambda dout, shape: np.sum(dout, axis=_of_one(dout, shape), keepdims=True),
            Text(
                "Axes of size 1 are done. A bias of shape (3,) has no axis for the rows at all: what becomes of them?",
                "크기가 1인 축은 잘 처리했습니다. 형상이 (3,)인 편향에는 행을 세는 축이 아예 없습니다. 그 축은 어떻게 되어야 할까요?",
            ),
            "axis.wrong",
            variants=(_ones_from_the_left,),
        ),
        Misconception(
            "one-new-axis-alone",
            Text("of several new axes in front one is summed over", "앞에 생긴 축이 여럿인데 하나만 더했습니다"),
            _one_new_axis,
            Text(
                "How many axes has `dout` more than a single number, whose shape is `()`? And how many of them vanish in your code?",
                "`dout`의 축은 형상이 `()`인 수 하나보다 몇 개 더 많나요? 지금 코드에서는 그중 몇 개가 사라지나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "first-axis-of-one-alone",
            Text("of several axes of size 1 one is summed over", "크기가 1인 축이 여럿인데 하나만 더했습니다"),
            _first_of_one,
            Text(
                "`shape.index(1)` finds one place. How many has `(1, 3, 1)`?",
                "`shape.index(1)`은 한 자리만 찾습니다. `(1, 3, 1)`에는 몇 자리가 있나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "grouped-by-laying-out",
            Text(
                "the numbers are laid out anew, and other ones come together",
                "수를 다시 늘어놓는 바람에 엉뚱한 수끼리 더해졌습니다",
            ),
            _in_groups,
            Text(
                "For a bias that is right. In a column's `dout` of shape (2, 3), which numbers stand behind each other in memory: copies of one number, or of two?",
                "편향이라면 맞습니다. 열에 온 형상 (2, 3)의 `dout`에서 잇달아 놓인 수들은 한 수의 복사본에 온 것인가요, 두 수의 복사본에 온 것인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "axes-counted-on",
            Text("axes are counted on while others vanish", "축이 사라지는 동안에도 축의 번호를 그대로 세었습니다"),
            _counted_on,
            Text(
                "A sum over axis 0 makes it vanish. Which number has the axis behind it afterwards?",
                "축 0을 따라 더하면 그 축이 사라집니다. 그다음 축의 번호는 이제 몇인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "size-one-vanishes",
            Text("axes of size 1 vanish from the shape", "크기가 1인 축이 형상에서 사라졌습니다"),
            lambda dout, shape: np.sum(dout, axis=_stretched(dout, shape)),
            Text(
                "The numbers are right. The gradient has the shape of its owner: how many axes has a column?",
                "수는 맞습니다. 기울기의 형상은 원래 배열과 같아야 합니다. 열의 축은 몇 개인가요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "new-axes-stay",
            Text("the new axes in front stay, with size 1", "앞에 생긴 축이 크기 1로 남았습니다"),
            lambda dout, shape: np.sum(dout, axis=_stretched(dout, shape), keepdims=True),
            Text(
                "The numbers are right. A bias of shape (3,) has one axis: how many has your answer?",
                "수는 맞습니다. 형상이 (3,)인 편향의 축은 하나입니다. 답의 축은 몇 개인가요?",
            ),
            "shape.keepdims",
        ),
    ),
    alternatives=(_number_by_number, _axis_by_axis, _by_einsum, _by_addresses),
    hints=(
        Text(
            "Write both shapes one below the other, aligned at the right end, as broadcasting does. At which places did one number of the array become several?",
            "브로드캐스팅이 하듯이 두 형상을 오른쪽 끝에 맞추어 위아래로 적어 봅니다. 배열의 수 하나가 여러 개로 늘어난 자리는 어디인가요?",
        ),
        Text(
            "There are two kinds: axes of `dout` in front, where `shape` has nothing, and axes where `shape` says 1. Along both the copies add up. The first kind is gone afterwards, the second has size 1.",
            "두 가지가 있습니다. 앞쪽에 있어 `shape`에는 없는 `dout`의 축, 그리고 `shape`에서 1인 축입니다. 두 축 모두를 따라 복사본의 기울기를 더합니다. 더한 다음 첫째 종류의 축은 없어지고 둘째 종류의 축은 크기 1로 남습니다.",
        ),
        Text(
            "The number of axes in front is the difference of `dout.ndim` and `len(shape)`. `np.sum` takes one axis or a tuple of them; `keepdims=True` lets an axis stay with size 1, and `reshape` puts it back.",
            "앞에 생긴 축의 개수는 `dout.ndim`과 `len(shape)`의 차이입니다. `np.sum`에는 축 하나 또는 축의 튜플을 줄 수 있습니다. `keepdims=True`는 축을 크기 1로 남기고, `reshape`로는 없어진 축을 되살릴 수 있습니다.",
        ),
    ),
)
