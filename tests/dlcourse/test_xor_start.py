"""What `train_xor` is told about its start: the weights must be standard normal numbers, the biases 0."""

import re

import numpy as np
import pytest

from dlcourse.exercises import CARDS, report, verdict_on
from dlcourse.exercises.backprop._train_xor_answers import started
from dlcourse.exercises.backprop._xor_runs import drawn


def test_a_start_that_is_not_standard_normal_is_described():
    verdict = verdict_on("train-xor", started(lambda rng, shape: rng.random(shape)), seed=1)
    described = {
        "en": r"The 5000 weights at the start have mean 0\.5\d and spread 0\.2\d, and 0\.0% of them lie beyond two spreads; "
        r"standard normal numbers have mean 0, spread 1 and 4\.6%\.",
        "ko": r"처음 가중치 5000개는 평균이 0\.5\d, 표준편차가 0\.2\d이고, 0\.0%가 표준편차의 두 배를 벗어납니다\. "
        r"표준정규분포라면 평균이 0, 표준편차가 1이고 4\.6%가 벗어납니다\.",
    }
    for language, sentence in described.items():
        assert re.search(sentence, report.text(verdict, language))


@pytest.mark.parametrize("seed", range(20))
def test_standard_normal_numbers_are_never_unlucky(seed):
    assert drawn(np.random.default_rng(seed).normal(size=2500)).standard_normal


@pytest.mark.parametrize(
    "numbers",
    [
        np.random.default_rng(0).random(2500),
        np.random.default_rng(0).uniform(-(3**0.5), 3**0.5, size=2500),
        0.7 * np.random.default_rng(0).normal(size=2500),
        np.random.default_rng(0).choice([-1.0, 1.0], size=2500),
        np.random.default_rng(0).normal(size=2500) + 0.4,
        np.ones(2500),
    ],
    ids=["random", "uniform of spread 1", "narrow", "signs", "moved", "all alike"],
)
def test_other_numbers_are_not(numbers):
    assert not drawn(numbers).standard_normal


def test_biases_start_at_zero():
    def with_biases(hidden, lr, steps, *, rng):
        losses, [(W1, b1), (W2, b2)] = CARDS["train-xor"].reference(hidden, lr, steps, rng=rng)
        return losses, [(W1, b1), (W2, b2 + 0.5 * (hidden > 100))]

    verdict = verdict_on("train-xor", with_biases, seed=1)
    assert "At the start a bias is 0.5; all biases start at 0." in report.text(verdict, "en")
    assert "처음에 편향 하나가 0.5입니다. 편향은 모두 0에서 시작합니다." in report.text(verdict, "ko")
