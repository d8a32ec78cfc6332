# %% [markdown] lang="en"
# # Weight initialization
#
# **About {hours}. You need: the lesson on back-propagation.**
#
# Training changes weights a little at a time. But a little from *where*? Before the first step somebody has to write numbers into every matrix, and in a deep network these first numbers decide whether there is anything to learn from.
#
# After this lesson you can
#
# - say why weights must not start equal, and prove it with an experiment;
# - compute how large random weights should be, and choose among LeCun, Glorot and He;
# - tell a standard deviation from a limit, and fan_in from fan_out;
# - draw truncated, orthogonal and identity weights;
# - follow a signal and a gradient through twenty layers, and say where they die out or explode.

# %% [markdown] lang="ko"
# # 가중치 초기화
#
# **약 {hours}이 걸립니다. 먼저 역전파 수업을 마치고 오세요.**
#
# 학습은 가중치를 조금씩 바꾸는 일입니다. 그런데 **어디에서부터** 조금씩일까요? 첫걸음을 떼기 전에 누군가는 모든 행렬에 숫자를 적어 두어야 합니다. 깊은 신경망에서는 이 첫 숫자들에 따라 학습이 되기도 하고 되지 않기도 합니다.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 가중치를 모두 같게 두면 왜 안 되는지 말하고, 실험으로 보이기
# - 무작위 가중치가 얼마나 커야 하는지 계산하고 LeCun, Glorot, He 가운데 고르기
# - 표준편차와 한계, fan_in과 fan_out을 구별하기
# - 절단정규분포, 직교행렬, 단위행렬로 가중치 만들기
# - 신호와 기울기를 스무 층에 걸쳐 따라가며 어디에서 사라지고 폭발하는지 말하기

# %% setup
import numpy as np

from dlcourse import language, widgets
from dlcourse.exercises import check, hint
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

# %% widget="recall-switch"
widgets.ask(
    question=Text(
        en="A weight is 0, and the gradient that arrives behind it is 10. What does the weight pass on to its input?",
        ko="가중치 0을 곱하는 곳에 출력 쪽에서 기울기 10이 도착했습니다. 입력 쪽으로 넘기는 기울기는 얼마일까요?",
    ),
    choices=(
        Text(en="10", ko="10"),
        Text(en="0", ko="0"),
        Text(en="It depends on the input", ko="입력에 따라 다릅니다"),
    ),
    answer=1,
    why=Text(
        en="A product switches: the input gets the gradient times the weight, here 0. Keep that in mind for networks that start with zeros.",
        ko="곱셈은 맞바꿉니다. 입력은 기울기에 가중치를 곱한 것을 받고, 여기서는 0입니다. 0에서 시작하는 신경망을 볼 때 떠올려 보세요.",
    ),
)

# %% widget="recall-ten-sigmoids"
widgets.ask(
    question=Text(
        en="Ten sigmoids stand one after another. Which share of a gradient can reach the first at best, weights aside?",
        ko="시그모이드 열 개가 이어져 있습니다. 가중치를 빼고 생각하면 첫째 시그모이드까지 돌아오는 기울기는 많아야 얼마일까요?",
    ),
    choices=(
        Text(en="About a tenth", ko="십분의 일쯤"),
        Text(en="About a hundredth", ko="백분의 일쯤"),
        Text(en="About a millionth", ko="백만분의 일쯤"),
    ),
    answer=2,
    why=Text(
        en="Each passes on a quarter at most, and a quarter multiplied ten times is about a millionth.",
        ko="하나가 많아야 사분의 일을 넘기고, 사분의 일을 열 번 곱하면 백만분의 일쯤입니다.",
    ),
)

# %% widget="recall-first-loss"
widgets.ask(
    question=Text(
        en="Which first loss should a network for ten classes show, before it has learned anything?",
        ko="클래스 열 개를 나누는 신경망은 아무것도 배우기 전에 손실이 얼마여야 할까요?",
    ),
    choices=(Text(en="0", ko="0"), Text(en="log 10", ko="log 10"), Text(en="10", ko="10")),
    answer=1,
    why=Text(
        en="Equal scores give every class a tenth. A much larger loss means that the weights start too large: the topic of this lesson.",
        ko="점수가 같으면 클래스마다 확률이 십분의 일입니다. 손실이 그보다 훨씬 크다면 가중치가 너무 크게 시작한 것입니다. 이 수업의 주제입니다.",
    ),
)

# %% [markdown] lang="en"
# ## Where should we start?
#
# A deep network needs fewer parameters than a wide, shallow one to describe many functions; the lesson on XOR showed how layers build on each other. That does not make it easier to *train*. Gradient descent walks downhill from where it stands, and with many layers there are large flat regions, steep cliffs, and **saddle points**: the slope is 0 there, although the way goes down in one direction and up in another. A bad starting point is not a detour; it may be a place from which no step leads anywhere.
#
# So the question is not "where is the answer?" (nobody knows before training) but: **from where can a network learn?** Three simple ideas come to mind: all weights equal, small random numbers, large random numbers. We will try all three, and all three fail.

# %% [markdown] lang="ko"
# ## 어디에서 시작해야 할까요?
#
# 깊은 신경망은 넓고 얕은 신경망보다 적은 매개변수로 많은 함수를 나타냅니다. 층이 층 위에 쌓이는 모습은 XOR 수업에서 보았습니다. 그렇다고 **학습하기**가 더 쉬워지지는 않습니다. 경사 하강법은 지금 있는 곳에서 내리막으로 가는데, 층이 많으면 넓은 평지와 가파른 절벽이 생기고, 어느 방향으로는 오르막이고 어느 방향으로는 내리막인데 기울기는 0인 **안장점**(saddle point)도 생깁니다. 시작이 나쁘면 돌아가는 정도가 아니라, 어느 쪽으로도 나아가지 못할 수 있습니다.
#
# 그래서 물음은 "답이 어디에 있을까?"가 아닙니다(학습하기 전에는 아무도 모릅니다). **어디에서 시작해야 배울 수 있을까?** 하는 것입니다. 쉽게 떠오르는 생각이 세 가지 있습니다. 모두 같은 가중치, 작은 난수, 큰 난수입니다. 셋 다 해 보고, 셋 다 실패할 것입니다.

# %% [markdown] lang="en"
# ### A unit's neighbours
#
# In a **fully connected** layer there is a weight between *every* input and *every* unit. With $D$ inputs and $M$ units these are the $D \cdot M$ numbers of the matrix $W$ in $XW + b$.
#
# Look at a single unit: $D$ arrows arrive. Look at a single input: $M$ arrows leave. These two counts have names, **fan_in** and **fan_out**, and they will decide how large weights should be.
#
# Which axis is which depends on the convention. Our rows are examples, so $W$ is $(D, M)$ and one unit is one *column*. PyTorch stores $(M, D)$, and there the same words belong to the other axes.

# %% [markdown] lang="ko"
# ### 유닛의 이웃
#
# **완전 연결**(fully connected) 층에는 **모든** 입력과 **모든** 유닛 사이에 가중치가 하나씩 있습니다. 입력이 $D$개, 유닛이 $M$개이면 $XW + b$의 행렬 $W$에 수가 $D \cdot M$개 있습니다.
#
# 유닛 하나를 보면 화살표가 $D$개 들어옵니다. 입력 하나를 보면 화살표가 $M$개 나갑니다. 이 두 수를 **fan_in**, **fan_out**이라고 부르며, 가중치가 얼마나 커야 하는지를 이 두 수가 정합니다.
#
# 어느 축이 무엇인지는 관례에 따라 다릅니다. 우리는 샘플을 행으로 놓으므로 $W$는 $(D, M)$이고 유닛 하나가 **열** 하나입니다. PyTorch는 $(M, D)$로 저장하고, 거기에서는 같은 말이 반대쪽 축을 가리킵니다.

# %% exercise="fans"
from dlcourse.initializers import fans

# %% [markdown] lang="en"
# A unit of a **convolutional** layer (CNN) looks through a small window, say 3 by 5, at each of $D$ channels, and the same window is moved over the whole image. Its weights have the shape (3, 5, $D$, $M$). How many arrows arrive at one unit now? And in how many windows, for each of the $M$ channels that come out, does one pixel of one channel turn up?

# %% [markdown] lang="ko"
# **합성곱**(convolution) 층(CNN)의 유닛은 채널 $D$개를 저마다 작은 창으로, 이를테면 3행 5열로 들여다봅니다. 같은 창을 이미지 전체에서 옮겨 가며 씁니다. 가중치의 형상은 (3, 5, $D$, $M$)입니다. 이제 유닛 하나에 화살표가 몇 개 들어올까요? 그리고 나오는 채널 $M$개마다, 한 채널의 픽셀 하나는 창 몇 개에 들어갈까요?

# %% exercise="conv-fans"
from dlcourse.initializers import conv_fans

# %% [markdown] lang="en"
# ## May all weights start equal?
#
# The first idea: write the same number everywhere, and let training sort it out. The picture trains XOR with two hidden units (tanh) and a sigmoid output. Every weight starts at 0.5, every bias at 0. Answer the question first; then press play.

# %% [markdown] lang="ko"
# ## 가중치를 모두 같게 시작해도 될까요?
#
# 첫 번째 생각입니다. 어디에나 같은 수를 적어 두고 나머지는 학습에 맡깁니다. 그림에서는 은닉 유닛 두 개(tanh)와 시그모이드 출력으로 XOR를 학습합니다. 가중치는 모두 0.5, 편향은 모두 0에서 시작합니다. 먼저 질문에 답한 다음 재생 버튼을 눌러 보세요.

# %% widget="equal-units"
widgets.initializers.learn()

# %% [markdown] lang="en"
# ### Copies stay copies
#
# Follow two units with the same weights through one step. They see the same inputs, so their activations are equal. They feed the output through equal weights, so their blame is equal:
#
# $$\frac{\partial E}{\partial w_{i1}} = \sum_n x_{ni} \, \delta_{n1} = \sum_n x_{ni} \, \delta_{n2} = \frac{\partial E}{\partial w_{i2}}$$
#
# Equal weights minus equal gradients are equal weights again: after one step, after a thousand, forever. This is called **symmetry**, and the two units do the work of one. From 0.5, training ends where one unit would end:
#
# | steps | (0, 0) | (0, 1) | (1, 0) | (1, 1) | difference of the units |
# | --- | --- | --- | --- | --- | --- |
# | 0 | 0.500 | 0.614 | 0.614 | 0.682 | 0 |
# | 1000 | 0.008 | 0.665 | 0.665 | 0.668 | 0 |
# | 20000 | 0.000 | 0.667 | 0.667 | 0.667 | 0 |
#
# It answers 0, ⅔, ⅔, ⅔: two of the last three targets are 1, and it can do no better than their average.

