"""Points are exact: all for a right answer, half of them shared by the edge cases, none below that."""

from made_up import said, shift, verdict


def test_the_reference_earns_all_points():
    assert (verdict(shift).status, verdict(shift).points) == ("passed", 2.0)
    assert said(shift, "en") == ["All 4 cases are right."]
    assert said(shift, "ko") == ["4개 경우가 모두 맞습니다."]


def test_edge_cases_share_half_of_the_points():
    def no_empty(x, by=1.0):
        return x + by if x.size else None

    assert verdict(no_empty).points == 1.5


def test_a_failed_plain_case_costs_everything():
    def only_first(x, by=1.0):
        return x + 1.0

    assert verdict(only_first).points == 0.0
