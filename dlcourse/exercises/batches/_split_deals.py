"""What the drivers of `split` find out about a deal, and the sentences about it: never a table made here, always the learner's parts."""

from typing import Any

import numpy as np

from dlcourse.exercises.card import Case
from dlcourse.exercises.outcome import plain
from dlcourse.language import Text

_DEALS = 100  # chance leaves one of 8 examples out of a part that takes 2 of them with 24 * 0.75^100, below 1e-11

FORMS = {
    "other": Text(
        "What came back is of type {type}; three pairs `(X, y)` are wanted.",
        "자료형이 {type}인 것을 반환했습니다. 쌍 `(X, y)` 세 개여야 합니다.",
    ),
    "six": Text(
        "Six arrays came back; three pairs `(X, y)` are wanted, each in brackets of its own.",
        "배열 여섯 개를 반환했습니다. 쌍 `(X, y)` 세 개여야 하고, 쌍마다 괄호로 묶어야 합니다.",
    ),
    "two": Text(
        "Two parts came back; three are wanted: training, validation, test.",
        "두 세트를 반환했습니다. 훈련, 검증, 테스트의 세 세트여야 합니다.",
    ),
    "count": Text(
        "The number of parts is not three: training, validation, test.",
        "반환한 세트의 수가 셋이 아닙니다. 훈련, 검증, 테스트여야 합니다.",
    ),
    "rows": Text(
        "The parts are rows of `X` alone; each should be a pair `(X, y)`.",
        "세트마다 `X`의 행만 있습니다. 세트마다 쌍 `(X, y)`여야 합니다.",
    ),
    "no pairs": Text(
        "One of your three parts is no pair `(X, y)` of two arrays.",
        "세 세트 가운데 두 배열로 된 쌍 `(X, y)`가 아닌 것이 있습니다.",
    ),
    "uneven": Text(
        "In one of your parts the rows and the `y` are not equally many.",
        "행의 수와 `y`의 수가 다른 세트가 있습니다.",
    ),
}


def _form(answer: Any) -> str:
    """ "pairs" for three pairs of arrays, or what else came back."""
    if not isinstance(answer, tuple | list):
        return "other"
    arrays = all(isinstance(part, np.ndarray) for part in answer)
    if len(answer) != 3:
        return {6: "six" if arrays else "count", 2: "two"}.get(len(answer), "count")
    if arrays and all(part.ndim == 2 for part in answer):
        return "rows"
    for pair in answer:
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            return "no pairs"
        if not all(isinstance(half, np.ndarray | list) for half in pair):
            return "no pairs"
        try:
            rows, targets = (np.asarray(half, dtype=float) for half in pair)
        except (TypeError, ValueError):
            return "no pairs"
        if targets.ndim != 1 or (rows.ndim != 2 and rows.size):
            return "no pairs"
        if len(rows) != len(targets):
            return "uneven"
    return "pairs"


def _places(rows: np.ndarray, X: np.ndarray) -> list[int | None]:
    """Which example each row is; None for a row that is none of them."""
    if rows.shape[1:] != X.shape[1:]:
        return [None] * len(rows)
    # float32 will do; as `np.isclose`, which takes five times as long for so few numbers
    same = np.all(np.abs(rows[:, None, :] - X) <= 1e-6 + 1e-6 * np.abs(X), axis=2)
    return [int(row.argmax()) if row.any() else None for row in same]


def _standardized(rows: np.ndarray, X: np.ndarray) -> bool:
    """Whether these are rows of X after a scaling by numbers from all of X."""
    low, high = X.min(axis=0), X.max(axis=0)
    ways = [(X - X.mean(axis=0)) / X.std(axis=0, ddof=ddof) for ddof in (0, 1)]
    ways += [X - X.mean(axis=0), (X - low) / (high - low), (X - X.mean()) / X.std(), X / np.abs(X).max(axis=0)]
    return len(rows) > 0 and any(None not in _places(rows, way) for way in ways)


def _read(answer: Any, X: np.ndarray, y: np.ndarray) -> tuple[list[list[int | None]], int, bool]:
    """The examples in each part, how many came with the y of another one, and whether the rows were scaled."""
    parts, torn, scaled = [], 0, False
    for pair in answer:
        rows, targets = np.asarray(pair[0], dtype=float), np.asarray(pair[1])
        places = _places(rows, X)
        torn += sum(place is not None and target != y[place] for place, target in zip(places, targets, strict=True))
        scaled |= None in places and _standardized(rows, X)
        parts.append(places)
    return parts, torn, scaled


