"""Environments are found without starting anything."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from oppie.integrations.python import environments
from oppie.integrations.reading import Folder
from tests.integrations.projects import project
from tests.integrations.python.interpreters import environment, interpreter


@pytest.mark.parametrize("name", [".venv", "venv", "env", "my-env"])
def test_an_environment_by_any_name(tmp_path: Path, name: str) -> None:
    place = environment(tmp_path / name)
    assert list(environments.own(Folder(tmp_path, ()), {})) == [place]
    assert environments.inside(tmp_path) == [tmp_path / name]


def test_usual_names_come_first(tmp_path: Path) -> None:
    for name in ("a", "env", "venv", ".venv"):
        environment(tmp_path / name)
    names = [place.name for place in environments.inside(tmp_path)]
    assert names == [".venv", "venv", "env", "a"]


def test_conda_environments_count(tmp_path: Path) -> None:
    (tmp_path / "env" / "conda-meta").mkdir(parents=True)
    assert environments.inside(tmp_path) == [tmp_path / "env"]


def test_a_folder_that_is_only_named_so_is_none(tmp_path: Path) -> None:
    interpreter(tmp_path / "env" / "bin" / "python")
    assert environments.inside(tmp_path) == []


def test_an_environment_without_its_interpreter_is_outside_but_of_no_use(tmp_path: Path) -> None:
    environment(tmp_path / ".venv").unlink()
    assert list(environments.own(Folder(tmp_path, ()), {})) == []
    assert environments.inside(tmp_path) == [tmp_path / ".venv"]


def test_pdm_names_its_interpreter(tmp_path: Path) -> None:
    place = interpreter(tmp_path / "elsewhere" / "python")
    here = project(tmp_path, {".pdm-python": f"{place}\n"})
    assert list(environments.own(here, {})) == [place]


def test_an_interpreter_of_pdm_that_is_gone_is_none(tmp_path: Path) -> None:
    here = project(tmp_path, {".pdm-python": str(tmp_path / "gone")})
    assert list(environments.own(here, {})) == []


@pytest.mark.parametrize("table", ["tool.poetry", "project"])
def test_poetry_keeps_environments_by_name_and_digest(tmp_path: Path, table: str) -> None:
    files = {"pyproject.toml": f'[{table}]\nname = "My Project"\n', "poetry.lock": ""}
    here = project(tmp_path / "p", files)
    digest = hashlib.sha256(str((tmp_path / "p").resolve()).encode()).digest()
    short = base64.urlsafe_b64encode(digest).decode()[:8]
    kept = tmp_path / "kept"
    old = environment(kept / f"my_project-{short}-py3.10")
    new = environment(kept / f"my_project-{short}-py3.11")
    environment(kept / "my_project-12345678-py3.12")
    by_folder = {"POETRY_VIRTUALENVS_PATH": str(kept)}
    assert list(environments.own(here, by_folder)) == [new, old]
    (tmp_path / "virtualenvs").symlink_to(kept)
    assert list(environments.own(here, {"POETRY_CACHE_DIR": str(tmp_path)}))[1:] != []


def test_poetrys_environments_are_no_matter_to_others(tmp_path: Path) -> None:
    here = project(tmp_path, {"pyproject.toml": '[project]\nname = "x"\n'})
    assert list(environments.own(here, {"POETRY_VIRTUALENVS_PATH": str(tmp_path)})) == []


def test_the_activated_one(tmp_path: Path) -> None:
    conda, plain = environment(tmp_path / "c"), environment(tmp_path / "v")
    both = {"CONDA_PREFIX": str(tmp_path / "c"), "VIRTUAL_ENV": str(tmp_path / "v")}
    assert list(environments.activated(both)) == [plain, conda]
    assert list(environments.activated({"VIRTUAL_ENV": str(tmp_path / "gone")})) == []
    assert list(environments.activated({})) == []
