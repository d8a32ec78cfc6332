"""Two pictures of losses: squared error and cross-entropy of a sigmoid unit side by side, and how a likelihood becomes a loss."""

from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import losses
from dlcourse.language import Text
from dlcourse.widgets._palette import INK, LINE, ONE, QUIET, ZERO
from dlcourse.widgets._scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table, number, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

REACH = 10.0
GRID = np.linspace(-REACH, REACH, 161)


def _sigmoid(z: Any) -> Any:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def small(value: float) -> str:
    """Five digits that count, also of very small numbers."""
    short = f"{value:.5g}"
    return "0" if short == "-0" else short


# --- squared error against cross-entropy --------------------------------------------------------------------------------


def compare(
    *,
    target: int = 1,
    z: float = -10.0,
    bce: Function = losses.bce,
    mse_sigmoid_grad: Function = losses.mse_sigmoid_grad,
) -> Numbers:
    """Both losses and both gradients of one sigmoid unit, at z and along the whole axis."""
    t, here = np.array([float(target)]), np.array([z])
    a = float(_sigmoid(z))
    return {
        "target": target,
        "z": z,
        "a": a,
        "squares": float(0.5 * (a - target) ** 2),
        "entropy": float(bce(here, t)),
        "slope of squares": float(mse_sigmoid_grad(here, t)[0]),
        "slope of entropy": a - target,
        "along": {
            "squares": 0.5 * (_sigmoid(GRID) - target) ** 2,
            "entropy": np.array([float(bce(point, t)) for point in GRID[:, None]]),
            "slope of squares": np.asarray(mse_sigmoid_grad(GRID, np.full(GRID.shape, float(target))), dtype=float),
            "slope of entropy": _sigmoid(GRID) - target,
        },
    }


def describe_compare(numbers: Numbers) -> Text:
    """What both losses say at z, and how strongly each would pull."""
    facts = {
        "z": number(numbers["z"]),
        "t": numbers["target"],
        "a": small(numbers["a"]),
        "mse": small(numbers["squares"]),
        "ce": small(numbers["entropy"]),
        "dmse": small(numbers["slope of squares"]),
        "dce": small(numbers["slope of entropy"]),
    }
    return Text(
        "Target {t}, z = {z}, a = {a}. Squared error: loss {mse}, gradient {dmse}. Cross-entropy: loss {ce}, gradient {dce}.",
        "목푯값 {t}, z = {z}, a = {a}. 제곱 오차: 손실 {mse}, 기울기 {dmse}. 교차 엔트로피: 손실 {ce}, 기울기 {dce}.",
    ).format(**facts)


def table_compare(numbers: Numbers) -> Table:
    """Both losses at z."""
    names = (
        (Text("squared error, halved", "제곱 오차의 절반"), "squares"),
        (Text("cross-entropy", "교차 엔트로피"), "entropy"),
    )
    return Table(
        Text("At z = {z}, target {t}", "z = {z}, 목푯값 {t}에서").format(z=number(numbers["z"]), t=numbers["target"]),
        (Text("loss function", "손실 함수"), Text("loss", "손실"), Text("gradient dL/dz", "기울기 dL/dz")),
        tuple((name, small(numbers[key]), small(numbers[f"slope of {key}"])) for name, key in names),
    )


