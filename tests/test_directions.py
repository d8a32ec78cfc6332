"""A concept stands alone: it can be cut out and put into a notebook, because it imports NumPy and nothing of ours."""

import ast
import sys
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[1] / "dlcourse"
# everything at the top of the package that is not a concept; a new module or folder is a concept unless it is named here
OTHER = {
    "__init__",
    "__main__",
    "busy",
    "files",
    "letters",
    "time_limit",
    "_require",
    "data",
    "datasets",
    "desk",
    "exercises",
    "jupyter",
    "language",
    "layers",
    "network",
    "own_functions",
    "record",
    "remedies",  # an experiment with networks
    "training",
    "widgets",
}
CONCEPTS = sorted(
    path
    for pattern in ("*.py", "*/*.py")
    for path in ROOM.glob(pattern)
    if path.relative_to(ROOM).with_suffix("").parts[0] not in OTHER
)
ALLOWED = ("numpy", "dlcourse._require", *sys.stdlib_module_names)


def imports(path):
    """Every module that a file imports, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module or '.'}.{alias.name}", node.lineno) for alias in node.names)


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda path: path.relative_to(ROOM).as_posix())
def test_a_concept_imports_numpy_alone(concept):
    own = f"dlcourse.{concept.relative_to(ROOM).with_suffix('').parts[0]}"  # a concept in several files is one concept
    for name, line in imports(concept):
        known = any(f"{name}.".startswith(f"{allowed}.") for allowed in (*ALLOWED, own))
        assert known, f"{concept.name}:{line} imports {name}; a concept imports NumPy and dlcourse._require only"


def test_there_are_concepts():
    assert {"perceptron", "linear", "shapes", "squashing"} <= {path.stem for path in CONCEPTS}


DOORS = {
    "jupytext": {"autograder/build/lesson.py"},
    "distributed": {"autograder/grade/workers/cluster.py"},
    "ipywidgets": "dlcourse/widgets/",
    "anywidget": "dlcourse/widgets/",
}


@pytest.mark.parametrize("library", DOORS)
def test_every_foreign_library_has_its_door(library):
    root = ROOM.parent
    doors = {
        path.relative_to(root).as_posix()
        for room in ("dlcourse", "autograder")
        for path in (root / room).rglob("*.py")
        for name, _ in imports(path)
        if f"{name}.".startswith(f"{library}.")
    }
    door = DOORS[library]
    allowed = {path for path in doors if path.startswith(door)} if isinstance(door, str) else door
    assert doors <= allowed
    assert doors
