"""Small notebooks to hand in: the exercises of the first lesson, released and answered, without the lesson around them."""

import copy
import json

from autograder.build import splice
from dlcourse.exercises import CARDS

SETUP = (
    'import numpy as np\nfrom dlcourse import language\nfrom dlcourse.exercises import check, hint\nlanguage.use("en")'
)
IDS = ("step", "perceptron", "gate", "boundary-line", "train-perceptron")
QUESTION = "why-one-line"


def stub(card):
    head = splice.function(card.reference).cell("").split("### BEGIN SOLUTION")[0].rstrip()
    return f"{head}\n    # YOUR CODE HERE\n    raise NotImplementedError()"


def answer(card):
    lines = splice.function(card.reference).cell("").splitlines()
    return "\n".join(line for line in lines if "### " not in line)


def cell(name, text, kind="code", **grading):
    made = {"cell_type": kind, "id": name, "metadata": {}, "source": text}
    if grading:
        base = {
            "grade": False,
            "grade_id": name,
            "locked": False,
            "schema_version": 3,
            "solution": False,
            "task": False,
        }
        made["metadata"] = {"nbgrader": base | grading}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def notebook(cells):
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def released():
    cells = [cell("setup", SETUP)]
    for card in (CARDS[name] for name in IDS):
        cells.append(cell(card.id, stub(card), solution=True))
        check = f'check("{card.id}")\n### BEGIN HIDDEN TESTS\nfrom dlcourse.exercises import grade\ngrade("{card.id}")\n### END HIDDEN TESTS'
        cells.append(cell(f"check-{card.id}", check, grade=True, locked=True, points=card.points))
    cells.append(cell(QUESTION, "YOUR ANSWER HERE", "markdown", grade=True, solution=True, points=4))
    return notebook(cells)


def handed_in(instead=None, *, before=(), after=()):
    """The released notebook with the course's answers, but for those given instead, and with extra cells."""
    made = released()
    for one in made["cells"]:
        if one["id"] in CARDS:
            one["source"] = (instead or {}).get(one["id"], answer(CARDS[one["id"]]))
        elif one["id"].startswith("check-"):
            one["source"] = one["source"].split("\n### BEGIN")[0]
    made["cells"][1:1] = [cell(f"before-{i}", text) for i, text in enumerate(before)]
    made["cells"] += [cell(f"after-{i}", text) for i, text in enumerate(after)]
    return made


def data(made):
    return json.dumps(made).encode()


def changed(made, **by_id):
    """A copy with cells replaced; None deletes one."""
    made = copy.deepcopy(made)
    made["cells"] = [by_id.get(c["id"].replace("-", "_"), c) for c in made["cells"]]
    made["cells"] = [c for c in made["cells"] if c is not None]
    return made


FULL = {f"check-{name}": CARDS[name].points for name in IDS}
