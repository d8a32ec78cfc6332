"""What a learner reads after grading: nbgrader's feedback pages, with our reports, in the learner's language, safe to open.

`safe` turns a stranger's text and outputs into HTML that does nothing; `page` arranges them. `autograder/config.py` hands both to nbgrader, so
that `nbgrader generate_feedback`, formgrader's button and `autograder feedback` make the same pages.
"""
