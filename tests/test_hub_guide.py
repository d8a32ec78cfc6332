"""The guide of the JupyterHub: the same files and steps in both languages, and each of them can be read by what it is for."""

import asyncio
import configparser
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "hub"))

import guide  # found by the line above

from autograder.desk import roster
from autograder.desk.accounts import Accounts
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


def test_kernels_of_everybody_compute_with_one_thread():
    assert '"OPENBLAS_NUM_THREADS": "1"' in guide.files("en")["/srv/dlcourse/hub/jupyterhub_config.py"]


# --- people who come from a learning platform: the guide's file, and what a platform would send

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
LAUNCH = {
    f"{CLAIM}version": "1.3.0",
    f"{CLAIM}message_type": "LtiResourceLinkRequest",
    f"{CLAIM}deployment_id": "1",
    f"{CLAIM}target_link_uri": "https://hub.example.edu/hub/",
    f"{CLAIM}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
    f"{CLAIM}resource_link": {"id": "7"},
    "nonce": "once",
    "sub": "5f0c-opaque",
}
ROSTER = "id,email,sub\n20260001,Lee@X.kr,\n20260002,,5f0c-opaque\n"


@pytest.fixture
def lti(tmp_path):
    """The authenticator that the guide's file chooses, as the hub makes it."""
    auth = pytest.importorskip("ltiauthenticator.lti13.auth")  # JupyterHub does not run on Windows
    from traitlets.config import PyFileConfigLoader

    (tmp_path / "lti.py").write_text(guide.files("en")["/srv/dlcourse/hub/lti.py"], encoding="utf-8")
    config = PyFileConfigLoader("lti.py", path=str(tmp_path)).load_config()
    assert config.JupyterHub.authenticator_class == f"{auth.__name__}.{auth.LTI13Authenticator.__name__}"
    assert config.LTI13Authenticator.keys() <= auth.LTI13Authenticator.class_traits(config=True).keys()
    return auth.LTI13Authenticator(config=config)


@pytest.fixture(scope="module")
def keys():
    """A platform's, and somebody else's."""
    rsa = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.rsa")
    return [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]


@pytest.fixture
def platform(lti, keys, monkeypatch):
    """A learning platform: signs what it says of somebody, and shows its keys where the guide's file says."""
    import jwt

    key, another = keys
    shown = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": "one", "use": "sig"}
    asked = []

    def fetched(client):
        asked.append(client.uri)
        return {"keys": [shown]}

    monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", fetched)

    def sends(forged=False, **claims):
        said = {
            "iss": lti.issuer,
            "aud": next(iter(lti.client_id)),
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
        }
        signed_by = another if forged else key
        token = jwt.encode(LAUNCH | said | claims, signed_by, algorithm="RS256", headers={"kid": "one"})
        return token, asked

    return sends


def comes_in(lti, token):
    """Who the hub takes the bearer of a signed launch for."""
    from ltiauthenticator.lti13.validator import LTI13LaunchValidator

    door = LTI13LaunchValidator()
    said = door.verify_and_decode_jwt(token, lti.issuer, lti.client_id, lti.jwks_endpoint, lti.jwks_algorithms)
    door.validate_id_token(said)
    door.validate_azp_claim(said, lti.client_id)
    return asyncio.run(lti.get_authenticated_user(None, said))["name"]


@pytest.mark.parametrize(
    ("username_key", "claims", "account", "student"),
    [
        (
            None,
            {"email": "lee@x.kr", f"{CLAIM}custom": {"id_number": "20260001"}},
            "20260001",
            "20260001",
        ),  # as the file
        (None, {"email": "lee@x.kr"}, "5f0c-opaque", "20260002"),  # the number is not sent
        ("email", {"email": "Lee@x.kr"}, "lee@x.kr", "20260001"),
        ("email", {}, "5f0c-opaque", "20260002"),  # the platform keeps addresses to itself
    ],
)
def test_who_a_platform_sends_is_found_in_the_roster(lti, platform, tmp_path, username_key, claims, account, student):
    lti.username_key = username_key or lti.username_key
    token, asked = platform(**claims)
    assert comes_in(lti, token) == account
    assert asked == [lti.jwks_endpoint]
    (tmp_path / "students.csv").write_text(ROSTER, encoding="utf-8")
    assert Accounts(roster.read(tmp_path / "students.csv").people).of(account) == student


@pytest.mark.parametrize("wrong", [{"forged": True}, {"iss": "https://moodle.evil.example"}, {"aud": "another tool"}])
def test_nobody_comes_in_by_words_of_another_platform(lti, platform, wrong):
    from ltiauthenticator.lti13.error import ValidationError

    token, _ = platform(**wrong, **{f"{CLAIM}custom": {"id_number": "20260001"}})
    with pytest.raises(ValidationError):
        comes_in(lti, token)
