# %% [markdown] lang="en"
# # From XOR to multi-layer networks
#
# **About {hours}. You need: the lesson on the perceptron.**
#
# One perceptron draws one line, and no line solves XOR. That looked like the end of the story. It is the beginning: let some perceptrons look at **the answers of others**, and the wall falls.
#
# After this lesson you can
#
# - build XOR from three gates, and from two layers of perceptrons;
# - say what a hidden layer does to the points, and why the output then has an easy job;
# - show that layers with nothing non-linear between them are only one layer;
# - count the parameters of a network and follow the shapes through it;
# - say what *deep* means, and what the universal approximation theorem does and does not guarantee;
# - let one weight learn: measure the slope of a loss, and go downhill.

# %% [markdown] lang="ko"
# # XOR에서 다층 신경망으로
#
# **약 {hours}이 걸립니다. 먼저 퍼셉트론 수업을 마치고 오세요.**
#
# 퍼셉트론 하나는 직선 하나를 긋고, 어떤 직선도 XOR를 풀지 못합니다. 이야기가 여기서 끝나는 것처럼 보였지만 사실은 시작입니다. 퍼셉트론 몇 개를 **앞뒤로 이으면** 벽이 무너집니다.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 게이트 세 개로, 또 퍼셉트론 두 층으로 XOR 만들기
# - 은닉층이 점들을 어떻게 바꾸는지, 그래서 출력의 일이 왜 쉬워지는지 설명하기
# - 사이에 비선형 함수가 없으면 몇 층을 쌓아도 한 층과 같다는 것을 보이기
# - 신경망의 매개변수를 세고, 층을 지나는 형상을 따라가기
# - '딥'(deep)이 무슨 뜻인지, 보편 근사 정리가 무엇을 보장하고 무엇을 보장하지 않는지 말하기
# - 가중치 하나를 학습시키기: 손실의 기울기를 재고 내리막으로 가기

# %% setup
import numpy as np

from dlcourse import language, widgets
from dlcourse.exercises import check, hint, solved
from dlcourse.language import Text
from dlcourse.multilayer import and_gate, nand_gate, or_gate

language.use("en")

# %% [markdown] lang="en"
# ## What do you remember?
#
# Three questions about earlier lessons, without looking back.

# %% [markdown] lang="ko"
# ## 무엇이 기억나나요?
#
# 앞 수업에서 고른 세 문제입니다. 다시 찾아보지 말고 답해 보세요.

# %% widget="recall-line"
widgets.ask(
    question=Text(
        en="A perceptron has w = (1, 1) and b = -1.5. Where does its answer change?",
        ko="퍼셉트론의 가중치가 w = (1, 1), 편향이 b = -1.5입니다. 답은 어디에서 바뀔까요?",
    ),
    choices=(
        Text(en="On the line x₁ + x₂ = 1.5", ko="직선 x₁ + x₂ = 1.5에서"),
        Text(en="At the point (1, 1)", ko="점 (1, 1)에서"),
        Text(en="On the line x₁ = x₂", ko="직선 x₁ = x₂에서"),
    ),
    answer=0,
    why=Text(
        en="Where the pre-activation is 0: x₁ + x₂ - 1.5 = 0. One perceptron, one line.",
        ko="활성화 전 값이 0인 곳, 곧 x₁ + x₂ - 1.5 = 0인 곳입니다. 퍼셉트론 하나는 직선 하나입니다.",
    ),
)

# %% widget="recall-rule"
widgets.ask(
    question=Text(
        en="The perceptron rule sees an example, and the answer is right. What does it change?",
        ko="퍼셉트론 학습 규칙으로 샘플 하나를 보았더니 답이 맞았습니다. 무엇을 바꿀까요?",
    ),
    choices=(
        Text(en="The weights, but not the bias", ko="가중치는 바꾸고 편향은 그대로 둡니다"),
        Text(en="Nothing", ko="아무것도 바꾸지 않습니다"),
        Text(en="Everything, by a small amount", ko="모두 조금씩 바꿉니다"),
    ),
    answer=1,
    why=Text(
        en="Target minus answer is 0, so every change is 0. The rule moves only on errors.",
        ko="목푯값에서 답을 빼면 0이므로 바뀌는 양도 모두 0입니다. 틀렸을 때만 움직이는 규칙입니다.",
    ),
)

# %% widget="recall-xor"
widgets.ask(
    question=Text(
        en="Why can no single perceptron compute XOR?",
        ko="퍼셉트론 하나로 XOR를 계산할 수 없는 까닭은 무엇일까요?",
    ),
    choices=(
        Text(en="The rule needs more epochs", ko="에폭이 더 필요합니다"),
        Text(en="Its step is not smooth", ko="계단 함수가 매끄럽지 않습니다"),
        Text(en="The two classes are not linearly separable", ko="두 클래스가 선형 분리 가능하지 않습니다"),
    ),
    answer=2,
    why=Text(
        en="The 1s lie on one diagonal of the square, the 0s on the other. No line has one class on each side, so there is nothing to be found.",
        ko="답이 1인 점은 정사각형의 한 대각선에, 0인 점은 다른 대각선에 있습니다. 두 클래스를 양쪽으로 가르는 직선이 없으니 찾을 것도 없습니다.",
    ),
)

# %% [markdown] lang="en"
# ## Can three perceptrons do what one cannot?
#
# **XOR** answers 1 when exactly one input is 1. Beside it stand three gates, each a single perceptron from the last lesson:
#
# | $x_1$ | $x_2$ | OR | AND | NAND | XOR wants |
# | --- | --- | --- | --- | --- | --- |
# | 0 | 0 | 0 | 0 | 1 | 0 |
# | 0 | 1 | 1 | 0 | 1 | 1 |
# | 1 | 0 | 1 | 0 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 | 0 |
#
# None of the three columns is XOR. But look at two of them *together*.

# %% [markdown] lang="ko"
# ## 퍼셉트론 하나가 못 하는 일을 세 개는 할 수 있을까요?
#
# **XOR**는 입력 가운데 정확히 하나만 1일 때 1이라고 답합니다. 그 옆에 게이트 세 개를 나란히 적었습니다. 모두 지난 수업에서 만든 퍼셉트론 하나짜리 게이트입니다.
#
# | $x_1$ | $x_2$ | OR | AND | NAND | XOR의 정답 |
# | --- | --- | --- | --- | --- | --- |
# | 0 | 0 | 0 | 0 | 1 | 0 |
# | 0 | 1 | 1 | 0 | 1 | 1 |
# | 1 | 0 | 1 | 0 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 | 0 |
#
# 세 열 가운데 XOR와 같은 것은 없습니다. 그런데 두 열을 **함께** 보면 어떨까요?

# %% widget="ask-two-gates"
widgets.ask(
    question=Text(
        en="Which two gates both say 1 exactly where XOR says 1?",
        ko="XOR가 1인 곳에서만 둘 다 1이라고 답하는 두 게이트는 무엇일까요?",
    ),
    choices=(
        Text(en="OR and AND", ko="OR와 AND"),
        Text(en="OR and NAND", ko="OR와 NAND"),
        Text(en="AND and NAND", ko="AND와 NAND"),
    ),
    answer=1,
    why=Text(
        en="OR says “at least one”, NAND says “not both”. Together that is “exactly one”. And “together” is itself a gate: AND.",
        ko="OR는 '적어도 하나', NAND는 '둘 다는 아님'입니다. 함께 만족하면 '정확히 하나'입니다. 그리고 '함께'도 게이트입니다. 바로 AND입니다.",
    ),
)

# %% exercise="xor-gates"
from dlcourse.multilayer import xor_gates

# %% [markdown] lang="en"
# ## Where do the four corners go?
#
# Two gates looked at the inputs, and a third one looked at *their answers*. The third never saw $x_1$ and $x_2$. So what did it see?
#
# The left picture is the plane you know, with the lines of two hidden units. The right picture is what the output unit sees: each corner stands at the place $(h_1, h_2)$ of the two answers, its **code**. Answer the question first. Then move the
# three sliders of the output until all four answers are right.

# %% [markdown] lang="ko"
# ## 네 꼭짓점은 어디로 갈까요?
#
# 두 게이트는 입력을 보았고, 셋째 게이트는 **그 둘의 답**을 보았습니다. 셋째 게이트는 $x_1$과 $x_2$를 본 적이 없습니다. 그렇다면 무엇을 보았을까요?
#
# 왼쪽 그림은 이미 아는 평면이고, 은닉 유닛 두 개의 직선이 그어져 있습니다. 오른쪽 그림은 출력 유닛이 보는 것입니다. 꼭짓점은 저마다 두 은닉 유닛의 답이 정하는 자리, 곧 그 점의 **은닉 값**(code) $(h_1, h_2)$에 놓입니다. 먼저 질문에 답해 보세요. 그런 다음
# 출력의 슬라이더 세 개를 움직여 답 네 개를 모두 맞혀 보세요.

