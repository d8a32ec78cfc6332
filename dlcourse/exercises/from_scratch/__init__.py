"""The exercise without a stub: a network from an empty cell, judged by what it answers on rows that it never saw."""
