"""Lines of Python under a picture, which do the same as the picture does, to be copied into a cell."""

import html

import ipywidgets

from dlcourse.language import Text
from dlcourse.widgets.stage.page import html_box, marked

CODE = Text("These lines of `dlcourse` do exactly the same:", "다음 `dlcourse` 코드가 똑같은 일을 합니다.")
COPY = Text("Copy the code", "코드 복사")
COPIED = Text("✓ Copied: paste it into a cell", "✓ 복사했습니다. 셀에 붙여 넣어 보세요")


class Lines(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """Lines of Python, and a button that copies them; the page does the copying (aria.js)."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.lines = html_box(css=("dlcourse-code",))
        self.button = ipywidgets.Button(layout={"width": "auto"}, _dom_classes=("dlcourse-copy", "dlcourse-link"))
        super().__init__([self.lines, self.button])

    def show(self, code: str) -> None:
        """These lines."""
        self.lines.value = self.html(code)
        self.button.description = COPY.in_(self._language)

    def html(self, code: str) -> str:
        """These lines as they stand on the page."""
        said = marked(CODE.in_(self._language))
        lines = f"<details><summary>{said}</summary><pre><code>{html.escape(code)}</code></pre></details>"
        return lines if code else ""

    def copied(self) -> None:
        """Say so, until the lines change."""
        self.button.description = COPIED.in_(self._language)
