"""What is looked at in a `learn` that was written from nothing: only labels come out of it, so it is asked cleverly.

- Are rows answered rightly that it never saw, and those that it learned from?
- Does the middle between two rows with one answer always get that answer? Then every border is straight, as without a hidden layer.
- What changes when the labels get other names, when only some rows are asked, when another generator is handed over?
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.datasets import circles, spirals
from dlcourse.exercises.card import Case
from dlcourse.exercises.outcome import plain
from dlcourse.language import Text

MARK = 0.9  # of new rows; our own networks reach 0.97 and more, straight borders stay below 0.75
NEW, MIDDLES, FEW, FAR = 300, 2000, 40, 4000
ASIDE = np.array([0.2, 0.0])  # the inner ring lies a little aside, so that a straight border has something to go by
STRAIGHT = 0.001  # share of the middles that may be answered otherwise, for the sake of rounding

FORMS = {
    "list": Text(
        "What came back is of type {type}; an array with one label for each row of `X_new` is wanted.",
        "자료형이 {type}인 것을 반환했습니다. `X_new`의 행마다 레이블이 하나씩 있는 배열이어야 합니다.",
    ),
    "one-hot": Text(
        "Each row got a row of zeros with a single 1; its label alone is wanted.",
        "행마다 1이 하나뿐인 0의 행을 반환했습니다. 레이블만 있어야 합니다.",
    ),
    "numbers": Text(
        "Each row got a number for each class; its label alone is wanted.",
        "행마다 클래스 수만큼의 수를 반환했습니다. 레이블만 있어야 합니다.",
    ),
    "fractions": Text(
        "Some of your labels are no whole numbers.",
        "레이블 가운데 정수가 아닌 것이 있습니다.",
    ),
    "column": Text(
        "The labels came back as a table with one column, shape (K, 1); shape (K,) is wanted.",
        "레이블이 열이 하나인 표로 돌아왔습니다. 형상이 (K, 1)이 아니라 (K,)여야 합니다.",
    ),
    "known rows": Text(
        "There are as many labels as `X` has rows; one for each row of `X_new` is wanted.",
        "레이블의 수가 `X`의 행 수와 같습니다. `X_new`의 행마다 하나씩 있어야 합니다.",
    ),
    "other labels": Text(
        "You give the label {type}, which never stood in `labels`.",
        "`labels`에 없던 레이블 {type}을(를) 반환했습니다.",
    ),
    "shape": Text(
        "Your labels have shape {type}; one label for each row of `X_new` is wanted, shape (K,).",
        "레이블의 형상이 {type}입니다. `X_new`의 행마다 하나씩, 형상이 (K,)여야 합니다.",
    ),
}
UNLIKE = {
    "same": Text(
        "Two generators with the same seed gave different labels.",
        "시드가 같은 두 생성기에서 서로 다른 레이블이 나왔습니다.",
    ),
    "leaning": Text(
        "Rows got other labels when fewer rows were asked about together with them.",
        "함께 묻는 행을 줄였더니 같은 행의 레이블이 달라졌습니다.",
    ),
    "unmoved": Text(
        "The classes were given other numbers, and your function still gave the same labels.",
        "클래스의 번호를 바꾸었는데도 같은 레이블이 나왔습니다.",
    ),
    "ignored": Text(
        "Two generators with different seeds gave the same label everywhere, even where the data decide nothing.",
        "시드가 다른 두 생성기에서 모든 행의 레이블이 같았습니다. 데이터로 정해지지 않는 곳에서도 같았습니다.",
    ),
}


def accept(case: Case, value: Any) -> Text | None:
    """What is wrong with what was seen; None where nothing is."""
    if value["form"] != "labels":
        return FORMS[value["form"]].format(type=value["type"])
    for name, sentence in UNLIKE.items():
        if value[name] != (name == "same"):
            return sentence
    if case.call is repeated or value["right"] >= MARK:
        return None
    return Text(
        f"It gives {value['right']:.1%} of the new rows their right label; {MARK:.0%} are needed. Of the rows it learned from: {value['seen']:.1%}.",
        f"새로운 행의 {value['right']:.1%}에 맞는 레이블을 줍니다. {MARK:.0%}가 필요합니다. 배운 행에서는 {value['seen']:.1%}입니다.",
    )


def _found(**more: Any) -> dict[str, Any]:
    """All that may be seen, as it is where nothing is wrong."""
    good = {"form": "labels", "type": "", "right": 1.0, "seen": 1.0, "straight": False, "constant": False}
    good["lacking"] = False
    return good | {"same": True, "leaning": False, "unmoved": False, "ignored": False} | more


# --- the form of an answer ------------------------------------------------------------------------------------------


def form(answer: Any, new: int, known: np.ndarray) -> tuple[str, str]:
    """ "labels" for one of the `known` labels for each of `new` rows, or what else came back."""
    if type(answer) is not np.ndarray or answer.dtype.kind not in "iufb":
        return "list", getattr(plain(answer), "type_name", type(answer).__name__)
    if answer.shape == (new, 1):
        return "column", ""
    if answer.ndim == 2 and len(answer) == new:
        single = np.isin(answer, (0, 1)).all() and (answer.sum(axis=1) == 1).all()
        return "one-hot" if single else "numbers", ""
    if answer.shape == known.shape:
        return "known rows", ""
    if answer.shape != (new,):
        return "shape", str(answer.shape)
    if not np.all(answer == np.round(answer)):
        return "fractions", ""
    others = answer[~np.isin(answer, known)]
    return ("other labels", f"{others[0]:g}") if others.size else ("labels", "")


class _FormError(Exception):
    """An answer is no row of labels; `found` says what it is instead."""

    def __init__(self, found: dict[str, Any] | None) -> None:
        super().__init__()
        self.found = found


def _asked(learn: Callable[..., Any], X: np.ndarray, y: np.ndarray, X_new: np.ndarray, seed: int) -> np.ndarray:
    """The labels that a function gives, from copies of everything."""
    answer = learn(X.copy(), y.copy(), X_new.copy(), rng=np.random.default_rng(seed))
    if answer is None:
        raise _FormError(None)
    kind, told = form(answer, len(X_new), y)
    if kind != "labels":
        raise _FormError(_found(form=kind, type=told))
    labels: np.ndarray = np.asarray(answer)
    return labels


# --- a case: rows that it never saw ---------------------------------------------------------------------------------


def answers(learn: Callable[..., Any], rows: int, classes: int, columns: int, seed: int) -> Any:
    """Train on so many rows of so many classes and ask about others; chance has a part in it, so a run that ends badly is repeated once."""
    X, y = _bent(rows + NEW, classes, columns, seed)
    runs: dict[int, dict[str, Any]] = {}
    try:
        for own in (seed, seed + 1):
            runs[own] = _answers(learn, X, y, rows, own)
            if runs[own]["right"] >= MARK:
                return runs[own]
        # where one label is given everywhere, nobody can tell whether anything was learned: another run says more
        most = max(runs, key=lambda own: (not runs[own]["constant"], runs[own]["right"]))
        if runs[most]["constant"]:
            return runs[most]
        return runs[most] | {"unmoved": _unmoved(learn, X[:rows], y[:rows], X[rows:], most)}
    except _FormError as error:
        return error.found


def _bent(rows: int, classes: int, columns: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Classes that no straight border parts: a ring in a ring, or arms that wind around each other. In three columns the first two
    say the same, so that whoever looks at no more than two sees too little.
    """
    rng = np.random.default_rng(seed)
    if classes == 2:
        X, y = circles(rows, noise=0.06, rng=rng)
        X[y == 1] += ASIDE
    else:
        X, y = spirals(rows, classes=classes, turns=0.6, noise=0.03, rng=rng)
    if columns == 2:
        return X, y
    turn = rng.uniform(np.pi / 6, np.pi / 3)
    return X @ np.array([[np.cos(turn), np.sin(turn), 0.0], [0.0, 0.0, 1.0]]), y


