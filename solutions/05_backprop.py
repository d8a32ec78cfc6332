# %% [markdown] lang="en"
# # Back-propagation
#
# **About {hours}. You need: the lessons on activations and on the forward pass.**
#
# A forward pass turns inputs into an answer, and a loss says how wrong the answer is. Nothing has been learned yet. Now the error travels back through the network and tells every
# single weight its share of the blame: that is **back-propagation**.
#
# After this lesson you can
#
# - measure any gradient, and say why nobody trains that way;
# - carry a gradient backwards through a graph: local times upstream, added up where paths meet;
# - write the way back through a layer, an activation and a loss, for many examples at once;
# - compute one complete training step by hand and in code;
# - train a network that finds XOR by itself, and one that follows a curve.

# %% [markdown] lang="ko"
# # 역전파
#
# **약 {hours}이 걸립니다. 먼저 활성화 함수 수업과 순전파 수업을 마치고 오세요.**
#
# 순전파는 입력을 답으로 바꾸고, 손실은 그 답이 얼마나 틀렸는지 말해 줍니다. 하지만 아직 아무것도 학습하지 않았습니다. 이제 오차가 신경망을 거슬러 올라가며 가중치 하나하나에 책임이 얼마나 있는지
# 알려 줍니다. 이것이 **역전파**(back-propagation. 다른 책에서는 오차역전파법)입니다.
#
# 이 수업을 마치면 다음을 할 수 있습니다.
#
# - 어떤 기울기든 수치 미분으로 구하고, 학습에는 왜 그 방법을 쓰지 않는지 설명하기
# - 계산 그래프를 따라 기울기를 거꾸로 옮기기: 국소 기울기와 상류 기울기를 곱하고, 길이 만나는 곳에서 더하기
# - 층, 활성화 함수, 손실의 역전파를 여러 샘플에 대해 한꺼번에 작성하기
# - 학습 한 걸음 전체를 손으로도 코드로도 계산하기
# - 스스로 XOR를 찾아내는 신경망과 곡선을 따라가는 신경망 학습시키기

# %% setup
import numpy as np

from dlcourse import language, widgets
from dlcourse.activations import identity
from dlcourse.datasets import noisy_sine
from dlcourse.exercises import check, hint, solved
from dlcourse.forward import forward_222, mlp_forward
from dlcourse.language import Text
from dlcourse.losses import cross_entropy, half_sse

language.use("en")

# %% [markdown] lang="en"
# ## What do you remember?
#
# Three questions about earlier lessons, without looking back.

# %% [markdown] lang="ko"
# ## 무엇이 기억나나요?
#
# 앞 수업에서 고른 세 문제입니다. 다시 찾아보지 말고 답해 보세요.

# %% widget="recall-cache"
widgets.ask(
    question=Text(
        en="On the way forward you keep z in the cache and not only a. Why?",
        ko="순전파에서 a만이 아니라 z도 캐시에 남깁니다. 왜 그럴까요?",
    ),
    choices=(
        Text(en="z has more digits", ko="z의 자릿수가 더 많기 때문입니다"),
        Text(
            en="Several z may give the same a, as behind a ReLU",
            ko="ReLU처럼 여러 z에서 같은 a가 나올 수 있기 때문입니다",
        ),
        Text(en="a is overwritten by the next layer", ko="a는 다음 층이 덮어쓰기 때문입니다"),
    ),
    answer=1,
    why=Text(
        en="From a = 0 nobody can tell where on the flat side z was. The slope on the way back is a slope at z.",
        ko="a = 0만 보아서는 z가 평평한 쪽 어디에 있었는지 알 수 없습니다. 되돌아올 때의 기울기는 z에서의 기울기입니다.",
    ),
)

# %% widget="recall-slopes"
widgets.ask(
    question=Text(
        en="tanh has a = 0 somewhere. What is its slope there, and sigmoid's slope where a is one half?",
        ko="tanh에서 a = 0인 곳의 기울기는 얼마이고, 시그모이드에서 a가 이분의 일인 곳의 기울기는 얼마일까요?",
    ),
    choices=(
        Text(en="0 and 0", ko="0과 0"),
        Text(en="1 and 1/4", ko="1과 1/4"),
        Text(en="1/4 and 1", ko="1/4과 1"),
    ),
    answer=1,
    why=Text(
        en="1 - a² is 1, and a(1 - a) is 1/2 · 1/2. These are the largest slopes the two have.",
        ko="1 - a²은 1이고, a(1 - a)는 1/2 · 1/2입니다. 두 함수의 가장 큰 기울기입니다.",
    ),
)

# %% widget="recall-sum-or-mean"
widgets.ask(
    question=Text(
        en="Every example of a batch is put in twice. What happens to the cross-entropy?",
        ko="배치의 샘플을 모두 두 번씩 넣었습니다. 교차 엔트로피는 어떻게 될까요?",
    ),
    choices=(
        Text(en="It doubles", ko="두 배가 됩니다"),
        Text(en="It stays the same", ko="그대로입니다"),
        Text(en="It is halved", ko="절반이 됩니다"),
    ),
    answer=1,
    why=Text(
        en="It is a mean over the examples. A likelihood would be squared, and its negative logarithm doubled; dividing by N undoes that.",
        ko="샘플에 대한 평균이기 때문입니다. 가능도는 제곱이 되고 음의 로그는 두 배가 되지만, N으로 나누면 그대로입니다.",
    ),
)

# %% [markdown] lang="en"
# ## Which weight is to blame?
#
# Here is the 2-2-2 network of the forward pass again: inputs 0.1 and 0.2, eight weights, sigmoid everywhere, no biases. It should answer 0.4 and 0.6. Run the cell: the error is not zero, so
# some weights must change. Which ones, in which direction, and how much?
#
# Try it with $w_5$. Turn it up by 0.01, and the error *rises* from 0.0239719008 to 0.0242317463. So $w_5$ should go down.

# %% [markdown] lang="ko"
# ## 어느 가중치의 책임일까요?
#
# 순전파 수업의 2-2-2 신경망을 다시 꺼냅니다. 입력은 0.1과 0.2, 가중치는 여덟 개, 활성화 함수는 모두 시그모이드이고 편향은 없습니다. 답은 0.4와 0.6이어야 합니다. 셀을 실행해 보세요. 오차가 남아 있으므로
# 바꾸어야 할 가중치가 있습니다. 어느 것을, 어느 방향으로, 얼마나 바꾸어야 할까요?
#
# $w_5$로 시험해 봅시다. 0.01만큼 올리면 오차가 0.0239719008에서 0.0242317463으로 **커집니다**. 그러니 $w_5$는 내려가야 합니다.

# %%
x, t = np.array([0.1, 0.2]), np.array([0.4, 0.6])
w = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])


def error(w):
    return half_sse(forward_222(x, w)["o"], t)


turned_up = w.copy()
turned_up[4] += 0.01
print(error(w), error(turned_up))

# %% [markdown] lang="en"
# ## Can a slope be measured?
#
# *Change of the error divided by change of the weight* is a **slope**, and the list of the slopes of all weights is the **gradient**. To measure it you need nothing but forward passes:
# a little up, a little down, subtract, divide. This is called **numerical differentiation**, and what it gives a *numerical gradient*.
#
# How little? Answer the question of the microscope first; then make $h$ smaller and smaller. On the left you see the function magnified, on the right the error of two ways to measure.

# %% [markdown] lang="ko"
# ## 기울기를 잴 수 있을까요?
#
# **오차의 변화를 가중치의 변화로 나눈 것**이 **기울기**(slope)이고, 모든 가중치의 기울기를 모은 것도 **기울기**(gradient. 그레이디언트)라고 합니다. 순전파만 있으면 잴 수 있습니다.
# 조금 올려 보고, 조금 내려 보고, 빼고, 나눕니다. 이것을 **수치 미분**(numerical differentiation)이라 하고, 이렇게 구한 것을 **수치 기울기**라고 합니다.
#
# '조금'은 얼마나 작아야 할까요? 현미경의 질문에 먼저 답하고, $h$를 점점 줄여 보세요. 왼쪽에는 확대한 함수가, 오른쪽에는 재는 방법 두 가지의 오차가 나옵니다.

# %% widget="gradient-microscope"
widgets.gradcheck.explore()

# %% [markdown] lang="en"
# ### One side or both sides
#
# The **forward difference** looks to one side only, the **central difference** to both:
#
# $$\frac{f(x + h) - f(x)}{h} \qquad\qquad \frac{f(x + h) - f(x - h)}{2h}$$
#
# For $\sin$ at 1 the true slope is $\cos 1 = 0.54030231$. With $h = 10^{-5}$ the forward difference is wrong by 0.0000042, the central one by 0.000000000011: the same effort, and several hundred thousand times
# more exact. The reason is symmetry: what the curve's bend adds on one side, it takes away on the other.
#
# And with $h = 10^{-12}$? Then *both* are worse again. A computer keeps about 16 digits, and two nearly equal numbers have only their last few digits left after the subtraction. So: central, and $h$ about $10^{-5}$.

# %% [markdown] lang="ko"
# ### 한쪽이냐 양쪽이냐
#
# **전진 차분**(forward difference)은 한쪽만 보고, **중앙 차분**(central difference)은 양쪽을 봅니다.
#
# $$\frac{f(x + h) - f(x)}{h} \qquad\qquad \frac{f(x + h) - f(x - h)}{2h}$$
#
# 1에서 $\sin$의 실제 기울기는 $\cos 1 = 0.54030231$입니다. $h = 10^{-5}$일 때 전진 차분은 0.0000042만큼, 중앙 차분은 0.000000000011만큼 틀립니다. 계산량은 비슷한데 수십만 배 정확합니다. 대칭이기
# 때문입니다. 곡선이 휘면서 한쪽에서 더해지는 만큼 다른 쪽에서 빠집니다.
#
# $h = 10^{-12}$이면 어떨까요? **둘 다** 다시 나빠집니다. 컴퓨터는 16자리쯤만 기억하는데, 거의 같은 두 수를 빼면 마지막 몇 자리만 남기 때문입니다. 그래서 중앙 차분을 쓰고 $h$는 $10^{-5}$쯤으로 합니다.

# %% exercise="numerical-gradient"
from dlcourse.gradcheck import numerical_gradient

# %% [markdown] lang="en"
# All eight slopes of the little network, measured:

# %% [markdown] lang="ko"
# 작은 신경망의 기울기 여덟 개를 모두 재어 봅시다.

# %%
if solved("numerical-gradient"):
    print(numerical_gradient(error, w))

# %% widget="ask-cost-of-measuring"
widgets.ask(
    question=Text(
        en="A network for digits, 784-128-10, has 101770 parameters. How many forward passes does one measured gradient cost?",
        ko="숫자를 알아보는 784-128-10 신경망에는 매개변수가 101770개 있습니다. 기울기를 한 번 재는 데 순전파가 몇 번 필요할까요?",
    ),
    choices=(
        Text(en="2", ko="2번"),
        Text(en="101770", ko="101770번"),
        Text(en="203540", ko="203540번"),
    ),
    answer=2,
    why=Text(
        en="Two for every parameter, and that for a single step. Back-propagation gets all slopes for the price of about two or three forward passes. Measuring stays useful as a check of formulas.",
        ko="매개변수마다 두 번씩이고, 그것도 한 번 갱신할 때마다 드는 비용입니다. 역전파는 순전파 두세 번에 드는 비용으로 모든 기울기를 구합니다. 수치 미분은 식을 점검할 때 씁니다.",
    ),
)

# %% [markdown] lang="en"
# ## How does a gradient travel backwards?
#
# Break a formula into its smallest steps, and draw them:
#
# ```text
# x ──┐
#     ├─ (×) ── u ──┐
# y ──┘             ├─ (+) ── v ── (square) ── f
# z ────────────────┘
# ```
#
# At $x = 2$, $y = 3$, $z = -1$ (three plain numbers here) the forward pass gives $u = 6$, $v = 5$, $f = 25$. Now go back. If $v$ grows a little, $f = v^2$ grows $2v = 10$ times as much. If $u$ grows a little, $v$ grows just as much, so $f$ grows
# 10 times as much. And if $x$ grows a little, $u$ grows $y = 3$ times as much, and $f$ therefore $3 \cdot 10 = 30$ times as much.

# %% [markdown] lang="ko"
# ## 기울기는 어떻게 거꾸로 갈까요?
#
# 식을 가장 작은 단계로 나누어 그려 봅시다.
#
# ```text
# x ──┐
#     ├─ (×) ── u ──┐
# y ──┘             ├─ (+) ── v ── (제곱) ── f
# z ────────────────┘
# ```
#
# $x = 2$, $y = 3$, $z = -1$(여기서는 수 세 개일 뿐입니다)이면 순전파에서 $u = 6$, $v = 5$, $f = 25$가 나옵니다. 이제 거꾸로 갑니다. $v$가 조금 커지면 $f = v^2$은 그 $2v = 10$배만큼 커집니다. $u$가 조금 커지면 $v$도 똑같이
# 커지므로 $f$는 10배만큼 커집니다. $x$가 조금 커지면 $u$는 그 $y = 3$배만큼 커지고, 따라서 $f$는 $3 \cdot 10 = 30$배만큼 커집니다.

# %% [markdown] lang="en"
# ### Local times upstream
#
# Every operation did the same small job. It received the slope of $f$ at its *output*, the **upstream** gradient, multiplied it by its own, **local** slope, and handed the product to its *input*:
#
# $$\frac{\partial f}{\partial x} = \frac{\partial f}{\partial u} \cdot \frac{\partial u}{\partial x}$$
#
# This is the **chain rule**. An operation needs to know nothing of the rest of the graph. It must only remember what came in on the way forward, because local slopes depend on it: the slope of $xy$ with respect to $x$ is $y$.
#
# Linnainmaa described this way of computing in 1970; Rumelhart, Hinton and Williams made it the standard of neural networks in 1986.

# %% [markdown] lang="ko"
# ### 국소 기울기 곱하기 상류 기울기
#
# 연산마다 같은 일을 했습니다. 자기 **출력**에 온 $f$의 기울기, 곧 **상류 기울기**(upstream gradient)를 받아 자기 자신의 **국소 기울기**(local gradient)를 곱하고, 그 곱을 자기 **입력**에 넘겼습니다.
#
# $$\frac{\partial f}{\partial x} = \frac{\partial f}{\partial u} \cdot \frac{\partial u}{\partial x}$$
#
# 이것이 **연쇄 법칙**(chain rule)입니다. 연산은 그래프의 나머지를 알 필요가 없습니다. 다만 순전파 때 들어온 값을 기억해야 합니다. 국소 기울기가 그 값에 달려 있기 때문입니다. $xy$를 $x$로 미분한 기울기는 $y$입니다.
#
# 이 계산법은 린나인마(Linnainmaa)가 1970년에 소개했고, 루멜하트, 힌턴, 윌리엄스가 1986년에 신경망의 표준으로 만들었습니다.

