"""Each kind of drawing: when it is chosen, what it marks, and its words in both languages."""

import numpy as np
import pytest
from failing import between, card, drawing, failed, parsed, paths, rng

from dlcourse.exercises.drawn import drawing as door
from dlcourse.exercises.drawn.canvas import RIGHT, YOURS
from dlcourse.language import Text

X = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
TABLE = np.arange(12.0).reshape(3, 4)


def labels(made):
    return [one.text for one in parsed(made).iter("text")]


def marked(made, colour):
    """How many marks of a colour there are: every mark begins with a move."""
    return sum(one["d"].count("M") for one in paths(made) if one.get("stroke") == colour and "a4" in one["d"])


def crosses(made):
    """How many crosses there are; each has a move in its middle."""
    return sum(one["d"].count("m0 -") for one in paths(made) if one.get("stroke") == YOURS)


def square(x):
    return x * x


def said(made):
    return made.title, made.told, made.words


# --- curves ---------------------------------------------------------------------------------------------------------


def test_a_function_of_one_number_is_a_curve():
    made = between(X * X, np.abs(X), X, reference=square)
    assert made.title == Text("Your values beside the right curve", "올바른 곡선과 반환한 값")
    assert made.told == Text(
        "2 of 5 values lie off the right curve, the farthest at -2: yours 2, right 4.",
        "값 5개 중 2개가 올바른 곡선에서 벗어납니다. 가장 먼 곳: 입력 -2, 반환한 값 2, 올바른 값 4.",
    )
    assert made.words == Text(
        "“a case & its name”: the line is right. × is where your values are off it, ○ where they are on it.",
        "“경우 & 이름”: 선이 올바른 값입니다. ×는 반환한 값이 선에서 벗어난 곳, ○는 맞은 곳입니다.",
    )
    assert (crosses(made), marked(made, RIGHT)) == (2, 3)


def test_public_cases_with_the_same_settings_share_a_curve():
    def power(x, by):
        return x**by

    def case(x, by, **more):
        x = np.array(x)
        return failed(x**by, -(x**by), x, kwargs={"by": by}, **more)

    made = drawing(
        case([1.0, 2.0], 2),
        case([3.0, 4.0], 2),
        case([5.0], 3),
        case([6.0], 2, hidden=True),
        case([7.0], 2, edge=True),
        reference=power,
    )
    assert made.told.en == "4 of 4 values lie off the right curve, the farthest at 4: yours -16, right 16."


def test_fewer_than_four_places_are_no_curve():
    assert between(X[:3] ** 2, X[:3], X[:3], reference=square) is None


def test_a_function_of_more_than_one_number_is_a_table():
    def shares(x):
        return x / x.sum()

    made = between(shares(X + 3), X, X + 3, reference=shares)
    assert made.title.en == "The numbers that differ"


def test_a_value_far_beyond_the_picture_is_an_arrow_at_its_edge():
    made = between(X * X, np.where(X > 1, 1e300, np.where(X < -1, np.nan, X * X)), X, reference=square)
    assert made.words.en.endswith(
        " ▲ and ▼ point at numbers of yours beyond the picture (1). Numbers of yours that are not finite (1) cannot be drawn."
    )
    assert made.words.ko.endswith(
        " ▲와 ▼는 그림 밖에 있는 반환값을 가리킵니다(1개). 유한하지 않은 반환값 1개는 그릴 수 없습니다."
    )
    assert labels(made)[3] == "4"  # the right curve is still seen


# --- tables ---------------------------------------------------------------------------------------------------------


def test_a_small_table_says_both_numbers_where_they_differ():
    got = TABLE.copy()
    got[1] = 0.5
    made = between(TABLE, got)
    assert said(made) == (
        Text("The numbers that differ", "다르게 나온 숫자"),
        Text("4 of 12 numbers differ, all in row 1.", "숫자 12개 중 4개가 다릅니다 (모두 1행)."),
        Text(
            "“a case & its name”: × is your number where it differs, ○ the right one. 4 of 12 numbers differ, all in row 1.",
            "“경우 & 이름”: ×는 반환한 숫자가 다른 곳이고 ○는 올바른 숫자입니다. 숫자 12개 중 4개가 다릅니다 (모두 1행).",
        ),
    )
    assert labels(made) == [
        "0",
        "1",
        "2",
        "3",
        *("0.5", "4", "0.5", "5", "0.5", "6", "0.5", "7"),
        *map(str, range(8, 12)),
    ]
    assert crosses(made) == 4


