"""One call of a learner's function: timed, watched, on copies of the inputs, whatever it does."""

import dataclasses
import threading
import time

from made_up import CARD, CASES, verdict


def forever(x, by=1.0):
    while True:
        time.sleep(0.01)


def in_place(x, by=1.0):
    x += by
    return x


def test_a_flood_of_output_is_cut():
    def flood(x, by=1.0):
        for _ in range(10_000):
            print("x" * 100)
        return x + by

    assert len(verdict(flood).results[0].printed) == 2_001


def test_exit_does_not_end_the_notebook():
    def leave(x, by=1.0):
        raise SystemExit("bye")

    assert verdict(leave).failed[0].finding.facts["error"] == "SystemExit"


def test_a_swallowed_alarm_rings_again():
    def stubborn(x, by=1.0):
        for _ in range(2):
            try:
                time.sleep(5)
            except BaseException:
                pass
        return x + by

    start = time.monotonic()
    verdict(stubborn, dataclasses.replace(CARD, seconds=0.2, cases=lambda rng: CASES[:1]))
    assert time.monotonic() - start < 4


def test_the_limit_works_off_the_main_thread():

    seen = []
    card = dataclasses.replace(CARD, seconds=0.2, cases=lambda rng: CASES[:1])
    thread = threading.Thread(target=lambda: seen.append(verdict(forever, card).failed[0].finding.kind))
    thread.start()
    thread.join()
    assert seen == ["timed-out"]


def test_inputs_reach_every_case_untouched():
    verdict(in_place)
    assert CASES[0].args[0].tolist() == [1.0, -2.0]
