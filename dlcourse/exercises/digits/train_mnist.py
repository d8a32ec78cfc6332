"""The card of `train_mnist`: Read digits."""

from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.digits._train_mnist_watch import FEW, FORMS, MARKS, SMALL, TRAINING, reads, repeated
from dlcourse.language import Text


def _train_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    first = int(rng.integers(0, 8000 - TRAINING))
    other = int(rng.integers(0, 8000 - SMALL))

    def fresh() -> dict[str, Any]:
        return {"rng": np.random.default_rng(int(rng.integers(2**32)))}

    return (
        Case(
            Text("6,000 pictures of 14 by 14 pixels", "14×14 픽셀 그림 6,000장"),
            (TRAINING, first, 0),
            fresh(),
            call=reads,
        ),
        Case(
            Text("2,500 pictures whose labels have been renamed", "레이블 이름을 바꾼 그림 2,500장"),
            (SMALL, other, int(rng.integers(1, 10))),
            fresh(),
            hidden=True,
            call=reads,
        ),
        Case(
            Text(
                "200 pictures, twice with the same seed and once with another",
                "그림 200장, 같은 시드로 두 번, 다른 시드로 한 번",
            ),
            (FEW, other, 0),
            fresh(),
            call=repeated,
        ),
    )


def _accept_reading(case: Case, value: Any) -> Text | None:
    if value["form"] != "layers":
        return FORMS[value["form"]].format(type=value["type"])
    if not value["same"]:
        return Text(
            "Two generators with the same seed gave two different networks.",
            "시드가 같은 두 생성기에서 서로 다른 신경망이 나왔습니다.",
        )
    if value["ignored"]:
        return Text(
            "Two generators with different seeds gave the same network, hidden units included.",
            "시드가 다른 두 생성기에서 은닉 유닛까지 똑같은 신경망이 나왔습니다.",
        )
    if case.call is repeated:
        return None
    read, mark = value["read"], MARKS[case.args[0]]
    if not value["finite"]:
        return Text("The trained weights are not finite.", "학습한 가중치가 유한하지 않습니다.")
    if read >= mark:
        return None
    return Text(
        f"It reads {read:.1%} of the digits that were kept back; {mark:.0%} are needed.",
        f"따로 남겨 둔 숫자의 {read:.1%}를 읽습니다. {mark:.0%}가 필요합니다.",
    )


def _learned(
    X: Any,
    y: Any,
    rng: np.random.Generator,
    *,
    sizes: tuple[int, ...] = (48,),
    epochs: int = 10,
    lr: float = 0.1,
    size: int = 32,
    alpha: float = 0.0,
    spread: float | None = None,
    zero: bool = False,
    sign: float = -1.0,
    mixed: bool = False,
    scale: float = 1.0,
) -> Any:
    """Gradient descent on cross-entropy, with switches: most of them are mistakes."""
    widths = (X.shape[1], *sizes, 10)
    X = X * scale
    params = []
    for before, after in zip(widths[:-1], widths[1:], strict=True):  # noqa: RUF007  # a learner's cell should need NumPy alone
        std = np.sqrt(2.0 / before) if spread is None else spread
        params.append(
            [np.zeros((before, after)) if zero else rng.normal(0.0, std, size=(before, after)), np.zeros(after)]
        )
    moves = [[np.zeros_like(W), np.zeros_like(b)] for W, b in params]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        targets = y[rng.permutation(len(X))] if mixed else y[order]
        for start in range(0, len(X), size):
            rows, want = order[start : start + size], targets[start : start + size]
            a, seen = X[rows], []
            for i, (W, b) in enumerate(params):
                seen.append(a)
                a = a @ W + b
                if i < len(params) - 1:
                    a = np.maximum(a, 0.0)
            e = np.exp(a - a.max(axis=1, keepdims=True))
            d = e / e.sum(axis=1, keepdims=True)
            d[np.arange(len(want)), want] -= 1.0
            d /= len(want)
            for i in reversed(range(len(params))):
                W = params[i][0]
                slopes = (seen[i].T @ d, d.sum(axis=0))
                if i > 0:
                    d = (d @ W.T) * (seen[i] > 0)
                for k, slope in enumerate(slopes):
                    moves[i][k] = alpha * moves[i][k] + sign * lr * slope
                    params[i][k] = params[i][k] + moves[i][k]
    return [(W, b) for W, b in params]


def _from_a_seed_of_its_own(X: Any, y: Any, *, rng: np.random.Generator) -> Any:
    return _learned(X, y, np.random.default_rng(0))


