"""The `dlcourse` command: what it says, and that it hands over what was asked."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dlcourse import __version__, language
from dlcourse.desk import cli, lab
from dlcourse.record import progress


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("DLCOURSE_LANG", "en")
    monkeypatch.setattr(language, "_chosen", None)


@pytest.fixture
def opened(monkeypatch):
    """What the lab was asked for, instead of a running JupyterLab."""
    calls = []

    def open_lab(folder, language, *, browser):
        calls.append((folder, language, browser))
        return 0

    monkeypatch.setattr(lab, "open_lab", open_lab)
    return calls


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], (Path("dlcourse-work"), "en", True)),
        (["mine", "--lang", "ko"], (Path("mine"), "ko", True)),
        (["--no-browser", "a/b"], (Path("a/b"), "en", False)),
    ],
)
def test_lab_hands_over_what_was_asked(opened, words, asked):
    assert cli.main(["lab", *words]) == 0
    assert opened == [asked]


def test_lab_without_a_language_speaks_the_systems(opened, monkeypatch):
    monkeypatch.setenv("DLCOURSE_LANG", "ko")
    cli.main(["lab"])
    assert opened == [(Path("dlcourse-work"), "ko", True)]


def test_a_lab_that_cannot_open_is_one_sentence_and_exit_code_2(monkeypatch, capsys):
    def broken(*asked, **more):
        raise lab.LabError("There is a reason, and a way out.")

    monkeypatch.setattr(lab, "open_lab", broken)
    assert cli.main(["lab"]) == 2
    assert capsys.readouterr() == ("", "There is a reason, and a way out.\n")


def test_an_exit_code_of_jupyterlab_is_ours(monkeypatch):
    monkeypatch.setattr(lab, "open_lab", lambda *asked, **more: 1)
    assert cli.main(["lab"]) == 1


def test_the_version_is_the_packages(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["--version"])
    assert (end.value.code, capsys.readouterr().out) == (0, f"dlcourse {__version__}\n")


@pytest.mark.parametrize(("words", "complaint"), [
    (["lab", "--lang", "de"], "dlcourse lab: error: argument --lang: invalid choice: 'de' (choose from"),
    ([], "dlcourse: error: the following arguments are required: COMMAND"),
])  # fmt: skip
def test_a_wrong_request_ends_with_exit_code_2(capsys, words, complaint):
    with pytest.raises(SystemExit) as end:
        cli.main(words)
    assert end.value.code == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize(("language", "sentences"), [
    ("en", ["open the lessons in JupyterLab", "where your copies of the lessons live (default: dlcourse-work); what is there already stays as it is", "language of the lessons (default: the system's)", "print the address instead of opening a browser", "print this help"]),
    ("ko", ["JupyterLab에서 수업을 엽니다", "수업 사본을 둘 폴더입니다(기본값: dlcourse-work). 이미 있는 파일은 바뀌지 않습니다", "수업의 언어입니다(기본값: 시스템 언어)", "브라우저를 열지 않고 주소만 보여 줍니다", "도움말을 보여 줍니다"]),
])  # fmt: skip
def test_help_speaks_the_systems_language(monkeypatch, capsys, language, sentences):
    monkeypatch.setenv("DLCOURSE_LANG", language)
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit):
        cli.main(["lab", "--help"])
    shown = capsys.readouterr().out
    assert [sentence for sentence in sentences if sentence not in shown] == []


# --- progress, save, restore


@pytest.fixture
def beginner(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(progress, "_said", set())
    monkeypatch.setattr(progress, "_waiting", [])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_progress_is_a_table(beginner, capsys):
    progress.checked("step", status="passed", points=2.0)
    assert cli.main(["progress"]) == 0
    assert re.search(r"^  The step function +✓ passed +2 / 2 +1 +0$", capsys.readouterr().out, re.MULTILINE)
    assert cli.main(["progress", "--lang", "ko"]) == 0
    assert re.search(r"^  계단 함수 +✓ 통과 +2 / 2 +1 +0$", capsys.readouterr().out, re.MULTILINE)


def test_a_damaged_record_is_told_and_the_table_still_comes(beginner, capsys):
    (beginner / "data").mkdir()
    (beginner / "data" / "progress.json").write_bytes(b"no")
    assert cli.main(["progress"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("The file with your progress was damaged, so a new one begins.")
    assert said.out.startswith("Your progress: 0 of ")


@pytest.mark.parametrize("encoding", ["ascii", "cp949", "utf-8"])
def test_any_terminal_can_show_progress_and_stop_listening(beginner, encoding):
    env = os.environ | {"PYTHONIOENCODING": encoding, "DLCOURSE_LANG": "ko"}
    command = [sys.executable, "-c", "import sys; from dlcourse.desk.cli import main; sys.exit(main(['progress']))"]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()  # as `| head` does
    assert (process.stderr.read(), process.wait()) == (b"", 0)
    process.stderr.close()
    done = subprocess.run(command, env=env, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"2 / 2" not in done.stdout
    assert done.stdout.count(b"\n") > 60


def test_save_and_restore_from_the_command_line(beginner, capsys):
    lab.hand_out(lab.lessons("en"), beginner / "dlcourse-work" / "en", "en")
    assert cli.main(["save", "mine.zip"]) == 0
    assert " notebooks and your progress are in mine.zip. " in capsys.readouterr().out
    assert cli.main(["save", "mine.zip"]) == 2
    assert capsys.readouterr() == (
        "",
        "There is a file mine.zip already, and it stays as it is: choose another name.\n",
    )
    assert cli.main(["save", "--folder", "dlcourse-work"]) == 0
    assert re.search(r"are in dlcourse-save-[\d-]+\.zip\. ", capsys.readouterr().out)
    assert cli.main(["restore", "mine.zip", "there"]) == 0
    assert capsys.readouterr().out.endswith(" notebooks are back in there, and so is your progress.\n")
    assert (beginner / "there" / "en" / "01_perceptron.ipynb").exists()


def test_a_fresh_machine_gets_a_workspace(beginner, capsys):
    file = Path(__file__).parent / "saves" / "format1.zip"
    assert cli.main(["restore", str(file)]) == 0
    assert (beginner / "dlcourse-work" / "en" / "01_perceptron.ipynb").exists()
    assert cli.main(["restore", "no.zip"]) == 2
    assert capsys.readouterr().err == "There is no file no.zip: name the file that `dlcourse save` made.\n"


def test_saving_nothing_is_a_wrong_request(beginner, capsys):
    assert cli.main(["save"]) == 2
    sentence = (
        f"There are no lessons in {beginner}: go to the folder you gave to `dlcourse lab`, or name it with --folder.\n"
    )
    assert capsys.readouterr() == ("", sentence)


def test_a_terminal_without_our_signs_gets_the_words(tmp_path):
    words = [Path(sys.executable).parent / "dlcourse", "submit", "1", "--folder", tmp_path, "--student", "kim"]
    lesson = tmp_path / "en" / "01_perceptron.ipynb"
    lesson.parent.mkdir()
    lesson.write_bytes(lab.lessons("en")["01_perceptron"])
    done = subprocess.run(words, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, timeout=180)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Ready to hand in, for the student kim: " in done.stdout
