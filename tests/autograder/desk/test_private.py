"""What a class keeps from others, and where its pages are, as the instructor reads it in either language."""

import argparse
import os

import pytest
from traitlets.config import Config

from autograder import rights
from autograder.config import configure
from autograder.desk import classroom, formgrader, roster
from autograder.desk.roster import Person
from autograder.errors import CourseError
from dlcourse import language as spoken
from dlcourse.desk import hub


@pytest.fixture
def asked(tmp_path, room, monkeypatch):
    """Sets a class up from the room's notebooks, without a gradebook."""
    monkeypatch.setattr(classroom.gradebook, "enrol", lambda course, people: None)
    monkeypatch.setattr(classroom, "SHELVES", (room / "solutions",))
    (tmp_path / "students.csv").write_text("id\nada\n", encoding="utf-8")
    return lambda folder: classroom.new(folder, tmp_path / "students.csv", spoken=("en",))


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
@pytest.mark.parametrize(("before", "after"), [(None, 0o700), (0o755, 0o700), (0o2775, 0o2770)])
def test_a_new_class_is_closed_to_others(asked, tmp_path, before, after):
    folder = tmp_path / "fresh"
    if before is not None:
        folder.mkdir()
        folder.chmod(before)
    asked(folder)
    assert folder.stat().st_mode & 0o7777 == after
    folder.chmod(0o750)
    asked(folder)  # once it is there, its rights are the instructor's to choose
    assert folder.stat().st_mode & 0o7777 == 0o750


@pytest.mark.parametrize(
    ("language", "what", "fix"),
    [
        (
            "en",
            "the notebooks with answers may be read by {owner} and the group {group} alone",
            "ask whoever installed the course to take this account into that group",
        ),
        (
            "ko",
            "정답이 담긴 노트북은 {owner} 계정과 {group} 그룹만 읽을 수 있습니다",
            "강의를 설치한 사람에게 이 계정을 그 그룹에 넣어 달라고 하세요",
        ),
    ],
)
def test_answers_that_are_kept_from_this_account_are_told(asked, tmp_path, room, monkeypatch, language, what, fix):
    spoken.use(language)
    monkeypatch.setattr(classroom.os, "access", lambda path, mode: path != room / "solutions")
    with pytest.raises(CourseError) as caught:
        asked(tmp_path / "fresh")
    shelf = room / "solutions"
    said = what.format(owner=rights.owner(shelf), group=rights.group(shelf))
    assert str(caught.value) == f"error: {shelf}: {said}\nfix:   {fix}"
    assert not (tmp_path / "fresh").exists()


def test_a_newer_list_leaves_the_accounts_that_were_written_down(room, tmp_path, monkeypatch):
    monkeypatch.setattr(classroom.gradebook, "enrol", lambda course, people: None)
    roster.save(room, [Person("ada", "Ada", "", "", "991", "lovelace")])
    (tmp_path / "late.csv").write_text("id,last_name\nada,King\nben,B\n", encoding="utf-8")
    classroom.add(room, tmp_path / "late.csv")
    assert [*roster.known(room).values()] == [Person("ada", "", "King", "", "991", "lovelace"), Person("ben", "", "B")]


