"""A source file's module is found by the name that tests import it under."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from oppie.inside.questions.finding import module_of


def lay(top: Path, *paths: str) -> None:
    for path in paths:
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text("HERE = __name__\n")


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return tmp_path


def test_a_module_at_the_top(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(top, "found_a.py")
    monkeypatch.syspath_prepend(str(top))
    assert module_of(str(top / "tests/test_a.py"), "../found_a.py").HERE == "found_a"


def test_a_package_below_src(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(top, "src/found_b/__init__.py", "src/found_b/c.py")
    monkeypatch.syspath_prepend(str(top))
    monkeypatch.syspath_prepend(str(top / "src"))
    assert module_of(str(top / "test_a.py"), "src/found_b/c.py").HERE == "found_b.c"
    assert module_of(str(top / "test_a.py"), "src/found_b/__init__.py").HERE == "found_b"


def test_a_folder_of_a_package_is_no_root(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(top, "found_d/__init__.py", "found_d/e.py")
    monkeypatch.syspath_prepend(str(top))
    monkeypatch.syspath_prepend(str(top / "found_d"))
    assert module_of(str(top / "test_a.py"), "found_d/e.py").HERE == "found_d.e"


def test_what_is_loaded_already_is_taken(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(top, "found_f.py")
    monkeypatch.syspath_prepend(str(top))
    first = module_of(str(top / "test_a.py"), "found_f.py")
    assert module_of(str(top / "deep/test_a.py"), "../found_f.py") is first


def test_nothing_leads_there(top: Path) -> None:
    lay(top, "found_g.py")
    with pytest.raises(ImportError, match="nothing leads to"):
        module_of(str(top / "test_a.py"), "found_g.py")
