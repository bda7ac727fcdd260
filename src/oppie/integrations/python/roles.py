"""Which files of a Python project are source, which are tests, and which are neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

TEST_SETTINGS = re.compile(
    r"conftest\.py|noxfile\.py|\.?pytest\.(ini|toml)|tox\.(ini|toml)|setup\.cfg|pyproject\.toml"
    r"|\.coveragerc"
)
TEST_NAME = re.compile(r"((test_|Test[A-Z_]).*|.*(_tests?|[a-z0-9]Tests?)|tests?)\.py")
TEST_FOLDER = re.compile(r"tests?")
OWN_TEST_FOLDER = re.compile(r"testing")
"""Holds tests beside the packages; in a package it is what the package gives to others' tests."""

NOT_WRITTEN = re.compile(
    r"setup\.py|versioneer\.py|_version\.py|.*(_pb2|_pb2_grpc|_generated|\.gen)\.py"
)
"""Build scripts, and what programs wrote."""

FOREIGN_FOLDER = re.compile(
    r"_?vendor(ed)?|third_?party|node_modules|site-packages|__pypackages__|\..*"
)
OWN_OTHER_FOLDER = re.compile(r"docs?|examples?|samples|demos|benchmarks?|asv_bench|build|dist")
"""No source where it lies beside the packages; in a package it is a package as any other."""

MEMBERS = re.compile(r"packages|libs|projects|apps|services|components|modules")
"""Folders whose folders are projects of their own."""


def is_test(path: str, named: Sequence[str] = ()) -> bool:
    """Whether a path is a test, belongs to the tests, or holds their settings.

    ``named`` are further globs of file names that the project calls its tests.
    """
    *folders, name = PurePosixPath(path).parts
    if TEST_SETTINGS.fullmatch(name) or any(map(TEST_FOLDER.fullmatch, folders)):
        return True
    if any(map(OWN_TEST_FOLDER.fullmatch, _own(folders)[:1])):
        return True
    return TEST_NAME.fullmatch(name) is not None or any(fnmatchcase(name, g) for g in named)


def may_change(path: str, named: Sequence[str] = ()) -> bool:
    """Whether a path is Python source that a repair may edit; ``named`` as in :func:`is_test`."""
    *folders, name = PurePosixPath(path).parts
    if not name.endswith(".py") or NOT_WRITTEN.fullmatch(name) or is_test(path, named):
        return False
    if any(map(FOREIGN_FOLDER.fullmatch, folders)):
        return False
    return not any(map(OWN_OTHER_FOLDER.fullmatch, _own(folders)[:1]))


def _own(folders: list[str]) -> list[str]:
    """The folders within the project, or within a member of a monorepo."""
    if len(folders) > 1 and MEMBERS.fullmatch(folders[0]):
        return folders[2:]
    return folders
