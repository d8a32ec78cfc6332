# %% [markdown] lang="en"
# # Handwritten digits from your own parts
#
# **About {hours}. You need: all lessons so far, above all the forward pass, back-propagation and optimizers.**
#
# Nine lessons of parts lie on the table, from weighted sums to regularizers. None of them has read anything yet. In this last lesson, put together, they read handwriting.
#
# After this lesson you can
#
# - turn images into rows of numbers, and say what is in MNIST;
# - train a network of 101,770 numbers in a few seconds and measure honestly how often it is right;
# - test a network on twenty digits before you train it on thousands;
# - find out *what* it mistakes for what, and look at what its units have learned;
# - read a framework's code;
# - turn a softmax layer with two classes into a single sigmoid;
# - say when a network is the right tool, and when it is not.

# %% [markdown] lang="ko"
# # 내가 만든 부품으로 손글씨 읽기
#
# **약 {hours}이 걸립니다. 앞의 모든 수업, 특히 순전파와 역전파, 옵티마이저 수업을 마치고 오세요.**
#
# 아홉 번의 수업에서 만든 부품이 책상 위에 놓여 있습니다. 가중합, 활성화 함수, 손실, 기울기, 초기화, 옵티마이저, 규제입니다. 아직 무엇을 읽어 본 부품은 하나도 없습니다. 마지막 수업에서는 이 부품들을 조립해 손글씨를 읽습니다.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 그림을 수의 행으로 바꾸고, MNIST에 무엇이 들어 있는지 말하기
# - 매개변수가 101,770개인 신경망을 몇 초 만에 학습시키고, 얼마나 자주 맞는지 정직하게 재기
# - 수천 장으로 학습하기 전에 숫자 스무 장으로 신경망 시험하기
# - 신경망이 **무엇을** 무엇으로 읽는지 찾아내고, 유닛이 무엇을 배웠는지 들여다보기
# - 프레임워크의 코드 읽기
# - 클래스가 둘인 소프트맥스 층을 시그모이드 하나로 바꾸기
# - 신경망이 알맞은 도구일 때와 그렇지 않을 때를 말하기

# %% setup
import numpy as np

from dlcourse import digits, language, widgets
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

# %% widget="recall-softmax"
widgets.ask(
    question=Text(
        en="Lesson 3: softmax of the scores 7, 7, 7?", ko="3번 수업: 점수 7, 7, 7의 소프트맥스는 무엇일까요?"
    ),
    choices=(
        Text(en="One third each", ko="셋이 똑같이 나누어 갖습니다"),
        Text(en="7, 7, 7: they are equal already", ko="7, 7, 7입니다. 이미 같기 때문입니다"),
        Text(en="1, 0, 0: the first wins", ko="1, 0, 0입니다. 첫째가 이깁니다"),
    ),
    answer=0,
    why=Text(
        en="Only differences of scores matter, and here there are none.",
        ko="점수의 차이만 중요한데 여기에는 차이가 없습니다.",
    ),
)

# %% widget="recall-gradient"
widgets.ask(
    question=Text(
        en="Lesson 5: the network gives the right class a probability of 1, exactly. Which gradient of the cross-entropy comes back to the scores?",
        ko="5번 수업: 신경망이 맞는 클래스에 정확히 1의 확률을 줍니다. 교차 엔트로피에서 점수로 돌아오는 기울기는 무엇일까요?",
    ),
    choices=(
        Text(en="1 at the right class", ko="맞는 클래스에서 1"),
        Text(en="0 everywhere", ko="모두 0"),
        Text(en="Infinitely large: ln 1", ko="무한대. ln 1이기 때문입니다"),
    ),
    answer=1,
    why=Text(
        en="The gradient is p - t: prediction minus target. Where they agree, there is nothing to change.",
        ko="기울기는 p - t, 곧 예측에서 정답을 뺀 것입니다. 둘이 같으면 바꿀 것이 없습니다.",
    ),
)

# %% widget="recall-gap"
widgets.ask(
    question=Text(
        en="Lesson 8: training accuracy is above validation accuracy, and the validation loss still falls. What is that?",
        ko="8번 수업: 훈련 정확도가 검증 정확도보다 높고, 검증 손실은 아직 내려가고 있습니다. 이것은 무엇일까요?",
    ),
    choices=(
        Text(en="Overfitting: there is a gap", ko="과적합. 차이가 있기 때문입니다"),
        Text(en="Underfitting: neither is 1", ko="과소적합. 둘 다 1이 아니기 때문입니다"),
        Text(en="A gap, and no reason to stop", ko="차이가 있을 뿐, 멈출 까닭이 없습니다"),
    ),
    answer=2,
    why=Text(
        en="Overfitting shows where the validation loss rises; the gap, which many books call overfitting, is the generalization gap. You will meet this very case below.",
        ko="과적합은 검증 손실이 올라가는 데서 드러납니다. 많은 책이 과적합이라고 하는 차이는 일반화 격차입니다. 바로 이런 경우를 아래에서 만납니다.",
    ),
)

# %% [markdown] lang="en"
# ## Can weighted sums read handwriting?
#
# Try it before we explain anything. The network in this picture is made of nothing but what you have built: two affine layers, a ReLU between them, softmax at the end. It is trained as soon as the cell runs, which takes a moment.
#
# Draw a digit, with the mouse, a finger or the arrow keys, or take one that is ready. Then answer the question, and try the letter.

# %% [markdown] lang="ko"
# ## 가중합으로 손글씨를 읽을 수 있을까요?
#
# 설명은 나중에 하고 먼저 시험해 봅시다. 이 그림 속 신경망은 여러분이 만들어 본 것으로만 되어 있습니다. 아핀 층 두 개, 그 사이의 ReLU, 끝의 소프트맥스가 전부입니다. 셀을 실행하면 그 자리에서 학습하므로 잠깐 기다려 주세요.
#
# 마우스나 손가락, 화살표 키로 숫자를 그리거나 미리 그려 둔 것을 골라 보세요. 그런 다음 질문에 답하고 글자도 넣어 보세요.

# %% widget="draw-a-digit"
widgets.digits.draw()

# %% [markdown] lang="en"
# ### What it cannot say
#
# The network has ten outputs, and softmax deals out a probability of 1 among them. "This is no digit" is not one of the ten, so a letter, an empty pad or a scribble gets a digit too, and sometimes with great confidence. A probability from softmax says *which of these ten*, never *whether any of them*.
#
# Did you notice that the left picture moves your drawing to the middle? The network was trained on digits in the middle. A digit in a corner would light up other pixels, and for this network other pixels are other inputs.

# %% [markdown] lang="ko"
# ### 신경망이 할 수 없는 말
#
# 신경망의 출력은 열 개이고, 소프트맥스는 확률 1을 그 열 개에 나누어 줍니다. "이것은 숫자가 아니다"라는 출력은 없습니다. 그래서 글자나 빈 종이, 낙서를 넣어도 숫자로 답하고, 때로는 매우 확신합니다. 소프트맥스의 확률은 **열 개 중 어느 것인지**를 말할 뿐, **열 개 중에 답이 있기는 한지**는 말하지 않습니다.
#
# 왼쪽 그림에서 여러분의 그림이 가운데로 옮겨진 것을 보셨나요? 신경망은 가운데에 놓인 숫자로 배웠습니다. 구석에 그린 숫자는 다른 픽셀을 켜고, 이 신경망에게 다른 픽셀은 다른 입력입니다.

# %% [markdown] lang="en"
# ## What is in MNIST?
#
# The images come from **MNIST**: digits written by high-school students and by employees of the US Census Bureau, collected by NIST and *modified* (that is the M) by LeCun, Cortes and Burges.
#
# - 60,000 images for training and 10,000 for testing, by different writers;
# - 28 by 28 pixels, each a whole number from 0 (paper) to 255 (ink);
# - the ink was scaled so that its longer side is 20 pixels, and moved so that its centre of mass is in the middle.
#
# The course ships with 12,000 of them, each digit equally often: 8,000 to train, 2,000 to validate, 2,000 to test. The first two come from the official training file, the third from the official test file.

# %% [markdown] lang="ko"
# ## MNIST에는 무엇이 들어 있을까요?
#
# 그림은 **MNIST**에서 왔습니다. 고등학생과 미국 인구조사국 직원이 쓴 숫자를 NIST가 모았고, LeCun과 Cortes, Burges가 이것을 다듬었습니다(M은 modified의 머리글자입니다).
#
# - 훈련용 그림 60,000장과 테스트용 그림 10,000장이 있고, 쓴 사람이 서로 다릅니다.
# - 크기는 28×28픽셀이고, 픽셀은 0(종이)부터 255(잉크)까지의 정수입니다.
# - 잉크의 긴 변이 20픽셀이 되도록 크기를 맞추고, 무게중심이 한가운데에 오도록 옮겼습니다.
#
# 이 강의에는 그 가운데 12,000장이 들어 있고 숫자마다 장수가 같습니다. 훈련 8,000장, 검증 2,000장, 테스트 2,000장입니다. 앞의 둘은 공식 훈련 파일에서, 마지막은 공식 테스트 파일에서 뽑았습니다.

# %%
from dlcourse.datasets import load_mnist

mnist = load_mnist()
print(mnist)
print(mnist.X_train.shape, mnist.X_train.dtype, mnist.X_train.min(), mnist.X_train.max())
print(mnist.X_train[0, 14])

# %% [markdown] lang="en"
# ### Find the mistake: "MNIST: 55,000 training examples, 10,000 testing examples"
#
# A slide says so, and adds: "each image is a real-number matrix from 0.0 to 1.0". Both sentences have been true somewhere, but not of MNIST. Look at what the cell above printed before you choose.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "MNIST: 훈련 샘플 55,000개, 테스트 샘플 10,000개"
#
# 어느 슬라이드에 나오는 말이고, "각 그림은 0.0부터 1.0까지의 실수 행렬"이라는 설명도 붙어 있습니다. 둘 다 어딘가에서는 맞는 말이었지만 MNIST에 대한 말은 아닙니다. 위 셀이 무엇을 출력했는지 다시 보고 답을 골라 보세요.

# %% widget="ask-55000"
widgets.ask(
    question=Text(
        en="Where does the number 55,000 come from?",
        ko="55,000이라는 수는 어디에서 왔을까요?",
    ),
    choices=(
        Text(en="5,000 unreadable images were thrown away", ko="읽을 수 없는 그림 5,000장을 버렸습니다"),
        Text(
            en="A program split the 60,000 into 55,000 to train and 5,000 to validate",
            ko="어떤 프로그램이 60,000장을 훈련 55,000장과 검증 5,000장으로 나누었습니다",
        ),
        Text(en="It is the number of different writers", ko="글씨를 쓴 사람의 수입니다"),
    ),
    answer=1,
    why=Text(
        en="MNIST has 60,000 training images. A well-known tutorial kept 5,000 of them for validation, and its 55,000 went from slide to slide as if it belonged to the data. The numbers between 0 and 1 are such a choice too: stored are whole numbers from 0 to 255, and it is we who divide.",
        ko="MNIST의 훈련 그림은 60,000장입니다. 널리 알려진 어느 튜토리얼이 그중 5,000장을 검증용으로 떼어 두었고, 남은 55,000이 데이터 자체의 수인 것처럼 슬라이드에서 슬라이드로 옮겨졌습니다. 0과 1 사이의 수도 마찬가지입니다. 저장된 것은 0부터 255까지의 정수이고, 나누는 것은 우리입니다.",
    ),
)

# %% [markdown] lang="en"
# ### From a picture to a row
#
# A layer wants rows: `X (N, D) @ W (D, M)`. So each picture is read like a page, line after line, and becomes one row of $28 \cdot 28 = 784$ numbers. The pixel in row 3, column 5 (counted from 0) comes to place $28 \cdot 3 + 5 = 89$.
#
# Then every number is divided by 255: 51 becomes 0.2. Two traps are waiting here.
#
# - The pixels are bytes, and a byte knows no number above 255: `np.uint8(200) + np.uint8(100)` is 44. Make them decimal numbers before you calculate.
# - `reshape(784, -1)` also fits, but it cuts the pile of pictures in the wrong direction: then no row is a picture any more.

# %% [markdown] lang="ko"
# ### 그림을 행으로
#
# 층은 행을 받습니다: `X (N, D) @ W (D, M)`. 그래서 그림을 책처럼 한 줄씩 읽어 수 $28 \cdot 28 = 784$개로 된 행 하나로 만듭니다. 3행 5열의 픽셀은(0부터 셉니다) $28 \cdot 3 + 5 = 89$번 자리로 갑니다.
#
# 그런 다음 모든 수를 255로 나눕니다. 51은 0.2가 됩니다. 여기에는 함정이 두 개 있습니다.
#
# - 픽셀은 바이트이고, 바이트에는 255보다 큰 수를 담을 수 없습니다. `np.uint8(200) + np.uint8(100)`은 44입니다. 계산하기 전에 부동소수점 수(float)로 바꾸어야 합니다.
# - `reshape(784, -1)`도 오류 없이 지나가지만 그림 더미를 엉뚱한 방향으로 자릅니다. 그러면 어느 행도 더는 그림이 아닙니다.

# %% exercise="preprocess"
from dlcourse.digits import preprocess

# %% [markdown] lang="en"
# ## How do 784 numbers become one answer?
#
# The network of this lesson is 784 → 128 → 10, fully connected, with ReLU in the middle:
#
# $$h = \max(0, \, x W_1 + b_1), \qquad z = h W_2 + b_2, \qquad p = \text{softmax}(z)$$
#
# The last line is used in one of two ways.
#
# - **While it learns**: softmax turns the ten scores into probabilities, and cross-entropy compares them with the one-hot truth.
# - **When it answers**: only the largest score counts, $\hat{y} = \text{arg max}_k \, z_k$. Scores (1.2, 3.4, 0.3) give probabilities (0.0959, 0.8652, 0.0390); the answer is class 1, as one-hot (0, 1, 0).
#
# Softmax keeps the order of the scores, so the answer does not need it. Learning does: arg max is a step, and a step has the slope 0 almost everywhere.

# %% [markdown] lang="ko"
# ## 수 784개가 어떻게 답 하나가 될까요?
#
# 이 수업의 신경망은 784 → 128 → 10이고, 완전 연결이며, 가운데에 ReLU가 있습니다.
#
# $$h = \max(0, \, x W_1 + b_1), \qquad z = h W_2 + b_2, \qquad p = \text{softmax}(z)$$
#
# 마지막 부분은 두 가지로 쓰입니다.
#
# - **배울 때**: 소프트맥스가 점수 열 개를 확률로 바꾸고, 교차 엔트로피가 이것을 원-핫으로 쓴 정답과 비교합니다.
# - **답할 때**: 가장 큰 점수만 봅니다. $\hat{y} = \text{arg max}_k \, z_k$. 점수가 (1.2, 3.4, 0.3)이면 확률은 (0.0959, 0.8652, 0.0390)이고, 답은 클래스 1, 원-핫으로 쓰면 (0, 1, 0)입니다.
#
# 소프트맥스는 점수의 순서를 바꾸지 않으므로 답할 때는 필요 없습니다. 배울 때는 필요합니다. arg max는 계단이고, 계단의 기울기는 거의 모든 곳에서 0이기 때문입니다.

# %% widget="ask-negative-scores"
widgets.ask(
    question=Text(
        en="Three scores: -5, -1, -3. Which class is the answer?",
        ko="점수 세 개가 -5, -1, -3입니다. 답은 어느 클래스일까요?",
    ),
    choices=(
        Text(en="Class 0: its score is the largest in size", ko="클래스 0. 크기가 가장 큽니다"),
        Text(en="Class 1: no score is larger", ko="클래스 1. 이보다 큰 점수가 없습니다"),
        Text(en="None: all scores are negative", ko="답이 없습니다. 점수가 모두 음수입니다"),
    ),
    answer=1,
    why=Text(
        en="A score is neither a probability nor a strength. Only the order counts, and -1 is the largest of the three.",
        ko="점수는 확률도 아니고 세기도 아닙니다. 순서만 중요하고, 셋 가운데 -1이 가장 큽니다.",
    ),
)

