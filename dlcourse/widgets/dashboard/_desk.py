"""What the dashboard adds to a stage: look again, put all work into one file that the browser can keep, and take it from there."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import anywidget
import ipywidgets
import traitlets

from dlcourse import language as languages
from dlcourse.language import Text
from dlcourse.record import hosting, saving
from dlcourse.widgets.stage.knob import make_button
from dlcourse.widgets.stage.page import STYLE, html_box, paragraph, short_error
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
    "You are on Binder. It stops after ten minutes in which you run nothing, even with this page open, and forgets your files about ten minutes later. "
    "Before a break, save your work here and download the file; next time, bring it back with the second button. "
    "The two clouds in the notebook's toolbar keep one notebook in this browser, without your progress.",
    "지금은 Binder에서 작업하고 있습니다. Binder는 10분 동안 아무것도 실행하지 않으면 이 페이지를 열어 두어도 멈추고, 10분쯤 더 지나면 파일을 모두 지웁니다. "
    "쉬기 전에 여기에서 작업을 보관하고 파일을 내려받으세요. 다음에 두 번째 버튼으로 그 파일을 올리면 모두 되살아납니다. "
    "노트북 도구 모음의 구름 두 개는 노트북 하나를 이 브라우저에 남길 뿐, 학습 기록은 남기지 않습니다.",
)
RESTORE = Text("Bring my work back from a file", "파일에서 작업 되살리기")
STOPPED = Text(
    "The file could not be restored ({reason}). Run `dlcourse restore {name}` in a terminal to see why.",
    "파일을 되살리지 못했습니다({reason}). 터미널에서 `dlcourse restore {name}`을 실행해 이유를 확인하세요.",
)
LEFT = {"width": "auto", "align_self": "flex-start"}
PATIENCE = 120  # seconds; a file with everything takes one or two


class Download(anywidget.AnyWidget):
    """A link to bytes that live in this page: it works on Binder, behind any proxy, and where no file can be served."""

    _esm = (Path(__file__).parent / "download.js").read_text(encoding="utf-8")
    content = traitlets.Bytes(b"").tag(sync=True)
    name = traitlets.Unicode("").tag(sync=True)
    label = traitlets.Unicode("").tag(sync=True)


class Upload(anywidget.AnyWidget):
    """A button to choose a file with, and who hears its name and content. ipywidgets' own writes "(0)" behind its label."""

    _esm = (Path(__file__).parent / "upload.js").read_text(encoding="utf-8")
    label = traitlets.Unicode("").tag(sync=True)
    accept = traitlets.Unicode("").tag(sync=True)

    def __init__(self, label: str, accept: str, chosen: Callable[[str, bytes], None]) -> None:
        super().__init__(label=label, accept=accept)
        # as a message, so that the page keeps no file in its state, and the notebook neither
        self.on_msg(lambda _widget, told, buffers: chosen(Path(told["name"]).name, bytes(buffers[0])))


class _Keeper(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """The two buttons, what they came to, and the link; `restored` is called when work has come back."""

    def __init__(self, language: str, restored: Callable[[], None] = lambda: None) -> None:
        self._language, self._restored = language, restored
        self.button = make_button(SAVE.in_(language), "dlcourse-save", self.save, LEFT)
        self.upload = Upload(RESTORE.in_(language), ".zip", self.restore)
        self.said = html_box(css=("dlcourse-saved", "dlcourse-live"))
        self.link = Download()
        note = html_box(paragraph((BINDER if hosting.on_binder() else ABOUT).in_(language)), ("dlcourse-about",))
        # Python inside a browser starts no other program
        back = [] if sys.platform == "emscripten" else [self.upload]
        super().__init__([note, self.button, *back, self.said, self.link])

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

    def restore(self, name: str, content: bytes) -> None:
        """What the chosen file holds comes back: `dlcourse restore` itself is run, so it does and says the same."""
        try:
            folder = saving.workspace(Path.cwd())
            with tempfile.TemporaryDirectory() as place:
                (Path(place) / name).write_bytes(content)
                said = self._command(name, folder, place)
        except saving.SavingError as error:
            self._tell(error.sentence)
        except (OSError, subprocess.TimeoutExpired) as error:
            self._tell(STOPPED.format(reason=short_error(error), name=name))
        else:
            self.said.value = "".join(map(paragraph, said))
            self._restored()

    def _command(self, name: str, folder: Path, place: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "dlcourse", "restore", name, str(folder)],
            cwd=place,
            env=os.environ | {"DLCOURSE_LANG": self._language, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        return [line for line in (done.stdout + done.stderr).splitlines() if line]

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
    """The dashboard: its scene on a stage, and its buttons below."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.again = make_button(AGAIN.in_(self._language), "dlcourse-again", self.refresh, LEFT)
        self.keeper = _Keeper(self._language, self.refresh)
        self.children: tuple[ipywidgets.Widget, ...] = (*self.children, self.again, self.keeper)
