"""An answer on its page of formgrader, as an instructor gives it points and words."""

from typing import Any

# formgrader writes what is stored into its fields when both lists have come: what is typed before that is lost
_FETCHED = """async () => {
    while (!(formgrader.grades.loaded && formgrader.comments.loaded)) await new Promise(requestAnimationFrame);
}"""


def fetched(frame: Any) -> None:
    """Wait until the page, or the frame that it is in, is set up to its end, keys included, and its fields hold what is stored."""
    frame.locator(".tabbable:focus").wait_for()
    frame.locator("body").evaluate(_FETCHED)


def give(page: Any, field: Any, kind: str, given: str) -> None:
    """Type into a field for a `grade` or a `comment`, and go on to the next one; the server has stored it then."""
    with page.expect_response(
        lambda answer: f"/api/{kind}/" in answer.url and answer.request.method == "PUT"
    ) as stored:
        field.fill(given)
        field.press("Tab")
    assert stored.value.ok
