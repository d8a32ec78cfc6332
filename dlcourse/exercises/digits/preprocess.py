"""The card of `preprocess`: From pictures to rows."""

from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _labels_less_five(preprocess: Any, images: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    X, y = preprocess(images, labels)
    return X, y - 5


def _preprocess_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    def bytes_of(*shape: int) -> np.ndarray:
        return rng.integers(0, 256, size=shape, dtype=np.uint8)

    ramp = np.arange(12, dtype=np.uint8).reshape(2, 2, 3) * 20
    return (
        Case(Text("two small pictures", "작은 그림 두 장"), (ramp, np.array([7, 1], dtype=np.uint8))),
        Case(
            Text("three pictures of 28 by 28 pixels", "28×28 픽셀 그림 세 장"),
            (bytes_of(3, 28, 28), np.array([0, 9, 4], dtype=np.uint8)),
        ),
        Case(
            Text("pictures that are wider than high", "가로가 세로보다 긴 그림"),
            (bytes_of(5, 4, 7), rng.integers(0, 10, size=5).astype(np.uint8)),
            hidden=True,
        ),
        Case(
            Text("the labels less 5", "레이블에서 5를 뺀 값"),
            (bytes_of(2, 3, 3), np.array([3, 7], dtype=np.uint8)),
            edge=True,
            call=_labels_less_five,
        ),
        Case(Text("one picture", "그림 한 장"), (bytes_of(1, 5, 6), np.array([3], dtype=np.uint8)), edge=True),
    )


def _preprocess_by_loop(images: Any, labels: Any) -> Any:
    rows = [[float(pixel) / 255 for line in image for pixel in line] for image in images]
    return np.array(rows), np.array([int(label) for label in labels])


CARD = Exercise(
    id="preprocess",
    reference=digits.preprocess,
    points=2.0,
    stars=1,
    title=Text("From pictures to rows", "그림을 행으로"),
    text=Text(
        """Write `preprocess(images, labels)`. `images` has shape `(N, 28, 28)`, or another height and width, and holds whole numbers from 0 to 255; `labels` has shape `(N,)`.

Return two arrays `X, y`: `X` has one row for each picture, pixel after pixel as one reads, and its numbers lie between 0 and 1. `y` holds the labels as plain integers, with which one can compute: 3 less 5 is to be -2.""",
        """`preprocess(images, labels)`를 작성하세요. `images`는 형상이 `(N, 28, 28)`이거나 높이와 너비가 다를 수 있고, 0부터 255까지의 정수로 이루어집니다. `labels`의 형상은 `(N,)`입니다.

배열 두 개 `X, y`를 반환하세요. `X`는 그림마다 한 행이고, 글을 읽는 순서대로 픽셀이 이어지며, 수는 모두 0과 1 사이입니다. `y`는 레이블을 계산할 수 있는 보통 정수로 담습니다. 3에서 5를 빼면 -2가 되어야 합니다.""",
    ),
    docstring_ko="""0부터 255까지의 픽셀로 된 그림을 0부터 1까지의 수로 된 행으로 바꾸고, 레이블을 보통 정수로 바꿉니다.

    형상: (N, 28, 28), (N,) -> (N, 784), (N,)
    참고: LeCun, Bottou, Bengio & Haffner (1998)
    >>> X, y = preprocess(np.full((2, 28, 28), 51, dtype=np.uint8), np.array([7, 1], dtype=np.uint8))
    >>> X.shape, float(X[0, 0]), y
    ((2, 784), 0.2, array([7, 1]))
    """,
    cases=_preprocess_cases,
    misconceptions=(
        Misconception(
            "pixels-mixed",
            Text("each row holds pixels of several pictures", "한 행에 여러 그림의 픽셀이 섞였습니다"),
            lambda images, labels: (images.reshape(-1, len(images)).T / 255.0, labels.astype(np.int64)),
            Text(
                "`reshape` fills row after row in reading order. Which size has to stay in front so that a row is one picture?",
                "`reshape`은 읽는 순서대로 행을 채웁니다. 한 행이 그림 한 장이 되려면 어느 크기가 앞에 남아야 할까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "columns-are-pictures",
            Text("one column a picture instead of one row", "그림이 행이 아니라 열이 되었습니다"),
            lambda images, labels: (images.reshape(len(images), -1).T / 255.0, labels.astype(np.int64)),
            Text(
                "In this course, is an example a row or a column of `X`?",
                "이 강의에서 샘플 하나는 `X`의 행인가요, 열인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "whole-number-division",
            Text(
                "divided without a rest, so almost everything became 0",
                "나머지를 버리고 나누어 거의 모두 0이 되었습니다",
            ),
            lambda images, labels: (images.reshape(len(images), -1) // 255, labels.astype(np.int64)),
            Text(
                "What is `100 // 255` in Python, and what should a grey pixel become?",
                "파이썬에서 `100 // 255`는 얼마인가요? 회색 픽셀은 무엇이 되어야 할까요?",
            ),
            "type.wrong",
            variants=(
                lambda images, labels: (
                    images.transpose(0, 2, 1).reshape(len(images), -1) // 255,
                    labels.astype(np.int64),
                ),
            ),
        ),
        Misconception(
            "divided-twice",
            Text("divided by 255 twice", "255로 두 번 나누었습니다"),
            lambda images, labels: (images.reshape(len(images), -1) / 255.0 / 255.0, labels.astype(np.int64)),
            Text(
                "What is the largest number in your `X`, and what should a completely white pixel become?",
                "여러분의 `X`에서 가장 큰 수는 얼마인가요? 가장 밝은 픽셀은 무엇이 되어야 할까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "not-scaled",
            Text("the pixels still go up to 255", "픽셀이 아직 255까지 올라갑니다"),
            lambda images, labels: (images.reshape(len(images), -1).astype(float), labels.astype(np.int64)),
            Text(
                "The rows are right. Between which two numbers should they lie?",
                "행은 맞습니다. 수는 어느 두 수 사이에 있어야 할까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "byte-overflow",
            Text("computed in bytes, where 256 is 0 again", "256이 다시 0이 되는 바이트로 계산했습니다"),
            lambda images, labels: (
                (images * np.uint8(2)).reshape(len(images), -1) / 510.0,
                labels.astype(np.int64),
            ),
            Text(
                "A `uint8` holds 0 to 255 and starts again after that. When do your numbers become fractions?",
                "`uint8`은 0부터 255까지만 담고, 넘치면 0부터 다시 시작합니다. 언제 부동소수점 수(float)로 바뀌나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "labels-are-bytes",
            Text(
                "the labels are still bytes: 3 less 5 is 254", "레이블이 아직 바이트입니다. 3에서 5를 빼면 254가 됩니다"
            ),
            lambda images, labels: (images.reshape(len(images), -1) / 255.0, labels),
            Text(
                "A `uint8` has no negative numbers. Into which type do you turn the labels?",
                "`uint8`에는 음수가 없습니다. 레이블을 어떤 자료형으로 바꾸나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "own-maximum",
            Text(
                "divided by the largest pixel at hand instead of 255",
                "255가 아니라 주어진 픽셀의 최댓값으로 나누었습니다",
            ),
            lambda images, labels: (images.reshape(len(images), -1) / images.max(), labels.astype(np.int64)),
            Text(
                "A dim picture must stay dim. Does your divisor depend on which pictures are in the batch?",
                "어두운 그림은 어두운 채로 남아야 합니다. 나누는 수가 함께 들어온 그림에 따라 달라지나요?",
            ),
            "leak.validation",
            variants=(
                lambda images, labels: (
                    images.reshape(len(images), -1) / images.max(axis=(1, 2))[:, None],
                    labels.astype(np.int64),
                ),
            ),
        ),
        Misconception(
            "divided-by-another-number",
            Text("divided by another number than 255", "255가 아닌 다른 수로 나누었습니다"),
            lambda images, labels: (images.reshape(len(images), -1) / 256.0, labels.astype(np.int64)),
            Text(
                "Which pixel is the brightest of all, and what should become of it?",
                "가장 밝은 픽셀의 값은 얼마이고, 무엇이 되어야 할까요?",
            ),
            "hardcoded.value",
            variants=(
                *(
                    lambda images, labels, number=number: (
                        images.reshape(len(images), -1) / number,
                        labels.astype(np.int64),
                    )
                    for number in (254.0, 100.0, 128.0, 250.0, 225.0, 1000.0)
                ),
            ),
        ),
        Misconception(
            "minus-one-to-one",
            Text("the numbers run from -1 to 1", "수가 -1부터 1까지입니다"),
            lambda images, labels: ((images.reshape(len(images), -1) / 255.0 - 0.5) / 0.5, labels.astype(np.int64)),
            Text(
                "Many libraries centre pixels like that. Between which two numbers should they lie here?",
                "그렇게 가운데를 맞추는 라이브러리가 많습니다. 여기서는 수가 어느 두 수 사이에 있어야 하나요?",
            ),
            "scale.half",
            variants=(
                lambda images, labels: (images.reshape(len(images), -1) / 127.5 - 1.0, labels.astype(np.int64)),
                lambda images, labels: (images.reshape(len(images), -1) / 255.0 - 0.5, labels.astype(np.int64)),
                lambda images, labels: (
                    (images.reshape(len(images), -1) / 255.0 - 0.1307) / 0.3081,
                    labels.astype(np.int64),
                ),
            ),
        ),
        Misconception(
            "standardized",
            Text(
                "the pixels were standardized with their own mean and spread",
                "픽셀을 자기 평균과 표준편차로 표준화했습니다",
            ),
            lambda images, labels: (
                (images.reshape(len(images), -1) - images.mean()) / images.std(),
                labels.astype(np.int64),
            ),
            Text(
                "Which numbers come out, and does a picture look the same in another batch?",
                "어떤 수가 나오나요? 다른 묶음에 들어가도 같은 그림으로 남나요?",
            ),
            "leak.validation",
            variants=(
                lambda images, labels: (
                    (images.reshape(len(images), -1) - images.reshape(len(images), -1).mean(axis=0))
                    / images.reshape(len(images), -1).std(axis=0),
                    labels.astype(np.int64),
                ),
                lambda images, labels: (
                    (images.reshape(len(images), -1) - images.reshape(len(images), -1).mean(axis=0))
                    / (images.reshape(len(images), -1).std(axis=0) + 1e-8),
                    labels.astype(np.int64),
                ),
                lambda images, labels: (
                    (images.reshape(len(images), -1) - images.reshape(len(images), -1).mean(axis=1, keepdims=True))
                    / images.reshape(len(images), -1).std(axis=1, keepdims=True),
                    labels.astype(np.int64),
                ),
                lambda images, labels: (
                    images.reshape(len(images), -1) / 255.0 - (images.reshape(len(images), -1) / 255.0).mean(),
                    labels.astype(np.int64),
                ),
                lambda images, labels: (
                    (images.reshape(len(images), -1) - images.min()) / (images.max() - images.min()),
                    labels.astype(np.int64),
                ),
            ),
        ),
        Misconception(
            "inverted",
            Text("dark and bright are exchanged", "밝고 어두운 것이 바뀌었습니다"),
            lambda images, labels: (1.0 - images.reshape(len(images), -1) / 255.0, labels.astype(np.int64)),
            Text("What should become of a pixel that is 0?", "값이 0인 픽셀은 무엇이 되어야 할까요?"),
            "sign.flipped",
        ),
        Misconception(
            "column-after-column",
            Text("the pixels follow column after column", "픽셀이 열을 따라 이어집니다"),
            lambda images, labels: (
                images.transpose(0, 2, 1).reshape(len(images), -1) / 255.0,
                labels.astype(np.int64),
            ),
            Text(
                "Which pixel comes second in a row: its right neighbour, or the one below?",
                "행에서 두 번째로 오는 픽셀은 오른쪽 이웃인가요, 아래 픽셀인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "one-hot",
            Text("the labels became rows of zeros and ones", "레이블이 0과 1로 된 행이 되었습니다"),
            lambda images, labels: (images.reshape(len(images), -1) / 255.0, np.eye(10)[labels]),
            Text("How many numbers does `y` hold for a picture?", "`y`에는 그림마다 수가 몇 개 있어야 하나요?"),
            "shape.keepdims",
            variants=(
                lambda images, labels: (images.reshape(len(images), -1) / 255.0, np.eye(10, dtype=int)[labels]),
                lambda images, labels: (images.reshape(len(images), -1) / 255.0, labels.astype(int).reshape(-1, 1)),
            ),
        ),
        Misconception(
            "labels-as-fractions",
            Text("the labels are fractions", "레이블이 소수입니다"),
            lambda images, labels: (images.reshape(len(images), -1) / 255.0, labels.astype(float)),
            Text(
                "Can a class be 7.5? Which `dtype` counts?",
                "클래스가 7.5일 수 있나요? 개수를 셀 때 쓰는 `dtype`은 무엇인가요?",
            ),
            "type.wrong",
            variants=(lambda images, labels: (images.reshape(len(images), -1) / 255.0, labels / 255.0),),
        ),
        Misconception(
            "black-and-white",
            Text("only black and white is left", "검은색과 흰색만 남았습니다"),
            lambda images, labels: (1.0 * (images.reshape(len(images), -1) > 127), labels.astype(np.int64)),
            Text(
                "What became of the grey pixels at the edge of a stroke?",
                "획의 가장자리에 있던 회색 픽셀은 어떻게 되었나요?",
            ),
            "type.wrong",
            variants=(
                lambda images, labels: (1.0 * (images.reshape(len(images), -1) > 0), labels.astype(np.int64)),
                lambda images, labels: (np.round(images.reshape(len(images), -1) / 255.0), labels.astype(np.int64)),
                lambda images, labels: (1.0 * (images.reshape(len(images), -1) >= 128), labels.astype(np.int64)),
            ),
        ),
        Misconception(
            "rounded",
            Text("the numbers are rounded", "수를 반올림했습니다"),
            lambda images, labels: (np.round(images.reshape(len(images), -1) / 255.0, 2), labels.astype(np.int64)),
            Text("How many shades of grey are left in your rows?", "여러분의 행에는 회색이 몇 단계 남았나요?"),
            "type.wrong",
            variants=(
                lambda images, labels: (np.round(images.reshape(len(images), -1) / 255.0, 1), labels.astype(np.int64)),
                lambda images, labels: (np.round(images.reshape(len(images), -1) / 255.0, 3), labels.astype(np.int64)),
                lambda images, labels: (np.round(images.reshape(len(images), -1) / 255.0, 4), labels.astype(np.int64)),
            ),
        ),
    ),
    alternatives=(
        _preprocess_by_loop,
        lambda images, labels: (
            np.array([image.ravel() for image in images], dtype=float) * (1 / 255),
            np.array(labels, dtype=int),
        ),
        lambda images, labels: (
            np.concatenate(images.transpose(1, 0, 2), axis=1) / np.float64(255),
            labels.astype(int),
        ),
    ),
    hints=(
        Text(
            "Two jobs: bring the pixels of a picture into one row, then make them small.",
            "할 일은 두 가지입니다. 그림의 픽셀을 한 행으로 잇고, 수를 작게 만듭니다.",
        ),
        Text(
            "`(N, H, W)` becomes `(N, H * W)`; 255 becomes 1.", "`(N, H, W)`가 `(N, H * W)`가 되고, 255가 1이 됩니다."
        ),
        Text(
            "`reshape` with `len(images)` in front and `-1` behind; then a division that gives fractions; `astype` for the labels.",
            "앞에 `len(images)`, 뒤에 `-1`을 넣은 `reshape`, 그다음 부동소수점 수가 나오는 나눗셈, 레이블에는 `astype`을 쓰세요.",
        ),
    ),
    returns=("X", "y"),
)
