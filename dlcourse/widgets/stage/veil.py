"""What would answer the open question stays covered: the picture, the words below it and the table, until a guess or a wish to see.

The controls stay usable. A scene whose untouched picture answers nothing says so in `Scene.gives_away`, and is never covered: there the
learner finds the answer by trying. Covered words are not on the page at all, so nobody hears what others may not yet see.
"""

from typing import Any

from dlcourse.language import Text
from dlcourse.widgets.stage.ask import Asking
from dlcourse.widgets.stage.page import html_box, paragraph
from dlcourse.widgets.stage.scene import Scene

COVERED = Text(
    "What do you expect? Choose an answer above, or click here (key S) to see.",
    "어떻게 될까요? 위에서 답을 고르거나, 여기를 누르면(S 키) 바로 볼 수 있습니다.",
)


class Veil:
    """The cover over a picture, and whether it is down."""

    def __init__(self, scene: Scene, asking: Asking | None, language: str) -> None:
        self._asking = asking
        self._needed = scene.predict is not None and gives_away(scene, scene.start())
        self.cover = html_box(paragraph(COVERED.in_(language)), css=("dlcourse-veil",))

    @property
    def down(self) -> bool:
        """Whether picture, words and table are covered now."""
        return self._needed and self._asking is not None and self._asking.open


def gives_away(scene: Scene, values: dict[str, Any]) -> bool:
    """Whether these values show the answer to the scene's question; of a scene that says nothing, all do."""
    return scene.gives_away is None or scene.gives_away(values)
