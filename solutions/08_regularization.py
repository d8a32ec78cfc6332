# %% [markdown] lang="en"
# # Overfitting and regularization
#
# **About {hours}. You need: the lessons on back-propagation and on optimizers.**
#
# An optimizer makes the loss small on the examples it sees. But nobody wants a network for examples whose answers are known already. This lesson is about the others.
#
# After this lesson you can
#
# - recognise overfitting from two curves, and split data so that the second curve can be trusted;
# - add L1 and L2 penalties, and say why one of them makes weights of exactly 0 and the other does not;
# - write dropout and batch normalization, forwards and backwards, and keep training and test apart;
# - stop training in time and get the best weights back;
# - make new training pictures out of old ones.

# %% [markdown] lang="ko"
# # 과적합과 규제
#
# **약 {hours}이 걸립니다. 먼저 역전파와 최적화 수업을 마치고 오세요.**
#
# 최적화 알고리즘은 눈앞에 있는 예제의 손실을 줄입니다. 그런데 이미 답을 아는 예제를 위해 신경망을 만드는 사람은 없습니다. 이 수업은 나머지 예제, 곧 한 번도 보지 못한 예제에 대한 이야기입니다.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 두 곡선을 보고 과적합을 알아보고, 두 번째 곡선을 믿을 수 있게 데이터 나누기
# - L1과 L2 벌점을 더하고, 왜 하나는 0을 만들고 다른 하나는 만들지 않는지 설명하기
# - 드롭아웃과 배치 정규화의 순전파와 역전파를 작성하고, 훈련할 때와 시험할 때를 구별하기
# - 훈련을 제때 멈추고 가장 좋았던 가중치 되찾기
# - 가진 그림으로 새 훈련 그림 만들기

# %% setup
import numpy as np

from dlcourse import language, widgets
from dlcourse.exercises import check, hint
from dlcourse.language import Text

language.use("en")

# %% [markdown] lang="en"
# ## Is a smaller training loss always better?
#
# Twelve noisy points of a sine wave, and a polynomial of degree 15 that learns them by gradient descent: 16 weights for 12 points. Thirty other points of the same wave are kept back;
# the model never learns from them, it is only measured on them.
#
# Answer the question in the picture, then press play. Watch both curves on the right, and the purple model on the left.

# %% [markdown] lang="ko"
# ## 훈련 손실은 작을수록 좋을까요?
#
# 사인 곡선에 잡음을 더한 점이 열두 개 있고, 15차 다항식이 경사 하강법으로 이 점들을 배웁니다. 점은 12개인데 가중치는 16개입니다. 같은 곡선에서 나온 다른 점 서른 개는 따로 둡니다.
# 모델은 이 점들에서 배우지 않고, 얼마나 잘하는지 재기만 합니다.
#
# 그림의 질문에 먼저 답한 다음 재생을 눌러 보세요. 오른쪽의 두 곡선과 왼쪽의 보라색 모델을 함께 지켜보세요.

# %% widget="overfitting"
widgets.regularizers.explore()

# %% [markdown] lang="en"
# ### What the two curves say
#
# | epochs | training loss | validation loss |
# | --- | --- | --- |
# | 0 | 0.3053 | 0.6540 |
# | 32 | 0.0146 | 0.1923 |
# | 100,000 | 0.0046 | 1.9762 |
#
# Up to epoch 32 both fall: the model learns the wave, which is in *all* points. After that only the training loss falls: the model learns the **noise** of twelve points, and pays for it everywhere else.
# This is **overfitting**. Three things feed it, and you can try each: too much freedom, too few examples, too many epochs.
#
# - Degree 3 instead of 15: the validation loss falls to 0.1195 and stays there.
# - 30 examples instead of 12: the lowest validation loss is 0.1142.
# - Degree 1: both losses stay large. That is **underfitting**; too little freedom is no cure.

# %% [markdown] lang="ko"
# ### 두 곡선이 말해 주는 것
#
# | 에폭 | 훈련 손실 | 검증 손실 |
# | --- | --- | --- |
# | 0 | 0.3053 | 0.6540 |
# | 32 | 0.0146 | 0.1923 |
# | 100,000 | 0.0046 | 1.9762 |
#
# 에폭 32까지는 둘 다 내려갑니다. 모델이 **모든** 점에 들어 있는 물결을 배우기 때문입니다. 그 뒤로는 훈련 손실만 내려갑니다. 모델이 열두 점의 **잡음**을 배우고, 그 대가를 다른 모든 곳에서 치릅니다.
# 이것이 **과적합**(overfitting)입니다. 과적합을 키우는 것은 세 가지이고, 하나씩 시험해 볼 수 있습니다. 너무 큰 자유, 너무 적은 예제, 너무 많은 에폭입니다.
#
# - 차수를 15 대신 3으로: 검증 손실이 0.1195까지 내려가 그대로 머뭅니다.
# - 예제를 12개 대신 30개로: 가장 낮은 검증 손실이 0.1142입니다.
# - 차수를 1로: 두 손실이 모두 큽니다. 이것은 **과소적합**(underfitting)입니다. 자유가 너무 적어도 안 됩니다.

# %% [markdown] lang="en"
# ### Find the mistake: "training looks for the weights with the smallest error; those are the optimal weights"
#
# A slide says so, and for half of the sentence it is right. Look at the last row of the table before you choose.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "학습은 오차가 가장 작은 가중치를 찾는 일이며, 그것이 최적의 가중치이다"
#
# 어느 슬라이드에 나오는 문장이고, 절반은 맞습니다. 표의 마지막 행을 다시 보고 답을 골라 보세요.

# %% widget="ask-smallest-error"
widgets.ask(
    question=Text(
        en="Which word is missing from the sentence?",
        ko="이 문장에서 빠진 말은 무엇일까요?",
    ),
    choices=(
        Text(
            en="“global”: the smallest of all minima is optimal",
            ko="“전역”: 모든 최솟값 가운데 가장 작은 것이 최적입니다",
        ),
        Text(
            en="“training”: it is the training error that is smallest, and that is not the goal",
            ko="“훈련”: 가장 작은 것은 훈련 오차이고, 그것은 목표가 아닙니다",
        ),
        Text(en="“squared”: the squared error has to be smallest", ko="“제곱”: 제곱 오차가 가장 작아야 합니다"),
    ),
    answer=1,
    why=Text(
        en="At the end of training the training error is smallest and the model at its worst on new points. What we want is a small error on examples that nobody has seen; the training error is the part of it that we can push.",
        ko="훈련이 끝날 때 훈련 오차는 가장 작지만 새 점에서는 가장 나쁩니다. 우리가 바라는 것은 아무도 보지 못한 예제에서 오차가 작은 것입니다. 훈련 오차는 그 가운데 우리가 직접 줄일 수 있는 부분일 뿐입니다.",
    ),
)

# %% [markdown] lang="en"
# ### Find the mistake: "more hidden layers make a network more accurate"
#
# Another slide. Let us ask the computer: sixty points of two noisy half-moons to learn from, a thousand others to judge by, and networks with 1, 2, 4 and 8 hidden layers of 16 ReLU units each, five starts for each.
# Predict first: what will happen to the two columns? Then run the cell.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "은닉층이 많을수록 정확도가 높아진다"
#
# 또 다른 슬라이드의 문장입니다. 컴퓨터에게 물어봅시다. 잡음이 섞인 반달 두 개에서 배울 점 예순 개와 평가할 점 천 개를 뽑고, ReLU 유닛 16개짜리 은닉층을 1, 2, 4, 8개 쌓은 신경망을 다섯 번씩 훈련합니다.
# 두 열이 어떻게 될지 먼저 예상하고 셀을 실행해 보세요.

# %%
from dlcourse.datasets import moons
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.training import Adam, fit


def accuracies(depth: int, start: int) -> list[float]:
    rng = np.random.default_rng(start)
    X, y = moons(60, noise=0.35, rng=rng)
    X_new, y_new = moons(1000, noise=0.35, rng=rng)
    sizes = [2] + [16] * depth
    hidden = [layer for i in range(depth) for layer in (Dense(sizes[i], 16), Activation("relu"))]
    net = Sequential([*hidden, Dense(16, 1)], rng=rng)
    fit(net, X, y, loss="bce", optimizer=Adam(lr=0.01), epochs=300, batch_size=60, rng=rng)
    return [np.mean(net.classify(X) == y), np.mean(net.classify(X_new) == y_new)]


for depth in (1, 2, 4, 8):
    training, unseen = np.mean([accuracies(depth, start) for start in range(5)], axis=0)
    print(f"{depth} hidden layers: training {training:.3f}, unseen {unseen:.3f}")

