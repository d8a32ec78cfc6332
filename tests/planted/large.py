"""Submissions whose answers make the grader compute: large ones, ones that a driver or a stand-in makes large, ones that take long.

Each breaks one exercise and gets nothing for it; everything else is right and gets its points.
"""

from dataclasses import dataclass

from handin import SETUP, answer, cell, notebook, stub

from dlcourse.exercises import CARDS

IDS = ("affine", "mlp-forward", "init-weights", "activation-stds", "minibatches", "cross-entropy-grad", "train-xor")


@dataclass(frozen=True)
class Large:
    """A submission, the exercise it breaks and what its report says of it."""

    name: str
    broken: str
    code: str
    notes: tuple = ()

    @property
    def notebook(self):
        """The notebook: the course's answers but for one."""
        return handed_in({self.broken: self.code})


def released():
    cells = [cell("setup", SETUP)]
    for card in (CARDS[name] for name in IDS):
        check = f'check("{card.id}")'
        cells.append(cell(card.id, stub(card), solution=True))
        cells.append(cell(f"check-{card.id}", check, grade=True, locked=True, points=card.points))
    return notebook(cells)


def handed_in(instead):
    made = released()
    for one in made["cells"]:
        if one["id"] in CARDS:
            one["source"] = instead.get(one["id"], answer(CARDS[one["id"]]))
    return made


def xor(parameters, *, losses="np.zeros(steps)"):
    return f"def train_xor(hidden, lr, steps, *, rng):\n    n = 2000\n    return {losses}, {parameters}"


def forward(a, b, c):
    return f"def mlp_forward(*a, **k):\n    affine({a}, {b}, {c})\n    return None"


def weights(shape):
    return (
        "def activation_stds(*a, rng):\n"
        f"    init_weights({shape}, 'he_normal', rng=np.random.default_rng(0))\n    return None"
    )


def batches(body):
    return f"def minibatches(X, y, size, *, rng):\n{body}"


def grad(value):
    return f"def cross_entropy_grad(*a, **k):\n    return {value}"


LARGE = (
    Large("xor with a tall b1", "train-xor", xor("[(np.ones((2, n)), np.ones((n, 1, 1))), (np.ones((n, 1)), np.zeros(1))]")),
    Large("xor with a tall b2", "train-xor", xor("[(np.ones((2, 3)), np.zeros(3)), (np.ones((3, 1)), np.ones((n, 1, 1, 1)))]")),
    Large("xor with wide weights", "train-xor", xor("[(np.ones((2, 900)), np.ones((200, 1, 1))), (np.ones((900, 900)), np.zeros(1))]")),
    Large("xor with millions of losses", "train-xor", xor("[]", losses="np.zeros(7_000_000)")),
    Large("xor with many layers", "train-xor", xor("[(np.ones((2, 2)), np.zeros(2))] * 9_000")),
    Large("xor with small but many axes", "train-xor", xor("[(np.ones((2, 30)), np.ones((30, 30, 1, 1))), (np.ones((30, 1)), np.ones((30, 1, 1, 1, 1, 1)))]")),
    Large("an outer product for affine", "mlp-forward", forward("np.ones((12000, 1))", "np.ones((1, 12000))", "np.zeros(12000)")),
    Large("a tall b for affine", "mlp-forward", forward("np.ones((3000, 3))", "np.ones((3, 3000))", "np.zeros((300, 1, 1))")),
    Large("affine with many axes", "mlp-forward", forward("np.ones((300, 1, 300, 1))", "np.ones((300, 1, 300))", "np.zeros(1)")),
    Large("affine again and again", "mlp-forward", "def mlp_forward(*a, **k):\n    while True:\n        affine(np.ones((900, 900)), np.ones((900, 900)), np.zeros(900))"),
    Large("init_weights of a gigabyte", "activation-stds", weights("(11000, 11000)")),
    Large("init_weights of a terabyte", "activation-stds", weights("(1 << 20, 1 << 20)")),
    Large("init_weights of many axes", "activation-stds", weights("(200, 200, 200, 20)")),
    Large("every answer 24 MB", "cross-entropy-grad", grad("np.ones(3_000_000)")),
    Large("every answer 60 MB", "cross-entropy-grad", grad("np.ones(7_500_000)")),
    Large("truth values by the million", "cross-entropy-grad", grad("np.ones(60_000_000, bool)")),
    Large("texts by the million", "cross-entropy-grad", grad("np.full(1_000_000, 'a' * 12)")),
    Large("a list of large arrays", "cross-entropy-grad", grad("[np.ones(100_000)] * 60")),
    Large("a dictionary of large arrays", "cross-entropy-grad", grad("{i: np.ones(100_000) for i in range(60)}")),
    Large("a list of 90,000 numbers", "cross-entropy-grad", grad("[1.0] * 90_000")),
    Large("pairs of 16 MB", "minibatches", batches("    for i in range(40):\n        yield np.ones(2_000_000), np.ones(2)")),
    Large("pairs without end", "minibatches", batches("    while True:\n        yield np.ones(50_000), np.ones(2)")),
    Large("tiny pairs by the thousand", "minibatches", batches("    for i in range(9_000):\n        yield np.ones(1), np.ones(1)")),
    Large("a list of large pairs", "minibatches", batches("    return [(np.ones(1_000_000), np.ones(2))] * 7")),
    Large("one batch of 60 MB", "minibatches", batches("    return [(np.ones(7_000_000), y)]")),
)  # fmt: skip
