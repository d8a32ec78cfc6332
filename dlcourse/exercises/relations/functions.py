"""Functions: one more, or one fewer, function of the right numbers, and what rounding or cutting makes of them."""

from collections.abc import Callable

import numpy as np

from dlcourse.exercises.relations.view import Facts, Relation, Subject, each, holds
from dlcourse.language import Text


def _signs(subject: Subject) -> Facts | None:
    """Where -1 is a right answer of its own, as for "never", being 1 everywhere else is no sign."""
    if not holds(subject, lambda want, pair: np.sign(want), varied=True):
        return None
    below = np.concatenate([want[want < 0] for want, _, _ in subject.leaves() or ()])
    return {} if not below.size or (below != -1).any() else None


def _rooted(want: np.ndarray) -> np.ndarray | None:
    return np.sqrt(want) if (want >= 0).all() else None


def _logged(want: np.ndarray) -> np.ndarray | None:
    return np.log(want) if (want > 0).all() else None


def _reciprocal(want: np.ndarray) -> np.ndarray | None:
    return 1 / want if (want != 0).all() else None


def _rounded(digits: int) -> Callable[[np.ndarray], np.ndarray]:
    return lambda want: np.round(want, digits)


def _once_more(words: Text) -> Text:
    return Text(
        f"Which step {words.en}? Does the task ask for it there?",
        f"{words.ko} 단계는 어디인가요? 그 자리에 필요한가요?",
    )


FUNCTIONS = (
    each(
        "one-minus",
        lambda want: 1 - want,
        Text("{numbers} are 1 minus the right ones.", "{numbers}은 1에서 정답을 뺀 값입니다."),
        Text(
            "Which of the two possibilities do you compute, and which one is asked for?",
            "두 가지 가능성 중 어느 쪽을 계산했나요? 문제에서 묻는 것은 어느 쪽인가요?",
        ),
    ),
    each(
        "squared",
        np.square,
        Text("{numbers} are the squares of the right ones.", "{numbers}은 정답의 제곱입니다."),
        Text(
            "Is a root missing at the end, or is something squared once too often?",
            "마지막에 제곱근이 빠졌나요? 제곱을 한 번 더 하지는 않았나요?",
        ),
    ),
    each(
        "rooted",
        _rooted,
        Text("{numbers} are the square roots of the right ones.", "{numbers}은 정답의 제곱근입니다."),
        _once_more(Text("takes a root", "제곱근을 구하는")),
    ),
    each(
        "logged",
        _logged,
        Text("{numbers} are the logarithms of the right ones.", "{numbers}은 정답의 로그입니다."),
        _once_more(Text("takes a logarithm", "로그를 구하는")),
    ),
    each(
        "exponentiated",
        np.exp,
        Text("{numbers} are e to the power of the right ones.", "{numbers}은 e를 정답만큼 거듭제곱한 값입니다."),
        Text(
            "Is a logarithm missing at the end, or an exponential too many?",
            "마지막에 로그가 빠졌나요? 지수 함수를 한 번 더 쓰지는 않았나요?",
        ),
    ),
    each(
        "reciprocal",
        _reciprocal,
        Text("{numbers} are 1 divided by the right ones.", "{numbers}은 1을 정답으로 나눈 값입니다."),
        Text(
            "What stands above the fraction line, and what below?",
            "분수의 위에는 무엇이, 아래에는 무엇이 있어야 하나요?",
        ),
    ),
    each(
        "negative-reciprocal",
        lambda want: -1 / want if (want != 0).all() else None,
        Text("{numbers} are -1 divided by the right ones.", "{numbers}은 -1을 정답으로 나눈 값입니다."),
        Text(
            "What stands above the fraction line, what below, and with which sign?",
            "분수의 위와 아래에는 각각 무엇이, 어떤 부호로 있어야 하나요?",
        ),
    ),
    each(
        "tanh-again",
        np.tanh,
        Text("{numbers} are tanh of the right ones.", "{numbers}은 정답에 tanh를 한 번 더 적용한 값입니다."),
        _once_more(Text("applies tanh", "tanh를 적용하는")),
    ),
    each(
        "sigmoid-again",
        lambda want: 1 / (1 + np.exp(-want)),
        Text(
            "{numbers} are the sigmoid of the right ones.", "{numbers}은 정답에 시그모이드를 한 번 더 적용한 값입니다."
        ),
        _once_more(Text("applies the sigmoid", "시그모이드를 적용하는")),
    ),
    each(
        "negatives-cut",
        lambda want: np.maximum(want, 0),
        Text(
            "{numbers} are the right ones, but every negative one has become 0.",
            "{numbers}은 정답과 같지만, 음수가 모두 0이 되었습니다.",
        ),
        _once_more(Text("cuts negative numbers off", "음수를 잘라 내는")),
    ),
    each(
        "positives-cut",
        lambda want: np.minimum(want, 0),
        Text(
            "{numbers} are the right ones, but every positive one has become 0.",
            "{numbers}은 정답과 같지만, 양수가 모두 0이 되었습니다.",
        ),
        _once_more(Text("cuts positive numbers off", "양수를 잘라 내는")),
    ),
    each(
        "clipped-to-one",
        lambda want: np.clip(want, 0, 1),
        Text(
            "{numbers} are the right ones, but cut off at 0 and 1.",
            "{numbers}은 정답과 같지만, 0과 1에서 잘렸습니다.",
        ),
        _once_more(Text("keeps numbers between 0 and 1", "값을 0과 1 사이로 제한하는")),
    ),
)

