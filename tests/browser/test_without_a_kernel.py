"""A picture in a page that has no kernel: what is pointed at says its numbers, a drag moves the controls, and beyond that the page says who can."""

from dataclasses import replace
from functools import cache

import pytest

from dlcourse import language, widgets
from dlcourse.widgets.stage import keeping, layout, stored, sweeps

pytestmark = [pytest.mark.browser, pytest.mark.rest]


@pytest.fixture(params=["en", "ko"])
def speaks(request):
    before = language.current()
    language.use(request.param)
    yield request.param
    language.use(before)


@cache
def kept(speaks):
    """What a page keeps of the line explorer, with all positions one control away."""
    stage = widgets.perceptron.explore()
    scene, moments = stage.scene, {}
    for values in sweeps.order(scene.controls, stage.values):
        numbers = scene.compute(**values, **scene.uses)
        moment = replace(stage.moment(numbers), told=stage.fingers.telling(numbers, values))
        moments[sweeps.key(scene.controls, values)] = moment
    found = keeping.keep(stage, moments) | {"question": None, "veil": ""}
    stage.close()
    return found


def html(speaks, *, code=True):
    return stored.page(kept(speaks) | {"code": code}, speaks, picture=None, words="")


@pytest.fixture
def empty(browser):
    page = browser.new_page(viewport={"width": 900, "height": 900})
    troubles = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    assert troubles == []
    page.close()


@pytest.fixture
def page(empty, speaks):
    empty.set_content(f"<main>{html(speaks)}</main>")
    empty.locator("canvas").wait_for()
    return empty


def drag(page, controls, right, down):
    box = page.locator(f'.held[data-control="{controls}"]:visible').first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)  # a drag is answered in the next frame


def test_a_hand_needs_no_kernel(page, speaks):
    says, sentence = page.locator(".says"), page.locator(".sleeps p")
    value = {name: page.locator(f".dlcourse-control-{name} input") for name in ("w1", "w2", "b")}
    first = says.inner_text(), page.locator("canvas").evaluate("node => node.toDataURL()")
    # what lies under the pointer: the point (1, 1)
    box = page.locator(".picture").bounding_box()
    told = set()
    for step in range(40):
        page.mouse.move(box["x"] + box["width"] * step / 80, box["y"] + box["height"] / 2)
        told.add(page.locator(".tells").inner_text() if page.locator(".tells").is_visible() else "")
    assert any("x₁ = " in words and "x₂ = " in words for words in told)

    drag(page, "b", -40, 40)
    assert float(value["b"].get_attribute("aria-valuetext").replace("−", "-")) > -0.5
    assert says.inner_text() != first[0]
    assert page.locator("canvas").evaluate("node => node.toDataURL()") != first[1]
    assert sentence.inner_text() == stored.MOVES.in_(speaks)
    # a weight besides: nobody has worked that out, and the page says who can
    value["w1"].press("ArrowRight")
    assert sentence.inner_text() == stored.BEYOND.in_(speaks)
    page.get_by_role("button", name=stored.BACK.in_(speaks)).click()
    assert says.inner_text() == first[0]
    # both weights at once are one question, and its answer is the kernel's
    drag(page, "w1 w2", 60, 30)
    assert sentence.inner_text() == stored.BEYOND.in_(speaks)


def test_one_picture_of_a_page_brings_the_scripts_for_all(empty, speaks):
    """Wherever it stands: those before it wait, and each keeps its own place."""
    one, other = (html(speaks, code=brings) for brings in (False, True))
    assert len(one) < len(other) - 10_000
    empty.set_content(f"<main>{one}</main>")
    empty.wait_for_timeout(300)
    assert empty.locator("canvas").count() == 0
    empty.set_content(f"<main>{one}{other}{one}</main>")
    empty.wait_for_function("document.querySelectorAll('canvas').length === 3")
    says, bias = empty.locator(".says"), empty.locator(".dlcourse-control-b input")
    before = says.all_inner_texts()
    for place in range(3):
        bias.nth(place).press("ArrowLeft")
        now = says.all_inner_texts()
        assert [old != new for old, new in zip(before, now, strict=True)] == [n <= place for n in range(3)]


def test_a_narrow_page_moves_the_picture_in_its_place(page):
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_function("document.querySelector('canvas').tabIndex === 0")
    room, wide = page.evaluate("[document.documentElement.scrollWidth, document.querySelector('.place').scrollWidth]")
    assert room <= 320
    assert wide == round(0.58 * 760)
    page.set_viewport_size({"width": 900, "height": 900})
    page.wait_for_function("document.querySelector('canvas').tabIndex === -1")


