"""CI runs what README.md tells its readers to run and everything besides, and the fast tests wherever the package claims to work."""

import importlib.util
import os
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import nbformat
import pytest
import yaml

ROOT = Path(__file__).parents[1]
OTHERS = "-m rest --durations=40 --durations-min=5"  # and where their time went


@pytest.fixture
def machine(tmp_path):
    """A clone and a `PATH` in which nothing is installed for real; what was called is in `calls`."""
    clone, programs = tmp_path / "clone", tmp_path / "bin"
    (clone / ".ci").mkdir(parents=True)
    shutil.copy2(ROOT / ".ci" / "run", clone / ".ci" / "run")
    (clone / "README.md").write_text((ROOT / "README.md").read_text(encoding="utf-8"), encoding="utf-8")
    programs.mkdir()
    for name in ("bash", "grep", "dirname", "cat"):
        (programs / name).symlink_to(shutil.which(name))
    calls = tmp_path / "calls"
    calls.write_text("", encoding="utf-8")

    def install(name, body="exit 0"):
        path = programs / name
        path.write_text(f'#!{programs}/bash\necho "{name} $*" >> {calls}\n{body}\n', encoding="utf-8")
        path.chmod(0o755)

    def run():
        done = subprocess.run(
            [clone / ".ci" / "run"], env={"PATH": str(programs)}, cwd=tmp_path, capture_output=True, text=True
        )
        return done, calls.read_text(encoding="utf-8").splitlines()

    install("apt-get")
    install("sudo", 'exec "$@"')
    # the environment that python3 makes holds a pip and a pytest that only say they were called
    install("python3", f"""[ "$1" != -m ] || {{
  mkdir -p .venv/bin
  for one in pip pytest; do printf '#!{programs}/bash\\necho "$CI %s $*" >> {calls}\\n' $one > .venv/bin/$one; chmod +x .venv/bin/$one; done
}}""")  # fmt: skip
    for name in ("mkdir", "chmod"):
        (programs / name).symlink_to(shutil.which(name))
    return run, install, clone


def test_a_fresh_machine_gets_what_is_missing_and_runs_the_readmes_command(machine):
    run, _, _ = machine
    done, calls = run()
    assert (done.returncode, done.stderr) == (0, "")
    installed = [call for call in calls if call.startswith("apt-get install")]
    assert installed == [
        "apt-get install -qq -y --no-install-recommends chromium-headless-shell fonts-nanum bubblewrap postgresql"
    ]
    assert calls[-3:] == ["true pip install -e .[dev]", "true pytest ", f"true pytest {OTHERS}"]
    assert done.stdout == (
        '+ python3 -m venv .venv && .venv/bin/pip install -e ".[dev]" && .venv/bin/pytest\n'
        f"+ .venv/bin/pytest {OTHERS}\n"
    )


@pytest.mark.parametrize("program", ["chromium-headless-shell", "chromium", "google-chrome"])
def test_a_machine_that_has_all_is_left_as_it_is(machine, program):
    run, install, _ = machine
    install(program)
    install("bwrap")
    install("pg_ctlcluster")
    done, calls = run()
    assert (done.returncode, [call for call in calls if "apt-get" in call]) == (0, [])


def test_a_python_without_ensurepip_gets_it(machine):
    run, install, _ = machine
    install("chromium")
    install("bwrap")
    install("pg_ctlcluster")
    install("python3", 'case "$*" in *ensurepip*) exit 1;; esac; exit 7')
    done, calls = run()
    assert (done.returncode, [call for call in calls if call.startswith("apt-get install")]) == (
        7,
        ["apt-get install -qq -y --no-install-recommends python3-venv"],
    )


def test_a_readme_without_the_command_is_said(machine):
    run, install, clone = machine
    install("chromium")
    (clone / "README.md").write_text("nothing", encoding="utf-8")
    done, _ = run()
    assert (done.returncode, done.stderr) == (
        2,
        'README.md gives 0 test commands, expected one line "python3 -m venv ... && .venv/bin/pytest"\n',
    )


