"""How fast is one epoch of a 784-128-10 network (ReLU, Adam, batch 64) here, in PyTorch and in scikit-learn?

    python benchmarks/training_speed.py [--repeats 15]

All sides do the same work in one run: the same 8,000 shipped digits, the same number of steps, one thread, a new order
of the examples in each epoch, and the mean loss of the epoch as answer. Sides take turns, so that a busy moment of the
machine hits all of them; what counts is the median of each and their ratio. PyTorch and scikit-learn are optional.

PyTorch runs twice: as everyone writes it, and with its fused Adam, which is an option. Its mini-batches are rows of one
tensor, which is faster than its DataLoader. scikit-learn's side is `partial_fit`: one pass in mini-batches that goes on
where the last one ended. `fit` of this course and `partial_fit` look at the data first (is it finite? do labels fit?).
"""

# ruff: noqa: E402  NumPy and PyTorch read the number of threads when they are imported, so it is set before
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import argparse
import time
from collections.abc import Callable

import numpy as np

from dlcourse.datasets import load_mnist
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.training import Adam, fit

BATCH = 64
LR = 1e-3
Epoch = Callable[[], float]


def ours(X: np.ndarray, y: np.ndarray) -> Epoch:
    """`fit` of this course, which goes on where it ended, since network and optimizer stay."""
    rng = np.random.default_rng(0)
    net = Sequential([Dense(784, 128, init="he_normal"), Activation("relu"), Dense(128, 10)], rng=rng, dtype=X.dtype)
    adam = Adam(lr=LR)

    def epoch() -> float:
        return fit(net, X, y, loss="cross_entropy", optimizer=adam, epochs=1, batch_size=BATCH, rng=rng)["loss"][-1]

    return epoch


def torch_side(X: np.ndarray, y: np.ndarray, *, fused: bool) -> Epoch:
    """The training loop of PyTorch's own tutorials, on tensors."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    torch.manual_seed(0)
    inputs, labels = torch.from_numpy(X), torch.from_numpy(y)
    net = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)).to(inputs.dtype)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(net.parameters(), lr=LR, fused=fused)

    def epoch() -> float:
        order = torch.randperm(len(inputs))
        total = 0.0
        for at in range(0, len(inputs), BATCH):
            rows = order[at : at + BATCH]
            optimizer.zero_grad()
            loss = criterion(net(inputs[rows]), labels[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        return total / len(inputs)

    return epoch


def sklearn_side(X: np.ndarray, y: np.ndarray) -> Epoch:
    """One pass of `MLPClassifier`."""
    from sklearn.neural_network import MLPClassifier

    net = MLPClassifier((128,), batch_size=BATCH, learning_rate_init=LR, alpha=0.0, random_state=0)
    net.partial_fit(X, y, classes=np.arange(10))

    def epoch() -> float:
        net.partial_fit(X, y)
        return float(net.loss_)

    return epoch


SIDES: dict[str, Callable[[np.ndarray, np.ndarray], Epoch]] = {
    "dlcourse": ours,
    "PyTorch": lambda X, y: torch_side(X, y, fused=False),
    "PyTorch, fused Adam": lambda X, y: torch_side(X, y, fused=True),
    "scikit-learn": sklearn_side,
}


def race(dtype: type, repeats: int) -> None:
    """Let the sides take turns and print a table."""
    digits = load_mnist()
    X = (digits.X_train.reshape(-1, 784) / 255).astype(dtype)
    y = digits.y_train
    runs: dict[str, Epoch] = {}
    for name, build in SIDES.items():
        try:
            runs[name] = build(X, y)
            runs[name]()  # warm up: first allocations, first imports
        except ModuleNotFoundError as missing:
            runs.pop(name, None)
            print(f"{name}: not measured, {missing.name} is not installed")
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    losses: dict[str, float] = {}
    for _ in range(repeats):
        for name, run in runs.items():
            start = time.perf_counter()
            losses[name] = run()
            seconds[name].append(time.perf_counter() - start)
    steps = -(-len(X) // BATCH)
    base = float(np.median(seconds["dlcourse"]))
    print(f"\n{np.dtype(dtype)}: {len(X)} examples, {steps} steps an epoch, median of {repeats} epochs")
    print(f"{'side':<22}{'ms an epoch':>12}{'us a step':>11}{'times dlcourse':>16}{'loss':>9}")
    for name, taken in seconds.items():
        middle = float(np.median(taken))
        numbers = f"{1e3 * middle:>12.1f}{1e6 * middle / steps:>11.0f}{middle / base:>16.2f}{losses[name]:>9.4f}"
        print(f"{name:<22}{numbers}")


def main() -> None:
    """Race in both precisions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=15)
    words = parser.parse_args()
    for dtype in (np.float32, np.float64):
        race(dtype, words.repeats)


if __name__ == "__main__":
    main()
