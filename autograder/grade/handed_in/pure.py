"""Which notebooks can leave nothing behind? Their exercises need no throw-away copies: one call cannot reach the next.

A notebook is pure if every cell is either as it was handed out or made of harmless parts alone:
names, numbers, loops, functions that see nothing but their arguments and one another, and the
functions and methods listed here, none of which keeps a memory or hands out what lay in memory
before. Such a function can change its arguments and what it made itself, nothing that lasts.
Whatever is not on a list makes a notebook impure, which costs nobody a point: it gets its copies.
Nothing here runs anything.
"""

import ast
import symtable
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeGuard

_IMPORTED = {"numpy": "np", "math": "math", "time": "time"}
_ASKED_OF = {
    "math": """acos asin atan atan2 ceil comb copysign cos cosh dist e erf erfc exp expm1 fabs factorial floor fmod fsum gamma gcd
        hypot inf isclose isfinite isinf isnan lgamma log log10 log1p log2 nan pi pow prod sin sinh sqrt tan tanh tau trunc""",
    "np": """abs absolute add add.at add.outer add.reduce all allclose amax amin any apply_along_axis arange arccos arcsin arctan
        arctan2 argmax argmin argsort argwhere around array array_equal asarray atleast_1d atleast_2d average bincount block bool bool_
        broadcast_to ceil choose clip column_stack concatenate copy copyto cos cosh count_nonzero cumprod cumsum diag diff divide dot
        dstack e einsum equal errstate exp exp2 expand_dims expm1 eye fabs fill_diagonal finfo flatnonzero flip float16
        float32 float64 floor floor_divide fmax fmin full full_like greater greater_equal heaviside hsplit hstack hypot identity inf
        inner int16 int32 int64 int8 integer intp isclose isfinite isinf isnan isscalar kron less less_equal linalg.det linalg.eigh
        linalg.eigvalsh linalg.inv linalg.lstsq linalg.matrix_rank linalg.norm linalg.pinv linalg.qr linalg.solve linalg.svd linspace
        log log10 log1p log2 logaddexp logical_and logical_not logical_or logical_xor logspace matmul max maximum maximum.reduce mean
        median meshgrid min minimum moveaxis multiply multiply.outer nan nan_to_num ndenumerate ndim ndindex negative newaxis
        nonzero not_equal number ones ones_like outer percentile pi polyfit polyval power prod put put_along_axis quantile
        random.default_rng random.Generator ravel reciprocal repeat reshape rint roll rollaxis round searchsorted select shape sign
        signbit sin sinh size sort split sqrt square squeeze stack std subtract subtract.outer sum swapaxes take take_along_axis tan
        tanh tensordot tile trace transpose tri tril triu trunc uint8 unique unravel_index vander var vdot vectorize vstack where zeros
        zeros_like""",
    "time": "monotonic perf_counter process_time sleep time",
}
_HARMLESS_METHODS = """T add all any append argmax argmin argsort astype choice clear clip copy count cumprod cumsum diagonal difference discard dot dtype
    endswith exponential extend fill find flat flatten imag index insert integers intersection isdigit issubset item items join keys
    kind lower lstrip max mean min ndim nonzero normal permutation permuted pop prod random ravel real remove repeat replace reshape
    reverse round rstrip searchsorted setdefault shape shuffle size sort split squeeze standard_normal startswith std strip sum swapaxes
    take tolist trace transpose uniform union update upper values var"""
_HARMLESS_BUILTINS = """ArithmeticError AssertionError AttributeError Exception FloatingPointError IndexError KeyError LookupError NotImplementedError
    OverflowError RuntimeError StopIteration TypeError ValueError ZeroDivisionError abs all any bool complex dict divmod enumerate filter
    float frozenset int isinstance issubclass iter len list map max min next pow print range repr reversed round set slice sorted str
    sum tuple zip"""
