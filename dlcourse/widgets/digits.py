"""Five pictures of a network that reads digits: draw one, watch it learn, where it errs, what its units see, what settings do.

All but the last show one network, 784 -> 128 -> 10. It is trained when the first picture asks for it, and kept. Test images are never touched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import cycle, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import digits
from dlcourse._require import describe as described
from dlcourse.datasets import load_mnist
from dlcourse.language import Text
from dlcourse.widgets._palette import INK, LINE, ONE, QUIET, WRONG, ZERO
from dlcourse.widgets._scene import (
    Artists,
    Choice,
    Function,
    Ink,
    Numbers,
    Pad,
    Question,
    Scene,
    Slider,
    Steps,
    Table,
    number,
    show,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

Params = list[tuple[np.ndarray, np.ndarray]]

SIDE = 28
HIDDEN = 128
EPOCHS = 6
CLASSES = 10

# --- one network for all pictures -------------------------------------------------------------------------------------


@cache
def pictures() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Training and validation images as rows from 0 to 1, and their digits."""
    kept = load_mnist()
    X, y = digits.preprocess(kept.X_train, kept.y_train)
    X_val, y_val = digits.preprocess(kept.X_val, kept.y_val)
    return X.astype(np.float32), y, X_val.astype(np.float32), y_val  # half the bytes, half the waiting


def begin(*sizes: int, rng: np.random.Generator) -> Params:
    """He's start for each layer, biases 0."""
    return [
        (
            rng.normal(0.0, np.sqrt(2.0 / before), size=(before, after)).astype(np.float32),
            np.zeros(after, dtype=np.float32),
        )
        for before, after in pairwise(sizes)
    ]


def probabilities(X: np.ndarray, params: Params) -> np.ndarray:
    """What the network gives each class: ReLU between the layers, softmax at the end."""
    a = X
    for W, b in params[:-1]:
        a = np.maximum(a @ W + b, 0.0)
    W, b = params[-1]
    z = a @ W + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def measured(X: np.ndarray, y: np.ndarray, params: Params) -> tuple[float, float]:
    """The mean loss, and the share of right answers."""
    p = probabilities(X, params)
    return float(-np.mean(np.log(p[np.arange(len(y)), y] + 1e-12))), digits.accuracy(y, np.argmax(p, axis=1))


def step(params: Params, X: np.ndarray, y: np.ndarray, *, lr: float) -> tuple[Params, float]:
    """One step of gradient descent for two layers: the new ones, and the loss before."""
    (W1, b1), (W2, b2) = params
    h = np.maximum(X @ W1 + b1, 0.0)
    p = probabilities(h, [(W2, b2)])
    right = np.arange(len(y)), y
    loss = float(-np.mean(np.log(p[right] + 1e-12)))
    p[right] -= 1.0
    p /= len(y)
    dz = (p @ W2.T) * (h > 0)
    return [(W1 - lr * X.T @ dz, b1 - lr * dz.sum(axis=0)), (W2 - lr * h.T @ p, b2 - lr * p.sum(axis=0))], loss


@cache
def training() -> dict[str, Any]:
    """The network after each epoch, and its losses and accuracies; entry 0 is the start."""
    X, y, X_val, y_val = pictures()
    rng = np.random.default_rng(0)
    nets = [begin(SIDE * SIDE, HIDDEN, CLASSES, rng=rng)]
    for _ in range(EPOCHS):
        net, _history = digits.fit(nets[-1], (X, y, X_val, y_val), partial(step, lr=0.2), epochs=1, size=64, rng=rng)
        nets.append(net)
    seen, unseen = ([measured(*part, net) for net in nets] for part in ((X, y), (X_val, y_val)))
    return {
        "nets": nets,
        **{name: [pair[i] for pair in seen] for i, name in enumerate(("loss", "accuracy"))},
        **{name: [pair[i] for pair in unseen] for i, name in enumerate(("val_loss", "val_accuracy"))},
    }


def network() -> Params:
    """The network at the end of its training."""
    nets: list[Params] = training()["nets"]
    return nets[-1]


