"""Somebody who is logged in to the hub: their server's pages by address, and their terminal."""

import asyncio
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

SECONDS = 300
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[()=>][B0]?|\x07")


@dataclass
class Person:
    """An account of the machine, as the hub lets it in."""

    hub: str
    name: str
    password: str
    home: Path
    _token: str = field(default="", repr=False)

    @property
    def server(self) -> str:
        return f"{self.hub}user/{quote(self.name)}/"

    def asks(self, method: str, address: str, **more: Any) -> requests.Response:
        """A request in this person's name; `address` is below the hub's."""
        self._token = self._token or self.logs_in()
        headers = {"Authorization": f"token {self._token}"}
        return requests.request(method, self.hub + address, headers=headers, timeout=SECONDS, **more)

    def logs_in(self) -> str:
        """By the hub's page, with name and password; a token of theirs, for what is asked without a page."""
        with requests.Session() as page:
            form = f"{self.hub}hub/login"
            page.get(form, timeout=SECONDS)
            said = {"username": self.name, "password": self.password, "_xsrf": page.cookies["_xsrf"]}
            answer = page.post(form, params={"next": ""}, data=said, allow_redirects=False, timeout=SECONDS)
            assert answer.status_code == 302, f"{self.name} does not get in: {answer.status_code}\n{answer.text}"
        who = {"auth": {"username": self.name, "password": self.password}}
        answer = requests.post(f"{self.hub}hub/api/users/{self.name}/tokens", json=who, timeout=SECONDS)
        return str(answer.json()["token"])

    def starts(self) -> None:
        """Start the person's server, and wait until it answers."""
        answer = self.asks("POST", f"hub/api/users/{self.name}/server")
        running = answer.status_code == 400 and "already running" in answer.text
        assert running or answer.status_code in (201, 202), f"{answer.status_code} {answer.text}"
        self._waits(lambda: self.asks("GET", f"user/{self.name}/api/status").status_code == 200)

    def stops(self) -> None:
        """Stop it, as the hub's control panel does."""
        answer = self.asks("DELETE", f"hub/api/users/{self.name}/server")
        assert answer.status_code in (202, 204), f"{answer.status_code} {answer.text}"
        self._waits(self._is_gone)

    def _is_gone(self) -> bool:
        """A server that takes long to end has no address any more, and is still in the way of the next."""
        told = self.asks("GET", f"hub/api/users/{self.name}").json()
        return told["server"] is None and told["pending"] is None

    def _waits(self, done: Any) -> None:
        end = time.monotonic() + SECONDS
        while not done():
            assert time.monotonic() < end, f"{self.name}'s server does not answer"
            time.sleep(0.2)

    def gets(self, page: str, **more: Any) -> Any:
        """A page of the person's own server, which answers in JSON."""
        answer = self.asks("GET", f"user/{self.name}/{page}", **more)
        assert answer.ok, f"{page}: {answer.status_code}\n{answer.text}"
        return answer.json()

    def posts(self, page: str, **body: Any) -> Any:
        answer = self.asks("POST", f"user/{self.name}/{page}", json=body)
        assert answer.ok, f"{page}: {answer.status_code}\n{answer.text}"
        return answer.json()

    def types(self, command: str, *, within: Path | str | None = None, code: int = 0) -> str:
        """What a terminal of JupyterLab on the hub shows after a command, which ends with `code`."""
        place = f"cd {within} && " if within else ""
        name = self.posts("api/terminals")["name"]
        try:
            with ThreadPoolExecutor(1) as beside:  # a test with a browser has a loop of its own in this thread
                said, ended = beside.submit(asyncio.run, self._talk(name, f"{place}{command}")).result()
        finally:
            self.asks("DELETE", f"user/{self.name}/api/terminals/{name}")
        assert ended == code, f"{self.name}: {command}: {ended}\n{said}"
        return said

    async def _talk(self, terminal: str, command: str) -> tuple[str, int]:
        address = f"{self.server}terminals/websocket/{terminal}".replace("http:", "ws:")
        line = await websocket_connect(
            HTTPRequest(
                address,
                headers={"Authorization": f"token {self._token}"},
                connect_timeout=SECONDS,
                request_timeout=SECONDS,
            )
        )
        await line.write_message(json.dumps(["set_size", 50, 400]))
        # what is typed comes back as well, but no character with the number one
        typed = f"printf '\\001'; {command}\nprintf '\\001%s\\001' $?\n"
        await line.write_message(json.dumps(["stdin", f"stty -echo; PS1= PS2=\n{typed}"]))
        said = ""
        while said.count("\x01") < 3:
            message = await asyncio.wait_for(line.read_message(), 5 * SECONDS)
            assert message is not None, f"the terminal ended:\n{said}"
            kind, *rest = json.loads(message)
            said += rest[0] if kind == "stdout" else ""
        line.close()
        while await line.read_message() is not None:  # until the other side has heard of it
            pass
        _, shown, ended, *_ = said.split("\x01")
        return _ESCAPES.sub("", shown).replace("\r", "").strip(), int(ended)

    def saves(self, path: str, text: str) -> None:
        """A file of theirs, as JupyterLab saves one."""
        body = {"type": "file", "format": "text", "content": text}
        answer = self.asks("PUT", f"user/{self.name}/api/contents/{path}", json=body)
        assert answer.ok, f"{path}: {answer.status_code}\n{answer.text}"

    def reads(self, path: str) -> str:
        return str(self.gets(f"api/contents/{path}", params={"type": "file", "format": "text"})["content"])
