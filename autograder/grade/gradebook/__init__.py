"""nbgrader: its gradebook, its settings, its steps and the pages that it shows. It is the only room of grading, and with
`build.student` the only place in autograder, that imports nbgrader; it may know `judging` and the rooms below.
"""
