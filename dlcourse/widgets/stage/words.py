"""Numbers and sentences as a person writes them."""

from dlcourse.language import Text


def number(value: float) -> str:
    """A number as a person writes it: at most four digits after the point, no trailing zeros, no minus zero."""
    short = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def small(value: float) -> str:
    """A number as a person writes it, with a power of ten where four digits after the point would not show it."""
    if value == 0 or abs(value) >= 0.001:
        return number(value)
    digits, power = f"{value:.2e}".split("e")
    return f"{digits}e{int(power)}"


def same(words: str) -> Text:
    """What is written alike in every language, such as a formula."""
    return Text(words, words)


def joined(*texts: Text, between: str = " ") -> Text:
    """Several texts as one, sentence after sentence or as a list."""
    return Text(between.join(text.en for text in texts), between.join(text.ko for text in texts))


def verdict(right: bool) -> Text:
    """A cell of a table that says whether an answer is right."""
    return Text("✓ right", "✓ 맞음") if right else Text("✗ wrong", "✗ 틀림")