# %% exercise="predict"
from dlcourse.digits import predict

# %% [markdown] lang="en"
# ### How many numbers does it learn?
#
# Predict first: are most of them in the first layer or in the second?
#
# | layer | weights | biases | together |
# | --- | --- | --- | --- |
# | 784 → 128 | 784 · 128 = 100,352 | 128 | 100,480 |
# | 128 → 10 | 128 · 10 = 1,280 | 10 | 1,290 |
# | whole network | 101,632 | 138 | **101,770** |
#
# Nearly all of them belong to the first layer, because every hidden unit has its own weight for every pixel. That makes the first layer easy to look at, too: the 784 weights of a unit are a picture themselves.

# %% [markdown] lang="ko"
# ### 배우는 매개변수는 모두 몇 개일까요?
#
# 먼저 예상해 보세요. 대부분은 첫째 층에 있을까요, 둘째 층에 있을까요?
#
# | 층 | 가중치 | 편향 | 합계 |
# | --- | --- | --- | --- |
# | 784 → 128 | 784 · 128 = 100,352 | 128 | 100,480 |
# | 128 → 10 | 128 · 10 = 1,280 | 10 | 1,290 |
# | 신경망 전체 | 101,632 | 138 | **101,770** |
#
# 거의 모두 첫째 층에 있습니다. 은닉 유닛마다 픽셀 하나하나에 대한 가중치를 따로 가지고 있기 때문입니다. 덕분에 첫째 층은 들여다보기도 쉽습니다. 유닛 하나의 가중치 784개는 그 자체로 그림입니다.

# %% [markdown] lang="en"
# ### What should the loss be before anything is learned?
#
# Someone who knows nothing gives each of the ten digits the probability 0.1, whatever the image. The cross-entropy is then
#
# $$-\ln 0.1 = \ln 10 = 2.3026$$
#
# A network that has just begun should be close to that. Here is the mean loss over the training images at the start:
#
# | start | first loss |
# | --- | --- |
# | all weights 0 | 2.3026 |
# | He's start | 2.3994 |
# | He's start, but the pixels were not divided by 255 | 190.1753 |
#
# He's start is a little above, because random scores are a random opinion, and a random opinion is worse than none. Zeros hit the number exactly, and never leave it as they should: all hidden units are equal and closed, as in the lesson on initialization. The last row is an alarm bell.

# %% [markdown] lang="ko"
# ### 아무것도 배우지 않았을 때 손실은 얼마여야 할까요?
#
# 아무것도 모른다면 어떤 그림에서든 열 숫자에 확률 0.1씩을 줄 것입니다. 이때 교차 엔트로피는 다음과 같습니다.
#
# $$-\ln 0.1 = \ln 10 = 2.3026$$
#
# 갓 시작한 신경망의 손실은 이 값에 가까워야 합니다. 시작할 때 훈련 그림에서 잰 평균 손실을 봅시다.
#
# | 초기화 | 첫 손실 |
# | --- | --- |
# | 모든 가중치를 0으로 | 2.3026 |
# | He 초기화 | 2.3994 |
# | He 초기화, 픽셀을 255로 나누지 않음 | 190.1753 |
#
# He 초기화에서는 조금 더 큽니다. 무작위 점수는 무작위 의견이고, 무작위 의견은 의견이 없는 것보다 나쁘기 때문입니다. 0으로 시작하면 값은 정확히 맞지만 제대로 배우지 못합니다. 초기화 수업에서 보았듯이 은닉 유닛이 모두 같고 모두 닫혀 있습니다. 마지막 행은 경보가 울린 것입니다.

# %% widget="ask-first-loss"
widgets.ask(
    question=Text(
        en="You build a network for 100 classes. The loss of the first mini-batch is 4.6. What does that tell you?",
        ko="클래스가 100개인 신경망을 만들었는데 첫 미니배치의 손실이 4.6입니다. 이것은 무엇을 말해 줄까요?",
    ),
    choices=(
        Text(en="Something is wrong: it should be 2.3", ko="무엇인가 잘못되었습니다. 2.3이어야 합니다"),
        Text(
            en="All is well: it knows nothing yet, and ln 100 is about 4.6",
            ko="정상입니다. 아직 아무것도 모르고, ln 100은 약 4.6입니다",
        ),
        Text(en="It is twice as bad as a network for ten digits", ko="열 숫자를 읽는 신경망보다 두 배 나쁩니다"),
    ),
    answer=1,
    why=Text(
        en="The loss of knowing nothing is ln C for C classes. It is a very cheap test: one mini-batch, before any training.",
        ko="클래스가 C개일 때 아무것도 모르는 손실은 ln C입니다. 학습하기 전에 미니배치 하나만 있으면 되는, 아주 값싼 점검입니다.",
    ),
)

# %% [markdown] lang="en"
# ## How often is it right?
#
# The loss is what the optimizer needs. People want to know something simpler: of all answers, which share was right? This is the **accuracy**, a number between 0 and 1.
#
# It needs a yardstick. With ten digits, equally many of each, a program that always says 7 is right in a tenth of the cases. If 99 of 100 letters were a 7, the same answer would be right in 99 of 100 cases and worth nothing. So next to an accuracy belongs the accuracy of the simplest answer.

# %% [markdown] lang="ko"
# ## 얼마나 자주 맞을까요?
#
# 손실은 옵티마이저에게 필요한 수입니다. 사람은 더 단순한 것을 알고 싶어 합니다. 모든 답 가운데 맞은 답의 비율은 얼마일까요? 이것이 **정확도**(accuracy)이고, 0과 1 사이의 수입니다.
#
# 정확도에는 견줄 기준이 필요합니다. 열 숫자가 똑같이 많다면 언제나 7이라고 답해도 열 번에 한 번은 맞습니다. 만약 100장 중 99장이 7이라면 같은 답이 100번 중 99번 맞지만 아무 쓸모가 없습니다. 그래서 정확도 옆에는 가장 단순한 답의 정확도를 함께 적어야 합니다.

# %% exercise="accuracy"
from dlcourse.digits import accuracy

# %% [markdown] lang="en"
# ### The simplest reader
#
# “Always 7” is a low yardstick. Here is a higher one, still without any training: take the mean of all training images of each digit, and answer with the digit whose mean is nearest. Ten pictures are all it knows. Predict its accuracy on the validation images.

# %% [markdown] lang="ko"
# ### 가장 단순한 판독기
#
# "언제나 7"은 너무 낮은 기준입니다. 학습하지 않고도 더 높은 기준을 세울 수 있습니다. 숫자마다 훈련 그림을 모두 평균 내고, 평균 그림이 가장 가까운 숫자로 답하는 것입니다. 아는 것은 그림 열 장뿐입니다. 검증 그림에서 정확도가 얼마일지 예상해 보세요.

# %%
X, y = digits.preprocess(mnist.X_train, mnist.y_train)
X_val, y_val = digits.preprocess(mnist.X_val, mnist.y_val)
means = np.stack([X[y == digit].mean(axis=0) for digit in range(10)])
# squared distances, without the part that is the same for all ten digits
distance = np.sum(means**2, axis=1) - 2 * X_val @ means.T
print(digits.accuracy(y_val, np.argmin(distance, axis=1)))

# %% [markdown] lang="en"
# 0.8025, from ten means. Write it down: whoever trains a network that reads eight digits in ten has not beaten an average yet.

# %% [markdown] lang="ko"
# 평균 열 개로 0.8025입니다. 적어 두세요. 열 장에 여덟 장을 읽는 신경망은 아직 평균도 이기지 못한 것입니다.

# %% [markdown] lang="en"
# ## What does it mistake for what?
#
# An accuracy says how many are wrong, not which. The **confusion matrix** says it: row = the truth, column = the answer, and each example adds 1 to one cell.
#
# By hand, six images and three classes: truth (0, 0, 1, 1, 2, 2), answers (0, 0, 1, 2, 2, 1).
#
# | true \ answered | 0 | 1 | 2 |
# | --- | --- | --- | --- |
# | 0 | 2 | 0 | 0 |
# | 1 | 0 | 1 | 1 |
# | 2 | 0 | 1 | 1 |
#
# On the diagonal stands what was right, 4 of 6. The first pair, (0, 0), comes twice and must count twice; NumPy's `M[y, yhat] += 1` would count it once.
#
# In the picture, choose a cell with the two sliders and look at its images.

# %% [markdown] lang="ko"
# ## 무엇을 무엇으로 읽을까요?
#
# 정확도는 몇 개가 틀렸는지 말해 주지만 무엇이 틀렸는지는 말해 주지 않습니다. **혼동 행렬**(confusion matrix)이 그것을 말해 줍니다. 행은 정답, 열은 신경망의 답이고, 샘플마다 칸 하나에 1을 더합니다.
#
# 그림 여섯 장, 클래스 세 개를 손으로 세어 봅시다. 정답은 (0, 0, 1, 1, 2, 2), 답은 (0, 0, 1, 2, 2, 1)입니다.
#
# | 정답 \ 답 | 0 | 1 | 2 |
# | --- | --- | --- | --- |
# | 0 | 2 | 0 | 0 |
# | 1 | 0 | 1 | 1 |
# | 2 | 0 | 1 | 1 |
#
# 대각선에는 맞은 것이 놓입니다. 6개 중 4개입니다. 첫 쌍 (0, 0)은 두 번 나오므로 두 번 세어야 하는데, NumPy의 `M[y, yhat] += 1`은 한 번만 셉니다.
#
# 그림에서 슬라이더 두 개로 칸을 고르고 그 칸의 그림을 살펴보세요.

# %% widget="what-for-what"
widgets.digits.mistakes()

# %% [markdown] lang="en"
# Some of these images you would have misread yourself. Others are perfectly clear, and still wrong; those are the ones to learn from. Look along a *row* to see how a digit is misread, and along a *column* to see which digit the network says too readily.

# %% [markdown] lang="ko"
# 어떤 그림은 여러분도 잘못 읽었을 것입니다. 어떤 그림은 아주 또렷한데도 틀렸습니다. 배울 것이 있는 쪽은 뒤의 그림입니다. **행**을 따라가면 한 숫자가 어떻게 잘못 읽히는지 보이고, **열**을 따라가면 신경망이 어떤 숫자를 너무 쉽게 말하는지 보입니다.

# %% exercise="confusion"
from dlcourse.digits import confusion

# %% [markdown] lang="en"
# ## Can it learn twenty digits by heart?
#
# Before a network is trained on thousands of images, give it twenty, and train until it knows them by heart. Here overfitting is what we *want*: a hundred thousand weights can fit twenty images easily. So penalties and dropout, which are there to prevent it, are switched off.
#
# If it does not manage, the rate may be wrong: try three, each ten times the one before. If none of them manages, and only then, look for a bug, in the forward pass, the gradient or the step. More data would not help.
#
# Together with the first loss this is a test of minutes that saves hours.
# %% [markdown] lang="ko"
# ## 숫자 스무 장을 외울 수 있을까요?
#
# 신경망을 그림 수천 장으로 학습시키기 전에 스무 장만 주고 다 외울 때까지 학습시켜 봅니다. 여기서는 과적합이 우리가 **바라는** 것입니다. 가중치가 십만 개이니 그림 스무 장쯤은 쉽게 맞출 수 있습니다. 그러니 과적합을 막으려고 넣은 벌점과 드롭아웃은 꺼 둡니다.
#
# 외우지 못하면 학습률 탓일 수 있으니, 열 배씩 다른 학습률을 세 가지 시험해 보세요. 셋 다 외우지 못할 때 비로소 순전파나 기울기, 걸음에서 버그를 찾습니다. 데이터를 늘리는 것은 소용이 없습니다.
#
# 첫 손실과 함께, 몇 분을 들여 몇 시간을 아끼는 점검입니다.
# %% widget="ask-shuffled-apart"
widgets.ask(
    question=Text(
        en="A network has learned twenty images by heart whose labels were shuffled apart from them. What does that show?",
        ko="어떤 신경망이, 레이블이 그림과 따로 섞인 스무 장을 다 외웠습니다. 이것은 무엇을 보여 주나요?",
    ),
    choices=(
        Text(en="That labels do not matter", ko="레이블은 중요하지 않다는 것"),
        Text(
            en="That it can fit anything, also nonsense: the test proves that learning works, not that the data are right",
            ko="무엇이든, 엉터리도 맞출 수 있다는 것. 이 점검은 학습이 된다는 것을 보여 줄 뿐 데이터가 맞다는 것을 보여 주지는 않습니다",
        ),
        Text(en="That it generalizes well", ko="일반화를 잘한다는 것"),
    ),
    answer=1,
    why=Text(
        en="Twenty wrong labels are as easy to learn by heart as twenty right ones. That mistake shows on validation images, where the accuracy stays near one in ten.",
        ko="틀린 레이블 스무 개도 맞는 레이블 스무 개만큼 쉽게 외울 수 있습니다. 이 실수는 검증 그림에서 드러납니다. 정확도가 십분의 일 근처에 머뭅니다.",
    ),
)

# %% exercise="steps-to-memorize"
from dlcourse.digits import steps_to_memorize

# %% [markdown] lang="en"
# ## How does it learn all this?
#
# In the same way as XOR, only with more rows: shuffle, take a mini-batch, forwards, backwards, step; after the epoch measure on images that it has not learned from. In the picture you go through the training epoch by epoch. Predict first how good it is after the very first one.

# %% [markdown] lang="ko"
# ## 이 모든 것을 어떻게 배울까요?
#
# XOR를 배울 때와 같고 행만 더 많습니다. 섞고, 미니배치를 꺼내고, 순전파하고, 역전파하고, 한 걸음을 내딛습니다. 에폭이 끝나면 배우는 데 쓰지 않은 그림으로 잽니다. 이 그림에서는 학습을 에폭마다 따라가 볼 수 있습니다. 첫 에폭이 끝났을 때 얼마나 잘할지 먼저 예상해 보세요.

# %% widget="training"
widgets.digits.learn()

# %% [markdown] lang="en"
# ### One number for an epoch
#
# An epoch has many mini-batches and one entry in the history. Say an epoch has 80 examples in mini-batches of 32, with the losses 0.6, 0.6 and 0.2. The last mini-batch has only 16 examples, so it counts half as much:
#
# $$\frac{32 \cdot 0.6 + 32 \cdot 0.6 + 16 \cdot 0.2}{80} = 0.52$$
#
# The plain mean of the three would be 0.4667: sixteen examples would count as much as thirty-two.
#
# One more rule, from the lesson before: the validation images measure. They never take part in a step.

# %% [markdown] lang="ko"
# ### 에폭 하나에 수 하나
#
# 한 에폭에는 미니배치가 여러 개이지만 기록에는 값이 하나만 남습니다. 샘플 80개를 32개씩 묶었고 손실이 0.6, 0.6, 0.2라고 합시다. 마지막 미니배치에는 샘플이 16개뿐이므로 절반만 셉니다.
#
# $$\frac{32 \cdot 0.6 + 32 \cdot 0.6 + 16 \cdot 0.2}{80} = 0.52$$
#
# 세 손실을 그냥 평균 내면 0.4667입니다. 샘플 열여섯 개가 서른두 개만큼 세어진 것입니다.
#
# 지난 수업의 규칙도 하나 더 기억하세요. 검증 그림은 재는 데에만 쓰고, 걸음에는 절대 끼지 않습니다.

# %% exercise="fit-digits"
from dlcourse.digits import fit

# %% widget="ask-steps-of-an-epoch"
widgets.ask(
    question=Text(
        en="8,000 images in mini-batches of 64, three epochs. How many steps downhill is that?",
        ko="그림 8,000장을 64장씩 묶어 세 에폭을 배웁니다. 내리막을 몇 걸음 걸을까요?",
    ),
    choices=(
        Text(en="3, one for each epoch", ko="에폭마다 하나씩 3걸음"),
        Text(en="375", ko="375걸음"),
        Text(en="24,000, one for each image", ko="그림마다 하나씩 24,000걸음"),
    ),
    answer=1,
    why=Text(
        en="An epoch has 8,000 / 64 = 125 mini-batches, each of them makes one step, and there are three epochs.",
        ko="한 에폭은 미니배치 8,000 / 64 = 125개이고, 미니배치마다 한 걸음이며, 에폭은 셋입니다.",
    ),
)

