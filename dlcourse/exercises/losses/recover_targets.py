"""The card of `recover_targets`: Which targets did the slide forget?"""

import math
from typing import Any

import numpy as np

from dlcourse import losses
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _recover_targets_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("the worked example", "본문의 계산 예제"),
            (np.array([0.6094460050, 0.6638449097]), np.array([0.0219338145, 0.0020380862])),
        ),
        Case(Text("round numbers", "간단한 수"), (np.array([1.0, -2.0, 0.5]), np.array([0.5, 2.0, 0.02]))),
        Case(
            Text("four random outputs", "무작위 출력 네 개"),
            (rng.normal(size=4), rng.uniform(0.1, 3.0, size=4)),
            hidden=True,
        ),
        Case(
            Text("one of two errors is 0", "두 오차 가운데 하나가 0일 때"),
            (np.array([0.25, -1.0]), np.array([0.0, 0.125])),
            edge=True,
        ),
    )


def _recover_by_loop(o: Any, E: Any) -> Any:
    low, high = [], []
    for output, error in zip(o, E, strict=True):
        away = math.sqrt(2 * error)
        low.append(output - away)
        high.append(output + away)
    return np.array(low), np.array(high)


def _recover_by_abc_formula(o: Any, E: Any) -> Any:
    # t^2 - 2 o t + (o^2 - 2 E) = 0
    under_the_root = np.sqrt((2 * o) ** 2 - 4 * (o**2 - 2 * E))
    return (2 * o - under_the_root) / 2, (2 * o + under_the_root) / 2


def _recover_sorted(o: Any, E: Any) -> Any:
    both = np.sort(np.stack([o + (2 * E) ** 0.5, o - (2 * E) ** 0.5]), axis=0)
    return both[0], both[1]


