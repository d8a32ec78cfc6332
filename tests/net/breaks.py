"""Small bugs, made from a program's own tree: every way in which one place of a module may be broken.

A break replaces the text of one expression or statement by another and leaves all other text as it is, because some of
our modules cut their cells out of source files. Which breaks are chosen depends on the seed and on what is broken, not
on line numbers: an edit elsewhere in a file changes nothing.
"""

import ast
import copy
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip  # a table
CALCULATED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult, ast.FloorDiv: ast.Div,
    ast.LShift: ast.RShift, ast.BitAnd: ast.BitOr,
}  # fmt: skip  # a table
SISTERS = {"min": "max", "any": "all", "minimum": "maximum", "startswith": "endswith", "zeros": "ones",
           "zeros_like": "ones_like", "sum": "mean", "isnan": "isinf", "add": "discard"}  # fmt: skip  # a table
SISTERS |= {second: first for first, second in SISTERS.items()}
COPIERS = {"copy", "strip", "rstrip", "lower", "isprintable"}  # methods that may be left out of a chain
WRAPPERS = {"abs", "sorted", "list", "tuple", "dict", "array", "asarray", "float", "_clean", "_name", "escape", "plain"}


@dataclass(frozen=True)
class Break:
    """One place broken: `unit` is the function, class or table it stands in, `source` the whole broken module."""

    unit: str
    line: int
    kind: str
    before: str
    after: str
    source: str


def breaks(source: str) -> list[Break]:
    """Every break of a module, in the order of its text."""
    return list(_others(source, _texts(source)))


def chosen(source: str, number: int, seed: int = 0) -> list[Break]:
    """So many breaks of a module, spread over its units and over the kinds of break in each."""
    units: dict[str, dict[str, list[Break]]] = defaultdict(lambda: defaultdict(list))
    for one in _texts(source):
        units[one.unit][one.kind].append(one)

    def pile(unit: str, ones: list[Break]) -> Iterator[Break]:
        ones.sort(key=lambda one: _rank(f"{seed} {unit} {one.kind} {one.before} {one.after}"))
        return _others(source, ones)

    queues = {
        unit: _in_turn({kind: pile(unit, ones) for kind, ones in kinds.items()}, f"{seed} {unit}")
        for unit, kinds in units.items()
    }
    return list(islice(_in_turn(queues, str(seed)), number))


def _texts(source: str) -> Iterator[Break]:
    """Every text that may stand in a place, whether or not it says something else."""
    text = source.encode()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for unit, node in _places(ast.parse(source)):
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        before = text[begin:end].decode()
        for kind, after in _broken(node):
            made = (text[:begin] + after.encode() + text[end:]).decode()
            yield Break(unit, node.lineno, kind, _line(before), _line(after), made)


def _others(source: str, ones: Iterable[Break]) -> Iterator[Break]:
    """Those that are another program: asked one at a time, for reading a whole module again takes long."""
    whole = ast.dump(ast.parse(source))
    for one in ones:
        try:
            if ast.dump(ast.parse(one.source)) != whole:
                yield one
        except SyntaxError:
            continue


def _in_turn(piles: dict[str, Iterator[Break]], salt: str) -> Iterator[Break]:
    """One from each pile in turn; which pile comes first is decided by its name."""
    waiting = [piles[name] for name in sorted(piles, key=lambda name: _rank(f"{salt} {name}"))]
    while waiting:
        for pile in list(waiting):
            one = next(pile, None)
            if one is None:
                waiting.remove(pile)
            else:
                yield one


