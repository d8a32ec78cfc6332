"""Every number that the lesson on back-propagation quotes, computed again."""

from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

import numpy as np

from autograder.build import lesson as lessons
from dlcourse import activations
from dlcourse.backprop import graph_backward, train_step_222
from dlcourse.datasets import noisy_sine
from dlcourse.forward import forward_222
from dlcourse.gradcheck import numerical_gradient, relative_error
from dlcourse.language import Text
from dlcourse.losses import cross_entropy_grad, half_sse
from dlcourse.multilayer import count_params

X, T = np.array([0.1, 0.2]), np.array([0.4, 0.6])
W = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
LR = 0.5


def error(w):
    return half_sse(forward_222(X, w)["o"], T)


def long(*values):
    return [f"{v:.10f}" for v in values]


@cache
def step():
    new, before, after = train_step_222(W, X, T, LR)
    return new, (W - new) / LR, before, after


def network():
    return [
        Text(f"inputs {X[0]:g} and {X[1]:g}", f"입력은 {X[0]:g}과 {X[1]:g}"),
        Text(f"answer {T[0]:g} and {T[1]:g}", f"답은 {T[0]:g}와 {T[1]:g}이어야"),
        f"$t = ({T[0]:g}, {T[1]:g})$",
        rf"$\eta = {LR:g}$",
    ]


def one_weight_turned_up():
    up, by = W.copy(), 0.01
    up[4] += by
    before, after = error(W), error(up)
    rise = after - before
    assert abs(rise - by * step()[1][4]) < 0.01 * rise
    return [
        Text(f"Turn it up by {by}", f"{by}만큼 올리면"),
        Text(f"from {before:.10f} to {after:.10f}", f"{before:.10f}에서 {after:.10f}으로"),
        Text(f"$w_5$ up by {by} raised the error by {rise:.7f}", f"$w_5$를 {by}만큼 올리자 오차가 {rise:.7f}만큼"),
        Text(f"about {by} times", f"{by}배쯤"),
    ]


def slope_of_sine():
    true, h = np.cos(1.0), 1e-5
    one_side = abs((np.sin(1.0 + h) - np.sin(1.0)) / h - true)
    both = abs(numerical_gradient(lambda x: float(np.sin(x[0])), np.array([1.0]), h)[0] - true)
    tiny = abs(numerical_gradient(lambda x: float(np.sin(x[0])), np.array([1.0]), 1e-12)[0] - true)
    assert tiny > one_side / 10 > 1000 * both  # at 10^-12 even the central difference is far worse
    assert 200_000 < one_side / both < 900_000
    return [f"{true:.8f}", f"{one_side:.7f}", f"{both:.12f}"]


def cost_of_measuring():
    params = count_params([784, 128, 10])
    return [f"{params}", f"{2 * params}"]


def graph():
    x, y, z = 2.0, 3.0, -1.0
    p, q = x * y, x * y + z
    dx, _, dz = graph_backward(x, y, z)
    return [f"$u = {p:g}$, $v = {q:g}$, $f = {q**2:g}$", f"$2v = {dz:g}$", rf"$3 \cdot {dz:g} = {dx:g}$"]


@cache
def machine():
    """The names after the two cells of the machine, and how many nodes the second one prints."""
    source = Path(__file__).parents[3] / "solutions" / "05_backprop.py"
    cells = [cell.source.en for cell in lessons.read(source, source.stem).cells if cell.role == "code"]
    names, printed = {"np": np}, StringIO()
    with redirect_stdout(printed):
        for part in ("class Node", "def tanh"):
            (found,) = [each for each in cells if part in each]
            exec(found, names)
    return names, int(printed.getvalue().splitlines()[-1])


def nodes_of_an_answer(inputs, hidden, outputs):
    """A product and a sum for each weight, and a tanh for each hidden unit; beside them stand inputs and parameters."""
    return 2 * (inputs * hidden + hidden * outputs) + hidden