# %% widget="ask-more-layers"
widgets.ask(
    question=Text(
        en="What do more hidden layers give a network for certain?",
        ko="은닉층을 늘리면 신경망이 확실히 얻는 것은 무엇일까요?",
    ),
    choices=(
        Text(en="Higher accuracy on new examples", ko="새 예제에서 더 높은 정확도"),
        Text(en="More capacity: it can represent more functions", ko="더 큰 용량: 더 많은 함수를 나타낼 수 있습니다"),
        Text(en="Easier training", ko="더 쉬운 훈련"),
    ),
    answer=1,
    why=Text(
        en="Capacity is freedom, and freedom can be spent on noise: the training column rises, the other one does not. Very deep plain networks are harder to train as well: gradients vanish, and even the training accuracy can fall.",
        ko="용량은 자유이고, 자유는 잡음을 배우는 데 쓰일 수도 있습니다. 훈련 열은 올라가지만 다른 열은 그렇지 않습니다. 아주 깊은 신경망은 훈련하기도 어렵습니다. 기울기가 사라지고, 훈련 정확도까지 떨어질 수 있습니다.",
    ),
)

# %% [markdown] lang="en"
# ## Who may judge, and how often?
#
# The points that were kept back told us when to stop. But then they have helped to choose the model, and they are no strangers any more. So data is dealt into **three** parts:
#
# | part | what it is for | how often you look |
# | --- | --- | --- |
# | **training** | the optimizer changes weights by it | in every step |
# | **validation** | *you* choose by it: degree, $\lambda$, dropout rate, when to stop | after every epoch |
# | **test** | an honest number for the report | once, at the very end |
#
# Whoever looks at the test part twice and keeps the better model has turned it into a second validation part.

# %% [markdown] lang="ko"
# ## 누가, 몇 번 평가해도 될까요?
#
# 따로 두었던 점들이 언제 멈출지 알려 주었습니다. 그런데 그 순간 이 점들은 모델을 고르는 일을 도운 셈이므로 더는 낯선 예제가 아닙니다. 그래서 데이터를 **세** 부분으로 나눕니다.
#
# | 부분 | 쓰임 | 보는 횟수 |
# | --- | --- | --- |
# | **훈련**(training) | 최적화 알고리즘이 이것으로 가중치를 바꿉니다 | 한 걸음마다 |
# | **검증**(validation) | **사람이** 이것으로 고릅니다: 차수, $\lambda$, 드롭아웃 비율, 멈출 때 | 에폭마다 |
# | **시험**(test) | 보고할 정직한 숫자 | 맨 마지막에 한 번 |
#
# 시험 부분을 두 번 보고 더 좋은 쪽을 골랐다면, 시험 부분은 두 번째 검증 부분이 되어 버린 것입니다.

# %% [markdown] lang="en"
# ### A leak
#
# Information can reach the model by a back door. Suppose you subtract the mean from every input before you split. The training inputs are 1, 2, 3, and the one test input is 100:
#
# - the mean of *all* inputs is 26.5, so the training inputs become -25.5, -24.5, -23.5;
# - the mean of the *training* inputs is 2, and they become -1, 0, 1.
#
# In the first case the test example has moved every training input. This is a **leak**: the test result will be a little too good, and nobody will notice. First split; then take mean and spread
# from the training part, and use the same two numbers for all three parts.

# %% [markdown] lang="ko"
# ### 정보 누출
#
# 정보는 뒷문으로도 모델에 들어갑니다. 나누기 **전에** 모든 입력에서 평균을 뺀다고 합시다. 훈련 입력은 1, 2, 3이고 하나뿐인 시험 입력은 100입니다.
#
# - **모든** 입력의 평균은 26.5이므로 훈련 입력은 -25.5, -24.5, -23.5가 됩니다.
# - **훈련** 입력의 평균은 2이므로 훈련 입력은 -1, 0, 1이 됩니다.
#
# 첫 번째 경우에는 시험 예제가 훈련 입력을 모두 움직였습니다. 이것을 **정보 누출**(leak)이라고 합니다. 시험 결과가 조금 지나치게 좋게 나오는데 아무도 알아채지 못합니다. 먼저 나누고, 평균과 표준편차는
# 훈련 부분에서만 구해서, 세 부분 모두에 똑같은 두 숫자를 씁니다.

# %% widget="ask-which-part"
widgets.ask(
    question=Text(
        en="You try five learning rates and want to keep the best one. Which part decides?",
        ko="학습률 다섯 가지를 시험해 보고 가장 좋은 것을 고르려고 합니다. 어느 부분으로 정해야 할까요?",
    ),
    choices=(
        Text(en="The training part", ko="훈련 부분"),
        Text(en="The validation part", ko="검증 부분"),
        Text(en="The test part", ko="시험 부분"),
    ),
    answer=1,
    why=Text(
        en="The training part would favour whoever overfits most. The test part would be used up by the choice. Choosing is what the validation part is for.",
        ko="훈련 부분은 가장 많이 과적합한 쪽의 손을 들어 줍니다. 시험 부분은 고르는 데 쓰는 순간 시험의 자격을 잃습니다. 고르는 일은 검증 부분의 몫입니다.",
    ),
)

# %% exercise="split"
from dlcourse.batches import split

# %% [markdown] lang="en"
# ## What if large weights cost something?
#
# A wild curve needs large weights that fight each other. So let the weights pay, and minimize both together:
#
# $$\text{Cost} = \text{Loss}(\text{data} \mid \text{model}) + \lambda \cdot \text{Complexity}(\text{model})$$
#
# The first term wants to fit the data, the second wants a simple model, and $\lambda$ says how much simplicity is worth. This is **regularization**. Two complexities are in use: the sum of
# the sizes of the weights (**L1**) and half the sum of their squares (**L2**).
#
# In the picture the loss has its lowest point at the cross, and the penalty wants to go to the origin. The dot is where both come to rest. Predict, then compare mix 1 and mix 0.

# %% [markdown] lang="ko"
# ## 큰 가중치에 값을 매기면 어떨까요?
#
# 요동치는 곡선에는 서로 맞서는 큰 가중치가 필요합니다. 그러니 가중치에 값을 매기고, 둘을 함께 가장 작게 만들어 봅시다.
#
# $$\text{Cost} = \text{Loss}(\text{data} \mid \text{model}) + \lambda \cdot \text{Complexity}(\text{model})$$
#
# 첫째 항은 데이터에 맞추려 하고 둘째 항은 모델을 단순하게 하려 합니다. $\lambda$는 단순함을 얼마나 중요하게 볼지를 정합니다. 이것을 **규제**(regularization)라고 합니다. 복잡도(complexity)로는 두 가지를 씁니다. 가중치
# 절댓값의 합(**L1**)과 제곱합의 절반(**L2**)입니다.
#
# 그림에서 손실은 × 표시에서 가장 낮고, 벌점은 원점으로 가려고 합니다. 둘이 함께 멈추는 곳이 보라색 점입니다. 먼저 예상하고, 비율이 1일 때와 0일 때를 비교해 보세요.

# %% widget="penalties"
widgets.regularizers.shrink()

# %% [markdown] lang="en"
# ### Why corners make zeros
#
# Ridge and lasso are often written with a budget $s$ instead of a price $\lambda$: minimize the sum of squared errors
#
# $$\text{subject to} \quad \sum_j \lvert \beta_j \rvert \le s \quad \text{(L1)} \qquad \text{or} \qquad \sum_j \beta_j^2 \le s \quad \text{(L2)}$$
#
# It is the same thing seen from the other side: a higher price is a smaller budget. For two weights the first budget is a **diamond**, the second a **circle**. Blow up the ellipses of equal loss
# around the cross until one touches the budget. A diamond sticks out at its corners, so it is mostly touched there; and a corner lies on an axis, where one weight is exactly 0. A circle sticks out nowhere:
# the touching point has small weights, but no zeros.

# %% [markdown] lang="ko"
# ### 꼭짓점이 0을 만드는 까닭
#
# ridge와 lasso는 가격 $\lambda$ 대신 예산 $s$로 쓰기도 합니다. 다음 조건 아래에서 오차 제곱의 합을 가장 작게 만듭니다.
#
# $$\text{subject to} \quad \sum_j \lvert \beta_j \rvert \le s \quad \text{(L1)} \qquad \text{or} \qquad \sum_j \beta_j^2 \le s \quad \text{(L2)}$$
#
# 같은 것을 반대쪽에서 본 것뿐입니다. 가격이 오르면 예산이 줄어든 셈입니다. 가중치가 두 개일 때 첫 번째 예산은 **마름모**, 두 번째는 **원**입니다. × 표시를 둘러싼, 손실이 같은 점을 이은 타원을 키우다 보면 언젠가
# 예산에 닿습니다. 마름모는 꼭짓점이 튀어나와 있어서 대개 거기에 먼저 닿습니다. 꼭짓점은 축 위에 있고, 축 위에서는 가중치 하나가 정확히 0입니다. 원은 튀어나온 곳이 없어서 가중치가 작아질 뿐
# 0이 되지는 않습니다.

