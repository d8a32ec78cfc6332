"""What `pure` looks at, one rule at a time: names, kinds of code, who binds a name and who looks it up."""

import pytest

from autograder.grade.handed_in.pure import _ASKED_OF, _HARMLESS_BUILTINS, _HARMLESS_METHODS, _LONGEST, pure

SETUP = "import numpy as np"


def clean(*cells, handed_out=(), asked=("f",)):
    return pure([SETUP, *cells], [SETUP, *handed_out], asked)


def body(line):
    """A function of one line."""
    return clean(f"def f(x, y=1, *more, z=2, **named):\n    {line}")


# --- what may be asked of whom --------------------------------------------------------------------------------------

USED_IN_ANSWERS = {
    "np": "abs add.at all any arange argmax argmin argsort array array_equal asarray atleast_2d clip concatenate copy cumsum dot "
    "einsum errstate exp expm1 eye flip full heaviside hypot inf isfinite isnan linalg.lstsq linalg.norm linalg.qr linalg.svd "
    "linspace log log1p log2 logaddexp matmul max maximum maximum.reduce mean median minimum moveaxis multiply nan ndim "
    "newaxis nonzero ones ones_like outer pi power prod random.default_rng random.Generator ravel repeat reshape roll round "
    "searchsorted sign sin size sort split sqrt square stack std sum swapaxes take_along_axis tanh tile transpose unique var vstack "
    "where zeros zeros_like int64 float64 bool_ trace vdot",
    "math": "acos ceil copysign cos e erf exp fabs floor fsum gcd hypot inf isclose isnan log log1p log2 pi pow prod sin sqrt tanh tau trunc",
    "time": "monotonic perf_counter process_time sleep time",
}


@pytest.mark.parametrize("module", USED_IN_ANSWERS)
def test_modules_may_be_asked_for_these(module):
    imports = "" if module == "np" else f"import {module}\n"
    for name in (*USED_IN_ANSWERS[module].split(), *_ASKED_OF[module].split()):
        assert clean(f"{imports}def f(x):\n    return {module}.{name}"), name


def test_what_they_give_may_be_asked_for_methods():
    for chain in ("math.pi.real", "np.e.real.imag", "np.add.reduce.T", "np.random.default_rng.copy"):
        assert clean(f"import math\ndef f(x):\n    return {chain}"), chain


@pytest.mark.parametrize(
    "name",
    ["np.load", "np.save", "np.random.seed", "np.random.rand", "np.random", "np.linalg", "np.lib", "np.ctypeslib", "np.seterr", "np.memmap",
     "np.fromfile", "np.add.at.x", "np.linalg.norm.x", "np.random.default_rng.x", "math.nope", "time.tzset", "np", "math", "os.getpid", "np.where.load"],
)  # fmt: skip  # a list
def test_and_for_nothing_else(name):
    assert not clean(f"import math\nimport time\ndef f(x):\n    return {name}")


METHODS = """T add all any append argmax argsort astype choice clear clip copy count cumsum diagonal difference dot dtype endswith
    extend fill find flat flatten index insert integers intersection items join keys kind lower lstrip max mean min ndim nonzero normal
    permutation pop prod random ravel real remove repeat reshape reverse round rstrip setdefault shape shuffle size sort split
    standard_normal startswith std strip sum swapaxes take tolist trace transpose uniform union update upper values var"""


def test_methods_that_keep_no_memory():
    for name in (*METHODS.split(), *_HARMLESS_METHODS.split()):
        assert body(f"return x.{name}"), name
        assert body(f"return x[0].T.{name}(1)"), name
    for name in ("format", "__class__", "tofile", "dump", "ctypes", "data", "base", "setflags", "nope"):
        assert not body(f"return x.{name}"), name
        assert not body(f"return x.T.{name}(1)"), name
        assert not body(f"return x.{name}.T"), name


BUILTINS = """Exception IndexError KeyError NotImplementedError RuntimeError StopIteration TypeError ValueError ZeroDivisionError abs all any
    bool complex dict divmod enumerate filter float frozenset int isinstance iter len list map max min next pow print range repr reversed
    round set slice sorted str sum tuple zip OverflowError AssertionError ArithmeticError AttributeError LookupError FloatingPointError"""


