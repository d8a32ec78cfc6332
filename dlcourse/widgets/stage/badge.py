"""The badge in the head of a stage: "your function" in a few words, lit from the moment on in which the learner's function draws.

Where it does not draw, the badge says why: it is not solved yet, it stopped, it is too slow. The note in the foot says the same at length.
"""

from dataclasses import dataclass

from dlcourse.language import Text
from dlcourse.widgets.stage.page import marked

LIT = Text("✓ your function", "✓ 내 함수")
PARTLY = Text("✓ your function ({mine} of {all})", "✓ 내 함수({all}개 중 {mine}개)")
NOT_YET = Text("the course's function: yours is not solved yet", "강의의 함수: 아직 풀지 않음")
STOPPED = Text("the course's function: yours stopped with an error", "강의의 함수: 내 함수가 오류로 멈춤")
UNFIT = Text("the course's function: yours returned what cannot be drawn", "강의의 함수: 내 함수의 결과를 그릴 수 없음")
TOO_SLOW = Text("the course's function: yours is too slow", "강의의 함수: 내 함수가 너무 느림")


@dataclass(frozen=True, slots=True)
class Note(Text):
    """The sentence on whose function calculates, with the few words that stand in the badge."""

    badge: Text


def badged(sentence: Text, badge: Text) -> Note:
    """A sentence with its badge."""
    return Note(sentence.en, sentence.ko, badge)


def badge_html(note: Note | None, language: str) -> str:
    """The badge as it stands on the page; nothing where a picture uses no function that learners write."""
    if note is None:
        return ""
    lit = note.badge.en.startswith("✓")
    css = "dlcourse-yours" if lit else "dlcourse-ours" if note.badge == NOT_YET else "dlcourse-fell"
    return f'<span class="{css}">{marked(note.badge.in_(language))}</span>'
