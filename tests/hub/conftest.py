"""One hub for all tests of this room, made once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the room's own helpers
sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))  # and the browser's

from place import Hub

from tests.ordinary import machine  # noqa: F401  # fixture


@pytest.fixture(scope="session")
def hub(machine):  # noqa: F811  # fixture
    """JupyterHub as the guide has it, running, with its accounts; nobody has logged in yet."""
    made = Hub(machine)
    try:
        made.build()
        made.start()
        yield made
    finally:
        made.close()
