"""What the dashboard adds to a stage: look again, and put all work into one file that the browser can keep."""

from pathlib import Path

import anywidget
import ipywidgets
import traitlets

from dlcourse import language as languages
from dlcourse.language import Text
from dlcourse.record import progress, saving
from dlcourse.widgets.stage.page import STYLE, html_box, paragraph
from dlcourse.widgets.stage.panel import Panel
from dlcourse.widgets.stage.scene import Scene
from dlcourse.widgets.stage.stage import Stage

AGAIN = Text("Look again", "새로 고침")
SAVE = Text("Save my work to one file", "작업을 파일 하나로 보관하기")
DOWNLOAD = Text("Download {name}", "{name} 내려받기")
ABOUT = Text(
    "The file holds the answers of all lessons and your progress. Press Ctrl+S (⌘ S on a Mac) in every open notebook first: what is not saved there cannot be in it.",
    "모든 수업의 답과 학습 기록을 파일 하나에 담습니다. 먼저 열려 있는 노트북마다 Ctrl+S(맥에서는 ⌘ S)를 눌러 주세요. 저장하지 않은 내용은 담기지 않습니다.",
)
BINDER = Text(
    "You are on Binder, which forgets everything about ten minutes after you leave. Before a break, save your work here and download the file; next time, "
    "upload it, run `!dlcourse restore NAME.zip` in a cell, and all is back.",
    "지금은 Binder에서 작업하고 있습니다. Binder는 자리를 비우고 10분쯤 지나면 모든 것을 지웁니다. 쉬기 전에 여기에서 작업을 보관하고 파일을 내려받으세요. "
    "다음에 그 파일을 올리고 셀에서 `!dlcourse restore 이름.zip`을 실행하면 모두 되살아납니다.",
)


class Download(anywidget.AnyWidget):
    """A link to bytes that live in this page: it works on Binder, behind any proxy, and where no file can be served."""

    _esm = (Path(__file__).parent / "download.js").read_text(encoding="utf-8")
    content = traitlets.Bytes(b"").tag(sync=True)
    name = traitlets.Unicode("").tag(sync=True)
    label = traitlets.Unicode("").tag(sync=True)


class _Keeper(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """The button, what it came to, and the link."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.button = ipywidgets.Button(
            description=SAVE.in_(language), layout={"width": "auto", "align_self": "flex-start"}
        )
        self.button.add_class("dlcourse-save")
        self.button.on_click(lambda _button: self.save())
        self.said = html_box(css=("dlcourse-saved", "dlcourse-live"))
        self.link = Download()
        note = BINDER if progress.on_binder() else ABOUT
        super().__init__(
            [html_box(paragraph(note.in_(language)), ("dlcourse-about",)), self.button, self.said, self.link]
        )

    def save(self) -> None:
        """Pack everything, write it beside the lessons, and offer it to the browser; if the disk is full the link still works."""
        try:
            folder = saving.workspace(Path.cwd())
            made = saving.pack(folder)
        except saving.SavingError as error:
            self._tell(error.sentence)
            return
        name = saving.default_name()
        try:
            said = saving.write(made, folder / name)
        except saving.SavingError as error:
            said = [*made.missing, error.sentence]
        self._tell(*said)
        self.link.set_trait("name", name)
        self.link.set_trait("label", DOWNLOAD.format(name=name).in_(self._language))
        self.link.set_trait("content", made.content)

    def _tell(self, *said: Text) -> None:
        self.said.value = "".join(paragraph(text.in_(self._language)) for text in said)


class Keep(Panel):
    """The button by itself."""

    def __init__(self) -> None:
        self._language = languages.current()
        self.keeper = _Keeper(self._language)
        super().__init__([html_box(STYLE), self.keeper], {}, self._language)

    def _words(self) -> str:
        return SAVE.in_(self._language)


class Desk(Stage):
    """The dashboard: its scene on a stage, and two buttons below."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.again = ipywidgets.Button(
            description=AGAIN.in_(self._language), layout={"width": "auto", "align_self": "flex-start"}
        )
        self.again.add_class("dlcourse-again")
        self.again.on_click(lambda _button: self.refresh())
        self.keeper = _Keeper(self._language)
        self.children: tuple[ipywidgets.Widget, ...] = (*self.children, self.again, self.keeper)
