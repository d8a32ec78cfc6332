"""Binder's recipe: repo2docker reads it as we mean it, and what it installs starts on the first lesson."""

import importlib.util
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.answering import answering, get

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PINS = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8").splitlines()
PREFIX = "/user/kim-dlcourse-x1/"
FIRST = "en/00_orientation/00_orientation.ipynb"
CI = bool(os.environ.get("CI"))
OFFLINE = re.compile("NewConnectionError|NameResolutionError|ConnectTimeoutError")  # as pip names it

pytestmark = pytest.mark.xdist_group("binder")  # one process, so that the environment is built once


def pinned():
    """Every package that a Linux machine gets, with its version."""
    requirements = map(Requirement, PINS[1:])
    return {one.name: one for one in requirements if not one.marker or one.marker.evaluate({"sys_platform": "linux"})}


def test_the_pins_say_how_they_were_made():
    words = (
        "uv pip compile pyproject.toml --extra lab --extra ko --universal --python-version 3.11 --fork-strategy fewest"
    )
    assert PINS[0].startswith(f"# made by binder/pin: {words}")
    script = " ".join((ROOT / "binder" / "pin").read_text(encoding="utf-8").split())
    assert words in script


def test_every_package_has_one_version_and_no_address():
    assert len(PINS) > 50
    unpinned = [line for line in PINS[1:] if not re.fullmatch(r"[a-z0-9.-]+==[0-9][\w.!+-]*( ; [^#@]+)?", line)]
    assert unpinned == []
    names = [Requirement(line).name for line in PINS[1:]]
    assert len(names) == len(set(names))


def test_the_pins_fit_what_the_course_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["lab"]]
    versions = {name: next(iter(one.specifier)).version for name, one in pinned().items()}
    assert [str(one) for one in asked if one.name not in versions] == []
    assert [str(one) for one in asked if versions[one.name] not in one.specifier] == []


def test_the_pins_python_is_one_we_support():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    language, version = (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8").strip().split("-")
    assert language == "python"
    assert f"Programming Language :: Python :: {version}" in project["classifiers"]


# --- the recipe, as repo2docker understands it


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy of the repository as a clone would have it."""
    clone = tmp_path_factory.mktemp("binder") / "clone"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)
    return clone


@pytest.fixture(scope="module")
def dockerfile(clone):
    """What repo2docker would build, from its dry run."""
    user = ["--user-id", "1000", "--user-name", "jovyan"]  # whoever builds it: Binder's visitor is not root
    command = [BIN / "jupyter-repo2docker", "--no-build", "--no-run", "--debug", *user, clone]
    done = subprocess.run(command, cwd=clone.parent, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stderr + done.stdout


def test_repo2docker_reads_the_recipe(dockerfile):
    assert "Building conda environment for python=3.12" in dockerfile
    assert re.search(r'pip install .*-r "?binder/requirements.txt', dockerfile)
    assert "RUN ./binder/postBuild" in dockerfile
    assert "COPY --chown=1000:1000" in dockerfile
    assert "--chown=0:0" not in dockerfile
    assert 'ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"' in dockerfile


def test_its_kernels_compute_with_one_thread():
    done = subprocess.run(
        [ROOT / "binder" / "start", "env"], capture_output=True, text=True, env={"PATH": os.environ["PATH"]}
    )
    assert "OPENBLAS_NUM_THREADS=1" in done.stdout.splitlines()


# --- what it installs, installed and started


@pytest.fixture(scope="module")
def home(clone):
    """What a Binder user's environment holds: there the repository is the home."""
    keep = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "LC_", "LANG"))}
    binder = {"BINDER_REQUEST": "v2/gh/kim/dlcourse/main", "JUPYTERHUB_USER": "kim-dlcourse-x1", "REPO_DIR": str(clone)}
    return keep | binder | {"HOME": str(clone), "PATH": f"{clone.parent / 'env' / 'bin'}:/usr/bin:/bin"}


def base_packages():
    """What repo2docker puts into every environment before it looks at a recipe, by the names that pip knows them by."""
    package = importlib.util.find_spec("repo2docker")
    assert package is not None
    assert package.origin is not None
    listed = Path(package.origin).parent / "buildpacks" / "conda" / "environment.yml"
    found = re.findall(r"^  - ([\w-]+)(==\S+)", listed.read_text(encoding="utf-8"), re.MULTILINE)
    return [name.replace("jupyterhub-singleuser", "jupyterhub") + version for name, version in found]


