"""The card of `dropout`: Dropout."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import regularizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

_FAR = 7.0  # standard deviations: chance goes further once in 4e11


def _repeated(dropout: Any, a: Any, p: Any, *, seeds: Any, train: Any) -> Any:
    """Whether the same seed gives the same mask, and another seed another one."""
    masks = []
    for seed in seeds:
        answer = dropout(a, p, rng=np.random.default_rng(seed), train=train)
        if not isinstance(answer, tuple | list) or len(answer) != 2:
            return answer  # whatever came back is told as it is
        masks.append(answer[1])
    return {
        "same again": bool(np.array_equal(masks[0], masks[1])),
        "new": not np.array_equal(masks[0], masks[2]),
        "drawn": len(np.unique(masks[0])) > 1,
    }


def _dropout_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    def fresh() -> np.random.Generator:
        return np.random.default_rng(rng.integers(2**63))

    a = rng.normal(size=(4, 3))
    seed = int(rng.integers(2**31))
    return (
        Case(
            Text("ones, a fifth of them dropped", "1로만 된 배열에서 다섯에 하나를 끄기"),
            (np.ones((200, 110)), 0.2),
            {"rng": fresh(), "train": True},
        ),
        Case(Text("not training", "훈련이 아닐 때"), (a, 0.2), {"rng": fresh(), "train": False}),
        Case(
            Text("random numbers, most of them dropped", "무작위 수에서 대부분을 끄기"),
            (rng.normal(3.0, 1.0, size=(120, 170)), 0.7),
            {"rng": fresh(), "train": True},
            hidden=True,
        ),
        Case(
            Text("the same generator again, and another one", "같은 생성기로 다시, 그리고 다른 생성기로"),
            (rng.normal(size=(6, 20)), 0.5),
            {"seeds": (seed, seed, seed + 1), "train": True},
            call=_repeated,
        ),
        Case(Text("dropping nothing", "아무것도 끄지 않을 때"), (a, 0.0), {"rng": fresh(), "train": True}, edge=True),
    )


def _share_dropped(mask: Any) -> float:
    return float(np.mean(mask == 0))


def _two_values(mask: Any, kept: float) -> bool:
    """Whether a mask consists of 0 and of this number, and of both of them."""
    return bool(0 < _share_dropped(mask) < 1 and np.allclose(mask[mask != 0], kept))


def _normal_share(a: Any, out: Any, mask: Any, p: float) -> bool:
    """Whether as many are dropped as normal numbers lie below p; for a large p, whole rows dropped may come as near."""
    below = (1 + math.erf(p / math.sqrt(2))) / 2
    return p < 0.5 and _near(_share_dropped(mask), below, mask.size) and _two_values(mask, 1 / (1 - p))


def _near(share: float, p: float, count: int) -> bool:
    return abs(share - p) <= _FAR * np.sqrt(p * (1 - p) / count)


def _dropout_accept(case: Case, value: Any) -> Text | None:
    if case.call is not None:
        return _repeated_accept(value)
    (a, p), (out, mask) = case.args, value
    if not case.kwargs["train"]:
        if not (np.allclose(out, a) and np.all(mask == 1)):
            return Text(
                "Without training the numbers should come back as they were, with a mask of ones.",
                "훈련이 아닐 때는 수가 그대로 나오고 마스크는 모두 1이어야 합니다.",
            )
        return None
    if not np.allclose(out, a * mask):
        return Text("The output is not the input times the mask.", "출력이 입력과 마스크를 곱한 값이 아닙니다.")
    share = _share_dropped(mask)
    if not _near(share, p, mask.size):
        return Text(
            "With p = {p:g}, a share of {share:.3f} was dropped.", "p = {p:g}인데 꺼진 비율이 {share:.3f}입니다."
        ).format(p=p, share=share)
    kept = mask[mask != 0]
    if not np.allclose(kept, 1 / (1 - p)):
        return Text(
            "The numbers that stay are multiplied by {kept:.4g}, so the mean of ones becomes {mean:.2f}.",
            "남은 수에 {kept:.4g}을(를) 곱해서, 모두 1이던 배열의 평균이 {mean:.2f}이(가) 됩니다.",
        ).format(kept=float(kept[0]), mean=float(mask.mean()))
    if p and (len(np.unique(mask, axis=0)) < len(mask) or len(np.unique(mask, axis=1).T) < mask.shape[1]):
        return Text(
            "Some rows or columns of the mask are copies of each other.", "마스크에 서로 똑같은 행이나 열이 있습니다."
        )
    return None


def _repeated_accept(value: Any) -> Text | None:
    if not value["same again"]:
        return Text(
            "Two generators with the same seed gave different masks.",
            "시드가 같은 두 생성기에서 서로 다른 마스크가 나왔습니다.",
        )
    if not value["new"]:
        return Text(
            "Two generators with different seeds gave the same mask.",
            "시드가 다른 두 생성기에서 같은 마스크가 나왔습니다.",
        )
    return None


def _trained(shows: Callable[..., bool]) -> Callable[[Case, Any], bool]:
    """A sign of a mistake that shows in training: asked with input, output, mask and p."""

    def asked(case: Case, value: Any) -> bool:
        return case.call is None and bool(case.kwargs["train"]) and shows(case.args[0], *value, case.args[1])

    return asked


def _at_rest(shows: Callable[..., bool]) -> Callable[[Case, Any], bool]:
    """A sign of a mistake that shows without training."""

    def asked(case: Case, value: Any) -> bool:
        return case.call is None and not case.kwargs["train"] and shows(case.args[0], *value, case.args[1])

    return asked


def _dropout_with(
    mask: Callable[..., Any],
    rest: Callable[..., Any] = lambda a, p, rng: (a.copy(), np.ones(a.shape)),
) -> Callable[..., Any]:
    """A dropout with another mask, or another rest."""

    def dropout(a: Any, p: Any, *, rng: Any, train: Any) -> Any:
        if not train:
            return rest(a, p, rng)
        made = mask(a.shape, p, rng)
        return a * made, made

    return dropout


def _right_mask(shape: Any, p: Any, rng: Any) -> Any:
    return (rng.random(shape) >= p) / (1 - p)


def _masked(a: Any, p: Any, rng: Any) -> Any:
    mask = _right_mask(a.shape, p, rng)
    return a * mask, mask


def _scaled_without_the_mask(a: Any, p: Any, *, rng: Any, train: Any) -> Any:
    kept = 1.0 * (rng.random(a.shape) >= p) if train else np.ones(a.shape)
    return (a * kept / (1 - p) if train else a.copy()), kept


def _made_but_not_applied(a: Any, p: Any, *, rng: Any, train: Any) -> Any:
    return a.copy(), _right_mask(a.shape, p, rng) if train else np.ones(a.shape)


def _dropout_by_loop(a: Any, p: Any, *, rng: Any, train: Any) -> Any:
    mask = np.ones(a.shape)
    if train:
        for i in range(a.shape[0]):
            row = rng.random(a.shape[1])
            mask[i] = [0.0 if draw < p else 1.0 / (1.0 - p) for draw in row]
    return a * mask, mask


CARD = Exercise(
    id="dropout",
    reference=regularizers.dropout,
    points=3.0,
    stars=2,
    title=Text("Dropout", "드롭아웃"),
    text=Text(
        r"""Write `dropout(a, p, rng, train)`. While training it makes a **mask** and multiplies it onto the numbers of `a`, each on its own:

