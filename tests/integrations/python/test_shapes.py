"""Projects shaped as well-known packages are: what is detected and planned, against a golden file.

To accept new answers: ``OPPIE_GOLDEN=1 pytest tests/integrations/python/test_shapes.py``, then read
the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oppie.integrations.python import PythonIntegration
from oppie.model.project import TestCommand
from tests.integrations.projects import PYTEST_FILE, UNITTEST_FILE, project

GOLDEN = Path(__file__).parents[2] / "data" / "integrations" / "shapes.txt"

HATCH = '[build-system]\nrequires = ["hatchling"]\n'
WITH_PYTEST = '[tool.pytest.ini_options]\ntestpaths = ["tests"]\naddopts = "-ra -n auto --cov"\n'

SHAPES = {
    "one file and its tests": {
        "solution.py": "",
        "conftest.py": "",
        "tests/test_solution.py": PYTEST_FILE,
    },
    "src layout, hatch, tox with options": {
        "pyproject.toml": HATCH + WITH_PYTEST,
        "tox.ini": "[testenv]\ncommands = coverage run -m pytest {posargs:-n auto}\n",
        "src/attr/__init__.py": "",
        "src/attrs/__init__.py": "",
        "tests/__init__.py": "",
        "tests/test_make.py": PYTEST_FILE,
        "docs/conf.py": "",
        "bench/test_benchmarks.py": PYTEST_FILE,
    },
    "flat layout, tests in the package": {
        "pyproject.toml": '[tool.setuptools.packages.find]\ninclude = ["toolz*"]\n',
        "setup.cfg": "[versioneer]\nVCS = git\n",
        "toolz/__init__.py": "",
        "toolz/tests/test_core.py": PYTEST_FILE,
        "tlz/__init__.py": "",
    },
    "flat layout, tox over unittest": {
        "pyproject.toml": '[build-system]\nrequires = ["flit_core"]\n',
        "tox.ini": "[testenv]\ncommands = python -m unittest -v\n",
        "Makefile": "requirements:\n\tpip-compile\n",
        "more_itertools/__init__.py": "",
        "tests/__init__.py": "",
        "tests/test_more.py": UNITTEST_FILE,
    },
    "a makefile over coverage and unittest": {
        "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\n',
        "makefile": "test:\n\tcoverage run --source=markdown -m unittest discover tests\n"
        "\tcoverage report --show-missing\n",
        "markdown/__init__.py": "",
        "tests/__init__.py": "",
        "tests/test_apis.py": UNITTEST_FILE,
    },
    "tox that tests what it has installed": {
        "pyproject.toml": WITH_PYTEST,
        "tox.ini": "[testenv]\nchangedir = .tox\n"
        "commands = pytest --doctest-modules {env_site_packages_dir}/boltons {toxinidir}/tests\n",
        "boltons/__init__.py": "",
        "tests/test_cacheutils.py": PYTEST_FILE,
    },
    "poetry with a task": {
        "pyproject.toml": '[tool.poetry]\nname = "p"\npackages = [{include = "p", from = "lib"}]\n'
        '[tool.poe.tasks]\ntest = "pytest -q tests"\nlint = "ruff check"\n',
        "lib/p/__init__.py": "",
        "tests/test_p.py": PYTEST_FILE,
    },
    "pdm with a script over another": {
        "pyproject.toml": '[tool.pdm.scripts]\nall = "pytest -q"\n'
        'test.composite = ["all"]\n[tool.pdm.build]\npackage-dir = "code"\n',
        "code/p/__init__.py": "",
        "tests/test_p.py": PYTEST_FILE,
    },
    "hatch with environments": {
        "pyproject.toml": HATCH
        + '[tool.hatch.envs.default.scripts]\ntest = "pytest {args:tests}"\n'
        '[tool.hatch.envs.lint.scripts]\nlint = "ruff check ."\n',
        "src/p/__init__.py": "",
        "tests/test_p.py": PYTEST_FILE,
    },
    "nox and a workflow": {
        "noxfile.py": "import nox\n\n\n@nox.session\ndef tests(session):\n"
        '    session.install(".")\n    session.run("pytest", "-q", *session.posargs)\n',
        ".github/workflows/ci.yml": "jobs: {t: {steps: [{run: pytest elsewhere}]}}\n",
        "p/__init__.py": "",
        "tests/test_p.py": PYTEST_FILE,
    },
    "only a workflow knows": {
        ".github/workflows/ci.yml": "jobs:\n  t:\n    steps:\n      - run: pip install -e .\n"
        "      - run: python -m pytest unit -q\n",
        "setup.py": "",
        "p/__init__.py": "",
        "unit/test_p.py": PYTEST_FILE,
    },
    "a workspace of two packages": {
        "pyproject.toml": '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
        "packages/a/pyproject.toml": "",
        "packages/a/src/a/__init__.py": "",
        "packages/a/tests/test_it.py": PYTEST_FILE,
        "packages/b/pyproject.toml": "",
        "packages/b/b/__init__.py": "",
        "packages/b/tests/test_it.py": PYTEST_FILE,
    },
    "a backend beside a frontend": {
        "frontend/package.json": "{}",
        "backend/requirements.txt": "pytest\n",
        "backend/app/main.py": "",
        "backend/tests/test_main.py": PYTEST_FILE,
        "docker-compose.yml": "",
    },
    "a script with test cases": {"calc.py": "", "test_calc.py": UNITTEST_FILE},
    "test cases in a plain folder": {"calc.py": "", "tests/test_calc.py": UNITTEST_FILE},
    "a task that only a shell can run": {
        "justfile": "test *args:\n    docker compose run --rm app pytest {{args}} | tee log\n",
        "p/__init__.py": "",
        "tests/test_p.py": PYTEST_FILE,
    },
    "a namespace package": {
        "pyproject.toml": HATCH,
        "src/company/product/__init__.py": "",
        "tests/test_product.py": PYTEST_FILE,
    },
}


def told(top: Path, name: str) -> str:
    """What is detected and planned for one shape, as the golden file has it."""
    files = SHAPES[name]
    project(top, files)
    integration = PythonIntegration({"PATH": ""})
    found = integration.detect(top, tuple(files))
    assert found is not None
    plan = integration.plan(top, tuple(files), TestCommand(container=True))
    sources = [path for path in files if integration.may_change(path)]
    tests = [path for path in files if integration.is_test(path) and path.endswith(".py")]
    rows = {
        "why": found.why,
        "test": found.test,
        "lint": found.lint,
        "driver": " ".join((plan.driver, *plan.args)),
        "folder": plan.folder,
        "roots": " ".join(root or "." for root in plan.import_roots),
        "env": " ".join("=".join(pair) for pair in plan.env),
        "source": " ".join(sources),
        "tests": " ".join(tests),
    }
    return "\n".join([f"# {name}", *(f"{key}: {value}".rstrip() for key, value in rows.items())])


@pytest.fixture(scope="module")
def golden() -> dict[str, str]:
    texts = GOLDEN.read_text(encoding="utf-8").strip().split("\n\n")
    return {text.splitlines()[0].removeprefix("# "): text for text in texts}


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_read_as_ever(tmp_path: Path, golden: dict[str, str], name: str) -> None:
    assert told(tmp_path, name) == golden[name]


def test_the_golden_file_has_these_shapes_and_no_other(golden: dict[str, str]) -> None:
    assert list(golden) == list(SHAPES)


@pytest.mark.skipif("OPPIE_GOLDEN" not in os.environ, reason="writes the golden file")
def test_write_the_golden_file(tmp_path: Path) -> None:
    texts = [told(tmp_path / str(number), name) for number, name in enumerate(SHAPES)]
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
