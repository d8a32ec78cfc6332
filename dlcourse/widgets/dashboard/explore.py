"""Where you stand: a bar for every lesson or exercise, what to do next, and a button that puts all your work into one file.

The picture is a scene like any other; `_desk.py` adds the buttons. What it shows comes from the learner's own record (`dlcourse.record.progress`).
"""

from typing import TYPE_CHECKING, NamedTuple

from dlcourse.language import Text
from dlcourse.record import catalogue, progress, summary
from dlcourse.record.summary import HEADS, OVERCOME, PRACTICE, SIGN, STATUS, Part, Row
from dlcourse.widgets.stage.axes import bare
from dlcourse.widgets.stage.palette import INK, ONE, PAPER, QUIET
from dlcourse.widgets.stage.scene import Artists, Choice, Numbers, Scene, Table
from dlcourse.widgets.stage.show import grading
from dlcourse.widgets.stage.words import joined

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.dashboard._desk import Desk

ALL = "all"
EVERYTHING = Text("All lessons", "전체 수업")
POINTS = Text("{points:g} / {most:g} points", "{points:g} / {most:g}점")
ROWS = max(len(catalogue.lessons()), *(len(lesson.tasks) for lesson in catalogue.lessons()))
MOST_LETTERS = 40  # of a title, in columns; a Hangul syllable takes two


class Bar(NamedTuple):
    """One row of the picture: what it is called, how full it is, and the same in words."""

    title: Text
    full: float
    status: str
    said: Text


def stand(*, lesson: str = ALL) -> Numbers:
    """What the learner's record says now, of all lessons or of one."""
    known, trouble = progress.read()
    now = summary.summarize(known)
    if lesson == ALL:
        title, part = EVERYTHING, now.whole
        bars = [_lesson(one, its) for one, its in now.lessons]
    else:
        one, part = next(pair for pair in now.lessons if pair[0].name == lesson)
        title, bars = _called(one), [_exercise(row) for row in part.rows]
    parts = tuple(zip([_called(one) for one, _ in now.lessons], [its for _, its in now.lessons], strict=True))
    return {
        "title": title,
        "part": part,
        "bars": bars,
        "next": now.next(),
        "lessons": parts if lesson == ALL else (),
        "trouble": trouble,
    }


def _called(lesson: catalogue.Lesson) -> Text:
    return Text(f"{lesson.number} {lesson.title.en}", f"{lesson.number} {lesson.title.ko}")


def _status(part: Part) -> str:
    if part.passed == len(part.rows):
        return "passed"
    return "failed" if any(row.entry.tries for row in part.rows) else "not-attempted"


def _lesson(lesson: catalogue.Lesson, part: Part) -> Bar:
    full = part.points / part.most if part.most else part.passed / len(part.rows)
    said = POINTS.format(points=part.points, most=part.most) if part.most else PRACTICE
    return Bar(_called(lesson), full, _status(part), said)


def _exercise(row: Row) -> Bar:
    most = row.task.points
    full = row.points / most if most else float(row.entry.status == "passed")
    return Bar(
        row.task.title, full, row.entry.status, POINTS.format(points=row.points, most=most) if most else PRACTICE
    )


def describe(numbers: Numbers) -> Text:
    """The sums, what to do next, and how many mistakes are overcome; first of all, what is wrong with the record."""
    part: Part = numbers["part"]
    title: Text = numbers["title"]
    said = [
        Text(f"{title.en}:", f"{title.ko}:"),
        part.said(),
        numbers["next"],
        OVERCOME.format(count=len(part.overcome)),
    ]
    said = [*filter(None, [numbers["trouble"]]), *said]
    return joined(*said)


def table(numbers: Numbers) -> Table:
    """A row for every lesson, or for every exercise with the mistakes that were overcome."""
    if numbers["lessons"]:
        rows = tuple(
            (
                title,
                Text(f"{part.passed} / {len(part.rows)}", f"{part.passed} / {len(part.rows)}"),
                f"{part.points:g} / {part.most:g}" if part.most else PRACTICE,
                str(sum(row.entry.tries for row in part.rows)),
                str(sum(row.entry.hints for row in part.rows)),
                str(len(part.overcome)),
            )
            for title, part in numbers["lessons"]
        )
        return Table(numbers["title"], (Text("lesson", "수업"), Text("passed", "통과"), *HEADS[2:]), rows)
    return Table(numbers["title"], HEADS, tuple(_cells(row) for row in numbers["part"].rows))


def _cells(row: Row) -> tuple[str | Text, ...]:
    status = STATUS[row.entry.status]
    sign = SIGN[row.entry.status]
    overcome = row.overcome
    return (
        row.task.title,
        Text(f"{sign} {status.en}", f"{sign} {status.ko}"),
        f"{row.points:g} / {row.task.points:g}" if row.task.points else PRACTICE,
        str(row.entry.tries),
        str(row.entry.hints),
        joined(*overcome, between="; ") if overcome else "0",
    )


def draw(figure: "Figure", language: str) -> Artists:
    """Room for as many rows as the longest lesson has: a title, a bar in its frame, a sign and the points."""
    axes = bare(figure, (0.42, 0.02, 0.34, 0.96), xlim=(-0.01, 1.01), ylim=(ROWS - 0.5, -0.5))
    artists: Artists = {
        "frames": list(axes.barh(range(ROWS), 1.0, height=0.5, facecolor=PAPER, edgecolor=QUIET, zorder=1)),
        "bars": list(axes.barh(range(ROWS), 0.0, height=0.5, color=ONE, linewidth=0, zorder=2)),
        "titles": [axes.text(-0.02, row, "", ha="right", va="center", color=INK) for row in range(ROWS)],
        "said": [axes.text(1.03, row, "", ha="left", va="center", color=INK) for row in range(ROWS)],
    }
    for words in (*artists["titles"], *artists["said"]):
        words.set_gid(language)  # what it says comes later, in the language that is known now
    return artists


def update(artists: Artists, numbers: Numbers) -> None:
    """Fill the bars, and write beside them."""
    bars: list[Bar] = numbers["bars"]
    rows = zip(artists["frames"], artists["bars"], artists["titles"], artists["said"], strict=True)
    for place, (frame, bar, title, said) in enumerate(rows):
        there = place < len(bars)
        for artist in (frame, bar, title, said):
            artist.set_visible(there)
        if there:
            now = bars[place]
            bar.set_width(now.full)
            title.set_text(_short(now.title.in_(title.get_gid())))
            said.set_text(f"{SIGN[now.status]} {now.said.in_(said.get_gid())}")


def _short(title: str) -> str:
    """A title that fits beside its bar."""
    if summary.width(title) <= MOST_LETTERS:
        return title
    while summary.width(title) > MOST_LETTERS - 1:
        title = title[:-1]
    return f"{title.rstrip()}…"


SCENE = Scene(
    title=Text("How far you have come", "지금까지 온 길"),
    controls=(
        Choice(
            "lesson",
            Text("lesson", "수업"),
            ALL,
            (
                (ALL, Text("all", "전체")),
                *(
                    (lesson.name, Text(str(lesson.number), str(lesson.number)))
                    for lesson in catalogue.lessons()
                    if lesson.tasks
                ),
            ),
        ),
    ),
    compute=stand,
    size=(7.6, 0.28 * ROWS + 0.1),
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    stamp=progress.stamp,
)


def explore() -> "Desk | None":
    """Your progress over all lessons, and a button that saves your work to one file."""
    if grading():
        return None
    from dlcourse.widgets.dashboard._desk import Desk

    return Desk(SCENE)