CARD = Exercise(
    id="recover-targets",
    reference=losses.recover_targets,
    points=2.0,
    stars=1,
    title=Text("Which targets did the slide forget?", "슬라이드가 빠뜨린 목푯값은 무엇일까요?"),
    text=Text(
        r"""Write `recover_targets(o, E)`. For each output you know the number itself and its own error

$$E_k = \frac{1}{2} (t_k - o_k)^2$$

Which targets are possible? Solve for $t_k$. Return two arrays: first the lower target of each output, then the upper one.

`o` and `E` have shape `(K,)`, and so have both results.

For `o = [0.5]` and `E = [0.02]` the result is `([0.3], [0.7])`.""",
        r"""`recover_targets(o, E)`를 작성하세요. 출력마다 그 값과 그 출력만의 오차를 알고 있습니다.

$$E_k = \frac{1}{2} (t_k - o_k)^2$$

어떤 목푯값이 가능할까요? $t_k$에 대해 풀어 보세요. 배열 두 개를 반환합니다. 먼저 출력마다 작은 쪽 목푯값, 그다음 큰 쪽 목푯값입니다.

`o`와 `E`의 형상은 `(K,)`이고 두 결과의 형상도 같습니다.

`o = [0.5]`, `E = [0.02]`이면 결과는 `([0.3], [0.7])`입니다.""",
    ),
    docstring_ko="""출력 o의 오차가 E = 1/2 (t - o)^2가 되는 목푯값 둘을 작은 쪽, 큰 쪽 순서로 반환합니다.

    형상: (K,), (K,) -> (K,), (K,)
    참고: `half_sse`의 식을 거꾸로 읽습니다
    >>> recover_targets(np.array([0.5]), np.array([0.02]))
    (array([0.3]), array([0.7]))
    """,
    cases=_recover_targets_cases,
    returns=("lower", "upper"),
    misconceptions=(
        Misconception(
            "only-one-root",
            Text("only one of the two targets", "두 목푯값 가운데 하나뿐입니다"),
            lambda o, E: o - np.sqrt(2 * E),
            Text(
                "The square of 3 is 9. Which other number has the square 9?",
                "3을 제곱하면 9입니다. 제곱해서 9가 되는 수가 또 있지 않나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "both-in-one-array",
            Text("both targets in one array instead of two", "두 목푯값이 배열 하나에 들어 있습니다"),
            lambda o, E: np.array([o - np.sqrt(2 * E), o + np.sqrt(2 * E)]),
            Text(
                "The numbers are right. How does a Python function return two things?",
                "수는 맞습니다. 파이썬 함수가 두 가지를 반환하려면 어떻게 쓰나요?",
            ),
            "type.wrong",
            variants=(lambda o, E: np.stack([o - np.sqrt(2 * E), o + np.sqrt(2 * E)], axis=1),),
        ),
        Misconception(
            "upper-first",
            Text("the upper target comes first", "큰 쪽 목푯값이 먼저 나옵니다"),
            lambda o, E: (o + np.sqrt(2 * E), o - np.sqrt(2 * E)),
            Text(
                "Both targets are right. In which order does the task want them?",
                "두 목푯값은 맞습니다. 문제에서는 어떤 순서를 원하나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "half-forgotten",
            Text("the factor one half of the error is forgotten", "오차에 있는 1/2을 잊었습니다"),
            lambda o, E: (o - np.sqrt(E), o + np.sqrt(E)),
            Text(
                "Put your target into the formula of the error. Does the error come out, or half of it?",
                "구한 목푯값을 오차의 식에 넣어 보세요. 오차가 그대로 나오나요, 절반이 나오나요?",
            ),
            "scale.half",
            variants=(lambda o, E: (o + np.sqrt(E), o - np.sqrt(E)),),
        ),
        Misconception(
            "half-on-the-wrong-side",
            Text("divided by two where it should be doubled", "두 배 해야 할 곳에서 반으로 나누었습니다"),
            lambda o, E: (o - np.sqrt(E / 2), o + np.sqrt(E / 2)),
            Text(
                "One half times the square is E. Then what is the square itself?",
                "제곱의 절반이 E입니다. 그러면 제곱 자체는 무엇일까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "root-forgotten",
            Text("the square root is missing", "제곱근을 구하지 않았습니다"),
            lambda o, E: (o - 2 * E, o + 2 * E),
            Text(
                "You know the square of the distance. How do you get the distance?",
                "거리의 제곱을 알고 있습니다. 거리는 어떻게 구하나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "distance-only",
            Text("the distances from the output, without the output", "출력 없이 거리만 반환했습니다"),
            lambda o, E: (-np.sqrt(2 * E), np.sqrt(2 * E)),
            Text(
                "You found how far the target is from the output. Where does that journey start?",
                "목푯값이 출력에서 얼마나 떨어져 있는지를 구했습니다. 그 거리는 어디에서부터 재나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "two-outside-the-root",
            Text("the 2 stands outside the root", "2가 제곱근 밖에 있습니다"),
            lambda o, E: (o - 2 * np.sqrt(E), o + 2 * np.sqrt(E)),
            Text(
                "$(t - o)^2 = 2E$. Of what is the root taken?", "$(t - o)^2 = 2E$입니다. 무엇의 제곱근을 구해야 할까요?"
            ),
            "opt.square_missing",
        ),
        Misconception(
            "distance-first",
            Text(
                "the output is taken from the distance, not the distance from the output",
                "출력에서 거리를 뺀 것이 아니라 거리에서 출력을 뺐습니다",
            ),
            lambda o, E: (np.sqrt(2 * E) - o, np.sqrt(2 * E) + o),
            Text(
                "Below `o` by the distance: which of the two is subtracted from which?",
                "`o`에서 거리만큼 내려갑니다. 어느 것에서 어느 것을 빼야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "total-error",
            Text("the errors of all outputs were added up first", "모든 출력의 오차를 먼저 더했습니다"),
            lambda o, E: (o - np.sqrt(2 * np.sum(E)), o + np.sqrt(2 * np.sum(E))),
            Text(
                "Each output has an error of its own. Are the distances of your targets from their outputs all the same?",
                "출력마다 자기 오차가 있습니다. 구한 목푯값과 출력 사이의 거리가 모두 같지 않나요?",
            ),
            "reduce.sum_vs_mean",
            variants=(
                lambda o, E: (o - np.sqrt(2 * np.mean(E)), o + np.sqrt(2 * np.mean(E))),
                lambda o, E: (o - np.sqrt(np.sum(E)), o + np.sqrt(np.sum(E))),
            ),
        ),
        Misconception(
            "output-under-the-root",
            Text("the output stands under the root", "출력까지 제곱근 안에 넣었습니다"),
            lambda o, E: (o - np.sqrt(2 * E + o), o + np.sqrt(2 * E + o)),
            Text(
                "When E is 0, the target is the output itself. Does it come out of your formula?",
                "E가 0이면 목푯값은 출력과 같습니다. 여러분의 식에서도 그렇게 나오나요?",
            ),
            "chain.wrong_input",
            variants=(lambda o, E: (-np.sqrt(2 * E + o), np.sqrt(2 * E + o)),),
        ),
    ),
    alternatives=(_recover_by_loop, _recover_by_abc_formula, _recover_sorted),
    hints=(
        Text(
            "The error tells how far the target is away, but not in which direction.",
            "오차는 목푯값이 얼마나 떨어져 있는지 알려 주지만 어느 쪽인지는 알려 주지 않습니다.",
        ),
        Text(
            r"$(t_k - o_k)^2 = 2 E_k$, so the distance is a square root; everything has shape `(K,)`.",
            r"$(t_k - o_k)^2 = 2 E_k$이므로 거리는 제곱근입니다. 모두 형상이 `(K,)`입니다.",
        ),
        Text(
            "Work out the distance once, then go down from `o` by it and up from `o` by it; return both, separated by a comma.",
            "거리를 한 번 구한 다음 `o`에서 그만큼 내려간 값과 올라간 값을 만듭니다. 두 값을 쉼표로 나누어 반환합니다.",
        ),
    ),
)
