"""Every port of the house, on one page.

A port is what one room asks of another. Implementations are found by entry point (group
``oppie.<port>s``), those that ship with oppie by the same door as those of others, and
each passes the contract suite of its port in ``tests/contracts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from oppie.model.change import Candidate, Change, Digest
from oppie.model.event import Event
from oppie.model.inquiry import Question, Testimony
from oppie.model.judging import Beside, Forced, Inquest, Suggestion
from oppie.model.measurement import Benchmark, Measurement
from oppie.model.observation import (
    Failure,
    InfrastructureFailure,
    Observation,
    RolloutResult,
    Suspicion,
    TestTrace,
)
from oppie.model.project import Availability, Detection, TestCommand, Workspace
from oppie.model.rollout import FileState, Limits, Opened, Plan, Rollout
from oppie.model.score import Evaluated
from oppie.model.search import Found, ProposalRequest, Propose, Root


class Integration(Protocol):
    """A language or project type: what its files mean and how its tests run.

    Attributes:
        programs: names of programs that test commands of this type start: ``pytest``.
    """

    name: str
    programs: frozenset[str]

    def detect(self, root: Path, files: Sequence[str]) -> Detection | None:
        """What of this type is in the project, or None. Reads files, runs nothing."""

    def plan(self, root: Path, files: Sequence[str], test: TestCommand) -> Plan:
        """How the tests run. Raises ProjectError, MachineError with what would be right."""

    def may_change(self, path: str) -> bool:
        """Whether a path is source of this type, and neither test nor test settings."""

    def is_test(self, path: str) -> bool:
        """Whether a path is a test or test settings: read for ingredients, never changed."""

    def localise(
        self,
        traces: Sequence[TestTrace],
        failures: Sequence[Failure] = (),
        read: Callable[[str], bytes] | None = None,
    ) -> tuple[Suspicion, ...]:
        """Suspicious lines, most suspicious first: lines that tests reached, and tracebacks.

        ``read`` gives the content of a file, and raises KeyError where there is none.
        """

    def lacks(self, failure: Failure, files: Sequence[str], read: Callable[[str], bytes]) -> str:
        """What the Environment lacks that made a test fail; empty: the source may be at fault."""

    def examiner(self) -> Examiner | None:
        """What asks candidates more than the tests do; None where the type has no such thing."""


@runtime_checkable
class Sealing(Protocol):
    """What an Integration is besides if its sources may hold tests."""

    def sealed(self, content: bytes) -> tuple[bytes, ...]:
        """The parts of a source that are tests: as they stand, and in their order, for ever."""


class Examiner(Protocol):
    """Questions beyond the tests, as files of tests that lie in a rollout and in no patch.

    ``beside`` is a test file: the new ones are found and loaded as that one is.
    """

    def examples(self, path: str, beside: FileState) -> FileState:
        """Tests, one for each example in the documentation of the source ``path``."""

    def noting(self, path: str, content: bytes, beside: FileState) -> tuple[FileState, FileState]:
        """The source, made to note how tests call it; tests that tell it, to be run last."""

    def questions(self, observation: Observation, most: int, seed: int) -> tuple[Question, ...]:
        """The calls that were noted, then others like them, in the same order each time."""

    def asking(self, path: str, beside: FileState, questions: Sequence[Question]) -> FileState:
        """Tests that put questions to the source ``path``, harmless ones for what it may do."""

    def testimony(self, observation: Observation, questions: Sequence[Question]) -> Testimony:
        """What the tests of :meth:`examples` and :meth:`asking` said, an answer a question."""

    def shown(self, question: Question) -> str:
        """The question as a person would write it."""


class Proposer(Protocol):
    """Something that proposes Changes."""

    name: str

    def propose(self, request: ProposalRequest) -> Iterator[tuple[Change, float]]:
        """Changes with their priors in (0, 1], highest first, made as they are asked for."""


class Profiler(Protocol):
    """Finds out where a benchmark spends its time; for one project type."""

    def watch(self, benchmark: Benchmark) -> tuple[Benchmark, tuple[FileState, ...]]:
        """The benchmark made to tell where its time goes, and the files that it needs for it."""

    def lines(self, measurement: Measurement, files: Sequence[str]) -> tuple[Suspicion, ...]:
        """Lines of ``files`` by their share of the time, the greatest first."""


class Session(Protocol):
    """One isolated copy of the workspace with a runner in it; used by one thread."""

    def start(self) -> Opened:
        """Load the project's tests. Raises ProjectError if none starts; see the runner."""

    def run(self, rollout: Rollout) -> RolloutResult:
        """Execute tests against one candidate; never raises for what the candidate does."""

    def run_many(self, rollouts: Sequence[Rollout]) -> Iterator[RolloutResult]:
        """The same for several, results in their order; what is built may serve all of them."""

    def trace(self, tests: Sequence[str], limits: Limits) -> tuple[TestTrace, ...]:
        """Run tests on the base and record the workspace lines that each reached."""

    def probe(self, files: Sequence[FileState]) -> tuple[str, ...]:
        """Import in a changed copy; the paths whose change was not what was imported."""

    def judge(self, inquest: Inquest) -> tuple[str, ...]:
        """The class of each candidate: equal ones do the same wherever the tests come to them.

        Empty where no candidate could be judged.
        """

    def grow(self, beside: Beside, forced: Sequence[Forced]) -> tuple[Suggestion, ...]:
        """Edits that put in expressions which come to what the tests want.

        Returned values and early returns whose wanted value is known from failures; where
        ``forced`` is given, conditions whose wanted truth is known from that instead.
        """

    def measure(
        self, benchmark: Benchmark, files: Sequence[FileState], limits: Limits
    ) -> Measurement | InfrastructureFailure:
        """Run a benchmark against one candidate, within ``total_s``; needs no started tests."""

    def close(self) -> None:
        """Kill everything that runs in it and remove the copy. Safe to call twice."""


