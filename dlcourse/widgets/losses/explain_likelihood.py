"""From likelihood to loss: a product of probabilities becomes a sum of logarithms."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from dlcourse import losses
from dlcourse.language import Text
from dlcourse.widgets.losses._shared import small
from dlcourse.widgets.stage.axes import called
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import LINE, ONE, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell
from dlcourse.widgets.stage.words import number, printed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

MODELS = np.linspace(0.01, 0.99, 197)


def likelihood(*, yes: int = 7, no: int = 3, copies: int = 1, p: float = 0.5, bce: Function = losses.bce) -> Numbers:
    """How probable a model that says "yes" with probability p makes the answers seen, and what -log makes of it."""
    k, m = yes * copies, no * copies
    n = k + m
    logit = np.log(p / (1 - p))
    log_likelihood = k * np.log(p) + m * np.log1p(-p)
    along = k * np.log(MODELS) + m * np.log1p(-MODELS)
    targets = np.repeat([1.0, 0.0], [yes, no])
    return {
        "yes": k,
        "no": m,
        "p": p,
        "product": float(p**k * (1 - p) ** m),
        "nll": float(-log_likelihood),
        "entropy": float(bce(np.full(yes + no, logit), targets)),
        "best": k / n,
        "height": float(np.exp(log_likelihood - along.max())),
        "heights": np.exp(along - along.max()),
        "entropies": -along / n,
    }


def describe_likelihood(numbers: Numbers) -> Text:
    """The product, its -log, the mean, and where the best model is."""
    p = numbers["p"]
    facts = {
        "yes": numbers["yes"],
        "no": numbers["no"],
        "p": number(p),
        "q": number(1 - p),
        "product": small(numbers["product"]),
        "nll": small(numbers["nll"]),
        "entropy": small(numbers["entropy"]),
        "best": number(numbers["best"]),
    }
    said = Text(
        "{yes} times yes, {no} times no; the model says yes with p = {p}. Likelihood {p}^{yes} × {q}^{no} = {product}; "
        "-log of it: {nll}; divided by the number of answers: {entropy}, the cross-entropy. The best p is {best}.",
        "'예' {yes}번, '아니요' {no}번이고 모델은 '예'에 확률 p = {p}을(를) 줍니다. 가능도 {p}^{yes} × {q}^{no} = {product}, "
        "그 -log는 {nll}, 답의 수로 나누면 교차 엔트로피 {entropy}입니다. 가장 좋은 p는 {best}입니다.",
    ).format(**facts)
    if numbers["product"] == 0.0:
        lost = Text(
            " The computer rounds this likelihood to 0; its logarithm, added up term by term, is fine.",
            " 컴퓨터는 이 가능도를 0으로 반올림합니다. 하나씩 더한 로그는 멀쩡합니다.",
        )
        return Text(said.en + lost.en, said.ko + lost.ko)
    return said


def table_likelihood(numbers: Numbers) -> Table:
    """What each answer contributes, and all together."""
    p = numbers["p"]
    rows: list[tuple[str | Text, ...]] = [
        (word, str(count), number(chance), small(-np.log(chance)))
        for word, count, chance in (
            (Text("yes", "예"), numbers["yes"], p),
            (Text("no", "아니요"), numbers["no"], 1 - p),
        )
    ]
    rows.append(
        (
            Text("all together", "모두"),
            str(numbers["yes"] + numbers["no"]),
            small(numbers["product"]),
            small(numbers["nll"]),
        )
    )
    return Table(
        Text("What the model thinks of the answers", "모델이 본 답들"),
        (
            Text("answer", "답"),
            Text("how often", "횟수"),
            Text("probability by the model", "모델이 주는 확률"),
            Text("-log of it", "그 -log"),
        ),
        tuple(rows),
    )


def draw_likelihood(figure: "Figure", language: str) -> Artists:
    """The likelihood on the left, the cross-entropy on the right, both over p."""
    left = figure.add_axes((0.08, 0.16, 0.4, 0.62), xlim=(0, 1), ylim=(0, 1.08), yticks=[])
    right = figure.add_axes((0.58, 0.16, 0.4, 0.62), xlim=(0, 1), ylim=(0, 3))
    moving: Artists = {}
    heads = {
        "heights": (left, Text("likelihood of the data", "데이터의 가능도"), ONE, "-", "o"),
        "entropies": (right, Text("-log likelihood / N", "-log 가능도 / N"), ZERO, "--", "s"),
    }
    for key, (axes, head, colour, style, mark) in heads.items():
        axes.set_xlabel(Text("p: the model's probability of yes", "p: 모델이 '예'에 주는 확률").in_(language))
        called(axes, y=head.in_(language))
        moving[key] = axes.plot([], [], style, color=colour, linewidth=2.5, zorder=3)[0]
        moving[f"{key} here"] = axes.plot([], [], mark, color=colour, markersize=10, clip_on=False, zorder=4)[0]
        moving[f"{key} best"] = axes.plot([], [], ":", color=LINE, linewidth=2, zorder=2)[0]
        place = axes.get_position()
        centre = (place.x0 + place.x1) / 2
        figure.text(centre, 0.93, head.in_(language), ha="center", va="center")
        moving[f"{key} value"] = figure.text(centre, 0.84, "", ha="center", va="center", fontsize=12, color=colour)
    return moving


def update_likelihood(artists: Artists, numbers: Numbers) -> None:
    """Draw both curves, the place of p, and a dotted line at the best p."""
    here = {"heights": numbers["height"], "entropies": numbers["entropy"]}
    for key, value in here.items():
        artists[key].set_data(MODELS, numbers[key])
        artists[f"{key} here"].set_data([numbers["p"]], [min(value, 3.0)])
        shown = {"heights": numbers["product"], "entropies": numbers["entropy"]}[key]
        tell(artists[f"{key} here"], f"p = {number(numbers['p'])}: {small(shown)}")
        artists[f"{key} best"].set_data([numbers["best"]] * 2, [0, 3])
    artists["heights value"].set_text(printed(small(numbers["product"])))
    artists["entropies value"].set_text(printed(small(numbers["entropy"])))


def _on_curve(name: str, numbers: Numbers, values: Numbers) -> Place:
    return values["p"], min(float(np.interp(values["p"], MODELS, numbers[name])), 3.0)


SCENE = Scene(
    title=Text("From likelihood to loss", "가능도에서 손실로"),
    controls=(
        Slider("p", Text("p: model's yes", "p: 모델의 '예'"), 0.5, 0.05, 0.95, 0.05),
        Slider("yes", Text("answers yes", "'예'인 답"), 7, 1, 10, 1),
        Slider("no", Text("answers no", "'아니요'인 답"), 3, 1, 10, 1),
        Choice(
            "copies",
            Text("data repeated", "데이터 반복"),
            1,
            ((1, Text("once", "1번")), (10, Text("10 times", "10번")), (1000, Text("1000 times", "1000번"))),
        ),
    ),
    compute=likelihood,
    size=(7.8, 3.7),
    draw=draw_likelihood,
    update=update_likelihood,
    describe=describe_likelihood,
    table=table_likelihood,
    predict=Question(
        Text(
            "7 of 10 answers are yes. For which p is the data most probable, and for which p is -log of that smallest?",
            "답 10개 가운데 7개가 '예'입니다. 데이터가 가장 그럴듯한 p와, 그 -log가 가장 작은 p는 각각 얼마일까요?",
        ),
        (
            Text("p = 0.7 for both", "둘 다 p = 0.7"),
            Text("p = 0.7 and p = 0.3", "p = 0.7과 p = 0.3"),
            Text("p = 1 and p = 0.5", "p = 1과 p = 0.5"),
        ),
        0,
        Text(
            "-log turns large into small and keeps the order, so the top of one curve and the bottom of the other stand at the same p: 7/10.",
            "-log는 큰 것을 작은 것으로 바꿀 뿐 순서를 지킵니다. 그래서 한 곡선의 꼭대기와 다른 곡선의 바닥이 같은 p, 곧 7/10에 있습니다.",
        ),
    ),
    uses={"bce": losses.bce},
    touch=tuple(Handle("p", on=f"{name} here", place=partial(_on_curve, name)) for name in ("heights", "entropies")),
)


def explain_likelihood() -> "Stage | None":
    """Choose a model, and see how probable it makes the data."""
    return show(SCENE)
