"""Grades for a platform, by the names that nbgrader's command and a class's `nbgrader_config.py`
give: `autograder.export.Moodle`, `Canvas`, `Blackboard` and `Brightspace`.
"""

from autograder.desk.platforms import Blackboard, Brightspace, Canvas, Moodle, Platform

__all__ = ["Blackboard", "Brightspace", "Canvas", "Moodle", "Platform"]
