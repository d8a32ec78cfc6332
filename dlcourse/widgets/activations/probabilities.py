"""Softmax: from three scores to three probabilities, and why the largest score is subtracted first."""

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import activations
from dlcourse.language import Text
from dlcourse.widgets.stage.axes import bare
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, ONE, PAPER, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import joined, number, printed, small

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

CLASSES = 3


def scores(
    *,
    z1: float = 0.3,
    z2: float = 2.9,
    z3: float = 4.0,
    temperature: float = 1.0,
    shift: float = 0.0,
    softmax: Function = activations.softmax,
) -> Numbers:
    """Probabilities of three scores; the same scores through the formula as it is printed, without care."""
    z = (np.array([z1, z2, z3]) + shift) / temperature
    with np.errstate(over="ignore", invalid="ignore"):
        careless = np.exp(z)
        careless_share = careless / careless.sum()
    return {
        "scores": np.array([z1, z2, z3]) + shift,
        "z": z,
        "temperature": temperature,
        "shift": shift,
        "raised": np.exp(z - z.max()),
        "careless": careless,
        "careless_share": careless_share,
        "p": np.asarray(softmax(z), dtype=float),
    }


def describe_scores(numbers: Numbers) -> Text:
    """Scores, probabilities, and what the shift did."""
    p = numbers["p"]
    winners = np.flatnonzero(np.isclose(p, p.max(), rtol=0, atol=1e-12)) + 1
    first = Text(
        "Scores {scores} at temperature {temperature}: probabilities {p}, which add up to 1; the largest belongs to class {winner}.",
        "점수 {scores}, 온도 {temperature}: 확률은 {p}이고 합은 1입니다. 가장 큰 확률은 클래스 {winner}의 것입니다.",
    ).format(
        scores=", ".join(number(score) for score in numbers["scores"]),
        temperature=number(numbers["temperature"]),
        p=", ".join(small(share) for share in p),
        winner=", ".join(map(str, winners)),
    )
    if not numbers["shift"]:
        return first
    if np.isfinite(numbers["careless_share"]).all():
        second = Text(
            "Adding {shift} to all three scores changed no probability.",
            "세 점수에 모두 {shift}을 더해도 확률은 달라지지 않았습니다.",
        )
    else:
        second = Text(
            "Adding {shift} to all three changed no probability; the formula without subtracting the largest score would give nan.",
            "세 점수에 모두 {shift}을 더해도 확률은 달라지지 않았습니다. 가장 큰 점수를 빼지 않은 식이라면 nan이 됩니다.",
        )
    second = second.format(shift=number(numbers["shift"]))
    return joined(first, second)


def table_scores(numbers: Numbers) -> Table:
    """One row for every class."""
    rows = zip(numbers["scores"], numbers["careless"], numbers["raised"], numbers["p"], strict=True)
    return Table(
        Text("From scores to probabilities", "점수에서 확률까지"),
        (
            Text("class", "클래스"),
            Text("score", "점수"),
            Text("e^(score / T)", "e^(점수 / T)"),
            Text("e^((score - largest) / T)", "e^((점수 - 최댓값) / T)"),
            Text("probability", "확률"),
        ),
        tuple(
            (str(i), number(score), large(careless), small(raised), small(share))
            for i, (score, careless, raised, share) in enumerate(rows, start=1)
        ),
    )


def large(value: float) -> str:
    """A number that may be huge, as short as it gets."""
    return "inf" if np.isinf(value) else small(value) if value < 1e5 else f"{value:.1e}".replace("e+", "e")


_PLACES = (0.04, 0.16, 0.37, 0.64, 0.89)