# %% [markdown] lang="ko"
# ### 똑같은 것은 끝까지 똑같습니다
#
# 가중치가 같은 두 유닛을 한 걸음 따라가 봅시다. 같은 입력을 보므로 활성화 값이 같습니다. 같은 가중치로 출력에 이어져 있으므로 오차에 대한 책임도 같습니다.
#
# $$\frac{\partial E}{\partial w_{i1}} = \sum_n x_{ni} \, \delta_{n1} = \sum_n x_{ni} \, \delta_{n2} = \frac{\partial E}{\partial w_{i2}}$$
#
# 같은 가중치에서 같은 기울기를 빼면 다시 같은 가중치입니다. 한 걸음 뒤에도, 천 걸음 뒤에도, 언제까지나 그렇습니다. 이것을 **대칭성**(symmetry)이라고 하며, 두 유닛이 유닛 하나의 일만 합니다. 0.5에서 시작하면 유닛이 하나일 때와 같은 곳에서 끝납니다.
#
# | 걸음 | (0, 0) | (0, 1) | (1, 0) | (1, 1) | 두 유닛의 차이 |
# | --- | --- | --- | --- | --- | --- |
# | 0 | 0.500 | 0.614 | 0.614 | 0.682 | 0 |
# | 1000 | 0.008 | 0.665 | 0.665 | 0.668 | 0 |
# | 20000 | 0.000 | 0.667 | 0.667 | 0.667 | 0 |
#
# 답은 0, ⅔, ⅔, ⅔입니다. 뒤의 세 목푯값 가운데 둘이 1이므로, 그 평균보다 더 잘할 수가 없습니다.

# %% [markdown] lang="en"
# ### One different number is enough
#
# Now choose 0.5 under *added to one weight*. A single weight starts at 1 instead of 0.5, and the symmetry is broken: the units drift apart, and after 1000 steps the outputs are 0.01, 0.99, 0.99, 0.01. XOR is solved. Random numbers do the same for every pair of units at once, and that is all that "random" is for.
#
# A very small difference is not enough in practice. With 0.1 the units drift apart, but after 1000 steps only three of the four answers are right.

# %% [markdown] lang="ko"
# ### 숫자 하나만 달라도 됩니다
#
# 이제 '가중치 하나에 더할 값'에서 0.5를 골라 보세요. 가중치 하나만 0.5가 아니라 1에서 시작하고, 대칭이 깨집니다. 두 유닛이 갈라지고, 1000걸음 뒤의 출력은 0.01, 0.99, 0.99, 0.01입니다. XOR를 풀었습니다. 난수는 이 일을 모든 유닛 쌍에 한꺼번에 해 줍니다. '무작위로' 정하는 까닭은 이것뿐입니다.
#
# 차이가 아주 작으면 실제로는 모자랍니다. 0.1이면 유닛이 조금씩 갈라지기는 하지만, 1000걸음 뒤에도 네 답 가운데 셋만 맞습니다.

# %% [markdown] lang="en"
# Then choose 0 as the starting value. Nothing moves at all, not even with the nudge. Through output weights of 0 no blame comes back to the hidden units; and the output weights learn nothing from the one unit that is awake, for it sees $x_1$ alone, and in XOR $x_1$ alone says nothing. (With OR this start learns.)

# %% [markdown] lang="ko"
# 시작값으로 0도 골라 보세요. 한 가중치에 값을 더해도 아무것도 움직이지 않습니다. 은닉 유닛이 0인 가중치로 출력에 이어져 있어서 책임이 되돌아오지 않습니다. 출력 쪽 가중치도 깨어 있는 유닛 하나에서 배울 것이 없습니다. 그 유닛은 $x_1$만 보는데, XOR에서 $x_1$ 하나로는 아무것도 알 수 없기 때문입니다. (OR라면 이렇게 시작해도 배웁니다.)

# %% [markdown] lang="en"
# ### Find the mistake: "with 0, with 1, with any constant all units become equal, so nothing may start at a constant"
#
# The first half is right, and you have just measured it. The second half goes one step too far. What about the biases in the experiment?

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "0, 1, 상수로 시작하면 모든 유닛이 같아진다. 그러니 무엇이든 상수로 시작하면 안 된다"
#
# 앞부분은 맞고, 방금 직접 재어 보았습니다. 뒷부분은 지나친 말입니다. 실험에서 편향은 어땠나요?

# %% widget="ask-constant"
widgets.ask(
    question=Text(en="Which of these may start at a constant?", ko="다음 가운데 상수로 시작해도 되는 것은 무엇일까요?"),
    choices=(
        Text(en="Weights and biases both, if the constant is small", ko="상수가 작으면 가중치와 편향 모두"),
        Text(
            en="The biases: random weights already make the units different",
            ko="편향은 됩니다. 난수 가중치만으로도 유닛이 서로 달라집니다",
        ),
        Text(en="Neither; both must be random", ko="둘 다 안 됩니다. 둘 다 난수여야 합니다"),
    ),
    answer=1,
    why=Text(
        en="Only one of the two has to break the symmetry. In the experiment all biases started at 0 and XOR was learned, as soon as one weight differed.",
        ko="둘 중 하나만 대칭을 깨면 됩니다. 실험에서 편향은 모두 0에서 시작했지만, 가중치 하나가 달라지자 XOR를 배웠습니다.",
    ),
)

# %% exercise="symmetric-after"
from dlcourse.initializers import symmetric_after

# %% [markdown] lang="en"
# ### Zeros and ReLU: dead before the first step
#
# With tanh, weights that start at 0 never move, because nothing comes back. With ReLU it is worse. If weights and biases are 0, every pre-activation is 0, for every input, and ReLU's slope there is 0.
#
# You know the word for such a unit from the activation lesson: *dead*. A single 0 does not make it so, and it does not silence the layers after it, for these add their own biases. Can you tell a dead unit when you see one?

# %% [markdown] lang="ko"
# ### 0과 ReLU: 첫걸음 전에 죽은 유닛
#
# tanh에서 가중치가 모두 0이면, 되돌아오는 것이 없어서 멈추어 있습니다. ReLU에서는 더 나쁩니다. 가중치와 편향이 0이면 어떤 입력에서든 활성화 전 값이 0이고, 거기에서 ReLU의 기울기는 0입니다.
#
# 활성화 함수 수업에서 배운 말로 **죽은 유닛**입니다. 0이 한 번 나왔다고 죽은 것은 아니고, 뒤의 층까지 0이 되는 것도 아닙니다. 뒤의 층은 자기 편향을 더하기 때문입니다. 죽은 유닛을 알아볼 수 있을까요?

# %% widget="ask-dying"
widgets.ask(
    question=Text(
        en="A ReLU unit answers 0 for all 20 examples of a batch. The training set has 2000. Is the unit dead?",
        ko="어떤 ReLU 유닛이 배치에 있는 샘플 20개에서 모두 0을 출력합니다. 훈련 세트에는 샘플이 2000개 있습니다. 죽은 유닛일까요?",
    ),
    choices=(
        Text(en="Yes: no gradient reaches it", ko="네. 기울기가 오지 않습니다"),
        Text(
            en="It may be: ask the other examples, too; one of them with z above 0 brings a gradient back",
            ko="그럴 수도 있습니다. 나머지 샘플도 보아야 합니다. 하나라도 z가 0보다 크면 기울기가 돌아옵니다",
        ),
        Text(en="No: it wakes up again after enough steps", ko="아닙니다. 충분히 학습하면 다시 깨어납니다"),
    ),
    answer=1,
    why=Text(
        en="Dead means z of 0 or less for every input, so that no gradient ever changes the unit. This batch changes nothing in it, but the next one may. If all 2000 agree, it is dead, and more steps do not help.",
        ko="죽었다는 것은 모든 입력에서 z가 0 이하라서 기울기가 그 유닛을 바꿀 수 없다는 뜻입니다. 이 배치로는 아무것도 바뀌지 않지만 다음 배치로는 바뀔 수 있습니다. 2000개가 모두 그렇다면 죽은 것이고, 더 학습해도 소용없습니다.",
    ),
)

# %% [markdown] lang="en"
# ## How large should random weights be?
#
# So weights are random. Normal or uniform, around 0: but how far may they spread? Here is a network of 20 layers. Standard normal inputs enter on the left, and each histogram shows the activations of one layer. Predict, then try *std 0.01* and *std 1* with each activation.

# %% [markdown] lang="ko"
# ## 난수는 얼마나 커야 할까요?
#
# 그러니 가중치는 난수로 정합니다. 0을 중심으로 한 정규분포나 균등분포입니다. 그런데 얼마나 퍼져 있어야 할까요? 층이 20개인 신경망이 있습니다. 왼쪽으로 표준정규분포의 입력이 들어오고, 히스토그램 하나가 한 층의 활성화 값입니다. 먼저 예상하고, 활성화 함수마다 '표준편차 0.01'과 '표준편차 1'을 시험해 보세요.

# %% widget="layer-histograms"
widgets.initializers.explore()

# %% [markdown] lang="en"
# ### Two ways to lose a signal
#
# One run with 512 units in every layer; the table shows the standard deviation of the activations after a layer. (Other draws give slightly different numbers.)
#
# | layer | tanh, std 0.01 | ReLU, std 1 |
# | --- | --- | --- |
# | 1 | 0.22 | 13 |
# | 5 | 0.00057 | 8.3e+05 |
# | 10 | 3.4e-07 | 8.5e+11 |
# | 15 | 2.0e-10 | 7.9e+17 |
# | 20 | 1.2e-13 | 8.0e+23 |
#
# Too small, and the signal **dies out**: the last layer sees nothing of the input. Too large, and it **explodes**, on its way to an overflow. With tanh it cannot explode; instead nearly all units sit at -1 or 1, where the slope is almost 0: they are **saturated**.
#
# Each layer multiplies by about the same factor. So there must be a size between the two where this factor is 1.

