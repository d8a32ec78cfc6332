# %% [markdown] lang="en"
# # Activation functions
#
# **About {hours}. You need: the lesson on XOR.**
#
# Between two layers stands a small function that nobody sees in the result, and that decides whether the network can learn at all. In this lesson you meet ten that are
# used much. They come in three families: you build each family once, find its slopes, and learn which function belongs where.
#
# After this lesson you can
#
# - say why a network without activations is only one layer;
# - write sigmoid, the ReLU family and softplus so that no input makes them overflow, and find slopes that nobody has told you;
# - turn scores into probabilities with softmax;
# - write down weights that follow a curve or a surface (**universal approximation**);
# - choose the activation of hidden layers and of the output;
# - explain dead units, and why deep networks avoid the sigmoid, with numbers.

# %% [markdown] lang="ko"
# # 활성화 함수
#
# **약 {hours}이 걸립니다. 먼저 XOR 수업을 마치고 오세요.**
#
# 층과 층 사이에는, 결과만 보아서는 드러나지 않지만 신경망이 배울 수 있는지를 정하는 작은 함수가 있습니다. 이 수업에서는 많이 쓰는 열 가지를 만납니다.
# 모두 세 계열로 나뉩니다. 계열마다 한 번씩 직접 만들고, 기울기를 찾아내고, 어디에 무엇을 써야 하는지 알아봅니다.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 활성화 함수가 없는 신경망이 왜 한 층과 같은지 말하기
# - 어떤 입력에도 오버플로가 나지 않게 시그모이드, ReLU 계열, Softplus를 작성하고, 아무도 알려 주지 않은 기울기를 찾아내기
# - 소프트맥스로 점수를 확률로 바꾸기
# - 곡선과 곡면을 따라가는 가중치를 직접 적기(**보편 근사**, universal approximation)
# - 은닉층과 출력층의 활성화 함수를 고르기
# - 죽은 유닛이 무엇인지, 깊은 신경망에서 왜 시그모이드를 피하는지 숫자로 설명하기

# %% setup
import numpy as np

from dlcourse import language, widgets
from dlcourse.downhill import slope_at
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

# %% widget="recall-direction"
widgets.ask(
    question=Text(
        en="At the present weight the slope of the loss is -3. Which way does gradient descent move the weight?",
        ko="지금 가중치에서 손실의 기울기가 -3입니다. 경사 하강법은 가중치를 어느 쪽으로 옮길까요?",
    ),
    choices=(
        Text(en="It makes the weight smaller", ko="가중치를 줄입니다"),
        Text(en="It makes the weight larger", ko="가중치를 키웁니다"),
        Text(en="It depends on whether the weight is positive", ko="가중치가 양수인지에 따라 다릅니다"),
    ),
    answer=1,
    why=Text(
        en="A negative slope says: the loss shrinks when the weight grows. The step goes against the slope, whatever the weight is.",
        ko="기울기가 음수이면 가중치가 커질 때 손실이 줄어듭니다. 가중치가 무엇이든 기울기의 반대쪽으로 갑니다.",
    ),
)

# %% widget="recall-collapse"
widgets.ask(
    question=Text(
        en="Ten layers of 20 units, no activation anywhere. Which borders can the network draw between two classes?",
        ko="유닛이 20개인 층이 열 개 있고 활성화 함수는 없습니다. 두 클래스 사이에 어떤 경계를 그릴 수 있을까요?",
    ),
    choices=(
        Text(en="One straight line", ko="직선 하나"),
        Text(en="Ten straight lines", ko="직선 열 개"),
        Text(en="Any curve, with so many units", ko="유닛이 많으니 어떤 곡선이든"),
    ),
    answer=0,
    why=Text(
        en="Affine maps one after the other are one affine map. Without something non-linear between them, depth adds nothing.",
        ko="아핀 변환을 이어 붙이면 다시 아핀 변환 하나입니다. 사이에 비선형 함수가 없으면 깊이는 아무것도 더하지 못합니다.",
    ),
)

# %% widget="recall-at-zero"
widgets.ask(
    question=Text(
        en="What does the perceptron's step answer for z = 0, and what is its slope at z = 3?",
        ko="퍼셉트론의 계단 함수는 z = 0에서 무엇이라고 답하고, z = 3에서 기울기는 얼마일까요?",
    ),
    choices=(
        Text(en="1, and the slope is 3", ko="1, 기울기는 3"),
        Text(en="One half, and the slope is 1", ko="절반, 기울기는 1"),
        Text(en="0, and the slope is 0", ko="0, 기울기는 0"),
    ),
    answer=2,
    why=Text(
        en="Zero and below give 0, by convention. To the right of 0 the step is flat, so its slope is 0: no direction in which to learn.",
        ko="관례에 따라 0 이하이면 0입니다. 0의 오른쪽에서 계단 함수는 평평하므로 기울기가 0이고, 어느 쪽으로 배워야 할지 알 수 없습니다.",
    ),
)

# %% [markdown] lang="en"
# ## Why does a network need something non-linear?
#
# XOR became possible because a step stood between two layers: a **non-linear activation**, applied to each pre-activation $z$ by itself. A feed-forward network repeats exactly this: affine map, activation, affine map, activation. The hidden layers have one, and so does the output, where the task decides which. An activation may also be *selective*: it passes some signals on and holds others back.
#
# But look at the step once more. To go downhill, we ask: "if this weight grows a little, what happens to the loss?" A step says "nothing", almost everywhere. We need functions that are not linear **and** have a slope.
#
# In the picture choose *step* and look at the right side. Then answer the question, and meet the other nine.

# %% [markdown] lang="ko"
# ## 신경망에는 왜 비선형 함수가 필요할까요?
#
# XOR를 풀 수 있었던 것은 두 층 사이에 계단 함수가 있었기 때문입니다. 이렇게 활성화 전 값 $z$ 하나하나에 적용하는 것이 **비선형 활성화 함수**(activation function)입니다. 순방향 신경망(feed-forward network)은 바로 이것을 되풀이합니다. 아핀 변환, 활성화, 아핀 변환, 활성화입니다. 활성화 함수는 은닉층에도 있고 출력층에도 있으며, 출력층에 무엇을 쓸지는 과제가 정합니다. 활성화 함수는 신호를 **골라서** 보내기도 합니다. 어떤 것은 통과시키고 어떤 것은 막습니다.
#
# 그런데 계단 함수를 다시 보세요. 내리막으로 가려면 이렇게 묻습니다. "이 가중치가 조금 커지면 손실이 어떻게 달라질까?" 계단 함수는 거의 어디에서나 "그대로"라고 답합니다. 비선형이면서 **기울기도 있는** 함수가 필요합니다.
#
# 그림에서 계단 함수를 고르고 오른쪽을 보세요. 그런 다음 질문에 답하고 나머지 아홉 함수를 만나 보세요.

# %% widget="activation-explorer"
widgets.activations.explore()

# %% [markdown] lang="en"
# ## How can a decision be made soft?
#
# The **sigmoid**, also called the *logistic function*, is a step with the sharp edge taken off:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# | $z$ | -2 | -1 | 0 | 1 | 2 |
# | --- | --- | --- | --- | --- | --- |
# | $\sigma(z)$ | 0.1192 | 0.2689 | 0.5 | 0.7311 | 0.8808 |
#
# Instead of "no" and "yes" it says "hardly", "half", "nearly". The answers for opposite inputs add up to 1: $\sigma(-z) = 1 - \sigma(z)$. Its value can be read as the **probability** $p$ of a yes, and $z$ is then the logarithm of how many times likelier yes is than no, the *log-odds*: $z = \log \frac{p}{1 - p}$.

# %% [markdown] lang="ko"
# ## 결정을 부드럽게 만들 수 있을까요?
#
# **시그모이드**(sigmoid)는 계단의 날카로운 모서리를 깎아 낸 함수이고, 로지스틱 함수(logistic function)라고도 합니다.
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# | $z$ | -2 | -1 | 0 | 1 | 2 |
# | --- | --- | --- | --- | --- | --- |
# | $\sigma(z)$ | 0.1192 | 0.2689 | 0.5 | 0.7311 | 0.8808 |
#
# '아니요'와 '예' 대신 '거의 아니다', '반반', '거의 그렇다'라고 말합니다. 부호가 반대인 두 입력의 출력은 더하면 1입니다. 곧 $\sigma(-z) = 1 - \sigma(z)$입니다. 이 값은 '예'일 **확률** $p$로 읽을 수 있고, 이때 $z$는 '예'가 '아니요'보다 몇 배 그럴듯한지를 로그로 나타낸 **로그 오즈**(log-odds)입니다. 곧 $z = \log \frac{p}{1 - p}$입니다.

# %% [markdown] lang="en"
# ### Find the mistake: "the output of the sigmoid lies in 0 ≤ σ(z) ≤ 1"
#
# You can read this in many places, and Python seems to agree. Look at the formula before you believe it.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "시그모이드의 출력은 0 ≤ σ(z) ≤ 1이다"
#
# 이렇게 적은 글이 많고, 파이썬도 맞다고 하는 것 같습니다. 믿기 전에 식을 보세요.

# %%
print(1 / (1 + np.exp(-100.0)) == 1.0)

# %% widget="ask-open-interval"
widgets.ask(
    question=Text(
        en="For which real number z is σ(z) exactly 1?",
        ko="σ(z)가 정확히 1이 되는 실수 z는 무엇일까요?",
    ),
    choices=(
        Text(
            en="For none: there is always something added to the 1 below",
            ko="없습니다. 분모의 1에는 언제나 무언가가 더해집니다",
        ),
        Text(en="For every z from 100 on", ko="100부터 모든 z"),
        Text(en="For z = 0", ko="z = 0"),
    ),
    answer=0,
    why=Text(
        en="An exponential is never 0, so the fraction stays below 1 and above 0: the range is the open interval (0, 1). At z = 100 the missing piece is 3.7e-44, too small for a float64 beside 1, and the computer rounds.",
        ko="지수 함수는 결코 0이 되지 않으므로 분수는 0보다 크고 1보다 작습니다. 범위는 열린 구간 (0, 1)입니다. z = 100에서 모자란 양은 3.7e-44인데, float64에서는 1 옆에 적기에 너무 작아 반올림됩니다.",
    ),
)

# %% [markdown] lang="en"
# ### What if $z$ is very negative?
#
# Then $-z$ is large, and so is $e^{-z}$. A float64 ends near $10^{308}$; $e^{710}$ lies beyond it, becomes `inf`, and NumPy warns of an **overflow**. In the other direction nothing bad happens: $e^{-1000}$ is simply 0.
#
# The way out is school algebra. Multiply above and below by $e^{z}$:
#
# $$\frac{1}{1 + e^{-z}} = \frac{e^{z}}{e^{z} + 1}$$
#
# Both forms are the same number. One of them is safe on the right, the other on the left.

# %% [markdown] lang="ko"
# ### $z$가 절댓값이 아주 큰 음수라면 어떻게 될까요?
#
# $-z$가 커지고 $e^{-z}$도 커집니다. float64로 나타낼 수 있는 수는 $10^{308}$ 근처에서 끝납니다. $e^{710}$은 그 밖에 있어서 `inf`가 되고 NumPy가 **오버플로**(overflow)를 경고합니다. 반대쪽에서는 아무 문제가 없습니다. $e^{-1000}$은 그냥 0입니다.
#
# 학교에서 배운 계산으로 벗어날 수 있습니다. 분자와 분모에 $e^{z}$를 곱합니다.
#
# $$\frac{1}{1 + e^{-z}} = \frac{e^{z}}{e^{z} + 1}$$
#
# 두 식은 같은 수입니다. 하나는 오른쪽에서, 다른 하나는 왼쪽에서 안전합니다.

# %%
with np.errstate(over="ignore"):
    print(np.exp(709.0), np.exp(710.0), np.exp(-1000.0))

# %% exercise="sigmoid"
from dlcourse.activations import sigmoid

