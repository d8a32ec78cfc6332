"""What the cards of the optimizers lesson promise beyond every card: many steps, tiny gradients, and any order of the examples."""

import numpy as np
import pytest

from dlcourse import batches
from dlcourse.exercises import CARDS, verdict_on
from dlcourse.exercises.outcome import Outcome, Raised

MEMORY = {"momentum-step": 2, "adagrad-step": 2, "rmsprop-step": 2, "adam-step": 3}  # where a case holds its gradients


def gradients(card, place):
    """The gradients of every case that takes several steps."""
    return [case.args[place] for case in CARDS[card].cases(np.random.default_rng(1)) if case.call is not None]


@pytest.mark.parametrize(("card", "place"), MEMORY.items())
def test_a_step_with_memory_is_judged_over_three_changing_gradients_and_more(card, place):
    long = [g for g in gradients(card, place) if len(g) >= 3 and len({row.tobytes() for row in g}) == len(g)]
    assert len(long) >= 2


@pytest.mark.parametrize("card", ["adagrad-step", "rmsprop-step", "adam-step"])
def test_eps_under_the_root_shows_with_tiny_gradients_and_hides_with_usual_ones(card):
    wrong = next(m.wrong for m in CARDS[card].misconceptions if m.name == "eps-inside-the-root")
    failed = {result.case.name.en: result.finding is not None for result in verdict_on(card, wrong, seed=1).results}
    assert failed["three steps with tiny gradients"]
    assert not failed["the worked example"]


def test_two_errors_that_hide_each_other_in_adam_s_first_step_are_found_in_its_second():
    wrong = next(m.wrong for m in CARDS["adam-step"].misconceptions if m.name == "not-corrected-and-beta2-too-small")
    right, bent = (
        next(r.value for r in verdict_on("adam-step", f, seed=1).results if r.case.name.en == "the worked example")
        for f in (CARDS["adam-step"].reference, wrong)
    )
    np.testing.assert_allclose(bent[0][0], right[0][0], rtol=1e-6)  # eps is a larger share of a smaller root
    assert not np.allclose(bent[0][1], right[0][1], rtol=1e-2)


class ElsewhereError(Exception):
    """An error that happened in another process, as a grader tells it."""

    def __init__(self, name):
        super().__init__(name)
        self.outcome = Outcome("raised", error=Raised(name, ""))


class Distant:
    """A generator in another process: it can be asked for its next value, and nothing else."""

    def __init__(self, generator):
        self._generator = generator

    def send(self, value):
        try:
            return self._generator.send(value)
        except Exception as error:
            raise ElsewhereError(type(error).__name__) from None

    def __iter__(self):
        raise AssertionError("nobody can loop over this one")


def test_a_generator_may_live_in_another_process():
    def minibatches(X, y, size, *, rng):
        return Distant(batches.minibatches(X, y, size, rng=rng))

    assert verdict_on("minibatches", minibatches, seed=2).status == "passed"


def test_a_mistake_in_another_process_keeps_its_name():
    wrong = next(m.wrong for m in CARDS["minibatches"].misconceptions if m.name == "last-group-dropped")

    def minibatches(X, y, size, *, rng):
        return Distant(wrong(X, y, size, rng=rng))

    assert verdict_on("minibatches", minibatches, seed=2).diagnosis == "last-group-dropped"


def test_an_error_inside_the_generator_is_an_error_of_the_learner():
    def minibatches(X, y, size, *, rng):
        yield X[:size], y[:size]
        raise KeyError("who?")

    verdict = verdict_on("minibatches", minibatches, seed=2)
    assert {(r.finding.kind, r.finding.facts["error"]) for r in verdict.results} == {("raised", "KeyError")}


def test_an_endless_epoch_ends():
    def minibatches(X, y, size, *, rng):
        while True:
            yield X[:size], y[:size]

    verdict = verdict_on("minibatches", minibatches, seed=2)
    assert (verdict.status, verdict.points) == ("failed", 0.0)
    assert all(r.finding is None or r.finding.kind != "timed-out" for r in verdict.results)


@pytest.mark.parametrize("answer", [None, 7, "batches", np.zeros((3, 2)), zip([1], [2], strict=True)])
def test_what_is_no_list_of_groups_is_called_what_it_is(answer):
    finding = verdict_on("minibatches", lambda X, y, size, *, rng: answer, seed=2).failed[0].finding
    assert finding.kind in ("none", "not-accepted")
