"""The code of a lesson's cells, for tests that run it."""

from pathlib import Path

from autograder.build import lesson as lessons

ROOT = Path(__file__).parents[2]


def cell(name: str, part: str) -> str:
    """The source of a lesson's only code cell that holds this part."""
    cells = lessons.read(ROOT / "solutions" / f"{name}.py", name).cells
    (found,) = [each.source.en for each in cells if each.role == "code" and part in each.source.en]
    return found
