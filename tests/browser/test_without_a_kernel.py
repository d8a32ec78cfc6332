"""A picture in a page that has no kernel: what is pointed at says its numbers, a drag moves the controls, and beyond that the page says who can."""

from dataclasses import replace

import pytest

from dlcourse import language, widgets
from dlcourse.widgets.stage import keeping, stored, sweeps

pytestmark = [pytest.mark.browser, pytest.mark.rest]


@pytest.fixture(params=["en", "ko"])
def speaks(request):
    before = language.current()
    language.use(request.param)
    yield request.param
    language.use(before)


@pytest.fixture
def page(browser, speaks):
    """The line explorer as a page keeps it, with all positions one control away."""
    stage = widgets.perceptron.explore()
    scene, moments = stage.scene, {}
    for values in sweeps.order(scene.controls, stage.values):
        numbers = scene.compute(**values, **scene.uses)
        moment = replace(stage.moment(numbers), told=stage.fingers.telling(numbers, values))
        moments[sweeps.key(scene.controls, values)] = moment
    kept = keeping.keep(stage, moments) | {"question": None, "veil": ""}
    page = browser.new_page(viewport={"width": 900, "height": 900})
    troubles = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.set_content(f"<main>{stored.page(kept, speaks, picture=None, words='')}</main>")
    page.locator("canvas").wait_for()
    yield page
    assert troubles == []
    page.close()
    stage.close()


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


def test_a_narrow_page_moves_the_picture_in_its_place(page):
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_function("document.querySelector('canvas').tabIndex === 0")
    room, wide = page.evaluate("[document.documentElement.scrollWidth, document.querySelector('.place').scrollWidth]")
    assert room <= 320
    assert wide == round(0.58 * 760)
    page.set_viewport_size({"width": 900, "height": 900})
    page.wait_for_function("document.querySelector('canvas').tabIndex === -1")