# %% [markdown] lang="en"
# ## Do your parts hold together?
#
# Now the assembly. Every name in the next cell is something you have written in one of the lessons; here they are imported from the course, but your own fit just as well. Copy them over if you like.
#
# | part | lesson | what it does here |
# | --- | --- | --- |
# | `init_weights` | 6 | He's start |
# | `affine`, `relu` | 4, 3 | forwards |
# | `cross_entropy`, `cross_entropy_grad` | 4, 5 | how wrong, and where the way back begins |
# | `affine_backward`, `activation_backward` | 5 | backwards |
# | `gd_step` | 7 | one step downhill |
#
# Three epochs, on 8,000 images, in mini-batches of 64. Guess the seconds and the accuracy; then run the cell.

# %% [markdown] lang="ko"
# ## 부품들이 서로 맞을까요?
#
# 이제 조립합니다. 다음 셀에 나오는 이름은 모두 여러분이 앞의 수업에서 작성한 것입니다. 여기서는 강의의 함수를 불러오지만 여러분의 함수도 똑같이 들어맞습니다. 원한다면 복사해 와서 써 보세요.
#
# | 부품 | 수업 | 여기서 하는 일 |
# | --- | --- | --- |
# | `init_weights` | 6 | He 초기화 |
# | `affine`, `relu` | 4, 3 | 순전파 |
# | `cross_entropy`, `cross_entropy_grad` | 4, 5 | 얼마나 틀렸는지, 돌아오는 길의 시작 |
# | `affine_backward`, `activation_backward` | 5 | 역전파 |
# | `gd_step` | 7 | 내리막으로 한 걸음 |
#
# 그림 8,000장을 64장씩 묶어 세 에폭 동안 학습합니다. 몇 초가 걸리고 정확도가 얼마일지 예상한 다음 셀을 실행해 보세요.

# %%
import time
from itertools import pairwise

from dlcourse.activations import relu
from dlcourse.backprop import activation_backward, affine_backward
from dlcourse.forward import affine
from dlcourse.initializers import init_weights
from dlcourse.losses import cross_entropy, cross_entropy_grad
from dlcourse.optimizers import gd_step


def begin(sizes, rng):
    return [(init_weights(shape, "he_normal", rng=rng), np.zeros(shape[1])) for shape in pairwise(sizes)]


def step(params, X, y, lr=0.2):
    [(W1, b1), (W2, b2)] = params
    z = affine(X, W1, b1)
    h = relu(z)
    scores = affine(h, W2, b2)
    dscores = cross_entropy_grad(scores, y)
    dh, dW2, db2 = affine_backward(dscores, h, W2)
    _, dW1, db1 = affine_backward(activation_backward(dh, z, "relu"), X, W1)
    first = gd_step(W1, dW1, lr), gd_step(b1, db1, lr)
    second = gd_step(W2, dW2, lr), gd_step(b2, db2, lr)
    return [first, second], cross_entropy(scores, y)


X, y = digits.preprocess(mnist.X_train, mnist.y_train)
X_val, y_val = digits.preprocess(mnist.X_val, mnist.y_val)
rng = np.random.default_rng(0)
start = begin((784, 128, 10), rng)
clock = time.perf_counter()
params, history = digits.fit(start, (X, y, X_val, y_val), step, epochs=3, size=64, rng=rng)
print(f"{sum(W.size + b.size for W, b in params):,} numbers, {time.perf_counter() - clock:.1f} seconds")
for epoch, (loss, share) in enumerate(zip(history["loss"], history["val_accuracy"], strict=True), start=1):
    print(f"epoch {epoch}: loss {loss:.4f}, validation accuracy {share:.4f}")

# %% [markdown] lang="en"
# And with your own `fit` in place of the course's:

# %% [markdown] lang="ko"
# 강의의 함수 대신 여러분의 `fit`으로도 해 봅시다.

# %%
if solved("fit-digits"):
    print(fit(start, (X, y, X_val, y_val), step, epochs=3, size=64, rng=np.random.default_rng(1))[1])
if solved("steps-to-memorize"):
    print(steps_to_memorize(start, X, y, step, steps=200), "steps until twenty digits are known by heart")

# %% [markdown] lang="en"
# ### Nine of ten
#
# | epoch | training loss | validation accuracy |
# | --- | --- | --- |
# | 1 | 0.6630 | 0.8840 |
# | 2 | 0.3223 | 0.8975 |
# | 3 | 0.2540 | 0.9130 |
#
# More than 0.90 in seconds, from a dozen short functions and not one line of a framework. On the training images the accuracy is 0.9350, and the gap to 0.9130 is normal. Is it overfitting? Only the next epochs can tell: predict whether the validation accuracy falls, and run the cell.

# %% [markdown] lang="ko"
# ### 열 장 중 아홉 장
#
# | 에폭 | 훈련 손실 | 검증 정확도 |
# | --- | --- | --- |
# | 1 | 0.6630 | 0.8840 |
# | 2 | 0.3223 | 0.8975 |
# | 3 | 0.2540 | 0.9130 |
#
# 짧은 함수 열두 개 남짓으로, 프레임워크는 한 줄도 쓰지 않고 몇 초 만에 0.90을 넘었습니다. 훈련 그림에서의 정확도는 0.9350입니다. 0.9130과의 차이는 자연스러운 것입니다. 과적합일까요? 다음 에폭들을 보아야 압니다. 검증 정확도가 떨어질지 예상하고 셀을 실행해 보세요.

# %%
longer = params
for epoch in (6, 9, 12, 15):
    longer, further = digits.fit(longer, (X, y, X_val, y_val), step, epochs=3, size=64, rng=rng)
    seen = digits.accuracy(y, digits.predict(X, longer))
    print(f"epoch {epoch}: training accuracy {seen:.4f}, validation {further['val_accuracy'][-1]:.4f}")

# %% [markdown] lang="en"
# ### The gap grows, and validation still gets better
#
# Both accuracies rise for another twelve epochs: by this measure nothing is overfitting yet (lesson 8 would ask for the validation loss, too). The network was simply stopped early. Remember that when it is compared with others below.

# %% [markdown] lang="ko"
# ### 차이는 커지지만 검증도 계속 좋아집니다
#
# 에폭을 열두 번 더 하는 동안 두 정확도가 모두 올라갑니다. 정확도로 보면 아직 과적합이 아닙니다(8번 수업대로라면 검증 손실도 보아야 합니다). 단지 일찍 멈추었을 뿐입니다. 아래에서 다른 방법과 비교할 때 이것을 기억하세요.

# %% [markdown] lang="en"
# What decides how far one gets? Twelve settings have been tried on a small version of the problem, a thousand images of 14 by 14 pixels. Learning rate and number of units are **hyper-parameters**: no gradient finds them; the validation images choose.

# %% [markdown] lang="ko"
# 얼마나 잘할지는 무엇이 정할까요? 문제를 작게 줄여 14×14픽셀 그림 천 장으로 열두 가지 설정을 시험해 두었습니다. 학습률과 유닛 수는 **하이퍼파라미터**(hyper-parameter)입니다. 기울기로는 찾을 수 없고 검증 그림을 보고 고릅니다.

# %% widget="settings"
widgets.digits.compare()

# %% [markdown] lang="en"
# ### Two numbers at once
#
# That was a grid of 4 by 3: twelve trainings, and only four rates. Lesson 7 named the other way, a **random search**: draw both numbers at random, the rate on a logarithmic scale. Here are twelve pairs, with rates from 0.001 to 1 and 16, 32, 64 or 128 units, on the same thousand small images, for five epochs and from the same seed. They are measured on all 2,000 validation images and sorted.
#
# Predict: which of the two numbers will explain the order?

# %% [markdown] lang="ko"
# ### 두 수를 한꺼번에
#
# 방금 본 것은 4 × 3 격자입니다. 열두 번 학습했지만 학습률은 네 가지뿐이었습니다. 다른 방법은 7번 수업에 나왔습니다. 두 수를 모두 무작위로 뽑되 학습률은 로그 눈금에서 뽑는 **무작위 탐색**(random search)입니다. 학습률은 0.001부터 1까지, 유닛은 16, 32, 64, 128개 가운데에서 열두 쌍을 뽑습니다. 같은 작은 그림 천 장으로, 같은 시드에서 시작해 다섯 에폭을 배우고, 검증 그림 2,000장 모두에서 잰 정확도로 줄을 세웁니다.
#
# 두 수 가운데 어느 것이 순서를 설명할지 예상해 보세요.

# %%
from functools import partial


def half_size(rows):
    return rows.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(-1, 196)


def search(low, high, rng):
    found = []
    for _ in range(12):
        rate, units = 10 ** rng.uniform(low, high), int(2 ** rng.integers(4, 8))
        same = np.random.default_rng(0)
        _, went = digits.fit(begin((196, units, 10), same), few, partial(step, lr=rate), epochs=5, size=20, rng=same)
        found.append((went["val_accuracy"][-1], rate, units))
    for share, rate, units in sorted(found, reverse=True):
        print(f"rate {rate:.4f}, {units:3} units: {share:.4f}")


few = half_size(X[:1000]), y[:1000], half_size(X_val), y_val
draws = np.random.default_rng(0)
search(-3, 0, draws)

# %% [markdown] lang="en"
# Read down the rates: the first three are above 0.3, the next five between 0.04 and 0.2, the last four below 0.004, and these guess. The units have no such order: 32 and 128 share the first place with 0.8665, and another 128 is ninth with 0.1300. The rate orders the table, the units hardly. A grid of 4 by 3 would have tried four rates; these twelve trainings tried twelve.
#
# That holds for *these* ranges. The 4 units of the picture above read no more than 0.528 at any of its rates.
#
# Now finer, around the best: rates from 0.1 to 1. Predict whether the rate still orders the table.

# %% [markdown] lang="ko"
# 학습률을 위에서 아래로 읽어 보세요. 처음 셋은 0.3보다 크고, 다음 다섯은 0.04와 0.2 사이이고, 마지막 넷은 0.004보다 작아서 찍는 것과 다름없습니다. 유닛 수에는 그런 순서가 없습니다. 32개와 128개가 똑같이 0.8665로 첫째인데, 다른 128개는 0.1300으로 아홉째입니다. 순서는 학습률이 정하고 유닛 수는 거의 상관이 없습니다. 4 × 3 격자였다면 학습률을 네 가지만 시험했을 것입니다. 여기서는 열두 번에 열두 가지를 시험했습니다.
#
# **이** 범위에서 그렇다는 말입니다. 위의 그림에 있던 유닛 4개는 어느 학습률에서도 0.528을 넘지 못합니다.
#
# 이제 가장 좋은 곳 둘레에서 더 좁게, 학습률 0.1부터 1까지에서 찾습니다. 이번에도 학습률이 순서를 정할지 예상해 보세요.

# %%
search(-1, 0, draws)

# %% [markdown] lang="en"
# Now all rates are about right, and the order is another one: 16 units are last, 64 are in front. **First the number that decides most, then the next**; that is why one searches coarsely and then finely.
#
# And how good is the winner, with 0.8715? The second has 0.8665, ten images of 2,000 fewer, and the images that chose the winner are those that measured it. **The best of twelve is also a little lucky** (lesson 8). What it is worth, only images can tell that had no say in the choice: that is what the test part is for.

# %% [markdown] lang="ko"
# 이제는 학습률이 모두 쓸 만하고 순서는 달라졌습니다. 유닛 16개가 맨 뒤이고 64개가 앞에 있습니다. **가장 크게 좌우하는 수를 먼저, 그다음 수를 나중에** 정합니다. 그래서 처음에는 넓게, 나중에는 좁게 찾습니다.
#
# 맨 위의 0.8715는 얼마나 믿을 수 있을까요? 둘째는 0.8665로 2,000장 가운데 열 장이 적을 뿐이고, 고를 때 본 그림이 바로 정확도를 잰 그림입니다. **열두 번 가운데 가장 좋은 것에는 운도 조금 섞여 있습니다**(8번 수업). 진짜 실력은 고르는 데 쓰지 않은 그림만이 알려 줍니다. 테스트 세트는 그래서 있습니다.

# %% [markdown] lang="en"
# ## How do frameworks say all this?
#
# Outside this course the same network is ten lines of PyTorch. You can read them, if you know what is left unsaid. From its documentation:
#
# | the line | what it means |
# | --- | --- |
# | `nn.Linear(D, H)` | its weight has shape `(H, D)`, a row for each unit, and it computes `X @ weight.T + bias` |
# | `nn.CrossEntropyLoss()` | wants scores: the softmax is inside; the mean over the batch |
# | `optimizer.zero_grad()` | empties the gradients, because `backward()` adds to what is there |
# | `model.parameters()` | all weights and biases, layer by layer |
# | `SGD(..., momentum, weight_decay)` | for each of them: first the decay is added to the gradient, then the velocity keeps its share and takes that in, then the step |
#
# $$g \leftarrow g + \delta w \qquad u \leftarrow \alpha u + g \qquad w \leftarrow w - \eta u$$

# %% [markdown] lang="ko"
# ## 프레임워크에서는 이것을 어떻게 쓸까요?
#
# 이 강의 밖에서는 같은 신경망을 PyTorch 열 줄로 씁니다. 코드에 드러나지 않은 것을 알면 여러분도 읽을 수 있습니다. 문서에는 다음과 같이 나와 있습니다.
#
# | 코드 | 뜻 |
# | --- | --- |
# | `nn.Linear(D, H)` | 가중치의 형상이 `(H, D)`이고 유닛마다 행이 하나입니다. `X @ weight.T + bias`를 계산합니다 |
# | `nn.CrossEntropyLoss()` | 점수를 받습니다. 소프트맥스가 안에 들어 있고, 배치에 대해 평균합니다 |
# | `optimizer.zero_grad()` | 기울기를 비웁니다. `backward()`는 있던 값에 더하기 때문입니다 |
# | `model.parameters()` | 모든 가중치와 편향을 층마다 차례로 내놓습니다 |
# | `SGD(..., momentum, weight_decay)` | 그 하나하나에 대해, 먼저 가중치 감소를 기울기에 더하고, 속도의 일부를 남겨 거기에 더한 다음, 걸음을 내딛습니다 |
#
# $$g \leftarrow g + \delta w \qquad u \leftarrow \alpha u + g \qquad w \leftarrow w - \eta u$$

# %% widget="ask-rate-outside"
widgets.ask(
    question=Text(
        en="In lesson 7 the velocity was αu - ηg, and the weights took it in whole. A schedule now lowers η to 0 from one step to the next. Who stops at once?",
        ko="7번 수업에서 속도는 αu - ηg였고, 가중치에 그대로 더했습니다. 이제 스케줄이 어느 걸음에서 η를 0으로 낮춥니다. 곧바로 멈추는 것은 어느 쪽일까요?",
    ),
    choices=(
        Text(en="Lesson 7", ko="7번 수업"),
        Text(en="PyTorch", ko="PyTorch"),
        Text(en="Both: they are the same", ko="둘 다. 같은 것이기 때문입니다"),
    ),
    answer=1,
    why=Text(
        en="PyTorch multiplies the whole velocity by the rate of this moment. In lesson 7 the earlier rates are inside the velocity, which rolls on. As long as η stays the same, both walk the same path.",
        ko="PyTorch는 속도 전체에 지금의 학습률을 곱합니다. 7번 수업에서는 지난 학습률이 속도 안에 들어 있어 계속 굴러갑니다. η가 그대로인 동안에는 둘이 같은 길을 갑니다.",
    ),
)

# %% exercise="framework-step"
from dlcourse.digits import framework_step

# %% [markdown] lang="en"
# A whole epoch of the network above in PyTorch's manner, with your step: the first and the last loss, and the accuracy.

# %% [markdown] lang="ko"
# 위의 신경망을 PyTorch의 방식으로, 여러분이 작성한 함수로 한 에폭 학습시킵니다. 첫 손실과 마지막 손실, 그리고 정확도입니다.

