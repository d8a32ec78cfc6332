"""A whole class at once: work items that carry everything they need, on any executor of `concurrent.futures`' kind.

An item is a released notebook and a submission's bytes; its result is a record. Workers touch no database and share no
disk, so they may be processes here or on other machines. A worker that dies takes its items along: they are given out
again, and one that keeps killing workers becomes a matter for review.
"""

import gc
import hashlib
import json
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.util import Finalize
from typing import Any

from autograder.grade.cluster import LostError
from autograder.grade.sandbox import Level, kernel
from autograder.grade.worker import Grader, Record
from dlcourse.language import LANGUAGES, Text

AHEAD = 3  # items a worker that are given out before they are needed
MOST_TRIES = 2
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


def work(item: Item) -> Record:
    """What a worker does with an item: judge it in this process's warm sandbox."""
    from dlcourse.exercises import CARDS

    key = hashlib.sha256(f"{item.isolation}:{item.released}".encode()).hexdigest()
    with _alone_here:
        if key not in _warm:
            gc.collect()
            gc.freeze()  # what is loaded by now stays; looking through it again and again costs a tenth of the time
            _warm[key] = Grader(json.loads(item.released), CARDS, item.isolation)
            Finalize(None, _warm[key].close, exitpriority=10)  # a pool's process does not run what `atexit` was given
        return _warm[key].grade(item.data, seed=item.seed)


def local(workers: int) -> Executor:
    """Processes on this machine. They start afresh, so that they inherit nothing but what they need."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start, (os.getpid(),))


@contextmanager
def started(workers: int) -> Iterator[Callable[[], Executor]]:
    """Makes what `local` makes; the first one is on its way at once, to load what it needs while its maker does something else."""
    first = [local(workers)]
    for _ in range(workers):
        first[0].submit(_load)
    try:
        yield lambda: first.pop() if first else local(workers)
    finally:
        for unused in first:
            unused.shutdown(wait=True, cancel_futures=True)


def _load() -> None:
    import dlcourse.exercises  # noqa: F401  # the cards of all lessons


def _start(coordinator: int) -> None:
    if sys.platform == "linux":  # a coordinator that is killed takes its workers along, and they their sandboxes
        kernel.die_with_parent()
        if os.getppid() != coordinator:
            os._exit(1)
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")


def records(
    items: Iterable[Item], make: Callable[[], Executor], workers: int, do: Callable[[Item], Record] = work
) -> Iterator[tuple[Item, Record]]:
    """Every item with its record, as they get done."""
    left = iter(items)
    executor = make()
    running: dict[Future[Record], Item] = {}
    try:
        while True:
            suspects = _give_out(left, executor, do, running, workers * AHEAD)
            if not running and not suspects:
                return
            done = wait(running, return_when=FIRST_COMPLETED).done if running else set()
            for future in done:
                if isinstance(future.exception(), LostError):
                    item = running.pop(future)
                    yield item, unjudged(LOST_THERE, item.seed, item.isolation)
                elif not isinstance(future.exception(), BrokenExecutor):
                    yield running.pop(future), future.result()
                else:
                    suspects.append(running.pop(future))
            if suspects:  # nobody knows whose item killed the worker: all of them run one by one, the rest goes on
                suspects += running.values()
                running.clear()
                executor.shutdown(wait=False, cancel_futures=True)
                yield from _alone(suspects, make, do)
                executor = make()
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _give_out(
    left: Iterator[Item],
    executor: Executor,
    do: Callable[[Item], Record],
    running: dict[Future[Record], Item],
    most: int,
) -> list[Item]:
    """Keep the workers busy; an item that was taken out for an executor that is already broken comes back."""
    while len(running) < most:
        item = next(left, None)
        if item is None:
            break
        try:
            running[executor.submit(do, item)] = item
        except BrokenExecutor:
            return [item]
    return []


def _alone(
    suspects: Iterable[Item], make: Callable[[], Executor], do: Callable[[Item], Record]
) -> Iterator[tuple[Item, Record]]:
    executor = make()
    try:
        for item in suspects:
            record = unjudged(LOST.format(count=MOST_TRIES + 1), item.seed, item.isolation)
            for _ in range(MOST_TRIES):
                try:
                    record = executor.submit(do, item).result()
                    break
                except BrokenExecutor:
                    executor.shutdown(wait=False, cancel_futures=True)
                    executor = make()
            yield item, record
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def unjudged(reason: Text, seed: int | None, isolation: str) -> Record:
    """The record of a submission that could not be judged, for a person to look at."""
    both: Mapping[str, Any] = {language: reason.in_(language) for language in LANGUAGES}
    return {
        "status": "review",
        "reason": both,
        "seed": seed,
        "isolation": isolation,
        "versions": {},
        "scores": {},
        "answers": {},
        "notes": [],
    }
