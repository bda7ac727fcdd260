"""Which lines each test reaches: the test by itself, in a binary that records them."""

from __future__ import annotations

import contextlib
import os
from typing import List, Mapping, MutableMapping, Tuple

from ...messages import Job, Result, trace_message
from .. import Site
from . import coverage
from .asking import Chosen, TopTest, choose
from .building import Builder, Built
from .listing import Listing, Package
from .performing import Performer
from .rollout import Ready


class Tracer:
    """Traces the base.

    Attributes:
        listing: the packages of the workspace.
    """

    def __init__(self, site: Site, builder: Builder, performer: Performer) -> None:
        self._site = site
        self._builder = builder
        self._performer = performer
        self._builds: MutableMapping[str, Built] = {}
        self._profile = os.path.join(site.private, "lines")
        self.listing = Listing((), ())

    def trace(self, job: Job, tests: Mapping[str, TopTest], until: float) -> bool:
        """Do a job; whether every test that was asked for was told of."""
        complete = True
        for chosen in choose(job.targets, tests).chosen:
            for name in chosen.names:
                one = chosen._replace(names=(name,))
                complete = (
                    self._one(job, one, self.built(chosen.package, until).binary) and complete
                )
        return complete

    def built(self, package: Package, until: float) -> Built:
        """A package's binary that records lines of all that it is built from; made once."""
        if package.path not in self._builds:
            covered = self.listing.imports(package)
            self._builds[package.path] = self._builder.build(package, until, cover=covered)
        return self._builds[package.path]

    def _one(self, job: Job, chosen: Chosen, binary: str) -> bool:
        """Tests within a test share its lines. Where it panics there is no profile."""
        results: List[Tuple[str, Result]] = []

        def tell(identity: str, result: Result) -> bool:
            if chosen.tells(identity):
                results.append((identity, result))
            return True

        if not binary:
            return False
        limit = self._performer.limit(chosen.package)(chosen.names[0])
        options = ("-test.coverprofile=" + self._profile, "-test.timeout=%gs" % limit)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._profile)
        self._performer.perform(chosen, Ready(binary), tell, options)
        lines = self._lines()
        for identity, result in results:
            told = trace_message(job.id, result._replace(test=identity), lines)
            self._site.link.answers.tell_in_time(told)
        return bool(results)

    def _lines(self) -> Mapping[str, Tuple[int, ...]]:
        try:
            with open(self._profile, encoding="utf-8", errors="replace") as stream:
                return coverage.read(stream.read(), self.listing.place)
        except FileNotFoundError:
            return {}
