"""The card of `collapse`: Two layers without a bend are one."""

from typing import Any

import numpy as np

from dlcourse import multilayer
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _collapse_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("two inputs, three in the middle, two outputs", "입력 둘, 가운데 셋, 출력 둘"),
            (
                np.array([[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]),
                np.array([1.0, 0.0, 2.0]),
                np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]]),
                np.array([0.5, -0.5]),
            ),
        ),
        Case(
            Text("one unit everywhere", "층마다 유닛 하나"),
            (np.array([[2.0]]), np.array([3.0]), np.array([[5.0]]), np.array([7.0])),
        ),
        Case(
            Text("square layers", "정사각 행렬인 층"),
            (
                np.array([[1.0, 2.0], [3.0, -1.0]]),
                np.array([1.0, -2.0]),
                np.array([[0.0, 1.0], [2.0, 1.0]]),
                np.array([0.5, 3.0]),
            ),
        ),
        Case(
            Text("a single output", "출력 하나"),
            (rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=(4, 1)), rng.normal(size=1)),
            hidden=True,
        ),
        Case(
            Text("random layers", "무작위로 만든 두 층"),
            (rng.normal(size=(4, 3)), rng.normal(size=3), rng.normal(size=(3, 5)), rng.normal(size=5)),
            hidden=True,
        ),
    )