def _answers(learn: Callable[..., Any], X: np.ndarray, y: np.ndarray, rows: int, seed: int) -> dict[str, Any]:
    new, pairs = X[rows:], np.random.default_rng(seed).integers(NEW, size=(MIDDLES, 2))
    middles = (new[pairs[:, 0]] + new[pairs[:, 1]]) / 2
    told = _asked(learn, X[:rows], y[:rows], np.concatenate([new, X[:rows], middles]), seed)
    told_new, told_known, told_middles = np.split(told, [NEW, NEW + rows])
    alike = told_new[pairs[:, 0]] == told_new[pairs[:, 1]]
    bent = alike & (told_middles != told_new[pairs[:, 0]])
    return _found(
        right=float(np.mean(told_new == y[rows:])),
        seen=float(np.mean(told_known == y[:rows])),
        straight=bool(bent.sum() <= STRAIGHT * MIDDLES),
        constant=bool(np.all(told == told[0])),
        lacking=bool(np.setdiff1d(y, told).size) and not bool(np.all(told == told[0])),
    )


# --- a case: the same question in other words -----------------------------------------------------------------------


def repeated(learn: Callable[..., Any], rows: int, classes: int, seed: int) -> Any:
    """Few rows, and questions from far around, where chance decides: asked again about a part, with another seed, with other names."""
    X, y = _bent(rows, classes, 2, seed)
    X_new = np.random.default_rng(seed).uniform(-3, 3, size=(FAR, 2))
    some = np.flatnonzero(X_new[:, 0] > 0)[::-1]  # a part that lies elsewhere than the whole
    try:
        told = _asked(learn, X, y, X_new, seed)
        apart = bool(np.any(_asked(learn, X, y, X_new[some], seed) != told[some]))
        same = not apart or bool(np.all(_asked(learn, X, y, X_new, seed) == told))
        varied = bool(np.any(told != told[0]))
        unmoved = same and varied and _unmoved(learn, X, y, X_new, seed, told)
        other = _asked(learn, X, y, X_new, seed + 1)
    except _FormError as error:
        return error.found
    ignored = same and varied and not unmoved and bool(np.all(other == told))
    return _found(same=same, leaning=same and apart, unmoved=unmoved, ignored=ignored)


def _unmoved(
    learn: Callable[..., Any],
    X: np.ndarray,
    y: np.ndarray,
    X_new: np.ndarray,
    seed: int,
    told: np.ndarray | None = None,
) -> bool:
    """Whether the classes may get other numbers without any answer following them: then nothing was learned from them."""
    told = _asked(learn, X, y, X_new, seed) if told is None else told
    return bool(np.all(_asked(learn, X, (y + 1) % (y.max() + 1), X_new, seed) == told))