# %% widget="hidden-space"
widgets.multilayer.explore()

# %% [markdown] lang="en"
# ### OR and AND, worked by hand
#
# Take OR and AND as the two **hidden units**, and let the output be a perceptron with weights 1 and -1 and bias -0.5: its weighted sum is $h_1 - h_2 - 0.5$. In words: "at least one, *but not* both".
#
# | corner | $h_1$ (OR) | $h_2$ (AND) | $h_1 - h_2 - 0.5$ | answer | XOR wants |
# | --- | --- | --- | --- | --- | --- |
# | (0, 0) | 0 | 0 | -0.5 | 0 | 0 |
# | (0, 1) | 1 | 0 | 0.5 | 1 | 1 |
# | (1, 0) | 1 | 0 | 0.5 | 1 | 1 |
# | (1, 1) | 1 | 1 | -0.5 | 0 | 0 |
#
# Three perceptrons, four right answers. The corners (0, 1) and (1, 0), far apart on the left, have become *one* point on the right; now a single line is enough.

# %% [markdown] lang="ko"
# ### OR와 AND로 손계산하기
#
# OR와 AND를 **은닉 유닛**(hidden unit)으로 쓰고, 출력은 가중치가 1과 -1, 편향이 -0.5인 퍼셉트론으로 합시다. 가중합은 $h_1 - h_2 - 0.5$입니다. 말로 하면 "적어도 하나, **그러나** 둘 다는 아님"입니다.
#
# | 꼭짓점 | $h_1$ (OR) | $h_2$ (AND) | $h_1 - h_2 - 0.5$ | 답 | XOR의 정답 |
# | --- | --- | --- | --- | --- | --- |
# | (0, 0) | 0 | 0 | -0.5 | 0 | 0 |
# | (0, 1) | 1 | 0 | 0.5 | 1 | 1 |
# | (1, 0) | 1 | 0 | 0.5 | 1 | 1 |
# | (1, 1) | 1 | 1 | -0.5 | 0 | 0 |
#
# 퍼셉트론 세 개로 답 네 개를 모두 맞혔습니다. 왼쪽 그림에서 멀리 떨어져 있던 (0, 1)과 (1, 0)이 오른쪽에서는 **한 점**이 되었으므로 이제 직선 하나로 충분합니다.

# %% drawing="xor-fold"

# %% [markdown] lang="en"
# ### Three kinds of layers
#
# Units that stand side by side form a **layer**.
#
# - The **input layer** holds the numbers that come in. It computes nothing.
# - A **hidden layer** stands in between; nobody tells it what its answers should be.
# - The **output layer** gives the answer.
#
# Every unit of a layer has a weight for every unit of the layer before it: the layers are **fully connected**. A network of such layers, with an activation after each hidden one, is a **multi-layer perceptron** (MLP).
#
# The weights into one unit are one column, as in the linear model. So a whole layer is one matrix. Here $A$ holds the answers of the hidden layer, one row for each example:
#
# $$A = \text{step}(X W_1 + b_1), \qquad o = \text{step}(A W_2 + b_2)$$
#
# This is a *neural network* in one line: **linear models, composed with activations**.

# %% [markdown] lang="ko"
# ### 세 종류의 층
#
# 나란히 놓인 유닛들이 **층**(layer)을 이룹니다.
#
# - **입력층**(input layer)은 들어오는 수를 담아 둘 뿐 아무것도 계산하지 않습니다.
# - **은닉층**(hidden layer)은 그 사이에 있습니다. 어떤 답을 내야 하는지 아무도 알려 주지 않습니다.
# - **출력층**(output layer)이 답을 냅니다.
#
# 한 층의 유닛마다 바로 앞 층의 모든 유닛에 대한 가중치가 하나씩 있습니다. 두 층이 **완전 연결**(fully connected)되어 있다는 뜻입니다. 이런 층을 이어 놓고 은닉층마다 활성화 함수를 붙인 신경망을 **다층 퍼셉트론**(multi-layer perceptron, MLP)이라고 합니다.
#
# 유닛 하나로 들어오는 가중치는 선형 모델에서처럼 열 하나입니다. 그래서 층 하나가 행렬 하나입니다. $A$에는 은닉층의 답이 샘플마다 한 행씩 들어 있습니다.
#
# $$A = \text{step}(X W_1 + b_1), \qquad o = \text{step}(A W_2 + b_2)$$
#
# 이 한 줄이 **신경망**입니다. **선형 모델을 활성화 함수와 번갈아 합성한 것**입니다.

# %% exercise="forward-step"
from dlcourse.multilayer import forward_step

# %% [markdown] lang="en"
# Once its check has passed, the picture above runs on **your** `forward_step`. Next you choose all nine numbers yourself. One warning first:

# %% [markdown] lang="ko"
# 점검을 통과하면 위 그림은 **여러분의** `forward_step`으로 그려집니다. 다음 문제에서는 숫자 아홉 개를 모두 직접 고릅니다. 그 전에 한 가지만 확인해 봅시다.

# %% widget="ask-equal-units"
widgets.ask(
    question=Text(
        en="Both hidden units are OR. Which corners does the output unit mistake for each other?",
        ko="은닉 유닛이 둘 다 OR입니다. 출력 유닛이 서로 구별하지 못하는 꼭짓점은 무엇일까요?",
    ),
    choices=(
        Text(en="(0, 0) and (1, 1)", ko="(0, 0)과 (1, 1)"),
        Text(en="(0, 1), (1, 0) and (1, 1)", ko="(0, 1), (1, 0), (1, 1)"),
        Text(
            en="None: two units always see more than one",
            ko="없습니다. 유닛이 두 개면 언제나 하나일 때보다 더 많이 봅니다",
        ),
    ),
    answer=1,
    why=Text(
        en="All three get the code (1, 1), but XOR wants 1, 1 and 0 there. What the hidden layer has mixed, no later layer can part again. Try OR twice in the picture.",
        ko="셋 다 은닉 값이 (1, 1)인데 XOR의 답은 1, 1, 0이어야 합니다. 은닉층이 섞어 버린 것은 뒤의 어느 층도 다시 나눌 수 없습니다. 그림에서 OR를 두 번 골라 보세요.",
    ),
)

# %% exercise="xor-weights"
from dlcourse.multilayer import xor_weights

# %% [markdown] lang="en"
# Your nine numbers at work, in your own layer:

# %% [markdown] lang="ko"
# 직접 고른 숫자 아홉 개를, 직접 작성한 함수에 넣어 봅시다.

# %%
if solved("forward-step", "xor-weights"):
    print(forward_step(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), *xor_weights()))

# %% [markdown] lang="en"
# ## Was it the second layer, or was it the step?
#
# ### Find the mistake: "two layers solve XOR"
#
# You have just seen it. But you changed two things at once: you added a layer, *and* you put a step after it. Keep the layers and leave out the step. What is left?
#
# Predict first. Then raise the number of layers as far as it goes, and only then switch the step on. The dashed line is the border of one single layer; where it comes from, you will compute below.

# %% [markdown] lang="ko"
# ## 둘째 층 덕분일까요, 계단 함수 덕분일까요?
#
# ### 틀린 곳 찾기: "층이 두 개면 XOR를 풀 수 있다"
#
# 방금 눈으로도 보았습니다. 그런데 우리는 한꺼번에 두 가지를 바꾸었습니다. 층을 하나 더했고, 그 뒤에 계단 함수도 넣었습니다. 층은 그대로 두고 계단 함수만 빼면 무엇이 남을까요?
#
# 먼저 예상해 보세요. 그런 다음 층의 수를 끝까지 늘려 보고, 마지막으로 계단 함수를 켜 보세요. 굵은 점선은 층 하나가 긋는 경계입니다. 이 직선이 어디에서 나오는지는 아래에서 계산합니다.

# %% widget="linear-switch"
widgets.multilayer.switch()

# %% [markdown] lang="en"
# ### Stacked linear layers collapse
#
# With one unit in each layer: the first layer makes $a x + b$ of $x$, the second multiplies by $c$ and adds $d$:
#
# $$o = c\,(a x + b) + d = (a c)\,x + (b c + d)$$
#
# A product of numbers is a number. Two layers have become **one**, with weight $ac$ and bias $bc + d$. Matrices do the same: the product of $W_1$ and $W_2$ is one matrix again.
#
# So the corrected sentence reads: **two layers solve XOR if a non-linear activation stands between them.** Without it, a hundred layers are one line.
#
# That is why feed-forward networks repeat *affine map, activation, affine map, activation*. The hidden activation makes the network non-linear. What comes after the output depends on the task; the next lesson is about that.