def _image(axes: Any, *, signed: bool = False) -> Any:
    """An empty picture of a digit, or of weights, on bare axes."""
    axes.set(xticks=[], yticks=[])
    return axes.imshow(
        np.zeros((SIDE, SIDE)), cmap="PuOr_r" if signed else "gray_r", vmin=-1 if signed else 0, vmax=1, zorder=1
    )


GAP = 4


def sheet(images: np.ndarray, columns: int) -> np.ndarray:
    """Images (N, 28, 28) side by side on one sheet, in rows of so many, each with a thin frame: one picture is quicker to draw than many."""
    framed = np.pad(images, ((0, 0), (1, 1), (1, 1)), constant_values=0.35)
    framed[images.sum(axis=(1, 2)) == 0] = 0.0  # an empty place has no frame
    spaced = np.pad(framed, ((0, 0), (0, GAP), (0, GAP)))
    rows, side = len(images) // columns, spaced.shape[-1]
    pasted: np.ndarray = spaced.reshape(rows, columns, side, side).swapaxes(1, 2).reshape(rows * side, columns * side)
    return pasted[:-GAP, :-GAP]


def _sheet(axes: Any, rows: int, columns: int) -> Any:
    """An empty sheet on axes without a frame."""
    axes.set_axis_off()
    return axes.imshow(sheet(np.zeros((rows * columns, SIDE, SIDE)), columns), cmap="gray_r", vmin=0, vmax=1, zorder=1)


def _layers(where: str, params: Sequence[tuple[np.ndarray, np.ndarray]]) -> Params:
    """A learner's network, if it leads from images to digits."""
    layers = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in params]
    ends = (layers[0][0].shape[0], layers[-1][0].shape[-1]) if layers else ()
    if ends == (SIDE * SIDE, CLASSES):
        return layers
    raise ValueError(
        f"{where}: params leads from {ends[0]} numbers to {ends[1]} scores, expected 784 and 10: train on whole images."
        if ends
        else f"{where}: params is {described(params)}, expected one (W, b) for each layer, as train_mnist returns them."
    )


# --- draw -------------------------------------------------------------------------------------------------------------

BLANK: Ink = (0,) * (SIDE * SIDE)
LINES = {
    "7": ((7, 8), (7, 19), (14, 15), (22, 12)),
    "3": ((6, 9), (5, 14), (8, 18), (12, 17), (13, 13), (15, 18), (20, 18), (22, 13), (20, 9)),
    "0": ((5, 14), (8, 9), (14, 8), (20, 10), (22, 14), (20, 18), (14, 20), (8, 18), (5, 14)),
    "A": ((22, 7), (14, 11), (5, 14), (14, 17), (22, 21), (14, 17), (14, 11)),
}


def drawn(line: Sequence[tuple[int, int]]) -> Ink:
    """A line through these cells, with the pad's own soft brush."""
    paper = np.zeros((SIDE, SIDE), dtype=int)
    for (r0, c0), (r1, c1) in pairwise(line):
        far = max(abs(r1 - r0), abs(c1 - c0))
        for t in np.linspace(0.0, 1.0, far + 1):
            row, column = round(r0 + t * (r1 - r0)), round(c0 + t * (c1 - c0))
            for down, across, ink in ((0, 0, 255), (0, 1, 153), (1, 0, 153), (0, -1, 153), (-1, 0, 153)):
                paper[row + down, column + across] = max(paper[row + down, column + across], ink)
    return tuple(int(cell) for cell in paper.ravel())


@cache
def _stack() -> Iterator[Ink]:
    return cycle(tuple(int(cell) for cell in image.ravel()) for image in load_mnist().X_val)


def another() -> Ink:
    """The next of the validation images, as ink."""
    return next(_stack())


def centred(image: np.ndarray) -> np.ndarray:
    """The same ink with its centre of mass in the middle, as in the images the network knows."""
    total = image.sum()
    if total == 0:
        return image
    middle = (SIDE - 1) / 2
    down, across = (round(middle - float(np.sum(np.indices(image.shape)[axis] * image) / total)) for axis in (0, 1))
    moved = np.zeros_like(image)
    rows, columns = np.nonzero(image)
    inside = (rows + down >= 0) & (rows + down < SIDE) & (columns + across >= 0) & (columns + across < SIDE)
    rows, columns = rows[inside], columns[inside]
    moved[rows + down, columns + across] = image[rows, columns]
    return moved


