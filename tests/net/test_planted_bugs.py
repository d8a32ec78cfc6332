"""The program that plants bugs is honest: what a test notices is caught, what none notices survives, and nothing else is touched."""

import ast
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import planted_bugs  # found by the line above
from breaks import breaks, chosen

TOY = '''"""A toy."""


def watched(x):
    """Twice, if it is large."""
    if x > 3 and x != 7:
        return 2 * x
    return f"{x + 1}"


def forgotten(x):
    y = [x, "a b c d e"]
    return y[1:]
'''
TESTS = """
from dlcourse.toy import watched

def test_watched():
    assert [watched(x) for x in (3, 4, 7)] == ["4", 8, "8"]
"""


def change(one):
    return one.unit, one.before, one.after


def test_every_break_is_another_program_and_changes_one_unit():
    for one in breaks(TOY):
        assert ast.dump(ast.parse(one.source)) != ast.dump(ast.parse(TOY))
        broken = {node.name: ast.dump(node) for node in ast.parse(one.source).body[1:]}
        whole = {node.name: ast.dump(node) for node in ast.parse(TOY).body[1:]}
        assert [name for name in whole if broken[name] != whole[name]] == [one.unit]
        assert TOY.split("\n")[one.line - 1].strip()


def test_the_usual_slips_are_among_them():
    made = {(one.kind, one.before, one.after) for one in breaks(TOY)}
    assert made >= {
        ("comparison", "x > 3", "(x >= 3)"),
        ("and / or", "x > 3 and x != 7", "(x > 3 or x != 7)"),
        ("condition left out", "x > 3 and x != 7", "(x > 3)"),
        ("off by one", "3", "4"),
        ("arithmetic", "2 * x", "(2 / x)"),
        ("text", '"a b c d e"', "'a b c e'"),
        ("cut left out", "y[1:]", "(y)"),
        ("statement left out", "return 2 * x", "pass"),
    }
    assert not [one for one in made if "x + 1" in one[1] and one[0] == "arithmetic"]  # an f-string is left alone


def test_the_list_is_the_same_every_time_and_is_spread_over_all_units():
    first = [change(one) for one in chosen(TOY, 8)]
    assert first == [change(one) for one in chosen(TOY, 8)]
    assert [unit for unit, _, _ in first].count("watched") == 4
    assert first != [change(one) for one in chosen(TOY, 8, seed=1)]


def test_an_edit_elsewhere_changes_nothing():
    edited = TOY.replace("A toy.", "A toy.\n\nWith more lines.").replace("return 2 * x", "return 3 * x")
    mine = [change(one) for one in chosen(TOY, 40) if one.unit == "forgotten"]
    assert [change(one) for one in chosen(edited, 40) if one.unit == "forgotten"] == mine


@pytest.fixture
def toy(tmp_path, monkeypatch):
    """A tree of its own for the program."""
    for name, text in {
        "dlcourse/toy.py": TOY,
        "dlcourse/__init__.py": "",
        "tests/test_toy.py": TESTS,
        "pyproject.toml": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(planted_bugs, "ROOT", tmp_path)
    monkeypatch.setattr(planted_bugs, "COPIED", ("dlcourse", "tests", "pyproject.toml"))
    monkeypatch.setattr(planted_bugs, "TESTS", {"toy": ("dlcourse", ("tests/test_toy.py",))})
    return tmp_path


def number(unit, before):
    bugs = planted_bugs.planted(["toy"], 40, 0)
    return next(one for one in bugs if (one.bug.unit, one.bug.before) == (unit, before)).number


def test_what_is_noticed_is_caught_and_what_is_not_survives(toy, monkeypatch):
    caught, survivor, twin = number("watched", "x != 7"), number("forgotten", "1"), number("forgotten", "y[1:]")
    bug = planted_bugs.planted(["toy"], 40, 0)[twin - 1]
    monkeypatch.setattr(planted_bugs, "EQUIVALENT", {bug.key: "nobody ever asks"})
    said = []
    only = [word for one in (caught, survivor, twin) for word in ("--only", str(one))]
    code = planted_bugs.main(["--each", "40", "--jobs", "1", *only], said.append)
    *lines, table = said
    fates = {int(line[1:4]): line.split("] ", 1)[1] for line in lines}
    assert fates[caught].startswith("CAUGHT     toy.py:6 watched\n")
    assert fates[caught].endswith("test_toy.py::test_watched")
    assert fates[survivor].startswith("SURVIVED   toy.py:13 forgotten\n")
    assert fates[survivor].endswith("no test noticed")
    assert fates[twin].startswith("EQUIVALENT toy.py:13 forgotten\n")
    assert fates[twin].endswith("nobody ever asks")
    assert table.splitlines()[-1].split() == ["all", "3", "1", "1", "1", "50%"]
    assert code == 1
    assert (toy / "dlcourse/toy.py").read_text(encoding="utf-8") == TOY
    assert not list(toy.rglob("__pycache__"))


def test_every_module_has_to_be_watched():
    def fates(module, caught, survived, equivalent=0):
        counts = {"caught": caught, "survived": survived, "equivalent": equivalent}
        return [planted_bugs.Planted(1, module, None, fate) for fate, n in counts.items() for _ in range(n)]

    assert planted_bugs.enough(fates("a", 9, 1) + fates("b", 1, 0, 5) + fates("c", 0, 0, 1))
    assert not planted_bugs.enough(fates("a", 90, 0) + fates("b", 8, 1, 5))


def test_tests_that_fail_without_a_bug_prove_nothing(toy):
    (toy / "tests/test_toy.py").write_text("def test_no(): assert False", encoding="utf-8")
    with pytest.raises(
        SystemExit, match=r"planted_bugs: test_toy\.py::test_no fails although nothing is broken; it said:"
    ):
        planted_bugs.main(["--only", "1"], print)


def test_a_module_that_moved_is_found_and_one_that_left_is_missed(toy):
    (toy / "dlcourse/toy.py").unlink()
    with pytest.raises(SystemExit) as caught:
        planted_bugs.main([], print)
    assert str(caught.value) == f"planted_bugs: {toy / 'dlcourse'} holds no single file toy.py; mend TESTS."


def test_every_module_of_the_list_is_there():
    for module in planted_bugs.TESTS:
        assert planted_bugs.home(planted_bugs.ROOT, module).name == f"{module}.py"
    for _, wanted in planted_bugs.TESTS.values():
        files = [word for word in wanted if word.startswith("tests/")]
        assert files
        assert [name for name in files if not (planted_bugs.ROOT / name).exists()] == []


def test_every_equivalent_is_still_in_its_module_and_says_why():
    for (module, unit, before, after), reason in planted_bugs.EQUIVALENT.items():
        source = planted_bugs.home(planted_bugs.ROOT, module).read_text(encoding="utf-8")
        assert (unit, before, after) in map(change, breaks(source)), (module, unit, before)
        assert len(reason) > 20
