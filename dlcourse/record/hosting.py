"""Where a learner's Python runs: beside them, far away, inside a page of JupyterLab, or on Binder, which forgets.

Binder stops a kernel after ten minutes in which it ran nothing, also while its page is open, and a server without kernels ten minutes
later. So the reminder comes with the first cell of every lesson and, now and then, with a check.
"""

import os
import sys
import time
from collections.abc import Mapping
from typing import Any

from dlcourse import language
from dlcourse.language import Text

BINDERS = ("BINDER_SERVICE_HOST", "BINDER_REQUEST", "BINDER_LAUNCH_HOST", "BINDER_REPO_URL")  # one of them names Binder
HUB = "JUPYTERHUB_USER"
# what kernels, and terminals inside JupyterLab, tell the programs that are started there
INSIDE_JUPYTER = ("JPY_PARENT_PID", "JPY_SESSION_NAME", "JUPYTER_SERVER_URL")
REMIND_AFTER = 300.0  # seconds
REMINDER = Text(
    "Binder stops after ten minutes in which you run nothing, even with this page open, and forgets your files about ten minutes later. "
    "Keep your work in a file: `widgets.dashboard.save()`.",
    "Binder는 10분 동안 아무것도 실행하지 않으면 이 페이지를 열어 두어도 멈추고, 10분쯤 더 지나면 파일을 모두 지웁니다. "
    "`widgets.dashboard.save()`를 실행해 작업을 파일로 보관하세요.",
)

_reminded = time.monotonic()  # when Binder's forgetting was last mentioned, or the work last saved


def on_binder(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether this machine will be forgotten soon."""
    return any(environ.get(name) for name in BINDERS)


def far_away(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a page and its kernel are on two machines, as far as anybody says."""
    return bool(environ.get(HUB)) or on_binder(environ)


def in_jupyter(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a notebook or JupyterLab's terminal started this program, so that notebooks may be open."""
    return on_binder(environ) or any(environ.get(name) for name in INSIDE_JUPYTER)


def shell() -> Any:
    """The notebook's shell; None where no notebook runs. IPython is not loaded for the question."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()


def recording() -> bool:
    """Whether a learner is at work: in a notebook, and not while nbgrader runs it."""
    return not os.environ.get("NBGRADER_EXECUTION") and shell() is not None


def reminder() -> Text | None:
    """On Binder, every few minutes: save your work."""
    if not on_binder() or time.monotonic() - _reminded < REMIND_AFTER:
        return None
    put_off()
    return REMINDER


def put_off() -> None:
    """The learner was reminded, or has saved: the next reminder is some minutes away."""
    global _reminded
    _reminded = time.monotonic()


def greet() -> None:
    """The first cell of a lesson has been run: on Binder, say at once what Binder does."""
    if on_binder() and recording():
        print(REMINDER)
        put_off()


language.when_chosen(greet)
