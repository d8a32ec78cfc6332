"""Whatever a platform gives is collected: everyone's own work, nothing lost, a sentence for each thing that is not taken."""

import io
import os
import stat
import zipfile

import pytest

from autograder.desk import collecting, command, handin
from autograder.desk.collecting import Row
from autograder.errors import CourseError
from tests.autograder.desk.conftest import LESSON, notebook

RIGHT, OTHER = notebook("check-double", "a"), notebook("check-other", "b")
SECOND = notebook("check-double", "second")


def packed(files, when=(2026, 9, 1, 12, 0, 0), **how):
    """A zip's bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", **how) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, when) if isinstance(name, str) else name, data)
    return made.getvalue()


@pytest.fixture
def bulk(tmp_path):
    def write(files, name="ML-01_twice-20260002.zip", **how):
        path = tmp_path / name
        path.write_bytes(packed(files, **how))
        return path

    return write


def told(rows):
    return {row.who: (row.outcome, "; ".join(said.en for said in row.said)) for row in rows}


def at(room, who, name=f"{LESSON}.ipynb"):
    return room / "submitted" / who / LESSON / name


def test_moodles_zip_gives_everyone_their_own_and_the_rest_a_sentence(room, bulk):
    source = bulk(
        {
            "홍 길동_1234_assignsubmission_file_/01_twice.ipynb": RIGHT,
            "영희 김_77_assignsubmission_file_/homework (1).ipynb": RIGHT,
            "철수 이_78_assignsubmission_file_/01_twice.ipynb": RIGHT,
            "Ada Lovelace_79_assignsubmission_file_/01_twice.ipynb": OTHER,
            "아무개_80_assignsubmission_file_/20260003.ipynb": RIGHT,
        }
    )
    assert told(collecting.collect(room, LESSON, source)) == {
        "20260001": ("new", ""),
        "20260002": ("new", ""),
        "ada": ("problem", "this is the notebook of 02_other"),
        "ML-01_twice-20260002/철수 이_78_assignsubmission_file_/01_twice.ipynb": (
            "problem",
            "the name fits several students: 20260003, 20260004; write the platform's number of each into platform_id of roster.csv",
        ),
        "ML-01_twice-20260002/아무개_80_assignsubmission_file_/20260003.ipynb": (
            "problem",
            "nobody in the roster is called like this",
        ),
    }
    assert at(room, "20260002").read_bytes() == RIGHT
    assert not at(room, "20260001", "timestamp.txt").exists()  # a zip's own time is the moment of the download


def test_canvas_zip_zips_within_and_files_of_a_folder_find_their_owner(room, bulk, tmp_path):
    source = bulk(
        {
            "lovelaceada_LATE_991_5511_01_twice-1.ipynb": RIGHT,
            "20260001.zip": packed(
                {"work/01_twice.ipynb": RIGHT, "__MACOSX/._01_twice.ipynb": b"x", "notes.txt": b"x"}
            ),
        }
    )
    assert told(collecting.collect(room, LESSON, source)) == {
        "20260001": ("new", ""),
        "ada": ("new", "the platform marks it as late"),
    }
    assert not at(room, "ada", "timestamp.txt").exists()  # the zip's own times say when it was packed
    folder = tmp_path / "handed in"
    for name, data in {"01_twice_20260002.ipynb": RIGHT, "20260003/x.ipynb": RIGHT, "Kim - notes.ipynb": RIGHT}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    assert told(collecting.collect(room, LESSON, folder)) == {
        "20260002": ("new", ""),
        "20260003": ("new", ""),
        "Kim - notes.ipynb": ("problem", "nobody in the roster is called like this"),
    }


def test_a_zip_of_one_student_is_known_by_its_name(room, bulk):
    assert told(collecting.collect(room, LESSON, bulk({"x.ipynb": RIGHT}, name="ada.zip"))) == {"ada": ("new", "")}


def test_a_name_in_korean_letters_of_another_time_is_read(room, tmp_path):
    data = packed({"XXXX_1_assignsubmission_file_/a.ipynb": RIGHT}).replace(b"XXXX", "영희".encode("cp949"))
    (tmp_path / "old.zip").write_bytes(data.replace(b"_1_", b"_1_"))
    rows = collecting.collect(room, LESSON, tmp_path / "old.zip")
    assert [row.who for row in rows] == ["old/영희_1_assignsubmission_file_/a.ipynb"]


def test_the_exchange_gives_its_last_version_and_its_time(room, tmp_path):
    for when, data in (("2026-09-01 10:00:00 UTC", RIGHT), ("2026-09-02 10:00:00 UTC", SECOND)):
        place = tmp_path / "inbound" / f"ada+{LESSON}+{when}+x1"
        place.mkdir(parents=True)
        (place / f"{LESSON}.ipynb").write_bytes(data)
    assert told(collecting.collect(room, LESSON, tmp_path / "inbound")) == {"ada": ("new", "")}
    assert at(room, "ada").read_bytes() == SECOND
    assert at(room, "ada", "timestamp.txt").read_text() == "2026-09-02 10:00:00 UTC\n"


def test_a_newer_version_comes_in_and_every_earlier_one_is_kept(room, bulk):
    name = "HW_ada_attempt_2026-09-0{}-12-00-00_01_twice.ipynb"
    first = bulk({name.format(2): RIGHT})
    assert told(collecting.collect(room, LESSON, first)) == {"ada": ("new", "")}
    assert told(collecting.collect(room, LESSON, first)) == {"ada": ("unchanged", "")}
    newer = bulk({name.format(3): SECOND})
    said = "replaced; the earlier one is kept in desk/earlier/01_twice/ada/1"
    assert told(collecting.collect(room, LESSON, newer)) == {"ada": ("newer", said)}
    assert (room / "desk/earlier/01_twice/ada/1/01_twice.ipynb").read_bytes() == RIGHT
    older = bulk({name.format(1): notebook("check-double", "old")})
    said = "older than what is there; kept in desk/earlier/01_twice/ada/2"
    assert told(collecting.collect(room, LESSON, older)) == {"ada": ("older", said)}
    assert at(room, "ada").read_bytes() == SECOND


def test_damaged_work_is_collected_and_what_is_unclear_is_not_guessed(room, bulk):
    source = bulk(
        {
            "20260001/a.ipynb": b"",
            "20260002/a.ipynb": b"not json",
            "20260003/a.ipynb": RIGHT,
            "20260003/b.ipynb": SECOND,
            "20260004/a.ipynb": RIGHT,
            "20260004/copy.ipynb": RIGHT,
            "ada/answers.pdf": b"%PDF",
        }
    )
    assert told(collecting.collect(room, LESSON, source)) == {
        "20260001": ("new", "the file is empty; collected as it is"),
        "20260002": ("new", "this is no whole notebook; collected as it is"),
        "20260003": ("problem", "there are several notebooks, and we did not guess: a.ipynb, b.ipynb"),
        "20260004": ("new", ""),
        "ada": ("problem", "there is no notebook: answers.pdf"),
    }
    assert at(room, "20260002").read_bytes() == b"not json"


def test_a_hostile_zip_is_refused_file_by_file(room, bulk, tmp_path, monkeypatch):
    monkeypatch.setattr(handin, "MOST_BYTES", 1 << 20)
    link = zipfile.ZipInfo("20260001/link.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    deep = packed({"a.ipynb": RIGHT})
    for _ in range(3):
        deep = packed({"z.zip": deep})
    source = bulk(
        {
            link: b"/etc/passwd",
            "../../20260002.ipynb": RIGHT,
            "20260003/bomb.ipynb": b"0" * ((1 << 20) + 1),
            "20260004/deep.zip": deep,
            "ada/broken.zip": b"PK\x03\x04 nothing",
        },
        name="bulk.zip",
        compression=zipfile.ZIP_DEFLATED,
    )
    assert told(collecting.collect(room, LESSON, source)) == {
        "20260001": ("problem", "bulk/20260001/link.ipynb is a link or a device, not a file"),
        "20260002": ("problem", "the name bulk/../../20260002.ipynb leads out of the zip"),
        "20260003": ("problem", "bulk/20260003/bomb.ipynb has more than 1 MB unpacked"),
        "20260004": ("problem", "bulk/20260004/deep/z/z.zip holds zips within zips within zips"),
        "ada": ("problem", "bulk/ada/broken.zip is damaged and cannot be unpacked"),
    }
    assert not (room / "submitted").exists()
    assert not list(tmp_path.glob("*.ipynb"))


def test_links_in_a_folder_are_not_followed(room, tmp_path):
    (tmp_path / "in" / "ada").mkdir(parents=True)
    (tmp_path / "secret.ipynb").write_bytes(RIGHT)
    (tmp_path / "in" / "ada" / "a.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (tmp_path / "in" / "20260001").symlink_to(tmp_path)
    assert told(collecting.collect(room, LESSON, tmp_path / "in")) == {
        "20260001": ("problem", "20260001 is a link or a device, not a file"),
        "ada": ("problem", "ada/a.ipynb is a link or a device, not a file"),
    }


def test_too_much_in_all_stops_with_a_sentence(room, bulk, monkeypatch):
    monkeypatch.setattr(handin, "MOST_FILES", 1)
    rows = told(collecting.collect(room, LESSON, bulk({f"2026000{i}/a.ipynb": RIGHT for i in (1, 2, 3)})))
    assert rows == {
        "20260001": ("new", ""),
        "20260002": ("problem", "the rest was not opened: more than 1 files or 4 GB"),
    }


def test_what_a_killed_run_left_is_cleared_and_the_next_one_completes(room, bulk, monkeypatch):
    source = bulk({f"2026000{i}/a.ipynb": RIGHT for i in (1, 2, 3)})
    real, count = os.rename, []

    def killed(*words, **more):
        count.append(1)
        if len(count) == 2:
            raise KeyboardInterrupt
        return real(*words, **more)

    monkeypatch.setattr(os, "rename", killed)
    monkeypatch.setattr(collecting.classroom, "remove_tree", lambda path: None)  # kill -9 lets nobody tidy up
    with pytest.raises(KeyboardInterrupt):
        collecting.collect(room, LESSON, source)
    monkeypatch.undo()
    assert at(room, "20260001").exists()
    assert not at(room, "20260002").exists()
    again = [("20260001", "unchanged"), ("20260002", "new"), ("20260003", "new")]
    assert [(row.who, row.outcome) for row in collecting.collect(room, LESSON, source)] == again
    assert not (room / collecting.INCOMING).exists()


@pytest.mark.parametrize(
    ("name", "what"),
    [("nothing.zip", "there is no such file or folder"), ("text.pdf", "this is neither a folder, nor a zip, nor a notebook")],
)  # fmt: skip
def test_a_source_that_is_none_is_refused(room, tmp_path, name, what):
    (tmp_path / "text.pdf").write_bytes(b"%PDF")
    with pytest.raises(CourseError) as caught:
        collecting.collect(room, LESSON, tmp_path / name)
    fix = "name the folder or the zip that your platform gave you"
    assert (str(caught.value), caught.value.code) == (f"error: {tmp_path / name}: {what}\nfix:   {fix}", 2)


def test_rows_speak_korean_too():
    assert [said.ko for said in (collecting._SAID["late"], handin._SAID["deep"].format(name="a.zip"))] == [
        "플랫폼에 늦은 제출로 표시되어 있습니다",
        "a.zip 안에 압축 파일이 너무 여러 겹 들어 있습니다",
    ]
    assert Row("a", "new") == Row("a", "new", ())


def sharing(copies):
    """A zip whose directory names one inner zip many times."""
    made = packed({"ada/in.zip": packed({"01_twice.ipynb": RIGHT})})
    end = made.rindex(b"PK\x05\x06")
    start = made.rindex(b"PK\x01\x02")
    entry = made[start:end]
    counts = copies.to_bytes(2, "little") * 2 + (copies * len(entry)).to_bytes(4, "little")
    return made[:start] + entry * copies + made[end : end + 8] + counts + made[end + 16 :]


def test_a_file_that_a_zip_names_often_is_opened_once_and_told_once(room, tmp_path):
    source = tmp_path / "often.zip"
    source.write_bytes(sharing(40))
    for language, said in {
        "en": "often/ada/in.zip shares its bytes with another file of the zip, which no honest zip does; it was not opened",
        "ko": "often/ada/in.zip은(는) 압축 파일 안의 다른 파일과 같은 바이트를 함께 씁니다. 정상적인 압축 파일이 아니므로 열지 않았습니다",
    }.items():
        [row] = collecting.collect(room, LESSON, source)
        assert [one.in_(language) for one in row.said].count(said) == 39
        assert command._once(row.said).count(str(row.said[-1])) == 1
