"""`dlcourse lab` where it was opened before, and in a container: one server, an address that works, and sentences that help there."""

import http.server
import json
import os
import threading

import pytest

from dlcourse.desk import lab, running

FIRST = "en/00_orientation.ipynb"
LOCAL = {"CODESPACE_NAME": ""}


@pytest.fixture
def jupyter():
    """Somebody who answers as Jupyter does, if the token is right."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            known = self.path == "/here/api/status" and self.headers["Authorization"] == "token t0"
            self.send_response(200 if known else 403)
            self.end_headers()

        def log_message(self, *said):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def recorded(tmp_path, monkeypatch, jupyter):
    """A function that leaves what Jupyter leaves about a server that runs."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    (tmp_path / "runtime").mkdir()

    def record(folder, **other):
        server = {"root_dir": str(folder), "port": jupyter, "base_url": "/here/", "token": "t0", "pid": os.getpid()}
        (tmp_path / "runtime" / "jpserver-1.json").write_text(json.dumps(server | other), encoding="utf-8")

    return record


def test_a_server_that_shows_the_folder_is_found(tmp_path, recorded, jupyter):
    assert running.running(tmp_path / "work", FIRST, LOCAL) is None
    recorded(tmp_path / "work")
    address = f"http://127.0.0.1:{jupyter}/here/lab/tree/{FIRST}?token=t0"
    assert running.running(tmp_path / "work", FIRST, LOCAL) == address
    assert running.running(tmp_path, FIRST, LOCAL) is None, "it shows another folder"
    codespace = {"CODESPACE_NAME": "kim-x1", "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": "app.example"}
    there = f"https://kim-x1-{jupyter}.app.example/here/lab/tree/{FIRST}?token=t0"
    assert running.running(tmp_path / "work", FIRST, codespace) == there


@pytest.mark.parametrize("other", [{"port": 1}, {"token": "another"}], ids=["nobody", "somebody-else"])
def test_a_file_that_outlived_its_server_is_not_believed(tmp_path, recorded, other):
    recorded(tmp_path / "work", **other)
    assert running.running(tmp_path / "work", FIRST, LOCAL) is None
    assert not running.shown(tmp_path / "work")
    assert not running.anything()


def test_a_folder_is_shown_by_a_server_around_it(tmp_path, recorded):
    recorded(tmp_path)
    assert running.shown(tmp_path / "work")
    recorded(tmp_path / "work" / "en")
    assert not running.shown(tmp_path / "work")
    assert running.anything()


@pytest.fixture
def opened(tmp_path, monkeypatch, capsys):
    """Open the lab without JupyterLab; what was said, and which address a browser was sent to."""
    monkeypatch.setattr(lab, "_jupyter", lambda *asked: 0)
    monkeypatch.setattr(lab, "lessons", lambda language: {"00_orientation": b"lesson"})
    monkeypatch.setattr(lab, "has_menus", lambda language: True)
    sent = []
    monkeypatch.setattr(lab.webbrowser, "open", sent.append)

    def open_(language, browser):
        assert lab.open_lab(tmp_path / "work", language, browser=browser) == 0
        return capsys.readouterr().out.splitlines(), sent

    return open_


@pytest.mark.parametrize("browser", [True, False])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Your lessons are in {folder}, and JupyterLab is open there already: {address}"),
        ("ko", "수업은 {folder} 폴더에 있고, JupyterLab이 이미 열려 있습니다: {address}"),
    ],
)
def test_the_lab_that_is_open_already_is_shown(
    tmp_path, recorded, jupyter, opened, monkeypatch, language, sentence, browser
):
    monkeypatch.delenv("CODESPACE_NAME", raising=False)
    recorded(tmp_path / "work")
    address = f"http://127.0.0.1:{jupyter}/here/lab/tree/{language}/00_orientation.ipynb?token=t0"
    said, sent = opened(language, browser)
    assert said == [sentence.format(folder=tmp_path / "work" / language, address=address)]
    assert sent == ([address] if browser else [])


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "No volume is mounted at {folder}: your work ends with this container. To keep it, start the container with `-v dlcourse:{folder}`.",
        ),
        (
            "ko",
            "{folder}에 연결한 볼륨이 없어서 컨테이너가 끝나면 작업도 사라집니다. 작업을 남기려면 컨테이너를 `-v dlcourse:{folder}`와 함께 시작하세요.",
        ),
    ],
)
def test_a_container_without_a_volume_says_so(tmp_path, monkeypatch, recorded, opened, language, sentence):
    monkeypatch.setattr(lab.os.path, "ismount", lambda place: str(place) == "/")
    alone = opened(language, False)[0]
    monkeypatch.setenv("DLCOURSE_CONTAINER", "docker")
    assert opened(language, False)[0] == [sentence.format(folder=tmp_path / "work"), *alone]
    monkeypatch.setattr(lab.os.path, "ismount", lambda place: place in (tmp_path / "work", tmp_path.parents[-1]))
    assert opened(language, False)[0] == alone


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "The lessons cannot be written to {path} (Not a directory): the folder mounted there belongs to another account. Start the container with "
            "a volume, `-v dlcourse:{folder}`, or as yourself, `--user $(id -u):$(id -g)`.",
        ),
        (
            "ko",
            "{path}에 수업을 쓸 수 없습니다(Not a directory). 연결한 폴더가 다른 계정의 것입니다. 컨테이너를 볼륨과 함께 시작하거나(`-v dlcourse:{folder}`) "
            "본인 계정으로 시작하세요(`--user $(id -u):$(id -g)`).",
        ),
    ],
)
def test_in_a_container_another_folder_is_no_advice(tmp_path, monkeypatch, language, sentence):
    monkeypatch.setenv("DLCOURSE_CONTAINER", "docker")
    monkeypatch.setattr(lab, "lessons", lambda language: {"00_orientation": b"lesson"})
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    folder = tmp_path / "file" / "work"
    with pytest.raises(lab.LabError) as caught:
        lab.open_lab(folder, language)
    assert str(caught.value) == sentence.format(path=folder / language, folder=folder)
