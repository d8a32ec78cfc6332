"""Exercises of the gradient check: measure a gradient that nobody has derived."""
