# %% [markdown] lang="en"
# # Optimizers
#
# **About {hours}. You need: the lessons on back-propagation and on initialization.**
#
# Back-propagation tells every weight in which direction the loss grows. It does not say **how far** to go the other way. This lesson is about that one number, and about
# five answers to the question, each a little cleverer than the one before.
#
# After this lesson you can
#
# - predict from the learning rate whether a weight creeps, arrives, zigzags or flies away;
# - say what a batch, an epoch and an iteration are, and count them;
# - write Newton's step, and say why networks are trained without it;
# - write gradient descent, momentum, AdaGrad, RMSProp and Adam from their formulas;
# - explain what Adam's bias correction corrects, and spot four errors that slides make about it;
# - let the learning rate follow a schedule, and let weights decay;
# - compare optimizers fairly.

# %% [markdown] lang="ko"
# # 옵티마이저
#
# **약 {hours}이 걸립니다. 먼저 역전파 수업과 초기화 수업을 마치고 오세요.**
#
# 역전파는 손실이 어느 방향으로 커지는지 가중치마다 알려 줍니다. 그러나 그 반대쪽으로 **얼마나** 가야 하는지는 말해 주지 않습니다. 이 수업은 바로 그 수 하나에 관한
# 이야기이고, 그 물음에 대한 다섯 가지 답을 다룹니다. 뒤로 갈수록 조금씩 영리해집니다.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 학습률을 보고 가중치가 기어갈지, 도착할지, 지그재그로 갈지, 튕겨 나갈지 예상하기
# - 배치, 에폭, 이터레이션이 무엇인지 말하고 세기
# - 뉴턴 방법의 걸음을 작성하고, 신경망을 왜 그렇게 학습시키지 않는지 말하기
# - 경사 하강법, 모멘텀, AdaGrad, RMSProp, Adam을 식을 보고 작성하기
# - Adam의 편향 보정이 무엇을 보정하는지 설명하고, 슬라이드에 흔히 나오는 오류 네 가지를 찾아내기
# - 학습률이 계획에 따라 변하게 하고, 가중치가 줄어들게 하기
# - 옵티마이저를 공정하게 비교하기

# %% setup
import numpy as np

from dlcourse import language, widgets
from dlcourse.exercises import check, hint, solved
from dlcourse.language import Text

language.use("en")

# %% [markdown] lang="en"
# ## What do you remember?
#
# Three questions about earlier lessons. Choose from memory; looking things up comes afterwards.

# %% [markdown] lang="ko"
# ## 무엇이 기억나나요?
#
# 앞 수업에서 고른 세 문제입니다. 먼저 기억만으로 골라 보고, 찾아보는 것은 그다음에 하세요.

# %% widget="recall-slope"
widgets.ask(
    question=Text(
        en="Lesson 5: at some weight the derivative of the loss is -3. You make the weight a little larger. What does the loss do?",
        ko="5번 수업: 어떤 가중치에서 손실의 미분이 -3입니다. 가중치를 조금 키우면 손실은 어떻게 될까요?",
    ),
    choices=(
        Text(en="It rises", ko="커집니다"),
        Text(en="It falls, by about three times as much", ko="그 세 배쯤 작아집니다"),
        Text(en="It stays: the weight is at a minimum", ko="그대로입니다. 최솟값에 있습니다"),
    ),
    answer=1,
    why=Text(
        en="The derivative says how much the loss changes for a small change of the weight, sign included. So to go downhill, step against it.",
        ko="미분은 가중치를 조금 바꿀 때 손실이 얼마나 변하는지를 부호까지 알려 줍니다. 내려가려면 그 반대쪽으로 가면 됩니다.",
    ),
)

# %% widget="recall-twins"
widgets.ask(
    question=Text(
        en="Lesson 6: two hidden units start with exactly the same weights, in and out. What does gradient descent do with them?",
        ko="6번 수업: 은닉 유닛 둘이 들어오는 가중치도 나가는 가중치도 똑같이 시작했습니다. 경사 하강법은 이 둘을 어떻게 할까요?",
    ),
    choices=(
        Text(en="It keeps them equal for ever", ko="영원히 똑같이 둡니다"),
        Text(en="It lets them drift apart after a few steps", ko="몇 걸음 뒤에 서로 달라지게 합니다"),
        Text(en="It removes one of them", ko="하나를 없앱니다"),
    ),
    answer=0,
    why=Text(
        en="Equal weights get equal gradients and make equal steps. No optimizer of this lesson changes that.",
        ko="가중치가 같으면 기울기도 같고 걸음도 같습니다. 이 수업의 어떤 옵티마이저도 이것을 바꾸지 못합니다.",
    ),
)

# %% widget="recall-mean"
widgets.ask(
    question=Text(
        en="Lesson 4: the loss is a mean over the examples. The same data set is copied, so that every example stands in it twice. What happens to the loss?",
        ko="4번 수업: 손실은 샘플에 대한 평균입니다. 데이터를 복사해 모든 샘플이 두 번씩 들어 있게 했습니다. 손실은 어떻게 될까요?",
    ),
    choices=(
        Text(en="It doubles", ko="두 배가 됩니다"),
        Text(en="It is halved", ko="절반이 됩니다"),
        Text(en="Nothing", ko="그대로입니다"),
    ),
    answer=2,
    why=Text(
        en="A mean does not see copies, and neither does its gradient: the learning rate need not change either. With a sum it would have to.",
        ko="샘플을 모두 복사해도 평균은 그대로이고 기울기도 그렇습니다. 그래서 학습률도 바꿀 필요가 없습니다. 합이었다면 바꾸어야 합니다.",
    ),
)

# %% [markdown] lang="en"
# ## How far should one step go?
#
# Take a very small network: one weight. Its loss is $w^2$, a valley with the lowest point at 0, and it starts at $w = 4$. The gradient is $2w$, so at the start it is 8: "uphill is to the right,
# and it is steep".
#
# So we go left. But 8 is a *slope*, not a distance. Multiply it by a small number and you have a step. Which small number? The picture asks you first. Answer, and then try
# every learning rate you like: press the step button a few times for each.

# %% [markdown] lang="ko"
# ## 한 걸음은 얼마나 커야 할까요?
#
# 아주 작은 신경망을 생각해 봅시다. 가중치가 하나뿐입니다. 손실은 $w^2$으로, 0에서 가장 낮은 골짜기입니다. $w = 4$에서 출발합니다. 기울기(gradient)는 $2w$이므로
# 출발점에서는 8입니다. "오른쪽이 오르막이고, 꽤 가파르다"라는 뜻입니다.
#
# 그러니 왼쪽으로 갑니다. 그런데 8은 기울기이지 거리가 아닙니다. 여기에 작은 수를 곱하면 걸음의 크기가 됩니다. 어떤 수를 곱해야 할까요? 그림이 먼저 물어봅니다. 답을 고른 다음
# 여러 가지 학습률을 시험해 보세요. 학습률마다 한 단계씩 몇 번 진행해 보면 됩니다.

# %% widget="learning-rate"
widgets.optimizers.rates()

# %% [markdown] lang="en"
# ### Gradient descent
#
# $$w \leftarrow w - \eta \, \frac{\partial E}{\partial w}$$
#
# The gradient gives the direction, the **learning rate** $\eta$ (`lr`) multiplies it, the minus sign turns uphill into downhill. For the loss $w^2$ the whole step is a
# multiplication: $w \leftarrow w - \eta \cdot 2w = (1 - 2\eta) \, w$. That one factor decides everything:
#
# | $\eta$ | factor | $w$ after steps 1, 2, 3 | what happens |
# | --- | --- | --- | --- |
# | 0.1 | 0.8 | 3.2, 2.56, 2.048 | creeps |
# | 0.5 | 0 | 0, 0, 0 | arrives at once |
# | 0.9 | -0.8 | -3.2, 2.56, -2.048 | zigzags, but arrives |
# | 1 | -1 | -4, 4, -4 | jumps to and fro for ever |
# | 1.1 | -1.2 | -4.8, 5.76, -6.912 | **diverges** |

# %% [markdown] lang="ko"
# ### 경사 하강법
#
# $$w \leftarrow w - \eta \, \frac{\partial E}{\partial w}$$
#
# 기울기가 방향을 주고, **학습률**(learning rate) $\eta$(`lr`)가 거기에 곱해지며, 빼기 부호가 오르막을 내리막으로 바꿉니다. 이것이 **경사 하강법**(gradient descent)입니다. 손실이 $w^2$이면
# 한 걸음은 곱셈 한 번과 같습니다. $w \leftarrow w - \eta \cdot 2w = (1 - 2\eta) \, w$입니다. 곱하는 수 하나가 모든 것을 정합니다.
#
# | $\eta$ | 곱하는 수 | 걸음 1, 2, 3 뒤의 $w$ | 어떻게 되는가 |
# | --- | --- | --- | --- |
# | 0.1 | 0.8 | 3.2, 2.56, 2.048 | 기어갑니다 |
# | 0.5 | 0 | 0, 0, 0 | 단번에 도착합니다 |
# | 0.9 | -0.8 | -3.2, 2.56, -2.048 | 지그재그로 가지만 도착합니다 |
# | 1 | -1 | -4, 4, -4 | 영원히 오갑니다 |
# | 1.1 | -1.2 | -4.8, 5.76, -6.912 | **발산합니다** |

# %% [markdown] lang="en"
# ### Where exactly does it break?
#
# A valley may be flat or steep. Write the loss as $\frac{\lambda}{2} w^2$; the **curvature** $\lambda$ says how quickly the slope grows. The gradient is $\lambda w$, the factor $1 - \eta\lambda$, and
# the weight comes nearer exactly when the factor lies between -1 and 1:
#
# $$0 < \eta < \frac{2}{\lambda}$$
#
# Half of that limit, $\eta = 1/\lambda$, arrives in one step. Beyond the limit every step makes things worse. A real network has many weights and many curvatures, and nobody tells you the largest. So
# the learning rate is **chosen**, not learned: it is a *hyper-parameter*.

# %% [markdown] lang="ko"
# ### 정확히 어디에서 무너질까요?
#
# 골짜기는 완만할 수도, 가파를 수도 있습니다. 손실을 $\frac{\lambda}{2} w^2$이라고 쓰면 **곡률**(curvature) $\lambda$는 기울기가 얼마나 빨리 커지는지를 나타냅니다. 기울기는 $\lambda w$, 곱하는 수는 $1 - \eta\lambda$입니다.
# 이 수가 -1과 1 사이에 있을 때만 가중치가 가까워집니다.
#
# $$0 < \eta < \frac{2}{\lambda}$$
#
# 이 한계의 절반인 $\eta = 1/\lambda$이면 한 걸음에 도착합니다. 한계를 넘으면 걸음마다 더 나빠집니다. 실제 신경망에는 가중치도 곡률도 많고, 가장 큰 곡률이 얼마인지 아무도 알려 주지 않습니다. 그래서
# 학습률은 학습되지 않고 사람이 **고릅니다**. 하이퍼파라미터(hyper-parameter)입니다.

# %% widget="ask-steeper"
widgets.ask(
    question=Text(
        en="A learning rate of 0.9 worked in the valley with λ = 2. You use it in a valley with λ = 4. What happens?",
        ko="λ = 2인 골짜기에서는 학습률 0.9로도 도착했습니다. 같은 학습률을 λ = 4인 골짜기에서 쓰면 어떻게 될까요?",
    ),
    choices=(
        Text(en="It arrives faster: the slope is steeper", ko="기울기가 더 크므로 더 빨리 도착합니다"),
        Text(en="It diverges", ko="발산합니다"),
        Text(en="The same: the learning rate did not change", ko="학습률이 그대로이므로 결과도 그대로입니다"),
    ),
    answer=1,
    why=Text(
        en="The limit is now 2/4 = 0.5, and the factor is 1 - 0.9 · 4 = -2.6. A learning rate is only large or small compared with the curvature.",
        ko="이제 한계는 2/4 = 0.5이고 곱하는 수는 1 - 0.9 · 4 = -2.6입니다. 학습률이 크다, 작다는 곡률과 견주어야만 할 수 있는 말입니다.",
    ),
)

# %% exercise="gd-step"
from dlcourse.optimizers import gd_step

# %% [markdown] lang="en"
# Three steps of your own in the valley $w^2$:

# %% [markdown] lang="ko"
# 골짜기 $w^2$에서 직접 세 걸음을 걸어 봅시다.

# %%
if solved("gd-step"):
    w = np.array([4.0])
    for _ in range(3):
        w = gd_step(w, 2 * w, lr=0.1)
        print(w)

# %% [markdown] lang="en"
# ### What is chosen, and what is learned
#
# | learned from data | chosen before training: hyper-parameters |
# | --- | --- |
# | weights, biases | learning rate, batch size, number of epochs, the optimizer and its own numbers |
# | | number of layers, units in each, activation functions |
# | | how much data you collect and use |
#
# Of these, the learning rate is the one to try first: it decides whether anything else matters. Try it in factors, such as 0.001, 0.01, 0.1, not in small steps.

# %% [markdown] lang="ko"
# ### 고르는 것과 학습되는 것
#
# | 데이터에서 학습되는 것 | 학습 전에 고르는 것: 하이퍼파라미터 |
# | --- | --- |
# | 가중치, 편향 | 학습률, 배치 크기, 에폭 수, 옵티마이저와 그 안의 수들 |
# | | 층 수, 층마다의 유닛 수, 활성화 함수 |
# | | 모아서 쓰는 데이터의 양 |
#
# 이 가운데 가장 먼저 시험할 것은 학습률입니다. 학습률이 맞지 않으면 다른 것은 따져 볼 수도 없습니다. 조금씩 바꾸지 말고 0.001, 0.01, 0.1처럼 몇 배씩 바꾸어 보세요.

# %% [markdown] lang="en"
# ## Must every step look at all the data?
#
# The loss is a mean over all examples, and so is its gradient. With a million examples one exact gradient costs a million back-propagations, and after all that the weights make **one** step.
#
# A survey does not ask a whole country either. A small random group of examples, a **mini-batch**, gives a gradient that is right on average. It is inexact, but cheap.
#
# The picture fits a line to 100 points: two weights, slope and bias. Choose how many examples one step may look at. Answer its question first.

# %% [markdown] lang="ko"
# ## 걸음마다 데이터를 모두 보아야 할까요?
#
# 손실은 모든 샘플에 대한 평균이고 기울기도 그렇습니다. 샘플이 백만 개라면 정확한 기울기 하나를 구하는 데 역전파를 백만 번 해야 하고, 그러고 나서 가중치는 겨우 **한** 걸음 움직입니다.
#
# 여론 조사도 온 국민에게 묻지는 않습니다. 무작위로 고른 작은 그룹, 곧 **미니배치**(mini-batch)만 보아도 평균적으로 맞는 기울기를 얻습니다. 정확하지는 않지만 계산 비용이 적게 듭니다.
#
# 아래 그림에서는 점 100개에 직선을 맞춥니다. 가중치는 직선의 기울기와 편향, 둘입니다. 한 걸음에 샘플을 몇 개나 볼지 골라 보세요. 그림의 질문에 먼저 답합니다.

# %% widget="batch-size"
widgets.optimizers.batch_sizes()

# %% [markdown] lang="en"
# ### Four words
#
# | word | meaning | 4000 examples, batch size 64 |
# | --- | --- | --- |
# | **batch size** | examples in one group | 64 |
# | **iteration** | one group, and so one step of the weights | 63 per epoch |
# | **epoch** | all training examples once | 63 iterations |
# | **SGD** | gradient descent with mini-batches | $w \leftarrow w - \eta \, g$, $g$ from one group |
#
# Why 63? After 62 groups, 62 · 64 = 3968 examples are done, and 32 are left. They are a group as well, only smaller. The formula you will find yourself.
#
# SGD is *stochastic gradient descent*; stochastic means "by chance", because chance forms the groups.

# %% [markdown] lang="ko"
# ### 네 가지 용어
#
# | 용어 | 뜻 | 샘플 4000개, 배치 크기 64 |
# | --- | --- | --- |
# | **배치 크기**(batch size) | 그룹 하나에 든 샘플 수 | 64 |
# | **이터레이션**(iteration) | 그룹 하나, 곧 가중치의 한 걸음 | 에폭마다 63 |
# | **에폭**(epoch) | 훈련 샘플 전체를 한 번 | 이터레이션 63번 |
# | **SGD** | 미니배치로 하는 경사 하강법 | $w \leftarrow w - \eta \, g$, $g$는 그룹 하나에서 |
#
# 왜 63일까요? 그룹 62개가 지나가면 샘플 62 · 64 = 3968개를 보았고 32개가 남습니다. 이것도 그룹입니다. 조금 작을 뿐입니다. 식은 직접 찾아보세요.
#
# SGD는 **확률적 경사 하강법**(stochastic gradient descent)입니다. 그룹을 우연에 맡겨 만들기 때문에 '확률적'입니다.

