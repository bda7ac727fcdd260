"""The lines that each test reaches: each statement notes the first time that it runs."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import (
    Counter,
    DefaultDict,
    List,
    Mapping,
    MutableMapping,
    NamedTuple,
    Sequence,
    Set,
    Tuple,
)

from ...messages import File, Job, trace_message
from .. import Site
from .building import Builder
from .compiling import Built
from .project import Project
from .running import Running
from .statements import lines_of, starts
from .together import LENIENT
from .toolchain import Toolchain, wrapper

VARIABLE = "OPPIE_LINES"
ROUNDS = 3
"""Builds; after each one what does not compile is left as it was."""
MOST_BYTES = 1 << 20
ASIDE = frozenset(("tests", "benches", "examples", "target", "build.rs"))
_MODULE = b"""
#[doc(hidden)]
#[allow(warnings)]
pub mod __oppie {
    extern crate std as oppie_std;
    use self::oppie_std::io::Write;
    use self::oppie_std::sync::atomic::{AtomicBool, Ordering};
    const UNSEEN: AtomicBool = AtomicBool::new(false);
    static SEEN: [AtomicBool; %d] = [UNSEEN; %d];
    pub fn hit(number: usize) {
        if SEEN[number].swap(true, Ordering::Relaxed) {
            return;
        }
        if let Ok(path) = self::oppie_std::env::var("%s") {
            let file = self::oppie_std::fs::OpenOptions::new().append(true).create(true).open(path);
            if let Ok(mut file) = file {
                let _ = self::oppie_std::write!(file, "{}\\n", number);
            }
        }
    }
}
"""


class Place(NamedTuple):
    """A statement."""

    path: str
    at: int
    line: int


class Tracer:
    """Traces tests in the workspace of a site."""

    def __init__(self, site: Site, project: Project, builder: Builder) -> None:
        self._site = site
        self._project = project
        self._builder = builder
        self._wrapper = wrapper(site.private, "rustc-traced", LENIENT)
        self._noted = os.path.join(site.private, "lines")

    def trace(self, job: Job, chain: Toolchain) -> Tuple[bool, int]:
        """Run tests of the base and tell their lines; whether all ran, and bytes at most."""
        chain = chain.with_variables(("RUSTC_WORKSPACE_WRAPPER", self._wrapper))
        places, built = self._built(chain, job)
        stand = self._builder.stand(built, chain)
        stand = stand._replace(variables=((VARIABLE, self._noted),))
        running = Running(stand, job, self._site.link)
        told = 0
        for result in running.results():
            told += 1
            message = trace_message(job.id, result, self._lines(places))
            self._site.link.answers.tell_in_time(message)
        self._write({})
        return told >= running.wanted(), running.peak

    def _built(self, chain: Toolchain, job: Job) -> Tuple[Sequence[Place], Built]:
        """A build in which statements note themselves; at worst one in which none does."""
        self._site.workspace.apply(())
        sources = dict(self._sources())
        places = [place for path, source in sources.items() for place in _places(path, source)]
        for number in range(ROUNDS):
            built = self._attempt(chain, job, sources, places)
            if built.ok:
                return places, built
            left = _left(places, built, whole=number > 0)
            if len(left) == len(places):
                break  # it is no note that does not compile
            places = left
        return (), self._attempt(chain, job, {}, ())

    def _attempt(
        self, chain: Toolchain, job: Job, sources: Mapping[str, bytes], places: Sequence[Place]
    ) -> Built:
        contents = _noting(sources, places)
        for package in self._project.packages if places else ():
            for root in package.roots:
                if root in sources:
                    size = len(places)
                    module = _MODULE % (size, size, VARIABLE.encode("ascii"))
                    contents[root] = contents.get(root, sources[root]) + module
        self._write(contents)
        return self._builder.build(chain, job.limits.total_s)

    def _write(self, contents: Mapping[str, bytes]) -> None:
        workspace = self._site.workspace
        workspace.apply([File(path, content) for path, content in contents.items()])
        self._builder.touch(set(workspace.changed()))

    def _sources(self) -> "List[Tuple[str, bytes]]":
        found = []
        for package in self._project.packages:
            top = os.path.join(self._site.top, package.folder)
            for folder, folders, names in os.walk(top):
                folders[:] = [f for f in folders if f not in ASIDE and not f.startswith(".")]
                found += [os.path.join(folder, n) for n in names if _is_source(n)]
        return [(os.path.relpath(p, self._site.top), _read(p)) for p in dict.fromkeys(found)]

    def _lines(self, places: Sequence[Place]) -> Mapping[str, List[int]]:
        """What the last test has noted, by path; forgotten at once."""
        try:
            with open(self._noted) as stream:
                noted = stream.read().split()
            os.unlink(self._noted)
        except OSError:
            return {}
        lines: DefaultDict[str, Set[int]] = defaultdict(set)
        for number in noted:
            if number.isdigit() and int(number) < len(places):
                place = places[int(number)]
                lines[place.path].add(place.line)
        return {path: sorted(found) for path, found in lines.items()}


def _places(path: str, source: bytes) -> List[Place]:
    found = list(starts(source))
    return [Place(path, at, line) for at, line in zip(found, lines_of(source, found))]


def _noting(sources: Mapping[str, bytes], places: Sequence[Place]) -> MutableMapping[str, bytes]:
    """The sources with a note before each statement, on its own line."""
    pieces: DefaultDict[str, List[bytes]] = defaultdict(list)
    done: Counter[str] = Counter()
    for number, place in enumerate(places):
        before = sources[place.path][done[place.path] : place.at]
        note = b"crate::__oppie::hit(%d); " % number
        pieces[place.path].append(before + note)
        done[place.path] = place.at
    return {path: b"".join(found) + sources[path][done[path] :] for path, found in pieces.items()}


def _left(places: Sequence[Place], built: Built, *, whole: bool) -> List[Place]:
    """The places without those that the compiler complains of; without their whole files."""
    told = {(f.path, f.line) for c in built.complaints for f in c.failure.frames}
    files = {path for path, _ in told}
    return [p for p in places if (p.path not in files if whole else (p.path, p.line) not in told)]


def _is_source(name: str) -> bool:
    return name.endswith(".rs") and name not in ASIDE


def _read(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read(MOST_BYTES)