# %% [markdown] lang="en"
# ### Three weights, worked by hand
#
# Take $w = (0.5, -1, 2)$ and $\lambda = 0.1$.
#
# | kind | penalty | gradient |
# | --- | --- | --- |
# | L1, also **lasso** | $0.1 \cdot 3.5 = 0.35$ | (0.1, -0.1, 0.1) |
# | L2, also **ridge** | $0.1 \cdot \frac{1}{2} \cdot 5.25 = 0.2625$ | (0.05, -0.1, 0.2) |
#
# The gradients tell the two characters. L1 pulls every weight towards 0 with the *same* force, however small it is. L2 pulls in proportion: hard on large weights, hardly at all on small ones.
#
# The $\frac{1}{2}$ in L2 is there for the derivative: the 2 of the square cancels it. Biases are left out of both sums. They move a unit's answer up and down but make it no wilder.

# %% [markdown] lang="ko"
# ### 가중치 세 개를 손으로 계산해 보기
#
# $w = (0.5, -1, 2)$, $\lambda = 0.1$로 둡니다.
#
# | 종류 | 벌점 | 기울기 |
# | --- | --- | --- |
# | L1, **lasso**라고도 합니다 | $0.1 \cdot 3.5 = 0.35$ | (0.1, -0.1, 0.1) |
# | L2, **ridge**라고도 합니다 | $0.1 \cdot \frac{1}{2} \cdot 5.25 = 0.2625$ | (0.05, -0.1, 0.2) |
#
# 기울기를 보면 둘의 성격이 드러납니다. L1은 가중치가 아무리 작아도 **같은** 힘으로 0 쪽으로 당깁니다. L2는 크기에 비례해서 당깁니다. 큰 가중치는 세게, 작은 가중치는 거의 당기지 않습니다.
#
# L2의 $\frac{1}{2}$은 미분을 위한 것으로, 제곱에서 나오는 2와 약분됩니다. 편향은 두 합 모두에서 뺍니다. 편향은 유닛의 답을 위아래로 옮길 뿐 요동치게 만들지 않습니다.

# %% [markdown] lang="en"
# ### Find the mistake: "the complexity is (1/N) Σ|w|, the L1 norm ‖w‖₁"
#
# A slide defines L1 and L2 like this, with equals signs all along:
#
# $$\frac{1}{N} \sum_i \lvert w_i \rvert = \lVert w \rVert_1 \qquad\qquad \frac{1}{N} \sum_i \frac{1}{2} w_i^2 = \frac{1}{2} \lVert w \rVert^2$$
#
# Put in four weights, $w = (1, -2, 3, -4)$, and compute all four sides before you choose.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "복잡도는 (1/N) Σ|w|, 곧 L1 노름 ‖w‖₁이다"
#
# 어느 슬라이드는 L1과 L2를 다음과 같이, 모두 등호로 이어서 정의합니다.
#
# $$\frac{1}{N} \sum_i \lvert w_i \rvert = \lVert w \rVert_1 \qquad\qquad \frac{1}{N} \sum_i \frac{1}{2} w_i^2 = \frac{1}{2} \lVert w \rVert^2$$
#
# 가중치 네 개 $w = (1, -2, 3, -4)$를 넣어 네 변을 모두 계산해 보고 답을 골라 보세요.

# %% widget="ask-one-over-n"
widgets.ask(
    question=Text(
        en="What is wrong with the two lines?",
        ko="두 식에서 무엇이 틀렸을까요?",
    ),
    choices=(
        Text(en="The first is right, the second lacks a square root", ko="첫째는 맞고 둘째에는 제곱근이 빠졌습니다"),
        Text(
            en="Left stands a mean and right a sum: they differ by the factor N",
            ko="왼쪽은 평균이고 오른쪽은 합이어서 N배 차이가 납니다",
        ),
        Text(en="Nothing: N is only another way to write 1", ko="틀린 곳이 없습니다. N은 1을 다르게 쓴 것입니다"),
    ),
    answer=1,
    why=Text(
        en="For the four weights: 2.5 against 10, and 3.75 against 15. Both can serve as a penalty, with another λ, but they are not equal. This course uses the sums, as the norms do.",
        ko="가중치 네 개에서 2.5와 10, 3.75와 15입니다. λ만 달리하면 둘 다 벌점으로 쓸 수 있지만 서로 같지는 않습니다. 이 강의는 노름(norm)과 마찬가지로 합을 씁니다.",
    ),
)

# %% exercise="penalty"
from dlcourse.regularizers import penalty

# %% widget="ask-stronger-pull"
widgets.ask(
    question=Text(
        en="Two weights: one is a thousandth, the other is 5. Which penalty pulls harder at the tiny one, at the same λ?",
        ko="가중치 하나는 천분의 일이고 다른 하나는 5입니다. 같은 λ에서 아주 작은 쪽을 더 세게 당기는 벌점은 무엇일까요?",
    ),
    choices=(
        Text(en="L1", ko="L1"),
        Text(en="L2", ko="L2"),
        Text(en="Both alike", ko="둘이 똑같습니다"),
    ),
    answer=0,
    why=Text(
        en="L1 pulls at both with the force λ. L2 pulls at the tiny one with a thousandth of λ and at the other with 5λ. So L1 finishes small weights off, and L2 lets them be.",
        ko="L1은 둘 다 λ의 힘으로 당깁니다. L2는 작은 쪽을 λ의 천분의 일, 큰 쪽을 5λ의 힘으로 당깁니다. 그래서 L1은 작은 가중치를 끝까지 없애고 L2는 내버려 둡니다.",
    ),
)

# %% exercise="penalty-grad"
from dlcourse.regularizers import penalty_grad

# %% [markdown] lang="en"
# ### One step of each
#
# How the two change a weight is easiest to see where each weight stands alone. Then the best answer can be written down: L1 **cuts off** a fixed amount, L2 **shrinks** by a factor.
#
# $$\text{L1: } \; \text{sign}(w) \max(\lvert w \rvert - \lambda, 0) \qquad\qquad \text{L2: } \; \frac{w}{1 + \lambda}$$
#
# | before | after L1, $\lambda = 0.1$ | after L2, $\lambda = 0.1$ |
# | --- | --- | --- |
# | 0.05 | 0 | 0.04545 |
# | -0.2 | -0.1 | -0.18182 |
# | 1 | 0.9 | 0.90909 |
#
# The smallest weight is gone with L1, and with it perhaps a whole input: lasso *chooses*. With L2 all three stay. That is the histogram in the picture: with mix 1 and strength 1, 36 of 60 weights are exactly 0; with mix 0, none.

# %% [markdown] lang="ko"
# ### 한 걸음씩 비교하기
#
# 가중치가 저마다 따로 움직일 때 둘의 차이가 가장 잘 보입니다. 이때는 답을 바로 쓸 수 있습니다. L1은 정해진 만큼 **잘라 내고**, L2는 일정한 비율로 **줄입니다**.
#
# $$\text{L1: } \; \text{sign}(w) \max(\lvert w \rvert - \lambda, 0) \qquad\qquad \text{L2: } \; \frac{w}{1 + \lambda}$$
#
# | 전 | L1 후, $\lambda = 0.1$ | L2 후, $\lambda = 0.1$ |
# | --- | --- | --- |
# | 0.05 | 0 | 0.04545 |
# | -0.2 | -0.1 | -0.18182 |
# | 1 | 0.9 | 0.90909 |
#
# L1에서는 가장 작은 가중치가 사라졌고, 어쩌면 입력 하나가 통째로 사라진 것입니다. lasso는 **고릅니다**. L2에서는 셋 다 남습니다. 그림의 히스토그램이 바로 이것입니다. 비율 1, 세기 1이면 60개 중 36개가 정확히 0이고, 비율이 0이면 하나도 없습니다.

