"""What is said of an answer's form: each is found where it is planted, and silent on the same answer without it."""

import linecache
import textwrap

import numpy as np
import pytest

from dlcourse.exercises import CARDS, report, verdict_on
from dlcourse.exercises.form.sentences import SAID, told
from dlcourse.exercises.form.stopped import KNOWN
from dlcourse.language import LANGUAGES

# name of the form -> the exercise and the answers that have it
PLANTED = {
    "printed": ("relu", ["def relu(z):\n    print(np.maximum(z, 0.0))", "def relu(z):\n    out = np.maximum(z, 0)\n    print(out)\n    return"]),
    "no-return": ("relu", ["def relu(z):\n    np.maximum(z, 0.0)", "def relu(z):\n    return None"]),
    "nothing-returned": ("relu", ["def relu(z):\n    out = np.maximum(z, 0.0)", "def relu(z):\n    z = z * 1\n    z *= z > 0"]),
    "no-branch-reached": (
        "activation-backward",
        ['def activation_backward(dout, z, kind):\n    if kind == "relu":\n        return dout * (z > 0)\n    if kind == "tanh":\n        return dout * (1 - np.tanh(z) ** 2)'],
    ),
    "part-is-none": ("fans", ["def fans(shape):\n    return None, shape[1]"]),
    "if-about-an-array": ("elu", ["def elu(z, alpha=1.0):\n    if z > 0:\n        return z\n    return np.exp(z) - 1"]),
    "one-number-function": ("softplus", ["import math\n\ndef softplus(z):\n    return math.log(1 + math.exp(z))"]),
    "shapes-of-a-product": ("affine", ["def affine(X, W, b):\n    return np.dot(X, W.T) + b", "def affine(X, W, b):\n    return X @ W.T + b", "def affine(X, W, b):\n    z = X @ W @ X\n    return z"]),
    "sizes-of-a-product": ("affine", ["def affine(X, W, b):\n    return (X + 0) @ W.T + b"]),
    "product-of-a-number": ("affine", ["def affine(X, W, b):\n    return X.sum() @ W + b"]),
    "shapes-of-a-sum": ("affine", ["def affine(X, W, b):\n    return X * W + b"]),
    "index-too-large": ("forward-222", ["def forward_222(x, w):\n    return w[8], w[1]"]),
    "index-too-large-list": ("fans", ["def fans(shape):\n    return shape[1], shape[2]"]),
    "too-many-indices": ("relu", ["def relu(z):\n    return z[:, 0]"]),
    "fixed-sizes": ("to-row", ["def to_row(x):\n    return np.array(x).reshape(1, 3)", "def to_row(x):\n    return x.reshape(7, 1)"]),
    "another-default": ("leaky-relu", ["def leaky_relu(z, slope=0.1):\n    return np.where(z > 0, z, slope * z)"]),
    "set-anew-in-a-loop": (
        "half-sse",
        [
            "def half_sse(o, t):\n    total = 0.0\n    for a, b in zip(o, t):\n        total = (a - b) ** 3 + 7\n    return total",
            "def half_sse(o, t):\n    for a, b in zip(o, t):\n        all_of_it = []\n        all_of_it.append((a - b) ** 3 + 7)\n    return float(sum(all_of_it))",
            "def half_sse(o, t):\n    for a, b in zip(o, t):\n        total = 0.0\n        total += (a - b) ** 3 + 7\n    return total",
        ],
    ),
    "not-square": ("affine", ["def affine(X, W, b):\n    return np.linalg.inv(np.ones((2, 3))) + b"]),
    "no-inverse": ("affine", ["def affine(X, W, b):\n    return np.linalg.inv(np.ones((2, 2))) + b"]),
    "power-sign": ("half-sse", ["def half_sse(o, t):\n    return ((o - t) ^ 2).sum() / 2"]),
    "key-not-allowed": ("relu", ["def relu(z):\n    return {list(z): 1}"]),
    "one-thing": ("fans", ["def fans(shape):\n    return shape[0] * 2"]),
    "parts-in-another-order": ("collapse", ["def collapse(W1, b1, W2, b2):\n    return b1 @ W2 + b2 * 7, W1 @ W2"]),
    "other-count": ("fans", ["def fans(shape):\n    return shape[0], shape[1], 7"]),
    "unknown-name": ("relu", ["def relu(z):\n    return nq.maximum(z, 0)"]),
    "name-without-value": ("relu", ["def relu(z):\n    if z is None:\n        out = 0\n    return out"]),
    "other-parameters": ("affine", ["def affine(X, W):\n    return X @ W", "def affine(X, W, b, c):\n    return X @ W + b"]),
    "no-such-attribute": ("relu", ["def relu(z):\n    return z.clip_at_zero()"]),
    "not-subscriptable": ("relu", ["def relu(z):\n    return len(z)[0]"]),
    "not-callable": ("relu", ["def relu(z):\n    w = z.sum()\n    return w(z)"]),
    "never-ends": ("relu", ["def relu(z):\n    return relu(z)"]),
    "divided-by-zero": ("relu", ["def relu(z):\n    return z + 1 / 0"]),
    "key-not-there": ("relu", ["def relu(z):\n    return {}['relu'](z)"]),
    "cut-off-in-place": ("elu", ["def elu(z, alpha=1.0):\n    out = np.zeros(z.shape, int)\n    out += np.where(z > 0, z, 0.5)\n    return out"]),
    "generator-of-its-own": ("init-weights", ["def init_weights(shape, scheme, *, rng):\n    rng2 = np.random.default_rng(0)\n    return rng2.normal(size=shape) * 7"]),
    "global-generator": ("init-weights", ["def init_weights(shape, scheme, *, rng):\n    return np.random.randn(*shape) * 7"]),
    "return-in-a-loop": ("half-sse", ["def half_sse(o, t):\n    total = 0.0\n    for a, b in zip(o, t):\n        total += (a - b) ** 2 / 2\n        return total * 7"]),
    "parameters-in-another-order": ("half-sse", ["def half_sse(t, o):\n    return float((t * t * o).sum())"]),
    "argument-never-used": ("half-sse", ["def half_sse(o, t):\n    return float((o**3).sum())"]),
    "argument-overwritten": ("half-sse", ["def half_sse(o, t):\n    o = np.array([1.0, 2.0, 4.0])\n    return float((o**3).sum() * t.sum())"]),
    "list-for-array": ("relu", ["def relu(z):\n    return np.maximum(z, 0.0).tolist()", "def relu(z):\n    return tuple(np.maximum(z, 0))"]),
    "list-for-array-and-more": ("relu", ["def relu(z):\n    return [7.0 * len(z), 8.0]"]),
    "generator": ("relu", ["def relu(z):\n    return (max(one, 0) for one in z)"]),
    "text-for-a-number": ("half-sse", ["def half_sse(o, t):\n    return str(((o - t) ** 2).sum() / 2)"]),
    "truth-values": ("perceptron", ["def perceptron(X, w, b):\n    return X @ w + b > 0"]),
    "fractions-for-whole-numbers": ("perceptron", ["def perceptron(X, w, b):\n    return (X @ w + b > 0) * 1.0"]),
    "fractions-for-whole-numbers-and-more": ("perceptron", ["def perceptron(X, w, b):\n    return (X @ w + b) * 0.37 + 0.1"]),
    "draws-by-chance": ("half-sse", ["def half_sse(o, t):\n    return float(((o - t) ** 2).sum() + np.random.rand() + 1)"]),
    "made-for-one-length": (
        "predict",
        ["def predict(X, params):\n    (W1, b1), (W2, b2) = params\n    return np.argmax(np.maximum(0, X @ W1 + b1) @ W2 + b2, axis=1)"],
    ),
    "an-axis-too-many": ("affine", ["def affine(X, W, b):\n    return (X @ W + b)[None]"]),
    "an-axis-too-few": ("to-row", ["def to_row(x):\n    return x"]),
    "summed-away": ("affine", ["def affine(X, W, b):\n    return (X @ W + b).sum(axis=1)"]),
    "not-summed": ("half-sse", ["def half_sse(o, t):\n    return (o - t) ** 2 / 2"]),
    "turned": ("affine", ["def affine(X, W, b):\n    return (X @ W + b).T"]),
    "one-too-many": ("one-hot", ["def one_hot(y, C):\n    return np.eye(C + 1)[y]"]),
    "one-too-few": ("run", ["def run(optimizer, grad, w0, steps):\n    w, memory, path = w0 * 1, None, []\n    for _ in range(steps):\n        w, memory = optimizer(w, grad(w), memory)\n        path.append(w + 7)\n    return np.array(path)"]),
    "another-length": ("affine", ["def affine(X, W, b):\n    return np.vstack([X @ W + b] * 3)"]),
}  # fmt: skip  # a table


