# %% [markdown] lang="en"
# # Orientation: how this course works
#
# **About {hours}. Nothing in this lesson is graded.**
#
# Deep learning looks like magic until you have built each part once. In this course you build them all: every part is a few lines of
# NumPy, every idea has a picture you can move, and every exercise tells you at once whether it works.
#
# After this lesson you can
#
# - run cells, check an answer, ask for a hint, save your work and hand it in;
# - read the shape of an array, and say what `(4,)`, `(4, 1)` and `keepdims` mean;
# - translate the letters of other books and slides into the letters of this course.

# %% [markdown] lang="ko"
# # 오리엔테이션: 이 강의를 공부하는 법
#
# **약 {hours}이 걸립니다. 이 수업은 채점하지 않습니다.**
#
# 딥러닝은 부품을 하나하나 직접 만들어 보기 전까지는 마법처럼 보입니다. 이 강의에서는 그 부품을 모두 직접 만듭니다. 부품 하나는 NumPy 몇 줄이고,
# 개념마다 손으로 움직여 볼 수 있는 그림이 있으며, 연습 문제는 코드가 맞는지 그 자리에서 알려 줍니다.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 셀을 실행하고, 답을 점검하고, 힌트를 보고, 저장하고, 제출하기
# - 배열의 형상(shape)을 읽고 `(4,)`, `(4, 1)`, `keepdims`의 뜻을 설명하기
# - 다른 책과 슬라이드의 기호를 이 강의의 기호로 옮겨 읽기

# %% [markdown] lang="en"
# ## Wake the notebook up
#
# Click into the next cell and press **Shift + Enter**. That runs the cell and moves on. Every lesson begins with a cell like this one;
# after a break or a restart, run it first.

# %% [markdown] lang="ko"
# ## 노트북 깨우기
#
# 바로 아래 셀을 클릭하고 **Shift + Enter**를 눌러 보세요. 셀이 실행되고 다음 셀로 넘어갑니다. 모든 수업은 이런 셀로 시작합니다.
# 쉬었다가 돌아왔거나 커널을 다시 시작했다면 이 셀부터 실행합니다.

# %% setup
import numpy as np

from dlcourse import language, widgets
from dlcourse.exercises import check, hint
from dlcourse.language import Text

language.use("en")

# %% [markdown] lang="en"
# ## How will I know whether I am right?
#
# You ask. Below every exercise stands a cell that checks it; run it as often as you like, it costs nothing.
#
# | You want to | Do this | What happens |
# | --- | --- | --- |
# | check your answer | run the cell `check("to-row")` below your code | a report says what we saw, where, and what to think about |
# | get a hint | run `hint("to-row")` in a new cell (the **+** button of the notebook adds one) | first the idea; run it again for the formula, once more for almost the code; after that you may open an answer |
# | save | press **Ctrl + S** (**⌘ S** on a Mac) | the notebook file holds your work |
# | know what a function has to refuse | read the task | nothing but what it asks for; the line on errors in quotes below a function's name is about the course's own function |
# | hand in | save, then run `dlcourse submit 1` in a terminal (1 is the lesson's number) | it runs your notebook as the grader will, says what the checks say, and makes the file for your instructor |
# | read the other language | start with `dlcourse lab --lang ko` or `dlcourse lab --lang en` | the same lessons, cell by cell; your answers stay in the notebook where you wrote them |

