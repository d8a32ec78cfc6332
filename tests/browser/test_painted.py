"""What the page paints is what matplotlib would have painted: every scene, at its start and at both ends of every control."""

import base64
import io
import json
import zlib

import numpy as np
import PIL.Image
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from dlcourse.widgets import registry
from dlcourse.widgets.stage.painted import Painted
from dlcourse.widgets.stage.picture import Picture
from dlcourse.widgets.stage.positions import shown
from dlcourse.widgets.stage.recorder import Recorder
from dlcourse.widgets.stage.scene import Choice, Pad, Points, Run, Slider, Steps, Switches

pytestmark = [pytest.mark.rest, pytest.mark.browser]

SCENES = registry.scenes()
ALIKE = 0.97  # structural similarity, 1 for the same pixels
NEAR = 2  # pixels between the edges of a word here and there
PAINT = """([still, moving, settings]) => {
    const lists = [still, moving].map(list => painter.parse(bytes(list)));
    const canvas = document.querySelector('canvas');
    const done = painter.paint(canvas, lists.map(list => [list, 0]), settings);
    return [done, canvas.toDataURL()];
}"""
BOXES = """([list, width]) => {
    const parsed = painter.parse(bytes(list)), canvas = document.querySelector('canvas');
    return parsed.frames.map((_, number) => {
        painter.paint(canvas, [[parsed, number]], {width, ratio: 1});
        const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const box = [Infinity, Infinity, -Infinity, -Infinity];
        for (let i = 3, at = 0; i < data.length; i += 4, at++) {
            if (data[i] < 64) continue;
            const x = at % canvas.width, y = Math.floor(at / canvas.width);
            box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y); box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
        }
        return box;
    });
}"""
# a view of a widget needs no more of its model than this
MODEL = """(given) => {
    const heard = {};
    window.said = [];
    window.model = {
        get: name => given[name], on: (name, call) => { heard[name] = call; }, off: name => { delete heard[name]; },
        send: message => said.push(message), set: (name, value) => { given[name] = value; heard['change:' + name]?.(); },
    };
    for (const name of ['still', 'value', 'fallback']) given[name] = new DataView(bytes(given[name]).buffer);
    document.body.innerHTML = '<canvas></canvas><div id="view" style="width: 450px"></div>';
    window.close_view = painter.default.render({model, el: document.getElementById('view')});
}"""


@pytest.fixture(scope="module")
def page(browser):
    """One page with the painter, and nothing else."""
    page = browser.new_page()
    page.set_content("<canvas></canvas>")
    page.evaluate(
        """async source => {
            window.painter = await import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));
            window.bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
        }""",
        Painted._esm,
    )
    yield page
    page.close()


def ends(control):
    match control:
        case Slider():
            return control.low, control.high
        case Choice():
            return control.options[0][0], control.options[-1][0]
        case Switches():
            values = tuple(value for value, _ in control.options)
            return values[:1], values
        case Steps():
            return 0, control.last
        case Run():
            return 0, 3
        case Points():
            return (), control.value
        case Pad():
            return (0,) * control.side**2, (255,) * control.side**2


def opened(scene, control):
    """The start with the control on the page: whatever it waits for has one of the values that show it."""
    values, when = scene.start(), control.when
    known = {one.name: one for one in scene.controls}
    while when is not None:
        if values[when.name] not in when.values:
            values[when.name] = when.values[0]
        when = known[when.name].when
    return values


def both_ends(scene):
    """The start, and each control at both of its ends while it can be seen."""
    states = [scene.start()]
    for control in scene.controls:
        for end in ends(control):
            state = opened(scene, control) | {control.name: end}
            assert control.name in shown(scene.controls, state)
            if state not in states:
                states.append(state)
    return states


def ascii_of(data):
    return base64.b64encode(data).decode()


def painted(page, picture, **settings):
    """The pixels of what is shown now, on white paper unless it is dark."""
    lists = [ascii_of(picture.still()), ascii_of(picture.moving())]
    done, url = page.evaluate(PAINT, [*lists, {"width": picture.width, "ratio": 1, **settings}])
    assert done
    pixels = PIL.Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))).convert("RGBA")
    ground = PIL.Image.new("RGBA", pixels.size, settings.get("paper") or "white")
    ground.alpha_composite(pixels)
    return np.asarray(ground)[..., :3]


