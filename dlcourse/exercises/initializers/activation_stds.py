"""The card of `activation_stds`: What arrives after many layers?"""

from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.initializers._activation_stds_answers import (
    stds_bent,
    stds_by_moments,
    stds_drawn_first,
    stds_input_counted,
    stds_of_new_inputs,
    stds_of_one_example,
    stds_of_z,
    stds_one_matrix,
    stds_recursive,
    stds_shuffled,
    stds_uniform_input,
    stds_with,
    stds_without_activation,
)
from dlcourse.exercises.initializers._activation_stds_mistakes import MORE
from dlcourse.exercises.initializers._activation_stds_theory import (
    PRECISE,
    SCATTER,
    WINDOW,
    in_theory,
    leaking,
    logs,
    many,
    near,
    precisely,
    shared,
)
from dlcourse.exercises.initializers._shared import (
    about_seeds,
    fresh_rng,
    not_from_rng,
    seeds,
    strays,
)
from dlcourse.language import Text

_FAR_OFF = Text(
    "After layer {layer} your spread is {got:.3g}, but it should be near {want:.3g}; draws alone never differ that much.",
    "{layer}번째 층 뒤의 표준편차가 {got:.3g}인데 {want:.3g}에 가까워야 합니다. 우연만으로는 이만큼 다를 수 없습니다.",
)


_FAR_OFF_HIDDEN = Text(
    "At least one spread is further off than draws alone can explain.",
    "우연으로는 설명할 수 없을 만큼 다른 표준편차가 있습니다.",
)


_SCATTERED = Text(
    "Your spread differs too much from call to call for a hundred examples with a hundred numbers each.",
    "수 100개짜리 샘플 100개라면 부를 때마다 표준편차가 이만큼 달라질 수 없습니다.",
)


_ALIKE = Text(
    "In a very narrow network the signal grows by nearly the same factor in early and in late layers, as if all layers shared one matrix.",
    "아주 좁은 신경망에서 앞쪽 층과 뒤쪽 층이 신호를 거의 같은 비율로 키웁니다. 모든 층이 행렬 하나를 함께 쓰는 듯합니다.",
)


def _accept_stds(case: Case, value: Any) -> Text | None:
    if about_seeds(case):
        return not_from_rng(value)
    if case.call is precisely:
        off = logs(case, value)
        if np.std(off) > SCATTER:
            return _SCATTERED
        return _FAR_OFF_HIDDEN if abs(np.mean(off)) > PRECISE else None
    if case.call is many:
        return _ALIKE if shared(value) else None
    want, _ = in_theory(case)
    if near(value, want):
        return None
    if case.hidden:
        return _FAR_OFF_HIDDEN
    layer = int(np.argmax(np.abs(np.log(np.maximum(value, 1e-300) / want)) >= WINDOW))
    return _FAR_OFF.format(layer=layer + 1, got=float(value[layer]), want=float(want[layer]))


def _one_run(case: Case) -> bool:
    return case.call is None


