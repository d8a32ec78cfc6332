"""What `autograder dates` prints, whole, in both languages: what is due, who has more time, when everybody handed in, who changed what."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from autograder import cli, rights
from autograder.desk import dates, times
from autograder.desk.dates import Wish
from autograder.desk.times import HandInTime
from autograder.grade.gradebook import penalties
from tests.autograder.desk.gradebooks import class_of, graded

LESSON, OTHER = "01_twice", "02_other"
DUE = datetime(2026, 9, 14, 12, tzinfo=UTC)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Ada is in time, Bo 30 hours late, and of Cy only a mark is known."""
    made = class_of(tmp_path / "class", ("ada", "bo", "cy"), (LESSON, OTHER))
    dates.change(made, [LESSON], Wish(due="2026-09-14 12:00+00:00", late="10", zone="Asia/Seoul"))
    known = {"ada": (-1, "exchange"), "bo": (30, "worksheet"), "cy": (None, "unknown")}
    for who, (hours, source) in known.items():
        when = None if hours is None else DUE + timedelta(hours=hours)
        graded(made, LESSON, who, when)
        room = made.folder / "submitted" / who / LESSON
        room.mkdir(parents=True)
        for name, text in times.slips(HandInTime(when, source, late=who == "cy")).items():
            (room / name).write_bytes(text)
    penalties.work_out(made)
    monkeypatch.chdir(made.folder)
    return made


def printed(capsys, *words):
    """The command's own lines, without the blanks that fill a table's columns and the rule below its head."""
    assert cli.main(["dates", *words]) == 0
    lines = [re.sub(r"\s{2,}", " | ", line.strip()) for line in capsys.readouterr().out.splitlines()]
    return [line for line in lines if line.strip("─")]


CHANGED = {
    "en": [
        ["01_twice, bo: due 2026-09-20 23:59", "penalties worked out again: 1 of 3 hand-ins changed"],
        ["all lessons, everybody: groups B: ada, bo", "penalties worked out again: 0 of 3 hand-ins changed"],
        ["01_twice, group B: due none", "penalties worked out again: 0 of 3 hand-ins changed"],
        ["01_twice, cy: excused: it does not count", "penalties worked out again: 0 of 3 hand-ins changed"],
        ["01_twice, ada: this attempt is dropped: as if not handed in", "penalties worked out again: 0 of 3 hand-ins changed"],
        ["01_twice, ada: it counts", "penalties worked out again: 0 of 3 hand-ins changed"],
        ["all lessons, everybody: lessons left out of the total, the lowest ones: 1", "penalties worked out again: 0 of 3 hand-ins changed"],
        ["02_other, everybody: weight 2", "penalties worked out again: 0 of 3 hand-ins changed"],
        ["02_other, everybody: coming late costs as nbgrader_config.py says", "penalties worked out again: 0 of 3 hand-ins changed"],
        ["02_other, everybody: coming late costs all points", "penalties worked out again: 0 of 3 hand-ins changed"],
    ],
    "ko": [
        ["01_twice, bo: 마감 2026-09-20 23:59", "감점을 다시 계산했습니다: 3개 가운데 1개가 바뀌었습니다"],
        ["모든 수업, 모두: 모둠 B: ada, bo", "감점을 다시 계산했습니다: 3개 가운데 0개가 바뀌었습니다"],
        ["01_twice, B 모둠: 마감 없음", "감점을 다시 계산했습니다: 3개 가운데 0개가 바뀌었습니다"],
        ["01_twice, cy: 면제: 점수에 넣지 않음", "감점을 다시 계산했습니다: 3개 가운데 0개가 바뀌었습니다"],
        ["01_twice, ada: 이 제출은 빼고, 내지 않은 것으로 봄", "감점을 다시 계산했습니다: 3개 가운데 0개가 바뀌었습니다"],
        ["01_twice, ada: 점수에 넣음", "감점을 다시 계산했습니다: 3개 가운데 0개가 바뀌었습니다"],
        ["모든 수업, 모두: 합계에서 점수가 낮은 수업 1개를 뺍니다", "감점을 다시 계산했습니다: 3개 가운데 0개가 바뀌었습니다"],
        ["02_other, 모두: 비중 2", "감점을 다시 계산했습니다: 3개 가운데 0개가 바뀌었습니다"],
        ["02_other, 모두: 늦은 제출 규칙 nbgrader_config.py를 따름", "감점을 다시 계산했습니다: 3개 가운데 0개가 바뀌었습니다"],
        ["02_other, 모두: 늦은 제출 규칙 0점", "감점을 다시 계산했습니다: 3개 가운데 0개가 바뀌었습니다"],
    ],
}  # fmt: skip
TIMES_UNKNOWN = {
    "en": ["01_twice: when it was handed in is unknown for 1 of 3: no penalty for them", "01_twice: the platform marks 1 of them as late: cy"],
    "ko": ["01_twice: 3명 가운데 1명은 제출 시각을 알 수 없어 늦은 제출로 감점하지 않습니다", "01_twice: 그 가운데 1명은 플랫폼에 늦은 제출로 표시되어 있습니다: cy"],
}  # fmt: skip
HAND_INS = {
    "en": [
        "01_twice",
        "who | handed in | said by | due | coming late | points | taken off",
        "ada | 2026-09-14 20:00 | nbgrader's exchange | 2026-09-14 21:00 | 10 % a day | 10 | 0",
        "bo | 2026-09-16 03:00 | Moodle's worksheet | 2026-09-14 21:00 | 10 % a day | 10 | 2",
        "cy | - | unknown (marked late) | 2026-09-14 21:00 | 10 % a day | 10 | 0 | excused: it does not count",
    ],
    "ko": [
        "01_twice",
        "누구 | 제출 | 출처 | 마감 | 늦은 제출 | 점수 | 감점",
        "ada | 2026-09-14 20:00 | nbgrader 교환 폴더 | 2026-09-14 21:00 | 하루 10% | 10 | 0",
        "bo | 2026-09-16 03:00 | Moodle 채점표 | 2026-09-14 21:00 | 하루 10% | 10 | 2",
        "cy | - | 모름 (늦음 표시) | 2026-09-14 21:00 | 하루 10% | 10 | 0 | 면제: 점수에 넣지 않음",
    ],
}
OVERVIEW = {
    "en": [
        "lesson | due | coming late | weight | exceptions",
        "01_twice | 2026-09-14 21:00 | 10 % a day | 1 | bo",
        "02_other | - | as nbgrader_config.py says | 2 | -",
    ],
    "ko": [
        "수업 | 마감 | 늦은 제출 | 비중 | 예외",
        "01_twice | 2026-09-14 21:00 | 하루 10% | 1 | bo",
        "02_other | - | nbgrader_config.py를 따름 | 2 | -",
    ],
}
FIRST = {
    "en": ["all lessons, everybody: time zone Asia/Seoul", "01_twice, everybody: due 2026-09-14 21:00; coming late costs 10 % a day"],
    "ko": ["모든 수업, 모두: 시간대 Asia/Seoul", "01_twice, 모두: 마감 2026-09-14 21:00; 늦은 제출 규칙 하루 10%"],
}  # fmt: skip
THE_CHANGES = {"en": "changes, the last one last:", "ko": "바뀐 내용(나중 것이 아래):"}


