"""How a stage gets ahead of its learner: moments are worked out while the kernel is idle, and the page answers a control's move from them by itself.

The page says that it is there (`sweeps.js`); before that nothing is worked out. From then on the stage's newest state is swept, position by position,
with whichever functions draw the stage at present, and what the page lacks is sent in packages. Kernel and page keep the same moments: the kernel
says which ones to forget. A position that the page has is answered by the page; the kernel then only keeps its own record in step.

A package is worth nothing once something changes that is no position: the learner's function, points, a drawing, the round that a process has
come to, the learner's record. All of it together is the *ground* of a sweep, and another ground begins with nothing. While a process goes on nothing is swept.
"""

import itertools
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

import anywidget
import ipywidgets
import traitlets

from dlcourse.time_limit import TimeUp
from dlcourse.widgets.stage import sweeps
from dlcourse.widgets.stage.ahead import Ahead
from dlcourse.widgets.stage.along import Along
from dlcourse.widgets.stage.badge import Note
from dlcourse.widgets.stage.fingers import Fingers
from dlcourse.widgets.stage.idle import Idle, idle
from dlcourse.widgets.stage.knob import Knob
from dlcourse.widgets.stage.painted import Painted
from dlcourse.widgets.stage.positions import positions
from dlcourse.widgets.stage.scene import Choice, Function, Numbers, Rounds, Scene
from dlcourse.widgets.stage.scripts import joined
from dlcourse.widgets.stage.sweeps import Moment, Shelf
from dlcourse.widgets.stage.whose import Whose

PATIENCE = 0.25  # seconds for one moment: what takes longer would be felt by whoever moves something meanwhile
LONG_WAY = 1.0  # seconds for all rounds of a process to one moment, which are done in slices
PACKAGE = 60_000  # bytes of moments that go to the page together

Faces = dict[str, ipywidgets.Widget]  # what a moment changes: the box of a text by its name, and the picture


class Page(anywidget.AnyWidget):
    """The page's half, in sweeps.js: invisible."""

    _esm = joined("frame.js", "shelf.js", "sweeps.js")
    controls: Any = traitlets.List().tag(sync=True)  # that can be swept: model, trait, what its value is multiplied by
    picture: Any = traitlets.List().tag(sync=True)  # where the parts of a picture go: model and trait
    texts: Any = traitlets.Dict().tag(sync=True)  # the same for texts, by name
    closed: Any = traitlets.List(traitlets.Unicode()).tag(sync=True)  # texts that are not shown at present


class Host(Protocol):
    """What a sweep asks of its stage."""

    scene: Scene
    knobs: dict[str, Knob]
    fingers: Fingers

    @property
    def values(self) -> dict[str, Any]: ...
    @property
    def aimed(self) -> dict[str, Any]: ...
    @property
    def rests(self) -> bool: ...
    def soon(self) -> None: ...
    def moment(self, numbers: Numbers) -> Moment: ...
    def remarks(self, note: Note | None) -> dict[str, str]: ...


