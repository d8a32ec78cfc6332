"""Submissions that want points, harm or chaos. Each gets what its honest part earned, and nothing else happens.

Unless a submission says otherwise, its `step` answers nothing (0 points) and everything else is right.
"""

from dataclasses import dataclass, field

from handin import handed_in

WRONG = "def step(x):\n    return None"
LOOK = "import os\nfound = []\n"


@dataclass(frozen=True)
class Planted:
    """A submission, the points it does not earn, and sentences that must stand in its notes or its report on `step`."""

    name: str
    notebook: object
    lost: dict = field(default_factory=lambda: {"step": 2.0})
    notes: tuple = ()
    says: str = ""
    status: str = "graded"
    reason: str = ""


def attack(name, code, *, after="", says="", notes=(), lost=None, status="graded", reason=""):
    """An attack in a cell of its own, before (and after) the answers; `step` is wrong."""
    made = handed_in({"step": WRONG}, before=(code,), after=(after,) if after else ())
    return Planted(name, made, {"step": 2.0} if lost is None else lost, notes, says, status, reason)


def answer(name, code, *, says="", lost=None, notes=(), status="graded", reason=""):
    """An attack inside the answer to `step`."""
    return Planted(
        name, handed_in({"step": code}), {"step": 2.0} if lost is None else lost, notes, says, status, reason
    )


KILLED = "Cell 2 ended the notebook's process or would not stop; everything else was run without it."
SLOW = "Cell 2 was still running after 0.5 seconds and was stopped."
LOOPS = "Your function was still running after 0.5 seconds, so we stopped it. Does a loop never end?"
STOPPED = "Your function stopped with {}"
GONE = "Your function stopped with ProcessEnded: {}"
BORROWED = "`step` is the course's own function, not yours. Run the cell in which you write `step`."
PROTOCOL = "The submission sent data that no answer consists of; please look at its cells."
DENIED = "Cell 2 stopped with PermissionError: [Errno 1] Operation not permitted"

# --- time -----------------------------------------------------------------------------------------------------------

TIME = [
    attack("loop in a cell", "while True: pass", notes=(SLOW,)),
    attack("sleep in a cell", "import time\ntime.sleep(1000)", notes=(SLOW,)),
    attack("a loop that catches everything", "while True:\n    try:\n        while True: pass\n    except BaseException: pass"),
    attack("a loop that blocks its signals", "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))\nwhile True: pass", notes=(KILLED,)),
    attack("a loop that takes the alarm away", "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass", notes=(KILLED,)),
    attack("a loop that stops the clock", "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass", notes=(KILLED,)),
    answer("loop in a function", "def step(x):\n    while True: pass", says=LOOPS),
    answer("sleep in a function", "import time\ndef step(x):\n    time.sleep(1000)", says=LOOPS),
    answer("a function that catches everything", "def step(x):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass", says=LOOPS),
    answer("a function that blocks its signals", "import signal\ndef step(x):\n    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))\n    while True: pass", says=LOOPS),
    answer("one long C call", "def step(x):\n    return sum(range(10**12))", says=LOOPS),
    answer("a regular expression without end", "import re\ndef step(x):\n    re.match('(a+)+$', 'a' * 40 + 'b')", says=LOOPS),
    answer("a generator without end", "def step(x):\n    return list(iter(int, 1))"),
]  # fmt: skip

# --- floods, memory, processes, files -------------------------------------------------------------------------------

