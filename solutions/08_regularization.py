# %% [markdown] lang="en"
# # Overfitting and regularization
#
# **About {hours}. You need: the lessons on back-propagation and on optimizers.**
#
# An optimizer makes the loss small on the examples it sees. But nobody wants a network for examples whose answers are known already. To be right on the others is called **generalization**, and this lesson is about it.
#
# After this lesson you can
#
# - recognise overfitting from two curves, and split and standardize data so that the second curve can be trusted;
# - add L1 and L2 penalties, and say why only one of them makes weights exactly 0;
# - write dropout and batch normalization, forwards and backwards;
# - stop training in time, and make new training pictures out of old ones;
# - choose the strength of a remedy, and say whether it helped and how sure you are.

# %% [markdown] lang="ko"
# # 과적합과 규제
#
# **약 {hours}이 걸립니다. 먼저 역전파 수업과 옵티마이저 수업을 마치고 오세요.**
#
# 옵티마이저는 눈앞에 있는 샘플의 손실을 줄입니다. 그런데 이미 답을 아는 샘플을 위해 신경망을 만드는 사람은 없습니다. 한 번도 보지 못한 샘플에서도 잘하는 것을 **일반화**(generalization)라고 하며, 이 수업은 바로 그 이야기입니다.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 두 곡선을 보고 과적합을 알아보고, 두 번째 곡선을 믿을 수 있게 데이터 나누기
# - L1과 L2 벌점을 더하고, 왜 하나는 0을 만들고 다른 하나는 만들지 않는지 설명하기
# - 드롭아웃과 배치 정규화의 순전파와 역전파를 작성하고, 훈련할 때와 테스트할 때를 구별하기
# - 훈련을 제때 멈추고 가장 좋았던 가중치 되찾기
# - 가진 그림으로 새 훈련 그림 만들기
# - 처방의 세기를 고르고, 도움이 되었는지, 얼마나 되었는지, 얼마나 확실한지 말하기

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

# %% widget="recall-he"
widgets.ask(
    question=Text(
        en="Lesson 6: a layer has 50 inputs, and a ReLU behind it. Which standard deviation has He's initialization?",
        ko="6번 수업: 입력이 50개이고 뒤에 ReLU가 있는 층이 있습니다. He 초기화의 표준편차는 얼마일까요?",
    ),
    choices=(
        Text(en="0.2", ko="0.2"),
        Text(en="0.04", ko="0.04"),
        Text(en="0.02", ko="0.02"),
    ),
    answer=0,
    why=Text(
        en="The variance is 2 / 50 = 0.04, and its root is 0.2. The 2 makes up for the half of the units that ReLU silences.",
        ko="분산이 2 / 50 = 0.04이고 그 제곱근이 0.2입니다. 2는 ReLU가 유닛의 절반을 끄는 것을 메워 줍니다.",
    ),
)

# %% widget="recall-half"
widgets.ask(
    question=Text(
        en="Lesson 4: a network says “one half” for both classes, whatever the input. What is its mean cross-entropy?",
        ko="4번 수업: 어떤 신경망이 입력과 상관없이 두 클래스에 절반씩 확률을 줍니다. 교차 엔트로피의 평균은 얼마일까요?",
    ),
    choices=(
        Text(en="0: it has no opinion", ko="0입니다. 의견이 없기 때문입니다"),
        Text(en="ln 2", ko="ln 2"),
        Text(en="1/2", ko="1/2"),
    ),
    answer=1,
    why=Text(
        en="The probability of the right class is one half each time, and -ln of one half is ln 2. Above that, a network is worse than no opinion at all: watch for this in the tables below.",
        ko="맞는 클래스의 확률이 언제나 절반이고, 절반의 -ln은 ln 2입니다. 손실이 이보다 크면 아무 의견이 없는 것만도 못합니다. 아래의 표에서 이런 경우를 찾아보세요.",
    ),
)

# %% widget="recall-batches"
widgets.ask(
    question=Text(
        en="Lesson 7: 60 examples in mini-batches of 16, for 300 epochs. How many steps do the weights make?",
        ko="7번 수업: 샘플 60개를 16개씩 나누어 300에폭 동안 훈련합니다. 가중치는 모두 몇 걸음을 움직일까요?",
    ),
    choices=(
        Text(en="300", ko="300"),
        Text(en="900", ko="900"),
        Text(en="1200", ko="1200"),
    ),
    answer=2,
    why=Text(
        en="Four mini-batches an epoch, the last of them with 12 examples: 4 times 300.",
        ko="에폭마다 미니배치가 4개이고(마지막에는 12개) 300에폭이므로 4 곱하기 300입니다.",
    ),
)

# %% [markdown] lang="en"
# ## What has a network learned that gets everything right?
#
# Our patient: one hidden layer of 256 ReLUs, 60 points of two noisy half-moons to learn from, 300 epochs. How well does it do on a thousand new points of the same moons? Guess both numbers, then run the cell.
#
# `scoreboard` trains it from ten starts and prints means: the accuracy on the 60 points it has seen, that on the thousand it has not, and the loss there. You can read its few lines in `dlcourse/remedies.py`.

# %% [markdown] lang="ko"
# ## 모두 맞히는 신경망은 무엇을 배운 걸까요?
#
# 이 수업의 환자를 소개합니다. ReLU 유닛 256개짜리 은닉층 하나가 잡음 섞인 반달 두 개에서 뽑은 점 60개를 300에폭 동안 배웁니다. 같은 반달에서 새로 뽑은 점 천 개에서는 얼마나 잘할까요? 두 수를 짐작해 본 다음 셀을 실행해 보세요.
#
# `scoreboard`는 시드를 바꾸어 가며 열 번 훈련하고 평균을 출력합니다. 본 점 60개의 정확도, 보지 못한 점 천 개의 정확도, 그리고 거기서의 손실입니다. 코드는 몇 줄 되지 않으니 `dlcourse/remedies.py`에서 읽어 보세요.

# %%
from dlcourse.remedies import scoreboard

scoreboard()

# %% [markdown] lang="en"
# ### A gap, and a loss that should alarm you
#
# Nearly all of the points it learned from are right, and about one in seven of the new ones is wrong. Part of that cannot be helped: the moons overlap, so nobody can be right always.
#
# Look at the loss on unseen points, though. It is above ln 2, the loss of having no opinion: where this network is wrong, it is wrong *with certainty*.
#
# Each remedy of this lesson will be given to this network, with nothing else changed, and each gets a row on the same scoreboard. Bet now: which one will help most, and which will not help at all?

# %% [markdown] lang="ko"
# ### 벌어진 차이, 그리고 걱정스러운 손실
#
# 배운 점은 거의 다 맞히지만 새 점은 일곱 개 가운데 하나쯤 틀립니다. 일부는 어쩔 수 없습니다. 두 반달이 겹쳐 있어서 누구도 언제나 맞힐 수는 없습니다.
#
# 그런데 보지 못한 점에서의 손실을 보세요. 의견이 없을 때의 손실인 ln 2보다 큽니다. 틀릴 때 **확신하면서** 틀린다는 뜻입니다.
#
# 이 수업의 처방을 하나씩 이 신경망에 써 보고, 다른 것은 그대로 둔 채 같은 점수판에 한 줄씩 적습니다. 지금 내기를 해 보세요. 어느 처방이 가장 도움이 되고, 어느 것이 전혀 도움이 되지 않을까요?

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
# This is **overfitting**. Three things feed it *here*, and you can try each: a model with too many weights, too few examples, too many epochs.
#
# - Degree 3 instead of 15: the validation loss falls to 0.1195 and stays there.
# - 30 examples instead of 12: the lowest validation loss is 0.1142.
# - Degree 1: both losses stay large. That is **underfitting**: the model is too simple.
#
# A *gap* between the two curves, the **generalization gap**, is called overfitting by many books. Not here: on examples that it has learned from, nearly every model is a little better on average. Overfitting shows where the validation loss *rises*.

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
# 이것이 **과적합**(overfitting)입니다. 과대적합이나 오버피팅이라고도 합니다. **여기서** 과적합을 키우는 것은 세 가지이고, 하나씩 시험해 볼 수 있습니다. 지나치게 복잡한 모델, 너무 적은 샘플, 너무 많은 에폭입니다.
#
# - 차수를 15 대신 3으로: 검증 손실이 0.1195까지 내려가 그대로 머뭅니다.
# - 샘플을 12개 대신 30개로: 가장 낮은 검증 손실이 0.1142입니다.
# - 차수를 1로: 두 손실이 모두 큽니다. 이것은 **과소적합**(underfitting)입니다. 모델이 너무 단순해도 안 됩니다.
#
# 두 곡선 사이가 **벌어졌다**고 해서 곧 과적합은 아닙니다. 배운 샘플에서는 거의 모든 모델이 평균적으로 조금 더 잘합니다. 과적합은 검증 손실이 **올라가는** 데서 드러납니다. 차이 자체를 과적합이라고 하는 책도 많지만, 이 강의에서는 그것을 **일반화 격차**(generalization gap)라고 합니다.

# %% drawing="loss-curves"

# %% widget="ask-which-is-fresh"
widgets.ask(
    question=Text(
        en="A program averages the training loss over the mini-batches of an epoch, while it learns; the validation loss it measures when the epoch has ended. In the first epochs the validation loss is the smaller one. Why?",
        ko="어떤 프로그램은 에폭 동안 배우면서 미니배치의 훈련 손실을 평균 내고, 검증 손실은 에폭이 끝난 뒤에 잽니다. 처음 몇 에폭에서는 검증 손실이 더 작습니다. 왜 그럴까요?",
    ),
    choices=(
        Text(en="It underfits: the model is too simple", ko="과소적합입니다. 모델이 너무 단순합니다"),
        Text(
            en="In the training loss there is still what the network did not know earlier in the epoch",
            ko="훈련 손실에는 에폭 앞부분에서 아직 모르던 때의 손실까지 들어 있습니다",
        ),
        Text(
            en="It overfits: the two curves differ",
            ko="과적합입니다. 두 곡선이 서로 다릅니다",
        ),
    ),
    answer=1,
    why=Text(
        en="At first a network gets better fast, and the mean over an epoch comes late. Measure both parts after the epoch, and then compare. If the validation loss is still the smaller one when the curves are flat, there is another cause: a validation part that is easier, or a remedy that works in training only, such as dropout below.",
        ko="처음에는 신경망이 빨리 나아지므로 에폭 전체의 평균은 한발 늦습니다. 둘 다 에폭이 끝난 뒤에 재어 견주어 보세요. 곡선이 평평해진 뒤에도 검증 손실이 더 작다면 다른 까닭이 있습니다. 검증 세트가 더 쉽거나, 아래에서 만날 드롭아웃처럼 훈련할 때만 작동하는 처방을 쓴 것입니다.",
    ),
)

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
        ko="훈련이 끝날 때 훈련 오차는 가장 작지만 새 점에서는 가장 나쁩니다. 우리가 바라는 것은 아무도 보지 못한 샘플에서 오차가 작은 것입니다. 훈련 오차는 그 가운데 우리가 직접 줄일 수 있는 부분일 뿐입니다.",
    ),
)

# %% [markdown] lang="en"
# ### Find the mistake: "more hidden layers make a network more accurate"
#
# Another slide. Let us ask the computer: sixty points of two noisy half-moons to learn from, a thousand others to judge by, and networks with 1, 2, 4 and 8 hidden layers of 16 ReLU units each, five starts for each.
# Predict first: what will happen to the two columns? Then run the cell. (`Sequential` puts layers in a row, `Dense` is $XW + b$ with its own start, `fit` is the training loop you know, and `"bce"` the cross-entropy of two classes.)

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "은닉층이 많을수록 정확도가 높아진다"
#
# 또 다른 슬라이드의 문장입니다. 컴퓨터에게 물어봅시다. 잡음이 섞인 반달 두 개에서 배울 점 예순 개와 평가할 점 천 개를 뽑고, ReLU 유닛 16개짜리 은닉층을 1, 2, 4, 8개 쌓은 신경망을 다섯 번씩 훈련합니다.
# 두 열이 어떻게 될지 먼저 예상하고 셀을 실행해 보세요. (`Sequential`은 층을 차례로 잇고, `Dense`는 스스로 초기화하는 $XW + b$이며, `fit`은 여러분이 아는 훈련 반복문이고, `"bce"`는 두 클래스의 교차 엔트로피입니다.)

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
        Text(en="Higher accuracy on new examples", ko="새 샘플에서 더 높은 정확도"),
        Text(en="More capacity: it can represent more functions", ko="더 큰 용량: 더 많은 함수를 나타낼 수 있습니다"),
        Text(en="Easier training", ko="더 쉬운 훈련"),
    ),
    answer=1,
    why=Text(
        en="Capacity can be spent on noise: the training column rises, the other one does not. Very deep plain networks are harder to train as well: gradients vanish, and even the training accuracy can fall.",
        ko="용량은 잡음을 배우는 데 쓰일 수도 있습니다. 훈련 열은 올라가지만 다른 열은 그렇지 않습니다. 아주 깊은 신경망은 훈련하기도 어렵습니다. 기울기가 사라지고, 훈련 정확도까지 떨어질 수 있습니다.",
    ),
)

# %% [markdown] lang="en"
# ### And width? A curve that surprises
#
# The classical advice says: the more weights, the more overfitting. Measure it, with one hidden layer of our patient and nothing but its width changed.

# %% [markdown] lang="ko"
# ### 너비는 어떨까요? 뜻밖의 곡선
#
# 고전적인 조언은 가중치가 많을수록 과적합이 심해진다는 것입니다. 직접 재어 봅시다. 은닉층은 하나이고 너비만 바꿉니다.

