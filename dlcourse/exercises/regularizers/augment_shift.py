"""The card of `augment_shift`: The same picture, a little elsewhere."""

from typing import Any

import numpy as np

from dlcourse import regularizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _augment_shift_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    image = np.arange(1.0, 13.0).reshape(1, 3, 4)
    return (
        Case(Text("one down", "아래로 한 칸"), (image, 1, 0)),
        Case(Text("two to the left", "왼쪽으로 두 칸"), (image, 0, -2)),
        Case(Text("up and to the right", "위로, 그리고 오른쪽으로"), (image, -1, 1)),
        Case(
            Text("several random images", "무작위 이미지 여러 장"),
            (rng.uniform(0.1, 1.0, size=(5, 7, 6)), 2, -3),
            hidden=True,
        ),
        Case(
            Text("several random images, other way", "무작위 이미지 여러 장, 반대쪽"),
            (rng.uniform(0.1, 1.0, size=(4, 5, 8)), -2, 3),
            hidden=True,
        ),
        Case(Text("not moved at all", "움직이지 않을 때"), (image, 0, 0), edge=True),
        Case(Text("moved out of sight", "이미지 밖으로 나갈 때"), (image, 5, -6), edge=True),
    )


def _shift_with_rows(images: Any, dy: Any, dx: Any, *, fill: float) -> Any:
    """Every pixel fetched from where it was; `fill` where there was nothing."""
    _, height, width = images.shape
    shifted = np.full(images.shape, fill)
    for y in range(height):
        for x in range(width):
            if 0 <= y - dy < height and 0 <= x - dx < width:
                shifted[:, y, x] = images[:, y - dy, x - dx]
    return shifted


def _shift_by_clipping(images: Any, dy: Any, dx: Any) -> Any:
    rows = np.clip(np.arange(images.shape[1]) - dy, 0, images.shape[1] - 1)
    columns = np.clip(np.arange(images.shape[2]) - dx, 0, images.shape[2] - 1)
    return images[:, rows][:, :, columns]


def _shift_by_rolling_and_wiping(images: Any, dy: Any, dx: Any) -> Any:
    shifted = np.roll(images, (dy, dx), axis=(1, 2))
    _, height, width = images.shape
    came_from_y, came_from_x = np.arange(height) - dy, np.arange(width) - dx
    shifted[:, (came_from_y < 0) | (came_from_y >= height)] = 0
    shifted[:, :, (came_from_x < 0) | (came_from_x >= width)] = 0
    return shifted


def _shift_by_padding(images: Any, dy: Any, dx: Any) -> Any:
    _, height, width = images.shape
    framed = np.pad(images, ((0, 0), (abs(dy), abs(dy)), (abs(dx), abs(dx))))
    top, left = abs(dy) - dy, abs(dx) - dx
    return framed[:, top : top + height, left : left + width]


def _shift_one_column_at_a_time(images: Any, dy: Any, dx: Any) -> Any:
    shifted = images.copy()
    for axis, by in ((1, dy), (2, dx)):
        for _ in range(abs(by)):
            shifted = np.roll(shifted, 1 if by > 0 else -1, axis=axis)
            edge: list[Any] = [slice(None)] * 3
            edge[axis] = 0 if by > 0 else -1
            shifted[tuple(edge)] = 0.0
    return shifted


def _shifted_along_the_first_axes(images: Any, dy: Any, dx: Any) -> Any:
    return _shift_by_rolling_and_wiping(images.transpose(2, 0, 1), dy, dx).transpose(1, 2, 0)


def _wiped(*ways: tuple[int, bool]) -> Any:
    """What leaves comes back, but for these ways, which are wiped: an axis, and whether the shift along it is positive."""

    def augment_shift(images: Any, dy: Any, dx: Any) -> Any:
        shifted = np.roll(images, (dy, dx), axis=(1, 2))
        for axis, by in ((1, dy), (2, dx)):
            came_from = np.arange(images.shape[axis]) - by
            gone = (came_from < 0) | (came_from >= images.shape[axis])
            if by and (axis, by > 0) in ways:
                shifted[(slice(None),) * axis + (gone,)] = 0
        return shifted

    return augment_shift