def reading(*, ink: Ink, params: Params | None = None) -> Numbers:
    """What the network sees of a drawing, and what it makes of it."""
    image = centred(np.array(ink, dtype=float).reshape(SIDE, SIDE) / 255.0)
    p = probabilities(image.reshape(1, -1), network() if params is None else params)[0]
    order = np.argsort(-p, kind="stable")
    return {"image": image, "p": p, "order": order, "cells": int(np.count_nonzero(image))}


def describe_reading(numbers: Numbers) -> Text:
    """The answer, the second choice, and how much was drawn."""
    p, (first, second, *_) = numbers["p"], numbers["order"]
    if numbers["cells"] == 0:
        return Text(
            f"Nothing is drawn, 0 cells, and still the network answers: {first}, with probability {p[first]:.2f}.",
            f"아무것도 그리지 않아 0칸인데도 신경망은 답합니다. 답은 {first}이고 확률은 {p[first]:.2f}입니다.",
        )
    return Text(
        f"The network reads a {first} with probability {p[first]:.2f}; its second choice is {second} with {p[second]:.2f}. {numbers['cells']} cells hold ink.",
        f"신경망이 읽은 숫자는 {first}, 확률은 {p[first]:.2f}입니다. 두 번째 후보는 {second}, 확률은 {p[second]:.2f}입니다. 잉크가 묻은 칸은 {numbers['cells']}개입니다.",
    )


def table_reading(numbers: Numbers) -> Table:
    """All ten probabilities."""
    return Table(
        Text("What the network gives each digit", "신경망이 숫자마다 주는 확률"),
        (Text("digit", "숫자"), Text("probability", "확률")),
        tuple((str(k), f"{p:.4f}") for k, p in enumerate(numbers["p"])),
    )


def draw_reading(figure: "Figure", language: str) -> Artists:
    """The picture as the network sees it, and ten bars."""
    left = figure.add_axes((0.02, 0.06, 0.36, 0.8))
    left.set_title(Text("what the network sees", "신경망이 보는 그림").in_(language), fontsize=12)
    right = figure.add_axes((0.47, 0.15, 0.5, 0.71), xlim=(-0.6, 9.6), ylim=(0, 1.12), xticks=range(10))
    right.set_title(Text("probability of each digit", "숫자마다의 확률").in_(language), fontsize=12)
    return {
        "image": _image(left),
        "bars": list(right.bar(range(10), np.zeros(10), color=ONE, zorder=2)),
        "best": right.text(0, 0, "", ha="center", va="bottom", fontsize=12, zorder=3),
    }


def update_reading(artists: Artists, numbers: Numbers) -> None:
    """Move the bars; the largest wears its number."""
    artists["image"].set_data(numbers["image"])
    first = int(numbers["order"][0])
    for k, (bar, p) in enumerate(zip(artists["bars"], numbers["p"], strict=True)):
        bar.set_height(float(p))
        bar.set_color(LINE if k == first else ONE)
    artists["best"].set_position((first, float(numbers["p"][first])))
    artists["best"].set_text(f"{numbers['p'][first]:.2f}")


DRAW_SCENE = Scene(
    title=Text("Draw a digit", "숫자를 그려 보세요"),
    controls=(
        Pad(
            "ink",
            Text("Draw a digit here, large and in one piece", "여기에 숫자를 크게 그려 보세요"),
            drawn(LINES["7"]),
            SIDE,
            (
                *(
                    (
                        Text(f"a ready-made {name}", f"미리 그린 {name}")
                        if name.isdigit()
                        else Text(f"the letter {name}", f"글자 {name}"),
                        drawn(line),
                    )
                    for name, line in LINES.items()
                ),
                (Text("a validation image", "검증 그림 한 장"), another),
            ),
        ),
    ),
    compute=reading,
    size=(8.0, 3.4),
    draw=draw_reading,
    update=update_reading,
    describe=describe_reading,
    table=table_reading,
    predict=Question(
        Text(
            "You draw a letter instead of a digit. What will the network answer?",
            "숫자 대신 글자를 그렸습니다. 신경망은 무엇이라고 답할까요?",
        ),
        (
            Text("A digit all the same, and it may even be sure of it", "그래도 숫자로 답하고, 확신할 때도 있습니다"),
            Text("Ten probabilities of one tenth", "열 숫자에 똑같이 10분의 1씩 줍니다"),
            Text("Nothing: it notices that this is no digit", "답하지 않습니다. 숫자가 아님을 알아차립니다"),
        ),
        0,
        Text(
            "Softmax deals out a probability of 1 among ten digits. “None of them” is not among the answers, because nobody ever taught it.",
            "소프트맥스는 확률 1을 열 숫자에 나누어 줍니다. “어느 것도 아님”은 배운 적이 없으므로 답에 들어 있지 않습니다.",
        ),
    ),
)


