"""Scale: the right numbers with the sign turned, or times a factor: a fixed one, a size of an input, an input itself."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from dlcourse.exercises.relations.view import ENOUGH, Facts, Pair, Relation, Subject, close, each, telling
from dlcourse.language import Text

_MULTIPLES = ((1.0, Text("", "")), (2.0, Text("twice ", "2 × ")), (0.5, Text("half of ", "½ × ")))
_FEW = 4  # numbers of a shape that have a name each


def _factors(subject: Subject) -> list[tuple[float, Pair]] | None:
    """By which one factor each case is off; None where there is none."""
    leaves = subject.leaves()
    if leaves is None:
        return None
    pooled = list(leaves)
    if any(want.shape != got.shape for want, got, _ in pooled) or not telling(pooled):
        return None
    found: list[tuple[float, Pair]] = []
    for pair in subject.pairs:
        both = list(zip(pair.wants or (), pair.gots or (), strict=True))
        sizes = [np.abs(w).max() if w.size and np.isfinite(w).all() else -1.0 for w, _ in both]
        if not both or min(sizes) < 0:
            return None
        if max(sizes) == 0:  # zeros stay zeros and say nothing about the factor
            if any(not close(w, g, pair.case) for w, g in both):
                return None
            continue
        want, got = both[int(np.argmax(sizes))]
        at = int(np.argmax(np.abs(want)))
        factor = float(got.ravel()[at]) / float(want.ravel()[at])
        if factor == 0 or not np.isfinite(factor) or any(not close(w * factor, g, pair.case) for w, g in both):
            return None
        found.append((factor, pair))
    return found


def _same(a: float, b: float) -> bool:
    return bool(np.isclose(a, b, rtol=1e-5, atol=0))


def _constant(subject: Subject) -> Facts | None:
    factors = _factors(subject)
    if not factors:
        return None
    first = factors[0][0]
    if _same(first, 1) or not all(_same(first, factor) for factor, _ in factors):
        return None
    return {"factor": f"{first:.4g}"}


def _sizes(pair: Pair) -> Iterator[tuple[str, float, Text]]:
    """What can be counted in the inputs of a case, with the words for it."""
    for name, value in pair.inputs.items():
        code = f"`{name}`"
        if isinstance(value, np.ndarray) and value.ndim:
            rows = Text(f"the number of rows of {code}", f"{code}의 행 수") if value.ndim > 1 else None
            yield f"{name} 0", len(value), rows or Text(f"the number of entries of {code}", f"{code}의 원소 수")
            if value.ndim > 1:
                yield f"{name} -1", value.shape[-1], Text(f"the number of columns of {code}", f"{code}의 열 수")
                yield f"{name} all", value.size, Text(f"the number of entries of {code}", f"{code}의 원소 수")
            if value.dtype.kind in "iu" and value.size < 10_000:
                several = Text(f"the number of different values in {code}", f"{code}에 나오는 서로 다른 값의 수")
                yield f"{name} kinds", len(np.unique(value)), several
        elif isinstance(value, list | tuple):
            yield f"{name} len", len(value), Text(f"the length of {code}", f"{code}의 길이")


def _settings(pair: Pair) -> Iterator[tuple[str, float, Text]]:
    """The single numbers among the inputs, with what is often made of them, and the few of a shape."""
    for name, value in pair.inputs.items():
        if isinstance(value, tuple) and len(value) <= _FEW and all(type(one) is int for one in value):
            for code, one in ((f"{name}[{i}]", one) for i, one in enumerate(value)):
                yield code, one, Text(f"`{code}`", f"`{code}`")
        if isinstance(value, bool) or not isinstance(value, int | float | np.number):
            continue
        made = {f"{name}": value, f"1 - {name}": 1 - value, f"{name}**2": float(value) ** 2}
        for code, number in made.items():
            yield code, float(number), Text(f"`{code}`", f"`{code}`")


def _measures(pair: Pair) -> Iterator[tuple[str, float, Text]]:
    """What is often made of a whole array of the inputs: one number."""
    for name, value in pair.inputs.items():
        if not isinstance(value, np.ndarray) or value.dtype.kind not in "iuf" or value.size < 2:
            continue
        code = f"`{name}`"
        yield f"{name} mean", float(value.mean()), Text(f"the mean of {code}", f"{code}의 평균")
        yield f"{name} sum", float(value.sum()), Text(f"the sum of {code}", f"{code}의 합")
        yield f"{name} max", float(value.max()), Text(f"the largest number in {code}", f"{code}에서 가장 큰 수")
        yield f"{name} std", float(value.std()), Text(f"the spread of {code}", f"{code}의 표준편차")
        yield f"{name} norm", float(np.linalg.norm(value)), Text(f"the length of {code}", f"{code}의 길이(노름)")


def _by_case(subject: Subject) -> Facts | None:
    """Every case has a factor of its own."""
    factors = _factors(subject)
    seen = {
        f"{factor:.6g}"
        for factor, pair in factors or []
        if sum(int(np.count_nonzero(want)) for want in pair.wants or ()) >= ENOUGH
    }
    return {} if len(seen) > 1 else None


def _named(subject: Subject, words: Any, *, upside_down: bool) -> Facts | None:
    """The quantity that is the factor of every case; a factor may also be twice or half of it."""
    factors = _factors(subject)
    if not factors or len({f"{factor:.6g}" for factor, _ in factors}) < 2:
        return None
    for key, _, said in words(factors[0][1]):
        values = [next((v for k, v, _ in words(pair) if k == key), 0) for _, pair in factors]
        if any(v == 0 for v in values):
            continue
        for times, prefix in _MULTIPLES if words is not _measures else _MULTIPLES[:1]:
            for sign in (1, -1):
                wanted = [sign * (1 / (times * v) if upside_down else times * v) for v in values]
                if all(_same(f, w) for (f, _), w in zip(factors, wanted, strict=True)):
                    minus = Text(", with the sign turned", " 부호도 반대입니다.") if sign < 0 else Text("", "")
                    return {"size": Text(prefix.en + said.en, prefix.ko + said.ko), "minus": minus}
    return None


def _by_line(axis: int) -> Any:
    """Every row (or column) has a factor of its own."""

    def find(subject: Subject) -> Facts | None:
        leaves = subject.leaves()
        if leaves is None:
            return None
        pooled, lines = list(leaves), 0
        for want, got, pair in pooled:
            if want.ndim != 2 or want.shape != got.shape or want.shape[axis] < ENOUGH or not np.isfinite(want).all():
                return None
            at = np.expand_dims(np.abs(want).argmax(axis=axis), axis)
            top = np.take_along_axis(want, at, axis)
            if not (top != 0).all():
                return None
            factor = np.take_along_axis(got, at, axis) / top
            if not close(want * factor, got, pair.case):
                return None
            lines += len({f"{f:.6g}" for f in factor.ravel()})
        return {} if lines >= ENOUGH and telling(pooled) else None

    return find


_MEASURE = Text(
    "Which line of yours computes {size}? Does the formula ask for it?",
    "그 값({size})을 구하는 줄은 어디인가요? 식에 그 값이 필요한가요?",
)

SCALE = (
    each(
        "sign-turned",
        lambda want: -want,
        Text("{numbers} are the right ones with the sign turned.", "{numbers}은 정답에서 부호만 반대입니다."),
        Text(
            "Which way round is your difference, or where is a minus missing or one too many?",
            "뺄셈의 순서가 바뀐 곳이 있나요? 빠졌거나 하나 더 붙은 마이너스는 없나요?",
        ),
    ),
    each(
        "absolute",
        np.abs,
        Text(
            "{numbers} are the right ones without their signs.",
            "{numbers}은 정답에서 부호를 떼어 낸 값입니다.",
        ),
        Text(
            "Which step of yours makes negative numbers positive? Should it?",
            "음수를 양수로 바꾸는 단계는 어디인가요? 바꾸어야 할까요?",
        ),
    ),
    Relation(
        "factor",
        Text("{numbers} are {factor} times the right ones.", "{numbers}은 정답의 {factor}배입니다."),
        Text(
            "Where does the factor {factor} come from: is something counted twice, or not divided?",
            "{factor}배는 어디에서 왔을까요? 두 번 센 것이나 나누지 않은 것이 있나요?",
        ),
        _constant,
    ),
    Relation(
        "times-size",
        Text(
            "{numbers} are the right ones times {size}{minus}.",
            "{numbers}은 정답에 {size} 값을 곱한 것입니다.{minus}",
        ),
        Text(
            "Does the task ask for a sum or for a mean, and over what? Where would you divide?",
            "문제에서 묻는 것은 합인가요, 평균인가요? 무엇에 대한 것인가요? 어디에서 나누어야 할까요?",
        ),
        lambda subject: _named(subject, _sizes, upside_down=False),
    ),
    Relation(
        "divided-by-size",
        Text(
            "{numbers} are the right ones divided by {size}{minus}.",
            "{numbers}은 정답을 {size}로 나눈 값입니다.{minus}",
        ),
        Text(
            "Does the task ask for a sum or for a mean, and over what? Where do you divide?",
            "문제에서 묻는 것은 합인가요, 평균인가요? 무엇에 대한 것인가요? 어디에서 나누고 있나요?",
        ),
        lambda subject: _named(subject, _sizes, upside_down=True),
    ),
    Relation(
        "times-argument",
        Text(
            "{numbers} are the right ones times {size}{minus}.",
            "{numbers}은 정답에 {size} 값을 곱한 것입니다.{minus}",
        ),
        Text("How often does {size} belong into the formula?", "식에 {size} 값이 몇 번 들어가야 하나요?"),
        lambda subject: _named(subject, _settings, upside_down=False),
    ),
    Relation(
        "divided-by-argument",
        Text(
            "{numbers} are the right ones divided by {size}{minus}.",
            "{numbers}은 정답을 {size} 값으로 나눈 것입니다.{minus}",
        ),
        Text("How often does {size} belong into the formula?", "식에 {size} 값이 몇 번 들어가야 하나요?"),
        lambda subject: _named(subject, _settings, upside_down=True),
    ),
    Relation(
        "times-measure",
        Text(
            "{numbers} are the right ones times {size}{minus}.",
            "{numbers}은 정답에 다음 값을 곱한 것입니다: {size}.{minus}",
        ),
        _MEASURE,
        lambda subject: _named(subject, _measures, upside_down=False),
    ),
    Relation(
        "divided-by-measure",
        Text(
            "{numbers} are the right ones divided by {size}{minus}.",
            "{numbers}은 정답을 다음 값으로 나눈 것입니다: {size}.{minus}",
        ),
        _MEASURE,
        lambda subject: _named(subject, _measures, upside_down=True),
    ),
    Relation(
        "row-factor",
        Text(
            "{numbers} are the right ones times a factor, but each row has a factor of its own.",
            "{numbers}은 행마다 정답과 비례하지만, 곱해진 수가 행마다 다릅니다.",
        ),
        Text(
            "By what do you multiply or divide a row, and should it be the same for all rows?",
            "한 행에 무엇을 곱하거나 무엇으로 나누나요? 모든 행에서 같아야 할까요?",
        ),
        _by_line(1),
    ),
    Relation(
        "column-factor",
        Text(
            "{numbers} are the right ones times a factor, but each column has a factor of its own.",
            "{numbers}은 열마다 정답과 비례하지만, 곱해진 수가 열마다 다릅니다.",
        ),
        Text(
            "By what do you multiply or divide a column, and should it be the same for all columns?",
            "한 열에 무엇을 곱하거나 무엇으로 나누나요? 모든 열에서 같아야 할까요?",
        ),
        _by_line(0),
    ),
)

BY_CASE = (
    Relation(
        "case-factor",
        Text(
            "{numbers} are the right ones times a factor, but each call has a factor of its own.",
            "{numbers}은 호출마다 정답과 비례하지만, 곱해진 수가 호출마다 다릅니다.",
        ),
        Text(
            "Divide your result by the right one in two cases. What do the two factors have to do with the inputs?",
            "두 경우에서 결과를 정답으로 나누어 보세요. 그 두 수는 입력과 어떤 관계가 있나요?",
        ),
        _by_case,
    ),
)
