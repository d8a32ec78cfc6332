"""The card of `activation_backward`: Backwards through a bend."""

import math
from typing import Any

import numpy as np

from dlcourse import backprop
from dlcourse.exercises.backprop._shared import away_from_zero, right_bend, right_slope
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _activation_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    dout = np.array([[1.0, -2.0, 0.5], [3.0, 1.0, -1.0]])
    z = np.array([[-2.0, 0.5, 1.0], [0.25, -0.75, 2.0]])
    return (
        Case(Text("ReLU", "ReLU 함수"), (dout, z, "relu")),
        Case(Text("sigmoid", "시그모이드"), (dout, z, "sigmoid")),
        Case(Text("tanh", "tanh 함수"), (dout, z, "tanh")),
        Case(Text("identity", "항등 함수"), (dout, z, "identity")),
        *(
            Case(
                Text(f"random numbers, {kind}", f"난수, {kind}"),
                (away_from_zero(rng, 5, 3), away_from_zero(rng, 5, 3), kind),
                hidden=True,
            )
            for kind in ("relu", "sigmoid", "tanh")
        ),
        Case(
            Text("ReLU exactly at zero", "정확히 0인 곳의 ReLU"),
            (np.array([[1.0, 2.0]]), np.array([[0.0, 1.0]]), "relu"),
            edge=True,
        ),
        Case(
            Text("sigmoid far away from zero", "0에서 아주 먼 곳의 시그모이드"),
            (np.array([[1.0, 2.0, 3.0]]), np.array([[-1000.0, 1000.0, 1.0]]), "sigmoid"),
            edge=True,
            silent=True,
        ),
    )


def _activation_z_taken_for_a(dout: Any, z: Any, kind: str) -> Any:
    slopes = {"relu": 1.0 * (z > 0), "sigmoid": z * (1 - z), "tanh": 1 - z**2, "identity": 1.0}
    return dout * slopes[kind]


def _activation_mask_from_dout(dout: Any, z: Any, kind: str) -> Any:
    return dout * (dout > 0) if kind == "relu" else dout * right_slope(z, kind)


def _activation_tanh_not_squared(dout: Any, z: Any, kind: str) -> Any:
    return dout * (1 - np.tanh(z)) if kind == "tanh" else dout * right_slope(z, kind)


def _activation_one_at_zero(dout: Any, z: Any, kind: str) -> Any:
    return dout * (z >= 0) if kind == "relu" else dout * right_slope(z, kind)


def _activation_overwrites_dout(dout: Any, z: Any, kind: str) -> Any:
    if kind == "relu":
        dout[z <= 0] = 0.0
    else:
        dout *= right_slope(z, kind)
    return dout


def _activation_naive(dout: Any, z: Any, kind: str) -> Any:
    if kind != "sigmoid":
        return dout * right_slope(z, kind)
    a = 1 / (1 + np.exp(-z))
    return dout * a * (1 - a)


def _activation_by_loop(dout: Any, z: Any, kind: str) -> Any:
    slopes = {
        "identity": lambda v: 1.0,
        "relu": lambda v: 1.0 if v > 0 else 0.0,
        "tanh": lambda v: 1.0 - math.tanh(v) ** 2,
        "sigmoid": lambda v: (1.0 - math.tanh(v / 2) ** 2) / 4,
    }
    rows = [[d * slopes[kind](v) for d, v in zip(*pair, strict=True)] for pair in zip(dout, z, strict=True)]
    return np.array(rows)


def _activation_by_dictionary(dout: Any, z: Any, kind: str) -> Any:
    e = np.exp(-np.abs(z))
    return dout * {"identity": 1, "relu": np.sign(np.maximum(z, 0)), "tanh": 1 - np.tanh(z) ** 2}.get(
        kind, e / (1 + e) ** 2
    )


def _activation_by_cases(dout: Any, z: Any, kind: str) -> Any:
    match kind:
        case "relu":
            return np.where(z > 0, dout, 0.0)
        case "tanh":
            return dout * (1 + np.tanh(z)) * (1 - np.tanh(z))
        case "sigmoid":
            positive = 1 / (1 + np.exp(-np.abs(z)))
            return dout * positive * (1 - positive)
        case _:
            return dout.copy()


