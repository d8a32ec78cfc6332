"""The shape of the house: files a person can read in one sitting, no circles of imports, private names that stay private."""

import ast
import subprocess
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 400  # lines of a file that holds one idea
PACKAGES = ("dlcourse", "autograder")


def tracked(pattern="*.py"):
    """The files that git keeps or would keep, so that an environment inside the folder does not count."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def too_long(files, most=LONGEST):
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    return [f"{path.name}: {length} lines" for path, length in lengths.items() if length > most]


def circles(arrows):
    """Every group of modules that can reach each other, given what each imports."""

    def reach(start):
        seen, ahead = set(), [*arrows[start]]
        while ahead:
            module = ahead.pop()
            if module not in seen:
                seen.add(module)
                ahead += arrows[module]
        return seen

    reached = {module: reach(module) for module in arrows}
    return sorted({tuple(sorted(m for m in arrows if m in reached[n] and n in reached[m])) for n in arrows} - {()})


def borrowed(source):
    """Private names of other modules that a file imports by name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGES):
            names = [alias.name for alias in node.names]
            yield from (f"{node.module}.{name}" for name in names if name.startswith("_") and not name.startswith("__"))


def test_no_file_written_by_hand_is_too_long():
    files = [path for path in tracked() if path.relative_to(ROOT).parts[0] != "solutions"]
    assert len(files) > 200
    assert too_long(files) == []


def test_a_file_that_is_too_long_is_seen(tmp_path):
    (tmp_path / "long.py").write_text("x = 1\n" * (LONGEST + 1), encoding="utf-8")
    (tmp_path / "short.py").write_text("x = 1\n" * LONGEST, encoding="utf-8")
    assert too_long(sorted(tmp_path.iterdir())) == ["long.py: 401 lines"]


def test_no_import_leads_back_to_where_it_came_from():
    """Imports inside functions count: a circle is a circle."""
    graph = grimp.build_graph(*PACKAGES)
    arrows = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(arrows) > 150
    assert circles(arrows) == []


def test_a_circle_is_seen():
    assert circles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}) == [("a", "b", "c")]


def test_a_private_name_stays_in_its_file():
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    found = {path.relative_to(ROOT).as_posix(): [*borrowed(path.read_text(encoding="utf-8"))] for path in files}
    modules = {"dlcourse._require"}  # a learner meets it in a traceback, and never imports it
    assert {path: names for path, names in found.items() if set(names) - modules} == {}


@pytest.mark.parametrize("line", ["from dlcourse.judge import _alike", "from autograder.cli import main, _parser"])
def test_a_borrowed_name_is_seen(line):
    assert len([*borrowed(line)]) == 1
