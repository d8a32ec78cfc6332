"""People's names as lists and platforms write them: taken apart, and compared without what some of them add or leave out."""

import re
import unicodedata

_TWO_SYLLABLES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용"
)
_NUMBERED = re.compile(r"(?P<name>.*\S)\s*[(\[（](?P<number>(?=[^\s()]*\d)[A-Za-z]{0,3}[\d-]{4,20})[)\]）]")


def nfc(text: str) -> str:
    """A text as people type it: some systems take Korean letters apart."""
    return unicodedata.normalize("NFC", text)


def letters(text: str) -> str:
    """A name without spaces, signs and the size of its letters."""
    return "".join(letter for letter in nfc(text).casefold() if letter.isalnum())


def plain(text: str) -> str:
    """The same without accents, which some platforms leave out."""
    apart = unicodedata.normalize("NFKD", letters(text))
    return nfc("".join(letter for letter in apart if not unicodedata.combining(letter)))


def korean(text: str) -> bool:
    """Whether there are Korean syllables and nothing else."""
    return bool(text) and all("가" <= letter <= "힣" for letter in text)


def like_a_korean_name(word: str) -> bool:
    """Whether somebody may be called like this: a family name and one or two more syllables."""
    return korean(word) and (
        (2 <= len(word) <= 3 and word[0] in _SURNAMES) or (len(word) == 4 and word.startswith(_TWO_SYLLABLES))
    )


def split_name(full: str) -> tuple[str, str]:
    """First and last name: "Hong, Gildong", "Gildong Hong", "홍길동", "홍 길동"."""
    last, comma, first = full.partition(",")
    if comma:
        return first.strip(), last.strip()
    parts = full.split()
    if korean("".join(parts)) and len(parts) == 1 and 2 <= len(full.strip()) <= 5:
        family = next((name for name in _TWO_SYLLABLES if parts[0].startswith(name) and len(parts[0]) > 2), parts[0][0])
        return parts[0].removeprefix(family), family
    if korean("".join(parts)) and len(parts) == 2:
        return parts[1], parts[0]
    return " ".join(parts[:-1]) or full.strip(), parts[-1] if len(parts) > 1 else ""


def without_number(full: str) -> tuple[str, str]:
    """A name, and the student number that a list puts into brackets behind it: 홍길동(2021123401)."""
    match = _NUMBERED.fullmatch(full.strip())
    return (match["name"], match["number"]) if match else (full, "")
