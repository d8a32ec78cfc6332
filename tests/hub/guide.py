"""What the guide of the JupyterHub gives whole, taken out of it: files by their paths, steps by who takes them.

The first line of a block says what it is: `# /a/path` is a file, `# as NAME: what` is a step that can be taken in one go. Blocks
without such a line install something, or are single commands of a week.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (/\S+)\n")
_STEP = re.compile(r"# (as \w+: .+)\n")


def blocks(language: str) -> list[str]:
    """Every block of code, in order, as one would copy it."""
    text = (ROOT / "docs" / language / "guides" / "jupyterhub.md").read_text(encoding="utf-8")
    return [re.sub(f"^{indent}", "", block, flags=re.MULTILINE) for indent, _, block in _BLOCK.findall(text)]


def files(language: str) -> dict[str, str]:
    """The files, by where they belong."""
    return {found[1]: block for block in blocks(language) if (found := _FILE.match(block))}


def steps(language: str) -> dict[str, str]:
    """The steps, by "as NAME: what"."""
    return {found[1]: block for block in blocks(language) if (found := _STEP.match(block))}
