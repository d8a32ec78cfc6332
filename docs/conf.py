"""One setting for both languages of the site; `DLCOURSE_LANG` says which one is being built (see build.py)."""

import os
import sys
from pathlib import Path

from dlcourse import __version__
from dlcourse.language import Text, current

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))
# pages are made side by side, so each process keeps to one thread of linear algebra
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

project = "dlcourse"
author = str(Text("The dlcourse maintainers", "dlcourse 관리자"))
copyright = "2026, The dlcourse maintainers"
version = release = __version__
language = current()

extensions = ["myst_nb", "sphinx.ext.autodoc", "pages", "formulas", "docstrings", "korean"]
exclude_patterns = ["**/.ipynb_checkpoints"]
nitpicky = True
nitpick_ignore_regex = [(r"py:.*", r".*")]  # types in signatures are words, not links; all other links are checked
default_role = "code"
templates_path = ["_templates"]

nb_execution_mode = "off"  # `pages` has run the lessons already
nb_mime_priority_overrides = [("html", "text/html", 0), ("html", "image/png", 1)]
nb_ipywidgets_js: dict[str, dict[str, str]] = {}  # pictures instead of widgets: nothing is fetched from elsewhere
myst_enable_extensions = ["amsmath", "attrs_block", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 4

html_theme = "furo"
html_title = "dlcourse"
html_favicon = "images/mark.svg"
html_static_path = ["_static", *(f"images/first-look-{language}.{kind}" for kind in ("gif", "png"))]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_show_sourcelink = False
html_search_language = language
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_context = {
    "other_language": {"en": "ko", "ko": "en"}[language],
    "other_language_name": {"en": "한국어", "ko": "English"}[language],
}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 90