def _without_the_luck(answer: Any, X: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    """One deal, without the luck of the draw."""
    parts, torn, scaled = _read(answer, X, y)
    count = np.zeros(len(X), dtype=int)
    for places in parts:
        for place in places:
            count[place] += place is not None
    ends = np.cumsum([len(places) for places in parts])
    blocks = [set(range(end - len(places), end)) for end, places in zip(ends, parts, strict=True)]
    return {
        "form": "pairs",
        "sizes": [len(places) for places in parts],
        "strangers": sum(place is None for places in parts for place in places),
        "scaled": scaled,
        "missing": int(np.sum(count == 0)),
        "twice": int(np.sum(count > 1)),
        "torn": int(torn),
        "in order": blocks == [set(places) for places in parts],
    }


_NOTHING = {"sizes": [0, 0, 0], "strangers": 0, "scaled": False, "missing": 0, "twice": 0, "torn": 0, "in order": False}


def _misshapen(answer: Any, form: str) -> dict[str, Any]:
    kind = getattr(plain(answer), "type_name", type(answer).__name__)
    return {"form": form, "type": kind if form == "other" else "", **_NOTHING}


def dealt(split: Any, X: Any, y: Any, fractions: Any, *, rng: np.random.Generator) -> Any:
    """A case's call: one deal."""
    known, own = X.copy(), y.copy()  # a function that changes its inputs is told that, and nothing else
    answer = split(X, y, fractions, rng=rng)
    form = _form(answer)
    if answer is None:
        return None
    told = _without_the_luck(answer, known, own) if form == "pairs" else _misshapen(answer, form)
    # chance deals 11 examples in their order once in 1980 times, 40 of them never
    return {"type": "", **told, "in order": told["in order"] and len(X) >= 40}


def dealt_often(split: Any, X: Any, y: Any, fractions: Any, *, rng: np.random.Generator) -> Any:
    """A case's call: many deals; whether everybody gets everywhere, and whether `rng` alone decides."""
    # two equal seeds, then others: 8 examples are dealt alike by chance once in 420 times, five times never
    rngs = [rng] * _DEALS + [np.random.default_rng(seed) for seed in (7, 7, 8, 9, 10, 11, 12)]
    more = {"stuck": 0, "repeatable": True, "varies": True}
    read: list[list[list[int | None]]] = []
    told: dict[str, Any] = {}
    for one in rngs:
        known, own = X.copy(), y.copy()
        answer = split(X, y, fractions, rng=one)
        if answer is None:
            return None
        form = _form(answer)
        if form != "pairs":
            return {**_misshapen(answer, form), **more}
        told = told or _without_the_luck(answer, known, own)
        read.append([_places(np.asarray(rows, dtype=float), known) for rows, _ in answer])
    seen = np.zeros((3, len(X)), dtype=bool)
    for parts in read[:_DEALS]:
        for part, places in zip(seen, parts, strict=True):
            part[[place for place in places if place is not None]] = True
    first, again, *others = read[_DEALS:]
    return {"type": "", **told, "stuck": int(np.sum(~seen))} | {
        "repeatable": first == again,
        "varies": any(other != first for other in others),
    }


def clean(value: Any) -> bool:
    """Whether a deal holds every example once, with its own y, in three pairs."""
    return value["form"] == "pairs" and not any(value[fault] for fault in ("strangers", "missing", "twice", "torn"))


def second_cut_alone(case: Case, value: Any) -> bool:
    """Whether the sizes are those of a second cut made at its own fraction, counted from the start."""
    n, fractions = len(case.args[0]), case.args[2]
    first, second = round(fractions[0] * n), round(fractions[1] * n)
    return bool(value["sizes"] == [first, max(second - first, 0), n - second])


def split_accept(case: Case, value: Any) -> Text | None:
    """What is wrong with a deal, or with many."""
    if value["form"] != "pairs":
        return FORMS[value["form"]].format(type=value["type"])
    X, _, fractions = case.args
    if value["strangers"]:
        return Text(
            "Some of the rows that came back are not rows of `X`.", "반환한 행 가운데 `X`의 행이 아닌 것이 있습니다."
        )
    if value["twice"]:
        return Text("Some examples are in more than one part.", "둘 이상의 세트에 들어 있는 샘플이 있습니다.")
    if value["missing"]:
        return Text("Some examples are in no part.", "어느 세트에도 들어 있지 않은 샘플이 있습니다.")
    if value["torn"]:
        return Text(
            "Some examples came back with the `y` of another one.", "다른 샘플의 `y`와 짝이 된 샘플이 있습니다."
        )
    # two sizes rounded up may leave the third one short by nearly 2
    if any(abs(size - share * len(X)) >= 2 for size, share in zip(value["sizes"], fractions, strict=True)):
        return Text(
            "The sizes of the three parts are not the fractions of N.",
            "세 세트의 크기가 N에 비율을 곱한 값과 다릅니다.",
        )
    return _chance(value)


def _chance(value: Any) -> Text | None:
    """What is wrong with the order in which the examples were dealt."""
    if not value.get("repeatable", True):
        return Text(
            "Two generators with the same seed gave two different splits.",
            "시드가 같은 두 난수 생성기로 나누었는데 결과가 서로 다릅니다.",
        )
    if value["in order"] and value.get("stuck", 16):
        return Text(
            "The first examples went to training, the next to validation, the last to test.",
            "앞쪽 샘플은 훈련, 그다음은 검증, 마지막은 테스트로 순서대로 갔습니다.",
        )
    if not value.get("varies", True):
        return Text(
            "Generators with different seeds gave the same split, so it does not depend on `rng`.",
            "시드가 다른 난수 생성기로 나누었는데 결과가 같습니다. 결과가 `rng`에 따라 달라지지 않습니다.",
        )
    if value.get("stuck", 0):
        return Text(
            "We dealt many times, and some examples never came to one of the parts.",
            "여러 번 나누어 보았지만 어떤 세트에는 한 번도 들어가지 않은 샘플이 있습니다.",
        )
    return None
