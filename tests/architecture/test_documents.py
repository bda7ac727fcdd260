"""Documents are in step with the code."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
PATH = re.compile(r"`((?:src|docs|scripts|tests|benchmarks|requirements)/[\w./-]+)`")


def test_pages_made_from_the_code_are_in_step() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/documents.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_exist(page: Path) -> None:
    named = PATH.findall(page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 scripts/dev.py demo" in text
    assert "python3 scripts/dev.py check" in text


def test_the_version_is_in_the_changelog() -> None:
    version = re.search(r'__version__ = "(.+)"', _text("src/oppie/__init__.py"))
    assert version is not None
    assert f"## [{version[1]}]" in _text("CHANGELOG.md")


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads(_text("pyproject.toml"))["project"]
    names = {re.split(r"[<>=\[ ]", each)[0].lower() for each in project["dependencies"]}
    for lock in ("run", "dev"):
        locked = set(re.findall(r"^([\w-]+)==", _text(f"requirements/{lock}.lock"), re.MULTILINE))
        assert names <= locked


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
