"""Exercises about where weights start: equal, random, orthogonal, and what the start does to a deep network.

Random answers are judged by their distribution, never by one seed's numbers: mean, standard deviation and shape of a hundred thousand draws, each
window so wide that a right answer misses it less than once in a million times. A second kind of case calls a function with
equal and with different seeds, and so sees whether the draws come from `rng` alone.
"""
