"""What a notebook, an exported page and the site keep of a stage: alive without a kernel as far as its moments go.

The output of a cell holds a piece of HTML. Where scripts are blocked it is a picture and words; where they run it is the stage again (`stored.js`), and
in JupyterLab a plugin (`dlcourse/jupyter/labextension`) shows it in place of "model not found". `MIME` is what the plugin is asked for.
"""

import base64
import html
import io
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import PIL.Image

from dlcourse.language import Text
from dlcourse.widgets.stage import sweeps
from dlcourse.widgets.stage.knob import places as places_of
from dlcourse.widgets.stage.layout import HOME, narrowest
from dlcourse.widgets.stage.page import paragraph
from dlcourse.widgets.stage.positions import positions, shown
from dlcourse.widgets.stage.scene import Choice, Control, Slider
from dlcourse.widgets.stage.scripts import joined

MIME = "application/vnd.dlcourse.stage+json"
# in this order, as one file
SCRIPTS = ("shapes.js", "painter.js", "inflate.js", "painted.js", "shelf.js", "touch.js", "stored.js")

MOVES = Text(
    "This is the saved picture: each control moves by itself, and only the kernel can show the rest.",
    "저장된 그림입니다. 조절 장치를 하나씩 움직여 볼 수 있고, 나머지는 커널이 있어야 볼 수 있습니다.",
)
STANDS = Text(
    "This is what was saved here, and only the kernel can bring it to life.",
    "저장된 모습입니다. 다시 움직이려면 커널이 있어야 합니다.",
)
BEYOND = Text(
    "Only the kernel can show what these settings come to together.",
    "이 설정을 함께 적용한 결과는 커널이 있어야 볼 수 있습니다.",
)
VEIL = Text(
    "What do you expect? Choose an answer above, or click here to see.",
    "어떻게 될까요? 위에서 답을 고르거나, 여기를 누르면 바로 볼 수 있습니다.",
)
ANSWER = Text("Show the answer", "답 보기")
WAKE = Text("Run this cell", "이 셀 실행")
BACK = Text("Back to what was saved", "저장된 상태로")
TABLE = Text("The numbers as a table", "숫자를 표로 보기")


def kept(
    language: str,
    *,
    title: str = "",
    veiled: bool = False,
    question: Mapping[str, Any] | None = None,
    says: str = "",
    controls: Sequence[Control] = (),
    values: Mapping[str, Any] | None = None,
    size: tuple[int, int] = (0, 0),
    moments: bytes | None = None,
) -> dict[str, Any]:
    """What `stored.js` needs: texts as HTML, controls with every place they can be moved to, and moments as `sweeps.pack` packs them."""
    words = {"moves": MOVES, "stands": STANDS, "beyond": BEYOND, "wake": WAKE, "back": BACK, "table": TABLE}
    return {
        "version": 1,
        "title": title,
        "question": question,
        "veil": VEIL.in_(language) if veiled else "",
        "says": says,
        "controls": [_control(control, controls, values or {}, language) for control in controls if sweepable(control)],
        "width": size[0],
        "height": size[1],
        "narrowest": narrowest(size[0]),
        "moments": None if moments is None else base64.b64encode(moments).decode("ascii"),
        "words": {name: text.in_(language) for name, text in words.items()},
    }


def sweepable(control: Control) -> bool:
    """Whether a control has positions that can be worked out."""
    return len(positions(control)) > 0


def _control(control: Control, controls: Sequence[Control], values: Mapping[str, Any], language: str) -> dict[str, Any]:
    there, now = list(positions(control)), values[control.name]
    places = [sweeps.place(control, value) for value in there]
    here = sweeps.place(control, now)
    between = here not in places
    if between:  # a scene may begin between two steps
        at = sum(place < here for place in places)
        there.insert(at, now)
        places.insert(at, here)
    if isinstance(control, Choice):
        says = [text.in_(language) for _, text in control.options]
    else:
        digits = places_of(control.step) if isinstance(control, Slider) else 0
        says = [f"{value:.{digits}f}".replace("-", "−") for value in there]
    return {
        "name": control.name,
        "between": between,  # whether the present place is none of those that can be dragged to
        "label": control.label.in_(language),
        "kind": "choice" if isinstance(control, Choice) else "slider",
        "places": places,
        "says": says,
        "home": "" if isinstance(control, Choice) else HOME.format(start=says[places.index(here)]).in_(language),
        "at": places.index(here),
        "seen": control.name in shown(controls, values),
    }


def page(data: Mapping[str, Any], language: str, *, picture: bytes | None, words: str) -> str:
    """The piece of HTML: picture and words, and what makes a stage of them."""
    image = ""
    if picture:
        source = base64.b64encode(small(picture)).decode("ascii")
        image = f'<img src="data:image/webp;base64,{source}" alt="{html.escape(words)}">'
    said = "".join(map(paragraph, words.splitlines()))
    if question := data["question"]:
        said += f"<details><summary>{ANSWER.in_(language)}</summary><p>{question['right']}</p></details>"
    # "<" as an escape: nothing in the data can end the script
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    brought = f'"{code()}"' if data.get("code", True) else "null"
    alive = f"<script>{_OPEN}(document.currentScript.parentElement,{brought})</script>" if data["moments"] else ""
    return f'<div class="dlcourse-stored" lang="{language}">{image}{said}<script type="application/json">{packed}</script>{alive}</div>'


# What a page does with the code, which is compressed. One stage of a notebook brings it, wherever it stands, and the others wait for it: each with a
# copy of its own would take the room that its moments need. In JupyterLab the plugin has the code.
_OPEN = (
    "(async(box,code)=>{const shared=window.dlcourseStored??=(()=>{let bring;const there=new Promise(done=>bring=done);return{bring,there}})();"
    "if(code){const packed=Uint8Array.from(atob(code),c=>c.charCodeAt(0));"
    'const plain=new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));'
    'const file=new Blob([await new Response(plain).text()],{type:"text/javascript"});'
    "shared.bring(import(URL.createObjectURL(file)))}"
    "(await shared.there).asleep(box)})"
)


@cache
def code() -> str:
    """The scripts, packed, without what only their readers need."""
    told = re.sub(
        r"(^|(?<=\s))//( .*)?$", "", joined(*SCRIPTS), flags=re.MULTILINE
    )  # no string of theirs has this in it
    told = "\n".join(filter(None, map(str.strip, told.splitlines())))
    return base64.b64encode(zlib.compress(told.encode(), 9)).decode("ascii")


@lru_cache(maxsize=16)  # the pictures of a lesson
def small(picture: bytes) -> bytes:
    """A picture in half the room of a PNG: the notebook holds that already, for whoever cannot read HTML."""
    out = io.BytesIO()
    PIL.Image.open(io.BytesIO(picture)).convert("RGB").save(out, "WEBP", quality=60, method=2)
    return out.getvalue()
