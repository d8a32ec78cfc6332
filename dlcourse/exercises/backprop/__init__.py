"""Exercises of back-propagation: one graph, one layer, one bend, one loss, one step by hand, a whole network, XOR."""
