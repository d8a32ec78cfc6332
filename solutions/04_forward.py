# %% [markdown] lang="en"
# # Forward propagation and losses
#
# **About {hours}. You need: the lesson on activation functions.**
#
# You own every part of a layer: weights, bias, activation. Now the parts become a machine: numbers go in on the left, pass layer after layer, and an answer comes out on the right. Then one more
# number says how wrong the answer is.
#
# After this lesson you can
#
# - push a whole batch of examples through any network, and tell every shape on the way;
# - follow a worked example digit by digit, and find what its slide forgot;
# - read five ways of writing the same layer;
# - write squared error and cross-entropy so that no logit breaks them;
# - say what a likelihood is, and why squared errors behind a sigmoid train a classifier badly.

# %% [markdown] lang="ko"
# # 순전파와 손실
#
# **약 {hours}이 걸립니다. 먼저 활성화 함수 수업을 마치고 오세요.**
#
# 층의 부품은 모두 갖추었습니다. 가중치, 편향, 활성화 함수입니다. 이제 부품을 모아 기계를 만듭니다. 왼쪽으로 들어간 수가 층을 차례로 지나 오른쪽에서 답이 되어 나옵니다. 그리고 그 답이 얼마나
# 틀렸는지를 수 하나로 나타냅니다.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 샘플 한 묶음을 어떤 신경망에든 통과시키고, 도중의 모든 형상을 말하기
# - 계산 예제를 한 자리 한 자리 따라가고, 슬라이드가 빠뜨린 것을 찾기
# - 같은 층을 나타내는 다섯 가지 표기를 읽기
# - 어떤 로짓에도 망가지지 않는 제곱 오차와 교차 엔트로피를 작성하기
# - 가능도가 무엇인지, 시그모이드 뒤에 제곱 오차를 쓰면 분류기가 왜 잘 배우지 못하는지 설명하기

# %% setup
import numpy as np

from dlcourse import language, widgets
from dlcourse.activations import sigmoid, softmax
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

# %% widget="recall-parameters"
widgets.ask(
    question=Text(
        en="How many parameters does the 3-4-1 network have, weights and biases together?",
        ko="3-4-1 신경망의 매개변수는 가중치와 편향을 합해 몇 개일까요?",
    ),
    choices=(Text(en="16", ko="16개"), Text(en="21", ko="21개"), Text(en="12", ko="12개")),
    answer=1,
    why=Text(
        en="3 · 4 + 4 for the hidden layer and 4 · 1 + 1 for the output. 16 are the weights alone.",
        ko="은닉층에 3 · 4 + 4, 출력층에 4 · 1 + 1개입니다. 16개는 가중치만 센 것입니다.",
    ),
)

# %% widget="recall-step"
widgets.ask(
    question=Text(
        en="A weight is 10, the slope of the loss there is 4, the learning rate is 1/2. Where does one step downhill lead?",
        ko="가중치가 10, 그곳에서 손실의 기울기가 4, 학습률이 1/2입니다. 한 걸음 내려가면 가중치는 얼마가 될까요?",
    ),
    choices=(Text(en="8", ko="8"), Text(en="12", ko="12"), Text(en="6", ko="6")),
    answer=0,
    why=Text(
        en="Against the slope, and half as far as it is large: 10 - 2.",
        ko="기울기의 반대쪽으로, 기울기의 절반만큼 갑니다. 10 - 2입니다.",
    ),
)

# %% widget="recall-shift"
widgets.ask(
    question=Text(
        en="The scores (1, 2, 3) become (101, 102, 103). What happens to their softmax?",
        ko="점수 (1, 2, 3)이 (101, 102, 103)이 되었습니다. 소프트맥스는 어떻게 될까요?",
    ),
    choices=(
        Text(en="The last class takes everything", ko="마지막 클래스가 모두 가져갑니다"),
        Text(en="Nothing changes", ko="그대로입니다"),
        Text(en="It overflows, so there is none", ko="오버플로가 나서 값이 없습니다"),
    ),
    answer=1,
    why=Text(
        en="A factor common to all cancels in the fraction. That is why you may subtract the largest score first, and need it in this lesson again.",
        ko="모두에게 똑같이 곱해진 수는 분수에서 지워집니다. 그래서 가장 큰 점수를 먼저 빼도 되고, 이 수업에서 다시 그렇게 합니다.",
    ),
)

# %% [markdown] lang="en"
# ## Do a thousand examples need a thousand passes?
#
# One perceptron was $Xw + b$: one column of weights, one number for every row. A layer has many units, so their columns stand side by side in a matrix $W$, and one product serves all examples and all units at once.
#
# Before any numbers, watch the shapes. Answer the question, then try *784-128-10* with different N, build a mistake in, and read where NumPy stops. Which mistake does the 2-2-2 network let through?

# %% [markdown] lang="ko"
# ## 샘플이 천 개면 천 번 계산해야 할까요?
#
# 퍼셉트론 하나는 $Xw + b$였습니다. 가중치가 한 벌이고 행마다 수가 하나 나왔습니다. 층에는 유닛이 여럿이므로 가중치의 열을 나란히 세워 행렬 $W$를 만듭니다. 그러면 곱셈 한 번으로 모든 샘플과 모든 유닛을 한꺼번에 계산합니다.
#
# 숫자를 보기 전에 형상부터 봅시다. 질문에 답한 다음 *784-128-10*을 골라 N을 바꾸어 보고, 실수를 하나 넣어 NumPy가 어디에서 멈추는지 읽어 보세요. 2-2-2 신경망은 어떤 실수를 그냥 통과시킬까요?

# %% widget="shape-tracer"
widgets.forward.trace_shapes()

# %% [markdown] lang="en"
# ### One layer as a formula
#
# The **linear model** with $D$ inputs and $M$ outputs is where a layer begins. A slide on the 3-4-1 network writes it for one example and without biases:
#
# $$X W = A \qquad (1, 3) \cdot (3, 4) \to (1, 4)$$
#
# Two things are missing, and you can add both. A batch has $N$ rows instead of one, and every unit has a bias:
#
# $$Z = X W + b \qquad (N, 3) \cdot (3, 4) + (4,) \to (N, 4)$$
#
# Column $j$ of $W$ belongs to unit $j$. Below, the first number of the first row is $1 \cdot 1 + 0 \cdot 0 + 2 \cdot 1 + 0.5 = 3.5$: row 1 of $X$ met column 1 of $W$. Which row and column made the $-2$ in the last corner?

# %% [markdown] lang="ko"
# ### 층 하나를 식으로 쓰면
#
# 입력이 $D$개, 출력이 $M$개인 **선형 모델**(linear model)에서 층이 시작됩니다. 3-4-1 신경망을 다룬 어느 슬라이드는 샘플 하나에 대해 편향 없이 이렇게 씁니다.
#
# $$X W = A \qquad (1, 3) \cdot (3, 4) \to (1, 4)$$
#
# 두 가지가 빠져 있고, 여러분이 채울 수 있습니다. 묶음(batch)이면 행이 하나가 아니라 $N$개이고, 유닛마다 편향이 있습니다.
#
# $$Z = X W + b \qquad (N, 3) \cdot (3, 4) + (4,) \to (N, 4)$$
#
# $W$의 열 $j$는 유닛 $j$의 것입니다. 아래에서 첫 행의 첫 번째 수는 $1 \cdot 1 + 0 \cdot 0 + 2 \cdot 1 + 0.5 = 3.5$입니다. $X$의 1행이 $W$의 1열을 만났습니다. 오른쪽 아래의 $-2$는 어느 행과 어느 열에서 나온 것일까요?

# %%
X = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]])
W = np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 1.0, 1.0, 0.0], [1.0, -1.0, 0.0, 2.0]])
b = np.array([0.5, 0.0, -1.0, 0.0])
print(X.shape, W.shape, b.shape)
X @ W + b

# %% [markdown] lang="en"
# ### Why are graphics cards good at this?
#
# A batch of 100 images in the first layer of 784-128-10 takes $100 \cdot 784 \cdot 128 = 10{,}035{,}200$ multiplications, and none of them waits for another. A graphics processor (**GPU**) does thousands of such
# multiplications at the same time, and its memory is fast enough to feed them all; the second half is as important as the first. NumPy uses the same idea on your processor, on a smaller scale: one `@` is far quicker than loops.

# %% [markdown] lang="ko"
# ### 그래픽 카드는 왜 이 일을 잘할까요?
#
# 이미지 100장이 784-128-10의 첫 층을 지나려면 곱셈을 $100 \cdot 784 \cdot 128 = 10{,}035{,}200$번 해야 합니다. 그런데 어느 곱셈도 다른 곱셈을 기다리지 않습니다. 그래픽 처리 장치(**GPU**)는 이런 곱셈을 수천 개씩
# 동시에 하고, 그 많은 수를 제때 대 줄 만큼 메모리도 빠릅니다. 메모리 속도도 동시 계산만큼 중요합니다. NumPy도 여러분의 프로세서에서 같은 일을 작은 규모로 합니다. `@` 하나가 반복문보다 훨씬 빠릅니다.