# %% [markdown] lang="ko"
# ### 선형 층은 쌓아도 하나로 합쳐집니다
#
# 층마다 유닛이 하나뿐이라고 해 봅시다. 첫째 층은 $x$를 $a x + b$로 바꾸고, 둘째 층은 거기에 $c$를 곱하고 $d$를 더합니다.
#
# $$o = c\,(a x + b) + d = (a c)\,x + (b c + d)$$
#
# 수끼리 곱하면 다시 수입니다. 두 층이 가중치가 $ac$이고 편향이 $bc + d$인 **한 층**이 되었습니다. 행렬도 마찬가지입니다. $W_1$과 $W_2$의 곱은 다시 행렬 하나입니다.
#
# 그러므로 이 문장은 이렇게 고쳐야 합니다. **사이에 비선형 활성화 함수가 있으면 두 층으로 XOR를 풀 수 있습니다.** 활성화 함수가 없으면 백 층을 쌓아도 직선 하나입니다.
#
# 그래서 순방향(feed-forward) 신경망은 '아핀 변환, 활성화, 아핀 변환, 활성화'를 되풀이합니다. 은닉층의 활성화 함수가 비선형성을 만듭니다. 출력 뒤에 무엇을 둘지는 과제에 따라 다르며, 다음 수업에서 다룹니다.

# %% [markdown] lang="en"
# ### A worked example
#
# Two inputs, three units in between, two outputs, no activation. What comes out for the input $(1, 1)$?
#
# $$W_1 = \begin{pmatrix} 1 & 2 & 0 \\ 0 & 1 & -1 \end{pmatrix}, \quad b_1 = (1, 0, 2), \qquad W_2 = \begin{pmatrix} 1 & 0 \\ 2 & 1 \\ 0 & -1 \end{pmatrix}, \quad b_2 = (0.5, -0.5)$$
#
# | way | first | then | result |
# | --- | --- | --- | --- |
# | layer by layer | $(1, 1)$ becomes $(2, 3, 1)$ | times $W_2$, plus $b_2$ | $(8.5, 1.5)$ |
# | through one layer | $W = \begin{pmatrix} 5 & 2 \\ 2 & 2 \end{pmatrix}$, $b = (1.5, -2.5)$ | $(7, 4)$ plus $b$ | $(8.5, 1.5)$ |
#
# How do $W$ and $b$ follow from the four things above? That is yours to write.

# %% [markdown] lang="ko"
# ### 숫자로 확인하기
#
# 입력 두 개, 가운데 유닛 세 개, 출력 두 개이고 활성화 함수는 없습니다. 입력이 $(1, 1)$이면 무엇이 나올까요?
#
# $$W_1 = \begin{pmatrix} 1 & 2 & 0 \\ 0 & 1 & -1 \end{pmatrix}, \quad b_1 = (1, 0, 2), \qquad W_2 = \begin{pmatrix} 1 & 0 \\ 2 & 1 \\ 0 & -1 \end{pmatrix}, \quad b_2 = (0.5, -0.5)$$
#
# | 방법 | 먼저 | 그다음 | 결과 |
# | --- | --- | --- | --- |
# | 한 층씩 | $(1, 1)$이 $(2, 3, 1)$이 됩니다 | $W_2$를 곱하고 $b_2$를 더합니다 | $(8.5, 1.5)$ |
# | 층 하나로 | $W = \begin{pmatrix} 5 & 2 \\ 2 & 2 \end{pmatrix}$, $b = (1.5, -2.5)$ | $(7, 4)$에 $b$를 더합니다 | $(8.5, 1.5)$ |
#
# $W$와 $b$는 위의 네 가지에서 어떻게 나올까요? 직접 작성해 봅시다.

# %% exercise="collapse"
from dlcourse.multilayer import collapse

# %% [markdown] lang="en"
# ## How many numbers does a network learn?
#
# The network below has 3 inputs, 4 hidden units and 1 output; people write **3-4-1**. Every line is a weight, every plus sign a bias. Guess how many there are, then count with the picture. Which slider makes the sum grow fastest, and which does not change it at all?

# %% [markdown] lang="ko"
# ## 신경망이 학습하는 수는 몇 개일까요?
#
# 아래 신경망은 입력이 3개, 은닉 유닛이 4개, 출력이 1개입니다. **3-4-1**이라고 씁니다. 선 하나가 가중치 하나이고 더하기 표시 하나가 편향 하나입니다. 모두 몇 개인지 어림해 본 다음 그림으로 세어 보세요. 합을 가장 빨리 키우는 슬라이더는 무엇이고, 합을 전혀 바꾸지 않는 슬라이더는 무엇일까요?

# %% widget="parameter-counter"
widgets.multilayer.count()

# %% [markdown] lang="en"
# ### The 3-4-1 network in shapes
#
# The first layer is often written $A = X W^{(1)}$, with the shapes $(1, 3) \cdot (3, 4) = (1, 4)$. That is right, and two things belong to it: a **bias** of shape $(4,)$, and as many rows as there are examples:
#
# $$(N, 3) \cdot (3, 4) + (4,) \to (N, 4), \qquad (N, 4) \cdot (4, 1) + (1,) \to (N, 1)$$
#
# | network | layer 1 | layer 2 | parameters | without biases |
# | --- | --- | --- | --- | --- |
# | 3-4-1 | 12 + 4 | 4 + 1 | 21 | 16 |
# | 784-128-10 | 100352 + 128 | 1280 + 10 | 101770 | 101632 |
#
# The second one reads handwritten digits in the last lesson. The number $N$ of examples appears in the shapes and never in the count: a network does not grow because you show it more. In the notation of other books one example is a vector $x \in \mathbb{R}^3$, the hidden layer makes a vector in $\mathbb{R}^4$ of it, and the output a number, $\mathbb{R}^1$.

# %% [markdown] lang="ko"
# ### 형상으로 본 3-4-1 신경망
#
# 흔히 첫째 층을 $A = X W^{(1)}$이라 쓰고 형상을 $(1, 3) \cdot (3, 4) = (1, 4)$라고 적습니다. 맞습니다. 다만 두 가지를 더해야 합니다. 형상이 $(4,)$인 **편향**, 그리고 샘플의 수만큼 있는 행입니다.
#
# $$(N, 3) \cdot (3, 4) + (4,) \to (N, 4), \qquad (N, 4) \cdot (4, 1) + (1,) \to (N, 1)$$
#
# | 신경망 | 층 1 | 층 2 | 매개변수 | 편향이 없으면 |
# | --- | --- | --- | --- | --- |
# | 3-4-1 | 12 + 4 | 4 + 1 | 21 | 16 |
# | 784-128-10 | 100352 + 128 | 1280 + 10 | 101770 | 101632 |
#
# 둘째 신경망은 마지막 수업에서 손글씨 숫자를 읽습니다. 샘플의 수 $N$은 형상에는 나오지만 개수에는 나오지 않습니다. 샘플을 더 보여 준다고 신경망이 커지지는 않습니다. 다른 책의 표기로는 샘플 하나가 벡터 $x \in \mathbb{R}^3$이고, 은닉층에서 $\mathbb{R}^4$의 벡터가 되고, 출력에서 수 하나, 곧 $\mathbb{R}^1$이 됩니다.

# %% drawing="three-four-one"

# %% exercise="count-params"
from dlcourse.multilayer import count_params

# %% [markdown] lang="en"
# Many errors in network code are errors of shape. If you can write down the shapes before you run a line, you find them first.
#
# Say the two shapes that this cell will print, then run it.

# %% [markdown] lang="ko"
# 신경망 코드에서는 형상이 맞지 않아 생기는 오류가 많습니다. 코드를 실행하기 전에 형상을 적을 수 있으면 오류를 먼저 찾아낼 수 있습니다.
#
# 이 셀이 출력할 두 형상을 먼저 말해 본 다음 실행해 보세요.

# %%
X, first, second = np.zeros((5, 3)), np.zeros((3, 4)), np.zeros((4, 1))
(X @ first).shape, (X @ first @ second).shape

# %% exercise="layer-shapes"
from dlcourse.multilayer import layer_shapes

# %% [markdown] lang="en"
# ### Find the mistake: "learning means changing (w, a)"
#
# One of the two letters does not belong there. Which numbers can a network change, and which does it only *compute*?

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "학습이란 (w, a)를 바꾸는 것이다"
#
# 두 글자 가운데 하나는 여기에 맞지 않습니다. 신경망이 바꿀 수 있는 수는 무엇이고, **계산할** 뿐인 수는 무엇일까요?

