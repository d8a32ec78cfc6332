"""Same as something else: an input, another part, the answer to the first case, one value whatever is asked."""

from typing import Any

import numpy as np

from dlcourse.exercises.relations.view import Facts, Pair, Relation, Subject, arrays, close, distinct, holds
from dlcourse.language import Text


def _input(subject: Subject) -> Facts | None:
    for name in subject.pairs[0].inputs:

        def the_input(want: np.ndarray, pair: Pair, name: str = name) -> np.ndarray | None:
            value = arrays(pair.inputs.get(name))
            return value[0] if value and len(value) == 1 else None

        if all(p.wants is not None and len(p.wants) == 1 for p in subject.pairs) and holds(subject, the_input):
            return {"name": f"`{name}`"}
    return None


def _comparable(value: Any) -> Any:
    """Something that is equal where two results are."""
    found = arrays(value)
    if found is not None:
        return tuple((a.shape, a.tobytes()) for a in found)
    return value if isinstance(value, str) else None


def _example(subject: Subject) -> Facts | None:
    """Every case is answered as the first one should be."""
    first, *others = subject.pairs
    right = _comparable(first.want)
    if right is None or first.case.hidden or len(others) < 2:
        return None
    if isinstance(first.want, str):
        same = all(pair.got == first.want for pair in subject.pairs)
        return {"case": first.case.name} if same and _different(subject) >= 2 else None
    wants = first.wants or []
    for pair in subject.pairs:
        gots = pair.gots
        if gots is None or len(gots) != len(wants):
            return None
        if not all(close(w, g, pair.case) for w, g in zip(wants, gots, strict=True)):
            return None
    return {"case": first.case.name} if _different(subject) >= 2 else None


def _different(subject: Subject) -> int:
    return len({_comparable(pair.want) for pair in subject.pairs})


def _numbers_of(value: Any) -> set[float]:
    return set().union(*(distinct(array) for array in arrays(value) or ()))


def _always(subject: Subject) -> Facts | None:
    """Every case is answered with the same."""
    gots = {_comparable(pair.got) for pair in subject.pairs}
    if len(gots) != 1 or None in gots or len(subject.pairs) < 3 or _different(subject) < 2:
        return None
    first = subject.pairs[0].got
    if any(np.isnan(array).any() for array in arrays(first) or ()):
        return None  # no number at all is not "the same"
    few = sum(array.size for array in arrays(first) or ()) < 3
    if few and len(_numbers_of(first)) < 3 and len(set().union(*(_numbers_of(p.want) for p in subject.pairs))) < 3:
        return None  # 0 or 1 comes out by chance in a few cases
    asked = {repr(sorted(pair.inputs.items(), key=str)) for pair in subject.pairs}
    return {} if len(asked) > 2 else None


def _filled(number: float) -> Any:
    def find(subject: Subject) -> Facts | None:
        sizes = [sum(want.size for want in pair.wants or ()) for pair in subject.pairs]
        if max(sizes) < 2:  # for single numbers "always the same" says more
            return None
        return {} if holds(subject, lambda want, pair: np.full(want.shape, number)) else None

    return find


def _one_number(subject: Subject) -> Facts | None:
    """All entries of an array are the same where the right ones are different."""
    leaves = subject.leaves()
    if leaves is None or any(len(pair.wants or ()) != 1 for pair in subject.pairs):
        return None
    seen = False
    for want, got, _ in leaves:
        if want.shape != got.shape or (got.size and not np.all(got == got.ravel()[0])):
            return None
        seen |= len(distinct(want)) >= 3
    return {} if seen else None


def _rows_alike(subject: Subject) -> Facts | None:
    """Every row of a table is the same where the right ones are different."""
    leaves = subject.leaves()
    if leaves is None:
        return None
    seen = 0
    for want, got, _ in leaves:
        if want.ndim < 2 or want.shape != got.shape or not len(got) or not np.allclose(got, got[:1], 1e-9, 0):
            return None
        if len(got) > 2 and got[0].size > 1 and not np.allclose(want, want[:1], 1e-9, 0):
            seen += 1
    return {} if seen else None


SAME_AS = (
    Relation(
        "example-answer",
        Text(
            "{result} is the right answer to “{case}”, whatever is asked.",
            "무엇을 묻든 {result}이 “{case}”의 정답입니다.",
        ),
        Text(
            "Which numbers of the example stand in your code? What should take their place?",
            "코드에 예제의 수가 그대로 들어 있나요? 그 자리에 무엇이 와야 하나요?",
        ),
        _example,
    ),
    Relation(
        "always-the-same",
        Text("{result} is the same in every case that was tried.", "{result}이 시험한 모든 경우에 같습니다."),
        Text(
            "Which line of yours uses the inputs, and is its result returned?",
            "입력을 쓰는 줄은 어디인가요? 그 결과를 반환하나요?",
        ),
        _always,
    ),
    Relation(
        "input-itself",
        Text("{numbers} are those of {name}, unchanged.", "{numbers}은 입력 {name} 그대로입니다."),
        Text(
            "What should happen to {name} before it is returned? Is the new value kept?",
            "{name} 값을 반환하기 전에 무엇을 해야 하나요? 새 값을 저장했나요?",
        ),
        _input,
    ),
    Relation(
        "all-zero",
        Text("{numbers} are all 0.", "{numbers}은 모두 0입니다."),
        Text(
            "Is the array that you made at the start ever filled?",
            "처음에 만든 배열을 나중에 채우나요?",
        ),
        _filled(0.0),
    ),
    Relation(
        "all-one",
        Text("{numbers} are all 1.", "{numbers}은 모두 1입니다."),
        Text("Which step makes all numbers alike?", "값을 모두 같게 만드는 단계는 어디인가요?"),
        _filled(1.0),
    ),
    Relation(
        "one-number-everywhere",
        Text("{numbers} are all the same within a case.", "{numbers}은 한 번의 호출 안에서 모두 같습니다."),
        Text(
            "Why does nothing change from one place to the next: is something gathered over all of them, or begun anew each time?",
            "왜 자리가 달라져도 값이 그대로일까요? 전체를 한꺼번에 모았나요, 매번 처음부터 다시 시작하나요?",
        ),
        _one_number,
    ),
    Relation(
        "rows-alike",
        Text("{numbers} are the same in every row.", "{numbers}이 모든 행에서 같습니다."),
        Text(
            "Which example does each row come from? Where does its number enter?",
            "각 행은 어느 예에서 나오나요? 그 번호를 어디에서 쓰나요?",
        ),
        _rows_alike,
    ),
)
