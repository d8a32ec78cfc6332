"""The card of `orthogonal`: Random, but length-preserving."""

from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.initializers._shared import about_seeds, fresh_rng, not_from_rng, seeds, strays
from dlcourse.language import Text


def _tall(shape: Any, rng: Any) -> Any:
    return np.linalg.qr(rng.normal(size=(max(shape), min(shape))))[0]


def _turned(shape: Any, Q: Any) -> Any:
    return Q if shape[0] >= shape[1] else Q.T


def _unit_columns(shape: Any, *, rng: Any) -> Any:
    W = rng.normal(size=shape)
    return W / np.linalg.norm(W, axis=0)


def _upper(shape: Any, *, rng: Any) -> Any:
    return np.linalg.qr(rng.normal(size=shape))[1]


def _shuffled_rows(shape: Any, *, rng: Any) -> Any:
    return rng.permuted(np.eye(*shape), axis=1) if shape[0] < 2 else rng.permutation(np.eye(*shape))


def _orthogonal_shuffled(shape: Any, *, rng: Any) -> Any:
    Q = _tall(shape, rng)
    np.random.shuffle(Q)  # noqa: NPY002  # this second source of chance is the mistake
    return _turned(shape, Q)


def _orthogonal_by_svd(shape: Any, *, rng: Any) -> Any:
    U, _, V = np.linalg.svd(rng.normal(size=shape), full_matrices=False)
    return U @ V


def _orthogonal_by_gram_and_schmidt(shape: Any, *, rng: Any) -> Any:
    long, short = max(shape), min(shape)
    found: list[Any] = []
    while len(found) < short:
        vector = rng.normal(size=long)
        for _ in range(2):  # a second pass removes what rounding left of the first
            for other in found:
                vector = vector - (vector @ other) * other
        found.append(vector / np.linalg.norm(vector))
    return _turned(shape, np.array(found).T)


def _orthogonal_by_symmetric(shape: Any, *, rng: Any) -> Any:
    """Eigenvectors of a symmetric random matrix stand at right angles."""
    size = max(shape)
    A = rng.normal(size=(size, size))
    return np.linalg.eigh(A + A.T)[1][: shape[0], : shape[1]]


def _products(value: Any) -> Any:
    return value.T @ value if value.shape[0] >= value.shape[1] else value @ value.T


_ANGLES = Text(
    "The columns of your matrix (its rows, if it is wide) do not all have length 1 and right angles.",
    "행렬의 열(가로로 길면 행)이 모두 길이 1이고 서로 직각인 것은 아닙니다.",
)


_ZEROS = Text(
    "Your matrix only moves numbers to other places; it should be a random direction for every column.",
    "이 행렬은 수의 자리를 바꾸기만 합니다. 열마다 무작위 방향이어야 합니다.",
)


def _accept_orthogonal(case: Case, value: Any) -> Text | None:
    if about_seeds(case):
        return not_from_rng(value)
    products = _products(value)
    if not np.allclose(products, np.eye(len(products)), rtol=0, atol=1e-5 if value.dtype == np.float32 else 1e-8):
        return _ANGLES
    return _ZEROS if np.all((value == 0) | (np.abs(value) == 1)) else None


def _plain_shape(case: Case, value: Any) -> bool:
    return not about_seeds(case) and value.shape == case.args[0]


def _long(value: Any, axis: int) -> bool:
    """Whether all columns (axis 0) or all rows (axis 1) have length 1."""
    return bool(np.allclose((value**2).sum(axis=axis), 1.0))


def _right_angles(value: Any) -> bool:
    """Whether the columns (the rows, if it is wide) stand at right angles and are equally long."""
    products = _products(value)
    return bool(products[0, 0] > 0 and np.allclose(products / products[0, 0], np.eye(len(products)), atol=1e-6))


def _lengths_one(value: Any) -> bool:
    return bool(np.allclose(np.diag(_products(value)), 1.0))


def _never_turned(value: Any) -> bool:
    """Whether many numbers look drawn and nothing else: no zeros, no fixed lengths, no right angles, no turned matrix in them."""
    fixed = _long(value, 0) or _long(value, 1) or np.isclose((value**2).sum(), min(value.shape))
    drawn = len(np.unique(value)) == value.size >= 400 and np.all(value != 0)
    centred = abs(value.mean()) < 6 * value.std() / value.size**0.5
    return bool(drawn and centred and not fixed and not _right_angles(value))


def _unit_rows(shape: Any, *, rng: Any) -> Any:
    W = rng.normal(size=shape)
    return W / np.linalg.norm(W, axis=1, keepdims=True)


