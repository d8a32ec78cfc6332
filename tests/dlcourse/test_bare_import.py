"""A learner's functions and checks need NumPy alone; widgets and notebooks come on top."""

import subprocess
import sys

BARE = """
import importlib.abc, pkgutil, sys

class OnlyNumpy(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in ("numpy", "dlcourse") or top in sys.stdlib_module_names:
            return None
        raise ModuleNotFoundError(f"{name} is not NumPy")

sys.meta_path.insert(0, OnlyNumpy())
import dlcourse
light = sorted(m for m in sys.modules if m.startswith("dlcourse"))
assert light == ["dlcourse"], light
for found in pkgutil.walk_packages(dlcourse.__path__, "dlcourse."):
    if not found.name.startswith("dlcourse.widgets.") and ".data." not in found.name:
        __import__(found.name)
from dlcourse.exercises import check
from dlcourse.perceptron import step as reference

def step(x):
    return (x >= 0).astype(int)

print(check("step"))
"""


def test_everything_but_widgets_works_with_numpy_alone():
    done = subprocess.run([sys.executable, "-I", "-c", BARE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "1.5 of 2 points" in done.stdout, done.stdout
