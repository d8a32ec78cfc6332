"""`python -m dlcourse`, for where the command itself is not on the path, as often on Windows."""

import sys

from dlcourse.desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
