"""A class list as the platforms write it becomes students, and each bad line a sentence."""

import pytest

from autograder.desk import names, roster, roster_table
from autograder.desk.roster import Person
from autograder.errors import CourseError

HONG = Person("20260001", "길동", "홍", "hong@uni.ac.kr")
MOODLE_KO = "이름,성,ID 번호,이메일 주소\n길동,홍,20260001,hong@uni.ac.kr\n"


@pytest.fixture
def given(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "students.csv"
        path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_letters_and_separators_of_every_program_are_read(given, encoding, separator):
    read = roster.read(given(MOODLE_KO.replace(",", separator), encoding))
    assert read == roster.Roster((HONG,), ())


PLATFORMS = {
    "plain": ("id,first_name,last_name,email\nada,Ada,Lovelace,ada@x.org\n", Person("ada", "Ada", "Lovelace", "ada@x.org")),
    "Moodle": (
        '"First name","Last name","ID number","Email address",Groups\nAda,Lovelace,17,ada@x.org,A\n',
        Person("17", "Ada", "Lovelace", "ada@x.org", team="A"),
    ),
    "Moodle without numbers": (
        '"First name","Last name","Email address"\nAda,Lovelace,ada@x.org\n',
        Person("ada", "Ada", "Lovelace", "ada@x.org"),
    ),
    "Moodle's grading worksheet": (
        "Identifier,Full name,ID number,Email address,Status\nParticipant 1234,홍길동,20260001,hong@uni.ac.kr,-\n",
        Person("20260001", "길동", "홍", "hong@uni.ac.kr", "1234"),
    ),
    "Canvas": (
        "Student,ID,SIS User ID,SIS Login ID,Section,Task 1 (88)\n    Points Possible,,,,,10\n"
        '"Lovelace, Ada",991,s17,ada,ML,\n"Student, Test",992,,x,ML,\n',
        Person("ada", "Ada", "Lovelace", "", "991", logins="s17"),
    ),
    "Google Classroom": (
        "Last Name,First Name,Email Address,Task 1\nDate,,,2026-09-01\nPoints,,,10\nLovelace,Ada,ada@x.org,3\n",
        Person("ada", "Ada", "Lovelace", "ada@x.org"),
    ),
    "a Korean spreadsheet": ("sep=;\n학번;성명;이메일\n20260001;남궁민수;n@x.org\n", Person("20260001", "민수", "남궁", "n@x.org")),
}  # fmt: skip


@pytest.mark.parametrize("name", PLATFORMS)
def test_the_list_of_a_platform_is_read(given, name):
    text, expected = PLATFORMS[name]
    assert roster.read(given(text)) == roster.Roster((expected,), ())


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [("홍길동", "길동", "홍"), ("홍 길동", "길동", "홍"), ("Ada Lovelace", "Ada", "Lovelace"), ("Lovelace, Ada", "Ada", "Lovelace"), ("Madonna", "Madonna", "")],
)  # fmt: skip
def test_a_whole_name_is_taken_apart(full, first, last):
    assert names.split_name(full) == (first, last)


def test_each_bad_line_is_a_sentence_and_the_good_ones_are_taken(given):
    read = roster.read(
        given(
            "id,first_name,email\nada,Ada,a@x.org\n,Bob,\n\nada,Ann,c@x.org\n../up,Eve,e@x.org\nzoe,Zo,z,z@x.org\n"
            f"{'x' * 129},Long,l@x.org\nkim,Kim,k@x.org\n"
        )
    )
    assert [one.id for one in read.people] == ["ada", "kim"]
    assert [(bad.line, bad.why.en) for bad in read.bad] == [
        (3, "there is no id (no id, email)"),
        (5, "the id ada was already in line 2"),
        (6, 'the id "../up" cannot be the name of a folder (no / \\ + * ? [ ] { } < > : " |, no dot in front)'),
        (7, "there are 4 columns instead of 3"),
        (8, "a field has more than 128 letters"),
    ]
    assert [bad.why.ko for bad in read.bad] == [
        "식별자가 없습니다 (id, email 칸이 비어 있음)",
        "식별자 ada는 이미 2행에 있습니다",
        '식별자 "../up"은(는) 폴더 이름이 될 수 없습니다 (/ \\ + * ? [ ] { } < > : " | 기호와 맨 앞의 점은 쓸 수 없음)',
        "칸이 3개여야 하는데 4개입니다",
        "128자보다 긴 칸이 있습니다",
    ]


REFUSED = {
    "empty": (b"", "the roster is empty", "export it again; one line is the header, each further line a student"),
    "a header alone": (b"id,name\n", "the roster is empty", "export it again; one line is the header, each further line a student"),
    "a picture": (b"\x89PNG\r\n\x1a\n\xff\xfe\xff", "the letters are neither UTF-8, UTF-16, CP949 nor Windows-1252", "save it as CSV in UTF-8"),
    "other columns": (
        b"colour,size\nred,1\n",
        "no column says who a student is; found: colour, size",
        "name the columns id, first_name, last_name, email, or export the list from your platform",
    ),
    "nobody": (
        b"id,name\n../x,X\n",
        "no line of the roster can be used",
        "correct the lines below, then run the command again\n"
        'line 2: the id "../x" cannot be the name of a folder (no / \\ + * ? [ ] { } < > : " |, no dot in front)',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_roster_is_refused_with_a_sentence(given, name):
    data, what, fix = REFUSED[name]
    path = given(data)
    with pytest.raises(CourseError) as caught:
        roster.read(path)
    assert (str(caught.value), caught.value.code) == (f"error: {path}: {what}\nfix:   {fix}", 2)


def test_a_file_that_is_not_there_or_far_too_large_is_refused(tmp_path, monkeypatch):
    with pytest.raises(CourseError) as caught:
        roster.read(tmp_path / "no.csv")
    said = f"error: {tmp_path / 'no.csv'}: the roster cannot be read (No such file or directory)\nfix:   name a CSV file or a workbook (.xlsx, .xls)"
    assert str(caught.value) == said
    monkeypatch.setattr(roster_table, "MOST_BYTES", 1 << 20)
    (tmp_path / "big.csv").write_bytes(b"x" * ((1 << 20) + 1))
    with pytest.raises(CourseError) as caught:
        roster.read(tmp_path / "big.csv")
    said = f"error: {tmp_path / 'big.csv'}: this is no roster: it has more than 1 MB\nfix:   name a CSV file or a workbook (.xlsx, .xls)"
    assert str(caught.value) == said


def test_what_is_saved_is_read_again(tmp_path):
    people = [HONG, Person("a,b", 'Ann "A"', "B", "a@x.org", "12")]
    roster.save(tmp_path, people)
    assert roster.known(tmp_path) == {one.id: one for one in people}


@pytest.mark.parametrize("name", ["a/b", "a\\b", "a+b", "a*", ".hidden", "-x"])
def test_an_id_that_cannot_name_a_folder_is_not_taken(given, name):
    read = roster.read(given(f"id\nada\n{name}\n"))
    assert ([one.id for one in read.people], [bad.line for bad in read.bad]) == (["ada"], [3])