# %% [markdown] lang="ko"
# ### 신호를 잃는 두 가지 길
#
# 층마다 유닛이 512개인 신경망을 한 번 돌린 결과입니다. 표는 층을 지난 뒤 활성화 값의 표준편차입니다. (난수가 다르면 수도 조금 달라집니다.)
#
# | 층 | tanh, 표준편차 0.01 | ReLU, 표준편차 1 |
# | --- | --- | --- |
# | 1 | 0.22 | 13 |
# | 5 | 0.00057 | 8.3e+05 |
# | 10 | 3.4e-07 | 8.5e+11 |
# | 15 | 2.0e-10 | 7.9e+17 |
# | 20 | 1.2e-13 | 8.0e+23 |
#
# 너무 작으면 신호가 **사라집니다**. 마지막 층은 입력을 전혀 보지 못합니다. 너무 크면 신호가 **폭발하고** 결국 오버플로가 납니다. tanh에서는 폭발할 수 없는 대신 거의 모든 유닛이 기울기가 0에 가까운 -1이나 1에 몰립니다. 이것을 **포화**(saturation)라고 합니다.
#
# 층마다 거의 같은 수가 곱해집니다. 그렇다면 둘 사이 어딘가에 곱하는 수가 1이 되는 크기가 있을 것입니다.

# %% [markdown] lang="en"
# ### The size that keeps a signal
#
# One unit adds up $D = \text{fan}_{\text{in}}$ products: $z = w_1 x_1 + \dots + w_D x_D$. If weights and inputs are independent and spread around 0, the variances of the products add up:
#
# $$\operatorname{Var}(z) = D \cdot \operatorname{Var}(w) \cdot \operatorname{Var}(x)$$
#
# So $z$ is as spread out as $x$ exactly when $\operatorname{Var}(w) = 1/D$. A weight's standard deviation should be $\sqrt{1/D}$: **the more inputs, the smaller the weights.**
#
# For a digit image, $D = 784$. With weights of standard deviation 1, $z$ has standard deviation $\sqrt{784} = 28$. With $\sqrt{1/784} = 0.0357$ it has 1. Check it:

# %% [markdown] lang="ko"
# ### 신호를 지키는 크기
#
# 유닛 하나는 곱을 $D = \text{fan}_{\text{in}}$개 더합니다. $z = w_1 x_1 + \dots + w_D x_D$입니다. 가중치와 입력이 서로 독립이고 0을 중심으로 퍼져 있으면, 곱들의 분산이 더해집니다.
#
# $$\operatorname{Var}(z) = D \cdot \operatorname{Var}(w) \cdot \operatorname{Var}(x)$$
#
# 그러므로 $\operatorname{Var}(w) = 1/D$이면 $z$는 꼭 $x$만큼 퍼집니다. 가중치의 표준편차가 $\sqrt{1/D}$이어야 하니, **입력이 많을수록 가중치는 작아야 합니다.**
#
# 숫자 이미지에서는 $D = 784$입니다. 가중치의 표준편차가 1이면 $z$의 표준편차는 $\sqrt{784} = 28$입니다. $\sqrt{1/784} = 0.0357$이면 1입니다. 확인해 봅시다.

# %%
rng = np.random.default_rng(0)
X = rng.normal(size=(1000, 784))
large = X @ rng.normal(0.0, 1.0, size=(784, 128))
right = X @ rng.normal(0.0, np.sqrt(1 / 784), size=(784, 128))
print(large.std().round(1), right.std().round(2))

# %% [markdown] lang="en"
# ## LeCun, Glorot, He
#
# Three papers turned this line of algebra into three recipes.
#
# | name | variance | made for |
# | --- | --- | --- |
# | LeCun (1998) | $1 / \text{fan}_{\text{in}}$ | keeps the signal on its way forward |
# | Glorot (2010) | $2 / (\text{fan}_{\text{in}} + \text{fan}_{\text{out}})$ | a compromise: signal forward, gradient back |
# | He (2015) | $2 / \text{fan}_{\text{in}}$ | ReLU, which throws half of the signal away |
#
# Glorot's idea: on the way back a gradient adds up fan_out products, so it would like $1/\text{fan}_{\text{out}}$; the compromise divides by the mean of both. He's idea: with ReLU, the mean of $a^2$ is half the mean of $z^2$; a factor 2 makes up for it.
#
# For a layer of shape (784, 128) the three standard deviations are 0.035714, 0.046829 and 0.050508.

# %% [markdown] lang="ko"
# ## LeCun, Glorot, He
#
# 논문 세 편이 이 한 줄의 식에서 세 가지 초기화 방식을 만들었습니다.
#
# | 이름 | 분산 | 목적 |
# | --- | --- | --- |
# | LeCun(1998) | $1 / \text{fan}_{\text{in}}$ | 앞으로 가는 신호를 지킵니다 |
# | Glorot(2010) | $2 / (\text{fan}_{\text{in}} + \text{fan}_{\text{out}})$ | 앞으로 가는 신호와 되돌아오는 기울기 사이의 절충입니다 |
# | He(2015) | $2 / \text{fan}_{\text{in}}$ | 신호의 절반을 버리는 ReLU에 씁니다 |
#
# Glorot의 생각은 이렇습니다. 되돌아오는 길에서 기울기는 곱을 fan_out개 더하므로 $1/\text{fan}_{\text{out}}$이 좋습니다. 그래서 두 수의 평균으로 나눕니다. He의 생각은 이렇습니다. ReLU를 지나면 $a^2$의 평균이 $z^2$의 평균의 절반이 되므로, 2를 곱해 메웁니다.
#
# 형상이 (784, 128)인 층에서 세 표준편차는 0.035714, 0.046829, 0.050508입니다.

# %% [markdown] lang="en"
# <details>
# <summary>Where do Glorot and He come from? Five lines.</summary>
#
# A layer with $D$ inputs and $M$ units; weights independent, with mean 0.
#
# 1. Forward, one unit adds $D$ products: $\operatorname{Var}(z) = D \cdot \operatorname{Var}(w) \cdot \overline{a^2}$, with the mean square of the inputs.
# 2. If the activation before was a straight line of slope 1, then $\overline{a^2} = \operatorname{Var}(z)$ there. The size stays when $D \cdot \operatorname{Var}(w) = 1$.
# 3. Back, one input collects from $M$ units. The size of the gradient stays when $M \cdot \operatorname{Var}(w) = 1$.
# 4. Both cannot hold unless $D = M$. Glorot replaces $D$ and $M$ by their mean: $\operatorname{Var}(w) = 2 / (D + M)$.
# 5. ReLU erases half of the squares: $\overline{a^2} = \frac{1}{2} \operatorname{Var}(z)$. Line 2 becomes $D \cdot \operatorname{Var}(w) / 2 = 1$: He.
#
# *One question:* which of the five lines is not true for tanh, and does the signal then shrink or grow?
#
# </details>

# %% [markdown] lang="ko"
# <details>
# <summary>Glorot과 He는 어디에서 나왔을까요? 다섯 줄이면 됩니다.</summary>
#
# 입력이 $D$개, 유닛이 $M$개인 층입니다. 가중치는 서로 독립이고 평균이 0입니다.
#
# 1. 앞으로 갈 때 유닛 하나가 곱을 $D$개 더합니다. $\operatorname{Var}(z) = D \cdot \operatorname{Var}(w) \cdot \overline{a^2}$이고, 마지막은 입력의 제곱의 평균입니다.
# 2. 바로 앞의 활성화 함수가 기울기 1인 직선이었다면 거기에서 $\overline{a^2} = \operatorname{Var}(z)$입니다. $D \cdot \operatorname{Var}(w) = 1$이면 크기가 그대로입니다.
# 3. 되돌아올 때 입력 하나에는 유닛 $M$개에서 온 기울기가 모입니다. $M \cdot \operatorname{Var}(w) = 1$이면 기울기의 크기가 그대로입니다.
# 4. $D = M$이 아니면 둘 다 만족할 수 없습니다. Glorot은 $D$와 $M$ 대신 둘의 평균을 씁니다. $\operatorname{Var}(w) = 2 / (D + M)$.
# 5. ReLU는 제곱의 절반을 지웁니다. $\overline{a^2} = \frac{1}{2} \operatorname{Var}(z)$이므로 2번이 $D \cdot \operatorname{Var}(w) / 2 = 1$이 됩니다. 이것이 He입니다.
#
# **한 가지 질문:** tanh에서는 다섯 줄 가운데 어느 줄이 맞지 않나요? 그러면 신호는 줄어들까요, 커질까요?
#
# </details>

# %% widget="ask-swapped"
widgets.ask(
    question=Text(
        en="For (784, 128) someone gets 0.125 as He's standard deviation. What happened?",
        ko="(784, 128)에서 He의 표준편차가 0.125로 나왔습니다. 무슨 일이 있었을까요?",
    ),
    choices=(
        Text(en="The square root was forgotten", ko="제곱근을 빠뜨렸습니다"),
        Text(en="The axes were swapped: 128 was taken as fan_in", ko="축이 바뀌어 128을 fan_in으로 썼습니다"),
        Text(en="Glorot's scheme was used", ko="Glorot 방식을 썼습니다"),
    ),
    answer=1,
    why=Text(
        en="The root of 2/128 is 0.125; the right one, of 2/784, is 0.0505. Code written for matrices of shape (fan_out, fan_in) makes this mistake silently when it meets ours.",
        ko="2/128의 제곱근이 0.125입니다. 맞는 값은 2/784의 제곱근인 0.0505입니다. (fan_out, fan_in) 형상의 행렬에 맞춘 코드가 우리 행렬을 만나면 아무 경고 없이 이런 실수를 합니다.",
    ),
)

# %% [markdown] lang="en"
# ### Normal or uniform?
#
# Each recipe fixes a *variance*. How the numbers are distributed is a second choice, hence six names: `lecun_normal`, `lecun_uniform`, `glorot_normal`, `glorot_uniform`, `he_normal`, `he_uniform`. In practice both kinds work equally well.
#
# But they are described by different numbers: a normal distribution by its standard deviation, a uniform one by its **limits**. Predict how the two belong together, then look.

