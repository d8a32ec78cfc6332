"""Downloads as platforms pack them: each layout's people, attempts, teams, hidden names, copies; and what nobody was recognised by."""

import json
import zipfile

import pytest

from autograder import cli
from autograder.desk import collecting, roster, strays
from autograder.desk.owner import CONFLICT, HIDDEN, NAMELESS, Owners
from autograder.desk.roster import Person
from autograder.errors import CourseError
from tests.autograder.desk.conftest import LESSON, notebook

CLASS = (
    Person(
        "20210001", "Gildong", "Hong", "gildong.hong@uni.example", "88001", team="Team A", logins="github:gildonggh"
    ),
    Person("20210002", "Ada", "O'Neil", "ada@uni.example", "88002", team="Team A"),
    Person("20210004", "Mary-Ann", "Smith-Jones", "maryann@uni.example", "88004"),
    Person("20210005", "Li", "Wei", "li.wei@uni.example", "88005"),
    Person("20210006", "Wei", "Li", "wei.li@uni.example", "88006"),
    Person("20210008", "길동", "홍", "ghong@uni.example", "88008"),
    Person("20210010", "Min Seo", "Park", "minseo@uni.example", "88010"),
    Person("20210011", "Min", "Park", "minpark@uni.example", "88011"),
)
NOBODY, SEVERAL = (
    "nobody in the roster is called like this",
    "the name fits several students: 20210005, 20210006; write the",
)
WAY = {
    # platforms, and whose it is
    "Gildong Hong_55_assignsubmission_file_/x.ipynb": "20210001",
    "Hong Gildong_55_assignsubmission_file_x.ipynb": "20210001",
    "홍길동_55_assignsubmission_file_/20210002.ipynb": "20210008",
    "Gildong Hong_55_assignsubmission_onlinetext_/x.ipynb": "20210001",
    "Team A_55_assignsubmission_file_/x.ipynb": "20210001 20210002",
    "honggildong_LATE_88001_5500000_x.ipynb": "20210001",
    "teamblue_88002_5500001_x-1.ipynb": NOBODY,
    "newstudent_90001_5500000_20210002.ipynb": NOBODY,
    "anon_x7Yz1_5500000_x.ipynb": "the platform hides the name behind x7Yz1",
    "Homework 1_gildong.hong_attempt_2026-09-14-22-30-00_x.ipynb": "20210001",
    "Homework_1_20210002_attempt_2026-09-14-22-30-00_x.ipynb": "20210002",
    "Homework 1_zz999_attempt_2026-09-14-22-30-00_with_Ada_ONeil.ipynb": NOBODY,
    "Homework 1_new_ada_attempt_2026-09-14-22-30-00_x.ipynb": NOBODY,
    "397063-25573 - Min Seo Park - Sep 14, 2026 926 PM/x.ipynb": "20210010",
    "397063-25573 - New Student - Sep 14, 2026 926 PM/20210002 x.ipynb": NOBODY,
    "hw1-submissions/hw1-gildonggh/20210002.ipynb": "20210001",
    "hw1-submissions/hw1-20210002/x.ipynb": "20210002",
    "hw1-submissions/hw1-stranger/20210002.ipynb": NOBODY,
    "assignment_998_export/submission_31000/x.ipynb": "the platform hides the name behind 31000",
    "Homework 1/Park, Min Seo(minseo)/Submission attachment(s)/x.ipynb": "20210010",
    "Homework 1/New, Student(newone)/Submission attachment(s)/20210002.ipynb": NOBODY,
    "Park_Min Seo_minseo_12345/x.ipynb": "20210010",
    "Kim_New_newlogin_12345/홍길동.ipynb": NOBODY,
    "Park, Min Seo (88010)/x.ipynb": "20210010",
    "Student Work/Submitted files/Min Park/과제 1/Version 2/x.ipynb": "20210011",
    "홍길동(20210008)/과제1.ipynb": "20210008",
    "20210008_홍길동/과제1.ipynb": "20210008",
    "20210008_홍길동_과제1.ipynb": "20210008",
    "컴퓨터과학과 20210008 홍길동/과제1.ipynb": "20210008",
    "20210008홍길동.ipynb": "20210008",
    "20219999_김철수/홍길동_과제1.ipynb": NOBODY,
    "김철수/20210008_홍길동.ipynb": NOBODY,
    "김철수(20219999)/홍길동.ipynb": NOBODY,
    "김철수_홍길동.ipynb": NOBODY,
    "20210008_Ada O'Neil/x.ipynb": "one part of the name says 20210008 and another says 20210002",
    "Hong, Gildong(ada)/x.ipynb": "one part of the name says 20210001 and another says 20210002",
    "Gildong Hong - 01_twice.ipynb": "20210001",
    "01_twice - Gildong Hong.ipynb": "20210001",
    "New Student - thanks to Ada O'Neil.ipynb": NOBODY,
    "Min Park Jones - 01_twice.ipynb": NOBODY,
    "HW 1/Copy of 01_twice (1).ipynb": "its name says nobody's name",
    "Wei Li_56_assignsubmission_file_/x.ipynb": SEVERAL,
}  # fmt: skip


