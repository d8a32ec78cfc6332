"""Whose account is it? A hub knows people by the names they log in with, and those need not be the ids of the roster.

What the roster says in so many words comes first: its column `account`. Only who has nothing there is recognised by what a
hub's authenticator may have taken instead: the id, the address (LTI 1.3), the platform's number (LTI 1.1 on Canvas), and last
the part of the address before the @.
"""

from collections import defaultdict
from collections.abc import Iterable

from autograder.desk.roster import Person
from dlcourse.language import Text

NOT_IN_ROSTER = Text(
    "{account} is not in the roster: write the name of the account into the column account of roster.csv",
    "{account} 계정은 명단에 없습니다. roster.csv의 account 열에 계정 이름을 적어 주세요",
)
SEVERAL = Text(
    "the account {account} fits several students: {names}; write it into the column account of roster.csv",
    "{account} 계정이 여러 학생에게 맞습니다: {names}. roster.csv의 account 열에 계정 이름을 적어 주세요",
)


class Accounts:
    """Finds the student who logs in by a name."""

    def __init__(self, people: Iterable[Person]) -> None:
        # the surest first: a name that is somebody's here is nobody else's by what comes after
        self._ways: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(5))
        for one in people:
            guesses = ([one.id], [one.email], [one.platform_id], [one.email.partition("@")[0]])
            names = (one.account.split(), *(() if one.account else way for way in guesses))
            for way, words in zip(self._ways, names, strict=True):
                for word in filter(None, words):
                    way[word.casefold()].add(one.id)

    def of(self, account: str) -> str | Text:
        """The student's id, or why there is none."""
        for way in self._ways:
            if found := way.get(account.casefold()):
                names = ", ".join(sorted(found))
                return names if len(found) == 1 else SEVERAL.format(account=account, names=names)
        return NOT_IN_ROSTER.format(account=account)