# %% drawing="local-times-upstream"

# %% exercise="graph-backward"
from dlcourse.backprop import graph_backward

# %% [markdown] lang="en"
# ### Find the mistake: "back-propagation: use the chain rule, local gradient times global gradient"
#
# A slide says this, and not a single formula more. ("Global" is what we call upstream.) It is true for a chain. But look at $h_1$ in the 2-2-2 network: it feeds *two* outputs. If $h_1$ grows a little, the error
# changes along both edges.
#
# What does the slide leave out?

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "역전파: 연쇄 법칙을 써서 국소 기울기와 글로벌 기울기를 곱한다"
#
# 어느 슬라이드에 이렇게 쓰여 있고 식은 하나도 없습니다. ('글로벌'은 우리가 말하는 상류입니다.) 한 줄로 이어져 있다면 맞습니다. 그런데 2-2-2 신경망의 $h_1$을 보세요. **두** 출력으로 들어갑니다. $h_1$이 조금
# 커지면 두 선을 따라 오차가 모두 달라집니다.
#
# 슬라이드에 빠진 것은 무엇일까요?

# %% widget="ask-paths-meet"
widgets.ask(
    question=Text(
        en="One number serves several later ones. How do their answers combine?",
        ko="수 하나가 뒤의 여러 수에 쓰입니다. 거기에서 돌아온 기울기들을 어떻게 합칠까요?",
    ),
    choices=(
        Text(en="They are multiplied", ko="곱합니다"),
        Text(en="They are added up", ko="더합니다"),
        Text(en="The largest one counts", ko="가장 큰 것만 남깁니다"),
        Text(en="They are averaged", ko="평균을 냅니다"),
    ),
    answer=1,
    why=Text(
        en="A small change of the number causes a change on each path, and small changes add up. Along a path multiply; where paths meet, add.",
        ko="그 수가 조금 변하면 길마다 변화가 생기고, 작은 변화들은 더해집니다. 길을 따라서는 곱하고, 길이 만나는 곳에서는 더합니다.",
    ),
)

# %% [markdown] lang="en"
# So here is the whole rule, with the formula the slide does not have. If $u$ goes into $v_1, v_2, \dots$, then
#
# $$\frac{\partial E}{\partial u} = \sum_k \frac{\partial E}{\partial v_k} \cdot \frac{\partial v_k}{\partial u}$$
#
# upstream times local, **summed over everything that $u$ served**. All of back-propagation is this line, applied from the last operation to the first.

# %% [markdown] lang="ko"
# 이제 슬라이드에 없던 식으로 규칙 전체를 씁니다. $u$가 $v_1, v_2, \dots$로 들어간다면
#
# $$\frac{\partial E}{\partial u} = \sum_k \frac{\partial E}{\partial v_k} \cdot \frac{\partial v_k}{\partial u}$$
#
# 입니다. 상류 기울기와 국소 기울기를 곱하고, **$u$가 쓰인 모든 곳에 걸쳐 더합니다**. 역전파는 이 한 줄을 마지막 연산부터 첫 연산까지 적용하는 것이 전부입니다.

# %% [markdown] lang="en"
# ### The rule as a machine
#
# Since the rule is the same everywhere, a program can apply it to *any* graph. In the next cell every number is a `Node` that remembers which numbers it was made of, and the local slope for each. `made_of` lists all nodes behind a result, each after those it was made of; `backward` takes this list from its end, so that every node has heard from all that it served before it hands upstream times local on. The sum over all paths is the `+=`. The graph is the one from above, with $v \cdot v$ as the square: $v$ serves twice.
#
# Predict what comes out if you replace `+=` by `=`, and try it. PyTorch and TensorFlow are this machine, with arrays instead of single numbers.

# %% [markdown] lang="ko"
# ### 규칙을 기계로
#
# 규칙이 어디에서나 같으므로 프로그램 하나로 **어떤** 그래프에든 적용할 수 있습니다. 다음 셀에서 수는 저마다 `Node`이고, 어떤 수들로 만들어졌는지와 그때의 국소 기울기를 기억합니다. `made_of`는 결과를 이루는 노드를 모두 리스트에 담되, 어느 노드든 자기를 만든 노드들보다 뒤에 둡니다. `backward`는 이 리스트를 끝에서부터 거꾸로 따라갑니다. 그래서 노드마다 자기가 쓰인 곳에서 기울기를 모두 받은 다음에 상류 기울기와 국소 기울기의 곱을 넘깁니다. 모든 길에 걸친 합이 바로 `+=`입니다. 그래프는 위의 것이고 제곱은 $v \cdot v$로 썼습니다. $v$가 두 번 쓰입니다.
#
# `+=`를 `=`로 바꾸면 무엇이 나올지 예상하고 시험해 보세요. PyTorch와 TensorFlow는 수 하나 대신 배열을 다루는 이 기계입니다.


# %%
class Node:
    """A number that knows where it came from."""

    def __init__(self, value, parents=()):
        self.value, self.parents, self.grad = value, parents, 0.0

    def __add__(self, other):
        return Node(self.value + other.value, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return Node(self.value * other.value, ((self, other.value), (other, self.value)))

    def made_of(self):
        order, waiting = {}, [self]
        while waiting:
            missing = [parent for parent, _ in waiting[-1].parents if parent not in order]
            if missing:
                waiting.extend(missing)
            else:
                order[waiting.pop()] = True  # behind everything it was made of
        return list(order)

    def backward(self):
        self.grad = 1.0
        for node in reversed(self.made_of()):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad


def squared_sum(x, y, z):
    v = x * y + z
    return v * v


nodes = Node(2.0), Node(3.0), Node(-1.0)
end = squared_sum(*nodes)
end.backward()
print(end.value, *(node.grad for node in nodes))

# %% [markdown] lang="en"
# ### A machine that learns XOR
#
# Any function can be a **gate** of this machine, if it brings its local slope along. The next cell adds one: for $a = \tanh(z)$ the slope is $1 - a^2$. Of `+`, `*` and `tanh` alone it builds a network of single numbers, with 2 inputs, 4 hidden units, one output without an activation, and 17 parameters. The loss is the sum of the squared errors at the four points of XOR.
#
# One step of training: set the gradients to 0, call `backward`, move each parameter a little against its gradient. The cell prints the loss at five steps, the four answers, and how many nodes one loss is made of.
#
# Predict: how many lines of the cell know a derivative? What happens if somebody forgets to set the gradients to 0? Think of the `+=`; afterwards delete these two lines and try.

# %% [markdown] lang="ko"
# ### XOR를 배우는 기계
#
# 어떤 함수든 국소 기울기만 함께 알려 주면 이 기계의 **게이트**가 될 수 있습니다. 다음 셀에서는 게이트를 하나 추가합니다. $a = \tanh(z)$이고 기울기는 $1 - a^2$입니다. 그런 다음 `+`, `*`, `tanh`만으로 수를 하나씩 다루는 신경망을 만듭니다. 입력은 2개, 은닉 유닛은 4개, 활성화 함수가 없는 출력은 하나, 매개변수는 17개입니다. 손실은 XOR의 네 점에서 구한 제곱 오차의 합입니다.
#
# 학습의 한 걸음은 이렇습니다. 기울기를 0으로 되돌리고, `backward`를 부르고, 매개변수를 저마다 기울기의 반대쪽으로 조금 옮깁니다. 셀을 실행하면 다섯 시점의 손실, 네 답, 손실 하나를 이루는 노드의 수가 차례로 나옵니다.
#
# 예상해 보세요. 셀에서 미분을 아는 줄은 몇 줄일까요? 기울기를 0으로 되돌리는 것을 잊으면 어떻게 될까요? `+=`를 떠올려 보세요. 그런 다음 그 두 줄을 지우고 시험해 보세요.


# %%
def tanh(node):
    a = np.tanh(node.value)
    return Node(a, ((node, 1 - a * a),))


def answer(point, units, bias):
    x1, x2 = Node(point[0]), Node(point[1])
    total = bias
    for w1, w2, b, v in units:
        total = total + v * tanh(x1 * w1 + x2 * w2 + b)
    return total


xor = {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 0}
rng = np.random.default_rng(0)
units = [[Node(number) for number in row] for row in rng.normal(size=(4, 4))]
bias = Node(0.0)
parameters = [bias, *(node for unit in units for node in unit)]
for step in range(501):
    loss = Node(0.0)
    for point, target in xor.items():
        miss = answer(point, units, bias) + Node(-target)
        loss = loss + miss * miss
    for node in parameters:
        node.grad = 0.0
    loss.backward()
    for node in parameters:
        node.value -= 0.05 * node.grad
    if step in (0, 50, 100, 200, 500):
        print(step, f"{loss.value:.6f}")
print(*(f"{answer(point, units, bias).value:.3f}" for point in xor))
print(len(loss.made_of()))

# %% [markdown] lang="en"
# One line: the one with `1 - a * a`; those with `grad` only use what arrives. Nobody derived a formula for this network. Addition, multiplication and tanh, each with its slope, were enough, and a larger network needs no more. If the gradients are not set to 0, `+=` adds each to those of all steps before: every step repeats the old ones, the parameters run past their goal, and XOR is not learned.
#
# The price is a Python object for every number: 154 nodes for one loss, with 4 points and 17 parameters. A 784-128-10 network would need more than 200,000 for one image. So PyTorch and TensorFlow put arrays into their nodes: a layer can be one gate, and its sums run in compiled code. The rules of the next section are gates of such a machine: `affine_backward` is the way back through a whole layer.

# %% [markdown] lang="ko"
# 한 줄입니다. `1 - a * a`가 있는 줄뿐이고, `grad`가 나오는 줄은 도착한 값을 쓰기만 합니다. 이 신경망의 기울기를 구하는 식은 아무도 유도하지 않았습니다. 덧셈, 곱셈, tanh와 저마다의 국소 기울기면 충분했고, 신경망이 더 커져도 마찬가지입니다. 기울기를 0으로 되돌리지 않으면 `+=`가 지난 모든 걸음의 기울기에 새 기울기를 더합니다. 걸음마다 지난 기울기까지 되풀이하게 되어 매개변수가 목표를 지나쳐 버리고, XOR를 배우지 못합니다.
#
# 대가도 있습니다. 수마다 파이썬 객체가 하나씩 필요합니다. 점 4개와 매개변수 17개뿐인데도 손실 하나에 노드가 154개입니다. 784-128-10 신경망이라면 이미지 한 장에 200,000개가 넘게 필요합니다. 그래서 PyTorch와 TensorFlow는 노드에 배열을 통째로 넣습니다. 그러면 층 하나를 게이트 하나로 나타낼 수 있고, 그 안의 합은 컴파일된 코드가 계산합니다. 다음 절의 규칙이 바로 그런 기계의 게이트입니다. `affine_backward`는 층 하나를 통째로 거꾸로 지나갑니다.

# %% [markdown] lang="en"
# *To go on:* which further gate does a network with ReLU need, and what is its local slope? Write `relu` like `tanh`. Check the slope with `numerical_gradient(lambda x: relu(Node(x[0])).value, np.array([2.0]))`, and at -2 as well; or look at the maximum in the next table. If you train with your gate, do not suspect it too soon: from `default_rng(0)` the training gets stuck, from `default_rng(2)` it learns XOR.

# %% [markdown] lang="ko"
# **더 해 보고 싶다면:** ReLU를 쓰는 신경망에는 어떤 게이트가 더 필요하고, 그 국소 기울기는 무엇일까요? `tanh`처럼 `relu`를 작성해 보세요. 기울기는 `numerical_gradient(lambda x: relu(Node(x[0])).value, np.array([2.0]))`으로 점검하고, -2에서도 점검하세요. 다음 표의 최댓값 게이트를 보아도 됩니다. 이 게이트로 학습시켰는데 잘되지 않아도 곧바로 게이트를 의심하지는 마세요. `default_rng(0)`으로 시작하면 막히고, `default_rng(2)`로 시작하면 XOR를 배웁니다.

# %% [markdown] lang="en"
# ### Three gates, three habits
#
# The graph of a network is made of few kinds of gates, and each treats the gradient that arrives in its own way. Say 10 arrives:
#
# | gate | forward | on the way back | it |
# | --- | --- | --- | --- |
# | add | $6 + (-1)$ | 10 and 10 | **distributes**: everybody gets the same |
# | maximum | $\max(6, -1)$ | 10 and 0 | **routes**: the larger one gets it all |
# | multiply | $6 \cdot (-1)$ | -10 and 60 | **switches**: each gets it times the *other* value |
#
# Read your network with these eyes. A bias stands at an add gate: it gets the gradient as it is. A ReLU is a maximum with 0: all or nothing. A weight stands at a multiply gate: it gets the gradient times its *input*, so pixels from 0 to 255 make its gradient 255 times larger than pixels from 0 to 1 do. Large inputs mean large steps; that is one reason to bring inputs to a common scale.

# %% [markdown] lang="ko"
# ### 게이트 세 가지, 버릇 세 가지
#
# 신경망의 그래프는 몇 가지 게이트로 이루어지고, 게이트마다 도착한 기울기를 다루는 방식이 다릅니다. 10이 도착했다고 합시다.
#
# | 게이트 | 순전파 | 되돌아올 때 | 하는 일 |
# | --- | --- | --- | --- |
# | 덧셈 | $6 + (-1)$ | 10과 10 | **분배**합니다. 양쪽에 똑같이 줍니다 |
# | 최댓값 | $\max(6, -1)$ | 10과 0 | **길을 고릅니다**. 큰 쪽에 모두 줍니다 |
# | 곱셈 | $6 \cdot (-1)$ | -10과 60 | **맞바꿉니다**. 저마다 **상대의** 값을 곱해서 줍니다 |
#
# 신경망을 이렇게 읽어 보세요. 편향은 덧셈 게이트에 있으므로 기울기를 그대로 받습니다. ReLU는 0과의 최댓값이므로 전부 아니면 0입니다. 가중치는 곱셈 게이트에 있으므로 기울기에 **입력**을 곱해서 받습니다. 그래서 픽셀이 0에서 255까지이면 0에서 1까지일 때보다 가중치의 기울기가 255배 커집니다. 입력이 크면 걸음도 커집니다. 입력의 크기를 비슷하게 맞추는 까닭 가운데 하나입니다.

# %% [markdown] lang="en"
# ## How does a whole layer go backwards?
#
# A layer computes $z_{nm} = \sum_d X_{nd} W_{dm} + b_m$. Call the gradient that arrives at $z$ its **delta**, $\delta_{nm} = \partial E / \partial z_{nm}$ (`dout` in code). Ask of each number which $z$ it served, and use the rule:
#
# - $X_{nd}$ went into $z_{n1}, \dots, z_{nM}$, each time with the local slope $W_{dm}$: so $\sum_m \delta_{nm} W_{dm}$.
# - $W_{dm}$ went into $z_{1m}, \dots, z_{Nm}$, once for every example, with the local slope $X_{nd}$: so $\sum_n \delta_{nm} X_{nd}$.
# - $b_m$ went into the same ones, with the local slope 1: so $\sum_n \delta_{nm}$.
#
# Three sums, and the first two are matrix products. Which? Let the shapes decide: a gradient always has the shape of the variable it belongs to.

# %% [markdown] lang="ko"
# ## 층 전체에서는 기울기가 어떻게 거꾸로 갈까요?
#
# 층은 $z_{nm} = \sum_d X_{nd} W_{dm} + b_m$을 계산합니다. $z$에 온 상류 기울기를 **델타**(delta)라고 부르고 $\delta_{nm} = \partial E / \partial z_{nm}$으로 씁니다(코드에서는 `dout`). 수마다 어느 $z$에 쓰였는지 묻고 규칙을 적용합니다.
#
# - $X_{nd}$는 $z_{n1}, \dots, z_{nM}$에 들어갔고 그때마다 국소 기울기가 $W_{dm}$입니다. 그래서 $\sum_m \delta_{nm} W_{dm}$입니다.
# - $W_{dm}$은 샘플마다 한 번씩 $z_{1m}, \dots, z_{Nm}$에 들어갔고 국소 기울기가 $X_{nd}$입니다. 그래서 $\sum_n \delta_{nm} X_{nd}$입니다.
# - $b_m$도 같은 곳에 들어갔고 국소 기울기가 1입니다. 그래서 $\sum_n \delta_{nm}$입니다.
#
# 합이 세 개인데, 앞의 둘은 사실 행렬 곱입니다. 어떤 곱일까요? 형상을 보고 정하세요. 기울기의 형상은 언제나 미분하는 변수의 형상과 같습니다.

# %% widget="ask-shapes"
widgets.ask(
    question=Text(
        en="32 examples, 784 inputs, 128 units. What shape has the gradient of W?",
        ko="샘플 32개, 입력 784개, 유닛 128개입니다. W의 기울기는 어떤 형상일까요?",
    ),
    choices=(
        Text(en="(32, 128): one for every example and unit", ko="(32, 128): 샘플과 유닛마다 하나"),
        Text(en="(128, 784): it goes backwards, so it is turned", ko="(128, 784): 거꾸로 가므로 뒤집힙니다"),
        Text(en="(784, 128): like W itself", ko="(784, 128): W와 같습니다"),
    ),
    answer=2,
    why=Text(
        en="Every weight has one slope. The 32 examples are gone: W served all of them, so their answers were added up.",
        ko="가중치마다 기울기가 하나입니다. 샘플의 축은 사라집니다. W가 샘플 32개에 모두 쓰였으므로 샘플마다 나온 기울기를 더하기 때문입니다.",
    ),
)

# %% exercise="affine-backward"
from dlcourse.backprop import affine_backward

# %% [markdown] lang="en"
# ### What comes back to a stretched array?
#
# $XW$ has shape `(N, M)`, $b$ only `(M,)`. The sum works because broadcasting stretches $b$: each row gets a copy. On the way back every copy brings an answer, and you have added them up.
#
# Nothing in this is special to a bias. A column `(N, 1)` in the same sum would be copied into every column, a single number into every place. What is stretched serves several numbers, and where paths meet, you add: the gradients of the copies **add up**.
#
# Broadcasting stretches in two ways: it puts new axes in front, and it repeats along axes of size 1. Predict: in a sum of shape `(5, 4, 3)`, which axes must be summed over for an array of shape `(4, 1)`? And which of them may vanish, if the gradient is to have the shape of its owner?

# %% [markdown] lang="ko"
# ### 늘어난 배열에는 무엇이 돌아올까요?
#
# $XW$의 형상은 `(N, M)`인데 $b$의 형상은 `(M,)`입니다. 그래도 더할 수 있는 것은 브로드캐스팅이 $b$를 늘려 행마다 복사본을 하나씩 놓기 때문입니다. 돌아오는 길에는 복사본마다 기울기가 도착하고, 여러분은 방금 그것을 모두 더했습니다.
#
# 편향만 그런 것이 아닙니다. 같은 덧셈에 형상이 `(N, 1)`인 열이 들어가면 모든 열에 복사되고, 수 하나가 들어가면 모든 자리에 복사됩니다. 늘어난 배열의 수는 여러 곳에 쓰이고, 길이 만나는 곳에서는 더합니다. 그러니 복사본에서 돌아온 기울기는 모두 **더합니다**.
#
# 브로드캐스팅이 배열을 늘리는 방법은 두 가지입니다. 앞에 새 축을 만들고, 크기가 1인 축을 따라 되풀이합니다. 예상해 보세요. 결과의 형상이 `(5, 4, 3)`일 때 형상이 `(4, 1)`인 배열의 기울기는 어느 축을 따라 더해야 할까요? 기울기의 형상이 원래 배열과 같으려면 그 가운데 어느 축이 없어져도 될까요?

# %% exercise="unbroadcast"
from dlcourse.backprop import unbroadcast

# %% [markdown] lang="en"
# ### The machine, with arrays
#
# Now a node holds an array. One number is not enough as its local slope: the way back through $XW$ is a product with the other matrix. So beside each parent stands a *function*, from the gradient at the output to the one at this input. You know them: two products for `@`, the *other* value for `*`, everything or 0 for ReLU, and for `+` what arrives. `backward` sends the results through your `unbroadcast` before it adds them up. It begins with 1 at all numbers: the way back from their sum.
#
# The cell checks all gradients of an XOR network with 8 hidden units (ReLU) against measured ones, trains it for 500 steps, and prints its answers and how many nodes a loss has.
#
# Predict: before, it had 154 nodes, with half as many units. How many now? Which node serves twice?

# %% [markdown] lang="ko"
# ### 배열을 다루는 기계
#
# 이제 노드에 배열을 넣습니다. 국소 기울기를 수 하나로는 나타낼 수 없습니다. $XW$를 거슬러 가려면 상대 행렬을 곱해야 하기 때문입니다. 그래서 부모마다 **함수**를 하나씩 둡니다. 출력에 온 기울기를 받아 그 입력의 기울기를 내는 함수입니다. 모두 이미 아는 규칙입니다. `@`에서는 두 가지 행렬 곱, `*`에서는 **상대의** 값 곱하기, ReLU에서는 전부 아니면 0, `+`에서는 도착한 그대로입니다. `backward`는 그 결과를 여러분의 `unbroadcast`에 통과시킨 다음 더합니다. 시작할 때는 모든 수에 1을 놓습니다. 모든 수를 더한 값에서 거슬러 오는 것과 같습니다.
#
# 셀에서는 은닉 유닛이 8개(ReLU)인 XOR 신경망의 기울기를 모두 수치 기울기와 비교하고, 500걸음 학습시킨 다음, 점 네 개의 답과 손실 하나를 이루는 노드의 수를 출력합니다.
#
# 예상해 보세요. 앞에서는 유닛이 절반이었는데도 노드가 154개였습니다. 이번에는 몇 개일까요? 두 번 쓰이는 노드는 어느 것일까요?


# %%
class ArrayNode(Node):
    """An array that knows where it came from, and the way back to each parent."""

    def __add__(self, other):
        return ArrayNode(self.value + other.value, ((self, lambda dout: dout), (other, lambda dout: dout)))

    def __mul__(self, other):
        a, b = self.value, other.value
        return ArrayNode(a * b, ((self, lambda dout: dout * b), (other, lambda dout: dout * a)))

    def __matmul__(self, other):
        X, W = self.value, other.value
        return ArrayNode(X @ W, ((self, lambda dout: dout @ W.T), (other, lambda dout: X.T @ dout)))

    def relu(self):
        z = self.value
        return ArrayNode(np.maximum(z, 0.0), ((self, lambda dout: dout * (z > 0)),))

    def backward(self, unbroadcast):
        self.grad = np.ones_like(self.value)
        for node in reversed(self.made_of()):
            for parent, way_back in node.parents:
                parent.grad += unbroadcast(way_back(node.grad), parent.value.shape)


four_points = ArrayNode(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]))
minus_targets = ArrayNode(np.array([[0.0], [-1.0], [-1.0], [0.0]]))


