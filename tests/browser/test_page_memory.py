"""A page does not grow, however many pictures it shows: some hundreds here, 10,000 in the benchmark."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import page_memory

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("page-memory")]


def test_a_page_does_not_grow(show, server):
    notebook = show(server.write("memory", {"stage": page_memory.CELL.strip()}))
    notebook.run_all()
    before, after, said = page_memory.moved(notebook, 300)
    assert notebook.troubles() == []
    assert {
        what: (before[what], after[what])
        for what, most in page_memory.MOST.items()
        if after[what] - before[what] > most
    } == {}
    assert said.startswith("300 pictures")
