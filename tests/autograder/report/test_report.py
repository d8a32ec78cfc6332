"""The class report: true counts, two languages, nothing that acts, and a sentence where there is nothing to tell."""

import base64
import csv
import io
import os
import re
import sys
from pathlib import Path

import pytest

from autograder import cli
from autograder.demo import crowd, whole
from autograder.grade import journal
from autograder.grade.gradebook.gradebook import Score
from autograder.report import gather, page, pictures, similarity
from autograder.report.gather import Asked, Learner, Lesson
from dlcourse import language as spoken
from dlcourse.exercises import CARDS
from dlcourse.language import Text

STEP = CARDS["step"]
WRONG = STEP.misconceptions[0]
ASKED = (Asked("check-step", STEP.title, 2.0, STEP), Asked("why", Text("Question 1", "서술형 문제 1"), 4.0))


def learner(name, points, diagnosis="", *, words=0.0, by_hand=False, **more):
    scores = {"check-step": Score(points, 2.0, False), "why": Score(words, 4.0, by_hand)}
    diagnoses = {"step": diagnosis} if diagnosis else {}
    return Learner(name, more.pop("shown", name), True, scores=scores, diagnoses=diagnoses, known=True, **more)


LESSON = Lesson(
    "01_perceptron",
    ASKED,
    (
        learner("a", 2.0, words=4.0, minutes={"step": 10.0}),
        learner("b", 1.0, WRONG.name, words=2.0, minutes={"step": 30.0}),
        learner("c", 1.0, WRONG.name),
        learner("d", 0.0, "not_attempted"),
        learner("e", 0.0, reason=Text("It breaks off.", "파일이 끊겼습니다.")),
        Learner("f", "<b>Kim</b>", handed_in=False),
        Learner("g", "=cmd()", handed_in=True),
    ),
    {},
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["6 of 7", "5 of 6", "1 of 6", "1 of 2", "1.5 of 4", "It breaks off.", "&lt;b&gt;Kim&lt;/b&gt; (f)", "hint for a human, never a verdict", "Minutes are known for 2 submissions", "With fewer than 8 submissions nothing is rare"]),
        ("ko", ["7명 중 6명", "6명 중 5명", "2점 중 1점", "4점 중 1.5점", "파일이 끊겼습니다.", "사람에게 주는 힌트일 뿐 판정이 아닙니다", "제출물 2개에서만"]),
    ],
)  # fmt: skip
def test_the_page_tells_the_class(language, said):
    text = page.html([LESSON], language)
    assert [one for one in said if one not in text] == []
    assert f'<html lang="{language}">' in text
    row = re.search(rf'<td class="number">2</td><td>{STEP.title.in_(language)}</td><th scope="row">(.*?)</th>', text)
    assert row[1] == page._sentence(WRONG.label.in_(language))
    assert page._sentence(WRONG.hint.in_(language)) in text
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")


def test_every_picture_has_words_that_tell_the_same():
    text = page.html([LESSON], "en")
    drawn = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]+)">', text)
    assert [words for _, words in drawn] == [
        "Histogram of the points of 5 submissions, out of 6: 0 to 0.6 points: 2, 0.6 to 1.2 points: 1, 3 to 3.6 points: 1, 5.4 to 6 points: 1.",
        "Average points earned for each exercise: The step function 50 %, Question 1 38 %.",
    ]
    for picture, _ in drawn:
        assert b"<script" not in base64.b64decode(picture)
    assert pictures.spread(LESSON, "ko").words.startswith("제출물 5개의 점수 분포(만점 6점): 0~0.6점: 2명, ")


def test_a_question_nobody_has_read_has_no_average():
    lesson = Lesson("x", ASKED, (learner("a", 2.0), learner("b", 1.0, by_hand=True)), {})
    assert [row["mean"] for row in page._exercises(lesson, "en")] == [1.5, None]


def test_a_spreadsheet_gets_rows_and_no_formulas():
    rows = list(csv.DictReader(io.StringIO(page.table([LESSON], "en"))))
    assert len(rows) == 14
    assert rows[2] == {"lesson": "01_perceptron", "student": "b", "name": "b", "handed_in": "yes", "exercise": "step", "points": "1.0", "max_points": "2.0", "to_read": "", "diagnosis": WRONG.name, "minutes": "30.0", "not_judged": ""}  # fmt: skip
    assert rows[8]["not_judged"] == "It breaks off."
    assert (rows[10]["handed_in"], rows[10]["points"]) == ("no", "")
    assert rows[12]["name"] == "'=cmd()"


