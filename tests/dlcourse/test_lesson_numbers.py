"""Every number a lesson quotes is computed here again, with the course's own functions.

`QUOTES` holds, for each lesson, pieces of its text whose numbers are filled in by the computation (a `Text` where the words around them
belong to a language). Each piece must stand in the lesson, in both languages; and every decimal fraction in a lesson must belong to such a piece, so that no number
can be typed from memory.
"""

import ast
import re
import runpy
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from autograder.build import lesson as lessons
from dlcourse.language import LANGUAGES, Text
from dlcourse.linear import fit_least_squares
from dlcourse.perceptron import CORNERS, GATES, best_linear_accuracy, boundary_line, perceptron, train_perceptron

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "solutions").glob("[0-9][0-9]_*.py"))
HOURS = np.array([0.0, 1.0, 2.0, 3.0])
SCORES = np.array([2.0, 3.0, 5.0, 6.0])


# --- how a lesson writes numbers ------------------------------------------------------------------------------------


def listed(values, digits=None):
    """1, 3, 3, 2"""
    return ", ".join(f"{v:g}" if digits is None else f"{v:.{digits}f}" for v in np.ravel(values))


def point(values):
    """(1, 1)"""
    return f"({listed(values)})"


def answers(w, b, points=CORNERS):
    return perceptron(points, np.array(w, dtype=float), b)


def pre_activations(w, b, points=CORNERS):
    return points @ np.array(w, dtype=float) + b


# --- lesson 0 -------------------------------------------------------------------------------------------------------

TABLE = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def silent_bug():
    target = np.array([1.0, 2.0, 3.0, 4.0])
    wrong, right = target - target.reshape(4, 1), target - target
    return wrong, right


def layer_shape():
    return (np.zeros((5, 3)) @ np.zeros((3, 2)) + np.zeros(2)).shape


ORIENTATION = {
    "the calculator's example": lambda: ["`(5, 3) @ (3, 2) + (2,)`", f"`{layer_shape()}`"],
    "the silent bug": lambda: [f"`{np.mean(silent_bug()[0] ** 2)}`", f"`{np.mean(silent_bug()[1] ** 2)}`"],
    "how many numbers it makes": lambda: [
        Text("holds {n} numbers", "{n}개가 들어").format(n=silent_bug()[0].size),
        Text("we wanted {n}.", "숫자 {n}개가 나와야").format(n=silent_bug()[1].size),
    ],
    "means of columns": lambda: [f"| `{TABLE.mean(axis=0).tolist()}` | `{TABLE.mean(axis=0).shape}` |"],
    "means of rows": lambda: [f"| `{TABLE.mean(axis=1).tolist()}` | `{TABLE.mean(axis=1).shape}` |"],
    "means of rows, axis kept": lambda: [
        f"| `{TABLE.mean(axis=1, keepdims=True).tolist()}` | `{TABLE.mean(axis=1, keepdims=True).shape}` |"
    ],
}

# --- lesson 1 -------------------------------------------------------------------------------------------------------


def table_of_and():
    z, y = pre_activations((1, 1), -1.5), answers((1, 1), -1.5)
    rows = zip(CORNERS, z, y, GATES["AND"], strict=True)
    return [f"| {x1:g} | {x2:g} | {z:g} | {y} | {t} |" for (x1, x2), z, y, t in rows]


def or_gate():
    z, y = pre_activations((1, 1), -0.5), answers((1, 1), -0.5)
    assert np.array_equal(y, GATES["OR"])
    return [listed(z), listed(y)]


def biases_of_and():
    return [listed(answers((1, 1), -1.0)), listed(answers((1, 1), -2.0))]


def margin_of_bias_minus_one():
    on_the_line = CORNERS[pre_activations((1, 1), -1.0) == 0]
    assert pre_activations((1, 1), -2.0)[3] == 0
    return [point(corner) for corner in on_the_line]


def scaled_gate():
    assert np.array_equal(answers((1, 1), -1.5), answers((2, 2), -3.0))
    return ["$(1, 1, -1.5)$", "$(2, 2, -3)$"]


def ride():
    metres = np.array([[1.3], [1.1]])
    z = (metres @ [100.0] - 120).round(9)
    same = (metres * 100) @ [1.0] - 120
    y = perceptron(metres, np.array([100.0]), -120.0)
    assert np.allclose(z, same)
    assert perceptron(np.array([[1.2], [1.21]]), np.array([100.0]), -120.0).tolist() == [0, 1]
    shown = [Text(f"$z = {v:g}$, answer {a}", f"$z = {v:g}$, 답 {a}") for v, a in zip(z, y, strict=True)]
    people = [Text(f"a person of {m:g} m", f"키가 {m:g} m인") for m in metres[:, 0]]
    limit = Text("taller than 1.2 metres", "키가 1.2미터보다")
    return [*shown, *people, limit, "| 100 | -120 |", "| 1 | -120 |"]


def line_of_and():
    slope, intercept = boundary_line(np.array([1.0, 1.0]), -1.5)
    return ["$x_1 + x_2 = 1.5$", f"${slope:g}$", f"${intercept:g}$"]


