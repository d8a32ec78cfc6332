"""Two languages, equal: every sentence a person reads is a `Text`, and one setting says which half is shown.

A lesson calls `language.use("ko")` in its first cell. Without that, the environment variable `DLCOURSE_LANG` decides,
and without that, English.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dlcourse import particles

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")

_chosen: Language | None = None
_then: list[Callable[[], None]] = []  # what a lesson's first cell sets off


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages; `str(text)` is the half that is in use."""

    en: str
    ko: str

    def in_(self, language: str) -> str:
        """The half for `language`."""
        return self.ko if checked(language) == "ko" else self.en

    def format(self, **values: object) -> "Text":
        """Fill the same placeholders in both halves; a `Text` among the values gives each half its own."""
        halves = {
            language: getattr(self, language).format(
                **{key: value.in_(language) if isinstance(value, Text) else value for key, value in values.items()}
            )
            for language in LANGUAGES
        }
        return Text(halves["en"], particles.chosen(halves["ko"]))

    def __str__(self) -> str:
        return self.in_(current())


def checked(language: str) -> Language:
    """`language` itself if the course speaks it, else a `ValueError` that says which ones it speaks."""
    if language not in LANGUAGES:
        raise ValueError(f"language is {language!r}, expected one of: {', '.join(LANGUAGES)}.")
    return language


def use(language: str) -> None:
    """Show every following sentence in `language` ("en" or "ko")."""
    global _chosen
    _chosen = checked(language)
    for tell in _then:
        tell()


def when_chosen(tell: Callable[[], None]) -> None:
    """Call `tell` whenever a lesson has said its language, which its first cell does."""
    _then.append(tell)


def current() -> Language:
    """The language in use."""
    return _chosen or checked(os.environ.get("DLCOURSE_LANG") or "en")
