from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from oppie.inside.failures import Places
from oppie.inside.probe import TOKEN, stale

MARKED = "N = 1\n\n__oppie_probe__ = 'abc'\n"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "work" / "opkg").mkdir(parents=True)
    for name in ("opkg/__init__.py", "opkg/mod.py", "olone.py"):
        (tmp_path / "work" / name).write_text(MARKED)
    return Places(str(tmp_path / "work"))


def imported(monkeypatch: pytest.MonkeyPatch, name: str, file: str, token: str | None) -> None:
    module = ModuleType(name)
    module.__file__ = file
    if token is not None:
        setattr(module, TOKEN, token)
    monkeypatch.setitem(sys.modules, name, module)


@pytest.mark.parametrize(("token", "found"), [("abc", []), ("old", ["opkg/mod.py"])])
def test_the_token_tells(
    places: Places, monkeypatch: pytest.MonkeyPatch, token: str, found: list[str]
) -> None:
    imported(monkeypatch, "opkg.mod", f"{places.top}/opkg/mod.py", token)
    assert stale(["opkg/mod.py"], places) == found


def test_a_module_without_the_token_is_stale(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(monkeypatch, "opkg.mod", f"{places.top}/opkg/mod.py", None)
    assert stale(["opkg/mod.py"], places) == ["opkg/mod.py"]


def test_what_nobody_imported_is_not_stale(places: Places) -> None:
    assert stale(["opkg/mod.py", "olone.py", "opkg/__init__.py"], places) == []


@pytest.mark.parametrize(
    ("name", "path", "file", "is_stale"),
    [
        ("opkg.mod", "opkg/mod.py", "/elsewhere/opkg/mod.py", True),
        ("opkg.mod", "opkg/mod.py", "/elsewhere/opkg/mod.cpython-311.so", True),
        ("opkg", "opkg/__init__.py", "/lib/site-packages/opkg/__init__.py", True),
        ("olone", "olone.py", "/lib/site-packages/olone.py", True),
        ("olone", "olone.py", "/usr/lib/python3.11/olone.py", False),
    ],
)
def test_what_was_imported_instead(  # noqa: PLR0913, PLR0917 - a table and two fixtures
    places: Places,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    path: str,
    file: str,
    is_stale: bool,  # noqa: FBT001 - a table
) -> None:
    imported(monkeypatch, name, file, None)
    assert stale([path], places) == ([path] if is_stale else [])