# %% [markdown] lang="en"
# ### Find the mistake: "1 epoch: the network is passed through once, forward and back"
#
# A slide says this right after "epoch: how often the whole training set has passed". One of the two sentences can be misread. 4000 examples come in groups of 64: how often is the
# network passed, forward and back, in one epoch?

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "1 epoch: 순전파와 역전파로 신경망을 한 번 통과한 것"
#
# 어느 슬라이드에는 "에폭: 훈련 데이터 전체가 통과한 횟수"라는 말 바로 뒤에 이렇게 적혀 있습니다. 두 문장 가운데 하나는 오해하기 쉽습니다. 샘플 4000개를 64개씩 나누었습니다. 에폭 하나 동안
# 순전파와 역전파로 신경망을 몇 번 통과할까요?

# %% widget="ask-epoch"
widgets.ask(
    question=Text(
        en="How must the sentence about one epoch be mended?",
        ko="에폭에 관한 문장을 어떻게 고쳐야 할까요?",
    ),
    choices=(
        Text(
            en="It is right: one epoch is one forward and one backward pass",
            ko="맞는 문장입니다. 순전파 한 번과 역전파 한 번이 에폭입니다",
        ),
        Text(
            en="One epoch: the whole training set passes once; here that takes 63 forward and backward passes",
            ko="에폭 하나는 훈련 데이터 전체가 한 번 지나가는 것이며, 여기서는 순전파와 역전파를 63번 합니다",
        ),
        Text(en="One epoch: one mini-batch passes once", ko="에폭 하나는 미니배치 하나가 한 번 지나가는 것입니다"),
    ),
    answer=1,
    why=Text(
        en="What passes once is the data. Only with the full batch is that one pass of the network too. One mini-batch through the network is an iteration.",
        ko="한 번 지나가는 것은 데이터입니다. 전체를 한 배치로 쓸 때만 신경망도 한 번 통과합니다. 미니배치 하나가 신경망을 지나가는 것은 이터레이션입니다.",
    ),
)

# %% exercise="minibatches"
from dlcourse.batches import minibatches

# %% [markdown] lang="en"
# Look at one epoch of your own, twice: run this cell again.

# %% [markdown] lang="ko"
# 직접 만든 에폭 하나를 살펴봅시다. 셀을 한 번 더 실행해 보세요.

# %%
if solved("minibatches"):
    rng = np.random.default_rng()
    for rows, labels in minibatches(np.arange(10.0), np.arange(10), 4, rng=rng):
        print(rows, labels)

# %%
4000 / 64

# %% exercise="iterations"
from dlcourse.batches import iterations

# %% [markdown] lang="en"
# ### Find the mistake: "SGD: where the gradient is 0, learning stops"
#
# A slide says so about SGD with mini-batches. Test it: go back to the picture with the 100 points, choose *start: at the minimum*, and let epochs go by. First with batch size 100, then with 10.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "SGD: 기울기가 0이 되는 지점에서 학습이 멈춘다"
#
# 어느 슬라이드에 미니배치를 쓰는 SGD의 성질로 적혀 있는 말입니다. 시험해 봅시다. 점 100개가 있는 그림으로 돌아가 출발점을 '최솟값'으로 고르고 에폭을 진행해 보세요. 먼저 배치 크기 100으로,
# 다음에는 10으로 해 봅니다.

# %% widget="ask-stops"
widgets.ask(
    question=Text(
        en="For which batch size is the sentence true?",
        ko="이 문장은 배치 크기가 얼마일 때 맞을까요?",
    ),
    choices=(
        Text(en="For every batch size", ko="배치 크기와 상관없이 맞습니다"),
        Text(en="For the full batch only", ko="전체를 한 배치로 쓸 때만 맞습니다"),
        Text(en="For batch size 1 only", ko="배치 크기가 1일 때만 맞습니다"),
    ),
    answer=1,
    why=Text(
        en="With all examples, gradient 0 means step 0: it stays, in a minimum and on a flat place alike. A group has another gradient, which is hardly ever 0 there, so mini-batches move on, unless every single example is fitted perfectly: then all gradients are 0, as happens to very wide networks. That is why they do not come to rest, and also why they can leave a flat place.",
        ko="모든 샘플을 쓰면 기울기가 0일 때 걸음도 0입니다. 최솟값이든 평평한 곳이든 그 자리에 머뭅니다. 그룹의 기울기는 이와 달라서 그곳에서도 0인 일이 거의 없으므로 계속 움직입니다. 다만 샘플을 하나하나 완벽하게 맞추면 모든 기울기가 0입니다. 아주 넓은 신경망에서 있는 일입니다. 그래서 가만히 멈추지 못하지만, 평평한 곳을 벗어날 수도 있습니다.",
    ),
)

# %% [markdown] lang="en"
# ## Why does it zigzag?
#
# Two weights now, and a valley that is long in one direction and steep in the other:
#
# $$f(x, y) = \frac{x^2}{20} + y^2, \qquad \text{gradient} = \left( \frac{x}{10}, \; 2y \right)$$
#
# At $(-7, 2)$ the gradient is $(-0.7, 4)$. The minimum lies far to the right, but the gradient points almost straight across the valley. The curvatures are 0.1 and 2. The steep direction forbids
# any rate above $2/2 = 1$; the long one would need $1/0.1 = 10$.
#
# One rate cannot suit both. A rate that is safe for $y$ crawls in $x$. The quotient of the two curvatures, $2/0.1 = 20$, is the valley's **condition number**. With the rate $2/(0.1 + 2)$ both directions keep $19/21$ of their distance at each step; any other rate leaves more in one of them. From $(-7, 2)$ that makes 66 steps until both weights are within 0.01. What could help?

# %% [markdown] lang="ko"
# ## 왜 지그재그로 갈까요?
#
# 이번에는 가중치가 둘이고, 골짜기가 한쪽으로는 길고 다른 쪽으로는 가파릅니다.
#
# $$f(x, y) = \frac{x^2}{20} + y^2, \qquad \text{기울기} = \left( \frac{x}{10}, \; 2y \right)$$
#
# $(-7, 2)$에서 기울기는 $(-0.7, 4)$입니다. 최솟값은 오른쪽 멀리 있는데 기울기는 거의 골짜기를 가로지르는 방향입니다. 두 방향의 곡률은 0.1과 2입니다. 가파른 쪽에서는
# 학습률이 $2/2 = 1$을 넘으면 안 되고, 긴 쪽에서는 $1/0.1 = 10$이 필요합니다.
#
# 학습률 하나로 둘을 다 맞출 수는 없습니다. $y$에 안전한 학습률이면 $x$ 방향으로는 기어갑니다. 큰 곡률을 작은 곡률로 나눈 $2/0.1 = 20$을 이 골짜기의 **조건수**(condition number)라고 합니다. 학습률이 $2/(0.1 + 2)$이면 두 방향 모두 걸음마다 거리의 $19/21$가 남고, 학습률을 다르게 고르면 둘 가운데 하나는 더 많이 남습니다. $(-7, 2)$에서 두 가중치가 모두 0.01 안으로 들어오기까지 66걸음이 걸립니다. 어떻게 하면 좋을까요?

# %% drawing="bowl-and-saddle"

# %% [markdown] lang="en"
# ### Why not divide by the curvature?
#
# Divide each slope by its own curvature. At $(-7, 2)$ that is $-0.7 / 0.1 = -7$ and $4 / 2 = 2$: one step, and we stand at $(0, 0)$. To divide first, so that the condition number gets smaller, is **preconditioning**; here it becomes 1.
#
# Another reason is units. Measure a weight in millimetres instead of metres. Its slope becomes 1000 times smaller, its curvature a million times smaller, so their quotient 1000 times larger, as the distance does: the jump ends at the same place. The step of gradient descent becomes 1000 times *shorter*, though the number of millimetres to go is 1000 times larger.

# %% [markdown] lang="ko"
# ### 곡률로 나누면 어떨까요?
#
# 기울기를 저마다 자기 곡률로 나누어 봅시다. $(-7, 2)$에서 $-0.7 / 0.1 = -7$이고 $4 / 2 = 2$이므로, 한 걸음에 $(0, 0)$에 닿습니다. 이렇게 먼저 나누어 조건수를 줄이는 것을 **전처리**(preconditioning)라고 합니다. 데이터를 준비하는 전처리(preprocessing)와는 다른 말입니다. 여기서는 조건수가 1이 됩니다.
#
# 단위를 바꾸어 보아도 나누어야 하는 까닭이 드러납니다. 가중치를 미터가 아니라 밀리미터로 재어 봅시다. 기울기는 1000분의 1, 곡률은 백만분의 1이 되므로 나눈 값은 1000배가 됩니다. 가야 할 거리도 1000배이니 같은 곳에 닿습니다. 그런데 경사 하강법의 걸음은 거꾸로 1000분의 1로 **줄어듭니다**. 밀리미터로 재면 갈 길이 1000배인데도 그렇습니다.

# %% [markdown] lang="en"
# One division for each weight is enough because this valley lies along the axes and is equally curved everywhere. In general every *pair* of weights has a curvature (a weight with itself, too): how fast the slope of the one changes when the other moves. The table of them all is the **Hessian** $H$. Here it is diagonal, with 0.1 and 2, and with 0 for the pair of the two.

# %% [markdown] lang="ko"
# 가중치마다 한 번씩 나누는 것으로 되는 까닭은 이 골짜기가 축을 따라 놓여 있고 어디에서나 똑같이 굽어 있기 때문입니다. 일반적으로 곡률은 가중치 **쌍**마다 하나씩 있습니다(같은 가중치끼리의 쌍도 있습니다). 한 가중치가 움직일 때 다른 가중치의 기울기가 얼마나 빨리 변하는지를 나타냅니다. 이것을 모두 담은 표가 **헤세 행렬**(Hessian) $H$입니다. 여기서는 대각 행렬입니다. 대각 성분은 0.1과 2이고 비대각 성분은 0입니다.

# %% [markdown] lang="en"
# A step $d$ changes the slopes from $g$ to about $g + H d$. On the way they are about $g + \frac{1}{2} H d$ on average, and the mean slope times the step is the rise. So near $w$ the loss is about a parabola (with several weights a bowl, say, or a saddle):
#
# $$f(w + d) \approx f(w) + g \cdot d + \frac{1}{2} \, d \cdot H d$$
#
# Its slope $g + H d$ is 0 at $d = -H^{-1} g$, if $H$ has an inverse. **Newton's method** takes just this step, with the inverse of the *whole* table: $w \leftarrow w - H^{-1} g$. Only for a diagonal table is that the same as the division above.
#
# (With a dead ReLU, lesson 3, the rows of its weights in $H$ are 0, and there is no inverse. A small number added to the diagonal mends that, where no curvature is negative.)

# %% [markdown] lang="ko"
# $d$만큼 걸으면 기울기는 $g$에서 대략 $g + H d$로 변합니다. 그 사이의 기울기는 평균하면 $g + \frac{1}{2} H d$쯤이고, 평균 기울기에 걸음을 곱하면 손실이 변한 만큼이 나옵니다. 그래서 $w$ 가까이에서 손실은 포물선과 비슷합니다(가중치가 여럿이면 이를테면 그릇이나 안장 모양입니다).
#
# $$f(w + d) \approx f(w) + g \cdot d + \frac{1}{2} \, d \cdot H d$$
#
# $H$에 역행렬이 있으면 이 포물선의 기울기 $g + H d$는 $d = -H^{-1} g$에서 0이 됩니다. **뉴턴 방법**(Newton's method)은 이 행렬 **전체**의 역행렬을 써서 바로 그만큼 걷습니다. $w \leftarrow w - H^{-1} g$입니다. 기울기를 저마다 자기 곡률로 나누는 것과 같아지는 것은 표가 대각 행렬일 때뿐입니다.
#
# (3번 수업의 죽은 ReLU가 있으면 $H$에서 그 유닛의 가중치에 해당하는 행이 모두 0이어서 역행렬이 없습니다. 음수인 곡률이 없다면 대각선에 작은 수를 더해 고칠 수 있습니다.)

# %% [markdown] lang="en"
# Turn the valley by 45 degrees, and the start with it. Now the diagonal holds 1.05 twice, and the pair has -0.95. Predict: where does dividing each slope by its own curvature lead, where the whole table? (The last line asks the library's `newton_step`; your own comes next.)

# %% [markdown] lang="ko"
# 골짜기를 출발점과 함께 45도 돌려 봅시다. 이제 대각 성분은 둘 다 1.05, 비대각 성분은 -0.95입니다. 기울기를 저마다 자기 곡률로 나누면 어디에 닿을까요? 표 전체를 쓰면 어디에 닿을까요? 예상해 보세요. (마지막 줄에서는 라이브러리의 `newton_step`을 씁니다. 바로 다음에 직접 작성합니다.)

# %%
from dlcourse import optimizers

turn = np.array([[1.0, 1.0], [-1.0, 1.0]]) / np.sqrt(2)  # each row: where an axis points now
H = turn.T @ np.diag([0.1, 2.0]) @ turn
w = np.array([-7.0, 2.0]) @ turn
g = w @ H
print("the start:      ", w.round(2))
print("each by its own:", (w - g / np.diag(H)).round(2))
print("the whole table:", optimizers.newton_step(w, g, H).round(2) + 0)

# %% [markdown] lang="en"
# The diagonal misses. Both its numbers are the same, so dividing by them is nothing but gradient descent with one rate for both weights. It is even the best one, $1/1.05 = 2/(0.1 + 2)$; but the condition number is still 20, and the loss falls only from 6.45 to 5.28. Only the whole table knows how the valley lies, and one step leads to the minimum.

# %% [markdown] lang="ko"
# 대각선만으로는 빗나갑니다. 대각선의 두 수가 같으므로, 그것으로 나누는 것은 두 가중치에 같은 학습률을 쓰는 경사 하강법일 뿐입니다. 그것도 가장 좋은 학습률 $1/1.05 = 2/(0.1 + 2)$입니다. 그런데도 조건수는 여전히 20이고, 손실은 6.45에서 5.28로 줄어들 뿐입니다. 골짜기가 어떻게 놓였는지는 표 전체를 보아야 알 수 있고, 표 전체를 쓰면 한 걸음에 최솟값에 닿습니다.

# %% exercise="newton-step"
from dlcourse.optimizers import newton_step

# %% [markdown] lang="en"
# In that valley the parabola *is* the loss. Now a loss that is no parabola, of one weight: $\sqrt{1 + w^2}$. It has one bottom, at 0, and it is **convex**: never above the straight line between two of its points. So slope 0 means the bottom. The slope is $w / \sqrt{1 + w^2}$, the curvature $1 / (1 + w^2)^{3/2}$, their quotient $w \, (1 + w^2)$. So Newton's method jumps from $w$ to $w - w \, (1 + w^2) = -w^3$.
#
# Predict: where do five jumps lead from 0.9, where from 1.1? In the last line a step that would raise the loss is halved, again and again if need be.

# %% [markdown] lang="ko"
# 앞의 골짜기에서는 포물선이 곧 손실입니다. 이번에는 포물선이 아닌 손실을 봅시다. 가중치는 하나뿐이고 손실은 $\sqrt{1 + w^2}$입니다. 바닥은 0 하나뿐이고, 이 손실은 **볼록**(convex)합니다. 어느 두 점을 골라도 그 사이에서 두 점을 이은 직선보다 위로 올라가지 않는다는 뜻입니다. 그래서 기울기가 0인 곳이 바로 바닥입니다. 기울기는 $w / \sqrt{1 + w^2}$, 곡률은 $1 / (1 + w^2)^{3/2}$, 나눈 값은 $w \, (1 + w^2)$입니다. 따라서 뉴턴 방법은 $w$에서 $w - w \, (1 + w^2) = -w^3$으로 뜁니다.
#
# 0.9에서 다섯 번 뛰면 어디에 닿을까요? 1.1에서는 어떨까요? 예상해 보세요. 마지막으로 출력되는 줄에서는, 그대로 걸으면 손실이 커질 걸음을 절반으로 줄입니다. 필요하면 몇 번이고 줄입니다.


# %%
def loss(w):
    return np.sqrt(1 + w**2)


def jumps(w, halving, count=5):
    """The places to which Newton's method jumps; with `halving` no step raises the loss."""
    places = [w]
    for _ in range(count):
        slope, curvature = w / loss(w), 1 / loss(w) ** 3
        step = -slope / curvature
        while halving and loss(w + step) > loss(w):
            step = step / 2
        w = w + step
        places.append(w)
    return places


print(" " * 17, "    start", *(f"   jump {number}" for number in range(1, 6)))
for start, halving in ((0.9, False), (1.1, False), (1.1, True)):
    name = "halved if need be" if halving else "whole jumps"
    print(f"{name:17}", *(f"{place:9.3g}" for place in jumps(start, halving)))

# %% drawing="newton-jumps"

