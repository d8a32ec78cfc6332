"""The card of `relative_error`: How far are two gradients apart?"""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import gradcheck
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _size(a: Any) -> float:
    return float(np.max(np.abs(a)))


def _off(a: Any, b: Any) -> float:
    return _size(np.asarray(a) - b)


def _over(size: Callable[[Any, Any], float], off: Callable[[Any, Any], float] = _off) -> Any:
    """The difference over some size, and 0 where both gradients are 0."""

    def relative_error(a: Any, b: Any) -> float:
        return off(a, b) / size(a, b) if np.any(a) or np.any(b) else 0.0

    return relative_error


def _larger(a: Any, b: Any) -> float:
    return max(_size(a), _size(b))


def _length(a: Any) -> float:
    return float(np.linalg.norm(a))


def _unguarded(a: Any, b: Any) -> float:
    with np.errstate(all="ignore"):
        return float(np.float64(_off(a, b)) / np.float64(_larger(a, b)))


def _number_by_number(a: Any, b: Any) -> float:
    larger = np.maximum(np.abs(a), np.abs(b))
    return float(np.max(np.abs(np.asarray(a) - b) / np.where(larger > 0, larger, 1.0)))


def _by_loops(a: Any, b: Any) -> float:
    off = size = 0.0
    for x, y in zip(np.ravel(a), np.ravel(b), strict=True):
        off, size = max(off, abs(float(x) - float(y))), max(size, abs(float(x)), abs(float(y)))
    return off if off == 0 else off / size


def _stacked(a: Any, b: Any) -> float:
    size = np.abs(np.stack([a, b])).max()
    return float(np.abs(a - b).max() / size) if size else 0.0


def _by_norm(a: Any, b: Any) -> float:
    off, *sizes = (np.linalg.norm(np.ravel(each), np.inf) for each in (a - b, a, b))
    return float(np.divide(off, max(sizes), out=np.zeros(()), where=max(sizes) > 0))


def _relative_error_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    a = rng.normal(size=(3, 4))
    small = 1e-3 * rng.uniform(0.5, 1.0, size=5)
    return (
        Case(Text("two numbers each", "수 두 개씩"), (np.array([1.0, 4.0]), np.array([1.0, 5.0]))),
        Case(
            Text("a small number and a large one", "작은 수와 큰 수"),
            (np.array([0.001, -8.0]), np.array([0.003, -7.0])),
        ),
        Case(
            Text("negative numbers are the largest", "절댓값이 가장 큰 수가 음수일 때"),
            (np.array([1.0, -6.0, 2.0]), np.array([2.0, -4.0, 2.5])),
        ),
        Case(Text("tables", "표"), (a, a + 0.1 * rng.uniform(0.5, 1.0, size=(3, 4))), hidden=True),
        Case(Text("the second gradient is the larger one", "둘째 기울기가 더 클 때"), (small, 3 * small), hidden=True),
        Case(Text("the first gradient is the larger one", "첫째 기울기가 더 클 때"), (4 * small, small), hidden=True),
        Case(Text("both are all 0", "둘 다 모두 0일 때"), (np.zeros(3), np.zeros(3)), edge=True, silent=True),
    )


