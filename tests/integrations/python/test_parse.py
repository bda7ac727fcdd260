"""Test commands as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.integrations.python.command import Invocation
from oppie.integrations.python.parse import parse

PYTEST = {
    "pytest": (),
    "pytest -q tests": ("-q", "tests"),
    "py.test -x": ("-x",),
    "pytest-3 -q": ("-q",),
    "pytest -k 'a and (b or c)' tests/test_a.py::test_x[1]": (
        "-k",
        "a and (b or c)",
        "tests/test_a.py::test_x[1]",
    ),
    "uv run pytest -q": ("-q",),
    "uv run --frozen --extra dev -p 3.12 pytest -q": ("-q",),
    "uv run -- pytest": (),
    "uvx pytest": (),
    "poetry run pytest -q": ("-q",),
    "pdm run pytest": (),
    "rye run pytest": (),
    "pipenv run pytest": (),
    "hatch run pytest": (),
    "hatch run test:pytest tests": ("tests",),
    "time pytest": (),
}
MODULES = {
    "python -m pytest -q": ("-q",),
    "python3 -m pytest": (),
    "python -B -u -m pytest": (),
    "uv run python -m pytest": (),
    "uv run -m pytest -q": ("-q",),
    "coverage run -m pytest -q": ("-q",),
    "coverage run --source pkg --branch -m pytest": (),
    "coverage run --source=pkg -m pytest": (),
    "python -m coverage run -p -m pytest tests": ("tests",),
    "poetry run coverage run -m pytest": (),
}
UNITTEST = {
    "python -m unittest": (),
    "python3 -m unittest discover -s a -p '*_t.py'": ("discover", "-s", "a", "-p", "*_t.py"),
    "coverage run -m unittest tests.test_a": ("tests.test_a",),
    "pdm run python -m unittest -v": ("-v",),
}
OTHERS = [
    "make test",
    "./run-tests.sh --fast",
    "python setup.py test",
    "python manage.py test",
    "python tests/all.py",
    "python -c 'import unittest'",
    "python -I -m pytest",
    "python -m nose",
    "python -m",
    "python",
    "uv run",
    "coverage report",
    "coverage run tests.py",
    "tox -e py",
    "coverage",
]
SHELL = [
    "pytest | tee log",
    "pytest > log",
    "pytest $ARGS",
    "pytest `cat args`",
    "cd a && pytest && cd ..",
    "cd /somewhere && pytest",
    "cd .. && pytest",
    "pytest tests/a && pytest tests/b",
    "pytest\nruff",
    "(pytest)",
    "",
]


@pytest.mark.parametrize("text", PYTEST)
def test_pytest(text: str) -> None:
    assert parse(text) == Invocation("pytest", PYTEST[text])


@pytest.mark.parametrize("text", MODULES)
def test_pytest_as_a_module_has_its_folder_on_the_import_path(text: str) -> None:
    assert parse(text) == Invocation("pytest", MODULES[text], as_module=True)


@pytest.mark.parametrize("text", UNITTEST)
def test_unittest(text: str) -> None:
    assert parse(text) == Invocation("unittest", UNITTEST[text], as_module=True)


@pytest.mark.parametrize("text", OTHERS)
def test_other_programs_are_called_as_they_are(text: str) -> None:
    asked = parse(text)
    assert asked.driver == "command"
    assert asked.args[0] == text.split(maxsplit=1)[0]


@pytest.mark.parametrize("text", SHELL)
def test_what_takes_a_shell_gets_one(text: str) -> None:
    assert parse(text) == Invocation("command", ("sh", "-c", text))


INTERPRETERS = {
    "python3.9 -m pytest": "python3.9",
    ".venv/bin/python -m pytest": ".venv/bin/python",
    "/usr/bin/python3 -m unittest": "/usr/bin/python3",
    ".venv/bin/pytest -q": ".venv/bin/python",
    "env/bin/coverage run -m pytest": "env/bin/python",
    "pypy3 -m pytest": "pypy3",
    "python -m pytest": "",
    "python3 -m pytest": "",
    "pytest": "",
}


@pytest.mark.parametrize("text", INTERPRETERS)
def test_the_interpreter_that_the_words_name(text: str) -> None:
    assert parse(text).python == INTERPRETERS[text]


VARIABLES = {
    "A=1 pytest": (("A", "1"),),
    "env A=1 B='x y' pytest": (("A", "1"), ("B", "x y")),
    "A= python -m pytest": (("A", ""),),
    "python -W error -m pytest": (("PYTHONWARNINGS", "error"),),
    "python -X dev -m unittest": (("PYTHONDEVMODE", "1"),),
    "A=1 ./run.sh": (("A", "1"),),
    "pytest A=1": (),
}


@pytest.mark.parametrize("text", VARIABLES)
def test_variables_before_the_program(text: str) -> None:
    assert parse(text).env == VARIABLES[text]


FOLDERS = {
    "cd sub && pytest -q": "sub",
    "cd ./sub/inner && pytest": "sub/inner",
    "cd sub; cd inner && python -m pytest": "sub/inner",
    "cd . && pytest": "",
    "cd sub && A=1 make test": "sub",
    "set -e; cd sub; pytest": "sub",
}


@pytest.mark.parametrize("text", FOLDERS)
def test_the_folder_that_cd_leads_to(text: str) -> None:
    assert parse(text).folder == FOLDERS[text]


def test_a_remark_is_none_of_the_words() -> None:
    assert parse("pytest -q  # quickly").args == ("-q",)


@pytest.mark.parametrize("text", ["pytest 'a", 'pytest -k "a'])
def test_an_open_quotation_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="quotation"):
        parse(text)


@given(st.lists(st.from_regex(r"[a-z./:\-]{1,9}", fullmatch=True), max_size=5))
def test_arguments_arrive_as_written(args: list[str]) -> None:
    assert parse(" ".join(["pytest", *args])).args == tuple(args)
    assert parse(" ".join(["cd x && uv run pytest", *args])).args == tuple(args)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        asked = parse(text)
    except ValueError:
        return
    assert asked.driver in ("pytest", "unittest", "command")
    assert asked.warm or asked.args
