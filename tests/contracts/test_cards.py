"""Promises every exercise keeps. A new card is tested because it exists."""

import doctest
import importlib
import inspect
import re

import numpy as np
import pytest
from verdicts import asked, verdict_on

from dlcourse.exercises import CARDS, report
from dlcourse.exercises.call import asking, text_of
from dlcourse.exercises.judge import exam, judge
from dlcourse.language import LANGUAGES, Text

# every card is asked with three seeds; the second and third are chance's share, for the tier that takes its time
SEEDS = (1, *(pytest.param(seed, marks=pytest.mark.rest) for seed in (2, 3)))
GRADED = [card for card in CARDS.values() if card.points]
EVERY_CARD = pytest.mark.parametrize("card", CARDS.values(), ids=lambda card: card.id)
MISTAKES = [(card, mistake) for card in CARDS.values() for mistake in card.misconceptions]
EVERY_MISTAKE = pytest.mark.parametrize(
    ("card", "mistake"), MISTAKES, ids=[f"{card.id}--{mistake.name}" for card, mistake in MISTAKES]
)
ALTERNATIVES = [(card, i) for card in CARDS.values() for i in range(len(card.alternatives))]
HANGUL = re.compile(r"[가-힣]")


def _texts(card):
    """Every text a learner may read on this card, with a name for it."""
    yield "title", card.title
    yield "text", card.text
    yield from ((f"hint {i}", hint) for i, hint in enumerate(card.hints, start=1))
    for mistake in card.misconceptions:
        yield f"label of {mistake.name}", mistake.label
        yield f"hint of {mistake.name}", mistake.hint


# --- right answers --------------------------------------------------------------------------------------------------


@EVERY_CARD
@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_earns_all_points(card, seed):
    verdict = verdict_on(card.id, card.reference, seed=seed)
    assert (verdict.status, verdict.points) == ("passed", card.points), report.text(verdict, "en")
    assert type(verdict.points) is float


@pytest.mark.parametrize(("card", "i"), ALTERNATIVES, ids=[f"{card.id}-{i}" for card, i in ALTERNATIVES])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_other_right_answer_earns_all_points(card, i, seed):
    verdict = verdict_on(card.id, card.alternatives[i], seed=seed)
    assert (verdict.status, verdict.points) == ("passed", card.points), report.text(verdict, "en")


@pytest.mark.parametrize("card", GRADED, ids=lambda card: card.id)
def test_there_are_enough_mistakes_and_right_answers(card):
    assert len(card.misconceptions) >= 5
    assert len(card.alternatives) >= 3


# --- wrong answers --------------------------------------------------------------------------------------------------


@EVERY_MISTAKE
@pytest.mark.parametrize("seed", SEEDS)
def test_every_mistake_loses_points_and_is_called_by_its_name(card, mistake, seed):
    verdict = verdict_on(card.id, mistake.wrong, seed=seed)
    assert verdict.status == "failed"
    assert verdict.points < card.points or not card.points
    assert type(verdict.points) is float
    assert verdict.diagnosis == mistake.name, report.text(verdict, "en")
    for language in LANGUAGES:
        shown = report.text(verdict, language)
        assert mistake.label.in_(language) in shown
        assert mistake.hint.in_(language) in shown
        assert f'data-diagnosis="{mistake.name}"' in report.html(verdict, language)


VARIANTS = [(card, mistake, i) for card, mistake in MISTAKES for i in range(len(mistake.variants))]


@pytest.mark.parametrize(
    ("card", "mistake", "i"), VARIANTS, ids=[f"{card.id}--{mistake.name}-{i}" for card, mistake, i in VARIANTS]
)
def test_every_variant_of_a_mistake_is_called_by_its_name(card, mistake, i):
    verdict = verdict_on(card.id, mistake.variants[i], seed=1)
    assert verdict.status == "failed"
    assert verdict.points < card.points or not card.points
    assert verdict.diagnosis == mistake.name, report.text(verdict, "en")


@EVERY_CARD
def test_no_two_mistakes_behave_alike(card):
    cases = card.cases(np.random.default_rng(1))
    seen = {}
    for mistake in card.misconceptions:
        for function in (mistake.wrong, *mistake.variants):
            outcomes = map(asking(card, function), cases)
            behaviour = tuple(repr((o.status, o.value, o.error and o.error.type_name, o.changed)) for o in outcomes)
            assert seen.setdefault(behaviour, mistake.name) == mistake.name, f"{mistake.name} behaves like another"


def _first_visible_answer(card):
    exam = asked(card.id, 1)
    answer = next(
        want.value for case, want in zip(exam.cases, exam.expected, strict=True) if not case.hidden and not case.edge
    )
    return lambda *args, **kwargs: answer


def _blank(card, fill):
    answer = asked(card.id, 1).expected[0].value

    def lazy(*args, **kwargs):
        parts = answer if isinstance(answer, tuple) else (answer,)
        filled = tuple(np.full_like(np.asarray(part), fill) for part in parts)
        return filled if isinstance(answer, tuple) else filled[0]

    return lazy


class AlwaysEqual:
    """Pretends to be every answer."""

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return AlwaysEqual()

    __hash__ = None