def vertical_line():
    slope, where = boundary_line(np.array([2.0, 0.0]), -1.0)
    assert slope == np.inf
    return ["w = (2, 0), b = -1", Text(f"says x₁ = {where:g}", f"x₁ = {where:g}라는")]


def trained(gate, lr=1.0, epochs=12):
    w, b, errors = train_perceptron(CORNERS, GATES[gate], lr, epochs)
    shown = np.trim_zeros(errors, "b")
    return w, b, [*shown, 0] if len(shown) < len(errors) else errors


def training_of(gate):
    def quotes():
        w, b, errors = trained(gate)
        return [f"$w = {point(w)}$, $b = {b:g}$", listed(errors)]

    return quotes


def second_epoch_of_and():
    w, b, errors = train_perceptron(CORNERS, GATES["AND"], 1.0, 1)
    rows = [f"$w = {point(w)}$, $b = {b:g}$"]
    assert list(errors) == [1]
    for x, t in zip(CORNERS, GATES["AND"], strict=True):
        z, y = x @ w + b, perceptron(x[None, :], w, b)[0]
        w, b = w + (t - y) * x, b + (t - y)
        rows.append(f"| {point(x)} | {z:g} | {y} | {t} | {t - y} | {point(w)} | {b:g} |")
    again = train_perceptron(CORNERS, GATES["AND"], 1.0, 2)
    assert (point(again[0]), again[1]) == (point(w), b)
    return rows


def learned_and_has_no_margin():
    w, b, _ = trained("AND")
    touching = CORNERS[pre_activations(w, b) == 0]
    return [f"${point(corner)}$" for corner in touching]


def half_the_learning_rate():
    lr = 0.5
    w, b, errors = trained("AND", lr=lr)
    rate = Text(f"with lr = {lr}", f"lr이 1이 아니라 {lr}입니다")
    scale = Text(f"is scaled by {w[0] / trained('AND')[0][0]:g}", f"{w[0] / trained('AND')[0][0]:g}가 곱해질")
    return [rate, scale, f"w = {point(w)}, b = {b:g}", listed(errors)]


def circle_of_xor():
    w, b, errors = train_perceptron(CORNERS, GATES["XOR"], 1.0, 30)
    ends = [train_perceptron(CORNERS, GATES["XOR"], 1.0, n)[:2] for n in range(2, 30)]
    assert all(np.array_equal(w, end[0]) and b == end[1] for end in ends)
    assert set(errors[2:]) == {4}
    return [listed(errors[:5]), f"$w = {point(w)}$, $b = {b:g}$"]


def best_lines():
    easy = {best_linear_accuracy(CORNERS, GATES[gate], 360) for gate in ("AND", "OR", "NAND")}
    hard = {best_linear_accuracy(CORNERS, GATES["XOR"], n) for n in (8, 90, 361)}
    assert len(easy) == len(hard) == 1
    xor = best_linear_accuracy(CORNERS, GATES["XOR"], 90)
    summed_up = [
        Text(f"best accuracy {xor:g} |", f"최고 정확도 {xor:g} |"),
        Text(f"the search gave {xor:g}", f"찾아보니 {xor:g}였다"),
    ]
    return [f"`{easy.pop()}`", f"`{hard.pop()}`", *summed_up]


def middle_of_and():
    points = np.array([[0.0, 0.0], [1.0, 1.0], [0.5, 0.5]])
    z, y = pre_activations((1, 1), -1.5, points), answers((1, 1), -1.5, points)
    assert z[:2].mean() == z[2]
    assert y[:2].mean() != y[2]
    rows = [f"{point(p)} | {z:g} | {y} |" for p, z, y in zip(points, z, y, strict=True)]
    half = y[:2].mean()
    of_z = Text("The middle of {a:g} and {b:g} is {c:g},", "{a:g}와 {b:g}의 한가운데는 {c:g}로").format(
        a=z[0], b=z[1], c=z[2]
    )
    of_y = Text("would be {half:g}, but the perceptron says {y}", "{half:g}여야 하는데 퍼셉트론은 {y}").format(
        half=half, y=y[2]
    )
    return [*rows, of_z, of_y]


def students():
    X = HOURS[:, None]
    rows = []
    for intercept in (True, False):
        beta = fit_least_squares(X, SCORES, intercept=intercept)
        guess = beta[0] + beta[1] * HOURS if intercept else beta[0] * HOURS
        digits = 1 if intercept else 4
        # the first prediction is a plain 0.0 where the line starts in the origin
        shown = ", ".join(f"{g:.{digits}f}" if g else "0.0" for g in guess)
        squares = np.sum((SCORES - guess) ** 2)
        rows.append(f"| {listed(beta, digits)} | {shown} | {squares:.{digits}f} |")
    data = [("0, 1, 2 and 3 hours", "0, 1, 2, 3시간"), ("2, 3, 5 and 6", "2, 3, 5, 6점")]
    return [*rows, *(Text(*pair) for pair in data)]