# %% [markdown] lang="en"
# ### Find the mistake: two books, two elastic nets
#
# **Elastic net** uses both penalties at once. A slide writes it like this (RSS is the sum of squared errors):
#
# $$\text{RSS}(\beta) + \lambda_1 \sum_j \beta_j^2 + \lambda_2 \sum_j \lvert \beta_j \rvert$$
#
# You copy $\lambda_1 = 0.1$ and $\lambda_2 = 0.2$ from there into a library whose manual says that $\lambda_1$ belongs to L1. Your weights are $(0.5, -1, 2)$ again. What has gone wrong?

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: 책마다 다른 elastic net
#
# **Elastic net**은 두 벌점을 함께 씁니다. 어느 슬라이드에는 다음과 같이 쓰여 있습니다(RSS는 오차 제곱의 합입니다).
#
# $$\text{RSS}(\beta) + \lambda_1 \sum_j \beta_j^2 + \lambda_2 \sum_j \lvert \beta_j \rvert$$
#
# 여기에서 $\lambda_1 = 0.1$과 $\lambda_2 = 0.2$를 가져다, 설명서에 $\lambda_1$이 L1의 것이라고 쓰인 라이브러리에 넣었습니다. 가중치는 이번에도 $(0.5, -1, 2)$입니다. 무엇이 잘못되었을까요?

# %% widget="ask-elastic-names"
widgets.ask(
    question=Text(
        en="What does the slide's formula lack?",
        ko="슬라이드의 식에 아쉬운 점은 무엇일까요?",
    ),
    choices=(
        Text(en="Elastic net has only one λ", ko="elastic net의 λ는 하나뿐입니다"),
        Text(
            en="Names that say what they belong to: its λ₁ stands at the squares, most texts put it at L1",
            ko="어디에 붙는지 말해 주는 이름입니다. 이 식의 λ₁은 제곱에 붙어 있지만 대부분의 책에서는 L1에 붙습니다",
        ),
        Text(en="The formula is wrong: both must be squares", ko="식이 틀렸습니다. 둘 다 제곱이어야 합니다"),
    ),
    answer=1,
    why=Text(
        en="The formula is fine, its names mislead. With the one half of this course, 0.1 for L2 and 0.2 for L1 cost 0.9625; exchanged they cost 0.875, and the model picks other inputs. Write λ_L1 and λ_L2, as `penalty(params, l1, l2)` does.",
        ko="식은 맞지만 이름이 헷갈리게 합니다. 이 강의처럼 제곱합에 이분의 일을 곱하면, L2에 0.1, L1에 0.2일 때 벌점은 0.9625이고 서로 바꾸면 0.875입니다. 고르는 입력도 달라집니다. `penalty(params, l1, l2)`처럼 λ_L1, λ_L2라고 쓰세요.",
    ),
)

# %% [markdown] lang="en"
# ## What if half of the team stays at home?
#
# In a group where one person knows everything, the others stop thinking. Send random members home every day, and everybody has to be able to do the work. **Dropout** does this to hidden units: in every
# training step each number of a layer is set to 0 with probability $p$, independently for every unit and every example.
#
# At test time the whole team is back. Then twice as many would speak as in training (with $p$ one half), and the next layer would get sums twice as large as it is used to. Something has to give. The question in the picture asks what.

# %% [markdown] lang="ko"
# ## 팀의 절반이 쉬면 어떻게 될까요?
#
# 한 사람이 모든 것을 아는 모둠에서는 나머지가 생각을 멈춥니다. 날마다 아무나 몇 명을 쉬게 하면 누구든 일을 할 수 있어야 합니다. **드롭아웃**(dropout)은 은닉 유닛에 이 일을 합니다. 훈련의 한 걸음마다
# 층의 수 하나하나를 확률 $p$로 0으로 만듭니다. 유닛마다, 예제마다 따로 정합니다.
#
# 시험할 때는 팀이 모두 돌아옵니다. 그러면 $p$가 이분의 일일 때 훈련 때보다 두 배 많은 유닛이 말을 하고, 다음 층은 늘 받던 것보다 두 배 큰 합을 받습니다. 무언가를 맞추어 주어야 합니다. 그것이 그림의 질문입니다.

# %% widget="dropout-masks"
widgets.regularizers.drop()

# %% [markdown] lang="en"
# ### The formula, and one row by hand
#
# $$\text{out} = a \cdot m, \qquad m = 0 \text{ with probability } p, \text{ else } \frac{1}{1-p}$$
#
# The expected factor is $(1-p) \cdot \frac{1}{1-p} = 1$, whatever $p$ is. So at test time nothing has to be done: no mask, no factor. With $p = 0.2$ the scale is $1.25$:
#
# | unit | 1 | 2 | 3 | 4 | 5 |
# | --- | --- | --- | --- | --- | --- |
# | $a$ | 2 | 1 | 4 | 3 | 5 |
# | mask | 1.25 | 0 | 1.25 | 1.25 | 1.25 |
# | out | 2.5 | 0 | 5 | 3.75 | 6.25 |
#
# Why $p = 0.2$ and not one half? Because it tells mistakes apart. For an array of ones the mean should stay 1. Whoever forgets the scale gets 0.8; whoever takes $\frac{1}{p}$ gets 4. With one half, $\frac{1}{p}$ and $\frac{1}{1-p}$ are both 2.

# %% [markdown] lang="ko"
# ### 식, 그리고 한 행을 손으로
#
# $$\text{out} = a \cdot m, \qquad m = 0 \text{ with probability } p, \text{ else } \frac{1}{1-p}$$
#
# 곱하는 수의 기댓값은 $p$가 무엇이든 $(1-p) \cdot \frac{1}{1-p} = 1$입니다. 그래서 시험할 때는 할 일이 없습니다. 마스크도 배율도 없습니다. $p = 0.2$이면 배율은 $1.25$입니다.
#
# | 유닛 | 1 | 2 | 3 | 4 | 5 |
# | --- | --- | --- | --- | --- | --- |
# | $a$ | 2 | 1 | 4 | 3 | 5 |
# | 마스크 | 1.25 | 0 | 1.25 | 1.25 | 1.25 |
# | 출력 | 2.5 | 0 | 5 | 3.75 | 6.25 |
#
# 왜 이분의 일이 아니라 $p = 0.2$일까요? 실수를 구별해 주기 때문입니다. 1로만 된 배열의 평균은 1 그대로여야 합니다. 배율을 잊으면 0.8, $\frac{1}{p}$을 곱하면 4가 됩니다. $p$가 이분의 일이면 $\frac{1}{p}$과 $\frac{1}{1-p}$이 모두 2입니다.

# %% [markdown] lang="en"
# ### Find the mistake: what does Keras' number mean?
#
# A slide shows this network:
#
# ```python
# model.add(Dense(256, input_shape=(max_words,), activation='relu'))
# model.add(Dropout(0.5))
# model.add(Dense(128, activation='relu'))
# model.add(Dropout(0.5))
# model.add(Dense(num_classes, activation='softmax'))
# ```
#
# A reader writes beside it: "The number is the share of units that is *kept*." Then a colleague asks for a gentle dropout that keeps 80 % of the units, and the reader writes `Dropout(0.8)`.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: Keras의 숫자는 무슨 뜻일까요?
#
# 어느 슬라이드에 다음 신경망이 나옵니다.
#
# ```python
# model.add(Dense(256, input_shape=(max_words,), activation='relu'))
# model.add(Dropout(0.5))
# model.add(Dense(128, activation='relu'))
# model.add(Dropout(0.5))
# model.add(Dense(num_classes, activation='softmax'))
# ```
#
# 한 독자가 옆에 "이 숫자는 유닛을 **남기는** 비율이다"라고 적었습니다. 그런데 동료가 유닛의 80 %를 남기는 약한 드롭아웃을 부탁하자 이 독자는 `Dropout(0.8)`이라고 썼습니다.

# %% widget="ask-keras-rate"
widgets.ask(
    question=Text(
        en="What does the colleague get, and why did nobody notice it on the slide?",
        ko="동료가 받은 것은 무엇이고, 슬라이드에서는 왜 아무도 알아채지 못했을까요?",
    ),
    choices=(
        Text(
            en="80 % of the units dropped; with 0.5, dropped and kept are the same share",
            ko="유닛의 80 %가 꺼집니다. 0.5에서는 꺼지는 비율과 남는 비율이 같기 때문입니다",
        ),
        Text(
            en="80 % of the units kept, as wanted; the note is right",
            ko="바라던 대로 유닛의 80 %가 남습니다. 메모가 맞습니다",
        ),
        Text(
            en="The same as with 0.5, because Keras rescales anyway",
            ko="어차피 Keras가 배율을 맞추므로 0.5일 때와 같습니다",
        ),
    ),
    answer=0,
    why=Text(
        en="In Keras and PyTorch the number is the fraction dropped, as in this course; the colleague needs `Dropout(0.2)`. In some older texts the letter p is the share kept: read before you copy.",
        ko="Keras와 PyTorch에서 이 숫자는 이 강의와 마찬가지로 끄는 비율입니다. 동료에게는 `Dropout(0.2)`가 필요합니다. 오래된 글에서는 p가 남기는 비율인 경우도 있으니 옮겨 적기 전에 확인하세요.",
    ),
)