# %% widget="ask-parameters"
widgets.ask(
    question=Text(
        en="What does learning change?",
        ko="학습은 무엇을 바꿀까요?",
    ),
    choices=(
        Text(en="The weights w and the biases b", ko="가중치 w와 편향 b"),
        Text(en="The weights w and the activations a", ko="가중치 w와 활성화 값 a"),
        Text(en="The learning rate and the number of layers", ko="학습률과 층의 수"),
    ),
    answer=0,
    why=Text(
        en="An activation a is the result of a computation: it differs from example to example and follows from w and b. Learning rate and number of layers are chosen by you before learning begins.",
        ko="활성화 값 a는 계산한 결과입니다. 샘플마다 다르고 w와 b에서 저절로 나옵니다. 학습률과 층의 수는 학습을 시작하기 전에 사람이 정합니다.",
    ),
)

# %% [markdown] lang="en"
# ### Parameters and hyper-parameters
#
# The **parameters** are $(w, b)$; learning finds them. What *you* decide before learning starts are **hyper-parameters**:
#
# | hyper-parameter | where you met it, or will |
# | --- | --- |
# | learning rate | the perceptron rule |
# | how much data | one row for each example |
# | number of layers, units in each | the counter above |
# | activation function | a step so far; ten of them in the next lesson |
#
# No formula tells you the best values. One tries, and compares fairly; later lessons show how.

# %% [markdown] lang="ko"
# ### 매개변수와 하이퍼파라미터
#
# **매개변수**(parameter)는 $(w, b)$이고 학습이 찾아냅니다. 학습을 시작하기 전에 **사람이** 정하는 것은 **하이퍼파라미터**(hyper-parameter)입니다.
#
# | 하이퍼파라미터 | 어디에서 나왔나요 |
# | --- | --- |
# | 학습률(learning rate) | 퍼셉트론 학습 규칙 |
# | 데이터의 양 | 샘플마다 행 하나 |
# | 층의 수와 층마다 유닛의 수 | 위의 매개변수 세기 |
# | 활성화 함수 | 지금까지는 계단 함수, 다음 수업에서는 열 가지 |
#
# 가장 좋은 값을 알려 주는 공식은 없습니다. 여러 값을 시험하고 공정하게 비교해야 합니다. 그 방법은 뒤의 수업에서 배웁니다.

# %% [markdown] lang="en"
# ## What did the hidden layer do for us?
#
# Go back to the first picture once more, this time with a table instead of a drawing: for every code that occurs, the classes of the corners that have it.
#
# | hidden units | codes and classes | can one line divide them? |
# | --- | --- | --- |
# | OR and AND | (0, 0): 0; (1, 0): 1, 1; (1, 1): 0 | yes |
# | OR and OR | (0, 0): 0; (1, 1): 1, 1, 0 | no: one code holds both classes |
# | $x_1$ and $x_2$ passed on | (0, 0): 0; (0, 1): 1; (1, 0): 1; (1, 1): 0 | no: it is XOR again |
#
# A good hidden layer brings together what belongs together and keeps apart what does not, until a line is enough. Here *we* chose it. In a network that learns, the hidden layer finds such a **representation** by itself.

# %% [markdown] lang="ko"
# ## 은닉층은 우리를 위해 무엇을 했을까요?
#
# 처음 그림으로 한 번 더 돌아가 봅시다. 이번에는 그림 대신 표로 적습니다. 실제로 나온 은닉 값마다 그 값을 가진 꼭짓점의 클래스입니다.
#
# | 은닉 유닛 | 은닉 값과 클래스 | 직선 하나로 나눌 수 있을까요? |
# | --- | --- | --- |
# | OR와 AND | (0, 0): 0; (1, 0): 1, 1; (1, 1): 0 | 나눌 수 있습니다 |
# | OR와 OR | (0, 0): 0; (1, 1): 1, 1, 0 | 나눌 수 없습니다. 한 은닉 값에 두 클래스가 섞여 있습니다 |
# | $x_1$과 $x_2$를 그대로 넘김 | (0, 0): 0; (0, 1): 1; (1, 0): 1; (1, 1): 0 | 나눌 수 없습니다. 다시 XOR입니다 |
#
# 좋은 은닉층은 같은 편을 모으고 다른 편을 떼어 놓아, 마침내 직선 하나로 충분하게 만듭니다. 여기서는 **우리가** 은닉층을 골랐습니다. 학습하는 신경망에서는 은닉층이 이런 **표현**(representation)을 스스로 찾습니다.

# %% exercise="hidden-codes"
from dlcourse.multilayer import hidden_codes

# %% [markdown] lang="en"
# ## How deep is deep?
#
# Three texts answer in three ways:
#
# 1. "A network with at least 1 hidden layer is deep."
# 2. "A network with 1 hidden layer is *non-deep*."
# 3. "Deep means 2 hidden layers or more."
#
# The first contradicts the other two: for the 3-4-1 network it says yes, they say no. Nobody is wrong; *deep* is a **convention**, not a law of nature. This course calls a network **deep if it has 2 or more hidden layers**. When you read elsewhere, look for the definition first.

# %% [markdown] lang="ko"
# ## 얼마나 깊어야 '딥'일까요?
#
# 글마다 서로 다르게 답합니다.
#
# 1. "은닉층이 1개 이상이면 딥이다."
# 2. "은닉층이 1개인 신경망은 딥이 아니다(non-deep)."
# 3. "은닉층이 2개 이상이면 딥이다."
#
# 첫째는 나머지 둘과 어긋납니다. 3-4-1 신경망을 두고 첫째는 딥이라 하고 나머지는 아니라고 합니다. 누가 틀린 것은 아닙니다. '딥'은 자연법칙이 아니라 **관례**입니다. 이 강의에서는 **은닉층이 2개 이상일 때 딥**이라고 합니다. 다른 글을 읽을 때는 정의부터 찾아보세요.

# %% widget="quiz-deep"
widgets.ask(
    question=Text(
        en="How many of the three definitions call a network with exactly one hidden layer deep?",
        ko="세 정의 가운데 은닉층이 딱 하나인 신경망을 딥이라고 부르는 것은 몇 개일까요?",
    ),
    choices=(
        Text(en="One of them", ko="하나"),
        Text(en="Two of them", ko="둘"),
        Text(en="All of them", ko="셋 모두"),
    ),
    answer=0,
    why=Text(
        en="Only “at least one hidden layer”. The other two agree with each other: one hidden layer is not deep yet. It is a matter of words; this course uses the last one.",
        ko="'은닉층이 하나 이상'이라는 정의뿐입니다. 나머지 둘은 서로 뜻이 같습니다. 은닉층 하나는 아직 딥이 아닙니다. 말을 정하기 나름이고, 이 강의는 마지막 정의를 씁니다.",
    ),
)

# %% [markdown] lang="en"
# ### Find the mistake: "the more hidden layers, the more accurate"
#
# More layers give a network more **capacity**: it *can* draw more complicated borders. Whether it then answers better is another question:
#
# - it may learn the training examples by heart and fail on new ones: **overfitting**, the opposite of **generalization** (lesson 8; there you will also see very large networks that do well all the same);
# - the signal that teaches it may fade on its way back through many layers (**vanishing gradients**, lessons 3 and 6);
# - with many layers even the error on the *training* data may grow, because such a network is harder to optimize (**degradation**).

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "은닉층이 많을수록 정확하다"
#
# 층이 늘면 신경망의 **용량**(capacity)이 커집니다. 더 복잡한 경계를 그릴 **수 있다**는 뜻입니다. 그렇다고 답이 더 정확해지는지는 다른 문제입니다.
#
# - 훈련 샘플을 외우기만 하고 새 샘플에서는 틀릴 수 있습니다. **일반화**(generalization)의 반대인 **과적합**(overfitting. 과대적합이라고도 합니다)입니다(8번 수업. 아주 큰 신경망이 그래도 잘 맞히는 모습도 거기서 봅니다).
# - 학습에 쓰는 신호가 여러 층을 거슬러 가는 동안 희미해질 수 있습니다(**기울기 소실**, 3번과 6번 수업).
# - 층이 많은 신경망은 최적화하기가 더 어려워서 **훈련** 데이터의 오차마저 커질 수 있습니다(**성능 저하**, degradation).