# %% exercise="affine"
from dlcourse.forward import affine

# %% [markdown] lang="en"
# ## Can you follow every single number?
#
# A study group's slide walks through a tiny network: two inputs, two hidden units, two outputs, sigmoid everywhere. Many tutorials have one like it; we will carry this one through this lesson and the next.
#
# Press *one step* and check each number with a calculator, at least the first two. Then change a weight: which numbers move, and which stay?

# %% [markdown] lang="ko"
# ## 수 하나하나를 따라갈 수 있나요?
#
# 어느 스터디의 슬라이드는 아주 작은 신경망을 차근차근 계산합니다. 입력이 두 개, 은닉 유닛이 두 개, 출력이 두 개이고 어디서나 시그모이드를 씁니다. 비슷한 예제는 여러 곳에서 볼 수 있습니다. 이 수업과 다음 수업에서는 이 예제를 계속 씁니다.
#
# '한 단계 진행'을 누르면서 수를 계산기로 확인해 보세요. 적어도 처음 두 개는 확인합니다. 그런 다음 가중치를 하나 바꾸어 보세요. 어떤 수가 바뀌고 어떤 수가 그대로일까요?

# %% widget="network-222"
widgets.forward.explore()

# %% [markdown] lang="en"
# ### The worked example
#
# The inputs are $x = (0.1, 0.2)$; the weights $w_1, \dots, w_8$ are 0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6.
#
# | number | calculation | value |
# | --- | --- | --- |
# | $z_1$ | $0.3 \cdot 0.1 + 0.25 \cdot 0.2$ | 0.08 |
# | $z_2$ | $0.4 \cdot 0.1 + 0.35 \cdot 0.2$ | 0.11 |
# | $h_1, h_2$ | $\sigma(z_1), \sigma(z_2)$ | 0.51998934, 0.52747230 |
# | $z_3$ | $0.45 \, h_1 + 0.4 \, h_2$ | 0.44498412 |
# | $z_4$ | $0.7 \, h_1 + 0.6 \, h_2$ | 0.68047592 |
# | $o_1, o_2$ | $\sigma(z_3), \sigma(z_4)$ | 0.60944600, 0.66384491 |
#
# The slide never says that there are **no biases**; its numbers force it, since $z_1$ is the bare sum. And the inputs can only be read off the sums.
#
# The list $(h_1, h_2)$ between input and output is called the **hidden vector** or *latent vector*: what the network has made of the example on its way, and what nobody outside sees.

# %% [markdown] lang="ko"
# ### 계산 예제
#
# 입력은 $x = (0.1, 0.2)$이고 가중치 $w_1, \dots, w_8$은 0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6입니다.
#
# | 수 | 계산 | 값 |
# | --- | --- | --- |
# | $z_1$ | $0.3 \cdot 0.1 + 0.25 \cdot 0.2$ | 0.08 |
# | $z_2$ | $0.4 \cdot 0.1 + 0.35 \cdot 0.2$ | 0.11 |
# | $h_1, h_2$ | $\sigma(z_1), \sigma(z_2)$ | 0.51998934, 0.52747230 |
# | $z_3$ | $0.45 \, h_1 + 0.4 \, h_2$ | 0.44498412 |
# | $z_4$ | $0.7 \, h_1 + 0.6 \, h_2$ | 0.68047592 |
# | $o_1, o_2$ | $\sigma(z_3), \sigma(z_4)$ | 0.60944600, 0.66384491 |
#
# 슬라이드에는 **편향이 없다**는 말이 없습니다. 하지만 $z_1$이 가중합 그대로이므로 편향이 없을 수밖에 없습니다. 입력도 합 속에서만 읽어 낼 수 있습니다.
#
# 입력과 출력 사이의 $(h_1, h_2)$를 **은닉 벡터**(hidden vector) 또는 **잠재 벡터**(latent vector)라고 합니다. 신경망이 도중에 샘플에서 만들어 낸 것이고, 밖에서는 보이지 않습니다.

# %% exercise="forward-222"
from dlcourse.forward import forward_222

# %% [markdown] lang="en"
# ### A trap: the transposed matrix
#
# As matrices in rows, the weights are
#
# $$W^{[1]} = \begin{pmatrix} 0.3 & 0.4 \\ 0.25 & 0.35 \end{pmatrix}, \qquad W^{[2]} = \begin{pmatrix} 0.45 & 0.7 \\ 0.4 & 0.6 \end{pmatrix}$$
#
# Unit 1 has $w_1, w_2$: a *column*. Fill the numbers in row by row, as they are listed, and both matrices are transposed; no shape complains, because 2 = 2.
#
# | matrices | $z_1, z_2$ | $o_1, o_2$ |
# | --- | --- | --- |
# | right | 0.08, 0.11 | 0.60944600, 0.66384491 |
# | $W^{[1]}$ transposed | 0.11, 0.095 | 0.60989132, 0.66451270 |
# | both transposed | 0.11, 0.095 | 0.64656521, 0.62836948 |
#
# The second row agrees in two digits! Square matrices hide transposes, so test your functions with sizes that all differ. Our checks do.

# %% [markdown] lang="ko"
# ### 함정: 전치된 행렬
#
# 가중치를 행으로 쓰는 행렬로 옮기면 다음과 같습니다.
#
# $$W^{[1]} = \begin{pmatrix} 0.3 & 0.4 \\ 0.25 & 0.35 \end{pmatrix}, \qquad W^{[2]} = \begin{pmatrix} 0.45 & 0.7 \\ 0.4 & 0.6 \end{pmatrix}$$
#
# 유닛 1의 $w_1, w_2$는 **열**입니다. 적힌 순서대로 행부터 채우면 두 행렬이 모두 전치됩니다. 그래도 2 = 2라서 형상에는 문제가 없고 오류도 나지 않습니다.
#
# | 행렬 | $z_1, z_2$ | $o_1, o_2$ |
# | --- | --- | --- |
# | 맞음 | 0.08, 0.11 | 0.60944600, 0.66384491 |
# | $W^{[1]}$만 전치 | 0.11, 0.095 | 0.60989132, 0.66451270 |
# | 둘 다 전치 | 0.11, 0.095 | 0.64656521, 0.62836948 |
#
# 둘째 줄은 두 자리까지 같습니다! 정사각 행렬에서는 전치해도 티가 나지 않습니다. 그러니 크기가 모두 다른 예로 함수를 시험하세요. 이 강의의 점검도 그렇게 합니다.

# %% [markdown] lang="en"
# ## How wrong is an answer?
#
# An answer alone is neither good nor bad. We need a **target** for each output, and one number that measures the distance. The slide takes half of each squared error and adds them up:
#
# $$E = \frac{1}{2} (t_1 - o_1)^2 + \frac{1}{2} (t_2 - o_2)^2$$
#
# Such a number is a **loss**; you have already walked one downhill. The square lets no error be negative and makes a large error count more than two small ones. The half is pure comfort: it cancels the 2 when we differentiate, in the next lesson.
#
# | | target | output | error |
# | --- | --- | --- | --- |
# | first | 0.4 | 0.60944600 | 0.02193381 |
# | second | 0.6 | 0.66384491 | 0.00203809 |
# | together | | | 0.02397190 |

# %% [markdown] lang="ko"
# ## 답은 얼마나 틀렸을까요?
#
# 답만 보아서는 좋은지 나쁜지 알 수 없습니다. 출력마다 **목푯값**(target)이 있어야 하고, 둘 사이의 거리를 재는 수 하나가 있어야 합니다. 슬라이드는 제곱 오차를 반으로 나누어 더합니다.
#
# $$E = \frac{1}{2} (t_1 - o_1)^2 + \frac{1}{2} (t_2 - o_2)^2$$
#
# 이런 수가 **손실**(loss)입니다. 손실을 줄이는 쪽으로 내려가는 일은 이미 해 보았습니다. 제곱하면 오차가 음수가 되지 않고, 큰 오차 하나가 작은 오차 둘보다 무거워집니다. 반으로 나누는 것은 편의일 뿐입니다. 다음 수업에서 미분할 때 2가 지워집니다.
#
# | | 목푯값 | 출력 | 오차 |
# | --- | --- | --- | --- |
# | 첫째 | 0.4 | 0.60944600 | 0.02193381 |
# | 둘째 | 0.6 | 0.66384491 | 0.00203809 |
# | 모두 | | | 0.02397190 |

