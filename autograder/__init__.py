"""autograder: what an author or instructor runs: build, release, collect, grade, feedback, report, demo."""