def alike(one, other, side=7):
    """Structural similarity (Wang et al., 2004) of two pictures, the mean of all windows and colours."""

    def mean(values):
        sums = np.pad(values, ((1, 0), (1, 0), (0, 0))).cumsum(0).cumsum(1)
        return (sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) / side**2

    x, y = one.astype(float), other.astype(float)
    mean_x, mean_y = mean(x), mean(y)
    var_x, var_y, together = mean(x * x) - mean_x**2, mean(y * y) - mean_y**2, mean(x * y) - mean_x * mean_y
    light, detail = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    top = (2 * mean_x * mean_y + light) * (2 * together + detail)
    return float((top / ((mean_x**2 + mean_y**2 + light) * (var_x + var_y + detail))).mean())


def test_likeness_is_measured_rightly():
    dice = np.random.default_rng(0)
    one = dice.integers(0, 256, size=(40, 40, 3))
    assert alike(one, one) == pytest.approx(1)
    assert alike(one, dice.integers(0, 256, size=(40, 40, 3))) < 0.1
    assert alike(np.full((40, 40, 3), 255), np.zeros((40, 40, 3))) < 0.001


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_painted_and_drawn_pixels_are_alike(page, scene):
    picture = Picture(scene.size, lambda figure: scene.draw(figure, "en"), scene.update)
    unlike = {}
    for state in both_ends(scene):
        numbers = scene.compute(**state, **scene.uses)
        drawn = np.asarray(PIL.Image.open(io.BytesIO(picture.frame(numbers))))
        if (found := alike(painted(page, picture), drawn)) < ALIKE:
            unlike[str(state)] = found
    assert unlike == {}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_words_stand_where_matplotlib_puts_them(page, language):
    apart = {}
    for name, scene in SCENES.items():
        picture = Picture(scene.size, lambda figure, scene=scene: scene.draw(figure, language), scene.update)
        picture.frame(scene.compute(**scene.start(), **scene.uses))
        pen, words, boxes = picture._canvas.get_renderer(), [], []
        recorder = Recorder(picture.figure)
        for text in picture.figure.findobj(Text):
            pen.clear()
            text.draw(pen)
            rows, columns = np.nonzero(np.asarray(pen.buffer_rgba())[..., 3] >= 64)
            if len(rows):
                words.append(text.get_text())
                boxes.append((columns.min(), rows.min(), columns.max(), rows.max()))
                recorder.frame([text])
        assert words
        here = page.evaluate(BOXES, [ascii_of(recorder.packed()), picture.width])
        for said, box, other in zip(words, boxes, here, strict=True):
            if np.abs(np.array(box) - other).max() > NEAR:
                apart[f"{name}: {said}"] = box, other
    assert apart == {}


def perceptron():
    scene = SCENES["perceptron.explore"]
    picture = Picture(scene.size, lambda figure: scene.draw(figure, "en"), scene.update)
    picture.move(scene.compute(**scene.start(), **scene.uses))
    return picture


def test_a_fine_screen_and_a_narrow_page_get_their_own_pixels(page):
    picture = perceptron()
    fine = painted(page, picture, ratio=2)
    assert fine.shape == (2 * picture.height, 2 * picture.width, 3)
    whole = PIL.Image.fromarray(fine).resize((picture.width, picture.height), PIL.Image.Resampling.BOX)
    assert alike(np.asarray(whole), painted(page, picture)) > 0.9
    # twice as sharp, and not the same pixels made larger
    enlarged = fine[::2, ::2].repeat(2, axis=0).repeat(2, axis=1)
    assert (fine != enlarged).any(axis=2).mean() > 0.01
    assert painted(page, picture, width=300).shape[1] == 300


def test_in_the_dark_no_sheet_is_white_and_hues_stay(page):
    picture = perceptron()
    dark = painted(page, picture, dark=True, paper="#123456")
    # what is white inside marks is paper as well
    assert not (dark == 0x11).all(axis=2).any()
    assert (dark == (0x12, 0x34, 0x56)).all(axis=2).mean() > 0.4
    assert (dark.min(axis=2) > 230).mean() < 0.001
    light = painted(page, picture)
    assert (light == 255).all(axis=2).mean() > 0.4