# %% [markdown] lang="ko"
# ## 내가 맞았는지 어떻게 알 수 있을까요?
#
# 물어보면 됩니다. 연습 문제 아래에는 답을 점검하는 셀이 있습니다. 몇 번을 실행해도 점수가 깎이지 않습니다.
#
# | 하고 싶은 일 | 이렇게 합니다 | 그러면 |
# | --- | --- | --- |
# | 답 점검하기 | 코드 아래의 셀 `check("to-row")`를 실행합니다 | 무엇을 보았는지, 어디서 그랬는지, 무엇을 생각해 볼지 알려 줍니다 |
# | 힌트 보기 | 새 셀에서(노트북 위쪽의 **+** 버튼으로 만듭니다) `hint("to-row")`를 실행합니다 | 처음에는 생각의 실마리, 다시 실행하면 식, 한 번 더 실행하면 코드에 가까운 설명이 나옵니다. 그다음에는 풀이도 열 수 있습니다 |
# | 저장하기 | **Ctrl + S**(맥에서는 **⌘ S**)를 누릅니다 | 노트북 파일에 작업이 남습니다 |
# | 어떤 입력을 거절할지 알기 | 과제를 읽습니다 | 과제가 요구하는 것만 거절하면 됩니다. 강의의 함수가 그 밖의 잘못된 입력을 거절하더라도 똑같이 하지 않아도 됩니다 |
# | 제출하기 | 저장한 뒤 터미널에서 `dlcourse submit 1`을 실행합니다(1은 수업 번호입니다) | 채점할 때와 똑같이 노트북을 실행해 점검 결과를 알려 주고, 강사에게 낼 파일을 만듭니다 |
# | 다른 언어로 읽기 | `dlcourse lab --lang ko` 또는 `dlcourse lab --lang en`으로 시작합니다 | 셀 하나하나까지 같은 수업이 열립니다. 작성한 답은 원래 노트북에 그대로 있습니다 |

# %% [markdown] lang="en"
# ### Three habits that save time
#
# 1. **Predict before you move a slider.** A guess, right or wrong, makes the picture stick. The question above each picture is there for that.
# 2. **Read a report from the top.** It stops at the first thing that is wrong; what stands below often mends itself.
# 3. **Before you hand in, choose "Run → Restart Kernel and Run All Cells…" in the menu.** It runs everything from top to bottom, as the grader will.
#    Unfinished exercises do not stop it.
#
# Every picture can be used with the keyboard alone (**Tab** and the arrow keys), says in one sentence what it shows, and gives its numbers as a table.

# %% [markdown] lang="ko"
# ### 시간을 아껴 주는 세 가지 습관
#
# 1. **슬라이더를 움직이기 전에 먼저 예상해 봅니다.** 맞든 틀리든 한번 예상해 보면 그림이 오래 기억에 남습니다. 그림마다 질문이 먼저 나오는 이유입니다.
# 2. **점검 결과는 위에서부터 읽습니다.** 처음으로 어긋난 곳에서 점검이 멈춥니다. 거기를 고치면 아래쪽은 저절로 풀릴 때가 많습니다.
# 3. **제출하기 전에 메뉴에서 "Run → Restart Kernel and Run All Cells…"를 고릅니다.** 채점할 때처럼 위에서 아래로 모두 실행합니다.
#    아직 풀지 않은 문제가 있어도 멈추지 않습니다.
#
# 모든 그림은 키보드만으로(**Tab**과 화살표 키) 움직일 수 있고, 지금 무엇을 보여 주는지 한 문장으로 설명하며, 숫자를 표로도 보여 줍니다.

# %% [markdown] lang="en"
# ## How far have I come, and how do I keep it?
#
# Every check is remembered, on this computer only: points, tries, hints, and the mistakes you have left behind. The picture below shows it for
# all lessons or for one. Come back here whenever you ask yourself what to do next; in a terminal, `dlcourse progress` says the same.
#
# Two buttons below it keep your work: one puts your answers from all lessons, and your progress, into one file; on another computer, or when
# the course has a newer version, the other brings everything back and overwrites nothing you wrote.

