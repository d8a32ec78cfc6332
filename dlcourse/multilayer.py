"""Two layers can do what one cannot: the first redraws the picture, the second draws a line through the new one.

XOR is the smallest example. One perceptron fails on it, three together solve it, because two of them turn the four
corners into three points that a line can divide. The bend between the layers matters: without it, any number of layers
is no more than one.
"""

import numpy as np

from dlcourse._require import require, shapes, sizes_of, truth, whole, zeros_and_ones

# --- gates from gates


@require(x1=zeros_and_ones, x2=zeros_and_ones)
def and_gate(x1: np.ndarray, x2: np.ndarray) -> np.ndarray:
    """1 where both inputs are 1, made of one perceptron.

    Formula: step(x1 + x2 - 1.5)
    Shape:   any, same -> same
    Raises:  ValueError if an input is neither 0 nor 1
    See:     McCulloch & Pitts (1943)
    >>> and_gate(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    array([0, 0, 0, 1])
    """
    return np.asarray(x1 + x2 - 1.5 > 0).astype(int)[()]


@require(x1=zeros_and_ones, x2=zeros_and_ones)
def or_gate(x1: np.ndarray, x2: np.ndarray) -> np.ndarray:
    """1 where at least one input is 1, made of one perceptron.

    Formula: step(x1 + x2 - 0.5)
    Shape:   any, same -> same
    Raises:  ValueError if an input is neither 0 nor 1
    See:     McCulloch & Pitts (1943)
    >>> or_gate(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    array([0, 1, 1, 1])
    """
    return np.asarray(x1 + x2 - 0.5 > 0).astype(int)[()]


@require(x1=zeros_and_ones, x2=zeros_and_ones)
def nand_gate(x1: np.ndarray, x2: np.ndarray) -> np.ndarray:
    """0 where both inputs are 1, made of one perceptron.

    Formula: step(-x1 - x2 + 1.5)
    Shape:   any, same -> same
    Raises:  ValueError if an input is neither 0 nor 1
    See:     McCulloch & Pitts (1943)
    >>> nand_gate(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    array([1, 1, 1, 0])
    """
    return np.asarray(1.5 - x1 - x2 > 0).astype(int)[()]


@require(x1=zeros_and_ones, x2=zeros_and_ones)
def xor_gates(x1: np.ndarray, x2: np.ndarray) -> np.ndarray:
    """1 where exactly one input is 1, built from `and_gate`, `or_gate` and `nand_gate` alone.

    Shape:   any, same -> same
    Raises:  ValueError if an input is neither 0 nor 1
    See:     Minsky & Papert (1969)
    >>> xor_gates(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    array([0, 1, 1, 0])
    """
    return and_gate(nand_gate(x1, x2), or_gate(x1, x2))


# --- two layers of steps


@require(shapes(X="N D", W1="D H", b1="H", W2="H 1", b2="1"))
def forward_step(X: np.ndarray, W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray) -> np.ndarray:
    """A network with a step after the hidden layer and a step after the single output: one 0 or 1 for each row of X.

    Shape:   (N, D), (D, H), (H,), (H, 1), (1,) -> (N,)
    Raises:  ValueError if shapes do not fit
    See:     Rosenblatt (1962)
    >>> X = np.array([[0.0], [1.0], [2.0]])
    >>> forward_step(X, np.array([[1.0, 1.0]]), np.array([-0.5, -1.5]), np.array([[1.0], [-1.0]]), np.array([-0.5]))
    array([0, 1, 0])
    """
    h = (X @ W1 + b1 > 0).astype(int)
    o = (h @ W2 + b2 > 0).astype(int)
    return o[:, 0]


def xor_weights() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Weights W1, b1, W2, b2 with which `forward_step` computes XOR on the four corners.

    Shape:   -> (2, 2), (2,), (2, 1), (1,)
    See:     Minsky & Papert (1969)
    >>> corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> forward_step(corners, *xor_weights())
    array([0, 1, 1, 0])
    """
    # the hidden units are OR and AND; the output wants the first without the second
    W1, b1 = np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5])
    W2, b2 = np.array([[1.0], [-1.0]]), np.array([-0.5])
    return W1, b1, W2, b2


@require(shapes(W1="D H", b1="H", W2="H M", b2="M"))
def collapse(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The one layer W, b that does the same as two layers with no activation between them.

    Shape:   (D, H), (H,), (H, M), (M,) -> (D, M), (M,)
    Raises:  ValueError if shapes do not fit
    See:     Minsky & Papert (1969)
    >>> W1, b1 = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]), np.array([1.0, 0.0, 2.0])
    >>> W2, b2 = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]]), np.array([0.5, -0.5])
    >>> collapse(W1, b1, W2, b2)
    (array([[5., 2.],
           [2., 2.]]), array([ 1.5, -2.5]))
    """
    return W1 @ W2, b1 @ W2 + b2


# --- counting


@require(sizes=sizes_of(2), bias=truth)
def count_params(sizes: list[int], bias: bool = True) -> int:
    """How many numbers a fully connected network learns, given the number of units of every layer, inputs first.

    Shape:   list of at least 2 sizes -> ()
    Raises:  ValueError if a size is below 1 or there are fewer than two
    See:     Goodfellow, Bengio & Courville (2016), chapter 6
    >>> count_params([3, 4, 1]), count_params([784, 128, 10]), count_params([3, 4, 1], bias=False)
    (21, 101770, 16)
    """
    return sum((sizes[i] + bias) * sizes[i + 1] for i in range(len(sizes) - 1))


@require(sizes=sizes_of(2), n=whole(1))
def layer_shapes(sizes: list[int], n: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """For every layer the shapes of its z and of its W, when n examples pass as rows.

    Shape:   list of at least 2 sizes, () -> list of (shape of z, shape of W)
    Raises:  ValueError if a size or n is below 1 or there are fewer than two sizes
    See:     Goodfellow, Bengio & Courville (2016), chapter 6
    >>> layer_shapes([3, 4, 1], n=5)
    [((5, 4), (3, 4)), ((5, 1), (4, 1))]
    """
    return [((n, sizes[i + 1]), (sizes[i], sizes[i + 1])) for i in range(len(sizes) - 1)]


@require(shapes(X="N D", y="N", W1="D H", b1="H"))
def hidden_codes(X: np.ndarray, y: np.ndarray, W1: np.ndarray, b1: np.ndarray) -> dict[tuple[int, ...], list[int]]:
    """Where the hidden steps send the rows of X: for every pattern of 0s and 1s that occurs, the classes of its rows.

    Rows that share a pattern look the same to the next layer; their classes are listed in the order of the rows.
    Shape:   (N, D), (N,), (D, H), (H,) -> patterns of length H
    Raises:  ValueError if shapes do not fit
    See:     Minsky & Papert (1969)
    >>> corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> W1, b1, W2, b2 = xor_weights()
    >>> hidden_codes(corners, np.array([0, 1, 1, 0]), W1, b1)
    {(0, 0): [0], (1, 0): [1, 1], (1, 1): [0]}
    """
    codes: dict[tuple[int, ...], list[int]] = {}
    for row, label in zip(X @ W1 + b1 > 0, y, strict=True):
        codes.setdefault(tuple(int(bit) for bit in row), []).append(int(label))
    return codes
