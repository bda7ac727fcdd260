"""The project's Rust toolchain, and the environment that it and the tests run in."""

from __future__ import annotations

import os
from typing import Dict, Mapping, NamedTuple, Tuple

from ...attempt import Link
from ...drivers import RefusedError
from ...messages import Limits
from ...programs import Program, found
from .speaking import heard

HINT = "Install Rust with rustup (https://rustup.rs), or on Debian: apt-get install cargo."
ASK_S = 60.0
WRAPPER = '#!/bin/sh\nexec "$@" -C debuginfo=0%s\n'
"""Stands before each rustc that compiles a package of the workspace; what it adds is none of the
dependencies' affair, so that those which the user has built serve as they are."""


PLAIN = (("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_PROFILE_TEST_DEBUG", "0"))
"""For where the dependencies have to be built anyway."""


class Toolchain(NamedTuple):
    """What cargo is started with.

    Attributes:
        cargo: absolute path, of the toolchain itself where rustup's stand-in led to it.
        version: ``1.95.0``.
        environment: of every program of the suite.
    """

    cargo: str
    version: str
    environment: Mapping[str, str]

    def with_variables(self, *more: Tuple[str, str]) -> "Toolchain":
        """The same with other variables."""
        return self._replace(environment=dict(self.environment, **dict(more)))


def find(folder: str, private: str, link: Link) -> Toolchain:
    """The toolchain that is used in a folder.

    Args:
        folder: absolute; may hold a ``rust-toolchain.toml``.
        private: a folder for what is built.
        link: its host is heard meanwhile.

    Raises:
        RefusedError: there is none.
    """
    environment = _environment(private)
    for program in ("cargo", "rustc"):
        if found(program, environment) is None:
            raise RefusedError("no-driver", "there is no %s" % program, HINT)
    root = _told(("rustc", "--print=sysroot"), folder, environment, link)
    own = os.path.join(root, "bin")
    if os.path.isfile(os.path.join(own, "cargo")):
        environment["PATH"] = own + os.pathsep + environment.get("PATH", os.defpath)
    libraries = [os.path.join(root, "lib"), environment.get("LD_LIBRARY_PATH", "")]
    environment["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, libraries))
    version = _told(("rustc", "--version"), folder, environment, link).split()
    cargo = found("cargo", environment) or "cargo"
    return Toolchain(cargo, version[1] if len(version) > 1 else "", environment)


def wrapper(private: str, name: str, more: str) -> str:
    """A program that stands before rustc, and adds ``more`` to its words; its path."""
    place = os.path.join(private, name)
    with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o755), "w") as stream:
        stream.write(WRAPPER % more)
    return place


def _environment(private: str) -> Dict[str, str]:
    fixed = {
        "CARGO_INCREMENTAL": "1",
        "CARGO_NET_OFFLINE": "true",
        "CARGO_TARGET_DIR": os.path.join(private, "target"),
        "CARGO_TERM_COLOR": "never",
        "RUST_BACKTRACE": "0",
        "RUSTC_WORKSPACE_WRAPPER": wrapper(private, "rustc-plain", ""),
    }
    return dict(os.environ, **fixed)


def _told(words: Tuple[str, ...], folder: str, environment: Mapping[str, str], link: Link) -> str:
    """What a program prints. Raises RefusedError with what it says when it fails."""
    ended, lines = heard(Program(words, folder, environment), ASK_S, Limits(), link)
    if ended.status != 0:
        said = ended.errors.decode("utf-8", "replace").strip()
        raise RefusedError("no-driver", "%s does not run: %s" % (words[0], said[:500]), HINT)
    return "\n".join(lines).strip()
