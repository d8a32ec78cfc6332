"""What the pictures of activation functions share: the names of the functions."""

from dlcourse.language import Text

NAMES = {
    "identity": Text("identity", "항등 함수"),
    "step": Text("step", "계단 함수"),
    "sigmoid": Text("sigmoid", "시그모이드"),
    "tanh": Text("tanh", "tanh"),
    "relu": Text("ReLU", "ReLU"),
    "leaky_relu": Text("Leaky ReLU", "Leaky ReLU"),
    "prelu": Text("PReLU", "PReLU"),
    "elu": Text("ELU", "ELU"),
    "softplus": Text("Softplus", "Softplus"),
    "swish": Text("Swish", "Swish"),
}
