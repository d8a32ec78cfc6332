"""What of a stage is kept where no kernel is: as many of its moments as there is room for, around where it stands."""

from dataclasses import replace
from typing import Any

from dlcourse.widgets.stage import along, stored, sweeps
from dlcourse.widgets.stage.ask import kept_question
from dlcourse.widgets.stage.page import marked, paragraph
from dlcourse.widgets.stage.sweeps import Allowance, Moment

# a kernel has one notebook, and a notebook is a lesson
LESSON = Allowance(sweeps.LESSON)


def keep(stage: Any, moments: dict[str, Moment]) -> dict[str, Any]:
    """What `stored.js` needs of this stage: where it stands now, and these moments, the first ones first."""
    scene, language, run = stage.scene, stage._language, along.run_of(stage.scene)
    here = str(stage.values[run.name]) if run else sweeps.key(scene.controls, stage.values)
    if run and not along.at_hand(scene, stage.values):
        moments = {}
    room = LESSON.room(id(stage)) - len(stored.code())
    packed = _packed(_now(stage, here) | moments, room * 3 // 4)
    # in letters it is longer by a third
    LESSON.use(id(stage), 4 * len(packed) // 3 + len(stored.code()) if packed else 0)
    kept = stored.kept(
        language,
        title=marked(scene.title.in_(language)),
        question=kept_question(scene.predict, language) if scene.predict else None,
        veiled=stage.veil.down,
        says=paragraph(stage.words),
        controls=() if run else scene.controls,
        values=stage.values,
        size=(stage.picture.width, stage.picture.height),
        moments=packed,
    )
    if run and packed:
        kept["controls"] = [along.slider(run, sweeps.unpack(packed), int(here), language)]
    return kept


def forget(stage: Any) -> None:
    """Another stage may have its room."""
    LESSON.use(id(stage), 0)


def _now(stage: Any, key: str) -> dict[str, Moment]:
    numbers = stage.image.numbers
    return (
        {}
        if numbers is None
        else {key: replace(stage.moment(numbers), told=stage.fingers.telling(numbers, stage.values))}
    )


def _packed(moments: dict[str, Moment], most: int) -> bytes | None:
    """All of them with what can be touched, if there is room for that; else rather more of them."""
    touched = {key: replace(one, texts={**one.texts, "told": one.told}) for key, one in moments.items() if one.told}
    whole = sweeps.pack(moments | touched) if moments else b""
    return whole if whole and len(whole) <= most else sweeps.fitting(moments, most)
