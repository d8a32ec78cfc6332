"""Exercises of the perceptron: decide, weigh, build gates, find the line, learn it, and see where lines end."""
