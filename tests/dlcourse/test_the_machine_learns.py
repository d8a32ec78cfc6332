"""What lesson 5 says about the machine that learns XOR: it does so from several starts, and the machine is why."""

import ast
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from autograder.build import lesson as lessons
from autograder.build import splice
from dlcourse.activations import relu_grad, tanh_grad
from dlcourse.gradcheck import numerical_gradient, relative_error

ROOT = Path(__file__).parents[2]
CODE = [
    cell.source.en
    for cell in lessons.read(ROOT / "solutions" / "05_backprop.py", "05_backprop").cells
    if cell.role not in ("prose", "manual", "drawing")
]
(MACHINE,) = (source for source in CODE if "class Node" in source)
(LEARNS,) = (source for source in CODE if "def tanh" in source)
ZEROS = "    for node in parameters:\n        node.grad = 0.0\n"
TANH = LEARNS[: LEARNS.index("\n\n\ndef answer")]
RELU = """def tanh(node):
    return Node(max(node.value, 0.0), ((node, 1.0 if node.value > 0 else 0.0),))"""
BUILD = LEARNS[: LEARNS.index("for step in")]


def run(source: str) -> dict:
    names: dict = {"np": np}
    exec(MACHINE, names)
    exec(source, names)
    return names


def worst(names: dict) -> float:
    """How far the answer that is most wrong is from XOR."""
    given = {point: names["answer"](point, names["units"], names["bias"]).value for point in names["xor"]}
    return max(abs(given[point] - target) for point, target in names["xor"].items())


@cache
def learned(seed: int, forgets: bool = False, gate: str = TANH) -> dict:
    """The names after the cell, from another start or with a change; `losses` holds the loss of every step."""
    source = LEARNS.replace("default_rng(0)", f"default_rng({seed})").replace(TANH, gate)
    source = source.replace("    loss.backward()\n", "    loss.backward()\n    losses.append(loss.value)\n")
    assert ZEROS in source
    return run("losses = []\n" + (source.replace(ZEROS, "") if forgets else source))


def test_the_cell_prints_a_falling_loss_and_the_answers_of_xor(capsys):
    run(LEARNS)
    _, *losses, answers, nodes = capsys.readouterr().out.splitlines()
    steps, values = zip(*(line.split() for line in losses), strict=True)
    assert steps == ("0", "50", "100", "200", "500")
    assert list(values) == sorted(values, reverse=True)
    assert float(values[0]) > 1
    assert values[-1] == "0.000000"
    assert (answers, nodes) == ("0.000 1.000 1.000 0.000", "154")


@pytest.mark.parametrize("seed", range(6))
def test_it_learns_from_this_start_and_from_others(seed):
    names = learned(seed)
    assert worst(names) < 0.01
    assert max(names["losses"][-100:]) < 0.001


@pytest.mark.parametrize("seed", range(6))
def test_who_forgets_the_zeros_never_comes_to_rest(seed):
    losses = learned(seed, forgets=True)["losses"]
    assert min(max(losses[k : k + 100]) for k in range(0, 500, 100)) > 0.3


def test_without_the_zeros_the_gradients_of_all_steps_are_added():
    names = run(BUILD)
    (unit, *_), bias = names["units"], names["bias"]
    first = [names["answer"]((1, 1), names["units"], bias) for _ in range(2)]
    first[0].backward()
    once = [node.grad for node in (*unit, bias)]
    first[1].backward()
    assert [node.grad for node in (*unit, bias)] == pytest.approx([2 * grad for grad in once])


def test_one_line_of_the_cell_knows_a_derivative():
    made = [node for node in ast.walk(ast.parse(LEARNS)) if isinstance(node, ast.Call)]
    with_slopes = [each for each in made if getattr(each.func, "id", "") == "Node" and len(each.args) > 1]
    (line,) = {LEARNS.splitlines()[each.lineno - 1].strip() for each in with_slopes}
    assert line == "return Node(a, ((node, 1 - a * a),))"


def test_the_network_is_made_of_three_gates_and_its_gradient_is_the_measured_one():
    names = run(BUILD)
    Node, parameters = names["Node"], names["parameters"]
    assert [len(unit) for unit in names["units"]] == [4, 4, 4, 4]
    assert len(parameters) == len({id(node) for node in parameters}) == 17

    def loss():
        total = Node(0.0)
        for point, target in names["xor"].items():
            miss = names["answer"](point, names["units"], names["bias"]) + Node(-target)
            total = total + miss * miss
        return total

    def loss_of(values):
        for node, value in zip(parameters, values, strict=True):
            node.value = value
        return float(loss().value)

    start = np.array([node.value for node in parameters])
    measured = numerical_gradient(loss_of, start)
    loss_of(start)
    loss().backward()
    assert relative_error(np.array([node.grad for node in parameters]), measured) < 1e-7
    # numbers, tanh, and the sums and products
    assert {len(node.parents) for node in loss().made_of()} == {0, 1, 2}


@pytest.mark.parametrize("z", [-2.0, 0.5, 2.0])
def test_a_gate_has_the_slope_of_its_function(z):
    for gate, known in ((TANH, tanh_grad), (RELU, relu_grad)):
        names = run(gate)
        node = names["Node"](z)
        names["tanh"](node).backward()
        measured = numerical_gradient(lambda x, names=names: names["tanh"](names["Node"](x[0])).value, np.array([z]))
        assert node.grad == pytest.approx(float(known(np.array(z))), abs=1e-12)
        assert measured[0] == pytest.approx(node.grad, abs=1e-8)


def test_with_relu_one_start_gets_stuck_and_another_learns():
    assert worst(learned(0, gate=RELU)) > 0.4
    assert worst(learned(2, gate=RELU)) < 0.01


def test_the_cell_takes_no_name_from_another_one():
    other = [source for source in CODE if source not in (MACHINE, LEARNS)]
    used = {name for source in other for name in splice.free_names(source) | splice.defined_names(source)}
    taken = set(run(LEARNS)) - set(run("")) - {"rng"}  # every cell that draws makes its own rng
    assert {"tanh", "loss", "step"} <= taken
    assert taken & used == set()
    assert all("rng = " in source for source in other if "rng" in splice.free_names(source))
