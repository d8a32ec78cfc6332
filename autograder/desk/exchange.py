"""nbgrader's way of collecting from its exchange, with two questions that it does not ask.

Everybody may write into the exchange, so the name on a hand-in proves nothing: it is taken only if the account in its name
owns it, and everything in it. And it goes to the student to whom that account belongs, which a roster says. What is not taken is
told one by one, and never stands in the way of another's work.
"""

import json
import os
import shutil
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from traitlets import Unicode

from autograder import rights
from autograder.desk import roster
from autograder.desk.accounts import Accounts
from autograder.errors import CourseError
from autograder.grade.gradebook.plugins import ExchangeCollect, ExchangeError
from dlcourse.files import write_whole
from dlcourse.language import Text

NOT_THEIRS = Text(
    "it says that it is {account}'s, but it belongs to {owner}: refused",
    "{account}의 제출물이라고 되어 있지만 소유자는 {owner}입니다. 받지 않았습니다",
)
NOT_ALL_THEIRS = Text(
    "it is {account}'s, but {name} in it belongs to {owner}: refused",
    "{account}의 제출물이지만 그 안의 {name} 파일은 소유자가 {owner}입니다. 받지 않았습니다",
)
NO_FOLDER = Text("it is no folder: refused", "폴더가 아니어서 받지 않았습니다")
NO_FILE = Text(
    "{name} in it is a link or a device, not a file: refused",
    "그 안의 {name}이(가) 파일이 아니라 링크나 장치입니다. 받지 않았습니다",
)
ODD_NAME = Text(
    "its name does not say who handed in when: refused", "이름에서 누가 언제 냈는지 알 수 없어 받지 않았습니다"
)
UNREADABLE = Text("it cannot be read ({error})", "읽을 수 없습니다({error})")
_REFUSED = "refused"


class CollectFromOwners(ExchangeCollect):  # type: ignore[misc]  # nbgrader carries no types
    """Takes each student's last hand-in that is their own."""

    src_records: list[dict[str, Any]]
    check_owner: bool
    told = Unicode("", help="a file for a list of what was not taken, and why").tag(config=True)

    def init_src(self) -> None:
        """nbgrader calls this to choose what to take; `_path_to_record` has looked at each by then."""
        self._not_taken: dict[str, Text] = {}
        self._student = self._students()
        super().init_src()
        self.src_records = [record for record in self.src_records if _REFUSED not in record]

    def copy_files(self) -> None:
        """Copy one by one: what cannot be copied is told, and the next one comes."""
        chosen, check = self.src_records, self.check_owner
        one_by_one: list[dict[str, Any] | None] = [*chosen] or [None]  # nbgrader says so where there is nothing
        self.check_owner = False  # asked already, and the folder's name may be a roster's id by now
        try:
            with rights.as_the_class_is(Path(self.coursedir.root)):
                for record in one_by_one:
                    self.src_records = [record] if record else []
                    try:
                        super().copy_files()
                    except (OSError, shutil.Error, RuntimeError) as error:
                        if record is None:
                            raise
                        self._refuse(record["filename"], UNREADABLE.format(error=_reason(error)))
        finally:
            self.src_records, self.check_owner = chosen, check
        if self.told:
            rows = [{"who": who, "why": {"en": why.en, "ko": why.ko}} for who, why in sorted(self._not_taken.items())]
            write_whole(Path(self.told), json.dumps(rows).encode())

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """nbgrader's record of one hand-in, under its student's id; a refused one under no one's."""
        name = os.path.basename(path)
        refused = {"username": f"\0{name}", "filename": name, "timestamp": datetime.min, _REFUSED: True}
        try:
            record: dict[str, Any] = super()._path_to_record(path)
        except (ExchangeError, ValueError, OverflowError):
            self._refuse(name, ODD_NAME)
            return refused
        account = record["username"]
        student = self._foreign(Path(path), account) or self._student(account)
        if isinstance(student, Text):
            self._refuse(name, student)
            return refused
        return record | {"username": student}

    def _students(self) -> Callable[[str], str | Text]:
        """Whose account it is; where there is no roster, the account's own name is the student's."""
        try:
            known = roster.known(Path(self.coursedir.root))
        except CourseError as error:
            self.fail(str(error))
        return Accounts(known.values()).of if known else str

    def _foreign(self, path: Path, account: str) -> Text | None:
        """Why a hand-in is not its account's own."""
        try:
            its = path.lstat()
            if not stat.S_ISDIR(its.st_mode):
                return NO_FOLDER
            if not self.check_owner:
                return None
            if (owner := rights.owner(path)) != account:
                return NOT_THEIRS.format(account=account, owner=owner)
            for inside in sorted(path.rglob("*")):
                found = inside.lstat()
                if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
                    return NO_FILE.format(
                        name=inside.name
                    )  # nbgrader would copy what a link leads to, as the instructor
                if found.st_uid != its.st_uid:
                    owner = rights.owner(inside)
                    return NOT_ALL_THEIRS.format(account=account, name=inside.name, owner=owner)
        except OSError as error:
            return UNREADABLE.format(error=_reason(error))
        return None

    def _refuse(self, name: str, why: Text) -> None:
        self._not_taken[name] = why
        self.log.warning("%s: %s", name, why)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
