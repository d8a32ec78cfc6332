"""A hub on this machine, made of what the guide gives and nothing else: accounts, environment, folders, files, service.

What stands in the guide is used as it stands but for its names: paths, accounts, groups and the port are this run's own.
"""

import os
import re
import secrets
import shlex
import shutil
import signal
import subprocess
import time
from configparser import ConfigParser
from pathlib import Path

import environment
import guide
import requests
from people import SECONDS, Person

from tests.ports import free_port

GROUPS = {"kim": (), "han": ("korean",), "grader": ("korean",), "lee": (), "park": ("korean",)}
TEACH = ("kim", "han", "grader")


class Hub:
    """The running hub, and everybody who may log in to it."""

    def __init__(self, machine, language="en"):
        self.machine, self.language = machine, language
        self._process = None
        end = f"-{os.getpid()}"
        self.names = {one: f"h{one}{end}" for one in GROUPS}
        self.groups = {one: machine.group(f"h{one}{end}") for one in ("instructors", "learners", "korean")}
        self.ports = {port: free_port() for port in (8000, 8001, 8010, 8081)}
        self.srv, self.opt = machine.base / "srv" / "dlcourse", machine.base / "opt" / "dlcourse"
        self.address = f"http://127.0.0.1:{self.ports[8000]}/courses/hub/"
        self.people = {one: self._person(one) for one in GROUPS}

    def _person(self, one):
        account = self.machine.account(self.names[one])
        password = secrets.token_hex(8)
        for group in ("instructors" if one in TEACH else "learners", *GROUPS[one]):
            self.machine.administers("usermod", "--append", "--groups", self.groups[group], account.name)
        told = f"{account.name}:{password}\n"
        subprocess.run([*self.machine.admin, "chpasswd"], input=told, text=True, check=True, cwd="/")
        return Person(self.address, account.name, password, account.home)

    def here(self, text):
        """A text of the guide with the names of this run."""
        text = text.replace("/opt/dlcourse", str(self.opt)).replace("/srv/dlcourse", str(self.srv))
        text = text.replace("/home/", f"{self.machine.base}/")
        for word, ours in (self.names | self.groups | {str(a): str(b) for a, b in self.ports.items()}).items():
            text = re.sub(rf"\b{word}\b(?!-{os.getpid()})", ours, text)
        return text

    def build(self):
        """Everything that is done once, as root and as the instructor."""
        for folder in (self.srv, self.opt):
            folder.parent.mkdir()
        scratch = self.machine.base / "wheel"
        scratch.mkdir()
        environment.make(self.opt, scratch)
        shutil.rmtree(scratch)
        for path, text in guide.files(self.language).items():
            self.writes(path, text)
        for what, step in guide.steps(self.language).items():
            if what.startswith("as root"):
                self.root(self.here(step))
        with (self.srv / "hub" / "jupyterhub_config.py").open("a", encoding="utf-8") as file:
            file.write('\nload_subconfig("several.py")\n')  # as the guide says of several instructors

    def root(self, script):
        done = subprocess.run([*self.machine.admin, *self.machine._opened, "sh", "-euc", script], cwd="/", capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def writes(self, path, text):
        """A file where the guide has it; somebody's own belongs to them."""
        if path.startswith("/etc/"):
            return  # the service's, which `start` reads
        target = Path(self.here(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.here(text), encoding="utf-8")
        if path.startswith("/home/"):
            who = Path(path).parts[2]
            home = self.people[who].home
            name = self.names[who]
            self.machine.administers("chown", "-R", f"{name}:{name}", home / target.relative_to(home).parts[0])

    def start(self):
        """As systemd would start it, but with ports that nobody has."""
        unit = ConfigParser(interpolation=None)
        unit.optionxform = str
        unit.read_string(self.here(guide.files(self.language)["/etc/systemd/system/jupyterhub.service"]))
        service = unit["Service"]
        ports = [f"--JupyterHub.hub_port={self.ports[8081]}", f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{self.ports[8001]}"]  # fmt: skip
        command = [*self.machine.admin, *self.machine._opened, "env", "-i", service["Environment"], "LANG=C.UTF-8"]
        self.log = (self.machine.base / "hub.log").open("w", encoding="utf-8")
        self._process = subprocess.Popen(
            [*command, *shlex.split(service["ExecStart"]), *ports],
            cwd=service["WorkingDirectory"], stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            try:
                if requests.get(f"{self.address}hub/api/", timeout=5).status_code == 200:
                    return
            except requests.RequestException:  # not listening yet, or too busy to answer
                pass
            time.sleep(0.2)
        raise AssertionError(f"the hub did not start:\n{self.said()}")

    def said(self):
        return Path(self.log.name).read_text(encoding="utf-8")

    def close(self):
        """Servers and services go with the hub; what is still there after that belongs to an account, whose end it is."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(120)
            except subprocess.TimeoutExpired:
                pass  # a hub ends its service and servers one after the other; below, nobody is asked any more
            finally:
                # a hub that ended by itself leaves its proxy
                session = str(self._process.pid)
                subprocess.run([*self.machine.admin, "pkill", "-KILL", "-s", session], check=False, cwd="/")
                for name in self.names.values():
                    subprocess.run([*self.machine.admin, "pkill", "-KILL", "-u", name], check=False, cwd="/")
            self.log.close()
