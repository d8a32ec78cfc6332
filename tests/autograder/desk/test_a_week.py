"""A class from its roster to its grades by the commands alone, as an instructor types them; and what they read on the way."""

import contextlib
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder import cli, rights
from autograder.grade.gradebook import gradebook
from autograder.grade.gradebook.settings import Course
from autograder.lock import held

ROOT = Path(__file__).parents[3]
LESSON = "01_perceptron"
ROSTER = "이름,성,ID 번호,이메일 주소\n길동,홍,2601,hong@x.kr\n영희,김,2602,kim@x.kr\n,,,\n지은,최,../x,choi@x.kr\n"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """The notebooks of one lesson, as a wheel carries them."""
    shelf = tmp_path_factory.mktemp("shelf")
    for language in ("en", "ko"):
        shutil.copytree(ROOT / "solutions" / language / LESSON, shelf / language / LESSON)
    return shelf


@pytest.fixture(scope="module")
def made(tmp_path_factory, shelf):
    """A class that was set up, released a lesson, collected, graded, given feedback and exported: what was said at each step."""
    base = tmp_path_factory.mktemp("desk")
    folder, roster, packed = base / "class", base / "students.csv", base / "bulk.zip"
    roster.write_text(ROSTER, encoding="cp949")
    said = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.desk.classroom.SHELVES", (shelf,))
        patch.setattr("dlcourse.language._chosen", None)
        patch.delenv("DLCOURSE_LANG", raising=False)

        def run(name, *words):
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = cli.main([str(word) for word in words])
            said[name] = (code, out.getvalue(), err.getvalue())

        run("new", "class", "new", folder, "--roster", roster, "--lang", "ko", "--course-id", "ml-26",
            "--due", f"{LESSON}=2026-09-01", "--late", "10")  # fmt: skip
        run("again", "class", "new", folder, "--roster", roster, "--lang", "ko")
        patch.chdir(folder)
        run("release", "release", LESSON)
        with zipfile.ZipFile(packed, "w") as archive:
            for name, room in (("길동 홍_1", "solutions"), ("영희 김_2", "lessons"), ("모름_3", "lessons")):
                entry = zipfile.ZipInfo(f"{name}_assignsubmission_file_/{LESSON}.ipynb", (2026, 9, 2, 12, 0, 0))
                archive.writestr(entry, (folder / room / "ko" / LESSON / f"{LESSON}.ipynb").read_bytes())
        when = "2026년 9월 2일 수요일, 오후 12:00"
        worksheet = "".join(f'참여자 {n},x,{who},"{when}"\n' for n, who in ((1, 2601), (2, 2602), (3, 9)))
        (base / "Grades-bulk.csv").write_text(f"식별자,성명,ID 번호,최종 수정 (제출물)\n{worksheet}", encoding="utf-8")
        run("early", "export", "moodle")
        run("collect", "collect", LESSON, packed)
        run("status before", "status")
        run("grade", "grade", LESSON, "--workers", "1", "--isolation", "none")
        run("feedback", "feedback", LESSON)
        for form in ("moodle", "canvas", "csv"):
            run(form, "export", form)
        run("add", "class", "add", roster)
        run("status", "status")
        run("no lesson", "release", "07_other")
        run("no source", "collect", LESSON)
        with held(folder, "grade"):
            run("busy", "release", LESSON)
    return folder, said


def test_setting_up_says_who_came_in_which_lines_are_bad_and_what_comes_next(made):
    folder, said = made
    bad = '식별자 "../x"는 폴더 이름이 될 수 없습니다 (/ \\ + * ? [ ] { } < > : " | 기호와 맨 앞의 점은 쓸 수 없음)'
    read = (
        "이렇게 읽었습니다: 식별자 = ID 번호, 이름 = 이름, 성 = 성, 이메일 = 이메일 주소\n"
        "  2601 | 홍길동 | hong@x.kr\n  2602 | 김영희 | kim@x.kr\n"
    )
    rest = f"1줄은 넣지 않았습니다\n5행: {bad}\n다음: cd {folder} && autograder release {LESSON}\n"
    assert said["new"] == (1, f"{folder}: 학생 2명을 새로 넣었고, 0명은 이미 있었습니다\n{read}{rest}", "")
    kept = (
        "nbgrader_config.py는 그대로 두었습니다. 데이터베이스는 그 파일에서, 마감일과 늦은 제출 규칙은 autograder dates로 "
        "바꿉니다\n"
    )
    assert said["again"] == (1, f"{folder}: 학생 0명을 새로 넣었고, 2명은 이미 있었습니다\n{read}{kept}{rest}", "")


def test_releasing_makes_the_learners_notebook_in_the_classs_language_alone(made):
    folder, said = made
    made_here = f"lessons/ko/{LESSON}/{LESSON}.ipynb"
    assert said["release"] == (0, f"학습자에게 줄 파일: {made_here}\n다음: autograder collect {LESSON} FROM\n", "")
    assert (folder / made_here).read_bytes() == (ROOT / made_here).read_bytes()
    assert not (folder / "lessons" / "en").exists()


def test_collecting_says_what_was_not_taken(made):
    code, out, err = made[1]["collect"]
    assert (code, err) == (1, "")
    assert f"{LESSON}: 새로 2, 다시 낸 것 0, 그대로 0, 먼저 낸 것 0, 넣지 못한 것 1" in out
    assert "명단에 이런 이름의 학생이 없습니다" in out
    assert out.endswith(f"다음: autograder grade {LESSON}\n")


