"""Tests run side by side, each with one thread of linear algebra, and every test belongs to one tier (`tiers.py`)."""

import gc
import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

import tiers  # found by the line above

# threads of several tests would fight for the cores
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

# what tests make is gone with its last name; to look for circles among all the rest is a tenth of a worker's time
gc.set_threshold(50_000, 20, 20)

# kernels that tests start would otherwise write into the tester's own record of progress
os.environ["DLCOURSE_DATA"] = tempfile.mkdtemp(prefix="dlcourse-data-")

# no test is timed: a neighbour's load would decide
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

USUAL = "not rest"  # as pyproject.toml has it
FOLDERS = pytest.StashKey()


@pytest.fixture(autouse=True)
def every_test_leaves_the_language_as_it_was():
    """A command, like a lesson's first cell, chooses the language of its whole process."""
    from dlcourse import language

    before = language._chosen
    yield
    language._chosen = before


def pytest_xdist_auto_num_workers():
    """One more than there are cores: tests wait for limits of time that strangers' code runs into, and for what pages show."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config):
    """Whoever names a file or a test gets all of it, whatever its tier."""
    named = [word for word in config.args if word.partition("::")[0].endswith(".py")]
    if config.option.markexpr == USUAL and len(named) == len(config.args):
        config.option.markexpr = ""


def pytest_ignore_collect(collection_path, config):
    """`-m fast` reads no file without a fast test: other files import what only Linux has, or take long to import."""
    if config.option.markexpr != "fast":
        return None
    if collection_path.is_dir():
        fast = any(map(tiers.fast_file, collection_path.rglob("test_*.py")))
    else:
        fast = tiers.fast_file(collection_path)
    return None if fast else True


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path, parent):
    """A folder is collected as one, or files named in some orders stand in a second one without the fixtures of its conftest.py.

    pytest 9.1 gives them to the first one that it makes, and makes another for each file named beside the folder: pytest-dev/pytest#14971.
    """
    made = parent.config.stash.setdefault(FOLDERS, {})
    if (parent, path) not in made:
        made[parent, path] = pytest.Dir.from_parent(parent, path=path)
    return made[parent, path]


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Twenty thousand tests stay until the end: to look through them for rubbish, again and again, takes seconds of every worker."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Give every test its tier. Long ones begin first, so that no worker is left alone with one; fast files have the short ones of every tier."""
    given = {item: tiers.tier(item) for item in items}
    for item, tier in given.items():
        item.add_marker("all")
        item.add_marker(tier)
    items.sort(key=lambda item: (given[item] == "fast", tiers.fast_file(item.path)))
