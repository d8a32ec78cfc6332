"""A network from an empty cell: the course's own, and what its check sees of a learner's, of whom only labels are known."""

import re

import numpy as np
import pytest

from dlcourse import from_scratch
from dlcourse.exercises import report, verdict_on
from dlcourse.exercises.card import Case
from dlcourse.exercises.from_scratch import _learn_watch as watch
from dlcourse.exercises.from_scratch._learn_answers import told
from dlcourse.language import LANGUAGES, Text

KINDS = {"arms": (240, 3, 2), "rings": (200, 2, 3)}
PLAIN = Case(Text("rows", "행"), (), call=watch.answers)
ASK = "What came back is of type {}; an array with one label for each row of `X_new` is wanted."


# --- the course's own -----------------------------------------------------------------------------------------------

X, Y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), np.array([0, 1, 1])


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda rng: from_scratch.learn(X, Y[:2], X, rng=rng), ValueError, "learn: labels has shape (2,), expected (3,) to fit X."),
        (lambda rng: from_scratch.learn(X, Y, X[:, :1], rng=rng), ValueError, "learn: X_new has shape (3, 1), expected (K, 2) to fit X."),
        (lambda rng: from_scratch.learn(X, Y / 2, X, rng=rng), TypeError, "learn: labels holds values of type float64, expected integers."),
        (lambda rng: from_scratch.learn(X, Y - 1, X, rng=rng), ValueError, "learn: labels holds -1, expected no number below 0."),
        (lambda rng: from_scratch.learn(X, Y, X, rng=None), TypeError, "learn: rng is None, expected a generator such as np.random.default_rng(0)."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence):
    with pytest.raises(kind, match=rf"\A{re.escape(sentence)}\Z"):
        call(np.random.default_rng(0))


@pytest.mark.parametrize(("rows", "classes", "columns"), KINDS.values(), ids=KINDS)
def test_a_network_bends_and_straight_borders_stay_below_what_the_task_says(rows, classes, columns):
    straight = told(hidden=(), steps=300, lr=0.5)
    for seed in range(5):
        assert watch.answers(from_scratch.learn, rows, classes, columns, seed)["right"] >= 0.95
        seen = watch.answers(straight, rows, classes, columns, seed)
        assert seen["straight"]
        assert seen["right"] < 0.75


# --- what is seen of a learner's ------------------------------------------------------------------------------------


def zeros(*shape):
    return lambda X, labels, X_new, *, rng: np.zeros([{"K": len(X_new), "N": len(X)}.get(n, n) for n in shape])


