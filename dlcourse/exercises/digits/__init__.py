"""Exercises of the last lesson: from pixels to rows, answers, counts, a training run, and back to pixels.

Training draws random numbers, so any network that reads well enough is right: it is judged by what it reads on pictures it never saw.
"""
