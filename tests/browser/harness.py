"""A real JupyterLab in a real browser: started as a learner starts it, and watched.

`jupyterlab(folder)` runs `dlcourse lab` with all of Jupyter's own files in a private folder. `Window` is one JupyterLab page: it aborts and
records every request that leaves this machine, records every error on the console, and asks JupyterLab itself (`window.jupyterapp`) whether
something is done instead of sleeping.
"""

import contextlib
import fcntl
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
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = "The browser tests need Chromium: install it (Debian: apt-get install chromium; anywhere: playwright install chromium)."
SECONDS = 60
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


@dataclass(frozen=True)
class Server:
    """A running JupyterLab and the folder it shows."""

    folder: Path
    address: str
    token: str

    def get(self, path: str) -> bytes:
        asked = urllib.request.Request(self.address + path, headers={"Authorization": f"token {self.token}"})
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return bytes(answer.read())


@contextlib.contextmanager
def jupyterlab(
    folder: Path, *, language: str = "en", env: dict[str, str] | None = None, instead: list[str] | None = None
) -> Iterator[Server]:
    """`dlcourse lab`, or another command `instead`, with its lessons and everything of Jupyter's inside `folder`, until the block ends."""
    rooms = {f"JUPYTER_{name.upper()}_DIR": str(folder / name) for name in ("config", "data", "runtime")}
    own = {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(folder / "spaces")}
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
        starting.enter_context(_alone())
        process = subprocess.Popen(
            command,
            cwd=folder / "work" if instead else None,
            env=os.environ | rooms | own | (env or {}),
            stdout=file,
            stderr=file,
        )
        try:
            server = _answering(process, folder, log)
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


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Two servers that start at the same moment both find the same port free, and one of them ends: tests run side by side."""
    with (Path(tempfile.gettempdir()) / "dlcourse-tests-start.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _answering(process: "subprocess.Popen[bytes]", folder: Path, log: Path) -> Server:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        for record in (folder / "runtime").glob("jpserver-*.json"):
            try:
                said = json.loads(record.read_text(encoding="utf-8"))
                server = Server(folder / "work", f"http://127.0.0.1:{said['port']}{said['base_url']}", said["token"])
                server.get("api/status")
            except (ValueError, urllib.error.URLError):  # half written, or not listening yet
                continue
            return server
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}")


@dataclass
class Window:
    """One JupyterLab page."""

    page: Any
    server: Any  # the site's pages have a plain web server, and nobody asks it anything
    outside: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, browser: Any, server: Server) -> "Window":
        """Wait until JupyterLab has started."""
        context = browser.new_context(viewport={"width": 1280, "height": 1400}, locale="en-US")
        context.set_default_timeout(SECONDS * 1000)
        window = cls(context.new_page(), server)
        window.watch()
        window.page.goto(f"{server.address}lab?reset&token={server.token}")
        window.page.wait_for_function("window.jupyterapp !== undefined")
        window.page.evaluate("() => window.jupyterapp.restored.then(() => undefined)")
        return window

    def watch(self) -> None:
        """From now on, requests that leave this machine are stopped, and they and errors on the console are noted."""
        self.page.context.route("**/*", self._guard)
        self.page.on("console", lambda message: self._note(message) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.console.append(str(error)))

    def _note(self, message: Any) -> None:
        self.console.append(f"{message.text} ({message.location.get('url', '')})")

    def _guard(self, route: Any) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", "localhost", None):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

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
                for (const cell of panel.content.widgets) cell.node.dataset.cell = cell.model.id;
            }"""
        )
        return Notebook(self, notebook)

    def theme(self, name: str) -> None:
        """Switch to LIGHT or DARK and wait until the page wears it."""
        self.command("apputils:change-theme", theme=name)
        self.page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=name)
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")

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
        """A cell on the page."""
        return self.window.page.locator(f'[data-cell="{cell_id}"]')

    def ids(self) -> list[str]:
        """The ids of the code cells, in order."""
        return list(
            self.window.page.evaluate(
                """() => window.jupyterapp.shell.currentWidget.content.widgets
                    .filter(cell => cell.model.type === 'code').map(cell => cell.model.id)"""
            )
        )

    def run_all(self) -> None:
        """Run every cell and wait for the last."""
        self.window.command("notebook:run-all-cells")
        self.settle()

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

    def settle(self) -> None:
        """Wait until the kernel has answered everything asked so far, and the page has drawn it.

        A stage draws a moment after it was asked, so the second question is the one that stands behind the picture in the queue. A process
        that has a way to go says that it is busy.
        """
        self.window.page.evaluate(
            """async () => {
                const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
                for (let i = 0; i < 2; i++) {
                    await kernel.requestKernelInfo();
                    await new Promise(resolve => setTimeout(resolve, 20));
                }
                while (document.querySelector('.dlcourse-stage[aria-busy=true]')) await new Promise(requestAnimationFrame);
                for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
            }"""
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


def barriers(page: Any, *places: str) -> list[str]:
    """What axe-core finds in these places of a page against WCAG 2.1, levels A and AA, contrast included: the rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    if not page.evaluate("() => window.axe !== undefined"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        """async places => (await axe.run(
                {include: places.filter(place => document.querySelector(place)).map(place => [place])},
                {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations']},
            )).violations.flatMap(rule => rule.nodes.map(node => [rule.id, node.target.join(' '), node.html, node.failureSummary].join('\\n')))""",
        list(places),
    )
    return list(found)


def faint(page: Any, *places: str) -> list[str]:
    """Words in these places with a contrast below 4.5:1 to what lies behind them. axe-core leaves out what JupyterLab's panels clip, so it is computed here."""
    found = page.evaluate(
        """places => {
            const parse = colour => colour.match(/[\\d.]+/g).map(Number);
            const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = node => {
                for (; node; node = node.parentElement) {
                    const [r, g, b, a = 1] = parse(getComputedStyle(node).backgroundColor);
                    if (a > 0.99) return [r, g, b];
                }
                return [255, 255, 255];
            };
            const found = [];
            for (const node of places.flatMap(place => [...document.querySelectorAll(place + ', ' + place + ' *')])) {
                const words = [...node.childNodes].filter(one => one.nodeType === 3).map(one => one.data.trim()).join(' ').trim();
                if (!words || !node.getClientRects().length || node.tagName === 'STYLE' || node.disabled) continue;
                const [one, two] = [light(parse(getComputedStyle(node).color)), light(behind(node))].sort((a, b) => b - a);
                const ratio = (one + 0.05) / (two + 0.05);
                if (ratio < 4.5) found.push(`${ratio.toFixed(2)}: ${node.className} ${words.slice(0, 60)}`);
            }
            return found;
        }""",
        list(places),
    )
    return list(found)


SLIDERS, BUTTONS, CHOICES, PADS = "[role=slider]", "button", ".widget-toggle-buttons button", "canvas.dlcourse-pad"
MOST_BESIDE = 4  # buttons that belong to a slider; where there are more, they are those of the whole stage
OPERABLE = f"{SLIDERS}, {BUTTONS}, {PADS}"


class Stage:
    """A widget on the page, operated by somebody who has a keyboard or a mouse."""

    def __init__(self, notebook: "Notebook", cell: str, hand: str) -> None:
        self.notebook, self.hand = notebook, hand
        self.moved: set[str] = set()  # what has ever changed, of the picture and the words
        self.node = notebook.cell(cell).locator(".dlcourse-stage")
        self.controls = self.node.locator(".dlcourse-controls")

    def shows(self) -> list[str]:
        """What the picture and the description are now. The page gives every new picture another address, so its bytes are compared."""
        shown: list[str] = self.node.evaluate(
            """async stage => {
                for (let tries = 50; ; tries--) {
                    try {
                        const picture = stage.querySelector('img.dlcourse-picture');
                        await picture.decode();
                        const bytes = await (await fetch(picture.src)).arrayBuffer();
                        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
                        return [Array.from(digest).join(), stage.querySelector('.dlcourse-says').innerText];
                    } catch (error) {
                        // while something plays, a picture may go before it has been read
                        if (tries === 0) throw error;
                    }
                }
            }"""
        )
        return shown

    def changed(self, before: list[str]) -> bool:
        """Whether picture or description are other ones, once the kernel has nothing left to say."""
        self.notebook.settle()
        now = self.shows()
        self.moved |= {name for name, old, new in zip(("picture", "words"), before, now, strict=True) if old != new}
        return now != before

    def press(self, button: Any) -> None:
        if self.hand == "keyboard":
            button.press("Enter")
        else:
            button.click()

    def move(self, handle: Any) -> None:
        """Move a slider one step up, or where it is at its end, down."""
        now, most = (float(handle.get_attribute(f"aria-value{which}")) for which in ("now", "max"))
        if self.hand == "keyboard":
            handle.press("ArrowLeft" if now == most else "ArrowRight")
        else:
            track = handle.locator("xpath=ancestor::*[contains(@class, 'noUi-target')]")
            box = track.bounding_box()
            least = float(handle.get_attribute("aria-valuemin"))
            aim = 0.25 if now - least > (most - least) / 2 else 0.75
            track.click(position={"x": box["width"] * aim, "y": box["height"] / 2})

    def scribble(self, pad: Any) -> None:
        """A stroke on a pad, from its middle to the left."""
        if self.hand == "keyboard":
            pad.press("Space")
            for _ in range(6):
                pad.press("Shift+ArrowLeft")
        else:
            pad.scroll_into_view_if_needed()
            box, mouse = pad.bounding_box(), self.notebook.window.page.mouse
            across, down = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            mouse.move(across, down)
            mouse.down()
            mouse.move(across - box["width"] / 4, down, steps=4)
            mouse.up()

    def operate(self, control: Any) -> bool:
        """Use a control, and wait for the answer; whether picture or description changed."""
        before = self.shows()
        if control.get_attribute("role") == "slider":
            self.move(control)
        elif control.evaluate("node => node.tagName") == "CANVAS":
            self.scribble(control)
        else:
            self.press(control)
        answered = self.changed(before)
        if self.controls.locator(".dlcourse-run").count():
            answered = answered or self.comes(before, 0.4)
        if control.evaluate("node => Boolean(node.closest('.widget-play, .dlcourse-play'))"):
            answered = answered or self.comes(before)  # it moves by itself, at its own pace,
            self.press(control)  # and would answer for the controls after it
            self.notebook.settle()
        return answered

    def comes(self, before: list[str], seconds: float = 5) -> bool:
        """Wait for what moves by itself."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.changed(before):
                return True
        return False

    def prepares(self, handle: Any) -> bool:
        """Whether a slider that shows nothing by itself decides what the buttons beside it do."""
        beside = handle.locator("xpath=ancestor::*[.//button[contains(@class, 'widget-button')]][1]")
        buttons = beside.locator(f"{BUTTONS}:visible:not(.dlcourse-play)")
        if not 0 < buttons.count() <= MOST_BESIDE:
            return False

        def story() -> list[list[str]]:
            told = []
            for i in range(buttons.count()):
                self.press(buttons.nth(i))
                self.notebook.settle()
                told.append(self.shows())
            return told

        story()  # the first time begins elsewhere
        before = story()
        self.move(handle)
        return story() != before

    def pose(self) -> None:
        """Back to the first choice, all sliders moved: a picture worth keeping."""
        for choice in self.controls.locator(".widget-toggle-buttons").all():
            if choice.is_visible():
                self.press(choice.locator(BUTTONS).first)
        self.notebook.settle()
        for slider in self.controls.locator(SLIDERS).all():
            if slider.is_visible():  # one that was moved before may have sent it away
                self.operate(slider)

    def strays(self) -> list[str]:
        """Where the Tab key jumps back up on this stage (not to a column on the right), or does not get out of it: nothing, if all is well."""
        page = self.notebook.window.page
        handles = self.node.locator("button:visible, [tabindex='0']:visible, input:visible")
        handles.first.focus()
        found: list[str] = []
        seat = None
        for _ in range(2 * handles.count() + 2):
            now = self.node.evaluate(
                """stage => {
                    const here = document.activeElement;
                    if (!stage.contains(here)) return null;
                    const {top, bottom, left, right} = here.getBoundingClientRect(), begin = stage.getBoundingClientRect().top;
                    return {top: top - begin, bottom: bottom - begin, left, right, what: here.outerHTML.slice(0, 200)};
                }"""
            )
            if now is None:
                return found
            if seat and now["bottom"] < seat["top"] and now["left"] < seat["right"]:
                found.append(f"{seat['what']} -> {now['what']}")
            seat = now
            page.keyboard.press("Tab")
        return [*found, f"a trap: {seat}"]

    def unanswered(self) -> set[str]:
        """Operate everything, in every state that a choice can bring; what never changed picture or description, by name."""
        waiting: set[str] = set()
        answered: set[str] = set()
        # None: as the stage comes; then each option of each choice, as long as there is something that has not answered yet
        options = [None, *range(self.controls.locator(CHOICES).count())]
        for option in options:
            if option is not None:
                if {name for name, _ in self._operable()} <= answered:
                    break
                button = self.controls.locator(CHOICES).nth(option)
                if not button.is_visible():
                    continue
                self.press(button)
                self.notebook.settle()
            for step in self.controls.locator(".dlcourse-step").all():
                self.press(step)  # before its first round a process shows little of its settings
                self.notebook.settle()
            self._try(waiting, answered)
        if waiting - answered:  # the rest may show only at the end of a process, or in the largest network
            for handle in self.controls.locator(SLIDERS).all():
                if handle.is_visible():  # one that was moved before may have sent it away
                    handle.press("End")
                    self.notebook.settle()
            self._try(waiting, answered)
        assert waiting, "a stage without a control"
        return waiting - answered

    def _try(self, waiting: set[str], answered: set[str]) -> None:
        """Operate what has not answered yet, as the stage is now."""
        place, there = 0, self._operable()
        while place < len(there):
            name, ready = there[place]
            if ready and name not in answered:
                control = self.controls.locator(OPERABLE).nth(place)
                if self.operate(control) or (control.get_attribute("role") == "slider" and self.prepares(control)):
                    answered.add(name)
                waiting.add(name)
                there = self._operable()  # a control may bring others or send them away
            place += 1

    def _operable(self) -> list[tuple[str, bool]]:
        """Everything that can be operated in some state: its name, and whether it can be now."""
        found = self.controls.evaluate(
            """(controls, operable) => [...controls.querySelectorAll(operable)].map(node => [
                [node.closest('[class*=dlcourse-control-]')?.className.match(/dlcourse-control-[\\w-]+/)?.[0],
                    node.innerText || node.textContent || node.title || ''].join(' '),
                node.checkVisibility() && node.getClientRects().length > 0 && !node.disabled,
            ])""",
            OPERABLE,
        )
        return [(name, ready) for name, ready in found]
