"""What the sources say of themselves: written by a program, or there for tests only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from oppie.integrations.go import roles
from oppie.integrations.go.detection import modules
from oppie.integrations.reading import Folder

MOST_READ = 2000
"""Files; of a larger project none is read."""

_GENERATED = re.compile(r"^// Code generated .* DO NOT EDIT\.\r?$", re.MULTILINE)
"""Source: ``go help generate``."""

_MODULE = re.compile(r"^module\s+\"?([^\s\"]+)", re.MULTILINE)
_IMPORTS = re.compile(r"^import\s*(?:\(([^()]*)\)|([^\n]*))", re.MULTILINE)
_PATH = re.compile(r"[\"`]([^\"`\n]+)[\"`]")
_FOR_TESTS = re.compile(r".*(test|assert|require|mock|fake|golden|expect).*")


@dataclass(frozen=True, slots=True)
class Survey:
    """What was learned.

    Attributes:
        support: folders of packages that only tests import.
        generated: files that a program wrote.
    """

    support: frozenset[str] = frozenset()
    generated: frozenset[str] = frozenset()


def survey(top: Folder) -> Survey:
    """Read the sources. A package is there for tests if only tests import it, and it says so.

    It says so by importing ``testing``, or by its name.
    """
    files = [file for file in top.files if file.endswith(".go")]
    if len(files) > MOST_READ:
        return Survey()
    texts = {file: top.text(file) for file in files}
    generated = frozenset(file for file, text in texts.items() if _GENERATED.search(text))
    imports = {file: frozenset(_imports(text)) for file, text in texts.items()}
    return Survey(_support(imports, dict(_packages(top, files))), generated)


def _support(imports: dict[str, frozenset[str]], packages: dict[str, str]) -> frozenset[str]:
    """Folders, from what each file imports; ``packages`` are folders by import path."""
    by_tests: set[str] = set()
    importers: defaultdict[str, set[str]] = defaultdict(set)
    testing: set[str] = set()
    for file, paths in imports.items():
        folder = _folder(file)
        own = {packages[path] for path in paths if path in packages}
        if roles.is_test(file):
            by_tests |= own
            continue
        if "testing" in paths:
            testing.add(folder)
        for each in own:
            importers[each].add(folder)
    named = {each for each in by_tests if _FOR_TESTS.fullmatch(PurePosixPath(each).name)}
    found = {each for each in by_tests if each and each in testing | named}
    while wrong := {each for each in found if importers[each] - found}:
        found -= wrong
    return frozenset(found)


def _packages(top: Folder, files: list[str]) -> Iterator[tuple[str, str]]:
    """Import path and folder of each package."""
    named = [(_folder(m), found[1]) for m in modules(top) if (found := _MODULE.search(top.text(m)))]
    for folder in dict.fromkeys(map(_folder, files)):
        for module, path in sorted(named, key=lambda item: -len(item[0])):
            if not module or folder == module or folder.startswith(f"{module}/"):
                inner = folder.removeprefix(module).strip("/")
                yield (f"{path}/{inner}" if inner else path), folder
                break


def _imports(text: str) -> Iterator[str]:
    for block, line in _IMPORTS.findall(text):
        yield from _PATH.findall(block or line)


def _folder(file: str) -> str:
    return file.rpartition("/")[0]