def _activation_relu_value(dout: Any, z: Any, kind: str) -> Any:
    return dout * np.maximum(z, 0.0) if kind == "relu" else dout * right_slope(z, kind)


def _activation_identity_value(dout: Any, z: Any, kind: str) -> Any:
    return dout * z if kind == "identity" else dout * right_slope(z, kind)


def _activation_overwrites_for_relu(dout: Any, z: Any, kind: str) -> Any:
    if kind == "relu":
        dout[z <= 0] = 0.0
        return dout
    return dout * right_slope(z, kind)


def _activation_roles_exchanged(dout: Any, z: Any, kind: str) -> Any:
    return z * right_slope(dout, kind)


def _activation_roles_exchanged_but_identity(dout: Any, z: Any, kind: str) -> Any:
    return 1.0 * dout if kind == "identity" else z * right_slope(dout, kind)


def _activation_but(**slopes: Any) -> Any:
    """The right way back, but for the slopes of some kinds."""

    def activation_backward(dout: Any, z: Any, kind: str) -> Any:
        return dout * (slopes[kind](z) if kind in slopes else right_slope(z, kind))

    return activation_backward


def _activation_identity_alone(dout: Any, z: Any, kind: str) -> Any:
    return np.ones_like(z) if kind == "identity" else dout * right_slope(z, kind)


