"""Which widgets there are, found by looking: a folder for each topic, in it a file for each widget, in that a function of the file's name.

So `widgets.activations.depth()` is the function `depth` in `activations/depth.py`, and whoever adds a widget adds its file: no list names it.
A file whose name begins with an underscore is no widget: what several of them share stands there. The folder `stage` is no topic.
"""

import ast
import importlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dlcourse.widgets.stage.scene import Scene

ROOM = Path(__file__).parent
STAGE = "stage"
FACE = "globals().update(widgets_in(__name__))"


def topics(room: Path = ROOM) -> tuple[str, ...]:
    """The names of the topics, sorted."""
    return tuple(sorted(path.parent.name for path in room.glob("*/__init__.py") if path.parent.name != STAGE))


def names(topic: str, room: Path = ROOM) -> tuple[str, ...]:
    """The names of a topic's widgets, sorted."""
    return tuple(sorted(path.stem for path in (room / topic).glob("[!_]*.py")))


def widgets_in(package: str) -> dict[str, Callable[..., Any]]:
    """The functions that show the widgets of a topic, by name; `package` is the topic's `__name__`.

    All at once and not one by one: a function then takes the place that importing its file has given to the module of the same name, and a
    warm process that loads a topic before a submission comes has loaded every widget of it.
    """
    topic = package.rpartition(".")[2]
    return {name: getattr(importlib.import_module(f"{package}.{name}"), name) for name in names(topic)}


def scenes() -> dict[str, "Scene"]:
    """Every scene, by topic and name: {"activations.depth": ...}."""
    every = [f"{topic}.{name}" for topic in topics() for name in names(topic)]
    found = {name: getattr(importlib.import_module(f"dlcourse.widgets.{name}"), "SCENE", None) for name in every}
    return {name: scene for name, scene in found.items() if scene is not None}


def problems(room: Path = ROOM) -> list[str]:
    """What keeps a widget from being found, a sentence for each: where, what was expected, what to do. Nothing is imported for it."""
    found = [*_loose(room), *_faceless(room)]
    titles: dict[str, str] = {}
    for path in sorted(room.rglob("*.py")):
        here = path.relative_to(room).parts
        if len(here) < 2 or path.name == "__init__.py":
            continue
        where = _called(room, path)
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            found.append(f"{where}:{error.lineno} is no Python ({error.msg}): correct that line.")
            continue
        made = _scenes(tree)
        found += _misplaced(room, path, tree, made)
        for title in _titles(made):
            if title in titles:
                found.append(
                    f'{where} has a scene with the title "{title}", which {titles[title]} has already: give it a title of its own.'
                )
            titles.setdefault(title, where)
    return found


def _loose(room: Path) -> Iterator[str]:
    for path in sorted(room.glob("*.py")):
        if path.stem in ("__init__", "registry"):
            continue
        where = _called(room, path)
        if (room / path.stem).is_dir():
            yield (
                f"{where} and the folder {_called(room, room / path.stem)}/ have one name, so the file is never found: move it into the folder."
            )
        else:
            yield f"{where} stands outside the topics: move it to {_called(room, room)}/<topic>/{path.name}."


def _faceless(room: Path) -> Iterator[str]:
    for folder in sorted(path for path in room.iterdir() if path.is_dir() and path.name not in (STAGE, "__pycache__")):
        if not any(folder.glob("*.py")):
            continue
        face = folder / "__init__.py"
        source = face.read_text(encoding="utf-8") if face.exists() else ""
        if not ast.get_docstring(ast.parse(source)) or FACE not in source:
            yield (
                f"{_called(room, folder)}/ has no face, expected an __init__.py with a docstring that ends in `{FACE}`: "
                f"copy {_called(room, room)}/linear/__init__.py and say what the pictures are of."
            )


def _misplaced(room: Path, path: Path, tree: ast.Module, made: Sequence[ast.Call]) -> Iterator[str]:
    where, (topic, *inside) = _called(room, path), path.relative_to(room).parts
    lines = [call.lineno for call in made]
    if topic == STAGE:
        if lines:
            yield f"{where}:{lines[0]} makes a scene, but the stage knows none: move it to {_called(room, room)}/<topic>/{path.name}."
    elif len(inside) > 1:
        yield f"{where} stands in a folder inside a topic, where nobody looks: move it to {_called(room, room / topic)}/{path.name}."
    elif path.name.startswith("_"):
        if lines:
            yield f"{where}:{lines[0]} makes a scene, but no file with an underscore is shown: rename it to {path.name.lstrip('_')}."
    elif not any(isinstance(node, ast.FunctionDef) and node.name == path.stem for node in tree.body):
        yield (
            f"{where} has no function {path.stem}(), which would show it: add one, or rename the file to _{path.name} if it is no widget."
        )
    elif len(lines) > 1:
        yield f"{where} makes {len(lines)} scenes, in lines {', '.join(map(str, lines))}: give each a file of its own."


def _scenes(tree: ast.Module) -> list[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Scene"]


def _titles(made: Sequence[ast.Call]) -> Iterator[str]:
    """The titles of a file's scenes in every language, as far as they are written out there."""
    for scene in made:
        for part in scene.keywords:
            if part.arg == "title" and isinstance(part.value, ast.Call):
                said = [word.value for word in part.value.args if isinstance(word, ast.Constant)]
                # one title may be written alike in two languages
                yield from dict.fromkeys(str(word) for word in said)


def _called(room: Path, path: Path) -> str:
    return path.relative_to(room.parents[1]).as_posix()
