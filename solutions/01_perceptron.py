# %% [markdown] lang="en"
# # Perceptron and linear models
#
# **About {hours}. You need: the orientation lesson.**
#
# A perceptron is the smallest thing that deserves the name *neural network*: three numbers and one decision. Small as it is, it already shows
# the whole idea of this course: **the numbers are not programmed, they are learned from data.**
#
# After this lesson you can
#
# - compute what a perceptron answers, for one point or for many at once;
# - read its weights as a straight line, and build logic gates from such lines;
# - let data find the weights, with a learning rule of three lines;
# - say why one line can never solve XOR;
# - explain where the intercept of a regression line comes from.

# %% [markdown] lang="ko"
# # 퍼셉트론과 선형 모델
#
# **약 {hours}이 걸립니다. 먼저 오리엔테이션 수업을 마치고 오세요.**
#
# 퍼셉트론(perceptron)은 '신경망'이라고 부를 수 있는 가장 작은 모델입니다. 숫자 세 개로 결정 하나를 내립니다. 이렇게 작아도 이 강의 전체를 꿰뚫는 생각이
# 이미 들어 있습니다. **숫자는 사람이 정하지 않고 데이터에서 학습합니다.**
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 점 하나 또는 여러 점에 대해 퍼셉트론의 답을 계산하기
# - 가중치를 직선으로 읽고, 그 직선으로 논리 게이트 만들기
# - 세 줄짜리 학습 규칙으로 데이터가 가중치를 찾게 하기
# - 직선 하나로는 왜 XOR를 풀 수 없는지 설명하기
# - 회귀 직선의 절편이 어디에서 오는지 설명하기

# %% setup
import numpy as np

from dlcourse import language, widgets
from dlcourse.exercises import check, hint, solved
from dlcourse.language import Text

language.use("en")

# %% [markdown] lang="en"
# ## What do you remember?
#
# Three questions about earlier lessons, without looking back.

# %% [markdown] lang="ko"
# ## 무엇이 기억나나요?
#
# 앞 수업에서 고른 세 문제입니다. 다시 찾아보지 말고 답해 보세요.

# %% widget="recall-shapes"
widgets.ask(
    question=Text(
        en="`X` has shape (6, 2), `W` has shape (2, 4), `b` has shape (4,). Which shape has `X @ W + b`?",
        ko="`X`의 형상은 (6, 2), `W`는 (2, 4), `b`는 (4,)입니다. `X @ W + b`의 형상은 무엇일까요?",
    ),
    choices=(
        Text(en="(6, 4)", ko="(6, 4)"),
        Text(en="(4, 6)", ko="(4, 6)"),
        Text(en="NumPy stops with an error", ko="NumPy가 오류를 내고 멈춥니다"),
    ),
    answer=0,
    why=Text(
        en="The inner sizes, 2 and 2, are equal and vanish. One row for each example, one column for each answer; the bias is added to every row.",
        ko="안쪽의 두 크기 2와 2가 같으므로 사라집니다. 샘플마다 행이 하나, 답마다 열이 하나이고, 편향은 모든 행에 더해집니다.",
    ),
)

# %% widget="recall-axis"
widgets.ask(
    question=Text(
        en="A table has 5 rows and 3 columns. How many numbers does `table.mean(axis=1)` give?",
        ko="표에 행이 5개, 열이 3개 있습니다. `table.mean(axis=1)`의 결과는 수 몇 개일까요?",
    ),
    choices=(
        Text(en="3", ko="3"),
        Text(en="5", ko="5"),
        Text(en="15", ko="15"),
    ),
    answer=1,
    why=Text(
        en="The axis you name disappears. Axis 1 are the columns, so one mean is left for each of the 5 rows.",
        ko="지정한 축이 사라집니다. 축 1은 열이므로 행 5개마다 평균이 하나씩 남습니다.",
    ),
)

# %% widget="recall-pre-activation"
widgets.ask(
    question=Text(
        en="What is a pre-activation?",
        ko="활성화 전 값이란 무엇일까요?",
    ),
    choices=(
        Text(en="The numbers that come into a unit", ko="유닛에 들어오는 수"),
        Text(en="What comes out after the activation function", ko="활성화 함수를 지나서 나온 값"),
        Text(en="The weighted sum of a unit, before its activation function", ko="활성화 함수를 지나기 전의 가중합"),
    ),
    answer=2,
    why=Text(
        en="This course writes it z, and calls what comes out a. Other books use the same two letters the other way round.",
        ko="이 강의에서는 z라고 쓰고, 나온 값은 a라고 씁니다. 두 글자를 반대로 쓰는 책도 있습니다.",
    ),
)

# %% [markdown] lang="en"
# ## How can three numbers make a decision?
#
# A door should open only when both keys are turned. Call the keys $x_1$ and $x_2$, each 0 or 1. Of the four situations, only $(1, 1)$ should
# give the answer 1. This is the gate **AND**.
#
# Draw the four situations as the corners of a square. Can you lay a ruler so that $(1, 1)$ is on one side and the other three corners are on the other?
# Choose AND in the picture, answer the question above it, then move the three sliders until the whole truth table agrees.

# %% [markdown] lang="ko"
# ## 숫자 세 개로 어떻게 결정을 내릴까요?
#
# 열쇠 두 개를 모두 돌려야만 열리는 문이 있습니다. 두 열쇠를 $x_1$, $x_2$라 하고 각각 0 또는 1이라고 합시다. 네 가지 상황 가운데 $(1, 1)$일 때만 답이 1이어야
# 합니다. 이것이 **AND** 게이트입니다.
#
# 네 가지 상황을 정사각형의 꼭짓점으로 그려 보세요. 자를 하나 대어 $(1, 1)$은 한쪽에, 나머지 세 꼭짓점은 반대쪽에 둘 수 있을까요?
# 그림에서 AND를 고르고 위에 나온 질문에 먼저 답한 다음, 진리표가 모두 맞을 때까지 슬라이더 세 개를 움직여 보세요.

# %% widget="line-explorer"
widgets.perceptron.explore()

# %% [markdown] lang="en"
# ## What does a perceptron compute?
#
# What you moved were two **weights** $w_1, w_2$ and a **bias** $b$. A perceptron takes two steps:
#
# $$z = w_1 x_1 + w_2 x_2 + b \qquad\qquad y = \begin{cases} 0 & (z \le 0) \\ 1 & (z > 0) \end{cases}$$
#
# First a *weighted sum* (with the bias), the **pre-activation** $z$. Then an *activation*, which turns $z$ into the answer. Here that is the **step function**.
# Every **unit** (other texts say *neuron* or *node*) of every network in this course is built like this: weighted sum, then activation.
#
# Frank Rosenblatt described the perceptron in a report of 1957 and in a paper of 1958. Because a straight line separates its two answers, it is called
# a **linear classifier**.

# %% [markdown] lang="ko"
# ## 퍼셉트론은 무엇을 계산할까요?
#
# 방금 움직인 것은 **가중치**(weight) $w_1, w_2$와 **편향**(bias) $b$입니다. 퍼셉트론은 두 단계로 계산합니다.
#
# $$z = w_1 x_1 + w_2 x_2 + b \qquad\qquad y = \begin{cases} 0 & (z \le 0) \\ 1 & (z > 0) \end{cases}$$
#
# 먼저 편향까지 더한 **가중합**, 곧 **활성화 전 값** $z$를 구합니다. 그다음 **활성화**가 $z$를 답으로 바꿉니다. 여기서는 **계단 함수**(step function)가 그 일을 합니다.
# 이 강의에 나오는 모든 신경망의 모든 **유닛**(unit. 뉴런, 노드라고도 합니다)이 이렇게 생겼습니다. 가중합을 구하고, 활성화합니다.
#
# 퍼셉트론은 프랭크 로젠블랫(Frank Rosenblatt)이 1957년 보고서와 1958년 논문에서 소개했습니다. 직선 하나로 두 답을 가르기 때문에
# **선형 분류기**(linear classifier)라고 부릅니다.