# %% [markdown] lang="en"
# From a distance below 1 it arrives, and fast: each jump cubes the distance, which triples the number of right digits. Usually, near a curved bottom, the distance becomes about a fixed number times its square, which roughly doubles them: the parabola's slope is wrong by some number times the squared step, and the jump misses accordingly. (Where both sides are alike, as here, it does not even miss by that.) Near the bottom gradient descent only multiplies the distance, in each direction by a factor of its own.
#
# Take $e^w - w$, with the slope $e^w - 1$ and the curvature $e^w$: the jump leads from $w$ to $w - 1 + e^{-w}$. By which factor of the squared distance before does each jump miss?

# %% [markdown] lang="ko"
# 바닥까지의 거리가 1보다 작으면 도착하고, 그것도 빠르게 도착합니다. 뛸 때마다 거리가 세제곱이 되므로 맞는 자릿수가 세 배로 늘어납니다. 평평하지 않은 바닥 가까이에서는 대개 뛰고 난 거리가 뛰기 전 거리의 제곱에 일정한 수를 곱한 만큼이 되어 자릿수가 두 배쯤 됩니다. 포물선의 기울기와 실제 기울기는 걸음의 제곱에 비례하는 만큼 차이가 나고, 뛰어서 닿는 곳도 그에 따라 빗나가기 때문입니다. (이 손실처럼 좌우 대칭이면 오차가 그보다도 작습니다.) 바닥 가까이에서 경사 하강법은 거리에 방향마다 정해진 수를 거듭 곱할 뿐입니다.
#
# 손실이 $e^w - w$이면 기울기는 $e^w - 1$, 곡률은 $e^w$이므로 $w$에서 $w - 1 + e^{-w}$로 뜁니다. 뛰고 난 거리는 뛰기 전 거리의 제곱의 몇 배일까요?

# %%
w = 1.0  # the loss exp(w) - w
for _ in range(4):
    before, w = w, w - 1 + np.exp(-w)
    print(f"{w:.3g}: {w / before**2:.2f} times the squared distance before")

# %% [markdown] lang="en"
# The factor settles at one half. It is half the third derivative divided by the curvature, both at the bottom. For $e^w - w$ both are 1. For $\sqrt{1 + w^2}$ the third derivative at 0 is 0: so no square is left, and the cube remains.
#
# But with $\sqrt{1 + w^2}$, beyond a distance of 1 each jump leads farther out. The parabola fitted at $w$ is true only near $w$. Where the loss is nearly straight its curvature is nearly 0, and the quotient is huge. From 1.1 the jump ends at $-1.331$, where the loss is higher.

# %% [markdown] lang="ko"
# 이 배수는 곧 절반에 가까워집니다. 이 수는 손실을 세 번 미분한 값을 곡률로 나눈 것의 절반이며, 둘 다 바닥에서 잽니다. $e^w - w$에서는 둘 다 1입니다. $\sqrt{1 + w^2}$에서는 0에서 세 번 미분한 값이 0이므로, 제곱에 비례하는 오차는 없고 세제곱에 비례하는 오차만 남습니다.
#
# 그러나 $\sqrt{1 + w^2}$에서는 거리가 1보다 크면 뛸 때마다 오히려 더 멀어집니다. 포물선은 $w$에 맞춘 것이어서 $w$ 가까이에서만 맞습니다. 손실이 거의 직선인 곳에서는 곡률이 0에 가까우므로, 그것으로 나누면 엄청나게 큰 수가 됩니다. 1.1에서 뛰면 $-1.331$에 닿는데, 손실은 거기가 더 큽니다.

# %% [markdown] lang="en"
# **Damping** takes only a share of the step: $w \leftarrow w - \eta \, H^{-1} g$, a learning rate again. Halving it until the loss no longer rises is a simple **line search**. Here one halving is enough; then whole jumps do, as fast as before. A fixed $\eta$ below 1 is slow at the end: each step leaves about the share $1 - \eta$ of the distance.

# %% [markdown] lang="ko"
# **감쇠**(damping)는 걸음의 일부만 걷는 것입니다. $w \leftarrow w - \eta \, H^{-1} g$이니 학습률이 다시 나온 셈입니다. 손실이 커지지 않을 때까지 걸음을 절반으로 줄이는 것은 간단한 **선 탐색**(line search)입니다. 여기서는 한 번만 줄이면 되고, 그다음에는 통째로 뛰어도 되므로 앞에서처럼 빠릅니다. $\eta$를 1보다 작은 수로 고정하면 끝에 가서 느립니다. 걸음마다 거리의 $1 - \eta$배쯤이 남기 때문입니다.

# %% [markdown] lang="en"
# With one weight, and a *negative* curvature, the jump points uphill. On $-x^2$ it leads from 1 to 0, the top, and every halved step climbs, too: halving does not help. Divided by the *absolute* curvature the step goes down, to 2.
#
# With several weights the jump goes the wrong way only along directions of negative curvature. On the saddle drawn above, $\frac{1}{2} (x^2 - y^2)$, it lowers the loss from 1.5 at $(2, 1)$ to 0, and yet ends on the saddle point. And a whole table is made absolute along its own directions, its **eigenvectors**, not entry by entry: for $f = xy$ the diagonal is $(0, 0)$, and there is nothing to divide by.

# %% [markdown] lang="ko"
# 가중치가 하나이고 곡률이 **음수**이면 오르막으로 뜁니다. $-x^2$이라면 1에서 꼭대기인 0으로 갑니다. 절반으로 줄인 걸음도 모두 오르막이므로 줄여도 소용이 없습니다. 곡률의 **절댓값**으로 나누면 2로 내려갑니다.
#
# 가중치가 여럿이면 곡률이 음수인 방향으로만 거꾸로 갑니다. 앞 그림의 안장 $\frac{1}{2} (x^2 - y^2)$이라면 $(2, 1)$에서 뛸 때 손실이 1.5에서 0으로 줄어들지만, 내려선 곳은 안장점입니다. 그리고 표 전체의 절댓값은 원소마다가 아니라 표 자신의 방향인 **고유벡터**(eigenvector)를 따라 취합니다. $f = xy$라면 대각선이 $(0, 0)$이어서 나눌 수가 없습니다.

# %% [markdown] lang="en"
# For a network, three more things stand in the way. *Memory:* lesson 9 trains 101,770 weights; the table has 101,770² entries, that is 10,357,132,900 numbers, or 83 gigabytes of float64. *Time:* solving with $H$ takes about $n^3$ operations for $n$ weights, here some $10^{15}$ for one step. *Noise:* a mini-batch gives only a noisy $H$, and a curvature that comes out too near 0 makes a step huge. (Quasi-Newton methods such as L-BFGS estimate $H^{-1} g$ from the last gradients; they suit small problems and full batches.)
#
# AdaGrad, RMSProp and Adam, further below, are of the diagonal kind: they divide the step of each weight by one number of its own, which is made of slopes alone and costs only one more number for each weight. It is a cheap guess at a scale for each weight. It is not the curvature itself, and of pairs it knows nothing.

# %% [markdown] lang="ko"
# 신경망에서는 걸림돌이 세 가지 더 있습니다. **메모리**: 9번 수업에서 학습할 가중치는 101,770개이므로 표에는 101,770²개, 곧 10,357,132,900개의 수가 들어갑니다. float64로 83기가바이트입니다. **시간**: 가중치가 $n$개일 때 $H$로 방정식을 풀려면 $n^3$번쯤 계산해야 합니다. 여기서는 한 걸음에 $10^{15}$번쯤입니다. **잡음**: 미니배치로는 잡음이 섞인 $H$밖에 얻을 수 없고, 곡률이 어쩌다 0에 너무 가깝게 나오면 걸음이 엄청나게 커집니다. (L-BFGS 같은 준뉴턴 방법은 최근의 기울기들로 $H^{-1} g$를 어림합니다. 작은 문제를 배치 전체로 풀 때 알맞습니다.)
#
# 뒤에 나올 AdaGrad, RMSProp, Adam은 대각선만 쓰는 쪽입니다. 가중치마다 수를 하나씩 두고 그것으로 걸음을 나눕니다. 그 수는 기울기만으로 만들고, 가중치마다 하나만 더 간직하면 됩니다. 가중치마다 척도를 싸게 어림한 것입니다. 곡률 자체는 아니고, 쌍의 곡률은 담겨 있지 않습니다.

# %% [markdown] lang="en"
# <details>
# <summary>Why not jump to the bottom at once, if memory and time were free?</summary>
#
# 1. **With the same $H$ everywhere, the jump leads to slope 0, whatever lies there.** (Where $H$ changes, it may overshoot.) The saddle drawn above is $\frac{1}{2} (x^2 - y^2)$: slopes $(x, -y)$, diagonal $(1, -1)$, quotients $(x, y)$. Every jump ends on the saddle point, which gradient descent leaves unless it starts at $y = 0$.
# 2. **A network's loss has more than one bottom.** Swap two hidden units: other weights, same loss. Halfway the two are equal, as in lesson 6, and do no more than one. If both ends are better than any network with one unit fewer, halfway is worse than both. In a convex loss it never is. So this loss is not convex, and slope 0 no proof of the bottom.
#
# *One question:* with *absolute* curvatures, where does the jump from $(2, 1)$ on this saddle lead?
#
# </details>

# %% [markdown] lang="ko"
# <details>
# <summary>메모리와 시간이 얼마든지 있다면, 왜 단번에 바닥으로 뛰지 않을까요?</summary>
#
# 1. **$H$가 어디에서나 같다면, 무엇이 있든 기울기가 0인 곳으로 뜁니다.** (그렇지 않으면 앞에서처럼 지나치게 멀리 뛸 수도 있습니다.) 앞 그림의 안장은 $\frac{1}{2} (x^2 - y^2)$이고 기울기는 $(x, -y)$, 대각선은 $(1, -1)$, 나눈 값은 $(x, y)$입니다. 어디에서 뛰든 안장점에 내려섭니다. 경사 하강법이라면 $y = 0$에서 출발하지만 않으면 거기에서 벗어납니다.
# 2. **신경망의 손실에는 바닥이 여럿입니다.** 은닉 유닛 둘을 맞바꾸면 가중치는 달라져도 손실은 같습니다. 그 한가운데에서는 6번 수업에서처럼 두 유닛이 똑같아서 유닛 하나보다 나을 것이 없습니다. 그러니 양 끝의 손실이 유닛을 하나 줄여서 얻을 수 있는 어떤 손실보다도 작다면, 한가운데의 손실은 양 끝보다 큽니다. 볼록한 손실에서는 그럴 수 없습니다. 그러니 이런 손실은 볼록하지 않고, 기울기가 0이라는 것만으로는 바닥이라고 할 수 없습니다.
#
# **한 가지 질문:** 이 안장에서 기울기를 저마다 자기 곡률의 **절댓값**으로 나눕니다. $(2, 1)$에서 뛰면 어디에 내려설까요?
#
# </details>

# %% [markdown] lang="en"
# *The answer of the box:* the quotients are $(2, -1)$, so the jump leads to $(0, 2)$. There the loss is -2: both directions have gone down.

# %% [markdown] lang="ko"
# **상자의 답:** 나눈 값이 $(2, -1)$이므로 $(0, 2)$에 내려섭니다. 거기에서 손실은 -2이고, 두 방향으로 모두 내려간 것입니다.

# %% [markdown] lang="en"
# ### A cheap idea: let a ball roll
#
# A ball does not forget its motion at every moment. Give the weights a **velocity** $u$, which keeps the share $\alpha$ of itself (usually 0.9) and is pushed by each gradient:
#
# $$u \leftarrow \alpha u - \eta \, g, \qquad w \leftarrow w + u$$
#
# Across the valley the pushes alternate and cancel out; along the valley they agree and add up, to as much as $\frac{1}{1 - \alpha}$ = 10 times a single push. This is **momentum**. It remembers
# earlier batches, not only the present one.
#
# Two letters to keep apart: here $\alpha$ is the share that is kept. In some texts $\alpha$ is the learning rate, which we call $\eta$. And most texts call the velocity $v$; we keep $v$ for Adam.

# %% [markdown] lang="ko"
# ### 값싼 방법: 공 굴리기
#
# 구르는 공은 관성이 있어서 움직이던 대로 계속 움직이려고 합니다. 가중치에 **속도**(velocity) $u$를 줍니다. 속도는 걸음마다 $\alpha$배로(보통 0.9) 줄어들고, 거기에 기울기가 미는 만큼이 더해집니다.
#
# $$u \leftarrow \alpha u - \eta \, g, \qquad w \leftarrow w + u$$
#
# 골짜기를 가로지르는 방향으로는 미는 쪽이 번갈아 바뀌어 서로 지워집니다. 골짜기를 따라가는 방향으로는 같은 쪽으로 계속 밀어서 쌓이며, 한 번 미는 것의 $\frac{1}{1 - \alpha}$ = 10배까지 커집니다.
# 이것이 **모멘텀**(momentum)입니다. 지금의 배치뿐 아니라 이전 배치들도 기억합니다.
#
# 두 글자를 구별하세요. 여기서 $\alpha$는 남기는 비율입니다. 어떤 글에서는 $\alpha$가 학습률인데, 이 수업에서는 학습률을 $\eta$로 씁니다. 속도는 대개 $v$로 쓰지만, 이 수업에서 $v$는 Adam의 글자로 남겨 둡니다.

# %% [markdown] lang="en"
# ### Find the mistake: "$W \leftarrow W + u_2 = W - 0.75$"
#
# A slide computes two steps with $\eta = 0.1$ and $\alpha = 0.9$. It does not print the gradients; they must be 5 and 3:
#
# | step | $g$ | $u$ | the slide's new weight |
# | --- | --- | --- | --- |
# | 1 | 5 | $-0.1 \cdot 5 = -0.5$ | $W - 0.5$ |
# | 2 | 3 | $0.9 \cdot (-0.5) - 0.1 \cdot 3 = -0.75$ | $W - 0.75$ |
#
# Both velocities are right. One of the weights is not, if $W$ means the weight at the start. Which one, and what should stand there?

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "$W \leftarrow W + u_2 = W - 0.75$"
#
# 어느 슬라이드에서 $\eta = 0.1$, $\alpha = 0.9$로 두 걸음을 계산합니다. 기울기는 적혀 있지 않지만 5와 3이어야 계산이 맞습니다.
#
# | 걸음 | $g$ | $u$ | 슬라이드의 새 가중치 |
# | --- | --- | --- | --- |
# | 1 | 5 | $-0.1 \cdot 5 = -0.5$ | $W - 0.5$ |
# | 2 | 3 | $0.9 \cdot (-0.5) - 0.1 \cdot 3 = -0.75$ | $W - 0.75$ |
#
# 속도는 둘 다 맞습니다. $W$가 출발점의 가중치라면 새 가중치 가운데 하나가 틀렸습니다. 어느 것이고, 무엇이라고 써야 할까요?

# %% widget="ask-momentum"
widgets.ask(
    question=Text(
        en="Where is the weight after the second step, seen from the start W?",
        ko="두 걸음을 간 뒤 가중치는 출발점 W에서 보아 어디에 있을까요?",
    ),
    choices=(
        Text(en="W - 0.75", ko="W - 0.75"),
        Text(en="W - 0.3", ko="W - 0.3"),
        Text(en="W - 1.25", ko="W - 1.25"),
    ),
    answer=2,
    why=Text(
        en="The first step led to W - 0.5, and the second one starts there: -0.5 - 0.75 = -1.25. Steps add up; the velocity is only the last of them.",
        ko="첫걸음으로 W - 0.5에 왔고 두 번째 걸음은 거기에서 출발합니다. -0.5 - 0.75 = -1.25입니다. 걸음은 쌓입니다. 속도는 그 가운데 마지막 걸음일 뿐입니다.",
    ),
)

# %% exercise="momentum-step"
from dlcourse.optimizers import momentum_step

# %% [markdown] lang="en"
# ### How much should the ball remember?
#
# Put the velocity of the step before into the formula of the new one, and the one before that, and so on:
#
# $$u = -\eta \, (g_t + \alpha \, g_{t-1} + \alpha^2 g_{t-2} + \alpha^3 g_{t-3} + \cdots)$$
#
# No gradient is forgotten at once; each step leaves it the share $\alpha$. After ten steps that is $0.9^{10}$, about 0.35, where $\alpha = 0.9$, and $0.5^{10}$, about 0.001, where $\alpha = 0.5$.
#
# The next cell lets the ball roll from $(-7, 2)$ in the same valley, and counts the steps until both weights are within 0.01 and stay there. Without memory, $\alpha = 0$, and with the rate $2/(0.1 + 2)$, which is about 0.95, these are the 66 of gradient descent. Predict: does more memory always help?

