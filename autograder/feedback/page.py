"""One feedback page: points first, then each exercise with the learner's own cell, our report and what a person wrote.

It is made from the graded notebook and nbgrader's gradebook, in the language of the learner's notebook. What only graders see (hidden tests, model answers,
rubrics) is left out. The page needs nothing from anywhere and says so to the browser, which then refuses to run or fetch anything, whatever the page holds.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters import Exporter
from pygments.formatters import HtmlFormatter
from traitlets import Enum

from autograder.feedback.safe import code, markdown
from autograder.grade.handed_in.match import spoken, visible
from dlcourse.exercises import CARDS
from dlcourse.exercises.report import STYLE
from dlcourse.language import LANGUAGES, Text, checked

TEMPLATE = "page.html.j2"
NO_ANSWER = "No response."  # as nbgrader notes it

WORDS = {
    "title": Text("Feedback: {lesson}", "피드백: {lesson}"),
    "points": Text("{points:g} of {most:g} points", "{most:g}점 중 {points:g}점"),
    "so-far": Text(
        "{points:g} of {most:g} points so far; a person still reads {count} of your answers.",
        "지금까지 {most:g}점 중 {points:g}점입니다. 답안 {count}개는 아직 사람이 읽는 중입니다.",
    ),
    "late": Text("{points:g} points were taken off for coming late.", "늦게 제출하여 {points:g}점을 뺐습니다."),
    "notes": Text("About your notebook", "노트북에 대하여"),
    "overview": Text("Overview", "한눈에 보기"),
    "overview-caption": Text("Your points, exercise by exercise", "문제별 점수"),
    "exercise": Text("Exercise", "문제"),
    "score": Text("Points", "점수"),
    "waits": Text("waits for a person", "사람이 읽는 중"),
    "question": Text("Question {number}", "서술형 문제 {number}"),
    "answer": Text("Your answer", "작성한 답"),
    "cell": Text("Your cell", "작성한 셀"),
    "missing": Text("There is no cell of yours for this exercise.", "이 문제의 풀이 셀이 없습니다."),
    "comment": Text("What your instructor wrote", "강사의 의견"),
    "no-answer": Text("You left this question as it was.", "답을 쓰지 않았습니다."),
    "unjudged": Text(
        "This could not be judged by the program; a person looks at it. It costs you nothing.",
        "프로그램이 채점하지 못해 사람이 확인합니다. 감점되지 않습니다.",
    ),
    "others": Text("{count} other cells of your notebook", "노트북의 다른 셀 {count}개"),
    "one-other": Text("another cell of your notebook", "노트북의 다른 셀 1개"),
    "top": Text("Back to the overview", "한눈에 보기로 돌아가기"),
    "learner": Text("Learner: {name}", "학습자: {name}"),
}
_MARK_SCHEME = re.compile(r"<!-- BEGIN MARK SCHEME -->.*?(<!-- END MARK SCHEME -->|\Z)", re.DOTALL)


class FeedbackPage(Exporter):
    """Makes the page of one graded notebook, for nbgrader."""

    file_extension = ".html"
    output_mimetype = "text/html"
    language = Enum([*LANGUAGES], default_value="en", help="where a notebook does not say which it speaks").tag(
        config=True
    )

    def from_notebook_node(self, nb: Any, resources: Any = None, **more: Any) -> tuple[Any, Any]:
        """nbconvert calls this with the graded notebook."""
        nb, resources = super().from_notebook_node(nb, resources, **more)
        return page(nb, resources["nbgrader"], spoken(nb.cells, self.language)), resources


def page(nb: Any, grading: Any, language: str) -> str:
    """The whole page; `grading` holds nbgrader's totals."""
    language = checked(language)
    sections = list(_sections(nb.cells, language))
    graded = [one for one in sections if one["kind"] != "others"]
    waiting = sum(one["waits"] for one in graded)
    total = WORDS["so-far" if waiting else "points"].format(
        points=round(grading["score"], 2), most=grading["max_score"], count=waiting
    )
    late = grading.get("late_penalty") or 0.0
    return (
        _environment()
        .get_template(TEMPLATE)
        .render(
            language=language,
            words={name: text.in_(language) for name, text in WORDS.items()},
            title=WORDS["title"].format(lesson=_title(nb.cells) or grading["notebook"]).in_(language),
            learner=WORDS["learner"].format(name=grading["student"]).in_(language),
            total=total.in_(language),
            late=WORDS["late"].format(points=round(late, 2)).in_(language) if late else "",
            notes=Markup("".join(_notes(nb.cells))),  # outputs were cleaned before
            sections=sections,
            graded=graded,
            style=Markup(STYLE + _code_style()),  # ours
        )
    )


