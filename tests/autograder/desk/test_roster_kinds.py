"""Lists of offices, platforms and spreadsheets, built from one small table: each is understood, and what is uncertain is told."""

from pathlib import Path

import openpyxl
import pytest

from autograder.desk import roster
from autograder.errors import CourseError

PEOPLE = [
    ("20210001", "Gildong", "Hong", "gildong@uni.example"),
    ("20210002", "Ada", "O'Neil", "ada@uni.example"),
    ("20210004", "Mary-Ann", "Smith", "maryann@uni.example"),
]
IDS = [one[0] for one in PEOPLE]


def lines(header, *rows):
    return "\n".join([header, *rows]) + "\n"


def each(form):
    return [form.format(*one, n=number, full=f"{one[1]} {one[2]}") for number, one in enumerate(PEOPLE, 1)]


LISTS = {
    "Banner": lines("Student Name,SID,Email", *each('"{2}, {1}",{0},{3}')),
    "Brightspace": lines(
        "OrgDefinedId,Username,Last Name,First Name,Email,HW1 Points Grade <Numeric MaxPoints:10>,End-of-Line Indicator",
        *each("#{0},#user{n},{2},{1},{3},,#"),
    ),
    "text of a spreadsheet": lines("id,first_name,last_name,email", *each('="{0}",{1},{2},{3}')),
    "numbers of a spreadsheet": lines("Student No.,Name,E-mail", *each("{0}.0,{full},{3}")),
    "GitHub Classroom's roster": lines("identifier,github_username,github_id,name", *each("{0},gh{n},100{n},{full}")),
    "GitHub Classroom's grades": lines(
        "assignment_name,assignment_url,github_username,roster_identifier,points_awarded", *each("hw1,u,gh{n},{0},5")
    ),
    "Gradescope": lines(
        "First Name,Last Name,SID,Email,Role", *each("{1},{2},{0},{3},Student"), "Tea,Cher,,prof@uni.example,Instructor"
    ),
    "row numbers": lines("ID,Name,Student Number,Email", *each("{n},{full},{0},{3}")),
    "No": lines("No,Name,Student No.,E-mail", *each("{n},{full},{0},{3}")),
    "Blackboard": lines('"Last Name","First Name","Username","Student ID"', *each('"{2}","{1}","u{n}","{0}"')),
    "Coursemos with roles": lines(
        "번호,이름,학번,역할,이메일", *each("{n},{full},{0},학생,{3}"), "4,최교수,P90,교수,p@x.example", "5,박조교,T9,조교,t@x.example"
    ),
    "LearnUs": lines("번호,학과,학번,성명,이메일,권한", *each("{n},학과,{0},{full},{3},수강생"), "4,과,P1,최교수,p@x.example,담당교수"),
    "Moodle with roles": lines(
        '"First name","Last name","ID number","Email address",Roles',
        *each("{1},{2},{0},{3},Student"),
        "T,A,,ta@uni.example,Non-editing teacher",
    ),
    "titles above": lines("2026-2 Roster of CSI4101-01 (Students),,,", ",,,", "No,Dept.,Student ID,Full Name", *each("{n},CS,{0},{full}")),
    "the number in the name": lines("Name,Email", *each("{full}({0}),{3}")),
    "the number in the column's name": lines("학번(Student No.),성명(Name)", *each("{0},{full}")),
    "an office": lines("연번;학적번호;성명;비고", *each("{n};{0};{full};")),
}  # fmt: skip


