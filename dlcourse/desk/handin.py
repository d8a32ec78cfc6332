"""`dlcourse submit`: look at a lesson with the grader's eyes, then make one file of it to hand in.

First the notebook is run as the grader will run it, and every exercise's answer is shown; an exercise that fails is told and
handed in all the same. Then the notebook goes, byte for byte, into a zip with the student's name and the time in its file name:
nbgrader's `zip_collect` reads both from there (`PATTERN`), and every learning platform takes a zip. Where nbgrader's exchange
offers the lesson, the notebook is put there too. An earlier hand-in is never replaced.

Whatever runs notebooks runs in a process of its own, so that this package needs none of it.
"""

import getpass
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dlcourse.desk import lab
from dlcourse.files import reason, write_new
from dlcourse.language import LANGUAGES, Language, Text

HANDED_IN = "handed-in"
NAME = "{lesson}_{student}_attempt_{when}_{lesson}.ipynb"
# how nbgrader's zip_collect finds again what NAME says, also behind the words that a platform puts before a file's name
PATTERN = r".*?(?P<file_id>\d\d_\w+?)_(?P<student_id>[\w.@+-]+)_attempt_(?P<timestamp>[\d-]+)_(?P=file_id)\.ipynb"
WHEN = "%Y-%m-%d-%H%M%S"  # UTC; with more hyphens nbgrader takes the last number for a time zone
STUDENT = re.compile(r"[^\W_][\w.@+-]*")  # letters of any language: what a file may be called everywhere
_SAYS_LANGUAGE = re.compile(r"""language\.use\(\\?["'](\w+)""")
EVERYBODY = {"root", "jovyan", "codespace", "vscode", "ubuntu", "user", "nobody"}  # names that a machine gives to all
SECONDS = 900  # for a rehearsal in which several cells never end
ASK_SECONDS = 120  # for a question to nbgrader on a busy machine

