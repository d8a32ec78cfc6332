"""What the pictures of losses share: how they write small numbers."""


def small(value: float) -> str:
    """Five digits that count, also of very small numbers."""
    short = f"{value:.5g}"
    return "0" if short == "-0" else short
