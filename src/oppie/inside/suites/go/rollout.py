"""A rollout: the targets' packages, then the others', each by its binary, told as asked."""

from __future__ import annotations

from typing import Callable, Mapping, MutableMapping, NamedTuple, Set

from ...messages import ERROR, Failure, Job, Result
from ...stopping import Stopping
from .asking import Choice, Chosen, TopTest, choose, everything
from .failures import Own
from .listing import Package

MISSING = Failure("NotCollected", "there is no such test any more")


NONE = Failure("", "")


def as_it_is(_: str, line: int) -> int:
    """The line of a source that is compiled as it stands; see :data:`Own`."""
    return line


class Ready(NamedTuple):
    """How a package's tests run for a candidate.

    Attributes:
        binary: empty where it was not built.
        failure: why not.
        number: of the candidate in the binary.
        own: see :data:`Own`.
    """

    binary: str
    failure: Failure = NONE
    number: int = 0
    own: Own = as_it_is


Prepare = Callable[[Package], Ready]
Perform = Callable[[Chosen, Ready, Callable[[str, Result], bool]], None]
"""Runs what was chosen, and tells of each result by the test's id; False ends it."""


class Rollout:
    """One candidate's tests.

    Args:
        job: what is asked for.
        tests: all that there are, by id.
        tell: is given each result.
    """

    def __init__(
        self, job: Job, tests: Mapping[str, TopTest], tell: Callable[[Result], None]
    ) -> None:
        self._job = job
        self._tests = tests
        self._tell = tell
        self._stopping = Stopping(job.stop, job.failed)
        self._told: Set[str] = set()
        self._early: MutableMapping[str, Result] = {}
        self._last: MutableMapping[str, Failure] = {}
        self._goes_on = True

    def run(self, prepare: Prepare, perform: Perform) -> bool:
        """Run it; whether all that was asked for was told."""
        job = self._job
        if not job.targets and not job.others:
            self._phase(everything(self._tests), prepare, perform, target=False)
            return self._goes_on
        self._phase(choose(job.targets, self._tests), prepare, perform, target=True)
        if self._goes_on and self._stopping.runs_others():
            self._phase(choose(job.others, self._tests), prepare, perform, target=False)
            return self._goes_on
        return False

    def _phase(self, choice: Choice, prepare: Prepare, perform: Perform, *, target: bool) -> None:
        for name in choice.missing:
            self._one(Result(name, ERROR, 0.0, MISSING), target=target)
        for chosen in choice.chosen:
            self._package(self._left(chosen, target=target), prepare, perform, target=target)

    def _package(self, chosen: Chosen, prepare: Prepare, perform: Perform, *, target: bool) -> None:
        if not self._goes_on or not chosen.names:
            return
        ready = prepare(chosen.package)
        if not ready.binary:
            ids = chosen.ids
            whole = [chosen.package.identity(name) for name in chosen.names]
            for each in whole if ids is None else sorted(ids):
                self._one(Result(each, ERROR, 0.0, ready.failure), target=target)
            return

        def tell(identity: str, result: Result) -> bool:
            known = result._replace(test=identity)
            self._last[identity] = result.failure or MISSING
            if chosen.tells(identity):
                return self._one(known, target=target)
            self._early[identity] = known
            return self._goes_on

        perform(chosen, ready, tell)
        for each in sorted((chosen.ids or frozenset()) - self._told):
            outer = chosen.package.identity(chosen.package.top(each))
            self._one(Result(each, ERROR, 0.0, self._last.get(outer, MISSING)), target=target)

    def _left(self, chosen: Chosen, *, target: bool) -> Chosen:
        """What was not told already, beside what was told of the same tests."""
        if chosen.ids is None:
            return chosen
        known = [each for each in sorted(chosen.ids) if each in self._early]
        for each in known:
            self._one(self._early[each], target=target)
        ids = chosen.ids - self._told
        tops = {chosen.package.top(each) for each in ids}
        names = tuple(name for name in chosen.names if name in tops)
        return chosen._replace(ids=ids, names=names)

    def _one(self, result: Result, *, target: bool) -> bool:
        """Tell of a result, once; whether to go on."""
        if self._goes_on and result.test not in self._told:
            self._told.add(result.test)
            self._tell(result)
            self._goes_on = self._stopping.goes_on(result.outcome, target)
        return self._goes_on