# %% [markdown] lang="en"
# ### Is that how a brain works?
#
# It is where the idea came from. A nerve cell collects signals from many others, some exciting it, some calming it, and fires once the sum is large enough. Inputs, weights
# and step function play these parts, and many such units connected to each other make an artificial neural *network*.
#
# Treat it as an analogy that gives us words. A real nerve cell does much more, and nothing in this course depends on it.

# %% [markdown] lang="ko"
# ### 뇌도 이렇게 동작할까요?
#
# 퍼셉트론이라는 생각이 뇌에서 나오기는 했습니다. 신경세포는 다른 여러 세포에서 신호를 받습니다. 어떤 신호는 세포를 흥분시키고 어떤 신호는 억제합니다. 그 합이 충분히 커지면 신호를 내보냅니다.
# 입력, 가중치, 계단 함수가 이 역할을 하나씩 맡고, 이런 유닛을 여럿 이으면 인공 신경망이 됩니다.
#
# 다만 이것은 이름을 빌려 온 비유로만 생각하세요. 실제 신경세포는 훨씬 많은 일을 하며, 이 강의의 내용은 실제 뇌의 작동 방식과 관계가 없습니다.

# %% widget="ask-step-at-zero"
widgets.ask(
    question=Text(
        en="A point lies exactly on the line, so z = 0. What does our perceptron answer?",
        ko="점이 정확히 직선 위에 있어서 z = 0입니다. 우리의 퍼셉트론은 무엇이라고 답할까요?",
    ),
    choices=(
        Text(en="0", ko="0"),
        Text(en="1", ko="1"),
        Text(en="One half, because it is undecided", ko="어느 쪽도 아니므로 절반"),
    ),
    answer=0,
    why=Text(
        en="The formula says 0 for z ≤ 0, and zero belongs there. It is a convention, but one that a program must follow to the letter.",
        ko="식에서 z ≤ 0이면 0이고, 0도 여기에 들어갑니다. 관례일 뿐이지만 프로그램은 이 관례를 글자 그대로 지켜야 합니다.",
    ),
)

# %% exercise="step"
from dlcourse.perceptron import step

# %% [markdown] lang="en"
# ## AND, worked by hand
#
# Take $w = (1, 1)$ and $b = -1.5$, so $z = x_1 + x_2 - 1.5$.
#
# | $x_1$ | $x_2$ | $z$ | answer | AND wants |
# | --- | --- | --- | --- | --- |
# | 0 | 0 | -1.5 | 0 | 0 |
# | 0 | 1 | -0.5 | 0 | 0 |
# | 1 | 0 | -0.5 | 0 | 0 |
# | 1 | 1 | 0.5 | 1 | 1 |
#
# Four times the same sum. With a thousand points we would not want to write a thousand lines, so we put the points into the rows of a matrix $X$ and let NumPy do
# all sums at once:
#
# $$z = X w + b \qquad (N, D) \cdot (D,) + () \to (N,)$$
#
# One row in, one number out. The bias is a single number, added to every row.

# %% [markdown] lang="ko"
# ## AND를 손으로 계산해 보기
#
# $w = (1, 1)$, $b = -1.5$로 두면 $z = x_1 + x_2 - 1.5$입니다.
#
# | $x_1$ | $x_2$ | $z$ | 답 | AND의 정답 |
# | --- | --- | --- | --- | --- |
# | 0 | 0 | -1.5 | 0 | 0 |
# | 0 | 1 | -0.5 | 0 | 0 |
# | 1 | 0 | -0.5 | 0 | 0 |
# | 1 | 1 | 0.5 | 1 | 1 |
#
# 같은 계산을 네 번 했습니다. 점이 천 개라면 천 줄을 쓸 수는 없으므로, 점을 행렬 $X$의 행으로 놓고 NumPy가 모든 합을 한꺼번에 구하게 합니다.
#
# $$z = X w + b \qquad (N, D) \cdot (D,) + () \to (N,)$$
#
# 행 하나가 들어가면 숫자 하나가 나옵니다. 편향은 숫자 하나이고 모든 행에 더해집니다.

# %%
corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
corners.shape

# %% exercise="perceptron"
from dlcourse.perceptron import perceptron

# %% [markdown] lang="en"
# From now on the pictures in this lesson run on **your** function, once its check passes. Run the line explorer's cell again, or move a slider, and read the note below the picture.

# %% [markdown] lang="ko"
# 점검을 통과하면 이 수업의 그림은 **여러분이** 작성한 함수로 그려집니다. 직선 탐색기의 셀을 다시 실행하거나 슬라이더를 움직인 다음 그림 아래의 안내를 읽어 보세요.

# %% [markdown] lang="en"
# ## Is there only one right answer?
#
# **OR** answers 1 as soon as one input is 1. With $w = (1, 1)$ and $b = -0.5$ the pre-activations are -0.5, 0.5, 0.5, 1.5, so the answers are 0, 1, 1, 1: correct.
# Compared with AND only the bias has changed. A larger bias makes it *easier* to say 1.
#
# How far can the bias of AND move before the gate breaks? Guess first; then try it in the line explorer.

# %% [markdown] lang="ko"
# ## 정답은 하나뿐일까요?
#
# **OR**는 입력 가운데 하나라도 1이면 1이라고 답합니다. $w = (1, 1)$, $b = -0.5$이면 활성화 전 값이 -0.5, 0.5, 0.5, 1.5이고 답은 0, 1, 1, 1입니다. 맞습니다.
# AND와 비교하면 편향만 바뀌었습니다. 편향이 커지면 1이라고 답하기가 쉬워집니다.
#
# AND의 편향은 어디까지 움직여도 게이트가 망가지지 않을까요? 먼저 예상해 보고 직선 탐색기에서 확인해 보세요.

# %% widget="ask-bias"
widgets.ask(
    question=Text(
        en="The weights stay (1, 1). For which bias is the perceptron still AND?",
        ko="가중치는 (1, 1) 그대로입니다. 편향이 얼마일 때 퍼셉트론이 여전히 AND일까요?",
    ),
    choices=(
        Text(en="for b = -1, but not for b = -2", ko="b = -1이면 AND이고 b = -2이면 아닙니다"),
        Text(en="for b = -2, but not for b = -1", ko="b = -2이면 AND이고 b = -1이면 아닙니다"),
        Text(en="for both", ko="둘 다 AND입니다"),
        Text(en="for neither: only b = -1.5 works", ko="둘 다 아닙니다. b = -1.5만 됩니다"),
    ),
    answer=0,
    why=Text(
        en="With b = -1 the corners (0, 1) and (1, 0) have z = 0, which still gives 0. With b = -2 the corner (1, 1) has z = 0 as well, and nobody is left to answer 1.",
        ko="b = -1이면 꼭짓점 (0, 1)과 (1, 0)에서 z = 0이므로 답은 여전히 0입니다. b = -2이면 꼭짓점 (1, 1)에서도 z = 0이 되어 1이라고 답하는 점이 없습니다.",
    ),
)

# %% [markdown] lang="en"
# So a whole range works. With weights $(1, 1)$, the bias $-1$ gives the answers 0, 0, 0, 1, and the bias $-2$ gives 0, 0, 0, 0.
#
# The bias $-1$ is correct, but it walks on the edge: two corners lie *on* the line, and the smallest rounding error could tip them over. We say their **margin** is zero.
# The bias $-1.5$ keeps every corner at a distance.
#
# Also, multiplying all three numbers by the same positive number changes nothing: $(1, 1, -1.5)$ and $(2, 2, -3)$ are the same gate. Many right answers exist, and
# the next exercise accepts every one of them. Choose one you would trust.

# %% [markdown] lang="ko"
# 이렇게 맞는 값은 하나가 아니라 구간입니다. 가중치가 $(1, 1)$일 때 편향이 $-1$이면 답은 0, 0, 0, 1이고, 편향이 $-2$이면 0, 0, 0, 0입니다.
#
# 편향 $-1$은 맞기는 하지만 아슬아슬합니다. 두 꼭짓점이 직선 **위에** 있어서 아주 작은 반올림 오차에도 답이 뒤집힐 수 있습니다. 이럴 때 **마진**(margin)이 0이라고 말합니다.
# 편향 $-1.5$는 모든 꼭짓점을 직선에서 떼어 놓습니다.
#
# 또 세 숫자에 같은 양수를 곱해도 아무것도 달라지지 않습니다. $(1, 1, -1.5)$와 $(2, 2, -3)$은 같은 게이트입니다. 정답은 여럿이고,
# 다음 문제는 맞는 답이면 모두 받아 줍니다. 믿고 쓸 만한 것을 골라 보세요.