# %% widget="quiz-deeper"
widgets.ask(
    question=Text(
        en="“Deeper is better.” True or false, and why?",
        ko="'깊을수록 좋다.' 참일까요, 거짓일까요? 이유는 무엇일까요?",
    ),
    choices=(
        Text(
            en="True: every layer adds parameters, and parameters add accuracy",
            ko="참입니다. 층마다 매개변수가 늘고, 매개변수가 늘면 정확해집니다",
        ),
        Text(
            en="False: depth adds capacity; accuracy on new data may rise or fall",
            ko="거짓입니다. 깊이는 용량을 늘릴 뿐이고, 새 데이터에서 정확도는 오를 수도 떨어질 수도 있습니다",
        ),
        Text(
            en="False: a deeper network can never do more than a shallow one",
            ko="거짓입니다. 깊은 신경망은 얕은 신경망보다 더 할 수 있는 것이 없습니다",
        ),
    ),
    answer=1,
    why=Text(
        en="Capacity is what a network could do; accuracy is what it does on data it has not seen. The last answer goes too far as well: depth can save a great many units, as you will read next.",
        ko="용량은 신경망이 할 수 있는 것이고, 정확도는 처음 보는 데이터에서 실제로 해내는 것입니다. 마지막 답도 지나칩니다. 이어서 읽겠지만 깊이는 유닛을 아주 많이 아껴 주기도 합니다.",
    ),
)

# %% [markdown] lang="en"
# ## If one hidden layer is enough, why go deeper?
#
# The **universal approximation theorem** says: one hidden layer with *enough units* and a continuous activation that is no polynomial can come as close as you like to any *continuous* function on a *closed and bounded region*. It says that suitable weights **exist**; lesson 3 builds some. It does not say
#
# - how many units "enough" is (perhaps astronomically many);
# - that training will find the weights;
# - anything outside the region, or about data nobody has shown.

# %% [markdown] lang="ko"
# ## 은닉층 하나로 충분하다면 왜 더 깊게 할까요?
#
# **보편 근사 정리**(universal approximation theorem)에 따르면, 은닉층 하나에 유닛이 **충분히 많고** 활성화 함수가 다항식이 아닌 연속 함수이면, **유계인 닫힌 영역** 위의 어떤 **연속** 함수에도 원하는 만큼 가까이 갈 수 있습니다. 알맞은 가중치가 **존재한다**는 말입니다. 3번 수업에서 그런 가중치를 직접 만들어 봅니다. 이 정리가 말해 주지 않는 것도 있습니다.
#
# - '충분히'가 몇 개인지(천문학적으로 많을 수도 있습니다)
# - 학습이 그 가중치를 찾아내는지
# - 영역 바깥이나, 본 적 없는 데이터에서 어떤지

# %% [markdown] lang="en"
# Here depth can help. Fold a strip of paper in half, 10 times, and you have $2^{10} = 1024$ layers of paper. A layer of two units can fold, too, with the activation $\max(0, x)$ of lesson 3: $2 \max(0, x) - 4 \max(0, x - \tfrac{1}{2})$ climbs from 0 to 1 on the first half of $0 \le x \le 1$ and falls back to 0 on the second. Fold the answer again, 10 times in all: 20 units in 10 hidden layers make a function with 1024 straight pieces. A single hidden layer of units that bend once needs 1023 of them.
#
# Depth *can* save parameters; whether they are easier to find is another matter.

# %% [markdown] lang="ko"
# 깊이가 도움이 되기도 합니다. 종이 띠를 반으로 10번 접으면 $2^{10} = 1024$겹이 됩니다. 유닛이 두 개인 층으로도 이렇게 접을 수 있습니다. 3번 수업의 활성화 함수 $\max(0, x)$를 씁니다. $2 \max(0, x) - 4 \max(0, x - \tfrac{1}{2})$은 구간 $0 \le x \le 1$의 앞 절반에서는 0부터 1까지 올라가고, 뒤 절반에서는 다시 0으로 내려옵니다. 나온 답을 또 접어 모두 10번 접으면, 은닉층 10개에 있는 유닛 20개가 직선 조각 1024개로 된 함수를 만듭니다. 은닉층 하나로 하려면 한 번씩만 꺾이는 유닛이 1023개 필요합니다.
#
# 깊게 쌓으면 매개변수를 **아낄 수 있습니다**. 찾기 쉬운지는 다른 문제입니다.

# %% widget="quiz-approximation"
widgets.ask(
    question=Text(
        en="Which of these does the universal approximation theorem say?",
        ko="보편 근사 정리가 말하는 것은 무엇일까요?",
    ),
    choices=(
        Text(
            en="Training with enough data always finds the right weights",
            ko="데이터가 충분하면 학습이 언제나 알맞은 가중치를 찾는다",
        ),
        Text(
            en="A few dozen hidden units are enough for every problem", ko="은닉 유닛이 수십 개면 어떤 문제든 충분하다"
        ),
        Text(
            en="With enough hidden units there are weights that come close to a given continuous function on a closed and bounded region",
            ko="은닉 유닛이 충분히 많으면, 유계인 닫힌 영역에서 주어진 연속 함수에 가까워지는 가중치가 있다",
        ),
        Text(en="Networks with more than one hidden layer are superfluous", ko="은닉층이 둘 이상인 신경망은 쓸모없다"),
    ),
    answer=2,
    why=Text(
        en="It is a theorem about existence. How many units are needed, whether training finds them, and whether the result holds on new data are left open.",
        ko="존재에 관한 정리입니다. 유닛이 몇 개 필요한지, 학습이 그것을 찾는지, 새 데이터에서도 맞는지는 알려 주지 않습니다.",
    ),
)

# %% [markdown] lang="en"
# ## Can a network find XOR by itself?
#
# Here is the whole course in one picture: a network that learns while you watch. It begins with XOR (four clouds of points instead of four corners) and **no** hidden layer. Answer the question, press play, and see what 3 parameters can do.
#
# Then set *hidden layers* to 1. With 2 units it has 9 parameters, as many as you chose by hand; with 4 units it has 17. Look at the small maps: each shows one hidden unit's view of the plane. Does every start succeed? Change the random seed and see.
#
# You do not know most of the settings yet. Each gets a lesson of its own; come back after it.

# %% [markdown] lang="ko"
# ## 신경망이 스스로 XOR를 찾을 수 있을까요?
#
# 이 강의 전체를 담은 그림입니다. 신경망이 눈앞에서 학습합니다. XOR 데이터(꼭짓점 네 개 대신 점 구름 네 개)와 **은닉층이 없는** 신경망으로 시작합니다. 질문에 답하고 재생 버튼을 눌러, 매개변수 3개로 무엇을 할 수 있는지 보세요.
#
# 그다음 '은닉층 수'를 1로 바꿉니다. 유닛이 2개면 매개변수는 여러분이 손으로 고른 것과 같은 9개이고, 4개면 17개입니다. 작은 지도들을 보세요. 은닉 유닛 하나하나가 평면을 어떻게 보는지 보여 줍니다. 언제나 성공할까요? 난수 시드를 바꾸어 확인해 보세요.
#
# 아직 배우지 않은 설정이 많습니다. 하나하나 따로 배우니 그때 다시 돌아오세요.

# %% widget="playground"
widgets.playground.explore(data="xor", layers=0)

# %% [markdown] lang="en"
# ## What happened when you pressed play?
#
# The playground turned its weights by itself. How did it know which way? Watch a single weight do it. The four students of the last lesson studied 0, 1, 2 and 3 hours and scored 2, 3, 5 and 6. The model is a line through the origin, score $= w \cdot$ hours.
#
# First we need **one number that says how wrong all answers are together**: the **loss**. Here it is the mean of the squared errors. Squared, so that errors above and below the points cannot cancel.
#
# $$L(w) = \frac{1}{N} \sum_i (w x_i - t_i)^2$$
#
# | $w$ | answers | errors | squares | loss |
# | --- | --- | --- | --- | --- |
# | 0 | 0, 0, 0, 0 | -2, -3, -5, -6 | 4, 9, 25, 36 | 18.5 |
# | 1 | 0, 1, 2, 3 | -2, -2, -3, -3 | 4, 4, 9, 9 | 6.5 |
# | 2 | 0, 2, 4, 6 | -2, -1, -1, 0 | 4, 1, 1, 0 | 1.5 |

