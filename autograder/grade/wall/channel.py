"""A line between the grader and a stranger's process: a socket that carries packed messages, and never waits for ever."""

import socket
import time
from collections.abc import Mapping
from typing import Any

from autograder.grade.wall.packing import PREFIX, Odd, lengths, message_of, pack, strange

AHEAD = 64 << 10  # bytes that are read ahead
MOST_KEPT = 64 << 10  # bytes that wait for company


class ClosedError(Exception):
    """The partner is gone."""


class TooLateError(Exception):
    """The partner did not answer, or did not listen, in time."""


class Channel:
    """Frames over a connected socket. Every wait has an end: `until` is a time of `time.monotonic`.

    Up to `ahead` bytes are read before they are asked for; a channel that descriptors come by must not.
    """

    def __init__(self, connected: socket.socket, odd: Odd = strange, *, ahead: int = 0) -> None:
        self.socket = connected
        self.odd = odd
        self.ahead = ahead
        self._got = bytearray()
        self._kept = b""

    def send(self, message: Mapping[str, Any], until: float | None = None, descriptor: int | None = None) -> None:
        """Send one message, and with it an open descriptor."""
        self.send_frames(pack(message, self.odd), until, descriptor)

    def send_frames(self, frames: bytes, until: float | None = None, descriptor: int | None = None) -> None:
        """Send messages that were packed before, after those that were kept."""
        left, self._kept = memoryview(self._kept + frames), b""
        try:
            if descriptor is not None:
                self._wait_until(until)
                left = left[socket.send_fds(self.socket, [left[: PREFIX.size]], [descriptor]) :]
            while left:
                self._wait_until(until)
                left = left[self.socket.send(left[: 1 << 16]) :]
        except (TimeoutError, BlockingIOError) as error:
            raise TooLateError("the partner does not listen") from error
        except OSError as error:
            raise ClosedError("the partner is gone") from error

    def keep(self, message: Mapping[str, Any]) -> None:
        """Have a message sent with the next one, or when we wait for the partner, or when there is much of it."""
        self._kept += pack(message, self.odd)
        if len(self._kept) > MOST_KEPT:
            self.flush()

    def flush(self) -> None:
        """Send what was kept."""
        if self._kept:
            self.send_frames(b"")

    def receive(self, until: float | None = None) -> dict[str, Any]:
        """The next message."""
        header, body = lengths(self._exactly(PREFIX.size, until))
        return message_of(self._exactly(header, until), self._exactly(body, until))

    def receive_with_descriptor(self) -> tuple[dict[str, Any], int | None]:
        """The next message, and the descriptor that came with it. Only for a partner who is trusted."""
        try:
            prefix, descriptors, _, _ = socket.recv_fds(self.socket, PREFIX.size, 1)
        except OSError as error:
            raise ClosedError("the partner is gone") from error
        if not prefix:
            raise ClosedError("the partner is gone")
        prefix += self._exactly(PREFIX.size - len(prefix), None)
        header, body = lengths(prefix)
        message = message_of(self._exactly(header, None), self._exactly(body, None))
        return message, descriptors[0] if descriptors else None

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _exactly(self, count: int, until: float | None) -> bytes:
        got = self._got
        while len(got) < count:
            self.flush()
            try:
                self._wait_until(until)
                part = self.socket.recv(min(max(count - len(got), self.ahead), 1 << 20))
            except (TimeoutError, BlockingIOError) as error:
                raise TooLateError("the partner does not answer") from error
            except OSError as error:
                raise ClosedError("the partner is gone") from error
            if not part:
                raise ClosedError("the partner is gone")
            got += part
        with memoryview(got) as view, view[:count] as part_of_it:  # one copy: an answer may be large
            taken = bytes(part_of_it)
        del got[:count]
        return taken

    def _wait_until(self, until: float | None) -> None:
        if until is None:
            self.socket.settimeout(None)
            return
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.socket.settimeout(left)
