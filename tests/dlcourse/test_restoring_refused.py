"""A file that `dlcourse restore` refuses: one sentence in both languages, and nothing was written."""

import errno
import os
import zipfile
from pathlib import Path

import pytest

from dlcourse import files, language
from dlcourse.desk import restoring
from dlcourse.desk.restoring import RestoringError, restore
from dlcourse.record import progress

# an older lesson with answers, cells of the learner's own and a notebook of their own
FORMAT_1 = Path(__file__).parent / "saves" / "format1.zip"


@pytest.fixture(autouse=True)
def _beginner(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(progress, "_said", set())
    monkeypatch.setattr(progress, "_waiting", [])
    monkeypatch.setattr(language, "_chosen", "en")


def repacked(file, **entries):
    """The fixture with other entries; None leaves one out."""
    with zipfile.ZipFile(FORMAT_1) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in (content | entries).items():
            if text is not None:
                out.writestr(name, text)
    return file


DAMAGED = (
    "{file} is damaged or was not copied as a whole, so nothing was restored: copy it again from where it was made.",
    "{file} 파일이 손상되었거나 일부만 복사되어 아무것도 되살리지 않았습니다. 파일을 만든 곳에서 다시 복사해 오세요.",
)
NOT_OURS = (
    "{file} was not made by `dlcourse save`, so nothing was restored: name the file that it made.",
    "{file}은(는) `dlcourse save`가 만든 파일이 아니어서 아무것도 되살리지 않았습니다. `dlcourse save`가 만든 파일을 지정하세요.",
)
NEWER = (
    "{file} was made by a newer version of the course, so nothing was restored: update dlcourse, then try again.",
    "{file}은(는) 더 새로운 버전의 강의가 만든 파일이어서 아무것도 되살리지 않았습니다. dlcourse를 업데이트한 뒤 다시 시도하세요.",
)


def outside(name):
    return (
        f"{{file}} wants to write to {name}, which no file of `dlcourse save` does, so nothing was restored: do not use this file.",
        f"{{file}}이(가) {name}에 쓰려고 합니다. `dlcourse save`가 만든 파일은 그러지 않으므로 아무것도 되살리지 않았습니다. 이 파일은 쓰지 마세요.",
    )


def flipped(file):
    """One byte of a notebook's packed text is another one."""
    content = bytearray(FORMAT_1.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


REFUSED = {
    "missing": (
        lambda file: None,
        (
            "There is no file {file}: name the file that `dlcourse save` made.",
            "{file} 파일이 없습니다. `dlcourse save`가 만든 파일을 지정하세요.",
        ),
    ),
    "a folder": (
        lambda file: file.mkdir(),
        ("{file} cannot be read (Is a directory).", "{file} 파일을 읽을 수 없습니다(Is a directory)."),
    ),
    "a text": (lambda file: file.write_text("hello"), NOT_OURS),
    "empty": (lambda file: file.write_bytes(b""), NOT_OURS),
    "another zip": (lambda file: repacked(file, **{"manifest.json": None}), NOT_OURS),
    "half of it": (lambda file: file.write_bytes(FORMAT_1.read_bytes()[:2000]), DAMAGED),
    "a flipped byte": (flipped, DAMAGED),
    "a manifest that is none": (lambda file: repacked(file, **{"manifest.json": b"{"}), DAMAGED),
    "a manifest without facts": (lambda file: repacked(file, **{"manifest.json": b"[1]"}), DAMAGED),
    "a record that is none": (lambda file: repacked(file, **{"progress.json": b"[]"}), DAMAGED),
    "a newer file": (lambda file: repacked(file, **{"manifest.json": b'{"format": 2}'}), NEWER),
    "a newer record": (lambda file: repacked(file, **{"progress.json": b'{"format": 2}'}), NEWER),
    "upwards": (
        lambda file: repacked(file, **{"notebooks/en/../../evil.ipynb": b"{}"}),
        outside("notebooks/en/../../evil.ipynb"),
    ),
    "from the root": (lambda file: repacked(file, **{"/etc/evil.ipynb": b"{}"}), outside("/etc/evil.ipynb")),
    "a drive": (
        lambda file: repacked(file, **{"notebooks/en/C:evil.ipynb": b"{}"}),
        outside("notebooks/en/C:evil.ipynb"),
    ),
    "another room": (
        lambda file: repacked(file, **{"notebooks/de/a.ipynb": b"{}"}),
        outside("notebooks/de/a.ipynb"),
    ),
    "no notebook": (
        lambda file: repacked(file, **{"notebooks/en/run.py": b""}),
        outside("notebooks/en/run.py"),
    ),
    "a bomb": (
        lambda file: repacked(file, **{"notebooks/en/big.ipynb": bytes(restoring.MOST_BYTES + 1)}),
        (
            "{file} would unpack to more than 1 MB, which no file of `dlcourse save` does, so nothing was restored.",
            "{file}의 압축을 풀면 1MB가 넘습니다. `dlcourse save`가 만든 파일은 그렇지 않으므로 아무것도 되살리지 않았습니다.",
        ),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_saved_file_is_refused_before_anything_is_written(case, tmp_path, monkeypatch):
    monkeypatch.setattr(restoring, "MOST_BYTES", 1 << 20)
    make, (en, ko) = REFUSED[case]
    file = tmp_path / "given.zip"
    make(file)
    for speaks, sentence in (("en", en), ("ko", ko)):
        language.use(speaks)
        with pytest.raises(RestoringError) as refused:
            restore(file, tmp_path / "there")
        assert str(refused.value) == sentence.format(file=file)
    assert not (tmp_path / "there").exists()
    assert progress.read()[0].exercises == {}


def full(descriptor):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_while_restoring_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(RestoringError) as refused:
        restore(FORMAT_1, tmp_path / "there")
    place = tmp_path / "there" / "en" / "01_perceptron.saved.ipynb"
    assert str(refused.value) == (
        f"{place.with_name('01_perceptron.ipynb')} cannot be written (No space left on device): "
        f"choose another folder, as in `dlcourse restore {FORMAT_1} my-folder`."
    )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
