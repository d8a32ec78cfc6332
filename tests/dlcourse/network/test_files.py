"""Weights survive a file; a file that does not fit changes nothing."""

import os

import numpy as np
import pytest
from one_of_each import small


def test_saved_weights_come_back_with_running_statistics_and_without_pickle(tmp_path, rng):
    net, other = small(1), small(2)
    net.forward(rng.normal(size=(9, 3)), train=True, rng=rng)  # moves the running statistics
    path = tmp_path / "weights of mine"
    net.save(path)
    assert [p.name for p in tmp_path.iterdir()] == ["weights of mine"]
    with np.load(path, allow_pickle=False) as kept:
        assert kept.files == ["0.W", "0.b", "1.gamma", "1.beta", "1.mean", "1.var", "4.W"]
    other.load(str(path))
    np.testing.assert_array_equal(other.snapshot(), net.snapshot())
    X = rng.normal(size=(9, 3))
    np.testing.assert_array_equal(other.predict(X), net.predict(X))


def test_weights_of_one_precision_load_into_the_other(tmp_path):
    wide, narrow = small(1), small(2, np.float32)
    wide.save(tmp_path / "w.npz")
    narrow.load(tmp_path / "w.npz")
    assert narrow.values.dtype == np.float32
    np.testing.assert_array_equal(narrow.values, wide.values.astype(np.float32))


def test_saving_where_there_is_no_room_keeps_the_old_file(tmp_path, monkeypatch):
    net, path = small(), tmp_path / "w.npz"
    net.save(path)
    before = path.read_bytes()
    net.values += 1

    def full(descriptor):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        net.save(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["w.npz"]


def test_what_was_saved_has_reached_the_disk(tmp_path, monkeypatch):
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(real(descriptor)))
    small().save(tmp_path / "w.npz")
    assert synced == [None]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "nowhere" / "w.npz"
    with pytest.raises(FileNotFoundError) as caught:
        small().save(path)
    assert str(caught.value) == (
        f"save: {path} lies in the folder {path.parent}, which is not there, expected one that is; make it first."
    )
    assert not path.parent.exists()


def test_a_folder_is_no_place_for_weights(tmp_path):
    with pytest.raises(IsADirectoryError) as caught:
        small().save(tmp_path)
    assert str(caught.value) == f"save: {tmp_path} is a folder, expected a file; add a name such as weights.npz."


def test_a_file_that_another_program_holds_is_named(tmp_path, monkeypatch):
    """Windows refuses to put a file in the place of one that is open."""
    path = tmp_path / "w.npz"
    small(1).save(path)
    before = path.read_bytes()

    def held(*places):
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(PermissionError) as caught:
        small(2).save(path)
    assert str(caught.value) == (
        f"save: {path} cannot be written, expected to be allowed to; close the program that has it open, or choose another place."
    )
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["w.npz"]


def without(arrays):
    del arrays["4.W"]


def turned(arrays):
    arrays["4.W"] = arrays["4.W"].T


def words(arrays):
    arrays["0.b"] = np.array(["a"] * 6)


def whole(arrays):
    arrays["0.b"] = np.arange(6)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (
            without,
            "load: {path} holds 0.W, 0.b, 1.gamma, 1.beta, 1.mean, 1.var, expected 0.W, 0.b, 1.gamma, 1.beta, 1.mean, 1.var, 4.W; build the layers it was saved from.",
        ),
        (turned, "load: 4.W in {path} has shape (4, 6), expected (6, 4)."),
        (words, "load: 0.b in {path} holds values of type <U1, expected float64 or float32."),
        (whole, "load: 0.b in {path} holds values of type int64, expected float64 or float32."),
    ],
)
def test_weights_that_do_not_fit_change_nothing(damage, sentence, tmp_path):
    path, net = tmp_path / "w.npz", small(2)
    arrays = {name: value.copy() for name, value in small(1).arrays().items()}
    damage(arrays)
    np.savez(path, **arrays)
    before = net.snapshot()
    with pytest.raises(ValueError, match="load") as caught:
        net.load(path)
    assert str(caught.value) == sentence.format(path=path)
    np.testing.assert_array_equal(net.snapshot(), before)


def pickled(path):
    np.savez(path, **{name: np.array([{}], dtype=object) for name in small().arrays()})


def plain_array(path):
    with path.open("wb") as file:
        np.save(file, np.zeros(3))


@pytest.mark.parametrize(
    "write",
    [
        lambda p: p.write_bytes(b""),
        lambda p: p.write_bytes(b"not weights"),
        lambda p: p.write_bytes(b"PK\x03\x04 cut"),
        plain_array,
        pickled,
    ],
    ids=["empty", "text", "cut", "one array", "pickle"],
)
def test_a_file_that_holds_no_weights_is_refused(write, tmp_path):
    path, net = tmp_path / "w.npz", small()
    write(path)
    before = net.snapshot()
    with pytest.raises(ValueError, match="load") as caught:
        net.load(path)
    assert str(caught.value) == f"load: {path} holds no weights, expected a file that Sequential.save wrote."
    np.testing.assert_array_equal(net.snapshot(), before)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        small().load(tmp_path / "none.npz")
    assert str(caught.value) == f"load: {tmp_path / 'none.npz'} is no file, expected one that Sequential.save wrote."


def test_weights_as_a_list_go_in_and_out(rng):
    net, other = small(1), small(2)
    weights = net.get_weights()
    other.set_weights(weights)
    np.testing.assert_array_equal(other.values, net.values)
    weights[0] += 1
    np.testing.assert_array_equal(other.values, net.values)
    with pytest.raises(ValueError, match="set_weights") as caught:
        other.set_weights([weights[0]])
    assert (
        str(caught.value) == "set_weights: weights have shapes [(3, 6)], expected [(3, 6), (6,), (6,), (6,), (6, 4)]."
    )


def test_a_snapshot_is_a_copy_and_brings_everything_back(rng):
    net = small()
    kept = net.snapshot()
    net.forward(rng.normal(size=(9, 3)), train=True, rng=rng)
    net.values += 1
    assert not np.array_equal(net.snapshot(), kept)
    net.restore(kept)
    np.testing.assert_array_equal(net.snapshot(), kept)
    with pytest.raises(ValueError, match="restore") as caught:
        net.restore(kept[1:])
    assert str(caught.value) == "restore: snapshot has shape (71,), expected (72,); take one of this network."
