"""Pictures that answer "what happens if": `widgets.<topic>.<name>()` shows one, `widgets.ask(...)` asks a question.

This module loads nothing until a widget is asked for, so that importing it costs next to nothing.
"""

import importlib
from typing import Any

from dlcourse.widgets.registry import topics

TOPICS = topics()

__all__ = ["TOPICS", "ask", *TOPICS]  # every topic is a folder of this one


def __getattr__(name: str) -> Any:
    if name == "ask":
        return importlib.import_module("dlcourse.widgets.stage.show").ask
    if name in TOPICS:
        return importlib.import_module(f"dlcourse.widgets.{name}")
    raise AttributeError(f"dlcourse.widgets has no {name!r}, expected one of: ask, {', '.join(TOPICS)}.")


def __dir__() -> list[str]:
    return sorted(__all__)