_REACHED = {f"{module}.{name}" for module, names in _ASKED_OF.items() for name in names.split()}
_METHODS, _BUILTINS = set(_HARMLESS_METHODS.split()), set(_HARMLESS_BUILTINS.split())
_PARTS = (
    ast.Module, ast.FunctionDef, ast.Lambda, ast.arguments, ast.arg, ast.Return, ast.Yield, ast.YieldFrom, ast.Pass, ast.Break, ast.Continue,
    ast.Assign, ast.AugAssign, ast.AnnAssign, ast.NamedExpr, ast.For, ast.While, ast.If, ast.With, ast.withitem, ast.Raise, ast.Try,
    ast.ExceptHandler, ast.Assert, ast.Import, ast.alias, ast.Expr, ast.expr_context, ast.boolop, ast.operator, ast.unaryop, ast.cmpop,
    ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.IfExp, ast.Dict, ast.Set, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
    ast.comprehension, ast.Compare, ast.Call, ast.keyword, ast.FormattedValue, ast.JoinedStr, ast.Constant, ast.Attribute, ast.Subscript,
    ast.Starred, ast.Name, ast.List, ast.Tuple, ast.Slice,
)  # fmt: skip
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
# what a table of symbols calls scopes that have no name, and those of annotations
_NAMELESS = {"lambda", "listcomp", "setcomp", "dictcomp", "genexpr"}
_ANNOTATIONS = {"__annotate__", "_annotation"}
_NOT_FOR_OURS = _NAMELESS | _ANNOTATIONS | set(_ASKED_OF)  # a function so called would be taken for something else
_HANDED_ON = (ast.NamedExpr, ast.Call, ast.Lambda, *_COMPREHENSIONS)  # whatever may do more with a type than name it
_LONGEST = 20_000  # characters of a cell that we look at


@dataclass(frozen=True)
class _Cell:
    """What one cell binds at the top of the notebook, and what it looks up there."""

    harmless: bool
    functions: frozenset[str]  # bound by a plain `def` and by nothing else
    others: frozenset[str]  # bound in any other way, but for the usual imports
    seen: frozenset[str] = frozenset()  # what its functions look up, whenever they are called
    used: frozenset[str] = frozenset()  # what it looks up itself, while it runs

    @property
    def made(self) -> frozenset[str]:
        """All it binds."""
        return self.functions | self.others


def pure(cells: Iterable[str], handed_out: Iterable[str], asked: Iterable[str]) -> bool:
    """Whether calls of the functions `asked` for, once these `cells` were run, reach nothing that lasts.

    Cells that are as they were `handed_out` may do what they like, but no learner's cell may use what they made by it.
    """
    course = {text.strip() for text in handed_out}
    plain: list[_Cell] = []
    ours: list[_Cell] = []
    foreign: set[str] = set()
    for text in cells:
        cell = _looked_at(text)
        if cell is None or not (cell.harmless or text.strip() in course):
            return False
        if not cell.harmless:
            foreign |= cell.made  # may stand for anything
        else:
            (ours if text.strip() in course else plain).append(cell)
    while tainted := [cell for cell in ours if (cell.used | cell.seen) & foreign]:
        ours = [cell for cell in ours if cell not in tainted]
        foreign = foreign.union(*(cell.made for cell in tainted))
    plain += ours
    always = {*_IMPORTED.values(), *_BUILTINS}
    made = foreign.union(*(cell.made for cell in plain))
    others = foreign.union(*(cell.others for cell in plain))
    return (
        not always & made
        and not others & set(asked)
        and all(cell.seen <= (always | made) - others and cell.used <= (always | made) - foreign for cell in plain)
    )


@lru_cache(256)
def _looked_at(text: str) -> _Cell | None:
    """One cell by itself; None where it cannot be read. Of one that is not harmless only what it binds is told."""
    if len(text) > _LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about the learner's text; the learner saw them
            tree = ast.parse(text)
            table = symtable.symtable(text, "cell", "exec")
        return _cell(tree, table)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _cell(tree: ast.Module, table: symtable.SymbolTable) -> _Cell:
    top = list(_at_the_top(tree))
    usual = {_IMPORTED[name.name] for one in top if _usual(one) for name in one.names}
    stored = {one.id for one in top if isinstance(one, ast.Name) and type(one.ctx) is ast.Store}
    stored |= {one.name for one in top if isinstance(one, ast.ExceptHandler) and one.name}
    stored |= {one.target.id for one in ast.walk(tree) if isinstance(one, ast.NamedExpr)}  # leaves its comprehension
    functions = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)} - stored
    bound = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    made = frozenset(functions), frozenset((bound - functions - usual) | stored)
    if not _harmless(_OnlyNamed().visit(tree)):
        return _Cell(False, *made)
    inner = [one for one in table.get_children() if one.get_name() not in _ANNOTATIONS]
    seen = {name for one in inner if one.get_name() not in _NAMELESS for name in _from_outside(one)}
    used = {name for one in inner if one.get_name() in _NAMELESS for name in _from_outside(one)}
    used |= {one.id for one in top if isinstance(one, ast.Name) and type(one.ctx) is ast.Load}
    return _Cell(True, *made, frozenset(seen), frozenset(used))


def _at_the_top(node: ast.AST) -> Iterator[ast.AST]:
    """What a cell consists of, without what is inside of functions and comprehensions, which have names of their own."""
    for child in ast.iter_child_nodes(node):
        yield child
        if isinstance(child, _COMPREHENSIONS):
            yield child.generators[0].iter  # looked up outside
            yield from _at_the_top(child.generators[0].iter)
        elif not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield from _at_the_top(child)


