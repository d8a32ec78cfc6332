"""The card of `dropout_backward`: Dropout, backwards."""

from typing import Any

import numpy as np

from dlcourse import regularizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _some_mask(rng: np.random.Generator, shape: tuple[int, ...], p: float) -> np.ndarray:
    mask = (rng.random(shape) >= p) / (1 - p)
    mask.flat[0], mask.flat[-1] = 0.0, 1 / (1 - p)  # both kinds, whatever chance says
    return mask


def _dropout_backward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("one dropped, one kept", "하나는 꺼지고 하나는 남은 경우"),
            (np.array([[1.0, 2.0]]), np.array([[0.0, 4.0]])),
        ),
        Case(
            Text("a small table", "작은 표"),
            (np.array([[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]]), np.array([[1.25, 0.0, 1.25], [1.25, 1.25, 0.0]])),
        ),
        Case(
            Text("a random mask", "무작위 마스크"), (rng.normal(size=(7, 4)), _some_mask(rng, (7, 4), 0.6)), hidden=True
        ),
        Case(
            Text("without training", "훈련이 아닐 때의 마스크"), (rng.normal(size=(3, 2)), np.ones((3, 2))), edge=True
        ),
    )


def _dropout_backward_by_loop(dout: Any, mask: Any) -> Any:
    dx = np.zeros(dout.shape)
    for i, row in enumerate(mask):
        for j, scale in enumerate(row):
            dx[i, j] = dout[i, j] * scale
    return dx


def _of_another_mask(value: Any, dout: Any, mask: Any) -> bool:
    """Whether another mask of the same scale was multiplied: neither the right one, nor its reverse, nor none at all.

    Such a mask lets something through where the right one does not.
    """
    kept = value != 0
    if not (kept & (mask == 0)).any():
        return False
    scaled = any(np.allclose(value[kept], (dout * scale)[kept]) for scale in (1.0, mask.max()))
    agrees = kept == (mask > 0)
    return bool(value.size > 5 and scaled and 0 < kept.mean() < 1 and 0 < agrees.mean() < 1)