# %% [markdown] lang="ko"
# ### 공은 얼마나 기억해야 할까요?
#
# 새 속도의 식에 바로 앞의 속도를 넣고, 거기에 또 그 앞의 속도를 넣어 봅시다.
#
# $$u = -\eta \, (g_t + \alpha \, g_{t-1} + \alpha^2 g_{t-2} + \alpha^3 g_{t-3} + \cdots)$$
#
# 어떤 기울기도 단번에 잊히지 않고, 한 걸음마다 그 몫이 $\alpha$배가 됩니다. 열 걸음 뒤에 남는 몫은 $\alpha = 0.9$이면 $0.9^{10}$, 곧 0.35쯤이고, $\alpha = 0.5$이면 $0.5^{10}$, 곧 0.001쯤입니다.
#
# 다음 셀은 같은 골짜기의 $(-7, 2)$에서 공을 굴리고, 두 가중치가 모두 0.01 안으로 들어와 더는 벗어나지 않을 때까지 몇 걸음이 걸리는지 셉니다. 기억이 없고($\alpha = 0$) 학습률이 $2/(0.1 + 2)$, 곧 0.95쯤이면 앞에서 본 경사 하강법의 66걸음입니다. 기억이 길수록 언제나 좋을까요? 예상해 보세요.


# %%
def steps_needed(name, lr, alpha):
    """How many steps bring both weights within 0.01 of the bottom for good."""
    walk = optimizers.optimizer_named(name, lr=lr, alpha=alpha)
    path = optimizers.run(walk, lambda w: np.array([0.1, 2.0]) * w, np.array([-7.0, 2.0]), 500)
    return np.flatnonzero(np.abs(path).max(axis=1) >= 0.01)[-1] + 1


print("alpha   rate 0.95   rate 0.5   Nesterov, 0.5")
for alpha in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95):
    fast, slow = (steps_needed("momentum", lr, alpha) for lr in (2 / (0.1 + 2), 0.5))
    print(f"{alpha:5} {fast:11} {slow:10} {steps_needed('nesterov', 0.5, alpha):15}")

kept = (np.sqrt(20) - 1) / (np.sqrt(20) + 1)
rate = 4 / (np.sqrt(0.1) + np.sqrt(2)) ** 2
print(f"rate {rate:.3f} and alpha {kept**2:.3f}: {steps_needed('momentum', rate, kept**2)} steps")

# %% [markdown] lang="en"
# It does not. With too little memory the ball creeps, with too much it rolls through the bottom, up the other side and back. In the first column $\alpha = 0.6$ needs 22 steps instead of 66, and the usual 0.9 needs 122.
#
# How much is right depends on the condition number, which we now call $\kappa$. At its best rate gradient descent keeps $\frac{\kappa - 1}{\kappa + 1}$ of the distance at each step, here $19/21 = 0.905$. Momentum with the best pair of a rate and an $\alpha$ keeps, in the long run, only
#
# $$\frac{\sqrt\kappa - 1}{\sqrt\kappa + 1}$$
#
# Here that is 0.635, with the rate $4 / (\sqrt{0.1} + \sqrt{2})^2 = 1.336$ and $\alpha = 0.635^2 = 0.403$: the last line, 20 steps. In a valley with $\kappa = 10000$ it saves ninety-nine steps in a hundred. And 0.9 is the best $\alpha$ where $\kappa$ is about 1400.

# %% [markdown] lang="ko"
# 그렇지 않습니다. 기억이 너무 짧으면 공이 기어가고, 너무 길면 바닥을 지나 맞은편으로 올라갔다가 되돌아옵니다. 첫 열에서 $\alpha = 0.6$이면 66걸음이 아니라 22걸음이면 되지만, 흔히 쓰는 0.9에서는 122걸음이 걸립니다.
#
# 얼마가 알맞은지는 조건수에 달려 있습니다. 이제부터 조건수를 $\kappa$라고 씁니다. 경사 하강법에서는 가장 좋은 학습률을 써도 걸음마다 거리의 $\frac{\kappa - 1}{\kappa + 1}$이 남습니다. 여기서는 $19/21 = 0.905$입니다. 모멘텀에서는 학습률과 $\alpha$를 가장 좋게 짝지으면, 길게 보아 걸음마다 이만큼만 남습니다.
#
# $$\frac{\sqrt\kappa - 1}{\sqrt\kappa + 1}$$
#
# 여기서는 0.635이고, 학습률은 $4 / (\sqrt{0.1} + \sqrt{2})^2 = 1.336$, $\alpha = 0.635^2 = 0.403$입니다. 마지막 줄에 나온 대로 20걸음이면 됩니다. $\kappa = 10000$인 골짜기라면 백 걸음 가운데 아흔아홉 걸음을 아낍니다. 그리고 0.9가 가장 좋은 $\alpha$가 되는 것은 $\kappa$가 1400쯤일 때입니다.

# %% [markdown] lang="en"
# <details>
# <summary>Where does the square root come from, and how large may the rate be?</summary>
#
# Along a direction of curvature $\lambda$ the gradient is $\lambda w$, so a step is a matrix:
#
# $$\begin{pmatrix} w \\ u \end{pmatrix} \leftarrow \begin{pmatrix} 1 - \eta\lambda & \alpha \\ -\eta\lambda & \alpha \end{pmatrix} \begin{pmatrix} w \\ u \end{pmatrix}$$
#
# Its two *eigenvalues* are the factors by which a step multiplies. Their product is the determinant, $\alpha$; their sum is $1 - \eta\lambda + \alpha$.
#
# 1. **Complex** ones are mirror images, so each has the size $\sqrt\alpha$. They are complex while $\eta\lambda$ lies between $(1 - \sqrt\alpha)^2$ and $(1 + \sqrt\alpha)^2$.
# 2. Of two **real** ones, one is larger. Beyond the upper end both are negative; when one gets to $-1$, the other is $-\alpha$: then $1 - \eta\lambda + \alpha = -1 - \alpha$, so $\eta = (2 + 2\alpha) / \lambda$, the limit.
# 3. **The best pair** has 0.1 at the lower end and 2 at the upper: $\sqrt{0.1 \, \eta} = 1 - \sqrt\alpha$, $\sqrt{2 \, \eta} = 1 + \sqrt\alpha$. Their quotient is $\sqrt\kappa$.
#
# *One question:* with $\alpha = 0.81$, from which rate to which do both directions keep 0.9 of the distance in the long run?
#
# </details>

# %% [markdown] lang="ko"
# <details>
# <summary>제곱근은 어디에서 나올까요? 학습률은 얼마까지 커도 될까요?</summary>
#
# 곡률이 $\lambda$인 방향 하나만 보면 기울기는 $\lambda w$이므로, 한 걸음은 행렬을 한 번 곱하는 것과 같습니다.
#
# $$\begin{pmatrix} w \\ u \end{pmatrix} \leftarrow \begin{pmatrix} 1 - \eta\lambda & \alpha \\ -\eta\lambda & \alpha \end{pmatrix} \begin{pmatrix} w \\ u \end{pmatrix}$$
#
# 걸음마다 곱해지는 수는 이 행렬의 두 **고윳값**(eigenvalue)입니다. 둘의 곱은 행렬식 $\alpha$이고, 합은 $1 - \eta\lambda + \alpha$입니다.
#
# 1. **복소수**이면 서로 켤레복소수이므로 크기가 똑같이 $\sqrt\alpha$입니다. $\eta\lambda$가 $(1 - \sqrt\alpha)^2$과 $(1 + \sqrt\alpha)^2$ 사이에 있을 때 그렇습니다.
# 2. 서로 다른 **실수**이면 하나는 크기가 $\sqrt\alpha$보다 큽니다. 위쪽 끝을 넘어서면 둘 다 음수이고, 하나가 $-1$이 될 때 다른 하나는 $-\alpha$입니다. 그때 $1 - \eta\lambda + \alpha = -1 - \alpha$, 곧 $\eta = (2 + 2\alpha) / \lambda$가 한계입니다.
# 3. **가장 좋은 짝**은 0.1을 아래쪽 끝에, 2를 위쪽 끝에 둡니다. $\sqrt{0.1 \, \eta} = 1 - \sqrt\alpha$이고 $\sqrt{2 \, \eta} = 1 + \sqrt\alpha$입니다. 뒤의 식을 앞의 식으로 나누면 $\sqrt\kappa$가 나옵니다.
#
# **한 가지 질문:** $\alpha = 0.81$이면, 학습률이 얼마부터 얼마까지일 때 두 방향 모두 길게 보아 걸음마다 거리의 0.9가 남을까요?
#
# </details>

# %% [markdown] lang="en"
# *The answer of the box:* from 0.1 to 1.805. The ball forgives a rate that was not chosen well, and it bears larger ones: in a valley of curvature $\lambda$ gradient descent arrives for $\eta < 2 / \lambda$, momentum for $\eta < (2 + 2\alpha) / \lambda$. With $\lambda = 2$ and $\alpha = 0.9$ the limit is 1.9 instead of 1.
#
# In practice, whoever raises $\alpha$ from 0 to 0.9 first tries a tenth of the rate: pushes that all point the same way add up tenfold.

# %% [markdown] lang="ko"
# **상자의 답:** 0.1부터 1.805까지입니다. 학습률이 썩 알맞지 않아도 공은 잘 굴러가고, 더 큰 학습률도 견딥니다. 곡률이 $\lambda$인 골짜기에서 경사 하강법은 $\eta < 2 / \lambda$일 때, 모멘텀은 $\eta < (2 + 2\alpha) / \lambda$일 때 도착합니다. $\lambda = 2$, $\alpha = 0.9$이면 한계가 1이 아니라 1.9입니다.
#
# 실제로는 $\alpha$를 0에서 0.9로 바꿀 때 학습률을 먼저 십분의 일로 줄여 봅니다. 늘 같은 쪽으로 밀리면 걸음이 열 배로 쌓이기 때문입니다.

# %% [markdown] lang="en"
# **Nesterov's** variant measures the slope not where the ball is but where the roll will have carried it:
#
# $$u \leftarrow \alpha u - \eta \, g(w + \alpha u), \qquad w \leftarrow w + u$$
#
# So it brakes before it has passed the bottom: along a direction of curvature $\lambda$ it keeps $\alpha (1 - \eta\lambda)$ of the velocity, less where it is steep. Even in the flat direction that counts in the end: with $\alpha = 0.9$ and the rate 0.5 a step leaves 0.925 of the distance there, with momentum 0.949. Look at the last column: 77 steps instead of 117. It bears less, though, less even than gradient descent: rates below $\frac{2 + 2\alpha}{(1 + 2\alpha) \lambda}$, here 0.68. (The library's `nesterov_step` keeps the place ahead as its $w$, and the steps are counted there; with the new $u$ the step is then $w \leftarrow w + \alpha u - \eta g$.)

# %% [markdown] lang="ko"
# **네스테로프**(Nesterov) 방식은 기울기를 공이 있는 자리가 아니라 굴러서 닿을 자리에서 잽니다.
#
# $$u \leftarrow \alpha u - \eta \, g(w + \alpha u), \qquad w \leftarrow w + u$$
#
# 그래서 바닥을 지나치기 전에 미리 속도를 줄입니다. 곡률이 $\lambda$인 방향에서 속도는 $\alpha (1 - \eta\lambda)$배만 남으므로 가파를수록 많이 줄어듭니다. 완만한 방향에서도 결국 차이가 납니다. $\alpha = 0.9$, 학습률 0.5이면 그 방향에서 걸음마다 거리의 0.925가 남는데, 모멘텀은 0.949가 남습니다. 마지막 열을 보면 117걸음이 77걸음으로 줄었습니다. 그 대신 견디는 학습률은 경사 하강법보다도 작습니다. 학습률이 $\frac{2 + 2\alpha}{(1 + 2\alpha) \lambda}$, 여기서는 0.68보다 작아야 합니다. (라이브러리의 `nesterov_step`은 굴러서 닿을 그 자리를 $w$에 저장하고, 걸음도 거기에서 셉니다. 그래서 새로 구한 $u$로 $w \leftarrow w + \alpha u - \eta g$를 계산합니다.)

# %% [markdown] lang="en"
# ## Should every weight have the same rate?
#
# Another cheap idea: give each weight a rate of its own. A weight with large gradients sits on a steep slope and should step carefully; one with small gradients may step boldly. **AdaGrad** lets every weight
# collect the squares of its gradients and divides by the root:
#
# $$G_t = \sum_{i=1}^{t} g_i^2, \qquad w \leftarrow w - \frac{\eta}{\sqrt{G_t} + \epsilon} \, g_t$$
#
# The gradients 3 and 4, with $\eta = 0.1$:
#
# | $t$ | $g$ | $G$ | step $\eta \, g / \sqrt{G}$ |
# | --- | --- | --- | --- |
# | 1 | 3 | 9 | $0.3 / 3 = 0.1$ |
# | 2 | 4 | 25 | $0.4 / 5 = 0.08$ |
#
# In code, $G$ grows by one square in each step. The tiny $\epsilon$ only prevents a division by 0.

# %% [markdown] lang="ko"
# ## 모든 가중치의 학습률이 같아야 할까요?
#
# 값싼 방법이 하나 더 있습니다. 가중치마다 자기 학습률을 주는 것입니다. 기울기가 큰 가중치는 가파른 곳에 있으니 조심해서, 기울기가 작은 가중치는 과감하게 움직이면 됩니다. **AdaGrad**는 가중치마다
# 자기 기울기의 제곱을 모아 그 제곱근으로 나눕니다.
#
# $$G_t = \sum_{i=1}^{t} g_i^2, \qquad w \leftarrow w - \frac{\eta}{\sqrt{G_t} + \epsilon} \, g_t$$
#
# 기울기가 3, 4이고 $\eta = 0.1$이면 다음과 같습니다.
#
# | $t$ | $g$ | $G$ | 걸음 $\eta \, g / \sqrt{G}$ |
# | --- | --- | --- | --- |
# | 1 | 3 | 9 | $0.3 / 3 = 0.1$ |
# | 2 | 4 | 25 | $0.4 / 5 = 0.08$ |
#
# 코드에서는 걸음마다 $G$에 제곱을 하나 더합니다. 아주 작은 수 $\epsilon$은 0으로 나누는 것을 막아 줄 뿐입니다.

# %% [markdown] lang="en"
# ### Find the mistake: the printed sum
#
# A slide prints
#
# $$G_t = G_{t-1} + (g_t)^2 = \sum_{i=1}^{k} g_i$$
#
# and adds: "weights that have changed little get a *larger* learning rate". Two things are wrong here. With the printed sum, 3 and 4 would give $G = 3, 7$ and the steps 0.1732 and 0.1512. Try the
# gradients 3 and -4.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: 슬라이드에 적힌 합
#
# 어느 슬라이드에 다음 식이 있습니다.
#
# $$G_t = G_{t-1} + (g_t)^2 = \sum_{i=1}^{k} g_i$$
#
# 그리고 "변동이 별로 없었던 가중치는 학습률을 증가시킨다"라는 설명이 붙어 있습니다. 여기에는 틀린 것이 두 가지 있습니다. 슬라이드에 적힌 대로라면 기울기 3, 4에서 $G = 3, 7$이고 걸음은 0.1732, 0.1512가 됩니다. 기울기가
# 3, -4라면 어떻게 되는지 계산해 보세요.

# %% widget="ask-adagrad"
widgets.ask(
    question=Text(
        en="Which pair of corrections is right?",
        ko="둘 다 바르게 고친 것은 어느 것일까요?",
    ),
    choices=(
        Text(
            en="The sum needs squares and runs to t; in time no rate rises, all fall, some less than others",
            ko="합은 제곱의 합이고 t까지입니다. 시간이 지나면서 커지는 학습률은 없고 모두 줄어들며, 덜 줄어드는 것이 있을 뿐입니다",
        ),
        Text(
            en="The sum needs absolute values; small gradients do raise the rate",
            ko="합은 절댓값의 합입니다. 기울기가 작으면 학습률이 정말로 커집니다",
        ),
        Text(
            en="The sum is right; only rates of weights that never changed are raised",
            ko="합은 맞습니다. 한 번도 변하지 않은 가중치의 학습률만 커집니다",
        ),
    ),
    answer=0,
    why=Text(
        en="Without squares, 3 and -4 give G = -1, and there is no root of that. With squares G can only grow, so η / √G can only shrink. A weight with small gradients loses less of its rate, which helps it compared with the others. Compared with η itself its rate may even be large: with gradients of 0.01 it starts at 100 η, and falls from there.",
        ko="제곱하지 않으면 3과 -4에서 G = -1이 되어 제곱근을 구할 수 없습니다. 제곱하면 G는 커지기만 하므로 η / √G는 줄어들기만 합니다. 기울기가 작은 가중치는 학습률이 덜 줄어들어 다른 것보다 유리할 뿐입니다. η 자체와 견주면 더 클 수도 있습니다. 기울기가 0.01이면 100η에서 시작하는데, 거기에서 줄어들기만 합니다.",
    ),
)

# %% exercise="adagrad-step"
from dlcourse.optimizers import adagrad_step

