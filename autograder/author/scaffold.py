"""`autograder lesson new 10_topic`: a function, its card in a folder of its own, and the lesson around it, all true from the start.

The example takes the mean out of each column. An author replaces it piece by piece, and every piece can be tested at once.
"""

import keyword
import re
from pathlib import Path

from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.language import Text

FUNCTION = '''\
"""NAME: say in one sentence what this idea is good for.

A first paragraph for a reader who meets the idea here.
"""

import numpy as np

from dlcourse._require import array, require


@require(X=array(2))
def NAME(X: np.ndarray) -> np.ndarray:
    """Move every column so that its mean is 0.

    Formula: X - mean of each column
    Shape:   (N, D) -> same
    Raises:  ValueError if X is not an array with two axes
    See:     LeCun, Bottou, Orr & Müller (1998), on inputs around zero
    >>> NAME(np.array([[1.0, 10.0], [3.0, 30.0]]))
    array([[ -1., -10.],
           [  1.,  10.]])
    """
    return X - X.mean(axis=0)
'''

FACE = '''\
"""Exercises about NAME: say in one sentence what they ask."""
'''

CARD = '''\
"""The card of `NAME`: Columns around zero."""

import numpy as np

from dlcourse import NAME as concept
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _by_loops(X: np.ndarray) -> np.ndarray:
    out = X.copy()
    for column in range(X.shape[1]):
        out[:, column] -= sum(X[:, column]) / len(X)
    return out


CARD = Exercise(
    id="SLUG",
    reference=concept.NAME,
    points=2.0,
    stars=1,
    title=Text("Columns around zero", "0을 중심으로 모으기"),
    text=Text(
        "Write `NAME(X)`: every column moved so that its mean is 0. A row is an example, a column a feature.",
        "`NAME(X)`를 작성하세요. 모든 열을 평균이 0이 되도록 옮깁니다. 행은 예제, 열은 특성입니다.",
    ),
    docstring_ko="""모든 열을 평균이 0이 되도록 옮깁니다.

    공식: X - 각 열의 평균
    형상: (N, D) -> 그대로
    >>> NAME(np.array([[1.0, 10.0], [3.0, 30.0]]))
    array([[ -1., -10.],
           [  1.,  10.]])
    """,
    cases=lambda rng: (
        Case(Text("three examples, two features", "예제 3개, 특성 2개"), args=(rng.normal(2.0, 1.0, size=(3, 2)),)),
        Case(Text("a larger table", "더 큰 표"), args=(rng.normal(-1.0, 3.0, size=(7, 4)),), hidden=True),
        Case(Text("a single column", "열이 하나"), args=(rng.normal(5.0, 1.0, size=(4, 1)),), edge=True),
    ),
    misconceptions=(
        Misconception(
            name="one-mean-for-all",
            label=Text("one mean of the whole table is taken away", "표 전체의 평균 하나를 뺍니다"),
            wrong=lambda X: X - X.mean(),
            hint=Text(
                "How many means does a table with two columns have?", "열이 두 개인 표에는 평균이 몇 개 있을까요?"
            ),
            topic="axis.wrong",
        ),
        Misconception(
            name="means-of-rows",
            label=Text("the mean of each row is taken away", "행마다 평균을 뺍니다"),
            wrong=lambda X: X - X.mean(axis=1, keepdims=True),
            hint=Text(
                "Which axis disappears when you walk down a column?", "한 열을 따라 내려가면 어느 축이 사라질까요?"
            ),
            topic="axis.wrong",
        ),
        Misconception(
            name="added",
            label=Text("the means are added", "평균을 더합니다"),
            wrong=lambda X: X + X.mean(axis=0),
            hint=Text(
                "Is the mean of your columns closer to 0 than before?", "결과의 열 평균이 전보다 0에 가까워졌나요?"
            ),
            topic="sign.flipped",
        ),
        Misconception(
            name="only-the-means",
            label=Text("the means themselves come back", "평균 자체를 돌려줍니다"),
            wrong=lambda X: X.mean(axis=0),
            hint=Text("What shape should the answer have?", "답의 형상은 무엇이어야 할까요?"),
            topic="type.wrong",
        ),
        Misconception(
            name="sums-instead-of-means",
            label=Text("the sum of each column is taken away", "열의 합을 뺍니다"),
            wrong=lambda X: X - X.sum(axis=0),
            hint=Text("By what is a sum divided to be a mean?", "합을 무엇으로 나누면 평균이 될까요?"),
            topic="reduce.sum_vs_mean",
        ),
    ),
    alternatives=(
        _by_loops,
        lambda X: X - np.ones((1, len(X))) @ X / len(X),
        lambda X: np.stack([column - np.average(column) for column in X.T], axis=1),
    ),
    hints=(
        Text("What is the mean of one column? Take it away there.", "한 열의 평균은 얼마일까요? 그 열에서 빼 보세요."),
        Text("`X` is (N, D); the means are (D,).", "`X`는 (N, D)이고 평균은 (D,)입니다."),
        Text("Which `axis` does `mean` need to give D numbers?", "`mean`이 수 D개를 주려면 `axis`는 무엇일까요?"),
    ),
)
'''

