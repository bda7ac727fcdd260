"""Named tasks as mise, just and make have them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oppie.integrations import tasks
from oppie.integrations.reading import Folder
from tests.integrations.projects import project


def lines(top: Path, name: str, files: dict[str, str]) -> tuple[str, ...]:
    """The recipe of one task of a project."""
    found = {task.name: task for task in tasks.named(project(top, files))}
    return found[name].lines


def test_a_folder_without_tasks_has_none(tmp_path: Path) -> None:
    assert list(tasks.named(Folder(tmp_path, ()))) == []


def test_mise_comes_before_just_before_make(tmp_path: Path) -> None:
    files = {
        "Makefile": "test:\n\tpytest\n",
        "justfile": "test:\n    pytest\n",
        "mise.toml": '[tasks]\ntest = "pytest"\n',
    }
    calls = [task.calls[0] for task in tasks.named(project(tmp_path, files))]
    assert calls == ["mise run test", "just test", "make test"]


MISE = {
    '[tasks.test]\nrun = "pytest -q"\n': ("pytest -q",),
    '[tasks.test]\nrun = ["ruff check", "pytest"]\n': ("ruff check", "pytest"),
    '[tasks]\ntest = "pytest"\n': ("pytest",),
    '[tasks.test]\nrun = """\nset -e\npytest\n"""\n': ("set -e", "pytest"),
}


@pytest.mark.parametrize("text", MISE)
def test_mise(tmp_path: Path, text: str) -> None:
    assert lines(tmp_path, "test", {"mise.toml": text}) == MISE[text]


def test_mise_hidden(tmp_path: Path) -> None:
    assert lines(tmp_path, "test", {".mise.toml": '[tasks]\ntest = "pytest"\n'}) == ("pytest",)


JUST = {
    "test:\n    pytest -q\n": ("pytest -q",),
    "test *args:\n    @pytest -q {{args}}\n": ("pytest -q ",),
    'python := "python3"\ntest: lint\n  {{python}} -m pytest\n': ("python3 -m pytest",),
    "lint:\n  ruff\n\ntest:\n  -cd a\n\n  pytest\nlast:\n  x\n": ("cd a", "pytest"),
    "test:\n  {{unknown}} pytest\n": ("{{unknown}} pytest",),
}


@pytest.mark.parametrize("text", JUST)
def test_just(tmp_path: Path, text: str) -> None:
    assert lines(tmp_path, "test", {"justfile": text}) == JUST[text]


MAKE = {
    "test:\n\tpytest -q\n": ("pytest -q",),
    "PYTHON ?= python3\ntest: lint\n\t@$(PYTHON) -m pytest\n": ("python3 -m pytest",),
    "A := ${B} -q\nB = pytest\ntest:\n\t-$(A)\n": ("pytest -q",),
    "test: unit integration\nunit:\n\tpytest unit\nintegration:\n\tpytest int\n": (
        "pytest unit",
        "pytest int",
    ),
    "test tests:\n\tpytest \\\n\t  -q\n": ("pytest -q",),
    "test:\n\techo $$HOME $(UNKNOWN)\n": ("echo $HOME $(UNKNOWN)",),
    "X = $(X)\ntest:\n\t$(X)\n": ("$(X)",),
    "a: test\ntest: a\n": (),
    ".PHONY: test\n# test: no\ntest:\n# a remark\n\tpytest\nifdef X\n\techo\nendif\n": ("pytest",),
}


@pytest.mark.parametrize("text", MAKE)
def test_make(tmp_path: Path, text: str) -> None:
    assert lines(tmp_path, "test", {"Makefile": text}) == MAKE[text]


def test_only_makes_first_file_counts(tmp_path: Path) -> None:
    files = {"Makefile": "test:\n\tb\n", "GNUmakefile": "test:\n\ta\n"}
    assert lines(tmp_path, "test", files) == ("a",)


WORD = st.from_regex(r"[a-z][a-z0-9_.=/-]{0,7}", fullmatch=True)
RECIPE = st.lists(st.lists(WORD, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4)
NAME = st.from_regex(r"[a-z][a-z0-9_]{0,7}", fullmatch=True)
over_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@over_one_folder
@given(NAME, RECIPE)
def test_plain_recipes_are_read_as_written(tmp_path: Path, name: str, recipe: list[str]) -> None:
    files = {
        "Makefile": "".join([f"{name}:\n", *(f"\t@{line}\n" for line in recipe)]),
        "justfile": "".join([f"{name}:\n", *(f"    {line}\n" for line in recipe)]),
        "mise.toml": f'[tasks.{name}]\nrun = """\n' + "\n".join(recipe) + '\n"""\n',
    }
    found = [(task.name, task.lines) for task in tasks.named(project(tmp_path, files))]
    assert found == [(name, tuple(recipe))] * 3


@over_one_folder
@given(st.text(max_size=200))
def test_any_text_is_read_without_trouble(tmp_path: Path, text: str) -> None:
    names = ("Makefile", "justfile", "mise.toml")
    for path in names:
        (tmp_path / path).write_text(text, encoding="utf-8", errors="surrogatepass")
    for task in tasks.named(Folder(tmp_path, names)):
        assert task.name
        assert task.calls
