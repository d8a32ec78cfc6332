"""The numbers of lesson 7's passages on how much a ball remembers and on gradients that explode, computed again."""

from collections.abc import Callable

import numpy as np

from dlcourse.language import Text
from dlcourse.optimizers import adam_step, optimizer_named, run
from dlcourse.widgets.optimizers.compare import slope

LOW, HIGH = 0.1, 2.0
ALONE = 2 / (LOW + HIGH)  # gradient descent's best rate


def _needed(name: str, lr: float, alpha: float) -> int:
    """Steps until both weights are within 0.01 and stay there."""
    path = run(optimizer_named(name, lr=lr, alpha=alpha), slope, np.array([-7.0, 2.0]), 500)
    return int(np.flatnonzero(np.abs(path).max(axis=1) >= 0.01)[-1]) + 1


def remembered() -> list[str | Text]:
    long, short = f"{0.9**10:.2f}", f"{0.5**10:.3f}"
    return [
        Text(
            rf"$0.9^{{10}}$, about {long}, where $\alpha = 0.9$, and $0.5^{{10}}$, about {short}, where $\alpha = 0.5$",
            rf"$\alpha = 0.9$이면 $0.9^{{10}}$, 곧 {long}쯤이고, $\alpha = 0.5$이면 $0.5^{{10}}$, 곧 {short}쯤",
        ),
        Text(f"within {0.01:g} and stay there", f"{0.01:g} 안으로 들어와 더는 벗어나지"),
        Text(
            rf"$2/({LOW} + 2)$, which is about {ALONE:.2f}, these are the {_needed('momentum', ALONE, 0.0)} of",
            rf"$2/({LOW} + 2)$, 곧 {ALONE:.2f}쯤이면 앞에서 본 경사 하강법의 {_needed('momentum', ALONE, 0.0)}걸음",
        ),
    ]


def how_much() -> list[str | Text]:
    none, some, usual = (_needed("momentum", ALONE, alpha) for alpha in (0.0, 0.6, 0.9))
    ball, ahead = (_needed(name, 0.5, 0.9) for name in ("momentum", "nesterov"))
    rate = 0.5
    ahead_of = np.array([[1 - rate * LOW, 0.9 * (1 - rate * LOW)], [-rate * LOW, 0.9 * (1 - rate * LOW)]])
    flat, rolled = np.abs(np.linalg.eigvals(ahead_of)).max(), np.sqrt(0.9)
    assert np.isclose(flat, np.sqrt(0.9 * (1 - rate * LOW)))
    limit = (2 + 2 * 0.9) / ((1 + 2 * 0.9) * HIGH)
    near, far = (
        np.abs(
            run(optimizer_named("nesterov", lr=share * limit, alpha=0.9), slope, np.array([-7.0, 2.0]), 800)[-1]
        ).max()
        for share in (0.98, 1.02)
    )
    assert near < 0.01 < 1e3 < far
    return [
        Text(
            rf"$\alpha = 0.6$ needs {some} steps instead of {none}, and the usual 0.9 needs {usual}.",
            rf"$\alpha = 0.6$이면 {none}걸음이 아니라 {some}걸음이면 되지만, 흔히 쓰는 0.9에서는 {usual}걸음이",
        ),
        Text(
            f"the last column: {ahead} steps instead of {ball}.",
            f"{ball}걸음이 {ahead}걸음으로 줄었습니다",
        ),
        Text(
            rf"with $\alpha = 0.9$ and the rate {rate} a step leaves {flat:.3f} of the distance there, with momentum {rolled:.3f}.",
            rf"$\alpha = 0.9$, 학습률 {rate}이면 그 방향에서 걸음마다 거리의 {flat:.3f}가 남는데, 모멘텀은 {rolled:.3f}가",
        ),
        Text(rf"\lambda}}$, here {limit:.2f}. (The", rf"여기서는 {limit:.2f}보다 작아야 합니다"),
        Text(r"raises $\alpha$ from 0 to 0.9 first", r"$\alpha$를 0에서 0.9로 바꿀 때"),
    ]