# %% drawing="capacity-and-error"

# %%
scoreboard(*({"width": width} for width in (2, 4, 16, 64, 1024)))

# %% [markdown] lang="en"
# ### Width, interpolation and double descent
#
# The best accuracy belongs neither to 2 units nor to 1024 but to 64, a network with 257 weights and biases for 60 points; and 1024 units are about as good as 4. The loss tells another story, because a wide network is wrong with more certainty. So "more weights, more overfitting" is half of the truth.
#
# A model that fits every training example exactly **interpolates**. The other half of the truth shows around that point. In the next cell only the output weights are fitted, to the smallest solution of the least squares, behind random ReLUs; so nothing but width decides. Where does the unseen accuracy have its lowest value, and where has the vector of these weights its greatest length, $\sqrt{\sum w^2}$?

# %% [markdown] lang="ko"
# ### 너비, 보간, 이중 하강
#
# 정확도가 가장 높은 것은 유닛 2개도 1024개도 아니라 64개입니다. 점은 60개인데 가중치와 편향이 257개인 신경망입니다. 유닛 1024개는 4개와 비슷합니다. 손실에서는 다른 이야기가 나옵니다. 넓은 신경망은 더 확신하면서 틀리기 때문입니다. 그러니 "가중치가 많을수록 과적합"이라는 말은 절반만 맞습니다.
#
# 훈련 샘플을 모두 정확히 맞추는 것을 **보간**(interpolation)한다고 합니다. 나머지 절반은 그 지점 근처에서 드러납니다. 다음 셀에서는 무작위 ReLU 뒤의 출력 가중치만 최소제곱의 해 가운데 가장 작은 것으로 맞춥니다. 그래서 너비 말고는 달라지는 것이 없습니다. 보지 못한 점의 정확도는 어디에서 가장 낮고, 이 가중치 벡터의 길이 $\sqrt{\sum w^2}$은 어디에서 가장 길까요?


# %%
def least_squares(width, start):
    rng = np.random.default_rng(start)
    X, y = moons(60, noise=0.35, rng=rng)
    X_new, y_new = moons(1000, noise=0.35, rng=rng)
    W, b = rng.normal(size=(2, width)), rng.normal(size=width)
    out = np.linalg.lstsq(np.maximum(X @ W + b, 0), 2 * y - 1)[0]
    seen, new = (np.maximum(part @ W + b, 0) @ out for part in (X, X_new))
    return np.mean((seen - (2 * y - 1)) ** 2), np.mean((new > 0) == y_new), np.linalg.norm(out)


for width in (5, 10, 20, 40, 60, 80, 160, 640, 2560):
    error, unseen, length = np.median([least_squares(width, start) for start in range(5)], axis=0)
    print(f"{width:5} units: training error {error:.3f}, unseen accuracy {unseen:.3f}, length {length:.0f}")

# %% widget="ask-double-descent"
widgets.ask(
    question=Text(
        en="The unseen accuracy is worst near 80 units, just where the training error reaches 0, and good again at 2,560. What explains it?",
        ko="보지 못한 점의 정확도는 훈련 오차가 막 0이 되는 유닛 80개 근처에서 가장 나쁘고 2,560개에서는 다시 좋아집니다. 무엇으로 설명할 수 있을까요?",
    ),
    choices=(
        Text(
            en="With 2,560 units the network is too large to learn the noise",
            ko="유닛이 2,560개이면 신경망이 너무 커서 잡음을 배우지 못합니다",
        ),
        Text(
            en="At 80 hardly more than one solution fits every point, however wild; with many more, a gentle one can be chosen among the many that fit",
            ko="80개쯤에서는 모든 점에 맞는 해가 거의 하나뿐이라 아무리 요동쳐도 그것을 써야 합니다. 훨씬 많으면 점에 맞는 여러 해 가운데 완만한 것을 고를 수 있습니다",
        ),
        Text(en="Chance: five starts are too few", ko="우연입니다. 다섯 번은 너무 적습니다"),
    ),
    answer=1,
    why=Text(
        en="This is called double descent: error falls, rises to a peak where the model can just interpolate, and falls again. The lengths show it: 1,062 at 60 units and 830 at 80, 8 at 2,560. The smallest solution is a quiet regularizer, and so, in a way that is still studied, is gradient descent. Counting weights alone does not tell how much a network overfits.",
        ko="이것을 이중 하강(double descent)이라고 합니다. 오차가 내려갔다가, 겨우 보간할 수 있는 곳에서 치솟고, 다시 내려갑니다. 가중치의 길이에서도 보입니다. 유닛 60개에서는 1,062, 80개에서는 830, 2,560개에서는 8입니다. 가장 작은 해를 고르는 것이 드러나지 않는 규제 구실을 합니다. 경사 하강법도 그런 구실을 하는데 그 까닭은 아직 연구되고 있습니다. 가중치의 수만 세어서는 얼마나 과적합할지 알 수 없습니다.",
    ),
)

# %% [markdown] lang="en"
# ### Can it learn nonsense?
#
# A network of 50,890 numbers learns 500 handwritten digits. Then it starts again with the same pictures, but their labels are **shuffled**: there is nothing left to learn, only to know by heart. Predict four numbers, the accuracy on the 500 pictures and on 2,000 new ones, for true and for shuffled labels.

# %% [markdown] lang="ko"
# ### 엉터리도 배울 수 있을까요?
#
# 수 50,890개로 된 신경망이 손글씨 숫자 500장을 배웁니다. 그런 다음 같은 그림으로 처음부터 다시 배우는데, 이번에는 레이블을 **뒤섞어** 놓았습니다. 이제 배울 것은 없고 외울 것만 있습니다. 레이블이 맞을 때와 뒤섞였을 때, 그 500장과 새 그림 2,000장에서 정확도가 얼마일지 수 네 개를 예상해 보세요.

# %%
from dlcourse import digits
from dlcourse.datasets import load_mnist

mnist = load_mnist()
X, y = digits.preprocess(mnist.X_train[:500], mnist.y_train[:500])
X_new, y_new = digits.preprocess(mnist.X_val, mnist.y_val)


def by_heart(labels):
    rng = np.random.default_rng(0)
    net = Sequential([Dense(784, 64), Activation("relu"), Dense(64, 10)], rng=rng)
    fit(net, X, labels, loss="cross_entropy", optimizer=Adam(lr=0.005), epochs=40, batch_size=50, rng=rng)
    return np.mean(net.classify(X) == labels), np.mean(net.classify(X_new) == y_new)


for name, labels in (("true", y), ("shuffled", np.random.default_rng(1).permutation(y))):
    training, unseen = by_heart(labels)
    print(f"{name:8} labels: training {training:.3f}, unseen {unseen:.3f}")

# %% [markdown] lang="en"
# Both times all 500 are known. On new pictures the first reads more than eight in ten, the second one in ten, which is guessing. The network, the number of weights and the training accuracy are the same; what differs is the **generalization gap**, the distance from the training part to new examples. Neither the number of weights nor the training accuracy tells how wide it is. It has to be *measured*.

# %% [markdown] lang="ko"
# 두 번 모두 500장을 다 맞힙니다. 그런데 새 그림에서는 첫 번째가 열 장에 여덟 장 넘게 읽고, 두 번째는 열 장에 한 장, 곧 찍는 것과 같습니다. 신경망도, 가중치의 수도, 훈련 정확도도 같습니다. 다른 것은 훈련 세트와 새 샘플 사이의 거리, 곧 **일반화 격차**(generalization gap)입니다. 가중치의 수와 훈련 정확도만 보아서는 이 격차가 얼마나 되는지 알 수 없습니다. **재어 보아야** 합니다.

# %% [markdown] lang="en"
# ### And if only some labels are wrong?
#
# Whoever labels hundreds of pictures errs now and then. So take a third case, between the two: 150 of the 500 labels, drawn at random, are replaced by another digit, and the others stay.
#
# The cell looks in after some epochs, and prints four accuracies: on the pictures labelled rightly; on those labelled wrongly, once by the label that they were given and once by the digit that they show; and on new pictures. Each is a mean of five starts, and every start has other wrong labels.

# %% [markdown] lang="ko"
# ### 레이블이 일부만 틀렸다면 어떨까요?
#
# 그림 수백 장에 레이블을 붙이다 보면 누구나 더러 틀립니다. 그래서 둘 사이에 있는 세 번째 경우를 봅시다. 레이블 500개 가운데 무작위로 뽑은 150개를 다른 숫자로 바꾸고 나머지는 그대로 둡니다.
#
# 다음 셀은 몇 에폭마다 들여다보며 정확도 네 가지를 출력합니다. 레이블이 맞는 그림, 레이블이 틀린 그림(한 번은 붙어 있는 레이블로, 한 번은 그림에 실제로 쓰인 숫자로 채점합니다), 그리고 새 그림에서 잰 것입니다. 모두 다섯 번 훈련한 평균이고, 틀린 레이블은 그때마다 새로 뽑습니다.

# %% widget="ask-some-wrong"
widgets.ask(
    question=Text(
        en="150 of 500 labels are wrong. What do 40 epochs of training look like?",
        ko="레이블 500개 가운데 150개가 틀렸습니다. 40에폭 동안 훈련하면 어떻게 될까요?",
    ),
    choices=(
        Text(
            en="Only the right labels are learned; the wrong ones contradict them and are never believed",
            ko="맞는 레이블만 배웁니다. 틀린 레이블은 나머지와 어긋나므로 끝내 배우지 않습니다",
        ),
        Text(
            en="Right and wrong ones are learned at the same pace, and new pictures are read better and better",
            ko="맞는 것과 틀린 것을 같은 빠르기로 배우고, 새 그림은 갈수록 더 잘 읽습니다",
        ),
        Text(
            en="First the right ones, then the wrong ones by heart; new pictures are read better, and then worse",
            ko="맞는 것을 먼저 배우고 틀린 것은 나중에 외웁니다. 새 그림은 점점 잘 읽다가 나중에는 다시 나빠집니다",
        ),
    ),
    answer=2,
    why=Text(
        en="What right labels say, they say together: whatever tells one 3 tells the others too, so their gradients add up. A wrong label agrees with nobody, and has to be learned for its picture alone. That takes longer, but a network with enough weights gets there.",
        ko="맞는 레이블끼리는 서로 말이 맞습니다. 3 하나를 알아보게 하는 것은 다른 3도 알아보게 하므로 기울기가 서로 더해집니다. 틀린 레이블은 아무와도 말이 맞지 않아서 그 그림 하나만을 위해 따로 외워야 합니다. 그래서 더 오래 걸리지만, 가중치가 넉넉한 신경망은 결국 외우고 맙니다.",
    ),
)

# %%
from dlcourse.training import epochs


def mislabelled(count, rng):
    """Which labels are wrong, and all 500 as they are given."""
    wrong = rng.permutation(500) < count
    return wrong, np.where(wrong, (y + rng.integers(1, 10, size=500)) % 10, y)


def followed(start):
    rng = np.random.default_rng(start)
    wrong, given = mislabelled(150, rng)
    net = Sequential([Dense(784, 64), Activation("relu"), Dense(64, 10)], rng=rng)
    training = epochs(net, X, given, loss="cross_entropy", optimizer=Adam(lr=0.005), limit=40, batch_size=50, rng=rng)
    for epoch, _ in enumerate(training, start=1):
        if epoch in looks:
            told, new = net.classify(X), net.classify(X_new)
            parts = (told == given)[~wrong], (told == given)[wrong], (told == y)[wrong], new == y_new
            yield [part.mean() for part in parts]


looks = (1, 3, 5, 10, 20, 40)
runs = np.array([[*followed(start)] for start in range(5)])
print("epoch  right labels  wrong labels  their digits  new pictures")
for epoch, row, error in zip(looks, runs.mean(axis=0), runs[..., 3].std(axis=0, ddof=1) / np.sqrt(5), strict=True):
    print(f"{epoch:5}", *(f"{share:13.3f}" for share in row), f"± {error:.3f}")

# %% [markdown] lang="en"
# After three epochs most of the right labels are known and hardly any of the wrong ones. Of the wrongly labelled pictures the network reads two in three as the digit that they show, which nobody has told it. Then it learns the wrong labels by heart, all of them in the end, and pays for it: on new pictures the accuracy falls from 0.750 ± 0.007 to 0.665 ± 0.007, and it falls in each of the five starts. (Arpit and others, 2017, saw the same in larger networks.) Here it would pay to stop early; how to do that without seeing the future comes below.

# %% [markdown] lang="ko"
# 세 에폭 뒤에 신경망은 맞는 레이블을 대부분 알고 틀린 레이블은 거의 모릅니다. 레이블이 틀린 그림 세 장에 두 장을, 아무도 알려 주지 않았는데도 그림에 실제로 쓰인 숫자로 읽습니다. 그 뒤로는 틀린 레이블을 외우기 시작해 마침내 모두 외웁니다. 그 대가로 새 그림의 정확도가 0.750 ± 0.007에서 0.665 ± 0.007로 떨어집니다. 다섯 번 모두 떨어졌습니다. (더 큰 신경망에서도 그렇습니다. Arpit 외, 2017.) 이럴 때는 일찍 멈추는 편이 낫습니다. 앞날을 보지 않고 멈추는 방법은 아래에 나옵니다.

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
# If you look at the test part twice and keep the better model, you have turned it into a second validation part.
#
# With few examples one validation part is itself a matter of luck. **Cross-validation** deals the examples into, say, five groups, lets each of them be the validation part once, and takes the mean.