def test_files_are_written_whole_or_said(tmp_path):
    _, table = page.write([LESSON], tmp_path / "report", "en")
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == ["report.csv", "report.html"]
    assert table.read_bytes().startswith(b"\xef\xbb\xbflesson,")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(page.CourseError) as caught:
        page.write([LESSON], tmp_path / "file", "en")
    assert str(caught.value) == (
        f"error: {tmp_path / 'file' / 'report.html'}: the report could not be written (Not a directory)\n"
        "fix:   make room or rights, or name another folder with --out"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_every_instructor_of_a_class_may_write_the_report_anew(tmp_path, monkeypatch):
    (tmp_path / "gradebook.db").touch()
    tmp_path.chmod(0o2770)
    monkeypatch.setattr(gather, "gather", lambda course, name: LESSON)
    before = os.umask(0o077)
    try:
        assert cli.main(["report", "01_perceptron", "--folder", str(tmp_path)]) == 0
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o770 for path in tmp_path.rglob("report*")}
    assert modes == {"report": 0o770, "report.html": 0o660, "report.csv": 0o660}


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "it is read-only, though it belongs to this account\nfix:   give it its rights back (chmod u+rwX), then run the command again",
        ),
        (
            "ko",
            "이 계정의 것이지만 쓰기 권한이 없습니다\nfix:   쓰기 권한을 되돌린 뒤(chmod u+rwX) 명령을 다시 실행해 주세요",
        ),
    ],
)
def test_a_folder_in_the_way_of_the_report_is_named(tmp_path, monkeypatch, language, sentence):
    (tmp_path / "report").mkdir()

    def refuses(path, content):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(page, "write_whole", refuses)
    monkeypatch.setattr(page.rights, "_open", lambda path: path != tmp_path / "report")  # root may do everything
    spoken.use(language)
    with pytest.raises(page.CourseError) as caught:
        page.write([LESSON], tmp_path / "report", language)
    assert str(caught.value) == f"error: {tmp_path / 'report'}: {sentence}"


# --- alike ----------------------------------------------------------------------------------------------------------

WAYS = [
    "def step(x):\n    return np.where(x > 0, 1, 0)",
    "def step(x):\n    return (np.asarray(x) > 0).astype(int)",
    "def step(x):\n    answer = np.zeros(np.shape(x), dtype=int)\n    answer[np.asarray(x) > 0] = 1\n    return answer",
]
ODD = "def step(x):\n    found = []\n    for i in range(len(x)):\n        k = 0\n        while k < 3:\n            k = k + 2\n        found.append(int(x[i] > 0) * min(k, 1))\n    return np.array(found, dtype=int)"


def compared(*answers):
    people = [Learner(f"p{i:02d}", f"p{i:02d}", True, answers={"step": text}) for i, text in enumerate(answers)]
    return similarity.pairs(
        Lesson("x", ASKED, tuple(people), {"step": "def step(x):\n    raise NotImplementedError()"})
    )


def test_two_who_share_what_nobody_else_wrote_are_found_also_with_new_names():
    renamed = ODD.replace("found", "out").replace("k ", "inner ").replace("(k,", "(inner,").replace("for i", "for j").replace("[i]", "[j]")  # fmt: skip
    for copy in (ODD, renamed, "# my own work\n" + renamed):
        (pair,) = compared(*WAYS * 4, ODD, copy)
        assert (pair.first, pair.second, pair.exercises) == ("p12", "p13", ("step",))
        assert pair.share > 0.9


def test_what_many_write_alike_is_no_sign():
    assert compared(*WAYS * 4) == []
    assert compared(*[ODD] * 14) == []


def test_a_class_too_small_to_compare_and_broken_python_are_no_trouble():
    assert compared(ODD, ODD) == []
    assert compared(*WAYS * 4, "def step(x:\n  '''", "\x00") == []


# --- where there is nothing to tell ---------------------------------------------------------------------------------


