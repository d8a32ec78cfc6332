"""Moved digits: who still recognises a digit that has been moved."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from dlcourse import datasets, regularizers
from dlcourse.language import Text
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

SHOWN, KNOWN, REACH = 30, 300, 2  # digits to look at, digits to compare with, and how far their copies are moved
PAPER_IN, ROLL = "paper", "roll"


@cache
def _digits() -> tuple[np.ndarray, np.ndarray]:
    """Digits to look at: from the validation part."""
    digits = datasets.load_mnist()
    return digits.X_val[:SHOWN] / 255, digits.y_val[:SHOWN]


@cache
def _known(copies: bool) -> tuple[np.ndarray, np.ndarray]:
    """Digits to compare with, from the training part; with `copies`, each of them moved in all directions as well."""
    digits = datasets.load_mnist()
    images, labels = digits.X_train[:KNOWN] / 255, digits.y_train[:KNOWN]
    if copies:
        moves = [(dy, dx) for dy in range(-REACH, REACH + 1) for dx in range(-REACH, REACH + 1)]
        images = np.concatenate([regularizers.augment_shift(images, dy, dx) for dy, dx in moves])
        labels = np.tile(labels, len(moves))
    return images.reshape(len(images), -1).astype(np.float32), labels


def _nearest(image: np.ndarray, copies: bool) -> tuple[int, np.ndarray]:
    """The most similar known digit: what it is, and how it looks."""
    images, labels = _known(copies)
    flat = image.ravel().astype(np.float32)
    squares = _squares(copies) - 2 * images @ flat
    nearest = int(squares.argmin())
    return int(labels[nearest]), images[nearest].reshape(image.shape)


@cache
def _squares(copies: bool) -> np.ndarray:
    images, _ = _known(copies)
    return np.asarray(np.einsum("nd,nd->n", images, images))


def moving(
    *,
    digit: int = 10,
    dy: int = 0,
    dx: int = 0,
    fill: str = PAPER_IN,
    copies: bool = False,
    augment_shift: Function = regularizers.augment_shift,
) -> Numbers:
    """One digit moved, and which known digit looks most like it."""
    images, labels = _digits()
    image = images[digit]
    rolled = np.roll(image, (dy, dx), axis=(0, 1))
    moved = rolled if fill == ROLL else np.asarray(augment_shift(image[None], dy, dx))[0]
    answer, like = _nearest(moved, copies)
    return {
        "image": image,
        "moved": moved,
        "like": like,
        "label": int(labels[digit]),
        "answer": answer,
        "move": (dy, dx),
        "rolled": fill == ROLL,
        "copies": copies,
        "known": KNOWN * (2 * REACH + 1) ** 2 if copies else KNOWN,
        "lost": 100 * (1 - moved.sum() / image.sum()),
    }


def describe_moving(numbers: Numbers) -> Text:
    """How far it was moved, what was lost, and what the comparison says."""
    dy, dx = numbers["move"]
    facts = {
        "label": numbers["label"],
        "dy": dy,
        "dx": dx,
        "lost": f"{max(numbers['lost'], 0):.0f}",
        "known": numbers["known"],
        "answer": numbers["answer"],
    }
    right = numbers["answer"] == numbers["label"]
    comes = (
        Text("what left comes in on the other side", "나간 것이 반대쪽으로 들어옵니다")
        if numbers["rolled"]
        else Text("empty paper comes in", "빈 종이가 들어옵니다")
    )
    said = Text(
        "A {label}, moved by dy = {dy}, dx = {dx}; {comes}. {lost} percent of its ink left the picture. Among {known} known pictures the nearest is a {answer}: "
        + ("right." if right else "wrong."),
        "숫자 {label}, 이동 dy = {dy}, dx = {dx}. {comes}. 잉크의 {lost}%가 그림 밖으로 나갔습니다. 아는 그림 {known}장 가운데 가장 비슷한 것은 {answer}입니다. "
        + ("맞습니다." if right else "틀립니다."),
    )
    return said.format(**facts, comes=comes)


def table_moving(numbers: Numbers) -> Table:
    """The answer for this digit at nine places: at its own only, until it has been moved, for the others answer the question."""
    rows, near = [], numbers["move"] == (0, 0)
    for dy in (-3, 0, 3):
        answers: list[str | Text] = []
        for dx in (-3, 0, 3):
            if near and (dy or dx):
                answers.append(Text("move it to see", "옮기면 보입니다"))
                continue
            moved = regularizers.augment_shift(numbers["image"][None], dy, dx)[0]
            answers.append(str(_nearest(moved, numbers["copies"])[0]))
        rows.append((f"dy = {dy}", *answers))
    return Table(
        Text(
            "What the nearest known picture is, for nine moves of this digit",
            "이 숫자를 아홉 가지로 옮겼을 때 가장 비슷한 그림의 숫자",
        ),
        (Text("move", "이동"), *(Text(f"dx = {dx}", f"dx = {dx}") for dx in (-3, 0, 3))),
        tuple(rows),
    )


def draw_moving(figure: "Figure", language: str) -> Artists:
    """Three pictures in a row: as written, moved, and the known one that looks most like it."""
    titles = (
        Text("as it was written", "원래 그림"),
        Text("moved", "옮긴 그림"),
        Text("nearest known picture", "아는 그림 중 가장 비슷한 것"),
    )
    artists: Artists = {}
    for i, (name, title) in enumerate(zip(("image", "moved", "like"), titles, strict=True)):
        axes = figure.add_axes((0.02 + 0.33 * i, 0.12, 0.3, 0.74), xticks=[], yticks=[])
        axes.set_title(title.in_(language), fontsize=12)
        artists[name] = axes.imshow(np.zeros((28, 28)), cmap="gray_r", vmin=0, vmax=1, zorder=1)
        artists[f"{name} says"] = axes.text(
            0.5, -0.03, "", transform=axes.transAxes, ha="center", va="top", fontsize=13
        )
    return artists


def update_moving(artists: Artists, numbers: Numbers) -> None:
    """Change the pictures and what stands below them."""
    for name in ("image", "moved", "like"):
        artists[name].set_data(numbers[name])
    right = numbers["answer"] == numbers["label"]
    dy, dx = numbers["move"]
    artists["image says"].set_text(str(numbers["label"]))
    artists["moved says"].set_text(f"dy = {dy}, dx = {dx}")
    artists["like says"].set_text(f"{numbers['answer']} {'✓' if right else '✗'}")


SCENE = Scene(
    title=Text("The same digit, a little elsewhere", "조금 옮겨 놓은 같은 숫자"),
    controls=(
        Slider("digit", Text("which digit", "몇 번째 숫자"), 10, 0, SHOWN - 1, 1),
        Slider("dy", Text("dy (down)", "dy (아래로)"), 0, -8, 8, 1),
        Slider("dx", Text("dx (to the right)", "dx (오른쪽으로)"), 0, -8, 8, 1),
        Choice(
            "fill",
            Text("what comes in", "들어오는 것"),
            PAPER_IN,
            ((PAPER_IN, Text("empty paper", "빈 종이")), (ROLL, Text("what left (np.roll)", "나간 것 (np.roll)"))),
        ),
        Choice(
            "copies",
            Text("known pictures", "아는 그림"),
            False,
            ((False, Text("as they are", "원래대로")), (True, Text("with moved copies", "옮긴 복사본도 함께"))),
        ),
    ),
    compute=moving,
    size=(8.0, 3.5),
    draw=draw_moving,
    update=update_moving,
    describe=describe_moving,
    table=table_moving,
    gives_away=lambda values: values["dx"] != 0 or values["dy"] != 0,
    predict=Question(
        Text(
            "A digit is moved by three pixels. You still read it at once. What about a program that compares pixel by pixel?",
            "숫자를 세 픽셀 옮겼습니다. 사람은 바로 읽습니다. 픽셀끼리 비교하는 프로그램은 어떨까요?",
        ),
        (
            Text("It reads it as well: the shape is the same", "모양이 같으므로 역시 읽습니다"),
            Text("It is often wrong: nearly every pixel has changed", "거의 모든 픽셀이 달라졌으므로 자주 틀립니다"),
            Text("It cannot answer at all", "아예 답하지 못합니다"),
        ),
        1,
        Text(
            "For the program it is another picture. Give it moved copies to learn from, and it is right again: no new handwriting was needed.",
            "프로그램에게는 다른 그림입니다. 옮긴 복사본을 배울 거리로 주면 다시 맞힙니다. 새 손글씨는 필요하지 않았습니다.",
        ),
    ),
    uses={"augment_shift": regularizers.augment_shift},
    touch=(Handle("dx dy", on="moved", place=lambda numbers, values: (13.5 + values["dx"], 13.5 + values["dy"])),),
)


def shift() -> "Stage | None":
    """Move a digit about, and see who still recognises it."""
    return show(SCENE)
