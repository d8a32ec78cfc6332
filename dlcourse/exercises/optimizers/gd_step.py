"""The card of `gd_step`: One step downhill."""

from typing import Any

import numpy as np

from dlcourse import optimizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.optimizers._shared import NUMBERS, WORKED, step_by_step
from dlcourse.language import Text


def _gd_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(WORKED, (np.array([1.0, 2.0]), np.array([10.0, -10.0]), 0.1)),
        Case(
            Text("a table of weights", "표 모양의 가중치"),
            (np.array([[1.0, -2.0, 0.5]]), np.array([[4.0, 0.0, -3.0]]), 0.25),
        ),
        Case(
            Text("random weights and gradients", "무작위 가중치와 기울기"),
            (rng.normal(size=(4, 3)), rng.normal(size=(4, 3)), float(rng.uniform(0.01, 0.5))),
            hidden=True,
        ),
        Case(NUMBERS, (np.array(2.0), np.array(3.0), 0.5), edge=True),
    )


def _gd_in_place(w: Any, g: Any, lr: Any) -> Any:
    w -= lr * g
    return w


CARD = Exercise(
    id="gd-step",
    reference=optimizers.gd_step,
    points=2.0,
    stars=1,
    title=Text("One step downhill", "내리막으로 한 걸음"),
    text=Text(
        r"""Write `gd_step(w, g, lr)`, one step of gradient descent:

$$w \leftarrow w - \eta \, g$$

`w` holds weights, `g` their gradient, of the same shape (any shape); `lr` is $\eta$. Return the **new** weights, and leave `w` as it was.

For `w = [1, 2]`, `g = [10, -10]` and `lr = 0.1` the result is `[0, 3]`.""",
        r"""`gd_step(w, g, lr)`를 작성하세요. 경사 하강법(gradient descent)의 한 걸음입니다.

$$w \leftarrow w - \eta \, g$$

`w`는 가중치, `g`는 그 기울기이며 형상이 같습니다(어떤 형상이든 됩니다). `lr`은 $\eta$입니다. **새** 가중치를 반환하고 `w`는 그대로 둡니다.

`w = [1, 2]`, `g = [10, -10]`, `lr = 0.1`이면 결과는 `[0, 3]`입니다.""",
    ),
    docstring_ko="""경사 하강법의 한 걸음입니다. 기울기의 반대쪽으로, 기울기의 `lr`배만큼 갑니다.

    모든 샘플이 아니라 미니배치 하나의 기울기를 쓰면 확률적 경사 하강법(SGD)이라고 합니다.
    형상: 어떤 형상이든, 같은 형상 -> 같은 형상
    예외: 형상이 다르거나 lr이 양수가 아니면 ValueError
    참고: Cauchy (1847); Robbins & Monro (1951)
    >>> gd_step(np.array([1.0, 2.0]), np.array([10.0, -10.0]), lr=0.1)
    array([0., 3.])
    """,
    cases=_gd_cases,
    misconceptions=(
        Misconception(
            "uphill",
            Text("the step goes uphill", "오르막으로 갑니다"),
            lambda w, g, lr: w + lr * g,
            Text(
                "The gradient points to where the loss grows. Which way do you want to go?",
                "기울기는 손실이 커지는 쪽을 가리킵니다. 어느 쪽으로 가야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "changed-in-place",
            Text("the weights that came in were changed", "받은 가중치를 바꾸었습니다"),
            _gd_in_place,
            Text(
                "`-=` writes into the array it was given. Which expression makes a new one?",
                "`-=`는 받은 배열에 덮어씁니다. 새 배열을 만드는 식은 무엇일까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "learning-rate-ignored",
            Text("the learning rate is not used", "학습률을 쓰지 않았습니다"),
            lambda w, g, lr: w - g,
            Text("Halve `lr`. What should change?", "`lr`을 절반으로 줄이면 무엇이 달라져야 하나요?"),
            "hardcoded.value",
        ),
        Misconception(
            "only-the-change",
            Text("only the change comes back, not the new weights", "새 가중치가 아니라 변화량만 반환합니다"),
            lambda w, g, lr: -lr * g,
            Text(
                "With a gradient of zero the weights should stay. What do you return then?",
                "기울기가 0이면 가중치는 그대로여야 합니다. 그때 무엇을 반환하나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "only-the-direction",
            Text("only the sign of the gradient is used", "기울기의 부호만 썼습니다"),
            lambda w, g, lr: w - lr * np.sign(g),
            Text(
                "Should a steep slope and a gentle one give the same step?",
                "가파른 곳과 완만한 곳에서 같은 만큼 움직여도 될까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "weights-shrunk-too",
            Text(
                "the rate multiplies the weights instead of the gradient",
                "학습률을 기울기가 아니라 가중치에 곱했습니다",
            ),
            lambda w, g, lr: lr * w - g,
            Text(
                "Which of the two does the formula multiply by $\\eta$?",
                "식에서 $\\eta$를 곱하는 것은 둘 가운데 어느 것인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "one-step-for-all",
            Text(
                "all weights make the same step: the gradient became one number",
                "기울기가 수 하나가 되어 모든 가중치가 똑같이 움직입니다",
            ),
            lambda w, g, lr: w - lr * np.mean(g),
            Text(
                "Each weight has a gradient of its own. Where do yours become one number?",
                "가중치마다 자기 기울기가 있습니다. 어디에서 수 하나로 합쳐지나요?",
            ),
            "axis.wrong",
            variants=(
                lambda w, g, lr: w - lr * np.sum(g),
                lambda w, g, lr: w - lr * np.linalg.norm(g),
                lambda w, g, lr: w - lr * np.vdot(w, g),
                lambda w, g, lr: w - lr * np.max(g),
                lambda w, g, lr: w - lr * np.dot(w, g),
            ),
        ),
        Misconception(
            "whole-number-table",
            Text("the new weights are cut to whole numbers", "새 가중치가 정수로 잘렸습니다"),
            lambda w, g, lr: (w - lr * g).astype(int),
            Text(
                "Print the `dtype` of the array you write into. What happens to 1.25 there?",
                "결과를 적어 넣는 배열의 `dtype`을 출력해 보세요. 1.25는 거기서 어떻게 되나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "divided-by-the-rate",
            Text("the gradient is divided by the rate", "기울기를 학습률로 나누었습니다"),
            lambda w, g, lr: w - g / lr,
            Text(
                "Make `lr` smaller. Does your step get shorter or longer?",
                "`lr`을 줄여 보세요. 걸음이 짧아지나요, 길어지나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "rate-added",
            Text("the rate is added to the gradient, not multiplied", "학습률을 기울기에 곱하지 않고 더했습니다"),
            lambda w, g, lr: w - (lr + g),
            Text(
                "With a gradient of 0 the weights should stay. Do they?",
                "기울기가 0이면 가중치는 그대로여야 합니다. 그런가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "rate-taken-off-first",
            Text(
                "`lr` is taken off the weights, and the rest multiplied by `g`",
                "가중치에서 `lr`을 빼고 그 결과에 `g`를 곱했습니다",
            ),
            lambda w, g, lr: (w - lr) * g,
            Text(
                "Which two belong together in the formula: the weights and the rate, or the rate and the gradient?",
                "식에서 먼저 묶이는 둘은 가중치와 학습률인가요, 학습률과 기울기인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "rate-times-the-rest",
            Text(
                "the gradient is taken off the weights first, and the rest multiplied by `lr`",
                "가중치에서 기울기를 먼저 빼고 그 결과에 `lr`을 곱했습니다",
            ),
            lambda w, g, lr: lr * (w - g),
            Text(
                "With a tiny `lr` one step should hardly move. Where does yours lead?",
                "`lr`이 아주 작으면 한 걸음에 거의 움직이지 않아야 합니다. 여러분의 걸음은 어디로 가나요?",
            ),
            "order.stale_update",
        ),
    ),
    alternatives=(
        lambda w, g, lr: np.add(w, np.multiply(-lr, g)),
        lambda w, g, lr: -(lr * g - w),
        lambda w, g, lr: step_by_step(lambda w, g: (w - lr * g,), w, g)[0],
        lambda w, g, lr: np.tensordot([1.0, -lr], np.stack([w, g]), axes=1),
    ),
    hints=(
        Text(
            "Where the gradient is positive, the loss grows with the weight: so the weight should shrink.",
            "기울기가 양수이면 가중치가 커질 때 손실도 커집니다. 그러니 가중치를 줄여야 합니다.",
        ),
        Text(
            "$w - \\eta \\, g$, element by element; all shapes are the same.",
            "$w - \\eta \\, g$를 원소마다 계산합니다. 형상은 모두 같습니다.",
        ),
        Text(
            "One line: multiply the gradient by the rate, subtract that from the weights, return the result. NumPy does it for all weights at once.",
            "한 줄이면 됩니다. 기울기에 학습률을 곱하고, 가중치에서 뺀 결과를 반환합니다. NumPy가 모든 가중치를 한꺼번에 계산합니다.",
        ),
    ),
)
