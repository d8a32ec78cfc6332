"""`autograder class lessons`: which of the class's lessons differ from the installed course's, and how; take them over."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.desk.speaking import next_step
from dlcourse.language import Text

if TYPE_CHECKING:
    from autograder.desk.lessons import Difference

SAME = Text("the class's lessons are those of the installed course", "반의 수업은 설치된 강의의 수업과 같습니다")
DIFFERS = Text(
    "{lesson} ({language}): {added} cells new, {removed} gone, {changed} changed: {names}",
    "{lesson} ({language}): 새 셀 {added}개, 없어진 셀 {removed}개, 바뀐 셀 {changed}개: {names}",
)
POINTS = Text("  {name}: {before} -> {after} points", "  {name}: {before} -> {after}점")
NO_POINTS = Text("no", "없음")
HANDED_IN = Text(
    "{lesson}: {count} learners handed it in already; nbgrader does not release other questions under the same name to them",
    "{lesson}: 이미 {count}명이 제출했습니다. nbgrader는 같은 이름으로 다른 문제를 배포하지 않습니다",
)
TAKE = Text("to take them over: {command}", "그대로 가져오려면: {command}")
TAKEN = Text("{lesson} ({language}): taken over; the earlier one is kept: {path}", "{lesson} ({language}): 가져왔습니다. 이전 것은 여기에 있습니다: {path}")  # fmt: skip
BACK = Text("brought back: {path}", "되돌렸습니다: {path}")
OTHER = Text(
    "other than in the installed course: {lessons}; autograder class lessons says how",
    "설치된 강의와 다른 수업: {lessons}. autograder class lessons로 다른 점을 볼 수 있습니다",
)


def add_to(steps: Any, in_words: Any) -> None:
    """Add the step to `autograder class`."""
    lessons = steps.add_parser("lessons", help="say which lessons differ from the installed course's; take them over")
    lessons.add_argument("lessons", nargs="*", metavar="LESSON", help="all if none is named")
    doing = lessons.add_mutually_exclusive_group()
    doing.add_argument(
        "--take", action="store_true", help="put the course's in the place of the class's, which are kept"
    )
    doing.add_argument("--back", action="store_true", help="bring back what was there before")
    doing.add_argument("--diff", action="store_true", help="line by line")
    lessons.set_defaults(grading=in_words(run))


def run(asked: argparse.Namespace, folder: Path) -> int:
    """Say what differs, and do what was asked."""
    from autograder.desk import classroom, lessons, timing

    names = [classroom.checked(folder, one) for one in asked.lessons]
    if asked.back:
        for path in lessons.back(folder, names or [path.name for path in (folder / lessons.KEPT).glob("*")]):
            print(BACK.format(path=path))
        return 0
    found = lessons.differences(folder, names)
    if not found:
        print(SAME)
        return 0
    for one in found:
        _say(one)
        if asked.diff:
            print("\n".join(lessons.lines(one)))
        handed_in = len(timing.all_of(folder, one.lesson))
        if one.grading and handed_in:
            print(HANDED_IN.format(lesson=one.lesson, count=handed_in))
    if not asked.take:
        print(TAKE.format(command=" ".join(["autograder class lessons", *names, "--take"])))
        return 0
    for one, path in zip(found, lessons.take(folder, found), strict=True):
        print(TAKEN.format(lesson=one.lesson, language=one.language, path=path))
    print(next_step(f"autograder release {' '.join(dict.fromkeys(one.lesson for one in found))}"))
    return 0


def _say(one: "Difference") -> None:
    names = ", ".join((*one.added, *one.removed, *one.changed)) or "-"
    count = {"added": len(one.added), "removed": len(one.removed), "changed": len(one.changed)}
    print(DIFFERS.format(lesson=one.lesson, language=one.language, names=names, **count))
    for name, before, after in one.points:
        shown = [NO_POINTS if value is None else f"{value:g}" for value in (before, after)]
        print(POINTS.format(name=name, before=shown[0], after=shown[1]))
