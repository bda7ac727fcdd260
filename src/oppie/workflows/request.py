"""What a user asked of a run, flags and settings already merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from oppie.model.knob import DeclaredKnob
from oppie.model.levers import Levers
from oppie.model.task import Budget


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is done with the patch; by default nothing but showing it.

    Attributes:
        apply: change the user's working tree.
        branch: name of a new branch; ``""`` makes none, ``"auto"`` one named after the run.
        patch: file to write the patch to; ``""`` writes none.
    """

    apply: bool = False
    branch: str = ""
    patch: str = ""


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One run.

    Attributes:
        folder: where the user stands (``-C``); the project's root is found from there.
        where: test ids, files or folders that the task is about, as typed in ``folder``.
        words: the task in the user's own words; may be empty.
        project_type: the type to work with, where there are several; empty finds it.
        kind: ``auto``, ``fix``, ``optimize`` or ``tune``.
        test: the test command; empty lets the integration find one.
        test_origin: where the command was said: ``--test``, ``oppie.yaml:3``, ``detected``.
        bench: the benchmark command; empty takes the one that is detected.
        bench_origin: where it was said.
        metric: an expression; empty is the kind's own.
        metric_origin: where it was said.
        target: what is to be reached, such as ``<70us``; empty is anything better.
        target_origin: where it was said.
        knobs: values that may be tuned; empty finds some.
        engine: ``auto``, ``simple``, ``mcts`` or ``best-of-n``.
        trigger: the expression that hands a task to the tree.
        sandbox: ``auto``, ``docker``, ``podman`` or ``local``.
        image: container image; empty is the default one.
        runtime, network: the engine's names; an empty runtime is its default.
        memory: whether what was learned is used and added to.
        first: stop at the first verified patch.
        test_limit_s: seconds a test may take; None finds a limit from the baseline.
    """

    folder: Path
    where: tuple[str, ...] = ()
    words: str = ""
    project_type: str = ""
    kind: str = "auto"
    test: str = ""
    test_origin: str = "detected"
    bench: str = ""
    bench_origin: str = ""
    metric: str = ""
    metric_origin: str = "--metric"
    target: str = ""
    target_origin: str = ""
    knobs: tuple[DeclaredKnob, ...] = ()
    engine: str = "auto"
    trigger: str = "complexity > 0.8 OR reflection_loops > 3"
    proposers: tuple[str, ...] = ("syntax",)
    sandbox: str = "auto"
    image: str = ""
    runtime: str = ""
    network: str = "none"
    budget: Budget = field(default_factory=Budget)
    levers: Levers = Levers()  # noqa: RUF009 - frozen
    jobs: int = 0
    seed: int = 0
    only: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    first: bool = False
    memory: bool = True
    env: tuple[str, ...] = ()
    memory_bytes: int = 2 << 30
    cpus: float = 1.0
    processes: int = 256
    test_limit_s: float | None = None
    python: str = ""
    delivery: Delivery = field(default_factory=Delivery)
