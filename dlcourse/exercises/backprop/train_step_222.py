"""The card of `train_step_222`: One whole step of learning."""

import numpy as np

from dlcourse import backprop
from dlcourse.exercises.backprop._shared import T222, W222, X222, away_from_zero
from dlcourse.exercises.backprop._train_step_222_answers import (
    complex_step_222,
    error_doubled_222,
    gradient_returned_222,
    half_back_again_222,
    half_run_again_222,
    in_rows_222,
    lr_ignored_222,
    no_hidden_slope_222,
    no_output_slope_222,
    not_transposed_222,
    old_error_222,
    one_path_222,
    output_only_222,
    overwritten_222,
    stale_222,
    twice_222,
    uphill_222,
    written_out_222,
)
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _train_step_222_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("the worked example, lr = 0.5", "본문의 계산 예제, lr = 0.5"), (W222, X222, T222, 0.5)),
        Case(
            Text("round numbers, lr = 2", "간단한 수, lr = 2"),
            (
                np.array([1.0, -0.5, 0.5, 2.0, -1.0, 1.5, 0.5, -2.0]),
                np.array([1.0, -1.0]),
                np.array([0.9, 0.1]),
                2.0,
            ),
        ),
        Case(
            Text("random weights", "무작위 가중치"),
            (rng.normal(size=8), away_from_zero(rng, 2), rng.uniform(size=2), 0.75),
            hidden=True,
        ),
        Case(
            Text("other random weights", "또 다른 무작위 가중치"),
            (rng.normal(size=8), away_from_zero(rng, 2), rng.uniform(size=2), 0.1),
            hidden=True,
        ),
        Case(
            Text("a target that is met already", "이미 맞힌 목푯값"),
            (np.array([0.5, -0.5, 1.0, 2.0, 0.0, 0.0, 1.0, -1.0]), np.array([1.0, 0.5]), np.array([0.5, 0.9]), 1.0),
            edge=True,
        ),
    )