$$\text{out} = a \cdot \text{mask}, \qquad \text{mask} = \begin{cases} 0 & \text{with probability } p \\ \frac{1}{1 - p} & \text{else} \end{cases}$$

`p` is the share that is **dropped**, $0 \le p < 1$. The scale $\frac{1}{1-p}$ keeps the expected value. If `train` is False, nothing is dropped and nothing is scaled, and the mask is 1 everywhere.

`a` has shape `(N, M)`. Return the pair `(out, mask)`, both of that shape. Take all chance from `rng`, and draw for every number: no two examples share a mask.""",
        r"""`dropout(a, p, rng, train)`를 작성하세요. 훈련할 때는 **마스크**(mask)를 만들어 `a`의 수 하나하나에 곱합니다.

$$\text{out} = a \cdot \text{mask}, \qquad \text{mask} = \begin{cases} 0 & \text{확률 } p \\ \frac{1}{1 - p} & \text{나머지} \end{cases}$$

`p`는 **끄는** 비율이고 $0 \le p < 1$입니다. 배율 $\frac{1}{1-p}$ 덕분에 기댓값이 그대로 유지됩니다. `train`이 False이면 아무것도 끄지 않고 배율도 곱하지 않으며, 마스크는 모두 1입니다.

`a`의 형상은 `(N, M)`입니다. 형상이 같은 쌍 `(out, mask)`를 반환합니다. 난수는 모두 `rng`에서, 수마다 따로 뽑습니다. 두 샘플이 마스크를 함께 쓰는 일은 없습니다.""",
    ),
    docstring_ko="""훈련할 때는 수를 p의 확률로 끄고 나머지를 키워 평균을 지킵니다. 그 밖에는 모두 그대로 둡니다.

    새 수와 곱한 마스크를 반환합니다. 꺼진 곳은 0, 남은 곳은 배율이고 훈련이 아니면 모두 1입니다.
    형상: (N, M) -> (N, M), (N, M)
    예외: p가 [0, 1) 밖이면 ValueError, rng가 생성기가 아니면 TypeError
    참고: Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014)
    >>> out, mask = dropout(np.ones((2, 3)), 0.75, rng=np.random.default_rng(3), train=True)
    >>> out
    array([[0., 0., 4.],
           [0., 0., 0.]])
    """,
    cases=_dropout_cases,
    accept=_dropout_accept,
    returns=("out", "mask"),
    misconceptions=(
        Misconception(
            "p-is-kept",
            Text("p is the share that is kept", "p를 남기는 비율로 보았습니다"),
            _dropout_with(lambda shape, p, rng: (rng.random(shape) < p) / max(p, 1e-9)),
            Text(
                "With p = 0.2, count the zeros. Is p the share that goes, or the share that stays?",
                "p = 0.2일 때 0이 몇 개인지 세어 보세요. p는 꺼지는 비율인가요, 남는 비율인가요?",
            ),
            "mode.train_test",
            shows=_trained(lambda a, out, mask, p: p > 0 and _near(_share_dropped(mask), 1 - p, mask.size)),
        ),
        Misconception(
            "scaled-at-test",
            Text(
                "when not training, the numbers are multiplied by 1 - p",
                "훈련이 아닐 때 수에 1 - p를 곱했습니다",
            ),
            _dropout_with(
                _right_mask,
                lambda a, p, rng: (a * (1 - p), np.full(a.shape, 1 - p)),
            ),
            Text(
                "The first paper scaled at test time, and not in training. The formula here wants nothing to happen at test time. In which of the two does your scale stand?",
                "처음 나온 논문에서는 훈련할 때가 아니라 테스트할 때 배율을 곱했습니다. 여기의 식에서는 테스트할 때 아무 일도 일어나지 않아야 합니다. 지금 배율은 둘 가운데 어디에 있나요?",
            ),
            "mode.train_test",
            shows=_at_rest(lambda a, out, mask, p: bool(np.allclose(out, a * (1 - p)))),
        ),
        Misconception(
            "always-active",
            Text("numbers are dropped even when not training", "훈련이 아닐 때도 수를 끕니다"),
            _dropout_with(_right_mask, _masked),
            Text("What is `train` for?", "`train`은 무엇을 위한 것일까요?"),
            "mode.train_test",
            shows=_at_rest(lambda a, out, mask, p: bool(np.any((out == 0) & (a != 0)) and np.any(out))),
        ),
        Misconception(
            "no-scale",
            Text("the numbers that stay are not scaled up", "남은 수를 키우지 않았습니다"),
            _dropout_with(lambda shape, p, rng: 1.0 * (rng.random(shape) >= p)),
            Text(
                "Take the mean of a large array of ones before and after. What is lost, and by which factor?",
                "1로만 된 큰 배열의 평균을 전후로 비교해 보세요. 무엇이 몇 배로 줄었나요?",
            ),
            "scale.one_over_n",
            shows=_trained(lambda a, out, mask, p: _two_values(mask, 1.0) and np.allclose(out, a * mask)),
        ),
        Misconception(
            "scaled-by-p",
            Text("scaled by 1/p", "1/p를 곱했습니다"),
            _dropout_with(lambda shape, p, rng: (rng.random(shape) >= p) / max(p, 1e-9)),
            Text(
                "The share that stays is 1 - p. With p = 0.2, what does your mean of ones become?",
                "남는 비율은 1 - p입니다. p = 0.2이면 1들의 평균이 얼마가 되나요?",
            ),
            "scale.one_over_n",
            shows=_trained(
                lambda a, out, mask, p: (
                    p > 0 and _two_values(mask, 1 / p) and not _near(_share_dropped(mask), 1 - p, mask.size)
                )
            ),
        ),
        Misconception(
            "one-mask-for-all-examples",
            Text("all examples share one mask", "모든 샘플이 마스크 하나를 함께 씁니다"),
            _dropout_with(lambda shape, p, rng: np.ones(shape) * (rng.random(shape[1]) >= p) / (1 - p)),
            Text(
                "Compare two rows of your mask. Of which shape must the random numbers be?",
                "마스크의 두 행을 비교해 보세요. 난수의 형상은 어떠해야 할까요?",
            ),
            "shape.keepdims",
            shows=_trained(lambda a, out, mask, p: 0 < _share_dropped(mask) < 1 and bool(np.all(mask == mask[0]))),
        ),
        Misconception(
            "whole-examples-dropped",
            Text("whole rows are dropped or kept", "행을 통째로 끄거나 남깁니다"),
            _dropout_with(lambda shape, p, rng: np.ones(shape) * (rng.random((shape[0], 1)) >= p) / (1 - p)),
            Text(
                "Your mask drops whole examples. Who should be dropped, examples or single units?",
                "마스크가 샘플을 통째로 끕니다. 꺼야 할 것은 샘플인가요, 유닛 하나하나인가요?",
            ),
            "axis.wrong",
            shows=_trained(lambda a, out, mask, p: 0 < _share_dropped(mask) < 1 and bool(np.all(mask == mask[:, :1]))),
        ),
        Misconception(
            "rng-ignored",
            Text("the chance does not come from `rng`", "난수를 `rng`에서 뽑지 않았습니다"),
            _dropout_with(lambda shape, p, rng: (np.random.default_rng().random(shape) >= p) / (1 - p)),
            Text(
                "Only with the generator that was handed in can anybody repeat your experiment. Which object do you ask for random numbers?",
                "받은 생성기를 써야 누구든 같은 실험을 되풀이할 수 있습니다. 난수를 어떤 객체에서 뽑고 있나요?",
            ),
            "rng.global",
            shows=lambda case, value: (
                case.call is not None and (not value["same again"] or (value["drawn"] and not value["new"]))
            ),
        ),
        Misconception(
            "scale-not-in-the-mask",
            Text(
                "`out` is scaled up, but the mask that comes back is not",
                "`out`에는 배율을 곱했지만 반환한 마스크에는 없습니다",
            ),
            _scaled_without_the_mask,
            Text(
                "The way back multiplies by your mask alone. What did `out` get that the mask does not tell?",
                "역전파에서는 반환한 마스크만 곱합니다. `out`에는 곱했는데 마스크에는 없는 것이 무엇인가요?",
            ),
            "state.not_returned",
            shows=_trained(lambda a, out, mask, p: _two_values(mask, 1.0) and np.allclose(out, a * mask / (1 - p))),
        ),
        Misconception(
            "mask-of-zeros-at-rest",
            Text("when not training, the mask is 0 everywhere", "훈련이 아닐 때 마스크가 모두 0입니다"),
            _dropout_with(_right_mask, lambda a, p, rng: (a.copy(), np.zeros(a.shape))),
            Text(
                "Which number leaves everything as it is when it is multiplied?",
                "곱했을 때 모든 것을 그대로 두는 수는 무엇인가요?",
            ),
            "mode.train_test",
            shows=_at_rest(lambda a, out, mask, p: bool(np.allclose(out, a) and not np.any(mask))),
        ),
        Misconception(
            "nothing-dropped",
            Text("nothing is dropped in training", "훈련할 때 아무것도 끄지 않았습니다"),
            _dropout_with(lambda shape, p, rng: np.ones(shape)),
            Text(
                "Count the zeros in your mask. Under which condition are any drawn?",
                "마스크에 0이 몇 개인지 세어 보세요. 어떤 조건에서 0을 뽑나요?",
            ),
            "mode.train_test",
            shows=_trained(lambda a, out, mask, p: p > 0 and _share_dropped(mask) == 0 and np.ptp(mask) == 0),
        ),
        Misconception(
            "mask-not-applied",
            Text("the mask is made, but `out` is the input", "마스크를 만들었지만 `out`은 입력 그대로입니다"),
            _made_but_not_applied,
            Text(
                "Look for zeros in `out` where your mask has zeros. Which line should put them there?",
                "마스크가 0인 곳에서 `out`도 0인지 보세요. 어느 줄이 그렇게 해야 할까요?",
            ),
            "state.not_returned",
            shows=_trained(lambda a, out, mask, p: bool(np.allclose(out, a) and 0 < _share_dropped(mask) < 1)),
        ),
        Misconception(
            "normal-draws",
            Text(
                "the draws are normal, so another share than `p` is dropped",
                "정규분포에서 뽑아서 꺼진 비율이 `p`가 아닙니다",
            ),
            _dropout_with(lambda shape, p, rng: (rng.normal(size=shape) >= p) / (1 - p)),
            Text(
                "How many of your draws lie below 0? Which distribution has the share `p` below `p`?",
                "뽑은 수 가운데 0보다 작은 것이 얼마나 되나요? `p`보다 작은 비율이 `p`인 분포는 무엇인가요?",
            ),
            "rng.global",
            shows=_trained(_normal_share),
        ),
    ),
    alternatives=(
        _dropout_with(lambda shape, p, rng: rng.binomial(1, 1 - p, size=shape) / (1 - p)),
        _dropout_with(lambda shape, p, rng: np.where(p <= rng.uniform(size=shape[::-1]).T, 1 / (1 - p), 0.0)),
        _dropout_with(lambda shape, p, rng: rng.choice([0.0, 1 / (1 - p)], size=shape, p=[p, 1 - p])),
        _dropout_by_loop,
    ),
    hints=(
        Text(
            "Throw a coin for every number of `a`. A uniform random number in [0, 1) is below 0.2 in one case of five.",
            "`a`의 수마다 동전을 던집니다. [0, 1)에서 고르게 뽑은 수는 다섯 번에 한 번꼴로 0.2보다 작습니다.",
        ),
        Text(
            "Draw an array of the shape `(N, M)` of `a`. Where the draw is at least $p$ the number stays; the mask is $\\frac{1}{1-p}$ there and 0 elsewhere.",
            "`a`와 형상이 같은 `(N, M)` 배열을 뽑습니다. 뽑은 수가 $p$ 이상이면 남깁니다. 그곳의 마스크는 $\\frac{1}{1-p}$, 나머지는 0입니다.",
        ),
        Text(
            "First the easy half: if not `train`, return a copy of `a` and an array of ones. Else compare `rng.random` with `p`, divide the truth values by `1 - p`, and multiply.",
            "쉬운 쪽부터 처리합니다. `train`이 아니면 `a`의 복사본과 1로 된 배열을 반환합니다. 아니면 `rng.random`을 `p`와 비교하고, 그 참과 거짓을 `1 - p`로 나누어 곱합니다.",
        ),
    ),
)
