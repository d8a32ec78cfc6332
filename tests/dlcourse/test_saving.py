"""Save and restore: everything comes back, also into newer lessons, and nothing that is there is overwritten."""

import errno
import json
import os
import zipfile
from pathlib import Path

import nbformat
import pytest

from dlcourse import files, language
from dlcourse.desk import lab, merging
from dlcourse.desk.restoring import restore
from dlcourse.record import progress, saving
from dlcourse.record.progress import Entry
from dlcourse.record.saving import SavingError, save

# of an older perceptron lesson: two answers, an untouched one, two cells of the learner's own, one exercise that is no more; and a notebook of the learner's own
FORMAT_1 = Path(__file__).parent / "saves" / "format1.zip"
NAME = "en/01_perceptron.ipynb"
ANSWER = "def step(x):\n    return (np.asarray(x) > 0).astype(int)  # mine"
MINE = {"cell_type": "markdown", "id": "5f6e7d8c", "metadata": {}, "source": "what I learned"}


@pytest.fixture(autouse=True)
def _beginner(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(progress, "_said", set())
    monkeypatch.setattr(progress, "_waiting", [])
    monkeypatch.setattr(language, "_chosen", "en")


@pytest.fixture
def work(tmp_path):
    """A workspace in which one exercise is answered, one note written, one check passed."""
    folder = tmp_path / "work"
    for speaks in ("en", "ko"):
        lab.hand_out(lab.lessons(speaks), folder / speaks, speaks)
    answer(folder / NAME)
    progress.checked("step", status="passed", points=2.0)
    return folder


def answer(path, text=ANSWER):
    """Write an answer and, below it, a note; run it, so that there is output."""
    tree = read(path)
    at = next(i for i, cell in enumerate(tree["cells"]) if cell["id"] == "step")
    tree["cells"][at] |= {"source": text, "execution_count": 3, "outputs": [OUTPUT]}
    tree["cells"].insert(at + 1, dict(MINE))
    tree["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    path.write_text(json.dumps(tree), encoding="utf-8")


OUTPUT = {"output_type": "stream", "name": "stdout", "text": "x" * 1000}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def sources(path):
    """What stands in a notebook that is valid: name and text of every cell."""
    nbformat.validate(nbformat.read(path, as_version=4))
    return {cell["id"]: "".join(cell["source"]) for cell in read(path)["cells"]}


def newer(speaks):
    """The course's next version: a paragraph more in front, another docstring for one exercise, one exercise gone."""
    course = lab.lessons(speaks)
    tree = json.loads(course["01_perceptron"])
    cells = [cell for cell in tree["cells"] if cell["id"] not in ("gate", "task-gate", "check-gate")]
    cells.insert(0, {"cell_type": "markdown", "id": "prose-000", "metadata": {}, "source": "A new beginning"})
    for cell in cells:
        if cell["id"] == "perceptron":
            cell["source"] = "def perceptron(X, w, b):\n    '''A clearer sentence.'''\n    raise NotImplementedError()"
    return course | {"01_perceptron": json.dumps(tree | {"cells": cells}).encode()}


def said(sentences):
    return [(text.en, text.ko) for text in sentences]


# --- to a file and back


def test_an_empty_folder_gets_everything_back(work, tmp_path, monkeypatch):
    file = tmp_path / "all.zip"
    count = len(list(saving.notebooks(work)))
    assert said(save(work, file)) == [
        (
            f"{count} notebooks and your progress are in {file}. `dlcourse restore all.zip` brings them back, here or on another machine.",
            f"노트북 {count}개와 학습 기록을 {file}에 담았습니다. `dlcourse restore all.zip`을 실행하면 이 컴퓨터나 다른 컴퓨터에서 되살릴 수 있습니다.",
        )
    ]
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "another machine"))
    there = tmp_path / "there"
    assert said(restore(file, there)) == [
        (
            f"{count} notebooks are back in {there}, and so is your progress.",
            f"노트북 {count}개와 학습 기록을 {there}에 되살렸습니다.",
        )
    ]
    assert [name for name, _ in saving.notebooks(there)] == [name for name, _ in saving.notebooks(work)]
    for name, path in saving.notebooks(work):
        assert sources(there / name) == sources(path)
    assert progress.read()[0].of("step").status == "passed"
    # `dlcourse lab` finds its lessons there, and none of them old
    assert lab.hand_out(lab.lessons("en"), there / "en", "en") == []
    assert not list(there.rglob("*.new.ipynb"))


