"""Which files of a Go project are source, which are tests, and which are neither."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePosixPath

TEST_SETTINGS = re.compile(r"go\.(mod|sum|work|work\.sum)|\.golangci\.\w+")
TEST_FOLDER = re.compile(r"testdata")
FOREIGN_FOLDER = re.compile(r"vendor|third_?party|node_modules|testdata|[._].*")
NOT_WRITTEN = re.compile(r".*(\.pb|\.pb\.gw|_gen|\.gen|_generated)\.go|(zz_|bindata|_).*\.go")
"""What programs wrote, and what the go command passes over."""


def is_test(path: str, support: Collection[str] = ()) -> bool:
    """Whether a path is a test, belongs to the tests, or holds their settings.

    ``support`` are folders of packages that are there for tests only.
    """
    *folders, name = PurePosixPath(path).parts
    if name.endswith("_test.go") or TEST_SETTINGS.fullmatch(name):
        return True
    return any(map(TEST_FOLDER.fullmatch, folders)) or "/".join(folders) in support


def may_change(path: str, support: Collection[str] = (), generated: Collection[str] = ()) -> bool:
    """Whether a path is Go source that a repair may edit.

    ``support`` as in :func:`is_test`; ``generated`` are files that say that a program wrote them.
    """
    *folders, name = PurePosixPath(path).parts
    if not name.endswith(".go") or NOT_WRITTEN.fullmatch(name) or is_test(path, support):
        return False
    return path not in generated and not any(map(FOREIGN_FOLDER.fullmatch, folders))
