"""The class report as one page that needs nothing from anywhere, and as a table for a spreadsheet."""

import csv
import io
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from autograder import rights
from autograder.errors import CourseError
from autograder.feedback.safe import markdown, new_page
from autograder.report import pictures, similarity
from autograder.report.gather import Learner, Lesson
from autograder.spreadsheet import harmless
from dlcourse.files import InUseError, write_whole
from dlcourse.language import Text

PAGE, TABLE = "report.html", "report.csv"

WORDS = {
    "title": Text("Class report", "학급 보고서"),
    "lead": Text(
        "Points are those of the gradebook at this moment. What was found in answers helps you to choose what to talk about; it decides nothing.",
        "점수는 지금 성적부에 있는 값입니다. 답안에서 찾은 내용은 무엇을 이야기할지 고르는 데 참고하는 것이며, 아무것도 결정하지 않습니다.",
    ),
    "handed-in": Text("handed in", "제출"),
    "of": Text("{count} of {all}", "{all}명 중 {count}명"),
    "graded": Text("graded", "채점"),
    "median": Text("median of the points", "점수 중앙값"),
    "of-points": Text("{points:g} of {most:g}", "{most:g}점 중 {points:g}점"),
    "reading": Text("wait for a person to read them", "사람이 읽어야 할 제출물"),
    "spread": Text("Points", "점수 분포"),
    "difficulty": Text("Exercises", "문제별 결과"),
    "difficulty-caption": Text("How each exercise went", "문제별 결과표"),
    "exercise": Text("exercise", "문제"),
    "average": Text("average", "평균"),
    "all-points": Text("all points", "만점"),
    "not-tried": Text("not tried", "시도하지 않음"),
    "minutes": Text("minutes (median)", "걸린 시간(분, 중앙값)"),
    "minutes-note": Text(
        "Minutes are known for {count} submissions: the time between cells that were run, without pauses of half an hour. They come from the learners' own files.",
        "시간은 제출물 {count}개에서만 알 수 있습니다. 셀을 실행한 시각 사이의 시간이며 30분 넘는 쉼은 뺐습니다. 학습자가 낸 파일에 적힌 값입니다.",
    ),
    "read-note": Text(
        "A question in words has an average once a person has read all its answers.",
        "서술형 문제의 평균은 사람이 모든 답을 읽은 뒤에 나옵니다.",
    ),
    "mistakes": Text("Misconceptions", "오개념"),
    "mistakes-caption": Text(
        "Mistakes that answers look like, the most shared first", "답안에서 보이는 실수(많은 순서)"
    ),
    "learners": Text("learners", "학습자 수"),
    "looks-like": Text("it looks like this", "이런 실수로 보입니다"),
    "hint": Text("the hint they got", "학습자가 받은 힌트"),
    "no-mistakes": Text("No answer looks like a known mistake.", "알려진 실수로 보이는 답이 없습니다."),
    "unknown": Text(
        "Of {count} graded submissions no record was found, so their mistakes are not counted. Grade the lesson again with autograder grade, and they are.",
        "채점된 제출물 {count}개는 기록이 없어 실수를 세지 못했습니다. autograder grade로 다시 채점하면 셀 수 있습니다.",
    ),
    "absent": Text("Not handed in", "제출하지 않은 학습자"),
    "nobody-absent": Text("Everybody handed in.", "모두 제출했습니다."),
    "ungraded": Text("Handed in, and not graded yet", "제출했지만 아직 채점하지 않은 학습자"),
    "review": Text("Could not be judged", "채점하지 못한 제출물"),
    "review-caption": Text(
        "A person has to look at these; nobody lost points", "사람이 확인해야 하며 감점되지 않았습니다"
    ),
    "nothing-to-review": Text("Everything could be judged.", "모두 채점했습니다."),
    "learner": Text("learner", "학습자"),
    "reason": Text("reason", "이유"),
    "alike": Text("Suspiciously alike", "지나치게 비슷한 제출물"),
    "alike-note": Text(
        "This is a hint for a human, never a verdict. It counts what two people wrote alike and nearly nobody else did; people who learn together, or from one source, may write alike. Read both before you speak to anybody.",
        "사람에게 주는 힌트일 뿐 판정이 아닙니다. 두 사람만 비슷하게 쓴 부분을 셉니다. 함께 공부했거나 같은 자료를 보았다면 비슷할 수 있습니다. 누구에게 말하기 전에 두 제출물을 직접 읽어 보세요.",
    ),
    "alike-caption": Text("Pairs to read side by side", "나란히 읽어 볼 두 제출물"),
    "share": Text("alike", "비슷한 정도"),
    "where": Text("where", "어디에서"),
    "nobody-alike": Text("No two submissions stand out.", "눈에 띄게 비슷한 제출물이 없습니다."),
    "too-few": Text(
        "With fewer than {fewest} submissions nothing is rare, so they were not compared.",
        "제출물이 {fewest}개보다 적으면 드문 표현을 가릴 수 없어 비교하지 않았습니다.",
    ),
    "seen": Text("Seen in the cells", "셀에서 본 것"),
    "seen-note": Text(
        "{count} of {all} submissions reach for the course's own source or run a text as a program. It costs no points, learners are not told, and it is a reason to look, not a proof.",
        "제출물 {all}개 가운데 {count}개가 과정의 소스를 들여다보거나 문자열을 프로그램으로 실행합니다. 감점하지 않고 학습자에게 알리지도 않습니다. 살펴볼 이유일 뿐 증거는 아닙니다.",
    ),
    "seen-caption": Text("What to look at", "살펴볼 셀"),
    "nothing-seen": Text(
        "No submission reaches for the course's own source.", "과정의 소스를 들여다보는 제출물이 없습니다."
    ),
    "numbers": Text("The numbers", "숫자로 보기"),
    "numbers-caption": Text("Learners and their points", "학습자별 점수"),
    "points": Text("points", "점수"),
}
_COLUMNS = ("lesson", "student", "name", "handed_in", "exercise", "points", "max_points", "to_read", "diagnosis", "minutes", "not_judged")  # fmt: skip


