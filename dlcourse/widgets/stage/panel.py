"""What stands in a cell's output: the frame, the spoken names, the words for pages without a kernel; and how it ends."""

import base64
from collections.abc import Callable, Iterator
from typing import Any

import anywidget
import ipywidgets
import traitlets

from dlcourse.language import Text
from dlcourse.record import hosting
from dlcourse.widgets.stage import stored
from dlcourse.widgets.stage.page import paragraph
from dlcourse.widgets.stage.scripts import joined

ASLEEP = Text(
    "This picture sleeps, because its kernel has stopped: run the first cell of the lesson, then this one.",
    "커널이 멈추어 이 그림은 쉬고 있습니다. 수업의 첫 번째 셀을 실행한 다음 이 셀을 실행하세요.",
)


class Aria(anywidget.AnyWidget):
    """Invisible: accessible names, alternative text, arrow keys and answers to pictures, given in the page by aria.js."""

    _esm = joined("frame.js", "aria.js")
    names = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    asleep = traitlets.Unicode().tag(sync=True)  # what the page says when there is no kernel to say it
    homes = traitlets.Dict().tag(
        sync=True
    )  # CSS class of a slider -> where it began, its step, and how to get back, in words
    busy = traitlets.Bool(False).tag(sync=True)  # the picture that was asked for is still being calculated


class Panel(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """What a stage and a question by itself share: the frame, the spoken names, the words for pages without a kernel."""

    def __init__(self, parts: list[ipywidgets.Widget], names: dict[str, str], language: str) -> None:
        self._language = language
        self.aria = Aria(names=names, language=language, asleep=ASLEEP.in_(language))
        super().__init__([*parts, self.aria], _dom_classes=("dlcourse-stage",))
        take_the_place_of_the_last_run(self)

    def _words(self) -> str:
        raise NotImplementedError  # both kinds of panel say something

    def _image(self) -> bytes | None:
        return None

    def _kept(self) -> dict[str, Any]:
        """What a page without a kernel makes of it."""
        return stored.kept(self._language, says="".join(map(paragraph, self._words().splitlines())))

    def page(self, image: bytes | None = None) -> str:
        """The piece of HTML that a page without a kernel shows; `image` saves making the picture again."""
        return stored.page(self._kept(), self._language, picture=image or self._image(), words=self._words())

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs) or {}
        bundle["text/plain"] = self._words()
        image = self._image()
        if image:
            bundle["image/png"] = base64.b64encode(image).decode("ascii")
        bundle["text/html"] = self.page(image)
        bundle[stored.MIME] = {"version": 1}  # asks the plugin, which finds the rest in the HTML
        return bundle

    def close(self) -> None:
        """End it, and everything inside it."""
        _this, *inside = everything(self)
        for part in inside:
            part.close()
        super().close()


def everything(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    """The widget and all that it is made of: ipywidgets keeps even the layout of a closed slider for ever."""
    yield widget
    for part in (getattr(widget, "layout", None), getattr(widget, "style", None), *getattr(widget, "children", ())):
        if isinstance(part, ipywidgets.Widget):
            yield from everything(part)


_panels: dict[str, tuple[str, list[Callable[[], None]]]] = {}  # cell -> (its run, how to close what that run made)


def take_the_place_of_the_last_run(panel: Panel) -> None:
    """Running a cell again closes what its last run made: ipywidgets itself would keep it for ever."""
    cell, run = _cell_and_run()
    if cell is None:
        return
    last_run, closers = _panels.get(cell, (run, []))
    if last_run != run:
        for close in closers:
            close()
        closers = []
    _panels[cell] = (run, [*closers, panel.close])


def _cell_and_run() -> tuple[str | None, str]:
    """The notebook cell that is running, and which of its runs this is; no cell outside a notebook."""
    shell = hosting.shell()
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return parent.get("metadata", {}).get("cellId"), parent.get("header", {}).get("msg_id", "")
