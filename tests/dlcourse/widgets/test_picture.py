"""The picture: laid out once, moved after that, the same wherever it is shown."""

import base64
import io
import zlib
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from display_list import read
from doubling import SCENE, compute, draw, update
from fontTools.ttLib import TTFont

from dlcourse.record import hosting
from dlcourse.widgets.stage import lettering, painted, picture
from dlcourse.widgets.stage.stage import Stage


def pixels(frame):
    return np.asarray(PIL.Image.open(io.BytesIO(frame)).convert("RGB"))


def test_new_axes_are_drawn_in_full(stage):
    def wide_from_the_start(figure, language):
        artists = draw(figure, language)
        figure.axes[0].set_xlim(0, 20)
        return artists

    stage.set(x=9.0)
    stage.set(wide=True, x=1.0)
    fresh = picture.Picture(SCENE.size, lambda figure: wide_from_the_start(figure, "en"), update)
    fresh.move(compute(wide=True))
    assert (stage.image.still, stage.image.value) == (fresh.still(), fresh.moving())
    assert stage.image.png() == fresh.png(compute(wide=True))
    stage.set(wide=False)
    assert stage.image.still != fresh.still()


def test_a_sweep_holds_every_position_and_leaves_the_stage_as_it_was(stage):
    shown, pages = (stage.image.still, stage.image.value), [compute(x=x) for x in (0.0, 1.0, 3.0)]
    alone = []
    for numbers in pages:
        stage.picture.move(numbers)
        alone.append(stage.picture.moving())
    swept = read(stage.picture.sweep(pages))
    assert [frame for one in alone for frame in read(one).frames] == swept.frames
    assert [frame.whole for frame in swept.frames] == [False] * 3
    stage.picture.sweep([compute(wide=True)])
    stage.refresh()
    assert (stage.image.still, stage.image.value) == shown


def test_a_sweep_over_other_axes_holds_them_in_its_frames(stage):
    swept = read(stage.picture.sweep([compute(), compute(wide=True), compute(wide=True, x=1.0)]))
    assert [frame.whole for frame in swept.frames] == [False, True, True]
    stage.picture.move(compute(wide=True))
    axes, curve = (read(part).frames[0].painted for part in (stage.picture.still(), stage.picture.moving()))
    assert swept.frames[1].painted == axes + curve


def test_a_page_without_a_kernel_shows_picture_and_words(stage):
    bundle = stage._repr_mimebundle_()
    assert bundle["text/plain"] == "Twice `x` & more. y is 2."
    assert "application/vnd.jupyter.widget-view+json" in bundle
    shown = pixels(base64.b64decode(bundle["image/png"]))
    np.testing.assert_array_equal(shown, pixels(stage.picture.frame(compute())))


def test_a_page_that_cannot_paint_is_sent_the_picture_from_then_on(stage):
    stage.set(x=2.0)
    assert stage.image.fallback == b""
    stage.image._handle_custom_msg({"cannot paint": True}, [])
    assert stage.image.fallback == stage.picture.png(compute(x=2.0))
    stage.set(x=3.0)
    assert stage.image.fallback == stage.picture.png(compute(x=3.0))


@pytest.mark.parametrize("name", [hosting.HUB, *hosting.BINDERS])
def test_a_far_kernel_sends_long_lists_in_fewer_bytes(monkeypatch, name):
    monkeypatch.setenv(name, "someone")
    monkeypatch.setattr(painted, "LONG", 100)
    far = Stage(SCENE)
    assert zlib.decompress(far.image.value) == far.picture.moving()
    monkeypatch.setattr(painted, "LONG", 10**6)
    far.set(x=2.0)
    assert far.image.value == far.picture.moving()
    far.close()


def test_the_picture_has_a_fixed_size(stage):
    assert (stage.image.width, stage.image.height) == (300, 200)
    assert pixels(stage.image.png()).shape == (200, 300, 3)


def test_the_fast_png_is_a_png():
    dice = np.random.default_rng(0)
    for shape in ((1, 1, 3), (7, 5, 3), (40, 60, 3)):
        given = dice.integers(0, 256, size=shape, dtype=np.uint8)
        np.testing.assert_array_equal(pixels(picture.fast_png(given)), given)


def test_a_stamp_is_put_where_it_belongs_pixel_by_pixel():
    given = np.random.default_rng(0).integers(0, 256, size=(5, 7, 4), dtype=np.uint8)
    given[..., 3] = 255
    stamped = picture.Picture(
        (0.3, 0.2),
        lambda figure: {"stamp": picture.Stamp(figure, zorder=1)},
        lambda artists, numbers: artists["stamp"].put(given, 4, 3),
    )
    frame = pixels(stamped.frame({})).copy()
    np.testing.assert_array_equal(frame[20 - 3 - 5 : 20 - 3, 4 : 4 + 7], given[..., :3])
    frame[20 - 3 - 5 : 20 - 3, 4 : 4 + 7] = 255
    assert (frame == 255).all()


def test_what_is_still_is_drawn_again_only_when_asked():
    def still(figure, language):
        return {"still word": figure.text(0.5, 0.5, "a")}

    def write(artists, numbers):
        artists["still word"].set_text(numbers["word"])
        return numbers["changed"]

    words = picture.Picture((1, 1), lambda figure: still(figure, "en"), write)
    first = words.frame({"word": "a", "changed": False})
    assert words.frame({"word": "b", "changed": False}) == first
    assert words.frame({"word": "b", "changed": True}) != first


def test_the_font_holds_everyday_hangul_under_its_own_name():
    font = TTFont(Path(picture.__file__).parent / "fonts" / f"{lettering.HANGUL}.ttf")
    syllables = {bytes([high, low]).decode("euc_kr") for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF)}
    held = {chr(code) for code in font.getBestCmap()}
    assert len(syllables) == 2350
    assert syllables | set(map(chr, range(0x20, 0x7F))) <= held
    # the licence reserves the names of the original
    names = {str(font["name"].getDebugName(kind)) for kind in (1, 3, 4, 6)}
    assert names == {lettering.HANGUL}
