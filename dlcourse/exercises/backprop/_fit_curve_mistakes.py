"""More mistakes of `fit_curve`: loops that read old weights, leave arrays out, or hand out something else."""

import numpy as np

from dlcourse.exercises.backprop._fit_curve_answers import (
    after_every_point,
    always_from_the_start,
    fit,
    in_place,
    losses_after,
    one_loss_more,
    one_step_less,
    piled_up,
    until_small,
    without,
)
from dlcourse.exercises.card import Misconception
from dlcourse.language import Text

MORE = (
    Misconception(
        "stopped-early",
        Text("the loop ends as soon as the loss is small", "손실이 작아지면 반복을 멈춥니다"),
        until_small(1e-3),
        Text(
            "Whoever calls your function asks for `steps` losses. How many does it give where the curve is met from the start?",
            "함수를 부르는 쪽은 손실을 `steps`개 바랍니다. 처음부터 곡선에 맞으면 몇 개를 반환하나요?",
        ),
        "boundary.zero",
        variants=(until_small(1e-6),),
    ),
    Misconception(
        "losses-after-the-step",
        Text("each loss is computed after its step", "손실을 걸음 뒤에 계산했습니다"),
        losses_after,
        Text(
            "The first loss is that of the start. Do you write it down before or after the weights move?",
            "첫 손실은 처음 가중치의 것입니다. 가중치가 움직이기 전에 적나요, 움직인 뒤에 적나요?",
        ),
        "order.stale_update",
    ),
    Misconception(
        "one-loss-more",
        Text("there is one loss more than steps", "손실이 걸음보다 하나 많습니다"),
        one_loss_more,
        Text(
            "One loss before each step: how many are there for two steps?",
            "걸음마다 그 앞의 손실이 하나씩입니다. 두 걸음이면 몇 개인가요?",
        ),
        "opt.t_offset",
    ),
    Misconception(
        "one-step-less",
        Text("the last step is not taken", "마지막 걸음을 가지 않았습니다"),
        one_step_less,
        Text(
            "With `steps = 1`, do your weights differ from those that came in?",
            "`steps = 1`이면 가중치가 받은 것과 달라지나요?",
        ),
        "opt.t_offset",
    ),
    Misconception(
        "step-after-every-point",
        Text("a step is taken after every single point", "점 하나마다 한 걸음씩 갔습니다"),
        after_every_point(share=False),
        Text(
            "How many updates do your weights see in one step of the task, and how many should it be?",
            "문제에서 말하는 한 걸음 동안 가중치를 몇 번 갱신하나요? 몇 번이어야 할까요?",
        ),
        "order.stale_update",
        variants=(after_every_point(share=True),),
    ),
    Misconception(
        "output-updated-first",
        Text(
            "the hidden gradient goes through output weights that have moved already",
            "은닉층의 기울기가 이미 바뀐 출력 가중치를 지나갑니다",
        ),
        fit(through=lambda W2, step: W2 - step),
        Text(
            "All gradients belong to the weights of this moment. Which of your lines changes a `W` before the last gradient is known?",
            "모든 기울기는 이 순간의 가중치에서 구합니다. 마지막 기울기를 구하기 전에 `W`를 바꾸는 줄은 어디인가요?",
        ),
        "order.stale_update",
    ),
    Misconception(
        "always-from-the-start",
        Text("every step begins at the first weights", "걸음마다 처음 가중치에서 다시 시작합니다"),
        always_from_the_start,
        Text(
            "Look at your losses: do they change from step to step? Which weights does the second step read?",
            "손실을 보세요. 걸음마다 달라지나요? 두 번째 걸음은 어떤 가중치를 쓰나요?",
        ),
        "state.not_returned",
    ),
    Misconception(
        "not-updated",
        Text("the weights that come out are those that went in", "반환한 가중치가 처음 그대로입니다"),
        fit(used=lambda gradients: [(0 * dW, 0 * db) for dW, db in gradients]),
        Text(
            "Where do the new weights go at the end of a step?",
            "한 걸음이 끝날 때 새 가중치는 어디로 가나요?",
        ),
        "state.not_returned",
        variants=(fit(give=lambda start, params, losses: (start, np.array(losses))),),
    ),
    Misconception(
        "gradients-pile-up",
        Text("the gradients of all earlier steps are added in", "지난 걸음의 기울기가 모두 더해집니다"),
        piled_up,
        Text(
            "Each step should use the gradients of this moment. Where in your loop do they begin anew?",
            "걸음마다 그 순간의 기울기를 써야 합니다. 반복문의 어디에서 기울기를 새로 시작하나요?",
        ),
        "order.stale_update",
    ),
    Misconception(
        "uphill",
        Text("the gradients are added, so the loss grows", "기울기를 더해서 손실이 커집니다"),
        fit(used=lambda gradients: [(-dW, -db) for dW, db in gradients]),
        Text(
            "Look at your losses: do they fall? Which way does a gradient point?",
            "손실이 줄어드는지 보세요. 기울기는 어느 쪽을 가리키나요?",
        ),
        "sign.flipped",
    ),
    Misconception(
        "biases-not-trained",
        Text("not all biases move", "움직이지 않는 편향이 있습니다"),
        without("b1", "b2"),
        Text(
            "`mlp_backward` gives a pair for each layer. What becomes of the second half of each?",
            "`mlp_backward`는 층마다 쌍을 줍니다. 쌍의 둘째는 각각 어디에 썼나요?",
        ),
        "bias.missing",
        variants=(without("b1"), without("b2")),
    ),
    Misconception(
        "bias-not-summed",
        Text(
            "the gradient of a bias still has a row for each point",
            "편향의 기울기에 점마다 행이 하나씩 남아 있습니다",
        ),
        fit(bias=lambda d: d),
        Text(
            "One bias serves all points. What happens to the answers that come back to it?",
            "편향 하나가 모든 점에 쓰입니다. 거기에서 돌아온 기울기들은 어떻게 되나요?",
        ),
        "shape.keepdims",
    ),
    Misconception(
        "bias-gradient-is-a-row",
        Text("a bias comes out as a row, of shape (1, H)", "편향의 형상이 (1, H)가 되었습니다"),
        fit(bias=lambda d: d.sum(axis=0, keepdims=True)),
        Text(
            "The numbers are right. Which shape had the biases that you were given?",
            "수는 맞습니다. 받은 편향의 형상은 무엇이었나요?",
        ),
        "shape.keepdims",
    ),
    Misconception(
        "bias-averaged",
        Text("the gradient of a bias is a mean over the points", "편향의 기울기를 점에 대해 평균했습니다"),
        fit(bias=lambda d: d.mean(axis=0)),
        Text(
            "The loss has divided by N already. Which operation puts the points together here?",
            "N으로 나누는 것은 손실에서 이미 했습니다. 여기에서는 점들을 어떻게 합치나요?",
        ),
        "scale.one_over_n",
    ),
    Misconception(
        "one-number-for-all-biases",
        Text("all hidden biases get the same number", "은닉층의 모든 편향에 같은 수를 썼습니다"),
        fit(bias=lambda d: d.sum()),
        Text(
            "A gradient has the shape of its owner. Which shape has your gradient of the hidden biases?",
            "기울기는 미분하는 변수와 형상이 같습니다. 은닉층 편향의 기울기는 어떤 형상인가요?",
        ),
        "axis.wrong",
    ),
    Misconception(
        "divided-again",
        Text("the hidden layer is divided by N a second time", "은닉층에서 N으로 한 번 더 나누었습니다"),
        fit(hidden=lambda d: d / len(d)),
        Text(
            "The division by N is in the gradient at the output. Does it travel back from there by itself?",
            "N으로 나누는 것은 출력의 기울기에 이미 들어 있습니다. 거기에서 저절로 뒤로 전해지지 않나요?",
        ),
        "scale.one_over_n",
    ),
    Misconception(
        "output-layer-alone",
        Text("only the output layer learns", "출력층만 학습합니다"),
        without("W1", "b1"),
        Text(
            "The hidden layer stays as it was. How many layers does your update visit?",
            "은닉층이 처음 그대로입니다. 몇 개의 층을 갱신하나요?",
        ),
        "chain.missing_local",
    ),
    Misconception(
        "hidden-layer-alone",
        Text("only the hidden layer learns", "은닉층만 학습합니다"),
        without("W2", "b2"),
        Text(
            "The output layer stays as it was. How many layers does your update visit?",
            "출력층이 처음 그대로입니다. 몇 개의 층을 갱신하나요?",
        ),
        "state.not_returned",
    ),
    Misconception(
        "changed-in-place",
        Text("the weights that came in were changed", "받은 가중치를 바꾸었습니다"),
        in_place,
        Text(
            "Whoever called you may want to begin there again. Does `-=` make a new array?",
            "함수를 부른 사람은 같은 곳에서 다시 시작하고 싶을 수 있습니다. `-=`는 새 배열을 만드나요?",
        ),
        "inplace.mutation",
    ),
    Misconception(
        "results-exchanged",
        Text("`params` and `losses` have changed places", "`params`와 `losses`의 자리가 바뀌었습니다"),
        fit(give=lambda start, params, losses: (np.array(losses), params)),
        Text(
            "In which order does this task name the two?",
            "이 문제에서는 둘을 어떤 순서로 말하나요?",
        ),
        "type.wrong",
    ),
    Misconception(
        "last-loss-alone",
        Text("one loss instead of one for each step", "걸음마다 하나가 아니라 손실이 하나뿐입니다"),
        fit(give=lambda start, params, losses: (params, losses[-1])),
        Text(
            "A curve of the loss needs all of them. What happens to the loss of the step before?",
            "손실 곡선을 그리려면 모두 있어야 합니다. 바로 앞 걸음의 손실은 어떻게 되었나요?",
        ),
        "state.not_returned",
    ),
)