class Sandbox(Protocol):
    """A place to run: a kind of isolation, not one instance of it."""

    name: str

    def available(self) -> Availability:
        """Whether it can be used here, and if not why and how to get it."""

    def fingerprint(self) -> str:
        """What of the place itself decides what a rollout sees: an image's id, confinement."""

    def open(self, workspace: Workspace, plan: Plan, limits: Limits) -> Session:
        """A Session on a fresh copy. Raises MachineError when the machine lacks something."""

    def sweep(self) -> Iterable[str]:
        """Remove what dead runs left; what was removed, one line each."""


class Executor(Protocol):
    """Runs rollouts on one or more Sessions, side by side."""

    def capacity(self) -> int:
        """How many rollouts may be in flight together."""

    def submit(self, ticket: int, rollout: Rollout) -> None:
        """Begin a rollout; its result comes out of :meth:`wait` with the same ticket."""

    def wait(self) -> tuple[int, RolloutResult]:
        """Block until any rollout ends. Raises LookupError when none is in flight."""

    def wait_for(self, within_s: float) -> tuple[int, RolloutResult] | None:
        """The same for so many seconds at most; None where none ended by then."""

    def close(self) -> None:
        """End what is in flight and close the Sessions."""


class Evaluator(Protocol):
    """All that an engine sees of the world: candidates in, scores out, the budget kept."""

    def room(self) -> int:
        """How many more candidates may be submitted now; 0 when the budget is spent."""

    def submit(self, candidate: Candidate) -> None:
        """Begin to evaluate; the outcome comes out of :meth:`next`, in any order."""

    def next(self) -> Evaluated | None:
        """The next outcome; None when nothing is in flight."""

    def stop(self) -> str | None:
        """Why the search is to end now (``budget``, ``goal``, ``interrupted``), or None."""


class Engine(Protocol):
    """A way to search. Knows no container, database, terminal or language."""

    name: str

    def search(self, root: Root, propose: Propose, evaluator: Evaluator) -> Found:
        """Search until the evaluator says stop or nothing is left to propose."""


class Journal(Protocol):
    """The durable record of one run: written before and after each rollout."""

    def begun(self, key: Digest) -> None:
        """A rollout is about to be executed."""

    def ended(self, key: Digest, result: RolloutResult) -> None:
        """A rollout ended; infrastructure failures are counted and not kept as results."""

    def known(self, key: Digest) -> Observation | None:
        """What this run already saw for a key, before it was interrupted."""


class Memory(Protocol):
    """What outlives a run: observations by key, and what was learned."""

    def recall(self, key: Digest) -> Observation | None:
        """An Observation that any run made of the same thing."""

    def remember(self, key: Digest, observation: Observation) -> None:
        """Keep an Observation for other runs."""


class Observer(Protocol):
    """Hears what happens. The terminal, the journal and the metrics are Observers."""

    def on(self, event: Event) -> None:
        """One thing happened; returns quickly and never raises."""
