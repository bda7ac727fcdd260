"""The packages with tests, as ``go list`` tells of them."""

from __future__ import annotations

import json
import os
import re
from typing import Dict, FrozenSet, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ...wire import Message

FIELDS = "ImportPath,Name,Dir,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,ForTest,Deps,Module,Error"
_TEST = re.compile(r"^func[ \t]+((?:Test|Fuzz)(?:[^a-z\W]\w*)?|Test|Fuzz)[ \t]*\(", re.MULTILINE)
_MEASURES = re.compile(r"\b(AllocsPerRun|CoverMode|ReadMemStats|testing\.Benchmark)\b")
"""What tells a build that records lines from a plain one: its code allocates otherwise."""
_EXAMPLE = re.compile(
    r"^func[ \t]+(Example\w*)[ \t]*\(\)[ \t]*\{(.*?)^\}", re.MULTILINE | re.DOTALL
)
_OUTPUT = re.compile(r"^[ \t]*//[ \t]*(?:unordered[ \t]+)?output:", re.MULTILINE | re.IGNORECASE)
"""An example that tells its output is a test; source: the package documentation of testing."""


class Package(NamedTuple):
    """A package that has tests.

    Attributes:
        path: its import path.
        name: as its sources say.
        folder: relative to the workspace; ``""`` is its top.
        tests: names of the tests that its files define, with the file's name.
        needs: folders, relative, of the workspace's packages that its tests are built from.
        measures: whether tests look at how the program was built, or at what it allocates.
    """

    path: str
    name: str
    folder: str
    tests: Tuple[Tuple[str, str], ...]
    needs: FrozenSet[str]
    measures: bool = False

    def file_of(self, test: str) -> str:
        """The path of the file that defines a test; of the folder where it is not known."""
        found = dict(self.tests).get(test.partition("/")[0])
        return os.path.join(self.folder, found) if found else self.folder or "."

    def identity(self, test: str) -> str:
        """A test's id: ``pkg/a_test.go::TestA/with_b``."""
        return "%s::%s" % (self.file_of(test), test)

    @staticmethod
    def top(identity: str) -> str:
        """The name of the test at the top, from an id."""
        return identity.rpartition("::")[2].partition("/")[0]


class Listing(NamedTuple):
    """What there is.

    Attributes:
        packages: those with tests.
        modules: import paths of the workspace's modules and their folders, relative.
    """

    packages: Tuple[Package, ...]
    modules: Tuple[Tuple[str, str], ...]

    def patterns(self) -> Tuple[str, ...]:
        """Patterns of all packages of the workspace."""
        return tuple("%s/..." % path for path, _ in self.modules)

    def imports(self, package: Package) -> Tuple[str, ...]:
        """Import paths of the workspace's packages that a package's tests are built from."""
        return tuple(sorted(path for folder in package.needs for path in self._paths(folder)))

    def _paths(self, folder: str) -> Iterator[str]:
        for module, top in reversed(self.modules):
            if not top or folder == top or folder.startswith(top + "/"):
                inner = folder[len(top) :].strip("/")
                yield "/".join(filter(None, (module, inner)))
                return

    def place(self, path: str) -> Optional[str]:
        """The folder of a package of the workspace, by import path; None for another's."""
        return _place(self.modules, path)


def read(printed: bytes, top: str) -> Listing:
    """What ``go list -e -test -json=FIELDS`` printed.

    Args:
        printed: JSON documents, one after the other.
        top: the workspace, absolute and real.
    """
    found = list(_documents(printed.decode("utf-8", "replace")))
    modules = _modules(found, top)
    needs = {
        each["ImportPath"][: -len(".test")]: each.get("Deps") or []
        for each in found
        if each["ImportPath"].endswith(".test") and not each.get("ForTest")
    }
    return Listing(tuple(_packages(found, modules, needs, top)), modules)


def _packages(
    found: Sequence[Message],
    modules: Tuple[Tuple[str, str], ...],
    needs: Dict[str, List[str]],
    top: str,
) -> Iterator[Package]:
    for each in found:
        files = (each.get("TestGoFiles") or []) + (each.get("XTestGoFiles") or [])
        if not files or each.get("ForTest"):
            continue
        folder = _relative(each["Dir"], top)
        texts = {name: _text(each["Dir"], name) for name in files}
        places = (
            _place(modules, path.partition(" ")[0]) for path in needs.get(each["ImportPath"], ())
        )
        yield Package(
            each["ImportPath"],
            each.get("Name", ""),
            folder,
            tuple(_defined(texts)),
            frozenset({place for place in places if place is not None} | {folder}),
            any(_MEASURES.search(text) for text in texts.values()),
        )


def _text(folder: str, name: str) -> str:
    with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as stream:
        return stream.read()


def _defined(texts: Mapping[str, str]) -> Iterator[Tuple[str, str]]:
    for name, text in texts.items():
        for found in _TEST.finditer(text):
            if found[1] != "TestMain":
                yield found[1], name
        for found in _EXAMPLE.finditer(text):
            if _OUTPUT.search(found[2]):
                yield found[1], name


def _documents(text: str) -> Iterator[Message]:
    decoder = json.JSONDecoder()
    place = 0
    while True:
        place = len(text) - len(text[place:].lstrip())
        if place >= len(text):
            return
        document, place = decoder.raw_decode(text, place)
        yield document


def _modules(found: Sequence[Message], top: str) -> Tuple[Tuple[str, str], ...]:
    modules = [each["Module"] for each in found if each.get("Module", {}).get("Main")]
    places = {m["Path"]: _relative(m["Dir"], top) for m in modules if "Dir" in m}
    return tuple(sorted(places.items(), key=lambda item: -len(item[0])))


def _place(modules: Tuple[Tuple[str, str], ...], path: str) -> Optional[str]:
    for module, folder in modules:
        if path == module or path.startswith(module + "/"):
            return "/".join(filter(None, (folder, path[len(module) + 1 :])))
    return None


def _relative(folder: str, top: str) -> str:
    relative = os.path.relpath(os.path.realpath(folder), top)
    return "" if relative == os.curdir else relative