# %% exercise="dropout"
from dlcourse.regularizers import dropout

# %% widget="ask-dropped-gradient"
widgets.ask(
    question=Text(
        en="A unit was off in this forward pass. Which gradient does back-propagation hand to it?",
        ko="이번 순전파에서 어떤 유닛이 꺼져 있었습니다. 역전파는 이 유닛에 어떤 기울기를 전할까요?",
    ),
    choices=(
        Text(en="The same as if it had been on", ko="켜져 있었을 때와 같은 기울기"),
        Text(en="None: 0", ko="없음, 곧 0"),
        Text(en="The gradient times 1/(1 - p)", ko="기울기에 1/(1 - p)을 곱한 것"),
    ),
    answer=1,
    why=Text(
        en="Whatever it said, nobody heard it, so the loss does not depend on it. The units that were on get the factor 1/(1 - p), which they had on the way forward.",
        ko="무슨 말을 했든 아무도 듣지 못했으므로 손실은 이 유닛과 상관이 없습니다. 켜져 있던 유닛에는 순전파에서 곱했던 1/(1 - p)이 그대로 곱해집니다.",
    ),
)

# %% [markdown] lang="en"
# ### And back again
#
# Each output is one input times one number of the mask. Back-propagation therefore multiplies by the same number: what was off gets no gradient, what was on gets its scale. With a gradient of $(1, 2)$ from above and the
# mask $(0, 4)$, $(0, 8)$ goes on. It has to be the mask of *this* forward pass; that is why `dropout` returned it.

# %% [markdown] lang="ko"
# ### 거꾸로 돌아오기
#
# 출력 하나는 입력 하나에 마스크의 수 하나를 곱한 것입니다. 그래서 역전파도 같은 수를 곱합니다. 꺼졌던 곳에는 기울기가 가지 않고, 켜졌던 곳에는 배율만큼 갑니다. 위에서 온 기울기가 $(1, 2)$이고
# 마스크가 $(0, 4)$이면 $(0, 8)$이 전해집니다. 반드시 **이번** 순전파의 마스크여야 합니다. `dropout`이 마스크를 돌려준 까닭이 이것입니다.

# %% exercise="dropout-backward"
from dlcourse.regularizers import dropout_backward

# %% [markdown] lang="en"
# ## Can a layer keep its own numbers in range?
#
# A good initialization gives every layer numbers of a healthy size, but only at the start. As the weights of the early layers move, the numbers that arrive later drift and spread. **Batch normalization** puts them back in order, in every
# step: it looks at one unit over the whole batch, subtracts the mean and divides by the standard deviation. Then two learned numbers, $\gamma$ and $\beta$, may scale and shift again what the network finds useful.
#
# (Two words that are easy to mix up: *normalization* puts numbers in range, *regularization* keeps a model simple.)
#
# Answer the question in the picture; then let training batches pass in test mode, one by one.

# %% [markdown] lang="ko"
# ## 층이 스스로 수의 크기를 지킬 수 있을까요?
#
# 초기화를 잘하면 모든 층의 수가 알맞은 크기가 되지만, 그것은 처음뿐입니다. 앞쪽 층의 가중치가 움직이면 뒤에 도착하는 수의 평균이 밀리고 폭이 달라집니다. **배치 정규화**(batch normalization)는 한 걸음마다
# 이것을 되돌려 놓습니다. 유닛 하나를 배치 전체에 걸쳐 보고, 평균을 빼고 표준편차로 나눕니다. 그다음 학습하는 두 수 $\gamma$와 $\beta$가, 신경망에 쓸모가 있다면 다시 키우고 옮깁니다.
#
# (헷갈리기 쉬운 말입니다. regularization까지 '정규화'로 옮기는 글이 많지만, 이 강의에서는 수의 크기를 맞추는 normalization만 '정규화'라 하고 모델을 단순하게 하는 regularization은 '규제'라 합니다.)
#
# 그림의 질문에 답한 다음, 시험 모드에서 훈련 배치를 하나씩 흘려보내 보세요.

# %% widget="batch-normalization"
widgets.regularizers.normalize()

# %% [markdown] lang="en"
# ### The formula, and four numbers by hand
#
# $$\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}, \qquad \text{out} = \gamma \hat{x} + \beta$$
#
# for every column of the batch, with $\epsilon = 10^{-5}$ under the root so that nothing is divided by 0. Let a batch of four examples have the values 1, 2, 3, 4 in one unit:
#
# - $\mu = 2.5$; the squared distances are 2.25, 0.25, 0.25, 2.25, and their mean is $\sigma^2 = 1.25$;
# - $\hat{x}$ is -1.34163542, -0.44721181, 0.44721181, 1.34163542.
#
# Divided by N - 1 instead of N, the outer values would be ±1.1619. Both are variances; batch normalization uses the one with N.

# %% [markdown] lang="ko"
# ### 식, 그리고 수 네 개를 손으로
#
# $$\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}, \qquad \text{out} = \gamma \hat{x} + \beta$$
#
# 배치의 열마다 이렇게 합니다. 0으로 나누는 일이 없도록 제곱근 안에 $\epsilon = 10^{-5}$을 더합니다. 예제가 네 개인 배치에서 어떤 유닛의 값이 1, 2, 3, 4라고 합시다.
#
# - $\mu = 2.5$이고, 평균과의 차이를 제곱하면 2.25, 0.25, 0.25, 2.25, 그 평균은 $\sigma^2 = 1.25$입니다.
# - $\hat{x}$은 -1.34163542, -0.44721181, 0.44721181, 1.34163542입니다.
#
# N 대신 N - 1로 나누었다면 바깥쪽 값이 ±1.1619가 됩니다. 둘 다 분산이지만 배치 정규화는 N으로 나눈 것을 씁니다.

# %% [markdown] lang="en"
# ### Training and test differ
#
# At test time an answer must not depend on who else is in the batch, and a batch of one would have variance 0. So training keeps a **running** mean and variance on the side, and test time uses these. With momentum 0.9 each batch moves them by a tenth. Starting at
# 0 and 1, the batch above gives
#
# $$0.9 \cdot 0 + 0.1 \cdot 2.5 = 0.25, \qquad 0.9 \cdot 1 + 0.1 \cdot 1.25 = 1.025$$
#
# Two modes, then, as with dropout. Forgetting to switch is the most common mistake with both, and no error message tells.

# %% [markdown] lang="ko"
# ### 훈련할 때와 시험할 때가 다릅니다
#
# 시험할 때는 같은 배치에 누가 있는지에 따라 답이 달라지면 안 됩니다. 게다가 예제가 하나뿐인 배치는 분산이 0입니다. 그래서 훈련하는 동안 **이동** 평균과 이동 분산(running statistics)을 따로 모아 두고, 시험할 때는 이것을 씁니다. momentum이 0.9이면 배치마다
# 십분의 일씩 움직입니다. 0과 1에서 시작하면 위의 배치를 본 뒤에는 다음과 같습니다.
#
# $$0.9 \cdot 0 + 0.1 \cdot 2.5 = 0.25, \qquad 0.9 \cdot 1 + 0.1 \cdot 1.25 = 1.025$$
#
# 드롭아웃처럼 모드가 두 가지입니다. 둘 모두 모드를 바꾸는 것을 잊는 실수가 가장 흔하고, 오류 메시지도 나오지 않습니다.

# %% [markdown] lang="en"
# ### Find the mistake: "batch normalization normalizes the output of the activation function, so that activations are well distributed"
#
# That is all a slide says about it: one line, no formula. A friend builds a program from it: behind every ReLU, each *example's* activations are brought to mean 0 and variance 1, in training and at test time alike.
# Count what is missing or different.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "배치 정규화는 활성화 함수의 출력값을 정규화하여 값이 잘 분포하게 한다"
#
# 어느 슬라이드의 설명은 이 한 줄이 전부이고 식이 없습니다. 친구가 이것만 보고 프로그램을 만들었습니다. ReLU 뒤마다 **예제별로** 활성화 값을 평균 0, 분산 1로 만들고, 훈련할 때나 시험할 때나 똑같이 합니다.
# 빠졌거나 다른 것이 몇 가지인지 세어 보세요.