def draw_scores(figure: "Figure", language: str) -> Artists:
    """Bars on the left, the way from score to probability on the right."""
    axes = figure.add_axes((0.085, 0.165, 0.285, 0.755), xlim=(0.4, CLASSES + 0.6), ylim=(0, 1.12), xticks=[1, 2, 3])
    axes.set_xlabel(Text("class", "클래스").in_(language))
    axes.set_ylabel(Text("probability", "확률").in_(language))
    axes.axhline(1, color=QUIET, linewidth=0.8, linestyle=":")
    styles: tuple[dict[str, Any], ...] = (
        {"facecolor": ONE},
        {"facecolor": PAPER, "hatch": "//"},
        {"facecolor": ZERO},
    )
    bars = [axes.bar([i], [1.0], width=0.7, edgecolor=INK, **look)[0] for i, look in enumerate(styles, start=1)]
    side = bare(figure, (0.4, 0.08, 0.59, 0.84), xlim=(0, 1), ylim=(0, 5))
    score, share = Text("score", "점수").in_(language), Text("probability", "확률").in_(language)
    heads = ("", score, "$e^{z/T}$", r"$e^{(z - \max)/T}$", share)
    for place, head in zip(_PLACES, heads, strict=True):
        side.text(place, 4.2, head, ha="center", va="center", fontsize=11)
    side.plot([0, 1], [3.8, 3.8], color=QUIET, linewidth=1)
    side.plot([0, 1], [0.95, 0.95], color=QUIET, linewidth=1)
    side.text(_PLACES[0], 0.5, "Σ", ha="center", va="center", fontsize=12)
    artists: Artists = {"bars": bars}
    for i in range(CLASSES):
        side.text(_PLACES[0], 3.3 - 0.9 * i, str(i + 1), ha="center", va="center", fontsize=12)
        artists[f"row {i}"] = [
            side.text(place, 3.3 - 0.9 * i, "", ha="center", va="center", fontsize=12) for place in _PLACES[1:]
        ]
    artists["sums"] = [side.text(place, 0.5, "", ha="center", va="center", fontsize=12) for place in _PLACES[2:]]
    return artists


def update_scores(artists: Artists, numbers: Numbers) -> None:
    """Set bars and numbers."""
    careless, raised, p = (numbers[name] for name in ("careless", "raised", "p"))
    for i, bar in enumerate(artists["bars"]):
        bar.set_height(p[i])
        words = (number(numbers["scores"][i]), large(careless[i]), small(raised[i]), small(p[i]))
        for cell, word in zip(artists[f"row {i}"], words, strict=True):
            cell.set_text(printed(word).replace(" × ", "×"))  # beside each other they have little room
    for cell, word in zip(artists["sums"], (large(careless.sum()), number(raised.sum()), number(p.sum())), strict=True):
        cell.set_text(printed(word).replace(" × ", "×"))


def _top(i: int, numbers: Numbers, values: Numbers) -> Place:
    """The top of a bar: whoever drags it changes the score."""
    z = np.array([values[f"z{k}"] for k in range(1, CLASSES + 1)]) / values["temperature"]
    raised = np.exp(z - z.max())
    return i, float(raised[i - 1] / raised.sum())


SCENE = Scene(
    title=Text("Softmax: from scores to probabilities", "소프트맥스: 점수에서 확률까지"),
    controls=(
        *(
            Slider(f"z{i}", Text(f"score {i}", f"점수 {i}"), start, -5.0, 5.0, 0.1)
            for i, start in enumerate((0.3, 2.9, 4.0), start=1)
        ),
        Slider("temperature", Text("temperature T", "온도 T"), 1.0, 0.25, 5.0, 0.25),
        Choice(
            "shift",
            Text("add to all scores", "모든 점수에 더하기"),
            0.0,
            (
                (0.0, Text("0", "0")),
                (10.0, Text("10", "10")),
                (-10.0, Text("-10", "-10")),
                (1000.0, Text("1000", "1000")),
            ),
        ),
    ),
    compute=scores,
    size=(7.6, 3.3),
    draw=draw_scores,
    update=update_scores,
    describe=describe_scores,
    table=table_scores,
    gives_away=lambda values: values["shift"] != 0,
    predict=Question(
        Text(
            "Add the same number to all three scores. What happens to the probabilities?",
            "세 점수에 같은 수를 더합니다. 확률은 어떻게 될까요?",
        ),
        (
            Text("They all grow", "모두 커집니다"),
            Text("Nothing at all", "전혀 달라지지 않습니다"),
            Text("The largest grows, the others shrink", "가장 큰 것은 커지고 나머지는 작아집니다"),
        ),
        1,
        Text(
            "Each exponential is multiplied by the same factor, and so is their sum: the factor cancels. The buttons below show it, and why it is so useful.",
            "지수 함수마다 같은 배수가 곱해지고 합에도 똑같이 곱해지므로 지워집니다. 아래 버튼으로 확인해 보세요. 이것이 왜 쓸모 있는지도 보입니다.",
        ),
    ),
    uses={"softmax": activations.softmax},
    touch=tuple(Handle(f"z{i}", on="bars", place=partial(_top, i)) for i in range(1, CLASSES + 1)),
)


def probabilities() -> "Stage | None":
    """Move three scores and a temperature, and shift all scores together."""
    return show(SCENE)
