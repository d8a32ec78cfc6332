"""A particle behind a word that only the running course knows has the form that the word's last sound asks for, or both forms."""

import pytest

from dlcourse.language import Text
from dlcourse.particles import chosen

SAID = {
    "수업은(는)": "수업은",
    "노트는(는)": "노트는(는)",  # no pair at all
    "노트은(는)": "노트는",
    "교실(으)로": "교실로",
    "반(으)로": "반으로",
    "폴더(으)로": "폴더로",
    "점수와(과) 답와(과)": "점수와 답과",
    "“첫 과제”은(는)": "“첫 과제”는",
    "`이름`이(가)": "`이름`이",
    "(4, 2)와(과) (4, 3)을(를)": "(4, 2)와 (4, 3)을",
    "2601(으)로": "2601로",
    "26은(는) 10은(는) 0.5은(는) 7을(를) 1e-09이(가)": "26은 10은 0.5는 7을 1e-09가",
    "ada은(는) ben은(는)": "ada는 ben은",
    "label(으)로 bool이(가)": "label로 bool이",
    "`x`을(를) `W`을(를) `n`이(가) `l`(으)로 `eps`이(가)": "`x`를 `W`를 `n`이 `l`로 `eps`가",
    "CSV을(를) NaN이(가)": "CSV를 NaN이",
    "training은(는)": "training은",
    "layer은(는) error이(가)": "layer는 error가",
    "`step`은(는) name을(를) `R`이(가) epoch와(과) ZIP을(를)": "`step`은(는) name을(를) `R`이(가) epoch와(과) ZIP을(를)",  # 알 or 아르?
    "'답'(이)라고 '차'(이)라고": "'답'이라고 '차'라고",
    "은(는)": "은(는)",
    "?이(가)": "?이(가)",
    "a(b) is English": "a(b) is English",
}


@pytest.mark.parametrize(("written", "read"), SAID.items())
def test_each_particle_follows_the_sound_before_it(written, read):
    assert chosen(written) == read


def test_a_text_chooses_when_its_places_are_filled_and_leaves_english_alone():
    said = Text("{name} is(are) new", "{name}이(가) 새롭습니다").format(name=Text("The class", "반"))
    assert (said.en, said.ko) == ("The class is(are) new", "반이 새롭습니다")