@pytest.mark.parametrize(
    ("language", "where", "address", "named"),
    [
        (
            "en",
            "formgrader is a page of your server on this hub: the menu Nbgrader > Formgrader",
            "Open it in your browser: the hub's address, followed by /user/kim/lab?formgrader=true",
            "so that it opens this class, write these lines into {file}, then stop and start your server:",
        ),
        (
            "ko",
            "formgrader는 이 허브의 내 서버에 있습니다. 메뉴 Nbgrader > Formgrader에서 엽니다",
            "브라우저에서 허브 주소 뒤에 다음 경로를 붙여 여세요: /user/kim/lab?formgrader=true",
            "이 반이 열리도록 {file} 파일에 다음 줄을 적은 뒤 서버를 껐다가 다시 켜 주세요.",
        ),
    ],
)
def test_formgrader_on_a_hub_is_the_hubs(room, tmp_path, monkeypatch, capsys, language, where, address, named):
    spoken.use(language)
    monkeypatch.setenv(hub.PREFIX, "/user/kim/")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.delenv(hub.PUBLIC, raising=False)
    monkeypatch.setenv(hub.ROOT, str(room.parent))
    monkeypatch.setattr(formgrader.subprocess, "run", lambda *_, **__: pytest.fail("a second server"))
    assert formgrader.open_page(argparse.Namespace(), room) == 0
    lines = ["c = get_config()", f"c.CourseDirectory.root = {str(room)!r}"]
    told = named.format(file=tmp_path / "nbgrader_config.py")
    assert capsys.readouterr().out.splitlines() == [where, address, told, *lines]
    (tmp_path / "nbgrader_config.py").write_text("\n".join(lines), encoding="utf-8")
    assert formgrader.open_page(argparse.Namespace(), room) == 0
    assert capsys.readouterr().out.splitlines() == [where, address]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "your server on this hub shows only {root}, so formgrader in it cannot open the class in {folder}: make formgrader a service of the hub, as the guide docs/en/guides/jupyterhub.md says under 'Several instructors', and open the service's address",
        ),
        (
            "ko",
            "이 허브의 내 서버는 {root} 폴더만 보여 주므로 {folder}의 반은 여기의 formgrader로 열 수 없습니다. 안내서 docs/ko/guides/jupyterhub.md의 '강사가 여럿일 때'처럼 formgrader를 허브의 서비스로 만들고 그 주소를 여세요",
        ),
    ],
)
def test_a_class_that_the_hubs_server_does_not_show_is_no_page_of_it(
    room, tmp_path, monkeypatch, capsys, language, sentence
):
    spoken.use(language)
    monkeypatch.setenv(hub.PREFIX, "/user/kim/")
    monkeypatch.setenv(hub.ROOT, str(tmp_path / "home"))
    assert formgrader.open_page(argparse.Namespace(), room) == 1
    assert capsys.readouterr().out == sentence.format(root=tmp_path / "home", folder=room) + "\n"


@pytest.mark.parametrize(
    ("language", "taken", "at"),
    [
        (
            "en",
            "JupyterLab has the only port of this container that a browser reaches: end it, then run this command in its place",
            "formgrader is at the address below (/formgrader/manage_assignments behind the last /); end it here with Ctrl + C",
        ),
        (
            "ko",
            "브라우저가 닿는 이 컨테이너의 포트는 하나뿐이고 JupyterLab이 쓰고 있습니다. JupyterLab을 끝내고 그 자리에서 이 명령을 실행하세요",
            "formgrader는 아래 주소에 있습니다(마지막 / 뒤에 formgrader/manage_assignments를 붙입니다). 여기에서 Ctrl + C로 끝냅니다",
        ),
    ],
)
def test_formgrader_in_a_container_starts_no_second_server(room, monkeypatch, capsys, language, taken, at):
    spoken.use(language)
    monkeypatch.delenv(hub.PREFIX, raising=False)
    monkeypatch.setenv(formgrader.CONTAINER, "codespace")
    started = []

    def starts(words, **_):
        started.append(words)
        return argparse.Namespace(returncode=0)

    monkeypatch.setattr(formgrader.subprocess, "run", starts)
    for open_already, code, said in ((True, 1, taken), (False, 0, at)):
        monkeypatch.setattr(formgrader.running, "anything", lambda answer=open_already: answer)
        assert formgrader.open_page(argparse.Namespace(port=None, no_browser=False), room) == code
        assert capsys.readouterr().out == f"{said}\n"
    assert ["--no-browser" in words for words in started] == [True]


@pytest.mark.parametrize(("asked", "its"), [("en", "ko"), ("ko", "ko"), ("", "ko")])
def test_a_korean_class_stays_korean_for_who_speaks_english(tmp_path, monkeypatch, asked, its):
    (tmp_path / "solutions" / "ko").mkdir(parents=True)
    monkeypatch.setenv("DLCOURSE_LANG", asked)
    c = Config()
    configure(c, tmp_path)
    assert (c.CourseDirectory.source_directory, c.GradeSafely.language) == (f"solutions/{its}", its)
