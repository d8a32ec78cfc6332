"""Which column of a list holds what, by what the platforms and the spreadsheets of offices call it in English and Korean.

Names are compared without spaces, signs and brackets: "Student No.", "student_no" and "학번(Student No)" are told alike.
"""

import re
from collections.abc import Iterable, Sequence

from autograder.desk.names import letters
from dlcourse.language import Text

OWN = ("id", "first_name", "last_name")  # how a list of our own begins: its ids are meant


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# the best first, without spaces and signs
_NUMBER = _words("""studentid studentnumber studentno studentnum studentidnumber studentidno idnumber 학번 학번번호 학생번호 id번호 학생id 학적번호 학생학번 수강생번호
    sid stdid stdno stuid stuno orgdefinedid matriculationnumber matriculationno matriculation matrikelnummer matricnumber matricno matric
    registrationnumber registrationno regno rollnumber rollno enrollmentnumber enrolmentnumber enrollmentno universityid
    uniid campusid collegeid bannerid emplid uin rosteridentifier""")
_LOGIN = _words(
    "username login loginid netid 사용자명 사용자이름 사용자아이디 사용자id 아이디 로그인id 로그인아이디 sisloginid sisuserid externalid id"
)
_CANVAS_IDS = ("sisloginid", "sisuserid", "id")
_FIRST = ("firstname", "givenname", "forename", "이름")
_LAST = ("lastname", "surname", "familyname", "성")
_FULL = _words("fullname name studentname student displayname 성명 전체이름 학생이름 학생명 학생 수강생 성함 이름")
_EMAIL = _words(
    "email emailaddress mail mailaddress studentemail schoolemail 이메일 이메일주소 메일 메일주소 전자메일 전자우편 학교이메일"
)
# what a hub calls somebody; several names of one person are kept side by side. The English ones from "sub" on are LTI's
_ACCOUNT = _words("""account accounts 계정 계정이름 jupyterhub hubaccount sub preferredusername userid ltiuserid lmsuserid customcanvasuserid
    lispersonsourcedid personsourcedid""")
_PLATFORM = ("platformid", "canvasuserid", "identifier", "식별자")
_TEAM = _words("team teamname group groups groupname 팀 팀명 팀이름 조 조이름 모둠 그룹 그룹명")
_ROLE = _words("role roles userrole courserole 역할 권한 구분 신분 회원구분 사용자구분 사용자유형 type")
_CANVAS = ("student", "id", "section")

_STUDENT = re.compile(r"student|learner|participant|audit|학생|수강|학습자|청강", re.IGNORECASE)
_STAFF = re.compile(
    r"teach|instructor|professor|lecturer|\bprof\b|\bta\b|assistant|tutor|grader|reader|observer|designer|manager|admin"
    r"|owner|staff|faculty|coordinator|교수|강사|조교|튜터|교사|선생|관리자|운영자|참관|담당|개발자",
    re.IGNORECASE,
)

WHAT = {
    "id": Text("id", "식별자"),
    "first": Text("first name", "이름"),
    "last": Text("last name", "성"),
    "full": Text("name", "성명"),
    "email": Text("address", "이메일"),
    "platform": Text("the platform's number", "플랫폼 번호"),
    "account": Text("account", "계정"),
    "login": Text("name on a platform", "플랫폼에서 쓰는 이름"),
    "team": Text("team", "팀"),
    "role": Text("role", "역할"),
}


def known_by(name: str) -> list[str]:
    """The keys by which a column may be known: its name, the name before a bracket, in it, and the parts between strokes."""
    whole = name.strip().strip('"').replace("\ufeff", "")
    outer, _, inner = whole.partition("(")
    parts = [whole, outer, inner, *whole.split("/")]
    return list(dict.fromkeys(key for part in parts if (key := letters(part))))


class Columns:
    """Which column holds what, by its place."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = [name.strip().strip('"').replace("\ufeff", "").strip() for name in names]
        self._keys: dict[str, int] = {}
        for place, name in enumerate(self.names):
            for key in known_by(name):
                self._keys.setdefault(key, place)
        self.own = tuple(one.casefold() for one in self.names[: len(OWN)]) == OWN
        self.canvas = all(name in self._keys for name in _CANVAS)
        self.github = self._keys.get("githubusername")
        numbers = self._all(("identifier",) if self.github is not None else ()) + self._all(_NUMBER)
        self.numbers = frozenset(numbers)
        logins = self._all(_LOGIN)
        self.ids = self._all(_CANVAS_IDS) if self.canvas else list(dict.fromkeys([*numbers, *logins]))
        if self.own:
            self.ids = [0]
        self.email = self._first(_EMAIL)
        self.last = self._first(_LAST)
        self.first = self._first(_FIRST) if self.last is not None else self._first(_FIRST[:-1])
        self.full = None if self.first is not None or self.last is not None else self._first(_FULL)
        self.platform = self._keys["id"] if self.canvas else self._first(_PLATFORM)
        if self.platform in self.ids and not self.canvas:
            self.platform = None
        self.accounts = self._all(_ACCOUNT)
        self.team, self.role = self._first(_TEAM), self._first(_ROLE)
        self.logins, self.dropped = self._first(("logins",)), self._first(("dropped",)) if self.own else None

    def _first(self, wanted: Iterable[str]) -> int | None:
        return next((self._keys[name] for name in wanted if name in self._keys), None)

    def _all(self, wanted: Iterable[str]) -> list[int]:
        return list(dict.fromkeys(self._keys[name] for name in wanted if name in self._keys))

    @property
    def can_tell(self) -> bool:
        """Whether people can be told apart by it; a name that carries a number is enough."""
        return bool(self.ids) or self.email is not None

    @property
    def count(self) -> int:
        """How many columns say something."""
        found = [*self.ids, self.email, self.first, self.last, self.full, self.platform, self.team, self.role]
        return len({one for one in found if one is not None})

    def used(self) -> list[tuple[str, str]]:
        """What was taken from which column, both by name."""
        places: dict[str, list[int | None]] = {
            "id": [*self.ids[:1]], "first": [self.first], "last": [self.last], "full": [self.full], "email": [self.email],
            "platform": [self.platform], "account": [*self.accounts], "login": [self.github], "team": [self.team],
            "role": [self.role],
        }  # fmt: skip
        return [(what, self.names[place]) for what, found in places.items() for place in found if place is not None]


def is_staff(role: str) -> bool:
    """Whether a role is a teacher's or an assistant's; who is a learner as well is a learner."""
    return bool(_STAFF.search(role)) and not _STUDENT.search(role)


def is_role(value: str) -> bool:
    """Whether a value is a role at all: a column of another meaning may have the same name."""
    return bool(_STAFF.search(value) or _STUDENT.search(value))
