"""Docker's and Codespaces' own commands, rehearsed: work outlives the container, whoever runs it, and the tunnel reaches the kernel."""

import base64
import http.client
import json
import tempfile
import urllib.request
from pathlib import Path

import pytest
from image import ROOT, Image, codespace, run, somebody

from tests.answering import get
from tests.ports import free_port

pytestmark = pytest.mark.rest

ANOTHER = 4321  # a uid that no account of this machine has
FIRST = "en/00_orientation.ipynb"
CHECKED = """from dlcourse.record import progress
progress.checked("step", status="passed", points=2.0)"""


@pytest.fixture
def folder():
    """A place that every account may enter, as those of a container are."""
    with tempfile.TemporaryDirectory(prefix="dlcourse-image-") as name:
        Path(name).chmod(0o755)
        yield Path(name).resolve()


@pytest.fixture
def image(folder):
    return Image(folder)


@pytest.fixture
def volume(folder, image):
    """A new volume: Docker gives it the content and the rights of the image's folder."""
    volume = folder / "volume"
    volume.mkdir()
    volume.chmod((image.home / "dlcourse-work").stat().st_mode & 0o777)
    return volume


@pytest.mark.parametrize("account", [(), somebody(ANOTHER)], ids=["learner", "any-account"])
def test_answers_and_progress_are_there_in_the_next_container(image, volume, account):
    with image.start(volume, account=account) as container:
        server = container.server()
        assert json.loads(get(server, f"api/contents/{FIRST}")[0])["writable"]
        (volume / FIRST).write_text("my answers", encoding="utf-8")
        run(("python", "-c", CHECKED), container.environ, container.home, account)
        assert f"http://127.0.0.1:{image.port}/lab/tree/{FIRST}?token={server['token']}" in container.said()
    with image.start(volume, account=account) as container:
        server = container.server()
        assert json.loads(get(server, f"api/contents/{FIRST}?content=0")[0])["size"] == len("my answers")
        course = json.loads((ROOT / "dlcourse" / "course.json").read_text(encoding="utf-8"))
        exercises = sum(len(lesson["exercises"]) for lesson in course)
        assert f"1 of {exercises} exercises" in container.run("dlcourse", "progress")


def test_who_comes_a_second_time_is_shown_the_way(image, volume):
    with image.start(volume) as container:
        server = container.server()
        said = container.run("dlcourse", "lab", "dlcourse-work", "--no-browser").splitlines()[-1]
        address = f"http://127.0.0.1:{image.port}/lab/tree/{FIRST}?token={server['token']}"
        assert said == f"Your lessons are in {volume / 'en'}, and JupyterLab is open there already: {address}"
        with urllib.request.urlopen(address, timeout=20) as page:
            assert page.status == 200


def test_without_a_volume_it_says_what_will_be_lost(image):
    with image.start(None) as container:
        container.server()
        folder = container.home / "dlcourse-work"
        assert container.said().splitlines()[0] == (
            f"No volume is mounted at {folder}: your work ends with this container. "
            f"To keep it, start the container with `-v dlcourse:{folder}`."
        )


# --- Codespaces


@pytest.fixture
def attached(image, folder):
    """A codespace of somebody called kim, as its own files have it, with the repository as its workspace."""
    workspace = folder / "workspace"
    workspace.mkdir()
    (workspace / ".devcontainer").symlink_to(ROOT / ".devcontainer")
    environ, command = codespace(str(workspace))
    environ["JUPYTER_PORT"] = str(free_port())  # or another server finds the same one free
    environ |= {"CODESPACE_NAME": "kim-course-x7", "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": "app.github.dev"}
    with image.start(None, command, environ=environ, where=workspace) as container:
        yield image, container, workspace


def asked(server, path, headers):
    """What the server answers to somebody whom the tunnel brings: it calls the server `localhost`."""
    way = http.client.HTTPConnection("127.0.0.1", server["port"], timeout=30)
    try:
        way.request("GET", server["base_url"] + path, headers={"Host": f"localhost:{server['port']}"} | headers)
        answer = way.getresponse()
        return answer.status, answer.headers.get_all("Set-Cookie") or []
    finally:
        way.close()


def channel(server, cookie, kernel, origin):
    """Open a kernel's channel as a page from `origin` does in a browser that is logged in; the status."""
    key = base64.b64encode(bytes(16)).decode()
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key}
    status, _ = asked(server, f"api/kernels/{kernel}/channels", upgrade | {"Cookie": cookie, "Origin": origin})
    return status


def post(server, path):
    request = urllib.request.Request(
        f"http://127.0.0.1:{server['port']}{server['base_url']}{path}",
        data=b"{}",
        headers={"Authorization": f"token {server['token']}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())


def test_a_page_that_came_through_the_codespaces_tunnel_reaches_its_kernel_and_no_other_page_does(attached):
    _, container, workspace = attached
    server = container.server()
    own = "https://kim-course-x7-8888.app.github.dev"
    origins = {
        own: 101,
        "https://lee-course-x7-8888.app.github.dev": 403,
        f"{own}.evil.example": 403,
        own.replace("https", "http"): 403,
    }
    kernel = post(server, "api/kernels")["id"]
    _, cookies = asked(server, f"lab?token={server['token']}", {})
    cookie = "; ".join(one.partition(";")[0] for one in cookies)
    statuses = {origin: channel(server, cookie, kernel, origin) for origin in origins}
    assert statuses == origins
    assert (workspace / "dlcourse-work" / FIRST).is_file()
    assert f"{own}/lab/tree/{FIRST}?token={server['token']}" in container.said()


def test_attaching_again_shows_the_address_of_the_codespace(attached):
    image, container, workspace = attached
    server = container.server()
    said = run(("dlcourse", "lab", "dlcourse-work", "--no-browser"), container.environ, workspace).splitlines()[-1]
    address = f"https://kim-course-x7-{image.port}.app.github.dev/lab/tree/{FIRST}?token={server['token']}"
    folder = workspace / "dlcourse-work" / "en"
    assert said == f"Your lessons are in {folder}, and JupyterLab is open there already: {address}"
