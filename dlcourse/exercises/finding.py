"""What is wrong in one case, as plain records: the judge makes them, the tellers read them, `report` puts them into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dlcourse.exercises.card import Case

LEVELS = ("attempted", "callable", "runs", "returns", "type", "shape", "finite", "silent", "unchanged", "values")


@dataclass(frozen=True)
class Finding:
    """The first thing that is wrong in one case: `kind` names the sentence, `facts` fill it."""

    level: str
    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rank(self) -> int:
        """How early on the way it went wrong: the smaller, the earlier."""
        return LEVELS.index(self.level)

    @property
    def well_formed(self) -> bool:
        """Whether something came back with the right type, shape and parts, so that its numbers can be looked at."""
        return self.rank >= LEVELS.index("finite")


@dataclass(frozen=True)
class CaseResult:
    """How one case went. `finding` is None where it passed, `want` the right value where the case is public."""

    case: Case
    finding: Finding | None
    value: Any = None
    printed: str = ""
    want: Any = None
