"""Where packages begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.integrations.python.layout import import_roots
from oppie.integrations.reading import Folder
from tests.integrations.projects import project


def roots(top: Path, *paths: str, **settings: str) -> tuple[str, ...]:
    """The roots of a project with empty files at ``paths``; a setting's ``_`` stands for a dot."""
    files = dict.fromkeys(paths, "")
    return import_roots(project(top, files | {k.replace("_", "."): v for k, v in settings.items()}))


def test_a_module_beside_its_tests(tmp_path: Path) -> None:
    assert roots(tmp_path, "solution.py", "tests/test_solution.py") == ("",)


def test_a_flat_package(tmp_path: Path) -> None:
    assert roots(tmp_path, "pkg/__init__.py", "pkg/a.py", "tests/test_a.py") == ("",)


def test_a_src_layout(tmp_path: Path) -> None:
    assert roots(tmp_path, "src/pkg/__init__.py", "tests/test_a.py", "setup.py") == ("src",)


def test_src_beside_modules(tmp_path: Path) -> None:
    assert roots(tmp_path, "src/pkg/a.py", "tool.py") == ("src", "")


def test_a_package_that_is_named_src(tmp_path: Path) -> None:
    assert roots(tmp_path, "src/__init__.py", "src/a.py", "tests/test_a.py") == ("",)


def test_a_namespace_package(tmp_path: Path) -> None:
    assert roots(tmp_path, "ns/pkg/__init__.py") == ("",)
    assert roots(tmp_path / "s", "src/ns/pkg/__init__.py") == ("src",)


def test_tests_docs_and_examples_make_no_root(tmp_path: Path) -> None:
    assert roots(tmp_path, "src/p/a.py", "docs/conf.py", "examples/e.py", "conftest.py") == ("src",)


DECLARED = {
    '[tool.setuptools.packages.find]\nwhere = ["code"]\n': "code",
    '[tool.setuptools.package-dir]\n"" = "code"\n': "code",
    '[tool.pdm.build]\npackage-dir = "code"\n': "code",
    '[[tool.poetry.packages]]\ninclude = "pkg"\nfrom = "code"\n': "code",
    '[tool.hatch.build.targets.wheel]\npackages = ["./code/pkg"]\n': "code",
}


@pytest.mark.parametrize("text", DECLARED)
def test_a_declared_root(tmp_path: Path, text: str) -> None:
    assert roots(tmp_path, "code/pkg/__init__.py", pyproject_toml=text) == (DECLARED[text],)


def test_a_root_declared_in_setup_cfg(tmp_path: Path) -> None:
    text = "[options.packages.find]\nwhere = code\n"
    assert roots(tmp_path, "code/pkg/__init__.py", setup_cfg=text) == ("code",)


def test_a_declared_root_that_is_not_there_is_none(tmp_path: Path) -> None:
    text = '[tool.setuptools.packages.find]\nwhere = ["gone"]\n'
    assert roots(tmp_path, "pkg/__init__.py", pyproject_toml=text) == ("",)


def test_the_members_of_a_monorepo(tmp_path: Path) -> None:
    found = roots(
        tmp_path,
        "packages/one/pyproject.toml",
        "packages/one/src/one/a.py",
        "packages/two/pyproject.toml",
        "packages/two/two/__init__.py",
        "tests/data/three/pyproject.toml",
        "tests/data/three/three.py",
        pyproject_toml='[tool.uv.workspace]\nmembers = ["packages/*"]\n',
    )
    assert {"packages/one/src", "packages/two"} <= set(found)
    assert not any("three" in root for root in found)


def test_an_empty_project_has_no_root(tmp_path: Path) -> None:
    assert import_roots(Folder(tmp_path, ())) == ()