def owner(people, *paths, **more):
    given = [tuple(path.split("/")) for path in paths]
    found = Owners(people, LESSON, **more).of_all(given)
    return [" ".join(found[one].who) or str(found[one].why) for one in given]


@pytest.mark.parametrize("path", WAY)
def test_a_layout_says_whose_it_is_or_that_it_is_nobodys(path):
    [said] = owner(CLASS, path)
    assert said == WAY[path] or (said.startswith(WAY[path]) and not WAY[path].isdigit())


def test_a_group_before_every_name_is_no_part_of_it():
    ways = [
        "Group 2-Gildong Hong_5_assignsubmission_file_/x.ipynb",
        "Group 2-Ada O'Neil_6_assignsubmission_file_/x.ipynb",
    ]
    assert owner(CLASS, *ways) == ["20210001", "20210002"]
    assert owner(CLASS, "Smith-Gildong Hong_5_assignsubmission_file_/x.ipynb") == [NOBODY]
    assert owner(CLASS, "Team A-Ada O'Neil_6_assignsubmission_file_/x.ipynb") == ["20210002"]


def test_folders_around_everybodys_folders_are_looked_into():
    ways = ["any name/20210001/x.ipynb", "any name/20210002/x.ipynb", "any name/20219999/홍길동.ipynb"]
    assert owner(CLASS, *ways) == ["20210001", "20210002", NOBODY]


def test_numbers_of_the_platforms_list_open_hidden_names():
    ways = ["Participant_7700_assignsubmission_file_/x.ipynb", "assignment_9_export/submission_31000/x.ipynb"]
    assert owner(CLASS, *ways, numbers={"7700": ("20210001",), "31000": ("20210002", "20210004")}) == [
        "20210001",
        "20210002 20210004",
    ]


def test_the_words_are_korean_too():
    assert [said.ko for said in (CONFLICT.format(first="a", second="b"), HIDDEN.format(number=7), NAMELESS)] == [
        "이름의 한 부분은 a, 다른 부분은 b를 가리켜 아무에게도 주지 않았습니다",
        "플랫폼이 이름을 7 번호로 가렸습니다. 플랫폼의 명단을 --numbers로 주어 다시 수집하거나 직접 배정해 보세요",
        "이름에 누구의 것인지 적혀 있지 않습니다",
    ]


# --- collected ------------------------------------------------------------------------------------------------------

FIRST, SECOND = notebook("check-double", "first"), notebook("check-double", "second")
BLANK = notebook("check-double", "raise NotImplementedError()")


@pytest.fixture
def taken(room, tmp_path):
    """Collects a zip of these files; who -> outcome and sentences, and the notebooks that were taken."""
    roster.save(room, CLASS)
    given = room / "lessons" / "en" / LESSON / f"{LESSON}.ipynb"
    given.parent.mkdir(parents=True)
    given.write_bytes(BLANK)

    def collect(files, name="all.zip", **more):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for path, data in files.items():
                archive.writestr(path, data)
        return collecting.collect(room, LESSON, tmp_path / name, **more)

    return collect


def told(rows):
    return {
        row.who: (row.outcome, "; ".join(said.en for said in (*row.said, *([row.fix] if row.fix else []))))
        for row in rows
    }


def work(room, who):
    path = room / "submitted" / who / LESSON / f"{LESSON}.ipynb"
    return path.read_bytes() if path.exists() else None


