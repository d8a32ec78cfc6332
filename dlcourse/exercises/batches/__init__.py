"""Exercises about mini-batches: deal the examples out in small shuffled groups, and count the steps this gives.

Any order is right, so no case looks at one draw: each case asks for a property that every right answer has and that a known mistake lacks.
"""