# %% widget="ask-half-or-mean"
widgets.ask(
    question=Text(
        en="Another book uses the mean of the squared errors. For these two outputs, is its loss larger or smaller than half the sum?",
        ko="다른 책은 제곱 오차의 평균을 씁니다. 이 두 출력에서 그 손실은 합의 절반보다 클까요, 작을까요?",
    ),
    choices=(
        Text(en="Larger", ko="큽니다"),
        Text(en="Smaller", ko="작습니다"),
        Text(en="Exactly the same", ko="정확히 같습니다"),
    ),
    answer=2,
    why=Text(
        en="With two outputs the mean divides by two, and so does the half: both give 0.0239719008. This example cannot tell the two losses apart; one output or three can.",
        ko="출력이 두 개이면 평균도 둘로 나누고 절반도 둘로 나눕니다. 둘 다 0.0239719008입니다. 이 예제로는 두 손실을 구별할 수 없고, 출력이 하나이거나 셋이면 구별할 수 있습니다.",
    ),
)

# %% exercise="half-sse"
from dlcourse.losses import half_sse

# %% [markdown] lang="en"
# The same three misses, taken one, two and three at a time: the number of outputs, half the sum, the mean. Only one line has the same number twice.

# %% [markdown] lang="ko"
# 오차 세 개를 처음 하나만, 둘까지, 셋까지 써 봅니다. 줄마다 출력의 수, 합의 절반, 평균이 차례로 나옵니다. 합의 절반과 평균이 같은 줄은 하나뿐입니다.

# %%
misses = np.array([0.5, -1.0, 2.0])
for k in (1, 2, 3):
    print(k, np.sum(misses[:k] ** 2) / 2, np.mean(misses[:k] ** 2))

# %% [markdown] lang="en"
# ### What did the slide forget to print?
#
# The slide shows the outputs 0.60944600 and 0.66384491 and the errors 0.02193381 and 0.00203809. Nowhere does it say what the targets are. Nor does it mention biases (there are none) or a learning rate.
#
# Can you find the targets from what *is* printed? Try it on paper for the first output, then write it for any number of outputs.

# %% [markdown] lang="ko"
# ### 슬라이드가 빠뜨린 것은 무엇일까요?
#
# 슬라이드에는 출력 0.60944600, 0.66384491과 오차 0.02193381, 0.00203809가 나옵니다. 그런데 목푯값이 얼마인지는 어디에도 없습니다. 편향(없습니다)이나 학습률도 말하지 않습니다.
#
# 슬라이드에 적힌 수에서 목푯값을 찾을 수 있을까요? 첫 번째 출력으로 종이에 먼저 풀어 보고, 출력이 몇 개이든 통하도록 작성해 보세요.

# %% exercise="recover-targets"
from dlcourse.losses import recover_targets

# %% widget="ask-how-many-targets"
widgets.ask(
    question=Text(
        en="How many pairs of targets reproduce the two printed errors?",
        ko="슬라이드에 적힌 두 오차를 그대로 만들어 내는 목푯값 쌍은 몇 가지일까요?",
    ),
    choices=(
        Text(en="One", ko="한 가지"),
        Text(en="Two", ko="두 가지"),
        Text(en="Four", ko="네 가지"),
        Text(en="Infinitely many", ko="무한히 많습니다"),
    ),
    answer=2,
    why=Text(
        en="Each output has two: 0.4 or 0.81889201 for the first, 0.6 or 0.72768982 for the second. All four pairs give the printed errors to every digit.",
        ko="출력마다 두 개씩입니다. 첫째는 0.4 또는 0.81889201, 둘째는 0.6 또는 0.72768982입니다. 네 쌍 모두 슬라이드에 적힌 오차를 마지막 자리까지 똑같이 만들어 냅니다.",
    ),
)

# %% [markdown] lang="en"
# So the printed numbers do not determine the targets. Only one of the four pairs is round, $t = (0.4, 0.6)$, and that is surely what the author used; but a reader should not have to guess. **State the targets, the biases and
# the learning rate** when you print an example of your own. In this course: targets 0.4 and 0.6, no biases, and for the next lesson $\eta = 0.5$.

# %% [markdown] lang="ko"
# 그러니 적힌 수만으로는 목푯값이 정해지지 않습니다. 네 쌍 가운데 딱 떨어지는 것은 $t = (0.4, 0.6)$ 하나뿐이고, 슬라이드를 만든 사람도 분명 이것을 썼을 것입니다. 하지만 읽는 사람이 짐작하게 해서는 안 됩니다. 여러분이 예제를
# 만들 때는 **목푯값, 편향, 학습률을 밝혀 주세요.** 이 강의에서는 목푯값이 0.4와 0.6이고, 편향이 없으며, 다음 수업에서 $\eta = 0.5$를 씁니다.

# %% [markdown] lang="en"
# ## What does a network do, from end to end?
#
# The same two moves, again and again. With the inputs as $a^{[0]} = X$, layer $l$ of $L$ computes
#
# $$z^{[l]} = a^{[l-1]} W^{[l]} + b^{[l]}, \qquad a^{[l]} = g^{[l]}(z^{[l]})$$
#
# The hidden layers share an activation, for example ReLU. The output has its own, and the task decides which: identity for amounts, sigmoid for yes or no, softmax for one of many.
#
# This is **forward propagation**; a trained network that does nothing else, because it is asked for answers, does **inference**. While we compute, we keep notes: what came into each layer, its weights, its $z$. The way back, in the next lesson, will need exactly these, so we store them in a **cache**. So training takes memory that grows with batch size and depth; inference may forget. Note $z$, not only $a$:
# from $a = 0$ behind a ReLU nobody can tell whether $z$ was $-0.1$ or $-7$.

# %% [markdown] lang="ko"
# ## 신경망은 처음부터 끝까지 무엇을 할까요?
#
# 같은 두 가지 일을 되풀이합니다. 입력을 $a^{[0]} = X$라 하면, $L$개 층 가운데 층 $l$은 다음을 계산합니다.
#
# $$z^{[l]} = a^{[l-1]} W^{[l]} + b^{[l]}, \qquad a^{[l]} = g^{[l]}(z^{[l]})$$
#
# 은닉층들은 활성화 함수 하나를 함께 씁니다. 이를테면 ReLU입니다. 출력층의 활성화 함수는 따로 있고 과제가 정합니다. 연속적인 값을 예측할 때는 항등 함수, 예와 아니요는 시그모이드, 여럿 가운데 하나는 소프트맥스입니다.
#
# 이것이 **순전파**(forward propagation. 순방향 계산이라고도 합니다)입니다. 학습을 마친 신경망이 답만 내는 일은 **추론**(inference)이라고 합니다. 계산하면서 기록을 남깁니다. 층마다 들어온 것, 가중치, $z$입니다. 다음 수업에서 되돌아올 때 바로 이것이 필요하므로 **캐시**(cache)에 담아 둡니다. 그래서 학습할 때 드는 메모리는 배치의 크기와 층의 수에 따라 늘어납니다. 추론만 할 때는 지나온 층의 값을 버려도 됩니다. $a$만이 아니라 $z$를 적으세요.
# ReLU 뒤에 $a = 0$이 있으면 $z$가 $-0.1$이었는지 $-7$이었는지 아무도 알 수 없습니다.

# %% exercise="mlp-forward"
from dlcourse.forward import mlp_forward

# %% widget="ask-forward-learns"
widgets.ask(
    question=Text(
        en="You run the forward pass a thousand times on the same examples. What has the network learned?",
        ko="같은 샘플로 순전파를 천 번 했습니다. 신경망은 무엇을 배웠을까요?",
    ),
    choices=(
        Text(en="A little in each pass", ko="한 번 할 때마다 조금씩 배웠습니다"),
        Text(
            en="Nothing: not a single weight has changed",
            ko="아무것도 배우지 않았습니다. 가중치가 하나도 바뀌지 않았습니다",
        ),
        Text(en="Only the output layer has learned", ko="출력층만 배웠습니다"),
    ),
    answer=1,
    why=Text(
        en="A forward pass makes an answer from the weights there are. Learning changes weights, and for that somebody has to say in which direction: the loss, and the way back.",
        ko="순전파는 지금 있는 가중치로 답을 만들 뿐입니다. 학습은 가중치를 바꾸는 일이고, 그러려면 어느 쪽으로 바꿀지 누군가 말해 주어야 합니다. 손실과, 되돌아오는 길이 그 일을 합니다.",
    ),
)

# %% [markdown] lang="en"
# ### A trap that waits in the next lesson
#
# The worked example has a third trap. On the way back, the gradient of the first weight uses the output weights. If they have *already* been updated, it comes out as 0.0007914299 instead of 0.0008088754: only 2.2 percent off, so nothing looks wrong.
#
# That is another reason for the cache: it holds the weights that really made the answer.

# %% [markdown] lang="ko"
# ### 다음 수업에서 기다리는 함정
#
# 이 계산 예제에는 세 번째 함정이 있습니다. 되돌아올 때 첫 번째 가중치의 기울기에는 출력층의 가중치가 쓰입니다. 그 가중치를 **이미** 갱신해 버렸다면 0.0008088754가 아니라 0.0007914299가 나옵니다. 2.2퍼센트밖에 다르지 않아서 아무 이상도 없어 보입니다.
#
# 캐시를 두는 또 하나의 이유입니다. 캐시에는 실제로 답을 만든 가중치가 들어 있습니다.

