"""Answers to `run`: wrong ones that its card names, and other right ones."""

from typing import Any

import numpy as np


def _with_a_copy(optimizer: Any) -> Any:
    """The optimizer, handed a copy each time: a walk that makes one mistake should not make that of keeping references as well."""
    return lambda w, g, memory: optimizer(w.copy() if isinstance(w, np.ndarray) else w, g, memory)


def run_keeping_references(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory, path = w0, None, [w0]
    for _ in range(steps):
        w, memory = optimizer(w, grad(w), memory)
        path.append(w)
    return np.array(path)


def run_keeping_references_to_a_copy(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    return run_keeping_references(optimizer, grad, w0.copy(), steps)


def run_keeping_all_but_the_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    return np.vstack([w0.copy(), run_keeping_references_to_a_copy(optimizer, grad, w0, steps)[1:]])


def run_keeping_all_but_a_copied_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    start = w0.copy()
    return np.vstack([start, run_keeping_references(optimizer, grad, w0, steps)[1:]])


def run_handing_out_the_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory, path = w0, None, [w0.copy()]
    for _ in range(steps):
        w, memory = optimizer(w, grad(w), memory)
        path.append(w.copy())
    return np.array(path)


def run_recursively(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    def rest(w: Any, memory: Any, left: int) -> list[Any]:
        if not left:
            return [w]
        new, memory = optimizer(w.copy(), grad(w), memory)
        return [w, *rest(new, memory, left - 1)]

    return np.stack(rest(np.asarray(w0, dtype=float), None, steps))


def run_into_a_table(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    path = np.empty((steps + 1, *np.shape(w0)))
    path[0], memory = w0, None
    for i in range(steps):
        path[i + 1], memory = optimizer(path[i].copy(), grad(path[i].copy()), memory)
    return path


def run_with_while(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    path, memory = [w0], None
    while len(path) <= steps:
        new, memory = optimizer(path[-1].copy(), grad(path[-1]), memory)
        path += [new]
    return np.vstack(path)


def run_without_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory, path = w0, None, []
    for _ in range(steps):
        w, memory = _with_a_copy(optimizer)(w, grad(w), memory)
        path.append(w)
    return np.reshape(path, (steps, *np.shape(w0)))


def run_without_end(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory, path = w0, None, []
    for _ in range(steps):
        path.append(w)
        w, memory = _with_a_copy(optimizer)(w, grad(w), memory)
    return np.reshape(path, (steps, *np.shape(w0)))


def run_one_array(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory = np.array(w0), None
    path = [w]
    for _ in range(steps):
        w[:], memory = optimizer(w, grad(w), memory)
        path.append(w)
    return np.array(path)


def run_into_the_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0.copy()]
    for _ in range(steps):
        w0[:], memory = optimizer(w0, grad(w0), memory)
        path.append(w0.copy())
    return np.array(path)


def run_forgetting(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    path = [w0]
    for _ in range(steps):
        path.append(_with_a_copy(optimizer)(path[-1], grad(path[-1]), None)[0])
    return np.array(path)


def run_with_one_gradient(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    g, memory, path = grad(w0), None, [w0]
    for _ in range(steps):
        new, memory = _with_a_copy(optimizer)(path[-1], g, memory)
        path.append(new)
    return np.array(path)


def run_one_too_many(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0]
    for _ in range(steps + 1):
        new, memory = _with_a_copy(optimizer)(path[-1], grad(path[-1]), memory)
        path.append(new)
    return np.array(path)


def run_only_the_end(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory = w0, None
    for _ in range(steps):
        w, memory = _with_a_copy(optimizer)(w, grad(w), memory)
    return np.array(w)


def run_always_from_the_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0]
    for _ in range(steps):
        new, memory = _with_a_copy(optimizer)(w0, grad(w0), memory)
        path.append(new)
    return np.array(path)


def run_from(first: Any) -> Any:
    """A walk whose memory begins as something that is not None."""

    def run(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
        memory, path = first(w0), [w0]
        for _ in range(steps):
            new, memory = _with_a_copy(optimizer)(path[-1], grad(path[-1]), memory)
            path.append(new)
        return np.array(path)

    return run


def run_with_the_function(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0]
    for _ in range(steps):
        new, memory = _with_a_copy(optimizer)(path[-1], grad, memory)
        path.append(new)
    return np.array(path)


def run_with_exchanged_results(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, w, path = None, w0, [w0]
    for _ in range(steps):
        memory, w = _with_a_copy(optimizer)(w, grad(w), memory)
        path.append(w)
    return np.array(path)


def run_with_the_pair(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, w, path = None, w0, [w0]
    for _ in range(steps):
        w = _with_a_copy(optimizer)(w, grad(w), memory)
        path.append(w)
    return np.array(path)


def run_without_optimizer(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    path = [w0]
    for _ in range(steps):
        path.append(path[-1] - 0.1 * grad(path[-1]))
    return np.array(path)
