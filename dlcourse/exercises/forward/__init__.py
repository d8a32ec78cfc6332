"""Exercises of the forward pass: one layer, every number of a tiny network, and a whole network with its notes."""