# %% [markdown] lang="ko"
# ### 정규분포일까요, 균등분포일까요?
#
# 세 방식은 **분산**을 정합니다. 수를 어떤 분포에서 뽑을지는 따로 고르며, 그래서 이름이 여섯 가지입니다. `lecun_normal`, `lecun_uniform`, `glorot_normal`, `glorot_uniform`, `he_normal`, `he_uniform`입니다. 실제로는 어느 쪽이든 똑같이 잘됩니다.
#
# 다만 두 분포는 서로 다른 수로 나타냅니다. 정규분포는 표준편차로, 균등분포는 **한계**(limit)로 나타냅니다. 둘이 어떤 관계인지 먼저 예상하고 그림을 보세요.

# %% widget="two-distributions"
widgets.initializers.spread()

# %% [markdown] lang="en"
# ### The limit is not the standard deviation
#
# Numbers spread evenly over $[-r, r]$ have the variance $r^2/3$. So the limit is $\sqrt{3}$ times the standard deviation:
#
# | for (784, 128) | standard deviation of the normal | limit of the uniform |
# | --- | --- | --- |
# | LeCun | $\sqrt{1/784} = 0.0357$ | $\sqrt{3/784} = 0.0619$ |
# | Glorot | $\sqrt{2/912} = 0.0468$ | $\sqrt{6/912} = 0.0811$ |
# | He | $\sqrt{2/784} = 0.0505$ | $\sqrt{6/784} = 0.0875$ |
#
# Mixing the two up is a common mistake: a standard deviation used as a limit gives weights 0.577 times as large as wanted, a limit used as a standard deviation 1.73 times. After one layer nobody notices. After twenty layers the first has shrunk the signal to $0.577^{20} = 1.7\mathrm{e}{-5}$ of its size.

# %% [markdown] lang="ko"
# ### 한계는 표준편차가 아닙니다
#
# $[-r, r]$에 고르게 퍼진 수의 분산은 $r^2/3$입니다. 그래서 한계는 표준편차의 $\sqrt{3}$배입니다.
#
# | (784, 128)일 때 | 정규분포의 표준편차 | 균등분포의 한계 |
# | --- | --- | --- |
# | LeCun | $\sqrt{1/784} = 0.0357$ | $\sqrt{3/784} = 0.0619$ |
# | Glorot | $\sqrt{2/912} = 0.0468$ | $\sqrt{6/912} = 0.0811$ |
# | He | $\sqrt{2/784} = 0.0505$ | $\sqrt{6/784} = 0.0875$ |
#
# 둘을 혼동하는 것은 흔한 실수입니다. 표준편차를 한계로 쓰면 가중치가 원하던 것의 0.577배가 되고, 한계를 표준편차로 쓰면 1.73배가 됩니다. 한 층만 지나면 아무도 알아차리지 못합니다. 스무 층을 지나면 앞의 실수는 신호를 $0.577^{20} = 1.7\mathrm{e}{-5}$배로 줄입니다.

# %% [markdown] lang="en"
# ### Find the mistake: "Prof. Xavier Glorot's initialization: the standard deviation is $\sqrt{1/n}$"
#
# You will meet this sentence in books and on slides. Compare it with the table of recipes above: two things in it are wrong.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "Xavier Glorot 교수의 초기화: 표준편차는 $\sqrt{1/n}$이다"
#
# 책과 슬라이드에서 만나게 되는 문장입니다. 위의 방식 표와 비교해 보세요. 틀린 곳이 두 군데 있습니다.

# %% widget="ask-xavier"
widgets.ask(
    question=Text(en="What should the sentence say?", ko="이 문장을 어떻게 고쳐야 할까요?"),
    choices=(
        Text(
            en="The professor is Yoshua Bengio alone; the formula is right",
            ko="교수는 요슈아 벤지오 혼자이고 식은 맞습니다",
        ),
        Text(
            en="Xavier Glorot wrote the paper with Yoshua Bengio, as a student; and 1/fan_in is LeCun's variance, Glorot's has both fans",
            ko="글로로가 학생일 때 벤지오와 함께 쓴 논문입니다. 그리고 1/fan_in은 LeCun의 분산이고 Glorot의 분산에는 두 fan이 모두 들어갑니다",
        ),
        Text(
            en="The name is right; the standard deviation is 1/n without a root",
            ko="이름은 맞고, 표준편차는 제곱근 없이 1/n입니다",
        ),
    ),
    answer=1,
    why=Text(
        en="Xavier is Glorot's first name: two names for one scheme. Some books, Saito's among them, write the root of 1/fan_in under this name, which is LeCun's. With equal widths both are the same number, so it rarely shows.",
        ko="Xavier는 글로로의 이름이고, Xavier와 Glorot은 같은 방식을 가리킵니다. 사이토의 책을 비롯한 몇몇 책은 이 이름으로 1/fan_in의 제곱근을 적는데 그것은 LeCun의 것입니다. 너비가 같으면 두 수가 같아서 잘 드러나지 않습니다.",
    ),
)

# %% [markdown] lang="en"
# ### Who is who
#
# So that you can read other texts:
#
# | name in this course | also called | authors |
# | --- | --- | --- |
# | LeCun | in some books "Xavier" | Yann LeCun, Léon Bottou, Genevieve Orr, Klaus-Robert Müller |
# | Glorot | Xavier | Xavier Glorot, Yoshua Bengio |
# | He | Kaiming | Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun |
#
# He's scheme was made for very deep networks with ReLU, among them the convolutional ones (CNNs) that look at images.
#
# Keras, a widely used library, has all six under the same names. Its "normal" variants are *truncated* normal distributions; what that is comes next. Ours are plain.

# %% [markdown] lang="ko"
# ### 누가 누구일까요?
#
# 다른 글을 읽을 때를 위한 표입니다.
#
# | 이 강의의 이름 | 다른 이름 | 저자 |
# | --- | --- | --- |
# | LeCun | 몇몇 책에서는 "Xavier" | 얀 르쿤, 레옹 보투, 제너비브 오어, 클라우스 로베르트 뮐러 |
# | Glorot | Xavier | 자비에 글로로, 요슈아 벤지오 |
# | He | Kaiming | 허카이밍(Kaiming He), 장샹위, 런사오칭, 쑨젠 |
#
# He 방식은 ReLU를 쓰는 아주 깊은 신경망을 위해 나왔고, 이미지를 보는 합성곱 신경망(CNN)도 여기에 들어갑니다.
#
# 널리 쓰는 라이브러리인 Keras에도 같은 이름의 여섯 가지가 있습니다. 다만 Keras의 "normal"은 **절단**정규분포입니다. 그것이 무엇인지는 바로 뒤에 나옵니다. 이 강의의 것은 보통의 정규분포입니다.

# %% exercise="init-weights"
from dlcourse.initializers import init_weights

# %% widget="ask-check"
widgets.ask(
    question=Text(
        en="Your uniform weights of shape (784, 128) after He reach from -0.05 to 0.05. Is that right?",
        ko="He 방식의 균등분포로 뽑은 (784, 128) 가중치가 -0.05에서 0.05까지 퍼져 있습니다. 맞을까요?",
    ),
    choices=(
        Text(en="Yes: He's number for this shape is 0.05", ko="맞습니다. 이 형상에서 He의 수는 0.05입니다"),
        Text(
            en="No: 0.05 is the standard deviation; the limits should be near -0.0875 and 0.0875",
            ko="아닙니다. 0.05는 표준편차이고, 한계는 -0.0875와 0.0875 근처여야 합니다",
        ),
        Text(en="No: they should reach from -1 to 1", ko="아닙니다. -1에서 1까지여야 합니다"),
    ),
    answer=1,
    why=Text(
        en="That is the mistake with the factor 0.577. It cannot be seen in one layer, so look at the standard deviation of what you drew: `W.std()` costs one line.",
        ko="배율이 0.577인 바로 그 실수입니다. 한 층만 보아서는 알 수 없으니 뽑은 가중치의 표준편차를 확인하세요. `W.std()` 한 줄이면 됩니다.",
    ),
)

# %% [markdown] lang="en"
# ## What about the outliers?
#
# A normal distribution has no end. Of a million weights about 45,500 lie further away than two standard deviations, and about 60 of them further than four. With four inputs one such weight dominates its unit. With 784 it hardly matters: in place of a typical weight it adds $(4^2 - 1) / 784$ to the variance of $z$, about 2%.
#
# The **truncated normal distribution** draws again whatever lies beyond two standard deviations. *Draws again*: pushing such numbers back to the limit would pile 4.6% of all weights up at two places, a normal distribution with two towers. It is a cheap insurance, and you meet it because Keras does it.
#
# Cutting has a price. Without its tails the distribution is narrower: its standard deviation is 0.8796 of the original. To end at 0.05, start with $0.05 / 0.8796 = 0.0568$.

# %% [markdown] lang="ko"
# ## 지나치게 크거나 작은 값은 어떻게 할까요?
#
# 정규분포에는 끝이 없습니다. 가중치 백만 개 가운데 약 45,500개는 표준편차의 두 배보다 멀리 있고, 그중 약 60개는 네 배보다 멀리 있습니다. 입력이 네 개라면 그런 가중치 하나가 유닛을 좌우합니다. 784개라면 거의 상관이 없습니다. 보통 가중치 대신 들어가서 $z$의 분산에 $(4^2 - 1) / 784$, 곧 2%쯤을 더할 뿐입니다.
#
# **절단정규분포**(truncated normal distribution)는 표준편차의 두 배보다 멀리 있는 수를 다시 뽑습니다. **다시 뽑는다**는 점이 중요합니다. 한계로 밀어 넣으면 모든 가중치의 4.6%가 두 곳에 쌓여서, 정규분포에 탑이 두 개 솟습니다. 비용이 거의 들지 않는 보험이고, Keras가 쓰기 때문에 자주 만나게 됩니다.
#
# 자르는 데에는 대가가 있습니다. 꼬리가 없으면 분포가 좁아져서 표준편차가 원래의 0.8796배가 됩니다. 마지막에 0.05를 얻으려면 $0.05 / 0.8796 = 0.0568$에서 시작해야 합니다.

# %% exercise="truncated-normal"
from dlcourse.initializers import truncated_normal

