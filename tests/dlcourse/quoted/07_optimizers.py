"""The numbers of lesson 7, computed again: steps by hand, groups of examples, the races, and what a slide's errors do to Adam."""

import inspect
from collections.abc import Callable

import numpy as np

from dlcourse import batches, optimizers
from dlcourse.language import Text
from dlcourse.optimizers import adagrad_step, adam_step, gd_step, momentum_step, optimizer_named, rmsprop_step, run
from dlcourse.widgets.optimizers.compare import height, slope
from dlcourse.widgets.optimizers.corrections import EPS, HUGE, bent_steps
from tests.dlcourse.quoted.momentum import ROLLING
from tests.dlcourse.quoted.newton import NEWTON

NAMES = ("gd", "momentum", "adagrad", "rmsprop", "adam")
LR = 0.1


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def _six(value: float) -> str:
    """At most six digits after the point."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


# --- one weight -----------------------------------------------------------------------------------------------------


def _powers(lr: float) -> str:
    path = run(lambda w, g, memory: (gd_step(w, g, lr), None), lambda w: 2 * w, np.array([4.0]), 3)[1:, 0]
    shown = [_six(w) for w in path]
    return " | ".join([f"| {lr:g}", _six(1 - 2 * lr), ", ".join("0" if w == "-0" else w for w in shown) + " |"])


def rates() -> list[str | Text]:
    return [_powers(lr) for lr in (0.1, 0.5, 0.9, 1.0, 1.1)]


def two_groups() -> list[str | Text]:
    """What the lesson's cell on weight decay shows: inside the gradient it depends on the gradient's size."""
    sizes = np.array([[10.0], [0.1]])
    means = []
    for decoupled in (False, True):
        rng = np.random.default_rng(0)
        w, m, v = np.ones((2, 500)), np.zeros((2, 500)), np.zeros((2, 500))
        for t in range(1, 1001):
            g = rng.choice([-1.0, 1.0], size=w.shape) * sizes
            if decoupled:
                w, m, v = optimizers.adamw_step(w, m, v, g, t, lr=0.01, weight_decay=0.1)
            else:
                w, m, v = adam_step(w, m, v, g + 0.1 * w, t, lr=0.01)
        means.append(w.mean(axis=1))
    (large, small), (one, other) = means
    assert small < 0.1 < 0.8 < large
    assert abs(one - other) < 0.05
    return [
        Text(f"of size {sizes[0, 0]:g} and of size {sizes[1, 0]:g},", f"크기는 {sizes[0, 0]:g}과 {sizes[1, 0]:g}입니다")
    ]


def steeper() -> list[str | Text]:
    lr, curvature = 0.9, 4.0
    assert lr < 2 / 2.0
    assert abs(1 - lr * curvature) > 1
    factor = 1 - lr * curvature
    return [
        Text(f"learning rate of {lr} worked", f"학습률 {lr}로도 도착했습니다"),
        Text(f"is now 2/4 = {2 / curvature}", f"한계는 2/4 = {2 / curvature}"),
        f"1 - {lr} · 4 = {factor:.1f}",
    ]


# --- groups ---------------------------------------------------------------------------------------------------------


def groups() -> list[str | Text]:
    N, size = 4000, 64
    count = batches.iterations(N, size)
    sizes = [len(y) for _, y in batches.minibatches(np.zeros((N, 1)), np.zeros(N), size, rng=np.random.default_rng(0))]
    assert (count, sizes[-1], sizes[:-1]) == (63, 32, [size] * 62)
    return [f"62 · 64 = {sum(sizes[:-1])}"]


# --- the valley -----------------------------------------------------------------------------------------------------


def valley() -> list[str | Text]:
    g = slope(np.array([-7.0, 2.0]))
    np.testing.assert_allclose(g, [-0.7, 4.0])
    flat, steep = (slope(w)[i] for i, w in enumerate(np.eye(2)))
    return [
        f"$({g[0]:g}, {g[1]:g})$",
        Text(f"curvatures are {flat:g} and {steep:g}", f"곡률은 {flat:g}과 {steep:g}입니다"),
        f"$2/{steep:g} = {2 / steep:g}$",
        f"$1/{flat:g} = {1 / flat:g}$",
    ]


# --- momentum -------------------------------------------------------------------------------------------------------


def momentum() -> list[str | Text]:
    alpha = 0.9
    first, v1 = momentum_step(0.0, 0.0, 5.0, LR, alpha)
    second, v2 = momentum_step(first, v1, 3.0, LR, alpha)
    assert (round(v1, 9), round(v2, 9), round(first, 9), round(second, 9)) == (-0.5, -0.75, -0.5, -1.25)
    assert round(1 / (1 - alpha), 9) == 10
    return [
        Text(f"(usually {alpha})", f"(보통 {alpha})"),
        Text(rf"$\eta = {LR}$ and $\alpha = {alpha}$", rf"$\eta = {LR}$, $\alpha = {alpha}$로"),
        rf"$-{LR} \cdot 5 = {v1:g}$ | $W - {-first:g}$",
        rf"${alpha} \cdot ({v1:g}) - {LR} \cdot 3 = {v2:g}$ | $W - {-v2:g}$",
        rf"$W \leftarrow W + u_2 = W - {-v2:g}$",
        f"W - {-v2:g}",
        f"W - {-second:g}",
        f"W - {LR * 3:.1f}",
        f"W - {-first:g}",
        f"{v1:g} - {-v2:g} = {second:g}",
        Text(f"${v1:g}$ and ${v2:g}$ make ${second:g}$", f"${v1:g}$와 ${v2:g}$를 더하면 ${second:g}$"),
    ]


# --- AdaGrad and RMSProp --------------------------------------------------------------------------------------------


def _two_steps(step: Callable[..., tuple[float, float]]) -> list[tuple[float, float]]:
    """(G, length of the step) for the gradients 3 and 4."""
    w = G = 0.0
    found = []
    for g in (3.0, 4.0):
        new, G = step(w, G, g, LR)
        found.append((G, w - new))
        w = new
    return found


def adagrad() -> list[str | Text]:
    (G1, s1), (G2, s2) = _two_steps(adagrad_step)
    assert (G1, G2) == (9, 25)
    plain = [LR * g / np.sqrt(G) for g, G in ((3, 3), (4, 7))]  # the printed sum: no squares
    times = (0.0 - adagrad_step(0.0, 0.0, 0.01, LR)[0]) / 0.01 / LR
    return [
        rf"$\eta = {LR}$",
        rf"| 9 | ${LR * 3:.1f} / 3 = {s1:.6g}$ |",
        rf"| 25 | ${LR * 4:.1f} / 5 = {s2:.6g}$ |",
        Text(f"the steps {plain[0]:.4f} and {plain[1]:.4f}", f"걸음은 {plain[0]:.4f}, {plain[1]:.4f}"),
        Text(f"gradients of 0.01 it starts at {times:.0f} η", f"기울기가 0.01이면 {times:.0f}η에서"),
    ]


def _for_ever(step: Callable[..., tuple[float, float]], count: int) -> list[float]:
    w = G = 0.0
    lengths = []
    for _ in range(count):
        new, G = step(w, G, 3.0, LR)
        lengths.append(w - new)
        w = new
    return lengths


def shrinking() -> list[str | Text]:
    steps = _for_ever(adagrad_step, 100)
    np.testing.assert_allclose(steps, LR / np.sqrt(np.arange(1, 101)), rtol=1e-9)
    one, four, hundred = (f"{steps[i]:.2g}" for i in (0, 3, 99))
    settled = _for_ever(rmsprop_step, 200)[-1]
    return [
        rf"${LR} / \sqrt{{t}}$",
        Text(
            f"{one} at first, {four} in step 4, {hundred} in step 100",
            f"처음에는 {one}, 걸음 4에서 {four}, 걸음 100에서 {hundred}입니다",
        ),
        Text(f"settles at {settled:.3g}", f"걸음은 {settled:.3g}에 머뭅니다"),
    ]


def rmsprop() -> list[str | Text]:
    found = _two_steps(rmsprop_step)
    first = _six(found[0][1])
    settled = f"{_for_ever(rmsprop_step, 200)[-1]:.3g}"
    rows = [
        _row(t, g, _six(G), _six(step)) for t, (g, (G, step)) in enumerate(zip((3, 4), found, strict=True), start=1)
    ]
    too_long = Text(f"above was {first}, not {settled}.", f"첫걸음이 {settled}이 아니라 {first}이었습니다")
    return [*rows, too_long, rf"$\eta = {LR}$, $\rho = 0.9$"]


# --- Adam -----------------------------------------------------------------------------------------------------------


def adam_by_hand() -> list[str | Text]:
    w = m = v = 0.0
    rows = []
    for t, g in enumerate((3, 4, -2), start=1):
        new, m, v = adam_step(w, m, v, float(g), t, LR)
        hats = m / (1 - 0.9**t), v / (1 - 0.999**t)
        rows.append(_row(t, g, *map(_six, (m, v, *hats, w - new))))
        w = new
    first = adam_step(0.0, 0.0, 0.0, 3.0, 1)
    assert [_six(part) for part in first[1:]] == ["0.3", "0.009"]
    return [
        *rows,
        Text(
            f"$m$ is {_six(first[1])} and $v$ is {_six(first[2])}",
            f"$m$은 {_six(first[1])}이고, $v$는 9가 아니라 {_six(first[2])}",
        ),
    ]


def defaults() -> list[str | Text]:
    names = inspect.signature(adam_step).parameters
    lr, beta1, beta2, eps = (names[name].default for name in ("lr", "beta1", "beta2", "eps"))
    assert eps == 10**-8
    return [
        rf"$\eta = {lr}$, $\beta_1 = {beta1}$, $\beta_2 = {beta2}$, $\epsilon = 10^{{-8}}$",
        Text(rf"$\beta_1 = {beta1}$ and $\beta_2 = {beta2}$", rf"$\beta_1 = {beta1}$, $\beta_2 = {beta2}$"),
        rf"$\beta_2 = {beta2}$",
        f"β2 = {beta2}",
        f"lr = {lr}",
    ]


def _first_steps(
    correction: str = "own", beta2: float = 0.999, inside: bool = False, eps: float = EPS, g: float = 3.0
) -> np.ndarray:
    return bent_steps([g, g], correction, beta2, inside, eps)[0]


def one_beta() -> list[str | Text]:
    lr = 0.001
    right, both1, both2, none = (lr * _first_steps(name)[0] for name in ("own", "beta1", "beta2", "none"))
    assert [round(float(step / lr), 5) for step in (right, both1, both2)] == [1, 10, 100]
    return [
        Text(f"β1 for both: {both1:.2g}; β2 for both: {both2:.1g}", f"둘 다 β1: {both1:.2g}, 둘 다 β2: {both2:.1g}"),
        Text(f"β1 for both: {both2:.1g}; β2 for both: {both1:.2g}", f"둘 다 β1: {both2:.1g}, 둘 다 β2: {both1:.2g}"),
        Text(f"{right:.1g} for both", f"둘 다 {right:.1g}"),
        Text(
            f"divided by {1 - 0.9:.1f} instead of {1 - 0.999:.3f}", f"{1 - 0.999:.3f}이 아니라 {1 - 0.9:.1f}로 나누어"
        ),
        Text(
            f"divided by {1 - 0.999:.3f} instead of {1 - 0.9:.1f}", f"{1 - 0.9:.1f}이 아니라 {1 - 0.999:.3f}로 나누어"
        ),
        Text(
            f"Right is {right:.1g}; without any correction it is {none:.6f}",
            f"맞는 걸음은 {right:.1g}이고, 보정을 하지 않으면 {none:.6f}",
        ),
    ]


def small_beta2() -> list[str | Text]:
    first, second = _first_steps("none", beta2=0.99)
    assert round(float(first), 5) == 1
    m, v = 1 - 0.9, 1 - 0.99
    return [
        Text(f"β2 = {0.99} and no correction", f"β2 = {0.99}이고 보정을"),
        Text(f"with {0.99} no correction", f"{0.99}이면 보정이"),
        Text(f"the paper says {0.99}", f"논문에 {0.99}라고"),
        Text(
            f"{m:.1f} divided by the root of {v:.2f} is {m / np.sqrt(v):.0f}",
            f"{m:.1f}을 {v:.2f}의 제곱근으로 나누면 {m / np.sqrt(v):.0f}",
        ),
        Text(f"{second:.3f} times lr", f"{second:.3f}배가"),
        Text(r'"$\beta_2$: 0.99 in the paper"', r'"$\beta_2$: 논문에서는 0.99"'),
    ]


def huge_eps() -> list[str | Text]:
    lr = 0.001
    assert round(HUGE) == 10**8
    inside, outside = (float(lr * _first_steps(inside=place, eps=HUGE)[0]) for place in (True, False))
    assert (f"{inside:.0e}", f"{outside:.0e}") == ("3e-07", "3e-11")
    return [
        "$0.10^{-8}$",
        "0.10⁻⁸",
        Text(f"{0.1} to the power of -8 is 10", f"{0.1}의 -8제곱은 10"),
        Text(f"lr = {lr} and g = 3", f"lr = {lr}, g = 3"),
        f"{0.1 * -8:g}",
    ]


def eps_inside() -> list[str | Text]:
    def both(g: float) -> tuple[str, str]:
        out, inside = (float(_first_steps(inside=place, g=g)[0]) for place in (False, True))
        return f"{out:.4f}", f"{inside:.4g}"

    (out4, in4), (out6, in6) = both(1e-4), both(1e-6)
    assert in6 == "0.01"
    return [
        Text(f"{in4} · lr instead of {out4} · lr", f"{out4} · lr이 아니라 {in4} · lr"),
        Text(f"{in6} · lr instead of {out6} · lr", f"{out6} · lr이 아니라 {in6} · lr"),
    ]


def three_facts() -> list[str | Text]:
    weights = 784 * 128 + 128 + 128 * 10 + 10
    size = 4 * weights * 8 / 1e6
    limit = (2 + 2 * 0.9) / 2
    far = [abs(run(optimizer_named("momentum", lr=r), lambda w: 2 * w, np.ones(1), 2000)[-1, 0]) for r in (1.89, 1.91)]
    assert far[0] < 1e-6 < 1e6 < far[1]
    error = np.sqrt(0.89 * (1 - 0.89) / 2000)
    return [
        Text(rf"$\alpha = 0.9$ the limit is {limit} instead", rf"$\alpha = 0.9$이면 한계가 1이 아니라 {limit}"),
        Text(f"{4 * weights:,} numbers, or {size:.1f} megabytes", f"{4 * weights:,}개의 수, 곧 {size:.1f}메가바이트"),
        Text("with 0.1, its best in the table", "표에서 가장 좋았던 0.1과"),
        Text(f"share by about {error:.3f}.", f"비율마다 {error:.3f}쯤"),
    ]


# --- the races ------------------------------------------------------------------------------------------------------


def _loss(name: str, lr: float) -> float:
    return float(height(run(optimizer_named(name, lr=lr), slope, np.array([-7.0, 2.0]), 30)[-1]))


def races() -> list[str | Text]:
    pieces: list[str | Text] = []
    for lr in (0.1, 0.5, 0.9):
        losses = {name: _loss(name, lr) for name in NAMES}
        best = min(losses, key=losses.__getitem__)
        shown = [f"**{loss:.3g}**" if name == best else f"{loss:.3g}" for name, loss in losses.items()]
        pieces.append(Text(_row(f"{lr} for all", *shown), _row(f"모두 {lr}", *shown)))
    return [
        *pieces,
        Text(
            f"everybody: {LR} times a gradient of 4 is a long step, {LR} divided",
            f"기울기 4에 {LR}을 곱하면 큰 걸음이지만, {LR}을 제곱근",
        ),
    ]


def friend() -> list[str | Text]:
    gd, adam = _loss("gd", 0.1), _loss("adam", 0.1)
    best_gd, best_adam = _loss("gd", 0.9), _loss("adam", 0.9)
    return [
        Text(
            f"both with lr = {LR}. Gradient descent ended at a loss of {gd:.3g}, Adam at {adam:.3g}",
            f"둘 다 lr = {LR}이야. 경사 하강법의 손실은 {gd:.3g}, Adam은 {adam:.3g}으로",
        ),
        Text(f"with lr = {LR}, from this start", f"lr = {LR}로 30걸음을"),
        Text(f"better: {LR} is far below", f"{LR}은 둘 모두에게"),
        Text("with lr = 0.9 for both", "둘 다 lr = 0.9로"),
        Text(
            f"reaches {best_gd:.3g} and Adam {best_adam:.3g}", f"경사 하강법은 {best_gd:.3g}, Adam은 {best_adam:.3g}가"
        ),
    ]


def budgets() -> list[str | Text]:
    a, b, c, d = (f"{0.05 * 4**k:g}" for k in range(4))  # four times the group, four times the rate
    many, few = (4 * batches.iterations(4000, size) for size in (4, 4000))
    en = f"is {a} for all|{c} spoils|{d} is too large|4 with {a}, 16 with {b} and 64 with {c}|256 with {d}|in {many} steps of 4 or in {few} steps"
    ko = f"모두 {a}라면|{c}은 기울기가|{d}는 어느|4개와 {a}, 16개와 {b}, 64개와 {c}은|256개와 {d}는|4개씩 {many}걸음을 갈 수도 있고 4000개씩 {few}걸음을"
    return [Text(*pair) for pair in zip(en.split("|"), ko.split("|"), strict=True)]


def gradient_at_the_start() -> list[str | Text]:
    for g in (300.0, -0.02):  # the first step of Adam is lr, whatever the gradient
        assert abs(float(optimizers.adam_step(0.0, 0.0, 0.0, g, 1, LR)[0]) + LR * np.sign(g)) < 1e-6
    return []


QUOTES: dict[str, Callable[[], list[str | Text]]] = {
    "learning rates": rates,
    "a steeper valley": steeper,
    "weight decay, inside and outside": two_groups,
    "4000 by 64": groups,
    "the valley": valley,
    "momentum": momentum,
    "AdaGrad": adagrad,
    "for ever 3": shrinking,
    "RMSProp": rmsprop,
    "Adam by hand": adam_by_hand,
    "Adam's defaults": defaults,
    "one beta": one_beta,
    "a small beta2": small_beta2,
    "a huge eps": huge_eps,
    "eps under the root": eps_inside,
    "three facts": three_facts,
    **NEWTON,
    **ROLLING,
    "three races": races,
    "the friend": friend,
    "one budget": budgets,
    "factors of ten": lambda: [", ".join(f"{10.0**k:g}" for k in (-3, -2, -1))],
    "Adam's first step": gradient_at_the_start,
}
