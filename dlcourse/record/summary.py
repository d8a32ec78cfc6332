"""Where a learner stands: the course's catalogue and their progress, side by side, and in words.

The terminal (`dlcourse progress`) prints it as plain text; the dashboard of the orientation lesson draws it.
"""

import unicodedata
from dataclasses import dataclass

from dlcourse.language import Text
from dlcourse.record.catalogue import Lesson, Task, lessons
from dlcourse.record.progress import Entry, Progress

SIGN = {"passed": "✓", "failed": "…", "not-attempted": "○"}
STATUS = {
    "passed": Text("passed", "통과"),
    "failed": Text("not yet", "아직 통과하지 못함"),
    "not-attempted": Text("not begun", "시작 전"),
}
TITLE = Text("Your progress", "학습 현황")
SUM = Text(
    "{passed} of {count} exercises passed, {points:g} of {most:g} points.",
    "연습 문제 {count}개 중 {passed}개를 통과했고 {most:g}점 중 {points:g}점입니다.",
)
NEXT = Text("Next: “{title}” in {lesson}.", "다음 할 일: {lesson} 수업의 “{title}”.")
DONE = Text(
    "Everything is passed. What would you like to build now?", "모두 통과했습니다. 이제 무엇을 만들어 보고 싶은가요?"
)
OVERCOME = Text("Mistakes you have overcome: {count}.", "극복한 실수: {count}개.")
ONE_OVERCOME = Text("{title}: {label}", "{title}: {label}")
LESSON = Text(
    "{name}: {title} · {passed} of {count} passed · {points:g} of {most:g} points",
    "{name}: {title} · {count}개 중 {passed}개 통과 · {most:g}점 중 {points:g}점",
)
PRACTICE_LESSON = Text("{name}: {title} · {passed} of {count} passed", "{name}: {title} · {count}개 중 {passed}개 통과")
HEADS = (
    Text("exercise", "연습 문제"),
    Text("status", "상태"),
    Text("points", "점수"),
    Text("tries", "시도"),
    Text("hints", "힌트"),
    Text("mistakes overcome", "극복한 실수"),
)
PRACTICE = Text("practice", "연습")


@dataclass(frozen=True)
class Row:
    """One exercise and what happened to it."""

    task: Task
    entry: Entry

    @property
    def points(self) -> float:
        """Best so far; never more than there is, should an exercise be worth less in a newer version."""
        return min(self.entry.points, self.task.points)

    @property
    def overcome(self) -> list[Text]:
        """The mistakes of this exercise that its learner has left behind, in words."""
        return [label for name, label in self.task.mistakes.items() if name in self._overcome]

    @property
    def _overcome(self) -> set[str]:
        return {name for name, met in self.entry.mistakes.items() if met.overcome}


@dataclass(frozen=True)
class Part:
    """A lesson, or the whole course: some rows, and their sums."""

    rows: tuple[Row, ...]

    @property
    def passed(self) -> int:
        """How many exercises are passed."""
        return sum(row.entry.status == "passed" for row in self.rows)

    @property
    def points(self) -> float:
        """Points so far."""
        return sum(row.points for row in self.rows)

    @property
    def most(self) -> float:
        """Points there are."""
        return sum(row.task.points for row in self.rows)

    @property
    def overcome(self) -> list[tuple[Row, Text]]:
        """Every mistake left behind."""
        return [(row, label) for row in self.rows for label in row.overcome]

    def said(self) -> Text:
        """The sums in one sentence."""
        return SUM.format(passed=self.passed, count=len(self.rows), points=self.points, most=self.most)


@dataclass(frozen=True)
class Summary:
    """The whole course."""

    lessons: tuple[tuple[Lesson, Part], ...]

    @property
    def whole(self) -> Part:
        """All lessons in one."""
        return Part(tuple(row for _, part in self.lessons for row in part.rows))

    def next(self) -> Text:
        """What to do next: what was begun in the furthest lesson that was begun, else the first thing not passed."""
        open_ = [(lesson, row) for lesson, part in self.lessons for row in part.rows if row.entry.status != "passed"]
        if not open_:
            return DONE
        begun = [lesson.name for lesson, part in self.lessons if any(row.entry.tries for row in part.rows)]
        lesson, row = next((pair for pair in open_ if begun and pair[0].name == begun[-1]), open_[0])
        return NEXT.format(title=row.task.title, lesson=lesson.name)


def summarize(progress: Progress) -> Summary:
    """The course, with what is known of this learner."""
    return Summary(
        tuple(
            (lesson, Part(tuple(Row(task, progress.of(task.id)) for task in lesson.tasks)))
            for lesson in lessons()
            if lesson.tasks
        )
    )


def text(now: Summary, language: str) -> str:
    """All of it, for a terminal."""
    lines = [f"{TITLE.in_(language)}: {now.whole.said().in_(language)}", now.next().in_(language)]
    table = [[head.in_(language) for head in HEADS[:5]]]
    table += [_cells(row, language) for row in now.whole.rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    lines += ["", f"  {_line(table[0], widths)}"]
    for lesson, part in now.lessons:
        said = (LESSON if part.most else PRACTICE_LESSON).format(
            name=lesson.name,
            title=lesson.title,
            passed=part.passed,
            count=len(part.rows),
            points=part.points,
            most=part.most,
        )
        lines += ["", said.in_(language), *(f"  {_line(_cells(row, language), widths)}" for row in part.rows)]
    overcome = now.whole.overcome
    if overcome:
        lines += ["", OVERCOME.format(count=len(overcome)).in_(language)]
        lines += [
            f"  ✓ {ONE_OVERCOME.format(title=row.task.title, label=label).in_(language)}" for row, label in overcome
        ]
    return "\n".join(lines)


def _cells(row: Row, language: str) -> list[str]:
    status = f"{SIGN[row.entry.status]} {STATUS[row.entry.status].in_(language)}"
    points = f"{row.points:g} / {row.task.points:g}" if row.task.points else PRACTICE.in_(language)
    return [row.task.title.in_(language), status, points, str(row.entry.tries), str(row.entry.hints)]


def _line(cells: list[str], widths: list[int]) -> str:
    return "  ".join(cell + " " * (most - width(cell)) for cell, most in zip(cells, widths, strict=True)).rstrip()


def width(words: str) -> int:
    """How many columns of a terminal the words take: a Hangul syllable takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)
