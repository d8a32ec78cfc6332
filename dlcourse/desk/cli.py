"""The `dlcourse` command: what a learner runs.

Exit codes: 0 done, 1 the work found problems, 2 the request was wrong. To add a command, write its `_name` function and
one block in `_parser`.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dlcourse import __version__
from dlcourse.desk import doctor, handin, lab
from dlcourse.language import LANGUAGES, Text, current, use
from dlcourse.letters import allow_any

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
PROGRESS = Text(
    "show your progress: lessons, exercises, points, what to do next",
    "학습 현황을 보여 줍니다: 수업, 연습 문제, 점수, 다음 할 일",
)
SAVE = Text(
    "put your answers and your progress into one file",
    "작성한 답과 학습 기록을 파일 하나에 담습니다",
)
SAVE_FILE = Text(
    "a new file (default: dlcourse-save-DATE.zip, here)",
    "새로 만들 파일입니다(기본값: 이 폴더의 dlcourse-save-날짜.zip)",
)
SAVE_FOLDER = Text(
    "the folder you gave to `dlcourse lab` (default: the one around you, else {folder})",
    "`dlcourse lab`에 준 폴더입니다(기본값: 지금 있는 작업 폴더, 없으면 {folder})",
)
RESTORE = Text(
    "bring back what `dlcourse save` put into a file; nothing of yours is overwritten",
    "`dlcourse save`가 담은 내용을 되살립니다. 작성한 파일은 덮어쓰지 않습니다",
)
RESTORE_FILE = Text("the file that `dlcourse save` made", "`dlcourse save`가 만든 파일입니다")
RESTORE_FOLDER = Text(
    "where to (default: the folder of lessons around you, else {folder})",
    "되살릴 폴더입니다(기본값: 지금 있는 작업 폴더, 없으면 {folder})",
)
SPEAK = Text("language of the answer (default: the system's)", "표시할 언어입니다(기본값: 시스템 언어)")
HELP = Text("print this help", "도움말을 보여 줍니다")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    allow_any()
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

    progress = commands.add_parser("progress", help=str(PROGRESS), description=str(PROGRESS), add_help=False)
    progress.add_argument("-h", "--help", action="help", help=str(HELP))
    progress.add_argument("--lang", choices=LANGUAGES, help=str(SPEAK))
    progress.set_defaults(run=_progress)

    save = commands.add_parser("save", help=str(SAVE), description=str(SAVE), add_help=False)
    save.add_argument("-h", "--help", action="help", help=str(HELP))
    save.add_argument("file", nargs="?", type=Path, metavar="FILE", help=str(SAVE_FILE))
    save.add_argument("--folder", type=Path, metavar="FOLDER", help=str(SAVE_FOLDER.format(folder=lab.FOLDER)))
    save.set_defaults(run=_save)

    restore = commands.add_parser("restore", help=str(RESTORE), description=str(RESTORE), add_help=False)
    restore.add_argument("-h", "--help", action="help", help=str(HELP))
    restore.add_argument("file", type=Path, metavar="FILE", help=str(RESTORE_FILE))
    folder = str(RESTORE_FOLDER.format(folder=lab.FOLDER))
    restore.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=folder)
    restore.set_defaults(run=_restore)

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


def _progress(asked: argparse.Namespace) -> int:
    from dlcourse.record import progress, summary

    use(asked.lang or current())
    known, trouble = progress.read()
    if trouble:
        print(trouble, file=sys.stderr)
    _say(summary.text(summary.summarize(known), current()))
    return 0


def _save(asked: argparse.Namespace) -> int:
    from dlcourse.record import saving

    try:
        folder = asked.folder or saving.workspace(Path.cwd())
        for sentence in saving.save(folder, asked.file or Path(saving.default_name())):
            print(sentence)
    except saving.SavingError as error:
        print(error, file=sys.stderr)
        return WRONG_REQUEST
    return 0


def _restore(asked: argparse.Namespace) -> int:
    from dlcourse.desk import restoring
    from dlcourse.record import saving

    try:
        folder = asked.folder or saving.workspace(Path.cwd())
    except saving.SavingError:  # a fresh machine
        folder = Path(lab.FOLDER)
    try:
        for sentence in restoring.restore(asked.file, folder):
            print(sentence)
    except restoring.RestoringError as error:
        print(error, file=sys.stderr)
        return WRONG_REQUEST
    return 0


def _say(text: str) -> None:
    """Print, however much of it is wanted (`| head`)."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _submit(asked: argparse.Namespace) -> int:
    folders = [asked.folder] if asked.folder else [Path(lab.FOLDER), Path(), Path.home()]
    return handin.submit(asked.lesson, folders, asked.lang or lab.spoken(), student=asked.student, file=asked.file)


def _doctor(asked: argparse.Namespace) -> int:
    return doctor.examine(Path(asked.folder), asked.lang or lab.spoken())


if __name__ == "__main__":
    sys.exit(main())
