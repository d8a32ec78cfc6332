"""What is said of an answer's form: for every name what is so, and the question that leads on. In both languages."""

from typing import Any

from dlcourse.exercises.sentences import listed, subject
from dlcourse.exercises.told import Told
from dlcourse.language import Text

SAID: dict[str, tuple[Text, Text]] = {
    # --- nothing came back
    "printed": (
        Text("Your function prints its result, but returns nothing.", "함수가 결과를 출력하기만 하고 반환하지는 않습니다."),
        Text(
            "`print` is for people to read. What hands the value to whoever called the function?",
            "`print`는 사람이 읽으라고 쓰는 것입니다. 함수를 부른 쪽에 값을 돌려주는 것은 무엇인가요?",
        ),
    ),
    "no-return": (
        Text("Your function returns nothing.", "함수가 아무것도 반환하지 않습니다."),
        Text(
            "Which value is the result? Which word hands it to whoever called the function?",
            "어느 값이 결과인가요? 함수를 부른 쪽에 그 값을 돌려주는 말은 무엇인가요?",
        ),
    ),
    "nothing-returned": (
        Text(
            "Your function works out `{name}`, but returns nothing.",
            "함수가 `{name}`을(를) 계산하기만 하고 반환하지는 않습니다.",
        ),
        Text(
            "What has to stand below the last line so that `{name}` leaves the function?",
            "`{name}`이(가) 함수 밖으로 나가려면 마지막 줄 아래에 무엇이 있어야 하나요?",
        ),
    ),
    "no-branch-reached": (
        Text(
            "In “{case}” none of your `return` lines was reached, so nothing came back.",
            "“{case}”에서는 `return` 줄에 한 번도 이르지 못해 아무것도 반환되지 않았습니다.",
        ),
        Text(
            "Go through your `if` lines with these inputs. Which branch do they take, and does it end in a `return`?",
            "이 입력으로 `if` 줄을 따라가 보세요. 어느 갈래로 들어가고, 그 갈래는 `return`으로 끝나나요?",
        ),
    ),
    "part-is-none": (
        Text("In “{case}” `{part}` is None, not a value.", "“{case}”에서 `{part}`이(가) 값이 아니라 None입니다."),
        Text(
            "What does the task ask for in the place of `{part}` here?",
            "문제에서는 이 경우 `{part}` 자리에 무엇을 넣으라고 하나요?",
        ),
    ),
    # --- it stopped
    "if-about-an-array": (
        Text(
            "An array was asked for one yes or no (by `if`, `max`, `min`, `and` or `or`), but it gives one for every number.",
            "배열 하나에 예/아니요를 한 번만 물었습니다(`if`, `max`, `min`, `and`, `or`). 배열은 수마다 답을 하나씩 냅니다.",
        ),
        Text(
            "Which NumPy function chooses or compares number by number?",
            "수 하나하나에 대해 고르거나 비교하는 NumPy 함수는 무엇인가요?",
        ),
    ),
    "one-number-function": (
        Text(
            "A function that takes one number (as those of `math`, or `float`) was given a whole array.",
            "수 하나만 받는 함수(`math`의 함수나 `float` 같은)에 배열 전체를 넣었습니다.",
        ),
        Text(
            "Does NumPy have a function of the same name that takes arrays?",
            "NumPy에 같은 이름으로 배열을 받는 함수가 있나요?",
        ),
    ),
    "shapes-of-a-product": (
        Text(
            "You multiply {left} by {right}: these shapes do not fit.",
            "{left}와(과) {right}을(를) 곱하는데, 두 형상이 서로 맞지 않습니다.",
        ),
        Text(
            "In a product of tables the last size on the left must be the first on the right. Which of yours are they?",
            "행렬 곱에서는 왼쪽의 마지막 크기와 오른쪽의 첫 크기가 같아야 합니다. 여러분의 곱에서는 각각 얼마인가요?",
        ),
    ),
    "sizes-of-a-product": (
        Text(
            "In a product the left side has {left} columns, but the right side has {right} rows.",
            "곱의 왼쪽은 열이 {left}개인데 오른쪽은 행이 {right}개입니다.",
        ),
        Text(
            "Write the shape below each factor. Which of them stands the wrong way, or in the wrong place?",
            "각 인수 아래에 형상을 적어 보세요. 어느 것이 뒤집혀 있거나 자리가 바뀌었나요?",
        ),
    ),
    "product-of-a-number": (
        Text("One side of an `@` is a single number, not an array.", "`@`의 한쪽이 배열이 아니라 수 하나입니다."),
        Text(
            "Which side is it, and where did its axes go? For numbers the sign is `*`.",
            "어느 쪽인가요? 그 축은 어디에서 없어졌나요? 수끼리의 곱은 `*`로 씁니다.",
        ),
    ),
    "shapes-of-a-sum": (
        Text(
            "Two arrays are put together number by number, but their shapes {shapes} do not fit.",
            "두 배열을 수끼리 계산하는데 형상 {shapes}이(가) 서로 맞지 않습니다.",
        ),
        Text(
            "Read both shapes from the right: each pair must be equal, or one of them 1. Where does that fail?",
            "두 형상을 오른쪽부터 읽어 보세요. 짝마다 같거나 한쪽이 1이어야 합니다. 어디에서 어긋나나요?",
        ),
    ),
    "index-too-large": (
        Text(
            "Index {index} was asked for on an axis that holds {size}: they are numbered from 0 to {size} minus 1.",
            "크기가 {size}인 축에서 인덱스 {index}을(를) 찾았습니다. 번호는 0부터 {size}보다 하나 작은 수까지입니다.",
        ),
        Text(
            "Where does the index come from, and is the right axis asked?",
            "그 인덱스는 어디에서 왔고, 맞는 축에 묻고 있나요?",
        ),
    ),
    "index-too-large-list": (
        Text(
            "An index is larger than the {kind} is long.",
            "인덱스가 {kind}의 길이보다 큽니다.",
        ),
        Text(
            "How many entries are there in the shortest case, and from which number are they counted?",
            "가장 짧은 경우에 항목이 몇 개이고, 번호는 몇부터 세나요?",
        ),
    ),
    "too-many-indices": (
        Text(
            "An array with {have} axes was asked with more indices than that.",
            "축이 {have}개인 배열에 그보다 많은 인덱스로 물었습니다.",
        ),
        Text("Which shape does the array have in this line?", "이 줄에서 그 배열의 형상은 무엇인가요?"),
    ),
    "fixed-sizes": (
        Text(
            "An array of {size} numbers is to be laid into shape {shape}: these sizes were not made for this input.",
            "수 {size}개로 된 배열을 형상 {shape}에 담으려고 합니다. 이 입력에 맞는 크기가 아닙니다.",
        ),
        Text("Which sizes are fixed in your code, and where could they come from?", "코드에 고정된 크기는 무엇이고, 그 크기는 어디에서 얻을 수 있나요?"),
    ),
    "power-sign": (
        Text("`^` is no power in Python: it compares bits.", "Python의 `^` 연산자는 거듭제곱이 아니라 비트 연산입니다."),
        Text("Which sign stands for a power?", "거듭제곱은 어떤 기호로 쓰나요?"),
    ),
    "key-not-allowed": (
        Text("A value of type {kind} cannot be a key of a dictionary, because it can change.", "자료형이 {kind}인 값은 바뀔 수 있어서 딕셔너리의 키가 될 수 없습니다."),
        Text("Which kind of row cannot change, and how do you make one?", "바뀌지 않는 자료형은 무엇이고, 어떻게 만드나요?"),
    ),
    "unknown-name": (
        Text(
            "Nothing is called `{name}` when your function runs.",
            "함수가 실행될 때 `{name}`(이)라는 것이 없습니다.",
        ),
        Text(
            "Is it misspelt, or does it get its value in a cell that was not run? The task calls its inputs: {parameters}.",
            "이름을 잘못 썼거나, 값을 주는 셀을 실행하지 않은 것은 아닌가요? 과제의 입력 이름: {parameters}.",
        ),
    ),
    "name-without-value": (
        Text(
            "`{name}` is used before it has a value.",
            "`{name}`에 값이 없는데 먼저 쓰고 있습니다.",
        ),
        Text(
            "Does it get its value only inside an `if` or a loop that was not entered here?",
            "이번에는 들어가지 않은 `if`나 반복문 안에서만 값을 받는 것은 아닌가요?",
        ),
    ),
    "other-parameters": (
        Text(
            "Your function takes other inputs than the task says: it is called with {parameters}.",
            "함수가 받는 입력이 과제와 다릅니다. 문제에서는 {parameters}로 부릅니다.",
        ),
        Text(
            "Compare your `def` line with the one that was handed out. What has changed?",
            "여러분의 `def` 줄을 처음에 받은 것과 비교해 보세요. 무엇이 달라졌나요?",
        ),
    ),
    "no-such-attribute": (
        Text(
            "`.{name}` was asked of a value of type {kind}, which has none.",
            "자료형이 {kind}인 값에 `.{name}`을(를) 물었는데, 그런 것이 없습니다.",
        ),
        Text(
            "What did you expect the value to be, and where does it become a {kind}?",
            "그 값이 무엇이라고 생각했나요? 어디에서 {kind}이(가) 되었나요?",
        ),
    ),
    "not-subscriptable": (
        Text("A value of type {kind} has no entries to ask for with `[...]`.", "자료형이 {kind}인 값에는 `[...]`로 꺼낼 항목이 없습니다."),
        Text(
            "Which of the inputs may be a single number in this case?",
            "이 경우에 입력 가운데 수 하나일 수 있는 것은 무엇인가요?",
        ),
    ),
    "not-callable": (
        Text("A value of type {kind} is called like a function.", "자료형이 {kind}인 값을 함수처럼 부르고 있습니다."),
        Text(
            "Is a `*` missing before a bracket, or was the name of a function given to a value?",
            "괄호 앞에 `*`가 빠졌거나, 함수 이름을 값에 쓰지는 않았나요?",
        ),
    ),
    "never-ends": (
        Text("Your function calls itself without end.", "함수가 자기 자신을 끝없이 부릅니다."),
        Text(
            "Which other function did you mean to call in its place?",
            "그 자리에서 부르려던 다른 함수는 무엇인가요?",
        ),
    ),
    "divided-by-zero": (
        Text("A number is divided by 0.", "어떤 수를 0으로 나눕니다."),
        Text("Which inputs make the divisor 0, and what should come out then?", "어떤 입력에서 나누는 수가 0이 되고, 그때 무엇이 나와야 하나요?"),
    ),
    "key-not-there": (
        Text("A dictionary was asked for {name}, which it does not hold.", "딕셔너리에 없는 {name}을(를) 찾았습니다."),
        Text("Which words may come in, and do you have an entry for each?", "어떤 단어가 들어올 수 있고, 각각의 항목이 있나요?"),
    ),
    "cut-off-in-place": (
        Text(
            "Fractions are written into an array of whole numbers, which cannot hold them.",
            "정수 배열에 소수를 써 넣으려고 합니다. 정수 배열은 소수를 담지 못합니다.",
        ),
        Text(
            "Which type must the array have before fractions are written into it?",
            "소수를 써 넣기 전에 배열의 자료형은 무엇이어야 하나요?",
        ),
    ),
    # --- its lines
    "generator-of-its-own": (
        Text(
            "Your function makes a generator of its own (`{line}`) and does not draw from `rng`.",
            "함수가 난수 생성기를 새로 만들고(`{line}`) `rng`에서 뽑지 않습니다.",
        ),
        Text(
            "Whoever calls your function gives it `rng` to get the same numbers again. What must be drawn from it?",
            "함수를 부르는 쪽은 같은 수를 다시 얻으려고 `rng`를 줍니다. 무엇을 거기에서 뽑아야 하나요?",
        ),
    ),
    "global-generator": (
        Text(
            "Your function draws from the generator that the whole notebook shares (`{line}`), not from `rng`.",
            "함수가 `rng`가 아니라 노트북 전체가 함께 쓰는 생성기에서 뽑습니다(`{line}`).",
        ),
        Text(
            "The methods of `rng` have much the same names. Which one does what this line does?",
            "`rng`의 메서드는 이름이 거의 같습니다. 이 줄과 같은 일을 하는 것은 무엇인가요?",
        ),
    ),
    "draws-by-chance": (
        Text("Your function draws random numbers (`{line}`), but the same input should always give the same result.", "함수가 난수를 뽑습니다(`{line}`). 하지만 입력이 같으면 결과도 늘 같아야 합니다."),
        Text("Which numbers does the task give in the place of the ones you draw?", "난수를 뽑은 자리에 문제에서는 어떤 수를 쓰라고 하나요?"),
    ),
    "made-for-one-length": (
        Text("Your function works where `{name}` has {count} entries, and not where it has more or fewer.", "함수가 `{name}`의 길이가 {count}일 때는 맞고, 그보다 길거나 짧으면 맞지 않습니다."),
        Text("What should happen with one entry more, and what does your code do with it?", "원소가 하나 더 있으면 어떤 일이 일어나야 하고, 코드는 실제로 무엇을 하나요?"),
    ),
    "return-in-a-loop": (
        Text(
            "The line `{line}` stands inside the loop, so the first round is also the last.",
            "`{line}` 줄이 반복문 안에 있어서 첫 번째 반복이 곧 마지막이 됩니다.",
        ),
        Text("When should the function be done? How far must that line be indented?", "함수는 언제 끝나야 하나요? 그 줄은 얼마나 들여써야 하나요?"),
    ),
    "parameters-in-another-order": (
        Text(
            "Your `def` line has the inputs in another order than the task: {parameters}.",
            "`def` 줄의 입력 순서가 과제와 다릅니다. 과제의 순서: {parameters}.",
        ),
        Text("Which input lands in which name when the function is called?", "함수를 부르면 어느 입력이 어느 이름에 들어가나요?"),
    ),
    "argument-never-used": (
        Text("Your function never looks at `{name}`.", "함수가 `{name}`을(를) 한 번도 쓰지 않습니다."),
        Text("What should change in the result when `{name}` changes?", "`{name}`이(가) 바뀌면 결과에서 무엇이 바뀌어야 하나요?"),
    ),
    "argument-overwritten": (
        Text(
            "`{name}` gets a value of your own in `{line}` before anybody looks at what came in.",
            "들어온 `{name}`을(를) 보기도 전에 `{line}`에서 다른 값을 넣습니다.",
        ),
        Text("Who decides what `{name}` is: your function, or whoever calls it?", "`{name}`은(는) 누가 정하나요? 함수인가요, 함수를 부르는 쪽인가요?"),
    ),
    # --- kind and shape
    "list-for-array": (
        Text(
            "{what} has the right numbers, but is a {kind} where an array is wanted.",
            "{what} 수는 맞지만 배열이 아니라 {kind}입니다.",
        ),
        Text("`np.array(...)` makes an array of a list. Where would you put it?", "`np.array(...)`는 리스트로 배열을 만듭니다. 어디에 넣으면 될까요?"),
    ),
    "list-for-array-and-more": (
        Text(
            "{what} is a {kind} where an array is wanted, and as an array it would not be right yet.",
            "{what} 자료형이 배열이 아니라 {kind}이고, 배열로 바꾸어도 아직 맞지 않습니다.",
        ),
        Text("`np.array(...)` makes an array of a list. What does it hold then, and which shape?", "`np.array(...)`로 배열을 만들면 어떤 수가 어떤 형상으로 들어 있나요?"),
    ),
    "generator": (
        Text("{what} is a generator: nothing in it has been worked out yet.", "{what} 자료형이 제너레이터입니다. 아직 아무것도 계산되지 않았습니다."),
        Text("Round brackets around a `for` make a generator. Which brackets make a list?", "`for`를 둥근 괄호로 싸면 제너레이터가 됩니다. 리스트를 만드는 괄호는 무엇인가요?"),
    ),
    "text-for-a-number": (
        Text("{what} is a text where a number is wanted.", "{what} 자료형이 수가 아니라 글자입니다."),
        Text("Who is to go on with the result: a person who reads, or a program that computes?", "결과는 누가 쓰나요? 읽는 사람인가요, 계산하는 프로그램인가요?"),
    ),
    "truth-values": (
        Text("{what} consists of True and False where numbers are wanted.", "{what} 원소가 수가 아니라 True와 False입니다."),
        Text("How do you make 0 and 1 of truth values?", "참·거짓을 0과 1로 바꾸려면 어떻게 하나요?"),
    ),
    "numbers-for-truth-values": (
        Text("{what} consists of numbers where True and False are wanted.", "{what} 원소가 True와 False가 아니라 수입니다."),
        Text("Which comparison gives a yes or no?", "어떤 비교가 예/아니요를 주나요?"),
    ),
    "fractions-for-whole-numbers": (
        Text("{what} consists of fractions (1.0) where whole numbers (1) are wanted.", "{what} 원소가 정수(1)가 아니라 소수(1.0)입니다."),
        Text("Where do your numbers become fractions, and how do you make whole numbers of them?", "어디에서 소수가 되었고, 어떻게 정수로 바꾸나요?"),
    ),
    "fractions-for-whole-numbers-and-more": (
        Text("{what} consists of fractions (1.0) where whole numbers (1) are wanted, and the values themselves are not right yet either.", "{what} 원소가 정수(1)가 아니라 소수(1.0)이고, 값도 아직 맞지 않습니다."),
        Text("What makes the value another one? Look at that first; then, where do your numbers become fractions?", "값은 왜 다를까요? 그것을 먼저 살펴보고, 그다음에 어디에서 소수가 되는지 찾아보세요."),
    ),
    "another-default": (
        Text("Where nobody gives `{name}`, your function takes {own}; the task's default is {asked}.", "이 함수에서 `{name}`의 기본값은 {own}인데, 과제의 기본값은 {asked}입니다."),
        Text("Compare the first line of your function with the task's: which default stands there?", "함수의 첫 줄을 과제의 첫 줄과 견주어 보세요. 기본값이 무엇으로 적혀 있나요?"),
    ),
    "set-anew-in-a-loop": (
        Text("Every round of your loop gives `{name}` a new value (`{line}`), so only the last round counts.", "반복할 때마다 `{name}`에 새 값을 넣어서(`{line}`) 마지막 회차의 값만 남습니다."),
        Text("How does a round keep what the earlier rounds have found?", "앞 회차에서 얻은 값을 어떻게 이어 가면 될까요?"),
    ),
    "not-square": (
        Text("You invert a matrix that is not square: only a square one can have an inverse.", "정사각 행렬이 아닌 행렬의 역행렬을 구하려 했습니다. 역행렬은 정사각 행렬에만 있을 수 있습니다."),
        Text("What takes the place of the inverse where a matrix is not square?", "정사각 행렬이 아닐 때는 무엇이 역행렬을 대신하나요?"),
    ),
    "no-inverse": (
        Text("You invert a matrix that has no inverse.", "역행렬이 없는 행렬의 역행렬을 구하려 했습니다."),
        Text("What takes the place of the inverse where there is none?", "역행렬이 없을 때는 무엇이 역행렬을 대신하나요?"),
    ),
    "one-thing": (
        Text("You return one thing ({got}) where {count} are asked for{listed}.", "{count}개의 값{listed}을 반환해야 하는데 하나({got})만 반환합니다."),
        Text("How does a `return` hand over several values?", "`return`으로 값 여러 개를 반환하려면 어떻게 쓰나요?"),
    ),
    "parts-in-another-order": (
        Text("The parts of your result have the right shapes, but in another order than{listed}.", "결과의 구성 요소는 형상은 맞지만 순서{listed}가 다릅니다."),
        Text("In which order does the task ask for them?", "문제에서는 어떤 순서로 반환하라고 하나요?"),
    ),
    "other-count": (
        Text("{what} has {got} parts where {want} are asked for.", "{what} 구성 요소는 {want}개여야 하는데 {got}개입니다."),
        Text("Which part is missing, or should not be there?", "빠졌거나 없어야 할 부분은 무엇인가요?"),
    ),
    "an-axis-too-many": (
        Text("{what} has an axis too many: shape {got} where {want} is wanted.", "{what} 축이 하나 많습니다. 형상이 {want}이어야 하는데 {got}입니다."),
        Text("Which line leaves an axis of length 1 behind?", "길이 1인 축이 남는 줄은 어디인가요?"),
    ),
    "an-axis-too-few": (
        Text("{what} has an axis too few: shape {got} where {want} is wanted.", "{what} 축이 모자랍니다. 형상이 {want}이어야 하는데 {got}입니다."),
        Text("Which line takes the axis away, and what does each axis stand for?", "축이 없어지는 줄은 어디이고, 각 축은 무엇을 뜻하나요?"),
    ),
    "summed-away": (
        Text(
            "{what} has shape {got} where {want} is wanted: something was summed, averaged or picked over an axis that should stay.",
            "{what} 형상이 {want}이어야 하는데 {got}입니다. 남아야 할 축을 따라 더하거나 평균 내거나 하나만 골랐습니다.",
        ),
        Text("Which axis must still be there in the result, and which line takes it away?", "결과에 남아야 할 축은 무엇이고, 어느 줄이 그 축을 없애나요?"),
    ),
    "not-summed": (
        Text(
            "{what} has shape {got} where {want} is wanted: an axis is still there that should be summed, averaged or picked from.",
            "{what} 형상이 {want}이어야 하는데 {got}입니다. 더하거나 평균 내거나 하나를 골라야 할 축이 남아 있습니다.",
        ),
        Text("Which axis should be gone in the end, and how?", "마지막에 없어져야 할 축은 무엇이고, 어떻게 없애나요?"),
    ),
    "turned": (
        Text("{what} lies the other way: shape {got} where {want} is wanted.", "{what} 방향이 뒤바뀌었습니다. 형상이 {want}이어야 하는데 {got}입니다."),
        Text("What are the rows in the task, and what are they in your result?", "문제에서 행은 무엇이고, 여러분의 결과에서 행은 무엇인가요?"),
    ),
    "one-too-many": (
        Text("{what} is one too long: shape {got} where {want} is wanted.", "{what} 길이가 하나 깁니다. 형상이 {want}이어야 하는데 {got}입니다."),
        Text("Which entry is there twice, or should not be counted: the first, or the last?", "두 번 들어갔거나 세지 말아야 할 것은 처음인가요, 마지막인가요?"),
    ),
    "one-too-few": (
        Text("{what} is one too short: shape {got} where {want} is wanted.", "{what} 길이가 하나 모자랍니다. 형상이 {want}이어야 하는데 {got}입니다."),
        Text("Which entry is missing: the first, or the last?", "빠진 것은 처음인가요, 마지막인가요?"),
    ),
    "another-length": (
        Text("{what} has as many axes as it should, but shape {got} where {want} is wanted.", "{what} 축의 수는 맞지만 형상이 {want}이어야 하는데 {got}입니다."),
        Text("What should each axis be as long as? Which of the inputs has that size?", "각 축의 길이는 무엇과 같아야 하나요? 입력 가운데 그 크기를 가진 것은 무엇인가요?"),
    ),
}  # fmt: skip


def told(name: str, /, **facts: Any) -> Told:
    """The form of that name, with its sentence and its question filled in."""
    sentence, hint = SAID[name]
    facts |= {"what": subject(facts.get("part"), "-of"), "listed": listed(facts.get("names"))}
    return Told("form", name, sentence.format(**facts), hint.format(**facts))
