"""The card of `fit`: The training run."""

from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.digits._fit_answers import fit_by_split, fit_by_while, turned
from dlcourse.exercises.digits._fit_mistakes import MORE
from dlcourse.exercises.digits._fit_watch import fit_accept, measured, watched
from dlcourse.language import Text


def _fit_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    def fresh() -> dict[str, Any]:
        return {"rng": np.random.default_rng(int(rng.integers(2**32)))}

    return (
        Case(
            Text("12 examples in batches of 4, 2 epochs", "샘플 12개를 4개씩 묶어 2에폭"),
            (12, 6, 2, 4),
            fresh(),
            call=watched,
        ),
        Case(Text("a last batch that is smaller", "마지막 미니배치가 작을 때"), (14, 9, 3, 4), fresh(), call=watched),
        Case(Text("other sizes", "다른 크기"), (23, 11, 4, 5), fresh(), hidden=True, call=watched),
        Case(
            Text("a batch larger than the data", "데이터보다 큰 미니배치"),
            (9, 4, 3, 50),
            fresh(),
            edge=True,
            call=watched,
        ),
    )


CARD = Exercise(
    id="fit-digits",
    reference=digits.fit,
    points=5.0,
    stars=3,
    title=Text("The training run", "학습 전체"),
    text=Text(
        """Write `fit(params, data, step, epochs, size, *, rng)`: train for `epochs` epochs on shuffled mini-batches of `size` examples.

- `data` is `(X, y, X_val, y_val)`. Learn from the first two, measure on the last two.
- `step(params, X, y)` takes one mini-batch. It returns new params, and the loss averaged over that mini-batch.
- Every epoch brings each example once, in an order drawn afresh with `rng`. The last mini-batch may be smaller.

Return `params, history`. `history` is a dictionary of two lists with one entry for each epoch: `"loss"`, averaged over all examples of the epoch, and `"val_accuracy"`, measured after the epoch.""",
        """`fit(params, data, step, epochs, size, *, rng)`를 작성하세요. 샘플을 섞어 `size`개씩 미니배치로 묶고 `epochs` 에폭 동안 학습합니다.

- `data`는 `(X, y, X_val, y_val)`입니다. 앞의 둘로 배우고 뒤의 둘로 잽니다.
- `step(params, X, y)`는 미니배치 하나를 받습니다. 새 매개변수와, 그 미니배치에서 평균을 낸 손실을 반환합니다.
- 에폭마다 샘플이 한 번씩, `rng`로 새로 뽑은 순서로 나옵니다. 마지막 미니배치는 작아도 됩니다.

`params, history`를 반환하세요. `history`는 에폭마다 값이 하나씩 들어 있는 리스트 두 개의 딕셔너리입니다. `"loss"`는 그 에폭의 모든 샘플에 대한 평균이고, `"val_accuracy"`는 에폭이 끝난 뒤에 잰 값입니다.""",
    ),
    docstring_ko="""섞은 미니배치로 몇 에폭 학습합니다. 층마다의 새 (W, b)와 학습 과정을 반환합니다.

    `data`는 (X, y, X_val, y_val)입니다. `step(params, X, y)`는 새 매개변수와, 걸음 전의 손실을 그 샘플들에 대해 평균 낸 값을 줍니다.
    기록에는 에폭마다 값이 하나씩 있습니다. "loss"는 본 순서대로 모든 샘플에 대해 평균 낸 손실이고,
    "val_accuracy"는 에폭이 끝난 뒤 검증 샘플에서 잰 정확도입니다.
    형상: [(D, H), (H,)], ..., (N, D), (N,), (K, D), (K,) -> 같은 형상, 길이가 epochs인 리스트
    참고: LeCun, Bottou, Orr & Müller (1998)
    >>> X, y = np.array([[1.0], [2.0], [3.0]]), np.array([0, 1, 1])
    >>> stay = lambda params, X, y: (params, float(len(X)))
    >>> start = [(np.array([[0.0, 1.0]]), np.array([1.5, 0.0]))]
    >>> fit(start, (X, y, X, y), stay, epochs=2, size=2, rng=np.random.default_rng(0))[1]
    {'loss': [1.6666666666666667, 1.6666666666666667], 'val_accuracy': [1.0, 1.0]}
    """,
    cases=_fit_cases,
    accept=fit_accept,
    depends=("predict", "accuracy"),
    misconceptions=(
        Misconception(
            "validation-trained-on",
            Text("trains on the validation examples as well", "검증 샘플로도 학습했습니다"),
            turned(all_data=True),
            Text(
                "What is a measurement worth on examples that the network has learned from?",
                "이미 배운 샘플로 재면 그 값에 어떤 의미가 있을까요?",
            ),
            "leak.validation",
            shows=lambda case, value: value["foreign"] > 0,
        ),
        Misconception(
            "labels-come-apart",
            Text("examples and labels are shuffled apart", "샘플과 레이블을 따로 섞었습니다"),
            turned(shuffle="apart"),
            Text(
                "After shuffling, does row 5 of `X` still belong to entry 5 of `y`?",
                "섞은 뒤에도 `X`의 5행이 `y`의 5번째 값과 짝인가요?",
            ),
            "order.stale_update",
            shows=lambda case, value: value["torn"] > 0,
        ),
        Misconception(
            "last-batch-dropped",
            Text("the last, smaller mini-batch is left out", "작은 마지막 미니배치를 빠뜨렸습니다"),
            turned(short=False),
            Text(
                "14 examples in batches of 4: how many steps does an epoch take?",
                "샘플 14개를 4개씩 묶으면 한 에폭은 몇 걸음인가요?",
            ),
            "boundary.zero",
            shows=lambda case, value: (
                value["steps"]
                == case.args[2] * (case.args[0] // case.args[3])
                < case.args[2] * case.args[0] / case.args[3]
                and value["smallest"] == value["largest"] == case.args[3]
            ),
        ),
        Misconception(
            "never-shuffled",
            Text("the examples come in the same order as in the data", "샘플이 데이터에 있는 순서 그대로 나옵니다"),
            turned(shuffle="never"),
            Text(
                "If all zeros came first and all nines last, what would the network remember at the end?",
                "0이 모두 먼저 나오고 9가 모두 나중에 나온다면 신경망은 끝에 무엇을 기억할까요?",
            ),
            "rng.global",
            shows=lambda case, value: (
                value["steps"] > 1 and value["whole epochs"] == case.args[2] and value["in order"]
            ),
        ),
        Misconception(
            "shuffled-once",
            Text("every epoch has the same order", "에폭마다 순서가 같습니다"),
            turned(shuffle="once"),
            Text(
                "Where does the line that draws your order stand, and which generator does it ask?",
                "순서를 뽑는 줄은 어디에 있고, 어떤 생성기를 쓰고 있나요?",
            ),
            "rng.global",
            shows=lambda case, value: value["orders"] == 1 < value["whole epochs"] and not value["in order"],
        ),
        Misconception(
            "loss-of-the-last-batch",
            Text("the loss is that of the last mini-batch alone", "마지막 미니배치의 손실만 적었습니다"),
            turned(average="last"),
            Text(
                "Four examples speak for an epoch of thousands. What should speak instead?",
                "샘플 네 개가 수천 개짜리 에폭을 대표하고 있습니다. 무엇이 대신해야 할까요?",
            ),
            "reduce.sum_vs_mean",
            shows=lambda case, value: value["loss"] == "last",
        ),
        Misconception(
            "loss-summed",
            Text("the loss is a sum over the examples", "손실이 샘플에 대한 합입니다"),
            turned(average="sum"),
            Text(
                "With twice as many examples, should the loss be twice as large?",
                "샘플이 두 배이면 손실도 두 배가 되어야 할까요?",
            ),
            "reduce.sum_vs_mean",
            shows=lambda case, value: value["loss"] == "sum",
        ),
        Misconception(
            "measured-before",
            Text(
                "the accuracy is measured before the epoch, not after",
                "에폭이 끝난 뒤가 아니라 시작하기 전에 정확도를 쟀습니다",
            ),
            turned(measure="before"),
            Text(
                "Your first accuracy belongs to a network that has learned nothing. When should it be measured?",
                "첫 정확도가 아직 아무것도 배우지 않은 신경망의 것입니다. 언제 재야 할까요?",
            ),
            "order.stale_update",
            shows=lambda case, value: measured(case, value) == "before",
        ),
        Misconception(
            "measured-on-training",
            Text("the accuracy is measured on the training examples", "훈련 샘플에서 정확도를 쟀습니다"),
            turned(measure="train"),
            Text(
                "Which examples show whether the network has learned by heart?",
                "신경망이 외우기만 했는지는 어떤 샘플에서 드러나나요?",
            ),
            "leak.validation",
            shows=lambda case, value: measured(case, value) == "training",
        ),
        Misconception(
            "step-thrown-away",
            Text("the new params are not kept", "새 매개변수를 받아 두지 않았습니다"),
            turned(keep=False),
            Text(
                "`step` returns new params. With which params does your next step begin?",
                "`step`은 새 매개변수를 반환합니다. 다음 걸음은 어떤 매개변수로 시작하나요?",
            ),
            "state.not_returned",
            shows=lambda case, value: value["chained"] == 1 < value["steps"] and value["params"] == "first",
        ),
        *MORE,
    ),
    alternatives=(
        fit_by_while,
        fit_by_split,
        turned(),
    ),
    hints=(
        Text(
            "Two loops: epochs outside, mini-batches inside.",
            "반복문 두 개가 필요합니다. 바깥은 에폭, 안쪽은 미니배치입니다.",
        ),
        Text(
            r"The loss of an epoch is $\frac{1}{N} \sum_k n_k L_k$ over its mini-batches of $n_k$ examples: a smaller one counts less.",
            r"한 에폭의 손실은 샘플 $n_k$개짜리 미니배치에 대한 $\frac{1}{N} \sum_k n_k L_k$입니다. 작은 미니배치는 그만큼 적게 셉니다.",
        ),
        Text(
            "`rng.permutation` at the start of every epoch, slices of it as rows, `step` for each; then `accuracy` of `predict` on the validation half.",
            "에폭이 시작할 때마다 `rng.permutation`을 부르고, 그 조각을 행으로 삼아 조각마다 `step`을 부르세요. 끝나면 검증 세트에서 `predict`의 `accuracy`를 구합니다.",
        ),
    ),
)