# %% [markdown] lang="en"
# ## What is wrong with remembering everything?
#
# Let the gradient be 3 for ever. Then $G = 9t$, and with $\eta = 0.1$ AdaGrad's step is $0.1 / \sqrt{t}$: 0.1 at first, 0.05 in step 4, 0.01 in step 100. It slows down although the slope is as steep as ever. In a
# long training it may stop before it has arrived.
#
# **RMSProp** forgets. It replaces the sum by a *running average*, which keeps the share $\rho$ of its old value:
#
# $$G \leftarrow \rho \, G + (1 - \rho) \, g^2$$
#
# The gradients 3 and 4 with $\eta = 0.1$, $\rho = 0.9$:
#
# | $t$ | $g$ | $G$ | step |
# | --- | --- | --- | --- |
# | 1 | 3 | 0.9 | 0.316228 |
# | 2 | 4 | 2.41 | 0.257663 |
#
# With the gradient 3 for ever, its step settles at 0.1, because $G$ settles at 9. For comparison, the next cell computes AdaGrad's steps 1, 4, 9, 16 and 100.

# %% [markdown] lang="ko"
# ## 모두 기억하면 무엇이 문제일까요?
#
# 기울기가 계속 3이라고 합시다. 그러면 $G = 9t$이고 $\eta = 0.1$일 때 AdaGrad의 걸음은 $0.1 / \sqrt{t}$입니다. 처음에는 0.1, 걸음 4에서 0.05, 걸음 100에서 0.01입니다. 기울기는 그대로인데 점점 느려집니다.
# 학습이 길어지면 도착하기도 전에 멈출 수 있습니다.
#
# **RMSProp**은 잊습니다. 합 대신 **이동 평균**(running average)을 씁니다. 이전 값을 $\rho$ 비율만큼 남깁니다.
#
# $$G \leftarrow \rho \, G + (1 - \rho) \, g^2$$
#
# 기울기가 3, 4이고 $\eta = 0.1$, $\rho = 0.9$이면 다음과 같습니다.
#
# | $t$ | $g$ | $G$ | 걸음 |
# | --- | --- | --- | --- |
# | 1 | 3 | 0.9 | 0.316228 |
# | 2 | 4 | 2.41 | 0.257663 |
#
# 기울기가 계속 3이라면 $G$가 9에 머물므로 걸음은 0.1에 머뭅니다. 견주어 볼 수 있게 다음 셀에서 AdaGrad의 걸음 1, 4, 9, 16, 100을 계산합니다.

# %%
(0.1 / np.sqrt(np.array([1, 4, 9, 16, 100]))).round(4)

# %% exercise="rmsprop-step"
from dlcourse.optimizers import rmsprop_step

# %% [markdown] lang="en"
# ### Find the mistake: "RMSProp solves the problem of converging to a local minimum"
#
# A *local* minimum is the bottom of a small valley beside a deeper one. A slide lists escaping from it among RMSProp's merits. Put RMSProp at the bottom of the small valley and take its step in your head.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "RMSProp은 지역 최솟값에 수렴하는 문제를 해결한다"
#
# 지역 최솟값(local minimum)은 더 깊은 골짜기 옆에 있는 작은 골짜기의 바닥입니다. 어느 슬라이드는 거기에서 빠져나오는 것을 RMSProp의 장점으로 꼽습니다. RMSProp을 작은 골짜기의 바닥에 놓고
# 머릿속으로 한 걸음을 계산해 보세요.

# %% widget="ask-rmsprop"
widgets.ask(
    question=Text(
        en="What does RMSProp really solve?",
        ko="RMSProp이 정말로 해결하는 것은 무엇일까요?",
    ),
    choices=(
        Text(en="Local minima: its memory carries it out", ko="지역 최솟값입니다. 기억 덕분에 빠져나옵니다"),
        Text(en="AdaGrad's steps, which shrink for ever", ko="끝없이 줄어드는 AdaGrad의 걸음입니다"),
        Text(en="The choice of a learning rate", ko="학습률을 고르는 일입니다"),
    ),
    answer=1,
    why=Text(
        en="At the bottom g = 0, so the step η g / (√G + ε) is 0, whatever G is. RMSProp's memory holds the size of gradients, not a velocity. It cures the shrinking steps, no more; η must still be chosen.",
        ko="바닥에서는 g = 0이므로 G가 무엇이든 걸음 η g / (√G + ε)도 0입니다. RMSProp이 기억하는 것은 기울기의 크기이지 속도가 아닙니다. 줄어드는 걸음을 고칠 뿐이고 η는 여전히 골라야 합니다.",
    ),
)

# %% [markdown] lang="en"
# ## Can we combine the two?
#
# Momentum collects the gradients; RMSProp averages their squares. **Adam** keeps an average of each:
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1) \, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) \, g^2$$
#
# As in the paper, $v$ is the average of the squares. Usually $\beta_1 = 0.9$ and $\beta_2 = 0.999$. One thing is new. Both averages start at 0, so at first they are far too small: after one gradient of 3, $m$ is 0.3 and $v$ is 0.009 instead of 9. (RMSProp has the same trouble: its first step above was 0.316228, not 0.1.)
#
# By how much? If all gradients were the same, $m$ would hold the share $1 - \beta_1^{\,t}$ of it after $t$ steps, and $v$ the share $1 - \beta_2^{\,t}$ of the square. So divide by exactly that:
#
# $$\hat m = \frac{m}{1 - \beta_1^{\,t}}, \qquad \hat v = \frac{v}{1 - \beta_2^{\,t}}, \qquad w \leftarrow w - \frac{\eta}{\sqrt{\hat v} + \epsilon} \, \hat m$$

# %% [markdown] lang="ko"
# ## 두 방법의 장점을 합칠 수 있을까요?
#
# 모멘텀은 기울기를 모으고 RMSProp은 그 제곱을 평균합니다. **Adam**은 둘 다 평균해서 지닙니다.
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1) \, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) \, g^2$$
#
# 논문에서처럼 $v$는 제곱의 평균입니다. 보통 $\beta_1 = 0.9$, $\beta_2 = 0.999$입니다. 새로운 것이 하나 있습니다. 두 평균은 0에서 시작하므로 처음에는 너무 작습니다. 기울기 3을 한 번 본 뒤에 $m$은 0.3이고, $v$는 9가 아니라 0.009입니다. (RMSProp도 마찬가지입니다. 그래서 위의 첫걸음이 0.1이 아니라 0.316228이었습니다.)
#
# 얼마나 작을까요? 기울기가 모두 같다면 $t$걸음 뒤의 $m$에는 기울기의 $1 - \beta_1^{\,t}$만큼, $v$에는 제곱의 $1 - \beta_2^{\,t}$만큼 들어 있습니다. 그러니 바로 그 값으로 나눕니다. 이것을 **편향 보정**(bias correction)이라고 합니다.
#
# $$\hat m = \frac{m}{1 - \beta_1^{\,t}}, \qquad \hat v = \frac{v}{1 - \beta_2^{\,t}}, \qquad w \leftarrow w - \frac{\eta}{\sqrt{\hat v} + \epsilon} \, \hat m$$

# %% [markdown] lang="en"
# ### Three steps by hand
#
# The gradients 3, 4 and -2, with $\eta = 0.1$:
#
# | $t$ | $g$ | $m$ | $v$ | $\hat m$ | $\hat v$ | step $\eta \, \hat m / \sqrt{\hat v}$ |
# | --- | --- | --- | --- | --- | --- | --- |
# | 1 | 3 | 0.3 | 0.009 | 3 | 9 | 0.1 |
# | 2 | 4 | 0.67 | 0.024991 | 3.526316 | 12.501751 | 0.099732 |
# | 3 | -2 | 0.403 | 0.028966 | 1.487085 | 9.664998 | 0.047834 |
#
# Two things to see. The first step is $\eta$, whatever the gradient is. And in the third step the gradient points the other way, but the weight still moves on: $m$ remembers. It only moves less.
#
# $\hat m$ and $\hat v$ are made for one step and then thrown away; $m$ and $v$ themselves are what the next step starts from. Step numbers begin at 1: for $t = 0$ we would divide by $1 - \beta^0 = 0$.

# %% [markdown] lang="ko"
# ### 손으로 계산한 세 걸음
#
# 기울기가 3, 4, -2이고 $\eta = 0.1$입니다.
#
# | $t$ | $g$ | $m$ | $v$ | $\hat m$ | $\hat v$ | 걸음 $\eta \, \hat m / \sqrt{\hat v}$ |
# | --- | --- | --- | --- | --- | --- | --- |
# | 1 | 3 | 0.3 | 0.009 | 3 | 9 | 0.1 |
# | 2 | 4 | 0.67 | 0.024991 | 3.526316 | 12.501751 | 0.099732 |
# | 3 | -2 | 0.403 | 0.028966 | 1.487085 | 9.664998 | 0.047834 |
#
# 두 가지를 눈여겨보세요. 첫걸음은 기울기가 무엇이든 $\eta$입니다. 그리고 세 번째 걸음에서 기울기의 방향이 바뀌었는데도 가중치는 가던 쪽으로 더 갑니다. $m$이 기억하기 때문입니다. 다만 덜 갑니다.
#
# $\hat m$과 $\hat v$는 이번 걸음에만 쓰고 버립니다. 다음 걸음은 $m$과 $v$에서 시작합니다. 걸음 번호는 1부터입니다. $t = 0$이면 $1 - \beta^0 = 0$으로 나누게 됩니다.

# %% drawing="adam-moments"

# %% widget="adam-corrections"
widgets.optimizers.corrections()

# %% [markdown] lang="en"
# ### Find the mistakes: one page about Adam
#
# A slide with Adam's formulas prints, in this order:
#
# 1. both corrections with the same letter, $1 - \beta^t$;
# 2. $\epsilon$ under the root, $\sqrt{\hat v + \epsilon}$;
# 3. "$\beta_2$: 0.99 in the paper";
# 4. "$\epsilon$: $0.10^{-8}$ in the paper".
#
# The picture above has a switch for each of the four. Turn them on one by one, look at the first steps, and write down what each does. The next four questions ask about it.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: Adam을 소개하는 슬라이드 한 장
#
# Adam의 식을 소개하는 어느 슬라이드에는 차례로 이렇게 적혀 있습니다.
#
# 1. 두 보정에 같은 글자를 썼습니다. $1 - \beta^t$
# 2. $\epsilon$이 제곱근 안에 있습니다. $\sqrt{\hat v + \epsilon}$
# 3. "$\beta_2$: 논문에서는 0.99"
# 4. "$\epsilon$: 논문에서는 $0.10^{-8}$"
#
# 위의 그림에 이 네 가지를 켜고 끄는 버튼이 있습니다. 하나씩 켜 보면서 처음 몇 걸음이 어떻게 달라지는지 적어 보세요. 이어지는 질문 네 개가 그것을 묻습니다.

# %% widget="ask-one-beta"
widgets.ask(
    question=Text(
        en="The gradient is 3 and lr = 0.001. Which first step belongs to which error?",
        ko="기울기는 3, lr = 0.001입니다. 두 보정에 같은 β를 쓰면 첫걸음이 각각 얼마가 될까요?",
    ),
    choices=(
        Text(
            en="β1 for both: 0.1; β2 for both: 0.01",
            ko="둘 다 β1: 0.1, 둘 다 β2: 0.01",
        ),
        Text(
            en="β1 for both: 0.01; β2 for both: 0.1",
            ko="둘 다 β1: 0.01, 둘 다 β2: 0.1",
        ),
        Text(
            en="0.001 for both: in the first step it makes no difference", ko="둘 다 0.001: 첫걸음에는 차이가 없습니다"
        ),
    ),
    answer=1,
    why=Text(
        en="With β1 for both, v is divided by 0.1 instead of 0.001 and stays a hundred times too small; its root makes the step 10 times too long. With β2 for both, m is divided by 0.001 instead of 0.1: 100 times too long. Right is 0.001; without any correction it is 0.003162. So: m with β1, v with β2.",
        ko="둘 다 β1이면 v를 0.001이 아니라 0.1로 나누어 v가 백 배 작은 채로 남고, 그 제곱근 때문에 걸음이 10배 커집니다. 둘 다 β2이면 m을 0.1이 아니라 0.001로 나누어 100배 커집니다. 맞는 걸음은 0.001이고, 보정을 하지 않으면 0.003162입니다. 그러니 m은 β1로, v는 β2로 보정합니다.",
    ),
)

# %% widget="ask-beta2"
widgets.ask(
    question=Text(
        en="A program uses β2 = 0.99 and no correction at all. Its first step is exactly right. Is the program?",
        ko="어떤 프로그램은 β2 = 0.99이고 보정을 아예 하지 않습니다. 첫걸음이 정확히 맞습니다. 프로그램도 맞을까요?",
    ),
    choices=(
        Text(en="Yes: with 0.99 no correction is needed", ko="네. 0.99이면 보정이 필요하지 않습니다"),
        Text(
            en="No: the first step is right by chance, the second is not",
            ko="아니요. 첫걸음은 우연히 맞고 두 번째 걸음은 틀립니다",
        ),
        Text(en="Yes: the paper says 0.99", ko="네. 논문에 0.99라고 되어 있습니다"),
    ),
    answer=1,
    why=Text(
        en="0.1 divided by the root of 0.01 is 1: two errors hide each other, once. The second step is 1.347 times lr instead of 1. The paper says β2 = 0.999, and so do the defaults of Keras and PyTorch. That is why the check of your adam_step takes several steps.",
        ko="0.1을 0.01의 제곱근으로 나누면 1입니다. 두 오류가 한 번은 서로를 가려 줍니다. 두 번째 걸음은 lr의 1배여야 하는데 1.347배가 됩니다. 논문의 값은 β2 = 0.999이고 Keras와 PyTorch의 기본값도 같습니다. 그래서 adam_step을 점검할 때 여러 걸음을 걸어 봅니다.",
    ),
)

# %% widget="ask-eps-size"
widgets.ask(
    question=Text(
        en="Take 0.10⁻⁸ literally. What is it?",
        ko="0.10⁻⁸을 글자 그대로 계산하면 얼마일까요?",
    ),
    choices=(
        Text(en="A hundred-millionth", ko="일억분의 일"),
        Text(en="A hundred million", ko="일억"),
        Text(en="-0.8", ko="-0.8"),
    ),
    answer=1,
    why=Text(
        en="0.1 to the power of -8 is 10 to the power of 8. With lr = 0.001 and g = 3, the slide's own formula then gives a first step of 3 · 10⁻⁷ instead of 10⁻³, and outside the root it would be 3 · 10⁻¹¹. Nothing crashes; the weights just stand still. Meant is 10⁻⁸.",
        ko="0.1의 -8제곱은 10의 8제곱입니다. lr = 0.001, g = 3이면 슬라이드의 식대로 계산한 첫걸음이 10⁻³이 아니라 3 · 10⁻⁷이 되고, 제곱근 밖에 두면 3 · 10⁻¹¹이 됩니다. 오류 메시지 없이 가중치가 멈춰 서 있을 뿐입니다. 뜻한 값은 10⁻⁸입니다.",
    ),
)

# %% widget="ask-eps-place"
widgets.ask(
    question=Text(
        en="ε = 10⁻⁸ under the root instead of outside. When do you notice?",
        ko="ε = 10⁻⁸을 제곱근 밖이 아니라 안에 두었습니다. 언제 차이가 드러날까요?",
    ),
    choices=(
        Text(en="At once: every step is wrong", ko="바로 드러납니다. 모든 걸음이 틀립니다"),
        Text(en="When gradients are large", ko="기울기가 클 때 드러납니다"),
        Text(en="When gradients are tiny", ko="기울기가 아주 작을 때 드러납니다"),
    ),
    answer=2,
    why=Text(
        en="For a gradient near 1 nobody sees it. For 10⁻⁴ the first step is 0.7071 · lr instead of 0.9999 · lr; for 10⁻⁶ it is 0.01 · lr instead of 0.9901 · lr, because v is then 10⁻¹² and ε rules under the root. The paper puts it outside.",
        ko="기울기가 1쯤이면 아무도 알아채지 못합니다. 10⁻⁴이면 첫걸음이 0.9999 · lr이 아니라 0.7071 · lr이고, 10⁻⁶이면 0.9901 · lr이 아니라 0.01 · lr입니다. v가 10⁻¹²이어서 제곱근 안에서는 ε이 훨씬 크기 때문입니다. 논문에서는 제곱근 밖에 둡니다.",
    ),
)

# %% [markdown] lang="en"
# ### The corrected page
#
# - $m$ is corrected with $1 - \beta_1^{\,t}$, and $v$ with $1 - \beta_2^{\,t}$.
# - Defaults of the paper: $\eta = 0.001$, $\beta_1 = 0.9$, $\beta_2 = 0.999$, $\epsilon = 10^{-8}$.
# - $\epsilon$ is added to the root. This course does so in AdaGrad and RMSProp too. Some texts put it under the root there; then it must be far smaller.
# - Some texts name the averages $v$ and $S$. In the paper, and here, they are $m$ and $v$. RMSProp's share is $\gamma$ in some texts and $\rho$ here.