# %% [markdown] lang="en"
# ## Can a layer keep lengths exactly?
#
# The recipes keep the size of a signal *on average*. Two kinds of matrices keep it exactly.
#
# The **identity** passes $X$ on unchanged; it is square. Having no randomness, it is used in special places only: recurrent networks, which pass the same layer again and again, and layers added to a trained network.
#
# An **orthogonal** matrix turns or mirrors, and changes no length: its columns have length 1 and stand at right angles, $Q^\top Q = I$. With random directions it breaks symmetry, too. For one of shape (512, 512):
#
# - the length of a vector after the layer, divided by the length before it, is 1.0 up to rounding;
# - no entry of $Q^\top Q - I$ is larger than about $10^{-15}$.
#
# After twenty such layers (without activations) the ratio is still 1.0. Normal weights of LeCun's size keep it roughly; see the next cell.

# %% [markdown] lang="ko"
# ## 길이를 정확히 지키는 층도 있을까요?
#
# 앞의 방식은 신호의 크기를 **평균적으로** 지킵니다. 정확히 지키는 행렬이 두 종류 있습니다.
#
# **단위행렬**(identity)은 $X$를 그대로 넘겨줍니다. 출력의 수가 입력의 수와 같아야 하므로 정사각 행렬이어야 합니다. 무작위성이 없어서 특별한 곳에만 씁니다. 같은 층을 여러 번 지나야 하는 순환 신경망과, 이미 학습한 신경망에 처음에는 아무것도 바꾸지 않는 층을 더 끼워 넣을 때입니다.
#
# **직교행렬**(orthogonal matrix)은 돌리거나 뒤집을 뿐 길이를 바꾸지 않습니다. 열의 길이가 1이고 서로 직각이어서 $Q^\top Q = I$입니다. 방향이 무작위이므로 대칭도 깹니다. 형상이 (512, 512)인 행렬 하나에서 재어 보면 다음과 같습니다.
#
# - 층을 지난 벡터의 길이를 지나기 전의 길이로 나누면, 반올림 오차를 빼고 1.0입니다.
# - $Q^\top Q - I$에는 약 $10^{-15}$보다 큰 원소가 없습니다.
#
# 이런 층 스무 개를 (활성화 함수 없이) 지나도 비율은 여전히 1.0입니다. LeCun 크기의 정규분포 가중치는 대강만 지킵니다. 다음 셀에서 한 번 시험해 봅니다.

# %%
rng = np.random.default_rng(0)
x = rng.normal(size=512)
kept, roughly = x, x
for _ in range(20):
    Q, _ = np.linalg.qr(rng.normal(size=(512, 512)))
    kept = kept @ Q
    roughly = roughly @ rng.normal(0.0, np.sqrt(1 / 512), size=(512, 512))
print(np.linalg.norm([kept, roughly], axis=1) / np.linalg.norm(x))

# %% exercise="orthogonal"
from dlcourse.initializers import orthogonal

# %% widget="ask-wide"
widgets.ask(
    question=Text(
        en="A layer has 4 inputs and 9 units, so W has shape (4, 9). Can its 9 columns all stand at right angles?",
        ko="입력이 4개, 유닛이 9개라서 W의 형상이 (4, 9)입니다. 열 9개가 모두 서로 직각일 수 있을까요?",
    ),
    choices=(
        Text(en="Yes, with enough random tries", ko="네, 난수를 충분히 여러 번 뽑으면 됩니다"),
        Text(
            en="No: in 4 dimensions there are only 4 directions at right angles; the 4 rows can be",
            ko="아닙니다. 4차원에는 서로 직각인 방향이 4개뿐입니다. 대신 행 4개는 직각일 수 있습니다",
        ),
    ),
    answer=1,
    why=Text(
        en="For wide matrices the rows take over: each has 9 numbers, and there is room for 4 of them. Lengths of inputs are still kept, since each input then goes along its own right-angled row.",
        ko="가로로 긴 행렬에서는 행이 그 일을 맡습니다. 행마다 수가 9개 있어서 4개가 서로 직각일 자리가 있습니다. 입력마다 서로 직각인 행을 따라가므로 입력의 길이도 여전히 지켜집니다.",
    ),
)

# %% exercise="identity-init"
from dlcourse.initializers import identity_init

# %% widget="ask-identity"
widgets.ask(
    question=Text(
        en="All hidden layers start as the identity, and nothing is random. Are two units of a layer copies of each other?",
        ko="모든 은닉층을 단위행렬로 시작하고 난수는 하나도 없습니다. 한 층의 두 유닛은 서로의 사본일까요?",
    ),
    choices=(
        Text(en="Yes, as with every start without randomness", ko="네, 무작위성이 없는 초기화는 모두 그렇습니다"),
        Text(en="No: each unit listens to another input", ko="아닙니다. 유닛마다 다른 입력을 받습니다"),
    ),
    answer=1,
    why=Text(
        en="Symmetry is about equal units, not about randomness. Two columns of the identity differ, so the units see different things from the first step.",
        ko="대칭성은 무작위성이 아니라 똑같은 유닛의 문제입니다. 단위행렬의 두 열은 서로 다르므로 유닛들은 처음부터 서로 다른 것을 봅니다.",
    ),
)

# %% [markdown] lang="en"
# ### And behind a ReLU?
#
# There the identity keeps only half: every negative number is erased. But two units can share the work. One carries $x$, its twin carries $-x$; whatever the sign, one of the two survives ReLU, and a second layer puts them together again:
#
# $$\max(x, 0) - \max(-x, 0) = x$$
#
# So a *pair* of layers, $D$ inputs to $2D$ units and back, changes nothing although a ReLU stands between them. Deep networks may start like this: as if they had no depth at all, and with every gradient arriving at its full size.

# %% [markdown] lang="ko"
# ### 뒤에 ReLU가 있다면 어떨까요?
#
# 그러면 단위행렬도 절반만 지킵니다. 음수가 모두 지워지기 때문입니다. 하지만 유닛 두 개가 일을 나눌 수 있습니다. 하나는 $x$를, 짝은 $-x$를 맡습니다. 부호가 무엇이든 둘 중 하나는 ReLU를 지나고, 다음 층이 둘을 다시 합칩니다.
#
# $$\max(x, 0) - \max(-x, 0) = x$$
#
# 그래서 입력 $D$개를 유닛 $2D$개로 보냈다가 되돌리는 층 **한 쌍**은 사이에 ReLU가 있어도 아무것도 바꾸지 않습니다. 깊은 신경망을 이렇게 시작하기도 합니다. 마치 층이 없는 것처럼 시작하고, 기울기도 모두 제 크기대로 도착합니다.

# %% exercise="relu-pair"
from dlcourse.initializers import relu_pair

# %% [markdown] lang="en"
# ## Does it survive twenty layers?
#
# Now the recipes have to prove themselves. The same network as before, 512 units in each of 20 layers, ReLU; one run each:
#
# | layer | Glorot | He |
# | --- | --- | --- |
# | 1 | 0.58 | 0.82 |
# | 5 | 0.14 | 0.79 |
# | 10 | 0.024 | 0.77 |
# | 15 | 0.0038 | 0.69 |
# | 20 | 0.00064 | 0.66 |
#
# A slide says: "Xavier with ReLU: the outputs go to 0." That is true, but only depth makes it true. After one layer 0.58 looks healthy. Each layer halves the mean of $a^2$, so a spread shrinks by about $\sqrt{1/2} = 0.71$ per layer; in a network with two hidden layers nobody would notice, in one with twenty nothing is left.
#
# He's scheme does not keep its size exactly either: it wanders, because every layer is only one draw. But it neither dies nor explodes.

# %% [markdown] lang="ko"
# ## 스무 층을 견딜까요?
#
# 이제 세 방식을 시험할 차례입니다. 앞과 같은 신경망, 유닛이 512개인 층 20개에 ReLU를 쓰고 한 번씩 돌렸습니다.
#
# | 층 | Glorot | He |
# | --- | --- | --- |
# | 1 | 0.58 | 0.82 |
# | 5 | 0.14 | 0.79 |
# | 10 | 0.024 | 0.77 |
# | 15 | 0.0038 | 0.69 |
# | 20 | 0.00064 | 0.66 |
#
# 어떤 슬라이드에는 "Xavier에 ReLU를 쓰면 출력이 0으로 간다"라고 적혀 있습니다. 맞는 말이지만, 깊을 때에만 그렇습니다. 한 층 뒤의 0.58은 멀쩡해 보입니다. 층마다 $a^2$의 평균이 절반이 되므로 표준편차는 층마다 약 $\sqrt{1/2} = 0.71$배로 줄어듭니다. 은닉층이 두 개라면 아무도 알아차리지 못하고, 스무 개라면 아무것도 남지 않습니다.
#
# He 방식도 크기를 정확히 지키지는 않습니다. 층마다 한 번 뽑은 난수일 뿐이어서 오르내립니다. 그래도 사라지거나 폭발하지 않습니다.

# %% exercise="activation-stds"
from dlcourse.initializers import activation_stds

# %% [markdown] lang="en"
# ### All schemes in one picture
#
# The same measurement for every scheme, with 128 units in each layer and a logarithmic axis: a straight line is a constant factor per layer. Predict first. Once your function has passed, it draws the picture.

# %% [markdown] lang="ko"
# ### 모든 방식을 한 그림에
#
# 같은 측정을 모든 방식에 대해, 층마다 유닛 128개로 하고 로그 축에 그렸습니다. 직선은 층마다 곱해지는 수가 일정하다는 뜻입니다. 먼저 예상해 보세요. 점검을 통과하면 여러분의 함수가 그림을 그립니다.

# %% widget="all-schemes"
widgets.initializers.compare()

# %% [markdown] lang="en"
# ### And does it *train*?
#
# A signal that arrives is not yet a network that learns. So let networks of ReLUs learn 1000 handwritten digits of 14 by 14 pixels, with two hidden layers of 40 units and with ten; only the weights at the start differ. The cell prints the share of 500 new digits that are read rightly, for two seeds; who always says the same gets a tenth. Predict: in which of the two networks does the start matter?