# %% [markdown] lang="en"
# ## Why does the next book write it the other way round?
#
# Because a layer can be written in many ways, and all of them are in use. Four texts and this course, side by side:
#
# | | this course | slide with rows | slide with brackets | blog post | lecture notes |
# | --- | --- | --- | --- | --- | --- |
# | before activation | $z^{[l]}$ | $a^{(1)}$ | $z^{[l]}$ | $z$ | no name |
# | after activation | $a^{[l]}$ | $z^{(1)}$ | $a^{[l]}$ | $H$ | $a_i^{(j)}$ |
# | one layer | $a^{[l-1]} W^{[l]} + b^{[l]}$ | $XW$ | $w^{[l]} a^{[l-1]} + b^{[l]}$ | $Wx + b$, then $HW + b$ | $W^{(j)}$ from layer $j$ to $j+1$ |
# | examples | rows | rows | columns | both | columns |
# | inputs are called | $a^{[0]} = X$ | $X$ | $a^{[0]} = X$ | $x$ | $a^{(1)}$ |
#
# Going from columns to rows transposes everything, because $(W x + b)^T = x^T W^T + b^T$. Our weights are the *transposed* weights of a column text.

# %% [markdown] lang="ko"
# ## 다른 책은 왜 거꾸로 쓸까요?
#
# 층 하나를 적는 방법이 여럿이고, 모두 실제로 쓰이기 때문입니다. 네 가지 글과 이 강의를 나란히 놓아 봅시다.
#
# | | 이 강의 | 행으로 쓰는 슬라이드 | 대괄호를 쓰는 슬라이드 | 블로그 글 | 강의 노트 |
# | --- | --- | --- | --- | --- | --- |
# | 활성화 전 | $z^{[l]}$ | $a^{(1)}$ | $z^{[l]}$ | $z$ | 이름 없음 |
# | 활성화 후 | $a^{[l]}$ | $z^{(1)}$ | $a^{[l]}$ | $H$ | $a_i^{(j)}$ |
# | 층 하나 | $a^{[l-1]} W^{[l]} + b^{[l]}$ | $XW$ | $w^{[l]} a^{[l-1]} + b^{[l]}$ | $Wx + b$, 그다음 $HW + b$ | $W^{(j)}$: 층 $j$에서 $j+1$로 |
# | 샘플 | 행 | 행 | 열 | 둘 다 | 열 |
# | 입력의 이름 | $a^{[0]} = X$ | $X$ | $a^{[0]} = X$ | $x$ | $a^{(1)}$ |
#
# 열에서 행으로 옮기면 모두 전치됩니다. $(W x + b)^T = x^T W^T + b^T$이기 때문입니다. 이 강의의 가중치는 샘플을 열벡터로 나타내는 책의 가중치를 **전치한** 것입니다.

# %% [markdown] lang="en"
# ### Reading an index
#
# The slide with rows writes the first unit of the 3-4-1 network like this (its $a$ is our $z$, and its $z$ is our $a$):
#
# $$a_1^{(1)} = x_1 w_{11}^{(1)} + x_2 w_{12}^{(1)} + x_3 w_{13}^{(1)}, \qquad a_1^{(2)} = z_1^{(1)} w_{11}^{(2)} + z_2^{(1)} w_{12}^{(2)} + z_3^{(1)} w_{13}^{(2)} + z_4^{(1)} w_{14}^{(2)}$$
#
# Its $w_{12}$ means "**to** unit 1, **from** input 2". In its matrix that weight still stands in row 2, column 1, exactly where ours stands. So the matrix is the same, and only the two small numbers are swapped.
# Never trust an index before you have asked: *to* or *from* first?
#
# The same goes for the number of a layer. The lecture notes call the inputs layer 1, so their $a^{(2)}$ is our $a^{[1]}$; but their $W^{(1)}$ leads *from* layer 1, and is our $W^{[1]}$, transposed.

# %% [markdown] lang="ko"
# ### 첨자 읽기
#
# 행으로 쓰는 슬라이드는 3-4-1 신경망의 첫 번째 유닛을 이렇게 씁니다. (이 슬라이드의 $a$는 이 강의의 $z$이고, 슬라이드의 $z$는 이 강의의 $a$입니다.)
#
# $$a_1^{(1)} = x_1 w_{11}^{(1)} + x_2 w_{12}^{(1)} + x_3 w_{13}^{(1)}, \qquad a_1^{(2)} = z_1^{(1)} w_{11}^{(2)} + z_2^{(1)} w_{12}^{(2)} + z_3^{(1)} w_{13}^{(2)} + z_4^{(1)} w_{14}^{(2)}$$
#
# 여기서 $w_{12}$는 "입력 2**에서** 유닛 1**로**"라는 뜻입니다. 행렬에서 이 가중치는 2행 1열에 있습니다. 이 강의의 자리와 똑같습니다. 행렬은 같고 아래 첨자 두 개의 순서만 바뀌었습니다.
# 첨자를 믿기 전에 먼저 물어보세요. 앞의 숫자가 출발하는 쪽일까요, 도착하는 쪽일까요?
#
# 층의 번호도 마찬가지입니다. 강의 노트는 입력을 1번째 층이라고 부르므로 노트의 $a^{(2)}$가 이 강의의 $a^{[1]}$입니다. 하지만 노트의 $W^{(1)}$은 1번째 층에서 **나가는** 것이므로 이 강의의 $W^{[1]}$을 전치한 것입니다.

# %% [markdown] lang="en"
# ### Find the mistake: "z = W⁽¹⁾x + b, H = σ(z), O = HW⁽²⁾ + b⁽²⁾"
#
# A blog post describes a two-layer network with these three lines. Take 784 inputs, 128 hidden units and 10 outputs, and write down which shape each matrix must have.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "z = W⁽¹⁾x + b, H = σ(z), O = HW⁽²⁾ + b⁽²⁾"
#
# 어느 블로그 글은 층이 두 개인 신경망을 이 세 줄로 설명합니다. 입력이 784개, 은닉 유닛이 128개, 출력이 10개라고 하고, 각 행렬의 형상이 무엇이어야 하는지 적어 보세요.

# %% widget="ask-mixed-convention"
widgets.ask(
    question=Text(
        en="What is wrong with the three lines?",
        ko="세 줄에서 무엇이 잘못되었을까요?",
    ),
    choices=(
        Text(en="σ must come after O, not after z", ko="σ는 z 다음이 아니라 O 다음에 와야 합니다"),
        Text(
            en="The first line treats examples as columns, the last as rows (and the first b has lost its number)",
            ko="첫 줄은 샘플을 열로, 마지막 줄은 행으로 다룹니다(게다가 첫 줄의 b에는 번호가 없습니다)",
        ),
        Text(en="Nothing: both ways of writing are allowed", ko="없습니다. 두 가지 표기 모두 써도 됩니다"),
    ),
    answer=1,
    why=Text(
        en="W⁽¹⁾x needs (128, 784), HW⁽²⁾ needs (128, 10): in the first, units are rows, in the second, columns. Both ways are allowed, but not in one formula. In rows: Z = XW⁽¹⁾ + b⁽¹⁾, H = σ(Z), O = HW⁽²⁾ + b⁽²⁾.",
        ko="W⁽¹⁾x이려면 (128, 784), HW⁽²⁾이려면 (128, 10)이어야 합니다. 앞에서는 유닛이 행이고 뒤에서는 열입니다. 둘 다 써도 되지만 한 식에 섞으면 안 됩니다. 행으로 쓰면 Z = XW⁽¹⁾ + b⁽¹⁾, H = σ(Z), O = HW⁽²⁾ + b⁽²⁾입니다.",
    ),
)

# %% [markdown] lang="en"
# ## What if the answer is a class, not an amount?
#
# A digit is a 3 or an 8, never a 5.5 in between. So a classifier gives one score for each class, and the target becomes a row with a single 1, a **one-hot** vector. Three classes, and the labels 2 and 0:
#
# $$(2, 0) \quad\to\quad \begin{pmatrix} 0 & 0 & 1 \\ 1 & 0 & 0 \end{pmatrix}$$
#
# A row of targets adds up to 1, and so should a row of answers: lecture notes call a **sum-to-one probability vector** over the classes the better output. Compare one sigmoid for each class with one softmax for all of them.

# %% [markdown] lang="ko"
# ## 답이 수치가 아니라 클래스라면 어떨까요?
#
# 숫자 그림은 3이거나 8입니다. 그 사이의 5.5일 수는 없습니다. 그래서 분류기는 클래스마다 점수를 하나씩 주고, 목푯값은 1이 하나뿐인 행, 곧 **원-핫**(one-hot) 벡터가 됩니다. 클래스가 세 개이고 정답이 2와 0이면 이렇습니다.
#
# $$(2, 0) \quad\to\quad \begin{pmatrix} 0 & 0 & 1 \\ 1 & 0 & 0 \end{pmatrix}$$
#
# 목푯값의 행은 더하면 1입니다. 답의 행도 그래야 합니다. 어느 강의 노트는 클래스들에 대해 **합이 1인 확률 벡터**가 더 좋은 출력이라고 합니다. 클래스마다 시그모이드를 따로 쓴 것과 소프트맥스 하나를 함께 쓴 것을 비교해 보세요.

