from pathlib import Path

from autograder.config import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821  # nbgrader defines get_config
