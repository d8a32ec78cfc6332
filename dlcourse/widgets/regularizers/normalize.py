"""Batch normalization: one unit before and after, in training and at test time."""

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from dlcourse import regularizers
from dlcourse.language import Text
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import LINE, ONE, ONE_GROUND, QUIET, ZERO, ZERO_GROUND
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Steps, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

SEEN = 60  # training batches at most
_BEFORE = np.arange(-15.0, 15.1, 1.0)
_AFTER = np.arange(-10.0, 10.1, 0.5)


def normalizing(
    *,
    centre: float = 5.0,
    spread: float = 2.0,
    size: int = 64,
    gamma: float = 1.0,
    beta: float = 0.0,
    train: bool = True,
    seen: int = 0,
    batchnorm: Function = regularizers.batchnorm,
) -> Numbers:
    """One unit: some training batches have passed, then comes the batch that is shown."""
    state = np.zeros(1), np.ones(1)
    scale, shift = np.array([gamma]), np.array([beta])
    for batch in range(seen):
        x = _batch(batch + 1, centre, spread, 64)
        _, _, state = batchnorm(x, scale, shift, state, True)
    x = _batch(0, centre, spread, size)
    out, _, _ = batchnorm(x, scale, shift, state, train)
    return {
        "x": x[:, 0],
        "out": np.asarray(out)[:, 0],
        "train": train,
        "seen": seen,
        "centre": centre,
        "beta": beta,
        "used": (float(x.mean()), float(x.std())) if train else (float(state[0][0]), float(np.sqrt(state[1][0]))),
        "running": (float(state[0][0]), float(np.sqrt(state[1][0]))),
    }


@cache
def _noise(batch: int, size: int) -> np.ndarray:
    return np.random.default_rng(100 + batch).normal(size=(size, 1))


def _batch(batch: int, centre: float, spread: float, size: int) -> np.ndarray:
    """Pre-activations of one unit, always the same for the same number."""
    return np.asarray(centre + spread * _noise(batch, size))


def describe_normalizing(numbers: Numbers) -> Text:
    """Mean and spread before and after, and whose mean and spread were used."""
    x, out = numbers["x"], numbers["out"]
    facts = {
        "count": len(x),
        "mean": _brief(x.mean()),
        "std": _brief(x.std()),
        "after": _brief(out.mean()),
        "wide": _brief(out.std()),
        "used": _brief(numbers["used"][0]),
        "used_std": _brief(numbers["used"][1]),
        "seen": numbers["seen"],
    }
    if numbers["train"]:
        said = Text(
            "Training: {count} values with mean {mean} and standard deviation {std} are normalized with their own numbers; they come out with {after} and {wide}. {seen} batches came before.",
            "훈련: 평균 {mean}, 표준편차 {std}인 값 {count}개를 자신의 값으로 정규화했습니다. 결과의 평균은 {after}, 표준편차는 {wide}입니다. 앞서 지나간 배치는 {seen}개입니다.",
        )
    else:
        said = Text(
            "Test: {count} values with mean {mean} and standard deviation {std} are normalized with the running numbers {used} and {used_std}, learned from {seen} batches; they come out with {after} and {wide}.",
            "테스트: 평균 {mean}, 표준편차 {std}인 값 {count}개를 배치 {seen}개에서 배운 이동 평균과 표준편차 {used}, {used_std}에 맞추어 정규화했습니다. 결과의 평균은 {after}, 표준편차는 {wide}입니다.",
        )
    return said.format(**facts)


def _brief(value: float) -> str:
    """Two decimals, without a minus sign in front of nothing."""
    return f"{value:.2f}".replace("-0.00", "0.00")


def table_normalizing(numbers: Numbers) -> Table:
    """Means and standard deviations."""
    x, out = numbers["x"], numbers["out"]
    rows = (
        (Text("before", "전"), x.mean(), x.std()),
        (Text("used to normalize", "정규화에 쓴 값"), *numbers["used"]),
        (Text("running", "이동 평균"), *numbers["running"]),
        (Text("after", "후"), out.mean(), out.std()),
    )
    return Table(
        Text("One unit before and after", "유닛 하나의 전과 후"),
        (Text("which numbers", "값"), Text("mean", "평균"), Text("standard deviation", "표준편차")),
        tuple((name, _brief(mean), _brief(std)) for name, mean, std in rows),
    )