@pytest.mark.parametrize("words", ["", OTHERS], ids=["the README's", "the others"])
def test_a_failing_test_fails_the_run(machine, words):
    run, install, _ = machine
    install("chromium")
    pytest = f'[ "$*" != "{words}" ] || exit 3'
    install(
        "python3",
        f"""[ "$1" != -m ] || {{
  mkdir -p .venv/bin; printf 'exit 0' > .venv/bin/pip; printf '%s' '{pytest}' > .venv/bin/pytest; chmod +x .venv/bin/*
}}""",
    )
    done, _ = run()
    assert done.returncode == 3


# --- the public workflow


@pytest.fixture(scope="module")
def workflow():
    return yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))


def runs(job):
    return [step["run"] for step in job["steps"] if "run" in step]


def test_the_fast_tests_run_on_every_python_and_every_system_we_claim(workflow):
    job = workflow["jobs"]["fast"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    claimed = [word.rpartition(" ")[2] for word in project["classifiers"] if " :: Python :: 3." in word]
    matrix = job["strategy"]["matrix"]
    assert claimed
    assert (matrix["os"], matrix["python"]) == (["ubuntu-24.04"], claimed)
    assert {one["os"] for one in matrix["include"]} == {"windows-latest", "macos-latest"}
    assert {one["python"] for one in matrix["include"]} <= set(claimed)
    assert job["strategy"]["fail-fast"] is False
    assert runs(job) == ['python -m pip install -e ".[dev]"', "python -m pytest -m fast"]


def test_everything_runs_once_and_keeps_its_pictures(workflow):
    job = workflow["jobs"]["everything"]
    assert "strategy" not in job
    assert runs(job) == [".ci/run"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    (kept,) = (step for step in job["steps"] if "upload-artifact" in step.get("uses", ""))
    assert (kept["if"], kept["with"]["path"]) == ("always()", "tests/browser/artefacts/")


def test_the_newest_nbgrader_is_tried_every_week_and_fails_nobody(workflow):
    job = workflow["jobs"]["newest-nbgrader"]
    assert workflow[True]["schedule"] == [{"cron": "17 4 * * 1"}]  # YAML reads `on` as true
    assert (job["if"], job["continue-on-error"]) == ("github.event_name == 'schedule'", True)
    assert runs(job)[-2:] == ["python -m pip install -U nbgrader", "python -m pytest -m all tests/autograder"]


def test_every_job_has_time_for_two_cores_and_an_end(workflow):
    limits = {name: job["timeout-minutes"] for name, job in workflow["jobs"].items()}
    assert limits == {"fast": 20, "everything": 60, "newest-nbgrader": 40}  # GitHub's own limit would be six hours


def test_the_sites_workflow_runs_what_is_there():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    runs = [shlex.split(step["run"]) for step in steps if "run" in step]
    named = [
        word for words in runs for word in words if word.startswith("docs/") and not word.startswith("docs/_build/")
    ]
    assert named == ["docs/build.py", "docs/lite/requirements.txt", "docs/lite/build.py"]
    assert [path for path in named if not (ROOT / path).is_file()] == []
    # what is published is what was built
    (built,) = (words[-1] for words in runs if "docs/build.py" in words)
    assert [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")] == [built]
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert "docs" in extras


def test_a_lesson_of_the_browser_only_edition_installs_the_course_first(tmp_path):
    spec = importlib.util.spec_from_file_location("lite", ROOT / "docs" / "lite" / "build.py")
    lite = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lite)
    made = lite.contents(tmp_path)
    given = sorted((ROOT / "lessons").glob("*/*/*.ipynb"))
    assert [path.relative_to(tmp_path).as_posix() for path in made] == [
        f"{path.parent.parent.name}/{path.name}" for path in given
    ]
    for path, source in zip(made, given, strict=True):
        notebook, lesson = nbformat.read(path, as_version=4), nbformat.read(source, as_version=4)
        nbformat.validate(notebook)
        assert notebook.cells[0].source == "%pip install -q dlcourse"
        assert notebook.cells[1:] == lesson.cells


@pytest.mark.xdist_group("together")
def test_tests_of_a_group_stay_together(request, worker_id):
    """What a group shares (a JupyterLab, a site) would be made twice, at the same time and in the same place."""
    assert worker_id == "master" or request.node.nodeid.endswith("@together")
