"""Grades for a platform, by the names that nbgrader's command and a class's `nbgrader_config.py` give: `autograder.export.Moodle`
and `autograder.export.Canvas`.
"""

from autograder.desk.platforms import Canvas, Moodle, Platform

__all__ = ["Canvas", "Moodle", "Platform"]