# %%
scores = np.array([[2.0, 1.0, -1.0]])
print(sigmoid(scores).round(4), sigmoid(scores).sum().round(4))
print(softmax(scores).round(4), softmax(scores).sum().round(4))

# %% [markdown] lang="en"
# The sigmoids say 0.8808, 0.7311 and 0.2689: three separate opinions, 1.8808 in total. The first two classes are both "likely", and nothing is decided. Softmax says 0.7054, 0.2595 and 0.0351, in total 1: what one class gains, the others lose.

# %% [markdown] lang="ko"
# 시그모이드 셋은 0.8808, 0.7311, 0.2689라고 답합니다. 서로 상관없이 낸 답이고 더하면 1.8808입니다. 앞의 두 클래스가 모두 "그럴듯하다"고 하니 정해진 것이 없습니다. 소프트맥스는 0.7054, 0.2595, 0.0351이라고 답하고 더하면 1입니다. 하나가 커지려면 다른 것에서 가져와야 합니다.

# %% exercise="one-hot"
from dlcourse.losses import one_hot

# %% [markdown] lang="en"
# ## What is a good model?
#
# A seminar ended with two questions and no time: *probability or likelihood?* and *what is a good model?* They have one answer.
#
# A model says "yes" with probability $p$. You asked ten times and saw seven times yes and three times no. Is $p = 0.5$ a good model? What about $0.7$?
#
# Predict, then move *p* and watch both curves. Finally, repeat the data 1000 times.

# %% [markdown] lang="ko"
# ## 좋은 모델이란 무엇일까요?
#
# 어느 세미나는 두 가지 질문을 남기고 끝났습니다. **확률인가, 가능도인가?** 그리고 **좋은 모델이란 무엇인가?** 두 질문의 답은 하나입니다.
#
# 어떤 모델이 확률 $p$로 '예'라고 합니다. 열 번 물어보았더니 '예'가 일곱 번, '아니요'가 세 번 나왔습니다. $p = 0.5$는 좋은 모델일까요? $0.7$은 어떨까요?
#
# 먼저 예상해 본 다음 p를 움직이며 두 곡선을 지켜보세요. 마지막으로 데이터를 1000번 반복해 보세요.

# %% widget="likelihood"
widgets.losses.explain_likelihood()

# %% [markdown] lang="en"
# ### Probability or likelihood?
#
# The formula is the same, $p^{7} (1 - p)^{3}$, and the question is different.
#
# - **Probability**: the model is fixed, the data vary. With $p = 0.5$, the results yes-yes, yes-no, no-yes and no-no have probability 0.25 each; together 1.
# - **Likelihood**: the data are fixed, the model varies. For the result yes-yes, the models 0.2, 0.5 and 0.9 have the likelihoods 0.04, 0.25 and 0.81. They need not add up to anything.
#
# A good model is one under which the data we saw are not surprising: one with a **large likelihood**.
#
# | model $p$ | likelihood of 7 yes, 3 no | $-\log$ of it, divided by 10 |
# | --- | --- | --- |
# | 0.5 | 0.000977 | 0.6931 |
# | 0.7 | 0.002224 | 0.6109 |
# | 0.9 | 0.000478 | 0.7645 |

# %% [markdown] lang="ko"
# ### 확률인가, 가능도인가?
#
# 식은 $p^{7} (1 - p)^{3}$으로 같고, 묻는 것이 다릅니다.
#
# - **확률**(probability): 모델을 고정하고 데이터를 바꿉니다. $p = 0.5$이면 예-예, 예-아니요, 아니요-예, 아니요-아니요의 확률이 0.25씩이고, 모두 더하면 1입니다.
# - **가능도**(likelihood. 우도라고도 합니다): 데이터를 고정하고 모델을 바꿉니다. 결과가 예-예일 때 모델 0.2, 0.5, 0.9의 가능도는 0.04, 0.25, 0.81입니다. 더해서 1이 될 필요는 없습니다.
#
# 좋은 모델이란 우리가 본 데이터가 나올 만했다고 말하는 모델, 곧 **가능도가 큰** 모델입니다.
#
# | 모델 $p$ | '예' 7번, '아니요' 3번의 가능도 | 그 $-\log$를 10으로 나눈 값 |
# | --- | --- | --- |
# | 0.5 | 0.000977 | 0.6931 |
# | 0.7 | 0.002224 | 0.6109 |
# | 0.9 | 0.000478 | 0.7645 |

# %% [markdown] lang="en"
# ### From likelihood to cross-entropy
#
# A likelihood is a product of many numbers below 1, and it fades away: after 10,000 answers the computer holds a 0. The logarithm turns the product into a sum, which never fades. A minus sign makes it small when the model is good, and
# dividing by $N$ makes it independent of how many examples there are. That is a loss:
#
# $$E = -\frac{1}{N} \sum_{n=1}^{N} \log p_{n, y_n}$$
#
# Here $p_{n, y_n}$ is the probability that the model gave to the right class of example $n$. **Cross-entropy is the negative log-likelihood**, per example. Making it small is making the data likely.

# %% [markdown] lang="ko"
# ### 가능도에서 교차 엔트로피로
#
# 가능도는 1보다 작은 수를 여럿 곱한 것이라 점점 사라집니다. 답이 10,000개면 컴퓨터에는 0만 남습니다. 로그를 씌우면 곱이 합이 되어 사라지지 않습니다. 음의 부호를 붙이면 모델이 좋을수록 작아지고,
# $N$으로 나누면 샘플이 몇 개인지와 상관이 없어집니다. 이것이 손실입니다.
#
# $$E = -\frac{1}{N} \sum_{n=1}^{N} \log p_{n, y_n}$$
#
# 여기서 $p_{n, y_n}$은 모델이 샘플 $n$의 정답 클래스에 준 확률입니다. **교차 엔트로피**(cross-entropy)는 샘플 하나당 **음의 로그 가능도**(negative log-likelihood)입니다. 교차 엔트로피를 줄이는 것이 곧 관측한 데이터의 가능도를 높이는 것입니다.

# %% [markdown] lang="en"
# <details>
# <summary>And the squared error: where does it come from?</summary>
#
# From a likelihood too. Suppose a target is what the network says plus normal noise of spread $s$. Then its probability density is
#
# $$p(t) = \frac{1}{s \sqrt{2 \pi}} \, e^{-(t - o)^2 / (2 s^2)}$$
#
# and the negative logarithm of it is
#
# $$-\log p(t) = \frac{(t - o)^2}{2 s^2} + \log \left( s \sqrt{2 \pi} \right)$$
#
# With $s = 1$ the first part is half the squared error. The second is the same for every network. So **the squared error is the negative log-likelihood under normal noise**, and that is why it belongs to amounts.
#
# Far misses are more common under *Laplace* noise, with a density like $e^{-|t - o|}$. The same steps then give $|t - o|$: each target pulls equally hard, however far. The best constant for 1, 2, 3, 4, 100 is then the median, 3, instead of the mean, 22.
#
# *One question:* prices of large houses scatter more than prices of small ones. Which letter is then no constant, and which errors should count less?
#
# </details>

# %% [markdown] lang="ko"
# <details>
# <summary>제곱 오차는 어디에서 올까요?</summary>
#
# 역시 가능도에서 옵니다. 목푯값이 신경망의 출력에 표준편차가 $s$인 정규분포 잡음을 더한 것이라고 합시다. 그러면 확률 밀도는 다음과 같습니다.
#
# $$p(t) = \frac{1}{s \sqrt{2 \pi}} \, e^{-(t - o)^2 / (2 s^2)}$$
#
# 여기에 로그를 씌우고 음의 부호를 붙입니다.
#
# $$-\log p(t) = \frac{(t - o)^2}{2 s^2} + \log \left( s \sqrt{2 \pi} \right)$$
#
# $s = 1$이면 앞부분이 제곱 오차의 절반입니다. 뒷부분은 어떤 신경망에서나 같습니다. 그러므로 **제곱 오차는 잡음이 정규분포일 때의 음의 로그 가능도**이고, 연속적인 값을 예측할 때 쓰는 까닭도 여기에 있습니다.
#
# 크게 벗어나는 값이 더 자주 나오는 잡음, 곧 확률 밀도가 $e^{-|t - o|}$에 비례하는 **라플라스**(Laplace) 잡음이라면 같은 방법으로 $|t - o|$가 나옵니다. 목푯값이 아무리 멀리 있어도 당기는 힘이 같으므로 이상치에 덜 흔들립니다. 1, 2, 3, 4, 100을 상수 하나로 예측한다면, 제곱 오차에서는 평균인 22가, 여기서는 중앙값인 3이 가장 좋습니다.
#
# **한 가지 질문:** 큰 집의 가격은 작은 집의 가격보다 더 넓게 흩어집니다. 그렇다면 어느 글자가 상수가 아니고, 어떤 오차의 비중을 줄여야 할까요?
#
# </details>