# %% exercise="gate"
from dlcourse.perceptron import gate

# %% [markdown] lang="en"
# ### Find the mistake: "a large weight means an important input"
#
# You will meet this sentence. It sounds right. Here is a machine that lets people onto a ride if they are taller than 1.2 metres:
#
# | height measured in | $w$ | $b$ | a person of 1.3 m | a person of 1.1 m |
# | --- | --- | --- | --- | --- |
# | metres | 100 | -120 | $z = 10$, answer 1 | $z = -10$, answer 0 |
# | centimetres | 1 | -120 | $z = 10$, answer 1 | $z = -10$, answer 0 |
#
# What does that do to the sentence?

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "가중치가 크면 중요한 입력이다"
#
# 자주 만나는 문장이고, 그럴듯하게 들립니다. 그런데 키가 1.2미터보다 큰 사람만 놀이 기구에 태우는 기계를 생각해 봅시다.
#
# | 키를 재는 단위 | $w$ | $b$ | 키가 1.3 m인 사람 | 키가 1.1 m인 사람 |
# | --- | --- | --- | --- | --- |
# | 미터 | 100 | -120 | $z = 10$, 답 1 | $z = -10$, 답 0 |
# | 센티미터 | 1 | -120 | $z = 10$, 답 1 | $z = -10$, 답 0 |
#
# 이 표를 보고 나면 저 문장을 어떻게 고쳐야 할까요?

# %% widget="ask-large-weight"
widgets.ask(
    question=Text(
        en="When may you compare two inputs by their weights?",
        ko="두 입력의 중요도를 가중치로 비교해도 되는 때는 언제일까요?",
    ),
    choices=(
        Text(
            en="Always: the larger number is the more important input",
            ko="언제나 됩니다. 수가 큰 쪽이 더 중요한 입력입니다",
        ),
        Text(
            en="When the inputs have the same scale; then the magnitude counts, not the sign",
            ko="두 입력의 척도가 같을 때 됩니다. 이때도 부호가 아니라 크기(절댓값)를 비교합니다",
        ),
        Text(en="Only when all weights are positive", ko="가중치가 모두 양수일 때만 됩니다"),
    ),
    answer=1,
    why=Text(
        en="Metres or centimetres change the weight a hundredfold and the decision not at all. On one scale, -5 pulls as hard as 5, only towards the other answer.",
        ko="미터와 센티미터만 바꾸어도 가중치는 백 배 달라지지만 결정은 그대로입니다. 척도가 같다면 -5는 5만큼 세게, 다만 반대쪽 답으로 당깁니다.",
    ),
)

# %% [markdown] lang="en"
# ## Where exactly is the line?
#
# The perceptron changes its mind where the pre-activation is zero:
#
# $$f(x_1, x_2) = w_1 x_1 + w_2 x_2 + b = 0$$
#
# This is the equation of a straight line, the **decision boundary**. For AND with $(1, 1, -1.5)$ it reads $x_1 + x_2 = 1.5$: the line with slope $-1$ that
# meets the $x_2$ axis at $1.5$. The weight vector $(w_1, w_2)$ stands at a right angle to the line and points to the side of the 1s; the bias only shifts the line.
#
# At school a line was $y = a x + b$. Take a pencil and solve the equation above for $x_2$ before you go on.

# %% [markdown] lang="ko"
# ## 직선은 정확히 어디에 있을까요?
#
# 퍼셉트론의 답이 바뀌는 곳은 활성화 전 값이 0인 곳입니다.
#
# $$f(x_1, x_2) = w_1 x_1 + w_2 x_2 + b = 0$$
#
# 이것은 직선의 방정식이고, 이 직선을 **결정 경계**(decision boundary)라고 합니다. $(1, 1, -1.5)$인 AND에서는 $x_1 + x_2 = 1.5$입니다. 기울기가 $-1$이고
# $x_2$축과 $1.5$에서 만나는 직선입니다. 가중치 벡터 $(w_1, w_2)$는 이 직선에 수직이고 답이 1인 쪽을 가리킵니다. 편향은 직선을 평행하게 옮길 뿐입니다.
#
# 학교에서는 직선을 $y = a x + b$로 배웠습니다. 다음으로 넘어가기 전에 연필을 들고 위 식을 $x_2$에 대해 풀어 보세요.

# %% drawing="perceptron-line"

# %% [markdown] lang="en"
# ### Find the mistake: "a perceptron's line can always be written as y = ax + b"
#
# Nearly always. Look for the exception.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "퍼셉트론의 직선은 언제나 y = ax + b로 쓸 수 있다"
#
# 거의 언제나 그렇습니다. 예외를 찾아보세요.

# %% widget="ask-vertical"
widgets.ask(
    question=Text(
        en="Which perceptron draws a line that no y = ax + b can describe?",
        ko="어느 퍼셉트론의 직선을 y = ax + b로 나타낼 수 없을까요?",
    ),
    choices=(
        Text(en="w = (1, 1), b = 0", ko="w = (1, 1), b = 0"),
        Text(en="w = (0, 2), b = -1", ko="w = (0, 2), b = -1"),
        Text(en="w = (2, 0), b = -1", ko="w = (2, 0), b = -1"),
    ),
    answer=2,
    why=Text(
        en="2·x₁ - 1 = 0 says x₁ = 0.5 and nothing about x₂: a vertical line. Solving for x₂ divides by w₂, and w₂ is 0 here.",
        ko="2·x₁ - 1 = 0은 x₁ = 0.5라는 말뿐이고 x₂에 대해서는 아무 말도 하지 않습니다. 세로로 선 직선입니다. x₂에 대해 풀려면 w₂로 나누어야 하는데 여기서는 w₂가 0입니다.",
    ),
)

# %% exercise="boundary-line"
from dlcourse.perceptron import boundary_line

# %% [markdown] lang="en"
# ## Can the data find the weights?
#
# So far *you* turned the sliders. With two inputs that is fun; with a thousand inputs it is hopeless. A network should **learn** its weights from examples, and
# Rosenblatt's rule does it with almost nothing: look at one example after the other, and change the weights only when the answer is wrong.
#
# Predict first: starting with all weights at 0, how often will the rule be wrong on AND before it has found a line? Then raise *examples seen* one by one
# (or press play), and watch the line move.

# %% [markdown] lang="ko"
# ## 데이터가 가중치를 찾을 수 있을까요?
#
# 지금까지는 여러분이 슬라이더를 움직였습니다. 입력이 두 개면 재미있지만 천 개라면 엄두가 나지 않습니다. 신경망은 가중치를 샘플에서 **학습해야** 합니다.
# 로젠블랫의 규칙은 놀랄 만큼 단순합니다. 샘플을 하나씩 보면서, 답이 틀렸을 때만 가중치를 바꿉니다.
#
# 먼저 예상해 보세요. 가중치를 0에서 시작하면 AND의 직선을 찾을 때까지 몇 번이나 틀릴까요? 그런 다음 '본 샘플 수'를 하나씩
# 늘리며(재생 버튼을 눌러도 됩니다) 직선이 어떻게 움직이는지 보세요.

# %% widget="perceptron-rule"
widgets.perceptron.learn()

# %% [markdown] lang="en"
# ### The perceptron rule
#
# For each example $x$ with its target $t$ (the answer we want), with $y$ the answer of the moment:
#
# $$e = t - y, \qquad w \leftarrow w + \eta \, e \, x, \qquad b \leftarrow b + \eta \, e$$
#
# - $e = 0$: the answer was right; nothing moves.
# - $e = 1$: it said 0 and should say 1; the weights move *towards* $x$, and $z$ grows.
# - $e = -1$: it said 1 and should say 0; the weights move *away* from $x$.
#
# The **learning rate** $\eta$ (`lr` in code) says how far. One pass over all examples is an **epoch**. Note that the weights change *at once*, after each wrong example, and not at the end of the epoch.