# %% [markdown] lang="ko"
# ## 누가, 몇 번 평가해도 될까요?
#
# 따로 두었던 점들이 언제 멈출지 알려 주었습니다. 그런데 그 순간 이 점들은 모델을 고르는 일을 도운 셈이므로 더는 낯선 샘플이 아닙니다. 그래서 데이터를 **세** 세트로 나눕니다.
#
# | 세트 | 쓰임 | 보는 횟수 |
# | --- | --- | --- |
# | **훈련**(training) | 옵티마이저가 이것으로 가중치를 바꿉니다 | 한 걸음마다 |
# | **검증**(validation) | **사람이** 이것으로 고릅니다: 차수, $\lambda$, 드롭아웃 비율, 멈출 때 | 에폭마다 |
# | **테스트**(test) | 보고할 최종 성능 | 맨 마지막에 한 번 |
#
# 테스트 세트를 두 번 보고 더 좋은 쪽을 골랐다면, 테스트 세트는 두 번째 검증 세트가 되어 버린 것입니다.
#
# 샘플이 적으면 검증 세트 하나만 보는 것은 운에 달린 일입니다. **교차 검증**(cross-validation)은 샘플을 예컨대 다섯 묶음으로 나누고, 묶음마다 한 번씩 검증 세트가 되게 한 다음 평균을 냅니다.

# %% drawing="three-parts"

# %% [markdown] lang="en"
# ### Five folds
#
# Five hundred digits, and a reader without any training: the known pictures nearest to a new one vote on what it is. How many of them should vote? Every fold is judged once, by voters from the other four.

# %% [markdown] lang="ko"
# ### 다섯 묶음
#
# 숫자 그림 오백 장과, 학습을 전혀 하지 않는 방법이 있습니다. 새 그림과 가장 가까운 아는 그림들이 투표로 답을 정합니다. 몇 장이 투표해야 할까요? 묶음마다 한 번씩, 나머지 네 묶음의 그림이 투표한 결과로 평가합니다.

# %%
known = load_mnist()
pixels, labels = digits.preprocess(known.X_train[:500], known.y_train[:500])
folds = np.random.default_rng(0).permutation(500).reshape(5, 100)
for voters in (1, 3, 5, 9):
    right = []
    for number, fold in enumerate(folds):
        rest = np.delete(folds, number, axis=0).ravel()
        # the squared distance, but for a part that is the same for all voters
        distance = (pixels[rest] ** 2).sum(axis=1) - 2 * pixels[fold] @ pixels[rest].T
        votes = labels[rest][np.argsort(distance, axis=1, kind="stable")[:, :voters]]
        right.append(np.mean([np.bincount(vote).argmax() for vote in votes] == labels[fold]))
    print(voters, " ".join(f"{share:.2f}" for share in right), f"mean {np.mean(right):.3f}")

# %% [markdown] lang="en"
# Look down the columns: a single fold would have chosen now this number of voters, now another. The mean over all five is the better judge, at five times the work. With the number that won, all five hundred are used in the end.

# %% [markdown] lang="ko"
# 열마다 내려다보세요. 묶음 하나만 보았다면 묶음에 따라 서로 다른 수를 골랐을 것입니다. 다섯 묶음의 평균이 더 믿을 만하고, 대신 다섯 배의 계산이 듭니다. 고르고 나면 마지막에는 오백 장을 모두 씁니다.

# %% exercise="split"
from dlcourse.batches import split

# %% widget="ask-which-part"
widgets.ask(
    question=Text(
        en="You try five learning rates and want to keep the best one. Which part decides?",
        ko="학습률 다섯 가지를 시험해 보고 가장 좋은 것을 고르려고 합니다. 어느 세트로 정해야 할까요?",
    ),
    choices=(
        Text(en="The training part", ko="훈련 세트"),
        Text(en="The validation part", ko="검증 세트"),
        Text(en="The test part", ko="테스트 세트"),
    ),
    answer=1,
    why=Text(
        en="The training part would favour the setting that overfits most. The test part would be used up by the choice. Choosing is what the validation part is for.",
        ko="훈련 세트는 가장 많이 과적합한 쪽의 손을 들어 줍니다. 테스트 세트는 고르는 데 쓰는 순간 테스트 데이터로서 의미를 잃습니다. 고르는 일은 검증 세트의 몫입니다.",
    ),
)

# %% [markdown] lang="en"
# ### A leak
#
# Information can reach the model by a back door. Suppose you subtract the mean from every input before you split. The training inputs are 1, 2, 3, and the one test input is 100:
#
# - the mean of *all* inputs is 26.5, so the training inputs become -25.5, -24.5, -23.5;
# - the mean of the *training* inputs is 2, and they become -1, 0, 1.
#
# In the first case the test example has moved every training input. This is a **leak**: the test result is no longer that of an unseen example, and nobody will notice. First split; then take mean and spread
# from the training part, and use the same two numbers for all three parts. In cross-validation both are taken anew for every fold, from the four groups that are learned from.

# %% [markdown] lang="ko"
# ### 정보 누출
#
# 정보는 뒷문으로도 모델에 들어갑니다. 나누기 **전에** 모든 입력에서 평균을 뺀다고 합시다. 훈련 입력은 1, 2, 3이고 하나뿐인 테스트 입력은 100입니다.
#
# - **모든** 입력의 평균은 26.5이므로 훈련 입력은 -25.5, -24.5, -23.5가 됩니다.
# - **훈련** 입력의 평균은 2이므로 훈련 입력은 -1, 0, 1이 됩니다.
#
# 첫 번째 경우에는 테스트 샘플이 훈련 입력을 모두 움직였습니다. 이것을 **정보 누출**(leak)이라고 합니다. 테스트 결과는 더 이상 처음 보는 샘플의 결과가 아닌데도 아무도 알아채지 못합니다. 먼저 나누고, 평균과 표준편차는
# 훈련 세트에서만 구해서, 세 세트 모두에 똑같은 두 수를 씁니다. 교차 검증에서는 검증 묶음이 바뀔 때마다, 학습에 쓰는 나머지 네 묶음에서 두 수를 새로 구합니다.

# %% [markdown] lang="en"
# ### On one scale
#
# Subtracting the mean and dividing by the standard deviation is called **standardization**. Inputs of very different size make a valley that is steep in one direction and flat in another, and you know from lesson 7 what that does to the learning rate.

# %% [markdown] lang="ko"
# ### 같은 척도로
#
# 평균을 빼고 표준편차로 나누는 것을 **표준화**(standardization)라고 합니다. 입력의 크기가 서로 크게 다르면 골짜기가 한쪽으로는 가파르고 다른 쪽으로는 평평해집니다. 그러면 학습률을 고르기가 얼마나 어려워지는지는 7번 수업에서 보았습니다.

# %% exercise="standardize"
from dlcourse.batches import standardize

# %% [markdown] lang="en"
# ## What if large weights cost something?
#
# A wild curve needs large weights that fight each other. So let the weights pay, and minimize both together, the loss $L$ of the data and the complexity $R$ of the model:
#
# $$C(w) = L(w) + \lambda \, R(w)$$
#
# The first term wants to fit the data, the second, the **penalty**, wants a simple model, and $\lambda$ says how much simplicity is worth. This is **regularization**. Two complexities are in use: the sum of
# the sizes of the weights (**L1**) and half the sum of their squares (**L2**).
#
# In the picture the loss has its lowest point at the cross, and the penalty wants to go to the origin. The dot is where both come to rest. Predict, then compare mix 1 and mix 0.

# %% [markdown] lang="ko"
# ## 큰 가중치에 비용을 물리면 어떨까요?
#
# 요동치는 곡선에는 서로 맞서는 큰 가중치가 필요합니다. 그러니 가중치에 **벌점**(penalty)을 매기고, 데이터의 손실 $L$과 모델의 복잡도 $R$을 함께 가장 작게 만들어 봅시다.
#
# $$C(w) = L(w) + \lambda \, R(w)$$
#
# 첫째 항은 데이터에 맞추려 하고 둘째 항은 모델을 단순하게 하려 합니다. $\lambda$는 단순함을 얼마나 중요하게 볼지를 정합니다. 이것을 **규제**(regularization)라 하고, 벌점을 규제 항이라고도 합니다. 복잡도(complexity)로는 두 가지를 씁니다. 가중치
# 절댓값의 합(**L1**)과 제곱합의 절반(**L2**)입니다.
#
# 그림에서 손실은 × 표시에서 가장 낮고, 벌점은 원점으로 가려고 합니다. 둘이 함께 멈추는 곳이 보라색 점입니다. 먼저 예상하고, 비율이 1일 때와 0일 때를 비교해 보세요.

# %% widget="penalties"
widgets.regularizers.shrink()

# %% [markdown] lang="en"
# ### Why corners make zeros
#
# **Ridge** regression is least squares with an L2 penalty, **lasso** with L1. Both are often written with a budget $c$ instead of a price $\lambda$: minimize the sum of squared errors under one of these conditions.
#
# $$\sum_j \lvert w_j \rvert \le c \quad \text{(L1)} \qquad\qquad \sum_j w_j^2 \le c \quad \text{(L2)}$$
#
# It is the same thing seen from the other side: a higher price is a smaller budget. For two weights the first budget is a **diamond**, the second a **circle**. Blow up the ellipses of equal loss
# around the cross until one touches the budget. A diamond sticks out at its corners, so it is mostly touched there; and a corner lies on an axis, where one weight is exactly 0. A circle sticks out nowhere:
# the touching point has small weights, but no zeros.

# %% [markdown] lang="ko"
# ### 꼭짓점이 0을 만드는 까닭
#
# **릿지**(ridge) 회귀는 최소제곱에 L2 벌점을, **라쏘**(lasso) 회귀는 L1 벌점을 더한 것입니다. 둘 다 가격 $\lambda$ 대신 예산 $c$로 쓰기도 합니다. 다음 두 조건 가운데 하나를 지키면서 오차 제곱의 합을 가장 작게 만듭니다.
#
# $$\sum_j \lvert w_j \rvert \le c \quad \text{(L1)} \qquad\qquad \sum_j w_j^2 \le c \quad \text{(L2)}$$
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
#
# A penalty sees nothing but sizes. For the same answer, a column in kilometres needs 1000 times the weight of that column in metres, and pays 1000 times as much in L1, 1000000 times as much in L2. Standardized columns pay by one measure.

# %% [markdown] lang="ko"
# ### 가중치 세 개를 손으로 계산해 보기
#
# $w = (0.5, -1, 2)$, $\lambda = 0.1$로 둡니다.
#
# | 종류 | 벌점 | 기울기 |
# | --- | --- | --- |
# | L1, **라쏘**라고도 합니다 | $0.1 \cdot 3.5 = 0.35$ | (0.1, -0.1, 0.1) |
# | L2, **릿지**라고도 합니다 | $0.1 \cdot \frac{1}{2} \cdot 5.25 = 0.2625$ | (0.05, -0.1, 0.2) |
#
# 기울기를 보면 둘의 성격이 드러납니다. L1은 가중치가 아무리 작아도 **같은** 힘으로 0 쪽으로 당깁니다. L2는 크기에 비례해서 당깁니다. 큰 가중치는 세게, 작은 가중치는 거의 당기지 않습니다.
#
# L2의 $\frac{1}{2}$은 미분을 위한 것으로, 제곱에서 나오는 2와 약분됩니다. 편향은 두 합 모두에서 뺍니다. 편향은 유닛의 답을 위아래로 옮길 뿐 요동치게 만들지 않습니다.
#
# 벌점은 크기만 봅니다. 같은 열을 미터 대신 킬로미터로 적으면 같은 답을 내는 데 1000배의 가중치가 필요하고, 벌점은 L1에서 1000배, L2에서 1000000배가 됩니다. 열을 모두 표준화하면 같은 잣대로 벌점을 매깁니다.

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
# ### One weight by itself
#
# How the two change a weight is easiest to see where each weight stands alone. Say the data want the value $w$, and every other value $u$ costs half of its squared distance. Which $u$ makes the whole cost smallest?
#
# $$\frac{1}{2} (u - w)^2 + \lambda \lvert u \rvert \qquad\qquad \frac{1}{2} (u - w)^2 + \frac{\lambda}{2} u^2$$
#
# L1 **cuts off** a fixed amount, L2 **shrinks** by a factor:
#
# $$\text{L1: } \; u = \text{sign}(w) \max(\lvert w \rvert - \lambda, 0) \qquad\qquad \text{L2: } \; u = \frac{w}{1 + \lambda}$$
#
# | before | after L1, $\lambda = 0.1$ | after L2, $\lambda = 0.1$ |
# | --- | --- | --- |
# | 0.05 | 0 | 0.04545 |
# | -0.2 | -0.1 | -0.18182 |
# | 1 | 0.9 | 0.90909 |
#
# The smallest weight is gone with L1, and with it perhaps a whole input: lasso *chooses*. With L2 all three stay. That is the histogram in the picture: with mix 1 and strength 1, 36 of 60 weights are exactly 0; with mix 0, none.

