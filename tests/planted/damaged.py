"""Notebooks that came to harm: mended with a note, or, where that is impossible, put aside with a sentence."""

import copy
import json

from handin import IDS, QUESTION, SETUP, answer, cell, changed, handed_in, released
from hostile import Planted

from dlcourse.exercises import CARDS

STUB = {c["id"]: c["source"] for c in released()["cells"]}
TITLE = {name: CARDS[name].title.en for name in IDS}


def each(change, made=None):
    """A copy of the notebook with every cell changed."""
    made = copy.deepcopy(made or handed_in())
    for one in made["cells"]:
        change(one)
    return made


def moved(one, **new):
    return {**copy.deepcopy(one), **new}


def grading(**new):
    """A notebook whose check of `step` claims something else."""
    made = handed_in()
    for one in made["cells"]:
        if one["id"] == "check-step":
            one["metadata"]["nbgrader"] |= new
    return made


def old(version):
    """The same notebook in the format of ten years ago."""
    cells = []
    for one in handed_in()["cells"]:
        if one["cell_type"] == "code":
            cells.append(
                {
                    "cell_type": "code",
                    "input": one["source"],
                    "language": "python",
                    "outputs": [],
                    "collapsed": False,
                    "prompt_number": 1,
                    "metadata": {},
                }
            )
    return {
        "worksheets": [{"cells": cells, "metadata": {}}],
        "metadata": {"name": ""},
        "nbformat": version,
        "nbformat_minor": 0,
    }


FULL = handed_in()
STEP = next(c for c in FULL["cells"] if c["id"] == "step")
NOTHING = {"step": 2.0}


def mended(name, made, *notes, lost=None):
    return Planted(name, made, lost or {}, notes)


def refused(name, data, reason):
    return Planted(name, data, {}, (), "", "review", reason)


BY_PLACE = tuple(f"The label of the cell of “{TITLE[n]}” was lost; we knew the cell by its function." for n in IDS)
NO_CHECK = tuple(f"The check of “{TITLE[n]}” was missing; the one that was handed out counts." for n in IDS)
CHANGED = "The check of “The step function” was changed; the one that was handed out counts."
TWICE = "The cell of “The step function” was there 2 times; the last one that was worked on counts."
MISSING = "The cell of “The step function” was missing; we looked for `step` in the other cells."
NO_QUESTION = "The answer to the question `why-one-line` was missing."

