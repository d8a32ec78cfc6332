"""The dashboard: what it shows is what the record says, and its buttons keep everything in one file and bring it back."""

import asyncio
import io
import json
import zipfile
from itertools import pairwise

import pytest
from listening import quiet, swept

from dlcourse import language, widgets
from dlcourse.desk import lab
from dlcourse.record import catalogue, hosting, progress, saving
from dlcourse.widgets.dashboard import _desk
from dlcourse.widgets.dashboard._desk import BINDER, Desk
from dlcourse.widgets.dashboard.explore import SCENE, stand


@pytest.fixture(autouse=True)
def _at_work(tmp_path, monkeypatch):
    """A learner in the orientation lesson of a new workspace, with nothing done yet."""
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(progress, "_said", set())
    monkeypatch.setattr(progress, "_waiting", [])
    monkeypatch.setattr(language, "_chosen", "en")
    for name in hosting.BINDERS:
        monkeypatch.delenv(name, raising=False)
    lab.hand_out(lab.lessons("en"), tmp_path / "work" / "en", "en")
    monkeypatch.chdir(tmp_path / "work" / "en")


@pytest.fixture
def work(tmp_path):
    return tmp_path / "work"


def perceptron():
    return next(lesson for lesson in catalogue.lessons() if lesson.name == "01_perceptron")


def test_bars_words_and_table_follow_the_record():
    lesson = perceptron()
    most = sum(task.points for task in lesson.tasks)
    mistake, label = next(iter(lesson.tasks[0].mistakes.items()))
    progress.checked("step", status="failed", points=1.5, mistake=mistake)
    (bar,) = [bar for bar in stand()["bars"] if bar.title.en.startswith("1 ")]
    assert (bar.full, bar.status, bar.said.en, bar.said.ko) == (
        1.5 / most,
        "failed",
        f"1.5 / {most:g} points",
        f"1.5 / {most:g}점",
    )
    numbers = stand(lesson="01_perceptron")
    assert [bar.title for bar in numbers["bars"]] == [task.title for task in lesson.tasks]
    assert numbers["bars"][0][1:3] == (0.75, "failed")
    progress.checked("step", status="passed", points=2.0)
    progress.hinted("step", 2)
    numbers = stand(lesson="01_perceptron")
    assert numbers["bars"][0][1:3] == (1.0, "passed")
    count = len(lesson.tasks)
    words = SCENE.describe(numbers)
    assert words.en == (
        f"1 {lesson.title.en}: 1 of {count} exercises passed, 2 of {most:g} points. "
        f"Next: “{lesson.tasks[1].title.en}” in 01_perceptron. Mistakes you have overcome: 1."
    )
    assert words.ko == (
        f"1 {lesson.title.ko}: 연습 문제 {count}개 중 1개를 통과했고 {most:g}점 중 2점입니다. "
        f"다음 할 일: 01_perceptron 수업의 “{lesson.tasks[1].title.ko}”. 극복한 실수: 1개."
    )
    first, *_others = SCENE.table(numbers).rows
    assert [getattr(cell, "en", cell) for cell in first] == [
        "The step function",
        "✓ passed",
        "2 / 2",
        "2",
        "2",
        label.en,
    ]
    every = SCENE.table(stand()).rows
    assert [getattr(cell, "en", cell) for cell in every[1]][1:] == [f"1 / {count}", f"2 / {most:g}", "2", "2", "1"]


def test_practice_fills_its_bar_too():
    progress.checked("to-row", status="passed", points=0.0)
    (bar,) = [bar for bar in stand()["bars"] if bar.title.en.startswith("0 ")]
    assert (bar.full, bar.status, bar.said.en) == (0.5, "failed", "practice")


def test_a_damaged_record_is_told_first(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "progress.json").write_bytes(b"no")
    assert SCENE.describe(stand()).en.startswith("The file with your progress was damaged, so a new one begins.")


def test_the_button_looks_again():
    desk = widgets.dashboard.explore()
    picture, words = desk.image.value, desk.words
    progress.checked("step", status="passed", points=2.0)
    desk.again.click()
    assert desk.image.value != picture
    assert "1 of" in desk.words
    assert desk.words != words
    desk.close()


def test_what_the_page_worked_out_before_a_check_is_not_shown_after_it(at_once):
    async def trial():
        desk, page = await swept(SCENE, Desk)
        assert len(page.moments) == len(SCENE.controls[0].options)
        progress.checked("step", status="passed", points=2.0)
        desk.again.click()
        await quiet()
        assert "1 of" in desk.words
        assert "1 of" in page.moments["0"].texts["says"]
        progress.hinted("to-row", 1)
        desk.set(lesson="01_perceptron")  # the page shows at once what it has, and the kernel says what is so
        await quiet()
        assert page.told[-1] != {"yours": "2"}
        assert {"forget": None} in page.told
        desk.close()

    asyncio.run(trial())


def test_another_stamp_for_another_record(tmp_path, monkeypatch):
    stamps = [progress.stamp()]
    for change in (
        lambda: progress.checked("step", status="failed", points=0.5),
        lambda: progress.hinted("step", 1),
        lambda: (tmp_path / "data" / "progress.json").unlink(),
        lambda: monkeypatch.setattr(progress, "_waiting", [lambda _progress: None]),
    ):
        change()
        stamps.append(progress.stamp())
    assert all(before != after for before, after in pairwise(stamps))
    assert progress.stamp() == stamps[-1]