# %%
if solved("framework-step"):
    (W1, b1), (W2, b2) = start
    model = W1.T, b1, W2.T, b2
    velocities = tuple(np.zeros(w.shape) for w in model)
    seen = []
    for first in range(0, len(X), 64):
        batch = X[first : first + 64], y[first : first + 64]
        model, velocities, loss = framework_step(*batch, model, velocities, lr=0.05, momentum=0.9, weight_decay=0.0001)
        seen.append(loss)
    trained = [(model[0].T, model[1]), (model[2].T, model[3])]
    print(seen[0], seen[-1], digits.accuracy(y_val, digits.predict(X_val, trained)))

# %% [markdown] lang="en"
# ## And if there are only two classes?
#
# Is it a 4 or a 9? One could use a **softmax layer** with two scores. Written out, with one column of $W$ for each class:
#
# $$\text{softmax}(x W + b)_k = \frac{e^{x w_k + b_k}}{\sum_j e^{x w_j + b_j}}$$
#
# In the lesson on activation functions, yes or no was the business of a single sigmoid. Both are the same thing. Take $z_1 = 1.3$ and $z_0 = 0$:
#
# $$\text{softmax}(0, 1.3)_1 = \frac{e^{1.3}}{e^0 + e^{1.3}} = \frac{1}{1 + e^{-1.3}} = \sigma(1.3) = 0.7858$$
#
# So **logistic regression is softmax with two classes**, one of whose scores is fixed at 0. And if neither is 0? Softmax does not change when the same number is taken from both scores.

# %% [markdown] lang="ko"
# ## 클래스가 둘뿐이라면 어떨까요?
#
# 4일까요, 9일까요? 점수가 둘인 **소프트맥스 층**(softmax layer)을 쓸 수 있습니다. 클래스마다 $W$의 열이 하나씩이고, 풀어 쓰면 다음과 같습니다.
#
# $$\text{softmax}(x W + b)_k = \frac{e^{x w_k + b_k}}{\sum_j e^{x w_j + b_j}}$$
#
# 활성화 함수 수업에서는 예와 아니요를 시그모이드 하나로 다루었습니다. 둘은 같은 것입니다. $z_1 = 1.3$, $z_0 = 0$이라고 합시다.
#
# $$\text{softmax}(0, 1.3)_1 = \frac{e^{1.3}}{e^0 + e^{1.3}} = \frac{1}{1 + e^{-1.3}} = \sigma(1.3) = 0.7858$$
#
# 곧 **로지스틱 회귀**(logistic regression)**는 클래스가 둘인 소프트맥스**이고, 점수 하나를 0으로 고정한 것입니다. 둘 다 0이 아니라면 어떨까요? 두 점수에서 같은 수를 빼도 소프트맥스는 변하지 않습니다.

# %% [markdown] lang="en"
# ### A small layer by hand
#
# Two inputs, two classes:
#
# $$W = \begin{pmatrix} 1 & 4 \\ 2 & 2 \end{pmatrix}, \quad b = (0.5, \, 0), \quad x = (0.5, \, 1)$$
#
# The scores are $z_0 = 3$ and $z_1 = 4$. Only their difference matters: $\sigma(4 - 3) = 0.7311$, and softmax of (3, 4) gives class 1 the same 0.7311. For class 0 remains 0.2689. The exercise asks for weights that give this difference directly, for *every* $x$.

# %% [markdown] lang="ko"
# ### 작은 층을 손으로 계산해 보기
#
# 입력이 둘, 클래스가 둘입니다.
#
# $$W = \begin{pmatrix} 1 & 4 \\ 2 & 2 \end{pmatrix}, \quad b = (0.5, \, 0), \quad x = (0.5, \, 1)$$
#
# 점수는 $z_0 = 3$, $z_1 = 4$입니다. 중요한 것은 둘의 차이뿐입니다. $\sigma(4 - 3) = 0.7311$이고, (3, 4)의 소프트맥스도 클래스 1에 같은 0.7311을 줍니다. 클래스 0에는 0.2689가 남습니다. 다음 문제는 **어떤** $x$에서든 이 차이를 한 번에 내는 가중치를 묻습니다.

# %% exercise="binary-from-softmax"
from dlcourse.digits import binary_from_softmax

# %% widget="ask-equal-columns"
widgets.ask(
    question=Text(
        en="Both columns of W are equal, and so are both biases. What does the layer say?",
        ko="W의 두 열이 같고 두 편향도 같습니다. 이 층은 무엇이라고 답할까요?",
    ),
    choices=(
        Text(en="One half for each class, whatever the input", ko="입력이 무엇이든 두 클래스에 절반씩 줍니다"),
        Text(en="It depends on the input", ko="입력에 따라 다릅니다"),
        Text(en="Class 1 with certainty", ko="확실히 클래스 1입니다"),
    ),
    answer=0,
    why=Text(
        en="The difference of the scores is 0 for every input, and σ(0) is one half. What both columns share, the answer never sees.",
        ko="어떤 입력에서든 두 점수의 차이가 0이고, σ(0)은 딱 절반입니다. 두 열에 똑같이 들어 있는 것은 답에 나타나지 않습니다.",
    ),
)

# %% [markdown] lang="en"
# ## Now you: a network that reads
#
# No formula is given this time. Start, layers, learning rate, epochs: you choose, and a network that reads well is right however it was made. The images are smaller than those above, so that the check stays quick.
#
# If it does not work at first, look in this order: is the first loss near 2.3026? Are twenty images learned by heart, without penalty and dropout, with one of three rates? Does the accuracy on all *training* images become high? Only then think about finer settings.

# %% [markdown] lang="ko"
# ## 이제 여러분 차례입니다: 읽는 신경망 만들기
#
# 이번에는 식을 드리지 않습니다. 초기화, 층, 학습률, 에폭을 여러분이 정하고, 잘 읽기만 하면 어떻게 만들었든 정답입니다. 점검이 빨리 끝나도록 위의 그림보다 작은 그림을 씁니다.
#
# 처음에 잘되지 않으면 다음 순서로 살펴보세요. 먼저 첫 손실이 2.3026에 가까운지, 다음으로 벌점과 드롭아웃 없이 세 가지 학습률 가운데 하나로 그림 스무 장을 외우는지, 그리고 **훈련** 그림 전체에서 정확도가 높아지는지 봅니다. 세세한 설정은 그다음에 생각하면 됩니다.

# %% [markdown] lang="en"
# ### When it does not learn
#
# What goes wrong looks much the same in every network. Keep this table for the day when you need it; the last column says which lesson explains the row.
#
# | you see | often the cause | look first at | lesson |
# | --- | --- | --- | --- |
# | the loss stays near $\ln C$ | a start at 0; all ReLUs dead, perhaps from a rate that was too large; a rate much too small; a penalty much too strong; labels shuffled apart from many images | the hidden values: all equal, all 0? Then the size of a step beside the weights; some images beside their labels | 3, 6, 7, 8 |
# | the first loss is far above $\ln C$ | inputs or starting weights too large | the largest input; the standard deviation of the start | 6, 9 |
# | the loss grows and becomes `nan` | a rate too large; a deep network with starting weights too large; `exp` of large scores | a tenth of the rate; He's start; the scores minus the largest | 3, 6, 7 |
# | it falls, then jumps to and fro | the rate is too large for the bottom of the valley | a rate that falls with time | 7 |
# | twenty examples are not learned by heart | a bad rate; a strong penalty or dropout; a start at 0; if it is none of these, a mistake in the forward pass, the gradient or the step | three rates, without penalty and dropout; then shapes, and the gradient check, array by array | 5, 7, 8, 9 |
# | training and validation both poor and close together | underfitting: too few units or epochs, a penalty too strong | the same without penalty; then more units, more epochs | 8 |
# | training good, validation worse, its loss rises | overfitting | stopping early; a penalty, dropout, more data | 8 |
# | training good, validation like guessing | labels shuffled apart from the images; validation images prepared in another way | some images beside their labels; one `preprocess` for all parts | 8, 9 |
# | the same image, now and then another answer | dropout is still switched on | the switch from training to testing, for batch normalization too | 8 |
# | one class is never answered | hardly any examples of it | how many labels each class has; its column in the confusion matrix | 9 |
#
# If no row fits, go through it in this order: penalty and dropout off, and twenty examples by heart with three rates; if all three fail, look at shapes and check the gradient. Then choose the rate on all examples; size and regularization come last.

# %% [markdown] lang="ko"
# ### 학습이 잘되지 않을 때
#
# 잘못되는 모습은 어느 신경망에서나 비슷합니다. 필요한 날에 다시 펴 볼 표입니다. 마지막 열은 그 행을 설명하는 수업입니다.
#
# | 증상 | 흔한 원인 | 먼저 살펴볼 것 | 수업 |
# | --- | --- | --- | --- |
# | 손실이 $\ln C$ 근처에 머뭅니다 | 0에서 시작했거나, ReLU가 모두 죽었거나(너무 큰 학습률 탓일 수 있습니다), 학습률이 너무 작거나, 벌점이 너무 세거나, 많은 그림의 레이블이 그림과 따로 섞였습니다 | 은닉 값이 모두 같거나 모두 0인지. 그다음에는 가중치에 견준 걸음의 크기, 그림 몇 장과 그 레이블 | 3, 6, 7, 8 |
# | 첫 손실이 $\ln C$보다 훨씬 큽니다 | 입력이나 처음 가중치가 너무 큽니다 | 가장 큰 입력, 처음 가중치의 표준편차 | 6, 9 |
# | 손실이 커지다가 `nan`이 됩니다 | 학습률이 너무 크거나, 깊은 신경망의 처음 가중치가 너무 크거나, 큰 점수에 그대로 `exp`를 씌웠습니다 | 십분의 일로 줄인 학습률, He 초기화, 가장 큰 점수를 뺀 점수 | 3, 6, 7 |
# | 내려가던 손실이 오르락내리락합니다 | 골짜기 바닥에 다가가기에는 학습률이 너무 큽니다 | 시간이 갈수록 줄어드는 학습률 | 7 |
# | 샘플 스무 개를 외우지 못합니다 | 학습률이 맞지 않거나, 벌점이나 드롭아웃이 너무 세거나, 0에서 시작했습니다. 그 때문이 아니라면 순전파나 기울기, 걸음에 실수가 있습니다 | 벌점과 드롭아웃 없이 세 가지 학습률. 그다음 형상, 그리고 배열마다 따로 하는 기울기 점검 | 5, 7, 8, 9 |
# | 훈련과 검증이 모두 나쁘고 서로 비슷합니다 | 과소적합. 유닛이나 에폭이 모자라거나 벌점이 너무 셉니다 | 벌점을 뺀 결과. 그다음 더 많은 유닛, 더 많은 에폭 | 8 |
# | 훈련은 좋고 검증은 그보다 나쁘며 검증 손실이 올라갑니다 | 과적합 | 조기 종료, 벌점, 드롭아웃, 더 많은 데이터 | 8 |
# | 훈련은 좋은데 검증은 찍는 것과 같습니다 | 레이블이 그림과 따로 섞였거나 검증 그림을 다르게 준비했습니다 | 그림 몇 장과 그 레이블, 모든 세트에 똑같이 쓴 `preprocess` | 8, 9 |
# | 같은 그림인데 이따금 답이 달라집니다 | 드롭아웃이 아직 켜져 있습니다 | 훈련 모드에서 테스트 모드로 바꾸었는지. 배치 정규화도 마찬가지입니다 | 8 |
# | 어떤 클래스를 한 번도 답하지 않습니다 | 그 클래스의 샘플이 거의 없습니다 | 클래스마다 레이블이 몇 개인지, 혼동 행렬에서 그 클래스의 열 | 9 |
#
# 맞는 행이 없으면 다음 순서로 살펴보세요. 먼저 벌점과 드롭아웃을 끄고 세 가지 학습률로 샘플 스무 개를 외우게 합니다. 셋 다 못 외우면 형상을 살펴보고 기울기를 점검합니다. 그다음 전체 샘플에서 학습률을 고르고, 크기와 규제는 맨 나중입니다.

# %% [markdown] lang="en"
# Some habits of people who have debugged many networks (A. Karpathy has written down his). Fix the seed, so that a run can be repeated, and change one thing at a time. Look at what *enters* the network, at its door, after everything that was done to the data. Train a second network with all inputs set to 0: if it reads as well, the first has not used them. Take the loss of one example alone: its gradient must not be 0 at its own inputs, and must be 0 at those of all *others* (without batch normalization), or examples are mixed up inside. And watch the answers to one fixed batch while the network learns.

# %% [markdown] lang="ko"
# 신경망을 많이 고쳐 본 사람들에게는 습관이 있습니다(A. 카파시는 자기 습관을 글로 남겼습니다). 시드를 고정해 똑같이 다시 실행할 수 있게 하고, 한 번에 하나씩만 바꿉니다. 데이터에 한 일을 모두 마친 뒤 신경망에 실제로 **들어가는** 것을 들여다봅니다. 입력을 모두 0으로 바꾸어 신경망을 하나 더 학습시킵니다. 이것도 똑같이 잘 읽는다면 첫째 신경망은 입력을 쓰지 않은 것입니다. 샘플 하나의 손실만 떼어 봅니다. 자기 입력에 대한 기울기는 0이 아니어야 하고, **다른** 샘플의 입력에 대한 기울기는 모두 0이어야 합니다(배치 정규화가 없을 때). 아니면 안에서 샘플이 뒤섞이고 있는 것입니다. 그리고 배치 하나를 정해 두고, 배우는 동안 그 답이 어떻게 변하는지 지켜봅니다.

# %% [markdown] lang="en"
# Why the rate and the penalty before the gradient? The network above has no bug. Let it learn twenty images with four rates, and at the rate 0.2 with two strengths of an L2 penalty. The cell prints after how many steps all twenty were right for the first time (-1 if 200 were not enough), and the loss and the right answers after 200 steps. Predict: which of the six would you have blamed on a bug?

# %% [markdown] lang="ko"
# 왜 기울기보다 학습률과 벌점이 먼저일까요? 위의 신경망에는 버그가 없습니다. 이 신경망에게 학습률 네 가지로, 그리고 학습률 0.2에서 L2 벌점의 세기 두 가지로 그림 스무 장을 외우게 합니다. 셀은 몇 걸음 만에 처음으로 스무 장을 모두 맞혔는지(200걸음으로 모자라면 -1), 그리고 200걸음 뒤의 손실과 맞힌 장수를 출력합니다. 여섯 가지 가운데 버그 탓으로 돌렸을 법한 것은 무엇일지 예상해 보세요.


# %%
def penalized(params, X, y, strength, lr=0.2):
    moved, loss = step(params, X, y, lr)
    return [(W - lr * strength * old, b) for (W, b), (old, _) in zip(moved, params, strict=True)], loss


def after_200(step):
    twenty = start
    for _ in range(200):
        twenty, loss = step(twenty, X[:20], y[:20])
    return loss, np.sum(digits.predict(X[:20], twenty) == y[:20])


cases = {f"rate {rate}": partial(step, lr=rate) for rate in (0.002, 0.02, 0.2, 2)}
cases |= {f"penalty {strength}": partial(penalized, strength=strength) for strength in (0.1, 1)}
for name, move in cases.items():
    first, (loss, right) = digits.steps_to_memorize(start, X, y, move, steps=200), after_200(move)
    print(f"{name:11}: {first:2} steps; after 200 steps loss {loss:.3f}, {right} of 20 right")

# %% [markdown] lang="en"
# With 0.002 and with 2 a network without a bug fails; with 0.02 and 0.2 it passes. So three rates come first. With a penalty it fails in another way: with the strength 1 all twenty are right after 4 steps, before it has pulled much, and after 200 only 2 are, with the loss of knowing nothing, 2.303. With 0.1 the loss stays at 0.214; without the penalty it would be 0.004. So penalties off, and look at the loss, too.

# %% [markdown] lang="ko"
# 학습률 0.002와 2에서는 버그 없는 신경망이 점검을 통과하지 못하고, 0.02와 0.2에서는 통과합니다. 그래서 세 가지 학습률이 먼저입니다. 벌점은 다른 방식으로 방해합니다. 세기가 1이면 벌점이 가중치를 아직 얼마 줄이지 못한 4걸음 뒤에 스무 장을 모두 맞히지만, 200걸음 뒤에는 2장만 맞히고 손실은 아무것도 모를 때의 2.303입니다. 세기가 0.1이면 벌점이 없을 때 0.004까지 내려갈 손실이 0.214에 머뭅니다. 그러니 벌점은 끄고, 손실도 함께 보세요.

