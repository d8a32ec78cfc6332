"""Pictures you can move: one module a concept, each with an `explore()` that returns a widget for the notebook.

Nothing is loaded before it is asked for: `from dlcourse import widgets` is free, `widgets.perceptron` loads ipywidgets and matplotlib.
"""

import importlib
from typing import Any

__all__ = ["ask", "linear", "perceptron", "shapes"]


def __getattr__(name: str) -> Any:
    if name == "ask":
        return importlib.import_module("dlcourse.widgets._stage").ask
    if name in __all__:
        return importlib.import_module(f"dlcourse.widgets.{name}")
    raise AttributeError(f"dlcourse.widgets has no {name!r}; it has: {', '.join(__all__)}.")