FORMS = {
    "list": (lambda X, labels, X_new, *, rng: [0] * len(X_new), ASK.format("list")),
    "one-hot": (
        lambda X, labels, X_new, *, rng: np.eye(3)[np.zeros(len(X_new), int)],
        "Each row got a row of zeros with a single 1; its label alone is wanted.",
    ),
    "numbers": (zeros("K", 3), "Each row got a number for each class; its label alone is wanted."),
    "fractions": (lambda X, labels, X_new, *, rng: X_new[:, 0], "Some of your labels are no whole numbers."),
    "column": (
        zeros("K", 1),
        "The labels came back as a table with one column, shape (K, 1); shape (K,) is wanted.",
    ),
    "known rows": (
        zeros("N"),
        "There are as many labels as `X` has rows; one for each row of `X_new` is wanted.",
    ),
    "other labels": (
        lambda X, labels, X_new, *, rng: np.full(len(X_new), -7),
        "You give the label -7, which never stood in `labels`.",
    ),
    "shape": (
        zeros(2, 2),
        "Your labels have shape (2, 2); one label for each row of `X_new` is wanted, shape (K,).",
    ),
}
FORMS_KO = {
    "list": "자료형이 list인 것을 반환했습니다. `X_new`의 행마다 레이블이 하나씩 있는 배열이어야 합니다.",
    "one-hot": "행마다 1이 하나뿐인 0의 행을 반환했습니다. 레이블만 있어야 합니다.",
    "numbers": "행마다 클래스 수만큼의 수를 반환했습니다. 레이블만 있어야 합니다.",
    "fractions": "레이블 가운데 정수가 아닌 것이 있습니다.",
    "column": "레이블이 열이 하나인 표로 돌아왔습니다. 형상이 (K, 1)이 아니라 (K,)여야 합니다.",
    "known rows": "레이블의 수가 `X`의 행 수와 같습니다. `X_new`의 행마다 하나씩 있어야 합니다.",
    "other labels": "`labels`에 없던 레이블 -7을 반환했습니다.",
    "shape": "레이블의 형상이 (2, 2)입니다. `X_new`의 행마다 하나씩, 형상이 (K,)여야 합니다.",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("asked", [(watch.answers, 240, 3, 2, 1), (watch.repeated, 40, 3, 1)], ids=["new", "again"])
def test_what_is_no_row_of_labels_is_told_in_a_sentence(form, asked):
    function, english = FORMS[form]
    ask, *numbers = asked
    seen = ask(function, *numbers)
    assert seen["form"] == form
    assert watch.accept(PLAIN, seen) == Text(english, FORMS_KO[form])
    assert set(FORMS) == set(watch.FORMS)


UNLIKE = {
    "same": (
        "Two generators with the same seed gave different labels.",
        "시드가 같은 두 생성기에서 서로 다른 레이블이 나왔습니다.",
    ),
    "leaning": (
        "Rows got other labels when fewer rows were asked about together with them.",
        "함께 묻는 행을 줄였더니 같은 행의 레이블이 달라졌습니다.",
    ),
    "unmoved": (
        "The classes were given other numbers, and your function still gave the same labels.",
        "클래스의 번호를 바꾸었는데도 같은 레이블이 나왔습니다.",
    ),
    "ignored": (
        "Two generators with different seeds gave the same label everywhere, even where the data decide nothing.",
        "시드가 다른 두 생성기에서 모든 행의 레이블이 같았습니다. 데이터로 정해지지 않는 곳에서도 같았습니다.",
    ),
}


@pytest.mark.parametrize("name", UNLIKE)
def test_what_should_be_alike_or_differ_has_its_sentence(name):
    seen = watch._found(**{name: name != "same"})
    assert watch.accept(PLAIN, seen) == Text(*UNLIKE[name])
    assert set(UNLIKE) == set(watch.UNLIKE)


def test_too_few_right_labels_are_told_with_those_of_the_known_rows():
    seen = watch._found(right=0.612, seen=0.655)
    assert watch.accept(PLAIN, seen) == Text(
        "It gives 61.2% of the new rows their right label; 90% are needed. Of the rows it learned from: 65.5%.",
        "새로운 행의 61.2%에 맞는 레이블을 줍니다. 90%가 필요합니다. 배운 행에서는 65.5%입니다.",
    )
    assert watch.accept(PLAIN, seen | {"right": watch.MARK}) is None


@pytest.mark.parametrize(("good", "passes"), [(2, True), (3, False)])
def test_a_training_that_ends_badly_is_repeated_once(good, passes):
    tried = []

    def moody(X, labels, X_new, *, rng):
        tried.append(len(X))
        if len(tried) == good:
            return from_scratch.learn(X, labels, X_new, rng=rng)
        return np.zeros(len(X_new), dtype=int)

    assert (watch.answers(moody, 200, 2, 3, 1)["right"] >= watch.MARK) is passes
    assert tried == [200, 200]


def test_whole_numbers_may_come_as_floats():
    def floats(X, labels, X_new, *, rng):
        return from_scratch.learn(X, labels, X_new, rng=rng).astype(float)

    assert verdict_on("from-scratch", floats, seed=1).status == "passed"


def test_who_remembers_instead_of_learning_is_told_that_nothing_came_from_the_generator():
    def nearest(X, labels, X_new, *, rng):
        return labels[np.argmin(((X_new[:, None] - X[None]) ** 2).sum(axis=2), axis=1)]

    verdict = verdict_on("from-scratch", nearest, seed=1)
    assert (verdict.status, verdict.diagnosis) == ("failed", "seed-of-its-own")
    for language in LANGUAGES:
        assert watch.UNLIKE["ignored"].in_(language) in report.text(verdict, language)