CARD = Exercise(
    id="orthogonal",
    reference=initializers.orthogonal,
    points=3.0,
    stars=2,
    title=Text("Random, but length-preserving", "무작위이지만 길이를 지키는 행렬"),
    text=Text(
        r"""Write `orthogonal(shape, *, rng)`: a random matrix of this shape whose columns have length 1 and stand at right angles to each other. If it is wider than tall, that cannot be; then its rows shall be so.

In symbols: $Q^\top Q = I$ if the matrix is square or tall, $Q Q^\top = I$ if it is wide. The QR decomposition `np.linalg.qr` makes such columns out of any tall or square matrix of random normal numbers. Signs do not matter.""",
        r"""`orthogonal(shape, *, rng)`을 작성하세요. 열의 길이가 모두 1이고 서로 직각인 무작위 행렬을 주어진 형상으로 반환합니다. 가로가 더 길면 열이 모두 직각일 수 없으므로, 그때는 행이 그래야 합니다.

기호로 쓰면 정사각형이거나 세로로 길 때 $Q^\top Q = I$, 가로로 길 때 $Q Q^\top = I$입니다. QR 분해 `np.linalg.qr`는 세로로 길거나 정사각형인, 정규분포에서 뽑은 행렬에서 그런 열을 만들어 줍니다. 부호는 상관없습니다.""",
    ),
    docstring_ko="""길이를 지키는 무작위 행렬입니다. 열(가로로 길면 행)의 길이가 1이고 서로 직각입니다.

    형상: -> (D, M)
    예외: shape이 양의 정수 두 개가 아니면 ValueError, rng가 생성기가 아니면 TypeError
    참고: Saxe, McClelland & Ganguli (2014)
    >>> Q = orthogonal((5, 3), rng=np.random.default_rng(0))
    >>> bool(np.allclose(Q.T @ Q, np.eye(3)))
    True
    """,
    cases=lambda rng: (
        Case(Text("a square matrix", "정사각 행렬"), ((6, 6),), {"rng": fresh_rng(rng)}),
        Case(Text("a tall matrix", "세로로 긴 행렬"), ((7, 3),), {"rng": fresh_rng(rng)}),
        Case(Text("a wide matrix", "가로로 긴 행렬"), ((4, 9),), {"rng": fresh_rng(rng)}),
        Case(
            Text("a larger matrix", "더 큰 행렬"),
            ((int(rng.integers(20, 30)), int(rng.integers(31, 40))),),
            {"rng": fresh_rng(rng)},
            hidden=True,
        ),
        seeds(rng, (12, 8)),
    ),
    accept=_accept_orthogonal,
    misconceptions=(
        Misconception(
            "always-square",
            Text("the result is square, whatever the shape", "어떤 형상을 주어도 결과가 정사각형입니다"),
            lambda shape, *, rng: np.linalg.qr(rng.normal(size=(shape[0], shape[0])))[0],
            Text(
                "Where does the second number of `shape` enter?",
                "`shape`의 두 번째 수는 어디에서 쓰이나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "wide-not-turned",
            Text("a wide matrix came out too small", "가로로 긴 행렬이 작게 나왔습니다"),
            lambda shape, *, rng: np.linalg.qr(rng.normal(size=shape))[0],
            Text(
                "Four columns at right angles are easy in nine dimensions, nine in four are impossible. Make the tall matrix first; how does it become wide?",
                "9차원에서 서로 직각인 열 네 개는 쉽지만, 4차원에서 아홉 개는 불가능합니다. 세로로 긴 행렬을 먼저 만드세요. 어떻게 하면 가로로 길어질까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "transposed",
            Text("rows and columns of the result are exchanged", "결과의 행과 열이 바뀌었습니다"),
            lambda shape, *, rng: _turned(shape, _tall(shape, rng)).T,
            Text(
                "Print the shape you return beside the shape you were asked for.",
                "반환한 형상과 요청받은 형상을 나란히 출력해 보세요.",
            ),
            "shape.transposed",
        ),
        Misconception(
            "only-moved",
            Text("an identity matrix, perhaps shuffled", "단위행렬이거나 그 행을 섞은 것입니다"),
            _shuffled_rows,
            Text(
                "It keeps lengths, but every output is a copy of one input. Which columns would mix all inputs?",
                "길이는 지키지만 출력 하나가 입력 하나를 그대로 베낍니다. 모든 입력을 섞는 열은 어떻게 만들까요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                _plain_shape(case, value) and bool(np.all((value == 0) | (value == 1))) and value.any()
            ),
        ),
        Misconception(
            "upper-triangle",
            Text("the triangle R of the decomposition, not Q", "분해에서 Q가 아니라 삼각행렬 R을 반환했습니다"),
            _upper,
            Text(
                "`np.linalg.qr` gives two matrices. Below the diagonal yours holds only zeros: which of the two is it?",
                "`np.linalg.qr`는 행렬 두 개를 줍니다. 대각선 아래가 모두 0이라면 둘 중 어느 것일까요?",
            ),
            "chain.wrong_input",
            shows=lambda case, value: _plain_shape(case, value) and bool(np.allclose(value, np.triu(value))),
        ),
        Misconception(
            "length-one-only",
            Text("the columns have length 1, but no right angles", "열의 길이는 1이지만 서로 직각이 아닙니다"),
            _unit_columns,
            Text(
                "Compute `Q.T @ Q`: the diagonal is right. What do the other numbers tell?",
                "`Q.T @ Q`를 계산해 보면 대각선은 맞습니다. 나머지 수는 무엇을 말하나요?",
            ),
            "chain.missing_local",
            shows=lambda case, value: _plain_shape(case, value) and _long(value, 0) and not _right_angles(value),
        ),
        Misconception(
            "plain-normal",
            Text("random numbers that were never made orthogonal", "뽑은 수를 직교하게 만들지 않았습니다"),
            lambda shape, *, rng: rng.normal(0.0, 1.0 / np.sqrt(shape[0]), size=shape),
            Text(
                "Compute `Q.T @ Q`. In which step do your columns get right angles?",
                "`Q.T @ Q`를 계산해 보세요. 어느 단계에서 열이 직각이 되나요?",
            ),
            "chain.missing_local",
            shows=lambda case, value: _plain_shape(case, value) and _never_turned(value),
        ),
        Misconception(
            "rows-of-length-one",
            Text("the rows have length 1, but no right angles", "행의 길이는 1이지만 서로 직각이 아닙니다"),
            _unit_rows,
            Text(
                "Compute the product of your matrix with its transpose: the diagonal is right. What do the other numbers tell?",
                "행렬과 그 전치를 곱해 보면 대각선은 맞습니다. 나머지 수는 무엇을 말하나요?",
            ),
            "chain.missing_local",
            shows=lambda case, value: (
                _plain_shape(case, value) and _long(value, 1) and not _long(value, 0) and not _right_angles(value)
            ),
        ),
        Misconception(
            "reshaped-not-transposed",
            Text(
                "the tall matrix was poured into the wide shape instead of being transposed",
                "세로로 긴 행렬을 전치하지 않고 형상만 바꾸었습니다",
            ),
            lambda shape, *, rng: _tall(shape, rng).reshape(shape),
            Text(
                "`reshape` fills row after row and tears the columns apart. What keeps a column together and lays it down as a row?",
                "`reshape`은 행을 차례로 채우면서 열을 흩어 놓습니다. 열을 그대로 눕혀 행으로 만드는 것은 무엇일까요?",
            ),
            "shape.transposed",
            shows=lambda case, value: (
                _plain_shape(case, value)
                and value.shape[0] < value.shape[1]
                and not _right_angles(value)
                and _right_angles(value.reshape(value.shape[::-1]))
            ),
        ),
        Misconception(
            "length-not-one",
            Text("right angles, but the length is not 1", "서로 직각이지만 길이가 1이 아닙니다"),
            lambda shape, *, rng: 2.0**0.5 * _turned(shape, _tall(shape, rng)),
            Text(
                "Some libraries multiply by a gain here. By which factor does your matrix change a length?",
                "여기에 배율을 곱하는 라이브러리도 있습니다. 여러분의 행렬은 길이를 몇 배로 바꾸나요?",
            ),
            "scale.half",
            shows=lambda case, value: _plain_shape(case, value) and _right_angles(value) and not _lengths_one(value),
        ),
        *strays(
            lambda shape, *, rng: _turned(shape, _tall(shape, np.random)),
            lambda shape, *, rng: _turned(shape, _tall(shape, np.random.default_rng(1))),
            _orthogonal_shuffled,
        ),
    ),
    alternatives=(_orthogonal_by_svd, _orthogonal_by_gram_and_schmidt, _orthogonal_by_symmetric),
    hints=(
        Text(
            "Make random columns, then bend them until they stand at right angles. One NumPy function does the bending.",
            "무작위 열을 만든 다음 서로 직각이 되도록 세웁니다. 이 일은 NumPy 함수 하나가 해 줍니다.",
        ),
        Text(
            "`np.linalg.qr` of a tall `(D, M)` matrix gives Q `(D, M)` with $Q^\\top Q = I$. If $Q^\\top Q = I$, which matrix fulfils $P P^\\top = I$?",
            "세로로 긴 `(D, M)` 행렬을 `np.linalg.qr`에 넣으면 $Q^\\top Q = I$인 Q가 `(D, M)`으로 나옵니다. $Q^\\top Q = I$일 때 $P P^\\top = I$인 행렬은 무엇일까요?",
        ),
        Text(
            "Take the larger of the two sizes as rows and the smaller as columns, decompose, and transpose in the end if a wide matrix was wanted.",
            "두 수 가운데 큰 것을 행의 수로, 작은 것을 열의 수로 삼아 분해하고, 가로로 긴 행렬이 필요하면 마지막에 전치합니다.",
        ),
    ),
)