def _from_outside(table: symtable.SymbolTable) -> Iterator[str]:
    """The names that a function, or one inside it, looks up at the top of the notebook."""
    yield from (symbol.get_name() for symbol in table.get_symbols() if symbol.is_global())
    for inner in table.get_children():
        yield from _from_outside(inner)


class _OnlyNamed(ast.NodeTransformer):
    """Takes `np.ndarray` away where it is only named: in annotations, and where a type is asked for. Called, it would
    hand out memory, so it is on no list.
    """

    def __init__(self) -> None:
        self.named = False

    def _only_named(self, node: Any) -> Any:
        before, self.named = self.named, not any(isinstance(one, _HANDED_ON) for one in ast.walk(node))
        made, self.named = self.visit(node), before
        return made

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """One chain of dots."""
        if self.named and ast.unparse(node) == "np.ndarray":
            return ast.copy_location(ast.Constant(None), node)
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """An argument with its annotation."""
        node.annotation = node.annotation and self._only_named(node.annotation)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """A name with its annotation."""
        node.annotation = self._only_named(node.annotation)
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A function, which may say what it returns."""
        node.returns = node.returns and self._only_named(node.returns)
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A question for a type."""
        if isinstance(node.func, ast.Name) and node.func.id in ("isinstance", "issubclass") and len(node.args) == 2:
            node.args[1] = self._only_named(node.args[1])
        return self.generic_visit(node)


def _harmless(node: ast.AST) -> bool:
    """Whether a piece of a program, and every piece of it, is of a kind that can reach nothing that lasts."""
    if isinstance(node, ast.Attribute):
        return _kept_within(node)
    if isinstance(node, ast.Name):
        good = node.id not in _ASKED_OF  # a module is only asked for something, never handed on
    elif isinstance(node, ast.FunctionDef):
        inside = list(ast.walk(node))
        pauses = any(isinstance(one, ast.Yield | ast.YieldFrom) for one in inside)
        # what it would do at its end, it does whenever the memory is cleaned up: during somebody else's call
        paused = pauses and any(isinstance(one, ast.With | ast.Try) for one in inside)
        quiet = node.returns is None or not _calls(node.returns)
        named = node.name not in _NOT_FOR_OURS
        good = not node.decorator_list and named and not paused and quiet and _fixed(node.args)
    elif isinstance(node, ast.Lambda):
        good = _fixed(node.args)
    elif isinstance(node, ast.arg | ast.ExceptHandler):
        good = (node.arg if isinstance(node, ast.arg) else node.name) not in _ASKED_OF
    elif isinstance(node, ast.keyword):  # what NumPy leaves out with `where` is what lay in memory; `**` may say it too
        good = node.arg not in (None, "where")
    elif isinstance(node, ast.With):
        asked = [one.context_expr for one in node.items]
        good = all(isinstance(one, ast.Call) and ast.unparse(one.func) == "np.errstate" for one in asked)
    elif isinstance(node, ast.Import):
        good = _usual(node)
    else:
        good = isinstance(node, _PARTS)
    return good and all(_harmless(child) for child in ast.iter_child_nodes(node))


def _kept_within(node: ast.Attribute) -> bool:
    """Whether a chain of dots asks only for what is listed; nothing is stored that way."""
    names: list[str] = []
    start: ast.expr = node
    while isinstance(start, ast.Attribute):
        if type(start.ctx) is not ast.Load:
            return False
        names.insert(0, start.attr)
        start = start.value
    if isinstance(start, ast.Name) and start.id in _ASKED_OF:
        reached = [n for n in range(1, 3) if ".".join((start.id, *names[:n])) in _REACHED]
        return bool(reached) and set(names[max(reached) :]) <= _METHODS
    return set(names) <= _METHODS and _harmless(start)


def _fixed(arguments: ast.arguments) -> bool:
    """Whether what an argument is by default cannot change, and looking at what it should be calls nothing."""
    defaults = [one for one in (*arguments.defaults, *arguments.kw_defaults) if one is not None]
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    said = [one.annotation for one in every if one is not None and one.annotation is not None]
    return all(_constant(one) for one in defaults) and not any(_calls(one) for one in said)


def _constant(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.operand, ast.Constant)
    if isinstance(node, ast.Tuple):
        return all(_constant(one) for one in node.elts)
    return isinstance(node, ast.Constant)


def _calls(node: ast.expr) -> bool:
    return any(isinstance(one, ast.Call) for one in ast.walk(node))


def _usual(node: ast.AST) -> TypeGuard[ast.Import]:
    """An import under its usual name."""
    return isinstance(node, ast.Import) and all(
        (one.asname or one.name) == _IMPORTED.get(one.name) for one in node.names
    )
