"""Downloads out of thin air: a class, people who are not in it, and every layout in which a platform packs their work.

Each file carries what is true of it: whose it is, or that it is nobody's. What learners call their files is made to mislead: other
people's names and ids, in the class or not.
"""

import random
from dataclasses import dataclass, field

from autograder.desk.roster import Person

ENGLISH = [
    ("Gildong", "Hong"), ("Ada", "O'Neil"), ("José", "García Márquez"), ("Mary-Ann", "Smith-Jones"), ("Jean-Luc", "de la Cruz"),
    ("Min Seo", "Park"), ("Min", "Park"), ("Ann", "Lee"), ("Anna", "Lee"), ("Bo", "Li"), ("Åsa", "Berg"), ("Zoë", "Washington"),
    ("Jones", "Park"), ("Park", "Jones"), ("Ann Lee", "Smith"), ("Lee", "Min"), ("Sam", "Young"), ("Young", "Kim"), ("Theo", "Vu"),
]  # fmt: skip
KOREAN = [
    ("길동", "홍"), ("민수", "남궁"), ("서연", "김"), ("연", "김서"), ("현우", "이"), ("철수", "김"), ("지훈", "박"), ("하늘", "강"),
    ("우", "이현"), ("준", "최"), ("수민", "황보"), ("민", "정"), ("제", "과"), ("나라", "한"), ("가온", "문"),
]  # fmt: skip
LESSON = "01_perceptron"
TASKS = ["Homework 1", "HW1", "과제 1", "Assignment_1", "01_perceptron", "Perceptron homework"]


@dataclass
class Download:
    """What was made: the class, the files with their owners' ids ("" for nobody), what the platform is, its numbers."""

    layout: str
    people: list[Person]
    files: dict[tuple[str, ...], str] = field(default_factory=dict)
    numbers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    teams: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """One person, in the class or not."""

    person: Person
    number: str
    strange: bool


class Maker:
    """Makes a download from a seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        rng = self.rng
        names = rng.sample(ENGLISH + KOREAN, rng.randint(3, 12))
        self.style = rng.choice(["year", "ten", "letters", "address"])
        serial = rng.sample(range(1, 300), len(names) + 3)
        # who has the same letters in either order can be told apart by no name: such a pair is never half in the class
        taken = {order for first, last in names for order in (_letters(first + last), _letters(last + first))}
        others = [one for one in ENGLISH + KOREAN if not {_letters(one[0] + one[1]), _letters(one[1] + one[0])} & taken]
        strangers = rng.sample(others, 3)
        numbers = rng.sample(range(70_000, 99_000), len(names) + len(strangers))
        self.everybody = [
            self._made(first, last, serial[place], str(numbers[place]), place >= len(names))
            for place, (first, last) in enumerate([*names, *strangers])
        ]
        self.people = [one.person for one in self.everybody if not one.strange]
        self.task = rng.choice(TASKS)

    def _made(self, first: str, last: str, serial: int, number: str, strange: bool) -> Made:
        account = (
            f"{'user' if not first.isascii() else first.lower().replace(' ', '')}{'.' if serial % 2 else ''}{serial}"
        )
        ids = {
            "year": f"2021{serial:04}", "ten": f"2021123{serial:03}", "letters": f"s{serial:04}", "address": account,
        }  # fmt: skip
        known = number if self.rng.random() < 0.7 else ""
        return Made(Person(ids[self.style], first, last, f"{account}@uni.example", known), number, strange)

    def misleading(self) -> str:
        """What a learner calls a file: often another's name or id."""
        other = self.rng.choice(self.everybody).person
        name = f"{other.first_name} {other.last_name}"
        korean = f"{other.last_name}{other.first_name}"
        return self.rng.choice(
            [
                LESSON, "과제1", "homework (1)", f"{other.id}_{LESSON}", korean, f"{korean}_과제1", f"with {name}", name, other.id,
                f"{other.email.partition('@')[0]}", f"{other.last_name}, {other.first_name}", f"copy of {name}", "Untitled",
            ]
        )  # fmt: skip

    def file(self) -> str:
        return f"{self.misleading()}.ipynb"


def _full(one: Person) -> str:
    return f"{one.first_name} {one.last_name}"


def _account(one: Person) -> str:
    return one.email.partition("@")[0]


def _joined(one: Person) -> str:
    return f"{one.last_name}{one.first_name}"