@pytest.fixture(params=["en", "ko"])
def language(request, monkeypatch):
    monkeypatch.setenv("DLCOURSE_LANG", request.param)
    return request.param


def test_each_change_is_a_line_with_what_it_does_to_grades_and_is_listed_with_who_and_why(course, capsys, language):
    asked = [
        [LESSON, "--due", "2026-09-20", "--for", "bo", "--why", "ill"],
        ["--group", "B=ada,bo"],
        [LESSON, "--due", "none", "--group", "B"],
        [LESSON, "--excused", "--for", "cy"],
        [LESSON, "--dropped", "--for", "ada"],
        [LESSON, "--counts", "--for", "ada"],
        ["--drop-lowest", "1"],
        [OTHER, "--weight", "2"],
        [OTHER, "--late", "settings"],
        [OTHER, "--late", "zero"],
    ]
    told = [printed(capsys, *words) for words in asked]
    unknown = [[] if words[0] == OTHER else TIMES_UNKNOWN[language] for words in asked]
    assert told == [lines + more for lines, more in zip(CHANGED[language], unknown, strict=True)]
    first, *listed = printed(capsys, "--changes")
    assert (first, listed[-2:]) == (THE_CHANGES[language], TIMES_UNKNOWN[language])
    moments = [re.match(rf"\d{{4}}-\d\d-\d\d \d\d:\d\d {re.escape(rights.me())}: (.*)", line) for line in listed[:-2]]
    says = [lines[0] for lines in CHANGED[language]]
    assert [found and found[1] for found in moments] == [*FIRST[language], f"{says[0]} (ill)", *says[1:]]


def test_hand_ins_are_shown_with_who_said_the_time_and_what_it_costs(course, capsys, language):
    printed(capsys, LESSON, "--excused", "--for", "cy")
    assert printed(capsys, "--hand-ins") == [*HAND_INS[language], *TIMES_UNKNOWN[language]]


def test_an_overview_has_a_line_for_each_lesson_and_names_the_exceptions(course, capsys, language):
    printed(capsys, LESSON, "--due", "2026-09-20", "--for", "bo")
    printed(capsys, OTHER, "--weight", "2")
    assert printed(capsys) == [*OVERVIEW[language], *TIMES_UNKNOWN[language]]
