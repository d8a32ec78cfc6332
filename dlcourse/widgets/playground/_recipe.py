"""Settings in, Python out: the lines that make data and network of the playground, and train it."""

from dataclasses import dataclass

from dlcourse.language import Text
from dlcourse.widgets.stage.scene import Numbers, Point

EXAMPLES = 200
REACH = 4.0  # the picture shows x1 and x2 from -REACH to REACH
MOST_LAYERS, MOST_UNITS = 4, 8
LAST = 5000  # epochs
OWN = "own"
START: tuple[Point, ...] = (
    (-2.0, -2.0, 0),
    (2.0, 2.0, 0),
    (-2.0, 2.0, 1),
    (2.0, -2.0, 1),
    (0.0, 0.5, 1),
    (0.5, 3.0, 0),
)

# name -> (what it is called, what it imports from dlcourse.datasets, lines that make X and y)
DATA = {
    "circle": (Text("circle", "원"), "circles", ["X, y = circles({n}, noise={noise}, rng=rng)", "X = 3 * X"]),
    "xor": (
        Text("XOR", "XOR"),
        "",
        [
            "X = rng.uniform(-3, 3, size=({n}, 2))",
            "y = (X[:, 0] * X[:, 1] < 0).astype(int)",
            "X = X + 0.5 * np.sign(X) + 2 * {noise} * rng.normal(size=X.shape)",
        ],
    ),
    "blobs": (Text("clouds", "구름"), "blobs", ["X, y = blobs({n}, classes=2, noise=0.4 + 2 * {noise}, rng=rng)"]),
    "spiral": (
        Text("spiral", "나선"),
        "spirals",
        ["X, y = spirals({n}, turns=1.5, noise={noise} / 2, rng=rng)", "X = 3.5 * X"],
    ),
}
FEATURES = {
    "x1": "x1",
    "x2": "x2",
    "x1**2": "x1²",
    "x2**2": "x2²",
    "x1*x2": "x1·x2",
    "sin(x1)": "sin x1",
    "sin(x2)": "sin x2",
}
# name -> (what it is called, its class, its further arguments)
OPTIMIZERS = {
    "sgd": (Text("SGD", "SGD"), "SGD", ""),
    "momentum": (Text("momentum", "모멘텀"), "SGD", ", momentum=0.9"),
    "rmsprop": (Text("RMSProp", "RMSProp"), "RMSProp", ""),
    "adam": (Text("Adam", "Adam"), "Adam", ""),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Everything a learner can choose."""

    data: str = "circle"
    points: tuple[Point, ...] = START
    noise: float = 0.1
    share: float = 0.5
    features: tuple[str, ...] = ("x1", "x2")
    layers: int = 1
    units1: int = 4
    activation1: str = "tanh"
    units2: int = 4
    activation2: str = "tanh"
    units3: int = 4
    activation3: str = "tanh"
    units4: int = 4
    activation4: str = "tanh"
    init: str = "glorot_normal"
    optimizer: str = "adam"
    lr: float = 0.03
    batch: int = 10
    l1: float = 0.0
    l2: float = 0.0
    dropout: float = 0.0
    seed: int = 0

    @property
    def hidden(self) -> list[tuple[int, str]]:
        """Units and activation of every hidden layer."""
        return [(getattr(self, f"units{i}"), getattr(self, f"activation{i}")) for i in range(1, self.layers + 1)]

    @property
    def examples(self) -> int:
        """How many examples there are."""
        return len(self.points) if self.data == OWN else EXAMPLES


def recipe(settings: Settings) -> str:
    """The lines that make data and network."""
    dropout = ", Dropout" if settings.dropout and settings.layers else ""
    activation = "Activation, " if settings.layers else ""
    _, source, made = DATA.get(settings.data, (None, "", []))
    imports = ["import numpy as np", ""]
    if settings.data != OWN:
        imports.append("from dlcourse.batches import split")
    if source:
        imports.append(f"from dlcourse.datasets import {source}")
    imports += [
        f"from dlcourse.layers import {activation}Dense{dropout}",
        "from dlcourse.network import Sequential",
        f"from dlcourse.training import {OPTIMIZERS[settings.optimizer][1]}, fit",
    ]
    if settings.data == OWN:
        data = [
            f"X_train = np.array({[[x1, x2] for x1, x2, _ in settings.points]})",
            f"y_train = np.array({[label for *_, label in settings.points]})",
        ]
    else:
        rest = round(1 - settings.share, 9)
        data = [line.format(n=EXAMPLES, noise=settings.noise) for line in made]
        data.append(f"(X_train, y_train), (X_val, y_val), _ = split(X, y, ({settings.share}, {rest}, 0.0), rng=rng)")
    columns = ", ".join(name.replace("sin", "np.sin") for name in settings.features)
    features = ["def features(X):", "    x1, x2 = X[:, 0], X[:, 1]", f"    return np.column_stack([{columns}])"]
    network, width = ["net = Sequential(", "    ["], len(settings.features)
    for units, name in settings.hidden:
        drop = f" Dropout({settings.dropout})," if settings.dropout else ""
        network.append(f'        Dense({width}, {units}, init="{settings.init}"), Activation("{name}"),{drop}')
        width = units
    network += [f'        Dense({width}, 1, init="{settings.init}"),', "    ],", "    rng=rng,", ")"]
    seeded = [f"rng = np.random.default_rng({settings.seed})"]
    return "\n".join([*imports, "", *seeded, *data, "", "", *features, "", "", *network])


def training(settings: Settings) -> str:
    """The arguments of `fit` after the network, but for `epochs`."""
    _, name, further = OPTIMIZERS[settings.optimizer]
    parts = [
        "features(X_train), y_train",
        *(["validation=(features(X_val), y_val)"] if settings.data != OWN else []),
        f'loss="bce", optimizer={name}(lr={settings.lr}{further})',
        f"batch_size={settings.batch}, l1={settings.l1}, l2={settings.l2}, rng=rng",
    ]
    return "".join(f"    {part},\n" for part in parts)


def code(numbers: Numbers) -> str:
    """Lines for a cell, which end with the same losses."""
    settings: Settings = numbers["settings"]
    if not settings.examples:
        return ""
    return f"{recipe(settings)}\nhistory = fit(\n    net,\n{training(settings)}    epochs={numbers['epoch']},\n)"
