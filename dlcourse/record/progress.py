"""What a learner has done so far, kept in one small file on their own machine. Nothing is sent anywhere.

    checked("step", status="failed", points=1.5, mistake="zero-is-positive")      `check` tells what it saw
    hinted("step", 2)                                                             `hint` and `solution` tell what they showed
    read()                                                                        the dashboard and `dlcourse progress` ask

Several notebooks may be open at once, each with a Python of its own. So every change is made under a lock: read the file, change it, put the new
one in its place. A change that cannot be written (a full disk, say) waits in memory for the next one. Keeping a record
is a service and never a condition: whatever goes wrong here becomes one sentence, once, and the check goes on.
"""

import contextlib
import errno
import json
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dlcourse.files import InUseError, write_whole
from dlcourse.language import Text
from dlcourse.record import hosting
from dlcourse.record.places import earlier, folder

FORMAT = 1
FILE = "progress.json"
PATIENCE = 2.0  # seconds to wait for another notebook's lock; a change takes a few thousandths

NOT_KEPT = Text(
    "Your progress cannot be written to {path} ({reason}). The check counts all the same, and we try again at the next one.",
    "학습 기록을 {path}에 쓸 수 없습니다({reason}). 점검 결과는 그대로이며, 다음 점검 때 다시 기록해 봅니다.",
)
DAMAGED = Text(
    "The file with your progress was damaged, so a new one begins. The old one is kept as {path}.",
    "학습 기록 파일이 손상되어 새로 시작합니다. 이전 파일은 {path}에 남겨 두었습니다.",
)
NEWER = Text(
    "Your progress in {path} was written by a newer version of the course. Update dlcourse to go on recording; the file stays as it is.",
    "{path}의 학습 기록은 더 새로운 버전의 강의가 썼습니다. 계속 기록하려면 dlcourse를 업데이트하세요. 파일은 그대로 둡니다.",
)
LOCKED = Text("another program holds it", "다른 프로그램이 사용하고 있습니다")


@dataclass
class Mistake:
    """A misconception that a check recognised: how often, and whether a later check passed."""

    seen: int = 0
    overcome: bool = False


@dataclass
class Entry:
    """One exercise: the best points so far, how many tries, which mistakes, how many hints, and when it was first passed."""

    points: float = 0.0
    tries: int = 0
    hints: int = 0
    passed: str | None = None
    opened: str | None = None  # when the course's own answer was looked at
    mistakes: dict[str, Mistake] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """ "passed", "failed", or "not-attempted"."""
        return "passed" if self.passed else "failed" if self.tries else "not-attempted"


@dataclass
class Progress:
    """All exercises that were ever checked, by id, when the work was last saved to a file, and what was predicted."""

    exercises: dict[str, Entry] = field(default_factory=dict)
    saved: str | None = None
    answers: dict[str, int] = field(default_factory=dict)  # a question -> the choice, counted from 0

    def of(self, exercise: str) -> Entry:
        """The entry of one exercise; an empty one if nothing happened yet."""
        return self.exercises.get(exercise) or Entry()


Change = Callable[[Progress], None]


class NewerError(Exception):
    """The file speaks a format that this version does not know."""


_threads = threading.Lock()
_waiting: list[Change] = []  # changes that could not be written yet
_said: set[Text] = set()  # what the learner was told already


# --- what happens -----------------------------------------------------------------------------------------------------


def checked(exercise: str, *, status: str, points: float, mistake: str | None = None) -> Text | None:
    """A check came to this result. Returns a sentence if the learner should know something."""
    if status not in ("passed", "failed"):
        return None

    def change(progress: Progress) -> None:
        entry = progress.exercises.setdefault(exercise, Entry())
        entry.tries += 1
        entry.points = max(entry.points, float(points))
        if status == "passed":
            entry.passed = entry.passed or _now()
            for met in entry.mistakes.values():
                met.overcome = True
        elif mistake:
            met = entry.mistakes.setdefault(mistake, Mistake())
            met.seen += 1
            met.overcome = False

    return _keep(change)


def hinted(exercise: str, hints: int) -> Text | None:
    """So many hints of an exercise have been read."""

    def change(progress: Progress) -> None:
        entry = progress.exercises.setdefault(exercise, Entry())
        entry.hints = max(entry.hints, hints)

    return _keep(change)


def opened(exercise: str) -> Text | None:
    """The course's own answer was looked at."""

    def change(progress: Progress) -> None:
        entry = progress.exercises.setdefault(exercise, Entry())
        entry.opened = entry.opened or _now()

    return _keep(change)


def answered(question: str, choice: int) -> Text | None:
    """A question was answered with this choice; a later answer takes the place of an earlier one."""

    def change(progress: Progress) -> None:
        progress.answers[question] = choice

    return _keep(change)


def saved() -> Text | None:
    """The learner saved all work to a file."""
    hosting.put_off()

    def change(progress: Progress) -> None:
        progress.saved = _now()

    return _keep(change)


def merge(other: Progress) -> Text | None:
    """Add what is known from elsewhere: of everything the better; doing it twice changes nothing."""

    def change(progress: Progress) -> None:
        _add(progress, other)

    return _keep(change)


