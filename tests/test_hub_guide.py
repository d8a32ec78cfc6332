"""The guide of the JupyterHub: the same files and steps in both languages, and each of them can be read by what it is for."""

import configparser
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "hub"))

import guide  # found by the line above

from dlcourse.language import LANGUAGES


def test_both_languages_give_the_same_files_and_steps():
    english, korean = (guide.blocks(language) for language in LANGUAGES)
    assert english == korean
    assert list(guide.files("en")) == [
        "/opt/dlcourse/etc/jupyter/nbgrader_config.py",
        "/opt/dlcourse/etc/jupyter/jupyter_server_config.py",
        "/srv/dlcourse/hub/jupyterhub_config.py",
        "/etc/systemd/system/jupyterhub.service",
        "/home/kim/.jupyter/nbgrader_config.py",
        "/srv/dlcourse/hub/several.py",
        "/srv/dlcourse/hub/lti.py",
    ]
    assert list(guide.steps("en")) == [
        "as root: the folders",
        "as kim: the class",
        "as han: the class of several instructors",
        "as root: formgrader for the service",
    ]


def test_the_service_starts_the_hub_with_the_file_that_the_guide_gives():
    files = guide.files("en")
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str
    unit.read_string(files["/etc/systemd/system/jupyterhub.service"])
    assert unit["Service"]["ExecStart"].partition("--config=")[2] in files


@pytest.mark.skipif(sys.platform == "win32", reason="JupyterHub does not run on Windows")
def test_learning_platforms_are_told_to_an_authenticator_that_knows_each_setting(tmp_path):
    auth = pytest.importorskip("ltiauthenticator.lti13.auth")
    from traitlets.config import PyFileConfigLoader

    (tmp_path / "lti.py").write_text(guide.files("en")["/srv/dlcourse/hub/lti.py"], encoding="utf-8")
    config = PyFileConfigLoader("lti.py", path=str(tmp_path)).load_config()
    assert config.JupyterHub.authenticator_class == f"{auth.__name__}.{auth.LTI13Authenticator.__name__}"
    assert config.LTI13Authenticator.keys() <= auth.LTI13Authenticator.class_traits(config=True).keys()
    lti = auth.LTI13Authenticator(config=config)
    arrived = {"sub": "3f1c", "email": "lee@x.kr", "https://purl.imsglobal.org/spec/lti/claim/custom": {"id_number": "20260001"}}  # fmt: skip
    assert lti.get_username(arrived) == "20260001"
    assert lti.get_username({"sub": "3f1c", "email": "lee@x.kr"}) == "3f1c"
