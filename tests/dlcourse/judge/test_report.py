"""A report shows what it may, escapes what it quotes, and says everything in both languages."""

import dataclasses

from made_up import CARD, CASES, only_hidden, stub, verdict

from dlcourse.exercises import report
from dlcourse.language import LANGUAGES


def test_hidden_cases_show_no_numbers():
    for language in LANGUAGES:
        shown = report.text(verdict(only_hidden), language)
        assert "2.5" not in shown
        assert "Input" not in shown
        assert "입력:" not in shown
        assert CASES[1].name.in_(language) in shown


def test_html_escapes_what_a_learner_wrote_and_names_its_state():
    def sneaky(x, by=1.0):
        print("<script>alert(1)</script>")
        raise ValueError("<img src=x onerror=alert(2)>")

    page = report.html(verdict(sneaky), "en")
    assert "<script" not in page
    assert "<img" not in page
    assert 'class="dlcourse-report dlcourse-failed"' in page
    assert 'lang="en"' in page
    assert 'aria-label="✗ Shift: not yet · 0 of 2 points"' in page


def test_printing_costs_nothing_and_is_shown():
    def chatty(x, by=1.0):
        print("hello", x.shape)
        return x + by

    got = verdict(chatty)
    assert got.points == 2.0
    assert "  Your function printed:\n    hello (2,)" in report.text(got, "en")


def test_our_own_mistake_costs_the_learner_nothing():
    def broken(x, by=1.0):
        raise RuntimeError("ours")

    got = verdict(stub, dataclasses.replace(CARD, reference=broken))
    assert (got.status, got.points) == ("not-judged", 2.0)
    reason = "RuntimeError: the reference raised"
    assert report.sentences(got, "en")[0].startswith(
        f"We could not judge this; it is our mistake, not yours, and costs you nothing. "
        f"Please tell your instructor: {reason}"
    )
    assert report.sentences(got, "ko")[0].startswith(
        f"채점하지 못했습니다. 여러분의 잘못이 아니라 저희 쪽 문제이며 감점되지 않습니다. 강사에게 이 내용을 알려 주세요: {reason}"
    )


def test_every_sentence_exists_in_both_languages():
    for table in (report.FINDINGS, report.WORDS, report.STATUS):
        for key, text in table.items():
            assert text.en, key
            assert text.ko, key