@pytest.mark.parametrize(
    ("speaks", "begins", "link"),
    [
        ("en", "notebooks and your progress are in", "Download {name}"),
        ("ko", "학습 기록을", "{name} 내려받기"),
    ],
)
def test_the_button_keeps_everything_in_one_file(work, speaks, begins, link):
    language.use(speaks)
    desk = widgets.dashboard.explore()
    keeper = desk.keeper
    assert keeper.link.content == b""
    keeper.button.click()
    (file,) = work.glob("*.zip")
    assert keeper.link.content == file.read_bytes()
    assert (keeper.link.name, keeper.link.label) == (file.name, link.format(name=file.name))
    assert begins in keeper.said.value
    assert str(file) in keeper.said.value
    with zipfile.ZipFile(io.BytesIO(keeper.link.content)) as packed:
        assert "notebooks/en/01_perceptron.ipynb" in packed.namelist()
    assert progress.read()[0].saved
    desk.close()


def test_the_link_works_where_the_disk_is_full(work, monkeypatch):
    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "write_new", full)
    panel = widgets.dashboard.save()
    panel.keeper.button.click()
    assert "cannot be written (No space left on device): choose another place." in panel.keeper.said.value
    assert zipfile.is_zipfile(io.BytesIO(panel.keeper.link.content))
    panel.close()


def test_a_notebook_outside_a_workspace_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    panel = widgets.dashboard.save()
    panel.keeper.button.click()
    assert f"There are no lessons in {tmp_path}: go to the folder" in panel.keeper.said.value
    assert panel.keeper.link.content == b""
    panel.close()


def test_on_binder_it_says_what_binder_forgets(monkeypatch):
    about = [desk.keeper.children[0].value for desk in [widgets.dashboard.explore()]]
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.0.0.1")
    about += [desk.keeper.children[0].value for desk in [widgets.dashboard.explore()]]
    assert ["Binder" in text for text in about] == [False, True]
    assert BINDER.en == (
        "You are on Binder. It stops after ten minutes in which you run nothing, even with this page open, and forgets your files about ten minutes later. "
        "Before a break, save your work here and download the file; next time, bring it back with the second button. "
        "The two clouds in the notebook's toolbar keep one notebook in this browser, without your progress."
    )
    assert BINDER.ko == (
        "지금은 Binder에서 작업하고 있습니다. Binder는 10분 동안 아무것도 실행하지 않으면 이 페이지를 열어 두어도 멈추고, 10분쯤 더 지나면 파일을 모두 지웁니다. "
        "쉬기 전에 여기에서 작업을 보관하고 파일을 내려받으세요. 다음에 두 번째 버튼으로 그 파일을 올리면 모두 되살아납니다. "
        "노트북 도구 모음의 구름 두 개는 노트북 하나를 이 브라우저에 남길 뿐, 학습 기록은 남기지 않습니다."
    )


def upload(keeper, name, content):
    """Choose a file, as the page tells the kernel."""
    keeper.upload._handle_custom_msg({"name": name}, [memoryview(content)])


@pytest.mark.parametrize(
    ("speaks", "begins"),
    [("en", "notebooks are back in {folder}, and so is your progress."), ("ko", "{folder}에 되살렸습니다.")],
)
def test_the_second_button_brings_everything_back(work, monkeypatch, tmp_path, speaks, begins):
    language.use(speaks)
    progress.checked("step", status="passed", points=2.0)
    kept = saving.pack(work).content
    lesson = work / "en" / "01_perceptron.ipynb"
    mine = lesson.read_bytes()
    lesson.unlink()
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "another machine"))
    desk = widgets.dashboard.explore()
    before = desk.words
    upload(desk.keeper, "mine.zip", kept)
    assert begins.format(folder=work) in desk.keeper.said.value
    assert json.loads(lesson.read_bytes())["cells"] == json.loads(saving.small(mine))["cells"]
    assert progress.read()[0].of("step").passed
    assert desk.words != before, "the picture shows the progress that came back"
    desk.close()


def test_a_file_that_is_none_of_ours_is_told_by_its_own_name(work):
    panel = widgets.dashboard.save()
    upload(panel.keeper, "holiday.zip", b"no")
    assert panel.keeper.said.value == (
        "<p>holiday.zip was not made by <code>dlcourse save</code>, so nothing was restored: name the file that it made.</p>"
    )
    panel.close()


@pytest.mark.parametrize(
    ("speaks", "sentence"),
    [
        (
            "en",
            "The file could not be restored (OSError: no room). Run <code>dlcourse restore mine.zip</code> in a terminal to see why.",
        ),
        (
            "ko",
            "파일을 되살리지 못했습니다(OSError: no room). 터미널에서 <code>dlcourse restore mine.zip</code>을 실행해 이유를 확인하세요.",
        ),
    ],
)
def test_a_command_that_does_not_run_is_told(work, monkeypatch, speaks, sentence):
    language.use(speaks)
    panel = widgets.dashboard.save()

    def fails(*words, **more):
        raise OSError("no room")

    monkeypatch.setattr(_desk.subprocess, "run", fails)
    upload(panel.keeper, "mine.zip", b"no")
    assert panel.keeper.said.value == f"<p>{sentence}</p>"
    panel.close()


def test_the_button_alone_says_what_it_does_without_a_kernel():
    panel = widgets.dashboard.save()
    assert panel._repr_mimebundle_()["text/plain"] == "Save my work to one file"
    panel.close()


def test_while_nbgrader_runs_there_is_no_button(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert widgets.dashboard.save() is None
    assert widgets.dashboard.explore() is None
