"""A report shows what it may, escapes what it quotes, and says everything in both languages."""

import dataclasses
import functools

import numpy as np
import pytest
from made_up import CARD, CASES, only_hidden, stub, verdict

from dlcourse import language
from dlcourse.exercises import report, sentences
from dlcourse.exercises.card import Case
from dlcourse.exercises.finding import CaseResult, Finding
from dlcourse.exercises.judge import Verdict
from dlcourse.exercises.told import Told
from dlcourse.language import LANGUAGES, Text


def test_hidden_cases_show_no_numbers():
    for spoken in LANGUAGES:
        shown = report.text(verdict(only_hidden), spoken)
        assert "2.5" not in shown
        assert "Input" not in shown
        assert "입력:" not in shown
        assert CASES[1].name.in_(spoken) in shown


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
    for table in (sentences.FINDINGS, sentences.WORDS, sentences.STATUS):
        for key, text in table.items():
            assert text.en, key
            assert text.ko, key


# --- whole reports --------------------------------------------------------------------------------------------------


def minus_and_says_so(x, by=1.0):
    print("  one\ntwo <b>  ")
    return x - by if x.ndim == 1 else x + by


WHOLE = {
    "en": """\
✗ Shift: not yet · 0 of 2 points
  In the case: “two numbers”
  Input: `x = [ 1., -2.]`
  Your result at index 0 is 0, but should be 2 (both numbers differ).
  Stuck? `hint("shift")` asks the next question.
  ✗ not yet  two numbers
  ✓ right  a table (a hidden case)
  ✗ not yet  a huge number (edge case)
  ✓ right  no numbers (edge case)
  Your function printed:
      one
    two <b>""",
    "ko": """\
✗ 옮기기: 아직 통과하지 못함 · 2점 중 0점
  문제가 생긴 경우: “두 수”
  입력: `x = [ 1., -2.]`
  반환한 값이 인덱스 0에서 0인데 2이어야 합니다(숫자 두 개가 모두 다릅니다).
  막혔나요? `hint("shift")`가 다음 질문을 던집니다.
  ✗ 아직 통과하지 못함  두 수
  ✓ 맞음  표 (숨은 경우)
  ✗ 아직 통과하지 못함  아주 큰 수 (경계 사례)
  ✓ 맞음  수가 없을 때 (경계 사례)
  함수가 출력한 내용:
      one
    two <b>""",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_report_as_text(language):
    assert report.text(verdict(minus_and_says_so), language) == WHOLE[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_report_as_html(language):
    page = report.html(dataclasses.replace(verdict(minus_and_says_so), diagnosis="a&b"), language)
    style, _, body = page.partition("</style>")
    assert style == f"<style>{report.STYLE}"
    head, *said = WHOLE[language].split("\n")
    sentences, cases = said[:4], [line.strip().split("  ", 1) for line in said[4:8]]
    rows = "".join(f"<tr><td>{mark}</td><td>{name}</td></tr>" for mark, name in cases)
    words = {"en": ("Cases", "result", "case"), "ko": ("경우별 결과", "결과", "경우")}[language]
    printed = {"en": "Your function printed", "ko": "함수가 출력한 내용"}[language]
    quoted = [
        "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(line.strip().split("`")))
        for line in sentences
    ]
    assert body == (
        f'<section class="dlcourse-report dlcourse-failed" lang="{language}" aria-label="{head}" data-exercise="shift" '
        f'data-diagnosis="a&amp;b" data-seed="1"><p class="dlcourse-head">{head}</p>'
        + "".join(f"<p>{line}</p>" for line in quoted).replace('"shift"', "&quot;shift&quot;")
        + f"<details><summary>{words[0]}</summary><table><thead><tr>"
        f'<th scope="col">{words[1]}</th><th scope="col">{words[2]}</th></tr></thead><tbody>{rows}</tbody></table></details>'
        f"<details><summary>{printed}</summary><pre>  one\ntwo &lt;b&gt;</pre></details></section>"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_right_answer_is_told_without_a_table(language):
    got = verdict(lambda x, by=1.0: x + by)
    head, said = {
        "en": ("✓ Shift: passed · 2 of 2 points", "All 4 cases are right."),
        "ko": ("✓ 옮기기: 통과 · 2점 중 2점", "4개 경우가 모두 맞습니다."),
    }[language]
    assert report.text(got, language) == f"{head}\n  {said}"
    assert report.html(got, language).endswith(f'<p class="dlcourse-head">{head}</p><p>{said}</p></section>')
    assert f'lang="{language}"' in report.html(got, language)
    assert 'data-diagnosis=""' in report.html(got, language)
    once = dataclasses.replace(got, results=got.results[:1])
    assert report.sentences(once, language) == [{"en": "The answer is right.", "ko": "답이 맞습니다."}[language]]


def test_the_frame_of_each_state_is_drawn():
    for status in sentences.STATUS:
        assert f".dlcourse-{status}{{" in report.STYLE
    assert set(sentences.SIGN) == set(sentences.STATUS)
    assert report.STYLE.count("{") == report.STYLE.count("}")
    rules = [rule.partition("{")[2] for rule in report.STYLE.strip().split("}")[:-1]]
    assert all(":" in declaration for rule in rules for declaration in rule.split(";"))
    assert (
        report.STYLE.split("}")[0].strip().startswith(".dlcourse-report{border:1px solid var(--jp-border-color1,#999);")
    )


def test_practice_has_no_points():
    card = dataclasses.replace(CARD, points=0.0)
    assert report.headline(verdict(stub, card), "en") == "○ Shift: not attempted"
    assert report.headline(verdict(lambda x, by=1.0: 0, card), "ko") == "✗ 옮기기: 아직 통과하지 못함"


def test_a_title_that_asks_is_followed_by_no_colon():
    card = dataclasses.replace(CARD, points=0.0, title=Text("How far?", "얼마나 멀까요?"))
    assert report.headline(verdict(stub, card), "en") == "○ How far? not attempted"
    assert report.headline(verdict(stub, card), "ko") == "○ 얼마나 멀까요? 시작 전"


@pytest.mark.parametrize(("points", "shown"), [(0.67, "0.67"), (1.5, "1.5"), (2.0, "2")])
def test_points_are_shown_as_short_as_they_are(points, shown):
    got = dataclasses.replace(verdict(only_hidden), points=points)
    assert report.headline(got, "en") == f"✗ Shift: not yet · {shown} of 2 points"


def test_who_did_not_try_is_not_told_where():
    assert report.sentences(verdict(stub), "en") == [
        "`shift` is still as it was handed out. Replace the line `raise NotImplementedError()` by your own code."
    ]
    assert report.sentences(verdict(3), "en") == [
        "`shift` is not a function but int. Was the name used for something else?",
        'Stuck? `hint("shift")` asks the next question.',
    ]


def test_whose_functions_stood_in_is_told():
    got = dataclasses.replace(verdict(lambda x, by=1.0: x + by), spared=("step", "gate"))
    assert report.sentences(got, "en")[1:] == [
        "Judged with the course's own `step`, `gate` in the place of yours: one mistake is not counted twice."
    ]
    assert report.sentences(got, "ko")[1:] == [
        "`step`, `gate`은(는) 강의의 함수로 바꾸어 채점했습니다. 한 번의 실수를 두 번 감점하지 않습니다."
    ]


# --- one sentence ---------------------------------------------------------------------------------------------------


def sentence(kind, hidden=False, card=CARD, language="en", **facts):
    """What is said about one case in which this was found."""
    case = dataclasses.replace(CASES[0], hidden=hidden)
    got = Verdict(card, "failed", 0.0)
    return report.finding(got, CaseResult(case, Finding("values", kind, facts))).in_(language)


VALUE = {"got": 1.0, "want": 2.0, "count": 1, "size": 4}


@pytest.mark.parametrize(
    ("facts", "english", "korean"),
    [
        ({"index": (3,)}, "Your result at index 3 is 1", "반환한 값이 인덱스 3에서 1인데"),
        ({"index": (0, 1)}, "Your result at index (0, 1) is 1", "반환한 값이 인덱스 (0, 1)에서 1인데"),
        ({"index": ()}, "Your result is 1", "반환한 값이 1인데"),
        ({"part": "w", "index": (0,)}, "`w` at index 0 is 1", "`w`가 인덱스 0에서 1인데"),
        ({"got": 0.1 + 0.2}, "Your result is 0.3,", "반환한 값이 0.3인데"),
        ({"got": 1 / 3}, "Your result is 0.3333333333,", "반환한 값이 0.3333333333인데"),
        ({"got": 10**12}, "Your result is 1000000000000,", "반환한 값이 1000000000000인데"),
        ({"got": 1e12}, "Your result is 1e+12,", "반환한 값이 1e+12인데"),
    ],
)
def test_numbers_and_places_are_short(facts, english, korean):
    assert sentence("value", **VALUE | facts).startswith(english)
    assert sentence("value", language="ko", **VALUE | facts).startswith(korean)


@pytest.mark.parametrize(
    ("facts", "english", "korean"),
    [
        ({"line": 3, "source": "y = x"}, "IndexError in line 3 (`y = x`): no", "IndexError 오류로 멈추었습니다(3번째 줄 `y = x`): no"),
        ({"line": None, "source": "y = x"}, "IndexError at `y = x`: no", "IndexError 오류로 멈추었습니다(`y = x`): no"),
        ({"line": None, "source": ""}, "IndexError: no", "IndexError 오류로 멈추었습니다: no"),
    ],
)  # fmt: skip  # a table
def test_an_error_is_told_with_its_place_if_it_is_known(facts, english, korean):
    facts |= {"error": "IndexError", "message": "no"}
    assert sentence("raised", **facts) == f"Your function stopped with {english}"
    assert sentence("raised", language="ko", **facts) == f"함수가 {korean}"


SENTENCES = [
    ("value", {"part": "w", **VALUE}, "`w` has the right shape, but 1 of 4 numbers differ.", "`w`의 형상은 맞지만 숫자 4개 중 1개가 다릅니다."),
    ("word", {"part": "w", "got": "a", "want": "b"}, "`w` is another word than it should be.", "`w`의 단어가 있어야 할 단어와 다릅니다."),
    ("shape", {"want": (2,), "got": (3,)}, "Your result should have shape (2,), but has shape (3,).", "반환한 값의 형상은 (2,)이어야 하는데 (3,)입니다."),
    ("timed-out", {}, "Your function was still running after 4 seconds, so we stopped it. Does a loop never end?", "함수가 4초가 지나도 끝나지 않아 멈추었습니다. 끝나지 않는 반복문이 있나요?"),
    ("undefined", {}, "There is no `shift` in this notebook yet. Run the cell with your code, then this one.", "이 노트북에 아직 `shift`이(가) 없습니다. 코드 셀을 먼저 실행한 뒤 이 셀을 실행해 보세요."),
    ("borrowed", {}, "`shift` is the course's own function, not yours. Run the cell in which you write `shift`.", "이 `shift`은(는) 직접 작성한 함수가 아니라 강의가 제공하는 함수입니다. `shift`을(를) 작성하는 셀을 실행해 보세요."),
    ("keys", {"part": "s", "want": "'a'", "got": "'b'"}, "`s` should have the keys 'a', but has 'b'.", "`s`의 키는 'a'이어야 하는데 'b'입니다."),
    ("length", {"want": 2, "got": 1}, "Your result should have 2 parts, but has 1.", "반환한 값의 구성 요소는 2개여야 하는데 1개입니다."),
]  # fmt: skip  # a table


@pytest.mark.parametrize(("kind", "facts", "english", "korean"), SENTENCES, ids=[one[0] for one in SENTENCES])
def test_a_hidden_case_has_its_sentence(kind, facts, english, korean):
    assert sentence(kind, hidden=True, **facts) == english
    assert sentence(kind, hidden=True, language="ko", **facts) == korean


def named(x):
    return x


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (np.array([1.0, 2.5]), "[1. , 2.5]"), (np.array([[1, 2], [3, 4]]), "[[1, 2], [3, 4]]"), (np.array([1 / 3]), "[0.3333]"),
        (np.arange(31), "[ 0, 1, 2, ..., 28, 29, 30]"), (np.arange(30), f"[{', '.join(map(str, range(10))).replace('0', ' 0', 1)}"),
        (named, "named"), (functools.partial(named), "a function"), (np.random.default_rng(0), "a random generator"), ("word", "'word'"),
        ([1, 2], "[1, 2]"), (None, "None"), (2.5, "2.5"),
    ],
)  # fmt: skip  # a table
def test_inputs_are_shown_briefly(value, shown):
    case = Case(Text("a", "가"), (value,))
    assert " ".join(report.inputs(case, ["x"]).en.split()).startswith(f"x = {shown}")
    if not isinstance(value, np.ndarray) or value.size < 30:
        assert report.inputs(case, ["x"]).en == f"x = {shown}"


def test_inputs_have_names_and_are_cut_after_so_many_letters():
    case = Case(Text("a", "가"), (1, 2), {"by": 3})
    assert report.inputs(case, ["x", "y", "z"]).en == "x = 1, y = 2, by = 3"
    assert report.inputs(case, ["x"]).en == "x = 1, by = 3"
    for length in (240, 241):
        line = report.inputs(Case(Text("a", "가"), ("a" * (length - 6),)), ["x"]).en
        assert line == f"x = '{'a' * (length - 6)}'" if length == 240 else line == f"x = '{'a' * 234}…"
    assert report.inputs(case, ["x"], most=6).en == "x = 1…"


def test_a_case_without_inputs_shows_none():
    case = Case(Text("nothing", "없음"))
    card = dataclasses.replace(CARD, reference=lambda: 1, cases=lambda rng: (case,), misconceptions=())
    assert report.sentences(verdict(lambda: 2, card), "en")[:2] == [
        "In the case: “nothing”",
        "Your result is 2, but should be 1.",
    ]


def test_names_of_inputs_are_those_that_are_given_by_place():
    def reference(x, /, y, *more, z=1):
        return x

    case = Case(Text("a", "가"), (1, 2, 3))
    card = dataclasses.replace(CARD, reference=reference, cases=lambda rng: (case,), misconceptions=())
    assert "Input: `x = 1, y = 2`" in report.sentences(verdict(lambda *given, **named: 0, card), "en")


@pytest.mark.parametrize(
    ("sentence", "page"),
    [
        ("no code", "no code"), ("`a` and `b`", "<code>a</code> and <code>b</code>"), ("`a` and `b", "`a` and `b"), ("`", "`"),
        ("`<a>` & b", "<code>&lt;a&gt;</code> &amp; b"),
    ],
)  # fmt: skip  # a table
def test_backticks_become_code(sentence, page):
    assert report.Note(Text(sentence, sentence))._repr_html_() == f'<p class="dlcourse-note">{page}</p>'


def test_a_report_shows_its_notes_below_in_the_language_in_use(monkeypatch):
    got = verdict(lambda x, by=1.0: x + by)
    shown = report.Report(got, (Text("Saved `it`.", "`저장`했습니다."), Text("More.", "더.")))
    for chosen, notes in (("en", ("Saved `it`.", "More.")), ("ko", ("`저장`했습니다.", "더."))):
        monkeypatch.setattr(language, "_chosen", chosen)
        assert str(shown) == repr(shown) == "\n".join([report.text(got, chosen), *(f"  {note}" for note in notes)])
        pages = [report.Note(note)._repr_html_() for note in shown.notes]
        assert shown._repr_html_() == report.html(got, chosen) + "".join(pages)
        assert str(report.Note(shown.notes[1])) == repr(report.Note(shown.notes[1])) == notes[1]
    assert report.Report(got).notes == ()


def test_a_name_nobody_knows(monkeypatch):
    for chosen, near, far in (
        ("en", "There is no exercise called 'stpe'. Did you mean 'step'?", "There is no exercise called 'stpe'."),
        ("ko", "'stpe'(이)라는 연습 문제는 없습니다. 'step'을(를) 말하나요?", "'stpe'(이)라는 연습 문제는 없습니다."),
    ):
        monkeypatch.setattr(language, "_chosen", chosen)
        assert str(report.unknown("stpe", "step")) == near
        assert str(report.unknown("stpe", None)) == far


def test_only_the_first_that_was_printed_is_shown():
    def prints(x, by=1.0):
        print({2: "  ", 6: "\nsix\n\n", 1: "one"}.get(x.size, ""))
        return x + by

    assert report.text(verdict(prints), "en").endswith("  Your function printed:\n    \n    six")
    assert "printed" not in report.text(verdict(lambda x, by=1.0: print(" ") or x + by), "en")


@pytest.mark.parametrize(
    ("way", "first"), [("name", "It looks like this: it is so"), ("relation", "it is so"), ("form", "it is so")]
)
def test_a_mistake_by_name_is_a_likeness_and_everything_else_is_so(way, first):
    told = Told(way, "so", Text("it is so", "그렇습니다"), Text("Why?", "왜 그럴까요?"))
    said = report.sentences(dataclasses.replace(verdict(only_hidden), told=told), "en")
    assert said[0] == first
