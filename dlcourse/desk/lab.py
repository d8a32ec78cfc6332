"""`dlcourse lab`: the lessons, copied to a folder of the learner's own, open in JupyterLab.

The folder belongs to the learner. A lesson is copied there once; from then on nothing here writes to a file that is
there. When the course later brings a newer version of a lesson, it is put beside the learner's and a sentence says so.
To know a newer version from the learner's own changes, a small record in the folder says which version was handed out.
"""

import hashlib
import importlib.metadata
import importlib.util
import json
import locale
import os
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path

from dlcourse.desk import hub
from dlcourse.desk.running import running
from dlcourse.files import reason, write_new, write_whole
from dlcourse.language import Language, Text

FOLDER = "dlcourse-work"
FIRST = "00_orientation"
RECORD = ".handed-out.json"
SETTINGS = Path(__file__).parents[1] / "jupyter"  # what JupyterLab reads: which panels a learner sees
MENUS = {"ko": "ko_KR"}  # JupyterLab's own words in a language are a package of their own, found by this name
PATIENCE = 1.0  # seconds that threads of Jupyter's have to end after Jupyter
# a clone keeps its lessons beside the package, an installed course inside it
SHELVES = (Path(__file__).parents[2] / "lessons", Path(__file__).parents[1] / "_lessons")

NO_LESSONS = Text(
    "There are no lessons in {places}: get a complete copy of the course, or run `autograder build`.",
    "{places}에 수업이 없습니다. 강의 전체를 다시 받거나 `autograder build`를 실행하세요.",
)
NO_JUPYTER = Text(
    "JupyterLab is not installed in {where}: run `{python} -m pip install jupyterlab nbgrader`, then try again.",
    "{where}에 JupyterLab이 없습니다. `{python} -m pip install jupyterlab nbgrader`를 실행한 뒤 다시 시작하세요.",
)
NOT_WRITABLE = Text(
    "The lessons cannot be written to {path} ({reason}): choose another folder, as in `dlcourse lab my-folder`.",
    "{path}에 수업을 쓸 수 없습니다({reason}). `dlcourse lab my-folder`처럼 다른 폴더를 골라 주세요.",
)
NEWER = Text(
    "{lesson} has a newer version: it is beside yours, as {new}. Your file {mine} is as you left it.",
    "{lesson} 수업의 새 버전이 나왔습니다. 새 버전은 {new} 파일에 있고, 작업하던 {mine} 파일은 그대로입니다.",
)
ENGLISH_MENUS = Text(
    "JupyterLab's own menus stay English. For menus in the lessons' language: `{python} -m pip install jupyterlab-language-pack-{pack}`.",
    "JupyterLab의 메뉴는 영어로 나옵니다. 한국어 메뉴를 쓰려면 `{python} -m pip install jupyterlab-language-pack-{pack}`를 실행하세요.",
)
OPENING = Text(
    "Your lessons are in {folder}. JupyterLab opens there; Ctrl+C in this window ends it.",
    "수업은 {folder} 폴더에 있습니다. JupyterLab이 그 폴더에서 열립니다. 끝내려면 이 창에서 Ctrl+C를 누르세요.",
)
ADDRESS = Text(
    "Your lessons are in {folder}. Open the address that JupyterLab prints below; Ctrl+C in this window ends it.",
    "수업은 {folder} 폴더에 있습니다. 아래에 나오는 JupyterLab 주소를 여세요. 끝내려면 이 창에서 Ctrl+C를 누르세요.",
)
RUNNING = Text(
    "Your lessons are in {folder}, and JupyterLab is open there already: {address}",
    "수업은 {folder} 폴더에 있고, JupyterLab이 이미 열려 있습니다: {address}",
)

