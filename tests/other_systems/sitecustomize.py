"""As near to Windows as Linux allows, for the course's own modules alone: Python loads this file before anything else.

What Windows does not have is hidden from whoever imports it in `dlcourse` or `autograder`, in every process that is
started with this folder on PYTHONPATH. The standard library and everything foreign stay as they are, because theirs is
another edition there.
"""

import builtins
import types

MODULES = {"crypt", "fcntl", "grp", "nis", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog", "termios", "tty"}  # fmt: skip
NAMES = {
    "os": {
        "O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_PATH", "WNOHANG", "chown", "chroot", "fork",
        "forkpty", "getegid", "geteuid", "getgid", "getloadavg", "getpgid", "getuid", "killpg", "memfd_create",
        "mkfifo", "pidfd_open", "posix_spawn", "pread", "register_at_fork", "sched_getaffinity", "setgid",
        "setgroups", "setresgid", "setresuid", "setsid", "setuid", "sysconf", "uname", "wait",
    },
    "signal": {
        "ITIMER_REAL", "SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGUSR1", "SIGUSR2", "SIG_BLOCK",
        "alarm", "pause", "pthread_kill", "pthread_sigmask", "setitimer",
    },
    "socket": {"AF_UNIX", "SCM_RIGHTS", "recv_fds", "send_fds"},
    "time": {"tzset"},
}  # fmt: skip
OURS = {"autograder", "dlcourse"}
_import = builtins.__import__


def _of_the_c_library(loader):
    def load(name, *rest, **more):
        if name is None:
            raise TypeError("bad argument type for built-in operation")  # there is no library that holds everything
        return loader(name, *rest, **more)

    return load


class _Windows(types.ModuleType):
    """A module without what Windows lacks; everything else is the module's own."""

    def __init__(self, real, hidden, other):
        super().__init__(real.__name__)
        vars(self).update(_real=real, _hidden=hidden, **other)

    def __getattr__(self, name):
        if name in self._hidden:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return getattr(self._real, name)

    def __setattr__(self, name, value):
        setattr(self._real, name, value)


def _seen(name):
    real = _import(name)
    other = {"os": {"name": "nt"}, "sys": {"platform": "win32"}}.get(name, {})
    if name == "ctypes":
        other = {loader: _of_the_c_library(getattr(real, loader)) for loader in ("CDLL", "PyDLL")}
    return _Windows(real, NAMES.get(name, set()), other)


_made = {}


def _windows_import(name, globals=None, locals=None, fromlist=(), level=0):  # the names that Python uses
    asking = (globals or {}).get("__package__") or (globals or {}).get("__name__") or ""
    if level == 0 and asking.partition(".")[0] in OURS:
        if name.partition(".")[0] in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        if name in (*NAMES, "sys", "ctypes"):
            if name not in _made:
                _made[name] = _seen(name)
            return _made[name]
    return _import(name, globals, locals, fromlist, level)


builtins.__import__ = _windows_import