def outputs(W1, b1, W2, b2):
    return (four_points @ W1 + b1).relu() @ W2 + b2


def squares(*weights):
    miss = outputs(*weights) + minus_targets
    return miss * miss


rng = np.random.default_rng(0)
weights = [ArrayNode(rng.normal(size=shape)) for shape in ((2, 8), (8,), (8, 1), (1,))]
if solved("numerical-gradient", "unbroadcast"):
    squares(*weights).backward(unbroadcast)
    for i, each in enumerate(weights):
        measured = numerical_gradient(
            lambda value, i=i: np.sum(squares(*weights[:i], ArrayNode(value), *weights[i + 1 :]).value), each.value
        )
        print(each.grad.shape, np.allclose(each.grad, measured))
    for _ in range(500):
        for each in weights:
            each.grad = 0.0
        squares(*weights).backward(unbroadcast)
        for each in weights:
            each.value = each.value - 0.02 * each.grad
    print(outputs(*weights).value.ravel().round(3), len(squares(*weights).made_of()))

# %% [markdown] lang="en"
# 13, and with a thousand points or a hundred units it would still be 13: a node is a whole array now, not a number. `miss` serves twice, as both factors of its square, and a number that broadcasting copies serves once for each copy.
#
# Try the machine without your function: write `lambda dout, shape: dout` for `unbroadcast` in the training loop, and run the cell again. No error stops it, and the four answers are right again. Look at the shapes of the biases afterwards. What would this network say about a fifth point?

# %% [markdown] lang="ko"
# 13개입니다. 점이 천 개이든 유닛이 백 개이든 13개 그대로입니다. 이제 노드 하나가 수 하나가 아니라 배열 하나이기 때문입니다. `miss`는 제곱의 두 인수로 두 번 쓰이고, 브로드캐스팅으로 복사된 수는 복사본의 수만큼 쓰입니다.
#
# 여러분의 함수 없이도 시험해 보세요. 학습 반복문에서 `unbroadcast` 대신 `lambda dout, shape: dout`을 쓰고 셀을 다시 실행합니다. 오류는 나지 않고, 점 네 개의 답은 이번에도 맞습니다. 그런 다음 편향의 형상을 보세요. 이 신경망에 다섯째 점을 넣으면 뭐라고 답할까요?

# %% widget="ask-changed-in-place"
widgets.ask(
    question=Text(
        en="z = XW is computed. Before the way back somebody saves memory and writes W.value -= 1. What arrives at X?",
        ko="z = XW를 계산했습니다. 거슬러 가기 전에 누군가 메모리를 아끼려고 W.value -= 1을 실행했습니다. X에는 무엇이 도착할까요?",
    ),
    choices=(
        Text(
            en="The right gradient: the gate remembers the old numbers",
            ko="맞는 기울기입니다. 게이트가 예전 수를 기억합니다",
        ),
        Text(en="A wrong gradient, without a word", ko="틀린 기울기입니다. 경고도 나오지 않습니다"),
        Text(en="Nothing: an error stops the program", ko="도착하지 않습니다. 오류가 나서 멈춥니다"),
    ),
    answer=1,
    why=Text(
        en="The gate remembers the array, not a copy of it, and `-=` changes this array in place. W.value = W.value - 1 makes a new one, and the old numbers stay for the way back. PyTorch counts the changes of each array and stops with an error if one came in between (unless it was made through `.data`).",
        ko="게이트는 복사본이 아니라 배열 자체를 기억하는데, `-=`는 그 배열을 제자리에서 바꿉니다. W.value = W.value - 1은 배열을 새로 만들므로 예전 수가 남아 있습니다. PyTorch는 배열이 바뀐 횟수를 세어 두었다가 그사이에 바뀌었으면 오류를 냅니다(`.data`를 거쳐 바꾸면 알아채지 못합니다).",
    ),
)

# %% [markdown] lang="en"
# Both ways to make $W$ smaller, one after the other. With $W = 3$ the gradient at $X$ is 3.

# %% [markdown] lang="ko"
# $W$를 줄이는 두 방법을 차례로 시험합니다. $W = 3$이므로 $X$의 기울기는 3이어야 합니다.

# %%
if solved("unbroadcast"):
    for in_place in (False, True):
        X, W = ArrayNode(np.array([[2.0]])), ArrayNode(np.array([[3.0]]))
        product = X @ W
        if in_place:
            W.value -= 1
        else:
            W.value = W.value - 1
        product.backward(unbroadcast)
        print(X.grad)

# %% [markdown] lang="en"
# So a machine has to keep every array of the way forward until the way back is done: its memory grows with the depth of the network and the size of the batch. Whoever only wants answers goes no way back; in PyTorch `torch.no_grad()` says so, and nothing is kept.

# %% [markdown] lang="ko"
# 그래서 이런 기계는 거슬러 가기를 마칠 때까지 순전파의 배열을 모두 간직해야 합니다. 신경망이 깊을수록, 배치가 클수록 메모리가 더 듭니다. 답만 필요하다면 거슬러 갈 일이 없습니다. PyTorch에서는 `torch.no_grad()`로 그렇게 알려 주고, 그러면 아무것도 간직하지 않습니다.

# %% [markdown] lang="en"
# ## And through the activation?
#
# An activation works on every number by itself: one path, no sum. Upstream times local, number by number. You know the local slopes from the lesson on activations, and you know the trap: they are slopes *at $z$*. For sigmoid
# and tanh they can be written with $a = g(z)$, but then it must really be $a$ that you put in.

# %% [markdown] lang="ko"
# ## 활성화 함수에서는 어떻게 될까요?
#
# 활성화 함수는 수마다 따로 적용됩니다. 길이 하나뿐이라 더할 것이 없습니다. 수마다 상류 기울기에 국소 기울기를 곱합니다. 국소 기울기는 활성화 함수 수업에서 배웠고, 함정도 알고 있습니다. **$z$에서의** 기울기라는 점입니다.
# 시그모이드와 tanh의 기울기는 $a = g(z)$로 쓸 수도 있지만, 그때는 정말로 $a$를 넣어야 합니다.