# %% widget="ask-batch-norm"
widgets.ask(
    question=Text(
        en="Which description is batch normalization?",
        ko="배치 정규화를 올바르게 설명한 것은 무엇일까요?",
    ),
    choices=(
        Text(
            en="The friend's: each example over its units, always by its own numbers",
            ko="친구의 것: 예제마다 유닛에 걸쳐, 언제나 자신의 값으로",
        ),
        Text(
            en="Each unit over the batch, usually before the activation, then γ and β; running numbers at test time",
            ko="유닛마다 배치에 걸쳐, 대개 활성화 함수 앞에서, 그다음 γ와 β. 시험할 때는 이동 평균과 이동 분산",
        ),
        Text(
            en="Each unit over the batch, with the test batch's own numbers at test time",
            ko="유닛마다 배치에 걸쳐, 시험할 때는 시험 배치의 값으로",
        ),
    ),
    answer=1,
    why=Text(
        en="Four differences: the direction (per unit over the batch), the usual place (the pre-activation), the learned γ and β, and the two modes. The friend has invented something close to layer normalization, which exists and is useful too.",
        ko="다른 점은 네 가지입니다. 방향(유닛마다 배치에 걸쳐), 흔히 두는 자리(활성화 전 값), 학습하는 γ와 β, 그리고 두 가지 모드입니다. 친구가 만든 것은 층 정규화(layer normalization)에 가깝고, 이것도 실제로 있으며 쓸모가 있습니다.",
    ),
)

# %% exercise="batchnorm"
from dlcourse.regularizers import batchnorm

# %% widget="ask-shifted-batch"
widgets.ask(
    question=Text(
        en="In training, 7 is added to every row of a batch. What happens to the output of batch normalization?",
        ko="훈련할 때 배치의 모든 행에 7을 더했습니다. 배치 정규화의 출력은 어떻게 될까요?",
    ),
    choices=(
        Text(en="It grows by 7", ko="7만큼 커집니다"),
        Text(en="It grows by 7 divided by the standard deviation", ko="7을 표준편차로 나눈 만큼 커집니다"),
        Text(en="Nothing at all", ko="아무 일도 일어나지 않습니다"),
    ),
    answer=2,
    why=Text(
        en="The mean grows by 7 as well and is subtracted. That is also why a bias right before batch normalization is of no use: β does its work. Keep this in mind for the way back.",
        ko="평균도 7만큼 커지므로 평균을 빼면 그대로입니다. 그래서 배치 정규화 바로 앞의 편향은 쓸모가 없고 β가 그 일을 대신합니다. 돌아오는 길에서 이것을 기억하세요.",
    ),
)

# %% [markdown] lang="en"
# ### The way back has three branches
#
# $\beta$ is added to every row and $\gamma$ multiplies every row, so their gradients are sums over the batch. For $x$, think of what happens when one $x_i$ grows a little:
#
# 1. its own $\hat{x}_i$ grows: the straight way;
# 2. the mean grows, and *every* $\hat{x}$ falls a little;
# 3. the variance changes, and *every* $\hat{x}$ is stretched or squeezed a little.
#
# Ways 2 and 3 each subtract something. Two checks come for free: adding the same number to all rows changes nothing in the output, so the gradient must have no part in that direction, and **every column of dx adds up to 0**. Stretching all rows around their mean changes (nearly)
# nothing either.

# %% [markdown] lang="ko"
# ### 돌아오는 길은 세 갈래입니다
#
# $\beta$는 모든 행에 더해지고 $\gamma$는 모든 행에 곱해지므로 둘의 기울기는 배치에 걸친 합입니다. $x$에 대해서는 $x_i$ 하나가 조금 커질 때 무슨 일이 생기는지 생각해 봅시다.
#
# 1. 자신의 $\hat{x}_i$가 커집니다. 곧장 가는 길입니다.
# 2. 평균이 커져서 **모든** $\hat{x}$이 조금씩 작아집니다.
# 3. 분산이 달라져서 **모든** $\hat{x}$이 조금씩 늘어나거나 줄어듭니다.
#
# 2번과 3번 길은 저마다 무언가를 뺍니다. 덕분에 검산 두 가지를 공짜로 얻습니다. 모든 행에 같은 수를 더해도 출력은 달라지지 않으므로 기울기에는 그 방향의 성분이 없어야 합니다. 곧 **dx의 열마다 합이 0입니다**. 모든 행을 평균 둘레로 늘려도 (거의)
# 달라지지 않습니다.

# %% [markdown] lang="en"
# ### Three numbers, worked by hand
#
# One unit, the batch 1, 2, 4, $\gamma = 1$, and the gradient 1, 0, 1 from above. Mean $\frac{7}{3}$, standard deviation 1.2472, $\hat{x}$ is -1.0690, -0.2673, 1.3363.
#
# | gradient of $x$ | row 1 | row 2 | row 3 | sum |
# | --- | --- | --- | --- | --- |
# | straight way only | 0.8018 | 0.0000 | 0.8018 | 1.6036 |
# | all three ways | 0.3436 | -0.5154 | 0.1718 | 0 |
#
# Row 2 got no gradient from above, and yet it has the largest one: by moving mean and variance it moves the other two. The gradient of $\gamma$ is 0.2673, that of $\beta$ is 2.

# %% [markdown] lang="ko"
# ### 수 세 개를 손으로 계산해 보기
#
# 유닛은 하나, 배치는 1, 2, 4, $\gamma = 1$이고 위에서 온 기울기는 1, 0, 1입니다. 평균은 $\frac{7}{3}$, 표준편차는 1.2472, $\hat{x}$은 -1.0690, -0.2673, 1.3363입니다.
#
# | $x$의 기울기 | 1행 | 2행 | 3행 | 합 |
# | --- | --- | --- | --- | --- |
# | 곧장 가는 길만 | 0.8018 | 0.0000 | 0.8018 | 1.6036 |
# | 세 갈래 모두 | 0.3436 | -0.5154 | 0.1718 | 0 |
#
# 2행은 위에서 기울기를 받지 않았는데도 가장 큽니다. 평균과 분산을 움직여 다른 두 행을 움직이기 때문입니다. $\gamma$의 기울기는 0.2673, $\beta$의 기울기는 2입니다.

# %% exercise="batchnorm-backward"
from dlcourse.regularizers import batchnorm_backward

# %% [markdown] lang="en"
# ## When should training stop?
#
# The first picture had a star at the lowest validation loss. But while you train you do not see the future. Is this rise the end, or only a bump? **Early stopping** waits: it gives up after **patience** epochs in a row without a new best, and takes
# the weights of the best epoch back. These are the validation losses of ten epochs, counted from 0:
#
# $$0.9, \; 0.7, \; 0.6, \; 0.62, \; 0.61, \; 0.605, \; 0.58, \; 0.59, \; 0.6, \; 0.61$$
#
# | patience | stops after epoch | best epoch | its loss |
# | --- | --- | --- | --- |
# | 2 | 4 | 2 | 0.6 |
# | 3 | 5 | 2 | 0.6 |
# | 4 | does not stop | 6 | 0.58 |
#
# Follow the middle row with a finger. Epoch 5 is better than epoch 4, but it is compared with the *best*, and that is epoch 2.

# %% [markdown] lang="ko"
# ## 훈련은 언제 멈추어야 할까요?
#
# 첫 그림에서는 검증 손실이 가장 낮은 곳에 별이 있었습니다. 하지만 훈련하는 동안에는 앞날이 보이지 않습니다. 지금 올라가는 것은 끝일까요, 잠깐의 요철일까요? **조기 종료**(early stopping)는 기다려 봅니다. 최고 기록이 나오지 않는 에폭이 **patience**번 이어지면 그만두고,
# 가장 좋았던 에폭의 가중치로 돌아갑니다. 열 에폭의 검증 손실이 다음과 같다고 합시다. 에폭은 0부터 셉니다.
#
# $$0.9, \; 0.7, \; 0.6, \; 0.62, \; 0.61, \; 0.605, \; 0.58, \; 0.59, \; 0.6, \; 0.61$$
#
# | patience | 멈추는 에폭 | 가장 좋은 에폭 | 그 손실 |
# | --- | --- | --- | --- |
# | 2 | 4 | 2 | 0.6 |
# | 3 | 5 | 2 | 0.6 |
# | 4 | 멈추지 않음 | 6 | 0.58 |
#
# 가운데 행을 손가락으로 따라가 보세요. 에폭 5는 에폭 4보다 낫지만, 비교할 상대는 **가장 좋은** 에폭이고 그것은 에폭 2입니다.

# %% widget="ask-copy"
widgets.ask(
    question=Text(
        en="A program writes `best_w = w` at the best epoch and goes on with `w -= lr * grad(w)`. Which weights does it have in `best_w` at the end?",
        ko="어떤 프로그램이 가장 좋은 에폭에서 `best_w = w`라고 쓰고 `w -= lr * grad(w)`로 훈련을 이어 갑니다. 끝났을 때 `best_w`에는 어떤 가중치가 들어 있을까요?",
    ),
    choices=(
        Text(en="Those of the best epoch", ko="가장 좋았던 에폭의 가중치"),
        Text(en="Those of the last epoch", ko="마지막 에폭의 가중치"),
        Text(en="Those of the first epoch", ko="첫 에폭의 가중치"),
    ),
    answer=1,
    why=Text(
        en="The assignment makes a second name, not a second array, and `-=` changes the array in place. Keep a copy, or make a new array in every step.",
        ko="대입은 배열이 아니라 이름을 하나 더 만들고, `-=`는 그 배열을 제자리에서 바꿉니다. 복사본을 챙겨 두거나, 걸음마다 새 배열을 만들어야 합니다.",
    ),
)

