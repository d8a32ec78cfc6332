"""Mistakes of `framework_step`: what its lines on layers and on the loss are taken for."""

import numpy as np

from dlcourse.exercises.card import Misconception
from dlcourse.exercises.digits._framework_step_answers import (
    log_of,
    loss_after,
    naive,
    relu_behind_both,
    slope_of,
    softmax,
    stepping,
    through_both,
    turned,
    whole_columns,
)
from dlcourse.language import Text
from dlcourse.losses import cross_entropy, cross_entropy_grad

OF_THE_LAYERS = (
    Misconception(
        "weights-not-transposed",
        Text("the weights are used as if each unit had a column", "가중치를 유닛마다 열이 하나인 것처럼 썼습니다"),
        stepping(forth=lambda a, W: a @ W, back=lambda d, W: d @ W.T, outer=lambda d, a: a.T @ d),
        Text(
            "The first weight of `nn.Linear(D, H)` has shape `(H, D)`. With a square one nothing stops you: which numbers of it belong to the first unit?",
            "`nn.Linear(D, H)`의 가중치는 형상이 `(H, D)`입니다. 정사각 행렬이면 오류도 나지 않습니다. 첫째 유닛의 가중치는 그 안의 어디에 있나요?",
        ),
        "shape.transposed",
        variants=(stepping(forth=lambda a, W: a @ W),),
    ),
    Misconception(
        "way-back-transposed",
        Text(
            "the way back multiplies by the weights of the way forward, not the other way round",
            "되돌아올 때에도 순전파와 같은 방향으로 가중치를 곱했습니다",
        ),
        stepping(back=lambda d, W: d @ W.T),
        Text(
            "Forward, `W2.T` turns H numbers into C. What turns C numbers back into H?",
            "순전파에서는 `W2.T`가 수 H개를 C개로 바꿉니다. C개를 다시 H개로 바꾸는 것은 무엇인가요?",
        ),
        "shape.transposed",
    ),
    Misconception(
        "gradients-not-turned",
        Text("the gradients of the weights lie on their side", "가중치의 기울기가 전치되어 있습니다"),
        stepping(outer=lambda d, a: a.T @ d),
        Text(
            "A gradient has the shape of its owner, here `(H, D)`, a row for each unit. Is your row that of a unit or of an input?",
            "기울기는 미분하는 변수와 형상이 같습니다. 여기서는 `(H, D)`이고 유닛마다 행이 하나입니다. 여러분의 행은 유닛의 것인가요, 입력의 것인가요?",
        ),
        "shape.transposed",
    ),
    Misconception(
        "reshaped-for-transposed",
        Text(
            "the weights are brought into the other shape by `reshape`, which mixes their numbers up",
            "가중치를 `reshape`로 다른 형상에 맞추어 값의 자리가 뒤섞였습니다",
        ),
        stepping(
            forth=lambda a, W: a @ turned(W),
            back=lambda d, W: d @ turned(W).T,
            outer=lambda d, a: (a.T @ d).reshape(d.shape[1], a.shape[1]),
        ),
        Text(
            "Print `W.T` and `W.reshape(W.shape[::-1])` for a small table. In which of them does each unit keep its numbers?",
            "작은 표로 `W.T`와 `W.reshape(W.shape[::-1])`를 출력해 보세요. 유닛마다 제 값을 그대로 가지고 있는 것은 어느 쪽인가요?",
        ),
        "shape.transposed",
        variants=(stepping(forth=lambda a, W: a @ turned(W), back=lambda d, W: d @ turned(W).T),),
    ),
    Misconception(
        "relu-behind-the-scores",
        Text("the scores go through a ReLU as well", "점수에도 ReLU를 적용했습니다"),
        relu_behind_both,
        Text(
            "What stands last in `nn.Sequential`? What would a class with a negative score lose?",
            "`nn.Sequential`의 마지막에는 무엇이 있나요? 점수가 음수인 클래스는 무엇을 잃게 되나요?",
        ),
        "chain.wrong_input",
    ),
    Misconception(
        "relu-forgotten",
        Text("there is no ReLU between the layers", "두 층 사이에 ReLU가 없습니다"),
        stepping(bend=lambda z: z, mask=lambda z, dh: 1.0),
        Text(
            "`nn.Sequential` holds three things. What does the second do to a negative number?",
            "`nn.Sequential`에는 세 가지가 들어 있습니다. 둘째는 음수를 어떻게 하나요?",
        ),
        "chain.missing_local",
        variants=(stepping(bend=lambda z: z),),
    ),
    Misconception(
        "mask-forgotten",
        Text("the way back leaves out the ReLU", "되돌아가는 길에 ReLU가 빠졌습니다"),
        stepping(mask=lambda z, dh: 1.0),
        Text(
            "Which units gave 0 on the way forward, and what may come back through them?",
            "순전파에서 0을 낸 유닛은 무엇이고, 그 유닛으로는 무엇이 돌아올 수 있나요?",
        ),
        "chain.missing_local",
    ),
    Misconception(
        "mask-of-the-gradient",
        Text(
            "the ReLU's mask is taken from the gradient instead of z",
            "ReLU의 마스크를 z가 아니라 기울기에서 구했습니다",
        ),
        stepping(mask=lambda z, dh: dh > 0),
        Text(
            "A gate was open or closed on the way forward. Does the sign of what comes back say which?",
            "게이트는 순전파 때 열렸거나 닫혔습니다. 돌아온 기울기의 부호로 그것을 알 수 있나요?",
        ),
        "chain.wrong_input",
    ),
    Misconception(
        "one-at-zero",
        Text("at exactly 0, ReLU passes the gradient on", "정확히 0에서 ReLU가 기울기를 넘깁니다"),
        stepping(mask=lambda z, dh: z >= 0),
        Text(
            "What does the task say about the slope of ReLU at exactly 0?",
            "정확히 0에서 ReLU의 기울기를 무엇으로 보기로 했나요?",
        ),
        "boundary.zero",
    ),
    Misconception(
        "output-updated-first",
        Text(
            "the hidden gradient goes through output weights that have moved already",
            "은닉층의 기울기가 이미 바뀐 출력 가중치를 지나갑니다",
        ),
        stepping(moved_first=True),
        Text(
            "`backward()` ends before `step()` begins. Which of your lines moves `W2` too early?",
            "`backward()`가 끝난 다음에 `step()`이 시작합니다. `W2`를 너무 일찍 움직이는 줄은 어디인가요?",
        ),
        "order.stale_update",
    ),
)