# %% [markdown] lang="ko"
# ## 어디까지 왔고, 작업은 어떻게 보관할까요?
#
# 점검 결과는 모두 이 컴퓨터에만 기록됩니다. 점수, 시도 횟수, 힌트, 그리고 극복한 실수까지 남습니다. 아래 그림은 전체 수업이나 수업 하나의 기록을
# 보여 줍니다. 다음에 무엇을 할지 궁금할 때 언제든지 여기로 돌아오세요. 터미널에서는 `dlcourse progress`가 같은 내용을 알려 줍니다.
#
# 아래쪽 두 버튼으로 작업을 보관합니다. 하나는 모든 수업의 답과 학습 기록을 파일 하나에 담습니다. 다른 컴퓨터로 옮기거나 강의의 새 버전이 나왔을 때
# 나머지 하나로 그 파일을 올리면, 그동안 작성한 것은 덮어쓰지 않으면서 모두 되살립니다.

# %% widget="dashboard"
widgets.dashboard.explore()

# %% [markdown] lang="en"
# ## Which shapes fit together?
#
# You have 5 examples with 3 numbers each, and you want 2 answers for each example. Which shape must the weights have?
#
# Think first, then try it in the shape calculator.

# %% [markdown] lang="ko"
# ## 어떤 형상끼리 곱할 수 있을까요?
#
# 샘플이 5개 있고, 샘플마다 숫자가 3개씩 있습니다. 샘플 하나에서 답을 2개씩 얻고 싶습니다. 가중치(weight)는 어떤 형상이어야 할까요?
#
# 먼저 생각해 본 다음, 형상 계산기에서 확인해 보세요.

# %% widget="shape-calculator"
widgets.shapes.explore()

# %% [markdown] lang="en"
# ### The one convention of this course
#
# **Rows are examples.** Everywhere, in every lesson:
#
# $$X W + b \qquad\text{with}\qquad X: (N, D), \quad W: (D, M), \quad b: (M,)$$
#
# `N` examples with `D` numbers each go in, `N` rows with `M` numbers each come out. The two inner sizes must be equal, and they vanish:
# `(5, 3) @ (3, 2) + (2,)` gives `(5, 2)`. The bias has no row of its own; NumPy adds it to every row.

# %% [markdown] lang="ko"
# ### 이 강의의 규칙 하나
#
# **행(row) 하나가 샘플 하나입니다.** 모든 수업에서 언제나 그렇습니다.
#
# $$X W + b \qquad\text{단,}\qquad X: (N, D), \quad W: (D, M), \quad b: (M,)$$
#
# 숫자가 `D`개씩 든 샘플 `N`개가 들어가면, 숫자가 `M`개씩 든 행 `N`개가 나옵니다. 안쪽의 두 크기는 서로 같아야 하고, 곱하고 나면 사라집니다.
# 그래서 `(5, 3) @ (3, 2) + (2,)`의 결과는 `(5, 2)`입니다. 편향(bias)은 행이 따로 없으며 NumPy가 모든 행에 더해 줍니다.

# %% drawing="shapes-of-a-layer"

# %% [markdown] lang="en"
# ## Is a list of four numbers the same as a column of four numbers?
#
# They hold the same numbers. NumPy still treats them differently: a common source of bugs that stay silent.

# %% [markdown] lang="ko"
# ## 숫자 네 개의 리스트와 숫자 네 개의 열은 같을까요?
#
# 담긴 숫자는 같습니다. 그런데 NumPy는 둘을 다르게 다룹니다. 오류 없이 조용히 지나가는 버그가 여기서 자주 나옵니다.

# %% widget="ask-broadcast"
widgets.ask(
    question=Text(
        en="`target` has shape (4,), `output` has shape (4, 1). Which shape has `target - output`?",
        ko="`target`의 형상은 (4,)이고 `output`의 형상은 (4, 1)입니다. `target - output`의 형상은 무엇일까요?",
    ),
    choices=(
        Text(en="(4,)", ko="(4,)"),
        Text(en="(4, 1)", ko="(4, 1)"),
        Text(en="(4, 4)", ko="(4, 4)"),
        Text(en="NumPy stops with an error", ko="NumPy가 오류를 내고 멈춥니다"),
    ),
    answer=2,
    why=Text(
        en="NumPy compares shapes from the right. (4,) counts as (1, 4); against (4, 1) both axes are stretched, and every number meets every other.",
        ko="NumPy는 형상을 오른쪽부터 비교합니다. (4,)는 (1, 4)로 취급되고, (4, 1)과 만나면 두 축이 모두 늘어나 모든 숫자가 서로 한 번씩 만납니다.",
    ),
)

