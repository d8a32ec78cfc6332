"""What the driver of `fit` sees of a training run, and the sentences about it.

The driver trains with a step that writes down what it is given. All that is told does not depend on the order of the examples, and
every sentence is about `params`, `history` or the learner's mini-batches.
"""

import copy
from collections.abc import Mapping
from typing import Any

import numpy as np

from dlcourse.digits import accuracy, predict
from dlcourse.exercises.card import Case
from dlcourse.exercises.outcome import plain
from dlcourse.language import Text


class _Run:
    """The data of one run, and a step that writes down what it is given.

    Every example carries its number; each step makes class 1 a little more likely, so that the accuracy tells how many steps were taken.
    """

    def __init__(self, n: int, held: int, epochs: int, size: int) -> None:
        number = np.arange(n + held, dtype=float)
        self.n, self.epochs, self.size = n, epochs, size
        self.X, self.y = np.stack([number, np.cos(number)], axis=1), np.arange(n + held) % 2
        # class 0 leads by its number's share of all the steps, so each step lets some more examples change sides
        self.most = epochs * -(-n // size)
        self.W = np.array([[self.most / (n + held), 0.0], [0.0, 0.0]])
        self.seen: list[list[int]] = []
        self.losses: list[float] = []
        self.given: list[float] = []
        self.torn = 0

    def step(self, params: Any, X: Any, y: Any) -> Any:
        rows = np.asarray(X)[:, 0].astype(int)
        self.seen.append(rows.tolist())
        self.torn += int(np.sum(rows % 2 != np.asarray(y)))
        ((W, b),) = params
        self.given.append(float(b[1]))
        self.losses.append(float(np.mean(np.asarray(X)[:, 1])))
        return [(W, b + np.array([0.0, 1.0]))], self.losses[-1]

    def fitted(self, fit: Any, rng: np.random.Generator) -> Any:
        X, y, n = self.X.copy(), self.y.copy(), self.n
        start = [(self.W.copy(), np.zeros(2))]
        return fit(start, (X[:n], y[:n], X[n:], y[n:]), self.step, self.epochs, self.size, rng=rng)

    def turns(self) -> list[list[int]]:
        """What was trained on, cut into as many examples as an epoch has."""
        trained = [row for rows in self.seen for row in rows]
        return [trained[i : i + self.n] for i in range(0, len(trained), self.n)]

    def averages(self) -> dict[str, list[float]]:
        """The losses of the epochs as they should be, and as they are often averaged otherwise."""
        per = -(-self.n // self.size)
        epochs = [slice(i, i + per) for i in range(0, len(self.losses), per)]
        losses = [np.array(self.losses[epoch]) for epoch in epochs]
        counts = [np.array([len(rows) for rows in self.seen[epoch]]) for epoch in epochs]
        sums = [float(loss @ count) for loss, count in zip(losses, counts, strict=True)]
        return {
            "right": [total / self.n for total in sums],
            "plain mean": [float(loss.mean()) for loss in losses],
            "last": [float(loss[-1]) for loss in losses],
            "first": [float(loss[0]) for loss in losses],
            "sum": sums,
            "sum of means": [float(loss.sum()) for loss in losses],
            "weighted by size": [float(loss.sum()) * self.size / self.n for loss in losses],
            "never reset": [float(total) / self.n for total in np.cumsum(sums)],
        }

    def accuracies(self) -> dict[str, list[float]]:
        """The accuracies of the epochs as they should be, and as they are often measured otherwise."""
        per, n = -(-self.n // self.size), self.n

        def read(X: Any, y: Any, steps: int) -> float:
            return accuracy(y, predict(X, [(self.W, np.array([0.0, float(steps)]))]))

        ends = [per * (epoch + 1) for epoch in range(self.epochs)]
        right = [read(self.X[n:], self.y[n:], steps) for steps in ends]
        return {
            "right": right,
            "before": [read(self.X[n:], self.y[n:], steps - per) for steps in ends],
            "training": [read(self.X[:n], self.y[:n], steps) for steps in ends],
            "percent": [100 * share for share in right],
            "at the end": [right[-1]] * len(right),
        }


def _named(ways: Mapping[str, list[float]], found: list[float]) -> str:
    # a run of more steps than it should have has more averages than epochs
    same = (name for name, want in ways.items() if len(want) == len(found) and np.allclose(want, found, 1e-6, 1e-9))
    return next(same, "other")


_BLANK = {
    "type": "",
    "steps": 0,
    "smallest": 0,
    "largest": 0,
    "foreign": 0,
    "torn": 0,
    "whole epochs": 0,
    "orders": 0,
    "in order": False,
    "chained": 0,
    "params": "",
    "loss": "",
    "accuracy": "",
    "repeatable": True,
    "varies": True,
}


def _is_params(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(layer, list | tuple) for layer in value)


def _form(answer: Any, epochs: int, steps: int) -> str:
    """ "pair" for params with a history as it should be, or what else came back."""
    if isinstance(answer, dict):
        return "history alone"
    if not isinstance(answer, tuple | list):
        return "other"
    if len(answer) == 3:
        return "three"
    if len(answer) != 2:
        return "params alone" if _is_params(answer) and len(answer) == 1 else "other"
    params, history = answer
    if isinstance(params, dict) and not isinstance(history, dict):
        return "exchanged"
    if not isinstance(history, dict):
        return "no dictionary"
    if not {"loss", "val_accuracy"} <= set(history):
        return "keys"
    for entries in (history["loss"], history["val_accuracy"]):
        try:
            numbers = np.asarray(entries, dtype=float)
        except (TypeError, ValueError):
            return "lists"
        if numbers.shape != (epochs,):
            return "lists" if numbers.ndim != 1 else "each batch" if numbers.shape == (steps,) else "lengths"
    return "pair"


FORMS = {
    "other": Text(
        "What came back is of type {type}; `params` and a dictionary `history` are wanted.",
        "자료형이 {type}인 것을 반환했습니다. `params`와 딕셔너리 `history`여야 합니다.",
    ),
    "history alone": Text("`history` came back without `params`.", "`params` 없이 `history`만 반환했습니다."),
    "params alone": Text("`params` came back without `history`.", "`history` 없이 `params`만 반환했습니다."),
    "three": Text(
        "Three things came back; `params` and one dictionary `history` are wanted.",
        "세 가지를 반환했습니다. `params`와 딕셔너리 `history` 하나여야 합니다.",
    ),
    "exchanged": Text(
        "`history` came before `params`; `params` comes first.",
        "`history`가 `params`보다 먼저 나왔습니다. `params`가 먼저입니다.",
    ),
    "no dictionary": Text(
        '`history` should be a dictionary with the keys `"loss"` and `"val_accuracy"`.',
        '`history`는 키가 `"loss"`와 `"val_accuracy"`인 딕셔너리여야 합니다.',
    ),
    "keys": Text(
        '`history` lacks one of the keys `"loss"` and `"val_accuracy"`.',
        '`history`에 키 `"loss"`나 `"val_accuracy"`가 없습니다.',
    ),
    "lists": Text("The entries of `history` should be lists of numbers.", "`history`의 값은 수의 리스트여야 합니다."),
    "each batch": Text(
        "A list in `history` holds one number for each mini-batch; one for each epoch is wanted.",
        "`history`의 리스트에 미니배치마다 수가 하나씩 있습니다. 에폭마다 하나여야 합니다.",
    ),
    "lengths": Text(
        "The lists in `history` should hold one number for each epoch.",
        "`history`의 리스트에는 에폭마다 수가 하나씩 있어야 합니다.",
    ),
}


def watched(fit: Any, n: int, held: int, epochs: int, size: int, rng: np.random.Generator) -> Any:
    """A case's call: one run that is written down, one with the same seed, and one with another."""
    again, others = copy.deepcopy(rng), rng.spawn(1)
    run = _Run(n, held, epochs, size)
    answer = run.fitted(fit, rng)
    if answer is None:
        return None
    form = _form(answer, epochs, len(run.seen))
    if form != "pair":
        kind = getattr(plain(answer), "type_name", type(answer).__name__)
        return {**_BLANK, "form": form, "type": kind if form == "other" else ""}
    turns = run.turns()
    seen = []
    for other in (again, *others):
        repeat = _Run(n, held, epochs, size)
        repeat.fitted(fit, other)
        seen.append(repeat.turns())
    return {
        "form": form,
        "type": "",
        "steps": len(run.seen),
        "smallest": min(map(len, run.seen), default=0),
        "largest": max(map(len, run.seen), default=0),
        "foreign": sum(row >= n for rows in run.seen for row in rows),
        "torn": run.torn,
        "whole epochs": sum(sorted(turn) == list(range(n)) for turn in turns),
        "orders": len({tuple(turn) for turn in turns}),
        "in order": all(turn == list(range(n)) for turn in turns),
        "chained": sum(b == i for i, b in enumerate(run.given)),
        "params": _trained(answer[0], run),
        "loss": _named(run.averages(), answer[1]["loss"]),
        "accuracy": _named(run.accuracies(), answer[1]["val_accuracy"]),
        "repeatable": seen[0] == turns,
        "varies": any(other != turns for other in seen[1:]),
    }


def _trained(params: Any, run: _Run) -> str:
    """Whether the params that came back are those after the last step."""
    try:
        ((W, b),) = params
        kept = np.allclose(W, run.W) and np.shape(b) == (2,)
        return "last" if kept and np.allclose(b, [0.0, run.most]) else "first" if kept and not np.any(b) else "other"
    except (TypeError, ValueError):
        return "other"


def measured(case: Case, value: Any) -> str:
    """How the accuracy was measured, if every step was taken as it should be; "" otherwise."""
    n, _, epochs, size = case.args
    fine = value["steps"] == value["chained"] == epochs * -(-n // size)
    return str(value["accuracy"]) if fine else ""


def fit_accept(case: Case, value: Any) -> Text | None:
    """What is wrong with a training run."""
    if value["form"] != "pair":
        return FORMS[value["form"]].format(type=value["type"])
    n, _, epochs, size = case.args
    steps = epochs * -(-n // size)
    if value["foreign"]:
        return Text("Validation examples were trained on.", "검증 샘플로 학습했습니다.")
    if value["torn"]:
        return Text("`step` was handed examples with the `y` of other ones.", "`step`에 다른 샘플의 `y`를 넘겼습니다.")
    if value["steps"] != steps or value["largest"] > size:
        return Text(
            "`step` was called {got} times with at most {largest} examples, but should be called {want} times with at most {size}.",
            "`step`을 샘플 {largest}개 이하로 {got}번 불렀습니다. {size}개 이하로 {want}번 불러야 합니다.",
        ).format(got=value["steps"], largest=value["largest"], want=steps, size=size)
    if value["whole epochs"] != epochs:
        return Text(
            "Not every epoch brought each training example once.",
            "훈련 샘플이 한 번씩 나오지 않은 에폭이 있습니다.",
        )
    return _order(value, epochs) or _results(value, steps)


def _order(value: Any, epochs: int) -> Text | None:
    if value["in order"]:
        return Text("The examples came in the order of the data.", "샘플이 데이터에 있는 순서 그대로 나왔습니다.")
    if value["orders"] != epochs:
        return Text("Several epochs had the same order.", "순서가 같은 에폭이 여럿 있습니다.")
    if not value["repeatable"]:
        return Text(
            "Two generators with the same seed gave two different orders.",
            "시드가 같은 두 생성기에서 서로 다른 순서가 나왔습니다.",
        )
    if not value["varies"]:
        return Text(
            "Generators with different seeds gave the same order, so it does not depend on `rng`.",
            "시드가 다른 생성기에서 같은 순서가 나왔습니다. 순서가 `rng`에 따라 달라지지 않습니다.",
        )
    return None


def _results(value: Any, steps: int) -> Text | None:
    if value["chained"] != steps:
        return Text(
            "Some steps did not begin with the params of the step before.",
            "앞 걸음이 반환한 매개변수에서 시작하지 않은 걸음이 있습니다.",
        )
    if value["params"] != "last":
        return Text(
            "The `params` that came back are not those of the last step.",
            "반환한 `params`가 마지막 걸음의 것이 아닙니다.",
        )
    if value["loss"] != "right":
        return Text(
            '`history["loss"]` is not the loss averaged over all examples of each epoch.',
            '`history["loss"]`가 에폭마다 모든 샘플에 대해 평균 낸 손실이 아닙니다.',
        )
    if value["accuracy"] != "right":
        return Text(
            '`history["val_accuracy"]` is not the accuracy on the validation examples after each epoch.',
            '`history["val_accuracy"]`가 에폭이 끝날 때마다 검증 샘플에서 잰 정확도가 아닙니다.',
        )
    return None
