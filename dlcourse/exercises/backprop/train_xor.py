"""The card of `train_xor`: Let the network find XOR."""

from typing import Any

import numpy as np

from dlcourse import backprop
from dlcourse.exercises.backprop._train_xor_answers import (
    for_the_table,
    global_generator,
    output_layer_alone,
    output_slope_twice,
    own_generator,
    scaled,
    started,
    steps_like,
    train,
    without_biases,
    xor_example_by_example,
    xor_with_ones,
    xor_written_out,
)
from dlcourse.exercises.backprop._train_xor_mistakes import MORE
from dlcourse.exercises.backprop._xor_runs import (
    accept_xor,
    at_the_start,
    drawn,
    first_steps,
    flat,
    short,
    the_start,
    until_solved,
    xor_slopes,
)
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _train_xor_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    first, second, third = (int(seed) for seed in rng.integers(0, 2**31, size=3))
    return (
        Case(Text("XOR with four hidden units", "은닉 유닛 네 개로 XOR"), (4, 1.0, 400, first), call=until_solved),
        Case(
            Text("the first steps, one at a time", "처음 몇 걸음을 한 걸음씩"),
            (5, 0.5, second),
            call=first_steps,
        ),
        Case(Text("the start", "초기화"), (2500, 1e-9, second), call=the_start),
        Case(
            Text("XOR with eight hidden units", "은닉 유닛 여덟 개로 XOR"),
            (8, 1.0, 250, third),
            call=until_solved,
            hidden=True,
        ),
    )


def _shows_one_unit(case: Case, value: Any) -> bool:
    """All hidden units are copies of the first."""
    (W1, b1), _ = value[1][0] if short(case) else value[1]
    return bool(np.all(W1[:, :1] == W1) and np.all(b1 == b1[0]))


def _uniform(W: Any) -> bool:
    """As wide as a uniform distribution between its own ends."""
    numbers, found = np.ravel(W), drawn(W)
    ends = float(np.max(numbers) - np.min(numbers))
    return found.spread > 0 and found.far < 0.005 and abs(ends / found.spread / np.sqrt(12.0) - 1.0) < 0.1


def _shows_uniform_start(case: Case, value: Any) -> bool:
    return at_the_start(case) and all(_uniform(W) for W, _ in value[1])


def _shows_other_width(case: Case, value: Any) -> bool:
    """A normal start round 0, with biases at 0, but of another width."""
    if not at_the_start(case):
        return False
    heaps = [drawn(W) for W, _ in value[1]]
    round_zero = all(heap.bell and abs(heap.mean) < 0.2 * heap.spread for heap in heaps)
    biases = all(np.all(np.abs(b) < 1e-6) for _, b in value[1])
    # half and twice are what a changed result shows as well, in the losses too
    losses_fit = np.isclose(value[0][0], xor_slopes(value[1])[0], rtol=1e-6)
    return round_zero and biases and losses_fit and any(abs(heap.spread - 1.0) > 0.15 for heap in heaps)


OTHER_TABLES = tuple(np.array(table, dtype=float)[:, None] for table in ((0, 1, 1, 1), (0, 0, 0, 1), (1, 0, 0, 1)))


def _shows_other_targets(case: Case, value: Any) -> bool:
    return any(
        steps_like(lambda params, gradients, table=table: xor_slopes(params, table)[2])(case, value)
        for table in OTHER_TABLES
    )


def _shows_own_generator(case: Case, value: Any) -> bool:
    # units that are all alike need no generator, and are another mistake
    alike = _shows_one_unit(case, value)
    return short(case) and not alike and bool(np.array_equal(flat(value[1][0]), flat(value[1][4])))


def _shows_global_generator(case: Case, value: Any) -> bool:
    return short(case) and not np.array_equal(flat(value[1][0]), flat(value[1][3]))


def _shows_accumulation(case: Case, value: Any) -> bool:
    if not short(case):
        return False
    first, second, third = (flat(params) for params in value[1][:3])
    fresh = case.args[1] * flat(xor_slopes(value[1][1])[2])
    return bool(np.allclose(second - third, (first - second) + fresh, rtol=1e-7, atol=1e-10))


def _shows_late_losses(case: Case, value: Any) -> bool:
    if not short(case):
        return False
    first, second = (flat(params) for params in value[1][:2])
    late = [xor_slopes(params)[0] for params in value[1][:3]]
    return not np.array_equal(first, second) and bool(np.allclose(value[0], late, rtol=1e-9))