# %% [markdown] lang="en"
# ### How steep is it? Find the rule
#
# Measure first, with the `slope_at` of the last lesson. For each $z$ the cell prints the value $a = \sigma(z)$, then the slope there:
#
# | $z$ | -2 | -1 | 0 | 1 | 2 |
# | --- | --- | --- | --- | --- | --- |
# | $a$ | 0.1192 | 0.2689 | 0.5 | 0.7311 | 0.8808 |
# | slope | 0.1050 | 0.1966 | 0.25 | 0.1966 | 0.1050 |
#
# There is a rule that makes the slope out of $a$ **alone**. Look at the middle first: how can 0.5 become 0.25? Then test your guess at the other places. Whoever likes to calculate can differentiate the fraction instead.
#
# Careful: the rule speaks of $a$, what came *out*; the function you write takes $z$, what goes *in*.

# %% [markdown] lang="ko"
# ### 얼마나 가파를까요? 규칙을 찾아보세요
#
# 먼저 지난 수업의 `slope_at`으로 재어 봅시다. 아래 셀은 $z$마다 값 $a = \sigma(z)$와 그곳의 기울기를 출력합니다.
#
# | $z$ | -2 | -1 | 0 | 1 | 2 |
# | --- | --- | --- | --- | --- | --- |
# | $a$ | 0.1192 | 0.2689 | 0.5 | 0.7311 | 0.8808 |
# | 기울기 | 0.1050 | 0.1966 | 0.25 | 0.1966 | 0.1050 |
#
# $a$ **하나만으로** 기울기를 만드는 규칙이 있습니다. 먼저 한가운데를 보세요. 0.5가 어떻게 0.25가 될까요? 짐작한 규칙이 다른 곳에서도 맞는지 확인합니다. 계산을 좋아한다면 분수를 직접 미분해도 됩니다.
#
# 주의하세요. 규칙은 **나온** 값 $a$로 되어 있지만, 작성할 함수는 **들어가는** 값 $z$를 받습니다.


# %%
def bare_sigmoid(z):
    return 1 / (1 + np.exp(-z))


for z in (-2.0, -1.0, 0.0, 1.0, 2.0):
    print(z, round(bare_sigmoid(z), 4), round(slope_at(bare_sigmoid, z), 4))

# %% exercise="sigmoid-grad"
from dlcourse.activations import sigmoid_grad

# %% [markdown] lang="en"
# The largest slope of the sigmoid is 0.25, in the middle; at $z = 2$ it is less than half of that. Remember the number, it will matter in deep networks.
#
# From now on the pictures of this lesson run on **your** functions, each as soon as its check passes. Move a slider of the explorer and read the note below it.

# %% [markdown] lang="ko"
# 시그모이드의 기울기는 한가운데에서 가장 크고, 그 값이 0.25입니다. $z = 2$에서는 그 절반도 되지 않습니다. 깊은 신경망에서 중요해지는 수이니 기억해 두세요.
#
# 이제부터 점검을 통과할 때마다 이 수업의 그림이 **여러분의** 함수로 그려집니다. 탐색기의 슬라이더를 움직이고 그림 아래의 안내를 읽어 보세요.

# %% [markdown] lang="en"
# ## Can the answer be centred on 0?
#
# All values of the sigmoid are positive. The **hyperbolic tangent** has the same shape, stretched and moved, with 0 in the middle:
#
# $$\tanh(z) = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}} = 2 \sigma(2z) - 1$$
#
# | $z$ | -2 | -1 | 0 | 1 | 2 |
# | --- | --- | --- | --- | --- | --- |
# | $\tanh(z)$ | -0.9640 | -0.7616 | 0 | 0.7616 | 0.9640 |
#
# Why does the middle matter? The slope of the loss for a weight contains the number that comes in through this weight. If all numbers that come in are positive, the slopes of all weights of one unit have, for one example, the **same sign**: they can only grow together or shrink together, and the way down becomes a zigzag. Where the slopes of many examples are added up, the pull is weaker, but not gone. Numbers around 0 leave every weight its own direction.

# %% [markdown] lang="ko"
# ## 출력의 한가운데를 0에 둘 수 있을까요?
#
# 시그모이드의 값은 모두 양수입니다. **쌍곡 탄젠트**(hyperbolic tangent)는 같은 모양을 늘이고 옮겨 한가운데를 0에 둔(zero-centred) 함수입니다.
#
# $$\tanh(z) = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}} = 2 \sigma(2z) - 1$$
#
# | $z$ | -2 | -1 | 0 | 1 | 2 |
# | --- | --- | --- | --- | --- | --- |
# | $\tanh(z)$ | -0.9640 | -0.7616 | 0 | 0.7616 | 0.9640 |
#
# 한가운데가 왜 중요할까요? 어떤 가중치에 대한 손실의 기울기에는 그 가중치로 들어오는 수가 곱해져 있습니다. 들어오는 수가 모두 양수이면 샘플 하나에 대해 한 유닛의 가중치들은 기울기의 **부호가 모두 같아집니다**. 모두 함께 커지거나 모두 함께 작아질 수밖에 없어서 지그재그로 내려가게 됩니다. 여러 샘플의 기울기를 더하면 이런 쏠림이 약해지지만 사라지지는 않습니다. 들어오는 수가 0 주위에 퍼져 있으면 가중치마다 제 방향으로 갈 수 있습니다.

# %% [markdown] lang="en"
# ### And its slope?
#
# You know the rule of the sigmoid, and tanh is a sigmoid with other scales. So its slope, too, can be made of the value $a = \tanh(z)$ alone. Measure it, guess, test:

# %% [markdown] lang="ko"
# ### 기울기는 어떨까요?
#
# 시그모이드의 규칙은 이미 찾았고, tanh는 눈금만 바꾼 시그모이드입니다. 그러니 tanh의 기울기도 값 $a = \tanh(z)$만으로 만들 수 있습니다. 재어 보고, 짐작하고, 확인해 보세요.

# %%
for z in (-2.0, -1.0, 0.0, 1.0, 2.0):
    print(z, round(np.tanh(z), 4), round(slope_at(np.tanh, z), 4))

# %% exercise="tanh-grad"
from dlcourse.activations import tanh_grad

# %% [markdown] lang="en"
# ## What if half of the line is simply kept?
#
# The **rectified linear unit** (ReLU) is one corner between two straight lines:
#
# $$f(z) = \max(0, z) = \begin{cases} z & z > 0 \\ 0 & z \le 0 \end{cases} \qquad f'(z) = \begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases}$$
#
# It *looks* linear: two straight pieces. But a linear function would give the same answer whether you add before or after it, and here
#
# $$f(-1) + f(1) = 1, \qquad f(-1 + 1) = 0.$$
#
# One corner is enough to be non-linear. What lies below 0 is held back completely, what lies above passes untouched, and no exponential is needed. At exactly 0 there is a corner and no slope; a program must say something, and this course says 0.

# %% [markdown] lang="ko"
# ## 직선의 절반만 남기면 어떨까요?
#
# **ReLU**(rectified linear unit)는 한 번 꺾인, 가장 단순한 비선형 함수입니다.
#
# $$f(z) = \max(0, z) = \begin{cases} z & z > 0 \\ 0 & z \le 0 \end{cases} \qquad f'(z) = \begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases}$$
#
# 곧은 조각 두 개라서 선형처럼 **보입니다**. 그러나 선형 함수라면 먼저 더하든 나중에 더하든 답이 같아야 하는데 여기서는 다릅니다.
#
# $$f(-1) + f(1) = 1, \qquad f(-1 + 1) = 0.$$
#
# 한 번 꺾이기만 해도 비선형입니다. 0보다 작은 부분은 완전히 막고 큰 부분은 그대로 통과시키며, 지수 함수도 필요하지 않습니다. 정확히 0인 곳은 꺾여 있어서 기울기가 없습니다. 프로그램은 하나를 정해야 하므로 이 강의에서는 0이라고 합니다.

# %% widget="ask-flat"
widgets.ask(
    question=Text(
        en="z grows from -2 to -1. By how much does ReLU grow, and what does that say about its slope there?",
        ko="z가 -2에서 -1로 커집니다. ReLU는 얼마나 커지고, 그러면 그곳의 기울기는 얼마일까요?",
    ),
    choices=(
        Text(en="Not at all, so the slope is 0", ko="그대로이므로 기울기는 0입니다"),
        Text(en="By 1, so the slope is 1", ko="1만큼 커지므로 기울기는 1입니다"),
        Text(en="By -1, so the slope is -1", ko="-1만큼 변하므로 기울기는 -1입니다"),
    ),
    answer=0,
    why=Text(
        en="Both give 0: to the left of the corner ReLU is flat. To the right it grows exactly as fast as z.",
        ko="둘 다 0이 나옵니다. 꺾인 곳의 왼쪽에서 ReLU는 평평합니다. 오른쪽에서는 z와 똑같이 빠르게 커집니다.",
    ),
)

# %% [markdown] lang="en"
# ## Can a ReLU die?
#
# Where a unit's slope is 0, the loss does not change with its weights: their slopes are 0 as well, and they stay as they are. For one example that is normal. But what if it happens for **every** example?
#
# The picture shows a layer of 100 ReLU units that look at 200 examples. Answer the question first, then push the bias down.

# %% [markdown] lang="ko"
# ## ReLU가 죽을 수도 있을까요?
#
# 유닛의 기울기가 0이면 가중치를 바꾸어도 손실이 달라지지 않습니다. 가중치에 대한 기울기도 0이므로 가중치는 그대로입니다. 샘플 하나에서 그런 것은 정상입니다. 그런데 **모든** 샘플에서 그렇다면 어떻게 될까요?
#
# 그림에는 샘플 200개를 보는 ReLU 유닛 100개가 있습니다. 먼저 질문에 답한 다음 편향을 아래로 내려 보세요.

# %% widget="dying-relu"
widgets.activations.dead_units()

# %% [markdown] lang="en"
# ### Dead, or only asleep?
#
# | bias | dead units | slopes that are 0 |
# | --- | --- | --- |
# | 0 | 0% | 49.1% |
# | -3 | 20% | 97.9% |
# | -4 | 66% | 99.6% |
# | -10 | 100% | 100.0% |
#
# At bias 0 half of all slopes are 0, and nobody is dead: each unit is awake for *some* examples, and learns from those. A **dead unit** has a pre-activation of 0 or less on *every* input, so its
# gradient is always 0, and training never moves its weights again (only other inputs could still wake it). A learning rate that is too large can do this in one step.

# %% [markdown] lang="ko"
# ### 죽은 것일까요, 잠든 것일까요?
#
# | 편향 | 죽은 유닛 | 0인 기울기 |
# | --- | --- | --- |
# | 0 | 0% | 49.1% |
# | -3 | 20% | 97.9% |
# | -4 | 66% | 99.6% |
# | -10 | 100% | 100.0% |
#
# 편향이 0이면 기울기의 절반이 0이지만 죽은 유닛은 없습니다. 어느 유닛이든 자기를 깨우는 샘플이 **있어서** 거기에서 배웁니다. **죽은 유닛**(dead unit)은 **모든** 입력에서 활성화 전 값이 0 이하인 유닛입니다. 기울기가
# 언제나 0이므로 학습이 그 가중치를 다시는 움직이지 못합니다(들어오는 입력이 달라져야만 깨어날 수 있습니다). 학습률이 너무 크면 한 번의 갱신으로도 이렇게 될 수 있습니다.

# %% [markdown] lang="en"
# ### Find the mistake: "when a 0 is passed to the next layer, all later outputs become 0; this is called dying ReLU"
#
# You have just seen a whole layer die. What did the output unit behind it say?

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "0 값을 다음 레이어에 전달하면 이후 출력값이 모두 0이 되는 dying ReLU 현상이 발생한다"
#
# 방금 층 하나가 통째로 죽는 것을 보았습니다. 그 뒤의 출력 유닛은 무엇이라고 했나요?