@pytest.mark.parametrize(
    ("off", "pattern"),
    [
        (np.eye(3), Text(", all on the diagonal", " (모두 대각선)")),
        (1 - np.eye(3), Text(", none of them on the diagonal", " (대각선은 모두 맞음)")),
        (np.array([[0, 1], [0, 1]]), Text(", all in column 1", " (모두 1열)")),
        (np.array([[0, 1], [1, 1]]), Text("", "")),
        (np.ones((2, 2)), Text("", "")),
    ],
)
def test_what_the_places_have_in_common_is_said(off, pattern):
    made = between(np.zeros(off.shape), off.astype(float))
    count = f"{int(off.sum())} of {off.size} numbers differ"
    assert made.told.en == f"{count}{pattern.en}."
    assert made.told.ko == f"숫자 {off.size}개 중 {int(off.sum())}개가 다릅니다{pattern.ko}."
    assert (count in made.words.en) == bool(pattern.en)  # the report has said how many


def test_numbers_that_differ_late_get_more_digits():
    made = between(np.ones(4), np.array([1.0, 1.0, 1.0, 1.000001]))
    assert labels(made) == ["1", "1", "1", "1.000001", "1"]


def test_a_larger_table_has_marks_alone_and_a_large_one_squares_for_several_numbers():
    for shape, words in {
        (9, 9): Text(
            "“a case & its name”: × marks the numbers that differ.", "“경우 & 이름”: ×는 숫자가 다른 곳입니다."
        ),
        (40, 50): Text(
            "“a case & its name”: every square stands for 3 × 3 numbers, and × marks where some differ.",
            "“경우 & 이름”: 한 칸은 숫자 3 × 3개를 나타내며 ×는 다른 숫자가 있는 곳입니다.",
        ),
    }.items():
        got = np.zeros(shape)
        got[0, 0] = got[-1, -1] = 1
        made = between(np.zeros(shape), got)
        assert made.words == words
        assert crosses(made) == 2


def test_of_more_than_two_axes_the_first_table_that_differs_is_drawn():
    got = np.zeros((3, 2, 2))
    got[1, 0, 1] = 7
    made = between(np.zeros((3, 2, 2)), got)
    assert made.words.en.endswith(" What is drawn is [1].")
    assert made.words.ko.endswith(" 그림은 [1] 부분입니다.")
    assert labels(made) == ["0", "7", "0", "0", "0"]


def test_whole_numbers_are_written_whole():
    made = between(np.array([70_000, 2, 3, 4]), np.array([70_001, 2, 3, 4]))
    assert labels(made) == ["70001", "70000", "2", "3", "4"]


# --- steps ----------------------------------------------------------------------------------------------------------

WAY = np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 3.0], [2.5, 3.5]])


def test_two_numbers_step_by_step_are_a_path_over_the_plane():
    made = between(WAY, np.where(WAY > 2, WAY + 0.1, WAY), picture="path")
    assert made.title == Text("Your steps beside the right ones", "올바른 단계와 반환한 단계")
    told = Text(
        "The first step that differs has index 2: yours (2, 3.1), right (2, 3).",
        "처음 달라지는 단계의 인덱스는 2입니다. 반환한 값 (2, 3.1), 올바른 값 (2, 3).",
    )
    assert made.told == told
    assert made.words == Text(
        f"“a case & its name”: the path of the two numbers, from □ on. × and dashes are yours, ○ and the line are right. {told.en}",
        f"“경우 & 이름”: □에서 시작하는 두 수의 경로입니다. ×와 점선은 반환한 값, ○와 실선은 올바른 값입니다. {told.ko}",
    )
    assert (crosses(made), marked(made, RIGHT)) == (4, 4)


def test_losses_are_drawn_step_by_step_whatever_the_card():
    right = np.array([1.0, 0.5, 0.25, 0.125])
    made = between((right, 1.0), (np.append(right, 0.06) + 0.1, 1.0), returns=("losses", "count"))
    told = Text(
        "The first step that differs has index 0: yours 1.1, right 1. You return 5 steps, and there should be 4.",
        "처음 달라지는 단계의 인덱스는 0입니다. 반환한 값 1.1, 올바른 값 1. 반환한 단계는 5개인데 4개여야 합니다.",
    )
    assert made.told == told
    assert made.words == Text(
        f"“a case & its name”, `losses`: step by step from left to right. × and dashes are yours, ○ and the line are right. {told.en}",
        f"“경우 & 이름”의 `losses`: 왼쪽에서 오른쪽으로 단계가 이어집니다. ×와 점선은 반환한 값, ○와 실선은 올바른 값입니다. {told.ko}",
    )


