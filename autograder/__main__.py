"""`python -m autograder`, for where the command itself is not on the path, as often on Windows."""

import sys

from autograder.cli import main

if __name__ == "__main__":
    sys.exit(main())