# %% exercise="train-mnist"
from dlcourse.digits import train_mnist

# %% [markdown] lang="en"
# Your network on your own handwriting, and its mistakes:

# %% [markdown] lang="ko"
# 여러분의 신경망으로 여러분의 손글씨를 읽고, 무엇을 틀리는지도 보세요.

# %%
if solved("train-mnist"):
    from IPython.display import display

    mine = train_mnist(X, y, rng=np.random.default_rng(0))
    display(widgets.digits.draw(mine), widgets.digits.mistakes(mine))

# %% [markdown] lang="en"
# ### How far does it go?
#
# | network | learns from | reads |
# | --- | --- | --- |
# | the one above: 128 units, three epochs | 8,000 images | 0.9130 of the validation images |
# | the course's own answer to this exercise | 8,000 images | 0.9550 of them |
# | 800 units, one hidden layer (Simard and others, 2003) | all 60,000 | about 98 of 100 official test images |
# | a convolutional network (LeCun and others, 1998) | all 60,000 | about 99 of 100 official test images |
#
# Ours has no more units than the one above. It has more time, and lesson 8 on its side: at every step a fifth of the pixels is dropped. To go further takes more data, or layers made for images.
#
# The other images are not part of this course's package. If you have the four official files, plain or .gz, in a folder `mnist` beside this notebook, the next cell takes them; nothing else changes but the time, about six times as long.

# %% [markdown] lang="ko"
# ### 어디까지 갈 수 있을까요?
#
# | 신경망 | 배운 그림 | 맞게 읽는 비율 |
# | --- | --- | --- |
# | 위의 신경망: 유닛 128개, 세 에폭 | 8,000장 | 검증 그림의 0.9130 |
# | 이 문제에 대한 이 강의의 풀이 | 8,000장 | 검증 그림의 0.9550 |
# | 은닉층 하나, 유닛 800개 (Simard 등, 2003) | 60,000장 전부 | 공식 테스트 그림 100장 가운데 약 98장 |
# | 합성곱 신경망 (LeCun 등, 1998) | 60,000장 전부 | 공식 테스트 그림 100장 가운데 약 99장 |
#
# 이 강의의 풀이도 유닛 수는 위의 신경망과 같습니다. 시간을 더 들였고, 8번 수업에서 배운 대로 걸음마다 픽셀을 다섯 개 가운데 하나꼴로 껐을 뿐입니다. 그보다 더 나아가려면 데이터가 더 많거나 그림에 맞는 층이 있어야 합니다.
#
# 나머지 그림은 이 강의의 패키지에 들어 있지 않습니다. 공식 파일 네 개를(압축을 풀었든 .gz 그대로든) 이 노트북 옆의 `mnist` 폴더에 넣어 두었다면 다음 셀로 읽을 수 있습니다. 바뀌는 것은 시간뿐이며, 여섯 배쯤 걸립니다.

# %%
from pathlib import Path

folder = Path("mnist")
if solved("train-mnist"):
    if folder.is_dir():
        whole = load_mnist(full=True, folder=folder)
        X_all, y_all = digits.preprocess(whole.X_train, whole.y_train)
        X_check, y_check = digits.preprocess(whole.X_val, whole.y_val)
        best = train_mnist(X_all, y_all, rng=np.random.default_rng(0))
        print(digits.accuracy(y_check, digits.predict(X_check, best)))
    else:
        print(Text(en="There is no folder “mnist” here.", ko="여기에는 “mnist” 폴더가 없습니다."))

# %% [markdown] lang="en"
# ### The test part, once
#
# First choose, then open. Three epochs or fifteen, and if you have solved “Read digits”, your own network: the validation images decide. An accuracy $q$ on $n$ images comes with a **standard error**, for other images would have given another number:
#
# $$\sqrt{\frac{q (1 - q)}{n}}$$
#
# For two networks that read *different* images, the error of their difference is about 1.4 times that of one (the root of 2, if both errors are alike). Less than two such errors may be luck. But here both read the *same* images, and there is a sharper way: count those that only one of the two reads.

# %% [markdown] lang="ko"
# ### 테스트 세트는 한 번만
#
# 먼저 고르고, 그다음에 엽니다. 세 에폭인지 열다섯 에폭인지, "숫자를 읽는 신경망" 문제를 풀었다면 여러분의 신경망인지는 검증 그림이 정합니다. 그림 $n$장에서 잰 정확도 $q$에는 **표준오차**(standard error)가 있습니다. 다른 그림이었다면 다른 수가 나왔을 것이기 때문입니다.
#
# $$\sqrt{\frac{q (1 - q)}{n}}$$
#
# 두 신경망이 서로 **다른** 그림을 읽었다면, 두 정확도의 차이에 대한 표준오차는 정확도 하나의 표준오차에 견주어 약 1.4배입니다(두 표준오차가 비슷할 때 2의 제곱근). 차이가 그 두 배에 못 미치면 운일 수 있습니다. 그런데 여기서는 두 신경망이 **같은** 그림을 읽으므로 더 정확한 방법이 있습니다. 둘 중 하나만 맞힌 그림을 세는 것입니다.


# %%
def with_error(hits):
    return f"{hits.mean():.4f} ± {np.sqrt(hits.mean() * (1 - hits.mean()) / len(hits)):.4f}"


networks = {"three epochs": params, "fifteen epochs": longer}
if solved("train-mnist"):
    networks["your own"] = mine
right = {name: digits.predict(X_val, network) == y_val for name, network in networks.items()}
for name, hits in right.items():
    print(f"{name}: {with_error(hits)}")
three, fifteen = right["three epochs"], right["fifteen epochs"]
print("only three epochs:", np.sum(three & ~fifteen), "only fifteen epochs:", np.sum(fifteen & ~three))
chosen = max(networks, key=lambda name: right[name].mean())

# %% [markdown] lang="en"
# 0.9130 ± 0.0063 against 0.9390 ± 0.0054, and of the 86 images that divide them 17 speak for three epochs, 69 for fifteen; luck alone would deal them out about evenly. So validation does not choose three epochs. Now, and only now, `chosen` reads the 2,000 images from the official test file. Above or below its validation accuracy, and by how many errors?

# %% [markdown] lang="ko"
# 0.9130 ± 0.0063과 0.9390 ± 0.0054입니다. 둘이 갈리는 그림 86장 가운데 17장은 세 에폭, 69장은 열다섯 에폭의 편입니다. 운뿐이라면 거의 반반이었을 것입니다. 그러니 검증 그림은 세 에폭을 고르지 않습니다. 이제 비로소 `chosen`이 공식 테스트 파일에서 온 그림 2,000장을 읽습니다. 검증 정확도보다 높을까요, 낮을까요? 표준오차의 몇 배쯤 다를까요?

# %%
X_test, y_test = digits.preprocess(mnist.X_test, mnist.y_test)
print(f"{chosen}: {with_error(digits.predict(X_test, networks[chosen]) == y_test)}")

# %% [markdown] lang="en"
# For fifteen epochs it is 0.9435 ± 0.0052: within an error of the 0.9390, as it should be when nobody has peeked. If you now go back, change a setting and look again, you have no test part any more.
#
# How many images would make it sure to ±0.01, with two errors? Near one half 10,000, as many as MNIST's own test file has.

# %% [markdown] lang="ko"
# 열다섯 에폭이라면 0.9435 ± 0.0052입니다. 0.9390과의 차이가 표준오차보다 작습니다. 아무도 미리 보지 않았다면 그래야 마땅합니다. 이제 돌아가서 설정을 바꾸고 다시 본다면 테스트 세트는 더 이상 없는 셈입니다.
#
# 표준오차의 두 배가 ±0.01이 되려면 그림이 몇 장 있어야 할까요? 정확도가 절반 근처라면 10,000장이고, MNIST의 테스트 파일이 바로 그만큼입니다.

# %% [markdown] lang="en"
# ### What a test score does not promise
#
# The same handwriting, moved down and to the right by 1, 2, 3 pixels with `augment_shift` from lesson 8, and once with black and white exchanged. For you nothing has become harder. Predict the five accuracies. (These are validation images; the test part has done its work.)

# %% [markdown] lang="ko"
# ### 테스트 점수가 약속하지 않는 것
#
# 같은 손글씨를 8번 수업의 `augment_shift`로 아래와 오른쪽으로 1, 2, 3픽셀 옮기고, 한 번은 흑백을 뒤집습니다. 사람에게는 조금도 더 어려워지지 않았습니다. 다섯 정확도를 예상해 보세요. (검증 그림을 씁니다. 테스트 세트는 할 일을 마쳤습니다.)

# %%
from dlcourse.regularizers import augment_shift

changed = {f"moved by {far}": augment_shift(mnist.X_val, far, far) for far in range(4)}
changed["black and white exchanged"] = 255 - mnist.X_val
for name, images in changed.items():
    X_changed, _ = digits.preprocess(images, mnist.y_val)
    print(f"{name}: {digits.accuracy(y_val, digits.predict(X_changed, networks[chosen]))}")

# %% [markdown] lang="en"
# Fifteen epochs: 0.9390, and then 0.8230, 0.4090, 0.1445; exchanged 0.0415, worse than guessing. No error bar had warned of it. **An accuracy belongs to the data it was measured on**, and to others drawn in the same way; if they come otherwise, that is a **distribution shift**. Two remedies: test on images as they will come, and train with moved copies (lesson 8).

# %% [markdown] lang="ko"
# 열다섯 에폭이면 0.9390이다가 0.8230, 0.4090, 0.1445로 떨어집니다. 흑백을 뒤집으면 0.0415로 찍는 것만도 못합니다. 표준오차는 이것을 알려 주지 않았습니다. **정확도는 그것을 잰 데이터의 것이고**, 같은 방법으로 뽑은 데이터에만 통합니다. 다른 데이터가 들어오는 것을 **분포 변화**(distribution shift)라고 합니다. 처방은 두 가지입니다. 실제로 들어올 그림으로 테스트하고, 옮긴 복사본으로도 훈련하는 것입니다(8번 수업).

# %% [markdown] lang="en"
# Take the second one. The same network again for fifteen epochs, but before each of them every group of training images is moved, up and down, left and right, by up to 3 pixels, another way each time. Predict five accuracies: moved by 0 to 3 pixels, and by 4, which it never sees.

# %% [markdown] lang="ko"
# 두 번째 처방을 써 봅시다. 같은 신경망을 다시 열다섯 에폭 훈련하되, 에폭마다 훈련 그림을 묶음별로 위아래와 좌우로 최대 3픽셀씩, 매번 다르게 옮깁니다. 0에서 3픽셀까지 옮겼을 때와, 훈련할 때 한 번도 보지 못한 4픽셀을 옮겼을 때의 정확도 다섯 개를 예상해 보세요.

# %%
shake = np.random.default_rng(1)
ready = begin((784, 128, 10), shake)
for _ in range(15):
    groups = np.array_split(mnist.X_train, 50)
    moved = [augment_shift(group, *shake.integers(-3, 4, size=2)) for group in groups]
    X_moved, _ = digits.preprocess(np.concatenate(moved), mnist.y_train)
    ready, _ = digits.fit(ready, (X_moved, y, X_val, y_val), step, epochs=1, size=64, rng=shake)
for far in range(5):
    X_changed, _ = digits.preprocess(augment_shift(mnist.X_val, far, far), mnist.y_val)
    print(f"moved by {far}: {digits.accuracy(y_val, digits.predict(X_changed, ready))}")

# %% [markdown] lang="en"
# 0.9345, 0.9360, 0.9355 and 0.8930: moved by 3 pixels it reads nine of ten, where the other network read one of seven, and what it lost on the images as they come is less than an error. Nothing about the network has changed; it has seen more of what may come. At 4 pixels it is 0.5910: **a remedy reaches as far as you have thought of**.

# %% [markdown] lang="ko"
# 0.9345, 0.9360, 0.9355, 0.8930입니다. 3픽셀을 옮기면 앞의 신경망은 일곱 장에 한 장을 읽었는데 이 신경망은 열 장에 아홉 장을 읽습니다. 옮기지 않은 그림에서 잃은 것은 표준오차보다 작습니다. 신경망은 그대로이고, 들어올 수 있는 그림을 더 많이 보았을 뿐입니다. 4픽셀에서는 0.5910입니다. **처방은 미리 생각해 둔 데까지만 듣습니다.**

# %% [markdown] lang="en"
# ## What if there is no hidden layer?
#
# Then one affine layer is left, 784 → 10, with softmax behind it: 7,850 numbers instead of 101,770. It may start at 0, for its ten outputs have ten different targets, and nothing keeps them equal; what had to differ in lesson 6 were hidden units.
#
# The same images, the same three epochs, the same rate. Of the validation images ten means read 0.8025 and 128 hidden units 0.9130. Predict where this network comes out: below both, between them, above both?

# %% [markdown] lang="ko"
# ## 은닉층이 없다면 어떨까요?
#
# 그러면 아핀 층 하나, 784 → 10만 남고 그 뒤에 소프트맥스가 있습니다. 매개변수는 101,770개가 아니라 7,850개입니다. 0에서 시작해도 됩니다. 출력 열 개는 정답이 저마다 다르므로 계속 같을 까닭이 없습니다. 6번 수업에서 서로 달라야 했던 것은 은닉 유닛입니다.
#
# 그림도, 세 에폭도, 학습률도 그대로입니다. 검증 그림에서 평균 열 개는 0.8025, 은닉 유닛 128개는 0.9130이었습니다. 이 신경망은 둘보다 낮을까요, 둘 사이일까요, 둘보다 높을까요? 예상해 보세요.


# %%
def step_alone(params, X, y, lr=0.2):
    [(W, b)] = params
    scores = affine(X, W, b)
    _, dW, db = affine_backward(cross_entropy_grad(scores, y), X, W)
    return [(gd_step(W, dW, lr), gd_step(b, db, lr))], cross_entropy(scores, y)


blank = [(np.zeros((784, 10)), np.zeros(10))]
alone, _ = digits.fit(blank, (X, y, X_val, y_val), step_alone, epochs=3, size=64, rng=np.random.default_rng(0))
for name, network in {"no hidden layer": alone, "128 hidden units": params}.items():
    count = sum(W.size + b.size for W, b in network)
    print(f"{name}: {count:,} numbers, {digits.accuracy(y_val, digits.predict(X_val, network)):.4f}")

# %% [markdown] lang="en"
# 0.8845, with a thirteenth of the numbers. It is not time that it lacks: after fifteen epochs it has 0.8915, the network with a hidden layer 0.9390.
#
# What has it learned? A column of $W$ has one weight for each pixel, so the ten columns are ten pictures. Predict before you look: what stands in the middle of the picture for 0?

# %% [markdown] lang="ko"
# 매개변수는 십삼분의 일인데 0.8845입니다. 시간이 모자란 것이 아닙니다. 열다섯 에폭을 배워도 0.8915이고, 은닉층이 있는 신경망은 0.9390입니다.
#
# 무엇을 배웠을까요? $W$의 열 하나에는 픽셀마다 가중치가 하나씩 있으므로, 열 열 개는 그림 열 장입니다. 보기 전에 예상해 보세요. 0의 그림 한가운데에는 무엇이 있을까요?

# %% drawing="ten-templates"

# %% [markdown] lang="en"
# **One template a class.** A digit's score is its bias and the ink, weighed by its picture. The middle of the 0 is striped: hardly any 0 has ink there, and the other digits do. The 1 wants ink in the middle and forbids it on both sides. These are no mean images: a mean shows where ink *is*, a template where ink *tells* this digit from the others.
#
# And here is what is missing. A slanted 7 and an upright one have their ink in different places, and must share one template, which can suit neither of them well. So it is on unusually slanted images that the hidden layer gains most: there, several units can stand for the ways to write a digit. What do they look like?

