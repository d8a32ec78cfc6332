"""Binder, Codespaces and Docker are one environment: the same pins, the same Python, the same lesson in front, nothing left to do at the start."""

import json
import re
import shlex
from pathlib import Path

import pytest

from dlcourse.desk import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEVCONTAINER = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))


def instructions():
    """The Dockerfile's lines as (word, rest), continuations joined, comments left out."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(line.split(maxsplit=1)) for line in lines]


def rest(word):
    return [more for first, more in instructions() if first == word]


def test_the_python_is_binders():
    version = (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert rest("FROM") == [f"python:{version}-slim AS course", f"python:{version}-slim"]
    assert f"/course/lib/python{version}/" in rest("RUN")[0]


def test_what_is_copied_exists_and_is_not_left_out():
    copied = [shlex.split(line)[:-1] for line in rest("COPY")]
    assert copied == [["."], ["binder/requirements.txt"], ["--from=course", "/course"]]
    assert (ROOT / "binder" / "requirements.txt").is_file()
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv"} <= set(left_out)
    needed = {"pyproject.toml", "README.md", "LICENSE", "lessons", "solutions", "dlcourse", "autograder", "binder"}
    assert needed & set(left_out) == set()
    assert [name for name in needed if not (ROOT / name).exists()] == []


def test_only_the_pins_are_installed_and_before_the_course():
    pip = [line for line in rest("RUN") if "pip install" in line]
    course, pins = (shlex.split(line)[1] for line in rest("COPY")[:2])
    assert [line.partition(" &&")[0].strip() for line in pip] == [
        f"python -m pip install --no-cache-dir --no-deps --prefix=/course {course}",
        f"python -m pip install --no-cache-dir -r {pins}",
    ]
    order = [first for first, _ in instructions()]
    last = len(order) - order[::-1].index("FROM")
    assert order[last : order.index("USER")] == ["RUN", "COPY", "RUN", "COPY", "RUN"]


def test_the_image_carries_no_answers():
    made, *_ = rest("RUN")
    assert re.search(r"&& rm -r /course/lib/python[\d.]+/site-packages/autograder/_solutions$", made.strip())
    assert '"solutions/en" = "autograder/_solutions/en"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_nobody_works_as_root():
    assert rest("USER") == [DEVCONTAINER["remoteUser"]]
    assert f"useradd --create-home {DEVCONTAINER['remoteUser']}" in rest("RUN")[1]


def test_the_server_in_the_container_listens_where_the_port_is():
    (settings,) = re.findall(r"echo '(\{.*\})' > \S+/jupyter_server_config\.json", " ".join(rest("RUN")))
    server = json.loads(settings)["ServerApp"]
    assert server == {"ip": "0.0.0.0", "port": 8888, "port_retries": 0}
    assert rest("EXPOSE") == [str(server["port"])]
    assert DEVCONTAINER["forwardPorts"] == [server["port"]]
    assert list(DEVCONTAINER["portsAttributes"]) == [str(server["port"])]


def test_codespaces_builds_the_same_image_and_installs_nothing_at_the_start():
    where = ROOT / ".devcontainer"
    assert (where / DEVCONTAINER["build"]["dockerfile"]).resolve() == ROOT / "Dockerfile"
    assert (where / DEVCONTAINER["build"]["context"]).resolve() == ROOT
    commands = {name: said for name, said in DEVCONTAINER.items() if name.endswith("Command")}
    assert list(commands) == ["postAttachCommand"]
    assert [word for word in ("pip", "build", "apt") if word in commands["postAttachCommand"]] == []


@pytest.mark.parametrize("started", [json.loads(rest("CMD")[0]), shlex.split(DEVCONTAINER["postAttachCommand"])])
def test_what_is_started_is_a_request_the_command_understands(started):
    program, *words = started
    assert program == "dlcourse"
    asked = cli._parser().parse_args(words)
    assert asked.no_browser
    assert Path(asked.folder).name == "dlcourse-work"


def test_the_badges_open_the_first_lesson_in_both_languages():
    paths = re.findall(r"\]\(https://mybinder\.org/v2/gh/\S+?urlpath=lab/tree/(\S+?)\)", README)
    assert [path.partition("/")[0] for path in paths] == ["en", "ko"]
    assert [path for path in paths if not (ROOT / "lessons" / path).is_file()] == []
    assert len(re.findall(r"\]\(https://codespaces\.new/\S+\)", README)) == 1
