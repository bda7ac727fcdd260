"""The suite: finds the tests, and decides which process does a job."""

from __future__ import annotations

import os
import time
from typing import Dict, Optional, Sequence, Set, Tuple

from ... import wire
from ...bounds import running
from ...drivers import RefusedError
from ...messages import BAD, TIMED_OUT, Job, Limits, Result
from ...programs import Ended
from ...routes import FRESH
from .. import Candidate, Done, Opening, Site
from .answers import Answers, Lines, Tell, file_of, telling
from .files import OWN, loaded_before, test_files, told_apart
from .fresh import Fresh, Wanted
from .jobs import Anew, staying
from .linking import relink
from .process import Order
from .tools import tools
from .warm import Warm
from .watching import result_of

Seen = Dict[str, Result]
"""Results by test."""

GLANCE_S = 0.3
"""What a test gets when it is only compared whether a process that stays does as a new one."""

COMPARE_S = 5.0
"""For the comparison as a whole."""

SLOWER = 10.0
LEAST_LOAD_S = 1.0
"""How long a candidate's tests may take to load: at least, and times what all took before."""

STARTS = "each rollout starts the project's own test command"
"""Why rollouts of other runners are not warm."""


class NodeSuite:
    """Implements :class:`..Suite`."""

    def __init__(self, site: Site) -> None:
        relink(site.top, site.plan.root)
        self._site = site
        self._tools = tools(site)
        self._fresh = Fresh(site.plan.driver, site.plan.args, self._tools, site.link)
        self._words = told_apart(site.plan.driver, site.plan.args)
        self._warm = self._staying()
        self._files: Tuple[str, ...] = ()
        self._tests: Tuple[str, ...] = ()
        self._reloads: Set[str] = set()
        self._load_s = LEAST_LOAD_S

    def open(self, limits: Limits) -> Opening:
        """Run the tests once in either way: which there are, and whether they end alike."""
        fresh: Seen = {}
        came: Optional[Ended] = None
        if self._site.plan.driver == OWN:
            self._files = self._own_files()
        else:
            came = self._project((), limits, limits.total_s, fresh)
            self._files = tuple(dict.fromkeys(map(file_of, fresh)))
        warm, whole = self._glance(limits)
        late = {file_of(result.test) for result in warm.values() if result.outcome == TIMED_OUT}
        calm = [file for file in self._files if file not in late]
        if calm and not fresh:
            seconds = COMPARE_S if whole else limits.total_s
            came = self._project(calm, limits, seconds, fresh)
        if not fresh and not warm:
            raise RefusedError("no-tests", "no tests were found", _complaint(came))
        # What a comparison lacks that was cut off says nothing.
        whole = whole and not (came is not None and came.late)
        self._tests = tuple(dict.fromkeys([*fresh, *warm]))
        note = STARTS if self._warm is None else _difference(warm, fresh, late, whole=whole)
        if note and self._warm is not None and calm:
            again: Seen = {}
            self._project(calm, limits, COMPARE_S, again)
            note = _difference(warm, fresh, late | _unsteady(fresh, again), whole=whole)
        return self._opening(note)

    def _opening(self, note: str) -> Opening:
        version = self._warm.version if self._warm is not None else ""
        if note:
            self.close()
            self._warm = None
        return Opening(self._tests, not note, note, (), version)

    def prepare(self, candidates: Sequence[Candidate]) -> None:
        """Nothing: each candidate's files are loaded by themselves."""

    def run(self, job: Job, cold: bool) -> Done:  # noqa: FBT001 - see Suite
        """Do a job. Raises HostGoneError."""
        if job.kind == "probe":  # what is loaded is what lies there, each time
            return Done(complete=True, route=FRESH)
        job = job._replace(collect_s=self._load_s)
        until = time.monotonic() + job.limits.total_s
        answers = Answers(job, telling(job, self._site.link.answers))
        loaded = self._reloads.union(map(file_of, (*job.targets, *job.others)))
        if cold or self._warm is None or not loaded.issuperset(job.changed):
            return Anew(self._fresh, self._tests, self._site.private).perform(job, answers, until)
        order = Order(self._files, job.targets, job.others, job.stop)
        if job.kind == "trace":
            limits = (*job.limits.tests_s, ("", job.limits.test_s))
            order = order._replace(trace=True, limits=limits)
        return staying(self._warm, order, job, answers, until)[0]

    def settle(self) -> None:
        """Have the next process at hand."""
        if self._warm is not None:
            self._warm.ready()

    def close(self) -> None:
        """End every process."""
        if self._warm is not None:
            self._warm.close()

    def _staying(self) -> Optional[Warm]:
        """What keeps processes, for the runners that they can stand in for."""
        driver = self._site.plan.driver
        loads = loaded_before(driver, self._words.options)
        if loads is None:
            return None
        return Warm(self._tools, driver, loads, self._site.link, running())

    def _own_files(self) -> Tuple[str, ...]:
        places = test_files(self._tools.folder, self._words.paths)
        return tuple(os.path.relpath(place, self._site.top) for place in places)

    def _glance(self, limits: Limits) -> Tuple[Seen, bool]:
        """The tests in a process that stays, and whether all of them ran."""
        seen: Seen = {}
        if self._warm is None or not self._files:
            return seen, True
        job = Job(0, limits=limits._replace(test_s=min(GLANCE_S, limits.test_s)))
        until = time.monotonic() + min(COMPARE_S, limits.total_s)
        answers = Answers(job, _keeping(seen))
        # a test without end would take what the process loaded with it: that is asked before
        listing = Order(self._files, listing=True)
        began = time.monotonic()
        self._reloads.update(
            staying(self._warm, listing, job, Answers(job, _keeping({})), until)[1]
        )
        self._load_s = max(LEAST_LOAD_S, SLOWER * (time.monotonic() - began))
        done, loaded = staying(self._warm, Order(self._files), job, answers, until)
        self._reloads.update(loaded)
        return seen, done.complete

    def _project(self, files: Sequence[str], limits: Limits, seconds: float, seen: Seen) -> Ended:
        """The tests by the project's own command."""
        until = time.monotonic() + min(seconds, limits.total_s)
        job = Job(0, limits=limits)
        answers = Answers(job, _keeping(seen))

        def hear(message: wire.Message) -> bool:
            return answers.hear(result_of(message))

        return self._fresh.perform(Wanted(tuple(files)), job, until, hear).ended


def _complaint(ended: Optional[Ended]) -> str:
    """The last that a program wrote to its standard error."""
    errors = b"" if ended is None else ended.errors
    return errors.decode("utf-8", "replace").strip()[-500:]


def _keeping(seen: Seen) -> Tell:
    def keep(result: Result, lines: Optional[Lines]) -> None:  # noqa: ARG001 - as it is called
        seen[result.test] = result

    return keep


def _unsteady(one: Seen, other: Seen) -> Set[str]:
    """Files with tests that new processes do not end alike either: on random inputs, say."""
    both = one.keys() & other.keys()
    return {file_of(test) for test in both if one[test].outcome != other[test].outcome}


def _difference(warm: Seen, fresh: Seen, late: Set[str], *, whole: bool) -> str:
    """What tells the two ways apart, for the user; empty where nothing does."""
    for test in dict.fromkeys([*fresh, *warm]):
        if file_of(test) in late:
            continue
        ended = [seen[test].outcome in BAD for seen in (warm, fresh) if test in seen]
        if (len(ended) == 1 and whole) or ended[0] != ended[-1]:
            return "not warm: in a process that stays, this test ends differently: %s" % test
    return ""
