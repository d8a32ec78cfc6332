"""A real JupyterLab in a real browser: started as a learner starts it, and watched.

`jupyterlab(folder)` runs `dlcourse lab` with all of Jupyter's own files in a private folder. `Window` is one JupyterLab
page: it records every request that would leave this machine and every error on the console, and asks JupyterLab
itself (`window.jupyterapp`) whether something is done. `by_hand.py` operates what a page shows, `accessibility.py` asks
what it keeps from whom.
"""

import base64
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
from filelock import FileLock

from tests.answering import address, answering

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = "The browser tests need Chromium: install it (Debian: apt-get install chromium-headless-shell; anywhere: playwright install chromium)."
SECONDS = 60
WIDE, HEIGHT = 1280, 1400
# What a kernel says waits in queues of 1,000 messages on either side and in the sockets between them: 3,000 were counted. If the server is so busy
# that they are full, what comes next is lost and nobody is told: cells wait for ever. A lesson that is run whole has to stay well below.
MESSAGES = 2000
PICTURES = bool(os.environ.get("DLCOURSE_PICTURES"))  # of every widget, for somebody who wants to look at them all
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"

# cells are drawn also when they are out of sight, and no question or news interrupts
_SETTINGS = {
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}


def chromium(playwright: Any) -> str | None:
    """The browser of this machine: the system's, or one that Playwright fetched."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    return found or (own if Path(own).exists() else None)


def launch(playwright: Any, program: str) -> Any:
    """A browser that finds no other machine than this one.

    Playwright can stop requests, too, but switches off the browser's cache for it: every page would load and compile JupyterLab anew.
    """
    found = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    flags = ["--disable-gpu", "--disable-background-networking", f"--host-resolver-rules={found}"]
    return playwright.chromium.launch(executable_path=program, args=flags)


@dataclass(frozen=True)
class Server:
    """A running JupyterLab and the folder it shows."""

    folder: Path
    address: str
    token: str

    def write(self, name: str, cells: Mapping[str, str]) -> str:
        """A notebook of these code cells, by their ids; its path, to be shown."""
        made = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
        made.cells = [nbformat.v4.new_code_cell(source, id=cell) for cell, source in cells.items()]
        nbformat.write(made, self.folder / f"{name}.ipynb")
        return f"{name}.ipynb"

    def get(self, path: str, method: str = "GET") -> bytes:
        asked = urllib.request.Request(
            self.address + path, None, {"Authorization": f"token {self.token}"}, method=method
        )
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
            return bytes(answer.read())

    def delete(self, path: str) -> None:
        self.get(path, "DELETE")


@contextlib.contextmanager
def jupyterlab(
    folder: Path, *, language: str = "en", env: dict[str, str] | None = None, instead: list[str] | None = None
) -> Iterator[Server]:
    """`dlcourse lab`, or another command `instead`, with its lessons and everything of Jupyter's inside `folder`, until the block ends."""
    rooms = {f"JUPYTER_{name.upper()}_DIR": str(folder / name) for name in ("config", "data", "runtime")}
    own = {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(folder / "spaces")}
    own["IPYTHONDIR"] = str(folder / "ipython")  # or the kernels of all workers wait for one history
    for path, content in {
        "jupyter_lab_config.json": {"LabApp": {"expose_app_in_browser": True}},
        "labconfig/default_setting_overrides.json": _SETTINGS,
    }.items():
        (folder / "config" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "config" / path).write_text(json.dumps(content), encoding="utf-8")
    command = instead or [
        str(Path(sys.executable).parent / "dlcourse"),
        "lab",
        str(folder / "work"),
        "--lang",
        language,
        "--no-browser",
    ]
    log = folder / "log"
    with log.open("w", encoding="utf-8") as file, contextlib.ExitStack() as starting:
        starting.enter_context(alone())
        process = subprocess.Popen(
            command,
            cwd=folder / "work" if instead else None,
            env=os.environ | rooms | own | (env or {}),
            stdout=file,
            stderr=file,
        )
        try:
            said = answering(process, folder / "runtime", log, SECONDS)
            server = Server(folder / "work", address(said), said["token"])
            starting.close()
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=2 * SECONDS)  # one that ends while a kernel starts waits for that kernel
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise


def alone() -> FileLock:
    """Two servers that start at the same moment both find the same port free, and one of them ends: tests run side by side."""
    return FileLock(Path(tempfile.gettempdir()) / "dlcourse-tests-start.lock")


def new_context(browser: Any) -> Any:
    """A browser's memory of its own, with the size of window that pictures are made in."""
    context = browser.new_context(viewport={"width": WIDE, "height": HEIGHT}, locale="en-US")
    context.set_default_timeout(SECONDS * 1000)
    return context


