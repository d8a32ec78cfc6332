"""The doctor finds what is wrong by trying, says it in one line with what to do, and finds nothing wrong where all is well."""

import importlib.metadata
import json
import subprocess
import sys

import pytest

from dlcourse.desk import cli, doctor, lab
from dlcourse.widgets.stage import picture

PYTHON = sys.executable


@pytest.fixture
def quick(monkeypatch):
    """No kernel is started."""
    monkeypatch.setattr(doctor, "_kernel", lambda: doctor.Finding(True, doctor.KERNEL_STARTS))


def both(finding):
    return finding.good, finding.text.en, finding.text.ko


def test_here_all_is_well(tmp_path, capsys):
    assert cli.main(["doctor", "--lang", "en", "--folder", str(tmp_path / "work")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "All is well."
    assert [line for line in said[:-1] if not line.startswith("✓ ")] == []
    names = [line.split()[1] for line in said[:8]]
    assert names == ["Python", "dlcourse", "numpy", "matplotlib", "ipywidgets", "anywidget", "jupyterlab", "nbgrader"]
    assert said[8:11] == [
        "✓ JupyterLab shows jupyterlab_widgets",
        "✓ JupyterLab shows anywidget",
        "✓ a kernel starts and knows the course",
    ]
    assert said[11].startswith(f"✓ {tmp_path} can be written, ")
    assert said[12:14] == [
        "✓ pictures show Korean letters",
        "✓ the course speaks English, and so do JupyterLab's menus; `--lang ko` or DLCOURSE_LANG=ko for Korean",
    ]
    assert not (tmp_path / "work").exists()


def test_what_is_wrong_is_counted_and_ends_with_1(quick, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(doctor, "ROOM", 10**12)
    assert cli.main(["doctor", "--lang", "ko", "--folder", str(tmp_path)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "할 일이 1가지 있습니다. !로 시작하는 줄을 보세요."
    (line,) = (line for line in said if line.startswith("! "))
    assert line.startswith(f"! {tmp_path} 폴더에 남은 공간이 ")
    assert line.endswith(f" MB뿐입니다. {10**12} MB 이상이 되도록 비워 주세요")
    assert said[-2] == "✓ 강의와 JupyterLab 메뉴가 한국어입니다. 영어로 바꾸려면 `--lang en` 또는 DLCOURSE_LANG=en"


def test_an_old_or_missing_package_is_said(monkeypatch):
    real = importlib.metadata.version
    monkeypatch.setattr(doctor.importlib.metadata, "version", lambda name: "0.1" if name == "numpy" else real(name))
    assert both(doctor._package("numpy")) == (
        False,
        f"numpy 0.1, but the course needs >=2.0: run `{PYTHON} -m pip install 'numpy>=2.0'`",
        f"numpy 0.1: 강의에는 >=2.0 버전이 필요합니다. `{PYTHON} -m pip install 'numpy>=2.0'`를 실행하세요",
    )

    def gone(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(doctor.importlib.metadata, "version", gone)
    assert both(doctor._package("numpy")) == (
        False,
        f"numpy is not installed: run `{PYTHON} -m pip install 'numpy>=2.0'`",
        f"numpy가 설치되어 있지 않습니다. `{PYTHON} -m pip install 'numpy>=2.0'`를 실행하세요",
    )


def test_an_old_python_is_said(monkeypatch):
    monkeypatch.setattr(doctor.platform, "python_version", lambda: "3.9.1")
    assert both(doctor._python()) == (
        False,
        "Python 3.9.1, but the course needs >=3.11: install a newer one and make a new environment with it",
        "Python 3.9.1: 강의에는 >=3.11 버전이 필요합니다. 새 버전을 설치하고 가상 환경을 다시 만드세요",
    )


def test_a_left_over_extension_of_another_major_version_is_said(monkeypatch, tmp_path):
    left_over = tmp_path / "labextensions" / "@jupyter-widgets" / "jupyterlab-manager"
    left_over.mkdir(parents=True)
    (left_over / "package.json").write_text(json.dumps({"version": "3.1.1"}), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    finding = doctor._extension("jupyterlab_widgets")
    assert not finding.good
    wanted = finding.text.en.partition("but ")[2].split()[0]
    assert wanted.startswith("5.")
    assert both(finding)[1:] == (
        f"JupyterLab takes its part for jupyterlab_widgets from {left_over}, version 3.1.1, but {wanted} is installed: delete that folder",
        f"JupyterLab이 {left_over} 폴더의 jupyterlab_widgets 확장(3.1.1)을 쓰는데, 설치된 버전은 {wanted}입니다. 그 폴더를 지우세요",
    )


@pytest.mark.parametrize("name", ["there-is-no-such-package", "numpy"])
def test_a_missing_extension_is_said(name):
    assert both(doctor._extension(name)) == (
        False,
        f"JupyterLab has no part for {name}: run `{PYTHON} -m pip install --force-reinstall {name}`",
        f"JupyterLab에 {name} 확장이 없습니다. `{PYTHON} -m pip install --force-reinstall {name}`를 실행하세요",
    )


def test_a_kernel_that_does_not_start_is_said(monkeypatch):
    monkeypatch.setattr(doctor, "KERNEL", "raise RuntimeError('no room')")
    assert both(doctor._kernel()) == (
        False,
        f"no kernel starts with the course (RuntimeError: no room): run `{PYTHON} -m pip install --force-reinstall ipykernel`",
        f"강의를 실행할 커널이 시작되지 않습니다(RuntimeError: no room). `{PYTHON} -m pip install --force-reinstall ipykernel`을 실행하세요",
    )
    monkeypatch.setattr(doctor, "KERNEL", "raise SystemExit(4)")
    assert "(exit code 4)" in doctor._kernel().text.en

    def run(*command, **more):
        raise subprocess.TimeoutExpired("kernel", 1)

    monkeypatch.setattr(doctor.subprocess, "run", run)
    assert "(TimeoutExpired)" in doctor._kernel().text.en


def test_a_folder_that_cannot_be_written_is_said(tmp_path, monkeypatch):
    def refused(**more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refused)
    assert both(doctor._workspace(tmp_path / "a" / "b")) == (
        False,
        f"{tmp_path} cannot be written (Permission denied): choose another folder, as in `dlcourse lab my-folder`",
        f"{tmp_path} 폴더에 쓸 수 없습니다(Permission denied). `dlcourse lab my-folder`처럼 다른 폴더를 골라 주세요",
    )


def test_letters_without_a_shape_are_said(monkeypatch):
    monkeypatch.setattr(picture, "family", lambda: ["DejaVu Sans"])  # which has no Hangul
    finding = doctor._font()
    reason = finding.text.en.partition("(")[2].partition("): run")[0]
    assert reason.startswith("Glyph ")
    assert both(finding) == (
        False,
        f"pictures cannot show Korean letters ({reason}): run `{PYTHON} -m pip install --force-reinstall matplotlib`, then install the course again",
        f"그림에 한글이 나오지 않습니다({reason}). `{PYTHON} -m pip install --force-reinstall matplotlib`를 실행하고 강의를 다시 설치하세요",
    )


def test_a_broken_matplotlib_is_a_finding_too(monkeypatch):
    monkeypatch.setitem(sys.modules, "dlcourse.widgets.stage.picture", None)
    assert not doctor._font().good


def test_english_menus_for_korean_lessons_are_well_and_say_how_to_change_that(monkeypatch):
    monkeypatch.setattr(lab.importlib.metadata, "entry_points", lambda group: importlib.metadata.EntryPoints())
    assert both(doctor._menus("ko")) == (
        True,
        f"JupyterLab's own menus stay English. For menus in the lessons' language: `{PYTHON} -m pip install jupyterlab-language-pack-ko-KR`.",
        f"JupyterLab의 메뉴는 영어로 나옵니다. 한국어 메뉴를 쓰려면 `{PYTHON} -m pip install jupyterlab-language-pack-ko-KR`를 실행하세요.",
    )
    assert doctor._menus("en").text == doctor.LANGUAGE


def test_the_room_asked_for_is_enough_for_all_lessons():
    lessons = sum(len(text) for language in ("en", "ko") for text in lab.lessons(language).values())
    assert 10 * lessons < doctor.ROOM * 1_000_000
