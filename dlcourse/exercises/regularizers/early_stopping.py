"""The card of `early_stopping`: Stop in time."""

from typing import Any

import numpy as np

from dlcourse import regularizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.regularizers._early_stopping_answers import (
    by_remembering_every_epoch,
    counting_down,
    in_place_with_copies,
    keeps_a_reference,
    steps_before_it_looks,
    stopping_with,
)
from dlcourse.language import Text

_STORY = (0.9, 0.7, 0.6, 0.62, 0.61, 0.605, 0.58, 0.59, 0.6, 0.61)


def _losses_as_written(losses: tuple[float, ...]) -> tuple[np.ndarray, Any, Any]:
    """Training that only counts: w is the number of the epoch, and the losses are as written down."""

    def one_up(w: np.ndarray) -> np.ndarray:
        return -np.ones_like(w)

    def as_told(w: np.ndarray) -> float:
        return losses[min(max(round(float(w[0])), 0), len(losses) - 1)]

    return np.array([0.0]), one_up, as_told


def _two_valleys(rng: np.random.Generator) -> tuple[np.ndarray, Any, Any]:
    """Training pulls towards one place; validation is best on the way there."""
    aim = rng.uniform(3.0, 5.0, size=(3, 2)) * rng.choice([-1.0, 1.0], size=(3, 2))
    best = 0.6 * aim + 0.1 * rng.normal(size=(3, 2))

    def towards_the_aim(w: np.ndarray) -> np.ndarray:
        return w - aim

    def away_from_the_best(w: np.ndarray) -> float:
        return float(np.sum((w - best) ** 2))

    return np.zeros((3, 2)), towards_the_aim, away_from_the_best


def _early_stopping_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("patience 2", "patience가 2일 때"), (*_losses_as_written(_STORY), 1.0, 2, 10)),
        Case(Text("patience 3", "patience가 3일 때"), (*_losses_as_written(_STORY), 1.0, 3, 10)),
        Case(
            Text("patience 4: the epochs run out", "patience가 4일 때: 에폭이 먼저 끝남"),
            (*_losses_as_written(_STORY), 1.0, 4, 9),
        ),
        Case(
            Text("better than the last epoch, but not than the best", "직전보다는 낫지만 가장 좋았던 것보다는 못할 때"),
            (*_losses_as_written((0.5, 0.9, 0.8, 0.7, 0.6, 0.4)), 1.0, 3, 6),
        ),
        Case(
            Text("only a little better", "아주 조금만 나을 때"),
            (*_losses_as_written((1.0, 0.95, 0.92, 0.91, 0.3, 0.2)), 1.0, 2, 6),
            {"min_delta": 0.1},
        ),
        Case(
            Text("small progress that adds up", "조금씩 나아진 것이 쌓일 때"),
            (*_losses_as_written((1.0, 0.94, 0.88, 0.87, 0.86, 0.4)), 1.0, 2, 6),
            {"min_delta": 0.1},
        ),
        Case(
            Text("a plateau: the loss stays equal", "손실이 그대로일 때"),
            (*_losses_as_written((0.8, 0.5, 0.5, 0.5, 0.5, 0.5, 0.2)), 1.0, 3, 7),
        ),
        Case(
            Text("the best epoch is the last one", "마지막 에폭이 가장 좋을 때"),
            (*_losses_as_written((0.9, 0.7, 0.8, 0.6)), 1.0, 2, 4),
            edge=True,
        ),
        Case(Text("random weights", "무작위 가중치"), (*_two_valleys(rng), 0.08, 3, 80), hidden=True),
        Case(
            Text("random weights, min_delta given", "무작위 가중치와 min_delta"),
            (*_two_valleys(rng), 0.05, 2, 80),
            {"min_delta": 1.0},
            hidden=True,
        ),
    )


