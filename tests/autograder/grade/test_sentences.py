"""What a grading says of a submission, in both languages: every sentence of the room is asserted whole, here or where it is said."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import autograder.grade
from dlcourse.language import Text

SAID = (
    ("Cells to look at in {count} submissions; autograder report {lesson} says which. It costs no points.", "제출물 {count}개에 살펴볼 셀이 있습니다. autograder report {lesson}에서 볼 수 있으며 감점하지 않습니다."),
    ("{student} is not in the roster and got no grade: correct roster.csv (its column account holds the names of accounts), run autograder class add roster.csv, then collect again.", "{student}은(는) 명단에 없어 채점하지 않았습니다. roster.csv를 고친 뒤(계정 이름은 account 열에 적습니다) autograder class add roster.csv를 실행하고 다시 수집해 주세요."),
    ("YOUR ANSWER HERE (double-click, then write)", "여기에 답을 쓰세요 (두 번 클릭한 뒤 작성)"),
    ("There is no notebook in the submission; expected {name}.", "제출물에 노트북이 없습니다. {name} 파일이 필요합니다."),
    ("There is no {name} in the submission, but there are {count} other notebooks; we did not guess.", "제출물에 {name} 파일은 없고 다른 노트북이 {count}개 있어 하나를 고르지 않았습니다."),
    ("{name} is not a plain file (a link, a folder or a device), so we did not open it.", "{name}은(는) 일반 파일이 아니어서(링크, 폴더, 장치) 열지 않았습니다."),
    ("{name} could not be read: {error}", "{name} 파일을 읽지 못했습니다: {error}"),
    ("The notebook was called {found} instead of {name}; we took it as it is.", "노트북 이름이 {name}이(가) 아니라 {found}이지만 그대로 채점했습니다."),
    ("The file is not written in UTF-8, so it is not a notebook.", "파일이 UTF-8로 쓰여 있지 않아 노트북이 아닙니다."),
    ("The file is not a whole notebook: it breaks off or is damaged near line {line}.", "온전한 노트북 파일이 아닙니다. {line}번째 줄 근처에서 끊겼거나 손상되었습니다."),
    ("The file is JSON, but it holds no list of cells, so it is not a notebook.", "JSON 파일이지만 셀 목록이 없으므로 노트북이 아닙니다."),
    ("The notebook is written in format {format}, which we do not know.", "노트북 형식이 {format}입니다. 이 형식은 알지 못합니다."),
    ("The notebook is written in the old format {format} and could not be brought up to date.", "노트북 형식이 오래된 {format}이며 새 형식으로 바꾸지 못했습니다."),
    ("The notebook was in the old format {format}; we brought it up to date.", "오래된 형식 {format}의 노트북을 새 형식으로 바꾸었습니다."),
    ("The file began with a byte order mark, which does not belong there; we left it out.", "파일 맨 앞의 바이트 순서 표시(BOM)를 빼고 읽었습니다."),
    ("The check of “{title}” was changed; the one that was handed out counts.", "“{title}” 확인 셀이 바뀌었습니다. 처음 배포한 셀로 채점합니다."),
    ("The check of “{title}” was missing; the one that was handed out counts.", "“{title}” 확인 셀이 없습니다. 처음 배포한 셀로 채점합니다."),
    ("The cell of “{title}” was no code cell any more; we ran it as code.", "“{title}” 풀이 셀이 코드 셀이 아니어서 코드로 바꾸어 실행했습니다."),
    ("The cell of “{title}” was there {count} times; the last one that was worked on counts.", "“{title}” 풀이 셀이 {count}개 있습니다. 작성한 셀 가운데 마지막 것으로 채점합니다."),
    ("The label of the cell of “{title}” was lost; we knew the cell by its function.", "“{title}” 풀이 셀의 표식이 사라져 함수 이름으로 찾았습니다."),
    ("The answer to the question `{name}` was missing.", "서술형 문제 `{name}`의 답안 셀이 없습니다."),
    ("Its processes together used more than {most} MB of memory and were ended.", "프로세스들이 메모리를 모두 합쳐 {most} MB 넘게 사용하여 종료했습니다."),
    ("It wrote more than {most} MB, or more than {files} files, and was ended.", "{most} MB 또는 파일 {files}개를 넘게 써서 종료했습니다."),
    ("Cell {number} ended the notebook's process or would not stop; everything else was run without it.", "{number}번째 셀이 노트북 프로세스를 종료시켰거나 시간 안에 멈추지 않아, 이 셀을 빼고 나머지를 실행했습니다."),
    ("The notebook's process could not go on after its cells were run; we tried again with fewer of them.", "셀을 모두 실행한 뒤 노트북 프로세스가 계속할 수 없어, 셀을 줄여 다시 실행했습니다."),
    ("`{line}` in cell {number} was not run: while grading, only Python is.", "{number}번째 셀의 `{line}`은(는) 실행하지 않았습니다. 채점할 때는 Python만 실행합니다."),
    ("The notebook took longer than {seconds:g} seconds in all, so its last cells were not run.", "노트북 전체가 {seconds:g}초를 넘겨 마지막 셀들은 실행하지 못했습니다."),
    ("The answer to “{title}” is the course's own, word for word with its variables. Learners may open it after the last hint, so this alone says nothing.", "“{title}” 풀이가 변수 이름까지 과정의 풀이와 같습니다. 마지막 힌트 다음에는 풀이를 열어 볼 수 있으므로 이것만으로는 아무것도 알 수 없습니다."),
    ("The submission sent data that no answer consists of; please look at its cells.", "제출물이 답이 될 수 없는 데이터를 보냈습니다. 셀을 직접 확인해 주세요."),
    ("We tried twice and could not judge this submission; that is our fault and costs no points: {reason}", "두 번 시도했지만 이 제출물을 채점하지 못했습니다. 저희 쪽 문제이므로 감점되지 않습니다: {reason}"),
    ("What “{title}” answered takes too much memory or time to be judged, so it counts as not solved.", "“{title}” 문제의 답은 채점하는 데 메모리나 시간이 너무 많이 들어 풀지 못한 것으로 처리했습니다."),
    ("Written elsewhere in this notebook, and to be read with this answer:", "이 노트북의 다른 곳에 쓴 글입니다. 이 답과 함께 읽어 주세요."),
    ("When it was handed in is unknown for {count} of {all}: no penalty for them; autograder dates {lesson} --hand-ins says who.", "{all}명 가운데 {count}명은 제출 시각을 알 수 없어 늦은 제출로 감점하지 않습니다. 누구인지는 autograder dates {lesson} --hand-ins로 볼 수 있습니다."),
    ("the change could not be written down ({error})", "바뀐 내용을 적지 못했습니다({error})"),
    ("make room or rights, then run the command again; nothing was changed", "공간이나 권한을 확인하고 명령을 다시 실행해 보세요. 바뀐 것은 없습니다"),
)  # fmt: skip


def texts(value):
    """The sentences in a module's constant."""
    if isinstance(value, Text):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from texts(part)


@pytest.fixture(scope="module")
def sentences():
    """Every sentence that a module of the room holds."""
    names = [one.name for one in pkgutil.walk_packages(autograder.grade.__path__, "autograder.grade.")]
    modules = [importlib.import_module(name) for name in names]
    return {(one.en, one.ko) for module in modules for value in vars(module).values() for one in texts(value)}


def test_the_sentences_are_those_that_are_said(sentences):
    assert [pair for pair in SAID if pair not in sentences] == []


def test_every_sentence_is_asserted_somewhere_in_both_languages(sentences):
    asserted = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parents[2].rglob("*.py"))
    asserted = asserted.replace('\\"', '"')

    def parts(sentence):
        """What is said whatever is filled in."""
        return [part for part in re.split(r"\{[^}]*\}", sentence) if len(part) > 3]

    spoken = [sentence for pair in sentences for sentence in pair]
    assert [one for one in spoken if not all(part in asserted for part in parts(one))] == []


def test_both_languages_are_filled_in_with_the_same(sentences):
    blanks = [tuple(sorted(re.findall(r"\{(\w*)", one)) for one in pair) for pair in sentences]
    assert [pair for pair in blanks if pair[0] != pair[1]] == []