# %% [markdown] lang="ko"
# ### 퍼셉트론 학습 규칙
#
# 샘플 $x$와 그 목푯값(target, 원하는 답) $t$, 그리고 지금의 답 $y$가 있을 때 다음과 같이 합니다.
#
# $$e = t - y, \qquad w \leftarrow w + \eta \, e \, x, \qquad b \leftarrow b + \eta \, e$$
#
# - $e = 0$: 맞았습니다. 아무것도 바꾸지 않습니다.
# - $e = 1$: 1이어야 하는데 0이라고 했습니다. 가중치가 $x$ **쪽으로** 움직이고 $z$가 커집니다.
# - $e = -1$: 0이어야 하는데 1이라고 했습니다. 가중치가 $x$의 **반대쪽으로** 움직입니다.
#
# 얼마나 움직일지는 **학습률**(learning rate) $\eta$(코드에서는 `lr`)가 정합니다. 모든 샘플을 한 바퀴 도는 것을 **에폭**(epoch)이라고 합니다. 가중치는 에폭이 끝날 때가
# 아니라 틀린 샘플을 볼 때마다 바로 바뀐다는 점에 주의하세요.

# %% [markdown] lang="en"
# ### AND, step by step
#
# With $\eta = 1$ the first epoch is wrong once, at $(1, 1)$, and leaves $w = (1, 1)$, $b = 1$. This is the second epoch:
#
# | $x$ | $z$ | answer | target | $e$ | new $w$ | new $b$ |
# | --- | --- | --- | --- | --- | --- | --- |
# | (0, 0) | 1 | 1 | 0 | -1 | (1, 1) | 0 |
# | (0, 1) | 1 | 1 | 0 | -1 | (1, 0) | -1 |
# | (1, 0) | 0 | 0 | 0 | 0 | (1, 0) | -1 |
# | (1, 1) | 0 | 0 | 1 | 1 | (2, 1) | 0 |
#
# Three errors. The whole history is 1, 3, 3, 2, 1, 0 errors, and the rule stops at $w = (2, 1)$, $b = -2$. Errors may *rise* on the way: mending one point can break another.

# %% [markdown] lang="ko"
# ### AND를 한 단계씩
#
# $\eta = 1$일 때 첫 번째 에폭은 $(1, 1)$에서 한 번 틀리고 $w = (1, 1)$, $b = 1$로 끝납니다. 두 번째 에폭은 다음과 같습니다.
#
# | $x$ | $z$ | 답 | 목푯값 | $e$ | 새 $w$ | 새 $b$ |
# | --- | --- | --- | --- | --- | --- | --- |
# | (0, 0) | 1 | 1 | 0 | -1 | (1, 1) | 0 |
# | (0, 1) | 1 | 1 | 0 | -1 | (1, 0) | -1 |
# | (1, 0) | 0 | 0 | 0 | 0 | (1, 0) | -1 |
# | (1, 1) | 0 | 0 | 1 | 1 | (2, 1) | 0 |
#
# 세 번 틀렸습니다. 에폭마다 틀린 횟수는 1, 3, 3, 2, 1, 0이고 $w = (2, 1)$, $b = -2$에서 멈춥니다. 도중에 틀린 횟수가 늘어나기도 합니다. 한 점을 고치다가 다른 점이
# 틀릴 수 있기 때문입니다.

# %% [markdown] lang="en"
# ### What the rule guarantees, and what it does not
#
# Other gates end at other numbers: OR at $w = (1, 1)$, $b = 0$ with 1, 2, 1, 0 errors; NAND (AND with its answers flipped) at $w = (-2, -1)$, $b = 3$ with 2, 3, 3, 2, 1, 0 errors.
#
# - **Guaranteed:** if *some* line separates the two classes, the rule finds *a* line after finitely many errors.
# - **Not guaranteed:** that the line is comfortable. The rule rests as soon as nothing is wrong: the learned AND has $z = 0$ at the corner $(1, 0)$, a margin of zero.

# %% [markdown] lang="ko"
# ### 이 규칙이 보장하는 것과 보장하지 않는 것
#
# 게이트마다 끝나는 숫자가 다릅니다. OR는 1, 2, 1, 0번 틀리고 $w = (1, 1)$, $b = 0$에서 끝나고, NAND(AND의 답을 뒤집은 것)는 2, 3, 3, 2, 1, 0번 틀리고 $w = (-2, -1)$, $b = 3$에서 끝납니다.
#
# - **보장하는 것:** 두 클래스를 가르는 직선이 하나라도 있으면, 유한한 횟수만 틀리고 그런 직선을 하나 찾습니다.
# - **보장하지 않는 것:** 찾은 직선에 여유가 있다는 것. 틀린 점이 없으면 바로 멈추기 때문입니다. 학습한 AND는 꼭짓점 $(1, 0)$에서 $z = 0$, 곧 마진이 0입니다.

# %% widget="ask-learning-rate"
widgets.ask(
    question=Text(
        en="AND again, starting at 0, but with lr = 0.5 instead of 1. What changes?",
        ko="AND를 가중치 0에서 다시 학습합니다. 이번에는 lr이 1이 아니라 0.5입니다. 무엇이 달라질까요?",
    ),
    choices=(
        Text(en="It needs about twice as many epochs", ko="에폭이 두 배쯤 필요합니다"),
        Text(
            en="The weights are half as large; the errors stay the same",
            ko="가중치가 절반이 되고, 틀리는 횟수는 그대로입니다",
        ),
        Text(en="It finds a different line", ko="다른 직선을 찾습니다"),
    ),
    answer=1,
    why=Text(
        en="Starting at 0, every number is scaled by 0.5: it ends at w = (1, 0.5), b = -1, the same line, with the same errors 1, 3, 3, 2, 1, 0. This comfort ends with the networks of later lessons.",
        ko="0에서 시작하면 모든 수에 0.5가 곱해질 뿐입니다. w = (1, 0.5), b = -1, 곧 같은 직선에서 끝나고 틀리는 횟수도 1, 3, 3, 2, 1, 0으로 같습니다. 뒤에 나올 신경망에서는 이렇게 편하지 않습니다.",
    ),
)

# %% exercise="train-perceptron"
from dlcourse.perceptron import train_perceptron

# %% [markdown] lang="en"
# ## Why does XOR never settle?
#
# **XOR** answers 1 when exactly one input is 1:
#
# | $x_1$ | $x_2$ | XOR |
# | --- | --- | --- |
# | 0 | 0 | 0 |
# | 0 | 1 | 1 |
# | 1 | 0 | 1 |
# | 1 | 1 | 0 |
#
# Go back to the learning picture, choose XOR, and let it run. The errors are 2, 3, 4, 4, 4, and so on: from the third epoch it is wrong on every single point, and each epoch ends where
# the one before ended, at $w = (-1, 0)$, $b = 1$. It walks in a circle for ever.
#
# More patience or another learning rate does not help. Is the rule too weak, or is there nothing to find? Your own function says the same:

# %% [markdown] lang="ko"
# ## XOR는 왜 끝나지 않을까요?
#
# **XOR**는 입력 가운데 정확히 하나만 1일 때 1이라고 답합니다.
#
# | $x_1$ | $x_2$ | XOR |
# | --- | --- | --- |
# | 0 | 0 | 0 |
# | 0 | 1 | 1 |
# | 1 | 0 | 1 |
# | 1 | 1 | 0 |
#
# 학습 그림으로 돌아가 XOR를 고르고 계속 진행해 보세요. 틀린 횟수가 2, 3, 4, 4, 4로 이어집니다. 세 번째 에폭부터는 모든 점에서 틀리고, 에폭이 끝날 때마다 바로 앞 에폭과 똑같이
# $w = (-1, 0)$, $b = 1$로 돌아옵니다. 영원히 제자리를 맴돕니다.
#
# 더 오래 기다리거나 학습률을 바꾸어도 소용없습니다. 규칙이 약한 걸까요, 아니면 찾을 것이 아예 없는 걸까요? 직접 작성한 함수로도 확인해 보세요.