@pytest.fixture
def given(tmp_path):
    def write(text, encoding="utf-8", name="list.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize("name", LISTS)
def test_a_list_gives_the_learners_by_their_numbers(given, name):
    read = roster.read(given(LISTS[name]))
    assert ([one.id for one in read.people], read.bad) == (IDS, ())
    assert [one.email for one in read.people] in ([one[3] for one in PEOPLE], ["", "", ""])


def test_who_teaches_is_told_and_left_out(given):
    said = [str(one) for one in roster.read(given(LISTS["Coursemos with roles"])).doubts]
    assert said == ["not learners by their role, and left out: 최교수, 박조교"]
    both = "학번,이름,구분\n1001,김하나,조교\n1002,이두리,학생\n"
    assert [one.id for one in roster.read(given(both)).people] == ["1002"]
    other = "학번,이름,구분\n1001,김하나,전공\n1002,이두리,교양\n"  # the same word, and no role
    assert [one.id for one in roster.read(given(other)).people] == ["1001", "1002"]


def test_what_was_taken_from_which_column_is_known(given):
    assert roster.read(given(LISTS["row numbers"])).columns == (
        ("id", "Student Number"),
        ("full", "Name"),
        ("email", "Email"),
    )
    gradescope = roster.read(given(LISTS["Gradescope"])).columns
    assert gradescope[0] == ("id", "SID")
    assert gradescope[-1] == ("role", "Role")


def test_names_on_platforms_are_kept_beside_the_number(given):
    assert next(one.logins for one in roster.read(given(LISTS["GitHub Classroom's roster"])).people) == "github:gh1"
    assert next(one.logins for one in roster.read(given(LISTS["Brightspace"])).people) == "user1"


DOUBTS = {
    "row numbers alone": ("No,ID,Email\n9,1,a@x.kr\n9,2,b@x.kr\n", ["a", "b"], [
        "the column ID only counts the lines and was not taken for the id",
        "2 have no id of their own in the list: the part of the address before the @ is taken",
    ], [
        "ID 열은 순번이어서 식별자로 쓰지 않았습니다",
        "2명은 명단에 식별자가 없어 이메일의 @ 앞부분을 썼습니다",
    ]),
    "nothing but row numbers": ("ID,Name\n1,Ada\n2,Bob\n", ["1", "2"], [
        "the ids are the column ID, which only counts the lines: a list with student numbers or addresses is safer",
    ], ["ID 열의 순번을 식별자로 썼습니다. 학번이나 이메일이 있는 명단이 더 안전합니다"]),
    "a title": ("Autumn 2026\n\nStudent ID,Name\n1001,Ada\n", ["1001"], ["the header was found in line 3"], ["열 이름은 3행에 있습니다"]),
    "roles": ("ID number,Name,Role\n1001,Ada,Student\n2,Bob,TA\n", ["1001"], ["not learners by their role, and left out: Bob"],
              ["역할이 학습자가 아니어서 넣지 않았습니다: Bob"]),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTS)
def test_what_is_not_certain_is_told(given, name):
    text, ids, en, ko = DOUBTS[name]
    read = roster.read(given(text))
    assert [one.id for one in read.people] == ids
    assert ([said.en for said in read.doubts], [said.ko for said in read.doubts]) == (en, ko)


def test_a_number_that_a_spreadsheet_shortened_and_an_address_twice_are_refused(given):
    read = roster.read(given("id,name,email\n2.02E+09,Ada,a@x.kr\n1001,Bob,b@x.kr\n1002,Bea,B@x.kr\n"))
    assert [(bad.why.en, bad.why.ko) for bad in read.bad] == [
        (
            'a spreadsheet has shortened the id to "2.02E+09"; format the column as text there and export it again',
            '스프레드시트가 식별자를 "2.02E+09"로 줄였습니다. 그 열을 텍스트 형식으로 바꾸어 다시 내보내 보세요',
        ),
        ("the address B@x.kr was already in line 3", "이메일 B@x.kr는 이미 3행에 있습니다"),
    ]


WESTERN = {
    "Á": "id,first_name,last_name\n1001,Ángel,Ruiz\n1002,Åsa,Berg\n",
    "one": "id,name\n7,Åsa Berg\n",
    "é": "id,first_name,last_name\n1001,José,García Márquez\n",
    "German": "Matrikelnummer;Vorname;Nachname\n1001;Jörg;Größe\n1002;Änne;Müller\n",
}


@pytest.mark.parametrize("name", WESTERN)
def test_western_letters_are_not_taken_for_korean_ones(given, name):
    read = roster.read(given(WESTERN[name], "cp1252"))
    assert read == roster.read(given(WESTERN[name], name="utf8.csv"))


@pytest.mark.parametrize("text", ["학번,성명\n1001,홍길동\n1002,똠방\n", "id,name\n1001,홍길동\n1002,Kim\n"])
def test_korean_letters_stay_korean(given, text):
    assert roster.read(given(text, "cp949")) == roster.read(given(text, name="utf8.csv"))


def test_letters_that_could_be_both_are_told(given):
    [said] = roster.read(given(WESTERN["Á"], "cp1252")).doubts
    assert (said.en, said.ko) == (
        "the letters were read as Windows-1252; they could be CP949 as well: look at the names",
        "글자를 Windows-1252로 읽었습니다. CP949일 수도 있으니 이름을 확인해 보세요",
    )


@pytest.fixture
def workbook(tmp_path):
    def write(*sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets, 1):
            sheet = book.create_sheet(f"Sheet {number}")
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "list.xlsx")
        return tmp_path / "list.xlsx"

    return write