# in a container another folder is no help, and a folder outside its volume ends with it
MOUNTED_FROM_OUTSIDE = Text(
    "The lessons cannot be written to {path} ({reason}): the folder mounted there belongs to another account. "
    "Start the container with a volume, `-v dlcourse:{folder}`, or as yourself, `--user $(id -u):$(id -g)`.",
    "{path}에 수업을 쓸 수 없습니다({reason}). 연결한 폴더가 다른 계정의 것입니다. "
    "컨테이너를 볼륨과 함께 시작하거나(`-v dlcourse:{folder}`) 본인 계정으로 시작하세요(`--user $(id -u):$(id -g)`).",
)
ENDS_WITH_IT = Text(
    "No volume is mounted at {folder}: your work ends with this container. To keep it, start the container with `-v dlcourse:{folder}`.",
    "{folder}에 연결한 볼륨이 없어서 컨테이너가 끝나면 작업도 사라집니다. 작업을 남기려면 컨테이너를 `-v dlcourse:{folder}`와 함께 시작하세요.",
)


THERE = Text(
    "Your lessons are in {folder}. JupyterLab is running already: yours on this hub.",
    "수업은 {folder} 폴더에 있습니다. JupyterLab은 이 허브에서 이미 실행되고 있습니다.",
)
OUTSIDE = Text(
    "Your lessons are in {folder}, but JupyterLab on this hub shows only {root}: choose a folder there, as in `dlcourse lab {root}/dlcourse-work`.",
    "수업은 {folder} 폴더에 있지만 이 허브의 JupyterLab은 {root} 폴더만 보여 줍니다. `dlcourse lab {root}/dlcourse-work`처럼 그 안의 폴더를 골라 주세요.",
)


class LabError(Exception):
    """The lab cannot open; the sentence says why and what to do."""