# %%
if solved("train-perceptron"):
    print(train_perceptron(corners, np.array([0, 1, 1, 0]), lr=1.0, epochs=12))

# %% widget="ask-best-line"
widgets.ask(
    question=Text(
        en="Forget the rule and try every line there is. How many of the four XOR corners can the best line get right?",
        ko="규칙은 잊고 세상의 모든 직선을 시험해 봅시다. 가장 좋은 직선은 XOR의 네 꼭짓점 가운데 몇 개를 맞힐까요?",
    ),
    choices=(
        Text(en="2 of 4", ko="4개 중 2개"),
        Text(en="3 of 4", ko="4개 중 3개"),
        Text(en="4 of 4", ko="4개 중 4개"),
    ),
    answer=1,
    why=Text(
        en="Three corners are easy: AND's line with the sides swapped does it. All four are impossible, and the next two tasks let you see it and say why.",
        ko="세 개는 쉽습니다. AND의 직선에서 양쪽을 맞바꾸기만 해도 됩니다. 네 개는 불가능합니다. 이어지는 두 문제에서 직접 확인하고 이유를 말해 봅시다.",
    ),
)

# %% [markdown] lang="en"
# ### All lines, one after the other
#
# A line is a *direction* (which way the weight vector points) and an *offset* (how far the line is shifted). So we can search: turn the direction once around the full circle
# in small steps, and for each direction try every offset that could matter. Between two neighbouring points nothing changes, so a few offsets are enough.
#
# The result is a share of right answers, the **accuracy**. You will find `1.0` for AND, OR and NAND, and `0.75` for XOR, however finely you search.

# %% [markdown] lang="ko"
# ### 모든 직선을 차례로
#
# 직선은 **방향**(가중치 벡터가 가리키는 쪽)과 **위치**(직선을 얼마나 옮겼는지)로 정해집니다. 그러니 찾아볼 수 있습니다. 방향을 조금씩 돌려 한 바퀴를 다 돌면서, 방향마다 의미 있는 위치를
# 모두 시험합니다. 이웃한 두 점 사이에서는 직선을 옮겨도 답이 달라지지 않으므로 위치는 몇 개면 충분합니다.
#
# 맞힌 비율을 **정확도**(accuracy)라고 합니다. 아무리 촘촘히 찾아도 AND, OR, NAND는 `1.0`이고 XOR는 `0.75`입니다.

# %% exercise="best-linear-accuracy"
from dlcourse.perceptron import best_linear_accuracy

# %% [markdown] lang="en"
# ### The word for it
#
# Two classes of points are **linearly separable** when some straight line (with more inputs: a plane, a hyperplane) has one class on one side and the other class on the other.
# AND, OR and NAND are; XOR is not.
#
# You may read instead: "a single perceptron can only solve linear problems". The meaning is right, but "linear problem" has no clear definition; *linearly separable* says exactly which
# problems are meant, and it can be checked.
#
# You have *seen* that no line works. Now say *why*. Here is a start: suppose $w_1, w_2, b$ computed XOR. Each row of the table would then give one condition. For $(0, 0)$ it is $b \le 0$;
# for $(0, 1)$ it is $w_2 + b > 0$. Write down the other two and look at all four together.

# %% [markdown] lang="ko"
# ### 정확한 이름
#
# 어떤 직선(입력이 더 많으면 평면, 초평면)의 한쪽에 한 클래스가, 반대쪽에 다른 클래스가 놓이면 두 클래스는 **선형 분리 가능**(linearly separable)하다고 합니다.
# AND, OR, NAND는 선형 분리가 가능하고 XOR는 불가능합니다.
#
# "퍼셉트론 하나로는 선형 문제만 풀 수 있다"라고 하기도 합니다. 뜻은 맞지만 "선형 문제"는 정의가 분명하지 않습니다. '선형 분리 가능'이라고 해야 어떤 문제인지 정확하고,
# 확인할 수도 있습니다.
#
# 어떤 직선도 안 된다는 것을 눈으로 보았습니다. 이제 **왜** 그런지 말해 봅시다. 출발점은 이렇습니다. 어떤 $w_1, w_2, b$가 XOR를 계산한다고 해 봅시다. 그러면 표의 행마다 조건이 하나씩 나옵니다.
# $(0, 0)$에서는 $b \le 0$이고, $(0, 1)$에서는 $w_2 + b > 0$입니다. 나머지 둘을 적고 네 조건을 함께 살펴보세요.

# %% [markdown] manual="why-one-line" points=4 lang="en"
# **Why can one perceptron not compute XOR?** Explain it to a friend who has finished the exercises above, in three to six sentences.
#
# 1. Show that no choice of $w_1, w_2, b$ works, with the four conditions or with a picture described in words.
# 2. Your friend says: "Then let us train longer, with a smaller learning rate." What do you answer?
# 3. Use the term *linearly separable*, and say what would have to be changed so that XOR becomes possible.
#
# ### MODEL ANSWER
#
# Suppose some $w_1, w_2, b$ computed XOR. The four corners demand $b \le 0$, $w_2 + b > 0$, $w_1 + b > 0$ and $w_1 + w_2 + b \le 0$. Adding the second and the third gives $w_1 + w_2 + 2b > 0$,
# so $w_1 + w_2 + b > -b \ge 0$, which contradicts the fourth. (In a picture: the 1s lie on one diagonal of the square, the 0s on the other, and the diagonals cross in the centre. Each side of a line
# contains, with two points, everything between them; so the centre would have to lie on both sides at once.)
#
# Training longer cannot help: training searches among lines, and there is no line to be found. The four corners of XOR are not linearly separable. The model itself has to change: for example two
# lines whose answers are combined by a further perceptron (two layers with a step in between), or an additional input such as $x_1 x_2$.
#
# ### RUBRIC
#
# - 1 point: states what one perceptron would have to fulfil: all four conditions, or the two crossing diagonals.
# - 1 point: reaches the contradiction correctly. "I tried many lines" or "the search gave 0.75" alone earns nothing here.
# - 1 point: answers the friend: the limit is in the model, not in the number of epochs or the learning rate.
# - 1 point: uses *linearly separable* correctly and names a change that works (a second layer with a non-linear activation, more than one line combined, a non-linear input). "More weights of the same
#   single perceptron" or "two linear layers" does not work.

# %% [markdown] manual="why-one-line" points=4 lang="ko"
# **퍼셉트론 하나로는 왜 XOR를 계산할 수 없을까요?** 위의 문제를 모두 푼 친구에게 설명한다고 생각하고 세 문장에서 여섯 문장으로 써 보세요.
#
# 1. 어떤 $w_1, w_2, b$를 골라도 안 된다는 것을 네 조건으로, 또는 그림을 말로 설명하여 보입니다.
# 2. 친구가 "그러면 학습률을 줄여서 더 오래 학습시키자"라고 합니다. 무엇이라고 답할까요?
# 3. '선형 분리 가능'이라는 말을 쓰고, XOR를 풀 수 있으려면 무엇을 바꾸어야 하는지 말합니다.
#
# ### MODEL ANSWER
#
# 어떤 $w_1, w_2, b$가 XOR를 계산한다고 해 봅시다. 네 꼭짓점에서 $b \le 0$, $w_2 + b > 0$, $w_1 + b > 0$, $w_1 + w_2 + b \le 0$이어야 합니다. 둘째와 셋째를 더하면 $w_1 + w_2 + 2b > 0$이므로
# $w_1 + w_2 + b > -b \ge 0$이 되어 넷째와 모순입니다. (그림으로는 이렇습니다. 답이 1인 두 점은 정사각형의 한 대각선에, 0인 두 점은 다른 대각선에 있고 두 대각선은 한가운데에서 만납니다. 직선의 한쪽에
# 두 점이 있으면 그 사이의 점도 모두 같은 쪽에 있습니다. 그러면 한가운데 점이 직선의 양쪽에 동시에 있어야 합니다.)
#
# 더 오래 학습해도 소용없습니다. 학습은 직선들 가운데에서 찾는 일인데 찾을 직선이 없기 때문입니다. XOR의 네 꼭짓점은 선형 분리 가능하지 않습니다. 모델을 바꾸어야 합니다. 예를 들어 직선 두 개의 답을 또 하나의
# 퍼셉트론으로 합치거나(사이에 계단 함수가 있는 두 층), $x_1 x_2$ 같은 입력을 더합니다.
#
# ### RUBRIC
#
# - 1점: 퍼셉트론 하나가 만족해야 할 것을 씁니다. 네 조건 모두, 또는 서로 만나는 두 대각선입니다.
# - 1점: 모순에 올바르게 이릅니다. "여러 직선을 시험해 보았다"나 "찾아보니 0.75였다"만으로는 점수가 없습니다.
# - 1점: 친구에게 답합니다. 한계는 에폭 수나 학습률이 아니라 모델에 있습니다.
# - 1점: '선형 분리 가능'을 올바르게 쓰고, 실제로 통하는 변화를 하나 말합니다(비선형 활성화가 있는 둘째 층, 여러 직선의 결합, 비선형 입력). "같은 퍼셉트론 하나의 가중치를 늘린다"나 "선형 층 두 개"는 통하지
#   않습니다.

