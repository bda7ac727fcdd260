"""The go command of this machine: what it is, and that its build cache is warm."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from oppie.errors import MachineError

INSTALL = "Install Go from https://go.dev/doc/install, and see that `go version` answers."
ASK_S = 30.0
WARM_S = 60.0
"""A first build compiles the standard library, once for all projects."""
COVERAGE = "runtime/coverage"
"""What a binary that records its lines is linked with."""

_NAMES = ("GOCACHE", "GOMODCACHE", "GOROOT", "GOFLAGS", "CGO_ENABLED", "GOEXPERIMENT")
_OFFLINE = {"GOPROXY": "off"}


@dataclass(frozen=True, slots=True)
class Toolchain:
    """The go command that a project's folder has.

    Attributes:
        program: absolute.
        settings: what ``go env`` says of the names above.
    """

    program: str
    settings: Mapping[str, str]

    def variables(self, path: str) -> tuple[tuple[str, str], ...]:
        """What a private environment needs so that it is the same toolchain, offline.

        ``path`` is the user's PATH: the toolchain that the project asked for goes first.
        """
        kept = ("GOMODCACHE", "GOFLAGS", "CGO_ENABLED", "GOEXPERIMENT")
        own = tuple((name, self.settings[name]) for name in kept if self.settings.get(name))
        first = os.pathsep.join((str(Path(self.settings["GOROOT"]) / "bin"), path))
        offline = (("GOPROXY", "off"), ("GOTOOLCHAIN", "local"), ("GOTELEMETRY", "off"))
        return (*own, *offline, ("PATH", first))

    def warm(self, folder: Path, words: Sequence[str], environ: Mapping[str, str]) -> None:
        """Have what tests are built from in the user's own build cache; nothing is linked or run.

        Packages that cannot be built are no matter here.
        """
        listed = ("list", "-e", "-test", "-deps", "-export", "-f", "", *words, COVERAGE)
        _run((self.program, *listed), folder, {**environ, **_OFFLINE}, WARM_S)


def find(folder: Path, environ: Mapping[str, str], where: str) -> Toolchain:
    """The go command as it answers in a folder.

    Raises:
        MachineError: there is none, or it does not answer.
    """
    program = shutil.which("go", path=environ.get("PATH", os.defpath))
    if program is None:
        raise MachineError("there is no go command on PATH", where=where, hint=INSTALL)
    done = _run((program, "env", "-json", *_NAMES), folder, environ, ASK_S)
    try:
        settings: Mapping[str, str] = json.loads(done.stdout)
    except ValueError as error:
        said = done.stderr.strip() or "it said nothing"
        raise MachineError(
            f"the go command does not answer: {said}", where=program, hint=INSTALL
        ) from error
    return Toolchain(program, settings)


def _run(
    argv: Sequence[str], folder: Path, environ: Mapping[str, str], seconds: float
) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - the user's own toolchain, no shell
            argv,
            cwd=folder if folder.is_dir() else None,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MachineError(
            f"the go command cannot be run: {error}", where=argv[0], hint=INSTALL
        ) from error