@pytest.mark.parametrize(
    "harm", [lambda data: b"", lambda data: data[:-9], lambda data: b"DL\x02" + data[3:], lambda data: b"PNG" + data]
)
def test_a_list_that_cannot_be_read_leaves_the_png(page, harm):
    picture = perceptron()
    png = picture.png(
        SCENES["perceptron.explore"].compute(
            **SCENES["perceptron.explore"].start(), **SCENES["perceptron.explore"].uses
        )
    )
    bad = harm(picture.moving())
    assert page.evaluate("list => painter.parse(bytes(list))", ascii_of(bad)) is None
    assert page.evaluate("() => painter.paint(document.createElement('canvas'), [[null, 0]], {width: 10})") is False
    given = {
        "width": 760,
        "height": 370,
        "still": ascii_of(picture.still()),
        "value": ascii_of(bad or b"?"),
        "fallback": "",
    }
    page.evaluate(MODEL, given)
    assert page.evaluate("said") == [{"cannot paint": True}]
    page.evaluate("png => model.set('fallback', new DataView(bytes(png).buffer))", ascii_of(png))
    page.wait_for_function("document.querySelector('#view img').naturalWidth === 760")
    assert page.evaluate("getComputedStyle(document.querySelector('#view canvas')).display") == "none"
    # the next picture that can be read is painted again
    page.evaluate("list => model.set('value', new DataView(bytes(list).buffer))", ascii_of(picture.moving()))
    page.wait_for_function("getComputedStyle(document.querySelector('#view canvas')).display !== 'none'")
    assert page.evaluate("getComputedStyle(document.querySelector('#view img')).display") == "none"
    page.evaluate("close_view()")


INFLATE = """([packed, plain]) => {
    const whole = painter.inflate(bytes(packed)), wanted = bytes(plain);
    return whole.length === wanted.length && whole.every((each, i) => each === wanted[i]);
}"""
HARMED = """([packed, plain, cut, at]) => {
    const harmed = bytes(packed).slice(0, cut), wanted = bytes(plain);
    if (at !== null) harmed[at] ^= 1 << at % 8;
    try {
        // a bit that fills up the last byte says nothing
        return painter.inflate(harmed).every((each, i) => each === wanted[i]) ? 'refused' : 'taken';
    } catch (error) {
        return error instanceof RangeError ? 'refused' : String(error);
    }
}"""


def deflated():
    """Bytes of many kinds, deflated in every way that there is: blocks of every kind, references near and far."""
    rng = np.random.default_rng(0)
    plain = [b"", b"a", b"ab" * 40_000, rng.bytes(70_000), bytes(rng.choice([*b"abcd"], 9000)), rng.bytes(300) * 120]
    strategies = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED)
    for data in plain:
        for level in (0, 1, 6, 9):
            for strategy in strategies:
                packer = zlib.compressobj(level, strategy=strategy)
                yield packer.compress(data) + packer.flush(), data


def test_what_is_deflated_comes_back_whole_and_what_is_damaged_is_refused(page):
    rng = np.random.default_rng(1)
    for packed, plain in deflated():
        assert page.evaluate(INFLATE, [ascii_of(packed), ascii_of(plain)])
        cut = int(rng.integers(len(packed)))
        assert page.evaluate(HARMED, [ascii_of(packed), ascii_of(plain), cut, None]) == "refused"
        if plain:
            # behind the second byte, which says how hard it was tried
            harmed = int(rng.integers(2, len(packed)))
            given = [ascii_of(packed), ascii_of(plain), len(packed), harmed]
            assert page.evaluate(HARMED, given) == "refused", (len(packed), harmed)


def test_a_deflated_picture_is_there_at_once_and_a_damaged_one_leaves_the_png(page):
    picture = perceptron()
    lists = {name: ascii_of(data) for name, data in {"still": picture.still(), "value": picture.moving()}.items()}
    page.evaluate(MODEL, {"width": 760, "height": 370, "fallback": "", **lists})
    number = "Number(document.querySelector('#view canvas').dataset.painted)"
    packed = ascii_of(zlib.compress(picture.moving()))
    put = "model.set('value', new DataView(bytes(packed).buffer)); await null"
    assert page.evaluate(f"async packed => {{ const n = {number}; {put}; return {number} - n; }}", packed) == 1
    bad = ascii_of(zlib.compress(picture.moving())[:-5])
    page.evaluate("packed => model.set('value', new DataView(bytes(packed).buffer))", bad)
    assert page.evaluate("said") == [{"cannot paint": True}]
    page.evaluate("close_view()")