# %% [markdown] lang="ko"
# ### 그러면 **학습**도 될까요?
#
# 신호가 도착한다고 해서 벌써 배우는 것은 아닙니다. ReLU 신경망에 가로세로 14픽셀인 손글씨 숫자 1000개를 학습시켜 봅시다. 유닛 40개짜리 은닉층이 두 개인 신경망과 열 개인 신경망이고, 처음 가중치만 다릅니다. 셀은 새 숫자 500개 가운데 맞게 읽은 비율을 시드 두 개에 대해 출력합니다. 언제나 같은 답만 하면 십분의 일입니다. 시작이 중요한 것은 둘 가운데 어느 신경망일까요? 먼저 예상해 보세요.

# %%
from dlcourse import digits
from dlcourse.datasets import load_mnist
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.training import SGD, fit


def small(images, labels):
    """14 by 14 pixels, each the mean of four, as rows."""
    return digits.preprocess(images.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)), labels)


mnist = load_mnist()
X, y = small(mnist.X_train[:1000], mnist.y_train[:1000])
X_new, y_new = small(mnist.X_val[:500], mnist.y_val[:500])


def trained(init, hidden, seed):
    """The share of new digits read rightly after training from this start."""
    rng = np.random.default_rng(seed)
    widths = [196] + hidden * [40]
    layers = [layer for width in widths[:-1] for layer in (Dense(width, 40, init=init), Activation("relu"))]
    network = Sequential([*layers, Dense(40, 10)], rng=rng)
    try:
        with np.errstate(all="ignore"):
            fit(network, X, y, loss="cross_entropy", optimizer=SGD(lr=0.05), epochs=15, batch_size=32, rng=rng)
    except FloatingPointError:  # `fit` stops as soon as the loss is none
        return "no number"
    return digits.accuracy(y_new, network.classify(X_new))


starts = {
    "std 0.01": lambda shape, *, rng: rng.normal(0.0, 0.01, shape),
    "Glorot": "glorot_normal",
    "He": "he_normal",
    "std 1": lambda shape, *, rng: rng.normal(0.0, 1.0, shape),
}
for hidden in (2, 10):
    for name, init in starts.items():
        print(f"{hidden:2} hidden layers, {name:8}:", *(trained(init, hidden, seed) for seed in (0, 1)), sep="   ")

# %% [markdown] lang="en"
# With two layers all four learn; the tiny start and the one of standard deviation 1 are far behind, Glorot and He as good as equal. With ten the picture above comes true: from standard deviation 0.01 nothing is learned, because no signal arrives; Glorot's start loses some of it in every layer and is behind; He's learns best. From standard deviation 1 the loss is soon no number. Try other seeds: single runs scatter, and with two layers the two bad starts may change places, but with ten the order stays.

# %% [markdown] lang="ko"
# 은닉층이 두 개이면 네 가지가 모두 배웁니다. 가장 작은 것과 표준편차 1인 것은 한참 뒤처지고, Glorot과 He는 거의 같습니다. 열 개이면 위의 그림대로 됩니다. 표준편차 0.01에서는 신호가 도착하지 않아 아무것도 배우지 못합니다. Glorot에서는 층마다 신호를 조금씩 잃어 뒤처집니다. He에서 가장 잘 배웁니다. 표준편차 1에서는 손실이 곧 수가 아니게 됩니다. 다른 시드도 시험해 보세요. 실행할 때마다 값은 흩어지고, 은닉층이 두 개이면 뒤처진 두 가지의 순서가 바뀌기도 합니다. 열 개이면 순서는 그대로입니다.

# %% [markdown] lang="en"
# ## And on the way back?
#
# A network learns from what comes *back*. In the lesson on back-propagation a gradient passed a layer in two steps: times the slope of the activation, times $W^\top$. So weights decide its fate as well. Here a gradient of size 1 starts at the last layer; the panels show what is left of it.

# %% [markdown] lang="ko"
# ## 되돌아오는 길은 어떨까요?
#
# 신경망은 **되돌아오는** 것에서 배웁니다. 역전파 수업에서 기울기는 두 단계로 층을 지났습니다. 활성화 함수의 기울기를 곱하고, $W^\top$를 곱했습니다. 그러니 기울기가 살아남을지도 가중치에 달려 있습니다. 그림에서는 마지막 층에서 크기가 1인 기울기를 보내고, 칸마다 그중 얼마가 남았는지 보여 줍니다.

# %% widget="layer-gradients"
widgets.initializers.gradients()

# %% [markdown] lang="en"
# ### Vanishing and exploding, with weights
#
# The activation lesson looked at slopes alone. At best a sigmoid passes on 1/4, so $n$ of them pass on $0.25^n$:
#
# | layers | $0.25^n$ |
# | --- | --- |
# | 5 | 9.8e-04 |
# | 10 | 9.5e-07 |
# | 20 | 9.1e-13 |
#
# Choose sigmoid in the picture: with Glorot's weights the gradient at layer 1 is of about that size, 1.2e-12. None of the three recipes makes up for the 1/4: this is the **vanishing gradient**. Weights of standard deviation 1 do bring it back, but look at the activations then: many units sit at 0 or 1. Hidden layers of deep networks use another activation.
#
# ReLU's slopes are 0 or 1. With He's weights the gradient arrives with its size; with Glorot's it dies as the signal did; with standard deviation 1 it **explodes**, and in a deeper network it overflows to `inf`.

# %% [markdown] lang="ko"
# ### 가중치까지 생각한 기울기 소실과 폭발
#
# 활성화 함수 수업에서는 함수의 기울기만 보았습니다. 시그모이드는 많아야 1/4을 넘겨주므로, $n$개를 지나면 $0.25^n$입니다.
#
# | 층 수 | $0.25^n$ |
# | --- | --- |
# | 5 | 9.8e-04 |
# | 10 | 9.5e-07 |
# | 20 | 9.1e-13 |
#
# 그림에서 시그모이드를 골라 보세요. Glorot 가중치일 때 1층의 기울기가 그 정도, 곧 1.2e-12입니다. 세 방식 모두 1/4을 메우지 못합니다. 이것이 **기울기 소실**입니다. 표준편차가 1이면 기울기는 돌아오지만, 그때 활성화 값을 보면 많은 유닛이 0이나 1에 몰려 있습니다. 그래서 깊은 신경망의 은닉층에는 다른 활성화 함수를 씁니다.
#
# ReLU의 기울기는 0이나 1입니다. He 가중치이면 기울기의 크기가 유지됩니다. Glorot 가중치이면 신호와 마찬가지로 사라집니다. 표준편차가 1이면 **폭발하고**, 더 깊은 신경망에서는 오버플로가 나서 `inf`가 됩니다.

# %% drawing="vanishing"

# %% [markdown] lang="en"
# ## Which one for which layer?
#
# Ask what the activation does to the two halves of its inputs.
#
# - It silences or weakens the *negative* half, as ReLU does: a part of the mean square is lost, and **He** puts it back.
# - It treats both halves alike, as tanh and sigmoid do (and no activation, and softmax at the output): **Glorot**.
#
# For sigmoid this is custom, not derivation. Its outputs are never negative, so the inputs of the next layer are not spread around 0; and its slope at 0 is 1/4, not 1. Both assumptions of Glorot's algebra fail.

# %% [markdown] lang="ko"
# ## 어느 층에 어느 것을 쓸까요?
#
# 활성화 함수가 입력의 두 절반을 어떻게 다루는지 물어보세요.
#
# - ReLU처럼 **음수** 쪽 절반을 없애거나 약하게 만들면 제곱의 평균 일부를 잃습니다. **He**가 그만큼 되돌려 놓습니다.
# - tanh와 시그모이드처럼 두 절반을 똑같이 다루면 **Glorot**입니다. 활성화 함수가 없을 때와 출력층의 소프트맥스도 여기에 듭니다.
#
# 시그모이드에서는 유도한 결과가 아니라 관례입니다. 시그모이드의 출력은 음수가 되지 않으므로 다음 층의 입력이 0을 중심으로 퍼져 있지 않습니다. 0에서의 기울기도 1이 아니라 1/4입니다. Glorot의 식에 쓴 두 가정이 모두 맞지 않습니다.

# %% [markdown] lang="en"
# Alike does not mean unharmed. Glorot's algebra takes an activation for a straight line of slope 1, and tanh has that slope only at 0: it presses everything else together, a little in every layer. The factor by which weights must grow to make up for an activation on the way forward is its **gain**; for tanh PyTorch's `calculate_gain("tanh")` gives $5/3$. So the usual rule for tanh is **Glorot, times 5/3**, in PyTorch `xavier_normal_(W, gain=calculate_gain("tanh"))`.
#
# Does it matter? Twenty layers of 256 units, tanh. The last number of each line is a gradient that had size 1 at layer 20, after its way back to layer 1. Predict: which of the three keeps the signal best, and which the gradient?

# %% [markdown] lang="ko"
# 똑같이 다룬다고 해서 신호가 온전한 것은 아닙니다. Glorot의 식은 활성화 함수를 기울기가 1인 직선으로 여기는데, tanh의 기울기는 0에서만 1입니다. 나머지는 층마다 조금씩 눌려 줄어듭니다. 신호가 앞으로 가면서 활성화 함수에서 잃는 만큼 메우려고 가중치를 몇 배로 키우는지를 **배율**(gain)이라고 합니다. tanh이면 PyTorch의 `calculate_gain("tanh")`이 $5/3$를 돌려줍니다. 그래서 tanh에 흔히 쓰는 규칙은 **Glorot에 5/3를 곱하는 것**이고, PyTorch에서는 `xavier_normal_(W, gain=calculate_gain("tanh"))`이라고 씁니다.
#
# 차이가 날까요? 유닛이 256개인 tanh 층 스무 개입니다. 줄마다 마지막 수는 20층에서 크기가 1이던 기울기가 1층까지 되돌아왔을 때의 크기입니다. 예상해 보세요. 셋 가운데 신호를 가장 잘 지키는 것은 무엇이고, 기울기를 가장 잘 지키는 것은 무엇일까요?