ATTEMPTS = {
    "Blackboard": [
        "HW_20210001_attempt_2026-09-13-22-30-00_b.ipynb",
        "HW_20210001_attempt_2026-09-14-08-30-00_a.ipynb",
    ],
    "Brightspace": [
        "3-4 - Gildong Hong - Sep 9, 2026 926 PM/b.ipynb",
        "3-4 - Gildong Hong - Sep 14, 2026 826 AM/a.ipynb",
    ],
    "Teams": [
        "Submitted files/Gildong Hong/HW 1/Version 9/b.ipynb",
        "Submitted files/Gildong Hong/HW 1/Version 10/a.ipynb",
    ],
}


@pytest.mark.parametrize("platform", ATTEMPTS)
def test_of_two_attempts_the_last_by_the_platforms_own_order_is_taken(room, taken, platform):
    earlier, later = ATTEMPTS[platform]
    assert told(taken({earlier: FIRST, later: SECOND})) == {"20210001": ("new", "the last of 2 attempts was taken")}
    assert work(room, "20210001") == SECOND


def test_a_teams_work_is_everybodys(room, taken):
    rows = taken({"Team A_55_assignsubmission_file_/x.ipynb": FIRST})
    assert told(rows) == {"20210001": ("new", ""), "20210002": ("new", "")}
    assert work(room, "20210001") == work(room, "20210002") == FIRST


@pytest.mark.parametrize("names", [("01_twice.ipynb", "01_twice-Copy1.ipynb"), ("a.ipynb", "b.ipynb")])
def test_a_worked_copy_beside_an_untouched_original_is_the_hand_in(room, taken, names):
    rows = taken({f"20210001/{names[0]}": BLANK, f"20210001/{names[1]}": FIRST})
    said = f"taken was {names[1]}; beside it was a notebook just as it was handed out"
    assert told(rows) == {"20210001": ("new", said)}
    assert work(room, "20210001") == FIRST


def test_an_untouched_last_attempt_after_a_worked_one_is_told(taken):
    earlier, later = ATTEMPTS["Blackboard"]
    said = "the last of 2 attempts was taken; the last attempt is just as it was handed out, and an earlier one is not"
    assert told(taken({earlier: FIRST, later: BLANK})) == {"20210001": ("new", said)}


def test_gradescopes_own_list_in_the_zip_says_whose_a_folder_is(room, taken):
    said = (
        "submission_31000:\n  :submitters:\n  - :name: Gildong Hong\n    :sid: '20210001'\n    :email: other@x.example\n"
        "  - :name: Ada O'Neil\n    :email: ada@uni.example\nsubmission_31001:\n  :submitters:\n  - :name: New Student\n"
    )
    folder = "assignment_9_export"
    rows = taken(
        {f"{folder}/submission_{n}/x.ipynb": FIRST for n in (31000, 31001)}
        | {f"{folder}/submission_metadata.yml": said}
    )
    assert sorted(row.who for row in rows) == ["20210001", "20210002", f"all/{folder}/submission_31001/x.ipynb"]