def test_a_saved_file_is_small(work, tmp_path):
    save(work, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        tree = json.loads(packed.read(f"notebooks/{NAME}"))
    assert [cell["id"] for cell in tree["cells"] if cell.get("outputs")] == []
    assert "widgets" not in tree["metadata"]


def test_restoring_twice_changes_nothing(work, tmp_path):
    save(work, tmp_path / "all.zip")
    restore(tmp_path / "all.zip", tmp_path / "there")
    before = {path: path.read_bytes() for path in (tmp_path / "there").rglob("*") if path.is_file()}
    assert len(restore(tmp_path / "all.zip", tmp_path / "there")) == 1
    assert {path: path.read_bytes() for path in (tmp_path / "there").rglob("*") if path.is_file()} == before


def test_lessons_that_nobody_touched_give_way(work, tmp_path):
    """A fresh Binder: the lessons are there, each in a folder of its own, some of them opened and run."""
    save(work, tmp_path / "all.zip")
    there = tmp_path / "lessons"
    for speaks in ("en", "ko"):
        for name, text in lab.lessons(speaks).items():
            path = there / speaks / name / f"{name}.ipynb"
            path.parent.mkdir(parents=True)
            tree = json.loads(text)
            for cell in tree["cells"]:
                if cell["cell_type"] == "code":
                    cell |= {"outputs": [OUTPUT], "execution_count": 1}
            tree["metadata"]["language_info"]["version"] = "3.12.1"
            path.write_text(json.dumps(tree), encoding="utf-8")
    assert len(restore(tmp_path / "all.zip", there)) == 1
    assert sources(there / "en" / "01_perceptron" / "01_perceptron.ipynb")["step"] == ANSWER
    assert len(list(saving.notebooks(there))) == len(list(saving.notebooks(work)))
    # and back: this workspace saves the same names
    assert [name for name, _ in saving.notebooks(there)] == [name for name, _ in saving.notebooks(work)]


def test_work_that_is_there_stays_and_the_other_goes_beside(work, tmp_path):
    save(work, tmp_path / "all.zip")
    mine = (work / NAME).read_bytes()
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        theirs = packed.read(f"notebooks/{NAME}")
    tree = json.loads(mine)
    tree["cells"][2]["source"] = "something else"
    (work / NAME).write_text(json.dumps(tree), encoding="utf-8")
    now = (work / NAME).read_bytes()
    for _ in range(2):
        first, *_more = restore(tmp_path / "all.zip", work)
        assert said([first]) == [
            (
                f"{NAME} is there already and differs, so it stays as it is: the one from the file is beside it, as 01_perceptron.restored.ipynb.",
                f"{NAME} 파일이 이미 있고 내용이 달라서 그대로 두었습니다. 저장 파일에 있던 노트북은 01_perceptron.restored.ipynb 파일로 옆에 두었습니다.",
            )
        ]
    assert (work / NAME).read_bytes() == now
    assert (work / "en" / "01_perceptron.restored.ipynb").read_bytes() == theirs
    assert sorted(path.name for path in work.rglob("*.restored*")) == ["01_perceptron.restored.ipynb"]
    (work / "en" / "01_perceptron.restored.ipynb").write_text("{}")
    restore(tmp_path / "all.zip", work)
    assert (work / "en" / "01_perceptron.restored2.ipynb").read_bytes() == theirs


# --- into newer lessons


def test_answers_and_own_cells_move_into_a_newer_lesson(work, tmp_path):
    tree = read(work / NAME)
    gate = next(cell for cell in tree["cells"] if cell["id"] == "gate")
    gate["source"] = "def gate(name):\n    return 'an answer to an exercise that goes away'"
    copied = json.loads(json.dumps(next(cell for cell in tree["cells"] if cell["id"] == "step")))
    tree["cells"].append(copied | {"id": "c0ffee00", "source": "def step(x):\n    return 'a later copy'"})
    (work / NAME).write_text(json.dumps(tree), encoding="utf-8")
    save(work, tmp_path / "all.zip")
    there = tmp_path / "there"
    first, *_more = restore(tmp_path / "all.zip", there, newer)
    assert said([first]) == [
        (
            f"{NAME} has changed since you saved it: your answers and cells are in the new version, and your notebook as you saved it is beside it, as 01_perceptron.saved.ipynb.",
            f"{NAME} 수업이 저장한 뒤로 바뀌었습니다. 작성한 답과 셀은 새 버전에 옮겼고, 저장했던 노트북은 01_perceptron.saved.ipynb 파일로 옆에 두었습니다.",
        )
    ]
    now = sources(there / NAME)
    cells = read(there / NAME)["cells"]
    order = [cell["id"] for cell in cells]
    assert now["prose-000"] == "A new beginning"
    assert "A clearer sentence." in now["perceptron"], "an answer nobody has begun gives way to the new one"
    # of two cells with one answer the last one that was worked on counts, as it does for the grader; the other stays
    assert now["step"] == "def step(x):\n    return 'a later copy'"
    assert order[order.index("step") + 2] == MINE["id"], "a note stays behind the cell it was written behind"
    assert ANSWER in now.values()
    assert "def gate(name):\n    return 'an answer to an exercise that goes away'" in now.values()
    graded = [cell["metadata"]["nbgrader"]["grade_id"] for cell in cells if "nbgrader" in cell["metadata"]]
    assert len(graded) == len(set(graded)), "nbgrader refuses a name that is there twice"
    assert "gate" not in graded
    assert len(order) == len(set(order))
    assert sources(there / "en" / "01_perceptron.saved.ipynb")["step"] == ANSWER
    untouched = {path.name for path in (there / "ko").glob("*.ipynb")}
    assert untouched == {f"{name}.ipynb" for name in lab.lessons("ko")}, "nothing beside what nobody worked on"


def test_an_answer_moves_into_every_exercise_of_every_lesson(tmp_path):
    """Whatever the course asks today, in both languages: an answer to it finds its place in a lesson that has changed."""
    for speaks in ("en", "ko"):
        for name, text in lab.lessons(speaks).items():
            tree, changed = json.loads(text), json.loads(text)
            for cell in tree["cells"]:
                if merging._is_answer(cell):
                    assert merging._untouched(cell), f"{name}: {cell['id']}"
                    cell["source"] = f"my answer to {cell['id']}"
                else:
                    assert not merging._is_own(cell), f"{name}: {cell['id']} is the course's"
            changed["cells"].insert(0, {"cell_type": "markdown", "id": "prose-000", "metadata": {}, "source": "new"})
            merged = json.loads(merging.merge(json.dumps(tree).encode(), json.dumps(changed).encode()))
            assert merged["cells"][1:] == tree["cells"], name


def test_a_file_of_format_1_is_read_for_ever(tmp_path):
    sentences = restore(FORMAT_1, tmp_path)
    assert len(sentences) == 2
    now = sources(tmp_path / NAME)
    order = [cell["id"] for cell in read(tmp_path / NAME)["cells"]]
    assert now["step"] == ANSWER
    assert now["why-one-line"] == "Because of the four conditions."
    assert "raise NotImplementedError()" in now["perceptron"]
    assert now["0c1d2e3f"] == "My own note, right below my answer."
    assert order.index("0c1d2e3f") == order.index("step") + 1
    assert now["9a8b7c6d"] == "scratch = 1"
    assert "def retired(): return 'an exercise that is no more'" in now.values()
    assert set(sources(tmp_path / "en" / "my-notes.ipynb").values()) == {"print('mine')"}
    entry = progress.read()[0].of("step")
    assert (entry.status, entry.points, entry.tries, entry.hints) == ("passed", 2.0, 3, 1)


def test_a_notebook_that_is_none_comes_back_as_it_is(work, tmp_path):
    (work / NAME).write_bytes(b'{"cells": [')
    save(work, tmp_path / "all.zip")
    restore(tmp_path / "all.zip", tmp_path / "there", newer)
    assert (tmp_path / "there" / NAME).read_bytes() == b'{"cells": ['


# --- refused


def full(descriptor):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_saved_file_is_never_overwritten(work, tmp_path):
    file = tmp_path / "all.zip"
    file.write_bytes(b"precious")
    with pytest.raises(SavingError) as refused:
        save(work, file)
    assert said([refused.value.sentence]) == [
        (
            f"There is a file {file} already, and it stays as it is: choose another name.",
            f"{file} 파일이 이미 있어 그대로 둡니다. 다른 이름을 골라 주세요.",
        )
    ]
    assert file.read_bytes() == b"precious"


def test_a_full_disk_while_saving_is_one_sentence(work, tmp_path, monkeypatch):
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(SavingError) as refused:
        save(work, tmp_path / "all.zip")
    assert said([refused.value.sentence]) == [
        (
            f"The file {tmp_path / 'all.zip'} cannot be written (No space left on device): choose another place.",
            f"{tmp_path / 'all.zip'} 파일을 쓸 수 없습니다(No space left on device). 다른 위치를 골라 주세요.",
        )
    ]
    assert list(tmp_path.glob("*.zip")) == []


def test_a_notebook_that_cannot_be_read_is_told(work, tmp_path):
    (work / "ko" / "loose.ipynb").symlink_to(tmp_path / "nowhere.ipynb")
    first, last = save(work, tmp_path / "all.zip")
    assert said([first]) == [
        (
            f"{work / 'ko' / 'loose.ipynb'} cannot be read (No such file or directory) and is not in the file.",
            f"{work / 'ko' / 'loose.ipynb'} 파일을 읽을 수 없어(No such file or directory) 넣지 못했습니다.",
        )
    ]
    assert last.en.startswith(f"{len(list(saving.notebooks(work))) - 1} notebooks ")


# --- where the workspace is


def test_the_workspace_is_found_from_inside_and_from_outside(work, tmp_path):
    work.rename(tmp_path / "dlcourse-work")
    work = tmp_path / "dlcourse-work"
    (work / "en" / "deeper").mkdir()
    for start in (work / "en" / "deeper", work / "en", work, tmp_path):
        assert saving.workspace(start) == work


def test_another_folder_of_that_name_is_no_workspace(work, tmp_path):
    (tmp_path / "en" / "01_perceptron").mkdir(parents=True)
    work.rename(tmp_path / "en" / "work")  # a lesson lies below this "en", but not where lessons lie
    (tmp_path / "en" / "mine.ipynb").write_text("{}")
    assert saving.workspace(tmp_path / "en" / "work" / "en") == tmp_path / "en" / "work"
    (tmp_path / "en" / "empty").mkdir()
    with pytest.raises(SavingError):
        saving.workspace(tmp_path / "en" / "empty")


def test_a_folder_without_lessons_is_told(tmp_path):
    with pytest.raises(SavingError) as refused:
        saving.workspace(tmp_path)
    sentence = (
        f"There are no lessons in {tmp_path}: go to the folder you gave to `dlcourse lab`, or name it with --folder.",
        f"{tmp_path}에 수업이 없습니다. `dlcourse lab`에 준 폴더로 가거나 --folder로 폴더를 지정하세요.",
    )
    assert said([refused.value.sentence]) == [sentence]
    with pytest.raises(SavingError) as refused:
        save(tmp_path, tmp_path / "all.zip")
    assert said([refused.value.sentence]) == [sentence]


def test_what_jupyter_keeps_for_itself_is_left_out(work):
    before = list(saving.notebooks(work))
    (work / "en" / ".ipynb_checkpoints").mkdir()
    (work / "en" / ".ipynb_checkpoints" / "01_perceptron-checkpoint.ipynb").write_text("{}")
    assert list(saving.notebooks(work)) == before


def test_saving_is_remembered(work, tmp_path):
    assert progress.read()[0].saved is None
    save(work, tmp_path / "all.zip")
    assert progress.read()[0].saved
    assert progress.read()[0].of("relu") == Entry()
