"""What is taken for what: the confusion matrix, with the images behind each cell."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from dlcourse import digits
from dlcourse.language import Text
from dlcourse.widgets.digits._shared import CLASSES, SIDE, blank_sheet, checked, network, pictures, sheet
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.palette import INK, LINE
from dlcourse.widgets.stage.scene import Artists, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell_values

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

SHOWN = 12


@cache
def _answers() -> np.ndarray:
    return digits.predict(pictures()[2], network())


def mixing(
    *, true: int, answered: int, confusion: Function = digits.confusion, answers: np.ndarray | None = None
) -> Numbers:
    """The confusion matrix of the validation images, and some images of one of its cells."""
    _, _, X_val, y_val = pictures()
    guesses = _answers() if answers is None else answers
    rows = np.flatnonzero((y_val == true) & (guesses == answered))
    images = np.zeros((SHOWN, SIDE, SIDE))
    images[: len(rows[:SHOWN])] = X_val[rows[:SHOWN]].reshape(-1, SIDE, SIDE)
    return {"counts": confusion(y_val, guesses, CLASSES), "true": true, "answered": answered, "images": images}


def describe_mixing(numbers: Numbers) -> Text:
    """The chosen cell in words."""
    true, answered, counts = numbers["true"], numbers["answered"], numbers["counts"]
    here, all_of_them = counts[true, answered], counts[true].sum()
    return Text(
        f"Of {all_of_them} validation images of a {true}, {here} are read as {answered}; up to {SHOWN} of them are shown.",
        f"정답이 {true}인 검증 그림 {all_of_them}장 가운데 신경망의 답이 {answered}인 것은 {here}장입니다. 그 가운데 {SHOWN}장까지 보입니다.",
    )


def table_mixing(numbers: Numbers) -> Table:
    """The whole matrix."""
    return Table(
        Text("Confusion matrix: rows are true, columns answered", "혼동 행렬: 행은 정답, 열은 신경망의 답"),
        (Text("true", "정답"), *(Text(str(j), str(j)) for j in range(CLASSES))),
        tuple((str(i), *(str(count) for count in row)) for i, row in enumerate(numbers["counts"])),
    )


def draw_mixing(figure: "Figure", language: str) -> Artists:
    """The matrix on the left, images of one cell on the right."""
    axes = figure.add_axes((0.07, 0.12, 0.5, 0.78), xticks=range(10), yticks=range(10))
    axes.set_xlabel(Text("answered", "신경망의 답").in_(language))
    axes.set_ylabel(Text("true", "정답").in_(language))
    axes.set_title(Text("how many validation images", "검증 그림의 수").in_(language), fontsize=12)
    right = figure.add_axes((0.62, 0.04, 0.36, 0.86))
    right.set_title(Text("images of the framed cell", "테두리 친 칸의 그림").in_(language), fontsize=12)
    from matplotlib.patches import Rectangle

    artists: Artists = {
        "shade": axes.imshow(np.zeros((10, 10)), cmap="Blues", vmin=0, vmax=30, aspect="auto", zorder=1),
        "counts": [
            [axes.text(j, i, "", ha="center", va="center", fontsize=9, zorder=2) for j in range(10)] for i in range(10)
        ],
        "frame": axes.add_patch(Rectangle((-0.5, -0.5), 1, 1, fill=False, edgecolor=LINE, linewidth=3, zorder=3)),
    }
    artists["counts"] = [text for row in artists["counts"] for text in row]
    artists["images"] = blank_sheet(right, SHOWN // 3, 3)
    return artists


def update_mixing(artists: Artists, numbers: Numbers) -> None:
    """Numbers into the cells; empty cells stay empty."""
    counts = numbers["counts"]
    artists["shade"].set_data(np.where(np.eye(10, dtype=bool), 0, counts))
    tell_values(artists["shade"], counts)
    for text, count in zip(artists["counts"], counts.ravel(), strict=True):
        text.set_text(str(count) if count else "")
        text.set_color("#ffffff" if count > 18 and count < 100 else INK)
    artists["frame"].set_xy((numbers["answered"] - 0.5, numbers["true"] - 0.5))
    artists["images"].set_data(sheet(numbers["images"], 3))


SCENE = Scene(
    title=Text("What is taken for what", "무엇을 무엇으로 읽을까"),
    controls=(
        Slider("true", Text("true digit", "정답"), 4, 0, 9, 1),
        Slider("answered", Text("answered", "신경망의 답"), 9, 0, 9, 1),
    ),
    compute=mixing,
    size=(8.6, 4.6),
    draw=draw_mixing,
    update=update_mixing,
    describe=describe_mixing,
    table=table_mixing,
    predict=Question(
        Text(
            "Which pair of digits will be mixed up more often?",
            "어느 두 숫자를 더 자주 헷갈릴까요?",
        ),
        (Text("0 and 1", "0과 1"), Text("4 and 9", "4와 9"), Text("Both alike", "둘이 비슷합니다")),
        1,
        Text(
            "A 4 whose top closes is almost a 9. A single accuracy hides this; the matrix shows where to look, and the images often show why.",
            "위가 닫힌 4는 거의 9입니다. 정확도 하나만 보면 이것이 보이지 않습니다. 행렬은 어디를 보아야 할지 알려 주고, 그림은 까닭을 알려 줄 때가 많습니다.",
        ),
    ),
    uses={"confusion": digits.confusion},
    touch=(Handle("answered true", on="frame", place=lambda numbers, values: (values["answered"], values["true"])),),
)


def mistakes(params: Sequence[tuple[np.ndarray, np.ndarray]] | None = None) -> "Stage | None":
    """The confusion matrix, with the images behind each cell; of your own network if you hand over its `params`."""
    if params is None:
        return show(SCENE)
    answers = digits.predict(pictures()[2], checked("mistakes", params))
    return show(replace(SCENE, compute=partial(mixing, answers=answers)))
