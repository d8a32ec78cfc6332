"""Golden values from libraries that know nothing of this course: SciPy, scikit-learn and PyTorch.

Run it with the `oracles` extra installed: `python tests/goldens/make_goldens.py`. It writes small .npz files beside itself;
each also holds its inputs and, under `versions`, the libraries it was made with. The tests need NumPy alone.
Weights are stored as this course has them, (in, out); PyTorch's are transposed.
"""

from pathlib import Path

import numpy as np
import scipy
import sklearn
import torch
from scipy import linalg, special, stats
from sklearn.linear_model import LinearRegression, LogisticRegression
from torch.nn import functional as F  # noqa: N812  # the name the field knows it by

HERE = Path(__file__).parent
LIBRARIES = {"numpy": np, "scipy": scipy, "scikit-learn": sklearn, "torch": torch}
VERSIONS = np.array([f"{name} {library.__version__}" for name, library in LIBRARIES.items()])

torch.set_default_dtype(torch.float64)


def save(name, **arrays):
    arrays = {
        key: value.detach().numpy() if isinstance(value, torch.Tensor) else value for key, value in arrays.items()
    }
    np.savez_compressed(HERE / f"{name}.npz", versions=VERSIONS, **arrays)


def leaf(array):
    return torch.tensor(array, requires_grad=True)


def slope(f, *inputs):
    """Gradients of the sum of f's outputs at each input."""
    leaves = [leaf(x) for x in inputs]
    return torch.autograd.grad(f(*leaves).sum(), leaves)


def activations(rng):
    z = np.concatenate([np.linspace(-6.05, 6.05, 40), rng.normal(scale=30, size=20), [-1000.0, 1000.0]])
    rows = np.concatenate([rng.normal(size=(5, 4)), [[1000.0, 999.0, -1000.0, 0.0], [-1000.0] * 4]])
    table, dout, alphas = rng.normal(size=(6, 3)), rng.normal(size=(6, 3)), np.array([0.25, -0.5, 2.0])
    alpha, beta, leak = 1.5, 1.7, 0.2

    def elu(z, alpha):
        return torch.where(z > 0, z, alpha * torch.expm1(torch.clamp(z, max=0.0)))

    def swish(z, beta):
        return z * torch.sigmoid(beta * z)

    def prelu(z, alpha):
        return torch.tensor(dout) * F.prelu(z, alpha)

    each_alpha = torch.full(z.shape, alpha)
    each_beta = torch.full(z.shape, beta)
    dz, dalphas = slope(prelu, table, alphas)
    dz_one, dalpha_one = slope(prelu, table, np.array([0.3]))
    save(
        "activations",
        z=z,
        rows=rows,
        table=table,
        dout=dout,
        alphas=alphas,
        sigmoid=special.expit(z),
        sigmoid_grad=slope(torch.sigmoid, z)[0],
        tanh=torch.tanh(torch.tensor(z)),
        tanh_grad=slope(torch.tanh, z)[0],
        relu=F.relu(torch.tensor(z)),
        relu_grad=slope(F.relu, z)[0],
        leaky_relu=F.leaky_relu(torch.tensor(z), leak),
        leaky_relu_grad=slope(lambda z: F.leaky_relu(z, leak), z)[0],
        prelu=F.prelu(torch.tensor(table), torch.tensor(alphas)),
        prelu_dz=dz,
        prelu_dalphas=dalphas,
        prelu_dz_one=dz_one,
        prelu_dalpha_one=dalpha_one[0],
        elu=F.elu(torch.tensor(z), alpha),
        elu_grad=slope(lambda z: F.elu(z, alpha), z)[0],
        elu_alpha_grad=slope(elu, z, each_alpha.numpy())[1],
        softplus=-special.log_expit(-z),
        softplus_grad=special.expit(z),
        swish=swish(torch.tensor(z), beta),
        silu=F.silu(torch.tensor(z)),
        swish_grad=slope(lambda z: swish(z, beta), z)[0],
        swish_beta_grad=slope(swish, z, each_beta.numpy())[1],
        softmax=special.softmax(rows, axis=-1),
        softmax_grad=np.stack(
            [torch.autograd.functional.jacobian(lambda r: F.softmax(r, dim=-1), torch.tensor(r)).numpy() for r in rows]
        ),
    )