def draw(params: Sequence[tuple[np.ndarray, np.ndarray]] | None = None) -> "Stage | None":
    """Draw a digit and watch what the network makes of it: the course's own, or yours if you hand over its `params`."""
    if params is None:
        return show(DRAW_SCENE)
    return show(replace(DRAW_SCENE, compute=partial(reading, params=_layers("draw", params))))


# --- training ---------------------------------------------------------------------------------------------------------


def dashboard(*, epoch: int) -> Numbers:
    """The training so far, and what the network makes of ten validation images."""
    past = training()
    _, _, X_val, y_val = pictures()
    p = probabilities(X_val[:10], past["nets"][epoch])
    return {
        "epoch": epoch,
        **{name: past[name][: epoch + 1] for name in ("loss", "val_loss", "accuracy", "val_accuracy")},
        "images": X_val[:10].reshape(10, SIDE, SIDE),
        "truth": y_val[:10],
        "answers": np.argmax(p, axis=1),
        "sure": p.max(axis=1),
    }


def describe_dashboard(numbers: Numbers) -> Text:
    """Loss, accuracy and how many of the ten are right."""
    right = int(np.sum(numbers["answers"] == numbers["truth"]))
    loss, val, seen, share = (numbers[name][-1] for name in ("loss", "val_loss", "accuracy", "val_accuracy"))
    return Text(
        f"After epoch {numbers['epoch']} the loss is {loss:.3f} on training and {val:.3f} on validation images, the accuracy {seen:.3f} and {share:.3f}. Of the 10 validation images shown, {right} are read correctly.",
        f"에폭 {numbers['epoch']} 뒤 손실은 훈련 그림에서 {loss:.3f}, 검증 그림에서 {val:.3f}이고, 정확도는 각각 {seen:.3f}, {share:.3f}입니다. 보이는 검증 그림 10장 가운데 {right}장을 맞게 읽었습니다.",
    )


def table_dashboard(numbers: Numbers) -> Table:
    """One row an epoch."""
    names = ("loss", "val_loss", "accuracy", "val_accuracy")
    columns = zip(*(numbers[name] for name in names), strict=True)
    return Table(
        Text("The training so far", "지금까지의 학습"),
        (
            Text("epoch", "에폭"),
            Text("training loss", "훈련 손실"),
            Text("validation loss", "검증 손실"),
            Text("training accuracy", "훈련 정확도"),
            Text("validation accuracy", "검증 정확도"),
        ),
        tuple((str(i), *(f"{value:.4f}" for value in row)) for i, row in enumerate(columns)),
    )


def draw_dashboard(figure: "Figure", language: str) -> Artists:
    """Two diagrams above, ten images below."""
    losses = figure.add_axes((0.08, 0.5, 0.39, 0.4), xlim=(-0.2, EPOCHS + 0.2), ylim=(0, 2.7), xticks=range(EPOCHS + 1))
    losses.set_title(Text("loss by epoch", "에폭마다의 손실").in_(language), fontsize=12)
    share = figure.add_axes((0.57, 0.5, 0.4, 0.4), xlim=(-0.2, EPOCHS + 0.2), ylim=(0, 1.05), xticks=range(EPOCHS + 1))
    share.set_title(Text("accuracy by epoch", "에폭마다의 정확도").in_(language), fontsize=12)
    below = figure.add_axes((0.02, 0.13, 0.96, 0.24))
    artists: Artists = {
        name: axes.plot([], [], color=color, marker=marker, ls=ls, label=label.in_(language))[0]
        for axes, names in ((losses, ("loss", "val_loss")), (share, ("accuracy", "val_accuracy")))
        for name, color, marker, ls, label in (
            (names[0], ONE, "o", "-", Text("training", "훈련")),
            (names[1], ZERO, "s", "--", Text("validation", "검증")),
        )
    }
    losses.legend(loc="upper right", frameon=False)
    share.legend(loc="lower right", frameon=False)
    artists["images"] = _sheet(below, 1, 10)
    wide = SIDE + 2 + GAP
    artists["words"] = [
        below.text(SIDE / 2 + wide * i, wide, "", ha="center", va="top", fontsize=11) for i in range(10)
    ]
    return artists


