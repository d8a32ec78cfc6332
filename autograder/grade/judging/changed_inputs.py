"""A case's inputs change on this side as their twins behind the wall were changed, so that the judge can tell."""

from typing import Any

import numpy as np


def write_back(here: Any, there: Any) -> bool:
    """Change an input of ours as its twin behind the wall was changed; False where that is not possible."""
    if type(here) is np.ndarray and type(there) is np.ndarray and here.shape == there.shape:
        if not np.can_cast(there.dtype, here.dtype, "same_kind"):
            return False
        np.copyto(here, there, casting="same_kind")
        return True
    if type(here) is type(there) and type(here) in (list, tuple):
        same = len(here) == len(there)
        written = [same and write_back(a, b) for a, b in zip(here, there, strict=False)]
        if type(here) is list:
            kept = [a if done else b for a, b, done in zip(here, there, written, strict=False)]
            here[:] = kept + there[len(kept) :]
        return True
    if type(here) is dict and type(there) is dict:
        for key in [key for key in here if key not in there]:
            del here[key]
        for key, value in there.items():
            if key not in here or not write_back(here[key], value):
                here[key] = value
        return True
    if type(here) is np.random.Generator and type(there) is np.random.Generator:
        if type(here.bit_generator) is not type(there.bit_generator):
            return False
        here.bit_generator.state = there.bit_generator.state
        return True
    return False
