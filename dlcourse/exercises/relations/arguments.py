"""Arguments: what the right function gives when it is told something else about one of its inputs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from inspect import Parameter, signature
from itertools import combinations
from typing import Any

import numpy as np

from dlcourse.exercises.relations.asking import LOOPS, Arguments, Asking, Change, weight
from dlcourse.exercises.relations.view import Relation, Subject
from dlcourse.language import Text

_HEAVY = frozenset({"rng"})  # what draws is not asked again: other draws, other numbers
_LARGE = 20_000  # numbers in a case's inputs; with more, asking takes too long


@dataclass(frozen=True)
class Changed:
    """One thing that may have been done to the inputs."""

    relation: Relation
    named: str  # what the sentence calls it
    change: Change


def _numeric(value: Any) -> bool:
    if isinstance(value, bool | str) or value is None:
        return False
    if isinstance(value, np.ndarray):
        return bool(value.dtype.kind in "iuf" and value.size)
    return isinstance(value, int | float | np.number)


def _on(name: str, make: Callable[[Any], Any], accepts: Callable[[Any], bool] = _numeric) -> Change:
    """Change one input."""

    def change(given: Arguments) -> Arguments | None:
        value = given.get(name)
        if not accepts(value):
            return None
        new = make(value)
        return None if new is None else {**given, name: new}

    return change


def _silent(subject: Subject) -> None:
    return None


def _kind(name: str, sentence: Text, hint: Text) -> Relation:
    return Relation(name, sentence, hint, _silent)


def _as_if(en: str, ko: str) -> Text:
    return Text(
        f"{{numbers}} are right for {en}.",
        f"{{numbers}}은 {ko} 정답입니다.",
    )


_WHERE = Text(
    "Where does {name} enter, and what happens to it there?", "{name} 값을 어디에서 쓰나요? 거기서 무엇을 하나요?"
)
_USED = Text(
    "Is {name} used in your code at all, and wherever the formula has it?",
    "코드에서 {name} 값을 쓰나요? 식에 나오는 자리마다 쓰나요?",
)

FORGOTTEN = _kind(
    "argument-forgotten",
    Text(
        "{numbers} are right for {value}, as if {name} were not used.",
        "{name} 값을 쓰지 않은 것 같습니다. {numbers}이 {value}일 때의 정답과 같습니다.",
    ),
    _USED,
)
DEFAULT = _kind(
    "argument-at-default",
    Text(
        "{numbers} are right for the default {value} of {name}, whatever is passed.",
        "{name} 값이 고정된 것 같습니다. 무엇을 넘기든 {numbers}이 기본값 {value}일 때의 정답과 같습니다.",
    ),
    Text(
        "Does a number stand in your code where {name} should stand?",
        "{name} 값이 있어야 할 자리에 숫자가 적혀 있나요?",
    ),
)
DEFAULTS = _kind(
    "arguments-at-defaults",
    Text(
        "{numbers} are right for the defaults of {name}, whatever is passed.",
        "{name} 값이 고정된 것 같습니다. 무엇을 넘기든 {numbers}이 기본값일 때의 정답과 같습니다.",
    ),
    DEFAULT.hint,
)
IGNORED = _kind(
    "argument-ignored",
    Text(
        "{numbers} do not depend on {name}: they are always right for the value of the first case.",
        "{numbers}이 {name} 값에 따라 달라지지 않습니다. 언제나 첫 번째 경우의 값일 때의 정답과 같습니다.",
    ),
    Text(
        "Does a number stand in your code where {name} should stand?",
        "{name} 값이 있어야 할 자리에 숫자가 적혀 있나요?",
    ),
)
NEGATED = _kind(
    "argument-negated",
    _as_if("{name} with the other sign", "{name} 값의 부호를 바꾸었을 때의"),
    Text("With which sign does {name} enter?", "{name} 값을 어떤 부호로 쓰나요?"),
)
SQUARED = _kind("argument-squared", _as_if("the square of {name}", "{name} 값을 제곱했을 때의"), _WHERE)
ROOTED = _kind("argument-rooted", _as_if("the square root of {name}", "{name} 값의 제곱근을 넣었을 때의"), _WHERE)
DOUBLED = _kind("argument-doubled", _as_if("twice {name}", "{name} 값을 두 배 했을 때의"), _WHERE)
HALVED = _kind("argument-halved", _as_if("half of {name}", "{name} 값을 절반으로 했을 때의"), _WHERE)
RECIPROCAL = _kind("argument-reciprocal", _as_if("1 divided by {name}", "1을 {name} 값으로 나누어 넣었을 때의"), _WHERE)
ONE_MINUS = _kind(
    "argument-one-minus",
    _as_if("1 minus {name}", "1에서 {name} 값을 빼서 넣었을 때의"),
    Text(
        "Which of the two is multiplied by {name}, and which by 1 minus {name}?",
        "{name} 값을 곱하는 쪽과, 1에서 {name} 값을 뺀 수를 곱하는 쪽은 각각 어느 것인가요?",
    ),
)
ONE_MORE = _kind(
    "argument-one-more",
    _as_if("{name} plus 1", "{name} 값이 1만큼 클 때의"),
    Text(
        "How often does your loop run, and where does your counting begin?",
        "반복문이 몇 번 도나요? 몇부터 세기 시작하나요?",
    ),
)
ONE_LESS = _kind("argument-one-less", _as_if("{name} minus 1", "{name} 값이 1만큼 작을 때의"), ONE_MORE.hint)
ABSOLUTE = _kind("argument-absolute", _as_if("{name} without its sign", "{name} 값에서 부호를 떼었을 때의"), _WHERE)
SIGN = _kind("argument-sign", _as_if("the sign of {name} alone", "{name} 값의 부호만 넣었을 때의"), _WHERE)
WHOLE = _kind(
    "argument-cut",
    _as_if("{name} with everything after the point cut off", "{name} 값에서 소수점 아래를 잘랐을 때의"),
    Text("Which line turns {name} into whole numbers?", "{name} 값을 정수로 바꾸는 줄은 어디인가요?"),
)
TRANSPOSED = _kind(
    "argument-transposed",
    _as_if("{name} with rows and columns exchanged", "{name}의 행과 열을 바꾸었을 때의"),
    Text("What do the rows of {name} stand for, and what its columns?", "{name}의 행은 무엇을, 열은 무엇을 뜻하나요?"),
)
REVERSED = _kind(
    "argument-reversed",
    _as_if("{name} in reversed order", "{name}의 순서를 거꾸로 했을 때의"),
    Text("In which order do you go through {name}?", "{name}의 원소를 어떤 순서로 지나가나요?"),
)
FIRST = _kind(
    "argument-first-only",
    _as_if("the first entry of {name} in every place", "{name}의 모든 자리에 첫 원소를 넣었을 때의"),
    Text("Do you use all of {name}, or one entry for everything?", "{name} 전체를 쓰나요, 한 원소로 모두 계산하나요?"),
)
CUT_NEGATIVE = _kind(
    "argument-negatives-cut",
    _as_if("{name} with every negative number made 0", "{name}의 음수를 모두 0으로 바꾸었을 때의"),
    _WHERE,
)
LAST_LEFT_OUT = _kind(
    "argument-last-left-out",
    _as_if("{name} without its last entry", "{name}의 마지막 원소를 뺐을 때의"),
    Text("Does your loop reach the last entry of {name}?", "반복문이 {name}의 마지막 원소까지 가나요?"),
)
FIRST_LEFT_OUT = _kind(
    "argument-first-left-out",
    _as_if("{name} without its first entry", "{name}의 첫 원소를 뺐을 때의"),
    Text("Does your loop begin at the first entry of {name}?", "반복문이 {name}의 첫 원소부터 시작하나요?"),
)
FIRST_ALONE = _kind(
    "argument-first-alone",
    _as_if("the first entry of {name} alone", "{name}의 첫 원소만 있을 때의"),
    Text("Does your loop go on after the first entry of {name}?", "{name}의 첫 원소 다음에도 반복이 이어지나요?"),
)
LAST_ALONE = _kind(
    "argument-last-alone",
    _as_if("the last entry of {name} alone", "{name}의 마지막 원소만 있을 때의"),
    Text(
        "Is what you computed for the earlier entries of {name} overwritten?",
        "{name}의 앞 원소에서 계산한 값을 덮어쓰지 않나요?",
    ),
)
NO_BIASES = _kind(
    "biases-forgotten",
    _as_if("{name} with all biases 0", "{name}의 편향이 모두 0일 때의"),
    Text("Where are the biases in {name} added?", "{name}의 편향을 어디에서 더하나요?"),
)
EXCHANGED = _kind(
    "arguments-exchanged",
    _as_if("{name} in exchanged places", "{name}의 자리를 서로 바꾸었을 때의"),
    Text("Which of the two is which in your code?", "코드에서 둘 가운데 어느 것이 어느 것인가요?"),
)
INVERTED = _kind(
    "argument-inverted",
    _as_if("the opposite of {name}", "{name} 값을 반대로 했을 때의"),
    Text("Which branch is taken when {name} is True?", "{name} 값이 True일 때 어느 쪽으로 가나요?"),
)

NORMALISED = _kind(
    "argument-normalised",
    _as_if("{name} divided by its length", "{name} 값을 그 길이로 나누어 넣었을 때의"),
    Text(
        "Should the size of {name} matter? Which line takes it away?",
        "{name} 값의 크기가 결과에 영향을 주어야 하나요? 그 크기를 없애는 줄은 어디인가요?",
    ),
)

_CHANGES: tuple[tuple[Relation, Callable[[Any], Any]], ...] = (
    (NEGATED, lambda v: -v if np.asarray(v).dtype.kind == "f" else None),  # a class has no sign
    (ABSOLUTE, np.abs),
    (DOUBLED, lambda v: v * 2),
    (HALVED, lambda v: v / 2 if not isinstance(v, int) else None),
    (SQUARED, lambda v: v * v),
    (ROOTED, lambda v: np.sqrt(v) if np.all(np.asarray(v) >= 0) and not isinstance(v, int) else None),
    (ONE_MINUS, lambda v: 1 - v),
    (RECIPROCAL, lambda v: 1 / v if np.all(np.asarray(v) != 0) and not isinstance(v, int) else None),
    (WHOLE, np.trunc),
    (SIGN, np.sign),
    (CUT_NEGATIVE, lambda v: np.maximum(v, 0)),
    (NORMALISED, lambda v: v / np.linalg.norm(v) if isinstance(v, np.ndarray) and v.size > 1 and v.any() else None),
)


def _turned(value: Any) -> Any:
    return value.T.copy() if value.ndim == 2 and value.shape[0] == value.shape[1] > 1 else None


def _first_everywhere(value: Any) -> Any:
    return np.broadcast_to(value[:1], value.shape).copy() if value.ndim and len(value) > 1 else None


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim > 0 and value.size > 0


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_long(value: Any) -> bool:
    return (isinstance(value, list | tuple) or _is_array(value)) and len(value) > 1


def _is_row(value: Any) -> bool:
    return (isinstance(value, list | tuple) or _is_array(value)) and len(value) > 0


def _is_layers(value: Any) -> bool:
    """A list of layers, each a pair of weights and biases."""
    return isinstance(value, list) and all(isinstance(one, tuple) and len(one) == 2 for one in value)


def _candidates(asking: Asking) -> Iterator[Changed]:
    """All that is tried, the most particular first."""
    parameters, given = asking.parameters, asking.example
    names = [name for name in parameters if name not in _HEAVY]
    for name in (name for name in names if name in LOOPS):  # before the questions are used up: these cost the most
        yield Changed(ONE_LESS, name, _on(name, lambda v: v - 1, _is_whole))
        yield Changed(ONE_MORE, name, _on(name, lambda v: v + 1, _is_whole))
    for name in names:
        default = parameters[name].default
        if default is not Parameter.empty:
            yield Changed(DEFAULT, name, _on(name, lambda _, d=default: d, lambda v: v is not None))  # type: ignore[misc]
    optional = {n: parameters[n].default for n in names if isinstance(parameters[n].default, int | float)}
    for several in (two for k in (2, 3) for two in combinations(optional, k)):
        yield Changed(DEFAULTS, "`, `".join(several), lambda given, s=several: {**given, **{n: optional[n] for n in s}})  # type: ignore[misc]
    for name in names:
        yield Changed(INVERTED, name, _on(name, lambda v: not v, lambda v: isinstance(v, bool)))
        for number, words in ((0.0, "0"), (1.0, "1")):
            yield Changed(
                replace(
                    FORGOTTEN,
                    sentence=FORGOTTEN.sentence.format(numbers="{numbers}", name="{name}", value=f"`{name} = {words}`"),
                ),
                name,
                _on(name, lambda v, n=number: np.full(v.shape, n) if isinstance(v, np.ndarray) else type(v)(n)),  # type: ignore[misc]
            )
    for relation, make in _CHANGES:
        for name in names:
            yield Changed(relation, name, _on(name, make))
    for name in names:
        if name not in LOOPS:
            yield Changed(ONE_MORE, name, _on(name, lambda v: v + 1, _is_whole))
            yield Changed(ONE_LESS, name, _on(name, lambda v: v - 1, _is_whole))
        yield Changed(TRANSPOSED, name, _on(name, _turned, _is_array))
        yield Changed(REVERSED, name, _on(name, lambda v: v[::-1], _is_row))
        yield Changed(FIRST, name, _on(name, _first_everywhere, _is_array))
        yield Changed(LAST_LEFT_OUT, name, _on(name, lambda v: v[:-1], _is_long))
        yield Changed(FIRST_LEFT_OUT, name, _on(name, lambda v: v[1:], _is_long))
        if isinstance(given.get(name), int | float | str):
            value = given[name]
            yield Changed(IGNORED, name, _on(name, lambda _, x=value: x, lambda v: v is not None))  # type: ignore[misc]
    for group in _equally_long(asking, names):
        words = "` and `".join(group)
        for relation, cut in _CUTS:
            yield Changed(relation, words, _together(group, cut))
    for name in names:
        yield Changed(FIRST_ALONE, name, _on(name, lambda v: v[:1], _is_row))
        yield Changed(LAST_ALONE, name, _on(name, lambda v: v[-1:], _is_row))
        yield Changed(NO_BIASES, name, _on(name, lambda v: [(W, np.zeros_like(b)) for W, b in v], _is_layers))
    for a, b in combinations(names, 2):
        yield Changed(EXCHANGED, f"{a}` and `{b}", _swap(a, b))


_CUTS: tuple[tuple[Relation, Callable[[Any], Any]], ...] = (
    (FIRST_ALONE, lambda v: v[:1]),
    (LAST_ALONE, lambda v: v[-1:]),
    (LAST_LEFT_OUT, lambda v: v[:-1]),
    (FIRST_LEFT_OUT, lambda v: v[1:]),
)


def _equally_long(asking: Asking, names: list[str]) -> list[list[str]]:
    """Arrays that go together, entry by entry, in every case: examples and their labels, outputs and their targets."""
    calls = [given for _, given in asking.rows if given is not None]
    arrays = [name for name in names if calls and all(_is_array(given.get(name)) for given in calls)]
    lengths = {name: tuple(len(given[name]) for given in calls) for name in arrays}
    groups = [[n for n in arrays if lengths[n] == one] for one in sorted(set(lengths.values())) if max(one) > 1]
    return [group for group in groups if len(group) > 1]


def _together(group: list[str], cut: Callable[[Any], Any]) -> Change:
    def change(given: Arguments) -> Arguments | None:
        if len({len(given[name]) for name in group}) != 1 or not len(cut(given[group[0]])):
            return None
        return {**given, **{name: cut(given[name]) for name in group}}

    return change


def _swap(a: str, b: str) -> Change:
    def change(given: Arguments) -> Arguments | None:
        one, other = given.get(a), given.get(b)
        if not _numeric(one) or not _numeric(other) or np.shape(np.asarray(one)) != np.shape(np.asarray(other)):
            return None
        return {**given, a: other, b: one}

    return change


def argument(subject: Subject) -> tuple[Relation, Mapping[str, object]] | None:
    """The first change of the inputs that explains the whole result, with the names of all inputs for which it does."""
    card = subject.evidence.card
    if card.accept is not None or _HEAVY & set(signature(card.reference).parameters):
        return None
    if any(pair.gots is None or pair.wants is None for pair in subject.pairs):
        return None
    if any(weight(pair.case) > _LARGE for pair in subject.pairs):
        return None
    asking = Asking(subject)
    found: tuple[Relation, list[str]] | None = None
    for one in _candidates(asking):
        if found is not None and one.relation != found[0]:
            if one.relation.name == found[0].name:
                continue
            break
        if asking.explains(one.change):
            found = (found or (one.relation, []))[0], [*(found[1] if found else []), one.named]
    if found is None:
        return None
    relation, names = found
    marked = [f"`{name}`" for name in names]
    defaults = signature(card.reference).parameters
    value = defaults[names[0]].default if names[0] in defaults else ""
    en, ko = " (or ".join(marked) + ")" * (len(marked) - 1), " 또는 ".join(marked)
    return relation, {"name": Text(en, ko.replace("` and `", "`, `")), "value": f"`{value}`"}
