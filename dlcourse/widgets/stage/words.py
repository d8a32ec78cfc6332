"""Numbers and sentences as a person writes them."""

import re

from dlcourse.language import Text

_POWER = re.compile(r"(?<![\w.])(-?\d+(?:\.\d+)?)e([+-]?\d+)(?![\w.]\w)", re.ASCII)  # a Korean word may follow
_MINUS = re.compile(r"(?<![\w)\]])-(?=\d|\.\d|log(?![a-z]))|(?<= )-(?= )")
_RAISES = re.compile(r"(?<=\d)\^(\d+)")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


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


def printed(words: str) -> str:
    """Words with their numbers as books print them: 9.5e-07 as 9.5 × 10⁻⁷, 2^7 as 2⁷, and a minus that is one."""
    raised = _RAISES.sub(lambda found: found[1].translate(_RAISED), words)
    return _MINUS.sub("−", _POWER.sub(_with_power, raised))


def _with_power(found: "re.Match[str]") -> str:
    digits, power = found[1], f"10{str(int(found[2])).translate(_RAISED)}"
    return {"1": power, "-1": f"-{power}"}.get(digits, f"{digits} × {power}")
