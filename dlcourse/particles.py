"""Korean particles behind a word that only the running course knows: `은(는)` becomes 은 or 는, as the word before it sounds.

A sentence is written with both forms, such as "{name}이(가) 없습니다". Where the last sound is certain, one of them stays: Hangul says it,
figures are read aloud, and of Latin letters some always end alike. Where it is not, as behind `step`, both are left standing.
"""

import re

_FORMS = ["은(는)", "이(가)", "을(를)", "와(과)", "(으)로", "(이)"]  # (이) as in (이)라고
_CLOSING = "`'\"”’»)\\]}*_"
_BOTH = re.compile(rf"(?P<last>[^\s{_CLOSING}])(?P<closing>[{_CLOSING}]*)(?P<form>{'|'.join(map(re.escape, _FORMS))})")
_NONE, _L, _OTHER = 0, 8, 1  # of the numbers that Unicode gives the consonants below a syllable: none, ㄹ, any other
_FIGURES = {
    "0": _OTHER,
    "1": _L,
    "2": _NONE,
    "3": _OTHER,
    "4": _NONE,
    "5": _NONE,
    "6": _OTHER,
    "7": _L,
    "8": _L,
    "9": _NONE,
}
_OPEN, _CLOSED = "adfiorsuvwxyz", {"l": _L, "m": _OTHER, "n": _OTHER}
_LETTERS_OPEN = "abcdefghijkopqstuvwxyz"  # a letter alone is read by its name: 비, 엑스, 제트; r is 아르 or 알


def chosen(text: str) -> str:
    """The sentence with one form of each particle, as far as the sound before it is certain."""
    return _BOTH.sub(_one, text) if "(" in text else text


def _one(found: re.Match[str]) -> str:
    sound = _below(found["last"], found.string[: found.end("last")])
    return found[0] if sound is None else found["last"] + found["closing"] + _form(found["form"], sound)


def _form(both: str, sound: int) -> str:
    if both == "(으)로":
        return "로" if sound in (_NONE, _L) else "으로"
    if both == "(이)":
        return "" if sound == _NONE else "이"
    if both == "와(과)":
        return "와" if sound == _NONE else "과"
    return both[2] if sound == _NONE else both[0]


def _below(last: str, before: str) -> int | None:
    """The consonant below the last syllable; None where nobody can be certain."""
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last in _FIGURES:
        return _FIGURES[last]
    letter, word = last.lower(), re.search(r"[A-Za-z]*$", before)
    if word is None or not word[0]:
        return None
    if letter in _CLOSED:
        return _CLOSED[letter]
    alone = len(word[0]) == 1
    if word[0].endswith("ng"):
        return _OTHER
    return _NONE if letter in (_LETTERS_OPEN if alone else _OPEN) else None
