"""Binder's badges, through its own start script and below a prefix: the lesson, the menus and the kernel speak the badge's language."""

import os
import sys
from pathlib import Path

import harness
import pytest
from image import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.rest, pytest.mark.xdist_group("badges")]

PREFIX = "/user/kim-dlcourse-x1/"
FIRST = {"en": ["File", "Edit", "View"], "ko": ["파일", "편집", "보기"]}
SAYS = {"en": "Binder stops after ten minutes", "ko": "Binder는 10분 동안"}
OPENED = "path => window.jupyterapp?.shell.currentWidget?.context?.path === path"


def test_the_menus_follow_the_badge(browser, tmp_path, artefacts):
    (tmp_path / "work").mkdir()
    start = [str(ROOT / "binder" / "start"), str(Path(sys.executable).parent / "jupyter-lab"), "--no-browser"]
    start += [f"--ServerApp.base_url={PREFIX}", "--ServerApp.port=0"]
    if os.geteuid() == 0:
        start.append("--allow-root")  # Binder's user is not root; a test's may be
    environ = {"BINDER_REQUEST": "v2/gh/kim/dlcourse/main", "DLCOURSE_DATA": str(tmp_path / "data")}
    with harness.jupyterlab(tmp_path, env=environ, instead=start) as server:
        page = harness.new_context(browser).new_page()
        assert server.address.endswith(PREFIX)
        for language in ("ko", "en"):
            page.goto(f"{server.address}dlcourse/{language}?token={server.token}")
            page.wait_for_function(OPENED, arg=f"{language}/00_orientation/00_orientation.ipynb")
            menus = page.locator("#jp-MainMenu .lm-MenuBar-itemLabel")
            menus.first.wait_for()
            assert menus.all_inner_texts()[:3] == FIRST[language]
            page.locator("#jupyterlab-splash").wait_for(state="detached")
            page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.ready")
            page.evaluate("() => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = 2; }")
            page.evaluate("() => void window.jupyterapp.commands.execute('notebook:run-cell')")
            page.locator(".jp-OutputArea-output", has_text=SAYS[language]).first.wait_for()
            page.screenshot(path=artefacts / f"badge-{language}.png")
            page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
            page.evaluate("() => { window.jupyterapp.shell.currentWidget.model.dirty = false; }")
        page.context.close()