NO_LESSON = Text(
    "There is no lesson {asked}: name one of {known}.", "{asked} 수업은 없습니다. 다음 중 하나를 적어 주세요: {known}"
)
NO_NOTEBOOK = Text(
    "There is no {lesson}.ipynb in {places}: say where your lessons are, as in `dlcourse submit {lesson} --folder my-folder`.",
    "{places}에 {lesson}.ipynb 파일이 없습니다. `dlcourse submit {lesson} --folder my-folder`처럼 수업이 있는 폴더를 알려 주세요.",
)
UNREADABLE = Text(
    "{path} cannot be read ({reason}), so nothing was handed in.",
    "{path} 파일을 읽을 수 없어({reason}) 제출하지 않았습니다.",
)
NO_NAME = Text(
    "Everybody is called {login} on this machine: add `--student ID`, the name by which your instructor knows you.",
    "이 컴퓨터에서는 누구나 {login}입니다. `--student ID`로 강사가 아는 이름(학번 등)을 알려 주세요.",
)
ODD_NAME = Text(
    "The student's name {student!r} cannot be part of a file's name: use letters, digits and . _ @ + - only, and begin with a letter or digit.",
    "학생 이름 {student!r}은(는) 파일 이름에 쓸 수 없습니다. 글자나 숫자로 시작하고 글자와 숫자, . _ @ + - 만 사용해 주세요.",
)
RUNNING = Text(
    "Running {lesson} as the grader will. This takes up to a minute; your file stays as it is.",
    "채점할 때와 같은 방법으로 {lesson} 노트북을 실행합니다. 1분쯤 걸리며 파일은 바뀌지 않습니다.",
)
NO_REHEARSAL = Text(
    "! The exercises were not tried out, because {missing} is not installed: run `{python} -m pip install jupyterlab nbgrader`.",
    "! {missing}이(가) 설치되어 있지 않아 문제를 미리 확인하지 못했습니다. `{python} -m pip install jupyterlab nbgrader`를 실행하세요.",
)
BROKEN_REHEARSAL = Text(
    "! The exercises could not be tried out ({reason}). Run all cells in JupyterLab and look at the checks yourself.",
    "! 문제를 미리 확인하지 못했습니다({reason}). JupyterLab에서 모든 셀을 실행하고 확인 결과를 직접 살펴보세요.",
)
REFUSED = Text(
    "{path} cannot be graded, so nothing was handed in. {reason}",
    "{path} 파일은 채점할 수 없어 제출하지 않았습니다. {reason}",
)
NOTE = Text("! {note}", "! {note}")
POINTS = Text("{lesson}: {points:g} of {most:g} points.", "{lesson}: {most:g}점 중 {points:g}점입니다.")
ANSWERED = Text(
    "  … A person will read your answer to `{question}`.", "  … `{question}`의 답은 사람이 읽고 채점합니다."
)
UNANSWERED = Text("  ○ Your answer to `{question}` is still empty.", "  ○ `{question}`의 답이 아직 비어 있습니다.")
OTHER = Text(
    "! {mine} is handed in, not {other}, which is the same lesson. If you worked in that one, name it: `--file {other}`.",
    "! {mine} 파일을 제출합니다. 같은 수업인 {other} 파일이 아닙니다. 그 파일에서 작업했다면 `--file {other}`로 알려 주세요.",
)
NEWER = Text(
    "! {mine} is handed in, not {newer} beside it. If you worked in the newer one, name its file: `--file {newer}`.",
    "! {mine} 파일을 제출합니다. 옆에 있는 {newer} 파일이 아닙니다. 새 파일에서 작업했다면 `--file {newer}`로 알려 주세요.",
)
NOT_WRITABLE = Text(
    "{path} cannot be written ({reason}): make room, or hand in the notebook {notebook} itself.",
    "{path} 파일을 쓸 수 없습니다({reason}). 공간을 확보하거나 노트북 {notebook} 파일을 직접 제출하세요.",
)
MADE = Text(
    "Ready to hand in, for the student {student}: {path}\nUpload this file where your course collects work.",
    "{student} 학생의 제출 파일을 만들었습니다: {path}\n강의에서 과제를 받는 곳에 이 파일을 올려 주세요.",
)
EXCHANGED = Text(
    "Your instructor can also collect it from nbgrader's exchange, in the course {course}.",
    "nbgrader 교환 폴더의 {course} 강의에도 제출했습니다. 강사가 바로 걷을 수 있습니다.",
)
NOT_EXCHANGED = Text(
    "! nbgrader's exchange offers this lesson in the course {course}, but did not take it ({reason}): upload the file instead.",
    "! nbgrader 교환 폴더의 {course} 강의에 이 수업이 있지만 제출하지 못했습니다({reason}). 위의 파일을 올려 주세요.",
)


class HandInError(lab.LabError):
    """Nothing was handed in; the sentence says why and what to do, `code` is the command's exit code."""

    def __init__(self, sentence: str, code: int = 2) -> None:
        super().__init__(sentence)
        self.code = code


def submit(
    asked: str, folders: Sequence[Path], language: Language, *, student: str | None = None, file: Path | None = None
) -> int:
    """Try out the lesson, say what was found, make the zip; 0, or 1 where the exercises could not be tried out."""
    lesson = _lesson(asked, language)
    notebook, spoken, others = (file, language, []) if file else _notebook(lesson, folders, language)
    who = _student(student, language)
    try:
        data = notebook.read_bytes()
    except OSError as error:
        raise HandInError(UNREADABLE.format(path=notebook, reason=error.strerror).in_(language)) from error
    with tempfile.TemporaryDirectory() as desk:
        staged = Path(desk) / lesson / f"{lesson}.ipynb"
        staged.parent.mkdir()
        staged.write_bytes(data)
        with _started(["nbgrader", "list", lesson]) as asked_nbgrader:  # it thinks for a while, so it begins now
            tried = _try_out(lesson, staged, spoken, language)
            if tried and tried["refused"]:
                asked_nbgrader.kill()
                raise HandInError(REFUSED.format(path=notebook, reason=Text(**tried["refused"])).in_(language), code=1)
            for other in others:
                print(OTHER.format(mine=notebook, other=other).in_(language))
            for newer in () if file else sorted(notebook.parent.glob(f"{lesson}.new*.ipynb")):
                print(NEWER.format(mine=notebook.name, newer=newer).in_(language))
            print(
                MADE.format(student=who, path=_write(notebook, lesson, who, data, language)).in_(language), flush=True
            )
            for course in _offered(asked_nbgrader, lesson):
                print(_exchange(course, lesson, Path(desk)).in_(language))
    return 0 if tried else 1


