"""What a learner wrote in words anywhere in their notebook: every line of theirs that was not handed out.

An answer need not stand where it was asked for. It may be a cell of its own, a line in the question's cell, a comment in a
code cell, or words typed as code; where the answer's own cell is missing or untouched, a person has to see all of it.
"""

import ast
import hashlib
import io
import tokenize
import unicodedata
from collections.abc import Collection, Iterable, Iterator

_FEW = 4  # words of a comment in an exercise's own cell: fewer explain a line of code, and answer no question
MOST = 20_000  # letters that are shown


def lines_of(text: str) -> set[str]:
    """Fingerprints of the lines of a text, whatever spaces, quotes and signs of a comment are around them."""
    return {_print(line) for line in text.splitlines() if _says(line)}


def new_in_prose(text: str, handed_out: Collection[str]) -> str:
    """What is new in a cell of prose: its lines that were not handed out."""
    mine = [line for line in text.splitlines() if _is_new(line, handed_out)]
    return "\n".join(mine)[:MOST]


def new_in_code(text: str, handed_out: Collection[str], *, answer: bool) -> str:
    """What is new in a code cell and was written for people; `answer`: it is an exercise's own, which is judged as code."""
    if not new_in_prose(text, handed_out):
        return ""
    tree = _tree(text)
    if tree is None:  # words typed as code, or code that is not whole
        if answer:
            return _enough(_comments(text, handed_out))
        return new_in_prose(text, handed_out)
    said = [*_comments(text, handed_out)]
    if "'" in text or '"' in text:
        said += _strings(tree, handed_out, answer=answer)
    return _enough(said) if answer else "\n".join(said)[:MOST]


def _comments(text: str, handed_out: Collection[str]) -> Iterator[str]:
    lines = text.splitlines()
    if not any("#" in line and _is_new(line, handed_out) for line in lines):
        return  # to find that out is cheap, and true of most cells
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                whole = lines[token.start[0] - 1]
                said = token.string.lstrip("#").strip()
                if _says(said) and _print(whole) not in handed_out and _print(said) not in handed_out:
                    yield said
    except (tokenize.TokenError, SyntaxError):  # what stands before the place that cannot be read was given already
        return


def _strings(tree: ast.Module, handed_out: Collection[str], *, answer: bool) -> Iterator[str]:
    """Texts that stand alone; in a cell of the learner's own, every text of several words."""
    every = [*ast.walk(tree)]
    alone = {id(one.value) for one in every if isinstance(one, ast.Expr)}
    for one in every:
        if not (isinstance(one, ast.Constant) and isinstance(one.value, str)):
            continue
        written = id(one) in alone or (not answer and len(one.value.split()) > 2)
        if written and (fresh := new_in_prose(one.value, handed_out)):
            yield fresh


def _tree(text: str) -> ast.Module | None:
    plain = "\n".join("pass" if line.lstrip().startswith(("%", "!")) else line for line in text.splitlines())
    try:
        return ast.parse(plain)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _enough(said: Iterable[str]) -> str:
    """Comments of an exercise's cell that may be an answer: whole sentences, and not code that was put aside."""
    mine = [one for one in said if (len(one.split()) > 1 and _tree(one) is None) or "\n" in one]
    return "\n".join(mine)[:MOST] if sum(len(one.split()) for one in mine) >= _FEW else ""


def _is_new(line: str, handed_out: Collection[str]) -> bool:
    return _says(line) and _print(line) not in handed_out


def _says(line: str) -> bool:
    return any(letter.isalnum() for letter in line) or "](" in line


def _print(line: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", line).strip("\"'# \t").split())
    return hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=6).hexdigest()