# %% exercise="early-stopping"
from dlcourse.regularizers import early_stopping

# %% [markdown] lang="en"
# ## Where do more examples come from?
#
# The best remedy for overfitting is more data, and data is expensive. But a 3 that stands two pixels further left is still a 3. **Data augmentation** makes such examples from those at hand: pictures that are moved, turned a little, scaled, made noisy, with the
# label they had.
#
# Digit 10 in the picture is a 3. Move it by dy = 3, dx = -2, and see what a program makes of it that looks for the most similar picture among 300 known ones. Then let it know moved copies as well.

# %% [markdown] lang="ko"
# ## 예제를 더 얻으려면 어떻게 할까요?
#
# 과적합에는 데이터를 늘리는 것이 가장 좋은 약이지만, 데이터는 비쌉니다. 그런데 왼쪽으로 두 픽셀 옮긴 3도 여전히 3입니다. **데이터 증강**(data augmentation)은 가진 예제로 이런 예제를 만듭니다. 그림을 옮기거나, 조금 돌리거나, 크기를 바꾸거나, 잡음을 더하고
# 레이블은 그대로 둡니다.
#
# 그림의 10번 숫자는 3입니다. dy = 3, dx = -2만큼 옮기고, 아는 그림 300장 가운데 가장 비슷한 것을 찾는 프로그램이 무엇이라고 하는지 보세요. 그다음 옮긴 복사본도 알려 주세요.

# %% widget="moved-digits"
widgets.regularizers.shift()

# %% [markdown] lang="en"
# ### What it brings, and where it ends
#
# Take the 30 digits of the picture and move each to 8 places around, two pixels away: 240 pictures. The program that knows 300 pictures gets 96 of them right; with 24 moved copies of each known picture it gets 191. No new handwriting was needed.
#
# Two rules:
#
# - **The label must stay true.** A 6 that is turned upside down is a 9.
# - **Only training pictures are augmented.** Validation and test are to show the world as it is. And augment *after* splitting: a copy of a test picture in the training part is a leak.

# %% [markdown] lang="ko"
# ### 얻는 것과 한계
#
# 그림의 숫자 30개를 각각 두 픽셀 떨어진 주위 8곳으로 옮기면 그림 240장이 됩니다. 그림 300장을 아는 프로그램은 그 가운데 96장을 맞히고, 아는 그림마다 옮긴 복사본 24장을 더하면 191장을 맞힙니다. 새 손글씨는 필요하지 않았습니다.
#
# 규칙은 두 가지입니다.
#
# - **레이블이 여전히 맞아야 합니다.** 6을 거꾸로 돌리면 9가 됩니다.
# - **훈련 그림만 늘립니다.** 검증과 시험은 세상을 있는 그대로 보여 주어야 합니다. 그리고 **나눈 다음에** 늘립니다. 시험 그림의 복사본이 훈련 부분에 있으면 정보 누출입니다.

# %% exercise="augment-shift"
from dlcourse.regularizers import augment_shift

# %% [markdown] manual="which-remedy" points=4 lang="en"
# **Which remedy, and how would you know?** Answer in six to ten sentences.
#
# A friend has 2,000 photographs of ten kinds of leaves and a network with a million weights. After 50 epochs it is right on 99 % of the training photographs and on 71 % of the test photographs. The friend plans: "I shall try many dropout rates and keep the one with the best test result. If that does not help,
# I shall add layers."
#
# 1. What is going on, and which two numbers tell you?
# 2. What is wrong with the way the friend wants to choose the dropout rate, and what should be done instead?
# 3. Recommend two remedies of this lesson and say for each *why* it should help here.
# 4. What do you say about more layers?
#
# ### MODEL ANSWER
#
# The network overfits: the gap between 99 % on training photographs and 71 % on others shows that it has learned its examples rather than the leaves. A million weights for 2,000 photographs give it the freedom to do so.
#
# Choosing by the test result turns the test part into a validation part: among many tries the best one is partly luck, and the number reported will be too good. The friend should split off a validation part, choose the rate (and everything else) by it, and look at the test part once, at the end.
#
# Augmentation helps because leaves lie at any angle and place: moved, turned and mirrored photographs keep their label and make 2,000 into many more. Early stopping helps because the weights of an earlier epoch were probably better on unseen photographs, and it costs nothing. (Also right: L2, which makes
# sharp, wild functions expensive; dropout, which keeps units from leaning on a single other one; fewer weights; more photographs.)
#
# More layers add capacity, and capacity is not what is lacking: 99 % on training photographs says so. They would probably widen the gap.
#
# ### RUBRIC
#
# - 1 point: names overfitting and shows it by the *gap* between 99 % and 71 %.
# - 1 point: choosing by the test part uses it up; asks for a validation part, and for the test part once at the end.
# - 1 point: two remedies of the lesson, each with a reason that fits this case. A list of names earns nothing here; one remedy with a reason earns half a point.
# - 1 point: more layers give more capacity, not more accuracy on new examples; the training result is high already.

# %% [markdown] manual="which-remedy" points=4 lang="ko"
# **어떤 처방을, 무엇을 보고 내릴까요?** 여섯 문장에서 열 문장으로 답해 보세요.
#
# 친구에게 잎 열 종류의 사진 2,000장과 가중치가 백만 개인 신경망이 있습니다. 50에폭 뒤에 훈련 사진의 99 %, 시험 사진의 71 %를 맞혔습니다. 친구의 계획은 이렇습니다. "드롭아웃 비율을 여러 가지로 시험해 보고 시험 결과가 가장 좋은 것을 쓰겠다. 그래도 안 되면
# 층을 늘리겠다."
#
# 1. 지금 무슨 일이 일어나고 있으며, 어떤 두 숫자가 그것을 말해 주나요?
# 2. 드롭아웃 비율을 고르는 방법에서 무엇이 잘못되었고, 대신 어떻게 해야 하나요?
# 3. 이 수업의 처방을 두 가지 권하고, 각각 **왜** 이 경우에 도움이 되는지 말해 보세요.
# 4. 층을 늘리겠다는 생각에는 무엇이라고 답할까요?
#
# ### MODEL ANSWER
#
# 과적합입니다. 훈련 사진의 99 %와 다른 사진의 71 % 사이의 차이를 보면, 신경망이 잎이 아니라 예제를 외웠다는 것을 알 수 있습니다. 사진 2,000장에 가중치가 백만 개이니 그럴 자유가 충분합니다.
#
# 시험 결과로 고르면 시험 부분이 검증 부분이 되어 버립니다. 여러 번 시도한 것 가운데 가장 좋은 결과에는 운이 섞여 있어서 보고하는 숫자가 지나치게 좋아집니다. 검증 부분을 따로 나누어 비율을(다른 모든 것도) 그것으로 고르고, 시험 부분은 맨 마지막에 한 번만 보아야 합니다.
#
# 데이터 증강이 도움이 됩니다. 잎은 어느 자리, 어느 각도로든 놓이므로 사진을 옮기거나 돌리거나 뒤집어도 레이블이 그대로이고, 2,000장이 훨씬 많아집니다. 조기 종료도 도움이 됩니다. 더 이른 에폭의 가중치가 보지 못한 사진에서는 아마 더 나았을 것이고, 비용도 들지 않습니다. (다음도 맞습니다. 요동치는
# 함수를 비싸게 만드는 L2, 유닛이 다른 유닛 하나에만 기대지 못하게 하는 드롭아웃, 가중치 줄이기, 사진 더 모으기.)
#
# 층을 늘리면 용량이 커지는데, 부족한 것은 용량이 아닙니다. 훈련 사진의 99 %를 맞힌 것이 그 증거입니다. 차이만 더 벌어질 것입니다.
#
# ### RUBRIC
#
# - 1점: 과적합이라고 말하고, 99 %와 71 %의 **차이**로 보입니다.
# - 1점: 시험 부분으로 고르면 시험의 자격을 잃습니다. 검증 부분을 두고 시험 부분은 마지막에 한 번만 보아야 한다고 말합니다.
# - 1점: 이 수업의 처방 두 가지를, 이 경우에 맞는 이유와 함께 씁니다. 이름만 늘어놓으면 점수가 없고, 이유가 있는 처방이 하나뿐이면 절반입니다.
# - 1점: 층을 늘리면 용량이 커질 뿐 새 예제에서의 정확도가 높아지는 것은 아니며, 훈련 결과는 이미 높다고 말합니다.