CARD = Exercise(
    id="activation-backward",
    reference=backprop.activation_backward,
    points=2.0,
    stars=1,
    title=Text("Backwards through a bend", "활성화 함수의 역전파"),
    text=Text(
        r"""Write `activation_backward(dout, z, kind)`. An activation $a = g(z)$ works on every number alone, and so does its way back:

$$\frac{\partial E}{\partial z} = \frac{\partial E}{\partial a} \cdot g'(z)$$

`dout` is the gradient at `a`, `z` the pre-activation; both have shape `(N, M)`, and so has the result. `kind` is `"identity"`, `"sigmoid"`, `"tanh"` or `"relu"`. At exactly 0 the slope of ReLU counts as 0. At $z = \pm 1000$ the slopes must stay calm too: right, and without a warning.

For `dout = [[5.0, 5.0]]`, `z = [[-2.0, 2.0]]` and `"relu"` the result is `[[0.0, 5.0]]`.""",
        r"""`activation_backward(dout, z, kind)`를 작성하세요. 활성화 함수 $a = g(z)$는 수마다 따로 계산하고, 돌아오는 길도 마찬가지입니다.

$$\frac{\partial E}{\partial z} = \frac{\partial E}{\partial a} \cdot g'(z)$$

`dout`은 `a`에 온 기울기이고 `z`는 활성화 전 값입니다. 둘 다 형상이 `(N, M)`이고 결과도 같습니다. `kind`는 `"identity"`, `"sigmoid"`, `"tanh"`, `"relu"` 가운데 하나입니다. 정확히 0에서 ReLU의 기울기는 0으로 봅니다. $z = \pm 1000$에서도 기울기가 맞고 경고가 나오지 않아야 합니다.

`dout = [[5.0, 5.0]]`, `z = [[-2.0, 2.0]]`, `"relu"`이면 결과는 `[[0.0, 5.0]]`입니다.""",
    ),
    docstring_ko="""활성화 함수의 출력에 온 기울기에서 z의 기울기를 구합니다. "identity", "sigmoid", "tanh", "relu"를 알고 있습니다.

    형상: (N, M), (N, M) -> (N, M)
    참고: Rumelhart, Hinton & Williams (1986)
    >>> activation_backward(np.array([[5.0, 5.0]]), np.array([[-2.0, 2.0]]), "relu")
    array([[0., 5.]])
    """,
    cases=_activation_backward_cases,
    misconceptions=(
        Misconception(
            "z-taken-for-a",
            Text("`z` is treated as if it were a already", "`z`를 이미 활성화한 값 a처럼 썼습니다"),
            _activation_z_taken_for_a,
            Text(
                "a(1 - a) wants a. What do you have, and how do you get from one to the other?",
                "a(1 - a)에는 a가 필요합니다. 가진 것은 무엇이고, 거기에서 a를 어떻게 얻을까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "mask-from-upstream",
            Text(
                "ReLU looks at the sign of `dout` instead of `z`",
                "ReLU가 `z`가 아니라 `dout`의 부호를 보고 있습니다",
            ),
            _activation_mask_from_dout,
            Text(
                "Which number decided on the way forward whether the gate was open?",
                "순전파에서 문이 열렸는지를 정한 수는 무엇이었나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "upstream-forgotten",
            Text("the local slope alone, without `dout`", "`dout`을 곱하지 않고 국소 기울기만 반환했습니다"),
            lambda dout, z, kind: right_slope(z, kind),
            Text(
                "Double `dout`: does your answer change?",
                "`dout`을 두 배로 해 보세요. 답이 달라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "local-forgotten",
            Text("`dout` is passed on unchanged", "`dout`을 그대로 넘겼습니다"),
            lambda dout, z, kind: 1.0 * dout,
            Text(
                "Only the identity passes a gradient on unchanged. What does `kind` change in your code?",
                "기울기를 그대로 넘기는 것은 항등 함수뿐입니다. `kind`에 따라 무엇이 달라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "activation-instead-of-slope",
            Text("multiplied by the activation instead of its slope", "기울기가 아니라 활성화한 값을 곱했습니다"),
            lambda dout, z, kind: dout * right_bend(z, kind),
            Text(
                "Forward needs g, backward needs its slope. Which of the two do you multiply by?",
                "순전파에는 g가, 역전파에는 g의 기울기가 필요합니다. 무엇을 곱하고 있나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "activated-twice",
            Text("the slope is taken at a instead of z", "기울기를 z가 아니라 a에서 구했습니다"),
            lambda dout, z, kind: dout * right_slope(right_bend(z, kind), kind),
            Text(
                "How often does your `z` go through the activation before the slope is taken?",
                "기울기를 구하기 전에 `z`가 활성화 함수를 몇 번 지나나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "tanh-not-squared",
            Text("for tanh, 1 - a instead of 1 - a²", "tanh에서 1 - a²이 아니라 1 - a를 썼습니다"),
            _activation_tanh_not_squared,
            Text(
                "The slope of tanh is never larger than 1. What does yours say for a negative `z`?",
                "tanh의 기울기는 1을 넘지 않습니다. `z`가 음수일 때 얼마가 나오나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "one-at-zero",
            Text("at exactly 0, ReLU passes the gradient on", "정확히 0에서 ReLU가 기울기를 넘깁니다"),
            _activation_one_at_zero,
            Text(
                "What does the task say about the slope of ReLU at exactly 0?",
                "정확히 0에서 ReLU의 기울기를 무엇으로 보기로 했나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "upstream-overwritten",
            Text("`dout` itself is changed", "`dout` 자체를 바꾸었습니다"),
            _activation_overwrites_dout,
            Text(
                "Others may still need `dout`. How do you make a new array instead?",
                "`dout`은 다른 곳에서 또 쓸 수 있습니다. 새 배열을 만들려면 어떻게 해야 할까요?",
            ),
            "inplace.mutation",
            variants=(_activation_overwrites_for_relu,),
        ),
        Misconception(
            "sigmoid-overflows",
            Text("exp(1000) overflows inside the sigmoid", "시그모이드 안의 exp(1000)에서 오버플로가 납니다"),
            _activation_naive,
            Text(
                "The number is right, but NumPy warned on the way. Which way of writing a sigmoid stays calm at -1000?",
                "수는 맞지만 계산 중에 NumPy가 경고했습니다. 시그모이드를 어떻게 쓰면 -1000에서도 경고가 없을까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "relu-value-for-slope",
            Text("for ReLU, its value stands where its slope belongs", "ReLU에서 기울기 자리에 값을 썼습니다"),
            _activation_relu_value,
            Text(
                "At z = 2 ReLU is 2. How steep is it there, and how much of `dout` should pass?",
                "z = 2에서 ReLU의 값은 2입니다. 그곳에서 얼마나 가파르고, `dout`은 얼마나 지나가야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "identity-value-for-slope",
            Text(
                "for the identity, its value stands where its slope belongs",
                "항등 함수에서 기울기 자리에 값을 썼습니다",
            ),
            _activation_identity_value,
            Text(
                "The identity is z itself. If z grows by 1, by how much does it grow?",
                "항등 함수는 z 자체입니다. z가 1만큼 커지면 얼마나 커지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "roles-exchanged",
            Text("`dout` and `z` have changed places", "`dout`과 `z`의 자리가 바뀌었습니다"),
            _activation_roles_exchanged,
            Text(
                "One of the two decides how steep the activation is, the other is passed on. Which is which?",
                "둘 가운데 하나는 활성화 함수가 얼마나 가파른지를 정하고 다른 하나는 넘겨집니다. 어느 것이 어느 쪽인가요?",
            ),
            "chain.wrong_input",
            variants=(_activation_roles_exchanged_but_identity,),
        ),
        Misconception(
            "sigmoid-slope-unfinished",
            Text("for the sigmoid, 1 - a instead of a(1 - a)", "시그모이드에서 a(1 - a)가 아니라 1 - a를 썼습니다"),
            _activation_but(sigmoid=lambda z: 1 - 0.5 * (1 + np.tanh(z / 2))),
            Text(
                "Far to the left the sigmoid is flat, and 1 - a is 1 there. Which factor is missing?",
                "왼쪽 먼 곳에서 시그모이드는 평평한데 1 - a는 1입니다. 무엇을 곱하지 않았나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "rules-exchanged",
            Text("the rules of sigmoid and tanh are exchanged", "시그모이드와 tanh의 규칙이 서로 바뀌었습니다"),
            _activation_but(sigmoid=lambda z: right_slope(z, "tanh"), tanh=lambda z: right_slope(z, "sigmoid")),
            Text(
                "At 0 one of the two has slope 1, the other a quarter. Which is which?",
                "0에서 하나는 기울기가 1이고 다른 하나는 4분의 1입니다. 어느 것이 어느 쪽인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "square-around-everything",
            Text("for tanh, the whole difference is squared", "tanh에서 차이 전체를 제곱했습니다"),
            _activation_but(tanh=lambda z: (1 - np.tanh(z)) ** 2),
            Text(r"Which part of $1 - \tanh^2 z$ is squared?", r"$1 - \tanh^2 z$에서 제곱하는 것은 어느 부분인가요?"),
            "opt.square_missing",
        ),
        Misconception(
            "identity-without-upstream",
            Text("for the identity, `dout` is not passed on", "항등 함수에서 `dout`을 넘기지 않았습니다"),
            _activation_identity_alone,
            Text(
                "The identity's own slope is 1, right. What is it multiplied by?",
                "항등 함수의 기울기가 1인 것은 맞습니다. 무엇과 곱해야 할까요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(_activation_by_loop, _activation_by_dictionary, _activation_by_cases),
    hints=(
        Text(
            "One product for every number: what arrives, times the slope of the activation at that place.",
            "수마다 곱셈 하나입니다. 도착한 값에 그 자리의 활성화 함수 기울기를 곱합니다.",
        ),
        Text(
            r"The slopes: identity 1; ReLU 1 where $z > 0$, else 0; tanh $1 - \tanh^2 z$; sigmoid $\sigma(z)(1 - \sigma(z))$. All have shape `(N, M)`.",
            r"기울기는 항등 함수가 1, ReLU가 $z > 0$인 곳에서 1이고 나머지는 0, tanh가 $1 - \tanh^2 z$, 시그모이드가 $\sigma(z)(1 - \sigma(z))$입니다. 모두 형상이 `(N, M)`입니다.",
        ),
        Text(
            "Ask for `kind` with `if`. For sigmoid and tanh compute the activation of `z` first and make the slope from it; for ReLU a comparison of `z` with 0 will do.",
            "`if`로 `kind`를 나눕니다. 시그모이드와 tanh는 먼저 `z`를 활성화하고 그 값으로 기울기를 만듭니다. ReLU는 `z`를 0과 비교하면 됩니다.",
        ),
    ),
)