# %% [markdown] lang="ko"
# ## 재생 버튼을 누르면 무슨 일이 일어났을까요?
#
# 플레이그라운드는 가중치를 스스로 바꾸었습니다. 어느 쪽으로 바꿀지 어떻게 알았을까요? 가중치 하나로 살펴봅시다. 지난 수업의 학생 네 명은 0, 1, 2, 3시간 공부하고 2, 3, 5, 6점을 받았습니다. 모델은 원점을 지나는 직선, 점수 $= w \cdot$ 시간입니다.
#
# 먼저 **답이 통틀어 얼마나 틀렸는지 알려 주는 수 하나**가 필요합니다. 이것이 **손실**(loss)입니다. 여기서는 오차 제곱의 평균을 씁니다. 점보다 위로 벗어난 오차와 아래로 벗어난 오차가 서로 지워지지 않도록 제곱합니다.
#
# $$L(w) = \frac{1}{N} \sum_i (w x_i - t_i)^2$$
#
# | $w$ | 답 | 오차 | 제곱 | 손실 |
# | --- | --- | --- | --- | --- |
# | 0 | 0, 0, 0, 0 | -2, -3, -5, -6 | 4, 9, 25, 36 | 18.5 |
# | 1 | 0, 1, 2, 3 | -2, -2, -3, -3 | 4, 4, 9, 9 | 6.5 |
# | 2 | 0, 2, 4, 6 | -2, -1, -1, 0 | 4, 1, 1, 0 | 1.5 |

# %%
hours = np.array([0.0, 1.0, 2.0, 3.0])
scores = np.array([2.0, 3.0, 5.0, 6.0])


def loss(w):
    return np.mean((w * hours - scores) ** 2)


print(loss(0.0), loss(1.0), loss(2.0))

# %% [markdown] lang="en"
# ## Which way is down?
#
# On the right you see the loss of *every* weight. But imagine that you stand on this curve in the dark: you do not see the valley, you only feel how steep the ground is under your feet. Is that enough to get down?
#
# Answer the question, then take steps. Start on the other side of the valley as well. Then find out what the learning rate does: try 0.01, 0.14 and 0.3.

# %% [markdown] lang="ko"
# ## 어느 쪽이 내리막일까요?
#
# 그림의 오른쪽에는 **모든** 가중치의 손실이 그려져 있습니다. 그런데 캄캄한 밤에 이 곡선 위에 서 있다고 생각해 보세요. 골짜기는 보이지 않고 발밑이 얼마나 가파른지만 느낄 수 있습니다. 그것만으로 내려갈 수 있을까요?
#
# 질문에 답한 다음 한 걸음씩 내려가 보세요. 골짜기의 반대쪽에서도 출발해 봅니다. 그다음 학습률이 무엇을 하는지 알아봅시다. 0.01, 0.14, 0.3으로 바꾸어 보세요.

# %% widget="downhill"
widgets.downhill.explore()

# %% [markdown] lang="en"
# ### The slope answers a question
#
# "If $w$ grows a little, how fast does the loss grow?" That number is the **slope** of the loss at $w$: the rise, over the run. At the bottom of a valley it is 0.
#
# You can measure it. Around $w = 0$ the loss is 37.5 at $-1$ and 6.5 at 1: on a run of 2 it has risen by $-31$, so the slope is $-15.5$. Measured on one side only, from 18.5 at 0 to 6.5 at 1, it would be $-12$: the curve bends, and one side sees only half of it.
#
# In general, with a small number $h$:
#
# $$\text{slope} \approx \frac{L(w + h) - L(w - h)}{2h}$$
#
# Measuring a slope like this is called **numerical differentiation**.

# %% [markdown] lang="ko"
# ### 기울기는 질문에 대한 답입니다
#
# "$w$가 조금 커지면 손실은 얼마나 빠르게 커질까?" 이 질문의 답이 $w$에서 손실의 **기울기**(slope)입니다. 올라간 높이를 나아간 폭으로 나눈 값입니다. 골짜기의 바닥에서는 0입니다.
#
# 기울기는 직접 잴 수 있습니다. $w = 0$의 양쪽에서 재면, 손실은 $-1$일 때 37.5, 1일 때 6.5입니다. 폭 2를 가는 동안 $-31$만큼 올라갔으므로 기울기는 $-15.5$입니다. 한쪽에서만, 곧 0일 때의 18.5에서 1일 때의 6.5까지만 재면 $-12$가 됩니다. 곡선이 휘어 있어서 한쪽만 보면 절반만 보는 셈입니다.
#
# 일반적으로는 작은 수 $h$를 써서 이렇게 잽니다.
#
# $$\text{기울기} \approx \frac{L(w + h) - L(w - h)}{2h}$$
#
# 이렇게 기울기를 재는 것을 **수치 미분**(numerical differentiation)이라고 합니다.

# %% exercise="slope-at"
from dlcourse.downhill import slope_at

# %% [markdown] lang="en"
# ### One step
#
# A negative slope says: a larger $w$, a smaller loss. A positive one says the opposite. So go *against* the slope, and the farther the steeper it is:
#
# $$w \leftarrow w - \eta \cdot \text{slope}$$
#
# The **learning rate** $\eta$ is an old friend from the perceptron rule. With $\eta = 0.1$:
#
# | step | $w$ | loss | slope |
# | --- | --- | --- | --- |
# | 0 | 0 | 18.5 | -15.5 |
# | 1 | 1.55 | 2.8838 | -4.65 |
# | 2 | 2.015 | 1.4783 | -1.395 |
#
# The steps get shorter by themselves, because the ground gets flatter. This is **gradient descent**, and every network of this course learns by it.

# %% [markdown] lang="ko"
# ### 한 걸음
#
# 기울기가 음수이면 $w$가 커질수록 손실이 작아지고, 양수이면 그 반대입니다. 그러니 기울기와 **반대쪽으로**, 가파를수록 멀리 갑니다.
#
# $$w \leftarrow w - \eta \cdot \text{기울기}$$
#
# **학습률**(learning rate) $\eta$는 퍼셉트론 학습 규칙에서 이미 만났습니다. $\eta = 0.1$이면 이렇게 됩니다.
#
# | 걸음 | $w$ | 손실 | 기울기 |
# | --- | --- | --- | --- |
# | 0 | 0 | 18.5 | -15.5 |
# | 1 | 1.55 | 2.8838 | -4.65 |
# | 2 | 2.015 | 1.4783 | -1.395 |
#
# 내려갈수록 완만해지므로 걸음은 저절로 짧아집니다. 이것이 **경사 하강법**(gradient descent)입니다. 이 강의의 모든 신경망이 이 방법으로 학습합니다.

# %% drawing="steps-downhill"

# %%
print("before the step:", loss(0.0), "after it:", loss(0.0 - 0.1 * -15.5))

# %% exercise="step-downhill"
from dlcourse.downhill import step_downhill

# %% widget="ask-long-step"
widgets.ask(
    question=Text(
        en="From w = 0 with a learning rate of 0.3, one step leads to w = 4.65, and the loss grows from 18.5 to 22.10. What went wrong?",
        ko="w = 0에서 학습률 0.3으로 한 걸음 가면 w = 4.65가 되고, 손실은 18.5에서 22.10로 커집니다. 무엇이 잘못되었을까요?",
    ),
    choices=(
        Text(en="The slope was measured with the wrong sign", ko="기울기의 부호를 잘못 재었습니다"),
        Text(
            en="The direction was right, but the step was so long that it crossed the valley",
            ko="방향은 맞았지만 걸음이 너무 길어 골짜기를 건너뛰었습니다",
        ),
        Text(en="The loss has a second valley on the right", ko="오른쪽에 골짜기가 하나 더 있습니다"),
    ),
    answer=1,
    why=Text(
        en="A slope speaks for the place where it was measured. Far away the ground is different, so a step that is too long can end higher than it began. A smaller rate cures it.",
        ko="기울기는 잰 곳에서만 맞는 말입니다. 멀리 가면 땅의 모양이 다르므로, 걸음이 너무 길면 처음보다 높은 곳에 닿을 수 있습니다. 학습률을 줄이면 해결됩니다.",
    ),
)

# %% exercise="go-downhill"
from dlcourse.downhill import go_downhill

# %% [markdown] lang="en"
# Your own functions, on the students: how many steps, and where do they end? The formula of the last lesson said 2.2143.

# %% [markdown] lang="ko"
# 직접 작성한 함수를 네 학생에게 써 봅시다. 몇 걸음을 갔고 어디에서 멈췄나요? 지난 수업의 공식으로는 2.2143이었습니다.

# %%
if solved("slope-at", "step-downhill", "go-downhill"):
    places = go_downhill(loss, 0.0, lr=0.1)
    print(len(places) - 1, "steps, to", places[-1].round(4))

# %% [markdown] lang="en"
# ### From one weight to a network
#
# With many weights, each has a slope of its own: move one a little, hold all others still. All these slopes together are the **gradient**. One step moves every weight against its slope at the same time. That is what the playground did.
#
# Three questions are left, and the next lessons are about them:
#
# - What if a unit is a *step*, whose answer does not change when a weight changes a little? Answer the question below.
# - Measuring costs two losses for each weight. For the 101770 parameters of the digit reader that is 203540 losses for one single step. **Back-propagation** (lesson 5) gets all slopes for the price of about three.
# - Flat is not always lowest: a walk can end in a small side valley (lessons 5 and 7).

