"""What was decided, written down before anything else happens: one line a grading, on the disk before the gradebook hears of it.

Whatever is interrupted (a worker, the whole run, the machine), the next run reads the journal, writes what the gradebook
has not yet got, skips what was not changed since, and grades only the rest.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from autograder.errors import CourseError

Entry = dict[str, Any]


def digest(*parts: bytes) -> str:
    """A fingerprint of all that a grading depends on."""
    made = hashlib.sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()


def records(path: Path) -> dict[str, Entry]:
    """student -> the record of the last grading; nothing where there is no journal."""
    found: dict[str, Entry] = {}
    for line in path.read_bytes().splitlines() if path.is_file() else ():
        with suppress(ValueError, KeyError, TypeError):  # the last line of a run that was killed while writing it
            entry = json.loads(line)
            if entry["kind"] == "graded":
                found[entry["student"]] = entry["record"]
    return found


class Journal:
    """The gradings of one lesson. Use it in a `with` block."""

    def __init__(self, path: Path) -> None:
        self.entries: dict[str, Entry] = {}
        self.saved: set[str] = set()
        self._path = path
        with self._or_said():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                self._read(path)
            self._file = path.open("ab", buffering=0)
            if path.stat().st_size and not self._ends_whole(path):
                self._file.write(b"\n")  # a line that broke off with the last run stays alone

    def _read(self, path: Path) -> None:
        for line in path.read_bytes().splitlines():
            try:
                entry = json.loads(line)
                student, kind = entry["student"], entry["kind"]
            except (ValueError, KeyError, TypeError):  # the last line of a run that was killed while writing it
                continue
            if kind == "graded":
                self.entries[student] = entry
                self.saved.discard(student)
            elif kind == "saved" and entry["digest"] == self.entries.get(student, {}).get("digest"):
                self.saved.add(student)

    @staticmethod
    def _ends_whole(path: Path) -> bool:
        with path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() == b"\n"

    def graded(self, student: str, fingerprint: str, record: Entry) -> None:
        """Write a grading down; it is on the disk when this returns."""
        self.entries[student] = {"kind": "graded", "student": student, "digest": fingerprint, "record": record}
        self.saved.discard(student)
        self._write(self.entries[student])

    def has_saved(self, student: str) -> None:
        """Note that the gradebook and the notebook have got a student's grading."""
        self.saved.add(student)
        # if this line gets lost, the next run writes the same once more
        self._write({"kind": "saved", "student": student, "digest": self.entries[student]["digest"]}, at_once=False)

    def known(self, student: str, fingerprint: str) -> Entry | None:
        """The record of a submission that has not changed since it was graded."""
        entry = self.entries.get(student)
        record: Entry | None = entry["record"] if entry and entry["digest"] == fingerprint else None
        return record

    def _write(self, entry: Entry, *, at_once: bool = True) -> None:
        line = memoryview(json.dumps(entry, ensure_ascii=True).encode("ascii") + b"\n")
        with self._or_said():
            while line:  # without a buffer, a full disk takes a part and says so with the next
                line = line[self._file.write(line) :]
            if at_once:
                os.fsync(self._file.fileno())

    @contextmanager
    def _or_said(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CourseError(
                where=str(self._path),
                what=f"the journal of the gradings could not be written ({error.strerror})",
                fix="make room or rights, then run the command again: it goes on where it stopped",
            ) from error

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