# %%
target = np.array([1.0, 2.0, 3.0, 4.0])
output = np.array([[1.0], [2.0], [3.0], [4.0]])
difference = target - output
print(target.shape, output.shape, difference.shape)
print(np.mean(difference**2))

# %% [markdown] lang="en"
# The output is perfect, and yet the mean squared error is `2.5` instead of `0.0`, without any warning. The difference holds 16 numbers where
# we wanted 4.
#
# **Broadcasting** is the rule behind it: compare two shapes from the right. Two sizes fit when they are equal, or when one of them is 1 or missing;
# that one is stretched. When a result looks odd, print the shapes first.

# %% [markdown] lang="ko"
# 출력이 정답과 완전히 같은데도 평균제곱오차가 `0.0`이 아니라 `2.5`입니다. 경고도 없습니다. 숫자 4개가 나와야 할 자리에 16개가 들어 있기 때문입니다.
#
# 이런 결과를 만드는 규칙을 **브로드캐스팅**(broadcasting)이라고 합니다. 두 형상을 오른쪽부터 비교합니다. 크기가 서로 같거나, 한쪽이 1이거나 없으면 맞는 것으로 보고
# 그쪽을 늘립니다. 결과가 이상하면 형상부터 출력해 보세요.

# %% [markdown] lang="en"
# Now you. Write your code in the first cell below, in place of the line that raises the error; run it; then run the check.

# %% [markdown] lang="ko"
# 이제 직접 해 볼 차례입니다. 바로 아래 첫 번째 셀에서 오류를 내는 줄을 지우고 코드를 작성합니다. 그 셀을 실행한 다음 점검 셀을 실행해 보세요.

# %% exercise="to-row"
from dlcourse.shapes import to_row

# %% [markdown] lang="en"
# ## Which axis disappears?
#
# A table holds 2 examples (rows) of 3 numbers (columns). When you average with `axis=0`, do you get 2 numbers or 3?

# %% [markdown] lang="ko"
# ## 어느 축이 사라질까요?
#
# 샘플 2개(행)에 숫자가 3개(열)씩 든 표가 있습니다. `axis=0`으로 평균을 내면 숫자는 2개가 나올까요, 3개가 나올까요?

# %%
table = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
print(table.mean(axis=0))
print(table.mean(axis=1))
print(table.mean(axis=1, keepdims=True))

# %% [markdown] lang="en"
# The axis you name with `axis` is the one that disappears.
#
# | call | result | shape | read it as |
# | --- | --- | --- | --- |
# | `table.mean(axis=0)` | `[2.5, 3.5, 4.5]` | `(3,)` | rows are gone: one mean for each column |
# | `table.mean(axis=1)` | `[2.0, 5.0]` | `(2,)` | columns are gone: one mean for each row |
# | `table.mean(axis=1, keepdims=True)` | `[[2.0], [5.0]]` | `(2, 1)` | the same means, and the axis stays with size 1 |
#
# Why keep an axis of size 1? Because then the result still fits the table: `(2, 3) - (2, 1)` works, while `(2, 3) - (2,)` is an error.