def _collapse_by_asking(W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    def both(x: Any) -> Any:
        return (x @ W1 + b1) @ W2 + b2

    b = both(np.zeros(len(W1)))
    return both(np.eye(len(W1))) - b, b


def _collapse_by_loops(W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    W, b = np.zeros((W1.shape[0], W2.shape[1])), b2.copy()
    for k in range(W2.shape[1]):
        for j in range(W1.shape[1]):
            b[k] += b1[j] * W2[j, k]
            for i in range(W1.shape[0]):
                W[i, k] += W1[i, j] * W2[j, k]
    return W, b


def _collapse_augmented(W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    first = np.vstack([np.column_stack([W1, np.zeros(len(W1))]), np.append(b1, 1.0)])
    both = first @ np.vstack([W2, b2])
    return both[:-1], both[-1]


CARD = Exercise(
    id="collapse",
    reference=multilayer.collapse,
    points=3.0,
    stars=2,
    title=Text("Two layers without a bend are one", "사이에 비선형 함수가 없는 두 층은 한 층"),
    text=Text(
        r"""Write `collapse(W1, b1, W2, b2)`. Two layers follow each other with **no activation** between them. Return the weights and bias `(W, b)` of the single layer that does the same, so that for every `X`

$$X W + b = (X W_1 + b_1) W_2 + b_2$$

`W1` has shape `(D, H)`, `b1` `(H,)`, `W2` `(H, M)`, `b2` `(M,)`; so `W` has shape `(D, M)` and `b` has shape `(M,)`.

With one unit everywhere, `W1 = [[2.0]]`, `b1 = [3.0]`, `W2 = [[5.0]]`, `b2 = [7.0]`, the result is `[[10.0]]` and `[22.0]`.""",
        r"""`collapse(W1, b1, W2, b2)`를 작성하세요. 두 층이 이어져 있고 사이에 **활성화 함수가 없습니다**. 이 둘과 똑같은 일을 하는 층 하나의 가중치와 편향 `(W, b)`를 반환합니다. 곧 모든 `X`에 대해 다음이 성립해야 합니다.

$$X W + b = (X W_1 + b_1) W_2 + b_2$$

`W1`의 형상은 `(D, H)`, `b1`은 `(H,)`, `W2`는 `(H, M)`, `b2`는 `(M,)`입니다. 그러므로 `W`의 형상은 `(D, M)`, `b`의 형상은 `(M,)`입니다.

층마다 유닛이 하나이고 `W1 = [[2.0]]`, `b1 = [3.0]`, `W2 = [[5.0]]`, `b2 = [7.0]`이면 결과는 `[[10.0]]`과 `[22.0]`입니다.""",
    ),
    docstring_ko="""활성화 함수 없이 이어진 두 층과 똑같은 일을 하는 층 하나의 W, b입니다.

    형상: (D, H), (H,), (H, M), (M,) -> (D, M), (M,)
    예외: 형상이 서로 맞지 않으면 ValueError
    참고: Minsky & Papert (1969)
    >>> W1, b1 = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]), np.array([1.0, 0.0, 2.0])
    >>> W2, b2 = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]]), np.array([0.5, -0.5])
    >>> collapse(W1, b1, W2, b2)
    (array([[5., 2.],
           [2., 2.]]), array([ 1.5, -2.5]))
    """,
    cases=_collapse_cases,
    returns=("W", "b"),
    misconceptions=(
        Misconception(
            "biases-added",
            Text("the two biases are simply added", "두 편향을 그냥 더했습니다"),
            lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2),
            Text(
                "Put a zero into both layers. On its way out, what does `b1` still have to pass through?",
                "두 층에 0을 넣어 보세요. `b1`이 밖으로 나오기까지 무엇을 더 지나야 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "biases-multiplied",
            Text("the two biases are multiplied", "두 편향을 곱했습니다"),
            lambda W1, b1, W2, b2: (W1 @ W2, b1 * b2),
            Text(
                "Multiply the formula out by hand for one unit. Do the two biases ever meet in a product?",
                "유닛이 하나일 때의 식을 손으로 전개해 보세요. 두 편향이 서로 곱해지는 곳이 있나요?",
            ),
            "chain.wrong_input",
            variants=(lambda W1, b1, W2, b2: (W1 @ W2, (b1 @ W2) * b2),),
        ),
        Misconception(
            "order-exchanged",
            Text("the matrices are multiplied in the other order", "두 행렬을 반대 순서로 곱했습니다"),
            lambda W1, b1, W2, b2: (W2 @ W1, b1 @ W2 + b2),
            Text(
                "Rows meet the first layer first. Which of the two matrices stands next to `X`?",
                "행은 첫째 층을 먼저 만납니다. `X` 바로 옆에 오는 행렬은 어느 것인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "entry-by-entry",
            Text("the matrices are multiplied entry by entry", "두 행렬을 같은 자리끼리 곱했습니다"),
            lambda W1, b1, W2, b2: (W1 * W2, b1 @ W2 + b2),
            Text(
                "The star multiplies numbers in equal places. Which sign makes rows meet columns?",
                "별표는 같은 자리의 수를 곱합니다. 행과 열을 곱하는 기호는 무엇인가요?",
            ),
            "shape.transposed",
            variants=(lambda W1, b1, W2, b2: (W1 * W2, b1 * W2 + b2),),
        ),
        Misconception(
            "hidden-bias-lost",
            Text("the first bias is lost", "첫째 층의 편향이 사라졌습니다"),
            lambda W1, b1, W2, b2: (W1 @ W2, b2 + 0.0),
            Text(
                "Your weights are right. What comes out of both layers when the input is all zeros?",
                "가중치는 맞습니다. 입력이 모두 0이면 두 층을 지나 무엇이 나오나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "output-bias-lost",
            Text("the second bias is lost", "둘째 층의 편향이 사라졌습니다"),
            lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2),
            Text("What does the last layer add at the very end?", "마지막 층은 맨 끝에 무엇을 더하나요?"),
            "bias.missing",
        ),
        Misconception(
            "bias-as-a-row",
            Text("the bias has shape (1, M) instead of (M,)", "편향의 형상이 (M,)이 아니라 (1, M)입니다"),
            lambda W1, b1, W2, b2: (W1 @ W2, b1.reshape(1, -1) @ W2 + b2),
            Text(
                "The numbers are right. `b1` is a plain list of numbers; does it need to become a matrix first?",
                "숫자는 맞습니다. `b1`은 수를 한 줄로 늘어놓은 것입니다. 먼저 행렬로 바꾸어야 할까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "columns-convention",
            Text(
                "the weights are transposed, as in books that write examples as columns",
                "샘플을 열로 쓰는 책처럼 가중치를 전치했습니다",
            ),
            lambda W1, b1, W2, b2: (W2.T @ W1.T, b1 @ W2 + b2),
            Text(
                "In this course rows are examples. Which shape must `W` have so that `X @ W` fits?",
                "이 강의에서는 행이 샘플입니다. `X @ W`가 맞으려면 `W`의 형상은 무엇이어야 하나요?",
            ),
            "shape.transposed",
        ),
    ),
    alternatives=(
        _collapse_by_asking,
        _collapse_by_loops,
        _collapse_augmented,
        lambda W1, b1, W2, b2: (np.einsum("dh,hm->dm", W1, W2), np.einsum("h,hm->m", b1, W2) + b2),
    ),
    hints=(
        Text(
            "Forget matrices for a moment: with plain numbers, what is $(a x + b) c + d$ when you multiply it out?",
            "잠시 행렬은 잊고 수로 생각해 봅니다. $(a x + b) c + d$를 전개하면 무엇이 되나요?",
        ),
        Text(
            "What stands next to `X` is `W`, and it must have shape `(D, M)`. All that does not contain `X` is `b`, with shape `(M,)`. `(H,)` times `(H, M)` is `(M,)`.",
            "`X` 옆에 남는 것이 `W`이고 형상은 `(D, M)`이어야 합니다. `X`가 들어 있지 않은 나머지가 모두 `b`이고 형상은 `(M,)`입니다. `(H,)`와 `(H, M)`의 곱은 `(M,)`입니다.",
        ),
        Text(
            "The weights: the product of the two matrices, in the order in which a row meets them. The bias: send the first bias through the second matrix, then add the second bias.",
            "가중치는 행이 만나는 순서대로 두 행렬을 곱한 것입니다. 편향은 첫째 편향을 둘째 행렬에 통과시킨 다음 둘째 편향을 더한 것입니다.",
        ),
    ),
)
