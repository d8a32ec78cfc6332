"""What settings do: twelve trainings side by side."""

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from dlcourse import digits
from dlcourse.language import Text
from dlcourse.widgets.digits._shared import CLASSES, begin, pictures, step
from dlcourse.widgets.stage.axes import called
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.palette import LINE, ONE, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Numbers, Question, Scene, Table
from dlcourse.widgets.stage.show import show

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

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
    called(right, y=Text("value", "값").in_(language))
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


SCENE = Scene(
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
    touch=(
        Handle(
            "width lr",
            on="frame",
            place=lambda numbers, values: (WIDTHS.index(values["width"]), RATES.index(values["lr"])),
        ),
    ),
)


def compare() -> "Stage | None":
    """Twelve trainings side by side."""
    return show(SCENE)
