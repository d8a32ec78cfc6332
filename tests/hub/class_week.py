"""What both courses of the hub do alike: a roster, a lesson with its answers, nbgrader's lists, the pages that came back."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"
ROSTER = "id,first_name,last_name,email,account\n20260001,Lee,Ada,lee@x.kr,{lee}\n20260002,Park,Ben,park@x.kr,{park}\n"


def listed(answer, status):
    """What nbgrader's Assignment List shows after a click."""
    assert answer["success"], answer
    return [one for one in answer["value"] if one["status"] == status]


def answered(language, *left_out):
    """The lesson with its answers, but for some cells."""
    path = ROOT / "solutions" / language / NOTEBOOK
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] in left_out:
            cell["source"] = "raise NotImplementedError()"
    return json.dumps(notebook)


def pages(learner):
    """The words of each page of feedback that arrived, oldest first."""
    names = learner.types(f"ls -d {LESSON}/feedback/* | cat").splitlines()
    found = [learner.reads(f"{name}/{LESSON}.html") for name in sorted(names)]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)) for page in found]


def presses_autograde(person, server, student):
    """Formgrader's button; what it says."""
    page = f"{server}formgrader/api/submission/{LESSON}/{student}/autograde"
    answer = person.asks("POST", page)
    assert answer.ok, answer.text
    return answer.json()


def points(person, server, student):
    """What formgrader's gradebook shows of a student's hand-in."""
    answer = person.asks("GET", f"{server}formgrader/api/submissions/{LESSON}")
    (one,) = [one for one in answer.json() if one["student"] == student]
    return one


def reads_an_answer(person, server, student, given, comment):
    """In formgrader, by address: points and a word for the answer that a person reads."""
    notebooks = person.asks("GET", f"{server}formgrader/api/submitted_notebooks/{LESSON}/{LESSON}").json()
    (notebook,) = [one["id"] for one in notebooks if one["student"] == student]
    api = f"{server}formgrader/api"
    grades = person.asks("GET", f"{api}/grades?submission_id={notebook}").json()
    (grade,) = [one for one in grades if one["name"] == "why-one-line"]
    answer = person.asks("PUT", f"{api}/grade/{grade['id']}", json={"manual_score": given, "extra_credit": 0})
    assert answer.ok, answer.text
    comments = person.asks("GET", f"{api}/comments?submission_id={notebook}").json()
    (place,) = [one for one in comments if one["name"] == "why-one-line"]
    answer = person.asks("PUT", f"{api}/comment/{place['id']}", json={"manual_comment": comment})
    assert answer.ok, answer.text