OF_THE_LOSS = (
    Misconception(
        "whole-columns-of-labels",
        Text(
            "the 1 is taken away in every row for every label, not for the row's own",
            "행마다 자기 레이블이 아니라 나온 모든 레이블의 자리에서 1을 뺐습니다",
        ),
        stepping(begin=whole_columns),
        Text(
            "`p[:, y]` takes whole columns. Which pairs of a row and a label do you want, and how do you name them?",
            "`p[:, y]`는 열 전체를 고릅니다. 필요한 것은 어떤 (행, 레이블) 쌍이고, 어떻게 적어야 할까요?",
        ),
        "axis.wrong",
        variants=(
            stepping(begin=whole_columns, loss=lambda scores, y: float(np.mean(-np.log(softmax(scores)[:, y])))),
        ),
    ),
    Misconception(
        "softmax-twice",
        Text("softmax is applied twice", "소프트맥스를 두 번 적용했습니다"),
        stepping(loss=lambda s, y: cross_entropy(softmax(s), y), begin=lambda s, y: cross_entropy_grad(softmax(s), y)),
        Text(
            "`nn.CrossEntropyLoss` takes scores, and a softmax is inside it. What have you put in?",
            "`nn.CrossEntropyLoss`는 점수를 받고 소프트맥스는 그 안에 들어 있습니다. 무엇을 넣었나요?",
        ),
        "chain.wrong_input",
        variants=(
            stepping(loss=lambda s, y: cross_entropy(softmax(s), y)),
            stepping(loss=lambda s, y: cross_entropy(softmax(s), y), begin=through_both),
        ),
    ),
    Misconception(
        "summed-over-the-batch",
        Text(
            "the gradient of a sum, not of a mean over the batch",
            "배치에 대한 평균이 아니라 합의 기울기입니다",
        ),
        stepping(begin=lambda s, y: len(y) * cross_entropy_grad(s, y)),
        Text(
            "With every example put in twice your step is longer. What does the loss do with the batch, unless it is told otherwise?",
            "샘플을 모두 두 번씩 넣으면 걸음이 길어집니다. 따로 지정하지 않으면 이 손실은 배치를 어떻게 합치나요?",
        ),
        "scale.one_over_n",
        variants=(
            stepping(
                begin=lambda s, y: len(y) * cross_entropy_grad(s, y), loss=lambda s, y: len(y) * cross_entropy(s, y)
            ),
        ),
    ),
    Misconception(
        "divided-again",
        Text("the gradient is divided by the batch twice", "기울기를 배치 크기로 두 번 나누었습니다"),
        stepping(begin=lambda s, y: cross_entropy_grad(s, y) / len(y)),
        Text(
            "The gradient of a mean is divided by N once. Who has done it already?",
            "평균의 기울기는 N으로 한 번 나눕니다. 이미 나눈 것은 무엇인가요?",
        ),
        "scale.one_over_n",
    ),
    Misconception(
        "loss-summed",
        Text("the loss is a sum over the batch", "손실이 배치에 대한 합입니다"),
        stepping(loss=lambda s, y: len(y) * cross_entropy(s, y)),
        Text(
            "Your step is right. Does your loss grow when every example is put in twice?",
            "걸음은 맞습니다. 샘플을 모두 두 번씩 넣으면 여러분의 손실은 커지나요?",
        ),
        "reduce.sum_vs_mean",
    ),
    Misconception(
        "loss-after-the-step",
        Text("the loss is computed after the step", "손실을 걸음 뒤에 계산했습니다"),
        loss_after,
        Text(
            "In which order do the lines stand: `loss_fn` or `optimizer.step()` first?",
            "`loss_fn`과 `optimizer.step()` 가운데 어느 줄이 먼저인가요?",
        ),
        "order.stale_update",
    ),
    Misconception(
        "exp-overflows",
        Text("large scores break the softmax", "점수가 크면 소프트맥스가 깨집니다"),
        stepping(loss=log_of(naive), begin=slope_of(naive)),
        Text(
            "What is `np.exp(1000)`? What may be taken from all scores of a row without changing the answer?",
            "`np.exp(1000)`은 무엇인가요? 한 행의 모든 점수에서 무엇을 빼도 답이 바뀌지 않나요?",
        ),
        "stability.overflow",
        variants=(stepping(loss=log_of(naive)), stepping(begin=slope_of(naive))),
    ),
    Misconception(
        "log-of-a-rounded-probability",
        Text("the logarithm is taken of a probability that is 0", "0이 된 확률에 로그를 취했습니다"),
        stepping(loss=log_of(softmax)),
        Text(
            "A probability of exp(-2000) is stored as 0. Can you take its logarithm before it is rounded?",
            "확률 exp(-2000)은 0으로 저장됩니다. 반올림되기 전에 로그를 취할 수 있나요?",
        ),
        "stability.log_zero",
        variants=tuple(stepping(loss=log_of(softmax, least)) for least in (1e-12, 1e-15, 1e-16)),
    ),
)