# %% widget="ask-dying"
widgets.ask(
    question=Text(
        en="What is really dead about a dead ReLU unit?",
        ko="죽은 ReLU 유닛에서 정말로 죽은 것은 무엇일까요?",
    ),
    choices=(
        Text(
            en="Its gradient: 0 on every input, so it can never change again",
            ko="그 유닛의 기울기입니다. 모든 입력에서 0이라 다시는 달라질 수 없습니다",
        ),
        Text(en="All outputs of the layers behind it: they are 0", ko="뒤에 있는 층의 모든 출력입니다. 0이 됩니다"),
        Text(
            en="One example: its output was 0 on it",
            ko="샘플 하나입니다. 그 샘플에서 유닛의 출력이 0이었습니다",
        ),
    ),
    answer=0,
    why=Text(
        en="A 0 in one layer is ordinary; the next layer still adds its bias and listens to other units. In the picture even a fully dead layer left the output at 0.5. Dead means: pre-activation of 0 or less for every input, and so no gradient, ever.",
        ko="한 층에서 0이 나오는 것은 흔한 일입니다. 다음 층은 여전히 자기 편향을 더하고 다른 유닛의 출력도 받습니다. 그림에서는 층 전체가 죽어도 출력이 0.5였습니다. 죽었다는 것은 모든 입력에서 활성화 전 값이 0 이하라서 기울기가 영영 없다는 뜻입니다.",
    ),
)

# %% [markdown] lang="en"
# ## How do you keep a unit alive?
#
# Leave the door open a crack. **Leaky ReLU** gives the left side a small slope $\alpha$, 0.01 by custom:
#
# $$f(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}$$
#
# The slope is now $\alpha$ instead of 0, so a unit on the wrong side of 0 learns slowly instead of never. In the dying picture switch to *Leaky ReLU* with the bias at -10: 0% are dead.
#
# Many texts write $\max(z, \alpha z)$. Before you do the same: what does that give for $\alpha = 1.5$? In **PReLU** (*parametric* ReLU) nobody chooses $\alpha$: it is learned like a weight. How, you will write yourself in the lesson on back-propagation.

# %% [markdown] lang="ko"
# ## 유닛을 살려 두려면 어떻게 할까요?
#
# 문을 조금 열어 둡니다. **Leaky ReLU**는 왼쪽에 작은 기울기 $\alpha$를 줍니다. 관례로는 0.01입니다.
#
# $$f(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}$$
#
# 기울기가 0이 아니라 $\alpha$이므로, 0의 왼쪽에 있는 유닛도 천천히나마 배웁니다. 위 그림에서 편향을 -10에 두고 Leaky ReLU로 바꾸어 보세요. 죽은 유닛이 0%입니다.
#
# $\max(z, \alpha z)$라고 쓴 책이 많습니다. 따라 하기 전에 생각해 보세요. $\alpha = 1.5$이면 무엇이 나올까요? **PReLU**(parametric ReLU)에서는 $\alpha$를 사람이 정하지 않고 가중치처럼 학습합니다. 그 방법은 역전파 수업에서 직접 작성합니다.


# %% [markdown] lang="en"
# ## How many functions are one family?
#
# ReLU and its relatives agree on the right: positive numbers pass. They differ in what the *left* side says.
#
# | name | on the left, $z \le 0$ | slope there | why |
# | --- | --- | --- | --- |
# | ReLU | $0$ | $0$ | nothing to compute; can die |
# | Leaky ReLU | $\alpha z$ | $\alpha$ | does not die |
# | PReLU | $\alpha z$, $\alpha$ learned | $\alpha$ | the data choose the slope |
# | ELU | $\alpha (e^{z} - 1)$ | $\alpha e^{z}$ | does not die, and ends at $-\alpha$ |
#
# Why should it end somewhere? A unit that is strongly switched off then says about $-\alpha$, however far off it is: noise on the left does not matter, and the outputs have a mean nearer to 0, which you know to be good from tanh. The price is an exponential.

# %% [markdown] lang="ko"
# ## 함수 몇 개가 한 계열일까요?
#
# ReLU와 그 친척들은 오른쪽이 모두 같습니다. 양수는 그대로 통과합니다. 다른 것은 **왼쪽**뿐입니다.
#
# | 이름 | 왼쪽, $z \le 0$ | 그곳의 기울기 | 까닭 |
# | --- | --- | --- | --- |
# | ReLU | $0$ | $0$ | 계산할 것이 없습니다. 죽을 수 있습니다 |
# | Leaky ReLU | $\alpha z$ | $\alpha$ | 죽지 않습니다 |
# | PReLU | $\alpha z$, $\alpha$는 학습 | $\alpha$ | 기울기를 데이터가 정합니다 |
# | ELU | $\alpha (e^{z} - 1)$ | $\alpha e^{z}$ | 죽지 않고 $-\alpha$에서 멈춥니다 |
#
# 어딘가에서 멈추는 것이 왜 좋을까요? 깊이 꺼진 유닛은 얼마나 깊이 꺼졌든 약 $-\alpha$를 냅니다. 왼쪽의 잡음은 문제가 되지 않고, 출력의 평균이 0에 더 가까워집니다. 그것이 왜 좋은지는 tanh에서 보았습니다. 대신 지수 함수를 계산해야 합니다.


# %% drawing="activation-gallery"


# %% [markdown] lang="en"
# One trap is hidden in NumPy itself: `np.where(condition, this, that)` computes **both** answers for every number and only then chooses.
# %% [markdown] lang="ko"
# NumPy에 함정이 하나 숨어 있습니다. `np.where(condition, this, that)`은 모든 수에 대해 두 답을 **모두** 계산한 다음에야 고릅니다.
# %%
def computed(name, value):
    print("computed:", name)
    return value


print(np.where(True, computed("this", 1), computed("that", 2)))

# %% exercise="keep-positive"
from dlcourse.activations import keep_positive

# %% [markdown] lang="en"
# Three members of the family, all made by your one function:

# %% [markdown] lang="ko"
# 직접 작성한 함수 하나로 ReLU 계열의 셋을 만들어 봅시다.

# %%
if solved("keep-positive"):
    marks = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    print("ReLU      ", keep_positive(marks, lambda z: 0.0 * z))
    print("Leaky ReLU", keep_positive(marks, lambda z: 0.01 * z))
    print("ELU       ", keep_positive(marks, lambda z: np.exp(z) - 1.0).round(4))

# %% [markdown] lang="en"
# ## Can the corner be smoothed?
#
# The third family has no corner at all:
#
# $$\text{Softplus} = \log(1 + e^{z}) \qquad \text{Swish} = z \cdot \sigma(\beta z)$$
#
# | $z$ | -2 | -1 | 0 | 1 | 2 |
# | --- | --- | --- | --- | --- | --- |
# | Softplus | 0.12692801 | 0.31326169 | 0.69314718 | 1.31326169 | 2.12692801 |
# | Swish | -0.23840584 | -0.26894142 | 0 | 0.73105858 | 1.76159416 |
#
# The slope of Softplus is the sigmoid. Swish falls before it rises: for $\beta = 1$ its lowest value is -0.27846, at $z = -1.2785$. The number $\beta$ says how sharp it is: with $\beta = 0$ Swish is the straight line $z / 2$, and the larger $\beta$, the nearer it comes to ReLU. With $\beta = 1$ it is also called **SiLU**. Its near twin **GELU** has another gate, $z \cdot \Phi(z)$ with the share $\Phi(z)$ of a standard normal distribution below $z$. The language models BERT and GPT-2 use it. Many later ones use SiLU, and multiply its answers by those of a second layer that stands beside it (a *gated* SiLU).
#
# You may read that Swish beats ReLU in deep networks. That was *measured* on some networks; it is no theorem, and you may measure otherwise.

# %% [markdown] lang="ko"
# ## 모서리를 매끄럽게 다듬을 수 있을까요?
#
# 셋째 계열에는 모서리가 아예 없습니다.
#
# $$\text{Softplus} = \log(1 + e^{z}) \qquad \text{Swish} = z \cdot \sigma(\beta z)$$
#
# | $z$ | -2 | -1 | 0 | 1 | 2 |
# | --- | --- | --- | --- | --- | --- |
# | Softplus | 0.12692801 | 0.31326169 | 0.69314718 | 1.31326169 | 2.12692801 |
# | Swish | -0.23840584 | -0.26894142 | 0 | 0.73105858 | 1.76159416 |
#
# Softplus의 기울기가 바로 시그모이드입니다. Swish는 내려갔다가 올라갑니다. $\beta = 1$이면 $z = -1.2785$에서 가장 작은 값 -0.27846이 됩니다. $\beta$는 얼마나 날카로운지를 정합니다. $\beta = 0$이면 Swish는 직선 $z / 2$이고, $\beta$가 커질수록 ReLU에 가까워집니다. $\beta = 1$인 Swish를 **SiLU**라고도 합니다. 이와 아주 비슷한 **GELU**는 게이트가 달라서 $z \cdot \Phi(z)$이고, $\Phi(z)$는 표준정규분포에서 $z$보다 작은 부분의 비율입니다. 언어 모델 BERT와 GPT-2가 GELU를 씁니다. 그 뒤의 언어 모델 가운데에는 SiLU를 쓰되 그 출력에 나란히 놓인 다른 층의 출력을 곱하는 것(gated SiLU)이 많습니다.
#
# 깊은 신경망에서 Swish가 ReLU보다 낫다는 글을 보기도 합니다. 몇몇 신경망에서 **측정한** 결과일 뿐 정리가 아니며, 여러분이 재어 보면 다를 수도 있습니다.

# %% widget="ask-softplus"
widgets.ask(
    question=Text(
        en="What is Softplus of 1000, if nothing is rounded?",
        ko="반올림이 없다면 Softplus(1000)은 얼마일까요?",
    ),
    choices=(
        Text(en="Infinity", ko="무한대"),
        Text(en="A tiny bit more than 1000", ko="1000보다 아주 조금 큰 수"),
        Text(en="1, like the sigmoid", ko="시그모이드처럼 1"),
    ),
    answer=1,
    why=Text(
        en="Beside such an exponential the 1 hardly counts, and the logarithm brings the 1000 back. The result is harmless; only the step in between is too large.",
        ko="그렇게 큰 지수 함수 값 옆에서 1은 거의 보이지 않고, 로그가 1000을 되돌려 줍니다. 결과는 평범한 수이고, 중간 단계만 너무 큽니다.",
    ),
)

# %% exercise="softplus"
from dlcourse.activations import softplus

# %% widget="ask-swish"
widgets.ask(
    question=Text(
        en="Swish multiplies z by a gate between 0 and 1. What comes out at z = -1000?",
        ko="Swish는 z에 0과 1 사이의 값을 문처럼 곱합니다. z = -1000이면 무엇이 나올까요?",
    ),
    choices=(
        Text(en="About -1000", ko="약 -1000"),
        Text(en="About -500: the gate is half open", ko="약 -500. 문이 반쯤 열립니다"),
        Text(en="About 0: the gate is shut", ko="약 0. 문이 닫혀 있습니다"),
    ),
    answer=2,
    why=Text(
        en="The sigmoid closes much faster than z grows, so far to the left Swish behaves like ReLU. In between it dips below 0.",
        ko="z가 커지는 것보다 시그모이드가 훨씬 빨리 닫히므로, 왼쪽 먼 곳에서 Swish는 ReLU처럼 동작합니다. 그 사이에서는 0 아래로 내려갑니다.",
    ),
)

# %% [markdown] lang="en"
# ### What does one small function do to the whole answer?
#
# Go back to the playground of the last lesson (or to its famous model, the TensorFlow Playground). Take the circle data and one hidden layer of 4 units, and predict before you press play: what shape does the border have with
# linear units, with ReLU, with tanh?
#
# Linear: a straight line, however long it trains. ReLU: a polygon, because it is made of straight pieces. Tanh: a smooth curve. The shape of one small function has become the shape of the whole answer.

# %% [markdown] lang="ko"
# ### 작은 함수 하나가 답 전체를 어떻게 바꿀까요?
#
# 지난 수업의 플레이그라운드로 돌아가세요(그 본보기인 TensorFlow Playground도 좋습니다). 원 모양 데이터와 유닛이 4개인 은닉층 하나를 고르고, 재생하기 전에 예상해 보세요. 선형 유닛, ReLU, tanh일 때 경계는 각각 어떤 모양일까요?
#
# 선형이면 아무리 오래 학습해도 직선입니다. ReLU는 곧은 조각으로 되어 있으므로 다각형이 됩니다. tanh는 매끄러운 곡선이 됩니다. 작은 함수 하나의 모양이 답 전체의 모양이 됩니다.

