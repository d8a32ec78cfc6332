"""Build the site: `python docs/build.py [FOLDER]` (default docs/_build/html), both languages side by side; any warning is an error."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parent
LANGUAGES = ("en", "ko")


def main(folder: Path) -> int:
    """Exit code 0, or 1 if a page is not as it should be."""
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for language in LANGUAGES:
        command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "--jobs", "auto"]
        command += [
            "-c",
            str(DOCS),
            "-d",
            str(DOCS / "_build" / f"doctrees-{language}"),
            str(DOCS / language),
            str(folder / language),
        ]
        done = subprocess.run(command, env=os.environ | {"DLCOURSE_LANG": language}, check=False)
        failed |= done.returncode
    shutil.copy(DOCS / "choose.html", folder / "index.html")
    return int(failed != 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "_build" / "html"))
