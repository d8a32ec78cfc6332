"""`dlcourse doctor`: is everything here that the course needs? One line each: ✓, or ! and what to do.

Each `_` function looks at one thing, by trying it where that is possible: it starts a kernel, writes a file, draws a letter. It answers
with a `Finding` and never raises for what it finds.
"""

import importlib.metadata
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dlcourse.desk import lab
from dlcourse.language import Language, Text

PACKAGE = "dlcourse"
SHOWN = ("numpy", "matplotlib", "ipywidgets", "anywidget", "jupyterlab", "nbgrader")
EXTENSIONS = ("jupyterlab_widgets", "anywidget")  # packages that bring a part into JupyterLab
ROOM = 200  # megabytes for lessons, answers and pictures
KERNEL_SECONDS = 120
# in a process of its own: this package knows nothing of kernels
KERNEL = """
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="python3", startup_timeout=60)
try:
    reply = client.execute_interactive("import dlcourse", timeout=60)["content"]
    raise SystemExit(0 if reply["status"] == "ok" else f"{reply['ename']}: {reply['evalue']}")
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
"""

VERSION = Text("{name} {version}", "{name} {version}")
WRONG_VERSION = Text(
    "{name} {version}, but the course needs {wanted}: run `{python} -m pip install '{name}{wanted}'`",
    "{name} {version}: 강의에는 {wanted} 버전이 필요합니다. `{python} -m pip install '{name}{wanted}'`를 실행하세요",
)
NO_PACKAGE = Text(
    "{name} is not installed: run `{python} -m pip install '{name}{wanted}'`",
    "{name}이(가) 설치되어 있지 않습니다. `{python} -m pip install '{name}{wanted}'`를 실행하세요",
)
WRONG_PYTHON = Text(
    "Python {version}, but the course needs {wanted}: install a newer one and make a new environment with it",
    "Python {version}: 강의에는 {wanted} 버전이 필요합니다. 새 버전을 설치하고 가상 환경을 다시 만드세요",
)
EXTENSION = Text("JupyterLab shows {name}", "JupyterLab에서 {name} 위젯이 보입니다")
NO_EXTENSION = Text(
    "JupyterLab has no part for {name}: run `{python} -m pip install --force-reinstall {name}`",
    "JupyterLab에 {name} 확장이 없습니다. `{python} -m pip install --force-reinstall {name}`를 실행하세요",
)
OTHER_EXTENSION = Text(
    "JupyterLab takes its part for {name} from {path}, version {found}, but {wanted} is installed: delete that folder",
    "JupyterLab이 {path} 폴더의 {name} 확장({found})을 쓰는데, 설치된 버전은 {wanted}입니다. 그 폴더를 지우세요",
)
KERNEL_STARTS = Text("a kernel starts and knows the course", "커널이 시작되고 강의 패키지를 찾습니다")
NO_KERNEL = Text(
    "no kernel starts with the course ({reason}): run `{python} -m pip install --force-reinstall ipykernel`",
    "강의를 실행할 커널이 시작되지 않습니다({reason}). `{python} -m pip install --force-reinstall ipykernel`을 실행하세요",
)
FOLDER = Text("{path} can be written, {free} MB are free", "{path} 폴더에 쓸 수 있고 {free} MB가 비어 있습니다")
NO_ROOM = Text(
    "only {free} MB are free in {path}: make room, {wanted} MB are enough",
    "{path} 폴더에 남은 공간이 {free} MB뿐입니다. {wanted} MB 이상이 되도록 비워 주세요",
)
NO_FOLDER = Text(
    "{path} cannot be written ({reason}): choose another folder, as in `dlcourse lab my-folder`",
    "{path} 폴더에 쓸 수 없습니다({reason}). `dlcourse lab my-folder`처럼 다른 폴더를 골라 주세요",
)
FONT = Text("pictures show Korean letters", "그림에 한글이 나옵니다")
NO_FONT = Text(
    "pictures cannot show Korean letters ({reason}): run `{python} -m pip install --force-reinstall matplotlib`, then install the course again",
    "그림에 한글이 나오지 않습니다({reason}). `{python} -m pip install --force-reinstall matplotlib`를 실행하고 강의를 다시 설치하세요",
)
LANGUAGE = Text(
    "the course speaks English, and so do JupyterLab's menus; `--lang ko` or DLCOURSE_LANG=ko for Korean",
    "강의와 JupyterLab 메뉴가 한국어입니다. 영어로 바꾸려면 `--lang en` 또는 DLCOURSE_LANG=en",
)
WELL = Text("All is well.", "모두 정상입니다.")
TO_DO = Text(
    "{count} to do: see the lines that begin with !", "할 일이 {count}가지 있습니다. !로 시작하는 줄을 보세요."
)


