"""Verdicts put into words: what we saw, where, one hint, in this order, as plain text and as HTML.

The report decides nothing. It never shows the numbers of a hidden case and never a line of an answer; the HTML is escaped throughout,
carries its meaning in words and signs as well as in colour, and takes its colours from the notebook's theme.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse.exercises.card import Case
from dlcourse.exercises.drawn import drawing
from dlcourse.exercises.finding import CaseResult
from dlcourse.exercises.form.stopped import NAMES as STOPPED
from dlcourse.exercises.judge import Verdict
from dlcourse.exercises.sentences import FINDINGS, SIGN, STATUS, WORDS, listed, subject
from dlcourse.language import LANGUAGES, Text, current
from dlcourse.letters import allow_any

if TYPE_CHECKING:
    from dlcourse.exercises.drawn.canvas import Drawing

TYPES = {"type", "want", "got"}  # facts that may name a type


@dataclass(frozen=True)
class Report:
    """A verdict in the language in use: `str` gives the plain text, a notebook shows the HTML. `notes` stand below it."""

    verdict: Verdict
    notes: tuple[Text, ...] = ()

    def __str__(self) -> str:
        allow_any()  # in a script this is about to be printed, perhaps where nobody knows ✗
        return "\n".join([text(self.verdict, current()), *(f"  {note}" for note in self.notes)])

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return html(self.verdict, current()) + "".join(Note(note)._repr_html_() for note in self.notes)


@dataclass(frozen=True)
class Note:
    """One sentence where there is no verdict to show."""

    text: Text

    def __str__(self) -> str:
        allow_any()  # as above
        return str(self.text)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f'<p class="dlcourse-note">{_code(str(self.text))}</p>'


# --- sentences ------------------------------------------------------------------------------------------------------


def headline(verdict: Verdict, language: str) -> str:
    """The first line: sign, title, status and points."""
    key = "headline" if verdict.card.points else "headline-practice"
    said = (
        WORDS[key]
        .format(
            sign=SIGN[verdict.status],
            title=verdict.card.title,
            status=STATUS[verdict.status],
            points=verdict.points,
            most=verdict.card.points,
        )
        .in_(language)
    )
    return said.replace("?:", "?", 1)  # a title that asks needs no colon


def sentences(verdict: Verdict, language: str) -> list[str]:
    """Everything below the first line, without the table of cases."""
    said: list[Text] = []
    if verdict.status == "passed":
        said.append(
            WORDS["well-done" if len(verdict.results) > 1 else "well-done-once"].format(count=len(verdict.results))
        )
    elif verdict.status == "not-judged":
        said.append(WORDS["not-judged"].format(reason=verdict.reason))
    elif verdict.failed:
        worst = verdict.failed[0]
        if verdict.told:
            known = verdict.told.way == "name"
            said.append(WORDS["looks-like"].format(label=verdict.told.sentence) if known else verdict.told.sentence)
        if worst.finding and worst.finding.level not in ("attempted", "callable"):
            said.append(WORDS["where"].format(case=worst.case.name))
            said += _example(verdict, worst)
        said.append(finding(verdict, worst))
        if verdict.told:
            said.append(WORDS["hint"].format(hint=verdict.told.hint))
        elif verdict.status == "failed":
            said.append(WORDS["more"].format(id=verdict.card.id))
    if verdict.spared:
        said.append(WORDS["spared"].format(names=", ".join(f"`{name}`" for name in verdict.spared)))
    return [sentence.in_(language) for sentence in said]


def finding(verdict: Verdict, result: CaseResult) -> Text:
    """The sentence for what is wrong in one case, with numbers only where the case is public."""
    found = result.finding
    assert found is not None, "only a failed case has a finding"
    facts = {
        key: _type(_as_written(value)) if key in TYPES else _as_written(value) for key, value in found.facts.items()
    }
    facts |= {
        "name": verdict.card.name,
        "seconds": verdict.card.seconds,
        "subject": subject(found.facts.get("part")),
        "owner": subject(found.facts.get("part"), "-of"),
        "at": _at(found.facts),
        "place": _source_line(found.facts),
        "listed": listed(found.facts.get("names")),
        "differ": _differ(found.facts),
        "a_want": _an(facts.get("want")),
        "a_got": _an(facts.get("got")),
    }
    if found.kind == "undefined" and not verdict.card.stub:
        return FINDINGS["undefined-empty"].format(**facts)
    hidden = f"{found.kind}-hidden"
    kind = hidden if result.case.hidden and hidden in FINDINGS else found.kind
    if found.facts.get("size") == 1 and f"{kind}-alone" in FINDINGS:
        kind = f"{kind}-alone"  # of one number nobody asks how many differ
    if kind == "raised" and verdict.told is not None and verdict.told.name in STOPPED:
        kind = "raised-known"  # it was just said, in the words of the task
    return FINDINGS[kind].format(**facts)


def _differ(facts: Mapping[str, Any]) -> Text:
    count, size = facts.get("count"), facts.get("size")
    how = "some" if count != size else "both" if size == 2 else "all"
    return WORDS[f"{how}-differ"].format(count=count, size=size)


def _an(name: Any) -> Text:
    """A type's name with its article, which Korean has not."""
    name = name if isinstance(name, Text) else _same(str(name))
    return Text(f"{'an' if name.en.startswith(tuple('aeioAEIO')) else 'a'} {name.en}", name.ko)