def update_dashboard(artists: Artists, numbers: Numbers) -> None:
    """Longer curves, new answers."""
    for name in ("loss", "val_loss", "accuracy", "val_accuracy"):
        artists[name].set_data(range(len(numbers[name])), numbers[name])
    artists["images"].set_data(sheet(numbers["images"], 10))
    for i, words in enumerate(artists["words"]):
        right = numbers["answers"][i] == numbers["truth"][i]
        words.set_text(f"{numbers['answers'][i]} {'✓' if right else '✗'} {numbers['sure'][i]:.2f}")
        words.set_color(INK if right else WRONG)


TRAINING_SCENE = Scene(
    title=Text("A network learns to read", "신경망이 숫자 읽기를 배웁니다"),
    controls=(Steps("epoch", Text("epoch", "에폭"), EPOCHS, milliseconds=900),),
    compute=dashboard,
    size=(8.6, 4.6),
    draw=draw_dashboard,
    update=update_dashboard,
    describe=describe_dashboard,
    table=table_dashboard,
    predict=Question(
        Text(
            "The network has seen each of 8,000 images once. How many of 100 new ones does it read rightly?",
            "신경망이 그림 8,000장을 한 번씩 보았습니다. 새 그림 100장 가운데 몇 장을 맞게 읽을까요?",
        ),
        (
            Text("About 10, as if it guessed", "찍는 것과 같은 10장쯤"),
            Text("About 50", "50장쯤"),
            Text("More than 80", "80장 넘게"),
        ),
        2,
        Text(
            "One epoch is 125 mini-batches, and each of them moves all weights. Most of the learning is in the first epoch; the rest is patience.",
            "한 에폭은 미니배치 125개이고, 그때마다 모든 가중치가 움직입니다. 배움의 대부분은 첫 에폭에 일어나고 나머지는 끈기입니다.",
        ),
    ),
)


def learn() -> "Stage | None":
    """Watch the network learn, epoch after epoch."""
    return show(TRAINING_SCENE)