# %% [markdown] lang="en"
# ## Universal approximation: can we write the weights down ourselves?
#
# With enough units, said the theorem of lesson 2, one hidden layer comes as near as you like to any continuous function on a closed and bounded region. So suitable weights *exist*. Can we also write them down?

# %% [markdown] lang="ko"
# ## 보편 근사: 가중치를 직접 적을 수 있을까요?
#
# 2번 수업의 보편 근사 정리에 따르면, 은닉층 하나에 유닛이 충분히 많으면 유계인 닫힌 영역 위의 어떤 연속 함수에도 원하는 만큼 가까이 갈 수 있습니다. 알맞은 가중치가 **있다**는 말입니다. 그 가중치를 우리 손으로 적을 수도 있을까요?

# %% drawing="relu-bumps"

# %% [markdown] lang="en"
# A bump of the picture takes three ReLUs. To follow a curve of one number, one ReLU for each straight piece is enough. Choose some places, the **knots**, and join the points of the curve above them by straight lines. A network with one hidden layer computes exactly this:
#
# - the bias of the output is the height at the first knot;
# - each piece has a ReLU, $\max(0, x - \text{knot})$, which says 0 up to the knot where the piece begins;
# - its weight at the output is how much the slope *changes* there; before the first knot the slope counts as 0.

# %% [markdown] lang="ko"
# 그림의 언덕 하나에는 ReLU가 세 개 듭니다. 입력이 하나인 곡선을 따라가는 데에는 곧은 조각마다 ReLU 하나면 충분합니다. **매듭점**(knot)을 몇 군데 정하고, 그 위에 있는 곡선의 점들을 직선으로 이어 봅시다. 은닉층이 하나인 신경망이 바로 이것을 계산합니다.
#
# - 출력의 편향은 첫 매듭점에서 곡선의 높이입니다.
# - 조각마다 ReLU $\max(0, x - \text{매듭점})$이 하나씩 있습니다. 조각이 시작하는 매듭점까지는 0입니다.
# - 출력 쪽 가중치는 그 매듭점에서 기울기가 **달라지는** 양입니다. 첫 매듭점 앞의 기울기는 0으로 칩니다.

# %% [markdown] lang="en"
# ### Five heights by hand
#
# The cell makes weights out of five heights and so follows half a wave of a sine. It prints by how much the line misses the curve at nine places (below 0: it lies too low), and the largest error anywhere.
#
# The heights are yours. Those of the curve itself are 0, 0.71, 1, 0.71 and 0; with them the largest error is 0.07. Find heights that leave only half of it.

# %% [markdown] lang="ko"
# ### 높이 다섯 개를 손으로 정하기
#
# 아래 셀은 높이 다섯 개로 가중치를 만들어 사인 곡선 반 주기를 따라갑니다. 아홉 곳에서 꺾은선이 곡선과 얼마나 어긋나는지(0보다 작으면 꺾은선이 더 낮습니다), 그리고 가장 큰 오차를 출력합니다.
#
# 높이는 여러분이 정합니다. 매듭점에서 곡선의 높이는 차례로 0, 0.71, 1, 0.71, 0이고, 이대로 넣으면 가장 큰 오차는 0.07입니다. 오차가 그 절반만 남는 높이를 찾아보세요.

# %%
heights = np.array([0.0, 0.5, 0.5, 0.5, 0.0])  # change these
knots = np.linspace(0.0, np.pi, 5)
weights = np.diff(np.diff(heights) / np.diff(knots), prepend=0.0)
x = np.linspace(0.0, np.pi, 1001)
missed = np.maximum(x[:, None] - knots[:-1], 0.0) @ weights + heights[0] - np.sin(x)
print("weights", weights.round(2), "and bias", heights[0])
print("too high by", missed[::125].round(2) + 0.0)
print(f"largest error {np.abs(missed).max():.3f}")

# %% [markdown] lang="en"
# Heights *of* the curve are not the best: between two knots the line then lies below the curve everywhere. Raise the three in the middle by 0.035, half of the widest gap, and the line is as much too high at these knots as it is too low between them.
#
# The next cell takes the curve's own heights all the same, for one whole wave, with 3, 9, 27 and 81 pieces, and prints the largest error of each. Nothing is trained. Predict first.

# %% [markdown] lang="ko"
# 곡선의 높이를 그대로 쓰는 것이 가장 좋지는 않습니다. 그러면 매듭점 사이에서 꺾은선이 언제나 곡선보다 낮습니다. 가운데 세 높이를 가장 크게 벌어진 틈의 절반인 0.035만큼 올리면, 꺾은선이 그 매듭점에서 높은 만큼 매듭점 사이에서 낮아서 오차가 절반이 됩니다.
#
# 그래도 다음 셀에서는 간단하게 곡선의 높이를 그대로 씁니다. 사인 곡선 한 주기를 조각 3, 9, 27, 81개로 따라가고, 그때마다 가장 큰 오차를 출력합니다. 학습은 하지 않습니다. 먼저 예상해 보세요.

# %% widget="ask-pieces"
widgets.ask(
    question=Text(
        en="A sum of ReLUs follows the sine in straight pieces. Now it gets three times as many. How much of the largest error is left?",
        ko="ReLU의 합이 사인 곡선을 곧은 조각으로 따라갑니다. 조각을 세 배로 늘리면 가장 큰 오차는 얼마나 남을까요?",
    ),
    choices=(
        Text(
            en="All of it: a sine is round, and straight pieces have corners",
            ko="그대로입니다. 사인 곡선은 둥글고 조각은 곧기 때문입니다",
        ),
        Text(en="About 1/3", ko="약 1/3"),
        Text(en="About 1/9", ko="약 1/9"),
    ),
    answer=2,
    why=Text(
        en="Between two knots a smooth curve leaves the straight line by an amount that goes with the square of the distance between them. 1/3 of the distance, 1/9 of the error. Run the cell: from which number of pieces on is it so?",
        ko="매끄러운 곡선이 두 매듭점 사이에서 직선과 벌어지는 크기는 매듭점 사이 거리의 제곱에 비례합니다. 거리가 1/3이면 오차는 1/9입니다. 셀을 실행해 보세요. 조각이 몇 개일 때부터 그렇게 되나요?",
    ),
)

# %%
curve, x = np.sin, np.linspace(0.0, 2 * np.pi, 10_001)[:, None]
for pieces in (3, 9, 27, 81):
    knots = np.linspace(0.0, 2 * np.pi, pieces + 1)
    slopes = np.diff(curve(knots)) / np.diff(knots)
    weights = np.diff(slopes, prepend=0.0)[:, None]
    answers = np.maximum(x - knots[:-1], 0.0) @ weights + curve(knots[0])
    print(f"{pieces:2} pieces, largest error {np.abs(answers - curve(x)).max():.5f}")

# %% [markdown] lang="en"
# From 0.43726 down to 0.00075, from 9 pieces on about 1/9 is left each time. Any continuous curve over a closed interval can be followed like this: between close knots the curve hardly changes, nor does the line. With enough knots such weights come as near as you like. That they **exist** is what the universal approximation theorem says, and here, for one input, you see them.
#
# *To go on:* write `np.floor` in the place of `np.sin`. It jumps, so it is not continuous: close to a jump the heights on its left and on its right differ by 1, those of a continuous line hardly at all. One side is missed by one half or more, however many pieces there are. (The cell looks at 10,001 places only: were each of them a knot, it would print 0.)

# %% [markdown] lang="ko"
# 오차가 0.43726에서 0.00075까지 줄었고, 조각이 9개일 때부터는 매번 약 1/9이 남습니다. 사인 곡선만 따라갈 수 있는 것이 아닙니다. 닫힌 구간에서 연속인 곡선은 매듭점이 촘촘하면 그 사이에서 거의 변하지 않고, 직선도 그렇습니다. 그래서 어느 곡선이든 매듭점을 충분히 늘려 이렇게 가중치를 만들면 원하는 만큼 가까이 따라갑니다. 그런 가중치가 **존재한다**는 것이 보편 근사 정리의 내용이고, 입력이 하나일 때의 가중치를 지금 눈으로 보았습니다.
#
# **더 해 보고 싶다면:** `np.sin` 자리에 `np.floor`를 써 보세요. 값이 갑자기 뛰는 곳이 있어서 연속이 아닙니다. 뛰는 곳의 바로 왼쪽과 바로 오른쪽에서 높이는 1만큼 다르지만, 연속인 선의 높이는 거의 같습니다. 그래서 조각을 아무리 늘려도 둘 가운데 한쪽은 뛴 높이의 절반 이상 어긋납니다. (셀은 10,001곳에서만 오차를 재므로, 그곳이 모두 매듭점이면 0을 출력합니다.)

# %% [markdown] lang="en"
# ### And with two inputs? A box is an AND
#
# A perceptron's step tells on which side of a border we are. Take two steps for the first input, and subtract the one whose border lies further on: 1 between the borders, 0 elsewhere. That is a **strip**. Two steps for the second input make another one, across it.
#
# Where the strips cross, both say 1 and their sum is 2; elsewhere it is 1 or 0. So a unit of a *second* hidden layer takes the AND of lesson 1, sum $- 1.5 > 0$: it says 1 inside one **box** and 0 outside. Give it a height as its weight at the output, and the box is a **tower**.
#
# Now cut the whole square into boxes, each with a tower as high as the surface above the middle of its box.

# %% [markdown] lang="ko"
# ### 입력이 두 개라면? 칸 하나는 AND입니다
#
# 퍼셉트론의 계단 함수는 경계의 어느 쪽에 있는지 알려 줍니다. 첫째 입력에 계단 두 개를 쓰고, 앞 경계의 계단에서 뒤 경계의 계단을 빼 보세요. 두 경계 사이에서는 1, 나머지에서는 0입니다. 이것이 **띠**(strip)입니다. 둘째 입력으로도 똑같이 만들면 두 띠가 서로 가로지릅니다.
#
# 두 띠가 겹치는 곳에서는 둘 다 1이어서 합이 2이고, 나머지에서는 합이 1이나 0입니다. 여기에 1번 수업의 AND를 씁니다. **둘째** 은닉층의 유닛이 합 $- 1.5 > 0$인지 보면, 한 **칸**(box) 안에서는 1이고 밖에서는 0입니다. 출력 쪽 가중치로 높이를 주면 칸이 **탑**(tower)이 됩니다.
#
# 이제 정사각형 전체를 칸으로 나누고, 칸마다 한가운데에서 잰 곡면의 높이로 탑을 세웁니다.

# %% drawing="box-is-an-and"

# %% [markdown] lang="en"
# How far off can the towers be? Take a cone over the square from 0 to $\pi$ whose height changes by no more than the distance you walk. From the middle of a box, no place in it is further away than half a diagonal. So **nowhere in the square is the error larger than half a diagonal of a box**.
#
# With 9 by 9 boxes there are 8 inner borders for each input: 16 steps and 81 towers. (At the edge of the square a constant 1 or 0 takes the place of a step.) Each line of the cell has three times as many boxes along each side. Predict.

# %% [markdown] lang="ko"
# 탑은 곡면과 얼마나 어긋날까요? 두 입력이 0에서 $\pi$까지인 정사각형 위에 원뿔을 세웁시다. 정사각형 위에서 어디로 움직이든 원뿔의 높이는 움직인 거리보다 많이 변하지 않습니다. 그리고 칸 안의 어느 곳이든 한가운데에서 대각선의 절반보다 멀지 않습니다. 그러므로 **정사각형 어디에서도 오차는 칸 대각선의 절반을 넘지 않습니다**.
#
# 칸이 가로세로 9개씩이면 입력마다 안쪽 경계가 8개이므로 계단은 16개, 탑은 81개입니다. (정사각형의 가장자리에서는 계단 대신 상수 1이나 0을 씁니다.) 아래 셀은 줄마다 한 변의 칸을 세 배로 늘립니다. 먼저 예상해 보세요.

