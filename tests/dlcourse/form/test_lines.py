"""What is read out of the learner's lines: said of the right line and name, and silent on lines that do nothing wrong."""

import numpy as np
import pytest
from written import case, name, told

pytestmark = pytest.mark.usefixtures("no_relations")
TWO = case(np.array([1.0, -2.0, 4.0]), np.array([2.0, 1.0, 3.0]))
LOOPS = ("return-in-a-loop", "set-anew-in-a-loop")


def score(o, t):
    """A number made of two rows."""
    return float((o * t).sum() + 100)


def drawn(size, *, rng):
    """Numbers by chance."""
    return rng.normal(size=size)


def lines(*body, head="def score(o, t):"):
    return "\n    ".join((head, *body))


def said(*body, head="def score(o, t):"):
    """Name and line or name of what is told, as they stand in the sentence."""
    got = told(lines(*body, head=head), score, TWO)
    return None if got is None else (got.name, got.sentence.en.split("`")[1])


# --- drawing --------------------------------------------------------------------------------------------------------

RNG = case(3, kwargs={"rng": np.random.default_rng(0)})


def of_draws(*body):
    got = told(lines(*body, head="def drawn(size, *, rng):"), drawn, RNG)
    return None if got is None else (got.name, got.sentence.en.split("`")[1])


@pytest.mark.parametrize("call", ["np.random.rand()", "np.random.default_rng(3).random()", "random.random()"])
def test_chance_has_no_place_where_no_generator_is_given(call):
    line = f"return float((o * t).sum() + {call})"
    assert said("a = 1", line) == ("draws-by-chance", line)


@pytest.mark.parametrize(
    "call", ["np.random.randn(size)", "np.random.normal(7, size=size)", "random.gauss(9, 1) + np.ones(size)"]
)
def test_a_given_generator_is_to_be_drawn_from(call):
    line = f"x = {call}"
    assert of_draws("a = 1", line, "return x + rng.random() * 0 + 7") == ("global-generator", line)


def test_a_generator_made_beside_the_given_one_is_told_as_such():
    line = "mine = np.random.default_rng(7)"
    assert of_draws(line, "return mine.normal(size=size) + rng.random() * 0") == ("generator-of-its-own", line)


@pytest.mark.parametrize(
    "made",
    [
        "np.random.Generator(rng.bit_generator)",
        "np.random.Generator(np.random.PCG64(rng.integers(9)))",
        "np.random.Generator(np.random.PCG64(np.random.SeedSequence(int(rng.integers(9)))))",
        "rng if isinstance(rng.bit_generator, np.random.BitGenerator) else np.random.BitGenerator()",
    ],
)
def test_what_draws_nothing_and_the_given_generators_own_methods_are_not_blamed(made):
    assert of_draws(f"again = {made}", "return again.random(size) + rng.random() * 0 + 7") is None
    assert said("a = np.random.PCG64(3).state is None", "return float(o.sum() * t.sum() + a)") is None


# --- loops ----------------------------------------------------------------------------------------------------------


def test_a_return_that_every_round_reaches_is_told_in_the_loop_where_it_stands():
    first = ("for a in o:", "    if a > 9:", "        continue", "    b = a")
    second = ("for a in t:", "    b = a", "    return a * 7")
    assert said(*first, *second) == ("return-in-a-loop", "return a * 7")
    assert said("k = 0", "while k < 3:", "    k += 1", "    return 7.5 + o[0] * t[0]")[0] == "return-in-a-loop"
    assert said("for a in o:", "    for b in t:", "        c = b", "        return c + 7", "return 7.0") == (
        "return-in-a-loop",
        "return c + 7",
    )
    assert name(lambda o, t: 7.0, score, TWO) == ""


TOTALS = {
    "begun before": ("total = 0.0", "for a, b in zip(o, t):", "    total = a * b", "return total + 7"),
    "added to": ("for a, b in zip(o, t):", "    total = 0.0", "    total += a * b", "return total + 7"),
    **{
        method: ("for a, b in zip(o, t):", f"    total = {start}", f"    total.{method}({what})", "return sum(total) + 7.0")
        for method, start, what in (
            ("append", "[]", "a * b"),
            ("extend", "[]", "[a * b]"),
            ("add", "set()", "a * b"),
            ("insert", "[]", "0, a * b"),
        )
    },
    "below other lines": ("k = 3.0", "for a, b in zip(o, t):", "    c = a * b", "    total = 0.0", "    total += c * k", "return total + 7"),
    "in the second loop": ("for a in o:", "    k = a", "for b in t:", "    total = 0.0", "    total += b", "return total + 7 * o[0]"),
    "while": ("total, k = 0.0, 0", "while k < 3:", "    total = o[k] * t[k]", "    k += 1", "return total + 7"),
}  # fmt: skip  # a table


