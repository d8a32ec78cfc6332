"""Restoring while JupyterLab shows the notebooks: it says what to do, and no answer to JupyterLab's question loses anything."""

import json
import os
import stat

import pytest

from dlcourse import language
from dlcourse.desk import lab, restoring
from dlcourse.desk.restoring import restore
from dlcourse.record import hosting, progress, saving

NAME = "en/01_perceptron.ipynb"


@pytest.fixture(autouse=True)
def _beginner(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    for name in (*hosting.BINDERS, *hosting.INSIDE_JUPYTER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(language, "_chosen", "en")
    monkeypatch.setattr(progress, "_waiting", [])


def fresh(folder):
    lab.hand_out(lab.lessons("en"), folder / "en", "en")
    return folder


def answer(folder, text):
    tree = json.loads((folder / NAME).read_text(encoding="utf-8"))
    next(cell for cell in tree["cells"] if cell["id"] == "step")["source"] = text
    (folder / NAME).write_text(json.dumps(tree), encoding="utf-8")


def answers(path):
    tree = json.loads(path.read_text(encoding="utf-8"))
    return "".join(next(cell for cell in tree["cells"] if cell["id"] == "step")["source"])


@pytest.fixture
def file(tmp_path):
    """One answer, saved."""
    work = fresh(tmp_path / "work")
    answer(work, "mine")
    saving.save(work, tmp_path / "all.zip")
    return tmp_path / "all.zip"


def test_what_took_another_notebooks_place_is_kept_a_second_time(tmp_path, file):
    there = fresh(tmp_path / "there")
    empty = (there / NAME).read_bytes()
    restore(file, there)
    assert [path.name for path in (there / "restored").iterdir()] == ["en-01_perceptron.ipynb"], (
        "the others are as they were"
    )
    (there / NAME).write_bytes(empty)  # what "Overwrite" does: the page's own state goes over the file
    assert answers(there / "restored" / "en-01_perceptron.ipynb") == "mine"


def test_into_an_empty_folder_there_is_nothing_to_keep_twice(tmp_path, file):
    restore(file, tmp_path / "there")
    assert not (tmp_path / "there" / "restored").exists()


def test_a_copy_gives_way_to_no_other_and_is_not_saved_again(tmp_path, file):
    there = fresh(tmp_path / "there")
    restore(file, there)
    answer(there, "better")
    saving.save(there, tmp_path / "second.zip")
    (there / NAME).unlink()
    restore(tmp_path / "second.zip", fresh(there))
    copies = {path.name: answers(path) for path in (there / "restored").iterdir()}
    assert copies == {"en-01_perceptron.ipynb": "mine", "en-01_perceptron.copy.ipynb": "better"}
    assert "restored" not in "".join(name for name, _ in saving.notebooks(there))
    assert saving.workspace(there / "restored") == there.resolve(), "copies are no workspace"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_what_comes_back_may_be_read_by_whom_the_lessons_may_be_read(tmp_path, file):
    there = fresh(tmp_path / "there")
    lesson = stat.S_IMODE((there / "en" / "02_xor.ipynb").stat().st_mode)
    restore(file, there)
    restore(file, tmp_path / "new")
    places = (there / NAME, there / "restored" / "en-01_perceptron.ipynb", tmp_path / "new" / NAME)
    assert [stat.S_IMODE(place.stat().st_mode) for place in places] == [lesson] * 3


SENTENCES = {
    "en": "Now reload the page of JupyterLab with F5 (⌘ R on a Mac): until then an open notebook shows what was there before. If JupyterLab asks about a "
    "changed file, choose Revert. In any case a copy of each notebook that took another's place is in {copies}.",
    "ko": "이제 F5(맥에서는 ⌘ R)를 눌러 JupyterLab 페이지를 다시 불러오세요. 그 전에는 열어 둔 노트북에 예전 내용이 보입니다. 파일이 바뀌었다고 JupyterLab이 "
    "물으면 되돌리기(Revert)를 고르세요. 만일을 위해, 바뀐 노트북은 모두 {copies} 폴더에도 넣어 두었습니다.",
}


@pytest.mark.parametrize("where", [*hosting.INSIDE_JUPYTER, *hosting.BINDERS, "open"])
def test_where_a_page_may_be_open_it_says_how_to_see_what_is_back(tmp_path, file, monkeypatch, where):
    there = fresh(tmp_path / "there")
    if where == "open":
        monkeypatch.setattr(restoring, "shown", lambda folder: folder == there)
    else:
        monkeypatch.setenv(where, "1")
    last = restore(file, there)[-1]
    assert {"en": last.en, "ko": last.ko} == {
        speaks: sentence.format(copies=there / "restored") for speaks, sentence in SENTENCES.items()
    }
    assert restore(file, there)[-1].en.endswith("so is your progress."), "nothing gave way the second time"


def test_elsewhere_nobody_is_told_to_reload_a_page(tmp_path, file):
    assert restore(file, fresh(tmp_path / "there"))[-1].en.endswith("so is your progress.")
