"""More mistakes of `framework_step`: what its line on the optimizer is taken for."""

import numpy as np

from dlcourse.exercises.card import Misconception
from dlcourse.exercises.digits._framework_step_answers import in_place, kept, rate_in_the_decay, stepping
from dlcourse.language import Text

OF_THE_OPTIMIZER = (
    Misconception(
        "decay-forgotten",
        Text("there is no weight decay", "가중치 감소가 없습니다"),
        stepping(pull=lambda g, w, weight_decay: g),
        Text(
            "Which argument of `SGD` have you not used?",
            "`SGD`의 인수 가운데 쓰지 않은 것은 무엇인가요?",
        ),
        "chain.missing_local",
    ),
    Misconception(
        "decay-not-on-biases",
        Text("the biases do not decay", "편향에는 가중치 감소가 없습니다"),
        stepping(pull=lambda g, w, weight_decay: g + weight_decay * w * (w.ndim == 2)),
        Text(
            "The name says weights. What does the optimizer get from `model.parameters()`, and does it tell them apart?",
            "이름에는 가중치라고만 되어 있습니다. 옵티마이저가 `model.parameters()`에서 받는 것은 무엇이고, 그것들을 구별하나요?",
        ),
        "chain.missing_local",
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
        "chain.wrong_input",
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
        "rate-in-the-decay",
        Text("the decay is multiplied by the learning rate twice", "가중치 감소에 학습률을 두 번 곱했습니다"),
        stepping(pull=lambda g, w, weight_decay: (g, weight_decay * w), velocity=rate_in_the_decay),
        Text(
            "The last line of `SGD` multiplies by the rate. Has the decay met it before?",
            "`SGD`의 마지막 줄에서 학습률을 곱합니다. 가중치 감소에는 그 전에도 곱했나요?",
        ),
        "chain.wrong_input",
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
        "chain.wrong_input",
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
        "chain.wrong_input",
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
        "order.stale_update",
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
