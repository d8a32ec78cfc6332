"""The process that runs one submission's cells, and has copies of itself answer for one exercise each.

Everything here shares a process with a stranger's code and may be turned round by it. That is expected: what it sends
can only be that submission's own answers, nothing secret is in reach, and the grader outside checks every frame.

`serve` runs cells and, for each exercise, forks a copy that calls the learner's function. What a call leaves behind
(changed variables, files it opened, patched libraries) ends with the copy. Where the grader knows that the cells can
leave nothing behind, it does without the copy.
"""

import contextlib
import gc
import os
import socket
import time
from collections.abc import Mapping
from typing import Any

from autograder.grade.inside.answering import Answerer
from autograder.grade.inside.copies import Copies
from autograder.grade.inside.notebook import Compiled, Notebook, Transform
from autograder.grade.wall import kernel
from autograder.grade.wall.channel import AHEAD, Channel, ClosedError
from dlcourse.exercises.call import standing_in

_OFTEN = 0.5  # seconds after which the grader hears of cells that were run


def serve(channel: Channel, transform: Transform, known: Compiled, *, confined: bool) -> None:
    """Do what the grader asks until it hangs up."""
    notebook = Notebook(transform, known)
    ourselves = os.getpid()
    copies = Copies()
    while True:
        message, descriptor = channel.receive_with_descriptor()
        if message["do"] == "run":
            told = time.monotonic()
            for number, source in message["cells"]:
                if source not in known or time.monotonic() > told + _OFTEN:  # it must be clear who did not come back
                    channel.flush()
                    told = time.monotonic()
                answer = notebook.run(number, source, message["seconds"], message["clock"])
                if os.getpid() != ourselves:  # a cell forked, and this is not the process that speaks
                    os._exit(0)
                channel.keep({"cell": number, **answer})
            channel.flush()
        elif message["do"] == "judge" and message["here"] and descriptor is not None:
            _answer_here(Answerer(_channel(descriptor), notebook.names, notebook.ran), message)
        elif message["do"] == "judge" and descriptor is not None:
            for number in message["over"]:
                copies.end(number)
            pid = copies.fork()
            if pid == 0:
                channel.close()
                _answer_and_end(descriptor, notebook, message, confined=confined)
            os.close(descriptor)
            copies.began(message["number"], pid)
        elif message["do"] == "ended":
            channel.send({"number": message["number"], "ended": copies.end(message["number"])})


def _channel(descriptor: int) -> Channel:
    return Channel(socket.socket(fileno=descriptor), ahead=AHEAD)


def _answer_and_end(descriptor: int, notebook: Notebook, message: Mapping[str, Any], *, confined: bool) -> None:
    """The life of a copy: answer for one exercise, then end without a trace."""
    try:
        gc.disable()  # it lives for a moment, and a collection would copy the memory it shares
        if confined:
            kernel.die_with_parent()
            kernel.refuse_calls(forks=False, signals=False)
        os.set_inheritable(descriptor, False)
        answerer = Answerer(_channel(descriptor), notebook.names, notebook.ran)
        answerer.prepare(message)
        while True:
            answerer.next()
    finally:
        os._exit(0)


def _answer_here(answerer: Answerer, message: Mapping[str, Any]) -> None:
    """Answer for one exercise without a copy, until it is told that this was all, or a call took too long."""
    channel, names = answerer.channel, answerer.names
    with contextlib.suppress(ClosedError), contextlib.closing(channel), standing_in(names, answerer.stand_ins(message)):
        answerer.prepare(message)
        while not answerer.late and (answerer.next() or {}).get("do") != "done":
            pass
        channel.flush()
