"""People come in, are corrected, leave and come back; the same address is the same person; each change can be taken back."""

import json

import pytest

from autograder import cli
from autograder.desk import merging, people, roster, strays
from autograder.desk.roster import Person, Roster
from autograder.errors import CourseError
from autograder.grade.gradebook.settings import Course

ADA = Person("ada", "Ada", "Lovelace", "ada@uni.example")
BEN = Person("ben", "Ben", "García Márquez", "ben@uni.example", "7", account="hub-ben")
KNOWN = {"ada": ADA, "ben": BEN}


def merged(*coming, has_work=lambda who: False, numbered=True, also=()):
    lines = {one.id: number for number, one in enumerate(coming, 2)}
    return merging.merge(KNOWN, Roster(coming, (), also=dict(also), lines=lines, numbered=numbered), has_work)


def said(found):
    return [one.en for one in found.notes], [one.ko for one in found.notes]


def test_the_same_address_is_the_same_person_who_gets_the_number_of_the_list():
    found = merged(Person("2601", "Ada", "Lovelace", "ADA@uni.example"), BEN)
    assert (found.new, found.known, found.renamed) == ([], ["ben"], {"ada": "2601"})
    assert list(found.people) == ["2601", "ben"]
    assert said(found) == (
        ["ada has the id 2601 from now on, as in this list"],
        ["ada의 식별자를 이 명단대로 2601로 바꾸었습니다"],
    )


def test_who_handed_something_in_keeps_the_id_and_the_command_is_told():
    found = merged(Person("2601", "Ada", "Lovelace", "ada@uni.example"), BEN, has_work=lambda who: who == "ada")
    assert (found.known, found.people["ada"].logins) == (["ada", "ben"], "2601")
    assert said(found) == (
        ["ada has the id 2601 in this list; to take it over: autograder class change ada --id 2601"],
        ["이 명단에서 ada의 식별자는 2601입니다. 바꾸려면: autograder class change ada --id 2601"],
    )
    assert merged(Person("2601", email="ada@uni.example"), also={"2601": ("ada",)}).known == ["ada"]  # a login as well


def test_a_list_without_numbers_is_known_by_its_addresses():
    found = merged(Person("someone", "A.", "Lovelace", "ada@uni.example"), numbered=False)
    assert (found.new, found.known, list(found.people)) == ([], ["ada"], ["ada", "ben"])


def test_what_a_newer_list_does_not_say_stays():
    found = merged(Person("BEN", "", "", "", "", team="B", logins="github:b"))
    assert found.people["ben"] == Person(
        "ben", "Ben", "García Márquez", "ben@uni.example", "7", "hub-ben", "B", "github:b"
    )
    assert merged(Person("ben", "Ben García", "Márquez")).people["ben"].last_name == "García Márquez"


def test_an_id_of_one_and_an_address_of_another_is_refused():
    found = merged(Person("ada", "Ada", "L", "ben@uni.example"), Person("2601", "Ben", "G", "ben@uni.example"))
    [bad] = found.bad
    assert (bad.line, bad.why.en, bad.why.ko) == (
        2,
        "the id ada is ada's, but the address ben@uni.example is ben's; correct one of them",
        "식별자 ada는 ada의 것인데 이메일 ben@uni.example은(는) ben의 것입니다. 둘 가운데 하나를 고쳐 보세요",
    )


def test_a_name_twice_a_dropped_one_and_missing_ones_are_told(monkeypatch):
    found = merged(Person("x9", "Ada", "Lovelace", "other@uni.example"), BEN)
    assert said(found) == (
        [
            "x9 has the name of ada, who is in the class already; if they are one person: autograder class undo",
            "1 of the class are not in this list: ada; whoever left: autograder class drop ID",
        ],
        [
            "x9는 이미 반에 있는 ada와 이름이 같습니다. 같은 사람이라면: autograder class undo",
            "반의 1명이 이 명단에 없습니다: ada. 그만둔 사람은: autograder class drop ID",
        ],
    )
    monkeypatch.setitem(KNOWN, "ben", Person("ben", "Ben", "G", "ben@uni.example", dropped="2026-09-01"))
    found = merged(ADA, Person("ben", "Ben", "G", "ben@uni.example"))
    assert found.people["ben"].dropped == "2026-09-01"
    assert said(found) == (
        ["ben was dropped from the class and stays so; to take them back: autograder class drop --back ben"],
        ["ben은 반에서 빠진 그대로입니다. 다시 넣으려면: autograder class drop --back ben"],
    )