CARD = Exercise(
    id="dropout-backward",
    reference=regularizers.dropout_backward,
    points=2.0,
    stars=1,
    title=Text("Dropout, backwards", "드롭아웃의 역전파"),
    text=Text(
        r"""Write `dropout_backward(dout, mask)`. Back-propagation arrives at the output of `dropout` with `dout`; what goes on to its input?

`dout` and the `mask` that the forward pass returned both have shape `(N, M)`. Return the gradient at the input, of that shape.

Use the mask as it is: the same units, the same scale as on the way forward.""",
        r"""`dropout_backward(dout, mask)`를 작성하세요. 역전파가 `dropout`의 출력에 `dout`을 가지고 도착했습니다. 입력 쪽으로는 무엇이 전해질까요?

`dout`과, 순전파가 반환한 `mask`의 형상은 모두 `(N, M)`입니다. 형상이 같은 입력의 기울기를 반환합니다.

마스크를 그대로 씁니다. 순전파 때와 같은 유닛, 같은 배율입니다.""",
    ),
    docstring_ko="""`dropout`의 출력에서의 기울기와 마스크로 입력에서의 기울기를 구합니다.

    형상: (N, M), (N, M) -> (N, M)
    예외: 형상이 서로 다르면 ValueError
    참고: Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014)
    >>> dropout_backward(np.array([[1.0, 2.0]]), mask=np.array([[0.0, 4.0]]))
    array([[0., 8.]])
    """,
    cases=_dropout_backward_cases,
    misconceptions=(
        Misconception(
            "scale-lost",
            Text("the dropped units are right, but the scale is missing", "꺼진 유닛은 맞지만 배율이 빠졌습니다"),
            lambda dout, mask: dout * (mask > 0),
            Text(
                "On the way forward the survivors were multiplied by more than 1. What is the derivative of `a * 4`?",
                "순전파에서 남은 수에 1보다 큰 수를 곱했습니다. `a * 4`를 미분하면 얼마인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "scaled-twice",
            Text("the scale is applied twice", "배율을 두 번 곱했습니다"),
            lambda dout, mask: dout * mask * np.max(mask),
            Text(
                "The scale 1/(1 - p) is already in the mask. How often is the mask multiplied on the way forward?",
                "배율 1/(1 - p)은 이미 마스크에 들어 있습니다. 순전파에서 마스크를 몇 번 곱하나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "straight-through",
            Text(
                "the gradient passes as if nothing had been dropped",
                "아무것도 꺼지지 않은 것처럼 기울기를 그대로 보냈습니다",
            ),
            lambda dout, mask: dout.copy(),
            Text(
                "Change an input that was dropped. Does the output change? What must its gradient be?",
                "꺼진 입력을 바꾸어 보세요. 출력이 달라지나요? 그러면 그 기울기는 얼마여야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "mask-alone",
            Text("the mask without the gradient from above", "상류 기울기 없이 마스크만 반환했습니다"),
            lambda dout, mask: mask.copy(),
            Text(
                "The chain rule multiplies two things. Which one is missing?",
                "연쇄 법칙은 두 가지를 곱합니다. 무엇이 빠졌나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "dropped-instead-of-kept",
            Text("the gradient goes to the dropped units", "꺼진 유닛에 기울기를 보냈습니다"),
            lambda dout, mask: dout * (mask == 0) * np.max(mask),
            Text(
                "Where the mask is 0, nothing came through. Which units should learn?",
                "마스크가 0인 곳으로는 아무것도 지나가지 않았습니다. 어떤 유닛이 배워야 할까요?",
            ),
            "sign.flipped",
            variants=(lambda dout, mask: dout * (mask == 0), lambda dout, mask: dout * (1 - mask)),
        ),
        Misconception(
            "new-mask",
            Text("a new random mask on the way back", "돌아오는 길에 마스크를 새로 뽑았습니다"),
            lambda dout, mask: (
                dout * (np.random.default_rng(0).random(mask.shape) >= np.mean(mask == 0)) * np.max(mask)
            ),
            Text(
                "A unit that was off had no influence on this loss. Which mask knows who was off?",
                "꺼져 있던 유닛은 이번 손실에 영향을 주지 않았습니다. 누가 꺼져 있었는지는 어떤 마스크가 알고 있나요?",
            ),
            "state.not_returned",
            shows=lambda case, value: _of_another_mask(value, *case.args),
        ),
        Misconception(
            "divided-by-the-mask",
            Text("divided by the mask instead of multiplied", "마스크를 곱하지 않고 나누었습니다"),
            lambda dout, mask: dout / mask,
            Text(
                "What comes out where the mask is 0? And what is the slope of `a * 4`?",
                "마스크가 0인 곳에서는 무엇이 나오나요? `a * 4`의 기울기는 얼마인가요?",
            ),
            "sign.flipped",
            variants=(lambda dout, mask: np.divide(dout, mask, out=np.zeros_like(dout), where=mask != 0),),
        ),
        Misconception(
            "mask-added",
            Text("the mask is added, not multiplied", "마스크를 곱하지 않고 더했습니다"),
            lambda dout, mask: dout + mask,
            Text(
                "How does the forward pass join numbers and mask? What does the chain rule make of that?",
                "순전파에서는 수와 마스크를 어떻게 합치나요? 연쇄 법칙으로는 무엇이 되나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "matrix-product",
            Text("a matrix product instead of a product element by element", "원소끼리의 곱이 아니라 행렬 곱입니다"),
            lambda dout, mask: dout @ mask.T,
            Text(
                "Does one unit of an example have anything to do with another example here?",
                "여기서 한 샘플의 유닛이 다른 샘플과 관계가 있나요?",
            ),
            "shape.transposed",
            variants=(
                lambda dout, mask: dout @ mask.T @ mask,
                lambda dout, mask: dout @ mask.T @ np.ones_like(dout),
                lambda dout, mask: dout @ mask.T @ dout,
                lambda dout, mask: mask @ mask.T @ dout,
                lambda dout, mask: mask @ dout.T @ mask,
                lambda dout, mask: dout.T @ mask,
                lambda dout, mask: mask @ dout.T,
                lambda dout, mask: mask.T @ dout,
            ),
        ),
        Misconception(
            "summed-over-the-batch",
            Text("summed over the examples", "샘플에 걸쳐 더했습니다"),
            lambda dout, mask: (dout * mask).sum(axis=0),
            Text(
                "Every number of the input had its own output. Whose gradients do you add up?",
                "입력의 수마다 출력이 하나씩 있었습니다. 무엇의 기울기를 더하고 있나요?",
            ),
            "reduce.sum_vs_mean",
            variants=(
                lambda dout, mask: (dout * mask).sum(axis=1),
                lambda dout, mask: (dout * mask).sum(),
                lambda dout, mask: (dout * mask).mean(axis=0),
            ),
        ),
    ),
    alternatives=(
        _dropout_backward_by_loop,
        lambda dout, mask: np.einsum("ij,ij->ij", dout, mask),
        lambda dout, mask: np.where(mask == 0, 0.0, dout * mask.max()),
        lambda dout, mask: np.multiply(mask, dout),
    ),
    hints=(
        Text(
            "Each output is one input times one number. What is the slope of that?",
            "출력 하나는 입력 하나에 수 하나를 곱한 것입니다. 그 기울기는 무엇일까요?",
        ),
        Text(
            "$\\text{out}_{ij} = a_{ij} \\, m_{ij}$, so the local slope is $m_{ij}$; shapes `(N, M)` everywhere.",
            "$\\text{out}_{ij} = a_{ij} \\, m_{ij}$이므로 국소 기울기는 $m_{ij}$입니다. 형상은 모두 `(N, M)`입니다.",
        ),
        Text(
            "Multiply what comes from above by the local slope, element by element. It is one line.",
            "상류 기울기에 국소 기울기를 원소끼리 곱합니다. 한 줄이면 됩니다.",
        ),
    ),
)