# %% [markdown] lang="en"
# ## Is a perceptron an affine map?
#
# Leave the step away, and what remains is the **linear model**. With $D$ inputs and $M$ outputs, books that write points as columns print it as $o = Wx + b$. In our rows:
#
# $$O = X W + b \qquad (N, D) \cdot (D, M) + (M,) \to (N, M)$$
#
# Each column of $W$ is one set of weights, and each output has its own bias. Strictly speaking, a map with a bias is called **affine**; only without the bias is it *linear* in the mathematician's sense.
#
# Below, three sets of weights look at the four corners at once. The first two columns are old friends: AND and OR before their step. The third looks at $x_1$ alone: which weight
# tells you so?

# %% [markdown] lang="ko"
# ## 퍼셉트론은 아핀 변환일까요?
#
# 계단 함수를 떼어 내면 **선형 모델**(linear model)이 남습니다. 입력이 $D$개, 출력이 $M$개일 때 샘플을 열벡터로 나타내는 책에서는 $o = Wx + b$라고 씁니다. 행으로 쓰는 이 강의에서는 다음과 같습니다.
#
# $$O = X W + b \qquad (N, D) \cdot (D, M) + (M,) \to (N, M)$$
#
# $W$의 열 하나가 가중치 한 벌이고, 출력마다 편향이 하나씩 있습니다. 엄밀하게는 편향이 있는 변환을 **아핀 변환**(affine map)이라고 합니다. 편향이 없을 때만 수학에서 말하는 '선형'입니다.
#
# 아래에서는 가중치 세 벌이 네 꼭짓점을 한꺼번에 봅니다. 처음 두 열은 이미 아는 것입니다. 계단 함수를 지나기 전의 AND와 OR입니다. 세 번째 열은 $x_1$만
# 봅니다. 어느 가중치를 보면 알 수 있을까요?

# %%
W = np.array([[1.0, 1.0, 1.0], [1.0, 1.0, 0.0]])
b = np.array([-1.5, -0.5, -0.5])
print(corners.shape, W.shape, b.shape)
corners @ W + b

# %% [markdown] lang="en"
# ### Find the mistake: "one perceptron is an affine linear transformation"
#
# An affine map preserves midpoints: the output at the middle of two points is the middle of the two outputs. Test this with AND, $(1, 1, -1.5)$:
#
# | point | $z$ | answer |
# | --- | --- | --- |
# | (0, 0) | -1.5 | 0 |
# | (1, 1) | 0.5 | 1 |
# | the middle, (0.5, 0.5) | -0.5 | 0 |

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "퍼셉트론 하나는 아핀 선형 변환이다"
#
# 아핀 변환은 중점을 보존합니다. 두 점의 한가운데에서 나온 출력은 두 출력의 한가운데입니다. $(1, 1, -1.5)$인 AND로 확인해 봅시다.
#
# | 점 | $z$ | 답 |
# | --- | --- | --- |
# | (0, 0) | -1.5 | 0 |
# | (1, 1) | 0.5 | 1 |
# | 한가운데 (0.5, 0.5) | -0.5 | 0 |

# %% widget="ask-affine"
widgets.ask(
    question=Text(
        en="Which part of the perceptron is affine?",
        ko="퍼셉트론에서 아핀인 부분은 어디일까요?",
    ),
    choices=(
        Text(en="All of it: z and the answer", ko="전부입니다. z도 답도 아핀입니다"),
        Text(en="Only z; the answer is z after a step", ko="z만 아핀입니다. 답은 z가 계단 함수를 지난 것입니다"),
        Text(en="Only the answer", ko="답만 아핀입니다"),
        Text(en="None of it", ko="아핀인 부분이 없습니다"),
    ),
    answer=1,
    why=Text(
        en="The middle of -1.5 and 0.5 is -0.5, as it should be. The middle of the answers 0 and 1 would be 0.5, but the perceptron says 0: an affine map followed by a step is not affine.",
        ko="-1.5와 0.5의 한가운데는 -0.5로 잘 맞습니다. 답 0과 1의 한가운데는 0.5여야 하는데 퍼셉트론은 0이라고 답합니다. 아핀 변환 뒤에 계단 함수가 오면 더는 아핀이 아닙니다.",
    ),
)

# %% [markdown] lang="en"
# ## Where does the intercept come from?
#
# A linear model can also answer with a *number* instead of a yes or no. Four students studied 0, 1, 2 and 3 hours and scored 2, 3, 5 and 6. Which straight line fits best?
#
# And what happens to the best line when it is *not allowed* an intercept? The picture asks this about ten other points. It starts without the intercept; answer its question first, then
# switch on the "column of ones". Where that name comes from, you will see in a moment.

# %% [markdown] lang="ko"
# ## 절편은 어디에서 올까요?
#
# 선형 모델은 예, 아니요가 아니라 숫자로 답할 수도 있습니다. 학생 네 명이 0, 1, 2, 3시간 공부하고 2, 3, 5, 6점을 받았습니다. 가장 잘 맞는 직선은 무엇일까요?
#
# 절편(intercept)을 **쓸 수 없다면** 가장 좋은 직선은 어떻게 될까요? 그림에서는 다른 점 열 개로 같은 것을 묻습니다. 처음에는 절편이 없습니다. 그림의 질문에 먼저 답한 다음
# "1로 된 열"을 켜 보세요. 왜 이런 이름인지는 곧 알게 됩니다.

# %% widget="intercept"
widgets.linear.explore()

# %% [markdown] lang="en"
# ### A column of ones
#
# "Best" means **least squares** here: the sum of the squared errors is as small as possible. For a matrix $A$ and numbers $y$, the answer is
#
# $$\hat\beta = A^{+} y$$
#
# with the **Moore–Penrose inverse** $A^{+}$, in NumPy `np.linalg.pinv`. Its meaning: all vectors $A \beta$ together form a plane (the column space of $A$), $y$ usually lies beside it, and $A A^{+} y$ is the point of the plane *nearest* to $y$. But $A \beta$ with one column, $x$, is $\beta_1 x$: a line through the origin, whatever $\beta_1$ is. There is no number in it
# that could lift the line.
#
# The trick is to give the lift an input of its own, which is always 1:
#
# $$A = \begin{pmatrix} 1 & x_1 \\ \vdots & \vdots \\ 1 & x_N \end{pmatrix}, \qquad A \beta = \beta_0 \cdot 1 + \beta_1 x$$
#
# The weight of the ones column *is* the intercept. It is the bias $b$ under another name.

