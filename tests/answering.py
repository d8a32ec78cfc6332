"""A Jupyter server that a test has started: wait until it answers, and ask it."""

import json
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from subprocess import Popen
from typing import Any


def answering(process: "Popen[bytes]", records: Path, log: Path, seconds: float = 90) -> dict[str, Any]:
    """What the server writes about itself into its folder of records, once it answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        for record in records.glob("jpserver-*.json"):
            try:
                server: dict[str, Any] = json.loads(record.read_text(encoding="utf-8"))
                get(server, "api/status")
            except (ValueError, OSError):  # half written, not listening yet, or too busy to answer
                continue
            return server
        time.sleep(0.1)
    raise AssertionError(f"Jupyter did not start:\n{log.read_text(encoding='utf-8')}")


def address(server: Mapping[str, Any]) -> str:
    return f"http://127.0.0.1:{server['port']}{server['base_url']}"


def get(server: Mapping[str, Any], path: str) -> tuple[str, str]:
    """A page, and the address that it came from in the end."""
    asked = urllib.request.Request(address(server) + path, headers={"Authorization": f"token {server['token']}"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return answer.read().decode(), answer.geturl()