FLOODS = [
    attack("output without end", "while True: print('x' * 10_000)", notes=(SLOW,)),
    attack("output past Python", "import os\nwhile True: os.write(1, b'x' * 65536)", notes=(SLOW,)),
    answer("a printing function", "def step(x):\n    print('x' * 10_000_000)\n    return np.where(x > 0, 1, 0)", lost={}),
    attack("memory", "a = []\nwhile True: a.append(bytearray(1 << 26))"),
    attack("memory at once", "a = bytearray(1 << 34)", notes=("Cell 2 stopped with MemoryError: ",)),
    attack("one huge array", "a = np.ones(1 << 40)"),
    answer("a huge answer", "def step(x):\n    return np.zeros(20_000_000)", says="Your result should be an int array, but is an array with too many numbers."),
    answer("a huge list", "def step(x):\n    return [0] * 200_000", says="Your result should be an int array, but is a value with too many parts."),
    answer("a deep list", "def step(x):\n    d = []\n    for _ in range(100_000): d = [d]\n    return d", says="Your result should be an int array, but is a list."),
    answer("a list that holds itself", "def step(x):\n    d = []\n    d.append(d)\n    return d", says="Your result should be an int array, but is a list."),
    answer("a returned number of ten thousand digits", "def step(x):\n    return 10 ** 10_000", says="Your result should be an int array, but is an int with too many digits."),
    attack("forks", "import os\nwhile True: os.fork()", notes=(), lost=None),
    attack("threads", "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(99,), daemon=True).start()", notes=("Cell 2 stopped with RuntimeError: can't start new thread",)),
    answer("threads beside an answer", "import threading, time\ndef step(x):\n    return np.where(x > 0, 1, 0)\nwhile True: threading.Thread(target=time.sleep, args=(99,), daemon=True).start()", notes=(KILLED,)),
    answer("a fork in a function", "import os\ndef step(x):\n    os.fork()\n    return np.where(x > 0, 1, 0)", says="Your function stopped with PermissionError in line 2 (`os.fork()`): [Errno 1] Operation not permitted"),
    attack("a child that stays", "import os, time\nif os.fork() == 0: time.sleep(1000)"),
    attack("a large file", "open('x', 'wb').write(bytes(1 << 25))", notes=("Cell 2 stopped with OSError: [Errno 27] File too large",)),
    attack("many files", "for i in range(10**6): open(str(i), 'w').close()", notes=()),
    attack("open files", "a = [open('/dev/null') for _ in range(10_000)]", notes=("Cell 2 stopped with OSError: [Errno 24] Too many open files: '/dev/null'",)),
    attack("core dump", "import resource\nresource.setrlimit(resource.RLIMIT_CORE, (1 << 30, 1 << 30))", notes=("Cell 2 stopped with ValueError: not allowed to raise maximum limit",)),
    answer("recursion", "def step(x):\n    return step(x)", says="That is where your function stopped, with RecursionError in line 2 (`return step(x)`)."),
]  # fmt: skip

# --- ends -----------------------------------------------------------------------------------------------------------

