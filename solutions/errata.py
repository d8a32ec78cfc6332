"""What slides, notes and books say that is not quite so, what is right, and the lesson that teaches it: one record an error.

The site makes a page of it (`docs/_ext/errata_page.py`). It is content of the course, so it lives beside the lessons;
their builder reads `NN_topic.py` alone and leaves it in peace.
"""

from dataclasses import dataclass

from dlcourse.language import Text


@dataclass(frozen=True, slots=True)
class Erratum:
    """A sentence that is printed somewhere, and the right one."""

    lesson: str
    said: Text
    right: Text


ERRATA = (
    Erratum(
        "01_perceptron",
        Text("A large weight means an important input.", "가중치가 크면 중요한 입력입니다."),
        Text(
            "Only magnitudes may be compared, and only when the inputs have the same scale.",
            "입력의 단위와 크기가 서로 같을 때에만, 그것도 부호를 뗀 절댓값끼리 비교할 수 있습니다.",
        ),
    ),
    Erratum(
        "01_perceptron",
        Text(
            "A perceptron's line can always be written as y = ax + b.",
            "퍼셉트론의 직선은 언제나 y = ax + b로 쓸 수 있습니다.",
        ),
        Text(
            "A vertical line cannot: where the second weight is 0 there is nothing to divide by.",
            "수직선은 그렇게 쓸 수 없습니다. 두 번째 가중치가 0이면 나눌 수가 없기 때문입니다.",
        ),
    ),
    Erratum(
        "01_perceptron",
        Text("One perceptron is an affine transformation.", "퍼셉트론 하나는 아핀 변환입니다."),
        Text(
            "z = XW + b is affine; the perceptron puts a step behind it, and the step is not.",
            "z = XW + b는 아핀이지만, 퍼셉트론은 그 뒤에 계단 함수를 둡니다. 계단 함수는 아핀이 아닙니다.",
        ),
    ),
    Erratum(
        "01_perceptron",
        Text(
            "The pseudo-inverse agrees with linear regression only when the line fits exactly.",
            "유사 역행렬은 직선이 점에 정확히 맞을 때만 선형 회귀와 같습니다.",
        ),
        Text(
            "With a column of ones both give the least-squares line whenever no column is a combination of the others, however the points lie.",
            "1로 된 열을 붙이고 어느 열도 다른 열들의 결합이 아니면, 점이 어떻게 놓여 있든 둘 다 최소제곱 직선을 줍니다.",
        ),
    ),
    Erratum(
        "02_xor",
        Text("Two layers solve XOR.", "층이 두 개면 XOR를 풀 수 있습니다."),
        Text(
            "Only with a non-linear activation between them: two linear layers are one linear layer.",
            "둘 사이에 비선형 활성화 함수가 있어야 합니다. 선형 층 두 개는 선형 층 하나와 같습니다.",
        ),
    ),
    Erratum(
        "02_xor",
        Text("Learning means changing (w, a).", "학습이란 (w, a)를 바꾸는 것입니다."),
        Text(
            "The parameters are the weights and the biases; a is what comes out of a unit, and nobody sets it.",
            "매개변수는 가중치와 편향입니다. a는 유닛에서 나오는 값이며 직접 정하지 않습니다.",
        ),
    ),
    Erratum(
        "02_xor",
        Text(
            "A network is deep from one hidden layer on; elsewhere: from two on (sources differ).",
            "은닉층이 하나만 있어도 심층 신경망입니다. 다른 자료에서는 둘부터입니다(자료마다 다릅니다).",
        ),
        Text(
            "The word has no sharp border; this course says deep from two hidden layers on and names the other counts.",
            "이 말에는 뚜렷한 경계가 없습니다. 이 강의는 은닉층이 둘 이상이면 깊다고 하고, 다른 셈법도 함께 소개합니다.",
        ),
    ),
    Erratum(
        "02_xor",
        Text("The more hidden layers, the more accurate.", "은닉층이 많을수록 정확합니다."),
        Text(
            "A deeper network can represent more; whether it gets better on new data is another matter, and it is harder to train.",
            "깊을수록 더 많은 함수를 나타낼 수 있습니다. 새 데이터에서 더 정확한지는 다른 문제이고, 학습은 더 어려워집니다.",
        ),
    ),
    Erratum(
        "03_activations",
        Text(
            "The sigmoid lies in 0 ≤ σ(z) ≤ 1, and tanh in -1 ≤ tanh(z) ≤ 1.",
            "시그모이드의 범위는 0 ≤ σ(z) ≤ 1, tanh의 범위는 -1 ≤ tanh(z) ≤ 1입니다.",
        ),
        Text(
            "Both intervals are open. That a computer prints 1.0 is rounding.",
            "두 구간 모두 열린 구간입니다. 컴퓨터가 1.0이라고 보여 주는 것은 반올림 때문입니다.",
        ),
    ),
    Erratum(
        "03_activations",
        Text("ReLU: 0 or less is stopped, 0 or more passes.", "ReLU는 0 이하를 막고 0 이상을 통과시킵니다."),
        Text(
            "Zero stands in both halves. The value does not mind, the slope does: we take z > 0 and z ≤ 0, so the slope at 0 is 0.",
            "0이 양쪽에 다 들어 있습니다. 값은 괜찮지만 기울기가 문제입니다. 우리는 z > 0과 z ≤ 0으로 나누므로 0에서 기울기는 0입니다.",
        ),
    ),
    Erratum(
        "03_activations",
        Text(
            "Dying ReLU: once a 0 is passed on, all later outputs are 0.",
            "0을 다음 층에 전달하면 이후 출력이 모두 0이 되는 것이 dying ReLU입니다.",
        ),
        Text(
            "A unit is dead when its z is negative for every example: its gradient is 0 and it no longer learns. Single zeros are normal.",
            "모든 예제에서 z가 음수인 유닛이 죽은 유닛입니다. 기울기가 0이라 더 배우지 못합니다. 0이 가끔 나오는 것은 정상입니다.",
        ),
    ),
    Erratum(
        "03_activations",
        Text(
            "tanh is for logistic regression and binary classification.", "tanh는 로지스틱 회귀와 이진 분류에 씁니다."
        ),
        Text(
            "Those want a probability, so a sigmoid at the output; tanh is a function for hidden layers.",
            "확률이 필요하므로 출력에는 시그모이드를 씁니다. tanh는 은닉층에 쓰는 함수입니다.",
        ),
    ),
    Erratum(
        "03_activations",
        Text(
            "Softmax written with x twice and no index under the sum.",
            "시그마 아래에 첨자가 없고 softmax(x)와 x_i를 섞어 쓴 소프트맥스 식.",
        ),
        Text(
            "Entry i is exp(z_i) divided by the sum of exp(z_j) over all j; two letters are needed.",
            "i번째 값은 exp(z_i)를 모든 j에 대한 exp(z_j)의 합으로 나눈 것입니다. 첨자가 둘 필요합니다.",
        ),
    ),
    Erratum(
        "03_activations",
        Text(
            "Activation functions are there to prevent vanishing gradients.",
            "활성화 함수는 기울기 소실을 막으려고 씁니다.",
        ),
        Text(
            "They make the network non-linear; without one, layers collapse into one. Saturating ones can even make gradients vanish.",
            "신경망을 비선형으로 만들려고 씁니다. 없으면 여러 층이 한 층으로 합쳐집니다. 포화되는 함수는 오히려 기울기 소실을 일으킬 수 있습니다.",
        ),
    ),
    Erratum(
        "03_activations",
        Text("Leaky ReLU solves the vanishing gradient.", "Leaky ReLU는 기울기 소실을 해결합니다."),
        Text(
            "What it cures is the dead unit: a negative z keeps a small slope.",
            "해결하는 것은 죽은 유닛입니다. z가 음수여도 작은 기울기가 남습니다.",
        ),
    ),
    Erratum(
        "04_forward",
        Text("z = W⁽¹⁾x + b, then O = HW⁽²⁾ + b⁽²⁾.", "z = W⁽¹⁾x + b 다음에 O = HW⁽²⁾ + b⁽²⁾."),
        Text(
            "One line multiplies from the left, the other from the right. Choose one way; here rows are examples: XW + b.",
            "한 줄은 왼쪽에서, 다른 줄은 오른쪽에서 곱합니다. 하나로 정해야 합니다. 이 강의에서는 행이 예제이므로 XW + b입니다.",
        ),
    ),
    Erratum(
        "04_forward",
        Text("a_j⁽ⁱ⁾ is unit i of layer j.", "a_j⁽ⁱ⁾는 j번째 층의 i번째 유닛입니다."),
        Text(
            "The layer's number belongs above, the unit's below, as the same notes do for W⁽ʲ⁾.",
            "같은 노트의 W⁽ʲ⁾처럼 층의 번호는 위에, 유닛의 번호는 아래에 씁니다.",
        ),
    ),
    Erratum(
        "04_forward",
        Text("E = rac{1}{2} (target - output)².", "E = rac{1}{2} (target - output)²."),
        Text(
            "A program swallowed the first letters of the fraction: it is one half of the squared error.",
            "어떤 프로그램이 분수 기호의 앞 글자를 삼켰습니다. 제곱 오차의 이분의 일입니다.",
        ),
    ),
    Erratum(
        "04_forward",
        Text("A worked example without targets, biases and learning rate.", "목푯값, 편향, 학습률이 없는 계산 예제."),
        Text(
            "Without targets no error can be checked. They can be found again from the printed outputs and errors, and the lesson does it.",
            "목푯값이 없으면 오차를 검산할 수 없습니다. 적혀 있는 출력과 오차에서 목푯값을 되찾을 수 있고, 수업에서 직접 해 봅니다.",
        ),
    ),
    Erratum(
        "04_forward",
        Text("Prediction ∈ 0,1 and target ∈ 0,1.", "Prediction ∈ 0,1 & Target ∈ 0,1."),
        Text(
            "The target is one of two numbers, {0, 1}; the prediction lies in the open interval (0, 1).",
            "목푯값은 두 수 가운데 하나인 {0, 1}이고, 예측은 열린 구간 (0, 1)에 있습니다.",
        ),
    ),
    Erratum(
        "05_backprop",
        Text(
            "Back-propagation multiplies the local and the global gradient.",
            "역전파는 국소 기울기와 글로벌 기울기를 곱하는 것입니다.",
        ),
        Text(
            "True along one path; where a unit feeds several others, the products of all paths are added.",
            "길이 하나일 때는 맞습니다. 한 유닛이 여러 곳으로 이어지면 모든 길의 곱을 더합니다.",
        ),
    ),
    Erratum(
        "05_backprop",
        Text(
            "The weights with the smallest error are the best weights.",
            "오차가 가장 작은 가중치가 가장 좋은 가중치입니다.",
        ),
        Text(
            "The error on data that the training has not seen decides; the smallest training error may be learning by heart.",
            "학습에 쓰지 않은 데이터의 오차가 결정합니다. 훈련 오차가 가장 작은 것은 외운 결과일 수 있습니다.",
        ),
    ),
    Erratum(
        "06_initialization",
        Text("Nothing may start at a constant.", "무엇이든 상수로 시작하면 안 됩니다."),
        Text(
            "Equal weights keep units equal; biases may well start at 0, because the weights already differ.",
            "가중치가 같으면 유닛이 계속 같습니다. 그러나 가중치가 이미 다르므로 편향은 0으로 시작해도 됩니다.",
        ),
    ),
    Erratum(
        "06_initialization",
        Text("Professor Xavier Glorot; standard deviation √(1/n).", "Xavier Glorot 교수, 표준편차 √(1/n)."),
        Text(
            "The paper is by Glorot and Bengio, Glorot being the doctoral student; its deviation is √(2 / (fan-in + fan-out)). The name is Kaiming He, not “kaming he”.",
            "논문은 Glorot과 Bengio가 썼고 Glorot은 당시 박사 과정 학생이었습니다. 논문의 표준편차는 √(2 / (fan-in + fan-out))입니다. ‘kaming he’가 아니라 Kaiming He입니다.",
        ),
    ),
    Erratum(
        "07_optimizers",
        Text("One epoch: the network is passed through once.", "1 epoch은 신경망을 한 번 통과한 것입니다."),
        Text(
            "One epoch shows every training example once; with mini-batches the network is passed once a batch.",
            "에폭 하나는 모든 훈련 예제를 한 번씩 본 것입니다. 미니배치를 쓰면 배치마다 한 번씩 통과합니다.",
        ),
    ),
    Erratum(
        "07_optimizers",
        Text("SGD stops where the gradient is 0.", "SGD는 기울기가 0인 곳에서 멈춥니다."),
        Text(
            "That is gradient descent on all examples. A mini-batch has a gradient of its own there, and goes on trembling.",
            "예제를 모두 쓰는 경사 하강법의 이야기입니다. 미니배치에는 그 나름의 기울기가 있어 그곳에서도 계속 흔들립니다.",
        ),
    ),
    Erratum(
        "07_optimizers",
        Text("Momentum's second weight is W - 0.75.", "모멘텀의 두 번째 가중치는 W - 0.75입니다."),
        Text(
            "The second velocity is added to the weight after the first step: W - 0.5 - 0.75 = W - 1.25.",
            "두 번째 속도는 첫걸음 뒤의 가중치에 더합니다. W - 0.5 - 0.75 = W - 1.25입니다.",
        ),
    ),
    Erratum(
        "07_optimizers",
        Text("AdaGrad adds up the gradients.", "AdaGrad는 기울기를 더해 나갑니다."),
        Text(
            "It adds up their squares: for 3 and 4 that makes 9 and 25. A sum without squares may turn negative, and then there is no root.",
            "기울기의 제곱을 더합니다. 3과 4라면 9, 25가 됩니다. 제곱하지 않으면 합이 음수가 되어 제곱근을 구할 수 없게 되기도 합니다.",
        ),
    ),
    Erratum(
        "07_optimizers",
        Text("RMSProp solves local minima.", "RMSProp은 지역 최솟값 문제를 해결합니다."),
        Text(
            "It solves AdaGrad's fading steps by forgetting old gradients. At the bottom of any valley the gradient is 0 for it too.",
            "오래된 기울기를 잊어 AdaGrad의 걸음이 사라지는 문제를 해결합니다. 어느 골짜기든 바닥에서는 RMSProp의 기울기도 0입니다.",
        ),
    ),
    Erratum(
        "07_optimizers",
        Text("Adam: ε = 0.10⁻⁸.", "Adam의 ε은 0.10⁻⁸입니다."),
        Text(
            "It is 10⁻⁸. Read as printed it is a hundred million, and training stands still.",
            "10⁻⁸입니다. 인쇄된 대로 읽으면 1억이 되어 학습이 멈춥니다.",
        ),
    ),
    Erratum(
        "07_optimizers",
        Text(
            "Adam: one β for both bias corrections, and β₂ = 0.99.",
            "Adam의 두 편향 보정에 같은 β를 쓰고, β₂는 0.99입니다.",
        ),
        Text(
            "Each moment is corrected by its own β, and the paper's β₂ is 0.999. With β₁ for both, the first step is ten times too long.",
            "각 모멘트는 자기 β로 보정하고, 논문의 β₂는 0.999입니다. 둘 다 β₁로 보정하면 첫걸음이 열 배 길어집니다.",
        ),
    ),
    Erratum(
        "07_optimizers",
        Text("Adam: ε inside the square root.", "Adam의 ε을 제곱근 안에 씁니다."),
        Text(
            "The paper has it outside. For ordinary gradients nobody notices; for tiny ones the step shrinks. AdaGrad and RMSProp keep it inside here, and say so.",
            "논문에서는 제곱근 밖에 있습니다. 보통의 기울기에서는 티가 나지 않지만, 아주 작은 기울기에서는 걸음이 줄어듭니다. 이 강의의 AdaGrad와 RMSProp은 안에 두며, 그렇다고 밝힙니다.",
        ),
    ),
    Erratum(
        "07_optimizers",
        Text("“Learning late”, “Stochastic Gradient Decent”.", "“Learning late”, “Stochastic Gradient Decent”."),
        Text(
            "Learning rate, and gradient descent: the steps lead down.",
            "Learning rate(학습률), gradient descent(경사 하강법)입니다. descent는 내려간다는 뜻입니다.",
        ),
    ),
    Erratum(
        "07_optimizers",
        Text("“eta” where β is meant (a lost backslash).", "β가 있어야 할 자리의 ‘eta’(역슬래시가 사라진 자국)."),
        Text(
            "η is the learning rate, β a decay: the copy changed the meaning. Likewise “lpha” is α and “rac” a fraction.",
            "η는 학습률이고 β는 감쇠율이므로 뜻이 바뀌었습니다. 마찬가지로 ‘lpha’는 α, ‘rac’은 분수입니다.",
        ),
    ),
    Erratum(
        "08_regularization",
        Text(
            "(1/N) Σ|w| is the L1 norm, and (1/N) Σ ½w² is half the squared L2 norm.",
            "(1/N) Σ|w|는 L1 노름이고, (1/N) Σ ½w²은 L2 노름 제곱의 절반입니다.",
        ),
        Text(
            "A sum and an average are N times apart; a printed λ means nothing until you know which one it belongs to.",
            "합과 평균은 N배 다릅니다. 어느 쪽에 붙은 λ인지 모르면 적힌 값은 뜻이 없습니다.",
        ),
    ),
    Erratum(
        "08_regularization",
        Text(
            "Elastic net: λ₁ with the squares, λ₂ with the magnitudes.",
            "Elastic net에서 λ₁은 제곱에, λ₂는 절댓값에 붙습니다.",
        ),
        Text(
            "Other books do it the other way round. Read which number belongs to which term before you copy it.",
            "반대로 쓰는 책도 있습니다. 값을 옮겨 적기 전에 어느 항의 수인지 확인해야 합니다.",
        ),
    ),
    Erratum(
        "08_regularization",
        Text(
            "Dropout, batch normalization and early stopping named without a formula.",
            "드롭아웃, 배치 정규화, 조기 종료를 식 없이 소개합니다.",
        ),
        Text(
            "Each has one, and each has a trap: the scale by 1/keep, the running averages, the patience. The lesson builds all three. A library's dropout number is the share that is dropped.",
            "모두 식이 있고 함정도 있습니다. 남기는 비율의 역수로 키우기, 이동 평균, 참을성입니다. 수업에서 셋 다 만들어 봅니다. 라이브러리의 드롭아웃 숫자는 버리는 비율입니다.",
        ),
    ),
    Erratum(
        "08_regularization",
        Text(
            "Batch normalization normalizes the output of the activation.",
            "배치 정규화는 활성화 함수의 출력을 정규화합니다.",
        ),
        Text(
            "The paper puts it before the activation: it normalizes z, then learns a scale and a shift.",
            "논문에서는 활성화 함수 앞에 둡니다. z를 정규화한 다음 배율과 이동량을 학습합니다.",
        ),
    ),
    Erratum(
        "09_mnist",
        Text("MNIST has 55,000 training images.", "MNIST의 훈련 이미지는 55,000장입니다."),
        Text(
            "It has 60,000; the other number is left when 5,000 are set aside to choose settings by.",
            "60,000장입니다. 55,000은 설정을 고르는 데 쓸 5,000장을 떼어 놓고 남은 수입니다.",
        ),
    ),
)
