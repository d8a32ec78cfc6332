"""The learner's folder: lessons arrive once, newer ones arrive beside, and nothing the learner has is ever touched."""

import contextlib
import importlib.metadata
import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dlcourse.desk import lab
from dlcourse.language import LANGUAGES
from tests.answering import answering, get
from tests.browser.harness import alone

FIRST = {"00_orientation": b"one", "01_perceptron": b"two"}


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != lab.RECORD}


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A course with one small lesson, in place of the real ones."""
    shelf = tmp_path / "course" / "lessons"
    for language in LANGUAGES:
        lesson = shelf / language / "00_orientation" / "00_orientation.ipynb"
        lesson.parent.mkdir(parents=True)
        lesson.write_text(f"{language} lesson", encoding="utf-8")
    monkeypatch.setattr(lab, "SHELVES", (tmp_path / "nowhere", shelf))
    return shelf


# --- handing out


def test_a_new_folder_gets_every_lesson(tmp_path):
    assert lab.hand_out(FIRST, tmp_path / "a" / "en", "en") == []
    assert files(tmp_path / "a" / "en") == {"00_orientation.ipynb": b"one", "01_perceptron.ipynb": b"two"}


def test_starting_again_changes_nothing(tmp_path):
    lab.hand_out(FIRST, tmp_path, "en")
    (tmp_path / "01_perceptron.ipynb").write_bytes(b"my work")
    assert [lab.hand_out(FIRST, tmp_path, "en") for _ in range(3)] == [[], [], []]
    assert files(tmp_path) == {"00_orientation.ipynb": b"one", "01_perceptron.ipynb": b"my work"}


@pytest.mark.parametrize("mine", [b"two", b"my work"], ids=["untouched", "worked-on"])
def test_a_newer_lesson_goes_beside_the_learners_file(tmp_path, mine):
    lab.hand_out(FIRST, tmp_path, "en")
    (tmp_path / "01_perceptron.ipynb").write_bytes(mine)
    newer = FIRST | {"01_perceptron": b"newer"}
    assert lab.hand_out(newer, tmp_path, "en") == [
        "01_perceptron has a newer version: it is beside yours, as 01_perceptron.new.ipynb. Your file 01_perceptron.ipynb is as you left it."
    ]
    assert lab.hand_out(newer, tmp_path, "en") == []
    assert files(tmp_path) == {
        "00_orientation.ipynb": b"one",
        "01_perceptron.ipynb": mine,
        "01_perceptron.new.ipynb": b"newer",
    }


def test_a_second_newer_lesson_spares_the_first(tmp_path):
    lab.hand_out({"00_a": b"1"}, tmp_path, "ko")
    lab.hand_out({"00_a": b"2"}, tmp_path, "ko")
    (tmp_path / "00_a.new.ipynb").write_bytes(b"my work in the new one")
    assert lab.hand_out({"00_a": b"3"}, tmp_path, "ko") == [
        "00_a 수업의 새 버전이 나왔습니다. 새 버전은 00_a.new2.ipynb 파일에 있고, 작업하던 00_a.ipynb 파일은 그대로입니다."
    ]
    assert files(tmp_path) == {
        "00_a.ipynb": b"1",
        "00_a.new.ipynb": b"my work in the new one",
        "00_a.new2.ipynb": b"3",
    }


def test_a_deleted_lesson_comes_back_fresh(tmp_path):
    lab.hand_out(FIRST, tmp_path, "en")
    (tmp_path / "00_orientation.ipynb").unlink()
    assert lab.hand_out(FIRST, tmp_path, "en") == []
    assert files(tmp_path)["00_orientation.ipynb"] == b"one"


@pytest.mark.parametrize("record", ["", "[1]", '{"00_orientation": 3}', "\x00"])
def test_a_broken_record_costs_nothing_but_a_copy(tmp_path, record):
    lab.hand_out(FIRST, tmp_path, "en")
    (tmp_path / "01_perceptron.ipynb").write_bytes(b"my work")
    (tmp_path / lab.RECORD).write_text(record, encoding="utf-8")
    assert len(lab.hand_out(FIRST, tmp_path, "en")) == 1
    assert lab.hand_out(FIRST, tmp_path, "en") == []
    assert files(tmp_path) == {
        "00_orientation.ipynb": b"one",
        "01_perceptron.ipynb": b"my work",
        "01_perceptron.new.ipynb": b"two",
    }
    (tmp_path / lab.RECORD).unlink()
    assert lab.hand_out(FIRST, tmp_path, "en") == []  # the copy is there already


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    story=st.lists(
        st.tuples(st.sampled_from(["course", "learner", "remove record"]), st.binary(min_size=1, max_size=2)),
        max_size=8,
    )
)
def test_no_order_of_updates_and_edits_loses_what_the_learner_has(tmp_path_factory, story):
    folder = tmp_path_factory.mktemp("work")
    course = {"00_a": b"start"}
    lab.hand_out(course, folder, "en")
    for who, text in story:
        before = files(folder)
        if who == "learner":
            for path in folder.glob("*.ipynb"):
                path.write_bytes(text + path.name.encode())
            before = files(folder)
        elif who == "remove record":
            (folder / lab.RECORD).unlink()
        else:
            course = {"00_a": text}
        lab.hand_out(course, folder, "en")
        after = files(folder)
        assert {name: after.get(name) for name in before} == before
    assert lab.hand_out(course, folder, "en") == []


def test_a_full_disk_leaves_no_half_lesson(tmp_path, monkeypatch):
    class FullDisk:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

        def write(self, text):
            raise OSError(28, "No space left on device")

    opened = Path.open

    def open_(path, mode="r", *rest, **more):
        opened(path, mode, *rest, **more).close()
        return FullDisk()

    monkeypatch.setattr(Path, "open", open_)
    with pytest.raises(lab.LabError) as caught:
        lab.hand_out({"00_a": b"lesson"}, tmp_path / "en", "en")
    monkeypatch.undo()
    assert str(caught.value) == (
        f"The lessons cannot be written to {tmp_path / 'en'} (No space left on device): choose another folder, as in `dlcourse lab my-folder`."
    )
    assert files(tmp_path / "en") == {}


# --- where lessons come from, and what is said when something is missing


def test_the_first_shelf_with_lessons_is_used(shelf):
    assert lab.lessons("ko") == {"00_orientation": b"ko lesson"}


def test_only_lessons_are_handed_out(shelf):
    (shelf / "en" / "00_orientation" / "scratch.ipynb").write_bytes(b"not a lesson")
    assert lab.lessons("en") == {"00_orientation": b"en lesson"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "There are no lessons in {a}, {b}: get a complete copy of the course, or run `autograder build`."),
        ("ko", "{a}, {b}에 수업이 없습니다. 강의 전체를 다시 받거나 `autograder build`를 실행하세요."),
    ],
)
def test_missing_lessons_are_said(monkeypatch, tmp_path, language, sentence):
    monkeypatch.setattr(lab, "SHELVES", (tmp_path / "a", tmp_path / "b"))
    with pytest.raises(lab.LabError) as caught:
        lab.lessons(language)
    assert str(caught.value) == sentence.format(a=tmp_path / "a" / language, b=tmp_path / "b" / language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "JupyterLab is not installed in {prefix}: run `{python} -m pip install jupyterlab nbgrader`, then try again.",
        ),
        (
            "ko",
            "{prefix}에 JupyterLab이 없습니다. `{python} -m pip install jupyterlab nbgrader`를 실행한 뒤 다시 시작하세요.",
        ),
    ],
)
def test_missing_jupyterlab_is_said_before_anything_is_written(monkeypatch, shelf, tmp_path, language, sentence):
    monkeypatch.setattr(lab.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(lab.LabError) as caught:
        lab.open_lab(tmp_path / "work", language)
    assert str(caught.value) == sentence.format(prefix=sys.prefix, python=sys.executable)
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "The lessons cannot be written to {path} (Not a directory): choose another folder, as in `dlcourse lab my-folder`.",
        ),
        (
            "ko",
            "{path}에 수업을 쓸 수 없습니다(Not a directory). `dlcourse lab my-folder`처럼 다른 폴더를 골라 주세요.",
        ),
    ],
)
def test_a_folder_that_cannot_be_is_said(shelf, tmp_path, language, sentence):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(lab.LabError) as caught:
        lab.open_lab(tmp_path / "file" / "work", language)
    assert str(caught.value) == sentence.format(path=tmp_path / "file" / "work" / language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", []),
        (
            "ko",
            [
                f"JupyterLab의 메뉴는 영어로 나옵니다. 한국어 메뉴를 쓰려면 `{sys.executable} -m pip install jupyterlab-language-pack-ko-KR`를 실행하세요."
            ],
        ),
    ],
)
def test_menus_that_cannot_be_korean_are_said(shelf, tmp_path, monkeypatch, capsys, language, said):
    monkeypatch.setattr(lab.importlib.metadata, "entry_points", lambda group: importlib.metadata.EntryPoints())
    monkeypatch.setattr(lab, "_jupyter", lambda *asked: 0)
    assert lab.open_lab(tmp_path / "work", language) == 0
    assert capsys.readouterr().out.splitlines()[:-1] == said


# --- language


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR"}, "ko"),
        ({"LANG": "en_US.UTF-8", "DLCOURSE_LANG": "ko"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "DLCOURSE_LANG": "en"}, "en"),
        ({"LANG": "", "LC_ALL": "ko"}, "ko"),
    ],
)
def test_the_systems_language_is_found(environ, language):
    assert lab.spoken(environ) == language


@pytest.mark.parametrize(
    ("system", "language"), [("Korean_Korea", "ko"), ("ko_KR", "ko"), ("English", "en"), (None, "en")]
)
def test_a_system_without_variables_is_asked(monkeypatch, system, language):
    monkeypatch.setattr(lab.locale, "getlocale", lambda: (system, "x"))
    assert lab.spoken({}) == language


# --- the command, for real


@pytest.fixture
def private(tmp_path):
    """An environment in which Jupyter keeps everything in the test's folder."""
    rooms = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    settings = {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "s"), "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "w")}
    return os.environ | rooms | settings | {"LANG": "ko_KR.UTF-8", "LC_ALL": "", "DLCOURSE_LANG": ""}