# %% [markdown] lang="en"
# <details>
# <summary>Why is it called cross-entropy?</summary>
#
# Something of probability $p$ is a **surprise** of $-\log p$: none if it was certain, a large one if it was rare. Let the classes come with the probabilities $t$. The mean surprise of somebody who knows $t$, and of a model that says $p$, is
#
# $$H(t) = -\sum_k t_k \log t_k \qquad\qquad H(t, p) = -\sum_k t_k \log p_k$$
#
# The first is the **entropy**. The second crosses the two, the truth of one with the surprise of the other. Their difference is the **Kullback-Leibler divergence**:
#
# $$H(t, p) - H(t) = \sum_k t_k \log \frac{t_k}{p_k} \ge 0$$
#
# It is 0 only for $p = t$. A one-hot target has entropy 0; for $t = (0.9, 0.1)$ it is 0.3251, and no model can have a smaller loss. With $\log_2$ surprise is counted in **bits**: ten equal classes are 2.3026 with $\log$, and 3.3219 bits.
#
# *One question:* a coin is fair, and a model says 0.9 for heads. How many bits more than necessary does it pay for each toss?
#
# </details>

# %% [markdown] lang="ko"
# <details>
# <summary>왜 교차 엔트로피라고 부를까요?</summary>
#
# 확률이 $p$인 일이 일어났을 때의 **놀라움**(surprise)은 $-\log p$입니다. 확실했던 일이면 0이고 드문 일이면 큽니다. 클래스가 확률 $t$로 나온다고 합시다. $t$를 아는 사람의 평균 놀라움과, $p$라고 말하는 모델의 평균 놀라움은 다음과 같습니다.
#
# $$H(t) = -\sum_k t_k \log t_k \qquad\qquad H(t, p) = -\sum_k t_k \log p_k$$
#
# 첫째가 **엔트로피**(entropy)입니다. 둘째는 한쪽의 실제 확률과 다른 쪽의 놀라움을 교차한 것입니다. 둘의 차이를 **쿨백-라이블러 발산**(Kullback-Leibler divergence)이라고 합니다.
#
# $$H(t, p) - H(t) = \sum_k t_k \log \frac{t_k}{p_k} \ge 0$$
#
# 이 값은 $p = t$일 때만 0입니다. 원-핫 정답의 엔트로피는 0입니다. $t = (0.9, 0.1)$이면 0.3251이고, 어떤 모델도 손실이 이보다 작을 수 없습니다. $\log_2$를 쓰면 놀라움의 단위가 **비트**(bit)입니다. 똑같이 나오는 열 클래스는 $\log$로 2.3026, 비트로는 3.3219입니다.
#
# **한 가지 질문:** 공정한 동전인데 모델은 앞면의 확률이 0.9라고 합니다. 한 번 던질 때마다 몇 비트를 더 치를까요?
#
# </details>

# %% [markdown] lang="en"
# ### Two examples by hand
#
# | example | probabilities | right class | its probability | $-\log$ |
# | --- | --- | --- | --- | --- |
# | 1 | 0.7, 0.2, 0.1 | 0 | 0.7 | 0.3567 |
# | 2 | 0.1, 0.1, 0.8 | 1 | 0.1 | 2.3026 |
# | mean | | | | 1.32963002 |
#
# The network was sure of class 2 in the second example, and wrong; that costs six times as much as the first. The other probabilities of a row do not matter by themselves.
#
# A network that knows nothing gives ten classes equal scores. Its loss is $\log 10 = 2.30258509$: remember this number, it is where every digit network should start.

# %% [markdown] lang="ko"
# ### 손으로 계산하는 샘플 두 개
#
# | 샘플 | 확률 | 정답 클래스 | 그 확률 | $-\log$ |
# | --- | --- | --- | --- | --- |
# | 1 | 0.7, 0.2, 0.1 | 0 | 0.7 | 0.3567 |
# | 2 | 0.1, 0.1, 0.8 | 1 | 0.1 | 2.3026 |
# | 평균 | | | | 1.32963002 |
#
# 둘째 샘플에서 신경망은 클래스 2를 확신했는데 틀렸습니다. 그래서 손실이 첫째의 여섯 배입니다. 같은 행의 다른 확률들은 그 자체로는 손실에 들어가지 않습니다.
#
# 아무것도 모르는 신경망은 클래스 열 개에 같은 점수를 줍니다. 그 손실은 $\log 10 = 2.30258509$입니다. 이 수를 기억해 두세요. 손글씨 숫자를 배울 신경망이라면 처음 손실이 이 값이어야 합니다.

# %% [markdown] lang="en"
# ### Why start from the scores?
#
# The scores before softmax are called **logits**. Take the logits 1000 and 0, with the second class right. Softmax gives it $e^{-1000}$, which a computer rounds to 0, and the logarithm of 0 is minus infinity. But on paper the loss is simply 1000.
#
# The trick is to take the logarithm *before* anything is rounded. Write softmax as a fraction, and use what a logarithm does to a fraction and to an exponential. Do not forget to subtract the largest score first, as in the last lesson.

# %% [markdown] lang="ko"
# ### 왜 점수에서 시작할까요?
#
# 소프트맥스를 지나기 전의 점수를 **로짓**(logit)이라고 합니다. 로짓이 1000과 0이고 둘째 클래스가 정답이라고 합시다. 소프트맥스가 주는 확률은 $e^{-1000}$인데 컴퓨터는 이를 0으로 반올림하고, 0의 로그는 음의 무한대입니다. 하지만 종이 위에서 손실은 그냥 1000입니다.
#
# 비결은 무엇이든 반올림되기 **전에** 로그를 구하는 것입니다. 소프트맥스를 분수로 쓰고, 로그가 분수와 지수를 어떻게 바꾸는지 써 보세요. 지난 수업에서 배운, 가장 큰 점수를 먼저 빼는 방법도 잊지 마세요.

# %% exercise="cross-entropy"
from dlcourse.losses import cross_entropy

# %% [markdown] lang="en"
# Ten equal logits, for your own function: is it the number you were asked to remember?

# %% [markdown] lang="ko"
# 같은 로짓 열 개를 직접 작성한 함수에 넣어 봅니다. 기억해 두라고 한 수가 나오나요?

# %%
if solved("cross-entropy"):
    print(cross_entropy(np.zeros((1, 10)), np.array([3])))

# %% [markdown] lang="en"
# ## And for a simple yes or no?
#
# With one output $a = \sigma(z)$ the two classes have the probabilities $a$ and $1 - a$. If $t$ is 1 for yes and 0 for no, the logarithm of the right one is
#
# $$t \log a + (1 - t) \log (1 - a)$$
#
# because one of the two factors is always 0. The negative mean of this is the **binary cross-entropy**. It is the ordinary one with the logits $z$ and $0$. Where several outputs each say yes or no, sum over the outputs and take the mean over the examples. (The library's `bce`, like PyTorch's by default, takes the mean over both: without a penalty the bottom is the same, and the gradients are divided by the number of outputs.)

# %% [markdown] lang="ko"
# ## 예, 아니요라면 어떨까요?
#
# 출력이 $a = \sigma(z)$ 하나이면 두 클래스의 확률은 $a$와 $1 - a$입니다. '예'이면 $t$가 1, '아니요'이면 0이라고 할 때, 정답 클래스의 확률에 로그를 씌우면 다음과 같습니다.
#
# $$t \log a + (1 - t) \log (1 - a)$$
#
# 로그에 곱한 두 수 가운데 하나는 언제나 0이기 때문입니다. 이것의 평균에 음의 부호를 붙인 것이 **이진 교차 엔트로피**(binary cross-entropy)입니다. 로짓이 $z$와 $0$인 보통의 교차 엔트로피이기도 합니다. 예, 아니요로 답하는 출력이 여러 개이면 출력끼리는 더하고 샘플끼리는 평균을 냅니다. (라이브러리의 `bce`는 PyTorch의 기본값처럼 둘 다 평균을 냅니다. 벌점이 없으면 최솟값의 자리는 같고, 기울기만 출력의 개수로 나눈 값이 됩니다.)

# %% [markdown] lang="en"
# Could we not use the squared error here? Many first networks did. Look at what a confident mistake is worth in each loss: the target is 1, and the unit says no with $z = -10$.

# %% [markdown] lang="ko"
# 여기에도 제곱 오차를 쓰면 안 될까요? 초기의 신경망은 많이들 그렇게 했습니다. 확신하며 틀렸을 때 두 손실이 각각 얼마인지 보세요. 목푯값은 1인데 유닛은 $z = -10$으로 '아니요'라고 답합니다.

# %% widget="two-losses"
widgets.losses.explore()

# %% exercise="bce"
from dlcourse.losses import bce

