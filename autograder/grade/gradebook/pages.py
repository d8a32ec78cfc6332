"""What a graded notebook shows: cells as they were handed out, reports and points below the checks, how it was graded."""

from collections.abc import Mapping
from html import escape
from itertools import count
from secrets import token_hex
from typing import Any

from autograder.grade.gradebook.released_cells import ReleasedCell
from autograder.grade.judging.record import Record
from dlcourse.language import Text

NOTED = "dlcourse"  # where a graded notebook says how it was graded
_OURS, _numbers = token_hex(4), count()  # a cell's id: drawing each one anew takes as long as writing it down
ELSEWHERE = Text(
    "Written elsewhere in this notebook, and to be read with this answer:",
    "이 노트북의 다른 곳에 쓴 글입니다. 이 답과 함께 읽어 주세요.",
)
NOTE = "(This cell was missing from the submission.)\n\n"


def restored(released: ReleasedCell) -> Any:
    """The cell as it was released; an answer says that it was missing, so that a person looks for it elsewhere."""
    source = (NOTE if released.answer else "") + released.source
    return cell(released.cell_type, source, metadata={"nbgrader": released.grading})


def cell(cell_type: str, source: str, *, metadata: Mapping[str, Any] | None = None) -> Any:
    """A notebook's cell. nbformat's own makers check each one against the format, which takes longer than grading it."""
    code: Mapping[str, Any] = {"execution_count": None, "outputs": []} if cell_type == "code" else {}
    made: dict[str, Any] = {
        "id": f"{_OURS}-{next(_numbers)}",
        "cell_type": cell_type,
        "metadata": dict(metadata or {}),
        "source": source,
    }
    return {**made, **code}


def noted(record: Record) -> dict[str, Any]:
    """What a graded notebook says of its grading: how safe it was, with which inputs, and what was found.

    What was `seen` in the cells is for the instructor, who finds it in the class report; no page shows it.
    """
    kept = {name: record[name] for name in ("status", "reason", "seed", "isolation", "versions", "notes")}
    scores = {
        name: {part: score[part] for part in ("points", "most", "status", "diagnosis")}
        for name, score in record["scores"].items()
    }
    return kept | {"seen": record.get("seen", []), "scores": scores}


def show(nb: Any, record: Record, language: str) -> None:
    """Put the reports, the points and what was mended below the checks of a notebook."""
    _words(nb, record, language)
    first = True
    for one in nb["cells"]:
        name = one["metadata"].get("nbgrader", {}).get("grade_id")
        if one["cell_type"] != "code" or not one["metadata"].get("nbgrader", {}).get("grade"):
            continue
        said = _notes(record, language) if first else ""
        one["outputs"] = [_output("display_data", {"text/html": said, "text/plain": ""})] if said else []
        first = False
        score = record["scores"].get(name)
        if score is not None:
            page = {"text/html": score["html"][language], "text/plain": score["text"][language]}
            points = {"text/plain": repr(float(score["points"]))}
            one["outputs"] += [
                _output("display_data", page),
                _output("execute_result", points, execution_count=None),
            ]


def _words(nb: Any, record: Record, language: str) -> None:
    """Below each question, what was written for it elsewhere; and an answer that was split, whole."""
    for number in range(len(nb["cells"]) - 1, -1, -1):
        one = nb["cells"][number]
        grading = one["metadata"].get("nbgrader", {})
        name = grading.get("grade_id")
        if not (grading.get("grade") and grading.get("solution")):
            continue
        if name in record.get("joined", ()):
            one["source"] = _encodable(record["answers"][name])
        if found := record.get("elsewhere", {}).get(name):
            text = "\n\n---\n\n".join([f"**{ELSEWHERE.in_(language)}**", *map(_encodable, found)])
            nb["cells"].insert(number + 1, cell("markdown", text))


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _output(output_type: str, data: Mapping[str, str], **more: Any) -> Any:
    return {"output_type": output_type, "metadata": {}, "data": data} | more


def _notes(record: Record, language: str) -> str:
    """What was mended, and why a person should look."""
    said = [record["reason"][language]] if record["reason"] else []
    said += [note[language] for note in record["notes"]]
    lines = "".join(f"<li>{escape(line)}</li>" for line in said)
    return f'<ul class="dlcourse-notes" lang="{language}">{lines}</ul>' if lines else ""
