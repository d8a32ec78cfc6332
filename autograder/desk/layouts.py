"""How platforms write a person into the names of the folders and files that they pack, as patterns; and the words of such
names that are nobody's: homework, 과제, a lesson's name, a number.
"""

import re

from autograder.desk.names import nfc
from dlcourse.desk import handin

MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_\w+?(_.*)?")
CANVAS = re.compile(r"(?P<name>[^_]+?)(_(?P<late>LATE))?_(?P<number>\d+)_(?P<file>\d+)_.+")
CANVAS_ANONYMOUS = re.compile(r"anon(?:ymous)?_(?P<number>(?=\w*[A-Za-z])[A-Za-z0-9]+)(_(?P<late>LATE))?_\d+_.+")
BLACKBOARD = re.compile(r"(?P<head>.+)_attempt_(?P<when>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)([_.].*)?")
BRIGHTSPACE = re.compile(r"\d+-(?P<number>\d+) - (?P<name>.+?) - (?P<when>.*\d{4}.*)")
GRADESCOPE = re.compile(r"submission_(?P<number>\d+)")
BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*[(（](?P<account>[^()\s]{3,})[)）]")  # Sakai, e-Class
ILIAS = re.compile(r"(?P<last>[^_\d]+)_(?P<first>[^_\d]+)_(?P<account>[^_]*[^_\d][^_]*)_(?P<number>\d+)")
EXCHANGE = re.compile(r"(?P<id>.+?)\+[^+]+\+(?P<when>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^+]*)(\+.*)?")
SUBMIT = re.compile(handin.PATTERN)
ANYBODY = re.compile(r"(participant|anonymous|anon|student|user|참가자|익명|학생|사용자)\d*", re.IGNORECASE)

HARD = re.compile(r"_+|\s+[-–—]+\s+|[()\[\]+~&/（）]+")  # between a name and what is no part of it
_SOFT = re.compile(r"[\s_.,()\[\]+~&–—-]+")
_RUNS = re.compile(r"\d+|[가-힣]+|[^\W\d_가-힣]+")
_ENDINGS = (".ipynb", ".zip")
_WORDS = frozenset(
    """assignment assignments homework homeworks hw submission submissions submitted export exports download downloads
    downloaded lesson lessons week weeks course class section sections project lab labs quiz exam midterm final task tasks
    exercise exercises file files attachment attachments archive bulk all work works working notebook notebooks solution
    solutions answer answers untitled copy of the for and version ver v rev done student students group uploads
    dropbox inbox handin hand in ins inbound ipynb part problem set ps pset master main attempt semester spring summer autumn fall
    winter 과제 과제물 숙제 제출 제출물 수업 강의 주차 차시 실습 시험 첨부 파일 분반 반 학기 연습 문제 답안 노트북 사본 복사본 의 최종
    최종본 수정 수정본 중간 기말 보고서 레포트 리포트 버전 학년 학년도 년 월 일 회 차 제 프로젝트 첨부파일 제출파일 다운로드""".split()  # noqa: SIM905
)
_DEPARTMENT = re.compile(r"[가-힣]+(학과|과|학부|전공|분반|학년|주차|대학|대학원|차시)")


def stem(part: str) -> str:
    """A name without the ending of a file."""
    part = nfc(part)
    return next((part[: -len(ending)] for ending in _ENDINGS if part.lower().endswith(ending)), part).strip()


def runs(text: str) -> list[str]:
    """The words of a name: figures, Korean and other letters are words apart."""
    return _RUNS.findall(nfc(text).casefold())


def words(text: str) -> str:
    """A name as words between spaces, with one in front and behind."""
    return f" {_SOFT.sub(' ', nfc(text).casefold()).strip()} "


def segments(text: str) -> list[str]:
    """What stands between the signs that end a name."""
    return [part.strip(" .,-") for part in HARD.split(nfc(text)) if part.strip(" .,-")]


def a_day(word: str) -> bool:
    """Whether figures may be a day: 20260914."""
    return bool(re.fullmatch(r"20[2-4]\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", word))


class Nobodys:
    """Tells the words that are nobody's name, with those of a lesson."""

    def __init__(self, lesson: str) -> None:
        self._lesson = frozenset(runs(lesson))

    def word(self, run: str) -> bool:
        """Whether a word says nothing of a person."""
        return (
            run in _WORDS
            or run in self._lesson
            or (run.isdigit() and len(run) <= 4)
            or bool(_DEPARTMENT.fullmatch(run))
        )

    def all(self, text: str) -> bool:
        """Whether a name is nothing but such words."""
        return all(self.word(run) for run in runs(text))

    def container(self, text: str) -> bool:
        """Whether a folder only holds others' folders: such words alone, one of them a word."""
        found = runs(text)
        return bool(found) and self.all(text) and any(not run.isdigit() for run in found)

    def trimmed(self, text: str) -> str:
        """A name without such words in front and behind."""
        parts = re.split(r"(\s+)", text.strip())
        while parts and (not parts[0].strip() or self.all(parts[0])):
            parts.pop(0)
        while parts and (not parts[-1].strip() or self.all(parts[-1])):
            parts.pop()
        return "".join(parts)
