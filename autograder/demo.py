"""demo"""


def run(*a: object, **k: object) -> int:
    return 0