def test_builtins_that_keep_no_memory():
    for name in (*BUILTINS.split(), *_HARMLESS_BUILTINS.split()):
        assert body(f"return {name}"), name
        assert clean(f"y = {name}\ndef f(x): return 1"), name
    for name in (
        "open",
        "exec",
        "eval",
        "globals",
        "vars",
        "setattr",
        "getattr",
        "type",
        "object",
        "super",
        "input",
        "id",
        "hash",
        "compile",
    ):
        assert not body(f"return {name}"), name


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("import numpy as np", True), ("import math", True), ("import math as math", True), ("import time, math", True),
        ("import numpy", False), ("import numpy as npy", False), ("import math as m", False), ("import os", False), ("import time, os", False),
        ("from math import pi", False), ("import numpy.linalg", False), ("import time as math", False),
    ],
)  # fmt: skip  # a table
def test_usual_imports(line, good):
    assert clean(f"{line}\ndef f(x): return x") is good
    assert clean(f"def f(x):\n    {line}\n    return x") is good


# --- kinds of code --------------------------------------------------------------------------------------------------

GOOD = [
    "return x", "pass", "yield x", "yield from x", "x = y", "x += y", "x: int = y", "return (x := y)", "for a in x: break", "for a in x: continue",
    "while x: x -= 1", "if x: return y\n    else: return x", "raise ValueError(x)", "assert x, y", "return x and y or not x", "return -x ** 2 @ y",
    "return x if y else 1", "return {1: x}", "return {x, y}", "return [a for a in x if a]", "return {a for a in x}", "return {a: 1 for a in x}",
    "return sum(a for a in x)", "return x < y <= 1", "return f'{x!r:>5}'", "return x[1:2, ..., None]", "return [*x, *y]", "x, *y = y", "return lambda a: a + x",
    "try: x\n    except (ValueError, KeyError) as e: raise TypeError from e\n    else: y\n    finally: pass", "return print(x, end='')",
    "with np.errstate(all='ignore'): x / y", "def g(a): return a\n    return g(x)", "return more, named, z", "x[0] = 1", "x[x > 0] *= 2",
]  # fmt: skip  # a list
BAD = [
    "del x", "global g; g = 1", "class A: pass", "x.shape = 1", "x.T[0].shape = 1", "x.T += 1", "import os", "from math import pi", "async def g(): pass",
    "return await_", "with open(x): pass", "with np.errstate(all='ignore') as e, open(x): pass", "with x: pass", "with x(): pass",
    "with np.errstate(all='ignore'): yield x", "return np", "return lambda a=[]: a", "return f.x", "return x._private", "match x:\n        case 1: pass",
    "def g(a=[]): return a", "def g(*, a=[]): return a", "def g(a: print(1)): return a", "def g(*a: print(1)): return a", "def g(**a: print(1)): return a",
    "def g(a, /, b: print(1)): return a", "def g(*, a: print(1)): return a", "def g() -> print(1): return 1", "def lambda_(): return no_such", "try: x\n    except* ValueError: pass",
]  # fmt: skip  # a list


@pytest.mark.parametrize("line", GOOD)
def test_code_that_leaves_nothing_behind(line):
    assert body(line)


@pytest.mark.parametrize("line", BAD)
def test_code_that_might(line):
    assert not body(line)


@pytest.mark.parametrize(
    ("default", "good"),
    [("1", True), ("-1", True), ("None", True), ("'a'", True), ("(1, -2, ('a',))", True), ("()", True), ("[]", False), ("{}", False),
     ("(1, [])", False), ("x", False), ("np.pi", False), ("-x", False), ("1 + 1", False), ("lambda: 1", False), ("dict()", False)],
)  # fmt: skip  # a table
def test_what_a_default_may_be(default, good):
    for arguments in (f"a={default}", f"*, a={default}", f"a={default}, /"):
        assert clean(f"def f({arguments}): return a") is good, arguments
        assert clean(f"def f(x): return x\ng = (lambda {arguments}: a)(1)") is good, arguments


@pytest.mark.parametrize("name", ["lambda", "listcomp", "setcomp", "dictcomp", "genexpr"][1:])
def test_no_function_is_called_as_what_has_no_name(name):
    assert not clean(f"def {name}(x): return x", asked=[name])


# --- who binds, and who looks up ------------------------------------------------------------------------------------

BINDINGS = ["g = 1", "g: int = 1", "g += 1", "for g in [1]: pass", "(g := 1)", "print([(g := i) for i in range(3)])", "g, h = 1, 2",
            "[g, *h] = 1, 2", "with np.errstate(all='ignore') as g: pass", "try: 1\nexcept ValueError as g: 2", "g = lambda a: a",
            "if True:\n    def g(a): return a", "for _ in [1]:\n    g = 2"]  # fmt: skip  # a list