# %% widget="ask-closed-gate"
widgets.ask(
    question=Text(
        en="A ReLU unit had z = -2 on the way forward. On the way back 5 arrives. What does it pass on?",
        ko="어느 ReLU 유닛이 순전파에서 z = -2였습니다. 돌아오는 길에 5가 도착했습니다. 무엇을 넘길까요?",
    ),
    choices=(
        Text(en="5, because 5 is positive", ko="5입니다. 5는 양수이기 때문입니다"),
        Text(en="-10, upstream times z", ko="-10입니다. 상류 기울기 곱하기 z입니다"),
        Text(en="0, the gate was closed", ko="0입니다. 문이 닫혀 있었습니다"),
    ),
    answer=2,
    why=Text(
        en="What matters is z, the number of the way forward. A small change of z = -2 would not have changed the output, so it has no part in the error.",
        ko="중요한 것은 순전파 때의 z입니다. z = -2가 조금 변해도 출력은 그대로였을 것이므로 오차에 아무 책임이 없습니다.",
    ),
)

# %% exercise="activation-backward"
from dlcourse.backprop import activation_backward

# %% [markdown] lang="en"
# ## Where does the way back begin?
#
# At the loss. For classes that is softmax with cross-entropy, a mean over $N$ examples. One could go back through logarithm, division and exponentials one by one. Here is what comes out in the end, for two examples with
# the probabilities $p$ and the right answers $t$ (one-hot):
#
# | example | $p$ | $t$ | gradient at the logits |
# | --- | --- | --- | --- |
# | 1 | 0.70, 0.20, 0.10 | 1, 0, 0 | -0.15, 0.10, 0.05 |
# | 2 | 0.10, 0.10, 0.80 | 0, 1, 0 | 0.05, -0.45, 0.40 |
#
# Which simple rule makes the last column from the two before it? Where does the factor $\frac{1}{2}$ come from?

# %% [markdown] lang="ko"
# ## 돌아오는 길은 어디에서 시작할까요?
#
# 손실에서 시작합니다. 클래스를 맞히는 문제라면 소프트맥스와 교차 엔트로피이고, 샘플 $N$개에 대한 평균입니다. 로그, 나눗셈, 지수 함수를 하나씩 거슬러 갈 수도 있습니다. 끝까지 가면 다음이 나옵니다. 샘플은 두 개이고
# $p$는 확률, $t$는 정답(원-핫)입니다.
#
# | 샘플 | $p$ | $t$ | 로짓의 기울기 |
# | --- | --- | --- | --- |
# | 1 | 0.70, 0.20, 0.10 | 1, 0, 0 | -0.15, 0.10, 0.05 |
# | 2 | 0.10, 0.10, 0.80 | 0, 1, 0 | 0.05, -0.45, 0.40 |
#
# 앞의 두 열에서 마지막 열이 나오는 간단한 규칙은 무엇일까요? $\frac{1}{2}$은 어디에서 왔을까요?

# %% widget="ask-certain-and-right"
widgets.ask(
    question=Text(
        en="A network is completely sure and right: the probability of the right class is 1. What is the gradient at its logits?",
        ko="신경망이 완전히 확신하면서 맞혔습니다. 정답의 확률이 1입니다. 로짓의 기울기는 무엇일까요?",
    ),
    choices=(
        Text(en="All 0: nothing to blame", ko="모두 0입니다. 책임이 없습니다"),
        Text(en="1 at the right class", ko="정답에서 1입니다"),
        Text(en="-1 at the right class", ko="정답에서 -1입니다"),
    ),
    answer=0,
    why=Text(
        en="Belief and truth agree in every class, so nothing needs to move. The more they differ, the larger the gradient.",
        ko="모든 클래스에서 예측과 정답이 같으므로 바꿀 것이 없습니다. 둘이 다를수록 기울기가 커집니다.",
    ),
)

# %% exercise="cross-entropy-grad"
from dlcourse.losses import cross_entropy_grad

# %% [markdown] lang="en"
# Measure what you derived: the largest difference should be tiny.

# %% [markdown] lang="ko"
# 유도한 식을 수치 기울기와 비교해 점검합니다. 가장 큰 차이가 아주 작아야 합니다.

# %%
logits, y = np.array([[2.0, -1.0, 0.5], [0.0, 1.0, 1.5]]), np.array([0, 1])
if solved("numerical-gradient", "cross-entropy-grad"):
    measured = numerical_gradient(lambda z: cross_entropy(z, y), logits)
    print(np.max(np.abs(measured - cross_entropy_grad(logits, y))))

# %% [markdown] lang="en"
# <details>
# <summary>Why is the rule so simple? Three lines.</summary>
#
# One example, with the scores $z_1, \dots, z_C$ and the right class $y$:
#
# 1. The logarithm of a fraction is a difference: $-\log p_y = \log \sum_j e^{z_j} - z_y$.
# 2. Slope of the first part with respect to $z_i$, by the chain rule: $e^{z_i} / \sum_j e^{z_j} = p_i$, softmax itself.
# 3. Slope of the second part: 1 where $i = y$, else 0. That is $t_i$.
#
# $$\frac{\partial}{\partial z_i} (-\log p_y) = p_i - t_i$$
#
# The logarithm of the loss undoes the exponential of softmax, so no flat piece is left between the error and the scores. A mean over $N$ examples divides by $N$.
#
# *One question:* add up $p_i - t_i$ over all classes. What comes out, and what does softmax do when all scores grow by the same amount?
#
# </details>

# %% [markdown] lang="ko"
# <details>
# <summary>규칙이 왜 이렇게 간단할까요? 세 줄이면 됩니다.</summary>
#
# 샘플 하나의 점수가 $z_1, \dots, z_C$이고 정답 클래스가 $y$라고 합시다.
#
# 1. 분수의 로그는 차입니다. $-\log p_y = \log \sum_j e^{z_j} - z_y$.
# 2. 앞부분을 $z_i$로 미분하면 연쇄 법칙에 따라 $e^{z_i} / \sum_j e^{z_j} = p_i$, 곧 소프트맥스 자신입니다.
# 3. 뒷부분을 미분하면 $i = y$에서 1, 나머지에서 0입니다. 이것이 $t_i$입니다.
#
# $$\frac{\partial}{\partial z_i} (-\log p_y) = p_i - t_i$$
#
# 손실의 로그가 소프트맥스의 지수를 되돌리므로, 오차와 점수 사이에 평평한 구간이 남지 않습니다. 샘플 $N$개의 평균이면 $N$으로 나눕니다.
#
# **한 가지 질문:** $p_i - t_i$를 모든 클래스에 걸쳐 더해 보세요. 얼마가 나오나요? 모든 점수가 같은 만큼 커지면 소프트맥스는 어떻게 되나요?
#
# </details>

# %% [markdown] lang="en"
# ## What does one whole step look like?
#
# Back to the 2-2-2 network, with $E = \frac{1}{2} \sum (t - o)^2$. The study group's slides that this example comes from stop at the error: they give neither the targets nor a learning rate nor one number of the way back.
# We choose $t = (0.4, 0.6)$, which fits their errors, and $\eta = 0.5$.
#
# Predict first; then make the moves one by one. The edges that take part light up, and below the network you read local, upstream and product.

# %% [markdown] lang="ko"
# ## 한 걸음 전체는 어떤 모습일까요?
#
# 2-2-2 신경망으로 돌아갑니다. 오차는 $E = \frac{1}{2} \sum (t - o)^2$입니다. 이 예제가 나온 스터디 슬라이드는 오차에서 멈춥니다. 목푯값도, 학습률도, 돌아오는 길에서 계산한 값도 없습니다. 우리는 그 오차에 맞는
# $t = (0.4, 0.6)$, 그리고 $\eta = 0.5$로 정합니다.
#
# 먼저 예상해 보고 한 단계씩 진행해 보세요. 계산에 들어가는 선이 밝아지고, 신경망 아래에 국소 기울기, 상류 기울기, 곱이 나옵니다.

# %% widget="step-through"
widgets.backprop.explore()

# %% [markdown] lang="en"
# ### The output layer, by hand
#
# Forward we had $h_1, h_2 = 0.5199893402, 0.5274723043$, $o_1, o_2 = 0.6094460050, 0.6638449097$ and $E = 0.0239719008$. The delta of an output, the gradient at its $z$, is
#
# $$\delta_{o_1} = (o_1 - t_1) \cdot o_1 (1 - o_1) = 0.2094460050 \cdot 0.2380215720 = 0.0498526674$$
#
# and $\delta_{o_2} = 0.0142473010$. A weight's local slope is the value it was multiplied by: $\partial E / \partial w_5 = h_1 \, \delta_{o_1}$.
#
# | | $w_5$ | $w_6$ | $w_7$ | $w_8$ |
# | --- | --- | --- | --- | --- |
# | gradient | 0.0259228556 | 0.0262959013 | 0.0074084446 | 0.0075150567 |
# | after the step | 0.4370385722 | 0.3868520493 | 0.6962957777 | 0.5962424717 |
#
# Remember the first section: turning $w_5$ up by 0.01 raised the error by 0.0002598, about 0.01 times this slope.

# %% [markdown] lang="ko"
# ### 출력층을 손으로 계산하기
#
# 순전파에서 $h_1, h_2 = 0.5199893402, 0.5274723043$, $o_1, o_2 = 0.6094460050, 0.6638449097$, $E = 0.0239719008$이었습니다. 출력의 델타, 곧 출력의 $z$에 오는 기울기는 다음과 같습니다.
#
# $$\delta_{o_1} = (o_1 - t_1) \cdot o_1 (1 - o_1) = 0.2094460050 \cdot 0.2380215720 = 0.0498526674$$
#
# 그리고 $\delta_{o_2} = 0.0142473010$입니다. 가중치의 국소 기울기는 그 가중치가 곱해진 값입니다. 곧 $\partial E / \partial w_5 = h_1 \, \delta_{o_1}$입니다.
#
# | | $w_5$ | $w_6$ | $w_7$ | $w_8$ |
# | --- | --- | --- | --- | --- |
# | 기울기 | 0.0259228556 | 0.0262959013 | 0.0074084446 | 0.0075150567 |
# | 갱신한 뒤 | 0.4370385722 | 0.3868520493 | 0.6962957777 | 0.5962424717 |
#
# 첫 절을 떠올려 보세요. $w_5$를 0.01만큼 올리자 오차가 0.0002598만큼 커졌습니다. 이 기울기의 0.01배쯤입니다.

# %% [markdown] lang="en"
# ### The hidden layer, by hand
#
# $h_1$ served both outputs, so two paths meet in it:
#
# $$\frac{\partial E}{\partial h_1} = w_5 \, \delta_{o_1} + w_7 \, \delta_{o_2} = 0.45 \cdot 0.0498526674 + 0.7 \cdot 0.0142473010 = 0.0324068110$$
#
# Times the local slope $h_1 (1 - h_1)$ this is $\delta_{h_1} = 0.0080887538$; likewise $\delta_{h_2} = 0.0071008601$. The last factor is the input.
#
# | | $w_1$ | $w_2$ | $w_3$ | $w_4$ |
# | --- | --- | --- | --- | --- |
# | gradient | 0.0008088754 | 0.0016177508 | 0.0007100860 | 0.0014201720 |
# | after the step | 0.2995955623 | 0.2491911246 | 0.3996449570 | 0.3492899140 |
#
# The network now answers 0.6061768835 and 0.6629584821, and the error has fallen to 0.0232363389. After 10 steps it is 0.0174367, after 100 steps 0.00084897, and after 1000 steps
# less than $10^{-15}$.

# %% [markdown] lang="ko"
# ### 은닉층을 손으로 계산하기
#
# $h_1$은 두 출력에 쓰였으므로 여기에서 두 길이 만납니다.
#
# $$\frac{\partial E}{\partial h_1} = w_5 \, \delta_{o_1} + w_7 \, \delta_{o_2} = 0.45 \cdot 0.0498526674 + 0.7 \cdot 0.0142473010 = 0.0324068110$$
#
# 여기에 국소 기울기 $h_1 (1 - h_1)$을 곱하면 $\delta_{h_1} = 0.0080887538$입니다. 같은 방법으로 $\delta_{h_2} = 0.0071008601$입니다. 마지막으로 입력을 곱합니다.
#
# | | $w_1$ | $w_2$ | $w_3$ | $w_4$ |
# | --- | --- | --- | --- | --- |
# | 기울기 | 0.0008088754 | 0.0016177508 | 0.0007100860 | 0.0014201720 |
# | 갱신한 뒤 | 0.2995955623 | 0.2491911246 | 0.3996449570 | 0.3492899140 |
#
# 이제 신경망은 0.6061768835와 0.6629584821이라고 답하고 오차는 0.0232363389로 줄었습니다. 10걸음 뒤에는 0.0174367,
# 100걸음 뒤에는 0.00084897이고, 1000걸음 뒤에는 $10^{-15}$보다 작습니다.

# %% drawing="two-passes"

# %% widget="ask-stale-weight"
widgets.ask(
    question=Text(
        en="A friend updates w5 to w8 first and then computes the hidden layer: dE/dw1 comes out as 0.0007914299 instead of 0.0008088754. What went wrong?",
        ko="친구가 w5부터 w8까지 먼저 갱신하고 나서 은닉층을 계산했더니 dE/dw1이 0.0008088754가 아니라 0.0007914299로 나왔습니다. 무엇이 잘못되었을까요?",
    ),
    choices=(
        Text(en="Nothing, it is rounding", ko="잘못된 것이 없습니다. 반올림 오차입니다"),
        Text(
            en="The blame went back along weights that did not make the error",
            ko="오차를 만들지 않은 가중치를 따라 책임을 돌려보냈습니다",
        ),
        Text(en="The slope of the sigmoid is missing", ko="시그모이드의 기울기가 빠졌습니다"),
    ),
    answer=1,
    why=Text(
        en="The error was made with the old w5 and w7, so the way back must use the old ones. Only 2 percent off, and training even works: such a mistake stays hidden unless a check looks closely. First all gradients, then all updates.",
        ko="오차는 예전 w5와 w7이 만들었으므로 돌아오는 길에도 예전 것을 써야 합니다. 2%쯤만 어긋나고 학습도 되기 때문에, 꼼꼼히 점검하지 않으면 이런 실수는 드러나지 않습니다. 기울기를 모두 구한 다음에 모두 갱신합니다.",
    ),
)

# %% exercise="train-step-222"
from dlcourse.backprop import train_step_222

# %% [markdown] lang="en"
# Two more mistakes that your report would have named. Without the slope of the sigmoid at the outputs, $\partial E / \partial w_5$ becomes 0.10890969, more than four times too large. And if the output weights are not transposed on the
# way back, the hidden gradients become 0.0007022, 0.0014044, 0.0010829, 0.0021657: wrong, but of a believable size.
#
# This is why a gradient is checked against a numerical one, and why the check must be precise. "The loss falls" proves nothing: it falls with all of these.

