"""Numbers and pictures as few bytes: what the display list of `recorder.py` is written with."""

import numpy as np

SHORT = 64  # so few numbers are written faster one by one


def plain(*numbers: int) -> bytes:
    """Whole numbers from 0 up, seven bits a byte; a set eighth bit says that more follow."""
    out = bytearray()
    for number in numbers:
        while number > 127:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)
    return bytes(out)


def signed(*numbers: int) -> bytes:
    """Whole numbers of either sign, as `plain` ones: 0, -1, 1, -2, 2 and so on."""
    return plain(*(2 * number if number >= 0 else -2 * number - 1 for number in numbers))


def many(numbers: np.ndarray) -> bytes:
    """The same as `signed`, for a whole array."""
    flat = numbers.ravel().astype(np.int64)
    if len(flat) <= SHORT:
        return signed(*flat.tolist())
    folded = (flat << 1) ^ (flat >> 63)
    sevens = 7 * np.arange(5)
    parts = (folded[:, None] >> sevens) & 127
    last = np.searchsorted(1 << sevens[1:], folded, side="right")  # where the last byte of each number stands
    follows = np.arange(5) < last[:, None]
    parts |= follows << 7
    return parts[np.arange(5) <= last[:, None]].astype(np.uint8).tobytes()


def differences(points: np.ndarray) -> bytes:
    """Points (N, 2) as steps from each to the next, the first one from the origin."""
    return many(np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=points.dtype)))


def indexed(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pixels (height, width, 4) as at most 256 colours (K, 4) and the number of each pixel's colour (height, width).

    Where there are more colours, those that are nearly alike become their mean.
    """
    flat = pixels.reshape(-1, 4).astype(np.int64)
    keys = flat @ (1 << np.array([0, 8, 16, 24]))
    if len(keys) <= 4096:
        found, first, numbers = np.unique(keys, return_index=True, return_inverse=True)
        if len(found) <= 256:
            return flat[first].astype(np.uint8), numbers.reshape(pixels.shape[:2]).astype(np.uint8)
    for bits in (5, 4, 3, 2):  # 2 bits of red, green, blue and alpha are 256 colours
        keys = (flat >> 8 - bits) @ (1 << bits * np.arange(4))
        counts = np.bincount(keys, minlength=1 << 4 * bits)
        found = np.flatnonzero(counts)
        if len(found) <= 256:
            break
    sums = [np.bincount(keys, weights=flat[:, channel], minlength=len(counts))[found] for channel in range(4)]
    numbers = np.zeros(len(counts), dtype=np.uint8)
    numbers[found] = np.arange(len(found))
    colours = np.round(np.stack(sums, axis=1) / counts[found, None]).astype(np.uint8)
    return colours, numbers[keys].reshape(pixels.shape[:2])
