"""Dropout: one mask after the other, and the mean that stays."""

from typing import TYPE_CHECKING

import numpy as np

from dlcourse import regularizers
from dlcourse.language import Text
from dlcourse.widgets.regularizers._shared import legend, legend_line
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.palette import LINE, ONE, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Steps, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

ROWS, COLUMNS = 6, 10  # examples and units
DRAWS = 60
_UNITS = np.ones((ROWS, COLUMNS))


def dropping(
    *,
    p: float = 0.5,
    train: bool = True,
    scaled: bool = True,
    draws: int = 0,
    dropout: Function = regularizers.dropout,
) -> Numbers:
    """The last of so many masks, and the mean of all outputs so far, with every input 1."""
    means = []
    mask = np.ones_like(_UNITS)
    for draw in range(draws + 1):
        out, mask = dropout(_UNITS, p, rng=np.random.default_rng(draw), train=train)
        factor = 1.0 if scaled or not train else 1 - p  # what the scale had added is taken away again
        means.append(float(np.mean(out)) * factor)
    means_so_far = np.cumsum(means) / np.arange(1, len(means) + 1)
    return {
        "p": p,
        "train": train,
        "scaled": scaled,
        "mask": np.asarray(mask) * factor,
        "means": means_so_far,
        "off": int(np.sum(np.asarray(mask) == 0)),
        "scale": float(np.max(mask)) * factor,
    }


def describe_dropping(numbers: Numbers) -> Text:
    """How many units are off, and the mean so far."""
    facts = {
        "off": numbers["off"],
        "count": _UNITS.size,
        "scale": number(numbers["scale"]),
        "mean": number(numbers["means"][-1]),
        "draws": len(numbers["means"]),
        "p": number(numbers["p"]),
    }
    if not numbers["train"]:
        said = Text(
            "At test time nothing happens: with p = {p}, {off} of {count} units are off and every output is {scale}. The mean is {mean} after {draws} draws.",
            "테스트할 때는 아무 일도 일어나지 않습니다. p = {p}이지만 {count}개 유닛 중 {off}개가 꺼졌고 출력은 모두 {scale}입니다. {draws}번 뽑은 평균은 {mean}입니다.",
        )
    else:
        said = Text(
            "Training with p = {p}: {off} of {count} units are off, the others are multiplied by {scale}. The mean of all outputs is {mean} after {draws} draws.",
            "훈련, p = {p}: {count}개 유닛 중 {off}개가 꺼졌고 나머지의 배율은 {scale}입니다. {draws}번 뽑은 출력 전체의 평균은 {mean}입니다.",
        )
    return said.format(**facts)


def table_dropping(numbers: Numbers) -> Table:
    """The mask as it stands, one row for every example."""
    heads = tuple(Text(f"unit {j + 1}", f"유닛 {j + 1}") for j in range(COLUMNS))
    return Table(
        Text("The last mask: what each output was multiplied by", "마지막 마스크: 출력마다 곱한 수"),
        (Text("example", "샘플"), *heads),
        tuple((str(i + 1), *(number(value) for value in row)) for i, row in enumerate(numbers["mask"])),
    )