def _canvas_name(one: Person) -> str:
    return _letters(f"{one.last_name}{one.first_name}")


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _path(maker: Maker, layout: str, made: Made) -> tuple[str, ...]:
    """Where a platform puts one's file."""
    rng, one, file = maker.rng, made.person, maker.file()
    day = f"Sep {rng.randint(10, 28)}, 2026 {rng.randint(1, 12)}{rng.randint(10, 59)} PM"
    when = f"2026-09-{rng.randint(10, 28)}-22-30-00"
    task = maker.task
    ways = {
        "moodle": (f"{_full(one)}_{made.number}_assignsubmission_file_", file),
        "moodle last first": (f"{one.last_name} {one.first_name}_{made.number}_assignsubmission_file_", file),
        "moodle joined": (f"{_joined(one)}_{made.number}_assignsubmission_file_", file),
        "moodle flat": (f"{_full(one)}_{made.number}_assignsubmission_file_{file}",),
        "moodle grouped": (f"Section B-{_full(one)}_{made.number}_assignsubmission_file_", file),
        "moodle zipped": (f"{_full(one)}_{made.number}_assignsubmission_file_", "work", file),
        "moodle blind": (f"{rng.choice(['Participant', '참가자'])}_{made.number}_assignsubmission_file_", file),
        "canvas": (f"{_canvas_name(one)}_{made.number}_{rng.randint(10**6, 10**7)}_{file}",),
        "canvas late": (f"{_canvas_name(one)}_LATE_{made.number}_{rng.randint(10**6, 10**7)}_{file}",),
        "canvas zipped": (f"{_canvas_name(one)}_{made.number}_{rng.randint(10**6, 10**7)}_work", file),
        "blackboard by id": (f"{task}_{one.id}_attempt_{when}_{file}",),
        "blackboard by account": (f"{task}_{_account(one)}_attempt_{when}_{file}",),
        "brightspace": (f"397063-{made.number} - {_full(one)} - {day}", file),
        "github": ("hw1-submissions", f"hw1-{_account(one)}", file),
        "sakai": (task, f"{one.last_name}, {one.first_name}({_account(one)})", "Submission attachment(s)", file),
        "ilias": (f"{one.last_name}_{one.first_name}_{_account(one)}_{made.number}", file),
        "teams": ("Submitted files", _full(one), task, "Version 1", file),
        "e-class brackets": (f"{_joined(one)}({one.id})", file),
        "e-class id name": (f"{one.id}_{_joined(one)}", file),
        "e-class flat": (f"{one.id}_{_joined(one)}_{maker.misleading()}.ipynb",),
        "department": (f"컴퓨터과학과 {one.id} {_joined(one)}", file),
        "glued": (f"{one.id}{_joined(one)}", file),
        "drive": (f"{_full(one)} - {LESSON}.ipynb",),
        "folders by id": (one.id, file),
        "folders by name": (_full(one), file),
        "address": (one.email, file),
        "gradescope": ("assignment_998_export", f"submission_{made.number}", file),
    }
    return ways[layout]


LAYOUTS = (
    "moodle", "moodle last first", "moodle joined", "moodle flat", "moodle grouped", "moodle zipped", "moodle blind", "canvas",
    "canvas late", "canvas zipped", "blackboard by id", "blackboard by account", "brightspace", "github", "sakai", "ilias", "teams",
    "e-class brackets", "e-class id name", "e-class flat", "department", "glued", "drive", "folders by id", "folders by name",
    "address", "gradescope",
)  # fmt: skip
HIDDEN = ("moodle blind", "gradescope")  # nothing but a number: a list of the platform's says whose


def made(seed: int) -> Download:
    """The download of a seed."""
    maker = Maker(seed)
    layout = LAYOUTS[seed % len(LAYOUTS)]
    its = Download(layout, maker.people)
    for one in maker.everybody:
        if maker.rng.random() < 0.8:
            its.files[_path(maker, layout, one)] = "" if one.strange else one.person.id
    if layout.startswith("canvas") and len(its.people) > 1 and all(one.platform_id for one in its.people[:2]):
        first, second = maker.everybody[
            :2
        ]  # somebody of the same name and another number, and a number to know the platform by
        namesake = Made(first.person, str(int(first.number) + 100_000), True)
        its.files |= {_path(maker, layout, namesake): "", _path(maker, layout, second): second.person.id}
    if layout in HIDDEN:
        its.numbers = {one.number: (one.person.id,) for one in maker.everybody if not one.strange}
    return its