# %% widget="ask-towers"
widgets.ask(
    question=Text(
        en="There are three times as many boxes along each side of the square. How many towers are there now, and how much of the error is left?",
        ko="정사각형의 변마다 칸을 세 배로 늘립니다. 탑은 몇 배가 되고, 오차는 얼마나 남을까요?",
    ),
    choices=(
        Text(en="3 times as many towers, about 1/9 of the error", ko="탑은 3배, 오차는 약 1/9"),
        Text(en="9 times as many towers, about 1/9 of the error", ko="탑은 9배, 오차는 약 1/9"),
        Text(en="9 times as many towers, about 1/3 of the error", ko="탑은 9배, 오차는 약 1/3"),
    ),
    answer=2,
    why=Text(
        en="Three times as many in each of two directions. A box's diagonal is 1/3 as long, so the cone changes by about 1/3 as much inside it. The pieces of the sine did better, 1/9, because they lean with the curve; the roof of a tower is flat.",
        ko="두 방향으로 세 배씩 늘기 때문입니다. 칸의 대각선이 1/3로 줄어 칸 안에서 원뿔의 높이가 변하는 양도 약 1/3이 됩니다. 사인 곡선의 조각은 1/9만 남겨 더 나았습니다. 조각은 곡선을 따라 기울지만 탑의 지붕은 평평합니다.",
    ),
)


# %%
def surface(x1, x2):  # put in your own
    return np.maximum(0.0, 1.0 - np.hypot(x1 - 1.0, x2 - 2.0))


def strips(x, edges):
    passed = [np.ones_like(x), *(x > edge for edge in edges[1:-1]), np.zeros_like(x)]
    return -np.diff(passed, axis=0)


