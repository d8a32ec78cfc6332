"""The card of `xor_gates`: XOR from three gates."""

from typing import Any

import numpy as np

from dlcourse import multilayer
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text
from dlcourse.multilayer import and_gate, nand_gate, or_gate


def _xor_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("the four corners", "네 꼭짓점"), (np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))),
        Case(
            Text("zeros and ones with a decimal point", "소수점이 붙은 0과 1"),
            (np.array([1.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0])),
        ),
        Case(
            Text("a table of random zeros and ones", "무작위로 고른 0과 1의 표"),
            (rng.integers(0, 2, size=(5, 7)), rng.integers(0, 2, size=(5, 7))),
            hidden=True,
        ),
        Case(Text("two single numbers", "수 하나씩"), (np.array(1), np.array(0)), edge=True),
        Case(Text("both single numbers are 1", "수 하나씩, 둘 다 1일 때"), (np.array(1), np.array(1)), edge=True),
    )


def _xor_by_cases(x1: Any, x2: Any) -> Any:
    first_only = and_gate(x1, nand_gate(x2, x2))
    second_only = and_gate(nand_gate(x1, x1), x2)
    return or_gate(first_only, second_only)


def _xor_from_nand(x1: Any, x2: Any) -> Any:
    both = nand_gate(x1, x2)
    return nand_gate(nand_gate(x1, both), nand_gate(x2, both))


def _xor_or_but_not_and(x1: Any, x2: Any) -> Any:
    both = and_gate(x1, x2)
    return and_gate(or_gate(x1, x2), nand_gate(both, both))


