"""Caches and environments by their names and marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.vst.places import Place, folder_place, is_cache


@pytest.mark.parametrize("name", ["__pycache__", ".git", ".oppie", ".coverage", "a.pyc", "b.pyo"])
def test_caches_are_known_by_name(name: str, tmp_path: Path) -> None:
    assert is_cache(name)
    assert folder_place(str(tmp_path / name)) is Place.CACHE


@pytest.mark.parametrize("name", ["src", "pycache", "cache", ".github", "a.py", "coverage"])
def test_other_names_are_source(name: str, tmp_path: Path) -> None:
    assert not is_cache(name)
    assert folder_place(str(tmp_path / name)) is Place.SOURCE


@pytest.mark.parametrize("name", ["node_modules", ".tox", ".nox"])
def test_environments_are_known_by_name(name: str, tmp_path: Path) -> None:
    assert folder_place(str(tmp_path / name)) is Place.ENVIRONMENT


@pytest.mark.parametrize("mark", ["pyvenv.cfg", "conda-meta"])
def test_environments_of_any_name_are_known_by_their_marks(mark: str, tmp_path: Path) -> None:
    assert folder_place(str(tmp_path)) is Place.SOURCE

    (tmp_path / mark).touch()

    assert folder_place(str(tmp_path)) is Place.ENVIRONMENT


def test_target_is_cargos_only_with_its_mark(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    assert folder_place(str(tmp_path / "target")) is Place.SOURCE

    (tmp_path / "target/CACHEDIR.TAG").touch()
    assert folder_place(str(tmp_path / "target")) is Place.ENVIRONMENT
