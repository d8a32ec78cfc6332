"""The network learns, epoch after epoch: losses, accuracy, and a few images with its answers."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from dlcourse.language import Text
from dlcourse.widgets.digits._shared import EPOCHS, GAP, SIDE, blank_sheet, pictures, probabilities, sheet, training
from dlcourse.widgets.stage.axes import called
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, ONE, WRONG, ZERO
from dlcourse.widgets.stage.scene import Artists, Numbers, Question, Scene, Steps, Table
from dlcourse.widgets.stage.show import show

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage


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
    for axes, name in ((losses, Text("loss", "손실")), (share, Text("accuracy", "정확도"))):
        called(axes, x=Text("epoch", "에폭").in_(language), y=name.in_(language))
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
    artists["images"] = blank_sheet(below, 1, 10)
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


def _last(name: str, numbers: Numbers, values: Numbers) -> Place:
    """The end of a curve, which is dragged along."""
    return values["epoch"], float(numbers[name][-1])


SCENE = Scene(
    title=Text("A network learns to read", "신경망이 숫자 읽기를 배웁니다"),
    controls=(Steps("epoch", Text("epoch", "에폭"), EPOCHS, milliseconds=900),),
    compute=dashboard,
    size=(8.6, 4.6),
    draw=draw_dashboard,
    update=update_dashboard,
    describe=describe_dashboard,
    table=table_dashboard,
    gives_away=lambda values: values["epoch"] > 0,
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
            "한 에폭은 미니배치 125개이고, 그때마다 모든 가중치가 움직입니다. 대부분은 첫 에폭에서 배우고 나머지는 조금씩 다듬는 과정입니다.",
        ),
    ),
    touch=tuple(Handle("epoch", on=name, place=partial(_last, name), level=True) for name in ("loss", "accuracy")),
)


def learn() -> "Stage | None":
    """Watch the network learn, epoch after epoch."""
    return show(SCENE)
