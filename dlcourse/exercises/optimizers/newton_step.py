"""The card of `newton_step`: Where would all slopes be zero?"""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import optimizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.optimizers._shared import WORKED
from dlcourse.language import Text


def _newton_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    turn = np.array([[1.0, 1.0], [-1.0, 1.0]]) / np.sqrt(2)
    valley, start = turn.T @ np.diag([0.1, 2.0]) @ turn, np.array([-7.0, 2.0]) @ turn
    tall = rng.normal(size=(6, 4))
    ways, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    mixed = ways @ np.diag(rng.uniform(0.5, 2.0, 3) * [1.0, -1.0, 1.0]) @ ways.T
    return (
        Case(WORKED, (np.array([3.0, 1.0]), np.array([6.0, 4.0]), _table(2, 1, 1))),
        Case(Text("the valley turned by 45 degrees", "45도 돌린 골짜기"), (start, start @ valley, valley)),
        Case(
            Text("a saddle: one curvature is negative", "안장: 곡률 하나가 음수"),
            (np.array([2.0, 1.0]), np.array([1.0, 5.0]), _table(1, 2, 1)),
        ),
        Case(
            Text("a saddle: nothing on the diagonal", "안장: 대각선이 모두 0"),
            (np.array([1.0, 2.0]), np.array([2.0, 1.0]), _table(0, 1, 0)),
        ),
        Case(
            Text("a bowl of four weights", "가중치가 네 개인 그릇"),
            (rng.normal(size=4), rng.normal(size=4), tall.T @ tall + np.eye(4)),
            hidden=True,
        ),
        Case(
            Text("three weights, curvatures of both signs", "가중치 세 개, 부호가 섞인 곡률"),
            (rng.normal(size=3), rng.normal(size=3), (mixed + mixed.T) / 2),
            hidden=True,
        ),
        Case(Text("a single weight", "가중치 하나"), (np.array([1.5]), np.array([-2.0]), np.array([[4.0]])), edge=True),
    )


def _table(first: float, pair: float, second: float) -> np.ndarray:
    return np.array([[first, pair], [pair, second]], dtype=float)


def _by(step: Callable[[Any, Any], Any]) -> Callable[[Any, Any, Any], Any]:
    """The weights with this taken off them."""
    return lambda w, g, H: w - step(H, g)


def _absolute(H: Any) -> Any:
    values, ways = np.linalg.eigh(H)
    return ways @ np.diag(np.abs(values)) @ ways.T


def _in_place(w: Any, g: Any, H: Any) -> Any:
    w -= np.linalg.solve(H, g)
    return w


def _by_eigenvectors(w: Any, g: Any, H: Any) -> Any:
    values, ways = np.linalg.eigh(H)
    return w - ways @ ((ways.T @ g) / values)


def _by_elimination(exchange: bool) -> Callable[[Any, Any, Any], Any]:
    def step(w: Any, g: Any, H: Any) -> Any:
        rows = np.column_stack([H, -g]).astype(float)
        for i in range(len(w)):
            if exchange:
                best = i + int(np.argmax(np.abs(rows[i:, i])))
                rows[[i, best]] = rows[[best, i]]
            rows[i] /= rows[i, i]
            for k in range(len(w)):
                if k != i:
                    rows[k] -= rows[k, i] * rows[i]
        return w + rows[:, -1]

    return step


def _for_a_bowl(H: Any, g: Any) -> Any:
    root = np.linalg.cholesky(H)
    return np.linalg.solve(root.T, np.linalg.solve(root, g))


def _for_two(H: Any, g: Any) -> Any:
    (first, pair), (_, second) = H
    return np.array([second * g[0] - pair * g[1], first * g[1] - pair * g[0]]) / (first * second - pair * pair)


def _with_damping(size: float) -> Callable[[Any, Any, Any], Any]:
    return _by(lambda H, g: np.linalg.solve(H + size * np.eye(len(g)), g))