# %% [markdown] lang="ko"
# `axis`로 지정한 축이 사라집니다.
#
# | 호출 | 결과 | 형상 | 이렇게 읽습니다 |
# | --- | --- | --- | --- |
# | `table.mean(axis=0)` | `[2.5, 3.5, 4.5]` | `(3,)` | 행이 사라집니다. 열마다 평균이 하나씩 남습니다 |
# | `table.mean(axis=1)` | `[2.0, 5.0]` | `(2,)` | 열이 사라집니다. 행마다 평균이 하나씩 남습니다 |
# | `table.mean(axis=1, keepdims=True)` | `[[2.0], [5.0]]` | `(2, 1)` | 평균은 같고, 그 축이 크기 1로 남습니다 |
#
# 크기가 1인 축을 왜 남겨 둘까요? 그래야 결과가 표와 맞기 때문입니다. `(2, 3) - (2, 1)`은 계산되지만 `(2, 3) - (2,)`는 오류입니다.

# %% [markdown] lang="en"
# ### Make a mistake on purpose
#
# Everybody reads "not yet" at some point of this course, so meet such a report now, while nothing is at stake. Solve the next exercise **wrongly first**: average every column,
# but leave out `keepdims`. Run the check and read the report from the top: what was seen, where, which mistake it looks like, what to think about.
# Then repair your code and check again. (Curious? The wrong axis has a report of its own.)

# %% [markdown] lang="ko"
# ### 일부러 틀려 보기
#
# 이 강의를 들으면 누구나 "아직 통과하지 못함"이라는 점검 결과를 보게 됩니다. 그러니 아무 부담이 없는 지금 미리 만나 봅시다. 다음 문제를 **처음에는 일부러 틀리게** 풀어 보세요. 열마다 평균을
# 내되 `keepdims`를 빼면 됩니다. 점검 셀을 실행하고 결과를 위에서부터 읽습니다. 무엇을 보았는지, 어디서 그랬는지, 어떤 실수로 보이는지, 무엇을 생각해 볼지가 적혀 있습니다.
# 그런 다음 코드를 고치고 다시 점검해 보세요. (궁금하다면 축을 잘못 골라 보세요. 그때는 다른 결과가 나옵니다.)

# %% exercise="column-means"
from dlcourse.shapes import column_means

# %% [markdown] lang="en"
# ## Why does every book use other letters?
#
# Because there is no common notation. Some slides call the weighted sum $a$ and the activated value $z$; others use the same two letters the other way round.
# Neither is wrong, but mixing them is. When another text confuses you, come back to the table below.
#
# Two words you will need from the start: the **pre-activation** is the weighted sum of a unit, before its activation function; the
# **post-activation** (or just activation) is what comes out after it.

# %% [markdown] lang="ko"
# ## 왜 책마다 기호가 다를까요?
#
# 통일된 표기법이 없기 때문입니다. 어떤 슬라이드는 가중합을 $a$, 활성화한 값을 $z$라고 쓰고, 다른 슬라이드는 같은 두 글자를 정반대로 씁니다.
# 어느 쪽도 틀리지 않았지만 섞어 쓰면 틀립니다. 다른 글을 읽다가 헷갈리면 아래 표로 돌아오세요.
#
# 먼저 알아 둘 용어가 두 가지 있습니다. **활성화 전 값**(pre-activation)은 활성화 함수를 지나기 전의 가중합이고, **활성화 값**(post-activation, 줄여서 activation)은
# 활성화 함수를 지나서 나온 값입니다.

# %% [markdown] lang="en"
# ### The Rosetta table
#
# | Thing | This course | Also written as | Watch out |
# | --- | --- | --- | --- |
# | pre-activation | $z$ | $a$, $z^{[l]}$ | $a$ means the opposite here |
# | post-activation | $a$ ($h$, $o$ in one worked example) | $z$, $h$, $o$, $\sigma(z)$, $H$, $a^{[l]}$ | $z$ means the opposite here |
# | examples | rows: $XW + b$ | columns: $Wx + b$ | going from one to the other transposes $W$ |
# | weights | $W^{[l]}$ from layer $l-1$ to $l$; unit $j$ is column $j$ | $W^{(j)}$ from layer $j$ to $j+1$; $w_{ji}$ or $w_{ij}$; $W_1 \ldots W_8$ | is the first index "to" or "from"? |
# | learning rate | `lr`, $\eta$ | $\alpha$ | $\alpha$ is momentum here |
# | momentum factor | $\alpha$ | $\beta_1$ (as in Adam) | Adam keeps $\beta_1$, $\beta_2$ |
# | RMSProp's decay | `rho`, $\rho$ | $\gamma$ | $\gamma$ scales in batch normalization |
# | Adam's first moment | $m$ | $v$ | in the paper, and here, $v$ is the second moment |