# %% [markdown] lang="ko"
# 점검 결과에 이름이 나오는 실수가 두 가지 더 있습니다. 출력에서 시그모이드의 기울기를 빠뜨리면 $\partial E / \partial w_5$가 0.10890969가 되어 네 배가 넘습니다. 돌아오는 길에 출력층 가중치를 전치하지 않으면
# 은닉층의 기울기가 0.0007022, 0.0014044, 0.0010829, 0.0021657이 됩니다. 틀렸지만 그럴듯한 크기입니다.
#
# 그래서 기울기는 수치 기울기와 비교하여 점검하고, 그 점검은 정밀해야 합니다. "손실이 줄어든다"는 것은 아무것도 증명하지 못합니다. 이런 실수가 있어도 손실은 줄어듭니다.

# %% [markdown] lang="en"
# The eight gradients from your own step, beside the measured ones: the largest difference.

# %% [markdown] lang="ko"
# 직접 계산한 한 걸음에서 나온 기울기 여덟 개를 수치 기울기와 비교합니다. 가장 큰 차이입니다.

# %%
if solved("numerical-gradient", "train-step-222"):
    new, before, after = train_step_222(w, x, t, lr=1.0)
    print(np.max(np.abs((w - new) - numerical_gradient(error, w))))

# %% [markdown] lang="en"
# ## How close is close enough?
#
# A difference of 0.00002 is nothing beside a gradient of 5, and everything beside one of 0.0008. So a **gradient check** asks for the **relative error**: the largest difference, divided by the largest number in either gradient. Rules of thumb, in float64 with central differences:
#
# | relative error | what it says |
# | --- | --- |
# | below $10^{-7}$ | right |
# | $10^{-7}$ to $10^{-4}$ | usually fine for a deep network or one with kinks; for a single smooth layer look again |
# | $10^{-4}$ to $10^{-2}$ | suspicious, unless a kink is near |
# | above $10^{-2}$ | wrong, unless a kink is near |
#
# Check each array *by itself*. In all eight weights at once the old-weight mistake is hidden behind the large gradients of the output, at 0.0013; in the hidden four alone it is 0.022, and plainly wrong. Inside one array, too, a small number can hide behind a large one: where sizes differ much, look number by number.

# %% [markdown] lang="ko"
# ## 얼마나 가까우면 될까요?
#
# 0.00002라는 차이는 기울기가 5이면 아무것도 아니고, 0.0008이면 큰일입니다. 그래서 **기울기 점검**(gradient check)에서는 **상대 오차**(relative error)를 봅니다. 가장 큰 차이를 두 기울기에 있는 가장 큰 수로 나눈 것입니다. float64와 중앙 차분을 쓸 때의 대략적인 기준은 다음과 같습니다.
#
# | 상대 오차 | 뜻 |
# | --- | --- |
# | $10^{-7}$보다 작음 | 맞습니다 |
# | $10^{-7}$에서 $10^{-4}$ | 깊은 신경망이거나 꺾인 점이 있으면 대개 괜찮습니다. 매끄러운 층 하나라면 다시 살펴봅니다 |
# | $10^{-4}$에서 $10^{-2}$ | 가까이에 꺾인 점이 없다면 의심스럽습니다 |
# | $10^{-2}$보다 큼 | 가까이에 꺾인 점이 없다면 틀렸습니다 |
#
# 배열을 **하나씩 따로** 점검하세요. 가중치 여덟 개를 한꺼번에 보면, 갱신한 가중치를 쓴 실수는 출력층의 큰 기울기에 가려 0.0013에 그칩니다. 은닉층의 네 개만 보면 0.022이므로 틀린 것이 분명합니다. 배열 하나 안에서도 작은 수가 큰 수에 가려질 수 있습니다. 크기가 많이 다르면 수를 하나씩 살펴보세요.

# %% [markdown] lang="en"
# ### Kinks, and two more habits
#
# ReLU has a corner at 0. If $z$ lies closer to it than $h$, the two measured points stand on different sides, and the measured slope belongs to neither. With $z = 10^{-6}$ and $h = 10^{-5}$ the true slope is 1; the cell says what is measured. Two such units among thousands spoil the check of a right formula.
#
# You can catch a kink in the act: compare, in the two forward passes, which side each ReLU was on (`z > 0`), or which number each maximum chose. Where they disagree, the measured slope cannot judge your formula. Otherwise look at *which* numbers differ, use few examples, and repeat with a smaller $h$: the error of a kink usually goes away, that of a bug stays.

# %% [markdown] lang="ko"
# ### 꺾인 점, 그리고 두 가지 습관
#
# ReLU는 0에서 꺾여 있습니다. $z$와 0의 거리가 $h$보다 작으면 재는 두 점이 서로 다른 쪽에 놓이고, 수치 기울기는 어느 쪽의 기울기도 아니게 됩니다. $z = 10^{-6}$, $h = 10^{-5}$이면 실제 기울기는 1인데, 재면 얼마가 나오는지 셀에서 확인해 보세요. 수천 개 중에 이런 유닛이 두 개만 있어도 점검 결과가 나빠지지만 식은 틀리지 않았습니다.
#
# 꺾인 점을 지났는지는 직접 확인할 수 있습니다. 두 순전파에서 ReLU마다 어느 쪽에 있었는지(`z > 0`), 최댓값마다 어느 수를 골랐는지 비교합니다. 서로 다르다면 그 수치 기울기로는 식이 맞는지 알 수 없습니다. 이렇게 비교하지 않을 때는 **어느** 수가 다른지 살펴보고, 샘플은 조금만 쓰고, $h$를 줄여서 다시 재 보세요. 꺾인 점 때문에 생긴 오차는 대개 없어지고 버그의 오차는 남습니다.

# %%
z, h = 1e-6, 1e-5
print((max(z + h, 0.0) - max(z - h, 0.0)) / (2 * h))
print(z + h > 0, z - h > 0)

# %% [markdown] lang="en"
# Two habits: switch everything random off first, or start it from one seed for every loss (otherwise each is another network's), and do not stop at the gradients. Before a long training, ask the network to learn **20 examples by heart**. Switch off all that is meant to hinder learning by heart (a later lesson has such means), and try three learning rates. Only if none of them brings the error of these 20 close to 0, look for a bug; more data will not help then.

# %% [markdown] lang="ko"
# 자주 점검하는 사람에게는 습관이 두 가지 더 있습니다. 먼저 무작위로 바뀌는 것을 모두 끄거나, 손실을 구할 때마다 같은 시드로 시작합니다(그러지 않으면 손실마다 다른 신경망의 것이 됩니다). 그리고 기울기만 보고 끝내지 않습니다. 오래 학습시키기 전에 **샘플 20개를 외우게** 해 봅니다. 외우기를 막으려고 쓰는 방법(뒤의 수업에 나옵니다)은 모두 끄고, 학습률을 세 가지 시험합니다. 어느 학습률로도 이 20개의 오차가 0 가까이로 줄지 않는다면 그때 버그를 찾으세요. 데이터를 늘려도 소용없습니다.

# %% [markdown] lang="en"
# ### The same check with fewer digits
#
# Large networks are mostly trained in **float32**, which keeps about 7 digits; our float64 keeps about 16. The next cell checks one right formula twice, the slope of tanh at nine places, with $h = 10^{-5}$. Only the kind of number changes. The largest slope is 1, at $z = 0$, so the largest difference is the relative error.
#
# Predict: into which row of the table does each of the two checks fall?

# %% [markdown] lang="ko"
# ### 자릿수를 줄여 같은 점검을 하면
#
# 큰 신경망은 주로 **float32**로 학습시킵니다. float32는 7자리쯤, 우리가 쓰는 float64는 16자리쯤을 기억합니다. 다음 셀에서는 맞는 식 하나를 두 번 점검합니다. 아홉 곳에서 구한 tanh의 기울기이고 $h = 10^{-5}$입니다. 수의 종류만 다릅니다. 기울기는 $z = 0$에서 1로 가장 크므로, 가장 큰 차이가 곧 상대 오차입니다.
#
# 예상해 보세요. 두 점검은 각각 표의 어느 줄에 들어갈까요?

# %%
from dlcourse.activations import tanh_grad

for kind in (np.float64, np.float32):
    z, h = np.linspace(-2, 2, 9, dtype=kind), kind(1e-5)
    measured = (np.tanh(z + h) - np.tanh(z - h)) / (2 * h)
    print(kind.__name__, f"{np.max(np.abs(measured - tanh_grad(z))):.1e}")

# %% [markdown] lang="en"
# In float64 the formula is right, in float32 the table calls the very same formula suspicious. Nothing is wrong with it: of two nearly equal numbers with 7 digits, the subtraction leaves two or three. With the loss of a whole network it is no better. So check in float64, whatever you train in.

# %% [markdown] lang="ko"
# float64에서는 식이 맞다고 나오고, float32에서는 똑같은 식이 표에 따르면 의심스럽습니다. 식에는 잘못이 없습니다. 거의 같은 7자리 수 두 개를 빼면 두세 자리만 남기 때문입니다. 신경망 전체의 손실로 점검해도 나아지지 않습니다. 그러니 학습을 무엇으로 하든 점검은 float64로 하세요.

# %% [markdown] lang="en"
# ### Four more habits
#
# - **The loss of the data by itself.** A later lesson adds a term that keeps weights small; in the sum its gradient can hide a mistake in that of the data. Then check that term by itself, too.
# - **Again after some steps.** While the weights are small, tanh's slope is nearly 1: whoever forgot it sees a much smaller difference than later.
# - **Some numbers of every array.** The gradient of a bias may be wrong while those of all weights are right.
# - **Where gradients are tiny, the difference itself.** Below about $10^{-7}$, with a loss near 1, the rounding of the loss is enough to make a right formula suspicious. Multiplying the loss does not help, for its rounding grows as well; a larger $h$ does.

# %% [markdown] lang="ko"
# ### 습관 네 가지 더
#
# - **데이터의 손실만 따로 점검합니다.** 뒤의 수업에서는 가중치를 작게 하는 항을 손실에 더하는데, 합쳐서 보면 데이터 쪽 기울기의 실수가 그 항의 기울기에 가려질 수 있습니다. 그 항도 따로 점검합니다.
# - **몇 걸음 학습한 뒤에 다시 점검합니다.** 가중치가 작을 때는 tanh의 기울기가 거의 1이어서, 그 기울기를 곱하지 않아도 차이가 나중보다 훨씬 작습니다.
# - **배열마다 수를 몇 개씩 점검합니다.** 가중치의 기울기가 모두 맞아도 편향의 기울기가 틀렸을 수 있습니다.
# - **기울기가 아주 작으면 차이 자체도 봅니다.** 손실이 1쯤이고 기울기가 약 $10^{-7}$보다 작으면 손실의 반올림 오차만으로도 맞는 식이 의심스럽게 나옵니다. 손실에 큰 수를 곱해도 반올림 오차가 함께 커지므로 소용없고, $h$를 키우면 나아집니다.

# %% exercise="relative-error"
from dlcourse.gradcheck import relative_error

# %% [markdown] lang="en"
# ## How far does the blame reach?
#
# A deeper network repeats the same two moves: through a layer, through an activation, through a layer, and so on. Each pass through an activation multiplies by its slope. Sigmoid's slope is at most 0.25, and $0.25^{10}$ is about
# 0.00000095.
#
# Predict which layer suffers most; then compare the three activations, from 2 layers to 12. How do larger weights change the picture?

# %% [markdown] lang="ko"
# ## 책임은 어디까지 닿을까요?
#
# 더 깊은 신경망에서는 같은 두 동작을 되풀이합니다. 층을 지나고, 활성화 함수를 지나고, 다시 층을 지납니다. 활성화 함수를 지날 때마다 그 기울기가 곱해집니다. 시그모이드의 기울기는 기껏해야 0.25이고, $0.25^{10}$은 약
# 0.00000095입니다.
#
# 기울기를 가장 적게 받는 층이 어디일지 예상해 보세요. 그런 다음 2층부터 12층까지 세 활성화 함수를 비교해 보세요. 가중치가 커지면 그림이 어떻게 달라지나요?

# %% widget="who-gets-the-blame"
widgets.backprop.blamed()

# %% [markdown] lang="en"
# ### The way back, as a program
#
# On the way forward, `mlp_forward` noted for every layer what came in, its weights and its $z$. On the way back you go through these notes from the last layer to the first. At the last layer you begin with the gradient at its $z$, because the loss
# from logits has already dealt with the last activation.
#
# Each layer gives two things: its own gradients, to be kept, and the gradient at its input, to be passed on. Before that can enter the next layer down, it must go through the activation that produced this input.

# %% [markdown] lang="ko"
# ### 돌아오는 길을 프로그램으로 작성하기
#
# 순전파에서 `mlp_forward`는 층마다 들어온 것, 가중치, $z$를 적어 두었습니다. 돌아오는 길에는 이 기록을 마지막 층부터 첫째 층까지 따라갑니다. 마지막 층에서는 그 $z$의 기울기로 시작합니다. 로짓에서 계산하는 손실이 마지막 활성화를
# 이미 처리했기 때문입니다.
#
# 층마다 두 가지가 나옵니다. 간직할 것은 자기 기울기이고, 넘길 것은 입력의 기울기입니다. 넘긴 기울기가 아래층으로 들어가려면 그 입력을 만든 활성화 함수를 먼저 지나야 합니다.

# %% exercise="mlp-backward"
from dlcourse.backprop import mlp_backward

# %% [markdown] lang="en"
# A gradient check of a whole network: the relative error of all weights of the first layer.

# %% [markdown] lang="ko"
# 신경망 전체의 기울기를 점검합니다. 첫째 층의 모든 가중치에 대한 상대 오차입니다.

# %%
rng = np.random.default_rng(0)
X, y = rng.normal(size=(5, 3)), rng.integers(0, 2, size=5)
params = [(rng.normal(size=(3, 4)), np.zeros(4)), (rng.normal(size=(4, 2)), np.zeros(2))]
logits, cache = mlp_forward(X, params, np.tanh, identity)


def loss_of_first_weights(W):
    return cross_entropy(mlp_forward(X, [(W, params[0][1]), params[1]], np.tanh, identity)[0], y)


if solved("numerical-gradient", "cross-entropy-grad", "relative-error", "mlp-backward"):
    gradients = mlp_backward(cache, cross_entropy_grad(logits, y), "tanh")
    print(relative_error(gradients[0][0], numerical_gradient(loss_of_first_weights, params[0][0])))

# %% [markdown] lang="en"
# ### Somebody else's program
#
# Most code that you will meet is not yours, and a wrong gradient stops nobody: the shapes fit, the loss falls, the answer is a little worse than it should be. The next exercise hands you such a program, for a network that answers with *amounts*: tanh in the hidden layer, nothing at the output, half the squared error as a mean over the examples.
#
# Do not rewrite it from memory. Read it line by line and ask of each: is this the slope at the right place, with the weights that made the answer, in the shape of its owner, divided once?