_DOWN_OR_RIGHT = ((1, True), (2, True))
_EVERY_WAY = (*_DOWN_OR_RIGHT, (1, False), (2, False))


def _shift_by_slices_at_once(images: Any, dy: Any, dx: Any) -> Any:
    _, height, width = images.shape
    shifted = np.zeros_like(images)
    shifted[:, dy:, dx:] = images[:, : height - dy, : width - dx]
    return shifted


def _shift_by_slices_in_turn(images: Any, dy: Any, dx: Any) -> Any:
    _, height, width = images.shape
    down, shifted = np.zeros_like(images), np.zeros_like(images)
    down[:, dy:] = images[:, : height - dy]
    shifted[:, :, dx:] = down[:, :, : width - dx]
    return shifted


def _shift_by_padding_in_front(images: Any, dy: Any, dx: Any) -> Any:
    _, height, width = images.shape
    framed = np.pad(images, ((0, 0), (dy, 0), (dx, 0)))
    return framed[:, :height, :width]


def _shift_forward_only(images: Any, dy: Any, dx: Any) -> Any:
    shifted = np.zeros_like(images)
    dy, dx = max(dy, 0), max(dx, 0)
    shifted[:, dy:, dx:] = images[:, : images.shape[1] - dy or None, : images.shape[2] - dx or None]
    return shifted


def _shift_wiping_the_front(images: Any, dy: Any, dx: Any) -> Any:
    shifted = np.roll(images, (dy, dx), axis=(1, 2))
    shifted[:, :dy], shifted[:, :, :dx] = 0, 0
    return shifted


