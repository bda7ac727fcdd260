"""Which files of a Node.js project are source, which are tests, and which are neither."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

SOURCE = re.compile(r".*\.([cm]?[jt]s|[jt]sx)")
DECLARATION = re.compile(r".*\.d\.[cm]?ts")

SETTINGS = re.compile(
    r"package(-lock)?\.json|pnpm-(lock|workspace)\.yaml|yarn\.lock|npm-shrinkwrap\.json"
    r"|[jt]sconfig.*\.json|\.(mocha|babel|swc|c8|nyc|eslint|npm|yarn)rc(\..*)?"
    r"|.*\.(config|conf|setup)\.([cm]?[jt]s|json)|(jest|vitest)\.workspace\..*|[Gg]ulpfile\..*"
    r"|[Gg]runtfile\..*"
)
TEST_NAME = re.compile(
    r"(.*[.\-_](tests?|spec|e2e|cy)|(test|spec)[\-_.].*|tests?|spec)\.([cm]?[jt]s|[jt]sx)"
)
TEST_FOLDER = re.compile(
    r"tests?|__tests?__|specs?|__mocks__|__fixtures__|__snapshots__|e2e|cypress"
)
FOREIGN_FOLDER = re.compile(
    r"node_modules|bower_components|_?vendor(ed)?|third_?party|jspm_packages|\..*"
)
MADE_FOLDER = re.compile(
    r"dist|build|out|coverage|esm|cjs|umd|docs?|examples?|bench(marks?)?|demos?"
)
"""Holds no source where it lies beside the sources; deeper it is a folder as any other."""

MADE = re.compile(r".*\.(min|bundle|generated|gen)\.[cm]?js|.*_pb\.[jt]s")
MEMBERS = re.compile(r"packages|libs|apps|services|modules|projects|components|plugins")
"""Folders whose folders are packages of their own."""


def is_test(path: str) -> bool:
    """Whether a path is a test, belongs to the tests, or holds their settings."""
    *folders, name = PurePosixPath(path).parts
    if SETTINGS.fullmatch(name) or any(map(TEST_FOLDER.fullmatch, folders)):
        return True
    return TEST_NAME.fullmatch(name) is not None


def may_change(path: str) -> bool:
    """Whether a path is source that a repair may edit."""
    *folders, name = PurePosixPath(path).parts
    if not SOURCE.fullmatch(name) or DECLARATION.fullmatch(name) or MADE.fullmatch(name):
        return False
    if is_test(path) or any(map(FOREIGN_FOLDER.fullmatch, folders)):
        return False
    return not any(map(MADE_FOLDER.fullmatch, _own(folders)[:1]))


def _own(folders: list[str]) -> list[str]:
    """The folders within the project, or within a package of a workspace."""
    if len(folders) > 1 and MEMBERS.fullmatch(folders[0]):
        return folders[2:]
    return folders
