"""The tools that read our code say yes: lint, format, types, directions of import."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent

GATES = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "directions": ["lint-imports"],
}


@pytest.mark.parametrize("gate", [pytest.param(gate, marks=[pytest.mark.rest] * (gate == "types")) for gate in GATES])
def test_the_gate_is_open(gate):
    tool, *words = GATES[gate]
    done = subprocess.run([BIN / tool, *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