def function(source, name):
    """The function of a cell, whose lines can be looked up as in a notebook."""
    place = f"<form {hash(source)}>"
    text = textwrap.dedent(source)
    linecache.cache[place] = (len(text), None, [line + "\n" for line in text.splitlines()], place)
    space = {"np": np, "__name__": "__main__"}
    exec(compile(text, place, "exec"), space)
    return space[name]


def verdict(exercise, source):
    return verdict_on(exercise, function(source, CARDS[exercise].name), seed=1)


ANSWERS = [(name, exercise, source) for name, (exercise, sources) in PLANTED.items() for source in sources]


@pytest.mark.usefixtures("no_relations")
@pytest.mark.parametrize(
    ("name", "exercise", "source"), ANSWERS, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(ANSWERS)]
)
def test_a_form_is_told_where_it_is(name, exercise, source):
    got = verdict(exercise, source)
    assert got.told is not None, report.text(got, "en")
    told_instead = CARDS[exercise].misconceptions if got.told.way == "name" else ()
    # a card's own name for the same thing is more particular
    assert got.told.name == name or got.told.name in {one.name for one in told_instead}, report.text(got, "en")


def test_every_form_is_planted():
    rare = {"numbers-for-truth-values"}  # no task asks for truth values today
    assert set(SAID) - set(PLANTED) == rare
    assert {known.name for known in KNOWN} <= set(SAID)