# %% [markdown] lang="ko"
# ### 가중치 하나로 비교하기
#
# 가중치가 저마다 따로 움직일 때 둘의 차이가 가장 잘 보입니다. 데이터가 바라는 값은 $w$이고, 다른 값 $u$를 쓰면 거리의 제곱의 절반만큼 비용이 든다고 합시다. 전체 비용은 $u$가 얼마일 때 가장 작을까요?
#
# $$\frac{1}{2} (u - w)^2 + \lambda \lvert u \rvert \qquad\qquad \frac{1}{2} (u - w)^2 + \frac{\lambda}{2} u^2$$
#
# L1은 정해진 만큼 **잘라 내고**, L2는 일정한 비율로 **줄입니다**.
#
# $$\text{L1: } \; u = \text{sign}(w) \max(\lvert w \rvert - \lambda, 0) \qquad\qquad \text{L2: } \; u = \frac{w}{1 + \lambda}$$
#
# | 전 | L1 후, $\lambda = 0.1$ | L2 후, $\lambda = 0.1$ |
# | --- | --- | --- |
# | 0.05 | 0 | 0.04545 |
# | -0.2 | -0.1 | -0.18182 |
# | 1 | 0.9 | 0.90909 |
#
# L1에서는 가장 작은 가중치가 사라졌고, 어쩌면 입력 하나가 통째로 사라진 것입니다. 라쏘는 **고릅니다**. L2에서는 셋 다 남습니다. 그림의 히스토그램이 바로 이것입니다. 비율 1, 세기 1이면 60개 중 36개가 정확히 0이고, 비율이 0이면 하나도 없습니다.

# %% [markdown] lang="en"
# <details>
# <summary>Which problem do the two formulas solve?</summary>
#
# Training alone would like the weight $w$; the penalty would like 0. The answer $u$ is the compromise that makes (left L1, right L2)
#
# $$\frac{1}{2} (u - w)^2 + \lambda \lvert u \rvert \qquad\qquad \frac{1}{2} (u - w)^2 + \frac{\lambda}{2} u^2$$
#
# smallest. **L2** is smooth: the slope $u - w + \lambda u$ is 0 at $u = w / (1 + \lambda)$. **L1** has three cases:
#
# 1. $u > 0$: the slope $u - w + \lambda$ is 0 at $u = w - \lambda$, which is positive only if $w > \lambda$.
# 2. $u < 0$: likewise $u = w + \lambda$, only if $w < -\lambda$.
# 3. Otherwise $\lvert w \rvert \le \lambda$: the sum falls towards 0 from both sides, so $u = 0$.
#
# Together: cut $\lambda$ off, and stop at 0. That is the **soft threshold**.
#
# *One question:* for which $w$ is the answer of L2 exactly 0?
#
# </details>

# %% [markdown] lang="ko"
# <details>
# <summary>두 식은 어떤 문제의 답일까요?</summary>
#
# 훈련만 생각하면 가중치는 $w$가 좋고, 벌점만 생각하면 0이 좋습니다. 답 $u$는 다음을 가장 작게 만드는 절충입니다. 왼쪽이 L1, 오른쪽이 L2입니다.
#
# $$\frac{1}{2} (u - w)^2 + \lambda \lvert u \rvert \qquad\qquad \frac{1}{2} (u - w)^2 + \frac{\lambda}{2} u^2$$
#
# **L2**는 매끄럽습니다. 기울기 $u - w + \lambda u$가 $u = w / (1 + \lambda)$에서 0입니다. **L1**은 세 경우로 나뉩니다.
#
# 1. $u > 0$일 때: 기울기 $u - w + \lambda$가 $u = w - \lambda$에서 0이고, $w > \lambda$라야 양수입니다.
# 2. $u < 0$일 때: 마찬가지로 $u = w + \lambda$이고, $w < -\lambda$라야 합니다.
# 3. 나머지, 곧 $\lvert w \rvert \le \lambda$일 때: 양쪽에서 0으로 갈수록 합이 작아지므로 $u = 0$입니다.
#
# 정리하면 $\lambda$만큼 잘라 내되 0에서 멈춥니다. 이것을 **연성 임계**(soft threshold)라고 합니다.
#
# **한 가지 질문:** L2의 답이 정확히 0이 되는 $w$는 무엇일까요?
#
# </details>

# %% [markdown] lang="en"
# <details>
# <summary>And where do the two penalties come from?</summary>
#
# From a likelihood, with an opinion beside it. Before any data, hold small weights for more probable, by a density of Laplace (left) or a normal one (right):
#
# $$P(w) \propto e^{-\lvert w \rvert / \tau} \qquad\qquad P(w) \propto e^{-w^2 / (2 \tau^2)}$$
#
# This is a **prior**. The weights most probable after the data make likelihood times prior largest, so they make the sum of the two negative logarithms smallest. With normal noise of spread $s$ (lesson 4), multiply that sum by $s^2$: half the summed squared error stays, and beside it
#
# $$\frac{s^2}{\tau} \sum_j \lvert w_j \rvert \qquad\qquad \frac{s^2}{\tau^2} \cdot \frac{1}{2} \sum_j w_j^2$$
#
# **L1 is a Laplace prior, L2 a normal one.** The density of Laplace has a point at 0: the corner once more. And $\lambda$ is large where the data are noisy or the opinion is strong.
#
# *One question:* with a hundred times as many examples, which of the two has more to say, the data or the opinion?
#
# </details>

# %% [markdown] lang="ko"
# <details>
# <summary>두 벌점은 어디에서 올까요?</summary>
#
# 가능도 옆에 의견을 하나 더한 데서 옵니다. 데이터를 보기 전에 작은 가중치가 더 그럴듯하다고 믿는 것입니다. 왼쪽은 라플라스 분포, 오른쪽은 정규분포의 밀도입니다.
#
# $$P(w) \propto e^{-\lvert w \rvert / \tau} \qquad\qquad P(w) \propto e^{-w^2 / (2 \tau^2)}$$
#
# 이것을 **사전 분포**(prior)라고 합니다. 데이터를 본 뒤에 가장 그럴듯한 가중치는 가능도와 사전 확률의 곱을 가장 크게, 곧 두 음의 로그의 합을 가장 작게 만듭니다. 잡음이 표준편차 $s$인 정규분포라면(4번 수업) 그 합에 $s^2$을 곱해 봅시다. 오차 제곱합의 절반이 남고, 그 옆에 다음이 붙습니다.
#
# $$\frac{s^2}{\tau} \sum_j \lvert w_j \rvert \qquad\qquad \frac{s^2}{\tau^2} \cdot \frac{1}{2} \sum_j w_j^2$$
#
# **L1은 라플라스 사전 분포이고 L2는 정규 사전 분포입니다.** 라플라스 분포의 밀도는 0에서 뾰족합니다. 앞에서 본 꼭짓점이 바로 이것입니다. 그리고 데이터에 잡음이 많거나 의견이 강할수록 $\lambda$가 커집니다.
#
# **한 가지 질문:** 샘플이 백 배로 늘면 데이터와 의견 가운데 어느 쪽의 말이 더 커질까요?
#
# </details>

# %% [markdown] lang="en"
# ### Find the mistake: two books, two elastic nets
#
# **Elastic net** uses both penalties at once. A slide writes it like this (RSS is the sum of squared errors):
#
# $$\text{RSS}(w) + \lambda_1 \sum_j w_j^2 + \lambda_2 \sum_j \lvert w_j \rvert$$
#
# You copy $\lambda_1 = 0.1$ and $\lambda_2 = 0.2$ from there into a library whose manual says that $\lambda_1$ belongs to L1. Your weights are $(0.5, -1, 2)$ again. What has gone wrong?

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: 책마다 다른 엘라스틱 넷
#
# **엘라스틱 넷**(elastic net)은 두 벌점을 함께 씁니다. 어느 슬라이드에는 다음과 같이 쓰여 있습니다(RSS는 오차 제곱의 합입니다).
#
# $$\text{RSS}(w) + \lambda_1 \sum_j w_j^2 + \lambda_2 \sum_j \lvert w_j \rvert$$
#
# 여기에서 $\lambda_1 = 0.1$과 $\lambda_2 = 0.2$를 가져다, 설명서에 $\lambda_1$이 L1의 것이라고 쓰인 라이브러리에 넣었습니다. 가중치는 이번에도 $(0.5, -1, 2)$입니다. 무엇이 잘못되었을까요?

