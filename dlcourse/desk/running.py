"""A JupyterLab that shows a folder already: where it is, as the learner's browser knows it.

Two servers over the same notebooks disagree about them sooner or later, and in a container there is room for one only. So
`dlcourse lab` looks for a running one first. Jupyter writes a small file about every server it starts; a file may outlive its
server, therefore the server is asked as well.
"""

import os
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

PATIENCE = 3.0  # seconds for a server on this machine to say that it is there


def running(folder: Path, path: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """The address of `path` in a JupyterLab that shows exactly this folder; None if none does."""
    folder = folder.resolve()
    for server in _recorded():
        if Path(server["root_dir"]).resolve() == folder and _answers(server):
            return _address(server, path, environ)
    return None


def shown(folder: Path) -> bool:
    """Whether a JupyterLab is open on this folder or on one around it."""
    folder = folder.resolve()
    return any(folder.is_relative_to(Path(server["root_dir"]).resolve()) and _answers(server) for server in _recorded())


def anything() -> bool:
    """Whether this account has a Jupyter open at all."""
    return any(map(_answers, _recorded()))


def _recorded() -> Iterator[dict[str, Any]]:
    try:
        from jupyter_server.serverapp import list_running_servers
    except ImportError:  # the course without JupyterLab
        return
    for server in list_running_servers():
        if server.get("root_dir") and server.get("port"):
            yield server


def _here(server: dict[str, Any]) -> str:
    """Its address from this machine, whatever name it listens under."""
    return f"{'https' if server.get('secure') else 'http'}://127.0.0.1:{server['port']}{server['base_url']}"


def _answers(server: dict[str, Any]) -> bool:
    asked = urllib.request.Request(_here(server) + "api/status", headers={"Authorization": f"token {server['token']}"})
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except (OSError, ValueError):  # nobody there, or somebody who is no Jupyter
        return False


def _address(server: dict[str, Any], path: str, environ: Mapping[str, str]) -> str:
    base = _here(server)
    if name := environ.get("CODESPACE_NAME"):  # there a browser comes through a tunnel that has a name of its own
        domain = environ.get("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN") or "app.github.dev"
        base = f"https://{name}-{server['port']}.{domain}{server['base_url']}"
    return f"{base}lab/tree/{path}?{urlencode({'token': server['token']})}"