# --- what is taken for what -------------------------------------------------------------------------------------------

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
    artists["images"] = _sheet(right, SHOWN // 3, 3)
    return artists


def update_mixing(artists: Artists, numbers: Numbers) -> None:
    """Numbers into the cells; empty cells stay empty."""
    counts = numbers["counts"]
    artists["shade"].set_data(np.where(np.eye(10, dtype=bool), 0, counts))
    for text, count in zip(artists["counts"], counts.ravel(), strict=True):
        text.set_text(str(count) if count else "")
        text.set_color("#ffffff" if count > 18 and count < 100 else INK)
    artists["frame"].set_xy((numbers["answered"] - 0.5, numbers["true"] - 0.5))
    artists["images"].set_data(sheet(numbers["images"], 3))


CONFUSION_SCENE = Scene(
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
)


def mistakes(params: Sequence[tuple[np.ndarray, np.ndarray]] | None = None) -> "Stage | None":
    """The confusion matrix, with the images behind each cell; of your own network if you hand over its `params`."""
    if params is None:
        return show(CONFUSION_SCENE)
    answers = digits.predict(pictures()[2], _layers("mistakes", params))
    return show(replace(CONFUSION_SCENE, compute=partial(mixing, answers=answers)))


# --- what units see ---------------------------------------------------------------------------------------------------


PARTS = {
    "start": Text("weights at the start", "처음의 가중치"),
    "end": Text("weights after training", "학습 뒤의 가중치"),
    "change": Text("what training changed", "학습이 바꾼 것"),
}


def insides(*, show: str, unit: int, digit: int, steps: int, maximize_unit: Function = digits.maximize_unit) -> Numbers:
    """A hidden unit's weights as an image, and the image that one output unit likes best."""
    params = network()
    start, end = (nets[0][0][:, unit].reshape(SIDE, SIDE) for nets in (training()["nets"][0], params))
    weights = {"start": start, "end": end, "change": end - start}[show]
    image = np.asarray(maximize_unit(params, digit, steps, 0.05))
    return {
        "show": show,
        "unit": unit,
        "digit": digit,
        "steps": steps,
        "weights": weights,
        "image": image,
        "p": probabilities(image.reshape(1, -1), params)[0, digit],
    }


def describe_insides(numbers: Numbers) -> Text:
    """Where the weights are strong, and how sure the climbed image makes the network."""
    most, least = numbers["weights"].max(), numbers["weights"].min()
    shown = PARTS[numbers["show"]]
    return Text(
        f"Hidden unit {numbers['unit']}, {shown.en}: from {least:.2f} to {most:.2f}. After {numbers['steps']} steps uphill for digit {numbers['digit']}, the network gives the picture on the right a probability of {numbers['p']:.3f} for that digit.",
        f"은닉 유닛 {numbers['unit']}, {shown.ko}: {least:.2f}부터 {most:.2f}까지입니다. 오른쪽은 숫자 {numbers['digit']}의 점수를 {numbers['steps']}걸음 끌어올린 그림이며, 신경망이 이 그림에 주는 그 숫자의 확률은 {numbers['p']:.3f}입니다.",
    )


def table_insides(numbers: Numbers) -> Table:
    """The middle row of both images."""
    middle = SIDE // 2
    return Table(
        Text("The middle row of both images", "두 그림의 가운데 행"),
        (Text("column", "열"), Text("weight", "가중치"), Text("brightness", "밝기")),
        tuple(
            (str(k), number(float(w)), number(float(x)))
            for k, (w, x) in enumerate(zip(numbers["weights"][middle], numbers["image"][middle], strict=True))
        ),
    )


def draw_insides(figure: "Figure", language: str) -> Artists:
    """Two images side by side."""
    left, right = (figure.add_axes((x, 0.1, 0.44, 0.76)) for x in (0.03, 0.53))
    left.set_title(Text("one hidden unit", "은닉 유닛 하나").in_(language), fontsize=12)
    right.set_title(
        Text("the picture the output unit likes best", "출력 유닛이 가장 좋아하는 그림").in_(language), fontsize=12
    )
    below: dict[str, Any] = {"ha": "center", "va": "top", "fontsize": 12, "color": QUIET}
    left.text(
        0.5,
        -0.03,
        Text("orange above 0, purple below", "주황은 양수, 보라는 음수").in_(language),
        transform=left.transAxes,
        **below,
    )
    words = Text("digit {digit} with probability {p:.3f}", "숫자 {digit}의 확률 {p:.3f}").in_(language)
    return {
        "weights": _image(left, signed=True),
        "image": _image(right),
        # its label keeps the words that the numbers go into
        "digit": right.text(0.5, -0.03, "", transform=right.transAxes, label=words, **below),
    }


def update_insides(artists: Artists, numbers: Numbers) -> None:
    """Weights are scaled by their own largest size, so that every unit can be seen."""
    artists["weights"].set_data(numbers["weights"] / max(float(np.abs(numbers["weights"]).max()), 1e-12))
    artists["image"].set_data(numbers["image"])
    words = artists["digit"].get_label()
    artists["digit"].set_text(words.format(digit=numbers["digit"], p=numbers["p"]))


UNITS_SCENE = Scene(
    title=Text("What do the units see?", "유닛은 무엇을 볼까요?"),
    controls=(
        Choice("show", Text("left", "왼쪽 그림"), "change", tuple(PARTS.items())),
        Slider("unit", Text("hidden unit", "은닉 유닛"), 0, 0, HIDDEN - 1, 1),
        Slider("digit", Text("output unit (digit)", "출력 유닛 (숫자)"), 3, 0, 9, 1),
        Slider("steps", Text("steps uphill", "올라간 걸음 수"), 20, 0, 40, 1),
    ),
    compute=insides,
    size=(8.0, 4.2),
    draw=draw_insides,
    update=update_insides,
    describe=describe_insides,
    table=table_insides,
    predict=Question(
        Text(
            "We change pixels until the network is as sure as it can be that it sees a 3. What will the picture look like?",
            "신경망이 3이라고 가장 확신할 때까지 픽셀을 바꿉니다. 그림은 어떤 모습일까요?",
        ),
        (
            Text("Like a beautiful handwritten 3", "예쁜 손글씨 3"),
            Text(
                "Like noise with a trace of a 3, and yet the network is nearly certain",
                "3의 흔적만 있는 잡음인데, 신경망은 거의 확신합니다",
            ),
            Text("Completely black", "온통 검은색"),
        ),
        1,
        Text(
            "The network learned what tells a 3 from nine other digits, not what a 3 looks like. Being sure and being right are two things.",
            "신경망은 3을 다른 아홉 숫자와 구별하는 법을 배웠지, 3이 어떻게 생겼는지를 배운 것이 아닙니다. 확신하는 것과 맞는 것은 다릅니다.",
        ),
    ),
    uses={"maximize_unit": digits.maximize_unit},
)


def units() -> "Stage | None":
    """Look inside: weights as images, and the image each output unit likes best."""
    return show(UNITS_SCENE)


# --- settings ---------------------------------------------------------------------------------------------------------

RATES = (0.001, 0.01, 0.1, 1.0)
WIDTHS = (4, 16, 64)
SWEEP_EPOCHS = 5


@cache
def sweep() -> dict[tuple[float, int], dict[str, list[float]]]:
    """How training went with each learning rate and width, on a thousand images of half the size: quick enough to try all."""
    X, y, X_val, y_val = pictures()

    def small(rows: np.ndarray) -> np.ndarray:
        quarters: np.ndarray = rows.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(-1, 196)
        return quarters

    data = small(X[:1000]), y[:1000], small(X_val[:500]), y_val[:500]
    found = {}
    for lr in RATES:
        for width in WIDTHS:
            rng = np.random.default_rng(0)
            start = begin(196, width, CLASSES, rng=rng)
            found[lr, width] = digits.fit(start, data, partial(step, lr=lr), SWEEP_EPOCHS, 20, rng=rng)[1]
    return found


def settings(*, lr: float, width: int) -> Numbers:
    """One setting among all."""
    found = sweep()
    share = np.array([[found[rate, units]["val_accuracy"][-1] for units in WIDTHS] for rate in RATES])
    return {"lr": lr, "width": width, "share": share, **found[lr, width]}


def describe_settings(numbers: Numbers) -> Text:
    """The chosen setting, and the best."""
    row, column = np.unravel_index(np.argmax(numbers["share"]), numbers["share"].shape)
    best = numbers["share"][row, column]
    return Text(
        f"With learning rate {numbers['lr']:g} and {numbers['width']} hidden units the loss of epoch {SWEEP_EPOCHS} is {numbers['loss'][-1]:.2f} and the validation accuracy {numbers['val_accuracy'][-1]:.3f}. The best of all, {best:.3f}, has learning rate {RATES[row]:g} and {WIDTHS[column]} units.",
        f"학습률 {numbers['lr']:g}, 은닉 유닛 {numbers['width']}개일 때 에폭 {SWEEP_EPOCHS}의 손실은 {numbers['loss'][-1]:.2f}, 검증 정확도는 {numbers['val_accuracy'][-1]:.3f}입니다. 가장 좋은 결과 {best:.3f}: 학습률 {RATES[row]:g}, 유닛 {WIDTHS[column]}개일 때입니다.",
    )


def table_settings(numbers: Numbers) -> Table:
    """Validation accuracy of all settings."""
    return Table(
        Text("Validation accuracy after five epochs", "다섯 에폭 뒤의 검증 정확도"),
        (Text("learning rate", "학습률"), *(Text(f"{w} units", f"유닛 {w}개") for w in WIDTHS)),
        tuple(
            (f"{rate:g}", *(f"{value:.3f}" for value in row)) for rate, row in zip(RATES, numbers["share"], strict=True)
        ),
    )


def draw_settings(figure: "Figure", language: str) -> Artists:
    """The table as shades on the left, the chosen training on the right."""
    from matplotlib.patches import Rectangle

    left = figure.add_axes((0.1, 0.16, 0.36, 0.72), xticks=range(len(WIDTHS)), yticks=range(len(RATES)))
    left.set_xticklabels([str(width) for width in WIDTHS])
    left.set_yticklabels([f"{rate:g}" for rate in RATES])
    left.set(
        xlabel=Text("hidden units", "은닉 유닛").in_(language), ylabel=Text("learning rate", "학습률").in_(language)
    )
    left.set_title(Text("validation accuracy", "검증 정확도").in_(language), fontsize=12)
    right = figure.add_axes((0.57, 0.16, 0.4, 0.72), xlim=(0.8, SWEEP_EPOCHS + 0.2), ylim=(0, 3.6), xticks=range(1, 6))
    right.set(xlabel=Text("epoch", "에폭").in_(language))
    right.set_title(Text("the chosen training", "고른 학습").in_(language), fontsize=12)
    artists: Artists = {
        "shade": left.imshow(
            np.zeros((len(RATES), len(WIDTHS))), cmap="Blues", vmin=0, vmax=1.6, aspect="auto", zorder=1
        ),
        "shares": [
            left.text(j, i, "", ha="center", va="center", zorder=2)
            for i in range(len(RATES))
            for j in range(len(WIDTHS))
        ],
        "frame": left.add_patch(Rectangle((-0.5, -0.5), 1, 1, fill=False, edgecolor=LINE, linewidth=3, zorder=3)),
        "loss": right.plot([], [], color=ONE, marker="o", label=Text("training loss", "훈련 손실").in_(language))[0],
        "val_accuracy": right.plot(
            [], [], color=ZERO, marker="s", ls="--", label=Text("validation accuracy", "검증 정확도").in_(language)
        )[0],
    }
    right.legend(loc="upper right", frameon=False)
    return artists


def update_settings(artists: Artists, numbers: Numbers) -> None:
    """Frame the chosen cell and draw its training."""
    artists["shade"].set_data(numbers["share"])
    for text, share in zip(artists["shares"], numbers["share"].ravel(), strict=True):
        text.set_text(f"{share:.3f}")
    artists["frame"].set_xy((WIDTHS.index(numbers["width"]) - 0.5, RATES.index(numbers["lr"]) - 0.5))
    for name in ("loss", "val_accuracy"):
        artists[name].set_data(range(1, SWEEP_EPOCHS + 1), numbers[name])


SWEEP_SCENE = Scene(
    title=Text("Twelve settings, one table", "열두 가지 설정을 한 표로"),
    controls=(
        Choice(
            "lr", Text("learning rate", "학습률"), 0.1, tuple((rate, Text(f"{rate:g}", f"{rate:g}")) for rate in RATES)
        ),
        Choice("width", Text("hidden units", "은닉 유닛"), 16, tuple((w, Text(str(w), str(w))) for w in WIDTHS)),
    ),
    compute=settings,
    size=(8.4, 4.2),
    draw=draw_settings,
    update=update_settings,
    describe=describe_settings,
    table=table_settings,
    predict=Question(
        Text(
            "Five epochs are all you have. Which decides more here: the learning rate or the number of units?",
            "다섯 에폭밖에 쓸 수 없습니다. 여기서는 학습률과 유닛 수 가운데 무엇이 결과를 더 좌우할까요?",
        ),
        (
            Text("The learning rate", "학습률"),
            Text("The number of units", "유닛 수"),
            Text("Neither", "둘 다 아닙니다"),
        ),
        0,
        Text(
            "With 0.001 even 64 units have hardly moved after five epochs. Find a good learning rate first; then see whether more units help.",
            "학습률이 0.001이면 유닛이 64개라도 다섯 에폭 뒤에 거의 그대로입니다. 먼저 알맞은 학습률을 찾고, 그다음 유닛을 늘리면 도움이 되는지 보세요.",
        ),
    ),
)


def compare() -> "Stage | None":
    """Twelve trainings side by side."""
    return show(SWEEP_SCENE)