def machine_that_learns():
    names, nodes = machine()
    units, bias = names["units"], names["bias"]
    assert nodes == len(names["loss"].made_of())
    points, parameters, hidden, inputs = len(names["xor"]), len(names["parameters"]), len(units), 2
    assert len(names["answer"]((0, 1), units, bias).made_of()) == nodes_of_an_answer(2, 4, 1) + inputs + parameters
    many = 200_000
    assert many < nodes_of_an_answer(784, 128, 10) < 1.05 * many
    where, Node = 2.0, names["Node"]

    def relu(node):
        return Node(max(node.value, 0.0), ((node, float(node.value > 0)),))

    checked = f"numerical_gradient(lambda x: relu(Node(x[0])).value, np.array([{where}]))"
    measured = eval(checked, {"numerical_gradient": numerical_gradient, "relu": relu, "Node": Node, "np": np})
    assert abs(measured[0] - 1) < 1e-9
    return [
        Text(f"{inputs} inputs, {hidden} hidden units", f"입력은 {inputs}개, 은닉 유닛은 {hidden}개"),
        Text(f"and {parameters} parameters", f"매개변수는 {parameters}개"),
        Text(f"{nodes} nodes for one loss", f"손실 하나에 노드가 {nodes}개"),
        Text(f"with {points} points and {parameters}", f"점 {points}개와 매개변수 {parameters}개"),
        Text(f"more than {many:,}", f"{many:,}개가 넘게"),
        f"`{checked}`",
    ]


def machine_of_arrays():
    names = dict(machine()[0])
    source = Path(__file__).parents[3] / "solutions" / "05_backprop.py"
    (found,) = [
        cell.source.en
        for cell in lessons.read(source, source.stem).cells
        if cell.role == "code" and "class ArrayNode" in cell.source.en
    ]
    defined, trained = found.split("if solved(")
    exec(defined, names)
    units, steps = names["weights"][0].value.shape[1], 500
    assert f"range({steps})" in trained
    assert units == 2 * len(names["units"])  # "with half as many units"
    count = len(names["squares"](*names["weights"]).made_of())
    return [
        Text(f"XOR network with {units} hidden units (ReLU)", f"은닉 유닛이 {units}개(ReLU)인"),
        Text(f"trains it for {steps} steps", f"{steps}걸음 학습시킨"),
        Text(f"before, it had {machine()[1]} nodes", f"노드가 {machine()[1]}개였습니다"),
        Text(f"{count}, and with a thousand points", f"{count}개입니다. 점이 천 개"),
        Text(f"it would still be {count}:", f"{count}개 그대로"),
    ]


def beginning_of_the_way_back():
    p = np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]])
    t = np.array([[1, 0, 0], [0, 1, 0]])
    gradient = cross_entropy_grad(np.log(p), np.argmax(t, axis=1))

    def row(values, form):
        return ", ".join(format(v, form) for v in values)

    return [f"| {n} | {row(p[n - 1], '.2f')} | {row(t[n - 1], 'd')} | {row(gradient[n - 1], '.2f')} |" for n in (1, 2)]


def forward_numbers():
    seen = forward_222(X, W)
    h1, h2, o1, o2 = long(*seen["h"], *seen["o"])
    return [f"$h_1, h_2 = {h1}, {h2}$", f"$o_1, o_2 = {o1}, {o2}$", f"$E = {error(W):.10f}$"]


def deltas():
    """Of the outputs, then of the hidden units, from the gradients of the step."""
    seen, gradient = forward_222(X, W), step()[1]
    return gradient[4] / seen["h"][0], gradient[6] / seen["h"][0], gradient[0] / X[0], gradient[2] / X[0]


def output_layer():
    new, gradient, _, _ = step()
    o = forward_222(X, W)["o"][0]
    d1, d2, _, _ = deltas()
    miss, slope = o - T[0], o * (1 - o)
    assert abs(miss * slope - d1) < 1e-15
    return [
        rf"{miss:.10f} \cdot {slope:.10f} = {d1:.10f}",
        rf"$\delta_{{o_2}} = {d2:.10f}$",
        f"| {' | '.join(long(*gradient[4:]))} |",
        f"| {' | '.join(long(*new[4:]))} |",
    ]


def hidden_layer():
    new, gradient, _, after = step()
    d1, d2, h1, h2 = deltas()
    at_h1 = W[4] * d1 + W[6] * d2
    o = forward_222(X, new)["o"]
    assert abs(half_sse(o, T) - after) < 1e-15
    return [
        rf"{W[4]:g} \cdot {d1:.10f} + {W[6]:g} \cdot {d2:.10f} = {at_h1:.10f}",
        rf"$\delta_{{h_1}} = {h1:.10f}$",
        rf"$\delta_{{h_2}} = {h2:.10f}$",
        f"| {' | '.join(long(*gradient[:4]))} |",
        f"| {' | '.join(long(*new[:4]))} |",
        Text(f"{o[0]:.10f} and {o[1]:.10f}", f"{o[0]:.10f}와 {o[1]:.10f}"),
        Text(f"fallen to {after:.10f}", f"오차는 {after:.10f}로"),
    ]