@pytest.mark.parametrize(("chosen", "threads"), [(None, "1"), ("3", "3")])
def test_kernels_compute_with_one_thread_unless_somebody_wants_more(tmp_path, monkeypatch, chosen, threads):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    for name in ("DLCOURSE_LANG", "JUPYTER_CONFIG_PATH"):
        monkeypatch.setenv(name, "")
    if chosen:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", chosen)
    found = []
    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", lambda options: found.append(dict(os.environ)))
    lab._jupyter(tmp_path, "en", browser=False)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")  # as the tests have it, and undone with the rest
    assert [environ["OPENBLAS_NUM_THREADS"] for environ in found] == [threads]


# JupyterLab, as it ends while a request is open: with a thread that nobody wakes any more
HELD = """
import sys, threading
from pathlib import Path
from jupyterlab.labapp import LabApp
from dlcourse.desk import lab
def launch(options):
    threading.Thread(target=threading.Event().wait, daemon={daemon}).start()
    print("ended", end="")
    sys.exit({code})
LabApp.launch_instance = launch
sys.exit(lab._jupyter(Path("."), "en", False))
"""


@pytest.mark.parametrize("daemon", [False, True])
@pytest.mark.parametrize("code", [0, 3])
def test_the_command_ends_when_jupyterlab_has_ended(private, daemon, code):
    done = subprocess.run(
        [sys.executable, "-c", HELD.format(daemon=daemon, code=code)], env=private, stdout=subprocess.PIPE, timeout=60
    )
    assert (done.returncode, done.stdout) == (code, b"ended")


