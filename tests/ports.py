"""A port for a server that a test starts a little later.

Out of its own range (from 32768 up on Linux) a system gives a port to whoever connects somewhere, so one that was free may be gone
by the time the server wants it. These ports are nobody's unless asked for.
"""

import contextlib
import random
import socket


def free_port() -> int:
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.socket() as asked:
            asked.bind(("127.0.0.1", port))
            return port