# %% [markdown] lang="ko"
# **클래스마다 템플릿(template) 하나입니다.** 숫자의 점수는 그 그림으로 무게를 단 잉크에 편향을 더한 것입니다. 0의 한가운데는 줄무늬입니다. 0에는 그 자리에 잉크가 거의 없고 다른 숫자에는 있기 때문입니다. 1은 가운데에 잉크를 바라고 양옆에는 바라지 않습니다. 평균 그림과는 다릅니다. 평균은 잉크가 **있는** 곳을 보여 주고, 템플릿은 잉크가 이 숫자를 다른 숫자와 **구별해 주는** 곳을 보여 줍니다.
#
# 모자란 것도 여기에서 보입니다. 기울어진 7과 곧은 7은 잉크가 놓인 자리가 다른데도 템플릿 하나를 함께 써야 하고, 그러면 어느 쪽에도 꼭 맞지 않습니다. 그래서 은닉층의 덕을 가장 많이 보는 것은 유난히 기울어진 그림입니다. 은닉층이 있으면 한 숫자를 쓰는 여러 방법을 유닛 여러 개가 나누어 맡을 수 있습니다. 그 유닛들은 어떻게 생겼을까요?

# %% [markdown] lang="en"
# ## What do the units see?
#
# A hidden unit multiplies each pixel by its own weight. So its 784 weights are an image: where it is orange, ink speaks for the unit; where it is purple, ink speaks against it. The random start covers everything with noise; *what training changed* shows it best. You will find strokes, bows and gaps.
#
# The other question is: which image would a unit like best? Start from grey and climb: the *pixels* follow the gradient, the weights stay. This is **activation maximization**. Predict what comes out, then move the steps.

# %% [markdown] lang="ko"
# ## 유닛은 무엇을 볼까요?
#
# 은닉 유닛은 픽셀마다 자기 가중치를 곱합니다. 그러므로 가중치 784개는 그림입니다. 주황색인 곳의 잉크는 유닛에게 찬성표이고 보라색인 곳의 잉크는 반대표입니다. 무작위 초기화가 전체를 잡음으로 덮고 있으므로, **학습이 바꾼 것**을 보면 가장 잘 보입니다. 획과 굽은 곳과 빈틈을 찾을 수 있습니다.
#
# 거꾸로 물을 수도 있습니다. 유닛은 어떤 그림을 가장 좋아할까요? 회색에서 시작해 올라갑니다. 가중치는 그대로 두고 **픽셀**이 기울기를 따라갑니다. 이것을 **활성화 최대화**(activation maximization)라고 합니다. 무엇이 나올지 예상하고 걸음 수를 늘려 보세요.

# %% widget="units"
widgets.digits.units()

# %% [markdown] lang="en"
# ### From edges to objects
#
# Networks for photographs are built differently: in a **convolutional network** (CNN) a unit looks at a small window and slides it over the whole image. There the images that units like best tell a story from layer to layer: slanted edges and colours first, then corners and textures, then parts such as eyes or wheels, and whole objects at the end. Each layer builds on the words that the one before has found.
#
# Our network has a single hidden layer and sees every pixel in its own place, so it stops at the first chapter. That is the honest reason for depth: not more accuracy by law, but features made of features.

# %% [markdown] lang="ko"
# ### 에지에서 물체까지
#
# 사진을 다루는 신경망은 다르게 만듭니다. **합성곱 신경망**(CNN)에서는 유닛이 작은 창을 보고, 그 창을 그림 전체에서 옮겨 다닙니다. 그런 신경망에서 유닛이 가장 좋아하는 그림을 층마다 살펴보면 이야기가 이어집니다. 처음에는 비스듬한 에지(윤곽선)와 색, 다음에는 모서리와 질감, 그다음에는 눈이나 바퀴 같은 부분, 마지막에는 물체 전체가 나타납니다. 층마다 앞 층이 찾아낸 것을 낱말처럼 엮어 씁니다.
#
# 우리 신경망은 은닉층이 하나뿐이고 픽셀을 제자리에서만 보기 때문에 이야기의 첫 장에서 멈춥니다. 깊이가 필요한 진짜 까닭이 여기에 있습니다. 깊으면 반드시 정확해지는 것이 아니라, 특징으로 다시 특징을 만들 수 있습니다.

# %% drawing="what-layers-see"

# %% exercise="maximize-unit"
from dlcourse.digits import maximize_unit

# %% [markdown] lang="en"
# ## When is a network the wrong tool?
#
# Here is a rival without any learning: keep all training images, and answer with the label of the most similar one. It is called **nearest neighbour** and takes four lines. Predict: from 8,000 images, who reads better?

# %% [markdown] lang="ko"
# ## 신경망이 알맞은 도구가 아닐 때는 언제일까요?
#
# 배우지 않는 경쟁자를 소개합니다. 훈련 그림을 모두 간직해 두고, 가장 비슷한 그림의 레이블로 답합니다. **최근접 이웃**(nearest neighbour)이라고 하고 네 줄이면 됩니다. 예상해 보세요. 그림이 8,000장일 때 누가 더 잘 읽을까요?

# %%
images, new = X.astype(np.float32), X_val.astype(np.float32)
for n in (50, 500, 8000):
    known, labels = images[:n], y[:n]
    distance = np.sum(known**2, axis=1) - 2 * new @ known.T
    print(n, digits.accuracy(y_val, labels[np.argmin(distance, axis=1)]))

# %% [markdown] lang="en"
# ### Three rivals, three sizes
#
# Validation accuracy after 100, 20 and 3 epochs. *Softmax alone* is a single layer, 784 → 10, with 7,850 numbers.
#
# | images | nearest neighbour | softmax alone | 784 → 128 → 10 |
# | --- | --- | --- | --- |
# | 50 | 0.6550 | 0.7090 | 0.7070 |
# | 500 | 0.8430 | 0.8445 | 0.8470 |
# | 8,000 | 0.9420 | 0.8845 | 0.9130 |
# | 8,000, as tuned in exercise "Read digits" | | | 0.9550 |
#
# With 50 images the network with thirteen times as many numbers has no advantage. With 8,000 and three epochs it is ahead of the single layer, and behind a method without any training. The last row is the same network of 128 units, with the same images, tuned: now it is ahead of both.
#
# Nearest neighbour has its own price: it carries all 8,000 images along and compares each new one with every one of them.

# %% [markdown] lang="ko"
# ### 경쟁자 셋, 크기 셋
#
# 각각 100, 20, 3에폭 뒤의 검증 정확도입니다. **소프트맥스만**은 층이 하나뿐인 784 → 10이고 매개변수가 7,850개입니다.
#
# | 그림 수 | 최근접 이웃 | 소프트맥스만 | 784 → 128 → 10 |
# | --- | --- | --- | --- |
# | 50 | 0.6550 | 0.7090 | 0.7070 |
# | 500 | 0.8430 | 0.8445 | 0.8470 |
# | 8,000 | 0.9420 | 0.8845 | 0.9130 |
# | 8,000, "숫자를 읽는 신경망" 문제에서처럼 조정 | | | 0.9550 |
#
# 그림이 50장이면 매개변수가 열세 배 많은 신경망이 나을 것이 없습니다. 8,000장으로 세 에폭을 배우면 층 하나보다는 앞서지만, 학습을 전혀 하지 않는 방법에는 뒤처집니다. 마지막 행은 같은 그림으로 배운, 같은 유닛 128개짜리 신경망을 조정한 것입니다. 이제 둘 모두를 앞섭니다.
#
# 최근접 이웃에도 비용이 있습니다. 그림 8,000장을 모두 들고 다니면서 새 그림을 하나하나 견주어야 합니다.

# %% widget="ask-fair-rival"
widgets.ask(
    question=Text(
        en="Why was the network with three epochs no fair rival for nearest neighbour?",
        ko="세 에폭을 배운 신경망은 왜 최근접 이웃의 공정한 상대가 아니었을까요?",
    ),
    choices=(
        Text(en="It had more numbers than images", ko="그림보다 매개변수가 더 많았습니다"),
        Text(
            en="Its learning rate and epochs had not been chosen, and it was still getting better when it was stopped",
            ko="학습률과 에폭을 고르지 않았고, 아직 나아지는 중에 멈추었습니다",
        ),
        Text(en="Nearest neighbour has seen the validation labels", ko="최근접 이웃은 검증 레이블을 보았습니다"),
    ),
    answer=1,
    why=Text(
        en="Lesson 7 in another dress: compare rivals when each is at its best, with the same effort for each. To be quite fair, nearest neighbour should be tuned as well: how many neighbours vote, and by which distance?",
        ko="7번 수업에서 본 것과 같습니다. 저마다 가장 좋은 상태에서, 같은 노력을 들여 비교해야 합니다. 정말 공정하려면 최근접 이웃도 조정해야 합니다. 이웃 몇 개가 투표하고, 거리는 무엇으로 잴까요?",
    ),
)

# %% [markdown] lang="en"
# ### More images, or a better model?
#
# Follow a column of the table downwards: the accuracy over the number of examples is a **learning curve**. (Many books draw it over the epochs. In our table the epochs change with the rows as well; the question below has enough of them.) It tells most if the training accuracy stands beside it. More images are harder to learn by heart, so training falls; they show more of what there is, so validation rises. What still more of them can bring lies between the two. If there is no room left and the accuracy is too low, it is the model that has to change.

# %% [markdown] lang="ko"
# ### 그림을 더 모을까요, 모델을 바꿀까요?
#
# 표의 열을 따라 내려가 보세요. 샘플 수에 따라 정확도가 달라지는 모습이 **학습 곡선**(learning curve)입니다. (에폭에 따라 그리는 책도 많습니다. 우리 표에서는 행마다 에폭도 다릅니다. 아래 질문에서는 모두 넉넉히 배웠습니다.) 훈련 정확도를 나란히 놓으면 가장 많은 것을 알 수 있습니다. 그림이 많아질수록 외우기는 어려워지므로 훈련 정확도는 내려가고, 더 많은 모습을 보게 되므로 검증 정확도는 올라갑니다. 그림을 더 모아서 얻을 수 있는 몫은 두 정확도의 차이 안에 있습니다. 그 차이가 거의 없는데 정확도가 모자란다면 바꾸어야 할 것은 모델입니다.

# %% widget="ask-learning-curve"
widgets.ask(
    question=Text(
        en="Training / validation accuracy with 500, 2,000 and 8,000 images (60, 30 and 15 epochs). Softmax alone: 0.992 / 0.8460, 0.953 / 0.8710, 0.931 / 0.8915. With 128 hidden units: 1.000 / 0.8595, 1.000 / 0.9050, 0.994 / 0.9390. You may label 8,000 more. Which network gets them?",
        ko="그림 500장, 2,000장, 8,000장으로 각각 60, 30, 15에폭을 배웠을 때의 훈련 / 검증 정확도입니다. 소프트맥스만: 0.992 / 0.8460, 0.953 / 0.8710, 0.931 / 0.8915. 은닉 유닛 128개: 1.000 / 0.8595, 1.000 / 0.9050, 0.994 / 0.9390. 8,000장에 레이블을 더 붙일 수 있다면 어느 신경망에 주겠습니까?",
    ),
    choices=(
        Text(
            en="Softmax alone: it reads worse, so it needs them more",
            ko="소프트맥스만 있는 쪽. 더 못 읽으므로 더 필요합니다",
        ),
        Text(
            en="The one with hidden units: it has room up to 0.994, the other one hardly above 0.931",
            ko="은닉 유닛이 있는 쪽. 0.994까지 여지가 있고, 다른 쪽은 0.931을 넘기 어렵습니다",
        ),
        Text(
            en="Neither: training accuracy falls with more images",
            ko="어느 쪽도 아닙니다. 그림이 많아지면 훈련 정확도가 내려갑니다",
        ),
    ),
    answer=1,
    why=Text(
        en="Softmax alone cannot even learn the images that it has, and its two curves close in on each other: it needs what the other one has, a hidden layer. The other one still knows nearly all of its images, and each time that there were four times as many, it read more of the new ones.",
        ko="소프트맥스만으로는 가진 그림도 다 배우지 못하고, 두 곡선이 서로 다가가고 있습니다. 여기에 필요한 것은 다른 쪽에 있는 은닉층입니다. 은닉층이 있는 쪽은 그림이 네 배가 될 때마다 새 그림을 더 잘 읽으면서도 배운 그림을 여전히 거의 다 압니다.",
    ),
)

# %% [markdown] lang="en"
# ### What a network costs
#
# "Please build us a model that is right 80% of the time." "Gladly! We must use the newest technology, so that will be fifty million won." Everybody laughs, because the client has asked for a result and was offered a tool.
#
# | Deep learning wants | Ask before you start |
# | --- | --- |
# | **data**: thousands of labelled examples or more | how many are there, and who labels the rest? |
# | **computing**: often graphics cards, in training and in use | where will it run? |
# | **money and time**: search for settings, watch, train again | what is 1% more worth? |
# | **trust**: 101,770 numbers can be looked at, but seldom tell why *this* image got this answer | must somebody be told why? |
#
# First the simplest method that could do, as a yardstick; then a network, if the yardstick is not good enough and the price is right.

# %% [markdown] lang="ko"
# ### 신경망을 쓰는 비용
#
# "80% 맞히는 모델을 만들어 주세요." "네! 최신 기술을 써야 하니 오천만 원쯤 들겠습니다." 다들 웃습니다. 의뢰인은 결과를 부탁했는데 도구를 권했기 때문입니다.
#
# | 딥러닝에 필요한 것 | 시작하기 전에 물을 것 |
# | --- | --- |
# | **데이터**: 레이블이 붙은 샘플 수천 개 이상 | 지금 몇 개가 있고, 나머지 레이블은 누가 붙이나요? |
# | **계산**: 학습할 때도 쓸 때도 그래픽 카드가 필요할 때가 많습니다 | 어디에서 돌아가나요? |
# | **돈과 시간**: 설정을 찾고, 지켜보고, 다시 학습합니다 | 1%를 더 맞히는 것이 얼마만큼의 가치가 있나요? |
# | **신뢰**: 매개변수 101,770개는 들여다볼 수는 있어도, **이** 그림에 왜 그렇게 답했는지는 좀처럼 말해 주지 않습니다 | 누군가에게 까닭을 말해 주어야 하나요? |
#
# 먼저 될 만한 방법 가운데 가장 단순한 것으로 기준을 세우세요. 그 기준으로 모자라고 비용도 감당할 만할 때 신경망을 쓰면 됩니다.

# %% [markdown] lang="en"
# ### Five projects
#
# 1. A warning when the oven is above 80 degrees.
# 2. Which of 300 club members will leave next year? There is a table with eight columns.
# 3. The kind of skin spot on a photograph; two million labelled photographs exist.
# 4. The price of a flat from its area, floor and age; 2,000 sales are known.
# 5. Writing down what is said in telephone calls; thousands of hours have been written down by hand.

# %% [markdown] lang="ko"
# ### 다섯 가지 프로젝트
#
# 1. 오븐이 80도를 넘으면 경고하기
# 2. 동호회 회원 300명 가운데 내년에 나갈 사람 알아내기. 열이 여덟 개인 표가 있습니다.
# 3. 피부 반점 사진을 보고 종류 알아내기. 레이블이 붙은 사진이 이백만 장 있습니다.
# 4. 넓이, 층, 지은 해로 아파트 값 어림하기. 거래 기록이 2,000건 있습니다.
# 5. 전화 통화를 글로 받아 적기. 사람이 받아 적어 둔 통화가 수천 시간 있습니다.

# %% widget="ask-five-projects"
widgets.ask(
    question=Text(
        en="Which of the five need deep learning?",
        ko="다섯 가지 가운데 딥러닝이 필요한 것은 무엇일까요?",
    ),
    choices=(
        Text(en="All five: it is the newest technology", ko="다섯 가지 모두. 최신 기술이기 때문입니다"),
        Text(en="2 and 4: they predict something", ko="2와 4. 무엇인가를 예측합니다"),
        Text(en="3 and 5", ko="3과 5"),
        Text(en="None: there is always something simpler", ko="하나도 없습니다. 언제나 더 단순한 방법이 있습니다"),
    ),
    answer=2,
    why=Text(
        en="Photographs and speech have thousands of raw inputs, no human-made columns, and plenty of examples. The oven needs one comparison. For 300 members logistic regression is enough, for flats a linear model or decision trees: few columns that already mean something, few examples.",
        ko="사진과 말소리는 날것의 입력이 수천 개이고, 사람이 만든 열이 없고, 샘플이 넉넉합니다. 오븐에는 비교 한 번이면 됩니다. 회원 300명에는 로지스틱 회귀로 충분하고, 아파트에는 선형 모델이나 결정 트리가 알맞습니다. 이미 뜻이 있는 열이 몇 개 있고 샘플이 적기 때문입니다.",
    ),
)

