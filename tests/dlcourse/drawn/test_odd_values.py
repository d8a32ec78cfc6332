"""Whatever came back, a drawing is small, well-formed and made of numbers, or there is none; nothing a learner wrote is in it."""

import dataclasses
import subprocess
import sys

import numpy as np
import pytest
from failing import NAME, between, card, drawing, failed, parsed

from dlcourse.exercises import drawn, report
from dlcourse.exercises.card import Case
from dlcourse.exercises.drawn import axes, canvas, choose
from dlcourse.exercises.drawn.canvas import RIGHT, YOURS
from dlcourse.exercises.judge import Verdict
from dlcourse.exercises.outcome import Strange
from dlcourse.language import LANGUAGES, Text

SCRIPT = "<script>alert(1)</script>"
ODD = {
    "nan": np.full(6, np.nan),
    "infinite": np.array([np.inf, -np.inf] * 3),
    "huge": np.array([1e300, -1e300, 1e308, -1.7e308, 0, 1]),
    "tiny": np.array([5e-324] * 6),
    "whole": np.arange(6) - 2**62,
    "unsigned": np.full(6, 2**64 - 1, dtype=np.uint64),
    "true": np.ones(6, dtype=bool),
    "float32": np.full(6, 1e38, dtype=np.float32),
    "float16": np.full(6, 60000, dtype=np.float16),
    "complex": np.full(6, 1j),
    "words": np.full(6, SCRIPT),
    "objects": np.array([object()] * 6),
    "empty": np.zeros((0, 4)),
    "no axis": np.array(3.0),
    "many axes": np.zeros((1,) * 9),
    "long": np.arange(10**6, dtype=float),
    "a list": [SCRIPT] * 6,
    "a dictionary": {SCRIPT: SCRIPT},
    "strange": Strange(SCRIPT),
    "a large number": 10**400,
    "nothing": None,
    "nested": ([[[[[[1.0]]]]]],),
}
KINDS = {
    "curve": {"args": (np.linspace(-1, 1, 6),), "reference": np.square},
    "cells": {},
    "path": {"picture": "path"},
    "histogram": {"kwargs": {"rng": np.random.default_rng(0)}},
    "one of two parts": {},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.filterwarnings("error")
def test_odd_values_end_in_a_small_drawing_or_none(kind, odd):
    """An exception would pass the door as "no drawing"; here it is seen."""
    more = dict(KINDS[kind])
    args = more.pop("args", ())
    for want, got in ((np.linspace(-1, 1, 6) ** 2, ODD[odd]), (ODD[odd], np.zeros(6))):
        if kind == "one of two parts":
            want, got = (np.arange(3.0), want), (np.arange(3.0), got)
        made = between(want, got, *args, **more)
        for language in LANGUAGES if made else ():
            parsed(made, language)
            assert SCRIPT not in made.svg(language)


@pytest.mark.filterwarnings("error")
def test_right_values_without_a_size_are_drawn():
    for right in (np.zeros(6), np.full(6, 1e300), np.full(6, -5.0), np.full((200, 3), np.nan)):
        for got in (right + 1, right * 1e5, -right, right - 1e300):
            for more in ({}, {"picture": "path"}, {"kwargs": {"rng": np.random.default_rng(0)}}):
                made = between(right, got, **more)
                assert made is None or len(parsed(made)) > 2


def test_what_nobody_thought_of_leaves_the_words_alone(monkeypatch):
    def broken(card, results):
        raise ZeroDivisionError

    monkeypatch.setattr(choose, "chosen", broken)
    result = failed(np.zeros(6), np.ones(6))
    assert drawn.drawing(card(), [result]) is None
    page = report.html(Verdict(card(), "failed", 0.0, (failed_with_facts(result),)), "en")
    assert "<svg" not in page
    assert "should be 2" in page


def failed_with_facts(result):
    facts = {"index": (0,), "got": 1.0, "want": 2.0, "count": 1, "size": 6}
    return dataclasses.replace(result, finding=dataclasses.replace(result.finding, facts=facts))


def test_a_report_shows_the_drawing_with_its_words_beside_it_and_a_right_answer_none():
    verdict = Verdict(card(), "failed", 0.0, (failed_with_facts(failed(np.zeros(6), np.ones(6))),))
    made = report.picture(verdict)
    for language in LANGUAGES:
        words = made.words.in_(language).replace("&", "&amp;")
        assert f"<figure>{made.svg(language)}<figcaption>{words}</figcaption></figure>" in report.html(
            verdict, language
        )
        assert NAME.in_(language) not in made.svg(language)
    assert report.picture(dataclasses.replace(verdict, status="passed")) is None


def test_one_that_would_be_too_long_is_not_drawn():
    made = canvas.Drawing(Text("a", "가"), Text("b", "나"), Text("c", "다"), canvas.line("M0 0" * 2000), 10)
    assert made.svg("en") == ""
    assert len(canvas.Drawing(made.title, made.told, made.words, "", 10).svg("en")) < 300


def test_words_are_escaped():
    said = Text("<b>&</b>", "<b>&</b>")
    made = canvas.Drawing(said, said, said, canvas.labels(canvas.label(1, 2, "<i>")), 10)
    tree = parsed(made)
    assert (tree[0].text, tree[1].text, tree[2][0].text) == ("<b>&</b>", "<b>&</b>", "<i>")


def test_hidden_cases_are_never_looked_at():
    class Untouchable(tuple):
        """Values that no one may ask for anything."""

        def __getattribute__(self, name):
            raise AssertionError(name)

        __iter__ = __len__ = __getitem__ = None

    hidden = failed(Untouchable(), Untouchable(), Untouchable(), hidden=True)
    public = failed(np.arange(6.0), np.ones(6), np.arange(6.0))
    alone, beside = (drawing(*results, reference=np.positive) for results in ([public], [hidden, public, hidden]))
    assert alone == beside
    assert alone.title.en == "Your values beside the right curve"
    assert drawing(hidden) is None
    case = Case(NAME, (np.arange(6.0),), hidden=True)
    kept = dataclasses.replace(public, case=case)  # even if its right value were there
    assert drawing(kept, reference=np.positive) is None


def test_equal_values_give_equal_bytes():
    first, second = (between(np.arange(6.0), np.ones(6), picture="path").svg("ko") for _ in range(2))
    assert first == second


def brightness(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("ground", ["#ffffff", "#111111", "#212121", "#17181a"])
@pytest.mark.parametrize("accent", [YOURS, RIGHT])
def test_accents_hold_on_light_and_dark_ground(ground, accent):
    low, high = sorted((brightness(ground), brightness(accent)))
    assert (high + 0.05) / (low + 0.05) >= 3


def test_a_scale_holds_whatever_it_is_asked_for():
    scale = axes.axes((-1e308, 1e308), (5.0, 5.0))
    assert scale.at(0.0, 5.0) == (250.0, 92.0)
    assert scale.at(1e308, 1e300) == (420.0, 20.0)


def test_what_draws_is_loaded_with_the_first_failed_answer():
    code = """
import sys
from dlcourse.exercises import CARDS, report, verdict_on
loaded = lambda: "dlcourse.exercises.drawn.choose" in sys.modules
right, wrong = (verdict_on("relu", one) for one in (lambda z: abs(z) / 2 + z / 2, lambda z: z))
report.html(right, "en"); assert not loaded()
assert "<svg" in report.html(wrong, "en"); assert loaded()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
