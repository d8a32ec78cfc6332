"""`autograder formgrade`: nbgrader's pages for reading answers, in a server of its own or in the hub's that is running already."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.desk.speaking import Run
from dlcourse.desk import hub, running
from dlcourse.language import Text

FORMGRADER = Text(
    "formgrader opens in your browser; end it here with Ctrl + C",
    "브라우저에서 formgrader가 열립니다. 여기에서 Ctrl + C로 끝냅니다",
)
ADDRESS = Text(
    "formgrader is at the address below (/{page} behind the last /); end it here with Ctrl + C",
    "formgrader는 아래 주소에 있습니다(마지막 / 뒤에 {page}를 붙입니다). 여기에서 Ctrl + C로 끝냅니다",
)
TAKEN = Text(
    "JupyterLab has the only port of this container that a browser reaches: end it, then run this command in its place",
    "브라우저가 닿는 이 컨테이너의 포트는 하나뿐이고 JupyterLab이 쓰고 있습니다. JupyterLab을 끝내고 그 자리에서 이 명령을 실행하세요",
)
ON_HUB = Text(
    "formgrader is a page of your server on this hub: the menu Nbgrader > Formgrader",
    "formgrader는 이 허브의 내 서버에 있습니다. 메뉴 Nbgrader > Formgrader에서 엽니다",
)
NAME_CLASS = Text(
    "so that it opens this class, write these lines into {file}, then stop and start your server:\n"
    "c = get_config()\nc.CourseDirectory.root = {folder}",
    "이 반이 열리도록 {file} 파일에 다음 줄을 적은 뒤 서버를 껐다가 다시 켜 주세요.\n"
    "c = get_config()\nc.CourseDirectory.root = {folder}",
)
OUTSIDE = Text(
    "your server on this hub shows only {root}, so formgrader in it cannot open the class in {folder}: make formgrader a service of "
    "the hub, as the guide docs/en/guides/jupyterhub.md says under 'Several instructors', and open the service's address",
    "이 허브의 내 서버는 {root} 폴더만 보여 주므로 {folder}의 반은 여기의 formgrader로 열 수 없습니다. 안내서 "
    "docs/ko/guides/jupyterhub.md의 '강사가 여럿일 때'처럼 formgrader를 허브의 서비스로 만들고 그 주소를 여세요",
)
CONTAINER = "DLCOURSE_CONTAINER"  # the course's own images say with it what they run in
INSIDE_LAB = "lab?formgrader=true"  # opened by itself its links to files would lead out of the hub's path
PAGE = "formgrader/manage_assignments"


def add_to(commands: Any, in_words: Callable[[Run], Run]) -> None:
    """Add the command; `in_words` makes it speak the class's language."""
    formgrade = commands.add_parser("formgrade", help="open nbgrader's formgrader to read answers in words")
    formgrade.add_argument("--port", type=int, metavar="N", help="default: the first free one from 8888 on")
    formgrade.add_argument("--no-browser", action="store_true", help="open no browser; say the address")
    formgrade.set_defaults(grading=in_words(open_page))


def open_page(asked: argparse.Namespace, folder: Path) -> int:
    """Open it, or say where it is open already."""
    if hub.on_hub():  # a second server would listen where no browser gets to
        if hub.shown(folder) is None:
            print(OUTSIDE.format(root=hub.root(), folder=folder))
            return 1
        print(ON_HUB, hub.address(INSIDE_LAB), sep="\n")
        if not _is_named(folder):
            print(NAME_CLASS.format(file=_settings_of_home(), folder=repr(str(folder))))
        return 0
    if contained := bool(os.environ.get(CONTAINER)):  # no browser is in there, and its settings name one port
        asked.no_browser = True
    if contained and running.anything():
        print(TAKEN)
        return 1
    print(ADDRESS.format(page=PAGE) if asked.no_browser else FORMGRADER, flush=True)
    try:
        return subprocess.run([sys.executable, "-m", "jupyterlab", *_flags(asked)], cwd=folder, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _flags(asked: argparse.Namespace) -> list[str]:
    flags = [f"--LabApp.default_url=/{PAGE}"]
    if asked.port is not None:
        flags.append(f"--ServerApp.port={asked.port}")
    if asked.no_browser:
        flags.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container there is often nobody else
        flags.append("--allow-root")
    return flags


def _settings_of_home() -> Path:
    """Where this account's own settings of nbgrader are, which the hub's server reads wherever it was started."""
    return Path(os.environ.get("JUPYTER_CONFIG_DIR") or Path.home() / ".jupyter") / "nbgrader_config.py"


def _is_named(folder: Path) -> bool:
    """Whether formgrader of the hub's server opens the class in this folder."""
    try:
        return str(folder) in _settings_of_home().read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