def test_a_card_that_asks_for_steps_gets_the_case_that_has_some():
    first = failed((X[:2], X[:2]), (-X[:2], X[:2]))
    made = drawing(first, failed((WAY, X), (-WAY, X)), returns=("w", "v"), picture="path")
    assert made.title.en == "Your steps beside the right ones"
    assert drawing(first, returns=("w", "v"), picture="path").title.en == "The parts of your result, side by side"


# --- draws ----------------------------------------------------------------------------------------------------------


def test_draws_are_compared_by_their_spread_even_where_any_of_them_is_right():
    given = {"kwargs": {"rng": rng()}, "accept": lambda case, value: None}
    draws = rng().normal(size=(40, 50))
    made = between(draws, 2 * draws, **given)
    told = Text(
        f"Yours: mean {2 * draws.mean():.3g}, standard deviation {2 * draws.std():.3g}. "
        f"Right: mean {draws.mean():.3g}, standard deviation {draws.std():.3g}.",
        f"반환한 값: 평균 {2 * draws.mean():.3g}, 표준편차 {2 * draws.std():.3g}. "
        f"올바른 값: 평균 {draws.mean():.3g}, 표준편차 {draws.std():.3g}.",
    )
    assert said(made) == (
        Text("How your draws are spread, and how they should be", "뽑은 수의 분포와 있어야 할 분포"),
        told,
        Text(
            "“a case & its name”: how often numbers of each size come. The filled shape is right, the dashes are yours. "
            + told.en,
            "“경우 & 이름”: 크기별로 수가 나온 횟수입니다. 채워진 모양은 올바른 값, 점선은 반환한 값입니다. " + told.ko,
        ),
    )
    assert between(draws, rng().normal(size=(40, 50))[::-1], **given) is None  # the same spread shows nothing


# --- parts and shapes -----------------------------------------------------------------------------------------------


def test_parts_stand_side_by_side():
    right = (TABLE, X, 2.0)
    made = between(right, (-TABLE, X, np.array([2.0])), returns=("dX", "dW", "loss"))
    told = Text("These differ: dX, loss. These are right: dW.", "다른 것: dX, loss. 맞은 것: dW.")
    assert said(made) == (
        Text("The parts of your result, side by side", "반환한 값의 구성 요소"),
        told,
        Text(
            f"“a case & its name”: × marks the numbers that differ. {told.en}",
            f"“경우 & 이름”: ×는 숫자가 다른 곳입니다. {told.ko}",
        ),
    )
    assert labels(made) == ["dX", "(3, 4)", "dW", "(5,)", "loss", "(1,) → ()"]
    assert between(right, (-TABLE, -X, None)).told == Text(
        "All of them differ: result[0], result[1], result[2].", "모두 다릅니다: result[0], result[1], result[2]."
    )


def test_another_shape_is_drawn_beside_the_right_one():
    made = drawing(failed(TABLE, TABLE.T, level="shape"))
    assert said(made) == (
        Text("Your shape beside the right one", "올바른 형상과 반환한 형상"),
        Text("Yours is (4, 3), and it should be (3, 4).", "반환한 값의 형상은 (4, 3)인데 (3, 4)이어야 합니다."),
        Text(
            "“a case & its name”: the dashes with × are your shape, the lines with ○ the right one.",
            "“경우 & 이름”: ×가 붙은 점선은 반환한 값의 형상, ○가 붙은 실선은 올바른 형상입니다.",
        ),
    )
    assert labels(made) == ["(4, 3)", "(3, 4)"]


# --- no picture -----------------------------------------------------------------------------------------------------


def test_what_is_read_sooner_is_not_drawn():
    assert between(1.0, 2.0) is None
    assert between(X[:3], -X[:3]) is None
    assert between((1.0, 2.0, 3.0, 4.0), (0.0, 0.0, 0.0, 0.0)) is None
    assert between({"a": "word"}, {"a": "other"}) is None
    assert drawing(failed(X, -X, level="type")) is None


def test_a_card_may_switch_it_off_and_one_with_many_right_answers_has_no_table():
    assert door(card(picture="none"), [failed(TABLE, -TABLE)]) is None
    assert door(card(), [failed(TABLE, -TABLE)]) is not None
    assert between(TABLE, -TABLE, accept=lambda case, value: None) is None
    assert between(TABLE, -TABLE, accept=lambda case, value: None, picture="cells") is not None