_FRACTIONS = Text(
    "Which step of yours gives whole numbers? Look for `//`, `int(...)`, `round` and arrays of whole numbers.",
    "정수를 만드는 단계는 어디인가요? `//`, `int(...)`, `round`, 정수 배열을 찾아보세요.",
)

KINDS = (
    each(
        "fraction-cut",
        np.trunc,
        Text(
            "{numbers} are the right ones with everything after the point cut off.",
            "{numbers}은 정답에서 소수점 아래를 잘라 낸 값입니다.",
        ),
        _FRACTIONS,
    ),
    each(
        "rounded-down",
        np.floor,
        Text("{numbers} are the right ones rounded down.", "{numbers}은 정답을 내림한 값입니다."),
        _FRACTIONS,
    ),
    each(
        "rounded-up",
        np.ceil,
        Text("{numbers} are the right ones rounded up.", "{numbers}은 정답을 올림한 값입니다."),
        _FRACTIONS,
    ),
    each(
        "rounded",
        np.round,
        Text("{numbers} are the right ones rounded to whole numbers.", "{numbers}은 정답을 정수로 반올림한 값입니다."),
        _FRACTIONS,
    ),
    *(
        each(
            f"rounded-to-{digits}",
            _rounded(digits),
            Text(
                f"{{numbers}} are the right ones rounded to {digits} digit{'s' if digits > 1 else ''} after the point.",
                f"{{numbers}}은 정답을 소수점 아래 {digits}자리까지 반올림한 값입니다.",
            ),
            Text(
                "Where do you round, and does the task ask for it?",
                "어디에서 반올림하나요? 문제에서 그렇게 하라고 했나요?",
            ),
        )
        for digits in (1, 2, 3, 4)
    ),
    each(
        "decided",
        lambda want: (want > 0.5).astype(float),
        Text(
            "{numbers} say only which of the right ones are above 0.5.",
            "{numbers}은 정답이 0.5보다 큰지만 알려 줍니다.",
        ),
        Text("Is a decision asked for, or the number itself?", "문제에서 묻는 것은 판정인가요, 값 자체인가요?"),
    ),
    Relation(
        "signs-only",
        Text("{numbers} are only the signs of the right ones.", "{numbers}은 정답의 부호일 뿐입니다."),
        Text("Where does the size of the numbers get lost?", "값의 크기는 어디에서 사라지나요?"),
        _signs,
    ),
)
