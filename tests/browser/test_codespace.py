"""The first lesson in a codespace, as a browser sees it: through a tunnel that calls the server by another name, a cell answers."""

import harness
import image
import pytest
from relay import Relay

from tests.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("codespace")]

NAME, DOMAIN = "kim-course-x7", "app.github.dev"


def test_the_kernel_answers_through_the_tunnel(browser, tmp_path, artefacts):
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / ".devcontainer").symlink_to(image.ROOT / ".devcontainer")
    environ, command = image.codespace(str(workspace))
    environ |= {"CODESPACE_NAME": NAME, "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": DOMAIN}
    environ["JUPYTER_PORT"] = str(free_port())  # or another server finds the same one free
    with image.Image(tmp_path).start(None, command, environ=environ, where=workspace) as container:
        server = container.server()
        tunnel = Relay(server["port"], host=f"localhost:{server['port']}", origin=f"https://{NAME}-8888.{DOMAIN}")
        with tunnel.open():
            page = harness.new_context(browser).new_page()
            page.goto(f"http://127.0.0.1:{tunnel.port}/lab/tree/en/00_orientation.ipynb?token={server['token']}")
            page.get_by_text(
                "Python 3 (ipykernel) | Idle"
            ).wait_for()  # before, JupyterLab runs nothing and says nothing
            first = page.locator(".jp-CodeCell").first
            first.locator(".cm-content").click()
            page.keyboard.press("Shift+Enter")
            page.locator(".jp-CodeCell .jp-InputPrompt", has_text="[1]:").first.wait_for()
            page.screenshot(path=artefacts / "codespace.png")
            page.context.close()
    assert "Blocking Cross Origin" not in container.said()
