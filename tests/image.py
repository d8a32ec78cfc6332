"""The Dockerfile and the devcontainer, read, and rehearsed where no container engine is: their commands, with other paths.

`Image(folder)` does to a folder what the Dockerfile does to `/home/learner` and `/usr/local/etc`, and starts what it starts,
each time in a home that is as new as a new container's. What is kept is what lies in the volume.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.answering import answering
from tests.ports import free_port

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEVCONTAINER = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
WORKSPACE = "${containerWorkspaceFolder}"
HOME, PREFIX = "/home/learner", "/usr/local"
SECONDS = 90


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's lines as (word, rest), continuations joined, comments left out."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def rest(word: str) -> list[str]:
    return [more for first, more in instructions() if first == word]


def stage(name: str) -> list[tuple[str, str]]:
    """The lines of one stage, its FROM first."""
    lines = instructions()
    begin = next(place for place, (_, more) in enumerate(lines) if more.endswith(f" AS {name}"))
    end = next(place for place in range(begin + 1, len(lines)) if lines[place][0] == "FROM")
    return lines[begin:end]


def environment() -> dict[str, str]:
    """What the image sets for everything that runs in it."""
    said = [word.partition("=") for line, more in stage("learner") if line == "ENV" for word in shlex.split(more)]
    return {name: value for name, _, value in said}


def codespace(workspace: str) -> tuple[dict[str, str], list[str]]:
    """What a codespace adds to the image's environment, and the command it runs whenever somebody attaches."""
    own = {name: value.replace(WORKSPACE, workspace) for name, value in DEVCONTAINER["remoteEnv"].items()}
    return environment() | own, shlex.split(DEVCONTAINER["postAttachCommand"])


@dataclass
class Container:
    """A command of the image that runs, in a home of its own."""

    process: "subprocess.Popen[bytes]"
    home: Path
    log: Path
    environ: dict[str, str]

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def server(self) -> dict[str, Any]:
        """What its Jupyter writes about itself, once it answers."""
        return answering(self.process, self.home / ".local/share/jupyter/runtime", self.log, SECONDS)

    def run(self, *words: str) -> str:
        """Another command in the same container, as `docker exec` or a terminal there runs it."""
        return run(words, self.environ, self.home)


def run(words: tuple[str, ...], environ: Mapping[str, str], where: Path, account: tuple[str, ...] = ()) -> str:
    command = [*account, str(BIN / words[0]), *words[1:]]
    done = subprocess.run(command, env=environ, cwd=where, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Image:
    """What the Dockerfile makes, below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self._made = folder, free_port(), 0
        self.prefix = folder / "usr-local"
        self.home = folder / "image-home"
        for line, more in stage("learner"):
            if line == "RUN" and "pip install" not in more:
                self._build(more)

    def placed(self, text: str, home: Path | None = None) -> str:
        """A line of the Dockerfile with this rehearsal's paths and port in it."""
        text = text.replace(HOME, str(home or self.home)).replace(f"{PREFIX}/", f"{self.prefix}/")
        return re.sub(r"\b8888\b", str(self.port), text).replace("0.0.0.0", "127.0.0.1")

    def _build(self, line: str) -> None:
        # accounts are the machine's: the folder of the new one is made without it
        line = re.sub(r"useradd [^&]*", f"mkdir -p {HOME} ", line)
        line = re.sub(r"&& chown \S+ \S+", "", line)
        line = line.replace("python -c", f"{shlex.quote(sys.executable)} -c")
        environ = os.environ | {"HOME": str(self.home)}
        subprocess.run(["bash", "-ec", self.placed(line)], env=environ, check=True)

    @contextmanager
    def start(
        self,
        volume: Path | None,
        command: list[str] | None = None,
        *,
        environ: Mapping[str, str] | None = None,
        where: Path | None = None,
        account: tuple[str, ...] = (),
    ) -> Iterator[Container]:
        """A new container: the image's home anew, with the volume in it, and the image's command or another."""
        self._made += 1
        home = self.folder / f"home-{self._made}"
        shutil.copytree(self.home, home)
        for place in (home, *home.rglob("*")):
            place.chmod((self.home / place.relative_to(home)).stat().st_mode & 0o777)
        if volume is not None:
            shutil.rmtree(home / "dlcourse-work")
            (home / "dlcourse-work").symlink_to(volume)
        kept = {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}
        own = {name: self.placed(value, home) for name, value in (environ or environment()).items()}
        paths = [own.get("JUPYTER_CONFIG_PATH"), str(self.prefix / "etc" / "jupyter")]
        all_of_it = kept | {"PATH": f"{BIN}:/usr/bin:/bin"} | own
        all_of_it["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
        words = command or json.loads(rest("CMD")[0])
        log = self.folder / f"log-{self._made}"
        with log.open("w") as file:
            process = subprocess.Popen(
                [*account, str(BIN / words[0]), *words[1:]],
                env=all_of_it,
                cwd=where or home,
                stdout=file,
                stderr=file,
            )
            try:
                yield Container(process, home, log, all_of_it)
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=SECONDS)


def somebody(uid: int) -> tuple[str, ...]:
    """How to run a command as an account that this machine does not know. It may read Python wherever that lies, and writes
    only where anybody may."""
    if os.geteuid() != 0:
        return ()
    may = "+dac_read_search"
    return (
        "setpriv",
        f"--reuid={uid}",
        f"--regid={uid}",
        "--clear-groups",
        f"--inh-caps={may}",
        f"--ambient-caps={may}",
    )
