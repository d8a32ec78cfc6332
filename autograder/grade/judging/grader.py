"""One submission's way to its grades: the notebook's bytes in, a record of plain data out.

The grader stands outside the wall. It never runs a stranger's line: it has the cells run inside,
sends the inputs of each case in, takes plain data out and lets the judge of the lessons decide.
"""

import contextlib
import dataclasses
import hashlib
import platform
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

import dlcourse
from autograder.grade.handed_in import match, reaching, redefined
from autograder.grade.handed_in.match import Master, Plan, RefusedError
from autograder.grade.handed_in.notes import RUNNING, both_languages
from autograder.grade.handed_in.pure import pure
from autograder.grade.judging.bounds import SECONDS, Memory
from autograder.grade.judging.process import NotebookProcess
from autograder.grade.judging.record import Record
from autograder.grade.judging.task import Task, Times
from autograder.grade.wall.kernel import Limits
from autograder.grade.wall.levels import Level
from autograder.grade.wall.sandbox import START, Sandbox, SandboxError, sweep
from dlcourse.exercises import Exercise, report
from dlcourse.exercises.double_jeopardy import StandIns, kinder
from dlcourse.exercises.judge import Verdict, judge
from dlcourse.exercises.outcome import Ask, Outcome, Strange
from dlcourse.language import LANGUAGES, Text
from dlcourse.time_limit import TimeUp, limit, on_the_clock
from dlcourse.widgets import TOPICS

REVIEW = {
    "protocol": Text(
        "The submission sent data that no answer consists of; please look at its cells.",
        "제출물이 답이 될 수 없는 데이터를 보냈습니다. 셀을 직접 확인해 주세요.",
    ),
    "unjudged": Text(
        "We tried twice and could not judge this submission; that is our fault and costs no points: {reason}",
        "두 번 시도했지만 이 제출물을 채점하지 못했습니다. 저희 쪽 문제이므로 감점되지 않습니다: {reason}",
    ),
}

_PAUSES = (1.0, 5.0)  # seconds before a sandbox that broke down is started again, once for each try
JUDGING = {
    "too-much": Text(
        "What “{title}” answered takes too much memory or time to be judged, so it counts as not solved.",
        "“{title}” 문제의 답은 채점하는 데 메모리나 시간이 너무 많이 들어 풀지 못한 것으로 처리했습니다.",
    ),
}

BEGUN_AHEAD = 2  # submissions whose cells run before their turn: a slow one is waited for while two others are judged
_AHEAD = 3  # exercises whose copies are at work before it is their turn


@dataclass(frozen=True)
class _Submission:
    """A notebook that was matched with the lesson, and the process that runs it."""

    plan: Plan
    mended: list[Text]  # while its file was read
    sandbox: Sandbox
    process: NotebookProcess


