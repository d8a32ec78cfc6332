"""The numbers of lesson 9 on twenty images by heart, and on accuracy over the number of images."""

from collections.abc import Callable

import numpy as np

from dlcourse import digits
from dlcourse.language import Text
from tests.dlcourse.quoted.networks_of_digits import SIZES, begin, images, step, trained


def twenty() -> list[str | Text]:
    """What a network without a bug makes of twenty images, at four rates and with two penalties."""
    X, y = (part[:20] for part in images()[:2])
    start = begin(SIZES, np.random.default_rng(0))

    def run(lr: float, strength: float = 0.0) -> tuple[int, float, int]:
        params, first = start, -1
        for number in range(201):
            right = int(np.sum(digits.predict(X, params) == y))
            first = number if first < 0 and right == 20 else first
            if number < 200:
                moved, loss = step(params, X, y, lr)
                params = [(W - lr * strength * old, b) for (W, b), (old, _) in zip(moved, params, strict=True)]
        return first, loss, right

    slow, good, fast, wild = (run(lr) for lr in (0.002, 0.02, 0.2, 2))
    weak, strong = (run(0.2, strength) for strength in (0.1, 1))
    assert [one[0] > 0 for one in (slow, good, fast, wild)] == [False, True, True, False]
    assert [good[2], fast[2], weak[2]] == [20, 20, 20]
    assert f"{strong[1]:.3f}" == f"{np.log(10):.3f}"
    return [
        Text("images with four rates, and at the rate 0.2", "학습률 네 가지로, 그리고 학습률 0.2에서"),
        Text("With 0.002 and with 2 a network", "학습률 0.002와 2에서는"),
        Text("fails; with 0.02 and 0.2 it", "0.02와 0.2에서는 통과"),
        Text(f"right after {strong[0]} steps,", f"못한 {strong[0]}걸음 뒤에"),
        Text(f"after 200 only {strong[2]} are", f"200걸음 뒤에는 {strong[2]}장만"),
        Text(f"knowing nothing, {strong[1]:.3f}.", f"모를 때의 {strong[1]:.3f}입니다"),
        Text(
            f"With 0.1 the loss stays at {weak[1]:.3f}; without the penalty it would be {fast[1]:.3f}.",
            f"세기가 0.1이면 벌점이 없을 때 {fast[1]:.3f}까지 내려갈 손실이 {weak[1]:.3f}에",
        ),
    ]


def learning_curves() -> list[str | Text]:
    """Training and validation accuracy over the number of images, for a single layer and with a hidden one."""
    X, y, X_val, y_val, *_ = images()
    told = []
    for hidden in (False, True):
        pairs = []
        for n, epochs in ((500, 60), (2000, 30), (8000, 15)):
            params = trained(n, epochs, hidden)[0]
            seen, new = (
                digits.accuracy(t, digits.predict(part, params)) for part, t in ((X[:n], y[:n]), (X_val, y_val))
            )
            pairs.append((seen, new))
        learned, held = np.array(pairs).T
        assert np.all(np.diff(learned) <= 0)
        assert np.all(np.diff(held) > 0.02)
        told.append((", ".join(f"{seen:.3f} / {new:.4f}" for seen, new in pairs), learned[-1]))
    (alone, low), (both, high) = told
    return [
        Text(f"Softmax alone: {alone}. With", f"소프트맥스만: {alone}. 은닉"),
        Text(f"128 hidden units: {both}. You", f"유닛 128개: {both}. 8,000장에"),
        Text(
            f"up to {high:.3f}, the other one hardly above {low:.3f}",
            f"{high:.3f}까지 여지가 있고, 다른 쪽은 {low:.3f}을",
        ),
    ]


TWENTY_AND_CURVES: dict[str, Callable[[], list[str | Text]]] = {
    "twenty images": twenty,
    "learning curves": learning_curves,
}