@pytest.fixture(scope="module")
def built(clone, home):
    """The recipe's steps in a fresh environment."""
    subprocess.run([sys.executable, "-m", "venv", clone.parent / "env"], check=True)
    install = ["python", "-m", "pip", "install", "-q"]
    for command in ([*install, *base_packages()], [*install, "-r", "binder/requirements.txt"], ["binder/postBuild"]):
        program = shutil.which(command[0], path=home["PATH"]) or clone / command[0]
        done = subprocess.run([program, *command[1:]], cwd=clone, env=home, capture_output=True, text=True)
        if OFFLINE.search(done.stderr) and done.returncode and not CI:
            pytest.skip(
                "Binder's packages are fetched from the internet, which does not answer: connect, then run again"
            )
        assert done.returncode == 0, done.stdout + done.stderr
    return clone


@pytest.fixture(scope="module")
def server(built, home, dockerfile):
    """Jupyter, started by the recipe's own command."""
    command = json.loads(re.findall(r"^CMD (\[.*\])$", dockerfile, re.MULTILINE)[-1])
    command = ["127.0.0.1" if word == "0.0.0.0" else word for word in command] + ["--no-browser"]
    command += [f"--ServerApp.base_url={PREFIX}", "--ServerApp.port=0"]
    if os.geteuid() == 0:
        command.append("--allow-root")  # Binder's user is not root; a test's may be
    log = built.parent / "log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [built / "binder" / "start", *command], cwd=built, env=home, stdout=file, stderr=file
        )
        try:
            yield answering(process, built / ".local/share/jupyter/runtime", log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=120)


@pytest.mark.rest
def test_binder_opens_on_the_first_lesson(server):
    _, address = get(server, "")
    assert address.endswith(f"/lab/tree/{FIRST}")
    lesson = json.loads(get(server, f"api/contents/{FIRST}")[0])
    committed = json.loads((ROOT / "lessons" / FIRST).read_text(encoding="utf-8"))
    served = [cell["source"] for cell in lesson["content"]["cells"]]
    assert served == ["".join(cell["source"]) for cell in committed["cells"]]
    assert "BEGIN SOLUTION" not in "".join(served)


@pytest.mark.rest
def test_binder_shows_lessons_in_both_languages_and_nothing_else(server):
    top = json.loads(get(server, "api/contents/")[0])
    assert sorted(entry["name"] for entry in top["content"]) == ["en", "ko"]


@pytest.mark.rest
def test_binder_carries_no_answers_where_learners_look(built):
    assert list((built.parent / "env").rglob("autograder/_solutions")) == []
    assert not (built / "solutions").exists()
    assert list((built.parent / "env").rglob("dlcourse/_lessons/en/*/*.ipynb")) != []


@pytest.mark.rest
def test_the_pins_and_repo2dockers_own_packages_agree(built, home):
    program = shutil.which("python", path=home["PATH"])
    done = subprocess.run([program, "-m", "pip", "check"], cwd=built, env=home, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.rest
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_badges_way_leads_to_the_lesson_and_sets_the_menus(server, built, language):
    _, address = get(server, f"dlcourse/{language}")
    assert address.endswith(f"{PREFIX}lab/tree/{language}/00_orientation/00_orientation.ipynb")
    (settings,) = built.glob(".jupyter/lab/user-settings/@jupyterlab/translation-extension/plugin.jupyterlab-settings")
    assert json.loads(settings.read_text(encoding="utf-8"))["locale"] == {"en": "default", "ko": "ko_KR"}[language]


@pytest.mark.rest
def test_binder_hides_the_teachers_panels_and_keeps_validate(server):
    page, _ = get(server, "lab")
    settings = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
    hidden = settings["disabledExtensions"]
    assert "@jupyter/nbgrader:formgrader" in hidden
    assert "@jupyter/nbgrader:validate-assignment" not in hidden


@pytest.mark.rest
def test_the_first_lesson_runs_there_and_is_trusted(built, home):
    check = "import sys, nbformat; from nbformat.sign import NotebookNotary; print(NotebookNotary().check_signature(nbformat.read(sys.argv[1], 4)))"
    for words in ([built.parent / "env" / "bin" / "python", "-c", check], ["jupyter", "execute"]):
        program = shutil.which(words[0], path=home["PATH"])
        done = subprocess.run(
            [program, *words[1:], f"lessons/{FIRST}"], cwd=built, env=home, capture_output=True, text=True, timeout=90
        )
        assert done.returncode == 0, shlex.join(map(str, words)) + done.stderr
        if "-c" in words:
            assert done.stdout == "True\n"
