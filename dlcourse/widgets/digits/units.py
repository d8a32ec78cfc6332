"""What units see: weights as images, and the image each output unit likes best."""

from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import digits
from dlcourse.language import Text
from dlcourse.widgets.digits._shared import HIDDEN, SIDE, blank_image, network, probabilities, training
from dlcourse.widgets.stage.palette import QUIET
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

PARTS = {
    "start": Text("weights at the start", "처음의 가중치"),
    "end": Text("weights after training", "학습 뒤의 가중치"),
    "change": Text("what training changed", "학습이 바꾼 것"),
}


def insides(*, show: str, unit: int, digit: int, steps: int, maximize_unit: Function = digits.maximize_unit) -> Numbers:
    """A hidden unit's weights as an image, and the image that one output unit likes best."""
    params = network()
    start, end = (nets[0][0][:, unit].reshape(SIDE, SIDE) for nets in (training()["nets"][0], params))
    weights = {"start": start, "end": end, "change": end - start}[show]
    image = np.asarray(maximize_unit(params, digit, steps, 0.05))
    return {
        "show": show,
        "unit": unit,
        "digit": digit,
        "steps": steps,
        "weights": weights,
        "image": image,
        "p": probabilities(image.reshape(1, -1), params)[0, digit],
    }


def describe_insides(numbers: Numbers) -> Text:
    """Where the weights are strong, and how sure the climbed image makes the network."""
    most, least = numbers["weights"].max(), numbers["weights"].min()
    shown = PARTS[numbers["show"]]
    return Text(
        f"Hidden unit {numbers['unit']}, {shown.en}: from {least:.2f} to {most:.2f}. After {numbers['steps']} steps uphill for digit {numbers['digit']}, the network gives the picture on the right a probability of {numbers['p']:.3f} for that digit.",
        f"은닉 유닛 {numbers['unit']}, {shown.ko}: {least:.2f}부터 {most:.2f}까지입니다. 오른쪽은 숫자 {numbers['digit']}의 점수를 {numbers['steps']}걸음 끌어올린 그림이며, 신경망이 이 그림에 주는 그 숫자의 확률은 {numbers['p']:.3f}입니다.",
    )


def table_insides(numbers: Numbers) -> Table:
    """The middle row of both images."""
    middle = SIDE // 2
    return Table(
        Text("The middle row of both images", "두 그림의 가운데 행"),
        (Text("column", "열"), Text("weight", "가중치"), Text("brightness", "밝기")),
        tuple(
            (str(k), number(float(w)), number(float(x)))
            for k, (w, x) in enumerate(zip(numbers["weights"][middle], numbers["image"][middle], strict=True))
        ),
    )


def draw_insides(figure: "Figure", language: str) -> Artists:
    """Two images side by side."""
    left, right = (figure.add_axes((x, 0.1, 0.44, 0.76)) for x in (0.03, 0.53))
    left.set_title(Text("one hidden unit", "은닉 유닛 하나").in_(language), fontsize=12)
    right.set_title(
        Text("the picture the output unit likes best", "출력 유닛이 가장 좋아하는 그림").in_(language), fontsize=12
    )
    below: dict[str, Any] = {"ha": "center", "va": "top", "fontsize": 12, "color": QUIET}
    left.text(
        0.5,
        -0.03,
        Text("orange above 0, purple below", "주황은 양수, 보라는 음수").in_(language),
        transform=left.transAxes,
        **below,
    )
    words = Text("digit {digit} with probability {p:.3f}", "숫자 {digit}의 확률 {p:.3f}").in_(language)
    return {
        "weights": blank_image(left, signed=True),
        "image": blank_image(right),
        # its label keeps the words that the numbers go into
        "digit": right.text(0.5, -0.03, "", transform=right.transAxes, label=words, **below),
    }


def update_insides(artists: Artists, numbers: Numbers) -> None:
    """Weights are scaled by their own largest size, so that every unit can be seen."""
    artists["weights"].set_data(numbers["weights"] / max(float(np.abs(numbers["weights"]).max()), 1e-12))
    artists["image"].set_data(numbers["image"])
    words = artists["digit"].get_label()
    artists["digit"].set_text(words.format(digit=numbers["digit"], p=numbers["p"]))


SCENE = Scene(
    title=Text("What do the units see?", "유닛은 무엇을 볼까요?"),
    controls=(
        Choice("show", Text("left", "왼쪽 그림"), "change", tuple(PARTS.items())),
        Slider("unit", Text("hidden unit", "은닉 유닛"), 0, 0, HIDDEN - 1, 1),
        Slider("digit", Text("output unit (digit)", "출력 유닛 (숫자)"), 3, 0, 9, 1),
        Slider("steps", Text("steps uphill", "올라간 걸음 수"), 20, 0, 40, 1),
    ),
    compute=insides,
    size=(8.0, 4.2),
    draw=draw_insides,
    update=update_insides,
    describe=describe_insides,
    table=table_insides,
    predict=Question(
        Text(
            "We change pixels until the network is as sure as it can be that it sees a 3. What will the picture look like?",
            "신경망이 3이라고 가장 확신할 때까지 픽셀을 바꿉니다. 그림은 어떤 모습일까요?",
        ),
        (
            Text("Like a beautiful handwritten 3", "예쁜 손글씨 3"),
            Text(
                "Like noise with a trace of a 3, and yet the network is nearly certain",
                "3의 흔적만 있는 잡음인데, 신경망은 거의 확신합니다",
            ),
            Text("Completely black", "온통 검은색"),
        ),
        1,
        Text(
            "The network learned what tells a 3 from nine other digits, not what a 3 looks like. Being sure and being right are two things.",
            "신경망은 3을 다른 아홉 숫자와 구별하는 법을 배웠지, 3이 어떻게 생겼는지를 배운 것이 아닙니다. 확신하는 것과 맞는 것은 다릅니다.",
        ),
    ),
    uses={"maximize_unit": digits.maximize_unit},
)


def units() -> "Stage | None":
    """Look inside: weights as images, and the image each output unit likes best."""
    return show(SCENE)
