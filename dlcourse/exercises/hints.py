"""Hints in three stages: each call goes one further, and the earlier ones stay in view."""

from dlcourse.exercises.card import Exercise
from dlcourse.exercises.report import Note
from dlcourse.language import Text

STAGES = (
    Text("Hint 1 of 3, the idea", "힌트 1/3, 생각의 실마리"),
    Text("Hint 2 of 3, the formula and its shapes", "힌트 2/3, 식과 형상"),
    Text("Hint 3 of 3, almost the code", "힌트 3/3, 코드에 가까운 설명"),
)
LAST = Text(
    "That was the last hint. Try once more with it. If you would rather read an answer now, this opens the course's own: "
    '`from dlcourse.exercises import solution; solution("{id}")`',
    "이것이 마지막 힌트입니다. 이 힌트로 한 번 더 해 보세요. 답을 읽어 보고 싶다면 다음 줄이 강의의 풀이를 엽니다. "
    '`from dlcourse.exercises import solution; solution("{id}")`',
)


class HintNote(Note):
    """Hints are Markdown, because they hold formulas."""

    def _repr_markdown_(self) -> str:
        return str(self.text)

    def _repr_html_(self) -> None:  # type: ignore[override]  # Markdown is wanted, and HTML would win over it
        return None


class Hints:
    """Which hints a learner has seen of each exercise."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def seen(self, card: Exercise) -> int:
        """How many hints of a card were shown."""
        return self._seen.get(card.id, 0)

    def next(self, card: Exercise) -> HintNote:
        """All hints up to the next one."""
        seen = self._seen[card.id] = min(self._seen.get(card.id, 0) + 1, len(card.hints))
        halves = {language: self._written(card, seen, language) for language in ("en", "ko")}
        return HintNote(Text(**halves))

    @staticmethod
    def _written(card: Exercise, seen: int, language: str) -> str:
        parts = [
            f"**{stage.in_(language)}.** {text.in_(language)}"
            for stage, text in zip(STAGES[:seen], card.hints[:seen], strict=True)
        ]
        if seen == len(card.hints):
            parts.append(LAST.format(id=card.id).in_(language))
        return "\n\n".join(parts)