def test_a_list_from_far_away_is_inflated_and_an_older_one_does_not_come_last(page):
    picture = perceptron()
    lists = {name: ascii_of(data) for name, data in {"still": picture.still(), "value": picture.moving()}.items()}
    page.evaluate(MODEL, {"width": 760, "height": 370, "fallback": "", **lists})
    look = "document.querySelector('#view canvas').toDataURL()"
    first = page.evaluate(look)
    scene = SCENES["perceptron.explore"]
    picture.move(scene.compute(**scene.start() | {"b": 0.5}, **scene.uses))
    change = "list => model.set('value', new DataView(bytes(list).buffer))"
    page.evaluate(change, ascii_of(zlib.compress(picture.moving())))
    page.wait_for_function(f"first => {look} !== first", arg=first)
    long, short = ascii_of(zlib.compress(picture.moving())), lists["value"]
    page.evaluate(f"([long, short]) => {{ ({change})(long); setTimeout(() => ({change})(short)); }}", [long, short])
    page.wait_for_timeout(200)
    assert page.evaluate(look) == first
    page.evaluate("close_view()")


def test_the_view_follows_the_theme_and_the_room(page):
    picture = perceptron()
    lists = {name: ascii_of(data) for name, data in {"still": picture.still(), "value": picture.moving()}.items()}
    page.evaluate(MODEL, {"width": 760, "height": 370, "fallback": "", **lists})
    canvas = "document.querySelector('#view canvas')"
    assert page.evaluate(f"{canvas}.width / devicePixelRatio") == 450
    before = page.evaluate(f"{canvas}.toDataURL()")
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'false'; }")
    page.wait_for_function(f"before => {canvas}.toDataURL() !== before", arg=before)
    page.evaluate("() => { document.getElementById('view').style.width = '300px'; }")
    page.wait_for_function(f"{canvas}.width / devicePixelRatio === 300")
    page.evaluate("() => { delete document.body.dataset.jpThemeLight; close_view(); }")
    assert json.dumps(page.evaluate("said")) == "[]"


def test_words_keep_their_size_on_a_narrow_page_and_stay_on_the_picture(page):
    """11 CSS pixels at least, around their middle, level and turned; where that would be outside, as near as there is room."""
    figure = Figure(figsize=(8, 4), dpi=100)
    places = [(0.5, 0.5, 0), (0.2, 0.3, 90), (0.995, 0.02, 0)]
    words = [figure.text(x, y, "wide", ha="center", va="center", rotation=turn, fontsize=9) for x, y, turn in places]
    recorder = Recorder(figure)
    for word in words:
        recorder.frame([word])
    lists = ascii_of(recorder.packed())
    # 12.5 pixels are 11 at 704
    whole, narrow = (np.array(page.evaluate(BOXES, [lists, width])) for width in (704, 200))
    sizes = [boxes[:, 2:] - boxes[:, :2] for boxes in (whole, narrow)]
    assert np.abs(sizes[0][:2] - sizes[1][:2]).max() <= 1
    assert abs(sizes[1][2] - sizes[1][0]).max() <= 1  # whole
    middles = [(boxes[:, :2] + boxes[:, 2:]) / 2 / width for boxes, width in ((whole, 704), (narrow, 200))]
    assert np.abs(middles[0][:2] - middles[1][:2]).max() < 0.01
    # words at the left or the right of something keep their distance to it
    figure = Figure(figsize=(8, 4), dpi=100)
    words = [figure.text(0.5, 0.5, "wide", ha=side, fontsize=9) for side in ("left", "right")]
    recorder = Recorder(figure)
    for word in words:
        recorder.frame([word])
    begins, ends = page.evaluate(BOXES, [ascii_of(recorder.packed()), 200])
    assert abs(begins[0] - 100) <= 1
    assert abs(ends[2] - 100) <= 1
    assert (narrow[:, :2] >= 0).all()
    assert (narrow[:, 2:] <= (199, 99)).all()
