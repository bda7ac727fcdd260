"""The suite of cargo: from a job to a build, and from a build to results."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import Sequence

from ...drivers import RefusedError
from ...messages import Job, Limits, result_message
from ...routes import FRESH, RELOAD
from .. import Candidate, Done, Opening, Site
from . import project, toolchain, words
from .building import Builder
from .running import Running, Stand
from .seeding import seed
from .together import Together
from .toolchain import Toolchain
from .tracing import Tracer

BATCH = 32
"""Candidates that it pays to build together."""
NEXTEST = "nextest"
"""A driver that leaves the tests in documentation out."""
NO_TESTS = "Write a first test, or name the command that runs them: --test=COMMAND."


class CargoSuite:
    """Implements :class:`..Suite`."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._link = site.link
        self._words = words.read(site.plan.args)
        if site.plan.driver == NEXTEST:
            self._words = self._words._replace(documents=False)
        self._folder = os.path.join(site.top, site.plan.folder)
        self._toolchain = toolchain.find(self._folder, site.private, site.link)
        manifest = words.manifest(self._words.build)
        self._project = project.read(self._toolchain, manifest, site)
        self._builder = self._new_builder()
        self._together = Together(site, self._project, self._builder)
        self._tracer = Tracer(site, self._project, self._builder)
        self._cold_at = ""

    def open(self, limits: Limits) -> Opening:
        """Build the tests of the base. Raises RefusedError, HostGoneError."""
        target = os.path.join(self._site.private, "target")
        seeded = seed(self._user_target(), target, self._project.members)
        if not seeded:
            self._toolchain = self._toolchain.with_variables(*toolchain.PLAIN)
        built = self._builder.build(self._toolchain, limits.total_s)
        if not built.ok and not built.complaints:
            raise project.refused(built.ended.errors)
        self._together.about(built)
        stand = self._builder.stand(built, self._toolchain)
        tests = [each.id(test) for each in stand.every for test in each.tests]
        tests += [source for source, _ in stand.broken]
        if not tests:
            raise RefusedError("no-tests", "cargo finds no tests", NO_TESTS)
        return Opening(tuple(tests), warm=True, version=self._toolchain.version, batch=BATCH)

    def prepare(self, candidates: Sequence[Candidate]) -> None:
        """Build together those that can be; the others are built when they are run."""
        with contextlib.suppress(OSError, ValueError):  # the run itself will tell
            self._together.prepare(candidates, self._toolchain)

    def run(self, job: Job, cold: bool) -> Done:  # noqa: FBT001 - see Suite
        """Do a job. Raises HostGoneError."""
        if job.kind == "probe":
            return Done(complete=True, route=FRESH)
        if job.kind == "trace":
            complete, peak = self._tracer.trace(job, self._toolchain)
            return Done(complete, RELOAD, peak)
        stand = self._cold(job) if cold else self._warm(job)
        running = Running(stand, job, self._link)
        told = 0
        for result in running.results():
            told += 1
            self._link.answers.tell_in_time(result_message(job.id, result))
        complete = told >= running.wanted()
        return Done(complete, FRESH if cold else RELOAD, running.peak)

    def settle(self) -> None:
        """Throw away what was built for a cold run; every program has ended."""
        if self._cold_at:
            shutil.rmtree(self._cold_at, ignore_errors=True)
            self._cold_at = ""

    def close(self) -> None:
        """Nothing runs."""

    def _warm(self, job: Job) -> Stand:
        together = self._together.stand(job)
        if together is not None:
            return together
        self._builder.touch(set(job.changed))
        return self._built(self._builder, self._toolchain, job)

    def _cold(self, job: Job) -> Stand:
        """With nothing that was built of the workspace before."""
        fresh = self._cold_at = os.path.join(self._site.private, "cold")
        seed(os.path.join(self._site.private, "target"), fresh, self._project.members)
        variables = (("CARGO_TARGET_DIR", fresh), ("CARGO_INCREMENTAL", "0"))
        return self._built(self._new_builder(), self._toolchain.with_variables(*variables), job)

    def _built(self, builder: Builder, chain: Toolchain, job: Job) -> Stand:
        return builder.stand(builder.build(chain, job.limits.total_s), chain)

    def _new_builder(self) -> Builder:
        site = self._site
        return Builder(self._words, self._project, self._folder, site.top, site.link)

    def _user_target(self) -> str:
        """Where the user's own builds are."""
        inside = os.path.relpath(self._project.root, self._site.top)
        return os.path.join(self._site.plan.root, inside, "target")
