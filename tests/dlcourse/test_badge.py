"""A badge's way in: the lesson, and JupyterLab's menus in its language, whoever comes after whom."""

import json

import pytest

from dlcourse.desk import badge


@pytest.fixture
def menus(tmp_path, monkeypatch):
    """A function that presses a badge; what JupyterLab's settings say afterwards."""

    def press(language, has=True):
        monkeypatch.setattr(badge, "has_menus", lambda language: has)
        badge.choose(language, tmp_path)
        return json.loads((tmp_path / badge.SETTING).read_text(encoding="utf-8"))

    return press


def test_the_menus_follow_the_badge(menus):
    assert [menus(language)["locale"] for language in ("ko", "en", "ko")] == ["ko_KR", "default", "ko_KR"]


def test_menus_that_are_not_installed_are_not_asked_for(menus):
    assert menus("ko", has=False)["locale"] == "default"


def test_other_settings_stay_and_unreadable_ones_do_not_hinder(menus, tmp_path):
    place = tmp_path / badge.SETTING
    place.parent.mkdir(parents=True)
    place.write_text('{"displayLanguagePrefix": "x"}', encoding="utf-8")
    assert menus("ko") == {"displayLanguagePrefix": "x", "locale": "ko_KR"}
    place.write_text("// none", encoding="utf-8")
    assert menus("ko") == {"locale": "ko_KR"}


@pytest.mark.parametrize(
    ("name", "shown"), [(None, "00_orientation"), ("02_xor", "02_xor"), ("99_more", "00_orientation")]
)
def test_it_leads_to_a_lesson_that_is_there(tmp_path, name, shown):
    for lesson in ("00_orientation", "02_xor"):
        (tmp_path / "ko" / lesson).mkdir(parents=True)
        (tmp_path / "ko" / lesson / f"{lesson}.ipynb").touch()
    assert badge.lesson(tmp_path, "ko", name) == f"lab/tree/ko/{shown}/{shown}.ipynb"
