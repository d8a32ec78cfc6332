"""Make `mnist_subset.npz` from the four official MNIST files, and check that it holds what they hold.

    python dlcourse/data/make_mnist_subset.py FOLDER            writes the file beside this script
    python dlcourse/data/make_mnist_subset.py FOLDER --check    compares the shipped file with the official ones

FOLDER holds the official files (plain or .gz). 1,000 images of every digit come from the training file and 200 from
the test file, drawn with one fixed seed; ten images in a row hold each digit once, so that every slice is balanced.
The file remembers which image came from where.
"""

import argparse
from pathlib import Path

import numpy as np

from dlcourse.datasets import MNIST_FILES, read_idx

TARGET = Path(__file__).with_name("mnist_subset.npz")
SEED = 19980101  # any number would do; this one stays, so that everybody gets the same file


def balanced(labels: np.ndarray, per_class: int, *, rng: np.random.Generator) -> np.ndarray:
    """Where `per_class` images of every digit stand, so that ten in a row hold each digit once, in random order."""
    chosen = [rng.choice(np.flatnonzero(labels == digit), per_class, replace=False) for digit in range(10)]
    return rng.permuted(np.column_stack(chosen), axis=1).ravel()


def make(folder: Path) -> dict[str, np.ndarray]:
    """The arrays of the subset, from the official files in `folder`."""
    official = {name: read_idx(folder, file) for name, file in MNIST_FILES.items()}
    rng = np.random.default_rng(SEED)
    train = balanced(official["train_labels"], 1000, rng=rng)
    test = balanced(official["test_labels"], 200, rng=rng)
    return {
        "train_images": official["train_images"][train],
        "train_labels": official["train_labels"][train],
        "train_positions": train.astype(np.uint16),
        "test_images": official["test_images"][test],
        "test_labels": official["test_labels"][test],
        "test_positions": test.astype(np.uint16),
    }


def differences(folder: Path, target: Path) -> list[str]:
    """The arrays of `target` that are not what the official files hold at the remembered positions."""
    with np.load(target, allow_pickle=False) as subset:
        return [
            f"{part}_{kind}"
            for part in ("train", "test")
            for kind in ("images", "labels")
            if not np.array_equal(
                subset[f"{part}_{kind}"],
                read_idx(folder, MNIST_FILES[f"{part}_{kind}"])[subset[f"{part}_positions"]],
            )
        ]


def main() -> int:
    """Write or check; 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--target", type=Path, default=TARGET)
    words = parser.parse_args()
    if not words.check:
        # ZIP_DEFLATED at NumPy's level: 2 MB, read in a twentieth of a second, and `np.load` alone opens it
        np.savez_compressed(words.target, **make(words.folder))  # type: ignore[arg-type]  # taken for `allow_pickle`
        print(f"{words.target}: {words.target.stat().st_size} bytes")
    wrong = differences(words.folder, words.target)
    print(f"differs from the official files: {', '.join(wrong)}" if wrong else "equal to the official files")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
