"""How `mlp_forward` is got wrong: one function for each mistake that its card names."""

from collections.abc import Callable
from typing import Any


def _walk(
    X: Any,
    params: Any,
    bend: Callable[[int, Any], Any],
    note: Callable[..., Any] = lambda x, W, z, a: (x, W, z),
) -> Any:
    """One layer after the other: `bend(i, z)` is what layer i does to z, `note` what is kept of it."""
    a, cache = X, []
    for i, (W, b) in enumerate(params):
        x, z = a, a @ W + b
        a = bend(i, z)
        cache.append(note(x, W, z, a))
    return a, cache


def _bends(params: Any, hidden: Any, out: Any, early: int = 1) -> Callable[[int, Any], Any]:
    """`hidden` in every layer but the last, where `out` belongs; `early` is from how far before the end on it is used."""
    return lambda i, z: hidden(z) if i < len(params) - early else out(z)


def hidden_everywhere(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    return _walk(X, params, lambda i, z: hidden(z))


def hidden_before_out(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = _walk(X, params, lambda i, z: hidden(z))
    return out(a), cache


def out_everywhere(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    return _walk(X, params, lambda i, z: out(z))


def no_hidden_activation(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = _walk(X, params, lambda i, z: z)
    return out(a), cache


def caches_a(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    return _walk(X, params, _bends(params, hidden, out), lambda x, W, z, a: (x, W, a))


def caches_what_comes_out(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    return _walk(X, params, _bends(params, hidden, out), lambda x, W, z, a: (a, W, z))


def caches_the_first_input(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    return _walk(X, params, _bends(params, hidden, out), lambda x, W, z, a: (X, W, z))


def last_layer_not_cached(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for W, b in params[:-1]:
        z = a @ W + b
        cache.append((a, W, z))
        a = hidden(z)
    W, b = params[-1]
    return out(a @ W + b), cache


def without_biases(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for i, (W, _) in enumerate(params):
        z = a @ W
        cache.append((a, W, z))
        a = hidden(z) if i < len(params) - 1 else out(z)
    return a, cache


def reuses_the_array(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for i, (W, b) in enumerate(params):
        x, z = a.copy(), a @ W + b
        cache.append((x, W, z))
        answer = hidden(z) if i < len(params) - 1 else out(z)
        if answer.shape == a.shape:
            a[...] = answer
        else:
            a = answer
    return a, cache


def without_cache(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    return _walk(X, params, _bends(params, hidden, out))[0]


def x_into_every_layer(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    cache, y = [], X
    for i, (W, b) in enumerate(params):
        z = X @ W + b
        cache.append((X, W, z))
        y = hidden(z) if i < len(params) - 1 else out(z)
    return y, cache


def out_too_early(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    return _walk(X, params, _bends(params, hidden, out, early=2))


def hidden_in_the_first_only(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    return _walk(X, params, lambda i, z: hidden(z) if i == 0 and len(params) > 1 else out(z))


def two_layers_unpacked(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    (W1, b1), (W2, b2) = params
    return _two_layers(X, W1, b1, W2, b2, hidden, out)


def two_layers_by_number(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    (W1, b1), (W2, b2) = params[0], params[1]
    return _two_layers(X, W1, b1, W2, b2, hidden, out)


def _two_layers(X: Any, W1: Any, b1: Any, W2: Any, b2: Any, hidden: Any, out: Any) -> Any:
    z1 = X @ W1 + b1
    h = hidden(z1)
    z2 = h @ W2 + b2
    return out(z2), [(X, W1, z1), (h, W2, z2)]


def weights_transposed(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = X, []
    for i, (W, b) in enumerate(params):
        z = a @ W.T + b
        cache.append((a, W, z))
        a = hidden(z) if i < len(params) - 1 else out(z)
    return a, cache


def cache_from_the_back(X: Any, params: Any, hidden: Any, out: Any) -> Any:
    a, cache = _walk(X, params, _bends(params, hidden, out))
    return a, cache[::-1]