def parabola():
    beta = fit_least_squares(HOURS[:, None], HOURS**2)
    squares = np.sum((HOURS**2 - beta[0] - beta[1] * HOURS) ** 2)
    assert np.allclose(np.polyfit(HOURS, HOURS**2, 1)[::-1], beta)
    sum_of_squares = Text("squared errors is {s:.0f}.", "오차 제곱의 합은 {s:.0f}입니다").format(s=squares)
    return [f"${beta[0]:.0f} + {beta[1]:.0f}x$", sum_of_squares]


PERCEPTRON = {
    "AND by hand": table_of_and,
    "OR": or_gate,
    "the bias of AND": biases_of_and,
    "corners on the line": margin_of_bias_minus_one,
    "a scaled gate": scaled_gate,
    "the ride": ride,
    "the line of AND": line_of_and,
    "a vertical line": vertical_line,
    "AND learned": training_of("AND"),
    "OR learned": training_of("OR"),
    "NAND learned": training_of("NAND"),
    "AND, second epoch": second_epoch_of_and,
    "no margin": learned_and_has_no_margin,
    "half the learning rate": half_the_learning_rate,
    "XOR": circle_of_xor,
    "table of XOR": lambda: [f"| {x1:g} | {x2:g} | {t} |" for (x1, x2), t in zip(CORNERS, GATES["XOR"], strict=True)],
    "best lines": best_lines,
    "the middle": middle_of_and,
    "four students": students,
    "parabola": parabola,
    "gates in the summary": lambda: ["AND $(1, 1, -1.5)$", "OR $(1, 1, -0.5)$"],
    "the bias that keeps a margin": lambda: [
        "$b = -1.5$",
        "$z = x_1 + x_2 - 1.5$",
        Text("The bias $-1.5$ keeps", "편향 $-1.5$는"),
        Text("only b = -1.5 works", "b = -1.5만"),
    ],
    "the bias of OR": lambda: ["$b = -0.5$"],
}

QUOTES: dict[str, dict[str, Callable[[], list[str | Text]]]] = {
    "00_orientation": ORIENTATION,
    "01_perceptron": PERCEPTRON,
}

# a lesson's quotes may stand in a file of their own, named like the lesson
QUOTES |= {
    path.stem: runpy.run_path(str(path))["QUOTES"]
    for path in sorted((Path(__file__).parent / "quoted").glob("[0-9][0-9]_*.py"))
}

# decimals that are not the result of a computation: reading times
TIMES = re.compile(r"\*\*(About|약) [\d.]+ ?(hours|시간)")
# what English calls a column of ones
ONES = re.compile(r"1로 된|1의 열")

# --- the promises ---------------------------------------------------------------------------------------------------


@cache
def lesson(name: str) -> lessons.Lesson:
    return lessons.read(ROOT / "solutions" / f"{name}.py", name)


def halves(cell: lessons.Cell) -> list[Text]:
    """What a reader reads in a cell: prose itself, or the sentences of a question."""
    if cell.role in ("prose", "manual"):
        return [cell.source]
    calls = [node for node in ast.walk(ast.parse(cell.source.en)) if isinstance(node, ast.Call)]
    texts = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Text"]
    return [Text(**{k.arg: ast.literal_eval(k.value) for k in call.keywords}) for call in texts]


def read_in(name: str, language: str) -> str:
    found = [half.in_(language) for cell in lesson(name).cells for half in halves(cell)]
    return TIMES.sub("", "\n\n".join(found))


def said(piece: str | Text, language: str) -> str:
    return piece.in_(language) if isinstance(piece, Text) else piece


@cache
def computed(name: str, quote: str) -> list[str | Text]:
    return QUOTES[name][quote]()


def together(name: str) -> pytest.MarkDecorator:
    """One worker has all tests of a lesson, and computes its numbers once: some of them are whole trainings."""
    return pytest.mark.xdist_group(f"numbers-{name}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "quote"), [pytest.param(name, quote, marks=together(name)) for name in QUOTES for quote in QUOTES[name]]
)
def test_a_quoted_number_is_what_the_functions_compute(name, quote, language):
    text = read_in(name, language)
    for piece in computed(name, quote):
        assert said(piece, language) in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", [pytest.param(one, marks=together(one.stem), id=one.stem) for one in SOURCES])
def test_no_decimal_stands_in_a_lesson_without_its_computation(source, language):
    text = read_in(source.stem, language)
    name = source.stem
    quoted = [said(piece, language) for quote in QUOTES.get(name, {}) for piece in computed(name, quote)]
    covered = [match.span() for quote in quoted for match in re.finditer(re.escape(quote), text)]
    loose = [
        text[max(0, number.start() - 30) : number.end() + 10]
        for number in re.finditer(r"\d+\.\d+", text)
        if not any(start <= number.start() and number.end() <= end for start, end in covered)
    ]
    assert loose == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_both_languages_quote_the_same_numbers(source):
    for cell in lesson(source.stem).cells:
        for half in halves(cell):
            texts = (ONES.sub("", half.in_(language)) for language in LANGUAGES)
            english, korean = (set(re.findall(r"\d+(?:\.\d+)?", text)) for text in texts)
            assert english == korean, f"{source.name}:{cell.line}"
