"""What a sandbox is asked for: plans, copies, rollouts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oppie.model.change import Digest


class Stop(StrEnum):
    """When a rollout may end before all of its tests have run."""

    NEVER = "never"
    FIRST_BAD = "first-bad"
    """At the first test that does not pass."""
    FIRST_BROKEN = "first-broken"
    """All targets run; then at the first other test that does not pass; at once at a time-out.
    Nothing but the targets runs when one of them did not pass."""


class Isolation(StrEnum):
    """How far a rollout is from the processes of other rollouts."""

    WARM = "warm"
    """Forked from a process that has loaded the runner and, where sound, the tests."""
    COLD = "cold"
    """A new interpreter that imports everything again."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a project's tests are run; made by an integration, carried out by the runner inside.

    Attributes:
        driver: within the suite: ``pytest``, ``unittest`` or ``command``.
        command: the user's words, for people: ``python -m pytest -q``.
        python: absolute path of the interpreter that the runner runs on; with the suite
            ``python`` it runs the tests too.
        args: the driver's arguments as the user wrote them (paths, options), or, for
            ``command``, the whole argv.
        folder: where the command runs, relative to the workspace; ``""`` is its top.
        root: absolute path of the user's folder: what is imported from there is relocated
            to the copy.
        import_roots: folders, relative to the workspace, that go on the import path first.
        extra_path: absolute folders put last on the import path (oppie's own pytest).
        outside: absolute folders under ``root`` that are Environment and not relocated.
        env: variables to pass, beyond the allow-list.
        suite: the toolchain, a module of ``oppie.inside.suites``.
        tool: for people: the program that runs the tests; empty: ``python``.
        packages: for people: what holds the packages that tests import; empty: the ``tool``.
        install: for people: how to get those that it lacks.
    """

    driver: str
    command: str
    python: str
    args: tuple[str, ...] = ()
    folder: str = ""
    root: str = ""
    import_roots: tuple[str, ...] = ()
    extra_path: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    env: tuple[tuple[str, str], ...] = ()
    suite: str = "python"
    tool: str = ""
    packages: str = ""
    install: str = ""

    @property
    def program(self) -> str:
        """The program that runs the tests, as people are told of it."""
        return self.tool or self.python


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one rollout.

    Attributes:
        test_s: wall seconds that one test may take, unless it has its own in ``tests_s``.
        tests_s: limits of single tests, seconds.
        calls_s: processor seconds that one call out of a test may take, by test; the calls of
            tests that are not named are not watched.
        total_s: wall seconds of the whole rollout.
        memory_bytes: address space or container memory; 0 is no limit.
        output_bytes: bytes of output kept; what exceeds it is dropped.
        processes: how many processes may exist at once; 0 is no limit.
    """

    test_s: float = 10.0
    tests_s: tuple[tuple[str, float], ...] = ()
    calls_s: tuple[tuple[str, float], ...] = ()
    total_s: float = 600.0
    memory_bytes: int = 2 << 30
    output_bytes: int = 1 << 20
    processes: int = 256


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as a candidate has it: ``content`` None means that it is not there.

    ``mode`` is one of ``0o100644``, ``0o100755`` and ``0o120000`` (a symbolic link whose
    target is the content).
    """

    path: str
    content: bytes | None
    mode: int = 0o100644


@dataclass(frozen=True, slots=True)
class Rollout:
    """One execution of tests against one candidate.

    Attributes:
        key: names the rollout in cache and journal: BLAKE3 of snapshot, tests, Environment
            fingerprint, limits and runner version.
        files: how the candidate differs from the base Snapshot.
        targets: tests that failed at the start, first the quickest; run first. Empty with
            ``others`` empty: the whole suite.
        others: tests that are to stay passed.
    """

    key: Digest
    files: tuple[FileState, ...] = ()
    targets: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    limits: Limits = Limits()
    stop: Stop = Stop.FIRST_BROKEN
    isolation: Isolation = Isolation.WARM


@dataclass(frozen=True, slots=True)
class Opened:
    """What a session found when it started: the tests by id, and what would not collect.

    Attributes:
        tests: ids in the runner's order.
        warm: False where forking is unsafe and each rollout gets a new process.
        note: why it is not warm, or other facts for the user; may be empty.
        leaks: modules that were imported from the user's folder instead of the copy.
        version: of the interpreter or toolchain inside, ``3.11.7``.
        judges: whether candidates can be judged (:meth:`oppie.ports.Session.judge`).
        batch: how many candidates it pays to run together (:meth:`oppie.ports.Session.run_many`).
    """

    tests: tuple[str, ...]
    warm: bool
    note: str = ""
    leaks: tuple[str, ...] = ()
    version: str = ""
    batch: int = 1
    judges: bool = False
