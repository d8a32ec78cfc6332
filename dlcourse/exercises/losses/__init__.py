"""Exercises about losses: how wrong is an amount, how surprising is a class, and where a loss stops teaching."""