# %% [markdown] lang="ko"
# ### 바르게 고친 슬라이드
#
# - $m$은 $1 - \beta_1^{\,t}$으로, $v$는 $1 - \beta_2^{\,t}$으로 보정합니다.
# - 논문의 기본값은 $\eta = 0.001$, $\beta_1 = 0.9$, $\beta_2 = 0.999$, $\epsilon = 10^{-8}$입니다.
# - $\epsilon$은 제곱근 밖에서 더합니다. 이 강의에서는 AdaGrad와 RMSProp에서도 그렇게 합니다. 거기서는 제곱근 안에 두는 글도 있는데, 그러려면 훨씬 더 작은 값을 써야 합니다.
# - 두 평균을 $v$와 $S$라고 부르는 글도 있습니다. 논문과 이 수업에서는 $m$과 $v$입니다. RMSProp의 비율은 어떤 글에서는 $\gamma$이고 여기서는 $\rho$입니다.

# %% [markdown] lang="en"
# **What does it cost?** Beside each weight and its gradient Adam keeps an $m$ and a $v$. For the 101,770 weights of lesson 9 that makes 407,080 numbers, or 3.3 megabytes: twice as much as gradient descent needs.

# %% [markdown] lang="ko"
# **비용은 얼마일까요?** Adam은 가중치와 그 기울기 말고도 $m$과 $v$를 하나씩 간직합니다. 9번 수업의 가중치 101,770개라면 모두 407,080개의 수, 곧 3.3메가바이트로, 경사 하강법의 두 배입니다.

# %% exercise="adam-step"
from dlcourse.optimizers import adam_step

# %% [markdown] lang="en"
# ### What if a gradient explodes all the same?
#
# **Clipping** shortens it: a gradient longer than $c$ is multiplied by $c$ divided by its length. That is the length of *all* arrays together, the root of the sum of all squares. If the gradients of two arrays are 3 and 4 long, together they are 5 long, and with $c = 1$ both are divided by 5: the direction stays. Recurrent networks, which pass the same layer again and again, are usually trained with it, and so are large language models.
#
# Here is such a network at its smallest: ten layers share one weight $w$, so the answer is $w^{10}$, and 1 is wanted. At the bottom, $w = 1$, the curvature of the loss $\frac{1}{2} (w^{10} - 1)^2$ is 100, and the rate 0.01 just right. Predict: where does it lead from 1.2, with $c = 1$ and without?

# %% [markdown] lang="ko"
# ### 그래도 기울기가 폭발하면 어떻게 할까요?
#
# **클리핑**(clipping)으로 줄입니다. 길이가 $c$보다 긴 기울기에는 $c$를 그 길이로 나눈 수를 곱합니다. 길이는 **모든** 배열을 합쳐서 잽니다. 모든 원소의 제곱을 더한 것의 제곱근입니다. 두 배열의 기울기가 길이 3과 4라면 합쳐서 5이고, $c = 1$이면 둘 다 5로 나눕니다. 그래서 방향은 그대로입니다. 같은 층을 여러 번 지나는 순환 신경망은 대개 클리핑을 하면서 학습시키고, 대규모 언어 모델도 그렇습니다.
#
# 그런 신경망을 가장 작게 만들어 봅시다. 열 층이 가중치 $w$ 하나를 함께 써서 출력이 $w^{10}$이고, 원하는 값은 1입니다. 바닥인 $w = 1$에서 손실 $\frac{1}{2} (w^{10} - 1)^2$의 곡률은 100이므로 학습률은 0.01이 꼭 알맞습니다. 1.2에서 출발하면 어디로 갈까요? $c = 1$일 때와 클리핑을 하지 않을 때를 예상해 보세요.


# %%
def ten_layers(c, lr=0.01):
    """The places of the one weight, from 1.2 on; no gradient is longer than `c`."""
    places = [1.2]
    while len(places) <= 60 and abs(places[-1]) < 100:
        w = places[-1]
        g = (w**10 - 1) * 10 * w**9
        places.append(w - lr * g / max(1, abs(g) / c))
    return places


for name, c in (("not clipped", np.inf), ("clipped at 1", 1.0)):
    places = ten_layers(c)
    print(f"{name:13} {len(places) - 1:2} steps: {places[0]}, {places[1]:.3f}, {places[2]:.3f} ... {places[-1]:.3f}")

# %% [markdown] lang="en"
# At 1.2 the slope is 268: what is just right at the bottom is far too much up there, and two steps are enough to leave for good. Clipped, no step is longer than 0.01; the weight walks down the cliff and arrives.
#
# Watch the length before it is cut. If nearly every step is clipped, gradient descent only walks with steps of $\eta c$. And clipping does nothing for gradients that vanish.

# %% [markdown] lang="ko"
# 1.2에서 기울기는 268입니다. 바닥에서 꼭 알맞은 학습률도 그 위에서는 너무 커서, 두 걸음 만에 돌아올 수 없는 곳으로 튕겨 나갑니다. 클리핑을 하면 어느 걸음도 0.01보다 길지 않으므로 가중치가 벼랑을 걸어 내려와 바닥에 닿습니다.
#
# 자르기 전의 길이를 지켜보세요. 거의 모든 걸음이 잘린다면 경사 하강법은 $\eta c$만큼씩 걷고 있을 뿐입니다. 그리고 기울기가 사라지는 데에는 클리핑이 아무 소용이 없습니다.

# %% [markdown] lang="en"
# ## Which one is the best?
#
# To compare them we need their whole paths. All five fit into one frame: an **optimizer** gets the place, the gradient and what it remembers, and gives back the next place and what it wants to remember next
# time. The loop around it need not know which of the five it is. Below is one that is even simpler: `quarter` takes a quarter of the gradient, remembers nothing, and hands the empty memory on.

# %% [markdown] lang="ko"
# ## 어느 것이 가장 좋을까요?
#
# 비교하려면 지나온 길 전체가 필요합니다. 다섯 가지를 한 틀에 담을 수 있습니다. **옵티마이저**(optimizer)는 지금 있는 곳과 기울기와 자기 기억을 받아, 다음에 있을 곳과 다음번에 쓸 기억을
# 반환합니다. 그것을 되풀이하는 반복문은 다섯 가운데 어느 것인지 몰라도 됩니다. 아래의 `quarter`는 더 단순합니다. 기울기의 사분의 일만큼 움직이고, 아무것도 기억하지 않으며, 빈 기억을 그대로 넘깁니다.


# %%
def quarter(w, g, memory):
    return w - 0.25 * g, memory


quarter(np.array([8.0, 4.0]), np.array([16.0, 8.0]), None)

# %% exercise="run"
from dlcourse.optimizers import run

# %% [markdown] lang="en"
# Now the race, in the valley $f = x^2/20 + y^2$ from $(-7, 2)$. From here on it runs on your own functions, if their checks have passed. Predict, then press play. Then change the learning rate and let them run again.

# %% [markdown] lang="ko"
# 이제 경주입니다. 골짜기는 $f = x^2/20 + y^2$이고 출발점은 $(-7, 2)$입니다. 점검을 통과했다면 여기서부터는 직접 작성한 함수들이 달립니다. 예상해 보고 재생해 보세요. 그다음 학습률을 바꾸어 다시 달리게 해 보세요.

# %% widget="race"
widgets.optimizers.compare()

# %% [markdown] lang="en"
# ### Three races, three winners
#
# Losses after 30 steps:
#
# | learning rate | GD | momentum | AdaGrad | RMSProp | Adam |
# | --- | --- | --- | --- | --- | --- |
# | 0.1 for all | 1.34 | **0.0479** | 3.15 | 0.604 | 0.896 |
# | 0.5 for all | 0.113 | 0.103 | 0.439 | **1.21e-09** | 0.134 |
# | 0.9 for all | **0.00855** | 0.228 | 0.0575 | 0.0703 | 0.124 |
#
# The same rate for everybody is not the same chance for everybody: 0.1 times a gradient of 4 is a long step, 0.1 divided by a root is a short one. A fair race lets **each** optimizer look for its own best rate first, spends the same
# effort on each, and starts from several places. The picture can do a part of it: turn on its switch *each its best*. Before you do: who wins then?

# %% [markdown] lang="ko"
# ### 경주 세 번, 우승자 셋
#
# 30걸음 뒤의 손실입니다.
#
# | 학습률 | GD | 모멘텀 | AdaGrad | RMSProp | Adam |
# | --- | --- | --- | --- | --- | --- |
# | 모두 0.1 | 1.34 | **0.0479** | 3.15 | 0.604 | 0.896 |
# | 모두 0.5 | 0.113 | 0.103 | 0.439 | **1.21e-09** | 0.134 |
# | 모두 0.9 | **0.00855** | 0.228 | 0.0575 | 0.0703 | 0.124 |
#
# 모두에게 같은 학습률을 준다고 해서 기회가 같은 것은 아닙니다. 기울기 4에 0.1을 곱하면 큰 걸음이지만, 0.1을 제곱근으로 나누면 작은 걸음입니다. 공정한 경주라면 **저마다** 가장 좋은 학습률을 먼저 찾게 하고, 찾는 데 들이는
# 노력을 같게 하고, 여러 곳에서 출발합니다. 그림으로도 어느 정도 할 수 있습니다. '저마다 가장 좋은 값' 버튼을 켜 보세요. 그 전에, 그러면 누가 이길까요?

# %% [markdown] lang="en"
# ### Search the rates yourself
#
# The next cell gives every optimizer the same seven rates and prints where 30 steps end. Look for each one's best rate before you compare rows.

# %% [markdown] lang="ko"
# ### 학습률을 직접 찾아보기
#
# 다음 셀은 옵티마이저마다 똑같은 학습률 일곱 가지를 주고 30걸음 뒤의 손실을 출력합니다. 행을 비교하기 전에 저마다 가장 좋은 학습률을 찾아보세요.


# %%
def loss_after(name, lr, start=(-7.0, 2.0), steps=30):
    """Where one optimizer ends in the valley."""
    x, y = optimizers.run(
        optimizers.optimizer_named(name, lr=lr), lambda w: np.array([w[0] / 10, 2 * w[1]]), np.array(start), steps
    )[-1]
    return x**2 / 20 + y**2


rates = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 5.0)
print("          ", *(f"{lr:8g}" for lr in rates))
for name in ("gd", "momentum", "adagrad", "rmsprop", "adam"):
    print(f"{name:>10}", *(f"{loss_after(name, lr):8.1e}" for lr in rates))

# %% [markdown] lang="en"
# ### A surprise, and what it is worth
#
# Each at its best, the winner is AdaGrad, last in two of the three races above, with a rate of 5 that would throw gradient descent out of the valley. AdaGrad's root bounds every step: no weight moves by more than $\eta$ at once, and its rate only falls. This valley is 7 long, so 5 can be borne here. It would wreck the network that reads digits below.
#
# Does it follow that AdaGrad is the best? No: this valley is one, small, and without noise; in a long training its shrinking steps are a handicap. The race shows something else: *the ranking was made by the choice of rates.* The next exercise is to run such a race as one ought to.

# %% [markdown] lang="ko"
# ### 뜻밖의 결과, 그리고 그 의미
#
# 저마다 가장 좋은 학습률을 쓰면, 위의 세 경주 가운데 두 번 꼴찌였던 AdaGrad가 이깁니다. 그때의 학습률은 5인데, 경사 하강법이라면 골짜기 밖으로 튕겨 나갔을 값입니다. AdaGrad에서는 제곱근으로 나누므로 어느 가중치도 한 걸음에 $\eta$보다 많이 움직이지 않고, 학습률은 줄어들기만 합니다. 이 골짜기에서는 7만큼 가야 하므로 5도 견딜 만합니다. 그러나 아래에서 숫자를 읽을 신경망이라면 5에서는 망가집니다.
#
# 그러면 AdaGrad가 가장 좋은 것일까요? 아닙니다. 이것은 작고 잡음도 없는 골짜기 하나일 뿐이고, 학습이 길어지면 줄어들기만 하는 걸음이 약점이 됩니다. 이 경주가 보여 주는 것은 따로 있습니다. **순위를 정한 것은 학습률을 고르는 방법이었습니다.** 다음 문제에서는 이런 경주를 제대로 열어 봅니다.

# %% exercise="race-fairly"
from dlcourse.optimizers import fair_race

# %% [markdown] lang="en"
# ### The same race with digits
#
# A valley of two weights is no network. Here a network with 32 hidden units reads 4000 handwritten digits, made small, in four epochs of mini-batches: 252 steps. Every optimizer first tries the same five rates from one start, then runs with its best rate from four others. What counts is the share of 2,000 *validation* digits that are read rightly. No network learns from them, but the rates are chosen by them, so they are no strangers, and the shares are a little too kind. Lesson 8 keeps a third part for that.
#
# Predict: who wins, and does any single column give the order that each one's best gives?

# %% [markdown] lang="ko"
# ### 숫자로 다시 하는 경주
#
# 가중치가 둘뿐인 골짜기는 신경망이 아닙니다. 이번에는 은닉 유닛 32개짜리 신경망이 작게 줄인 손글씨 숫자 4000개를 미니배치로 네 에폭, 곧 252걸음 동안 배웁니다. 옵티마이저마다 먼저 한 출발점에서 똑같은 학습률 다섯 가지를 시험하고, 그다음 가장 좋았던 학습률로 다른 출발점 네 곳에서 달립니다. **검증** 숫자 2,000개 가운데 맞게 읽은 비율로 겨룹니다. 어떤 신경망도 이것으로 배우지는 않지만, 학습률은 이것을 보고 고릅니다. 그래서 처음 보는 숫자라고 할 수 없고, 비율이 조금 좋게 나옵니다. 이럴 때 쓸 세 번째 데이터는 8번 수업에서 떼어 둡니다.
#
# 예상해 보세요. 누가 이길까요? 그리고 어느 한 열의 순서가 저마다 가장 좋은 값으로 매긴 순서와 같을까요?

# %%
tried = (0.003, 0.01, 0.03, 0.1, 0.3)

from dlcourse import digits
from dlcourse.datasets import load_mnist
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.training import SGD, AdaGrad, Adam, RMSProp, steps


def small(images, labels):
    """14 by 14 pixels, each the mean of four, as rows."""
    return digits.preprocess(images.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)), labels)


mnist = load_mnist()
X, y = small(mnist.X_train[:4000], mnist.y_train[:4000])
X_new, y_new = small(mnist.X_val, mnist.y_val)


def fresh(rng):
    return Sequential([Dense(196, 32, init="he_normal"), Activation("relu"), Dense(32, 10)], rng=rng)


def read_rightly(optimizer, start, rate=None):
    """The share of validation digits read rightly after 252 steps; `rate(t)` is the rate of step t, if it may change."""
    rng = np.random.default_rng(start)
    network = fresh(rng)
    training = steps(network, X, y, loss="cross_entropy", optimizer=optimizer, batch_size=64, rng=rng)
    for t in range(1, 253):
        if rate is not None:
            optimizer.lr = rate(t)
        next(training)
    return digits.accuracy(y_new, network.classify(X_new))


makers = {"gd": SGD, "momentum": lambda lr: SGD(lr, momentum=0.9), "adagrad": AdaGrad, "rmsprop": RMSProp, "adam": Adam}
print("          ", *(f"{lr:7g}" for lr in tried), "   best, from four other starts")
for name, made in makers.items():
    shares = [read_rightly(made(lr), start=0) for lr in tried]
    best = tried[int(np.argmax(shares))]
    again = [read_rightly(made(best), start) for start in (1, 2, 3, 4)]
    error = np.std(again, ddof=1) / np.sqrt(len(again))
    print(f"{name:>10} ", *(f"{share:7.3f}" for share in shares), f"   {np.mean(again):.3f} ± {error:.3f}")

# %% [markdown] lang="en"
# No column gives the order of the bests. With its best rate each, gradient descent is behind. One reason may be that it alone remembers nothing, and 252 steps are few; another one follows in the next section. Those in front differ by hardly more than their errors, and that is no ranking: halve `batch_size`, and another one leads. And ± counts the starts alone. The 2,000 digits are a sample, too: other digits would shift each share by about 0.007.
#
# One row's best stands at the *edge* of the table. **A best value at the edge of what was tried is no best value yet**: try the next one.

# %% [markdown] lang="ko"
# 어느 열의 순서도 가장 좋은 값으로 매긴 순서와 같지 않습니다. 저마다 가장 좋은 학습률을 쓰면 경사 하강법이 뒤처집니다. 기억하는 것이 없는 것은 이것뿐이고 252걸음은 짧으니, 그것이 한 가지 까닭일 수 있습니다. 다른 까닭은 다음 절에서 봅니다. 앞선 것들의 차이는 오차보다 별로 크지 않으므로 순위라고 할 수 없습니다. `batch_size`를 절반으로 줄이면 다른 것이 앞섭니다. 게다가 ±는 출발점만 헤아린 것입니다. 숫자 2,000개도 표본이어서, 다른 숫자로 재면 비율마다 0.007쯤 달라집니다.
#
# 한 행에서는 가장 좋은 값이 표의 **가장자리**에 있습니다. **시험한 범위의 가장자리에 있는 값은 아직 가장 좋은 값이 아닙니다.** 그다음 값도 시험해 보세요.