def _title(cells: Sequence[Any]) -> str:
    lines = (line for cell in cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return next((line.removeprefix("# ").strip() for line in lines if line.startswith("# ")), "")


def _notes(cells: Sequence[Any]) -> Iterator[str]:
    """What was mended in the notebook, which the grader wrote below the first check."""
    return (page for cell in cells for page in _pages(cell) if "dlcourse-notes" in page)


def _sections(cells: Sequence[Any], language: str) -> Iterator[dict[str, Any]]:
    """The page's parts, in the notebook's order: exercises, questions, and between them whatever else there is."""
    own = {_grading(cell).get("grade_id"): cell for cell in cells if _grading(cell).get("solution")}
    asked = {_grading(cell).get("grade_id"): cell for cell in cells}
    others: list[Any] = []
    number = 0
    for cell in cells:
        grading = _grading(cell)
        name = str(grading.get("grade_id", ""))
        if not grading.get("grade"):
            if not (grading.get("solution") or name.startswith("ask-")):
                others.append(cell)
            continue
        if others:
            yield _others(others, language)
            others = []
        part: dict[str, Any] = {
            "anchor": name,
            "score": WORDS["points"].format(points=grading["score"] or 0.0, most=grading["points"]).in_(language),
            "waits": bool(grading.get("waits")),
        }
        if grading.get("solution"):
            number += 1
            question = asked.get(f"ask-{name}")
            title = WORDS["question"].format(number=number).in_(language)
            comment = _comment(cell, language)
            yield part | {
                "kind": "question",
                "title": title,
                "question": _words(question) if question is not None else "",
                "answer": _words(cell),
                "comment": comment,
            }
        else:
            exercise = name.removeprefix("check-")
            answer = own.get(exercise)
            card = CARDS.get(exercise)
            yield part | {
                "kind": "exercise",
                "title": card.title.in_(language) if card else exercise,
                "cell": _words(answer) if answer is not None else "",
                "reports": [Markup(said) for said in _pages(cell) if "dlcourse-notes" not in said],  # cleaned before
                "comment": _comment(answer, language) if answer is not None else "",
            }
    if others:
        yield _others(others, language)


def _others(cells: Sequence[Any], language: str) -> dict[str, Any]:
    key = "others" if len(cells) > 1 else "one-other"
    return {
        "kind": "others",
        "title": WORDS[key].format(count=len(cells)).in_(language),
        "cells": [_words(cell) for cell in cells],
    }


def _words(cell: Any) -> Markup:
    """A cell's text, without what only graders see."""
    text = visible(_MARK_SCHEME.sub("", cell.source))
    if cell.cell_type == "code":
        return code(text, _FORMATTER)
    if cell.cell_type == "markdown":
        return Markup(markdown(text, cell.get("attachments")))  # cleaned
    return Markup("<pre>{}</pre>").format(text)


def _comment(cell: Any, language: str) -> Markup:
    said = _grading(cell).get("comment") or ""
    if said == NO_ANSWER:
        return Markup("<p>{}</p>").format(WORDS["no-answer"].in_(language))
    return Markup(markdown(said))  # cleaned


def _pages(cell: Any) -> Iterator[str]:
    """The HTML among a cell's outputs; `SafeOutputs` has cleaned it."""
    dress = f"<style>{STYLE}</style>"  # the page has it already
    return (
        output["data"]["text/html"].removeprefix(dress)
        for output in cell.get("outputs", ())
        if "text/html" in output.get("data", ())
    )


def _grading(cell: Any) -> Any:
    return cell.metadata.get("nbgrader", {})


# --- looks ----------------------------------------------------------------------------------------------------------

_FORMATTER: Any = HtmlFormatter(cssclass="code")


def _code_style() -> str:
    light, dark = (
        HtmlFormatter(style=name, cssclass="code").get_style_defs(".code") for name in ("xcode", "github-dark")
    )
    dark = "\n".join(line for line in dark.splitlines() if line.startswith(".code "))
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{{dark}}}\n.code{{background:var(--card)}}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
