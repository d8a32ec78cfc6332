"""What only happens to fit is not told: a sentence that is true of the cases asked, and not of the answer."""

import numpy as np

from dlcourse import digits
from dlcourse.exercises import verdict_on


def named(exercise, answer):
    verdict = verdict_on(exercise, answer, seed=1)
    assert verdict.status == "failed"
    return verdict.diagnosis


def test_axes_are_not_blamed_where_another_input_tells_the_cases_apart():
    def keep_positive(z, left):
        return np.maximum(z, 0.0) + left(np.minimum(z, 0.0))  # wrong where left(0) is not 0, however many axes

    def larger(z, left):
        return np.maximum(z, left(z))

    assert named("keep-positive", keep_positive) != "wrong-for-more-axes"
    assert named("keep-positive", larger) != "wrong-for-more-axes"


def test_axes_are_blamed_where_nothing_else_differs():
    def softmax(z):
        shares = np.exp(z - z.max())
        return shares / shares.sum()

    assert named("softmax", softmax) in ("wrong-for-more-axes", "sum-of-everything")


def test_numbers_that_are_counted_in_steps_are_off_by_a_step_for_many_reasons():
    def train_perceptron(X, y, lr, epochs):
        w, b, errors = np.zeros(X.shape[1]), 0.0, []
        for _ in range(epochs):
            missed = 0
            for x, t in zip(X, y, strict=True):
                by = t - (x @ w + b >= 0)
                w, b, missed = w + lr * by * x, b + lr * by, missed + (by != 0)
            errors.append(missed)
            if missed == 0:
                break
        return w, b, np.array(errors)

    assert named("train-perceptron", train_perceptron) != "input-subtracted"


def test_one_for_every_answer_but_never_is_no_sign():
    def steps_to_memorize(params, X, y, step, steps):
        X, y = X[:20], y[:20]
        for rounds in range(steps + 1):
            if (digits.predict(X, params) == y).all():
                return rounds
            for i in range(len(X)):
                params, _ = step(params, X[i : i + 1], y[i : i + 1])
        return -1

    assert named("steps-to-memorize", steps_to_memorize) != "signs-only"


def test_an_argument_that_a_right_answer_does_without_is_not_asked_for():
    def choose_lambda(train, train_loss, val_loss, test_loss, lambdas):
        networks = [train(lam) for lam in lambdas]
        best = max(range(len(networks)), key=lambda k: val_loss(networks[k]))
        return float(lambdas[best]) + 1, test_loss(networks[best]) * 2 + 1

    assert named("choose-lambda", choose_lambda) != "argument-never-used"


def test_an_argument_that_every_right_answer_needs_is():
    def choose_lambda(train, train_loss, val_loss, test_loss, lambdas):
        return float(lambdas[0]), float(test_loss(train(lambdas[-1]))) * 2 + 1

    assert named("choose-lambda", choose_lambda) == "argument-never-used"


def test_who_asks_the_loss_is_not_told_that_the_params_are_thrown_away():
    def steps_to_memorize(params, X, y, step, steps):
        X, y = X[:20], y[:20]
        if (digits.predict(X, params) == y).all():
            return 0
        for done in range(1, steps + 1):
            params, loss = step(params, X, y)
            if loss < 0.01:
                return done
        return -1

    assert named("steps-to-memorize", steps_to_memorize) == "loss-decides"