@pytest.mark.parametrize("key", TOTALS)
def test_a_total_set_anew_in_every_round_is_told_with_its_line(key):
    body = TOTALS[key]
    wanted = next(line.strip() for line in body if line.startswith("    total = "))
    got = told(lines(*body), score, TWO)
    assert got.name == "set-anew-in-a-loop"
    assert (
        got.sentence.en
        == f"Every round of your loop gives `total` a new value (`{wanted}`), so only the last round counts."
    )


NO_TOTALS = {
    "the round looks at it": ("for a, b in zip(o, t):", "    total = 0.0", "    total += a * b", "    k = total", "return total + k"),
    "and puts something in": ("for a, b in zip(o, t):", "    c = []", "    c.append(a * b)", "    k = sum(c)", "return sum(c) + k"),
    "nothing was begun": ("for a, b in zip(o, t):", "    last = a * b", "return last + 7"),
    "another was added to": ("s = 0.0", "for a, b in zip(o, t):", "    last = a", "    s += b", "return last + s"),
    "another was put in": ("s = []", "for a, b in zip(o, t):", "    last = a", "    s.append(b)", "return last + sum(s)"),
    "nobody looks at it later": ("total = 0.0", "for a, b in zip(o, t):", "    total = a * b", "return 7.0 * o[0]"),
    "nobody looks into it later": ("for a, b in zip(o, t):", "    c = []", "    c.append(a * b)", "return 7.0 * o[0]"),
    "it was looked at before": ("total = 1.0", "k = total", "for a, b in zip(o, t):", "    total = a * b", "return k + 7 * o[0]"),
    "two names at once": ("u = v = 0.0", "for a, b in zip(o, t):", "    u = v = a * b", "return u + v"),
    "an entry of a table": ("u = np.zeros(3)", "for k in range(3):", "    u[k] = o[k] + t[k]", "return float(u.sum()) + 7"),
    "it builds on itself": ("total = 0.0", "for a, b in zip(o, t):", "    total = total + a * b", "return total + 7"),
}  # fmt: skip  # a table


@pytest.mark.parametrize("key", NO_TOTALS)
def test_a_value_that_belongs_to_its_round_is_no_total(key):
    assert name(lines(*NO_TOTALS[key]), score, TWO) not in LOOPS


# --- parameters -----------------------------------------------------------------------------------------------------


def test_another_order_of_the_same_parameters_is_told_with_the_tasks():
    got = told(lines("return float((t * t * o).sum())", head="def score(t, o):"), score, TWO)
    assert got.name == "parameters-in-another-order"
    assert got.sentence.en == "Your `def` line has the inputs in another order than the task: o, t."
    # others, as many, or behind a star: not an order
    for head in ("def score(a, b):", "def score(t, o, c=1):", "def score(t, *, o=1):"):
        assert name(lines("return 7.0", head=head), score, TWO) != "parameters-in-another-order"


@pytest.mark.parametrize(
    "body",
    [
        ("return float(o.sum()) * 7",),
        ("a = o.sum()", "t = a", "return a * 7"),
        ("a = o.sum()", "del t", "return a * 7"),
    ],
)
def test_an_argument_that_nobody_reads_is_told(body):
    assert said(*body) == ("argument-never-used", "t")


def test_reading_it_anywhere_is_using_it():
    for use in ("o += t", "def inner():\n        return t", "a = [t for k in o]", "t += 1", "t *= o"):
        assert said("a = o.sum()", use, "return float(a) * 7") is None, use


@pytest.mark.parametrize("docstring", [(), ('"""What it does."""',)])
@pytest.mark.parametrize("value", ["np.ones(3)", "o * 2", "'a word'", "3"])
def test_a_value_in_the_place_of_what_came_in_is_told(docstring, value):
    assert said(*docstring, f"t = {value}", "return [o, t] and 7.0") == ("argument-overwritten", "t")
    assert f"(`t = {value}`)" not in told(lines(f"t = {value}", "return [o, t] and 7.0"), score, TWO).sentence.en


def test_a_name_of_ones_own_and_a_value_made_of_what_came_in_overwrite_nothing():
    for first in ("a = np.ones(3)", "t = t * 2", "t, a = np.ones(3), 1", "a = t = np.ones(3)", "t[0] = 9", "o.sum()"):
        assert said(first, "return [o, t] and 7.0") is None, first
    assert said("a = o.sum()", "t = np.ones(3)", "return float(a * t.sum()) * 7") is None  # it may have its reason


def test_drawing_comes_before_order_and_order_before_use():
    assert said("return np.random.rand()", head="def score(t, o):")[0] == "draws-by-chance"
    assert said("return 7.0", head="def score(t, o):")[0] == "parameters-in-another-order"
    assert name(lambda o, t: 7.0, score, TWO) == ""
