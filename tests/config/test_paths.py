"""Where settings and data lie."""

from __future__ import annotations

from pathlib import Path

from oppie.config.paths import data_folder, project_file, user_file


def test_home_holds_both(tmp_path: Path) -> None:
    environment = {"OPPIE_HOME": str(tmp_path)}
    assert user_file(environment) == tmp_path / "config.yaml"
    assert data_folder(environment) == tmp_path / "data"


def test_without_it_the_system_has_places() -> None:
    assert user_file({}).name == "config.yaml"
    assert user_file({}).is_absolute()
    assert data_folder({}).is_absolute()


def test_the_nearest_file_upward_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "oppie.yaml").touch()
    (tmp_path / "oppie.yaml").touch()
    assert project_file(inner) == tmp_path / "a" / "oppie.yaml"


def test_nothing_above_the_repository_counts(tmp_path: Path) -> None:
    top = tmp_path / "repository"
    (top / ".git").mkdir(parents=True)
    (tmp_path / "oppie.yaml").touch()
    assert project_file(top) == top / "oppie.yaml"


def test_a_new_one_goes_to_the_top(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a").mkdir()
    assert project_file(tmp_path / "a") == tmp_path / "oppie.yaml"


def test_without_git_only_the_folder_counts(tmp_path: Path) -> None:
    (tmp_path / "oppie.yaml").touch()
    (tmp_path / "a").mkdir()
    assert project_file(tmp_path / "a") == tmp_path / "a" / "oppie.yaml"