def draw_compare(figure: "Figure", language: str) -> Artists:
    """Losses on the left, their slopes on the right."""
    left = figure.add_axes((0.08, 0.16, 0.4, 0.7), xlim=(-REACH, REACH), ylim=(-0.4, 10.5))
    right = figure.add_axes((0.58, 0.16, 0.4, 0.7), xlim=(-REACH, REACH), ylim=(-1.1, 1.1))
    left.set_title(Text("loss", "손실").in_(language), fontsize=11)
    right.set_title(Text("gradient dL/dz", "기울기 dL/dz").in_(language), fontsize=11)
    moving: Artists = {}
    for axes, keys in ((left, ("squares", "entropy")), (right, ("slope of squares", "slope of entropy"))):
        axes.set_xlabel("z")
        axes.axhline(0, color=QUIET, linewidth=0.8)
        for key, colour, style, mark in zip(keys, (ZERO, ONE), ("--", "-"), ("s", "o"), strict=True):
            moving[key] = axes.plot([], [], style, color=colour, linewidth=2.5, zorder=3)[0]
            moving[f"{key} here"] = axes.plot([], [], mark, color=colour, markersize=10, clip_on=False, zorder=4)[0]
        moving[f"z {keys[0]}"] = axes.plot([], [], ":", color=INK, linewidth=1.2, zorder=2)[0]
    names = (Text("squared error", "제곱 오차"), Text("cross-entropy", "교차 엔트로피"))
    handles = [moving["squares"], moving["entropy"]]
    figure.legend(
        [_sample(left, "--", "s", ZERO), _sample(left, "-", "o", ONE)],
        [name.in_(language) for name in names],
        loc="upper center",
        ncols=len(handles),
        frameon=False,
        handlelength=4,
        bbox_to_anchor=(0.53, 1.02),
        fontsize=10,
    )
    for bound in (-4 / 27, 4 / 27):
        right.axhline(bound, color=ZERO, linewidth=0.8, linestyle=":")
    right.text(REACH - 0.3, 4 / 27 + 0.04, "4/27", ha="right", color=ZERO, fontsize=10)
    return moving


def _sample(axes: "Axes", style: str, mark: str, colour: str) -> Any:
    return axes.plot([], [], style, marker=mark, color=colour, linewidth=2.5)[0]


def update_compare(artists: Artists, numbers: Numbers) -> None:
    """Bend the curves to the target, and move the four marks to z."""
    for key, along in numbers["along"].items():
        artists[key].set_data(GRID, along)
        artists[f"{key} here"].set_data([numbers["z"]], [numbers[key]])
    artists["z squares"].set_data([numbers["z"]] * 2, [-0.4, 10.5])
    artists["z slope of squares"].set_data([numbers["z"]] * 2, [-1.1, 1.1])


COMPARE_SCENE = Scene(
    title=Text("Squared error and cross-entropy behind a sigmoid", "시그모이드 뒤의 제곱 오차와 교차 엔트로피"),
    controls=(
        Choice("target", Text("target t", "목푯값 t"), 1, ((1, Text("1", "1")), (0, Text("0", "0")))),
        Slider("z", Text("pre-activation z", "활성화 전 값 z"), -10.0, -REACH, REACH, 0.25),
    ),
    compute=compare,
    size=(7.8, 3.7),
    draw=draw_compare,
    update=update_compare,
    describe=describe_compare,
    table=table_compare,
    predict=Question(
        Text(
            "The target is 1, and the unit is confidently wrong: z = -10. Which loss gives the stronger push to the right?",
            "목푯값은 1인데 유닛은 확신하며 틀렸습니다. z = -10입니다. 어느 손실이 오른쪽으로 더 세게 밀까요?",
        ),
        (
            Text("The squared error", "제곱 오차"),
            Text("The cross-entropy", "교차 엔트로피"),
            Text("Both push equally", "둘이 같습니다"),
        ),
        1,
        Text(
            "Far out the sigmoid is flat, and the squared error has to pass through its slope: almost nothing arrives. The gradient of the cross-entropy is a - t, nearly -1.",
            "멀리 나가면 시그모이드가 평평합니다. 제곱 오차는 그 기울기를 거쳐야 해서 거의 아무것도 전해지지 않습니다. 교차 엔트로피의 기울기는 a - t로 거의 -1입니다.",
        ),
    ),
    uses={"bce": losses.bce, "mse_sigmoid_grad": losses.mse_sigmoid_grad},
)


def explore() -> "Stage | None":
    """Move z, and compare two losses and their gradients."""
    return show(COMPARE_SCENE)


# --- from likelihood to loss --------------------------------------------------------------------------------------------

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
        artists[f"{key} best"].set_data([numbers["best"]] * 2, [0, 3])
    artists["heights value"].set_text(small(numbers["product"]))
    artists["entropies value"].set_text(small(numbers["entropy"]))


LIKELIHOOD_SCENE = Scene(
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
)


def explain_likelihood() -> "Stage | None":
    """Choose a model, and see how probable it makes the data."""
    return show(LIKELIHOOD_SCENE)
