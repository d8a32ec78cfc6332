"""The course's own answer, for those who have read all three hints: its source, and one line on what to look at in it."""

import ast
import inspect
import os
import textwrap

from dlcourse.exercises.card import Exercise
from dlcourse.exercises.hints import HintNote
from dlcourse.language import LANGUAGES, Text
from dlcourse.record.progress import Entry

NOT_YET = Text(
    'The answer opens after the third hint. Hints cost nothing: run `hint("{id}")`, and try again after each one.',
    '풀이는 세 번째 힌트 다음에 열립니다. 힌트를 봐도 점수가 깎이지 않습니다. `hint("{id}")`를 실행하고, 힌트마다 다시 한번 풀어 보세요.',
)
CLOSED = Text(
    "Answers stay closed while nbgrader runs the notebook.",
    "nbgrader가 노트북을 실행하는 동안에는 풀이를 열 수 없습니다.",
)
TITLE = Text("**One way to write it: {title}**", "**풀이 한 가지: {title}**")
LOOK_BACK = Text(
    "**What to look at.** A check of yours once said “{label}”. Find the place in these lines that decides it: {hint}",
    "**눈여겨볼 곳.** 앞선 점검에서 “{label}”라는 결과가 나온 적이 있습니다. 아래 코드에서 그 차이를 만드는 곳을 찾아보세요. {hint}",
)
LOOK = Text(
    "**What to look at.** Find the lines that answer the first hint: {hint}",
    "**눈여겨볼 곳.** 아래 코드에서 첫 번째 힌트에 답하는 줄을 찾아보세요. {hint}",
)
CLOSE = Text(
    "Close it, and write it in your own words: that is the part that stays.",
    "이제 풀이를 접고 자신의 코드로 다시 작성해 보세요. 그래야 오래 남습니다.",
)

# asked when the process began, too: what a notebook does to its environment later changes nothing
_BEGAN_CLOSED = bool(os.environ.get("NBGRADER_EXECUTION"))


def closed() -> bool:
    """Whether nbgrader is grading or validating."""
    return _BEGAN_CLOSED or bool(os.environ.get("NBGRADER_EXECUTION"))


def opened(card: Exercise, entry: Entry) -> HintNote:
    """The answer, and the one line; the line answers a mistake that this learner has made, if a check recognised one."""
    met = [mistake for mistake in card.misconceptions if mistake.name in entry.mistakes]
    look = LOOK_BACK.format(label=met[-1].label, hint=met[-1].hint) if met else LOOK.format(hint=card.hints[0])
    title = TITLE.format(title=card.title)
    halves = {
        language: "\n\n".join(
            [title.in_(language), look.in_(language), f"```python\n{source(card)}\n```", CLOSE.in_(language)]
        )
        for language in LANGUAGES
    }
    return HintNote(Text(**halves))


def source(card: Exercise) -> str:
    """The reference as a learner would write it: without the decorator that checks its arguments."""
    lines = textwrap.dedent(inspect.getsource(inspect.unwrap(card.reference)))
    (function,) = ast.parse(lines).body
    return "\n".join(lines.splitlines()[function.lineno - 1 :])
