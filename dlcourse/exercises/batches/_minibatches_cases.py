"""The cases of `minibatches`: what an epoch has whatever its order, and what a driver measures of a right one."""

import json
from typing import Any

import numpy as np

from dlcourse.exercises.batches._epochs import (
    PAIRS,
    Measured,
    copied,
    each_once,
    in_old_group,
    in_old_place,
    label_sizes,
    labels_in_old_place,
    next_to_old_neighbour,
    shapes,
    sizes,
    spawned,
    with_own_label,
)
from dlcourse.exercises.card import Case
from dlcourse.language import Text

_SIZES = Text(
    "Your groups hold {got} examples, one after the other; they should hold {want}.",
    "그룹에 들어 있는 샘플의 수가 차례로 {got}입니다. {want}여야 합니다.",
)
_LABEL_SIZES = Text(
    "Your groups hold {got} labels, one after the other; they should hold {want}.",
    "그룹에 들어 있는 레이블의 수가 차례로 {got}입니다. {want}여야 합니다.",
)
_ONCE = Text(
    "Sorted, the examples that came are {got}; every one of the ten should come once.",
    "나온 샘플을 정렬하면 {got}입니다. 열 개가 모두 한 번씩 나와야 합니다.",
)
_OWN_LABEL = Text(
    "Only a share of {got} of the examples came with their own labels.",
    "자기 레이블과 함께 나온 샘플의 비율이 {got}밖에 되지 않습니다.",
)
_OLD_PLACE = Text(
    "A share of {got} of the examples is still in its old place; in a random order hardly any is.",
    "원래 자리에 그대로 있는 샘플의 비율이 {got}입니다. 무작위 순서라면 거의 없어야 합니다.",
)
_OLD_LABELS = Text(
    "A share of {got} of the labels is still in its old place; in a random order hardly any is.",
    "원래 자리에 그대로 있는 레이블의 비율이 {got}입니다. 무작위 순서라면 거의 없어야 합니다.",
)
_OLD_GROUP = Text(
    "A share of {got} of the examples is in the very group where it would be without shuffling.",
    "섞지 않았을 때와 같은 그룹에 있는 샘플의 비율이 {got}입니다.",
)
_TWO_EPOCHS = Text(
    "Two epochs have a share of {got} of their places in common; each should have an order of its own.",
    "두 에폭에서 같은 자리에 나온 샘플의 비율이 {got}입니다. 에폭마다 순서가 달라야 합니다.",
)
_NOT_REPEATED = Text(
    "Two generators with the same seed gave two different orders.",
    "시드가 같은 두 생성기에서 서로 다른 순서가 나왔습니다.",
)
_NEIGHBOURS = Text("Many examples come right behind their old neighbour.", "원래 이웃 바로 뒤에 나온 샘플이 많습니다.")
_SHAPES = Text(
    "Groups of images lost their shape: each should have the shape of the images behind the number of examples.",
    "이미지 그룹의 형상이 달라졌습니다. 샘플의 수 뒤에 이미지의 형상이 이어져야 합니다.",
)


def _numbered(N: int, D: int) -> tuple[np.ndarray, np.ndarray]:
    """Examples that can be told apart: row i begins with i, and i is its label."""
    return np.arange(N, dtype=float)[:, None] + np.linspace(0.0, 0.5, D), np.arange(N)


_TEN, _SOME, _MANY = _numbered(10, 2), _numbered(300, 3), _numbered(600, 3)
_IMAGES = (np.arange(7.0)[:, None, None] + np.zeros((7, 3, 2)), np.arange(7))

EACH_ONCE = "which examples came, sorted"

