"""What a learner of the hub may not do: read a class, others' work or the answers, open another's pages, hand in for another.

Last in this room by its name: the forged hand-in stays in the exchange, and is refused whenever somebody collects.
"""

import json

import guide
import pytest
import requests
from class_week import LESSON, NOTEBOOK, ROSTER, answered

pytestmark = [pytest.mark.rest, pytest.mark.slow, pytest.mark.xdist_group("hub")]

FORGE = "d={exchange}/dlcourse/inbound/{other}+" + LESSON + "+'2036-12-01 00:00:00.000000 UTC' && cp -r " + LESSON + " \"$d\" && chmod -R a+rwX \"$d\""  # fmt: skip


@pytest.fixture(scope="module")
def nosy(hub):
    """A learner who is curious, in a course where somebody else has handed in."""
    kim, lee, park = (hub.people[one] for one in ("kim", "lee", "park"))
    for one in (kim, lee, park):
        one.starts()
    if kim.types("test -d ml && echo there || true") != "there":  # this file alone
        kim.saves("students.csv", ROSTER.format(**hub.names))
        kim.types(hub.here(guide.steps(hub.language)["as kim: the class"]))
        kim.types(f"autograder release {LESSON} && nbgrader release_assignment {LESSON}", within="ml")
    lee.types(f"test -d {LESSON} || nbgrader fetch_assignment {LESSON}")
    lee.saves(NOTEBOOK, answered("en"))
    lee.types(f"nbgrader submit {LESSON}")
    return park


def test_folders_of_others_are_closed(hub, nosy):
    kim, lee = hub.people["kim"], hub.people["lee"]
    answers = nosy.types("python -c 'import autograder; print(autograder.__path__[0])'") + "/_solutions"
    inbound = hub.srv / "exchange" / "dlcourse" / "inbound"
    for closed in (kim.home, lee.home, answers, hub.srv / "class", hub.srv / "hub", inbound):
        said = nosy.types(f"ls {closed}", code=2)
        assert said == f"ls: cannot open directory '{closed}': Permission denied"
    assert nosy.types(f"ls {kim.home}/ml", code=2) == f"ls: cannot access '{kim.home}/ml': Permission denied"
    for path in (lee.home / NOTEBOOK, kim.home / "ml" / "gradebook.db", f"{answers}/en/{NOTEBOOK}"):
        assert nosy.types(f"cat {path}", code=1) == f"cat: {path}: Permission denied"
    nosy.saves("students.csv", "id\na\n")
    said = nosy.types("autograder class new mine --roster students.csv", code=2)
    assert said == (
        f"error: {answers}: 정답이 담긴 노트북은 root 계정과 {hub.groups['instructors']} 그룹만 읽을 수 있습니다\n"
        "fix:   강의를 설치한 사람에게 이 계정을 그 그룹에 넣어 달라고 하세요"
    )


def test_pages_of_others_are_closed(hub, nosy):
    for person in ("kim", "lee"):
        page = f"user/{hub.names[person]}/api/contents/ml"
        assert nosy.asks("GET", page).status_code == 403
    assert nosy.asks("GET", "services/dlcourse-ko/formgrader/api/assignments").status_code == 403
    page = f"{hub.address}services/dlcourse-ko/formgrader/api/assignments"
    anybody = requests.get(page, timeout=60, allow_redirects=False)
    assert (anybody.status_code, "hub/api/oauth2/authorize" in anybody.headers["Location"]) == (302, True)
    assert hub.people["kim"].asks("GET", "services/dlcourse-ko/formgrader/api/assignments").status_code == 200
    # their own formgrader shows them a class of their own making, which is none
    assert nosy.gets("formgrader/api/assignments") == []


def test_nobody_hands_in_for_another_or_takes_anothers_away(hub, nosy):
    kim, lee = hub.people["kim"], hub.people["lee"]
    exchange = hub.srv / "exchange"
    nosy.types(f"mkdir -p {LESSON}")
    nosy.saves(NOTEBOOK, answered("en", "step"))
    nosy.types(FORGE.format(exchange=exchange, other=lee.name))
    assert nosy.types(f"mv {exchange}/dlcourse {exchange}/mine", code=1).endswith("Operation not permitted")
    forged = f"{lee.name}+{LESSON}+2036-12-01 00:00:00.000000 UTC"
    sentence = f"it says that it is {lee.name}'s, but it belongs to {nosy.name}: refused"
    said = kim.types(f"nbgrader collect {LESSON} --update", within="ml")
    assert any(forged in line and line.endswith(f": {sentence}") for line in said.splitlines()), said
    said = kim.types(f"autograder collect {LESSON} --exchange", within="ml", code=1)
    assert ", 1 not taken" in said.splitlines()[0]
    assert sentence in " ".join(said.replace("│", " ").split())
    handed_in = json.loads(kim.types(f"cat submitted/20260001/{NOTEBOOK}", within="ml"))
    assert all(cell["source"] != "raise NotImplementedError()" for cell in handed_in["cells"] if cell["id"] == "step")