@dataclass
class Window:
    """One JupyterLab page."""

    page: Any
    server: Any  # the site's pages have a plain web server, and nobody asks it anything
    outside: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    _camera: Any = None

    @classmethod
    def open(cls, browser: Any, server: Server, context: Any = None) -> "Window":
        """Wait until JupyterLab has started. In a `context` that loaded it before, its files are there already."""
        window = cls((context or new_context(browser)).new_page(), server)
        window.watch()
        window.page.goto(f"{server.address}lab?reset&token={server.token}")
        window.page.wait_for_function("window.jupyterapp !== undefined")
        window.page.evaluate("() => window.jupyterapp.restored.then(() => undefined)")
        return window

    def watch(self) -> None:
        """From now on, requests that would leave this machine are noted (`launch` lets none of them), and errors on the console."""
        self.page.on("request", self._asks)
        self.page.on("console", lambda message: self._note(message) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.console.append(str(error)))

    def _note(self, message: Any) -> None:
        self.console.append(f"{message.text} ({message.location.get('url', '')})")

    def _asks(self, request: Any) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", "localhost", None):
            self.outside.append(request.url)

    def command(self, name: str, **arguments: Any) -> None:
        """Run one of JupyterLab's commands and wait until it is done."""
        self.page.evaluate(
            "([name, args]) => window.jupyterapp.commands.execute(name, args).then(() => undefined)", [name, arguments]
        )

    def show(self, notebook: str) -> "Notebook":
        """Open a notebook, given by its path below the served folder, with a kernel that is ready."""
        self.command("docmanager:open", path=notebook, factory="Notebook")
        self.page.evaluate(
            """async () => {
                const panel = window.jupyterapp.shell.currentWidget;
                await panel.context.ready;
                await panel.revealed;
                await panel.sessionContext.ready;
                await panel.sessionContext.session.kernel.info;
                for (const cell of panel.content.widgets) cell.node.dataset.cell = cell.model.id;
            }"""
        )
        return Notebook(self, notebook)

    def theme(self, name: str) -> None:
        """Switch to LIGHT or DARK and wait until the page wears it."""
        self.command("apputils:change-theme", theme=name)
        self.page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=name)
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")

    def picture(self, node: Any, path: Path) -> None:
        """Keep a part of the page to look at. Asked for in one go, which costs a third of Playwright's own screenshot."""
        box = node.evaluate(
            """async node => {
                node.scrollIntoView({block: 'center', behavior: 'instant'});
                await new Promise(requestAnimationFrame);
                const {x, y, width, height} = node.getBoundingClientRect();
                return {x, y, width, height};
            }"""
        )
        if box["height"] > HEIGHT * 0.8:  # more than the notebook's panel shows at once
            node.screenshot(path=path)
            return
        if self._camera is None:
            self._camera = self.page.context.new_cdp_session(self.page)
        shot = {"format": "png", "optimizeForSpeed": True, "clip": box | {"scale": 1}}
        path.write_bytes(base64.b64decode(self._camera.send("Page.captureScreenshot", shot)["data"]))

    def unlucky(self) -> dict[str, list[str]]:
        """What should not have happened on this page."""
        found = {"requests off this machine": self.outside, "console errors": self.console}
        return {what: list(items) for what, items in found.items() if items}


