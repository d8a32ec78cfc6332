"""Inside the wall: the processes that run strangers' code, and that nobody trusts. Of autograder they may know `grade.wall`
alone, and nothing outside imports them: the wall starts `warm_process` by its name.
"""
