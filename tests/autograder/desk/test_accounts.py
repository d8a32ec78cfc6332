"""An account is found by the roster's own word, then by what a hub's authenticator may have taken for a name."""

import pytest

from autograder.desk import roster
from autograder.desk.accounts import Accounts
from autograder.desk.roster import Person

ADA = Person("2601", "Ada", "Lee", "lee@uni.kr", "77", "lee2 5f0c-opaque")
BEN = Person("lee", "Ben", "Lee", "ben.lee@uni.kr", "78")
CHO = Person("2603", "Cho", "", "lee@other.kr")
DAN = Person("2604", "Dan", "", "ben.lee@else.kr")


@pytest.mark.parametrize(
    ("account", "who"),
    [
        ("lee2", "2601"),  # the column
        ("5F0C-opaque", "2601"),  # LTI 1.3 with privacy: the claim sub
        ("lee", "lee"),  # an id goes before the part of another's address, and Ada has a word of her own
        ("Ben.Lee@uni.kr", "lee"),  # LTI 1.3: the claim email
        ("78", "lee"),  # LTI 1.1 on Canvas: custom_canvas_user_id
    ],
)
def test_an_account_is_one_students(account, who):
    assert Accounts([ADA, BEN, CHO, DAN]).of(account) == who


def test_an_account_that_is_nobodys_or_severals_is_told():
    accounts = Accounts([ADA, BEN, CHO, DAN])
    nobody, several = accounts.of("77"), accounts.of("ben.lee")
    assert (nobody.en, nobody.ko) == (
        "77 is not in the roster: write the name of the account into the column account of roster.csv",
        "77 계정은 명단에 없습니다. roster.csv의 account 열에 계정 이름을 적어 주세요",
    )
    assert (several.en, several.ko) == (
        "the account ben.lee fits several students: 2604, lee; write it into the column account of roster.csv",
        "ben.lee 계정이 여러 학생에게 맞습니다: 2604, lee. roster.csv의 account 열에 계정 이름을 적어 주세요",
    )


@pytest.mark.parametrize("header", ["account", "계정", "sub", "custom_canvas_user_id", "lis_person_sourcedid"])
def test_a_roster_may_name_accounts_in_a_column_or_several(tmp_path, header):
    file = tmp_path / "students.csv"
    file.write_text(f"id,email,{header},user_id\n2601,a@x.kr,lee,u-1\n2602,b@x.kr,,\n", encoding="utf-8")
    assert [one.account.split() for one in roster.read(file).people] in ([["lee", "u-1"], []], [["u-1", "lee"], []])
    roster.save(tmp_path, roster.read(file).people)
    assert tuple(roster.known(tmp_path).values()) == roster.read(file).people
