"""Handing in: which notebook, whose, what is said about it, and that an earlier hand-in is never touched."""

import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dlcourse.desk import cli, handin, lab
from dlcourse.language import LANGUAGES

NOTEBOOK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
TOLD = {
    "refused": None,
    "notes": [{"en": "Cell 3 is damaged and was left out.", "ko": "3번째 셀이 손상되어 제외했습니다."}],
    "exercises": [
        {
            "id": "step",
            "points": 2.0,
            "most": 2.0,
            "report": "✓ Step: passed · 2 of 2 points\n  All 5 cases are right.",
        },
        {"id": "gate", "points": 0.5, "most": 2.0, "report": "✗ Gates: not yet · 0.5 of 2 points\n  Hint: which one?"},
    ],
    "questions": [{"id": "why", "answered": True}, {"id": "how", "answered": False}],
}


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A workspace with two lessons, a machine whose user has a name, no exchange, and a grader that says `TOLD`."""
    shelf = tmp_path / "course"
    for language in LANGUAGES:
        for lesson in ("00_orientation", "01_perceptron"):
            for path in (shelf / language / lesson, tmp_path / "work" / language):
                path.mkdir(parents=True, exist_ok=True)
                (path / f"{lesson}.ipynb").write_bytes(NOTEBOOK)
    monkeypatch.setattr(lab, "SHELVES", (shelf,))
    monkeypatch.setattr(handin.getpass, "getuser", lambda: "kim")
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    monkeypatch.setattr(handin, "_started", answering(""))
    grader(monkeypatch, json.dumps(TOLD))
    return tmp_path / "work"


def answering(said, complaint="", code=0):
    """nbgrader, which says this."""
    program = "import sys; print(sys.argv[1]); print(sys.argv[2], file=sys.stderr); raise SystemExit(int(sys.argv[3]))"
    command = [sys.executable, "-c", program, said, complaint, str(code)]
    return lambda words: subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def grader(monkeypatch, said, complaint=b"", code=0):
    def run(command, **more):
        return subprocess.CompletedProcess(command, code, said.encode(), complaint)

    monkeypatch.setattr(handin.subprocess, "run", run)


def zips(work, language="en"):
    return sorted((work / language / handin.HANDED_IN).glob("*"))


# --- what is said and made


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            """\
Running 01_perceptron as the grader will. This takes up to a minute; your file stays as it is.
01_perceptron: 2.5 of 4 points.
  ✓ Step: passed · 2 of 2 points
  ✗ Gates: not yet · 0.5 of 2 points
    Hint: which one?
  … A person will read your answer to `why`.
  ○ Your answer to `how` is still empty.
! Cell 3 is damaged and was left out.
Ready to hand in, for the student kim: {path}
Upload this file where your course collects work.
""",
        ),
        (
            "ko",
            """\
채점할 때와 같은 방법으로 01_perceptron 노트북을 실행합니다. 1분쯤 걸리며 파일은 바뀌지 않습니다.
01_perceptron: 4점 중 2.5점입니다.
  ✓ Step: passed · 2 of 2 points
  ✗ Gates: not yet · 0.5 of 2 points
    Hint: which one?
  … `why`의 답은 사람이 읽고 채점합니다.
  ○ `how`의 답이 아직 비어 있습니다.