ROWS = [
    ["수강생 명단"],
    [],
    ["번호", "이름", "학번", "역할"],
    [1, "홍길동", 2021123401, "학생"],
    [2, "최교수", "P9", "교수"],
]


def test_a_workbook_is_read_with_numbers_as_numbers(workbook):
    read = roster.read(workbook([], ROWS))
    assert read.people == (roster.Person("2021123401", "길동", "홍"),)
    both = roster.read(workbook(ROWS, [["x"]]))
    assert next(str(said) for said in both.doubts) == 'the workbook has 2 sheets; read was "Sheet 1"'
    assert both.doubts[0].ko == '통합 문서에 시트가 2개 있습니다. "Sheet 1" 시트를 읽었습니다'


def test_an_old_workbook_is_read():
    read = roster.read(Path(__file__).with_name("class.xls"))
    assert [(one.id, one.first_name) for one in read.people] == [("2021123401", "길동"), ("2021123402", "민수")]


REFUSED = {
    "no workbook": (b"PK\x03\x04 nothing", "this workbook cannot be read (Cannot detect file format)",
                    "엑셀 통합 문서를 읽을 수 없습니다 (Cannot detect file format)"),
    "a web page": (b"<html><table><tr><td>1</td></tr></table></html>", "this is a web page that was named like a workbook",
                   "엑셀 파일처럼 이름 붙인 웹 페이지입니다"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_workbook_is_refused_in_both_languages(given, name, monkeypatch):
    data, en, ko = REFUSED[name]
    path = given(data, name="list.xls")
    fix = "open it in a spreadsheet program and save it as .xlsx, or as CSV in UTF-8"
    with pytest.raises(CourseError) as caught:
        roster.read(path)
    assert str(caught.value) == f"error: {path}: {en}\nfix:   {fix}"
    monkeypatch.setenv("DLCOURSE_LANG", "ko")
    with pytest.raises(CourseError) as caught:
        roster.read(path)
    fix = "스프레드시트 프로그램에서 열어 .xlsx나 UTF-8 CSV로 저장해 보세요"
    assert str(caught.value) == f"error: {path}: {ko}\nfix:   {fix}"


def test_our_own_list_is_taken_at_its_word(tmp_path):
    people = [roster.Person("1", "Ada", "B", "a@x.kr", "7", "hub1 hub2", "Team A", "github:ada gildong", "2026-09-01"),
              roster.Person("2", "조교", "김", "b@x.kr")]  # fmt: skip
    roster.save(tmp_path, people)
    assert list(roster.known(tmp_path).values()) == people
    assert roster.dropped(tmp_path) == {"1"}