CARD = Exercise(
    id="xor-gates",
    reference=multilayer.xor_gates,
    points=2.0,
    stars=1,
    title=Text("XOR from three gates", "게이트 세 개로 만드는 XOR"),
    text=Text(
        """Write `xor_gates(x1, x2)`: 1 where exactly one of the two inputs is 1, and 0 elsewhere.

Build it from the gates `and_gate`, `or_gate` and `nand_gate`, which the first cell of this lesson has imported. Each takes two arrays of one shape (a single number is an array of shape `()`) and answers with the whole numbers 0 and 1, even where the inputs are written 0.0 and 1.0. What one gate answers may go into another. The check sees only the answers.

For `x1 = [0, 0, 1, 1]` and `x2 = [0, 1, 0, 1]` the result is `[0, 1, 1, 0]`.""",
        """`xor_gates(x1, x2)`를 작성하세요. 두 입력 가운데 정확히 하나가 1인 곳은 1, 나머지는 0입니다.

이 수업의 첫 셀에서 불러온 게이트 `and_gate`, `or_gate`, `nand_gate`로 만듭니다. 게이트는 형상이 같은 배열 두 개를 받습니다(수 하나는 형상이 `()`인 배열입니다). 입력이 0.0과 1.0이어도 답은 정수 0과 1입니다. 한 게이트의 답을 다른 게이트에 넣어도 됩니다. 점검에서는 답만 봅니다.

`x1 = [0, 0, 1, 1]`, `x2 = [0, 1, 0, 1]`이면 결과는 `[0, 1, 1, 0]`입니다.""",
    ),
    docstring_ko="""정확히 한 입력만 1인 곳에서 1입니다. `and_gate`, `or_gate`, `nand_gate`만으로 만듭니다.

    형상: 어떤 형상이든, 두 입력이 같으면 됩니다 -> 같은 형상
    예외: 입력이 0도 1도 아니면 ValueError
    참고: Minsky & Papert (1969)
    >>> xor_gates(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    array([0, 1, 1, 0])
    """,
    cases=_xor_cases,
    misconceptions=(
        Misconception(
            "not-equal",
            Text(
                "the inputs are compared instead of going through gates",
                "게이트를 거치지 않고 두 입력을 서로 비교했습니다",
            ),
            lambda x1, x2: x1 != x2,
            Text(
                "A comparison answers True and False, and no perceptron took part. Which gates say 1 at both corners where XOR does?",
                "비교하면 참과 거짓이 나오고, 퍼셉트론은 하나도 쓰이지 않습니다. XOR가 1인 두 꼭짓점에서 모두 1이라고 답하는 게이트는 무엇인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "gates-exchanged",
            Text("the result is that of NAND: at (0, 0) it is 1 as well", "결과가 NAND와 같아서 (0, 0)에서도 1입니다"),
            lambda x1, x2: nand_gate(and_gate(x1, x2), or_gate(x1, x2)),
            Text(
                "Three corners are right. Which gate says 0 at (0, 0) and nowhere else, and how do you ask for both answers at once?",
                "세 꼭짓점은 맞습니다. (0, 0)에서만 0이라고 답하는 게이트는 무엇이고, 두 답이 모두 1일 때만 1이라고 하려면 어떻게 해야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "or-outside",
            Text("the two answers are joined by OR", "두 답을 OR로 합쳤습니다"),
            lambda x1, x2: or_gate(nand_gate(x1, x2), or_gate(x1, x2)),
            Text(
                "At every corner at least one of the two is content, so your result is always 1. When must both be?",
                "어느 꼭짓점에서나 둘 중 하나는 1이라고 하므로 결과가 늘 1입니다. 둘 다 1이어야 하는 것은 언제일까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "and-for-nand",
            Text("the result is that of AND: it is 1 at (1, 1) alone", "결과가 AND와 같아서 (1, 1)에서만 1입니다"),
            lambda x1, x2: and_gate(and_gate(x1, x2), or_gate(x1, x2)),
            Text(
                "Your result asks that both inputs be 1. Which of “both” and “at least one” should XOR forbid, and which gate does that?",
                "지금은 두 입력이 모두 1이어야 1이 됩니다. '둘 다'와 '적어도 하나' 가운데 XOR가 금지하는 것은 무엇이고, 그것을 금지하는 게이트는 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "plain-or",
            Text("both inputs at 1 still count as yes", "둘 다 1일 때도 1이 됩니다"),
            lambda x1, x2: or_gate(x1, x2),
            Text(
                "Three corners are right. Which gate says 0 at the fourth one, and nowhere else?",
                "세 꼭짓점은 맞습니다. 나머지 한 곳에서만 0이라고 답하는 게이트는 무엇인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "flipped",
            Text("1 and 0 are exchanged", "1과 0이 서로 바뀌었습니다"),
            lambda x1, x2: nand_gate(nand_gate(x1, x2), or_gate(x1, x2)),
            Text(
                "Your result is 1 where the inputs are equal. Which gate stands outermost?",
                "두 입력이 같을 때 1이 나옵니다. 가장 바깥에 있는 게이트는 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "python-and",
            Text(
                "`and` or `if` of Python, which want a single truth value",
                "참과 거짓 하나만 받는 파이썬의 `and`나 `if`를 썼습니다",
            ),
            lambda x1, x2: nand_gate(x1, x2) and or_gate(x1, x2),
            Text(
                "With single numbers it works, with arrays it stops. Which function here joins two answers element by element?",
                "수 하나에는 되지만 배열에서는 멈춥니다. 두 답을 원소마다 합쳐 주는 함수는 여기서 무엇인가요?",
            ),
            "loop.not_vectorized",
        ),
        Misconception(
            "arithmetic",
            Text(
                "arithmetic in the place of gates, so that 1.0 stays 1.0",
                "게이트가 아니라 산술로 계산해서 1.0이 1.0으로 남습니다",
            ),
            lambda x1, x2: np.abs(x1 - x2),
            Text(
                "The answers are right, but a perceptron decides with a whole number, whatever comes in. Which gates would say the same?",
                "답은 맞지만, 퍼셉트론은 무엇이 들어오든 정수로 결정합니다. 어떤 게이트들을 쓰면 똑같이 답할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "neither",
            Text("1 where neither input is 1: NOR", "두 입력이 모두 0인 곳에서만 1인 NOR입니다"),
            lambda x1, x2: nand_gate(or_gate(x1, x2), or_gate(x1, x2)),
            Text(
                "Your result is 1 at (0, 0) alone. At which two corners should it be?",
                "(0, 0)에서만 1이 나왔습니다. 어느 두 꼭짓점에서 1이어야 하나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "one-input-alone",
            Text("1 for one of the two inputs alone", "두 입력 가운데 하나만 1일 때 한쪽만 맞습니다"),
            lambda x1, x2: and_gate(x1, nand_gate(x1, x2)),
            Text(
                "XOR does not mind which of the inputs is the first. Exchange them: does your answer stay?",
                "XOR는 어느 입력이 첫째인지 가리지 않습니다. 둘을 맞바꾸어도 답이 그대로인가요?",
            ),
            "chain.wrong_input",
            variants=(lambda x1, x2: and_gate(x2, nand_gate(x1, x2)),),
        ),
    ),
    alternatives=(
        _xor_by_cases,
        _xor_from_nand,
        _xor_or_but_not_and,
        lambda x1, x2: and_gate(or_gate(x2, x1), nand_gate(x2, x1)),
    ),
    hints=(
        Text(
            "Say XOR in words with “at least one” and “not both”. Each half of the sentence is a gate.",
            "XOR를 '적어도 하나'와 '둘 다는 아님'이라는 말로 풀어 보세요. 반쪽마다 게이트가 하나씩 있습니다.",
        ),
        Text(
            "Write the truth tables of `or_gate` and `nand_gate` side by side. XOR is 1 exactly where both columns are 1.",
            "`or_gate`와 `nand_gate`의 진리표를 나란히 적어 보세요. 두 열이 모두 1인 곳에서만 XOR가 1입니다.",
        ),
        Text(
            "Give both inputs to `nand_gate` and to `or_gate`, and hand the two answers to a third gate, the one that wants both.",
            "두 입력을 `nand_gate`와 `or_gate`에 각각 넣고, 나온 두 답을 셋째 게이트에 넘깁니다. 둘 다 1이어야 1이라고 답하는 게이트입니다.",
        ),
    ),
)