def best_pair() -> list[str | Text]:
    root = np.sqrt(HIGH / LOW)
    kept = (root - 1) / (root + 1)
    rate, alpha = 4 / (np.sqrt(LOW) + np.sqrt(HIGH)) ** 2, kept**2
    assert round(float(f"{kept:.3f}") ** 2, 3) == round(alpha, 3)  # the product as it is printed
    suits = round((1 + np.sqrt(0.9)) ** 2 / (1 - np.sqrt(0.9)) ** 2, -2)
    steps = _needed("momentum", rate, alpha)
    formula = rf"$4 / (\sqrt{{{LOW}}} + \sqrt{{2}})^2 = {rate:.3f}$"
    square = rf"$\alpha = {kept:.3f}^2 = {alpha:.3f}$"
    return [
        f"$19/21 = {(HIGH / LOW - 1) / (HIGH / LOW + 1):.3f}$",
        Text(
            f"Here that is {kept:.3f}, with the rate {formula} and {square}: the last line, {steps} steps.",
            f"여기서는 {kept:.3f}이고, 학습률은 {formula}, {square}입니다. 마지막 줄에 나온 대로 {steps}걸음",
        ),
        Text(
            rf"And 0.9 is the best $\alpha$ where $\kappa$ is about {suits:.0f}.",
            rf"0.9가 가장 좋은 $\alpha$가 되는 것은 $\kappa$가 {suits:.0f}쯤",
        ),
    ]


def box() -> list[str | Text]:
    alpha = 0.81
    kept = np.sqrt(alpha)
    first, last = (1 - kept) ** 2 / LOW, (1 + kept) ** 2 / HIGH
    return [
        Text(f"has {LOW} at the lower end", f"{LOW}을 아래쪽 끝에"),
        rf"$\sqrt{{{LOW} \, \eta}} = 1 - \sqrt\alpha$",
        Text(rf"with $\alpha = {alpha}$, from which", rf"$\alpha = {alpha}$이면, 학습률이"),
        Text(f"keep {kept:.1f} of the distance in the long run?", f"거리의 {kept:.1f}가 남을까요?"),
        Text(f"from {first:.2g} to {last:.4g}. The ball", f"{first:.2g}부터 {last:.4g}까지입니다. 학습률이"),
    ]


def _up(w: float) -> float:
    """The slope of (w**10 - 1)**2 / 2, measured."""
    h = 1e-6
    return float(((w + h) ** 10 - 1) ** 2 - ((w - h) ** 10 - 1) ** 2) / (4 * h)


def cliff() -> list[str | Text]:
    start, rate, clipped = 1.2, 0.01, 1.0
    g = _up(start)
    curvature = (_up(1.001) - _up(0.999)) / 0.002
    assert round(curvature) == 100
    assert round(rate * curvature, 2) == 1  # half of the limit, which arrives at once
    return [
        Text(f"the rate {rate} just right", f"학습률은 {rate}이 꼭 알맞습니다"),
        Text(f"from {start}, with $c = {clipped:g}$", f"{start}에서 출발하면"),
        Text(f"At {start} the slope is {g:.0f}:", f"{start}에서 기울기는 {g:.0f}입니다"),
        Text(f"no step is longer than {rate * clipped}", f"어느 걸음도 {rate * clipped}보다 길지"),
    ]


def warm_up() -> list[str | Text]:
    rate, size = 0.2, np.sqrt(2 / 196)
    first = abs(float(adam_step(0.0, 0.0, 0.0, 3.0, 1, rate)[0]))
    assert round(first / size) == 2
    return [
        Text(
            f"With {first:.1f} that is twice the size, about {size:.1f},",
            f"{first:.1f}라면, He 초기화로 정한 첫 층 가중치의 크기인 {size:.1f}쯤의 두 배",
        ),
        Text("Once with 0.03, its best in the table, and once with 0.2.", "표에서 가장 좋았던 0.03, 한 번은 0.2로"),
    ]


ROLLING: dict[str, Callable[[], list[str | Text]]] = {
    "what is remembered": remembered,
    "how much memory": how_much,
    "the best pair": best_pair,
    "the box on momentum": box,
    "a cliff": cliff,
    "warm-up": warm_up,
}
