"""Binder, Codespaces and Docker are one environment: the same pins, the same Python, the same lesson in front, nothing left to do at the start."""

import json
import re
import shlex
from pathlib import Path

import pytest
from image import DEVCONTAINER, README, ROOT, WORKSPACE, codespace, instructions, rest, stage

from dlcourse.desk import badge, cli, lab


def test_the_python_is_binders():
    version = (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    made = [line for line in rest("FROM") if line.startswith("python:")]
    assert made == [f"python:{version}-slim AS course", f"python:{version}-slim AS learner"]
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
    order = [word for word, _ in stage("learner")]
    assert order[: order.index("USER")] == ["FROM", "RUN", "COPY", "RUN", "COPY", "RUN", "ENV"]


def test_the_image_carries_no_answers():
    made, *_ = rest("RUN")
    assert re.search(r"&& rm -r /course/lib/python[\d.]+/site-packages/autograder/_solutions$", made.strip())
    assert '"solutions/en" = "autograder/_solutions/en"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["learner", "codespace"])
def test_nobody_works_as_root(name):
    lines = stage(name)
    assert [more for word, more in lines if word == "USER"][-1] == DEVCONTAINER["remoteUser"] == "learner"
    assert f"useradd --create-home --uid 1000 {DEVCONTAINER['remoteUser']}" in rest("RUN")[1]


def test_docker_makes_the_learners_image_and_codespaces_the_one_with_git():
    assert instructions()[-1] == ("FROM", "learner")
    assert DEVCONTAINER["build"]["target"] == "codespace"
    assert stage("codespace")[0] == ("FROM", "learner AS codespace")
    assert "apt-get install --yes --no-install-recommends git" in dict(stage("codespace"))["RUN"]


def test_the_server_in_the_container_listens_where_the_port_is():
    (settings,) = re.findall(r"echo '(\{.*\})' > \S+/jupyter_server_config\.json", " ".join(rest("RUN")))
    server = json.loads(settings)["ServerApp"]
    shown = "http://127.0.0.1:8888"  # the only name of the container that a browser outside knows
    assert server == {"ip": "0.0.0.0", "port": 8888, "port_retries": 0, "custom_display_url": shown}
    assert rest("EXPOSE") == [str(server["port"])]
    assert DEVCONTAINER["forwardPorts"] == [server["port"]]
    assert list(DEVCONTAINER["portsAttributes"]) == [str(server["port"])]


def test_answers_and_progress_are_in_the_volume_of_the_line_we_give():
    (line,) = re.findall(r"`docker build -t dlcourse \.`, then\n`(docker run [^`]*)`", README)
    words = shlex.split(line)
    (volume,) = [words[place + 1] for place, word in enumerate(words) if word == "-v"]
    name, _, where = volume.partition(":")
    assert re.fullmatch(r"\w+", name), "a folder of the host that is missing would be made as root"
    environ = dict(shlex.split(more)[0].partition("=")[::2] for word, more in stage("learner") if word == "ENV")
    said = dict(word.partition("=")[::2] for word in shlex.split(dict(stage("learner"))["ENV"]))
    command = json.loads(rest("CMD")[0])
    assert Path(rest("WORKDIR")[0]) / cli._parser().parse_args(command[1:]).folder == Path(where)
    assert Path(said["DLCOURSE_DATA"]).parent == Path(where)
    assert environ["HOME"] == rest("WORKDIR")[0]
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert f"`{line}`" in re.sub(r"\n# ", " ", text) or line in text


def test_codespaces_keeps_answers_and_progress_in_the_workspace():
    environ, command = codespace("/workspaces/dlcourse")
    folder = Path(cli._parser().parse_args(command[1:]).folder)
    assert not folder.is_absolute(), "commands of a codespace run in its workspace"
    assert environ["DLCOURSE_DATA"] == f"/workspaces/dlcourse/{folder}/.progress"
    assert [name for name, value in environ.items() if WORKSPACE in value] == []
    assert not lab.in_container(environ)


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
    paths = re.findall(r"\]\(https://mybinder\.org/v2/gh/\S+?urlpath=(\S+?)\)", README)
    assert paths == ["dlcourse/en", "dlcourse/ko"]
    for path in paths:
        language, name = re.fullmatch(badge.WAY, path).groups()
        shown = badge.lesson(ROOT / "lessons", language, name).removeprefix("lab/tree/")
        assert shown == f"{language}/00_orientation/00_orientation.ipynb"
        assert (ROOT / "lessons" / shown).is_file()
    assert len(re.findall(r"\]\(https://codespaces\.new/\S+\)", README)) == 1
