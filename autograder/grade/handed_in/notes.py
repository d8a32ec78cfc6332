"""What is noted about running a submission's cells, in the same words for the instructor and,
before handing in, for the learner.
"""

from dlcourse.language import LANGUAGES, Text

RUNNING = {
    "memory": Text(
        "Its processes together used more than {most} MB of memory and were ended.",
        "프로세스들이 메모리를 모두 합쳐 {most} MB 넘게 사용하여 종료했습니다.",
    ),
    "written": Text(
        "It wrote more than {most} MB, or more than {files} files, and was ended.",
        "{most} MB 또는 파일 {files}개를 넘게 써서 종료했습니다.",
    ),
    "killer": Text(
        "Cell {number} ended the notebook's process or would not stop; everything else was run without it.",
        "{number}번째 셀이 노트북 프로세스를 종료시켰거나 시간 안에 멈추지 않아, 이 셀을 빼고 나머지를 실행했습니다.",
    ),
    "stuck": Text(
        "The notebook's process could not go on after its cells were run; we tried again with fewer of them.",
        "셀을 모두 실행한 뒤 노트북 프로세스가 계속할 수 없어, 셀을 줄여 다시 실행했습니다.",
    ),
    "slow": Text(
        "Cell {number} was still running after {seconds} seconds and was stopped.",
        "{number}번째 셀이 {seconds}초가 지나도 끝나지 않아 멈추었습니다.",
    ),
    "raised": Text(
        "Cell {number} stopped with {error}: {message}", "{number}번째 셀이 {error} 오류로 멈추었습니다: {message}"
    ),
    "unused": Text(
        "`{line}` in cell {number} was not run: while grading, only Python is.",
        "{number}번째 셀의 `{line}`은(는) 실행하지 않았습니다. 채점할 때는 Python만 실행합니다.",
    ),
    "redefined": Text(
        "“{title}” was graded as it stood at its check: cell {number} gives `{name}` another meaning afterwards.",
        "“{title}”은(는) 채점 셀 시점의 코드로 채점했습니다. 그 뒤 {number}번째 셀에서 `{name}`의 뜻이 달라집니다.",
    ),
    "over": Text(
        "The notebook took longer than {seconds:g} seconds in all, so its last cells were not run.",
        "노트북 전체가 {seconds:g}초를 넘겨 마지막 셀들은 실행하지 못했습니다.",
    ),
}


def both_languages(text: Text) -> dict[str, str]:
    """A sentence as a record keeps it, for whoever reads it later."""
    return {language: text.in_(language) for language in LANGUAGES}