CARD = Exercise(
    id="early-stopping",
    reference=regularizers.early_stopping,
    points=4.0,
    stars=2,
    title=Text("Stop in time", "제때 멈추기"),
    text=Text(
        r"""Write `early_stopping(w, grad, val_loss, lr, patience, epochs, min_delta=0.0)`: gradient descent that watches the validation loss. Every epoch

1. measures `val_loss(w)` and writes it down;
2. compares it: an epoch is **better** if its loss lies below the best loss so far by more than `min_delta`; the first epoch always is;
3. stops if the last `patience` epochs in a row were not better;
4. takes a step: `lr` times `grad(w)`, downhill.

After `epochs` measurements training ends in any case. Return the pair `(best_w, losses)`: the weights of the best epoch, and an array with the loss of every epoch.

`w` is an array of any shape and must stay as it was; `grad(w)` has the same shape; `val_loss(w)` is a number.""",
        r"""`early_stopping(w, grad, val_loss, lr, patience, epochs, min_delta=0.0)`를 작성하세요. 검증 손실을 지켜보는 경사 하강법입니다. 에폭마다 다음을 합니다.

1. `val_loss(w)`를 재어 적어 둡니다.
2. 비교합니다. 지금까지 가장 좋았던 손실보다 `min_delta`를 넘게 작으면 **더 나은** 에폭입니다. 첫 에폭은 언제나 더 나은 에폭입니다.
3. 더 낫지 않은 에폭이 `patience`번 이어졌으면 멈춥니다.
4. 한 걸음 내려갑니다. `grad(w)`에 `lr`을 곱한 만큼입니다.

`epochs`번 재고 나면 어떤 경우든 훈련을 마칩니다. 쌍 `(best_w, losses)`를 반환합니다. 가장 좋았던 에폭의 가중치와, 에폭마다의 손실을 담은 배열입니다.

`w`는 어떤 형상의 배열이든 될 수 있고 바뀌지 않아야 합니다. `grad(w)`의 형상은 `w`와 같고 `val_loss(w)`는 수 하나입니다.""",
    ),
    docstring_ko="""검증 손실이 더 나아지지 않을 때까지 훈련의 기울기를 따라가고, 가장 좋았던 가중치를 지킵니다.

    에폭마다 먼저 `val_loss(w)`를 재고, 그다음 `grad(w)`의 반대쪽으로 갑니다. 지금까지 가장 좋았던 손실보다 `min_delta`를 넘게 작으면 더 나은
    에폭입니다. 더 낫지 않은 에폭이 `patience`번 이어지거나 모두 `epochs`번 재면 훈련이 끝납니다. 가장 좋았던 에폭의 가중치와, 잰 손실 모두를 반환합니다.
    형상: 어떤 형상이든 -> 그대로, (E,), E <= epochs
    예외: lr, patience, epochs가 0보다 크지 않거나 min_delta가 음수이면 ValueError
    참고: Prechelt (1998)
    >>> losses = [0.9, 0.6, 0.62, 0.61, 0.5]
    >>> early_stopping(np.array([0.0]), lambda w: -np.ones(1), lambda w: losses[int(w[0])], lr=1.0, patience=2, epochs=5)
    (array([1.]), array([0.9 , 0.6 , 0.62, 0.61]))
    """,
    cases=_early_stopping_cases,
    returns=("best_w", "losses"),
    misconceptions=(
        Misconception(
            "keeps-a-reference",
            Text(
                "the last weights come back: the best ones were not copied, or not returned",
                "마지막 가중치를 반환했습니다. 가장 좋은 가중치를 복사하지 않았거나 반환하지 않았습니다",
            ),
            keeps_a_reference,
            Text(
                "Your losses are right. Did you put the best weights away and return them? If so: what does `best_w = w` store, and what does `w -= ...` do to it later?",
                "손실은 맞습니다. 가장 좋은 가중치를 챙겨 두고 반환했나요? 그랬다면 `best_w = w`는 무엇을 담고, 나중의 `w -= ...`는 거기에 어떤 영향을 줄까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "one-epoch-late",
            Text("it stops one epoch too late", "한 에폭 늦게 멈춥니다"),
            stopping_with(enough=lambda waited, patience: waited > patience),
            Text(
                "With patience 2, how many epochs without a better one may go by? Count on your fingers with the first case.",
                "patience가 2이면 더 낫지 않은 에폭을 몇 번까지 기다리나요? 첫 번째 경우를 손가락으로 세어 보세요.",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "one-epoch-early",
            Text("it stops one epoch too early", "한 에폭 일찍 멈춥니다"),
            stopping_with(enough=lambda waited, patience: waited >= max(patience - 1, 1)),
            Text(
                "With patience 2 you gave up after one epoch without a better one. When does counting start?",
                "patience가 2인데 한 에폭 만에 그만두었습니다. 언제부터 세어야 할까요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "compares-with-the-last",
            Text(
                "each epoch is compared with the one before, not with the best",
                "가장 좋았던 에폭이 아니라 직전 에폭과 비교했습니다",
            ),
            stopping_with(better=lambda loss, best, last, delta: loss < last - delta),
            Text(
                "0.9, then 0.8, then 0.7: better each time, but the best was 0.5. With whom should you compare?",
                "0.9, 0.8, 0.7은 매번 나아지지만 가장 좋았던 것은 0.5입니다. 무엇과 비교해야 할까요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "waiting-never-reset",
            Text(
                "the waiting is not counted anew after a better epoch",
                "더 나은 에폭이 나와도 처음부터 다시 세지 않습니다",
            ),
            stopping_with(again=lambda waited: waited),
            Text(
                "`patience` counts epochs in a row. What happens to your count when a better epoch comes?",
                "`patience`는 이어진 횟수입니다. 더 나은 에폭이 나오면 세던 수는 어떻게 되어야 할까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "min-delta-ignored",
            Text("any improvement counts, however small", "아무리 작아도 나아졌다고 보았습니다"),
            stopping_with(better=lambda loss, best, last, delta: loss < best),
            Text(
                "From 1.0 to 0.95 with `min_delta` 0.1: is that better?",
                "`min_delta`가 0.1일 때 1.0에서 0.95가 되었다면 더 나은 것인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "min-delta-added",
            Text("`min_delta` makes it easier to be better", "`min_delta` 때문에 오히려 쉽게 나아졌다고 봅니다"),
            stopping_with(better=lambda loss, best, last, delta: loss < best + delta),
            Text(
                "Should the loss lie below the best one, or may it lie above it by `min_delta`?",
                "손실이 가장 좋았던 값보다 작아야 하나요, 아니면 `min_delta`만큼 커도 되나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "steps-before-it-looks",
            Text("the first weights are never measured", "처음 가중치를 재지 않았습니다"),
            steps_before_it_looks,
            Text(
                "Your first loss is the second one. What comes first in an epoch: measuring or stepping?",
                "첫 손실이 두 번째 것입니다. 에폭에서 먼저 할 일은 재는 것인가요, 움직이는 것인가요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "equal-counts-as-better",
            Text("an equal loss counts as better", "손실이 같아도 나아졌다고 보았습니다"),
            stopping_with(better=lambda loss, best, last, delta: loss <= best - delta),
            Text(
                "On a plateau the loss stays where it is. Does your training ever stop there?",
                "손실이 더 줄지 않고 그대로입니다. 지금 함수는 거기서 언젠가 멈추나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "uphill",
            Text("the steps go uphill", "오르막으로 갑니다"),
            stopping_with(move=lambda w, lr, slope: w + lr * slope),
            Text(
                "The gradient points to where the loss grows. Which way do you want to go?",
                "기울기는 손실이 커지는 쪽을 가리킵니다. 어느 쪽으로 가야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "rate-forgotten",
            Text("the learning rate is not used", "학습률을 쓰지 않았습니다"),
            stopping_with(move=lambda w, lr, slope: w - slope),
            Text(
                "Halve `lr`. How should the path of the weights change?",
                "`lr`을 절반으로 줄이면 가중치가 지나는 길이 어떻게 달라져야 하나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "min-delta-as-share",
            Text(
                "`min_delta` is taken as a share of the best loss",
                "`min_delta`를 가장 좋은 손실에 대한 비율로 보았습니다",
            ),
            stopping_with(better=lambda loss, best, last, delta: best == np.inf or loss < best * (1 - delta)),
            Text(
                "The best loss is 2 and `min_delta` is 0.5. Below which loss is an epoch better by the text?",
                "가장 좋은 손실이 2이고 `min_delta`가 0.5입니다. 문제대로라면 손실이 얼마보다 작아야 더 나은가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "never-stops",
            Text("it never stops before the epochs run out", "에폭이 끝날 때까지 한 번도 멈추지 않습니다"),
            stopping_with(enough=lambda waited, patience: False),
            Text(
                "Your losses go on to the last epoch. Where does `patience` end the loop?",
                "손실이 마지막 에폭까지 이어집니다. `patience`는 어디에서 반복문을 끝내나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "first-worse-epoch-stops",
            Text(
                "the first epoch that is no better ends training, whatever `patience` is",
                "`patience`와 상관없이 더 낫지 않은 에폭이 한 번 나오면 멈춥니다",
            ),
            stopping_with(enough=lambda waited, patience: waited >= 1),
            Text(
                "How many epochs without a better one may go by, and what do you compare that number with?",
                "더 낫지 않은 에폭을 몇 번까지 기다릴 수 있고, 그 횟수를 무엇과 비교하나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "best-creeps",
            Text(
                "an epoch that is lower by less than `min_delta` still takes the place of the best one",
                "`min_delta`보다 적게 나아진 에폭도 가장 좋은 에폭의 자리를 차지합니다",
            ),
            stopping_with(creeps=("loss", "weights")),
            Text(
                "Such an epoch does not count as better. What may it change, then, and what does your code change?",
                "그런 에폭은 더 나은 에폭이 아닙니다. 그렇다면 무엇이 바뀌어야 하고, 지금 코드에서는 무엇이 바뀌나요?",
            ),
            "order.stale_update",
            variants=(stopping_with(creeps=("loss",)), stopping_with(creeps=("weights",))),
        ),
        Misconception(
            "last-epoch-not-judged",
            Text("the last epoch is measured but never compared", "마지막 에폭은 재기만 하고 비교하지 않습니다"),
            stopping_with(judges_the_last=False),
            Text(
                "What if the very last epoch is the best of all? Which weights do you return then?",
                "맨 마지막 에폭이 가장 좋다면 어떻게 되나요? 그때 어떤 가중치를 반환하나요?",
            ),
            "boundary.zero",
        ),
    ),
    alternatives=(in_place_with_copies, by_remembering_every_epoch, counting_down),
    hints=(
        Text(
            "Besides `w` you carry four things through the loop: the best weights, the best loss, how long you have been waiting, and the list of losses.",
            "반복문 안에서 `w` 말고도 네 가지를 들고 다닙니다. 가장 좋은 가중치, 가장 좋은 손실, 기다린 횟수, 손실의 리스트입니다.",
        ),
        Text(
            "Start the best loss at infinity, so that the first epoch is better. Better means $L < L_{\\text{best}} - \\delta$; then the waiting is 0 again, else it grows by 1.",
            "가장 좋은 손실을 무한대에서 시작하면 첫 에폭은 저절로 더 낫습니다. 더 낫다는 것은 $L < L_{\\text{best}} - \\delta$라는 뜻입니다. 그러면 기다린 횟수는 다시 0, 아니면 1 늘어납니다.",
        ),
        Text(
            "For each of at most `epochs` rounds: measure, note, compare. If better, store a **copy** of `w`. If you have waited `patience` times, leave the loop before stepping. Else make a new `w` by one step.",
            "많아야 `epochs`번 되풀이합니다. 재고, 적고, 비교합니다. 더 나으면 `w`의 **복사본**을 챙깁니다. `patience`번 기다렸으면 움직이기 전에 반복문을 나옵니다. 아니면 한 걸음 움직여 새 `w`를 만듭니다.",
        ),
    ),
)
