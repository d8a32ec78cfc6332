"""Exercises of the linear model: least squares by the pseudo-inverse, with and without an intercept."""
