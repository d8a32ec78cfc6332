"""What of a stage is kept where no kernel is: as many of its moments as there is room for, around where it stands."""

from dataclasses import replace
from typing import Any

from dlcourse.widgets.stage import stored, sweeps
from dlcourse.widgets.stage.ask import kept_question
from dlcourse.widgets.stage.page import marked, paragraph
from dlcourse.widgets.stage.scene import Rounds
from dlcourse.widgets.stage.sweeps import Allowance, Moment

# a kernel has one notebook, and a notebook is a lesson
LESSON = Allowance(sweeps.LESSON)


def keep(stage: Any, moments: dict[str, Moment]) -> dict[str, Any]:
    """What `stored.js` needs of this stage: where it stands now, and these moments, the first ones first."""
    scene, language = stage.scene, stage._language
    # how far a process gets, only the kernel knows
    controls = () if isinstance(scene.compute, Rounds) else scene.controls
    room = LESSON.room(id(stage)) - len(stored.code())
    packed = _packed(_now(stage, sweeps.key(controls, stage.values)) | moments, room * 3 // 4)
    # in letters it is longer by a third
    LESSON.use(id(stage), 4 * len(packed) // 3 + len(stored.code()) if packed else 0)
    return stored.kept(
        language,
        title=marked(scene.title.in_(language)),
        question=kept_question(scene.predict, language) if scene.predict else None,
        veiled=stage.veil.down,
        says=paragraph(stage.words),
        controls=controls,
        values=stage.values,
        size=(stage.picture.width, stage.picture.height),
        moments=packed,
    )


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
