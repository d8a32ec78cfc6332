"""What Jupyter must know in a codespace: the browser comes through a tunnel that has a name of its own.

The tunnel hands requests on as if they were meant for `localhost`, while the browser says where the page really came from. Jupyter takes
that for another site's page and refuses it the kernel. So pages of this tunnel are allowed, and no others; the token still guards.
"""

import os
import re

c = get_config()  # noqa: F821  # Jupyter defines get_config
name = os.environ.get("CODESPACE_NAME", "")
domain = os.environ.get("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN") or "app.github.dev"
# Jupyter compares from the beginning only, so the end has to be said
c.ServerApp.allow_origin_pat = f"https://{re.escape(name) or '[a-z0-9-]+'}-8888\\.(preview\\.)?{re.escape(domain)}$"
if name:
    c.ServerApp.custom_display_url = f"https://{name}-8888.{domain}"
