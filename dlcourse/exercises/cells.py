"""What the notebook's cells did: a check is about the code that the learner sees, not about what an earlier run left behind.

A cell that stops leaves the function of its last good run in place. Judging that one would praise or blame code that is no longer on
the screen, so `check` looks here first.
"""

import linecache
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dlcourse.exercises.card import Exercise
from dlcourse.language import Text
from dlcourse.record import hosting

_MOST = 500  # runs that are remembered

TROUBLE = {
    "syntax": Text(
        "Python could not read the cell with `{name}`: {error} in line {line}. Mend it and run it, then check again.",
        "Python이 `{name}` 셀을 읽지 못했습니다. {line}번째 줄에서 {error} 오류가 났습니다. 고쳐서 실행한 뒤 다시 확인해 보세요.",
    ),
    "stopped": Text(
        "The cell with `{name}` stopped with {error} before `{name}` was defined. Mend it and run it, then check again.",
        "`{name}` 셀이 `{name}`을(를) 정의하기 전에 {error} 오류로 멈추었습니다. 고쳐서 실행한 뒤 다시 확인해 보세요.",
    ),
    "other-name": Text(
        "The cell of this exercise defines {found}, but the task asks for `{name}`. Is the name misspelt?",
        "이 과제의 셀은 {found}을(를) 정의하는데, 과제의 이름은 `{name}`입니다. 이름을 잘못 쓰지 않았나요?",
    ),
}


@dataclass(frozen=True)
class _Run:
    """One run of one cell."""

    cell_id: str | None
    text: str
    error: BaseException | None

    def defines(self, name: str) -> bool:
        """Whether the text gives the name a meaning, read as text because it may be no Python."""
        return re.search(rf"^\s*(async\s+)?(def\s+{name}\b|{name}\s*(:[^=\n]+)?=(?!=))", self.text, re.M) is not None

    def others(self) -> list[str]:
        """The functions that the text defines at its top."""
        return re.findall(r"^def\s+(\w+)", self.text, re.M)


class Cells:
    """The last runs of the notebook's cells, the newest first."""

    def __init__(self) -> None:
        self._runs: deque[_Run] = deque(maxlen=_MOST)

    def watch(self) -> None:
        """Be told of every cell from now on, where there is a notebook."""
        shell = hosting.shell()
        if shell is not None and hasattr(shell, "events"):
            shell.events.register("post_run_cell", self.ran)

    def ran(self, result: Any) -> None:
        """IPython calls this after every cell."""
        info = result.info
        text = info.raw_cell if isinstance(info.raw_cell, str) else ""
        self._runs.appendleft(
            _Run(getattr(info, "cell_id", None), text, result.error_before_exec or result.error_in_exec)
        )

    def trouble(self, card: Exercise, names: Mapping[str, Any]) -> Text | None:
        """Why what the notebook calls by the exercise's name is not what the learner's cell says; None where it is."""
        name = card.name
        last = next((run for run in self._runs if run.cell_id == card.id or run.defines(name)), None)
        if last is None:
            return None
        if isinstance(last.error, SyntaxError):
            return TROUBLE["syntax"].format(name=name, error=type(last.error).__name__, line=last.error.lineno or 1)
        if last.error is not None:
            return None if _is_from(names.get(name), last) else _stopped(name, last.error)
        if not last.defines(name) and last.others():
            found = ", ".join(f"`{other}`" for other in last.others())
            return TROUBLE["other-name"].format(name=name, found=found)
        return None


def _stopped(name: str, error: BaseException) -> Text:
    return TROUBLE["stopped"].format(name=name, error=type(error).__name__)


def _is_from(function: Any, run: _Run) -> bool:
    """Whether a function was defined by this run's text."""
    code = getattr(function, "__code__", None)
    return code is not None and "".join(linecache.getlines(code.co_filename)).strip() == run.text.strip()