# %% [markdown] lang="en"
# ### Where does the squared error stop teaching?
#
# A unit learns through the slope of the loss at its $z$. The cross-entropy has the simplest one possible, $a - t$. The squared error must pass through the sigmoid, and picks up the slope of the sigmoid on its way.
#
# | at $z = -10$, target 1 | loss | slope |
# | --- | --- | --- |
# | squared error, halved | 0.49995 | -0.0000454 |
# | cross-entropy | 10.00005 | -0.99995 |
#
# The most wrong unit gets almost no push at all: it stands on a plateau. Below stand the slopes of the cross-entropy at four places; work out those of the squared error yourself in the next exercise.

# %% [markdown] lang="ko"
# ### 제곱 오차는 어디에서 더는 가르치지 못할까요?
#
# 유닛은 $z$에 대한 손실의 기울기로 배웁니다. 교차 엔트로피의 기울기는 $a - t$로 더없이 단순합니다. 제곱 오차는 시그모이드를 거치면서 시그모이드의 기울기가 곱해집니다.
#
# | $z = -10$, 목푯값 1에서 | 손실 | 기울기 |
# | --- | --- | --- |
# | 제곱 오차의 절반 | 0.49995 | -0.0000454 |
# | 교차 엔트로피 | 10.00005 | -0.99995 |
#
# 가장 크게 틀린 유닛이 거의 움직이지 않습니다. 손실이 평평한 곳에 있기 때문입니다. 아래에 네 곳에서 구한 교차 엔트로피의 기울기가 있습니다. 제곱 오차의 기울기는 다음 문제에서 직접 구해 보세요.

# %%
places = np.array([-10.0, -5.0, 0.0, 5.0])
print((sigmoid(places) - 1.0).round(5))

# %% exercise="mse-sigmoid-grad"
from dlcourse.losses import mse_sigmoid_grad

# %% [markdown] lang="en"
# ### How steep can it get?
#
# For the target 1 the size of the slope is $a (1 - a)^2$, largest where $a = \frac{1}{3}$:
#
# $$\frac{1}{3} \cdot \left( \frac{2}{3} \right)^2 = \frac{4}{27} \approx 0.14815$$
#
# And the loss itself stays below $\frac{1}{2}$, since the error of a sigmoid is below 1. "Upper limits exist on loss and gradient magnitude", the lecture notes say, and they are right. Cross-entropy has no upper limit on the loss, and its slope
# comes as near to 1 as you like.

# %% [markdown] lang="ko"
# ### 얼마나 가팔라질 수 있을까요?
#
# 목푯값이 1이면 기울기의 크기는 $a (1 - a)^2$이고, $a = \frac{1}{3}$에서 가장 큽니다.
#
# $$\frac{1}{3} \cdot \left( \frac{2}{3} \right)^2 = \frac{4}{27} \approx 0.14815$$
#
# 손실 자체도 $\frac{1}{2}$보다 작습니다. 시그모이드의 오차가 1보다 작기 때문입니다. 강의 노트의 말대로 "손실과 기울기의 크기에 상한이 있습니다". 교차 엔트로피의 손실에는 상한이 없고, 기울기는 1에 얼마든지
# 가까워집니다.

# %% [markdown] lang="en"
# ### Why are there limits at all?
#
# Because of what prediction and target can be. Are they numbers of the same kind?

# %% [markdown] lang="ko"
# ### 왜 상한이 있을까요?
#
# 예측과 목푯값이 어떤 수인지에 달려 있습니다. 둘은 같은 종류의 수일까요?

# %% widget="ask-lost-brackets"
widgets.ask(
    question=Text(
        en="Which values can the prediction of a sigmoid take, and which its target?",
        ko="시그모이드의 예측과 목푯값은 각각 어떤 값이 될 수 있을까요?",
    ),
    choices=(
        Text(en="Both {0, 1}: only the two numbers", ko="둘 다 {0, 1}입니다. 두 수뿐입니다"),
        Text(
            en="Both [0, 1]: everything between, with the ends",
            ko="둘 다 [0, 1]입니다. 양 끝을 포함한 모든 수입니다",
        ),
        Text(
            en="Prediction ∈ (0, 1), without the ends; target ∈ {0, 1}, only the two numbers",
            ko="예측은 양 끝을 뺀 (0, 1), 목푯값은 두 수뿐인 {0, 1}입니다",
        ),
    ),
    answer=2,
    why=Text(
        en="A sigmoid never reaches 0 or 1, a label is nothing but 0 or 1. So the error is always below 1, and never quite 0: that is where the limits come from.",
        ko="시그모이드는 0에도 1에도 이르지 않고, 정답은 0 아니면 1입니다. 그래서 오차는 언제나 1보다 작고 정확히 0이 되지도 않습니다. 상한은 여기에서 나옵니다.",
    ),
)

# %% [markdown] lang="en"
# ## Think about it, in words
#
# The last task has no check. Write your answer as you would say it to somebody who sits beside you.

# %% [markdown] lang="ko"
# ## 말로 설명해 보기
#
# 마지막 문제에는 점검 셀이 없습니다. 옆에 앉은 사람에게 말하듯이 써 보세요.

# %% [markdown] manual="stuck-classifier" points=4 lang="en"
# **Why is the X-ray network stuck?** A friend's network has one sigmoid output: is the bone broken, yes or no? The loss is half the squared error. For many broken bones the network starts with $z = -10$. The loss hardly moves.
#
# 1. Compare what the squared error and the cross-entropy tell the unit at $z = -10$, $t = 1$. Where does the difference come from?
# 2. Your friend asks what the cross-entropy measures. Answer with the word *likelihood*.
# 3. Your friend says: "Then I run the forward pass another thousand times, it will learn." What do you answer?
#
# Four to eight sentences are enough.
#
# ### MODEL ANSWER
#
# At $z = -10$ the sigmoid says about 0.0000454, so the unit is confidently wrong. The slope of the squared error is $(a - t) \, a (1 - a)$, about -0.0000454: the factor $a (1 - a)$, the slope of the sigmoid, is almost 0 there, and it swallows
# the push. The slope of the cross-entropy is $a - t$, about -0.99995, because its logarithm cancels that factor. So with cross-entropy the wrong units are pushed hardest, and with the squared error they are hardly pushed at all.
#
# Cross-entropy is the negative log-likelihood per example: the likelihood is the probability that the model gives to the answers that were really seen. Making the loss small makes these answers likely, and that is what a good model is.
#
# A forward pass only computes an answer with the weights as they are. A thousand passes change nothing; learning needs the gradient of the loss and an update of the weights.
#
# ### RUBRIC
#
# - 1 point: compares both slopes at $z = -10$ in size (nearly 0 against nearly -1). Saying only "cross-entropy is better" earns nothing here.
# - 1 point: names the cause: the squared error carries the factor $a (1 - a)$, the slope of the flat sigmoid; in the cross-entropy it is gone.
# - 1 point: explains cross-entropy as negative log-likelihood, with the data fixed and the model varying, or as "how surprised the model is by the right answers". Using "probability of the model" earns nothing.
# - 1 point: says that the forward pass changes no weight, and what is missing (gradient and update).

# %% [markdown] manual="stuck-classifier" points=4 lang="ko"
# **엑스레이 신경망은 왜 멈추어 있을까요?** 친구의 신경망에는 시그모이드 출력이 하나 있습니다. 뼈가 부러졌는지 예, 아니요로 답합니다. 손실은 제곱 오차의 절반입니다. 뼈가 부러진 샘플 가운데 많은 것이 $z = -10$에서 시작합니다. 그런데 손실이 거의 줄지 않습니다.
#
# 1. $z = -10$, $t = 1$에서 제곱 오차와 교차 엔트로피가 유닛에게 각각 무엇을 알려 주는지 비교합니다. 차이는 어디에서 올까요?
# 2. 친구가 교차 엔트로피는 무엇을 재느냐고 묻습니다. '가능도'라는 말을 써서 답합니다.
# 3. 친구가 "그러면 순전파를 천 번 더 하면 배우겠지"라고 합니다. 무엇이라고 답할까요?
#
# 네 문장에서 여덟 문장이면 충분합니다.
#
# ### MODEL ANSWER
#
# $z = -10$에서 시그모이드는 약 0.0000454이므로 유닛은 확신하며 틀렸습니다. 제곱 오차의 기울기는 $(a - t) \, a (1 - a)$로 약 -0.0000454입니다. 시그모이드의 기울기인 $a (1 - a)$가 거기서 거의 0이라서 미는 힘이 거의 남지 않습니다.
# 교차 엔트로피의 기울기는 $a - t$로 약 -0.99995입니다. 로그가 그것을 상쇄하기 때문입니다. 그래서 교차 엔트로피에서는 틀린 유닛을 가장 세게 밀고, 제곱 오차에서는 거의 밀지 않습니다.
#
# 교차 엔트로피는 샘플 하나당 음의 로그 가능도입니다. 가능도는 실제로 나온 답에 모델이 준 확률입니다. 손실을 줄이면 그 답들이 그럴듯해지고, 그런 모델이 좋은 모델입니다.
#
# 순전파는 지금의 가중치로 답을 계산할 뿐입니다. 천 번을 해도 아무것도 바뀌지 않습니다. 학습하려면 손실의 기울기를 구하고 가중치를 갱신해야 합니다.
#
# ### RUBRIC
#
# - 1점: $z = -10$에서 두 기울기의 크기를 비교합니다(거의 0과 거의 -1). "교차 엔트로피가 더 좋다"만으로는 점수가 없습니다.
# - 1점: 원인을 말합니다. 제곱 오차에는 평평한 시그모이드의 기울기인 $a (1 - a)$가 곱해지고, 교차 엔트로피에서는 그것이 사라집니다.
# - 1점: 교차 엔트로피를 음의 로그 가능도로 설명합니다. 데이터를 고정하고 모델을 바꾼다고 하거나 "모델에게 정답이 얼마나 뜻밖인지"라고 해도 됩니다. "모델의 확률"이라고만 하면 점수가 없습니다.
# - 1점: 순전파는 가중치를 바꾸지 않는다는 것과, 빠진 것(기울기와 갱신)을 말합니다.