def losses(rng):
    o, t = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    logits = np.concatenate([rng.normal(scale=3, size=(5, 4)), [[1000.0, 0.0, -1000.0, 5.0]] * 2])
    y = np.array([0, 3, 1, 2, 2, 0, 2])
    z = np.concatenate([rng.normal(scale=4, size=9), [1000.0, -1000.0, 1000.0, -1000.0]])
    target = np.concatenate([rng.random(5), [0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
    T = torch.tensor
    save(
        "losses",
        o=o,
        t=t,
        logits=logits,
        y=y,
        z=z,
        target=target,
        half_sse=0.5 * F.mse_loss(T(o), T(t), reduction="sum"),
        half_sse_grad=slope(lambda o: 0.5 * F.mse_loss(o, T(t), reduction="sum"), o)[0],
        mse=F.mse_loss(T(o), T(t)),
        mse_grad=slope(lambda o: F.mse_loss(o, T(t)), o)[0],
        bce=F.binary_cross_entropy_with_logits(T(z), T(target)),
        bce_grad=slope(lambda z: F.binary_cross_entropy_with_logits(z, T(target)), z)[0],
        cross_entropy=F.cross_entropy(T(logits), T(y)),
        cross_entropy_grad=slope(lambda q: F.cross_entropy(q, T(y)), logits)[0],
        mse_sigmoid_grad=slope(lambda z: 0.5 * (torch.sigmoid(z) - T(target)) ** 2, z)[0],
        one_hot=F.one_hot(T(y), 6).double(),
    )


def networks(rng):
    X, W, b, dout = (rng.normal(size=s) for s in ((5, 3), (3, 4), (4,), (5, 4)))
    dX, dW, db = slope(lambda X, W, b: torch.tensor(dout) * (X @ W + b), X, W, b)
    kinds = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": F.relu}
    through = {
        f"through_{k}": slope(lambda z, f=f: torch.tensor(dout) * f(z), dout[::-1].copy())[0] for k, f in kinds.items()
    }

    sizes, y = [3, 5, 4, 6], np.array([0, 5, 2, 2, 4])
    flat = [rng.normal(size=s) for i in range(3) for s in ((sizes[i], sizes[i + 1]), (sizes[i + 1],))]

    def logits(*flat):
        a = torch.tensor(X)
        for i in range(0, 6, 2):
            z = a @ flat[i] + flat[i + 1]
            a = torch.tanh(z)
        return z

    gradients = slope(lambda *flat: F.cross_entropy(logits(*flat), torch.tensor(y)), *flat)
    save(
        "networks",
        X=X,
        W=W,
        b=b,
        dout=dout,
        z=torch.tensor(X @ W + b),
        dX=dX,
        dW=dW,
        db=db,
        **through,
        y=y,
        logits=logits(*(torch.tensor(p) for p in flat)),
        **{f"param{i}": p for i, p in enumerate(flat)},
        **{f"grad{i}": g for i, g in enumerate(gradients)},
        steps_222=steps_222(),
    )


def steps_222():
    """Ten steps of the 2-2-2 network by autograd: the weights after each."""
    w, x, t = leaf([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6]), torch.tensor([0.1, 0.2]), torch.tensor([0.4, 0.6])
    path = []
    for _ in range(10):
        h = torch.sigmoid(w[:4].reshape(2, 2) @ x)
        o = torch.sigmoid(w[4:].reshape(2, 2) @ h)
        (g,) = torch.autograd.grad(0.5 * ((t - o) ** 2).sum(), w)
        with torch.no_grad():
            w -= 0.5 * g
        path.append(w.detach().clone().numpy())
    return np.stack(path)


def optimizers(rng):
    """Ten steps with gradients that change sign and size, down to 1e-7, where the place of eps shows."""
    w0, gradients = rng.normal(size=(2, 3)), rng.normal(size=(10, 2, 3))
    gradients[:, 0, 0] *= 1e-6
    gradients[5:, 1, 1] *= 1e-7
    gradients[:, 1, 2] = 3.0 * np.where(np.arange(10) % 3, 1.0, -1.0)
    gradients[2, 0, 1] = 0.0
    O = torch.optim  # noqa: E741  # read as a name, not a zero
    makers = {
        "gd": lambda p: O.SGD(p, lr=0.1),
        "momentum": lambda p: O.SGD(p, lr=0.1, momentum=0.8),
        "nesterov": lambda p: O.SGD(p, lr=0.1, momentum=0.8, nesterov=True),
        "adagrad": lambda p: O.Adagrad(p, lr=0.1, eps=1e-10),
        "rmsprop": lambda p: O.RMSprop(p, lr=0.1, alpha=0.7, eps=1e-8),
        "adam": lambda p: O.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-8),
        "adam_defaults": lambda p: O.Adam(p),
        "adamw": lambda p: O.AdamW(p, lr=0.1, betas=(0.8, 0.95), eps=1e-8, weight_decay=0.3),
    }
    paths = {}
    for name, maker in makers.items():
        w = leaf(w0)
        optimizer = maker([w])
        path = [w0]
        for g in gradients:
            w.grad = torch.tensor(g)
            optimizer.step()
            path.append(w.detach().clone().numpy())
        paths[name] = np.stack(path)
    save("optimizers", w0=w0, gradients=gradients, **paths)


def batchnorm(rng):
    """Three batches in training, each with its gradients, then one in evaluation."""
    layer = torch.nn.BatchNorm1d(3, eps=1e-5, momentum=0.1)
    gamma, beta = rng.normal(size=3), rng.normal(size=3)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(gamma))
        layer.bias.copy_(torch.tensor(beta))
    batches = rng.normal(loc=[1.0, -2.0, 30.0], scale=[1.0, 0.1, 5.0], size=(3, 5, 3))
    douts = rng.normal(size=(3, 5, 3))
    kept: dict = {"out": [], "dx": [], "dgamma": [], "dbeta": []}
    for x, dout in zip(batches, douts, strict=True):
        inputs = leaf(x)
        out = layer(inputs)
        gradients = torch.autograd.grad((out * torch.tensor(dout)).sum(), [inputs, layer.weight, layer.bias])
        for key, value in zip(kept, (out, *gradients), strict=True):
            kept[key].append(value.detach().numpy())
    layer.eval()
    fresh = rng.normal(size=(4, 3))
    save(
        "batchnorm",
        gamma=gamma,
        beta=beta,
        batches=batches,
        douts=douts,
        fresh=fresh,
        **{key: np.stack(value) for key, value in kept.items()},
        running_mean=layer.running_mean,
        running_var=layer.running_var,
        evaluated=layer(torch.tensor(fresh)),
    )


def initializers(rng):
    """What the distributions are: exact ones from SciPy, and quantiles of a million draws from PyTorch."""
    shares = np.linspace(0.01, 0.99, 99)
    cut = stats.truncnorm(-2.0, 2.0)
    W = torch.empty(1000, 3000)  # PyTorch's order: fan_out, fan_in
    torch.manual_seed(0)
    init = torch.nn.init
    fills = {
        "glorot_uniform": lambda: init.xavier_uniform_(W),
        "glorot_normal": lambda: init.xavier_normal_(W),
        "he_uniform": lambda: init.kaiming_uniform_(W, nonlinearity="relu"),
        "he_normal": lambda: init.kaiming_normal_(W, nonlinearity="relu"),
        "lecun_uniform": lambda: init.kaiming_uniform_(W, nonlinearity="linear"),
        "lecun_normal": lambda: init.kaiming_normal_(W, nonlinearity="linear"),
    }
    quantiles = {name: np.quantile(fill().numpy().ravel(), shares) for name, fill in fills.items()}
    kinds = ["linear", "sigmoid", "tanh", "relu", "leaky_relu"]
    save(
        "initializers",
        fan_in=3000,
        fan_out=1000,
        shares=shares,
        **quantiles,
        truncated_std=cut.std(),
        truncated_quantiles=cut.ppf(shares) / cut.std(),
        gains=np.array([init.calculate_gain(kind, 0.2 if kind == "leaky_relu" else None) for kind in kinds]),
    )


def linear(rng):
    X = rng.normal(size=(20, 3))
    y = X @ [1.0, -2.0, 0.5] + 3.0 + rng.normal(size=20)
    doubled = np.column_stack([X, X[:, 0]])
    curved = np.sin(3.0 * X[:, 0]) + X[:, 1] ** 2
    with_ones, without, bent = (
        LinearRegression(fit_intercept=intercept).fit(X, target)
        for intercept, target in ((True, y), (False, y), (True, curved))
    )
    save(
        "linear",
        X=X,
        y=y,
        curved=curved,
        doubled=doubled,
        intercept_first=np.r_[with_ones.intercept_, with_ones.coef_],
        without_intercept=without.coef_,
        curved_intercept_first=np.r_[bent.intercept_, bent.coef_],
        doubled_smallest=linalg.lstsq(doubled, y)[0],
    )


def logistic(rng):
    """Where the loss is smallest: there the gradient must be 0."""
    X = rng.normal(size=(60, 3))
    yes = (X @ [1.0, -1.0, 0.5] + 0.3 + 2.0 * rng.normal(size=60) > 0).astype(int)
    three = np.argmax(X @ rng.normal(size=(3, 3)) + rng.gumbel(size=(60, 3)), axis=1)
    settings = {"C": np.inf, "tol": 1e-12, "max_iter": 10_000}
    binary = LogisticRegression(**settings).fit(X, yes)
    several = LogisticRegression(**settings).fit(X, three)
    # scikit-learn adds 1/2 |w|^2 to C times the SUM of losses: as a mean over 60 examples, l2 = 1 / (60 C)
    ridge = LogisticRegression(C=0.5, tol=1e-12, max_iter=10_000).fit(X, yes)
    save(
        "logistic",
        X=X,
        yes=yes,
        three=three,
        w=binary.coef_[0],
        b=binary.intercept_[0],
        probabilities=binary.predict_proba(X)[:, 1],
        W=several.coef_.T,
        B=several.intercept_,
        class_probabilities=several.predict_proba(X),
        ridge_w=ridge.coef_[0],
        ridge_b=ridge.intercept_[0],
        ridge_l2=1.0 / (60 * 0.5),
    )


if __name__ == "__main__":
    for number, make in enumerate(
        (activations, losses, networks, optimizers, batchnorm, initializers, linear, logistic)
    ):
        make(np.random.default_rng(20_000 + number))
        print(f"wrote {make.__name__}.npz")