def _add(progress: Progress, other: Progress) -> None:
    for name, theirs in other.exercises.items():
        entry = progress.exercises.setdefault(name, Entry())
        entry.points = max(entry.points, theirs.points)
        entry.tries = max(entry.tries, theirs.tries)
        entry.hints = max(entry.hints, theirs.hints)
        entry.passed = min(filter(None, (entry.passed, theirs.passed)), default=None)
        entry.opened = min(filter(None, (entry.opened, theirs.opened)), default=None)
        for mistake, met in theirs.mistakes.items():
            known = entry.mistakes.setdefault(mistake, Mistake())
            known.seen, known.overcome = max(known.seen, met.seen), known.overcome or met.overcome
    progress.answers = {**other.answers, **progress.answers}


def read() -> tuple[Progress, Text | None]:
    """Everything so far, and a sentence if the learner should know something."""
    path = folder() / FILE
    with _threads:
        try:
            # a folder that does not exist holds nothing to wait for, and looking should not make one
            with _locked(path) if path.exists() else contextlib.nullcontext():
                progress, damage = _load(path)
        except (OSError, NewerError, ImportError) as error:
            progress, damage = _glance(path), _damage(error, path)
        _take_over(progress)
        for change in _waiting:
            change(progress)
    return progress, damage


def stamp() -> object:
    """Another one as soon as `read` may say something else."""
    with _threads:
        try:
            there = (folder() / FILE).stat()
            return there.st_ino, there.st_mtime_ns, there.st_size, len(_waiting)
        except OSError:
            return len(_waiting)


def _keep(change: Change) -> Text | None:
    """Make a change in the file; a sentence, once, if that did not work."""
    path = folder() / FILE
    with _threads:
        patience = 0.0 if _waiting else PATIENCE  # who waited in vain a moment ago does not wait again
        _waiting.append(change)
        try:
            with _locked(path, patience):
                progress, damage = _load(path)
                taken = _take_over(progress)
                for waiting in _waiting:
                    waiting(progress)
                write_whole(path, as_json(progress).encode())
                if taken:
                    with contextlib.suppress(OSError):  # then it is taken over again, which changes nothing
                        os.replace(taken, next(_free_names(taken, "moved")))
            _waiting.clear()
        except (OSError, NewerError, ImportError) as error:
            damage = _damage(error, path)
        if damage is None or damage in _said:
            return None
        _said.add(damage)
    return damage


# --- the file -----------------------------------------------------------------------------------------------------------


def as_json(progress: Progress) -> str:
    """The text of the file."""
    return json.dumps({"format": FORMAT, **asdict(progress)}, indent=1, sort_keys=True) + "\n"


def from_json(text: str) -> Progress:
    """What the text of a file says; a `ValueError` if it is not one of ours."""
    tree = json.loads(text)
    if not isinstance(tree, dict) or type(tree.get("format")) is not int:
        raise ValueError("no format number")
    if tree["format"] > FORMAT:
        raise NewerError
    try:
        entries = {str(name): _entry(kept) for name, kept in tree["exercises"].items()}
        answers = {str(name): _whole(choice) for name, choice in tree.get("answers", {}).items()}
        return Progress(entries, _moment(tree["saved"]), answers)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not what `as_json` writes: {error!r}") from error


def _entry(kept: Any) -> Entry:
    mistakes = {
        str(name): Mistake(_whole(met["seen"]), met["overcome"] is True) for name, met in kept["mistakes"].items()
    }
    counts = _whole(kept["tries"]), _whole(kept["hints"])
    return Entry(float(kept["points"]), *counts, _moment(kept["passed"]), _moment(kept["opened"]), mistakes)


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _moment(value: Any) -> str | None:
    if value is not None:
        datetime.fromisoformat(value)
    return value


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _load(path: Path) -> tuple[Progress, Text | None]:
    """The file's content. A damaged file is set aside under another name, and a sentence says so."""
    try:
        return from_json(path.read_text(encoding="utf-8")), None
    except FileNotFoundError:
        return Progress(), None
    except (ValueError, RecursionError):
        aside = next(_free_names(path, "damaged"))
        os.replace(path, aside)
        return Progress(), DAMAGED.format(path=aside)


def _glance(path: Path) -> Progress:
    """What can be read where nothing may be written."""
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, NewerError):
        return Progress()


def _take_over(progress: Progress) -> Path | None:
    """Add what an older version of the course kept in another place; the file there, if there was one to read."""
    place = earlier()
    if place is None:
        return None
    try:
        kept = from_json((place / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, NewerError):
        return None  # whatever is there stays
    _add(progress, kept)
    progress.saved = max(filter(None, (progress.saved, kept.saved)), default=None)
    return place / FILE


def _free_names(path: Path, word: str) -> Iterator[Path]:
    number = 1
    while True:
        name = path.with_suffix(f".{word}{'' if number == 1 else number}.json")
        if not name.exists():
            yield name
        number += 1


def _damage(error: BaseException, path: Path) -> Text:
    if isinstance(error, NewerError):
        return NEWER.format(path=path)
    held = isinstance(error, TimeoutError | InUseError)
    reason = LOCKED if held else getattr(error, "strerror", None) or str(error)
    return NOT_KEPT.format(path=path, reason=reason)


# --- the lock -----------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file beside `path`. The system lets go of it when its holder ends, however that happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if sys.platform == "emscripten":  # Python in a browser: there is one process only
        yield
        return
    from filelock import FileLock  # as in `places`: this is for a record

    lock = FileLock(path.with_suffix(".lock"))
    try:
        with warnings.catch_warnings(action="ignore"):  # where it must do with a weaker lock, no learner can help it
            lock.acquire(timeout=patience, poll_interval=0.002)
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
            raise
        # some network disks know no locks: better an unlocked record than none
    try:
        yield
    finally:
        lock.release()
