"""The four ways of the data, as the page on the architecture shows them: `python docs/pictures/ways.py` draws them anew."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from drawing import Step, Way, svg  # noqa: E402  # it stands beside this file

from dlcourse.language import LANGUAGES, Text  # noqa: E402  # after the path, as above

CHECK = Way(
    "check",
    Text("A check in a notebook", "노트북에서 하는 점검"),
    (Text("the notebook", "노트북"), Text("dlcourse.exercises", "dlcourse.exercises"), Text("the record", "기록")),
    (
        Step(0, 'check("sigmoid")', Text("the learner runs the cell", "학습자가 셀을 실행합니다")),
        Step(
            1,
            "activations/sigmoid.py",
            Text("the card: fresh inputs, known mistakes, hints", "카드: 새로 뽑은 입력, 알려진 실수, 힌트"),
        ),
        Step(1, "call.py", Text("hands each input over, with a time limit", "시간을 정해 두고 입력을 하나씩 건넵니다")),
        Step(0, "def sigmoid(z)", Text("the learner's own function answers", "학습자가 쓴 함수가 답합니다")),
        Step(
            1,
            "judge.py",
            Text(
                "compares with the reference, counts points, names the mistake",
                "모범 답안과 비교해 점수를 매기고 실수의 이름을 찾습니다",
            ),
        ),
        Step(
            2,
            "progress.py",
            Text("notes the result, on this machine only", "결과를 이 컴퓨터에만 적어 둡니다"),
        ),
        Step(
            1,
            "report.py",
            Text("what we saw, where, one hint: in one language", "본 것, 곳, 힌트 하나를 한 언어로 말합니다"),
        ),
        Step(0, "Report", Text("stands below the cell", "셀 아래에 나타납니다")),
    ),
)

LESSON = Way(
    "lesson",
    Text("A lesson, from text to notebook", "글에서 노트북이 되는 수업"),
    (
        Text("written by hand", "사람이 쓴 것"),
        Text("autograder.build", "autograder.build"),
        Text("made", "만들어진 것"),
    ),
    (
        Step(
            0,
            "solutions/NN_topic.py",
            Text("prose in both languages, tagged cells", "두 언어의 글과 표시가 붙은 셀"),
        ),
        Step(
            1,
            "lesson.py",
            Text(
                "reads cells and roles; a wrong tag is told with its line",
                "셀과 역할을 읽고, 틀린 표시는 줄 번호로 알립니다",
            ),
        ),
        Step(
            0,
            "dlcourse/topic.py",
            Text("the function: reference and library in one", "함수: 모범 답안이자 라이브러리"),
        ),
        Step(
            1,
            "splice.py",
            Text("puts its source where the lesson imports it", "수업이 가져오는 자리에 함수의 소스를 넣습니다"),
        ),
        Step(
            1,
            "notebook.py",
            Text("marks, checks, points, stable ids", "표시, 점검 셀, 점수, 바뀌지 않는 id를 붙입니다"),
        ),
        Step(
            2,
            "solutions/en, solutions/ko",
            Text("notebooks with answers", "답이 있는 노트북"),
        ),
        Step(
            1,
            "student.py",
            Text("takes the answers out, with nbgrader's own steps", "nbgrader의 단계로 답을 덜어 냅니다"),
        ),
        Step(2, "lessons/en, lessons/ko", Text("notebooks for learners", "학습자용 노트북")),
        Step(
            2,
            "dlcourse/course.json",
            Text("what each lesson asks, for the dashboard", "수업마다 무엇을 묻는지, 현황판이 읽습니다"),
        ),
    ),
)

SUBMISSION = Way(
    "submission",
    Text("A submission, from zip to gradebook", "압축 파일에서 성적부까지"),
    (Text("the instructor's process", "강사의 프로세스"), Text("a worker", "작업 프로세스"), Text("inside", "벽 안")),
    (
        Step(
            0,
            "desk/collecting.py",
            Text(
                "unpacks a platform's zip and believes neither names nor sizes",
                "압축 파일의 이름도 크기도 믿지 않고 풉니다",
            ),
        ),
        Step(
            0,
            "grade/handed_in/collect.py",
            Text("reads each file as bytes; links are refused", "파일을 바이트로 읽고 링크는 거절합니다"),
        ),
        Step(
            1,
            "grade/handed_in/match.py",
            Text("finds the answers beside the released lesson", "내준 수업과 견주어 답을 찾습니다"),
        ),
        Step(
            2,
            "grade/inside/warm_process.py",
            Text("forks a child for this submission alone", "이 제출물만을 위한 자식 프로세스를 만듭니다"),
        ),
        Step(2, "grade/inside/child.py", Text("runs the learner's cells", "학습자의 셀을 실행합니다")),
        Step(
            1,
            "grade/judging/asking.py",
            Text(
                "sends the inputs of each case: frames, no pickle", "경우마다 입력을 보냅니다. pickle은 쓰지 않습니다"
            ),
        ),
        Step(
            2,
            "grade/inside/answering.py",
            Text("calls the learner's function; arrays go back", "학습자의 함수를 부르고 배열을 돌려보냅니다"),
        ),
        Step(
            1,
            "dlcourse/exercises/judge.py",
            Text("checks what came, decides; the result is a record", "온 것을 확인하고 판정해 기록을 만듭니다"),
        ),
        Step(
            0,
            "grade/journal.py",
            Text("the record, on the disk before anything else", "무엇보다 먼저 디스크에 적습니다"),
        ),
        Step(
            0,
            "grade/gradebook/",
            Text("the graded notebook, then the grades", "채점한 노트북을, 그다음 점수를 씁니다"),
        ),
        Step(
            0,
            "feedback/ report/ export.py",
            Text("pages and tables for people", "사람이 읽을 쪽과 표"),
        ),
    ),
    wall=2,
)

SLIDER = Way(
    "slider",
    Text("A slider, from key press to picture", "키를 누르고 그림이 바뀌기까지"),
    (Text("the page", "브라우저"), Text("widgets/stage", "widgets/stage"), Text("the scene", "장면")),
    (
        Step(
            0,
            "aria.js",
            Text(
                "an arrow key reaches the slider, not JupyterLab", "화살표 키가 JupyterLab이 아니라 슬라이더로 갑니다"
            ),
        ),
        Step(1, "controls.py", Text("the control has a new value", "조작 장치의 값이 바뀝니다")),
        Step(
            1,
            "stage.py",
            Text("waits a moment and takes the newest value only", "아주 잠깐 기다려 가장 새로운 값만 씁니다"),
        ),
        Step(
            2,
            "compute(**values)",
            Text("numbers, with the learner's own function if it passed", "통과한 학습자의 함수로 수를 계산합니다"),
        ),
        Step(2, "update(artists, numbers)", Text("moves what moves, makes nothing", "움직일 것만 움직입니다")),
        Step(
            1,
            "picture.py",
            Text("copies the still parts, paints the others on top", "움직이지 않는 부분 위에 나머지만 다시 그립니다"),
        ),
        Step(
            0,
            "describe, table",
            Text("the picture, its sentence, its table", "그림과 문장과 표가 바뀝니다"),
        ),
    ),
)

WAYS = (CHECK, LESSON, SUBMISSION, SLIDER)


def pictures() -> dict[str, str]:
    """Every picture by the name of its file."""
    return {f"{way.name}-{language}.svg": svg(way, language) for way in WAYS for language in LANGUAGES}


if __name__ == "__main__":
    for name, picture in pictures().items():
        (HERE / name).write_text(picture, encoding="utf-8")
        print(f"wrote docs/pictures/{name}")