# %% [markdown] lang="en"
# ## Concept quiz
#
# Three questions about the whole lesson. Choose before you look.

# %% [markdown] lang="ko"
# ## 개념 퀴즈
#
# 수업 전체에 대한 세 가지 질문입니다. 답을 보기 전에 먼저 골라 보세요.

# %% widget="ask-two-modes"
widgets.ask(
    question=Text(
        en="Which of these behave differently in training and at test time?",
        ko="훈련할 때와 시험할 때 다르게 움직이는 것은 무엇일까요?",
    ),
    choices=(
        Text(en="Dropout alone", ko="드롭아웃만"),
        Text(en="Dropout and batch normalization", ko="드롭아웃과 배치 정규화"),
        Text(en="Dropout, batch normalization and the dense layer", ko="드롭아웃, 배치 정규화, Dense 층"),
    ),
    answer=1,
    why=Text(
        en="Dropout stops dropping, and batch normalization changes from the batch's numbers to the running ones. A dense layer computes the same in both modes.",
        ko="드롭아웃은 끄는 일을 멈추고, 배치 정규화는 배치의 값 대신 이동 평균과 이동 분산을 씁니다. Dense 층은 두 모드에서 똑같이 계산합니다.",
    ),
)

# %% widget="ask-which-penalty"
widgets.ask(
    question=Text(
        en="You have 1,000 inputs and believe that only a few of them matter. Which penalty do you try first?",
        ko="입력이 1,000개인데 중요한 것은 몇 개뿐이라고 생각합니다. 어떤 벌점을 먼저 써 볼까요?",
    ),
    choices=(
        Text(en="L1", ko="L1"),
        Text(en="L2", ko="L2"),
        Text(en="A penalty on the biases", ko="편향에 매기는 벌점"),
    ),
    answer=0,
    why=Text(
        en="L1 makes weights exactly 0 and so drops inputs. If many of the inputs say the same thing, elastic net is steadier: it keeps or drops such inputs together.",
        ko="L1은 가중치를 정확히 0으로 만들어 입력을 버립니다. 같은 것을 말하는 입력이 많다면 elastic net이 더 안정적입니다. 그런 입력을 함께 남기거나 함께 버립니다.",
    ),
)

# %% widget="ask-rising-training-loss"
widgets.ask(
    question=Text(
        en="You add dropout. The training loss becomes larger than before, and the validation loss smaller. Has something gone wrong?",
        ko="드롭아웃을 넣었더니 훈련 손실은 전보다 커지고 검증 손실은 작아졌습니다. 무엇이 잘못된 걸까요?",
    ),
    choices=(
        Text(en="Yes: the training loss must never rise", ko="네. 훈련 손실은 절대 커지면 안 됩니다"),
        Text(en="Yes: the scale was forgotten", ko="네. 배율을 빠뜨렸습니다"),
        Text(en="No: that is what regularization is for", ko="아니요. 규제가 하려는 일이 바로 이것입니다"),
    ),
    answer=2,
    why=Text(
        en="Regularization gives up some of the fit to the training examples for a better fit to all others. Only if both losses are large has it been too strong.",
        ko="규제는 훈련 예제에 맞추는 것을 조금 포기하고 다른 모든 예제에 더 잘 맞추는 일입니다. 두 손실이 모두 클 때에만 너무 강하게 건 것입니다.",
    ),
)

# %% [markdown] lang="en"
# ## Summary card
#
# | Idea | Formula | Remember |
# | --- | --- | --- |
# | overfitting | training loss falls, validation loss rises | the smallest *training* error is not the goal; more layers are more capacity, not more accuracy |
# | three parts | training, validation, test | learn, choose, report once; split before you scale or augment |
# | penalty | $\text{Loss} + \lambda_{L1} \sum \lvert w \rvert + \lambda_{L2} \frac{1}{2} \sum w^2$ | sums, not means; no biases; name the two $\lambda$ by their term |
# | L1 (lasso) | gradient $\lambda \, \text{sign}(w)$ | a diamond: weights of exactly 0 |
# | L2 (ridge) | gradient $\lambda w$ | a circle: small weights, no zeros |
# | dropout | mask 0 or $\frac{1}{1-p}$ | $p$ is the share *dropped*; nothing happens at test time |
# | batch normalization | $\gamma \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta$ | per unit over the batch; running numbers at test time; columns of dx add up to 0 |
# | early stopping | `patience` epochs without a new best | compare with the best; keep a copy |
# | augmentation | new pictures, old labels | training part only; what leaves must not come back on the other side |

# %% [markdown] lang="ko"
# ## 요약 카드
#
# | 개념 | 식 | 기억할 것 |
# | --- | --- | --- |
# | 과적합 | 훈련 손실은 내려가고 검증 손실은 올라갑니다 | 가장 작은 **훈련** 오차는 목표가 아닙니다. 층을 늘리면 용량이 커질 뿐 정확도가 따라오지는 않습니다 |
# | 세 부분 | 훈련, 검증, 시험 | 배우고, 고르고, 한 번 보고합니다. 척도를 바꾸거나 증강하기 전에 나눕니다 |
# | 벌점 | $\text{Loss} + \lambda_{L1} \sum \lvert w \rvert + \lambda_{L2} \frac{1}{2} \sum w^2$ | 평균이 아니라 합입니다. 편향은 빼고, 두 $\lambda$는 붙는 항의 이름으로 부릅니다 |
# | L1 (lasso) | 기울기 $\lambda \, \text{sign}(w)$ | 마름모: 정확히 0인 가중치 |
# | L2 (ridge) | 기울기 $\lambda w$ | 원: 작은 가중치, 0은 없음 |
# | 드롭아웃 | 마스크는 0 또는 $\frac{1}{1-p}$ | $p$는 **끄는** 비율입니다. 시험할 때는 아무 일도 없습니다 |
# | 배치 정규화 | $\gamma \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta$ | 유닛마다 배치에 걸쳐. 시험할 때는 이동 평균과 이동 분산. dx의 열마다 합이 0 |
# | 조기 종료 | 새 최고 기록 없이 `patience`에폭 | 가장 좋은 것과 비교하고 복사본을 챙깁니다 |
# | 데이터 증강 | 새 그림, 원래 레이블 | 훈련 부분에만. 나간 것이 반대쪽에서 들어오면 안 됩니다 |

# %% [markdown] lang="en"
# ## Where to go from here
#
# You have every part now: layers, losses, gradients, starts, optimizers, and brakes. The next lesson puts them together and reads handwriting.
#
# **Further reading**
#
# - N. Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting", *Journal of Machine Learning Research* 15 (2014).
# - S. Ioffe and C. Szegedy, "Batch normalization", *International Conference on Machine Learning* (2015).
# - H. Zou and T. Hastie, "Regularization and variable selection via the elastic net", *Journal of the Royal Statistical Society B* 67 (2005).
# - L. Prechelt, "Early stopping: but when?", in *Neural Networks: Tricks of the Trade* (1998).
# - Goki Saito, *Deep Learning from Scratch*, chapter 6: the same remedies, told differently.
# - [scikit-learn](https://scikit-learn.org/): `train_test_split`, `Lasso`, `Ridge`, `ElasticNet`. [Keras](https://keras.io/): the layers `Dropout` and `BatchNormalization`, the callback `EarlyStopping`.

# %% [markdown] lang="ko"
# ## 다음으로
#
# 이제 부품이 모두 모였습니다. 층, 손실, 기울기, 초기화, 최적화, 그리고 브레이크입니다. 다음 수업에서는 이것들을 조립해 손글씨를 읽습니다.
#
# **더 읽을거리**
#
# - N. Srivastava 외, "Dropout: a simple way to prevent neural networks from overfitting", *Journal of Machine Learning Research* 15 (2014).
# - S. Ioffe, C. Szegedy, "Batch normalization", *International Conference on Machine Learning* (2015).
# - H. Zou, T. Hastie, "Regularization and variable selection via the elastic net", *Journal of the Royal Statistical Society B* 67 (2005).
# - L. Prechelt, "Early stopping: but when?", *Neural Networks: Tricks of the Trade* (1998).
# - 사이토 고키, 『밑바닥부터 시작하는 딥러닝』 6장: 같은 처방을 다른 방식으로 설명합니다.
# - [scikit-learn](https://scikit-learn.org/): `train_test_split`, `Lasso`, `Ridge`, `ElasticNet`. [Keras](https://keras.io/): `Dropout`과 `BatchNormalization` 층, `EarlyStopping` 콜백
