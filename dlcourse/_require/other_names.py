"""What other libraries call the things that have another name here. Small letters, without spaces, lines or "loss"."""

OTHER_NAMES = {
    # losses
    "bcewithlogits": "bce",
    "binarycrossentropy": "bce",
    "binarycrossentropywithlogits": "bce",
    "log": "bce",
    "logistic": "bce",
    "sigmoidcrossentropy": "bce",
    "categoricalcrossentropy": "cross_entropy",
    "ce": "cross_entropy",
    "nll": "cross_entropy",
    "softmaxcrossentropy": "cross_entropy",
    "softmaxcrossentropywithlogits": "cross_entropy",
    "sparsecategoricalcrossentropy": "cross_entropy",
    "xent": "cross_entropy",
    "l2": "mse",
    "meansquared": "mse",
    "meansquarederror": "mse",
    "squarederror": "mse",
    "halfsquarederror": "half_sse",
    "sse": "half_sse",
    # optimizers
    "adaptivegradient": "adagrad",
    "gradientdescent": "gd",
    "nag": "nesterov",
    "stochasticgradientdescent": "sgd",
    # activations
    "hyperbolictangent": "tanh",
    "linear": "identity",
    "lrelu": "leaky_relu",
    "silu": "swish",
    # starts
    "eye": "identity",
    "gaussian": "normal",
    "heinit": "he_normal",
    "kaimingnormal": "he_normal",
    "kaiminguniform": "he_uniform",
    "randomnormal": "normal",
    "randomuniform": "uniform",
    "truncnormal": "truncated_normal",
    "xavier": "glorot_normal",
    "xaviernormal": "glorot_normal",
    "xavieruniform": "glorot_uniform",
}
# a logistic function is an activation too; the first name that is known where it was asked for counts
ALSO = {"logistic": "sigmoid"}


def ours(name: str) -> tuple[str, ...]:
    """The names that this course may have for what somebody else calls `name`, most likely first."""
    plain = "".join(letter for letter in name.lower() if letter.isalnum())
    found = []
    for each in (plain, plain.removesuffix("loss")):
        found += [table[each] for table in (OTHER_NAMES, ALSO) if each in table]
    return tuple(found)
