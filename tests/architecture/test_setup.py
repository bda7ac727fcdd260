"""What sets oppie up says the same thing everywhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
OWN = ("3.11", "3.12", "3.13", "3.14")
PROJECTS = ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def dig(table: object, *keys: str) -> object:
    for key in keys:
        assert isinstance(table, Mapping)
        table = table[key]
    return table


def project(*keys: str) -> object:
    return dig(tomllib.loads(text("pyproject.toml")), *keys)


def workflow(*keys: str) -> object:
    return dig(yaml.safe_load(text(".github/workflows/check.yml")), *keys)


def test_hooks_and_integration_call_the_one_command() -> None:
    hooks = dig(yaml.safe_load(text(".pre-commit-config.yaml")), "repos")
    assert "python3 scripts/dev.py check --fast" in str(hooks)
    assert "python3 scripts/dev.py check" in str(workflow("jobs", "oppie", "steps"))


def test_the_matrix_names_what_is_supported() -> None:
    assert workflow("jobs", "oppie", "strategy", "matrix", "python") == list(OWN)
    assert workflow("jobs", "oppie", "strategy", "matrix", "os") == [
        "ubuntu-latest",
        "macos-latest",
    ]
    assert workflow("jobs", "project", "strategy", "matrix", "python") == list(PROJECTS)
    classifiers = project("project", "classifiers")
    assert isinstance(classifiers, list)
    named = {c.rpartition(" ")[2] for c in classifiers if re.search(r":: 3\.\d+$", c)}
    assert named == set(OWN)


def test_workflows_have_no_more_rights_than_they_need() -> None:
    assert workflow("permissions") == {"contents": "read"}


def test_one_program_has_three_names() -> None:
    scripts = project("project", "scripts")
    assert scripts == dict.fromkeys(("oppie", "oppie-autonav", "autonav"), "oppie.__main__:main")


@pytest.mark.parametrize("port", ["integrations", "proposers", "sandboxes", "executors", "metrics"])
def test_what_ships_with_oppie_can_be_loaded(port: str) -> None:
    declared = project("project", "entry-points", f"oppie.{port}")
    assert isinstance(declared, Mapping)
    found = {point.name: point for point in entry_points(group=f"oppie.{port}")}
    for name in declared:
        assert callable(found[name].load())


def test_the_lock_files_name_no_place_to_load_from() -> None:
    for lock in ("run", "dev"):
        assert not re.search(r"://|^-|@ ", text(f"requirements/{lock}.lock"), re.MULTILINE)


def test_every_locked_file_has_its_hash() -> None:
    for lock in ("run", "dev"):
        entries = re.split(r"^(?=\S)", text(f"requirements/{lock}.lock"), flags=re.MULTILINE)[1:]
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries)


def test_the_typed_marker_ships() -> None:
    assert (ROOT / "src" / "oppie" / "py.typed").exists()


def test_state_and_caches_are_ignored() -> None:
    ignored = text(".gitignore").split()
    assert {".venv/", ".oppie/", "__pycache__/", ".hypothesis/"} <= set(ignored)
