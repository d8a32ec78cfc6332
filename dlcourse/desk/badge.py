"""A badge's own way into the course: `dlcourse/ko` below Jupyter's address opens a Korean lesson in a JupyterLab whose menus are Korean.

One image serves the badges of both languages, so which one was pressed is known only when somebody comes. This part of a Jupyter server
writes the language into JupyterLab's settings, gives it to the kernels and terminals that are started from now on, and leads to
the lesson. `binder/jupyter/jupyter_server_config.py` switches it on.
"""

import json
import os
from pathlib import Path
from typing import Any

from dlcourse.desk.lab import FIRST, MENUS, has_menus
from dlcourse.files import write_whole
from dlcourse.language import checked

WAY = r"dlcourse/(en|ko)(?:/([0-9a-z_]+))?/?"
SETTING = Path("@jupyterlab/translation-extension/plugin.jupyterlab-settings")


def choose(language: str, settings: Path) -> None:
    """JupyterLab's menus speak `language` from the next page on; its other settings stay as they are."""
    place = settings / SETTING
    try:
        known = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet; or with comments, which a page writes and Binder forgets
        known = {}
    known["locale"] = MENUS[language] if language in MENUS and has_menus(checked(language)) else "default"
    write_whole(place, json.dumps(known, indent=1).encode())


def lesson(root: Path, language: str, name: str | None) -> str:
    """Where JupyterLab shows the lesson of this name, or the first one: each lies in a folder of its own."""
    if name is None or not (root / language / name / f"{name}.ipynb").is_file():
        name = FIRST
    return f"lab/tree/{language}/{name}/{name}.ipynb"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(serverapp: Any) -> None:
    from jupyter_server.base.handlers import JupyterHandler
    from jupyter_server.utils import url_path_join
    from jupyterlab.commands import get_user_settings_dir  # type: ignore[import-untyped]  # it ships no types
    from tornado.web import authenticated

    class Way(JupyterHandler):
        @authenticated
        def get(self, language: str, name: str | None = None) -> None:
            choose(language, Path(get_user_settings_dir()))
            os.environ["DLCOURSE_LANG"] = language  # kernels and terminals inherit it
            self.redirect(url_path_join(self.base_url, lesson(Path(serverapp.root_dir), language, name)))

    serverapp.web_app.add_handlers(".*$", [(url_path_join(serverapp.base_url, WAY), Way)])