@dataclass(frozen=True)
class Finding:
    """What was found about one thing, and whether it is as it should be."""

    good: bool
    text: Text


def examine(folder: Path, language: Language) -> int:
    """Print one line for each thing; 1 if something must be done, else 0."""
    wrong = 0
    for finding in _findings(folder, language):
        wrong += not finding.good
        print("✓" if finding.good else "!", finding.text.in_(language), flush=True)
    print((TO_DO.format(count=wrong) if wrong else WELL).in_(language))
    return 1 if wrong else 0


def _findings(folder: Path, language: Language) -> Iterator[Finding]:
    yield _python()
    yield Finding(True, VERSION.format(name=PACKAGE, version=importlib.metadata.version(PACKAGE)))
    for name in SHOWN:
        yield _package(name)
    for name in EXTENSIONS:
        yield _extension(name)
    yield _kernel()
    yield _workspace(folder)
    yield _font()
    yield _menus(language)


def _python() -> Finding:
    from packaging.specifiers import SpecifierSet  # the course's functions need NumPy alone; this is for the doctor

    wanted = importlib.metadata.metadata(PACKAGE)["Requires-Python"]
    version = platform.python_version()
    good = SpecifierSet(wanted).contains(version, prereleases=True)
    text = VERSION.format(name="Python", version=version)
    return Finding(good, text if good else WRONG_PYTHON.format(version=version, wanted=wanted))


def _package(name: str) -> Finding:
    """A package's version against the range that the course itself asks for."""
    from packaging.requirements import Requirement  # as above

    asked = map(Requirement, importlib.metadata.requires(PACKAGE) or ())
    wanted = next(one.specifier for one in asked if one.name == name)
    facts = {"name": name, "wanted": str(wanted), "python": sys.executable}
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(False, NO_PACKAGE.format(**facts))
    good = wanted.contains(version, prereleases=True)
    return Finding(good, (VERSION if good else WRONG_VERSION).format(version=version, **facts))


def _extension(name: str) -> Finding:
    """The part that JupyterLab would load against the one that the installed package brought.

    A folder left behind by an older installation comes first, and then no widget of the course appears.
    """
    facts = {"name": name, "python": sys.executable}
    try:
        from jupyter_core.paths import jupyter_path  # only where JupyterLab is installed

        files = importlib.metadata.files(name) or ()
        own = min(
            Path(str(one.locate())) for one in files if one.name == "package.json" and "labextensions" in one.parts
        )
        wanted = json.loads(own.read_text(encoding="utf-8"))["version"]
        below = own.resolve().as_posix().rpartition("/labextensions/")[2]
        loaded = next(
            path for path in (Path(place, below) for place in jupyter_path("labextensions")) if path.is_file()
        )
        found = json.loads(loaded.read_text(encoding="utf-8"))["version"]
    except (ImportError, StopIteration, OSError, ValueError, KeyError):
        return Finding(False, NO_EXTENSION.format(**facts))
    if found.partition(".")[0] != wanted.partition(".")[0]:
        return Finding(False, OTHER_EXTENSION.format(path=loaded.parent, found=found, wanted=wanted, **facts))
    return Finding(True, EXTENSION.format(**facts))


def _kernel() -> Finding:
    try:
        done = subprocess.run(
            [sys.executable, "-c", KERNEL],
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},  # what it says, whatever the system's code page is
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=KERNEL_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding(False, NO_KERNEL.format(reason=type(error).__name__, python=sys.executable))
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return Finding(False, NO_KERNEL.format(reason=reason, python=sys.executable))
    return Finding(True, KERNEL_STARTS)


def _workspace(folder: Path) -> Finding:
    """The lessons' folder, or where it would be made."""
    place = next(path for path in (folder.resolve(), *folder.resolve().parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"x" * 4096)
            file.flush()
        free = shutil.disk_usage(place).free // 1_000_000
    except OSError as error:
        return Finding(False, NO_FOLDER.format(path=place, reason=error.strerror))
    text = FOLDER if free >= ROOM else NO_ROOM
    return Finding(free >= ROOM, text.format(path=place, free=free, wanted=ROOM))


def _font() -> Finding:
    try:
        from dlcourse.widgets.stage.picture import missing  # matplotlib, which may be what is broken

        reasons = missing("수업 확인")
    except (ImportError, OSError, RuntimeError) as error:
        reasons = [str(error)]
    return Finding(not reasons, NO_FONT.format(reason=reasons[0], python=sys.executable) if reasons else FONT)


def _menus(language: Language) -> Finding:
    """Menus in another language are a comfort: without them all is well, and the line says how to get them."""
    if lab.has_menus(language):
        return Finding(True, LANGUAGE)
    pack = lab.MENUS[language].replace("_", "-")
    return Finding(True, lab.ENGLISH_MENUS.format(python=sys.executable, pack=pack))
