"""The 2-2-2 network of the worked example, as pictures draw it: where its units stand, and which edge has which weight."""

# x to the right, y upwards, in the axes' own numbers
UNITS = {
    "x1": (0.8, 3.3),
    "x2": (0.8, 0.9),
    "h1": (3.7, 3.3),
    "h2": (3.7, 0.9),
    "o1": (6.6, 3.3),
    "o2": (6.6, 0.9),
    "E": (9.2, 2.1),
}
# the edge of each weight, from unit to unit; the last two lead to the error and have none
EDGES = {
    "w1": ("x1", "h1"),
    "w2": ("x2", "h1"),
    "w3": ("x1", "h2"),
    "w4": ("x2", "h2"),
    "w5": ("h1", "o1"),
    "w6": ("h2", "o1"),
    "w7": ("h1", "o2"),
    "w8": ("h2", "o2"),
    "e1": ("o1", "E"),
    "e2": ("o2", "E"),
}
