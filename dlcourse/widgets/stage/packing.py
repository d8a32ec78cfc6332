"""Numbers and pictures as few bytes: what the display list of `recorder.py` is written with."""

import numpy as np

SHORT = 64  # so few numbers are written faster one by one
MANY = 4096  # in so few cells colours are counted exactly


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

    Where there are more colours, those that are nearly alike become one of them.
    """
    flat = np.ascontiguousarray(pixels, dtype=np.uint8).reshape(-1, 4)
    whole = flat.view("<u4").ravel()
    if len(whole) <= MANY:
        found, numbers = np.unique(whole, return_inverse=True)
        if len(found) <= 256:
            return found.view(np.uint8).reshape(-1, 4), numbers.reshape(pixels.shape[:2]).astype(np.uint8)
    for bits in (5, 4, 3, 2):  # 2 bits of red, green, blue and alpha are 256 colours
        keys = np.zeros_like(whole)
        for channel in range(4):
            keys |= (whole >> (8 * channel + 8 - bits) & (1 << bits) - 1) << bits * channel
        one = np.full(1 << 4 * bits, -1)
        one[keys] = np.arange(len(keys))
        found = np.flatnonzero(one >= 0)
        if len(found) <= 256:
            break
    numbers = np.zeros(len(one), dtype=np.uint8)
    numbers[found] = np.arange(len(found))
    return flat[one[found]], numbers[keys].reshape(pixels.shape[:2])