# --- a class on the disk, its gradebook watched ---------------------------------------------------------------------


@pytest.fixture
def course(room, monkeypatch):
    """A class of two; what reaches the gradebook is written down."""
    roster.save(room, KNOWN.values())
    asked = []
    monkeypatch.setattr(
        people.gradebook, "enrol", lambda its, who: asked.append(("enrol", sorted(one[0] for one in who)))
    )
    monkeypatch.setattr(people.gradebook, "rename", lambda its, old, new: asked.append(("rename", old, new)))
    monkeypatch.setattr(people.gradebook, "forget", lambda its, who: asked.append(("forget", list(who))))
    its = Course.at(room)
    return its, asked


def test_another_id_takes_work_and_grades_along_and_back(room, course):
    its, asked = course
    for place in ("submitted/ada/01_twice", "autograded/ada/01_twice", "desk/earlier/01_twice/ada/1"):
        (room / place).mkdir(parents=True)
    (room / "grading").mkdir()
    (room / "grading" / "01_twice.jsonl").write_text('{"student": "ada", "kind": "graded"}\n{"student": "ben"}\n')
    (room / "desk" / "dates.jsonl").write_text(
        '{"whom": "learner:ada", "sets": {"groups": {"late": ["ada", "ben"]}}}\n{"whom": "*", "sets": {"due": null}}\n'
    )
    strays.keep(room, "01_twice", [(("somebody.ipynb",), "", b"{}")])
    strays.give(room, "01_twice", 1, ["ada", "ben"])
    people.change(its, "ada", new_id="2601", email="a@x.example", logins=["github:one", "github:ada"])
    assert strays.known(room, "01_twice")[0].given == ("2601", "ben")
    assert roster.known(room)["2601"] == Person("2601", "Ada", "Lovelace", "a@x.example", logins="github:ada")
    assert (room / "submitted/2601/01_twice").is_dir()
    assert (room / "desk/earlier/01_twice/2601/1").is_dir()
    lines = (room / "grading" / "01_twice.jsonl").read_text().splitlines()
    assert [json.loads(line)["student"] for line in lines] == ["2601", "ben"]
    lines = [json.loads(line) for line in (room / "desk" / "dates.jsonl").read_text().splitlines()]
    own = [(line["whom"], line["sets"].get("groups")) for line in lines]
    assert own == [("learner:2601", {"late": ["2601", "ben"]}), ("*", None)]
    assert ("rename", "ada", "2601") in asked
    people.undo(its)
    assert roster.known(room) == KNOWN
    assert (room / "submitted/ada/01_twice").is_dir()
    assert strays.known(room, "01_twice")[0].given == ("ada", "ben")
    assert asked[-2:] == [("rename", "2601", "ada"), ("enrol", ["ada", "ben"])]


def test_who_is_dropped_is_kept_and_comes_back(room, course):
    its, _ = course
    [ada] = people.drop(its, ["ada"])
    assert (set(roster.active(room)), roster.dropped(room), bool(ada.dropped)) == ({"ben"}, {"ada"}, True)
    people.drop(its, ["ada"], back=True)
    assert roster.dropped(room) == set()
    people.undo(its)
    assert roster.dropped(room) == {"ada"}
    people.undo(its)
    assert roster.known(room) == KNOWN


def test_who_came_in_by_mistake_goes_again_unless_they_handed_something_in(room, course):
    its, asked = course
    people.enrol(its, Roster((Person("cho", "Cho"), Person("dan", "Dan")), ()), "class add")
    (room / "submitted" / "dan" / "01_twice").mkdir(parents=True)
    last, notes = people.undo(its)
    assert (last.command, set(roster.active(room)), roster.dropped(room)) == ("class add", {"ada", "ben"}, {"dan"})
    assert asked[-1] == ("forget", ["cho"])
    assert [(one.en, one.ko) for one in notes] == [
        (
            "dan has handed something in since then: kept, and dropped from the class",
            "dan은 그 뒤에 제출한 것이 있어 지우지 않고 반에서만 뺐습니다",
        )
    ]


