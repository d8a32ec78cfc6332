"""Every sentence that a report may say, in both languages. What to say is decided in `report`, whether it is true in `judge`."""

from dlcourse.language import Text

STATUS = {
    "passed": Text("passed", "통과"),
    "failed": Text("not yet", "아직 통과하지 못함"),
    "not-attempted": Text("not attempted", "시작 전"),
    "not-judged": Text("not judged", "채점하지 못함"),
}
SIGN = {"passed": "✓", "failed": "✗", "not-attempted": "○", "not-judged": "!"}

# One sentence for every kind of finding; {subject} and {owner} are what it is about ("Your result", "`errors`").
FINDINGS = {
    "undefined": Text(
        "There is no `{name}` in this notebook yet. Run the cell with your code, then this one.",
        "이 노트북에 아직 `{name}`이(가) 없습니다. 코드 셀을 먼저 실행한 뒤 이 셀을 실행해 보세요.",
    ),
    "undefined-empty": Text(
        "There is no `{name}` in this notebook yet. Its cell was handed out empty: write the whole function there, from `def {name}(` on. Run that cell, then this one.",
        "이 노트북에 아직 `{name}`이(가) 없습니다. 이 문제의 셀은 비어 있습니다. `def {name}(`부터 함수 전체를 작성해 실행한 뒤 이 셀을 실행해 보세요.",
    ),
    "borrowed": Text(
        "`{name}` is the course's own function, not yours. Run the cell in which you write `{name}`.",
        "이 `{name}`은(는) 직접 작성한 함수가 아니라 강의가 제공하는 함수입니다. `{name}`을(를) 작성하는 셀을 실행해 보세요.",
    ),
    "not-attempted": Text(
        "`{name}` is still as it was handed out. Replace the line `raise NotImplementedError()` by your own code.",
        "`{name}`이(가) 처음 상태 그대로입니다. `raise NotImplementedError()` 줄을 지우고 코드를 작성해 보세요.",
    ),
    "not-callable": Text(
        "`{name}` is not a function but {type}. Was the name used for something else?",
        "`{name}`이(가) 함수가 아니라 {type}입니다. 같은 이름을 다른 곳에 쓰지 않았나요?",
    ),
    "raised": Text(
        "Your function stopped with {error}{place}: {message}",
        "함수가 {error} 오류로 멈추었습니다{place}: {message}",
    ),
    "raised-known": Text(
        "That is where your function stopped, with {error}{place}.",
        "바로 그곳에서 함수가 {error} 오류로 멈추었습니다{place}.",
    ),
    "timed-out": Text(
        "Your function was still running after {seconds:g} seconds, so we stopped it. Does a loop never end?",
        "함수가 {seconds:g}초가 지나도 끝나지 않아 멈추었습니다. 끝나지 않는 반복문이 있나요?",
    ),
    "none": Text(
        "{subject} came back as None.",
        "{subject} None입니다.",
    ),
    "type": Text(
        "{subject} should be {a_want}, but is {a_got}.",
        "{owner} 자료형은 {a_want}이어야 하는데 {a_got}입니다.",
    ),
    "not-a-tuple": Text(
        "You should return {count} things{listed}, but returned one {got}.",
        "{count}개의 값{listed}을 반환해야 하는데 {got} 하나를 반환했습니다.",
    ),
    "length": Text(
        "{subject} should have {want} parts, but has {got}.",
        "{owner} 구성 요소는 {want}개여야 하는데 {got}개입니다.",
    ),
    "keys": Text(
        "{subject} should have the keys {want}, but has {got}.",
        "{owner} 키는 {want}이어야 하는데 {got}입니다.",
    ),
    "shape": Text(
        "{subject} should have shape {want}, but has shape {got}.",
        "{owner} 형상은 {want}이어야 하는데 {got}입니다.",
    ),
    "not-finite": Text(
        "{subject} {at}is {got}, which is not a finite number.",
        "{subject} {at}{got}입니다. 유한한 수가 아닙니다.",
    ),
    "not-silent": Text(
        "NumPy warned on the way: {warning}. The result may look right, but a step before it overflowed.",
        "계산 중에 NumPy가 경고했습니다: {warning}. 결과가 맞아 보여도 중간 계산에서 오버플로가 났습니다.",
    ),
    "changed": Text(
        "Your function changed its input {names}. When it returns, the input must be exactly as it was.",
        "함수가 입력 {names}을(를) 바꾸었습니다. 함수가 끝났을 때 입력은 처음과 똑같아야 합니다.",
    ),
    "value": Text(
        "{subject} {at}is {got}, but should be {want} ({differ}).",
        "{subject} {at}{got}인데 {want}이어야 합니다({differ}).",
    ),
    "value-hidden": Text(
        "{subject} has the right shape, but {differ}.",
        "{owner} 형상은 맞지만 {differ}.",
    ),
    "value-alone": Text(
        "{subject} {at}is {got}, but should be {want}.",
        "{subject} {at}{got}인데 {want}이어야 합니다.",
    ),
    "value-hidden-alone": Text(
        "{subject} is another number than it should be.",
        "{owner} 숫자가 있어야 할 숫자와 다릅니다.",
    ),
    "word": Text("{subject} is {got!r}, but should be {want!r}.", "{subject} {got!r}인데 {want!r}이어야 합니다."),
    "word-hidden": Text("{subject} is another word than it should be.", "{owner} 단어가 있어야 할 단어와 다릅니다."),
    "not-accepted": Text("{sentence}", "{sentence}"),
}

