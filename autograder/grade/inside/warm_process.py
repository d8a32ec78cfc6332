"""Inside the wall: the warm process. It has everything imported that a lesson needs and makes a
child for each submission.

It never runs a stranger's line itself, it is smaller than a grader (a fork copies its tables), and
it has one thread only, so that a fork finds no lock held. The grader speaks to it over one socket:
begin a submission, end it.
"""

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dlcourse.exercises
from autograder.grade.inside import child
from autograder.grade.inside.notebook import Transform, compiled
from autograder.grade.inside.origin import written_in
from autograder.grade.wall import cleaning, kernel
from autograder.grade.wall.channel import Channel, ClosedError
from autograder.grade.wall.kernel import Limits
from dlcourse.exercises.registry import close

if sys.platform != "win32":
    import resource


def main(descriptor: int) -> None:
    """Get ready, say so, and serve."""
    control = Channel(socket.socket(fileno=descriptor))
    try:
        settings, _ = control.receive_with_descriptor()
        _enter(settings)
        warm_process = _WarmProcess(control, settings)
        control.send({"ready": True})
        warm_process.serve()
    except ClosedError:
        os._exit(0)  # at once: somebody waits for it


def _enter(settings: Mapping[str, Any]) -> None:
    """Lock the door behind us, as far as the level goes, then import: what is imported is already inside."""
    level, uid = settings["level"], settings["uid"]
    if level == "namespaces":
        kernel.drop(uid)
    elif level == "landlock":
        kernel.drop(uid, read_all=True)
        _only_these_files(settings)
    if level != "none":
        kernel.hide()
    if level != "namespaces":
        kernel.adopt()
    for name in settings["preload"]:
        try:
            importlib.import_module(name)
        except Exception as error:  # a lesson's own import may be missing here; its cell will say so
            print(f"cannot import {name}: {error}", file=sys.stderr)
    close(dlcourse.exercises)


def _only_these_files(settings: Mapping[str, Any]) -> None:
    kernel.only_these_files(settings["readable"], [settings["temporary"]], settings["devices"])


class _WarmProcess:
    def __init__(self, control: Channel, settings: Mapping[str, Any]) -> None:
        self.control = control
        self.settings = settings
        self.level = str(settings["level"])
        self.limits = Limits(**settings["limits"])
        self.temporary = Path(settings["temporary"])
        self.kept = set(os.listdir(self.temporary))  # an environment below it is shown there, to be read
        self.transform = _transformer()
        self.compiled = compiled(settings["course"])
        for source in settings["course"]:
            written_in(source)
        if self.level != "none":
            for forks, signals in ((True, self._alone()), (False, False)):
                kernel.refusals(forks=forks, signals=signals)
        self.child = 0  # its process's number
        signal.signal(
            signal.SIGCHLD, signal.SIG_IGN
        )  # orphans that we adopt are gone when they end: none takes up a place
        gc.collect()
        gc.freeze()  # else the first collection in a child copies every page

    def serve(self) -> None:
        """Begin and end submissions, one at a time, until the grader hangs up."""
        try:
            while True:
                message, descriptor = self.control.receive_with_descriptor()
                left = 0
                if message["do"] == "begin" and descriptor is not None:
                    self.child = self._begun(descriptor)
                    os.close(descriptor)
                else:
                    left = self._end()
                pids = [self.child] if self.child else []
                self.control.send({"done": message["do"], "pids": pids, "left": left})
        finally:
            self._end()

    def _begun(self, descriptor: int) -> int:
        pid = kernel.fork_apart() if self.level == "namespaces" else os.fork()
        if pid == 0:
            self._become_child(descriptor)
        if self.level != "namespaces":
            # the child does it too: whoever comes first, it has a group before it can be ended
            with contextlib.suppress(OSError):
                os.setpgid(pid, pid)
        return pid

    def _become_child(self, descriptor: int) -> None:
        """Give up everything, then speak to nobody but the grader, over a socket of our own."""
        try:
            if self.level != "none":
                kernel.die_with_parent()
            if self.level != "namespaces":
                os.setpgid(0, 0)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # it must learn how its copies ended
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nothing, stream)
            os.dup2(descriptor, 3)
            os.closerange(4, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 4096))
            os.chdir(self.temporary)
            kernel.bound(self.limits)
            if self.level == "namespaces":
                kernel.drop(None)
            elif self.level == "landlock":  # a domain of its own, so that its signals do not reach us
                _only_these_files(self.settings)
            if self.level != "none":
                kernel.refuse_calls(forks=True, signals=self._alone())
            channel = Channel(socket.socket(fileno=3))
            child.serve(channel, self.transform, self.compiled, confined=self.level != "none")
        finally:
            os._exit(0)

    def _alone(self) -> bool:
        """Whether a child's signals reach only what came from it."""
        return self.level == "namespaces" or kernel.landlock_version() >= 6

    def _end(self) -> int:
        """Kill the learner's process and all that came from it, and empty the temporary folder; how much is left there."""
        pid, self.child = self.child, 0
        if not pid:
            return 0
        group = self.level != "namespaces"
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-pid if group else pid, 0)
            while group:  # none of them can leave its group
                os.waitpid(-pid, 0)
        return cleaning.empty(self.temporary, keep=self.kept)


def _transformer() -> Transform:
    """From a notebook's cell to Python: magics and `!` lines become calls that the child answers."""

    def transform(source: str) -> str:
        # loaded by the few notebooks that need it: a warm process with it would make every fork a quarter slower
        from IPython.core.inputtransformer2 import TransformerManager

        made: str = TransformerManager().transform_cell(source)  # type: ignore[no-untyped-call]  # IPython's own
        return made

    return transform