def _at(facts: Mapping[str, Any]) -> Text:
    index = facts.get("index")
    return WORDS["at"].format(index=_index(index)) if index else Text("", "")


def _source_line(facts: Mapping[str, Any]) -> Text:
    source = facts.get("source")
    if not source:
        return Text("", "")
    return WORDS["line" if facts.get("line") else "line-only"].format(line=facts.get("line"), source=source)


def _index(index: tuple[int, ...]) -> str:
    return str(index[0]) if len(index) == 1 else str(index)


def _as_written(value: Any) -> Any:
    return f"{value:.10g}" if type(value) is float else value


def inputs(case: Case, names: Iterable[str], most: int = 240) -> Text:
    """The inputs of a public case on one line."""
    named = [*zip(names, case.args, strict=False), *case.kwargs.items()]
    halves = {}
    for language in LANGUAGES:
        line = ", ".join(f"{name} = {_brief(value).in_(language)}" for name, value in named)
        halves[language] = line if len(line) <= most else line[: most - 1] + "…"
    return Text(**halves)


def _brief(value: Any) -> Text:
    if isinstance(value, np.ndarray):
        return _same(" ".join(np.array2string(value, precision=4, separator=", ", threshold=30).split()))
    if callable(value):
        name = getattr(value, "__name__", None)
        return WORDS["a-function"] if name is None else _same(name)
    if isinstance(value, np.random.Generator):
        return WORDS["a-generator"]
    if type(value) in (list, tuple) and any(isinstance(one, np.ndarray | list | tuple) for one in value):
        inner = [_brief(one) for one in value]
        opened, closed = ("[", "]") if type(value) is list else ("(", ")")
        return Text(*(f"{opened}{', '.join(one.in_(language) for one in inner)}{closed}" for language in LANGUAGES))
    return _same(repr(value))


def _type(value: Any) -> Any:
    """The name of a type as the judge gives it; what is no code in it is said in both languages."""
    if not isinstance(value, str):
        return value
    if value.endswith(" array"):
        return Text(value, f"{value.removesuffix(' array')} 배열")
    if value.startswith("array of dtype "):
        return Text(value, f"자료형이 {value.removeprefix('array of dtype ')}인 배열")
    return value


def _same(code: str) -> Text:
    """What is code is the same in both languages."""
    return Text(code, code)


# --- plain text -----------------------------------------------------------------------------------------------------


def text(verdict: Verdict, language: str) -> str:
    """The whole report as plain text."""
    lines = [headline(verdict, language), *(f"  {said}" for said in sentences(verdict, language))]
    if verdict.status == "failed":
        lines += [f"  {_mark(r).in_(language)}  {_case_name(r, language)}" for r in verdict.results]
    printed = _printed(verdict)
    if printed:
        lines += [f"  {WORDS['printed'].in_(language)}:", *(f"    {line}" for line in printed.splitlines())]
    return "\n".join(lines)


def _example(verdict: Verdict, result: CaseResult) -> list[Text]:
    """The inputs of a public case, if it has any."""
    if result.case.hidden:
        return []
    shown = inputs(result.case, _parameter_names(verdict.card.reference, result.case))
    return [WORDS["input"].format(shown=shown)] if shown.en else []


