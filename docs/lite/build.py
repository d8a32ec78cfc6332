"""Build the browser-only edition: `python docs/lite/build.py WHEELS OUT`, with the packages of requirements.txt beside this file.

Each lesson gets one more cell at its top, which installs the course into the Python of the page. The course's wheel is served by the site itself; NumPy
and matplotlib come, at view time, from the place where the in-browser Python keeps its own packages. So this edition is the one part of the site that
needs the network, and no test of this repository runs its cells.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
INSTALL = {
    "cell_type": "code",
    "id": "install",
    "metadata": {},
    "execution_count": None,
    "outputs": [],
    "source": ["%pip install -q dlcourse"],
}


def contents(folder: Path) -> list[Path]:
    """Put every lesson into `folder`, ready for a page that starts empty."""
    made = []
    for source in sorted((ROOT / "lessons").glob("*/*/*.ipynb")):
        notebook = json.loads(source.read_text(encoding="utf-8"))
        notebook["cells"].insert(0, INSTALL)
        notebook["metadata"]["kernelspec"] = {
            "name": "python",
            "display_name": "Python (Pyodide)",
            "language": "python",
        }
        made.append(folder / source.parent.parent.name / source.name)
        made[-1].parent.mkdir(parents=True, exist_ok=True)
        made[-1].write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
    return made


def main(wheels: Path, out: Path) -> int:
    """Exit code of the tool that does the work."""
    (wheel,) = wheels.glob("dlcourse-*.whl")
    with tempfile.TemporaryDirectory() as temporary:
        contents(Path(temporary) / "lessons")
        command = [sys.executable, "-m", "jupyter", "lite", "build", "--contents", "lessons"]
        command += ["--piplite-wheels", str(wheel.resolve()), "--output-dir", str(out.resolve())]
        return subprocess.run(command, cwd=temporary, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
