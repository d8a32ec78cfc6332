"""A whole class at once: work items that carry everything they need, on any executor of `concurrent.futures`' kind.

An item is a released notebook and a submission's bytes; its result is a record. Workers touch no database and share no
disk, so they may be processes here or on other machines. A worker that dies takes its items along: they are given out
again, and one that keeps killing workers becomes a matter for review.
"""

import contextlib
import gc
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.util import Finalize

from autograder.errors import CourseError
from autograder.grade.judging.grader import BEGUN_AHEAD, Grader
from autograder.grade.judging.record import Record, for_review
from autograder.grade.wall.levels import Level
from autograder.grade.wall.sandbox import START, MissingError, SandboxError
from autograder.grade.workers.cluster import LostError
from dlcourse.exercises import Exercise
from dlcourse.language import Text

AHEAD = 3  # times a worker is given something before it needs it
AT_A_TIME = 8  # items that a worker gets at once, of which each begins while those before it are judged
MOST_TRIES = 2
_PAUSES = (1.0, 5.0, 20.0)  # seconds before a sandbox that did not start is tried again
LOST = Text(
    "The worker that judged this submission died {count} times, so it was not judged; that costs no points.",
    "이 제출물을 채점하던 작업 프로세스가 {count}번 종료되어 채점하지 못했습니다. 감점되지 않습니다.",
)

LOST_THERE = Text(
    "Every worker of the cluster that took this submission died, so it was not judged; that costs no points.",
    "이 제출물을 맡은 클러스터의 작업 프로세스가 모두 종료되어 채점하지 못했습니다. 감점되지 않습니다.",
)

_warm: dict[str, Grader] = {}
_alone_here = threading.Lock()  # a cluster's worker may have several threads, a sandbox takes one submission at a time


@dataclass(frozen=True)
class Item:
    """One submission to be judged."""

    student: str
    released: str  # the released notebook, as JSON
    data: bytes
    isolation: Level
    seed: int | None


def work(items: Sequence[Item]) -> list[Record]:
    """What a worker does with some items of a class: judge them in this process's warm sandboxes,
    each while the cells of the next ones run.
    """
    with _alone_here:
        return [
            _grader(item).grade(
                item.data,
                seed=item.seed,
                following=[after.data for after in items[number : number + BEGUN_AHEAD]],
            )
            for number, item in enumerate(items, start=1)
        ]


def _cards() -> Mapping[str, Exercise]:
    from dlcourse.exercises import CARDS  # while the warm processes load what they need

    return CARDS


def _grader(item: Item) -> Grader:
    key = hashlib.sha256(f"{item.isolation}:{item.released}".encode()).hexdigest()
    if key not in _warm:
        gc.collect()
        gc.freeze()  # what is loaded by now stays; looking through it again and again costs a tenth of the time
        _warm[key] = _ready(item)
        Finalize(None, _warm[key].close, exitpriority=10)  # a pool's process does not run what `atexit` was given
    return _warm[key]


def _ready(item: Item) -> Grader:
    """A grader with its walls built; a sandbox that did not start is tried again, with more patience each time."""
    for number, pause in enumerate((*_PAUSES, None), start=1):
        try:
            with contextlib.ExitStack() as unless_ready:
                made = Grader(json.loads(item.released), _cards, item.isolation, start=number * START)
                unless_ready.enter_context(made).get_ready(item.seed)
                unless_ready.pop_all()
            return made
        except SandboxError as error:
            if pause is None or isinstance(error, MissingError):
                raise
            time.sleep(pause)
    raise AssertionError  # the last try returned or raised


def get_ready(likely: Item) -> None:
    """Have the walls built for such items. If they are needed at all, and which, is decided later."""
    with contextlib.suppress(SandboxError):  # who needs it will hear of it
        _grader(likely)


def records(
    items: Iterable[Item],
    make: Callable[[], Executor],
    workers: int,
    do: Callable[[Sequence[Item]], list[Record]] = work,
    at_a_time: int = 1,
) -> Iterator[tuple[Item, Record]]:
    """Every item with its record, as they get done; a worker is given `at_a_time` of them."""
    every = iter(items)
    left = iter(lambda: list(islice(every, at_a_time)), [])
    executor = make()
    running: dict[Future[list[Record]], list[Item]] = {}
    try:
        while True:
            suspects = _give_out(left, executor, do, running, workers * AHEAD)
            if not running and not suspects:
                return
            done = wait(running, return_when=FIRST_COMPLETED).done if running else set()
            for future in done:
                if isinstance(future.exception(), LostError):
                    yield from (
                        (item, for_review(LOST_THERE, item.seed, item.isolation)) for item in running.pop(future)
                    )
                elif not isinstance(future.exception(), BrokenExecutor):
                    yield from zip(running.pop(future), _records_of(future), strict=True)
                else:
                    suspects += running.pop(future)
            if suspects:  # nobody knows whose item killed the worker: all of them run one by one, the rest goes on
                suspects += chain.from_iterable(running.values())
                running.clear()
                executor.shutdown(wait=False, cancel_futures=True)
                yield from _alone(suspects, make, do)
                executor = make()
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _records_of(future: "Future[list[Record]]") -> list[Record]:
    """What a worker made; a sentence where no wall could be built for it."""
    try:
        return future.result()
    except SandboxError as error:
        raise CourseError(
            where="autograder grade",
            what=str(error),
            fix="run autograder doctor; when the machine is less busy run the command again: it goes on where it stopped",
        ) from error


def _give_out(
    left: Iterator[list[Item]],
    executor: Executor,
    do: Callable[[Sequence[Item]], list[Record]],
    running: dict[Future[list[Record]], list[Item]],
    most: int,
) -> list[Item]:
    """Keep the workers busy; what was taken out for an executor that is already broken comes back."""
    while len(running) < most:
        some = next(left, [])
        if not some:
            break
        try:
            running[executor.submit(do, some)] = some
        except BrokenExecutor:
            return some
    return []


def _alone(
    suspects: Iterable[Item], make: Callable[[], Executor], do: Callable[[Sequence[Item]], list[Record]]
) -> Iterator[tuple[Item, Record]]:
    executor = make()
    try:
        for item in suspects:
            record = for_review(LOST.format(count=MOST_TRIES + 1), item.seed, item.isolation)
            for _ in range(MOST_TRIES):
                try:
                    [record] = _records_of(executor.submit(do, [item]))
                    break
                except BrokenExecutor:
                    executor.shutdown(wait=False, cancel_futures=True)
                    executor = make()
            yield item, record
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
