"""Outside the wall: here is decided what a submission gets, and no line of a stranger's is run. It may know `wall` and
`handed_in`, never `inside`; its files know each other in one direction only, from `grader` down to `task`.
"""
