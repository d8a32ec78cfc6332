"""A way to a server that is not straight: every byte comes later, or the server is called by another name.

`Relay(port, one_way=0.05)` is a server 100 ms away, as Binder's are. `Relay(port, host=..., origin=...)` is a codespace's tunnel:
the server is told `Host: localhost`, and that the page came from a name it does not know.
"""

import asyncio
import contextlib
import re
import threading
from collections.abc import Iterator


class Relay:
    """Takes connections on a loopback port of its own and hands them on."""

    def __init__(self, port: int, *, one_way: float = 0.0, host: str | None = None, origin: str | None = None) -> None:
        self._to, self.one_way = port, one_way
        self._rewrite = {b"Host": host, b"Origin": origin}
        self.port = 0
        self._open: list[asyncio.StreamWriter] = []

    @contextlib.contextmanager
    def open(self) -> Iterator["Relay"]:
        ready = threading.Event()

        async def listen() -> None:
            self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
            server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            ready.set()
            await self._end.wait()
            server.close()
            for writer in self._open:
                writer.transport.abort()
            await asyncio.sleep(0.05)  # the pipes see it and end

        thread = threading.Thread(target=lambda: asyncio.run(listen()), daemon=True)
        thread.start()
        ready.wait()
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._end.set)
            thread.join()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._to)
        self._open += [writer, there_writer]
        with contextlib.suppress(asyncio.CancelledError):  # the relay closes
            await asyncio.gather(self._pipe(reader, there_writer, self._named), self._pipe(there_reader, writer, bytes))

    def _named(self, data: bytes) -> bytes:
        for header, value in self._rewrite.items():
            if value is not None:
                data = re.sub(rb"(?mi)^%s: [^\r]*" % header, b"%s: %s" % (header, value.encode()), data)
        return data

    async def _pipe(self, reader, writer, change) -> None:  # type: ignore[no-untyped-def]  # asyncio's two ends, and bytes to bytes
        """Read at once, write each piece when its time has come: what is on its way does not hold up what follows."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due, data = await waiting.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                if not data:
                    break
                writer.write(data)
                await writer.drain()

        task = asyncio.create_task(deliver())
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                waiting.put_nowait((loop.time() + self.one_way, change(data)))
        waiting.put_nowait((loop.time() + self.one_way, b""))
        with contextlib.suppress(ConnectionError):
            await task
        writer.close()
