"""Modules made for a test, importable while it runs."""

from __future__ import annotations

import sys
import textwrap
import unittest
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Write = Callable[[str], str]
"""Writes the module ``asked.py`` and gives the path of a test file beside it."""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    monkeypatch.syspath_prepend(str(tmp_path))

    def written(text: str) -> str:
        (tmp_path / "asked.py").write_text(textwrap.dedent(text), encoding="utf-8")
        return str(tmp_path / "test_asked.py")

    yield written
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]


def outcomes(case: type[unittest.TestCase]) -> dict[str, str]:
    """The tests of a case → the text of the exception that ended each; empty when it passed."""
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
    bad = {test.id(): text for test, text in [*result.failures, *result.errors]}
    names = unittest.defaultTestLoader.getTestCaseNames(case)
    ids = {name: f"{case.__module__}.{case.__name__}.{name}" for name in names}
    return {name: bad.get(ids[name], "").strip().rpartition("\n")[2] for name in names}


@pytest.fixture(name="outcomes")
def _outcomes() -> Callable[[type[unittest.TestCase]], dict[str, str]]:
    return outcomes
