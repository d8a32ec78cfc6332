"""What coming late costs, by the name that a class's `nbgrader_config.py` gives it: `autograder.late.PerDay`."""

from autograder.grade.gradebook.plugins import PerDay

__all__ = ["PerDay"]
