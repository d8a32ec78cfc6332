"""A widget on the page, operated as somebody operates it who has a keyboard or a mouse."""

import time
from typing import Any

from harness import Notebook

SLIDERS, CHOICES, PADS = "[role=slider]", ".widget-toggle-buttons button", "canvas.dlcourse-pad"
BUTTONS = "button:not(.widget-play button + button)"  # a player has others, which no stage shows
MOST_BESIDE = 4  # buttons that belong to a slider; where there are more, they are those of the whole stage
OPERABLE = f"{SLIDERS}, {BUTTONS}, {PADS}"


class Stage:
    """A widget on the page, operated by somebody who has a keyboard or a mouse."""

    def __init__(self, notebook: Notebook, cell: str, hand: str) -> None:
        self.notebook, self.cell, self.hand = notebook, cell, hand
        self.moved: set[str] = set()  # what has ever changed, of the picture and the words
        self._mark: list[str] = []  # how often it was painted, and what it said, when it was last looked at
        self.node = notebook.cell(cell).locator(".dlcourse-stage")
        self.controls = self.node.locator(".dlcourse-controls")

    def shows(self) -> list[str]:
        """What the picture and the description are now."""
        *shown, self._mark = self.node.evaluate(
            """async stage => {
                const canvas = stage.querySelector('.dlcourse-picture canvas'), says = stage.querySelector('.dlcourse-says');
                const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', pixels));
                return [Array.from(digest).join(), says.innerText, [canvas.dataset.painted, says.textContent]];
            }"""
        )
        return shown

    def changed(self, before: list[str]) -> bool:
        """Whether picture or description are other ones; that they are not is known when the kernel has nothing left to say."""
        self.notebook.settle(drawn=self._draws())
        now = self.shows()
        if now == before:
            self.notebook.settle()
            now = self.shows()
        self.moved |= {name for name, old, new in zip(("picture", "words"), before, now, strict=True) if old != new}
        return now != before

    def _draws(self) -> bool:
        """Whether the stage is painted anew, or says something else, within a tenth of a second."""
        drawn: bool = self.node.evaluate(
            """async (stage, [painted, words]) => {
                const canvas = stage.querySelector('.dlcourse-picture canvas'), says = stage.querySelector('.dlcourse-says');
                for (const end = performance.now() + 100; performance.now() < end;) {
                    if (canvas.dataset.painted !== painted || says.textContent !== words) return true;
                    await new Promise(requestAnimationFrame);
                }
                return false;
            }""",
            self._mark,
        )
        return drawn

    def press(self, button: Any) -> None:
        if self.hand == "keyboard":
            button.press("Enter")
        else:
            button.click()

    def move(self, handle: Any) -> None:
        """Move a slider one step up, or where it is at its end, down."""
        now, least, most = handle.evaluate(
            "node => ['now', 'min', 'max'].map(which => Number(node.getAttribute(`aria-value${which}`)))"
        )
        if self.hand == "keyboard":
            handle.press("ArrowLeft" if now == most else "ArrowRight")
        else:
            track = handle.locator("xpath=ancestor::*[contains(@class, 'noUi-target')]")
            box = track.bounding_box()
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
        slides, draws, plays = control.evaluate(
            "node => [node.role === 'slider', node.tagName === 'CANVAS', Boolean(node.closest('.widget-play, .dlcourse-play'))]"
        )
        (self.move if slides else self.scribble if draws else self.press)(control)
        answered = self.changed(before)
        if not answered and self.controls.locator(".dlcourse-run").count():
            answered = self.comes(before, 0.4)
        if plays:
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
        """Operate everything, in every state that a choice can bring; what never changed picture or description, or never came, by name."""
        answered: set[str] = set()
        self._try(answered)
        assert answered, "a stage without a control"
        if self._left(answered):  # some come with the largest network only, some show at the end of a process
            for handle in self.controls.locator(SLIDERS).all():
                if handle.is_visible():  # one that was moved before may have sent it away
                    handle.press("End")
                    self.notebook.settle()
            self._try(answered)
        for option in range(self.controls.locator(CHOICES).count()):
            if not self._left(answered):
                break
            button = self.controls.locator(CHOICES).nth(option)
            if button.is_visible():
                self.press(button)
                self.notebook.settle()
                self._try(answered)
        return self._left(answered)

    def _left(self, answered: set[str]) -> set[str]:
        return {name for name, _ in self._operable()} - answered

    def _try(self, answered: set[str]) -> None:
        """Operate what has not answered yet, as the stage is now."""
        for step in self.controls.locator(".dlcourse-step").all():
            self.press(step)  # before its first round a process shows little of its settings
            self.notebook.settle()
        place, there = 0, self._operable()
        while place < len(there):
            name, ready = there[place]
            if ready and name not in answered:
                control = self.controls.locator(OPERABLE).nth(place)
                if self.operate(control) or (control.get_attribute("role") == "slider" and self.prepares(control)):
                    answered.add(name)
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
