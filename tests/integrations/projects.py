"""Small projects, laid out in a folder."""

from __future__ import annotations

from pathlib import Path

from oppie.integrations.reading import Folder

PYTEST_FILE = "def test_it():\n    assert True\n"
UNITTEST_FILE = (
    "import unittest\n\n\nclass ItTest(unittest.TestCase):\n    def test_it(self): ...\n"
)


def project(top: Path, files: dict[str, str]) -> Folder:
    """Write files (path → text) into a folder, and read it as an integration does."""
    for name, text in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Folder(top, tuple(files))