CARD = Exercise(
    id="train-step-222",
    reference=backprop.train_step_222,
    points=4.0,
    stars=2,
    title=Text("One whole step of learning", "학습 한 걸음 전체"),
    text=Text(
        r"""Write `train_step_222(w, x, t, lr)`: forward, backward and update for the 2-2-2 network of the picture, with sigmoid everywhere and no biases.

$$z_1 = w_1 x_1 + w_2 x_2, \quad z_2 = w_3 x_1 + w_4 x_2, \quad z_3 = w_5 h_1 + w_6 h_2, \quad z_4 = w_7 h_1 + w_8 h_2$$

$$E = \frac{1}{2} \sum_k (t_k - o_k)^2, \qquad w_i \leftarrow w_i - \eta \, \frac{\partial E}{\partial w_i}$$

`w` has shape `(8,)`, `x` and `t` have shape `(2,)`, `lr` is $\eta$. Return three things: the new weights as a new array of shape `(8,)`, the error before the step and the error after it. All eight gradients belong to the weights *before* the step.""",
        r"""`train_step_222(w, x, t, lr)`를 작성하세요. 그림의 2-2-2 신경망에서 순전파, 역전파, 갱신을 한 번씩 합니다. 어디서나 시그모이드를 쓰고 편향은 없습니다.

$$z_1 = w_1 x_1 + w_2 x_2, \quad z_2 = w_3 x_1 + w_4 x_2, \quad z_3 = w_5 h_1 + w_6 h_2, \quad z_4 = w_7 h_1 + w_8 h_2$$

$$E = \frac{1}{2} \sum_k (t_k - o_k)^2, \qquad w_i \leftarrow w_i - \eta \, \frac{\partial E}{\partial w_i}$$

`w`의 형상은 `(8,)`, `x`와 `t`의 형상은 `(2,)`이고 `lr`은 $\eta$입니다. 세 가지를 반환합니다. 형상이 `(8,)`인 새 배열에 담은 새 가중치, 갱신하기 전의 오차, 갱신한 뒤의 오차입니다. 기울기 여덟 개는 모두 갱신하기 **전** 가중치의 것입니다.""",
    ),
    docstring_ko="""2-2-2 신경망을 경사 하강법으로 한 번 갱신합니다. 새 가중치 w1부터 w8, 갱신 전과 후의 오차 1/2 sum (t - o)^2을 답합니다.

    신경망은 z1 = w1 x1 + w2 x2, z2 = w3 x1 + w4 x2, z3 = w5 h1 + w6 h2, z4 = w7 h1 + w8 h2이고 모두 시그모이드를 지납니다.
    형상: (8,), (2,), (2,) -> (8,), (), ()
    참고: Rumelhart, Hinton & Williams (1986)
    >>> w = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
    >>> new, before, after = train_step_222(w, np.array([0.1, 0.2]), np.array([0.4, 0.6]), lr=0.5)
    >>> round(before, 10), round(after, 10)
    (0.0239719008, 0.0232363389)
    """,
    cases=_train_step_222_cases,
    returns=("the new weights", "the error before", "the error after"),
    misconceptions=(
        Misconception(
            "stale-weights",
            Text(
                "the hidden gradients were computed with output weights that had been updated already",
                "이미 갱신한 출력층 가중치로 은닉층의 기울기를 구했습니다",
            ),
            stale_222,
            Text(
                "Your output layer is right, and your hidden layer is off by a few per cent. Which w5 to w8 were in use when the error was made: those before the update, or those after it?",
                "출력층은 맞고 은닉층은 몇 퍼센트쯤 어긋납니다. 오차가 생겼을 때 쓰인 w5부터 w8은 갱신하기 전의 것인가요, 갱신한 뒤의 것인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "output-slope-forgotten",
            Text("the slope of the sigmoid is missing at the outputs", "출력에서 시그모이드의 기울기가 빠졌습니다"),
            no_output_slope_222,
            Text(
                "From z3 to the error two steps lead: z3 to o1, and o1 to E. Which local slope did you leave out?",
                "z3에서 오차까지는 두 단계입니다. z3에서 o1로, o1에서 E로 갑니다. 어느 단계의 기울기가 빠졌나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "hidden-slope-forgotten",
            Text(
                "the slope of the sigmoid is missing at the hidden units",
                "은닉 유닛에서 시그모이드의 기울기가 빠졌습니다",
            ),
            no_hidden_slope_222,
            Text(
                "The output layer is right. Between h1 and z1 there is a sigmoid as well: what does it multiply by?",
                "출력층은 맞습니다. h1과 z1 사이에도 시그모이드가 있습니다. 무엇을 곱해야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "not-transposed-on-the-way-back",
            Text(
                "the output weights are not transposed on the way back",
                "돌아오는 길에 출력층 가중치를 전치하지 않았습니다",
            ),
            not_transposed_222,
            Text(
                "h1 has two edges to the outputs. Which two weights stand on them? Follow these edges back.",
                "h1에서 출력으로 가는 선은 두 개입니다. 그 위에 적힌 두 가중치는 무엇인가요? 그 선을 거꾸로 따라가 보세요.",
            ),
            "shape.transposed",
        ),
        Misconception(
            "uphill",
            Text("the gradient is added, so the error grows", "기울기를 더해서 오차가 커집니다"),
            uphill_222,
            Text(
                "Compare your two errors. Does a gradient point uphill or downhill?",
                "두 오차를 비교해 보세요. 기울기는 오르막을 가리키나요, 내리막을 가리키나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "twice-too-far",
            Text("every step is twice too large", "모든 걸음이 두 배입니다"),
            twice_222,
            Text(
                "The square brings down a 2. What does the half in E do with it?",
                "제곱을 미분하면 2가 내려옵니다. E에 있는 1/2은 그 2를 어떻게 하나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "hidden-layer-not-trained",
            Text("w1 to w4 stay as they are", "w1부터 w4가 그대로입니다"),
            output_only_222,
            Text(
                "Four weights have moved. How does the blame get from the outputs to the other four?",
                "가중치 네 개만 움직였습니다. 출력의 책임은 나머지 네 개에 어떻게 전해질까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "error-not-computed-again",
            Text("the error after the step is that of the old weights", "갱신 후의 오차가 예전 가중치의 오차입니다"),
            old_error_222,
            Text(
                "Your two errors are equal. Which weights must run forward once more?",
                "두 오차가 같습니다. 어떤 가중치로 순전파를 한 번 더 해야 할까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "half-run-again",
            Text(
                "the error after the step mixes new weights with old ones",
                "갱신 후의 오차에 새 가중치와 예전 가중치가 섞여 있습니다",
            ),
            half_run_again_222,
            Text(
                "All eight weights have moved. Which numbers between `x` and the error did you compute once more, and which are from before?",
                "가중치 여덟 개가 모두 바뀌었습니다. `x`에서 오차까지 가는 길에 다시 구한 수는 무엇이고, 예전 그대로인 수는 무엇인가요?",
            ),
            "order.stale_update",
            variants=(half_back_again_222,),
        ),
        Misconception(
            "lr-ignored",
            Text("the learning rate is always 0.5", "학습률이 언제나 0.5입니다"),
            lr_ignored_222,
            Text(
                "Call your function with another `lr`. Does the step change?",
                "다른 `lr`로 함수를 불러 보세요. 걸음이 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "gradients-instead-of-weights",
            Text("the gradients are returned instead of the new weights", "새 가중치가 아니라 기울기를 반환했습니다"),
            gradient_returned_222,
            Text(
                "You have found all eight gradients. What is done with them, and with `lr`?",
                "기울기 여덟 개를 모두 구했습니다. 이것과 `lr`로 무엇을 해야 할까요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "weights-overwritten",
            Text("the new weights were written into `w` itself", "새 가중치를 `w` 자체에 썼습니다"),
            overwritten_222,
            Text(
                "Whoever called your function still needs the old weights. How do you make a new array?",
                "함수를 부른 쪽은 예전 가중치도 필요합니다. 새 배열을 만들려면 어떻게 해야 할까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "one-path-of-two",
            Text(
                "only one of the two paths back to a hidden unit is followed",
                "은닉 유닛으로 돌아오는 두 길 가운데 하나만 따라갔습니다",
            ),
            one_path_222(np.array([[1.0, 1.0], [0.0, 0.0]])),
            Text(
                "h1 helped to make both outputs. Along how many edges does the blame come back to it?",
                "h1은 두 출력에 모두 쓰였습니다. 책임은 몇 개의 선을 따라 돌아오나요?",
            ),
            "chain.missing_local",
            variants=(
                *(
                    one_path_222(np.array(which))
                    for which in ([[0.0, 0.0], [1.0, 1.0]], [[1.0, 0.0], [0.0, 1.0]], [[0.0, 1.0], [1.0, 0.0]])
                ),
            ),
        ),
        Misconception(
            "error-without-the-half",
            Text("both errors lack the half", "두 오차에 모두 1/2이 빠졌습니다"),
            error_doubled_222,
            Text(
                "The new weights are right. What stands in front of the sum in $E$?",
                "새 가중치는 맞습니다. $E$에서 합 앞에 무엇이 있나요?",
            ),
            "scale.half",
        ),
    ),
    alternatives=(written_out_222, in_rows_222, complex_step_222),
    hints=(
        Text(
            "Three parts: forward, and keep h and o; backward, first the output units, then the hidden ones; then one update for all eight weights together.",
            "세 부분입니다. 순전파를 하면서 h와 o를 남겨 둡니다. 역전파는 출력 유닛, 은닉 유닛 순서로 합니다. 그다음 가중치 여덟 개를 한꺼번에 갱신합니다.",
        ),
        Text(
            r"$\delta_{o} = (o - t) \, o \, (1 - o)$. For $h_1$: $\delta_{h_1} = (\delta_{o_1} w_5 + \delta_{o_2} w_7) \, h_1 (1 - h_1)$. A weight's gradient is the delta at its end times the value at its beginning.",
            r"$\delta_{o} = (o - t) \, o \, (1 - o)$입니다. $h_1$에서는 $\delta_{h_1} = (\delta_{o_1} w_5 + \delta_{o_2} w_7) \, h_1 (1 - h_1)$입니다. 가중치의 기울기는 끝점의 델타에 시작점의 값을 곱한 것입니다.",
        ),
        Text(
            "Write a small inner function that goes forward and also gives the error; you need it twice. Collect the eight gradients in one array before you touch any weight.",
            "순전파를 하고 오차까지 구하는 작은 함수를 안에 만드세요. 두 번 씁니다. 가중치를 건드리기 전에 기울기 여덟 개를 한 배열에 모읍니다.",
        ),
    ),
)