# %% [markdown] lang="ko"
# ### 1로 된 열
#
# "가장 좋다"는 말을 **최소제곱**(least squares), 곧 오차 제곱의 합이 가장 작다는 뜻으로 정합시다. 행렬 $A$와 수 $y$가 있을 때 답은 다음과 같습니다.
#
# $$\hat\beta = A^{+} y$$
#
# 여기서 $A^{+}$는 **무어–펜로즈 역행렬**(Moore–Penrose inverse)이고 NumPy에서는 `np.linalg.pinv`입니다. 뜻은 이렇습니다. 벡터 $A \beta$를 모두 모으면 평면(열공간)이 되고 $y$는 대개 그 밖에 있는데, $A A^{+} y$가 평면에서 $y$와 **가장 가까운** 점입니다. 그런데 $x$ 열 하나뿐이면 $A \beta$는 $\beta_1 x$입니다. $\beta_1$이 무엇이든 원점을 지나는 직선입니다.
# 직선을 들어 올릴 숫자가 어디에도 없습니다.
#
# 그래서 들어 올리는 일만 맡을 입력을 하나 더 둡니다. 언제나 1인 입력입니다.
#
# $$A = \begin{pmatrix} 1 & x_1 \\ \vdots & \vdots \\ 1 & x_N \end{pmatrix}, \qquad A \beta = \beta_0 \cdot 1 + \beta_1 x$$
#
# 1로 된 열의 가중치가 바로 절편입니다. 이름만 다를 뿐 편향 $b$와 같습니다.

# %% [markdown] lang="en"
# <details>
# <summary>What does the Moore–Penrose inverse do?</summary>
#
# Whatever $\beta$ is, $A \beta$ mixes the columns of $A$. With two columns and many rows, all such mixtures form a plane through 0 in a large space, the **column space**. The scores $y$ are a point that usually lies beside the plane.
#
# Least squares asks for the point $A \hat\beta$ of the plane that is nearest to $y$: the foot of the perpendicular. So what is left over, $y - A \hat\beta$, stands at right angles to every column:
#
# $$A^\top (y - A \hat\beta) = 0 \qquad \Rightarrow \qquad A^\top A \, \hat\beta = A^\top y$$
#
# These are the **normal equations**. If no column is a mixture of the others they have one solution, and $A^{+} = (A^\top A)^{-1} A^\top$.
#
# *One question:* one of the columns is all ones. What does the right angle to it say about the sum of the errors?
#
# </details>

# %% [markdown] lang="ko"
# <details>
# <summary>무어–펜로즈 역행렬은 무슨 일을 할까요?</summary>
#
# $\beta$가 무엇이든 $A \beta$는 $A$의 열들의 선형 결합입니다. 열이 둘이고 행이 많으면, 이런 결합을 모두 모은 것은 큰 공간에서 원점을 지나는 평면입니다. 이것을 **열공간**(column space)이라고 합니다. 점수 $y$는 보통 평면 밖에 있는 점입니다.
#
# 최소제곱은 평면에서 $y$에 가장 가까운 점 $A \hat\beta$, 곧 $y$에서 내린 수선의 발을 찾습니다. 그래서 남은 $y - A \hat\beta$는 모든 열과 직각입니다.
#
# $$A^\top (y - A \hat\beta) = 0 \qquad \Rightarrow \qquad A^\top A \, \hat\beta = A^\top y$$
#
# 이것이 **정규 방정식**(normal equations)입니다. 어느 열도 다른 열들의 선형 결합이 아니면 해는 하나이고, $A^{+} = (A^\top A)^{-1} A^\top$입니다.
#
# **한 가지 질문:** 열 하나는 모두 1입니다. 그 열과 직각이라는 것은 오차의 합에 대해 무엇을 말해 줄까요?
#
# </details>

# %% [markdown] lang="en"
# ### The four students, in numbers
#
# | model | $\beta$ | predictions | sum of squared errors |
# | --- | --- | --- | --- |
# | with the ones column | 1.9, 1.4 | 1.9, 3.3, 4.7, 6.1 | 0.2 |
# | without it | 2.2143 | 0.0, 2.2143, 4.4286, 6.6429 | 5.3571 |
#
# Without an intercept, the line must predict 0 points for 0 hours, and it pays for that everywhere else. Put the ones column *first*, and the intercept is the first number of $\beta$; that is the order this course uses. In scikit-learn the two rows are `LinearRegression()` and `LinearRegression(fit_intercept=False)`.

# %% [markdown] lang="ko"
# ### 네 학생을 숫자로 보면
#
# | 모델 | $\beta$ | 예측 | 오차 제곱의 합 |
# | --- | --- | --- | --- |
# | 1로 된 열이 있을 때 | 1.9, 1.4 | 1.9, 3.3, 4.7, 6.1 | 0.2 |
# | 없을 때 | 2.2143 | 0.0, 2.2143, 4.4286, 6.6429 | 5.3571 |
#
# 절편이 없으면 0시간에 0점이라고 예측할 수밖에 없고, 그 때문에 다른 곳의 예측까지 나빠집니다. 1로 된 열을 **맨 앞에** 두면 $\beta$의 첫 번째 수가 절편이 됩니다. 이 강의에서는 이 순서를 씁니다. scikit-learn에서는 두 행이 각각 `LinearRegression()`과 `LinearRegression(fit_intercept=False)`입니다.

# %% exercise="fit-least-squares"
from dlcourse.linear import fit_least_squares

# %% [markdown] lang="en"
# ### Find the mistake: "`pinv` equals scikit-learn's `LinearRegression` only when the line fits exactly"
#
# A study group compared the two, found equal results on points that lie on a line, other results elsewhere, and drew this conclusion. Think about what each of the two makes small before you choose.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "`pinv`는 직선이 정확히 맞을 때만 scikit-learn의 `LinearRegression`과 같다"
#
# 어느 스터디에서 둘을 비교했더니, 점들이 직선 위에 있을 때는 결과가 같고 다른 데이터에서는 달라서 이런 결론을 내렸습니다. 둘이 각각 무엇을 가장 작게 만드는지 생각해 보고 답을 골라 보세요.

# %% widget="ask-pinv"
widgets.ask(
    question=Text(
        en="When do `pinv` with a ones column and `LinearRegression` give the same numbers?",
        ko="1로 된 열을 넣은 `pinv`와 `LinearRegression`은 언제 같은 값을 줄까요?",
    ),
    choices=(
        Text(en="Only when all points lie exactly on a line", ko="모든 점이 정확히 직선 위에 있을 때만"),
        Text(en="Only when the data really come from a linear law", ko="데이터가 정말로 선형 관계를 따를 때만"),
        Text(
            en="Whenever no column is a combination of the others (full rank), however the points lie",
            ko="열들이 서로 선형 독립이면(full rank) 점들이 어떻게 놓이든 언제나",
        ),
    ),
    answer=2,
    why=Text(
        en="Both minimize the same sum of squares, and with full rank there is exactly one minimum. Results that differ point to a missing ones column, not to bad data.",
        ko="둘 다 같은 제곱합을 가장 작게 만들고, 열들이 독립이면 그 답은 하나뿐입니다. 결과가 다르다면 데이터가 아니라 빠뜨린 1로 된 열을 의심해야 합니다.",
    ),
)

# %% [markdown] lang="en"
# See it with points that are far from any line: $y = x^2$ at 0, 1, 2, 3. The best line is $-1 + 3x$, and the sum of squared errors is 4. `np.polyfit` knows nothing of a pseudo-inverse, but it makes the
# same sum small (it lists the highest power first):

# %% [markdown] lang="ko"
# 직선 위에 있다고 보기 어려운 점으로 확인해 봅시다. 0, 1, 2, 3에서 $y = x^2$입니다. 가장 좋은 직선은 $-1 + 3x$이고 오차 제곱의 합은 4입니다. `np.polyfit`은 유사역행렬을 쓰지 않지만 같은 합을 가장 작게
# 만듭니다(높은 차수의 계수가 먼저 나옵니다).

# %%
x = np.array([0.0, 1.0, 2.0, 3.0])
np.polyfit(x, x**2, 1).round(6)

# %% [markdown] lang="en"
# And your own function, the intercept first:

# %% [markdown] lang="ko"
# 직접 작성한 함수로도 구해 봅시다. 절편이 먼저 나옵니다.

