"""Widgets are found by looking, and what keeps one from being found is told in a sentence."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dlcourse import widgets
from dlcourse.widgets import registry

ROOT = Path(registry.__file__).parents[2]
FACE = f'"""Pictures."""\n\n{registry.FACE}\n'
SCENE = 'SCENE = Scene(title=Text("{en}", "{ko}"))\n\n\ndef {name}():\n    return show(SCENE)\n'


@pytest.fixture
def room(tmp_path):
    """A small room of widgets that is as it should be."""
    room = tmp_path / "dlcourse" / "widgets"
    for topic, name in (("pooling", "explore"), ("pooling", "drop"), ("stage", "scene")):
        (room / topic).mkdir(parents=True, exist_ok=True)
        (room / topic / "__init__.py").write_text(FACE)
        scene = SCENE.format(name=name, en=f"{name}", ko=f"{name}")
        (room / topic / f"{name}.py").write_text(scene if topic != "stage" else "class Scene: ...\n")
    (room / "__init__.py").write_text("")
    (room / "registry.py").write_text("")
    (room / "pooling" / "_shared.py").write_text("SIDE = 3\n")
    return room


def test_every_widget_of_the_course_is_found():
    assert registry.problems() == []
    shown = {f"{topic}.{name}" for topic in widgets.TOPICS for name in registry.names(topic)}
    assert len(shown) >= 42
    assert set(registry.scenes()) == shown - {"dashboard.save"}


def test_lessons_call_widgets_that_there_are():
    called = {
        call
        for lesson in (ROOT / "solutions").glob("*.py")
        for call in re.findall(r"\bwidgets\.(\w+\.\w+)\(", lesson.read_text(encoding="utf-8"))
    }
    assert {"activations.depth", "digits.draw", "playground.explore"} <= called
    known = {f"{topic}.{name}" for topic in widgets.TOPICS for name in registry.names(topic)}
    assert called <= known


def test_a_function_stands_where_its_file_has_been_imported():
    # importing a file puts the module at its name; a learner calls what stands there
    from dlcourse.widgets.activations.depth import SCENE as DEPTH

    assert DEPTH.title.en
    assert widgets.activations.depth.__name__ == "depth"
    assert all(
        callable(getattr(getattr(widgets, topic), name)) for topic in widgets.TOPICS for name in registry.names(topic)
    )


def test_looking_needs_neither_matplotlib_nor_a_widget():
    code = "import sys; from dlcourse.widgets import registry; assert registry.problems() == []; print(sorted(m for m in sys.modules if m.startswith(('matplotlib', 'ipywidgets', 'dlcourse.widgets.'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("['dlcourse.widgets.registry']\n", "")


def test_a_room_in_order_has_no_problem(room):
    assert registry.problems(room) == []
    assert (registry.topics(room), registry.names("pooling", room)) == (("pooling",), ("drop", "explore"))


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (
            "relu.py",
            SCENE.format(name="relu", en="a", ko="가"),
            "dlcourse/widgets/relu.py stands outside the topics: move it to dlcourse/widgets/<topic>/relu.py.",
        ),
        (
            "pooling.py",
            "",
            "dlcourse/widgets/pooling.py and the folder dlcourse/widgets/pooling/ have one name, so the file is never found: move it into the folder.",
        ),
        (
            "strides/explore.py",
            SCENE.format(name="explore", en="a", ko="가"),
            "dlcourse/widgets/strides/ has no face, expected an __init__.py with a docstring that ends in `globals().update(widgets_in(__name__))`: copy dlcourse/widgets/linear/__init__.py and say what the pictures are of.",
        ),
        (
            "pooling/__init__.py",
            '"""Pictures."""\n',
            "dlcourse/widgets/pooling/ has no face, expected an __init__.py with a docstring that ends in `globals().update(widgets_in(__name__))`: copy dlcourse/widgets/linear/__init__.py and say what the pictures are of.",
        ),
        (
            "pooling/__init__.py",
            registry.FACE,
            "dlcourse/widgets/pooling/ has no face, expected an __init__.py with a docstring that ends in `globals().update(widgets_in(__name__))`: copy dlcourse/widgets/linear/__init__.py and say what the pictures are of.",
        ),
        (
            "pooling/more/most.py",
            SCENE.format(name="most", en="a", ko="가"),
            "dlcourse/widgets/pooling/more/most.py stands in a folder inside a topic, where nobody looks: move it to dlcourse/widgets/pooling/most.py.",
        ),
        (
            "pooling/most.py",
            SCENE.format(name="explore", en="a", ko="가"),
            "dlcourse/widgets/pooling/most.py has no function most(), which would show it: add one, or rename the file to _most.py if it is no widget.",
        ),
        (
            "pooling/_shared.py",
            SCENE.format(name="shared", en="a", ko="가"),
            "dlcourse/widgets/pooling/_shared.py:1 makes a scene, but no file with an underscore is shown: rename it to shared.py.",
        ),
        (
            "stage/most.py",
            SCENE.format(name="most", en="a", ko="가"),
            "dlcourse/widgets/stage/most.py:1 makes a scene, but the stage knows none: move it to dlcourse/widgets/<topic>/most.py.",
        ),
        (
            "pooling/most.py",
            f"ONE = Scene()\n{SCENE.format(name='most', en='a', ko='가')}",
            "dlcourse/widgets/pooling/most.py makes 2 scenes, in lines 1, 2: give each a file of its own.",
        ),
        (
            "pooling/most.py",
            SCENE.format(name="most", en="explore", ko="가"),
            'dlcourse/widgets/pooling/most.py has a scene with the title "explore", which dlcourse/widgets/pooling/explore.py has already: give it a title of its own.',
        ),
        (
            "pooling/most.py",
            "def most(:\n",
            "dlcourse/widgets/pooling/most.py:1 is no Python (invalid syntax): correct that line.",
        ),
    ],
)
def test_what_keeps_a_widget_from_being_found_is_told(room, path, text, said):
    (room / path).parent.mkdir(exist_ok=True)
    (room / path).write_text(text, encoding="utf-8")
    assert registry.problems(room) == [said]


def test_no_private_name_crosses_files():
    for path in registry.ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dlcourse"):
                private = [alias.name for alias in node.names if alias.name.startswith("_")]
                assert not private, f"{path.name}:{node.lineno} imports {private[0]}, which is private"