def _parameter_names(reference: Callable[..., Any], case: Case) -> list[str]:
    """What a case's inputs are called: by the function itself, or by the driver that calls it, whose first one it is."""
    parameters = inspect.signature(case.call or reference).parameters.values()
    named = [one.name for one in parameters if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    return named[1:] if case.call else named


def _mark(result: CaseResult) -> Text:
    return WORDS["right"] if result.finding is None else WORDS["wrong"]


def _case_name(result: CaseResult, language: str) -> str:
    notes = [WORDS["edge"].in_(language)] if result.case.edge else []
    notes += [WORDS["hidden"].in_(language)] if result.case.hidden else []
    name = result.case.name.in_(language)
    return f"{name} ({', '.join(notes)})" if notes else name


def _printed(verdict: Verdict) -> str:
    """What the function printed in the first case that printed anything."""
    return next((r.printed.rstrip() for r in verdict.results if r.printed.strip()), "")


# --- HTML -----------------------------------------------------------------------------------------------------------

# colours of the sign and the left bar; each keeps 4.5:1 against white and against JupyterLab's dark ground through the two-tone bar
STYLE = """
.dlcourse-report{border:1px solid var(--jp-border-color1,#999);border-left:6px solid;border-radius:4px;padding:.6em 1em;margin:.3em 0;
color:var(--jp-content-font-color1,inherit);background:var(--jp-layout-color1,transparent);font-size:1em;line-height:1.5;max-width:60em}
.dlcourse-report:lang(ko){word-break:keep-all;overflow-wrap:break-word}.dlcourse-report pre{word-break:normal}
.dlcourse-report p{margin:.35em 0}.dlcourse-report .dlcourse-head{font-weight:700;font-size:1.05em}
.dlcourse-report code{font-family:var(--jp-code-font-family,monospace);background:var(--jp-layout-color2,rgba(127,127,127,.15));padding:0 .25em;border-radius:2px}
.dlcourse-report table{border-collapse:collapse;margin:.4em 0}
.dlcourse-report[lang] table th,.dlcourse-report[lang] table td{text-align:left;vertical-align:top;line-height:1.4;padding:.15em .8em .15em 0}
.dlcourse-report[lang] table td:first-child{white-space:nowrap}
.dlcourse-report figure{margin:.6em 0}.dlcourse-report svg{display:block;max-width:100%;height:auto}
.dlcourse-report figcaption{font-size:.93em;max-width:34em}
.dlcourse-report pre{white-space:pre-wrap;margin:.3em 0;color:inherit;background:none}
.dlcourse-passed{border-left-color:#0072b2}.dlcourse-failed{border-left-color:#d55e00}
.dlcourse-not-attempted{border-left-color:#999;border-left-style:dashed}.dlcourse-not-judged{border-left-color:#cc79a7;border-left-style:double}
"""


def picture(verdict: Verdict) -> "Drawing | None":
    """The drawing that belongs to a report; None where words say it as well."""
    return drawing(verdict.card, verdict.results) if verdict.status == "failed" else None


def html(verdict: Verdict, language: str) -> str:
    """The whole report as HTML for a notebook, readable in light and dark and by a screen reader."""
    return html_with(picture(verdict), verdict, language)


def html_with(drawn: "Drawing | None", verdict: Verdict, language: str) -> str:
    """The same with a drawing that was made before: whoever needs both languages has it made once."""
    head = escape(headline(verdict, language))
    body = [f"<p>{_code(said)}</p>" for said in sentences(verdict, language)]
    if drawn is not None:
        words = _code(drawn.words.in_(language))
        body.append(f"<figure>{drawn.svg(language)}<figcaption>{words}</figcaption></figure>")
    if verdict.status == "failed":
        body.append(_table(verdict, language))
    printed = _printed(verdict)
    if printed:
        label = WORDS["printed"].in_(language)
        body.append(f"<details><summary>{escape(label)}</summary><pre>{escape(printed)}</pre></details>")
    return (
        f"<style>{STYLE}</style>"
        f'<section class="dlcourse-report dlcourse-{verdict.status}" lang="{language}" aria-label="{head}" '
        f'data-exercise="{verdict.card.id}" data-diagnosis="{escape(verdict.diagnosis or "")}" data-seed="{verdict.seed}">'
        f'<p class="dlcourse-head">{head}</p>{"".join(body)}</section>'
    )


def _table(verdict: Verdict, language: str) -> str:
    rows = "".join(
        f"<tr><td>{escape(_mark(r).in_(language))}</td><td>{_code(_case_name(r, language))}</td></tr>"
        for r in verdict.results
    )
    return (
        f"<details><summary>{WORDS['cases'].in_(language)}</summary><table><thead><tr>"
        f'<th scope="col">{WORDS["result"].in_(language)}</th><th scope="col">{WORDS["case"].in_(language)}</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _code(sentence: str) -> str:
    """Escape, then turn `backticks` into <code>."""
    parts = escape(sentence).split("`")
    if len(parts) % 2 == 0:  # an odd backtick belongs to the sentence itself
        return "`".join(parts)
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))


def unknown(name: str, near: str | None) -> Note:
    """What to say when nobody knows the exercise."""
    return Note(WORDS["unknown"].format(name=name, near=WORDS["near"].format(near=near) if near else ""))
