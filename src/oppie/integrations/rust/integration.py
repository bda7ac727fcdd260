"""The integration of Rust projects."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path

from oppie.integrations.closeness import sharpen
from oppie.integrations.reading import Folder
from oppie.integrations.rust import inline, roles
from oppie.integrations.rust.detection import NAME, detect
from oppie.integrations.rust.planning import Planner
from oppie.integrations.spectrum import suspicions
from oppie.model.observation import Failure, Frame, Suspicion, TestTrace
from oppie.model.project import Detection, TestCommand
from oppie.model.rollout import Plan

Read = Callable[[str], bytes]


class RustIntegration:
    """Implements :class:`oppie.ports.Integration`.

    Args:
        environ: the user's environment; the process's own if None.
    """

    name = NAME
    programs = frozenset(("cargo", "cargo-nextest"))

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self._named: tuple[str, ...] = ()

    def detect(self, root: Path, files: Sequence[str]) -> Detection | None:
        """What of Rust is in the project, or None; learns which modules are tests."""
        top = Folder(root, tuple(files))
        found = detect(top)
        self._named = roles.modules_of_tests(top) if found is not None else ()
        return found

    def plan(self, root: Path, files: Sequence[str], test: TestCommand) -> Plan:
        """How the tests run: what is built, in which folder, with which toolchain.

        Raises:
            ProjectError: there are no tests, or the command is no call of cargo that tests.
            MachineError: there is no cargo.
        """
        top = Folder(root.resolve(), tuple(files))
        return Planner(top, self._environ).plan(test)

    def may_change(self, path: str) -> bool:
        """Whether a path is Rust source that a repair may edit."""
        return roles.may_change(path, self._named)

    def is_test(self, path: str) -> bool:
        """Whether a path is a test, belongs to the tests, or holds settings."""
        return roles.is_test(path, self._named)

    def sealed(self, content: bytes) -> tuple[bytes, ...]:
        """The tests that stand in a source file, and nobody may change."""
        return tuple(content[begin:end] for begin, end in inline.parts(content))

    def localise(
        self,
        traces: Sequence[TestTrace],
        failures: Sequence[Failure] = (),
        read: Read | None = None,
    ) -> tuple[Suspicion, ...]:
        """Lines of the source that failing tests reached or failed in, most suspicious first."""
        if read is None:
            return sharpen(suspicions(traces, self.may_change), failures, self.may_change)
        tests = _Tests(read)
        told = [replace(f, frames=tuple(filter(tests.outside, f.frames))) for f in failures]
        found = sharpen(suspicions(traces, self.may_change), told, self.may_change)
        return tuple(s for s in found if s.line not in tests.lines(s.path))

    def lacks(self, failure: Failure, files: Sequence[str], read: Read) -> str:  # noqa: ARG002 - cargo says before any test runs what it lacks
        """Nothing: without its crates no test is built, and the runner says so."""
        return ""

    def examiner(self) -> None:
        """Nothing asks Rust more than its tests do."""
        return


class _Tests:
    """The lines of sources that are tests, each file read once."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._known: MutableMapping[str, frozenset[int]] = {}

    def lines(self, path: str) -> frozenset[int]:
        """Of one file; none where it is not there."""
        if path not in self._known:
            try:
                self._known[path] = inline.lines(self._read(path))
            except KeyError:
                self._known[path] = frozenset()
        return self._known[path]

    def outside(self, frame: Frame) -> bool:
        """Whether a frame is in no test."""
        return frame.line not in self.lines(frame.path)