def test_grades_know_the_late_rule_of_the_class(made):
    folder, _ = made
    found = gradebook.overview(Course.at(folder))[LESSON]
    assert {who: (one.points, one.most, one.to_read) for who, one in found.items()} == {
        "2601": (18.0, 24.0, 1),  # 20 for what a machine judges, less 10 % for the one day
        "2602": (0.0, 24.0, 0),
    }
    assert Course.at(folder).id == "ml-26"


def test_feedback_writes_a_page_for_everyone_graded(made):
    folder, said = made
    assert said["feedback"] == (0, "피드백 2장을 feedback에 썼습니다\n다음: autograder export\n", "")
    assert sorted(path.parent.parent.name for path in folder.glob(f"feedback/*/{LESSON}/*.html")) == ["2601", "2602"]


def test_grades_go_out_as_each_platform_imports_them(made):
    folder, said = made

    def rows(name):
        return list(csv.reader((folder / "grades" / name).read_text(encoding="utf-8-sig").splitlines()))

    assert rows("moodle.csv") == [
        ["ID number", "First name", "Last name", "Email address", LESSON],
        ["2601", "길동", "홍", "hong@x.kr", "18"],
        ["2602", "영희", "김", "kim@x.kr", "0"],
    ]
    assert rows("canvas.csv") == [
        ["Student", "ID", "SIS Login ID", "Section", LESSON],
        ["    Points Possible", "", "", "", "24"],
        ["홍, 길동", "", "2601", "", "18"],
        ["김, 영희", "", "2602", "", "0"],
    ]
    assert sorted(row[3] + " " + row[9] for row in rows("grades.csv")[1:]) == ["2601 18.0", "2602 0.0"]
    assert said["moodle"] == (
        0,
        f"쓴 파일: {folder / 'grades' / 'moodle.csv'}\n"
        'Moodle: 성적 > 가져오기 > CSV 파일에서 "ID number" 열을 사용자에, 수업마다 과제를 연결합니다\n'
        "1개의 제출물은 아직 사람이 읽어야 하므로 점수가 확정되지 않았습니다\n다음: autograder formgrade\n",
        "",
    )


def test_status_shows_each_step_and_the_next_command(made):
    (_, before, _), (code, after, _) = made[1]["status before"], made[1]["status"]

    def row(out):
        return next(line for line in out.splitlines() if LESSON in line).split()

    assert row(before) == [LESSON, "ko", "2/2", "0/2", "-", "-", "-", "autograder", "grade", LESSON]
    formats = ["canvas,", "csv,", "moodle"]
    assert row(after) == [LESSON, "ko", "2/2", "2/2", "1", "2/2", *formats, "autograder", "formgrade"]
    assert code == 0


def test_nbgraders_own_commands_work_in_the_folder_and_take_our_exporters(made, tmp_path):
    folder, _ = made
    words = ["export", "--exporter=autograder.export.Moodle", "--to", str(tmp_path / "m.csv")]
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "m.csv").read_bytes() == (folder / "grades" / "moodle.csv").read_bytes()


def test_requests_that_come_too_early_or_name_nothing_are_told_what_to_do(made):
    folder, said = made
    assert said["early"] == (
        2,
        "",
        f"error: {folder}: 아직 성적이 없습니다\nfix:   먼저 채점해 보세요: autograder grade LESSON\n",
    )
    assert said["no lesson"] == (
        2,
        "",
        f'error: {folder}: "07_other" 수업이 없습니다\nknown: {LESSON}\nfix:   이 가운데 하나를 고르세요\n',
    )
    assert said["no source"] == (
        2,
        "",
        "error: autograder collect: 어디에서 가져올지 적지 않았습니다\nfix:   폴더나 zip을 적거나 --exchange를 쓰세요\n",
    )


def test_a_second_instructor_is_told_that_the_first_is_at_work(made):
    folder, said = made
    assert said["busy"] == (
        1,
        "",
        f"error: {folder}: 다른 사람이 이 반을 다루고 있습니다: {rights.me()} (autograder grade, process {os.getpid()})\n"
        "fix:   끝날 때까지 기다린 뒤 명령을 다시 실행해 보세요. 바뀐 것은 없습니다\n",
    )


def test_an_export_that_says_something_else_is_kept(made, monkeypatch, capsys):
    folder, _ = made
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DLCOURSE_LANG", "en")
    monkeypatch.setattr("dlcourse.language._chosen", None)
    target = folder / "grades" / "moodle.csv"
    mine = target.read_text(encoding="utf-8-sig") + "mine"
    before = target.read_bytes()
    target.write_text(mine, encoding="utf-8")
    assert cli.main(["export", "moodle", LESSON]) == 0
    (kept,) = (folder / "desk" / "earlier" / "grades").iterdir()
    assert (kept.read_text(encoding="utf-8"), target.read_bytes()) == (mine, before)
    assert capsys.readouterr().out == (
        f'written: {target}\nin Moodle: Grades > Import > CSV file; map "ID number" to the user, then each lesson to its task\n'
        f"the earlier one is kept: {kept}\n"
        "1 submissions still wait for a person to read an answer: their points are not final\n"
        "next: autograder formgrade\n"
    )
    state = json.loads((folder / "desk" / "exported.json").read_text())
    assert sorted(state) == ["canvas", "csv", "moodle"]
