"""Exercises of regularization: split, penalize, drop, normalize, stop in time, and show pictures a little elsewhere.

Splitting and dropout are random, so many different answers are right. They are judged by properties that every right
answer has, whatever order it draws its random numbers in; the bounds lie so far out that chance does not reach them.
"""
