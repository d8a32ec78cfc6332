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