LESSON = """\
# %% [markdown] lang="en"
# # TITLE
#
# **About {hours}.** Begin with a question that a learner could ask.
#
# After this lesson you can
#
# - say what the mean of a column is, and write `NAME`.

# %% [markdown] lang="ko"
# # TITLE
#
# **약 {hours}이 걸립니다.** 학습자가 떠올릴 만한 질문으로 시작해 보세요.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 열의 평균이 무엇인지 설명하고 `NAME` 작성하기

# %% setup
import numpy as np

from dlcourse import language
from dlcourse.exercises import check, hint

language.use("en")

# %% [markdown] lang="en"
# ## How far from zero is a column?
#
# A row of $X$ is an example, a column a feature. Two features may lie far from each other, and from 0.

# %% [markdown] lang="ko"
# ## 열은 0에서 얼마나 떨어져 있을까요?
#
# $X$의 행은 예제이고 열은 특성입니다. 두 특성은 서로 멀리, 그리고 0에서도 멀리 있을 수 있습니다.

# %%
X = np.array([[1.0, 10.0], [3.0, 30.0]])
X.mean(axis=0)

# %% exercise="SLUG"
from dlcourse.NAME import NAME

# %% [markdown] lang="en"
# ## Summary
#
# Each column has its own mean; taking it away moves the column to 0 and changes nothing else.

# %% [markdown] lang="ko"
# ## 정리
#
# 열마다 평균이 따로 있습니다. 그 평균을 빼면 열은 0으로 옮겨 가고 다른 것은 바뀌지 않습니다.
"""

_SAID = {
    "name": Text('"{name}" is no name for a lesson', '"{name}"은(는) 수업 이름이 될 수 없습니다'),
    "number": Text("the number {number} is taken by {other}", "{number}번은 이미 {other}의 번호입니다"),
    "there": Text(
        "{path} is already there; nothing was written", "{path}이(가) 이미 있습니다. 아무것도 쓰지 않았습니다"
    ),
}
_FIX = {
    "name": Text(
        "two digits, _, then small letters, such as 10_scaling", "숫자 두 개, _, 소문자로 적어 보세요. 예: 10_scaling"
    ),
    "number": Text("choose another number", "다른 번호를 고르세요"),
    "there": Text("choose another topic, or change that file", "다른 주제를 고르거나 그 파일을 고쳐 보세요"),
}  # fmt: skip


def new(root: Path, lesson: str) -> list[Path]:
    """Write the files of a new lesson; where they are."""
    match = re.fullmatch(r"(\d\d)_([a-z][a-z0-9_]*)", lesson)
    if match is None or keyword.iskeyword(match[2]):
        raise _wrong("autograder lesson new", "name", name=lesson)
    number, name = match.groups()
    taken = next((root / "solutions").glob(f"{number}_*.py"), None)
    if taken is not None:
        raise _wrong("autograder lesson new", "number", number=number, other=taken.stem)
    slug = name.strip("_").replace("_", "-")
    cards = Path("dlcourse") / "exercises" / name
    files = {
        Path("dlcourse") / f"{name}.py": FUNCTION,
        cards / "__init__.py": FACE,
        cards / f"{slug.replace('-', '_')}.py": CARD,
        Path("solutions") / f"{lesson}.py": LESSON,
    }
    for path in (*files, cards.with_suffix(".py")):
        if (root / path).exists() or (root / path.with_suffix("")).is_dir():
            raise _wrong("autograder lesson new", "there", path=path)
    words = {"NAME": name, "SLUG": slug, "TITLE": name.replace("_", " ").capitalize()}
    for path, template in files.items():
        text = re.sub("NAME|SLUG|TITLE", lambda found: words[found.group()], template)
        (root / path).parent.mkdir(exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return list(files)


def _wrong(where: str, key: str, **values: object) -> CourseError:
    what, fix = (str(said[key].format(**values)) for said in (_SAID, _FIX))
    return CourseError(where=where, what=what, fix=fix, code=WRONG_REQUEST)