# %%
if solved("fit-least-squares"):
    print(fit_least_squares(x.reshape(4, 1), x**2))

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="ko"
# ## 스스로 점검하기

# %% widget="quiz-scaling"
widgets.ask(
    question=Text(
        en="All weights and the bias of a perceptron are multiplied by -2. What happens to its answers?",
        ko="퍼셉트론의 가중치와 편향에 모두 -2를 곱합니다. 답은 어떻게 될까요?",
    ),
    choices=(
        Text(en="Nothing: it is the same line", ko="그대로입니다. 같은 직선이기 때문입니다"),
        Text(
            en="Off the line they are swapped: 0 becomes 1, 1 becomes 0",
            ko="직선 위가 아니면 서로 바뀝니다. 0은 1이, 1은 0이 됩니다",
        ),
        Text(en="They all become 0", ko="모두 0이 됩니다"),
    ),
    answer=1,
    why=Text(
        en="The line is the same, but every pre-activation changes its sign, so the sides change places. Only a positive factor leaves the answers alone.",
        ko="직선은 같지만 활성화 전 값의 부호가 모두 바뀌어 양쪽이 뒤바뀝니다. 답이 그대로인 것은 양수를 곱할 때뿐입니다.",
    ),
)

# %% widget="quiz-rule-stops"
widgets.ask(
    question=Text(
        en="The perceptron rule has stopped on your data. What do you know for certain?",
        ko="여러분의 데이터에서 퍼셉트론 학습 규칙이 멈추었습니다. 확실히 말할 수 있는 것은 무엇일까요?",
    ),
    choices=(
        Text(en="It found the best of all lines", ko="모든 직선 가운데 가장 좋은 직선을 찾았다"),
        Text(en="It will be right on new data", ko="새 데이터도 맞힐 것이다"),
        Text(en="The two classes are linearly separable", ko="두 클래스는 선형 분리 가능하다"),
    ),
    answer=2,
    why=Text(
        en="It stops only when nothing is wrong, and then the present line separates the classes. Whether the line is comfortable, or right about new points, it does not say.",
        ko="틀린 점이 없을 때만 멈추므로 지금의 직선이 두 클래스를 가릅니다. 여유 있는 직선인지, 새 점에서도 맞는지는 알 수 없습니다.",
    ),
)

# %% widget="quiz-ones"
widgets.ask(
    question=Text(
        en="A model without a column of ones predicts for an input of 0. What does it say?",
        ko="1로 된 열이 없는 선형 모델에 입력 0을 넣었습니다. 무엇이라고 예측할까요?",
    ),
    choices=(
        Text(en="0, whatever the data were", ko="데이터가 무엇이든 0"),
        Text(en="The mean of the targets", ko="목푯값의 평균"),
        Text(en="It depends on the weight", ko="가중치에 따라 다릅니다"),
    ),
    answer=0,
    why=Text(
        en="Weight times 0 is 0. Nothing in the model can lift the line; the column of ones gives it an intercept.",
        ko="가중치에 0을 곱하면 0입니다. 모델에 직선을 들어 올릴 것이 없습니다. 1로 된 열이 절편을 만들어 줍니다.",
    ),
)

# %% [markdown] lang="en"
# ## Summary card
#
# | Idea | Formula | Remember |
# | --- | --- | --- |
# | perceptron | $z = Xw + b$, then step | weighted sum, then activation; at $z = 0$ the answer is 0 |
# | decision boundary | $w_1 x_1 + w_2 x_2 + b = 0$ | $x_2 = -\frac{w_1}{w_2} x_1 - \frac{b}{w_2}$ only if $w_2 \ne 0$ |
# | gates | AND $(1, 1, -1.5)$, OR $(1, 1, -0.5)$ | many answers are right; keep a margin |
# | importance | compare $\lvert w_i \rvert$ | only on one scale; the sign tells the direction |
# | perceptron rule | $w \leftarrow w + \eta (t - y) x$ | moves only on errors; stops only if the classes are separable |
# | XOR | best accuracy 0.75 | not linearly separable: one line cannot do it |
# | linear model | $O = XW + b$ | affine; the perceptron is affine *and then* a step |
# | least squares | $\hat\beta = A^{+} y$ | the ones column carries the intercept; with it and full rank, `pinv` and `LinearRegression` agree on any data |

# %% [markdown] lang="ko"
# ## 요약 카드
#
# | 개념 | 식 | 기억할 것 |
# | --- | --- | --- |
# | 퍼셉트론 | $z = Xw + b$, 그다음 계단 함수 | 가중합을 구하고 활성화합니다. $z = 0$이면 답은 0입니다 |
# | 결정 경계 | $w_1 x_1 + w_2 x_2 + b = 0$ | $x_2 = -\frac{w_1}{w_2} x_1 - \frac{b}{w_2}$는 $w_2 \ne 0$일 때만 씁니다 |
# | 게이트 | AND $(1, 1, -1.5)$, OR $(1, 1, -0.5)$ | 정답은 여럿입니다. 마진을 남깁니다 |
# | 중요도 | $\lvert w_i \rvert$를 비교합니다 | 척도가 같을 때만 비교합니다. 부호는 방향을 알려 줍니다 |
# | 퍼셉트론 학습 규칙 | $w \leftarrow w + \eta (t - y) x$ | 틀렸을 때만 움직입니다. 분리 가능할 때만 멈춥니다 |
# | XOR | 최고 정확도 0.75 | 선형 분리 가능하지 않아 직선 하나로는 안 됩니다 |
# | 선형 모델 | $O = XW + b$ | 아핀입니다. 퍼셉트론은 아핀 변환 **다음에** 계단 함수가 옵니다 |
# | 최소제곱 | $\hat\beta = A^{+} y$ | 1로 된 열이 절편을 맡습니다. 이 열이 있고 열들이 서로 독립이면 `pinv`와 `LinearRegression`은 어떤 데이터에서든 같습니다 |

# %% [markdown] lang="en"
# ## Where to go from here
#
# One line is not enough for XOR. Two lines are, if something non-linear works on their answers before these are combined: that is the next lesson, and the beginning of *deep*.
#
# **Further reading**
#
# - Goki Saito, *Deep Learning from Scratch*, chapter 2: the same gates, told differently. (It uses other letters; the orientation lesson has the table.)
# - NeoWizard's machine-learning lectures on YouTube (in Korean).
# - [TensorFlow Playground](https://playground.tensorflow.org/): choose the XOR data, remove all hidden layers, and watch it fail as yours did.
# - [scikit-learn](https://scikit-learn.org/): `Perceptron` and `LinearRegression`; [NumPy](https://numpy.org/doc/stable/): `np.linalg.pinv`.
# - [Keras](https://keras.io/): the layer `Dense` is our $XW + b$ with an activation.
# - F. Rosenblatt, "The perceptron", *Psychological Review* 65 (1958).

# %% [markdown] lang="ko"
# ## 다음으로
#
# 직선 하나로는 XOR가 안 됩니다. 직선 두 개를 쓰고, 그 두 답을 합치기 전에 비선형 함수를 거치면 됩니다. 다음 수업에서 할 일이고, '딥'(deep)의 시작입니다.
#
# **더 읽을거리**
#
# - 사이토 고키, 『밑바닥부터 시작하는 딥러닝』 2장: 같은 게이트를 다른 방식으로 설명합니다. (기호가 다르므로 오리엔테이션 수업의 대조표를 참고하세요.)
# - 유튜브 NeoWizard의 머신러닝 강의
# - [TensorFlow Playground](https://playground.tensorflow.org/): XOR 데이터를 고르고 은닉층을 모두 없앤 다음, 여러분의 퍼셉트론처럼 실패하는지 지켜보세요.
# - [scikit-learn](https://scikit-learn.org/): `Perceptron`과 `LinearRegression`. [NumPy](https://numpy.org/doc/stable/): `np.linalg.pinv`.
# - [Keras](https://keras.io/): `Dense` 층이 바로 활성화 함수가 붙은 $XW + b$입니다.
# - F. Rosenblatt, "The perceptron", *Psychological Review* 65 (1958).