def draw_dropping(figure: "Figure", language: str) -> Artists:
    """The mask as a table of dots and crosses; the mean so far beside it."""
    plane = figure.add_axes((0.07, 0.15, 0.43, 0.7), xlim=(0.3, COLUMNS + 0.7), ylim=(ROWS + 0.7, 0.3))
    plane.set_xlabel(Text("units", "유닛").in_(language))
    plane.set_ylabel(Text("examples", "샘플").in_(language))
    plane.set(xticks=range(1, COLUMNS + 1), yticks=range(1, ROWS + 1))
    meter = figure.add_axes((0.6, 0.15, 0.38, 0.7), xlim=(0, DRAWS + 2), ylim=(0, 2.0))
    meter.set_xlabel(Text("masks drawn", "뽑은 마스크 수").in_(language))
    meter.set_ylabel(Text("mean of all outputs", "출력 전체의 평균").in_(language))
    meter.axhline(1, color=QUIET, linestyle="--", linewidth=1.5)
    moving = {
        "off": plane.plot([], [], "x", color=ZERO, markersize=10, markeredgewidth=2, zorder=3)[0],
        "on": plane.plot([], [], "o", color=ONE, markersize=13, zorder=3)[0],
        "mean": meter.plot([], [], color=LINE, linewidth=2.5, zorder=3)[0],
        "end": meter.plot([], [], "o", color=LINE, markersize=8, zorder=4)[0],
        "says": meter.text(DRAWS / 2, 1.78, "", ha="center", fontsize=13),
    }
    words = ((Text("on", "켜짐"), moving["on"]), (Text("off", "꺼짐"), moving["off"]))
    legend(plane, words, language)
    words = (
        (Text("mean so far", "지금까지의 평균"), moving["mean"]),
        (Text("at test time", "테스트할 때"), legend_line(QUIET, "--")),
    )
    legend(meter, words, language)
    return moving


def update_dropping(artists: Artists, numbers: Numbers) -> None:
    """Set dots and crosses, and draw the mean on."""
    for name, chosen in (("on", numbers["mask"] != 0), ("off", numbers["mask"] == 0)):
        rows, columns = np.nonzero(chosen)
        artists[name].set_data(columns + 1, rows + 1)
    means = numbers["means"]
    artists["mean"].set_data(np.arange(1, len(means) + 1), np.minimum(means, 1.98))
    artists["end"].set_data([len(means)], [min(means[-1], 1.98)])
    artists["says"].set_text(f"{numbers['means'][-1]:.3f}")


SCENE = Scene(
    title=Text("Dropout: who is off this time?", "드롭아웃: 이번에는 누가 꺼질까요?"),
    controls=(
        Slider("p", Text("p, the share that is dropped", "끄는 비율 p"), 0.5, 0.0, 0.9, 0.1),
        Choice(
            "train", Text("mode", "모드"), True, ((True, Text("training", "훈련")), (False, Text("test", "테스트")))
        ),
        Choice(
            "scaled",
            Text("scale 1/(1-p)", "배율 1/(1-p)"),
            True,
            ((True, Text("on", "곱함")), (False, Text("off", "곱하지 않음"))),
        ),
        Steps("draws", Text("masks drawn", "뽑은 마스크 수"), DRAWS - 1, 300),
    ),
    compute=dropping,
    size=(8.0, 3.7),
    draw=draw_dropping,
    update=update_dropping,
    describe=describe_dropping,
    table=table_dropping,
    predict=Question(
        Text(
            "Every unit gives 1, and half of them are dropped. By what must the others be multiplied, so that the next layer sees the same sum on average?",
            "모든 유닛이 1을 내보내고 그중 절반을 끕니다. 다음 층이 받는 합이 평균적으로 그대로이려면 나머지에 얼마를 곱해야 할까요?",
        ),
        (Text("by 0.5", "0.5"), Text("by 1, nothing", "1, 곧 그대로"), Text("by 2", "2")),
        2,
        Text(
            "Half as many, each twice as large. In general 1/(1 - p). Switch the scale off, and the mean falls to 1 - p.",
            "개수는 절반, 크기는 두 배입니다. 일반적으로 1/(1 - p)입니다. 배율을 끄면 평균이 1 - p로 떨어집니다.",
        ),
    ),
    uses={"dropout": regularizers.dropout},
    touch=(
        Handle(
            "draws",
            on="end",
            place=lambda numbers, values: (values["draws"] + 1, min(float(numbers["means"][-1]), 1.98)),
            level=True,
        ),
    ),
)


def drop() -> "Stage | None":
    """Draw one mask after the other, and watch the mean."""
    return show(SCENE)
