"""The site: it builds without a warning, both languages have the same pages, no link is dead, and a reader needs nothing but the site itself."""

import functools
import html.parser
import http.server
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

import harness
import pytest
from accessibility import barriers, faint

from dlcourse.language import LANGUAGES
from dlcourse.widgets import registry

# a group of its own: nothing here needs the JupyterLab that the other browser tests share
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

ROOT = Path(__file__).parents[2]
SECONDS = 900  # a loaded machine may take that long for all lessons
WORDS = {"en": "momentum", "ko": "손실"}
PASSES = "from dlcourse.record import hosting, progress; hosting.recording = lambda: True; progress.checked('step', status='passed', points=2.0)"


class Page(html.parser.HTMLParser):
    """What a page links to and shows."""

    def __init__(self, path):
        super().__init__()
        self.links, self.loads, self.ids, self.pictures = [], [], set(), []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids.update(filter(None, (found.get("id"), found.get("name") if tag == "a" else None)))
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        elif tag == "img":
            self.pictures.append((found["src"], found.get("alt")))
            self.loads.append(found["src"])
        elif tag in ("script", "iframe") and "src" in found:
            self.loads.append(found["src"])
        elif tag == "link" and found.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(found["href"])


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Built by somebody who has passed an exercise, which is nobody's business."""
    folder = tmp_path_factory.mktemp("site")
    own = tmp_path_factory.mktemp("own")
    subprocess.run([sys.executable, "-c", PASSES], env=os.environ | {"DLCOURSE_DATA": str(own)}, check=True)
    assert any(own.iterdir())
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "build.py", folder],
        env=os.environ | {"DLCOURSE_DATA": str(own)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


@pytest.fixture(scope="session")
def pages(site):
    return {path: Page(path) for path in site.rglob("*.html")}


def test_both_languages_have_the_same_pages_and_every_lesson_is_there(site, pages):
    en, ko = ({path.relative_to(site / language) for path in pages if language in path.parts} for language in LANGUAGES)
    assert en == ko
    lessons = {path.stem for path in (ROOT / "lessons" / "en").glob("*/*.ipynb")}
    assert {path.stem for path in en if path.parts[0] == "lessons"} == {*lessons, "index"}
    for language in LANGUAGES:
        front = (site / language / "index.html").read_text(encoding="utf-8")
        assert f'<html class="no-js" lang="{language}"' in front


def test_no_link_is_dead(site, pages):
    dead = []
    for path, page in pages.items():
        for link in page.links:
            target = urlsplit(link)
            if target.scheme:
                continue
            goal = (path.parent / unquote(target.path)).resolve() if target.path else path
            anchored = goal in pages and (not target.fragment or unquote(target.fragment) in pages[goal].ids)
            if not (anchored or (goal.suffix != ".html" and goal.is_file())):
                dead.append(f"{path.relative_to(site)}: {link}")
    assert dead == []


def test_nothing_is_loaded_from_elsewhere(site, pages):
    outside = [(path.name, load) for path, page in pages.items() for load in page.loads if urlsplit(load).netloc]
    styles = {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.css")}
    outside += [
        (name, url) for name, text in styles.items() for url in re.findall(r"url\([\"']?(?:https?:)?//[^)]*", text)
    ]
    assert outside == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_every_lesson_has_words_in_its_language(pages, language):
    for path, page in pages.items():
        if path.parent.name == "lessons" and path.parts[-3] == language and path.stem != "index":
            shown = [alt for source, alt in page.pictures if "_images" in source]
            assert shown, path
            assert [alt for alt in shown if not alt or len(alt) < 15] == []
            assert all(re.search("[가-힣]", alt) for alt in shown) == (language == "ko"), path


def test_numbers_are_printed_as_in_the_lesson(pages):
    """A minus that is one, in questions, words and tables."""
    marks = re.compile("<code>.*?</code>|<[^>]*>")
    said = [
        (path, marks.sub("", block.partition("</div>")[0]))
        for path in pages
        if path.parent.name == "lessons"
        for block in re.split('<div class="(?:question|still)">', path.read_text("utf-8"))[1:]
    ]
    assert len(said) > 2 * len(registry.scenes())
    assert [(path, text) for path, text in said if re.search(r"(?<![\w.)])-\d", text)] == []


def test_the_dashboard_is_a_beginners(pages):
    for language, said in {"en": "All lessons: 0 of ", "ko": "전체 수업: 연습 문제 "}.items():
        (page,) = (
            page for path, page in pages.items() if path.parts[-3:] == (language, "lessons", "00_orientation.html")
        )
        (shown,) = (alt for _, alt in page.pictures if alt and alt.startswith(said))
        assert re.search(r"(\b|중 )0(개| of )", shown), shown


@pytest.fixture(scope="module")
def address(site):
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_finds_a_word_and_sees_a_lesson_in_both_themes(browser, address, artefacts, language):
    context = browser.new_context(
        viewport={"width": 1280, "height": 1400}, locale={"en": "en-US", "ko": "ko-KR"}[language]
    )
    window = harness.Window(context.new_page(), None)
    window.watch()
    page = window.page
    page.goto(address)  # the browser's language decides
    page.wait_for_url(f"**/{language}/index.html")

    page.locator("input[name=q]").first.fill(WORDS[language])
    page.keyboard.press("Enter")
    page.locator('#search-results .search li a[href*="lessons/"]').first.wait_for()  # results come one by one
    found = page.locator("#search-results .search li a").evaluate_all("links => links.map(link => link.pathname)")
    assert any("/lessons/" in link for link in found)

    page.goto(f"{address}/{language}/lessons/03_activations.html")
    page.locator(".question summary").first.click()
    assert page.locator(".question details p").first.inner_text().startswith("✓")
    pictures = page.locator("article img")
    assert pictures.count() >= 4
    assert pictures.evaluate_all("all => all.every(one => one.complete && one.naturalWidth > 300 && one.alt)")
    assert page.locator("article math").count() > 20
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=artefacts / f"site-{language}-{scheme}.png")
        assert barriers(page, "article") == []
    assert window.unlucky() == {}
    context.close()


# --- the stages of a lesson's page, which no kernel answers ---------------------------------------------------------------

DRAWN = {"en": [("09_mnist.html", 1)], "ko": []}  # what is drawn on has no positions: only a kernel can answer
OPERATED = (
    ".cell_output",
    ".formula",
)  # what has rules of its own: axe-core takes seconds for a lesson's prose and code
SHOWS = """async stage => {
    const canvas = stage.querySelector('canvas'), says = stage.querySelector('.says');
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', pixels));
    return [Array.from(digest).join(), says.innerText];
}"""
# a position that nobody kept is answered too: the page says that it does not know
ANSWERED = """stage => new Promise(done => {
    const canvas = stage.querySelector('canvas'), before = stage.dataset.painted;
    const look = () => canvas.dataset.painted !== before || stage.querySelector('.beyond') ? done() : requestAnimationFrame(look);
    look();
})"""


def names(site, language):
    """The pages of all lessons, by the names of their files."""
    return sorted(path.name for path in (site / language / "lessons").glob("[0-9]*.html"))


@pytest.fixture
def reading(browser, address):
    """Opens a window on the site as a reader has it; nothing unlucky may happen in it."""
    opened = []

    def reading(width=1280, **settings):
        context = browser.new_context(viewport={"width": width, "height": 1400}, **settings)
        context.set_default_timeout(harness.SECONDS * 1000)
        opened.append(harness.Window(context.new_page(), None))
        opened[-1].watch()
        return opened[-1].page

    yield reading
    for window in opened:
        assert window.unlucky() == {}
        window.page.context.close()


def alive(page):
    """The stages of a page, when all of them are painted."""
    stages = page.locator(".dlcourse-stored")
    assert stages.count()
    for stage in stages.all():
        stage.locator("canvas[data-painted]").wait_for()
    return stages.all()


def use(stage, handle, key):
    """Press a key on a control, and wait for the answer."""
    stage.evaluate("stage => { stage.dataset.painted = stage.querySelector('canvas').dataset.painted; }")
    handle.press(key)
    stage.evaluate(ANSWERED)


def ways(control):
    """How a slider or a choice is moved to the next place by keyboard, and back: each as an element and a key."""
    slider = control.query_selector("input")
    if slider:
        keys = ("ArrowRight", "ArrowLeft")
        last = slider.evaluate("node => node.value === node.max")
        return [(slider, key) for key in (reversed(keys) if last else keys)]
    return [(control.query_selector(f"button[aria-pressed={chosen}]"), "Enter") for chosen in ("false", "true")]


def moved(stage):
    """What of picture and words changes when the controls are used one after the other, until both have: one option may say the same words."""
    before, found = stage.evaluate(SHOWS), set()
    for control in stage.locator(".control:visible").element_handles():
        there, back = ways(control)
        use(stage, *there)
        now = stage.evaluate(SHOWS)
        found |= {what for what, old, new in zip(("picture", "words"), before, now, strict=True) if old != new}
        if len(found) == 2:
            break
        use(stage, *back)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_moves_without_a_kernel_and_keeps_nobody_out(site, address, reading, language):
    page = reading()
    still, barred, drawn = [], [], []
    for number, name in enumerate(names(site, language)[: None if language == "en" else 1]):
        page.goto(f"{address}/{language}/lessons/{name}")
        for place, stage in enumerate(alive(page), start=1):
            if stage.locator(".control").count() == 0:
                drawn.append((name, place))
                continue
            changed = moved(stage)
            if changed != {"picture", "words"}:
                still.append((name, place, changed))
        # the picture for those without scripts is not there a second time
        assert page.locator(".cell_output:has(.dlcourse-stored) > img:visible").count() == 0
        for scheme in ("light", "dark") if number < 2 else ("light",):
            page.emulate_media(color_scheme=scheme)
            barred += [(name, scheme, found) for found in barriers(page, *OPERATED) + faint(page, "article")]
        page.emulate_media(color_scheme="light")
    assert still == []
    assert drawn == DRAWN[language]
    assert barred == []


def test_where_scripts_are_blocked_there_are_picture_and_words(site, address, reading):
    page = reading(java_script_enabled=False)
    page.goto(f"{address}/en/lessons/{names(site, 'en')[1]}")
    stages = page.locator(".cell_output:has(.dlcourse-stored)")
    assert stages.count()
    for stage in stages.all():
        picture, words = stage.locator("> img"), stage.locator(".still > p").first
        assert picture.is_visible()
        assert picture.bounding_box()["width"] > 300
        assert words.is_visible()
        assert len(words.inner_text()) > 15


def test_a_narrow_page_on_a_sharp_screen_has_sharp_pictures_and_no_stray_edge(site, address, reading):
    page = reading(width=800, device_scale_factor=2)
    page.goto(f"{address}/en/lessons/{names(site, 'en')[1]}")
    for stage in alive(page):
        wide, pixels = stage.locator("canvas").evaluate("node => [node.clientWidth, node.width]")
        assert wide > 300
        assert abs(pixels - 2 * wide) <= 1
    # what stands in a frame that scrolls may be wider than it
    assert (
        page.evaluate(
            """() => {
            const framed = node => node && (getComputedStyle(node).overflowX !== 'visible' || framed(node.parentElement.closest('article *')));
            return [...document.querySelectorAll('article *')]
                .filter(node => node.getClientRects().length && node.getBoundingClientRect().right > innerWidth + 1 && !framed(node))
                .map(node => node.outerHTML.slice(0, 200));
        }"""
        )
        == []
    )