@pytest.fixture
def taken():
    """JupyterLab's usual port, in somebody's use."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with alone(), contextlib.suppress(OSError):  # in use already: as good
            other.bind(("127.0.0.1", 8888))
            other.listen()
        yield 8888


@pytest.mark.default  # a JupyterLab
def test_the_command_opens_jupyterlab_on_the_first_lesson(tmp_path, private, taken):
    command = [Path(sys.executable).parent / "dlcourse", "lab", tmp_path / "work", "--no-browser"]
    log = tmp_path / "log"
    with log.open("w") as errors, contextlib.ExitStack() as starting:
        starting.enter_context(alone())
        process = subprocess.Popen(command, env=private, stdout=subprocess.PIPE, stderr=errors)
        try:
            server = answering(process, tmp_path / "runtime", log)
            starting.close()
            lesson, _ = get(server, "api/contents/ko/00_orientation.ipynb")
            page, address = get(server, "")
        finally:
            process.send_signal(signal.SIGTERM)
            said, _ = process.communicate(timeout=120)
    assert server["port"] != taken
    course = json.loads(lab.lessons("ko")["00_orientation"])
    served = json.loads(lesson)["content"]
    assert [(cell["id"], cell["source"]) for cell in served["cells"]] == [
        (cell["id"], "".join(cell["source"])) for cell in course["cells"]
    ]
    assert address.endswith("/lab/tree/ko/00_orientation.ipynb")
    settings = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
    assert "@jupyter/nbgrader:formgrader" in settings["disabledExtensions"]
    assert "@jupyter/nbgrader:validate-assignment" not in settings["disabledExtensions"]
    assert said.decode() == (
        f"수업은 {tmp_path / 'work' / 'ko'} 폴더에 있습니다. 아래에 나오는 JupyterLab 주소를 여세요. 끝내려면 이 창에서 Ctrl+C를 누르세요.\n"
    )