ENDS = [
    attack("exit in a cell", "exit()", notes=()),
    attack("sys.exit in a cell", "import sys\nsys.exit(0)", notes=("Cell 2 stopped with SystemExit: 0",)),
    attack("os._exit in a cell", "import os\nos._exit(0)", notes=(KILLED,)),
    attack("abort in a cell", "import os\nos.abort()", notes=(KILLED,)),
    attack("segfault in a cell", "import ctypes\nctypes.string_at(0)", notes=(KILLED,)),
    attack("a signal to itself", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
    attack("a signal to everybody", "import os, signal\nos.kill(-1, signal.SIGKILL)"),
    attack("closed descriptors", "import os\nos.closerange(0, 4096)", notes=(KILLED,)),
    attack("a copy that exits at once", "import os\nos.register_at_fork(after_in_child=lambda: os._exit(0))", lost=None),
    answer("sys.exit in a function", "import sys\ndef step(x):\n    sys.exit(0)", says="Your function stopped with SystemExit in line 2 (`sys.exit(0)`): 0"),
    answer("os._exit in a function", "import os\ndef step(x):\n    os._exit(7)", says=GONE.format("exit code 7")),
    answer("segfault in a function", "import ctypes\ndef step(x):\n    ctypes.string_at(0)", says=GONE.format("signal 11")),
    answer("keyboard interrupt", "def step(x):\n    raise KeyboardInterrupt", says="Your function stopped with KeyboardInterrupt in line 2 (`raise KeyboardInterrupt`): "),
    answer("an error that hangs when told", "class E(Exception):\n    def __str__(self):\n        while True: pass\ndef step(x):\n    raise E", says=LOOPS),
    answer("an error that lies about itself", "class E(Exception):\n    def __str__(self):\n        raise E\ndef step(x):\n    raise E", says="Your function stopped with E: "),
]  # fmt: skip

# --- forged answers and patched libraries ---------------------------------------------------------------------------

CHANGED_TYPE = "Your result should be an int array, but is a {}."
FORGED = [
    answer("equal to everything", "class Yes:\n    def __eq__(self, o): return True\n    __ne__ = __lt__ = __gt__ = lambda s, o: False\n    def __array__(self, *a, **k): return np.zeros(3, int)\ndef step(x):\n    return Yes()", says=CHANGED_TYPE.format("Yes")),
    answer("an array that is equal to everything", "class Yes(np.ndarray):\n    def __eq__(self, o): return np.True_\n    __ne__ = lambda s, o: np.False_\ndef step(x):\n    return np.zeros(np.shape(x)).view(Yes)", says=CHANGED_TYPE.format("Yes")),
    answer("a masked array", "def step(x):\n    return np.ma.masked_all(np.shape(x), int)", says=CHANGED_TYPE.format("MaskedArray")),
    answer("an array of objects", "class Yes:\n    def __eq__(self, o): return True\ndef step(x):\n    return np.array([Yes()] * np.size(x), object).reshape(np.shape(x))", says=CHANGED_TYPE.replace("is a ", "is an ").format("array of dtype object")),
    answer("something that pickles into code", "class P:\n    def __reduce__(self): return (print, ('run',))\ndef step(x):\n    return P()", says=CHANGED_TYPE.format("P")),
    answer("a type with a strange name", "T = type('<script>alert(1)</script>', (), {})\ndef step(x):\n    return T()", says=CHANGED_TYPE.format("<script>alert(1)</script>")),
    answer("not a number", "def step(x):\n    return np.full(np.shape(x), np.nan)"),
    attack("patched numpy", "import numpy\nnumpy.isclose = numpy.allclose = numpy.array_equal = lambda *a, **k: True\nnumpy.ndarray.__eq__ = None"),
    attack("patched testing", "import numpy.testing\nnumpy.testing.assert_allclose = lambda *a, **k: None"),
    attack("patched builtins", "import builtins\nbuiltins.all = builtins.any = lambda *a: True\nbuiltins.isinstance = lambda *a: True\nbuiltins.float = lambda *a: 600.0", lost=None),
    attack("patched judge", "import dlcourse.exercises.judge as j, dlcourse.exercises as e\nj.judge = j.difference = j._points = lambda *a, **k: None\ne.grade = lambda *a: 600.0"),
    answer("a right answer from its card", "def step(x):\n    from dlcourse.exercises import CARDS\n    return CARDS['step'].alternatives[0](x)", says=STOPPED.format("CardError in line 2 (`from dlcourse.exercises import CARDS`): the cards stay closed while work is graded; look at them in a notebook of your own.")),
    answer("a right answer from its card's module", "def step(x):\n    from dlcourse.exercises.perceptron import step as card\n    return card.CARD.alternatives[0](x)", says=STOPPED.format("ModuleNotFoundError in line 2 (`from dlcourse.exercises.perceptron import step as card`): import of dlcourse.exercises.perceptron halted; None in sys.modules")),
    attack("patched cards", "from dlcourse.exercises import CARDS\nobject.__setattr__(CARDS['step'], 'points', 600.0)\nobject.__setattr__(CARDS['step'], 'reference', lambda x: None)"),
    attack("patched traceback and warnings", "import traceback, warnings, linecache\ntraceback.walk_tb = warnings.catch_warnings = linecache.getline = None", lost=None),
    attack("patched json and sockets", "import json, socket, struct\njson.dumps = lambda *a, **k: '[]'\nsocket.socket.send = lambda *a: 0", lost=None),
    attack("IPython hooks", "ip = get_ipython()\nip.run_line_magic('load_ext', 'evil')\nip.events = ip.user_ns\nip.user_ns['step'] = lambda x: 600"),
    attack("forged output", "print('{\"points\": 600}')\nprint(600.0)\nfrom IPython.display import HTML\ndisplay(HTML('<script>alert(1)</script>'))"),
    attack("own grade function", "def grade(*a): return 600.0\ndef check(*a): return 600.0\nfrom dlcourse import exercises\nexercises.check = check"),
    attack("exit hooks", "import atexit, sys\natexit.register(print, 600)\nsys.excepthook = sys.unraisablehook = lambda *a: None\nsys.settrace(lambda *a: None)"),
    attack("import hooks", "import sys\nfor name in list(sys.modules):\n    if name.startswith('dlcourse'): del sys.modules[name]\nsys.meta_path.clear()"),
    attack("deep frames", "import sys\nf = sys._getframe()\nwhile f:\n    f.f_globals.update(points=600, Limits=None)\n    f = f.f_back"),
    attack("garbage collector", "import gc\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Limits':\n        object.__setattr__(o, 'cpu', 10**9)\n    if type(o).__name__ == 'Exercise':\n        object.__setattr__(o, 'points', 600.0)"),
]  # fmt: skip

# --- the way to the grader ------------------------------------------------------------------------------------------

EVERY = "import os\nfor fd in range(3, 64):\n    try:\n        os.write(fd, {})\n    except OSError: pass"
WIRE = [
    attack("garbage on every descriptor", EVERY.format("b'\\xff' * 4096"), notes=(KILLED,), status="review", reason=PROTOCOL),
    attack("a huge frame announced", EVERY.format("b'dlc1' + b'\\xff' * 8"), notes=(KILLED,), status="review", reason=PROTOCOL),
    attack("half a frame", EVERY.format("b'dlc1\\0\\0\\0\\x09\\0\\0\\0\\0'"), notes=(KILLED,), lost=None, status="review", reason=PROTOCOL),
    attack("a forged frame", "from autograder.grade.wall.packing import pack\n" + EVERY.format("pack({'cell': 1, 'error': None, 'printed': '', 'unused': [], 'points': 600.0})"), notes=(KILLED,), status="review", reason=PROTOCOL),
    answer("a forged answer", "from autograder.grade.wall.packing import pack\nimport os\ndef step(x):\n    for fd in range(3, 64):\n        try: os.write(fd, pack({'status': 'passed', 'points': 600.0}))\n        except OSError: pass", status="review", reason=PROTOCOL, says=GONE.format("no answer")),
    answer("a forged call back", "from autograder.grade.wall.packing import pack, Handle\nimport os\ndef step(x):\n    for fd in range(3, 64):\n        try: os.write(fd, pack({'callback': Handle(9, 'stand-in'), 'args': [], 'kwargs': {}}))\n        except OSError: pass", status="review", reason=PROTOCOL, says=GONE.format("no answer")),
    answer("garbage instead of an answer", "import os\ndef step(x):\n    for fd in range(3, 64):\n        try: os.write(fd, os.urandom(999))\n        except OSError: pass", status="review", reason=PROTOCOL, says=GONE.format("no answer")),
    answer("silence and a closed line", "import os\ndef step(x):\n    os.closerange(0, 64)", says=GONE.format("exit code 0")),
]  # fmt: skip

# --- looking and reaching around ------------------------------------------------------------------------------------

READS = "import os\nprint(open({!r}).read())"
AROUND = [
    attack("the password file", READS.format("/etc/shadow")),
    attack("the processes", "import os\nos.listdir('/proc')"),
    attack("its own past", READS.format("/proc/self/environ")),
    attack("network", "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:80')"),
    attack("a raw socket", "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_RAW)", notes=(DENIED,)),
    attack("a local socket", "import socket\nsocket.socket(socket.AF_UNIX).connect('/run/docker.sock')", notes=(DENIED,)),
    attack("another program", "import subprocess\nsubprocess.run(['sh', '-c', 'id'])"),
    attack("a shell line", "!rm -rf ~", notes=("`!rm -rf ~` in cell 2 was not run: while grading, only Python is.",)),
    attack("deleting everything", "import shutil\nshutil.rmtree('/', ignore_errors=True)"),
    attack("rights", "import os\nos.chmod('/tmp', 0o777)"),
    attack("debugging another process", "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nassert libc.ptrace(16, os.getppid() if 0 else 1, 0, 0) == -1"),
    attack("new namespaces", "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\nassert libc.unshare(0x10000000) == -1"),
    attack("symbolic links", "import os\nos.symlink('/', 'root')\nos.symlink('..', 'up')\nos.mkfifo('pipe')"),
    attack("shared memory", "import ctypes\nassert ctypes.CDLL(None).shmget(77, 99, 0o1666) == -1"),
    answer("the course's answer", "from dlcourse.perceptron import step", says=BORROWED),
    answer("the course's answer, wrapped", "import dlcourse.perceptron as p\ndef step(x):\n    return p.step(x)", says=BORROWED),
    answer("the course's answer, kept early", "from dlcourse.perceptron import step as kept\nstep = lambda x: kept(x)", says=BORROWED),
    answer("the course's answer on the card", "from dlcourse.exercises import CARDS\ndef step(x):\n    return CARDS['step'].reference(x)", says="There is no `step` in this notebook yet. Run the cell with your code, then this one.", notes=("Cell 2 stopped with CardError: the cards stay closed while work is graded; look at them in a notebook of your own.",)),
    answer("the course's answer through a neighbour", "import dlcourse.perceptron as p\ndef step(x):\n    x = np.asarray(x)\n    return p.perceptron(x.reshape(-1, 1), np.ones(1), 0.0).reshape(x.shape)", says=BORROWED),
]  # fmt: skip

HOSTILE = [*TIME, *FLOODS, *ENDS, *FORGED, *WIRE, *AROUND]
