"""From the released notebooks to `dlcourse/course.json`: which lesson asks what, and for how many points."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dlcourse.exercises import Exercise
from dlcourse.language import LANGUAGES, Language, Text

PATH = "dlcourse/course.json"


def catalogue(names: list[str], made: Mapping[str, str], cards: Mapping[str, Exercise], room: str, root: Path) -> str:
    """The file's text, from the notebooks just `made` and, for all others, from those that lie in `root`."""
    lessons = []
    for name in names:
        paths = {language: f"{room}/{language}/{name}/{name}.ipynb" for language in LANGUAGES}
        texts = {language: made.get(path) or _text_of(root / path) for language, path in paths.items()}
        if all(texts.values()):
            lessons.append(_lesson(name, texts, cards))
    return json.dumps(lessons, ensure_ascii=False, indent=1) + "\n"


def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _lesson(name: str, texts: Mapping[Language, str], cards: Mapping[str, Exercise]) -> dict[str, Any]:
    notebooks = {language: json.loads(text) for language, text in texts.items()}
    return {
        "name": name,
        "title": [_title(notebooks[language]) for language in LANGUAGES],
        "version": {language: hashlib.sha256(text.encode()).hexdigest()[:16] for language, text in texts.items()},
        "exercises": [_exercise(cards[cell["id"]]) for cell in notebooks["en"]["cells"] if cell["id"] in cards],
    }


def _title(notebook: Any) -> str:
    """The first heading."""
    first = "".join(notebook["cells"][0]["source"])
    return first.splitlines()[0].lstrip("# ")


def _exercise(card: Exercise) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": _both(card.title),
        "points": card.points,
        "mistakes": {mistake.name: _both(mistake.label) for mistake in card.misconceptions},
    }


def _both(text: Text) -> list[str]:
    return [text.in_(language) for language in LANGUAGES]