WORDS = {
    "headline": Text(
        "{sign} {title}: {status} · {points:g} of {most:g} points",
        "{sign} {title}: {status} · {most:g}점 중 {points:g}점",
    ),
    "headline-practice": Text("{sign} {title}: {status}", "{sign} {title}: {status}"),
    "well-done-once": Text("The answer is right.", "답이 맞습니다."),
    "well-done": Text("All {count} cases are right.", "{count}개 경우가 모두 맞습니다."),
    "looks-like": Text("It looks like this: {label}", "이런 실수로 보입니다: {label}"),
    "where": Text("In the case: “{case}”", "문제가 생긴 경우: “{case}”"),
    "some-differ": Text("{count} of {size} numbers differ", "숫자 {size}개 중 {count}개가 다릅니다"),
    "both-differ": Text("both numbers differ", "숫자 두 개가 모두 다릅니다"),
    "all-differ": Text("all {size} numbers differ", "숫자 {size}개가 모두 다릅니다"),
    "hidden": Text("a hidden case", "숨은 경우"),
    "input": Text("Input: `{shown}`", "입력: `{shown}`"),
    "a-function": Text("a function", "함수"),
    "a-generator": Text("a random generator", "난수 생성기"),
    "hint": Text("Hint: {hint}", "힌트: {hint}"),
    "more": Text('Stuck? `hint("{id}")` asks the next question.', '막혔나요? `hint("{id}")`가 다음 질문을 던집니다.'),
    "cases": Text("Cases", "경우별 결과"),
    "case": Text("case", "경우"),
    "result": Text("result", "결과"),
    "right": Text("✓ right", "✓ 맞음"),
    "wrong": Text("✗ not yet", "✗ 아직 통과하지 못함"),
    "edge": Text("edge case", "경계 사례"),
    "printed": Text("Your function printed", "함수가 출력한 내용"),
    "spared": Text(
        "Judged with the course's own {names} in the place of yours: one mistake is not counted twice.",
        "{names}은(는) 강의의 함수로 바꾸어 채점했습니다. 한 번의 실수를 두 번 감점하지 않습니다.",
    ),
    "not-judged": Text(
        "We could not judge this; it is our mistake, not yours, and costs you nothing. Please tell your instructor: {reason}",
        "채점하지 못했습니다. 여러분의 잘못이 아니라 저희 쪽 문제이며 감점되지 않습니다. 강사에게 이 내용을 알려 주세요: {reason}",
    ),
    "seed": Text("seed {seed}", "시드 {seed}"),
    "your-result": Text("Your result", "반환한 값이"),
    "part": Text("`{part}`", "`{part}`이(가)"),
    "your-result-of": Text("Your result", "반환한 값의"),
    "part-of": Text("`{part}`", "`{part}`의"),
    "at": Text("at index {index} ", "인덱스 {index}에서 "),
    "line": Text(" in line {line} (`{source}`)", "({line}번째 줄 `{source}`)"),
    "line-only": Text(" at `{source}`", "(`{source}`)"),
    "unknown": Text(
        "There is no exercise called {name!r}.{near}",
        "{name!r}(이)라는 연습 문제는 없습니다.{near}",
    ),
    "near": Text(" Did you mean {near!r}?", " {near!r}을(를) 말하나요?"),
}


def subject(part: str | None, case: str = "") -> Text:
    """What a sentence is about, a part or the whole; Korean needs it as a subject ("") and as an owner ("-of")."""
    if not part:
        return WORDS["your-result" + case]
    # a part without a name is asked for as the learner would: result[0]
    return WORDS["part" + case].format(part=f"result{part}" if part.startswith("[") else part)


def listed(names: str | None) -> Text:
    """The names of several parts in brackets; nothing where they have none."""
    return Text(f" ({names})", f"({names})") if names else Text("", "")