def write(lessons: Sequence[Lesson], out: Path, language: str) -> tuple[Path, Path]:
    """Write both files into the folder `out`; each is there whole, or as it was before."""
    made = (out / PAGE, html(lessons, language)), (out / TABLE, "\ufeff" + table(lessons, language))
    for path, text in made:
        try:
            write_whole(path, text.encode("utf-8"))
        except OSError as error:
            if isinstance(error, PermissionError) and not isinstance(error, InUseError):
                raise rights.in_the_way(error) from error
            raise CourseError(
                where=str(path),
                what=f"the report could not be written ({error.strerror})",
                fix="make room or rights, or name another folder with --out",
            ) from error
    return made[0][0], made[1][0]


def html(lessons: Sequence[Lesson], language: str) -> str:
    """The page."""
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            language=language,
            words={name: text.in_(language) for name, text in WORDS.items()},
            lessons=[_page_facts(lesson, language) for lesson in lessons],
        )
    )


def table(lessons: Sequence[Lesson], language: str) -> str:
    """One row for each learner and exercise. A spreadsheet would run a text that begins like a formula; it does not."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for lesson in lessons:
        for who in lesson.learners:
            for one in lesson.asked:
                score = who.scores.get(one.name)
                card = one.card.id if one.card else ""
                minutes = who.minutes.get(card)
                row: list[Any] = [
                    lesson.name, who.id, who.shown, "yes" if who.handed_in else "no", card or one.name,
                    "" if score is None else score.points, one.most, "yes" if score and score.by_hand else "",
                    who.diagnoses.get(card, ""), "" if minutes is None else round(minutes, 1),
                    who.reason.in_(language) if who.reason else "",
                ]  # fmt: skip
                writer.writerow([harmless(value) for value in row])
    return out.getvalue()


# --- what a page shows of a lesson ----------------------------------------------------------------------------------


def _page_facts(lesson: Lesson, language: str) -> dict[str, Any]:
    handed_in = [one for one in lesson.learners if one.handed_in]
    names = {one.id: _name(one) for one in lesson.learners}
    exercises = list(_exercises(lesson, language))
    titles = {one.card.id: one.title.in_(language) for one in lesson.asked if one.card}
    timed = sum(bool(one.minutes) for one in lesson.learners)
    unknown = sum(not one.known for one in lesson.graded)
    return {
        "name": lesson.name,
        "handed_in": _of(len(handed_in), len(lesson.learners), language),
        "graded": _of(len(lesson.graded), len(handed_in), language),
        "median": WORDS["of-points"]
        .format(points=round(statistics.median(one.points for one in lesson.graded), 2), most=lesson.most)
        .in_(language),
        "reading": sum(one.to_read for one in lesson.learners),
        "spread": pictures.spread(lesson, language),
        "difficulty": pictures.difficulty(lesson, {row["name"]: row["mean"] for row in exercises if row["mean"] is not None}, language),
        "exercises": exercises,
        "timed": WORDS["minutes-note"].format(count=timed).in_(language) if timed else "",
        "mistakes": list(_mistakes(lesson, language)),
        "unknown": WORDS["unknown"].format(count=unknown).in_(language) if unknown else "",
        "absent": [names[one.id] for one in lesson.learners if not one.handed_in],
        "ungraded": [names[one.id] for one in handed_in if not one.graded],
        "review": [(names[one.id], one.reason.in_(language)) for one in lesson.learners if one.reason],
        "seen": [(names[one.id], what.in_(language)) for one in handed_in for what in one.seen],
        "seen_note": WORDS["seen-note"]
        .format(count=sum(bool(one.seen) for one in handed_in), all=len(handed_in))
        .in_(language),
        "alike": [
            (names[pair.first], names[pair.second], f"{100 * pair.share:.0f} %", ", ".join(titles[name] for name in pair.exercises))
            for pair in similarity.pairs(lesson)
        ],
        "too_few": WORDS["too-few"].format(fewest=similarity.FEWEST).in_(language)
        if sum(bool(one.answers) for one in lesson.learners) < similarity.FEWEST
        else "",
        "learners": [(names[one.id], f"{one.points:g}") for one in lesson.graded],
    }  # fmt: skip


def _name(who: Learner) -> str:
    return who.id if who.shown == who.id else f"{who.shown} ({who.id})"


def _of(count: int, everybody: int, language: str) -> str:
    return WORDS["of"].format(count=count, all=everybody).in_(language)


def _exercises(lesson: Lesson, language: str) -> Iterator[dict[str, Any]]:
    for one in lesson.asked:
        judged = [(who, score) for who in lesson.graded if (score := who.scores.get(one.name)) and not who.reason]
        unread = one.card is None and any(score.by_hand for _, score in judged)
        settled = [] if unread else [score.points for _, score in judged]
        card = one.card.id if one.card else ""
        minutes = [who.minutes[card] for who in lesson.learners if card in who.minutes]
        mean = statistics.fmean(settled) if settled else None
        yield {
            "name": one.name,
            "title": one.title.in_(language),
            "mean": mean,
            "average": "" if mean is None else WORDS["of-points"].format(points=round(mean, 2), most=one.most).in_(language),
            "full": sum(points >= one.most for points in settled),
            "untried": sum(who.diagnoses.get(card) == "not_attempted" for who in lesson.graded),
            "minutes": f"{statistics.median(minutes):.0f}" if minutes else "",
        }  # fmt: skip


def _mistakes(lesson: Lesson, language: str) -> Iterator[dict[str, Any]]:
    cards = {one.card.id: one.card for one in lesson.asked if one.card}
    known = {(card.id, wrong.name): wrong for card in cards.values() for wrong in card.misconceptions}
    found = Counter((card, name) for who in lesson.graded for card, name in who.diagnoses.items())
    for (card, name), count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        wrong = known.get((card, name))
        if wrong is not None:
            yield {
                "count": count,
                "title": cards[card].title.in_(language),
                "label": _sentence(wrong.label.in_(language)),
                "hint": _sentence(wrong.hint.in_(language)),
            }


def _sentence(text: str) -> Markup:
    """A card's sentence with its code and formulas drawn."""
    new_page()
    return Markup(markdown(text).strip().removeprefix("<p>").removesuffix("</p>"))  # cleaned


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