def many_steps():
    w, errors = W, {}
    for n in range(1, 1001):
        w, _, errors[n] = train_step_222(w, X, T, LR)
    assert errors[1000] < 1e-15
    return [
        Text(f"After 10 steps it is {errors[10]:.7f}", f"10걸음 뒤에는 {errors[10]:.7f}"),
        Text(f"100 steps {errors[100]:.8f}", f"100걸음 뒤에는 {errors[100]:.8f}"),
        "$10^{-15}$",
    ]


def mistakes():
    new, gradient, _, _ = step()
    seen = forward_222(X, W)
    h = seen["h"]
    d = np.array(deltas()[:2])
    stale = (d @ new[4:].reshape(2, 2))[0] * h[0] * (1 - h[0]) * X[0]
    assert 1.5 < 100 * (gradient[0] - stale) / gradient[0] < 2.5
    without_slope = (seen["o"][0] - T[0]) * h[0]
    assert 4 < without_slope / gradient[4] < 4.5
    turned = np.outer((W[4:].reshape(2, 2) @ d) * h * (1 - h), X).ravel()
    # "the loss falls with all of these"
    at_stale = np.outer((d @ new[4:].reshape(2, 2)) * h * (1 - h), X).ravel()
    at_sum = np.outer(seen["o"] - T, h).ravel()
    for hidden, output in ((at_stale, gradient[4:]), (gradient[:4], at_sum), (turned, gradient[4:])):
        assert error(W - LR * np.concatenate([hidden, output])) < error(W)
    return [
        Text(
            f"comes out as {stale:.10f} instead of {gradient[0]:.10f}",
            f"{gradient[0]:.10f}가 아니라 {stale:.10f}로",
        ),
        f"{without_slope:.8f}",
        ", ".join(f"{g:.7f}" for g in turned),
    ]


def hidden_behind_large_ones():
    """The mistake of the old weights in a gradient check: of all eight, and of the hidden four alone."""
    new, gradient, _, _ = step()
    h, d = forward_222(X, W)["h"], np.array(deltas()[:2])
    stale = np.outer((d @ new[4:].reshape(2, 2)) * h * (1 - h), X).ravel()
    together, alone = relative_error(np.append(stale, gradient[4:]), gradient), relative_error(stale, gradient[:4])
    difference, beside = gradient[0] - stale[0], gradient[0]
    z, step_size = 1e-6, 1e-5
    kink = (max(z + step_size, 0.0) - max(z - step_size, 0.0)) / (2 * step_size)
    assert 0.1 < kink < 0.9  # neither 0 nor the true slope, 1
    assert (z + step_size > 0) != (z - step_size > 0)  # which tells it apart from a bug
    return [
        Text(f"A difference of {difference:.5f} is", f"{difference:.5f}라는 차이는"),
        Text(f"beside one of {beside:.4f}.", f"{beside:.4f}이면 큰일"),
        Text(f"of the output, at {together:.4f};", f"가려 {together:.4f}에 그칩니다"),
        Text(f"alone it is {alone:.3f},", f"네 개만 보면 {alone:.3f}이므로"),
    ]


def fading():
    slope = 0.25
    return [
        Text(f"at most {slope}", f"기껏해야 {slope}"),
        f"${slope}^{{10}}$",
        Text(f"about\n{slope**10:.8f}", f"약\n{slope**10:.8f}"),
    ]


@cache
def starts_that_learn(hidden, starts=50, steps=2000):
    """How many of the first starts learn XOR: the same training as `train_xor`, of all starts at once."""
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0], [1.0], [1.0], [0.0]])
    drawn = [np.random.default_rng(seed) for seed in range(starts)]
    pairs = [(rng.normal(size=(2, hidden)), rng.normal(size=(hidden, 1))) for rng in drawn]
    W1, W2 = (np.array(matrices) for matrices in zip(*pairs, strict=True))
    b1, b2 = np.zeros((starts, 1, hidden)), np.zeros((starts, 1, 1))
    for _ in range(steps):
        h = np.tanh(corners @ W1 + b1)
        z = h @ W2 + b2
        loss = np.mean(np.logaddexp(0, z) - z * t, axis=(1, 2))
        d2 = (0.5 + 0.5 * np.tanh(z / 2) - t) / 4
        d1 = (d2 @ W2.transpose(0, 2, 1)) * (1 - h**2)
        W2, b2 = W2 - h.transpose(0, 2, 1) @ d2, b2 - d2.sum(axis=1, keepdims=True)
        W1, b1 = W1 - corners.T @ d1, b1 - d1.sum(axis=1, keepdims=True)
    return int(np.sum(loss < 0.1))


