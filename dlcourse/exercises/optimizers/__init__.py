"""Exercises about optimizers: five ways to turn a gradient into a step, and the loop that takes the steps.

One step cannot show what an optimizer remembers, so most cases take several steps in a row, with gradients that change, and
some with gradients as small as 1e-6, where a misplaced `eps` takes over.
"""