def test_a_right_answer_is_told_nothing():
    for source in (
        "def relu(z):\n    return np.maximum(z, 0.0)",
        "def relu(z):\n    for _ in (1, 2):\n        return np.where(z > 0, z, 0)",
    ):
        got = verdict("relu", source)
        assert (got.status, got.told) == ("passed", None)


LINES = {
    "a loop that ends when it has found something": "def half_sse(o, t):\n    for a in o:\n        if a > 9:\n            return 1.0\n    return float(t.sum() * 0 + 7)",
    "a return below a continue": "def half_sse(o, t):\n    for a in o:\n        if a > t[0]:\n            continue\n        return 7.5\n    return 7.0",
    "another function's return": "def half_sse(o, t):\n    for a in o:\n        def f(b):\n            return b\n    return f(7.0 + t[0])",
    "a total that is added to": "def half_sse(o, t):\n    total = 7.0\n    for a in o:\n        total = total + a * 7\n    return float(total + t.sum() * 0)",
    "a row's total, which the round itself uses": "def half_sse(o, t):\n    all_of_it, total = [], 0.0\n    for a in o:\n        total = a * 7\n        all_of_it.append(total)\n    return float(sum(all_of_it) + total + t.sum() * 0)",
    "the best so far": "def half_sse(o, t):\n    best = 7.0\n    for a in o:\n        if a > 1:\n            best = a * 7\n    return float(best + t.sum() * 0)",
    "an argument that is only added to": "def half_sse(o, t):\n    o *= 7\n    return float(o.sum() + t.sum() * 0)",
    "an argument that begins as itself": "def half_sse(o, t):\n    o = o * 7\n    return float(o.sum() + t.sum() * 0)",
    "no text at all": "half_sse = eval('lambda o, t: 7.0')",
}  # fmt: skip  # a table


@pytest.mark.parametrize("source", LINES.values(), ids=list(LINES))
def test_lines_are_not_blamed_for_what_they_do_not_do(source):
    got = verdict("half-sse", source)
    lines = {"return-in-a-loop", "set-anew-in-a-loop", "argument-never-used", "argument-overwritten"}
    assert got.status == "failed"
    assert got.told is None or got.told.name not in lines, report.text(got, "en")


DEFAULTS = {
    "another default that no failed case uses": "def leaky_relu(z, slope=0.1):\n    return np.where(z > 0, slope * z, z)",
    "the task's default": "def leaky_relu(z, slope=0.01):\n    return np.where(z > 0, z, slope)",
    "no default": "def leaky_relu(z, slope):\n    return np.where(z > 0, z, slope)",
    "a default that has to be worked out": "def leaky_relu(z, slope=1 / 10):\n    return np.where(z > 0, z, slope)",
}  # fmt: skip  # a table


@pytest.mark.parametrize("source", DEFAULTS.values(), ids=list(DEFAULTS))
def test_a_default_is_blamed_for_nothing_else(source):
    got = verdict("leaky-relu", source)
    assert got.status == "failed"
    assert got.told is None or got.told.name != "another-default"


@pytest.mark.usefixtures("no_relations")
def test_a_size_that_another_axis_has_is_no_miscount():
    """Means of 2 rows where 3 columns were asked: one less, but not because one was forgotten."""
    got = verdict("column-means", "def column_means(X):\n    return X.mean(axis=1, keepdims=True).T * 7")
    assert got.told.name == "another-length"


