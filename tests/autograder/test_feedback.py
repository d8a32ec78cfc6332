"""Feedback pages: what a learner reads, in the learner's language, and nothing in them acts."""

import base64
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

sys.path.insert(0, str(Path(__file__).parents[1] / "planted"))

from pages import HOSTILE  # found by the line above

from autograder import config
from autograder.feedback import page, safe
from autograder.grade.gradebook.pages import cell
from autograder.grade.gradebook.preprocessors import node
from autograder.grade.handed_in.match import spoken

PIXEL = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
).decode()


class Seen(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def harmless(text):
    """Whether HTML has nothing that a browser would run or fetch."""
    seen = Seen(text)
    bad = {"script", "style", "iframe", "object", "embed", "meta", "link", "base", "form", "svg", "foreignobject"}
    loads = [one for one in seen.attributes if one[1] in ("src", "srcset", "background", "action", "poster", "data")]
    return not (
        bad & set(seen.tags)
        or [one for one in seen.attributes if one[1].startswith("on") or one[1] in ("style", "id", "name", "class")]
        or [one for one in loads if not one[2].startswith("data:image/png;base64,")]
        or [one for one in seen.attributes if one[1] == "href" and not one[2].startswith(("http", "mailto:"))]
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_acts_is_left_of_a_cell(text):
    assert harmless(safe.markdown(text)), safe.markdown(text)
    assert harmless(safe.html(text)), safe.html(text)


def test_the_checker_of_these_tests_sees_what_acts():
    for text in ("<script>x</script>", "<img src=http://a/b>", "<p onclick=x>", "<a href=javascript:x>", "<b style=x>"):
        assert not harmless(text)


def test_what_a_learner_may_write_stays():
    written = "**bold** `x < y` [web](https://example.org)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n$x < \\frac{a}{b}$"
    shown = safe.markdown(written)
    for part in (
        "<strong>bold</strong>",
        "<code>x &lt; y</code>",
        'href="https://example.org"',
        "<td>2</td>",
        "<mfrac>",
    ):
        assert part in shown
    assert f'src="data:image/png;base64,{PIXEL}"' in safe.markdown(
        "![p](attachment:p.png)", {"p.png": {"image/png": PIXEL}}
    )


def test_a_formula_that_is_none_is_shown_as_it_was_typed():
    assert safe.markdown(r"see $\frac{$") == "<p>see <code>$\\frac{$</code></p>\n"


@pytest.mark.parametrize("show", [safe.markdown, lambda text: safe.code(text, safe._FORMATTER)])
def test_a_megabyte_is_shown_as_it_was_typed_and_nobody_looks_at_it(monkeypatch, show):
    asked = []
    monkeypatch.setattr(safe, "MarkdownWithMath", lambda **_: asked.append("markdown"))
    monkeypatch.setattr(safe, "highlight", lambda *_: asked.append("code") or "")
    text = r"\begin{a}" * 111_111
    assert show(text) == f"<pre>{text}</pre>"
    assert show("<b>" * 20_000) == f"<pre>{'&lt;b&gt;' * 20_000}</pre>"
    assert asked == []


def test_formgrader_shows_code_by_the_same_limits():
    settings = Config()
    config.configure(settings, None, "en")
    nb = node({"cells": [cell("code", r"\begin{a}" * 9_000)], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    shown, _ = HTMLExporter(config=settings, template_name="basic").from_notebook_node(nb)
    assert "<pre>" + r"\begin{a}" * 9_000 + "</pre>" in shown


def test_what_takes_too_long_is_shown_as_it_was_typed_and_a_page_has_its_own_time(monkeypatch):
    def forever(*_):
        while True:
            pass

    safe.new_page()
    with monkeypatch.context() as slow:
        slow.setattr(safe, "_SECONDS", 0.02)
        slow.setattr(safe, "highlight", forever)
        assert safe.code("a < b", safe._FORMATTER) == "<pre>a &lt; b</pre>"
    assert safe._spent[0] > 0.0
    safe._spent[0] = 5.1
    assert safe.code("a", safe._FORMATTER) == "<pre>a</pre>"
    safe.new_page()
    assert '<span class="n">a</span>' in safe.code("a", safe._FORMATTER)
    assert '<div class=" highlight hl-ipython3">' in safe.code_in_template("a", metadata={})


def test_outputs_lose_what_acts_and_keep_what_shows():
    outputs = [
        {"output_type": "display_data", "data": {"application/javascript": "alert(1)"}, "metadata": {}},
        {"output_type": "display_data", "data": {"image/svg+xml": "<svg onload='alert(1)'/>"}, "metadata": {}},
        {"output_type": "display_data", "data": {"image/png": PIXEL, "text/plain": "a picture"}, "metadata": {}},
        {"output_type": "display_data", "data": {"image/png": "' onerror='alert(1)", "text/plain": "no"}, "metadata": {}},
        {"output_type": "display_data", "data": {"text/html": ["<b onclick='x'>", "hi</b>"]}, "metadata": {"a": 1}},
        {"output_type": "error", "ename": "E", "evalue": "why", "traceback": ["/home/teacher/secret.py"]},
        {"output_type": "stream", "name": "stdout", "text": "x" * 30_000},
        {"output_type": "something else"},
    ]  # fmt: skip
    code = cell("code", "x", metadata={"nbgrader": {"grade_id": "a"}, "tags": ['"><script>']})
    code["outputs"] = [node(one) for one in outputs]
    made, _ = safe.SafeOutputs().preprocess(node({"cells": [code], "metadata": {"widgets": {}}}), {})
    kept = made.cells[0].outputs
    assert [one.get("data", one.get("text", ""))  for one in kept] == [
        {"image/png": PIXEL}, {"text/plain": "no"}, {"text/html": "<b>hi</b>"}, "E: why", "x" * 20_000 + "…",
    ]  # fmt: skip
    assert made.cells[0].metadata == {"nbgrader": {"grade_id": "a"}}
    assert made.metadata == {}


# --- the page -------------------------------------------------------------------------------------------------------


def graded(name, points, *, score, **more):
    return {"nbgrader": {"grade_id": name, "grade": True, "solution": False, "points": points, "score": score} | more}


def notebook(language="en", answer="Because it *adds*.", **question):
    """A graded notebook as nbgrader hands it to the page."""
    report = '<section class="dlcourse-report dlcourse-failed" lang="en">It looks like this: zero counts</section>'
    cells = [
        cell("markdown", "# Twice & more"),
        cell("code", f'import numpy as np\nlanguage.use("{language}")'),
        cell("code", "def step(x):\n    return '<b>'", metadata={"nbgrader": {"grade_id": "step", "solution": True}}),
        cell("code", 'check("step")\n### BEGIN HIDDEN TESTS\ngrade("step")\n### END HIDDEN TESTS', metadata=graded("check-step", 2.0, score=1.5)),
        cell("markdown", "Why?\n<!-- BEGIN MARK SCHEME -->\nthe model answer\n<!-- END MARK SCHEME -->", metadata={"nbgrader": {"grade_id": "ask-why", "locked": True}}),
        cell("markdown", answer, metadata=graded("why", 4.0, score=0.0, solution=True, **{"waits": True} | question)),
        cell("code", 'check("gate")', metadata=graded("check-gate", 2.0, score=0.0, waits=True)),
        cell("raw", "<i>raw</i>"),
    ]  # fmt: skip
    cells[3]["outputs"] = [
        node({"output_type": "display_data", "metadata": {}, "data": {"text/html": said}})
        for said in ('<ul class="dlcourse-notes"><li>Cell 3 stopped.</li></ul>', report)
    ]
    return node({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def made(nb, language="en", **more):
    nb, _ = safe.SafeOutputs().preprocess(nb, {})
    return page.page(nb, {"score": 1.5, "max_score": 8.0, "late_penalty": 0.0, "notebook": "01", "student": "<kim>"} | more, language)  # fmt: skip


def test_the_page_says_what_happened_and_in_which_language():
    for language, said in {
        "en": ["Feedback: Twice &amp; more", "1.5 of 8 points so far; a person still reads 2 of your answers.", "Learner: &lt;kim&gt;", "Question 1", "This could not be judged by the program; a person looks at it. It costs you nothing.", "There is no cell of yours for this exercise.", "2 other cells of your notebook", "another cell of your notebook"],
        "ko": ["피드백: Twice &amp; more", "지금까지 8점 중 1.5점입니다. 답안 2개는 아직 사람이 읽는 중입니다.", "학습자: &lt;kim&gt;", "서술형 문제 1", "프로그램이 채점하지 못해 사람이 확인합니다. 감점되지 않습니다.", "이 문제의 풀이 셀이 없습니다.", "노트북의 다른 셀 2개", "노트북의 다른 셀 1개"],
    }.items():  # fmt: skip
        text = made(notebook(), language)
        assert [one for one in said if one not in text] == []
        assert f'<html lang="{language}">' in text
        assert "It looks like this: zero counts" in text
        assert text.index("Cell 3 stopped.") < text.index("It looks like this")
        assert text.count("<em>adds</em>") == 1


def test_nothing_hidden_is_on_the_page():
    text = made(notebook())
    for secret in ("HIDDEN", "grade(", "MARK SCHEME", "model answer"):
        assert secret not in text


def test_a_finished_page_gives_the_points_the_penalty_and_the_comment():
    nb = notebook(comment="Well **seen**", waits=False)
    nb.cells[6].metadata.nbgrader.waits = False
    text = made(nb, late_penalty=1.0)
    assert '<p class="total">1.5 of 8 points</p>' in text
    assert "1 points were taken off for coming late." in text
    assert "<strong>seen</strong>" in text
    assert "You left this question as it was." in made(notebook(comment=page.NO_ANSWER))


def test_the_page_forbids_the_browser_to_run_or_fetch_anything():
    csp = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    text = made(notebook(answer="\n\n".join(HOSTILE)))
    assert csp in text
    assert text.index(csp) < text.index("<style>")


def test_the_notebook_says_the_language_of_its_learner():
    assert spoken(notebook("ko").cells, "en") == "ko"
    assert spoken([cell("code", "x = 1")], "ko") == "ko"


# --- drawings -------------------------------------------------------------------------------------------------------


def drawn(said=("a", "b"), marks='<path d="M1 2h-3.5a4 4 0 1 0 8 0z" stroke="#d55e00" stroke-width="2"/>'):
    return (
        '<svg width="440" height="44.5" viewBox="0 0 440 44.5" role="img" fill="none" font-size="12">'
        f"<title>{said[0]}</title> <desc>{said[1]}</desc> {marks}</svg>"
    )


def shown(text):
    return safe._data({"text/html": text}).get("text/html", "")


OUR_DRAWING = drawn(
    ("1 &lt; 2", "값 &amp; 곡선"), '<g fill="currentColor" text-anchor="end"><text x="1" y="2">-0.5</text> </g>'
)


def test_our_drawings_stay_as_they_are_each_in_its_place():
    page = f"<section><figure>{drawn()}<figcaption>one</figcaption></figure><p>{OUR_DRAWING}</p></section>"
    assert shown(page) == page
    assert shown(drawn() * 2) == drawn() * 2


def test_drawings_of_real_reports_stay_as_they_are():
    from dlcourse.exercises import CARDS, report, verdict_on

    for name in ("elu", "softmax", "run", "dropout", "affine-backward", "relu"):
        verdicts = (verdict_on(name, mistake.wrong, seed=1) for mistake in CARDS[name].misconceptions)
        verdict, made = next((one, made) for one in verdicts if (made := report.picture(one)) is not None)
        assert made.svg("ko") in shown(report.html(verdict, "ko"))


ACT = "alert(1)"
NOT_OURS = {
    "a script in it": drawn(marks=f"<script>{ACT}</script>"),
    "something that acts": drawn(marks=f'<path d="M1 2" onclick="{ACT}"/>'),
    "an action of its own": drawn().replace("<svg ", f'<svg onload="{ACT}" '),
    "a style": drawn(marks='<path d="M1 2" style="position: fixed"/>'),
    "an address": drawn(marks='<path d="M1 2" fill="url(http://away.invalid)"/>'),
    "another quote": drawn(marks=f"<path d='M1 2' fill='none\" onclick={ACT}'/>"),
    "markup in the title": drawn((f"<img src=x onerror={ACT}>", "b")),
    "markup in the description": drawn(("a", f"<img src=x onerror={ACT}>")),
    "markup in a label": drawn(marks=f'<g fill="none"><text x="1" y="2"><script>{ACT}</script></text> </g>'),
    "a way out of the title": drawn((f"</title><img src=x onerror={ACT}>", "b")),
    "another element": drawn(marks="<foreignObject><b>x</b></foreignObject>"),
    "an animation": drawn(marks=f'<animate attributeName="href" to="javascript:{ACT}"/>'),
    "a link": drawn(marks=f'<a href="javascript:{ACT}"><path d="M1 2"/></a>'),
    "half of it": drawn()[:-20],
    "too wide": drawn().replace('width="440"', 'width="44000"'),
    "too long": drawn(marks='<path d="M1 2"/>' * 500),
}


@pytest.mark.parametrize("name", NOT_OURS)
def test_of_any_other_drawing_nothing_is_left(name):
    left = shown(f"<p>before</p>{NOT_OURS[name]}<p>after</p>")
    assert left.startswith("<p>before</p>")
    assert "<svg" not in left
    assert "<path" not in left
    assert ACT not in left
    assert harmless(left)


def test_a_drawing_in_an_attribute_or_a_comment_does_not_become_one():
    for text in (
        f"<p title='{drawn()}'>x</p>",
        f"<!-- {drawn()} --><p>x</p>",
        f"<script>{drawn()}</script><p>x</p>",
    ):
        assert "<svg" not in shown(text)
        assert shown(text).endswith("x</p>")
        assert harmless(shown(text)), shown(text)
    assert "<svg" not in safe.markdown(f"a {drawn()} b")  # a cell's text is not where our reports stand


def test_many_drawings_and_none_take_no_time():
    assert shown(drawn() * 100).count("<svg") <= 40
    start = '<svg width="1" height="1" viewBox="0 0 1 1" role="img" fill="none" font-size="12"><title>'
    for text in (start * 200, start + "&amp;" * 3000, start + "</title> <desc></desc> " + '<path d="M1"/>' * 1000):
        assert "<svg" not in shown(text)
