"""Which tests a job means."""

from __future__ import annotations

from typing import FrozenSet, Iterable, List, Mapping, MutableMapping, NamedTuple, Optional, Tuple

from .listing import Package


class TopTest(NamedTuple):
    """A test at the top of a package."""

    package: Package
    name: str


class Chosen(NamedTuple):
    """Tests of one package.

    Attributes:
        package: theirs.
        names: of those at the top that are to run.
        ids: what is to be told of, tests within tests included; None: all that they have.
    """

    package: Package
    names: Tuple[str, ...]
    ids: Optional[FrozenSet[str]]

    def tells(self, identity: str) -> bool:
        """Whether a result was asked for."""
        return self.ids is None or identity in self.ids


class Choice(NamedTuple):
    """What a list of names means; ``missing`` are those that there is nothing for."""

    chosen: Tuple[Chosen, ...]
    missing: Tuple[str, ...]


def choose(names: Iterable[str], tests: Mapping[str, TopTest]) -> Choice:
    """The tests that ids, files and folders mean, by package."""
    found: MutableMapping[Package, MutableMapping[str, None]] = {}
    ids: MutableMapping[Package, Optional[List[str]]] = {}
    missing: List[str] = []
    for name in names:
        file, mark, inner = name.partition("::")
        top = file + mark + inner.partition("/")[0]
        several = [] if mark else [test for each, test in tests.items() if _within(each, file)]
        if top in tests and mark:
            test = tests[top]
            found.setdefault(test.package, {})[test.name] = None
            told = ids.setdefault(test.package, [])
            if told is not None:
                told.append(name)
        elif mark:
            missing.append(name)
        for test in several:
            found.setdefault(test.package, {})[test.name] = None
            ids[test.package] = None
    chosen = tuple(_chosen(package, tuple(tops), ids[package]) for package, tops in found.items())
    return Choice(chosen, tuple(missing))


def everything(tests: Mapping[str, TopTest]) -> Choice:
    """All tests, by package."""
    return choose([""], tests)


def _chosen(package: Package, names: Tuple[str, ...], ids: Optional[List[str]]) -> Chosen:
    return Chosen(package, names, None if ids is None else frozenset(ids))


def _within(identity: str, place: str) -> bool:
    place = place.rstrip("/")
    return place in ("", ".") or identity.startswith((place + "::", place + "/"))
