"""The card of `choose_init`: Which scheme for which activation?"""

from collections.abc import Callable
from itertools import combinations

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

_ACTS = ("elu", "identity", "leaky_relu", "prelu", "relu", "sigmoid", "softmax", "softplus", "swish", "tanh")


_SHOWN = ("relu", "tanh", "sigmoid", "leaky_relu", "identity", "softmax")


def _choose(act: str) -> str:
    return "he_normal" if act in ("elu", "leaky_relu", "prelu", "relu", "softplus", "swish") else "glorot_normal"


def _choosing(missing: tuple[str, ...]) -> Callable[[str], str]:
    """With some of the relatives forgotten."""
    return lambda act: "glorot_normal" if act in missing else _choose(act)


_EXCHANGED = {"softmax": "softplus", "softplus": "softmax"}
_OTHERS = ("identity", "sigmoid", "softmax", "tanh")
_FAMILY = ("relu", "leaky_relu", "prelu", "elu", "softplus", "swish")
_MISSING = tuple(pair for count in (1, 2) for pair in combinations(_FAMILY, count) if pair != ("softplus",))


CARD = Exercise(
    id="choose-init",
    reference=initializers.choose_init,
    points=2.0,
    stars=1,
    title=Text("Which scheme for which activation?", "어느 활성화 함수에 어느 초기화일까요?"),
    text=Text(
        """Write `choose_init(act)`: the name of the scheme that suits a layer followed by this activation, `"he_normal"` or `"glorot_normal"`. (A factor in front of it, such as the 5/3 of tanh, is the business of `gain`, next.)

There are ten names: `elu`, `identity`, `leaky_relu`, `prelu`, `relu`, `sigmoid`, `softmax`, `softplus`, `swish`, `tanh`. Which of these curves silence or weaken the negative half of their inputs? If you are not sure, compare the slopes at -2 and at 2: the lesson on activations draws all of them.""",
        """`choose_init(act)`를 작성하세요. 이 활성화 함수가 붙은 층에 알맞은 방식의 이름 `"he_normal"` 또는 `"glorot_normal"`을 반환합니다. (tanh의 5/3처럼 거기에 곱하는 수는 다음 문제의 `gain`이 맡습니다.)

이름은 열 가지입니다. `elu`, `identity`, `leaky_relu`, `prelu`, `relu`, `sigmoid`, `softmax`, `softplus`, `swish`, `tanh`. 이 가운데 입력의 음수 쪽 절반을 없애거나 약하게 만드는 것은 무엇일까요? 잘 모르겠으면 -2와 2에서의 기울기를 비교해 보세요. 활성화 함수 수업에 모두 그려져 있습니다.""",
    ),
    docstring_ko="""이 활성화 함수가 붙은 층에 알맞은 방식입니다. Glorot 방식이고, ReLU의 친척에는 He 방식입니다.

    형상: 이름 -> 이름
    예외: 모르는 활성화 함수이면 ValueError
    참고: Glorot & Bengio (2010); He, Zhang, Ren & Sun (2015)
    >>> choose_init("tanh"), choose_init("relu")
    ('glorot_normal', 'he_normal')
    """,
    cases=lambda rng: tuple(
        Case(Text(f"before {act}", f"{act} 앞"), (act,), hidden=act not in _SHOWN)
        for act in (*_SHOWN, *(name for name in _ACTS if name not in _SHOWN))
    ),
    misconceptions=(
        Misconception(
            "he-for-all",
            Text("He's scheme for every activation", "모든 활성화 함수에 He 방식을 썼습니다"),
            lambda act: "he_normal",
            Text(
                "He's factor 2 makes up for a half that is lost. Does the identity lose half of its inputs?",
                "He의 2는 잃어버린 절반을 메웁니다. 항등 함수가 입력의 절반을 잃나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "glorot-for-all",
            Text("Glorot's scheme for every activation", "모든 활성화 함수에 Glorot 방식을 썼습니다"),
            lambda act: "glorot_normal",
            Text(
                "You saw what Glorot's scheme does to twenty layers with ReLU. What do they need?",
                "ReLU 층 스무 개에서 Glorot 방식이 어떻게 되는지 보았습니다. 무엇이 필요할까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "he-for-tanh",
            Text("He's scheme for tanh as well", "tanh에도 He 방식을 썼습니다"),
            lambda act: "he_normal" if act == "tanh" else _choose(act),
            Text(
                "tanh presses large inputs together, but treats both signs alike. Which scheme starts from that, and where does its 5/3 come in?",
                "tanh는 큰 입력을 눌러 줄이지만 양수와 음수를 똑같이 다룹니다. 그런 곡선을 위한 방식은 무엇이고, 5/3는 어디에서 곱하나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "exchanged",
            Text("the two schemes are exchanged", "두 방식이 서로 바뀌었습니다"),
            lambda act: "glorot_normal" if _choose(act) == "he_normal" else "he_normal",
            Text(
                "Which of the two schemes has the larger variance, and which activation needs it?",
                "둘 가운데 분산이 큰 방식은 무엇이고, 어느 활성화 함수에 필요할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "relu-alone",
            Text("only ReLU itself gets He's scheme", "ReLU에만 He 방식을 썼습니다"),
            lambda act: "he_normal" if act == "relu" else "glorot_normal",
            Text(
                "ReLU has relatives that weaken their negative half as well. Which names are missing?",
                "음수 쪽 절반을 약하게 만드는 ReLU의 친척이 더 있습니다. 어떤 이름이 빠졌나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "by-spelling",
            Text("the relatives are found by “relu” in the name", "이름에 “relu”가 들어 있는지만 보았습니다"),
            lambda act: "he_normal" if "relu" in act else "glorot_normal",
            Text(
                "Not every relative of ReLU has it in its name. Go through the ten names once more.",
                "ReLU의 친척이라고 모두 이름에 relu가 들어 있지는 않습니다. 열 가지 이름을 다시 살펴보세요.",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "half-a-name",
            Text("only the first half of the scheme's name", "방식 이름의 앞부분뿐입니다"),
            lambda act: _choose(act).split("_")[0],
            Text(
                "Would `init_weights` understand your answer? It wants to know how the numbers are distributed, too.",
                "`init_weights`가 이 답을 알아들을까요? 수가 어떻게 분포하는지도 알아야 합니다.",
            ),
            "type.wrong",
            variants=(
                lambda act: {"he_normal": "he", "glorot_normal": "xavier"}[_choose(act)],
                lambda act: {"he_normal": "kaiming", "glorot_normal": "xavier"}[_choose(act)],
                lambda act: {"he_normal": "He", "glorot_normal": "Glorot"}[_choose(act)],
                lambda act: {"he_normal": "He", "glorot_normal": "Xavier"}[_choose(act)],
            ),
        ),
        Misconception(
            "relatives-missing",
            Text("some relatives of ReLU are missing", "ReLU의 친척 가운데 빠진 것이 있습니다"),
            _choosing(("softplus",)),
            Text(
                "Go through the ten names: what is left of -2, and what of 2? And does a comma stand after each name of your list?",
                "이름 열 가지를 하나씩 살펴보세요. -2에서는 무엇이 남고 2에서는 무엇이 남나요? 목록의 이름마다 뒤에 쉼표가 있나요?",
            ),
            "hardcoded.value",
            variants=(*map(_choosing, _MISSING),),
        ),
        Misconception(
            "he-for-one-more",
            Text(
                "He's scheme for a function that is no relative of ReLU",
                "ReLU의 친척이 아닌 함수에도 He 방식을 썼습니다",
            ),
            lambda act: "he_normal" if act == "sigmoid" else _choose(act),
            Text(
                "Which of your names stands for a curve that is as steep at -2 as at 2?",
                "여러분이 고른 이름 가운데 -2와 2에서 기울기가 같은 곡선은 어느 것인가요?",
            ),
            "hardcoded.value",
            variants=(
                *(
                    lambda act, more=pair: "he_normal" if act in more else _choose(act)
                    for pair in combinations(_OTHERS, 2)
                    if pair != ("sigmoid", "tanh")
                ),
                lambda act: "he_normal" if act == "identity" else _choose(act),
                lambda act: "he_normal" if act == "softmax" else _choose(act),
                lambda act: "he_normal" if act in ("sigmoid", "tanh") else _choose(act),
            ),
        ),
        Misconception(
            "another-scheme",
            Text("a scheme that was not asked for", "문제에 없는 방식의 이름입니다"),
            lambda act: "lecun_normal" if act == "identity" else _choose(act),
            Text("Which two names are the only right answers?", "맞는 답이 될 수 있는 두 이름은 무엇인가요?"),
            "hardcoded.value",
            variants=(
                lambda act: _choose(act).replace("normal", "uniform"),
                lambda act: _choose(act).replace("glorot", "xavier"),
                lambda act: _choose(act).replace("glorot", "xavier").replace("he_", "kaiming_"),
                lambda act: _choose(act).replace("glorot", "lecun"),
                lambda act: "lecun_normal" if act in ("identity", "softmax") else _choose(act),
                lambda act: "lecun_normal" if act == "sigmoid" else _choose(act),
            ),
        ),
        Misconception(
            "softmax-for-softplus",
            Text("softmax and softplus are taken for each other", "softmax와 softplus를 서로 바꾸어 생각했습니다"),
            lambda act: _choose(_EXCHANGED.get(act) or act),
            Text(
                "Two names begin alike. Which of the two bends one number at a time, as ReLU does?",
                "이름이 비슷한 함수가 둘 있습니다. ReLU처럼 수 하나하나를 꺾는 것은 어느 쪽인가요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(
        lambda act: "glorot_normal" if act in {"identity", "sigmoid", "softmax", "tanh"} else "he_normal",
        lambda act: (
            {"identity": "glorot", "sigmoid": "glorot", "softmax": "glorot", "tanh": "glorot"}.get(act, "he")
            + "_normal"
        ),
        lambda act: "he_normal" if act.endswith(("relu", "elu", "plus", "swish")) else "glorot_normal",
    ),
    hints=(
        Text("There are two groups of names and two answers.", "이름은 두 무리이고 답도 두 가지입니다."),
        Text(
            "He's variance is $2/n$ where LeCun's is $1/n$: the 2 is for activations that lose half.",
            "LeCun의 분산이 $1/n$이라면 He의 분산은 $2/n$입니다. 2는 절반을 잃는 활성화 함수를 위한 것입니다.",
        ),
        Text(
            "Sort the ten names: as steep at -2 as at 2, or flatter at -2? Put one of the groups into a tuple and ask with `in`.",
            "이름 열 가지를 나눕니다. -2와 2에서 기울기가 같은가요, 아니면 -2에서 더 완만한가요? 한 무리를 튜플에 넣고 `in`으로 물어봅니다.",
        ),
    ),
)