# %%
rng = np.random.default_rng(1)
for name, factor in (("Glorot", 1.0), ("He", np.sqrt(2)), ("Glorot * 5/3", 5 / 3)):
    a, spread, layers = rng.normal(size=(256, 256)), [], []
    for _ in range(20):
        W = rng.normal(0.0, factor / np.sqrt(256), size=(256, 256))
        a = np.tanh(a @ W)
        spread.append(a.std())
        layers.append((W, 1 - a**2))
    gradient = np.random.default_rng(0).normal(size=a.shape)
    for W, slope in reversed(layers[1:]):
        gradient = (gradient * slope) @ W.T
    print(f"{name:12}", [f"layer {n}: {spread[n - 1]:.2f}" for n in (1, 5, 10, 20)], f"back: {gradient.std():.2f}")

# %% [markdown] lang="en"
# | layer | Glorot | He | Glorot times 5/3 |
# | --- | --- | --- | --- |
# | 1 | 0.62 | 0.72 | 0.76 |
# | 5 | 0.32 | 0.57 | 0.65 |
# | 10 | 0.23 | 0.56 | 0.65 |
# | 20 | 0.16 | 0.56 | 0.65 |
# | gradient, back at layer 1 | 0.29 | 2.15 | 5.56 |
#
# In two or three layers nobody sees a difference. After twenty, plain Glorot has 0.16 left and is still losing; with 5/3 the spread settles at 0.65. That is what the rule is for: one tanh leaves 0.62 of a spread of 1, and 5/3 is about 1/0.62. But it looks at the way forward alone. On the way back its gradients grow, if moderately, to 5.56 times their size in 19 layers. Plain Glorot lets both shrink. He, which with equal widths is Glorot times $\sqrt{2}$, lies in between: its factor was made for what ReLU takes away, but here it is the best balanced of the three.

# %% [markdown] lang="ko"
# | 층 | Glorot | He | Glorot에 5/3를 곱함 |
# | --- | --- | --- | --- |
# | 1 | 0.62 | 0.72 | 0.76 |
# | 5 | 0.32 | 0.57 | 0.65 |
# | 10 | 0.23 | 0.56 | 0.65 |
# | 20 | 0.16 | 0.56 | 0.65 |
# | 1층에 돌아온 기울기 | 0.29 | 2.15 | 5.56 |
#
# 두세 층에서는 아무도 차이를 알아차리지 못합니다. 스무 층을 지나면 Glorot만 쓸 때는 0.16이 남고 계속 줄어듭니다. 5/3를 곱하면 0.65에 머무릅니다. 이 규칙의 목적이 바로 이것입니다. tanh 하나를 지나면 1만큼 퍼진 값이 0.62만큼 퍼진 값이 되고, 5/3는 1/0.62에 가깝습니다. 그런데 이 규칙은 앞으로 가는 길만 봅니다. 되돌아오는 길에서는 기울기가 19층을 지나는 동안 서서히 커져 5.56배가 됩니다. Glorot만 쓰면 둘 다 줄어듭니다. 너비가 같을 때 Glorot의 $\sqrt{2}$배인 He는 그 사이에 있습니다. ReLU가 잘라 낸 몫을 메우려고 만든 수이지만, 여기서는 셋 가운데 균형이 가장 잘 잡혀 있습니다.

# %% [markdown] lang="en"
# For a **Leaky ReLU** with slope $\alpha$ the gain needs no experiment. The positive half of $z$ keeps its squares, the negative half keeps $\alpha^2$ of them. How large is the mean square of what comes out? What must multiply the weights to make up for it? Work it out for the second exercise; $\alpha = 0$ must give He's factor, $\alpha = 1$ must change nothing.

# %% [markdown] lang="ko"
# 음수 쪽 기울기가 $\alpha$인 **Leaky ReLU**의 배율은 실험 없이 구할 수 있습니다. $z$의 양수 쪽 절반은 제곱을 그대로 지키고, 음수 쪽 절반은 $\alpha^2$배만 지킵니다. 나온 값의 제곱의 평균은 얼마일까요? 그만큼 메우려면 가중치에 무엇을 곱해야 할까요? 두 번째 문제에서 직접 구해 보세요. $\alpha = 0$이면 He의 수가, $\alpha = 1$이면 그대로 1이 나와야 합니다.

# %% exercise="choose-init"
from dlcourse.initializers import choose_init

# %% widget="ask-deep-tanh"
widgets.ask(
    question=Text(
        en="A network has 20 hidden layers with tanh and a softmax output. Which start keeps the spread of the signal?",
        ko="tanh 은닉층이 20개이고 출력이 소프트맥스인 신경망입니다. 신호가 퍼진 정도를 지키는 초기화는 어느 것일까요?",
    ),
    choices=(
        Text(en="Plain Glorot everywhere", ko="모두 Glorot만"),
        Text(
            en="Glorot times 5/3 in the hidden layers, plain Glorot at the output",
            ko="은닉층은 Glorot에 5/3를 곱하고, 출력층은 Glorot만",
        ),
        Text(en="LeCun in the hidden layers, He at the output", ko="은닉층은 LeCun, 출력층은 He"),
    ),
    answer=1,
    why=Text(
        en="tanh presses the signal together, and twenty times that is a lot: plain Glorot has 0.16 left, with 5/3 it is 0.65; the price is a gradient that grows on its way back. The output is a single layer with nothing behind it, so it needs no gain.",
        ko="tanh는 신호를 눌러 줄이고, 스무 번 쌓이면 많이 줄어듭니다. Glorot만 쓰면 0.16이 남고 5/3를 곱하면 0.65입니다. 그 대가로 기울기는 되돌아오면서 커집니다. 출력층은 한 층뿐이고 그 뒤에 아무것도 없으므로 배율이 필요하지 않습니다.",
    ),
)

# %% exercise="gain"
from dlcourse.initializers import gain

# %% [markdown] lang="en"
# ## Explain it
#
# You have seen three starts fail and three recipes work. Now help somebody with a network of their own.

# %% [markdown] lang="ko"
# ## 설명해 보기
#
# 세 가지 초기화가 실패하고 세 가지 방식이 통하는 것을 보았습니다. 이제 다른 사람의 신경망을 도와줄 차례입니다.

# %% [markdown] manual="repair-a-start" points=4 lang="en"
# **A friend's network does not learn.** It has 15 hidden layers of 300 units with ReLU. All weights and biases start at 0, and the loss does not move. Your friend tries two repairs. Write three to eight sentences.
#
# 1. Why does the loss not move at the start? What do the hidden units' gradients look like?
# 2. First repair: all weights 1/300, biases 0. Why can that not be enough?
# 3. Second repair: random normal weights with standard deviation 0.01. What happens to the signal on its way through the layers, and why?
# 4. Which start do you recommend? Give the number for a layer of shape (300, 300), and say what may stay at 0.
#
# ### MODEL ANSWER
#
# With all weights and biases 0 every pre-activation is 0, and so are all ReLU outputs and slopes. Nothing passes forward or back: the gradients of all weights are 0 (only the bias of the output layer may move a little), and gradient descent stands still.
#
# With 1/300 everywhere there are gradients, but all units of a layer are copies of each other: same inputs, same outputs, same gradients, so same weights forever. Each layer of 300 units can do no more than a single unit could.
#
# With standard deviation 0.01 the symmetry is broken, but each layer multiplies the spread by about $0.01 \cdot \sqrt{300 / 2} = 0.12$; after 15 layers about $0.12^{15}$, roughly $10^{-14}$, is left. The signal dies out, and so does the gradient on its way back.
#
# I recommend He's scheme, since the network uses ReLU: standard deviation $\sqrt{2/300} = 0.082$ (or uniform with limit $\sqrt{6/300} = 0.141$). The biases may start at 0, because random weights already make the units different.
#
# ### RUBRIC
#
# - 1 point: zeros: pre-activations, outputs and slopes are 0, so (almost) no gradient arrives. "Zero times anything is zero" with a mention of the gradients is enough.
# - 1 point: constant 1/300: names symmetry: equal units get equal gradients and stay equal. "1/300 is too large/small" alone earns nothing.
# - 1 point: 0.01: the spread is multiplied by about the same factor below 1 in each layer, so it shrinks exponentially with depth. A number is not needed.
# - 1 point: He with standard deviation $\sqrt{2/300}$, about 0.08 (or the limit, about 0.14, named as a limit), *and* biases may be 0. Glorot instead of He: no point.

# %% [markdown] manual="repair-a-start" points=4 lang="ko"
# **친구의 신경망이 배우지 않습니다.** 유닛이 300개인 은닉층이 15개 있고 ReLU를 씁니다. 가중치와 편향은 모두 0에서 시작하고, 손실이 움직이지 않습니다. 친구는 두 가지를 시도합니다. 세 문장에서 여덟 문장으로 써 보세요.
#
# 1. 처음에 손실이 왜 움직이지 않을까요? 은닉 유닛의 기울기는 어떨까요?
# 2. 첫 번째 시도: 가중치를 모두 1/300로, 편향은 0으로 둡니다. 왜 이것으로는 모자랄까요?
# 3. 두 번째 시도: 표준편차가 0.01인 정규분포에서 가중치를 뽑습니다. 신호가 층을 지나면서 어떻게 되고, 왜 그럴까요?
# 4. 어떤 초기화를 권하겠습니까? 형상이 (300, 300)인 층에서 쓸 수를 적고, 무엇은 0으로 두어도 되는지 말해 보세요.
#
# ### MODEL ANSWER
#
# 가중치와 편향이 모두 0이면 활성화 전 값이 모두 0이고, ReLU의 출력과 기울기도 모두 0입니다. 앞으로도 뒤로도 아무것도 지나가지 못합니다. 모든 가중치의 기울기가 0이고(출력층의 편향만 조금 움직일 수 있습니다) 경사 하강법은 제자리에 머뭅니다.
#
# 모두 1/300이면 기울기는 있지만 한 층의 유닛이 모두 서로의 사본입니다. 입력이 같고, 출력이 같고, 기울기가 같으므로 가중치가 끝까지 같습니다. 유닛이 300개인 층이 유닛 하나 몫밖에 하지 못합니다.
#
# 표준편차가 0.01이면 대칭은 깨지지만, 층마다 퍼진 정도에 약 $0.01 \cdot \sqrt{300 / 2} = 0.12$가 곱해집니다. 15층을 지나면 약 $0.12^{15}$, 대략 $10^{-14}$만 남습니다. 신호가 사라지고, 되돌아오는 기울기도 사라집니다.
#
# ReLU를 쓰므로 He 방식을 권합니다. 표준편차는 $\sqrt{2/300} = 0.082$입니다(균등분포라면 한계가 $\sqrt{6/300} = 0.141$입니다). 편향은 0에서 시작해도 됩니다. 난수 가중치만으로도 유닛이 서로 다르기 때문입니다.
#
# ### RUBRIC
#
# - 1점: 0일 때 활성화 전 값, 출력, 기울기가 모두 0이라서 기울기가 (거의) 오지 않는다고 씁니다. "0에는 무엇을 곱해도 0"이라고 쓰고 기울기를 말하면 충분합니다.
# - 1점: 상수 1/300에서 대칭성을 말합니다. 같은 유닛은 같은 기울기를 받아 끝까지 같습니다. "1/300이 너무 크다/작다"만으로는 점수가 없습니다.
# - 1점: 0.01에서 층마다 1보다 작은 거의 같은 수가 곱해져 깊이에 따라 지수적으로 줄어든다고 씁니다. 숫자는 없어도 됩니다.
# - 1점: He 방식과 표준편차 $\sqrt{2/300}$, 약 0.08(또는 한계라고 밝힌 약 0.14), **그리고** 편향은 0이어도 된다고 씁니다. He 대신 Glorot이면 점수가 없습니다.

