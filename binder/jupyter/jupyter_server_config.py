"""What Binder's Jupyter serves: the lessons, beginning with the first. The answers stay out of sight."""

from pathlib import Path

c = get_config()  # noqa: F821  # Jupyter defines get_config
c.ServerApp.root_dir = str(Path(__file__).parents[2] / "lessons")
# Binder starts JupyterLab or, where nobody says which, the classic notebook's server: both begin in JupyterLab
c.LabApp.default_url = c.JupyterNotebookApp.default_url = "/lab/tree/en/00_orientation/00_orientation.ipynb"
# a badge leads to dlcourse/en or dlcourse/ko, which chooses the language of JupyterLab's menus as well
c.ServerApp.jpserver_extensions = {"dlcourse.desk.badge": True}
