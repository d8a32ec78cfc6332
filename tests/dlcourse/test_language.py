"""Two languages, one setting."""

import pytest

from dlcourse import language
from dlcourse.language import Text


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    monkeypatch.setattr(language, "_chosen", None)
    monkeypatch.delenv("DLCOURSE_LANG", raising=False)


def test_english_unless_told_otherwise(monkeypatch):
    assert str(Text("yes", "예")) == "yes"
    monkeypatch.setenv("DLCOURSE_LANG", "ko")
    assert str(Text("yes", "예")) == "예"
    language.use("en")
    assert str(Text("yes", "예")) == "yes"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the whole message is asserted below
        language.use("jp")
    assert str(caught.value) == "language is 'jp', expected one of: en, ko."


def test_texts_fill_their_own_half():
    filled = Text("{a} of {b}", "{b} 중 {a}").format(a=1, b=Text("two", "둘"))
    assert filled == Text("1 of two", "둘 중 1")