def starts():
    units = (2, 3, 4, 8)
    return [
        f"| {' | '.join(map(str, units))} |",
        f"| {' | '.join(str(starts_that_learn(n)) for n in units)} |",
    ]


def training_error_is_not_the_goal():
    rng = np.random.default_rng(0)
    seen, fresh = noisy_sine(10, noise=0.2, rng=rng), noisy_sine(1000, noise=0.2, rng=rng)
    rows = []
    for degree in (1, 3, 9):
        curve = np.polynomial.Polynomial.fit(seen[0][:, 0], seen[1][:, 0], degree)
        off = [np.mean((curve(x[:, 0]) - y[:, 0]) ** 2) for x, y in (seen, fresh)]
        rows.append(f"| {degree} | {degree + 1} | {off[0]:.3f} | {off[1]:.3f} |")
    floor = 0.2**2
    return [*rows, Text(f"the mean square {floor:.2f}, so", f"제곱의 평균이 {floor:.2f}이므로")]


def a_curve():
    wave = [np.sin(2 * np.pi * x) for x in (0.25, 0.75)]
    return [
        Text(
            f"at 0.25 and 0.75, where the sine without noise is {wave[0]:.0f} and {wave[1]:.0f}",
            f"0.25와 0.75에서의 답이 나옵니다. 잡음이 없는 사인은 거기에서 {wave[0]:.0f}과 {wave[1]:.0f}입니다",
        )
    ]


def summed_up():
    _, _, before, after = step()
    return [Text(f"{before:.10f} becomes {after:.10f}", f"{before:.10f}이 {after:.10f}가"), "$0.25^{10}$"]


def power(value):
    """9.5e-7"""
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def depths():
    left = {n: power(activations.gradient_through(n, 0.0, "sigmoid")) for n in (5, 10, 20)}
    of_tanh = float(activations.tanh_grad(np.array(2.0)))
    return [
        *(f"| {n} | {value} |" for n, value in left.items()),
        "$0.25^n$",
        Text(f"at $z = 2$ it is {of_tanh:.4f},", f"$z = 2$에서는 {of_tanh:.4f}입니다"),
        f"$2^{{20}} = {2**20}$",
    ]


def ten_leaks():
    left = float(activations.leaky_relu_grad(np.array(-1.0)) ** 10)
    return [
        Text(
            f"a factor of 0.01 keeps the unit alive, but after 10 such layers {left:.0e} of",
            f"0.01이라는 작은 기울기가 유닛을 살려 두지만, 그런 층을 10개 지나면 기울기가 {left:.0e}만",
        )
    ]


def prelu_by_hand():
    z, alpha, dout = -2.0, 0.25, 3.0
    dz, dalpha = activations.prelu_grads(np.array([[z]]), alpha, np.array([[dout]]))
    assert dz[0, 0] == alpha * dout
    return [
        f"$z = {z:g}$",
        f"$\\alpha = {alpha:g}$",
        f"${alpha:g} \\cdot {dout:g} = {dz[0, 0]:g}$",
        f"${z:g} \\cdot {dout:g} = {dalpha:g}$",
    ]


QUOTES: dict[str, Callable[[], list[str | Text]]] = {
    "the network": network,
    "one weight turned up": one_weight_turned_up,
    "the slope of the sine": slope_of_sine,
    "the cost of measuring": cost_of_measuring,
    "the graph": graph,
    "a machine that learns": machine_that_learns,
    "a machine of arrays": machine_of_arrays,
    "where the way back begins": beginning_of_the_way_back,
    "forward": forward_numbers,
    "the output layer": output_layer,
    "the hidden layer": hidden_layer,
    "many steps": many_steps,
    "mistakes": mistakes,
    "a gradient check": hidden_behind_large_ones,
    "fading": fading,
    "starts": starts,
    "a curve": a_curve,
    "training error": training_error_is_not_the_goal,
    "summary": summed_up,
    "what depth leaves": depths,
    "ten leaks": ten_leaks,
    "PReLU by hand": prelu_by_hand,
    "half a point": lambda: [Text("0.5 points", "0.5점")],
}