CARD = Exercise(
    id="augment-shift",
    reference=regularizers.augment_shift,
    points=3.0,
    stars=2,
    title=Text("The same picture, a little elsewhere", "조금 옮겨 놓은 같은 그림"),
    text=Text(
        r"""Write `augment_shift(images, dy, dx)`. It moves every image down by `dy` pixels and to the right by `dx`; negative numbers move up and to the left.

`images` has shape `(N, H, W)`, and so has the result. What leaves the picture is gone. What comes in from outside is empty paper: 0.

The image `[[1, 2], [3, 4]]` with `dy = 1`, `dx = 0` becomes `[[0, 0], [1, 2]]`.""",
        r"""`augment_shift(images, dy, dx)`를 작성하세요. 모든 이미지를 아래로 `dy`픽셀, 오른쪽으로 `dx`픽셀 옮깁니다. 음수이면 위와 왼쪽입니다.

`images`의 형상은 `(N, H, W)`이고 결과도 같습니다. 그림 밖으로 나간 것은 사라집니다. 밖에서 들어오는 것은 빈 종이, 곧 0입니다.

이미지 `[[1, 2], [3, 4]]`는 `dy = 1`, `dx = 0`이면 `[[0, 0], [1, 2]]`가 됩니다.""",
    ),
    docstring_ko="""모든 이미지를 아래로 dy픽셀, 오른쪽으로 dx픽셀 옮깁니다(음수이면 위, 왼쪽). 밖에서 들어오는 것은 0입니다.

    형상: (N, H, W) -> (N, H, W)
    예외: images가 3차원이 아니면 ValueError
    참고: Simard, Steinkraus & Platt (2003)
    >>> augment_shift(np.array([[[1, 2], [3, 4]]]), dy=1, dx=0)
    array([[[0, 0],
            [1, 2]]])
    """,
    cases=_augment_shift_cases,
    misconceptions=(
        Misconception(
            "wraps-around",
            Text("what leaves on one side comes back on the other", "한쪽으로 나간 것이 반대쪽에서 다시 들어옵니다"),
            lambda images, dy, dx: np.roll(images, (dy, dx), axis=(1, 2)),
            Text(
                "The foot of a 7 appears above its head. What does `np.roll` do with what it pushes out?",
                "7의 발이 머리 위에 나타났습니다. `np.roll`은 밀려난 것을 어떻게 하나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "dy-and-dx-swapped",
            Text("dy moves to the side and dx up and down", "dy가 옆으로, dx가 위아래로 옮깁니다"),
            lambda images, dy, dx: _shift_with_rows(images, dx, dy, fill=0.0),
            Text(
                "Shape `(N, H, W)`: which axis is the height, and which number moves along it?",
                "형상이 `(N, H, W)`입니다. 높이는 어느 축이고, 어떤 수가 그 축을 따라 옮기나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "other-direction",
            Text("up instead of down, left instead of right", "아래가 아니라 위로, 오른쪽이 아니라 왼쪽으로 옮깁니다"),
            lambda images, dy, dx: _shift_with_rows(images, -dy, -dx, fill=0.0),
            Text(
                "Row 0 is the top. If everything moves down by one, where does row 0 go?",
                "0번째 행이 맨 위입니다. 모두 한 칸 내려가면 0번째 행은 어디로 가나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "edge-repeated",
            Text("the edge is repeated where 0 should come in", "0이 들어올 자리에 가장자리가 되풀이됩니다"),
            _shift_by_clipping,
            Text(
                "Outside the picture there is paper, not more ink. What is its number?",
                "그림 밖은 잉크가 아니라 종이입니다. 종이의 수는 얼마인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "negative-does-nothing",
            Text("negative numbers move nothing", "음수이면 움직이지 않습니다"),
            _shift_forward_only,
            Text(
                "Down and to the right works. What do `dy = -1` or `dx = -2` mean?",
                "아래와 오른쪽은 됩니다. `dy = -1`이나 `dx = -2`는 무슨 뜻인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "down-and-right-only",
            Text(
                "written for shifts down and to the right: with negative numbers it stops or goes wrong",
                "아래와 오른쪽으로 옮기는 것만 생각했습니다. 음수이면 멈추거나 틀립니다",
            ),
            _shift_by_slices_at_once,
            Text(
                "Go through your lines by hand with `dx = -2` and four columns. Which columns are taken, and where do they go?",
                "`dx = -2`이고 열이 네 개라고 하고 코드를 한 줄씩 따라가 보세요. 어느 열을 꺼내서 어디에 넣나요?",
            ),
            "sign.flipped",
            variants=(_shift_by_slices_in_turn, _shift_by_padding_in_front),
        ),
        Misconception(
            "filled-with-ones",
            Text("what comes in is 1", "들어오는 것이 1입니다"),
            lambda images, dy, dx: _shift_with_rows(images, dy, dx, fill=1.0),
            Text("In these pictures 0 is paper. Which is 1?", "이 그림들에서 0은 종이입니다. 그러면 1은 무엇인가요?"),
            "hardcoded.value",
        ),
        Misconception(
            "up-for-down",
            Text("up and down are exchanged, left and right are fine", "위아래가 바뀌었습니다. 좌우는 맞습니다"),
            lambda images, dy, dx: _shift_with_rows(images, -dy, dx, fill=0.0),
            Text(
                "In mathematics up is positive. In which direction do the row numbers of a picture grow?",
                "수학에서는 위쪽이 양수입니다. 그림의 행 번호는 어느 쪽으로 커지나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "left-for-right",
            Text("left and right are exchanged, up and down are fine", "좌우가 바뀌었습니다. 위아래는 맞습니다"),
            lambda images, dy, dx: _shift_with_rows(images, dy, -dx, fill=0.0),
            Text(
                "Column 0 is on the left. If everything moves to the right by one, where does column 0 go?",
                "0번째 열이 맨 왼쪽입니다. 모두 오른쪽으로 한 칸 가면 0번째 열은 어디로 가나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "one-direction-only",
            Text("pictures move in one of the two directions only", "두 방향 가운데 한쪽으로만 옮깁니다"),
            lambda images, dy, dx: _shift_with_rows(images, dy, 0, fill=0.0),
            Text(
                "`dy` and `dx` are two moves. Which of them does your picture make?",
                "`dy`와 `dx`는 서로 다른 두 이동입니다. 그림이 움직인 것은 어느 쪽인가요?",
            ),
            "hardcoded.value",
            variants=(lambda images, dy, dx: _shift_with_rows(images, 0, dx, fill=0.0),),
        ),
        Misconception(
            "wiped-on-the-wrong-side",
            Text(
                "after `np.roll`, negative moves wipe the wrong side",
                "`np.roll` 다음에, 음수이면 엉뚱한 쪽을 지웠습니다",
            ),
            _shift_wiping_the_front,
            Text(
                "For `dy = -1`, which rows does the slice `[:dy]` mean, and which came round from the other side?",
                "`dy = -1`일 때 슬라이스 `[:dy]`는 어느 행들이고, 반대쪽에서 돌아온 것은 어느 행인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "comes-back-one-way",
            Text(
                "for one direction, what leaves comes back on the other side",
                "한쪽 방향에서는 나간 것이 반대쪽에서 다시 들어옵니다",
            ),
            _wiped(*_DOWN_OR_RIGHT),
            Text(
                "Try `dy = 1` and `dy = -1`, then `dx = 1` and `dx = -1`. For which of them does a pixel turn up again, and which line should have stopped it?",
                "`dy = 1`과 `dy = -1`을, 그다음 `dx = 1`과 `dx = -1`을 해 보세요. 어느 때 픽셀이 다시 나타나나요? 그것을 막아야 할 줄은 어디인가요?",
            ),
            "boundary.zero",
            variants=(
                _wiped(*(way for way in _EVERY_WAY if way not in _DOWN_OR_RIGHT)),
                *(_wiped(*(way for way in _EVERY_WAY if way != left_out)) for left_out in _EVERY_WAY),
            ),
        ),
        Misconception(
            "images-moved-not-pixels",
            Text("the images change places instead of their rows", "행이 아니라 이미지끼리 자리가 바뀝니다"),
            _shifted_along_the_first_axes,
            Text(
                "What is the first axis of `images`? Which two axes hold the rows and the columns of one picture?",
                "`images`의 첫 축은 무엇인가요? 이미지 하나의 행과 열은 어느 두 축인가요?",
            ),
            "axis.wrong",
        ),
    ),
    alternatives=(
        _shift_by_rolling_and_wiping,
        _shift_by_padding,
        _shift_one_column_at_a_time,
        lambda images, dy, dx: _shift_with_rows(images, dy, dx, fill=0.0),
    ),
    hints=(
        Text(
            "Start from empty paper of the same shape, then copy the part that stays in sight to its new place.",
            "형상이 같은 빈 종이에서 시작해, 그림 안에 남는 부분을 새 자리에 옮겨 적습니다.",
        ),
        Text(
            "With `dy` = 1 the rows 0 to H - 2 of the old image become the rows 1 to H - 1 of the new one. With a negative `dy` the two trade roles.",
            "`dy` = 1이면 이전 이미지의 0번부터 H - 2번 행이 새 이미지의 1번부터 H - 1번 행이 됩니다. `dy`가 음수이면 둘의 역할이 바뀝니다.",
        ),
        Text(
            "For each axis build two slices: where it goes to begins at the larger of the shift and 0, where it comes from begins at the larger of minus the shift and 0; both are as long as what is left. Assign one to the other, and think of shifts larger than the picture.",
            "축마다 조각(slice)을 두 개 만듭니다. 도착할 곳은 이동량과 0 가운데 큰 값에서, 출발할 곳은 이동량의 부호를 바꾼 값과 0 가운데 큰 값에서 시작하며 길이는 남는 만큼입니다. 하나를 다른 하나에 대입하되, 그림보다 큰 이동량도 생각해 보세요.",
        ),
    ),
)
