"""The mathematics of the course, found by looking: who writes a new module joins by writing it."""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import dlcourse

OURS = ("dlcourse._require",)


def _imported(source):
    """The modules that a file imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def _is_concept(name, files):
    """Mathematics needs NumPy, the rules about arguments, and nothing else of ours."""
    wanted = {module for file in files for module in _imported(file.read_text(encoding="utf-8"))}
    ours = {module for module in wanted if module.split(".")[0] == "dlcourse"}
    alone = all(f"{module}.".startswith((*(f"{each}." for each in OURS), f"dlcourse.{name}.")) for module in ours)
    return "numpy" in wanted and alone


def _files(name):
    place = Path(dlcourse.__path__[0], name)
    return sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


MODULES = tuple(
    importlib.import_module(f"dlcourse.{found.name}")
    for found in pkgutil.iter_modules(dlcourse.__path__)
    if not found.name.startswith("_") and _is_concept(found.name, _files(found.name))
)


def _public(kind):
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": value
        for module in MODULES
        for name, value in vars(module).items()
        if kind(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }


CONCEPTS = _public(inspect.isfunction)
CLASSES = _public(inspect.isclass)
UNTAUGHT = {"optimizers.optimizer_named"}  # serves pictures and tests; no lesson asks for it