def _rank(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _line(text: str) -> str:
    return " ".join(text.split())


# --- where ----------------------------------------------------------------------------------------------------------


def _places(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Every expression and statement that does something, with the name of the unit it stands in."""
    for top in tree.body:
        if isinstance(top, ast.FunctionDef | ast.ClassDef):
            yield from _inside(top, "")
        elif isinstance(top, ast.Assign | ast.AnnAssign) and not _types_only(top):
            target = top.targets[0] if isinstance(top, ast.Assign) else top.target
            yield from ((ast.unparse(target), one) for one in _walk(top.value) if top.value is not None)


def _types_only(node: ast.Assign | ast.AnnAssign) -> bool:
    """`Status = Literal[...]` and `__all__` are for readers and for the type checker."""
    value = node.value
    subscript = isinstance(value, ast.Subscript) and ast.unparse(value.value) in ("Literal", "Callable", "Mapping")
    return subscript or "__all__" in ast.unparse(node).partition("=")[0]


def _inside(node: ast.FunctionDef | ast.ClassDef, outer: str) -> Iterator[tuple[str, ast.AST]]:
    unit = f"{outer}.{node.name}" if outer else node.name
    heads = [one for one in node.decorator_list if ast.unparse(one).startswith("require")]  # others keep house
    if isinstance(node, ast.FunctionDef):
        heads += [*node.args.defaults, *(one for one in node.args.kw_defaults if one is not None)]
    for head in heads:
        yield from ((unit, one) for one in _walk(head))
    for one in node.body[1:] if ast.get_docstring(node) else node.body:
        if isinstance(one, ast.FunctionDef | ast.ClassDef):
            yield from _inside(one, unit)
        else:
            yield from ((unit, place) for place in _walk(one))


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what is inside of it, without type annotations, imports and the insides of f-strings."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr | ast.Assert | ast.Global):
        return
    if isinstance(node, ast.expr | ast.stmt | ast.ExceptHandler):
        yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walk(child)


# --- how ------------------------------------------------------------------------------------------------------------


def _broken(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Kind and text of everything that may stand in a node's place."""
    for kinds, ways in _WAYS:
        if isinstance(node, kinds):
            for kind, made in ways(node):
                yield kind, made if isinstance(made, str) else f"({ast.unparse(made)})"


def _with(node: ast.AST, **changes: object) -> ast.AST:
    made = copy.copy(node)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def _compare(node: ast.Compare) -> Iterator[tuple[str, ast.AST]]:
    for i, operator in enumerate(node.ops):
        operators = [*node.ops]
        operators[i] = COMPARED[type(operator)]()
        yield "comparison", _with(node, ops=operators)


def _boolean(node: ast.BoolOp) -> Iterator[tuple[str, ast.AST]]:
    yield "and / or", _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for i in range(len(node.values)):
        yield "condition left out", _with(node, values=[*node.values[:i], *node.values[i + 1 :]])


def _unary(node: ast.UnaryOp) -> Iterator[tuple[str, ast.AST]]:
    yield "sign or not left out", node.operand


def _calculation(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    if type(node.op) in CALCULATED:
        yield "arithmetic", _with(node, op=CALCULATED[type(node.op)]())
    if isinstance(node.op, ast.BitOr):
        yield "alternative left out", node.left
        yield "alternative left out", node.right
    elif isinstance(node.op, ast.MatMult | ast.Sub):
        yield "operands swapped", _with(node, left=node.right, right=node.left)


def _constant(node: ast.Constant) -> Iterator[tuple[str, str]]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", repr(not value)
    elif isinstance(value, int):
        yield "off by one", repr(value + 1)
    elif isinstance(value, float):
        yield "constant", {0.0: "1.0", 1.0: "2.0"}.get(value, repr(value * 10))
    elif isinstance(value, str):
        words = value.split()
        shorter = value[:-1] if len(value) > 1 else f"{value}x"
        yield "text", repr(" ".join([*words[:-2], words[-1]]) if len(words) > 3 else shorter)


def _call(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    function, args = node.func, node.args
    name = getattr(function, "attr", getattr(function, "id", ""))
    if len(args) > 1 and not any(isinstance(one, ast.Starred) for one in args[:2]):
        yield "arguments swapped", _with(node, args=[args[1], args[0], *args[2:]])
    for i in range(len(node.keywords)):
        yield "argument left out", _with(node, keywords=[*node.keywords[:i], *node.keywords[i + 1 :]])
    if len(args) > 2:
        yield "argument left out", _with(node, args=args[:-1])
    if name in SISTERS and isinstance(function, ast.Attribute):
        yield "sister function", _with(node, func=_with(function, attr=SISTERS[name]))
    elif name in SISTERS:
        yield "sister function", _with(node, func=ast.Name(SISTERS[name], ast.Load()))
    if name in COPIERS and isinstance(function, ast.Attribute):
        yield "copy or cut left out", function.value
    if name in WRAPPERS and args and not isinstance(args[0], ast.Starred | ast.GeneratorExp):
        yield "copy or cut left out", args[0]


def _choice(node: ast.IfExp) -> Iterator[tuple[str, ast.AST]]:
    yield "no choice", node.body
    yield "no choice", node.orelse


def _cut(node: ast.Subscript) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load):
        yield "cut left out", node.value


def _loop(node: ast.For) -> Iterator[tuple[str, str]]:
    text = ast.unparse(_with(node, iter=_all_but_one(node.iter)))
    yield "all but the last", _indented(text, node.col_offset)


def _all_but_one(node: ast.expr) -> ast.expr:
    return ast.parse(f"list({ast.unparse(node)})[:-1]", mode="eval").body


def _comprehension(node: ast.ListComp | ast.GeneratorExp | ast.DictComp | ast.SetComp) -> Iterator[tuple[str, ast.AST]]:
    first, *rest = node.generators
    yield "all but the last", _with(node, generators=[_with(first, iter=_all_but_one(first.iter)), *rest])
    for i in range(len(first.ifs)):
        yield (
            "condition left out",
            _with(node, generators=[_with(first, ifs=[*first.ifs[:i], *first.ifs[i + 1 :]]), *rest]),
        )


def _statement(node: ast.stmt) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant | ast.Yield):
        return
    if isinstance(node, ast.AnnAssign) and node.value is None:
        return
    yield "statement left out", "pass"


def _question(node: ast.If) -> Iterator[tuple[str, str]]:
    if not node.orelse:
        yield "statement left out", "pass"
        body = [_indented(ast.unparse(one), node.col_offset) for one in node.body]
        yield "condition left out", ("\n" + " " * node.col_offset).join(body)


def _leaving(node: ast.Break | ast.Continue) -> Iterator[tuple[str, str]]:
    yield "break / continue", "continue" if isinstance(node, ast.Break) else "break"


def _returned(node: ast.Return) -> Iterator[tuple[str, str]]:
    if isinstance(node.value, ast.Tuple) and len(node.value.elts) > 1:
        first, second, *rest = node.value.elts
        yield "parts swapped", ast.unparse(_with(node, value=_with(node.value, elts=[second, first, *rest])))


def _handler(node: ast.ExceptHandler) -> Iterator[tuple[str, str]]:
    if isinstance(node.type, ast.Tuple):
        for i in range(len(node.type.elts)):
            fewer = _with(node.type, elts=[*node.type.elts[:i], *node.type.elts[i + 1 :]])
            yield "kind of error left out", _indented(ast.unparse(_with(node, type=fewer)), node.col_offset)


def _indented(text: str, column: int) -> str:
    """A statement of several lines, moved to its column (all but the first line, which stands there already)."""
    return text.replace("\n", "\n" + " " * column)


_SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Raise, ast.Return, ast.With, ast.Delete)
_WAYS: list[tuple[type | tuple[type, ...], Callable[..., Iterator[tuple[str, str | ast.AST]]]]] = [
    (ast.Compare, _compare),
    (ast.BoolOp, _boolean),
    (ast.UnaryOp, _unary),
    (ast.BinOp, _calculation),
    (ast.Constant, _constant),
    (ast.Call, _call),
    (ast.IfExp, _choice),
    (ast.Subscript, _cut),
    (ast.For, _loop),
    ((ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.SetComp), _comprehension),
    (_SIMPLE, _statement),
    (ast.If, _question),
    ((ast.Break, ast.Continue), _leaving),
    (ast.Return, _returned),
    (ast.ExceptHandler, _handler),
]
