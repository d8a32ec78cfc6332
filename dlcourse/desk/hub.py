"""Where a page of Jupyter can be opened from here, when a server that this terminal belongs to is running already.

In a hub's terminal a second server would listen where no browser gets to, so the page's address below the hub is told instead.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from dlcourse.language import Text

PREFIX = "JUPYTERHUB_SERVICE_PREFIX"  # the hub says with it below which path a person's server is
PUBLIC = "JUPYTERHUB_PUBLIC_URL"  # and with this, if its administrator named one, the whole address of that server
ROOT = "JUPYTER_SERVER_ROOT"  # the server tells its terminals which folder its file browser shows

OPEN = Text("Open it in your browser: {address}", "브라우저에서 여세요: {address}")
OPEN_BELOW = Text(
    "Open it in your browser: the hub's address, followed by {address}",
    "브라우저에서 허브 주소 뒤에 다음 경로를 붙여 여세요: {address}",
)


def on_hub(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a JupyterHub started what this runs in."""
    return bool(environ.get(PREFIX))


def address(page: str, environ: Mapping[str, str] = os.environ) -> Text:
    """Where a page of the hub's server is, as a sentence; `page` is its path below the server."""
    public = environ.get(PUBLIC, "")
    if public:
        return OPEN.format(address=f"{public.rstrip('/')}/{page}")
    return OPEN_BELOW.format(address=f"{environ[PREFIX].rstrip('/')}/{page}")


def root(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder that the server's file browser shows; in a terminal from elsewhere the home is likely."""
    return Path(environ.get(ROOT) or Path.home())


def shown(path: Path, environ: Mapping[str, str] = os.environ) -> str | None:
    """The page on which the server's JupyterLab shows a file; None where the file lies outside its folder."""
    try:
        inside = path.resolve().relative_to(root(environ).resolve())
    except ValueError:
        return None
    return f"lab/tree/{quote(inside.as_posix())}"