def test_a_platforms_list_opens_hidden_names_and_one_without_numbers_is_refused(taken, tmp_path):
    (tmp_path / "list.csv").write_text("Identifier,Full name,Status\nParticipant 7700,Ada O'Neil,-\n", encoding="utf-8")
    rows = taken({"Participant_7700_assignsubmission_file_/x.ipynb": FIRST}, lists=[tmp_path / "list.csv"])
    assert told(rows) == {"20210002": ("new", "")}
    (tmp_path / "no.csv").write_text("Full name\nAda\n", encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        taken({"x.ipynb": FIRST}, lists=[tmp_path / "no.csv"])
    assert str(caught.value) == (
        f"error: {tmp_path / 'no.csv'}: no line of this list says which number is whose\n"
        "fix:   give the platform's worksheet with names, ids or addresses, or a table with the columns platform_id and id"
    )


def test_everything_that_is_not_taken_is_listed_with_what_to_do(room, taken):
    rows = taken(
        {
            "HW_zz9_attempt_2026-09-13-22-30-00_x.ipynb": FIRST,
            "HW_20210001_attempt_2026-09-13-22-30-00_x.py": b"",
            "HW_zz8_attempt_2026-09-13-22-30-00_x.pdf": b"%PDF",
            "HW_20210002_attempt_2026-09-13-22-30-00_x.ipynb": notebook("check-other"),
            "HW_20210004_attempt_2026-09-13-22-30-00_a.ipynb": FIRST,
            "HW_20210004_attempt_2026-09-13-22-30-00_b.ipynb": SECOND,
            "HW_20210008_attempt_2026-09-13-22-30-00_x.zip": b"PK\x05\x06" + bytes(18),
        }
    )
    again = "ask for the notebook (.ipynb) itself"
    assert told(rows) == {
        "20210001": ("problem", f"there is no notebook: HW_20210001_attempt_2026-09-13-22-30-00_x.py; {again}"),
        "20210002": ("problem", "this is the notebook of 02_other; take it in there: autograder collect 02_other FROM"),
        "20210004": (
            "problem",
            "there are several notebooks, and we did not guess: HW_20210004_attempt_2026-09-13-22-30-00_a.ipynb, "
            "HW_20210004_attempt_2026-09-13-22-30-00_b.ipynb; say whose it is: autograder assign 01_twice 1|2 20210004",
        ),
        "20210008": ("problem", f"all/HW_20210008_attempt_2026-09-13-22-30-00_x.zip is empty; {again}"),
        "all/HW_zz9_attempt_2026-09-13-22-30-00_x.ipynb": (
            "problem",
            f"{NOBODY}; say whose it is: autograder assign 01_twice 3 ID",
        ),
        "all/HW_zz8_attempt_2026-09-13-22-30-00_x.pdf": (
            "problem",
            f"{NOBODY}; there is no notebook: HW_zz8_attempt_2026-09-13-22-30-00_x.pdf; {again}",
        ),
    }


def test_one_command_gives_a_stray_and_the_next_download_knows(room, taken, monkeypatch, capsys):
    monkeypatch.chdir(room)
    path = "HW_zz9_attempt_2026-09-13-22-30-00_x.ipynb"
    taken({path: FIRST})
    assert cli.main(["assign", LESSON, "1", "20210001"]) == 0
    assert capsys.readouterr().out == "20210001: new\nnext: autograder grade 01_twice\n"
    assert work(room, "20210001") == FIRST
    assert roster.known(room)["20210001"].logins == "github:gildonggh blackboard:zz9"
    assert told(taken({path: FIRST})) == {"20210001": ("unchanged", "")}


def test_a_stray_without_a_name_is_given_to_two_and_not_told_again(room, taken):
    path = "Copy of 01_twice (1).ipynb"
    taken({path: FIRST, "20210004.ipynb": SECOND})
    rows = collecting.assign(room, LESSON, 1, ["20210001", "20210002"])
    assert [(row.who, row.outcome) for row in rows] == [("20210001", "new"), ("20210002", "new")]
    assert told(taken({path: FIRST, "20210004.ipynb": SECOND})) == {"20210004": ("unchanged", "")}


def test_a_number_or_a_person_that_is_not_there_is_told(room, taken):
    taken({"Copy of 01_twice (1).ipynb": FIRST})
    with pytest.raises(CourseError) as caught:
        collecting.assign(room, LESSON, 9, ["20210001"])
    assert str(caught.value) == (
        "error: 01_twice: there is no notebook with the number 9\n"
        "fix:   run autograder collect 01_twice FROM: it lists the numbers"
    )
    with pytest.raises(CourseError) as caught:
        collecting.assign(room, LESSON, 1, ["ada"])
    assert str(caught.value) == (
        "error: autograder assign: nobody in the class has the id ada\n"
        "fix:   autograder class show lists everybody and their ids"
    )


def test_a_broken_list_of_strays_is_no_obstacle(room, taken):
    taken({"Copy of 01_twice (1).ipynb": FIRST})
    (room / strays.FOLDER / LESSON / "list.json").write_text(json.dumps([{"number": 1}]), encoding="utf-8")
    assert len(taken({"Copy of 01_twice (1).ipynb": FIRST})) == 1


def test_who_was_dropped_keeps_their_work(room, taken):
    roster.save(room, [Person("20210001", "Gildong", "Hong", dropped="2026-09-01")])
    assert told(taken({"20210001/x.ipynb": FIRST})) == {"20210001": ("new", "dropped from the class; kept")}
