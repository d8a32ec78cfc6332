"""Which tier a test belongs to. Every test is in exactly one; CONTRIBUTING.md says what each tier is for.

- `fast`: no browser, no sandbox, no kernel. A file is fast or it is not; this page says which ones are.
- `default`: whatever nobody has said anything about, so a new test is run by everybody until someone moves it.
- `rest`: what takes long, and the second of what there is twice: the other wall, the other language.

`pytest` runs `fast` and `default`, `pytest -m fast` and `pytest -m rest` one tier, and `pytest -m all` everything. Whoever
names a file or a test gets all of it. A test of its own kind is marked where it stands: `@pytest.mark.default` or
`@pytest.mark.rest`.
"""

from pathlib import Path

import pytest

TIERS = ("fast", "default", "rest")
HERE = Path(__file__).parent

# folders and files whose tests are fast; files by name, for they may change their room
FAST_FOLDERS = ("contracts", "dlcourse")
FAST_FILES = {
    "test_canary.py",
    "test_a_busy_machine.py",
    "test_accounts.py",
    "test_private.py",
    "test_authoring_mistakes.py",
    "test_build.py",
    "test_bounds.py",
    "test_channel.py",
    "test_cleaning.py",
    "test_channel_limits.py",
    "test_ci.py",
    "test_classroom.py",
    "test_collecting.py",
    "test_command.py",
    "test_concepts_page.py",
    "test_containers.py",
    "test_contributing.py",
    "test_directions.py",
    "test_drawings.py",
    "test_glossary.py",
    "test_hours.py",
    "test_export.py",
    "test_owners.py",
    "test_downloads.py",
    "test_people.py",
    "test_packing.py",
    "test_packing_limits.py",
    "test_packing_room.py",
    "test_generated.py",
    "test_house.py",
    "test_hub_guide.py",
    "test_match.py",
    "test_pure.py",
    "test_pure_parts.py",
    "test_reaching.py",
    "test_readme.py",
    "test_roster.py",
    "test_roster_kinds.py",
    "test_slim.py",
    "test_splice.py",
    "test_spreadsheet.py",
    "test_wire_limits_agree.py",
    "test_words.py",
    "test_times.py",
    "test_lessons.py",
}
# a test that asks for one of these starts it, wherever it stands
STARTED = {"wall", "grader", "browser", "server", "sandbox", "machine"}

REST_FILES = {
    "test_large.py",
    "test_bad_files.py",
    "test_benchmarks.py",
    "test_both_ways.py",
    "test_cluster.py",
    "test_desk.py",
    "test_exchange.py",
    "test_formgrader.py",
    "test_going_on.py",
    "test_handin_nbgrader.py",
    "test_korean_lab.py",
    "test_ordinary_account.py",
    "test_other_systems.py",
    "test_postgres.py",
    "test_promises.py",
    "test_restoring.py",
    "test_running.py",
    "test_site.py",
}
SECOND = ("landlock", "ko")  # parameters of the second wall and the second language
# the walls themselves are not left to the second run: whoever wants to get out tries both
BOTH_WALLS = {"test_everything_tried_from_inside_fails"}


def fast_file(path: Path) -> bool:
    """Whether the tests of a file are fast, if nothing else is said about one of them."""
    return path.name in FAST_FILES or path.relative_to(HERE).parts[0] in FAST_FOLDERS


def tier(item: pytest.Item) -> str:
    """The tier of one test."""
    said = {mark.name for mark in item.iter_markers() if mark.name in TIERS}
    if said:
        if len(said) > 1 or "fast" in said:
            raise pytest.UsageError(
                f"{item.nodeid} is marked {', '.join(sorted(said))}: mark it `default` or `rest`, or name its file in "
                "tests/tiers.py to make it fast."
            )
        return said.pop()
    if fast_file(item.path) and not STARTED & set(item.fixturenames):
        return "fast"
    if item.path.name in REST_FILES:
        return "rest"
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    if item.originalname not in BOTH_WALLS and any(value in SECOND for value in values if isinstance(value, str)):
        return "rest"
    return "default"
