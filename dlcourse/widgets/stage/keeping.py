"""What of a stage is kept where no kernel is: as many of its moments as there is room for, around where it stands."""

import base64
import json
from dataclasses import replace
from itertools import islice
from typing import Any

from dlcourse.widgets.stage import along, stored, sweeps
from dlcourse.widgets.stage.ask import kept_question
from dlcourse.widgets.stage.page import marked, paragraph
from dlcourse.widgets.stage.sweeps import Allowance, Moment

# a kernel has one notebook, and a notebook is a lesson
LESSON = Allowance(sweeps.LESSON)
STAGES = 7  # as many as a lesson has; for those that are not there yet
SHARED = 3
FEW = 4  # places: with less, a control hardly moves
FACE = 16_000  # bytes are spared: a picture, its words and controls, which are kept whatever comes


def keep(stage: Any, moments: dict[str, Moment]) -> dict[str, Any]:
    """What `stored.js` needs of this stage: where it stands now, and these moments, the first ones first.

    Whatever it comes to in the notebook counts. Of the room that is free one stage takes a third, for others will want some too; one whose moments
    are so large that it could hardly move in there, two thirds.
    """
    scene, language, run = stage.scene, stage._language, along.run_of(stage.scene)
    here = str(stage.values[run.name]) if run else sweeps.key(scene.controls, stage.values)
    if run and not along.at_hand(scene, stage.values):
        moments = {}
    kept = stored.kept(
        language,
        title=marked(scene.title.in_(language)),
        question=kept_question(scene.predict, language) if scene.predict else None,
        veiled=stage.veil.down,
        says=paragraph(stage.words),
        controls=() if run else scene.controls,
        values=stage.values,
        size=(stage.picture.width, stage.picture.height),
    )
    who = id(stage)
    kept["code"] = LESSON.bears(who)
    face = _size(stage, kept | {"moments": "-"})
    spared = FACE * max(0, STAGES - LESSON.users(who))
    free = max(0, LESSON.room(who) - spared - face)
    # in letters it is longer by a third
    share = free // SHARED * 3 // 4
    moments = _now(stage, here) | moments
    few = len(sweeps.pack(dict(islice(moments.items(), FEW))))
    packed = _packed(moments, min(max(share, few), 2 * share))
    if packed:
        kept["moments"] = base64.b64encode(packed).decode("ascii")
        if run:
            kept["controls"] = [along.slider(run, sweeps.unpack(packed), int(here), language)]
    LESSON.use(who, _size(stage, kept), bears=kept["code"] and packed is not None)
    return kept


def _size(stage: Any, kept: dict[str, Any]) -> int:
    """The bytes of a stage's page in the file, where every quotation mark takes two."""
    page = stored.page(kept, stage._language, picture=stage._image(), words=stage._words())
    return len(json.dumps(page, ensure_ascii=False).encode())


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
