"""The `dlcourse` command: what a learner runs.

Exit codes: 0 done, 1 the work found problems, 2 the request was wrong. To add a command, write its `_name` function and
one block in `_parser`.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from dlcourse import __version__, doctor, handin, lab
from dlcourse.language import LANGUAGES, Text, use

WRONG_REQUEST = 2

COURSE = Text("The foundations of deep learning, in lessons.", "수업으로 배우는 딥러닝의 기초.")
LAB = Text("open the lessons in JupyterLab", "JupyterLab에서 수업을 엽니다")
LAB_FOLDER = Text(
    "where your copies of the lessons live (default: {folder}); what is there already stays as it is",
    "수업 사본을 둘 폴더입니다(기본값: {folder}). 이미 있는 파일은 바뀌지 않습니다",
)
LAB_LANG = Text("language of the lessons (default: the system's)", "수업의 언어입니다(기본값: 시스템 언어)")
LAB_NO_BROWSER = Text("print the address instead of opening a browser", "브라우저를 열지 않고 주소만 보여 줍니다")
SUBMIT = Text(
    "hand in a lesson: try it out, then make the file to upload",
    "수업을 제출합니다. 미리 채점해 보고 올릴 파일을 만듭니다",
)
SUBMIT_LESSON = Text("such as 01_perceptron, or only its number", "01_perceptron 같은 수업 이름이나 번호")
SUBMIT_FOLDER = Text(
    "where your lessons are (default: {folder}, or this folder)",
    "수업이 있는 폴더입니다(기본값: {folder} 또는 현재 폴더)",
)
SUBMIT_FILE = Text("this notebook instead of the one in the folder", "폴더의 노트북 대신 제출할 노트북 파일")
SUBMIT_STUDENT = Text(
    "the name by which your instructor knows you (default: your login)",
    "강사가 아는 이름이나 학번입니다(기본값: 로그인 이름)",
)
SUBMIT_LANG = Text("language of the lesson (default: the system's)", "수업의 언어입니다(기본값: 시스템 언어)")
DOCTOR = Text("look whether all is here that the course needs", "강의에 필요한 것이 모두 갖추어졌는지 살펴봅니다")
DOCTOR_FOLDER = Text("where your lessons are (default: {folder})", "수업이 있는 폴더입니다(기본값: {folder})")
VERSION = Text("print the version", "버전을 보여 줍니다")
HELP = Text("print this help", "도움말을 보여 줍니다")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    use(lab.spoken())
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except handin.HandInError as error:
        print(error, file=sys.stderr)
        return error.code
    except lab.LabError as error:
        print(error, file=sys.stderr)
        return WRONG_REQUEST


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dlcourse", description=str(COURSE), add_help=False)
    parser.add_argument("-h", "--help", action="help", help=str(HELP))
    parser.add_argument("--version", action="version", version=f"dlcourse {__version__}", help=str(VERSION))
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")

    lesson = commands.add_parser("lab", help=str(LAB), description=str(LAB), add_help=False)
    lesson.add_argument("-h", "--help", action="help", help=str(HELP))
    lesson.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=lab.FOLDER,
        metavar="FOLDER",
        help=str(LAB_FOLDER.format(folder=lab.FOLDER)),
    )
    lesson.add_argument("--lang", choices=LANGUAGES, help=str(LAB_LANG))
    lesson.add_argument("--no-browser", action="store_true", help=str(LAB_NO_BROWSER))
    lesson.set_defaults(run=_lab)

    submit = commands.add_parser("submit", help=str(SUBMIT), description=str(SUBMIT), add_help=False)
    submit.add_argument("-h", "--help", action="help", help=str(HELP))
    submit.add_argument("lesson", metavar="LESSON", help=str(SUBMIT_LESSON))
    submit.add_argument("--folder", type=Path, metavar="FOLDER", help=str(SUBMIT_FOLDER.format(folder=lab.FOLDER)))
    submit.add_argument("--file", type=Path, metavar="NOTEBOOK", help=str(SUBMIT_FILE))
    submit.add_argument("--student", metavar="ID", help=str(SUBMIT_STUDENT))
    submit.add_argument("--lang", choices=LANGUAGES, help=str(SUBMIT_LANG))
    submit.set_defaults(run=_submit)

    look = commands.add_parser("doctor", help=str(DOCTOR), description=str(DOCTOR), add_help=False)
    look.add_argument("-h", "--help", action="help", help=str(HELP))
    look.add_argument(
        "--folder",
        type=Path,
        default=lab.FOLDER,
        metavar="FOLDER",
        help=str(DOCTOR_FOLDER.format(folder=lab.FOLDER)),
    )
    look.add_argument("--lang", choices=LANGUAGES, help=str(SUBMIT_LANG))
    look.set_defaults(run=_doctor)
    return parser


def _lab(asked: argparse.Namespace) -> int:
    return lab.open_lab(Path(asked.folder), asked.lang or lab.spoken(), browser=not asked.no_browser)


def _any_letters() -> None:
    """Print, whatever letters the terminal knows: not every one has ✓."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _submit(asked: argparse.Namespace) -> int:
    _any_letters()
    folders = [asked.folder] if asked.folder else [Path(lab.FOLDER), Path()]
    return handin.submit(asked.lesson, folders, asked.lang or lab.spoken(), student=asked.student, file=asked.file)


def _doctor(asked: argparse.Namespace) -> int:
    _any_letters()
    return doctor.examine(Path(asked.folder), asked.lang or lab.spoken())