def test_what_is_missing_is_a_sentence(tmp_path, capsys, monkeypatch):
    from nbgrader.api import Gradebook

    # nbgrader makes its database with a program that it calls by name
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))

    def report(*words):
        code = cli.main(["report", "--folder", str(tmp_path), *words])
        return code, capsys.readouterr().err

    assert report() == (2, f"error: {tmp_path}: there is no gradebook here\nfix:   release a lesson first: nbgrader generate_assignment 01_perceptron\n")  # fmt: skip
    assert cli.main(["report", "--folder", str(tmp_path / "no")]) == 2
    assert capsys.readouterr().err == f"error: {tmp_path / 'no'}: there is no such folder\nfix:   name the class's folder\n"  # fmt: skip
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        book.add_assignment("01_perceptron")
        book.add_notebook("01_perceptron", "01_perceptron")
    assert report() == (2, f"error: {tmp_path}: no lesson was graded yet, so there is nothing to report\nfix:   grade one first: autograder grade LESSON\n")  # fmt: skip
    assert report("01_perceptron") == (2, f"error: {tmp_path}: 01_perceptron was not graded yet, so there is nothing to report\nfix:   grade it first: autograder grade 01_perceptron\n")  # fmt: skip
    assert report("07_other") == (2, f"error: sqlite:///{tmp_path}/gradebook.db: the gradebook knows no lesson 07_other\nknown: 01_perceptron\nfix:   name one of them, or release it first: nbgrader generate_assignment 07_other\n")  # fmt: skip
    assert not (tmp_path / "report").exists()


def test_a_missing_journal_is_said_on_the_page(tmp_path):
    assert journal.records(tmp_path / "none.jsonl") == {}
    (tmp_path / "one.jsonl").write_bytes(
        b'{"kind": "graded", "student": "a", "record": {"status": "graded"}}\n{"kind": "gra'
    )
    assert journal.records(tmp_path / "one.jsonl") == {"a": {"status": "graded"}}
    unknown = Learner("a", "a", True, scores={"check-step": Score(1.0, 2.0, False)})
    text = page.html([Lesson("x", ASKED, (unknown,), {})], "en")
    assert page.WORDS["unknown"].format(count=1).en in text


def test_time_is_what_was_between_cells_without_pauses():
    def cell(name, when):
        return {"id": name, "cell_type": "code", "source": "", "metadata": {"execution": {"iopub.execute_input": when}}}

    cells = [
        cell("setup", "2026-03-02T09:00:00+00:00"), cell("step", "2026-03-02T09:04:00Z"),
        cell("check-step", "2026-03-02T09:05:00+00:00"), cell("check-step", "2026-03-02T11:00:00+00:00"), cell("step", "never"),
    ]  # fmt: skip
    asked = gather.match.Master((STEP,), {"step": 2.0}, {}, {}, (), "")
    assert gather._minutes(cells, asked) == {"step": 5.0}


# --- the demo class -------------------------------------------------------------------------------------------------


def test_the_demo_says_what_it_needs(capsys, monkeypatch, tmp_path):
    assert cli.main(["demo", "--students", "3"]) == 2
    assert capsys.readouterr().err == (
        "error: autograder demo: --students is 3\n"
        "fix:   name 12 or more; a smaller class has no room for everybody who matters\n"
    )
    assert cli.main(["demo", "a", "b"]) == 2
    assert capsys.readouterr().err == (
        "error: autograder demo: without --students it shows one lesson\nfix:   name one lesson, or add --students 60\n"
    )


def test_a_surprise_in_the_demo_class_is_told():
    members = [
        crowd.Member("a", "", "", "perfect", b"", 1.0), crowd.Member("b", "", "", "original", b""),
        crowd.Member("c", "", "", "copy", b""), crowd.Member("d", "", "", "cut off", b""),
        crowd.Member("e", "", "", "mixed", b""),
    ]  # fmt: skip
    lesson = Lesson("x", ASKED, (learner("a", 1.0), *LESSON.learners[1:5]), {})
    assert whole.surprises(lesson, members) == [
        "x: a (perfect) should have 2, but has 1",
        "x: d (cut off) is not for a person to look at",
        "x: e (mixed) is for a person to look at",
        "x: the two copies (b, c) were not found",
    ]
