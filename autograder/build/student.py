"""From the notebook with answers to the learner's: nbgrader's own steps, in nbgrader's own order, without its database.

They are the steps of `nbgrader generate_assignment` (a test asks both for the same bytes), so an instructor may use
either.
"""

from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader import preprocessors as step
from traitlets.config import Config

from autograder.build.notebook import parsed
from autograder.config import configure

STEPS = (
    step.LockCells,
    step.ClearSolutions,
    step.ClearOutput,
    step.CheckCellMetadata,
    step.ClearHiddenTests,
    step.ClearMarkScheme,
    step.ComputeChecksums,
    step.CheckCellMetadata,
)


def stripped(solution: str, language: str) -> str:
    """The learner's notebook, from the text of the one with answers."""
    config = Config()
    configure(config, language=language)
    config.Exporter.default_preprocessors = []
    exporter: Any = NotebookExporter(config=config)  # type: ignore[no-untyped-call]  # nbconvert carries no types
    for one in STEPS:
        exporter.register_preprocessor(one, enabled=True)
    text, _ = exporter.from_notebook_node(parsed(solution))
    return str(text)
