"""The numbers that the lesson on forward propagation and losses quotes, computed again."""

from collections.abc import Callable
from math import isclose, log

import numpy as np

from dlcourse import backprop, forward, losses
from dlcourse.activations import sigmoid, sigmoid_grad, softmax
from dlcourse.language import Text
from dlcourse.widgets.losses.explain_likelihood import likelihood

X = np.array([0.1, 0.2])
W = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
T = np.array([0.4, 0.6])
SWAPPED = {"hidden": [0, 2, 1, 3, 4, 5, 6, 7], "both": [0, 2, 1, 3, 4, 6, 5, 7]}


def found(order: list[int] | None = None) -> dict[str, np.ndarray]:
    return forward.forward_222(X, W[order] if order else W)


def eight(values: np.ndarray) -> str:
    """Eight digits after the point, as the slide prints them."""
    return ", ".join(f"{v:.8f}" for v in values)


def short(values: np.ndarray) -> str:
    return ", ".join(f"{v:g}" for v in np.round(values, 12))


def one_layer() -> list[str | Text]:
    rows = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]])
    weights = np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 1.0, 1.0, 0.0], [1.0, -1.0, 0.0, 2.0]])
    b = np.array([0.5, 0.0, -1.0, 0.0])
    z = forward.affine(rows, weights, b)
    assert z[-1, -1] == -2
    terms = " + ".join(f"{x:g} \\cdot {w:g}" for x, w in zip(rows[0], weights[:, 0], strict=True))
    return [f"${terms} + {b[0]:g} = {z[0, 0]:g}$"]


def multiplications() -> list[str | Text]:
    count = f"{100 * 784 * 128:,}".replace(",", "{,}")
    return [f"$100 \\cdot 784 \\cdot 128 = {count}$"]


def worked_example() -> list[str | Text]:
    z, h, o = (found()[name] for name in ("z", "h", "o"))
    sums = [
        f"${W[i]:g} \\cdot {X[0]:g} + {W[i + 1]:g} \\cdot {X[1]:g}$ | {short(z[i // 2 : i // 2 + 1])} |" for i in (0, 2)
    ]
    later = [f"${W[i]:g} \\, h_1 + {W[i + 1]:g} \\, h_2$ | {z[i // 2]:.8f} |" for i in (4, 6)]
    return [
        f"$x = ({short(X)})$",
        Text(f"are {short(W)}.", f"은 {short(W)}입니다"),
        *sums,
        f"$\\sigma(z_1), \\sigma(z_2)$ | {eight(h)} |",
        *later,
        f"$\\sigma(z_3), \\sigma(z_4)$ | {eight(o)} |",
    ]


def transposed() -> list[str | Text]:
    first, second = W[:4].reshape(2, 2).T, W[4:].reshape(2, 2).T
    matrices = [f"{m[0, 0]:g} & {m[0, 1]:g} \\\\ {m[1, 0]:g} & {m[1, 1]:g}" for m in (first, second)]
    right, hidden, both = found(), found(SWAPPED["hidden"]), found(SWAPPED["both"])
    y, _ = forward.mlp_forward(X[None], [(first, np.zeros(2)), (second, np.zeros(2))], sigmoid, sigmoid)
    assert np.allclose(y[0], right["o"])
    assert [f"{v:.8f}"[:4] for v in right["o"]] == [f"{v:.8f}"[:4] for v in hidden["o"]]  # two digits agree
    rows = [
        Text(f"| {name.en} | {numbers} |", f"| {name.ko} | {numbers} |")
        for name, numbers in (
            (Text("right", "맞음"), f"{short(right['z'][:2])} | {eight(right['o'])}"),
            (Text("$W^{[1]}$ transposed", "$W^{[1]}$만 전치"), f"{short(hidden['z'][:2])} | {eight(hidden['o'])}"),
            (Text("both transposed", "둘 다 전치"), f"{short(both['z'][:2])} | {eight(both['o'])}"),
        )
    ]
    return [*matrices, *rows]


def errors() -> list[str | Text]:
    o = found()["o"]
    each = [losses.half_sse(o[k : k + 1], T[k : k + 1]) for k in (0, 1)]
    total = losses.half_sse(o, T)
    assert isclose(total, losses.mse(o, T))
    outputs, printed = (f"{o[0]:.8f}", f"{o[1]:.8f}"), (f"{each[0]:.8f}", f"{each[1]:.8f}")
    return [
        *(f"| {t:g} | {out} | {error} |" for t, out, error in zip(T, outputs, printed, strict=True)),
        f"| | | {total:.8f} |",
        f"$E = {total:.8f}$",
        Text(f"both give {total:.10f}.", f"둘 다 {total:.10f}입니다"),
        Text(f"the outputs {outputs[0]} and {outputs[1]}", f"출력 {outputs[0]}, {outputs[1]}"),
        Text(f"the errors {printed[0]} and {printed[1]}", f"오차 {printed[0]}, {printed[1]}"),
    ]


