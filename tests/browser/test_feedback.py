"""A feedback page made from a hostile submission, opened: no script runs and no request leaves, even without the page's own guard."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "planted"))

from pages import HOSTILE  # found by the line above

from autograder.feedback import page, safe
from autograder.grade.gradebook.pages import cell
from autograder.grade.gradebook.preprocessors import node

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("feedback")]


def feedback():
    grading = {
        "grade_id": "why",
        "grade": True,
        "solution": True,
        "points": 4.0,
        "score": 1.0,
        "comment": r"Good: $\frac{a}{b}$",
    }
    cells = [cell("markdown", text) for text in ("# Twice", *HOSTILE)]
    cells.append(cell("markdown", "\n\n".join(HOSTILE), metadata={"nbgrader": grading}))
    code = cell("code", "\n".join(HOSTILE))
    code["outputs"] = [
        node({"output_type": "display_data", "metadata": {}, "data": {"text/html": text}}) for text in HOSTILE
    ]
    check = cell(
        "code", "check('x')", metadata={"nbgrader": {"grade_id": "check-x", "grade": True, "points": 1.0, "score": 1.0}}
    )
    check["outputs"] = code["outputs"]
    nb, _ = safe.SafeOutputs().preprocess(node({"cells": [*cells, code, check], "metadata": {}}), {})
    return page.page(
        nb, {"score": 1.0, "max_score": 5.0, "notebook": "x", "student": "<script>document.title='hit'</script>"}, "en"
    )


@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "without its guard"])
def test_a_hostile_submission_does_nothing_in_the_readers_browser(browser, tmp_path, guarded):
    text = feedback()
    if not guarded:
        text = text.replace('http-equiv="Content-Security-Policy"', "")
        assert "Content-Security-Policy" not in text
    file = tmp_path / "page.html"
    file.write_text(text, encoding="utf-8")
    page = browser.new_page()
    asked, dialogs = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    try:
        page.goto(file.as_uri())
        for summary in page.locator("summary").all():
            if summary.is_visible():
                summary.click()
        for link in page.locator("a").all():
            link.hover()
        page.wait_for_load_state("networkidle")
        assert page.title() == "Feedback: Twice"
        assert page.url == file.as_uri()
        assert [url for url in asked if url != file.as_uri()] == []
        assert dialogs == []
        assert page.locator("script, iframe, object, embed, svg, form, [onerror], [onload], [onclick]").count() == 0
        assert page.locator("mfrac").first.bounding_box()["height"] > 10, "formulas are drawn"
    finally:
        page.close()
