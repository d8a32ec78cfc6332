"""What a class has agreed about time: due dates, late rules and exceptions, as a list of changes that only ever grows.

`desk/dates.jsonl` holds a line for each change: when and by whom it was made, for whom, and what it sets. What counts is what
the lines add up to, so that nothing is ever overwritten and everything can be told. The due date of everybody stands in the
gradebook as well, where formgrader shows and changes it; the gradebook's word on that one counts.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from dlcourse.files import reason
from dlcourse.language import Text

FILE = Path("desk") / "dates.jsonl"
EVERY = "*"  # every lesson, or everybody
COUNTS, EXCUSED, DROPPED = "counts", "excused", "dropped"
_RULE = re.compile(r"none|zero|100|\d{1,2}(\.\d+)?")

NOT_WRITTEN = Text("the change could not be written down ({error})", "바뀐 내용을 적지 못했습니다({error})")
NOT_WRITTEN_FIX = Text(
    "make room or rights, then run the command again; nothing was changed",
    "공간이나 권한을 확인하고 명령을 다시 실행해 보세요. 바뀐 것은 없습니다",
)


@dataclass(frozen=True)
class Change:
    """One change: `whom` is everybody (`*`), `learner:ID` or `group:NAME`; `sets` what it sets, None where it takes back."""

    at: datetime
    by: str
    lesson: str
    whom: str
    sets: Mapping[str, Any]
    why: str = ""

    def line(self) -> str:
        """As the file keeps it."""
        said = {"at": self.at.astimezone(UTC).isoformat(timespec="seconds"), "by": self.by, "lesson": self.lesson}
        return json.dumps(said | {"whom": self.whom, "sets": dict(self.sets), "why": self.why}, ensure_ascii=False)


@dataclass(frozen=True)
class Terms:
    """What holds for one learner in one lesson: until when, at what cost (None: as the settings say), and whether it counts."""

    due: datetime | None = None
    late: str | None = None
    counts: str = COUNTS
    own_due: bool = False  # whether it is another date than everybody's by a change of ours


@dataclass
class Rules:
    """The changes of a class, added up."""

    changes: Sequence[Change] = ()
    groups: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def at(cls, folder: Path, groups: Mapping[str, Iterable[str]] | None = None) -> "Rules":
        """Those of the class in a folder; `groups` are the ones that its roster knows."""
        found = cls(tuple(_read(folder / FILE)), {name: set(ids) for name, ids in (groups or {}).items()})
        for one in found.changes:
            for name, ids in one.sets.get("groups", {}).items():
                found.groups[name] = set(ids)
        return found

    def of(self, lesson: str, student: str, everybodys: datetime | None) -> Terms:
        """What holds for a learner; `everybodys` is the due date in the gradebook."""
        mine = [f"learner:{student}"]
        groups = [f"group:{name}" for name, ids in self.groups.items() if student in ids]
        dates = [when for one in groups if (when := self._due(lesson, one)) is not None]
        due = max(dates, default=everybodys)
        own = self._due(lesson, mine[0])
        if own is not None and (due is None or own > due):  # an extension takes no time away
            due = own
        return Terms(
            due,
            self._said("late", lesson, (mine, groups, [EVERY])),
            self._said("counts", lesson, (mine, groups, [EVERY])) or COUNTS,
            due != everybodys,
        )

    def concerns(self, lesson: str, student: str) -> bool:
        """Whether a date of their own was ever set for this learner or one of their groups."""
        mine = {f"learner:{student}", *(f"group:{name}" for name, ids in self.groups.items() if student in ids)}
        return any(one.whom in mine and one.lesson == lesson and "due" in one.sets for one in self.changes)

    def setting(self, name: str, lesson: str = EVERY) -> Any:
        """What was last set for the whole class, such as its time zone, or a lesson's weight."""
        found = [one.sets[name] for one in self.changes if name in one.sets and one.lesson == lesson]
        return found[-1] if found else None

    def _due(self, lesson: str, whom: str) -> datetime | None:
        said = self._last("due", lesson, [whom])
        return datetime.fromisoformat(said) if said else None

    def _said(self, name: str, lesson: str, nearest: Iterable[Sequence[str]]) -> str | None:
        for whom in nearest:
            for place in (lesson, EVERY):
                if (said := self._last(name, place, whom)) is not None:
                    return said
        return None

    def _last(self, name: str, lesson: str, whom: Sequence[str]) -> str | None:
        """What was set last for any of these; a group without a word of its own leaves the others theirs."""
        last: dict[str, str | None] = {}
        for one in self.changes:
            if one.lesson == lesson and one.whom in whom and name in one.sets:
                last.pop(one.whom, None)
                last[one.whom] = one.sets[name]
        return next((said for said in reversed(last.values()) if said is not None), None)


def is_rule(word: str) -> bool:
    """Whether it is a rule for coming late: none, zero, or percent a day."""
    return bool(_RULE.fullmatch(word))


def write(folder: Path, changes: Iterable[Change]) -> None:
    """Put changes at the end of the list; they are on the disk when this returns."""
    path = folder / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = not path.exists() or path.read_bytes()[-1:] in (b"", b"\n")
        text = ("" if whole else "\n") + "".join(one.line() + "\n" for one in changes)
        with path.open("ab") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
    except PermissionError:
        raise
    except OSError as error:
        what = str(NOT_WRITTEN.format(error=reason(error)))
        raise CourseError(where=str(path), what=what, fix=str(NOT_WRITTEN_FIX)) from error


def _read(path: Path) -> Iterable[Change]:
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        with suppress(ValueError, KeyError, TypeError):  # the last line of a command that was killed while writing it
            said = json.loads(line)
            at = datetime.fromisoformat(said["at"])
            yield Change(at, said["by"], said["lesson"], said["whom"], said["sets"], said.get("why", ""))