def _from_np_random(X: Any, y: Any, *, rng: np.random.Generator) -> Any:
    own = np.random.default_rng()
    return _learned(X, y, own)


CARD = Exercise(
    id="train-mnist",
    reference=digits.train_mnist,
    points=5.0,
    stars=3,
    title=Text("Read digits", "숫자를 읽는 신경망"),
    text=Text(
        """Write `train_mnist(X, y, *, rng)`: train a network from scratch and return its `params`, a list with `(W, b)` for each layer as `predict` takes them: ReLU between the layers, ten scores at the end.

`X` has shape `(N, D)` with numbers from 0 to 1; do not count on 784 pixels. `y` has shape `(N,)` with classes from 0 to 9. Everything random comes from `rng`.

You are judged by what it reads: at least 85% of digits that were kept back, after learning from 6,000 that are only 14 by 14 pixels large. Layers, optimizer and epochs are yours; half a minute must do. A run that ends badly is repeated once: chance has a part in it.""",
        """`train_mnist(X, y, *, rng)`를 작성하세요. 신경망을 처음부터 학습해 `params`를 반환합니다. `predict`가 받는 것처럼 층마다 `(W, b)`가 들어 있는 리스트입니다. 층 사이에는 ReLU가 있고 끝에는 점수가 열 개 있습니다.

`X`의 형상은 `(N, D)`이고 수는 0부터 1까지입니다. 픽셀이 784개라고 가정하지 마세요. `y`의 형상은 `(N,)`이고 클래스는 0부터 9까지입니다. 난수는 모두 `rng`에서 뽑습니다.

얼마나 읽는지로 판정합니다. 14×14 픽셀인 작은 그림 6,000장으로 배운 뒤, 따로 남겨 둔 숫자의 85% 이상을 읽어야 합니다. 층과 옵티마이저와 에폭 수는 자유롭게 정하세요. 30초 안에 끝나야 합니다. 학습에는 우연도 작용하므로 결과가 나쁘면 한 번 더 학습해 봅니다.""",
    ),
    docstring_ko="""숫자를 읽는 신경망을 이 샘플들로 처음부터 학습합니다. 층마다 (W, b)가 있고 층 사이에는 ReLU가 있습니다.

    형상: (N, D), (N,) -> [(D, H), (H,)], [(H, 10), (10,)]
    참고: LeCun, Bottou, Bengio & Haffner (1998)
    >>> X = np.repeat(np.eye(10), 20, axis=0)
    >>> y = np.repeat(np.arange(10), 20)
    >>> accuracy(y, predict(X, train_mnist(X, y, rng=np.random.default_rng(0))))
    1.0
    """,
    cases=_train_cases,
    accept=_accept_reading,
    depends=("fit-digits",),
    misconceptions=(
        Misconception(
            "weights-blew-up",
            Text("the weights grew beyond all bounds", "가중치가 한없이 커졌습니다"),
            lambda X, y, *, rng: [(W * np.inf, b) for W, b in _learned(X, y, rng, epochs=1)],
            Text(
                "`inf` and `nan` in the weights: is your learning rate too large, or does your softmax overflow?",
                "가중치에 `inf`나 `nan`이 있습니다. 학습률이 너무 크거나, 소프트맥스에서 오버플로가 나지 않나요?",
            ),
            "stability.overflow",
            shows=lambda case, value: not value["finite"],
        ),
        Misconception(
            "all-units-alike",
            Text("all hidden units are copies of each other", "은닉 유닛이 모두 똑같습니다"),
            lambda X, y, *, rng: _learned(X, y, rng, zero=True, epochs=2),
            Text(
                "Units that start equal stay equal. How did they start?",
                "똑같이 시작한 유닛은 끝까지 똑같습니다. 어떻게 시작했나요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: value["twins"],
        ),
        Misconception(
            "start-too-large",
            Text("the weights of the first layer are very large", "첫 층의 가중치가 매우 큽니다"),
            lambda X, y, *, rng: _learned(X, y, rng, spread=1.0, lr=0.01, epochs=3),
            Text(
                "Print the spread of your first weights before and after the training. Were they drawn so large, or did they grow, and at which learning rate?",
                "첫 층 가중치의 표준편차를 학습 전과 후에 출력해 보세요. 처음부터 크게 뽑았나요, 학습하면서 커졌나요? 학습률은 얼마인가요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: value["spread"] > 0.5 and not value["twins"],
        ),
        Misconception(
            "no-better-than-guessing",
            Text("it reads no better than guessing", "찍는 것보다 낫지 않습니다"),
            lambda X, y, *, rng: _learned(X, y, rng, mixed=True, epochs=1),
            Text(
                "One in ten is chance. Do rows of `X` and entries of `y` still belong together, and does the loss go down, not up?",
                "열에 하나는 우연입니다. `X`의 행과 `y`의 값이 여전히 짝인가요? 손실이 올라가지 않고 내려가나요?",
            ),
            "sign.flipped",
            shows=lambda case, value: (
                value["form"] == "layers"
                and value["finite"]
                and value["read"] < 0.13
                and not value["twins"]
                and value["spread"] <= 0.5
            ),
        ),
        Misconception(
            "stopped-too-early",
            Text("it learns, but not far enough", "배우기는 하지만 충분히 배우지 못했습니다"),
            lambda X, y, *, rng: _learned(X, y, rng, lr=0.02, epochs=1),
            Text(
                "Above chance, and still rising? Watch the validation accuracy: more epochs, or a larger learning rate?",
                "우연보다 낫고 아직 오르는 중인가요? 검증 정확도를 보면서 에폭을 늘리거나 학습률을 키워 보세요.",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                case.call is reads
                and value["finite"]
                and 0.13 <= value["read"] < MARKS[case.args[0]]
                and value["spread"] <= 0.5
            ),
        ),
        Misconception(
            "global-generator",
            Text(
                "the chance does not come from `rng`: the same seed gives two different networks",
                "난수를 `rng`에서 뽑지 않았습니다. 시드가 같아도 신경망이 다릅니다",
            ),
            _from_np_random,
            Text(
                "Weights, orders, dropout: which of your draws do not ask `rng`?",
                "가중치, 순서, 드롭아웃 가운데 `rng`를 쓰지 않고 뽑는 것은 어느 것인가요?",
            ),
            "rng.global",
            shows=lambda case, value: not value["same"],
        ),
        Misconception(
            "seed-of-its-own",
            Text(
                "the chance does not come from `rng`: every seed gives the same network",
                "난수를 `rng`에서 뽑지 않았습니다. 어떤 시드에서도 같은 신경망이 나옵니다",
            ),
            _from_a_seed_of_its_own,
            Text(
                "Whoever calls your function chooses the seed. Which line decides it now?",
                "시드는 함수를 부르는 쪽이 정합니다. 지금은 어느 줄이 정하고 있나요?",
            ),
            "rng.global",
            shows=lambda case, value: value["ignored"],
        ),
        Misconception(
            "dictionary",
            Text("the layers came back as a dictionary", "층을 딕셔너리로 반환했습니다"),
            lambda X, y, *, rng: {"W": np.zeros((X.shape[1], 10)), "b": np.zeros(10)},
            Text(
                "`predict` walks through the layers one by one. In which form does it take them?",
                "`predict`는 층을 하나씩 지나갑니다. 층을 어떤 형태로 받나요?",
            ),
            "type.wrong",
            shows=lambda case, value: value["type"] == "dict",
        ),
    ),
    alternatives=(
        lambda X, y, *, rng: _learned(X, y, rng, alpha=0.9, lr=0.05, epochs=9),
        lambda X, y, *, rng: _learned(X, y, rng, sizes=(48, 32), alpha=0.5, size=24),
        lambda X, y, *, rng: _learned(X, y, rng, sizes=(64,), size=16, epochs=8),
    ),
    hints=(
        Text(
            "You have written every part in earlier lessons: put them in a row.",
            "필요한 부품은 앞 수업에서 모두 만들었습니다. 차례로 이어 보세요.",
        ),
        Text(
            "He start for `(D, H)` and `(H, 10)`; forward; softmax with cross-entropy; backward; a step against the gradient.",
            "`(D, H)`와 `(H, 10)`을 He 방법으로 초기화하고, 순전파, 소프트맥스와 교차 엔트로피, 역전파, 기울기 반대쪽으로 한 걸음을 차례로 하세요.",
        ),
        Text(
            "Put the forward and backward pass of one mini-batch into a function `step`, keep a tenth of the examples back, and hand both to `fit`; 64 units and a learning rate of 0.1 will do.",
            "미니배치 하나의 순전파와 역전파를 함수 `step`에 담고, 샘플의 10분의 1을 따로 남긴 다음 둘 다 `fit`에 넘기세요. 유닛 64개와 학습률 0.1이면 됩니다.",
        ),
    ),
    seconds=60.0,
)