def draw_normalizing(figure: "Figure", language: str) -> Artists:
    """A histogram before on the left, one after on the right."""
    moving: Artists = {}
    sides = (
        ("x", 0.085, _BEFORE, Text("before", "정규화 전"), ZERO, ZERO_GROUND),
        ("out", 0.57, _AFTER, Text("after", "정규화 후"), ONE, ONE_GROUND),
    )
    for name, left, bins, title, color, ground in sides:
        axes = figure.add_axes((left, 0.16, 0.41, 0.66), xlim=(bins[0], bins[-1]), ylim=(0, 1.12))
        axes.set_title(title.in_(language), fontsize=11, pad=24)
        axes.set_xlabel("$z$" if name == "x" else r"$\gamma \hat{z} + \beta$")
        if name == "x":
            axes.set_ylabel(Text("highest bar = 1", "가장 높은 막대 = 1").in_(language))
        axes.axvline(0, color=QUIET, linewidth=0.8)
        moving[name] = axes.stairs(
            np.zeros(len(bins) - 1), bins, fill=True, facecolor=ground, edgecolor=color, linewidth=1.5, zorder=2
        )
        moving[f"{name} mean"] = axes.axvline(0, color=LINE, linewidth=2.5, linestyle="--", zorder=3)
        moving[f"{name} says"] = axes.text(
            0.5, 1.03, "", transform=axes.transAxes, ha="center", va="bottom", fontsize=11
        )
    return moving


def update_normalizing(artists: Artists, numbers: Numbers) -> None:
    """Move both histograms; what lies outside stands in the last bar."""
    for name, bins in (("x", _BEFORE), ("out", _AFTER)):
        values = numbers[name]
        inside = np.clip(values, bins[0] + 1e-6, bins[-1] - 1e-6)
        counts = np.histogram(inside, bins)[0]
        artists[name].set_data(counts / counts.max())
        told = Text("{count} of {all} values", "값 {all}개 중 {count}개")
        tell(artists[name], [told.format(count=count, all=len(values)) for count in counts])
        artists[f"{name} mean"].set_xdata([float(np.clip(values.mean(), bins[0], bins[-1]))] * 2)
        artists[f"{name} says"].set_text(rf"$\mu$ = {_brief(values.mean())}   $\sigma$ = {_brief(values.std())}")


def _mean(side: str, control: str, height: float, numbers: Numbers, values: Numbers) -> Place:
    """A place on the line of the mean, which follows its control to the same amount."""
    return float(numbers[side].mean()) + values[control] - numbers[control], height


def _line(side: str, control: str, numbers: Numbers, values: Numbers) -> tuple[Place, Place]:
    return _mean(side, control, 0.1, numbers, values), _mean(side, control, 1.0, numbers, values)


SCENE = Scene(
    title=Text("Batch normalization: training and test", "배치 정규화: 훈련과 테스트"),
    controls=(
        Choice(
            "train", Text("mode", "모드"), True, ((True, Text("training", "훈련")), (False, Text("test", "테스트")))
        ),
        Slider("centre", Text("mean that comes in", "들어오는 값의 평균"), 5.0, -8.0, 8.0, 1.0),
        Slider("spread", Text("spread that comes in", "들어오는 값의 표준편차"), 2.0, 0.5, 4.0, 0.5),
        Choice(
            "size",
            Text("examples in the batch", "배치의 샘플 수"),
            64,
            tuple((size, Text(str(size), str(size))) for size in (1, 4, 64, 512)),
        ),
        Slider("gamma", Text("γ", "γ"), 1.0, 0.25, 2.0, 0.25),
        Slider("beta", Text("β", "β"), 0.0, -3.0, 3.0, 0.5),
        Steps("seen", Text("training batches before", "앞서 지나간 훈련 배치 수"), SEEN, 200),
    ),
    compute=normalizing,
    size=(8.0, 3.7),
    draw=draw_normalizing,
    update=update_normalizing,
    describe=describe_normalizing,
    table=table_normalizing,
    gives_away=lambda values: not values["train"],
    predict=Question(
        Text(
            "Not a single training batch has come by, and you switch to test. What happens to values with mean 5?",
            "훈련 배치가 하나도 지나가지 않았는데 테스트 모드로 바꿉니다. 평균이 5인 값들은 어떻게 될까요?",
        ),
        (
            Text("They come out with mean 0, as in training", "훈련할 때처럼 평균 0이 되어 나옵니다"),
            Text("They come out almost as they went in", "거의 들어간 그대로 나옵니다"),
            Text("Nothing comes out: an error", "오류가 나서 아무것도 나오지 않습니다"),
        ),
        1,
        Text(
            "The running mean starts at 0 and the running variance at 1, so nothing is subtracted and nothing is divided. Let some batches pass, and the pair learns 5 and the spread.",
            "이동 평균은 0, 이동 분산은 1에서 시작하므로 아무것도 빼지 않고 나누지 않습니다. 배치를 흘려보내면 5와 표준편차를 배웁니다.",
        ),
    ),
    uses={"batchnorm": regularizers.batchnorm},
    touch=(
        Handle("centre", on="x mean", place=partial(_mean, "x", "centre", 0.5), grip=partial(_line, "x", "centre")),
        Handle("beta", on="out mean", place=partial(_mean, "out", "beta", 0.5), grip=partial(_line, "out", "beta")),
    ),
)


def normalize() -> "Stage | None":
    """See one unit before and after, in training and at test time."""
    return show(SCENE)