REFUSED = {
    "nobody": (lambda its: people.drop(its, ["zoe"]), "autograder class: nobody in the class has the id zoe",
               "autograder class show lists everybody and their ids"),
    "address": (lambda its: people.change(its, "ada", email="BEN@uni.example"),
                "autograder class change: the address BEN@uni.example is ben's already",
                "correct the other one first, or leave the address out"),
    "id": (lambda its: people.change(its, "ada", new_id="BEN"), "autograder class change: the id BEN is somebody's already",
           "choose another id"),
    "folder": (lambda its: people.change(its, "ada", new_id="a/b"),
               '--id: the id "a/b" cannot be the name of a folder (no / \\ + * ? [ ] { } < > : " |, no dot in front)',
               "choose another id"),
    "undo": (people.undo, "{room}: there is no change of the class to take back",
             "autograder class show lists what was changed"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_change_that_cannot_be_made_is_told_and_nothing_happens(room, course, name):
    change, what, fix = REFUSED[name]
    with pytest.raises(CourseError) as caught:
        change(course[0])
    assert (str(caught.value), caught.value.code) == (f"error: {what.replace('{room}', str(room))}\nfix:   {fix}", 2)
    assert roster.known(room) == KNOWN


def test_the_refusals_are_korean_too():
    values = {"id": "a", "email": "b"}
    assert [(people._SAID[key].format(**values).ko, people._FIX[key].ko) for key in people._SAID] == [
        ("반에 a 식별자를 쓰는 사람이 없습니다", "autograder class show를 실행하면 모두의 식별자가 나옵니다"),
        ("이메일 b는 이미 a의 것입니다", "다른 사람의 것을 먼저 고치거나 이메일을 빼 보세요"),
        ("식별자 a는 이미 다른 사람이 쓰고 있습니다", "다른 식별자를 고르세요"),
        ("되돌릴 변경이 없습니다", "autograder class show를 실행하면 바뀐 것이 나옵니다"),
    ]


def test_the_commands_say_how_a_list_was_read_and_what_was_done(room, course, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(room)
    (tmp_path / "list.csv").write_text(
        "ID,Name,SID,Email,Role\n1,Ada Lovelace,2601,ada@uni.example,Student\n2,홍길동,2602,h@uni.example,Student\n"
        "3,Tea Cher,9,t@uni.example,TA\n", encoding="utf-8",
    )  # fmt: skip
    assert cli.main(["class", "add", str(tmp_path / "list.csv")]) == 0
    assert capsys.readouterr().out == (
        f"{room}: 1 students came in, 1 were there already\n"
        "read as: id = SID, name = Name, address = Email, role = Role\n"
        "  2601 | Ada Lovelace | ada@uni.example\n"
        "  2602 | 홍길동 | h@uni.example\n"
        "look at: the column ID only counts the lines and was not taken for the id\n"
        "look at: not learners by their role, and left out: Tea Cher\n"
        "look at: ada has the id 2601 from now on, as in this list\n"
        "look at: 1 of the class are not in this list: ben; whoever left: autograder class drop ID\n"
        "next: autograder status\n"
    )
    assert cli.main(["class", "change", "ben", "--on", "github:benny", "--team", "A"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("changed: ben | Ben García Márquez | ben@uni.example | 7 | hub-ben | A | github:benny\n")
    assert cli.main(["class", "drop", "ben"]) == 0
    said = "dropped: ben (Ben García Márquez); their work is kept, and they are in no table\nnext: autograder status\n"
    assert capsys.readouterr().out == said
    assert cli.main(["class", "show"]) == 0
    shown = capsys.readouterr().out
    assert "class add (" in shown
    assert "class drop (ben)" in shown
    assert cli.main(["class", "undo"]) == 0
    assert capsys.readouterr().out.startswith("taken back: class drop of ")
    assert cli.main(["class", "drop", "--back", "ben"]) == 0
    assert capsys.readouterr().out.startswith("back in the class: ben (Ben García Márquez)\n")


@pytest.mark.default
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own way of adding a submission
def test_in_the_gradebook_another_id_keeps_its_grades_and_only_the_idle_are_taken_out(room):
    from autograder.config import _find_alembic
    from autograder.grade.gradebook import gradebook

    _find_alembic()
    its = Course.at(room)
    gradebook.enrol(its, [("ada", "Ada", "L", "a@x.example"), ("ben", "Ben", "", ""), ("cho", "Cho", "", "")])
    with gradebook.opened(its) as book:
        book.add_assignment("01_twice")
        book.add_submission("01_twice", "ada")
        book.add_submission("01_twice", "ben")
    gradebook.rename(its, "ada", "2601")
    gradebook.forget(its, ["ben", "cho"])
    with gradebook.opened(its) as book:
        assert sorted((one.id, one.email, len(one.submissions)) for one in book.students) == [
            ("2601", "a@x.example", 1),
            ("ben", None, 1),
        ]