# %% [markdown] lang="ko"
# ### 다른 사람의 프로그램
#
# 앞으로 만날 코드는 대부분 남이 쓴 것입니다. 기울기가 틀려도 멈추는 것은 아무것도 없습니다. 형상은 맞고, 손실은 줄어들고, 답만 조금 나쁩니다. 다음 문제에는 그런 프로그램이 나옵니다. **수치**를 답하는 신경망이고, 은닉층은 tanh, 출력층에는 활성화 함수가 없으며, 손실은 제곱 오차의 절반을 샘플에 대해 평균한 것입니다.
#
# 기억나는 대로 새로 쓰지 마세요. 한 줄씩 읽으면서 물어보세요. 올바른 곳에서 구한 기울기일까요? 답을 만든 가중치를 썼을까요? 미분하는 변수와 형상이 같을까요? 한 번만 나누었을까요?

# %% exercise="repaired-step"
from dlcourse.backprop import repaired_step

# %% [markdown] lang="en"
# ## Does it find XOR by itself?
#
# You once chose the weights of an XOR network by hand. Now nobody chooses: the weights start at random, and after that there is only *forward, backward, a small step downhill*, again and again.
#
# Answer the question, press play, and watch the border between the two answers move. Then try two hidden units and other starts.

# %% [markdown] lang="ko"
# ## 스스로 XOR를 찾을까요?
#
# 예전에는 XOR 신경망의 가중치를 손으로 골랐습니다. 이제는 아무도 고르지 않습니다. 가중치는 무작위로 시작하고, 그다음에는 **순전파, 역전파, 내리막으로 작은 한 걸음**을 되풀이할 뿐입니다.
#
# 질문에 답하고 재생을 눌러 두 답의 경계가 움직이는 모습을 보세요. 그런 다음 은닉 유닛을 두 개로 바꾸고 초기화도 바꾸어 보세요.

# %% widget="xor-movie"
widgets.backprop.learn()

# %% [markdown] lang="en"
# Some starts get stuck. We trained from 50 random starts, 2000 steps each, with learning rate 1 and tanh, and counted how many learned XOR:
#
# | hidden units | 2 | 3 | 4 | 8 |
# | --- | --- | --- | --- | --- |
# | learned XOR, of 50 | 27 | 43 | 49 | 50 |
#
# Two units suffice to *compute* XOR, but gradient descent only walks downhill from where it stands, and some valleys do not go deep enough. More units leave more ways down.
#
# For the output we take one sigmoid and the binary cross-entropy. With one output it behaves as softmax does with two: what arrives at $z$ is $\sigma(z) - t$, divided by the number of examples.

# %% [markdown] lang="ko"
# 시작하는 가중치에 따라 막히기도 합니다. 무작위로 초기화한 신경망 50개를 학습률 1, tanh로 2000걸음씩 학습시켜 XOR를 배운 횟수를 세어 보았습니다.
#
# | 은닉 유닛 | 2 | 3 | 4 | 8 |
# | --- | --- | --- | --- | --- |
# | 50번 가운데 XOR를 배운 횟수 | 27 | 43 | 49 | 50 |
#
# XOR를 **계산하는** 데는 유닛 두 개면 됩니다. 하지만 경사 하강법은 지금 있는 곳에서 내리막으로 갈 뿐이고, 바닥이 높은 골짜기에 갇히기도 합니다. 유닛이 많으면 내려가는 길도 많아집니다.
#
# 출력에는 시그모이드 하나와 이진 교차 엔트로피를 씁니다. 출력이 하나일 때도 클래스가 둘인 소프트맥스와 똑같이, $z$에 도착하는 것은 $\sigma(z) - t$를 샘플 수로 나눈 것입니다.

# %% exercise="train-xor"
from dlcourse.backprop import train_xor

# %% [markdown] lang="en"
# The answers of a network you trained yourself: the loss at three moments, then the four answers.

# %% [markdown] lang="ko"
# 직접 학습시킨 신경망의 답입니다. 세 시점의 손실과 네 답이 차례로 나옵니다.

# %%
corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
if solved("train-xor"):
    losses, learned = train_xor(4, lr=1.0, steps=2000, rng=np.random.default_rng(1))
    z, _ = mlp_forward(corners, learned, np.tanh, identity)
    print(losses[[0, 100, -1]], (z[:, 0] > 0).astype(int))

# %% [markdown] lang="en"
# ## Can the same loop follow a curve?
#
# XOR wants a yes or a no. A price, a temperature, the height of a curve are **amounts**, and a network that answers with one does **regression**. Two things change in the loop, both at its end: the output has no activation, and the loss is the mean of the squared errors,
#
# $$\frac{1}{N} \sum_n (o_n - t_n)^2$$
#
# Everything before the output stays: the hidden units bend, the way back goes through them, all weights take a step. In the picture a network with 8 hidden units follows 20 noisy points of a sine.

# %% [markdown] lang="ko"
# ## 같은 반복문으로 곡선도 따라갈 수 있을까요?
#
# XOR의 답은 예 아니면 아니요입니다. 가격, 온도, 곡선의 높이는 **수치**이고, 신경망으로 수치를 예측하는 것을 **회귀**(regression)라고 합니다. 반복문에서 달라지는 것은 두 가지이고 모두 끝부분에 있습니다. 출력에 활성화 함수가 없고, 손실은 제곱 오차의 평균입니다.
#
# $$\frac{1}{N} \sum_n (o_n - t_n)^2$$
#
# 출력 앞은 모두 그대로입니다. 은닉 유닛이 곡선을 휘게 하고, 기울기는 은닉 유닛을 거꾸로 지나고, 모든 가중치가 한 걸음을 내딛습니다. 그림에서는 은닉 유닛이 8개인 신경망이 사인 곡선에서 뽑아 잡음을 섞은 점 20개를 따라갑니다.

# %% widget="ask-linear-output"
widgets.ask(
    question=Text(
        en="The targets lie between -3 and 8. Somebody puts a tanh at the output as well. What happens?",
        ko="목푯값이 -3과 8 사이에 있습니다. 누군가 출력에도 tanh를 썼습니다. 어떻게 될까요?",
    ),
    choices=(
        Text(
            en="Nothing: larger weights make up for it",
            ko="아무 일도 없습니다. 가중치가 커지면 됩니다",
        ),
        Text(
            en="No answer ever leaves the numbers from -1 to 1",
            ko="어떤 답도 -1과 1 사이를 벗어나지 못합니다",
        ),
        Text(en="The loss becomes negative", ko="손실이 음수가 됩니다"),
    ),
    answer=1,
    why=Text(
        en="Larger weights only push tanh against its ends, where its slope is 0 and nothing is learned. For an amount that can be anything, the output must be free.",
        ko="가중치가 커지면 tanh는 양 끝에 붙을 뿐이고, 거기에서는 기울기가 0이라 아무것도 배우지 못합니다. 어떤 수든 될 수 있는 수치를 예측하려면 출력에 제한이 없어야 합니다.",
    ),
)

# %% drawing="curve-learned"

# %% exercise="fit-curve"
from dlcourse.backprop import fit_curve

# %% [markdown] lang="en"
# Your loop on the points of the picture: the losses at its three moments, and the answers at 0.25 and 0.75, where the sine without noise is 1 and -1. The hidden weights start wide (four times standard normal), so that the units bend in different places between 0 and 1.

# %% [markdown] lang="ko"
# 그림의 점들을 여러분의 반복문으로 학습시킵니다. 그림에 나온 세 시점의 손실과, 0.25와 0.75에서의 답이 나옵니다. 잡음이 없는 사인은 거기에서 1과 -1입니다. 은닉층의 가중치는 넓게(표준정규분포의 네 배로) 시작합니다. 그래야 유닛들이 0과 1 사이의 서로 다른 곳에서 휩니다.

# %%
rng = np.random.default_rng(0)
places, heights = noisy_sine(20, noise=0.2, rng=rng)
flat = [(4 * rng.normal(size=(1, 8)), rng.normal(size=8)), (0.1 * rng.normal(size=(8, 1)), np.zeros(1))]
if solved("fit-curve"):
    bent, losses = fit_curve(places, heights, flat, lr=0.1, steps=2001)
    print(losses[[0, 30, 2000]])
    print(mlp_forward(np.array([[0.25], [0.75]]), bent, np.tanh, identity)[0][:, 0])

# %% [markdown] lang="en"
# ### Find the mistake: "the weights at which the error is smallest are the optimal weights"
#
# So says a slide about learning. We have just done exactly that: made the error small. Run the cell: three models, fitted to the same 10 noisy points of a curve. The error is measured on these 10 points and on 1000 fresh ones that no
# model has seen.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "오차가 최소가 될 때의 가중치가 최적의 가중치이다"
#
# 학습을 설명하는 어느 슬라이드의 문장입니다. 우리가 방금 한 일도 바로 오차를 줄이는 것이었습니다. 셀을 실행해 모델 세 개를 봅시다. 어떤 곡선에서 뽑아 잡음을 섞은 점 10개에 세 모델을 모두 맞추었습니다. 오차는 이 점 10개에서도 재고,
# 어떤 모델도 본 적 없는 새 점 1000개에서도 잽니다.

# %%
rng = np.random.default_rng(0)
seen, fresh = noisy_sine(10, noise=0.2, rng=rng), noisy_sine(1000, noise=0.2, rng=rng)
for degree in (1, 3, 9):
    curve = np.polynomial.Polynomial.fit(seen[0][:, 0], seen[1][:, 0], degree)
    on_seen, on_fresh = (np.mean((curve(x[:, 0]) - y[:, 0]) ** 2) for x, y in (seen, fresh))
    print(degree, f"{on_seen:.3f}", f"{on_fresh:.3f}")

# %% [markdown] lang="en"
# | polynomial of degree | weights | error on the 10 points | error on fresh points |
# | --- | --- | --- | --- |
# | 1 | 2 | 0.247 | 0.395 |
# | 3 | 4 | 0.024 | 0.056 |
# | 9 | 10 | 0.000 | 0.389 |
#
# The noise alone has the mean square 0.04, so no honest model gets below that on fresh points. The straight line is too stiff: it misses the seen points as well (**bias**, not the $b$ of a layer). The model of degree 9 hits every seen point, noise included, and is as wrong as the line on fresh ones; other noise would give it another curve (**variance**). Which one would you use tomorrow?

# %% [markdown] lang="ko"
# | 다항식의 차수 | 가중치 수 | 점 10개의 오차 | 새 점의 오차 |
# | --- | --- | --- | --- |
# | 1 | 2 | 0.247 | 0.395 |
# | 3 | 4 | 0.024 | 0.056 |
# | 9 | 10 | 0.000 | 0.389 |
#
# 잡음만으로도 제곱의 평균이 0.04이므로, 새 점에서 이보다 작은 오차를 기대할 수는 없습니다. 직선은 너무 뻣뻣해서 본 점조차 빗나갑니다(**편향**, bias. 층의 $b$와는 다른 말입니다). 9차 모델은 잡음까지 포함해 본 점을 모두 지나지만 새 점에서는 직선만큼 틀립니다. 잡음이 달랐다면 곡선도 아주 달랐을 것입니다(**분산**, variance). 내일 쓰고 싶은 모델은 어느 것일까요?

# %% widget="ask-optimal-weights"
widgets.ask(
    question=Text(
        en="How would you correct the sentence?",
        ko="이 문장을 어떻게 고치면 좋을까요?",
    ),
    choices=(
        Text(
            en="It is right: error 0 cannot be improved",
            ko="맞는 문장입니다. 오차 0보다 나을 수는 없습니다",
        ),
        Text(
            en="The smallest error on the training data is the tool; a small error on new data is the goal",
            ko="훈련 데이터의 오차를 줄이는 것은 수단이고, 새 데이터에서 오차가 작은 것이 목표입니다",
        ),
        Text(
            en="The weights with the largest error are the optimal ones",
            ko="오차가 가장 큰 가중치가 최적입니다",
        ),
    ),
    answer=1,
    why=Text(
        en="The model of degree 9 has learned the noise by heart. Its error of 0 says nothing about tomorrow. Doing well on new data is called generalization; a later lesson measures and improves it.",
        ko="9차 모델은 잡음까지 외웠습니다. 오차가 0이라고 해서 내일도 잘 맞는 것은 아닙니다. 새 데이터에서도 잘 맞는 것을 일반화(generalization)라고 하고, 뒤의 수업에서 이것을 재고 개선합니다.",
    ),
)

# %% [markdown] lang="en"
# ## What does depth do to slopes?
#
# On its way from the output back to the first layer, a gradient is multiplied by one slope in every layer; you have written the program that does it. What is left of it after 10 sigmoids, each at its best place? Predict, then look.

# %% [markdown] lang="ko"
# ## 층이 깊어지면 기울기는 어떻게 될까요?
#
# 기울기는 출력에서 첫 층까지 거슬러 오면서 층마다 그 층의 기울기와 곱해집니다. 그 일을 하는 프로그램은 방금 직접 작성했습니다. 가장 유리한 곳에 있는 시그모이드 10개를 지나면 얼마나 남을까요? 예상한 다음 확인해 보세요.

# %% widget="gradient-chain"
widgets.activations.depth()

# %% [markdown] lang="en"
# ### Vanishing, and its opposite
#
# | layers | what sigmoid leaves at best, $0.25^n$ |
# | --- | --- |
# | 5 | 9.8e-4 |
# | 10 | 9.5e-7 |
# | 20 | 9.1e-13 |
#
# This is the **vanishing gradient**. The layers near the output learn; those near the input receive almost nothing, and stay as they began. With tanh the factor is 1 only at $z = 0$; at $z = 2$ it is 0.0707, worse than any place near the middle of the sigmoid. ReLU's factor is 1 for every $z > 0$.
#
# Weights are multiplied as well, and may be larger than 1: with ReLU, one unit in each layer and weights of 2, a gradient grows to $2^{20} = 1048576$ times its size after 20 layers. That is the **exploding gradient**, and in the end an overflow.

# %% [markdown] lang="ko"
# ### 기울기 소실과 그 반대
#
# | 층 수 | 시그모이드가 가장 많이 남길 때, $0.25^n$ |
# | --- | --- |
# | 5 | 9.8e-4 |
# | 10 | 9.5e-7 |
# | 20 | 9.1e-13 |
#
# 이것이 **기울기 소실**(vanishing gradient)입니다. 출력에 가까운 층은 배우지만, 입력에 가까운 층은 거의 아무것도 받지 못하고 처음 그대로 남습니다. tanh에서 곱해지는 값은 $z = 0$에서만 1이고 $z = 2$에서는 0.0707입니다. 시그모이드의 한가운데보다 훨씬 나쁩니다. ReLU에서는 $z > 0$이면 언제나 1입니다.
#
# 가중치도 함께 곱해지는데 1보다 클 수 있습니다. ReLU를 쓰고 층마다 유닛이 하나이며 가중치가 2이면, 20층을 지난 기울기는 $2^{20} = 1048576$배가 됩니다. 이것이 **기울기 폭발**(exploding gradient)이고, 끝내 오버플로가 납니다.