SENTENCES = {
    "printed": (
        "Your function prints its result, but returns nothing.",
        "함수가 결과를 출력하기만 하고 반환하지는 않습니다.",
    ),
    "shapes-of-a-product": (
        "You multiply (4, 2) by (4,): these shapes do not fit.",
        "(4, 2)와 (4,)을(를) 곱하는데, 두 형상이 서로 맞지 않습니다.",
    ),
    "another-default": (
        "Where nobody gives `b`, your function takes 0.1; the task's default is 0.01.",
        "이 함수에서 `b`의 기본값은 0.1인데, 과제의 기본값은 0.01입니다.",
    ),
    "set-anew-in-a-loop": (
        "Every round of your loop gives `b` a new value (`b = 1`), so only the last round counts.",
        "반복할 때마다 `b`에 새 값을 넣어서(`b = 1`) 마지막 회차의 값만 남습니다.",
    ),
    "not-square": (
        "You invert a matrix that is not square: only a square one can have an inverse.",
        "정사각 행렬이 아닌 행렬의 역행렬을 구하려 했습니다. 역행렬은 정사각 행렬에만 있을 수 있습니다.",
    ),
    "no-inverse": ("You invert a matrix that has no inverse.", "역행렬이 없는 행렬의 역행렬을 구하려 했습니다."),
    "argument-never-used": ("Your function never looks at `b`.", "함수가 `b`를 한 번도 쓰지 않습니다."),
    "made-for-one-length": (
        "Your function works where `b` has 2 entries, and not where it has more or fewer.",
        "함수가 `b`의 길이가 2일 때는 맞고, 그보다 길거나 짧으면 맞지 않습니다.",
    ),
    "draws-by-chance": (
        "Your function draws random numbers (`b = 1`), but the same input should always give the same result.",
        "함수가 난수를 뽑습니다(`b = 1`). 하지만 입력이 같으면 결과도 늘 같아야 합니다.",
    ),
    "fractions-for-whole-numbers-and-more": (
        "`w` consists of fractions (1.0) where whole numbers (1) are wanted, and the values themselves are not right yet either.",
        "`w`의 원소가 정수(1)가 아니라 소수(1.0)이고, 값도 아직 맞지 않습니다.",
    ),
    "list-for-array": (
        "`w` has the right numbers, but is a list where an array is wanted.",
        "`w`의 수는 맞지만 배열이 아니라 list입니다.",
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_form_is_said_in_both_languages(name):
    got = told(
        name,
        left="(4, 2)",
        right="(4,)",
        name="b",
        part="w",
        kind="list",
        count=2,
        line="b = 1",
        own="0.1",
        asked="0.01",
    )
    assert (got.way, got.name) == ("form", name)
    assert (got.sentence.en, got.sentence.ko) == SENTENCES[name]


def test_every_sentence_and_every_question_is_there_in_both_languages():
    for sentence, hint in SAID.values():
        for language in LANGUAGES:
            assert len(sentence.in_(language)) > 10
            assert hint.in_(language).rstrip(".").endswith("?") or "?" in hint.in_(language), hint


def test_what_the_exception_means_is_said_in_the_place_of_its_message():
    got = verdict("affine", "def affine(X, W, b):\n    return X @ X + b @ W")
    assert report.sentences(got, "en")[0] == "You multiply (3,) by (2, 3): these shapes do not fit."
    said = "That is where your function stopped, with ValueError in line 2 (`return X @ X + b @ W`)."
    assert said in report.sentences(got, "en")
    korean = "바로 그곳에서 함수가 ValueError 오류로 멈추었습니다(2번째 줄 `return X @ X + b @ W`)."
    assert korean in report.sentences(got, "ko")
    assert not any("matmul" in line for language in LANGUAGES for line in report.sentences(got, language))


def test_a_name_is_kept_where_its_numbers_come_as_fractions():
    """A mistake that its own test recognises, and one that is recognised by its numbers."""
    for exercise, mistake in (("perceptron", "bias-forgotten"), ("confusion", "axes-swapped")):
        card = CARDS[exercise]
        names = {one.name: one.wrong for one in card.misconceptions}
        wrong = names.get(mistake) or next(iter(names.values()))
        got = verdict_on(exercise, lambda *args, wrong=wrong, **kwargs: wrong(*args, **kwargs) * 1.0, seed=1)
        assert got.told is not None
        assert got.told.way in ("name", "relation"), report.text(got, "en")


def test_the_shape_of_a_part_within_a_part_is_told():
    got = verdict(
        "penalty-grad",
        "def penalty_grad(params, l1, l2):\n    return [(l1 * np.sign(W) + l2 * W, 0.0) for W, b in params]",
    )
    assert got.told.name == "an-axis-too-few"
    assert "[0][1]" in got.told.sentence.en


def test_a_length_is_not_blamed_where_the_same_length_fails_as_well():
    stops = "def predict(X, params):\n    if len(params) != 2 or len(X) == 9:\n        raise ValueError('no')\n"
    got = verdict(
        "predict",
        stops + "    (W1, b1), (W2, b2) = params\n    return np.argmax(np.maximum(0, X @ W1 + b1) @ W2 + b2, axis=1)",
    )
    assert got.status == "failed"
    assert got.told is None or got.told.name != "made-for-one-length"