class Sweeping:
    """The moments of one stage."""

    def __init__(
        self,
        stage: Host,
        lock: threading.RLock,
        whose: Whose,
        faces: Faces,
        picture: Painted,
        worked_out: Callable[[dict[str, Moment]], None],
    ) -> None:
        """`worked_out` is told what there is around where the controls stand, the nearest first: after the first package, and at the end."""
        self._stage, self._lock, self._whose = stage, lock, whose
        self._controls, self._picture, self._faces = stage.scene.controls, picture, faces
        self._going = isinstance(stage.scene.compute, Rounds)
        # of a process a notebook keeps stops on its way
        self._worked_out = worked_out if not self._going else lambda _moments: None
        self._along = Along(stage.scene, lambda values: self._beforehand(values, told=True), worked_out)
        self.shelf = Shelf(sweeps.PAGE)
        self._there: set[int] = set()  # the parts that the page has
        self._waiting: dict[str, Moment] = {}  # moments for the next package
        self._gone: list[str] = []  # moments that the page must forget first
        self._place = ""  # where the controls stood when the stage was drawn last
        self._ground: Any = None
        self._ahead = Ahead(stage.scene.compute)
        self._slow: Any = None  # the ground that is too slow to be swept
        self._recent: list[str] = []
        self._last: Mapping[str, Any] = {}
        self._swept: set[str] = set()  # the places of the sweep that goes on
        self._todo: Iterator[Mapping[str, Any]] = iter(())
        self._page_is_there = self._closed = False
        self.behind = False  # whether the kernel's own picture is older than the page's
        self._idle: Idle | None = idle()
        sources = [(control, stage.knobs[control.name].source) for control in self._controls]
        self.page = Page(
            controls=[
                [source.model_id, "index", 1]
                if isinstance(control, Choice)
                else [source.model_id, "value", sweeps.NANO]
                for control, source in sources
                if source is not None
            ],
            picture=[[picture.model_id, trait] for trait in ("still", "value")],
            texts={name: [box.model_id, "value"] for name, box in faces.items()},
        )
        self.page.on_msg(self._page_says)

    # --- what the stage asks --------------------------------------------------------------------------------------------

    def page_has_moved(self) -> bool:
        """Whether the controls have gone to another place, which the page shows by itself: nobody waits for the kernel."""
        key = sweeps.key(self._controls, self._stage.values)
        return key != self._place and key in self.shelf.moments and self._can_show(key)

    def _can_show(self, key: str) -> bool:
        # a page that cannot paint shows what the kernel has painted
        return self._page_is_there and not self._picture.fallback and key not in self._waiting

    def known(self) -> Moment | None:
        """The moment at which the controls stand, if the page has it and has shown it."""
        self._look()
        key = self._place = sweeps.key(self._controls, self._stage.values)
        moment = self.shelf.use(key) if self._can_show(key) else None
        if moment is not None:
            self.behind = True
            self.page.send({"yours": key})
        return moment

    def answered(self) -> None:
        """The kernel has answered for where the controls stand: whatever the page showed meanwhile, this is newer."""
        self.behind = False
        if self._page_is_there:
            self.page.send({"answered": sweeps.key(self._controls, self._stage.values)})

    def begin(self) -> None:
        """Sweep the state on screen, as soon as there is quiet."""
        self._look()
        if not self._page_is_there or not self._idle:
            return
        if self._slow != self._ground:
            self._todo, self._swept = sweeps.order(self._controls, self._last, self._recent), set()
            self._idle.ask(self._work)
        if self._along:  # first, and once: soon the notebook may be saved
            self._idle.ask(self._go_along)

    @property
    def ahead(self) -> bool:
        """Whether a page is there, and nothing waits to be worked out for it."""
        waits = self._idle is not None and (self._idle.waits(self._work) or self._idle.waits(self._go_along))
        return self._page_is_there and self._stage.rests and not waits

    def close(self) -> None:
        """Work nothing out any more."""
        self._closed, self._page_is_there = True, False
        if self._idle:
            self._idle.forget(self._work)
            self._idle.forget(self._go_along)
        self.shelf.clear()

    # --- in idle moments ------------------------------------------------------------------------------------------------

    def _work(self) -> bool:
        """One moment that is missing; whether there is more to do."""
        with self._lock:
            if self._closed or not self._stage.rests:
                return False
            for values in self._todo:
                key = sweeps.key(self._controls, values)
                self._swept.add(key)
                if self.shelf.use(key):
                    continue
                if not self._work_out(key, values):
                    break
                if sum(map(sweeps.weight, self._waiting.values())) > PACKAGE:
                    first = not self._there
                    self._send()
                    if first:  # who closes the notebook soon has at least these
                        self._worked_out(self._around())
                return True
            self._send()
            if self._page_is_there and self.shelf.moments:
                self._worked_out(self._around())
            return False

    def _go_along(self) -> bool:
        """A piece of the way of a process, for the notebook; whether there is more to do."""
        with self._lock:
            if self._along and not self._closed and self._stage.rests:
                self._along.work()
                return bool(self._along)
            return False

    def _work_out(self, key: str, values: Mapping[str, Any]) -> bool:
        """Put the moment on the shelf; False if that takes too long, or if there is no room. What cannot be drawn waits until somebody gets there.

        A process may be on its way only: then the same position comes again.
        """
        try:
            here = self._going and values == self._last
            moment = self._as_it_is() if here else self._beforehand(values, told=not self._going)
        except TimeUp:
            self._slow = self._ground
            return False
        except Exception:
            return True
        if moment is None:
            self._todo = itertools.chain([values], self._todo)
            return True
        for one in self.shelf.put(key, moment, spare=self._swept):
            if self._waiting.pop(one, None) is None:
                self._gone.append(one)
        if key not in self.shelf.moments:
            return False
        self._waiting[key] = moment
        return True

    def _beforehand(self, values: Mapping[str, Any], *, told: bool) -> Moment | None:
        made: list[Moment] = []

        def work(functions: dict[str, Function]) -> None:
            numbers = self._ahead.numbers(values, functions)
            if numbers is not None:
                moment = self._stage.moment(numbers)
                made[:] = [replace(moment, told=self._stage.fingers.telling(numbers, values) if told else "")]

        remarks = self._stage.remarks(self._whose.beforehand(work, PATIENCE))
        if made:
            return replace(made[0], texts={**made[0].texts, **remarks})
        if self._ahead.spent > LONG_WAY:
            raise TimeUp
        return None

    def _as_it_is(self) -> Moment:
        """What a process shows now, for it would take all its rounds to get there once more."""
        assert self._picture.numbers is not None  # whoever rests has shown something
        moment = self._stage.moment(self._picture.numbers)
        return replace(moment, texts={**moment.texts, **{name: self._faces[name].value for name in ("note", "badge")}})

    def _around(self) -> dict[str, Moment]:
        """The moments around where the controls stand, the nearest first."""
        keys = (sweeps.key(self._controls, values) for values in sweeps.order(self._controls, self._last))
        return {key: self.shelf.moments[key] for key in keys if key in self.shelf.moments}

    def _send(self) -> None:
        if self._waiting or self._gone:
            packed = sweeps.pack(self._waiting, self.shelf.number, self._there)
            self.page.send({"moments": len(self._waiting), "forget": self._gone}, [packed])
            self._there = self.shelf.numbers
            self._waiting, self._gone = {}, []

    # --- what changes ---------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Notice which controls have moved, and whether the ground is another one."""
        values = self._stage.aimed
        moved = [name for name, value in values.items() if name in self._last and self._last[name] != value]
        self._recent = [*moved, *(name for name in self._recent if name not in moved)]
        self._last = values
        swept = {control.name for control in self._controls if len(positions(control))}
        stamp = self._stage.scene.stamp and self._stage.scene.stamp()
        ground = ({name: value for name, value in values.items() if name not in swept}, self._whose.now, stamp)
        if ground != self._ground:
            self._ground = ground
            self._forget_all()

    def _forget_all(self) -> None:
        self._ahead = Ahead(self._stage.scene.compute)
        self.shelf.clear()
        self._there.clear()
        self._waiting, self._gone = {}, []
        if self._page_is_there:
            self.page.send({"forget": None})

    def _page_says(self, _page: ipywidgets.Widget, content: Any, _buffers: Any) -> None:
        """A page is there and has nothing: one that was opened, loaded again, or that lost what it had."""
        if not isinstance(content, dict) or not content.get("lacks"):
            return
        with self._lock:
            if self._closed:
                return
            self._page_is_there = True
            self._forget_all()
            if self.behind:
                self._stage.soon()
            self.begin()
