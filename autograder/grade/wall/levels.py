"""The levels of the wall, the safest first.

namespaces   bubblewrap: a file system of its own, read-only and without the course; no network; process trees
             that die whole
landlock     where namespaces are refused, as in most containers: the kernel guards files and calls
none         no wall at all, only limits; refused unless the instructor names it
"""

from typing import Literal

Level = Literal["namespaces", "landlock", "none"]
LEVELS: tuple[Level, ...] = ("namespaces", "landlock", "none")
