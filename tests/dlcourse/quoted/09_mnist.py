"""Every number of the lesson on handwritten digits, computed again."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from dlcourse import digits
from dlcourse.activations import relu, sigmoid, softmax
from dlcourse.datasets import load_mnist
from dlcourse.forward import affine
from dlcourse.language import Text
from dlcourse.losses import cross_entropy
from dlcourse.regularizers import augment_shift
from dlcourse.widgets.digits.compare import RATES, WIDTHS, sweep
from tests.dlcourse.quoted.networks_of_digits import SIZES, Params, begin, images, step, trained
from tests.dlcourse.quoted.twenty_and_curves import TWENTY_AND_CURVES

# --- the box


def the_box() -> list[str | Text]:
    kept = load_mnist()
    sizes = [len(part) for part in (kept.X_train, kept.X_val, kept.X_test)]
    assert [f"{size:,}" for size in sizes] == ["8,000", "2,000", "2,000"]
    assert (kept.X_train.dtype, kept.X_train.min(), kept.X_train.max()) == (np.uint8, 0, 255)
    ink = kept.X_train > 0
    longest = [
        max(np.ptp(np.flatnonzero(image.any(axis=1))), np.ptp(np.flatnonzero(image.any(axis=0)))) + 1
        for image in ink[:500]
    ]
    assert set(longest) == {20}
    rows, columns = np.indices((28, 28))
    weight = kept.X_train.sum(axis=(1, 2))
    for place in (rows, columns):
        assert abs(np.mean((kept.X_train * place).sum(axis=(1, 2)) / weight) - 14) < 0.02
    return [Text("from 0.0 to 1.0", "0.0부터 1.0까지의")]


def pixels() -> list[str | Text]:
    images = np.zeros((1, 28, 28), dtype=np.uint8)
    images[0, 3, 5] = 51
    X, _ = digits.preprocess(images, np.zeros(1, dtype=np.uint8))
    place = int(np.flatnonzero(X[0])[0])
    assert np.array([200], dtype=np.uint8) + np.array([100], dtype=np.uint8) == [44]
    return [
        f"28 \\cdot 3 + 5 = {place}",
        Text(f"51 becomes {X[0, place]:g}.", f"51은 {X[0, place]:g}가"),
    ]


# --- answers and sizes


def one_answer() -> list[str | Text]:
    scores = np.array([1.2, 3.4, 0.3])
    p = softmax(scores)
    assert np.argmax(scores) == 1
    return [
        Text("Scores (1.2, 3.4, 0.3)", "점수가 (1.2, 3.4, 0.3)"),
        "(" + ", ".join(f"{value:.4f}" for value in p) + ")",
    ]


def parameters() -> list[str | Text]:
    layers = [(a * b, b) for a, b in pairwise(SIZES)]
    (w1, b1), (w2, b2) = layers
    total = sum(digit.size for layer in begin(SIZES, np.random.default_rng(0)) for digit in layer)
    assert total == w1 + b1 + w2 + b2
    single = 784 * 10 + 10
    assert round(total / single) == 13
    return [
        f"| 784 · 128 = {w1:,} | {b1} | {w1 + b1:,} |",
        f"| 128 · 10 = {w2:,} | {b2} | {w2 + b2:,} |",
        f"| {w1 + w2:,} | {b1 + b2} | **{total:,}** |",
        Text(f"with {single:,} numbers", f"매개변수가 {single:,}개입니다"),
        Text(f"a network of {total:,} numbers", f"매개변수가 {total:,}개인"),
        Text(f"{total:,} numbers can be looked at", f"매개변수 {total:,}개는 들여다볼"),
        Text(f"{total:,} parameters", f"매개변수 {total:,}개"),
    ]


def first_losses() -> list[str | Text]:
    X, y = images()[:2]

    def loss(params: Params, X: np.ndarray) -> float:
        return cross_entropy(affine(relu(affine(X, *params[0])), *params[1]), y)

    he = begin(SIZES, np.random.default_rng(0))
    zero = [(np.zeros_like(W), b) for W, b in he]
    nothing = np.log(10)
    assert cross_entropy(np.zeros((1, 10)), np.array([3])) == nothing
    hundred = np.log(100)
    return [
        Text(f"first mini-batch is {hundred:.1f}.", f"미니배치의 손실이 {hundred:.1f}입니다"),
        Text(f"ln 100 is about {hundred:.1f}", f"ln 100은 약 {hundred:.1f}입니다"),
        Text(f"it should be {nothing:.1f}", f"{nothing:.1f}이어야 합니다"),
        Text("the probability 0.1,", "확률 0.1씩을"),
        rf"$$-\ln 0.1 = \ln 10 = {nothing:.4f}$$",
        Text(f"| all weights 0 | {loss(zero, X):.4f} |", f"| 모든 가중치를 0으로 | {loss(zero, X):.4f} |"),
        Text(f"| He's start | {loss(he, X):.4f} |", f"| He 초기화 | {loss(he, X):.4f} |"),
        f"| {loss(he, X * 255):.4f} |",
        Text(f"first loss near {nothing:.4f}?", f"첫 손실이 {nothing:.4f}에"),
        Text(f"here {nothing:.4f} |", f"여기서는 {nothing:.4f} |"),
    ]


def six_images() -> list[str | Text]:
    y, yhat = np.array([0, 0, 1, 1, 2, 2]), np.array([0, 0, 1, 2, 2, 1])
    counts = digits.confusion(y, yhat, 3)
    assert (np.trace(counts), len(y)) == (4, 6)
    return [f"| {i} | " + " | ".join(map(str, row)) + " |" for i, row in enumerate(counts)]


def ten_means() -> list[str | Text]:
    X, y, X_val, y_val, *_ = images()
    means = [X[y == digit].mean(axis=0) for digit in range(10)]
    distance = np.stack([np.sum((X_val - mean) ** 2, axis=1) for mean in means], axis=1)
    share = digits.accuracy(y_val, np.argmin(distance, axis=1))
    assert round(share, 1) == 0.8
    return [Text(f"{share:.4f}, from ten means.", f"평균 열 개로 {share:.4f}입니다")]


# --- training


def one_epoch() -> list[str | Text]:
    losses, sizes = np.array([0.6, 0.6, 0.2]), np.array([32, 32, 16])
    return [
        Text("0.6, 0.6 and 0.2", "0.6, 0.6, 0.2라고"),
        rf"32 \cdot 0.6 + 32 \cdot 0.6 + 16 \cdot 0.2}}{{80}} = {losses @ sizes / sizes.sum():g}$$",
        Text(f"would be {losses.mean():.4f}:", f"내면 {losses.mean():.4f}입니다"),
    ]


def assembled() -> list[str | Text]:
    X, y, X_val, y_val, *_ = images()
    params, history = trained(8000, 3, True)
    rows = [f"| {i + 1} | {a:.4f} | {b:.4f} |" for i, (a, b) in enumerate(zip(*history.values(), strict=True))]
    seen, held = (digits.accuracy(classes, digits.predict(part, params)) for part, classes in ((X, y), (X_val, y_val)))
    assert held > 0.9
    return [
        *rows,
        Text("More than 0.90", "0.90을 넘었습니다"),
        Text(f"accuracy is {seen:.4f}, and the gap to {held:.4f}", f"정확도는 {seen:.4f}입니다. {held:.4f}과의"),
    ]


def searched(low: float, high: float, rng: np.random.Generator) -> list[tuple[float, float, int]]:
    """Accuracy, rate and units of twelve pairs drawn at random, the best first."""
    X, y, X_val, y_val, *_ = images()
    X, X_val = (each.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(-1, 196) for each in (X[:1000], X_val))
    data, found = (X, y[:1000], X_val, y_val), []
    for _ in range(12):
        rate, units = 10 ** rng.uniform(low, high), int(2 ** rng.integers(4, 8))
        same = np.random.default_rng(0)
        _, history = digits.fit(begin((196, units, 10), same), data, partial(step, lr=rate), 5, 20, rng=same)
        found.append((history["val_accuracy"][-1], rate, units))
    return sorted(found, reverse=True)


def two_numbers() -> list[str | Text]:
    """A coarse search and a finer one, and the picture that stands before them."""
    draws = np.random.default_rng(0)
    coarse, fine = searched(-3, 0, draws), searched(-1, 0, draws)
    share, rate, units = zip(*coarse, strict=True)
    bounds = (0.3, 0.2, 0.04, 0.004)
    assert min(rate[:3]) > bounds[0] > bounds[1] > max(rate[3:8]) > min(rate[3:8]) > bounds[2] > bounds[3]
    assert max(rate[8:]) < bounds[3] < max(share[8:]) < 0.15  # these guess
    assert (units[0], units[1], share[0], units[8]) == (32, 128, share[1], 128)
    assert len({round(one, 4) for one in rate}) == 12
    assert (len(RATES), len(WIDTHS)) == (4, 3)
    assert [one[2] for one in (*fine[:4], fine[-1])] == [64, 64, 64, 64, 16]
    assert round(2000 * (fine[0][0] - fine[1][0])) == 10
    narrow = max(sweep()[lr, 4]["val_accuracy"][-1] for lr in RATES)
    return [
        Text(f"rates from {10**-3:g} to 1 and", f"학습률은 {10**-3:g}부터 1까지"),
        Text(
            f"above {bounds[0]}, the next five between {bounds[2]} and {bounds[1]}, the last four below {bounds[3]},",
            f"{bounds[0]}보다 크고, 다음 다섯은 {bounds[2]}와 {bounds[1]} 사이이고, 마지막 넷은 {bounds[3]}보다",
        ),
        Text(f"the first place with {share[0]:.4f}, and", f"똑같이 {share[0]:.4f}로 첫째"),
        Text(f"128 is ninth with {share[8]:.4f}.", f"128개는 {share[8]:.4f}으로 아홉째"),
        Text(f"no more than {narrow:.3f} at", f"{narrow:.3f}을 넘지"),
        Text(f"rates from {10**-1:g} to 1.", f"학습률 {10**-1:g}부터 1까지"),
        Text(f"winner, with {fine[0][0]:.4f}?", f"맨 위의 {fine[0][0]:.4f}는"),
        Text(f"second has {fine[1][0]:.4f}, ten", f"둘째는 {fine[1][0]:.4f}로"),
    ]


def without_hidden_layer() -> list[str | Text]:
    [means] = ten_means()
    assert isinstance(means, Text)
    ten = float(means.en.split(",")[0])
    short, long = (trained(8000, epochs, False)[1]["val_accuracy"][-1] for epochs in (3, 15))
    hidden, best = (trained(8000, epochs, True)[1]["val_accuracy"][-1] for epochs in (3, 15))
    assert ten < short < hidden
    single, both = 784 * 10 + 10, sum(W.size + b.size for W, b in begin(SIZES, np.random.default_rng(0)))
    return [
        Text(f"ten means read {ten:.4f} and 128 hidden units {hidden:.4f}.", f"평균 열 개는 {ten:.4f}, 은닉"),
        Text(f"hidden units {hidden:.4f}.", f"은닉 유닛 128개는 {hidden:.4f}이었습니다"),
        Text(f"{single:,} numbers instead of {both:,}", f"매개변수는 {both:,}개가 아니라 {single:,}개"),
        Text(f"{short:.4f}, with a thirteenth", f"십삼분의 일인데 {short:.4f}입니다"),
        Text(f"epochs it has {long:.4f}, the network", f"에폭을 배워도 {long:.4f}이고"),
        Text(f"with a hidden layer {best:.4f}.", f"있는 신경망은 {best:.4f}입니다"),
    ]


def with_error(share: float, n: int = 2000) -> str:
    return f"{share:.4f} ± {np.sqrt(share * (1 - share) / n):.4f}"


def tested_and_moved() -> list[str | Text]:
    """Three epochs and fifteen, chosen by validation, tested once, and the same images elsewhere."""
    *_, X_val, y_val, X_test, y_test = images()
    short, long = (trained(8000, epochs, True)[0] for epochs in (3, 15))
    three, fifteen = (digits.predict(X_val, network) == y_val for network in (short, long))
    assert trained(8000, 15, True)[1]["val_accuracy"][2] == three.mean()
    test = digits.accuracy(y_test, digits.predict(X_test, long))
    held = float(fifteen.mean())
    one, other = int(np.sum(three & ~fifteen)), int(np.sum(fifteen & ~three))
    assert abs(test - held) < np.sqrt(test * (1 - test) / 2000)
    assert 2 * np.sqrt(0.25 / 10_000) == 0.01
    pixels = load_mnist().X_val
    others = [augment_shift(pixels, far, far) for far in (1, 2, 3)] + [255 - pixels]
    *moved, inverted = (
        digits.accuracy(y_val, digits.predict(digits.preprocess(part, y_val)[0], long)) for part in others
    )
    assert inverted < 0.1
    fell = ", ".join(f"{share:.4f}" for share in moved)
    return [
        Text(
            f"{with_error(three.mean())} against {with_error(held)}", f"{with_error(three.mean())}과 {with_error(held)}"
        ),
        Text(f"the {one + other} images that divide them {one} speak", f"갈리는 그림 {one + other}장 가운데 {one}장은"),
        Text(f"three epochs, {other} for fifteen", f"세 에폭, {other}장은"),
        Text(
            f"it is {with_error(test)}: within an error of the {held:.4f},",
            f"{with_error(test)}입니다. {held:.4f}과의 차이가",
        ),
        Text(f"of the {held:.4f}, as", f"{held:.4f}과의 차이가"),
        Text(f"is about {np.sqrt(2):.1f} times that of one", f"표준오차에 견주어 약 {np.sqrt(2):.1f}배"),
        Text("sure to ±0.01,", "±0.01이"),
        Text(f"epochs: {held:.4f}, and then {fell};", f"에폭이면 {held:.4f}이다가 {fell}로"),
        Text(f"exchanged {inverted:.4f},", f"뒤집으면 {inverted:.4f}로"),
    ]


def trained_with_moved() -> list[str | Text]:
    """The same network after fifteen epochs in which every group of images stood somewhere else."""
    kept, y_val = load_mnist(), images()[3]
    rng = np.random.default_rng(1)
    params = begin(SIZES, rng)
    for _ in range(15):
        groups = [augment_shift(group, *rng.integers(-3, 4, size=2)) for group in np.array_split(kept.X_train, 50)]
        X, y = digits.preprocess(np.concatenate(groups), kept.y_train)
        params, _ = digits.fit(params, (X, y, *images()[2:4]), step, epochs=1, size=64, rng=rng)
    places = (digits.preprocess(augment_shift(kept.X_val, far, far), y_val)[0] for far in range(5))
    here, one, two, three, four = (digits.accuracy(y_val, digits.predict(X, params)) for X in places)
    held = trained(8000, 15, True)[1]["val_accuracy"][-1]
    assert 0 < held - here < np.sqrt(held * (1 - held) / 2000)
    shares = f"{here:.4f}, {one:.4f}, {two:.4f}"
    return [
        Text(f"{shares} and {three:.4f}: moved", f"{shares}, {three:.4f}입니다"),
        Text(f"At 4 pixels it is {four:.4f}:", f"4픽셀에서는 {four:.4f}입니다"),
    ]


def how_far() -> list[str | Text]:
    X, y, X_val, y_val, *_ = images()
    ours = digits.train_mnist(X, y, rng=np.random.default_rng(0))
    first, best = trained(8000, 3, True)[1]["val_accuracy"][-1], digits.accuracy(y_val, digits.predict(X_val, ours))
    assert [W.shape for W, _ in ours] == [(784, 128), (128, 10)]
    return [
        Text(f"| 8,000 images | {first:.4f} of the", f"| 8,000장 | 검증 그림의 {first:.4f} |"),
        Text(f"| 8,000 images | {best:.4f} of them |", f"| 8,000장 | 검증 그림의 {best:.4f} |"),
        f"| | | {best:.4f} |",
    ]


# --- two classes


def logistic() -> list[str | Text]:
    z = 1.3
    pair, single = softmax(np.array([0.0, z]))[1], float(sigmoid(np.array(z)))
    assert np.isclose(pair, single, atol=1e-15)
    return [
        f"$z_1 = {z}$",
        rf"\text{{softmax}}(0, {z})_1 = \frac{{e^{{{z}}}}}{{e^0 + e^{{{z}}}}} = \frac{{1}}{{1 + e^{{-{z}}}}} = \sigma({z}) = {pair:.4f}",
    ]


def small_layer() -> list[str | Text]:
    W, b, x = np.array([[1.0, 4.0], [2.0, 2.0]]), np.array([0.5, 0.0]), np.array([0.5, 1.0])
    z0, z1 = x @ W + b
    w, c = digits.binary_from_softmax(W, b)
    p = softmax(np.array([z0, z1]))
    assert np.isclose(p[1], sigmoid(x @ w + c))
    return [
        r"b = (0.5, \, 0), \quad x = (0.5, \, 1)",
        f"$z_0 = {z0:g}$",
        f"$z_1 = {z1:g}$",
        rf"$\sigma({z1:g} - {z0:g}) = {p[1]:.4f}$",
        Text(f"the same {p[1]:.4f}", f"같은 {p[1]:.4f}을"),
        Text(f"remains {p[0]:.4f}.", f"{p[0]:.4f}가 남습니다"),
    ]


# --- the right tool


def rivals() -> list[str | Text]:
    X, y, X_val, y_val, *_ = images()
    known, new = X.astype(np.float32), X_val.astype(np.float32)
    rows: list[str | Text] = []
    for n, epochs in ((50, 100), (500, 20), (8000, 3)):
        distance = np.sum(known[:n] ** 2, axis=1) - 2 * new @ known[:n].T
        near = digits.accuracy(y_val, y[:n][np.argmin(distance, axis=1)])
        one, two = (trained(n, epochs, hidden)[1]["val_accuracy"][-1] for hidden in (False, True))
        rows.append(f"| {n:,} | {near:.4f} | {one:.4f} | {two:.4f} |")
    return rows


def postcodes() -> list[str | Text]:
    all_five = 0.95**5
    return [
        Text(f"0.95 to the fifth power, about {all_five:.2f}: nearly", f"0.95의 다섯제곱으로 약 {all_five:.2f}입니다"),
        Text(f"about {all_five:.2f} (or", f"약 {all_five:.2f}(또는"),
    ]


QUOTES: dict[str, Callable[[], list[str | Text]]] = TWENTY_AND_CURVES | {
    "the box": the_box,
    "pixels": pixels,
    "one answer": one_answer,
    "parameters": parameters,
    "first losses": first_losses,
    "six images": six_images,
    "ten means": ten_means,
    "one epoch": one_epoch,
    "assembled": assembled,
    "two numbers at once": two_numbers,
    "without a hidden layer": without_hidden_layer,
    "tested and moved": tested_and_moved,
    "trained with moved images": trained_with_moved,
    "how far": how_far,
    "logistic regression": logistic,
    "a small layer": small_layer,
    "rivals": rivals,
    "postcodes": postcodes,
}
