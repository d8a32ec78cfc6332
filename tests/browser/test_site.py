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
from accessibility import barriers

from dlcourse.language import LANGUAGES

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
