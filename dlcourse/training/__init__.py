"""Training: show the network a mini-batch, ask the loss how wrong it was, let the optimizer move the weights, again.

`fit` does all of it. `epochs` and `steps` do the same work but hand over after every epoch or every mini-batch, so that
a picture can be drawn in between or the training be left at any moment. One `rng` decides everything that is random:
the order of the examples and what dropout drops.
"""

from dlcourse.training.callbacks import Callback, EarlyStopping
from dlcourse.training.history import History
from dlcourse.training.loop import epochs, evaluate, fit, steps
from dlcourse.training.losses import LOSSES, Loss
from dlcourse.training.optimizers import OPTIMIZERS, SGD, AdaGrad, Adam, AdamW, Optimizer, RMSProp
from dlcourse.training.task import Step

__all__ = [
    "LOSSES",
    "OPTIMIZERS",
    "SGD",
    "AdaGrad",
    "Adam",
    "AdamW",
    "Callback",
    "EarlyStopping",
    "History",
    "Loss",
    "Optimizer",
    "RMSProp",
    "Step",
    "epochs",
    "evaluate",
    "fit",
    "steps",
]
