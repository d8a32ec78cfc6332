"""One call of a learner's function: timed, watched, on copies of the inputs, whatever it does."""

import dataclasses
import functools
import sys
import threading
import time
import warnings

import numpy as np
import pytest
from made_up import CARD, CASES, verdict

from dlcourse import busy, time_limit
from dlcourse.exercises.call import asking, call, parameter_names, standing_in, text_of
from dlcourse.exercises.card import Case
from dlcourse.exercises.outcome import Outcome, Strange
from dlcourse.language import Text
from dlcourse.time_limit import Allowance, TimeUp, on_the_clock


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """The clock's limits as on a machine without neighbours."""
    monkeypatch.setattr(busy, "slowness", lambda: 1.0)


def forever(x, by=1.0):
    while True:
        pass


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
                time.sleep(60)
            except BaseException:
                pass
        return x + by

    start = time.monotonic()
    verdict(stubborn, dataclasses.replace(CARD, seconds=0.2, cases=lambda rng: CASES[:1]))
    assert time.monotonic() - start < 60


@pytest.mark.parametrize("rings", ["an alarm", "a watching thread"])
def test_time_that_is_up_is_no_other_error(rings, monkeypatch):
    if rings == "a watching thread":
        monkeypatch.delattr(time_limit.signal, "setitimer")

    def turned():
        try:
            works(5)
        except TimeUp:
            raise ValueError("made of it by somebody") from None

    with pytest.raises(TimeUp) as caught, time_limit.limit(0.05, 5.0):
        turned()
    assert isinstance(caught.value.__cause__, ValueError)
    with pytest.raises(ValueError, match="their own"), time_limit.limit(5.0, 5.0):
        raise ValueError("their own")


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


# --- inputs ---------------------------------------------------------------------------------------------------------


def asked(function, *args, seconds=2.0, card=CARD, **kwargs):
    """What one call of a function comes to."""
    case = Case(Text("a", "가"), args, kwargs)
    return call(function, case, parameter_names(card.reference), Allowance(seconds))


CHANGES = {
    "a number of an array": (np.arange(3.0), lambda v: v.__setitem__(0, 9)),
    "the shape of an array": (np.arange(4.0), lambda v: setattr(v, "shape", (2, 2))),
    "an array in a list": ([1, np.zeros(2)], lambda v: v[1].__setitem__(0, 9)),
    "the length of a list": ([1], lambda v: v.append(2)),
    "an array in a tuple": ((1, np.zeros(2)), lambda v: v[1].__iadd__(1)),
    "an array in a list in a list": ([[np.zeros(2)]], lambda v: v[0].__setitem__(0, np.ones(2))),
    "a list for a tuple": ([(1,)], lambda v: v.__setitem__(0, [1])),
    "a key of a dictionary": ({"a": 1}, lambda v: v.update(b=2)),
    "an array in a dictionary": ({"a": np.zeros(2)}, lambda v: v["a"].__iadd__(1)),
    "a missing key": ({"a": 1, "b": 1}, lambda v: v.pop("a")),
    "the kind of number": ([np.zeros(2)], lambda v: v.__setitem__(0, np.zeros(2, np.int64))),
    "the class of an array": ([np.zeros(2)], lambda v: v.__setitem__(0, np.ma.zeros(2))),
}  # fmt: skip  # a table


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("word", [False, True])
def test_a_changed_input_is_noticed_and_the_case_keeps_its_own(what, word):
    value, change = CHANGES[what]
    before = repr(value)

    def changes(x, by=1.0):
        change(by if word else x)
        return 1

    got = asked(changes, 0, by=value) if word else asked(changes, value)
    assert (got.status, got.changed) == ("returned", ("by" if word else "x",))
    assert repr(value) == before
    assert asked(lambda x, by=1.0: 1, value, by=value).changed == ()


def test_changed_inputs_are_called_by_name_or_place():
    def changes(*all_of_them, by=None):
        for one in (*all_of_them, by):
            one += 1

    arrays = [np.zeros(1) for _ in range(4)]
    assert asked(changes, *arrays[:3], by=arrays[3]).changed == ("x", "by", "3", "by")
    assert asked(lambda x, y, by: y.fill(1), arrays[0], arrays[1], by=1).changed == ("by",)


# --- what happened --------------------------------------------------------------------------------------------------


def test_what_the_course_cannot_ask_is_no_function():
    ask = asking(CARD, [1, {2}])
    assert ask(CASES[0]) == Outcome("not-callable", value=[1, Strange("set")])