MENDED = [
    mended("untouched", released(), lost={name: CARDS[name].points for name in IDS}),
    mended("nothing wrong", FULL),
    mended("check deleted", changed(FULL, check_step=None), NO_CHECK[0]),
    mended("all checks deleted", {**FULL, "cells": [c for c in FULL["cells"] if not c["id"].startswith("check-")]}, *NO_CHECK),
    mended("answer deleted", changed(FULL, step=None), MISSING, lost=NOTHING),
    mended("answer in a cell of its own", {**FULL, "cells": [cell("mine", answer(CARDS["step"])) if c["id"] == "step" else c for c in FULL["cells"]]}, "The label of the cell of “The step function” was lost; we knew the cell by its function."),
    mended("setup deleted", changed(FULL, setup=None)),
    mended("question deleted", changed(FULL, why_one_line=None), NO_QUESTION),
    mended("check edited", changed(FULL, check_step=moved(next(c for c in FULL["cells"] if c["id"] == "check-step"), source="600.0")), CHANGED),
    mended("points edited", grading(points=600), CHANGED),
    mended("points are words", grading(points="many"), CHANGED),
    mended("flags edited", grading(grade=False, solution=True, locked=False, schema_version=99, task=True)),
    mended("grade id of another", grading(grade_id="check-gate"), NO_CHECK[0]),
    mended("check retyped", changed(FULL, check_step=moved(next(c for c in FULL["cells"] if c["id"] == "check-step"), cell_type="markdown")), CHANGED),
    mended("answer retyped as text", changed(FULL, step=moved(STEP, cell_type="markdown")), "The cell of “The step function” was no code cell any more; we ran it as code."),
    mended("answer retyped as raw", changed(FULL, step=moved(STEP, cell_type="raw")), "The cell of “The step function” was no code cell any more; we ran it as code."),
    mended("answer twice", {**FULL, "cells": [*FULL["cells"], STEP]}, TWICE),
    mended("answer, then a copy of the stub", {**FULL, "cells": [*FULL["cells"], moved(STEP, source=STUB["step"])]}, TWICE),
    mended("stub, then a copy with the answer", {**handed_in({"step": STUB["step"]}), "cells": [*handed_in({"step": STUB["step"]})["cells"], STEP]}, TWICE),
    mended("right, then wrong", {**FULL, "cells": [*FULL["cells"], moved(STEP, source="def step(x):\n    return None")]}, TWICE, lost=NOTHING),
    mended("everything twice", {**FULL, "cells": FULL["cells"] * 2}, TWICE),
    mended("check copied", {**FULL, "cells": [*FULL["cells"], *[c for c in FULL["cells"] if c["id"] == "check-step"]]}),
    mended("upside down", {**FULL, "cells": [FULL["cells"][0], *FULL["cells"][:0:-1]]}),
    mended("metadata stripped", each(lambda c: c.update(metadata={}))),
    mended("metadata and ids stripped", each(lambda c: (c.update(metadata={}), c.pop("id"))), *BY_PLACE, *NO_CHECK),
    mended("no metadata at all", each(lambda c: c.pop("metadata"))),
    mended("metadata of other tools", each(lambda c: c["metadata"].update(colab={"base_uri": "x"}, tags=["a"], nbgrader=c["metadata"].get("nbgrader", "none")))),
    mended("a foreign kernel", {**FULL, "metadata": {"kernelspec": {"name": "ir", "language": "R"}, "language_info": {"name": "R"}}}),
    mended("no notebook metadata", {k: v for k, v in FULL.items() if k != "metadata"}),
    mended("no format number", {"cells": FULL["cells"]}),
    mended("sources as lists", each(lambda c: c.update(source=c["source"].splitlines(keepends=True)))),
    mended("windows line ends", each(lambda c: c.update(source=c["source"].replace("\n", "\r\n")))),
    mended("huge stored outputs", each(lambda c: c.update(outputs=[{"output_type": "stream", "name": "stdout", "text": "x" * 1_000_000}]))),
    mended("active stored outputs", each(lambda c: c.update(outputs=[{"output_type": "display_data", "data": {"text/html": "<script>alert(1)</script>"}, "metadata": {}}]))),
    mended("damaged stored outputs", each(lambda c: c.update(outputs="none", execution_count="x"))),
    mended("old format 3", old(3), "The notebook was in the old format 3; we brought it up to date.", *BY_PLACE),
    mended("a byte order mark", b"\xef\xbb\xbf" + json.dumps(FULL).encode(), "The file began with a byte order mark, which does not belong there; we left it out."),
    mended("a cell that is a number", {**FULL, "cells": [*FULL["cells"], 7]}, f"Cell {len(FULL['cells']) + 1} is damaged and was left out."),
    mended("a source that is a number", {**FULL, "cells": [*FULL["cells"], {"cell_type": "code", "source": 7}]}, f"Cell {len(FULL['cells']) + 1} is damaged and was left out."),
    mended("an unknown kind of cell", {**FULL, "cells": [*FULL["cells"], {"cell_type": "video", "source": "x", "metadata": {}}]}),
    mended("ten thousand cells", {**FULL, "cells": [*FULL["cells"], *[cell("x", "1")] * 4_000]}),
    mended("an answer that is no Python", handed_in({"step": "def step(:\n    return"}), "Cell 2 stopped with SyntaxError: invalid syntax (<cell 1>, line 1)", lost=NOTHING),
    mended("an answer with a null character", handed_in({"step": "def step(x):\0"}), lost=NOTHING),
    mended("an answer of half a character", handed_in({"step": "def step(x):\n    return '\ud800'"}), lost=NOTHING),
]  # fmt: skip