CARD = Exercise(
    id="activation-stds",
    reference=initializers.activation_stds,
    points=4.0,
    stars=2,
    title=Text("What arrives after many layers?", "여러 층을 지나면 무엇이 남을까요?"),
    text=Text(
        r"""Write `activation_stds(scheme, act, depth, width, *, rng)`: send random inputs through `depth` layers and return the standard deviation of the activations after each of them, as an array of shape `(depth,)`.

- Inputs: `width` examples with `width` standard normal numbers each.
- Layers: `width` units, no bias; *every layer gets new weights*. `scheme` is a name for your `init_weights`, or a number: then the weights are plain normal with that standard deviation.
- `act` is `"identity"`, `"sigmoid"`, `"tanh"` or `"relu"`. The standard deviation is taken over all numbers of a layer, after its activation.

Draw from `rng` and from nothing else.""",
        r"""`activation_stds(scheme, act, depth, width, *, rng)`를 작성하세요. 무작위 입력을 `depth`개의 층에 통과시키면서 층마다 활성화 값의 표준편차를 재어, 형상이 `(depth,)`인 배열로 반환합니다.

- 입력: 샘플 `width`개이고, 샘플마다 표준정규분포에서 뽑은 수 `width`개입니다.
- 층: 유닛 `width`개, 편향은 없고 **층마다 새 가중치**를 뽑습니다. `scheme`은 앞에서 작성한 `init_weights`에 줄 이름이거나 수 하나입니다. 수이면 그 표준편차를 가진 보통의 정규분포에서 가중치를 뽑습니다.
- `act`는 `"identity"`, `"sigmoid"`, `"tanh"`, `"relu"` 가운데 하나입니다. 표준편차는 활성화 함수를 지난 뒤, 층의 모든 수에 대해 구합니다.

수는 `rng`에서만 뽑으세요.""",
    ),
    docstring_ko="""표준정규분포에서 뽑은 입력이 똑같은 층 `depth`개를 지날 때, 층마다 활성화 값이 얼마나 퍼져 있는지 답합니다.

    `scheme`은 `init_weights`가 아는 이름이거나 수입니다. 수이면 보통 정규분포의 표준편차입니다. `act`는 "identity",
    "sigmoid", "tanh", "relu" 가운데 하나입니다. 층마다 가중치를 새로 뽑고 편향은 없습니다. 샘플의 수는 유닛의 수와 같습니다.
    형상: -> (depth,)
    예외: 모르는 scheme이나 act이면 ValueError, rng가 생성기가 아니면 TypeError
    참고: Glorot & Bengio (2010), 그림 6
    >>> stds = activation_stds("he_normal", "relu", depth=20, width=256, rng=np.random.default_rng(0))
    >>> bool(0.3 < stds.min() and stds.max() < 1.2)
    True
    """,
    cases=lambda rng: (
        Case(Text("He with ReLU", "He와 ReLU"), ("he_normal", "relu", 2, 128), {"rng": fresh_rng(rng)}),
        Case(Text("small weights with tanh", "작은 가중치와 tanh"), (0.02, "tanh", 4, 96), {"rng": fresh_rng(rng)}),
        Case(
            Text("large weights with tanh", "큰 가중치와 tanh"),
            (1.0, "tanh", 2, 64),
            {"rng": fresh_rng(rng)},
            hidden=True,
        ),
        Case(Text("no activation", "활성화 함수 없음"), (1.0, "identity", 4, 96), {"rng": fresh_rng(rng)}, hidden=True),
        Case(
            Text("Glorot with sigmoid", "Glorot과 시그모이드"),
            ("glorot_uniform", "sigmoid", 2, 160),
            {"rng": fresh_rng(rng)},
            hidden=True,
        ),
        Case(
            Text("many very narrow networks", "아주 좁은 신경망 여러 개"),
            (1.0, "identity", 24, 2),
            {"rng": fresh_rng(rng)},
            hidden=True,
            call=many,
        ),
        Case(
            Text("one layer, many times", "층 하나를 여러 번"),
            ("he_normal", "relu", 1, 100),
            {"rng": fresh_rng(rng)},
            hidden=True,
            call=precisely,
        ),
        seeds(rng, "he_normal", "relu", 3, 20),
    ),
    accept=_accept_stds,
    misconceptions=(
        Misconception(
            "last-layer-only",
            Text("one number instead of one for every layer", "층마다 하나가 아니라 수 하나입니다"),
            lambda scheme, act, depth, width, *, rng: stds_with(scheme, act, depth, width, rng)[-1],
            Text(
                "How many layers does the signal pass, and how many numbers did you keep?",
                "신호는 층을 몇 개 지나고, 여러분은 수를 몇 개 남겼나요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "input-counted",
            Text(
                "the first number belongs to the input, the last layer is missing",
                "첫 수는 입력의 것이고 마지막 층이 빠졌습니다",
            ),
            stds_input_counted,
            Text(
                "Your first number is always near 1: that is the input. When in the loop do you measure?",
                "첫 수가 언제나 1에 가깝습니다. 입력을 잰 것입니다. 반복문의 어느 곳에서 재나요?",
            ),
            "order.stale_update",
            shows=lambda case, value: (
                _one_run(case)
                and near(value[:1], 1.0)
                and near(value[1:], in_theory(case)[0][:-1])
                and not near(in_theory(case)[0][:1], 1.0)
            ),
        ),
        Misconception(
            "no-activation",
            Text("the activation is never applied", "활성화 함수를 한 번도 쓰지 않았습니다"),
            stds_without_activation,
            Text(
                "Your signal passes products of matrices and nothing else. Where does `act` enter?",
                "신호가 행렬 곱만 지나고 있습니다. `act`는 어디에서 쓰이나요?",
            ),
            "chain.missing_local",
            shows=lambda case, value: (
                # only here do products of matrices alone and z before tanh lie far apart
                case.args[:2] == (1.0, "tanh") and near(value, in_theory(case, linear=True)[0])
            ),
        ),
        Misconception(
            "measured-before-activation",
            Text("the spread of z is measured, before the activation", "활성화 함수를 지나기 전의 z를 쟀습니다"),
            stds_of_z,
            Text(
                "What the next layer receives is the activation. Which of your two arrays did you measure?",
                "다음 층이 받는 것은 활성화 값입니다. 두 배열 가운데 어느 것을 쟀나요?",
            ),
            "chain.wrong_input",
            shows=lambda case, value: (
                # only here do z and its activation lie further apart than any slip in a factor
                case.args[:2] == (1.0, "tanh") and near(value, in_theory(case)[1])
            ),
        ),
        Misconception(
            "variance-measured",
            Text("the variance instead of the standard deviation", "표준편차가 아니라 분산입니다"),
            lambda scheme, act, depth, width, *, rng: stds_with(scheme, act, depth, width, rng) ** 2,
            Text(
                "Every number of yours is the square of what it should be. Which NumPy function did you call?",
                "모든 수가 제곱되어 있습니다. 어떤 NumPy 함수를 불렀나요?",
            ),
            "opt.square_missing",
            shows=lambda case, value: (
                _one_run(case) and case.args[0] == 0.02 and near(np.sqrt(value), in_theory(case)[0])
            ),
        ),
        Misconception(
            "input-not-standard-normal",
            Text("the inputs are not standard normal", "입력이 표준정규분포가 아닙니다"),
            stds_uniform_input,
            Text(
                "The spread after the first layer is off already. What is the spread of what enters it?",
                "첫 층 뒤의 표준편차부터 이미 다릅니다. 첫 층에 들어가는 입력은 얼마나 퍼져 있나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                # the second layer of sigmoids forgets how wide the inputs were, and nothing else
                case.args[1] == "sigmoid"
                and not near(value[:1], in_theory(case)[0][:1])
                and near(value[1:], in_theory(case)[0][1:])
            ),
        ),
        Misconception(
            "one-matrix-for-all",
            Text("all layers share one weight matrix", "모든 층이 가중치 행렬 하나를 함께 씁니다"),
            stds_one_matrix,
            Text(
                "How often are weights drawn in your function: once, or once a layer?",
                "함수에서 가중치를 몇 번 뽑나요? 한 번인가요, 층마다 한 번인가요?",
            ),
            "order.stale_update",
            shows=lambda case, value: case.call is many and shared(value),
        ),
        Misconception(
            "one-example",
            Text("only one example passes the layers", "샘플 하나만 층을 지납니다"),
            stds_of_one_example,
            Text(
                "Which shape has your first input? How many examples does the task send?",
                "첫 입력의 형상은 무엇인가요? 문제에서는 샘플을 몇 개 보내나요?",
            ),
            "shape.keepdims",
            shows=lambda case, value: case.call is precisely and 0.09 < np.std(logs(case, value)) < 0.2,
        ),
        Misconception(
            "leaky-relu",
            Text("ReLU lets a part of the negative numbers through", "ReLU가 음수를 조금 통과시킵니다"),
            lambda scheme, act, depth, width, *, rng: stds_bent(
                scheme, act, depth, width, rng, lambda z: np.maximum(z, 0.1 * z)
            ),
            Text("What does ReLU make of -5? And yours?", "ReLU에 -5를 넣으면 무엇이 나오나요? 지금 함수에서는요?"),
            "chain.wrong_input",
            shows=lambda case, value: (
                case.call is precisely
                and np.std(logs(case, value)) < SCATTER
                and any(
                    abs(
                        np.mean(logs(case, value))
                        - np.log(in_theory(case, bend=leaking(slope))[0][0] / in_theory(case)[0][0])
                    )
                    < 0.01
                    for slope in (0.1, 0.2, 0.3)
                )
            ),
        ),
        Misconception(
            "absolute-value",
            Text("ReLU became the absolute value", "ReLU가 절댓값이 되었습니다"),
            lambda scheme, act, depth, width, *, rng: stds_bent(scheme, act, depth, width, rng, np.abs),
            Text(
                "What should become of a negative number: the same number without its sign?",
                "음수는 무엇이 되어야 하나요? 부호만 뗀 수인가요?",
            ),
            "chain.wrong_input",
            shows=lambda case, value: (
                _one_run(case) and case.args[1] == "relu" and near(value, in_theory(case, bend=np.abs)[0])
            ),
        ),
        Misconception(
            "new-inputs-for-every-layer",
            Text(
                "every layer gets new inputs, not what came out of the one before",
                "층마다 앞 층의 출력이 아니라 새 입력을 넣었습니다",
            ),
            stds_of_new_inputs,
            Text("What does the second layer receive?", "두 번째 층은 무엇을 받나요?"),
            "order.stale_update",
            shows=lambda case, value: _one_run(case) and case.args[0] == 0.02 and near(value, in_theory(case)[0][0]),
        ),
        Misconception(
            "number-divided-by-the-root",
            Text(
                "a number as `scheme` is divided by the root of the width",
                "수로 받은 `scheme`을 너비의 제곱근으로 나누었습니다",
            ),
            lambda scheme, act, depth, width, *, rng: stds_with(
                scheme if isinstance(scheme, str) else scheme / width**0.5, act, depth, width, rng
            ),
            Text(
                "If `scheme` is 0.02, which standard deviation should the weights have?",
                "`scheme`이 0.02이면 가중치의 표준편차는 얼마여야 하나요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: (
                _one_run(case) and case.args[0] == 0.02 and near(value, in_theory(case, share=1 / case.args[3])[0])
            ),
        ),
        *MORE,
        *strays(
            lambda scheme, act, depth, width, *, rng: stds_with(scheme, act, depth, width, np.random),
            lambda scheme, act, depth, width, *, rng: stds_with(scheme, act, depth, width, np.random.default_rng(0)),
            stds_shuffled,
        ),
    ),
    alternatives=(stds_drawn_first, stds_by_moments, stds_recursive),
    hints=(
        Text(
            "A loop over layers: new weights, product, activation, measure.",
            "층을 따라 반복합니다. 새 가중치, 곱, 활성화, 측정 순서입니다.",
        ),
        Text(
            "$a_0$ and every $W$ have the shape `(width, width)`; $z = a W$, and `np.std` of the new $a$ goes into a list.",
            "$a_0$과 모든 $W$의 형상은 `(width, width)`입니다. $z = a W$를 구하고, 새 $a$의 `np.std`를 리스트에 넣습니다.",
        ),
        Text(
            "Ask with `isinstance(scheme, str)` whether to call `init_weights` or `rng.normal`; pick the activation by its name; turn the list into an array at the end.",
            "`isinstance(scheme, str)`로 `init_weights`를 부를지 `rng.normal`을 부를지 정하고, 이름에 맞는 활성화 함수를 고릅니다. 마지막에 리스트를 배열로 바꿉니다.",
        ),
    ),
    depends=("init-weights",),
)
