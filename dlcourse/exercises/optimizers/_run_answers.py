"""Answers to `run`: wrong ones that its card names, and other right ones."""

from typing import Any

import numpy as np


def run_recursively(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    def rest(w: Any, memory: Any, left: int) -> list[Any]:
        if not left:
            return [w]
        new, memory = optimizer(w, grad(w), memory)
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
        new, memory = optimizer(path[-1], grad(path[-1]), memory)
        path += [new]
    return np.vstack(path)


def run_without_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory, path = w0, None, []
    for _ in range(steps):
        w, memory = optimizer(w, grad(w), memory)
        path.append(w)
    return np.reshape(path, (steps, *np.shape(w0)))


def run_without_end(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory, path = w0, None, []
    for _ in range(steps):
        path.append(w)
        w, memory = optimizer(w, grad(w), memory)
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
        path.append(optimizer(path[-1], grad(path[-1]), None)[0])
    return np.array(path)


def run_with_one_gradient(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    g, memory, path = grad(w0), None, [w0]
    for _ in range(steps):
        new, memory = optimizer(path[-1], g, memory)
        path.append(new)
    return np.array(path)


def run_one_too_many(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0]
    for _ in range(steps + 1):
        new, memory = optimizer(path[-1], grad(path[-1]), memory)
        path.append(new)
    return np.array(path)


def run_only_the_end(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    w, memory = w0, None
    for _ in range(steps):
        w, memory = optimizer(w, grad(w), memory)
    return np.array(w)


def run_always_from_the_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0]
    for _ in range(steps):
        new, memory = optimizer(w0, grad(w0), memory)
        path.append(new)
    return np.array(path)


def run_handing_the_start(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0]
    for _ in range(steps):
        new, memory = optimizer(w0, grad(path[-1]), memory)
        path.append(new)
    return np.array(path)


def run_from(first: Any) -> Any:
    """A walk whose memory begins as something that is not None."""

    def run(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
        memory, path = first(w0), [w0]
        for _ in range(steps):
            new, memory = optimizer(path[-1], grad(path[-1]), memory)
            path.append(new)
        return np.array(path)

    return run


def run_with_the_function(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, path = None, [w0]
    for _ in range(steps):
        new, memory = optimizer(path[-1], grad, memory)
        path.append(new)
    return np.array(path)


def run_with_exchanged_results(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, w, path = None, w0, [w0]
    for _ in range(steps):
        memory, w = optimizer(w, grad(w), memory)
        path.append(w)
    return np.array(path)


def run_with_the_pair(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    memory, w, path = None, w0, [w0]
    for _ in range(steps):
        w = optimizer(w, grad(w), memory)
        path.append(w)
    return np.array(path)


def run_without_optimizer(optimizer: Any, grad: Any, w0: Any, steps: Any) -> Any:
    path = [w0]
    for _ in range(steps):
        path.append(path[-1] - 0.1 * grad(path[-1]))
    return np.array(path)
