"""The suite of Go: packages' test binaries, built once for many candidates where that goes."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import List, MutableMapping, Optional, Sequence

from ... import programs
from ...drivers import RefusedError
from ...messages import Job, Limits, Result, result_message
from ...routes import FRESH, RELOAD
from .. import Candidate, Done, Opening, Site
from . import arguments, dialect
from .asking import TopTest
from .batch import Batch, Joint, members
from .building import HINT, NO_TESTS, NOTHING_BUILT, Builder, Built
from .failures import not_built
from .listing import Package
from .performing import Performer
from .rollout import NONE, Prepare, Ready, Rollout
from .seeding import SEED, seed
from .tracing import Tracer

BATCH = 64
"""Candidates that it pays to build together."""

_SETTINGS = frozenset(("go.mod", "go.sum", "go.work", "go.work.sum"))


class GoSuite:
    """Implements :class:`Suite`. Raises RefusedError where there is no go command."""

    def __init__(self, site: Site) -> None:
        self._site = site
        environment = dict(os.environ)
        go = programs.found("go", environment)
        if go is None:
            raise RefusedError("no-driver", "there is no go command", HINT)
        seed(environment.get("GOCACHE", ""), environment.pop(SEED, ""))
        self._asked = arguments.read(site.plan.args)
        self._builder = Builder(site, go, self._asked, environment)
        self._performer = Performer(site, self._asked, environment)
        self._tests: MutableMapping[str, TopTest] = {}
        self._base: MutableMapping[str, Built] = {}
        self._tracer = Tracer(site, self._builder, self._performer)
        self._batches: MutableMapping[int, Batch] = {}
        self._litter: List[Built] = []

    def open(self, limits: Limits) -> Opening:
        """List the tests of the base. Raises RefusedError, HostGoneError.

        They are built when they are needed: a second Session needs but few packages of a large
        module, and those changed.
        """
        until = time.monotonic() + limits.total_s
        version = self._builder.version(until)
        self._performer.version = version
        found = self._builder.listing(until)
        self._tracer.listing = found
        for package in found.packages:
            names = filter(self._asked.means, (name for name, _ in package.tests))
            self._tests.update((package.identity(name), TopTest(package, name)) for name in names)
        if not self._tests:
            raise RefusedError("no-tests", "no test is left of what was asked for", NO_TESTS)
        return Opening(tuple(self._tests), warm=True, version=version, batch=BATCH)

    def prepare(self, candidates: Sequence[Candidate]) -> None:
        """Note which candidates can share a build; it is made when a package is first needed."""
        for batch in set(self._batches.values()):
            self._builder.discard(batch.built())
        self._batches = {}
        paths = {file.path for each in candidates for file in each.files}
        contents = {path: self._site.workspace.base(path) for path in paths}
        base = {path: None if c is None else dialect.read(c) for path, c in contents.items()}
        found = members(candidates, base)
        if len(found) > 1:
            batch = Batch(found, base)
            self._batches = {each.id: batch for each in found}

    def run(self, job: Job, cold: bool) -> Done:  # noqa: FBT001 - see Suite
        """Do a job. Raises HostGoneError."""
        until = time.monotonic() + job.limits.total_s
        self._performer.begin(job.limits, until)
        if job.kind == "trace":
            complete = self._tracer.trace(job, self._tests, until)
            return Done(complete, FRESH, self._performer.peak)
        if job.kind == "probe":
            return Done(complete=True, route=FRESH)
        batch = None if cold else self._batches.get(job.id)

        def tell(result: Result) -> None:
            self._site.link.answers.tell_in_time(result_message(job.id, result))

        rollout = Rollout(job, self._tests, tell)
        complete = rollout.run(self._preparing(job, batch, until), self._performer.perform)
        return Done(complete, FRESH if batch is None else RELOAD, self._performer.peak)

    def settle(self) -> None:
        """Remove what was built for the last candidate alone."""
        self._builder.discard(self._litter)
        self._litter = []

    def close(self) -> None:
        """Nothing runs between jobs."""

    def _unchanged(self, package: Package, until: float) -> Built:
        """The tests of the base; by the build that records lines where that serves them all.

        Packages with tests of their own share what is built of the others, unless it records; and
        tests that measure the program are to see it as it is.
        """
        if package.path not in self._base:
            serves = len(self._tracer.listing.packages) == 1 and not package.measures
            recording = self._tracer.built(package, until) if serves else NOTHING_BUILT
            built = recording if recording.binary else self._builder.build(package, until)
            self._base[package.path] = built
        return self._base[package.path]

    def _preparing(self, job: Job, batch: Optional[Batch], until: float) -> Prepare:
        def prepare(package: Package) -> Ready:
            if not self._touched(package, job.changed):
                return _ready(self._unchanged(package, until))
            joint = batch.joint(package, self._builder, until) if batch else None
            if batch and job.id in batch.failed:
                return Ready("", not_built(batch.failed[job.id]))
            if joint is not None:
                return _together(joint, job.id)
            built = self._builder.build(package, until)
            self._litter.append(built)
            return _ready(built)

        return prepare

    def _touched(self, package: Package, changed: Sequence[str]) -> bool:
        """Whether a package has to be built anew."""
        for path in changed:
            folder, _, name = path.rpartition("/")
            if folder in package.needs or name in _SETTINGS:
                return True
            if not name.endswith(".go") and path.startswith(tuple(n + "/" for n in package.needs)):
                return True  # a file that may be embedded
        return False


def _ready(built: Built) -> Ready:
    return Ready(built.binary) if built.binary else Ready("", not_built(built.problems))


def _together(joint: Joint, candidate: int) -> Ready:
    return Ready(joint.built.binary, NONE, joint.numbers[candidate], partial(joint.line, candidate))