# %% [markdown] lang="ko"
# ### 기호 대조표
#
# | 대상 | 이 강의 | 다른 표기 | 주의할 점 |
# | --- | --- | --- | --- |
# | 활성화 전 값(pre-activation) | $z$ | $a$, $z^{[l]}$ | 이 강의에서 $a$는 정반대의 뜻입니다 |
# | 활성화 값(post-activation) | $a$ (계산 예제 하나에서는 $h$, $o$) | $z$, $h$, $o$, $\sigma(z)$, $H$, $a^{[l]}$ | 이 강의에서 $z$는 정반대의 뜻입니다 |
# | 샘플 | 행: $XW + b$ | 열: $Wx + b$ | 서로 옮길 때 $W$가 전치됩니다 |
# | 가중치 | $W^{[l]}$: $l-1$층에서 $l$층으로, 유닛 $j$는 $j$번째 열 | $W^{(j)}$: $j$층에서 $j+1$층으로, $w_{ji}$ 또는 $w_{ij}$, $W_1 \ldots W_8$ | 첫 번째 첨자가 "도착"인지 "출발"인지 확인합니다 |
# | 학습률(learning rate) | `lr`, $\eta$ | $\alpha$ | 이 강의에서 $\alpha$는 모멘텀입니다 |
# | 모멘텀 계수 | $\alpha$ | $\beta_1$ (Adam에서처럼) | Adam은 $\beta_1$, $\beta_2$를 그대로 씁니다 |
# | RMSProp의 감쇠율 | `rho`, $\rho$ | $\gamma$ | $\gamma$는 배치 정규화의 배율입니다 |
# | Adam의 1차 모멘트 | $m$ | $v$ | 논문과 이 강의에서 $v$는 2차 모멘트입니다 |

# %% [markdown] lang="en"
# ## Summary card
#
# - `check` whenever you like, `hint` when you are stuck, save, hand in the file.
# - Rows are examples: `X (N, D) @ W (D, M) + b (M,)` gives `(N, M)`.
# - `(4,)` and `(4, 1)` hold the same numbers and behave differently; print shapes when in doubt.
# - The axis you name disappears; `keepdims=True` keeps it with size 1.
# - Other texts, other letters: the table above translates.
#
# You are ready. Open `01_perceptron` and give a machine its first decision to make.
#
# **Further reading.** The page "Broadcasting" in NumPy's user guide ([numpy.org](https://numpy.org/doc/stable/user/basics.broadcasting.html)).

# %% [markdown] lang="ko"
# ## 정리
#
# - 언제든지 `check`, 막히면 `hint`, 다 했으면 저장하고 파일을 제출합니다.
# - 행이 샘플입니다. `X (N, D) @ W (D, M) + b (M,)`의 결과는 `(N, M)`입니다.
# - `(4,)`와 `(4, 1)`은 숫자가 같아도 다르게 동작합니다. 헷갈리면 형상을 출력합니다.
# - 지정한 축이 사라집니다. `keepdims=True`를 쓰면 크기 1로 남습니다.
# - 글마다 기호가 다릅니다. 위의 표로 옮겨 읽습니다.
#
# 준비가 끝났습니다. `01_perceptron`을 열고 기계에게 첫 번째 결정을 맡겨 봅시다.
#
# **더 읽을거리.** NumPy 사용자 안내서의 "Broadcasting"([numpy.org](https://numpy.org/doc/stable/user/basics.broadcasting.html)).
