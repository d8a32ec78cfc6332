"""A playground: put a small network together, press play, and watch it learn to part two classes of points.

Everything in it is a network of this course: the widget runs the very lines of Python that it shows beside the picture (`_recipe.py`), one
epoch at a time, and looks at the network after each. So whatever is seen here can be done again in a cell.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse.activations import ELEMENTWISE
from dlcourse.language import Text
from dlcourse.widgets.playground._maps import HEIGHT, WIDTH
from dlcourse.widgets.playground._picture import draw, update
from dlcourse.widgets.playground._recipe import (
    DATA,
    FEATURES,
    LAST,
    MOST_LAYERS,
    MOST_UNITS,
    OPTIMIZERS,
    OWN,
    REACH,
    START,
    Settings,
    code,
)
from dlcourse.widgets.playground._training import Training
from dlcourse.widgets.stage.handle import Pins
from dlcourse.widgets.stage.scene import (
    Choice,
    Numbers,
    Points,
    Question,
    Rounds,
    Run,
    Scene,
    Slider,
    Switches,
    Table,
    When,
)
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import joined, number, same

if TYPE_CHECKING:
    from dlcourse.widgets.stage.stage import Stage


def describe(numbers: Numbers) -> Text:
    """How far training is, and what is being trained."""
    settings: Settings = numbers["settings"]
    facts: dict[str, object] = {
        "inputs": ", ".join(FEATURES[name] for name in settings.features),
        "hidden": ", ".join(f"{units} {name}" for units, name in settings.hidden) or Text("none", "없음"),
        "parameters": numbers["parameters"],
    }
    net = Text(
        "The network: inputs {inputs}; hidden layers {hidden}; one output; {parameters} weights and biases.",
        "신경망: 입력 {inputs}; 은닉층 {hidden}; 출력 하나. 가중치와 편향은 모두 {parameters}개입니다.",
    )
    if not numbers["logs"]:
        said = Text("There are no points yet: add one.", "아직 점이 없습니다. 점을 추가해 보세요.")
    else:
        last = numbers["logs"][-1]
        facts |= {"epoch": numbers["epoch"], "next": numbers["epoch"] + 1, "lr": f"{settings.lr:g}"}
        facts |= {name: _percent_or_number(name, value) for name, value in last.items()}
        said = Text(
            "Epoch {epoch}: training loss {loss}, {accuracy}% right",
            "에폭 {epoch}: 훈련 손실 {loss}, 정답률 {accuracy}%",
        )
        if "val_loss" in last:
            seen = Text(
                "; validation loss {val_loss}, {val_accuracy}% right.",
                "; 검증 손실 {val_loss}, 정답률 {val_accuracy}%입니다.",
            )
        else:
            seen = Text(".", "입니다.")
        said = Text(said.en + seen.en, said.ko + seen.ko)
    if numbers["broken"]:
        broken = Text(
            "Epoch {next} broke: the numbers became too large to count with. Try a learning rate below {lr}.",
            "에폭 {next}에서 값이 발산하여 학습이 중단되었습니다. 학습률을 {lr}보다 작게 해 보세요.",
        )
        said = joined(said, broken)
    return joined(said, net).format(**facts)


def _percent_or_number(name: str, value: float) -> str:
    return f"{round(100 * value, 1):g}" if "accuracy" in name else number(value)


def table(numbers: Numbers) -> Table:
    """Losses at the start, now, and at up to ten epochs in between."""
    logs = numbers["logs"]
    rows = sorted({round(place) for place in np.linspace(0, len(logs) - 1, 12)}) if logs else []
    named = [
        ("loss", Text("training loss", "훈련 손실")),
        ("accuracy", Text("training, % right", "훈련 정답률(%)")),
        ("val_loss", Text("validation loss", "검증 손실")),
        ("val_accuracy", Text("validation, % right", "검증 정답률(%)")),
    ]
    return Table(
        Text("Losses so far", "지금까지의 손실"),
        (Text("epoch", "에폭"), *(label for _, label in named)),
        tuple(
            (
                str(row),
                *(_percent_or_number(name, logs[row][name]) if name in logs[row] else "–" for name, _ in named),
            )
            for row in rows
        ),
    )


_START = Settings()
_ACTIVATIONS = tuple((name, same(name)) for name in ELEMENTWISE)
_FREE = When("data", tuple(DATA))


def _numbers(*values: float) -> tuple[tuple[float, Text], ...]:
    return tuple((value, Text(f"{value:g}", f"{value:g}")) for value in values)


def _layer(layer: int) -> tuple[Slider, Choice]:
    when = When("layers", tuple(range(layer, MOST_LAYERS + 1)))
    units = Text(f"units {layer}", f"유닛 수 {layer}")
    bend = Text(f"activation {layer}", f"활성화 {layer}")
    return (
        Slider(f"units{layer}", units, 4, 1, MOST_UNITS, 1, when=when),
        Choice(f"activation{layer}", bend, "tanh", _ACTIVATIONS, when=when),
    )


SCENE = Scene(
    title=Text("Neural network playground", "신경망 플레이그라운드"),
    controls=(
        Choice(
            "data",
            Text("data", "데이터"),
            _START.data,
            (
                *((name, label) for name, (label, *_) in DATA.items()),
                (OWN, Text("my points", "내 점")),
            ),
        ),
        Switches(
            "features",
            Text("inputs", "입력"),
            _START.features,
            tuple((name, Text(label, label)) for name, label in FEATURES.items()),
        ),
        Points("points", Text("points", "점"), START, -REACH, REACH, 0.5, 40, when=When("data", (OWN,))),
        Slider("noise", Text("noise", "잡음"), _START.noise, 0.0, 0.5, 0.05, when=_FREE),
        Slider("share", Text("training share", "훈련 비율"), _START.share, 0.1, 0.9, 0.1, when=_FREE),
        Slider("layers", Text("hidden layers", "은닉층 수"), _START.layers, 0, MOST_LAYERS, 1),
        Choice(
            "init",
            Text("initial weights", "초기화"),
            _START.init,
            (
                ("glorot_normal", Text("Glorot", "Glorot")),
                ("he_normal", Text("He", "He")),
                ("normal", Text("small", "작게")),
                ("ones", Text("all 1", "모두 1")),
                ("zeros", Text("all 0", "모두 0")),
            ),
        ),
        *_layer(1),
        *_layer(2),
        *_layer(3),
        *_layer(4),
        Choice(
            "optimizer",
            Text("optimizer", "옵티마이저"),
            _START.optimizer,
            tuple((name, label) for name, (label, *_) in OPTIMIZERS.items()),
        ),
        Choice("lr", Text("learning rate", "학습률"), _START.lr, _numbers(0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)),
        Slider("batch", Text("batch size", "배치 크기"), _START.batch, 1, 50, 1),
        Slider("dropout", Text("dropout", "드롭아웃"), _START.dropout, 0.0, 0.8, 0.1),
        Choice("l1", Text("L1 rate", "L1 강도"), _START.l1, _numbers(0.0, 0.001, 0.003, 0.01, 0.03, 0.1)),
        Choice("l2", Text("L2 rate", "L2 강도"), _START.l2, _numbers(0.0, 0.001, 0.003, 0.01, 0.03, 0.1)),
        Slider("seed", Text("random seed", "난수 시드"), _START.seed, 0, 20, 1),
        Run("epochs", Text("epochs", "에폭"), LAST, Text("epochs per step", "한 단계의 에폭 수")),
    ),
    compute=Rounds(Training, "epochs"),
    size=(WIDTH / 100, HEIGHT / 100),
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    gives_away=lambda values: values["epochs"] > 0 or values["layers"] == 0,
    predict=Question(
        Text(
            "Set the number of hidden layers to 0. Which border between the classes can the network still learn?",
            "은닉층 수를 0으로 두면 신경망은 두 클래스 사이에 어떤 경계를 배울 수 있을까요?",
        ),
        (
            Text("A circle, if it trains long enough", "충분히 오래 훈련하면 원"),
            Text("A straight line, and nothing else", "직선뿐"),
            Text("No border at all", "아무 경계도 배우지 못함"),
        ),
        1,
        Text(
            "Without a hidden layer the output is a weighted sum of the inputs, so with x1 and x2 the border is a line. More inputs, such as x1², or a hidden layer bend it.",
            "은닉층이 없으면 출력은 입력의 가중합이므로 입력이 x1과 x2일 때 경계는 직선입니다. x1² 같은 입력을 더하거나 은닉층을 두면 경계가 휩니다.",
        ),
    ),
    code=code,
    columns=2,
    touch=(Pins("points", on="ones"),),
)


def explore(**settings: Any) -> "Stage | None":
    """Build a network, press play, and watch it learn.

    Begin elsewhere by naming controls: `explore(data="xor", layers=2, units1=3, lr=0.1)`; `units` and `activation` stand for those of every layer.
    """
    for each in ("units", "activation"):
        if each in settings:
            value = settings.pop(each)
            settings = {f"{each}{layer}": value for layer in range(1, MOST_LAYERS + 1)} | settings
    return show(SCENE.preset("explore", **settings))
