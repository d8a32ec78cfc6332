"""Exercises of the second lesson: XOR from gates and from two layers, what collapses, what is counted, what the hidden layer sees."""
