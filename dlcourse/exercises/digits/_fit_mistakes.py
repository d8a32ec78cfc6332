"""More mistakes of `fit`: other averages, other generators, results in another form."""

from typing import Any

import numpy as np

from dlcourse.digits import accuracy, predict
from dlcourse.exercises.card import Misconception
from dlcourse.exercises.digits._fit_answers import turned
from dlcourse.exercises.digits._fit_watch import measured
from dlcourse.language import Text


def _each_batch(params: Any, data: Any, step: Any, epochs: int, size: int, *, rng: np.random.Generator) -> Any:
    X, y, X_val, y_val = data
    history: dict[str, list[float]] = {"loss": [], "val_accuracy": []}
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for i in range(0, len(X), size):
            params, loss = step(params, X[order[i : i + size]], y[order[i : i + size]])
            history["loss"].append(loss)
        history["val_accuracy"].append(accuracy(y_val, predict(X_val, params)))
    return params, history


MORE = (
    Misconception(
        "plain-mean-of-batches",
        Text(
            "the losses of the mini-batches are averaged as if all were equally large",
            "미니배치의 크기가 모두 같은 것처럼 손실을 평균 냈습니다",
        ),
        turned(average="batches"),
        Text(
            "The last mini-batch may hold two examples and the others four. Should it count as much as they do?",
            "마지막 미니배치에는 샘플이 두 개, 나머지에는 네 개 있을 수 있습니다. 똑같이 세어도 될까요?",
        ),
        "reduce.sum_vs_mean",
        shows=lambda case, value: value["loss"] == "plain mean",
    ),
    Misconception(
        "weighted-by-size",
        Text(
            "every loss is weighted by `size`, the smaller last one too",
            "작은 마지막 미니배치의 손실에도 `size`를 곱했습니다",
        ),
        turned(average="size"),
        Text(
            "How many examples are in the last mini-batch? And by which number do you multiply its loss?",
            "마지막 미니배치에는 샘플이 몇 개 있나요? 그 손실에는 어떤 수를 곱했나요?",
        ),
        "scale.one_over_n",
        shows=lambda case, value: value["loss"] == "weighted by size",
    ),
    Misconception(
        "loss-never-reset",
        Text("the sum of losses goes on from epoch to epoch", "손실의 합이 에폭이 바뀌어도 계속 쌓입니다"),
        turned(average="whole"),
        Text(
            "Your loss grows with every epoch. Where does the sum of an epoch begin?",
            "에폭이 지날수록 손실이 커집니다. 한 에폭의 합은 어디에서 시작하나요?",
        ),
        "state.not_returned",
        shows=lambda case, value: value["loss"] == "never reset",
    ),
    Misconception(
        "batch-losses-summed",
        Text("the losses of the mini-batches are added up", "미니배치의 손실을 더하기만 했습니다"),
        turned(average="sum of batches"),
        Text(
            "With smaller mini-batches there are more of them. Should the loss of an epoch grow by that?",
            "미니배치를 더 작게 하면 개수가 늘어납니다. 그렇다고 에폭의 손실이 커져야 할까요?",
        ),
        "reduce.sum_vs_mean",
        shows=lambda case, value: value["loss"] == "sum of means",
    ),
    Misconception(
        "loss-of-the-first-batch",
        Text("the loss is that of the first mini-batch alone", "첫 미니배치의 손실만 적었습니다"),
        turned(average="first"),
        Text(
            "A few examples speak for a whole epoch. What should speak instead?",
            "샘플 몇 개가 한 에폭 전체를 대표하고 있습니다. 무엇이 대신해야 할까요?",
        ),
        "reduce.sum_vs_mean",
        shows=lambda case, value: value["loss"] == "first",
    ),
    Misconception(
        "percent",
        Text("the accuracy is in percent", "정확도가 퍼센트입니다"),
        turned(measure="percent"),
        Text("Between which two numbers does `accuracy` lie?", "`accuracy`는 어느 두 수 사이에 있나요?"),
        "scale.half",
        shows=lambda case, value: measured(case, value) == "percent",
    ),
    Misconception(
        "first-params-returned",
        Text("the params from before the training come back", "학습하기 전의 매개변수를 반환했습니다"),
        turned(measure="thrown away"),
        Text(
            "Which name holds the params after the last step?", "마지막 걸음 뒤의 매개변수는 어떤 이름에 들어 있나요?"
        ),
        "state.not_returned",
        shows=lambda case, value: value["params"] == "first" and value["chained"] == value["steps"] > 0,
    ),
    Misconception(
        "drawn-with-replacement",
        Text(
            "some examples come twice in an epoch, others never",
            "한 에폭에 어떤 샘플은 두 번 나오고 어떤 샘플은 나오지 않습니다",
        ),
        turned(shuffle="drawn"),
        Text(
            "An epoch is one pass of all examples. Does each draw remember who has been there already?",
            "에폭은 모든 샘플이 한 번씩 지나가는 것입니다. 뽑을 때 이미 나온 샘플을 기억하나요?",
        ),
        "rng.global",
        shows=lambda case, value: (
            value["steps"] == case.args[2] * -(-case.args[0] // case.args[3])
            and value["largest"] <= case.args[3]
            and not value["whole epochs"]
            and not value["foreign"]
            and not value["torn"]
            and value["loss"] != "other"
        ),
    ),
    Misconception(
        "global-generator",
        Text(
            "the order does not come from `rng`: the same seed gives two different runs",
            "순서를 `rng`에서 뽑지 않았습니다. 시드가 같아도 결과가 다릅니다",
        ),
        turned(rng_of=lambda rng: np.random),
        Text(
            "Only with the generator that was handed in can anybody repeat your run. Which object draws your order?",
            "받은 생성기를 써야 누구든 같은 학습을 되풀이할 수 있습니다. 순서를 뽑는 것은 어떤 객체인가요?",
        ),
        "rng.global",
        shows=lambda case, value: value["whole epochs"] == case.args[2] and not value["repeatable"],
    ),
    Misconception(
        "seed-of-its-own",
        Text(
            "every `rng` gives the same order, because the function sets a seed itself",
            "함수 안에서 시드를 정해서 어떤 `rng`를 넘겨도 순서가 같습니다",
        ),
        turned(rng_of=lambda rng: np.random.default_rng(0)),
        Text(
            "Call your function with two different generators. Where does the second one get lost?",
            "서로 다른 생성기 두 개로 함수를 불러 보세요. 두 번째 생성기는 어디에서 사라지나요?",
        ),
        "rng.global",
        shows=lambda case, value: value["orders"] == value["whole epochs"] == case.args[2] > 1 and not value["varies"],
    ),
    Misconception(
        "history-alone",
        Text("only `history` comes back", "`history`만 반환합니다"),
        turned(give=lambda params, history: history),
        Text(
            "Who wants to use the network afterwards needs what?",
            "나중에 이 신경망을 쓰려는 사람에게는 무엇이 필요할까요?",
        ),
        "state.not_returned",
        shows=lambda case, value: value["form"] == "history alone",
    ),
    Misconception(
        "params-alone",
        Text("only the params come back", "params만 반환합니다"),
        turned(give=lambda params, history: params),
        Text(
            "How does the caller learn how the training went?",
            "부른 쪽은 학습이 어떻게 진행되었는지를 어떻게 알 수 있을까요?",
        ),
        "state.not_returned",
        shows=lambda case, value: value["form"] == "params alone",
    ),
    Misconception(
        "results-exchanged",
        Text("`params` and `history` have changed places", "`params`와 `history`의 자리가 바뀌었습니다"),
        turned(give=lambda params, history: (history, params)),
        Text("In which order does the task name the two?", "문제에서는 둘을 어떤 순서로 말하나요?"),
        "order.stale_update",
        shows=lambda case, value: value["form"] == "exchanged",
    ),
    Misconception(
        "history-without-keys",
        Text("`history` is no dictionary", "`history`가 딕셔너리가 아닙니다"),
        turned(give=lambda params, history: (params, (history["loss"], history["val_accuracy"]))),
        Text(
            'Who draws the curves asks for `history["loss"]`. What would yours answer?',
            '곡선을 그리는 사람은 `history["loss"]`를 찾습니다. 지금 결과에서는 무엇이 나오나요?',
        ),
        "type.wrong",
        shows=lambda case, value: value["form"] in ("no dictionary", "three"),
        variants=(turned(give=lambda params, history: (params, history["loss"], history["val_accuracy"])),),
    ),
    Misconception(
        "other-keys",
        Text("a key of `history` has another name", "`history`의 키 이름이 다릅니다"),
        turned(
            give=lambda params, history: (params, {"losses": history["loss"], "accuracies": history["val_accuracy"]})
        ),
        Text("By which names does the task ask for the two lists?", "문제에서는 두 리스트를 어떤 이름으로 찾나요?"),
        "hardcoded.value",
        shows=lambda case, value: value["form"] == "keys",
    ),
    Misconception(
        "one-for-each-batch",
        Text("`history` has an entry for every mini-batch", "`history`에 미니배치마다 값이 하나씩 있습니다"),
        _each_batch,
        Text(
            "How often should something be written into `history`? How far is that line indented?",
            "`history`에는 얼마나 자주 적어야 하나요? 그 줄은 얼마나 들여 썼나요?",
        ),
        "reduce.sum_vs_mean",
        shows=lambda case, value: value["form"] == "each batch",
    ),
)
