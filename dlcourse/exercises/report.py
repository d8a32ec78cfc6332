"""Verdicts put into words: what we saw, where, one hint, in this order, as plain text and as HTML.

The report decides nothing. It never shows the numbers of a hidden case and never a line of an answer; the HTML is escaped throughout,
carries its meaning in words and signs as well as in colour, and takes its colours from the notebook's theme.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case
from dlcourse.exercises.judge import CaseResult, Verdict
from dlcourse.language import LANGUAGES, Text, current

TYPES = {"type", "want", "got"}  # facts that may name a type

STATUS = {
    "passed": Text("passed", "통과"),
    "failed": Text("not yet", "아직"),
    "not-attempted": Text("not attempted", "시작 전"),
    "not-judged": Text("not judged", "채점하지 못함"),
}
SIGN = {"passed": "✓", "failed": "✗", "not-attempted": "○", "not-judged": "!"}

# One sentence for every kind of finding; {subject} and {owner} are what it is about ("Your result", "`errors`").
FINDINGS = {
    "undefined": Text(
        "There is no `{name}` in this notebook yet. Run the cell with your code, then this one.",
        "이 노트북에 아직 `{name}`이(가) 없습니다. 코드 셀을 먼저 실행한 뒤 이 셀을 실행해 보세요.",
    ),
    "borrowed": Text(
        "`{name}` is the course's own function, not yours. Run the cell in which you write `{name}`.",
        "이 `{name}`은(는) 직접 작성한 함수가 아니라 강의가 제공하는 함수입니다. `{name}`을(를) 작성하는 셀을 실행해 보세요.",
    ),
    "not-attempted": Text(
        "`{name}` is still as it was handed out. Replace the line `raise NotImplementedError()` by your own code.",
        "`{name}`이(가) 처음 상태 그대로입니다. `raise NotImplementedError()` 줄을 지우고 코드를 작성해 보세요.",
    ),
    "not-callable": Text(
        "`{name}` is not a function but {type}. Was the name used for something else?",
        "`{name}`이(가) 함수가 아니라 {type}입니다. 같은 이름을 다른 곳에 쓰지 않았나요?",
    ),
    "raised": Text(
        "Your function stopped with {error}{place}: {message}",
        "함수가 {error} 오류로 멈추었습니다{place}: {message}",
    ),
    "timed-out": Text(
        "Your function was still running after {seconds:g} seconds, so we stopped it. Does a loop never end?",
        "함수가 {seconds:g}초가 지나도 끝나지 않아 멈추었습니다. 끝나지 않는 반복문이 있나요?",
    ),
    "none": Text(
        "{subject} came back as None. Is there a `return` at the end?",
        "{subject} None입니다. 마지막에 `return`이 있나요?",
    ),
    "type": Text(
        "{subject} should be {want}, but is {got}.",
        "{owner} 자료형은 {want}이어야 하는데 {got}입니다.",
    ),
    "not-a-tuple": Text(
        "You should return {count} things ({names}), but returned one {got}.",
        "{count}개의 값({names})을 반환해야 하는데 {got} 하나를 반환했습니다.",
    ),
    "length": Text(
        "{subject} should have {want} parts, but has {got}.",
        "{owner} 구성 요소는 {want}개여야 하는데 {got}개입니다.",
    ),
    "keys": Text(
        "{subject} should have the keys {want}, but has {got}.",
        "{owner} 키는 {want}이어야 하는데 {got}입니다.",
    ),
    "shape": Text(
        "{subject} should have shape {want}, but has shape {got}.",
        "{owner} 형상은 {want}이어야 하는데 {got}입니다.",
    ),
    "not-finite": Text(
        "{subject} {at}is {got}, which is not a finite number.",
        "{subject} {at}{got}입니다. 유한한 수가 아닙니다.",
    ),
    "not-silent": Text(
        "NumPy warned on the way: {warning}. The result may look right, but a step before it overflowed.",
        "계산 중에 NumPy가 경고했습니다: {warning}. 결과가 맞아 보여도 중간 계산에서 넘침이 생겼습니다.",
    ),
    "changed": Text(
        "Your function changed its input {names}. Work on a new array and leave the input as it was.",
        "함수가 입력 {names}을(를) 바꾸었습니다. 새 배열에서 계산하고 입력은 그대로 두세요.",
    ),
    "value": Text(
        "{subject} {at}is {got}, but should be {want} ({count} of {size} numbers differ).",
        "{subject} {at}{got}인데 {want}이어야 합니다(숫자 {size}개 중 {count}개가 다릅니다).",
    ),
    "value-hidden": Text(
        "{subject} has the right shape, but {count} of {size} numbers differ.",
        "{owner} 형상은 맞지만 숫자 {size}개 중 {count}개가 다릅니다.",
    ),
    "word": Text("{subject} is {got!r}, but should be {want!r}.", "{subject} {got!r}인데 {want!r}이어야 합니다."),
    "word-hidden": Text("{subject} is another word than it should be.", "{owner} 단어가 있어야 할 단어와 다릅니다."),
    "not-accepted": Text("{sentence}", "{sentence}"),
}

WORDS = {
    "headline": Text(
        "{sign} {title}: {status} · {points:g} of {most:g} points",
        "{sign} {title}: {status} · {most:g}점 중 {points:g}점",
    ),
    "headline-practice": Text("{sign} {title}: {status}", "{sign} {title}: {status}"),
    "well-done": Text("All {count} cases are right.", "{count}개 경우가 모두 맞습니다."),
    "looks-like": Text("It looks like this: {label}", "이런 실수로 보입니다: {label}"),
    "where": Text("Where: “{case}”", "어디서: “{case}”"),
    "hidden": Text("a hidden case", "숨은 경우"),
    "input": Text("Input: `{shown}`", "입력: `{shown}`"),
    "a-function": Text("a function", "함수"),
    "a-generator": Text("a random generator", "난수 생성기"),
    "hint": Text("Hint: {hint}", "힌트: {hint}"),
    "more": Text('Stuck? `hint("{id}")` asks the next question.', '막혔나요? `hint("{id}")`가 다음 질문을 던집니다.'),
    "cases": Text("Cases", "경우별 결과"),
    "case": Text("case", "경우"),
    "result": Text("result", "결과"),
    "right": Text("✓ right", "✓ 맞음"),
    "wrong": Text("✗ not yet", "✗ 아직"),
    "edge": Text("edge case", "경계 경우"),
    "printed": Text("Your function printed", "함수가 출력한 내용"),
    "spared": Text(
        "Judged with the course's own {names} in the place of yours: one mistake is not counted twice.",
        "{names}은(는) 강의의 함수로 바꾸어 채점했습니다. 한 번의 실수를 두 번 감점하지 않습니다.",
    ),
    "not-judged": Text(
        "We could not judge this; it is our mistake, not yours, and costs you nothing. Please tell your instructor: {reason}",
        "채점하지 못했습니다. 여러분의 잘못이 아니라 저희 쪽 문제이며 감점되지 않습니다. 강사에게 이 내용을 알려 주세요: {reason}",
    ),
    "seed": Text("seed {seed}", "시드 {seed}"),
    "your-result": Text("Your result", "반환한 값이"),
    "part": Text("`{part}`", "`{part}`이(가)"),
    "your-result-of": Text("Your result", "반환한 값의"),
    "part-of": Text("`{part}`", "`{part}`의"),
    "at": Text("at index {index} ", "인덱스 {index}에서 "),
    "line": Text(" in line {line} (`{source}`)", "({line}번째 줄 `{source}`)"),
    "line-only": Text(" at `{source}`", "(`{source}`)"),
    "unknown": Text(
        "There is no exercise called {name!r}.{near}",
        "{name!r}(이)라는 연습 문제는 없습니다.{near}",
    ),
    "near": Text(" Did you mean {near!r}?", " {near!r}을(를) 말하나요?"),
}


@dataclass(frozen=True)
class Report:
    """A verdict in the language in use: `str` gives the plain text, a notebook shows the HTML. `notes` stand below it."""

    verdict: Verdict
    notes: tuple[Text, ...] = ()

    def __str__(self) -> str:
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
        return str(self.text)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f'<p class="dlcourse-note">{_code(str(self.text))}</p>'


# --- sentences ------------------------------------------------------------------------------------------------------


def headline(verdict: Verdict, language: str) -> str:
    """The first line: sign, title, status and points."""
    key = "headline" if verdict.card.points else "headline-practice"
    return (
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


def sentences(verdict: Verdict, language: str) -> list[str]:
    """Everything below the first line, without the table of cases."""
    said: list[Text] = []
    if verdict.status == "passed":
        said.append(WORDS["well-done"].format(count=len(verdict.results)))
    elif verdict.status == "not-judged":
        said.append(WORDS["not-judged"].format(reason=verdict.reason))
    elif verdict.failed:
        worst = verdict.failed[0]
        if verdict.misconception:
            said.append(WORDS["looks-like"].format(label=verdict.misconception.label))
        if worst.finding and worst.finding.level not in ("attempted", "callable"):
            said.append(WORDS["where"].format(case=worst.case.name))
            said += _example(verdict, worst)
        said.append(finding(verdict, worst))
        if verdict.misconception:
            said.append(WORDS["hint"].format(hint=verdict.misconception.hint))
        elif verdict.status == "failed":
            said.append(WORDS["more"].format(id=verdict.card.id))
    if verdict.spared:
        said.append(WORDS["spared"].format(names=", ".join(f"`{name}`" for name in verdict.spared)))
    return [sentence.in_(language) for sentence in said]


def finding(verdict: Verdict, result: CaseResult) -> Text:
    """The sentence for what is wrong in one case, with numbers only where the case is public."""
    found = result.finding
    assert found is not None, "only a failed case has a finding"
    facts = {key: _type(_shown(value)) if key in TYPES else _shown(value) for key, value in found.facts.items()}
    facts |= {
        "name": verdict.card.name,
        "seconds": verdict.card.seconds,
        "subject": _subject(found.facts, ""),
        "owner": _subject(found.facts, "-of"),
        "at": _at(found.facts),
        "place": _place(found.facts),
    }
    hidden = f"{found.kind}-hidden"
    kind = hidden if result.case.hidden and hidden in FINDINGS else found.kind
    return FINDINGS[kind].format(**facts)


def _subject(facts: Mapping[str, Any], case: str) -> Text:
    """What a sentence is about; Korean needs it as a subject ("") and as an owner ("-of")."""
    part = facts.get("part")
    return WORDS["part" + case].format(part=part) if part else WORDS["your-result" + case]


def _at(facts: Mapping[str, Any]) -> Text:
    index = facts.get("index")
    return WORDS["at"].format(index=_index(index)) if index else Text("", "")


def _place(facts: Mapping[str, Any]) -> Text:
    source = facts.get("source")
    if not source:
        return Text("", "")
    return WORDS["line" if facts.get("line") else "line-only"].format(line=facts.get("line"), source=source)


def _index(index: tuple[int, ...]) -> str:
    return str(index[0]) if len(index) == 1 else str(index)


def _shown(value: Any) -> Any:
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
.dlcourse-report p{margin:.35em 0}.dlcourse-report .dlcourse-head{font-weight:700;font-size:1.05em}
.dlcourse-report code{font-family:var(--jp-code-font-family,monospace);background:var(--jp-layout-color2,rgba(127,127,127,.15));padding:0 .25em;border-radius:2px}
.dlcourse-report table{border-collapse:collapse;margin:.4em 0}.dlcourse-report th,.dlcourse-report td{text-align:left;padding:.15em .8em .15em 0}
.dlcourse-report pre{white-space:pre-wrap;margin:.3em 0;color:inherit;background:none}
.dlcourse-passed{border-left-color:#0072b2}.dlcourse-failed{border-left-color:#d55e00}
.dlcourse-not-attempted{border-left-color:#999;border-left-style:dashed}.dlcourse-not-judged{border-left-color:#cc79a7;border-left-style:double}
"""


def html(verdict: Verdict, language: str) -> str:
    """The whole report as HTML for a notebook, readable in light and dark and by a screen reader."""
    head = escape(headline(verdict, language))
    body = [f"<p>{_code(said)}</p>" for said in sentences(verdict, language)]
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
