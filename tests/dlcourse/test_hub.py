"""In a hub's terminal no second server is started: the address below the hub is told, in the learner's language."""

import pytest

from dlcourse.desk import hub as there
from dlcourse.desk import lab

HUB = {there.PREFIX: "/hub-course/user/lee/", there.ROOT: "", there.PUBLIC: ""}


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """A terminal of a hub whose server shows this folder, and a course of one lesson."""
    shelf = tmp_path / "course" / "en" / lab.FIRST
    shelf.mkdir(parents=True)
    (shelf / f"{lab.FIRST}.ipynb").write_bytes(b"{}")
    (tmp_path / "course" / "ko").symlink_to(shelf.parent, target_is_directory=True)
    monkeypatch.setattr(lab, "SHELVES", (tmp_path / "course",))
    monkeypatch.setattr(lab, "_jupyter", lambda *_: pytest.fail("a second server"))
    monkeypatch.setattr(lab, "has_menus", lambda language: True)
    for name, value in (HUB | {there.ROOT: str(tmp_path / "home")}).items():
        monkeypatch.setenv(name, value)
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            "Your lessons are in {folder}. JupyterLab is running already: yours on this hub.\n"
            "Open it in your browser: the hub's address, followed by /hub-course/user/lee/{page}\n",
        ),
        (
            "ko",
            "수업은 {folder} 폴더에 있습니다. JupyterLab은 이 허브에서 이미 실행되고 있습니다.\n"
            "브라우저에서 허브 주소 뒤에 다음 경로를 붙여 여세요: /hub-course/user/lee/{page}\n",
        ),
    ],
)
def test_the_lab_tells_the_hubs_address(hub, capsys, language, sentences):
    assert lab.open_lab(hub / "my work", language) == 0
    page = f"lab/tree/my%20work/{language}/00_orientation.ipynb"
    assert capsys.readouterr().out == sentences.format(folder=hub / "my work" / language, page=page)
    assert (hub / "my work" / language / f"{lab.FIRST}.ipynb").exists()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Open it in your browser: https://hub.uni.example/user/lee/lab/tree/x/en/00_orientation.ipynb"),
        ("ko", "브라우저에서 여세요: https://hub.uni.example/user/lee/lab/tree/x/ko/00_orientation.ipynb"),
    ],
)
def test_a_hub_that_knows_its_public_address_gives_all_of_it(hub, capsys, monkeypatch, language, sentence):
    monkeypatch.setenv(there.PUBLIC, "https://hub.uni.example/user/lee/")
    assert lab.open_lab(hub / "x", language) == 0
    assert capsys.readouterr().out.splitlines()[1] == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "Your lessons are in {folder}, but JupyterLab on this hub shows only {root}: choose a folder there, "
            "as in `dlcourse lab {root}/dlcourse-work`.",
        ),
        (
            "ko",
            "수업은 {folder} 폴더에 있지만 이 허브의 JupyterLab은 {root} 폴더만 보여 줍니다. "
            "`dlcourse lab {root}/dlcourse-work`처럼 그 안의 폴더를 골라 주세요.",
        ),
    ],
)
def test_lessons_that_the_hubs_page_does_not_show_are_told(hub, tmp_path, language, sentence):
    with pytest.raises(lab.LabError) as caught:
        lab.open_lab(tmp_path / "elsewhere", language)
    assert str(caught.value) == sentence.format(folder=tmp_path / "elsewhere" / language, root=hub)