# %% widget="ask-elastic-names"
widgets.ask(
    question=Text(
        en="What does the slide's formula lack?",
        ko="슬라이드의 식에 아쉬운 점은 무엇일까요?",
    ),
    choices=(
        Text(en="Elastic net has only one λ", ko="엘라스틱 넷의 λ는 하나뿐입니다"),
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
# ### On the scoreboard: three penalties
#
# Our patient again, each time with one penalty more. The strengths were chosen on ten *other* draws of the moons, not on these. "gain" is the mean difference to the network without a remedy, start by start, with its standard error: a gain that is not at least twice as large as its error may be luck.

# %% [markdown] lang="ko"
# ### 점수판: 세 가지 벌점
#
# 다시 우리 환자입니다. 이번에는 벌점을 하나씩 더합니다. 세기는 여기서 쓰지 않은 **다른** 시드 열 개로 골랐습니다. '나아진 정도'는 처방이 없을 때와의 차이를 시드마다 구해 평균 낸 것이고 ± 뒤는 그 표준오차입니다. 표준오차의 두 배가 되지 않으면 운일 수도 있습니다.

# %%
scoreboard({"l1": 0.001}, {"l2": 0.003}, {"l1": 0.001, "l2": 0.001}, {"l2": 0.03})

# %% [markdown] lang="en"
# All three help, and the loss on unseen points falls to about half or less: the network has stopped being certain where it cannot know. The last row is the same medicine, ten times as strong. Now both accuracies are low: that is underfitting. So the strength has to be *chosen*, and that is the next exercise.

# %% [markdown] lang="ko"
# 셋 다 도움이 되고, 보지 못한 점의 손실이 절반쯤으로, 또는 그보다 더 줄었습니다. 알 수 없는 곳에서 확신하지 않게 된 것입니다. 마지막 행은 같은 약을 열 배 세게 쓴 것입니다. 두 정확도가 모두 낮으니 과소적합입니다. 그러므로 세기를 **골라야** 하고, 그것이 다음 문제입니다.

# %% exercise="choose-lambda"
from dlcourse.regularizers import choose_lambda

# %% [markdown] lang="en"
# ## What if half of the team stays at home?
#
# In a group where one person knows everything, the others stop thinking. Send random members home every day, and everybody must be able to do the work. **Dropout** does this to hidden units: in every
# training step each number of a layer is set to 0 with probability $p$, independently for every unit and every example.
#
# At test time the whole team is back. Then twice as many would speak as on average in training (with $p$ one half), and the next layer would get sums twice as large as it is used to, on average. Something has to give. The question in the picture asks what.

# %% [markdown] lang="ko"
# ## 팀의 절반이 쉬면 어떻게 될까요?
#
# 한 사람이 모든 것을 아는 모둠에서는 나머지가 생각을 멈춥니다. 날마다 아무나 몇 명을 쉬게 하면 누구든 일을 할 수 있어야 합니다. **드롭아웃**(dropout)은 은닉 유닛에 이 일을 합니다. 훈련의 한 걸음마다
# 층이 내는 값 하나하나를 확률 $p$로 0으로 만듭니다. 유닛마다, 샘플마다 따로 정합니다.
#
# 테스트할 때는 팀이 모두 돌아옵니다. 그러면 $p$가 이분의 일일 때 평균적으로 훈련 때보다 두 배 많은 유닛이 값을 내보내고, 다음 층은 늘 받던 것의 두 배가 되는 합을 받습니다. 무언가를 맞추어 주어야 합니다. 그것이 그림의 질문입니다.

# %% widget="dropout-masks"
widgets.regularizers.drop()

# %% [markdown] lang="en"
# ### The formula, and one row by hand
#
# $$\text{out} = a \cdot m, \qquad P(m = 0) = p, \quad P\left(m = \frac{1}{1-p}\right) = 1 - p$$
#
# The expected factor is $(1-p) \cdot \frac{1}{1-p} = 1$, whatever $p$ is. So at test time nothing has to be done: no mask, no factor. With $p = 0.2$ the scale is $1.25$:
#
# | unit | 1 | 2 | 3 | 4 | 5 |
# | --- | --- | --- | --- | --- | --- |
# | $a$ | 2 | 1 | 4 | 3 | 5 |
# | mask | 1.25 | 0 | 1.25 | 1.25 | 1.25 |
# | out | 2.5 | 0 | 5 | 3.75 | 6.25 |
#
# Why $p = 0.2$ and not one half? Because it tells mistakes apart. For an array of ones the mean should stay 1. If you forget the scale you get 0.8; if you take $\frac{1}{p}$ you get 4. With one half, $\frac{1}{p}$ and $\frac{1}{1-p}$ are both 2.

# %% [markdown] lang="ko"
# ### 식, 그리고 한 행을 손으로
#
# $$\text{out} = a \cdot m, \qquad P(m = 0) = p, \quad P\left(m = \frac{1}{1-p}\right) = 1 - p$$
#
# 곱하는 수의 기댓값은 $p$가 무엇이든 $(1-p) \cdot \frac{1}{1-p} = 1$입니다. 그래서 테스트할 때는 할 일이 없습니다. 마스크도 배율도 없습니다. $p = 0.2$이면 배율은 $1.25$입니다.
#
# | 유닛 | 1 | 2 | 3 | 4 | 5 |
# | --- | --- | --- | --- | --- | --- |
# | $a$ | 2 | 1 | 4 | 3 | 5 |
# | 마스크 | 1.25 | 0 | 1.25 | 1.25 | 1.25 |
# | 출력 | 2.5 | 0 | 5 | 3.75 | 6.25 |
#
# 왜 이분의 일이 아니라 $p = 0.2$일까요? 실수를 구별해 주기 때문입니다. 1로만 된 배열의 평균은 1 그대로여야 합니다. 배율을 잊으면 0.8, $\frac{1}{p}$을 곱하면 4가 됩니다. $p$가 이분의 일이면 $\frac{1}{p}$과 $\frac{1}{1-p}$이 모두 2입니다.

# %% [markdown] lang="en"
# ### Why does it help?
#
# Take one score, the sum of all $w_j a_j$, and its squared error. Drop units of this layer, and average the loss over all masks, each as often as it is drawn (the line on top):
#
# $$\overline{\left(\text{masked score} - \text{target}\right)^2} = (\text{score} - \text{target})^2 + \frac{p}{1 - p} \sum_j (w_j a_j)^2$$
#
# So every unit pays for the square of what it contributes. Ten that contribute 0.1 each pay a tenth of what one pays that contributes 1 alone; two that cancel, 1 and $-1$, pay for both. So leaning on one other unit (books say: **co-adaptation**) becomes expensive, and the work is spread over many. It is a penalty as in L2, but on contributions, and stronger as $p$ grows. For cross-entropy it holds nearly, with $\frac{1}{2} a (1 - a)$ in front, where $a$ is the sigmoid of the score. The other view, many thinned networks that are averaged, follows at the end of this lesson.

# %% [markdown] lang="ko"
# ### 왜 도움이 될까요?
#
# 점수 하나, 곧 $w_j a_j$를 모두 더한 값과 그 제곱 오차를 봅시다. 이 층의 유닛에 드롭아웃을 쓰고, 모든 마스크에 걸쳐 손실의 평균(위에 그은 선)을 냅니다. 마스크마다 뽑히는 빈도만큼 셉니다.
#
# $$\overline{\left(\text{마스크를 곱한 점수} - \text{목푯값}\right)^2} = (\text{점수} - \text{목푯값})^2 + \frac{p}{1 - p} \sum_j (w_j a_j)^2$$
#
# 그러니 유닛마다 자기가 보탠 수의 제곱만큼 벌점을 뭅니다. 0.1씩 보태는 유닛 열 개는 혼자서 1을 보태는 유닛 하나의 십분의 일만 뭅니다. 1과 $-1$로 서로 지워 버리는 두 유닛은 둘 다 벌점을 뭅니다. 그래서 다른 유닛 하나에 기대는 것(책에서는 **공적응**, co-adaptation이라고 합니다)은 비싸지고, 일이 여러 유닛에 나뉩니다. L2 같은 벌점이지만 가중치가 아니라 보탠 수에 매기고, $p$가 클수록 셉니다. 교차 엔트로피에서도 거의 그렇습니다. 점수의 시그모이드를 $a$라 하면 벌점 앞에 $\frac{1}{2} a (1 - a)$가 붙습니다. 유닛이 빠진 수많은 신경망의 평균을 낸다고 보는 관점은 이 수업의 끝에 나옵니다.

# %% drawing="thinned-networks"

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
# A reader writes beside it: "The number is the share of units that is *kept*." Then a colleague asks for a gentle dropout that keeps 80% of the units, and the reader writes `Dropout(0.8)`.

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
# 한 독자가 옆에 "이 숫자는 유닛을 **남기는** 비율이다"라고 적었습니다. 그런데 동료가 유닛의 80%를 남기는 약한 드롭아웃을 부탁하자 이 독자는 `Dropout(0.8)`이라고 썼습니다.

# %% widget="ask-keras-rate"
widgets.ask(
    question=Text(
        en="What does the colleague get, and why did nobody notice it on the slide?",
        ko="동료가 받은 것은 무엇이고, 슬라이드에서는 왜 아무도 알아채지 못했을까요?",
    ),
    choices=(
        Text(
            en="80% of the units dropped; with 0.5, dropped and kept are the same share",
            ko="유닛의 80%가 꺼집니다. 0.5에서는 꺼지는 비율과 남는 비율이 같기 때문입니다",
        ),
        Text(
            en="80% of the units kept, as wanted; the note is right",
            ko="바라던 대로 유닛의 80%가 남습니다. 메모가 맞습니다",
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
# 출력 하나는 입력 하나에 마스크의 수 하나를 곱한 것입니다. 그래서 역전파도 같은 수를 곱합니다. 꺼졌던 곳에는 기울기가 가지 않고, 켜졌던 곳에는 배율만큼 갑니다. 상류 기울기가 $(1, 2)$이고
# 마스크가 $(0, 4)$이면 $(0, 8)$이 전해집니다. 반드시 **이번** 순전파의 마스크여야 합니다. `dropout`이 마스크를 반환한 까닭이 이것입니다.

# %% exercise="dropout-backward"
from dlcourse.regularizers import dropout_backward

# %% [markdown] lang="en"
# ## Can a layer keep its own numbers in range?
#
# A good initialization gives every layer numbers of a healthy size, but only at the start: as the weights of the early layers move, the numbers that arrive later drift and spread. **Batch normalization** brings them back in every
# step: it looks at one unit over the whole batch, subtracts the mean and divides by the standard deviation. Then two learned numbers, $\gamma$ and $\beta$, may scale and shift again what the network finds useful.

# %% [markdown] lang="ko"
# ## 층이 스스로 수의 크기를 지킬 수 있을까요?
#
# 초기화를 잘하면 모든 층의 수가 알맞은 크기가 되지만, 그것은 처음뿐입니다. 앞쪽 층의 가중치가 움직이면 뒤에 도착하는 수의 평균이 밀리고 폭이 달라집니다. **배치 정규화**(batch normalization)는 한 걸음마다
# 이것을 되돌려 놓습니다. 유닛 하나를 배치 전체에 걸쳐 보고, 평균을 빼고 표준편차로 나눕니다. 그다음 학습하는 두 수 $\gamma$와 $\beta$가, 신경망에 쓸모가 있다면 다시 키우고 옮깁니다.

# %% [markdown] lang="en"
# What is it good for? Mostly training is faster and depends less on the start and on the learning rate. *Why* is still argued about; the drift, which its inventors gave as the reason, explains at most a part. It stands in this lesson because the chance in small batches is also said to regularize a little. Our scoreboard cannot tell: its batch is the whole training part, so it shows what normalization does without that chance.
#
# (Two words that are easy to mix up: *normalization* puts numbers in range, *regularization* keeps a model simple.)
#
# Answer the question in the picture; then let training batches pass in test mode, one by one.

# %% [markdown] lang="ko"
# 무엇에 좋을까요? 대개 훈련이 빨라지고, 초기화와 학습률의 영향을 덜 받습니다. **왜** 그런지는 아직 의견이 갈립니다. 처음 만든 사람들은 위의 까닭을 들었지만 기껏해야 일부만 설명합니다. 이 수업에서 다루는 까닭은, 작은 배치에 섞인 우연이 규제 구실도 조금 한다고 알려져 있기 때문입니다. 다만 우리 점수판은 훈련 세트 전체를 한 배치로 쓰므로 이것을 확인해 주지 못합니다. 그런 우연이 없을 때 정규화가 무엇을 하는지를 보여 줍니다.
#
# (헷갈리기 쉬운 말입니다. regularization까지 '정규화'로 옮기는 글이 많지만, 이 강의에서는 수의 크기를 맞추는 normalization만 '정규화'라 하고 모델을 단순하게 하는 regularization은 '규제'라 합니다.)
#
# 그림의 질문에 답한 다음, 테스트 모드에서 훈련 배치를 하나씩 흘려보내 보세요.

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
# 배치의 열마다 이렇게 합니다. 0으로 나누는 일이 없도록 제곱근 안에 $\epsilon = 10^{-5}$을 더합니다. 샘플이 네 개인 배치에서 어떤 유닛의 값이 1, 2, 3, 4라고 합시다.
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
# Two modes, then, as with dropout. Using a finished network is also called **inference**. Forgetting to switch is easy with both, and no error message tells.
#
# Three traps when you read other code. PyTorch's `momentum=0.1` is the share of the *new* batch, what is left of our 0.9; Keras' default keeps 0.99; and PyTorch's running variance divides by N - 1, while each batch is normalized with N.

# %% [markdown] lang="ko"
# ### 훈련할 때와 테스트할 때가 다릅니다
#
# 테스트할 때는 같은 배치에 누가 있는지에 따라 답이 달라지면 안 됩니다. 게다가 샘플이 하나뿐인 배치는 분산이 0입니다. 그래서 훈련하는 동안 **이동** 평균과 이동 분산(running statistics)을 따로 모아 두고, 테스트할 때는 이것을 씁니다. 모멘텀(momentum)이 0.9이면 배치마다
# 십분의 일씩 움직입니다. 0과 1에서 시작하면 위의 배치를 본 뒤에는 다음과 같습니다.
#
# $$0.9 \cdot 0 + 0.1 \cdot 2.5 = 0.25, \qquad 0.9 \cdot 1 + 0.1 \cdot 1.25 = 1.025$$
#
# 드롭아웃처럼 모드가 두 가지입니다. 훈련을 마친 신경망을 쓰는 것을 **추론**(inference)이라고도 합니다. 둘 다 모드를 바꾸는 것을 잊기 쉽고, 잊어도 오류 메시지가 나오지 않습니다.
#
# 다른 코드를 읽을 때 조심할 것이 세 가지 있습니다. PyTorch의 `momentum=0.1`은 **새** 배치의 비율로, 여기서는 0.9를 뺀 나머지에 해당합니다. Keras의 기본값은 0.99를 남깁니다. 그리고 PyTorch의 이동 분산은 N - 1로 나눈 값인데, 배치를 정규화할 때는 N으로 나눕니다.

# %% [markdown] lang="en"
# ### Find the mistake: "batch normalization normalizes the output of the activation function, so that activations are well distributed"
#
# That is all a slide says about it: one line, no formula. A friend builds a program from it: behind every ReLU, each *example's* activations are brought to mean 0 and variance 1, in training and at test time alike.
# Count what is missing or different.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "배치 정규화는 활성화 함수의 출력값을 정규화하여 값이 잘 분포하게 한다"
#
# 어느 슬라이드의 설명은 이 한 줄이 전부이고 식이 없습니다. 친구가 이것만 보고 프로그램을 만들었습니다. ReLU 뒤마다 **샘플별로** 활성화 값을 평균 0, 분산 1로 만들고, 훈련할 때나 테스트할 때나 똑같이 합니다.
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
            ko="친구의 방법: 샘플마다 유닛에 걸쳐, 언제나 자신의 값으로",
        ),
        Text(
            en="Each unit over the batch, usually before the activation, then γ and β; running numbers at test time",
            ko="유닛마다 배치에 걸쳐, 대개 활성화 함수 앞에서, 그다음 γ와 β. 테스트할 때는 이동 평균과 이동 분산",
        ),
        Text(
            en="Each unit over the batch, with the test batch's own numbers at test time",
            ko="유닛마다 배치에 걸쳐, 테스트할 때는 테스트 배치의 값으로",
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
# 유닛은 하나, 배치는 1, 2, 4, $\gamma = 1$이고 상류 기울기는 1, 0, 1입니다. 평균은 $\frac{7}{3}$, 표준편차는 1.2472, $\hat{x}$은 -1.0690, -0.2673, 1.3363입니다.
#
# | $x$의 기울기 | 1행 | 2행 | 3행 | 합 |
# | --- | --- | --- | --- | --- |
# | 곧장 가는 길만 | 0.8018 | 0.0000 | 0.8018 | 1.6036 |
# | 세 갈래 모두 | 0.3436 | -0.5154 | 0.1718 | 0 |
#
# 2행은 상류 기울기를 받지 않았는데도 가장 큽니다. 평균과 분산을 움직여 다른 두 행을 움직이기 때문입니다. $\gamma$의 기울기는 0.2673, $\beta$의 기울기는 2입니다.

# %% exercise="batchnorm-backward"
from dlcourse.regularizers import batchnorm_backward

# %% [markdown] lang="en"
# ### On the scoreboard: dropout and batch normalization

# %% [markdown] lang="ko"
# ### 점수판: 드롭아웃과 배치 정규화

# %%
scoreboard({"dropped": 0.5}, {"normalized": True})

# %% widget="ask-what-normalization-did"
widgets.ask(
    question=Text(
        en="What does this experiment say about batch normalization?",
        ko="이 실험은 배치 정규화에 대해 무엇을 말해 주나요?",
    ),
    choices=(
        Text(en="It is useless", ko="쓸모가 없습니다"),
        Text(
            en="It makes this network fit the training points better, and does not help it on new ones",
            ko="이 신경망이 훈련 점에 더 잘 맞게 하지만 새 점에서는 도움이 되지 않습니다",
        ),
        Text(en="It regularizes more gently than dropout", ko="드롭아웃보다 약하게 규제합니다"),
    ),
    answer=1,
    why=Text(
        en="Training accuracy rises, the gain is within its error. Here the batch is the whole training part, so not even the chance of small batches is left. What it is good at, deep networks and large learning rates, this small network does not need. A result holds for what was measured.",
        ko="훈련 정확도는 올라가고, 나아진 정도는 표준오차 안에 있습니다. 여기서는 훈련 세트 전체가 한 배치이므로 작은 배치의 우연조차 없습니다. 배치 정규화가 잘하는 것은 깊은 신경망과 큰 학습률인데, 이 작은 신경망에는 필요가 없습니다. 실험 결과는 실험한 것에 대해서만 말해 줍니다.",
    ),
)

# %% [markdown] lang="en"
# ### And where does it help?
#
# In a network like this: six hidden layers of 64 ReLUs, the 500 digits from above, gradient descent. First it starts with weights of spread 0.01, far too small for so many layers (lesson 6). Then it starts as He says, with three learning rates. Each time without batch normalization and with it. Predict where the network without it fails to read 2,000 new pictures, and whether batch normalization ever costs something. (Two starts for each; the cell prints both.)

# %% [markdown] lang="ko"
# ### 그럼 어디에서 도움이 될까요?
#
# 이런 신경망입니다. ReLU 64개짜리 은닉층이 여섯 개이고, 위의 숫자 500장을 경사 하강법으로 배웁니다. 먼저 가중치를 표준편차 0.01로 시작합니다. 층이 이렇게 많을 때는 너무 작은 값입니다(6번 수업). 그다음에는 He 초기화로 시작하고 학습률을 세 가지로 바꿉니다. 각각 배치 정규화 없이, 그리고 넣어서 훈련합니다. 배치 정규화가 없으면 어디에서 새 그림 2,000장을 읽지 못할까요? 배치 정규화를 넣어 손해를 보는 곳도 있을까요? (두 번씩 시작하고 셀은 둘 다 출력합니다.)

# %%
from functools import partial

from dlcourse.initializers import random_normal
from dlcourse.layers import BatchNorm
from dlcourse.training import SGD


def deep(init, normalized, lr, start):
    """The share of new pictures read rightly."""
    rng = np.random.default_rng(start)
    layers = []
    for inputs in [784] + [64] * 5:
        layers += [Dense(inputs, 64, init=init), *([BatchNorm(64)] if normalized else []), Activation("relu")]
    net = Sequential([*layers, Dense(64, 10)], rng=rng)
    try:
        with np.errstate(all="ignore"):
            fit(net, X, y, loss="cross_entropy", optimizer=SGD(lr), epochs=20, batch_size=50, rng=rng)
    except FloatingPointError:  # `fit` stops as soon as the loss is none
        return "no number"
    return f"{np.mean(net.classify(X_new) == y_new):.3f}"


tiny = partial(random_normal, std=0.01)
for name, init, lr in (("std 0.01", tiny, 0.05), *(("He", "he_normal", lr) for lr in (0.05, 0.5, 1.0))):
    for normalized in (False, True):
        both = ", ".join(deep(init, normalized, lr, start) for start in range(2))
        print(f"{name:8} rate {lr:4}, {'with' if normalized else 'without':7} batch normalization: {both}")

# %% [markdown] lang="en"
# The bad start alone never gets beyond guessing. With batch normalization it reads as well as a good one, for the layers bring their numbers back in range at every step. After He's start and with the small rate there is nothing to mend, and it costs 5 to 7 points. But go on to the rates at which the plain network breaks: with batch normalization it learns, and at 1.0 it has made good what it cost. So *this* is its gift: it forgives a bad start, and bears large steps.

# %% [markdown] lang="ko"
# 나쁜 초기화만으로는 끝까지 찍는 수준을 벗어나지 못합니다. 배치 정규화를 넣으면 좋은 초기화만큼 읽습니다. 층이 걸음마다 수의 크기를 되돌려 놓기 때문입니다. He 초기화에 작은 학습률이면 고칠 것이 없고, 오히려 5~7퍼센트포인트 손해입니다. 그런데 배치 정규화가 없는 신경망이 무너지는 큰 학습률로 가 보면, 배치 정규화를 넣은 신경망은 계속 배우고 1.0에서는 그 손해도 없어집니다. 배치 정규화의 장점은 **바로 이것**, 나쁜 초기화를 바로잡고 큰 걸음을 견디게 하는 데 있습니다.

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
# 첫 그림에서는 검증 손실이 가장 낮은 곳에 별이 있었습니다. 하지만 훈련하는 동안에는 앞날이 보이지 않습니다. 지금 올라가는 것은 끝일까요, 일시적인 흔들림일까요? **조기 종료**(early stopping)는 기다려 봅니다. 최고 기록이 나오지 않는 에폭이 **patience**번 이어지면 그만두고,
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
# ### On the scoreboard: early stopping, and what it costs
#
# Somebody has to watch, and watchmen do not learn. Of our 60 points 15 are kept back for validation, so the network learns from 45. Which row must it be compared with? Predict the sign of the gain.

# %% [markdown] lang="ko"
# ### 점수판: 조기 종료와 그 대가
#
# 누군가는 지켜보아야 하고, 지켜보는 점은 배우는 데 쓸 수 없습니다. 점 60개 가운데 15개를 검증용으로 떼어 두므로 신경망은 45개로 배웁니다. 어느 행과 비교해야 할까요? 나아진 정도가 양수일지 음수일지 예상해 보세요.

# %%
scoreboard({"watched_by": 15}, {"points": 45})

# %% widget="ask-watchmen"
widgets.ask(
    question=Text(
        en="Compare the last two rows: both learned from 45 points. What has early stopping done here?",
        ko="마지막 두 행을 비교해 보세요. 둘 다 점 45개로 배웠습니다. 여기서 조기 종료는 무슨 일을 했나요?",
    ),
    choices=(
        Text(en="It has helped in every respect", ko="모든 면에서 도움이 되었습니다"),
        Text(en="Nothing at all", ko="아무 일도 하지 않았습니다"),
        Text(
            en="The loss is nearly halved, but the accuracy is lower: it has stopped before the certainty came, and a part of the knowledge",
            ko="손실은 거의 절반이 되었지만 정확도는 낮아졌습니다. 확신이 생기기 전에 멈추면서 배울 것도 조금 놓쳤습니다",
        ),
    ),
    answer=2,
    why=Text(
        en="15 watchmen are few, so their verdict is rough. And loss and accuracy are different questions: a network that says 0.99 where it should say 0.7 pays in the loss, not in the accuracy. Decide beforehand which of the two you care for, and watch that one.",
        ko="지켜보는 점이 15개뿐이라 판정이 정확하지 않습니다. 게다가 손실과 정확도는 서로 다른 물음입니다. 0.7이라고 해야 할 때 0.99라고 하면 손실은 커지지만 정확도는 그대로입니다. 둘 중 무엇이 중요한지 먼저 정하고 그것을 지켜보세요.",
    ),
)

# %% [markdown] lang="en"
# ### Where stopping pays
#
# In that race stopping cost accuracy. Now take the 500 digits, once with all labels right and once with 150 wrong ones. Either the network learns all 500 for 20 epochs; or 100 of them watch, wrong labels among them as among the others, and it goes back to its best epoch. Predict the sign of both gains. (Means of five starts.)

# %% [markdown] lang="ko"
# ### 멈추는 것이 득이 될 때
#
# 앞의 경주에서는 멈추느라 정확도를 잃었습니다. 이번에는 숫자 500장으로, 레이블이 모두 맞을 때와 150개가 틀렸을 때를 비교합니다. 500장을 모두 20에폭 동안 배우거나, 100장은 배우는 대신 지켜보는 데 쓰고(여기에도 틀린 레이블이 나머지와 똑같이 섞여 있습니다) 가장 좋았던 에폭의 가중치로 돌아갑니다. 두 경우에 나아진 정도가 양수일지 음수일지 예상해 보세요. (다섯 번 훈련한 평균입니다.)

# %%
from dlcourse.training import EarlyStopping


def learned(count, watchers, start):
    rng = np.random.default_rng(start)
    _, given = mislabelled(count, rng)
    net = Sequential([Dense(784, 64), Activation("relu"), Dense(64, 10)], rng=rng)
    how = {"optimizer": Adam(lr=0.005), "epochs": 20, "batch_size": 50, "rng": rng}
    if watchers:
        how |= {"validation": (X[:watchers], given[:watchers]), "callbacks": [EarlyStopping(patience=5)]}
    fit(net, X[watchers:], given[watchers:], loss="cross_entropy", **how)
    return np.mean(net.classify(X_new) == y_new)


for count in (0, 150):
    everything, stopped = np.array([[learned(count, watchers, start) for start in range(5)] for watchers in (0, 100)])
    gain = stopped - everything
    more = f"gain {gain.mean():+.3f} ± {gain.std(ddof=1) / np.sqrt(5):.3f}"
    print(f"{count:3} wrong labels: all 500 {everything.mean():.3f}, stopped {stopped.mean():.3f}, {more}")

# %% [markdown] lang="en"
# With right labels stopping brings nothing, and costs what the 100 watchmen would have taught: -0.007. (400 digits learned to the end read about as many as stopped, 0.855.) With wrong ones it gains +0.048 ± 0.013, although the labels of the watchmen are wrong as often as the others. What differs is what was left to learn after the best epoch: nothing that harms, or wrong labels. So **stopping early pays above all where labels are doubtful**.

# %% [markdown] lang="ko"
# 레이블이 모두 맞으면 멈추어도 얻는 것이 없고, 지켜보느라 가르치지 못한 100장 때문에 -0.007만큼 차이가 납니다. (400장을 끝까지 배워도 0.855여서 멈추었을 때와 비슷합니다.) 레이블이 틀렸으면 지켜보는 그림의 레이블도 똑같이 틀렸는데도 +0.048 ± 0.013을 얻습니다. 다른 것은 가장 좋은 에폭 뒤에 배울 것이 무엇이었는가입니다. 한쪽에는 해로운 것이 남지 않았고, 다른 쪽에는 틀린 레이블이 남아 있었습니다. 그러므로 **조기 종료는 무엇보다 레이블이 미심쩍을 때 값을 합니다**.

# %% [markdown] lang="en"
# ## Where do more examples come from?
#
# More data is a remedy that hardly ever fails, and data is expensive. But a 3 that stands two pixels further left is still a 3. **Data augmentation** makes such examples from the ones you have: pictures that are moved, turned a little, scaled, made noisy, with the
# label they had.
#
# Digit 10 in the picture is a 3. Move it by dy = 3, dx = -2, and see what a program makes of it that looks for the most similar picture among 300 known ones. Then let it know moved copies as well.

# %% [markdown] lang="ko"
# ## 샘플을 더 얻으려면 어떻게 할까요?
#
# 데이터를 늘리는 것은 거의 언제나 듣는 약이지만, 데이터는 비쌉니다. 그런데 왼쪽으로 두 픽셀 옮긴 3도 여전히 3입니다. **데이터 증강**(data augmentation)은 가진 샘플로 이런 샘플을 만듭니다. 그림을 옮기거나, 조금 돌리거나, 크기를 바꾸거나, 잡음을 더하고
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
# - **훈련 그림만 늘립니다.** 검증 세트와 테스트 세트는 세상을 있는 그대로 보여 주어야 합니다. 그리고 **나눈 다음에** 늘립니다. 테스트 그림의 복사본이 훈련 세트에 있으면 정보 누출입니다.

# %% exercise="augment-shift"
from dlcourse.regularizers import augment_shift

# %% [markdown] lang="en"
# ## One scoreboard
#
# The last three rows: nine copies of every point, each moved a little by chance; a narrower network; and four times as much data. Then you have them all.

# %% [markdown] lang="ko"
# ## 하나의 점수판
#
# 마지막 세 행입니다. 점마다 조금씩 무작위로 옮긴 복사본 아홉 개를 더한 것, 더 좁은 신경망, 그리고 네 배 많은 데이터입니다. 이제 처방이 모두 모였습니다.

# %%
scoreboard({"copies": 9}, {"width": 16}, {"points": 240})

# %% [markdown] lang="en"
# ### What helped, and how sure are we?
#
# Ten starts for every row, unseen accuracy and loss on a thousand points. The best loss that the overlapping moons allow is not 0, and neither is the best accuracy 1.
#
# | remedy | training | unseen | gain | unseen loss |
# | --- | --- | --- | --- | --- |
# | none | 0.970 | 0.847 | | 0.783 |
# | L1 | 0.937 | 0.861 | +0.014 ± 0.005 | 0.408 |
# | L2 | 0.930 | 0.869 | +0.022 ± 0.004 | 0.337 |
# | elastic net | 0.930 | 0.860 | +0.013 ± 0.005 | 0.367 |
# | dropout | 0.943 | 0.864 | +0.018 ± 0.005 | 0.564 |
# | batch normalization | 0.978 | 0.844 | -0.003 ± 0.007 | 0.735 |
# | 45 points, as early stopping has | 0.982 | 0.849 | +0.002 ± 0.006 | 0.825 |
# | early stopping | 0.884 | 0.834 | -0.013 ± 0.004 | 0.451 |
# | augmentation | 0.920 | 0.862 | +0.015 ± 0.005 | 0.335 |
# | 16 units instead of 256 | 0.912 | 0.855 | +0.008 ± 0.007 | 0.383 |
# | 240 points instead of 60 | 0.907 | 0.869 | +0.022 ± 0.006 | 0.367 |
#
# Gains count from the first row, so compare early stopping with the row above it. And twice its error is a low bar: in ten starts a useless remedy clears it once in 26 times. Nine useless ones share the first row, and so a part of their luck; still, two of ten such tables would praise at least one.
#
# Three things to take along. A strength well chosen was worth as much here as four times the data. Nearly every remedy made the network less certain, which the loss shows more clearly than the accuracy. And no ranking follows for *your* network: that takes another scoreboard.

# %% [markdown] lang="ko"
# ### 무엇이, 얼마나 확실하게 도움이 되었을까요?
#
# 행마다 시드를 바꾸어 열 번 훈련했고, 보지 못한 점 천 개에서 정확도와 손실을 쟀습니다. 두 반달이 겹쳐 있으므로 가장 좋은 손실도 0은 아니고 가장 좋은 정확도도 1은 아닙니다.
#
# | 처방 | 훈련 | 처음 보는 점 | 나아진 정도 | 그 손실 |
# | --- | --- | --- | --- | --- |
# | 없음 | 0.970 | 0.847 | | 0.783 |
# | L1 | 0.937 | 0.861 | +0.014 ± 0.005 | 0.408 |
# | L2 | 0.930 | 0.869 | +0.022 ± 0.004 | 0.337 |
# | 엘라스틱 넷 | 0.930 | 0.860 | +0.013 ± 0.005 | 0.367 |
# | 드롭아웃 | 0.943 | 0.864 | +0.018 ± 0.005 | 0.564 |
# | 배치 정규화 | 0.978 | 0.844 | -0.003 ± 0.007 | 0.735 |
# | 점 45개, 조기 종료와 같은 수 | 0.982 | 0.849 | +0.002 ± 0.006 | 0.825 |
# | 조기 종료 | 0.884 | 0.834 | -0.013 ± 0.004 | 0.451 |
# | 데이터 증강 | 0.920 | 0.862 | +0.015 ± 0.005 | 0.335 |
# | 유닛을 256개 대신 16개로 | 0.912 | 0.855 | +0.008 ± 0.007 | 0.383 |
# | 점을 60개 대신 240개로 | 0.907 | 0.869 | +0.022 ± 0.006 | 0.367 |
#
# 나아진 정도는 첫 행과 비교한 것이므로 조기 종료는 바로 위의 행과 비교하세요. 그리고 표준오차의 두 배는 낮은 문턱입니다. 열 번 시작하면 쓸모없는 처방도 26번에 한 번은 넘습니다. 쓸모없는 처방이 아홉 개라면 모두 같은 첫 행과 비교하므로 운도 일부는 함께하지만, 그래도 그런 표 열 개 가운데 두 개에는 문턱을 넘는 행이 적어도 하나 생깁니다.
#
# 세 가지를 기억하세요. 여기서는 잘 고른 세기 하나가 네 배의 데이터만큼 값어치가 있었습니다. 거의 모든 처방이 신경망의 확신을 줄였고, 그것은 정확도보다 손실에서 더 뚜렷하게 보입니다. 그리고 여기서 나온 순위가 **여러분의** 신경망에도 맞는 것은 아닙니다. 그러려면 점수판을 다시 만들어야 합니다.

# %% drawing="remedies-scoreboard"

# %% widget="ask-sure"
widgets.ask(
    question=Text(
        en="A colleague reads the row “16 units” and reports: narrower is better, by 0.008. What do you answer?",
        ko="한 동료가 '유닛 16개' 행을 보고 더 좁은 것이 0.008만큼 낫다고 보고했습니다. 뭐라고 답하겠습니까?",
    ),
    choices=(
        Text(en="Agreed: the mean is higher", ko="맞습니다. 평균이 더 높기 때문입니다"),
        Text(
            en="The difference is hardly larger than its error of 0.007: ten starts cannot tell",
            ko="차이가 표준오차 0.007과 비슷합니다. 열 번으로는 알 수 없습니다",
        ),
        Text(en="Wrong: 256 units must be better", ko="아닙니다. 256개가 더 나을 수밖에 없습니다"),
    ),
    answer=1,
    why=Text(
        en="Another ten starts might turn the sign. Either more starts, or the honest sentence: “no difference could be seen”. About its loss, 0.383 against 0.783, there is no such doubt.",
        ko="다시 열 번을 하면 부호가 바뀔 수도 있습니다. 시드를 늘리거나, '차이를 확인하지 못했다'라고 정직하게 말해야 합니다. 손실은 0.383과 0.783으로, 이런 의심이 들지 않습니다.",
    ),
)

# %% widget="ask-three-runs"
widgets.ask(
    question=Text(
        en="Three trainings; first and last epoch, training loss / validation loss. A: 2.3 / 2.3, then 2.2 / 2.2. B: 2.3 / 2.3, then 0.1 / 0.9, after 0.4 halfway. C: 2.3 / 2.3, then 0.3 / 0.4, still falling. What do you do?",
        ko="세 번 훈련하면서 첫 에폭과 마지막 에폭에 훈련 손실 / 검증 손실을 쟀습니다. A: 처음 2.3 / 2.3, 끝 2.2 / 2.2. B: 처음 2.3 / 2.3, 끝 0.1 / 0.9이고 중간에 검증 손실이 0.4였습니다. C: 처음 2.3 / 2.3, 끝 0.3 / 0.4이고 아직 내려가는 중입니다. 어떻게 하겠습니까?",
    ),
    choices=(
        Text(
            en="Regularize all three: in each, validation is not 0",
            ko="셋 다 규제합니다. 모두 검증 손실이 0이 아닙니다",
        ),
        Text(
            en="A: look for a mistake or a larger learning rate; B: stop earlier or regularize; C: train on",
            ko="A는 실수를 찾거나 학습률을 키우고, B는 일찍 멈추거나 규제하고, C는 계속 훈련합니다",
        ),
        Text(
            en="A and C: regularize; B: train on, its training loss is best",
            ko="A와 C는 규제하고, B는 훈련 손실이 가장 좋으니 계속 훈련합니다",
        ),
    ),
    answer=1,
    why=Text(
        en="A has hardly learned anything: ten classes, and the loss is still near ln 10. B overfits: its validation loss has risen again. C has a gap and nothing wrong: both still fall. The two curves tell all this before you know what the network is for.",
        ko="A는 거의 배우지 못했습니다. 클래스가 열 개이고 손실이 아직 ln 10 근처입니다. B는 과적합입니다. 검증 손실이 다시 올라갔습니다. C는 차이가 있을 뿐 잘못된 것이 없습니다. 둘 다 아직 내려갑니다. 무엇을 하는 신경망인지 몰라도 두 곡선만으로 이만큼 알 수 있습니다.",
    ),
)

# %% [markdown] lang="en"
# ### One network, or ten?
#
# One remedy needs no new idea, only patience: an **ensemble**. Ten networks begin from ten starts and learn the same 500 digits; their probabilities are averaged, and the average answers. Predict: will it read better than one of them alone, and will ten be twice as good as five?

# %% [markdown] lang="ko"
# ### 신경망 하나일까요, 열일까요?
#
# 새로운 생각 없이 끈기만 있으면 되는 처방도 있습니다. **앙상블**(ensemble)입니다. 신경망 열 개가 서로 다른 초깃값에서 시작해 같은 숫자 500장을 배우고, 그 확률의 평균으로 답합니다. 예상해 보세요. 하나만 쓸 때보다 잘 읽을까요? 열 개는 다섯 개보다 두 배 좋을까요?

# %%
digits_500, digits_new = (
    digits.preprocess(*part) for part in ((mnist.X_train[:500], mnist.y_train[:500]), (mnist.X_val, mnist.y_val))
)


def member(start):
    rng = np.random.default_rng(start)
    net = Sequential([Dense(784, 16), Activation("relu"), Dense(16, 10)], rng=rng)
    fit(net, *digits_500, loss="cross_entropy", optimizer=Adam(lr=0.005), epochs=20, batch_size=50, rng=rng)
    return net.probabilities(digits_new[0])


members = np.array([member(start) for start in range(10)])
truth = digits_new[1]
for size in (1, 2, 5, 10):
    means = [members[first : first + size].mean(axis=0) for first in range(0, 10, size)]
    share = np.mean([np.mean(p.argmax(axis=1) == truth) for p in means])
    loss = np.mean([-np.log(p[np.arange(len(truth)), truth]).mean() for p in means])
    print(f"{size:2} in the average: unseen accuracy {share:.4f}, loss {loss:.3f}")

# %% [markdown] lang="en"
# ### What averaging cancels
#
# | in the average | unseen accuracy | its loss |
# | --- | --- | --- |
# | 1 | 0.8422 | 0.581 |
# | 2 | 0.8471 | 0.533 |
# | 5 | 0.8550 | 0.502 |
# | 10 | 0.8545 | 0.487 |
#
# Each start makes some mistakes of its own, and these cancel: the mean of ten *independent* errors has a tenth of their variance. But all ten learned the same pictures and share other mistakes, which no averaging removes, so the gain levels off. The loss of the average is never above the average loss, because $-\ln p$ bends upwards; accuracy has no such promise.
#
# The price: ten trainings, and every answer takes ten times the computing and memory.

# %% [markdown] lang="ko"
# ### 평균이 지우는 것
#
# | 평균에 든 수 | 처음 보는 그림의 정확도 | 그 손실 |
# | --- | --- | --- |
# | 1 | 0.8422 | 0.581 |
# | 2 | 0.8471 | 0.533 |
# | 5 | 0.8550 | 0.502 |
# | 10 | 0.8545 | 0.487 |
#
# 초깃값마다 저마다의 실수를 하고, 그런 실수는 평균에서 지워집니다. **서로 독립인** 오차 열 개의 평균은 분산이 10분의 1입니다. 하지만 열 개 모두 같은 그림으로 배웠으므로 함께하는 실수도 있고, 그것은 아무리 평균을 내도 남습니다. 그래서 나아지는 정도가 점점 줄어듭니다. $-\ln p$가 아래로 볼록하므로 평균의 손실은 손실의 평균보다 결코 크지 않습니다. 정확도에는 그런 보장이 없습니다.
#
# 값은 이렇습니다. 훈련을 열 번 해야 하고, 답할 때마다 계산과 메모리가 열 배 듭니다.

# %% widget="ask-same-start"
widgets.ask(
    question=Text(
        en="Ten networks with the same start, the same data and the same order of mini-batches are averaged. What is gained?",
        ko="초깃값도, 데이터도, 미니배치의 순서도 같은 신경망 열 개를 평균 냅니다. 무엇이 나아질까요?",
    ),
    choices=(
        Text(en="As much as with ten starts", ko="초깃값이 열 가지일 때와 똑같이 나아집니다"),
        Text(en="Nothing: all ten are the same network", ko="나아지지 않습니다. 열 개가 모두 같은 신경망입니다"),
        Text(en="Only the loss gets better", ko="손실만 좋아집니다"),
    ),
    answer=1,
    why=Text(
        en="Averaging lives on differences. Other starts, other data, other architectures: whatever makes the members err in different places helps.",
        ko="평균은 서로 다를 때 힘을 냅니다. 초깃값이든 데이터든 구조든, 서로 다른 곳에서 틀리게 만드는 것이면 도움이 됩니다.",
    ),
)

# %% [markdown] lang="en"
# **Dropout** trains an ensemble of another kind, in a single training. Every mask leaves a thinned network: our patient with its 256 hidden units has $2^{256}$ of them, and all *share* their weights. At test time the whole network answers in place of their mean. For the patient's score that is exact, since behind the mask there is only a weighted sum. For the probability, which the sigmoid bends, it is an approximation; with one more layer of ReLUs behind the mask, even the score is only approximate.

# %% [markdown] lang="ko"
# **드롭아웃**은 훈련 한 번으로 다른 종류의 앙상블을 만듭니다. 마스크마다 유닛이 일부 빠진 신경망이 하나씩 남습니다. 은닉 유닛이 256개인 우리 환자에게는 이런 신경망이 $2^{256}$개 있고, 모두 가중치를 **함께** 씁니다. 테스트할 때는 온전한 신경망이 그 평균을 대신해 답합니다. 우리 환자의 점수에서는 이것이 정확합니다. 마스크 뒤에 가중합 하나만 있기 때문입니다. 시그모이드를 지난 확률에서는 근사일 뿐이고, 마스크 뒤에 ReLU 층이 더 있다면 점수에서도 근사입니다.

# %% [markdown] manual="which-remedy" points=4 lang="en"
# **Which remedy, and how would you know?** Answer in six to ten sentences.
#
# A friend has 2,000 photographs of ten kinds of leaves and a network with a million weights. After 50 epochs it is right on 99% of the training photographs and on 71% of the test photographs. The friend plans: "I will try many dropout rates and keep the one with the best test result. If that does not help,
# I will add layers."
#
# 1. What is going on, and which two numbers tell you?
# 2. What is wrong with the way the friend wants to choose the dropout rate, and what should be done instead?
# 3. Recommend two remedies of this lesson and say for each *why* it should help here.
# 4. What do you say about more layers?
#
# ### MODEL ANSWER
#
# The gap between 99% on training photographs and 71% on others shows that the network has learned its examples better than the leaves: it does not generalize well. Whether it *over*fits, that is whether an earlier epoch was better on unseen photographs, the validation curve would tell. A million weights can fit 2,000 photographs exactly; that alone does not make them a bad choice.
#
# Choosing by the test result turns the test part into a validation part: among many tries the best one is partly luck, and the number reported will be too good. The friend should split off a validation part, choose the rate (and everything else) by it, and look at the test part once, at the end.
#
# Augmentation helps because leaves lie at any angle and place: moved, turned and mirrored photographs keep their label and make 2,000 into many more. Early stopping helps if the validation curve had its lowest point before epoch 50, for it takes the weights of that epoch back. Its price is that the photographs which watch teach nothing; but the friend needs a validation part anyway. (Also right: L2, which makes
# sharp, wild functions expensive; dropout, which keeps units from leaning on a single other one; fewer weights; more photographs.)
#
# More layers add capacity, and capacity is not what is lacking: 99% on training photographs says so. Whether the gap would widen or narrow, only a measurement on the validation part can tell.
#
# ### RUBRIC
#
# - 1 point: the *gap* between 99% and 71%, and what it means: it learned its examples and does not generalize. (The word "overfits" is accepted, though only the validation curve could show it.)
# - 1 point: choosing by the test part uses it up; asks for a validation part, and for the test part once at the end.
# - 1 point: two remedies of the lesson, each with a reason that fits this case. A list of names earns nothing here; one remedy with a reason earns half a point. For early stopping the reason is a validation curve that may have been lower earlier; "it costs nothing" is none.
# - 1 point: more layers give more capacity, not more accuracy on new examples; the training result is high already.

# %% [markdown] manual="which-remedy" points=4 lang="ko"
# **어떤 처방을, 무엇을 보고 내릴까요?** 여섯 문장에서 열 문장으로 답해 보세요.
#
# 친구에게 잎 열 종류의 사진 2,000장과 가중치가 백만 개인 신경망이 있습니다. 50에폭 뒤에 훈련 사진의 99%, 테스트 사진의 71%를 맞혔습니다. 친구의 계획은 이렇습니다. "드롭아웃 비율을 여러 가지로 시험해 보고 테스트 결과가 가장 좋은 것을 쓰겠다. 그래도 안 되면
# 층을 늘리겠다."
#
# 1. 지금 무슨 일이 일어나고 있으며, 어느 두 숫자를 보면 알 수 있나요?
# 2. 드롭아웃 비율을 고르는 방법에서 무엇이 잘못되었고, 대신 어떻게 해야 하나요?
# 3. 이 수업의 처방을 두 가지 권하고, 각각 **왜** 이 경우에 도움이 되는지 말해 보세요.
# 4. 층을 늘리겠다는 생각에는 무엇이라고 답할까요?
#
# ### MODEL ANSWER
#
# 훈련 사진의 99%와 다른 사진의 71% 사이의 차이를 보면, 신경망이 잎보다 샘플을 더 잘 배웠다는 것, 곧 일반화가 잘되지 않았다는 것을 알 수 있습니다. 과적합인지, 곧 더 이른 에폭이 보지 못한 사진에서 더 나았는지는 검증 곡선이 말해 줍니다. 가중치가 백만 개이면 사진 2,000장을 정확히 맞출 수 있지만, 그것만으로 나쁜 선택이라고 할 수는 없습니다.
#
# 테스트 결과로 고르면 테스트 세트가 검증 세트가 되어 버립니다. 여러 번 시도한 것 가운데 가장 좋은 결과에는 운이 섞여 있어서 보고하는 숫자가 지나치게 좋아집니다. 검증 세트를 따로 나누어 비율을(다른 모든 것도) 그것으로 고르고, 테스트 세트는 맨 마지막에 한 번만 보아야 합니다.
#
# 데이터 증강이 도움이 됩니다. 잎은 어느 자리, 어느 각도로든 놓이므로 사진을 옮기거나 돌리거나 뒤집어도 레이블이 그대로이고, 2,000장이 훨씬 많아집니다. 조기 종료는 검증 곡선이 50에폭보다 앞에서 가장 낮았다면 도움이 됩니다. 그 에폭의 가중치로 돌아가기 때문입니다. 지켜보는 사진은 배우는 데 쓸 수 없다는 것이 그 대가이지만, 검증 세트는 어차피 떼어 두어야 합니다. (다음도 맞습니다. 요동치는
# 함수를 비싸게 만드는 L2, 유닛이 다른 유닛 하나에만 기대지 못하게 하는 드롭아웃, 가중치 줄이기, 사진 더 모으기.)
#
# 층을 늘리면 용량이 커지는데, 부족한 것은 용량이 아닙니다. 훈련 사진의 99%를 맞힌 것이 그 증거입니다. 차이가 벌어질지 좁혀질지는 검증 세트에서 재어 보아야 압니다.
#
# ### RUBRIC
#
# - 1점: 99%와 71%의 **차이**를 들고 그 뜻을 말합니다. 샘플은 배웠지만 일반화하지 못한다는 것입니다. (과적합인지는 검증 곡선을 보아야 알지만, '과적합'이라고만 써도 받아들입니다.)
# - 1점: 테스트 세트로 고르면 테스트 데이터로서 의미를 잃습니다. 검증 세트를 두고 테스트 세트는 마지막에 한 번만 보아야 한다고 말합니다.
# - 1점: 이 수업의 처방 두 가지를, 이 경우에 맞는 이유와 함께 씁니다. 이름만 늘어놓으면 점수가 없고, 이유가 있는 처방이 하나뿐이면 절반입니다. 조기 종료라면 검증 곡선이 더 일찍 낮았을 수 있다는 것이 이유입니다. '비용이 들지 않는다'는 이유가 아닙니다.
# - 1점: 층을 늘리면 용량이 커질 뿐 새 샘플에서의 정확도가 높아지는 것은 아니며, 훈련 결과는 이미 높다고 말합니다.

# %% [markdown] lang="en"
# ## Check yourself
#
# Three questions about the whole lesson. Choose before you look.

# %% [markdown] lang="ko"
# ## 스스로 점검하기
#
# 수업 전체에서 고른 세 문제입니다. 답을 보기 전에 먼저 골라 보세요.

# %% widget="ask-two-modes"
widgets.ask(
    question=Text(
        en="Which of these behave differently in training and at test time?",
        ko="훈련할 때와 테스트할 때 다르게 동작하는 것은 무엇일까요?",
    ),
    choices=(
        Text(en="Dropout alone", ko="드롭아웃만"),
        Text(en="Dropout and batch normalization", ko="드롭아웃과 배치 정규화"),
        Text(en="Dropout, batch normalization and the dense layer", ko="드롭아웃, 배치 정규화, Dense 층"),
    ),
    answer=1,
    why=Text(
        en="Dropout stops dropping, and batch normalization changes from the batch's numbers to the running ones. A dense layer computes the same in both modes.",
        ko="드롭아웃은 더 이상 유닛을 끄지 않고, 배치 정규화는 배치의 값 대신 이동 평균과 이동 분산을 씁니다. Dense 층은 두 모드에서 똑같이 계산합니다.",
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
        ko="L1은 가중치를 정확히 0으로 만들어 입력을 버립니다. 같은 것을 말하는 입력이 많다면 엘라스틱 넷이 더 안정적입니다. 그런 입력을 함께 남기거나 함께 버립니다.",
    ),
)

# %% widget="ask-rising-training-loss"
widgets.ask(
    question=Text(
        en="You add dropout. The training loss becomes larger than before, and the validation loss smaller. Has something gone wrong?",
        ko="드롭아웃을 넣었더니 훈련 손실은 전보다 커지고 검증 손실은 작아졌습니다. 잘못된 것이 있을까요?",
    ),
    choices=(
        Text(en="Yes: the training loss must never rise", ko="네. 훈련 손실은 절대 커지면 안 됩니다"),
        Text(en="Yes: the scale was forgotten", ko="네. 배율을 빠뜨렸습니다"),
        Text(en="No: that is what regularization is for", ko="아니요. 규제가 하려는 일이 바로 이것입니다"),
    ),
    answer=2,
    why=Text(
        en="Regularization gives up some of the fit to the training examples for a better fit to all others. It has been too strong only once the validation loss is larger than it was with less of it.",
        ko="규제는 훈련 샘플에 맞추는 것을 조금 포기하고 다른 모든 샘플에 더 잘 맞추는 일입니다. 더 약하게 규제했을 때보다 검증 손실이 커졌다면 그때는 규제가 너무 강한 것입니다.",
    ),
)

# %% [markdown] lang="en"
# ## Summary card
#
# | Idea | Formula | Remember |
# | --- | --- | --- |
# | overfitting | training loss falls, validation loss rises | the smallest *training* error is not the goal; a gap alone is no overfitting |
# | capacity | double descent: error falls, rises, falls | more layers or units are more capacity, neither better nor worse by law |
# | a remedy helped | gain ± standard error over starts | measure loss and accuracy; a gain within its error is none |
# | three parts | training, validation, test | learn, choose, report once; split before you standardize or augment |
# | penalty | $L + \lambda_{L1} \sum \lvert w \rvert + \lambda_{L2} \frac{1}{2} \sum w^2$ | sums, not means; no biases; name the two $\lambda$ by their term |
# | L1 (lasso) | gradient $\lambda \, \text{sign}(w)$ | a diamond: weights of exactly 0 |
# | L2 (ridge) | gradient $\lambda w$ | a circle: small weights, no zeros |
# | dropout | mask 0 or $\frac{1}{1-p}$ | $p$ is the share *dropped*; nothing happens at test time |
# | batch normalization | $\gamma \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta$ | per unit over the batch; running numbers at test time; columns of dx add up to 0 |
# | early stopping | `patience` epochs without a new best | compare with the best; keep a copy; pays most where labels are wrong |
# | augmentation | new pictures, old labels | training part only; what leaves must not come back on the other side |

# %% [markdown] lang="ko"
# ## 요약 카드
#
# | 개념 | 식 | 기억할 것 |
# | --- | --- | --- |
# | 과적합 | 훈련 손실은 내려가고 검증 손실은 올라갑니다 | 가장 작은 **훈련** 오차는 목표가 아닙니다. 차이만으로는 과적합이 아닙니다 |
# | 용량 | 이중 하강: 오차가 내려갔다 올라갔다 내려갑니다 | 층이나 유닛을 늘리면 용량이 커집니다. 그것만으로 더 좋아지거나 나빠지지는 않습니다 |
# | 처방의 효과 | 시드를 바꾸어 여러 번 잰 나아진 정도 ± 표준오차 | 손실과 정확도를 모두 잽니다. 표준오차 안의 차이는 차이가 아닙니다 |
# | 세 세트 | 훈련, 검증, 테스트 | 배우고, 고르고, 한 번 보고합니다. 표준화하거나 증강하기 전에 나눕니다 |
# | 벌점 | $L + \lambda_{L1} \sum \lvert w \rvert + \lambda_{L2} \frac{1}{2} \sum w^2$ | 평균이 아니라 합입니다. 편향은 빼고, 두 $\lambda$는 붙는 항의 이름으로 부릅니다 |
# | L1(라쏘) | 기울기 $\lambda \, \text{sign}(w)$ | 마름모: 정확히 0인 가중치 |
# | L2(릿지) | 기울기 $\lambda w$ | 원: 작은 가중치, 0은 없음 |
# | 드롭아웃 | 마스크는 0 또는 $\frac{1}{1-p}$ | $p$는 **끄는** 비율입니다. 테스트할 때는 아무 일도 없습니다 |
# | 배치 정규화 | $\gamma \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta$ | 유닛마다 배치에 걸쳐. 테스트할 때는 이동 평균과 이동 분산. dx의 열마다 합이 0 |
# | 조기 종료 | 새 최고 기록 없이 `patience`에폭 | 가장 좋은 것과 비교하고 복사본을 챙깁니다. 틀린 레이블이 섞였을 때 가장 쓸모가 있습니다 |
# | 데이터 증강 | 새 그림, 원래 레이블 | 훈련 세트에만. 나간 것이 반대쪽에서 들어오면 안 됩니다 |

# %% [markdown] lang="en"
# ## Where to go from here
#
# You have every part now: layers, losses, gradients, starts, optimizers, and brakes. The next lesson puts them together and reads handwriting.

# %% [markdown] lang="ko"
# ## 다음으로
#
# 이제 부품이 모두 모였습니다. 층, 손실, 기울기, 초기화, 최적화, 그리고 브레이크입니다. 다음 수업에서는 이것들을 조립해 손글씨를 읽습니다.

# %% [markdown] lang="en"
# **Further reading**
#
# - N. Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting", *Journal of Machine Learning Research* 15 (2014).
# - S. Ioffe and C. Szegedy, "Batch normalization", *International Conference on Machine Learning* (2015).
# - H. Zou and T. Hastie, "Regularization and variable selection via the elastic net", *Journal of the Royal Statistical Society B* 67 (2005).
# - M. Belkin, D. Hsu, S. Ma and S. Mandal, "Reconciling modern machine-learning practice and the classical bias-variance trade-off", *Proceedings of the National Academy of Sciences* 116 (2019): double descent.
# - S. Santurkar and others, "How does batch normalization help optimization?", *Neural Information Processing Systems* (2018).
# - L. Prechelt, "Early stopping: but when?", in *Neural Networks: Tricks of the Trade* (1998).
# - Goki Saito, *Deep Learning from Scratch*, chapter 6.
# - [scikit-learn](https://scikit-learn.org/): `train_test_split`, `Lasso`, `Ridge`, `ElasticNet`. [Keras](https://keras.io/): the layers `Dropout` and `BatchNormalization`, the callback `EarlyStopping`.

# %% [markdown] lang="ko"
# **더 읽을거리**
#
# - N. Srivastava 외, "Dropout: a simple way to prevent neural networks from overfitting", *Journal of Machine Learning Research* 15 (2014).
# - S. Ioffe, C. Szegedy, "Batch normalization", *International Conference on Machine Learning* (2015).
# - H. Zou, T. Hastie, "Regularization and variable selection via the elastic net", *Journal of the Royal Statistical Society B* 67 (2005).
# - M. Belkin, D. Hsu, S. Ma, S. Mandal, "Reconciling modern machine-learning practice and the classical bias-variance trade-off", *Proceedings of the National Academy of Sciences* 116 (2019): 이중 하강
# - S. Santurkar 외, "How does batch normalization help optimization?", *Neural Information Processing Systems* (2018).
# - L. Prechelt, "Early stopping: but when?", *Neural Networks: Tricks of the Trade* (1998).
# - 사이토 고키, 『밑바닥부터 시작하는 딥러닝』 6장
# - [scikit-learn](https://scikit-learn.org/): `train_test_split`, `Lasso`, `Ridge`, `ElasticNet`. [Keras](https://keras.io/): `Dropout`과 `BatchNormalization` 층, `EarlyStopping` 콜백
