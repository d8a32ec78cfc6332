"""Whatever stands in the folder of submissions, the class is graded to its end, and each file gets its sentence."""

import os
import shutil

import pytest

from autograder.grade.gradebook import gradebook
from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.settings import Course
from tests.autograder.grade.whole_class import LESSON, NOTEBOOK, grade

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("nbgrader")]


def test_a_class_with_damaged_submissions_ends_with_a_row_for_each(fresh, everyone):
    handed_in = fresh / "submitted"
    perfect = (handed_in / "perfect" / NOTEBOOK).read_bytes()
    shutil.rmtree(handed_in)
    files = {"empty": b"", "cut": perfect[:999], "fine": perfect}
    for name, data in files.items():
        (handed_in / name / LESSON).mkdir(parents=True)
        (handed_in / name / NOTEBOOK).write_bytes(data)
    for name in ("link", "pipe", "folder", "nothing", "renamed", "several"):
        (handed_in / name / LESSON).mkdir(parents=True)
    (handed_in / "link" / NOTEBOOK).symlink_to(handed_in / "fine" / NOTEBOOK)
    os.mkfifo(handed_in / "pipe" / NOTEBOOK)
    (handed_in / "folder" / NOTEBOOK).mkdir()
    (handed_in / "renamed" / LESSON / "my work.ipynb").write_bytes(perfect)
    for name in ("a.ipynb", "b.ipynb"):
        (handed_in / "several" / LESSON / name).write_bytes(perfect)
    rows = grade(fresh)
    full = sum(everyone[0].points.values())
    no_file = f"{LESSON}.ipynb is not a plain file (a link, a folder or a device), so we did not open it."
    assert {name: row.points for name, row in rows.items() if row.points} == {"fine": full, "renamed": full}
    assert {name: row.record["reason"]["en"] for name, row in rows.items() if row.record["reason"]} == {
        "empty": "The file is empty.",
        "cut": f"The file is not a whole notebook: it breaks off or is damaged near line {files['cut'].count(10) + 1}.",
        "link": no_file,
        "pipe": no_file,
        "folder": no_file,
        "nothing": f"There is no notebook in the submission; expected {LESSON}.ipynb.",
        "several": f"There is no {LESSON}.ipynb in the submission, but there are 2 other notebooks; we did not guess.",
    }
    assert rows["renamed"].record["notes"][0]["en"] == (
        f"The notebook was called my work.ipynb instead of {LESSON}.ipynb; we took it as it is."
    )
    book = scores(Course.at(fresh), LESSON)
    assert all(score.by_hand for score in book["cut"].values())
    assert book["fine"]["check-step"].points == 2.0


def test_the_slips_of_the_exchange_go_on_to_the_feedback(fresh):
    """nbgrader's `release_feedback` reads them where `generate_feedback` copied them to."""
    room = fresh / "submitted" / "perfect" / LESSON
    (room / "timestamp.txt").write_text("2026-01-01 11:59:00 UTC", encoding="utf-8")
    (room / "submission_secret.txt").write_text("s3cret", encoding="utf-8")
    (room / "notes.txt").write_text("a stranger's own file", encoding="utf-8")
    grade(fresh, only=["perfect"])
    graded = fresh / "autograded" / "perfect" / LESSON
    assert {path.name: path.read_text("utf-8") for path in graded.glob("*.txt")} == {
        "timestamp.txt": "2026-01-01 11:59:00 UTC",
        "submission_secret.txt": "s3cret",
    }
    (room / "submission_secret.txt").write_text("handed in again", encoding="utf-8")
    assert grade(fresh, only=["perfect"])["perfect"].skipped is False
    assert (graded / "submission_secret.txt").read_text("utf-8") == "handed in again"
    assert grade(fresh, only=["perfect"])["perfect"].skipped is True


@pytest.mark.parametrize("said", ["yesterday", "99999999999999999999", "2026-13-40 25:00:00 UTC", "\x00\ufffd"])
def test_a_time_that_nobody_can_read_is_told_and_the_rest_goes_on(fresh, said):
    room = fresh / "submitted" / "perfect" / LESSON
    (room / "timestamp.txt").write_text(said, encoding="utf-8")
    row = grade(fresh, only=["perfect"])["perfect"]
    assert row.points == 20.0
    assert row.record["notes"][0] == {
        "en": f"timestamp.txt does not say a time that can be read, so nobody knows whether this came late: {said.strip()}",
        "ko": f"timestamp.txt에 적힌 시각을 읽을 수 없어 늦게 냈는지 알 수 없습니다: {said.strip()}",
    }
    assert not (fresh / "autograded" / "perfect" / LESSON / "timestamp.txt").exists()


def test_slips_that_are_no_plain_little_files_are_left_alone(fresh):
    room = fresh / "submitted" / "perfect" / LESSON
    (room / "timestamp.txt").symlink_to("/etc/passwd")
    (room / "submission_secret.txt").write_text("x" * 1001, encoding="utf-8")
    assert grade(fresh, only=["perfect"])["perfect"].record["notes"] == []
    assert list((fresh / "autograded" / "perfect" / LESSON).glob("*.txt")) == []


def test_coming_late_costs_what_the_course_says(fresh):
    with (fresh / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('\nget_config().LateSubmissionPlugin.penalty_method = "zero"  # noqa: F821\n')
    with gradebook.opened(Course.at(fresh)) as book:
        book.update_or_create_assignment(LESSON, duedate="2026-01-01 12:00:00 UTC")
    times = {"perfect": "2026-01-01 11:59:00 UTC", "half": "2026-01-01 12:00:01 UTC"}
    for name, moment in times.items():
        (fresh / "submitted" / name / LESSON / "timestamp.txt").write_text(moment, encoding="utf-8")
    grade(fresh, only=list(times))
    with gradebook.opened(Course.at(fresh)) as book:
        found = {name: book.find_submission(LESSON, name) for name in times}
        penalties = {name: submission.late_submission_penalty for name, submission in found.items()}
        assert penalties == {"perfect": 0, "half": found["half"].score}
        assert found["half"].score > 15
