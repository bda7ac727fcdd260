"""What is shipped: one zip, the standard library only, syntax of Python 3.8."""

from __future__ import annotations

import ast
import io
import sys
import zipfile

import pytest

from oppie.inside.packing import zip_bytes

ARCHIVE = zipfile.ZipFile(io.BytesIO(zip_bytes()))
SOURCES = {
    name: ARCHIVE.read(name).decode() for name in ARCHIVE.namelist() if not name.endswith(".pyc")
}
DRIVERS = {"pytest", "_pytest", "oppie_inside"}


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_equal_sources_make_equal_bytes() -> None:
    assert zip_bytes() == zip_bytes()


def test_it_starts_from_its_package() -> None:
    assert "__main__.py" in SOURCES
    assert "oppie_inside/main.py" in SOURCES


@pytest.mark.parametrize("name", sorted(name for name in SOURCES if name.endswith(".py")))
def test_every_source_is_of_its_time(name: str) -> None:
    tree = ast.parse(SOURCES[name], feature_version=(3, 8))
    assert imported(tree) <= sys.stdlib_module_names | DRIVERS