# %% [markdown] lang="ko"
# ### 가중치 하나에서 신경망으로
#
# 가중치가 여럿이면 기울기도 가중치마다 하나씩 있습니다. 하나만 조금 움직이고 나머지는 그대로 두고 잽니다. 이 기울기를 모두 모은 것을 **그레이디언트**(gradient)라고 하며, 우리말로는 이것도 그냥 기울기라고 부릅니다. 한 걸음에 모든 가중치가 저마다 자기 기울기의 반대쪽으로 함께 움직입니다. 플레이그라운드가 한 일이 바로 이것입니다.
#
# 세 가지 물음이 남았고, 다음 수업들에서 하나씩 답합니다.
#
# - 유닛이 **계단 함수**라서 가중치를 조금 바꾸어도 답이 그대로라면 어떻게 될까요? 아래 질문에 답해 보세요.
# - 기울기를 재려면 가중치 하나마다 손실을 두 번 구해야 합니다. 숫자를 읽는 신경망은 매개변수가 101770개이므로 한 걸음에 손실을 203540번 구해야 합니다. **역전파**(5번 수업)는 손실을 세 번쯤 구하는 비용으로 모든 기울기를 한꺼번에 구합니다.
# - 평평하다고 해서 꼭 가장 낮은 곳은 아닙니다. 작은 옆 골짜기에서 멈출 수도 있습니다(5번과 7번 수업).

# %% widget="ask-flat-step"
widgets.ask(
    question=Text(
        en="A perceptron with its step gets 3 of 4 corners right. Take the number of wrong answers, 1, as the loss. A weight grows by a millionth. What is the slope, almost always?",
        ko="계단 함수를 쓰는 퍼셉트론이 꼭짓점 4개 중 3개를 맞혔습니다. 틀린 개수 1을 손실로 씁시다. 가중치가 백만분의 1만큼 커지면 기울기는 거의 언제나 얼마일까요?",
    ),
    choices=(
        Text(en="1, because one answer is wrong", ko="1. 하나가 틀렸기 때문입니다"),
        Text(
            en="0: no answer changes, so the loss does not either",
            ko="0. 어떤 답도 바뀌지 않으므로 손실도 그대로입니다",
        ),
        Text(en="A million, because the run is so short", ko="백만. 폭이 아주 짧기 때문입니다"),
    ),
    answer=1,
    why=Text(
        en="The ground is flat almost everywhere, and flat ground gives no direction: gradient descent stops at once, though one answer is wrong. That is why the next lesson looks for activation functions that have a slope.",
        ko="거의 모든 곳이 평평한데, 평평한 땅은 방향을 알려 주지 못합니다. 답 하나가 틀렸는데도 경사 하강법은 바로 멈춥니다. 그래서 다음 수업에서는 기울기가 있는 활성화 함수를 찾습니다.",
    ),
)

# %% [markdown] lang="en"
# ### Why now?
#
# Networks with hidden layers are decades old. What changed are three things together: **large collections of data**, **graphics processors** (GPUs), which multiply matrices fast, and **better algorithms**. You have just met the reason for the second: a layer is a product of matrices.
#
# Where deep networks are at work today:
#
# | field | examples |
# | --- | --- |
# | images (computer vision) | what is in a photo, reading digits |
# | language | translation, assistants such as ChatGPT |
# | time series | demand, stock prices, sensor data |
# | decisions (reinforcement learning) | AlphaGo, Atari games |

# %% [markdown] lang="ko"
# ### 왜 지금일까요?
#
# 은닉층이 있는 신경망은 수십 년 전부터 있었습니다. 달라진 것은 세 가지가 한꺼번에 갖추어졌다는 점입니다. **방대한 데이터**, 행렬을 빠르게 곱하는 **그래픽 처리 장치**(GPU), 그리고 **더 나은 알고리즘**입니다. 둘째가 왜 중요한지는 방금 보았습니다. 층 하나가 행렬의 곱이기 때문입니다.
#
# 오늘날 딥러닝은 이런 곳에서 쓰입니다.
#
# | 분야 | 예 |
# | --- | --- |
# | 이미지(컴퓨터 비전) | 사진에 무엇이 있는지 알기, 숫자 읽기 |
# | 언어 | 번역, ChatGPT 같은 도우미 |
# | 시계열 | 수요, 주가, 센서 데이터 |
# | 의사 결정(강화 학습) | 알파고(AlphaGo), 아타리(Atari) 게임 |

# %% [markdown] manual="why-hidden-layer" points=4 lang="en"
# **What is a hidden layer good for?** A friend has finished the perceptron lesson and asks you three things. Answer each in one to three sentences.
#
# 1. "How can three perceptrons solve XOR if each of them is only a line?" Say which values $(h_1, h_2)$ the four corners get in the hidden layer.
# 2. "Then I will stack ten layers and leave out the steps; they only cost time." What happens, and why?
# 3. "One hidden layer can approximate everything, so I take one with 20 units and training will do the rest." What is wrong with the conclusion?
#
# ### MODEL ANSWER
#
# 1. Two hidden perceptrons, for example OR and AND, send the corners to the codes (0, 0), (1, 0), (1, 0) and (1, 1). The two corners of class 1 have become one point, and the three points that are left can be divided by one line, which is the third perceptron.
# 2. Without an activation each layer is an affine map, and affine maps one after the other are one affine map: with matrices $W = W_1 W_2 \cdots$ and one bias. Ten layers draw one straight line, so XOR stays unsolved.
# 3. The theorem says that weights exist if there are *enough* units. It does not say that 20 are enough, nor that training finds the weights, nor that the result holds on data it has not seen.
#
# ### RUBRIC
#
# - 1 point: names where the corners go (the codes, or: two corners of one class meet in one point).
# - 1 point: concludes that the classes *in the new picture* are linearly separable and that the output is the line.
# - 1 point: ten layers without activation are one affine map (a product of matrices, or the case with single numbers). "It would not work well" earns nothing.
# - 1 point: existence against finding: names at least one thing the theorem leaves open (how many units, training, new data or other regions).

# %% [markdown] manual="why-hidden-layer" points=4 lang="ko"
# **은닉층은 무엇에 쓸까요?** 퍼셉트론 수업을 마친 친구가 세 가지를 묻습니다. 각각 한 문장에서 세 문장으로 답해 보세요.
#
# 1. "퍼셉트론 하나는 직선일 뿐인데 세 개로 어떻게 XOR를 풀어?" 네 꼭짓점이 은닉층에서 어떤 값 $(h_1, h_2)$가 되는지 들어 설명합니다.
# 2. "그럼 층을 열 개 쌓고 계단 함수는 빼자. 시간만 걸리잖아." 어떻게 되고, 왜 그럴까요?
# 3. "은닉층 하나로 무엇이든 근사할 수 있으니 유닛 20개짜리 하나만 두면 학습이 알아서 하겠지." 결론에서 무엇이 틀렸을까요?
#
# ### MODEL ANSWER
#
# 1. 은닉 퍼셉트론 두 개, 예를 들어 OR와 AND가 네 꼭짓점을 은닉 값 (0, 0), (1, 0), (1, 0), (1, 1)로 보냅니다. 클래스 1인 두 꼭짓점이 한 점이 되고, 남은 세 점은 직선 하나로 나눌 수 있습니다. 그 직선이 셋째 퍼셉트론입니다.
# 2. 활성화 함수가 없으면 층마다 아핀 변환이고, 아핀 변환을 이어 붙인 것은 다시 아핀 변환 하나입니다. 행렬로는 $W = W_1 W_2 \cdots$이고 편향도 하나입니다. 열 층이 직선 하나를 그을 뿐이므로 XOR는 풀리지 않습니다.
# 3. 정리는 유닛이 **충분히** 많으면 알맞은 가중치가 있다고 말할 뿐입니다. 20개로 충분하다는 말도, 학습이 그 가중치를 찾는다는 말도, 본 적 없는 데이터에서도 맞는다는 말도 아닙니다.
#
# ### RUBRIC
#
# - 1점: 꼭짓점들이 어디로 가는지 말합니다(은닉 값을 쓰거나, 같은 클래스인 두 꼭짓점이 한 점에서 만난다고 씁니다).
# - 1점: **새 그림에서는** 두 클래스가 선형 분리 가능하고 출력이 그 직선이라고 결론짓습니다.
# - 1점: 활성화 함수가 없는 열 층은 아핀 변환 하나입니다(행렬의 곱이나 수 하나씩인 경우로 설명). "잘 안 된다"만으로는 점수가 없습니다.
# - 1점: 존재와 발견을 구별합니다. 정리가 말하지 않는 것을 하나 이상 듭니다(유닛의 수, 학습, 새 데이터나 다른 영역).

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="ko"
# ## 스스로 점검하기

