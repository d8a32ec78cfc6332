"""What a function asks of its arguments, kept out of its body so that the body shows the idea alone.

`@require(p=fraction_below_one, rng=generator)` stands above a function; a call that breaks a rule ends in one sentence
that names the argument, what came and what was expected, before anything is computed. A rule looks at one argument, a
relation at several:

    @require(shapes(X="N D", W="D M", b="M"))
    def affine(X, W, b): ...
"""

from dlcourse._require.asking import lookup, refuse, require
from dlcourse._require.relations import caches, chained, invertible, labels, layers, same_length, same_shape, shapes
from dlcourse._require.rules import (
    array,
    fraction_below_one,
    function,
    generator,
    no_negatives,
    not_all_zero,
    not_negative,
    number,
    numbers,
    one_of,
    positive,
    shape_of,
    shares,
    signed,
    sizes_of,
    truth,
    unmasked,
    whole,
    whole_numbers,
    zero_to_one,
    zeros_and_ones,
)
from dlcourse._require.words import Complaint, Relation, Rule, class_advice, describe, reshaping

__all__ = [
    "Complaint",
    "Relation",
    "Rule",
    "array",
    "caches",
    "chained",
    "class_advice",
    "describe",
    "fraction_below_one",
    "function",
    "generator",
    "invertible",
    "labels",
    "layers",
    "lookup",
    "no_negatives",
    "not_all_zero",
    "not_negative",
    "number",
    "numbers",
    "one_of",
    "positive",
    "refuse",
    "require",
    "reshaping",
    "same_length",
    "same_shape",
    "shape_of",
    "shapes",
    "shares",
    "signed",
    "sizes_of",
    "truth",
    "unmasked",
    "whole",
    "whole_numbers",
    "zero_to_one",
    "zeros_and_ones",
]