# %% [markdown] lang="en"
# ### If your data are a table
#
# Members and flats come as rows with gaps and words, and neither a network nor a linear model takes those. A gap can be filled with the column's **mean**; a column of words becomes one column for each word, **one-hot**.
#
# Here are ten flats, two without an area, three held back. Predict before you run: the mean of how many areas fills a gap? And what becomes of a word that only a flat held back has?

# %% [markdown] lang="ko"
# ### 데이터가 표라면
#
# 회원이나 아파트의 데이터는 빈칸과 낱말이 섞인 행으로 들어오는데, 신경망도 선형 모델도 그대로는 받지 못합니다. 빈칸은 그 열의 **평균**으로 채울 수 있고, 낱말이 든 열은 낱말마다 열을 하나씩 두어 **원-핫**으로 바꿉니다.
#
# 아파트 열 채가 있습니다. 두 채는 넓이를 모르고, 세 채는 떼어 둡니다. 실행하기 전에 예상해 보세요. 빈칸을 채우는 것은 넓이 몇 개의 평균일까요? 떼어 둔 아파트에만 있는 낱말은 어떻게 될까요?

# %%
area = np.array([120, 150, np.nan, 59, 102, 76, 45, 63, np.nan, 66])
heating = np.array(["gas", "wood", "oil", "gas", "oil", "electric", "gas", "gas", "oil", "gas"])
order = np.random.default_rng(0).permutation(10)
learned, held = order[:7], order[7:]  # before anything is counted
mean, words = np.nanmean(area[learned]), np.unique(heating[learned])
table = np.column_stack([np.where(np.isnan(area), mean, area), heating[:, None] == words])
print(f"mean area: {mean:.1f} (with those held back: {np.nanmean(area):.1f}); columns: area", *words)
for name, part in (("learned", learned), ("held back", held)):
    for i in part:
        print(f"{name:9} {area[i]:5g} {heating[i]:8} ->", *(f"{number:5g}" for number in table[i]))

# %% [markdown] lang="en"
# Six areas and three words, all from the flats that are learned from. Had the flats held back been counted too, they would have moved every filled gap, and with it what is learned: a *leak*, as in lesson 8. So split first. The word that was never seen gets only 0s: nothing leaks, and tomorrow's flat may have such a word, too. But no row like it was ever learned from. After that, standardize the area, with mean and spread of the training part.
#
# Three more habits. If it may mean something that a number is missing, add a column: 1 where it was missing, else 0. Of amounts with a few huge values, such as prices, take the logarithm first, or these few set the scale. Leave out a column that only numbers the rows: it can be learned by heart and says nothing about the next.

# %% [markdown] lang="ko"
# 넓이 여섯 개와 낱말 세 개이고, 모두 학습에 쓰는 아파트에서 나왔습니다. 떼어 둔 아파트까지 셈에 넣었다면 채운 값이 모두 달라지고, 그것으로 배우는 것도 달라졌을 것입니다. 8번 수업에서 본 **누출**입니다. 그러니 먼저 나눕니다. 본 적 없는 낱말은 0만 받습니다. 새어 나간 것은 없고, 내일 들어올 아파트에도 그런 낱말이 있을 수 있습니다. 다만 그런 행으로 배운 적은 없습니다. 마지막으로 넓이를 훈련 세트의 평균과 표준편차로 표준화하세요.
#
# 습관이 세 가지 더 있습니다. 비어 있다는 것 자체가 뜻을 가질 수 있다면, 비어 있던 행은 1, 나머지는 0인 열을 따로 두세요. 가격처럼 몇 개만 아주 큰 금액은 로그를 먼저 취하세요. 그러지 않으면 그 몇 개가 척도를 정해 버립니다. 행에 차례로 붙인 번호일 뿐인 열은 빼세요. 외울 수는 있어도 다음 행에 대해서는 아무것도 말해 주지 않습니다.

# %% [markdown] manual="is-it-worth-it" points=4 lang="en"
# **Is it worth it?** Answer in eight to twelve sentences.
#
# A city wants its 60,000 paper forms a year read by machine; each form carries a handwritten postcode of five digits. Three thousand forms have been typed in by hand. A company says: "Our deep network reads 95% of the digits on these 3,000 forms. It costs fifty million won."
#
# 1. Which question do you ask first about the 95%, and why?
# 2. If 95% of the *digits* are right, roughly which share of the *postcodes* is? What follows for the city?
# 3. Which simpler method would you try first, and how do you compare it fairly with the network?
# 4. Besides the accuracy, what would you look at, and what could it show?
#
# ### MODEL ANSWER
#
# First: were the 3,000 forms used for training? If so, 95% is a training accuracy, and says little about new forms. I want the accuracy on forms that took no part in training or in choosing settings, best of all by other writers.
#
# A postcode is right only if all five digits are. If mistakes fall independently, that is 0.95 to the fifth power, about 0.77: nearly one form in four would go to the wrong place. So either a person checks the doubtful ones (the network says how sure it is), or 95% is not enough.
#
# As a yardstick I would take nearest neighbour or a single softmax layer; both take an afternoon. All methods learn from the same part of the forms, are chosen by the same validation part and compared once on the same test part. If the network is better, the question is what the difference is worth in money: how many forms fewer must be corrected by hand.
#
# I would look at the confusion matrix and at the images behind its largest cells. It may show that nearly all mistakes are 4 and 9, or 1 and 7, or come from one smudgy scanner; that can be mended more cheaply than by a larger network.
#
# ### RUBRIC
#
# - 1 point: asks whether the 95% was measured on forms that took no part in training, and says why this matters.
# - 1 point: five digits must all be right, about 0.77 (or "clearly less than 95%, because the chances multiply"), with a consequence.
# - 1 point: names a simpler method *and* a fair comparison (same training part, same untouched test part). One of the two earns half a point.
# - 1 point: confusion matrix, images of mistakes, how sure the network is, or the cost of a mistake, with what it could show. A name alone earns nothing.

# %% [markdown] manual="is-it-worth-it" points=4 lang="ko"
# **그만한 값을 할까요?** 여덟 문장에서 열두 문장으로 답해 보세요.
#
# 어느 시에서 해마다 종이 서류 60,000장을 기계로 읽으려고 합니다. 서류마다 손으로 쓴 다섯 자리 우편번호가 있습니다. 3,000장은 사람이 이미 입력해 두었습니다. 어떤 회사가 이렇게 말합니다. "저희 딥러닝 신경망은 이 3,000장에서 숫자의 95%를 읽습니다. 값은 오천만 원입니다."
#
# 1. 95%에 대해 맨 먼저 무엇을 묻겠습니까? 왜 그것을 묻나요?
# 2. **숫자**의 95%가 맞는다면 **우편번호**는 대략 얼마나 맞을까요? 그래서 시는 어떻게 해야 할까요?
# 3. 더 단순한 방법으로 무엇을 먼저 시험하겠습니까? 신경망과 어떻게 공정하게 비교할까요?
# 4. 정확도 말고 무엇을 더 살펴보겠습니까? 무엇이 드러날 수 있나요?
#
# ### MODEL ANSWER
#
# 먼저 그 3,000장을 학습에 썼는지 묻습니다. 그랬다면 95%는 훈련 정확도이고, 새 서류에 대해서는 거의 말해 주는 것이 없습니다. 학습에도 설정을 고르는 데에도 쓰지 않은 서류, 되도록 다른 사람이 쓴 서류에서 잰 정확도가 필요합니다.
#
# 우편번호는 다섯 자리가 모두 맞아야 맞습니다. 틀리는 일이 서로 독립이라면 0.95의 다섯제곱으로 약 0.77입니다. 네 장 중 거의 한 장이 엉뚱한 곳으로 갑니다. 그러므로 의심스러운 것은 사람이 확인하거나(신경망이 얼마나 확신하는지 알려 줍니다), 95%로는 모자란다고 보아야 합니다.
#
# 기준으로는 최근접 이웃이나 소프트맥스 층 하나를 쓰겠습니다. 둘 다 한나절이면 됩니다. 모든 방법을 같은 훈련 세트로 학습하고, 같은 검증 세트로 고르고, 같은 테스트 세트에서 한 번만 비교합니다. 신경망이 더 낫다면 그 차이가 돈으로 얼마인지, 곧 사람이 고쳐야 할 서류가 몇 장 줄어드는지 따져 봅니다.
#
# 혼동 행렬과, 큰 칸에 든 그림을 살펴보겠습니다. 틀린 것이 거의 모두 4와 9이거나 1과 7일 수도 있고, 얼룩이 지는 스캐너 한 대에서 나왔을 수도 있습니다. 그런 것은 신경망을 키우는 것보다 싸게 고칠 수 있습니다.
#
# ### RUBRIC
#
# - 1점: 95%를 학습에 쓰지 않은 서류에서 쟀는지 묻고, 그것이 왜 중요한지 말합니다.
# - 1점: 다섯 자리가 모두 맞아야 하므로 약 0.77(또는 "확률을 곱하므로 95%보다 훨씬 낮다")이라고 말하고, 그 결과를 이야기합니다.
# - 1점: 더 단순한 방법의 이름**과** 공정한 비교(같은 훈련 세트, 손대지 않은 같은 테스트 세트)를 말합니다. 둘 중 하나만 있으면 절반입니다.
# - 1점: 혼동 행렬, 틀린 그림, 신경망의 확신, 틀렸을 때의 비용 가운데 하나를 들고 무엇이 드러날 수 있는지 말합니다. 이름만으로는 점수가 없습니다.

# %% [markdown] lang="en"
# ## The last one: an empty cell
#
# Every exercise so far gave you its first lines: a name, the inputs, a promise. Outside of courses there is only a wish. This is yours: rows with labels come in, and rows without; the missing labels go out. No straight border parts the classes.
#
# Write it in pieces that can be tried alone, here or in cells of your own above. Is the first loss near $\ln C$? Does it fall? Are twenty rows learned by heart? You know these questions. And predict, before you begin, how many lines it will take.

# %% [markdown] lang="ko"
# ## 마지막 문제: 빈 셀
#
# 지금까지는 어느 문제에나 첫머리가 주어졌습니다. 함수의 이름과 입력, 무엇을 반환할지가 적혀 있었습니다. 강의 밖에서는 바라는 것 하나만 가지고 시작합니다. 이번에 바라는 것은 이렇습니다. 레이블이 있는 행과 없는 행이 들어오고, 빠진 레이블이 나갑니다. 클래스는 곧은 경계로 나뉘지 않습니다.
#
# 따로 시험해 볼 수 있는 조각으로 나누어 작성하세요. 이 셀에 써도 되고, 위에 셀을 새로 만들어 써도 됩니다. 첫 손실이 $\ln C$에 가깝나요? 손실이 내려가나요? 스무 행을 외울 수 있나요? 이미 아는 질문들입니다. 그리고 시작하기 전에 몇 줄이나 걸릴지 예상해 보세요.

# %% exercise="from-scratch"
from dlcourse.from_scratch import learn

# %% [markdown] lang="en"
# Data that your function was not judged by: two moons that reach into each other.

# %% [markdown] lang="ko"
# 판정에 쓰이지 않은 데이터로도 해 봅시다. 서로 파고드는 두 반달입니다.

# %%
if solved("from-scratch"):
    from dlcourse.datasets import moons

    points, sides = moons(400, rng=np.random.default_rng(0))
    told = learn(points[:200], sides[:200], points[200:], rng=np.random.default_rng(0))
    print(digits.accuracy(sides[200:], told))

# %% [markdown] lang="en"
# ## Check yourself
#
# Three questions about the whole lesson. Choose before you look.

# %% [markdown] lang="ko"
# ## 스스로 점검하기
#
# 수업 전체에서 고른 세 문제입니다. 답을 보기 전에 먼저 골라 보세요.

# %% widget="ask-softmax-when"
widgets.ask(
    question=Text(
        en="A finished network only has to say which digit it sees. May softmax be left out?",
        ko="학습을 마친 신경망은 어떤 숫자인지만 말하면 됩니다. 소프트맥스를 빼도 될까요?",
    ),
    choices=(
        Text(en="Yes: the largest score stays the largest", ko="네. 가장 큰 점수는 그대로 가장 큽니다"),
        Text(en="No: without it the scores may be negative", ko="아니요. 빼면 점수가 음수일 수 있습니다"),
        Text(en="Yes, and in training as well", ko="네. 학습할 때도 빼도 됩니다"),
    ),
    answer=0,
    why=Text(
        en="Softmax never changes the order, so arg max finds the same class. It is needed where probabilities are needed: in the loss, and where somebody asks how sure the network is.",
        ko="소프트맥스는 순서를 바꾸지 않으므로 arg max가 찾는 클래스는 같습니다. 확률이 필요한 곳, 곧 손실을 구할 때와 신경망이 얼마나 확신하는지 알고 싶을 때 필요합니다.",
    ),
)

# %% widget="ask-zero-start"
widgets.ask(
    question=Text(
        en="Somebody starts 784 → 128 → 10 with all weights and biases 0. The first loss is exactly ln 10. What happens then?",
        ko="누군가 784 → 128 → 10을 가중치와 편향을 모두 0으로 두고 시작했습니다. 첫 손실은 정확히 ln 10입니다. 그다음에는 어떻게 될까요?",
    ),
    choices=(
        Text(
            en="It learns as usual: the first loss was perfect", ko="평소처럼 배웁니다. 첫 손실이 완벽했기 때문입니다"
        ),
        Text(
            en="Only the ten output biases ever move, so it answers the same for every image",
            ko="출력 편향 열 개만 움직이므로 모든 그림에 똑같이 답합니다",
        ),
        Text(en="The loss becomes infinite", ko="손실이 무한대가 됩니다"),
    ),
    answer=1,
    why=Text(
        en="The hidden values are 0, so the output weights get no gradient; the output weights are 0, so nothing goes back to the first layer. A good first loss is necessary, but it is not enough.",
        ko="은닉 값이 0이므로 출력 가중치에 기울기가 없고, 출력 가중치가 0이므로 첫째 층으로 돌아가는 것도 없습니다. 좋은 첫 손실은 필요하지만 그것만으로는 충분하지 않습니다.",
    ),
)

# %% widget="ask-noisy-three"
widgets.ask(
    question=Text(
        en="An image that looks like noise to you is a 3 to the network, with a probability near 1. What have you learned about the network?",
        ko="여러분 눈에는 잡음일 뿐인 그림을 신경망은 1에 가까운 확률로 3이라고 합니다. 신경망에 대해 무엇을 알 수 있을까요?",
    ),
    choices=(
        Text(en="It was trained for too few epochs", ko="학습한 에폭이 모자랍니다"),
        Text(
            en="It has learned to tell ten digits apart, not to know what a digit looks like",
            ko="열 숫자를 구별하는 법을 배웠을 뿐, 숫자가 어떻게 생겼는지를 배운 것은 아닙니다",
        ),
        Text(en="Its accuracy on real digits must be low", ko="진짜 숫자에서도 정확도가 낮을 것입니다"),
    ),
    answer=1,
    why=Text(
        en="In training it only ever saw digits and only ever had to choose among ten. What it says about everything else, nobody has taught it. A high accuracy on digits and nonsense on noise go well together.",
        ko="학습하는 동안 숫자만 보았고 열 가지 가운데 고르기만 했습니다. 나머지 모든 것에 대해서는 아무도 가르친 적이 없습니다. 숫자에서 정확도가 높은 것과 잡음에 엉뚱하게 답하는 것은 얼마든지 함께 일어납니다.",
    ),
)