# %% [markdown] lang="en"
# ## Check yourself
#
# Three questions to close. Answer before you scroll back.

# %% [markdown] lang="ko"
# ## 스스로 점검하기
#
# 마지막으로 세 문제입니다. 위로 돌아가기 전에 답해 보세요.

# %% widget="quiz-wider"
widgets.ask(
    question=Text(
        en="A hidden layer grows from 100 to 400 inputs. What happens to He's standard deviation?",
        ko="은닉층의 입력이 100개에서 400개로 늘어납니다. He의 표준편차는 어떻게 될까요?",
    ),
    choices=(
        Text(en="It is halved", ko="절반이 됩니다"),
        Text(en="It becomes 1/4 of it", ko="1/4이 됩니다"),
        Text(en="It is doubled", ko="두 배가 됩니다"),
    ),
    answer=0,
    why=Text(
        en="Four times as many inputs, 1/4 of the variance, and the root of 1/4 is one half.",
        ko="입력이 네 배가 되면 분산은 1/4이 되고, 1/4의 제곱근은 절반입니다.",
    ),
)

# %% widget="quiz-xavier-relu"
widgets.ask(
    question=Text(
        en="“Xavier with ReLU sends the outputs to 0.” When does that matter?",
        ko="“Xavier에 ReLU를 쓰면 출력이 0으로 간다.” 언제 문제가 될까요?",
    ),
    choices=(
        Text(en="Always, after a single layer", ko="언제나, 한 층만 지나도"),
        Text(
            en="In deep networks: a little is lost in every layer",
            ko="깊은 신경망에서 문제가 됩니다. 층마다 조금씩 잃습니다",
        ),
        Text(en="Never; it is a myth", ko="문제가 되지 않습니다. 잘못된 말입니다"),
    ),
    answer=1,
    why=Text(
        en="The spread shrinks by a constant factor per layer. Two layers hardly show it, twenty leave less than a thousandth.",
        ko="층마다 일정한 비율로 줄어듭니다. 두 층에서는 거의 보이지 않고, 스무 층이면 천분의 일도 남지 않습니다.",
    ),
)

# %% widget="quiz-seed"
widgets.ask(
    question=Text(
        en="Why does every function here take its generator as `rng` instead of calling `np.random`?",
        ko="이 수업의 함수는 왜 `np.random`을 쓰지 않고 생성기를 `rng`로 받을까요?",
    ),
    choices=(
        Text(en="It is faster", ko="더 빠르기 때문입니다"),
        Text(en="The numbers are more random", ko="더 무작위인 수가 나오기 때문입니다"),
        Text(
            en="The same seed then gives the same network, whatever else a program draws",
            ko="프로그램의 다른 곳에서 무엇을 뽑든, 시드가 같으면 같은 신경망이 나오기 때문입니다",
        ),
    ),
    answer=2,
    why=Text(
        en="A start that cannot be repeated cannot be examined. A global generator is shared by everybody, and one more draw anywhere changes all numbers after it.",
        ko="재현할 수 없는 초기화는 분석할 수 없습니다. 전역 생성기는 모두가 함께 쓰므로, 어디에선가 한 번 더 뽑으면 그 뒤의 수가 모두 달라집니다.",
    ),
)

# %% [markdown] lang="en"
# ## Summary card
#
# | Idea | Formula | Remember |
# | --- | --- | --- |
# | fans | $W$ is (fan_in, fan_out) | one unit is one column; other libraries turn it round |
# | symmetry | equal weights, equal gradients | weights must differ; biases may start at 0 |
# | keep a signal | $\operatorname{Var}(z) = D \cdot \operatorname{Var}(w) \cdot \operatorname{Var}(x)$ | more inputs, smaller weights |
# | LeCun | $1/\text{fan}_{\text{in}}$ | in some books "Xavier" |
# | Glorot (Xavier) | $2/(\text{fan}_{\text{in}} + \text{fan}_{\text{out}})$ | sigmoid (by custom), softmax; tanh, times $5/3$ |
# | He (Kaiming) | $2/\text{fan}_{\text{in}}$ | ReLU and its relatives |
# | gain | Leaky ReLU: $\sqrt{2 / (1 + \alpha^2)}$ | how much larger the weights must be to keep the signal on its way forward: ReLU $\sqrt{2}$, tanh $5/3$, identity 1 |
# | uniform | limit $r = \sqrt{3 \operatorname{Var}(w)}$ | a limit is not a standard deviation |
# | truncated normal | draw again beyond 2 deviations | 0.8796 of the spread is left; Keras means this by "normal" |
# | orthogonal, identity | $Q^\top Q = I$ | keep lengths exactly; the identity needs a square, and behind a ReLU pairs of $x$ and $-x$ |
# | dead ReLU unit | $z \le 0$ for *every* input | its gradient is 0; later layers keep their biases |
# | depth | a factor per layer | Xavier with ReLU dies out only in deep networks; sigmoid gradients vanish with all three recipes |

# %% [markdown] lang="ko"
# ## 요약 카드
#
# | 개념 | 식 | 기억할 것 |
# | --- | --- | --- |
# | fan | $W$는 (fan_in, fan_out)입니다 | 유닛 하나가 열 하나입니다. 반대로 쓰는 라이브러리도 있습니다 |
# | 대칭성 | 가중치가 같으면 기울기도 같습니다 | 가중치는 서로 달라야 합니다. 편향은 0에서 시작해도 됩니다 |
# | 신호 지키기 | $\operatorname{Var}(z) = D \cdot \operatorname{Var}(w) \cdot \operatorname{Var}(x)$ | 입력이 많을수록 가중치는 작아야 합니다 |
# | LeCun | $1/\text{fan}_{\text{in}}$ | 몇몇 책에서는 "Xavier"라고 합니다 |
# | Glorot(Xavier) | $2/(\text{fan}_{\text{in}} + \text{fan}_{\text{out}})$ | 시그모이드(관례), 소프트맥스에 씁니다. tanh에는 $5/3$를 곱해서 씁니다 |
# | He(Kaiming) | $2/\text{fan}_{\text{in}}$ | ReLU와 그 친척에 씁니다 |
# | 배율(gain) | Leaky ReLU: $\sqrt{2 / (1 + \alpha^2)}$ | 앞으로 가는 신호를 지키려고 가중치를 몇 배로 키우는지입니다. ReLU는 $\sqrt{2}$, tanh는 $5/3$, 항등 함수는 1입니다 |
# | 균등분포 | 한계 $r = \sqrt{3 \operatorname{Var}(w)}$ | 한계는 표준편차가 아닙니다 |
# | 절단정규분포 | 표준편차의 2배보다 멀면 다시 뽑습니다 | 0.8796배만큼 퍼집니다. Keras의 "normal"이 이것입니다 |
# | 직교행렬, 단위행렬 | $Q^\top Q = I$ | 길이를 정확히 지킵니다. 단위행렬은 정사각형이어야 하고, ReLU를 지나려면 $x$와 $-x$의 짝이 필요합니다 |
# | 죽은 ReLU 유닛 | **모든** 입력에서 $z \le 0$ | 기울기가 0입니다. 뒤의 층에는 편향이 남아 있습니다 |
# | 깊이 | 층마다 곱해지는 수 | Xavier에 ReLU를 쓰면 깊을 때에만 사라집니다. 시그모이드의 기울기는 세 방식 모두에서 사라집니다 |

# %% [markdown] lang="en"
# ## Where to go from here
#
# The network now stands at a good starting point. How it walks from there, with which steps and how fast, is the next lesson: optimizers.
#
# **Further reading**
#
# - Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp" (1998).
# - X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010).
# - K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers" (2015).
# - A. Saxe, J. McClelland, S. Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks" (2014), on orthogonal starts.
# - Q. Le, N. Jaitly, G. Hinton, "A simple way to initialize recurrent networks of rectified linear units" (2015), on identity starts.
# - Goki Saito, *Deep Learning from Scratch*, chapter 6: histograms like ours. Mind what is called Xavier there.
# - [Keras](https://keras.io/api/layers/initializers/): all initializers of this lesson under the same names.

# %% [markdown] lang="ko"
# ## 다음으로
#
# 이제 신경망이 좋은 곳에서 시작합니다. 거기에서 어떤 걸음으로 얼마나 빨리 나아가는지는 다음 수업인 옵티마이저에서 다룹니다.
#
# **더 읽을거리**
#
# - Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp" (1998).
# - X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010).
# - K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers" (2015).
# - A. Saxe, J. McClelland, S. Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks" (2014): 직교행렬로 초기화하는 방법을 다룹니다.
# - Q. Le, N. Jaitly, G. Hinton, "A simple way to initialize recurrent networks of rectified linear units" (2015): 단위행렬로 초기화하는 방법을 다룹니다.
# - 사이토 고키, 『밑바닥부터 시작하는 딥러닝』 6장: 비슷한 히스토그램이 나옵니다. 거기에서 무엇을 Xavier라고 부르는지 살펴보세요.
# - [Keras](https://keras.io/api/layers/initializers/): 이 수업의 모든 초기화 방식이 같은 이름으로 있습니다.