# %% [markdown] lang="en"
# ### One budget, several batch sizes
#
# The race had groups of 64. The next cell gives every batch size the same budget: four epochs, so 16,000 digits are looked at, be it in 4000 steps of 4 or in 4 steps of 4000. It is plain gradient descent, and every size tries the same four rates from one start.
#
# Predict two things. If the rate is 0.05 for all, which size reads best? And as groups grow, does the best rate grow, shrink or stay?

# %% [markdown] lang="ko"
# ### 같은 예산, 여러 배치 크기
#
# 앞의 경주에서는 64개씩 묶었습니다. 다음 셀은 배치 크기마다 똑같은 예산을 줍니다. 네 에폭, 곧 숫자 16,000개를 봅니다. 4개씩 4000걸음을 갈 수도 있고 4000개씩 4걸음을 갈 수도 있습니다. 보통의 경사 하강법이고, 크기마다 한 출발점에서 똑같은 학습률 네 가지를 시험합니다.
#
# 두 가지를 예상해 보세요. 학습률이 모두 0.05라면 어느 크기가 가장 잘 읽을까요? 그리고 그룹이 커지면 가장 좋은 학습률은 커질까요, 작아질까요, 그대로일까요?


# %%
def after_four_epochs(size, lr, start=5):
    """How many steps four epochs in groups of one size are, and the share of validation digits read rightly after them."""
    rng = np.random.default_rng(start)
    network = fresh(rng)
    training = steps(network, X, y, loss="cross_entropy", optimizer=SGD(lr), batch_size=size, rng=rng, limit=4)
    count = sum(1 for _ in training)
    return count, digits.accuracy(y_new, network.classify(X_new))


from time import perf_counter

four = (0.05, 0.2, 0.8, 3.2)
print("group  steps ", *(f"{lr:6g}" for lr in four), "   best rate         seconds")
for size in (4, 16, 64, 256, 4000):
    began = perf_counter()
    counts, shares = np.array([after_four_epochs(size, lr) for lr in four]).T
    took = perf_counter() - began
    row = " ".join(f"{share:6.3f}" for share in shares)
    print(f"{size:5}  {counts[0]:5.0f}  {row}    {four[np.argmax(shares)]:4g} with {max(shares):.3f} {took:9.1f}")

# %% [markdown] lang="en"
# In the first column the share falls from line to line: the same digits, but fewer steps, and four small steps learn next to nothing. So large groups *want* large rates. They also *bear* them: 0.8 spoils the groups of 4, whose gradients are shaken most by chance, and it is the best that was tried for 256 and for 4000. But only up to a point: 3.2 is too large for every size, even where the gradient is exact. And all 4000 in one group leave four steps; with these no rate catches up.

# %% [markdown] lang="ko"
# 첫 열에서는 아래로 갈수록 맞게 읽은 비율이 줄어듭니다. 본 숫자는 같은데 걸음이 적기 때문입니다. 작은 걸음 네 번으로는 거의 아무것도 배우지 못합니다. 그래서 큰 그룹에는 큰 학습률이 **필요합니다**. 큰 그룹은 큰 학습률을 **견디기도** 합니다. 0.8은 기울기가 우연에 가장 많이 흔들리는 4개짜리 그룹을 망치지만, 256개와 4000개에서는 시험한 것 가운데 가장 좋습니다. 그러나 한계가 있습니다. 3.2는 어느 크기에나 너무 크고, 기울기가 정확해도 마찬가지입니다. 그리고 4000개를 모두 한 그룹으로 묶으면 네 걸음밖에 남지 않아, 어떤 학습률로도 따라잡지 못합니다.

# %% [markdown] lang="en"
# A rule of thumb says **twice the batch, twice the rate**. Small steps in a row add up to about one step along their mean gradient, with all their rates together, as long as the weights hardly move in between. Go down the table diagonally: 4 with 0.05, 16 with 0.2 and 64 with 0.8 read about the same share. Then the rule breaks: 256 with 3.2 hardly reads at all.
#
# Small groups pay in time. An array operation works on many rows at once, so a step with 4 rows takes far more than a quarter of the time of one with 16, and there are four times as many of them. Compare the first lines of the last column: these are the seconds on your machine.
#
# This is one start. Shares that differ by a few hundredths are no ranking: another start may turn them round.

# %% [markdown] lang="ko"
# **배치를 두 배로 하면 학습률도 두 배로** 하라는 어림 규칙이 있습니다. 작은 걸음을 잇따라 걸으면, 그 사이에 가중치가 거의 움직이지 않는 한, 학습률을 모두 더해 평균 기울기를 따라 한 번 걷는 것과 비슷하기 때문입니다. 표를 대각선으로 내려가 보세요. 4개와 0.05, 16개와 0.2, 64개와 0.8은 거의 같은 비율로 읽습니다. 그다음에는 규칙이 깨집니다. 256개와 3.2는 거의 읽지 못합니다.
#
# 작은 그룹은 시간으로 값을 치릅니다. 배열 연산은 여러 행을 한꺼번에 계산하므로 행이 4개인 걸음에 드는 시간은 16개인 걸음의 사분의 일보다 훨씬 긴데, 걸음 수는 네 배이기 때문입니다. 마지막 열의 처음 몇 줄을 견주어 보세요. 지금 쓰는 컴퓨터에서 걸린 시간(초)입니다.
#
# 출발점은 한 곳뿐입니다. 백분의 몇쯤 되는 차이로는 순위를 매길 수 없습니다. 출발점이 달라지면 뒤집힐 수 있습니다.

# %% [markdown] lang="en"
# ### Two instruments for the rate
#
# A **range test** needs no grid: raise the rate a little with every mini-batch, and watch where the loss falls and where it flies away. Choose a rate that stands well before that place, where the loss still falls clearly.
#
# The second instrument compares **the size of a step with the size of the weights**. Around 1/10,000 hardly anything moves; at 1/10 the weights are thrown about. A rule for long trainings is 1/1000; short ones like ours bear ten times that.
#
# When you search several numbers at once, draw them at random on a logarithmic scale, `10 ** rng.uniform(-3, 0)`, first coarsely, then finely: a grid of 3 by 3 tries only three values of the one that matters.

# %% [markdown] lang="ko"
# ### 학습률을 찾는 도구 두 가지
#
# **학습률 범위 시험**(range test)에는 후보 표가 필요하지 않습니다. 미니배치마다 학습률을 조금씩 키우면서 손실이 어디에서 줄어들고 어디에서 튀어 오르는지 봅니다. 튀어 오르는 곳보다 충분히 앞에서, 손실이 뚜렷하게 줄어드는 학습률을 고릅니다.
#
# 둘째 도구는 **걸음의 크기를 가중치의 크기와 견주는 것**입니다. 1/10,000쯤이면 거의 움직이지 않고, 1/10이면 가중치가 이리저리 튑니다. 긴 학습에는 1/1000쯤이 좋다고들 합니다. 여기처럼 짧은 학습에는 그 10배도 괜찮습니다.
#
# 여러 수를 한꺼번에 찾을 때는 로그 눈금에서 무작위로 뽑습니다. `10 ** rng.uniform(-3, 0)`처럼 하고, 처음에는 넓게, 나중에는 좁게 찾습니다. 3 × 3 격자로는 정작 중요한 수를 3가지 값밖에 시험하지 못합니다.

# %%
from dlcourse.losses import cross_entropy, cross_entropy_grad

rng = np.random.default_rng(0)
network = fresh(rng)
first = network.layers[0]
raised, losses, moved = np.geomspace(0.001, 10, 100), [], []
for lr in raised:
    rows = rng.choice(len(X), size=64, replace=False)
    scores = network.forward(X[rows])
    losses.append(cross_entropy(scores, y[rows]))
    network.fill_gradient(cross_entropy_grad(scores, y[rows]))
    moved.append(lr * np.linalg.norm(first.grads["W"]) / np.linalg.norm(first.params["W"]))
    network.values -= lr * network.gradient
print("rate up to   mean loss   step : weights")
for ten in np.arange(100).reshape(10, 10):
    print(f"{raised[ten[-1]]:10.4f} {np.mean(np.take(losses, ten)):11.2f} {np.mean(np.take(moved, ten)):12.1e}")

# %% [markdown] lang="en"
# ## Should the rate stay the same to the end?
#
# Large steps find the valley; small steps find its bottom, because the noise of mini-batches shakes the weights by a distance that grows with the rate. Why not first the one and then the other? A **learning-rate schedule** gives every step its own rate.
#
# - *Step decay*: divide the rate by 10, say, at fixed steps.
# - *Cosine*: let it fall to 0 along half a cosine wave, slowly at first and at the end.
# - *Exponential*: multiply it by the same factor, a little below 1, in every step. *On a plateau*: lower it when the validation loss no longer falls.
# - **Warm-up**: begin small and rise, for trainings that the full rate would wreck in their first steps.

# %% [markdown] lang="ko"
# ## 학습률은 끝까지 그대로여야 할까요?
#
# 큰 걸음은 골짜기를 찾고 작은 걸음은 바닥을 찾습니다. 미니배치의 잡음이 가중치를 흔드는 폭이 학습률과 함께 커지기 때문입니다. 그렇다면 먼저 크게, 나중에 작게 걸으면 어떨까요? **학습률 스케줄**(learning-rate schedule)은 걸음마다 학습률을 정해 줍니다.
#
# - **계단식 감소**(step decay): 정해 둔 걸음에서 학습률을 예컨대 10으로 나눕니다.
# - **코사인**(cosine): 코사인 반 주기를 따라 0까지 줄입니다. 처음과 끝에서는 천천히 줄어듭니다.
# - **지수 감소**(exponential): 걸음마다 1보다 조금 작은 같은 수를 곱합니다. **정체할 때 줄이기**(on a plateau): 검증 손실이 더 내려가지 않을 때 줄입니다.
# - **워밍업**(warm-up): 작게 시작해 키웁니다. 처음부터 큰 학습률을 쓰면 첫 몇 걸음에서 학습이 무너질 때 씁니다.

# %% [markdown] lang="en"
# The drawing shows the first two and warm-up over 300 steps, beside a rate that stays. Look for the step at which each has come down to half: one jumps past it, two glide there, and one never comes.

# %% [markdown] lang="ko"
# 다음 그림은 계단식 감소, 코사인, 워밍업과 변하지 않는 학습률을 300걸음에 걸쳐 보여 줍니다. 저마다 몇 걸음째에 절반이 되는지 찾아보세요. 하나는 단번에 떨어지고, 둘은 미끄러져 내려가고, 하나는 끝까지 절반이 되지 않습니다.

# %% drawing="schedules"

# %% [markdown] lang="en"
# The next cell walks 300 steps with noisy gradients in the valley from above. Predict the order of the four lines.

# %% [markdown] lang="ko"
# 다음 셀은 위의 골짜기에서 잡음 섞인 기울기로 300걸음을 걷습니다. 네 줄의 순서를 예상해 보세요.


# %%
def noisy_walk(rate, start, steps=300):
    """The loss at the end of a walk whose gradients are shaken by chance; `rate(t)` is that of step t."""
    rng = np.random.default_rng(start)
    w = np.array([-7.0, 2.0])
    for t in range(1, steps + 1):
        w = w - rate(t) * (np.array([0.1, 2.0]) * w + rng.normal(size=2))
    return w[0] ** 2 / 20 + w[1] ** 2


plans = {
    "always 0.5": lambda t: 0.5,
    "always 0.1": lambda t: 0.1,
    "always 0.02": lambda t: 0.02,
    "0.5, cosine": lambda t: 0.25 * (1 + np.cos(np.pi * t / 300)),
}
for name, rate in plans.items():
    print(f"{name:12}", np.mean([noisy_walk(rate, start) for start in range(20)]).round(4))

# %% exercise="rate-at"
from dlcourse.optimizers import rate_at

# %% [markdown] lang="en"
# Does a schedule help with the digits, too? Gradient descent again, from four starts: with 0.1, its best in the table, and with 1, which was not even in it. Each rate once to the end, and once as the beginning of a cosine. (The wave is counted to 253, so that the last of the 252 steps is not 0.) Predict which of the two rates gains.

# %% [markdown] lang="ko"
# 숫자에서도 스케줄이 도움이 될까요? 다시 경사 하강법으로 출발점 네 곳에서 해 봅시다. 학습률은 표에서 가장 좋았던 0.1과, 표에는 있지도 않던 1입니다. 저마다 한 번은 끝까지 그대로 두고, 한 번은 거기에서 코사인으로 줄입니다. (252걸음의 마지막이 0이 되지 않도록 코사인 반 주기의 길이를 253걸음으로 잡습니다.) 어느 학습률이 나아질지 예상해 보세요.

# %%
for lr in (0.1, 1.0):
    stays = [read_rightly(SGD(lr), start) for start in range(4)]
    falls = [read_rightly(SGD(lr), start, rate=lambda t, lr=lr: optimizers.rate_at(t, 253, lr)) for start in range(4)]
    print(f"rate {lr:3}   stays: {np.mean(stays):.3f}   falls: {np.mean(falls):.3f}")

# %% [markdown] lang="en"
# A schedule helps where the rate is too large to *end* with: then it keeps the long steps and takes away the noise. From a rate that was small already it only takes steps away, and the network learns less. Now look back at the race: how much of gradient descent's distance is left?

# %% [markdown] lang="ko"
# 스케줄은 **끝내기에는** 학습률이 너무 클 때 도움이 됩니다. 큰 걸음은 살리고 잡음은 없애기 때문입니다. 이미 작은 학습률에서는 걸음만 줄어들어 덜 배웁니다. 이제 경주를 돌아보세요. 경사 하강법이 뒤처졌던 거리는 얼마나 남았을까요?

# %% [markdown] lang="en"
# And where the rate is too large to *begin* with? Adam's first step moves every weight whose gradient is not 0 by the whole rate. With 0.2 that is twice the size, about 0.1, which He's start gave to the weights of the first layer. The next cell warms Adam up: the rate rises in 20 equal parts and then stays. Once with 0.03, its best in the table, and once with 0.2. Predict which of the two gains.

# %% [markdown] lang="ko"
# 그러면 **시작하기에** 학습률이 너무 클 때는 어떨까요? Adam의 첫걸음은 기울기가 0이 아닌 모든 가중치를 학습률만큼 통째로 움직입니다. 0.2라면, He 초기화로 정한 첫 층 가중치의 크기인 0.1쯤의 두 배입니다. 다음 셀은 Adam에 워밍업을 씁니다. 학습률이 20걸음에 걸쳐 똑같은 폭으로 커지고, 그다음에는 그대로입니다. 한 번은 표에서 가장 좋았던 0.03, 한 번은 0.2로 합니다. 어느 학습률이 나아질지 예상해 보세요.

# %%
for lr in (0.03, 0.2):
    at_once = [read_rightly(Adam(lr), start) for start in range(4)]
    warmed = [read_rightly(Adam(lr), start, rate=lambda t, lr=lr: lr * min(1, t / 20)) for start in range(4)]
    print(f"rate {lr:4}   at once: {np.mean(at_once):.3f}   warmed up: {np.mean(warmed):.3f}")

# %% [markdown] lang="en"
# The rate that suits hardly cares. The other one throws the weights about in its first steps, and 20 smaller steps bring back most of what that costs. So warm-up makes larger rates bearable; large networks are often warmed up even with the rate that suits them.

# %% [markdown] lang="ko"
# 알맞은 학습률에서는 거의 차이가 없습니다. 너무 큰 학습률은 첫 몇 걸음에서 가중치를 마구 흔들어 놓는데, 처음 20걸음을 작게 걷는 것만으로 그렇게 잃은 것을 대부분 되찾습니다. 이렇게 워밍업을 하면 더 큰 학습률도 견딜 만해집니다. 큰 신경망에서는 학습률을 알맞게 골라도 워밍업을 하는 일이 많습니다.

# %% [markdown] lang="en"
# ## Should weights shrink by themselves?
#
# **Weight decay** takes a small share off every weight in each step, so that only what the data keep asking for stays large:
#
# $$w \leftarrow (1 - \eta \delta) \, w - \eta \, g$$
#
# With plain gradient descent this is the same as adding $\delta w$ to the gradient, which is the gradient of the L2 penalty in the next lesson; so the two names are often used for one thing. With Adam they differ: what is added to $g$ is divided by $\sqrt{\hat v}$ together with it. The next cell has two groups of weights whose gradients are pure noise, of size 10 and of size 0.1, so that only the decay has a direction. Which group shrinks, and how?

# %% [markdown] lang="ko"
# ## 가중치가 저절로 줄어들게 할까요?
#
# **가중치 감소**(weight decay)는 걸음마다 모든 가중치에서 조금씩 덜어 냅니다. 데이터가 계속 요구하는 것만 크게 남습니다.
#
# $$w \leftarrow (1 - \eta \delta) \, w - \eta \, g$$
#
# 보통의 경사 하강법에서는 기울기에 $\delta w$를 더하는 것과 같고, 이것은 다음 수업에 나올 L2 벌점의 기울기입니다. 그래서 두 이름을 한 가지로 쓰는 일이 많습니다. 그러나 Adam에서는 다릅니다. $g$에 더한 것은 $g$와 함께 $\sqrt{\hat v}$로 나누어집니다. 다음 셀에는 기울기가 순전히 잡음인 가중치가 두 묶음 있고, 잡음의 크기는 10과 0.1입니다. 방향이 있는 것은 가중치 감소뿐입니다. 어느 묶음이 얼마나 줄어들까요?