# --- which lesson, which file, whose --------------------------------------------------------------------------------


def _lesson(asked: str, language: Language) -> str:
    """A lesson by its name or its number."""
    known = list(lab.lessons(language))
    for name in known:
        if asked == name or (asked.isdigit() and int(asked) == int(name.partition("_")[0])):
            return name
    raise HandInError(NO_LESSON.format(asked=asked, known=", ".join(known)).in_(language))


def _notebook(lesson: str, folders: Sequence[Path], language: Language) -> tuple[Path, Language, list[Path]]:
    """The learner's file, its language, and other copies of the lesson that may be meant: the language asked for first, in a
    workspace or in a copy of `lessons/`; then as nbgrader fetched it, in a folder of its own.
    """
    found: list[tuple[Path, Language]] = []
    for spoken in sorted(LANGUAGES, key=lambda one: one != language):
        for folder in folders:
            found += [(place / f"{lesson}.ipynb", spoken) for place in (folder / spoken, folder / spoken / lesson)]
    for folder in folders:
        alone = [folder / f"{lesson}.ipynb", folder / lesson / f"{lesson}.ipynb"]
        found += [
            (path, _spoken(path, language)) for path in (*alone, *sorted(folder.glob(f"*/{lesson}/{lesson}.ipynb")))
        ]
    there: dict[Path, tuple[Path, Language]] = {}
    for path, spoken in found:
        if path.is_file():
            there.setdefault(path.resolve(), (path, spoken))
    if not there:
        places = ", ".join(str(folder / language) for folder in folders)
        raise HandInError(NO_NOTEBOOK.format(lesson=lesson, places=places).in_(language))
    (notebook, its), *_ = there.values()
    # the other language's copy is no second hand-in of the same work; a fetched one may be
    fetched = [one for one in [*there][1:] if one.parent.name == lesson and one.parents[1].name not in LANGUAGES]
    return notebook, its, fetched


def _spoken(notebook: Path, otherwise: Language) -> Language:
    """The language of a notebook, as its first cells tell the course."""
    try:
        said = _SAYS_LANGUAGE.search(notebook.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return otherwise
    return next((one for one in LANGUAGES if said and said[1] == one), otherwise)


def _student(asked: str | None, language: Language) -> str:
    """Whose work it is: as said, else as the hub or the machine calls them, if that is a name of their own."""
    student = unicodedata.normalize("NFC", asked or os.environ.get("JUPYTERHUB_USER") or getpass.getuser())
    if not asked and student.lower() in EVERYBODY:
        raise HandInError(NO_NAME.format(login=student).in_(language))
    if not STUDENT.fullmatch(student):
        raise HandInError(ODD_NAME.format(student=student).in_(language))
    return student


# --- trying out -----------------------------------------------------------------------------------------------------


def _try_out(lesson: str, notebook: Path, spoken: Language, language: Language) -> Mapping[str, Any] | None:
    """What the grader will say, printed; None where it could not be asked."""
    missing = [name for name in ("ipykernel", "nbclient", "nbgrader") if importlib.util.find_spec(name) is None]
    if missing:
        print(NO_REHEARSAL.format(missing=missing[0], python=sys.executable).in_(language))
        return None
    print(RUNNING.format(lesson=lesson).in_(language), flush=True)
    master = notebook.parent / "as-handed-out.json"
    master.write_bytes(lab.lessons(spoken)[lesson])
    words = ["autograder.grade.handed_in.rehearse", str(notebook), str(master), language]
    try:
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=notebook.parent,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            timeout=SECONDS,
        )
        told: Mapping[str, Any] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        reason = f"{type(error).__name__}"
        if isinstance(error, ValueError):  # it broke down before it could print
            reason = _last_line(done.stderr) or f"exit code {done.returncode}"
        print(BROKEN_REHEARSAL.format(reason=reason).in_(language))
        return None
    finally:
        master.unlink()
    if not told["refused"]:
        for sentence in _sentences(lesson, told):
            print(sentence.in_(language))
    return told