class Agreeable(np.ndarray):
    """An array whose every comparison says yes."""

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.True_


LAZY = {
    "nothing": lambda card: lambda *args, **kwargs: None,
    "zeros": lambda card: _blank(card, 0),
    "ones": lambda card: _blank(card, 1),
    "its input": lambda card: lambda *args, **kwargs: args[0],
    "the first visible answer": _first_visible_answer,
    "an object equal to everything": lambda card: lambda *args, **kwargs: AlwaysEqual(),
    "an array equal to everything": lambda card: lambda *args, **kwargs: np.ones(4).view(Agreeable),
    "a masked array": lambda card: lambda *args, **kwargs: np.ma.masked_all(4),
    "a matrix of objects": lambda card: lambda *args, **kwargs: np.array([AlwaysEqual()] * 4, dtype=object),
}


@EVERY_CARD
@pytest.mark.parametrize("lazy", LAZY)
def test_lazy_and_pretending_answers_earn_nothing(card, lazy):
    if lazy == "the first visible answer" and not inspect.signature(card.reference).parameters:
        return  # without inputs there is only one answer to give
    verdict = verdict_on(card.id, LAZY[lazy](card), seed=1)
    assert (verdict.status, verdict.points) == ("failed", 0.0)


@EVERY_CARD
def test_the_untouched_stub_is_not_an_attempt(card):
    def stub(*args, **kwargs):
        raise NotImplementedError()

    verdict = verdict_on(card.id, stub)
    assert (verdict.status, verdict.points, verdict.diagnosis) == ("not-attempted", 0.0, "not_attempted")


@EVERY_CARD
def test_a_function_that_changes_its_input_is_told_so(card):
    def careless(*args, **kwargs):
        answer = card.reference(*args, **kwargs)
        for arg in args:
            if isinstance(arg, np.ndarray) and arg.size:
                arg += 1 if arg.dtype.kind in "iu" else 0.5
        return answer

    cases = card.cases(np.random.default_rng(1))
    if not any(isinstance(arg, np.ndarray) for case in cases for arg in case.args):
        return  # an exercise without arrays has nothing to change
    verdict = verdict_on(card.id, careless, seed=1)
    told = verdict.misconception.topic if verdict.misconception else verdict.diagnosis
    assert told == "inplace.mutation"


@EVERY_CARD
def test_the_same_seed_gives_the_same_verdict(card):
    again = exam(card, seed=1)
    for function in (card.reference, *(mistake.wrong for mistake in card.misconceptions)):
        first = verdict_on(card.id, function, seed=1)
        second = judge(card, asking(card, function), seed=1, prepared=again, source=text_of(function))
        assert report.text(first, "en") == report.text(second, "en")
        assert first.points == second.points


# --- texts ----------------------------------------------------------------------------------------------------------


@EVERY_CARD
def test_every_text_speaks_its_own_language(card):
    for name, text in _texts(card):
        assert HANGUL.search(text.ko) or re.fullmatch(r"[\w\s()]+", text.ko), f"{name} is not Korean"
        assert not HANGUL.search(text.en), f"{name} is not English"
    for case in card.cases(np.random.default_rng(1)):
        assert case.name.en
        assert case.name.ko
        assert not HANGUL.search(case.name.en)


def _marked(text: str) -> tuple[list[str], list[str]]:
    """The formulas and the code of a text. Words inside a formula are language, not mathematics."""
    found = re.findall(r"\$\$(.+?)\$\$|\$([^$]+?)\$", text, re.DOTALL)
    formulas = sorted(re.sub(r"\\text\{[^{}]*\}", r"\\text{}", "".join(either)) for either in found)
    return sorted(set(formulas)), sorted(set(re.findall(r"`([^`]+)`", text)))


@EVERY_CARD
def test_formulas_and_code_are_the_same_in_both_languages(card):
    for name, text in _texts(card):
        assert _marked(text.en) == _marked(text.ko), name


@EVERY_CARD
def test_both_docstrings_show_the_same_examples(card):
    def examples(docstring):
        return [(e.source, e.want) for e in doctest.DocTestParser().get_examples(inspect.cleandoc(docstring))]

    assert examples(card.docstring_ko) == examples(card.reference.__doc__)
    assert HANGUL.search(card.docstring_ko)


@EVERY_CARD
def test_hints_hold_no_line_of_the_answer(card):
    source = inspect.getsource(card.reference)
    body = source[source.rindex('"""') + 3 :]
    lines = {"".join(line.split()) for line in body.splitlines() if len("".join(line.split())) > 12}
    for name, text in _texts(card):
        for language in LANGUAGES:
            said = "".join(text.in_(language).split())
            assert not any(line in said for line in lines), f"{name} gives the answer away"


def test_cards_are_made_of_texts():
    assert all(card.name == card.reference.__name__ for card in CARDS.values())
    assert all(isinstance(text, Text) for card in CARDS.values() for _, text in _texts(card))


@pytest.mark.parametrize("module", sorted({card.reference.__module__ for card in CARDS.values()}))
def test_examples_in_docstrings_are_true(module):
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted
    assert not result.failed