CARD = Exercise(
    id="newton-step",
    reference=optimizers.newton_step,
    points=2.0,
    stars=1,
    title=Text("Where would all slopes be zero?", "기울기가 모두 0이 되는 곳은?"),
    text=Text(
        r"""Write `newton_step(w, g, H)`, one step of Newton's method. `w` holds the weights, `g` their slopes, both floats of shape `(n,)`. `H`, of shape `(n, n)`, is the symmetric table of the curvatures of all pairs; it has an inverse.

The step $d$ is the one after which all slopes are 0, if they change as the table says:

$$g + H d = 0$$

These are `n` equations with `n` unknowns. Solve them; nobody needs the inverse itself, which costs more work and more digits. Return the **new weights**, not the step, and change nothing that came in.

For `w = [3, 1]`, `g = [6, 4]` and `H = [[2, 1], [1, 1]]` the result is `[1, -1]`.""",
        r"""`newton_step(w, g, H)`를 작성하세요. 뉴턴 방법(Newton's method)의 한 걸음입니다. `w`는 가중치, `g`는 그 기울기이고 둘 다 형상이 `(n,)`인 실수 배열입니다. `H`는 모든 쌍의 곡률을 담은 대칭 행렬이며 형상은 `(n, n)`이고 역행렬이 있습니다.

걸음 $d$는 기울기가 이 표대로 변할 때 기울기를 모두 0으로 만드는 걸음입니다.

$$g + H d = 0$$

미지수가 `n`개인 방정식 `n`개입니다. 이것을 푸세요. 역행렬 자체는 필요하지 않습니다. 역행렬을 구하면 계산도 더 들고 자릿수도 더 잃습니다. 걸음이 아니라 **새 가중치**를 반환하고, 받은 것은 아무것도 바꾸지 않습니다.

`w = [3, 1]`, `g = [6, 4]`, `H = [[2, 1], [1, 1]]`이면 결과는 `[1, -1]`입니다.""",
    ),
    docstring_ko="""뉴턴 방법의 한 걸음입니다. 기울기가 표 `H`대로 변할 때 모두 0이 되는 곳이 새 가중치입니다.

    `H`에는 가중치 쌍마다의 곡률이 들어 있고, 같은 가중치끼리의 곡률은 대각선에 있습니다.
    수식: H (새 w - w) = -g
    형상: (n,), (n,), (n, n) -> (n,)
    예외: 형상이 맞지 않거나 H에 역행렬이 없으면 ValueError
    참고: Nocedal & Wright (2006), 3장
    >>> newton_step(np.array([3.0, 1.0]), np.array([6.0, 4.0]), np.array([[2.0, 1.0], [1.0, 1.0]]))
    array([ 1., -1.])
    """,
    cases=_newton_cases,
    misconceptions=(
        Misconception(
            "uphill",
            Text("the step goes to the other side", "걸음이 반대쪽으로 갑니다"),
            lambda w, g, H: w + np.linalg.solve(H, g),
            Text(
                "Put your step into $g + H d$. Does 0 come out, or twice $g$?",
                "구한 걸음을 $g + H d$에 넣어 보세요. 0이 나오나요, $g$의 두 배가 나오나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "pairs-forgotten",
            Text("each slope is divided by its own curvature alone", "기울기를 저마다 자기 곡률로만 나누었습니다"),
            _by(lambda H, g: g / np.diag(H)),
            Text(
                "That is right along the axes. Which numbers of the table do you never look at?",
                "축을 따라 놓인 골짜기라면 맞습니다. 표에서 한 번도 보지 않은 수는 어느 것인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "multiplied-by-the-table",
            Text("the slopes are multiplied by the table", "기울기에 표를 곱했습니다"),
            _by(lambda H, g: H @ g),
            Text(
                "Should a strongly curved valley make the step longer or shorter?",
                "골짜기가 심하게 굽어 있으면 걸음은 길어져야 할까요, 짧아져야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "each-entry-inverted",
            Text("each number of the table is inverted by itself", "표의 원소를 하나씩 역수로 바꾸었습니다"),
            _by(lambda H, g: (1 / H) @ g),
            Text(
                "Multiply `H` by `1 / H` as matrices. Is that the identity?",
                "`H`와 `1 / H`를 행렬로 곱해 보세요. 단위행렬이 나오나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "divided-by-every-entry",
            Text("`g / H` makes a table of steps", "`g / H`로 걸음이 표가 되었습니다"),
            _by(lambda H, g: g / H),
            Text(
                "Each weight makes one step. How many numbers does `g / H` have for each?",
                "가중치마다 걸음은 하나입니다. `g / H`에는 가중치마다 수가 몇 개 있나요?",
            ),
            "axis.wrong",
            variants=(_by(lambda H, g: g[:, None] / H),),
        ),
        Misconception(
            "only-the-step",
            Text("only the step comes back, not the new weights", "새 가중치가 아니라 걸음만 반환합니다"),
            lambda w, g, H: -np.linalg.solve(H, g),
            Text(
                "With slopes of zero the weights should stay. What do you return then?",
                "기울기가 0이면 가중치는 그대로여야 합니다. 그때 무엇을 반환하나요?",
            ),
            "state.not_returned",
            variants=(lambda w, g, H: np.linalg.solve(H, g),),
        ),
        Misconception(
            "table-ignored",
            Text("the table is not used", "표를 쓰지 않았습니다"),
            lambda w, g, H: w - g,
            Text(
                "Let every curvature be twice as large. What should change?",
                "곡률이 모두 두 배라면 무엇이 달라져야 하나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "one-number-for-the-table",
            Text("the whole table became one number", "표 전체가 수 하나가 되었습니다"),
            _by(lambda H, g: g / np.linalg.det(H)),
            Text(
                "A long valley is flat in one direction and steep in the other. Can one number suit both?",
                "긴 골짜기는 한쪽으로는 완만하고 다른 쪽으로는 가파릅니다. 수 하나로 둘을 다 맞출 수 있나요?",
            ),
            "axis.wrong",
            variants=(
                _by(lambda H, g: g / np.trace(H)),
                _by(lambda H, g: g / np.linalg.norm(H)),
                _by(lambda H, g: g / np.linalg.eigvalsh(H)[-1]),
                _by(lambda H, g: g / np.max(H)),
            ),
        ),
        Misconception(
            "absolute-curvature",
            Text("negative curvatures are taken for positive ones", "음수인 곡률을 양수로 바꾸었습니다"),
            _by(lambda H, g: np.linalg.solve(_absolute(H), g)),
            Text(
                "That goes downhill on a saddle, too. But where does the step asked for here lead?",
                "그렇게 하면 안장에서도 내려갑니다. 하지만 여기서 묻는 걸음은 어디로 가나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "absolute-entries",
            Text("the minus signs in the table are dropped", "표에서 빼기 부호를 없앴습니다"),
            _by(lambda H, g: np.linalg.solve(np.abs(H), g)),
            Text(
                "A pair with a negative number: does the slope of the one grow or shrink when the other grows?",
                "쌍의 수가 음수라면, 한 가중치가 커질 때 다른 가중치의 기울기는 커지나요, 작아지나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "only-a-share",
            Text("only a share of the step is made", "걸음을 일부만 걸었습니다"),
            lambda w, g, H: w - 0.5 * np.linalg.solve(H, g),
            Text(
                "Damping shortens a step that may lead too far. Does the task ask for it?",
                "감쇠는 지나치게 멀리 갈지도 모르는 걸음을 줄입니다. 이 문제에서 그것을 요구하나요?",
            ),
            "scale.half",
            variants=(
                lambda w, g, H: w - 0.1 * np.linalg.solve(H, g),
                lambda w, g, H: w - 0.01 * np.linalg.solve(H, g),
            ),
        ),
        Misconception(
            "diagonal-raised",
            Text("a small number is added to the diagonal", "대각선에 작은 수를 더했습니다"),
            _with_damping(1e-6),
            Text(
                "That mends a table without an inverse. This one has an inverse: which equations do you solve now?",
                "역행렬이 없는 표라면 그렇게 고칩니다. 이 표에는 역행렬이 있습니다. 지금 풀고 있는 것은 어떤 방정식인가요?",
            ),
            "chain.wrong_input",
            variants=(_with_damping(1e-4), _with_damping(1e-3), _with_damping(1e-2)),
        ),
        Misconception(
            "bowls-alone",
            Text(
                "this way of solving stops where a curvature is negative",
                "이 풀이는 음수인 곡률이 있으면 멈춥니다",
            ),
            _by(_for_a_bowl),
            Text(
                "A Cholesky factor is a square root of the table. Does a saddle's table have one?",
                "촐레스키 분해는 표의 제곱근을 구하는 셈입니다. 안장의 표에도 제곱근이 있나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "two-weights-alone",
            Text("this works for two weights alone", "가중치가 두 개일 때만 됩니다"),
            _by(_for_two),
            Text(
                "How many equations are there with four weights, and how many does your code know?",
                "가중치가 네 개이면 방정식은 몇 개인가요? 여러분의 코드가 아는 것은 몇 개인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "rows-never-exchanged",
            Text("the elimination divides by a 0 on the diagonal", "소거하다가 대각선의 0으로 나누었습니다"),
            _by_elimination(exchange=False),
            Text(
                "Two equations may change places. When must they?",
                "두 방정식의 자리는 바꾸어도 됩니다. 언제 꼭 바꾸어야 할까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "weights-solved-too",
            Text("the table works on the weights as well", "표를 가중치에도 적용했습니다"),
            lambda w, g, H: np.linalg.solve(H, w - g),
            Text(
                "What is unknown in the equations: the weights, or the step? Where does the bracket close?",
                "방정식의 미지수는 가중치인가요, 걸음인가요? 괄호는 어디에서 닫혀야 하나요?",
            ),
            "order.stale_update",
            variants=(lambda w, g, H: np.linalg.solve(H, w) - g,),
        ),
        Misconception(
            "column-comes-back",
            Text("a column comes back, or a table", "열이나 표를 반환합니다"),
            lambda w, g, H: w[:, None] - np.linalg.solve(H, g[:, None]),
            Text(
                "Print the shape of each part. Which of them is no longer `(n,)`?",
                "부분마다 형상을 출력해 보세요. `(n,)`이 아닌 것은 어느 것인가요?",
            ),
            "shape.keepdims",
            variants=(lambda w, g, H: w - np.linalg.solve(H, g[:, None]),),
        ),
        Misconception(
            "changed-in-place",
            Text("the weights that came in were changed", "받은 가중치를 바꾸었습니다"),
            _in_place,
            Text(
                "`w -= ...` writes into the array that was handed in. Which expression makes a new one?",
                "`w -= ...`는 받은 배열에 덮어씁니다. 새 배열을 만드는 식은 무엇일까요?",
            ),
            "inplace.mutation",
        ),
    ),
    alternatives=(
        lambda w, g, H: w - np.linalg.inv(H) @ g,
        lambda w, g, H: w - g @ np.linalg.pinv(H),
        lambda w, g, H: (w[:, None] - np.linalg.solve(H, g[:, None]))[:, 0],
        lambda w, g, H: np.linalg.solve(H, H @ w - g),
        _by_eigenvectors,
        _by_elimination(exchange=True),
    ),
    hints=(
        Text(
            "With one weight you would divide the slope by the curvature and go the other way. What takes the place of the division here?",
            "가중치가 하나라면 기울기를 곡률로 나누어 반대쪽으로 갑니다. 여기서는 무엇이 나눗셈을 대신할까요?",
        ),
        Text(
            "$H d = -g$: a table `(n, n)`, times an unknown `(n,)`, is a right-hand side `(n,)`.",
            "$H d = -g$입니다. 표 `(n, n)`에 미지수 `(n,)`을 곱하면 우변 `(n,)`이 됩니다.",
        ),
        Text(
            "`np.linalg.solve` takes the table and the right-hand side and gives the unknown. Add it to the weights in a new array.",
            "`np.linalg.solve`에 표와 우변을 넣으면 미지수가 나옵니다. 그것을 가중치에 더해 새 배열을 만듭니다.",
        ),
    ),
)