def targets() -> list[str | Text]:
    o = found()["o"]
    E = 0.5 * (T - o) ** 2
    low, high = losses.recover_targets(o, E)
    assert np.allclose(low, T)
    for t1 in (low[0], high[0]):
        for t2 in (low[1], high[1]):
            again = [losses.half_sse(o[:1], np.array([t1])), losses.half_sse(o[1:], np.array([t2]))]
            assert np.allclose(again, E)
    return [
        Text(f"{low[0]:g} or {high[0]:.8f} for the first", f"첫째는 {low[0]:g} 또는 {high[0]:.8f}"),
        Text(f"{low[1]:g} or {high[1]:.8f} for the second", f"둘째는 {low[1]:g} 또는 {high[1]:.8f}"),
        f"$t = ({short(low)})$",
        Text(f"targets {low[0]:g} and {low[1]:g}, no biases", f"목푯값이 {low[0]:g}와 {low[1]:g}이고, 편향이 없으며"),
        Text(f"no biases, targets {low[0]:g} and {low[1]:g}:", f"편향 없음, 목푯값 {low[0]:g}와 {low[1]:g}."),
        "$\\eta = 0.5$",
    ]


def updated_too_early() -> list[str | Text]:
    z, h, o = (found()[name] for name in ("z", "h", "o"))
    at_output = (o - T) * sigmoid_grad(z[2:])
    output = W[4:].reshape(2, 2).T
    new, _, _ = backprop.train_step_222(W, X, T, 0.5)
    early = new[4:].reshape(2, 2).T
    right, wrong = (float((m @ at_output)[0] * sigmoid_grad(z[:2])[0] * X[0]) for m in (output, early))
    assert isclose((W[0] - new[0]) / 0.5, right)
    assert isclose(h[0], sigmoid(z[:1])[0])
    off = f"{100 * (1 - wrong / right):.1f}"
    return [
        Text(f"{wrong:.10f} instead of {right:.10f}", f"{right:.10f}가 아니라 {wrong:.10f}가"),
        Text(f"only {off} percent off", f"{off}퍼센트밖에"),
    ]


def relu_forgets() -> list[str | Text]:
    assert np.maximum(-0.1, 0) == np.maximum(-7, 0)
    return ["$-0.1$"]


def between_the_classes() -> list[str | Text]:
    return [Text(f"never a {(3 + 8) / 2}", f"{(3 + 8) / 2}일 수는")]


def separate_opinions() -> list[str | Text]:
    scores = np.array([2.0, 1.0, -1.0])
    a, p = sigmoid(scores), softmax(scores)
    assert isclose(p.sum(), 1)
    each, shared = [f"{v:.4f}" for v in a], [f"{v:.4f}" for v in p]
    return [
        Text(f"{each[0]}, {each[1]} and {each[2]}: three", f"{', '.join(each)}라고"),
        Text(f"{a.sum():.4f} in total", f"더하면 {a.sum():.4f}입니다"),
        Text(
            f"{shared[0]}, {shared[1]} and {shared[2]}, in total 1", f"{', '.join(shared)}이라고 답하고 더하면 1입니다"
        ),
    ]


def likelihoods() -> list[str | Text]:
    rows: list[str | Text] = []
    for p in (0.5, 0.7, 0.9):
        said = likelihood(p=p)
        assert isclose(said["product"], p**7 * (1 - p) ** 3)
        rows.append(f"| {p:g} | {said['product']:.6f} | {said['entropy']:.4f} |")
    assert likelihood(copies=1000)["product"] == 0.0
    pairs = [a * b for a in (0.5, 1 - 0.5) for b in (0.5, 1 - 0.5)]
    assert sum(pairs) == 1
    models = np.array([0.2, 0.5, 0.9])
    m, squares = [f"{v:g}" for v in models], [f"{v:g}" for v in models**2]
    return [
        *rows,
        "$p = 0.5$",
        "$0.7$",
        Text(f"have probability {pairs[0]:g} each", f"확률이 {pairs[0]:g}씩"),
        Text(f"the models {m[0]}, {m[1]} and {m[2]}", f"모델 {', '.join(m)}의"),
        Text(f"the likelihoods {squares[0]}, {squares[1]} and {squares[2]}", f"가능도는 {', '.join(squares)}입니다"),
    ]