side = (np.arange(100) + 0.5) * np.pi / 100
x1, x2 = np.meshgrid(side, side)
wanted = surface(x1, x2)
for count in (9, 27, 81):
    edges = np.linspace(0.0, np.pi, count + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    across, along = strips(x1, edges), strips(x2, edges)
    answers = np.zeros_like(wanted)
    for i, j in np.ndindex(count, count):
        box = across[i] + along[j] > 1.5
        answers += surface(middles[i], middles[j]) * box
    error, half = np.abs(answers - wanted).max(), np.pi / count / np.sqrt(2)
    print(f"{2 * (count - 1) + count**2:4} units, largest error {error:.3f}, half a diagonal {half:.3f}")

# %% [markdown] lang="en"
# With 6721 units the error is 0.026. It stays below half a diagonal between the places where the cell looks, too: two borders, an AND and a ruler have proved it. Any continuous surface over the square can be followed like this, for in small enough boxes it hardly changes. Put in one of your own.
#
# But see what it is: a **look-up table** with one height for each box. It has *two* hidden layers. And with 784 inputs, halving each of them already gives $2^{784}$ boxes.

# %% [markdown] lang="ko"
# 유닛이 6721개이면 오차는 0.026입니다. 셀이 재지 않은 곳에서도 대각선의 절반을 넘지 않습니다. 경계 두 개와 AND와 자 하나로 증명한 셈입니다. 정사각형 위의 연속인 곡면은 무엇이든 이렇게 따라갈 수 있습니다. 칸이 충분히 작으면 그 안에서는 거의 변하지 않기 때문입니다. 여러분의 곡면을 넣어 보세요.
#
# 그런데 우리가 만든 것은 칸마다 높이를 하나씩 적어 둔 표, 곧 **룩업 테이블**(look-up table)입니다. 은닉층도 **두 개**입니다. 게다가 입력이 784개라면 저마다 반으로만 나누어도 칸이 $2^{784}$개 생깁니다.

# %% [markdown] lang="en"
# ### Can one hidden layer do it, too?
#
# The theorem promises one hidden layer. A unit does not look at its inputs one by one but at a *weighted sum*. A wave such as $\cos(x_1 - x_2)$ depends on one weighted sum alone: it is a curve of one number, and ReLUs follow it as before. Only the weight 1 at the input becomes $(1, -1)$.
#
# A hill over a square is no such wave. But it is the sum of two. Add the formulas for $\cos(x_1 - x_2)$ and $\cos(x_1 + x_2)$:
#
# $$\cos x_1 \cdot \cos x_2 = \tfrac{1}{2} \cos(x_1 - x_2) + \tfrac{1}{2} \cos(x_1 + x_2)$$
#
# So the units of both waves stand side by side in *one* hidden layer, a column of `W1` each, and count half at the output.

# %% [markdown] lang="ko"
# ### 은닉층 하나로도 될까요?
#
# 정리에서는 은닉층이 하나면 된다고 했습니다. 유닛은 입력을 하나하나 보지 않고 **가중합**을 봅니다. $\cos(x_1 - x_2)$ 같은 물결은 가중합 하나로 정해집니다. 그러니 입력이 하나인 곡선과 같고, 앞에서처럼 ReLU로 따라갈 수 있습니다. 입력 쪽 가중치 1이 $(1, -1)$로 바뀔 뿐입니다.
#
# 정사각형 위의 언덕은 그런 물결이 아닙니다. 하지만 물결 두 개의 합입니다. $\cos(x_1 - x_2)$와 $\cos(x_1 + x_2)$를 삼각함수의 덧셈정리로 펼쳐서 더해 보세요.
#
# $$\cos x_1 \cdot \cos x_2 = \tfrac{1}{2} \cos(x_1 - x_2) + \tfrac{1}{2} \cos(x_1 + x_2)$$
#
# 그래서 두 물결의 유닛을 은닉층 **하나**에 나란히 두고(유닛마다 `W1`의 열이 하나씩입니다), 출력 쪽 가중치를 절반으로 줄이면 됩니다.

# %% drawing="two-waves"

# %% widget="ask-two-waves"
widgets.ask(
    question=Text(
        en="With one input, 81 pieces left an error of 0.00075. Now each of the two waves gets 81 pieces. How large is the error of the hill?",
        ko="입력이 하나일 때 조각 81개의 오차는 0.00075였습니다. 이제 두 물결에 조각을 81개씩 줍니다. 언덕의 오차는 얼마나 될까요?",
    ),
    choices=(
        Text(en="About the same", ko="거의 같습니다"),
        Text(en="Twice as large: there are two waves", ko="두 배입니다. 물결이 두 개이기 때문입니다"),
        Text(
            en="Much larger: a square with 81 pieces along each side has 6561 places",
            ko="훨씬 큽니다. 변마다 조각이 81개인 정사각형에는 자리가 6561개 있기 때문입니다",
        ),
    ),
    answer=0,
    why=Text(
        en="Half of one wave and half of the other: where both are wrong as far as they can be, two halves make one whole error. And 162 units do it, not 6561.",
        ko="한 물결의 절반과 다른 물결의 절반을 더한 것입니다. 두 물결이 모두 가장 크게 틀린 곳에서도 오차의 절반 둘이 모여 하나가 될 뿐입니다. 유닛도 6561개가 아니라 162개면 됩니다.",
    ),
)

# %%
side = np.linspace(-np.pi / 2, np.pi / 2, 101)
X = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
hill = np.cos(X[:, :1]) * np.cos(X[:, 1:])
for pieces in (9, 27, 81):
    knots = np.linspace(-np.pi, np.pi, pieces + 1)
    slopes = np.diff(np.cos(knots)) / np.diff(knots)
    weights = np.diff(slopes, prepend=0.0)[:, None]
    W1, b1 = np.repeat([[1.0, 1.0], [-1.0, 1.0]], pieces, axis=1), np.tile(-knots[:-1], 2)
    W2, b2 = np.concatenate([weights, weights]) / 2, np.cos(knots[:1])
    answers = np.maximum(X @ W1 + b1, 0.0) @ W2 + b2
    print(f"{pieces:2} pieces a wave, W1 {W1.shape}, largest error {np.abs(answers - hill).max():.5f}")

# %% [markdown] lang="en"
# Down to 0.00075 again. And it need not be a hill. Call every cosine or sine of a weighted sum a wave; a constant is one as well, for $\cos 0 = 1$. A product of waves is a sum of waves, so whatever waves make by adding and multiplying is a sum of waves; and for any two points some wave tells them apart. That is enough, says a theorem of Stone and Weierstrass: such sums come as near as you like to *any* continuous function on a closed and bounded region, with any number of inputs. ReLUs follow each wave, and all of them fit into one hidden layer. (M. Nielsen, below, builds towers as we did, and outlines in a problem another way with one hidden layer.)

# %% [markdown] lang="ko"
# 이번에도 0.00075까지 줄었습니다. 언덕만 이렇게 되는 것이 아닙니다. 가중합의 코사인이나 사인을 모두 물결이라고 합시다. $\cos 0 = 1$이므로 상수도 물결입니다. 물결의 곱은 언제나 물결의 합이므로, 물결을 더하고 곱해서 만든 것은 모두 물결의 합입니다. 그리고 두 점이 다르면 언제나 둘을 구별하는 물결이 있습니다. 스톤-바이어슈트라스 정리에 따르면 이것으로 충분합니다. 입력이 몇 개이든, 유계인 닫힌 영역 위의 **어떤** 연속 함수에도 물결의 합으로 원하는 만큼 가까이 갑니다. 물결 하나하나는 ReLU로 따라갈 수 있고, 그 유닛은 모두 은닉층 하나에 들어갑니다. (더 읽을거리에 있는 M. 닐슨의 책에서도 우리처럼 탑을 쌓고, 연습 문제에서 은닉층 하나로 가는 다른 길을 귀띔합니다.)

# %% [markdown] lang="en"
# Several outputs? Put such networks side by side. A sigmoid at the output? Let the waves follow its inverse, the log-odds, of the wanted answer, as long as that lies strictly between 0 and 1 (move a 0 or a 1 inwards a little first).
#
# *To go on:* $-\sin x_1 \cdot \sin x_2 = \tfrac{1}{2} \cos(x_1 + x_2) - \tfrac{1}{2} \cos(x_1 - x_2)$ is a surface for XOR: positive where the inputs' signs differ, negative where they agree. Turn the hill into it. What must change in `W2` and `b2`?

# %% [markdown] lang="ko"
# 출력이 여러 개라면 이런 신경망을 나란히 두면 됩니다. 출력에 시그모이드를 쓴다면, 바라는 답(0보다 크고 1보다 작은 수)의 로그 오즈를 물결로 따라가면 됩니다. 로그 오즈는 시그모이드의 역함수입니다. 0과 1은 먼저 조금 안쪽으로 옮깁니다.
#
# **더 해 보고 싶다면:** $-\sin x_1 \cdot \sin x_2 = \tfrac{1}{2} \cos(x_1 + x_2) - \tfrac{1}{2} \cos(x_1 - x_2)$는 XOR에 알맞은 곡면입니다. 두 입력의 부호가 다르면 양수, 같으면 음수입니다. 언덕을 이것으로 바꾸어 보세요. `W2`와 `b2`에서 무엇이 달라져야 할까요?

# %% [markdown] lang="en"
# ### And the cone, which nobody made of waves?
#
# Add up products $\cos(j x_1) \cos(k x_2)$, each of them two waves as above, for all $j$ and $k$ below `count`. How much of each? Its **share** of the surface: the mean of surface times product, divided by the mean of the squared product. (The mean of one product times another one is 0, so only its own share remains.) `np.interp` joins the knots by straight lines, as the ReLUs do.
#
# Each line doubles `count`, and the straight pieces per period as well. Predict: will the waves need fewer units than the towers?

# %% [markdown] lang="ko"
# ### 물결로 만든 것이 아닌 원뿔이라면?
#
# 곱 $\cos(j x_1) \cos(k x_2)$는 저마다 앞에서처럼 물결 두 개의 합입니다. 이 곱을 $j$와 $k$가 `count`보다 작은 것까지 모두 더합니다. 저마다 얼마나 넣을까요? 곡면에 들어 있는 **몫**(share)만큼입니다. 곡면의 값에 그 곱을 곱해 평균을 내고, 그 곱의 제곱의 평균으로 나눕니다. (서로 다른 두 곱을 곱하면 평균이 0이므로 자기 몫만 남습니다.) `np.interp`는 ReLU처럼 매듭점을 직선으로 잇습니다.
#
# 줄마다 `count`를 두 배로 늘리고, 물결 한 주기의 조각도 두 배로 늘립니다. 물결은 탑보다 유닛을 덜 쓸까요? 예상해 보세요.

# %%
for count in (2, 4, 8, 16):
    answers, units = np.zeros_like(wanted), 0
    for j, k in np.ndindex(count, count):
        product = np.cos(j * x1) * np.cos(k * x2)
        share = np.mean(wanted * product) / np.mean(product**2)
        knots = np.linspace(-1, 1, count * (j + k) + 1) * (j + k) * np.pi
        for z in (j * x1 - k * x2, j * x1 + k * x2):
            answers += share / 2 * np.interp(z, knots, np.cos(knots))
            units += count * (j + k)
    print(f"{units:6} units, largest error {np.abs(answers - wanted).max():.2f}")

# %% [markdown] lang="en"
# From 0.80 down to 0.06. (Between the places where the cell looks it is a little more.) The recipe knew nothing of cones. But it took 122880 units, and at least half of them are needless: each wave runs over half of its knots only. With 6721 the towers came nearer. One hidden layer does it, but *enough* units can be a great many. Put a surface of your own into the cell of the towers and run both: which way gets below 0.1 with fewer units?

# %% [markdown] lang="ko"
# 오차가 0.80에서 0.06까지 줄었습니다(셀이 재지 않은 곳에서는 조금 더 큽니다). 이 방법은 원뿔을 위해 만든 것이 아닙니다. 그러나 유닛이 122880개나 들었고, 적어도 그 절반은 쓸데없습니다. 물결의 가중합이 매듭점을 둔 구간의 절반만 지나기 때문입니다. 탑을 쌓았을 때는 유닛 6721개로 더 가까이 갔습니다. 은닉층 하나로도 되지만, **충분히** 많다는 것은 이렇게 많다는 뜻일 수도 있습니다. 탑을 쌓은 셀에 여러분의 곡면을 넣고 두 셀을 모두 실행해 보세요. 어느 쪽이 유닛을 덜 쓰고 오차를 0.1 아래로 줄이나요?

# %% [markdown] lang="en"
# ### Which activations can do it, and what have you not seen?
#
# A squeezing curve can do it, too: a very steep tanh or sigmoid is nearly a step, and a staircase of them follows any curve of one number. Between two treads the steep curve stays between their heights. For the sine 81 such units leave an error of 0.039; three times as many leave 1/3 of it. (Towers made of them are right but for narrow seams along the borders.)

# %% [markdown] lang="ko"
# ### 어떤 활성화 함수면 될까요? 아직 확인하지 못한 것은 무엇일까요?
#
# 시그모이드처럼 값을 좁은 범위로 눌러 넣는 함수로도 됩니다. 아주 가파른 tanh나 시그모이드는 계단 하나와 거의 같고, 이런 유닛으로 낮은 계단을 이어 쌓으면 입력이 하나인 어떤 곡선이든 따라갑니다. 가파른 곡선은 한 단에서 다음 단으로 올라가는 동안 두 단의 높이 사이에 있습니다. 사인 곡선이라면 유닛 81개의 오차는 0.039이고, 유닛을 세 배로 늘리면 그 1/3이 남습니다. (이런 유닛으로 쌓은 탑은 경계를 따라 난 좁은 이음매만 빼고 맞습니다.)

# %% [markdown] lang="en"
# Every continuous activation that is no polynomial can do it with one hidden layer (Leshno and others, 1993). A polynomial cannot. The square $(w_1 x_1 + w_2 x_2 + b)^2$ is a mix of $1, x_1, x_2, x_1^2, x_1 x_2, x_2^2$ whatever the weights are, and so is the sum of a thousand squares: in one hidden layer, units of degree $n$ never give more than degree $n$, however many they are. A curve of degree $n$ turns at most $n - 1$ times, so it cannot follow a wave that turns more often.

# %% [markdown] lang="ko"
# 다항식이 아닌 연속 함수라면 무엇을 쓰든 은닉층 하나로 됩니다(Leshno 외, 1993). 다항식으로는 되지 않습니다. 제곱 $(w_1 x_1 + w_2 x_2 + b)^2$은 가중치가 무엇이든 $1, x_1, x_2, x_1^2, x_1 x_2, x_2^2$을 섞은 것이고, 제곱을 천 개 더해도 마찬가지입니다. 은닉층이 하나일 때 유닛이 $n$차식이면 아무리 많아도 답의 차수는 $n$을 넘지 못합니다. $n$차 곡선은 많아야 $n - 1$번 방향을 바꾸므로, 더 자주 오르내리는 물결은 따라가지 못합니다.

# %% [markdown] lang="en"
# You have *not* seen
#
# - that training finds such weights: nothing was trained;
# - how many units are enough: for a product of 784 cosines, one for each input, this way takes $2^{783}$ waves;
# - anything outside: there a tower at the edge goes on for ever, and a wave stays level before its first knot and goes straight on beyond the last.

# %% [markdown] lang="ko"
# 다음은 아직 확인하지 **못했습니다**.
#
# - 학습이 이런 가중치를 찾는지: 학습은 하지 않았습니다.
# - 유닛이 몇 개면 충분한지: 입력마다 코사인을 하나씩, 784개를 곱한 함수라면 이 방법에는 물결이 $2^{783}$개 듭니다.
# - 바깥에서 어떤지: 가장자리의 탑은 같은 높이로 끝없이 이어집니다. 물결은 첫 매듭점 앞에서는 평평하고, 마지막 매듭점을 넘으면 곧게 이어집니다.

# %% [markdown] lang="en"
# ## How do scores become probabilities?
#
# A network that must choose among three animals ends in three scores, say 0.3, 2.9 and 4.0. We want three probabilities: positive, adding up to 1, and larger where the score is larger. The exponential makes everything positive; dividing by the sum does the rest. This is **softmax**:
#
# $$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$
#
# | $i$ | $z_i$ | $e^{z_i}$ | $p_i$ |
# | --- | --- | --- | --- |
# | 1 | 0.3 | 1.3499 | 0.01821127 |
# | 2 | 2.9 | 18.1741 | 0.24519181 |
# | 3 | 4.0 | 54.5982 | 0.73659691 |
#
# The sum of the exponentials is 74.1222. A lead of 1.1 in the score has become three times the probability. The index above is one fixed class $i$; the sum below has an index $j$ of its own, which runs over all of them.

# %% [markdown] lang="ko"
# ## 점수를 어떻게 확률로 바꿀까요?
#
# 동물 세 가지 가운데 하나를 골라야 하는 신경망은 마지막에 점수 세 개를 냅니다. 0.3, 2.9, 4.0이라고 합시다. 우리가 바라는 것은 확률 세 개입니다. 모두 양수이고, 합이 1이고, 점수가 클수록 커야 합니다. 지수를 취하면 모두 양수가 되고, 그 합으로 나누면 더해서 1이 됩니다. 이것이 **소프트맥스**(softmax)입니다.
#
# $$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$
#
# | $i$ | $z_i$ | $e^{z_i}$ | $p_i$ |
# | --- | --- | --- | --- |
# | 1 | 0.3 | 1.3499 | 0.01821127 |
# | 2 | 2.9 | 18.1741 | 0.24519181 |
# | 3 | 4.0 | 54.5982 | 0.73659691 |
#
# 지수 함수 값의 합은 74.1222입니다. 점수로 1.1 앞섰을 뿐인데 확률은 세 배가 되었습니다. 분자의 첨자 $i$는 정해진 클래스 하나이고, 분모의 합에는 모든 클래스를 도는 첨자 $j$를 따로 씁니다.

# %% drawing="softmax-bars"

# %% [markdown] lang="en"
# ### Which number may you add to all scores?
#
# Any. A number $c$ added to every score multiplies every exponential by $e^{c}$, above and below the line:
#
# $$\frac{e^{z_i + c}}{\sum_j e^{z_j + c}} = \frac{e^{c} \, e^{z_i}}{e^{c} \sum_j e^{z_j}} = \frac{e^{z_i}}{\sum_j e^{z_j}}$$
#
# This **shift invariance** saves us from overflow: choose $c$ so that the largest score becomes 0, and no exponential is larger than 1. Each row has a largest score of its own.
#
# Answer the question in the picture, then press 1000 and compare its two columns of exponentials. The *temperature* $T$ divides all scores first. What does it do to the winner? It is handy elsewhere, but the plain softmax has $T = 1$.

# %% [markdown] lang="ko"
# ### 모든 점수에 같은 수를 더해도 될까요?
#
# 무엇이든 됩니다. 모든 점수에 $c$를 더하면 지수 함수 값마다 $e^{c}$가 곱해지는데, 분자와 분모에 똑같이 곱해집니다.
#
# $$\frac{e^{z_i + c}}{\sum_j e^{z_j + c}} = \frac{e^{c} \, e^{z_i}}{e^{c} \sum_j e^{z_j}} = \frac{e^{z_i}}{\sum_j e^{z_j}}$$
#
# 이 **이동 불변성**(shift invariance)이 오버플로를 막아 줍니다. 가장 큰 점수가 0이 되도록 $c$를 고르면 어떤 지수 함수 값도 1보다 커지지 않습니다. 가장 큰 점수는 행마다 다릅니다.
#
# 그림의 질문에 답한 다음 1000을 누르고 지수 함수 값의 두 열을 비교해 보세요. 모든 점수는 먼저 온도(temperature) $T$로 나눕니다. 1등에게 어떤 일이 일어날까요? 온도는 다른 곳에서 쓸모가 있지만 보통의 소프트맥스는 $T = 1$입니다.

# %% widget="softmax-scores"
widgets.activations.probabilities()

# %% exercise="softmax"
from dlcourse.activations import softmax

# %% [markdown] lang="en"
# ### One number at a time, or the whole row?
#
# The other activations work on each number by itself: change $z_1$, and only $a_1$ changes. Softmax looks at the whole row: change one score, and *all* probabilities change, because they share the sum.
#
# **While learning**, a network needs softmax: the probabilities have slopes everywhere. **When predicting** (also called *inference*), the winner is enough: `np.argmax` of the scores, written as a 1 among zeros (*one-hot*). Softmax keeps the order, so the winner is the same, and you may leave the softmax out.
#
# For learning, arg max would be useless. It is really a step: its slope is 0 almost everywhere.

# %% [markdown] lang="ko"
# ### 하나씩 볼까요, 행 전체를 볼까요?
#
# 다른 활성화 함수는 수를 하나씩 따로 봅니다. $z_1$을 바꾸면 $a_1$만 바뀝니다. 소프트맥스는 행 전체를 봅니다. 점수 하나를 바꾸면 합을 함께 쓰기 때문에 **모든** 확률이 바뀝니다.
#
# **학습할 때**는 소프트맥스가 필요합니다. 확률은 어디에서나 기울기가 있습니다. **예측할 때**, 곧 추론(inference)할 때는 1등만 알면 됩니다. 점수의 `np.argmax`를 구해, 나머지는 0이고 그 자리만 1인 원-핫(one-hot) 벡터로 씁니다. 소프트맥스를 거쳐도 순서가 그대로라 1등은 같으므로 소프트맥스를 생략해도 됩니다.
#
# 학습에는 arg max를 쓸 수 없습니다. 이것도 사실은 계단 함수라서 거의 어디에서나 기울기가 0입니다.

# %% [markdown] lang="en"
# ### What is softmax with two classes?
#
# Give the first class the score $z$ and the second class the score 0:
#
# $$softmax(z, 0)_1 = \frac{e^{z}}{e^{z} + e^{0}} = \frac{1}{1 + e^{-z}} = \sigma(z)$$
#
# For $z = 1.3$ both are 0.78583498. So an affine map followed by a sigmoid, which is called **logistic regression**, is the softmax layer of two classes: a special case, not another method. Your own two functions agree:

# %% [markdown] lang="ko"
# ### 클래스가 두 개인 소프트맥스는 무엇일까요?
#
# 첫째 클래스의 점수를 $z$, 둘째 클래스의 점수를 0이라고 합시다.
#
# $$softmax(z, 0)_1 = \frac{e^{z}}{e^{z} + e^{0}} = \frac{1}{1 + e^{-z}} = \sigma(z)$$
#
# $z = 1.3$이면 둘 다 0.78583498입니다. 그러므로 아핀 변환 뒤에 시그모이드가 오는 **로지스틱 회귀**(logistic regression)는 클래스가 두 개인 소프트맥스 층입니다. 다른 방법이 아니라 특별한 경우입니다. 직접 작성한 두 함수로 확인해 보세요.

# %%
if solved("sigmoid", "softmax"):
    print(sigmoid(1.3), softmax(np.array([1.3, 0.0])))

# %% [markdown] lang="en"
# ## Which activation belongs on the output?
#
# In hidden layers you may experiment. The output has to produce the kind of number that the task asks for.
#
# | the task asks for | output activation | the output is |
# | --- | --- | --- |
# | an amount (regression) | identity, $a = z$ | any number |
# | an amount that is never negative (a price, a count) | Softplus, or $e^{z}$ (many take the identity all the same) | a positive number (any number) |
# | yes or no (binary classification) | sigmoid | one probability |
# | several answers, each yes or no (**multi-label classification**) | a sigmoid for each | a probability for each |
# | one of several classes | softmax | probabilities that add up to 1 |
#
# Losses follow in the next lesson. Each yes-or-no answer has the loss that it would have alone; they are summed over the answers and averaged over the examples.

# %% [markdown] lang="ko"
# ## 출력층에는 무엇을 써야 할까요?
#
# 은닉층에서는 이것저것 시험해도 됩니다. 출력층은 풀려는 문제에 맞는 종류의 수를 내야 합니다.
#
# | 문제에서 구하는 것 | 출력층의 활성화 함수 | 출력 |
# | --- | --- | --- |
# | 수치(회귀) | 항등 함수, $a = z$ | 모든 실수 |
# | 음수가 될 수 없는 수치(가격, 개수) | Softplus나 $e^{z}$(항등 함수를 쓰는 사람도 많습니다) | 양수(모든 실수) |
# | 예 또는 아니요(이진 분류) | 시그모이드 | 확률 하나 |
# | 저마다 예 또는 아니요인 답 여러 개(**다중 레이블 분류**, multi-label classification) | 답마다 시그모이드 하나 | 답마다 확률 하나씩 |
# | 여러 클래스 가운데 하나 | 소프트맥스 | 더하면 1이 되는 확률들 |
#
# 손실은 다음 수업에서 만납니다. 예, 아니요로 답할 것이 여러 개이면 답마다 따로 손실을 구해, 답끼리는 더하고 샘플끼리는 평균을 냅니다.

# %% widget="ask-outputs"
widgets.ask(
    question=Text(
        en="Three networks: one predicts tomorrow's temperature, one says whether an e-mail is spam, one reads a handwritten digit. Which outputs?",
        ko="신경망이 셋 있습니다. 하나는 내일 기온을 예측하고, 하나는 스팸 메일인지 판단하고, 하나는 손글씨 숫자를 읽습니다. 출력층의 활성화 함수를 차례로 고르면 무엇일까요?",
    ),
    choices=(
        Text(en="sigmoid, softmax, identity", ko="시그모이드, 소프트맥스, 항등 함수"),
        Text(en="ReLU, tanh, softmax", ko="ReLU, tanh, 소프트맥스"),
        Text(en="softmax, sigmoid, sigmoid", ko="소프트맥스, 시그모이드, 시그모이드"),
        Text(en="identity, sigmoid, softmax", ko="항등 함수, 시그모이드, 소프트맥스"),
    ),
    answer=3,
    why=Text(
        en="An amount, a yes or no, one of ten classes. A sigmoid on the temperature would end at 1, and ten separate sigmoids need not add up to 1.",
        ko="차례로 수치, 예 또는 아니요, 열 클래스 가운데 하나입니다. 기온에 시그모이드를 쓰면 1을 넘을 수 없고, 시그모이드 열 개를 따로 쓰면 합이 1이 된다는 보장이 없습니다.",
    ),
)

# %% widget="ask-several-answers"
widgets.ask(
    question=Text(
        en="A network says whether a photo shows a person, a dog and a car. It may be one of them, several, or none. Which output?",
        ko="사진에 사람, 개, 자동차가 있는지 알려 주는 신경망이 있습니다. 하나만 있을 수도, 여럿이 있을 수도, 하나도 없을 수도 있습니다. 출력층에는 무엇이 알맞을까요?",
    ),
    choices=(
        Text(en="Softmax over three scores", ko="점수 세 개에 대한 소프트맥스"),
        Text(en="Three sigmoids, one for each", ko="저마다 하나씩, 시그모이드 세 개"),
        Text(en="One sigmoid: is anything there?", ko="시그모이드 하나. 무엇이든 있는지 봅니다"),
    ),
    answer=1,
    why=Text(
        en="Softmax shares one whole among the three: a dog and a car in one photo could not both come near 1, and in a photo of a meadow the three would still add up to 1. Three sigmoids answer three questions. The loss of a photo is the sum of their three losses.",
        ko="소프트맥스를 쓰면 셋이 1을 나누어 갖습니다. 개와 자동차가 함께 있어도 둘 다 1에 가까울 수 없고, 들판뿐인 사진에서도 셋의 합은 1입니다. 시그모이드 세 개는 세 물음에 따로따로 답합니다. 사진 한 장의 손실은 세 답의 손실을 더한 것입니다.",
    ),
)

# %% [markdown] lang="en"
# ### Find the mistake: "tanh is used for logistic regression and binary classification"
#
# What would a spam filter with tanh on its output say about a legitimate mail?

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "tanh는 로지스틱 회귀, 이진 분류 등에 사용한다"
#
# 출력층에 tanh를 쓴 스팸 필터는 정상 메일을 두고 무엇이라고 할까요?

# %% widget="ask-tanh-output"
widgets.ask(
    question=Text(
        en="Why does tanh not belong on the output of a yes-or-no network?",
        ko="예, 아니요를 답하는 신경망의 출력층에 tanh를 쓰지 않는 까닭은 무엇일까요?",
    ),
    choices=(
        Text(en="It is flatter than the sigmoid", ko="시그모이드보다 완만하기 때문입니다"),
        Text(
            en="Its values from -1 to 1 are no probabilities, and logistic regression is defined by the sigmoid",
            ko="-1에서 1까지의 값은 확률이 아니고, 로지스틱 회귀는 시그모이드로 정의되기 때문입니다",
        ),
        Text(en="It overflows more easily", ko="오버플로가 더 쉽게 나기 때문입니다"),
    ),
    answer=1,
    why=Text(
        en="A probability of -0.96 means nothing. tanh is a good choice for hidden layers, where nobody reads its values as probabilities.",
        ko="확률이 -0.96이라는 말은 뜻이 없습니다. tanh는 은닉층에 좋은 함수입니다. 그곳에서는 아무도 그 값을 확률로 읽지 않습니다.",
    ),
)

# %% [markdown] lang="en"
# ## Why do deep networks avoid the sigmoid?
#
# Between the loss and a weight of the *first* layer stand all the other layers. Turn this weight a little: the change passes through one activation after the other, and each multiplies it by its slope. (Weights are multiplied in as well; back-propagation, two lessons on, makes this exact.)
#
# A sigmoid slope is at most 0.25. So after 10 layers at most $0.25^{10}$, about 9.5e-7, of the change is left, and after 20 layers $0.25^{20}$, about 9.1e-13. For the first layers the ground is flat: this is the **vanishing gradient**. A ReLU with a positive pre-activation multiplies by 1.

# %% [markdown] lang="ko"
# ## 깊은 신경망에서는 왜 시그모이드를 피할까요?
#
# 손실과 **첫** 층의 가중치 사이에는 다른 층이 모두 놓여 있습니다. 이 가중치를 조금 바꾸면 그 변화는 활성화 함수를 하나씩 지나면서 매번 그 기울기와 곱해집니다. (가중치도 함께 곱해집니다. 정확한 계산은 두 수업 뒤의 역전파에서 배웁니다.)
#
# 시그모이드의 기울기는 0.25를 넘지 않습니다. 그러므로 10층을 지나면 많아야 $0.25^{10}$, 약 9.5e-7만 남고, 20층을 지나면 $0.25^{20}$, 약 9.1e-13만 남습니다. 앞쪽 층에는 땅이 평평한 것이나 다름없습니다. 이것이 **기울기 소실**(vanishing gradient)입니다. ReLU는 활성화 전 값이 양수이면 1을 곱합니다.

# %% [markdown] lang="en"
# ## Repair a network
#
# Time to put everything together in your own words.

# %% [markdown] lang="ko"
# ## 신경망을 고쳐 봅시다
#
# 배운 것을 모아 자신의 말로 설명해 봅시다.

# %% [markdown] manual="repair-the-network" points=4 lang="en"
# **What is wrong with this network, and how would you repair it?** A friend wants to recognise spam, yes or no. Her network has 20 hidden layers with sigmoids and one output unit with tanh, whose value she calls "the probability of spam". She reports:
# "The last layers move a little, the first ones not at all." Answer her in five to eight sentences.
#
# 1. Why do the first layers not move? Support it with a number.
# 2. Which activation would you put into the hidden layers, and why? Name one risk of it, say exactly what happens then, and how to reduce it.
# 3. What is wrong with the output, and what belongs there? What would you use if mails had to be sorted into five folders?
#
# ### MODEL ANSWER
#
# What a weight of the first layer changes is multiplied by a sigmoid slope in each of the 20 layers. A sigmoid slope is never more than 0.25, so at best $0.25^{20}$, about 9.1e-13, of it is left: the gradient vanishes. (Weights are multiplied in as well, but they would have to be large
# in every layer to make up for it.)
#
# I would use ReLU: its slope is 1 for every positive pre-activation, so active units hand the gradient on unchanged. The risk is dead units: if the pre-activation of a unit is 0 or less for every input, its gradient is always 0 and it can never recover. Leaky ReLU (or PReLU, ELU), a
# smaller learning rate or a good initialization reduce the risk.
#
# tanh gives values between -1 and 1, which are no probabilities. For yes or no the output needs a sigmoid; for five folders a softmax over five scores.
#
# ### RUBRIC
#
# - 1 point: names vanishing gradients *and* explains them as a product of slopes, with a number ($0.25^{20}$, 9.1e-13, or "at most 1/4 in each layer").
# - 1 point: replaces the hidden activation sensibly (ReLU or a relative) and gives the reason: slope 1 for positive pre-activations. "Because it is more modern" earns nothing.
# - 1 point: describes the risk correctly: pre-activation of 0 or less on *every* input, hence no gradient; and names a remedy. "All outputs become 0" earns nothing.
# - 1 point: output: sigmoid for yes or no, because tanh is no probability; softmax for five folders. Half a point if only one of the two is right.

# %% [markdown] manual="repair-the-network" points=4 lang="ko"
# **이 신경망은 무엇이 잘못되었고, 어떻게 고치면 좋을까요?** 친구가 스팸인지 아닌지 알아내려고 합니다. 시그모이드를 쓴 은닉층이 20개 있고, tanh를 쓴 출력 유닛 하나의 값을 "스팸일 확률"이라고 부릅니다. 친구는 이렇게 말합니다.
# "뒤쪽 층은 조금 바뀌는데 앞쪽 층은 전혀 바뀌지 않아." 다섯 문장에서 여덟 문장으로 답해 주세요.
#
# 1. 앞쪽 층은 왜 바뀌지 않을까요? 숫자로 뒷받침합니다.
# 2. 은닉층에는 어떤 활성화 함수를 왜 쓰겠습니까? 그 함수의 위험을 하나 들고, 그때 정확히 무슨 일이 일어나는지, 어떻게 줄이는지 씁니다.
# 3. 출력층은 무엇이 잘못되었고 무엇을 써야 할까요? 메일을 다섯 폴더로 나누어야 한다면 무엇을 쓰겠습니까?
#
# ### MODEL ANSWER
#
# 첫 층의 가중치가 바꾸는 것은 20개 층을 지날 때마다 시그모이드의 기울기와 곱해집니다. 시그모이드의 기울기는 0.25를 넘지 않으므로 가장 유리할 때도 $0.25^{20}$, 약 9.1e-13만 남습니다. 기울기가 사라지는 것입니다. (가중치도 함께 곱해지지만, 이것을 메우려면 모든 층의 가중치가 커야 합니다.)
#
# 저라면 ReLU를 쓰겠습니다. 활성화 전 값이 양수이면 기울기가 언제나 1이라서 깨어 있는 유닛은 기울기를 그대로 넘겨줍니다. 위험은 죽은 유닛입니다. 모든 입력에서 활성화 전 값이 0 이하이면 기울기가 언제나 0이 되어 다시 살아날 수 없습니다. Leaky ReLU(또는 PReLU, ELU),
# 더 작은 학습률, 좋은 초기화로 위험을 줄일 수 있습니다.
#
# tanh의 값은 -1과 1 사이라서 확률이 아닙니다. 예, 아니요라면 출력층에 시그모이드가, 다섯 폴더라면 점수 다섯 개에 대한 소프트맥스가 필요합니다.
#
# ### RUBRIC
#
# - 1점: 기울기 소실이라는 이름을 대고, **그리고** 기울기의 곱으로 설명하며 숫자를 듭니다($0.25^{20}$, 9.1e-13, 또는 "층마다 많아야 1/4").
# - 1점: 은닉층의 활성화 함수를 알맞게 바꾸고(ReLU나 그 친척) 이유를 듭니다. 활성화 전 값이 양수이면 기울기가 1이라는 것입니다. "더 최신이라서"는 점수가 없습니다.
# - 1점: 위험을 올바르게 설명합니다. **모든** 입력에서 활성화 전 값이 0 이하라서 기울기가 없다는 것이고, 줄이는 방법도 하나 듭니다. "출력이 모두 0이 된다"는 점수가 없습니다.
# - 1점: 출력층. 예, 아니요에는 tanh가 확률이 아니므로 시그모이드, 다섯 폴더에는 소프트맥스입니다. 하나만 맞으면 절반을 줍니다.

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="ko"
# ## 스스로 점검하기

# %% widget="quiz-slope-from-value"
widgets.ask(
    question=Text(
        en="A tanh unit has just answered a = 0. How steep is tanh there?",
        ko="tanh 유닛이 방금 a = 0이라고 답했습니다. 그곳에서 tanh는 얼마나 가파를까요?",
    ),
    choices=(
        Text(en="1, the steepest it can be", ko="1. 가장 가파릅니다"),
        Text(en="0, because the answer is 0", ko="0. 답이 0이기 때문입니다"),
        Text(en="One cannot tell without z", ko="z를 모르면 알 수 없습니다"),
    ),
    answer=0,
    why=Text(
        en="The slope is 1 - a², and with a = 0 that is 1. The value alone says how steep it is.",
        ko="기울기는 1 - a²이고 a = 0이면 1입니다. 값만 알아도 기울기를 알 수 있습니다.",
    ),
)

# %% widget="quiz-family"
widgets.ask(
    question=Text(
        en="Which member of the ReLU family ends at a fixed negative value on the far left?",
        ko="ReLU 계열에서, 왼쪽 먼 곳에서 어떤 음수에 가까워지는 것은 무엇일까요?",
    ),
    choices=(
        Text(en="Leaky ReLU", ko="Leaky ReLU"),
        Text(en="ELU: at -α", ko="ELU. -α에 가까워집니다"),
        Text(en="None of them", ko="없습니다"),
    ),
    answer=1,
    why=Text(
        en="α(e^z - 1) comes near to -α, while α·z goes on falling. So ELU does not care how strongly a unit is switched off.",
        ko="α(e^z - 1)은 -α에 가까워지고, α·z는 계속 내려갑니다. 그래서 ELU는 유닛이 얼마나 깊이 꺼졌는지에 흔들리지 않습니다.",
    ),
)

# %% widget="quiz-shift"
widgets.ask(
    question=Text(
        en="All scores of a softmax layer grow by 100. What happens to the probabilities?",
        ko="소프트맥스 층의 모든 점수가 100씩 커졌습니다. 확률은 어떻게 될까요?",
    ),
    choices=(
        Text(en="They come nearer to one another", ko="서로 가까워집니다"),
        Text(en="The winner takes nearly everything", ko="가장 큰 것이 거의 모두 가져갑니다"),
        Text(en="Nothing", ko="그대로입니다"),
    ),
    answer=2,
    why=Text(
        en="The same factor stands above and below the line. Multiplying the scores by 100 would be another matter: that makes the winner certain.",
        ko="분자와 분모에 같은 수가 곱해지기 때문입니다. 점수에 100을 곱했다면 다릅니다. 그때는 가장 큰 점수가 거의 모두 가져갑니다.",
    ),
)

# %% [markdown] lang="en"
# ## Summary card
#
# | Function | Formula | Slope | Remember |
# | --- | --- | --- | --- |
# | sigmoid | $\frac{1}{1 + e^{-z}}$ | $a (1 - a)$, at most 0.25 | open interval (0, 1); yes-or-no outputs |
# | tanh | $2 \sigma(2z) - 1$ | $1 - a^2$, at most 1 | open interval (-1, 1), centred; not for probabilities |
# | ReLU | $\max(0, z)$ | 1 for $z > 0$, else 0 | not linear; a unit with $z \le 0$ on every input is dead |
# | Leaky ReLU, PReLU | $z$ or $\alpha z$ | 1 or $\alpha$ | cures dying, not vanishing; PReLU learns $\alpha$ |
# | ELU | $z$ or $\alpha (e^{z} - 1)$ | 1 or $\alpha e^{z}$ | ends at $-\alpha$ |
# | Softplus | $\log(1 + e^{z})$ | $\sigma(z)$ | ReLU without the corner |
# | Swish | $z \cdot \sigma(\beta z)$ | dips below 0 | $\beta = 0$: $z / 2$; large $\beta$: ReLU |
# | identity | $z$ | 1 | regression outputs |
# | softmax | $\frac{e^{z_i}}{\sum_j e^{z_j}}$ | a whole matrix | the row adds up to 1; subtract the largest score |
#
# Activations make a network non-linear; their slopes are multiplied from layer to layer. Those of a sigmoid are at most $\frac{1}{4}$: unless the weights are large, the gradient vanishes. Those of tanh reach 1: there it depends on the weights at the start (lesson 6).
#
# **Universal approximation.** Steps make strips, an AND makes a box: with towers over small enough boxes, two hidden layers follow any continuous surface over a square. One hidden layer with enough units can do it, too, with any continuous activation that is no polynomial. Such weights exist; finding them is another matter.

# %% [markdown] lang="ko"
# ## 요약 카드
#
# | 함수 | 식 | 기울기 | 기억할 것 |
# | --- | --- | --- | --- |
# | 시그모이드 | $\frac{1}{1 + e^{-z}}$ | $a (1 - a)$, 많아야 0.25 | 열린 구간 (0, 1). 예, 아니요의 출력 |
# | tanh | $2 \sigma(2z) - 1$ | $1 - a^2$, 많아야 1 | 열린 구간 (-1, 1), 한가운데가 0. 확률에는 쓰지 않습니다 |
# | ReLU | $\max(0, z)$ | $z > 0$이면 1, 아니면 0 | 선형이 아닙니다. 모든 입력에서 $z \le 0$인 유닛은 죽은 것입니다 |
# | Leaky ReLU, PReLU | $z$ 또는 $\alpha z$ | 1 또는 $\alpha$ | 기울기 소실이 아니라 죽는 유닛을 고칩니다. PReLU는 $\alpha$를 학습합니다 |
# | ELU | $z$ 또는 $\alpha (e^{z} - 1)$ | 1 또는 $\alpha e^{z}$ | $-\alpha$를 향해 내려갑니다 |
# | Softplus | $\log(1 + e^{z})$ | $\sigma(z)$ | 모서리가 없는 ReLU |
# | Swish | $z \cdot \sigma(\beta z)$ | 0보다 작아지기도 합니다 | $\beta = 0$이면 $z / 2$, $\beta$가 크면 ReLU |
# | 항등 함수 | $z$ | 1 | 회귀의 출력 |
# | 소프트맥스 | $\frac{e^{z_i}}{\sum_j e^{z_j}}$ | 행렬 하나 | 행의 합이 1입니다. 가장 큰 점수를 뺍니다 |
#
# 활성화 함수가 신경망을 비선형으로 만듭니다. 그 기울기는 층을 지날 때마다 곱해집니다. 시그모이드의 기울기는 많아야 $\frac{1}{4}$이므로 가중치가 크지 않으면 앞쪽 층의 기울기가 사라집니다. tanh의 기울기는 1까지 되므로 처음 가중치에 따라 다릅니다(6번 수업).
#
# **보편 근사.** 계단으로 띠를, AND로 칸을 만듭니다. 충분히 작은 칸마다 탑을 세우면 은닉층 두 개로 정사각형 위의 어떤 연속 곡면이든 따라갑니다. 다항식이 아닌 연속 활성화 함수를 쓰면 은닉층 하나로도 되고, 이때도 유닛이 충분히 많아야 합니다. 그런 가중치가 있다는 말이고, 찾는 것은 다른 문제입니다.

# %% [markdown] lang="en"
# ## Where to go from here
#
# You now own every part of a layer: weights, bias, activation. In the next lesson they become a whole network that computes from the input to the loss, number by number.
#
# **Further reading**
#
# - Goki Saito, *Deep Learning from Scratch*, chapter 3: step, sigmoid, ReLU and softmax with the same tools.
# - M. Nielsen, [*Neural Networks and Deep Learning*](http://neuralnetworksanddeeplearning.com/), chapter 4: universal approximation with steps and towers.
# - NeoWizard's machine-learning lectures on YouTube (in Korean).
# - [TensorFlow Playground](https://playground.tensorflow.org/): switch the activation and watch the border.
# - [Keras](https://keras.io/): `Dense` takes any of these by name as its `activation`.
# - [SciPy](https://docs.scipy.org/): `scipy.special.expit` and `scipy.special.softmax` are careful versions of two of your functions.
# - X. Glorot, A. Bordes and Y. Bengio, "Deep sparse rectifier neural networks" (2011); K. He and others, "Delving deep into rectifiers" (2015), where PReLU comes from.

# %% [markdown] lang="ko"
# ## 다음으로
#
# 이제 층의 모든 부품을 갖추었습니다. 가중치, 편향, 활성화 함수입니다. 다음 수업에서는 이것들을 모아, 입력에서 손실까지 숫자 하나하나를 계산하는 신경망을 만듭니다.
#
# **더 읽을거리**
#
# - 사이토 고키, 『밑바닥부터 시작하는 딥러닝』 3장: 계단 함수, 시그모이드, ReLU, 소프트맥스를 같은 도구로 설명합니다.
# - M. 닐슨(Michael Nielsen), [*Neural Networks and Deep Learning*](http://neuralnetworksanddeeplearning.com/) 4장: 계단과 탑으로 하는 보편 근사를 설명합니다.
# - 유튜브 NeoWizard의 머신러닝 강의
# - [TensorFlow Playground](https://playground.tensorflow.org/): 활성화 함수를 바꾸면서 경계를 지켜보세요.
# - [Keras](https://keras.io/): `Dense`의 `activation`에 이 함수들의 이름을 줄 수 있습니다.
# - [SciPy](https://docs.scipy.org/): `scipy.special.expit`와 `scipy.special.softmax`는 여러분의 두 함수를 조심스럽게 만든 것입니다.
# - X. Glorot, A. Bordes, Y. Bengio, "Deep sparse rectifier neural networks" (2011). K. He 외, "Delving deep into rectifiers" (2015). PReLU가 여기에서 나왔습니다.
