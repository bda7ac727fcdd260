"""What cargo knows of the project: its root, its packages and their targets."""

from __future__ import annotations

import json
import os
from typing import NamedTuple, Optional, Tuple

from ... import wire
from ...drivers import RefusedError
from ...messages import Limits
from ...programs import Program
from .. import Site
from .compiling import relative
from .speaking import heard
from .toolchain import Toolchain

ASK_S = 120.0
FETCH = "Run `cargo fetch` in the project, so that the crates that it needs are on this machine."
NO_ROOT = frozenset(("test", "bench", "example", "custom-build", "proc-macro"))
MISSING = ("failed to download", "no matching package", "failed to get", "unable to update")


class Documented(NamedTuple):
    """A target whose documentation may hold tests.

    Attributes:
        source: path of its file, relative to the workspace.
        package: how cargo is told which one is meant.
    """

    source: str
    package: str


class Package(NamedTuple):
    """A package of the workspace.

    Attributes:
        name: as its manifest says.
        folder: relative to the top; ``""`` is the top.
        roots: paths of the files of its library and programs.
        tests: paths of the files of its test programs, which are built on those.
    """

    name: str
    folder: str
    roots: Tuple[str, ...]
    tests: Tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Whether a file lies in its folder."""
        return not self.folder or path.startswith(self.folder + "/")


class Project(NamedTuple):
    """A workspace of cargo's.

    Attributes:
        root: absolute; the compiler runs there.
        packages: its packages.
        documented: targets whose documentation cargo would test.
    """

    root: str
    packages: Tuple[Package, ...]
    documented: Tuple[Documented, ...]

    @property
    def members(self) -> Tuple[str, ...]:
        """The names of its packages."""
        return tuple(package.name for package in self.packages)

    def owner(self, path: str) -> Optional[Package]:
        """The package that a file belongs to."""
        holding = [package for package in self.packages if package.holds(path)]
        return max(holding, key=lambda package: len(package.folder), default=None)


def read(toolchain: Toolchain, manifest: Tuple[str, ...], site: Site) -> Project:
    """Ask cargo; ``manifest`` are words that name one. Raises RefusedError."""
    top, folder = site.top, os.path.join(site.top, site.plan.folder)
    words = ("metadata", "--no-deps", "--format-version=1", "--offline", *manifest)
    program = Program((toolchain.cargo, *words), folder, toolchain.environment)
    ended, lines = heard(program, ASK_S, Limits(output_bytes=1 << 24), site.link)
    if ended.status != 0:
        raise refused(ended.errors)
    told = json.loads(lines[-1])
    return Project(
        told["workspace_root"],
        tuple(_package(package, top) for package in told["packages"]),
        tuple(
            Documented(relative(target["src_path"], top, top), package["name"])
            for package in told["packages"]
            for target in package["targets"]
            if target.get("doctest") and target.get("test", True) and "lib" in target["kind"]
        ),
    )


def _package(told: wire.Message, top: str) -> Package:
    folder = relative(os.path.dirname(told["manifest_path"]), top, top)
    roots = [t["src_path"] for t in told["targets"] if not NO_ROOT.intersection(t["kind"])]
    tests = [t["src_path"] for t in told["targets"] if "test" in t["kind"] and t.get("test", True)]
    return Package(
        told["name"],
        "" if folder in (".", top) else folder,
        tuple(dict.fromkeys(relative(path, top, top) for path in roots)),
        tuple(relative(path, top, top) for path in tests),
    )


def refused(errors: bytes) -> RefusedError:
    """What cargo says when it cannot begin to build, as the runner's refusal."""
    said = errors.decode("utf-8", "replace").strip()
    told = [line for line in said.splitlines() if line.strip()]
    message = " ".join(line.strip() for line in told)[:500]
    hint = FETCH if any(mark in said for mark in MISSING) else ""
    return RefusedError("collect", "cargo cannot build the tests: " + message, hint)
