"""Whatever an author may get wrong in a lesson is one message with file and line, asserted whole."""

import pytest

from autograder import build
from autograder.errors import CourseError

P = "solutions/01_twice.py"
TAGS = "known: drawing, exercise, lang, manual, points, setup, widget"
BOTH = "fix:   write the same in both languages"


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


# what is wrong: (what stands in the lesson, what the author wrote instead, a part of the line the message names, the message after it)
MISTAKES = {
    "unknown exercise": (
        'exercise="double"',
        'exercise="dubble"',
        'exercise="dubble"',
        'exercise "dubble" has no card\nknown: double, leaning, quadruple, silent, warm-up\nfix:   add a card, or correct the tag',
    ),
    "exercise with more than its import": (
        "import double\n",
        "import double\ndouble(np.zeros(2))\n",
        'exercise="double"',
        'exercise "double" holds more or less than its import\nfix:   write only: from tiny_concepts import double',
    ),
    "exercise under another name": (
        "import double\n",
        "import double as d\n",
        'exercise="double"',
        'exercise "double" holds more or less than its import\nfix:   write only: from tiny_concepts import double',
    ),
    "exercise of another module": (
        "from tiny_concepts import double\n",
        "from numpy import double\n",
        'exercise="double"',
        'exercise "double" holds more or less than its import\nfix:   write only: from tiny_concepts import double',
    ),
    "exercise that is not Python": (
        "from tiny_concepts import double\n",
        "from tiny_concepts import\n",
        'exercise="double"',
        'exercise "double" holds more or less than its import\nfix:   write only: from tiny_concepts import double',
    ),
    "names the notebook does not have": (
        '# %% exercise="warm-up"\nfrom tiny_concepts import warm_up',
        '# %% exercise="leaning"\nfrom tiny_concepts import leaning',
        'exercise="leaning"',
        'function "leaning" (autograder/tiny_concepts.py:41) uses _helper, offset, which the notebook does not define\n'
        "known: check, hint, language, np, widget\n"
        "fix:   use arguments, builtins and earlier exercises only, or import the name in the setup cell",
    ),
    "an exercise before the one it uses": (
        '# %% exercise="double"\nfrom tiny_concepts import double\n\n# %%\nfour = double(np.array([2.0]))\n',
        "# %%\nfour = 4\n",
        'exercise="quadruple"',
        'function "quadruple" (autograder/tiny_concepts.py:31) uses double, which the notebook does not define\n'
        "known: check, four, hint, language, np, warm_up, widget\n"
        "fix:   use arguments, builtins and earlier exercises only, or import the name in the setup cell",
    ),
    "a reference without docstring": (
        '# %% exercise="double"\nfrom tiny_concepts import double',
        '# %% exercise="silent"\nfrom tiny_concepts import silent',
        None,
        'error: autograder/tiny_concepts.py:46: function "silent" lacks a docstring or a body\n'
        "fix:   write both; learners see the docstring",
    ),
    "no Korean sibling": (
        '# %% [markdown] lang="ko"\n# # 두 배\n#\n# $z = 2x$와 `double`을 봅니다.\n',
        "",
        'lang="en"',
        "the English cell is not followed by its Korean sibling\n"
        'fix:   write lang="en" and, right below, the same cell with lang="ko"',
    ),
    "no English sibling": (
        '# %% lang="en"\nfour  # twice two\n',
        "",
        '# %% lang="ko"',
        "the Korean cell does not follow its English sibling\n"
        'fix:   write lang="en" and, right below, the same cell with lang="ko"',
    ),
    "prose without language": (
        '# %% [markdown] lang="en"\n# # Twice',
        "# %% [markdown]\n# # Twice",
        "# %% [markdown]\n",
        'a prose cell names no language\nfix:   write lang="en" and, right below, the same cell with lang="ko"',
    ),
    "headings": (
        "# # 두 배",
        "# # 두 배\n# ## 더",
        '# %% [markdown] lang="ko"',
        f"headings differ between the languages; only English: #; only Korean: # ##\n{BOTH}",
    ),
    "formulas": (
        "# $z = 2x$와",
        "# $z = 3x$와",
        '# %% [markdown] lang="ko"',
        f"formulas differ between the languages; only English: z=2x; only Korean: z=3x\n{BOTH}",
    ),
    "code names": (
        "# $z = 2x$와 `double`을",
        "# $z = 2x$와 double을",
        '# %% [markdown] lang="ko"',
        f"code names differ between the languages; only English: double; only Korean: nothing\n{BOTH}",
    ),
    "unknown tag": (
        "# %% setup",
        "# %% setop",
        "# %% setop",
        f'tag "setop" is unknown\n{TAGS}\nfix:   correct the tag',
    ),
    "unknown tag with a value": (
        'widget="doubler"',
        'wigdet="doubler"',
        'wigdet="doubler"',
        f'tag "wigdet" is unknown\n{TAGS}\nfix:   correct the tag',
    ),
    "unreadable tags": (
        'widget="doubler"',
        "widget=doubler",
        "widget=doubler",
        'the tags widget=doubler cannot be read\nfix:   write tags as name="value"',
    ),
    "unknown language": (
        '# %% [markdown] lang="ko"\n# # 두',
        '# %% [markdown] lang="jp"\n# # 두',
        'lang="jp"',
        'language "jp" is unknown\nknown: en, ko\nfix:   correct the tag',
    ),
    "a raw cell": (
        '# %% widget="doubler"\nwidget = "stands for a widget"',
        "# %% [raw]\n# nothing",
        "# %% [raw]",
        "a raw cell has no meaning here\nfix:   make it code or [markdown]",
    ),
    "two roles": (
        'widget="doubler"',
        'widget="doubler" exercise="double"',
        "doubler",
        "a cell cannot be exercise and widget at once\nfix:   make one cell of each",
    ),
    "id that is not kebab-case": (
        'widget="doubler"',
        'widget="Doubler 1"',
        "Doubler",
        'widget id "Doubler 1" is not kebab-case\nfix:   write it like "leaky-relu"',
    ),
    "id that is a number": (
        'widget="doubler"',
        "widget=1",
        "widget=1",
        'widget id "1" is not kebab-case\nfix:   write it like "leaky-relu"',
    ),
    "points on an exercise": (
        'exercise="double"',
        'exercise="double" points=2',
        'exercise="double"',
        "points stand on a cell that is not manual\nfix:   write an exercise's points on its card",
    ),
    "manual code": (
        '# %% [markdown] manual="why-twice" points=4 lang="en"',
        '# %% manual="why-twice" points=4 lang="en"',
        'manual="why-twice" points=4 lang="en"',
        "a manual cell is code\nfix:   write [markdown] after its # %%",
    ),
    "exercise in prose": (
        '# %% exercise="double"\nfrom',
        '# %% [markdown] exercise="double"\n# from',
        'exercise="double"',
        "the exercise cell is markdown\nfix:   remove [markdown] from its first line",
    ),
    "exercise in one language": (
        '# %% lang="en"\nfour  # twice two\n# %% lang="ko"\nfour  # 2의 두 배',
        '# %% exercise="double" lang="en"\nx\n# %% exercise="double" lang="ko"\nx',
        'exercise="double" lang="en"',
        "the exercise cell names a language\nfix:   remove lang; one cell serves both",
    ),
    "an id used twice": (
        '# %% exercise="quadruple"\nfrom tiny_concepts import quadruple',
        '# %% widget="double"\n1',
        'widget="double"',
        'id "double" is already used in line 23\nfix:   choose an id that is free in this lesson',
    ),
    "an exercise used twice": (
        '# %% exercise="quadruple"\nfrom tiny_concepts import quadruple',
        '# %% exercise="double"\nfrom tiny_concepts import double # again',
        'exercise="double"\nfrom tiny_concepts import double # again',
        'id "double" is already used in line 23\nfix:   choose an id that is free in this lesson',
    ),
    "no setup cell": (
        "# %% setup\nimport numpy as np\nfrom dlcourse import language\nfrom dlcourse.exercises import check, hint\n"
        'language.use("en")\n',
        "",
        "# %% widget",
        "the first code cell is not the setup cell\n"
        'fix:   begin it with # %% setup, then imports and language.use("en")',
    ),
    "a second setup cell": (
        '# %% widget="doubler"',
        "# %% setup # again",
        "# %% setup # again",
        'tag "setup # again" is unknown\n' + TAGS + "\nfix:   correct the tag",
    ),
    "setup twice": (
        '# %% widget="doubler"\n',
        "# %% setup\n1\n",
        "# %% setup\n1",
        "there is a second setup cell\nfix:   join it with the first",
    ),
    "setup without language": (
        'language.use("en")',
        'language.use("ko")',
        "# %% setup",
        'the setup cell does not say language.use("en")\nfix:   write that line in it, once',
    ),
    "question without points": (
        'manual="why-twice" points=4 lang="en"',
        'manual="why-twice" lang="en"',
        'manual="why-twice" lang="en"',
        'question "why-twice" has no points\nfix:   write points=4 in its first line',
    ),
    "question with other points": (
        'manual="why-twice" points=4 lang="ko"',
        'manual="why-twice" points=3 lang="ko"',
        "points=3",
        f"points differ between the languages\n{BOTH}",
    ),
    "question without model answer": (
        "# ### MODEL ANSWER\n# Because",
        "# ### Model answer\n# Because",
        'manual="why-twice" points=4 lang="en"',
        'question "why-twice" has no line "### MODEL ANSWER"\nfix:   write that line once, and the part below it',
    ),
    "question without rubric": (
        "# ### RUBRIC\n# 4점",
        "# ### 채점 기준\n# 4점",
        'manual="why-twice" points=4 lang="ko"',
        'question "why-twice" has no line "### RUBRIC"\nfix:   write that line once, and the part below it',
    ),
    "question with an empty rubric": (
        "# 4 points: says so.\n",
        "#\n",
        'manual="why-twice" points=4 lang="en"',
        'question "why-twice" has an empty rubric\nfix:   write the rubric',
    ),
    "code that is not Python": (
        "four = double(np.array([2.0]))",
        "four = double(np.array([2.0])",
        "# %%\nfour = double(np.array([2.0])\n",
        "the cell is not Python: '(' was never closed in its line 1\nfix:   correct the code",
    ),
    "no title": (
        "# # Twice",
        "# ## Twice",
        None,
        f"error: {P}:6: headings differ between the languages; only English: ##; only Korean: #\n{BOTH}",
    ),
    "text before the first cell": (
        '# %% [markdown] lang="en"\n# # Twice',
        'import numpy\n# %% [markdown] lang="en"\n# # Twice',
        "import numpy",
        "the text does not begin with a cell in percent format\n"
        'fix:   begin with a line such as # %% [markdown] lang="en"',
    ),
    "a marker in a string": (
        'widget = "stands for a widget"',
        'widget = """\n# %% not a cell\n"""',
        '# %% [markdown] lang="en"',
        "13 lines start with # %% but only 12 of them start a cell\nfix:   keep such lines out of strings",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_message_with_its_line(mistake, course, cards):
    before, after, where, message = MISTAKES[mistake]
    source = course / P
    text = source.read_text(encoding="utf-8")
    assert text.count(before) == 1, "the mistake must be made at one place"
    text = text.replace(before, after)
    source.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        build.notebooks(source, cards)
    begin = "" if where is None else f"error: {P}:{line_of(text, where)}: "
    assert str(caught.value) == begin + message
    assert caught.value.code == 1


def test_a_lesson_without_title(course, cards):
    source = course / P
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("# # Twice\n", "").replace("# # 두 배\n", ""), encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        build.notebooks(source, cards)
    assert str(caught.value) == (
        f"error: {P}:1: the lesson has no title\nfix:   begin the first prose cell with # and the title, in both languages"
    )


def test_a_script_without_cells(course, cards):
    source = course / P
    source.write_text("\nimport numpy as np\n", encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        build.notebooks(source, cards)
    assert str(caught.value) == (
        f"error: {P}:2: the text does not begin with a cell in percent format\n"
        'fix:   begin with a line such as # %% [markdown] lang="en"'
    )


def test_a_source_that_is_not_utf_8(course, cards):
    source = course / P
    source.write_bytes('# %% [markdown] lang="en"\n# # Twice\n# # 두'.encode("euc-kr"))
    with pytest.raises(CourseError) as caught:
        build.notebooks(source, cards)
    assert str(caught.value) == f"error: {P}:3: the file is not UTF-8\nfix:   save it with the encoding UTF-8"


def test_a_source_with_a_strange_name(course, cards):
    source = (course / P).rename(course / "solutions" / "01_Two words.py")
    with pytest.raises(CourseError) as caught:
        build.notebooks(source, cards)
    assert str(caught.value) == (
        "error: solutions/01_Two words.py: the name is not like 03_activations.py\nfix:   two digits, _, small letters"
    )


def test_an_unknown_lesson(course):
    with pytest.raises(CourseError) as caught:
        build.sources(course, ["02_thrice"])
    assert str(caught.value) == (
        'error: autograder build: there is no lesson "02_thrice"\nknown: 01_twice\n'
        "fix:   choose one of them, or write solutions/02_thrice.py"
    )
    assert caught.value.code == 2
