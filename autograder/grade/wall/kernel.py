"""What a process gives up before it runs a stranger's code, said to the Linux kernel itself.

Nothing here can be taken back by the process or its children: fewer rights (`drop`), fewer resources (`bound`), fewer
files (`only_these_files`, Landlock) and fewer calls (`refuse_calls`, seccomp). `fork_apart` gives a child its own
tree of processes. Every refusal is an `OSError`, so that nothing goes on in a half-closed room.
"""

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache

if sys.platform != "win32":  # there this module can be imported, and nothing of it is called
    import resource

    _libc = ctypes.CDLL(None, use_errno=True)
    _holding = ctypes.PyDLL(None, use_errno=True)  # the same, for calls during which nobody else may run Python

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What one submission may use. `processes` counts threads too; memory is each process's own, `together` that of all."""

    memory: int = 1536 * MEGABYTE
    processes: int = 16
    file_size: int = 16 * MEGABYTE
    temporary: int = 64 * MEGABYTE
    together: int = 2048 * MEGABYTE
    files: int = 2_000
    descriptors: int = 64
    cpu: int = 120

    def as_plain(self) -> dict[str, int]:
        """The same as plain data, for the wire."""
        return asdict(self)


# --- rights ---------------------------------------------------------------------------------------------------------

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS, _PR_SET_SECCOMP, _PR_SET_CHILD_SUBREAPER = 1, 4, 8, 22, 36
_PR_SET_NO_NEW_PRIVS = 38
_KILL = 9
_CAP_DAC_READ_SEARCH = 2
_CAPABILITY_VERSION_3 = 0x20080522
_NEW_USER, _NEW_PID = 0x10000000, 0x20000000
_PR_GET_TID_ADDRESS, _SET_NUMBER = 40, 0x01200000  # CLONE_CHILD_SETTID and _CLEARTID, as in every fork


def drop(uid: int | None, *, read_all: bool = False) -> None:
    """Become the user `uid` (None: stay who we are) and lose every capability.

    `read_all` keeps the one for reading, for an interpreter in a folder closed to others; Landlock must follow then.
    """
    if uid is not None:
        if read_all:
            _prctl(_PR_SET_KEEPCAPS, 1)
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    kept = 1 << _CAP_DAC_READ_SEARCH if read_all and uid is not None else 0
    header = struct.pack("<Ii", _CAPABILITY_VERSION_3, 0)
    _checked(_libc.capset(header, struct.pack("<6I", kept, kept, 0, 0, 0, 0)))


def hide() -> None:
    """Let no other process of the same user look into this one."""
    _prctl(_PR_SET_DUMPABLE, 0)


def adopt() -> None:
    """Become the parent of every descendant whose own parent ended, so that none is left to a slow `init`."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent() -> None:
    """Be killed when the process that made us ends."""
    _prctl(_PR_SET_PDEATHSIG, _KILL)


def fork_apart() -> int:
    """A fork whose child begins a process tree of its own, which dies with it. For a process with one thread."""
    python = ctypes.pythonapi
    number = ctypes.c_void_p()  # where the C library keeps the process's own number, if the kernel tells
    known = _libc.prctl(_PR_GET_TID_ADDRESS, ctypes.byref(number)) == 0
    flags = _NEW_USER | _NEW_PID | signal.SIGCHLD | (_SET_NUMBER if known else 0)
    column, _ = _machine()
    last = (number, None) if column == 0 else (None, number)
    python.PyOS_BeforeFork()
    pid = int(_holding.syscall(_CLONE[column], ctypes.c_ulong(flags), None, None, *last))
    if pid == 0:
        python.PyOS_AfterFork_Child()
    else:
        python.PyOS_AfterFork_Parent()
    return _checked(pid)


def bound(limits: Limits) -> None:
    """Set the limits, for us and all who come from us."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NOFILE, limits.descriptors),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (value, value))


# --- files: Landlock ------------------------------------------------------------------------------------------------

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ = (1 << 0) | (1 << 2) | (1 << 3)  # execute, read files, read folders
_FILE_WRITE = (1 << 1) | (1 << 2)
_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}


def landlock_version() -> int:
    """The version of Landlock this kernel has; 0 where it has none."""
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))))


def only_these_files(readable: Iterable[str], writable: Iterable[str], devices: Iterable[str]) -> None:
    """Let this process and its children reach these folders and files, and nothing else."""
    version = landlock_version()
    if not version:
        raise OSError("this kernel has no Landlock")
    everything = _BY_ABI[min(version, 5)]
    network = 3 if version >= 4 else 0
    scoped = 3 if version >= 6 else 0
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = struct.pack("<QQQ", everything, network, scoped)[:size]
    ruleset = _checked(_libc.syscall(_CREATE_RULESET, rules, ctypes.c_size_t(size), ctypes.c_uint32(0)))
    try:
        for path in readable:
            _allow(ruleset, path, _READ)
        for path in writable:
            _allow(ruleset, path, everything & ~1)
        for path in devices:
            _allow(ruleset, path, _FILE_WRITE)
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        _checked(_libc.syscall(_RESTRICT_SELF, ruleset, ctypes.c_uint32(0)))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    if not os.path.exists(path):
        return
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not os.path.isdir(path):
            rights &= 0b111 | (1 << 14)
        rule = struct.pack("<Qi", rights, descriptor)
        _checked(_libc.syscall(_ADD_RULE, ruleset, 1, rule, ctypes.c_uint32(0)))
    finally:
        os.close(descriptor)