class Grader:
    """Grades submissions of one lesson, one after the other, in warm sandboxes. Use it in a `with` block."""

    def __init__(
        self,
        released: Mapping[str, Any],
        cards: Mapping[str, Exercise] | Callable[[], Mapping[str, Exercise]],
        level: Level,
        *,
        times: Times | None = None,
        limits: Limits | None = None,
        preload: Sequence[str] = (),
        start: float = START,
    ) -> None:
        """`start` are the seconds that a sandbox has to get ready."""
        sweep()  # what killed runs left
        course = match.course(released)
        self.level = level
        self.times = times or Times()
        self._start = start
        self._limits, self._course, self._preload = limits, course, (*_imported(course), *preload)
        self._sandboxes = [self._made()]  # they get ready while the cards are loaded
        self.cards = cards() if callable(cards) else cards
        self.master = match.master(released, self.cards)
        self._memory = Memory()
        self._tasks: dict[tuple[str, int], Task] = {}
        self._praise: dict[tuple[str, int], dict[str, dict[str, str]]] = {}
        self._ahead: list[tuple[bytes, _Submission]] = []  # submissions that were begun before their turn

    def grade(self, data: bytes, *, seed: int | None = None, following: Sequence[bytes] = ()) -> Record:
        """The record of one submission. It never raises for anything that a submission does.

        The cells of the `following` submissions run meanwhile, each behind a wall of its own, until their turn comes.
        """
        seed = secrets.randbits(32) if seed is None else seed
        record: Record = {
            "status": "review",
            "reason": None,
            "seed": seed,
            "isolation": self.level,
            "versions": {
                "dlcourse": dlcourse.__version__,
                "numpy": np.__version__,
                "python": platform.python_version(),
            },
            "scores": {},
            "answers": {},
            "notes": [],
            "seen": [],
        }
        try:
            submission = self._begun_ahead(data) or self._submission(data, self._sandboxes[0])
        except RefusedError as refused:
            return record | {"reason": both_languages(refused.reason)}
        reason = ""
        for pause in _PAUSES:
            try:
                return record | self._judged(submission, seed, following)
            except Exception as error:  # the sandbox broke down, or we made a mistake: the rest of the class goes on
                reason = f"{type(error).__name__}: {error}"
                if isinstance(error, SandboxError):  # a machine that is too busy to start one has time later
                    time.sleep(pause)
                    self._start += START
                with contextlib.suppress(Exception):  # whatever goes wrong in cleaning up, the class goes on
                    self._again()
                submission = self._submission(data, self._sandboxes[0])
        return record | {"reason": both_languages(REVIEW["unjudged"].format(reason=reason))}

    def get_ready(self, seed: int | None) -> None:
        """Do now what can be done before the first submission is there; a `SandboxError` where no wall can be built."""
        self._more(1 + BEGUN_AHEAD)
        if seed is not None:
            for card in self.master.exercises:
                self._task(card, seed)
        self._memory = Memory()  # with all that a submission finds
        for sandbox in self._sandboxes:
            sandbox.get_ready()

    def _more(self, count: int) -> None:
        while len(self._sandboxes) < count:
            self._sandboxes.append(self._made())

    def _submission(self, data: bytes, sandbox: Sandbox) -> _Submission:
        cells, notes = match.read_notebook(data)
        plan = match.plan(cells, self.master)
        names = [card.name for card in self.master.exercises]
        try:
            with self._memory.bounded():
                here = pure((text for _, text in plan.cells), self.master.course, names)
        except MemoryError:  # a text so long that looking into it takes too much proves nothing
            here = False
        return _Submission(plan, notes, sandbox, NotebookProcess(sandbox, plan, self.times, here=here))

    def _begun_ahead(self, data: bytes) -> _Submission | None:
        """This submission, if it was begun before its turn; others that were are let go of."""
        if self._ahead and self._ahead[0][0] is data:
            return self._ahead.pop(0)[1]
        for _, submission in self._ahead:
            submission.process.close()
        self._ahead.clear()
        return None

    def _begin(self, data: bytes, beside: Sandbox) -> None:
        """Have a submission's cells run behind a wall that is free. What goes wrong is seen when it is its turn."""
        taken = [beside, *(submission.sandbox for _, submission in self._ahead)]
        with contextlib.suppress(RefusedError, SandboxError, MemoryError):
            free = next(one for one in self._sandboxes if one not in taken)
            submission = self._submission(data, free)
            with contextlib.ExitStack() as unless_begun:
                unless_begun.callback(submission.process.close)
                submission.process.begin()
                unless_begun.pop_all()
            self._ahead.append((data, submission))

    def _judged(self, submission: _Submission, seed: int, following: Sequence[bytes]) -> Record:
        try:
            self._more(1 + len(following))
            tasks = [self._task(card, seed) for card in self.master.exercises]
            again = redefined.redefined(submission.plan, self.master.exercises)
            at_the_end = [task for task in tasks if task.card.id not in again]
            with self._memory.bounded():
                submission.process.start()
                for data in following[len(self._ahead) :]:
                    self._begin(data, submission.sandbox)
                scores = {
                    task.card.id: self._scored(submission, task, seed, at_the_end[number : number + _AHEAD])
                    for number, task in enumerate(at_the_end, start=1)
                }
        finally:
            submission.process.close()
        with self._memory.bounded():
            late = [task for task in tasks if task.card.id in again]
            scores |= self._at_their_checks(submission, late, again, seed)
        plan = submission.plan
        seen = reaching.seen(plan.cells, self.master.course, plan.places, self.master.exercises)
        said = [*submission.mended, *plan.notes, *submission.process.notes, *self._exceeded(submission.sandbox)]
        said += redefined.notes(again, self.master.exercises)
        flagged = submission.process.malformed
        return {
            "status": "review" if flagged else "graded",
            "reason": both_languages(REVIEW["protocol"]) if flagged else None,
            "scores": {Master.check(card): scores[card.id] for card in self.master.exercises},
            "answers": dict(plan.answers),
            "elsewhere": dict(plan.elsewhere),
            "joined": list(plan.joined),
            "cells": {Master.check(card): plan.source(card.id) for card in self.master.exercises},
            "untouched": list(plan.untouched),
            "places": dict(plan.places),
            "notes": [both_languages(note) for note in said],
            "seen": [both_languages(one) for one in seen],
            "ours": self._ours(submission),
        }

    def _ours(self, submission: _Submission) -> dict[str, dict[str, str]]:
        """The cells of the course's own that did not get to their end: a digest of the text -> what was noted."""
        stopped = submission.process.stopped
        texts = {number: text for number, text in submission.plan.cells if number in stopped}
        course = {text.strip() for text in self._course} if texts else set()
        return {
            hashlib.sha256(text.strip().encode("utf-8", "replace")).hexdigest(): both_languages(stopped[number])
            for number, text in texts.items()
            if text.strip() in course
        }

    def _exceeded(self, sandbox: Sandbox) -> Iterator[Text]:
        """What a submission had too much of, taken together; the next one begins without it."""
        limits = self._limits or Limits()
        for what in sorted(sandbox.watcher.exceeded):
            most = limits.together if what == "memory" else limits.temporary
            yield RUNNING[what].format(most=most >> 20, files=limits.files)
        sandbox.watcher.exceeded.clear()

    def _scored(self, submission: _Submission, task: Task, seed: int, following: Sequence[Task]) -> Record:
        """One exercise's part of the record, within the limits of judging; its answers are dropped with its verdict."""
        card = task.card
        known = len(task.exam.mistakes) if task.exam else 0
        for _ in range(2):
            used = time.process_time()
            try:
                with limit(SECONDS, 2 * on_the_clock(card.seconds) + 2 * SECONDS):
                    return self._score(self._verdict(submission, task, seed, following))
            except (MemoryError, TimeUp):
                pass
            finally:
                learnt = self._unspoilt(task) if time.process_time() - used >= SECONDS else known
            if learnt == known:
                break
            known = learnt  # the time went into finding out what mistakes do, which is known from now on
        submission.process.notes.append(JUDGING["too-much"].format(title=card.title))
        nothing = Outcome("returned", value=Strange("value too large to judge"))
        return self._score(judge(card, lambda case: nothing, seed=seed, prepared=task.exam))

    def _unspoilt(self, task: Task) -> int:
        """Forget of a mistake that it took too long, where it was our limit that ended it; how many outcomes are known."""
        if task.exam is None:
            return 0
        for key in [key for key, known in task.exam.mistakes.items() if known.status == "timed-out"]:
            del task.exam.mistakes[key]
        return len(task.exam.mistakes)

    def _at_their_checks(
        self, submission: _Submission, tasks: Sequence[Task], again: Mapping[str, tuple[str, int, int]], seed: int
    ) -> dict[str, Record]:
        """Judge the exercises that later cells give another meaning: run the notebook as far as each check, no further."""
        scores: dict[str, Record] = {}
        for check, group in groupby(tasks, key=lambda task: again[task.card.id][2]):
            cells = tuple(pair for pair in submission.plan.cells if pair[0] < check)
            plan = dataclasses.replace(submission.plan, cells=cells)
            process = NotebookProcess(submission.sandbox, plan, self.times, here=False)
            part = dataclasses.replace(submission, plan=plan, process=process)
            try:
                process.start()
                scores |= {task.card.id: self._scored(part, task, seed, ()) for task in group}
            finally:
                process.close()
            submission.process.malformed |= process.malformed
            submission.process.notes += [note for note in process.notes if note not in submission.process.notes]
        return scores

    def _verdict(self, submission: _Submission, task: Task, seed: int, following: Sequence[Task]) -> Verdict:
        """Judge one exercise while the following ones are asked."""
        source = submission.plan.source(task.card.id)

        def once(stand_ins: StandIns, above: float) -> Verdict:
            def decided(ask: Ask) -> Verdict:
                return judge(task.card, ask, seed=seed, prepared=task.exam, source=source, above=above)

            return submission.process.asked(task, stand_ins, () if stand_ins else following, decided)

        return kinder(task.card, self.cards, once)

    def _task(self, card: Exercise, seed: int) -> Task:
        """What a seed asks, kept for the next submission: a class has one seed."""
        if any(kept != seed for _, kept in self._tasks):
            self._tasks.clear()
        if (card.id, seed) not in self._tasks:
            self._tasks[card.id, seed] = Task.of(card, seed)
        return self._tasks[card.id, seed]

    def _score(self, verdict: Verdict) -> Record:
        """One exercise's part of the record. The released notebook says what it is worth."""
        most = self.master.points[verdict.card.id]
        share = verdict.points / verdict.card.points if verdict.card.points else 0.0
        return {
            "points": min(max(round(share * most, 2), 0.0), most),
            "most": most,
            "status": verdict.status,
            "diagnosis": verdict.diagnosis,
            "spared": list(verdict.spared),
            **self._report(verdict),
        }

    def _report(self, verdict: Verdict) -> dict[str, dict[str, str]]:
        """What the learner reads. Who has everything right and printed nothing reads what others of the class read."""
        usual = verdict.status == "passed" and not verdict.spared and not any(one.printed for one in verdict.results)
        key = verdict.card.id, verdict.seed
        if usual and key in self._praise:
            return self._praise[key]
        drawn = report.picture(verdict)
        made: dict[str, dict[str, str]] = {
            "text": {str(language): report.text(verdict, language) for language in LANGUAGES},
            "html": {str(language): report.html_with(drawn, verdict, language) for language in LANGUAGES},
        }
        if usual:
            self._praise = {known: said for known, said in self._praise.items() if known[1] == verdict.seed} | {
                key: made
            }
        return made

    def _again(self) -> None:
        self.close()
        self._ahead.clear()
        self._sandboxes = [self._made()]

    def _made(self) -> Sandbox:
        return Sandbox(
            self.level,
            limits=self._limits,
            preload=self._preload,
            course=self._course,
            wait=False,
            seconds=self._start,
        )

    def close(self) -> None:
        """Take the walls down."""
        for sandbox in self._sandboxes:
            sandbox.close()

    def __enter__(self) -> "Grader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _imported(course: Iterable[str]) -> Iterator[str]:
    """The course's modules that its cells need, so that no submission has to load them itself."""
    for source in course:
        yield from (f"dlcourse.{name}" for name in re.findall(r"^from dlcourse\.([\w.]+) import", source, re.MULTILINE))
        yield from (f"dlcourse.widgets.{name}" for name in re.findall(r"\bwidgets\.(\w+)\.", source) if name in TOPICS)