# %%
from dlcourse.activations import relu_grad, sigmoid_grad, tanh_grad

for slope in (sigmoid_grad, tanh_grad, relu_grad):
    print(slope.__name__, slope(np.array([0.0, 2.0])).round(4))

# %% exercise="gradient-through"
from dlcourse.activations import gradient_through

# %% [markdown] lang="en"
# ### Find the mistake: "why activation functions? To prevent vanishing gradients and gradient overflow"
#
# You may read this as one reason among others. The others are good: from linear to non-linear, passing signals selectively, probabilities at the output. What about this one? You have just computed the answer.

# %% [markdown] lang="ko"
# ### 틀린 곳 찾기: "활성화 함수는 왜 쓸까? 기울기 소실과 오버플로를 막기 위해서다"
#
# 여러 이유 가운데 하나로 이렇게 적은 글이 있습니다. 다른 이유는 맞습니다. 선형을 비선형으로 바꾸고, 신호를 골라서 보내고, 출력에서 확률을 낸다는 것입니다. 그런데 이 이유는 어떨까요? 답은 방금 여러분이 계산했습니다.

# %% widget="ask-why-activations"
widgets.ask(
    question=Text(
        en="Which statement is true?",
        ko="어느 말이 맞을까요?",
    ),
    choices=(
        Text(
            en="Every activation function keeps gradients from vanishing",
            ko="활성화 함수는 모두 기울기 소실을 막습니다",
        ),
        Text(
            en="Activation functions have no influence on gradients",
            ko="활성화 함수는 기울기에 아무 영향도 주지 않습니다",
        ),
        Text(
            en="Sigmoid and tanh themselves can make gradients vanish; without any activation there would be no such slopes to multiply",
            ko="시그모이드와 tanh가 오히려 기울기를 사라지게 할 수 있습니다. 활성화 함수가 없다면 곱할 그런 기울기도 없습니다",
        ),
    ),
    answer=2,
    why=Text(
        en="We need activations because without something non-linear all layers are one. Some of them can make gradients vanish; with a good choice, such as ReLU, they do so less. None of them protects against large weights.",
        ko="활성화 함수가 필요한 까닭은 비선형 함수가 없으면 모든 층이 하나가 되기 때문입니다. 그중 일부는 기울기를 사라지게 할 수 있고, ReLU처럼 잘 고르면 덜합니다. 큰 가중치를 막아 주는 활성화 함수는 없습니다.",
    ),
)

# %% [markdown] lang="en"
# ### Find the mistake, twice: "ReLU solves the vanishing gradient", "Leaky ReLU solves the vanishing gradient"
#
# The two are often said in one breath. One holds a truth that needs its condition; the other one names the wrong illness.

# %% [markdown] lang="ko"
# ### 틀린 곳 두 번 찾기: "ReLU는 기울기 소실을 해결한다", "Leaky ReLU는 기울기 소실을 해결한다"
#
# 둘을 나란히 적은 글이 많습니다. 하나는 조건을 붙여야 맞는 말이 되고, 다른 하나는 원인을 잘못 짚었습니다.

# %% widget="ask-relu-vanishing"
widgets.ask(
    question=Text(
        en="When does ReLU hand a gradient on without loss?",
        ko="ReLU는 언제 기울기를 잃지 않고 넘겨줄까요?",
    ),
    choices=(
        Text(en="Always", ko="언제나"),
        Text(
            en="Wherever z > 0: the slope is 1 there; elsewhere nothing gets through",
            ko="z > 0인 곳에서. 그곳의 기울기는 1이고, 나머지에서는 아무것도 통과하지 못합니다",
        ),
        Text(en="Only at z = 0", ko="z = 0에서만"),
    ),
    answer=1,
    why=Text(
        en="So the sentence needs its condition: the slope is 1 for z > 0 only. For z ≤ 0 the gradient does not fade, it is gone at once, and weights below 1 still shrink it.",
        ko="그러므로 조건이 필요합니다. z > 0일 때만 기울기가 1입니다. z ≤ 0이면 기울기가 줄어드는 것이 아니라 단번에 없어지고, 1보다 작은 가중치는 여전히 기울기를 줄입니다.",
    ),
)

# %% widget="ask-leaky-cure"
widgets.ask(
    question=Text(
        en="Which illness was Leaky ReLU invented for?",
        ko="Leaky ReLU는 어떤 문제를 해결하려고 만들었을까요?",
    ),
    choices=(
        Text(en="Vanishing gradients in general", ko="기울기 소실 전체"),
        Text(en="Overflow of the exponential", ko="지수 함수의 오버플로"),
        Text(
            en="Dying units: on the left the slope is small, but not 0",
            ko="죽는 유닛. 왼쪽의 기울기가 작지만 0은 아닙니다",
        ),
    ),
    answer=2,
    why=Text(
        en="On the right it equals ReLU, so nothing changes there. On the left a factor of 0.01 keeps the unit alive, but after 10 such layers 1e-20 of a gradient is left: that is vanishing as well.",
        ko="오른쪽은 ReLU와 같으니 달라질 것이 없습니다. 왼쪽에서는 0.01이라는 작은 기울기가 유닛을 살려 두지만, 그런 층을 10개 지나면 기울기가 1e-20만 남습니다. 이것도 기울기 소실입니다.",
    ),
)

# %% [markdown] lang="en"
# ### Who chooses the slope of a PReLU?
#
# Nobody: $\alpha$ is learned like a weight. The formula is that of Leaky ReLU; what is new is a second slope, the one for $\alpha$:
#
# $$\frac{\partial f}{\partial z} = \begin{cases} 1 & z > 0 \\ \alpha & z \le 0 \end{cases} \qquad \frac{\partial f}{\partial \alpha} = \begin{cases} 0 & z > 0 \\ z & z \le 0 \end{cases}$$
#
# Suppose the upstream gradient, called `dout` here, is 3: the loss grows by 3 for each unit by which this output grows. With $z = -2$ and $\alpha = 0.25$ the loss then changes with $z$ at the rate $0.25 \cdot 3 = 0.75$, and with $\alpha$ at $-2 \cdot 3 = -6$.
#
# If one $\alpha$ serves many numbers, it has many paths to the loss, and what comes back along them **adds up**.

# %% [markdown] lang="ko"
# ### PReLU의 기울기는 누가 정할까요?
#
# 사람이 정하지 않고 $\alpha$를 가중치처럼 학습합니다. 식은 Leaky ReLU와 같고, $\alpha$에 대한 기울기가 하나 더 생깁니다.
#
# $$\frac{\partial f}{\partial z} = \begin{cases} 1 & z > 0 \\ \alpha & z \le 0 \end{cases} \qquad \frac{\partial f}{\partial \alpha} = \begin{cases} 0 & z > 0 \\ z & z \le 0 \end{cases}$$
#
# 상류 기울기가 3이라고 합시다. 이 출력이 1만큼 커질 때마다 손실이 3만큼 커진다는 뜻이고, 여기서는 `dout`이라고 씁니다. $z = -2$, $\alpha = 0.25$이면 손실은 $z$에 대해 $0.25 \cdot 3 = 0.75$의 비율로, $\alpha$에 대해 $-2 \cdot 3 = -6$의 비율로 변합니다.
#
# $\alpha$ 하나를 여러 수가 함께 쓰면 손실까지 가는 길이 여럿이고, 그 길로 돌아온 것은 모두 **더해집니다**.

# %% widget="ask-alpha"
widgets.ask(
    question=Text(
        en="A PReLU unit has z = -2 and some α. Now α grows by 1. What happens to the output?",
        ko="PReLU 유닛의 z가 -2입니다. α가 1만큼 커지면 출력은 어떻게 될까요?",
    ),
    choices=(
        Text(en="It grows by 1", ko="1만큼 커집니다"),
        Text(en="Nothing: α is no input", ko="그대로입니다. α는 입력이 아닙니다"),
        Text(en="It falls by 2", ko="2만큼 작아집니다"),
    ),
    answer=2,
    why=Text(
        en="The output is α·z, so it changes by z: it falls by 2. For a positive z it would not change at all, because α is not used there.",
        ko="출력이 α·z이므로 z만큼 변합니다. 곧 2만큼 작아집니다. z가 양수라면 α를 쓰지 않으므로 그대로입니다.",
    ),
)

# %% exercise="prelu-grads"
from dlcourse.activations import prelu_grads

# %% [markdown] lang="en"
# ## Explain it

# %% [markdown] lang="ko"
# ## 설명해 보기

# %% [markdown] manual="explain-backprop" points=4 lang="en"
# **Explain back-propagation to a friend who knows the forward pass.** Six to ten sentences are enough.
#
# 1. State the rule for one number that serves several others, and show it at $h_1$ of the 2-2-2 network.
# 2. Your friend says: "I can measure every slope with two forward passes. What do I need all this for?" Answer with the number of passes.
# 3. Why must the way back use the values of the way forward, and the weights as they were before the update?
# 4. Your friend trains until the error is 0 and says: "These are the optimal weights." What do you say?
#
# ### MODEL ANSWER
#
# Back-propagation applies the chain rule from the loss to the inputs. Each operation multiplies the gradient that arrives at its output (upstream) by its own slope (local) and passes the product to its inputs; if a number went into several
# others, their products are added. $h_1$ went into $z_3$ and $z_4$, so $\partial E / \partial h_1 = w_5 \, \delta_{o_1} + w_7 \, \delta_{o_2}$.
#
# Measuring needs two forward passes for each weight: 16 for the little network, over 200,000 for a network of about 100,000 weights, at every single step. Back-propagation gets all gradients from one forward and one backward pass. Measuring
# remains the way to check the formulas.
#
# Local slopes are slopes at a place: the slope of a product with a weight is the value that came in, the slope of a sigmoid depends on its $z$. The error was made with the old values and old weights; with updated ones the result would be the gradient of
# no function at all, wrong by a few percent in our example.
#
# An error of 0 on the training data may mean that the noise has been learned too. What counts is the error on data that was not used for training.
#
# ### RUBRIC
#
# - 1 point: local times upstream **and** the sum over paths, with $h_1$ as the example. "Chain rule" without the sum earns nothing here.
# - 1 point: two passes for each weight against about one pass back for all of them; mentions that measuring is a check, or why it is too slow.
# - 1 point: local slopes depend on the values of the forward pass, **and** the error belongs to the old weights (either idea alone: 0.5 points).
# - 1 point: distinguishes training error from the error on new data. "A local minimum" alone does not answer the friend.

# %% [markdown] manual="explain-backprop" points=4 lang="ko"
# **순전파를 아는 친구에게 역전파를 설명해 보세요.** 여섯 문장에서 열 문장이면 됩니다.
#
# 1. 수 하나가 여러 수에 쓰일 때의 규칙을 말하고, 2-2-2 신경망의 $h_1$에서 보여 줍니다.
# 2. 친구가 "순전파 두 번이면 기울기를 하나씩 다 잴 수 있는데 왜 이런 것이 필요해?"라고 합니다. 순전파 횟수를 들어 답합니다.
# 3. 돌아오는 길에 왜 순전파 때의 값을 쓰고, 갱신하기 전의 가중치를 써야 할까요?
# 4. 친구가 오차가 0이 될 때까지 학습시키고 "이것이 최적의 가중치야"라고 합니다. 무엇이라고 답할까요?
#
# ### MODEL ANSWER
#
# 역전파는 손실에서 입력 쪽으로 연쇄 법칙을 적용합니다. 연산마다 자기 출력에 온 기울기(상류)에 자기 기울기(국소)를 곱해 입력에 넘기고, 수 하나가 여러 수에 쓰였다면 그 곱들을 더합니다. $h_1$은 $z_3$과 $z_4$에 들어갔으므로
# $\partial E / \partial h_1 = w_5 \, \delta_{o_1} + w_7 \, \delta_{o_2}$입니다.
#
# 수치 미분을 하려면 가중치마다 순전파가 두 번 필요합니다. 작은 신경망에서도 16번, 가중치가 100,000개쯤인 신경망에서는 걸음마다 200,000번이 넘습니다. 역전파는 순전파 한 번과 역전파 한 번으로 기울기를 모두 구합니다. 수치 미분은 식을
# 점검하는 데 씁니다.
#
# 국소 기울기는 어느 한 곳에서의 기울기입니다. 가중치를 곱하는 연산의 기울기는 들어온 값이고, 시그모이드의 기울기는 $z$에 달려 있습니다. 오차는 예전 값과 예전 가중치가 만들었습니다. 갱신한 가중치를 쓰면 어떤 함수의 기울기도 아닌 것이
# 나오고, 우리 예제에서는 몇 퍼센트 어긋납니다.
#
# 훈련 데이터의 오차가 0이라는 것은 잡음까지 외웠다는 뜻일 수 있습니다. 중요한 것은 학습에 쓰지 않은 데이터의 오차입니다.
#
# ### RUBRIC
#
# - 1점: 국소 기울기와 상류 기울기의 곱, **그리고** 여러 길의 합을 $h_1$의 예로 설명합니다. 합이 없이 "연쇄 법칙"이라고만 쓰면 점수가 없습니다.
# - 1점: 가중치마다 두 번인 것과 전부를 한 번에 거슬러 가는 것을 비교하고, 수치 미분이 점검용이라는 점이나 너무 느린 까닭을 말합니다.
# - 1점: 국소 기울기가 순전파의 값에 달려 있다는 것, **그리고** 오차가 예전 가중치의 것임을 말합니다(하나만 쓰면 0.5점).
# - 1점: 훈련 오차와 새 데이터의 오차를 구별합니다. "지역 최솟값"이라고만 하면 친구에게 답이 되지 않습니다.

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="ko"
# ## 스스로 점검하기

# %% widget="quiz-sum-node"
widgets.ask(
    question=Text(
        en="The upstream gradient at v = u + z is 10. What do u and z receive?",
        ko="v = u + z에 온 상류 기울기가 10입니다. u와 z는 무엇을 받을까요?",
    ),
    choices=(
        Text(en="5 each: the sum shares it out", ko="5씩입니다. 덧셈은 나누어 줍니다"),
        Text(en="10 each: the sum passes it on", ko="10씩입니다. 덧셈은 그대로 넘깁니다"),
        Text(en="10·z and 10·u", ko="10·z와 10·u입니다"),
    ),
    answer=1,
    why=Text(
        en="The local slope of a sum is 1 for each part. It is the product that swaps: each factor receives the other one.",
        ko="덧셈의 국소 기울기는 양쪽 모두 1입니다. 상대를 곱하는 것은 곱셈입니다.",
    ),
)

