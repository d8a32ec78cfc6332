"""No way out of this machine for whatever Python a test starts: a learner may sit on a train."""

import os
from pathlib import Path

# what Python imports before anything else
CLOSED = """
import socket

_connect = socket.socket.connect

def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and str(address[0]) not in ("127.0.0.1", "::1", "localhost"):
        raise OSError(f"a lesson reached for the network: {address}")
    return _connect(self, address)

socket.socket.connect = connect
"""
# the module of what a socket does then, for whoever asks whether it is so
ASK = "getattr(__import__('socket').socket.connect, '__module__', None)"
ANSWER = "sitecustomize"


def offline(folder: Path) -> dict[str, str]:
    """The environment of a Python that has no network; `folder` gets what it imports first."""
    (folder / f"{ANSWER}.py").write_text(CLOSED, encoding="utf-8")
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths)}
