"""What separates the grader from strangers' code: the levels of the wall, the sandbox behind it, the kernel's part of
it, the line through it, and a probe that tries to get out. Of autograder it may know `errors` alone.
"""
