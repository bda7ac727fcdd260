"""The commands that a project's own files tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.integrations.python import discovery
from oppie.integrations.tasks.recipes import Found
from tests.integrations.projects import PYTEST_FILE, project

CONVENTION = Found("python -m pytest -q", "convention")


def found(top: Path, files: dict[str, str]) -> Found:
    """The test command of a project that also has one pytest file."""
    return discovery.test(project(top, {"tests/test_a.py": PYTEST_FILE} | files))


SCRIPTS = {
    '[tool.pdm.scripts]\ntest = "pytest -q"\n': Found("pytest -q", "pdm run test"),
    '[tool.pdm.scripts]\ntest = {cmd = "pytest -q {args}"}\n': Found("pytest -q", "pdm run test"),
    '[tool.pdm.scripts]\ntest.composite = ["lint", "pytest"]\nlint = "ruff"\n': Found(
        "pytest", "pdm run test"
    ),
    '[tool.poe.tasks]\ntest = "pytest tests"\n': Found("pytest tests", "poe test"),
    '[tool.poe.tasks.test]\ncmd = ["pytest", "-k", "a b"]\n': Found("pytest -k 'a b'", "poe test"),
    '[tool.poe.tasks]\ntest = ["unit"]\nunit.shell = "cd tests && pytest"\n': Found(
        "cd tests && pytest", "poe test"
    ),
    '[tool.poe.tasks]\ntest = [{cmd = "ruff"}, {cmd = "pytest"}]\n': Found("pytest", "poe test"),
    '[tool.hatch.envs.default.scripts]\ntest = "pytest {args:tests}"\n': Found(
        "pytest tests", "hatch run test"
    ),
    '[tool.hatch.envs.ci.scripts]\ntest = ["ruff", "pytest"]\n': Found(
        "pytest", "hatch run ci:test"
    ),
    '[tool.rye.scripts]\ntests = "pytest"\n': Found("pytest", "rye run tests"),
    '[tool.taskipy.tasks]\ntest = "python -m pytest"\n': Found("python -m pytest", "task test"),
    '[tool.pdm.scripts]\ntest = {call = "a:b"}\n': CONVENTION,
    '[tool.pdm.scripts]\ntest.composite = ["test"]\n': CONVENTION,
    '[tool.pdm.scripts]\ntest.composite = ["pytest a", "pytest b"]\n': CONVENTION,
    "[tool.pdm]\nscripts = 3\n": CONVENTION,
    "[tool.poe.tasks]\ntest = 3\n": CONVENTION,
}


@pytest.mark.parametrize("text", SCRIPTS)
def test_scripts_of_pyproject(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {"pyproject.toml": text}) == SCRIPTS[text]


MAKEFILES = {
    "test:\n\tpytest -q\n": Found("pytest -q", "make test"),
    "tests:\n\tuv run pytest\n": Found("uv run pytest", "make tests"),
    "test:\n\truff check . && PYTHONPATH=src pytest\n": Found("PYTHONPATH=src pytest", "make test"),
    "test:\n\tdocker compose run test\n": CONVENTION,
    "test:\n\tpytest $(ARGS)\n": CONVENTION,
    "test:\n\tpytest 'a\n": CONVENTION,
    "check:\n\tpytest -x\n": CONVENTION,
}


@pytest.mark.parametrize("text", MAKEFILES)
def test_makefiles(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {"Makefile": text}) == MAKEFILES[text]


TOX = {
    "[testenv]\ncommands = pytest {posargs}\n": Found("pytest", "tox"),
    "[testenv]\ncommands =\n    pytest {posargs:tests} \\\n      -q\n": Found(
        "pytest tests -q", "tox"
    ),
    "[testenv]\ncommands = {envpython} -m pytest {toxinidir}/tests\n": Found(
        "python -m pytest tests", "tox"
    ),
    "[testenv]\nchangedir = {toxinidir}/tests\ncommands = pytest\n": Found(
        "cd tests && pytest", "tox"
    ),
    "[testenv]\nchangedir = .tox\ncommands = pytest\n": CONVENTION,
    "[testenv]\nchangedir = {toxworkdir}\ncommands = pytest\n": CONVENTION,
    "[testenv]\ncommands = pytest {env_site_packages_dir}/p tests\n": CONVENTION,
    "[testenv]\ncommands =\n  coverage erase\n  coverage run -m unittest discover\n": Found(
        "coverage run -m unittest discover", "tox"
    ),
    "[testenv]\ncommands = - pytest\n": Found("pytest", "tox"),
    "[testenv]\ncommands = {env:RUN:x} pytest\n": CONVENTION,
    "[testenv]\ncommands = stestr run\n": CONVENTION,
    "[testenv:py]\ncommands = pytest -q x\n": CONVENTION,
}


@pytest.mark.parametrize("text", TOX)
def test_tox(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {"tox.ini": text}) == TOX[text]


NATIVE = {
    '[["ruff"], ["pytest", {replace = "posargs", default = ["a", "b"], extend = true}]]': Found(
        "pytest a b", "tox"
    ),
    '[["pytest", "{posargs:tests}"]]': Found("pytest tests", "tox"),
    '[["pytest", {replace = "posargs"}]]': Found("pytest", "tox"),
    '[["pytest", "--basetemp={env_tmp_dir}"]]': CONVENTION,
    '"pytest"': CONVENTION,
    '["pytest"]': CONVENTION,
}


@pytest.mark.parametrize("commands", NATIVE)
def test_tox_in_its_own_toml(tmp_path: Path, commands: str) -> None:
    files = {"tox.toml": f"[env_run_base]\ncommands = {commands}\n"}
    assert found(tmp_path, files) == NATIVE[commands]


def test_tox_in_other_files(tmp_path: Path) -> None:
    ini = "[testenv]\ncommands = pytest here\n"
    legacy = f'[tool.tox]\nlegacy_tox_ini = """\n{ini}"""\n'
    native = '[env_run_base]\ncommands = [["pytest", "here", { replace = "posargs" }]]\n'
    nested = native.replace("env_run_base", "tool.tox.env_run_base")
    for number, files in enumerate(
        (
            {"setup.cfg": ini},
            {"pyproject.toml": legacy},
            {"tox.toml": native},
            {"pyproject.toml": nested},
        )
    ):
        assert found(tmp_path / str(number), files) == Found("pytest here", "tox")


def session(name: str, *calls: str) -> str:
    body = "\n".join(f"    session.{call}" for call in calls)
    return f"@nox.session\ndef {name}(session):\n{body}\n"


NOX = {
    session("tests", 'run("pytest", "-q", *session.posargs)'): Found("pytest -q", "nox -s tests"),
    session("a", 'run("ruff")') + session("t", 'run("pytest")'): Found("pytest", "nox -s t"),
    session("t", 'install(".")', 'run("pytest")'): Found("pytest", "nox -s t"),
    session("t", 'run("pytest", path)'): CONVENTION,
    session("t", 'run("pytest", env={})'): CONVENTION,
    session("t", 'run("pytest", "a")', 'run("pytest", "b")'): CONVENTION,
    "def t(:\n": CONVENTION,
}


@pytest.mark.parametrize("text", NOX)
def test_nox(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {"noxfile.py": text}) == NOX[text]


def workflow(run: str) -> str:
    return f"jobs:\n  t:\n    steps:\n      - uses: a/b\n      - run: |\n          {run}\n"


WORKFLOWS = {
    workflow("pytest tests -q"): Found("pytest tests -q", "workflow"),
    workflow("pip install -e . && python -m unittest"): Found("python -m unittest", "workflow"),
    workflow("pytest ${{ matrix.args }}"): CONVENTION,
    workflow("tox"): CONVENTION,
    "on: [": CONVENTION,
    "": CONVENTION,
}


@pytest.mark.parametrize("text", WORKFLOWS)
def test_workflows(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {".github/workflows/ci.yml": text}) == WORKFLOWS[text]


def test_workflows_that_differ_decide_nothing(tmp_path: Path) -> None:
    files = {
        ".github/workflows/a.yml": workflow("pytest a"),
        ".github/workflows/b.yaml": workflow("pytest b"),
    }
    assert found(tmp_path, files) == CONVENTION


def test_tasks_come_before_automation(tmp_path: Path) -> None:
    files = {
        "tox.ini": "[testenv]\ncommands = pytest tox\n",
        "Makefile": "test:\n\tpytest make\n",
        "mise.toml": '[tasks]\ntest = "pytest mise"\n',
    }
    assert found(tmp_path, files) == Found("pytest mise", "mise run test")


def test_a_task_that_cannot_be_read_is_called_where_nothing_else_is_known(tmp_path: Path) -> None:
    here = project(tmp_path, {"Makefile": "test:\n\t./run.sh\n", "a.py": ""})
    assert discovery.test(here) == Found("make test", "a task")


def test_nothing_is_found_in_a_project_without_tests(tmp_path: Path) -> None:
    assert discovery.test(project(tmp_path, {"a.py": "x = 1\n"})) == Found()


CALLS = {
    "make test": "pytest -q",
    "make  test": "pytest -q",
    "make lint": "make lint",
    "make test EXTRA=1": "make test EXTRA=1",
    "poetry run poe test": "pytest poe",
    "tox": "pytest tox",
    "nox": "nox",
    "pytest": "pytest",
}


@pytest.mark.parametrize("words", CALLS)
def test_a_called_task_is_what_its_recipe_runs(tmp_path: Path, words: str) -> None:
    files = {
        "Makefile": "test:\n\tpytest -q\nlint:\n\truff\n",
        "pyproject.toml": '[tool.poe.tasks]\ntest = "pytest poe"\n',
        "tox.ini": "[testenv]\ncommands = pytest tox\n",
    }
    assert discovery.recipe(project(tmp_path, files), words) == CALLS[words]


def test_bench_and_lint_are_tasks(tmp_path: Path) -> None:
    here = project(tmp_path, {"Makefile": "bench:\n\ta\nlint:\n\tb\n"})
    assert (discovery.bench(here), discovery.lint(here)) == ("make bench", "make lint")


LINTERS = {
    "pyproject.toml": ("[tool.ruff]\nline-length = 99\n", "ruff check ."),
    "ruff.toml": ("", "ruff check ."),
    ".flake8": ("", "flake8"),
    "setup.py": ("", ""),
}


@pytest.mark.parametrize("name", LINTERS)
def test_lint_by_its_settings(tmp_path: Path, name: str) -> None:
    text, command = LINTERS[name]
    here = project(tmp_path, {name: text})
    assert (discovery.lint(here), discovery.bench(here)) == (command, "")
