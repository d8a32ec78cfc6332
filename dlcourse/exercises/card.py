"""The records an exercise is made of. A card is data: what is asked, on which inputs, and how learners go wrong.

Nothing here runs a learner's function or decides anything; `judge` does that, and `report` puts it into words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dlcourse.language import Text

# families of mistakes that learners meet again from lesson to lesson
TOPICS = frozenset(
    {
        *("shape.transposed", "shape.keepdims", "axis.wrong", "returns.none", "type.wrong", "not_attempted"),
        *("bias.missing", "bias.penalized", "sign.flipped", "boundary.zero", "hardcoded.value", "loop.not_vectorized"),
        *("reduce.sum_vs_mean", "scale.half", "scale.one_over_n", "stability.overflow", "stability.log_zero"),
        *("order.stale_update", "chain.missing_local", "chain.wrong_input", "state.not_returned", "inplace.mutation"),
        *("init.limit_as_std", "init.fan_swapped", "rng.global", "mode.train_test", "leak.validation"),
        *("opt.beta_swapped", "opt.t_offset", "opt.eps_place", "opt.square_missing"),
    }
)

# what a report may draw of a failed case (`drawn` has the rules of "auto")
PICTURES = ("auto", "none", "cells", "curve", "parts", "path")

Function = Callable[..., Any]
Arguments = Callable[[np.random.Generator], tuple["Case", ...]]


@dataclass(frozen=True)
class Case:
    """One call of the submitted function.

    `name` is what the learner reads. A hidden case shows its name and a hint, never its numbers. Cases marked `edge` (a boundary, an
    extreme, a scalar) cost a part of the points; every other case must pass for any points at all, so that no constant
    answer earns a share. `call(function, *args, **kwargs)` drives functions that need more than one plain call (several
    optimizer steps, a statistic over many draws). `silent` cases must not set off a floating-point warning.
    """

    name: Text
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    hidden: bool = False
    edge: bool = False
    silent: bool = False
    call: Function | None = None
    rtol: float = 1e-7
    atol: float = 1e-9


@dataclass(frozen=True)
class Misconception:
    """A mistake learners make: its name, a function that makes it, and the hint that answers it.

    A submission is diagnosed when it behaves as `wrong` does on every case, or, where many different answers share one
    mistake, when `shows(case, value)` says so for a plain case that failed with the right type, shape and parts. `variants` are other
    functions that make the same mistake: another constant, another way to write it. `name` is kebab-case and permanent; `label` is what the learner reads
    it as; `topic` is the family it belongs to, one of `TOPICS`.
    """

    name: str
    label: Text
    wrong: Function
    hint: Text
    topic: str
    shows: Callable[[Case, Any], bool] | None = None
    variants: tuple[Function, ...] = ()


@dataclass(frozen=True)
class Exercise:
    """A card: one function the learner writes, and all we know about it.

    `id` is kebab-case and permanent, without a lesson number. `accept(case, value)` replaces the comparison with the reference where more than one
    answer is right: it returns None, or the sentence that says what is wrong. `docstring_ko` is the Korean docstring of the stub;
    the English one is the reference's own. Zero points make an exercise a warm-up that is checked but not graded. `returns` names
    the parts of a returned tuple ("w", "b"), so that a report can say which one is wrong. `whole_floats` says that 3.0 may come
    where the reference gives 3: for tasks whose text does not ask for whole numbers. `picture` is one of `PICTURES`: which drawing stands in
    a report, "auto" where the values themselves say it and "none" where none should. Without `stub` the learner's cell is empty: neither
    `def` nor docstring stands in it, and the task alone says what is wanted.
    """

    id: str
    reference: Function
    points: float
    stars: int
    title: Text
    text: Text
    docstring_ko: str
    cases: Arguments
    misconceptions: tuple[Misconception, ...]
    alternatives: tuple[Function, ...]
    hints: tuple[Text, Text, Text]
    depends: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    accept: Callable[[Case, Any], Text | None] | None = None
    seconds: float = 4.0
    whole_floats: bool = False
    picture: str = "auto"
    stub: bool = True

    @property
    def name(self) -> str:
        """The function's name, as the learner writes it."""
        return str(self.reference.__name__)
