"""Mistakes of `framework_step`: what its lines of PyTorch are taken for."""

import numpy as np

from dlcourse.exercises.card import Misconception
from dlcourse.exercises.digits._framework_step_answers import (
    in_place,
    kept,
    log_of,
    loss_after,
    naive,
    slope_of,
    softmax,
    stepping,
    through_both,
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

OF_THE_OPTIMIZER = (
    Misconception(
        "decay-forgotten",
        Text("there is no weight decay", "가중치 감소가 없습니다"),
        stepping(pull=lambda g, w, weight_decay: g),
        Text(
            "Which argument of `SGD` have you not used?",
            "`SGD`의 인수 가운데 쓰지 않은 것은 무엇인가요?",
        ),
        "bias.penalized",
    ),
    Misconception(
        "decay-not-on-biases",
        Text("the biases do not decay", "편향에는 가중치 감소가 없습니다"),
        stepping(pull=lambda g, w, weight_decay: g + weight_decay * w * (w.ndim == 2)),
        Text(
            "The name says weights. What does the optimizer get from `model.parameters()`, and does it tell them apart?",
            "이름에는 가중치라고만 되어 있습니다. 옵티마이저가 `model.parameters()`에서 받는 것은 무엇이고, 그것들을 구별하나요?",
        ),
        "bias.missing",
    ),
    Misconception(
        "decay-in-the-loss",
        Text("the weight decay is added to the loss that comes out", "반환하는 손실에 가중치 감소를 더했습니다"),
        stepping(
            give=lambda moved, moving, loss, params, velocities, weight_decay: (
                moved,
                moving,
                loss + weight_decay / 2 * sum(float(np.sum(w**2)) for w in params),
            )
        ),
        Text(
            "`loss` is what `loss_fn` returned. Does `loss_fn` know of the optimizer's arguments?",
            "`loss`는 `loss_fn`이 반환한 것입니다. `loss_fn`이 옵티마이저의 인수를 알고 있나요?",
        ),
        "reduce.sum_vs_mean",
        variants=(
            stepping(
                pull=lambda g, w, weight_decay: g,
                give=lambda moved, moving, loss, params, velocities, weight_decay: (
                    moved,
                    moving,
                    loss + weight_decay / 2 * sum(float(np.sum(w**2)) for w in params),
                ),
            ),
            stepping(
                give=lambda moved, moving, loss, params, velocities, weight_decay: (
                    moved,
                    moving,
                    loss + weight_decay * sum(float(np.sum(w**2)) for w in params),
                )
            ),
        ),
    ),
    Misconception(
        "decay-doubled",
        Text("the weight decay is twice as strong", "가중치 감소가 두 배입니다"),
        stepping(pull=lambda g, w, weight_decay: g + 2 * weight_decay * w),
        Text(
            "`SGD` adds a share of `w` itself. From which penalty does your factor of 2 come?",
            "`SGD`는 `w` 자체에 비율을 곱해 더합니다. 2라는 인수는 어떤 벌점에서 나왔나요?",
        ),
        "scale.half",
    ),
    Misconception(
        "decay-outside",
        Text(
            "the decay shrinks the weights beside the velocity, as in AdamW",
            "가중치 감소를 AdamW처럼 속도 밖에서 했습니다",
        ),
        stepping(
            pull=lambda g, w, weight_decay: (g, weight_decay),
            velocity=lambda v, pull, momentum, lr: momentum * v + pull[0],
            move=lambda w, v, new, pull, lr, momentum: (1 - lr * pull[1]) * w - lr * new,
        ),
        Text(
            "In `SGD` the decay is added to the gradient. Which comes first, that or the momentum?",
            "`SGD`에서는 가중치 감소를 기울기에 더합니다. 그것과 모멘텀 가운데 무엇이 먼저인가요?",
        ),
        "order.stale_update",
    ),
    Misconception(
        "decay-sign",
        Text("the decay makes weights grow", "가중치 감소가 가중치를 키웁니다"),
        stepping(pull=lambda g, w, weight_decay: g - weight_decay * w),
        Text(
            "With a gradient of 0 a weight should shrink. Follow its sign through your two subtractions.",
            "기울기가 0이면 가중치는 줄어들어야 합니다. 두 번의 뺄셈에서 부호가 어떻게 되는지 따라가 보세요.",
        ),
        "sign.flipped",
    ),
    Misconception(
        "rate-inside-the-velocity",
        Text("the velocity holds the learning rate, as in lesson 7", "7번 수업에서처럼 속도에 학습률이 들어 있습니다"),
        stepping(
            velocity=lambda v, pull, momentum, lr: momentum * v - lr * pull,
            move=lambda w, v, new, pull, lr, momentum: w + new,
        ),
        Text(
            "PyTorch remembers gradients, not steps. Where is its velocity multiplied by the rate?",
            "PyTorch가 기억하는 것은 걸음이 아니라 기울기입니다. 속도에 학습률을 곱하는 곳은 어디인가요?",
        ),
        "opt.eps_place",
        variants=(
            stepping(
                velocity=lambda v, pull, momentum, lr: momentum * v + lr * pull,
                move=lambda w, v, new, pull, lr, momentum: w - new,
            ),
        ),
    ),
    Misconception(
        "velocity-averaged",
        Text(
            "the gradient enters the velocity with the share 1 - momentum only",
            "기울기를 1 - momentum만큼만 속도에 넣었습니다",
        ),
        stepping(velocity=lambda v, pull, momentum, lr: momentum * v + (1 - momentum) * pull),
        Text(
            "Adam averages. What does `SGD` multiply the new gradient by?",
            "평균을 내는 것은 Adam입니다. `SGD`는 새 기울기에 무엇을 곱하나요?",
        ),
        "opt.beta_swapped",
    ),
    Misconception(
        "momentum-forgotten",
        Text("there is no momentum", "모멘텀이 없습니다"),
        stepping(velocity=lambda v, pull, momentum, lr: pull),
        Text(
            "What is left of the velocity that came in?",
            "받은 속도는 어디에 쓰였나요?",
        ),
        "state.not_returned",
        variants=(
            stepping(
                velocity=lambda v, pull, momentum, lr: v, move=lambda w, v, new, pull, lr, momentum: w - lr * pull
            ),
        ),
    ),
    Misconception(
        "velocity-never-fades",
        Text("everything that earlier batches left is kept whole", "앞선 배치가 남긴 것이 하나도 줄지 않습니다"),
        stepping(velocity=lambda v, pull, momentum, lr: v + pull),
        Text(
            "`zero_grad()` empties the gradients, and the velocity keeps only a share. Which share?",
            "`zero_grad()`는 기울기를 비우고, 속도는 일부만 남깁니다. 얼마나 남기나요?",
        ),
        "order.stale_update",
    ),
    Misconception(
        "old-velocity",
        Text("the step takes the velocity from before", "걸음에 갱신하기 전의 속도를 썼습니다"),
        stepping(move=lambda w, v, new, pull, lr, momentum: w - lr * v),
        Text(
            "In the very first step the velocity is 0. Does your network move at all then?",
            "맨 첫걸음에서 속도는 0입니다. 그때 여러분의 신경망은 움직이나요?",
        ),
        "order.stale_update",
    ),
    Misconception(
        "nesterov",
        Text("the step looks ahead, as Nesterov's", "네스테로프처럼 한 걸음 앞을 보았습니다"),
        stepping(move=lambda w, v, new, pull, lr, momentum: w - lr * (pull + momentum * new)),
        Text(
            "`SGD` does that only when it is asked to. Is it asked here?",
            "`SGD`는 요청할 때만 그렇게 합니다. 여기에서 요청했나요?",
        ),
        "hardcoded.value",
    ),
    Misconception(
        "uphill",
        Text("the step goes uphill", "오르막으로 갔습니다"),
        stepping(move=lambda w, v, new, pull, lr, momentum: w + lr * new),
        Text("Which sign takes you downhill?", "내리막으로 가려면 어떤 부호여야 할까요?"),
        "sign.flipped",
    ),
    Misconception(
        "velocities-not-kept",
        Text("the velocities that come out are those that went in", "반환한 속도가 받은 속도 그대로입니다"),
        stepping(
            velocity=lambda v, pull, momentum, lr: v,
            move=lambda w, v, new, pull, lr, momentum: w - lr * kept(v, pull, momentum, lr),
        ),
        Text(
            "The next batch needs what this one left. Where do the new velocities go?",
            "다음 배치에는 이번 배치가 남긴 것이 필요합니다. 새 속도는 어디로 갔나요?",
        ),
        "state.not_returned",
    ),
    Misconception(
        "changed-in-place",
        Text("the arrays that came in were changed", "받은 배열을 바꾸었습니다"),
        in_place(params_too=True, velocities_too=True),
        Text(
            "PyTorch writes into its own arrays; this function should leave the caller's alone. Does `-=` make a new array?",
            "PyTorch는 자기 배열에 덮어쓰지만, 이 함수는 받은 배열을 그대로 두어야 합니다. `-=`는 새 배열을 만드나요?",
        ),
        "inplace.mutation",
        variants=(
            in_place(params_too=True, velocities_too=False),
            in_place(params_too=False, velocities_too=True),
        ),
    ),
)