def spoken(environ: Mapping[str, str] = os.environ) -> Language:
    """The learner's language: what the course was told, else what the system speaks, else English."""
    for name in ("DLCOURSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "ko" if environ[name].lower().startswith("ko") else "en"
    system = locale.getlocale()[0] or ""  # Windows sets none of these, and says "Korean_Korea"
    return "ko" if system.lower().startswith("ko") else "en"


def open_lab(folder: Path, language: Language, *, browser: bool = True) -> int:
    """Copy what is new into `folder` and run JupyterLab there until it ends; its exit code."""
    if importlib.util.find_spec("jupyterlab") is None:
        raise LabError(NO_JUPYTER.format(where=sys.prefix, python=sys.executable).in_(language))
    for sentence in hand_out(lessons(language), folder / language, language):
        print(sentence)
    if not has_menus(language):
        pack = MENUS[language].replace("_", "-")
        print(ENGLISH_MENUS.format(python=sys.executable, pack=pack).in_(language))
    root = folder.resolve()
    if hub.on_hub():  # a second server would listen where no browser gets to
        return _told_where(root / language, language)
    if in_container() and not _outlives_the_container(root):
        print(ENDS_WITH_IT.format(folder=root).in_(language))
    if address := running(root, f"{language}/{FIRST}.ipynb"):
        print(RUNNING.format(folder=root / language, address=address).in_(language), flush=True)
        if browser:
            webbrowser.open(address)
        return 0
    print((OPENING if browser else ADDRESS).format(folder=root / language).in_(language), flush=True)
    return _jupyter(root, language, browser)


def in_container(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether this is the course's own image, started with Docker."""
    return environ.get("DLCOURSE_CONTAINER") == "docker"


def _outlives_the_container(folder: Path) -> bool:
    """Whether the folder lies on something that was mounted into the container."""
    return any(os.path.ismount(place) for place in (folder, *folder.parents) if place != place.parent)


def _told_where(folder: Path, language: Language) -> int:
    page = hub.shown(folder / f"{FIRST}.ipynb")
    if page is None:
        raise LabError(OUTSIDE.format(folder=folder, root=hub.root()).in_(language))
    print(THERE.format(folder=folder).in_(language))
    print(hub.address(page).in_(language), flush=True)
    return 0


def has_menus(language: Language) -> bool:
    """Whether JupyterLab itself can speak the language."""
    packs = importlib.metadata.entry_points(group="jupyterlab.languagepack")
    return language not in MENUS or MENUS[language] in packs.names


def lessons(language: Language) -> dict[str, bytes]:
    """Every lesson of the course in one language, by name, in course order."""
    for shelf in SHELVES:
        found = sorted((shelf / language).glob("*/*.ipynb"))
        if found:
            return {path.stem: path.read_bytes() for path in found if path.stem == path.parent.name}
    raise LabError(NO_LESSONS.format(places=", ".join(str(shelf / language) for shelf in SHELVES)).in_(language))


def hand_out(course: Mapping[str, bytes], folder: Path, language: Language) -> list[str]:
    """Write the lessons `folder` lacks, and newer versions beside older ones; a sentence for each newer one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        record = _handed_out(folder / RECORD)
        sentences = []
        for lesson, text in course.items():
            mine = folder / f"{lesson}.ipynb"
            version = hashlib.sha256(text).hexdigest()
            if not mine.exists():
                write_new(mine, text)
            elif record.get(lesson) != version and not any(path.read_bytes() == text for path in _versions(mine)):
                new = next(path for path in _names_beside(mine) if not path.exists())
                write_new(new, text)
                sentences.append(NEWER.format(lesson=lesson, new=new.name, mine=mine.name).in_(language))
            record[lesson] = version
        write_whole(folder / RECORD, json.dumps(record, indent=1).encode())
    except OSError as error:
        sentence = MOUNTED_FROM_OUTSIDE if in_container() else NOT_WRITABLE
        said = sentence.format(path=folder, reason=reason(error), folder=folder.parent.resolve())
        raise LabError(said.in_(language)) from error
    return sentences


def _versions(mine: Path) -> list[Path]:
    """The learner's file, and the newer ones that were put beside it."""
    return [mine, *mine.parent.glob(f"{mine.stem}.new*.ipynb")]


def _names_beside(mine: Path) -> Iterator[Path]:
    """Names for a newer version, in order: topic.new.ipynb, topic.new2.ipynb, ..."""
    yield mine.with_suffix(".new.ipynb")
    number = 2
    while True:
        yield mine.with_suffix(f".new{number}.ipynb")
        number += 1


def _handed_out(record: Path) -> dict[str, str]:
    """Which version of each lesson was handed out; a record that cannot be read counts as empty."""
    try:
        kept = json.loads(record.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _jupyter(root: Path, language: Language, browser: bool) -> int:
    """JupyterLab in this very process, so that Ctrl+C, signals and the exit code are its own."""
    from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]  # JupyterLab ships no types

    os.environ["DLCOURSE_LANG"] = language  # kernels inherit it
    # threads of two kernels that are busy at once wait for each other: lesson 8 took 300 s instead of 21, and alone it gains nothing by them
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # defaults, which what a learner chooses in JupyterLab's own settings outranks
    own = [str(SETTINGS / language)] if language in MENUS and has_menus(language) else []
    paths = [*own, str(SETTINGS), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(paths)
    options = [f"--ServerApp.root_dir={root}", f"--LabApp.default_url=/lab/tree/{language}/{FIRST}.ipynb"]
    if not browser:
        options.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")  # in a container everybody is root, and JupyterLab would refuse
    before = set(threading.enumerate())
    code = 0
    try:
        LabApp.launch_instance(options)
    except SystemExit as end:
        code = int(end.code or 0) if not isinstance(end.code, str) else 1
    _let_go(set(threading.enumerate()) - before, code)
    return code


def _let_go(begun: set[threading.Thread], code: int) -> None:
    """End now if a thread of Jupyter's does not: one whose request was still open waits for ever, Python for it, and the learner for both."""
    held = [thread for thread in begun if not thread.daemon]
    last = time.monotonic() + PATIENCE
    for thread in held:
        thread.join(max(0.0, last - time.monotonic()))
    if any(thread.is_alive() for thread in held):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