def works(seconds):
    """Keep the processor busy for so long, whatever else the machine does."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_the_seconds_are_for_all_cases_together(monkeypatch):
    monkeypatch.setattr(busy, "slowness", lambda: 20.0)  # the processor's limit rings here, never the clock's
    card = dataclasses.replace(CARD, seconds=0.3)
    ask = asking(card, lambda x, by=1.0: works(0.2))
    assert [ask(case).status for case in CASES] == ["returned", "timed-out", "timed-out", "timed-out"]


def test_a_function_that_waits_is_ended_by_the_clock():
    """Waiting costs the processor nothing: on a busy machine everybody waits."""
    assert [on_the_clock(seconds) for seconds in (0.1, 4.0, 15.0)] == [0.5, 20.0, 31.0]
    card = dataclasses.replace(CARD, seconds=0.4)  # two seconds on the clock
    ask = asking(card, lambda x, by=1.0: time.sleep(0.8))
    assert [ask(case).status for case in CASES] == ["returned", "returned", "timed-out", "timed-out"]


def test_a_busy_machine_takes_nobodys_time():
    """Others have the processor for three quarters of the time, and the answer is as good as on a quiet one."""
    card = dataclasses.replace(CARD, seconds=3.0)

    def slow(x, by=1.0):
        for _ in range(4):
            works(0.02)
            time.sleep(0.06)  # as if another process ran
        return x + by

    assert verdict(slow, card).status == "passed"


def test_the_whole_time_is_given():
    assert asked(lambda x: time.sleep(0.15), 1, seconds=0.6).status == "returned"


def loud(text, then=None):
    def function(x):
        print(text, end="")
        print("!", end="", file=sys.stderr)
        if then is not None:
            raise then

    return function


@pytest.mark.parametrize(
    ("then", "status"),
    [
        (None, "returned"),
        (ValueError("no"), "raised"),
        (NotImplementedError(), "not-attempted"),
        (SystemExit(2), "raised"),
    ],
)
def test_what_was_printed_is_kept_whatever_happened(then, status, capsys):
    got = asked(loud("hello", then), 1)
    assert (got.status, got.printed) == (status, "hello!")
    assert capsys.readouterr() == ("", "")


def test_what_was_printed_before_the_time_was_up_is_kept():
    def slow(x):
        print("begun")
        time.sleep(9)

    got = asked(slow, 1, seconds=0.1)
    assert (got.status, got.printed) == ("timed-out", "begun\n")


@pytest.mark.parametrize("length", [0, 1, 1_999, 2_000, 2_001, 5_000])
@pytest.mark.parametrize("step", [1, 7, 10_000])
def test_two_thousand_characters_are_kept_and_a_dot_stands_for_the_rest(length, step):
    def prints(x):
        for start in range(0, length, step):
            assert sys.stdout.write("x" * min(step, length - start)) == min(step, length - start)
        assert sys.stdout.writable()

    got = asked(prints, 1)
    assert (got.status, got.printed) == ("returned", "x" * min(length, 2_000) + ("…" if length > 2_000 else ""))


def test_warnings_of_floating_point_are_kept_and_others_are_not():
    def warns(x):
        warnings.warn("old", DeprecationWarning, stacklevel=1)
        warnings.warn("mine", UserWarning, stacklevel=1)
        return np.log(x), 1 / x, np.exp(-1000.0 / (x + 1)), np.exp(x + 1000), np.sqrt(x - 1)

    got = asked(warns, np.zeros(1))
    assert got.warnings == (
        "divide by zero encountered in log",
        "divide by zero encountered in divide",
        "overflow encountered in exp",
        "invalid value encountered in sqrt",
    )


def test_a_driver_calls_the_function():
    def drive(function, start, times):
        for _ in range(times):
            start = function(start)
        return start

    got = call(lambda x: 2 * x, Case(Text("a", "가"), (1,), {"times": 3}, call=drive), ("x",), Allowance(2.0))
    assert (got.status, got.value, got.changed) == ("returned", 8, ())


# --- errors ---------------------------------------------------------------------------------------------------------


def helper(x):
    return x["no"]


def asks_a_helper(x):
    y = x

    return helper(y)


def asks_numpy(x):
    return np.linalg.inv(np.zeros((2, 3)))


def test_the_last_line_of_the_learners_own_is_told():
    assert asked(asks_numpy, 1).error.line == 2
    assert asked(asks_numpy, 1).error.source == "return np.linalg.inv(np.zeros((2, 3)))"
    error = asked(asks_a_helper, {}).error
    # the line number would be one of another cell, but the line itself is the learner's
    assert (error.type_name, error.message, error.line, error.source) == ("KeyError", "'no'", None, 'return x["no"]')


def test_an_error_in_no_line_of_the_learners_own():
    error = asked(int, "a").error
    assert (error.type_name, error.line, error.source) == ("ValueError", None, "")


@functools.cache
def decorated(x):
    raise ValueError("deep inside")


def test_the_text_of_a_function_is_what_its_file_has_and_nothing_where_nobody_kept_it():
    def inner(x):
        return x + 1

    @functools.wraps(inner)
    def around(x):
        return 7

    text = "def inner(x):\n    return x + 1\n"
    assert text_of(inner) == text_of(around) == text
    assert [text_of(one) for one in (len, np.add, 3, eval("lambda x: x"))] == [""] * 4


def test_an_error_is_looked_for_behind_a_decorator():
    error = asked(decorated, 1).error
    assert (error.line, error.source) == (3, 'raise ValueError("deep inside")')


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("", ""), ("  \n ", ""), ("one\ntwo", "one"), ("\n\n one\n two", "one"), ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
    ],
)  # fmt: skip  # a table
def test_a_message_is_one_short_line(message, shown):
    def fails(x):
        raise ValueError(message)

    assert asked(fails, 1).error.message == shown


# --- stand-ins ------------------------------------------------------------------------------------------------------


def test_stand_ins_leave_as_they_came():
    names = {"a": 1, "b": 2}

    def stopped():
        with standing_in(names, {"a": 10, "c": 30}):
            assert names == {"a": 10, "b": 2, "c": 30}
            names["b"] = 5
            raise ValueError("out")

    with pytest.raises(ValueError, match="out"):
        stopped()
    assert names == {"a": 1, "b": 5}
    with standing_in(names, {"a": 10}):
        del names["a"]
    assert names == {"a": 1, "b": 5}