# %% [markdown] lang="en"
# ## Check yourself
#
# Two last questions. Cover the answers with your hand, decide, then click.

# %% [markdown] lang="ko"
# ## 스스로 점검하기
#
# 마지막 질문 두 가지입니다. 먼저 답을 정한 다음 눌러 보세요.

# %% widget="quiz-shapes"
widgets.ask(
    question=Text(
        en="Column notation: W has shape (128, 784) and z = Wx + b. Your batch X is (50, 784). How do you write the layer here?",
        ko="샘플을 열벡터로 나타내는 책에서 W의 형상이 (128, 784)이고 z = Wx + b입니다. 여러분의 묶음 X는 (50, 784)입니다. 이 강의에서는 이 층을 어떻게 쓸까요?",
    ),
    choices=(
        Text(en="W @ X + b", ko="W @ X + b"),
        Text(en="X @ W + b", ko="X @ W + b"),
        Text(en="X @ W.T + b", ko="X @ W.T + b"),
        Text(en="X.T @ W + b", ko="X.T @ W + b"),
    ),
    answer=2,
    why=Text(
        en="(50, 784) @ (784, 128) gives (50, 128): the weights of a column text are transposed ones for us, and b with shape (128,) joins every row.",
        ko="(50, 784) @ (784, 128)의 결과는 (50, 128)입니다. 그런 책의 가중치는 이 강의에서 전치하여 쓰고, 형상이 (128,)인 b는 모든 행에 더해집니다.",
    ),
)

# %% widget="quiz-which-loss"
widgets.ask(
    question=Text(
        en="Which pairs of output and loss belong together?",
        ko="출력과 손실의 올바른 짝은 무엇일까요?",
    ),
    choices=(
        Text(
            en="house price: identity and squared error; one of ten digits: softmax and cross-entropy; ill or healthy: sigmoid and binary cross-entropy",
            ko="집값: 항등 함수와 제곱 오차. 숫자 열 개 가운데 하나: 소프트맥스와 교차 엔트로피. 병이 있는지: 시그모이드와 이진 교차 엔트로피",
        ),
        Text(
            en="house price: softmax and cross-entropy; one of ten digits: identity and squared error; ill or healthy: sigmoid and squared error",
            ko="집값: 소프트맥스와 교차 엔트로피. 숫자 열 개 가운데 하나: 항등 함수와 제곱 오차. 병이 있는지: 시그모이드와 제곱 오차",
        ),
        Text(en="squared error fits everywhere", ko="제곱 오차는 어디에나 맞습니다"),
    ),
    answer=0,
    why=Text(
        en="Amounts have distances, classes have probabilities. The loss follows from what the output means.",
        ko="수치에는 거리가 있고 클래스에는 확률이 있습니다. 출력이 무엇을 뜻하는지에 따라 손실이 정해집니다.",
    ),
)

# %% [markdown] lang="en"
# ## Summary card
#
# | Idea | Formula | Remember |
# | --- | --- | --- |
# | one layer | $z^{[l]} = a^{[l-1]} W^{[l]} + b^{[l]}$, $a^{[l]} = g^{[l]}(z^{[l]})$ | rows are examples; $a^{[0]} = X$; a column text is transposed |
# | forward propagation | layer after layer | answers, but learns nothing; the cache keeps $x$, $W$ and $z$ |
# | hidden vector | $a^{[l]}$ with $0 < l < L$ | also called latent |
# | half squared error | $\frac{1}{2} \sum (t - o)^2$ | for amounts; equals the mean only with two outputs |
# | worked example | $E = 0.02397190$ | no biases, targets 0.4 and 0.6: say so |
# | likelihood | probability of the seen data, as the model varies | a good model makes it large |
# | cross-entropy | $-\frac{1}{N} \sum \log p_{n, y_n}$ | negative log-likelihood; from logits; $\log 10 = 2.30258509$ at the start |
# | sigmoid and squared error | slope at most $\frac{4}{27}$ | prediction in the open $(0, 1)$, target in $\{0, 1\}$; stalls when confidently wrong |
# | sigmoid and cross-entropy | slope $a - t$ | pushes hardest where it is most wrong |

# %% [markdown] lang="ko"
# ## 요약 카드
#
# | 개념 | 식 | 기억할 것 |
# | --- | --- | --- |
# | 층 하나 | $z^{[l]} = a^{[l-1]} W^{[l]} + b^{[l]}$, $a^{[l]} = g^{[l]}(z^{[l]})$ | 행이 샘플입니다. $a^{[0]} = X$. 샘플을 열로 나타내는 책의 것은 전치합니다 |
# | 순전파 | 층에서 층으로 | 답할 뿐 배우지 않습니다. 캐시에는 $x$, $W$, $z$가 남습니다 |
# | 은닉 벡터 | $0 < l < L$인 $a^{[l]}$ | 잠재 벡터라고도 합니다 |
# | 제곱 오차의 절반 | $\frac{1}{2} \sum (t - o)^2$ | 연속적인 값을 예측할 때 씁니다. 출력이 두 개일 때만 평균과 같습니다 |
# | 계산 예제 | $E = 0.02397190$ | 편향 없음, 목푯값 0.4와 0.6. 이것을 밝혀야 합니다 |
# | 가능도 | 모델을 바꾸며 보는, 본 데이터의 확률 | 좋은 모델은 가능도가 큽니다 |
# | 교차 엔트로피 | $-\frac{1}{N} \sum \log p_{n, y_n}$ | 음의 로그 가능도. 로짓에서 구합니다. 처음 손실은 $\log 10 = 2.30258509$ |
# | 시그모이드와 제곱 오차 | 기울기는 많아야 $\frac{4}{27}$ | 예측은 열린 구간 $(0, 1)$, 목푯값은 $\{0, 1\}$. 확신하며 틀리면 멈춥니다 |
# | 시그모이드와 교차 엔트로피 | 기울기 $a - t$ | 가장 크게 틀린 곳을 가장 세게 밉니다 |

# %% [markdown] lang="en"
# ## Where to go from here
#
# The network answers, and the loss says how wrong it is. Which weight is to blame, and by how much? The next lesson walks all the way back, with the same eight weights.
#
# **Further reading**
#
# - Goki Saito, *Deep Learning from Scratch*, chapters 3 and 4: forward propagation and losses, also with rows. (It adds a tiny number inside the logarithm; you found a way without.)
# - NeoWizard's machine-learning lectures on YouTube (in Korean).
# - [TensorFlow Playground](https://playground.tensorflow.org/): the thickness of a line is a weight, its colour the sign.
# - [Keras](https://keras.io/): `from_logits=True` in its losses means what you just built.
# - C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), sections 4.3 and 5.2: where the two losses come from.

# %% [markdown] lang="ko"
# ## 다음으로
#
# 신경망은 답하고, 손실은 얼마나 틀렸는지 말합니다. 어느 가중치에 얼마만큼 책임이 있을까요? 다음 수업에서는 같은 가중치 여덟 개를 들고 왔던 길을 끝까지 되돌아갑니다.
#
# **더 읽을거리**
#
# - 사이토 고키, 『밑바닥부터 시작하는 딥러닝』 3장과 4장: 순전파와 손실을 마찬가지로 행으로 씁니다. (그 책은 로그 안에 아주 작은 수를 더합니다. 여러분은 더하지 않는 방법을 찾았습니다.)
# - 유튜브 NeoWizard의 머신러닝 강의
# - [TensorFlow Playground](https://playground.tensorflow.org/): 선의 굵기가 가중치의 크기이고 색이 부호입니다.
# - [Keras](https://keras.io/): 손실 함수의 `from_logits=True`가 방금 만든 것과 같은 뜻입니다.
# - C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), 4.3절과 5.2절: 두 손실이 어디에서 나오는지 설명합니다.
