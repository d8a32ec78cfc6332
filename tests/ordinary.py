"""Ordinary accounts of this machine for the tests: nothing a root account is let off counts for them.

Where the tester is root, or may become it without a password, accounts are made and taken away again. Where that cannot be, one
account is the tester's own, or root's own files in a user namespace that has no rights over them. What cannot be had is skipped
with a sentence, and in CI, which promises to have it, that is a failure.
"""

import contextlib
import grp
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from shlex import quote

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SUDO = ["sudo", "-n", "--"]
NAMELESS = ["unshare", "--user", "--map-user=12345", "--map-group=12345", "--"]  # root's files, without root's rights


def lacking(why):
    """Leave a test out, except where CI promised that it runs."""
    if os.environ.get("CI"):
        pytest.fail(f"CI is to have ordinary accounts: {why}")
    pytest.skip(why)


def works(*words):
    try:
        return subprocess.run(words, capture_output=True, cwd="/", check=False).returncode == 0
    except OSError:
        return False


class Account:
    """Runs commands as somebody, from a folder of their own, with a umask and an environment of their own."""

    def __init__(self, name, home, become):
        self.name, self.home, self._become = name, home, become
        self.env = {
            "HOME": str(home),
            "USER": name,
            "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]]),
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }

    def run(self, *words, **where):
        command = self._command(words, **where)
        return subprocess.run(command, cwd="/", capture_output=True, text=True, timeout=600, check=False)

    def starts(self, *words, **where):
        """The same, not waited for."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        return subprocess.Popen(self._command(words, **where), cwd="/", text=True, **pipes)

    def _command(self, words, cwd=None, umask="022", **more):
        told = [f"{key}={value}" for key, value in (self.env | more).items()]
        shell = ["sh", "-c", 'cd "$1" && umask "$2" && shift 2 && exec "$@"', "sh", str(cwd or self.home), umask]
        return [*self._become, "env", "-i", *told, *shell, *map(str, words)]

    def does(self, *words, code=0, **where):
        done = self.run(*words, **where)
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def writes(self, path, text, umask="022"):
        """A file of theirs, in folders of theirs."""
        code = "import sys; from pathlib import Path; p = Path(sys.argv[1]); p.parent.mkdir(parents=True, exist_ok=True); p.write_bytes(sys.stdin.buffer.read())"
        told = [f"{key}={value}" for key, value in self.env.items()]
        command = [*self._become, "env", "-i", *told, "sh", "-c", f'umask {umask}; exec "$@"', "sh", sys.executable, "-c", code, str(path)]  # fmt: skip
        subprocess.run(command, input=text.encode(), cwd="/", check=True)


class Machine:
    """Makes accounts and groups, and takes them away at the end."""

    def __init__(self):
        self.admin = [] if os.geteuid() == 0 else SUDO if works(*SUDO, "true") else None
        self.base = Path(tempfile.mkdtemp(prefix="dlcourse-accounts-", dir="/tmp"))
        self.base.chmod(0o755)
        self._opened = self._way_in()
        self._made, self._groups = [], []

    def administers(self, *words):
        subprocess.run([*self.admin, *map(str, words)], check=True, capture_output=True, cwd="/")

    def why_not(self):
        """Why no accounts can be made here; "" where they can."""
        if self.admin is None:
            return "only root may make accounts, and sudo wants a password"
        if not (shutil.which("useradd") and shutil.which("setpriv")):
            return "useradd or setpriv is not installed"
        # through a shell: what `setpriv` starts itself, it starts with the rights of the one it leaves
        python = ["sh", "-c", '"$1" -c "import sqlite3, autograder.config"', "sh", sys.executable]
        if not works(*self._become("nobody"), *python):
            return f"other accounts may not run {sys.executable}: Python lies in somebody's own folder"
        return ""

    def _way_in(self):
        """Python or the project may lie in a folder of the tester's own. Then the accounts see another folder in its place,
        which holds these alone; the folder itself stays closed to everybody.
        """
        needed = {Path(os.path.realpath(one)) for one in (sys.base_prefix, sys.prefix, ROOT)}
        closed = {path: [one for one in reversed(path.parents) if not one.stat().st_mode & 0o001] for path in needed}
        closed = {path: ways[0] for path, ways in closed.items() if ways}
        if not closed:
            return []
        rooms = {path: self.base / f"open-{number}" for number, path in enumerate(sorted(closed))}
        for room in rooms.values():
            room.mkdir()
        lines = [f"mount --bind {quote(str(path))} {room}" for path, room in rooms.items()]
        lines += [f"mount -t tmpfs -o mode=755 tmpfs {quote(str(one))}" for one in sorted(set(closed.values()))]
        for path, room in rooms.items():
            lines += [f"mkdir -p {quote(str(path))}", f"mount --bind {room} {quote(str(path))}"]
        return ["unshare", "--mount", "sh", "-ec", "\n".join([*lines, 'exec "$@"']), "sh"]

    def account(self, name, group=None):
        """A new account, whose home nobody else may enter; with `group`, one of several who share something."""
        home = self.base / name
        more = ["--groups", group] if group else []
        self.administers("useradd", "--no-log-init", "--create-home", "--home-dir", home, "--shell", "/bin/sh", "--user-group", *more, name)  # fmt: skip
        self._made.append(name)
        self.administers("chmod", "700", home)
        return Account(name, home, self._become(name))

    def _become(self, name):
        one = pwd.getpwnam(name)
        ids = [f"--reuid={one.pw_uid}", f"--regid={one.pw_gid}", "--init-groups"]
        return [*self.admin, *self._opened, "setpriv", *ids, "--"]

    def root(self):
        """The administrator, who is let off everything."""
        home = self.base / "root"
        home.mkdir(exist_ok=True)
        return Account("root", home, self.admin)

    def group(self, name):
        with contextlib.suppress(KeyError):
            return grp.getgrnam(name).gr_name
        self.administers("groupadd", name)
        self._groups.append(name)
        return name

    def close(self):
        for name in self._made:
            end = time.monotonic() + 30
            while works("pgrep", "-u", name) and time.monotonic() < end:
                time.sleep(0.2)  # what was killed is buried a moment later, and until then the account is in use
            self.administers("userdel", name)
        for name in self._groups:
            self.administers("groupdel", name)
        if self._made:
            self.administers("rm", "-rf", self.base)
        else:
            shutil.rmtree(self.base)


@pytest.fixture(scope="session")
def machine():
    """For tests that want several accounts."""
    made = Machine()
    try:
        if why := made.why_not():
            lacking(why)
        yield made
    finally:
        made.close()


@pytest.fixture(scope="session")
def names():
    """Names of accounts that no other run has: of the instructor, of another, of learners."""
    return {one: f"dl-{one}-{os.getpid()}" for one in ("kim", "han", "lee", "park", "cho")}


@pytest.fixture(scope="session")
def ordinary(names):
    """One account that is not root: a new one, or where none can be made the tester without any rights."""
    made = Machine()
    try:
        why = made.why_not()
        if not why:
            yield made.account(names["kim"] + "x")
        elif os.geteuid() != 0:
            yield Account(pwd.getpwuid(os.getuid()).pw_name, made.base, [])
        elif works(*NAMELESS, "true"):
            yield Account("12345", made.base, NAMELESS)
        else:
            lacking(f"{why}; and this system gives no user namespace")
    finally:
        made.close()