def test_its_controls_are_operated_like_living_ones(page, speaks):
    """A group of choices is one stop of the Tab key with arrow keys inside; a slider finds back to its start by key and by double click."""
    gates, says = page.locator(".dlcourse-control-gate button"), page.locator(".says")
    words = says.inner_text()
    gates.first.press("ArrowRight")
    states = "all => all.map(one => [one.tabIndex, one.getAttribute('aria-pressed'), one === document.activeElement])"
    others = [[-1, "false", False]] * 2
    assert gates.evaluate_all(states) == [[-1, "false", False], [0, "true", True], *others]
    assert says.inner_text() != words
    gates.nth(1).press("ArrowUp")
    gates.first.press("ArrowUp")  # the last one stands before the first
    assert gates.evaluate_all(states)[3] == [0, "true", True]
    gates.nth(3).press("ArrowDown")
    assert says.inner_text() == words

    bias = page.locator(".dlcourse-control-b input")
    assert bias.get_attribute("title") == layout.HOME.format(start="−0.50").in_(speaks)
    for back in (lambda: bias.press("Backspace"), lambda: bias.press("Delete"), bias.dblclick):
        bias.press("ArrowLeft")
        assert (bias.get_attribute("aria-valuetext"), says.inner_text() == words) == ("−0.75", False)
        back()
        assert (bias.get_attribute("aria-valuetext"), says.inner_text()) == ("−0.50", words)


def test_a_slider_shows_its_zero_its_ticks_and_how_far_it_is(page):
    bias = page.locator(".dlcourse-control-b input")
    bias.press("ArrowLeft")  # 9 of 24 steps; zero is in the middle, and a quarter of the way between two ticks
    rail = """node => {
        const rail = node.parentElement, wide = rail.clientWidth, zero = getComputedStyle(rail, '::after'), track = getComputedStyle(rail, '::before');
        const stop = track.backgroundImage.match(/[\\d.]+%/g).map(parseFloat);
        return [zero.content, Math.round(2 * (parseFloat(zero.left) - wide / 2)), parseFloat(zero.height), stop, track.backgroundSize];
    }"""
    assert bias.evaluate(rail) == ['""', 0, 14, [37.5, 50], "auto, 25% 100%, auto"]
    # zero between two places, no zero on the way, all of it below zero, and one place alone
    told = page.evaluate(
        """async ([code, all]) => {
            const plain = new Blob([Uint8Array.from(atob(code), (c) => c.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream("deflate"));
            const file = new Blob([await new Response(plain).text()], {type: "text/javascript"});
            const { marksOf } = await import(URL.createObjectURL(file));
            return all.map((places) => {
                const { within, fixed, fill } = marksOf({ places });
                return [within, ...Object.values(fixed), ...Object.values(fill(places.length - 1))].join(" ");
            });
        }""",
        [stored.code(), [[-3, 1], [0, 1, 2], [-3, -2], [7]]],
    )
    assert told == [
        "true 0.75000 100.000% 75.000% 100.000%",
        "false 0.00000 50.000% 0.000% 100.000%",
        "false 1.00000 100.000% 100.000% 100.000%",
        "false 0.00000 100.000% 0.000% 0.000%",
    ]


def test_it_heeds_what_a_reader_asked_the_system_for(page):
    """In the colours of high contrast what is chosen and where a slider stands are seen; with reduced motion not even a page's own style moves it."""
    page.add_style_tag(
        content="* { transition: all 9s; animation: 9s infinite spin; } @keyframes spin { to { rotate: 1turn; } }"
    )
    moves = """() => [...document.querySelectorAll('.dlcourse-stored *')].filter((node) => {
        const { transitionDuration, animationName } = getComputedStyle(node);
        return transitionDuration !== '0s' || animationName !== 'none';
    }).length"""
    assert page.evaluate(moves) > 20
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    assert page.evaluate(moves) == 0
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=\"forced-color-adjust: none; color: HighlightText; background: Highlight\">')"
    )
    colours = "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    chosen = page.locator("main > p").evaluate(colours)
    gates = page.locator(".dlcourse-control-gate button")
    assert [gate.evaluate(colours) == chosen for gate in gates.all()] == [True, False, False, False]
    fill = "node => getComputedStyle(node.parentElement, '::before').backgroundImage"
    assert chosen[1] in page.locator(".dlcourse-control-b input").evaluate(fill)
