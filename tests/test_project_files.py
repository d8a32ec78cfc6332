"""What a maintainer opens first is there and true: citation, security, release, issue forms, hooks, the project's own facts."""

import re
import shlex
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from autograder import cli
from dlcourse import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
HANGUL = re.compile("[가-힣]")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_version_stands_in_one_place():
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert "version" not in PROJECT["project"]
    assert ROOT / PROJECT["tool"]["hatch"]["version"]["path"] == ROOT / "dlcourse" / "__init__.py"
    assert "version:" not in re.sub("cff-version:", "", read("CITATION.cff"))


def test_the_changelog_begins_with_the_version_that_is_being_made():
    newest = re.search(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)[1]
    assert newest == __version__.removesuffix(".dev0")


def test_the_changelog_is_in_parts_for_those_who_read_it():
    for release in re.split(r"^## ", read("CHANGELOG.md"), flags=re.MULTILINE)[1:]:
        parts = re.findall(r"^### (.*)", release, re.MULTILINE)
        assert parts == [one for one in ("Learners", "Instructors", "Authors", "Maintainers") if one in parts]
        for bullets in re.split(r"^#### .*|^### .*", release, flags=re.MULTILINE):
            assert bullets.count("\n- ") <= 12


def test_the_citation_has_what_the_format_wants():
    cited = yaml.safe_load(read("CITATION.cff"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert (cited["cff-version"], cited["type"]) == ("1.2.0", "software")
    assert [one["name"] for one in cited["authors"]] == [one["name"] for one in PROJECT["project"]["authors"]]
    assert cited["repository-code"] == PROJECT["project"]["urls"]["Repository"]
    assert cited["license"] in PROJECT["project"]["license"]


@pytest.mark.parametrize("name", ["SECURITY.md", "RELEASING.md", "CHANGELOG.md"])
def test_every_link_of_a_page_leads_somewhere(name):
    links = re.findall(r"\]\((?!http)([^)#]+)", read(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_of_a_release_exists():
    page = read("RELEASING.md")
    assert (ROOT / ".ci" / "run").is_file()
    assert ".ci/run" in page
    for path in re.findall(r"\.venv/bin/python (docs/\S+)", page):
        assert (ROOT / path).is_file()
    known = cli._parser()._subparsers._group_actions[0].choices
    for command, words in re.findall(r"\.venv/bin/autograder (\w+)((?: [^\s`]+)*)", page):
        known[command].parse_args(words.split())


def test_there_is_a_form_for_each_thing_that_goes_wrong():
    assert [form.stem for form in FORMS] == ["config", "grading-fault", "new-misconception", "wrong-verdict"]


@pytest.mark.parametrize("form", [form for form in FORMS if form.stem != "config"], ids=lambda form: form.stem)
def test_a_form_asks_in_both_languages(form):
    asked = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert {"name", "description", "title", "labels", "body"} == set(asked)
    assert HANGUL.search(asked["description"])
    ids = [part["id"] for part in asked["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    for part in asked["body"]:
        assert part["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        said = part["attributes"]["value" if part["type"] == "markdown" else "label"]
        assert HANGUL.search(said) or part["id"] == "version"
        assert re.search("[A-Za-z]{3}", said)
        if part["type"] in {"dropdown", "checkboxes"}:
            assert part["attributes"]["options"]


def test_the_steps_of_a_grading_that_a_form_offers_are_commands():
    body = yaml.safe_load(read(".github/ISSUE_TEMPLATE/grading-fault.yml"))["body"]
    options = next(part for part in body if part.get("id") == "command")["attributes"]["options"]
    known = cli._parser()._subparsers._group_actions[0].choices
    named = [words[1] for words in map(str.split, options) if words[0] == "autograder"]
    assert len(named) > 5
    assert set(named) <= set(known)


def test_packages_and_actions_are_looked_at_by_themselves():
    asked = yaml.safe_load(read(".github/dependabot.yml"))
    assert [one["package-ecosystem"] for one in asked["updates"]] == ["pip", "github-actions"]


def test_the_hooks_before_a_commit_run_what_the_environment_has():
    (local,) = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    assert local["repo"] == "local"
    commands = [shlex.split(hook["entry"]) for hook in local["hooks"]]
    assert [words[:2] for words in commands] == [["ruff", "check"], ["ruff", "format"], ["autograder", "build"]]
    beside = Path(sys.executable).parent
    assert [words[0] for words in commands if not shutil.which(words[0], path=str(beside))] == []
