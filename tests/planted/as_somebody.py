"""The planted submissions once more, graded by a new account of this machine, for root is let off much that stops others.

    .venv/bin/python tests/planted/as_somebody.py                    all of them
    .venv/bin/python tests/planted/as_somebody.py -k "theft and 3"   what `pytest` is to choose

Making an account takes root's rights, or `sudo` without a password. The account is taken away at the end.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.ordinary import ROOT, Machine  # found by the line above


def main() -> int:
    machine = Machine()
    try:
        if why := machine.why_not():
            sys.exit(f"No account can be made here: {why}.")
        account = machine.account(f"dl-planted-{os.getpid()}")
        print(f"as {account.name}, number {account.run('id', '-u').stdout.strip()}", flush=True)
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/planted", *sys.argv[1:]]
        graded = account.starts(*words, cwd=ROOT, CI="true", PYTHONUNBUFFERED="1")
        for line in graded.stdout:
            print(line, end="", flush=True)
        return graded.wait()
    finally:
        machine.close()


if __name__ == "__main__":
    sys.exit(main())