CARD = Exercise(
    id="relative-error",
    reference=gradcheck.relative_error,
    points=2.0,
    stars=1,
    title=Text("How far are two gradients apart?", "두 기울기는 얼마나 다를까요?"),
    text=Text(
        """Write `relative_error(a, b)` for two gradients of the same shape, one derived and one measured. It is the largest size of a difference between them, compared with the largest size of a number in *either* of them.

Two gradients that are 0 everywhere agree: the answer is then 0, without a warning. The result is one number.

`[1.0, 4.0]` and `[1.0, 5.0]` give 0.2.""",
        """형상이 같은 두 기울기에 대해 `relative_error(a, b)`를 작성하세요. 하나는 유도한 것이고 하나는 잰 것입니다. 둘 사이에서 가장 크게 벌어진 차이를, **어느 쪽이든** 절댓값이 가장 큰 수와 비교한 것입니다.

둘 다 모두 0이면 서로 같으므로 경고 없이 0을 답합니다. 결과는 수 하나입니다.

`[1.0, 4.0]`과 `[1.0, 5.0]`이면 0.2입니다.""",
    ),
    docstring_ko="""두 기울기가 자기 크기에 비해 얼마나 떨어져 있는지 답합니다. 1e-7보다 작으면 사실상 같습니다.

    식:   가장 큰 |a - b| / max(가장 큰 |a|, 가장 큰 |b|), 둘 다 0이면 0
    형상: 어떤 형상이든, 같은 형상 -> ()
    참고: `numerical_gradient`
    >>> relative_error(np.array([1.0, 4.0]), np.array([1.0, 5.0]))
    0.2
    """,
    cases=_relative_error_cases,
    misconceptions=(
        Misconception(
            "not-compared",
            Text("the difference itself, compared with nothing", "차이 자체이고, 무엇과도 비교하지 않았습니다"),
            _off,
            Text(
                "Is a difference of 0.001 small? Beside a gradient of 5, and beside one of 0.002?",
                "0.001의 차이는 작은가요? 기울기가 5일 때와 0.002일 때를 견주어 보세요.",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "second-alone",
            Text("compared with the second gradient alone", "둘째 기울기하고만 비교했습니다"),
            _over(lambda a, b: _size(b) or 1.0),
            Text(
                "Exchange the two gradients. Should the answer change?",
                "두 기울기를 서로 바꾸어 보세요. 답이 달라져야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "first-alone",
            Text("compared with the first gradient alone", "첫째 기울기하고만 비교했습니다"),
            _over(lambda a, b: _size(a) or 1.0),
            Text(
                "Exchange the two gradients. Is the answer still the same?",
                "두 기울기를 서로 바꾸어도 답이 같은가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "sum-of-both",
            Text("compared with the sum of both sizes", "두 크기의 합과 비교했습니다"),
            _over(lambda a, b: _size(a) + _size(b)),
            Text(
                "Your numbers are about half as large as they should be. With what is the difference compared?",
                "결과가 절반쯤입니다. 차이를 무엇과 비교하나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "number-by-number",
            Text("every number is compared with itself", "수마다 자기 자신과 비교했습니다"),
            _number_by_number,
            Text(
                "A number near 0 may be measured badly without harm. Take the largest difference first, then divide once.",
                "0에 가까운 수는 조금 부정확하게 재어도 괜찮습니다. 먼저 가장 큰 차이를 구하고, 한 번만 나눕니다.",
            ),
            "axis.wrong",
        ),
        Misconception(
            "mean-difference",
            Text("the mean of the differences, not the largest one", "가장 큰 차이가 아니라 차이의 평균입니다"),
            _over(_larger, lambda a, b: float(np.mean(np.abs(np.asarray(a) - b)))),
            Text(
                "One wrong number among a thousand: what does a mean make of it?",
                "천 개 중 하나만 틀렸다면 평균에서는 어떻게 보일까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "sign-of-the-difference",
            Text("the difference keeps its sign", "차이에 부호가 남아 있습니다"),
            _over(_larger, lambda a, b: float(np.max(np.asarray(a) - b))),
            Text(
                "Where `b` is larger than `a`, the difference is negative. Is it a small one then?",
                "`b`가 `a`보다 크면 차이가 음수입니다. 그렇다고 작은 차이일까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "largest-with-its-sign",
            Text("the largest number is sought without its absolute value", "절댓값 없이 가장 큰 수를 찾았습니다"),
            _over(lambda a, b: float(max(np.max(a), np.max(b))) or 1.0),
            Text(
                "A gradient of -8 is a large one. What does `np.max` say of -8 and 0.001?",
                "-8은 큰 기울기입니다. -8과 0.001 가운데 `np.max`가 고르는 것은 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "zero-over-zero",
            Text("0 divided by 0 where both gradients are 0", "둘 다 0일 때 0을 0으로 나누었습니다"),
            _unguarded,
            Text(
                "What is there to compare with when both gradients are 0 everywhere, and what should the answer be?",
                "두 기울기가 모두 0이면 무엇과 비교할 수 있고, 답은 무엇이어야 할까요?",
            ),
            "boundary.zero",
            variants=(
                lambda a, b: float(np.max(np.abs(a - b)) / np.max(np.abs(np.stack([a, b])))),
                lambda a, b: _off(a, b) / _larger(a, b),
            ),
        ),
        Misconception(
            "lengths-compared",
            Text(
                "lengths (Euclidean norms) are compared, not the largest numbers",
                "가장 큰 수가 아니라 길이(유클리드 노름)를 비교했습니다",
            ),
            _over(lambda a, b: max(_length(a), _length(b)), lambda a, b: _length(np.asarray(a) - b)),
            Text(
                "Among a thousand differences one is large. Does a length show it as plainly as the task wants?",
                "차이 천 개 가운데 하나만 큽니다. 길이로 재면 문제에서 원하는 만큼 뚜렷이 드러날까요?",
            ),
            "reduce.sum_vs_mean",
            variants=(
                _over(lambda a, b: _length(a) + _length(b), lambda a, b: _length(np.asarray(a) - b)),
                _over(lambda a, b: _length(a) or 1.0, lambda a, b: _length(np.asarray(a) - b)),
                _over(lambda a, b: _length(b) or 1.0, lambda a, b: _length(np.asarray(a) - b)),
            ),
        ),
    ),
    alternatives=(_by_loops, _stacked, _by_norm),
    hints=(
        Text(
            "Two numbers are needed: how far the gradients are apart at worst, and how large they are at most.",
            "두 수가 필요합니다. 두 기울기가 가장 크게 벌어진 정도와, 기울기의 가장 큰 크기입니다.",
        ),
        Text(
            "Largest $|a_i - b_i|$, divided by the larger one of the largest $|a_i|$ and the largest $|b_i|$.",
            "가장 큰 $|a_i - b_i|$를, 가장 큰 $|a_i|$와 가장 큰 $|b_i|$ 가운데 더 큰 것으로 나눕니다.",
        ),
        Text(
            "`np.abs` and `np.max` three times; ask whether the divisor is 0 before you divide.",
            "`np.abs`와 `np.max`를 세 번 씁니다. 나누기 전에 나누는 수가 0인지 물어보세요.",
        ),
    ),
)