! 3번째 셀이 손상되어 제외했습니다.
kim 학생의 제출 파일을 만들었습니다: {path}
강의에서 과제를 받는 곳에 이 파일을 올려 주세요.
""",
        ),
    ],
)
def test_a_failing_exercise_is_told_and_handed_in_all_the_same(work, capsys, language, sentences):
    assert handin.submit("1", [work], language) == 0
    (made,) = zips(work, language)
    assert capsys.readouterr().out == sentences.format(path=made)
    with zipfile.ZipFile(made) as zipped:
        (name,) = zipped.namelist()
        assert zipped.read(name) == NOTEBOOK


def test_the_names_say_whose_what_and_when(work):
    handin.submit("01_perceptron", [work], "en", student="kim_lee")
    (made,) = zips(work)
    with zipfile.ZipFile(made) as zipped:
        (inside,) = zipped.namelist()
    assert inside == f"{made.stem}_01_perceptron.ipynb"
    for before in ("/x/", f"/x/{made.stem}/", "/x/Kim Lee_1123_assignsubmission_file_"):
        found = re.match(handin.PATTERN, before + inside).groupdict()
        assert (found["file_id"], found["student_id"]) == ("01_perceptron", "kim_lee")
        when = datetime.strptime(found["timestamp"], handin.WHEN).replace(tzinfo=UTC)
        assert abs((datetime.now(UTC) - when).total_seconds()) < 600


def test_an_earlier_hand_in_stays_as_it_is(work, monkeypatch):
    monkeypatch.setattr(handin, "WHEN", "2026-11-21-120000")  # all in the same second
    for number in range(3):
        (work / "en" / "01_perceptron.ipynb").write_bytes(NOTEBOOK + b" " * number)
        handin.submit("1", [work], "en")
    stem = "01_perceptron_kim_attempt_2026-11-21-120000"
    assert [path.name for path in zips(work)] == [f"{stem}.zip", f"{stem}_2.zip", f"{stem}_3.zip"]
    inside = [zipfile.ZipFile(path).read(f"{stem}_01_perceptron.ipynb") for path in zips(work)]
    assert inside == [NOTEBOOK, NOTEBOOK + b" ", NOTEBOOK + b"  "]


def test_a_full_disk_is_said_and_leaves_nothing(work, monkeypatch):
    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(handin, "WHEN", "now")
    monkeypatch.setattr(handin, "write_new", full)
    with pytest.raises(handin.HandInError) as caught:
        handin.submit("1", [work], "en")
    path = work / "en" / "handed-in" / "01_perceptron_kim_attempt_now.zip"
    assert str(caught.value) == (
        f"{path} cannot be written (No space left on device): make room, or hand in the notebook {work / 'en' / '01_perceptron.ipynb'} itself."
    )
    assert zips(work) == []


def test_a_newer_version_beside_is_named_and_can_be_handed_in(work, capsys):
    newer = work / "en" / "01_perceptron.new.ipynb"
    newer.write_bytes(NOTEBOOK + b"\n")
    handin.submit("1", [work], "en")
    assert (
        f"! 01_perceptron.ipynb is handed in, not {newer} beside it. If you worked in the newer one, name its file: `--file {newer}`.\n"
    ) in capsys.readouterr().out
    handin.submit("1", [work], "en", student="second", file=newer)
    assert "beside it" not in capsys.readouterr().out
    (made,) = (path for path in zips(work) if "second" in path.name)
    with zipfile.ZipFile(made) as zipped:
        assert zipped.read(zipped.namelist()[0]) == NOTEBOOK + b"\n"


# --- requests that cannot be met


def refusal(*asked, **more):
    with pytest.raises(handin.HandInError) as caught:
        handin.submit(*asked, **more)
    return str(caught.value), caught.value.code


def test_an_unknown_lesson_is_said(work):
    assert refusal("7", [work], "en") == ("There is no lesson 7: name one of 00_orientation, 01_perceptron.", 2)
    assert refusal("xor", [work], "ko") == (
        "xor 수업은 없습니다. 다음 중 하나를 적어 주세요: 00_orientation, 01_perceptron",
        2,
    )


def test_a_lesson_that_is_not_there_is_said(work):
    empty = work / "empty"
    assert refusal("1", [empty, work / "b"], "en") == (
        f"There is no 01_perceptron.ipynb in {empty / 'en'}, {work / 'b' / 'en'}: say where your lessons are, as in `dlcourse submit 01_perceptron --folder my-folder`.",
        2,
    )


def test_a_lesson_in_the_other_language_or_in_a_clones_layout_is_found(work, tmp_path):
    (work / "ko" / "01_perceptron.ipynb").unlink()
    assert handin.submit("1", [work], "ko") == 0
    assert len(zips(work)) == 1
    assert handin.submit("1", [tmp_path / "course"], "ko") == 0
    assert len(zips(tmp_path / "course", "ko")) == 1


@pytest.mark.parametrize("inside", ["01_perceptron", "dlcourse/01_perceptron", "."])
def test_a_lesson_as_nbgrader_fetched_it_is_found_in_its_own_language(work, tmp_path, monkeypatch, inside):
    home = tmp_path / "home"
    mine = home / inside / "01_perceptron.ipynb"
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text(json.dumps({"cells": [{"source": 'from dlcourse import language\nlanguage.use("ko")'}]}))
    tried = []
    monkeypatch.setattr(handin, "_try_out", lambda lesson, notebook, spoken, language: tried.append(spoken) or TOLD)
    assert handin.submit("1", [home], "en", student="lee") == 0
    assert tried == ["ko"]


def test_an_earlier_zip_is_not_in_the_folder_that_nbgrader_hands_in(work, tmp_path):
    mine = tmp_path / "home" / "01_perceptron" / "01_perceptron.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(NOTEBOOK)
    assert handin.submit("1", [tmp_path / "home"], "en") == 0
    assert [path.name for path in mine.parent.iterdir()] == ["01_perceptron.ipynb"]
    assert len(list((tmp_path / "home" / handin.HANDED_IN).glob("*.zip"))) == 1


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "! {mine} is handed in, not {other}, which is the same lesson. If you worked in that one, name it: `--file {other}`."),
        ("ko", "! {mine} 파일을 제출합니다. 같은 수업인 {other} 파일이 아닙니다. 그 파일에서 작업했다면 `--file {other}`로 알려 주세요."),
    ],
)  # fmt: skip
def test_a_fetched_copy_beside_the_workspace_is_told(work, tmp_path, capsys, language, sentence):
    other = tmp_path / "home" / "01_perceptron" / "01_perceptron.ipynb"
    other.parent.mkdir(parents=True)
    other.write_bytes(NOTEBOOK)
    assert handin.submit("1", [work, tmp_path / "home"], language) == 0
    mine = work / language / "01_perceptron.ipynb"
    assert sentence.format(mine=mine, other=other) in capsys.readouterr().out.splitlines()


def test_a_file_that_cannot_be_read_is_said(work):
    gone = work / "gone.ipynb"
    assert refusal("1", [work], "en", file=gone) == (
        f"{gone} cannot be read (No such file or directory), so nothing was handed in.",
        2,
    )


def test_a_name_that_everybody_has_is_asked_for(work, monkeypatch):
    monkeypatch.setattr(handin.getpass, "getuser", lambda: "jovyan")
    assert refusal("1", [work], "en") == (
        "Everybody is called jovyan on this machine: add `--student ID`, the name by which your instructor knows you.",
        2,
    )
    monkeypatch.setenv("JUPYTERHUB_USER", "lee")
    assert handin.submit("1", [work], "en") == 0
    assert "_lee_" in zips(work)[0].name


@pytest.mark.parametrize("name", ["../x", "_x", "a b", "-x", "a/b", "김\\민지"])
def test_a_name_that_cannot_be_in_a_files_name_is_said(work, name):
    assert refusal("1", [work], "en", student=name) == (
        f"The student's name {name!r} cannot be part of a file's name: use letters, digits and . _ @ + - only, and begin with a letter or digit.",
        2,
    )
    assert refusal("1", [work], "ko", student=name) == (
        f"학생 이름 {name!r}는 파일 이름에 쓸 수 없습니다. 글자나 숫자로 시작하고 글자와 숫자, . _ @ + - 만 사용해 주세요.",
        2,
    )


@pytest.mark.parametrize("name", ["김민지", "lee+dl@x.kr", "20260001", unicodedata.normalize("NFD", "김민지")])
def test_a_name_in_korean_or_with_a_plus_is_found_again_by_collecting(work, name):
    assert handin.submit("1", [work], "en", student=name) == 0
    (made,) = zips(work)
    with zipfile.ZipFile(made) as zipped:
        (inside,) = zipped.namelist()
    found = re.fullmatch(handin.PATTERN, inside)
    assert (found["file_id"], found["student_id"]) == ("01_perceptron", unicodedata.normalize("NFC", name))


def test_the_command_hands_over_what_was_asked(work, monkeypatch, capsys):
    monkeypatch.chdir(work)
    assert cli.main(["submit", "1", "--lang", "ko", "--student", "lee"]) == 0  # the lessons are in this very folder
    assert [path.name.split("_attempt")[0] for path in zips(work, "ko")] == ["01_perceptron_lee"]
    capsys.readouterr()
    assert cli.main(["submit", "7", "--folder", str(work), "--lang", "en"]) == 2
    assert capsys.readouterr() == ("", "There is no lesson 7: name one of 00_orientation, 01_perceptron.\n")
    grader(monkeypatch, json.dumps({"refused": {"en": "It is empty.", "ko": "비어 있습니다."}}))
    assert cli.main(["submit", "1", "--folder", str(work), "--lang", "en"]) == 1
    path = work / "en" / "01_perceptron.ipynb"
    assert capsys.readouterr().err == f"{path} cannot be graded, so nothing was handed in. It is empty.\n"


# --- trying out


def test_a_notebook_that_is_none_is_not_handed_in(work, monkeypatch):
    refused = {"en": "The file is empty.", "ko": "파일이 비어 있습니다."}
    grader(monkeypatch, json.dumps({"refused": refused}))
    path = work / "en" / "01_perceptron.ipynb"
    assert refusal("1", [work], "en") == (
        f"{path} cannot be graded, so nothing was handed in. The file is empty.",
        1,
    )
    assert zips(work) == []


@pytest.mark.parametrize(
    ("complaint", "code", "reason"),
    [(b"a\nRuntimeError: no kernel\n", 1, "RuntimeError: no kernel"), (b"", 3, "exit code 3")],
)
def test_a_rehearsal_that_breaks_down_is_told_and_the_work_handed_in(
    work, monkeypatch, capsys, complaint, code, reason
):
    grader(monkeypatch, "", complaint, code)
    assert handin.submit("1", [work], "en") == 1
    said = capsys.readouterr().out.splitlines()
    assert said[1] == (
        f"! The exercises could not be tried out ({reason}). Run all cells in JupyterLab and look at the checks yourself."
    )
    assert len(zips(work)) == 1


def test_a_rehearsal_without_end_is_told(work, monkeypatch, capsys):
    def run(command, **more):
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(handin.subprocess, "run", run)
    assert handin.submit("1", [work], "ko") == 1
    assert capsys.readouterr().out.splitlines()[1] == (
        "! 문제를 미리 확인하지 못했습니다(TimeoutExpired). JupyterLab에서 모든 셀을 실행하고 확인 결과를 직접 살펴보세요."
    )


def test_what_is_not_installed_is_said_and_the_work_handed_in(work, monkeypatch, capsys):
    monkeypatch.setattr(handin.importlib.util, "find_spec", lambda name: None if name == "nbclient" else name)
    assert handin.submit("1", [work], "en") == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        f"! The exercises were not tried out, because nbclient is not installed: run `{sys.executable} -m pip install jupyterlab nbgrader`."
    )
    assert len(zips(work)) == 1


# --- nbgrader's exchange (with nbgrader itself: tests/autograder/test_handin_nbgrader.py)


def test_an_exchange_that_refuses_is_told(work, monkeypatch, capsys):
    offer = answering(
        "", "[ListApp | INFO] Released assignments:\n[ListApp | INFO] dl 01_perceptron (already downloaded)"
    )
    refuse = answering("", "[SubmitApp | CRITICAL] Inbound directory doesn't exist: /x", 1)
    monkeypatch.setattr(handin, "_started", lambda words: (offer if "list" in words else refuse)(words))
    assert handin.submit("1", [work], "en") == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "! nbgrader's exchange offers this lesson in the course dl, but did not take it (Inbound directory doesn't exist: /x): upload the file instead."
    )


@pytest.mark.parametrize(
    "said", ["", "[ListApp | CRITICAL] Unwritable directory", "[ListApp | INFO] dl 02_xor", "No module named nbgrader"]
)
def test_without_an_exchange_nothing_is_said_of_it(work, monkeypatch, capsys, said):
    monkeypatch.setattr(handin, "_started", answering("", said))
    assert handin.submit("1", [work], "en") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Upload this file where your course collects work."


def test_nothing_of_the_learners_changes(work):
    before = {path: path.read_bytes() for path in work.rglob("*.ipynb")}
    handin.submit("1", [work], "en")
    assert {path: path.read_bytes() for path in work.rglob("*.ipynb")} == before
    assert isinstance(zips(work)[0], Path)