@dataclass
class Notebook:
    """The notebook in front."""

    window: Window
    path: str

    def cell(self, cell_id: str) -> Any:
        """A cell on the page. `light`: without looking into every element for a shadow of its own, which takes long."""
        return self.window.page.locator(f'css:light=[data-cell="{cell_id}"]')

    def only(self, cell_id: str | None) -> None:
        """Take every other cell off the page, or bring all back (None): the browser lays out thousands of elements anew for each frame of a stage."""
        self.window.page.evaluate(
            """id => {
                for (const cell of window.jupyterapp.shell.currentWidget.content.widgets)
                    cell.node.style.display = id === null || cell.model.id === id ? '' : 'none';
            }""",
            cell_id,
        )

    def ids(self) -> list[str]:
        """The ids of the code cells, in order."""
        return list(
            self.window.page.evaluate(
                """() => window.jupyterapp.shell.currentWidget.content.widgets
                    .filter(cell => cell.model.type === 'code').map(cell => cell.model.id)"""
            )
        )

    def run_all(self) -> int:
        """Run every cell and wait for the last. How many messages the kernel sent for it, which should be less than MESSAGES."""
        self.window.page.evaluate(
            """() => {
                window.sent = 0;
                window.jupyterapp.shell.currentWidget.sessionContext.iopubMessage.connect(() => { window.sent += 1; });
            }"""
        )
        self.window.command("notebook:run-all-cells")
        self.settle()
        return int(self.window.page.evaluate("() => window.sent"))

    def run(self, cell_id: str) -> None:
        """Run one cell and wait for it."""
        self.window.page.evaluate(
            """id => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                notebook.activeCellIndex = notebook.widgets.findIndex(cell => cell.model.id === id);
            }""",
            cell_id,
        )
        self.window.command("notebook:run-cell")
        self.settle()

    def write(self, cell_id: str, source: str) -> None:
        """Replace a cell's text as a person would: click into it, select all, type."""
        editor = self.cell(cell_id).locator(".cm-content")
        editor.click()
        self.window.page.keyboard.press("Control+A")
        self.window.page.keyboard.insert_text(source)

    def settle(self, *, drawn: bool = False) -> None:
        """Wait until the kernel has answered everything asked so far, and the page has drawn it.

        Widgets speak to a thread of the kernel with a queue of its own, beside the one that runs cells, so both are asked.
        A stage draws a moment after it was asked, so the second question is the one that stands behind the picture in the
        queue; who has seen that it has `drawn` asks once. A process that has a way to go says that it is busy.
        """
        self.window.page.evaluate(
            """async drawn => {
                // what a page has answered itself, it tells the kernel behind the frame
                const idle = () => new Promise(resolve =>
                    requestAnimationFrame(() => requestIdleCallback(() => resolve(), {timeout: 200})));
                await idle();
                const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
                const ask = (subshell) => kernel.sendShellMessage({
                    header: {msg_id: crypto.randomUUID(), msg_type: 'kernel_info_request', session: kernel.clientId, username: '',
                        version: '5.3', date: new Date().toISOString(), ...(subshell ? {subshell_id: subshell} : {})},
                    parent_header: {}, metadata: {}, content: {}, channel: 'shell', buffers: [],
                }, true).done;
                const queues = () => new Set([null, ...[...kernel._comms.values()].map((comm) => comm.subshellId)]);
                for (let i = drawn ? 1 : 0; i < 2; i++) {
                    await Promise.all([...queues()].map(ask));
                    await new Promise(resolve => setTimeout(resolve, drawn ? 0 : 20));
                }
                while (document.querySelector('.dlcourse-stage[aria-busy=true]')) await new Promise(requestAnimationFrame);
                for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
                await idle(); // names come after the frame
            }""",
            drawn,
        )

    def troubles(self) -> list[str]:
        """Errors and words on stderr in the outputs of all cells, and alerts that a widget shows."""
        found = self.window.page.evaluate(
            """() => {
                const found = [];
                for (const cell of window.jupyterapp.shell.currentWidget.content.widgets) {
                    if (cell.model.type !== 'code') continue;
                    for (const output of cell.model.outputs.toJSON()) {
                        if (output.output_type === 'error') found.push(`${cell.model.id}: ${output.ename}: ${output.evalue}`);
                        if (output.name === 'stderr') found.push(`${cell.model.id}: ${output.text}`);
                    }
                    for (const trouble of cell.node.querySelectorAll('.dlcourse-trouble'))
                        if (trouble.innerText.trim()) found.push(`${cell.model.id}: ${trouble.innerText}`);
                }
                return found;
            }"""
        )
        return list(found)

    def asked(self, expression: str) -> str:
        """What the kernel comes to, as it would print it."""
        return str(
            self.window.page.evaluate(
                """async (asked) => {
                    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
                    const {content} = await kernel.requestExecute({code: '', silent: true, user_expressions: {asked}}).done;
                    return content.user_expressions.asked.data['text/plain'];
                }""",
                expression,
            )
        )

    def get_ahead(self, stages: str, patience: float = 5 * SECONDS) -> None:
        """Wait until the kernel has sent what it can send ahead of some stages, a list as the kernel knows it: `[stage]`."""
        end = time.monotonic() + patience
        while self.asked(f"all(one.sweeping.ahead for one in {stages})") != "True":
            if time.monotonic() > end:
                raise TimeoutError(f"the kernel is not ahead of {stages} after {patience:.0f} s")
            time.sleep(0.7)  # a question is a cell, and idle work waits until a cell is over

    def earned(self) -> dict[str, list[str]]:
        """What each graded cell gave back, as text, by its id."""
        return dict(
            self.window.page.evaluate(
                """() => Object.fromEntries(window.jupyterapp.shell.currentWidget.content.widgets
                    .filter(cell => cell.model.type === 'code' && cell.model.getMetadata('nbgrader')?.grade)
                    .map(cell => [cell.model.id, cell.model.outputs.toJSON()
                        .filter(output => output.output_type === 'execute_result').map(output => output.data['text/plain'])]))"""
            )
        )

    def close(self) -> None:
        """Leave without saving, and end the kernel."""
        self.window.page.evaluate(
            """async () => {
                const panel = window.jupyterapp.shell.currentWidget;
                await panel.sessionContext.shutdown();
                panel.context.model.dirty = false;
                panel.dispose();
            }"""
        )
