"""A time is known or it is not used, and who said it is written down: names, slips, worksheets, tables, and what is surer."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from autograder.desk import clock, collecting, times, timing, worksheet
from autograder.desk.roster import Person
from autograder.desk.times import UNKNOWN, HandInTime
from autograder.errors import CourseError
from autograder.grade.gradebook.rules import Rules
from tests.autograder.desk.conftest import LESSON, notebook

SEOUL = clock.zone_named("Asia/Seoul")
WORK, LATER = notebook("check-double", "a"), notebook("check-double", "b")
HEADER = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
)
KOREAN = "식별자,성명,ID 번호,이메일 주소,상태,최종 수정 (제출물)\n"


def utc(*when):
    return datetime(*when, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Monday, 14 September 2026, 10:21 PM", datetime(2026, 9, 14, 22, 21)),
        ("2026년 9월 14일 월요일, 오후 10:21", datetime(2026, 9, 14, 22, 21)),
        ("2026년 9월 14일 월요일, AM 12:05", datetime(2026, 9, 14, 0, 5)),
        ("Sep 14, 2026 926 PM", datetime(2026, 9, 14, 21, 26)),
        ("2026. 9. 14. 오후 10:21:30", datetime(2026, 9, 14, 22, 21, 30)),
        ("2026-09-14 22:21:00 UTC", utc(2026, 9, 14, 22, 21)),
        ("2026-09-14 22:21:05 -0700", datetime.fromisoformat("2026-09-14T22:21:05-07:00")),
        ("3/4/2026 10:00", None),  # the third of April, or the fourth of March
        ("2026-09-14 25:00", None),
        ("14 September 2026, 14:21 PM", None),
        ("2026-09-14", None),
        ("-", None),
    ],
)
def test_moments_are_read_for_certain_or_not_at_all(said, meant):
    assert clock.parsed(said) == meant


def test_a_day_alone_lasts_to_its_end_in_the_classs_zone():
    assert clock.until("2026-09-14", SEOUL).astimezone(UTC) == utc(2026, 9, 14, 14, 59, 59)
    assert clock.until("2026-09-14 18:00", SEOUL).astimezone(UTC) == utc(2026, 9, 14, 9, 0)
    assert clock.until("2026-09-14 18:00+00:00", SEOUL) == utc(2026, 9, 14, 18, 0)
    for word in ("tomorrow", "2026-02-30", "3/4/2026"):
        with pytest.raises(ValueError, match=r".*"):
            clock.until(word, SEOUL)


@pytest.mark.parametrize(
    ("parts", "known"),
    [
        (("gb", "HW_gil.hong_attempt_2026-09-14-22-30-00_a.ipynb"), HandInTime(utc(2026, 9, 14, 13, 30), "name")),
        (("397063-25 - Gil Hong - Sep 14, 2026 926 PM", "a.ipynb"), HandInTime(utc(2026, 9, 14, 12, 26), "name")),
        (("gil+01_x+2026-09-14 13:30:00 UTC+k", "a.ipynb"), HandInTime(utc(2026, 9, 14, 13, 30), "exchange")),
        (("x_9_assignsubmission_file_", "01_a_26_attempt_2026-09-14-133000_01_a.ipynb"),
         HandInTime(utc(2026, 9, 14, 13, 30), "submit")),
        (("gil_LATE_88_55_01_a.ipynb",), HandInTime(late=True)),
        (("gil_88_55_01_a.ipynb",), UNKNOWN),
        (("Gil Hong_9_assignsubmission_file_", "a.ipynb"), UNKNOWN),
        (("Gil Hong", "HW 1", "Version 2", "a.ipynb"), UNKNOWN),
    ],
)  # fmt: skip
def test_names_say_when_if_the_platform_writes_it_there(parts, known):
    assert times.from_names(parts, SEOUL) == known


def test_attempts_have_the_platforms_own_order():
    versions = [("Gil", "Version 10", "a.ipynb"), ("Gil", "Version 9", "a.ipynb")]
    assert max(versions, key=lambda one: times.attempt(one, SEOUL)) == versions[0]
    tries = [("HW_1_attempt_2026-09-14-22-30-00_a.ipynb",), ("HW_1_attempt_2026-09-13-22-30-00_a.ipynb",)]
    assert max(tries, key=lambda one: times.attempt(one, SEOUL)) == tries[0]


def test_a_slip_counts_where_a_program_put_it_and_not_where_a_learner_did():
    sakai = HandInTime(utc(2026, 9, 14, 22, 30, 0, 123_000), "name")
    assert times.from_slip(("HW", "Park(min)", "timestamp.txt"), "20260914223000123") == sakai
    mine = "2020-01-01 00:00:00 UTC"
    assert times.from_slip(("gil", "01_a", "timestamp.txt"), mine) == HandInTime(utc(2020, 1, 1), "exchange")
    for parts in (
        ("Gil_9_assignsubmission_file_", "work", "timestamp.txt"),
        ("HW", "Park(min)", "Submission attachment(s)", "timestamp.txt"),
        ("gil_88_55_work", "timestamp.txt"),
        ("1-2 - Gil - Sep 14, 2026 926 PM", "timestamp.txt"),
    ):
        assert times.from_slip(parts, mine) == UNKNOWN


def test_what_is_surer_counts_and_of_equals_the_earlier():
    first, second = (HandInTime(utc(2026, 9, day), "worksheet") for day in (1, 2))
    assert times.better(second, first) == times.better(first, second) == first
    assert times.better(HandInTime(utc(2026, 8, 1), "submit"), second) == second
    assert times.better(UNKNOWN, second) == second
    assert times.better(HandInTime(late=True), second) == HandInTime(second.time, "worksheet", late=True)


def sheet(tmp_path, text, name="Grades-ML-1.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def line(number, who, when, status="Submitted for grading", last="-"):
    return f'Participant {number},X,{who},,"{status}",,100,Yes,"{when}",{last},\n'


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ({"id": "2601"}, "2601"),
        ({"email": "ADA@uni.example"}, "2601"),
        ({"account": "adagh"}, "2601"),  # GitHub Classroom's own column
        ({"id": "991"}, "2602"),  # a platform's number
        ({"id": "#2602"}, "2602"),
        ({"name": "Marquez Ben Garcia"}, "2602"),
        ({"id": "hub-ben"}, "2602"),
        ({"id": "old"}, "2601"),  # an id of an earlier list
        ({"name": "Kim"}, ""),  # two have this name
        ({"id": "2699"}, ""),
        ({"id": "ada"}, ""),  # somebody else may have this name before the @ of another address
        ({"id": "9"}, ""),  # the id of one, the number of another
    ],
)
def test_a_line_of_a_table_is_whose_every_name_of_theirs_says(line, who):
    people = (
        Person("2601", "Ada", "Kim", "ada@uni.example", logins="old github:adagh"),
        Person("2602", "Ben García", "Márquez", "ben@uni.example", "991", account="hub-ben"),
        Person("2603", "Kim", platform_id="9"),
        Person("9", "Nine"),
        Person("2604", "", "Kim"),
    )
    assert worksheet.Finder(people).of(worksheet.Line(**line)) == who


def test_moodles_worksheet_says_times_and_extensions_in_both_languages(tmp_path):
    text = HEADER + line(7, "ada", "Monday, 14 September 2026, 10:21 PM", last='"Friday, 2 October 2026, 1:00 PM"')
    text += line(8, "bo", "-", "No submission - Extension granted until: Friday, 18 September 2026, 11:59 PM")
    ada, bo = worksheet.read(sheet(tmp_path, text), SEOUL).lines
    assert (ada.number, ada.id, ada.time, ada.extension) == (
        "7",
        "ada",
        datetime(2026, 9, 14, 22, 21, tzinfo=SEOUL),
        None,
    )
    assert (bo.time, bo.extension) == (None, datetime(2026, 9, 18, 23, 59, tzinfo=SEOUL))
    korean = KOREAN + '참여자 9,김영희,26,k@u.kr,채점을 위해 제출됨,"2026년 9월 14일 월요일, 오후 10:21"\n'
    table = worksheet.read(sheet(tmp_path, korean), SEOUL)
    assert (table.moodle, table.numbers, table.lines[0].time) == (
        True,
        {"9"},
        datetime(2026, 9, 14, 22, 21, tzinfo=SEOUL),
    )
    path = sheet(tmp_path, "id,colour\n1,red\n")
    with pytest.raises(CourseError) as told:
        worksheet.read(path, SEOUL)
    assert str(told.value) == (
        f"error: {path}: no column says who and none when; found: id, colour\n"
        "fix:   name the columns id (or email) and time, or give the grading worksheet that Moodle writes"
    )


def test_only_the_worksheet_that_knows_every_number_belongs_to_a_download(tmp_path):
    sheet(tmp_path, HEADER + line(1, "ada", "-"), "other.csv")
    mine = sheet(tmp_path, HEADER + line(7, "ada", "-") + line(8, "bo", "-"))
    names = [("A_7_assignsubmission_file_", "a.ipynb"), ("B_8_assignsubmission_file_", "a.ipynb")]
    found = worksheet.beside(tmp_path / "ML-1.zip", names, SEOUL)
    assert found is not None
    assert found[0] == mine
    assert worksheet.beside(tmp_path / "ML-1.zip", [*names, ("C_9_assignsubmission_file_",)], SEOUL) is None
    assert worksheet.beside(tmp_path / "ML-1.zip", [("gil_88_55_a.ipynb",)], SEOUL) is None


BLIND = (("Participant", 7), ("Participant", 8))


def moodle(tmp_path, data=WORK, owners=(("Ada Lovelace", 7), ("영희 김", 8))):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, number in owners:
            archive.writestr(
                zipfile.ZipInfo(f"{name}_{number}_assignsubmission_file_/{LESSON}.ipynb", (2030, 1, 1, 0, 0, 0)), data
            )
    path = tmp_path / "ML-1.zip"
    path.write_bytes(made.getvalue())
    return path


def collected(room, source):
    rows = collecting.collect(room, LESSON, source, sheet=timing.sheet(room, source, None))
    return {row.who: (row.outcome, "; ".join(said.en for said in row.said)) for row in rows}


def test_the_same_work_again_changes_nothing_but_a_time_that_is_known_now(room, tmp_path):
    source = moodle(tmp_path)
    assert collected(room, source) == {"20260002": ("new", ""), "ada": ("new", "")}
    assert timing.all_of(room, LESSON) == {"20260002": UNKNOWN, "ada": UNKNOWN}
    assert [one.en for one in timing.told(room, [LESSON])] == [
        f"{LESSON}: when it was handed in is unknown for 2 of 2: no penalty for them"
    ]
    sheet(tmp_path, HEADER + line(7, "ada", "Monday, 14 September 2026, 10:21 PM") + line(8, "20260002", "soon, 1"))
    known = timing.sheet(room, source, None)
    assert known is not None
    assert [one.en for one in known.unread] == ["line of 20260002: the time cannot be read: soon, 1"]
    said = collected(room, source)
    assert said["20260002"] == ("unchanged", "")
    assert said["ada"][0] == "unchanged"
    assert said["ada"][1].endswith("from Moodle's worksheet")
    assert timing.all_of(room, LESSON)["ada"].time_from == "worksheet"
    before = {path: path.read_bytes() for path in (room / "submitted").rglob("*") if path.is_file()}
    assert collected(room, source) == {"20260002": ("unchanged", ""), "ada": ("unchanged", "")}
    assert {path: path.read_bytes() for path in (room / "submitted").rglob("*") if path.is_file()} == before
    assert not (room / "desk" / "earlier").exists()


def test_blind_marking_is_known_by_the_worksheet_that_lies_beside_it(room, tmp_path):
    source = moodle(tmp_path, owners=BLIND)
    assert {outcome for outcome, _ in collected(room, source).values()} == {"problem"}
    assert timing.all_of(room, LESSON) == {}
    sheet(
        tmp_path,
        HEADER
        + "".join(line(n, who, "Monday, 14 September 2026, 10:21 PM") for n, who in ((7, "ada"), (8, "20260002"))),
    )
    assert {who: outcome for who, (outcome, _) in collected(room, source).items()} == {"20260002": "new", "ada": "new"}
    assert {one.time_from for one in timing.all_of(room, LESSON).values()} == {"worksheet"}


def test_work_that_was_replaced_does_not_come_back_by_an_old_download(room, tmp_path):
    assert collected(room, moodle(tmp_path))["ada"] == ("new", "")
    assert collected(room, moodle(tmp_path, LATER))["ada"][0] == "newer"
    said = "this was here before what is there now, and no time says otherwise; what is there stays"
    assert collected(room, moodle(tmp_path))["ada"] == ("older", said)
    assert (room / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb").read_bytes() == LATER


def test_a_table_of_the_instructors_has_the_last_word_but_not_over_the_exchange(room, tmp_path):
    collected(room, moodle(tmp_path))
    kim = room / "submitted" / "20260002" / LESSON
    (kim / "timestamp.txt").write_text("2026-09-01 10:00:00 Asia/Seoul\n", encoding="utf-8")
    table = sheet(tmp_path, "id,time\nada,2026-09-20 10:00+09:00\nkim@uni.ac.kr,2026-09-20 10:00\n", "times.csv")
    for day in (20, 19):
        table.write_text(table.read_text(encoding="utf-8").replace("09-20", f"09-{day}"), encoding="utf-8")
        timing.enter(room, LESSON, timing.sheet(room, None, table))
        known = timing.all_of(room, LESSON)
        assert known["ada"] == HandInTime(utc(2026, 9, day, 1), "table")
    assert known["20260002"] == HandInTime(utc(2026, 9, 1, 1), "exchange")
    assert (kim / "timestamp.txt").read_text(encoding="utf-8") == "2026-09-01 10:00:00 Asia/Seoul\n"


def test_an_extension_of_the_worksheet_is_taken_over_once(room, tmp_path):
    source = moodle(tmp_path)
    status = "No submission - Extension granted until: Friday, 18 September 2026, 11:59 PM"
    sheet(tmp_path, HEADER + line(7, "ada", "-", status) + line(8, "20260002", "-"))
    known = timing.sheet(room, source, None)
    assert [timing.extend(room, LESSON, known) for _ in range(2)] == [1, 0]
    [change] = Rules.at(room).changes
    assert (change.by, change.whom, change.lesson) == ("Moodle", "learner:ada", LESSON)