def _sentences(lesson: str, told: Mapping[str, Any]) -> Iterable[Text]:
    """The sum, every exercise (in full where it is not passed), the questions, and what was odd about the file."""
    exercises = told["exercises"]
    if exercises:  # the orientation is for practice alone
        points, most = (sum(one[what] for one in exercises) for what in ("points", "most"))
        yield POINTS.format(lesson=lesson, points=points, most=most)
    for one in exercises:
        lines = one["report"].splitlines()
        shown = "\n".join(f"  {line}" for line in (lines[:1] if one["points"] == one["most"] else lines))
        yield Text(shown, shown)
    for question in told["questions"]:
        yield (ANSWERED if question["answered"] else UNANSWERED).format(question=question["id"])
    for note in told["notes"]:
        yield NOTE.format(note=Text(**note))


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else ""


# --- handing in -----------------------------------------------------------------------------------------------------


def _write(notebook: Path, lesson: str, student: str, data: bytes, language: Language) -> Path:
    """The zip, in a folder beside the notebook, under a name that is not taken. Not in a folder that is the lesson's alone:
    nbgrader hands in all of that, earlier zips too.
    """
    when = datetime.now(UTC).strftime(WHEN)
    inside = NAME.format(lesson=lesson, student=student, when=when)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(inside, data)
    room = notebook.absolute().parent
    folder = (room.parent if room.name == lesson else notebook.parent) / HANDED_IN
    stem, number = inside.removesuffix(f"_{lesson}.ipynb"), 1
    content = whole.getvalue()
    try:
        while True:
            path = folder / (f"{stem}.zip" if number == 1 else f"{stem}_{number}.zip")
            try:
                write_new(path, content)  # two hand-ins in one second do not meet
                break
            except FileExistsError:
                number += 1
    except OSError as error:
        sentence = NOT_WRITABLE.format(path=folder / f"{stem}.zip", reason=reason(error), notebook=notebook)
        raise HandInError(sentence.in_(language)) from error
    return path


def _started(words: Sequence[str]) -> "subprocess.Popen[bytes]":
    spoken = os.environ | {"PYTHONIOENCODING": "utf-8"}  # what it says, whatever the system's code page is
    return subprocess.Popen([sys.executable, "-m", *words], env=spoken, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _offered(asked: "subprocess.Popen[bytes]", lesson: str) -> list[str]:
    """The courses whose exchange hands out this lesson; none where there is no exchange, or no nbgrader."""
    try:
        _, said = asked.communicate(
            timeout=ASK_SECONDS
        )  # nbgrader lists on stderr, as "[ListApp | INFO] course lesson"
    except subprocess.TimeoutExpired:
        asked.kill()
        return []
    lines = said.decode("utf-8", "replace").splitlines()
    found = [re.search(rf"INFO\] (\S+) {re.escape(lesson)}(?: \(.*\))?$", line) for line in lines]
    return sorted({one[1] for one in found if one})


def _exchange(course: str, lesson: str, desk: Path) -> Text:
    """Hand in through nbgrader's own command, which knows where the exchange is and who is who."""
    words = ["nbgrader", "submit", lesson, "--course", course, f"--Exchange.assignment_dir={desk}"]
    with _started(words) as process:
        try:
            _, said = process.communicate(timeout=ASK_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return NOT_EXCHANGED.format(course=course, reason=f"no answer in {ASK_SECONDS} s")
    if process.returncode == 0:
        return EXCHANGED.format(course=course)
    told = [line for line in said.decode("utf-8", "replace").splitlines() if "CRITICAL" in line] or [""]
    reason = told[-1].rpartition("] ")[2] or f"exit code {process.returncode}"
    return NOT_EXCHANGED.format(course=course, reason=reason)
