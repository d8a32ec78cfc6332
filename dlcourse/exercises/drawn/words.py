"""What stands beside a drawing, and what a screen reader says of it, in both languages.

A title names the picture, "told" says what is to be seen in it, and "words" explains its marks: × and dashes are the learner's, ○ and
the drawn line are right.
"""

from dlcourse.language import Text

TITLES = {
    "curve": Text("Your values beside the right curve", "올바른 곡선과 반환한 값"),
    "cells": Text("The numbers that differ", "다르게 나온 숫자"),
    "path": Text("Your steps beside the right ones", "올바른 단계와 반환한 단계"),
    "histogram": Text("How your draws are spread, and how they should be", "뽑은 수의 분포와 있어야 할 분포"),
    "parts": Text("The parts of your result, side by side", "반환한 값의 구성 요소"),
    "outlines": Text("Your shape beside the right one", "올바른 형상과 반환한 형상"),
}

TOLD = {
    "curve": Text(
        "{count} of {size} values lie off the right curve, the farthest at {x}: yours {yours}, right {right}.",
        "값 {size}개 중 {count}개가 올바른 곡선에서 벗어납니다. 가장 먼 곳: 입력 {x}, 반환한 값 {yours}, 올바른 값 {right}.",
    ),
    "cells": Text("{count} of {size} numbers differ{pattern}.", "숫자 {size}개 중 {count}개가 다릅니다{pattern}."),
    "path": Text(
        "The first step that differs has index {index}: yours {yours}, right {right}.",
        "처음 달라지는 단계의 인덱스는 {index}입니다. 반환한 값 {yours}, 올바른 값 {right}.",
    ),
    "path-length": Text(
        "You return {yours} steps, and there should be {right}.", "반환한 단계는 {yours}개인데 {right}개여야 합니다."
    ),
    "histogram": Text(
        "Yours: mean {mean}, standard deviation {spread}. Right: mean {right_mean}, standard deviation {right_spread}.",
        "반환한 값: 평균 {mean}, 표준편차 {spread}. 올바른 값: 평균 {right_mean}, 표준편차 {right_spread}.",
    ),
    "parts": Text("These differ: {wrong}. These are right: {right}.", "다른 것: {wrong}. 맞은 것: {right}."),
    "parts-all": Text("All of them differ: {wrong}.", "모두 다릅니다: {wrong}."),
    "outlines": Text(
        "Yours is {yours}, and it should be {right}.", "반환한 값의 형상은 {yours}인데 {right}이어야 합니다."
    ),
}

WORDS = {
    "curve": Text(
        "{where}: the line is right. × is where your values are off it, ○ where they are on it.",
        "{where}: 선이 올바른 값입니다. ×는 반환한 값이 선에서 벗어난 곳, ○는 맞은 곳입니다.",
    ),
    "cells": Text(
        "{where}: × is your number where it differs, ○ the right one.",
        "{where}: ×는 반환한 숫자가 다른 곳이고 ○는 올바른 숫자입니다.",
    ),
    "cells-small": Text("{where}: × marks the numbers that differ.", "{where}: ×는 숫자가 다른 곳입니다."),
    "cells-pooled": Text(
        "{where}: every square stands for {rows} × {columns} numbers, and × marks where some differ.",
        "{where}: 한 칸은 숫자 {rows} × {columns}개를 나타내며 ×는 다른 숫자가 있는 곳입니다.",
    ),
    "plane": Text(
        "{where}: the path of the two numbers, from □ on. × and dashes are yours, ○ and the line are right. {told}",
        "{where}: □에서 시작하는 두 수의 경로입니다. ×와 점선은 반환한 값, ○와 실선은 올바른 값입니다. {told}",
    ),
    "steps": Text(
        "{where}: step by step from left to right. × and dashes are yours, ○ and the line are right. {told}",
        "{where}: 왼쪽에서 오른쪽으로 단계가 이어집니다. ×와 점선은 반환한 값, ○와 실선은 올바른 값입니다. {told}",
    ),
    "histogram": Text(
        "{where}: how often numbers of each size come. The filled shape is right, the dashes are yours. {told}",
        "{where}: 크기별로 수가 나온 횟수입니다. 채워진 모양은 올바른 값, 점선은 반환한 값입니다. {told}",
    ),
    "parts": Text("{where}: × marks the numbers that differ. {told}", "{where}: ×는 숫자가 다른 곳입니다. {told}"),
    "outlines": Text(
        "{where}: the dashes with × are your shape, the lines with ○ the right one.",
        "{where}: ×가 붙은 점선은 반환한 값의 형상, ○가 붙은 실선은 올바른 형상입니다.",
    ),
}

PATTERNS = {
    "rows": Text(", all in row {rows}", " (모두 {rows}행)"),
    "columns": Text(", all in column {columns}", " (모두 {columns}열)"),
    "diagonal": Text(", all on the diagonal", " (모두 대각선)"),
    "beside": Text(", none of them on the diagonal", " (대각선은 모두 맞음)"),
}
BEYOND = Text(
    " ▲ and ▼ point at numbers of yours beyond the picture ({count}).",
    " ▲와 ▼는 그림 밖에 있는 반환값을 가리킵니다({count}개).",
)
UNDRAWN = Text(
    " Numbers of yours that are not finite ({count}) cannot be drawn.",
    " 유한하지 않은 반환값 {count}개는 그릴 수 없습니다.",
)
FIRST = Text(" What is drawn is [{index}].", " 그림은 [{index}] 부분입니다.")


def joined(*texts: Text) -> Text:
    """Several texts one after the other."""
    return Text("".join(one.en for one in texts), "".join(one.ko for one in texts))


NOTHING = Text("", "")