# %% [markdown] lang="en"
# ## All lessons once more
#
# Ten questions, one or two from each lesson, in no order. Answer all of them before you look anything up; what you miss tells you which lesson to open again.

# %% [markdown] lang="ko"
# ## 모든 수업을 한 번 더
#
# 수업마다 한두 개씩, 질문 열 개가 순서 없이 나옵니다. 찾아보지 말고 먼저 모두 답해 보세요. 틀린 것이 있으면 어느 수업을 다시 펴 보아야 할지 알 수 있습니다.

# %% widget="ask-all-affine"
widgets.ask(
    question=Text(
        en="Five layers, each XW + b, nothing between them. Which functions can they represent?",
        ko="층이 다섯 개이고 모두 XW + b이며 사이에 아무것도 없습니다. 어떤 함수를 나타낼 수 있을까요?",
    ),
    choices=(
        Text(en="Any continuous function", ko="모든 연속 함수"),
        Text(en="Those of a single layer XW + b", ko="층 하나 XW + b가 나타내는 것뿐"),
        Text(en="Polynomials of degree five", ko="차수가 다섯 이하인 다항식"),
    ),
    answer=1,
    why=Text(
        en="Affine after affine is affine (lesson 2). Depth needs something non-linear in between.",
        ko="아핀 변환을 이어도 아핀 변환입니다(2번 수업). 깊이가 뜻이 있으려면 사이에 비선형 함수가 있어야 합니다.",
    ),
)

# %% widget="ask-all-perceptron"
widgets.ask(
    question=Text(
        en="The perceptron rule meets points that no line separates. What does it do?",
        ko="퍼셉트론 규칙이 어떤 직선으로도 나눌 수 없는 점들을 만났습니다. 어떻게 될까요?",
    ),
    choices=(
        Text(en="It ends with the best line", ko="가장 좋은 직선에서 끝납니다"),
        Text(en="It changes its weights for ever", ko="가중치를 끝없이 바꿉니다"),
        Text(en="It stops at weight 0", ko="가중치 0에서 멈춥니다"),
    ),
    answer=1,
    why=Text(
        en="Only for separable points is an end guaranteed (lesson 1). A loss that is made small settles for a compromise; the rule does not.",
        ko="끝이 보장되는 것은 직선으로 나눌 수 있을 때뿐입니다(1번 수업). 손실을 줄이는 방법은 타협점에 머물지만 이 규칙은 그러지 않습니다.",
    ),
)

# %% widget="ask-all-init"
widgets.ask(
    question=Text(
        en="A deep ReLU network starts with LeCun's variance 1 / fan_in. What happens to the size of the activations, layer by layer?",
        ko="깊은 ReLU 신경망을 LeCun의 분산 1 / fan_in으로 초기화했습니다. 층이 깊어질수록 활성화 값의 크기는 어떻게 될까요?",
    ),
    choices=(
        Text(en="Halved in the mean of squares at each layer", ko="제곱의 평균이 층마다 절반이 됩니다"),
        Text(en="It stays", ko="그대로입니다"),
        Text(en="Doubled", ko="두 배가 됩니다"),
    ),
    answer=0,
    why=Text(
        en="ReLU removes half of the mean square; He's 2 puts it back (lesson 6).",
        ko="ReLU가 제곱의 평균을 절반으로 줄입니다. He의 2가 그것을 되돌립니다(6번 수업).",
    ),
)

# %% widget="ask-all-backprop"
widgets.ask(
    question=Text(
        en="A weight's input is 3, the gradient arriving behind the weighted sum is -2. What is the gradient of the weight?",
        ko="어떤 가중치의 입력은 3이고, 가중합에 도착한 기울기는 -2입니다. 가중치의 기울기는 얼마일까요?",
    ),
    choices=(
        Text(en="-6", ko="-6"),
        Text(en="1", ko="1"),
        Text(en="-2", ko="-2"),
    ),
    answer=0,
    why=Text(
        en="Upstream times local, and the local derivative of a product is the other factor (lesson 5).",
        ko="상류 기울기에 국소 미분을 곱합니다. 곱의 국소 미분은 다른 쪽 수입니다(5번 수업).",
    ),
)

# %% widget="ask-all-loss"
widgets.ask(
    question=Text(
        en="A sigmoid unit is wrong with certainty. Which loss still gives it a gradient worth speaking of?",
        ko="시그모이드 유닛이 확신하면서 틀렸습니다. 여전히 쓸 만한 기울기를 주는 손실은 무엇일까요?",
    ),
    choices=(
        Text(en="Squared error", ko="제곱 오차"),
        Text(en="Cross-entropy", ko="교차 엔트로피"),
        Text(en="Both alike", ko="둘이 같습니다"),
    ),
    answer=1,
    why=Text(
        en="Behind a sigmoid the squared error carries the factor a (1 - a), which is nearly 0 there; cross-entropy does not (lesson 4).",
        ko="시그모이드 뒤의 제곱 오차에는 a (1 - a)가 곱해지는데 그곳에서는 거의 0입니다. 교차 엔트로피에는 없습니다(4번 수업).",
    ),
)

# %% widget="ask-all-activation"
widgets.ask(
    question=Text(
        en="Which activation can leave a hidden unit without any gradient for every example, for good?",
        ko="모든 샘플에서 은닉 유닛의 기울기가 영영 사라져 버릴 수 있는 활성화 함수는 무엇일까요?",
    ),
    choices=(
        Text(en="tanh", ko="tanh"),
        Text(en="ReLU", ko="ReLU"),
        Text(en="Leaky ReLU", ko="Leaky ReLU"),
    ),
    answer=1,
    why=Text(
        en="If the pre-activation is negative for every example, ReLU's gradient is exactly 0 (lesson 3). tanh only comes near 0, and a leak never gets there.",
        ko="모든 샘플에서 활성화 전 값이 음수이면 ReLU의 기울기는 정확히 0입니다(3번 수업). tanh는 0에 가까워질 뿐이고, Leaky ReLU는 0이 되지 않습니다.",
    ),
)

# %% widget="ask-all-rate"
widgets.ask(
    question=Text(
        en="A loss falls, and then jumps to and fro without getting smaller. What do you try first?",
        ko="손실이 내려가다가 더 작아지지 않고 위아래로 오갑니다. 무엇부터 해 보겠습니까?",
    ),
    choices=(
        Text(en="More units", ko="유닛을 늘립니다"),
        Text(en="A learning rate that falls with time", ko="시간이 갈수록 줄어드는 학습률을 씁니다"),
        Text(en="A larger mini-batch of copies", ko="같은 샘플을 복사해 배치를 키웁니다"),
    ),
    answer=1,
    why=Text(
        en="Large steps find the valley, small ones its bottom (lesson 7). A larger batch of different examples would help too; copies add nothing.",
        ko="큰 걸음은 골짜기를 찾고 작은 걸음은 바닥을 찾습니다(7번 수업). 서로 다른 샘플로 배치를 키우는 것도 도움이 되지만 복사본은 소용이 없습니다.",
    ),
)

# %% widget="ask-all-decay"
widgets.ask(
    question=Text(
        en="Weight decay of AdamW, and an L2 penalty added to the gradient of Adam: are they the same?",
        ko="AdamW의 가중치 감소와, Adam의 기울기에 더한 L2 벌점은 같은 것일까요?",
    ),
    choices=(
        Text(en="Yes: the derivative of the penalty is the decay", ko="네. 벌점을 미분하면 가중치 감소입니다"),
        Text(
            en="No: Adam divides the penalty's gradient by the size of the whole gradient",
            ko="아니요. Adam은 벌점의 기울기까지 전체 기울기의 크기로 나눕니다",
        ),
        Text(en="Only if the learning rate is 1", ko="학습률이 1일 때만 같습니다"),
    ),
    answer=1,
    why=Text(
        en="For plain gradient descent they agree. Adam divides by the root of the running mean of the squares of the whole gradient, the loss's part and the penalty's together, so a weight with large gradients would hardly be decayed (lesson 7).",
        ko="보통의 경사 하강법에서는 같습니다. Adam은 손실과 벌점의 기울기를 합친 전체 기울기의 제곱을 이동 평균해 그 제곱근으로 나누므로, 기울기가 큰 가중치는 거의 줄어들지 않습니다(7번 수업).",
    ),
)

# %% widget="ask-all-choice"
widgets.ask(
    question=Text(
        en="Ten strengths were tried; the best validation accuracy is reported as the result. What is wrong with it?",
        ko="열 가지 세기를 시험해 가장 좋은 검증 정확도를 결과로 보고했습니다. 무엇이 문제일까요?",
    ),
    choices=(
        Text(en="Nothing: it was measured on unseen examples", ko="문제없습니다. 보지 못한 샘플에서 쟀습니다"),
        Text(
            en="The best of ten is partly luck; the test part, opened once, tells",
            ko="열 개 중 가장 좋은 것에는 운이 섞여 있습니다. 한 번만 연 테스트 세트로 보고해야 합니다",
        ),
        Text(en="Ten are too few", ko="열 개는 너무 적습니다"),
    ),
    answer=1,
    why=Text(
        en="Whatever was chosen by a number, that number is too kind to it (lesson 8).",
        ko="어떤 수를 보고 골랐다면 그 수는 고른 것을 실제보다 좋게 보여 줍니다(8번 수업).",
    ),
)

# %% widget="ask-all-shape"
widgets.ask(
    question=Text(
        en="X has shape (50, 8), W (8, 3), b (3,). Which shape has the gradient of b, and how is it made?",
        ko="X의 형상은 (50, 8), W는 (8, 3), b는 (3,)입니다. b의 기울기의 형상은 무엇이고, 어떻게 구할까요?",
    ),
    choices=(
        Text(en="(50, 3): the upstream gradient itself", ko="(50, 3). 상류 기울기 그대로입니다"),
        Text(
            en="(3,): the upstream gradient summed over the 50 rows",
            ko="(3,). 상류 기울기를 50개 행에 걸쳐 더합니다",
        ),
        Text(en="(8,): X transposed times the gradient", ko="(8,). X의 전치에 기울기를 곱합니다"),
    ),
    answer=1,
    why=Text(
        en="b was added to every row, so every row sends its share back (lessons 0 and 5).",
        ko="b는 모든 행에 더해졌으므로 모든 행에서 몫이 돌아옵니다(0번과 5번 수업).",
    ),
)

# %% [markdown] lang="en"
# ## Summary card
#
# | Idea | Formula or number | Remember |
# | --- | --- | --- |
# | MNIST | 60,000 training and 10,000 test images, 28 × 28, bytes 0 to 255 | 55,000 is what one tutorial kept for training; dividing by 255 is our choice |
# | the network | 784 → 128 → 10: 101,770 parameters | nearly all in the first layer |
# | first loss | $\ln C$, here 2.3026 | far away means a mistake; near is necessary, not enough |
# | twenty digits by heart | training accuracy 1 | penalty and dropout off, three rates: if none can, something is broken; if one can, the data may still be wrong |
# | learning, answering | softmax and cross-entropy; arg max | softmax keeps the order |
# | a framework's code | `nn.Linear`: weight `(H, D)`; the loss takes scores | decay on biases too; the rate outside the velocity |
# | softmax layer, two classes | $\sigma(z_1 - z_0)$ | logistic regression is a special case |
# | accuracy $q$ | share of right answers, $\pm \sqrt{q (1 - q) / n}$ | put the simplest answer beside it; true for data like those it was measured on |
# | confusion matrix | rows true, columns answered | look at the images behind a cell |
# | history | losses weighted by the size of the mini-batch | validation images only measure; test images once |
# | what units see | weights as an image; climb the score by the pixels | sure is not the same as right |
# | the right tool | data, computing, money | simplest method first; deep pays when there is much raw data |

# %% [markdown] lang="ko"
# ## 요약 카드
#
# | 개념 | 식이나 수 | 기억할 것 |
# | --- | --- | --- |
# | MNIST | 훈련 그림 60,000장, 테스트 그림 10,000장, 28 × 28, 0부터 255까지의 바이트 | 55,000은 어느 튜토리얼이 훈련용으로 남긴 수입니다. 255로 나누는 것은 우리의 선택입니다 |
# | 신경망 | 784 → 128 → 10: 매개변수 101,770개 | 거의 모두 첫째 층에 있습니다 |
# | 첫 손실 | $\ln C$, 여기서는 2.3026 | 멀면 실수가 있습니다. 가까워야 하지만 그것만으로는 충분하지 않습니다 |
# | 숫자 스무 장 외우기 | 훈련 정확도 1 | 벌점과 드롭아웃을 끄고 학습률 세 가지로. 셋 다 못 외우면 고장 난 곳이 있습니다. 외워도 데이터가 틀렸을 수는 있습니다 |
# | 배울 때와 답할 때 | 소프트맥스와 교차 엔트로피, arg max | 소프트맥스는 순서를 바꾸지 않습니다 |
# | 프레임워크 코드 | `nn.Linear`: 가중치는 `(H, D)`, 손실은 점수를 받습니다 | 가중치 감소는 편향에도. 학습률은 속도 밖에 있습니다 |
# | 소프트맥스 층, 클래스 둘 | $\sigma(z_1 - z_0)$ | 로지스틱 회귀는 특별한 경우입니다 |
# | 정확도 $q$ | 맞은 답의 비율, $\pm \sqrt{q (1 - q) / n}$ | 가장 단순한 답의 정확도를 옆에 적습니다. 잰 데이터와 비슷한 데이터에서만 통합니다 |
# | 혼동 행렬 | 행은 정답, 열은 답 | 칸에 든 그림을 살펴봅니다 |
# | 학습 기록 | 미니배치 크기로 가중한 손실 | 검증 그림은 재기만 하고, 테스트 그림은 한 번만 봅니다 |
# | 유닛이 보는 것 | 가중치를 그림으로 보기, 픽셀을 바꾸어 점수 올리기 | 확신하는 것과 맞는 것은 다릅니다 |
# | 알맞은 도구 | 데이터, 계산, 돈 | 가장 단순한 방법 먼저. 날것의 데이터가 많을 때 딥러닝이 제값을 합니다 |

# %% [markdown] lang="en"
# ## Where to go from here
#
# You began with three numbers and a decision, and you leave with a network that reads, of which you know every line. What other books go on to, convolutions, attention, networks that write, is made of the same parts.
#
# **Further reading**
#
# - Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning applied to document recognition", *Proceedings of the IEEE* 86 (1998): MNIST.
# - D. Erhan, Y. Bengio, A. Courville and P. Vincent, "Visualizing higher-layer features of a deep network", University of Montreal (2009).
# - M. Zeiler and R. Fergus, "Visualizing and understanding convolutional networks", *European Conference on Computer Vision* (2014): from edges to objects, in pictures.
# - Goki Saito, *Deep Learning from Scratch*, chapters 7 and 8: convolutional networks with the same tools.
# - [scikit-learn](https://scikit-learn.org/): the simple methods to try first. [Keras](https://keras.io/): the same network in ten lines, `Sequential` and `Dense`.

# %% [markdown] lang="ko"
# ## 다음으로
#
# 세 개의 수와 결정 하나로 시작해, 한 줄 한 줄을 모두 아는, 글씨를 읽는 신경망으로 끝났습니다. 다른 책에서 이어질 합성곱과 어텐션, 글을 쓰는 신경망도 모두 같은 부품으로 되어 있습니다.
#
# **더 읽을거리**
#
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", *Proceedings of the IEEE* 86 (1998): MNIST
# - D. Erhan, Y. Bengio, A. Courville, P. Vincent, "Visualizing higher-layer features of a deep network", 몬트리올 대학교 (2009)
# - M. Zeiler, R. Fergus, "Visualizing and understanding convolutional networks", *European Conference on Computer Vision* (2014): 에지에서 물체까지를 그림으로 보여 줍니다
# - 사이토 고키, 『밑바닥부터 시작하는 딥러닝』 7장과 8장: 같은 도구로 만드는 합성곱 신경망
# - [scikit-learn](https://scikit-learn.org/): 먼저 시험해 볼 단순한 방법이 있습니다. [Keras](https://keras.io/): `Sequential`과 `Dense`로 같은 신경망을 열 줄로 만듭니다