def best_constants() -> list[str | Text]:
    seen, said = np.array([1.0, 2.0, 3.0, 4.0, 100.0]), np.arange(0, 100.25, 0.25)
    misses = said[:, None] - seen
    mean, median = (float(said[np.argmin(loss.sum(axis=1))]) for loss in (misses**2, np.abs(misses)))
    assert (mean, median) == (np.mean(seen), np.median(seen))
    row = short(seen)
    return [
        Text(
            f"The best constant for {row} is then the median, {median:g}, instead of the mean, {mean:g}.",
            f"{row}을 상수 하나로 예측한다면, 제곱 오차에서는 평균인 {mean:g}가, 여기서는 중앙값인 {median:g}이",
        )
    ]


def two_examples() -> list[str | Text]:
    P, y = np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]]), np.array([0, 1])
    rows: list[str | Text] = []
    for n, (p, label) in enumerate(zip(P, y, strict=True), start=1):
        rows.append(f"| {n} | {short(p)} | {label} | {p[label]:g} | {-log(p[label]):.4f} |")
    assert 6 < log(0.1) / log(0.7) < 7
    start = losses.cross_entropy(np.zeros((4, 10)), np.array([0, 3, 9, 5]))
    assert isclose(start, log(10))
    assert losses.cross_entropy(np.array([[1000.0, 0.0]]), np.array([1])) == 1000
    return [*rows, f"| {losses.cross_entropy(np.log(P), y):.8f} |", f"$\\log 10 = {start:.8f}$"]


def why_cross() -> list[str | Text]:
    t, fair = np.array([0.9, 0.1]), np.full(10, 0.1)
    entropy = -np.sum(t * np.log(t))
    said = np.linspace(0.001, 0.999, 999)
    paid = -(t[0] * np.log(said) + t[1] * np.log(1 - said))
    assert isclose(paid.min(), entropy)
    assert isclose(said[paid.argmin()], 0.9)
    nats, bits = -np.sum(fair * np.log(fair)), -np.sum(fair * np.log2(fair))
    return [
        Text(f"for $t = (0.9, 0.1)$ it is {entropy:.4f},", f"$t = (0.9, 0.1)$이면 {entropy:.4f}이고"),
        Text(f"are {nats:.4f} with $\\log$, and {bits:.4f} bits", f"$\\log$로 {nats:.4f}, 비트로는 {bits:.4f}입니다"),
        Text("a model says 0.9 for heads", "앞면의 확률이 0.9라고"),
    ]


def plateau() -> list[str | Text]:
    z, t = np.array([-10.0]), np.array([1.0])
    a = float(sigmoid(z)[0])
    slow, fast = float(losses.mse_sigmoid_grad(z, t)[0]), float(losses.bce_grad(z, t)[0])
    squares = losses.half_sse(sigmoid(z), t)
    assert isclose(fast, a - 1)
    return [
        f"| {squares:.5f} | {slow:.7f} |",
        f"| {losses.bce(z, t):.5f} | {fast:.5f} |",
        Text(f"says about {a:.7f},", f"시그모이드는 약 {a:.7f}이므로"),
        Text(f"about {slow:.7f}:", f"약 {slow:.7f}입니다"),
        Text(f"about {fast:.5f},", f"약 {fast:.5f}입니다"),
    ]


def steepest() -> list[str | Text]:
    grid = np.linspace(-20, 20, 400_001)
    slopes = np.abs(losses.mse_sigmoid_grad(grid, np.ones(grid.size)))
    assert isclose(slopes.max(), 4 / 27, rel_tol=1e-6)
    assert isclose(float(sigmoid(grid[[slopes.argmax()]])[0]), 1 / 3, rel_tol=1e-4)  # as fine as the grid
    return [f"\\frac{{4}}{{27}} \\approx {4 / 27:.5f}"]


QUOTES: dict[str, Callable[[], list[str | Text]]] = {
    "one layer": one_layer,
    "multiplications": multiplications,
    "the worked example": worked_example,
    "transposed matrices": transposed,
    "errors": errors,
    "targets": targets,
    "weights updated too early": updated_too_early,
    "what ReLU forgets": relu_forgets,
    "between two classes": between_the_classes,
    "sigmoids and softmax": separate_opinions,
    "likelihoods": likelihoods,
    "best constants": best_constants,
    "cross-entropy of two examples": two_examples,
    "why it is called cross-entropy": why_cross,
    "the plateau": plateau,
    "the steepest place": steepest,
    "sections of a book": lambda: [Text("sections 4.3 and 5.2", "4.3절과 5.2절")],
}