WHOLE = json.dumps(FULL).encode()
REFUSED = [
    refused("empty", b"", "The file is empty."),
    refused("only spaces", b" \n\t ", "The file is empty."),
    refused("zeros", bytes(4096), "The file is empty."),
    refused("cut off", WHOLE[: len(WHOLE) // 2], "The file is not a whole notebook: it breaks off or is damaged near line 1."),
    refused("a conflict of versions", b'{\n<<<<<<< mine\n "cells": []\n}', "The file is not a whole notebook: it breaks off or is damaged near line 2."),
    refused("a program", SETUP.encode(), "The file is not a whole notebook: it breaks off or is damaged near line 1."),
    refused("a web page", b"<!DOCTYPE html><html></html>", "The file is not a whole notebook: it breaks off or is damaged near line 1."),
    refused("UTF-16", json.dumps(FULL).encode("utf-16"), "The file is not written in UTF-8, so it is not a notebook."),
    refused("a zip archive", b"PK\x03\x04\xff\xfe" + bytes(99), "The file is not written in UTF-8, so it is not a notebook."),
    refused("Korean in an older encoding", '{"cells": "한국어"}'.encode("euc-kr"), "The file is not written in UTF-8, so it is not a notebook."),
    refused("a list", b"[]", "The file is JSON, but it holds no list of cells, so it is not a notebook."),
    refused("no cells", b'{"nbformat": 4}', "The file is JSON, but it holds no list of cells, so it is not a notebook."),
    refused("cells are words", b'{"nbformat": 4, "cells": "none"}', "The file is JSON, but it holds no list of cells, so it is not a notebook."),
    refused("a format of the future", b'{"nbformat": 5, "cells": []}', "The notebook is written in format 5, which we do not know."),
    refused("a format that is a word", b'{"nbformat": "four", "cells": []}', "The notebook is written in format four, which we do not know."),
    refused("an old format, damaged", b'{"nbformat": 3, "worksheets": 7}', "The notebook is written in the old format 3 and could not be brought up to date."),
    refused("a hundred thousand brackets", b"[" * 100_000, "The file is not a whole notebook: it breaks off or is damaged near line 1."),
    refused("a written number of ten thousand digits", b'{"cells": ' + b"9" * 10_000 + b"}", "The file is not a whole notebook: it breaks off or is damaged near line 1."),
]  # fmt: skip

HONEST = [
    mended("warnings on stderr", handed_in(before=("import warnings, sys\nwarnings.warn('careful')\nprint('x', file=sys.stderr)\nnp.log(0.0)",))),
    mended("prints", handed_in({"step": "def step(x):\n    print('working', x)\n    return np.where(np.asarray(x) > 0, 1, 0)"})),
    mended("helper functions", handed_in({"step": "def _above(x):\n    return np.asarray(x) > 0\n\ndef step(x):\n    return _above(x).astype(int)"})),
    mended("a helper in another cell", handed_in({"step": "def step(x):\n    return above(x).astype(int)"}, after=("def above(x):\n    return np.asarray(x) > 0",))),
    mended("a callable object", handed_in({"step": "class Step:\n    def __call__(self, x):\n        return np.where(np.asarray(x) > 0, 1, 0)\n\nstep = Step()"})),
    mended("a lambda", handed_in({"step": "step = lambda x: (np.asarray(x) > 0) * 1"})),
    mended("a cache", handed_in({"gate": "import functools\n@functools.lru_cache\ndef gate(name):\n" + "\n".join(answer(CARDS["gate"]).splitlines()[1:])})),
    mended("magics", handed_in(before=("%matplotlib inline\n%load_ext autoreload",)), "`%matplotlib inline` in cell 2 was not run: while grading, only Python is."),
    mended("an answer under a timing magic", handed_in({"step": "%%time\n" + answer(CARDS["step"])})),
    mended("a cell that fails", handed_in(before=("1 / 0",)), "Cell 2 stopped with ZeroDivisionError: division by zero"),
    mended("a thread", handed_in(before=("import threading\nthreading.Thread(target=print).start()",))),
    mended("own exercises checked in cells", handed_in(after=('check("step")\nhint("step")',))),
    mended("a temporary file", handed_in(before=("import tempfile\nwith tempfile.TemporaryFile() as f:\n    f.write(b'x')\nopen('notes.txt', 'w').write('x')",))),
    mended("an answer in words", {**FULL, "cells": [moved(c, source="One line cannot.") if c["id"] == QUESTION else c for c in FULL["cells"]]}),
    mended("half the points for the edge", handed_in({"step": "def step(x):\n    return np.where(np.asarray(x) >= 0, 1, 0)"}), lost={"step": 0.5}),
]  # fmt: skip

DAMAGED = [*MENDED, *REFUSED, *HONEST]