# %% widget="quiz-batch"
widgets.ask(
    question=Text(
        en="The loss is a mean over N examples. Where does the division by N happen on the way back?",
        ko="손실이 샘플 N개의 평균입니다. 돌아오는 길에서 N으로 나누는 일은 어디에서 할까요?",
    ),
    choices=(
        Text(en="Once, in the gradient of the loss", ko="손실의 기울기에서 한 번"),
        Text(en="In every layer", ko="층마다"),
        Text(en="Only in the bias gradients", ko="편향의 기울기에서만"),
    ),
    answer=0,
    why=Text(
        en="The loss divides, so its gradient does. The layers only add up what arrives; dividing again would shrink the deeper gradients by N once more at every layer.",
        ko="나누는 것은 손실이므로 손실의 기울기가 나눕니다. 층은 도착한 것을 더할 뿐입니다. 층마다 또 나누면 그때마다 아래층의 기울기가 다시 N분의 일로 줄어듭니다.",
    ),
)

# %% widget="quiz-check"
widgets.ask(
    question=Text(
        en="Your backward pass and the measured gradient differ by 2 percent, and the loss falls nicely. What now?",
        ko="역전파로 구한 기울기와 수치 기울기가 2% 다릅니다. 손실은 잘 줄어듭니다. 어떻게 할까요?",
    ),
    choices=(
        Text(en="Fine: measured gradients are never exact", ko="괜찮습니다. 수치 기울기는 원래 정확하지 않습니다"),
        Text(en="Look for the mistake", ko="실수를 찾습니다"),
        Text(en="Lower the learning rate", ko="학습률을 줄입니다"),
    ),
    answer=1,
    why=Text(
        en="A central difference is exact to many digits, so 2 percent is a mistake in the formula, such as a stale weight. A falling loss proves little.",
        ko="중앙 차분은 여러 자리까지 정확하므로 2%라면 식이 틀린 것입니다. 갱신한 가중치를 쓴 실수가 그렇습니다. 손실이 줄어든다고 해서 식이 맞는 것은 아닙니다.",
    ),
)

# %% [markdown] lang="en"
# ### Looking back on lessons 1 to 5
#
# Half of the course lies behind you. Six questions across all of it; where you hesitate, that lesson is worth another look.

# %% [markdown] lang="ko"
# ### 1번부터 5번 수업까지 돌아보기
#
# 강의의 절반을 지나왔습니다. 지금까지 배운 내용에서 여섯 문제를 골랐습니다. 망설여지는 문제가 있다면 그 수업을 다시 볼 만합니다.

# %% widget="back-lesson-1"
widgets.ask(
    question=Text(
        en="The perceptron rule runs for 1000 epochs on XOR and on AND. How does each end?",
        ko="퍼셉트론 규칙을 XOR와 AND에서 1000에폭씩 돌립니다. 각각 어떻게 끝날까요?",
    ),
    choices=(
        Text(en="Both without errors, XOR only later", ko="둘 다 오류가 없어집니다. XOR는 더 오래 걸릴 뿐입니다"),
        Text(en="AND without errors, XOR never", ko="AND는 오류가 없어지고 XOR는 끝나지 않습니다"),
        Text(en="It depends on the learning rate", ko="학습률에 따라 다릅니다"),
    ),
    answer=1,
    why=Text(
        en="A line separates AND, and then the rule is certain to stop. No line separates XOR, whatever the learning rate.",
        ko="AND는 직선으로 나눌 수 있고, 그러면 규칙은 반드시 멈춥니다. XOR를 나누는 직선은 없습니다. 학습률과는 상관이 없습니다.",
    ),
)

# %% widget="back-lesson-2"
widgets.ask(
    question=Text(
        en="What does the universal approximation theorem promise about a network with one hidden layer?",
        ko="보편 근사 정리는 은닉층이 하나인 신경망에 대해 무엇을 보장할까요?",
    ),
    choices=(
        Text(en="That training finds good weights", ko="학습하면 좋은 가중치를 찾는다는 것"),
        Text(en="That good weights exist, with enough units", ko="유닛이 충분하면 좋은 가중치가 있다는 것"),
        Text(en="That one layer needs fewer units than two", ko="층 하나가 둘보다 유닛을 덜 쓴다는 것"),
    ),
    answer=1,
    why=Text(
        en="Existence, not a way to get there. You have just seen starts from which training does not find XOR.",
        ko="있다는 것을 보장할 뿐 찾는 방법은 알려 주지 않습니다. XOR를 찾지 못하는 초기화를 방금 보았습니다.",
    ),
)

# %% widget="back-lesson-3"
widgets.ask(
    question=Text(
        en="Which output activation for: the temperature tomorrow; spam or not; one of ten digits?",
        ko="내일의 기온, 스팸인지 아닌지, 숫자 열 개 가운데 하나. 출력층의 활성화 함수는 각각 무엇일까요?",
    ),
    choices=(
        Text(en="identity, sigmoid, softmax", ko="항등 함수, 시그모이드, 소프트맥스"),
        Text(en="ReLU, tanh, sigmoid", ko="ReLU, tanh, 시그모이드"),
        Text(en="softmax everywhere", ko="모두 소프트맥스"),
    ),
    answer=0,
    why=Text(
        en="A temperature may be negative, spam is one probability, and ten classes share a total of 1.",
        ko="기온은 음수일 수 있고, 스팸은 확률 하나이며, 클래스 열 개는 합이 1인 확률을 나눠 갖습니다.",
    ),
)

# %% widget="back-lesson-4"
widgets.ask(
    question=Text(
        en="An untrained network for ten digits starts with a loss of 9. What do you suspect?",
        ko="아직 학습하지 않은, 숫자 열 개를 알아보는 신경망의 첫 손실이 9입니다. 무엇을 의심할까요?",
    ),
    choices=(
        Text(en="Nothing, it knows nothing yet", ko="아무것도. 아직 모르니 당연합니다"),
        Text(en="It is sure of wrong answers: the scores are too large", ko="틀린 답을 확신합니다. 점수가 너무 큽니다"),
        Text(en="Too few examples", ko="샘플이 너무 적습니다"),
    ),
    answer=1,
    why=Text(
        en="Knowing nothing costs log 10, a little over 2. Much more than that means confident mistakes, so the weights start too large; the next lesson is about that.",
        ko="아무것도 모를 때의 손실은 log 10, 곧 2를 조금 넘습니다. 그보다 훨씬 크면 확신하며 틀리는 것이고, 처음 가중치가 너무 큰 것입니다. 다음 수업에서 다룹니다.",
    ),
)

# %% widget="back-lesson-5"
widgets.ask(
    question=Text(
        en="A layer (32, 784) @ (784, 128) receives a gradient of shape (32, 128). Which product gives the gradient of its weights?",
        ko="(32, 784) @ (784, 128)인 층에 형상이 (32, 128)인 기울기가 도착했습니다. 가중치의 기울기는 어떤 곱일까요?",
    ),
    choices=(
        Text(en="dout @ W.T", ko="dout @ W.T"),
        Text(en="X.T @ dout", ko="X.T @ dout"),
        Text(en="dout.T @ X", ko="dout.T @ X"),
    ),
    answer=1,
    why=Text(
        en="(784, 32) @ (32, 128) has the shape of W. The first is the gradient of the inputs, the last has the axes exchanged.",
        ko="(784, 32) @ (32, 128)의 형상이 W와 같습니다. 첫째는 입력의 기울기이고, 마지막은 축이 바뀌었습니다.",
    ),
)

# %% widget="back-all"
widgets.ask(
    question=Text(
        en="One unit is wrong with full confidence. With which output and loss does its weight change the most?",
        ko="어떤 유닛이 완전히 확신하며 틀렸습니다. 어떤 출력과 손실일 때 가중치가 가장 많이 바뀔까요?",
    ),
    choices=(
        Text(en="step and counting mistakes", ko="계단 함수와 틀린 개수"),
        Text(en="sigmoid and squared error", ko="시그모이드와 제곱 오차"),
        Text(en="sigmoid and cross-entropy", ko="시그모이드와 교차 엔트로피"),
    ),
    answer=2,
    why=Text(
        en="A step has slope 0 wherever it has one (at its jump it has none), a saturated sigmoid nearly 0. Cross-entropy undoes the sigmoid, and almost the full error arrives.",
        ko="계단 함수의 기울기는 뛰는 곳에서는 없고 나머지에서는 모두 0이며, 포화한 시그모이드의 기울기는 거의 0입니다. 교차 엔트로피는 시그모이드를 상쇄하므로 오차가 거의 그대로 도착합니다.",
    ),
)

# %% [markdown] lang="en"
# ## Summary card
#
# | Idea | Formula | Remember |
# | --- | --- | --- |
# | numerical gradient | $\frac{f(x + h) - f(x - h)}{2h}$ | central, in float64, $h$ about $10^{-5}$; to check, not to train: relative error below $10^{-7}$, array by array |
# | chain rule | $\frac{\partial E}{\partial u} = \sum_k \frac{\partial E}{\partial v_k} \frac{\partial v_k}{\partial u}$ | multiply along a path, add where paths meet |
# | gates | add, maximum, multiply | distributes, routes, switches |
# | layer | $z = XW + b$; $\frac{\partial E}{\partial X} = \delta W^\top$, $\frac{\partial E}{\partial W} = X^\top \delta$, $\frac{\partial E}{\partial b_m} = \sum_n \delta_{nm}$ | every gradient has the shape of its owner; those of $W$ and $b$ sum over the examples |
# | a stretched array | sum over the stretched axes | one number served many places; the gradient has the shape of its owner |
# | activation | $\frac{\partial E}{\partial z} = \frac{\partial E}{\partial a} \, g'(z)$ | the slope at $z$ of the way forward |
# | hidden delta | $\delta_{h_1} = (w_5 \delta_{o_1} + w_7 \delta_{o_2}) \, h_1 (1 - h_1)$ | old weights: first all gradients, then all updates |
# | one step | $w \leftarrow w - \eta \, \frac{\partial E}{\partial w}$ | our example: 0.0239719008 becomes 0.0232363389 |
# | an amount as the answer | mean of $(o - t)^2$ | no activation at the output |
# | deep sigmoids | $0.25^{10}$ | gradients fade on their way down |
# | training error | as small as possible? | a tool; the goal is a small error on new data |

# %% [markdown] lang="ko"
# ## 요약 카드
#
# | 개념 | 식 | 기억할 것 |
# | --- | --- | --- |
# | 수치 기울기 | $\frac{f(x + h) - f(x - h)}{2h}$ | float64로 중앙 차분, $h$는 $10^{-5}$쯤. 학습이 아니라 점검에 씁니다. 배열마다 상대 오차가 $10^{-7}$보다 작아야 합니다 |
# | 연쇄 법칙 | $\frac{\partial E}{\partial u} = \sum_k \frac{\partial E}{\partial v_k} \frac{\partial v_k}{\partial u}$ | 길을 따라 곱하고, 길이 만나는 곳에서 더합니다 |
# | 게이트 | 덧셈, 최댓값, 곱셈 | 분배하고, 길을 고르고, 맞바꿉니다 |
# | 층 | $z = XW + b$; $\frac{\partial E}{\partial X} = \delta W^\top$, $\frac{\partial E}{\partial W} = X^\top \delta$, $\frac{\partial E}{\partial b_m} = \sum_n \delta_{nm}$ | 기울기의 형상은 미분하는 변수의 형상과 같습니다. $W$와 $b$의 기울기는 샘플에 걸쳐 더합니다 |
# | 늘어난 배열 | 늘어난 축을 따라 더합니다 | 수 하나가 여러 곳에 쓰였기 때문입니다. 기울기의 형상은 원래 배열과 같습니다 |
# | 활성화 함수 | $\frac{\partial E}{\partial z} = \frac{\partial E}{\partial a} \, g'(z)$ | 순전파 때의 $z$에서 구한 기울기입니다 |
# | 은닉층의 델타 | $\delta_{h_1} = (w_5 \delta_{o_1} + w_7 \delta_{o_2}) \, h_1 (1 - h_1)$ | 예전 가중치를 씁니다. 기울기를 모두 구한 다음에 모두 갱신합니다 |
# | 한 걸음 | $w \leftarrow w - \eta \, \frac{\partial E}{\partial w}$ | 우리 예제에서는 0.0239719008이 0.0232363389가 됩니다 |
# | 수치를 답할 때 | $(o - t)^2$의 평균 | 출력에는 활성화 함수가 없습니다 |
# | 깊은 시그모이드 | $0.25^{10}$ | 아래층으로 갈수록 기울기가 사라집니다 |
# | 훈련 오차 | 작을수록 좋을까? | 수단입니다. 목표는 새 데이터에서 작은 오차입니다 |

# %% [markdown] lang="en"
# ## Where to go from here
#
# Every training begins somewhere, and you have seen starts that get stuck and layers that hardly receive a gradient. The next lesson asks where to start.
#
# **Further reading**
#
# - D. Rumelhart, G. Hinton, R. Williams, "Learning representations by back-propagating errors", *Nature* 323 (1986): four pages.
# - Goki Saito, *Deep Learning from Scratch*, chapter 5: the same graphs, drawn at length.
# - NeoWizard's machine-learning lectures on YouTube (in Korean).
# - A. Karpathy, [micrograd](https://github.com/karpathy/micrograd): back-propagation for single numbers, in a hundred lines.
# - [Keras](https://keras.io/) and [TensorFlow Playground](https://playground.tensorflow.org/) do for you what you have now written yourself; choose the XOR data there and watch.

# %% [markdown] lang="ko"
# ## 다음으로
#
# 학습은 어딘가에서 시작해야 합니다. 초기화에 따라 막히는 것도 보았고, 기울기를 거의 받지 못하는 층도 보았습니다. 다음 수업에서는 어디에서 시작해야 할지 묻습니다.
#
# **더 읽을거리**
#
# - D. Rumelhart, G. Hinton, R. Williams, "Learning representations by back-propagating errors", *Nature* 323 (1986): 네 쪽짜리 논문입니다.
# - 사이토 고키, 『밑바닥부터 시작하는 딥러닝』 5장: 같은 계산 그래프를 자세히 그려 가며 설명합니다.
# - 유튜브 NeoWizard의 머신러닝 강의
# - A. Karpathy, [micrograd](https://github.com/karpathy/micrograd): 수를 하나씩 다루는 역전파를 백 줄로 작성했습니다.
# - [Keras](https://keras.io/)와 [TensorFlow Playground](https://playground.tensorflow.org/)는 여러분이 직접 작성해 본 것을 대신해 줍니다. 거기에서 XOR 데이터를 골라 지켜보세요.
