"""What a platform calls people in one download: its own numbers, read from the worksheet or the list that it gives beside it."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from autograder.desk import roster
from autograder.desk.people_index import Index
from autograder.desk.roster import Person
from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.language import Text

MOST_OF_A_LIST = 5 << 20
_NO_NUMBERS = Text(
    "no line of this list says which number is whose", "이 명단에는 어떤 번호가 누구의 것인지 알려 주는 줄이 없습니다"
)
_FIX = Text(
    "give the platform's worksheet with names, ids or addresses, or a table with the columns platform_id and id",
    "이름, 학번, 이메일이 있는 플랫폼의 채점표나 platform_id와 id 열이 있는 표를 주세요",
)


def from_list(path: Path, people: Mapping[str, Person]) -> dict[str, tuple[str, ...]]:
    """number -> students, by a worksheet of Moodle's or a table."""
    index = Index(people.values())
    found: dict[str, tuple[str, ...]] = {}
    for one, also in roster.lines_with_numbers(path):
        who = person(index, one, also)
        if who and one.platform_id:
            found[one.platform_id] = tuple(sorted({*found.get(one.platform_id, ()), who}))
    if not found:
        raise CourseError(where=str(path), what=str(_NO_NUMBERS), fix=str(_FIX), code=WRONG_REQUEST)
    return found


def from_gradescope(text: bytes, people: Mapping[str, Person]) -> dict[str, tuple[str, ...]]:
    """number -> students, by the list that Gradescope packs beside the folders; nothing where it cannot be read."""
    index = Index(people.values())
    try:
        known = yaml.safe_load(text) if len(text) <= MOST_OF_A_LIST else None
    except (yaml.YAMLError, UnicodeDecodeError, ValueError):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for folder, said in known.items() if isinstance(known, dict) else ():
        every = _value(said, "submitters")
        who = [_submitter(index, one) for one in every] if isinstance(every, list) else []
        if who and all(who):
            found[str(folder).removeprefix("submission_")] = tuple(sorted(set(filter(None, who))))
    return found


def person(index: Index, one: Person, also: tuple[str, ...] = ()) -> str:
    """Who of the class a line of another list means: by id, by address, and only then by a name that is one person's."""
    for words in ([one.id, *also], [one.email]):
        for word in filter(None, words):
            who = index.word(word)
            if len(who) == 1:
                return who.pop()
    who = index.name(f"{one.first_name} {one.last_name}") if not (one.id or one.email) else set()
    return who.pop() if len(who) == 1 else ""


def _submitter(index: Index, said: object) -> str:
    first, _, last = str(_value(said, "name") or "").partition(" ")
    email, number = str(_value(said, "email") or ""), str(_value(said, "sid") or "")
    by_name = Person("", first, last)
    return person(index, Person(number, email=email)) if number or email else person(index, by_name)


def _value(said: object, name: str) -> object:
    """Gradescope writes the names of fields as Ruby does, with a colon in front."""
    return said.get(f":{name}", said.get(name)) if isinstance(said, dict) else None