@pytest.mark.parametrize("text", BINDINGS)
def test_what_is_bound_to_a_value_is_not_for_functions(text):
    start = "" if "+=" not in text else "g = 0\n"
    assert not clean(f"{start}{text}\ndef f(x): return g")
    assert not clean(f"{start}{text}", "def f(x): return [g for _ in x]")
    assert not clean(f"{start}{text}", "def f(x): return x", asked=["f", "g"])
    assert not clean(
        f"def g(x): return x\n{text}" if "if True" not in text else text, "def f(x): return x", asked=["f", "g"]
    )
    # nobody looks
    assert clean(f"{start}{text}\ndef f(x): return x")
    assert clean(f"{start}{text}\ndef f(x):\n    g = 3\n    return g")


def test_cells_at_the_top_may_use_values_of_other_cells():
    assert clean(
        "xs = [1]", "ys = [x + 1 for x in xs]\nprint(ys, [a for a in (lambda q: q)(ys)])", "def f(x): return x"
    )
    assert clean(
        "def f(x): return x", "(lambda: f(1))()", "[f(i) for i in range(3)]", "xs = {f(i): 1 for i in range(2)}"
    )
    assert not clean("ys = xs", "def f(x): return x")  # from nowhere
    assert not clean("(lambda: xs)()", "def f(x): return x")
    assert not clean("[1 for i in xs]", "def f(x): return x")
    assert not clean("[xs for i in range(3)]", "def f(x): return x")
    assert not clean("def f(x): return xs")
    assert not clean("def f(x):\n    def g():\n        return xs\n    return g()")


def test_functions_may_use_functions_of_any_cell_once_they_are_plain():
    assert clean("def f(x): return g(x)", "def g(x): return x")
    assert not clean("def f(x): return g(x)", "def g(x): return x", "g = 3")
    assert clean("def g(x): return x", "def g(x): return x + 1", "def f(x): return g(x)")


@pytest.mark.parametrize("name", ["np", "math", "time", "len", "print", "ValueError"])
def test_names_of_modules_and_builtins_are_nobodys(name):
    for text in (f"{name} = 1", f"def {name}(x): return x", f"for {name} in [1]: pass"):
        assert not clean(text, "def f(x): return x")


def test_a_name_is_the_learners_own_only_where_it_is_written():
    course = "table = check(1)\nimport os"
    assert clean(course, "def f(x): return x", handed_out=[f"  {course}\n"])
    assert clean(f"\n{course}  ", "def f(x): return x", handed_out=[course])
    assert not clean(course, "def f(x): return x")
    for use in (
        "def f(x): return os",
        "os\ndef f(x): return x",
        "def f(x): return table",
        "xs = [table]\ndef f(x): return x",
    ):
        assert not clean(course, use, handed_out=[course]), use
    # over two cells of the course's own, and a third
    twins = ["twin = table", "third = [twin]", "fourth = 4"]
    for name in ("twin", "third"):
        assert not clean(course, *twins, f"{name}\ndef f(x): return x", handed_out=[course, *twins])
    assert clean(course, *twins, "fourth\ndef f(x): return x", handed_out=[course, *twins])
    assert not clean(course, "def f(x): return x", handed_out=[course], asked=["f", "table"])
    assert not clean("f = os", "def g(x): return f", handed_out=["f = os"], asked=["g"])


def test_what_cannot_be_read_is_not_pure():
    answer = "def f(x): return x\n"
    assert clean(answer + "#" * (_LONGEST - len(answer)))
    assert not clean(answer + "#" * (_LONGEST - len(answer) + 1))
    assert _LONGEST == 20_000
    for text in (
        "def f(x:",
        "%time 1",
        "x = \0",
        "'" + "\\" + "N{nope}'",
        "x = " + "(" * 300,
        "x = " + "-" * 19_000 + "1",
    ):
        assert not clean(answer, text), text[:20]
        assert not clean(answer, text, handed_out=[text]), text[:20]


def test_a_learners_warnings_are_not_ours():
    assert clean("def f(x): return '\\d' if x is 3 else 1")


def test_nothing_is_asked_of_nobody():
    assert pure([], [], [])
    assert pure([], [], ["f"])
    assert pure([SETUP], [], ["f"])
