"""Projects as the edges see them: detection, commands, copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Detection:
    """What an integration found.

    Attributes:
        type: the integration's name, such as ``python``.
        folder: where its project begins, relative; ``""`` is the top.
        test, bench, lint: commands as a user would type them; empty when none was found.
        why: what it was recognised by, for people.
    """

    type: str
    folder: str
    test: str
    bench: str = ""
    lint: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TestCommand:
    """The test command to plan for.

    Attributes:
        words: as the user would type it; empty lets the integration find one.
        origin: where it was said: ``--test``, ``oppie.yaml:3``, ``detected``.
        folder: where it runs, relative to the project's root.
        python: interpreter that the user asked for; empty lets the integration find one.
        env: names of further variables to pass.
        container: True when the interpreter is the image's own and not this machine's.
    """

    __test__ = False

    words: str = ""
    origin: str = "detected"
    folder: str = ""
    python: str = ""
    env: tuple[str, ...] = ()
    container: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where copies come from.

    Attributes:
        root: the user's folder (the top of the git working tree, or the plain folder).
        populate: fill an empty folder with the base Snapshot and the Environment's ignored
            files; called once per copy.
        label: the run's id, for names and labels.
        environment: fingerprint of the Environment, part of every rollout's key.
    """

    root: Path
    populate: Callable[[Path], None]
    label: str
    environment: str = ""


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a sandbox can be used.

    Attributes:
        ok: usable now.
        why: one line: what answers, or what is missing.
        hint: how to get it; empty when ok.
    """

    ok: bool
    why: str
    hint: str = ""