CARD = Exercise(
    id="train-xor",
    reference=backprop.train_xor,
    points=5.0,
    stars=3,
    title=Text("Let the network find XOR", "신경망이 XOR를 찾게 하기"),
    text=Text(
        r"""Write `train_xor(hidden, lr, steps, *, rng)`: a network with two inputs, `hidden` units with tanh and one output with sigmoid learns XOR from the four corners, all four in every step.

- **Start**: weights standard normal, drawn from `rng`; biases 0.
- **Loss**: the mean binary cross-entropy over the four corners. For it the gradient at the output's z is $(\sigma(z) - t)/4$.
- **Step**: all weights and biases go $\eta$ (`lr`) times their gradient downhill.

Return two things: the losses *before* every step, an array of shape `(steps,)`, and the list of the two pairs `(W, b)` at the end, with shapes `(2, hidden)`, `(hidden,)`, `(hidden, 1)` and `(1,)`. You may use your `mlp_backward`.

The check trains from a few different starts, because one start may be unlucky; one that solves XOR is enough.""",
        r"""`train_xor(hidden, lr, steps, *, rng)`를 작성하세요. 입력이 두 개, tanh를 쓰는 은닉 유닛이 `hidden`개, 시그모이드를 쓰는 출력이 하나인 신경망이 네 꼭짓점에서 XOR를 학습합니다. 걸음마다 네 꼭짓점을 모두 씁니다.

- **초기화**: 가중치는 `rng`에서 뽑은 표준정규분포의 수, 편향은 0입니다.
- **손실**: 네 꼭짓점에 대한 이진 교차 엔트로피의 평균입니다. 이때 출력의 z에 오는 기울기는 $(\sigma(z) - t)/4$입니다.
- **걸음**: 모든 가중치와 편향이 기울기에 $\eta$(`lr`)를 곱한 만큼 내려갑니다.

두 가지를 반환합니다. 걸음마다 갱신하기 **전**의 손실을 담은 형상 `(steps,)`의 배열, 그리고 끝났을 때의 `(W, b)` 쌍 두 개로 된 리스트입니다. 형상은 `(2, hidden)`, `(hidden,)`, `(hidden, 1)`, `(1,)`입니다. 앞에서 작성한 `mlp_backward`를 써도 됩니다.

초기화에 따라 운이 나쁠 수 있으므로 점검에서는 서로 다르게 초기화하여 몇 번 학습시킵니다. 그 가운데 하나라도 XOR를 풀면 됩니다.""",
    ),
    docstring_ko="""2-hidden-1 신경망(tanh, 그다음 시그모이드)에 XOR를 가르칩니다. 걸음마다 갱신하기 전의 교차 엔트로피와 마지막 (W, b)를 답합니다.

    네 점을 모두 쓰는 경사 하강법입니다. 가중치는 표준정규분포에서, 편향은 0에서 시작합니다.
    형상: -> (steps,), [(2, hidden), (hidden,)], [(hidden, 1), (1,)]
    참고: Rumelhart, Hinton & Williams (1986)
    >>> losses, params = train_xor(4, lr=1.0, steps=500, rng=np.random.default_rng(1))
    >>> bool(losses[-1] < 0.05 < losses[0])
    True
    """,
    cases=_train_xor_cases,
    returns=("losses", "params"),
    depends=("mlp-backward",),
    accept=accept_xor,
    seconds=15.0,
    misconceptions=(
        Misconception(
            "all-units-alike",
            Text("all hidden units start alike, and stay alike", "은닉 유닛이 모두 똑같이 시작해서 끝까지 똑같습니다"),
            lambda hidden, lr, steps, *, rng: train(hidden, lr, steps, rng=rng, start=0.5),
            Text(
                "Units with equal weights get equal gradients. What could make them differ from the beginning?",
                "가중치가 같은 유닛은 기울기도 같습니다. 처음부터 서로 다르게 하려면 무엇이 필요할까요?",
            ),
            "hardcoded.value",
            shows=_shows_one_unit,
        ),
        Misconception(
            "not-updated",
            Text("the weights never move", "가중치가 전혀 움직이지 않습니다"),
            lambda hidden, lr, steps, *, rng: train(hidden, lr, steps, rng=rng, moves=False),
            Text(
                "After three steps your network is the one of the start. Where do the new weights go?",
                "세 걸음 뒤에도 신경망이 처음 그대로입니다. 새 가중치는 어디로 갔나요?",
            ),
            "state.not_returned",
            shows=steps_like(lambda params, gradients: scaled(gradients, 0.0)),
        ),
        Misconception(
            "uphill",
            Text("the gradients are added, so the loss grows", "기울기를 더해서 손실이 커집니다"),
            lambda hidden, lr, steps, *, rng: train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: scaled(gradients, -1.0)
            ),
            Text(
                "Look at your losses: do they fall? Which way does a gradient point?",
                "손실이 줄어드는지 보세요. 기울기는 어느 쪽을 가리키나요?",
            ),
            "sign.flipped",
            shows=steps_like(lambda params, gradients: scaled(gradients, -1.0)),
        ),
        Misconception(
            "summed-over-the-corners",
            Text("every step is four times too large", "모든 걸음이 네 배입니다"),
            lambda hidden, lr, steps, *, rng: train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: scaled(gradients, 4.0)
            ),
            Text(
                "The loss is a mean over four corners. How much of it is one corner's share?",
                "손실은 네 꼭짓점의 평균입니다. 꼭짓점 하나의 몫은 얼마인가요?",
            ),
            "scale.one_over_n",
            shows=steps_like(lambda params, gradients: scaled(gradients, 4.0)),
        ),
        Misconception(
            "output-slope-once-more",
            Text(
                "the slope of the output sigmoid is multiplied in once more",
                "출력 시그모이드의 기울기를 한 번 더 곱했습니다",
            ),
            lambda hidden, lr, steps, *, rng: train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: output_slope_twice(params)
            ),
            Text(
                "The slope of the sigmoid has cancelled already: what remains at z is the answer minus the target. Did you multiply by o(1 - o) again?",
                "시그모이드의 기울기는 이미 약분되었습니다. z에는 답에서 목푯값을 뺀 것만 남습니다. o(1 - o)를 다시 곱하지 않았나요?",
            ),
            "chain.wrong_input",
            shows=steps_like(lambda params, gradients: output_slope_twice(params)),
        ),
        Misconception(
            "gradients-pile-up",
            Text("the gradients of all earlier steps are added in", "지난 걸음의 기울기가 모두 더해집니다"),
            lambda hidden, lr, steps, *, rng: train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: total
            ),
            Text(
                "Each step should use the gradients of this moment. Where in your loop do they begin anew?",
                "걸음마다 그 순간의 기울기를 써야 합니다. 반복문의 어디에서 기울기를 새로 시작하나요?",
            ),
            "order.stale_update",
            shows=_shows_accumulation,
        ),
        Misconception(
            "biases-not-trained",
            Text("the biases never move", "편향이 움직이지 않습니다"),
            lambda hidden, lr, steps, *, rng: train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: without_biases(gradients)
            ),
            Text(
                "`mlp_backward` gives a pair for each layer. What becomes of the second half?",
                "`mlp_backward`는 층마다 쌍을 줍니다. 쌍의 둘째는 어디에 썼나요?",
            ),
            "bias.missing",
            shows=steps_like(lambda params, gradients: without_biases(gradients)),
        ),
        Misconception(
            "output-layer-alone",
            Text("only the output layer learns", "출력층만 학습합니다"),
            lambda hidden, lr, steps, *, rng: train(
                hidden, lr, steps, rng=rng, change=lambda params, gradients, total: output_layer_alone(gradients)
            ),
            Text(
                "The hidden layer stays as it was drawn. How many layers does your update visit?",
                "은닉층이 처음 뽑은 그대로입니다. 몇 개의 층을 갱신하나요?",
            ),
            "chain.missing_local",
            shows=steps_like(lambda params, gradients: output_layer_alone(gradients)),
        ),
        Misconception(
            "lr-ignored",
            Text("the learning rate is always 1", "학습률이 언제나 1입니다"),
            lambda hidden, lr, steps, *, rng: train(hidden, 1.0, steps, rng=rng),
            Text(
                "Halve `lr`: do the steps become shorter?",
                "`lr`을 절반으로 줄여 보세요. 걸음이 짧아지나요?",
            ),
            "hardcoded.value",
            # the case with short steps has lr = 0.5
            shows=steps_like(lambda params, gradients: scaled(gradients, 2.0)),
        ),
        Misconception(
            "own-generator",
            Text("the start is the same, whatever `rng` is", "`rng`가 무엇이든 초기화가 같습니다"),
            own_generator,
            Text(
                "Which generator did your numbers come from? Is it the one you were given?",
                "난수를 어느 생성기에서 뽑았나요? 넘겨받은 생성기인가요?",
            ),
            "rng.global",
            shows=_shows_own_generator,
        ),
        Misconception(
            "other-randomness",
            Text("not all random numbers come from `rng`", "`rng`가 아닌 곳에서 나온 난수가 있습니다"),
            global_generator,
            Text(
                "The same `rng` should give the same network. Which random number did not come from it?",
                "`rng`가 같으면 신경망도 같아야 합니다. 거기에서 나오지 않은 난수는 무엇인가요?",
            ),
            "rng.global",
            shows=_shows_global_generator,
        ),
        Misconception(
            "losses-after-the-step",
            Text("each loss is computed after its step", "손실을 걸음 뒤에 계산했습니다"),
            lambda hidden, lr, steps, *, rng: train(hidden, lr, steps, rng=rng, loss_after=True),
            Text(
                "The first loss is that of the start. Is it written down before or after the weights move?",
                "첫 손실은 처음 가중치의 것입니다. 가중치가 움직이기 전에 적나요, 움직인 뒤에 적나요?",
            ),
            "order.stale_update",
            shows=_shows_late_losses,
        ),
        Misconception(
            "uniform-start",
            Text("the weights start uniform, not normal", "가중치가 정규분포가 아니라 균등분포에서 시작합니다"),
            started(lambda rng, shape: rng.random(shape)),
            Text(
                "Draw a thousand numbers as you do and look at the largest and the smallest. Which method of `rng` draws standard normal ones?",
                "지금처럼 수를 천 개 뽑아 가장 큰 것과 가장 작은 것을 보세요. 표준정규분포에서 뽑는 `rng`의 메서드는 무엇인가요?",
            ),
            "init.limit_as_std",
            shows=_shows_uniform_start,
            variants=(
                started(lambda rng, shape: rng.uniform(-1, 1, size=shape)),
                started(lambda rng, shape: rng.uniform(-0.5, 0.5, size=shape)),
            ),
        ),
        Misconception(
            "start-of-another-width",
            Text("the weights start normal, but too wide or too narrow", "정규분포이지만 처음 가중치의 폭이 다릅니다"),
            started(lambda rng, shape: 0.01 * rng.normal(size=shape)),
            Text(
                "Standard normal numbers have a spread of 1. By what do you multiply yours?",
                "표준정규분포의 표준편차는 1입니다. 뽑은 수에 무엇을 곱했나요?",
            ),
            "init.limit_as_std",
            shows=_shows_other_width,
            variants=(
                started(lambda rng, shape: 0.1 * rng.normal(size=shape)),
                started(lambda rng, shape: rng.normal(size=shape) / np.sqrt(shape[0])),
                started(lambda rng, shape: 0.5 * rng.normal(size=shape)),
            ),
        ),
        Misconception(
            "other-targets",
            Text("the targets are those of another gate", "목푯값이 다른 게이트의 것입니다"),
            for_the_table([[0.0], [1.0], [1.0], [1.0]]),
            Text(
                "Write the four corners with their targets side by side. Which answer belongs to (1, 1), and which to (0, 0)?",
                "네 꼭짓점과 목푯값을 나란히 적어 보세요. (1, 1)의 답은 무엇이고 (0, 0)의 답은 무엇인가요?",
            ),
            "hardcoded.value",
            shows=_shows_other_targets,
            variants=(
                for_the_table([[0.0], [0.0], [0.0], [1.0]]),
                for_the_table([[1.0], [0.0], [0.0], [1.0]]),
            ),
        ),
        *MORE,
    ),
    alternatives=(xor_written_out, xor_example_by_example, xor_with_ones),
    hints=(
        Text(
            "Everything is there: a forward pass, a loss, a gradient at the last z, `mlp_backward`, an update. Put it in a loop.",
            "필요한 것은 다 있습니다. 순전파, 손실, 마지막 z의 기울기, `mlp_backward`, 갱신입니다. 이것을 반복문에 넣습니다.",
        ),
        Text(
            r"$h = \tanh(X W_1 + b_1)$ of shape `(4, hidden)`, $z = h W_2 + b_2$ of shape `(4, 1)`; the cache is a triple for each layer, and $(\sigma(z) - t)/4$ goes in at the end.",
            r"$h = \tanh(X W_1 + b_1)$의 형상은 `(4, hidden)`이고 $z = h W_2 + b_2$의 형상은 `(4, 1)`입니다. 층마다 세 값이 든 기록과 $(\sigma(z) - t)/4$를 넘깁니다.",
        ),
        Text(
            "Keep the targets as a column, like z. In each turn: compute z1, h and z2, append the loss, ask `mlp_backward` with the two triples, and make a new list of pairs in which every part has moved.",
            "목푯값은 z처럼 열로 둡니다. 한 바퀴마다 z1, h, z2를 구하고, 손실을 적고, 세 값 두 묶음으로 `mlp_backward`를 부르고, 모든 부분이 움직인 새 쌍의 리스트를 만듭니다.",
        ),
    ),
)