# --- calls: seccomp -------------------------------------------------------------------------------------------------

# call: its number on x86-64 and on 64-bit ARM (-1: it has none)
_FORKS = {"fork": (57, -1), "vfork": (58, -1)}
_SIGNALS = {"kill": (62, 129)}
_REFUSED = {
    # other programs and other processes
    "execve": (59, 221),
    "execveat": (322, 281),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "setsid": (112, 157),
    "setpgid": (109, 154),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118),
    "sched_setattr": (314, 274),
    # the network, and memory that outlives its process
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    # owners, rights and dates of files, which Landlock does not guard
    "chmod": (90, -1),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, -1),
    "lchown": (94, -1),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "utime": (132, -1),
    "utimes": (235, -1),
    "futimesat": (261, -1),
    "utimensat": (280, 88),
    "mknod": (133, -1),
    "mknodat": (259, 33),
    # the machine itself
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "syslog": (103, 116),
    "personality": (135, 92),
    "fanotify_init": (300, 262),
    "iopl": (172, -1),
    "ioperm": (173, -1),
    "modify_ldt": (154, -1),
    "vhangup": (153, 58),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
}
_CLONE, _CLONE3, _PRLIMIT, _PRCTL, _FCNTL = (56, 220), (435, 435), (302, 261), (157, 167), (72, 25)
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_NEW_SPACES = 0x7E020000  # every CLONE_NEW... flag
_THREAD = 0x00010000  # CLONE_THREAD

# the seven instructions of the filter's machine that we use
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL_PROCESS, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NOT_PERMITTED, _NO_SUCH_CALL = 1, 38
_NUMBER, _ARCHITECTURE, _FIRST, _SECOND = 0, 4, 16, 24  # where struct seccomp_data keeps what we look at


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def refuse_calls(*, forks: bool, signals: bool) -> None:
    """Refuse all calls a learner's code has no business with.

    Without `forks` that includes new processes (threads stay), without `signals` ending others;
    both are refused where a learner's function is called.
    """
    code = refusals(forks=forks, signals=signals)
    program = _Program(len(code) // 8, code)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _checked(_libc.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0))


@cache
def refusals(*, forks: bool, signals: bool) -> bytes:
    """The filter of `refuse_calls`, eight bytes an instruction. A warm process makes it once for all its children."""
    column, architecture = _machine()
    refused = _return(_ERROR | _NOT_PERMITTED)
    code = [_do(_LOAD, _ARCHITECTURE), _do(_EQUAL, architecture, 1, 0), _return(_KILL_PROCESS)]
    code += [_do(_LOAD, _NUMBER), _do(_AT_LEAST, 0x40000000, 0, 1), refused]
    for numbers in (_REFUSED | ({} if forks else _FORKS) | ({} if signals else _SIGNALS)).values():
        if numbers[column] >= 0:
            code += [_do(_EQUAL, numbers[column], 0, 1), refused]
    # refused like this, the C library falls back to clone, whose flags a filter can read
    code += [_do(_EQUAL, _CLONE3[column], 0, 1), _return(_ERROR | _NO_SUCH_CALL)]
    clone = [_do(_LOAD, _FIRST), _do(_ANY_BIT, _NEW_SPACES, 0, 1), refused]
    clone += [] if forks else [_do(_ANY_BIT, _THREAD, 1, 0), refused]
    code += _when(_CLONE[column], clone)
    code += _when(_PRLIMIT[column], [_do(_LOAD, _FIRST), _do(_EQUAL, 0, 1, 0), refused])
    # a child may ask to die with its parent, not to survive it
    survive = [_do(_LOAD, _FIRST), _do(_EQUAL, _PR_SET_PDEATHSIG, 0, 3), _do(_LOAD, _SECOND)]
    code += _when(_PRCTL[column], [*survive, _do(_EQUAL, _KILL, 1, 0), refused])
    # F_SETOWN, F_SETSIG and F_SETOWN_EX make the kernel send signals to a process of one's choice
    owners = [_do(_LOAD, _SECOND)]
    for command in (8, 10, 15):
        owners += [_do(_EQUAL, command, 0, 1), refused]
    code += _when(_FCNTL[column], owners)
    return b"".join([*code, _return(_ALLOW)])


def _machine() -> tuple[int, int]:
    """Which column of the lists this machine reads, and what its filter calls it."""
    machine = platform.machine()
    if machine not in _MACHINES:
        raise OSError(f"no list of calls for a {machine} machine")
    return _MACHINES[machine]


def _do(what: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("<HBBI", what, yes, no, value)


def _return(value: int) -> bytes:
    return _do(_RETURN, value)


def _when(number: int, then: list[bytes]) -> list[bytes]:
    """Run `then` for one call, and allow it where `then` did not refuse."""
    return [_do(_EQUAL, number, 0, len(then) + 1), *then, _return(_ALLOW)]


def _prctl(what: int, value: int) -> None:
    _checked(_libc.prctl(what, ctypes.c_ulong(value), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