# name, inputs, driver, what it measures of a right epoch, notes on the case
_CASES: tuple[tuple[Text, tuple[Any, ...], Measured, str, dict[str, bool]], ...] = (
    (
        Text("sizes of the groups, 10 examples by 4", "그룹 크기, 샘플 10개를 4개씩"),
        (*_TEN, 4),
        Measured(sizes, _SIZES),
        "[4, 4, 2]",
        {},
    ),
    (
        Text("sizes of the groups, 10 examples by 5", "그룹 크기, 샘플 10개를 5개씩"),
        (*_TEN, 5),
        Measured(sizes, _SIZES),
        "[5, 5]",
        {},
    ),
    (
        Text("sizes of the groups of labels", "레이블 그룹의 크기"),
        (*_TEN, 4),
        Measured(label_sizes, _LABEL_SIZES),
        "[4, 4, 2]",
        {},
    ),
    (
        Text(EACH_ONCE, "나온 샘플을 정렬한 것"),
        (*_TEN, 4),
        Measured(each_once, _ONCE),
        str(list(range(10))),
        {},
    ),
    (
        Text("share of examples with their own label", "자기 레이블과 함께 나온 샘플의 비율"),
        (*_SOME, 32),
        Measured(with_own_label, _OWN_LABEL),
        "1.0",
        {},
    ),
    (
        Text("share of examples still in their old place", "원래 자리에 그대로 있는 샘플의 비율"),
        (*_SOME, 32),
        Measured(in_old_place, _OLD_PLACE),
        "0.0",
        {},
    ),
    (
        Text("share of labels still in their old place", "원래 자리에 그대로 있는 레이블의 비율"),
        (*_SOME, 32),
        Measured(labels_in_old_place, _OLD_LABELS),
        "0.0",
        {},
    ),
    (
        Text("share of examples still in their old group", "원래 그룹에 그대로 있는 샘플의 비율"),
        (*_MANY, 6),
        Measured(in_old_group, _OLD_GROUP),
        "0.0",  # one in a hundred by chance, ten standard deviations below what is rounded up
        {},
    ),
    (
        Text("share of places that two epochs have in common", "두 에폭에서 같은 자리에 나온 샘플의 비율"),
        (*_SOME, 32),
        Measured(in_old_place, _TWO_EPOCHS, spawned),
        "0.0",
        {},
    ),
    (
        Text(
            "the same random numbers once more: share of equal places",
            "같은 난수를 다시 쓸 때 같은 자리에 나온 샘플의 비율",
        ),
        (*_SOME, 32),
        Measured(in_old_place, _NOT_REPEATED, copied),
        "1.0",
        {"hidden": True},
    ),
    (
        Text("share of examples right behind their old neighbour", "원래 이웃 바로 뒤에 나온 샘플의 비율"),
        (*_SOME, 50),
        Measured(next_to_old_neighbour, _NEIGHBOURS),
        "0.0",
        {"hidden": True},
    ),
    (
        Text("shapes of groups of images", "이미지 그룹의 형상"),
        (*_IMAGES, 7),
        Measured(shapes, _SHAPES),
        "[(7, 3, 2)]",
        {"hidden": True},
    ),
    (
        Text("fewer examples than one group holds", "샘플이 그룹 하나보다 적을 때"),
        (*_numbered(3, 2), 8),
        Measured(sizes, _SIZES),
        "[3]",
        {"edge": True},
    ),
)


def some_twice(case: Case, value: Any) -> bool:
    """Whether as many examples came as there are, some of them twice."""
    came = _came(case, value)
    return len(came) == len(case.args[0]) and 1 < len(set(came)) < len(came)


def some_twice_and_too_many(case: Case, value: Any) -> bool:
    """Whether more examples came than there are, and yet not every one."""
    came = _came(case, value)
    return len(came) > len(case.args[0]) > len(set(came)) > 1


def _came(case: Case, value: Any) -> list[int]:
    """The numbers of the examples that came; none where something else is asked."""
    asked = case.name.en == EACH_ONCE and value["form"] == PAIRS
    return list(json.loads(value["measured"])) if asked else []


RIGHT = {name.en: right for name, _, _, right, _ in _CASES}


def minibatch_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    draws = rng.spawn(len(_CASES))
    return tuple(
        Case(name, args, {"rng": own}, call=driver, **notes)
        for own, (name, args, driver, _, notes) in zip(draws, _CASES, strict=True)
    )
