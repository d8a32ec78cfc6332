"""The page's half of this room: its JavaScript, as one text."""

from pathlib import Path

HERE = Path(__file__).parent


def joined(*names: str) -> str:
    """These files of this room, one behind the other. They become one module: what one defines, those behind it call, and no name stands in two of them."""
    return "".join((HERE / name).read_text(encoding="utf-8") for name in names)