# %%
def shrunk(decoupled, steps=1000, lr=0.01, decay=0.1):
    rng = np.random.default_rng(0)
    w, m, v = np.ones((2, 500)), np.zeros((2, 500)), np.zeros((2, 500))
    for t in range(1, steps + 1):
        g = rng.choice([-1.0, 1.0], size=w.shape) * [[10.0], [0.1]]
        if decoupled:
            w = (1 - lr * decay) * w
        else:
            g = g + decay * w
        w, m, v = optimizers.adam_step(w, m, v, g, t, lr=lr)
    return w.mean(axis=1).round(3)


print("L2 inside the gradient:", shrunk(decoupled=False))
print("weight decay outside:  ", shrunk(decoupled=True))

# %% [markdown] lang="en"
# Put into the gradient, the decay hardly reaches the weights with large gradients and overruns those with small ones. Kept outside, it takes the same share of all. Adam with the decay outside is called **AdamW**; it is the usual choice for large networks today.

# %% [markdown] lang="ko"
# 기울기 안에 넣으면, 기울기가 큰 가중치는 거의 줄어들지 않고 작은 가중치는 지나치게 줄어듭니다. 밖에 두면 모두 똑같은 비율로 줄어듭니다. 이렇게 밖에 둔 Adam을 **AdamW**라고 하며, 요즘 큰 신경망에서 흔히 씁니다.

# %% exercise="adamw-step"
from dlcourse.optimizers import adamw_step

# %% widget="ask-which"
widgets.ask(
    question=Text(
        en="You have a new network and one afternoon. What is a sensible first attempt?",
        ko="새 신경망이 있고 시간은 오후 한나절뿐입니다. 처음에 무엇을 해 보는 것이 좋을까요?",
    ),
    choices=(
        Text(
            en="Adam with its defaults, and two or three learning rates around it",
            ko="기본값 그대로의 Adam과, 그 위아래의 학습률 두세 가지",
        ),
        Text(en="AdaGrad, because it never needs a learning rate", ko="학습률이 필요 없는 AdaGrad"),
        Text(
            en="Gradient descent on all data: its gradient is exact",
            ko="전체 데이터로 정확한 기울기를 구하는 경사 하강법",
        ),
    ),
    answer=0,
    why=Text(
        en="Adam's steps are about lr long whatever the size of the gradients, so its default is rarely absurd. That is its merit: easy to start with, not always best at the end. All five need a learning rate.",
        ko="Adam의 걸음은 기울기의 크기와 상관없이 lr쯤이어서 기본값이 터무니없는 경우가 드뭅니다. 그것이 장점입니다. 시작하기 쉽다는 것이지 끝에 가서 언제나 가장 좋다는 뜻은 아닙니다. 학습률은 다섯 모두에 필요합니다.",
    ),
)


# %% [markdown] manual="fair-race" points=4 lang="en"
# **Is the conclusion right?** A friend writes: "I let gradient descent and Adam run for 30 steps from the same start, both with lr = 0.1. Gradient descent ended at a loss of 1.34, Adam at 0.896. So Adam is the better
# optimizer, and I will always use it." Answer in four to eight sentences.
#
# 1. What does the experiment show, and what does it not show?
# 2. How would you make the comparison fair? Name at least two things.
# 3. What makes Adam's first step have the length it has, and why does that make Adam pleasant to start with?
#
# ### MODEL ANSWER
#
# It shows that with lr = 0.1, from this start, on this function, Adam is lower after 30 steps. It does not show that Adam is better: 0.1 is far below the best rate of both. In the race, with lr = 0.9 for both, gradient descent
# reaches 0.00855 and Adam 0.124.
#
# Fair would be: let each look for its own best learning rate on the same grid, with the same number of attempts; then compare after the same number of steps (or the same time), from several starts or seeds, and on the task
# that counts, judged on data held back for the purpose.
#
# After the correction, m is g and the root of v is |g|, so the first step is lr long whatever the gradient is; later steps are seldom much longer. So the length of steps does not depend on the scale of the loss, and the same default works
# tolerably for many networks.
#
# ### RUBRIC
#
# - 1 point: says what is shown (this rate, this start, this function, 30 steps) and that it does not generalize.
# - 1 point: names the shared learning rate as the flaw, with a reason or with numbers from the race.
# - 1 point: two sensible measures: each its own best rate with equal effort; several starts or seeds; equal budget; held-back data. "Train longer" alone is not one.
# - 1 point: first step about lr, because the corrected average and the root of the corrected squares cancel; hence independent of the gradient's scale. "Adam has momentum" alone earns nothing here.

# %% [markdown] manual="fair-race" points=4 lang="ko"
# **이 결론은 맞을까요?** 친구가 이렇게 썼습니다. "경사 하강법과 Adam을 같은 곳에서 출발해 30걸음씩 걷게 했어. 둘 다 lr = 0.1이야. 경사 하강법의 손실은 1.34, Adam은 0.896으로 끝났어. 그러니 Adam이 더 좋은 옵티마이저이고, 앞으로
# 언제나 Adam을 쓸 거야." 네 문장에서 여덟 문장으로 답해 보세요.
#
# 1. 이 실험으로 알 수 있는 것은 무엇이고, 알 수 없는 것은 무엇일까요?
# 2. 어떻게 해야 공정하게 비교할 수 있을까요? 적어도 두 가지를 쓰세요.
# 3. Adam의 첫걸음은 왜 그 크기가 되나요? 그래서 왜 Adam으로 시작하기가 편할까요?
#
# ### MODEL ANSWER
#
# 알 수 있는 것은 이 함수에서, 이 출발점에서, lr = 0.1로 30걸음을 간 뒤에는 Adam의 손실이 더 낮다는 것입니다. Adam이 더 좋다는 것은 알 수 없습니다. 0.1은 둘 모두에게 가장 좋은 학습률보다 훨씬 작습니다. 경주에서 둘 다 lr = 0.9로 하면
# 경사 하강법은 0.00855, Adam은 0.124가 됩니다.
#
# 공정하게 비교하려면 같은 후보들 가운데에서 같은 횟수만큼 시험해 저마다 가장 좋은 학습률을 찾게 합니다. 그런 다음 같은 걸음 수(또는 같은 시간) 뒤에, 여러 출발점이나 시드에서, 정말로 풀려는 문제에서 따로 떼어 둔 데이터로 비교합니다.
#
# 보정하고 나면 m은 g이고 v의 제곱근은 |g|이므로 첫걸음은 기울기가 무엇이든 lr입니다. 그 뒤의 걸음도 이보다 훨씬 커지는 일은 드뭅니다. 걸음의 크기가 손실의 척도에 달려 있지 않으므로 같은 기본값이 여러 신경망에서 그럭저럭
# 통합니다.
#
# ### RUBRIC
#
# - 1점: 실험이 보여 주는 것(이 학습률, 이 출발점, 이 함수, 30걸음)을 말하고, 일반화할 수 없다고 씁니다.
# - 1점: 학습률을 같게 둔 것이 문제라고 짚고, 이유나 경주의 수를 듭니다.
# - 1점: 알맞은 방법 두 가지를 씁니다. 같은 노력으로 찾은 저마다의 학습률, 여러 출발점이나 시드, 같은 예산, 따로 떼어 둔 데이터입니다. "더 오래 학습한다"만으로는 안 됩니다.
# - 1점: 보정한 평균과, 보정한 제곱의 제곱근이 서로 지워져 첫걸음이 lr쯤이고, 그래서 기울기의 척도와 상관없다고 씁니다. "Adam에는 모멘텀이 있다"만으로는 점수가 없습니다.

# %% [markdown] lang="en"
# ## Check yourself
#
# Three questions about the whole lesson. Choose before you look.

# %% [markdown] lang="ko"
# ## 스스로 점검하기
#
# 수업 전체에서 고른 세 문제입니다. 답을 보기 전에 먼저 골라 보세요.

# %% widget="ask-check-curve"
widgets.ask(
    question=Text(
        en="A training loss goes 2, 9, 88, and then is not a number. What do you do first?",
        ko="훈련 손실이 2, 9, 88로 커지다가 수가 아닌 값(nan)이 되었습니다. 무엇부터 하겠습니까?",
    ),
    choices=(
        Text(en="Train longer", ko="더 오래 훈련합니다"),
        Text(en="Divide the learning rate by ten", ko="학습률을 십분의 일로 줄입니다"),
        Text(en="Add a layer", ko="층을 하나 더합니다"),
    ),
    answer=1,
    why=Text(
        en="Each step makes things worse: the rate lies beyond the limit that the steepest curvature sets.",
        ko="걸음마다 나빠지고 있습니다. 학습률이, 가장 가파른 곡률이 정하는 한계를 넘었습니다.",
    ),
)

# %% widget="ask-check-memory"
widgets.ask(
    question=Text(
        en="Which of these remembers the *direction* of earlier gradients?",
        ko="앞선 기울기의 '방향'을 기억하는 것은 무엇일까요?",
    ),
    choices=(
        Text(en="Momentum and Adam", ko="모멘텀과 Adam"),
        Text(en="AdaGrad and RMSProp", ko="AdaGrad와 RMSProp"),
        Text(en="All four", ko="넷 모두"),
    ),
    answer=0,
    why=Text(
        en="AdaGrad and RMSProp keep squares, which have lost their sign: they remember sizes only.",
        ko="AdaGrad와 RMSProp은 제곱을 간직하므로 부호를 잃었습니다. 크기만 기억합니다.",
    ),
)

# %% widget="ask-check-decay"
widgets.ask(
    question=Text(
        en="You replace Adam by AdamW. What else is learned differently?",
        ko="Adam을 AdamW로 바꾸었습니다. 무엇이 달라질까요?",
    ),
    choices=(
        Text(en="The gradients are computed differently", ko="기울기를 구하는 방법이 달라집니다"),
        Text(
            en="Every weight loses the same small share in each step, whatever its gradients are",
            ko="기울기와 상관없이 모든 가중치가 걸음마다 똑같은 비율로 조금씩 줄어듭니다",
        ),
        Text(en="The bias correction is left out", ko="편향 보정을 하지 않습니다"),
    ),
    answer=1,
    why=Text(
        en="The step itself is Adam's. Only the shrinking is new, and it stays outside the root.",
        ko="걸음 자체는 Adam과 같습니다. 새로운 것은 줄어드는 것뿐이고, 그것은 제곱근 밖에 있습니다.",
    ),
)

# %% [markdown] lang="en"
# ## Summary card
#
# | Idea | Formula | Remember |
# | --- | --- | --- |
# | gradient descent | $w \leftarrow w - \eta \, g$ | converges for $\eta < 2/\lambda$; the learning rate multiplies the gradient |
# | epoch, iteration | 4000 examples by 64: 63 iterations | epoch: all the data once; the last, small group counts |
# | SGD | $g$ from one mini-batch | moves on where the mean gradient is 0, unless every example is fitted perfectly |
# | Newton's method | $w \leftarrow w - H^{-1} g$ | one jump where $H$ is constant; $n^2$ numbers, about $n^3$ operations; any place of slope 0 attracts it |
# | momentum | $u \leftarrow \alpha u - \eta g$, $w \leftarrow w + u$ | steps add up: $-0.5$ and $-0.75$ make $-1.25$; a long valley costs $\sqrt\kappa$, not $\kappa$ |
# | AdaGrad | $G_t = \sum g_i^2$ | squares; in time every rate only falls |
# | RMSProp | $G \leftarrow \rho G + (1 - \rho) g^2$ | mends AdaGrad's shrinking steps, not local minima |
# | Adam | $\hat m = m / (1 - \beta_1^{\,t})$, $\hat v = v / (1 - \beta_2^{\,t})$ | each its own $\beta$; $\beta_2 = 0.999$ |
# | $\epsilon$ | $\sqrt{\hat v} + \epsilon$, $\epsilon = 10^{-8}$ | outside the root, and tiny |
# | clipping | a gradient longer than $c$: times $c$ / length | one length for all arrays together |
# | schedule | large $\eta$ first, small at the end | warm up, then fall |
# | weight decay | $(1 - \eta \delta) \, w$ | outside Adam's root: AdamW |
# | comparing | each its best $\eta$, several starts | one rate for all is not fair |

# %% [markdown] lang="ko"
# ## 요약 카드
#
# | 개념 | 식 | 기억할 것 |
# | --- | --- | --- |
# | 경사 하강법 | $w \leftarrow w - \eta \, g$ | $\eta < 2/\lambda$일 때 수렴합니다. 학습률은 기울기에 곱하는 수입니다 |
# | 에폭, 이터레이션 | 4000개를 64개씩: 이터레이션 63번 | 에폭은 데이터 전체를 한 번 보는 것입니다. 마지막 작은 그룹도 셉니다 |
# | SGD | 미니배치 하나에서 구한 $g$ | 샘플을 모두 완벽하게 맞추지 않는 한, 전체 기울기가 0인 곳에서도 계속 움직입니다 |
# | 뉴턴 방법 | $w \leftarrow w - H^{-1} g$ | $H$가 일정하면 한 번에 도착합니다. 수는 $n^2$개, 계산은 $n^3$번쯤입니다. 기울기가 0인 곳이면 어디든 끌려갑니다 |
# | 모멘텀 | $u \leftarrow \alpha u - \eta g$, $w \leftarrow w + u$ | 걸음은 쌓입니다. $-0.5$와 $-0.75$를 더하면 $-1.25$입니다. 긴 골짜기에서 $\kappa$가 아니라 $\sqrt\kappa$만큼 걸립니다 |
# | AdaGrad | $G_t = \sum g_i^2$ | 제곱을 모읍니다. 학습률은 시간이 지나면서 줄어들기만 합니다 |
# | RMSProp | $G \leftarrow \rho G + (1 - \rho) g^2$ | 줄어들기만 하는 AdaGrad의 걸음을 고칩니다. 지역 최솟값을 해결하지는 않습니다 |
# | Adam | $\hat m = m / (1 - \beta_1^{\,t})$, $\hat v = v / (1 - \beta_2^{\,t})$ | 각각 자기 $\beta$로 보정합니다. $\beta_2 = 0.999$ |
# | $\epsilon$ | $\sqrt{\hat v} + \epsilon$, $\epsilon = 10^{-8}$ | 제곱근 밖에 두는 아주 작은 수입니다 |
# | 클리핑 | 기울기가 $c$보다 길면 $c$ / 길이를 곱합니다 | 길이는 모든 배열을 합쳐서 잽니다 |
# | 스케줄 | $\eta$를 처음에는 크게, 끝에는 작게 | 워밍업한 다음 줄입니다 |
# | 가중치 감소 | $(1 - \eta \delta) \, w$ | Adam의 제곱근 밖에서: AdamW |
# | 비교 | 저마다 가장 좋은 $\eta$, 여러 출발점 | 모두 같은 학습률로 하면 공정하지 않습니다 |

# %% [markdown] lang="en"
# ## Where to go from here
#
# Your network can now get its loss down, perhaps too well: a loss that is low on the training data may be high on everything else. That is called overfitting, and it is the next lesson.
#
# **Further reading**
#
# - Goki Saito, *Deep Learning from Scratch*, chapter 6: the same valley, the same optimizers.
# - D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization" (2015): algorithm 1 is half a page. Compare it with your function.
# - J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods" (2011): AdaGrad.
# - B. Polyak (1964) on momentum; H. Robbins and S. Monro (1951) on stochastic steps.
# - [Keras](https://keras.io/) and [PyTorch](https://pytorch.org/): look up the defaults of `Adam`, `RMSprop` and `SGD`, and where each puts $\epsilon$.

# %% [markdown] lang="ko"
# ## 다음으로
#
# 이제 여러분의 신경망은 손실을 낮출 수 있습니다. 어쩌면 너무 잘 낮춥니다. 훈련 데이터에서는 손실이 낮은데 다른 데이터에서는 높을 수 있습니다. 이것을 과적합이라고 하며 다음 수업에서 다룹니다.
#
# **더 읽을거리**
#
# - 사이토 고키, 『밑바닥부터 시작하는 딥러닝』 6장: 같은 골짜기, 같은 옵티마이저를 다룹니다.
# - D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization" (2015): 알고리즘 1은 반 쪽 분량밖에 되지 않습니다. 작성한 함수와 비교해 보세요.
# - J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods" (2011): AdaGrad를 소개한 논문입니다.
# - 모멘텀은 B. Polyak (1964), 확률적인 걸음은 H. Robbins와 S. Monro (1951)의 논문에 있습니다.
# - [Keras](https://keras.io/)와 [PyTorch](https://pytorch.org/): `Adam`, `RMSprop`, `SGD`의 기본값과, $\epsilon$을 어디에 두는지 찾아보세요.