# %% widget="quiz-no-step"
widgets.ask(
    question=Text(
        en="A network 2-3-1 has no activation in its hidden layer. How many straight lines does its border consist of?",
        ko="2-3-1 신경망의 은닉층에 활성화 함수가 없습니다. 경계는 직선 몇 개로 되어 있을까요?",
    ),
    choices=(
        Text(en="3, one for each hidden unit", ko="3. 은닉 유닛마다 하나"),
        Text(en="1", ko="1"),
        Text(en="4", ko="4"),
    ),
    answer=1,
    why=Text(
        en="Without something non-linear the two layers are one affine map, and one affine map has one line as its border.",
        ko="비선형 함수가 없으면 두 층은 아핀 변환 하나이고, 아핀 변환 하나의 경계는 직선 하나입니다.",
    ),
)

# %% widget="quiz-count"
widgets.ask(
    question=Text(
        en="How many parameters has a network 2-3-1, biases included?",
        ko="2-3-1 신경망의 매개변수는 편향까지 모두 몇 개일까요?",
    ),
    choices=(
        Text(en="9", ko="9"),
        Text(en="6", ko="6"),
        Text(en="13", ko="13"),
    ),
    answer=2,
    why=Text(
        en="2 times 3 weights and 3 biases, then 3 weights and 1 bias: 9 + 4.",
        ko="가중치 2 곱하기 3개와 편향 3개, 그다음 가중치 3개와 편향 1개이므로 9 + 4개입니다.",
    ),
)

# %% widget="quiz-descent"
widgets.ask(
    question=Text(
        en="The loss has the slope 0 at the present weight. What does gradient descent do?",
        ko="지금 가중치에서 손실의 기울기가 0입니다. 경사 하강법은 무엇을 할까요?",
    ),
    choices=(
        Text(en="It stays, whether or not a lower place exists", ko="더 낮은 곳이 있든 없든 그대로 있습니다"),
        Text(en="It is done: this is the lowest place", ko="끝났습니다. 이곳이 가장 낮습니다"),
        Text(en="It takes a step to the left", ko="왼쪽으로 한 걸음 갑니다"),
    ),
    answer=0,
    why=Text(
        en="Every step is the rate times the slope, so it is 0. A slope knows only the ground under its feet: a side valley and the flat of a step look the same to it.",
        ko="걸음은 학습률에 기울기를 곱한 것이므로 0입니다. 기울기는 발밑만 압니다. 옆 골짜기도, 계단 함수의 평평한 곳도 똑같아 보입니다.",
    ),
)

# %% [markdown] lang="en"
# ## Summary card
#
# | Idea | Formula | Remember |
# | --- | --- | --- |
# | XOR from gates | AND(OR, NAND) | "at least one" and "not both" |
# | two layers | $A = \text{step}(X W_1 + b_1)$, $o = \text{step}(A W_2 + b_2)$ | the output sees codes, not inputs |
# | XOR in two layers | hidden OR, AND; output $h_1 - h_2 - 0.5$ | only because a step stands in between |
# | collapse | $c\,(a x + b) + d = (a c)\,x + (b c + d)$ | with nothing non-linear between, any depth is one layer |
# | neural network | linear models composed with activations | fully connected: a weight for each pair of neighbours |
# | parameters | 3-4-1 has 21, 784-128-10 has 101770 | $(w, b)$ are learned, never $a$; the number of examples does not matter |
# | hyper-parameters | learning rate, data, layers, units, activation | chosen by you |
# | deep | 2 hidden layers or more | a convention; more capacity, not more accuracy |
# | universal approximation | one hidden layer, enough units | weights exist; finding them is another matter |
# | loss | $L(w) = \frac{1}{N} \sum_i (w x_i - t_i)^2$ | one number: how wrong all answers are together |
# | slope, gradient | $\frac{L(w + h) - L(w - h)}{2h}$ | how fast the loss grows with one weight; one slope for each weight |
# | gradient descent | $w \leftarrow w - \eta \cdot \text{slope}$ | against the slope; too large a rate jumps across the valley |

# %% [markdown] lang="ko"
# ## 요약 카드
#
# | 개념 | 식 | 기억할 것 |
# | --- | --- | --- |
# | 게이트로 만든 XOR | AND(OR, NAND) | '적어도 하나' 그리고 '둘 다는 아님' |
# | 두 층 | $A = \text{step}(X W_1 + b_1)$, $o = \text{step}(A W_2 + b_2)$ | 출력은 입력이 아니라 은닉 값을 봅니다 |
# | 두 층으로 푼 XOR | 은닉 OR, AND; 출력 $h_1 - h_2 - 0.5$ | 사이에 계단 함수가 있어야 합니다 |
# | 합쳐짐 | $c\,(a x + b) + d = (a c)\,x + (b c + d)$ | 비선형 함수가 없으면 아무리 깊어도 한 층입니다 |
# | 신경망 | 활성화 함수와 번갈아 합성한 선형 모델 | 완전 연결: 이웃한 층의 유닛 쌍마다 가중치 하나 |
# | 매개변수 | 3-4-1은 21개, 784-128-10은 101770개 | $(w, b)$를 학습합니다. $a$가 아닙니다. 샘플의 수와는 상관없습니다 |
# | 하이퍼파라미터 | 학습률, 데이터, 층, 유닛, 활성화 함수 | 사람이 정합니다 |
# | 딥 | 은닉층 2개 이상 | 관례입니다. 용량이 커지는 것이지 정확도가 커지는 것이 아닙니다 |
# | 보편 근사 | 은닉층 하나, 충분한 유닛 | 가중치가 있다는 말이고, 찾는 것은 다른 문제입니다 |
# | 손실 | $L(w) = \frac{1}{N} \sum_i (w x_i - t_i)^2$ | 답이 통틀어 얼마나 틀렸는지 알려 주는 수 하나 |
# | 기울기 | $\frac{L(w + h) - L(w - h)}{2h}$ | 가중치 하나가 커질 때 손실이 커지는 빠르기. 가중치마다 하나씩 있습니다 |
# | 경사 하강법 | $w \leftarrow w - \eta \cdot \text{기울기}$ | 기울기의 반대쪽으로 갑니다. 학습률이 너무 크면 골짜기를 건너뜁니다 |

# %% [markdown] lang="en"
# ## Where to go from here
#
# One weight has learned, because its loss had a slope. The nine numbers of XOR you chose by hand, because a step is flat almost everywhere and cannot say which way is better. The next lesson replaces it by functions that bend *and* have a slope.
#
# **Further reading**
#
# - [TensorFlow Playground](https://playground.tensorflow.org/): the model for our picture; choose XOR and start with no hidden layer.
# - M. Minsky and S. Papert, *Perceptrons* (1969): what one layer cannot do.
# - G. Cybenko (1989); K. Hornik (1991); M. Leshno and others (1993): the universal approximation theorem, in three steps.
# - M. Telgarsky, "Benefits of depth in neural networks" (2016): the folding argument.
# - Goki Saito, *Deep Learning from Scratch*, chapters 2 and 3. NeoWizard's lectures on YouTube (in Korean).
# - [Keras](https://keras.io/): `Sequential` stacks `Dense` layers as you did; `model.summary()` counts parameters as you did.

# %% [markdown] lang="ko"
# ## 다음으로
#
# 가중치 하나는 손실에 기울기가 있어서 학습할 수 있었습니다. XOR의 숫자 아홉 개는 손으로 골랐습니다. 계단 함수는 거의 모든 곳에서 평평해서, 어느 쪽으로 고쳐야 나아지는지 알려 주지 못하기 때문입니다. 다음 수업에서는 계단 함수 대신 비선형이면서 **기울기도 있는** 함수를 씁니다.
#
# **더 읽을거리**
#
# - [TensorFlow Playground](https://playground.tensorflow.org/): 우리 그림의 본보기입니다. XOR를 고르고 은닉층 없이 시작해 보세요.
# - M. Minsky, S. Papert, *Perceptrons* (1969): 한 층으로 할 수 없는 일
# - G. Cybenko (1989), K. Hornik (1991), M. Leshno 외 (1993): 보편 근사 정리가 완성되기까지
# - M. Telgarsky, "Benefits of depth in neural networks" (2016): 접기 논증
# - 사이토 고키, 『밑바닥부터 시작하는 딥러닝』 2장과 3장. 유튜브 NeoWizard의 강의
# - [Keras](https://keras.io/): `Sequential`은 여러분처럼 `Dense` 층을 쌓고, `model.summary()`는 여러분처럼 매개변수를 셉니다.
